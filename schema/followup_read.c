/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Follow-ups read: the lists, their numbers, one of them. */
#include <string.h>

#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/mem.h"
#include "schema/followup_priv.h"
#include "schema/phone.h"
#include "schema/record.h"
#include "schema/setting.h"

#define WEEK 7
#define OPEN " f.done_at IS NULL AND f.void_at IS NULL"

#define OF_THE_SHIFT                                                       \
	" AND (f.operator_id IS NULL OR f.operator_id IN"                  \
	" (SELECT operator_id FROM agent_state WHERE to_at IS NULL))"

/* Which rows: ?1 is the actor. */
static const char *const filters[FOLLOWUP_WHOSE] = {
	[FOLLOWUP_MINE] = " AND (f.operator_id = ?1 OR f.operator_id IS NULL)",
	[FOLLOWUP_TEAM] = OF_THE_SHIFT,
	[FOLLOWUP_ALL] = " AND ?1 IS NOT NULL",
};

/* A restricted case does not exist for others. */
static const char restricted[] =
    " AND (f.operator_id IS ?1 OR NOT EXISTS (SELECT 1 FROM casefile r"
    " WHERE r.id = f.case_id AND r.restricted = 1 AND r.assigned_to IS NOT ?1))";

static void add_open(
    struct buf *sql, const struct actor *actor, enum followup_whose whose)
{
	buf_printf(sql, " WHERE" OPEN "%s%s", filters[whose],
	    role_may(actor->role, ACT_FOLLOWUP_ANY) ? "" : restricted);
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

void followup_read_row(sqlite3_stmt *q, const struct actor *actor, struct followup *out)
{
	read_numbers(q, out);
	out->may = role_may(actor->role, ACT_FOLLOWUP_ANY) ||
		   (out->may && role_may(actor->role, ACT_FOLLOWUP));
	str_copy(out->kind, sizeof(out->kind), store_text(q, 17));
	str_copy(out->who, sizeof(out->who), store_text(q, 18));
	str_copy(out->made_by, sizeof(out->made_by), store_text(q, 19));
	str_copy(out->done_by, sizeof(out->done_by), store_text(q, 20));
	if (!out->may)
		return;
	str_copy(out->tail, sizeof(out->tail), store_text(q, 21));
	str_copy(out->note, sizeof(out->note), store_text(q, 22));
	str_copy(out->result, sizeof(out->result), store_text(q, 23));
}

/* --- lists --- */

static enum err read_rows(struct store *st, const struct actor *actor,
    enum followup_whose whose, struct followup *out, size_t max, size_t *count)
{
	struct buf sql = { 0 };
	sqlite3_stmt *q = NULL;
	enum err e;
	int rc;

	buf_str(&sql, "SELECT " FOLLOWUP_COLUMNS FOLLOWUP_FROM);
	add_open(&sql, actor, whose);
	buf_str(&sql, " ORDER BY f.due_at, f.id LIMIT ?2");
	e = store_prepare(st, buf_text(&sql), &q);
	buf_fini(&sql);
	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, actor->operator_id);
	sqlite3_bind_int64(q, 2, (int64_t)max);
	for (*count = 0; (rc = sqlite3_step(q)) == SQLITE_ROW; ++*count)
		followup_read_row(q, actor, &out[*count]);
	sqlite3_finalize(q);
	return store_err(rc);
}

/* How many open ones are due from (over hours too) from on, and before to. */
static enum err count_between(struct store *st, const struct actor *actor,
    enum followup_whose whose, int64_t from, int64_t to, int64_t *out)
{
	struct buf sql = { 0 };
	sqlite3_stmt *q = NULL;
	enum err e;
	int rc;

	buf_str(&sql, "SELECT count(*) FROM followup f");
	add_open(&sql, actor, whose);
	buf_str(&sql, " AND f.due_at < ?3 AND coalesce(f.until_at, f.due_at) >= ?2");
	e = store_prepare(st, buf_text(&sql), &q);
	buf_fini(&sql);
	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, actor->operator_id);
	sqlite3_bind_int64(q, 2, from);
	sqlite3_bind_int64(q, 3, to);
	rc = sqlite3_step(q);
	if (rc == SQLITE_ROW)
		*out = sqlite3_column_int64(q, 0);
	sqlite3_finalize(q);
	return store_err(rc);
}

enum err followup_list(struct store *st, const struct actor *actor,
    enum followup_whose whose, int64_t now, struct followup *out, size_t max,
    size_t *count, size_t *all)
{
	int64_t there = 0;
	enum err e;

	(void)now;
	if (!role_may(actor->role, ACT_FOLLOWUP))
		return AM_DENIED;
	e = read_rows(st, actor, whose, out, max, count);
	if (e == AM_OK)
		e = count_between(st, actor, whose, 0, INT64_MAX, &there);
	if (e == AM_OK)
		*all = (size_t)there;
	return e;
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
	e = count_between(st, actor, whose, now, tomorrow, &n.today);
	if (e == AM_OK)
		e = count_between(st, actor, whose, 0, now, &before);
	if (e == AM_OK) /* those whose hours have begun are not late yet */
		e = count_between(st, actor, whose, now, now, &n.late);
	n.late = before - n.late;
	if (e == AM_OK)
		e = count_between(
		    st, actor, whose, now, days_later(midnight, WEEK), &n.week);
	if (e == AM_OK)
		*out = n;
	return e;
}

enum err followup_month(struct store *st, const struct actor *actor,
    enum followup_whose whose, int64_t at, int days[31])
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
	buf_str(&sql, " AND f.due_at >= ?2 AND f.due_at < ?3");
	e = store_prepare(st, buf_text(&sql), &q);
	buf_fini(&sql);
	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, actor->operator_id);
	sqlite3_bind_int64(q, 2, clock_join(&first));
	sqlite3_bind_int64(q, 3, clock_join(&next));
	while ((rc = sqlite3_step(q)) == SQLITE_ROW)
		days[clock_split(sqlite3_column_int64(q, 0)).day - 1]++;
	sqlite3_finalize(q);
	return store_err(rc);
}

/* --- one --- */

static enum err read_one(struct store *st, const struct actor *actor, const char *where,
    int64_t id, struct followup *out)
{
	struct buf sql = { 0 };
	sqlite3_stmt *q = NULL;
	enum err e;
	int rc;

	buf_printf(
	    &sql, "SELECT " FOLLOWUP_COLUMNS FOLLOWUP_FROM " WHERE %s LIMIT 1", where);
	e = store_prepare(st, buf_text(&sql), &q);
	buf_fini(&sql);
	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, actor->operator_id);
	sqlite3_bind_int64(q, 2, id);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	if (e == AM_OK)
		followup_read_row(q, actor, out);
	sqlite3_finalize(q);
	return e;
}

enum err followup_fetch(
    struct store *st, const struct actor *actor, int64_t id, struct followup *out)
{
	return read_one(st, actor, "f.id = ?2 AND f.void_at IS NULL", id, out);
}

enum err followup_get(
    struct store *st, const struct actor *actor, int64_t id, struct followup *out)
{
	if (!role_may(actor->role, ACT_FOLLOWUP))
		return AM_DENIED;
	return followup_fetch(st, actor, id, out);
}

enum err followup_rung(struct store *st, const struct actor *actor, struct followup *out)
{
	if (!role_may(actor->role, ACT_FOLLOWUP))
		return AM_DENIED;
	return read_one(st, actor,
	    OPEN " AND x.operator_id = ?1 AND x.status = 'closed' AND ?2 = 0"
		 " ORDER BY x.ended_at DESC",
	    0, out);
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
	sqlite3_finalize(q);
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
	enum err e = followup_fetch(st, actor, id, out);

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
