/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/draft_priv.h"

#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/record.h"
#include "schema/store_priv.h"

#define COLUMNS "id, form, ref, base, saved_at, focus, caret, call_id, case_id"

static void read_row(sqlite3_stmt *q, struct draft *d)
{
	*d = (struct draft){
		.id = sqlite3_column_int64(q, 0),
		.ref = sqlite3_column_int64(q, 2),
		.base = sqlite3_column_int64(q, 3),
		.saved_at = sqlite3_column_int64(q, 4),
		.focus = (size_t)sqlite3_column_int64(q, 5),
		.caret = (size_t)sqlite3_column_int64(q, 6),
		.call_id = sqlite3_column_int64(q, 7),
		.case_id = sqlite3_column_int64(q, 8),
	};
	str_copy(d->form, sizeof(d->form), store_text(q, 1));
}

/* Run sql, whose places are those of draft_save(); id 0 is NULL. */
static enum err write_row(struct store *st, const char *sql, const struct actor *actor,
    const struct draft *d, const char *body, int64_t now)
{
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK) {
		store_bind_id(q, 1, d->id);
		sqlite3_bind_int64(q, 2, actor->operator_id);
		sqlite3_bind_text(q, 3, d->form, -1, SQLITE_STATIC);
		sqlite3_bind_int64(q, 4, d->ref);
		sqlite3_bind_int64(q, 5, d->base);
		sqlite3_bind_int64(q, 6, now);
		sqlite3_bind_int64(q, 7, (int64_t)d->focus);
		sqlite3_bind_int64(q, 8, (int64_t)d->caret);
		sqlite3_bind_text(q, 9, body, -1, SQLITE_STATIC);
		sqlite3_bind_int64(q, 10, d->call_id);
		sqlite3_bind_int64(q, 11, d->case_id);
	}
	return store_run(st, q, e);
}

/*
 * A draft that is gone (another console saved or discarded it) is made anew rather
 * than lost: two drafts can be told apart, words cannot be brought back.
 */
static enum err update_or_insert(struct store *st, const struct actor *actor,
    const struct draft *d, const char *body, int64_t now, int64_t *id)
{
	static const char update[] =
	    "UPDATE draft SET form = ?3, ref = ?4, base = ?5, saved_at = ?6, focus = ?7,"
	    " caret = ?8, body = ?9, call_id = ?10, case_id = ?11"
	    " WHERE id = ?1 AND operator_id = ?2 AND discarded_at IS NULL";
	static const char insert[] = "INSERT INTO draft (operator_id, form, ref, base, "
				     "saved_at, focus, caret, body, call_id, case_id)"
				     " VALUES (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
	enum err e;

	*id = d->id;
	if (d->id != 0) {
		e = write_row(st, update, actor, d, body, now);
		if (e != AM_OK || store_changes(st) > 0)
			return e;
	}
	e = write_row(st, insert, actor, d, body, now);
	*id = store_last_id(st);
	return e;
}

enum err draft_save(struct store *st, const struct actor *actor, struct draft *d,
    const struct record *rec, int64_t now)
{
	int64_t id = 0;
	char *body;
	enum err e;

	str_copy(d->form, sizeof(d->form), record_form(rec)->name);
	e = store_begin(st);
	if (e != AM_OK)
		return e;
	body = record_json(rec);
	e = store_end(st, update_or_insert(st, actor, d, body, now, &id));
	explicit_bzero(body, strlen(body));
	free(body);
	if (e == AM_OK) {
		d->id = id;
		d->saved_at = now;
	}
	return e;
}

enum err draft_list(struct store *st, const struct actor *actor, struct draft *out,
    size_t max, size_t *count)
{
	static const char sql[] = "SELECT " COLUMNS " FROM draft"
				  " WHERE operator_id = ?1 AND discarded_at IS NULL"
				  " ORDER BY saved_at DESC, id DESC LIMIT ?2";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	size_t n = 0;
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, actor->operator_id);
	sqlite3_bind_int64(q, 2, (int64_t)max);
	while ((rc = sqlite3_step(q)) == SQLITE_ROW)
		read_row(q, &out[n++]);
	store_done(st, q);
	e = store_err(rc);
	if (e == AM_OK)
		*count = n;
	return e;
}

static enum err load_body(struct store *st, int64_t id, struct record *rec)
{
	static const char sql[] = "SELECT j.key, j.value FROM draft, json_each(body) j"
				  " WHERE draft.id = ?1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	while ((rc = sqlite3_step(q)) == SQLITE_ROW)
		record_set_id(rec, store_text(q, 0), store_text(q, 1));
	store_done(st, q);
	return store_err(rc);
}

enum err draft_find(
    struct store *st, const struct actor *actor, int64_t id, struct draft *d)
{
	static const char sql[] =
	    "SELECT " COLUMNS " FROM draft"
	    " WHERE id = ?1 AND operator_id = ?2 AND discarded_at IS NULL";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	sqlite3_bind_int64(q, 2, actor->operator_id);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	if (e == AM_OK)
		read_row(q, d);
	store_done(st, q);
	return e;
}

enum err draft_load(struct store *st, const struct actor *actor, int64_t id,
    struct draft *d, struct record *rec)
{
	const struct form *form = record_form(rec);
	struct record *read = record_new(form);
	struct draft found;
	enum err e = draft_find(st, actor, id, &found);

	if (e == AM_OK && strcmp(found.form, form->name) != 0)
		e = AM_MISSING;
	if (e == AM_OK)
		e = load_body(st, id, read);
	if (e == AM_OK) {
		if (found.focus >= form->count)
			found.focus = 0;
		if (found.caret > strlen(record_get(read, found.focus)))
			found.caret = strlen(record_get(read, found.focus));
		record_copy(rec, read);
		*d = found;
	}
	record_free(read);
	return e;
}

enum err draft_peek(
    struct store *st, int64_t operator_id, int64_t ref, struct record *rec)
{
	static const char sql[] =
	    "SELECT id FROM draft WHERE operator_id = ?1 AND form = ?2 AND ref = ?3"
	    " AND discarded_at IS NULL ORDER BY id DESC LIMIT 1";
	struct record *read = record_new(record_form(rec));
	sqlite3_stmt *q = NULL;
	int64_t id = 0;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, operator_id);
		sqlite3_bind_text(q, 2, record_form(rec)->name, -1, SQLITE_STATIC);
		sqlite3_bind_int64(q, 3, ref);
		rc = sqlite3_step(q);
		e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
		if (e == AM_OK)
			id = sqlite3_column_int64(q, 0);
	}
	store_done(st, q);
	if (e == AM_OK)
		e = load_body(st, id, read);
	if (e == AM_OK)
		record_copy(rec, read);
	record_free(read);
	return e;
}

/* Run sql on draft ?1 of operator ?2 (?3 is now). */
static enum err run_on(
    struct store *st, const char *sql, const struct actor *actor, int64_t id, int64_t now)
{
	sqlite3_stmt *q = NULL;
	enum err e = store_begin(st);

	if (e != AM_OK)
		return e;
	e = store_prepare(st, sql, &q);
	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, id);
		sqlite3_bind_int64(q, 2, actor->operator_id);
		if (sqlite3_bind_parameter_count(q) > 2)
			sqlite3_bind_int64(q, 3, now);
	}
	return store_end(st, store_run(st, q, e));
}

enum err draft_delete(struct store *st, const struct actor *actor, int64_t id)
{
	return run_on(
	    st, "DELETE FROM draft WHERE id = ?1 AND operator_id = ?2", actor, id, 0);
}

enum err draft_discard(
    struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	return run_on(st,
	    "UPDATE draft SET discarded_at = ?3"
	    " WHERE id = ?1 AND operator_id = ?2 AND discarded_at IS NULL",
	    actor, id, now);
}

enum err draft_restore(struct store *st, const struct actor *actor, int64_t id)
{
	return run_on(st,
	    "UPDATE draft SET discarded_at = NULL WHERE id = ?1 AND operator_id = ?2",
	    actor, id, 0);
}
