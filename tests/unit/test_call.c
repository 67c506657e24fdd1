/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <sys/wait.h>

#include "schema/audit.h"
#include "schema/call.h"
#include "schema/code.h"
#include "schema/draft.h"
#include "schema/number.h"
#include "schema/record.h"
#include "tests/unit/house.h"

/* A report as it stands on the form before F9. */
static struct record *report(void)
{
	struct record *rec = record_new(&call_form);

	record_set_id(rec, "motive", "report");
	record_set_id(rec, "speak", "y");
	record_set_id(rec, "phone", "961555877");
	record_set_id(rec, "phone_of", "la tía");
	record_set_id(rec, "safe_hours", "17:00-18:00");
	record_set_id(rec, "notes", "Salió de Nauta hace tres semanas.\nLlamó una vez.");
	record_set_id(rec, "place_from", "PE16");
	record_set_id(rec, "place_now", "-");
	record_set_id(rec, "victims", "1");
	record_set_id(rec, "minors", "-");
	record_set_id(rec, "age", "16?");
	record_set_id(rec, "heard", "radio");
	record_set_id(rec, "dispo", "referral");
	record_set_id(rec, "risk", "1");
	record_set_id(rec, "listen_danger", "y 03:41");
	return rec;
}

static struct call new_call(struct house *h, const struct actor *who, int64_t now)
{
	struct call call;

	assert_int_equal(AM_OK, call_new(h->st, who, now, &call));
	return call;
}

static struct call closed_call(struct house *h, const struct actor *who, int64_t now)
{
	struct call call = new_call(h, who, now);
	struct record *rec = report();

	assert_int_equal(AM_OK, call_close(h->st, who, &call, rec, 0, now));
	record_free(rec);
	return call;
}

static void assert_same(const struct record *a, const struct record *b)
{
	for (size_t i = 0; i < call_form.count; i++)
		assert_string_equal(record_get(a, i), record_get(b, i));
}

/* --- numbers --- */

static void a_call_has_its_number_when_its_form_opens(void **state)
{
	struct house *h = *state;
	const struct call first = new_call(h, &h->rosa, NOW);
	const struct call second = new_call(h, &h->luz, NOW);
	char shown[NUMBER_LEN];

	assert_int_equal(260000001, first.number);
	assert_int_equal(260000002, second.number);
	assert_string_equal(
	    "L 26-00001-0", number_show(shown, NUMBER_CALL, first.number));
	assert_int_equal(CALL_OPEN, first.status);
	assert_int_equal(NOW, first.started_at);
	assert_int_equal(0, first.ended_at);
	assert_int_equal(h->rosa.operator_id, first.operator_id);
}

static void numbers_begin_anew_with_the_hotline_s_year(void **state)
{
	struct house *h = *state;
	const int64_t new_year_utc = 1798761600;          /* 2027-01-01 00:00 UTC */
	const int64_t new_year = new_year_utc + 5 * 3600; /* in Lima */
	const int64_t in_2004 = 1080000000;

	new_call(h, &h->rosa, NOW);
	assert_int_equal(260000002, new_call(h, &h->rosa, new_year_utc).number);
	assert_int_equal(260000003, new_call(h, &h->rosa, new_year - 1).number);
	assert_int_equal(270000001, new_call(h, &h->rosa, new_year).number);
	assert_int_equal(40000001, new_call(h, &h->rosa, in_2004).number);
	assert_int_equal(270000002, new_call(h, &h->rosa, new_year + 1).number);
}

static void a_number_given_up_is_never_given_again(void **state)
{
	struct house *h = *state;
	struct call call = new_call(h, &h->rosa, NOW);

	assert_int_equal(AM_OK, call_void(h->st, &h->rosa, &call, NOW + 5));
	assert_int_equal(CALL_VOID, call.status);
	assert_int_equal(call.number + 1, new_call(h, &h->rosa, NOW + 9).number);
}

/* The work of one of two processes: 60 numbers as fast as it can. */
static int take_numbers(const struct house *h, const struct actor *who)
{
	struct store *st;
	struct call call;
	int taken = 0;

	if (store_open(h->path, STORE_READ_WRITE, &st) != AM_OK)
		return 1;
	for (int tries = 0; taken < 60 && tries < 600; tries++) {
		const enum err e = call_new(st, who, NOW, &call);

		if (e == AM_OK)
			taken++;
		else if (e != AM_BUSY)
			return 2;
	}
	store_close(st);
	return taken == 60 ? 0 : 3;
}

static void two_desks_at_once_get_every_number_once_and_leave_no_gap(void **state)
{
	struct house *h = *state;
	const struct actor *const who[] = { &h->rosa, &h->luz };
	pid_t pids[2];

	store_close(h->st); /* a connection must not live on in a child */
	h->st = NULL;
	for (int i = 0; i < 2; i++) {
		pids[i] = fork();
		assert_true(pids[i] >= 0);
		if (pids[i] == 0)
			_exit(take_numbers(h, who[i]));
	}
	for (int i = 0; i < 2; i++) {
		int status;

		assert_int_equal(pids[i], waitpid(pids[i], &status, 0));
		assert_int_equal(0, status);
	}
	assert_int_equal(AM_OK, store_open(h->path, STORE_READ_WRITE, &h->st));
	assert_int_equal(120, house_counts(h, "SELECT count(DISTINCT number) FROM call"));
	assert_int_equal(260000120, house_counts(h, "SELECT max(number) FROM call"));
	assert_int_equal(
	    120, house_counts(h, "SELECT count(*) FROM audit WHERE action = 'create'"
				 " AND entity = 'call'"));
}

/* --- closing --- */

static void a_saved_call_reads_back_as_it_was_typed(void **state)
{
	struct house *h = *state;
	struct call call = new_call(h, &h->rosa, NOW), found;
	struct record *rec = report(), *read = record_new(&call_form);

	assert_int_equal(AM_OK, call_close(h->st, &h->rosa, &call, rec, 0, NOW + 120));
	assert_int_equal(CALL_CLOSED, call.status);
	assert_int_equal(NOW + 120, call.ended_at);
	assert_int_equal(2, call.version);
	assert_int_equal(
	    AM_OK, call_load(h->st, &h->rosa, call.id, NOW + 130, &found, read));
	assert_same(rec, read);
	assert_int_equal(call.number, found.number);
	assert_int_equal(call.version, found.version);
	assert_int_equal(call.ended_at, found.ended_at);
	assert_int_equal(h->rosa.operator_id, found.operator_id);
	record_free(rec);
	record_free(read);
}

static void values_are_stored_so_that_they_can_be_counted(void **state)
{
	struct house *h = *state;

	closed_call(h, &h->rosa, NOW);
	assert_string_equal("heard.radio", house_sees(h, "SELECT heard FROM call"));
	assert_string_equal("51961555877", house_sees(h, "SELECT phone FROM call"));
	assert_string_equal("1", house_sees(h, "SELECT victims FROM call"));
	assert_string_equal("-1", house_sees(h, "SELECT minors FROM call"));
	assert_string_equal("-", house_sees(h, "SELECT place_now FROM call"));
	assert_string_equal("y 03:41", house_sees(h, "SELECT listen_danger FROM call"));
	assert_int_equal(1, house_counts(h, "SELECT province IS NULL FROM call"));
	assert_int_equal(1, house_counts(h, "SELECT lang IS NULL FROM call"));
}

static void hostile_text_is_stored_as_it_came(void **state)
{
	static const char text[] =
	    "\x1b]0;x\x07 \xe2\x80\xae \xc2\x9b'); DROP TABLE call;--";
	struct house *h = *state;
	struct call call = new_call(h, &h->rosa, NOW);
	struct record *rec = report();

	record_set_id(rec, "notes", text);
	record_set_id(rec, "where_is", text);
	assert_int_equal(AM_OK, call_close(h->st, &h->rosa, &call, rec, 0, NOW));
	assert_int_equal(AM_OK, call_load(h->st, &h->rosa, call.id, NOW, &call, rec));
	assert_string_equal(text, record_get_id(rec, "notes"));
	assert_string_equal(text, record_get_id(rec, "where_is"));
	record_free(rec);
}

/* clang-format off */
static const struct {
	const char *id, *value;
} unfit[] = {
	{ "motive", "" },
	{ "dispo", "" },
	{ "dispo", "-" },
	{ "dispo", "nosuch" },
	{ "dispo", "silent" }, /* still there: that opens Listening */
	{ "motive", "radio" },
	{ "heard", "heard.radio" },
	{ "place_from", "PE99" },
	{ "place_from", "PE1601" }, /* a province, not a department */
	{ "offer_country", "PE16" },
	{ "province", "PE16" },
	{ "victims", "many" },
	{ "minors", "2" }, /* of one victim */
	{ "age", "1000" },
	{ "speak", "perhaps" },
	{ "phone", "call me" },
	{ "safe_hours", "25" },
	{ "listen_danger", "y 99:99" },
};
/* clang-format on */

static void a_call_that_cannot_be_saved_leaves_nothing_behind(void **state)
{
	struct house *h = *state;
	struct call call = new_call(h, &h->rosa, NOW);
	struct draft d = { .ref = call.id };
	const long rows = house_counts(h, "SELECT count(*) FROM audit");

	for (size_t i = 0; i < COUNT(unfit); i++) {
		struct record *rec = report();
		size_t field = call_form.count;

		record_set_id(rec, unfit[i].id, unfit[i].value);
		assert_int_equal(AM_OK, draft_save(h->st, &h->rosa, &d, rec, NOW));
		if (call_close(h->st, &h->rosa, &call, rec, d.id, NOW) != AM_INVALID)
			fail_msg("%s = \"%s\" was saved", unfit[i].id, unfit[i].value);
		assert_int_equal(AM_INVALID, call_check(h->st, rec, NULL, NOW, &field));
		assert_string_equal(unfit[i].id, call_form.fields[field].id);
		record_free(rec);
	}
	assert_int_equal(CALL_OPEN, call.status);
	assert_int_equal(1, call.version);
	assert_int_equal(1, house_counts(h, "SELECT motive IS NULL FROM call"));
	assert_int_equal(1, house_counts(h, "SELECT count(*) FROM draft"));
	assert_int_equal(rows, house_counts(h, "SELECT count(*) FROM audit"));
}

static void saving_deletes_its_draft_and_no_other(void **state)
{
	struct house *h = *state;
	struct call call = new_call(h, &h->rosa, NOW);
	struct record *rec = report();
	struct draft mine = { 0 }, parked = { 0 }, hers = { 0 };

	assert_int_equal(AM_OK, draft_save(h->st, &h->rosa, &mine, rec, NOW));
	assert_int_equal(AM_OK, draft_save(h->st, &h->rosa, &parked, rec, NOW));
	assert_int_equal(AM_OK, draft_save(h->st, &h->luz, &hers, rec, NOW));
	assert_int_equal(AM_OK, call_close(h->st, &h->rosa, &call, rec, mine.id, NOW));
	assert_int_equal(2, house_counts(h, "SELECT count(*) FROM draft"));
	call = new_call(h, &h->rosa, NOW);
	assert_int_equal(AM_OK, call_close(h->st, &h->rosa, &call, rec, hers.id, NOW));
	assert_int_equal(2, house_counts(h, "SELECT count(*) FROM draft"));
	record_free(rec);
}

static void a_call_is_closed_once_and_by_its_own_operator(void **state)
{
	struct house *h = *state;
	struct call call = new_call(h, &h->rosa, NOW), none = { .id = 999 };
	struct record *rec = report();

	assert_int_equal(AM_DENIED, call_close(h->st, &h->luz, &call, rec, 0, NOW));
	assert_int_equal(AM_DENIED, call_close(h->st, &h->ana, &call, rec, 0, NOW));
	assert_int_equal(AM_MISSING, call_close(h->st, &h->rosa, &none, rec, 0, NOW));
	assert_int_equal(AM_OK, call_close(h->st, &h->rosa, &call, rec, 0, NOW));
	assert_int_equal(AM_CONFLICT, call_close(h->st, &h->rosa, &call, rec, 0, NOW));
	record_free(rec);
}

static void a_wrong_number_keeps_neither_text_nor_number(void **state)
{
	struct house *h = *state;
	struct call call = new_call(h, &h->rosa, NOW);
	struct record *rec = report();

	record_set_id(rec, "motive", "none");
	record_set_id(rec, "dispo", "wrong");
	assert_int_equal(AM_OK, call_close(h->st, &h->rosa, &call, rec, 0, NOW));
	assert_int_equal(1,
	    house_counts(h, "SELECT notes IS NULL AND phone IS NULL AND phone_of IS NULL"
			    " FROM call"));
	assert_string_equal("PE16", house_sees(h, "SELECT place_from FROM call"));
	record_free(rec);
}

static void an_insult_and_a_dropped_line_keep_text_and_number(void **state)
{
	static const char *const results[] = { "abusive", "dropped", "threat", "thanks" };
	struct house *h = *state;

	for (size_t i = 0; i < COUNT(results); i++) {
		struct call call = new_call(h, &h->rosa, NOW);
		struct record *rec = report();

		record_set_id(rec, "dispo", results[i]);
		assert_int_equal(AM_OK, call_close(h->st, &h->rosa, &call, rec, 0, NOW));
		record_free(rec);
	}
	assert_int_equal(
	    4, house_counts(h, "SELECT count(*) FROM call WHERE notes IS NOT NULL"
			       " AND phone IS NOT NULL"));
}

static void who_declines_recording_leaves_motive_and_result_only(void **state)
{
	struct house *h = *state;
	struct call call = new_call(h, &h->rosa, NOW);
	struct record *rec = report();

	record_set_id(rec, "dispo", "noconsent");
	assert_int_equal(AM_OK, call_close(h->st, &h->rosa, &call, rec, 0, NOW));
	assert_int_equal(AM_OK, call_load(h->st, &h->rosa, call.id, NOW, &call, rec));
	for (size_t i = 0; i < call_form.count; i++) {
		const char *id = call_form.fields[i].id;
		const bool kept = strcmp(id, "motive") == 0 || strcmp(id, "dispo") == 0;

		assert_int_equal(kept, *record_get(rec, i) != '\0');
	}
	record_free(rec);
}

/* --- correcting --- */

static void a_correction_leaves_the_old_values_in_the_audit(void **state)
{
	struct house *h = *state;
	struct call call = closed_call(h, &h->rosa, NOW);
	struct record *rec = report();

	record_set_id(rec, "heard", "tv");
	record_set_id(rec, "notes", "Otra cosa.");
	record_set_id(rec, "province", "PE1601");
	assert_int_equal(
	    AM_OK, call_correct(h->st, &h->rosa, &call, rec, "", 0, NOW + MINUTE));
	assert_int_equal(3, call.version);
	assert_string_equal("update", house_sees(h, "SELECT action FROM audit"
						    " ORDER BY id DESC LIMIT 1"));
	assert_string_equal(
	    "{\"old\":{\"notes\":\"Salió de Nauta hace tres semanas.\\u000aLlamó una "
	    "vez.\",\"province\":\"\",\"heard\":\"radio\"}}",
	    house_sees(h, "SELECT detail FROM audit ORDER BY id DESC LIMIT 1"));
	assert_string_equal("Otra cosa.", house_sees(h, "SELECT notes FROM call"));
	assert_int_equal(1, house_counts(h, "SELECT corrected_by FROM call"));
	record_free(rec);
}

static void the_audit_of_a_new_call_holds_none_of_its_words(void **state)
{
	struct house *h = *state;

	closed_call(h, &h->rosa, NOW);
	assert_int_equal(
	    0, house_counts(h, "SELECT count(*) FROM audit WHERE detail LIKE '%Nauta%'"
			       " OR detail LIKE '%961555877%'"));
	assert_int_equal(
	    1, house_counts(h, "SELECT count(*) FROM audit WHERE action = 'close'"
			       " AND detail LIKE '%\"notes\":\"\"%'"));
}

static void after_ten_minutes_or_by_another_a_reason_is_asked(void **state)
{
	struct house *h = *state;
	struct call call = closed_call(h, &h->rosa, NOW);
	struct record *rec = report();

	record_set_id(rec, "age", "17");
	assert_int_equal(
	    AM_INVALID, call_correct(h->st, &h->rosa, &call, rec, " \t", 0, NOW + 601));
	assert_int_equal(
	    AM_INVALID, call_correct(h->st, &h->marta, &call, rec, "", 0, NOW + 1));
	assert_int_equal(2, call.version);
	assert_int_equal(AM_OK,
	    call_correct(h->st, &h->marta, &call, rec, "la madre llamó", 0, NOW + 601));
	assert_string_equal("{\"old\":{\"age\":\"16?\"},\"reason\":\"la madre llamó\"}",
	    house_sees(h, "SELECT detail FROM audit ORDER BY id DESC LIMIT 1"));
	record_set_id(rec, "age", "18");
	assert_int_equal(
	    AM_OK, call_correct(h->st, &h->rosa, &call, rec, "", 0, NOW + 600));
	record_free(rec);
}

static void a_correction_without_a_change_writes_nothing(void **state)
{
	struct house *h = *state;
	struct call call = closed_call(h, &h->rosa, NOW);
	const long rows = house_counts(h, "SELECT count(*) FROM audit");
	struct record *rec = report();

	assert_int_equal(
	    AM_OK, call_correct(h->st, &h->rosa, &call, rec, "", 0, NOW + 9999));
	assert_int_equal(2, call.version);
	assert_int_equal(rows, house_counts(h, "SELECT count(*) FROM audit"));
	record_free(rec);
}

static void whoever_was_slower_is_told_of_the_conflict(void **state)
{
	struct house *h = *state;
	struct call call = closed_call(h, &h->rosa, NOW), stale = call;
	struct record *rec = report();

	record_set_id(rec, "age", "17");
	assert_int_equal(
	    AM_OK, call_correct(h->st, &h->rosa, &call, rec, "", 0, NOW + 1));
	record_set_id(rec, "age", "18");
	assert_int_equal(
	    AM_CONFLICT, call_correct(h->st, &h->marta, &stale, rec, "x", 0, NOW + 2));
	assert_string_equal("17", house_sees(h, "SELECT age FROM call"));
	record_free(rec);
}

static void a_code_that_was_retired_may_stay_but_not_be_chosen(void **state)
{
	struct house *h = *state;
	struct call call = closed_call(h, &h->rosa, NOW), other;
	struct record *rec = report();
	sqlite3_stmt *q = NULL;
	enum err e = store_begin(h->st);

	assert_int_equal(AM_OK, e);
	e = store_prepare(
	    h->st, "UPDATE code SET active = 0 WHERE id = 'heard.radio'", &q);
	assert_int_equal(AM_OK, store_end(h->st, store_run(h->st, q, e)));
	code_forget(h->st);
	record_set_id(rec, "age", "17");
	assert_int_equal(AM_OK, call_correct(h->st, &h->rosa, &call, rec, "", 0, NOW));
	other = new_call(h, &h->rosa, NOW);
	assert_int_equal(AM_INVALID, call_close(h->st, &h->rosa, &other, rec, 0, NOW));
	record_free(rec);
}

static void what_the_new_result_forbids_to_keep_is_not_kept_in_the_audit(void **state)
{
	struct house *h = *state;
	struct call call = closed_call(h, &h->rosa, NOW);
	struct record *rec = report();

	record_set_id(rec, "dispo", "noconsent");
	assert_int_equal(AM_OK, call_correct(h->st, &h->rosa, &call, rec, "", 0, NOW));
	assert_int_equal(
	    0, house_counts(h, "SELECT count(*) FROM audit WHERE detail LIKE '%Nauta%'"
			       " OR detail LIKE '%961555877%'"));
	assert_int_equal(
	    1, house_counts(h, "SELECT count(*) FROM audit WHERE action = 'update'"
			       " AND detail LIKE '%\"notes\":null%'"));
	record_free(rec);
}

/* --- taking back --- */

static void a_call_is_taken_back_within_ten_minutes_with_all_it_held(void **state)
{
	struct house *h = *state;
	struct call call = closed_call(h, &h->rosa, NOW),
		    late = closed_call(h, &h->rosa, NOW);
	struct record *rec = record_new(&call_form), *typed = report();

	assert_int_equal(AM_DENIED, call_reopen(h->st, &h->rosa, &late, NOW + 601));
	assert_int_equal(AM_DENIED, call_reopen(h->st, &h->luz, &call, NOW + 1));
	assert_int_equal(AM_OK, call_reopen(h->st, &h->rosa, &call, NOW + 600));
	assert_int_equal(CALL_OPEN, call.status);
	assert_int_equal(0, call.ended_at);
	assert_int_equal(AM_CONFLICT, call_reopen(h->st, &h->rosa, &call, NOW + 600));
	assert_int_equal(AM_OK, call_load(h->st, &h->rosa, call.id, NOW, &call, rec));
	assert_same(typed, rec);
	assert_int_equal(AM_OK, call_close(h->st, &h->rosa, &call, rec, 0, NOW + 700));
	record_free(rec);
	record_free(typed);
}

static void a_call_given_up_by_mistake_comes_back_with_its_number(void **state)
{
	struct house *h = *state;
	struct call call = new_call(h, &h->rosa, NOW);
	const int64_t number = call.number;
	struct record *rec = report();

	assert_int_equal(AM_DENIED, call_void(h->st, &h->luz, &call, NOW));
	assert_int_equal(AM_OK, call_void(h->st, &h->rosa, &call, NOW));
	assert_int_equal(AM_CONFLICT, call_close(h->st, &h->rosa, &call, rec, 0, NOW));
	assert_int_equal(AM_OK, call_reopen(h->st, &h->rosa, &call, NOW + MINUTE));
	assert_int_equal(number, call.number);
	assert_int_equal(AM_OK, call_close(h->st, &h->rosa, &call, rec, 0, NOW + MINUTE));
	record_free(rec);
}

/* --- who may what --- */

static void rights_follow_the_role(void **state)
{
	struct house *h = *state;
	struct call call = closed_call(h, &h->rosa, NOW), out;
	struct record *rec = record_new(&call_form);
	const struct {
		const struct actor *who;
		enum err create, view, correct;
	} rows[] = {
		{ &h->rosa, AM_OK, AM_OK, AM_OK },
		{ &h->luz, AM_OK, AM_MISSING, AM_DENIED },
		{ &h->marta, AM_OK, AM_OK, AM_OK },
		{ &h->julia, AM_DENIED, AM_MISSING, AM_DENIED },
		{ &h->ana, AM_DENIED, AM_MISSING, AM_DENIED },
		{ &h->local, AM_DENIED, AM_MISSING, AM_DENIED },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct record *typed = report();
		struct call read = call;

		assert_int_equal(rows[i].create, call_new(h->st, rows[i].who, NOW, &out));
		assert_int_equal(rows[i].view,
		    call_load(h->st, rows[i].who, call.id, NOW, &read, rec));
		assert_int_equal(rows[i].correct,
		    call_correct(h->st, rows[i].who, &call, typed, "x", 0, NOW));
		record_free(typed);
	}
	record_free(rec);
}

static void every_view_is_in_the_audit_and_every_refused_one(void **state)
{
	struct house *h = *state;
	struct call call = closed_call(h, &h->rosa, NOW), out;
	struct record *rec = record_new(&call_form);

	assert_int_equal(AM_OK, call_load(h->st, &h->marta, call.id, NOW, &out, rec));
	record_set_id(rec, "notes", "");
	assert_int_equal(AM_MISSING, call_load(h->st, &h->luz, call.id, NOW, &out, rec));
	assert_string_equal("", record_get_id(rec, "notes"));
	assert_int_equal(AM_MISSING, call_load(h->st, &h->luz, 12345, NOW, &out, rec));
	assert_string_equal(
	    "marta", house_sees(h, "SELECT who FROM audit WHERE action = 'view'"));
	assert_string_equal(
	    "luz", house_sees(h, "SELECT who FROM audit WHERE action = 'refused'"));
	record_free(rec);
}

static void the_audit_tells_the_life_of_a_call(void **state)
{
	static const char *const story[] = { "update", "close", "create" };
	struct house *h = *state;
	struct call call = closed_call(h, &h->rosa, NOW);
	struct audit_report verified;
	struct call_change *changes;
	struct record *rec = report();
	size_t count;

	record_set_id(rec, "age", "17");
	assert_int_equal(AM_OK, call_correct(h->st, &h->marta, &call, rec, "x", 0, NOW));
	assert_int_equal(AM_OK, call_load(h->st, &h->rosa, call.id, NOW, &call, rec));
	assert_int_equal(AM_OK, call_changes(h->st, &h->rosa, call.id, &changes, &count));
	assert_int_equal(3, count);
	for (size_t i = 0; i < count; i++)
		assert_string_equal(story[i], changes[i].what);
	assert_string_equal("Marta", changes[0].who);
	assert_string_equal(
	    "{\"old\":{\"age\":\"16?\"},\"reason\":\"x\"}", changes[0].detail);
	call_changes_free(changes, count);
	assert_int_equal(
	    AM_MISSING, call_changes(h->st, &h->luz, call.id, &changes, &count));
	assert_int_equal(
	    AM_MISSING, call_changes(h->st, &h->ana, call.id, &changes, &count));
	assert_int_equal(
	    AM_OK, call_changes(h->st, &h->julia, call.id, &changes, &count));
	call_changes_free(changes, count);
	assert_int_equal(AM_OK, audit_verify(h->st, NULL, &verified));
	assert_int_equal(0, verified.first_bad);
	record_free(rec);
}

/* --- lists --- */

static void the_list_of_today_is_newest_first_and_goes_on_by_pages(void **state)
{
	struct house *h = *state;
	const struct call yesterday = closed_call(h, &h->rosa, NOW - 86400);
	const struct call one = closed_call(h, &h->rosa, NOW);
	const struct call two = closed_call(h, &h->luz, NOW + 1);
	const struct call three = new_call(h, &h->rosa, NOW + 2);
	const int64_t today = clock_day_start(NOW);
	struct call_row rows[8];
	size_t count;

	assert_int_equal(
	    AM_OK, call_list(h->st, &h->rosa, false, today, 0, NOW, rows, 2, &count));
	assert_int_equal(2, count);
	assert_int_equal(three.id, rows[0].call.id);
	assert_int_equal(two.id, rows[1].call.id);
	assert_string_equal("Luz", rows[1].operator_name);
	assert_string_equal("report", rows[1].motive);
	assert_string_equal("referral", rows[1].dispo);
	assert_string_equal("PE16", rows[1].place);
	assert_int_equal(1, rows[1].risk);
	assert_string_equal("", rows[0].motive);
	assert_int_equal(AM_OK,
	    call_list(h->st, &h->rosa, false, today, two.id, NOW, rows, 8, &count));
	assert_int_equal(1, count);
	assert_int_equal(one.id, rows[0].call.id);
	assert_int_equal(
	    AM_OK, call_list(h->st, &h->rosa, true, 0, 0, NOW, rows, 8, &count));
	assert_int_equal(3, count);
	assert_int_equal(yesterday.id, rows[2].call.id);
	assert_int_equal(
	    AM_DENIED, call_list(h->st, &h->ana, false, today, 0, NOW, rows, 8, &count));
}

static void a_corrected_call_says_so_in_the_list(void **state)
{
	struct house *h = *state;
	struct call call = closed_call(h, &h->rosa, NOW);
	struct record *rec = report();
	struct call_row row;
	size_t count;

	record_set_id(rec, "age", "17");
	assert_int_equal(
	    AM_OK, call_list(h->st, &h->rosa, true, 0, 0, NOW, &row, 1, &count));
	assert_false(row.corrected);
	assert_int_equal(AM_OK, call_correct(h->st, &h->rosa, &call, rec, "", 0, NOW));
	assert_int_equal(
	    AM_OK, call_list(h->st, &h->rosa, true, 0, 0, NOW, &row, 1, &count));
	assert_true(row.corrected);
	record_free(rec);
}

static void the_home_screen_counts_one_s_own_calls(void **state)
{
	struct house *h = *state;
	struct call call = new_call(h, &h->rosa, NOW);
	struct record *rec = report();
	struct call_numbers n;

	record_set_id(rec, "motive", "none");
	record_set_id(rec, "dispo", "prank");
	assert_int_equal(AM_OK, call_close(h->st, &h->rosa, &call, rec, 0, NOW));
	closed_call(h, &h->rosa, NOW);
	closed_call(h, &h->luz, NOW);
	closed_call(h, &h->rosa, NOW - 86400);
	new_call(h, &h->rosa, NOW);
	assert_int_equal(AM_OK, call_count(h->st, &h->rosa, clock_day_start(NOW), &n));
	assert_int_equal(2, n.closed);
	assert_int_equal(1, n.with_content);
	assert_int_equal(1, n.open);
	record_free(rec);
}

int main(void)
{
#define STORY(f) cmocka_unit_test_setup_teardown(f, house_open, house_close)
	const struct CMUnitTest tests[] = {
		STORY(a_call_has_its_number_when_its_form_opens),
		STORY(numbers_begin_anew_with_the_hotline_s_year),
		STORY(a_number_given_up_is_never_given_again),
		STORY(two_desks_at_once_get_every_number_once_and_leave_no_gap),
		STORY(a_saved_call_reads_back_as_it_was_typed),
		STORY(values_are_stored_so_that_they_can_be_counted),
		STORY(hostile_text_is_stored_as_it_came),
		STORY(a_call_that_cannot_be_saved_leaves_nothing_behind),
		STORY(saving_deletes_its_draft_and_no_other),
		STORY(a_call_is_closed_once_and_by_its_own_operator),
		STORY(a_wrong_number_keeps_neither_text_nor_number),
		STORY(an_insult_and_a_dropped_line_keep_text_and_number),
		STORY(who_declines_recording_leaves_motive_and_result_only),
		STORY(a_correction_leaves_the_old_values_in_the_audit),
		STORY(the_audit_of_a_new_call_holds_none_of_its_words),
		STORY(after_ten_minutes_or_by_another_a_reason_is_asked),
		STORY(a_correction_without_a_change_writes_nothing),
		STORY(whoever_was_slower_is_told_of_the_conflict),
		STORY(a_code_that_was_retired_may_stay_but_not_be_chosen),
		STORY(what_the_new_result_forbids_to_keep_is_not_kept_in_the_audit),
		STORY(a_call_is_taken_back_within_ten_minutes_with_all_it_held),
		STORY(a_call_given_up_by_mistake_comes_back_with_its_number),
		STORY(rights_follow_the_role),
		STORY(every_view_is_in_the_audit_and_every_refused_one),
		STORY(the_audit_tells_the_life_of_a_call),
		STORY(the_list_of_today_is_newest_first_and_goes_on_by_pages),
		STORY(a_corrected_call_says_so_in_the_list),
		STORY(the_home_screen_counts_one_s_own_calls),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
