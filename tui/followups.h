/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Follow-ups as the agenda, home and their own screen show them, and what these do to
 * them: open what one is about, ring back, take back.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "schema/followup.h"
#include "tui/list.h"
#include "tui/view.h"

struct followups {
	struct followup *rows;
	size_t count;
	size_t all; /* that there are */
	struct followup_numbers numbers;
	int64_t
	    look_ms; /* when one becomes late, or the day ends (monotonic); -1: never */
};

/* The open ones, the earliest first, at most max. */
MUST_CHECK enum err followups_read(
    struct followups *f, struct ui *ui, enum followup_whose whose, size_t max);

/* The same of a case; the numbers are those of its follow-ups. */
MUST_CHECK enum err followups_read_case(
    struct followups *f, struct ui *ui, int64_t case_id, size_t max);
void followups_fini(struct followups *f);

/* Columns of the agenda, and their cells. */
extern const struct column followups_columns[];
void followups_cell(struct ui *ui, const struct followup *f, size_t col, struct buf *out,
    enum cell_role *role);

/* "C 26-00031-3" or "L 26-00417-3" of what it is about into out; returns out. */
#define FOLLOWUPS_NUMBER_LEN 24
char *followups_number(const struct followup *f, char out[FOLLOWUPS_NUMBER_LEN]);

/* Add "Ring back: ask for the aunt". */
void followups_what(struct ui *ui, const struct followup *f, struct buf *out);

/* Open the case, or the call, it is about. */
void followups_open_about(struct ui *ui, const struct followup *f);

/* Ring back: what to mind is shown first. */
void followups_ring(struct ui *ui, const struct followup *f);

/* --- what was done to one --- */

/* Take back the last thing done to follow-up id (for struct ui_undo). */
MUST_CHECK enum err followups_undo(struct ui *ui, int64_t id);

/* It is on disk: tell the others, say so, u takes it back. */
void followups_done(struct ui *ui, int64_t id);
void followups_put_off(struct ui *ui, int64_t id);
void followups_given(struct ui *ui, int64_t id);

/* Say what speaks against a time, the gravest thing; asks: and that F9 saves it all the
 * same.  False: nothing does. */
bool followups_advice(struct ui *ui, const struct followup_advice *a, bool asks);

/* Follow-up id has changed (0: any): if it is late supervisors read it on whatever screen
 * they are. */
void followups_say(struct ui *ui, int64_t id);

/*
 * The call that was just closed may have been made for a follow-up: ask for its result, or
 * until when it is put off.  False: it was not.
 */
bool followups_after_call(struct ui *ui, int64_t call_id);
