/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cards from the inside: their text form, and how the shipped ones enter the database. */
#pragma once

#include "schema/guide.h"
#include "schema/store_priv.h"

/* A text of a card as it stands in cards.txt; body may hold more than fits. */
struct guide_text {
	char card[16], lang[4], dated_on[12];
	long sort;
	char title[80], source[128];
	const char *body; /* lent */
	size_t line;      /* where it begins */
};

/*
 * Read text and give each text of it to take(); stops at the first that take() refuses.
 * Returns AM_OK, AM_INVALID with *line (the form is broken there), or what take() said,
 * with the line of that text.
 */
MUST_CHECK enum err guide_read(const char *text,
    enum err (*take)(void *data, const struct guide_text *t), void *data, size_t *line);

/* Add one text in that form; the head of its card stands before the first only. */
void guide_write(struct buf *out, const struct guide *g, long sort, bool head);

/* Enter what the program ships and the database does not have yet; for migrate.c. */
MUST_CHECK enum err guide_ship(sqlite3 *db, const char *text);
