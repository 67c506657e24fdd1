/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bodies that are implicated: never suggested, never referred to, never sent a copy. */
#include <string.h>

#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/json.h"
#include "schema/base/mem.h"
#include "schema/casefile.h"
#include "schema/referral_about.h"
#include "schema/referral_priv.h"

#define ENTITY "implicated"

/* Why stays with those who come to the case that it was said in. */
static enum err keep_why(struct store *st, const struct actor *actor, int64_t case_id,
    int64_t now, struct ref_implicated *row)
{
	const enum err e = case_id != 0 ? case_check(st, actor, case_id, now) : AM_OK;

	if (e == AM_MISSING)
		*row->why = '\0';
	return e == AM_MISSING ? AM_OK : e;
}

enum err ref_implicated(struct store *st, const struct actor *actor,
    const struct ref_about *about, int64_t now, struct ref_implicated *out, size_t max,
    size_t *count)
{
	static const char sql[] =
	    "SELECT i.id, i.institution_id, i.set_at, o.name, i.why,"
	    " coalesce(i.case_id, 0) FROM implicated i"
	    " JOIN operator o ON o.id = i.set_by WHERE i.ended_at IS NULL AND"
	    " (" REF_IMPLICATED ") ORDER BY i.id";
	struct ref_about seen;
	sqlite3_stmt *q = NULL;
	size_t n = 0;
	int rc = SQLITE_DONE;
	enum err e = ref_about(st, actor, about->call_id, about->case_id, now, &seen);

	if (e == AM_OK)
		e = store_prepare(st, sql, &q);
	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, about->call_id);
	sqlite3_bind_int64(q, 2, about->case_id);
	while (e == AM_OK && n < max && (rc = sqlite3_step(q)) == SQLITE_ROW) {
		out[n] = (struct ref_implicated){ .id = sqlite3_column_int64(q, 0),
			.institution_id = sqlite3_column_int64(q, 1),
			.at = sqlite3_column_int64(q, 2) };
		str_copy(out[n].by, sizeof(out[n].by), store_text(q, 3));
		str_copy(out[n].why, sizeof(out[n].why), store_text(q, 4));
		e = keep_why(st, actor, sqlite3_column_int64(q, 5), now, &out[n]);
		n++;
	}
	store_done(st, q);
	if (e == AM_OK)
		e = store_err(rc);
	if (e == AM_OK)
		*count = n;
	return e;
}

enum err ref_is_implicated(
    struct store *st, const struct ref_about *about, int64_t institution_id, bool *is)
{
	static const char sql[] = "SELECT EXISTS (SELECT 1 FROM implicated i WHERE"
				  " i.institution_id = ?3 AND i.ended_at IS NULL AND"
				  " (" REF_IMPLICATED "))";
	sqlite3_stmt *q = NULL;
	int64_t found = 0;
	enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, about->call_id);
		sqlite3_bind_int64(q, 2, about->case_id);
		sqlite3_bind_int64(q, 3, institution_id);
	}
	e = store_first(st, q, e, &found);
	if (e == AM_OK)
		*is = found != 0;
	return e;
}

/* --- marking --- */

static enum err insert(struct store *st, const struct actor *actor,
    const struct ref_about *about, int64_t institution_id, const char *why, int64_t now,
    int64_t *id)
{
	static const char sql[] = "INSERT INTO implicated (case_id, call_id,"
				  " institution_id, why, set_at, set_by)"
				  " VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK) {
		store_bind_id(q, 1, about->case_id);
		store_bind_id(q, 2, about->case_id == 0 ? about->call_id : 0);
		sqlite3_bind_int64(q, 3, institution_id);
		sqlite3_bind_text(q, 4, why, -1, SQLITE_STATIC);
		sqlite3_bind_int64(q, 5, now);
		sqlite3_bind_int64(q, 6, actor->operator_id);
	}
	e = store_run(st, q, e);
	if (e == AM_OK)
		*id = store_last_id(st);
	return e;
}

static enum err tell(struct store *st, const struct actor *actor, const char *what,
    int64_t id, const char *why, int64_t now)
{
	struct buf detail = { 0 };
	enum err e;

	buf_byte(&detail, '{');
	if (*why != '\0')
		json_pair(&detail, "reason", why);
	buf_byte(&detail, '}');
	e = audit_add(st, actor, now, what, ENTITY, id, buf_text(&detail));
	buf_fini(&detail);
	return e;
}

/* What was prepared for it must not be sent. */
static enum err cancel_prepared(struct store *st, const struct actor *actor,
    const struct ref_about *about, int64_t institution_id, int64_t now)
{
	static const char sql[] =
	    "SELECT id FROM referral WHERE institution_id = ?1 AND status = 'draft'"
	    " AND (call_id = ?2 OR case_id = ?3)";
	int64_t ids[32];
	sqlite3_stmt *q = NULL;
	size_t n = 0;
	int rc = SQLITE_DONE;
	enum err e = store_prepare(st, sql, &q);

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, institution_id);
	sqlite3_bind_int64(q, 2, about->call_id);
	sqlite3_bind_int64(q, 3, about->case_id);
	while (n < COUNT(ids) && (rc = sqlite3_step(q)) == SQLITE_ROW)
		ids[n++] = sqlite3_column_int64(q, 0);
	store_done(st, q);
	e = store_err(rc);
	for (size_t i = 0; e == AM_OK && i < n; i++)
		e = ref_add_event(st, actor, ids[i],
		    &(struct ref_add){ .state = REF_CANCEL, .at = now }, now);
	return e;
}

static enum err implicate(struct store *st, const struct actor *actor,
    const struct ref_about *about, int64_t institution_id, const char *why, int64_t now,
    int64_t *id)
{
	struct ref_about is = { 0 };
	bool already = false;
	enum err e = ref_about(st, actor, about->call_id, about->case_id, now, &is);

	if (e == AM_OK)
		e = ref_is_implicated(st, &is, institution_id, &already);
	if (e == AM_OK && already)
		e = AM_EXISTS;
	if (e == AM_OK)
		e = insert(st, actor, &is, institution_id, why, now, id);
	if (e == AM_OK)
		e = tell(st, actor, "create", *id, why, now);
	return e == AM_OK ? cancel_prepared(st, actor, &is, institution_id, now) : e;
}

enum err ref_implicate(struct store *st, const struct actor *actor,
    const struct ref_about *about, int64_t institution_id, const char *why, int64_t now,
    int64_t *id)
{
	int64_t made = 0;
	enum err e;

	if (!ref_is_reason(why))
		return AM_INVALID;
	e = store_begin(st);
	if (e == AM_OK)
		e = store_end(
		    st, implicate(st, actor, about, institution_id, why, now, &made));
	if (e == AM_OK)
		*id = made;
	return e;
}

static enum err mark_of(struct store *st, int64_t id, int64_t *call_id, int64_t *case_id)
{
	static const char sql[] =
	    "SELECT coalesce(call_id, 0), coalesce(case_id, 0) FROM implicated"
	    " WHERE id = ?1 AND ended_at IS NULL";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	if (e == AM_OK) {
		*call_id = sqlite3_column_int64(q, 0);
		*case_id = sqlite3_column_int64(q, 1);
	}
	store_done(st, q);
	return e;
}

static enum err acquit(
    struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	static const char sql[] =
	    "UPDATE implicated SET ended_at = ?2, ended_by = ?3 WHERE id = ?1";
	struct ref_about is;
	int64_t call_id = 0, case_id = 0;
	sqlite3_stmt *q = NULL;
	enum err e = mark_of(st, id, &call_id, &case_id);

	if (e == AM_OK)
		e = ref_about(st, actor, call_id, case_id, now, &is);
	if (e == AM_OK)
		e = store_prepare(st, sql, &q);
	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, id);
		sqlite3_bind_int64(q, 2, now);
		sqlite3_bind_int64(q, 3, actor->operator_id);
	}
	e = store_run(st, q, e);
	return e == AM_OK ? tell(st, actor, "end", id, "", now) : e;
}

enum err ref_acquit(struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	const enum err e = store_begin(st);

	return e == AM_OK ? store_end(st, acquit(st, actor, id, now)) : e;
}
