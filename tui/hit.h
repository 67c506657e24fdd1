/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a hit of search, or of what is known already, is told in words. */
#pragma once

#include "schema/search.h"
#include "tui/view.h"

struct buf;

/* "L 26-00417-3", "C 26-00031-3", "offer"; added to out. */
void hit_number(const struct search_hit *hit, struct buf *out);

/* What of it fits: "name, age, place" (sep between them); added to out. */
void hit_matches(const struct search_hit *hit, const char *sep, struct buf *out);

/* Motive of a call, status of a case, kind of an offer; added to out. */
void hit_what(struct ui *ui, const struct search_hit *hit, struct buf *out);

/*
 * In one line of at most cols columns: number, and of what is hers "woman 17, bar,
 * Loreto, 03 nov", of all other what fits.  Added to out.
 */
void hit_line(struct ui *ui, const struct search_hit *hit, size_t cols, struct buf *out);
