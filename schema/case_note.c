/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes of a case: added, withdrawn, never changed. */
#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/json.h"
#include "schema/base/mem.h"
#include "schema/case_edit.h"
#include "schema/casefile_priv.h"
#include "schema/draft.h"
#include "schema/form_priv.h"
#include "schema/record.h"

static enum err insert(struct store *st, const struct actor *actor, int64_t case_id,
    struct record *rec, int64_t now, int64_t *id, size_t *field)
{
	const struct form_fixed fixed[] = {
		{ .column = "case_id", .n = case_id },
		{ .column = "at", .n = now },
		{ .column = "operator_id", .n = actor->operator_id },
	};
	struct buf extra = { 0 };
	struct form_save save = { .actor = actor,
		.now = now,
		.after = rec,
		.fixed = fixed,
		.fixed_count = COUNT(fixed) };
	enum err e;

	json_number(&extra, "case", case_id);
	save.extra = buf_text(&extra);
	e = form_save(st, &save, id, field);
	buf_fini(&extra);
	return e == AM_OK ? case_touch(st, case_id, now) : e;
}

enum err case_note(struct store *st, const struct actor *actor, int64_t case_id,
    struct record *rec, int64_t draft_id, int64_t now, int64_t *note_id, size_t *field)
{
	int64_t root, id = 0;
	enum err e;

	if (!role_may(actor->role, ACT_CASE_EDIT) || actor->operator_id == 0)
		return AM_DENIED;
	e = store_begin(st);
	if (e != AM_OK)
		return e;
	e = case_enter(st, actor, case_id, now, &root);
	if (e == AM_OK)
		e = insert(st, actor, root, rec, now, &id, field);
	if (e == AM_OK && draft_id != 0)
		e = draft_delete(st, actor, draft_id);
	e = store_end(st, e);
	if (e == AM_OK)
		*note_id = id;
	return e;
}

/* --- withdrawing --- */

struct found {
	int64_t case_id, at, operator_id;
	bool withdrawn;
};

static enum err find(struct store *st, int64_t id, struct found *out)
{
	static const char sql[] = "SELECT case_id, at, operator_id,"
				  " EXISTS (SELECT 1 FROM note r WHERE r.retracts = n.id)"
				  " FROM note n WHERE n.id = ?1 AND n.retracts IS NULL";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	if (e == AM_OK)
		*out = (struct found){ .case_id = sqlite3_column_int64(q, 0),
			.at = sqlite3_column_int64(q, 1),
			.operator_id = sqlite3_column_int64(q, 2),
			.withdrawn = sqlite3_column_int(q, 3) != 0 };
	store_done(st, q);
	return e;
}

static enum err insert_withdrawal(struct store *st, const struct actor *actor,
    const struct found *f, int64_t id, int64_t now)
{
	static const char sql[] =
	    "INSERT INTO note (case_id, at, operator_id, body, retracts)"
	    " VALUES (?1, ?2, ?3, '', ?4)";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, f->case_id);
		sqlite3_bind_int64(q, 2, now);
		sqlite3_bind_int64(q, 3, actor->operator_id);
		sqlite3_bind_int64(q, 4, id);
	}
	return store_run(st, q, e);
}

static enum err withdraw_in(
    struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	struct found f;
	int64_t root;
	enum err e = find(st, id, &f);

	if (e == AM_OK)
		e = case_enter(st, actor, f.case_id, now, &root);
	if (e != AM_OK)
		return e;
	if (f.withdrawn)
		return AM_CONFLICT;
	if (f.operator_id != actor->operator_id || now - f.at > STORE_GRACE)
		return AM_DENIED;
	e = insert_withdrawal(st, actor, &f, id, now);
	if (e == AM_OK)
		e = audit_add(st, actor, now, "undo", "note", id, "");
	return e == AM_OK ? case_touch(st, root, now) : e;
}

enum err case_note_withdraw(
    struct store *st, const struct actor *actor, int64_t note_id, int64_t now)
{
	enum err e;

	if (!role_may(actor->role, ACT_CASE_EDIT))
		return AM_DENIED;
	e = store_begin(st);
	return e == AM_OK ? store_end(st, withdraw_in(st, actor, note_id, now)) : e;
}
