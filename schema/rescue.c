/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/rescue.h"

#include <stdlib.h>
#include <string.h>

#include "schema/alert.h"
#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/json.h"
#include "schema/base/mem.h"
#include "schema/base/text.h"
#include "schema/casefile.h"
#include "schema/due_priv.h"
#include "schema/operator.h"
#include "schema/rescue_priv.h"
#include "schema/setting.h"

/* --- how often --- */

static const struct {
	const char *word;
	int64_t seconds;
} units[] = { { "", 60 }, { "m", 60 }, { "min", 60 }, { "minutos", 60 },
	{ "minutes", 60 }, { "s", 1 }, { "seg", 1 }, { "sec", 1 }, { "h", 3600 },
	{ "hora", 3600 }, { "horas", 3600 }, { "hour", 3600 }, { "hours", 3600 } };

enum err rescue_every(const char *typed, int64_t *every_s)
{
	struct buf folded = { 0 };
	const char *text, *unit;
	int64_t n = 0;

	txt_fold(&folded, typed);
	text = buf_text(&folded);
	unit = text + strspn(text, "0123456789");
	if (unit > text && unit - text <= 5)
		n = strtoll(text, NULL, 10);
	unit += strspn(unit, " ");
	for (size_t i = 0; i < COUNT(units); i++)
		if (strcmp(units[i].word, unit) == 0) {
			n *= units[i].seconds;
			unit = NULL;
			break;
		}
	buf_fini(&folded);
	if (unit != NULL || n < RESCUE_EVERY_MIN || n > RESCUE_EVERY_MAX)
		return AM_INVALID;
	*every_s = n;
	return AM_OK;
}

/* --- rows --- */

/* One statement about row id, bound to ?1; a and b to ?2 and ?3, where they are used. */
static enum err run(struct store *st, const char *sql, int64_t id, int64_t a, int64_t b)
{
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK) {
		const int count = sqlite3_bind_parameter_count(q);

		sqlite3_bind_int64(q, 1, id);
		if (count > 1)
			store_bind_id(q, 2, a);
		if (count > 2)
			store_bind_id(q, 3, b);
	}
	return store_run(st, q, e);
}

/* What happened, in its own list and in the audit. */
static enum err add_event(struct store *st, const struct actor *actor, int64_t id,
    const char *kind, const char *note, int64_t now)
{
	static const char sql[] = "INSERT INTO rescue_event (rescue_id, at, operator_id,"
				  " kind, note) VALUES (?1, ?2, ?3, ?4, ?5)";
	char kept[RESCUE_NOTE_MAX + 1];
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	str_copy(kept, sizeof(kept), note);
	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, id);
		sqlite3_bind_int64(q, 2, now);
		store_bind_id(q, 3, actor->operator_id);
		sqlite3_bind_text(q, 4, kind, -1, SQLITE_STATIC);
		sqlite3_bind_text(q, 5, kept, -1, SQLITE_STATIC);
	}
	e = store_run(st, q, e);
	return e == AM_OK ? audit_add(st, actor, now, kind, RESCUE_ENTITY, id, "") : e;
}

enum who { ANYBODY, DECIDES, ASKED };

/* The row, if it goes on and the actor may do this. */
static enum err going_on(struct store *st, const struct actor *actor, int64_t id,
    enum who who, int64_t now, struct rescue *r)
{
	enum err e = rescue_read(st, actor, id, now, r);

	if (e == AM_OK && who == DECIDES && !r->decides)
		e = AM_DENIED;
	if (e == AM_OK && who == ASKED && !r->asked)
		e = r->ended_at != 0 ? AM_CONFLICT : AM_DENIED;
	if (e == AM_OK && r->ended_at != 0)
		e = AM_CONFLICT;
	return e;
}

/* Its case has moved on, too. */
static enum err touch(struct store *st, const struct rescue *r, int64_t now)
{
	return case_touch(st, r->case_id, now);
}

/* --- beginning --- */

static enum err insert(struct store *st, const struct actor *actor, int64_t case_id,
    int64_t every_s, int64_t now, int64_t *id)
{
	static const char sql[] =
	    "INSERT INTO rescue (case_id, lead_id, every_s, started_at, check_at)"
	    " VALUES (?1, ?2, ?3, ?4, ?5)";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, case_id);
		sqlite3_bind_int64(q, 2, actor->operator_id);
		sqlite3_bind_int64(q, 3, every_s);
		sqlite3_bind_int64(q, 4, now);
		sqlite3_bind_int64(q, 5, now + every_s);
	}
	e = store_run(st, q, e);
	if (e == AM_OK)
		*id = store_last_id(st);
	return e;
}

static enum err start(struct store *st, const struct actor *actor, int64_t case_id,
    int64_t every_s, int64_t now, int64_t *id)
{
	int64_t there;
	enum err e = case_check(st, actor, case_id, now);

	if (e != AM_OK)
		return e;
	e = rescue_of_case(st, actor, case_id, now, &there);
	if (e != AM_MISSING)
		return e == AM_OK ? AM_EXISTS : e;
	e = every_s != 0 ? AM_OK : setting_number(st, SET_RESCUE_EVERY, &every_s);
	if (e == AM_OK && (every_s < RESCUE_EVERY_MIN || every_s > RESCUE_EVERY_MAX))
		e = AM_INVALID;
	if (e == AM_OK)
		e = insert(st, actor, case_id, every_s, now, id);
	if (e == AM_OK)
		e = add_event(st, actor, *id, "start", "", now);
	return e == AM_OK ? case_touch(st, case_id, now) : e;
}

enum err rescue_start(struct store *st, const struct actor *actor, int64_t case_id,
    int64_t every_s, int64_t now, int64_t *id)
{
	int64_t made = 0;
	enum err e;

	if (!role_may(actor->role, ACT_RESCUE) || actor->operator_id == 0)
		return AM_DENIED;
	e = store_begin(st);
	if (e != AM_OK)
		return e;
	e = store_end(st, start(st, actor, case_id, every_s, now, &made));
	if (e == AM_OK)
		*id = made;
	return e;
}

/* --- going on --- */

static enum err check_in(struct store *st, const struct actor *actor, int64_t id,
    const char *note, int64_t now)
{
	struct rescue r;
	enum err e = going_on(st, actor, id, DECIDES, now, &r);

	if (e == AM_OK)
		e = run(st, "UPDATE rescue SET check_at = ?2 WHERE id = ?1", id,
		    now + r.every_s, 0);
	if (e == AM_OK)
		e = add_event(st, actor, id, "checkin", note, now);
	return e == AM_OK ? alert_drop(st, actor, ALERT_RESCUE, RESCUE_ENTITY, id, now)
			  : e;
}

enum err rescue_check_in(struct store *st, const struct actor *actor, int64_t id,
    const char *note, int64_t now)
{
	enum err e = store_begin(st);

	if (e != AM_OK)
		return e;
	return store_end(st, check_in(st, actor, id, note, now));
}

/* The last row of its list, if that is a fresh check-in of the actor's own; and when the
 * one before it that still stands was, or the start. */
static enum err last_check_in(struct store *st, const struct actor *actor, int64_t id,
    int64_t now, int64_t *event, int64_t *before)
{
	static const char sql[] =
	    "SELECT e.kind = 'checkin' AND e.operator_id = ?2 AND e.at >= ?3,"
	    " coalesce((SELECT b.at FROM rescue_event b WHERE b.rescue_id = ?1"
	    "  AND b.id < e.id AND b.kind IN ('checkin', 'start', 'every')"
	    "  AND NOT EXISTS (SELECT 1 FROM rescue_event u WHERE u.rescue_id = ?1"
	    "   AND u.kind = 'undone' AND u.note = CAST(b.id AS TEXT))"
	    "  ORDER BY b.id DESC LIMIT 1), 0), e.id"
	    " FROM rescue_event e WHERE e.rescue_id = ?1 ORDER BY e.id DESC LIMIT 1";
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
	if (e == AM_OK && sqlite3_column_int(q, 0) == 0)
		e = AM_MISSING;
	if (e == AM_OK) {
		*before = sqlite3_column_int64(q, 1);
		*event = sqlite3_column_int64(q, 2);
	}
	store_done(st, q);
	return e;
}

static enum err undo(struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	int64_t event = 0, before = 0;
	char note[24];
	struct rescue r;
	enum err e = going_on(st, actor, id, DECIDES, now, &r);

	if (e == AM_OK)
		e = last_check_in(st, actor, id, now, &event, &before);
	if (e == AM_OK)
		e = run(st, "UPDATE rescue SET check_at = ?2 WHERE id = ?1", id,
		    before + r.every_s, 0);
	str_printf(note, sizeof(note), "%lld", (long long)event);
	if (e == AM_OK)
		e = add_event(st, actor, id, "undone", note, now);
	return e == AM_OK && before + r.every_s <= now
		   ? alert_back(st, actor, ALERT_RESCUE, RESCUE_ENTITY, id, now)
		   : e;
}

enum err rescue_undo(struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	enum err e = store_begin(st);

	if (e != AM_OK)
		return e;
	return store_end(st, undo(st, actor, id, now));
}

static enum err set_every(
    struct store *st, const struct actor *actor, int64_t id, int64_t every_s, int64_t now)
{
	char note[32];
	struct rescue r;
	enum err e = going_on(st, actor, id, DECIDES, now, &r);

	if (e == AM_OK && (every_s < RESCUE_EVERY_MIN || every_s > RESCUE_EVERY_MAX))
		e = AM_INVALID;
	if (e == AM_OK)
		e = run(st, "UPDATE rescue SET every_s = ?2, check_at = ?3 WHERE id = ?1",
		    id, every_s, now + every_s);
	str_printf(note, sizeof(note), "%lld", (long long)every_s);
	if (e == AM_OK)
		e = add_event(st, actor, id, "every", note, now);
	return e == AM_OK ? alert_drop(st, actor, ALERT_RESCUE, RESCUE_ENTITY, id, now)
			  : e;
}

enum err rescue_set_every(
    struct store *st, const struct actor *actor, int64_t id, int64_t every_s, int64_t now)
{
	enum err e = store_begin(st);

	if (e != AM_OK)
		return e;
	return store_end(st, set_every(st, actor, id, every_s, now));
}

/* --- handing over --- */

static enum err offer(
    struct store *st, const struct actor *actor, int64_t id, int64_t to_id, int64_t now)
{
	struct operator to;
	struct rescue r;
	enum err e = going_on(st, actor, id, DECIDES, now, &r);

	if (e == AM_OK)
		e = operator_get(st, to_id, &to);
	if (e == AM_OK &&
	    (!to.active || !role_may(to.role, ACT_RESCUE) || to_id == r.lead_id))
		e = AM_INVALID;
	if (e == AM_OK)
		e = run(st, "UPDATE rescue SET next_lead_id = ?2 WHERE id = ?1", id,
		    to_id, 0);
	return e == AM_OK ? add_event(st, actor, id, "offered", to.name, now) : e;
}

enum err rescue_offer(
    struct store *st, const struct actor *actor, int64_t id, int64_t to_id, int64_t now)
{
	enum err e = store_begin(st);

	if (e != AM_OK)
		return e;
	return store_end(st, offer(st, actor, id, to_id, now));
}

static enum err answer(
    struct store *st, const struct actor *actor, int64_t id, bool accepts, int64_t now)
{
	struct rescue r;
	enum err e = going_on(st, actor, id, ASKED, now, &r);

	if (e == AM_OK)
		e = run(st,
		    accepts ? "UPDATE rescue SET lead_id = ?2, next_lead_id = NULL"
			      " WHERE id = ?1"
			    : "UPDATE rescue SET next_lead_id = NULL WHERE id = ?1 AND"
			      " ?2 = ?2",
		    id, actor->operator_id, 0);
	if (e == AM_OK)
		e = add_event(st, actor, id, accepts ? "accepted" : "declined", "", now);
	return e == AM_OK ? touch(st, &r, now) : e;
}

enum err rescue_answer(
    struct store *st, const struct actor *actor, int64_t id, bool accepts, int64_t now)
{
	enum err e = store_begin(st);

	if (e != AM_OK)
		return e;
	return store_end(st, answer(st, actor, id, accepts, now));
}

/* --- notes and the end --- */

static bool is_blank(const char *text)
{
	return text[strspn(text, " \t")] == '\0';
}

static enum err add_note(struct store *st, const struct actor *actor, int64_t id,
    const char *note, int64_t now)
{
	struct rescue r;
	enum err e = going_on(st, actor, id, ANYBODY, now, &r);

	return e == AM_OK ? add_event(st, actor, id, "note", note, now) : e;
}

enum err rescue_note(struct store *st, const struct actor *actor, int64_t id,
    const char *note, int64_t now)
{
	enum err e;

	if (is_blank(note))
		return AM_INVALID;
	e = store_begin(st);
	if (e != AM_OK)
		return e;
	return store_end(st, add_note(st, actor, id, note, now));
}

static enum err write_result(
    struct store *st, int64_t id, const char *result, int64_t now)
{
	static const char sql[] =
	    "UPDATE rescue SET ended_at = ?2, check_at = NULL, next_lead_id = NULL,"
	    " result = ?3 WHERE id = ?1";
	char kept[RESCUE_NOTE_MAX + 1];
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, id);
		sqlite3_bind_int64(q, 2, now);
		sqlite3_bind_text(
		    q, 3, str_copy(kept, sizeof(kept), result), -1, SQLITE_STATIC);
	}
	return store_run(st, q, e);
}

static enum err end(struct store *st, const struct actor *actor, int64_t id,
    const char *result, int64_t now)
{
	struct rescue r;
	enum err e = going_on(st, actor, id, DECIDES, now, &r);

	if (e == AM_OK)
		e = write_result(st, id, result, now);
	if (e == AM_OK)
		e = add_event(st, actor, id, "end", result, now);
	if (e == AM_OK)
		e = alert_drop(st, actor, ALERT_RESCUE, RESCUE_ENTITY, id, now);
	return e == AM_OK ? touch(st, &r, now) : e;
}

enum err rescue_end(struct store *st, const struct actor *actor, int64_t id,
    const char *result, int64_t now)
{
	enum err e;

	if (is_blank(result))
		return AM_INVALID;
	e = store_begin(st);
	if (e != AM_OK)
		return e;
	return store_end(st, end(st, actor, id, result, now));
}

/* --- by itself --- */

enum err rescue_missed(
    struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	return add_event(st, actor, id, "missed", "", now);
}
