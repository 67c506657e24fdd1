/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The inside of search: what was typed, taken apart (search_words.c, search_date.c,
 * search_filter.c), the ids that fit it (search_ask.c), and what each kind of record
 * says of itself (search_call.c, search_case.c, search_offer.c).
 */
#pragma once

#include "schema/base/buf.h"
#include "schema/search.h"
#include "schema/store.h"

/* --- the plan --- */

#define WORDS_MAX 8
#define WORD_BYTES 48
#define FACETS_MAX 10
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
	int64_t number;   /* of a call or case, 0: none */
	int64_t from, to; /* when it was, 0: no bound; to is not in it */
	unsigned kinds;   /* bits 1 << enum search_kind: what is asked for */
	bool all;         /* its kind was all that was typed */
	bool open; /* "open" alone: calls that are open, cases that are not closed */
	enum search_said said;
};

MUST_CHECK enum err search_read(struct store *st, const struct actor *actor,
    const char *typed, int64_t now, struct search_plan *plan);

/* Parts of it. */
bool search_one_of(const char *word, const char *const *words, size_t count);
void search_drop_words(struct search_plan *plan, size_t at, size_t count);
void search_read_dates(struct search_plan *plan, int64_t now);
MUST_CHECK enum err search_read_filters(
    struct store *st, const struct actor *actor, struct search_plan *plan);

/*
 * The words as an expression of FTS5, without word number leave_out (count: none);
 * columns hold texts as they sound: "names said".  Every text stands in quotes, so
 * nothing typed is syntax.
 */
void search_expression(const struct search_plan *plan, const char *columns,
    size_t leave_out, struct buf *out);

/* --- ids of hits --- */

#define SEARCH_FETCH (SEARCH_COUNTED + 1)

/* Gathered from several queries; search_put_in_order(): the newest first, each once. */
struct search_ids {
	int64_t id[8 * SEARCH_FETCH];
	size_t count;
};

/* Ids between low and high (not in it), as far as time is right. */
struct search_asking {
	struct store *st;
	const struct search_plan *plan;
	const char *time;  /* condition on id %s: its time is from ?4 on and before ?5 */
	int64_t low, high; /* bounds of ids */
	struct search_ids *ids;
};

/*
 * Add the ids that sql gives: "SELECT id FROM ... WHERE ... ?1", to which bounds, time
 * and order are added; id names the column ("call.id").  first is bound at ?1, NULL: null.
 */
MUST_CHECK enum err search_ask(
    const struct search_asking *a, const char *sql, const char *id, const char *first);

/* Add the id that sql gives for the number at ?1, if it lies below high. */
MUST_CHECK enum err search_ask_number(
    const struct search_asking *a, const char *sql, int64_t number);

/* "substr(column, -4) IN ('0877', ...) AND substr(column, -3) = '877'": for an index. */
void search_add_ends(struct buf *sql, const char *column, const char *digits);

/* A number typed with its trunk prefix is kept without it. */
const char *search_subscriber(const char *digits);

/* The least and, plus one, the greatest id that sql gives for ?1 and ?2, the plan's times. */
MUST_CHECK enum err search_bound(struct search_asking *a, const char *sql);

void search_put_in_order(struct search_ids *ids);
size_t search_place_of(
    const struct search_ids *ids, int64_t id); /* count: it is not there */

/* --- what fits --- */

/* facet is " xo1 xmreport ...", in small letters. */
unsigned search_match_word(const struct search_word *w, const char *facet);
bool search_ends_with(const char *s, const char *end);

/* --- kinds --- */

/* What one page is asked with. */
struct search_query {
	struct store *st;
	const struct actor *actor;
	const struct search_plan *plan;
	int64_t now;
	bool similar; /* similar names may be looked for */
	bool near;    /* they are */
	bool rest;    /* they would have been */
	size_t found; /* of the kinds before, in all */
};

struct search_source {
	enum action action; /* without it nothing is found nor counted */
	const char *when;   /* SQL: time of id ?1, by which kinds are put in one order */
	/* Ids below before (0: all), in order.  *near: similar names may be added. */
	enum err (*find)(struct search_query *q, int64_t before, struct search_ids *ids);
	/* The hit and what of it fits. */
	enum err (*show)(
	    const struct search_query *q, int64_t id, struct search_hit *out);
};
extern const struct search_source search_calls, search_cases, search_offers;

/*
 * A call, case or offer as a hit, as far as the actor may see it; matched is 0.  AM_OK,
 * AM_MISSING or a storage error.
 */
MUST_CHECK enum err search_hit_call(struct store *st, const struct actor *actor,
    int64_t id, int64_t now, struct search_hit *out);
MUST_CHECK enum err search_hit_case(struct store *st, const struct actor *actor,
    int64_t id, int64_t now, struct search_hit *out);
MUST_CHECK enum err search_hit_offer(
    struct store *st, int64_t id, struct search_hit *out);
