/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/match_priv.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/edits.h"
#include "schema/base/mem.h"
#include "schema/base/text.h"
#include "schema/store_priv.h"

#define WORDS_MAX 6
#define SIMILAR_MAX 16  /* words that one may have been */
#define SHORT_WORD 3    /* letters */
#define LONG_NAME 12    /* letters and blanks */
#define TWO_NAMES 8     /* letters, at least */
#define HALF_LEAST 3    /* letters of a piece: the index knows three in a row */
#define BY_SOUND 1000 /* candidates, the newest */
#define BY_PIECES 4000
#define LINE_MAX 96     /* letters of a whole name */

struct words {
	char text[LINE_MAX];
	char *word[WORDS_MAX];
	size_t count;
};

struct candidates {
	struct match_person *all;
	size_t count, room;
};

/* A name, its words as they are spelled and as they sound. */
struct name {
	struct words fold, phon;
	struct edits fold_edits[WORDS_MAX], phon_edits[WORDS_MAX], whole;
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

static void read_words(struct words *w, struct edits *edits, const char *text)
{
	split(w, text);
	for (size_t i = 0; i < w->count; i++)
		edits_of(&edits[i], w->word[i]);
}

static void read_name(struct name *n, const char *name)
{
	struct buf fold = { 0 }, phon = { 0 };

	txt_fold(&fold, name);
	txt_phon(&phon, name);
	edits_of(&n->whole, buf_text(&fold));
	read_words(&n->fold, n->fold_edits, buf_text(&fold));
	read_words(&n->phon, n->phon_edits, buf_text(&phon));
	buf_fini(&fold);
	buf_fini(&phon);
}

/* --- distance --- */

static int least(int a, int b)
{
	return a < b ? a : b;
}

/* There are at least so many edits. */
static int lengths_apart(const struct edits *a, const char *b)
{
	return abs((int)a->len - (int)strnlen(b, EDITS_MAX));
}

/* Every word of what was said to its nearest word of the other name. */
static int words_apart(const struct edits *said, size_t count, const struct words *other)
{
	int sum = 0;

	for (size_t i = 0; i < count; i++) {
		int near = (int)said[i].len;

		for (size_t k = 0; k < other->count && near > 0; k++)
			if (lengths_apart(&said[i], other->word[k]) < near)
				near = least(near, edits_to(&said[i], other->word[k]));
		sum += near;
	}
	return sum;
}

/* Spelling and sound count alike; words run together are compared as one line.  Words
 * that she has besides weigh little, and many no more than three: people say one surname
 * of two, and she may have a nickname of several words. */
static int distance(const struct name *said, const char *fold, const char *phon)
{
	struct words f, p;
	int apart, besides, by_words;

	split(&f, fold);
	split(&p, phon);
	apart = words_apart(said->fold_edits, said->fold.count, &f) +
		words_apart(said->phon_edits, said->phon.count, &p);
	besides = least(abs((int)f.count - (int)said->fold.count), MATCH_SAME);
	by_words = apart * 4 + besides;
	if (by_words <= 8 || lengths_apart(&said->whole, fold) * 8 >= by_words)
		return by_words; /* as one line it is not nearer */
	return least(by_words, edits_to(&said->whole, fold) * 8);
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

static enum err gather(struct store *st, const char *sql, const char *expression, int max,
    struct candidates *c)
{
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_text(q, 1, expression, -1, SQLITE_STATIC);
	sqlite3_bind_int(q, 2, max);
	while ((rc = sqlite3_step(q)) == SQLITE_ROW)
		add(c, sqlite3_column_int64(q, 0));
	store_done(st, q);
	return store_err(rc);
}

/* --- by sound: words that somebody bears --- */

struct similar {
	char word[EDITS_MAX + 1];
	int edits;
};

/* What one word that was said may have been. */
struct meant {
	struct similar words[SIMILAR_MAX]; /* the nearest first */
	size_t count;
	bool unknown; /* it may be any word: nobody keeps a list of them */
};

/* Two letters wrong, of a short word one. */
static int reach(const struct edits *said)
{
	return said->len > SHORT_WORD ? 2 : 1;
}

static void add_similar(struct meant *m, const char *word, int edits)
{
	size_t at = m->count;

	while (at > 0 && m->words[at - 1].edits > edits)
		at--;
	if (at == SIMILAR_MAX)
		return;
	if (m->count < SIMILAR_MAX)
		m->count++;
	memmove(&m->words[at + 1], &m->words[at],
	    (m->count - at - 1) * sizeof(m->words[0]));
	str_copy(m->words[at].word, sizeof(m->words[at].word), word);
	m->words[at].edits = edits;
}

static void compare(const struct name *said, struct meant *meant, const char *word)
{
	for (size_t i = 0; i < said->phon.count; i++) {
		const struct edits *e = &said->phon_edits[i];
		const int may_be = reach(e);

		if (lengths_apart(e, word) <= may_be && edits_to(e, word) <= may_be)
			add_similar(&meant[i], word, edits_to(e, word));
	}
}

static enum err read_meant(
    struct store *st, const char *sql, const struct name *said, struct meant *meant)
{
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	while ((rc = sqlite3_step(q)) == SQLITE_ROW)
		compare(said, meant, store_text(q, 0));
	store_done(st, q);
	return store_err(rc);
}

static void guess_meant(const struct name *said, struct meant *meant)
{
	for (size_t i = 0; i < said->phon.count; i++) {
		meant[i].unknown = true;
		add_similar(&meant[i], said->phon.word[i], 0);
	}
}

/* The word with up to so many edits; false: nobody bears such a one.  What is like no
 * word at all (two that were run together) is left out. */
static bool add_meant(const struct meant *m, int edits, struct buf *out)
{
	size_t n = 0;

	if (m->count == 0 || (m->unknown && edits > 0))
		return true;
	for (; n < m->count && m->words[n].edits <= edits; n++)
		buf_printf(out, "%s\"%s\"",
		    n > 0	   ? " OR "
		    : out->len > 0 ? " AND ("
				   : "(",
		    m->words[n].word);
	if (n > 0)
		buf_str(out, ")");
	return n > 0;
}

/* Word i has up to two edits, or i and k one each; all others are right. */
static void add_case(
    const struct meant *meant, size_t count, size_t i, size_t k, struct buf *out)
{
	struct buf words = { 0 };
	bool any = true;

	for (size_t n = 0; any && n < count; n++)
		any = add_meant(
		    &meant[n], n != i && n != k ? 0 : (i == k ? 2 : 1), &words);
	if (any && words.len > 0)
		buf_printf(
		    out, "%s(%s)", out->len > 0 ? " OR " : "", buf_text(&words));
	buf_fini(&words);
}

/* A second wrong word adds nothing where it has no other one. */
static bool has_others(const struct meant *m, size_t count)
{
	if (m->unknown)
		return count > 3;
	return m->count > 0 && m->words[m->count - 1].edits > 0 &&
	       (m->words[0].edits == 1 || (m->count > 1 && m->words[1].edits == 1));
}

static size_t count_known(const struct meant *meant, size_t count)
{
	size_t known = 0;

	for (size_t i = 0; i < count; i++)
		known += meant[i].count > 0;
	return known;
}

/* Two letters may be wrong, one of a word alone. */
static enum err by_sound(struct store *st, const char *sql, const struct meant *meant,
    size_t count, struct candidates *c)
{
	const bool several = count_known(meant, count) > 1;
	struct buf expression = { 0 };
	enum err e = AM_OK;

	for (size_t i = 0; several && i < count; i++) {
		add_case(meant, count, i, i, &expression);
		for (size_t k = i + 1; has_others(&meant[i], count) && k < count; k++)
			if (has_others(&meant[k], count))
				add_case(meant, count, i, k, &expression);
	}
	if (count == 1)
		(void)add_meant(meant, meant->unknown ? 0 : 1, &expression);
	if (expression.len > 0)
		e = gather(st, sql, buf_text(&expression), BY_SOUND, c);
	buf_fini(&expression);
	return e;
}

/* --- by pieces: words run together, split, or written as nobody writes them --- */

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
		e = gather(st, sql, buf_text(&expression), BY_PIECES, c);
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

/* The names among c that are nearest, in order. */
static enum err settle(struct store *st, const struct match_in *in,
    const struct name *said, struct candidates *c)
{
	enum err e;

	each_once(c);
	e = measure(st, in->row, said, c);
	if (c->count > 0)
		qsort(c->all, c->count, sizeof(*c->all), nearest_first);
	return e;
}

/* Nobody bears it, and it is not two names run together either. */
static bool is_one_short_word(const struct name *said)
{
	return said->fold.count == 1 && said->fold_edits[0].len < TWO_NAMES;
}

static enum err find(struct store *st, const struct match_in *in,
    const struct name *said, struct candidates *c)
{
	struct meant *meant = mem_new(WORDS_MAX, sizeof(*meant));
	enum err e = AM_OK;

	if (in->words != NULL)
		e = read_meant(st, in->words, said, meant);
	else
		guess_meant(said, meant);
	if (e == AM_OK)
		e = by_sound(st, in->by_sound, meant, said->phon.count, c);
	free(meant);
	if (e == AM_OK)
		e = settle(st, in, said, c);
	if (e != AM_OK || (in->words != NULL && (c->count > 0 || is_one_short_word(said))))
		return e;
	e = by_pieces(st, in->by_pieces, &said->fold, c);
	return e == AM_OK ? settle(st, in, said, c) : e;
}

enum err match_names(struct store *st, const struct match_in *in, const char *name,
    struct match_person *out, size_t max, size_t *count)
{
	struct candidates c = { .all = NULL };
	struct name *said = mem_new(1, sizeof(*said));
	enum err e = store_look(st);

	read_name(said, name);
	if (e == AM_OK)
		e = store_looked(st, find(st, in, said, &c));
	if (e == AM_OK) {
		*count = c.count < max ? c.count : max;
		for (size_t i = 0; i < *count; i++)
			out[i] = c.all[i];
	}
	free(c.all);
	explicit_bzero(said, sizeof(*said));
	free(said);
	return e;
}

int match_farthest(const char *name)
{
	return strlen(name) < LONG_NAME ? MATCH_ONE_TYPO : MATCH_TWO_TYPOS;
}

enum err match_persons(struct store *st, const char *name, struct match_person *out,
    size_t max, size_t *count)
{
	static const struct match_in persons = {
		.words = "SELECT word FROM name_word",
		.by_sound = "SELECT rowid FROM person_phon WHERE person_phon MATCH ?1"
			    " ORDER BY rowid DESC LIMIT ?2",
		.by_pieces = "SELECT rowid FROM person_fts WHERE person_fts MATCH ?1"
			     " ORDER BY rowid DESC LIMIT ?2",
		.row =
		    "SELECT fold, phon FROM person WHERE id = ?1 AND merged_into IS NULL",
	};

	return match_names(st, &persons, name, out, max, count);
}
