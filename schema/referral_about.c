/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a referral is about: what is known of the call and the case. */
#include "schema/referral_about.h"

#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/call_priv.h"
#include "schema/casefile_priv.h"
#include "schema/person_priv.h"
#include "schema/record.h"

/* --- what may help: from what is known --- */

enum fact {
	REPORTED = 1 << 0,
	DANGER = 1 << 1,
	HELD = 1 << 2,
	ABROAD = 1 << 3,
	MINOR = 1 << 4,
	ESCAPED = 1 << 5,
	RETURNS = 1 << 6,
	THREATENED = 1 << 7,
	MISSING = 1 << 8,
	VIOLENCE = 1 << 9,
	OFFERED = 1 << 10,
	ANYBODY = 1 << 11,
};

/* A service, and whom it may help: any of these facts.  The first are asked first. */
static const struct {
	const char *service;
	unsigned helps;
} needs[] = {
	{ "consular", ABROAD },
	{ "police", REPORTED | DANGER | HELD | MISSING | THREATENED },
	{ "rescue", DANGER | HELD },
	{ "childprot", MINOR },
	{ "prosec", REPORTED | MINOR },
	{ "lodging", ESCAPED | DANGER },
	{ "repat", ABROAD },
	{ "intret", RETURNS },
	{ "witness", THREATENED },
	{ "family", MISSING },
	{ "psych", REPORTED | ESCAPED | RETURNS | VIOLENCE | THREATENED },
	{ "legal", REPORTED | ESCAPED | VIOLENCE | OFFERED },
	{ "migration", OFFERED },
	{ "social", ANYBODY },
	{ "info", ANYBODY },
};

/* A code of a call's form, and what it says. */
static const struct {
	const char *field, *code;
	unsigned fact;
} says[] = {
	{ "motive", "report", REPORTED },
	{ "motive", "danger", REPORTED | DANGER },
	{ "motive", "offer", OFFERED },
	{ "risk", "1", DANGER },
	{ "situation", "held", HELD },
	{ "situation", "watched", HELD },
	{ "situation", "escaped", ESCAPED },
	{ "situation", "back", RETURNS },
	{ "situation", "threat", THREATENED },
	{ "situation", "lost", MISSING },
	{ "topic", "missing", MISSING },
	{ "topic", "return", RETURNS },
	{ "topic", "violence", VIOLENCE },
	{ "topic", "abuse", VIOLENCE },
};

static unsigned facts_of_call(const struct record *rec)
{
	unsigned facts = ANYBODY;

	for (size_t i = 0; i < COUNT(says); i++)
		if (strcmp(record_get_id(rec, says[i].field), says[i].code) == 0)
			facts |= says[i].fact;
	return facts;
}

static bool is_abroad(const char *place)
{
	return *place != '\0' && *place != '-' && strncmp(place, "PE", 2) != 0;
}

static void conclude(struct ref_about *out, unsigned facts)
{
	struct buf set = { 0 };

	if (is_abroad(out->place))
		facts |= ABROAD;
	if (out->minors)
		facts |= MINOR;
	out->danger = (facts & DANGER) != 0;
	for (size_t i = 0; i < COUNT(needs); i++)
		if (needs[i].helps & facts)
			buf_printf(
			    &set, "%s%s", set.len > 0 ? " " : "", needs[i].service);
	str_copy(out->needs, sizeof(out->needs), buf_text(&set));
	buf_fini(&set);
}

/* --- a call --- */

static void take_place(char to[12], const char *place)
{
	if (*to == '\0' && *place != '-')
		str_copy(to, 12, place);
}

/* Help for oneself is asked by herself, where nothing else was said. */
static bool calls_herself(const struct record *rec)
{
	const char *relation = record_get_id(rec, "relation");

	return strcmp(relation, "self") == 0 ||
	       (*relation == '\0' && strcmp(record_get_id(rec, "motive"), "danger") == 0);
}

static void take_call(struct ref_about *out, const struct record *rec, int64_t now)
{
	const struct age age = age_now("", record_get_id(rec, "age"), 0, now);
	char *from = calls_herself(rec) ? out->place : out->calls_from;

	take_place(out->place, record_get_id(rec, "place_now"));
	take_place(from, record_get_id(rec, "province"));
	take_place(from, record_get_id(rec, "place_from"));
	if (out->age.group == AGE_NOT_KNOWN)
		out->age = age;
	if (*out->sex == '\0')
		str_copy(out->sex, sizeof(out->sex), record_get_id(rec, "sex"));
	out->minors |= age_counts_as_minor(&age) ||
		       strtol(record_get_id(rec, "minors"), NULL, 10) > 0;
}

static enum err read_call(struct store *st, const struct actor *actor,
    struct ref_about *out, int64_t now, unsigned *facts)
{
	struct record *rec = record_new(&call_form);
	struct call call;
	enum err e = case_call_said(st, actor, out->call_id, rec);

	if (e == AM_OK)
		e = call_fetch(st, out->call_id, &call, NULL);
	if (e == AM_OK) {
		out->call_number = call.number;
		take_call(out, rec, now);
		*facts |= facts_of_call(rec);
	}
	record_free(rec);
	return e;
}

/* The case of a call, if there is exactly one that is sure. */
static enum err find_case(struct store *st, struct ref_about *out)
{
	static const char sql[] =
	    "SELECT max(root), count(DISTINCT root) FROM (SELECT " CASE_ROOT(
		"case_id") " AS root FROM call_case WHERE call_id = ?1"
			   " AND ended_at IS NULL AND certainty = 'confirmed')";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, out->call_id);
	rc = sqlite3_step(q);
	e = store_err(rc);
	if (rc == SQLITE_ROW && sqlite3_column_int64(q, 1) == 1)
		out->case_id = sqlite3_column_int64(q, 0);
	store_done(st, q);
	return e;
}

/* --- a case --- */

static void read_case_row(sqlite3_stmt *q, struct ref_about *out, unsigned *facts)
{
	out->case_number = sqlite3_column_int64(q, 0);
	take_place(out->place, store_text(q, 1));
	out->minors |= sqlite3_column_int64(q, 2) > 0;
	*facts |= REPORTED | ANYBODY;
	if (strcmp(store_text(q, 3), "risk.1") == 0)
		*facts |= DANGER;
}

static enum err read_case(struct store *st, struct ref_about *out, unsigned *facts)
{
	static const char sql[] = "SELECT number, coalesce(place_now, destination, ''), "
				  "coalesce(minors, 0), risk"
				  " FROM casefile WHERE id = ?1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, out->case_id);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	if (e == AM_OK)
		read_case_row(q, out, facts);
	store_done(st, q);
	return e;
}

static void read_victim(sqlite3_stmt *q, struct ref_about *out, int64_t now)
{
	const struct age age = age_now(
	    store_text(q, 1), store_text(q, 2), age_said_at(store_text(q, 3)), now);

	out->victims++;
	out->person_id = out->victims == 1 ? sqlite3_column_int64(q, 0) : 0;
	out->age = out->victims == 1 ? age : (struct age){ .group = AGE_NOT_KNOWN };
	str_copy(out->sex, sizeof(out->sex), out->victims == 1 ? store_text(q, 4) : "");
	out->minors |= age_counts_as_minor(&age);
}

static enum err read_victims(struct store *st, struct ref_about *out, int64_t now)
{
	static const char sql[] =
	    "SELECT DISTINCT p.id, p.born_on, p.age_said, p.age_on,"
	    " coalesce(substr(p.gender, 8), '') FROM case_person cp JOIN person p"
	    " ON p.id = " PERSON_ROOT("cp.person_id") " WHERE cp.role = 'victim'"
	    " AND cp.ended_at IS NULL AND cp.case_id IN " CASE_FAMILY("?1");
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, out->case_id);
	while ((rc = sqlite3_step(q)) == SQLITE_ROW)
		read_victim(q, out, now);
	store_done(st, q);
	return store_err(rc);
}

/* --- together --- */

static enum err read_all(struct store *st, const struct actor *actor,
    struct ref_about *out, int64_t now, unsigned *facts)
{
	enum err e = AM_OK;

	if (out->case_id != 0) {
		e = case_enter(st, actor, out->case_id, now, &out->case_id);
		if (e == AM_OK)
			e = read_victims(st, out, now);
		if (e == AM_OK)
			e = read_case(st, out, facts);
	}
	return e == AM_OK && out->call_id != 0 ? read_call(st, actor, out, now, facts)
					       : e;
}

enum err ref_about(struct store *st, const struct actor *actor, int64_t call_id,
    int64_t case_id, int64_t now, struct ref_about *out)
{
	unsigned facts = 0;
	enum err e = AM_OK;

	*out = (struct ref_about){ .call_id = call_id, .case_id = case_id };
	if (!role_may(actor->role, ACT_REFERRAL))
		return AM_DENIED;
	if (call_id == 0 && case_id == 0)
		return AM_MISSING;
	if (case_id == 0)
		e = find_case(st, out);
	/* the case of her call may be closed to her: then it is about the call alone */
	if (e == AM_OK && case_id == 0 && out->case_id != 0 &&
	    case_check(st, actor, out->case_id, now) != AM_OK)
		out->case_id = 0;
	if (e == AM_OK)
		e = read_all(st, actor, out, now, &facts);
	if (e == AM_OK)
		conclude(out, facts);
	return e;
}
