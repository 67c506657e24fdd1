/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/followup.h"

#include <stdlib.h>
#include <string.h>

#include "schema/alert.h"
#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/json.h"
#include "schema/base/mem.h"
#include "schema/casefile.h"
#include "schema/draft.h"
#include "schema/followup_priv.h"
#include "schema/form_priv.h"
#include "schema/phone.h"
#include "schema/record.h"
#include "schema/setting.h"

/* What a change may change; the audit keeps the old values of these. */
static const char *const columns[] = { "due_at", "until_at", "operator_id", "kind",
	"phone", "note", "tries", "done_at", "done_by", "done_call_id", "result",
	"void_at" };

/* --- old values --- */

/* The columns as a JSON object into out. */
static enum err snapshot(struct store *st, int64_t id, struct buf *out)
{
	struct buf sql = { 0 };
	sqlite3_stmt *q = NULL;
	enum err e;
	int rc;

	buf_str(&sql, "SELECT json_object(");
	for (size_t i = 0; i < COUNT(columns); i++)
		buf_printf(&sql, "%s'%s', %s", i > 0 ? ", " : "", columns[i], columns[i]);
	buf_str(&sql, ") FROM followup WHERE id = ?1");
	e = store_prepare(st, buf_text(&sql), &q);
	buf_fini(&sql);
	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	if (e == AM_OK)
		buf_str(out, store_text(q, 0));
	store_done(st, q);
	return e;
}

/* {"old":{...}}: what of before is another thing by now. */
static enum err old_values(
    struct store *st, const char *before, const char *after, struct buf *out)
{
	static const char sql[] =
	    "SELECT json_group_object(b.key, b.value) FROM json_each(?1) b"
	    " JOIN json_each(?2) a ON a.key = b.key WHERE a.value IS NOT b.value";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_text(q, 1, before, -1, SQLITE_STATIC);
	sqlite3_bind_text(q, 2, after, -1, SQLITE_STATIC);
	rc = sqlite3_step(q);
	e = store_err(rc);
	if (e == AM_OK)
		buf_printf(out, "{\"old\":%s}", store_text(q, 0));
	store_done(st, q);
	return e;
}

/* --- one change --- */

static void forget(struct buf *text)
{
	if (text->data != NULL)
		explicit_bzero(text->data, text->cap);
	buf_fini(text);
}

/* Its case has something new. */
static enum err touch_case(struct store *st, int64_t id, int64_t now)
{
	int64_t case_id = 0;
	const enum err e = store_if_any(store_number(
	    st, "SELECT case_id FROM followup WHERE id = ?1", id, 0, &case_id));

	return e == AM_OK && case_id != 0 ? case_touch(st, case_id, now) : e;
}

/* Run q, an UPDATE of row id that is bound already (e: so far), and tell the audit. */
static enum err change(struct store *st, const struct actor *actor, int64_t id,
    const char *what, sqlite3_stmt *q, enum err e, int64_t now)
{
	struct buf before = { 0 }, after = { 0 }, detail = { 0 };

	if (e == AM_OK)
		e = snapshot(st, id, &before);
	e = store_run(st, q, e);
	if (e == AM_OK)
		e = snapshot(st, id, &after);
	if (e == AM_OK)
		e = old_values(st, buf_text(&before), buf_text(&after), &detail);
	if (e == AM_OK)
		e = audit_add(
		    st, actor, now, what, FOLLOWUP_ENTITY, id, buf_text(&detail));
	if (e == AM_OK)
		e = touch_case(st, id, now);
	forget(&before);
	forget(&after);
	forget(&detail);
	return e;
}

/* The cause of its alert has gone. */
static enum err no_longer_late(
    struct store *st, const struct actor *actor, int64_t id, enum err e, int64_t now)
{
	return e == AM_OK ? alert_drop(st, actor, ALERT_LATE, FOLLOWUP_ENTITY, id, now)
			  : e;
}

/* The row, if the actor may change it and it is open. */
static enum err open_one(struct store *st, const struct actor *actor, int64_t id,
    int64_t now, struct followup *f)
{
	enum err e = followup_fetch(st, actor, id, now, f);

	if (e == AM_OK && !f->may)
		e = AM_DENIED;
	if (e == AM_OK && !f->open)
		e = AM_CONFLICT;
	return e;
}

/* --- saving --- */

/* Bind the columns kind, due_at, until_at, operator_id, phone, note to ?2 ... ?7. */
static enum err bind_row(struct store *st, sqlite3_stmt *q, const struct record *rec,
    int64_t due, int64_t until)
{
	char country[8] = "", phone[PHONE_LEN];
	enum err e = setting_text(st, SET_COUNTRY, country, sizeof(country));

	if (e != AM_OK)
		return e;
	sqlite3_bind_text(q, 2, record_get_id(rec, "kind"), -1, SQLITE_TRANSIENT);
	sqlite3_bind_int64(q, 3, due);
	store_bind_id(q, 4, until);
	store_bind_id(q, 5, strtoll(record_get_id(rec, "whom"), NULL, 10));
	phone_store(phone, record_get_id(rec, "phone"), country);
	if (*phone != '\0')
		sqlite3_bind_text(q, 6, phone, -1, SQLITE_TRANSIENT);
	sqlite3_bind_text(q, 7, record_get_id(rec, "note"), -1, SQLITE_TRANSIENT);
	explicit_bzero(phone, sizeof(phone));
	return AM_OK;
}

static enum err insert(
    struct store *st, struct followup_save *s, int64_t due, int64_t until)
{
	static const char sql[] =
	    "INSERT INTO followup (kind, due_at, until_at, operator_id, phone, note,"
	    " call_id, case_id, made_at, made_by)"
	    " VALUES (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
	sqlite3_stmt *q = NULL;
	enum err e = followup_about(st, s->actor, s->call_id, s->case_id, s->now);

	if (e == AM_OK)
		e = store_prepare(st, sql, &q);
	if (e == AM_OK)
		e = bind_row(st, q, s->after, due, until);
	if (e == AM_OK) {
		store_bind_id(q, 8, s->call_id);
		store_bind_id(q, 9, s->case_id);
		sqlite3_bind_int64(q, 10, s->now);
		sqlite3_bind_int64(q, 11, s->actor->operator_id);
	}
	e = store_run(st, q, e);
	if (e != AM_OK)
		return e;
	s->id = store_last_id(st);
	e = audit_add(st, s->actor, s->now, "create", FOLLOWUP_ENTITY, s->id, "");
	return e == AM_OK ? touch_case(st, s->id, s->now) : e;
}

static enum err update(
    struct store *st, struct followup_save *s, int64_t due, int64_t until)
{
	static const char sql[] =
	    "UPDATE followup SET version = version + 1, kind = ?2, due_at = ?3,"
	    " until_at = ?4, operator_id = ?5, phone = ?6, note = ?7 WHERE id = ?1";
	struct followup f;
	sqlite3_stmt *q = NULL;
	enum err e = open_one(st, s->actor, s->id, s->now, &f);

	if (e == AM_OK && f.version != s->version)
		e = AM_CONFLICT;
	if (e == AM_OK)
		e = store_prepare(st, sql, &q);
	if (e == AM_OK)
		e = bind_row(st, q, s->after, due, until);
	if (e == AM_OK)
		sqlite3_bind_int64(q, 1, s->id);
	e = change(st, s->actor, s->id, "update", q, e, s->now);
	return due > s->now ? no_longer_late(st, s->actor, s->id, e, s->now) : e;
}

/* A call for a case belongs to it, too. */
static enum err moments_of(struct store *st, struct followup_save *s,
    const struct record *before, int64_t *due, int64_t *until)
{
	const size_t when = form_find(&followup_form, "when");
	const char *span = record_get(s->after, when);
	char safe[12] = "";
	bool refuses;
	enum err e = followup_safe_hours(st, s->call_id, s->case_id, safe, &refuses);

	if (e != AM_OK)
		return e;
	s->field = when;
	if (!followup_moments(span, safe, due, until))
		return AM_INVALID;
	if (strcmp(span, record_get(before, when)) != 0 &&
	    (*until != 0 ? *until : *due) < s->now - 60)
		return AM_INVALID;
	return AM_OK;
}

static enum err save(
    struct store *st, struct followup_save *s, const struct record *before)
{
	int64_t due = 0, until = 0;
	enum err e = form_check(st, s->after, before, s->now, &s->field);

	if (e == AM_OK)
		e = moments_of(st, s, before, &due, &until);
	if (e == AM_OK)
		e = s->id == 0 ? insert(st, s, due, until) : update(st, s, due, until);
	if (e == AM_OK && s->draft_id != 0)
		e = draft_delete(st, s->actor, s->draft_id);
	return e;
}

enum err followup_save(struct store *st, struct followup_save *s)
{
	const int64_t id = s->id;
	struct record *nothing;
	enum err e;

	if (!role_may(s->actor->role, ACT_FOLLOWUP))
		return AM_DENIED;
	e = store_begin(st);
	if (e != AM_OK)
		return e;
	nothing = record_new(&followup_form);
	e = store_end(st, save(st, s, s->before != NULL ? s->before : nothing));
	record_free(nothing);
	if (e != AM_OK)
		s->id = id;
	return e;
}

/* --- done, postponed, reassigned --- */

static enum err do_done(struct store *st, const struct actor *actor, int64_t id,
    const char *result, int64_t call_id, int64_t now)
{
	static const char sql[] =
	    "UPDATE followup SET version = version + 1, done_at = ?2, done_by = ?3,"
	    " done_call_id = ?4, result = ?5 WHERE id = ?1";
	char kept[FOLLOWUP_RESULT_MAX + 1];
	struct followup f;
	sqlite3_stmt *q = NULL;
	enum err e = open_one(st, actor, id, now, &f);

	if (e == AM_OK)
		e = store_prepare(st, sql, &q);
	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, id);
		sqlite3_bind_int64(q, 2, now);
		sqlite3_bind_int64(q, 3, actor->operator_id);
		store_bind_id(q, 4, call_id != 0 ? call_id : f.rings_call_id);
		sqlite3_bind_text(
		    q, 5, str_copy(kept, sizeof(kept), result), -1, SQLITE_STATIC);
	}
	return no_longer_late(
	    st, actor, id, change(st, actor, id, "done", q, e, now), now);
}

enum err followup_done(struct store *st, const struct actor *actor, int64_t id,
    const char *result, int64_t call_id, int64_t now)
{
	enum err e;

	if (result[strspn(result, " \t")] == '\0')
		return AM_INVALID;
	e = store_begin(st);
	if (e != AM_OK)
		return e;
	return store_end(st, do_done(st, actor, id, result, call_id, now));
}

/* typed as moments; a day alone keeps the hours that there were. */
static enum err postponed_to(const struct followup *f, const char *typed, int64_t now,
    int64_t *due, int64_t *until)
{
	const struct field *when =
	    &followup_form.fields[form_find(&followup_form, "when")];
	char span[FOLLOWUP_SPAN_LEN], was[FOLLOWUP_SPAN_LEN];
	const enum err e = field_check(when, typed, now, span, sizeof(span));

	if (e != AM_OK)
		return e;
	followup_span(was, f->due_at, f->until_at);
	if (!followup_moments(span, strchr(was, ' ') + 1, due, until) ||
	    (*until != 0 ? *until : *due) < now)
		return AM_INVALID;
	if (strlen(was) <= strlen("2026-11-24 17:00") && strchr(span, ' ') == NULL)
		*until = 0;
	return AM_OK;
}

static enum err postpone(struct store *st, const struct actor *actor, int64_t id,
    const char *typed, int64_t now)
{
	static const char sql[] =
	    "UPDATE followup SET version = version + 1, due_at = ?2, until_at = ?3,"
	    " tries = tries + 1 WHERE id = ?1";
	int64_t due = 0, until = 0;
	struct followup f;
	sqlite3_stmt *q = NULL;
	enum err e = open_one(st, actor, id, now, &f);

	if (e == AM_OK)
		e = postponed_to(&f, typed, now, &due, &until);
	if (e == AM_OK)
		e = store_prepare(st, sql, &q);
	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, id);
		sqlite3_bind_int64(q, 2, due);
		store_bind_id(q, 3, until);
	}
	return no_longer_late(
	    st, actor, id, change(st, actor, id, "postpone", q, e, now), now);
}

enum err followup_postpone(struct store *st, const struct actor *actor, int64_t id,
    const char *typed, int64_t now)
{
	enum err e = store_begin(st);

	if (e != AM_OK)
		return e;
	return store_end(st, postpone(st, actor, id, typed, now));
}

/* Whoever keeps follow-ups may take one upon herself, whosever it was; one about a case
 * belongs to the case, which she has to come to first. */
static enum err reassign(
    struct store *st, const struct actor *actor, int64_t id, int64_t to_id, int64_t now)
{
	static const char sql[] =
	    "UPDATE followup SET version = version + 1, operator_id = ?2 WHERE id = ?1";
	struct followup f;
	sqlite3_stmt *q = NULL;
	enum err e = followup_fetch(st, actor, id, now, &f);

	if (e == AM_OK && !f.may &&
	    (to_id != actor->operator_id || f.case_id != 0 ||
		!role_may(actor->role, ACT_FOLLOWUP)))
		e = AM_DENIED;
	if (e == AM_OK && !f.open)
		e = AM_CONFLICT;
	if (e == AM_OK)
		e = store_prepare(st, sql, &q);
	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, id);
		store_bind_id(q, 2, to_id);
	}
	return change(st, actor, id, "reassign", q, e, now);
}

enum err followup_reassign(
    struct store *st, const struct actor *actor, int64_t id, int64_t to_id, int64_t now)
{
	enum err e = store_begin(st);

	if (e != AM_OK)
		return e;
	return store_end(st, reassign(st, actor, id, to_id, now));
}

static enum err rings(
    struct store *st, const struct actor *actor, int64_t id, int64_t call_id, int64_t now)
{
	struct buf detail = { 0 };
	struct followup f;
	sqlite3_stmt *q = NULL;
	enum err e = open_one(st, actor, id, now, &f);

	if (e == AM_OK)
		e = store_prepare(
		    st, "UPDATE followup SET rings_call_id = ?2 WHERE id = ?1", &q);
	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, id);
		sqlite3_bind_int64(q, 2, call_id);
	}
	e = store_run(st, q, e);
	buf_byte(&detail, '{');
	json_number(&detail, "call", call_id);
	buf_byte(&detail, '}');
	if (e == AM_OK)
		e = audit_add(
		    st, actor, now, "ring", FOLLOWUP_ENTITY, id, buf_text(&detail));
	buf_fini(&detail);
	return e;
}

enum err followup_rings(
    struct store *st, const struct actor *actor, int64_t id, int64_t call_id, int64_t now)
{
	enum err e = store_begin(st);

	if (e != AM_OK)
		return e;
	return store_end(st, rings(st, actor, id, call_id, now));
}

/* --- taking back --- */

/* The detail of the last change, if it was the actor's and is fresh. */
static enum err last_change(struct store *st, const struct actor *actor, int64_t id,
    int64_t now, struct buf *detail, bool *created)
{
	static const char sql[] =
	    "SELECT operator_id IS ?2 AND at >= ?3, detail, action FROM audit"
	    " WHERE entity = '" FOLLOWUP_ENTITY "' AND entity_id = ?1 AND action IN"
	    " ('create', 'update', 'done', 'postpone', 'reassign', 'undo', 'forget')"
	    " ORDER BY id DESC LIMIT 1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	sqlite3_bind_int64(q, 2, actor->operator_id);
	sqlite3_bind_int64(q, 3, now - STORE_GRACE);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	/* what may not be kept does not come back, not even as an old value */
	if (e == AM_OK &&
	    (sqlite3_column_int(q, 0) == 0 || strcmp(store_text(q, 2), "undo") == 0 ||
		strcmp(store_text(q, 2), "forget") == 0))
		e = AM_MISSING;
	if (e == AM_OK) {
		buf_str(detail, store_text(q, 1));
		*created = strcmp(store_text(q, 2), "create") == 0;
	}
	store_done(st, q);
	return e;
}

/* Put back what $.old has; what it does not have stays. */
static enum err restore(
    struct store *st, int64_t id, const char *detail, sqlite3_stmt **q)
{
	struct buf sql = { 0 };
	enum err e;

	buf_str(&sql, "UPDATE followup SET version = version + 1");
	for (size_t i = 0; i < COUNT(columns); i++)
		buf_printf(&sql,
		    ", %s = CASE WHEN json_type(?2, '$.old.%s') IS NULL THEN %s"
		    " ELSE json_extract(?2, '$.old.%s') END",
		    columns[i], columns[i], columns[i], columns[i]);
	buf_str(&sql, " WHERE id = ?1");
	e = store_prepare(st, buf_text(&sql), q);
	buf_fini(&sql);
	if (e == AM_OK) {
		sqlite3_bind_int64(*q, 1, id);
		sqlite3_bind_text(*q, 2, detail, -1, SQLITE_STATIC);
	}
	return e;
}

static enum err make_void(struct store *st, int64_t id, int64_t now, sqlite3_stmt **q)
{
	enum err e = store_prepare(st,
	    "UPDATE followup SET version = version + 1, void_at = ?2 WHERE id = ?1", q);

	if (e == AM_OK) {
		sqlite3_bind_int64(*q, 1, id);
		sqlite3_bind_int64(*q, 2, now);
	}
	return e;
}

/* Nobody has done it after all, and it is late. */
static enum err late_again(
    struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	static const char sql[] = "SELECT done_at IS NULL AND void_at IS NULL AND"
				  " coalesce(until_at, due_at) <= ?2 FROM followup"
				  " WHERE id = ?1";
	int64_t late = 0;
	const enum err e = store_number(st, sql, id, now, &late);

	return e == AM_OK && late != 0
		   ? alert_back(st, actor, ALERT_LATE, FOLLOWUP_ENTITY, id, now)
		   : e;
}

static enum err undo(struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	struct buf detail = { 0 };
	sqlite3_stmt *q = NULL;
	bool created = false;
	enum err e = last_change(st, actor, id, now, &detail, &created);

	if (e == AM_OK)
		e = created ? make_void(st, id, now, &q)
			    : restore(st, id, buf_text(&detail), &q);
	e = change(st, actor, id, "undo", q, e, now);
	forget(&detail);
	return e == AM_OK ? late_again(st, actor, id, now) : e;
}

enum err followup_undo(
    struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	enum err e;

	if (!role_may(actor->role, ACT_FOLLOWUP))
		return AM_DENIED;
	e = store_begin(st);
	if (e != AM_OK)
		return e;
	return store_end(st, undo(st, actor, id, now));
}

static enum err forget_one(
    struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	static const char sql[] = "UPDATE followup SET version = version + 1,"
				  " phone = NULL, note = '', result = '' WHERE id = ?1";
	const enum err e = store_change(st, sql, id, 0);

	return e == AM_OK ? audit_add(st, actor, now, "forget", FOLLOWUP_ENTITY, id, "")
			  : e;
}

enum err followup_forget(
    struct store *st, const struct actor *actor, int64_t call_id, int64_t now)
{
	static const char sql[] =
	    "SELECT id FROM followup WHERE call_id = ?1 AND id > ?2"
	    " AND (phone IS NOT NULL OR note <> '' OR result <> '') ORDER BY id LIMIT 1";
	sqlite3_stmt *q = NULL;
	int64_t id = 0;
	enum err e = store_prepare(st, sql, &q);
	int rc = SQLITE_ROW;

	while (e == AM_OK && rc == SQLITE_ROW) {
		sqlite3_reset(q);
		sqlite3_bind_int64(q, 1, call_id);
		sqlite3_bind_int64(q, 2, id);
		rc = sqlite3_step(q);
		id = rc == SQLITE_ROW ? sqlite3_column_int64(q, 0) : 0;
		e = rc == SQLITE_ROW ? forget_one(st, actor, id, now) : store_err(rc);
	}
	store_done(st, q);
	return e;
}
