/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who comes to a case, and opening it. */
#include "schema/casefile.h"

#include <string.h>

#include "schema/alert.h"
#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/json.h"
#include "schema/base/mem.h"
#include "schema/base/utf8.h"
#include "schema/casefile_priv.h"

#define HOUR 3600
#define DAY 86400
#define READER_FORGOTTEN (12 * HOUR) /* a console that ended without a word */

static const char *const ways[] = {
	[CASE_OWN] = "own",
	[CASE_GRANTED] = "grant",
	[CASE_BY_CALL] = "call",
	[CASE_BY_REASON] = "reason",
	[CASE_SUPERVISED] = "supervisor",
};

/* --- rights --- */

enum case_way case_way_of(
    const struct actor *actor, sqlite3_stmt *q, int first, bool restricted)
{
	/* in the order of CASE_RIGHTS; what of it opens a restricted case */
	static const struct {
		enum case_way way;
		bool strong;
	} columns[CASE_RIGHTS_COLUMNS] = {
		{ CASE_OWN, true },
		{ CASE_OWN, false },
		{ CASE_GRANTED, true },
		{ CASE_BY_REASON, false },
		{ CASE_BY_CALL, false },
	};
	enum case_way way = role_may(actor->role, ACT_CASE_VIEW_ANY) ? CASE_SUPERVISED
								     : CASE_CLOSED_TO_HER;

	for (int i = 0; i < CASE_RIGHTS_COLUMNS; i++)
		if (sqlite3_column_int(q, first + i) != 0 &&
		    (columns[i].strong || !restricted) && columns[i].way < way)
			way = columns[i].way;
	return way;
}

enum err case_root(struct store *st, int64_t id, int64_t *root)
{
	static const char sql[] = "SELECT " CASE_ROOT("?1");
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	rc = sqlite3_step(q);
	e = store_err(rc);
	if (e == AM_OK && sqlite3_column_int64(q, 0) == 0)
		e = AM_MISSING;
	if (e == AM_OK)
		*root = sqlite3_column_int64(q, 0);
	store_done(st, q);
	return e;
}

bool case_is_guest(const struct casefile *c)
{
	return c->assigned_to != 0 &&
	       (c->way == CASE_BY_REASON || c->way == CASE_BY_CALL);
}

enum err case_way_to(struct store *st, const struct actor *actor, int64_t id, int64_t now,
    int64_t *root, enum case_way *way, bool *hidden)
{
	static const char sql[] = "SELECT c.restricted, " CASE_RIGHTS(
	    "c.id") " FROM casefile c WHERE c.id = ?1";
	sqlite3_stmt *q = NULL;
	enum err e = case_root(st, id, root);
	int rc;

	if (e == AM_OK)
		e = store_prepare(st, sql, &q);
	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, *root);
	sqlite3_bind_int64(q, 2, actor->operator_id);
	sqlite3_bind_int64(q, 3, now);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	if (e == AM_OK) {
		const bool restricted = sqlite3_column_int(q, 0) != 0;

		*way = case_way_of(actor, q, 1, restricted);
		*hidden = *way == CASE_CLOSED_TO_HER && restricted;
	}
	store_done(st, q);
	return e;
}

enum err case_hides_call(struct store *st, const struct actor *actor, int64_t call_id,
    int64_t now, bool *hides)
{
	static const char sql[] =
	    "SELECT 1 FROM call k WHERE k.id = ?1 AND " CALL_HIDDEN("k");
	sqlite3_stmt *q = NULL;
	enum err e;
	int rc;

	*hides = false;
	if (role_may(actor->role, ACT_CASE_VIEW_ANY))
		return AM_OK;
	e = store_prepare(st, sql, &q);
	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, call_id);
	sqlite3_bind_int64(q, 2, actor->operator_id);
	sqlite3_bind_int64(q, 3, now);
	rc = sqlite3_step(q);
	e = store_err(rc);
	if (rc == SQLITE_ROW)
		*hides = true;
	store_done(st, q);
	return e;
}

enum err case_enter(
    struct store *st, const struct actor *actor, int64_t id, int64_t now, int64_t *root)
{
	enum case_way way;
	bool hidden;
	enum err e;

	if (!role_may(actor->role, ACT_CASE_VIEW))
		return AM_MISSING;
	e = case_way_to(st, actor, id, now, root, &way, &hidden);
	return e == AM_OK && way == CASE_CLOSED_TO_HER ? AM_MISSING : e;
}

enum err case_check(struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	int64_t root;

	return case_enter(st, actor, id, now, &root);
}

static enum err part_in(struct store *st, const struct actor *actor, int64_t id,
    const char *part, int64_t now, enum err *answer)
{
	struct buf detail = { 0 };
	int64_t root = id;
	enum err e;

	*answer = case_enter(st, actor, id, now, &root);
	if (*answer != AM_OK && *answer != AM_MISSING)
		return *answer;
	buf_byte(&detail, '{');
	json_pair(&detail, "part", part);
	buf_byte(&detail, '}');
	e = audit_add(st, actor, now, *answer == AM_OK ? "view" : "refused", CASE_ENTITY,
	    root, buf_text(&detail));
	buf_fini(&detail);
	return e;
}

enum err case_part(struct store *st, const struct actor *actor, int64_t id,
    const char *part, int64_t now)
{
	enum err answer = AM_MISSING;
	enum err e = store_begin(st);

	if (e == AM_OK)
		e = store_end(st, part_in(st, actor, id, part, now, &answer));
	return e == AM_OK ? answer : e;
}

/* --- reading --- */

static void copy(char *out, size_t size, sqlite3_stmt *q, int column)
{
	str_copy(out, size, store_text(q, column));
}

static void read_row(sqlite3_stmt *q, struct casefile *out)
{
	*out = (struct casefile){ .id = sqlite3_column_int64(q, 0),
		.number = sqlite3_column_int64(q, 1),
		.version = sqlite3_column_int64(q, 2),
		.opened_at = sqlite3_column_int64(q, 3),
		.closed_at = sqlite3_column_int64(q, 4),
		.touched_at = sqlite3_column_int64(q, 5),
		.opened_by = sqlite3_column_int64(q, 6),
		.assigned_to = sqlite3_column_int64(q, 7),
		.risk_at = sqlite3_column_int64(q, 8),
		.victims = sqlite3_column_int64(q, 9),
		.minors = sqlite3_column_int64(q, 10),
		.safety_plan = sqlite3_column_int(q, 11) != 0,
		.restricted = sqlite3_column_int(q, 12) != 0,
		.merged = sqlite3_column_int64(q, 13) };
	copy(out->opened_name, sizeof(out->opened_name), q, 14);
	copy(out->assigned_name, sizeof(out->assigned_name), q, 15);
	copy(out->risk_name, sizeof(out->risk_name), q, 16);
	copy(out->title, sizeof(out->title), q, 17);
	copy(out->status, sizeof(out->status), q, 18);
	copy(out->risk, sizeof(out->risk), q, 19);
	copy(out->source, sizeof(out->source), q, 20);
	copy(out->scope, sizeof(out->scope), q, 21);
	copy(out->exploit, sizeof(out->exploit), q, 22);
	copy(out->place_now, sizeof(out->place_now), q, 23);
	copy(out->origin, sizeof(out->origin), q, 24);
	copy(out->destination, sizeof(out->destination), q, 25);
}

enum err case_fetch(struct store *st, int64_t id, struct casefile *out)
{
	static const char sql[] =
	    "SELECT c.id, c.number, c.version, c.opened_at, coalesce(c.closed_at, 0),"
	    " c.touched_at, c.opened_by, coalesce(c.assigned_to, 0), coalesce(c.risk_at, "
	    "0),"
	    " coalesce(c.victims, -1), coalesce(c.minors, -1), c.safety_plan, "
	    "c.restricted,"
	    " (SELECT count(*) - 1 FROM casefile WHERE id IN " CASE_FAMILY(
		"c.id") "),"
			" o.name, coalesce(a.name, ''), coalesce(r.name, ''), c.title,"
			" substr(c.status, 12), substr(c.risk, 6), substr(c.source, 8),"
			" substr(c.scope, 7), substr(c.exploit, 9),"
			" c.place_now, c.origin, c.destination"
			" FROM casefile c JOIN operator o ON o.id = c.opened_by"
			" LEFT JOIN operator a ON a.id = c.assigned_to"
			" LEFT JOIN operator r ON r.id = c.risk_by WHERE c.id = ?1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	if (e == AM_OK)
		read_row(q, out);
	store_done(st, q);
	return e;
}

enum err case_read(struct store *st, const struct actor *actor, int64_t id, int64_t now,
    struct casefile *out)
{
	struct casefile read;
	enum case_way way;
	int64_t root;
	bool hidden;
	enum err e;

	if (!role_may(actor->role, ACT_CASE_VIEW))
		return AM_DENIED;
	e = case_way_to(st, actor, id, now, &root, &way, &hidden);
	if (e == AM_OK && way == CASE_CLOSED_TO_HER)
		e = AM_MISSING;
	if (e == AM_OK)
		e = case_fetch(st, root, &read);
	if (e == AM_OK) {
		read.way = way;
		*out = read;
	}
	return e;
}

/* --- opening --- */

static size_t chars(const char *s, const char *end)
{
	size_t n = 0;

	while (s < end) {
		(void)utf8_next(&s, end);
		n++;
	}
	return n;
}

bool case_is_reason(const char *s)
{
	const char *end;

	if (s == NULL)
		return false;
	s += strspn(s, " \t\n");
	end = s + strlen(s);
	while (end > s && strchr(" \t\n", end[-1]) != NULL)
		end--;
	return chars(s, end) >= CASE_REASON_LEN;
}

/* What case_open() was asked. */
struct asked {
	struct store *st;
	const struct actor *actor;
	int64_t id;
	const char *reason; /* NULL: none, or none is needed */
	int64_t call_id;
	int64_t now;
};

static enum err grant_reason(struct store *st, const struct actor *actor, int64_t id,
    const char *reason, int64_t now)
{
	static const char sql[] =
	    "INSERT INTO case_grant (case_id, operator_id, why, kind,"
	    " from_at, until_at) VALUES (?1, ?2, ?3, 'reason', ?4, ?5)";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, id);
		sqlite3_bind_int64(q, 2, actor->operator_id);
		sqlite3_bind_text(q, 3, reason, -1, SQLITE_STATIC);
		sqlite3_bind_int64(q, 4, now);
		sqlite3_bind_int64(q, 5, now + CASE_REASON_FOR);
	}
	e = store_run(st, q, e);
	if (e == AM_OK)
		e = alert_add_each(st, actor, ALERT_OPENED, CASE_ENTITY, id, reason, now);
	return e;
}

static enum err tell_view(const struct asked *a, enum case_way way)
{
	struct buf detail = { 0 };
	enum err e;

	buf_byte(&detail, '{');
	json_pair(&detail, "way", ways[way]);
	if (a->reason != NULL)
		json_pair(&detail, "reason", a->reason);
	if (a->call_id != 0)
		json_number(&detail, "call", a->call_id);
	buf_byte(&detail, '}');
	e = audit_add(
	    a->st, a->actor, a->now, "view", CASE_ENTITY, a->id, buf_text(&detail));
	buf_fini(&detail);
	return e;
}

/*
 * Somebody who reads cases instead of working on them shows in two numbers.  The case of
 * the call in hand is in neither.
 */
static enum err watch_rate(struct store *st, const struct actor *actor, int64_t now)
{
	static const struct {
		const char *sql;
		int64_t span, most;
		const char *unit;
	} rates[] = {
		{ "SELECT count(*) FROM audit WHERE operator_id = ?1 AND at > ?2"
		  " AND action = 'view' AND entity = 'casefile'"
		  " AND json_extract(nullif(detail, ''), '$.way') <> 'call'",
		    HOUR, CASE_OPENS_HOUR, "1 h" },
		{ "SELECT count(*) FROM case_grant WHERE operator_id = ?1"
		  " AND from_at > ?2 AND kind = 'reason'",
		    DAY, CASE_OUTSIDE_DAY, "24 h" },
	};
	enum err e = AM_OK;
	int64_t n = 0;
	char note[32];

	if (role_may(actor->role, ACT_CASE_VIEW_ANY))
		return AM_OK;
	for (size_t i = 0; e == AM_OK && i < COUNT(rates); i++) {
		e = store_number(
		    st, rates[i].sql, actor->operator_id, now - rates[i].span, &n);
		str_printf(note, sizeof(note), "%d / %s", (int)n, rates[i].unit);
		if (e == AM_OK && n > rates[i].most)
			e = alert_add(st, actor, ALERT_RATE, "operator",
			    actor->operator_id, note, now);
	}
	return e;
}

enum err case_let_in(struct store *st, const struct actor *actor, int64_t id,
    const char *reason, int64_t now)
{
	enum err e;

	if (!case_is_reason(reason))
		return AM_AGAIN;
	e = grant_reason(st, actor, id, reason, now);
	return e == AM_OK ? watch_rate(st, actor, now) : e;
}

static enum err enter_reader(const struct asked *a)
{
	static const char sql[] = "INSERT OR REPLACE INTO case_reader (operator_id, "
				  "case_id, session_id, since_at)"
				  " VALUES (?1, ?2, ?3, ?4)";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(a->st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, a->actor->operator_id);
		sqlite3_bind_int64(q, 2, a->id);
		store_bind_id(q, 3, a->actor->session_id);
		sqlite3_bind_int64(q, 4, a->now);
	}
	return store_run(a->st, q, e);
}

/* It may be entered, perhaps for a reason: tell, count, read. */
static enum err enter(const struct asked *a, enum case_way way, struct casefile *out)
{
	enum err e = a->reason != NULL
			 ? grant_reason(a->st, a->actor, a->id, a->reason, a->now)
			 : AM_OK;

	if (e == AM_OK)
		e = tell_view(a, way);
	if (e == AM_OK && way != CASE_BY_CALL)
		e = watch_rate(a->st, a->actor, a->now);
	if (e == AM_OK)
		e = enter_reader(a);
	if (e == AM_OK)
		e = case_fetch(a->st, a->id, out);
	out->way = way;
	return e;
}

/* *answer: what the actor is told; a refusal is an audit row, so the bracket ends well. */
static enum err open_in(struct asked *a, struct casefile *out, enum err *answer)
{
	enum case_way way = CASE_CLOSED_TO_HER;
	bool hidden = false;
	enum err e = AM_OK;

	*answer = AM_DENIED;
	if (role_may(a->actor->role, ACT_CASE_VIEW)) {
		e = case_way_to(a->st, a->actor, a->id, a->now, &a->id, &way, &hidden);
		*answer = e == AM_MISSING || hidden ? AM_MISSING : AM_AGAIN;
	}
	if (e == AM_MISSING)
		return AM_OK;
	if (e != AM_OK)
		return e;
	if (way != CASE_CLOSED_TO_HER)
		a->reason = NULL; /* none is needed */
	else if (*answer == AM_AGAIN && case_is_reason(a->reason))
		way = CASE_BY_REASON;
	if (way == CASE_CLOSED_TO_HER)
		return audit_add(
		    a->st, a->actor, a->now, "refused", CASE_ENTITY, a->id, "");
	*answer = AM_OK;
	return enter(a, way, out);
}

enum err case_open(struct store *st, const struct actor *actor, int64_t id,
    const char *reason, int64_t call_id, int64_t now, struct casefile *out)
{
	struct asked asked = { st, actor, id, reason, call_id, now };
	struct casefile opened = { 0 };
	enum err answer = AM_MISSING;
	enum err e = store_begin(st);

	if (e == AM_OK)
		e = store_end(st, open_in(&asked, &opened, &answer));
	if (e == AM_OK)
		e = answer;
	if (e == AM_OK)
		*out = opened;
	return e;
}

enum err case_touch(struct store *st, int64_t id, int64_t now)
{
	static const char sql[] = "UPDATE casefile SET touched_at = ?2"
				  " WHERE id = " CASE_ROOT("?1");

	return store_change(st, sql, id, now);
}

static bool asks_for_alert(const struct casefile *c)
{
	return (strcmp(c->risk, "1") == 0 || strcmp(c->risk, "2") == 0) &&
	       !c->safety_plan && c->closed_at == 0;
}

enum err case_alert_risk(
    struct store *st, const struct actor *actor, int64_t id, bool raised, int64_t now)
{
	struct casefile c;
	const enum err e = case_fetch(st, id, &c);

	if (e != AM_OK)
		return e;
	if (!asks_for_alert(&c))
		return alert_drop(st, actor, ALERT_RISK, CASE_ENTITY, id, now);
	return raised ? alert_add(st, actor, ALERT_RISK, CASE_ENTITY, id, "", now)
		      : AM_OK;
}

/* --- who has it open --- */

enum err case_leave(struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	static const char sql[] =
	    "DELETE FROM case_reader WHERE operator_id = ?1 AND case_id = ?2";
	const enum err e = store_begin(st);

	(void)now;
	return e == AM_OK ? store_end(st, store_change(st, sql, actor->operator_id, id))
			  : e;
}

enum err case_readers(struct store *st, const struct actor *actor, int64_t id,
    int64_t now, struct case_reader *out, size_t max, size_t *count)
{
	static const char sql[] =
	    "SELECT o.name, r.since_at FROM case_reader r JOIN operator o ON o.id = "
	    "r.operator_id"
	    " LEFT JOIN session s ON s.id = r.session_id"
	    " WHERE r.case_id = ?1 AND r.operator_id <> ?2 AND r.since_at > ?3"
	    " AND s.ended_at IS NULL ORDER BY r.since_at LIMIT ?4";
	sqlite3_stmt *q = NULL;
	int64_t root = id;
	size_t n = 0;
	enum err e = case_enter(st, actor, id, now, &root);
	int rc;

	if (e == AM_OK)
		e = store_prepare(st, sql, &q);
	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, root);
	sqlite3_bind_int64(q, 2, actor->operator_id);
	sqlite3_bind_int64(q, 3, now - READER_FORGOTTEN);
	sqlite3_bind_int64(q, 4, (int64_t)max);
	while ((rc = sqlite3_step(q)) == SQLITE_ROW) {
		out[n].since_at = sqlite3_column_int64(q, 1);
		copy(out[n].name, sizeof(out[n].name), q, 0);
		n++;
	}
	store_done(st, q);
	e = store_err(rc);
	if (e == AM_OK)
		*count = n;
	return e;
}
