/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who comes to a case; calls and cases; flags. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "schema/alert.h"
#include "schema/call.h"
#include "schema/casefile.h"
#include "schema/consent.h"
#include "schema/draft.h"
#include "schema/flag.h"
#include "schema/record.h"
#include "tests/unit/house.h"

#define REASON "La madre llama por este caso."
#define HOUR 3600

static int64_t new_case(struct house *h, const struct actor *who, const char *title)
{
	int64_t id = 0;

	assert_int_equal(AM_OK, case_new(h->st, who, title, 0, NOW, &id));
	return id;
}

static int64_t new_call(struct house *h, const struct actor *who)
{
	struct call call;

	assert_int_equal(AM_OK, call_new(h->st, who, NOW, &call));
	return call.id;
}

static void close_call(struct house *h, const struct actor *who, int64_t id)
{
	struct record *rec = record_new(&call_form);
	struct call call = { .id = id };

	record_set_id(rec, "motive", "report");
	record_set_id(rec, "dispo", "info");
	assert_int_equal(AM_OK, call_close(h->st, who, &call, rec, 0, NOW + 60));
	record_free(rec);
}

static void run(struct house *h, const char *sql, int64_t a, int64_t b)
{
	sqlite3_stmt *q = NULL;
	enum err e;

	assert_int_equal(AM_OK, store_begin(h->st));
	e = store_prepare(h->st, sql, &q);
	assert_int_equal(AM_OK, e);
	sqlite3_bind_int64(q, 1, a);
	if (sqlite3_bind_parameter_count(q) > 1)
		sqlite3_bind_int64(q, 2, b);
	e = store_run(h->st, q, e);
	assert_int_equal(AM_OK, store_end(h->st, e));
}

static long audited(struct house *h, const char *action)
{
	char sql[200];

	str_printf(sql, sizeof(sql),
	    "SELECT count(*) FROM audit WHERE entity = 'casefile' AND action = '%s'",
	    action);
	return house_counts(h, sql);
}

static enum err opens(
    struct house *h, const struct actor *who, int64_t id, const char *reason)
{
	struct casefile c;

	return case_open(h->st, who, id, reason, 0, NOW, &c);
}

/* --- who comes to a case --- */

enum tie {
	NO_TIE,
	OPENED,
	ASSIGNED,
	GRANTED,
	GRANT_OVER,
	GAVE_REASON,
	ON_CALL,
	WAS_ON_CALL,
	TIES
};

/* A case of Luz, restricted or not, to which one person is tied in one way. */
static int64_t tie(
    struct house *h, enum tie how, bool restricted, const struct actor *who)
{
	static const char grant[] =
	    "INSERT INTO case_grant (case_id, operator_id, why, from_at, until_at)"
	    " VALUES (?1, ?2, 'Reemplazo', 0, 9999999999)";
	static const char over[] =
	    "INSERT INTO case_grant (case_id, operator_id, why, from_at, until_at)"
	    " VALUES (?1, ?2, 'Reemplazo', 0, 1000)";
	static const char assign[] = "UPDATE casefile SET assigned_to = ?2 WHERE id = ?1";
	const int64_t id = new_case(h, how == OPENED ? who : &h->luz, "Caso");
	int64_t call;

	run(h, assign, id, how == ASSIGNED ? who->operator_id : h->luz.operator_id);
	if (how == GRANTED || how == GRANT_OVER)
		run(h, how == GRANTED ? grant : over, id, who->operator_id);
	if (how == GAVE_REASON)
		(void)opens(h, who, id, REASON);
	if (how == ON_CALL || how == WAS_ON_CALL) {
		call = new_call(h, who);
		assert_int_equal(
		    AM_OK, case_link(h->st, &h->marta, call, id, CASE_POSSIBLE, "", NOW, NULL));
		if (how == WAS_ON_CALL)
			close_call(h, who, call);
	}
	if (restricted)
		run(h, "UPDATE casefile SET restricted = 1 WHERE id = ?1", id, 0);
	return id;
}

/* What an operator is answered without and with a reason: o opened, a asked for one,
 * m missing. */
static void every_tie_and_every_case_is_as_it_was_decided(void **state)
{
	static const struct {
		enum tie how;
		const char *open, *restricted; /* without, with a reason */
	} cells[] = {
		{ NO_TIE, "ao", "mm" },
		{ OPENED, "oo", "mm" },
		{ ASSIGNED, "oo", "oo" },
		{ GRANTED, "oo", "oo" },
		{ GRANT_OVER, "ao", "mm" },
		{ GAVE_REASON, "oo", "mm" },
		{ ON_CALL, "oo", "mm" },
		{ WAS_ON_CALL, "ao", "mm" },
	};
	static const struct {
		char letter;
		enum err e;
	} answers[] = { { 'o', AM_OK }, { 'a', AM_AGAIN }, { 'm', AM_MISSING } };
	struct house *h = *state;

	assert_int_equal(TIES, COUNT(cells));
	for (size_t i = 0; i < COUNT(cells); i++)
		for (int k = 0; k < 4; k++) {
			const char *want = k < 2 ? cells[i].open : cells[i].restricted;
			const int64_t id = tie(h, cells[i].how, k >= 2, &h->rosa);
			const enum err e = opens(h, &h->rosa, id, k % 2 ? REASON : NULL);

			for (size_t a = 0; a < COUNT(answers); a++)
				if (answers[a].letter == want[k % 2] && answers[a].e != e)
					fail_msg("tie %d, cell %d: %s", (int)cells[i].how,
					    k, err_name(e));
			/* what belongs to the case follows the same rule, unasked */
			assert_int_equal(e == AM_OK ? AM_OK : AM_MISSING,
			    case_check(h->st, &h->rosa, id, NOW));
		}
}

static void a_supervisor_opens_all_and_admins_and_auditors_none(void **state)
{
	struct house *h = *state;

	for (int k = 0; k < 2; k++) {
		const int64_t id = tie(h, NO_TIE, k == 1, &h->rosa);

		assert_int_equal(AM_OK, opens(h, &h->marta, id, NULL));
		assert_int_equal(AM_DENIED, opens(h, &h->julia, id, REASON));
		assert_int_equal(AM_DENIED, opens(h, &h->ana, id, REASON));
		assert_int_equal(AM_DENIED, opens(h, &h->local, id, REASON));
		assert_int_equal(AM_MISSING, case_check(h->st, &h->julia, id, NOW));
		assert_int_equal(AM_MISSING, case_check(h->st, &h->ana, id, NOW));
	}
	assert_int_equal(6, audited(h, "refused"));
}

static void a_refusal_does_not_tell_what_exists(void **state)
{
	struct house *h = *state;
	const int64_t hidden = tie(h, NO_TIE, true, &h->rosa), none = 99999;
	struct case_row row;

	assert_int_equal(
	    opens(h, &h->rosa, none, NULL), opens(h, &h->rosa, hidden, NULL));
	assert_int_equal(
	    opens(h, &h->rosa, none, REASON), opens(h, &h->rosa, hidden, REASON));
	assert_int_equal(
	    opens(h, &h->julia, none, NULL), opens(h, &h->julia, hidden, NULL));
	assert_int_equal(AM_MISSING, case_row_get(h->st, &h->rosa, none, NOW, &row));
	assert_int_equal(AM_MISSING, case_row_get(h->st, &h->rosa, hidden, NOW, &row));
}

static void a_reason_has_ten_characters(void **state)
{
	static const char *const short_ones[] = { NULL, "", "          ", "porque sí",
		"   porque sí   ", "ññññññññ" };
	struct house *h = *state;
	const int64_t id = new_case(h, &h->luz, "Caso");

	for (size_t i = 0; i < COUNT(short_ones); i++)
		assert_int_equal(AM_AGAIN, opens(h, &h->rosa, id, short_ones[i]));
	assert_int_equal(0, house_counts(h, "SELECT count(*) FROM case_grant"));
	assert_int_equal(COUNT(short_ones), audited(h, "refused"));
	assert_int_equal(AM_OK, opens(h, &h->rosa, id, "llama ella"));
}

static void a_reason_is_kept_audited_and_shown_to_supervision(void **state)
{
	struct house *h = *state;
	const int64_t id = new_case(h, &h->luz, "Caso");
	struct alert alerts[8];
	size_t count = 0;

	assert_int_equal(AM_OK, opens(h, &h->rosa, id, REASON));
	assert_string_equal(REASON, house_sees(h, "SELECT why FROM case_grant"));
	assert_string_equal("{\"way\":\"reason\",\"reason\":\"" REASON "\"}",
	    house_sees(h, "SELECT detail FROM audit WHERE action = 'view'"));
	assert_int_equal(AM_OK, alert_list(h->st, &h->marta, alerts, 8, &count));
	assert_int_equal(1, count);
	assert_string_equal(ALERT_OPENED, alerts[0].kind);
	assert_int_equal(260000001, alerts[0].number);
	assert_string_equal("Rosa", alerts[0].by);
	assert_string_equal(REASON, alerts[0].note);
}

static void somebody_elses_reason_is_told_too_while_the_first_is_unseen(void **state)
{
	struct house *h = *state;
	const struct actor nora = house_hires(h, "nora", "Nora", ROLE_OPERATOR);
	const int64_t id = new_case(h, &h->luz, "Caso");
	struct alert alerts[8];
	size_t count = 0;

	assert_int_equal(AM_OK, opens(h, &h->rosa, id, REASON));
	assert_int_equal(AM_OK, opens(h, &nora, id, REASON));
	assert_int_equal(AM_OK, alert_list(h->st, &h->marta, alerts, 8, &count));
	assert_int_equal(2, count);
	assert_string_equal("Nora", alerts[0].by);
	assert_string_equal("Rosa", alerts[1].by);
}

static void a_reason_lasts_for_a_shift(void **state)
{
	struct house *h = *state;
	const int64_t id = new_case(h, &h->luz, "Caso");
	struct casefile c;

	assert_int_equal(AM_OK, opens(h, &h->rosa, id, REASON));
	assert_int_equal(AM_OK,
	    case_open(h->st, &h->rosa, id, NULL, 0, NOW + CASE_REASON_FOR - 1, &c));
	assert_int_equal(CASE_BY_REASON, c.way);
	assert_int_equal(
	    AM_AGAIN, case_open(h->st, &h->rosa, id, NULL, 0, NOW + CASE_REASON_FOR, &c));
	assert_int_equal(1, house_counts(h, "SELECT count(*) FROM case_grant"));
}

static void somebody_elses_call_opens_nothing(void **state)
{
	struct house *h = *state;
	const int64_t id = new_case(h, &h->luz, "Caso");
	const int64_t call = new_call(h, &h->luz);
	struct casefile c;

	assert_int_equal(
	    AM_OK, case_link(h->st, &h->luz, call, id, CASE_CONFIRMED, "", NOW, NULL));
	assert_int_equal(AM_AGAIN, case_open(h->st, &h->rosa, id, NULL, call, NOW, &c));
	assert_int_equal(AM_MISSING,
	    case_link(h->st, &h->rosa, call, id, CASE_POSSIBLE, "", NOW, NULL));
}

/* --- a follow-up call says which case it is about --- */

static struct call follows_up(
    struct house *h, const struct actor *who, const char *about, const char *motive)
{
	struct record *rec = record_new(&call_form);
	struct call call;

	record_set_id(rec, "motive", motive);
	record_set_id(rec, "dispo", "follow");
	record_set_id(rec, "about", about);
	assert_int_equal(AM_OK, call_new(h->st, who, NOW, &call));
	assert_int_equal(AM_OK, call_close(h->st, who, &call, rec, 0, NOW));
	record_free(rec);
	return call;
}

static void a_follow_up_call_is_linked_with_the_case_it_is_about(void **state)
{
	static const struct {
		const char *motive, *about;
		long linked;
		enum case_about what;
	} cases[] = {
		{ "follow", "C 26-00001-0", 1, ABOUT_OWN },
		{ "follow", "c26000010", 1, ABOUT_OWN },
		{ "follow", "26-00001-0", 1, ABOUT_OWN },
		{ "follow", "C 26-00002-9", 0, ABOUT_REASON },  /* Luz's */
		{ "follow", "C 26-00003-2", 0, ABOUT_NO_CASE }, /* restricted */
		{ "follow", "C 26-00004-1", 0, ABOUT_NO_CASE }, /* none */
		{ "follow", "C 26-00001-1", 0, ABOUT_WRONG },
		{ "follow", "L 26-00001-0", 0, ABOUT_NOTHING },
		{ "follow", "la de ayer", 0, ABOUT_NOTHING },
		{ "follow", "", 0, ABOUT_NOTHING },
		{ "report", "C 26-00001-0", 0, ABOUT_OWN },
	};
	struct house *h = *state;
	char sql[160];

	(void)new_case(h, &h->rosa, "Suyo");
	(void)new_case(h, &h->luz, "De Luz");
	run(h,
	    "UPDATE casefile SET restricted = 1, assigned_to = opened_by WHERE id = ?1",
	    new_case(h, &h->luz, "Reservado"), 0);
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct call call =
		    follows_up(h, &h->rosa, cases[i].about, cases[i].motive);
		enum case_about what;

		assert_int_equal(
		    AM_OK, case_about(h->st, &h->rosa, cases[i].about, NOW, &what));
		str_printf(sql, sizeof(sql),
		    "SELECT count(*) FROM call_case WHERE call_id = %lld"
		    " AND case_id = 1 AND certainty = 'confirmed' AND linked_by = %lld",
		    (long long)call.id, (long long)h->rosa.operator_id);
		if (house_counts(h, sql) != cases[i].linked || what != cases[i].what ||
		    (call.case_number != 0) != (cases[i].linked != 0))
			fail_msg("%s \"%s\"", cases[i].motive, cases[i].about);
		str_printf(sql, sizeof(sql), "SELECT about FROM call WHERE id = %lld",
		    (long long)call.id);
		assert_string_equal(cases[i].about, house_sees(h, sql)); /* kept */
	}
	assert_int_equal(0, house_counts(h, "SELECT count(*) FROM case_grant"));
	assert_string_equal(
	    "{\"call\":1,\"certainty\":\"confirmed\",\"why\":\"C 26-00001-0\"}",
	    house_sees(h, "SELECT detail FROM audit WHERE action = 'link'"));
}

static void taking_the_call_back_takes_its_link_back(void **state)
{
	static const char linked[] =
	    "SELECT count(*) FROM call_case WHERE ended_at IS NULL";
	struct house *h = *state;
	struct record *rec = record_new(&call_form);
	struct call call;
	char what[16];

	(void)new_case(h, &h->rosa, "Suyo");
	call = follows_up(h, &h->rosa, "C 26-00001-0", "follow");
	assert_int_equal(1, house_counts(h, linked));
	assert_int_equal(
	    AM_OK, call_undo(h->st, &h->rosa, call.id, NOW + 60, &call, what));
	assert_int_equal(0, house_counts(h, linked));
	record_set_id(rec, "motive", "follow");
	record_set_id(rec, "dispo", "follow");
	assert_int_equal(AM_OK, call_close(h->st, &h->rosa, &call, rec, 0, NOW + 70));
	assert_int_equal(0, house_counts(h, linked));
	/* a correction that names it, taken back as well */
	record_set_id(rec, "about", "C 26-00001-0");
	assert_int_equal(
	    AM_OK, call_correct(h->st, &h->rosa, &call, rec, "", 0, NOW + 80));
	assert_int_equal(1, house_counts(h, linked));
	assert_int_equal(
	    AM_OK, call_undo(h->st, &h->rosa, call.id, NOW + 90, &call, what));
	assert_int_equal(0, house_counts(h, linked));
	record_free(rec);
}

static size_t calls_of_today(struct house *h, const struct actor *who)
{
	struct call_row rows[8];
	size_t count = 0;

	assert_int_equal(
	    AM_OK, call_list(h->st, who, false, NOW - 3600, 0, NOW, rows, 8, &count));
	return count;
}

/* As in search: what was said in it is not to be read off a list either. */
static void a_call_of_a_restricted_case_is_listed_for_who_took_it_only(void **state)
{
	static const char grant[] =
	    "INSERT INTO case_grant (case_id, operator_id, why, from_at, until_at)"
	    " VALUES (?1, ?2, 'Reemplazo', 0, 9999999999)";
	struct house *h = *state;
	const int64_t id = new_case(h, &h->luz, "Caso");
	const int64_t call = new_call(h, &h->luz);

	assert_int_equal(
	    AM_OK, case_link(h->st, &h->luz, call, id, CASE_CONFIRMED, "", NOW, NULL));
	assert_int_equal(1, calls_of_today(h, &h->rosa));
	run(h, "UPDATE casefile SET restricted = 1 WHERE id = ?1", id, 0);
	assert_int_equal(0, calls_of_today(h, &h->rosa));
	assert_int_equal(1, calls_of_today(h, &h->luz));
	assert_int_equal(1, calls_of_today(h, &h->marta));
	run(h, grant, id, h->rosa.operator_id);
	assert_int_equal(1, calls_of_today(h, &h->rosa));
}

/* --- reading many --- */

static size_t alerts_of(struct house *h, const char *kind)
{
	struct alert alerts[64];
	size_t count = 0, n = 0;

	assert_int_equal(AM_OK, alert_list(h->st, &h->marta, alerts, 64, &count));
	for (size_t i = 0; i < count; i++)
		n += strcmp(alerts[i].kind, kind) == 0;
	return n;
}

static void more_than_twenty_an_hour_are_told(void **state)
{
	struct house *h = *state;
	const int64_t id = new_case(h, &h->rosa, "Caso");
	struct casefile c;

	for (int i = 0; i < CASE_OPENS_HOUR; i++)
		assert_int_equal(AM_OK, opens(h, &h->rosa, id, NULL));
	assert_int_equal(0, alerts_of(h, ALERT_RATE));
	/* an hour later the count has begun anew */
	assert_int_equal(AM_OK, case_open(h->st, &h->rosa, id, NULL, 0, NOW + HOUR, &c));
	assert_int_equal(0, alerts_of(h, ALERT_RATE));
	assert_int_equal(AM_OK, opens(h, &h->rosa, id, NULL));
	assert_int_equal(1, alerts_of(h, ALERT_RATE));
	for (int i = 0; i < CASE_OPENS_HOUR + 5; i++)
		assert_int_equal(AM_OK, opens(h, &h->marta, id, NULL));
	assert_int_equal(1, alerts_of(h, ALERT_RATE));
}

static void more_than_three_outside_her_own_a_day_are_told(void **state)
{
	struct house *h = *state;

	for (int i = 0; i < CASE_OUTSIDE_DAY; i++)
		assert_int_equal(
		    AM_OK, opens(h, &h->rosa, new_case(h, &h->luz, "Caso"), REASON));
	assert_int_equal(0, alerts_of(h, ALERT_RATE));
	assert_int_equal(AM_OK, opens(h, &h->rosa, new_case(h, &h->luz, "Caso"), REASON));
	assert_int_equal(1, alerts_of(h, ALERT_RATE));
}

static void the_case_of_the_call_in_hand_is_not_counted(void **state)
{
	struct house *h = *state;

	for (int i = 0; i < CASE_OPENS_HOUR + 5; i++)
		assert_int_equal(
		    AM_OK, opens(h, &h->rosa, tie(h, ON_CALL, false, &h->rosa), NULL));
	assert_int_equal(0, alerts_of(h, ALERT_RATE));
	assert_int_equal(0, alerts_of(h, ALERT_OPENED));
}

/* --- who has it open --- */

static void the_others_read_who_has_it_open(void **state)
{
	struct house *h = *state;
	const int64_t id = new_case(h, &h->luz, "Caso");
	struct case_reader readers[4];
	size_t count = 9;

	assert_int_equal(AM_OK, opens(h, &h->luz, id, NULL));
	assert_int_equal(
	    AM_OK, case_readers(h->st, &h->luz, id, NOW, readers, 4, &count));
	assert_int_equal(0, count);
	assert_int_equal(
	    AM_OK, case_readers(h->st, &h->marta, id, NOW, readers, 4, &count));
	assert_int_equal(1, count);
	assert_string_equal("Luz", readers[0].name);
	assert_int_equal(NOW, readers[0].since_at);
	assert_int_equal(
	    AM_MISSING, case_readers(h->st, &h->rosa, id, NOW, readers, 4, &count));
	assert_int_equal(AM_OK, case_leave(h->st, &h->luz, id, NOW));
	assert_int_equal(
	    AM_OK, case_readers(h->st, &h->marta, id, NOW, readers, 4, &count));
	assert_int_equal(0, count);
}

/* --- finding --- */

static void a_case_is_found_by_its_number(void **state)
{
	static const struct {
		const char *typed;
		enum err e;
	} cases[] = {
		{ "C 26-00001-0", AM_OK },
		{ "c26000010", AM_OK },
		{ "26-00001-0", AM_OK },
		{ "L 26-00001-0", AM_MISSING },
		{ "C 26-00001-1", AM_INVALID },
		{ "C 26-00002-9", AM_MISSING },
		{ "", AM_MISSING },
	};
	struct house *h = *state;
	const int64_t id = new_case(h, &h->luz, "Caso");
	int64_t found;

	for (size_t i = 0; i < COUNT(cases); i++) {
		found = 0;
		if (case_find(h->st, &h->rosa, cases[i].typed, NOW, &found) != cases[i].e)
			fail_msg("%s", cases[i].typed);
		assert_int_equal(cases[i].e == AM_OK ? id : 0, found);
	}
	assert_int_equal(
	    AM_DENIED, case_find(h->st, &h->ana, "C 26-00001-0", NOW, &found));
	run(h, "UPDATE casefile SET restricted = 1 WHERE id = ?1", id, 0);
	assert_int_equal(
	    AM_MISSING, case_find(h->st, &h->rosa, "C 26-00001-0", NOW, &found));
}

static size_t listed(struct house *h, const struct actor *who, enum case_whose whose,
    struct case_row *rows, size_t max)
{
	const struct case_filter filter = { .whose = whose };
	size_t count = 0;

	assert_int_equal(
	    AM_OK, case_list(h->st, who, &filter, NULL, NOW, rows, max, &count));
	return count;
}

static void a_list_shows_of_others_cases_the_number_only(void **state)
{
	struct house *h = *state;
	struct case_row rows[8];

	(void)new_case(h, &h->luz, "De Luz");
	(void)tie(h, NO_TIE, true, &h->rosa);
	(void)new_case(h, &h->rosa, "De Rosa");
	assert_int_equal(2, listed(h, &h->rosa, CASE_EVERYBODYS, rows, 8));
	assert_true(rows[0].whole);
	assert_string_equal("De Rosa", rows[0].title);
	assert_string_equal("new", rows[0].status);
	assert_false(rows[1].whole);
	assert_string_equal("", rows[1].title);
	assert_string_equal("", rows[1].risk);
	assert_string_equal("Luz", rows[1].assigned_name);
	assert_int_equal(1, listed(h, &h->rosa, CASE_MINE, rows, 8));
	assert_int_equal(3, listed(h, &h->marta, CASE_EVERYBODYS, rows, 8));
	assert_int_equal(0, listed(h, &h->marta, CASE_MINE, rows, 8));
	assert_int_equal(0, listed(h, &h->marta, CASE_NOBODYS, rows, 8));
}

static void a_list_goes_on_where_it_ended(void **state)
{
	struct house *h = *state;
	const struct case_filter filter = { .whose = CASE_MINE };
	struct case_row rows[3], next[3];
	size_t count = 0;

	for (int i = 0; i < 5; i++)
		(void)new_case(h, &h->rosa, "Caso"); /* all touched in one second */
	assert_int_equal(3, listed(h, &h->rosa, CASE_MINE, rows, 3));
	assert_int_equal(5, rows[0].id);
	assert_int_equal(
	    AM_OK, case_list(h->st, &h->rosa, &filter, &rows[2], NOW, next, 3, &count));
	assert_int_equal(2, count);
	assert_int_equal(2, next[0].id);
	assert_int_equal(1, next[1].id);
}

/* --- a case from a call --- */

static void keep_draft(
    struct house *h, const struct actor *who, int64_t call, struct record *rec)
{
	struct draft draft = { .form = "call", .ref = call };

	assert_int_equal(AM_OK, draft_save(h->st, who, &draft, rec, NOW));
	record_free(rec);
}

static struct record *said(const char *const pairs[][2], size_t count)
{
	struct record *rec = record_new(&call_form);

	for (size_t i = 0; i < count; i++)
		record_set_id(rec, pairs[i][0], pairs[i][1]);
	return rec;
}

static void a_case_takes_over_what_the_open_call_says(void **state)
{
	static const char *const pairs[][2] = { { "motive", "report" },
		{ "victims", "2" }, { "minors", "1" }, { "sex", "f" }, { "age", "16?" },
		{ "place_now", "PE25" }, { "place_left", "PE16" }, { "risk", "1" },
		{ "relation", "kin" }, { "recruiter", "kin" },
		{ "consent_record", "y" }, { "consent_refer", "n" },
		{ "consent_by", "la tía" } };
	struct consent_answer answer;
	struct house *h = *state;
	const int64_t call = new_call(h, &h->rosa);
	int64_t id = 0;

	keep_draft(h, &h->rosa, call, said(pairs, COUNT(pairs)));
	assert_int_equal(AM_OK, case_new(h->st, &h->rosa, "Menor, 16", call, NOW, &id));
	assert_string_equal("26000000001 risk.1 PE25 PE16 2 1 retention.minor 1",
	    house_sees(h,
		"SELECT 26 || substr('000000000' || (number - 260000000), -9)"
		" || ' ' || risk || ' ' || place_now || ' ' || origin || ' ' ||"
		" victims || ' ' || minors || ' ' || retention || ' ' || risk_by"
		" FROM casefile"));
	assert_string_equal("victim gender.f 16? vicstatus.possible",
	    house_sees(h,
		"SELECT role || ' ' || gender || ' ' || age_said || ' ' ||"
		" vicstatus FROM case_person JOIN person ON person.id = person_id"));
	assert_int_equal(0, house_counts(h, "SELECT count(*) FROM consent"));
	assert_int_equal(AM_OK,
	    consent_stands(h->st, &(struct consent_about){ .case_id = id },
		CONSENT_REFER, NOW, &answer));
	assert_string_equal("no", answer.newest.consent);
	assert_string_equal("la tía", answer.newest.given_by);
	assert_string_equal("confirmed",
	    house_sees(h, "SELECT certainty FROM call_case WHERE ended_at IS NULL"));
	assert_int_equal(1, alerts_of(h, ALERT_RISK));
}

static void what_is_still_being_typed_is_no_obstacle(void **state)
{
	static const char *const pairs[][2] = { { "place_now", "uc" }, { "risk", "-" },
		{ "sex", "x" }, { "victims", "-" }, { "age", "unos 16" } };
	struct house *h = *state;
	const int64_t call = new_call(h, &h->rosa);
	int64_t id = 0;

	keep_draft(h, &h->rosa, call, said(pairs, COUNT(pairs)));
	assert_int_equal(AM_OK, case_new(h->st, &h->rosa, "", call, NOW, &id));
	assert_string_equal("risk.9",
	    house_sees(h, "SELECT risk FROM casefile WHERE place_now IS NULL AND"
			  " victims IS NULL AND risk_by IS NULL"));
	assert_int_equal(0, alerts_of(h, ALERT_RISK));
}

static void a_case_is_not_opened_from_somebody_elses_call(void **state)
{
	struct house *h = *state;
	const int64_t call = new_call(h, &h->luz);
	int64_t id = 0;

	assert_int_equal(AM_MISSING, case_new(h->st, &h->rosa, "", call, NOW, &id));
	assert_int_equal(AM_DENIED, case_new(h->st, &h->julia, "", 0, NOW, &id));
	assert_int_equal(AM_DENIED, case_new(h->st, &h->ana, "", 0, NOW, &id));
	assert_int_equal(0, house_counts(h, "SELECT count(*) FROM casefile"));
}

static void a_case_opened_by_mistake_is_given_up(void **state)
{
	struct house *h = *state;
	const int64_t call = new_call(h, &h->rosa);
	int64_t id = 0;

	assert_int_equal(AM_OK, case_new(h->st, &h->rosa, "", call, NOW, &id));
	assert_int_equal(AM_DENIED, case_give_up(h->st, &h->luz, id, NOW));
	assert_int_equal(AM_DENIED, case_give_up(h->st, &h->rosa, id, NOW + 601));
	assert_int_equal(AM_OK, case_give_up(h->st, &h->rosa, id, NOW + 60));
	assert_string_equal("casestatus.closed outadmin.mistake",
	    house_sees(h, "SELECT status || ' ' || outcome_admin FROM casefile"));
	assert_int_equal(
	    0, house_counts(h, "SELECT count(*) FROM call_case WHERE ended_at IS NULL"));
	assert_int_equal(AM_CONFLICT, case_give_up(h->st, &h->rosa, id, NOW + 61));
}

/* --- links --- */

static size_t cases_of(
    struct house *h, const struct actor *who, int64_t call, struct case_linked *out)
{
	size_t count = 0;

	assert_int_equal(AM_OK, case_of_call(h->st, who, call, NOW, out, 8, &count));
	return count;
}

static void a_call_and_a_case_are_linked_once(void **state)
{
	struct house *h = *state;
	const int64_t id = new_case(h, &h->luz, "De Luz"), call = new_call(h, &h->rosa);
	struct case_linked links[8];
	int64_t link = 0;

	/* the link opens the case: without a reason it would be a way round it */
	assert_int_equal(AM_AGAIN,
	    case_link(h->st, &h->rosa, call, id, CASE_POSSIBLE, "la edad", NOW, &link));
	assert_int_equal(AM_AGAIN, opens(h, &h->rosa, id, NULL));
	assert_int_equal(0, house_counts(h, "SELECT count(*) FROM call_case"));
	assert_int_equal(AM_OK, case_link(h->st, &h->rosa, call, id, CASE_POSSIBLE,
				    "la edad y el barrio", NOW, &link));
	assert_int_equal(1, alerts_of(h, ALERT_OPENED));
	assert_string_equal("la edad y el barrio",
	    house_sees(h, "SELECT why FROM case_grant WHERE kind = 'reason'"));
	assert_int_equal(AM_EXISTS,
	    case_link(h->st, &h->rosa, call, id, CASE_POSSIBLE, "", NOW, NULL));
	assert_int_equal(1, cases_of(h, &h->rosa, call, links));
	assert_int_equal(CASE_POSSIBLE, links[0].certainty);
	assert_string_equal("la edad y el barrio", links[0].why);
	assert_string_equal("Rosa", links[0].linked_by);
	assert_string_equal("De Luz", links[0].title); /* her call is open */
	assert_int_equal(AM_OK,
	    case_link(h->st, &h->rosa, call, id, CASE_CONFIRMED, "", NOW + 1, &link));
	assert_int_equal(1, cases_of(h, &h->rosa, call, links));
	assert_int_equal(CASE_CONFIRMED, links[0].certainty);
	assert_int_equal(2, house_counts(h, "SELECT count(*) FROM call_case"));
	/* taken back: it is possible again */
	assert_int_equal(AM_OK, case_link_undo(h->st, &h->rosa, link, NOW + 2));
	assert_int_equal(1, cases_of(h, &h->rosa, call, links));
	assert_int_equal(CASE_POSSIBLE, links[0].certainty);
	close_call(h, &h->rosa, call);
	run(h, "UPDATE case_grant SET until_at = ?1", NOW, 0); /* her shift is over */
	assert_int_equal(1, cases_of(h, &h->rosa, call, links));
	assert_string_equal("", links[0].title);
}

static void a_call_may_belong_to_several_cases_and_a_case_to_several_calls(void **state)
{
	struct house *h = *state;
	const int64_t a = new_case(h, &h->rosa, "A"), b = new_case(h, &h->rosa, "B");
	const int64_t one = new_call(h, &h->rosa), two = new_call(h, &h->rosa);
	struct case_linked links[8];
	size_t count = 0;

	for (int i = 0; i < 4; i++)
		assert_int_equal(
		    AM_OK, case_link(h->st, &h->rosa, i % 2 ? one : two, i / 2 ? a : b,
			       CASE_CONFIRMED, "", NOW, NULL));
	assert_int_equal(2, cases_of(h, &h->rosa, one, links));
	assert_int_equal(AM_OK, case_calls(h->st, &h->rosa, a, NOW, links, 8, &count));
	assert_int_equal(2, count);
	assert_int_equal(
	    AM_MISSING, case_calls(h->st, &h->luz, a, NOW, links, 8, &count));
}

static void a_link_made_is_taken_back_by_its_maker_within_ten_minutes(void **state)
{
	struct house *h = *state;
	const int64_t id = new_case(h, &h->rosa, "A"), call = new_call(h, &h->rosa);
	struct case_linked links[8];
	int64_t link = 0;

	assert_int_equal(
	    AM_OK, case_link(h->st, &h->rosa, call, id, CASE_CONFIRMED, "", NOW, &link));
	assert_int_equal(AM_DENIED, case_link_undo(h->st, &h->luz, link, NOW));
	assert_int_equal(AM_DENIED, case_link_undo(h->st, &h->rosa, link, NOW + 601));
	assert_int_equal(AM_OK, case_link_undo(h->st, &h->rosa, link, NOW + 600));
	assert_int_equal(0, cases_of(h, &h->rosa, call, links));
	assert_int_equal(1, audited(h, "undo"));
}

/* A referral of case id, on that call or on none, sent at a time. */
static int64_t send_referral(struct house *h, int64_t id, int64_t call, int64_t at)
{
	static const char sql[] =
	    "INSERT INTO referral (case_id, call_id, institution_id, made_at, made_by,"
	    " sent_at, sent_by, sent_means) VALUES (?1, nullif(?2, 0),"
	    " (SELECT max(id) FROM institution), 0, 2, 0, 2, 'refmeans.letter')";

	if (house_counts(h, "SELECT count(*) FROM institution") == 0)
		run(h,
		    "INSERT INTO institution (id, name, fold, kind) SELECT ?1, "
		    "'Fiscalía',"
		    " 'fiscalia', id FROM code WHERE list = 'inst' ORDER BY sort LIMIT 1",
		    1, 0);
	run(h, sql, id, call);
	run(h,
	    "UPDATE referral SET sent_at = ?1 WHERE id = (SELECT max(id) FROM referral)",
	    at, 0);
	return house_counts(h, "SELECT max(id) FROM referral");
}

static void a_wrong_link_is_moved_and_whoever_was_sent_a_referral_is_told(void **state)
{
	struct house *h = *state;
	const int64_t wrong = new_case(h, &h->rosa, "A"),
		      right = new_case(h, &h->luz, "B");
	const int64_t call = new_call(h, &h->rosa);
	struct case_linked links[8];
	struct alert alerts[8];
	int64_t link = 0, moved = 0, referral;
	size_t told = 0, count = 0;

	assert_int_equal(AM_OK,
	    case_link(h->st, &h->marta, call, wrong, CASE_CONFIRMED, "", NOW, &link));
	(void)send_referral(h, wrong, 0, NOW - 10); /* before: of no concern */
	referral = send_referral(h, wrong, 0, NOW + 10);
	run(h,
	    "INSERT INTO followup (case_id, call_id, due_at, kind, made_at, made_by)"
	    " VALUES (?1, ?2, 1, 'callback', 1, 1)",
	    wrong, call);
	assert_int_equal(AM_AGAIN,
	    case_unlink(h->st, &h->rosa, link, right, "no es", NOW + 20, &moved, &told));
	assert_int_equal(AM_OK, case_unlink(h->st, &h->rosa, link, right,
				    "Es otra persona", NOW + 20, &moved, &told));
	assert_int_equal(1, told);
	assert_int_equal(1, cases_of(h, &h->rosa, call, links));
	assert_int_equal(right, links[0].case_id);
	assert_int_equal(CASE_CONFIRMED, links[0].certainty);
	assert_int_equal(AM_OK, alert_list(h->st, &h->marta, alerts, 8, &count));
	assert_int_equal(2, count);
	assert_string_equal(ALERT_OPENED, alerts[1].kind); /* right is Luz's */
	assert_int_equal(right, alerts[1].entity_id);
	assert_string_equal(ALERT_MOVED, alerts[0].kind);
	assert_int_equal(referral, alerts[0].entity_id);
	assert_string_equal("L 26-00001-0: C 26-00001-0 -> C 26-00002-9. Es otra persona",
	    alerts[0].note);
	assert_string_equal(
	    "Fiscalía: L 26-00001-0: C 26-00001-0 -> C 26-00002-9. Es otra persona",
	    house_sees(h, "SELECT note FROM followup WHERE kind = 'other' AND case_id = 1"
			  " AND operator_id = 2 AND done_at IS NULL"));
	/* what was promised to that caller went with her */
	assert_int_equal(right,
	    house_counts(h, "SELECT case_id FROM followup WHERE kind = 'callback'"));

	assert_int_equal(AM_OK, case_link_undo(h->st, &h->rosa, moved, NOW + 30));
	assert_int_equal(1, cases_of(h, &h->rosa, call, links));
	assert_int_equal(wrong, links[0].case_id);
	assert_int_equal(0, alerts_of(h, ALERT_MOVED));
	assert_int_equal(0, house_counts(h, "SELECT count(*) FROM followup WHERE"
					    " kind = 'other' AND void_at IS NULL"));
	assert_int_equal(wrong,
	    house_counts(h, "SELECT case_id FROM followup WHERE kind = 'callback'"));
}

static void a_link_ended_is_taken_back(void **state)
{
	struct house *h = *state;
	const int64_t id = new_case(h, &h->rosa, "A"), call = new_call(h, &h->rosa);
	struct case_linked links[8];
	int64_t link = 0;

	assert_int_equal(
	    AM_OK, case_link(h->st, &h->rosa, call, id, CASE_POSSIBLE, "", NOW, &link));
	assert_int_equal(AM_MISSING,
	    case_unlink(h->st, &h->luz, link, 0, "No es ese caso", NOW, NULL, NULL));
	assert_int_equal(AM_OK,
	    case_unlink(h->st, &h->rosa, link, 0, "No es ese caso", NOW + 1, NULL, NULL));
	assert_int_equal(0, cases_of(h, &h->rosa, call, links));
	assert_int_equal(AM_MISSING,
	    case_unlink(h->st, &h->rosa, link, 0, "No es ese caso", NOW + 1, NULL, NULL));
	assert_int_equal(AM_OK, case_link_undo(h->st, &h->rosa, link, NOW + 2));
	assert_int_equal(1, cases_of(h, &h->rosa, call, links));
}

/* --- flags --- */

static enum err flags(struct house *h, const struct actor *who, const char *entity,
    int64_t id, const char *flag)
{
	return flag_add(h->st, who, entity, id, flag, "", "mirar", NOW, NULL);
}

static void a_flag_is_set_read_and_solved_by_whoever_may_open_the_record(void **state)
{
	struct house *h = *state;
	const int64_t id = new_case(h, &h->rosa, "A");
	struct flag f[4];
	size_t count = 0;
	int64_t flag = 0;

	assert_int_equal(AM_MISSING, flags(h, &h->luz, "casefile", id, "review"));
	assert_int_equal(AM_DENIED, flags(h, &h->julia, "casefile", id, "review"));
	assert_int_equal(AM_INVALID, flags(h, &h->rosa, "casefile", id, "nothing"));
	assert_int_equal(AM_INVALID, flags(h, &h->rosa, "setting", id, "review"));
	assert_int_equal(AM_OK, flag_add(h->st, &h->rosa, "casefile", id, "review",
				    "2026-12-01", "mirar la edad", NOW, &flag));
	assert_int_equal(AM_EXISTS, flags(h, &h->rosa, "casefile", id, "review"));
	assert_int_equal(
	    AM_OK, flag_list(h->st, &h->rosa, "casefile", id, NOW, f, 4, &count));
	assert_int_equal(1, count);
	assert_string_equal("review", f[0].flag);
	assert_string_equal("2026-12-01", f[0].due_on);
	assert_string_equal("mirar la edad", f[0].message);
	assert_string_equal("Rosa", f[0].set_by);
	assert_int_equal(AM_MISSING, flag_solve(h->st, &h->luz, flag, "", NOW));
	assert_int_equal(AM_OK, flag_solve(h->st, &h->rosa, flag, "vista", NOW + 1));
	assert_int_equal(AM_CONFLICT, flag_solve(h->st, &h->rosa, flag, "", NOW + 1));
	assert_int_equal(AM_OK, flag_reopen(h->st, &h->rosa, flag, NOW + 2));
	assert_int_equal(AM_DENIED, flag_reopen(h->st, &h->ana, flag, NOW + 2));
}

static void a_restricted_case_is_restricted_by_supervision(void **state)
{
	struct house *h = *state;
	const int64_t id = new_case(h, &h->luz, "A");
	int64_t flag = 0;

	assert_int_equal(AM_AGAIN, opens(h, &h->rosa, id, NULL));
	assert_int_equal(AM_DENIED, flags(h, &h->luz, "casefile", id, FLAG_RESTRICT));
	assert_int_equal(AM_OK, flag_add(h->st, &h->marta, "casefile", id, FLAG_RESTRICT,
				    "", "", NOW, &flag));
	assert_int_equal(AM_MISSING, opens(h, &h->rosa, id, REASON));
	assert_int_equal(AM_OK, opens(h, &h->luz, id, NULL)); /* it is hers */
	assert_int_equal(AM_DENIED, flag_solve(h->st, &h->luz, flag, "", NOW));
	assert_int_equal(AM_OK, flag_solve(h->st, &h->marta, flag, "", NOW));
	assert_int_equal(AM_OK, opens(h, &h->rosa, id, REASON));
}

static void a_flag_on_a_call_is_for_its_operator(void **state)
{
	struct house *h = *state;
	const int64_t call = new_call(h, &h->rosa);

	assert_int_equal(AM_MISSING, flags(h, &h->luz, "call", call, "review"));
	assert_int_equal(AM_OK, flags(h, &h->rosa, "call", call, "review"));
	assert_int_equal(AM_OK, flags(h, &h->marta, "call", call, "urgent"));
	assert_int_equal(AM_MISSING, flags(h, &h->rosa, "call", 99, "review"));
	assert_int_equal(AM_MISSING, flags(h, &h->rosa, "person", 99, "review"));
	assert_int_equal(AM_MISSING, flags(h, &h->rosa, "offer", 99, "review"));
	assert_int_equal(AM_MISSING, flags(h, &h->rosa, "institution", 99, "review"));
}

#define IN_HOUSE(test) cmocka_unit_test_setup_teardown(test, house_open, house_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_HOUSE(every_tie_and_every_case_is_as_it_was_decided),
		IN_HOUSE(a_supervisor_opens_all_and_admins_and_auditors_none),
		IN_HOUSE(a_refusal_does_not_tell_what_exists),
		IN_HOUSE(a_reason_has_ten_characters),
		IN_HOUSE(a_reason_is_kept_audited_and_shown_to_supervision),
		IN_HOUSE(somebody_elses_reason_is_told_too_while_the_first_is_unseen),
		IN_HOUSE(a_reason_lasts_for_a_shift),
		IN_HOUSE(somebody_elses_call_opens_nothing),
		IN_HOUSE(a_follow_up_call_is_linked_with_the_case_it_is_about),
		IN_HOUSE(taking_the_call_back_takes_its_link_back),
		IN_HOUSE(a_call_of_a_restricted_case_is_listed_for_who_took_it_only),
		IN_HOUSE(more_than_twenty_an_hour_are_told),
		IN_HOUSE(more_than_three_outside_her_own_a_day_are_told),
		IN_HOUSE(the_case_of_the_call_in_hand_is_not_counted),
		IN_HOUSE(the_others_read_who_has_it_open),
		IN_HOUSE(a_case_is_found_by_its_number),
		IN_HOUSE(a_list_shows_of_others_cases_the_number_only),
		IN_HOUSE(a_list_goes_on_where_it_ended),
		IN_HOUSE(a_case_takes_over_what_the_open_call_says),
		IN_HOUSE(what_is_still_being_typed_is_no_obstacle),
		IN_HOUSE(a_case_is_not_opened_from_somebody_elses_call),
		IN_HOUSE(a_case_opened_by_mistake_is_given_up),
		IN_HOUSE(a_call_and_a_case_are_linked_once),
		IN_HOUSE(a_call_may_belong_to_several_cases_and_a_case_to_several_calls),
		IN_HOUSE(a_link_made_is_taken_back_by_its_maker_within_ten_minutes),
		IN_HOUSE(a_wrong_link_is_moved_and_whoever_was_sent_a_referral_is_told),
		IN_HOUSE(a_link_ended_is_taken_back),
		IN_HOUSE(a_flag_is_set_read_and_solved_by_whoever_may_open_the_record),
		IN_HOUSE(a_restricted_case_is_restricted_by_supervision),
		IN_HOUSE(a_flag_on_a_call_is_for_its_operator),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
