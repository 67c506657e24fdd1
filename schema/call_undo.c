/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls taken back, and given up. */
#include <stdlib.h>
#include <string.h>

#include "schema/agent.h"
#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/call_priv.h"
#include "schema/casefile_priv.h"
#include "schema/offer_priv.h"

/* --- taking back and giving up --- */

/* Change the status; set is a constant assignment with ?2 as now. */
static enum err set_status(struct store *st, const struct actor *actor, struct call *call,
    const char *set, const char *what, int64_t now)
{
	struct buf sql = { 0 };
	enum err e;

	buf_printf(&sql, "UPDATE call SET version = version + 1, %s WHERE id = ?1", set);
	e = store_change(st, buf_text(&sql), call->id, now);
	buf_fini(&sql);
	if (e == AM_OK)
		e = audit_add(st, actor, now, what, CALL_ENTITY, call->id, "");
	return e == AM_OK ? call_fetch(st, call->id, call, NULL) : e;
}

/* When it was closed or given up. */
static enum err ended_at(struct store *st, int64_t id, int64_t *at)
{
	static const char sql[] = "SELECT max(coalesce(ended_at, 0), coalesce(voided_at, "
				  "0)) FROM call WHERE id = ?1";

	return store_number(st, sql, id, 0, at);
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
	if (!call_owns(actor, call) || now - at > STORE_GRACE)
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
	if (e == AM_OK)
		e = offer_follow_call(st, actor, call->id, now);
	return e == AM_OK ? agent_call_ends(st, actor, false, now) : e;
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

/* --- the last thing that was done --- */

struct last {
	int64_t at, by;
	char what[16];
	char *detail;
};

static enum err find_last(struct store *st, int64_t id, struct last *out)
{
	static const char sql[] =
	    "SELECT at, coalesce(operator_id, 0), action, detail FROM audit"
	    " WHERE entity = 'call' AND entity_id = ?1"
	    " AND action NOT IN " CALL_NO_CHANGE " AND action <> 'yield'"
	    " ORDER BY id DESC LIMIT 1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	if (e == AM_OK) {
		out->at = sqlite3_column_int64(q, 0);
		out->by = sqlite3_column_int64(q, 1);
		str_copy(out->what, sizeof(out->what), store_text(q, 2));
		out->detail = mem_dup(store_text(q, 3));
	}
	store_done(st, q);
	return e;
}

/* A member of the old values that the audit row keeps; "" if it has none. */
static enum err old_value(struct store *st, const struct last *last, const char *name,
    char *out, size_t size)
{
	static const char sql[] =
	    "SELECT CASE json_valid(?1) WHEN 1 THEN json_extract(?1, ?2) END";
	char path[40];
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	str_printf(path, sizeof(path), "$.old%s%s", *name != '\0' ? "." : "", name);
	sqlite3_bind_text(q, 1, last->detail, -1, SQLITE_STATIC);
	sqlite3_bind_text(q, 2, path, -1, SQLITE_STATIC);
	rc = sqlite3_step(q);
	e = store_err(rc);
	if (e == AM_OK)
		str_copy(out, size, store_text(q, 0));
	store_done(st, q);
	return e;
}

typedef enum err undo_one(struct store *st, const struct actor *actor, struct call *call,
    const struct last *last, int64_t now);

static enum err undo_end(struct store *st, const struct actor *actor, struct call *call,
    const struct last *last, int64_t now)
{
	const enum err e = case_about_undo(st, actor, call->id, last->at, now);

	return e == AM_OK ? reopen(st, actor, call, now) : e;
}

static enum err undo_update(struct store *st, const struct actor *actor,
    struct call *call, const struct last *last, int64_t now)
{
	const size_t size = strlen(last->detail) + 1;
	char *old = mem_new(size, 1);
	enum err e = old_value(st, last, "", old, size);

	if (e == AM_OK)
		e = case_about_undo(st, actor, call->id, last->at, now);
	if (e == AM_OK)
		e = call_restore(st, actor, call->id, old, now, call);
	explicit_bzero(old, size);
	free(old);
	return e;
}

static enum err undo_assess(struct store *st, const struct actor *actor,
    struct call *call, const struct last *last, int64_t now)
{
	char assess[16] = "", by[24] = "", org[16] = "", at[24] = "";
	enum err e = old_value(st, last, "assess", assess, sizeof(assess));

	if (e == AM_OK)
		e = old_value(st, last, "assess_by", by, sizeof(by));
	if (e == AM_OK)
		e = old_value(st, last, "assess_org", org, sizeof(org));
	if (e == AM_OK)
		e = old_value(st, last, "assessed_at", at, sizeof(at));
	if (e == AM_OK)
		e = call_assess_back(st, call->id,
		    &(struct call_decision){ assess, org, strtoll(by, NULL, 10),
			strtoll(at, NULL, 10) });
	return e == AM_OK ? call_tell(st, actor, "undo", call->id, "", now) : e;
}

static enum err undo_continue(struct store *st, const struct actor *actor,
    struct call *call, const struct last *last, int64_t now)
{
	const enum err e = store_change(
	    st, "UPDATE call SET continues_call_id = NULL WHERE id = ?1", call->id, 0);

	(void)last;
	return e == AM_OK ? call_tell(st, actor, "undo", call->id, "", now) : e;
}

static enum err undo_hard(struct store *st, const struct actor *actor, struct call *call,
    const struct last *last, int64_t now)
{
	(void)last;
	return call_hard(st, actor, call, !call->hard, now);
}

static const struct {
	const char *what;
	undo_one *undo;
} undos[] = {
	{ "close", undo_end },
	{ "void", undo_end },
	{ "update", undo_update },
	{ "assess", undo_assess },
	{ "continue", undo_continue },
	{ "hard", undo_hard },
};

static enum err undo_last(struct store *st, const struct actor *actor, struct call *call,
    const struct last *last, int64_t now)
{
	if (last->by != actor->operator_id)
		return AM_CONFLICT;
	if (now - last->at > STORE_GRACE)
		return AM_DENIED;
	for (size_t i = 0; i < COUNT(undos); i++)
		if (strcmp(undos[i].what, last->what) == 0) {
			enum err e = undos[i].undo(st, actor, call, last, now);
			const int64_t alert = call->alert_id;

			if (e == AM_OK)
				e = call_fetch(st, call->id, call, NULL);
			call->alert_id = alert;
			return e;
		}
	return AM_CONFLICT;
}

enum err call_undo(struct store *st, const struct actor *actor, int64_t id, int64_t now,
    struct call *call, char what[16])
{
	struct last last = { .detail = NULL };
	struct call there = { .id = id };
	enum err e;

	if (!role_may(actor->role, ACT_CALL_CREATE) || actor->operator_id == 0)
		return AM_DENIED;
	e = store_begin(st);
	if (e != AM_OK)
		return e;
	e = call_fetch(st, id, &there, NULL);
	if (e == AM_OK)
		e = find_last(st, id, &last);
	if (e == AM_OK)
		e = undo_last(st, actor, &there, &last, now);
	e = store_end(st, e);
	if (e == AM_OK) {
		*call = there;
		str_copy(what, 16, last.what);
	}
	if (last.detail != NULL)
		explicit_bzero(last.detail, strlen(last.detail));
	free(last.detail);
	return e;
}
