/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/case_grant.h"

#include <string.h>

#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/json.h"
#include "schema/base/mem.h"
#include "schema/casefile_priv.h"

#define ENTITY "case_grant"

/* --- reading --- */

static enum err may(struct store *st, const struct actor *actor, int64_t case_id,
    int64_t now, int64_t *root)
{
	if (!role_may(actor->role, ACT_CASE_GRANT))
		return AM_DENIED;
	return case_enter(st, actor, case_id, now, root);
}

static void read_row(sqlite3_stmt *q, struct case_access *out)
{
	*out = (struct case_access){ .id = sqlite3_column_int64(q, 0),
		.operator_id = sqlite3_column_int64(q, 1),
		.from_at = sqlite3_column_int64(q, 2),
		.until_at = sqlite3_column_int64(q, 3),
		.stands = sqlite3_column_int(q, 4) != 0 };
	str_copy(out->kind, sizeof(out->kind), store_text(q, 5));
	str_copy(out->name, sizeof(out->name), store_text(q, 6));
	str_copy(out->by, sizeof(out->by), store_text(q, 7));
	str_copy(out->why, sizeof(out->why), store_text(q, 8));
}

enum err case_access_list(struct store *st, const struct actor *actor, int64_t case_id,
    int64_t now, struct case_access *out, size_t max, size_t *count)
{
	static const char sql[] =
	    "SELECT g.id, g.operator_id, g.from_at, coalesce(g.until_at, 0),"
	    " coalesce(g.until_at, ?2 + 1) > ?2 AND g.from_at <= ?2 AS stands, g.kind,"
	    " o.name, coalesce(b.name, ''), g.why FROM case_grant g"
	    " JOIN operator o ON o.id = g.operator_id"
	    " LEFT JOIN operator b ON b.id = g.granted_by"
	    " WHERE g.case_id IN " CASE_FAMILY(
		"?1") " ORDER BY stands DESC, g.id DESC LIMIT ?3";
	sqlite3_stmt *q = NULL;
	int64_t root;
	size_t n = 0;
	enum err e = may(st, actor, case_id, now, &root);
	int rc;

	if (e == AM_OK)
		e = store_prepare(st, sql, &q);
	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, root);
	sqlite3_bind_int64(q, 2, now);
	sqlite3_bind_int64(q, 3, (int64_t)max);
	while ((rc = sqlite3_step(q)) == SQLITE_ROW)
		read_row(q, &out[n++]);
	store_done(st, q);
	e = store_err(rc);
	if (e == AM_OK)
		*count = n;
	return e;
}

/* --- writing --- */

static enum err tell(struct store *st, const struct actor *actor, const char *what,
    int64_t id, const char *detail, int64_t case_id, int64_t now)
{
	const enum err e = audit_add(st, actor, now, what, ENTITY, id, detail);

	return e == AM_OK ? case_touch(st, case_id, now) : e;
}

/* What is to be written. */
struct letting {
	int64_t case_id, operator_id, until_at;
	const char *why;
};

static enum err is_in(
    struct store *st, const struct letting *l, int64_t now, int64_t *yes)
{
	static const char sql[] =
	    "SELECT EXISTS (SELECT 1 FROM case_grant WHERE case_id IN " CASE_FAMILY(
		"?1") " AND operator_id = ?2 AND kind = 'granted'"
		      " AND coalesce(until_at, ?3 + 1) > ?3)";
	sqlite3_stmt *q = NULL;
	const enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, l->case_id);
		sqlite3_bind_int64(q, 2, l->operator_id);
		sqlite3_bind_int64(q, 3, now);
	}
	return store_first(st, q, e, yes);
}

/* Somebody who works on cases, and is not in by name. */
static enum err check(struct store *st, const struct letting *l, int64_t now)
{
	static const char works[] =
	    "SELECT 1 FROM operator WHERE id = ?1 AND active = 1 AND role = 'operator'";
	int64_t yes = 0;
	enum err e = store_if_any(store_number(st, works, l->operator_id, 0, &yes));

	if (e == AM_OK && (yes == 0 || (l->until_at != 0 && l->until_at <= now)))
		e = AM_INVALID;
	if (e == AM_OK)
		e = is_in(st, l, now, &yes);
	return e == AM_OK && yes != 0 ? AM_EXISTS : e;
}

static enum err insert(struct store *st, const struct actor *actor,
    const struct letting *l, int64_t now, int64_t *id)
{
	static const char sql[] =
	    "INSERT INTO case_grant (case_id, operator_id, why, kind, from_at, until_at,"
	    " granted_by) VALUES (?1, ?2, ?3, 'granted', ?4, ?5, ?6)";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, l->case_id);
		sqlite3_bind_int64(q, 2, l->operator_id);
		sqlite3_bind_text(q, 3, l->why, -1, SQLITE_STATIC);
		sqlite3_bind_int64(q, 4, now);
		store_bind_id(q, 5, l->until_at);
		sqlite3_bind_int64(q, 6, actor->operator_id);
	}
	e = store_run(st, q, e);
	if (e == AM_OK)
		*id = store_last_id(st);
	return e;
}

static enum err let(struct store *st, const struct actor *actor, struct letting *l,
    int64_t now, int64_t *id)
{
	struct buf detail = { 0 };
	enum err e = may(st, actor, l->case_id, now, &l->case_id);

	if (e == AM_OK && !case_is_reason(l->why))
		e = AM_AGAIN;
	if (e == AM_OK)
		e = check(st, l, now);
	if (e == AM_OK)
		e = insert(st, actor, l, now, id);
	buf_byte(&detail, '{');
	json_number(&detail, "case", l->case_id);
	json_number(&detail, "operator", l->operator_id);
	json_number(&detail, "until", l->until_at);
	json_pair(&detail, "reason", l->why);
	buf_byte(&detail, '}');
	if (e == AM_OK)
		e = tell(st, actor, "grant", *id, buf_text(&detail), l->case_id, now);
	buf_fini(&detail);
	return e;
}

enum err case_let(struct store *st, const struct actor *actor, int64_t case_id,
    int64_t operator_id, const char *why, int64_t until_at, int64_t now, int64_t *id)
{
	struct letting l = { case_id, operator_id, until_at, why };
	int64_t made = 0;
	enum err e;

	if (strlen(why) > CASE_GRANT_WHY_MAX)
		return AM_TOO_LONG;
	e = store_begin(st);
	if (e == AM_OK)
		e = store_end(st, let(st, actor, &l, now, &made));
	if (e == AM_OK)
		*id = made;
	return e;
}

/* The case of row id, if the actor may decide who is in it. */
static enum err case_of(struct store *st, const struct actor *actor, int64_t id,
    int64_t now, int64_t *case_id)
{
	enum err e = store_number(
	    st, "SELECT case_id FROM case_grant WHERE id = ?1", id, 0, case_id);

	if (e == AM_OK && !role_may(actor->role, ACT_CASE_GRANT))
		e = AM_DENIED;
	return e == AM_OK ? may(st, actor, *case_id, now, case_id) : e;
}

static enum err end_at(struct store *st, int64_t id, int64_t until_at)
{
	sqlite3_stmt *q = NULL;
	enum err e =
	    store_prepare(st, "UPDATE case_grant SET until_at = ?2 WHERE id = ?1", &q);

	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, id);
		store_bind_id(q, 2, until_at);
	}
	return store_run(st, q, e);
}

static enum err end(struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	static const char sql[] = "SELECT coalesce(until_at, 0) FROM case_grant"
				  " WHERE id = ?1";
	struct buf detail = { 0 };
	int64_t case_id = 0, until = 0;
	enum err e = case_of(st, actor, id, now, &case_id);

	if (e == AM_OK)
		e = store_number(st, sql, id, 0, &until);
	if (e == AM_OK && until != 0 && until <= now)
		e = AM_CONFLICT;
	if (e == AM_OK)
		e = end_at(st, id, now);
	buf_str(&detail, "{\"old\":{");
	json_number(&detail, "until", until);
	buf_str(&detail, "}}");
	if (e == AM_OK)
		e = tell(st, actor, "revoke", id, buf_text(&detail), case_id, now);
	buf_fini(&detail);
	return e;
}

enum err case_let_end(
    struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	const enum err e = store_begin(st);

	return e == AM_OK ? store_end(st, end(st, actor, id, now)) : e;
}

/* --- taking back --- */

/* The last thing that was done to it: 1 let in, 2 shown out, 0 nothing; hers and fresh. */
static enum err last_change(struct store *st, const struct actor *actor, int64_t id,
    int64_t now, int *what, int64_t *until)
{
	static const char sql[] =
	    "SELECT CASE action WHEN 'grant' THEN 1 WHEN 'revoke' THEN 2 ELSE 0 END,"
	    " operator_id IS ?2 AND at >= ?3,"
	    " coalesce(json_extract(nullif(detail, ''), '$.old.until'), 0) FROM audit"
	    " WHERE entity = '" ENTITY "' AND entity_id = ?1 ORDER BY id DESC LIMIT 1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	sqlite3_bind_int64(q, 2, actor->operator_id);
	sqlite3_bind_int64(q, 3, now - STORE_GRACE);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	if (e == AM_OK) {
		*what = sqlite3_column_int(q, 0);
		*until = sqlite3_column_int64(q, 2);
		e = *what == 0                      ? AM_MISSING
		    : sqlite3_column_int(q, 1) != 0 ? AM_OK
						    : AM_DENIED;
	}
	store_done(st, q);
	return e;
}

static enum err undo(struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	int64_t case_id = 0, until = 0;
	int what = 0;
	enum err e = case_of(st, actor, id, now, &case_id);

	if (e == AM_OK)
		e = last_change(st, actor, id, now, &what, &until);
	if (e == AM_OK)
		e = end_at(st, id, what == 1 ? now : until);
	return e == AM_OK ? tell(st, actor, "undo", id, "", case_id, now) : e;
}

enum err case_let_undo(
    struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	const enum err e = store_begin(st);

	return e == AM_OK ? store_end(st, undo(st, actor, id, now)) : e;
}
