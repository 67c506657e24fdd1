/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/operator.h"

#include <stdlib.h>
#include <string.h>

#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/json.h"
#include "schema/base/mem.h"
#include "schema/base/utf8.h"
#include "schema/operator_priv.h"

#define ENTITY "operator"

static const char select_sql[] = "SELECT " OPERATOR_COLUMNS " FROM operator o";

void operator_read(sqlite3_stmt *q, struct operator* out)
{
	*out = (struct operator){
		.id = sqlite3_column_int64(q, 0),
		.role = role_find(store_text(q, 3)),
		.colour = sqlite3_column_int(q, 5) != 0,
		.active = sqlite3_column_int(q, 6) != 0,
		.has_pin = sqlite3_column_int(q, 7) != 0,
		.keys = sqlite3_column_int64(q, 8),
		.last_login_at = sqlite3_column_int64(q, 9),
		.bell = sqlite3_column_int(q, 10) != 0,
	};
	str_copy(out->login, sizeof(out->login), store_text(q, 1));
	str_copy(out->name, sizeof(out->name), store_text(q, 2));
	str_copy(out->lang, sizeof(out->lang), store_text(q, 4));
}

/* Prepare the select with a condition that has at most one place. */
static enum err select_where(struct store *st, const char *condition, sqlite3_stmt **q)
{
	struct buf sql = { 0 };
	enum err e;

	buf_printf(&sql, "%s %s", select_sql, condition);
	e = store_prepare(st, buf_text(&sql), q);
	buf_fini(&sql);
	return e;
}

/* The one row of q, which is given back. */
static enum err read_one(
    struct store *st, sqlite3_stmt *q, enum err e, struct operator* out)
{
	int rc = e == AM_OK ? sqlite3_step(q) : SQLITE_OK;

	if (rc == SQLITE_ROW)
		operator_read(q, out);
	else if (e == AM_OK)
		e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	store_done(st, q);
	return e;
}

enum err operator_find(struct store *st, const char *login, struct operator* out)
{
	sqlite3_stmt *q = NULL;
	enum err e = select_where(st, "WHERE o.login = ?1", &q);

	if (e == AM_OK)
		sqlite3_bind_text(q, 1, login, -1, SQLITE_STATIC);
	return read_one(st, q, e, out);
}

enum err operator_get(struct store *st, int64_t id, struct operator* out)
{
	sqlite3_stmt *q = NULL;
	enum err e = select_where(st, "WHERE o.id = ?1", &q);

	if (e == AM_OK)
		sqlite3_bind_int64(q, 1, id);
	return read_one(st, q, e, out);
}

enum err operator_list(
    struct store *st, const struct actor *actor, struct operator** out, size_t *count)
{
	struct operator* rows = NULL;
	sqlite3_stmt *q = NULL;
	size_t n = 0;
	enum err e;
	int rc;

	if (!role_may(actor->role, ACT_USER_LIST))
		return AM_DENIED;
	e = select_where(st, "ORDER BY o.login", &q);
	if (e != AM_OK)
		return e;
	while ((rc = sqlite3_step(q)) == SQLITE_ROW) {
		rows = mem_resize(rows, (n + 1) * sizeof(*rows));
		operator_read(q, &rows[n++]);
	}
	store_done(st, q);
	e = store_err(rc);
	if (e != AM_OK) {
		free(rows);
		return e;
	}
	*out = rows;
	*count = n;
	return AM_OK;
}

/* --- changes: each with its audit row, in one transaction --- */

static bool is_login(const char *s)
{
	const size_t len = strlen(s);

	return len >= 2 && len < LOGIN_LEN &&
	       strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789._-") == len && *s != '-';
}

/* What others see in every list: one line without control characters. */
static bool is_name(const char *s)
{
	const size_t len = strlen(s);

	for (const char *p = s; *p != '\0'; p++)
		if ((unsigned char)*p < ' ' || *p == 0x7f)
			return false;
	return len > 0 && len < NAME_LEN && utf8_valid(s, len);
}

static bool is_lang(const char *s)
{
	return strcmp(s, "es") == 0 || strcmp(s, "en") == 0;
}

/* Roles that an account can have. */
static bool is_account_role(enum role role)
{
	return role < ROLE_SYSTEM;
}

static enum err insert(struct store *st, const char *login, const char *name,
    enum role role, const char *lang, int64_t now)
{
	static const char sql[] =
	    "INSERT INTO operator (login, name, role, lang, created_at)"
	    " VALUES (?1, ?2, ?3, ?4, ?5)";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_text(q, 1, login, -1, SQLITE_STATIC);
		sqlite3_bind_text(q, 2, name, -1, SQLITE_STATIC);
		sqlite3_bind_text(q, 3, role_name(role), -1, SQLITE_STATIC);
		sqlite3_bind_text(q, 4, lang, -1, SQLITE_STATIC);
		sqlite3_bind_int64(q, 5, now);
	}
	return store_run(st, q, e);
}

static enum err add(struct store *st, const char *login, const char *name, enum role role,
    const char *lang, int64_t now, int64_t *id)
{
	struct operator there;
	enum err e = operator_find(st, login, &there);

	if (e == AM_OK)
		return AM_EXISTS;
	if (e != AM_MISSING)
		return e;
	e = insert(st, login, name, role, lang, now);
	*id = store_last_id(st);
	return e;
}

enum err operator_add(struct store *st, const struct actor *actor, const char *login,
    const char *name, enum role role, const char *lang, int64_t now, int64_t *id)
{
	int64_t made = 0;
	enum err e;

	if (!role_may(actor->role, ACT_USER_EDIT))
		return AM_DENIED;
	if (!is_login(login) || !is_name(name) || !is_lang(lang) ||
	    !is_account_role(role))
		return AM_INVALID;
	e = store_begin(st);
	if (e != AM_OK)
		return e;
	e = add(st, login, name, role, lang, now, &made);
	if (e == AM_OK)
		e = audit_add(st, actor, now, "create", ENTITY, made, "");
	e = store_end(st, e);
	if (e == AM_OK)
		*id = made;
	return e;
}

/*
 * Run q (one changed row of table operator) and tell the audit its old value; q is
 * given back.  Inside the brackets of the caller.
 */
static enum err change(struct store *st, const struct actor *actor, sqlite3_stmt *q,
    enum err e, int64_t id, int64_t now, const char *field, const char *old)
{
	struct buf detail = { 0 };

	e = store_run(st, q, e);
	if (e == AM_OK && store_changes(st) == 0)
		return AM_MISSING;
	if (e != AM_OK)
		return e;
	buf_str(&detail, "{\"old\":{");
	json_pair(&detail, field, old);
	buf_str(&detail, "}}");
	e = audit_add(st, actor, now, "update", ENTITY, id, buf_text(&detail));
	buf_fini(&detail);
	return e;
}

static enum err set_active(
    struct store *st, const struct actor *actor, int64_t id, bool active, int64_t now)
{
	static const char sql[] =
	    "UPDATE operator SET active = ?2, epoch = epoch + 1 WHERE id = ?1";
	struct operator old;
	sqlite3_stmt *q = NULL;
	enum err e = operator_get(st, id, &old);

	if (e != AM_OK || old.active == active)
		return e;
	e = store_prepare(st, sql, &q);
	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, id);
		sqlite3_bind_int(q, 2, active);
	}
	return change(st, actor, q, e, id, now, "active", old.active ? "1" : "0");
}

enum err operator_set_active(
    struct store *st, const struct actor *actor, int64_t id, bool active, int64_t now)
{
	enum err e;

	if (!role_may(actor->role, ACT_USER_EDIT))
		return AM_DENIED;
	e = store_begin(st);
	if (e != AM_OK)
		return e;
	return store_end(st, set_active(st, actor, id, active, now));
}

static enum err set_role(
    struct store *st, const struct actor *actor, int64_t id, enum role role, int64_t now)
{
	static const char sql[] =
	    "UPDATE operator SET role = ?2, epoch = epoch + 1 WHERE id = ?1";
	struct operator old;
	sqlite3_stmt *q = NULL;
	enum err e = operator_get(st, id, &old);

	if (e != AM_OK || old.role == role)
		return e;
	e = store_prepare(st, sql, &q);
	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, id);
		sqlite3_bind_text(q, 2, role_name(role), -1, SQLITE_STATIC);
	}
	return change(st, actor, q, e, id, now, "role", role_name(old.role));
}

enum err operator_set_role(
    struct store *st, const struct actor *actor, int64_t id, enum role role, int64_t now)
{
	enum err e;

	if (!role_may(actor->role, ACT_USER_EDIT))
		return AM_DENIED;
	if (!is_account_role(role))
		return AM_INVALID;
	e = store_begin(st);
	if (e != AM_OK)
		return e;
	return store_end(st, set_role(st, actor, id, role, now));
}

/* --- preferences --- */

static enum err set_own(struct store *st, const struct actor *actor, const char *sql,
    const char *text, int64_t number, int64_t now, const char *field, const char *old)
{
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, actor->operator_id);
		if (text != NULL)
			sqlite3_bind_text(q, 2, text, -1, SQLITE_STATIC);
		else
			sqlite3_bind_int64(q, 2, number);
	}
	return change(st, actor, q, e, actor->operator_id, now, field, old);
}

enum err operator_set_lang(
    struct store *st, const struct actor *actor, const char *lang, int64_t now)
{
	struct operator old;
	enum err e;

	if (!is_lang(lang))
		return AM_INVALID;
	e = store_begin(st);
	if (e != AM_OK)
		return e;
	e = operator_get(st, actor->operator_id, &old);
	if (e == AM_OK && strcmp(old.lang, lang) != 0)
		e = set_own(st, actor, "UPDATE operator SET lang = ?2 WHERE id = ?1",
		    lang, 0, now, "lang", old.lang);
	return store_end(st, e);
}

enum err operator_set_colour(
    struct store *st, const struct actor *actor, bool colour, int64_t now)
{
	struct operator old;
	enum err e = store_begin(st);

	if (e != AM_OK)
		return e;
	e = operator_get(st, actor->operator_id, &old);
	if (e == AM_OK && old.colour != colour)
		e = set_own(st, actor, "UPDATE operator SET colour = ?2 WHERE id = ?1",
		    NULL, colour, now, "colour", old.colour ? "1" : "0");
	return store_end(st, e);
}

enum err operator_set_bell(
    struct store *st, const struct actor *actor, bool bell, int64_t now)
{
	struct operator old;
	enum err e = store_begin(st);

	if (e != AM_OK)
		return e;
	e = operator_get(st, actor->operator_id, &old);
	if (e == AM_OK && old.bell != bell)
		e = set_own(st, actor, "UPDATE operator SET bell = ?2 WHERE id = ?1",
		    NULL, bell, now, "bell", old.bell ? "1" : "0");
	return store_end(st, e);
}

static bool is_charset(const char *s)
{
	static const char *const known[] = { "", "utf-8", "latin-1", "cp850", "ascii" };

	for (size_t i = 0; i < COUNT(known); i++)
		if (strcmp(s, known[i]) == 0)
			return true;
	return false;
}

/* How a terminal shows letters is no change of data: it is not audited. */
enum err operator_set_charset(struct store *st, const struct actor *actor,
    const char *term, const char *charset, int64_t now)
{
	static const char sql[] =
	    "INSERT INTO operator_charset (operator_id, term, charset) VALUES (?1, ?2, "
	    "?3)"
	    " ON CONFLICT (operator_id, term) DO UPDATE SET charset = excluded.charset";
	char capped[65];
	sqlite3_stmt *q = NULL;
	enum err e;

	(void)now;
	if (!is_charset(charset))
		return AM_INVALID;
	e = store_begin(st);
	if (e != AM_OK)
		return e;
	e = store_prepare(st, sql, &q);
	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, actor->operator_id);
		sqlite3_bind_text(
		    q, 2, str_copy(capped, sizeof(capped), term), -1, SQLITE_STATIC);
		sqlite3_bind_text(q, 3, charset, -1, SQLITE_STATIC);
	}
	return store_end(st, store_run(st, q, e));
}

enum err operator_charset(
    struct store *st, int64_t operator_id, const char *term, char out[16])
{
	static const char sql[] =
	    "SELECT charset FROM operator_charset WHERE operator_id = ?1 AND term = ?2";
	char capped[65];
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, operator_id);
	sqlite3_bind_text(
	    q, 2, str_copy(capped, sizeof(capped), term), -1, SQLITE_STATIC);
	rc = sqlite3_step(q);
	e = store_err(rc);
	if (e == AM_OK)
		str_copy(out, 16, rc == SQLITE_ROW ? store_text(q, 0) : "");
	store_done(st, q);
	return e;
}

/* --- PIN --- */

enum err operator_set_pin(struct store *st, const struct actor *actor, int64_t id,
    const char hash[PIN_HASH_LEN], int64_t now)
{
	static const char sql[] = "UPDATE operator SET pin_hash = ?2 WHERE id = ?1";
	sqlite3_stmt *q = NULL;
	enum err e;

	if (id != actor->operator_id && !role_may(actor->role, ACT_USER_EDIT))
		return AM_DENIED;
	e = store_begin(st);
	if (e != AM_OK)
		return e;
	e = store_prepare(st, sql, &q);
	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, id);
		sqlite3_bind_text(q, 2, hash, -1, SQLITE_STATIC);
	}
	return store_end(st, change(st, actor, q, e, id, now, "pin", "*"));
}

enum err operator_pin_hash(struct store *st, int64_t id, char out[PIN_HASH_LEN])
{
	static const char sql[] =
	    "SELECT pin_hash FROM operator WHERE id = ?1 AND pin_hash IS NOT NULL";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	if (e == AM_OK)
		str_copy(out, PIN_HASH_LEN, store_text(q, 0));
	store_done(st, q);
	return e;
}
