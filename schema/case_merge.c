/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two cases are one, or were not; and a case that is printed. */
#include <string.h>

#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/json.h"
#include "schema/case_edit.h"
#include "schema/casefile_priv.h"

static enum err set_merged(struct store *st, int64_t id, int64_t into, int64_t now)
{
	static const char sql[] = "UPDATE casefile SET merged_into = ?2, touched_at = ?3"
				  " WHERE id = ?1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, id);
		store_bind_id(q, 2, into);
		sqlite3_bind_int64(q, 3, now);
	}
	return store_run(st, q, e);
}

/*
 * Whoever has one of the two on her screen may be about to save it as the other from now
 * on: versions that neither had before make a conflict of that.
 */
static enum err raise_versions(struct store *st, int64_t one, int64_t other)
{
	static const char sql[] =
	    "UPDATE casefile SET version = 1 + (SELECT max(version) FROM casefile"
	    " WHERE id IN (?1, ?2)) WHERE id IN (?1, ?2)";

	return store_change(st, sql, one, other);
}

/* Told at both: {"other": id}. */
static enum err tell(struct store *st, const struct actor *actor, const char *what,
    int64_t id, int64_t other, const char *reason, int64_t now)
{
	struct buf detail = { 0 };
	enum err e;

	buf_byte(&detail, '{');
	json_number(&detail, "other", other);
	if (reason != NULL)
		json_pair(&detail, "reason", reason);
	buf_byte(&detail, '}');
	e = audit_add(st, actor, now, what, CASE_ENTITY, id, buf_text(&detail));
	buf_fini(&detail);
	return e;
}

static enum err merge_in(struct store *st, const struct actor *actor, int64_t id,
    int64_t into, const char *reason, int64_t now)
{
	struct casefile from, to;
	enum err e = case_read(st, actor, id, now, &from);

	if (e == AM_OK)
		e = case_read(st, actor, into, now, &to);
	if (e != AM_OK)
		return e;
	if (from.id == to.id)
		return AM_INVALID;
	if (case_is_guest(&from) || case_is_guest(&to))
		return AM_DENIED; /* the other would be hers for good */
	if (from.restricted != to.restricted)
		return AM_CONFLICT;
	e = set_merged(st, from.id, to.id, now);
	if (e == AM_OK)
		e = raise_versions(st, from.id, to.id);
	if (e == AM_OK)
		e = tell(st, actor, "merge", to.id, from.id, reason, now);
	if (e == AM_OK)
		e = tell(st, actor, "merged", from.id, to.id, reason, now);
	return e == AM_OK ? case_touch(st, to.id, now) : e;
}

enum err case_merge(struct store *st, const struct actor *actor, int64_t id, int64_t into,
    const char *reason, int64_t now)
{
	enum err e;

	if (!role_may(actor->role, ACT_CASE_EDIT))
		return AM_DENIED;
	if (!case_is_reason(reason))
		return AM_AGAIN;
	e = store_begin(st);
	return e == AM_OK ? store_end(st, merge_in(st, actor, id, into, reason, now)) : e;
}

static enum err merged_into(struct store *st, int64_t id, int64_t *into)
{
	static const char sql[] =
	    "SELECT merged_into FROM casefile WHERE id = ?1 AND merged_into IS NOT NULL";

	return store_number(st, sql, id, 0, into);
}

static enum err unmerge_in(
    struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	int64_t into = 0, root;
	enum err e = case_enter(st, actor, id, now, &root);

	if (e == AM_OK)
		e = merged_into(st, id, &into);
	if (e == AM_OK)
		e = set_merged(st, id, 0, now);
	if (e == AM_OK)
		e = raise_versions(st, id, root);
	if (e == AM_OK)
		e = tell(st, actor, "unmerge", into, id, NULL, now);
	if (e == AM_OK)
		e = tell(st, actor, "unmerged", id, into, NULL, now);
	return e == AM_OK ? case_touch(st, into, now) : e;
}

enum err case_unmerge(
    struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	enum err e;

	if (!role_may(actor->role, ACT_CASE_EDIT))
		return AM_DENIED;
	e = store_begin(st);
	return e == AM_OK ? store_end(st, unmerge_in(st, actor, id, now)) : e;
}

/* Into what it was merged until the actor took it out. */
static enum err find_unmerged(
    struct store *st, const struct actor *actor, int64_t id, int64_t now, int64_t *into)
{
	static const char sql[] =
	    "SELECT json_extract(nullif(detail, ''), '$.other'), at, "
	    "coalesce(operator_id, 0), action"
	    " FROM audit WHERE entity = 'casefile' AND entity_id = ?1"
	    " AND action IN ('merged', 'unmerged') ORDER BY id DESC LIMIT 1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_CONFLICT : store_err(rc);
	if (e == AM_OK && strcmp(store_text(q, 3), "unmerged") != 0)
		e = AM_CONFLICT;
	if (e == AM_OK && (sqlite3_column_int64(q, 2) != actor->operator_id ||
			      now - sqlite3_column_int64(q, 1) > STORE_GRACE))
		e = AM_DENIED;
	*into = sqlite3_column_int64(q, 0);
	store_done(st, q);
	return e;
}

static enum err merge_again(
    struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	int64_t into = 0, root;
	enum err e = case_enter(st, actor, id, now, &root);

	if (e == AM_OK)
		e = find_unmerged(st, actor, id, now, &into);
	return e == AM_OK ? merge_in(st, actor, id, into, "", now) : e;
}

enum err case_unmerge_undo(
    struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	enum err e;

	if (!role_may(actor->role, ACT_CASE_EDIT))
		return AM_DENIED;
	e = store_begin(st);
	return e == AM_OK ? store_end(st, merge_again(st, actor, id, now)) : e;
}

/* --- printed --- */

static enum err export_in(struct store *st, const struct actor *actor, int64_t id,
    const char *reason, int64_t now)
{
	struct buf detail = { 0 };
	int64_t root;
	enum err e = case_enter(st, actor, id, now, &root);

	buf_byte(&detail, '{');
	json_pair(&detail, "reason", reason);
	buf_byte(&detail, '}');
	if (e == AM_OK)
		e = audit_add(
		    st, actor, now, "export", CASE_ENTITY, root, buf_text(&detail));
	buf_fini(&detail);
	return e;
}

enum err case_export(struct store *st, const struct actor *actor, int64_t id,
    const char *reason, int64_t now)
{
	enum err e;

	if (!role_may(actor->role, ACT_CASE_EXPORT))
		return AM_DENIED;
	if (!case_is_reason(reason))
		return AM_AGAIN;
	e = store_begin(st);
	return e == AM_OK ? store_end(st, export_in(st, actor, id, reason, now)) : e;
}
