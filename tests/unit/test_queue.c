/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <sys/wait.h>

#include "schema/agent.h"
#include "schema/audit.h"
#include "schema/call.h"
#include "schema/code.h"
#include "schema/queue.h"
#include "schema/record.h"
#include "tests/unit/house.h"

#define ROWS 20

struct listed {
	struct queue_row rows[ROWS];
	size_t count, waiting;
};

static int64_t rings(struct house *h, const char *phone, int64_t now)
{
	const struct queue_contact who = { .phone = phone, .trunk = "2" };
	int64_t id = 0;

	assert_int_equal(AM_OK, queue_push(h->st, &h->local, &who, now, &id));
	return id;
}

static struct listed look(struct house *h, int64_t now)
{
	struct listed l;

	assert_int_equal(
	    AM_OK, queue_list(h->st, &h->rosa, now, l.rows, ROWS, &l.count, &l.waiting));
	return l;
}

static struct call takes(
    struct house *h, const struct actor *who, int64_t id, int64_t now)
{
	struct call call;

	assert_int_equal(AM_OK, queue_take(h->st, who, id, now, &call));
	return call;
}

static void ends(struct house *h, const struct actor *who, struct call *call,
    const char *dispo, int64_t now)
{
	struct record *rec = record_new(&call_form);
	struct call read;

	assert_int_equal(AM_OK, call_load(h->st, who, call->id, now, &read, rec));
	record_set_id(rec, "motive",
	    strcmp(dispo, "wrong") == 0 || strcmp(dispo, "prank") == 0 ? "none"
								       : "service");
	record_set_id(rec, "dispo", dispo);
	record_set_id(rec, "place_from", "PE16");
	assert_int_equal(AM_OK, call_close(h->st, who, call, rec, 0, now));
	record_free(rec);
}

static const char *doing(struct house *h, const struct actor *who)
{
	static char state[16];
	struct agent a;

	if (agent_get(h->st, who->operator_id, &a) != AM_OK)
		return "off";
	return str_copy(state, sizeof(state), a.state);
}

/* --- who waits --- */

static void who_rings_first_is_listed_first_and_the_number_is_masked(void **state)
{
	struct house *h = *state;
	const int64_t first = rings(h, "961 555 341", NOW);
	struct listed l;

	rings(h, "anonymous", NOW + 5);
	l = look(h, NOW + 10);
	assert_int_equal(2, l.count);
	assert_int_equal(2, l.waiting);
	assert_int_equal(first, l.rows[0].id);
	assert_string_equal("341", l.rows[0].tail);
	assert_string_equal("2", l.rows[0].trunk);
	assert_int_equal(NOW, l.rows[0].at);
	assert_int_equal(0, l.rows[0].left_at);
	assert_string_equal("", l.rows[1].tail);
}

static void what_is_urgent_goes_before(void **state)
{
	struct house *h = *state;
	const struct queue_contact urgent = { .phone = "1", .priority = 1 };
	int64_t id = 0;

	rings(h, "961555341", NOW);
	assert_int_equal(AM_OK, queue_push(h->st, &h->local, &urgent, NOW + 9, &id));
	assert_int_equal(id, look(h, NOW + 10).rows[0].id);
}

static const struct {
	const char *given, *kept;
} numbers[] = {
	{ "961555341", "51961555341" },
	{ "+4915112345678", "4915112345678" },
	{ "(065) 23-1234", "5165231234" },
	{ "105", "105" },
	{ "", "" },
	{ NULL, "" },
	{ "anonymous", "" },
	{ "+", "" },
	{ "1234567890123456789012345", "" },
	{ "12\x1b[2J", "" },
};

static void a_number_is_never_refused(void **state)
{
	struct house *h = *state;

	for (size_t i = 0; i < COUNT(numbers); i++) {
		rings(h, numbers[i].given, NOW);
		assert_string_equal(numbers[i].kept,
		    house_sees(h, "SELECT phone FROM queue ORDER BY id DESC LIMIT 1"));
	}
}

static void the_area_code_tells_the_region(void **state)
{
	struct house *h = *state;

	rings(h, "065231234", NOW);
	rings(h, "014412345", NOW + 1);
	rings(h, "961555341", NOW + 2);
	struct listed l = look(h, NOW + 2);

	assert_string_equal("PE16", l.rows[0].place);
	assert_string_equal("PE15", l.rows[1].place);
	assert_string_equal("", l.rows[2].place);
}

static void earlier_calls_of_the_number_are_counted_and_give_the_region(void **state)
{
	struct house *h = *state;
	struct call call;

	rings(h, "961555341", NOW);
	call = takes(h, &h->rosa, 0, NOW + 1);
	ends(h, &h->rosa, &call, "info", NOW + 60);
	rings(h, "+51961555341", NOW + 100);
	rings(h, "951555341", NOW + 101); /* the same last digits */
	struct listed l = look(h, NOW + 110);

	assert_int_equal(1, l.rows[0].earlier);
	assert_string_equal("PE16", l.rows[0].place);
	assert_int_equal(0, l.rows[1].earlier);
	assert_string_equal("", l.rows[1].place);
}

static void a_region_that_does_not_exist_and_a_wrong_priority_are_refused(void **state)
{
	struct house *h = *state;
	const struct queue_contact nowhere = { .place = "PE99" },
				   last = { .priority = 4 };
	int64_t id = 0;

	assert_int_equal(AM_INVALID, queue_push(h->st, &h->local, &nowhere, NOW, &id));
	assert_int_equal(AM_INVALID, queue_push(h->st, &h->local, &last, NOW, &id));
	assert_int_equal(0, house_counts(h, "SELECT count(*) FROM queue"));
}

/* --- taking --- */

static void the_call_gets_number_line_arrival_and_answer(void **state)
{
	struct house *h = *state;
	struct call call;

	rings(h, "961555341", NOW);
	call = takes(h, &h->rosa, 0, NOW + 20);
	assert_string_equal("51961555341", house_sees(h, "SELECT phone FROM call"));
	assert_string_equal("2", house_sees(h, "SELECT trunk FROM call"));
	assert_int_equal(NOW, house_counts(h, "SELECT ring_at FROM call"));
	assert_int_equal(NOW + 20, house_counts(h, "SELECT answered_at FROM call"));
	assert_int_equal(call.id, house_counts(h, "SELECT call_id FROM queue"));
	assert_int_equal(0, look(h, NOW + 21).count);
}

static void a_caller_is_taken_once(void **state)
{
	struct house *h = *state;
	const int64_t id = rings(h, "961555341", NOW);
	struct call call;

	takes(h, &h->rosa, id, NOW + 1);
	assert_int_equal(AM_CONFLICT, queue_take(h->st, &h->luz, id, NOW + 2, &call));
	assert_int_equal(AM_MISSING, queue_take(h->st, &h->luz, 0, NOW + 2, &call));
	assert_int_equal(AM_MISSING, queue_take(h->st, &h->luz, 99, NOW + 2, &call));
	assert_int_equal(1, house_counts(h, "SELECT count(*) FROM call"));
}

/* 1 if this process got the call, 0 if it was told that somebody had. */
static int tries(const struct house *h, const struct actor *who, int64_t id, int start)
{
	struct store *st = NULL;
	struct call call;
	char go;
	enum err e = store_open(h->path, STORE_READ_WRITE, &st);

	if (e == AM_OK && read(start, &go, 1) != 1)
		return 9;
	if (e == AM_OK)
		e = queue_take(st, who, id, NOW + 5, &call);
	store_close(st);
	return e == AM_OK ? 1 : e == AM_CONFLICT ? 0 : 9;
}

static void of_two_who_take_the_same_caller_one_gets_her(void **state)
{
	struct house *h = *state;

	for (int round = 0; round < 10; round++) {
		const int64_t id = rings(h, "961555341", NOW + round);
		const struct actor *who[] = { &h->rosa, &h->luz };
		int start[2], status, got = 0;
		pid_t pids[2];

		assert_int_equal(0, pipe(start));
		for (int i = 0; i < 2; i++) {
			pids[i] = fork();
			if (pids[i] == 0)
				_exit(tries(h, who[i], id, start[0]));
		}
		assert_int_equal(2, write(start[1], "go", 2));
		for (int i = 0; i < 2; i++) {
			assert_int_equal(pids[i], waitpid(pids[i], &status, 0));
			assert_true(WIFEXITED(status) && WEXITSTATUS(status) < 2);
			got += WEXITSTATUS(status);
		}
		close(start[0]);
		close(start[1]);
		assert_int_equal(1, got);
		assert_int_equal(round + 1, house_counts(h, "SELECT count(*) FROM call"));
	}
}

/* --- hanging up, calling back --- */

static void who_hangs_up_is_to_be_called_back(void **state)
{
	struct house *h = *state;
	bool changed = false;
	const int64_t id = rings(h, "961555341", NOW);
	struct call call;

	assert_int_equal(AM_OK, queue_leave(h->st, &h->local, id, NOW + 40, &changed));
	struct listed l = look(h, NOW + 41);

	assert_int_equal(0, l.waiting);
	assert_int_equal(1, l.count);
	assert_int_equal(NOW + 40, l.rows[0].left_at);
	assert_int_equal(AM_CONFLICT, queue_take(h->st, &h->rosa, id, NOW + 42, &call));
	assert_int_equal(AM_OK, queue_call_back(h->st, &h->rosa, id, NOW + 50, &call));
	assert_string_equal("out", house_sees(h, "SELECT direction FROM call"));
	assert_string_equal("51961555341", house_sees(h, "SELECT phone FROM call"));
	assert_string_equal("callback", doing(h, &h->rosa));
	assert_int_equal(0, look(h, NOW + 51).count);
	assert_int_equal(
	    AM_CONFLICT, queue_call_back(h->st, &h->luz, id, NOW + 52, &call));
}

static void a_call_back_that_was_given_up_is_still_owed(void **state)
{
	struct house *h = *state;
	bool changed = false;
	const int64_t id = rings(h, "961555341", NOW);
	struct call call;

	assert_int_equal(AM_OK, queue_leave(h->st, &h->local, id, NOW + 40, &changed));
	assert_int_equal(AM_OK, queue_call_back(h->st, &h->rosa, id, NOW + 50, &call));
	assert_int_equal(AM_OK, call_void(h->st, &h->rosa, &call, NOW + 60));
	assert_int_equal(1, look(h, NOW + 61).count);
	assert_int_equal(AM_OK, queue_call_back(h->st, &h->luz, id, NOW + 70, &call));
}

static void a_call_back_that_reached_nobody_is_still_owed(void **state)
{
	struct house *h = *state;
	bool changed = false;
	const int64_t id = rings(h, "961555341", NOW);
	struct call call;

	assert_int_equal(AM_OK, queue_leave(h->st, &h->local, id, NOW + 40, &changed));
	assert_int_equal(AM_OK, queue_call_back(h->st, &h->rosa, id, NOW + 50, &call));
	house_sees(h, "UPDATE call SET status = 'closed', ended_at = started_at + 30,"
		      " dispo = 'dispo.noanswer'");
	assert_int_equal(1, look(h, NOW + 81).count);
	assert_int_equal(AM_OK, queue_call_back(h->st, &h->luz, id, NOW + 90, &call));
	assert_int_equal(0, look(h, NOW + 91).count); /* it is in hand */
	house_sees(h, "UPDATE call SET status = 'closed', ended_at = started_at + 30,"
		      " dispo = 'dispo.guide' WHERE status = 'open'");
	assert_int_equal(0, look(h, NOW + 121).count);
}

static void who_rings_again_and_is_answered_needs_no_call_back(void **state)
{
	struct house *h = *state;
	bool changed = false;
	const int64_t id = rings(h, "961555341", NOW);

	assert_int_equal(AM_OK, queue_leave(h->st, &h->local, id, NOW + 40, &changed));
	rings(h, "961555341", NOW + 60);
	takes(h, &h->rosa, 0, NOW + 70);
	assert_int_equal(0, look(h, NOW + 71).count);
}

/* Also on a screen that has not read the list again yet. */
static void who_was_answered_meanwhile_is_not_called_back(void **state)
{
	struct house *h = *state;
	bool changed = false;
	const int64_t id = rings(h, "961555341", NOW);
	struct call call;

	assert_int_equal(AM_OK, queue_leave(h->st, &h->local, id, NOW + 40, &changed));
	rings(h, "961555341", NOW + 60);
	takes(h, &h->rosa, 0, NOW + 70);
	assert_int_equal(
	    AM_CONFLICT, queue_call_back(h->st, &h->luz, id, NOW + 71, &call));
}

static void who_hangs_up_twice_is_called_back_once(void **state)
{
	struct house *h = *state;
	bool changed = false;
	const int64_t first = rings(h, "961555341", NOW);
	const int64_t second = rings(h, "961555341", NOW + 50);
	struct call call;

	assert_int_equal(AM_OK, queue_leave(h->st, &h->local, first, NOW + 40, &changed));
	assert_int_equal(
	    AM_OK, queue_leave(h->st, &h->local, second, NOW + 80, &changed));
	assert_int_equal(AM_OK, queue_call_back(h->st, &h->rosa, first, NOW + 90, &call));
	assert_int_equal(0, look(h, NOW + 91).count);
	assert_int_equal(
	    AM_CONFLICT, queue_call_back(h->st, &h->luz, second, NOW + 92, &call));
	ends(h, &h->rosa, &call, "noanswer", NOW + 100);
	assert_int_equal(2, look(h, NOW + 101).count); /* it reached nobody */
	assert_int_equal(
	    AM_OK, queue_call_back(h->st, &h->rosa, second, NOW + 110, &call));
	ends(h, &h->rosa, &call, "guide", NOW + 200);
	assert_int_equal(0, look(h, NOW + 201).count);
	/* she rings once more, later */
	const int64_t third = rings(h, "961555341", NOW + 300);

	assert_int_equal(
	    AM_OK, queue_leave(h->st, &h->local, third, NOW + 310, &changed));
	assert_int_equal(1, look(h, NOW + 311).count);
}

static void a_number_that_is_not_kept_is_not_kept_of_her_other_tries(void **state)
{
	struct house *h = *state;
	bool changed = false;
	const int64_t first = rings(h, "961555341", NOW);
	const int64_t second = rings(h, "961555341", NOW + 50);
	const int64_t waits = rings(h, "961555341", NOW + 60);
	struct call call;

	assert_int_equal(AM_OK, queue_leave(h->st, &h->local, first, NOW + 40, &changed));
	assert_int_equal(
	    AM_OK, queue_leave(h->st, &h->local, second, NOW + 80, &changed));
	assert_int_equal(AM_OK, queue_call_back(h->st, &h->rosa, first, NOW + 90, &call));
	ends(h, &h->rosa, &call, "wrong", NOW + 100);
	assert_int_equal(
	    waits, house_counts(h, "SELECT sum(id) FROM queue WHERE phone IS NOT NULL"));
}

static void nobody_can_call_a_hidden_number_back_and_a_day_later_nobody_is_asked_to(
    void **state)
{
	struct house *h = *state;
	bool changed = false;
	const int64_t hidden = rings(h, "", NOW), shown = rings(h, "961555341", NOW);

	assert_int_equal(
	    AM_OK, queue_leave(h->st, &h->local, hidden, NOW + 40, &changed));
	assert_int_equal(AM_OK, queue_leave(h->st, &h->local, shown, NOW + 40, &changed));
	assert_int_equal(1, look(h, NOW + 41).count);
	assert_int_equal(0, look(h, NOW + 41 + QUEUE_KEPT).count);
}

static void hanging_up_after_the_answer_changes_nothing(void **state)
{
	struct house *h = *state;
	bool changed = false;
	const int64_t id = rings(h, "961555341", NOW);

	takes(h, &h->rosa, id, NOW + 1);
	assert_int_equal(AM_OK, queue_leave(h->st, &h->local, id, NOW + 400, &changed));
	assert_false(changed);
	assert_string_equal("", house_sees(h, "SELECT left_at FROM queue"));
	assert_int_equal(AM_MISSING, queue_leave(h->st, &h->local, 99, NOW, &changed));
}

/* --- signal --- */

static void an_exchange_that_is_silent_gives_no_signal(void **state)
{
	struct house *h = *state;
	bool changed = false;
	int64_t until = 1;

	assert_int_equal(AM_OK, queue_heard_until(h->st, &until));
	assert_int_equal(0, until);
	assert_int_equal(AM_OK, queue_signal(h->st, &h->local, true, NOW, &changed));
	assert_true(changed);
	assert_int_equal(AM_OK, queue_signal(h->st, &h->local, true, NOW + 60, &changed));
	assert_false(changed);
	assert_int_equal(AM_OK, queue_heard_until(h->st, &until));
	assert_int_equal(NOW + 60 + QUEUE_SILENCE, until);
	assert_int_equal(
	    AM_OK, queue_signal(h->st, &h->local, false, NOW + 70, &changed));
	assert_true(changed);
	assert_int_equal(AM_OK, queue_heard_until(h->st, &until));
	assert_int_equal(0, until);
}

/* --- what is kept --- */

static void a_wrong_number_leaves_no_number(void **state)
{
	struct house *h = *state;
	struct call call;

	rings(h, "961555341", NOW);
	call = takes(h, &h->rosa, 0, NOW + 1);
	ends(h, &h->rosa, &call, "wrong", NOW + 20);
	assert_int_equal(
	    0, house_counts(h, "SELECT count(*) FROM queue WHERE phone IS NOT NULL") +
		   house_counts(h, "SELECT count(*) FROM call WHERE phone IS NOT NULL"));
}

static void a_prank_keeps_its_number(void **state)
{
	struct house *h = *state;
	struct call call;

	rings(h, "961555341", NOW);
	call = takes(h, &h->rosa, 0, NOW + 1);
	ends(h, &h->rosa, &call, "prank", NOW + 20);
	assert_int_equal(
	    1, house_counts(h, "SELECT count(*) FROM queue WHERE phone IS NOT NULL"));
}

/* --- marks --- */

static void a_mark_on_a_number_is_shown_until_it_ends(void **state)
{
	struct house *h = *state;
	const int64_t id = rings(h, "961555341", NOW);
	const int64_t hidden = rings(h, "", NOW);

	assert_int_equal(
	    AM_OK, queue_flag(h->st, &h->rosa, id, "prank", NOW + 1000, "", NOW));
	struct listed l = look(h, NOW + 1);

	assert_string_equal("prank", l.rows[0].flag);
	assert_int_equal(NOW + 1000, l.rows[0].flag_until);
	assert_string_equal("", look(h, NOW + 1000).rows[0].flag);
	assert_int_equal(
	    AM_OK, queue_flag(h->st, &h->marta, id, "atrisk", 0, "", NOW + 2));
	assert_string_equal("atrisk", look(h, NOW + 3).rows[0].flag);
	assert_int_equal(AM_OK, queue_flag(h->st, &h->rosa, id, "none", 0, "", NOW + 4));
	assert_string_equal("", look(h, NOW + 5).rows[0].flag);
	assert_int_equal(AM_INVALID, queue_flag(h->st, &h->rosa, id, "x", 0, "", NOW));
	assert_int_equal(
	    AM_INVALID, queue_flag(h->st, &h->rosa, id, "prank", NOW, "", NOW));
	assert_int_equal(
	    AM_MISSING, queue_flag(h->st, &h->rosa, hidden, "prank", 0, "", NOW));
	code_forget(h->st);
}

/* --- rights and the audit --- */

static void each_role_does_its_part(void **state)
{
	struct house *h = *state;
	const struct actor *who[] = { &h->local, &h->rosa, &h->marta, &h->julia,
		&h->ana };
	const enum err feeds[] = { AM_OK, AM_DENIED, AM_DENIED, AM_DENIED, AM_DENIED };
	const enum err reads[] = { AM_DENIED, AM_OK, AM_OK, AM_DENIED, AM_DENIED };
	const struct queue_contact contact = { .phone = "961555341" };
	struct queue_row rows[ROWS];
	size_t count, waiting;
	bool changed;

	for (size_t i = 0; i < COUNT(who); i++) {
		struct call call;
		int64_t id = 1;

		assert_int_equal(feeds[i], queue_push(h->st, who[i], &contact, NOW, &id));
		assert_int_equal(
		    feeds[i], queue_signal(h->st, who[i], true, NOW, &changed));
		assert_int_equal(reads[i],
		    queue_list(h->st, who[i], NOW, rows, ROWS, &count, &waiting));
		rings(h, "961555341", NOW);
		assert_int_equal(reads[i], queue_take(h->st, who[i], 0, NOW, &call));
		assert_int_equal(
		    reads[i], queue_flag(h->st, who[i], 1, "frequent", 0, "", NOW));
		assert_int_equal(feeds[i], queue_leave(h->st, who[i], 1, NOW, &changed));
	}
	code_forget(h->st);
}

static void the_audit_tells_it_without_the_number(void **state)
{
	struct house *h = *state;
	const int64_t id = rings(h, "961555341", NOW);
	struct audit_report report;

	takes(h, &h->rosa, id, NOW + 1);
	assert_string_equal(
	    "push take", house_sees(h, "SELECT group_concat(action, ' ') FROM audit"
				       " WHERE entity = 'queue'"));
	assert_int_equal(
	    0, house_counts(h, "SELECT count(*) FROM audit WHERE detail LIKE '%555%'"));
	assert_int_equal(AM_OK, audit_verify(h->st, NULL, &report));
	assert_int_equal(0, report.first_bad);
}

/* --- what operators do --- */

static void a_call_makes_busy_and_its_end_is_written_up(void **state)
{
	struct house *h = *state;
	struct call call;

	assert_string_equal("off", doing(h, &h->rosa));
	rings(h, "961555341", NOW);
	call = takes(h, &h->rosa, 0, NOW + 1);
	assert_string_equal("oncall", doing(h, &h->rosa));
	assert_int_equal(AM_OK, agent_parks(h->st, &h->rosa, NOW + 30));
	assert_string_equal("wrap", doing(h, &h->rosa));
	ends(h, &h->rosa, &call, "info", NOW + 60);
	assert_string_equal("wrap", doing(h, &h->rosa));
	assert_int_equal(AM_OK, agent_choose(h->st, &h->rosa, "ready", NOW + 90));
	assert_string_equal("1 29 60 ",
	    house_sees(h, "SELECT group_concat(coalesce(to_at - from_at, ''), ' ')"
			  " FROM (SELECT 1 AS to_at, 0 AS from_at UNION ALL SELECT * FROM"
			  " (SELECT to_at, from_at FROM agent_state ORDER BY id))"));
}

static void what_closes_by_one_key_and_asks_nothing_more_leaves_her_ready(void **state)
{
	static const struct {
		const char *dispo, *then;
	} ends_as[] = { { "prank", "ready" }, { "wrong", "ready" }, { "dropped", "wrap" },
		{ "threat", "wrap" } };
	struct house *h = *state;
	struct call call;

	for (size_t i = 0; i < COUNT(ends_as); i++) {
		rings(h, "961555341", NOW);
		call = takes(h, &h->rosa, 0, NOW + 1);
		ends(h, &h->rosa, &call, ends_as[i].dispo, NOW + 60);
		assert_string_equal(ends_as[i].then, doing(h, &h->rosa));
	}
}

static void a_break_is_chosen_and_saving_a_parked_call_does_not_end_it(void **state)
{
	struct house *h = *state;
	struct call call;

	assert_int_equal(AM_OK, call_new(h->st, &h->rosa, NOW, &call));
	assert_int_equal(AM_OK, agent_choose(h->st, &h->rosa, "break", NOW + 10));
	assert_int_equal(AM_OK, agent_choose(h->st, &h->rosa, "break", NOW + 20));
	assert_int_equal(AM_OK, call_void(h->st, &h->rosa, &call, NOW + 30));
	assert_string_equal("break", doing(h, &h->rosa));
	assert_int_equal(1, house_counts(h, "SELECT count(*) FROM audit"
					    " WHERE action = 'state'"));
	assert_int_equal(AM_INVALID, agent_choose(h->st, &h->rosa, "oncall", NOW));
	assert_int_equal(AM_INVALID, agent_choose(h->st, &h->rosa, "", NOW));
	assert_int_equal(AM_DENIED, agent_choose(h->st, &h->julia, "break", NOW));
}

int main(void)
{
#define STORY(f) cmocka_unit_test_setup_teardown(f, house_open, house_close)
	const struct CMUnitTest tests[] = {
		STORY(who_rings_first_is_listed_first_and_the_number_is_masked),
		STORY(what_is_urgent_goes_before),
		STORY(a_number_is_never_refused),
		STORY(the_area_code_tells_the_region),
		STORY(earlier_calls_of_the_number_are_counted_and_give_the_region),
		STORY(a_region_that_does_not_exist_and_a_wrong_priority_are_refused),
		STORY(the_call_gets_number_line_arrival_and_answer),
		STORY(a_caller_is_taken_once),
		STORY(of_two_who_take_the_same_caller_one_gets_her),
		STORY(who_hangs_up_is_to_be_called_back),
		STORY(a_call_back_that_was_given_up_is_still_owed),
		STORY(a_call_back_that_reached_nobody_is_still_owed),
		STORY(who_rings_again_and_is_answered_needs_no_call_back),
		STORY(who_was_answered_meanwhile_is_not_called_back),
		STORY(who_hangs_up_twice_is_called_back_once),
		STORY(a_number_that_is_not_kept_is_not_kept_of_her_other_tries),
		STORY(
		    nobody_can_call_a_hidden_number_back_and_a_day_later_nobody_is_asked_to),
		STORY(hanging_up_after_the_answer_changes_nothing),
		STORY(an_exchange_that_is_silent_gives_no_signal),
		STORY(a_wrong_number_leaves_no_number),
		STORY(a_prank_keeps_its_number),
		STORY(a_mark_on_a_number_is_shown_until_it_ends),
		STORY(each_role_does_its_part),
		STORY(the_audit_tells_it_without_the_number),
		STORY(a_call_makes_busy_and_its_end_is_written_up),
		STORY(what_closes_by_one_key_and_asks_nothing_more_leaves_her_ready),
		STORY(a_break_is_chosen_and_saving_a_parked_call_does_not_end_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
