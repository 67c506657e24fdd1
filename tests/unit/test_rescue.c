/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A rescue in progress: check-ins, handing over, who may, what stays written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "schema/alert.h"
#include "schema/audit.h"
#include "schema/casefile.h"
#include "schema/due.h"
#include "schema/rescue.h"
#include "schema/setting.h"
#include "tests/unit/house.h"

#define EVERY (15 * MINUTE)

static int64_t opens_a_case(struct house *h, const struct actor *who)
{
	int64_t id = 0;

	assert_int_equal(AM_OK, case_new(h->st, who, "Nauta", 0, NOW, &id));
	return id;
}

static int64_t starts(struct house *h, const struct actor *who)
{
	int64_t id = 0;

	assert_int_equal(
	    AM_OK, rescue_start(h->st, who, opens_a_case(h, who), 0, NOW, &id));
	return id;
}

static struct rescue look(struct house *h, const struct actor *who, int64_t id)
{
	struct rescue r;

	assert_int_equal(AM_OK, rescue_read(h->st, who, id, NOW, &r));
	return r;
}

/* "start checkin ...": what happened, the oldest first. */
static const char *happened(struct house *h)
{
	return house_sees(h, "SELECT group_concat(kind, ' ') FROM (SELECT kind FROM"
			     " rescue_event ORDER BY id)");
}

static size_t due(struct house *h, int64_t now)
{
	struct due_told told[DUE_TOLD_MAX];
	size_t count = 0;

	assert_int_equal(AM_OK, due_check(h->st, now, told, &count));
	return count;
}

static void intervals_are_read_as_people_write_them(void **state)
{
	static const struct {
		const char *typed;
		int64_t seconds; /* 0: refused */
	} rows[] = {
		{ "15", 900 },
		{ " 15 ", 900 },
		{ "15 min", 900 },
		{ "15m", 900 },
		{ "20 s", 20 },
		{ "20s", 20 },
		{ "1 h", 3600 },
		{ "2 horas", 7200 },
		{ "1 hour", 3600 },
		{ "10 s", 10 },
		{ "24 h", 86400 },
		{ "9 s", 0 },
		{ "25 h", 0 },
		{ "0", 0 },
		{ "", 0 },
		{ "min", 0 },
		{ "a lot", 0 },
		{ "-5", 300 }, /* a sign says nothing here */
		{ "99999999999", 0 },
		{ "15 lunes", 0 },
	};
	int64_t seconds;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		seconds = 0;
		if ((rescue_every(rows[i].typed, &seconds) == AM_OK) !=
			(rows[i].seconds != 0) ||
		    seconds != rows[i].seconds)
			fail_msg("%s: %lld", rows[i].typed, (long long)seconds);
	}
}

static void who_starts_one_leads_it_and_owes_a_check_in(void **state)
{
	struct house *h = *state;
	const int64_t id = starts(h, &h->rosa);
	const struct rescue r = look(h, &h->rosa, id);
	int64_t again;

	assert_true(r.leads);
	assert_true(r.decides);
	assert_string_equal("Rosa", r.lead);
	assert_int_equal(EVERY, r.every_s);
	assert_int_equal(NOW + EVERY, r.check_at);
	assert_false(rescue_is_late(&r, NOW + EVERY));
	assert_true(rescue_is_late(&r, NOW + EVERY + 1));
	assert_int_equal(
	    AM_EXISTS, rescue_start(h->st, &h->rosa, r.case_id, 0, NOW, &again));
	assert_int_equal(AM_OK, rescue_of_case(h->st, &h->rosa, r.case_id, NOW, &again));
	assert_int_equal(id, again);
}

static void it_needs_a_case_that_one_may_open(void **state)
{
	struct house *h = *state;
	const int64_t file = opens_a_case(h, &h->rosa);
	int64_t id;

	assert_int_equal(AM_MISSING, rescue_start(h->st, &h->luz, file, 0, NOW, &id));
	assert_int_equal(AM_MISSING, rescue_start(h->st, &h->rosa, 99, 0, NOW, &id));
	assert_int_equal(AM_DENIED, rescue_start(h->st, &h->julia, file, 0, NOW, &id));
	assert_int_equal(AM_INVALID, rescue_start(h->st, &h->rosa, file, 5, NOW, &id));
	assert_int_equal(AM_OK, rescue_start(h->st, &h->marta, file, 20, NOW, &id));
	assert_int_equal(20, look(h, &h->marta, id).every_s);
}

static void a_check_in_moves_the_next_one(void **state)
{
	struct house *h = *state;
	const int64_t id = starts(h, &h->rosa);

	assert_int_equal(
	    AM_OK, rescue_check_in(h->st, &h->rosa, id, "en camino", NOW + 600));
	assert_int_equal(NOW + 600 + EVERY, look(h, &h->rosa, id).check_at);
	assert_int_equal(AM_MISSING, rescue_check_in(h->st, &h->luz, id, "", NOW + 600));
	assert_int_equal(AM_OK, rescue_check_in(h->st, &h->marta, id, "", NOW + 700));
	assert_int_equal(AM_OK, rescue_set_every(h->st, &h->rosa, id, 300, NOW + 800));
	assert_int_equal(NOW + 1100, look(h, &h->rosa, id).check_at);
	assert_string_equal("start checkin checkin every", happened(h));
}

static void a_check_in_by_mistake_is_taken_back_by_a_further_row(void **state)
{
	struct house *h = *state;
	const int64_t id = starts(h, &h->rosa);

	assert_int_equal(AM_MISSING, rescue_undo(h->st, &h->rosa, id, NOW + 10));
	assert_int_equal(AM_OK, rescue_check_in(h->st, &h->rosa, id, "", NOW + 600));
	assert_int_equal(AM_MISSING, rescue_undo(h->st, &h->marta, id, NOW + 610));
	assert_int_equal(AM_MISSING, rescue_undo(h->st, &h->rosa, id, NOW + 1201));
	assert_int_equal(AM_OK, rescue_undo(h->st, &h->rosa, id, NOW + 610));
	assert_int_equal(NOW + EVERY, look(h, &h->rosa, id).check_at);
	assert_int_equal(AM_MISSING, rescue_undo(h->st, &h->rosa, id, NOW + 620));
	/* what was taken back is no check-in that the next one goes back to */
	assert_int_equal(AM_OK, rescue_check_in(h->st, &h->rosa, id, "", NOW + 700));
	assert_int_equal(AM_OK, rescue_undo(h->st, &h->rosa, id, NOW + 710));
	assert_int_equal(NOW + EVERY, look(h, &h->rosa, id).check_at);
	assert_string_equal("start checkin undone checkin undone", happened(h));
}

static void a_missed_check_in_is_told_once_an_interval(void **state)
{
	struct house *h = *state;
	const int64_t id = starts(h, &h->rosa);
	struct alert a[4];
	size_t count = 0;

	assert_int_equal(0, due(h, NOW + EVERY - 1));
	assert_int_equal(2, due(h, NOW + EVERY)); /* the rescue, the alert */
	assert_int_equal(0, due(h, NOW + EVERY + 10));
	assert_int_equal(0, due(h, NOW + 2 * EVERY - 1));
	assert_int_equal(2, due(h, NOW + 2 * EVERY));
	assert_int_equal(2, look(h, &h->rosa, id).missed);
	assert_int_equal(AM_OK, alert_list(h->st, &h->marta, a, 4, &count));
	assert_int_equal(1, count); /* the newer one stands for both */
	assert_string_equal("rescue", a[0].kind);
	assert_int_equal(NOW + 2 * EVERY, a[0].at);

	assert_int_equal(
	    AM_OK, rescue_check_in(h->st, &h->rosa, id, "", NOW + 2 * EVERY + 60));
	assert_int_equal(0, look(h, &h->rosa, id).missed);
	assert_int_equal(AM_OK, alert_list(h->st, &h->marta, a, 4, &count));
	assert_int_equal(0, count);
	assert_int_equal(0, due(h, NOW + 2 * EVERY + 70));
	assert_int_equal(2, due(h, NOW + 3 * EVERY + 60));
	assert_string_equal("start missed missed checkin missed", happened(h));
}

static void a_check_in_that_is_taken_back_leaves_the_alarm(void **state)
{
	struct house *h = *state;
	const int64_t id = starts(h, &h->rosa);
	struct alert a[4];
	size_t count = 0;

	assert_int_equal(2, due(h, NOW + EVERY));
	assert_int_equal(AM_OK, rescue_check_in(h->st, &h->rosa, id, "", NOW + EVERY + 5));
	assert_int_equal(AM_OK, alert_list(h->st, &h->marta, a, 4, &count));
	assert_int_equal(0, count);
	assert_int_equal(AM_OK, rescue_undo(h->st, &h->rosa, id, NOW + EVERY + 10));
	assert_int_equal(AM_OK, alert_list(h->st, &h->marta, a, 4, &count));
	assert_int_equal(1, count);
	assert_string_equal("rescue", a[0].kind);
	assert_int_equal(2, due(h, NOW + 2 * EVERY));
}

static void an_alert_that_was_seen_does_not_silence_the_next(void **state)
{
	struct house *h = *state;
	struct alert a[4];
	size_t count = 0;

	starts(h, &h->rosa);
	assert_int_equal(2, due(h, NOW + EVERY));
	assert_int_equal(AM_OK, alert_list(h->st, &h->marta, a, 4, &count));
	assert_int_equal(AM_OK, alert_see(h->st, &h->marta, a[0].id, NOW + EVERY + 1));
	assert_int_equal(0, due(h, NOW + EVERY + 2));
	assert_int_equal(2, due(h, NOW + 2 * EVERY));
	assert_int_equal(AM_OK, alert_list(h->st, &h->marta, a, 4, &count));
	assert_int_equal(1, count);
}

static void it_passes_only_when_the_next_lead_accepts(void **state)
{
	struct house *h = *state;
	const int64_t id = starts(h, &h->rosa);
	const int64_t luz = h->luz.operator_id;
	struct rescue r[4];
	size_t count = 9;

	assert_int_equal(AM_OK, rescue_list(h->st, &h->luz, r, 4, &count));
	assert_int_equal(0, count);
	assert_int_equal(AM_OK, rescue_offer(h->st, &h->rosa, id, luz, NOW));
	assert_int_equal(AM_OK, rescue_list(h->st, &h->luz, r, 4, &count));
	assert_int_equal(1, count);
	assert_true(r[0].asked);
	assert_false(r[0].decides);
	assert_string_equal("Rosa", r[0].lead);
	assert_string_equal("Luz", r[0].next);
	assert_int_equal(AM_DENIED, rescue_check_in(h->st, &h->luz, id, "", NOW));
	assert_true(look(h, &h->rosa, id).leads); /* until then */

	assert_int_equal(AM_OK, rescue_answer(h->st, &h->luz, id, false, NOW));
	assert_int_equal(AM_MISSING, rescue_answer(h->st, &h->luz, id, true, NOW));
	assert_int_equal(AM_OK, rescue_offer(h->st, &h->rosa, id, luz, NOW));
	assert_int_equal(AM_DENIED, rescue_answer(h->st, &h->rosa, id, true, NOW));
	assert_int_equal(AM_OK, rescue_answer(h->st, &h->luz, id, true, NOW));
	assert_true(look(h, &h->luz, id).leads);
	assert_int_equal(NOW + EVERY, look(h, &h->luz, id).check_at); /* still owed */
	assert_int_equal(AM_OK, rescue_check_in(h->st, &h->luz, id, "", NOW));
	assert_int_equal(AM_DENIED, rescue_check_in(h->st, &h->rosa, id, "", NOW));
	assert_string_equal(
	    "start offered declined offered accepted checkin", happened(h));
	assert_string_equal(
	    "Luz", house_sees(h, "SELECT note FROM rescue_event WHERE kind = 'offered'"));
}

static void it_is_offered_to_whoever_can_lead_one(void **state)
{
	struct house *h = *state;
	const int64_t id = starts(h, &h->rosa);

	assert_int_equal(
	    AM_INVALID, rescue_offer(h->st, &h->rosa, id, h->julia.operator_id, NOW));
	assert_int_equal(
	    AM_INVALID, rescue_offer(h->st, &h->rosa, id, h->rosa.operator_id, NOW));
	assert_int_equal(AM_MISSING, rescue_offer(h->st, &h->rosa, id, 99, NOW));
	assert_int_equal(
	    AM_OK, rescue_offer(h->st, &h->marta, id, h->marta.operator_id, NOW));
	assert_int_equal(AM_OK, rescue_answer(h->st, &h->marta, id, true, NOW));
	assert_string_equal("Marta", look(h, &h->rosa, id).lead);
}

static void it_ends_with_a_result_and_then_nothing_changes(void **state)
{
	struct house *h = *state;
	const int64_t id = starts(h, &h->rosa);
	struct rescue r;

	assert_int_equal(2, due(h, NOW + EVERY));
	assert_int_equal(AM_INVALID, rescue_end(h->st, &h->rosa, id, " ", NOW + EVERY));
	assert_int_equal(
	    AM_OK, rescue_end(h->st, &h->rosa, id, "A salvo", NOW + EVERY + 60));
	r = look(h, &h->rosa, id);
	assert_int_equal(NOW + EVERY + 60, r.ended_at);
	assert_int_equal(0, r.check_at);
	assert_string_equal("A salvo", r.result);
	assert_int_equal(0, house_counts(h, "SELECT count(*) FROM alert WHERE seen_at"
					    " IS NULL"));
	assert_int_equal(
	    AM_CONFLICT, rescue_check_in(h->st, &h->rosa, id, "", NOW + 2 * EVERY));
	assert_int_equal(
	    AM_CONFLICT, rescue_note(h->st, &h->rosa, id, "algo", NOW + 2 * EVERY));
	assert_int_equal(0, due(h, NOW + 9 * EVERY));
	assert_int_equal(
	    AM_OK, rescue_start(h->st, &h->rosa, r.case_id, 0, NOW + EVERY + 90, &r.id));
}

static void what_happened_cannot_be_changed(void **state)
{
	struct house *h = *state;
	const int64_t id = starts(h, &h->rosa);
	struct rescue_event e[10];
	struct audit_report report;
	size_t count = 0;

	assert_int_equal(AM_OK, rescue_note(h->st, &h->rosa, id, "en el puerto", NOW));
	house_sees(h, "UPDATE rescue_event SET note = 'x'");
	house_sees(h, "DELETE FROM rescue_event");
	assert_int_equal(
	    AM_OK, rescue_events(h->st, &h->rosa, id, NOW, e, COUNT(e), &count));
	assert_int_equal(2, count);
	assert_string_equal("note", e[0].kind); /* the newest first */
	assert_string_equal("en el puerto", e[0].note);
	assert_string_equal("Rosa", e[0].who);
	assert_string_equal("start", e[1].kind);
	assert_int_equal(
	    AM_MISSING, rescue_events(h->st, &h->luz, id, NOW, e, COUNT(e), &count));
	assert_int_equal(AM_OK, audit_verify(h->st, NULL, &report));
	assert_int_equal(0, report.first_bad);
}

static void opening_one_is_told_and_so_is_a_refusal(void **state)
{
	struct house *h = *state;
	const int64_t id = starts(h, &h->rosa);
	struct rescue r;

	assert_int_equal(AM_OK, rescue_open(h->st, &h->marta, id, NOW, &r));
	assert_int_equal(AM_MISSING, rescue_open(h->st, &h->luz, id, NOW, &r));
	assert_int_equal(AM_DENIED, rescue_open(h->st, &h->ana, id, NOW, &r));
	assert_string_equal("start view refused",
	    house_sees(h, "SELECT group_concat(action, ' ') FROM (SELECT action FROM"
			  " audit WHERE entity = 'rescue' ORDER BY id)"));
}

int main(void)
{
#define STORY(f) cmocka_unit_test_setup_teardown(f, house_open, house_close)
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(intervals_are_read_as_people_write_them),
		STORY(who_starts_one_leads_it_and_owes_a_check_in),
		STORY(it_needs_a_case_that_one_may_open),
		STORY(a_check_in_moves_the_next_one),
		STORY(a_check_in_by_mistake_is_taken_back_by_a_further_row),
		STORY(a_missed_check_in_is_told_once_an_interval),
		STORY(a_check_in_that_is_taken_back_leaves_the_alarm),
		STORY(an_alert_that_was_seen_does_not_silence_the_next),
		STORY(it_passes_only_when_the_next_lead_accepts),
		STORY(it_is_offered_to_whoever_can_lead_one),
		STORY(it_ends_with_a_result_and_then_nothing_changes),
		STORY(what_happened_cannot_be_changed),
		STORY(opening_one_is_told_and_so_is_a_refusal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
