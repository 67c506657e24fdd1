/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the line decided about a call, that it was hard, and what supervision must know. */
#include <string.h>

#include "schema/alert.h"
#include "schema/base/buf.h"
#include "schema/base/json.h"
#include "schema/base/mem.h"
#include "schema/call_priv.h"
#include "schema/code.h"
#include "schema/record.h"

/* --- the decision --- */

static bool in_list(struct store *st, const char *name, const char *code)
{
	const struct code_list *list;

	return code_list(st, name, &list) == AM_OK && strcmp(code, "-") != 0 &&
	       code_find(list, code) != NULL;
}

/* "" binds NULL. */
static void bind_code(sqlite3_stmt *q, int i, const char *list, const char *code)
{
	char id[40];

	if (*code != '\0')
		sqlite3_bind_text(q, i,
		    str_printf(id, sizeof(id), "%s.%s", list, code), -1,
		    SQLITE_TRANSIENT);
	else
		sqlite3_bind_null(q, i);
}

enum err call_assess_back(
    struct store *st, int64_t id, const struct call_decision *before)
{
	static const char sql[] = "UPDATE call SET assess = ?2, assess_org = ?3,"
				  " assess_by = ?4, assessed_at = ?5 WHERE id = ?1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, id);
		bind_code(q, 2, "assess", before->assess);
		bind_code(q, 3, "decidedby", before->org);
		store_bind_id(q, 4, before->by);
		store_bind_id(q, 5, before->at);
	}
	return store_run(st, q, e);
}

static enum err tell_decision(struct store *st, const struct actor *actor,
    const struct call *before, int64_t by, int64_t now)
{
	struct buf detail = { 0 };
	enum err e;

	buf_str(&detail, "{\"old\":{");
	json_pair(&detail, "assess", before->assess);
	json_pair(&detail, "assess_org", before->assess_org);
	if (by != 0)
		json_number(&detail, "assess_by", by);
	if (before->assessed_at != 0)
		json_number(&detail, "assessed_at", before->assessed_at);
	buf_str(&detail, "}}");
	e = call_tell(st, actor, "assess", before->id, buf_text(&detail), now);
	buf_fini(&detail);
	return e;
}

static enum err assess(struct store *st, const struct actor *actor, struct call *call,
    const struct call_decision *wanted)
{
	const int64_t read_at = call->assessed_at;
	struct call before;
	int64_t by = 0;
	enum err e = call_fetch(st, call->id, &before, NULL);

	if (e != AM_OK)
		return e;
	if (!call_may(actor, &before, ACT_CALL_ASSESS, ACT_CALL_ASSESS_ANY))
		return AM_DENIED;
	if (before.status != CALL_CLOSED || before.assessed_at != read_at)
		return AM_CONFLICT;
	e = store_number(st, "SELECT coalesce(assess_by, 0) FROM call WHERE id = ?1",
	    call->id, 0, &by);
	if (e == AM_OK)
		e = call_assess_back(st, call->id, wanted);
	if (e == AM_OK)
		e = tell_decision(st, actor, &before, by, wanted->at);
	return e == AM_OK ? call_fetch(st, call->id, call, NULL) : e;
}

enum err call_assess(struct store *st, const struct actor *actor, struct call *call,
    const char *code, const char *org, int64_t now)
{
	const struct call_decision wanted = { code, org, actor->operator_id, now };
	struct call there = *call;
	enum err e;

	if (!role_may(actor->role, ACT_CALL_ASSESS) || actor->operator_id == 0)
		return AM_DENIED;
	if (!in_list(st, "assess", code) || !in_list(st, "decidedby", org))
		return AM_INVALID;
	e = store_begin(st);
	if (e != AM_OK)
		return e;
	e = store_end(st, assess(st, actor, &there, &wanted));
	if (e == AM_OK)
		*call = there;
	return e;
}

/* --- a hard call --- */

static enum err write_hard(struct store *st, int64_t id, bool hard)
{
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, "UPDATE call SET hard = ?2 WHERE id = ?1", &q);

	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, id);
		sqlite3_bind_int(q, 2, hard);
	}
	return store_run(st, q, e);
}

static enum err mark_hard(struct store *st, const struct actor *actor, struct call *call,
    bool hard, int64_t now)
{
	int64_t alert = 0;
	enum err e = call_fetch(st, call->id, call, NULL);

	if (e != AM_OK)
		return e;
	if (!call_owns(actor, call))
		return AM_DENIED;
	if (call->hard == hard)
		return AM_OK;
	e = write_hard(st, call->id, hard);
	if (e == AM_OK)
		e = hard ? alert_raise(st, actor, ALERT_HARD, CALL_ENTITY, call->id, "",
			       now, &alert)
			 : alert_drop(
			       st, actor, ALERT_HARD, CALL_ENTITY, call->id, now);
	if (e == AM_OK)
		e = call_tell(st, actor, "hard", call->id,
		    hard ? "{\"hard\":true}" : "{\"hard\":false}", now);
	return e == AM_OK ? call_fetch(st, call->id, call, NULL) : e;
}

enum err call_hard(struct store *st, const struct actor *actor, struct call *call,
    bool hard, int64_t now)
{
	struct call there = *call;
	enum err e;

	if (!role_may(actor->role, ACT_CALL_CREATE))
		return AM_DENIED;
	e = store_begin(st);
	if (e != AM_OK)
		return e;
	e = store_end(st, mark_hard(st, actor, &there, hard, now));
	if (e == AM_OK)
		*call = there;
	return e;
}

/* --- what supervision must know at once --- */

enum err call_raise(struct store *st, const struct actor *actor, const struct call *call,
    const char *kind, int64_t now, int64_t *id, int64_t *at)
{
	enum err e = alert_raised(st, kind, CALL_ENTITY, call->id, at);

	if (e != AM_OK || *at != 0)
		return e;
	*at = now;
	return alert_raise(st, actor, kind, CALL_ENTITY, call->id, "", now, id);
}

enum err call_alert(struct store *st, const struct actor *actor, const struct call *call,
    const char *kind, int64_t now, int64_t *alert_id, int64_t *told_at)
{
	struct call there;
	int64_t id = 0, at = 0;
	enum err e;

	if (!role_may(actor->role, ACT_CALL_CREATE))
		return AM_DENIED;
	e = store_begin(st);
	if (e != AM_OK)
		return e;
	e = call_fetch(st, call->id, &there, NULL);
	if (e == AM_OK && !call_owns(actor, &there))
		e = AM_DENIED;
	if (e == AM_OK)
		e = call_raise(st, actor, &there, kind, now, &id, &at);
	e = store_end(st, e);
	if (e == AM_OK) {
		*alert_id = id;
		*told_at = at;
	}
	return e;
}

/* --- danger --- */

static bool is_urgent(struct store *st, const char *list_name, const char *code)
{
	const struct code_list *list;
	const struct code *c = NULL;

	if (code_list(st, list_name, &list) == AM_OK)
		c = code_find(list, code);
	return c != NULL && code_has(c, 'U');
}

bool call_says_danger(struct store *st, const struct record *rec)
{
	return is_urgent(st, "motive", record_get_id(rec, "motive")) ||
	       is_urgent(st, "risk", record_get_id(rec, "risk"));
}

static enum err tell_of_closed(struct store *st, const struct actor *actor,
    const struct call *call, int64_t now, int64_t *id)
{
	int64_t at = 0;
	const enum err e = alert_raised(st, ALERT_THREAT, CALL_ENTITY, call->id, &at);

	if (e != AM_OK || at != 0)
		return e;
	return call_raise(st, actor, call, ALERT_DANGER, now, id, &at);
}

enum err call_danger(struct store *st, const struct actor *actor, const struct call *call,
    bool was, bool is, int64_t now, int64_t *id)
{
	if (was && !is)
		return alert_drop(st, actor, ALERT_DANGER, CALL_ENTITY, call->id, now);
	if (is && call->status == CALL_OPEN)
		return tell_of_closed(st, actor, call, now, id);
	if (is && !was)
		return alert_raise(
		    st, actor, ALERT_DANGER, CALL_ENTITY, call->id, "", now, id);
	return AM_OK;
}
