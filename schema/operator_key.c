/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The SSH keys of operators. */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/json.h"
#include "schema/base/mem.h"
#include "schema/pubkey.h"
#include "schema/operator_priv.h"

#define ENTITY "operator_key"

static enum err exists(struct store *st, const char *fingerprint, bool *there)
{
	static const char sql[] = "SELECT 1 FROM operator_key WHERE fingerprint = ?1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_text(q, 1, fingerprint, -1, SQLITE_STATIC);
	rc = sqlite3_step(q);
	*there = rc == SQLITE_ROW;
	store_done(st, q);
	return store_err(rc);
}

static enum err insert(struct store *st, const struct actor *actor, int64_t id,
    const struct pubkey *key, const char *fingerprint, const char *label, int64_t now)
{
	static const char sql[] =
	    "INSERT INTO operator_key (fingerprint, operator_id, algorithm, pubkey, "
	    "label,"
	    " added_at, added_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
	const size_t size =
	    sodium_base64_encoded_len(key->len, sodium_base64_VARIANT_ORIGINAL);
	char *base64 = mem_new(size, 1);
	char capped[sizeof(((struct operator_key *)NULL)->label)];
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	sodium_bin2base64(
	    base64, size, key->blob, key->len, sodium_base64_VARIANT_ORIGINAL);
	if (e == AM_OK) {
		sqlite3_bind_text(q, 1, fingerprint, -1, SQLITE_STATIC);
		sqlite3_bind_int64(q, 2, id);
		sqlite3_bind_text(q, 3, key->algorithm, -1, SQLITE_STATIC);
		sqlite3_bind_text(q, 4, base64, -1, SQLITE_STATIC);
		sqlite3_bind_text(
		    q, 5, str_copy(capped, sizeof(capped), label), -1, SQLITE_STATIC);
		sqlite3_bind_int64(q, 6, now);
		store_bind_id(q, 7, actor->operator_id);
	}
	e = store_run(st, q, e);
	free(base64);
	return e;
}

static enum err tell(struct store *st, const struct actor *actor, int64_t now,
    const char *what, int64_t id, const char *fingerprint)
{
	struct buf detail = { 0 };
	enum err e;

	buf_byte(&detail, '{');
	json_pair(&detail, "fingerprint", fingerprint);
	buf_byte(&detail, '}');
	e = audit_add(st, actor, now, what, ENTITY, id, buf_text(&detail));
	buf_fini(&detail);
	return e;
}

static enum err add(struct store *st, const struct actor *actor, int64_t id,
    const struct pubkey *key, const char *label, int64_t now)
{
	char fingerprint[FINGERPRINT_LEN];
	struct operator owner;
	bool there = false;
	enum err e = operator_get(st, id, &owner);

	key_fingerprint(fingerprint, key->blob, key->len);
	if (e == AM_OK)
		e = exists(st, fingerprint, &there);
	if (e == AM_OK && there)
		e = AM_EXISTS; /* also a revoked one: it was lost or stolen */
	if (e == AM_OK)
		e = insert(st, actor, id, key, fingerprint, label, now);
	return e == AM_OK ? tell(st, actor, now, "create", id, fingerprint) : e;
}

enum err operator_key_add(struct store *st, const struct actor *actor, int64_t id,
    const char *line, const char *label, int64_t now, const char **why)
{
	struct pubkey *key;
	enum err e;

	*why = "";
	if (!role_may(actor->role, ACT_USER_EDIT))
		return AM_DENIED;
	key = mem_new(1, sizeof(*key));
	e = pubkey_parse(key, line, why);
	if (e == AM_OK)
		e = store_begin(st);
	if (e == AM_OK)
		e = store_end(st,
		    add(st, actor, id, key, *label != '\0' ? label : key->comment, now));
	free(key);
	return e;
}

enum err operator_key_list(struct store *st, const struct actor *actor, int64_t id,
    struct operator_key **out, size_t *count)
{
	static const char sql[] =
	    "SELECT fingerprint, algorithm, label, added_at, coalesce(last_used_at, 0),"
	    " coalesce(revoked_at, 0) FROM operator_key WHERE operator_id = ?1"
	    " ORDER BY added_at, fingerprint";
	struct operator_key *rows = NULL;
	sqlite3_stmt *q = NULL;
	size_t n = 0;
	enum err e;
	int rc;

	if (id != actor->operator_id && !role_may(actor->role, ACT_USER_LIST))
		return AM_DENIED;
	e = store_prepare(st, sql, &q);
	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	while ((rc = sqlite3_step(q)) == SQLITE_ROW) {
		struct operator_key *k;

		rows = mem_resize(rows, (n + 1) * sizeof(*rows));
		k = &rows[n++];
		*k = (struct operator_key){ .added_at = sqlite3_column_int64(q, 3),
			.last_used_at = sqlite3_column_int64(q, 4),
			.revoked_at = sqlite3_column_int64(q, 5) };
		str_copy(k->fingerprint, sizeof(k->fingerprint), store_text(q, 0));
		str_copy(k->algorithm, sizeof(k->algorithm), store_text(q, 1));
		str_copy(k->label, sizeof(k->label), store_text(q, 2));
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

static enum err revoke(struct store *st, const struct actor *actor, int64_t id,
    const char *fingerprint, int64_t now)
{
	static const char sql[] =
	    "UPDATE operator_key SET revoked_at = ?3, revoked_by = ?4"
	    " WHERE operator_id = ?1 AND fingerprint = ?2 AND revoked_at IS NULL";
	static const char epoch[] = "UPDATE operator SET epoch = epoch + 1 WHERE id = ?1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, id);
		sqlite3_bind_text(q, 2, fingerprint, -1, SQLITE_STATIC);
		sqlite3_bind_int64(q, 3, now);
		store_bind_id(q, 4, actor->operator_id);
	}
	e = store_run(st, q, e);
	if (e == AM_OK && store_changes(st) == 0)
		return AM_MISSING;
	if (e != AM_OK)
		return e;
	q = NULL;
	e = store_prepare(st, epoch, &q);
	if (e == AM_OK)
		sqlite3_bind_int64(q, 1, id);
	e = store_run(st, q, e);
	return e == AM_OK ? tell(st, actor, now, "revoke", id, fingerprint) : e;
}

enum err operator_key_revoke(struct store *st, const struct actor *actor, int64_t id,
    const char *fingerprint, int64_t now)
{
	enum err e;

	if (!role_may(actor->role, ACT_USER_EDIT))
		return AM_DENIED;
	e = store_begin(st);
	if (e != AM_OK)
		return e;
	return store_end(st, revoke(st, actor, id, fingerprint, now));
}

/*
 * One query whatever is unknown, and the decision after it: who asks from outside
 * learns nothing from the time it takes.
 */
enum err operator_may_log_in(struct store *st, const char *login, const char *algorithm,
    const void *blob, size_t len, struct operator* out)
{
	static const char sql[] =
	    "SELECT " OPERATOR_COLUMNS ", k.operator_id, k.algorithm"
	    " FROM (SELECT 1) LEFT JOIN operator o ON o.login = ?1"
	    " LEFT JOIN operator_key k ON k.fingerprint = ?2"
	    " AND k.revoked_at IS NULL"
	    " AND coalesce(k.expires_at, ?3) >= ?3";
	char fingerprint[FINGERPRINT_LEN];
	struct operator found = { 0 };
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	bool fits;
	int rc;

	if (e != AM_OK)
		return e;
	key_fingerprint(fingerprint, blob, len);
	sqlite3_bind_text(q, 1, login, -1, SQLITE_STATIC);
	sqlite3_bind_text(q, 2, fingerprint, -1, SQLITE_STATIC);
	sqlite3_bind_int64(q, 3, clock_now());
	rc = sqlite3_step(q);
	e = store_err(rc);
	if (rc == SQLITE_ROW) {
		operator_read(q, &found);
		fits = found.id > 0;
		fits &= found.active;
		fits &= sqlite3_column_int64(q, OPERATOR_COLUMN_COUNT) == found.id;
		fits &= strcmp(store_text(q, OPERATOR_COLUMN_COUNT + 1), algorithm) == 0;
		e = fits ? AM_OK : AM_DENIED;
	}
	store_done(st, q);
	if (e == AM_OK)
		*out = found;
	return e;
}
