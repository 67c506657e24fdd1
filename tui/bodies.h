/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bodies of the directory as lists show them, for the directory itself and for the
 * screen that refers: texts looked up once, a filter, the columns they share.
 *
 * A hidden body (institution.h) shows its kind in place of its name, and is found by
 * its kind, services and department only.
 */
#pragma once

#include <stddef.h>

#include "schema/institution.h"
#include "tui/cells.h"
#include "tui/view.h"

struct buf;

struct body {
	struct institution inst;
	char place[64]; /* department or country */
	char *words;    /* folded: what the filter looks through */
};

struct bodies {
	struct body *rows;
	size_t count;
	size_t *shown; /* indexes of the rows that fit the filter */
	size_t shown_count;
};

/* Read all that are not retired; nothing is filtered yet. */
enum err bodies_read(struct bodies *b, struct ui *ui);
void bodies_fini(struct bodies *b);

/* Look up the texts of a body that was just read or revealed; body_fini() frees them. */
void body_look_up(struct ui *ui, struct body *body);
void body_fini(struct body *body);

/* Every word of text has to be in the name, kind, place or services of what is shown. */
void bodies_filter(struct bodies *b, const char *text);
bool body_fits(const struct body *body, const char *text);

/* The row shown at i, NULL if there is none. */
struct body *bodies_at(const struct bodies *b, size_t i);

/* Add its name, or what stands for it while it is hidden: "Shelter, Lima". */
void body_name(struct ui *ui, const struct institution *i, struct buf *out);

/* Add the labels of a set of codes of list, separated by commas. */
void body_codes(struct ui *ui, const char *list, const char *set, struct buf *out);

/* Add "31 of 36  med. 1 d"; "-" if nothing was sent to it in that time. */
void body_answers(const struct inst_answers *a, struct buf *out);

/* Add "12 oct", "! 3 jun" if that is too long ago, "no" if nobody ever did. */
void body_verified(
    struct ui *ui, const struct institution *i, struct buf *out, enum cell_role *role);

/* The columns such lists share. */
enum body_col {
	BODY_NAME,
	BODY_PLACE,
	BODY_HOURS,
	BODY_ANSWERS,
	BODY_VERIFIED,
	BODY_SERVICES,
};
void body_cell(struct ui *ui, const struct body *body, enum body_col col, struct buf *out,
    enum cell_role *role);
