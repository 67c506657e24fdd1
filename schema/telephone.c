/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/telephone_priv.h"

#include <string.h>

#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/json.h"
#include "schema/base/mem.h"
#include "schema/call_priv.h"
#include "schema/setting.h"

#define ENTITY "line"
#define TAIL 3

static const char *const shared_words[] = { "", "own", "shared", "public" };

/* --- which number --- */

/* Digits and a leading plus of what was typed; "" if there is anything else. */
static void digits_of(char out[PHONE_LEN], const char *typed)
{
	size_t n = 0;

	*out = '\0';
	for (; *typed != '\0'; typed++) {
		if (strchr(" -.()", *typed) != NULL)
			continue;
		if (((*typed < '0' || *typed > '9') && !(*typed == '+' && n == 0)) ||
		    n + 1 >= PHONE_LEN) {
			*out = '\0';
			return;
		}
		out[n++] = *typed;
		out[n] = '\0';
	}
}

static enum err of_typed(struct store *st, const char *typed, char out[PHONE_LEN])
{
	char digits[PHONE_LEN], country[CALL_COUNTRY_LEN];
	enum err e = call_country(st, country);

	if (e != AM_OK)
		return e;
	digits_of(digits, typed);
	phone_store(out, digits, country);
	return strlen(out) < TELEPHONE_DIGITS ? AM_MISSING : AM_OK;
}

static enum err of_row(struct store *st, int64_t queue_id, char out[PHONE_LEN])
{
	static const char sql[] =
	    "SELECT phone FROM queue WHERE id = ?1 AND phone IS NOT NULL";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, queue_id);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	if (e == AM_OK)
		str_copy(out, PHONE_LEN, store_text(q, 0));
	store_done(st, q);
	return e;
}

enum err telephone_stored(
    struct store *st, const struct telephone_who *who, char out[PHONE_LEN])
{
	return who->dialled != NULL ? of_typed(st, who->dialled, out)
				    : of_row(st, who->queue_id, out);
}

char *telephone_mask(char out[TELEPHONE_MASK_LEN], const char *tail)
{
	return *tail != '\0' ? str_printf(out, TELEPHONE_MASK_LEN, "***-%s", tail)
			     : str_copy(out, TELEPHONE_MASK_LEN, "");
}

/* --- reading --- */

static enum err read_line(struct store *st, const char *phone, struct telephone *out)
{
	static const char sql[] = "SELECT id, owner, coalesce(shared, ''), safe_note"
				  " FROM line WHERE phone = ?1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_text(q, 1, phone, -1, SQLITE_STATIC);
	rc = sqlite3_step(q);
	if (rc == SQLITE_ROW) {
		out->id = sqlite3_column_int64(q, 0);
		str_copy(out->owner, sizeof(out->owner), store_text(q, 1));
		str_copy(out->shared, sizeof(out->shared), store_text(q, 2));
		str_copy(out->safe_note, sizeof(out->safe_note), store_text(q, 3));
	}
	store_done(st, q);
	return store_err(rc);
}

static void read_mark(sqlite3_stmt *q, struct telephone_mark *out)
{
	*out = (struct telephone_mark){ .id = sqlite3_column_int64(q, 0),
		.set_at = sqlite3_column_int64(q, 2),
		.expires_at = sqlite3_column_int64(q, 3) };
	str_copy(out->flag, sizeof(out->flag), store_text(q, 1));
	str_copy(out->set_by, sizeof(out->set_by), store_text(q, 4));
}

static enum err read_marks(struct store *st, int64_t now, struct telephone *out)
{
	static const char sql[] =
	    "SELECT f.id, substr(f.flag, 9), f.set_at, coalesce(f.expires_at, 0), o.name"
	    " FROM line_flag f JOIN code k ON k.id = f.flag JOIN operator o ON o.id = f.set_by"
	    " WHERE f.line_id = ?1 AND f.cleared_at IS NULL"
	    " AND coalesce(f.expires_at, ?2 + 1) > ?2 ORDER BY k.sort, f.id LIMIT ?3";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, out->id);
	sqlite3_bind_int64(q, 2, now);
	sqlite3_bind_int64(q, 3, TELEPHONE_MARKS);
	while ((rc = sqlite3_step(q)) == SQLITE_ROW)
		read_mark(q, &out->marks[out->mark_count++]);
	store_done(st, q);
	return store_err(rc);
}

static enum err count_calls(struct store *st, const struct actor *actor,
    const char *phone, int64_t but, int64_t now, struct telephone *out)
{
	static const char sql[] = "SELECT count(*)" TELEPHONE_CALLS_OF("?1")
	    " AND c.id <> ?5 AND (?4 OR NOT " CALL_HIDDEN("c") ")";
	sqlite3_stmt *q = NULL;
	const enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_text(q, 1, phone, -1, SQLITE_STATIC);
		sqlite3_bind_int64(q, 2, actor->operator_id);
		sqlite3_bind_int64(q, 3, now);
		sqlite3_bind_int(q, 4, role_may(actor->role, ACT_CASE_VIEW_ANY));
		sqlite3_bind_int64(q, 5, but);
	}
	return store_first(st, q, e, &out->earlier);
}

static enum err read_cases(struct store *st, const struct actor *actor, const char *phone,
    int64_t now, struct telephone *out)
{
	static const char sql[] =
	    "SELECT f.id, f.number" TELEPHONE_ITS_CASES
	    " ORDER BY f.touched_at DESC LIMIT ?5";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_text(q, 1, phone, -1, SQLITE_STATIC);
	sqlite3_bind_int64(q, 2, actor->operator_id);
	sqlite3_bind_int64(q, 3, now);
	sqlite3_bind_int(q, 4, role_may(actor->role, ACT_CASE_VIEW_ANY));
	sqlite3_bind_int64(q, 5, TELEPHONE_CASES);
	while ((rc = sqlite3_step(q)) == SQLITE_ROW) {
		struct telephone_case *c = &out->cases[out->case_count++];

		c->id = sqlite3_column_int64(q, 0);
		c->number = sqlite3_column_int64(q, 1);
	}
	store_done(st, q);
	return store_err(rc);
}

static enum err tell_read(struct store *st, const struct actor *actor,
    const struct telephone_who *who, int64_t now, const struct telephone *seen)
{
	struct buf detail = { 0 };
	enum err e;

	if (seen->id == 0 && seen->earlier == 0 && seen->case_count == 0)
		return AM_OK;
	buf_byte(&detail, '{');
	if (who->call_id != 0)
		json_number(&detail, "call", who->call_id);
	if (who->queue_id != 0)
		json_number(&detail, "queue", who->queue_id);
	buf_byte(&detail, '}');
	e = audit_add(st, actor, now, "view", ENTITY, seen->id, buf_text(&detail));
	buf_fini(&detail);
	return e;
}

static enum err read_all(struct store *st, const struct actor *actor,
    const struct telephone_who *who, int64_t now, struct telephone *out)
{
	char phone[PHONE_LEN];
	enum err e = telephone_stored(st, who, phone);

	if (e == AM_OK)
		e = read_line(st, phone, out);
	if (e == AM_OK && out->id != 0)
		e = read_marks(st, now, out);
	if (e == AM_OK)
		e = count_calls(st, actor, phone, who->call_id, now, out);
	if (e == AM_OK)
		e = read_cases(st, actor, phone, now, out);
	if (e == AM_OK)
		str_copy(out->tail, sizeof(out->tail), phone + strlen(phone) - TAIL);
	return e == AM_OK ? tell_read(st, actor, who, now, out) : e;
}

enum err telephone_read(struct store *st, const struct actor *actor,
    const struct telephone_who *who, int64_t now, struct telephone *out)
{
	struct telephone found = { .tail = "" };
	enum err e;

	if (!role_may(actor->role, ACT_CALL_LIST))
		return AM_DENIED;
	e = store_begin(st);
	if (e != AM_OK)
		return e;
	e = store_end(st, read_all(st, actor, who, now, &found));
	if (e == AM_OK)
		*out = found;
	return e;
}

enum err telephone_calls(struct store *st, const struct actor *actor,
    const struct telephone_who *who, int64_t now, struct call_row *out, size_t max,
    size_t *count)
{
	static const char sql[] = "SELECT c.id" TELEPHONE_CALLS_OF("?1")
	    " AND c.id <> ?5 AND (?4 OR NOT " CALL_HIDDEN("c") ") ORDER BY c.id DESC LIMIT ?6";
	char phone[PHONE_LEN];
	sqlite3_stmt *q = NULL;
	size_t n = 0;
	enum err e;
	int rc;

	if (!role_may(actor->role, ACT_CALL_LIST))
		return AM_DENIED;
	e = telephone_stored(st, who, phone);
	if (e == AM_OK)
		e = store_prepare(st, sql, &q);
	if (e != AM_OK)
		return e;
	sqlite3_bind_text(q, 1, phone, -1, SQLITE_STATIC);
	sqlite3_bind_int64(q, 2, actor->operator_id);
	sqlite3_bind_int64(q, 3, now);
	sqlite3_bind_int(q, 4, role_may(actor->role, ACT_CASE_VIEW_ANY));
	sqlite3_bind_int64(q, 5, who->call_id);
	sqlite3_bind_int64(q, 6, (int64_t)max);
	while (e == AM_OK && (rc = sqlite3_step(q)) == SQLITE_ROW)
		e = call_row_read(st, sqlite3_column_int64(q, 0), &out[n++]);
	store_done(st, q);
	if (e == AM_OK)
		e = store_err(rc);
	if (e == AM_OK)
		*count = n;
	return e;
}

/* --- writing --- */

enum err telephone_row(struct store *st, const char *phone, int64_t *id)
{
	static const char make[] =
	    "INSERT INTO line (phone) VALUES (?1) ON CONFLICT (phone) DO NOTHING";
	struct telephone found = { .tail = "" };
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, make, &q);

	if (e == AM_OK)
		sqlite3_bind_text(q, 1, phone, -1, SQLITE_STATIC);
	e = store_run(st, q, e);
	if (e == AM_OK)
		e = read_line(st, phone, &found);
	if (e == AM_OK)
		*id = found.id;
	return e;
}

static bool is_shared_word(const char *word)
{
	for (size_t i = 0; i < COUNT(shared_words); i++)
		if (strcmp(shared_words[i], word) == 0)
			return true;
	return false;
}

static enum err tell_set(struct store *st, const struct actor *actor,
    const struct telephone *before, int64_t now)
{
	struct buf detail = { 0 };
	int64_t version = 0;
	enum err e = store_number(
	    st, "SELECT version FROM line WHERE id = ?1", before->id, 0, &version);

	buf_str(&detail, "{\"old\":{");
	json_pair(&detail, "owner", before->owner);
	json_pair(&detail, "shared", before->shared);
	json_pair(&detail, "safe_note", before->safe_note);
	buf_byte(&detail, '}');
	json_number(&detail, "version", version);
	buf_byte(&detail, '}');
	if (e == AM_OK)
		e = audit_add(
		    st, actor, now, "update", ENTITY, before->id, buf_text(&detail));
	buf_fini(&detail);
	return e;
}

static enum err write_line(struct store *st, int64_t id, const char *owner,
    const char *shared, const char *safe_note)
{
	static const char sql[] = "UPDATE line SET owner = ?2, shared = ?3, safe_note = ?4,"
				  " version = version + 1 WHERE id = ?1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, id);
		sqlite3_bind_text(q, 2, owner, -1, SQLITE_STATIC);
		store_bind_text(q, 3, shared);
		sqlite3_bind_text(q, 4, safe_note, -1, SQLITE_STATIC);
	}
	return store_run(st, q, e);
}

static enum err set(struct store *st, const struct actor *actor,
    const struct telephone_who *who, const struct telephone *wanted, int64_t now)
{
	struct telephone before = { .tail = "" };
	char phone[PHONE_LEN];
	int64_t id = 0;
	enum err e = telephone_stored(st, who, phone);

	if (e == AM_OK)
		e = telephone_row(st, phone, &id);
	if (e == AM_OK)
		e = read_line(st, phone, &before);
	if (e == AM_OK)
		e = write_line(
		    st, id, wanted->owner, wanted->shared, wanted->safe_note);
	return e == AM_OK ? tell_set(st, actor, &before, now) : e;
}

enum err telephone_set(struct store *st, const struct actor *actor,
    const struct telephone_who *who, const char *owner, const char *shared,
    const char *safe_note, int64_t now)
{
	struct telephone wanted = { .tail = "" };
	enum err e;

	if (!role_may(actor->role, ACT_NUMBER_FLAG))
		return AM_DENIED;
	if (!is_shared_word(shared))
		return AM_INVALID;
	if (strlen(owner) > TELEPHONE_OWNER_MAX || strlen(safe_note) > TELEPHONE_NOTE_MAX)
		return AM_TOO_LONG;
	str_copy(wanted.owner, sizeof(wanted.owner), owner);
	str_copy(wanted.shared, sizeof(wanted.shared), shared);
	str_copy(wanted.safe_note, sizeof(wanted.safe_note), safe_note);
	e = store_begin(st);
	if (e != AM_OK)
		return e;
	return store_end(st, set(st, actor, who, &wanted, now));
}

/* --- with a call --- */

static enum err run_on_call(
    struct store *st, const char *sql, int64_t call_id, const char *text)
{
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, call_id);
		if (text != NULL)
			sqlite3_bind_text(q, 2, text, -1, SQLITE_STATIC);
	}
	return store_run(st, q, e);
}

enum err telephone_link(struct store *st, int64_t call_id, const char *owner)
{
	enum err e = run_on_call(st,
	    "INSERT INTO line (phone) SELECT phone FROM call WHERE id = ?1"
	    " AND length(phone) >= 6 AND phone NOT GLOB '*[^0-9]*'"
	    " ON CONFLICT (phone) DO NOTHING",
	    call_id, NULL);

	if (e == AM_OK)
		e = run_on_call(st,
		    "UPDATE call SET line_id = (SELECT l.id FROM line l"
		    " WHERE l.phone = call.phone) WHERE id = ?1",
		    call_id, NULL);
	if (e == AM_OK && *owner != '\0' && strcmp(owner, "-") != 0)
		e = run_on_call(st,
		    "UPDATE line SET owner = ?2, version = version + 1 WHERE owner = ''"
		    " AND id = (SELECT line_id FROM call WHERE id = ?1)",
		    call_id, owner);
	return e;
}

enum err telephone_forget(struct store *st, int64_t call_id)
{
	sqlite3_stmt *q = NULL;
	int64_t id = 0;
	enum err e = store_prepare(
	    st, "SELECT coalesce(line_id, 0) FROM call WHERE id = ?1", &q);

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, call_id);
	if (sqlite3_step(q) == SQLITE_ROW)
		id = sqlite3_column_int64(q, 0);
	store_done(st, q);
	e = run_on_call(st, "UPDATE call SET line_id = NULL WHERE id = ?1", call_id, NULL);
	if (e != AM_OK || id == 0)
		return e;
	return run_on_call(st,
	    "DELETE FROM line WHERE id = ?1 AND person_id IS NULL"
	    " AND NOT EXISTS (SELECT 1 FROM call WHERE line_id = ?1)"
	    " AND NOT EXISTS (SELECT 1 FROM queue WHERE line_id = ?1)"
	    " AND NOT EXISTS (SELECT 1 FROM line_flag WHERE line_id = ?1)",
	    id, NULL);
}
