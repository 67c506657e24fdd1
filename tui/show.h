/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How lists and titles show what is stored as a code: labels in the operator's
 * language.  Nothing stored is lost on the way: an unknown code shows itself.
 */
#pragma once

#include <stdint.h>

#include "schema/call.h"
#include "tui/view.h"

/* "Radio" for code "radio" of list "heard"; "" for "", "did not say" for "-". */
const char *show_code(struct ui *ui, const char *list, const char *code);

/* Who gave a consent, as it was written down ("la tía"), else as what ("Mother"); nothing of
 * the person concerned herself, or if it is not known.  Added to out as ", by la tía". */
void show_giver(
    struct ui *ui, const char *given_by, const char *relation, struct buf *out);

/*
 * The choices of a list whose label or key fits what was typed, at most max (for
 * view_pick); only those that wanted() takes, NULL: all.
 */
struct form_option;
size_t show_options(struct ui *ui, const char *list, bool (*wanted)(const char *code),
    const char *typed, struct form_option *out, size_t max);

/*
 * text, or as many of its words as cols columns hold, into out; of "Danger, or help for
 * herself" rather the part before "or", of "López, Yesenia" what fits.  Returns what out
 * then holds.
 */
const char *show_fit(const char *text, int cols, struct buf *out);

/* How many bytes of a text are its first line of cols columns, broken between words. */
size_t show_line(const char *text, size_t cols);

/* "Loreto" for "PE16" into out; returns out. */
char *show_place(struct ui *ui, const char *id, char out[64]);

/* "14:36" today, "22 nov 14:36" on another day, into out; returns out. */
char *show_moment(struct ui *ui, int64_t at, char out[40]);

/* A row of a list of calls, its texts looked up once. */
struct show_call {
	struct call_row row;
	char place[64];
};

/* The columns such lists share. */
enum show_call_col {
	SHOW_TIME,
	SHOW_NUMBER,
	SHOW_MOTIVE,
	SHOW_PLACE,
	SHOW_RESULT,
	SHOW_RISK,
	SHOW_WHO,
};
void show_call_cell(struct ui *ui, const struct show_call *call, enum show_call_col col,
    struct buf *out, enum cell_role *role);

/* Look up the texts of a row that was just read. */
void show_call_read(struct ui *ui, struct show_call *call);
