/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls read: one, the list of them, what changed one, and their numbers. */
#include <stdlib.h>
#include <string.h>

#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/call_priv.h"
#include "schema/casefile_priv.h"
#include "schema/draft_priv.h"
#include "schema/record.h"

/* What was typed of a call that is still open, as its operator's draft holds it. */
static enum err peek(struct store *st, const struct call *call, struct record *rec)
{
	enum err e = draft_peek(st, call->operator_id, call->id, rec);

	return e == AM_MISSING ? AM_OK : e;
}

/* A view that is refused is told as well; to the viewer the call does not exist. */
static enum err view(struct store *st, const struct actor *actor, int64_t id, int64_t now,
    struct call *call, struct record *rec, bool *allowed)
{
	bool went_on = false;
	enum err e = call_fetch(st, id, call, rec);

	if (e != AM_OK)
		return e;
	*allowed = call_may(actor, call, ACT_CALL_VIEW, ACT_CALL_VIEW_ANY);
	if (role_may(actor->role, ACT_CALL_VIEW))
		e = call_redialled(st, actor, call, &went_on);
	if (e == AM_OK && went_on && call->status == CALL_OPEN)
		e = peek(st, call, rec);
	call->by_redial = went_on && !call_owns(actor, call);
	*allowed = *allowed || call->by_redial;
	if (e != AM_OK)
		return e;
	return audit_add(
	    st, actor, now, *allowed ? "view" : "refused", CALL_ENTITY, id, "");
}

enum err call_load(struct store *st, const struct actor *actor, int64_t id, int64_t now,
    struct call *call, struct record *rec)
{
	struct record *read = record_new(&call_form);
	struct call found;
	bool allowed = false;
	enum err e = store_begin(st);

	if (e == AM_OK)
		e = store_end(st, view(st, actor, id, now, &found, read, &allowed));
	if (e == AM_OK && !allowed)
		e = AM_MISSING;
	if (e == AM_OK) {
		*call = found;
		record_copy(rec, read);
	}
	record_free(read);
	return e;
}

static void read_list_row(sqlite3_stmt *q, struct call_row *out)
{
	const int next = CALL_COLUMN_COUNT;

	*out = (struct call_row){ .risk = sqlite3_column_int(q, next + 4),
		.corrected = sqlite3_column_int(q, next + 5) != 0 };
	call_read_row(q, &out->call);
	str_copy(out->motive, sizeof(out->motive), store_text(q, next));
	str_copy(out->dispo, sizeof(out->dispo), store_text(q, next + 1));
	str_copy(out->place, sizeof(out->place), store_text(q, next + 2));
	str_copy(out->operator_name, sizeof(out->operator_name), store_text(q, next + 3));
}

#define LIST_COLUMNS                                                 \
	CALL_COLUMNS ", substr(c.motive, 8), substr(c.dispo, 7),"    \
		     " coalesce(c.place_from, c.place_now), o.name," \
		     " CAST(substr(c.risk, 6) AS INTEGER), c.corrected_at IS NOT NULL"
#define LIST_REST                                                       \
	" AND (?4 = 0 OR c.id < ?4) AND (NOT ?5 OR c.operator_id = ?2)" \
	" AND (?6 OR NOT " CALL_HIDDEN("c") ") ORDER BY c.id DESC LIMIT ?7"
#define LIST_FROM " FROM call c JOIN operator o ON o.id = c.operator_id WHERE "

enum err call_list(struct store *st, const struct actor *actor, bool mine,
    int64_t from_at, int64_t before, int64_t now, struct call_row *out, size_t max,
    size_t *count)
{
	/* Left alone, SQLite walks a million calls backwards to find today's twenty.  What
	 * was typed in today belongs to today, whenever it was taken. */
	static const char from[] = "SELECT " LIST_COLUMNS LIST_FROM
	    "c.id IN (SELECT id FROM call INDEXED BY call_started WHERE started_at >= ?1"
	    " UNION ALL SELECT id FROM call INDEXED BY call_entered"
	    " WHERE entered_late = 1 AND entered_at >= ?1)" LIST_REST;
	static const char all[] = "SELECT " LIST_COLUMNS LIST_FROM "?1 <= 0" LIST_REST;
	sqlite3_stmt *q = NULL;
	size_t n = 0;
	enum err e;
	int rc;

	if (!role_may(actor->role, ACT_CALL_LIST))
		return AM_DENIED;
	e = store_prepare(st, from_at > 0 ? from : all, &q);
	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, from_at);
	sqlite3_bind_int64(q, 2, actor->operator_id);
	sqlite3_bind_int64(q, 3, now);
	sqlite3_bind_int64(q, 4, before);
	sqlite3_bind_int(q, 5, mine);
	sqlite3_bind_int(q, 6, role_may(actor->role, ACT_CASE_VIEW_ANY));
	sqlite3_bind_int64(q, 7, (int64_t)max);
	while ((rc = sqlite3_step(q)) == SQLITE_ROW)
		read_list_row(q, &out[n++]);
	store_done(st, q);
	e = store_err(rc);
	if (e == AM_OK)
		*count = n;
	return e;
}

enum err call_row_read(struct store *st, int64_t id, struct call_row *out)
{
	static const char sql[] =
	    "SELECT " LIST_COLUMNS " FROM call c JOIN operator o ON o.id = c.operator_id"
	    " WHERE c.id = ?1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	if (e == AM_OK)
		read_list_row(q, out);
	store_done(st, q);
	return e;
}

static enum err may_see_changes(struct store *st, const struct actor *actor, int64_t id)
{
	struct call call;
	enum err e = call_fetch(st, id, &call, NULL);

	if (e != AM_OK)
		return e;
	return call_may(actor, &call, ACT_CALL_VIEW, ACT_CALL_VIEW_ANY) ||
		       role_may(actor->role, ACT_AUDIT_READ)
		   ? AM_OK
		   : AM_MISSING;
}

static void read_change(sqlite3_stmt *q, struct call_change *out)
{
	*out = (struct call_change){ .at = sqlite3_column_int64(q, 0),
		.detail = mem_dup(store_text(q, 3)),
		.number = sqlite3_column_int64(q, 4) };
	str_copy(out->who, sizeof(out->who), store_text(q, 1));
	str_copy(out->what, sizeof(out->what), store_text(q, 2));
}

enum err call_changes_by(struct store *st, const char *sql, int64_t id,
    struct call_change **out, size_t *count)
{
	struct call_change *rows = NULL;
	sqlite3_stmt *q = NULL;
	size_t n = 0;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	while ((rc = sqlite3_step(q)) == SQLITE_ROW) {
		rows = mem_resize(rows, (n + 1) * sizeof(*rows));
		read_change(q, &rows[n++]);
	}
	store_done(st, q);
	e = store_err(rc);
	if (e != AM_OK) {
		call_changes_free(rows, n);
		return e;
	}
	*out = rows;
	*count = n;
	return AM_OK;
}

enum err call_changes(struct store *st, const struct actor *actor, int64_t id,
    struct call_change **out, size_t *count)
{
	static const char sql[] =
	    "SELECT a.at, coalesce(o.name, a.who), a.action, a.detail, 0"
	    " FROM audit a LEFT JOIN operator o ON o.id = a.operator_id"
	    " WHERE a.entity IN ('call', 'offer_answer') AND a.entity_id = ?1"
	    " AND a.action NOT IN " CALL_NO_CHANGE " ORDER BY a.id DESC";
	const enum err e = may_see_changes(st, actor, id);

	return e == AM_OK ? call_changes_by(st, sql, id, out, count) : e;
}

void call_changes_free(struct call_change *changes, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		explicit_bzero(changes[i].detail, strlen(changes[i].detail));
		free(changes[i].detail);
	}
	free(changes);
}

enum err call_count(struct store *st, const struct actor *actor, int64_t from_at,
    struct call_numbers *out)
{
	static const char sql[] =
	    "SELECT coalesce(sum(c.status = 'closed'), 0),"
	    " coalesce(sum(c.status = 'closed' AND (d.grp IN ('data', 'listen')"
	    "  OR instr(d.flags, 'T') > 0)), 0),"
	    " coalesce(sum(c.status = 'open'), 0),"
	    " count(DISTINCT CASE c.status WHEN 'closed'"
	    "  THEN coalesce(c.continues_call_id, c.id) END)"
	    " FROM call c INDEXED BY call_started LEFT JOIN code d ON d.id = c.dispo"
	    " WHERE c.started_at >= ?1 AND c.operator_id = ?2";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, from_at);
	sqlite3_bind_int64(q, 2, actor->operator_id);
	rc = sqlite3_step(q);
	e = store_err(rc);
	if (rc == SQLITE_ROW)
		*out = (struct call_numbers){ .closed = sqlite3_column_int64(q, 0),
			.with_content = sqlite3_column_int64(q, 1),
			.open = sqlite3_column_int64(q, 2),
			.contacts = sqlite3_column_int64(q, 3) };
	store_done(st, q);
	return e;
}
