/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/session.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "schema/agent.h"
#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/json.h"
#include "schema/base/mem.h"
#include "schema/operator.h"
#include "schema/store_priv.h"

#define ENTITY "session"
#define PEER_LEN 64
#define TERM_LEN 65

static const char *end_word(enum session_end reason)
{
	static const char *const words[] = {
#define SESSION_END_WORD(code, word) word,
		SESSION_END_TABLE(SESSION_END_WORD)
#undef SESSION_END_WORD
	};

	return words[reason];
}

/* The operator acts herself; name must outlive the actor. */
static enum err actor_of(struct store *st, int64_t operator_id, int64_t session,
    struct actor *actor, char *name)
{
	struct operator op;
	enum err e = operator_get(st, operator_id, &op);

	if (e != AM_OK)
		return e;
	*actor = (struct actor){ .operator_id = operator_id,
		.session_id = session,
		.role = op.role,
		.name = str_copy(name, LOGIN_LEN, op.login) };
	return AM_OK;
}

static enum err tell(struct store *st, int64_t operator_id, int64_t id, int64_t now,
    const char *what, const char *key, const char *value)
{
	char name[LOGIN_LEN];
	struct actor actor;
	struct buf detail = { 0 };
	enum err e = actor_of(st, operator_id, id, &actor, name);

	if (e != AM_OK)
		return e;
	if (key != NULL) {
		buf_byte(&detail, '{');
		json_pair(&detail, key, value);
		buf_byte(&detail, '}');
	}
	e = audit_add(st, &actor, now, what, ENTITY, id, buf_text(&detail));
	buf_fini(&detail);
	return e;
}

static enum err mark_key_used(struct store *st, const char *fingerprint, int64_t now)
{
	static const char sql[] =
	    "UPDATE operator_key SET last_used_at = ?2 WHERE fingerprint = ?1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_text(q, 1, fingerprint, -1, SQLITE_STATIC);
		sqlite3_bind_int64(q, 2, now);
	}
	return store_run(st, q, e);
}

static enum err mark_operator(struct store *st, int64_t operator_id, int64_t now)
{
	static const char sql[] = "UPDATE operator SET last_login_at = ?2 WHERE id = ?1";

	return store_change(st, sql, operator_id, now);
}

static enum err insert(struct store *st, int64_t operator_id, const char *fingerprint,
    const char *peer, const char *term, int64_t now)
{
	static const char sql[] =
	    "INSERT INTO session (operator_id, fingerprint, peer, term, started_at,"
	    " attached_at) VALUES (?1, ?2, ?3, ?4, ?5, ?5)";
	char peer_cut[PEER_LEN], term_cut[TERM_LEN];
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, operator_id);
		store_bind_text(q, 2, fingerprint);
		sqlite3_bind_text(
		    q, 3, str_copy(peer_cut, sizeof(peer_cut), peer), -1, SQLITE_STATIC);
		sqlite3_bind_text(
		    q, 4, str_copy(term_cut, sizeof(term_cut), term), -1, SQLITE_STATIC);
		sqlite3_bind_int64(q, 5, now);
	}
	return store_run(st, q, e);
}

/* Who logs in is ready to take calls. */
static enum err get_ready(struct store *st, int64_t operator_id, int64_t id, int64_t now)
{
	char name[LOGIN_LEN];
	struct actor actor;
	enum err e = actor_of(st, operator_id, id, &actor, name);

	return e == AM_OK ? agent_is(st, &actor, AGENT_READY, now) : e;
}

enum err session_start(struct store *st, int64_t operator_id, const char *fingerprint,
    const char *peer, const char *term, int64_t now, int64_t *id)
{
	int64_t made = 0;
	enum err e = store_begin(st);

	if (e != AM_OK)
		return e;
	e = insert(st, operator_id, fingerprint, peer, term, now);
	made = store_last_id(st);
	if (e == AM_OK)
		e = mark_key_used(st, fingerprint, now);
	if (e == AM_OK)
		e = mark_operator(st, operator_id, now);
	if (e == AM_OK)
		e = tell(st, operator_id, made, now, "login", "peer", peer);
	if (e == AM_OK)
		e = get_ready(st, operator_id, made, now);
	e = store_end(st, e);
	if (e == AM_OK)
		*id = made;
	return e;
}

/* Whose session it is, if it is still open. */
static enum err owner_of(struct store *st, int64_t id, int64_t *operator_id)
{
	static const char sql[] =
	    "SELECT operator_id FROM session WHERE id = ?1 AND ended_at IS NULL";

	return store_number(st, sql, id, 0, operator_id);
}

static enum err detach(struct store *st, int64_t id, int64_t now)
{
	static const char sql[] = "UPDATE session SET detached_at = ?2 WHERE id = ?1";
	int64_t operator_id = 0;
	enum err e = owner_of(st, id, &operator_id);

	if (e == AM_OK)
		e = store_change(st, sql, id, now);
	return e == AM_OK ? tell(st, operator_id, id, now, "detach", NULL, NULL) : e;
}

enum err session_detached(struct store *st, int64_t id, int64_t now)
{
	enum err e = store_begin(st);

	if (e != AM_OK)
		return e;
	return store_end(st, detach(st, id, now));
}

static enum err attach(struct store *st, int64_t id, const char *fingerprint,
    const char *peer, const char *term, int64_t now)
{
	static const char sql[] =
	    "UPDATE session SET detached_at = NULL, attached_at = ?5, fingerprint = ?2,"
	    " peer = ?3, term = ?4 WHERE id = ?1";
	char peer_cut[PEER_LEN], term_cut[TERM_LEN];
	sqlite3_stmt *q = NULL;
	int64_t operator_id = 0;
	enum err e = owner_of(st, id, &operator_id);

	if (e != AM_OK)
		return e;
	e = store_prepare(st, sql, &q);
	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, id);
		store_bind_text(q, 2, fingerprint);
		sqlite3_bind_text(
		    q, 3, str_copy(peer_cut, sizeof(peer_cut), peer), -1, SQLITE_STATIC);
		sqlite3_bind_text(
		    q, 4, str_copy(term_cut, sizeof(term_cut), term), -1, SQLITE_STATIC);
		sqlite3_bind_int64(q, 5, now);
	}
	e = store_run(st, q, e);
	if (e == AM_OK)
		e = mark_key_used(st, fingerprint, now);
	return e == AM_OK ? tell(st, operator_id, id, now, "attach", "peer", peer_cut)
			  : e;
}

enum err session_attached(struct store *st, int64_t id, const char *fingerprint,
    const char *peer, const char *term, int64_t now)
{
	enum err e = store_begin(st);

	if (e != AM_OK)
		return e;
	return store_end(st, attach(st, id, fingerprint, peer, term, now));
}

static enum err end(struct store *st, int64_t id, enum session_end reason, int64_t now)
{
	static const char sql[] =
	    "UPDATE session SET ended_at = ?2, end_reason = ?3 WHERE id = ?1";
	sqlite3_stmt *q = NULL;
	int64_t operator_id = 0;
	enum err e = owner_of(st, id, &operator_id);

	if (e != AM_OK)
		return e;
	e = store_prepare(st, sql, &q);
	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, id);
		sqlite3_bind_int64(q, 2, now);
		sqlite3_bind_text(q, 3, end_word(reason), -1, SQLITE_STATIC);
	}
	e = store_run(st, q, e);
	if (e == AM_OK)
		e = agent_leaves(st, operator_id, now);
	if (e != AM_OK)
		return e;
	return tell(st, operator_id, id, now, "logout", "reason", end_word(reason));
}

enum err session_end(struct store *st, int64_t id, enum session_end reason, int64_t now)
{
	enum err e = store_begin(st);

	if (e != AM_OK)
		return e;
	return store_end(st, end(st, id, reason, now));
}

/* The ids of all open sessions; the caller frees *ids. */
static enum err open_sessions(struct store *st, int64_t **ids, size_t *count)
{
	static const char sql[] =
	    "SELECT id FROM session WHERE ended_at IS NULL ORDER BY id";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	while ((rc = sqlite3_step(q)) == SQLITE_ROW) {
		*ids = mem_resize(*ids, (*count + 1) * sizeof(**ids));
		(*ids)[(*count)++] = sqlite3_column_int64(q, 0);
	}
	store_done(st, q);
	return store_err(rc);
}

static bool among(int64_t id, const int64_t *kept, int64_t count)
{
	for (int64_t i = 0; i < count; i++)
		if (kept[i] == id)
			return true;
	return false;
}

enum err session_end_all_but(
    struct store *st, const int64_t *kept, int64_t count, int64_t now)
{
	int64_t *ids = NULL;
	size_t n = 0;
	enum err e = store_begin(st);

	if (e != AM_OK)
		return e;
	e = open_sessions(st, &ids, &n);
	for (size_t i = 0; e == AM_OK && i < n; i++)
		if (!among(ids[i], kept, count))
			e = end(st, ids[i], SESSION_RESTART, now);
	free(ids);
	return store_end(st, e);
}

/* --- refused log-ins --- */

/*
 * What was typed as a login, if it could be one: people type their password there,
 * and that must not be kept for ever.
 */
static const char *login_or_not(char out[LOGIN_LEN], const char *typed)
{
	const size_t len = strlen(typed);

	if (len >= LOGIN_LEN ||
	    strspn(typed, "abcdefghijklmnopqrstuvwxyz0123456789._-") != len)
		return str_copy(out, LOGIN_LEN, "?");
	return str_copy(out, LOGIN_LEN, typed);
}

static enum err insert_try(
    struct store *st, const char *login, const char *peer, int64_t now)
{
	static const char sql[] =
	    "INSERT INTO login_try (login, peer, at) VALUES (?1, ?2, ?3)";
	char cut[PEER_LEN];
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_text(q, 1, login, -1, SQLITE_STATIC);
		sqlite3_bind_text(
		    q, 2, str_copy(cut, sizeof(cut), peer), -1, SQLITE_STATIC);
		sqlite3_bind_int64(q, 3, now);
	}
	return store_run(st, q, e);
}

static enum err tell_refused(
    struct store *st, const char *login, const char *peer, int64_t now)
{
	const struct actor server = { .role = ROLE_SYSTEM, .name = "amparod" };
	struct buf detail = { 0 };
	enum err e;

	buf_byte(&detail, '{');
	json_pair(&detail, "login", login);
	json_pair(&detail, "peer", peer);
	buf_byte(&detail, '}');
	e = audit_add(st, &server, now, "refused", ENTITY, 0, buf_text(&detail));
	buf_fini(&detail);
	return e;
}

enum err session_refused(
    struct store *st, const char *login, const char *peer, int64_t now)
{
	char cleaned[LOGIN_LEN], cut[PEER_LEN];
	enum err e = store_begin(st);

	if (e != AM_OK)
		return e;
	login_or_not(cleaned, login);
	str_copy(cut, sizeof(cut), peer);
	e = insert_try(st, cleaned, cut, now);
	if (e == AM_OK)
		e = tell_refused(st, cleaned, cut, now);
	return store_end(st, e);
}

/* --- the login page --- */

static enum err read_last(
    struct store *st, int64_t operator_id, int64_t this_session, struct session_last *out)
{
	static const char sql[] = "SELECT started_at, peer FROM session"
				  " WHERE operator_id = ?1 AND id < ?2"
				  " ORDER BY id DESC LIMIT 1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, operator_id);
	sqlite3_bind_int64(q, 2, this_session);
	rc = sqlite3_step(q);
	if (rc == SQLITE_ROW) {
		out->at = sqlite3_column_int64(q, 0);
		str_copy(out->peer, sizeof(out->peer), store_text(q, 1));
	}
	store_done(st, q);
	return store_err(rc);
}

enum err session_last(
    struct store *st, int64_t operator_id, int64_t this_session, struct session_last *out)
{
	static const char sql[] =
	    "SELECT count(*) FROM login_try"
	    " WHERE login = (SELECT login FROM operator WHERE id = ?1) AND at >= ?2";
	struct session_last last = { 0 };
	sqlite3_stmt *q = NULL;
	enum err e = read_last(st, operator_id, this_session, &last);
	int rc;

	if (e == AM_OK)
		e = store_prepare(st, sql, &q);
	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, operator_id);
	sqlite3_bind_int64(q, 2, last.at);
	rc = sqlite3_step(q);
	e = store_err(rc);
	if (rc == SQLITE_ROW)
		last.failed = sqlite3_column_int64(q, 0);
	store_done(st, q);
	if (e == AM_OK)
		*out = last;
	return e;
}
