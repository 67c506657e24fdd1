/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases found by their number, and lists of them. */
#include <ctype.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/call_priv.h"
#include "schema/casefile_priv.h"
#include "schema/number.h"

#define ROW_COLUMNS                                                              \
	"c.id, c.number, c.touched_at, c.opened_at, c.closed_at IS NOT NULL,"    \
	" c.safety_plan, c.title, substr(c.status, 12), substr(c.risk, 6),"      \
	" coalesce(c.place_now, c.destination, c.origin), coalesce(a.name, '')," \
	" c.restricted, " CASE_RIGHTS("c.id")
#define RIGHTS_FIRST 12

/* What a stranger to the case may know of it. */
static void hide(struct case_row *row)
{
	*row = (struct case_row){
		.id = row->id, .number = row->number, .touched_at = row->touched_at
	};
}

/* False: it does not exist for her. */
static bool read_row(const struct actor *actor, sqlite3_stmt *q, struct case_row *out)
{
	const bool restricted = sqlite3_column_int(q, RIGHTS_FIRST - 1) != 0;
	const enum case_way way = case_way_of(actor, q, RIGHTS_FIRST, restricted);

	*out = (struct case_row){ .id = sqlite3_column_int64(q, 0),
		.number = sqlite3_column_int64(q, 1),
		.touched_at = sqlite3_column_int64(q, 2),
		.opened_at = sqlite3_column_int64(q, 3),
		.closed = sqlite3_column_int(q, 4) != 0,
		.safety_plan = sqlite3_column_int(q, 5) != 0,
		.whole = way != CASE_CLOSED_TO_HER };
	str_copy(out->title, sizeof(out->title), store_text(q, 6));
	str_copy(out->status, sizeof(out->status), store_text(q, 7));
	str_copy(out->risk, sizeof(out->risk), store_text(q, 8));
	str_copy(out->place, sizeof(out->place), store_text(q, 9));
	if (!out->whole)
		hide(out);
	str_copy(out->assigned_name, sizeof(out->assigned_name), store_text(q, 10));
	return out->whole || !restricted;
}

/* --- one --- */

enum err case_row_get(struct store *st, const struct actor *actor, int64_t id,
    int64_t now, struct case_row *out)
{
	static const char sql[] =
	    "SELECT " ROW_COLUMNS " FROM casefile c"
	    " LEFT JOIN operator a ON a.id = c.assigned_to WHERE c.id = ?1";
	struct case_row row;
	sqlite3_stmt *q = NULL;
	int64_t root;
	enum err e;
	int rc;

	if (!role_may(actor->role, ACT_CASE_LIST))
		return AM_DENIED;
	e = case_root(st, id, &root);
	if (e == AM_OK)
		e = store_prepare(st, sql, &q);
	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, root);
	sqlite3_bind_int64(q, 2, actor->operator_id);
	sqlite3_bind_int64(q, 3, now);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	if (e == AM_OK && !read_row(actor, q, &row))
		e = AM_MISSING;
	store_done(st, q);
	if (e == AM_OK)
		*out = row;
	return e;
}

/* "L 26-00417-3" is a call's, whatever case has the same digits. */
static bool begins(const char *typed, enum number_kind kind)
{
	typed += strspn(typed, " \t");
	return toupper((unsigned char)*typed) == (int)kind;
}

enum err case_find(struct store *st, const struct actor *actor, const char *typed,
    int64_t now, int64_t *id)
{
	struct case_row row;
	int64_t number, found;
	enum err e;

	if (!role_may(actor->role, ACT_CASE_LIST))
		return AM_DENIED;
	if (begins(typed, NUMBER_CALL))
		return AM_MISSING;
	e = number_parse(typed, &number);
	if (e == AM_OK)
		e = store_number(
		    st, "SELECT id FROM casefile WHERE number = ?1", number, 0, &found);
	if (e == AM_OK)
		e = case_row_get(st, actor, found, now, &row);
	if (e == AM_OK)
		*id = row.id;
	return e;
}

enum err case_call_find(
    struct store *st, const struct actor *actor, const char *typed, int64_t *call_id)
{
	int64_t number, found;
	struct call call;
	enum err e = begins(typed, NUMBER_CASE) ? AM_MISSING
						: number_parse(typed, &number);

	if (e == AM_OK)
		e = store_number(
		    st, "SELECT id FROM call WHERE number = ?1", number, 0, &found);
	if (e == AM_OK)
		e = call_fetch(st, found, &call, NULL);
	if (e == AM_OK && !call_may(actor, &call, ACT_CALL_VIEW, ACT_CALL_VIEW_ANY))
		e = AM_MISSING;
	if (e == AM_OK)
		*call_id = found;
	return e;
}

/* --- lists --- */

/* After the row before, and what the filter asks; of casefile c. */
static void add_conditions(struct buf *sql, const struct case_filter *filter)
{
	buf_str(sql, " AND (c.touched_at, c.id) < (?1, ?4)");
	if (!filter->closed)
		buf_str(sql, " AND c.closed_at IS NULL");
	if (filter->high_risk)
		buf_str(sql, " AND c.risk IN ('risk.1', 'risk.2') AND c.safety_plan = 0");
}

/* The page of those that are hers for one reason, in order, from an index. */
static void add_own(struct buf *sql, const char *reason, const struct case_filter *filter)
{
	buf_printf(sql,
	    "SELECT id FROM (SELECT c.id FROM casefile c WHERE c.merged_into IS NULL AND "
	    "%s",
	    reason);
	add_conditions(sql, filter);
	buf_str(sql, " ORDER BY c.touched_at DESC, c.id DESC LIMIT ?5) UNION ");
}

/* The ids that may be hers on this page: an operator has had thousands in all.  Each row
 * then decides.  A restricted case is not hers for having opened it. */
static void add_mine(struct buf *sql, const struct case_filter *filter)
{
	static const char others[] =
	    "SELECT case_id FROM case_grant WHERE operator_id = ?2"
	    " AND kind <> 'reason' AND from_at <= ?3"
	    " AND coalesce(until_at, ?3 + 1) > ?3"
	    " UNION SELECT id FROM casefile WHERE merged_into IS NOT NULL"
	    " AND (+assigned_to = ?2 OR +opened_by = ?2)"
	    " UNION SELECT m.merged_into FROM casefile m JOIN up ON up.id = m.id"
	    " WHERE m.merged_into IS NOT NULL) SELECT id FROM up)";

	buf_str(sql, " AND c.id IN (WITH RECURSIVE up(id) AS (");
	add_own(sql, "c.assigned_to = ?2", filter);
	add_own(sql, "c.opened_by = ?2 AND c.restricted = 0", filter);
	buf_str(sql, others);
}

static void list_sql(struct buf *sql, const struct case_filter *filter)
{
	buf_str(sql, "SELECT " ROW_COLUMNS " FROM casefile c LEFT JOIN operator a"
		     " ON a.id = c.assigned_to WHERE c.merged_into IS NULL");
	add_conditions(sql, filter);
	if (filter->whose == CASE_MINE)
		add_mine(sql, filter);
	else if (filter->whose == CASE_NOBODYS)
		buf_str(sql, " AND c.assigned_to IS NULL");
	buf_str(sql, " ORDER BY c.touched_at DESC, c.id DESC");
}

static bool wanted(const struct case_filter *filter, const struct case_row *row)
{
	return row->whole || (filter->whose != CASE_MINE && !filter->high_risk);
}

enum err case_list(struct store *st, const struct actor *actor,
    const struct case_filter *filter, const struct case_row *after, int64_t now,
    struct case_row *out, size_t max, size_t *count)
{
	struct buf sql = { 0 };
	sqlite3_stmt *q = NULL;
	size_t n = 0;
	int rc = SQLITE_DONE;
	enum err e;

	if (!role_may(actor->role, ACT_CASE_LIST))
		return AM_DENIED;
	list_sql(&sql, filter);
	e = store_prepare(st, buf_text(&sql), &q);
	buf_fini(&sql);
	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, after != NULL ? after->touched_at : INT64_MAX);
	sqlite3_bind_int64(q, 2, actor->operator_id);
	sqlite3_bind_int64(q, 3, now);
	sqlite3_bind_int64(q, 4, after != NULL ? after->id : INT64_MAX);
	sqlite3_bind_int64(q, 5, (sqlite3_int64)max);
	while (n < max && (rc = sqlite3_step(q)) == SQLITE_ROW)
		if (read_row(actor, q, &out[n]) && wanted(filter, &out[n]))
			n++;
	store_done(st, q);
	e = store_err(rc);
	if (e == AM_OK)
		*count = n;
	return e;
}
