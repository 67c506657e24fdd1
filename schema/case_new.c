/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A new case, and what it takes over from the call that opens it. */
#include <stdlib.h>
#include <string.h>

#include "schema/alert.h"
#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/json.h"
#include "schema/base/mem.h"
#include "schema/call_priv.h"
#include "schema/casefile_priv.h"
#include "schema/draft.h"
#include "schema/number.h"
#include "schema/record.h"

#define DRAFTS_MAX 50
#define ADULT 18

/* --- what the call says --- */

static enum err load_draft_of(
    struct store *st, const struct actor *actor, int64_t call_id, struct record *rec)
{
	struct draft *drafts = mem_new(DRAFTS_MAX, sizeof(*drafts));
	struct draft found;
	size_t count = 0;
	enum err e = draft_list(st, actor, drafts, DRAFTS_MAX, &count);

	for (size_t i = 0; e == AM_OK && i < count; i++)
		if (strcmp(drafts[i].form, call_form.name) == 0 &&
		    drafts[i].ref == call_id) {
			e = draft_load(st, actor, drafts[i].id, &found, rec);
			break;
		}
	free(drafts);
	return e;
}

enum err case_call_said(
    struct store *st, const struct actor *actor, int64_t call_id, struct record *rec)
{
	struct call call;
	enum err e = call_fetch(st, call_id, &call, rec);

	if (e == AM_OK && !call_may(actor, &call, ACT_CALL_VIEW, ACT_CALL_VIEW_ANY))
		e = AM_MISSING;
	return e == AM_OK && call.status == CALL_OPEN
		   ? load_draft_of(st, actor, call_id, rec)
		   : e;
}

/* A number that was said, -1 where none was. */
static int64_t number_said(const struct record *rec, const char *id)
{
	const char *value = record_get_id(rec, id);

	return *value >= '0' && *value <= '9' ? strtoll(value, NULL, 10) : -1;
}

/* "16", "16?" or "15-17": the least that was said. */
static bool says_minor(const struct record *rec)
{
	const int64_t age = number_said(rec, "age");

	return number_said(rec, "minors") > 0 || (age >= 0 && age < ADULT);
}

/* --- the case --- */

static enum err next_number(struct store *st, int64_t now, int64_t *number)
{
	static const char sql[] = "SELECT coalesce(max(number), ?1) + 1 FROM casefile"
				  " WHERE number BETWEEN ?1 AND ?2";
	const int64_t year = clock_split(now).year % 100 * NUMBER_YEAR;

	return store_number(st, sql, year, year + NUMBER_YEAR - 1, number);
}

struct start {
	struct store *st;
	const struct actor *actor;
	const char *title;
	int64_t call_id;
	struct record *rec; /* of the call; empty without one */
	int64_t now;
	int64_t id, person_id;
};

/* Values that are still being typed may be no code and no place yet: then they are none. */
static void bind_said(sqlite3_stmt *q, int i, const struct start *s, const char *field)
{
	store_bind_text(q, i, record_get_id(s->rec, field));
}

static void bind_count(sqlite3_stmt *q, int i, int64_t n)
{
	if (n < 0)
		sqlite3_bind_null(q, i);
	else
		sqlite3_bind_int64(q, i, n);
}

static enum err insert_case(struct start *s, int64_t number)
{
	static const char sql[] =
	    "INSERT INTO casefile (number, title, source, opened_at, touched_at, "
	    "opened_by,"
	    " assigned_to, risk, risk_by, risk_at, place_now, origin, victims, minors,"
	    " retention) SELECT ?1, ?2, 'source.hotline', ?3, ?3, ?4, ?4,"
	    " coalesce(r.id, 'risk.9'), iif(r.id IS NULL, NULL, ?4),"
	    " iif(r.id IS NULL, NULL, ?3), (SELECT id FROM place WHERE id = ?6),"
	    " (SELECT id FROM place WHERE id = ?7), ?8, ?9, ?10"
	    " FROM (SELECT 1) LEFT JOIN code r ON r.id = 'risk.' || ?5 AND ?5 NOT IN "
	    "('9', '-')";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(s->st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, number);
		sqlite3_bind_text(q, 2, s->title, -1, SQLITE_STATIC);
		sqlite3_bind_int64(q, 3, s->now);
		sqlite3_bind_int64(q, 4, s->actor->operator_id);
		bind_said(q, 5, s, "risk");
		bind_said(q, 6, s, "place_now");
		bind_said(q, 7, s, "place_left");
		bind_count(q, 8, number_said(s->rec, "victims"));
		bind_count(q, 9, number_said(s->rec, "minors"));
		sqlite3_bind_text(q, 10,
		    says_minor(s->rec) ? "retention.minor" : "retention.case", -1,
		    SQLITE_STATIC);
	}
	e = store_run(s->st, q, e);
	if (e == AM_OK)
		s->id = store_last_id(s->st);
	return e;
}

/* --- the person concerned, of whom no name is known yet --- */

static bool says_person(const struct start *s)
{
	return *record_get_id(s->rec, "sex") != '\0' ||
	       *record_get_id(s->rec, "age") != '\0';
}

static enum err insert_person(struct start *s)
{
	static const char sql[] =
	    "INSERT INTO person (fold, phon, age_said, age_on, gender)"
	    " VALUES ('', '', ?1, iif(?1 IS NULL, NULL, date(?2, 'unixepoch', "
	    "'localtime')),"
	    " (SELECT id FROM code WHERE id = 'gender.' || ?3))";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(s->st, sql, &q);

	if (e == AM_OK) {
		bind_said(q, 1, s, "age");
		sqlite3_bind_int64(q, 2, s->now);
		bind_said(q, 3, s, "sex");
	}
	e = store_run(s->st, q, e);
	if (e == AM_OK)
		s->person_id = store_last_id(s->st);
	return e;
}

static enum err insert_victim(const struct start *s)
{
	static const char sql[] =
	    "INSERT INTO case_person (case_id, person_id, role, vicstatus, vicstatus_by,"
	    " vicstatus_at, recruiter) VALUES (?1, ?2, 'victim', 'vicstatus.possible', "
	    "?3,"
	    " ?4, (SELECT id FROM code WHERE id = 'trafrel.' || ?5))";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(s->st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, s->id);
		sqlite3_bind_int64(q, 2, s->person_id);
		sqlite3_bind_int64(q, 3, s->actor->operator_id);
		sqlite3_bind_int64(q, 4, s->now);
		bind_said(q, 5, s, "recruiter");
	}
	e = store_run(s->st, q, e);
	if (e == AM_OK)
		e = audit_add(s->st, s->actor, s->now, "create", "case_person",
		    store_last_id(s->st), "");
	return e;
}

/* --- all of it --- */

static enum err tell_created(const struct start *s)
{
	struct buf detail = { 0 };
	enum err e;

	if (s->call_id != 0) {
		buf_byte(&detail, '{');
		json_number(&detail, "call", s->call_id);
		buf_byte(&detail, '}');
	}
	e = audit_add(
	    s->st, s->actor, s->now, "create", CASE_ENTITY, s->id, buf_text(&detail));
	buf_fini(&detail);
	return e;
}

static enum err take_over(struct start *s)
{
	enum err e = case_link(
	    s->st, s->actor, s->call_id, s->id, CASE_CONFIRMED, "", s->now, NULL);

	if (e == AM_OK && says_person(s)) {
		e = insert_person(s);
		if (e == AM_OK)
			e = insert_victim(s);
	}
	return e;
}

static enum err create(struct start *s)
{
	int64_t number = 0;
	enum err e =
	    s->call_id != 0 ? case_call_said(s->st, s->actor, s->call_id, s->rec) : AM_OK;

	if (e == AM_OK)
		e = next_number(s->st, s->now, &number);
	if (e == AM_OK)
		e = insert_case(s, number);
	if (e == AM_OK)
		e = tell_created(s);
	if (e == AM_OK && s->call_id != 0)
		e = take_over(s);
	return e == AM_OK ? case_alert_risk(s->st, s->actor, s->id, true, s->now) : e;
}

enum err case_new(struct store *st, const struct actor *actor, const char *title,
    int64_t call_id, int64_t now, int64_t *id)
{
	struct start s = {
		.st = st, .actor = actor, .title = title, .call_id = call_id, .now = now
	};
	enum err e;

	if (!role_may(actor->role, ACT_CASE_EDIT) || actor->operator_id == 0)
		return AM_DENIED;
	e = store_begin(st);
	if (e != AM_OK)
		return e;
	s.rec = record_new(&call_form);
	e = store_end(st, create(&s));
	if (e == AM_OK)
		*id = s.id;
	record_free(s.rec);
	return e;
}

/* --- opened by mistake --- */

static enum err end_links(const struct start *s)
{
	static const char sql[] =
	    "UPDATE call_case SET ended_at = ?2, ended_by = ?3,"
	    " ended_why = '' WHERE case_id = ?1 AND ended_at IS NULL";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(s->st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, s->id);
		sqlite3_bind_int64(q, 2, s->now);
		sqlite3_bind_int64(q, 3, s->actor->operator_id);
	}
	return store_run(s->st, q, e);
}

static enum err close_as_mistake(const struct start *s)
{
	static const char sql[] =
	    "UPDATE casefile SET status = 'casestatus.closed', closed_at = ?2,"
	    " outcome_admin = 'outadmin.mistake', touched_at = ?2, version = version + 1"
	    " WHERE id = ?1";

	return store_change(s->st, sql, s->id, s->now);
}

static enum err give_up(const struct start *s)
{
	struct casefile c;
	enum err e = case_fetch(s->st, s->id, &c);

	if (e != AM_OK)
		return e;
	if (c.opened_by != s->actor->operator_id || s->now - c.opened_at > STORE_GRACE)
		return AM_DENIED;
	if (c.touched_at != c.opened_at || c.version != 1 || c.closed_at != 0)
		return AM_CONFLICT;
	e = end_links(s);
	if (e == AM_OK)
		e = close_as_mistake(s);
	if (e == AM_OK)
		e = audit_add(s->st, s->actor, s->now, "undo", CASE_ENTITY, s->id, "");
	return e == AM_OK ? case_alert_risk(s->st, s->actor, s->id, false, s->now) : e;
}

enum err case_give_up(
    struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	const struct start s = { .st = st, .actor = actor, .id = id, .now = now };
	enum err e;

	if (!role_may(actor->role, ACT_CASE_EDIT))
		return AM_DENIED;
	e = store_begin(st);
	return e == AM_OK ? store_end(st, give_up(&s)) : e;
}
