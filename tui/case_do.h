/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is done to a case from more than one screen: linked with the call in hand, opened
 * from it, and taken back.  Each asks what it needs, writes, says what it did and gives u
 * the way back.
 */
#pragma once

#include <stdint.h>

#include "schema/casefile.h"

struct ui;

/*
 * Link a call with a case: asks 1 possible or 2 confirmed, then says so and u takes it
 * back.  A case that is not hers is linked for a reason, which is asked.  what lies in the
 * state of the view on top, since the answers come later.
 */
struct case_do {
	int64_t call_id, case_id;
	int64_t case_number; /* for the sentence */
	enum case_certainty certainty;

	const char *more; /* another sentence then, NULL */

	/* It is linked, before that is said; NULL. */
	void (*linked)(struct ui *ui, void *data);
	void *data;
};
void case_do_link(struct ui *ui, struct case_do *what);

/* The same with the certainty that what says already. */
void case_do_link_as(struct ui *ui, struct case_do *what);

/* Open a new case, from a call (0: from none), and show it. */
void case_do_new(struct ui *ui, int64_t call_id);

/* For struct ui_undo: the id is that of the link, of the case. */
MUST_CHECK enum err case_undo_link(struct ui *ui, int64_t link_id);
MUST_CHECK enum err case_undo_save(struct ui *ui, int64_t case_id);
