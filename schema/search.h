/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Search: what an operator types into one line, found while she types.
 *
 * Words are looked for in what was written down, as they are spelled and as they
 * sound (txt_phon(): Kispi finds Quishpe); the last one may be unfinished.  Every
 * word has to be there, in any order.  A word may also be
 *
 *   a number           "L 26-00417-3", "26004173", with its check digit
 *   a telephone        its last three digits or more, "961 555 877"
 *   a place            "loreto", "uca", "madre de dios", "maynas", "bolivia"
 *   a motive, result, risk   "reporte", "broma", "alto": the first word of its name
 *   an operator        "@luz", "operadora luz"; one's own calls: "mias", "mine"
 *   a date             "hoy", "ayer", "22 nov", "en noviembre", "nov 2026",
 *                      "22/11/2026", "2026-11-22"
 *   the status         "abiertas", "open" (alone or with a date)
 *
 * A place, motive, result or risk is found as such or as a word that was written
 * down, so a filter never hides what somebody typed into the notes.
 *
 * The newest come first; ranking would read every hit.  Rights are asked here:
 * what a role may not see is neither found nor counted, and of what is not the
 * actor's own she learns number and kind of match only (struct search_hit, whole).
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "schema/base/err.h"
#include "schema/call.h"
#include "schema/role.h"

struct store;

#define SEARCH_PAGE 20
#define SEARCH_COUNTED 1000 /* more are "1000+" */

/* What of a hit fits what was typed: bits. */
enum search_match {
	SEARCH_NUMBER = 1 << 0,
	SEARCH_PHONE = 1 << 1,
	SEARCH_WORDS = 1 << 2,
	SEARCH_PLACE = 1 << 3,
	SEARCH_MOTIVE = 1 << 4,
	SEARCH_RESULT = 1 << 5,
	SEARCH_RISK = 1 << 6,
	SEARCH_OPERATOR = 1 << 7,
	SEARCH_DATE = 1 << 8,
	SEARCH_STATUS = 1 << 9,
};

/* In what it was found; more come with their screens. */
enum search_kind { SEARCH_CALLS, SEARCH_KINDS };

struct search_hit {
	enum search_kind kind;
	int64_t id;
	unsigned matched;    /* enum search_match */
	bool whole;          /* false: only number and matched are filled */
	struct call_row row; /* SEARCH_CALLS */
};

enum search_said {
	SEARCH_FINE,
	SEARCH_SHORT,       /* nothing of two characters yet: nothing was asked */
	SEARCH_CHECK_DIGIT, /* it is a number, but its check digit does not fit */
};

struct search_found {
	size_t count; /* hits in this page */
	int64_t
	    total;   /* of all pages, at most SEARCH_COUNTED; filled for the first page */
	bool capped; /* there are more than total */
	bool more;   /* a next page */
	enum search_said said;
};

/*
 * One page of what fits typed, newest first, at most max hits; after is the last hit
 * of the page before, NULL for the first.  Returns AM_OK, AM_DENIED, AM_STOPPED (given
 * up by the hook of store_give_up()) or a storage error.
 */
MUST_CHECK enum err search_run(struct store *st, const struct actor *actor,
    const char *typed, int64_t now, const struct search_hit *after,
    struct search_hit *hits, size_t max, struct search_found *found);

/*
 * Tell the audit of a search that came to rest: its text, how many there were.  Once
 * a search, not once a key.
 */
MUST_CHECK enum err search_settled(struct store *st, const struct actor *actor,
    const char *typed, const struct search_found *found, int64_t now);
