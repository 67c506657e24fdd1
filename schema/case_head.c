/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands above a case: the person in focus, what was accepted, what is due. */
#include <string.h>

#include "schema/base/buf.h"
#include "schema/case_event.h"
#include "schema/casefile_priv.h"
#include "schema/person_priv.h"

#define F CASE_FAMILY("?1")

/* The one row of sql, where ?1 is the case and ?2 (if it is there) another id or time.
 * AM_MISSING: there is none, and no q. */
static enum err one_row(
    struct store *st, const char *sql, int64_t id, int64_t second, sqlite3_stmt **q)
{
	enum err e = store_prepare(st, sql, q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(*q, 1, id);
	if (sqlite3_bind_parameter_count(*q) > 1)
		sqlite3_bind_int64(*q, 2, second);
	rc = sqlite3_step(*q);
	if (rc == SQLITE_ROW)
		return AM_OK;
	store_done(st, *q);
	*q = NULL;
	return rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
}

/* --- who --- */

static enum err read_person(
    struct store *st, int64_t id, int64_t now, struct case_head *out)
{
	static const char sql[] =
	    "SELECT p.id, trim(p.surnames || iif(p.surnames <> '' AND p.names <> '', ', "
	    "', '')"
	    " || p.names), substr(p.gender, 8), p.born_on, p.age_said, "
	    "coalesce(p.age_on, ''),"
	    " p.safe_note, (SELECT count(DISTINCT " PERSON_ROOT("w.person_id") ")"
	    "  FROM case_person w WHERE w.case_id IN " F " AND w.ended_at IS NULL)"
	    " FROM case_person cp JOIN person p ON p.id = " PERSON_ROOT("cp.person_id")
	    " WHERE cp.case_id IN " F
	    " AND cp.ended_at IS NULL ORDER BY cp.role <> 'victim', cp.id LIMIT 1";
	sqlite3_stmt *q = NULL;
	enum err e = one_row(st, sql, id, 0, &q);

	if (e != AM_OK)
		return e;
	out->person_id = sqlite3_column_int64(q, 0);
	str_copy(out->name, sizeof(out->name), store_text(q, 1));
	str_copy(out->gender, sizeof(out->gender), store_text(q, 2));
	out->age =
	    age_now(store_text(q, 3), store_text(q, 4), age_said_at(store_text(q, 5)), now);
	str_copy(out->safe, sizeof(out->safe), store_text(q, 6));
	out->people = sqlite3_column_int64(q, 7);
	store_done(st, q);
	return AM_OK;
}

/* What the newest call said about calling back. */
static enum err read_safe(struct store *st, int64_t id, struct case_head *out)
{
	static const char sql[] = "SELECT k.safe_hours, k.phone_of FROM call_case l JOIN "
				  "call k ON k.id = l.call_id"
				  " WHERE l.case_id IN " F " AND l.ended_at IS NULL"
				  " AND coalesce(k.safe_hours, k.phone_of) IS NOT NULL "
				  "ORDER BY k.id DESC LIMIT 1";
	sqlite3_stmt *q = NULL;
	enum err e = one_row(st, sql, id, 0, &q);

	if (e != AM_OK)
		return e;
	str_printf(out->safe, sizeof(out->safe), "%s%s%s", store_text(q, 0),
	    *store_text(q, 0) != '\0' && *store_text(q, 1) != '\0' ? ", " : "",
	    store_text(q, 1));
	store_done(st, q);
	return AM_OK;
}

static enum err read_where(struct store *st, int64_t id, struct case_head *out)
{
	static const char sql[] =
	    "SELECT k.where_is FROM call_case l JOIN call k ON k.id = l.call_id"
	    " WHERE l.case_id IN " F " AND l.ended_at IS NULL"
	    " AND coalesce(k.where_is, '-') NOT IN ('', '-') ORDER BY k.id DESC LIMIT 1";
	sqlite3_stmt *q = NULL;
	const enum err e = one_row(st, sql, id, 0, &q);

	if (e != AM_OK)
		return e;
	str_copy(out->where_is, sizeof(out->where_is), store_text(q, 0));
	store_done(st, q);
	return AM_OK;
}

/* --- what was accepted --- */

static enum err read_consents(
    struct store *st, int64_t id, int64_t now, struct case_head *out)
{
	const struct consent_about about = { .case_id = id };
	struct consent_answer answer;
	enum err e = AM_OK;

	for (size_t i = 0; e == AM_OK && i < CONSENT_PURPOSES; i++) {
		e = consent_stands(st, &about, (enum consent_purpose)i, now, &answer);
		if (e != AM_OK)
			break;
		str_copy(out->consent[i].consent, sizeof(out->consent[i].consent),
		    answer.newest.consent);
		str_copy(out->consent[i].given_by, sizeof(out->consent[i].given_by),
		    answer.newest.given_by);
		str_copy(out->consent[i].relation, sizeof(out->consent[i].relation),
		    answer.newest.relation);
		out->consent[i].at = answer.newest.at;
		out->consent[i].stands = answer.stands;
		out->consent[i].why = answer.why;
	}
	return e;
}

/* --- what is open --- */

static enum err read_due(struct store *st, int64_t id, struct case_head *out)
{
	static const char sql[] =
	    "SELECT due_at, kind, note FROM followup"
	    " WHERE case_id IN " F
	    " AND done_at IS NULL AND void_at IS NULL ORDER BY due_at LIMIT 1";
	sqlite3_stmt *q = NULL;
	enum err e = one_row(st, sql, id, 0, &q);

	if (e != AM_OK)
		return e;
	out->due_at = sqlite3_column_int64(q, 0);
	str_copy(out->due_kind, sizeof(out->due_kind), store_text(q, 1));
	str_copy(out->due_note, sizeof(out->due_note), store_text(q, 2));
	store_done(st, q);
	return AM_OK;
}

static enum err read_rescue(struct store *st, int64_t id, struct case_head *out)
{
	static const char sql[] =
	    "SELECT coalesce(r.check_at, r.started_at), o.name FROM rescue r"
	    " JOIN operator o ON o.id = r.lead_id WHERE r.case_id IN " F
	    " AND r.ended_at IS NULL ORDER BY r.check_at LIMIT 1";
	sqlite3_stmt *q = NULL;
	enum err e = one_row(st, sql, id, 0, &q);

	if (e != AM_OK)
		return e;
	out->rescue_check_at = sqlite3_column_int64(q, 0);
	str_copy(out->rescue_lead, sizeof(out->rescue_lead), store_text(q, 1));
	store_done(st, q);
	return AM_OK;
}

static enum err read_counts(struct store *st, int64_t id, struct case_head *out)
{
	static const char sql[] =
	    "SELECT (SELECT count(*) FROM record_flag WHERE entity = 'casefile'"
	    "  AND entity_id IN " F " AND solved_at IS NULL),"
	    " (SELECT count(*) FROM referral WHERE case_id IN " F
	    " AND due_at IS NOT NULL"
	    "  AND sent_at IS NOT NULL),"
	    " coalesce((SELECT substr(flag, 6) FROM record_flag WHERE entity = 'casefile'"
	    "  AND entity_id IN " F
	    " AND solved_at IS NULL ORDER BY id DESC LIMIT 1), '')";
	sqlite3_stmt *q = NULL;
	enum err e = one_row(st, sql, id, 0, &q);

	if (e != AM_OK)
		return e;
	out->flags = sqlite3_column_int64(q, 0);
	out->referrals = sqlite3_column_int64(q, 1);
	str_copy(out->flag, sizeof(out->flag), store_text(q, 2));
	store_done(st, q);
	return AM_OK;
}

/* What is not there is no error: nobody known, nothing due. */
static enum err optional(enum err e)
{
	return e == AM_MISSING ? AM_OK : e;
}

enum err case_head(struct store *st, const struct actor *actor, int64_t id, int64_t now,
    struct case_head *out)
{
	struct case_head head = { 0 };
	int64_t root;
	enum err e = case_enter(st, actor, id, now, &root);

	if (e != AM_OK)
		return e;
	e = optional(read_person(st, root, now, &head));
	if (e == AM_OK && *head.safe == '\0')
		e = optional(read_safe(st, root, &head));
	if (e == AM_OK)
		e = optional(read_where(st, root, &head));
	if (e == AM_OK)
		e = read_consents(st, root, now, &head);
	if (e == AM_OK)
		e = optional(read_due(st, root, &head));
	if (e == AM_OK)
		e = optional(read_rescue(st, root, &head));
	if (e == AM_OK)
		e = read_counts(st, root, &head);
	if (e == AM_OK)
		*out = head;
	return e;
}
