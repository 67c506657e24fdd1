/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/match_priv.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/base/text.h"
#include "schema/store_priv.h"

#define WORDS_MAX 6
#define WORD_MAX 24     /* letters compared */
#define HALF_LEAST 3    /* letters of a piece: the index knows three in a row */
#define CANDIDATES 4000 /* of each way, at most */
#define LINE_MAX 96     /* letters of a whole name compared */

struct words {
	char text[LINE_MAX];
	char *word[WORDS_MAX];
	size_t count;
};

struct candidates {
	struct match_person *all;
	size_t count, room;
};

struct name {
	struct words fold, phon;
	char whole[LINE_MAX];
};

/* --- words --- */

static void split(struct words *w, const char *text)
{
	char *p;

	str_copy(w->text, sizeof(w->text), text);
	w->count = 0;
	for (p = w->text; *p != '\0' && w->count < WORDS_MAX;) {
		w->word[w->count++] = p;
		p += strcspn(p, " ");
		if (*p == ' ')
			*p++ = '\0';
	}
}

static void read_name(struct name *n, const char *name)
{
	struct buf fold = { 0 }, phon = { 0 };

	txt_fold(&fold, name);
	txt_phon(&phon, name);
	str_copy(n->whole, sizeof(n->whole), buf_text(&fold));
	split(&n->fold, buf_text(&fold));
	split(&n->phon, buf_text(&phon));
	buf_fini(&fold);
	buf_fini(&phon);
}

/* --- distance: edits, a swap of neighbours is one --- */

static int least(int a, int b)
{
	return a < b ? a : b;
}

/* Optimal string alignment; what is longer than max letters is cut. */
static int edits(const char *a, const char *b)
{
	int row[3][LINE_MAX + 1];
	const size_t n = strnlen(a, LINE_MAX), m = strnlen(b, LINE_MAX);

	for (size_t j = 0; j <= m; j++)
		row[0][j] = (int)j;
	for (size_t i = 1; i <= n; i++) {
		int *now = row[i % 3];
		const int *before = row[(i + 2) % 3], *earlier = row[(i + 1) % 3];

		now[0] = (int)i;
		for (size_t j = 1; j <= m; j++) {
			now[j] = least(least(before[j], now[j - 1]) + 1,
			    before[j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1])
				now[j] = least(now[j], earlier[j - 2] + 1);
		}
	}
	return row[n % 3][m];
}

/* There are at least so many edits. */
static int lengths_apart(const char *a, const char *b)
{
	return abs((int)strnlen(a, LINE_MAX) - (int)strnlen(b, LINE_MAX));
}

/* Every word of what was said to its nearest word of the other name. */
static int words_apart(const struct words *said, const struct words *other)
{
	int sum = 0;

	for (size_t i = 0; i < said->count; i++) {
		int near = (int)strlen(said->word[i]);

		for (size_t k = 0; k < other->count && near > 0; k++)
			if (lengths_apart(said->word[i], other->word[k]) < near)
				near = least(near, edits(said->word[i], other->word[k]));
		sum += near;
	}
	return sum;
}

/* Spelling and sound count alike; words run together are compared as one line.  Words
 * that she has besides weigh little: people say one surname of two. */
static int distance(const struct name *said, const char *fold, const char *phon)
{
	struct words f, p;
	int apart, besides, by_words;

	split(&f, fold);
	split(&p, phon);
	apart = words_apart(&said->fold, &f) + words_apart(&said->phon, &p);
	besides = abs((int)f.count - (int)said->fold.count);
	by_words = apart * 4 + besides;
	if (by_words <= 8 || lengths_apart(said->whole, fold) * 8 >= by_words)
		return by_words; /* as one line it is not nearer */
	return least(by_words, edits(said->whole, fold) * 8);
}

/* --- candidates --- */

static void add(struct candidates *c, int64_t id)
{
	if (c->count == c->room) {
		c->room = c->room > 0 ? 2 * c->room : 256;
		c->all = mem_resize(c->all, c->room * sizeof(*c->all));
	}
	c->all[c->count++] = (struct match_person){ .id = id };
}

static enum err gather(
    struct store *st, const char *sql, const char *expression, struct candidates *c)
{
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_text(q, 1, expression, -1, SQLITE_STATIC);
	sqlite3_bind_int(q, 2, CANDIDATES);
	while ((rc = sqlite3_step(q)) == SQLITE_ROW)
		add(c, sqlite3_column_int64(q, 0));
	store_done(st, q);
	return store_err(rc);
}

/* All words but those at places i and k, which may be the same. */
static void add_all_but(const struct words *w, size_t i, size_t k, struct buf *out)
{
	const char *and = "";

	buf_str(out, out->len > 0 ? " OR (" : "(");
	for (size_t n = 0; n < w->count; n++) {
		if (n == i || n == k)
			continue;
		buf_printf(out, "%s\"%s\"", and, w->word[n]);
		and = " AND ";
	}
	buf_str(out, ")");
}

/* One word may be wrong, of four or more two of them; a word alone must be right. */
static enum err by_sound(
    struct store *st, const char *sql, const struct words *w, struct candidates *c)
{
	struct buf expression = { 0 };
	enum err e = AM_OK;

	for (size_t i = 0; w->count > 1 && i < w->count; i++)
		for (size_t k = i; k < (w->count > 3 ? w->count : i + 1); k++)
			add_all_but(w, i, k, &expression);
	if (w->count == 1)
		buf_printf(&expression, "\"%s\"", w->word[0]);
	if (expression.len > 0)
		e = gather(st, sql, buf_text(&expression), c);
	buf_fini(&expression);
	return e;
}

static bool has_halves(const char *word)
{
	return strlen(word) >= HALF_LEAST;
}

/* The first or the last letters: a wrong one is in one half only.  A word too short
 * for two halves gives its beginning and its end. */
static void add_halves(const char *word, struct buf *out)
{
	const size_t len = strlen(word);
	const size_t half = len / 2 > HALF_LEAST ? len / 2 : HALF_LEAST;

	buf_printf(out, "%s(\"%.*s\" OR \"%s\")", out->len > 0 ? " AND " : "", (int)half,
	    word, word + len - half);
}

/* The pieces of all words but the one at place left_out. */
static void add_pieces(const struct words *w, size_t left_out, struct buf *out)
{
	struct buf pieces = { 0 };

	for (size_t i = 0; i < w->count; i++)
		if (i != left_out && has_halves(w->word[i]))
			add_halves(w->word[i], &pieces);
	if (pieces.len > 0)
		buf_printf(out, "%s(%s)", out->len > 0 ? " OR " : "", buf_text(&pieces));
	buf_fini(&pieces);
}

/* Two wrong words or more; a third one, short or split in two, may be missing. */
static enum err by_pieces(
    struct store *st, const char *sql, const struct words *w, struct candidates *c)
{
	struct buf expression = { 0 };
	enum err e = AM_OK;

	for (size_t i = 0; w->count > 2 && i < w->count; i++)
		add_pieces(w, i, &expression);
	if (w->count <= 2)
		add_pieces(w, w->count, &expression);
	if (expression.len > 0)
		e = gather(st, sql, buf_text(&expression), c);
	buf_fini(&expression);
	return e;
}

/* --- in order --- */

static int by_id(const void *a, const void *b)
{
	const struct match_person *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

static int nearest_first(const void *a, const void *b)
{
	const struct match_person *x = a, *y = b;

	return x->distance != y->distance ? x->distance - y->distance : by_id(a, b);
}

static void each_once(struct candidates *c)
{
	size_t n = 0;

	if (c->count == 0)
		return;
	qsort(c->all, c->count, sizeof(*c->all), by_id);
	for (size_t i = 0; i < c->count; i++)
		if (n == 0 || c->all[n - 1].id != c->all[i].id)
			c->all[n++] = c->all[i];
	c->count = n;
}

static enum err measure(
    struct store *st, const char *sql, const struct name *said, struct candidates *c)
{
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	size_t n = 0;

	for (size_t i = 0; e == AM_OK && i < c->count; i++) {
		int rc;

		sqlite3_bind_int64(q, 1, c->all[i].id);
		rc = sqlite3_step(q);
		if (rc == SQLITE_ROW) {
			c->all[n] = c->all[i];
			c->all[n++].distance =
			    distance(said, store_text(q, 0), store_text(q, 1));
		}
		e = store_err(rc);
		sqlite3_reset(q);
	}
	store_done(st, q);
	c->count = n;
	return e;
}

enum err match_names(struct store *st, const struct match_in *in, const char *name,
    struct match_person *out, size_t max, size_t *count)
{
	struct candidates c = { .all = NULL };
	struct name said;
	enum err e;

	read_name(&said, name);
	e = by_sound(st, in->by_sound, &said.phon, &c);
	if (e == AM_OK)
		e = by_pieces(st, in->by_pieces, &said.fold, &c);
	each_once(&c);
	if (e == AM_OK)
		e = measure(st, in->row, &said, &c);
	if (e == AM_OK) {
		if (c.count > 0)
			qsort(c.all, c.count, sizeof(*c.all), nearest_first);
		*count = c.count < max ? c.count : max;
		for (size_t i = 0; i < *count; i++)
			out[i] = c.all[i];
	}
	free(c.all);
	explicit_bzero(&said, sizeof(said));
	return e;
}

enum err match_persons(struct store *st, const char *name, struct match_person *out,
    size_t max, size_t *count)
{
	static const struct match_in persons = {
		.by_sound =
		    "SELECT rowid FROM person_phon WHERE person_phon MATCH ?1 LIMIT ?2",
		.by_pieces =
		    "SELECT rowid FROM person_fts WHERE person_fts MATCH ?1 LIMIT ?2",
		.row =
		    "SELECT fold, phon FROM person WHERE id = ?1 AND merged_into IS NULL",
	};

	return match_names(st, &persons, name, out, max, count);
}
