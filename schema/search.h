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
 *   the status         "abiertas", "open"; of cases "cerrado", "seguimiento"
 *   an age             "16", as it was said
 *   what it shall be   "casos", "llamadas", "ofertas" as the first word
 *
 * A place, motive, result, risk or status is found as such or as a word that was written
 * down, so a filter never hides what somebody typed into the notes.
 *
 * Calls are found by their text; cases by their title, their people, their notes and
 * what happened, and where that gives little by names that are only similar (one or two
 * wrong letters); offers by who makes them, their advert, their telephone.
 *
 * The newest come first, whatever kind they are; ranking would read every hit.  Rights
 * are asked here: what a role may not see is neither found nor counted, and of what is
 * not the actor's own she learns number and kind of match only (struct search_hit,
 * whole).  A person is seen through her cases only.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "schema/base/err.h"
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
	SEARCH_PERSON = 1 << 10, /* a name of the case's people */
	SEARCH_NEAR = 1 << 11,   /* a name that is similar */
	SEARCH_AGE = 1 << 12,
	SEARCH_TOPIC = 1 << 13,
	SEARCH_SEX = 1 << 14,
	SEARCH_VENUE = 1 << 15,
	SEARCH_LINKED = 1 << 16, /* with the call in hand, already */
};

/* In what it was found. */
enum search_kind { SEARCH_CALL, SEARCH_CASE, SEARCH_OFFER, SEARCH_KINDS };

struct search_hit {
	enum search_kind kind;
	int64_t id;       /* of the call, case or offer */
	int64_t number;   /* of the call or case; an offer has none */
	unsigned matched; /* enum search_match */
	bool whole;       /* false: only what stands above is filled */

	int64_t at;     /* when the call began, the case was opened, the offer was told */
	bool open;      /* a call that is open, a case that is not closed */
	char what[16];  /* code: motive of the call, status of the case, kind of offer */
	char place[16]; /* "PE16" */
	char who[64];   /* who took the call; name in the case; who offers */
	char sex[16], age[12], venue[16]; /* of whom it is about: codes, age as said */
	int risk;                         /* 0: none given */
};

enum search_said {
	SEARCH_FINE,
	SEARCH_SHORT,       /* nothing of two characters yet: nothing was asked */
	SEARCH_CHECK_DIGIT, /* it is a number, but its check digit does not fit */
};

/* Where a page ended: the next one begins behind it. */
struct search_after {
	int64_t id[SEARCH_KINDS]; /* the last one of each kind, 0: none yet */
	bool near;                /* similar names were added */
};

struct search_found {
	size_t count; /* hits in this page */
	int64_t
	    total;   /* of all pages, at most SEARCH_COUNTED; filled for the first page */
	bool capped; /* there are more than total */
	bool more;   /* a next page */
	bool rest;   /* similar names are worth looking for, and were not asked for */
	struct search_after next;
	enum search_said said;
};

/*
 * One page of what fits typed, newest first, at most max hits; after is next of the page
 * before, NULL for the first.  similar: where few cases are found, cases of people with a
 * similar name as well, which takes longer; a later page is like the first.  Returns
 * AM_OK, AM_DENIED, AM_STOPPED (given up by the hook of store_give_up()) or a storage error.
 */
MUST_CHECK enum err search_run(struct store *st, const struct actor *actor,
    const char *typed, int64_t now, bool similar, const struct search_after *after,
    struct search_hit *hits, size_t max, struct search_found *found);

/*
 * Tell the audit of a search that came to rest: its text, how many there were.  Once
 * a search, not once a key.
 */
MUST_CHECK enum err search_settled(struct store *st, const struct actor *actor,
    const char *typed, const struct search_found *found, int64_t now);
