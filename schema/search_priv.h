/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was typed into the search line, taken apart (search_words.c). */
#pragma once

#include "schema/base/buf.h"
#include "schema/search.h"
#include "schema/store.h"

#define WORDS_MAX 8
#define WORD_BYTES 48
#define FACETS_MAX 6
#define FACET_BYTES 24

struct search_word {
	char raw[WORD_BYTES];                 /* as typed */
	char fold[WORD_BYTES];                /* txt_fold() of it: "" is no text */
	char phon[WORD_BYTES];                /* txt_phon() of it */
	char digits[16];                      /* three or more: perhaps a telephone */
	char facets[FACETS_MAX][FACET_BYTES]; /* words of the index's facet column */
	unsigned kinds[FACETS_MAX];           /* enum search_match of each */
	size_t facet_count;
	bool only_facet; /* its text is not looked for */
	bool last;       /* may be unfinished */
};

struct search_plan {
	struct search_word words[WORDS_MAX];
	size_t count;
	size_t phone;     /* index of the word with digits, or count */
	int64_t number;   /* of a call, 0: none */
	int64_t from, to; /* started_at, 0: no bound; to is not in it */
	bool open;        /* only calls that are open */
	enum search_said said;
};

MUST_CHECK enum err search_read(struct store *st, const struct actor *actor,
    const char *typed, int64_t now, struct search_plan *plan);

/*
 * The words as an expression of FTS5, without word number leave_out (count: none).
 * Every text stands in quotes, so nothing typed is syntax.
 */
void search_expression(const struct search_plan *plan, size_t leave_out, struct buf *out);
