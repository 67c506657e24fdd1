/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of a number, and calling out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "schema/call.h"
#include "schema/consent.h"
#include "schema/dial.h"
#include "schema/followup.h"
#include "schema/queue.h"
#include "schema/record.h"
#include "schema/telephone_priv.h"
#include "tests/unit/house.h"

#define AUNT "961 555 877"
#define STORED "51961555877"

static struct call calls(struct house *h, const struct actor *who, int64_t at,
    const char *const pairs[][2], size_t count)
{
	struct record *rec = record_new(&call_form);
	struct call call;

	record_set_id(rec, "motive", "report");
	record_set_id(rec, "dispo", "guide");
	record_set_id(rec, "phone", "961555877");
	for (size_t i = 0; i < count; i++)
		record_set_id(rec, pairs[i][0], pairs[i][1]);
	assert_int_equal(AM_OK, call_new(h->st, who, at, &call));
	assert_int_equal(AM_OK, call_close(h->st, who, &call, rec, 0, at + MINUTE));
	record_free(rec);
	return call;
}

static struct telephone look(struct house *h, const struct actor *who, int64_t call_id)
{
	const struct telephone_who number = { .dialled = AUNT, .call_id = call_id };
	struct telephone t;

	assert_int_equal(AM_OK, telephone_read(h->st, who, &number, NOW, &t));
	return t;
}

static void runs(struct house *h, const char *sql)
{
	sqlite3_stmt *q = NULL;

	assert_int_equal(AM_OK, store_begin(h->st));
	assert_int_equal(AM_OK, store_prepare(h->st, sql, &q));
	assert_int_equal(AM_OK, store_end(h->st, store_run(h->st, q, AM_OK)));
}

static const struct telephone_who aunt = { .dialled = AUNT };

/* --- what is known --- */

static void earlier_calls_are_linked_by_number_and_the_one_in_hand_is_not(void **state)
{
	struct house *h = *state;
	const struct call first = calls(h, &h->rosa, NOW - 86400, NULL, 0);
	struct call_row rows[4];
	size_t count = 0;

	calls(h, &h->luz, NOW - 3600, NULL, 0);
	assert_int_equal(2, look(h, &h->rosa, 0).earlier);
	assert_int_equal(1, look(h, &h->rosa, first.id).earlier);
	assert_string_equal("877", look(h, &h->rosa, 0).tail);
	assert_int_equal(AM_OK, telephone_calls(h->st, &h->rosa, &aunt, NOW, rows, 4, &count));
	assert_int_equal(2, count);
	assert_string_equal("Luz", rows[0].operator_name);
	assert_int_equal(first.id, rows[1].call.id);
	/* the call of luz belongs to a case that does not exist for rosa */
	house_sees(h, "INSERT INTO casefile (id, number, title, source, opened_at,"
		      " opened_by, assigned_to, touched_at, restricted) VALUES (7,"
		      " 260000031, 'Nauta', 'source.hotline', 1, 2, 2, 1, 1)");
	house_sees(h, "INSERT INTO call_case (call_id, case_id, certainty, linked_at,"
		      " linked_by) SELECT max(id), 7, 'confirmed', 1, 2 FROM call");
	assert_int_equal(1, look(h, &h->rosa, 0).earlier);
	assert_int_equal(2, look(h, &h->luz, 0).earlier);
	assert_int_equal(2, look(h, &h->marta, 0).earlier);
	assert_int_equal(
	    AM_OK, telephone_calls(h->st, &h->rosa, &aunt, NOW, rows, 4, &count));
	assert_int_equal(1, count);
	assert_int_equal(first.id, rows[0].call.id);
}

static void whose_it_is_comes_from_the_call_and_is_noted_once(void **state)
{
	static const char *const of_aunt[][2] = { { "phone_of", "la tía" } };
	static const char *const of_shop[][2] = { { "phone_of", "una tienda" } };
	struct house *h = *state;

	calls(h, &h->rosa, NOW, of_aunt, 1);
	assert_string_equal("la tía", look(h, &h->rosa, 0).owner);
	calls(h, &h->rosa, NOW, of_shop, 1);
	assert_string_equal("la tía", look(h, &h->rosa, 0).owner);
	assert_int_equal(AM_OK, telephone_set(h->st, &h->luz, &aunt, "una tienda",
				    "public", "no decir quién llama", NOW));
	struct telephone t = look(h, &h->rosa, 0);

	assert_string_equal("una tienda", t.owner);
	assert_string_equal("public", t.shared);
	assert_string_equal("no decir quién llama", t.safe_note);
	assert_string_equal(
	    "{\"old\":{\"owner\":\"la tía\",\"shared\":\"\",\"safe_note\":\"\"},"
	    "\"version\":3}",
	    house_sees(h, "SELECT detail FROM audit WHERE entity = 'line'"
			  " AND action = 'update'"));
	assert_int_equal(AM_INVALID,
	    telephone_set(h->st, &h->luz, &aunt, "", "everybody's", "", NOW));
	assert_int_equal(
	    AM_DENIED, telephone_set(h->st, &h->julia, &aunt, "", "", "", NOW));
}

/* Among a million calls a number is found by its last digits. */
static void no_index_is_read_from_end_to_end(void **state)
{
	static const char *const queries[] = {
		"EXPLAIN QUERY PLAN SELECT 1" TELEPHONE_CALLS_OF("?1"),
		"EXPLAIN QUERY PLAN SELECT 1" TELEPHONE_ITS_CASES,
	};
	struct house *h = *state;

	for (size_t i = 0; i < COUNT(queries); i++) {
		sqlite3_stmt *q = NULL;

		assert_int_equal(AM_OK, store_prepare(h->st, queries[i], &q));
		while (sqlite3_step(q) == SQLITE_ROW) {
			const char *row = store_text(q, 3);

			if (strncmp(row, "SCAN c ", 7) == 0 ||
			    strncmp(row, "SCAN h ", 7) == 0)
				fail_msg("%s", row);
		}
		store_done(h->st, q);
	}
}

static void half_a_number_tells_nothing(void **state)
{
	static const char *const halves[] = { "", "9", "96155", "anonymous", "-" };
	struct house *h = *state;
	struct telephone t;

	for (size_t i = 0; i < COUNT(halves); i++) {
		const struct telephone_who who = { .dialled = halves[i] };

		assert_int_equal(
		    AM_MISSING, telephone_read(h->st, &h->rosa, &who, NOW, &t));
	}
}

static void a_case_is_shown_to_whom_it_concerns(void **state)
{
	struct house *h = *state;
	const struct call call = calls(h, &h->rosa, NOW, NULL, 0);

	runs(h, "INSERT INTO casefile (id, number, title, source, opened_at, opened_by,"
		" assigned_to, touched_at) VALUES (7, 260000031, 'Nauta', 'source.hotline',"
		" 1, 1, 1, 1)");
	runs(h, "INSERT INTO call_case (call_id, case_id, certainty, linked_at, linked_by)"
		" SELECT id, 7, 'possible', 1, 1 FROM call");
	(void)call;
	assert_int_equal(1, look(h, &h->rosa, 0).case_count);
	assert_int_equal(260000031, look(h, &h->rosa, 0).cases[0].number);
	assert_int_equal(1, look(h, &h->luz, 0).case_count); /* that there is one */
	runs(h, "UPDATE casefile SET restricted = 1");
	assert_int_equal(1, look(h, &h->rosa, 0).case_count);
	assert_int_equal(0, look(h, &h->luz, 0).case_count);
	assert_int_equal(1, look(h, &h->marta, 0).case_count);
	runs(h, "INSERT INTO case_grant (case_id, operator_id, why, from_at, until_at)"
		" VALUES (7, 2, 'turno', 1, 1795548961)");
	assert_int_equal(1, look(h, &h->luz, 0).case_count);
	runs(h, "UPDATE case_grant SET until_at = 1795548960");
	assert_int_equal(0, look(h, &h->luz, 0).case_count);
	runs(h, "UPDATE call_case SET ended_at = 2");
	assert_int_equal(0, look(h, &h->rosa, 0).case_count);
}

static void looking_at_a_number_is_audited_without_it(void **state)
{
	struct house *h = *state;

	look(h, &h->rosa, 0); /* nothing is known: nothing was seen */
	calls(h, &h->rosa, NOW, NULL, 0);
	look(h, &h->rosa, 0);
	assert_int_equal(1, house_counts(h, "SELECT count(*) FROM audit WHERE entity ="
					    " 'line' AND action = 'view'"));
	assert_int_equal(
	    0, house_counts(h, "SELECT count(*) FROM audit WHERE detail LIKE '%555%'"));
}

static void a_call_that_keeps_no_number_leaves_no_line(void **state)
{
	static const char *const declined[][2] = { { "dispo", "noconsent" } };
	struct house *h = *state;
	struct call call = calls(h, &h->rosa, NOW, NULL, 0);
	struct record *rec = record_new(&call_form);

	assert_int_equal(1, house_counts(h, "SELECT count(*) FROM line"));
	record_set_id(rec, "motive", "report");
	record_set_id(rec, "dispo", "noconsent");
	assert_int_equal(AM_OK, call_correct(h->st, &h->rosa, &call, rec, "", 0, NOW));
	assert_int_equal(0, house_counts(h, "SELECT count(*) FROM line"));
	calls(h, &h->rosa, NOW, declined, 1);
	assert_int_equal(0, house_counts(h, "SELECT count(*) FROM line"));
	record_free(rec);
}

/* --- marks --- */

static int64_t marks(
    struct house *h, const struct actor *who, const char *flag, int64_t until)
{
	int64_t id = 0;

	assert_int_equal(
	    AM_OK, telephone_mark(h->st, who, &aunt, flag, until, "", NOW, &id));
	return id;
}

static void several_marks_are_shown_the_gravest_first_until_they_end(void **state)
{
	struct house *h = *state;
	struct telephone t;

	marks(h, &h->rosa, "frequent", NOW + MINUTE);
	marks(h, &h->luz, "atrisk", 0);
	marks(h, &h->luz, "atrisk", 0); /* the same again is one */
	t = look(h, &h->rosa, 0);
	assert_int_equal(2, t.mark_count);
	assert_string_equal("atrisk", t.marks[0].flag);
	assert_string_equal("Luz", t.marks[0].set_by);
	assert_int_equal(NOW + MINUTE, t.marks[1].expires_at);
	assert_int_equal(AM_OK, telephone_read(h->st, &h->rosa, &aunt, NOW + MINUTE, &t));
	assert_int_equal(1, t.mark_count);
	marks(h, &h->rosa, "none", 0);
	assert_int_equal(0, look(h, &h->rosa, 0).mark_count);
}

static void a_mark_is_ended_and_comes_back_by_whoever_did_it(void **state)
{
	struct house *h = *state;
	const int64_t id = marks(h, &h->rosa, "prank", 0);
	int64_t line = 0;

	assert_int_equal(AM_OK, telephone_unmark(h->st, &h->luz, id, NOW + 1));
	assert_int_equal(AM_CONFLICT, telephone_unmark(h->st, &h->luz, id, NOW + 1));
	assert_int_equal(AM_OK, telephone_line(h->st, &h->rosa, &aunt, &line));
	assert_int_equal(AM_DENIED, telephone_undo(h->st, &h->rosa, line, NOW + 2));
	assert_int_equal(AM_DENIED, telephone_undo(h->st, &h->luz, line, NOW + 700));
	assert_int_equal(AM_OK, telephone_undo(h->st, &h->luz, line, NOW + 2));
	assert_int_equal(1, look(h, &h->rosa, 0).mark_count);
	/* what was taken back is not taken back again, nor what came before it */
	assert_int_equal(AM_MISSING, telephone_undo(h->st, &h->luz, line, NOW + 3));
	assert_int_equal(AM_DENIED, telephone_undo(h->st, &h->rosa, line, NOW + 3));
	assert_int_equal(AM_MISSING, telephone_unmark(h->st, &h->rosa, 99, NOW));
	assert_string_equal("flag unflag undo",
	    house_sees(h, "SELECT group_concat(action, ' ') FROM audit"
			  " WHERE entity = 'line' AND action <> 'view'"));
}

static void the_marks_that_one_replaced_come_back_with_it(void **state)
{
	struct house *h = *state;
	int64_t line = 0;

	marks(h, &h->luz, "prank", NOW + 9 * MINUTE);
	marks(h, &h->luz, "atrisk", 0);
	assert_int_equal(AM_OK, telephone_line(h->st, &h->rosa, &aunt, &line));
	marks(h, &h->rosa, "prank", 0); /* the same again, without an end */
	assert_int_equal(2, look(h, &h->rosa, 0).mark_count);
	assert_int_equal(AM_OK, telephone_undo(h->st, &h->rosa, line, NOW));
	assert_int_equal(2, look(h, &h->rosa, 0).mark_count);
	assert_int_equal(1,
	    house_counts(h, "SELECT count(*) FROM line_flag WHERE cleared_at IS NULL"
			    " AND expires_at IS NOT NULL"));
	marks(h, &h->rosa, "none", 0);
	assert_int_equal(0, look(h, &h->rosa, 0).mark_count);
	assert_int_equal(AM_OK, telephone_undo(h->st, &h->rosa, line, NOW));
	assert_int_equal(2, look(h, &h->rosa, 0).mark_count);
}

static void what_was_noted_of_a_number_is_taken_back(void **state)
{
	static const char *const of_aunt[][2] = { { "phone_of", "la tía" } };
	struct house *h = *state;
	int64_t line = 0;

	calls(h, &h->rosa, NOW, of_aunt, 1);
	assert_int_equal(AM_OK, telephone_line(h->st, &h->rosa, &aunt, &line));
	assert_int_equal(AM_MISSING, telephone_undo(h->st, &h->rosa, line, NOW));
	assert_int_equal(AM_OK, telephone_set(h->st, &h->rosa, &aunt, "una tienda",
				    "public", "no decir quién llama", NOW));
	assert_int_equal(AM_DENIED, telephone_undo(h->st, &h->luz, line, NOW));
	assert_int_equal(AM_OK, telephone_undo(h->st, &h->rosa, line, NOW + 1));
	assert_string_equal("la tía", look(h, &h->rosa, 0).owner);
	assert_string_equal("", look(h, &h->rosa, 0).shared);
	assert_string_equal("", look(h, &h->rosa, 0).safe_note);
	assert_int_equal(AM_DENIED, telephone_undo(h->st, &h->julia, line, NOW));
	assert_int_equal(AM_DENIED, telephone_line(h->st, &h->julia, &aunt, &line));
}

/* A call that came in between says whose it is. */
static void whose_it_turned_out_to_be_is_not_taken_back_with_a_note(void **state)
{
	static const char *const of_aunt[][2] = { { "phone_of", "la tía" } };
	struct house *h = *state;
	int64_t line = 0;

	assert_int_equal(AM_OK,
	    telephone_set(h->st, &h->rosa, &aunt, "", "", "de día", NOW));
	calls(h, &h->luz, NOW + 10, of_aunt, 1);
	assert_int_equal(AM_OK, telephone_line(h->st, &h->rosa, &aunt, &line));
	assert_int_equal(AM_CONFLICT, telephone_undo(h->st, &h->rosa, line, NOW + 20));
	assert_string_equal("la tía", look(h, &h->luz, 0).owner);
	assert_string_equal("de día", look(h, &h->luz, 0).safe_note);
}

/* --- calling out --- */

static void safe_hours_are_read_as_people_say_them(void **state)
{
	/* NOW is 14:36 */
	static const struct {
		const char *hours;
		bool safe;
	} cases[] = { { "", true }, { "-", true }, { "14:00", true }, { "14:36", true },
		{ "13:36", false }, { "15:00", false }, { "14:00-15:00", true },
		{ "17:00-18:00", false }, { "22:00-06:00", false },
		{ "10:00-02:00", true }, { "14:36-14:37", true },
		{ "14:00-14:36", false } };

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		if (dial_is_safe(cases[i].hours, NOW) != cases[i].safe)
			fail_msg("%s", cases[i].hours);
}

static void the_rules_come_before_the_number(void **state)
{
	static const char *const said[][2] = { { "phone_of", "la tía" },
		{ "safe_hours", "17-18" }, { "speak", "n" }, { "consent_callback", "n" } };
	struct house *h = *state;
	const struct call first = calls(h, &h->rosa, NOW, said, COUNT(said));
	const struct dial_to to = { DIAL_CALL, first.id };
	struct dial_choice c[4];
	struct call out;
	size_t count = 0;

	assert_int_equal(AM_OK,
	    telephone_set(h->st, &h->rosa, &aunt, "la tía", "shared", "preguntar por ella",
		NOW));
	assert_int_equal(AM_MISSING, dial_choices(h->st, &h->luz, &to, NOW, c, 4, &count));
	assert_int_equal(AM_OK, dial_choices(h->st, &h->rosa, &to, NOW, c, 4, &count));
	assert_int_equal(1, count);
	assert_string_equal("877", c[0].tail);
	assert_string_equal("la tía", c[0].whose);
	assert_string_equal("17:00-18:00", c[0].safe_hours);
	assert_string_equal("preguntar por ella", c[0].safe_note);
	assert_int_equal(first.number, c[0].call_number);
	assert_int_equal(DIAL_OUTSIDE_HOURS | DIAL_REFUSED | DIAL_NO_SPEAKING | DIAL_SHARED,
	    c[0].warnings);
	assert_int_equal(0, house_counts(h, "SELECT count(*) FROM audit"
					    " WHERE action = 'dial'"));
	assert_int_equal(AM_OK, dial(h->st, &h->rosa, &to, &c[0], NOW, &out));
	assert_true(out.outgoing);
	assert_string_equal("out", house_sees(h, "SELECT direction FROM call ORDER BY id"
						 " DESC LIMIT 1"));
	assert_string_equal("{\"call\":1,\"warnings\":27}",
	    house_sees(h, "SELECT detail FROM audit WHERE action = 'dial'"));
	assert_string_equal(STORED " L 26-00001-0",
	    house_sees(h, "SELECT phone || ' ' || about FROM call ORDER BY id DESC"
			  " LIMIT 1"));
	assert_string_equal("callback", house_sees(h, "SELECT substr(state, 7) FROM"
						      " agent_state WHERE to_at IS NULL"));
}

static void who_hung_up_is_called_back_once(void **state)
{
	const struct queue_contact who = { .phone = AUNT, .trunk = "2" };
	struct house *h = *state;
	struct dial_choice c[4];
	struct call out;
	bool changed = false;
	size_t count = 0;
	int64_t id = 0;

	assert_int_equal(AM_OK, queue_push(h->st, &h->local, &who, NOW, &id));
	const struct dial_to to = { DIAL_QUEUE, id };

	assert_int_equal(AM_MISSING, dial_choices(h->st, &h->rosa, &to, NOW, c, 4, &count));
	assert_int_equal(AM_OK, queue_leave(h->st, &h->local, id, NOW + 9, &changed));
	assert_int_equal(
	    AM_OK, dial_choices(h->st, &h->rosa, &to, NOW + 10, c, 4, &count));
	assert_int_equal(0, c[0].warnings);
	assert_int_equal(AM_OK, dial(h->st, &h->rosa, &to, &c[0], NOW + 10, &out));
	assert_int_equal(AM_CONFLICT, dial(h->st, &h->luz, &to, &c[0], NOW + 11, &out));
}

static void what_was_said_of_a_number_before_holds_when_it_is_called_back(void **state)
{
	static const char *const said[][2] = { { "speak", "n" }, { "safe_hours", "17:00-18:00" },
		{ "consent_callback", "n" }, { "consent_by", "la tía" } };
	static const char *const yes[][2] = { { "speak", "y" }, { "consent_callback", "y" } };
	const struct queue_contact who = { .phone = AUNT, .trunk = "2" };
	struct house *h = *state;
	struct dial_choice c[4];
	bool changed = false;
	size_t count = 0;
	int64_t id = 0;

	calls(h, &h->luz, NOW - 7200, said, 4);
	assert_int_equal(AM_OK, queue_push(h->st, &h->local, &who, NOW, &id));
	assert_int_equal(AM_OK, queue_leave(h->st, &h->local, id, NOW + 9, &changed));
	const struct dial_to to = { DIAL_QUEUE, id };

	assert_int_equal(
	    AM_OK, dial_choices(h->st, &h->rosa, &to, NOW + 10, c, 4, &count));
	assert_string_equal("n", c[0].speak);
	assert_string_equal("17:00-18:00", c[0].safe_hours);
	assert_string_equal("la tía", c[0].consent_by);
	assert_true(c[0].warnings & DIAL_NO_SPEAKING);
	assert_true(c[0].warnings & DIAL_REFUSED);

	/* a later yes ends that, and is itself no leave for another time */
	calls(h, &h->luz, NOW - 3600, yes, 2);
	assert_int_equal(
	    AM_OK, dial_choices(h->st, &h->rosa, &to, NOW + 20, c, 4, &count));
	assert_string_equal("", c[0].speak);
	assert_string_equal("", c[0].consent);
	assert_string_equal("17:00-18:00", c[0].safe_hours); /* nobody said other ones */
	assert_int_equal(0, c[0].warnings & ~(unsigned)DIAL_OUTSIDE_HOURS);
}

static void a_follow_up_knows_its_call_and_a_case_is_linked(void **state)
{
	struct house *h = *state;
	struct dial_choice c[4];
	struct call out;
	size_t count = 0;

	calls(h, &h->rosa, NOW, NULL, 0);
	runs(h, "INSERT INTO casefile (id, number, title, source, opened_at, opened_by,"
		" assigned_to, touched_at) VALUES (7, 260000031, 'Nauta', 'source.hotline',"
		" 1, 1, 1, 1)");
	runs(h, "INSERT INTO call_case (call_id, case_id, certainty, linked_at, linked_by)"
		" SELECT id, 7, 'possible', 1, 1 FROM call");
	runs(h, "INSERT INTO person (id, names, fold, phon, phone, safe_note) VALUES"
		" (5, 'Mari', 'mari', 'mari', '51961555100', 'solo de día')");
	runs(h, "INSERT INTO case_person (case_id, person_id, role) VALUES (7, 5, 'victim')");
	runs(h, "INSERT INTO followup (id, case_id, call_id, due_at, operator_id, kind,"
		" made_at, made_by) VALUES (3, 7, 1, 1, 1, 'callback', 1, 1)");

	const struct dial_to followup = { DIAL_FOLLOWUP, 3 }, file = { DIAL_CASE, 7 };

	assert_int_equal(
	    AM_MISSING, dial_choices(h->st, &h->luz, &followup, NOW, c, 4, &count));
	assert_int_equal(
	    AM_OK, dial_choices(h->st, &h->rosa, &followup, NOW, c, 4, &count));
	assert_int_equal(DIAL_NOT_ASKED, c[0].warnings);
	assert_int_equal(AM_OK, dial(h->st, &h->rosa, &followup, &c[0], NOW, &out));
	assert_string_equal("2", house_sees(h, "SELECT rings_call_id FROM followup"));
	assert_string_equal("confirmed",
	    house_sees(h, "SELECT certainty FROM call_case WHERE call_id = 2"));
	assert_string_equal("C 26-00031-3",
	    house_sees(h, "SELECT about FROM call WHERE id = 2"));
	assert_int_equal(AM_OK, dial_choices(h->st, &h->rosa, &file, NOW, c, 4, &count));
	assert_int_equal(2, count);
	assert_int_equal(DIAL_CALL, c[0].source.from);
	assert_int_equal(DIAL_PERSON, c[1].source.from);
	assert_string_equal("Mari", c[1].person);
	assert_string_equal("solo de día", c[1].safe_note);
	assert_int_equal(AM_OK, dial(h->st, &h->rosa, &file, &c[1], NOW, &out));
	assert_int_equal(AM_MISSING, dial_choices(h->st, &h->luz, &file, NOW, c, 4, &count));
	assert_int_equal(
	    AM_DENIED, dial_choices(h->st, &h->julia, &file, NOW, c, 4, &count));
}

/* Her entry was merged into one of another case, where a telephone and a warning stand. */
static void a_merged_entry_is_rung_by_what_is_known_now(void **state)
{
	struct house *h = *state;
	const struct dial_to file = { DIAL_CASE, 7 };
	struct dial_choice c[6];
	size_t count = 0;

	calls(h, &h->rosa, NOW, NULL, 0);
	runs(h, "INSERT INTO casefile (id, number, title, source, opened_at, opened_by,"
		" assigned_to, touched_at) VALUES (7, 260000031, 'Nauta', 'source.hotline',"
		" 1, 1, 1, 1)");
	runs(h, "INSERT INTO person (id, names, fold, phon, phone, safe_note) VALUES"
		" (5, 'Mari', 'mari', '', '51961555100', 'solo de día'),"
		" (6, 'Mari', 'mari', '', '51944445877', 'no llamar: él escucha'),"
		" (8, 'Juana', 'juana', '', '51933111222', '')");
	runs(h, "INSERT INTO case_person (case_id, person_id, role) VALUES"
		" (7, 5, 'victim'), (7, 8, 'relative')");
	runs(h, "UPDATE person SET merged_into = 6 WHERE id = 5");
	assert_int_equal(AM_OK, dial_choices(h->st, &h->rosa, &file, NOW, c, 6, &count));
	assert_int_equal(3, count);
	for (size_t i = 0; i < count; i++)
		if (strcmp(c[i].person, "Mari") == 0)
			assert_string_equal("no llamar: él escucha", c[i].safe_note);

	const struct telephone_who who = { .dialled = "944445877" };
	struct telephone t;

	assert_int_equal(AM_OK, telephone_read(h->st, &h->rosa, &who, NOW, &t));
	assert_int_equal(1, t.case_count);
	/* her mother turns out to be a suspect: she is still a relative, and not rung */
	runs(h, "INSERT INTO case_person (case_id, person_id, role) VALUES"
		" (7, 8, 'suspect'), (7, 6, 'suspect')");
	assert_int_equal(AM_OK, dial_choices(h->st, &h->rosa, &file, NOW, c, 6, &count));
	assert_int_equal(2, count);
	for (size_t i = 0; i < count; i++)
		assert_string_equal("Mari", c[i].person);
}

/* What she took back in the case counts against what she had said in the call. */
static void who_took_back_her_yes_is_not_called_without_a_warning(void **state)
{
	static const char *const yes[][2] = { { "consent_callback", "y" } };
	static const struct {
		const char *consent;
		int64_t at;
		bool refused;
	} words[] = { { "withdrawn", NOW + 120, true }, { "verbal", NOW + 180, false },
		{ "no", NOW + 240, true } };
	struct house *h = *state;
	const struct dial_to file = { DIAL_CASE, 7 }, call = { DIAL_CALL, 1 };
	const struct consent_about about = { .case_id = 7 };
	struct dial_choice c[4];
	struct record *rec = record_new(&followup_form);
	struct followup_advice a;
	size_t count = 0;

	calls(h, &h->rosa, NOW, yes, 1);
	runs(h, "INSERT INTO casefile (id, number, title, source, opened_at, opened_by,"
		" assigned_to, touched_at) VALUES (7, 260000031, 'Nauta', 'source.hotline',"
		" 1, 1, 1, 1)");
	runs(h, "INSERT INTO call_case (call_id, case_id, certainty, linked_at, linked_by)"
		" SELECT id, 7, 'confirmed', 1, 1 FROM call");
	record_set_id(rec, "kind", "callback");
	for (size_t i = 0; i < COUNT(words); i++) {
		struct consent_given g = { .purpose = CONSENT_CALLBACK,
			.relation = "self" };
		const unsigned expected = words[i].refused ? DIAL_REFUSED : 0;

		str_copy(g.consent, sizeof(g.consent), words[i].consent);
		assert_int_equal(
		    AM_OK, consent_add(h->st, &h->rosa, &about, &g, words[i].at));
		assert_int_equal(AM_OK,
		    dial_choices(h->st, &h->rosa, &file, NOW + 300, c, 4, &count));
		assert_int_equal(expected, c[0].warnings & DIAL_REFUSED);
		assert_int_equal(AM_OK,
		    dial_choices(h->st, &h->rosa, &call, NOW + 300, c, 4, &count));
		assert_int_equal(expected, c[0].warnings & DIAL_REFUSED);
		assert_int_equal(AM_OK, followup_advise(h->st, &h->rosa, rec, 0, 0, 7,
					    NOW + 300, &a));
		assert_int_equal(words[i].refused, a.refuses);
	}
	record_free(rec);
}

int main(void)
{
#define STORY(f) cmocka_unit_test_setup_teardown(f, house_open, house_close)
	const struct CMUnitTest tests[] = {
		STORY(earlier_calls_are_linked_by_number_and_the_one_in_hand_is_not),
		STORY(whose_it_is_comes_from_the_call_and_is_noted_once),
		STORY(no_index_is_read_from_end_to_end),
		STORY(half_a_number_tells_nothing),
		STORY(a_case_is_shown_to_whom_it_concerns),
		STORY(looking_at_a_number_is_audited_without_it),
		STORY(a_call_that_keeps_no_number_leaves_no_line),
		STORY(several_marks_are_shown_the_gravest_first_until_they_end),
		STORY(a_mark_is_ended_and_comes_back_by_whoever_did_it),
		STORY(the_marks_that_one_replaced_come_back_with_it),
		STORY(what_was_noted_of_a_number_is_taken_back),
		STORY(whose_it_turned_out_to_be_is_not_taken_back_with_a_note),
		STORY(safe_hours_are_read_as_people_say_them),
		STORY(the_rules_come_before_the_number),
		STORY(who_hung_up_is_called_back_once),
		STORY(what_was_said_of_a_number_before_holds_when_it_is_called_back),
		STORY(a_follow_up_knows_its_call_and_a_case_is_linked),
		STORY(a_merged_entry_is_rung_by_what_is_known_now),
		STORY(who_took_back_her_yes_is_not_called_without_a_warning),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
