/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/audit_priv.h"

#include <assert.h>
#include <inttypes.h>
#include <sodium.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/log.h"
#include "schema/store_priv.h"

_Static_assert(AUDIT_HASH_LEN == crypto_generichash_BYTES, "BLAKE2b-256");
_Static_assert(AUDIT_SIGN_KEY_LEN == crypto_sign_SECRETKEYBYTES, "Ed25519");
_Static_assert(AUDIT_PUBLIC_KEY_LEN == crypto_sign_PUBLICKEYBYTES, "Ed25519");

#define ABSENT UINT32_MAX /* the length that stands for NULL */

/* In the order in which they are hashed; the columns of every query here. */
#define COLUMNS "id, at, operator_id, session_id, who, action, entity, entity_id, detail"
#define HASHED 9

/* --- the hash of a row: hash before || for each column its length and its text --- */

static void put_number(unsigned char *out, uint64_t n, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++)
		out[i] = (unsigned char)(n >> (8 * (bytes - 1 - i)));
}

static void add_text(crypto_generichash_state *h, const void *text, size_t len)
{
	unsigned char be[4];

	put_number(be, len, sizeof(be));
	crypto_generichash_update(h, be, sizeof(be));
	crypto_generichash_update(h, text, len);
}

static void add_absent(crypto_generichash_state *h)
{
	unsigned char be[4];

	put_number(be, ABSENT, sizeof(be));
	crypto_generichash_update(h, be, sizeof(be));
}

/* A number as decimal text, as SQLite itself shows it. */
static void add_number(crypto_generichash_state *h, int64_t n)
{
	char text[24];

	str_printf(text, sizeof(text), "%" PRId64, n);
	add_text(h, text, strlen(text));
}

static void add_id(crypto_generichash_state *h, int64_t n)
{
	if (n == 0)
		add_absent(h);
	else
		add_number(h, n);
}

struct row {
	int64_t id, at, entity_id;
	const struct actor *actor;
	const char *what, *entity, *detail;
};

static const char *name_of(const struct actor *actor)
{
	return actor->name != NULL ? actor->name : "";
}

static void hash_new_row(const struct row *r, unsigned char hash[AUDIT_HASH_LEN])
{
	const char *who = name_of(r->actor);
	crypto_generichash_state h;

	crypto_generichash_init(&h, NULL, 0, AUDIT_HASH_LEN);
	crypto_generichash_update(&h, hash, AUDIT_HASH_LEN);
	add_number(&h, r->id);
	add_number(&h, r->at);
	add_id(&h, r->actor->operator_id);
	add_id(&h, r->actor->session_id);
	add_text(&h, who, strlen(who));
	add_text(&h, r->what, strlen(r->what));
	add_text(&h, r->entity, strlen(r->entity));
	add_id(&h, r->entity_id);
	add_text(&h, r->detail, strlen(r->detail));
	crypto_generichash_final(&h, hash, AUDIT_HASH_LEN);
}

/* The same from a row of the table; a column of another type than it should have
 * gives another text, so nothing can hide in a type. */
static void hash_stored_row(sqlite3_stmt *q, unsigned char hash[AUDIT_HASH_LEN])
{
	crypto_generichash_state h;

	crypto_generichash_init(&h, NULL, 0, AUDIT_HASH_LEN);
	crypto_generichash_update(&h, hash, AUDIT_HASH_LEN);
	for (int i = 0; i < HASHED; i++) {
		if (sqlite3_column_type(q, i) == SQLITE_NULL) {
			add_absent(&h);
			continue;
		}
		const void *text = sqlite3_column_text(q, i);

		add_text(&h, text, (size_t)sqlite3_column_bytes(q, i));
	}
	crypto_generichash_final(&h, hash, AUDIT_HASH_LEN);
}

/* --- adding --- */

/* Id and hash of the last row; 0 and zero bytes before the first. */
static enum err find_head(
    struct store *st, int64_t *id, unsigned char hash[AUDIT_HASH_LEN])
{
	static const char sql[] = "SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	*id = 0;
	memset(hash, 0, AUDIT_HASH_LEN);
	rc = sqlite3_step(q);
	e = store_err(rc);
	if (rc == SQLITE_ROW) {
		*id = sqlite3_column_int64(q, 0);
		if (sqlite3_column_bytes(q, 1) == AUDIT_HASH_LEN)
			memcpy(hash, sqlite3_column_blob(q, 1), AUDIT_HASH_LEN);
		else
			e = AM_CORRUPT;
	}
	store_done(st, q);
	return e;
}

enum err audit_open(struct store *st, struct audit_writer *w)
{
	static const char sql[] = "INSERT INTO audit (" COLUMNS ", hash)"
				  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
	enum err e;

	assert(store_in_transaction(st));
	*w = (struct audit_writer){ .st = st };
	e = find_head(st, &w->id, w->hash);
	return e == AM_OK ? store_prepare(st, sql, &w->insert) : e;
}

enum err audit_write(struct audit_writer *w, const struct actor *actor, int64_t at,
    const char *what, const char *entity, int64_t entity_id, const char *detail)
{
	const struct row r = { .id = ++w->id,
		.at = at,
		.entity_id = entity_id,
		.actor = actor,
		.what = what,
		.entity = entity,
		.detail = detail };
	sqlite3_stmt *q = w->insert;

	hash_new_row(&r, w->hash);
	sqlite3_bind_int64(q, 1, r.id);
	sqlite3_bind_int64(q, 2, at);
	store_bind_id(q, 3, actor->operator_id);
	store_bind_id(q, 4, actor->session_id);
	sqlite3_bind_text(q, 5, name_of(actor), -1, SQLITE_STATIC);
	sqlite3_bind_text(q, 6, what, -1, SQLITE_STATIC);
	sqlite3_bind_text(q, 7, entity, -1, SQLITE_STATIC);
	store_bind_id(q, 8, entity_id);
	sqlite3_bind_text(q, 9, detail, -1, SQLITE_STATIC);
	sqlite3_bind_blob(q, 10, w->hash, AUDIT_HASH_LEN, SQLITE_STATIC);
	return store_step(q);
}

void audit_close(struct audit_writer *w)
{
	if (w->insert != NULL)
		store_done(w->st, w->insert);
	w->insert = NULL;
}

enum err audit_add(struct store *st, const struct actor *actor, int64_t at,
    const char *what, const char *entity, int64_t entity_id, const char *detail)
{
	struct audit_writer w;
	enum err e = audit_open(st, &w);

	if (e == AM_OK)
		e = audit_write(&w, actor, at, what, entity, entity_id, detail);
	audit_close(&w);
	return e;
}

/* --- signed heads --- */

#define PURPOSE "amparo audit head 1"
#define MESSAGE_LEN (sizeof(PURPOSE) + 8 + 8 + AUDIT_HASH_LEN)

/* What is signed: the purpose with its NUL, id, time (64 bits, big endian), hash. */
static void head_message(unsigned char out[MESSAGE_LEN], int64_t id, int64_t at,
    const unsigned char hash[AUDIT_HASH_LEN])
{
	memcpy(out, PURPOSE, sizeof(PURPOSE));
	put_number(out + sizeof(PURPOSE), (uint64_t)id, 8);
	put_number(out + sizeof(PURPOSE) + 8, (uint64_t)at, 8);
	memcpy(out + sizeof(PURPOSE) + 16, hash, AUDIT_HASH_LEN);
}

static enum err keep_head(struct store *st, int64_t id, int64_t at,
    const unsigned char hash[AUDIT_HASH_LEN], const unsigned char *secret_key)
{
	static const char sql[] = "INSERT INTO audit_anchor (audit_id, at, hash, sig)"
				  " VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";
	unsigned char message[MESSAGE_LEN], sig[crypto_sign_BYTES];
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK) {
		head_message(message, id, at, hash);
		crypto_sign_detached(sig, NULL, message, sizeof(message), secret_key);
		sqlite3_bind_int64(q, 1, id);
		sqlite3_bind_int64(q, 2, at);
		sqlite3_bind_blob(q, 3, hash, AUDIT_HASH_LEN, SQLITE_STATIC);
		sqlite3_bind_blob(q, 4, sig, sizeof(sig), SQLITE_STATIC);
	}
	return store_run(st, q, e);
}

enum err audit_sign(struct store *st, int64_t at,
    const unsigned char secret_key[AUDIT_SIGN_KEY_LEN], int64_t *id,
    unsigned char hash[AUDIT_HASH_LEN])
{
	enum err e = store_begin(st);

	if (e != AM_OK)
		return e;
	e = find_head(st, id, hash);
	if (e == AM_OK && *id > 0)
		e = keep_head(st, *id, at, hash, secret_key);
	return store_end(st, e);
}

/* --- verifying --- */

/* Column i holds these bytes. */
static bool same_hash(sqlite3_stmt *q, int i, const unsigned char hash[AUDIT_HASH_LEN])
{
	return sqlite3_column_type(q, i) == SQLITE_BLOB &&
	       sqlite3_column_bytes(q, i) == AUDIT_HASH_LEN &&
	       memcmp(sqlite3_column_blob(q, i), hash, AUDIT_HASH_LEN) == 0;
}

/* Columns at, at+1, at+2: time, hash and signature of a kept head of row id. */
static bool head_fits(sqlite3_stmt *q, int at, int64_t id,
    const unsigned char hash[AUDIT_HASH_LEN], const unsigned char *public_key)
{
	unsigned char message[MESSAGE_LEN];

	if (!same_hash(q, at + 1, hash))
		return false;
	if (public_key == NULL)
		return true;
	head_message(message, id, sqlite3_column_int64(q, at), hash);
	return sqlite3_column_bytes(q, at + 2) == (int)crypto_sign_BYTES &&
	       crypto_sign_verify_detached(sqlite3_column_blob(q, at + 2), message,
		   sizeof(message), public_key) == 0;
}

/* One row of the walk: false if it is bad. */
static bool row_fits(
    sqlite3_stmt *q, const unsigned char *public_key, struct audit_report *report)
{
	const int64_t id = report->rows + 1;

	if (sqlite3_column_int64(q, 0) != id)
		return false;
	hash_stored_row(q, report->head);
	if (!same_hash(q, HASHED, report->head))
		return false;
	if (sqlite3_column_type(q, HASHED + 2) != SQLITE_NULL) {
		if (!head_fits(q, HASHED + 1, id, report->head, public_key))
			return false;
		report->heads++;
	}
	report->rows++;
	return true;
}

static enum err walk(
    struct store *st, const unsigned char *public_key, struct audit_report *report)
{
	static const char sql[] =
	    "SELECT a.id, a.at, operator_id, session_id, who, action, entity, entity_id, "
	    "detail,"
	    " a.hash, h.at, h.hash, h.sig FROM audit a LEFT JOIN audit_anchor h ON"
	    " h.audit_id = a.id ORDER BY a.id";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	while ((rc = sqlite3_step(q)) == SQLITE_ROW && row_fits(q, public_key, report))
		;
	if (rc == SQLITE_ROW)
		report->first_bad = report->rows + 1;
	store_done(st, q);
	return store_err(rc);
}

/* A head that was kept behind the end: the tail has been cut. */
static enum err look_behind_end(struct store *st, struct audit_report *report)
{
	static const char sql[] =
	    "SELECT 1 FROM audit_anchor WHERE audit_id > ?1 LIMIT 1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, report->rows);
	rc = sqlite3_step(q);
	if (rc == SQLITE_ROW)
		report->first_bad = report->rows + 1;
	store_done(st, q);
	return store_err(rc);
}

/* Both looks see the same moment, whatever is written meanwhile. */
enum err audit_verify(
    struct store *st, const unsigned char *public_key, struct audit_report *report)
{
	struct audit_report found = { 0 };
	sqlite3 *db = store_connection(st);
	const bool own = !store_in_transaction(st);
	enum err e = AM_OK;

	if (own)
		e = store_err(sqlite3_exec(db, "BEGIN", NULL, NULL, NULL));
	if (e != AM_OK)
		return e;
	e = walk(st, public_key, &found);
	if (e == AM_OK && found.first_bad == 0)
		e = look_behind_end(st, &found);
	if (own)
		sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
	if (e == AM_OK)
		*report = found;
	return e;
}

enum err audit_contains(
    struct store *st, int64_t id, const unsigned char hash[AUDIT_HASH_LEN])
{
	static const char sql[] = "SELECT hash FROM audit WHERE id = ?1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	rc = sqlite3_step(q);
	e = store_err(rc);
	if (e == AM_OK && (rc == SQLITE_DONE || !same_hash(q, 0, hash)))
		e = AM_CORRUPT;
	store_done(st, q);
	return e;
}

enum err audit_last_change(struct store *st, const char *entity, int64_t id, char *who,
    size_t size, int64_t *at)
{
	static const char sql[] =
	    "SELECT coalesce(o.name, a.who), a.at FROM audit a"
	    " LEFT JOIN operator o ON o.id = a.operator_id"
	    " WHERE a.entity = ?1 AND a.entity_id = ?2"
	    " AND a.action IN ('create', 'update') ORDER BY a.id DESC LIMIT 1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_text(q, 1, entity, -1, SQLITE_STATIC);
	sqlite3_bind_int64(q, 2, id);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	if (e == AM_OK) {
		str_copy(who, size, store_text(q, 0));
		*at = sqlite3_column_int64(q, 1);
	}
	store_done(st, q);
	return e;
}
