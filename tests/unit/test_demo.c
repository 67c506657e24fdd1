/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every figure of the evaluation, asked of the tables. */
#include <inttypes.h>
#include <sodium.h>

#include "schema/audit.h"
#include "schema/demo.h"
#include "schema/setting.h"
#include "tests/unit/temp.h"

/* Tuesday, 24 November 2026, 14:36 in Lima. */
#define NOW INT64_C(1795548960)

static const struct actor local = { .role = ROLE_SYSTEM, .name = "local:root" };
static const struct demo_plan year = { .seed = 1, .with_today = true, .now = NOW };

static int filled(void **state)
{
	struct temp *t;

	temp_open(state);
	t = *state;
	return demo_fill(t->st, &local, &year) == AM_OK ? 0 : -1;
}

/* Calls of the year; those of today are outside of every report of it. */
#define OF_YEAR "call WHERE started_at < 1107234000" /* 2005-02-01 in Lima */
#define REFERRED "referral r WHERE r.made_at < 1110000000" /* a month later */
#define RELEVANT "assess NOT IN ('assess.none', 'assess.pending')"

static const struct {
	const char *what, *sql;
	int64_t figure;
} figures[] = {
	{ "calls of the year", "SELECT count(*) FROM " OF_YEAR, 8095 },
	{ "calls of March", "SELECT count(*) FROM call WHERE started_at < 1080795600",
	    1377 },
	{ "relevant calls", "SELECT count(*) FROM " OF_YEAR " AND " RELEVANT, 221 },
	{ "per ten thousand",
	    "SELECT round(10000.0 * sum(" RELEVANT ") / count(*)) FROM " OF_YEAR, 273 },
	{ "calls worth an investigation",
	    "SELECT count(*) FROM call JOIN code ON code.id = assess WHERE grp = '2'",
	    43 },
	{ "about the service",
	    "SELECT count(*) FROM " OF_YEAR " AND motive = 'motive.service'", 4209 },
	{ "reports", "SELECT count(*) FROM " OF_YEAR " AND motive = 'motive.report'",
	    2753 },
	{ "offers", "SELECT count(*) FROM " OF_YEAR " AND motive = 'motive.offer'",
	    1133 },
	{ "topics that fit their motive",
	    "SELECT count(*) FROM call JOIN code ON code.id = topic WHERE 'motive.' || "
	    "grp <> motive",
	    0 },
	{ "calls a month after the launch month, tenths",
	    "SELECT round(count(*)) FROM " OF_YEAR " AND started_at >= 1080795600",
	    6718 },
	{ "cases", "SELECT count(*) FROM casefile", 97 },
	{ "of the hotline",
	    "SELECT count(*) FROM casefile WHERE source = 'source.hotline'", 43 },
	{ "of fieldwork", "SELECT count(*) FROM casefile WHERE source = 'source.field'",
	    39 },
	{ "of the press", "SELECT count(*) FROM casefile WHERE source = 'source.press'",
	    12 },
	{ "of institutions", "SELECT count(*) FROM casefile WHERE source = 'source.inst'",
	    3 },
	{ "the study", "SELECT count(*) FROM casefile WHERE in_study = 1", 85 },
	{ "of the hotline in the study",
	    "SELECT count(*) FROM casefile WHERE in_study = 1 AND source = "
	    "'source.hotline'",
	    31 },
	{ "internal in the study",
	    "SELECT count(*) FROM casefile WHERE in_study = 1 AND scope = 'scope.int'",
	    68 },
	{ "calls that opened a case",
	    "SELECT count(DISTINCT call_id) FROM call_case JOIN call c ON c.id = call_id "
	    "JOIN code ON"
	    " code.id = c.assess WHERE certainty = 'confirmed' AND grp = '2'",
	    43 },
	{ "referrals to the police with copy to the ministry",
	    "SELECT count(*) FROM referral r JOIN referral_copy c ON c.referral_id = "
	    "r.id WHERE"
	    " r.institution_id = 1 AND c.institution_id = 2 AND r.sent_at IS NOT NULL",
	    31 },
	{ "copies in all", "SELECT count(*) FROM referral_copy", 31 },
	{ "referrals to embassies and consulates",
	    "SELECT count(*) FROM " REFERRED " AND r.institution_id IN (SELECT id FROM "
	    "institution WHERE kind = 'inst.consulate')",
	    12 },
	{ "referrals in all", "SELECT count(*) FROM " REFERRED, 43 },
	{ "referrals without their events",
	    "SELECT count(*) FROM " REFERRED " AND (status IN ('draft', 'sent') OR "
	    "(SELECT count(*) FROM referral_event WHERE referral_id = r.id) < 3)",
	    0 },
	{ "victim sessions", "SELECT count(*) FROM evidence WHERE kind = 'evid.session'",
	    15 },
	{ "interviews", "SELECT count(*) FROM evidence WHERE kind = 'evid.interview'",
	    154 },
	{ "visits", "SELECT count(*) FROM evidence WHERE kind = 'evid.visit'", 35 },
	{ "calls of the study",
	    "SELECT count(DISTINCT call_id) FROM evidence JOIN call c ON c.id = call_id "
	    "WHERE"
	    " kind = 'evid.call' AND c." RELEVANT,
	    220 },
	{ "consultations", "SELECT count(*) FROM evidence WHERE kind = 'evid.consult'",
	    238 },
	{ "identified cases", "SELECT count(*) FROM evidence WHERE kind = 'evid.case'",
	    36 },
	{ "press notes", "SELECT count(*) FROM evidence WHERE kind = 'evid.press'", 47 },
	{ "adverts", "SELECT count(*) FROM evidence WHERE kind = 'evid.advert'", 23 },
	{ "documents", "SELECT count(*) FROM evidence WHERE kind = 'evid.biblio'", 45 },
	{ "leaflets", "SELECT sum(done) FROM output WHERE medium = 'medium.leaflet'",
	    13370 },
	{ "posters", "SELECT sum(done) FROM output WHERE medium = 'medium.poster'",
	    5000 },
	{ "radio stations", "SELECT sum(done) FROM output WHERE medium = 'medium.radio'",
	    191 },
	{ "days of adverts",
	    "SELECT sum(done) FROM output WHERE medium = 'medium.newsad'", 46 },
	{ "television", "SELECT sum(done) FROM output WHERE medium = 'medium.tvspot'",
	    16 },
	{ "media at the launch, about",
	    "SELECT sum(done) FROM output WHERE medium = 'medium.coverage' AND about = 1",
	    25 },
	{ "people trained", "SELECT sum(women + men + unsaid) FROM participants", 910 },
	{ "cost", "SELECT sum(amount) FROM expense WHERE currency = 'USD'", 13600000 },
	{ "funds", "SELECT sum(amount) FROM funding WHERE currency = 'USD'", 13600000 },
	{ "of the Department of State",
	    "SELECT sum(amount) FROM funding JOIN donor ON donor.id = donor_id WHERE "
	    "name LIKE"
	    " 'Departamento de Estado%'",
	    11500000 },
	{ "per cent for research",
	    "SELECT round(100.0 * (SELECT sum(amount) FROM budget WHERE component ="
	    " 'component.research') / (SELECT sum(amount) FROM budget))",
	    10 },
	{ "cents per call",
	    "SELECT round(1.0 * (SELECT sum(amount) FROM expense) / (SELECT count(*) "
	    "FROM " OF_YEAR "))",
	    1680 },
	{ "cents per relevant contact",
	    "SELECT round(1.0 * (SELECT sum(amount) FROM expense) / (SELECT count(*) "
	    "FROM " OF_YEAR " AND " RELEVANT "))",
	    61538 },
	{ "cents per case",
	    "SELECT round(1.0 * (SELECT sum(amount) FROM expense) / (SELECT count(*) "
	    "FROM casefile"
	    " WHERE source = 'source.hotline'))",
	    316279 },
	{ "convictions", "SELECT count(*) FROM proceeding WHERE stage = 'proc.conv'", 0 },
	{ "repatriations outside of the budget, not by IOM",
	    "SELECT count(*) FROM assistance WHERE kind = 'assist.repat' AND (payer <> "
	    "'payer.iom' OR"
	    " in_budget = 1)",
	    0 },
	{ "bodies that somebody has verified",
	    "SELECT count(*) FROM institution WHERE verified_at IS NOT NULL OR note <> "
	    "'no verificado'",
	    0 },
	{ "numbers of bodies that could ring",
	    "SELECT count(*) FROM institution WHERE phones NOT LIKE '000 0000 %'", 0 },
	{ "numbers of callers that could ring",
	    "SELECT count(*) FROM call WHERE phone IS NOT NULL AND (phone NOT LIKE "
	    "'51261%' OR"
	    " length(phone) <> 11)",
	    0 },
	{ "calls of today",
	    "SELECT count(*) FROM call WHERE started_at BETWEEN 1795496400 AND "
	    "1795548960",
	    DEMO_TODAY },
	{ "calls that are not marked", "SELECT count(*) FROM call WHERE mark <> 'demo'",
	    0 },
	{ "calls out of the order of time",
	    "SELECT count(*) FROM call a JOIN call b ON b.id = a.id + 1 WHERE a.ring_at "
	    "> b.ring_at",
	    0 },
	{ "a gap in the numbers",
	    "SELECT count(*) FROM call a JOIN call b ON b.id = a.id + 1 WHERE b.number "
	    "NOT IN"
	    " (a.number + 1, b.number / 10000000 * 10000000 + 1)",
	    0 },
	{ "the last call of 2004", "SELECT max(number) FROM call WHERE number < 50000000",
	    40007347 },
	{ "calls without their audit row",
	    "SELECT count(*) FROM call WHERE id NOT IN (SELECT entity_id FROM audit "
	    "WHERE entity = 'call')",
	    0 },
	{ "calls by nobody of the two operators",
	    "SELECT count(*) FROM call JOIN operator o ON o.id = operator_id WHERE login "
	    "NOT IN"
	    " ('rosa', 'luz')",
	    0 },
	{ "people", "SELECT count(*) FROM operator WHERE active = 1", 5 },
};

static void every_figure_of_the_evaluation_comes_out(void **state)
{
	int wrong = 0;

	for (size_t i = 0; i < COUNT(figures); i++) {
		const int64_t found = temp_number(*state, figures[i].sql);

		if (found == figures[i].figure)
			continue;
		print_error("%s: %" PRId64 ", not %" PRId64 "\n", figures[i].what, found,
		    figures[i].figure);
		wrong++;
	}
	assert_int_equal(0, wrong);
}

static void the_months_are_those_of_the_paper(void **state)
{
	static const int64_t calls[] = { 1377, 826, 648, 742, 689, 521, 604, 748, 633,
		559, 748 };
	static const int64_t relevant[] = { 31, 24, 18, 21, 19, 14, 17, 23, 18, 15, 21 };
	static const int64_t cases[] = { 5, 5, 3, 4, 4, 3, 3, 5, 4, 3, 4 };
	char sql[400];

	for (int m = 0; m < 11; m++) {
		const int number = (m + 2) % 12 + 1, in = m < 10 ? 2004 : 2005;
		char where[128];

		str_printf(where, sizeof(where),
		    "strftime('%%Y-%%m', started_at - 18000,"
		    " 'unixepoch') = '%d-%02d'",
		    in, number);
		str_printf(sql, sizeof(sql), "SELECT count(*) FROM call WHERE %s", where);
		assert_int_equal(calls[m], temp_number(*state, sql));
		str_printf(sql, sizeof(sql), "SELECT count(*) FROM call WHERE %s AND %s",
		    where, RELEVANT);
		assert_int_equal(relevant[m], temp_number(*state, sql));
		str_printf(sql, sizeof(sql),
		    "SELECT count(*) FROM call JOIN code ON code.id ="
		    " assess WHERE %s AND grp = '2'",
		    where);
		assert_int_equal(cases[m], temp_number(*state, sql));
	}
}

/* The index is written at once behind the rows: it must say what the triggers would. */
static void assert_all_is_indexed(const struct temp *t)
{
	temp_meddle(t,
	    "INSERT INTO call_fts(call_fts, rank) VALUES ('integrity-check', 1);"
	    "INSERT INTO person_fts(person_fts, rank) VALUES ('integrity-check', 1);"
	    "INSERT INTO person_phon(person_phon, rank) VALUES ('integrity-check', 1);"
	    "INSERT INTO case_fts(case_fts, rank) VALUES ('integrity-check', 1);"
	    "INSERT INTO offer_fts(offer_fts, rank) VALUES ('integrity-check', 1);"
	    "INSERT INTO offer_tri(offer_tri, rank) VALUES ('integrity-check', 1)");
	assert_int_equal(
	    temp_number(t, "SELECT count(*) FROM call WHERE motive = 'motive.report'"),
	    temp_number(
		t, "SELECT count(*) FROM call_fts WHERE call_fts MATCH 'xmreport'"));
	assert_int_equal(
	    0, temp_number(t, "SELECT count(*) FROM case_doc d LEFT JOIN case_fts f"
			      " ON f.rowid = d.id WHERE f.names IS NOT d.names"
			   " OR f.said IS NOT d.said OR f.facet IS NOT d.facet"));
	assert_int_equal(
	    0, temp_number(t, "SELECT count(*) FROM offer_doc d LEFT JOIN offer_fts f"
			   " ON f.rowid = d.id WHERE f.said IS NOT d.said"
			   " OR f.facet IS NOT d.facet"));
}

static void the_demo_is_a_sound_database(void **state)
{
	struct temp *t = *state;
	struct audit_report report;
	int64_t demo = 0;

	assert_int_equal(AM_OK, store_check(t->st));
	assert_int_equal(AM_OK, audit_verify(t->st, NULL, &report));
	assert_int_equal(0, report.first_bad);
	assert_true(report.rows >= DEMO_CALLS + DEMO_TODAY + 97);
	assert_int_equal(AM_OK, setting_number(t->st, SET_MODE, &demo));
	assert_int_equal(1, demo);
	assert_all_is_indexed(t);
}

static void the_texts_are_whole(void **state)
{
	assert_int_equal(
	    0, temp_number(*state,
		   "SELECT count(*) FROM call WHERE notes IS NULL OR notes LIKE '%$%'"
		   " OR length(notes) < 30"));
	assert_true(temp_number(*state,
			"SELECT count(DISTINCT notes) FROM call WHERE " RELEVANT) > 200);
	assert_int_equal(
	    0, temp_number(*state, "SELECT count(*) FROM note WHERE body LIKE '%$%'"));
}

/* What a newcomer finds on her first look at agenda, offers, referrals and alerts. */
static const struct {
	const char *what, *sql;
	int64_t least;
} desks[] = {
	{ "rosa's overdue",
	    "SELECT count(*) FROM followup JOIN operator o ON o.id = operator_id"
	    " WHERE login = 'rosa' AND done_at IS NULL AND due_at < 1795548960",
	    1 },
	{ "luz's overdue",
	    "SELECT count(*) FROM followup JOIN operator o ON o.id = operator_id"
	    " WHERE login = 'luz' AND done_at IS NULL AND due_at < 1795548960",
	    1 },
	{ "due later today",
	    "SELECT count(*) FROM followup WHERE due_at BETWEEN 1795548960 AND 1795582799",
	    3 },
	{ "due tomorrow",
	    "SELECT count(*) FROM followup WHERE due_at BETWEEN 1795582800 AND 1795669199",
	    3 },
	{ "nobody's", "SELECT count(*) FROM followup WHERE operator_id IS NULL", 1 },
	{ "with safe hours",
	    "SELECT count(*) FROM followup WHERE until_at > due_at AND phone <> ''", 2 },
	{ "offers", "SELECT count(*) FROM offer", 5 },
	{ "offers that came up twice",
	    "SELECT count(*) FROM (SELECT 1 FROM offer_call GROUP BY offer_id HAVING "
	    "count(*) = 2)",
	    1 },
	{ "states of the last days' referrals",
	    "SELECT count(DISTINCT status) FROM referral WHERE made_at > 1794000000", 12 },
	{ "answers to them",
	    "SELECT count(*) FROM referral WHERE made_at > 1794000000 AND answered_at > "
	    "sent_at",
	    7 },
	{ "alerts", "SELECT count(*) FROM alert WHERE seen_at IS NULL", 3 },
};

static void the_desks_are_not_empty(void **state)
{
	for (size_t i = 0; i < COUNT(desks); i++)
		if (temp_number(*state, desks[i].sql) < desks[i].least)
			fail_msg("%s: %" PRId64, desks[i].what,
			    temp_number(*state, desks[i].sql));
	/* nothing of the year is left over on them, and nothing was done after now */
	assert_int_equal(0, temp_number(*state, "SELECT count(*) FROM " REFERRED
						" AND due_at IS NOT NULL"));
	assert_int_equal(
	    0, temp_number(*state,
		   "SELECT (SELECT count(*) FROM referral_event WHERE at > 1795548960)"
		   " + (SELECT count(*) FROM followup WHERE made_at > 1795548960)"
		   " + (SELECT count(*) FROM alert WHERE at > 1795548960)"));
	assert_int_equal(0, temp_number(*state, "SELECT count(*) FROM referral r WHERE"
						" answered_at <= sent_at"));
}

static void a_database_with_calls_is_left_alone(void **state)
{
	struct temp *t = *state;

	assert_int_equal(AM_EXISTS, demo_fill(t->st, &local, &year));
}

static void only_the_system_may_fill_it(void **state)
{
	static const struct actor ana = { .role = ROLE_ADMIN, .name = "ana" };
	struct temp *t = *state;

	assert_int_equal(AM_DENIED, demo_fill(t->st, &ana, &year));
	assert_int_equal(0, temp_number(t, "SELECT count(*) FROM call"));
}

/* All rows of the tables that matter, as one number. */
static int64_t fingerprint(const struct temp *t)
{
	return temp_number(t, "SELECT sum(n) FROM (SELECT sum(number % 1009 * "
			      "length(notes) + ended_at % 9973) n FROM"
			      " call UNION ALL SELECT sum(opened_at % 9973 * "
			      "length(title)) FROM casefile UNION ALL"
			      " SELECT sum(id * length(names || surnames)) FROM person)");
}

static int64_t made_with(const struct demo_plan *plan)
{
	void *state;
	struct temp *t;
	int64_t n;

	temp_open(&state);
	t = state;
	assert_int_equal(AM_OK, demo_fill(t->st, &local, plan));
	assert_int_equal(AM_OK, store_check(t->st));
	n = fingerprint(t);
	temp_close(&state);
	return n;
}

static void one_seed_gives_one_database(void **state)
{
	struct demo_plan other = year;

	other.seed = 2;
	assert_int_equal(fingerprint(*state), made_with(&year));
	assert_int_not_equal(fingerprint(*state), made_with(&other));
}

static void note_progress(void *data, int64_t done, int64_t all)
{
	assert_int_equal(12000, all);
	*(int64_t *)data = done;
}

static void a_larger_set_has_long_texts_and_a_tenth_of_cases(void **state)
{
	struct temp *t = *state;
	struct audit_report report;
	int64_t done = 0, cases;
	const struct demo_plan plan = { .calls = 12000,
		.seed = 3,
		.with_today = true,
		.now = NOW,
		.progress = note_progress,
		.data = &done };

	assert_int_equal(AM_OK, demo_fill(t->st, &local, &plan));
	assert_int_equal(12000, done);
	assert_int_equal(12000 + DEMO_TODAY, temp_number(t, "SELECT count(*) FROM call"));
	cases = temp_number(t, "SELECT count(*) FROM casefile");
	assert_true(cases > 1000 && cases < 1400);
	assert_int_equal(
	    0, temp_number(t,
		   "SELECT count(*) FROM call a JOIN call b ON b.id = a.id + 1 WHERE"
		   " a.ring_at > b.ring_at"));
	assert_true(temp_number(t, "SELECT max(length(notes)) FROM call") > 1300);
	assert_all_is_indexed(t);
	assert_true(temp_number(t, "SELECT count(*) FROM person") > cases * 14 / 10);
	assert_true(temp_number(t, "SELECT count(*) FROM offer") > 100);
	assert_int_equal(AM_OK, audit_verify(t->st, NULL, &report));
	assert_int_equal(0, report.first_bad);
	assert_int_equal(AM_OK, store_check(t->st));
}

/* At one minute past midnight there is hardly any today yet. */
static void a_young_day_has_its_calls_as_well(void **state)
{
	struct temp *t = *state;
	const struct demo_plan plan = {
		.seed = 1, .with_today = true, .now = 1795496460
	};

	assert_int_equal(AM_OK, demo_fill(t->st, &local, &plan));
	assert_int_equal(
	    DEMO_TODAY, temp_number(t, "SELECT count(*) FROM call WHERE ring_at BETWEEN "
				       "1795496400 AND 1795496460"));
	assert_int_equal(
	    0, temp_number(t, "SELECT count(*) FROM call WHERE max(answered_at, ended_at,"
			      " coalesce(assessed_at, 0)) > 1795496460"));
	assert_int_equal(
	    0, temp_number(t, "SELECT count(*) FROM audit WHERE at > 1795496460"));
}

int main(void)
{
	const struct CMUnitTest of_year[] = {
		cmocka_unit_test(every_figure_of_the_evaluation_comes_out),
		cmocka_unit_test(the_months_are_those_of_the_paper),
		cmocka_unit_test(the_demo_is_a_sound_database),
		cmocka_unit_test(the_texts_are_whole),
		cmocka_unit_test(the_desks_are_not_empty),
		cmocka_unit_test(a_database_with_calls_is_left_alone),
		cmocka_unit_test(one_seed_gives_one_database),
	};
	const struct CMUnitTest others[] = {
		cmocka_unit_test_setup_teardown(
		    only_the_system_may_fill_it, temp_open, temp_close),
		cmocka_unit_test_setup_teardown(
		    a_larger_set_has_long_texts_and_a_tenth_of_cases, temp_open,
		    temp_close),
		cmocka_unit_test_setup_teardown(
		    a_young_day_has_its_calls_as_well, temp_open, temp_close),
	};

	return cmocka_run_group_tests(of_year, filled, temp_close) +
	       cmocka_run_group_tests(others, NULL, NULL);
}
