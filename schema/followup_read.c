/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Follow-ups read: the lists, their numbers, one of them. */
#include <string.h>

#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/mem.h"
#include "schema/casefile_priv.h"
#include "schema/followup_priv.h"
#include "schema/phone.h"
#include "schema/record.h"
#include "schema/setting.h"

#define WEEK 7
#define OPEN " f.done_at IS NULL AND f.void_at IS NULL"

#define OF_THE_SHIFT                                                       \
	" AND (f.operator_id IS NULL OR f.operator_id IN"                  \
	" (SELECT operator_id FROM agent_state WHERE to_at IS NULL))"

/* Which rows: ?2 is the actor, ?3 now. */
static const char *const filters[FOLLOWUP_WHOSE] = {
	[FOLLOWUP_MINE] = " AND (f.operator_id = ?2 OR f.operator_id IS NULL)",
	[FOLLOWUP_TEAM] = OF_THE_SHIFT,
	[FOLLOWUP_ALL] = " AND ?2 IS NOT NULL",
};

/* A restricted case does not exist for others. */
static const char not_hidden[] =
    " AND (f.operator_id IS ?2 OR NOT " CASE_HIDDEN("f.case_id") ")";

/* AND ...: what does exist for the actor. */
static const char *known_to(const struct actor *actor)
{
	return role_may(actor->role, ACT_FOLLOWUP_ANY) ? "" : not_hidden;
}

static void add_open(
    struct buf *sql, const struct actor *actor, enum followup_whose whose)
{
	buf_printf(sql, " WHERE" OPEN "%s%s", filters[whose], known_to(actor));
}

bool followup_is_late(const struct followup *f, int64_t now)
{
	return f->open && (f->until_at != 0 ? f->until_at : f->due_at) < now;
}

static void read_numbers(sqlite3_stmt *q, struct followup *out)
{
	*out = (struct followup){
		.id = sqlite3_column_int64(q, 0),
		.version = sqlite3_column_int64(q, 1),
		.call_id = sqlite3_column_int64(q, 2),
		.case_id = sqlite3_column_int64(q, 3),
		.call_number = sqlite3_column_int64(q, 4),
		.case_number = sqlite3_column_int64(q, 5),
		.due_at = sqlite3_column_int64(q, 6),
		.until_at = sqlite3_column_int64(q, 7),
		.operator_id = sqlite3_column_int64(q, 8),
		.tries = sqlite3_column_int64(q, 9),
		.made_at = sqlite3_column_int64(q, 10),
		.done_at = sqlite3_column_int64(q, 11),
		.done_call_id = sqlite3_column_int64(q, 12),
		.done_call_number = sqlite3_column_int64(q, 13),
		.rings_call_id = sqlite3_column_int64(q, 14),
		.rings_failed = sqlite3_column_int(q, 25) != 0,
		.risk = sqlite3_column_int(q, 15),
		.open = sqlite3_column_int(q, 16) != 0,
		.may = sqlite3_column_int(q, 24) != 0,
	};
}

/* out->may says so far whether it is hers by itself; the case decides the rest. */
static enum err decide(
    struct store *st, const struct actor *actor, int64_t now, struct followup *out)
{
	enum err e = AM_OK;

	if (!role_may(actor->role, ACT_FOLLOWUP))
		out->may = false;
	else if (role_may(actor->role, ACT_FOLLOWUP_ANY))
		out->may = true;
	else if (!out->may && out->case_id != 0) {
		e = case_check(st, actor, out->case_id, now);
		out->may = e == AM_OK;
	}
	return e == AM_MISSING ? AM_OK : e;
}

/* Note and result are left out where she may not open it. */
static enum err read_row(struct store *st, const struct actor *actor, sqlite3_stmt *q,
    int64_t now, struct followup *out)
{
	enum err e;

	read_numbers(q, out);
	e = decide(st, actor, now, out);
	str_copy(out->kind, sizeof(out->kind), store_text(q, 17));
	str_copy(out->who, sizeof(out->who), store_text(q, 18));
	str_copy(out->made_by, sizeof(out->made_by), store_text(q, 19));
	str_copy(out->done_by, sizeof(out->done_by), store_text(q, 20));
	if (e != AM_OK || !out->may)
		return e;
	str_copy(out->tail, sizeof(out->tail), store_text(q, 21));
	str_copy(out->note, sizeof(out->note), store_text(q, 22));
	str_copy(out->result, sizeof(out->result), store_text(q, 23));
	return AM_OK;
}

/* --- lists --- */

static enum err read_rows(struct store *st, const struct actor *actor,
    enum followup_whose whose, int64_t now, struct followup *out, size_t max,
    size_t *count)
{
	struct buf sql = { 0 };
	sqlite3_stmt *q = NULL;
	int rc = SQLITE_DONE;
	enum err e;

	buf_str(&sql, "SELECT " FOLLOWUP_COLUMNS FOLLOWUP_FROM);
	add_open(&sql, actor, whose);
	buf_str(&sql, " ORDER BY f.due_at, f.id LIMIT ?1");
	e = store_prepare(st, buf_text(&sql), &q);
	buf_fini(&sql);
	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, (int64_t)max);
	sqlite3_bind_int64(q, 2, actor->operator_id);
	sqlite3_bind_int64(q, 3, now);
	for (*count = 0; e == AM_OK && (rc = sqlite3_step(q)) == SQLITE_ROW; ++*count)
		e = read_row(st, actor, q, now, &out[*count]);
	store_done(st, q);
	return e == AM_OK ? store_err(rc) : e;
}

/* How many open ones are due from (over hours too) from on, and before to. */
static enum err count_between(struct store *st, const struct actor *actor,
    enum followup_whose whose, int64_t now, int64_t from, int64_t to, int64_t *out)
{
	struct buf sql = { 0 };
	sqlite3_stmt *q = NULL;
	enum err e;
	int rc;

	buf_str(&sql, "SELECT count(*) FROM followup f");
	add_open(&sql, actor, whose);
	buf_str(&sql, " AND f.due_at < ?4 AND coalesce(f.until_at, f.due_at) >= ?1");
	e = store_prepare(st, buf_text(&sql), &q);
	buf_fini(&sql);
	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, from);
	sqlite3_bind_int64(q, 2, actor->operator_id);
	sqlite3_bind_int64(q, 3, now);
	sqlite3_bind_int64(q, 4, to);
	rc = sqlite3_step(q);
	if (rc == SQLITE_ROW)
		*out = sqlite3_column_int64(q, 0);
	store_done(st, q);
	return store_err(rc);
}

enum err followup_list(struct store *st, const struct actor *actor,
    enum followup_whose whose, int64_t now, struct followup *out, size_t max,
    size_t *count, size_t *all)
{
	int64_t there = 0;
	enum err e;

	if (!role_may(actor->role, ACT_FOLLOWUP))
		return AM_DENIED;
	e = read_rows(st, actor, whose, now, out, max, count);
	if (e == AM_OK)
		e = count_between(st, actor, whose, now, 0, INT64_MAX, &there);
	if (e == AM_OK)
		*all = (size_t)there;
	return e;
}

enum err followup_of_case(struct store *st, const struct actor *actor, int64_t case_id,
    int64_t now, struct followup *out, size_t max, size_t *count)
{
	static const char sql[] =
	    "SELECT " FOLLOWUP_COLUMNS FOLLOWUP_FROM " WHERE" OPEN
	    " AND f.case_id IN " CASE_FAMILY("?3") " ORDER BY f.due_at, f.id LIMIT ?1";
	sqlite3_stmt *q = NULL;
	enum err e = AM_DENIED;
	int rc = SQLITE_DONE;

	if (role_may(actor->role, ACT_FOLLOWUP))
		e = case_check(st, actor, case_id, now);
	if (e == AM_OK)
		e = store_prepare(st, sql, &q);
	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, (int64_t)max);
	sqlite3_bind_int64(q, 2, actor->operator_id);
	sqlite3_bind_int64(q, 3, case_id);
	for (*count = 0; e == AM_OK && (rc = sqlite3_step(q)) == SQLITE_ROW; ++*count)
		e = read_row(st, actor, q, now, &out[*count]);
	store_done(st, q);
	return e == AM_OK ? store_err(rc) : e;
}

static int64_t days_later(int64_t midnight, int days)
{
	struct clock_parts p = clock_split(midnight + 12 * 3600 + days * INT64_C(86400));

	p.hour = p.minute = 0;
	return clock_join(&p);
}

enum err followup_count(struct store *st, const struct actor *actor,
    enum followup_whose whose, int64_t now, struct followup_numbers *out)
{
	const int64_t midnight = clock_day_start(now);
	const int64_t tomorrow = days_later(midnight, 1);
	struct followup_numbers n = { 0 };
	int64_t before = 0;
	enum err e;

	if (!role_may(actor->role, ACT_FOLLOWUP))
		return AM_DENIED;
	e = count_between(st, actor, whose, now, now, tomorrow, &n.today);
	if (e == AM_OK)
		e = count_between(st, actor, whose, now, 0, now, &before);
	if (e == AM_OK) /* those whose hours have begun are not late yet */
		e = count_between(st, actor, whose, now, now, now, &n.late);
	n.late = before - n.late;
	if (e == AM_OK)
		e = count_between(
		    st, actor, whose, now, now, days_later(midnight, WEEK), &n.week);
	if (e == AM_OK)
		*out = n;
	return e;
}

enum err followup_month(struct store *st, const struct actor *actor,
    enum followup_whose whose, int64_t at, int64_t now, int days[31])
{
	struct clock_parts first = clock_split(at), next;
	struct buf sql = { 0 };
	sqlite3_stmt *q = NULL;
	enum err e;
	int rc;

	if (!role_may(actor->role, ACT_FOLLOWUP))
		return AM_DENIED;
	first.day = 1;
	first.hour = first.minute = 0;
	next = first;
	next.year += next.month / 12;
	next.month = next.month % 12 + 1;
	memset(days, 0, 31 * sizeof(*days));
	buf_str(&sql, "SELECT f.due_at FROM followup f");
	add_open(&sql, actor, whose);
	buf_str(&sql, " AND f.due_at >= ?1 AND f.due_at < ?4");
	e = store_prepare(st, buf_text(&sql), &q);
	buf_fini(&sql);
	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, clock_join(&first));
	sqlite3_bind_int64(q, 2, actor->operator_id);
	sqlite3_bind_int64(q, 3, now);
	sqlite3_bind_int64(q, 4, clock_join(&next));
	while ((rc = sqlite3_step(q)) == SQLITE_ROW)
		days[clock_split(sqlite3_column_int64(q, 0)).day - 1]++;
	store_done(st, q);
	return store_err(rc);
}

/* --- one --- */

/* ?1 is id; order may be "". */
static enum err read_one(struct store *st, const struct actor *actor, const char *where,
    const char *order, int64_t id, int64_t now, struct followup *out)
{
	struct buf sql = { 0 };
	sqlite3_stmt *q = NULL;
	enum err e;
	int rc;

	buf_printf(&sql,
	    "SELECT " FOLLOWUP_COLUMNS FOLLOWUP_FROM " WHERE %s%s%s LIMIT 1",
	    where, known_to(actor), order);
	e = store_prepare(st, buf_text(&sql), &q);
	buf_fini(&sql);
	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	sqlite3_bind_int64(q, 2, actor->operator_id);
	sqlite3_bind_int64(q, 3, now);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	if (e == AM_OK)
		e = read_row(st, actor, q, now, out);
	store_done(st, q);
	return e;
}

enum err followup_fetch(struct store *st, const struct actor *actor, int64_t id,
    int64_t now, struct followup *out)
{
	return read_one(st, actor, "f.id = ?1 AND f.void_at IS NULL", "", id, now, out);
}

enum err followup_get(struct store *st, const struct actor *actor, int64_t id,
    int64_t now, struct followup *out)
{
	if (!role_may(actor->role, ACT_FOLLOWUP))
		return AM_DENIED;
	return followup_fetch(st, actor, id, now, out);
}

enum err followup_check(
    struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	struct followup f;
	const enum err e = followup_fetch(st, actor, id, now, &f);

	return e == AM_OK && !f.may ? AM_MISSING : e;
}

enum err followup_rung(
    struct store *st, const struct actor *actor, int64_t now, struct followup *out)
{
	if (!role_may(actor->role, ACT_FOLLOWUP))
		return AM_DENIED;
	return read_one(st, actor,
	    OPEN " AND x.operator_id = ?2 AND x.status = 'closed'",
	    " ORDER BY x.ended_at DESC", 0, now, out);
}

char *followup_span(char out[FOLLOWUP_SPAN_LEN], int64_t due, int64_t until)
{
	const struct clock_parts p = clock_split(due);
	char hm[6];

	str_printf(out, FOLLOWUP_SPAN_LEN, "%04d-%02d-%02d %02d:%02d", p.year, p.month,
	    p.day, p.hour, p.minute);
	if (until != 0)
		str_printf(out + strlen(out), FOLLOWUP_SPAN_LEN - strlen(out), "-%s",
		    clock_hm(hm, until));
	return out;
}

/* The whole number, as it is dialled. */
static enum err read_phone(struct store *st, int64_t id, struct record *rec)
{
	char country[8] = "", phone[PHONE_LEN];
	sqlite3_stmt *q = NULL;
	enum err e = setting_text(st, SET_COUNTRY, country, sizeof(country));
	int rc;

	if (e == AM_OK)
		e = store_prepare(
		    st, "SELECT coalesce(phone, '') FROM followup WHERE id = ?1", &q);
	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	if (e == AM_OK)
		record_set_id(rec, "phone", phone_show(phone, store_text(q, 0), country));
	store_done(st, q);
	return e;
}

static void fill(struct record *rec, const struct followup *f)
{
	char span[FOLLOWUP_SPAN_LEN], whom[24] = "";

	if (f->operator_id != 0)
		str_printf(whom, sizeof(whom), "%lld", (long long)f->operator_id);
	record_set_id(rec, "kind", f->kind);
	record_set_id(rec, "when", followup_span(span, f->due_at, f->until_at));
	record_set_id(rec, "whom", whom);
	record_set_id(rec, "note", f->note);
}

static enum err view(struct store *st, const struct actor *actor, int64_t id, int64_t now,
    struct record *rec, struct followup *out)
{
	enum err e = followup_fetch(st, actor, id, now, out);

	if (e == AM_OK)
		e = audit_add(st, actor, now, out->may ? "view" : "refused",
		    FOLLOWUP_ENTITY, id, "");
	if (e != AM_OK || !out->may)
		return e;
	fill(rec, out);
	return read_phone(st, id, rec);
}

enum err followup_load(struct store *st, const struct actor *actor, int64_t id,
    int64_t now, struct record *rec, struct followup *out)
{
	struct followup found = { 0 };
	enum err e = store_begin(st);

	if (e == AM_OK)
		e = store_end(st, view(st, actor, id, now, rec, &found));
	if (e != AM_OK)
		return e;
	if (!found.may)
		return AM_DENIED;
	*out = found;
	return AM_OK;
}
