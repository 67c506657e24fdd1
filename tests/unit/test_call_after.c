/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done to a call besides its form: assessed, marked, entered late, taken back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "schema/alert.h"
#include "schema/audit.h"
#include "schema/call.h"
#include "schema/record.h"
#include "tests/unit/house.h"

static struct record *filled(const char *motive, const char *dispo)
{
	struct record *rec = record_new(&call_form);

	record_set_id(rec, "motive", motive);
	record_set_id(rec, "dispo", dispo);
	return rec;
}

static struct call closes(
    struct house *h, const struct actor *who, struct record *rec, int64_t at)
{
	struct call call;

	assert_int_equal(AM_OK, call_new(h->st, who, at, &call));
	assert_int_equal(AM_OK, call_close(h->st, who, &call, rec, 0, at + MINUTE));
	record_free(rec);
	return call;
}

/* --- what the line decided --- */

static void what_may_be_a_case_waits_to_be_assessed(void **state)
{
	static const struct {
		const char *motive, *topic, *dispo, *assess;
	} cases[] = {
		{ "report", "", "guide", "pending" },
		{ "danger", "", "urgent", "pending" },
		{ "other", "missing", "guide", "pending" },
		{ "other", "press", "guide", "pending" }, /* the motive may be a case */
		{ "service", "", "info", "" },
		{ "service", "traffic", "info", "pending" },
		{ "none", "", "prank", "" },
		{ "report", "", "noconsent", "" }, /* nothing is kept to assess */
	};
	struct house *h = *state;

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct record *rec = filled(cases[i].motive, cases[i].dispo);
		struct call call;

		record_set_id(rec, "topic", cases[i].topic);
		call = closes(h, &h->rosa, rec, NOW);
		if (strcmp(cases[i].assess, call.assess) != 0)
			fail_msg("%s %s: %s", cases[i].motive, cases[i].topic, call.assess);
	}
}

static void whoever_took_it_or_a_supervisor_assesses_and_says_whose_decision(void **state)
{
	struct house *h = *state;
	struct call call = closes(h, &h->rosa, filled("report", "guide"), NOW), older;

	assert_int_equal(
	    AM_DENIED, call_assess(h->st, &h->luz, &call, "possible", "ngo", NOW));
	assert_int_equal(
	    AM_DENIED, call_assess(h->st, &h->julia, &call, "possible", "ngo", NOW));
	older = call;
	assert_int_equal(AM_OK,
	    call_assess(h->st, &h->rosa, &call, "possible", "ngo", NOW + 2 * MINUTE));
	assert_string_equal("possible", call.assess);
	assert_string_equal("Rosa", call.assess_by);
	assert_string_equal("ngo", call.assess_org);
	assert_int_equal(NOW + 2 * MINUTE, call.assessed_at);
	assert_int_equal(AM_CONFLICT,
	    call_assess(h->st, &h->marta, &older, "none", "ngo", NOW + 3 * MINUTE));
	assert_int_equal(AM_OK,
	    call_assess(h->st, &h->marta, &call, "confirmed", "police", NOW + 86400));
	assert_string_equal("Marta", call.assess_by);
	assert_string_equal("{\"old\":{\"assess\":\"possible\",\"assess_org\":\"ngo\","
			    "\"assess_by\":1,\"assessed_at\":1795549080}}",
	    house_sees(h, "SELECT detail FROM audit WHERE action = 'assess'"
			  " ORDER BY id DESC LIMIT 1"));
	assert_string_equal("guide",
	    house_sees(h, "SELECT substr(dispo, 7) FROM call")); /* and nothing else */
}

static void a_decision_that_does_not_exist_is_refused(void **state)
{
	struct house *h = *state;
	struct call call = closes(h, &h->rosa, filled("report", "guide"), NOW), open;

	assert_int_equal(
	    AM_INVALID, call_assess(h->st, &h->rosa, &call, "x", "ngo", NOW));
	assert_int_equal(AM_INVALID, call_assess(h->st, &h->rosa, &call, "-", "ngo", NOW));
	assert_int_equal(
	    AM_INVALID, call_assess(h->st, &h->rosa, &call, "none", "", NOW));
	assert_int_equal(AM_OK, call_new(h->st, &h->rosa, NOW, &open));
	assert_int_equal(
	    AM_CONFLICT, call_assess(h->st, &h->rosa, &open, "none", "ngo", NOW));
}

static void another_motive_takes_away_what_waits_but_no_decision(void **state)
{
	struct house *h = *state;
	struct call call = closes(h, &h->rosa, filled("report", "info"), NOW);
	struct record *rec = filled("service", "info");

	assert_int_equal(
	    AM_OK, call_correct(h->st, &h->rosa, &call, rec, "", 0, NOW + MINUTE));
	assert_string_equal("", call.assess);
	record_set_id(rec, "motive", "report");
	assert_int_equal(
	    AM_OK, call_correct(h->st, &h->rosa, &call, rec, "", 0, NOW + MINUTE));
	assert_string_equal("pending", call.assess);
	assert_int_equal(AM_OK, call_assess(h->st, &h->rosa, &call, "risk", "ngo", NOW));
	record_set_id(rec, "motive", "service");
	assert_int_equal(
	    AM_OK, call_correct(h->st, &h->rosa, &call, rec, "", 0, NOW + MINUTE));
	assert_string_equal("risk", call.assess);
	record_free(rec);
}

/* --- entered late --- */

static void a_call_taken_on_paper_has_its_own_time(void **state)
{
	struct house *h = *state;
	struct record *rec = filled("service", "info");
	struct call_row row;
	struct call call;
	size_t count = 0;

	assert_int_equal(AM_OK, call_new_late(h->st, &h->rosa, NOW, &call));
	assert_int_equal(NOW, call.entered_at);
	assert_string_equal("wrap", house_sees(h, "SELECT substr(state, 7)"
						  " FROM agent_state"));
	record_set_id(rec, "taken_at", "23 11 22:30");
	assert_int_equal(AM_OK, call_close(h->st, &h->rosa, &call, rec, 0, NOW + MINUTE));
	assert_int_equal(NOW - 16 * 3600 - 6 * MINUTE, call.started_at);
	assert_int_equal(1, house_counts(h, "SELECT entered_late FROM call"));
	assert_int_equal(AM_OK, call_list(h->st, &h->rosa, true, clock_day_start(NOW), 0,
				    NOW, &row, 1, &count));
	assert_int_equal(1, count); /* it was typed in today */
	assert_int_equal(NOW, row.call.entered_at);
	record_free(rec);
}

static void its_time_is_asked_and_lies_in_the_past(void **state)
{
	static const char *const wrong[] = { "", "-", "24 11 14:37", "2027-01-01 00:00",
		"ayer", "31 2 10:00" };
	struct house *h = *state;
	struct call call, usual;
	size_t field = 0;

	assert_int_equal(AM_OK, call_new_late(h->st, &h->rosa, NOW, &call));
	for (size_t i = 0; i < COUNT(wrong); i++) {
		struct record *rec = filled("service", "info");

		record_set_id(rec, "taken_at", wrong[i]);
		if (call_close(h->st, &h->rosa, &call, rec, 0, NOW) != AM_INVALID)
			fail_msg("\"%s\" was taken", wrong[i]);
		record_set_id(rec, "taken_at", "24 11 14:37");
		assert_int_equal(AM_INVALID, call_check(h->st, rec, NULL, NOW, &field));
		assert_string_equal("taken_at", call_form.fields[field].id);
		record_free(rec);
	}
	/* and a call that is taken here has none */
	assert_int_equal(AM_OK, call_new(h->st, &h->rosa, NOW, &usual));
	struct record *rec = filled("service", "info");

	record_set_id(rec, "taken_at", "10:00");
	assert_int_equal(
	    AM_INVALID, call_close(h->st, &h->rosa, &usual, rec, 0, NOW));
	record_free(rec);
}

static void who_declines_recording_on_paper_keeps_only_the_time(void **state)
{
	struct house *h = *state;
	struct record *rec = filled("report", "noconsent");
	struct call call;

	assert_int_equal(AM_OK, call_new_late(h->st, &h->rosa, NOW, &call));
	record_set_id(rec, "taken_at", "09:15");
	record_set_id(rec, "notes", "no quiere");
	assert_int_equal(AM_OK, call_close(h->st, &h->rosa, &call, rec, 0, NOW));
	assert_int_equal(call.started_at, NOW - 5 * 3600 - 21 * MINUTE);
	assert_string_equal("", house_sees(h, "SELECT coalesce(notes, '') FROM call"));
	record_free(rec);
}

/* --- hard calls, and what supervision must know --- */

static void a_hard_call_is_told_quietly_and_can_be_taken_back(void **state)
{
	struct house *h = *state;
	struct call call = closes(h, &h->rosa, filled("report", "guide"), NOW);
	struct alert a[4];
	char what[16];
	size_t count = 0;

	assert_int_equal(AM_DENIED, call_hard(h->st, &h->luz, &call, true, NOW));
	assert_int_equal(AM_OK, call_hard(h->st, &h->rosa, &call, true, NOW));
	assert_true(call.hard);
	assert_int_equal(AM_OK, alert_list(h->st, &h->marta, a, 4, &count));
	assert_int_equal(1, count);
	assert_string_equal(ALERT_HARD, a[0].kind);
	assert_string_equal("Rosa", a[0].by);
	assert_int_equal(call.number, a[0].number);
	assert_int_equal(
	    AM_OK, call_undo(h->st, &h->rosa, call.id, NOW + MINUTE, &call, what));
	assert_string_equal("hard", what);
	assert_false(call.hard);
	assert_int_equal(AM_OK, alert_list(h->st, &h->marta, a, 4, &count));
	assert_int_equal(0, count);
}

static void an_alert_is_raised_once_and_stays_until_it_is_seen(void **state)
{
	struct house *h = *state;
	int64_t id = 0, again = 0, at = 0;
	struct alert a[4];
	struct call call;
	size_t count = 0;

	assert_int_equal(AM_OK, call_new(h->st, &h->rosa, NOW, &call));
	assert_int_equal(AM_OK,
	    call_alert(h->st, &h->rosa, &call, ALERT_DANGER, NOW, &id, &at));
	assert_true(id != 0);
	assert_int_equal(AM_OK, call_alert(h->st, &h->rosa, &call, ALERT_DANGER,
				    NOW + MINUTE, &again, &at));
	assert_int_equal(0, again); /* nothing new to tell */
	assert_int_equal(NOW, at);
	assert_int_equal(AM_DENIED, call_alert(h->st, &h->luz, &call, ALERT_DANGER, NOW,
					&again, &at));
	assert_int_equal(AM_DENIED, alert_list(h->st, &h->rosa, a, 4, &count));
	assert_int_equal(AM_OK, alert_get(h->st, &h->marta, id, &a[0]));
	assert_int_equal(AM_DENIED, alert_see(h->st, &h->rosa, id, NOW));
	assert_int_equal(AM_OK, alert_see(h->st, &h->marta, id, NOW + 5 * MINUTE));
	assert_int_equal(AM_MISSING, alert_see(h->st, &h->marta, id, NOW + 5 * MINUTE));
	assert_int_equal(AM_MISSING, alert_get(h->st, &h->marta, id, &a[0]));
	assert_string_equal(
	    "alert seen", house_sees(h, "SELECT group_concat(action, ' ') FROM audit"
					" WHERE entity = 'alert'"));
}

/* Every kind of alert.h, as supervision is to look at them. */
static void the_gravest_alert_stands_first_and_of_a_kind_the_newest(void **state)
{
	static const char *const kinds[] = { ALERT_DANGER, ALERT_THREAT, ALERT_RESCUE,
		ALERT_CONSENT, ALERT_RISK, ALERT_MOVED, ALERT_LATE, ALERT_OWED,
		ALERT_OFFER, ALERT_DISPUTE, ALERT_OPENED, ALERT_RATE, ALERT_HARD };
	struct house *h = *state;
	struct alert a[2 * COUNT(kinds)];
	size_t count = 0;

	assert_int_equal(AM_OK, store_begin(h->st));
	for (size_t i = 0; i < COUNT(a); i++) /* the gravest is not the oldest */
		assert_int_equal(
		    AM_OK, alert_add(h->st, &h->rosa, kinds[5 * i % COUNT(kinds)],
			       "operator", (int64_t)i + 1, "", NOW + (int64_t)i));
	assert_int_equal(AM_OK, store_end(h->st, AM_OK));
	assert_int_equal(AM_OK, alert_list(h->st, &h->marta, a, COUNT(a), &count));
	assert_int_equal(COUNT(a), count);
	for (size_t i = 0; i < COUNT(a); i++)
		assert_string_equal(kinds[i / 2], a[i].kind);
	for (size_t i = 0; i < COUNT(a); i += 2)
		assert_true(a[i].at > a[i + 1].at);
}

/* --- danger is told with the save --- */

static struct record *of_risk(const char *motive, const char *dispo, const char *risk)
{
	struct record *rec = filled(motive, dispo);

	record_set_id(rec, "risk", risk);
	return rec;
}

/* The danger that no supervisor has seen yet: how many. */
static size_t told(struct house *h)
{
	struct alert a[4];
	size_t count = 0, n = 0;

	assert_int_equal(AM_OK, alert_list(h->st, &h->marta, a, COUNT(a), &count));
	for (size_t i = 0; i < count; i++)
		n += strcmp(a[i].kind, ALERT_DANGER) == 0;
	return n;
}

static void danger_is_told_in_the_save_itself(void **state)
{
	static const struct {
		const char *motive, *dispo, *risk;
		size_t told;
	} cases[] = {
		{ "report", "guide", "1", 1 },
		{ "report", "guide", "2", 0 },
		{ "report", "guide", "", 0 },
		{ "danger", "urgent", "", 1 },
		{ "report", "noconsent", "1", 1 }, /* nothing kept, somebody in danger */
		{ "none", "prank", "", 0 },
	};
	struct house *h = *state;

	for (size_t i = 0; i < COUNT(cases); i++) {
		const size_t before = told(h);
		const struct call call = closes(h, &h->rosa,
		    of_risk(cases[i].motive, cases[i].dispo, cases[i].risk), NOW);

		if (told(h) - before != cases[i].told ||
		    (call.alert_id != 0) != (cases[i].told != 0))
			fail_msg("%s %s %s", cases[i].motive, cases[i].dispo,
			    cases[i].risk);
	}
}

/* What a console did that died between two commits: none, the save is one. */
static void a_save_that_fails_tells_nothing(void **state)
{
	struct house *h = *state;
	struct record *rec = of_risk("report", "", "1");
	struct call call;

	assert_int_equal(AM_OK, call_new(h->st, &h->rosa, NOW, &call));
	assert_int_equal(AM_INVALID, call_close(h->st, &h->rosa, &call, rec, 0, NOW));
	assert_int_equal(0, told(h));
	record_set_id(rec, "dispo", "guide");
	assert_int_equal(AM_DENIED, call_close(h->st, &h->luz, &call, rec, 0, NOW));
	assert_int_equal(0, told(h));
	record_free(rec);
}

static void what_was_told_before_closing_is_not_told_again(void **state)
{
	static const char *const kinds[] = { ALERT_DANGER, ALERT_THREAT };
	struct house *h = *state;
	struct record *rec = of_risk("none", "threat", "1");

	for (size_t i = 0; i < COUNT(kinds); i++) {
		struct call call;
		int64_t id = 0, at = 0;

		assert_int_equal(AM_OK, call_new(h->st, &h->rosa, NOW, &call));
		assert_int_equal(AM_OK,
		    call_alert(h->st, &h->rosa, &call, kinds[i], NOW, &id, &at));
		assert_int_equal(AM_OK, alert_see(h->st, &h->marta, id, NOW));
		assert_int_equal(
		    AM_OK, call_close(h->st, &h->rosa, &call, rec, 0, NOW + MINUTE));
		assert_int_equal(0, call.alert_id);
		assert_int_equal(0, told(h));
	}
	record_free(rec);
}

static void a_correction_tells_danger_or_withdraws_it(void **state)
{
	struct house *h = *state;
	struct call call = closes(h, &h->rosa, of_risk("report", "guide", "3"), NOW);
	struct record *worse = of_risk("report", "guide", "1");
	struct record *better = of_risk("report", "guide", "2");
	char what[16];

	assert_int_equal(
	    AM_OK, call_correct(h->st, &h->rosa, &call, worse, "", 0, NOW + MINUTE));
	assert_true(call.alert_id != 0);
	assert_int_equal(1, told(h));
	assert_int_equal(
	    AM_OK, call_correct(h->st, &h->rosa, &call, better, "", 0, NOW + MINUTE));
	assert_int_equal(0, call.alert_id);
	assert_int_equal(0, told(h));
	assert_int_equal(AM_OK, /* it is in danger again */
	    call_undo(h->st, &h->rosa, call.id, NOW + 2 * MINUTE, &call, what));
	assert_true(call.alert_id != 0);
	assert_int_equal(1, told(h));
	assert_string_equal(
	    "alert undo alert", house_sees(h, "SELECT group_concat(action, ' ') FROM audit"
					      " WHERE entity = 'alert'"));
	record_free(worse);
	record_free(better);
}

static void the_motive_alone_is_danger_whatever_the_risk(void **state)
{
	struct house *h = *state;
	struct call call = closes(h, &h->rosa, of_risk("danger", "urgent", "1"), NOW);
	struct record *better = of_risk("danger", "urgent", "3");

	assert_int_equal(
	    AM_OK, call_correct(h->st, &h->rosa, &call, better, "", 0, NOW + MINUTE));
	assert_int_equal(1, told(h));
	record_free(better);
}

static void an_alert_outlives_a_call_that_is_taken_back_and_says_it_was_given_up(
    void **state)
{
	struct house *h = *state;
	struct call call = closes(h, &h->rosa, of_risk("report", "guide", "1"), NOW);
	struct record *rec = of_risk("report", "guide", "2");
	struct alert a;
	char what[16];

	assert_int_equal(
	    AM_OK, call_undo(h->st, &h->rosa, call.id, NOW + 2 * MINUTE, &call, what));
	assert_int_equal(1, told(h));
	assert_int_equal(AM_OK, call_void(h->st, &h->rosa, &call, NOW + 3 * MINUTE));
	assert_int_equal(AM_OK, alert_newest(h->st, &h->marta, NOW, &a));
	assert_true(a.given_up);
	assert_int_equal(
	    AM_OK, call_undo(h->st, &h->rosa, call.id, NOW + 4 * MINUTE, &call, what));
	assert_int_equal(AM_OK, alert_newest(h->st, &h->marta, NOW, &a));
	assert_false(a.given_up);
	/* closed without danger it is withdrawn, and with it told anew */
	assert_int_equal(
	    AM_OK, call_close(h->st, &h->rosa, &call, rec, 0, NOW + 5 * MINUTE));
	assert_int_equal(0, told(h));
	assert_int_equal(
	    AM_OK, call_undo(h->st, &h->rosa, call.id, NOW + 6 * MINUTE, &call, what));
	record_set_id(rec, "risk", "1");
	assert_int_equal(
	    AM_OK, call_close(h->st, &h->rosa, &call, rec, 0, NOW + 7 * MINUTE));
	assert_true(call.alert_id != 0);
	assert_int_equal(1, told(h));
	record_free(rec);
}

static void danger_on_paper_is_told_with_the_time_of_the_paper(void **state)
{
	struct house *h = *state;
	struct record *rec = of_risk("report", "guide", "1");
	struct call call;
	struct alert a;

	record_set_id(rec, "taken_at", "24 11 09:15");
	assert_int_equal(AM_OK, call_new_late(h->st, &h->rosa, NOW, &call));
	assert_int_equal(AM_OK, call_close(h->st, &h->rosa, &call, rec, 0, NOW));
	assert_int_equal(AM_OK, alert_newest(h->st, &h->marta, NOW, &a));
	assert_int_equal(NOW, a.at);
	assert_int_equal(NOW - 321 * MINUTE, a.taken_at);
	record_free(rec);
}

/* --- taking back --- */

static void each_saved_thing_is_taken_back_by_a_further_record(void **state)
{
	struct house *h = *state;
	struct call call = closes(h, &h->rosa, filled("report", "guide"), NOW);
	struct record *rec = filled("report", "referral"), *read = record_new(&call_form);
	char what[16];

	record_set_id(rec, "age", "16");
	assert_int_equal(
	    AM_OK, call_correct(h->st, &h->rosa, &call, rec, "", 0, NOW + MINUTE));
	assert_int_equal(
	    AM_OK, call_undo(h->st, &h->rosa, call.id, NOW + 2 * MINUTE, &call, what));
	assert_string_equal("update", what);
	assert_int_equal(AM_OK, call_load(h->st, &h->rosa, call.id, NOW, &call, read));
	assert_string_equal("guide", record_get_id(read, "dispo"));
	assert_string_equal("", record_get_id(read, "age"));
	assert_string_equal("{\"old\":{\"age\":\"16\",\"dispo\":\"referral\"}}",
	    house_sees(h, "SELECT detail FROM audit WHERE action = 'undo'"));
	/* an assessment */
	assert_int_equal(
	    AM_OK, call_assess(h->st, &h->rosa, &call, "possible", "ngo", NOW));
	assert_int_equal(AM_OK,
	    call_assess(h->st, &h->rosa, &call, "none", "police", NOW + MINUTE));
	assert_int_equal(
	    AM_OK, call_undo(h->st, &h->rosa, call.id, NOW + 2 * MINUTE, &call, what));
	assert_string_equal("possible", call.assess);
	assert_string_equal("ngo", call.assess_org);
	assert_int_equal(NOW, call.assessed_at);
	record_free(rec);
	record_free(read);
}

static void closing_and_giving_up_are_taken_back_too(void **state)
{
	struct house *h = *state;
	struct call call = closes(h, &h->rosa, filled("report", "guide"), NOW);
	char what[16];

	assert_int_equal(
	    AM_OK, call_undo(h->st, &h->rosa, call.id, NOW + 2 * MINUTE, &call, what));
	assert_string_equal("close", what);
	assert_int_equal(CALL_OPEN, call.status);
	assert_int_equal(AM_OK, call_void(h->st, &h->rosa, &call, NOW + 3 * MINUTE));
	assert_int_equal(
	    AM_OK, call_undo(h->st, &h->rosa, call.id, NOW + 4 * MINUTE, &call, what));
	assert_string_equal("void", what);
	assert_int_equal(CALL_OPEN, call.status);
	assert_int_equal(AM_CONFLICT, /* taking back is not taken back */
	    call_undo(h->st, &h->rosa, call.id, NOW + 4 * MINUTE, &call, what));
}

static void too_late_or_after_somebody_else_nothing_is_taken_back(void **state)
{
	struct house *h = *state;
	struct call call = closes(h, &h->rosa, filled("report", "guide"), NOW);
	char what[16];

	assert_int_equal(AM_DENIED,
	    call_undo(h->st, &h->rosa, call.id, NOW + 12 * MINUTE, &call, what));
	assert_int_equal(AM_CONFLICT,
	    call_undo(h->st, &h->luz, call.id, NOW + 2 * MINUTE, &call, what));
	assert_int_equal(AM_OK, call_assess(h->st, &h->marta, &call, "none", "ngo", NOW));
	assert_int_equal(AM_CONFLICT,
	    call_undo(h->st, &h->rosa, call.id, NOW + 2 * MINUTE, &call, what));
	assert_int_equal(
	    AM_MISSING, call_undo(h->st, &h->rosa, 999, NOW, &call, what));
	assert_int_equal(
	    AM_DENIED, call_undo(h->st, &h->julia, call.id, NOW, &call, what));
}

static void what_was_not_kept_does_not_come_back(void **state)
{
	struct house *h = *state;
	struct record *rec = filled("report", "guide");
	struct call call;
	char what[16];

	record_set_id(rec, "notes", "palabras");
	call = closes(h, &h->rosa, rec, NOW);
	rec = filled("report", "noconsent");
	assert_int_equal(
	    AM_OK, call_correct(h->st, &h->rosa, &call, rec, "", 0, NOW + MINUTE));
	assert_int_equal(AM_INVALID,
	    call_undo(h->st, &h->rosa, call.id, NOW + 2 * MINUTE, &call, what));
	assert_string_equal(
	    "dispo.noconsent", house_sees(h, "SELECT dispo FROM call"));
	assert_int_equal(0, house_counts(h, "SELECT count(*) FROM audit"
					    " WHERE detail LIKE '%palabras%'"));
	record_free(rec);
}

static void the_chain_still_verifies(void **state)
{
	struct house *h = *state;
	struct audit_report report;

	each_saved_thing_is_taken_back_by_a_further_record(state);
	assert_int_equal(AM_OK, audit_verify(h->st, NULL, &report));
	assert_int_equal(0, report.first_bad);
}

int main(void)
{
#define STORY(f) cmocka_unit_test_setup_teardown(f, house_open, house_close)
	const struct CMUnitTest tests[] = {
		STORY(what_may_be_a_case_waits_to_be_assessed),
		STORY(whoever_took_it_or_a_supervisor_assesses_and_says_whose_decision),
		STORY(a_decision_that_does_not_exist_is_refused),
		STORY(another_motive_takes_away_what_waits_but_no_decision),
		STORY(a_call_taken_on_paper_has_its_own_time),
		STORY(its_time_is_asked_and_lies_in_the_past),
		STORY(who_declines_recording_on_paper_keeps_only_the_time),
		STORY(a_hard_call_is_told_quietly_and_can_be_taken_back),
		STORY(an_alert_is_raised_once_and_stays_until_it_is_seen),
		STORY(the_gravest_alert_stands_first_and_of_a_kind_the_newest),
		STORY(danger_is_told_in_the_save_itself),
		STORY(a_save_that_fails_tells_nothing),
		STORY(what_was_told_before_closing_is_not_told_again),
		STORY(a_correction_tells_danger_or_withdraws_it),
		STORY(the_motive_alone_is_danger_whatever_the_risk),
		STORY(an_alert_outlives_a_call_that_is_taken_back_and_says_it_was_given_up),
		STORY(danger_on_paper_is_told_with_the_time_of_the_paper),
		STORY(each_saved_thing_is_taken_back_by_a_further_record),
		STORY(closing_and_giving_up_are_taken_back_too),
		STORY(too_late_or_after_somebody_else_nothing_is_taken_back),
		STORY(what_was_not_kept_does_not_come_back),
		STORY(the_chain_still_verifies),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
