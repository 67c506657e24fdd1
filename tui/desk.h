/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The call on the operator's desk: what is typed of it, its draft, its layout,
 * and how it is saved.  The screen around it is view_call.c.
 *
 * What is typed goes to disk as a draft (typed.h).  Nothing that was typed is ever dropped here:
 * a save that fails leaves everything as it was.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "schema/base/err.h"
#include "schema/call.h"
#include "schema/proof.h"
#include "tui/assess.h"
#include "tui/earlier.h"
#include "schema/number.h"
#include "tui/form.h"
#include "tui/known.h"
#include "tui/layout_call.h"
#include "tui/rules.h"
#include "tui/typed.h"
#include "tui/view.h"

#define DESK_REASON_MAX 200

struct desk {
	struct ui *ui;
	struct call call;
	struct record *rec;      /* what is typed */
	struct record *as_read;  /* what was saved when it was opened */
	struct record *previous; /* for "=", read when it is first wanted */
	struct form_fill *form;
	struct typed typed; /* the draft of it */
	struct earlier_line earlier; /* what is known already */
	const struct layout_call *layout;
	bool readonly;   /* it is shown; a key has to begin a correction */
	bool done;       /* saved: nothing is left to park */
	int64_t told_at; /* supervision was told, 0: not */
	char about[NUMBER_LEN + 1]; /* what was said of it as the case it is about */
	bool asks_when;  /* of a call taken on paper: when that was is asked */
	struct known known;         /* of the number */
	struct dial_choice choice;  /* UI_CALL_OUT: the rules of a safe contact */
	bool has_choice;
	struct proof proof;         /* of an offer: what is answered */
	struct assess assess;       /* while it is asked */

	/* A correction while somebody else's was saved: fields that both have changed, what
	 * is called once a person has decided them, whether she is being asked, and the
	 * reason that was typed. */
	bool *clash;
	void (*decided)(struct ui *ui, void *desk);
	bool deciding;
	bool asked;     /* she was */
	bool unchanged; /* what was saved is what was there */
	char reason[DESK_REASON_MAX + 1];
};

/* Puts a call on the desk; arg as for the view.  On error nothing has to be undone. */
enum err desk_open(struct desk *d, struct ui *ui, const struct ui_call_arg *arg);
void desk_fini(struct desk *d);

/* Is it this operator's call? */
bool desk_is_own(const struct desk *d);

/* True while the call is being taken: it has a number and is not saved. */
bool desk_is_open(const struct desk *d);

/* May what is shown be corrected by this operator? */
bool desk_may_correct(const struct desk *d);
void desk_correct(struct desk *d);

/* Says what follows from the number of the case that the call is about, once for each
 * number; true: it is wrong. */
bool desk_says_about(struct desk *d);

/* The form took a key (did: enum form_did; chars: how many characters it brought). */
void desk_did(struct desk *d, unsigned did, size_t chars);

/* True if the result that was just picked saves by itself. */
bool desk_closes(const struct desk *d);

/* Write the draft if something was typed, or the cursor moved, since the last time. */
MUST_CHECK enum err desk_draft(struct desk *d);

/* Is everything there that saving asks for?  If not the cursor goes where it lacks. */
bool desk_ready(struct desk *d);

/* True if the result forgets words that were typed: a person should say so first. */
bool desk_forgets(const struct desk *d);

/*
 * Close the call, or correct it.  Returns AM_OK once it is on disk.  AM_AGAIN: a
 * correction that needs a reason.  AM_CONFLICT: somebody else corrected the same fields,
 * and view_conflict asks which stays (deciding); what only she changed is joined.
 * AM_INVALID: the cursor is on what is wrong.  Or what call.h says.
 */
MUST_CHECK enum err desk_save(struct desk *d, const char *reason);

/* Listening becomes a report; everything is kept. */
void desk_to_report(struct desk *d);

/* The row of the call has changed, but not by this desk's form: read it again.  What is
 * typed stays. */
void desk_read_again(struct desk *d);

/* The ten questions of a call about an offer were answered on their own screen: read. */
void desk_read_proof(struct desk *d);

/* Ask again when a call taken on paper was taken. */
void desk_ask_when(struct desk *d);

/* Layout and texts again: the language or the lists have changed. */
void desk_refresh(struct desk *d);
