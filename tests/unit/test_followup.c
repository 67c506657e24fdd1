/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Follow-ups: whose they are, when they are due, what is done to them and taken back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "schema/agent.h"
#include "schema/audit.h"
#include "schema/call.h"
#include "schema/casefile.h"
#include "schema/followup.h"
#include "schema/record.h"
#include "tests/unit/house.h"

#define ROWS 50
#define HOUR 3600
#define DAY 86400
#define SEVENTEEN (NOW + 2 * HOUR + 24 * MINUTE) /* today, 17:00 */

/* A closed call of who, with a telephone and safe hours. */
static int64_t took_a_call(struct house *h, const struct actor *who, const char *safe)
{
	struct record *rec = record_new(&call_form);
	struct call call;

	record_set_id(rec, "motive", "report");
	record_set_id(rec, "dispo", "callback");
	record_set_id(rec, "phone", "961555877");
	record_set_id(rec, "safe_hours", safe);
	record_set_id(rec, "risk", "2");
	assert_int_equal(AM_OK, call_new(h->st, who, NOW - HOUR, &call));
	assert_int_equal(AM_OK, call_close(h->st, who, &call, rec, 0, NOW - HOUR + 60));
	record_free(rec);
	return call.id;
}

/* who says minutes later that the call ended otherwise. */
static void correct_to(
    struct house *h, const struct actor *who, int64_t call, const char *dispo)
{
	struct record *rec = record_new(&call_form);
	struct call c;

	assert_int_equal(AM_OK, call_load(h->st, who, call, NOW, &c, rec));
	record_set_id(rec, "dispo", dispo);
	assert_int_equal(AM_OK, call_correct(h->st, who, &c, rec, "no quiso", 0, NOW));
	record_free(rec);
}

/* who is to do something about a call at a time; returns the follow-up, 0: refused. */
static enum err tries_to_note(struct house *h, const struct actor *who, int64_t call,
    const char *when, const char *note, int64_t *id)
{
	struct record *rec = record_new(&followup_form);
	struct followup_save save = {
		.actor = who, .now = NOW, .call_id = call, .after = rec
	};
	enum err e = followup_propose(h->st, who, call, 0, NOW, rec);

	record_set_id(rec, "when", when);
	record_set_id(rec, "note", note);
	if (e == AM_OK)
		e = followup_save(h->st, &save);
	*id = save.id;
	record_free(rec);
	return e;
}

static int64_t notes(struct house *h, const struct actor *who, int64_t call,
    const char *when, const char *note)
{
	int64_t id = 0;

	assert_int_equal(AM_OK, tries_to_note(h, who, call, when, note, &id));
	return id;
}

static struct followup look(struct house *h, const struct actor *who, int64_t id)
{
	struct followup f;

	assert_int_equal(AM_OK, followup_get(h->st, who, id, NOW, &f));
	return f;
}

static size_t lists(struct house *h, const struct actor *who, enum followup_whose whose,
    struct followup out[ROWS])
{
	size_t count = 0, all = 0;

	assert_int_equal(
	    AM_OK, followup_list(h->st, who, whose, NOW, out, ROWS, &count, &all));
	assert_int_equal(count, all);
	return count;
}

/* --- when --- */

static void what_is_typed_becomes_two_moments(void **state)
{
	static const struct {
		const char *span, *safe;
		int64_t due, until;
	} rows[] = {
		{ "2026-11-24 17:00", "", SEVENTEEN, 0 },
		{ "2026-11-24 17:00-18:00", "", SEVENTEEN, SEVENTEEN + HOUR },
		{ "2026-11-24 22:00-02:00", "", SEVENTEEN + 5 * HOUR,
		    SEVENTEEN + 9 * HOUR },
		{ "2026-11-25", "", SEVENTEEN + 16 * HOUR, 0 },
		{ "2026-11-25", "17:00-18:00", SEVENTEEN + DAY, SEVENTEEN + DAY + HOUR },
		{ "2026-11-25", "20:00", SEVENTEEN + DAY + 3 * HOUR, 0 },
		{ "2026-11-25 09:00", "17:00-18:00", SEVENTEEN + 16 * HOUR, 0 },
	};
	int64_t due, until;

	for (size_t i = 0; i < COUNT(rows); i++) {
		assert_true(followup_moments(rows[i].span, rows[i].safe, &due, &until));
		if (due != rows[i].due || until != rows[i].until)
			fail_msg("%s: %lld %lld", rows[i].span, (long long)due,
			    (long long)until);
	}
	assert_false(followup_moments("", "", &due, &until));
	(void)state;
}

static void a_callback_at_17_has_number_and_person_of_the_call(void **state)
{
	struct house *h = *state;
	const int64_t call = took_a_call(h, &h->rosa, "");
	const struct followup f = look(h, &h->rosa, notes(h, &h->rosa, call, "17", ""));

	assert_int_equal(SEVENTEEN, f.due_at);
	assert_int_equal(0, f.until_at);
	assert_int_equal(call, f.call_id);
	assert_int_equal(2, f.risk);
	assert_string_equal("callback", f.kind);
	assert_string_equal("Rosa", f.who);
	assert_string_equal("877", f.tail);
	assert_string_equal("51961555877", house_sees(h, "SELECT phone FROM followup"));
}

static void a_day_alone_takes_the_safe_hours(void **state)
{
	struct house *h = *state;
	const int64_t call = took_a_call(h, &h->rosa, "17-18");
	const struct followup f = look(h, &h->rosa, notes(h, &h->rosa, call, "+1", ""));

	assert_int_equal(SEVENTEEN + DAY, f.due_at);
	assert_int_equal(SEVENTEEN + DAY + HOUR, f.until_at);
}

static void what_has_passed_is_refused(void **state)
{
	static const char *const typed[] = { "hoy 9", "ayer 17", "-2 9",
		"2004-11-24 17:00", "luego", "", "-" };
	struct house *h = *state;
	const int64_t call = took_a_call(h, &h->rosa, "");
	int64_t id;

	for (size_t i = 0; i < COUNT(typed); i++)
		assert_int_equal(
		    AM_INVALID, tries_to_note(h, &h->rosa, call, typed[i], "", &id));
	assert_int_equal(0, house_counts(h, "SELECT count(*) FROM followup"));
}

/* --- what is said against it --- */

static struct followup_advice advised(
    struct house *h, int64_t call, const char *kind, const char *when)
{
	struct record *rec = record_new(&followup_form);
	struct followup_advice a;

	assert_int_equal(AM_OK, followup_propose(h->st, &h->rosa, call, 0, NOW, rec));
	record_set_id(rec, "kind", kind);
	record_set_id(rec, "when", when);
	assert_int_equal(
	    AM_OK, followup_advise(h->st, &h->rosa, rec, 0, call, 0, NOW, &a));
	record_free(rec);
	return a;
}

static void a_time_outside_of_the_safe_hours_is_told(void **state)
{
	static const struct {
		const char *safe, *kind, *when;
		bool unsafe;
	} rows[] = {
		{ "17-18", "callback", "17", false },
		{ "17-18", "callback", "17-18", false },
		{ "17-18", "callback", "18", false },
		{ "17-18", "callback", "1830", true },
		{ "17-18", "callback", "16-18", true },
		{ "17-18", "callback", "+1", false }, { "17-18", "check", "man 9", true },
		{ "17-18", "hearing", "man 9", false }, /* nobody rings her then */
		{ "20", "callback", "20", false }, { "20", "callback", "2030", false },
		{ "20", "callback", "22", true }, { "22-2", "callback", "23", false },
		{ "22-2", "callback", "1", false }, { "22-2", "callback", "3", true },
		{ "", "callback", "3", false },
		{ "17-18", "callback", "half", false }, /* not typed yet */
	};
	struct house *h = *state;

	for (size_t i = 0; i < COUNT(rows); i++) {
		const int64_t call = took_a_call(h, &h->rosa, rows[i].safe);
		const struct followup_advice a =
		    advised(h, call, rows[i].kind, rows[i].when);

		if (a.unsafe != rows[i].unsafe)
			fail_msg("safe %s, %s", rows[i].safe, rows[i].when);
	}
}

static void the_past_and_another_at_that_time_are_told(void **state)
{
	struct house *h = *state;
	const int64_t call = took_a_call(h, &h->rosa, "");
	const int64_t other = took_a_call(h, &h->rosa, "");

	assert_true(advised(h, call, "callback", "hoy 9").past);
	assert_false(advised(h, call, "callback", "hoy 14-15").past);
	assert_int_equal(0, advised(h, call, "callback", "17").busy_at);
	notes(h, &h->rosa, other, "17-18", "");
	assert_int_equal(SEVENTEEN, advised(h, call, "callback", "1730").busy_at);
	assert_int_equal(SEVENTEEN, advised(h, call, "callback", "1650").busy_at);
	assert_int_equal(0, advised(h, call, "callback", "18").busy_at);
	assert_int_equal(0, advised(h, call, "callback", "1640").busy_at);
	assert_true(advised(h, call, "callback", "1730").busy_number > 0);
	assert_false(advised(h, call, "callback", "1730").busy_case);
}

static void who_does_not_want_a_call_back_is_told(void **state)
{
	struct house *h = *state;
	const int64_t call = took_a_call(h, &h->rosa, "");

	assert_false(advised(h, call, "callback", "17").refuses);
	assert_string_equal("", house_sees(h, "UPDATE call SET consent_callback = 'n'"));
	assert_true(advised(h, call, "callback", "17").refuses);
	assert_false(advised(h, call, "hearing", "17").refuses);
}

/* --- whose they are --- */

static void lists_are_mine_the_shifts_or_everybodys(void **state)
{
	struct house *h = *state;
	const int64_t hers = took_a_call(h, &h->rosa, "");
	const int64_t luzs = took_a_call(h, &h->luz, "");
	struct followup rows[ROWS];
	int64_t nobodys;

	notes(h, &h->rosa, hers, "+1 9", "");
	notes(h, &h->luz, luzs, "17", "");
	nobodys = notes(h, &h->rosa, hers, "18", "");
	assert_int_equal(AM_OK, followup_reassign(h->st, &h->rosa, nobodys, 0, NOW));

	assert_int_equal(2, lists(h, &h->rosa, FOLLOWUP_MINE, rows));
	assert_int_equal(nobodys, rows[0].id); /* the earliest first */
	assert_string_equal("", rows[0].who);
	assert_int_equal(3, lists(h, &h->rosa, FOLLOWUP_ALL, rows));
	house_sees(h, "DELETE FROM agent_state"); /* everybody signed off */
	assert_int_equal(1, lists(h, &h->marta, FOLLOWUP_TEAM, rows));
	assert_int_equal(AM_OK, agent_choose(h->st, &h->luz, "ready", NOW));
	assert_int_equal(2, lists(h, &h->marta, FOLLOWUP_TEAM, rows));
}

static void of_somebody_elses_one_sees_when_and_whose_but_no_text(void **state)
{
	struct house *h = *state;
	const int64_t call = took_a_call(h, &h->luz, "");
	const int64_t id = notes(h, &h->luz, call, "17", "Preguntar por la tía");
	struct followup rows[ROWS];

	assert_int_equal(1, lists(h, &h->rosa, FOLLOWUP_ALL, rows));
	assert_false(rows[0].may);
	assert_string_equal("", rows[0].note);
	assert_string_equal("", rows[0].tail);
	assert_string_equal("Luz", rows[0].who);
	assert_int_equal(SEVENTEEN, rows[0].due_at);
	assert_string_equal("Preguntar por la tía", look(h, &h->luz, id).note);
	assert_string_equal("Preguntar por la tía", look(h, &h->marta, id).note);
}

static void a_restricted_case_shows_nothing_to_others(void **state)
{
	struct house *h = *state;
	const int64_t call = took_a_call(h, &h->luz, "");
	const int64_t id = notes(h, &h->luz, call, "17", "");
	struct followup rows[ROWS];

	house_sees(h, "INSERT INTO casefile (id, number, title, source, opened_at,"
		      " opened_by, assigned_to, touched_at, restricted) VALUES (7,"
		      " 260000031, 'Nauta', 'source.hotline', 1, 2, 2, 1, 1)");
	house_sees(h, "UPDATE followup SET case_id = 7");
	assert_int_equal(0, lists(h, &h->rosa, FOLLOWUP_ALL, rows));
	assert_int_equal(1, lists(h, &h->luz, FOLLOWUP_ALL, rows));
	assert_int_equal(1, lists(h, &h->marta, FOLLOWUP_ALL, rows));
	assert_int_equal(260000031, rows[0].case_number);
	assert_int_equal(
	    AM_OK, followup_reassign(h->st, &h->luz, id, h->rosa.operator_id, NOW));
	assert_int_equal(1, lists(h, &h->rosa, FOLLOWUP_ALL, rows));
}

/* Luz is busy then; with what is not told. */
static void a_restricted_case_is_not_told_as_what_somebody_is_busy_with(void **state)
{
	struct house *h = *state;
	const int64_t call = took_a_call(h, &h->rosa, "");
	const int64_t hers = took_a_call(h, &h->luz, "");
	struct record *rec = record_new(&followup_form);
	struct followup_advice a;
	char whom[24];

	notes(h, &h->luz, hers, "17", "");
	house_sees(h, "INSERT INTO casefile (id, number, title, source, opened_at,"
		      " opened_by, assigned_to, touched_at, restricted) VALUES (7,"
		      " 260000031, 'Nauta', 'source.hotline', 1, 2, 2, 1, 1)");
	house_sees(h, "UPDATE followup SET case_id = 7");
	assert_int_equal(AM_OK, followup_propose(h->st, &h->rosa, call, 0, NOW, rec));
	record_set_id(rec, "when", "17");
	record_set_id(rec, "whom",
	    str_printf(whom, sizeof(whom), "%lld", (long long)h->luz.operator_id));
	assert_int_equal(
	    AM_OK, followup_advise(h->st, &h->rosa, rec, 0, call, 0, NOW, &a));
	assert_int_equal(SEVENTEEN, a.busy_at);
	assert_int_equal(0, a.busy_number);
	assert_int_equal(
	    AM_OK, followup_advise(h->st, &h->marta, rec, 0, call, 0, NOW, &a));
	assert_int_equal(260000031, a.busy_number);
	house_sees(h, "UPDATE casefile SET restricted = 0");
	assert_int_equal(
	    AM_OK, followup_advise(h->st, &h->rosa, rec, 0, call, 0, NOW, &a));
	assert_int_equal(260000031, a.busy_number);
	record_free(rec);
}

static void one_of_a_case_is_opened_by_whoever_comes_to_the_case(void **state)
{
	struct house *h = *state;
	const int64_t call = took_a_call(h, &h->luz, "");
	const int64_t id = notes(h, &h->luz, call, "17", "la tía");
	struct casefile c;

	house_sees(h, "INSERT INTO casefile (id, number, title, source, opened_at,"
		      " opened_by, touched_at) VALUES (7, 260000031, 'Nauta',"
		      " 'source.hotline', 1, 2, 1)");
	house_sees(h, "UPDATE followup SET case_id = 7");
	assert_false(look(h, &h->rosa, id).may);
	/* taking it over is no way into the case */
	assert_int_equal(
	    AM_DENIED, followup_reassign(h->st, &h->rosa, id, h->rosa.operator_id, NOW));
	assert_int_equal(
	    AM_OK, case_open(h->st, &h->rosa, 7, "La madre llama por ella.", 0, NOW, &c));
	assert_true(look(h, &h->rosa, id).may);
	assert_string_equal("la tía", look(h, &h->rosa, id).note);
	assert_int_equal(AM_OK, followup_postpone(h->st, &h->rosa, id, "18", NOW));
	assert_int_equal(
	    NOW, house_counts(h, "SELECT touched_at FROM casefile WHERE id = 7"));
	assert_int_equal(
	    AM_OK, followup_reassign(h->st, &h->rosa, id, h->rosa.operator_id, NOW));
	/* nobody's is everybody's, but not of a case that is restricted */
	assert_int_equal(AM_OK, followup_reassign(h->st, &h->rosa, id, 0, NOW));
	assert_true(look(h, &h->rosa, id).may);
	house_sees(h, "UPDATE casefile SET restricted = 1");
	house_sees(h, "UPDATE followup SET made_by = 1");
	assert_int_equal(
	    AM_MISSING, followup_get(h->st, &h->rosa, id, NOW, &(struct followup){ 0 }));
	assert_int_equal(
	    AM_MISSING, followup_reassign(h->st, &h->rosa, id, h->rosa.operator_id, NOW));
}

static void a_case_has_its_own_for_whom_it_belongs_to(void **state)
{
	struct house *h = *state;
	const int64_t call = took_a_call(h, &h->luz, "");
	const int64_t id = notes(h, &h->luz, call, "17", "");
	struct followup rows[ROWS];
	size_t count = 0;

	(void)notes(h, &h->luz, call, "18", "of the call only");
	house_sees(h, "INSERT INTO casefile (id, number, title, source, opened_at,"
		      " opened_by, assigned_to, touched_at, merged_into) VALUES"
		      " (7, 260000031, 'Nauta', 'source.hotline', 1, 2, 2, 1, NULL),"
		      " (8, 260000032, 'Nauta', 'source.hotline', 1, 2, 2, 1, 7)");
	house_sees(h, "UPDATE followup SET case_id = 8 WHERE id = 1");
	assert_int_equal(
	    AM_OK, followup_of_case(h->st, &h->luz, 7, NOW, rows, ROWS, &count));
	assert_int_equal(1, count);
	assert_int_equal(id, rows[0].id);
	assert_int_equal(
	    AM_MISSING, followup_of_case(h->st, &h->rosa, 7, NOW, rows, ROWS, &count));
	house_sees(h, "UPDATE followup SET void_at = 1 WHERE id = 1");
	assert_int_equal(
	    AM_OK, followup_of_case(h->st, &h->luz, 7, NOW, rows, ROWS, &count));
	assert_int_equal(0, count);
}

static void whoever_may_not_open_one_is_refused_and_that_is_told(void **state)
{
	struct house *h = *state;
	const int64_t call = took_a_call(h, &h->luz, "");
	const int64_t id = notes(h, &h->luz, call, "17", "");
	struct record *rec = record_new(&followup_form);
	struct followup f;

	assert_int_equal(AM_DENIED, followup_load(h->st, &h->rosa, id, NOW, rec, &f));
	assert_true(record_empty(rec));
	assert_int_equal(1, house_counts(h, "SELECT count(*) FROM audit WHERE action ="
					    " 'refused' AND entity = 'followup'"));
	assert_int_equal(AM_DENIED, followup_done(h->st, &h->rosa, id, "nadie", 0, NOW));
	assert_int_equal(AM_DENIED, followup_postpone(h->st, &h->rosa, id, "18", NOW));
	assert_int_equal(AM_DENIED, followup_reassign(h->st, &h->rosa, id, 0, NOW));
	assert_int_equal(AM_DENIED, followup_load(h->st, &h->julia, id, NOW, rec, &f));
	assert_int_equal(AM_OK, followup_load(h->st, &h->marta, id, NOW, rec, &f));
	assert_string_equal("961555877", record_get_id(rec, "phone"));
	assert_string_equal("2026-11-24 17:00", record_get_id(rec, "when"));
	record_free(rec);
}

static void nobody_makes_one_about_a_call_she_may_not_see(void **state)
{
	struct house *h = *state;
	const int64_t call = took_a_call(h, &h->luz, "");
	int64_t id;

	assert_int_equal(AM_MISSING, tries_to_note(h, &h->rosa, call, "17", "", &id));
	assert_int_equal(AM_MISSING, tries_to_note(h, &h->rosa, 999, "17", "", &id));
	assert_int_equal(AM_MISSING, tries_to_note(h, &h->rosa, 0, "17", "", &id));
	assert_int_equal(AM_DENIED, tries_to_note(h, &h->julia, call, "17", "", &id));
	assert_int_equal(AM_OK, tries_to_note(h, &h->marta, call, "17", "", &id));
}

static void one_is_taken_over_from_somebody_who_is_away(void **state)
{
	struct house *h = *state;
	const int64_t call = took_a_call(h, &h->luz, "");
	const int64_t id = notes(h, &h->luz, call, "17", "Preguntar por la tía");

	assert_int_equal(
	    AM_OK, followup_reassign(h->st, &h->rosa, id, h->rosa.operator_id, NOW));
	assert_string_equal("Rosa", look(h, &h->rosa, id).who);
	assert_string_equal("Preguntar por la tía", look(h, &h->rosa, id).note);
	assert_string_equal("{\"old\":{\"operator_id\":2}}",
	    house_sees(h, "SELECT detail FROM audit WHERE action = 'reassign'"));
	assert_int_equal(AM_OK, followup_undo(h->st, &h->rosa, id, NOW + 60));
	assert_string_equal("Luz", look(h, &h->luz, id).who);
}

/* --- what is done to them --- */

static void done_needs_a_result_and_knows_its_call(void **state)
{
	struct house *h = *state;
	const int64_t call = took_a_call(h, &h->rosa, "");
	const int64_t id = notes(h, &h->rosa, call, "17", "");
	const int64_t back = took_a_call(h, &h->rosa, "");
	struct followup f, rows[ROWS];

	assert_int_equal(AM_INVALID, followup_done(h->st, &h->rosa, id, "  ", 0, NOW));
	assert_int_equal(AM_OK, followup_rings(h->st, &h->rosa, id, back, NOW));
	assert_int_equal(AM_OK, followup_rung(h->st, &h->rosa, NOW, &f));
	assert_int_equal(id, f.id);
	assert_int_equal(back, f.rings_call_id);
	assert_false(f.rings_failed);
	assert_int_equal(AM_MISSING, followup_rung(h->st, &h->luz, NOW, &f));
	house_sees(h, "UPDATE call SET dispo = 'dispo.noanswer' WHERE id = 2");
	assert_true(look(h, &h->rosa, id).rings_failed);
	assert_int_equal(
	    AM_OK, followup_done(h->st, &h->rosa, id, "La tía confirma", 0, NOW));
	f = look(h, &h->rosa, id);
	assert_false(f.open);
	assert_int_equal(NOW, f.done_at);
	assert_int_equal(back, f.done_call_id);
	assert_string_equal("Rosa", f.done_by);
	assert_string_equal("La tía confirma", f.result);
	assert_int_equal(0, lists(h, &h->rosa, FOLLOWUP_ALL, rows));
	assert_int_equal(AM_MISSING, followup_rung(h->st, &h->rosa, NOW, &f));
	assert_int_equal(
	    AM_CONFLICT, followup_done(h->st, &h->rosa, id, "otra vez", 0, NOW));
	assert_int_equal(AM_CONFLICT, followup_postpone(h->st, &h->rosa, id, "18", NOW));
}

static void postponing_counts_tries_and_keeps_what_was(void **state)
{
	static const struct {
		const char *was, *typed;
		int64_t due, until;
	} rows[] = {
		{ "17", "18", SEVENTEEN + HOUR, 0 },
		{ "17", "+1", SEVENTEEN + DAY, 0 }, /* the same hour */
		{ "17-18", "+1", SEVENTEEN + DAY, SEVENTEEN + DAY + HOUR },
		{ "17-18", "man 9", SEVENTEEN + 16 * HOUR, 0 },
		{ "man 9", "17-18", SEVENTEEN, SEVENTEEN + HOUR },
	};
	struct house *h = *state;
	const int64_t call = took_a_call(h, &h->rosa, "");

	for (size_t i = 0; i < COUNT(rows); i++) {
		const int64_t id = notes(h, &h->rosa, call, rows[i].was, "");
		struct followup f;

		assert_int_equal(
		    AM_OK, followup_postpone(h->st, &h->rosa, id, rows[i].typed, NOW));
		f = look(h, &h->rosa, id);
		if (f.due_at != rows[i].due || f.until_at != rows[i].until ||
		    f.tries != 1)
			fail_msg("%s, then %s: %lld", rows[i].was, rows[i].typed,
			    (long long)f.due_at);
		assert_int_equal(
		    AM_INVALID, followup_postpone(h->st, &h->rosa, id, "hoy 9", NOW));
		assert_int_equal(
		    AM_INVALID, followup_postpone(h->st, &h->rosa, id, "luego", NOW));
		assert_int_equal(1, look(h, &h->rosa, id).tries);
	}
	assert_string_equal("{\"old\":{\"due_at\":1795557600,\"tries\":0}}",
	    house_sees(h, "SELECT detail FROM audit WHERE action = 'postpone'"));
}

static void each_change_is_taken_back_once_by_who_made_it(void **state)
{
	struct house *h = *state;
	const int64_t call = took_a_call(h, &h->rosa, "");
	const int64_t id = notes(h, &h->rosa, call, "17-18", "");
	struct followup rows[ROWS];

	assert_int_equal(AM_OK, followup_postpone(h->st, &h->rosa, id, "+1", NOW));
	assert_int_equal(AM_MISSING, followup_undo(h->st, &h->luz, id, NOW));
	assert_int_equal(AM_MISSING, followup_undo(h->st, &h->rosa, id, NOW + 601));
	assert_int_equal(AM_OK, followup_undo(h->st, &h->rosa, id, NOW + 599));
	assert_int_equal(SEVENTEEN, look(h, &h->rosa, id).due_at);
	assert_int_equal(SEVENTEEN + HOUR, look(h, &h->rosa, id).until_at);
	assert_int_equal(0, look(h, &h->rosa, id).tries);
	assert_int_equal(AM_MISSING, followup_undo(h->st, &h->rosa, id, NOW));

	assert_int_equal(AM_OK, followup_done(h->st, &h->rosa, id, "Nada", 0, NOW));
	assert_int_equal(AM_OK, followup_undo(h->st, &h->rosa, id, NOW));
	assert_true(look(h, &h->rosa, id).open);
	assert_string_equal("", look(h, &h->rosa, id).result);
	assert_int_equal(0, look(h, &h->rosa, id).done_at);

	assert_int_equal(AM_OK, followup_done(h->st, &h->rosa, id, "Nada", 0, NOW));
	assert_int_equal(AM_OK, followup_undo(h->st, &h->rosa, id, NOW));
	assert_int_equal(1, lists(h, &h->rosa, FOLLOWUP_MINE, rows));
}

static void one_made_by_mistake_is_gone_but_not_deleted(void **state)
{
	struct house *h = *state;
	const int64_t call = took_a_call(h, &h->rosa, "");
	const int64_t id = notes(h, &h->rosa, call, "17", "");
	struct followup f, rows[ROWS];

	assert_int_equal(AM_OK, followup_undo(h->st, &h->rosa, id, NOW));
	assert_int_equal(0, lists(h, &h->rosa, FOLLOWUP_ALL, rows));
	assert_int_equal(AM_MISSING, followup_get(h->st, &h->rosa, id, NOW, &f));
	assert_int_equal(1, house_counts(h, "SELECT count(*) FROM followup"));
}

static void an_edit_keeps_the_old_values_and_sees_who_was_faster(void **state)
{
	struct house *h = *state;
	const int64_t call = took_a_call(h, &h->rosa, "");
	const int64_t id = notes(h, &h->rosa, call, "17", "una");
	struct record *before = record_new(&followup_form);
	struct record *after = record_new(&followup_form);
	struct followup_save save = { .actor = &h->rosa,
		.now = NOW,
		.id = id,
		.call_id = call,
		.before = before,
		.after = after };
	struct followup f;

	assert_int_equal(AM_OK, followup_load(h->st, &h->rosa, id, NOW, before, &f));
	record_copy(after, before);
	record_set_id(after, "note", "dos");
	record_set_id(after, "when", "2026-11-24 17:00-18:00");
	save.version = f.version;
	assert_int_equal(AM_OK, followup_save(h->st, &save));
	assert_string_equal("dos", look(h, &h->rosa, id).note);
	assert_string_equal("{\"old\":{\"until_at\":null,\"note\":\"una\"}}",
	    house_sees(h, "SELECT detail FROM audit WHERE action = 'update'"));
	assert_int_equal(AM_CONFLICT, followup_save(h->st, &save));
	assert_int_equal(AM_OK, followup_undo(h->st, &h->rosa, id, NOW));
	assert_string_equal("una", look(h, &h->rosa, id).note);
	assert_int_equal(0, look(h, &h->rosa, id).until_at);
	record_free(before);
	record_free(after);
}

/* --- numbers --- */

static void late_today_and_this_week_are_counted(void **state)
{
	static const char *const when[] = { "15", "14-15", "17", "man 9", "+6 9", "+7 9",
		"3 9" };
	struct house *h = *state;
	const int64_t call = took_a_call(h, &h->rosa, "");
	struct followup_numbers n;
	int days[31];

	for (size_t i = 0; i < COUNT(when); i++)
		notes(h, &h->rosa, call, when[i], "");
	assert_int_equal(AM_OK, followup_count(h->st, &h->rosa, FOLLOWUP_MINE, NOW, &n));
	assert_int_equal(0, n.late);
	assert_int_equal(3, n.today);
	assert_int_equal(5, n.week);
	assert_int_equal(AM_OK, followup_count(h->st, &h->rosa, FOLLOWUP_MINE,
				    SEVENTEEN - HOUR, &n)); /* at 16 */
	assert_int_equal(2, n.late);
	assert_int_equal(1, n.today);
	assert_int_equal(
	    AM_OK, followup_month(h->st, &h->rosa, FOLLOWUP_MINE, NOW, NOW, days));
	assert_int_equal(3, days[24 - 1]);
	assert_int_equal(1, days[25 - 1]);
	assert_int_equal(1, days[30 - 1]);
	assert_int_equal(0, days[3 - 1]); /* that is in December */
	assert_true(
	    followup_is_late(&(struct followup){ .open = true, .due_at = NOW - 1 }, NOW));
	assert_false(followup_is_late(
	    &(struct followup){ .open = true, .due_at = NOW - 1, .until_at = NOW + 1 },
	    NOW));
	assert_false(followup_is_late(&(struct followup){ .due_at = NOW - 1 }, NOW));
}

static void everything_is_told_to_the_audit(void **state)
{
	struct house *h = *state;
	const int64_t call = took_a_call(h, &h->rosa, "");
	const int64_t id = notes(h, &h->rosa, call, "17", "la tía");
	struct audit_report report;

	assert_int_equal(AM_OK, followup_postpone(h->st, &h->rosa, id, "18", NOW));
	assert_int_equal(
	    AM_OK, followup_reassign(h->st, &h->rosa, id, h->luz.operator_id, NOW));
	assert_int_equal(AM_OK, followup_done(h->st, &h->luz, id, "Listo", 0, NOW));
	assert_string_equal("create postpone reassign done",
	    house_sees(h, "SELECT group_concat(action, ' ') FROM (SELECT action FROM"
			  " audit WHERE entity = 'followup' ORDER BY id)"));
	assert_int_equal(AM_OK, audit_verify(h->st, NULL, &report));
	assert_int_equal(0, report.first_bad);
}

/* What was typed before does not come back as an old value. */
static void what_is_forgotten_is_not_brought_back(void **state)
{
	struct house *h = *state;
	const int64_t call = took_a_call(h, &h->rosa, "");
	const int64_t id = notes(h, &h->rosa, call, "17", "la tía");
	struct record *before = record_new(&followup_form);
	struct record *after = record_new(&followup_form);
	struct followup f;
	struct followup_save save = { .actor = &h->rosa,
		.now = NOW,
		.id = id,
		.call_id = call,
		.before = before,
		.after = after };

	assert_int_equal(AM_OK, followup_load(h->st, &h->rosa, id, NOW, before, &f));
	record_copy(after, before);
	save.version = f.version;
	record_set_id(after, "note", "la madrina");
	record_set_id(after, "phone", "944445877");
	assert_int_equal(AM_OK, followup_save(h->st, &save));
	correct_to(h, &h->rosa, call, "noconsent");
	assert_int_equal(AM_MISSING, followup_undo(h->st, &h->rosa, id, NOW));
	assert_string_equal("", house_sees(h, "SELECT coalesce(phone, '') || note"
					      " FROM followup"));
	record_free(before);
	record_free(after);
}

static void a_call_that_keeps_no_number_leaves_none_here(void **state)
{
	struct house *h = *state;
	const int64_t call = took_a_call(h, &h->rosa, "");

	notes(h, &h->rosa, call, "17", "la tía");
	correct_to(h, &h->rosa, call, "noconsent");
	assert_string_equal("", house_sees(h, "SELECT coalesce(phone, '') || note"
					      " FROM followup"));
	assert_int_equal(1, house_counts(h, "SELECT count(*) FROM audit WHERE entity ="
					    " 'followup' AND action = 'forget'"));
}

int main(void)
{
#define STORY(f) cmocka_unit_test_setup_teardown(f, house_open, house_close)
	const struct CMUnitTest tests[] = {
		STORY(what_is_typed_becomes_two_moments),
		STORY(a_callback_at_17_has_number_and_person_of_the_call),
		STORY(a_day_alone_takes_the_safe_hours),
		STORY(what_has_passed_is_refused),
		STORY(a_time_outside_of_the_safe_hours_is_told),
		STORY(the_past_and_another_at_that_time_are_told),
		STORY(who_does_not_want_a_call_back_is_told),
		STORY(lists_are_mine_the_shifts_or_everybodys),
		STORY(of_somebody_elses_one_sees_when_and_whose_but_no_text),
		STORY(a_restricted_case_shows_nothing_to_others),
		STORY(a_restricted_case_is_not_told_as_what_somebody_is_busy_with),
		STORY(one_of_a_case_is_opened_by_whoever_comes_to_the_case),
		STORY(a_case_has_its_own_for_whom_it_belongs_to),
		STORY(whoever_may_not_open_one_is_refused_and_that_is_told),
		STORY(nobody_makes_one_about_a_call_she_may_not_see),
		STORY(one_is_taken_over_from_somebody_who_is_away),
		STORY(done_needs_a_result_and_knows_its_call),
		STORY(postponing_counts_tries_and_keeps_what_was),
		STORY(each_change_is_taken_back_once_by_who_made_it),
		STORY(one_made_by_mistake_is_gone_but_not_deleted),
		STORY(an_edit_keeps_the_old_values_and_sees_who_was_faster),
		STORY(late_today_and_this_week_are_counted),
		STORY(everything_is_told_to_the_audit),
		STORY(what_is_forgotten_is_not_brought_back),
		STORY(a_call_that_keeps_no_number_leaves_none_here),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
