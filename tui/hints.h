/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a call form says by itself: a proposed risk and why, what is still to be
 * asked, a warning, which cards fit.  Advice only: a person decides.
 *
 * Missing answers never make a risk low: they give "not assessed".
 */
#pragma once

#include <stddef.h>

struct buf;
struct record;

/*
 * The risk that the answers propose: a code of the list risk ("1" immediate to
 * "4" low, "9" not assessed).  The reasons (translated, at most cols columns) are
 * added to why.
 */
const char *hint_risk(const struct record *rec, size_t cols, struct buf *why);

/*
 * Adds what of act, means and purpose (Palermo Protocol, art. 3) was not asked
 * yet, separated by commas, at most cols columns; nothing if all is covered.
 */
void hint_missing(const struct record *rec, size_t cols, struct buf *out);

/* A sentence (msgid) that the operator should have in view, or NULL. */
const char *hint_warning(const struct record *rec);

/*
 * The cards (schema/guide.h) of what is known of the call, the one that is needed first
 * at the head: their names, at most max in out.  There is always one.
 */
size_t hint_cards(const struct record *rec, const char *out[], size_t max);
