/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/redial.h"

#include <string.h>

#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/json.h"
#include "schema/base/mem.h"
#include "schema/call_priv.h"
#include "schema/redial_priv.h"
#include "schema/telephone_priv.h"

#define COLUMNS                                                              \
	"SELECT c.id, c.number, c.started_at, c.operator_id, c.status = 'open'," \
	" o.name, substr(c.motive, 8), substr(c.dispo, 7)"
#define REST " FROM call c JOIN operator o ON o.id = c.operator_id"

static void read_row(sqlite3_stmt *q, struct redial *out)
{
	*out = (struct redial){ .call_id = sqlite3_column_int64(q, 0),
		.number = sqlite3_column_int64(q, 1),
		.started_at = sqlite3_column_int64(q, 2),
		.operator_id = sqlite3_column_int64(q, 3),
		.open = sqlite3_column_int(q, 4) != 0 };
	str_copy(out->operator_name, sizeof(out->operator_name), store_text(q, 5));
	str_copy(out->motive, sizeof(out->motive), store_text(q, 6));
	str_copy(out->dispo, sizeof(out->dispo), store_text(q, 7));
}

/* Both finders: what is meant by the same number, and until when it counts. */
struct wanted {
	const char *phone;     /* as it is kept */
	int64_t before, since; /* id of the new call (0: still waits); end of the earlier one */
};

/* A saved one, by the index on last digits. */
static enum err find_saved(struct store *st, const struct wanted *w, struct redial *out)
{
	static const char sql[] = COLUMNS REST
	    " JOIN code k ON k.id = c.dispo"
	    " WHERE substr(c.phone, -4) = substr(?1, -4) AND c.phone IS NOT NULL"
	    " AND +c.phone = ?1 AND c.status = 'closed' AND c.entered_late = 0"
	    " AND instr(k.flags, 'R') > 0 AND c.ended_at >= ?3"
	    " AND (?2 = 0 OR c.id < ?2) ORDER BY c.id DESC LIMIT 1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_text(q, 1, w->phone, -1, SQLITE_STATIC);
	sqlite3_bind_int64(q, 2, w->before);
	sqlite3_bind_int64(q, 3, w->since);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	if (e == AM_OK)
		read_row(q, out);
	store_done(st, q);
	return e;
}

/* Is this what an open call has as its number: from the exchange, or typed? */
static bool same(struct store *st, const struct wanted *w, const char *kept,
    const char *typed)
{
	const struct telephone_who who = { .dialled = typed };
	char phone[PHONE_LEN];

	if (*typed == '\0')
		return strcmp(kept, w->phone) == 0;
	return telephone_stored(st, &who, phone) == AM_OK && strcmp(phone, w->phone) == 0;
}

/* One that is open: its number may stand in its draft only. */
static enum err find_open(struct store *st, const struct wanted *w, struct redial *out)
{
	static const char sql[] = COLUMNS ", coalesce(c.phone, ''),"
	    " coalesce(json_extract(d.body, '$.phone'), ''),"
	    " coalesce(json_extract(d.body, '$.motive'), '')" REST
	    " LEFT JOIN draft d ON d.operator_id = c.operator_id AND d.form = 'call'"
	    "  AND d.ref = c.id AND d.discarded_at IS NULL"
	    " WHERE c.status = 'open' AND c.entered_late = 0"
	    " AND max(c.started_at, coalesce(d.saved_at, 0)) >= ?2"
	    " AND (?1 = 0 OR c.id < ?1) ORDER BY c.id DESC";
	sqlite3_stmt *q = NULL;
	bool found = false;
	enum err e = store_prepare(st, sql, &q);
	int rc = SQLITE_DONE;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, w->before);
	sqlite3_bind_int64(q, 2, w->since);
	while (!found && (rc = sqlite3_step(q)) == SQLITE_ROW) {
		found = same(st, w, store_text(q, 8), store_text(q, 9));
		if (found) {
			read_row(q, out);
			if (*store_text(q, 10) != '\0')
				str_copy(out->motive, sizeof(out->motive),
				    store_text(q, 10));
		}
	}
	store_done(st, q);
	if (!found)
		return rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	return AM_OK;
}

enum err redial_of(struct store *st, const char *phone, int64_t before, int64_t at,
    struct redial *out)
{
	const struct wanted w = { phone, before, at - REDIAL_SECONDS };
	struct redial saved, open;
	enum err e_saved = find_saved(st, &w, &saved), e_open;

	if (e_saved != AM_OK && e_saved != AM_MISSING)
		return e_saved;
	e_open = find_open(st, &w, &open);
	if (e_open != AM_OK && e_open != AM_MISSING)
		return e_open;
	if (e_saved == AM_MISSING && e_open == AM_MISSING)
		return AM_MISSING;
	*out = e_saved == AM_OK && (e_open != AM_OK || saved.call_id > open.call_id)
		   ? saved
		   : open;
	return AM_OK;
}

static enum err find(struct store *st, const struct actor *actor, int64_t call_id,
    const char *phone, int64_t now, struct redial *out, struct call *call)
{
	const struct telephone_who who = { .dialled = phone };
	char stored[PHONE_LEN];
	enum err e = call_fetch(st, call_id, call, NULL);

	(void)now;
	if (e == AM_OK && !call_owns(actor, call))
		return AM_DENIED;
	if (e == AM_OK && (call->status != CALL_OPEN || call->continues_id != 0))
		return AM_CONFLICT;
	if (e == AM_OK && call->outgoing)
		return AM_MISSING; /* the line called: nobody has called again */
	if (e == AM_OK)
		e = telephone_stored(st, &who, stored);
	return e == AM_OK ? redial_of(st, stored, call_id, call->started_at, out) : e;
}

enum err redial_find(struct store *st, const struct actor *actor, int64_t call_id,
    const char *phone, int64_t now, struct redial *out)
{
	struct call call;
	enum err e;

	if (!role_may(actor->role, ACT_CALL_CREATE))
		return AM_DENIED;
	e = find(st, actor, call_id, phone, now, out, &call);
	return e == AM_CONFLICT ? AM_MISSING : e;
}

static enum err link_calls(struct store *st, int64_t call_id, int64_t earlier)
{
	static const char sql[] = "UPDATE call SET continues_call_id = (SELECT "
				  "coalesce(p.continues_call_id, p.id)"
				  " FROM call p WHERE p.id = ?2) WHERE id = ?1";

	return store_change(st, sql, call_id, earlier);
}

static enum err go_on(struct store *st, const struct actor *actor, int64_t call_id,
    const char *phone, int64_t now, struct redial *out)
{
	struct buf detail = { 0 };
	struct call call;
	enum err e = find(st, actor, call_id, phone, now, out, &call);

	if (e == AM_OK)
		e = link_calls(st, call_id, out->call_id);
	if (e != AM_OK)
		return e;
	buf_byte(&detail, '{');
	json_number(&detail, "call", out->call_id);
	buf_byte(&detail, '}');
	e = call_tell(st, actor, "continue", call_id, buf_text(&detail), now);
	buf_fini(&detail);
	return e;
}

enum err redial_continue(struct store *st, const struct actor *actor, int64_t call_id,
    const char *phone, int64_t now, struct redial *out)
{
	struct redial found;
	enum err e;

	if (!role_may(actor->role, ACT_CALL_CREATE))
		return AM_DENIED;
	e = store_begin(st);
	if (e != AM_OK)
		return e;
	e = store_end(st, go_on(st, actor, call_id, phone, now, &found));
	if (e == AM_OK)
		*out = found;
	return e;
}

/* The first row of sql, whose ?1 is the call. */
static enum err neighbour(struct store *st, const struct actor *actor, int64_t call_id,
    const char *sql, struct redial *out)
{
	struct call call;
	sqlite3_stmt *q = NULL;
	enum err e = call_fetch(st, call_id, &call, NULL);
	int rc;

	if (e == AM_OK && !call_may(actor, &call, ACT_CALL_VIEW, ACT_CALL_VIEW_ANY))
		return AM_DENIED;
	if (e == AM_OK)
		e = store_prepare(st, sql, &q);
	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, call_id);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	if (e == AM_OK)
		read_row(q, out);
	store_done(st, q);
	return e;
}

enum err redial_before(struct store *st, const struct actor *actor, int64_t call_id,
    struct redial *out)
{
	static const char sql[] = COLUMNS REST
	    " JOIN call m ON m.id = ?1 AND m.continues_call_id IS NOT NULL"
	    " WHERE (c.id = m.continues_call_id OR c.continues_call_id = m.continues_call_id)"
	    " AND c.id < m.id AND c.status <> 'void' ORDER BY c.id DESC LIMIT 1";

	return neighbour(st, actor, call_id, sql, out);
}

enum err redial_after(struct store *st, const struct actor *actor, int64_t call_id,
    struct redial *out)
{
	static const char sql[] = COLUMNS REST
	    " JOIN call m ON m.id = ?1 WHERE c.continues_call_id ="
	    " coalesce(m.continues_call_id, m.id) AND c.id > m.id AND c.status <> 'void'"
	    " ORDER BY c.id DESC LIMIT 1";

	return neighbour(st, actor, call_id, sql, out);
}

enum err call_redialled(struct store *st, const struct actor *actor,
    const struct call *call, bool *yes)
{
	static const char sql[] =
	    "SELECT 1 FROM call m WHERE m.continues_call_id = ?1 AND m.id > ?2"
	    " AND m.operator_id = ?3 AND m.status <> 'void' LIMIT 1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(
	    q, 1, call->continues_id != 0 ? call->continues_id : call->id);
	sqlite3_bind_int64(q, 2, call->id);
	sqlite3_bind_int64(q, 3, actor->operator_id);
	rc = sqlite3_step(q);
	store_done(st, q);
	e = store_err(rc);
	if (e == AM_OK)
		*yes = rc == SQLITE_ROW;
	return e;
}
