/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which persons of the register may be the one that was named, and which offers are
 * made by the name that was said?  Spelling is what she heard on a bad line, so one or
 * two wrong letters must still find them.
 *
 * Two ways of finding, each then put in order by the distance of the words:
 *
 *   by sound    all words as txt_phon() has them, with two letters wrong at most: a wrong
 *               word stands for all words that somebody bears and that are that near
 *   by pieces   of every longer word its first or its last half, as it is spelled: words
 *               run together or split.  Of persons only where nobody is found by sound
 *
 * Whoever calls this asks the rights: a person is seen only through her cases.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "schema/base/err.h"

struct store;

struct match_person {
	int64_t id;
	int distance; /* 0: the same words; words besides add 1 each, MATCH_SAME at most */
};

/* As far as one wrong letter, or two, may put names apart (spelling and sound). */
#define MATCH_SAME 3
#define MATCH_ONE_TYPO 11
#define MATCH_TWO_TYPOS 19

/* The distance up to which a person is similar to name: one wrong letter, of a long name two. */
int match_farthest(const char *name);

/*
 * Where names are looked for: all words, as they sound, that somebody bears (NULL: no list
 * is kept); two queries of two values each, an expression of FTS5 and the most rows wanted;
 * the fold and the sound of row ?1, or no row if it does not count.
 */
struct match_in {
	const char *words, *by_sound, *by_pieces, *row;
};

/* The rows nearest to name, the nearest first, at most max. */
MUST_CHECK enum err match_names(struct store *st, const struct match_in *in,
    const char *name, struct match_person *out, size_t max, size_t *count);

/*
 * The persons nearest to name, the nearest first, at most max.  Persons merged into
 * another one are left out.  Returns AM_OK, AM_STOPPED or a storage error.
 */
MUST_CHECK enum err match_persons(struct store *st, const char *name,
    struct match_person *out, size_t max, size_t *count);
