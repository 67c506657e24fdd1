/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was noted of a number, or marked, is taken back: the audit knows what stood there. */
#include <string.h>

#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/call_priv.h"
#include "schema/telephone_priv.h"

#define ENTITY "line"

/* The statements that undo an action.  ?1 the line, ?2 the audit's detail, ?3 now, ?4 who. */
static const struct {
	const char *action;
	const char *sql[2];
} ways[] = {
	{ "update", { "UPDATE line SET owner = json_extract(?2, '$.old.owner'),"
		      " shared = nullif(json_extract(?2, '$.old.shared'), ''),"
		      " safe_note = json_extract(?2, '$.old.safe_note'),"
		      " version = version + 1 WHERE id = ?1" } },
	{ "flag",
	    { "UPDATE line_flag SET cleared_at = ?3, cleared_by = ?4 WHERE line_id = ?1"
	      " AND id = json_extract(?2, '$.mark') AND cleared_at IS NULL",
		"UPDATE line_flag SET cleared_at = NULL, cleared_by = NULL"
		" WHERE line_id = ?1 AND id IN (SELECT value FROM json_each(?2, "
		"'$.ended'))" } },
	{ "unflag", { "UPDATE line_flag SET cleared_at = NULL, cleared_by = NULL"
		      " WHERE line_id = ?1 AND id = json_extract(?2, '$.mark')" } },
};

struct change {
	char action[16];
	bool hers; /* the actor's, and fresh */
	struct buf detail;
};

/* The last thing that was done to the line. */
static enum err last_change(struct store *st, const struct actor *actor, int64_t line,
    int64_t now, struct change *out)
{
	static const char sql[] =
	    "SELECT action, operator_id IS ?2 AND at >= ?3, detail FROM audit"
	    " WHERE entity = '" ENTITY "' AND entity_id = ?1"
	    " AND action IN ('update', 'flag', 'unflag', 'undo') ORDER BY id DESC LIMIT "
	    "1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, line);
	sqlite3_bind_int64(q, 2, actor->operator_id);
	sqlite3_bind_int64(q, 3, now - STORE_GRACE);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	if (e == AM_OK) {
		str_copy(out->action, sizeof(out->action), store_text(q, 0));
		out->hers = sqlite3_column_int(q, 1) != 0;
		buf_str(&out->detail, store_text(q, 2));
	}
	store_done(st, q);
	return e;
}

static enum err run(struct store *st, const char *sql, const struct actor *actor,
    int64_t line, const char *detail, int64_t now)
{
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK) {
		const int places = sqlite3_bind_parameter_count(q);

		sqlite3_bind_int64(q, 1, line);
		sqlite3_bind_text(q, 2, detail, -1, SQLITE_STATIC);
		if (places > 2)
			sqlite3_bind_int64(q, 3, now);
		if (places > 3)
			sqlite3_bind_int64(q, 4, actor->operator_id);
	}
	return store_run(st, q, e);
}

static enum err reverse(struct store *st, const struct actor *actor, int64_t line,
    const struct change *c, int64_t now)
{
	enum err e = AM_MISSING; /* it was an undo: that one is not undone */

	for (size_t i = 0; i < COUNT(ways); i++) {
		if (strcmp(ways[i].action, c->action) != 0)
			continue;
		e = AM_OK;
		for (size_t j = 0; e == AM_OK && j < COUNT(ways[i].sql); j++)
			if (ways[i].sql[j] != NULL)
				e = run(st, ways[i].sql[j], actor, line,
				    buf_text(&c->detail), now);
	}
	return e == AM_OK ? audit_add(st, actor, now, "undo", ENTITY, line, "") : e;
}

/* A call that was saved since may have said whose it is: that is no row of the audit. */
static enum err is_as_left(struct store *st, int64_t line, const struct change *c)
{
	static const char sql[] = "SELECT coalesce(json_extract(?2, '$.version'), version)"
				  " = version FROM line WHERE id = ?1";
	int64_t same = 0;
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, line);
		sqlite3_bind_text(q, 2, buf_text(&c->detail), -1, SQLITE_STATIC);
	}
	e = store_first(st, q, e, &same);
	return e == AM_OK && same == 0 ? AM_CONFLICT : e;
}

static enum err undo(
    struct store *st, const struct actor *actor, int64_t line, int64_t now)
{
	struct change c = { .hers = false };
	enum err e = last_change(st, actor, line, now, &c);

	if (e == AM_OK && !c.hers)
		e = AM_DENIED;
	if (e == AM_OK && strcmp(c.action, "update") == 0)
		e = is_as_left(st, line, &c);
	if (e == AM_OK)
		e = reverse(st, actor, line, &c, now);
	if (c.detail.data != NULL)
		explicit_bzero(c.detail.data, c.detail.cap);
	buf_fini(&c.detail);
	return e;
}

static bool may(const struct actor *actor)
{
	return role_may(actor->role, ACT_NUMBER_FLAG) && actor->operator_id != 0;
}

enum err telephone_undo(
    struct store *st, const struct actor *actor, int64_t line_id, int64_t now)
{
	enum err e;

	if (!may(actor))
		return AM_DENIED;
	e = store_begin(st);
	return e == AM_OK ? store_end(st, undo(st, actor, line_id, now)) : e;
}

enum err telephone_line(struct store *st, const struct actor *actor,
    const struct telephone_who *who, int64_t *line_id)
{
	char phone[PHONE_LEN];
	sqlite3_stmt *q = NULL;
	enum err e = may(actor) ? telephone_stored(st, who, phone) : AM_DENIED;

	if (e == AM_OK)
		e = store_prepare(st, "SELECT id FROM line WHERE phone = ?1", &q);
	if (e == AM_OK)
		sqlite3_bind_text(q, 1, phone, -1, SQLITE_STATIC);
	e = store_first(st, q, e, line_id);
	explicit_bzero(phone, sizeof(phone));
	return e;
}
