/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of a follow-up before it is saved, and what speaks against it. */
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/mem.h"
#include "schema/call_priv.h"
#include "schema/casefile_priv.h"
#include "schema/consent_priv.h"
#include "schema/followup_priv.h"
#include "schema/phone.h"
#include "schema/record.h"
#include "schema/setting.h"

#define DAY_LEN 10   /* "2026-11-24" */
#define FIRST_HOUR 9 /* of a day alone, where no safe hours are known */
#define BUSY_MIN 15  /* minutes that a moment takes */
#define DAY_MINUTES (24 * 60)
#define HOUR_MINUTES 60

/* --- moments --- */

static int minutes_of(const char *hm)
{
	return (int)(strtol(hm, NULL, 10) * 60 + strtol(hm + 3, NULL, 10));
}

/* "17:00-18:00" into minutes of the day; a time alone is that hour.  False: none. */
static bool hours_of(const char *text, int *from, int *to)
{
	if (strlen(text) < 5)
		return false;
	*from = minutes_of(text);
	*to = strlen(text) > 6 ? minutes_of(text + 6) : *from + HOUR_MINUTES;
	if (*to <= *from)
		*to += DAY_MINUTES;
	return true;
}

static int64_t at_minute(const char *day, int minute)
{
	struct clock_parts p = { .year = (int)strtol(day, NULL, 10),
		.month = (int)strtol(day + 5, NULL, 10),
		.day = (int)strtol(day + 8, NULL, 10) };
	int64_t at;

	p.hour = minute % DAY_MINUTES / 60;
	p.minute = minute % 60;
	at = clock_join(&p);
	if (at < 0 || minute < DAY_MINUTES)
		return at;
	p = clock_split(at + DAY_MINUTES * 60);
	return clock_join(&p);
}

bool followup_moments(const char *span, const char *safe, int64_t *due, int64_t *until)
{
	const char *hours = strlen(span) > DAY_LEN ? span + DAY_LEN + 1 : safe;
	int from = FIRST_HOUR * 60, to = from;

	if (strlen(span) < DAY_LEN)
		return false;
	(void)hours_of(hours, &from, &to);
	*due = at_minute(span, from);
	*until = strlen(hours) > 6 ? at_minute(span, to) : 0;
	return *due > 0;
}

/* --- what it is about --- */

enum err followup_about(struct store *st, const struct actor *actor, int64_t call_id,
    int64_t case_id, int64_t now)
{
	struct call call;
	enum err e = call_id == 0 && case_id == 0 ? AM_MISSING : AM_OK;

	if (call_id != 0) {
		e = call_fetch(st, call_id, &call, NULL);
		if (e == AM_OK &&
		    !call_may(actor, &call, ACT_CALL_VIEW, ACT_CALL_VIEW_ANY))
			e = AM_MISSING;
	}
	if (e == AM_OK && case_id != 0)
		e = case_check(st, actor, case_id, now);
	return e;
}

enum err followup_number(
    struct store *st, int64_t call_id, int64_t case_id, int64_t *number)
{
	static const char sql[] =
	    "SELECT coalesce((SELECT number FROM casefile WHERE id = ?2),"
	    " (SELECT number FROM call WHERE id = ?1), 0)";

	return store_number(st, sql, call_id, case_id, number);
}

/* The calls it is about, the newest first: the one, else those linked with the case. */
#define CALLS_OF                                                                    \
	" FROM call c WHERE (c.id = ?1 OR (?1 = 0 AND c.id IN (SELECT call_id FROM" \
	" call_case WHERE ended_at IS NULL AND case_id IN " CASE_FAMILY("?2") ")))"

static enum err one_of_calls(struct store *st, const char *sql, int64_t call_id,
    int64_t case_id, char *out, size_t size)
{
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, call_id);
	sqlite3_bind_int64(q, 2, case_id);
	rc = sqlite3_step(q);
	str_copy(out, size, rc == SQLITE_ROW ? store_text(q, 0) : "");
	store_done(st, q);
	return store_err(rc);
}

enum err followup_safe_hours(
    struct store *st, int64_t call_id, int64_t case_id, char safe[12], bool *refuses)
{
	const struct consent_about about = { .case_id = case_id, .call_id = call_id };
	char answer[4] = "", said_at[24] = "", by[2];
	bool took_back = false;
	enum err e = one_of_calls(st,
	    "SELECT c.safe_hours" CALLS_OF " AND c.safe_hours GLOB '[0-9]*'"
	    " ORDER BY c.id DESC LIMIT 1",
	    call_id, case_id, safe, 12);

	if (e == AM_OK)
		e = one_of_calls(st,
		    "SELECT c.consent_callback" CALLS_OF
		    " AND c.consent_callback IN ('y', 'n') ORDER BY c.id DESC LIMIT 1",
		    call_id, case_id, answer, sizeof(answer));
	if (e == AM_OK)
		e = one_of_calls(st,
		    "SELECT c.started_at" CALLS_OF
		    " AND c.consent_callback IN ('y', 'n') ORDER BY c.id DESC LIMIT 1",
		    call_id, case_id, said_at, sizeof(said_at));
	if (e == AM_OK)
		e = consent_no_callback(
		    st, &about, strtoll(said_at, NULL, 10), &took_back, by, sizeof(by));
	*refuses = *answer == 'n' || took_back;
	return e;
}

static enum err propose_phone(
    struct store *st, int64_t call_id, int64_t case_id, struct record *rec)
{
	char stored[PHONE_LEN] = "", phone[PHONE_LEN], country[8] = "";
	enum err e = setting_text(st, SET_COUNTRY, country, sizeof(country));

	if (e == AM_OK)
		e = one_of_calls(st,
		    "SELECT c.phone" CALLS_OF " AND c.phone GLOB '[0-9]*'"
		    " ORDER BY c.id DESC LIMIT 1",
		    call_id, case_id, stored, sizeof(stored));
	if (e == AM_OK)
		record_set_id(rec, "phone", phone_show(phone, stored, country));
	explicit_bzero(stored, sizeof(stored));
	explicit_bzero(phone, sizeof(phone));
	return e;
}

enum err followup_propose(struct store *st, const struct actor *actor, int64_t call_id,
    int64_t case_id, int64_t now, struct record *rec)
{
	char whom[24];
	enum err e;

	if (!role_may(actor->role, ACT_FOLLOWUP))
		return AM_DENIED;
	e = followup_about(st, actor, call_id, case_id, now);
	if (e == AM_OK)
		e = propose_phone(st, call_id, case_id, rec);
	if (e != AM_OK)
		return e;
	str_printf(whom, sizeof(whom), "%lld", (long long)actor->operator_id);
	record_set_id(rec, "kind",
	    *record_get_id(rec, "phone") != '\0' ? FOLLOWUP_CALL_BACK : FOLLOWUP_CHECK);
	record_set_id(rec, "whom", whom);
	return AM_OK;
}

/* --- what speaks against it --- */

static bool rings_her(const char *kind)
{
	return strcmp(kind, FOLLOWUP_CALL_BACK) == 0 || strcmp(kind, FOLLOWUP_CHECK) == 0;
}

/* Do the minutes from to to lie within the safe ones, on any day? */
static bool is_within(int from, int to, int safe_from, int safe_to)
{
	return (from >= safe_from && to <= safe_to) ||
	       (from + DAY_MINUTES >= safe_from && to + DAY_MINUTES <= safe_to);
}

static bool is_unsafe(const char *safe, int64_t due, int64_t until)
{
	const struct clock_parts p = clock_split(due);
	const int from = p.hour * 60 + p.minute;
	const int to = from + (until != 0 ? (int)((until - due) / 60) : 0);
	int safe_from, safe_to;

	return hours_of(safe, &safe_from, &safe_to) &&
	       !is_within(from, to, safe_from, safe_to);
}

/* Whatever it is, she is busy then; of a case that does not exist for the actor no more. */
static enum err find_busy(struct store *st, const struct actor *actor, int64_t id,
    int64_t whom, int64_t due, int64_t until, int64_t now, struct followup_advice *out)
{
	static const char sql[] =
	    "SELECT f.due_at, coalesce(f.until_at, 0), iif(?8 OR f.operator_id = ?2 OR"
	    " NOT " CASE_HIDDEN("f.case_id") ", coalesce(k.number, c.number), 0),"
	    " k.number IS NOT NULL FROM followup f LEFT JOIN call c ON c.id = f.call_id"
	    " LEFT JOIN casefile k ON k.id = " CASE_ROOT("f.case_id")
	    " WHERE f.done_at IS NULL AND f.void_at IS NULL AND f.id <> ?1"
	    " AND f.operator_id = ?7 AND f.due_at < ?5 AND f.due_at > ?4 - 86400"
	    " AND coalesce(f.until_at, f.due_at + ?6) > ?4 ORDER BY f.due_at LIMIT 1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	sqlite3_bind_int64(q, 2, actor->operator_id);
	sqlite3_bind_int64(q, 3, now);
	sqlite3_bind_int64(q, 4, due);
	sqlite3_bind_int64(q, 5, until != 0 ? until : due + BUSY_MIN * 60);
	sqlite3_bind_int64(q, 6, BUSY_MIN * 60);
	sqlite3_bind_int64(q, 7, whom);
	sqlite3_bind_int(q, 8, role_may(actor->role, ACT_FOLLOWUP_ANY));
	rc = sqlite3_step(q);
	if (rc == SQLITE_ROW) {
		out->busy_at = sqlite3_column_int64(q, 0);
		out->busy_until = sqlite3_column_int64(q, 1);
		out->busy_number = sqlite3_column_int64(q, 2);
		out->busy_case = sqlite3_column_int(q, 3) != 0;
	}
	store_done(st, q);
	return store_err(rc);
}

enum err followup_advise(struct store *st, const struct actor *actor,
    const struct record *rec, int64_t id, int64_t call_id, int64_t case_id, int64_t now,
    struct followup_advice *out)
{
	const bool rings = rings_her(record_get_id(rec, "kind"));
	const int64_t whom = strtoll(record_get_id(rec, "whom"), NULL, 10);
	struct followup_advice a = { .past = false };
	char span[FOLLOWUP_SPAN_LEN] = "";
	int64_t due = 0, until = 0;
	enum err e;

	if (!role_may(actor->role, ACT_FOLLOWUP))
		return AM_DENIED;
	e = followup_safe_hours(st, call_id, case_id, a.safe, &a.refuses);
	a.refuses = a.refuses && rings;
	if (e == AM_OK &&
	    field_check(&followup_form.fields[form_find(&followup_form, "when")],
		record_get_id(rec, "when"), now, span, sizeof(span)) == AM_OK &&
	    followup_moments(span, rings ? a.safe : "", &due, &until)) {
		a.past = (until != 0 ? until : due) < now - 60;
		a.unsafe = rings && is_unsafe(a.safe, due, until);
		if (whom != 0)
			e = find_busy(st, actor, id, whom, due, until, now, &a);
	}
	if (e == AM_OK)
		*out = a;
	return e;
}

enum err followup_look(struct store *st, const struct actor *actor,
    const struct followup *f, int64_t now, struct followup_advice *out)
{
	struct record *rec = record_new(&followup_form);
	char span[FOLLOWUP_SPAN_LEN], whom[24] = "";
	enum err e;

	if (f->operator_id != 0)
		str_printf(whom, sizeof(whom), "%lld", (long long)f->operator_id);
	record_set_id(rec, "kind", f->kind);
	record_set_id(rec, "when", followup_span(span, f->due_at, f->until_at));
	record_set_id(rec, "whom", whom);
	e = followup_advise(st, actor, rec, f->id, f->call_id, f->case_id, now, out);
	record_free(rec);
	return e;
}
