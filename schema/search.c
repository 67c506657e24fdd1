/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/search.h"

#include <stdlib.h>
#include <string.h>

#include "schema/audit.h"
#include "schema/base/json.h"
#include "schema/base/mem.h"
#include "schema/call_priv.h"
#include "schema/search_priv.h"
#include "schema/store_priv.h"

#define FETCH (SEARCH_COUNTED + 1)
#define LAST4 4

/* Ids of hits: gathered from several queries, then the newest first, each once. */
struct ids {
	int64_t id[8 * FETCH];
	size_t count;
};

/* Where a query looks: ids by time of entry, and the few that were entered late. */
struct window {
	int64_t low, high; /* id >= low, id < high */
	bool late;         /* only calls entered late */
};

struct asking {
	struct store *st;
	const struct search_plan *plan;
	struct window window;
	struct ids *ids;
};

/* --- one query --- */

/* Bindings that all queries share: ?2 low, ?3 high, ?4 from, ?5 to, ?6 limit. */
static enum err gather(const struct asking *a, const char *sql, const char *first)
{
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(a->st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	if (first != NULL)
		sqlite3_bind_text(q, 1, first, -1, SQLITE_STATIC);
	sqlite3_bind_int64(q, 2, a->window.low);
	sqlite3_bind_int64(q, 3, a->window.high);
	sqlite3_bind_int64(q, 4, a->plan->from);
	sqlite3_bind_int64(q, 5, a->plan->to);
	sqlite3_bind_int(q, 6, FETCH);
	while ((rc = sqlite3_step(q)) == SQLITE_ROW && a->ids->count < COUNT(a->ids->id))
		a->ids->id[a->ids->count++] = sqlite3_column_int64(q, 0);
	sqlite3_finalize(q);
	return store_err(rc);
}

/* The time is looked at again: the ids of a window are right but for late entries. */
#define IN_TIME                                                        \
	" AND (?5 = 0 OR EXISTS (SELECT 1 FROM call c WHERE c.id = %s" \
	" AND c.started_at >= ?4 AND c.started_at < ?5))"
#define NEWEST " ORDER BY 1 DESC LIMIT ?6"

/* Add the conditions of the window; id with its table, for within there is another id. */
static void add_window(const struct asking *a, const char *id, struct buf *sql)
{
	buf_printf(sql, " AND %s >= ?2 AND %s < ?3", id, id);
	if (a->window.late)
		buf_printf(sql,
		    " AND %s IN (SELECT id FROM call INDEXED BY call_late WHERE"
		    " entered_late = 1 AND started_at >= ?4 AND started_at < ?5)",
		    id);
	else
		buf_printf(sql, IN_TIME, id);
	buf_str(sql, NEWEST);
}

static enum err ask(
    const struct asking *a, const char *start, const char *id, const char *first)
{
	struct buf sql = { 0 };
	enum err e;

	buf_str(&sql, start);
	add_window(a, id, &sql);
	e = gather(a, buf_text(&sql), first);
	buf_fini(&sql);
	return e;
}

/* --- the queries of a plan --- */

static enum err ask_number(const struct asking *a)
{
	static const char sql[] = "SELECT id FROM call WHERE number = ?1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(a->st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, a->plan->number);
	rc = sqlite3_step(q);
	if (rc == SQLITE_ROW && sqlite3_column_int64(q, 0) < a->window.high)
		a->ids->id[a->ids->count++] = sqlite3_column_int64(q, 0);
	sqlite3_finalize(q);
	return store_err(rc);
}

static enum err ask_open(const struct asking *a)
{
	return ask(a, "SELECT id FROM call WHERE status = 'open' AND ?1 IS NULL",
	    "call.id", NULL);
}

static enum err ask_time(const struct asking *a)
{
	return ask(a, "SELECT id FROM call WHERE status <> 'void' AND ?1 IS NULL",
	    "call.id", NULL);
}

static enum err ask_words(const struct asking *a)
{
	struct buf words = { 0 };
	enum err e;

	search_expression(a->plan, a->plan->count, &words);
	e = ask(a, "SELECT rowid FROM call_fts WHERE call_fts MATCH ?1", "call_fts.rowid",
	    buf_text(&words));
	buf_fini(&words);
	return e;
}

/* The ends of numbers that the index knows: the last four digits, or all that end in
 * the three that were typed. */
static void add_ends(struct buf *sql, const char *column, const char *digits)
{
	const size_t len = strlen(digits);

	buf_printf(sql, "substr(%s, -4) IN (", column);
	if (len >= LAST4)
		buf_printf(sql, "'%s'", digits + len - LAST4);
	for (int d = 0; len < LAST4 && d < 10; d++)
		buf_printf(sql, "%s'%d%s'", d > 0 ? ", " : "", d, digits);
	buf_printf(sql, ") AND substr(%s, -%zu) = '%s'", column, len, digits);
}

/* A number typed with its trunk prefix is kept without it. */
static const char *subscriber(const char *digits)
{
	return *digits == '0' && strlen(digits) > 6 ? digits + 1 : digits;
}

/* Calls with such a telephone of which the other words are true, too. */
static enum err ask_phone(const struct asking *a, const char *column)
{
	const char *digits = subscriber(a->plan->words[a->plan->phone].digits);
	struct buf sql = { 0 }, words = { 0 };
	enum err e;

	search_expression(a->plan, a->plan->phone, &words);
	buf_printf(&sql,
	    "SELECT id FROM call INDEXED BY %s WHERE status <> 'void' AND %s IS NOT NULL"
	    " AND ",
	    strcmp(column, "phone") == 0 ? "call_phone4" : "call_offer4", column);
	add_ends(&sql, column, digits);
	buf_str(&sql, words.len > 0 ? " AND id IN (SELECT rowid FROM call_fts"
				      " WHERE call_fts MATCH ?1)"
				    : " AND ?1 IS NULL");
	e = ask(a, buf_text(&sql), "call.id", words.len > 0 ? buf_text(&words) : NULL);
	buf_fini(&words);
	buf_fini(&sql);
	return e;
}

static enum err ask_all(const struct asking *a)
{
	const struct search_plan *plan = a->plan;
	enum err e = AM_OK;

	if (plan->number != 0)
		e = ask_number(a);
	if (e == AM_OK && plan->open)
		e = ask_open(a);
	else if (e == AM_OK && plan->count == 0 && plan->to != 0)
		e = ask_time(a);
	if (e == AM_OK && plan->count > 0)
		e = ask_words(a);
	if (e == AM_OK && plan->phone < plan->count)
		e = ask_phone(a, "phone");
	if (e == AM_OK && plan->phone < plan->count)
		e = ask_phone(a, "offer_phone");
	return e;
}

/* --- time as ids --- */

/* The first call entered in its own time from at on; none: the end. */
static enum err first_from(struct store *st, int64_t at, int64_t *id)
{
	static const char sql[] =
	    "SELECT id FROM call INDEXED BY call_started WHERE started_at >= ?1"
	    " AND entered_late = 0 ORDER BY started_at LIMIT 1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, at);
	rc = sqlite3_step(q);
	*id = rc == SQLITE_ROW ? sqlite3_column_int64(q, 0) : INT64_MAX;
	sqlite3_finalize(q);
	return store_err(rc);
}

static enum err bounds(struct asking *a, int64_t before)
{
	enum err e = AM_OK;

	a->window = (struct window){ .low = 1, .high = INT64_MAX };
	if (a->plan->to != 0) {
		e = first_from(a->st, a->plan->from, &a->window.low);
		if (e == AM_OK)
			e = first_from(a->st, a->plan->to, &a->window.high);
	}
	if (before != 0 && before < a->window.high)
		a->window.high = before;
	return e;
}

static enum err ask_windows(struct asking *a, int64_t before)
{
	enum err e = bounds(a, before);

	if (e == AM_OK)
		e = ask_all(a);
	if (e == AM_OK && a->plan->to != 0) {
		a->window = (struct window){ 1, before != 0 ? before : INT64_MAX, true };
		e = ask_all(a);
	}
	return e;
}

static int newest_first(const void *a, const void *b)
{
	const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x < y) - (x > y);
}

static void put_in_order(struct ids *ids)
{
	size_t n = 0;

	qsort(ids->id, ids->count, sizeof(ids->id[0]), newest_first);
	for (size_t i = 0; i < ids->count; i++)
		if (n == 0 || ids->id[n - 1] != ids->id[i])
			ids->id[n++] = ids->id[i];
	ids->count = n;
}

/* --- what fits --- */

struct looks {
	char facet[400];
	char phone[24], offer_phone[24];
};

static enum err read_looks(struct store *st, int64_t id, struct looks *out)
{
	static const char sql[] =
	    "SELECT lower(coalesce(d.facet, '')), coalesce(c.phone, ''), "
	    "coalesce(c.offer_phone, '')"
	    " FROM call c LEFT JOIN call_doc d ON d.id = c.id WHERE c.id = ?1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	rc = sqlite3_step(q);
	if (rc == SQLITE_ROW) {
		str_printf(out->facet, sizeof(out->facet), " %s ", store_text(q, 0));
		str_copy(out->phone, sizeof(out->phone), store_text(q, 1));
		str_copy(out->offer_phone, sizeof(out->offer_phone), store_text(q, 2));
	}
	sqlite3_finalize(q);
	return rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
}

static bool ends_with(const char *s, const char *end)
{
	const size_t len = strlen(s), n = strlen(end);

	return len >= n && strcmp(s + len - n, end) == 0;
}

/* As a facet if the call has it; else it must have been written down. */
static unsigned match_word(const struct search_word *w, const struct looks *looks)
{
	unsigned matched = 0;
	char word[FACET_BYTES + 2];

	for (size_t i = 0; i < w->facet_count; i++) {
		str_printf(word, sizeof(word), " %s ", w->facets[i]);
		if (strstr(looks->facet, word) != NULL)
			matched |= w->kinds[i];
	}
	return matched != 0 ? matched : SEARCH_WORDS;
}

static unsigned match_all(
    const struct search_plan *plan, const struct call *call, const struct looks *looks)
{
	unsigned matched = plan->to != 0 ? SEARCH_DATE : 0;

	if (plan->number != 0 && plan->number == call->number)
		return SEARCH_NUMBER;
	if (plan->open)
		matched |= SEARCH_STATUS;
	for (size_t i = 0; i < plan->count; i++) {
		const char *digits = subscriber(plan->words[i].digits);

		if (i == plan->phone && (ends_with(looks->phone, digits) ||
					    ends_with(looks->offer_phone, digits)))
			matched |= SEARCH_PHONE;
		else
			matched |= match_word(&plan->words[i], looks);
	}
	return matched;
}

/* --- calls as hits --- */

/* Of what is not hers she gets the number, nothing else. */
static void hide(struct search_hit *hit)
{
	const struct call bare = { .id = hit->row.call.id,
		.number = hit->row.call.number,
		.operator_id = hit->row.call.operator_id };

	hit->row = (struct call_row){ .call = bare };
}

static enum err show_call(struct store *st, const struct actor *actor,
    const struct search_plan *plan, int64_t id, struct search_hit *out)
{
	struct looks looks = { .facet = "" };
	enum err e;

	*out = (struct search_hit){ .kind = SEARCH_CALLS, .id = id };
	e = call_row_read(st, id, &out->row);
	if (e == AM_OK)
		e = read_looks(st, id, &looks);
	if (e != AM_OK)
		return e;
	out->matched = match_all(plan, &out->row.call, &looks);
	out->whole = out->row.call.operator_id == actor->operator_id ||
		     role_may(actor->role, ACT_CALL_VIEW_ANY);
	if (!out->whole)
		hide(out);
	return AM_OK;
}

static enum err find_calls(
    struct store *st, const struct search_plan *plan, int64_t before, struct ids *ids)
{
	struct asking a = { .st = st, .plan = plan, .ids = ids };
	enum err e = ask_windows(&a, before);

	put_in_order(ids);
	return e;
}

/* --- the table of what is searched --- */

static const struct {
	enum action action; /* without it nothing is found nor counted */
	enum err (*find)(struct store *st, const struct search_plan *plan, int64_t before,
	    struct ids *ids);
	enum err (*show)(struct store *st, const struct actor *actor,
	    const struct search_plan *plan, int64_t id, struct search_hit *out);
} sources[SEARCH_KINDS] = {
	[SEARCH_CALLS] = { ACT_CALL_LIST, find_calls, show_call },
};

static enum err add_page(struct store *st, const struct actor *actor,
    const struct search_plan *plan, size_t kind, const struct ids *ids,
    struct search_hit *hits, size_t max, size_t *count)
{
	enum err e = AM_OK;

	for (size_t i = 0; e == AM_OK && i < ids->count && *count < max; i++) {
		e = sources[kind].show(st, actor, plan, ids->id[i], &hits[*count]);
		if (e == AM_OK)
			++*count;
	}
	return e;
}

static enum err run_plan(struct store *st, const struct actor *actor,
    const struct search_plan *plan, const struct search_hit *after,
    struct search_hit *hits, size_t max, struct search_found *found)
{
	const size_t first = after != NULL ? (size_t)after->kind : 0;
	struct ids *ids = mem_new(1, sizeof(*ids));
	size_t all = 0;
	enum err e = AM_OK;

	for (size_t k = first; e == AM_OK && k < SEARCH_KINDS; k++) {
		if (!role_may(actor->role, sources[k].action))
			continue;
		ids->count = 0;
		e = sources[k].find(
		    st, plan, after != NULL && k == first ? after->id : 0, ids);
		all += ids->count;
		if (e == AM_OK)
			e = add_page(st, actor, plan, k, ids, hits, max, &found->count);
	}
	free(ids);
	found->capped = all > SEARCH_COUNTED;
	found->total = found->capped ? SEARCH_COUNTED : (int64_t)all;
	found->more = all > found->count;
	return e;
}

enum err search_run(struct store *st, const struct actor *actor, const char *typed,
    int64_t now, const struct search_hit *after, struct search_hit *hits, size_t max,
    struct search_found *found)
{
	struct search_found answer = { .count = 0 };
	struct search_plan plan;
	enum err e;

	if (!role_may(actor->role, ACT_CALL_LIST))
		return AM_DENIED;
	e = search_read(st, actor, typed, now, &plan);
	answer.said = plan.said;
	if (e == AM_OK && plan.said == SEARCH_FINE)
		e = run_plan(st, actor, &plan, after, hits, max, &answer);
	if (e == AM_OK)
		*found = answer;
	explicit_bzero(&plan, sizeof(plan));
	return e;
}

enum err search_settled(struct store *st, const struct actor *actor, const char *typed,
    const struct search_found *found, int64_t now)
{
	struct buf detail = { 0 };
	enum err e = store_begin(st);

	if (e != AM_OK)
		return e;
	buf_byte(&detail, '{');
	json_pair(&detail, "query", typed);
	json_number(&detail, "found", found->total);
	buf_byte(&detail, '}');
	e = store_end(
	    st, audit_add(st, actor, now, "search", "call", 0, buf_text(&detail)));
	explicit_bzero(detail.data, detail.cap);
	buf_fini(&detail);
	return e;
}
