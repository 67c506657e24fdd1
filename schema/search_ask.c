/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Queries of a search: their bounds, their order, the ids they give. */
#include <stdlib.h>
#include <string.h>

#include "schema/base/mem.h"
#include "schema/search_priv.h"
#include "schema/store_priv.h"

#define LAST4 4

/* --- one query --- */

/* Bindings that all queries share: ?2 low, ?3 high, ?4 from, ?5 to, ?6 limit. */
static enum err gather(const struct search_asking *a, const char *sql, const char *first)
{
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(a->st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	if (first != NULL)
		sqlite3_bind_text(q, 1, first, -1, SQLITE_STATIC);
	sqlite3_bind_int64(q, 2, a->low);
	sqlite3_bind_int64(q, 3, a->high);
	sqlite3_bind_int64(q, 4, a->plan->from);
	sqlite3_bind_int64(q, 5, a->plan->to);
	sqlite3_bind_int(q, 6, SEARCH_FETCH);
	while ((rc = sqlite3_step(q)) == SQLITE_ROW && a->ids->count < COUNT(a->ids->id))
		a->ids->id[a->ids->count++] = sqlite3_column_int64(q, 0);
	store_done(a->st, q);
	return store_err(rc);
}

/* time has one %s, the id. */
static void add_time(struct buf *sql, const char *time, const char *id)
{
	const char *place = strstr(time, "%s");

	buf_printf(sql, " AND %.*s%s%s", (int)(place - time), time, id, place + 2);
}

enum err search_ask(
    const struct search_asking *a, const char *start, const char *id, const char *first)
{
	struct buf sql = { 0 };
	enum err e;

	buf_printf(&sql, "%s AND %s >= ?2 AND %s < ?3", start, id, id);
	if (a->plan->to != 0)
		add_time(&sql, a->time, id);
	buf_str(&sql, " ORDER BY 1 DESC LIMIT ?6");
	e = gather(a, buf_text(&sql), first);
	buf_fini(&sql);
	return e;
}

enum err search_ask_number(const struct search_asking *a, const char *sql, int64_t number)
{
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(a->st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, number);
	rc = sqlite3_step(q);
	if (rc == SQLITE_ROW && sqlite3_column_int64(q, 0) < a->high)
		a->ids->id[a->ids->count++] = sqlite3_column_int64(q, 0);
	store_done(a->st, q);
	return store_err(rc);
}

/* The ends of numbers that the index knows: the last four digits, or all that end in
 * the three that were typed. */
void search_add_ends(struct buf *sql, const char *column, const char *digits)
{
	const size_t len = strlen(digits);

	buf_printf(sql, "substr(%s, -4) IN (", column);
	if (len >= LAST4)
		buf_printf(sql, "'%s'", digits + len - LAST4);
	for (int d = 0; len < LAST4 && d < 10; d++)
		buf_printf(sql, "%s'%d%s'", d > 0 ? ", " : "", d, digits);
	buf_printf(sql, ") AND substr(%s, -%zu) = '%s'", column, len, digits);
}

const char *search_subscriber(const char *digits)
{
	return *digits == '0' && strlen(digits) > 6 ? digits + 1 : digits;
}

enum err search_bound(struct search_asking *a, const char *sql)
{
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(a->st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, a->plan->from);
	sqlite3_bind_int64(q, 2, a->plan->to);
	rc = sqlite3_step(q);
	if (rc == SQLITE_ROW) {
		a->low = sqlite3_column_int64(q, 0);
		if (sqlite3_column_int64(q, 1) + 1 < a->high)
			a->high = sqlite3_column_int64(q, 1) + 1;
	}
	store_done(a->st, q);
	return store_err(rc);
}

/* --- order --- */

static int newest_first(const void *a, const void *b)
{
	const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x < y) - (x > y);
}

size_t search_place_of(const struct search_ids *ids, int64_t id)
{
	size_t i = 0;

	while (i < ids->count && ids->id[i] != id)
		i++;
	return i;
}

void search_put_in_order(struct search_ids *ids)
{
	size_t n = 0;

	qsort(ids->id, ids->count, sizeof(ids->id[0]), newest_first);
	for (size_t i = 0; i < ids->count; i++)
		if (n == 0 || ids->id[n - 1] != ids->id[i])
			ids->id[n++] = ids->id[i];
	ids->count = n;
}

/* --- what fits --- */

bool search_ends_with(const char *s, const char *end)
{
	const size_t len = strlen(s), n = strlen(end);

	return len >= n && strcmp(s + len - n, end) == 0;
}

/* As a facet if the record has it; else it must have been written down. */
unsigned search_match_word(const struct search_word *w, const char *facet)
{
	unsigned matched = 0;
	char word[FACET_BYTES + 2];

	for (size_t i = 0; i < w->facet_count; i++) {
		str_printf(word, sizeof(word), " %s ", w->facets[i]);
		if (strstr(facet, word) != NULL)
			matched |= w->kinds[i];
	}
	return matched != 0 ? matched : SEARCH_WORDS;
}

/* --- the expression --- */

#define PREFIX_LEAST 2 /* letters; one alone would read the whole index */

/* What the last letters of an unfinished word may still become: "qu" the "k" of "que" or
 * the "ku" of "qua", "c" the sound of "ca", "ci" or "ch". */
/* clang-format off */
static const struct {
	const char *typed, *sound;
	const char *becomes[3];
} endings[] = {
	{ "qu", "ku", { "ku", "ki" } },
	{ "gu", "gu", { "gu", "gi" } },
	{ "c", "k", { "k", "s", "x" } },
	{ "g", "g", { "g", "j" } },
	{ "l", "l", { "l", "y" } },
	{ "p", "p", { "p", "f" } },
};
/* clang-format on */

/* Where the last word of a phrase begins. */
static size_t behind_blank(const char *text, size_t len)
{
	while (len > 0 && text[len - 1] != ' ')
		len--;
	return len;
}

/* A sound alone is followed by one of the vowels that there are. */
static void add_beginning(struct buf *out, const char *head, size_t len, const char *tail)
{
	static const char *const vowels[] = { "a", "i", "u" };
	const size_t own = len - behind_blank(head, len) + strlen(tail);
	const bool alone = own < PREFIX_LEAST;

	for (size_t i = 0; i < (alone ? COUNT(vowels) : 1); i++)
		buf_printf(out, "%s\"%.*s%s%s\" *",
		    out->data[out->len - 1] == '(' ? "" : " OR ", (int)len, head, tail,
		    alone ? vowels[i] : "");
}

static void add_unfinished(struct buf *out, const struct search_word *w)
{
	const size_t len = strlen(w->phon);

	for (size_t i = 0; i < COUNT(endings); i++) {
		if (!search_ends_with(w->fold, endings[i].typed) ||
		    !search_ends_with(w->phon, endings[i].sound))
			continue;
		for (size_t k = 0; k < COUNT(endings[i].becomes); k++)
			if (endings[i].becomes[k] != NULL)
				add_beginning(out, w->phon,
				    len - strlen(endings[i].sound),
				    endings[i].becomes[k]);
		return;
	}
	add_beginning(out, w->phon, len, "");
}

static void add_text(struct buf *out, const char *columns, const struct search_word *w)
{
	buf_printf(out, "{%s} : (", columns);
	if (w->last)
		add_unfinished(out, w);
	else
		buf_printf(out, "\"%s\"", w->phon);
	buf_str(out, ")");
}

static void add_word(struct buf *out, const char *columns, const struct search_word *w)
{
	const char * or = "";

	buf_str(out, "(");
	if (!w->only_facet && *w->phon != '\0') {
		add_text(out, columns, w);
		or = " OR ";
	}
	for (size_t i = 0; i < w->facet_count; i++, or = " OR ")
		buf_printf(out, "%sfacet : \"%s\"", or, w->facets[i]);
	buf_str(out, ")");
}

void search_expression(const struct search_plan *plan, const char *columns,
    size_t leave_out, struct buf *out)
{
	for (size_t i = 0; i < plan->count; i++) {
		if (i == leave_out)
			continue;
		if (out->len > 0)
			buf_str(out, " AND ");
		add_word(out, columns, &plan->words[i]);
	}
}
