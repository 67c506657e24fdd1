/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Consent: every rule a row; what is written down, overridden and taken back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "schema/base/utf8.h"
#include "schema/call.h"
#include "schema/consent_priv.h"
#include "schema/record.h"
#include "tests/unit/house.h"

#define GIRL 1  /* 16 */
#define WOMAN 2 /* 25 */
#define MOTHER 3
#define CASE 1

/* --- the rules, without a database --- */

/* What is known of her, one letter each: d danger, s several victims, f her family
 * recruited her, g who gave it is a suspect, c it was said in a call, v declared void,
 * t taken back.  age: FIELD_AGE. */
/* clang-format off */
static const struct rule {
	const char *age, *known;
	enum consent_purpose purpose;
	const char *consent, *relation;
	enum consent_why why;
	bool minor, danger; /* the exceptions that are open then */
} rules[] = {
	/* An adult decides herself. */
	{ "25", "",  CONSENT_REFER, "verbal", "self", CONSENT_HERS, false, false },
	{ "25", "",  CONSENT_REFER, "written", "self", CONSENT_HERS, false, false },
	{ "25", "",  CONSENT_REFER, "no", "self", CONSENT_REFUSED, false, false },
	{ "25", "d", CONSENT_REFER, "no", "self", CONSENT_REFUSED, false, false },
	{ "25", "d", CONSENT_REFER, "no", "", CONSENT_REFUSED, false, false },
	{ "25", "",  CONSENT_REFER, "withdrawn", "self", CONSENT_WITHDRAWN, false, false },
	{ "25", "d", CONSENT_REFER, "withdrawn", "self", CONSENT_WITHDRAWN, false, false },
	{ "25", "",  CONSENT_REFER, "", "", CONSENT_NOT_ASKED, false, false },
	{ "25", "d", CONSENT_REFER, "", "", CONSENT_NOT_ASKED, false, true },
	{ "25", "d", CONSENT_REFER, "none", "", CONSENT_NOT_ASKED, false, true },
	/* Nobody does it for her: the aunt, the mother, the police, somebody unnamed. */
	{ "25", "",  CONSENT_REFER, "verbal", "kin", CONSENT_NOT_HERS, false, false },
	{ "25", "d", CONSENT_REFER, "verbal", "kin", CONSENT_NOT_HERS, false, true },
	{ "25", "",  CONSENT_REFER, "verbal", "mother", CONSENT_NOT_HERS, false, false },
	{ "25", "",  CONSENT_REFER, "guardian", "mother", CONSENT_NOT_HERS, false, false },
	{ "25", "",  CONSENT_REFER, "written", "police", CONSENT_NOT_HERS, false, false },
	{ "25", "",  CONSENT_REFER, "verbal", "", CONSENT_BY_WHOM, false, false },
	{ "25", "",  CONSENT_REFER, "verbal", "-", CONSENT_BY_WHOM, false, false },
	{ "25", "",  CONSENT_RESEARCH, "verbal", "kin", CONSENT_NOT_HERS, false, false },
	{ "25", "d", CONSENT_REFER, "no", "kin", CONSENT_REFUSED_FOR_HER, false, true },
	/* A minor: mother, father or guardian; else the exception. */
	{ "16", "",  CONSENT_REFER, "verbal", "mother", CONSENT_GUARDIANS, false, false },
	{ "16", "",  CONSENT_REFER, "verbal", "father", CONSENT_GUARDIANS, false, false },
	{ "16", "",  CONSENT_REFER, "guardian", "kin", CONSENT_GUARDIANS, false, false },
	{ "16", "",  CONSENT_REFER, "guardian", "", CONSENT_GUARDIANS, false, false },
	{ "16", "",  CONSENT_REFER, "guardian", "partner", CONSENT_NO_GUARDIAN, true, false },
	{ "16", "",  CONSENT_REFER, "verbal", "kin", CONSENT_NO_GUARDIAN, true, false },
	{ "16", "",  CONSENT_REFER, "verbal", "partner", CONSENT_NO_GUARDIAN, true, false },
	{ "16", "",  CONSENT_REFER, "verbal", "self", CONSENT_MINORS_OWN, true, false },
	{ "16", "d", CONSENT_REFER, "no", "self", CONSENT_REFUSED, true, true },
	{ "16", "",  CONSENT_REFER, "no", "mother", CONSENT_REFUSED_FOR_HER, true, false },
	{ "16", "",  CONSENT_REFER, "", "", CONSENT_NOT_ASKED, true, false },
	{ "16", "",  CONSENT_CALLBACK, "verbal", "self", CONSENT_HERS, false, false },
	{ "16", "",  CONSENT_RESEARCH, "verbal", "self", CONSENT_MINORS_OWN, true, false },
	/* In doubt she counts as a minor. */
	{ "16?", "", CONSENT_REFER, "verbal", "self", CONSENT_MINORS_OWN, true, false },
	{ "19?", "", CONSENT_REFER, "verbal", "mother", CONSENT_GUARDIANS, false, false },
	{ "17-19", "", CONSENT_REFER, "", "", CONSENT_NOT_ASKED, true, false },
	/* Her age is not known: only her own word stands. */
	{ "", "",    CONSENT_REFER, "verbal", "self", CONSENT_HERS, false, false },
	{ "", "",    CONSENT_REFER, "verbal", "mother", CONSENT_AGE_NOT_KNOWN, false, false },
	{ "", "",    CONSENT_REFER, "guardian", "mother", CONSENT_AGE_NOT_KNOWN, false, false },
	{ "", "d",   CONSENT_REFER, "", "", CONSENT_NOT_ASKED, false, true },
	{ "", "d",   CONSENT_REFER, "no", "self", CONSENT_REFUSED, false, false },
	/* Under suspicion: void. */
	{ "16", "g", CONSENT_REFER, "verbal", "mother", CONSENT_SUSPECT, true, false },
	{ "16", "g", CONSENT_REFER, "guardian", "kin", CONSENT_SUSPECT, true, false },
	{ "25", "g", CONSENT_REFER, "verbal", "mother", CONSENT_SUSPECT, false, false },
	{ "16", "f", CONSENT_REFER, "verbal", "mother", CONSENT_FAMILY, true, false },
	{ "16", "f", CONSENT_REFER, "guardian", "sibling", CONSENT_FAMILY, true, false },
	{ "16", "f", CONSENT_REFER, "guardian", "social", CONSENT_GUARDIANS, false, false },
	{ "16", "v", CONSENT_REFER, "verbal", "mother", CONSENT_VOID, true, false },
	/* Several victims, and nobody knows which of them. */
	{ "25", "s", CONSENT_REFER, "verbal", "self", CONSENT_WHOSE, false, false },
	{ "16", "s", CONSENT_REFER, "verbal", "mother", CONSENT_WHOSE, true, false },
	/* Who calls says whether she may be recorded and called back. */
	{ "25", "c", CONSENT_CALLBACK, "verbal", "kin", CONSENT_CALLERS, false, false },
	{ "25", "c", CONSENT_RECORD, "verbal", "", CONSENT_CALLERS, false, false },
	{ "25", "c", CONSENT_CALLBACK, "no", "kin", CONSENT_REFUSED_FOR_HER, false, false },
	{ "25", "c", CONSENT_REFER, "verbal", "kin", CONSENT_NOT_HERS, false, false },
	{ "25", "",  CONSENT_CALLBACK, "verbal", "kin", CONSENT_NOT_HERS, false, false },
	/* A mistake is as if it had not been said. */
	{ "25", "t", CONSENT_REFER, "verbal", "self", CONSENT_NOT_ASKED, false, false },
};
/* clang-format on */

static void set_up(
    const struct rule *r, struct consent_given *given, struct consent_facts *facts)
{
	*given = (struct consent_given){ .purpose = r->purpose,
		.call_id = strchr(r->known, 'c') != NULL ? 7 : 0,
		.taken_back = strchr(r->known, 't') != NULL };
	str_copy(given->consent, sizeof(given->consent), r->consent);
	str_copy(given->relation, sizeof(given->relation), r->relation);
	if (strchr(r->known, 'v') != NULL)
		str_copy(given->void_why, sizeof(given->void_why), "lo dijo por miedo");
	*facts = (struct consent_facts){ .age = age_now("", r->age, 0, NOW),
		.danger = strchr(r->known, 'd') != NULL,
		.several = strchr(r->known, 's') != NULL,
		.family_recruited = strchr(r->known, 'f') != NULL,
		.giver_suspect = strchr(r->known, 'g') != NULL };
}

static void every_rule_holds(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(rules); i++) {
		const struct rule *r = &rules[i];
		struct consent_answer answer = { 0 };
		struct consent_facts facts;

		set_up(r, &answer.newest, &facts);
		consent_conclude(&facts, r->purpose, &answer);
		if (answer.why != r->why || answer.may_minor != r->minor ||
		    answer.may_danger != r->danger)
			fail_msg("rule %zu (%s years, '%s', %s by '%s'): %s %d %d", i,
			    r->age, r->known, r->consent, r->relation,
			    consent_why_sentence(answer.why), answer.may_minor,
			    answer.may_danger);
		assert_int_equal(answer.stands, consent_why_stands(r->why));
		assert_int_equal(answer.stands, answer.basis != CONSENT_NO_BASIS);
	}
}

/* An exception is judged with what is known when it is asked again. */
/* clang-format off */
static const struct {
	const char *age;
	bool danger;
	enum consent_basis exception;
	enum consent_why why;
	enum consent_basis basis;
} overrides[] = {
	{ "16", false, CONSENT_MINOR, CONSENT_UNDER_18, CONSENT_MINOR },
	{ "16?", false, CONSENT_MINOR, CONSENT_UNDER_18, CONSENT_MINOR },
	{ "18", false, CONSENT_MINOR, CONSENT_NO_LONGER_MINOR, CONSENT_NO_BASIS },
	{ "", false, CONSENT_MINOR, CONSENT_NO_LONGER_MINOR, CONSENT_NO_BASIS },
	{ "25", true, CONSENT_DANGER, CONSENT_IN_DANGER, CONSENT_DANGER },
	{ "25", false, CONSENT_DANGER, CONSENT_NO_LONGER_DANGER, CONSENT_NO_BASIS },
};
/* clang-format on */

static void an_exception_stands_while_its_ground_does(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(overrides); i++) {
		const struct consent_facts facts = { .age = age_now(
							 "", overrides[i].age, 0, NOW),
			.danger = overrides[i].danger };
		struct consent_answer answer = { .newest = { .consent = "override",
						     .exception =
							 overrides[i].exception } };

		consent_conclude(&facts, CONSENT_REFER, &answer);
		assert_int_equal(overrides[i].why, answer.why);
		assert_int_equal(overrides[i].basis, answer.basis);
	}
}

/* What an operator types behind "given by". */
/* clang-format off */
static const struct {
	const char *said, *caller, *relation, *consent;
} givers[] = {
	{ "", "self", "self", "verbal" },
	{ "", "kin", "kin", "verbal" },
	{ "", "", "", "verbal" },
	{ "-", "self", "self", "verbal" },
	{ "ella misma", "kin", "self", "verbal" },
	{ "Ella", "friend", "self", "verbal" },
	{ "la tía", "self", "kin", "verbal" },
	{ "la TIA de ella misma", "kin", "kin", "verbal" },
	{ "la mamá", "kin", "mother", "verbal" },
	{ "su papá", "", "father", "verbal" },
	{ "la tutora", "kin", "kin", "guardian" },
	{ "Juana Ruiz", "self", "self", "verbal" },
	{ "Juana Ruiz", "kin", "", "verbal" },
	{ "la madrastra", "kin", "kin", "verbal" },
	{ "herself", "neighbour", "self", "verbal" },
};
/* clang-format on */

static void who_gave_it_is_read_from_the_words_of_the_form(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(givers); i++) {
		struct consent_given g = { 0 };

		consent_of_call(&g, "y", givers[i].said, givers[i].caller);
		if (strcmp(g.relation, givers[i].relation) != 0 ||
		    strcmp(g.consent, givers[i].consent) != 0)
			fail_msg("\"%s\" of a call of %s: %s %s", givers[i].said,
			    givers[i].caller, g.consent, g.relation);
	}
}

/* --- with a database: a case with a girl, or a woman, and her mother --- */

static void put(struct house *h, const char *sql)
{
	assert_int_equal(
	    SQLITE_OK, sqlite3_exec(store_connection(h->st), sql, NULL, NULL, NULL));
}

static int home_open(void **state)
{
	struct house *h;

	house_open((void **)&h);
	put(h, "INSERT INTO person (id, names, surnames, fold, phon, age_said, age_on)"
	       " VALUES (1, 'Mari', 'Quispe', 'mari quispe', 'mari kispe', '16', "
	       "1795548960),"
	       " (2, 'Elena', 'Ríos', 'elena rios', 'elena rios', '25', '2026-11-24'),"
	       " (3, 'Juana', 'Ruiz', 'juana ruiz', 'juana ruis', NULL, NULL)");
	put(h, "INSERT INTO casefile (id, number, title, source, opened_at, opened_by,"
	       " assigned_to, touched_at) SELECT 1, 260000001, 'x', 'source.hotline',"
	       " 1795548960, id, id, 1795548960 FROM operator WHERE login = 'rosa'");
	*state = h;
	return 0;
}

static void has(struct house *h, int64_t person, const char *role, const char *relation)
{
	char sql[256];

	put(h, str_printf(sql, sizeof(sql),
		   "INSERT INTO case_person (case_id, person_id, role, relation) VALUES"
		   " (1, %d, '%s', %s%s%s)",
		   (int)person, role, *relation != '\0' ? "'relation." : "NULL", relation,
		   *relation != '\0' ? "'" : ""));
}

static struct consent_answer asks(
    struct house *h, int64_t person, enum consent_purpose purpose)
{
	const struct consent_about about = { .case_id = CASE, .person_id = person };
	struct consent_answer answer;

	assert_int_equal(AM_OK, consent_stands(h->st, &about, purpose, NOW, &answer));
	return answer;
}

static enum consent_why says(struct house *h, int64_t person, const char *consent,
    const char *relation, const char *given_by, int64_t now)
{
	const struct consent_about about = { .case_id = CASE, .person_id = person };
	struct consent_given g = { .purpose = CONSENT_REFER };

	str_copy(g.consent, sizeof(g.consent), consent);
	str_copy(g.relation, sizeof(g.relation), relation);
	str_copy(g.given_by, sizeof(g.given_by), given_by);
	assert_int_equal(AM_OK, consent_add(h->st, &h->rosa, &about, &g, now));
	return g.why;
}

static void the_newest_word_counts_and_no_word_is_lost(void **state)
{
	struct house *h = *state;

	has(h, WOMAN, "victim", "");
	assert_int_equal(CONSENT_NOT_ASKED, asks(h, WOMAN, CONSENT_REFER).why);
	assert_int_equal(CONSENT_HERS, says(h, WOMAN, "verbal", "self", "", NOW - 60));
	assert_true(asks(h, WOMAN, CONSENT_REFER).stands);
	assert_int_equal(
	    CONSENT_WITHDRAWN, says(h, WOMAN, "withdrawn", "self", "", NOW - 30));
	assert_int_equal(CONSENT_WITHDRAWN, asks(h, WOMAN, CONSENT_REFER).why);
	assert_int_equal(CONSENT_NOT_ASKED, asks(h, WOMAN, CONSENT_RESEARCH).why);
	assert_int_equal(2, house_counts(h, "SELECT count(*) FROM consent"));
}

static void a_word_is_never_rewritten(void **state)
{
	static const char *const never[] = {
		"UPDATE consent SET consent = 'consent.verbal'",
		"UPDATE consent SET at = 1",
		"DELETE FROM consent",
	};
	struct house *h = *state;

	says(h, WOMAN, "no", "self", "", NOW);
	for (size_t i = 0; i < COUNT(never); i++)
		assert_int_not_equal(SQLITE_OK,
		    sqlite3_exec(store_connection(h->st), never[i], NULL, NULL, NULL));
}

static void an_aunt_cannot_consent_for_an_adult_but_a_mother_can_for_a_minor(void **state)
{
	struct house *h = *state;

	has(h, WOMAN, "victim", "");
	assert_int_equal(
	    CONSENT_NOT_HERS, says(h, WOMAN, "verbal", "kin", "la tía", NOW));
	has(h, GIRL, "victim", "");
	assert_int_equal(
	    CONSENT_GUARDIANS, says(h, GIRL, "guardian", "mother", "Juana", NOW));
	assert_true(asks(h, GIRL, CONSENT_REFER).stands);
	assert_false(asks(h, WOMAN, CONSENT_REFER).stands);
}

static void the_consent_of_a_mother_who_turns_out_to_be_a_suspect_is_void(void **state)
{
	struct house *h = *state;

	has(h, GIRL, "victim", "");
	assert_int_equal(
	    CONSENT_GUARDIANS, says(h, GIRL, "guardian", "mother", "Juana Ruiz", NOW));
	has(h, MOTHER, "suspect", ""); /* known by her name */
	assert_int_equal(CONSENT_SUSPECT, asks(h, GIRL, CONSENT_REFER).why);
	put(h, "UPDATE person SET fold = 'otra persona' WHERE id = 3");
	assert_int_equal(CONSENT_GUARDIANS, asks(h, GIRL, CONSENT_REFER).why);
	put(h, "UPDATE case_person SET relation = 'relation.mother' WHERE person_id = 3");
	assert_int_equal(CONSENT_SUSPECT, asks(h, GIRL, CONSENT_REFER).why);
	put(h, "UPDATE case_person SET ended_at = 1795548960 WHERE person_id = 3");
	assert_int_equal(CONSENT_GUARDIANS, asks(h, GIRL, CONSENT_REFER).why);
}

static void a_giver_who_is_of_the_case_is_looked_up_through_merging(void **state)
{
	const struct consent_about about = { .case_id = CASE, .person_id = GIRL };
	struct consent_given g = { .purpose = CONSENT_REFER,
		.consent = "guardian",
		.relation = "kin",
		.by_person_id = MOTHER };
	struct house *h = *state;

	has(h, GIRL, "victim", "");
	assert_int_equal(AM_OK, consent_add(h->st, &h->rosa, &about, &g, NOW));
	assert_int_equal(CONSENT_GUARDIANS, g.why);
	put(h, "INSERT INTO person (id, fold, phon) VALUES (9, 'juanita', 'juanita')");
	has(h, 9, "suspect", "");
	assert_int_equal(CONSENT_GUARDIANS, asks(h, GIRL, CONSENT_REFER).why);
	put(h, "UPDATE person SET merged_into = 9 WHERE id = 3");
	assert_int_equal(CONSENT_SUSPECT, asks(h, GIRL, CONSENT_REFER).why);
}

static void nobody_named_means_all_victims(void **state)
{
	struct house *h = *state;

	has(h, GIRL, "victim", "");
	has(h, WOMAN, "victim", "");
	says(h, WOMAN, "verbal", "self", "", NOW);
	assert_false(asks(h, 0, CONSENT_REFER).stands);
	assert_int_equal(GIRL, asks(h, 0, CONSENT_REFER).newest.person_id);
	says(h, GIRL, "guardian", "mother", "", NOW);
	assert_true(asks(h, 0, CONSENT_REFER).stands);
}

/* She is known in another case, too, and her entry here was merged into that one. */
static void a_victim_whose_entry_was_merged_away_is_asked_all_the_same(void **state)
{
	struct house *h = *state;

	has(h, WOMAN, "victim", "");
	has(h, GIRL, "victim", "");
	says(h, WOMAN, "no", "self", "", NOW);
	says(h, GIRL, "guardian", "mother", "", NOW);
	put(h, "INSERT INTO person (id, fold, phon, age_said, age_on)"
	       " VALUES (9, 'elena', 'elena', '25', '2026-11-24')");
	put(h, "UPDATE person SET merged_into = 9 WHERE id = 2");
	assert_false(asks(h, 0, CONSENT_REFER).stands);
	assert_int_equal(9, asks(h, 0, CONSENT_REFER).newest.person_id);
}

static void a_case_with_many_victims_asks_each(void **state)
{
	struct house *h = *state;

	put(h, "WITH RECURSIVE n(i) AS (SELECT 100 UNION SELECT i + 1 FROM n WHERE i < 139)"
	       " INSERT INTO person (id, fold, phon, age_said, age_on)"
	       " SELECT i, '', '', '25', '2026-11-24' FROM n");
	put(h, "INSERT INTO case_person (case_id, person_id, role)"
	       " SELECT 1, id, 'victim' FROM person WHERE id >= 100");
	for (int64_t i = 100; i < 139; i++)
		says(h, i, "verbal", "self", "", NOW);
	assert_false(asks(h, 0, CONSENT_REFER).stands);
	says(h, 139, "verbal", "self", "", NOW);
	assert_true(asks(h, 0, CONSENT_REFER).stands);
}

/* --- calls --- */

static int64_t calls(struct house *h, const char *pairs[][2], size_t count, int64_t at)
{
	struct record *rec = record_new(&call_form);
	struct call call;

	record_set_id(rec, "motive", "report");
	record_set_id(rec, "dispo", "info");
	for (size_t i = 0; i < count; i++)
		record_set_id(rec, pairs[i][0], pairs[i][1]);
	assert_int_equal(AM_OK, call_new(h->st, &h->rosa, at, &call));
	assert_int_equal(AM_OK, call_close(h->st, &h->rosa, &call, rec, 0, at + 60));
	record_free(rec);
	return call.id;
}

static void belongs(struct house *h, int64_t call, const char *certainty)
{
	char sql[256];

	put(h, str_printf(sql, sizeof(sql),
		   "INSERT INTO call_case (call_id, case_id, certainty, linked_at,"
		   " linked_by) VALUES (%d, 1, '%s', 1795548960, 1)",
		   (int)call, certainty));
}

static void what_a_call_of_the_case_says_is_the_consent_given_in_it(void **state)
{
	const char *pairs[][2] = { { "consent_refer", "y" }, { "relation", "self" },
		{ "age", "25" } };
	struct house *h = *state;
	const int64_t call = calls(h, pairs, COUNT(pairs), NOW - 600);

	has(h, WOMAN, "victim", "");
	belongs(h, call, "possible");
	assert_int_equal(CONSENT_NOT_ASKED, asks(h, WOMAN, CONSENT_REFER).why);
	put(h, "UPDATE call_case SET certainty = 'confirmed'");
	assert_int_equal(CONSENT_HERS, asks(h, WOMAN, CONSENT_REFER).why);
	assert_int_equal(call, asks(h, WOMAN, CONSENT_REFER).newest.call_id);
	says(h, WOMAN, "no", "self", "", NOW - 590); /* while she was still on the line */
	assert_int_equal(CONSENT_REFUSED, asks(h, WOMAN, CONSENT_REFER).why);
	put(h, "UPDATE call_case SET ended_at = 1795548960"); /* it was another woman's */
	assert_int_equal(CONSENT_REFUSED, asks(h, WOMAN, CONSENT_REFER).why);
}

static void a_call_without_a_case_has_its_own_consent(void **state)
{
	const char *pairs[][2] = { { "consent_refer", "y" }, { "relation", "mother" },
		{ "age", "15" }, { "recruit", "known" } };
	struct house *h = *state;
	struct consent_about about = { .call_id = calls(h, pairs, COUNT(pairs), NOW) };
	struct consent_answer answer;

	assert_int_equal(
	    AM_OK, consent_stands(h->st, &about, CONSENT_REFER, NOW, &answer));
	assert_int_equal(CONSENT_GUARDIANS, answer.why);
	pairs[3][1] = "sold";
	about.call_id = calls(h, pairs, COUNT(pairs), NOW);
	assert_int_equal(
	    AM_OK, consent_stands(h->st, &about, CONSENT_REFER, NOW, &answer));
	assert_int_equal(CONSENT_FAMILY, answer.why);
	assert_true(answer.may_minor);
	assert_int_equal(AM_INVALID, consent_stands(h->st, &(struct consent_about){ 0 },
					 CONSENT_REFER, NOW, &answer));
}

static void the_form_in_hand_is_judged_before_it_is_saved(void **state)
{
	struct record *rec = record_new(&call_form);
	struct consent_answer answer;

	(void)state;
	record_set_id(rec, "age", "22");
	record_set_id(rec, "consent_refer", "y");
	record_set_id(rec, "consent_callback", "y");
	record_set_id(rec, "relation", "kin");
	consent_stands_in_call(rec, CONSENT_REFER, NOW, &answer);
	assert_int_equal(CONSENT_NOT_HERS, answer.why);
	consent_stands_in_call(rec, CONSENT_CALLBACK, NOW, &answer);
	assert_int_equal(CONSENT_CALLERS, answer.why);
	record_set_id(rec, "consent_by", "ella misma");
	consent_stands_in_call(rec, CONSENT_REFER, NOW, &answer);
	assert_int_equal(CONSENT_HERS, answer.why);
	record_free(rec);
}

static void a_call_about_danger_is_danger_unless_its_risk_says_otherwise(void **state)
{
	struct record *rec = record_new(&call_form);
	struct consent_answer answer;

	(void)state;
	record_set_id(rec, "motive", "report");
	consent_stands_in_call(rec, CONSENT_REFER, NOW, &answer);
	assert_false(answer.may_danger);
	record_set_id(rec, "motive", "danger");
	consent_stands_in_call(rec, CONSENT_REFER, NOW, &answer);
	assert_true(answer.may_danger);
	record_set_id(rec, "risk", "3");
	consent_stands_in_call(rec, CONSENT_REFER, NOW, &answer);
	assert_false(answer.may_danger);
	record_free(rec);
}

/* --- the exceptions --- */

static void an_exception_needs_a_reason_and_tells_supervision(void **state)
{
	const struct consent_about girl = { .case_id = CASE, .person_id = GIRL };
	struct house *h = *state;
	int64_t id = 0;

	has(h, GIRL, "victim", "");
	assert_int_equal(
	    AM_INVALID, consent_override(h->st, &h->rosa, &girl, CONSENT_REFER,
			    CONSENT_MINOR, "es menor        ", NOW, &id));
	assert_int_equal(AM_DENIED,
	    consent_override(h->st, &h->rosa, &girl, CONSENT_REFER, CONSENT_DANGER,
		"peligro inmediato", NOW, &id)); /* the case is not at risk 1 */
	assert_int_equal(0, house_counts(h, "SELECT count(*) FROM alert"));
	assert_int_equal(AM_OK, consent_override(h->st, &h->rosa, &girl, CONSENT_REFER,
				    CONSENT_MINOR, "Menor: ñañañ", NOW, &id));
	assert_true(asks(h, GIRL, CONSENT_REFER).stands);
	assert_int_equal(CONSENT_MINOR, asks(h, GIRL, CONSENT_REFER).basis);
	assert_int_equal(
	    1, house_counts(h, "SELECT count(*) FROM alert WHERE kind = 'consent'"));
	assert_int_equal(
	    1, house_counts(h, "SELECT count(*) FROM audit WHERE action = 'override'"));
	assert_int_equal(AM_DENIED,
	    consent_override(h->st, &h->julia, &girl, CONSENT_REFER, CONSENT_MINOR,
		"Menor de edad, sola", NOW, &id)); /* the auditor */
}

static void an_adult_who_said_no_is_not_overridden_and_has_a_safety_plan(void **state)
{
	const struct consent_about woman = { .case_id = CASE, .person_id = WOMAN };
	struct house *h = *state;
	int64_t id = 0;

	has(h, WOMAN, "victim", "");
	put(h, "UPDATE casefile SET risk = 'risk.1'");
	assert_true(asks(h, WOMAN, CONSENT_REFER).may_danger);
	says(h, WOMAN, "no", "self", "", NOW);
	assert_true(asks(h, WOMAN, CONSENT_REFER).safety_plan);
	assert_int_equal(1, house_counts(h, "SELECT safety_plan FROM casefile"));
	assert_int_equal(
	    AM_DENIED, consent_override(h->st, &h->rosa, &woman, CONSENT_REFER,
			   CONSENT_DANGER, "peligro inmediato", NOW, &id));
	says(h, WOMAN, "verbal", "self", "", NOW + 1);
	assert_int_equal(0, house_counts(h, "SELECT safety_plan FROM casefile"));
}

static void the_alert_ends_only_when_every_victim_refuses(void **state)
{
	struct house *h = *state;

	has(h, WOMAN, "victim", "");
	has(h, GIRL, "victim", "");
	says(h, WOMAN, "no", "self", "", NOW);
	assert_int_equal(0, house_counts(h, "SELECT safety_plan FROM casefile"));
	put(h, "UPDATE person SET age_said = '30' WHERE id = 1");
	says(h, GIRL, "no", "self", "", NOW);
	assert_int_equal(1, house_counts(h, "SELECT safety_plan FROM casefile"));
}

static void the_risk_alert_ends_with_the_safety_plan(void **state)
{
	struct house *h = *state;

	has(h, WOMAN, "victim", "");
	put(h, "UPDATE casefile SET risk = 'risk.1'");
	put(h, "INSERT INTO alert (kind, entity, entity_id, at)"
	       " VALUES ('risk', 'casefile', 1, 1)");
	says(h, WOMAN, "no", "self", "", NOW);
	assert_int_equal(
	    0, house_counts(h, "SELECT count(*) FROM alert WHERE seen_at IS NULL"));
	says(h, WOMAN, "verbal", "self", "", NOW + 1);
	assert_int_equal(
	    1, house_counts(h, "SELECT count(*) FROM alert WHERE seen_at IS NULL"));
}

static void whoever_may_not_open_the_case_reads_and_writes_none(void **state)
{
	const struct consent_about about = { .case_id = CASE, .person_id = WOMAN };
	struct consent_given g = { .purpose = CONSENT_REFER, .consent = "verbal",
		.relation = "self" };
	struct house *h = *state;
	struct consent_given rows[8];
	size_t count = 0;

	has(h, WOMAN, "victim", "");
	assert_int_equal(AM_MISSING, consent_add(h->st, &h->luz, &about, &g, NOW));
	assert_int_equal(AM_MISSING, consent_list(h->st, &h->luz, &about, CONSENT_REFER,
					 NOW, rows, COUNT(rows), &count));
	assert_int_equal(AM_DENIED, consent_add(h->st, &h->julia, &about, &g, NOW));
	assert_int_equal(AM_OK, consent_add(h->st, &h->marta, &about, &g, NOW));
	assert_int_equal(1, house_counts(h, "SELECT count(*) FROM consent"));
}

/* --- taking back --- */

static void a_mistake_is_taken_back_and_the_word_before_counts_again(void **state)
{
	struct house *h = *state;
	int64_t id;

	has(h, WOMAN, "victim", "");
	says(h, WOMAN, "verbal", "self", "", NOW - 60);
	says(h, WOMAN, "no", "self", "", NOW);
	id = house_counts(h, "SELECT max(id) FROM consent");
	assert_int_equal(AM_MISSING, consent_take_back(h->st, &h->luz, id, NOW + 5));
	assert_int_equal(AM_DENIED, consent_take_back(h->st, &h->marta, id, NOW + 5));
	assert_int_equal(AM_DENIED, consent_take_back(h->st, &h->rosa, id, NOW + 601));
	assert_int_equal(AM_OK, consent_take_back(h->st, &h->rosa, id, NOW + 5));
	assert_int_equal(AM_CONFLICT, consent_take_back(h->st, &h->rosa, id, NOW + 6));
	assert_int_equal(AM_MISSING, consent_take_back(h->st, &h->rosa, 99, NOW));
	assert_int_equal(CONSENT_HERS, asks(h, WOMAN, CONSENT_REFER).why);
	assert_int_equal(0, house_counts(h, "SELECT safety_plan FROM casefile"));
	assert_int_equal(2, house_counts(h, "SELECT count(*) FROM consent"));
}

static void the_list_has_every_word_with_its_judgement(void **state)
{
	const struct consent_about about = { .case_id = CASE };
	const char *pairs[][2] = { { "consent_refer", "y" }, { "consent_callback", "n" },
		{ "relation", "kin" }, { "consent_by", "la tía" } };
	struct house *h = *state;
	struct consent_given rows[8];
	size_t count = 0;

	has(h, WOMAN, "victim", "");
	belongs(h, calls(h, pairs, COUNT(pairs), NOW - 900), "confirmed");
	says(h, WOMAN, "verbal", "self", "", NOW);
	assert_int_equal(AM_OK, consent_list(h->st, &h->rosa, &about, CONSENT_PURPOSES,
				    NOW, rows, COUNT(rows), &count));
	assert_int_equal(3, count);
	assert_int_equal(CONSENT_HERS, rows[0].why);
	assert_string_equal("Rosa", rows[0].operator_name);
	assert_int_equal(AM_OK, consent_list(h->st, &h->rosa, &about, CONSENT_REFER, NOW,
				    rows, COUNT(rows), &count));
	assert_int_equal(2, count);
	assert_int_equal(CONSENT_NOT_HERS, rows[1].why);
	assert_string_equal("la tía", rows[1].given_by);
	assert_int_equal(AM_DENIED, consent_list(h->st, &h->ana, &about, CONSENT_REFER,
					NOW, rows, COUNT(rows), &count));
}

static void nonsense_is_refused(void **state)
{
	static const struct {
		const char *consent;
		enum consent_purpose purpose;
	} bad[] = { { "override", CONSENT_REFER }, { "", CONSENT_REFER },
		{ "perhaps", CONSENT_REFER }, { "verbal", CONSENT_PURPOSES } };
	const struct consent_about about = { .case_id = CASE };
	struct house *h = *state;

	for (size_t i = 0; i < COUNT(bad); i++) {
		struct consent_given g = { .purpose = bad[i].purpose };

		str_copy(g.consent, sizeof(g.consent), bad[i].consent);
		assert_int_equal(
		    AM_INVALID, consent_add(h->st, &h->rosa, &about, &g, NOW));
	}
	assert_int_equal(0, house_counts(h, "SELECT count(*) FROM consent"));
}

#define WITH_HOME(test) cmocka_unit_test_setup_teardown(test, home_open, house_close)

/* The screen that refers has 60 columns for them, the first two for "! ". */
static void each_reason_fits_the_row_that_it_stands_in(void **state)
{
	(void)state;
	for (int why = 0; why < CONSENT_WHYS; why++) {
		const char *said = consent_why_sentence((enum consent_why)why);

		if (utf8_cols(said) > 58)
			fail_msg("%s", said);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_rule_holds),
		cmocka_unit_test(each_reason_fits_the_row_that_it_stands_in),
		cmocka_unit_test(an_exception_stands_while_its_ground_does),
		cmocka_unit_test(who_gave_it_is_read_from_the_words_of_the_form),
		cmocka_unit_test(the_form_in_hand_is_judged_before_it_is_saved),
		cmocka_unit_test(a_call_about_danger_is_danger_unless_its_risk_says_otherwise),
		WITH_HOME(the_newest_word_counts_and_no_word_is_lost),
		WITH_HOME(a_word_is_never_rewritten),
		WITH_HOME(
		    an_aunt_cannot_consent_for_an_adult_but_a_mother_can_for_a_minor),
		WITH_HOME(the_consent_of_a_mother_who_turns_out_to_be_a_suspect_is_void),
		WITH_HOME(a_giver_who_is_of_the_case_is_looked_up_through_merging),
		WITH_HOME(nobody_named_means_all_victims),
		WITH_HOME(a_victim_whose_entry_was_merged_away_is_asked_all_the_same),
		WITH_HOME(a_case_with_many_victims_asks_each),
		WITH_HOME(what_a_call_of_the_case_says_is_the_consent_given_in_it),
		WITH_HOME(a_call_without_a_case_has_its_own_consent),
		WITH_HOME(an_exception_needs_a_reason_and_tells_supervision),
		WITH_HOME(an_adult_who_said_no_is_not_overridden_and_has_a_safety_plan),
		WITH_HOME(the_alert_ends_only_when_every_victim_refuses),
		WITH_HOME(the_risk_alert_ends_with_the_safety_plan),
		WITH_HOME(whoever_may_not_open_the_case_reads_and_writes_none),
		WITH_HOME(a_mistake_is_taken_back_and_the_word_before_counts_again),
		WITH_HOME(the_list_has_every_word_with_its_judgement),
		WITH_HOME(nonsense_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
