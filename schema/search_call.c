/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls as what is searched. */
#include <string.h>

#include "schema/base/mem.h"
#include "schema/call_priv.h"
#include "schema/casefile_priv.h"
#include "schema/search_priv.h"
#include "schema/store_priv.h"

/* --- finding --- */

static enum err ask_words(const struct search_asking *a)
{
	struct buf words = { 0 };
	enum err e;

	search_expression(a->plan, "said", a->plan->count, &words);
	e = search_ask(a, "SELECT rowid FROM call_fts WHERE call_fts MATCH ?1",
	    "call_fts.rowid", buf_text(&words));
	buf_fini(&words);
	return e;
}

/* Calls with such a telephone of which the other words are true, too. */
static enum err ask_phone(
    const struct search_asking *a, const char *column, const char *index)
{
	const char *digits = search_subscriber(a->plan->words[a->plan->phone].digits);
	struct buf sql = { 0 }, words = { 0 };
	enum err e;

	search_expression(a->plan, "said", a->plan->phone, &words);
	buf_printf(&sql,
	    "SELECT id FROM call INDEXED BY %s WHERE status <> 'void' AND %s IS NOT NULL"
	    " AND ",
	    index, column);
	search_add_ends(&sql, column, digits);
	buf_str(&sql, words.len > 0 ? " AND id IN (SELECT rowid FROM call_fts"
				      " WHERE call_fts MATCH ?1)"
				    : " AND ?1 IS NULL");
	e = search_ask(
	    a, buf_text(&sql), "call.id", words.len > 0 ? buf_text(&words) : NULL);
	buf_fini(&words);
	buf_fini(&sql);
	return e;
}

static enum err ask_all(const struct search_asking *a)
{
	static const char open[] =
	    "SELECT id FROM call WHERE status = 'open' AND ?1 IS NULL";
	static const char any[] =
	    "SELECT id FROM call WHERE status <> 'void' AND ?1 IS NULL";
	const struct search_plan *plan = a->plan;
	enum err e = AM_OK;

	if (plan->number != 0)
		e = search_ask_number(
		    a, "SELECT id FROM call WHERE number = ?1", plan->number);
	if (e == AM_OK && plan->open)
		e = search_ask(a, open, "call.id", NULL);
	else if (e == AM_OK && plan->count == 0 && (plan->to != 0 || plan->all))
		e = search_ask(a, any, "call.id", NULL);
	if (e == AM_OK && plan->count > 0)
		e = ask_words(a);
	if (e == AM_OK && plan->phone < plan->count)
		e = ask_phone(a, "phone", "call_phone4");
	if (e == AM_OK && plan->phone < plan->count)
		e = ask_phone(a, "offer_phone", "call_offer4");
	return e;
}

/* --- time as ids --- */

/* The first call entered in its own time from at on; none: the end. */
static enum err first_from(struct store *st, int64_t at, int64_t *id)
{
	static const char sql[] =
	    "SELECT id FROM call INDEXED BY call_started WHERE started_at >= ?1"
	    " AND entered_late = 0 ORDER BY started_at LIMIT 1";

	*id = INT64_MAX;
	return store_if_any(store_number(st, sql, at, 0, id));
}

static enum err bounds(struct search_asking *a, int64_t before)
{
	enum err e = AM_OK;

	if (a->plan->to != 0) {
		e = first_from(a->st, a->plan->from, &a->low);
		if (e == AM_OK)
			e = first_from(a->st, a->plan->to, &a->high);
	}
	if (before != 0 && before < a->high)
		a->high = before;
	return e;
}

/* What others took of a case that does not exist for her is not found, and not counted. */
static enum err settle(const struct search_query *q, struct search_ids *ids)
{
	static const char sql[] =
	    "SELECT DISTINCT l.call_id FROM call_case l WHERE l.ended_at IS NULL"
	    " AND l.case_id IN (SELECT id FROM casefile WHERE restricted = 1)";
	sqlite3_stmt *st = NULL;
	enum err e = store_prepare(q->st, sql, &st);
	int rc = SQLITE_DONE;

	while (e == AM_OK && (rc = sqlite3_step(st)) == SQLITE_ROW) {
		const size_t at = search_place_of(ids, sqlite3_column_int64(st, 0));
		bool hidden = false;

		if (at == ids->count)
			continue;
		e = case_hides_call(q->st, q->actor, ids->id[at], q->now, &hidden);
		if (hidden)
			ids->id[at] = 0;
	}
	store_done(q->st, st);
	search_put_in_order(ids);
	while (ids->count > 0 && ids->id[ids->count - 1] == 0)
		ids->count--;
	return e == AM_OK ? store_err(rc) : e;
}

/* The ids of a window are right but for late entries: there are few, and their times stand
 * in an index.  (The row of each call that is found would be read from everywhere.) */
static enum err find_calls(struct search_query *q, int64_t before, struct search_ids *ids)
{
	static const char in_time[] =
	    "%s NOT IN (SELECT id FROM call INDEXED BY call_late WHERE"
	    " entered_late = 1 AND (started_at < ?4 OR started_at >= ?5))";
	static const char late[] =
	    "%s IN (SELECT id FROM call INDEXED BY call_late WHERE"
	    " entered_late = 1 AND started_at >= ?4 AND started_at < ?5)";
	struct search_asking a = { .st = q->st,
		.plan = q->plan,
		.time = in_time,
		.low = 1,
		.high = INT64_MAX,
		.ids = ids };
	enum err e = bounds(&a, before);

	if (e == AM_OK)
		e = ask_all(&a);
	if (e == AM_OK && q->plan->to != 0) {
		a.time = late;
		a.low = 1;
		a.high = before != 0 ? before : INT64_MAX;
		e = ask_all(&a);
	}
	search_put_in_order(ids);
	return e == AM_OK ? settle(q, ids) : e;
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
	store_done(st, q);
	return rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
}

static unsigned match_all(
    const struct search_plan *plan, int64_t number, const struct looks *looks)
{
	unsigned matched = plan->to != 0 ? SEARCH_DATE : 0;

	if (plan->number != 0 && plan->number == number)
		return SEARCH_NUMBER;
	if (plan->open)
		matched |= SEARCH_STATUS;
	for (size_t i = 0; i < plan->count; i++) {
		const char *digits = search_subscriber(plan->words[i].digits);

		if (i == plan->phone && (search_ends_with(looks->phone, digits) ||
					    search_ends_with(looks->offer_phone, digits)))
			matched |= SEARCH_PHONE;
		else
			matched |= search_match_word(&plan->words[i], looks->facet);
	}
	return matched;
}

/* --- as a hit --- */

static void show_whole(const struct call_row *row, struct search_hit *out)
{
	out->whole = true;
	out->at = row->call.started_at;
	out->open = row->call.status == CALL_OPEN;
	out->risk = row->risk;
	str_copy(out->what, sizeof(out->what), row->motive);
	str_copy(out->place, sizeof(out->place), row->place);
	str_copy(out->who, sizeof(out->who), row->operator_name);
}

static enum err read_about(struct store *st, struct search_hit *out)
{
	static const char sql[] =
	    "SELECT substr(sex, 8), coalesce(age, ''), substr(venue, 7) FROM call"
	    " WHERE id = ?1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, out->id);
	rc = sqlite3_step(q);
	if (rc == SQLITE_ROW) {
		str_copy(out->sex, sizeof(out->sex), store_text(q, 0));
		str_copy(out->age, sizeof(out->age), store_text(q, 1));
		str_copy(out->venue, sizeof(out->venue), store_text(q, 2));
	}
	store_done(st, q);
	return store_err(rc);
}

enum err search_hit_call(struct store *st, const struct actor *actor, int64_t id,
    int64_t now, struct search_hit *out)
{
	struct call_row row;
	bool hidden = false;
	enum err e = call_row_read(st, id, &row);

	*out = (struct search_hit){ .kind = SEARCH_CALL, .id = id };
	if (e == AM_OK)
		e = case_hides_call(st, actor, id, now, &hidden);
	if (e == AM_OK && hidden)
		e = AM_MISSING;
	if (e != AM_OK)
		return e;
	out->number = row.call.number;
	if (!call_may(actor, &row.call, ACT_CALL_VIEW, ACT_CALL_VIEW_ANY))
		return AM_OK;
	show_whole(&row, out);
	return read_about(st, out);
}

static enum err show_call(
    const struct search_query *q, int64_t id, struct search_hit *out)
{
	struct looks looks = { .facet = "" };
	enum err e = search_hit_call(q->st, q->actor, id, q->now, out);

	if (e == AM_OK)
		e = read_looks(q->st, id, &looks);
	if (e == AM_OK)
		out->matched = match_all(q->plan, out->number, &looks);
	return e;
}

const struct search_source search_calls = {
	.action = ACT_CALL_LIST,
	.when = "SELECT coalesce(entered_at, started_at) FROM call WHERE id = ?1",
	.find = find_calls,
	.show = show_call,
};
