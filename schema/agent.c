/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/agent.h"

#include <string.h>

#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/json.h"
#include "schema/base/mem.h"
#include "schema/store_priv.h"

#define ENTITY "agent_state"
#define CODE_LEN 32

static const char *const chosen[] = { AGENT_READY, AGENT_WRITING, AGENT_CALLING_BACK,
	"break", "meal", "debrief", "superv", "train" };

/* What ends with the call. */
static const char *const busy[] = { AGENT_ON_CALL, AGENT_WRITING, AGENT_CALLING_BACK };

static bool is_among(const char *state, const char *const *states, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(states[i], state) == 0)
			return true;
	return false;
}

bool agent_chooses(const char *state)
{
	return is_among(state, chosen, COUNT(chosen));
}

enum err agent_get(struct store *st, int64_t operator_id, struct agent *out)
{
	static const char sql[] = "SELECT substr(state, 7), from_at FROM agent_state"
				  " WHERE operator_id = ?1 AND to_at IS NULL";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, operator_id);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	if (e == AM_OK) {
		str_copy(out->state, sizeof(out->state), store_text(q, 0));
		out->from_at = sqlite3_column_int64(q, 1);
	}
	store_done(st, q);
	return e;
}

enum err agent_leaves(struct store *st, int64_t operator_id, int64_t now)
{
	static const char sql[] =
	    "UPDATE agent_state SET to_at = ?2 WHERE operator_id = ?1 AND to_at IS NULL";

	return store_change(st, sql, operator_id, now);
}

static enum err begin(
    struct store *st, const struct actor *actor, const char *state, int64_t now)
{
	static const char sql[] = "INSERT INTO agent_state (operator_id, session_id,"
				  " state, from_at) VALUES (?1, ?2, ?3, ?4)";
	char code[CODE_LEN];
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	str_printf(code, sizeof(code), "state.%s", state);
	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, actor->operator_id);
		store_bind_id(q, 2, actor->session_id);
		sqlite3_bind_text(q, 3, code, -1, SQLITE_STATIC);
		sqlite3_bind_int64(q, 4, now);
	}
	return store_run(st, q, e);
}

/* True in *changed if she was in another state before. */
static enum err go(struct store *st, const struct actor *actor, const char *state,
    int64_t now, bool *changed)
{
	struct agent before = { .state = "" };
	enum err e = agent_get(st, actor->operator_id, &before);

	if (e != AM_OK && e != AM_MISSING)
		return e;
	*changed = strcmp(before.state, state) != 0;
	if (!*changed)
		return AM_OK;
	e = agent_leaves(st, actor->operator_id, now);
	return e == AM_OK ? begin(st, actor, state, now) : e;
}

static bool has_states(const struct actor *actor)
{
	return actor->operator_id != 0 && role_may(actor->role, ACT_CALL_CREATE);
}

enum err agent_is(
    struct store *st, const struct actor *actor, const char *state, int64_t now)
{
	bool changed;

	return has_states(actor) ? go(st, actor, state, now, &changed) : AM_OK;
}

enum err agent_call_ends(
    struct store *st, const struct actor *actor, bool wraps, int64_t now)
{
	struct agent before = { .state = "" };
	enum err e = agent_get(st, actor->operator_id, &before);

	if (e == AM_MISSING)
		return AM_OK;
	if (e != AM_OK || !is_among(before.state, busy, COUNT(busy)))
		return e;
	return agent_is(st, actor, wraps ? AGENT_WRITING : AGENT_READY, now);
}

static enum err choose(
    struct store *st, const struct actor *actor, const char *state, int64_t now)
{
	struct buf detail = { 0 };
	bool changed = false;
	enum err e = go(st, actor, state, now, &changed);

	if (e != AM_OK || !changed)
		return e;
	buf_byte(&detail, '{');
	json_pair(&detail, "state", state);
	buf_byte(&detail, '}');
	e = audit_add(
	    st, actor, now, "state", ENTITY, store_last_id(st), buf_text(&detail));
	buf_fini(&detail);
	return e;
}

enum err agent_choose(
    struct store *st, const struct actor *actor, const char *state, int64_t now)
{
	enum err e;

	if (!has_states(actor))
		return AM_DENIED;
	if (!agent_chooses(state))
		return AM_INVALID;
	e = store_begin(st);
	if (e != AM_OK)
		return e;
	return store_end(st, choose(st, actor, state, now));
}

static enum err park(struct store *st, const struct actor *actor, int64_t now)
{
	struct agent before = { .state = "" };
	enum err e = agent_get(st, actor->operator_id, &before);

	if (e == AM_MISSING)
		return AM_OK;
	if (e != AM_OK || strcmp(before.state, AGENT_ON_CALL) != 0)
		return e;
	return agent_is(st, actor, AGENT_WRITING, now);
}

enum err agent_parks(struct store *st, const struct actor *actor, int64_t now)
{
	enum err e = store_begin(st);

	if (e != AM_OK)
		return e;
	return store_end(st, park(st, actor, now));
}
