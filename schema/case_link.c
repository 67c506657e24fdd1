/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls and cases, many to many: linked, moved, taken back. */
#include <string.h>

#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/json.h"
#include "schema/base/mem.h"
#include "schema/call_priv.h"
#include "schema/case_moved_priv.h"
#include "schema/casefile_priv.h"

static const char *const words[] = {
	[CASE_POSSIBLE] = "possible",
	[CASE_CONFIRMED] = "confirmed",
};

static enum case_certainty certainty_of(const char *word)
{
	return strcmp(word, words[CASE_CONFIRMED]) == 0 ? CASE_CONFIRMED : CASE_POSSIBLE;
}

/* --- rows --- */

struct row {
	int64_t id, call_id, case_id, linked_at, linked_by, ended_at, ended_by;
	enum case_certainty certainty;
};

#define COLUMNS                                                              \
	"id, call_id, case_id, linked_at, linked_by, coalesce(ended_at, 0)," \
	" coalesce(ended_by, 0), certainty"

static struct row read_row(sqlite3_stmt *q)
{
	return (struct row){ .id = sqlite3_column_int64(q, 0),
		.call_id = sqlite3_column_int64(q, 1),
		.case_id = sqlite3_column_int64(q, 2),
		.linked_at = sqlite3_column_int64(q, 3),
		.linked_by = sqlite3_column_int64(q, 4),
		.ended_at = sqlite3_column_int64(q, 5),
		.ended_by = sqlite3_column_int64(q, 6),
		.certainty = certainty_of(store_text(q, 7)) };
}

/* One row: ?1 and ?2 are the ids that sql wants. */
static enum err find_row(
    struct store *st, const char *sql, int64_t a, int64_t b, struct row *out)
{
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, a);
	if (sqlite3_bind_parameter_count(q) > 1)
		sqlite3_bind_int64(q, 2, b);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	if (e == AM_OK)
		*out = read_row(q);
	store_done(st, q);
	return e;
}

static enum err get(struct store *st, int64_t id, struct row *out)
{
	return find_row(
	    st, "SELECT " COLUMNS " FROM call_case WHERE id = ?1", id, 0, out);
}

/* The link that stands between a call and a case or what was merged into it. */
static enum err find_standing(
    struct store *st, int64_t call_id, int64_t case_id, struct row *out)
{
	static const char sql[] =
	    "SELECT " COLUMNS " FROM call_case WHERE call_id = ?1"
	    " AND case_id IN " CASE_FAMILY("?2") " AND ended_at IS NULL";

	return find_row(st, sql, call_id, case_id, out);
}

static enum err insert(struct store *st, const struct actor *actor, const struct row *row,
    const char *why, int64_t now, int64_t *id)
{
	static const char sql[] = "INSERT INTO call_case (call_id, case_id, certainty, "
				  "linked_at, linked_by, why)"
				  " VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, row->call_id);
		sqlite3_bind_int64(q, 2, row->case_id);
		sqlite3_bind_text(q, 3, words[row->certainty], -1, SQLITE_STATIC);
		sqlite3_bind_int64(q, 4, now);
		sqlite3_bind_int64(q, 5, actor->operator_id);
		sqlite3_bind_text(q, 6, why, -1, SQLITE_STATIC);
	}
	e = store_run(st, q, e);
	if (e == AM_OK)
		*id = store_last_id(st);
	return e;
}

static enum err end(
    struct store *st, const struct actor *actor, int64_t id, const char *why, int64_t now)
{
	static const char sql[] = "UPDATE call_case SET ended_at = ?2, ended_by = ?3,"
				  " ended_why = ?4 WHERE id = ?1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, id);
		sqlite3_bind_int64(q, 2, now);
		sqlite3_bind_int64(q, 3, actor->operator_id);
		sqlite3_bind_text(q, 4, why, -1, SQLITE_STATIC);
	}
	return store_run(st, q, e);
}

static enum err stand_again(struct store *st, int64_t id)
{
	static const char sql[] = "UPDATE call_case SET ended_at = NULL, ended_by = NULL,"
				  " ended_why = NULL WHERE id = ?1";

	return store_change(st, sql, id, 0);
}

static enum err tell(struct store *st, const struct actor *actor, const char *what,
    const struct row *row, const char *why, int64_t now)
{
	struct buf detail = { 0 };
	enum err e;

	buf_byte(&detail, '{');
	json_number(&detail, "call", row->call_id);
	json_pair(&detail, "certainty", words[row->certainty]);
	if (why != NULL && *why != '\0')
		json_pair(&detail, "why", why);
	buf_byte(&detail, '}');
	e = audit_add(st, actor, now, what, CASE_ENTITY, row->case_id, buf_text(&detail));
	buf_fini(&detail);
	return e == AM_OK ? case_touch(st, row->case_id, now) : e;
}

/* --- rights --- */

/* Her own call, or she is a supervisor. */
static enum err may_use_call(struct store *st, const struct actor *actor, int64_t call_id)
{
	struct call call;
	enum err e = call_fetch(st, call_id, &call, NULL);

	if (e == AM_OK && !call_may(actor, &call, ACT_CALL_VIEW, ACT_CALL_VIEW_ANY))
		e = AM_MISSING;
	return e;
}

/*
 * Any case that she may know of; *root is what it was merged into.  A link with a call that
 * she is on opens the case: she comes in by her reason, or not at all.
 */
static enum err may_link_case(struct store *st, const struct actor *actor,
    int64_t case_id, const char *why, int64_t now, int64_t *root)
{
	enum case_way way;
	bool hidden;
	enum err e = case_way_to(st, actor, case_id, now, root, &way, &hidden);

	if (e == AM_OK && hidden)
		return AM_MISSING;
	return e == AM_OK && way == CASE_CLOSED_TO_HER
		   ? case_let_in(st, actor, *root, why, now)
		   : e;
}

/* --- linking --- */

/* Rights have been asked. */
static enum err make_link(struct store *st, const struct actor *actor, struct row *row,
    const char *why, int64_t now)
{
	struct row there;
	enum err e = find_standing(st, row->call_id, row->case_id, &there);
	if (e == AM_OK) {
		if (there.certainty == row->certainty)
			return AM_EXISTS;
		e = end(st, actor, there.id, why, now);
	} else if (e == AM_MISSING) {
		e = AM_OK;
	}
	if (e == AM_OK)
		e = insert(st, actor, row, why, now, &row->id);
	return e == AM_OK ? tell(st, actor, "link", row, why, now) : e;
}

static enum err link_in(struct store *st, const struct actor *actor, struct row *row,
    const char *why, int64_t now)
{
	enum err e = may_use_call(st, actor, row->call_id);

	if (e == AM_OK)
		e = may_link_case(st, actor, row->case_id, why, now, &row->case_id);
	return e == AM_OK ? make_link(st, actor, row, why, now) : e;
}

enum err case_link_rung(struct store *st, const struct actor *actor, int64_t call_id,
    int64_t case_id, int64_t now)
{
	struct row row = {
		.call_id = call_id, .case_id = case_id, .certainty = CASE_CONFIRMED
	};
	enum err e = may_use_call(st, actor, call_id);

	if (e == AM_OK)
		e = case_root(st, case_id, &row.case_id);
	return e == AM_OK ? make_link(st, actor, &row, "", now) : e;
}

enum err case_link(struct store *st, const struct actor *actor, int64_t call_id,
    int64_t case_id, enum case_certainty certainty, const char *why, int64_t now,
    int64_t *link_id)
{
	struct row row = {
		.call_id = call_id, .case_id = case_id, .certainty = certainty
	};
	enum err e;

	if (!role_may(actor->role, ACT_CASE_EDIT))
		return AM_DENIED;
	e = store_begin(st);
	if (e == AM_OK)
		e = store_end(st, link_in(st, actor, &row, why != NULL ? why : "", now));
	if (e == AM_OK && link_id != NULL)
		*link_id = row.id;
	return e;
}

/* --- a wrong link --- */

/* The other end, unless it is linked there already. */
static enum err move_to(struct store *st, const struct actor *actor,
    const struct row *from, int64_t to_case, const char *reason, int64_t now,
    struct row *made)
{
	struct row there;
	enum err e = may_link_case(st, actor, to_case, reason, now, &made->case_id);

	if (e != AM_OK)
		return e;
	e = find_standing(st, from->call_id, made->case_id, &there);
	if (e != AM_MISSING)
		return e == AM_OK ? AM_EXISTS : e;
	made->call_id = from->call_id;
	made->certainty = from->certainty;
	e = insert(st, actor, made, reason, now, &made->id);
	return e == AM_OK ? tell(st, actor, "move", made, reason, now) : e;
}

static enum err unlink_in(struct store *st, const struct actor *actor, int64_t link_id,
    int64_t to_case, const char *reason, int64_t now, struct row *made, size_t *told)
{
	struct row row;
	struct case_moved moved = { .actor = actor, .reason = reason, .now = now };
	int64_t root;
	enum err e = get(st, link_id, &row);

	if (e == AM_OK)
		e = case_enter(st, actor, row.case_id, now, &root);
	if (e == AM_OK && row.ended_at != 0)
		e = AM_MISSING;
	if (e == AM_OK)
		e = end(st, actor, row.id, reason, now);
	if (e == AM_OK)
		e = tell(st, actor, "unlink", &row, reason, now);
	if (e == AM_OK && to_case != 0)
		e = move_to(st, actor, &row, to_case, reason, now, made);
	if (e != AM_OK)
		return e;
	moved.call_id = row.call_id;
	moved.from_case = row.case_id;
	moved.to_case = to_case != 0 ? made->case_id : 0;
	moved.linked_at = row.linked_at;
	return case_moved(st, &moved, told);
}

enum err case_unlink(struct store *st, const struct actor *actor, int64_t link_id,
    int64_t to_case, const char *reason, int64_t now, int64_t *new_link, size_t *told)
{
	struct row made = { 0 };
	size_t n = 0;
	enum err e;

	if (!role_may(actor->role, ACT_CASE_EDIT))
		return AM_DENIED;
	if (!case_is_reason(reason))
		return AM_AGAIN;
	e = store_begin(st);
	if (e == AM_OK)
		e = store_end(
		    st, unlink_in(st, actor, link_id, to_case, reason, now, &made, &n));
	if (e == AM_OK && new_link != NULL)
		*new_link = made.id;
	if (e == AM_OK && told != NULL)
		*told = n;
	return e;
}

/* --- taking back --- */

static bool in_grace(const struct actor *actor, int64_t by, int64_t at, int64_t now)
{
	return by == actor->operator_id && now - at <= STORE_GRACE;
}

/* The link that the making of row ended: the one it was moved from, or the less certain. */
static enum err find_ended_by(struct store *st, const struct row *row, struct row *old)
{
	static const char sql[] =
	    "SELECT " COLUMNS " FROM call_case n"
	    " WHERE n.call_id = (SELECT call_id FROM call_case WHERE id = ?1)"
	    " AND n.id < ?1 AND n.ended_at = ?2 ORDER BY n.id DESC LIMIT 1";

	return find_row(st, sql, row->id, row->linked_at, old);
}

/* What was done for the move is undone with it. */
static enum err undo_moved(struct store *st, const struct actor *actor,
    const struct row *old, int64_t to_case, int64_t at, int64_t now)
{
	const struct case_moved moved = { .actor = actor,
		.call_id = old->call_id,
		.from_case = old->case_id,
		.to_case = to_case,
		.now = now };

	return case_moved_undo(st, &moved, at);
}

static enum err undo_made(
    struct store *st, const struct actor *actor, const struct row *row, int64_t now)
{
	struct row old, there;
	enum err e;

	if (!in_grace(actor, row->linked_by, row->linked_at, now))
		return AM_DENIED;
	e = end(st, actor, row->id, "", now);
	if (e == AM_OK)
		e = tell(st, actor, "undo", row, "", now);
	if (e == AM_OK)
		e = find_ended_by(st, row, &old);
	if (e == AM_MISSING)
		return AM_OK; /* there was none before */
	if (e == AM_OK && find_standing(st, old.call_id, old.case_id, &there) == AM_OK)
		return AM_OK; /* it was linked anew meanwhile */
	if (e == AM_OK)
		e = stand_again(st, old.id);
	if (e == AM_OK)
		e = tell(st, actor, "undo", &old, "", now);
	return e == AM_OK ? undo_moved(st, actor, &old, row->case_id, row->linked_at, now)
			  : e;
}

static enum err undo_ended(
    struct store *st, const struct actor *actor, const struct row *row, int64_t now)
{
	struct row there;
	enum err e;

	if (!in_grace(actor, row->ended_by, row->ended_at, now))
		return AM_DENIED;
	e = find_standing(st, row->call_id, row->case_id, &there);
	if (e != AM_MISSING)
		return e == AM_OK ? AM_CONFLICT : e;
	e = stand_again(st, row->id);
	if (e == AM_OK)
		e = tell(st, actor, "undo", row, "", now);
	return e == AM_OK ? undo_moved(st, actor, row, 0, row->ended_at, now) : e;
}

enum err case_link_undo(
    struct store *st, const struct actor *actor, int64_t link_id, int64_t now)
{
	struct row row;
	enum err e;

	if (!role_may(actor->role, ACT_CASE_EDIT))
		return AM_DENIED;
	e = store_begin(st);
	if (e != AM_OK)
		return e;
	e = get(st, link_id, &row);
	if (e == AM_OK)
		e = row.ended_at == 0 ? undo_made(st, actor, &row, now)
				      : undo_ended(st, actor, &row, now);
	return store_end(st, e);
}

/* --- lists --- */

#define LIST_COLUMNS                                                        \
	"l.id, l.call_id, k.number, k.started_at, c.id, c.number, c.title," \
	" l.certainty, l.linked_at, o.name, l.why"
#define LIST_FROM                                           \
	" FROM call_case l JOIN call k ON k.id = l.call_id" \
	" JOIN casefile c ON c.id = l.case_id"              \
	" JOIN operator o ON o.id = l.linked_by WHERE l.ended_at IS NULL"

static void read_linked(sqlite3_stmt *q, struct case_linked *out)
{
	*out = (struct case_linked){ .id = sqlite3_column_int64(q, 0),
		.call_id = sqlite3_column_int64(q, 1),
		.call_number = sqlite3_column_int64(q, 2),
		.call_at = sqlite3_column_int64(q, 3),
		.case_id = sqlite3_column_int64(q, 4),
		.case_number = sqlite3_column_int64(q, 5),
		.certainty = certainty_of(store_text(q, 7)),
		.linked_at = sqlite3_column_int64(q, 8) };
	str_copy(out->title, sizeof(out->title), store_text(q, 6));
	str_copy(out->linked_by, sizeof(out->linked_by), store_text(q, 9));
	str_copy(out->why, sizeof(out->why), store_text(q, 10));
}

static enum err list(struct store *st, const char *sql, int64_t id,
    struct case_linked *out, size_t max, size_t *count)
{
	sqlite3_stmt *q = NULL;
	size_t n = 0;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	sqlite3_bind_int64(q, 2, (int64_t)max);
	while ((rc = sqlite3_step(q)) == SQLITE_ROW)
		read_linked(q, &out[n++]);
	store_done(st, q);
	e = store_err(rc);
	if (e == AM_OK)
		*count = n;
	return e;
}

/* Of a case outside her own she learns the number only, of a hidden one nothing. */
static enum err keep_what_she_may_know(struct store *st, const struct actor *actor,
    int64_t now, struct case_linked *out, size_t *count)
{
	struct case_row row;
	size_t kept = 0;

	for (size_t i = 0; i < *count; i++) {
		const enum err e = case_row_get(st, actor, out[i].case_id, now, &row);

		if (e == AM_MISSING)
			continue;
		if (e != AM_OK)
			return e;
		out[kept] = out[i];
		out[kept].case_id = row.id;
		out[kept].case_number = row.number;
		str_copy(out[kept].title, sizeof(out[kept].title), row.title);
		kept++;
	}
	*count = kept;
	return AM_OK;
}

enum err case_of_call(struct store *st, const struct actor *actor, int64_t call_id,
    int64_t now, struct case_linked *out, size_t max, size_t *count)
{
	static const char sql[] = "SELECT " LIST_COLUMNS LIST_FROM
				  " AND l.call_id = ?1 ORDER BY l.id DESC LIMIT ?2";
	size_t n = 0;
	enum err e = may_use_call(st, actor, call_id);

	if (e == AM_OK)
		e = list(st, sql, call_id, out, max, &n);
	if (e == AM_OK)
		e = keep_what_she_may_know(st, actor, now, out, &n);
	if (e == AM_OK)
		*count = n;
	return e;
}

enum err case_calls(struct store *st, const struct actor *actor, int64_t case_id,
    int64_t now, struct case_linked *out, size_t max, size_t *count)
{
	static const char sql[] =
	    "SELECT " LIST_COLUMNS LIST_FROM
	    " AND l.case_id IN " CASE_FAMILY("?1") " ORDER BY l.id DESC LIMIT ?2";
	int64_t root;
	enum err e = case_enter(st, actor, case_id, now, &root);

	return e == AM_OK ? list(st, sql, root, out, max, count) : e;
}
