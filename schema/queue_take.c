/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who waits is answered, who hung up is called back: a row becomes a call. */
#include "schema/agent.h"
#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/json.h"
#include "schema/call_priv.h"
#include "schema/queue.h"
#include "schema/queue_priv.h"

#define ENTITY "queue"

/* Both kinds of taking: what the row must be, and what it and its call become. */
struct taking {
	const char *first; /* the row that is taken where none is named, NULL: none is */
	const char *free;  /* 1: it can be taken */
	const char *row;   /* ?1 row, ?2 call, ?3 who, ?4 now */
	const char *call;
	const char *state, *audit;
};

static const struct taking answering = {
	"SELECT id FROM queue WHERE taken_at IS NULL AND left_at IS NULL"
	" ORDER BY priority, at, id LIMIT 1",
	"SELECT taken_at IS NULL AND left_at IS NULL FROM queue q WHERE id = ?1",
	"UPDATE queue SET call_id = ?2, taken_by = ?3, taken_at = ?4 WHERE id = ?1",
	"UPDATE call SET (channel, phone, line_id, trunk, ring_at, answered_at) ="
	" (SELECT channel, phone, line_id, trunk, at, taken_at FROM queue WHERE id = ?1)"
	" WHERE id = ?2",
	AGENT_ON_CALL, "take"
};

static const struct taking calling_back = { NULL,
	"SELECT " QUEUE_OWED " FROM queue q WHERE q.id = ?1",
	"UPDATE queue SET called_back_by = ?2 WHERE id = ?1",
	"UPDATE call SET direction = 'out', (channel, phone, line_id, trunk) ="
	" (SELECT channel, phone, line_id, trunk FROM queue WHERE id = ?1)"
	" WHERE id = ?2",
	AGENT_CALLING_BACK, "callback" };

static enum err bind_taking(struct store *st, const char *sql, int64_t id,
    const struct actor *actor, const struct call *call)
{
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK) {
		const int count = sqlite3_bind_parameter_count(q);

		sqlite3_bind_int64(q, 1, id);
		sqlite3_bind_int64(q, 2, call->id);
		if (count > 2)
			sqlite3_bind_int64(q, 3, actor->operator_id);
		if (count > 3)
			sqlite3_bind_int64(q, 4, call->started_at);
	}
	return store_run(st, q, e);
}

static enum err tell_taken(struct store *st, const struct actor *actor, int64_t id,
    const struct taking *how, const struct call *call)
{
	struct buf detail = { 0 };
	enum err e;

	buf_byte(&detail, '{');
	json_number(&detail, "call", call->id);
	buf_byte(&detail, '}');
	e = audit_add(
	    st, actor, call->started_at, how->audit, ENTITY, id, buf_text(&detail));
	buf_fini(&detail);
	return e;
}

static enum err take(struct store *st, const struct actor *actor, int64_t id,
    const struct taking *how, int64_t now, struct call *call)
{
	int64_t is_free = 0;
	enum err e = AM_OK;

	if (id == 0)
		e = how->first != NULL ? store_number(st, how->first, 0, 0, &id)
				       : AM_MISSING;
	if (e == AM_OK)
		e = store_number(st, how->free, id, 0, &is_free);
	if (e == AM_OK && is_free == 0)
		return AM_CONFLICT;
	if (e == AM_OK)
		e = call_new(st, actor, now, call);
	if (e == AM_OK)
		e = bind_taking(st, how->row, id, actor, call);
	if (e == AM_OK)
		e = bind_taking(st, how->call, id, actor, call);
	if (e == AM_OK)
		e = agent_is(st, actor, how->state, now);
	return e == AM_OK ? tell_taken(st, actor, id, how, call) : e;
}

static enum err take_in_brackets(struct store *st, const struct actor *actor, int64_t id,
    const struct taking *how, int64_t now, struct call *call)
{
	struct call made;
	enum err e;

	if (!role_may(actor->role, ACT_QUEUE_LIST))
		return AM_DENIED;
	e = store_begin(st);
	if (e != AM_OK)
		return e;
	e = store_end(st, take(st, actor, id, how, now, &made));
	if (e == AM_OK)
		*call = made;
	return e;
}

enum err queue_take(struct store *st, const struct actor *actor, int64_t id, int64_t now,
    struct call *call)
{
	return take_in_brackets(st, actor, id, &answering, now, call);
}

enum err queue_call_back(struct store *st, const struct actor *actor, int64_t id,
    int64_t now, struct call *call)
{
	return take_in_brackets(st, actor, id, &calling_back, now, call);
}
