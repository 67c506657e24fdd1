/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The directory is edited: made, changed, verified, retired; and taken back. */
#include <string.h>

#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/json.h"
#include "schema/base/mem.h"
#include "schema/base/text.h"
#include "schema/form_priv.h"
#include "schema/hours.h"
#include "schema/institution_priv.h"
#include "schema/record.h"

enum err inst_load(struct store *st, const struct actor *actor, int64_t id, int64_t now,
    struct record *rec, int64_t *version)
{
	enum err e;

	if (!role_may(actor->role, ACT_DIRECTORY_EDIT))
		return AM_DENIED;
	e = store_begin(st);
	if (e != AM_OK)
		return e;
	e = form_load(st, id, rec, version);
	if (e == AM_OK)
		e = audit_add(st, actor, now, "reveal", INST_ENTITY, id, "");
	return store_end(st, e);
}

/* Hours that were changed have to be understood: who refers at night relies on them. */
static bool hours_right(
    const struct record *before, const struct record *after, size_t *field)
{
	const char *hours = record_get_id(after, "hours");

	*field = form_find(&body_form, "hours");
	if (*hours == '\0' ||
	    (before != NULL && strcmp(hours, record_get_id(before, "hours")) == 0))
		return true;
	return hours_clear(hours);
}

enum err inst_save(struct store *st, const struct actor *actor, int64_t *id,
    int64_t version, const struct record *before, struct record *after, int64_t now,
    size_t *field)
{
	struct buf fold = { 0 };
	struct form_fixed fixed = { .column = "fold" };
	const struct form_save save = { .actor = actor,
		.now = now,
		.version = version,
		.before = before,
		.after = after,
		.fixed = &fixed,
		.fixed_count = 1 };
	enum err e;

	if (!role_may(actor->role, ACT_DIRECTORY_EDIT))
		return AM_DENIED;
	if (!hours_right(before, after, field))
		return AM_INVALID;
	txt_fold(&fold, record_get_id(after, "name"));
	fixed.text = buf_text(&fold);
	e = form_save(st, &save, id, field);
	buf_fini(&fold);
	return e;
}

/* --- what it gives --- */

enum err inst_service_load(struct store *st, const struct actor *actor, int64_t id,
    struct record *rec, int64_t *version)
{
	if (!role_may(actor->role, ACT_DIRECTORY_EDIT))
		return AM_DENIED;
	return form_load(st, id, rec, version);
}

enum err inst_service_save(struct store *st, const struct actor *actor, int64_t inst_id,
    int64_t *id, int64_t version, const struct record *before, struct record *after,
    int64_t now, size_t *field)
{
	const struct form_fixed fixed = { .column = "institution_id", .n = inst_id };
	const struct form_save save = { .actor = actor,
		.now = now,
		.version = version,
		.before = before,
		.after = after,
		.fixed = &fixed,
		.fixed_count = *id == 0 };

	if (!role_may(actor->role, ACT_DIRECTORY_EDIT))
		return AM_DENIED;
	if (*id == 0 && inst_id == 0)
		return AM_MISSING;
	return form_save(st, &save, id, field);
}

/* --- one column --- */

/* sql: ?1 the row, ?2 a number (0: NULL), ?3 who (0: NULL). */
static enum err set_columns(
    struct store *st, const char *sql, int64_t id, int64_t n, int64_t who)
{
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, id);
		store_bind_id(q, 2, n);
		if (sqlite3_bind_parameter_count(q) > 2)
			store_bind_id(q, 3, who);
	}
	e = store_run(st, q, e);
	return e == AM_OK && store_changes(st) == 0 ? AM_MISSING : e;
}

static enum err end_service(
    struct store *st, const struct actor *actor, int64_t id, bool ended, int64_t now)
{
	enum err e = set_columns(st,
	    "UPDATE service SET ended_at = ?2, version = version + 1 WHERE id = ?1", id,
	    ended ? now : 0, 0);

	if (e != AM_OK)
		return e;
	return audit_add(st, actor, now, ended ? "end" : "reopen", "service", id, "");
}

enum err inst_service_end(
    struct store *st, const struct actor *actor, int64_t id, bool ended, int64_t now)
{
	enum err e;

	if (!role_may(actor->role, ACT_DIRECTORY_EDIT))
		return AM_DENIED;
	e = store_begin(st);
	return e == AM_OK ? store_end(st, end_service(st, actor, id, ended, now)) : e;
}

static const char set_verified[] =
    "UPDATE institution SET verified_at = ?2, verified_by = ?3, version = version + 1"
    " WHERE id = ?1";
static const char set_active[] =
    "UPDATE institution SET active = coalesce(?2, 0), version = version + 1"
    " WHERE id = ?1";

/* What was there before, as "old" of the audit, so that it can be taken back. */
static enum err old_state(struct store *st, int64_t id, struct buf *detail)
{
	static const char sql[] =
	    "SELECT coalesce(verified_at, 0), coalesce(verified_by, 0),"
	    " active FROM institution WHERE id = ?1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	if (e == AM_OK) {
		buf_str(detail, "{\"old\":{");
		json_number(detail, "verified_at", sqlite3_column_int64(q, 0));
		json_number(detail, "verified_by", sqlite3_column_int64(q, 1));
		json_number(detail, "active", sqlite3_column_int64(q, 2));
		buf_str(detail, "}}");
	}
	store_done(st, q);
	return e;
}

static enum err put_state(struct store *st, const struct actor *actor, int64_t id,
    const char *what, const char *sql, int64_t n, int64_t who, int64_t now)
{
	struct buf detail = { 0 };
	enum err e = store_begin(st);

	if (e != AM_OK)
		return e;
	e = old_state(st, id, &detail);
	if (e == AM_OK)
		e = set_columns(st, sql, id, n, who);
	if (e == AM_OK)
		e = audit_add(st, actor, now, what, INST_ENTITY, id, buf_text(&detail));
	buf_fini(&detail);
	return store_end(st, e);
}

enum err inst_verify(struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	if (!role_may(actor->role, ACT_DIRECTORY) || actor->operator_id == 0)
		return AM_DENIED;
	return put_state(
	    st, actor, id, "verify", set_verified, now, actor->operator_id, now);
}

enum err inst_retire(
    struct store *st, const struct actor *actor, int64_t id, bool retired, int64_t now)
{
	if (!role_may(actor->role, ACT_DIRECTORY_EDIT))
		return AM_DENIED;
	return put_state(
	    st, actor, id, retired ? "retire" : "reopen", set_active, !retired, 0, now);
}

/* --- taking back --- */

struct last {
	int64_t id, at, operator_id;
	char what[16];
};

/* The last thing done to it, views and what was taken back already left out. */
static enum err read_last(struct store *st, int64_t id, struct last *out)
{
	static const char sql[] =
	    "SELECT id, at, coalesce(operator_id, 0), action FROM audit"
	    " WHERE entity = 'institution' AND entity_id = ?1 AND action NOT IN"
	    " ('reveal', 'yield')"
	    " ORDER BY id DESC LIMIT 1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_CONFLICT : store_err(rc);
	if (e == AM_OK) {
		*out = (struct last){ sqlite3_column_int64(q, 0),
			sqlite3_column_int64(q, 1), sqlite3_column_int64(q, 2), "" };
		str_copy(out->what, sizeof(out->what), store_text(q, 3));
	}
	store_done(st, q);
	return e;
}

/* Put the old values that audit row says into rec. */
static enum err put_old(struct store *st, int64_t audit_id, struct record *rec)
{
	static const char sql[] = "SELECT j.key, j.value FROM audit a,"
				  " json_each(a.detail, '$.old') j WHERE a.id = ?1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, audit_id);
	while ((rc = sqlite3_step(q)) == SQLITE_ROW)
		if (form_find(&body_form, store_text(q, 0)) < body_form.count)
			record_set_id(rec, store_text(q, 0), store_text(q, 1));
	store_done(st, q);
	return store_err(rc);
}

static enum err undo_update(struct store *st, const struct actor *actor, int64_t id,
    const struct last *last, int64_t now)
{
	struct record *before = record_new(&body_form), *after = record_new(&body_form);
	struct buf fold = { 0 };
	struct form_fixed fixed = { .column = "fold" };
	size_t field = 0;
	int64_t version = 0;
	enum err e = form_load(st, id, before, &version);

	record_copy(after, before);
	if (e == AM_OK)
		e = put_old(st, last->id, after);
	txt_fold(&fold, record_get_id(after, "name"));
	fixed.text = buf_text(&fold);
	if (e == AM_OK)
		e = form_save(st,
		    &(struct form_save){ .actor = actor,
			.now = now,
			.version = version,
			.before = before,
			.after = after,
			.fixed = &fixed,
			.fixed_count = 1,
			.extra = "\"undo\":1" },
		    &id, &field);
	buf_fini(&fold);
	record_free(before);
	record_free(after);
	return e;
}

/* What stood in columns that the form does not have. */
static enum err undo_state(struct store *st, const struct actor *actor, int64_t id,
    const struct last *last, int64_t now)
{
	static const char sql[] =
	    "UPDATE institution SET version = version + 1,"
	    " verified_at = nullif((SELECT detail ->> '$.old.verified_at' FROM audit "
	    "WHERE"
	    "  id = ?2), 0),"
	    " verified_by = nullif((SELECT detail ->> '$.old.verified_by' FROM audit "
	    "WHERE"
	    "  id = ?2), 0),"
	    " active = (SELECT detail ->> '$.old.active' FROM audit WHERE id = ?2)"
	    " WHERE id = ?1";
	enum err e = set_columns(st, sql, id, last->id, 0);

	return e == AM_OK ? audit_add(st, actor, now, "undo", INST_ENTITY, id, "") : e;
}

static enum err undo_create(struct store *st, const struct actor *actor, int64_t id,
    const struct last *last, int64_t now)
{
	(void)last;
	return inst_retire(st, actor, id, true, now);
}

static const struct {
	const char *what;
	enum err (*undo)(struct store *st, const struct actor *actor, int64_t id,
	    const struct last *last, int64_t now);
} undoes[] = {
	{ "update", undo_update },
	{ "create", undo_create },
	{ "verify", undo_state },
	{ "retire", undo_state },
	{ "reopen", undo_state },
};

static enum err undo(struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	struct last last;
	enum err e = read_last(st, id, &last);

	if (e != AM_OK)
		return e;
	if (last.operator_id != actor->operator_id)
		return AM_CONFLICT;
	if (now - last.at > STORE_GRACE)
		return AM_DENIED;
	for (size_t i = 0; i < COUNT(undoes); i++)
		if (strcmp(undoes[i].what, last.what) == 0)
			return undoes[i].undo(st, actor, id, &last, now);
	return AM_CONFLICT;
}

enum err inst_undo(struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	enum err e;

	if (!role_may(actor->role, ACT_DIRECTORY) || actor->operator_id == 0)
		return AM_DENIED;
	e = store_begin(st);
	return e == AM_OK ? store_end(st, undo(st, actor, id, now)) : e;
}
