/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking back the newest change of a record, from what the audit kept of it. */
#include <string.h>

#include "schema/audit.h"
#include "schema/form_priv.h"
#include "schema/record.h"

/* The newest row that made or changed it. */
static enum err newest_change(struct store *st, const char *entity, int64_t id,
    int64_t *audit_id, int64_t *at, int64_t *operator_id, bool *created, bool *taken_back)
{
	static const char sql[] =
	    "SELECT id, at, coalesce(operator_id, 0), action = 'create', action = 'undo'"
	    " FROM audit WHERE entity = ?1 AND entity_id = ?2"
	    " AND action IN ('create', 'update', 'undo') ORDER BY id DESC LIMIT 1";
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
		*audit_id = sqlite3_column_int64(q, 0);
		*at = sqlite3_column_int64(q, 1);
		*operator_id = sqlite3_column_int64(q, 2);
		*created = sqlite3_column_int(q, 3) != 0;
		*taken_back = sqlite3_column_int(q, 4) != 0;
	}
	store_done(st, q);
	return e;
}

static enum err put_back(struct store *st, int64_t audit_id, struct record *rec)
{
	static const char sql[] = "SELECT j.key, coalesce(j.value, '') FROM audit a, "
				  "json_each(a.detail, '$.old') j"
				  " WHERE a.id = ?1 AND json_valid(a.detail)";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, audit_id);
	while ((rc = sqlite3_step(q)) == SQLITE_ROW)
		record_set_id(rec, store_text(q, 0), store_text(q, 1));
	store_done(st, q);
	return store_err(rc);
}

enum err form_undo(struct store *st, const struct actor *actor, const char *entity,
    int64_t id, int64_t now, struct record *rec, bool *created)
{
	int64_t audit_id = 0, at = 0, operator_id = 0;
	bool taken_back = false;
	enum err e = newest_change(
	    st, entity, id, &audit_id, &at, &operator_id, created, &taken_back);

	if (e != AM_OK)
		return e;
	if (operator_id != actor->operator_id || taken_back)
		return AM_CONFLICT;
	if (now - at > STORE_GRACE)
		return AM_DENIED;
	return *created ? AM_OK : put_back(st, audit_id, rec);
}
