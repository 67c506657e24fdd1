/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Screening: what is covered, what is missing to ask, and no score that nobody can back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "schema/call.h"
#include "schema/casefile.h"
#include "schema/person.h"
#include "schema/record.h"
#include "schema/route.h"
#include "schema/screening.h"
#include "tests/unit/house.h"

#define CASE 1

static int case_open_for(void **state)
{
	struct house *h;
	int64_t id = 0;

	house_open((void **)&h);
	assert_int_equal(AM_OK, case_new(h->st, &h->rosa, "x", 0, NOW, &id));
	*state = h;
	return 0;
}

/* "age_said=16 means=decept": a victim of whom that is known. */
static int64_t has_victim(struct house *h, const char *pairs)
{
	struct record *rec = record_new(&person_form);
	char *copy = mem_dup(pairs), *rest = copy;
	size_t field = 0;
	int64_t id = 0;

	record_set_id(rec, "roles", "victim");
	for (char *pair; (pair = strsep(&rest, ";")) != NULL;) {
		char *value = strchr(pair, '=');

		if (value == NULL)
			continue;
		*value++ = '\0';
		record_set_id(rec, pair, value);
	}
	assert_int_equal(
	    AM_OK, person_save(h->st, &h->rosa, CASE, &id, NULL, rec, 0, 0, NOW, &field));
	free(copy);
	record_free(rec);
	return id;
}

static void has_leg(
    struct house *h, const char *stage, const char *act, const char *venue)
{
	struct record *rec = record_new(&leg_form);
	size_t field = 0;
	int64_t id = 0;

	record_set_id(rec, "stage", stage);
	record_set_id(rec, "act", act);
	record_set_id(rec, "venue", venue);
	assert_int_equal(
	    AM_OK, leg_save(h->st, &h->rosa, CASE, &id, NULL, rec, 0, 0, NOW, &field));
	record_free(rec);
}

static struct screening read_of(struct house *h)
{
	struct screening s;

	assert_int_equal(AM_OK, screening_read(h->st, &h->rosa, CASE, 0, NOW, &s));
	return s;
}

static void answers(struct house *h, const char *indicator, char answer)
{
	assert_int_equal(AM_OK, screening_answer(h->st, &h->rosa, CASE,
				    read_of(h).person_id, indicator, answer, NOW));
}

static bool asks(const struct screening *s, const char *question)
{
	for (size_t i = 0; i < s->missing_count; i++)
		if (strcmp(s->missing[i], question) == 0)
			return true;
	return false;
}

/* N not asked, - asked and not found, y covered, 0 not needed: act, means, purpose. */
static const char *states(const struct screening *s)
{
	static char out[SCREENING_ELEMENTS + 1];
	static const char letters[] = { 'N', '-', 'y', '0' };

	for (size_t i = 0; i < SCREENING_ELEMENTS; i++)
		out[i] = letters[s->state[i]];
	return out;
}

/* clang-format off */
static const struct {
	const char *victim, *answered, *states;
} cases[] = {
	{ "", "", "NNN" },
	{ "age_said=25", "", "NNN" },
	{ "age_said=16", "", "N0N" },
	{ "age_said=16?", "", "N0N" },
	{ "age_said=19", "", "NNN" },
	{ "act=recruit", "", "yNN" },
	{ "act=exploit", "", "-Ny" },
	{ "act=-", "", "-NN" },
	{ "recruit=broker", "", "yNN" },
	{ "recruit=unk", "", "-NN" },
	{ "recruit=sold", "", "yyN" },
	{ "means=decept", "", "NyN" },
	{ "means=na18", "", "N-N" },
	{ "control=debt", "", "NyN" },
	{ "control=unk", "", "N-N" },
	{ "exploit=sex", "", "NNy" },
	{ "exploit=unk", "", "NN-" },
	{ "act=recruit;means=decept;exploit=labour", "", "yyy" },
	{ "act=transport;exploit=sex;age_said=15", "", "y0y" },
	{ "", "D1.01=y", "yyN" },  /* deceived when she was recruited */
	{ "", "D2.01=y", "yyN" },
	{ "", "D4.01=y", "NNy" },
	{ "", "D4.01=n", "NN-" },
	{ "", "D4.01=-", "NN-" },
	{ "", "D5.02=y", "NyN" },
	{ "", "D5.07=y", "Nyy" },  /* forced tasks or clients */
	{ "age_said=16", "D2.01=y", "y0N" },
};
/* clang-format on */

static void what_is_covered_follows_from_what_is_known(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct house *h;
		struct screening s;
		char indicator[8];

		case_open_for((void **)&h);
		has_victim(h, cases[i].victim);
		if (*cases[i].answered != '\0') {
			str_printf(
			    indicator, sizeof(indicator), "%.5s", cases[i].answered);
			answers(h, indicator, cases[i].answered[6]);
		}
		s = read_of(h);
		if (strcmp(states(&s), cases[i].states) != 0)
			fail_msg("%s %s: %s, not %s", cases[i].victim, cases[i].answered,
			    states(&s), cases[i].states);
		house_close((void **)&h);
	}
}

/* Every question, and one thing that answers it. */
/* clang-format off */
static const struct {
	const char *question, *victim, *indicator;
} asked[] = {
	{ "where she is", NULL, NULL },
	{ "whether she can leave", "control=confine", "D5.03" },
	{ "who controls her", "control=phys", "D5.09" },
	{ "how old she is", "age_said=25", NULL },
	{ "what she is made to do", "exploit=sex", "D4.05" },
	{ "who recruited her", "recruiter=friend", NULL },
	{ "how she was recruited", "recruit=unk", NULL },
	{ "where she left from", NULL, NULL },
	{ "how she travelled", NULL, NULL },
	{ "in what kind of place she is", NULL, NULL },
	{ "what she was promised", "promise=work", "D1.02" },
	{ "whether she is threatened or beaten", "control=threat", "D2.02" },
	{ "whether she owes money", "control=debt", "D2.04" },
	{ "who has her papers", "control=docs", "D5.01" },
};
/* clang-format on */

static void each_question_is_asked_until_it_is_answered(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(asked); i++) {
		struct house *h;
		struct screening s;

		case_open_for((void **)&h);
		s = read_of(h);
		if (!asks(&s, asked[i].question))
			fail_msg("not asked: %s", asked[i].question);
		has_victim(h, asked[i].victim != NULL ? asked[i].victim : "");
		if (asked[i].indicator != NULL && i % 2 == 0)
			answers(h, asked[i].indicator, 'n');
		s = read_of(h);
		if (asked[i].victim != NULL && asks(&s, asked[i].question))
			fail_msg("asked again: %s", asked[i].question);
		house_close((void **)&h);
	}
}

static void an_indicator_answers_a_question_as_well(void **state)
{
	struct house *h = *state;
	struct screening s;

	has_victim(h, "age_said=25");
	s = read_of(h);
	assert_true(asks(&s, "who has her papers"));
	answers(h, "D5.01", 'n');
	s = read_of(h);
	assert_false(asks(&s, "who has her papers"));
	answers(h, "D5.01", 0); /* taken back */
	s = read_of(h);
	assert_true(asks(&s, "who has her papers"));
}

static void means_are_not_asked_under_18(void **state)
{
	struct house *h = *state;
	struct screening s;

	has_victim(h, "age_said=16");
	s = read_of(h);
	assert_false(asks(&s, "what she was promised"));
	assert_false(asks(&s, "whether she owes money"));
	assert_false(asks(&s, "who has her papers"));
	assert_true(
	    asks(&s, "whether she can leave")); /* she is in danger all the same */
	assert_true(asks(&s, "what she is made to do"));
}

static void the_route_and_the_calls_answer_too(void **state)
{
	struct house *h = *state;
	struct record *rec = record_new(&call_form);
	struct screening s;
	struct call call;

	has_victim(h, "");
	has_leg(h, "origin", "", "");
	s = read_of(h);
	assert_false(asks(&s, "where she left from"));
	assert_string_equal("-NN", states(&s));
	has_leg(h, "destination", "exploit", "bar");
	s = read_of(h);
	assert_string_equal("yNy", states(&s));
	assert_false(asks(&s, "where she is"));
	assert_false(asks(&s, "in what kind of place she is"));

	record_set_id(rec, "motive", "report");
	record_set_id(rec, "dispo", "info");
	record_set_id(rec, "promise", "work");
	record_set_id(rec, "situation", "held");
	record_set_id(rec, "victims", "3");
	assert_int_equal(AM_OK, call_new(h->st, &h->rosa, NOW, &call));
	assert_int_equal(AM_OK, call_close(h->st, &h->rosa, &call, rec, 0, NOW));
	assert_int_equal(AM_OK,
	    case_link(h->st, &h->rosa, call.id, CASE, CASE_POSSIBLE, "", NOW, NULL));
	s = read_of(h);
	assert_true(asks(&s, "what she was promised")); /* it may be another girl's */
	assert_int_equal(AM_OK,
	    case_link(h->st, &h->rosa, call.id, CASE, CASE_CONFIRMED, "", NOW, NULL));
	s = read_of(h);
	assert_false(asks(&s, "what she was promised"));
	assert_false(asks(&s, "whether she can leave"));
	assert_false(asks(&s, "whether there are others"));
	record_free(rec);
}

/* --- scores --- */

static void there_is_no_score_without_the_strengths_of_the_profile(void **state)
{
	static const struct {
		const char *victim;
		bool scored;
	} profiles[] = { { "", false }, { "exploit=sex", false },
		{ "exploit=sex labour", false }, { "exploit=labour;sexkind=show", false },
		{ "exploit=labour", true }, { "exploit=domestic", true },
		{ "exploit=marriage", false }, { "exploit=childlab;age_said=12", true } };

	(void)state;
	for (size_t i = 0; i < COUNT(profiles); i++) {
		struct house *h;
		struct screening s;

		case_open_for((void **)&h);
		has_victim(h, profiles[i].victim);
		answers(h, "D4.01", 'y');
		answers(h, "D4.02", 'y');
		s = read_of(h);
		assert_int_equal(profiles[i].scored, s.scored);
		assert_int_equal(
		    profiles[i].scored ? SCREENING_POSITIVE : SCREENING_NO_SCORE,
		    s.dimensions[3].score);
		house_close((void **)&h);
	}
}

/* The rule of the ILO's guidelines: which answers make a dimension positive. */
static void a_dimension_is_positive_by_the_rule(void **state)
{
	static const struct {
		const char *yes;
		enum screening_score score;
	} rule[] = { { "", SCREENING_NEGATIVE },
		{ "D5.01", SCREENING_NEGATIVE },             /* one strong */
		{ "D5.01 D5.02", SCREENING_POSITIVE },       /* two strong */
		{ "D5.01 D5.15", SCREENING_POSITIVE },       /* one strong, one other */
		{ "D5.09 D5.10", SCREENING_NEGATIVE },       /* two medium */
		{ "D5.09 D5.10 D5.11", SCREENING_POSITIVE }, /* three medium */
		{ "D5.09 D5.10 D5.15", SCREENING_POSITIVE }, /* two medium, one weak */
		{ "D5.09 D5.15", SCREENING_NEGATIVE } };

	(void)state;
	for (size_t i = 0; i < COUNT(rule); i++) {
		struct house *h;
		char *copy = mem_dup(rule[i].yes), *rest = copy;
		struct screening s;

		case_open_for((void **)&h);
		has_victim(h, "exploit=labour;age_said=30");
		for (char *one; (one = strsep(&rest, " ")) != NULL;)
			if (*one != '\0')
				answers(h, one, 'y');
		s = read_of(h);
		if (s.dimensions[4].score != rule[i].score)
			fail_msg("%s: %d", rule[i].yes, s.dimensions[4].score);
		free(copy);
		house_close((void **)&h);
	}
}

/* --- answers --- */

static void the_newest_answer_counts_and_none_is_lost(void **state)
{
	struct house *h = *state;
	const int64_t who = has_victim(h, "");
	char found[SCREENING_INDICATORS];
	size_t count = 0;

	answers(h, "D1.01", 'y');
	answers(h, "D1.01", 'n');
	answers(h, "D1.02", '-');
	assert_int_equal(
	    AM_OK, screening_answers(h->st, &h->rosa, CASE, who, NOW, found, &count));
	assert_int_equal(67, count);
	assert_int_equal('n', found[0]);
	assert_int_equal('-', found[1]);
	assert_int_equal(0, found[2]);
	assert_int_equal(1, read_of(h).dimensions[0].no);
	assert_int_equal(1, read_of(h).dimensions[0].unsaid);
	assert_int_equal(10, read_of(h).dimensions[0].all);
	assert_int_equal(3, house_counts(h, "SELECT count(*) FROM screening"));
	assert_int_equal(
	    3, house_counts(h, "SELECT count(*) FROM audit WHERE action = 'screen'"));
}

static void nonsense_and_strangers_are_refused(void **state)
{
	struct house *h = *state;
	char found[SCREENING_INDICATORS];
	struct screening s;
	size_t count = 0;

	assert_int_equal(
	    AM_INVALID, screening_answer(h->st, &h->rosa, CASE, 0, "D9.99", 'y', NOW));
	assert_int_equal(
	    AM_INVALID, screening_answer(h->st, &h->rosa, CASE, 0, "D1.01", 'x', NOW));
	assert_int_equal(
	    AM_MISSING, screening_answer(h->st, &h->luz, CASE, 0, "D1.01", 'y', NOW));
	assert_int_equal(
	    AM_DENIED, screening_answer(h->st, &h->julia, CASE, 0, "D1.01", 'y', NOW));
	assert_int_equal(AM_MISSING, screening_read(h->st, &h->luz, CASE, 0, NOW, &s));
	assert_int_equal(
	    AM_MISSING, screening_answers(h->st, &h->luz, CASE, 0, NOW, found, &count));
	assert_int_equal(0, house_counts(h, "SELECT count(*) FROM screening"));
}

static void a_case_without_people_has_its_questions_too(void **state)
{
	struct house *h = *state;
	const struct screening s = read_of(h);

	assert_int_equal(0, s.person_id);
	assert_string_equal("NNN", states(&s));
	assert_int_equal(15, s.missing_count);
	assert_string_equal("where she is", s.missing[0]);
}

#define IN_CASE(test) cmocka_unit_test_setup_teardown(test, case_open_for, house_close)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_covered_follows_from_what_is_known),
		cmocka_unit_test(each_question_is_asked_until_it_is_answered),
		cmocka_unit_test(there_is_no_score_without_the_strengths_of_the_profile),
		cmocka_unit_test(a_dimension_is_positive_by_the_rule),
		IN_CASE(an_indicator_answers_a_question_as_well),
		IN_CASE(means_are_not_asked_under_18),
		IN_CASE(the_route_and_the_calls_answer_too),
		IN_CASE(the_newest_answer_counts_and_none_is_lost),
		IN_CASE(nonsense_and_strangers_are_refused),
		IN_CASE(a_case_without_people_has_its_questions_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
