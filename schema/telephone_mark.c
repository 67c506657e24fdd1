/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks on telephones: set, ended. */
#include <string.h>

#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/json.h"
#include "schema/base/mem.h"
#include "schema/call_priv.h"
#include "schema/code.h"
#include "schema/telephone_priv.h"

#define ENTITY "line"

/* A mark to be set. */
struct wanted {
	char code[32]; /* "numflag.prank" */
	const char *flag, *reason;
	int64_t expires_at;
};

/* ?1 line, ?2 now, ?3 who, ?4 the code, where the statement has them. */
static enum err run(struct store *st, const char *sql, int64_t id,
    const struct actor *actor, const char *code, int64_t now)
{
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK) {
		const int count = sqlite3_bind_parameter_count(q);

		sqlite3_bind_int64(q, 1, id);
		if (count > 1)
			sqlite3_bind_int64(q, 2, now);
		if (count > 2)
			store_bind_id(q, 3, actor->operator_id);
		if (count > 3)
			sqlite3_bind_text(q, 4, code, -1, SQLITE_STATIC);
	}
	return store_run(st, q, e);
}

/* The mark with this code, or every one. */
static enum err end_marks(struct store *st, const struct actor *actor, int64_t line,
    const struct wanted *w, int64_t now)
{
	static const char every[] = "UPDATE line_flag SET cleared_at = ?2, cleared_by = ?3"
				    " WHERE line_id = ?1 AND cleared_at IS NULL";
	static const char same[] =
	    "UPDATE line_flag SET cleared_at = ?2, cleared_by = ?3"
	    " WHERE line_id = ?1 AND cleared_at IS NULL AND flag = ?4";

	return run(st, strcmp(w->flag, "none") == 0 ? every : same, line, actor, w->code,
	    now);
}

/* The ids of those, a JSON array. */
static enum err find_marks(
    struct store *st, int64_t line, const struct wanted *w, struct buf *out)
{
	static const char sql[] =
	    "SELECT json_group_array(id) FROM line_flag WHERE line_id = ?1"
	    " AND cleared_at IS NULL AND (?2 = 'numflag.none' OR flag = ?2)";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, line);
	sqlite3_bind_text(q, 2, w->code, -1, SQLITE_STATIC);
	rc = sqlite3_step(q);
	e = store_err(rc);
	if (e == AM_OK)
		buf_str(out, store_text(q, 0));
	store_done(st, q);
	return e;
}

static enum err insert(struct store *st, const struct actor *actor, int64_t line,
    const struct wanted *w, int64_t now)
{
	static const char sql[] =
	    "INSERT INTO line_flag (line_id, flag, set_at, set_by, expires_at, reason)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, line);
		sqlite3_bind_text(q, 2, w->code, -1, SQLITE_STATIC);
		sqlite3_bind_int64(q, 3, now);
		sqlite3_bind_int64(q, 4, actor->operator_id);
		store_bind_id(q, 5, w->expires_at);
		sqlite3_bind_text(
		    q, 6, w->reason != NULL ? w->reason : "", -1, SQLITE_STATIC);
	}
	return store_run(st, q, e);
}

/* ended: the marks that ended with it, as a JSON array; telephone_undo() needs both. */
static enum err tell(struct store *st, const struct actor *actor, const char *what,
    int64_t line, const char *flag, int64_t mark_id, const char *ended, int64_t now)
{
	struct buf detail = { 0 };
	enum err e;

	buf_byte(&detail, '{');
	json_pair(&detail, "flag", flag);
	json_number(&detail, "mark", mark_id);
	buf_printf(&detail, ",\"ended\":%s}", ended);
	e = audit_add(st, actor, now, what, ENTITY, line, buf_text(&detail));
	buf_fini(&detail);
	return e;
}

static enum err mark(struct store *st, const struct actor *actor,
    const struct telephone_who *who, const struct wanted *w, int64_t now, int64_t *id)
{
	struct buf ended = { 0 };
	char phone[PHONE_LEN];
	int64_t line = 0;
	enum err e = telephone_stored(st, who, phone);

	if (e == AM_OK)
		e = telephone_row(st, phone, &line);
	if (e == AM_OK)
		e = find_marks(st, line, w, &ended);
	if (e == AM_OK)
		e = end_marks(st, actor, line, w, now);
	if (e == AM_OK && strcmp(w->flag, "none") != 0) {
		e = insert(st, actor, line, w, now);
		*id = store_last_id(st);
	}
	if (e == AM_OK)
		e = tell(st, actor, "flag", line, w->flag, *id, buf_text(&ended), now);
	buf_fini(&ended);
	return e;
}

static bool is_flag(struct store *st, const char *flag)
{
	const struct code_list *list;

	return code_list(st, "numflag", &list) == AM_OK && code_find(list, flag) != NULL;
}

static bool may(const struct actor *actor)
{
	return role_may(actor->role, ACT_NUMBER_FLAG) && actor->operator_id != 0;
}

enum err telephone_mark(struct store *st, const struct actor *actor,
    const struct telephone_who *who, const char *flag, int64_t expires_at,
    const char *reason, int64_t now, int64_t *id)
{
	struct wanted w = { .flag = flag, .reason = reason, .expires_at = expires_at };
	int64_t made = 0;
	enum err e;

	if (!may(actor))
		return AM_DENIED;
	if (!is_flag(st, flag) || (expires_at != 0 && expires_at <= now))
		return AM_INVALID;
	str_printf(w.code, sizeof(w.code), "numflag.%s", flag);
	e = store_begin(st);
	if (e != AM_OK)
		return e;
	e = store_end(st, mark(st, actor, who, &w, now, &made));
	if (e == AM_OK)
		*id = made;
	return e;
}

/* --- one mark --- */

struct found {
	int64_t line, cleared_at;
	char flag[16];
};

static enum err find(struct store *st, int64_t id, struct found *out)
{
	static const char sql[] =
	    "SELECT line_id, coalesce(cleared_at, 0), substr(flag, 9) FROM line_flag"
	    " WHERE id = ?1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	if (e == AM_OK) {
		*out = (struct found){ .line = sqlite3_column_int64(q, 0),
			.cleared_at = sqlite3_column_int64(q, 1) };
		str_copy(out->flag, sizeof(out->flag), store_text(q, 2));
	}
	store_done(st, q);
	return e;
}

static enum err end_one(
    struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	static const char sql[] =
	    "UPDATE line_flag SET cleared_at = ?2, cleared_by = ?3 WHERE id = ?1";
	struct found f;
	enum err e = find(st, id, &f);

	if (e == AM_OK && f.cleared_at != 0)
		return AM_CONFLICT;
	if (e == AM_OK)
		e = run(st, sql, id, actor, NULL, now);
	return e == AM_OK ? tell(st, actor, "unflag", f.line, f.flag, id, "[]", now) : e;
}

enum err telephone_unmark(
    struct store *st, const struct actor *actor, int64_t mark_id, int64_t now)
{
	enum err e;

	if (!may(actor))
		return AM_DENIED;
	e = store_begin(st);
	if (e != AM_OK)
		return e;
	return store_end(st, end_one(st, actor, mark_id, now));
}
