/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes due by itself, and is told once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "schema/alert.h"
#include "schema/call.h"
#include "schema/due_priv.h"
#include "schema/followup.h"
#include "schema/record.h"
#include "schema/referral.h"
#include "schema/wire.h"
#include "tests/unit/house.h"

#define GRACE (15 * MINUTE)
#define SEVENTEEN (NOW + 144 * MINUTE)

static int64_t call_of(struct house *h)
{
	struct call call;

	assert_int_equal(AM_OK, call_new(h->st, &h->rosa, NOW, &call));
	return call.id;
}

static int64_t notes(struct house *h, const char *when)
{
	struct record *rec = record_new(&followup_form);
	struct followup_save save = {
		.actor = &h->rosa, .now = NOW, .call_id = call_of(h), .after = rec
	};

	record_set_id(rec, "kind", "callback");
	record_set_id(rec, "when", when);
	assert_int_equal(AM_OK, followup_save(h->st, &save));
	record_free(rec);
	return save.id;
}

static size_t due(struct house *h, int64_t now, struct due_told told[DUE_TOLD_MAX])
{
	size_t count = 0;

	assert_int_equal(AM_OK, due_check(h->st, now, told, &count));
	return count;
}

static void every_check_can_be_asked(void **state)
{
	struct house *h = *state;

	assert_true(due_check_count >= 3);
	for (size_t i = 0; i < due_check_count; i++) {
		const struct due_check *c = &due_checks[i];
		sqlite3_stmt *q = NULL;

		assert_int_equal(AM_OK, store_prepare(h->st, c->sql, &q));
		assert_int_equal(3, sqlite3_column_count(q));
		assert_string_equal("id", sqlite3_column_name(q, 0));
		assert_string_equal("due_at", sqlite3_column_name(q, 1));
		assert_string_equal("note", sqlite3_column_name(q, 2));
		assert_true(sqlite3_stmt_readonly(q));
		assert_int_equal(
		    1 + (c->setting != SETTING_COUNT), sqlite3_bind_parameter_count(q));
		store_done(h->st, q);
		assert_true(c->topic != 0);
	}
}

static void where_nothing_is_due_nothing_is_written(void **state)
{
	struct house *h = *state;
	struct due_told told[DUE_TOLD_MAX];
	const long before = house_counts(h, "SELECT count(*) FROM audit");

	assert_int_equal(0, due(h, NOW, told));
	assert_int_equal(before, house_counts(h, "SELECT count(*) FROM audit"));
}

/* A referral of a call, to be answered at 17:00. */
static int64_t refers(struct house *h)
{
	char sql[320];

	str_printf(sql, sizeof(sql),
	    "INSERT INTO referral (call_id, institution_id, status, made_at, made_by,"
	    " due_at) SELECT %lld, i.id, 'sent', %lld, %lld, %lld FROM institution i",
	    (long long)call_of(h), (long long)NOW, (long long)h->rosa.operator_id,
	    (long long)SEVENTEEN);
	house_sees(h, "INSERT INTO institution (name, fold, kind)"
		      " SELECT 'PNP', 'pnp', min(id) FROM code WHERE list = 'inst'");
	house_sees(h, sql);
	return house_counts(h, "SELECT max(id) FROM referral");
}

static void an_answer_that_is_owed_is_told_once_and_no_more_once_it_came(void **state)
{
	struct house *h = *state;
	const int64_t id = refers(h);
	struct due_told told[DUE_TOLD_MAX];
	struct alert a[4];
	size_t count = 0;

	assert_int_equal(0, due(h, SEVENTEEN + GRACE - 1, told));
	assert_int_equal(2, due(h, SEVENTEEN + GRACE, told));
	assert_int_equal(TOPIC_REFERRAL, told[0].topic);
	assert_int_equal(id, told[0].id);
	assert_int_equal(0, due(h, SEVENTEEN + GRACE + MINUTE, told));
	assert_int_equal(AM_OK, alert_list(h->st, &h->marta, a, 4, &count));
	assert_int_equal(1, count);
	assert_string_equal(ALERT_OWED, a[0].kind);
	assert_true(a[0].number != 0);
	assert_false(a[0].of_case);
	/* put off by who sees to it: the alert goes, and comes back when that is over */
	assert_int_equal(AM_OK, ref_postpone(h->st, &h->rosa, id, SEVENTEEN + 2 * GRACE,
				    0, SEVENTEEN + GRACE));
	assert_int_equal(AM_OK, alert_list(h->st, &h->marta, a, 4, &count));
	assert_int_equal(0, count);
	assert_int_equal(2, due(h, SEVENTEEN + 3 * GRACE, told));
	assert_int_equal(AM_OK,
	    ref_go(h->st, &h->rosa, id, REF_RECEIVED, false, "", SEVENTEEN + 3 * GRACE));
	assert_int_equal(AM_OK, alert_list(h->st, &h->marta, a, 4, &count));
	assert_int_equal(0, count);
}

static size_t alerts(struct house *h)
{
	struct alert a[4];
	size_t count = 0;

	assert_int_equal(AM_OK, alert_list(h->st, &h->marta, a, 4, &count));
	return count;
}

/* Supervision is left with it as if nothing had been done. */
static void an_alert_is_back_when_what_ended_it_is_taken_back(void **state)
{
	struct house *h = *state;
	const int64_t at = SEVENTEEN + GRACE, id = notes(h, "17"), ref = refers(h);
	struct due_told told[DUE_TOLD_MAX];
	char sql[240];

	house_sees(h, str_printf(sql, sizeof(sql),
			  "INSERT INTO referral_event (referral_id, at, operator_id,"
			  " status, due_at) VALUES (%lld, %lld, 1, 'sent', %lld)",
			  (long long)ref, (long long)NOW, (long long)SEVENTEEN));
	assert_int_equal(4, due(h, at, told));
	assert_int_equal(2, alerts(h));
	assert_int_equal(
	    AM_OK, followup_done(h->st, &h->rosa, id, "listo", 0, at + MINUTE));
	assert_int_equal(1, alerts(h));
	assert_int_equal(AM_OK, followup_undo(h->st, &h->rosa, id, at + 2 * MINUTE));
	assert_int_equal(2, alerts(h));
	/* a change that ends none brings none back, nor does one that is not late */
	assert_int_equal(AM_OK, followup_postpone(h->st, &h->rosa, id, "19", at + 180));
	assert_int_equal(AM_OK, followup_reassign(h->st, &h->rosa, id, 0, at + 181));
	assert_int_equal(AM_OK, followup_undo(h->st, &h->rosa, id, at + 182));
	assert_int_equal(1, alerts(h));
	assert_int_equal(
	    AM_OK, ref_go(h->st, &h->rosa, ref, REF_RECEIVED, false, "", at + 200));
	assert_int_equal(0, alerts(h));
	assert_int_equal(AM_OK, ref_undo(h->st, &h->rosa, ref, at + 201));
	assert_int_equal(1, alerts(h));
}

static void what_was_owed_long_ago_is_no_news(void **state)
{
	struct house *h = *state;
	struct due_told told[DUE_TOLD_MAX];

	refers(h);
	assert_int_equal(0, due(h, SEVENTEEN + GRACE + INT64_C(31) * 86400, told));
}

static void a_late_follow_up_is_told_to_supervision_once(void **state)
{
	struct house *h = *state;
	const int64_t id = notes(h, "17");
	struct due_told told[DUE_TOLD_MAX];
	struct alert a[4];
	size_t count = 0;

	assert_int_equal(0, due(h, SEVENTEEN + GRACE - 1, told));
	assert_int_equal(2, due(h, SEVENTEEN + GRACE, told));
	assert_int_equal(TOPIC_FOLLOWUP, told[0].topic);
	assert_int_equal(id, told[0].id);
	assert_int_equal(TOPIC_ALERT, told[1].topic);
	assert_int_equal(0, due(h, SEVENTEEN + GRACE + 10, told));
	assert_int_equal(AM_OK, alert_list(h->st, &h->marta, a, 4, &count));
	assert_int_equal(1, count);
	assert_int_equal(told[1].id, a[0].id);
	assert_string_equal("late", a[0].kind);
	assert_string_equal("", a[0].by);
	assert_int_equal(AM_OK, alert_see(h->st, &h->marta, a[0].id, SEVENTEEN + GRACE));
	assert_int_equal(0, due(h, SEVENTEEN + 99999, told));
}

static void its_hours_count_not_their_beginning(void **state)
{
	struct house *h = *state;
	struct due_told told[DUE_TOLD_MAX];

	notes(h, "17-18");
	assert_int_equal(0, due(h, SEVENTEEN + GRACE, told));
	assert_int_equal(2, due(h, SEVENTEEN + 3600 + GRACE, told));
}

static void the_grace_is_a_setting(void **state)
{
	struct house *h = *state;
	struct due_told told[DUE_TOLD_MAX];
	const char *why;

	notes(h, "17");
	assert_int_equal(
	    AM_OK, setting_put(h->st, &h->local, SET_FOLLOWUP_GRACE, "0", NOW, &why));
	assert_int_equal(0, due(h, SEVENTEEN - 1, told));
	assert_int_equal(2, due(h, SEVENTEEN, told));
}

static void what_was_put_off_is_told_again_when_it_is_late_again(void **state)
{
	struct house *h = *state;
	const int64_t id = notes(h, "17");
	struct due_told told[DUE_TOLD_MAX];
	struct alert a[4];
	size_t count = 0;

	assert_int_equal(2, due(h, SEVENTEEN + GRACE, told));
	assert_int_equal(
	    AM_OK, followup_postpone(h->st, &h->rosa, id, "19", SEVENTEEN + GRACE + 60));
	assert_int_equal(AM_OK, alert_list(h->st, &h->marta, a, 4, &count));
	assert_int_equal(0, count); /* it is not late any more */
	assert_int_equal(0, due(h, SEVENTEEN + 2 * 3600, told));
	assert_int_equal(2, due(h, SEVENTEEN + 2 * 3600 + GRACE, told));
}

static void what_is_done_is_not_late(void **state)
{
	struct house *h = *state;
	const int64_t id = notes(h, "17");
	const int64_t other = notes(h, "18");
	struct due_told told[DUE_TOLD_MAX];

	assert_int_equal(AM_OK, followup_done(h->st, &h->rosa, id, "Listo", 0, NOW));
	assert_int_equal(AM_OK, followup_undo(h->st, &h->rosa, other, NOW));
	assert_int_equal(0, due(h, SEVENTEEN + 99999, told));
}

static void many_at_once_are_told_in_turns(void **state)
{
	struct house *h = *state;
	struct due_told told[DUE_TOLD_MAX];

	for (int i = 0; i < DUE_TOLD_MAX / 2 + 3; i++)
		notes(h, "17");
	assert_int_equal(DUE_TOLD_MAX, due(h, SEVENTEEN + GRACE, told));
	assert_int_equal(6, due(h, SEVENTEEN + GRACE + 10, told));
	assert_int_equal(0, due(h, SEVENTEEN + GRACE + 20, told));
}

int main(void)
{
#define STORY(f) cmocka_unit_test_setup_teardown(f, house_open, house_close)
	const struct CMUnitTest tests[] = {
		STORY(every_check_can_be_asked),
		STORY(where_nothing_is_due_nothing_is_written),
		STORY(an_answer_that_is_owed_is_told_once_and_no_more_once_it_came),
		STORY(an_alert_is_back_when_what_ended_it_is_taken_back),
		STORY(what_was_owed_long_ago_is_no_news),
		STORY(a_late_follow_up_is_told_to_supervision_once),
		STORY(its_hours_count_not_their_beginning),
		STORY(the_grace_is_a_setting),
		STORY(what_was_put_off_is_told_again_when_it_is_late_again),
		STORY(what_is_done_is_not_late),
		STORY(many_at_once_are_told_in_turns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
