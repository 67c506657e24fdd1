/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls taken back, and given up. */
#include "schema/agent.h"
#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/call_priv.h"

/* --- taking back and giving up --- */

/* Change the status; set is a constant assignment with ?2 as now. */
static enum err set_status(struct store *st, const struct actor *actor, struct call *call,
    const char *set, const char *what, int64_t now)
{
	struct buf sql = { 0 };
	sqlite3_stmt *q = NULL;
	enum err e;

	buf_printf(&sql, "UPDATE call SET version = version + 1, %s WHERE id = ?1", set);
	e = store_prepare(st, buf_text(&sql), &q);
	buf_fini(&sql);
	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, call->id);
		if (sqlite3_bind_parameter_count(q) > 1)
			sqlite3_bind_int64(q, 2, now);
	}
	e = store_run(q, e);
	if (e == AM_OK)
		e = audit_add(st, actor, now, what, CALL_ENTITY, call->id, "");
	return e == AM_OK ? call_fetch(st, call->id, call, NULL) : e;
}

/* When it was closed or given up. */
static enum err ended_at(struct store *st, int64_t id, int64_t *at)
{
	static const char sql[] = "SELECT max(coalesce(ended_at, 0), coalesce(voided_at, "
				  "0)) FROM call WHERE id = ?1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	if (e == AM_OK)
		*at = sqlite3_column_int64(q, 0);
	sqlite3_finalize(q);
	return e;
}

static enum err reopen(
    struct store *st, const struct actor *actor, struct call *call, int64_t now)
{
	int64_t at = 0;
	enum err e = call_fetch(st, call->id, call, NULL);

	if (e == AM_OK)
		e = ended_at(st, call->id, &at);
	if (e != AM_OK)
		return e;
	if (call->status == CALL_OPEN)
		return AM_CONFLICT;
	if (!call_owns(actor, call) || now - at > CALL_GRACE)
		return AM_DENIED;
	return set_status(st, actor, call,
	    "status = 'open', ended_at = NULL, voided_at = NULL", "reopen", now);
}

enum err call_reopen(
    struct store *st, const struct actor *actor, struct call *call, int64_t now)
{
	struct call there = *call;
	enum err e;

	if (!role_may(actor->role, ACT_CALL_CREATE))
		return AM_DENIED;
	e = store_begin(st);
	if (e != AM_OK)
		return e;
	e = store_end(st, reopen(st, actor, &there, now));
	if (e == AM_OK)
		*call = there;
	return e;
}

static enum err give_up(
    struct store *st, const struct actor *actor, struct call *call, int64_t now)
{
	enum err e = call_fetch(st, call->id, call, NULL);

	if (e != AM_OK)
		return e;
	if (!call_owns(actor, call))
		return AM_DENIED;
	if (call->status != CALL_OPEN)
		return AM_CONFLICT;
	e = set_status(st, actor, call, "status = 'void', voided_at = ?2", "void", now);
	return e == AM_OK ? agent_call_ends(st, actor, now) : e;
}

enum err call_void(
    struct store *st, const struct actor *actor, struct call *call, int64_t now)
{
	struct call there = *call;
	enum err e;

	if (!role_may(actor->role, ACT_CALL_CREATE))
		return AM_DENIED;
	e = store_begin(st);
	if (e != AM_OK)
		return e;
	e = store_end(st, give_up(st, actor, &there, now));
	if (e == AM_OK)
		*call = there;
	return e;
}
