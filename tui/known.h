/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is known of the number of the call on the desk, beside its form: an earlier call
 * of the same caller that was cut off, calls and cases linked with the number, whose
 * telephone it is, its marks.  It stands on the row above the form and never moves
 * anything.
 */
#pragma once

#include "schema/redial.h"
#include "schema/telephone.h"
#include "tui/view.h"

struct desk;
struct record;

struct known {
	char phone[PHONE_LEN]; /* the number that was looked up, as typed */
	bool found;            /* number is filled */
	struct telephone number;
	bool offered; /* before is what it may go on with */
	bool goes_on; /* before is what it goes on with */
	struct redial before;
	struct record *text; /* what was written of that; NULL: not read */
};

/* Look up the number that the form holds now, unless it is the same; again: in any case.
 * A half-typed one tells nothing. */
void known_look(struct desk *d, bool again);
void known_fini(struct known *k);

/* The call goes on with the one that is offered (what Ctrl-R does first). */
void known_go_on(struct desk *d);

/* The row above the form. */
void known_draw(struct desk *d, struct cells *g, struct area a);

/* What the operator before wrote, on the rows of an empty form below its list. */
void known_draw_text(struct desk *d, struct cells *g, struct area a);
