/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People of a case: roles, ages, names as people say them, the register, merging. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "schema/casefile.h"
#include "schema/person.h"
#include "schema/record.h"
#include "tests/unit/house.h"

#define ROWS 16
#define OFFERS 3

static int64_t opens_case(struct house *h, const struct actor *actor)
{
	int64_t id = 0;

	assert_int_equal(AM_OK, case_new(h->st, actor, "x", 0, NOW, &id));
	return id;
}

static struct record *typed(const char *const pairs[][2], size_t count)
{
	struct record *rec = record_new(&person_form);

	for (size_t i = 0; i < count; i++)
		record_set_id(rec, pairs[i][0], pairs[i][1]);
	return rec;
}

static int64_t adds(struct house *h, const struct actor *actor, int64_t in,
    const char *const pairs[][2], size_t count)
{
	struct record *rec = typed(pairs, count);
	size_t field = 0;
	int64_t id = 0;

	assert_int_equal(
	    AM_OK, person_save(h->st, actor, in, &id, NULL, rec, 0, 0, NOW, &field));
	record_free(rec);
	return id;
}

static int64_t adds_mari(struct house *h, const struct actor *actor, int64_t in)
{
	static const char *const pairs[][2] = { { "roles", "victim" },
		{ "names", "Mari" }, { "surnames", "Quispe Huamán" },
		{ "age_said", "17" }, { "gender", "f" }, { "recruit", "known family" },
		{ "means", "decept" }, { "recruiter", "neighbour" } };

	return adds(h, actor, in, pairs, COUNT(pairs));
}

/* Change one field of somebody in a case. */
static enum err changes(struct house *h, const struct actor *actor, int64_t in,
    int64_t person, const char *id, const char *value, int64_t now)
{
	struct record *before = record_new(&person_form);
	struct record *after = record_new(&person_form);
	int64_t version = 0;
	size_t field = 0;
	enum err e = person_load(h->st, actor, in, person, now, before, &version);

	record_copy(after, before);
	record_set_id(after, id, value);
	if (e == AM_OK)
		e = person_save(
		    h->st, actor, in, &person, before, after, version, 0, now, &field);
	record_free(before);
	record_free(after);
	return e;
}

static const char *reads(struct house *h, int64_t in, int64_t person, const char *id)
{
	static char value[256];
	struct record *rec = record_new(&person_form);
	int64_t version;

	assert_int_equal(
	    AM_OK, person_load(h->st, &h->rosa, in, person, NOW, rec, &version));
	str_copy(value, sizeof(value), record_get_id(rec, id));
	record_free(rec);
	return value;
}

static size_t lists(struct house *h, int64_t in, struct person_row rows[ROWS])
{
	size_t count = 0;

	assert_int_equal(
	    AM_OK, person_list(h->st, &h->rosa, in, NOW, rows, ROWS, &count));
	return count;
}

/* --- what a person is --- */

static void a_person_has_roles_and_what_was_done_to_her(void **state)
{
	static const char *const mother[][2] = { { "roles", "relative reporter" },
		{ "names", "Juana" }, { "relation", "mother" } };
	struct house *h = *state;
	const int64_t in = opens_case(h, &h->rosa);
	struct person_row rows[ROWS];
	const int64_t mari = adds_mari(h, &h->rosa, in);

	adds(h, &h->rosa, in, mother, COUNT(mother));
	assert_int_equal(2, lists(h, in, rows));
	assert_int_equal(mari, rows[0].id);
	assert_int_equal(1U << PERSON_VICTIM, rows[0].roles);
	assert_int_equal(AGE_MINOR, rows[0].age.group);
	assert_int_equal(1U << PERSON_REPORTER | 1U << PERSON_RELATIVE, rows[1].roles);
	assert_string_equal("mother", rows[1].relation);
	assert_string_equal("known family", reads(h, in, mari, "recruit"));
	assert_string_equal("decept", reads(h, in, mari, "means"));
	assert_string_equal("victim", reads(h, in, mari, "roles"));
	assert_string_equal("2026-11-24", reads(h, in, mari, "age_on"));
	assert_string_equal("mari quispe huaman, mari kispi uaman",
	    house_sees(h, "SELECT fold || ', ' || phon FROM person WHERE id = 1"));
}

static void a_role_is_given_and_taken_and_nothing_is_deleted(void **state)
{
	struct house *h = *state;
	const int64_t in = opens_case(h, &h->rosa);
	const int64_t mari = adds_mari(h, &h->rosa, in);

	assert_int_equal(
	    AM_OK, changes(h, &h->rosa, in, mari, "roles", "victim reporter", NOW));
	assert_string_equal("victim reporter", reads(h, in, mari, "roles"));
	assert_int_equal(AM_OK, changes(h, &h->rosa, in, mari, "roles", "reporter", NOW));
	assert_string_equal("reporter", reads(h, in, mari, "roles"));
	assert_int_equal(2, house_counts(h, "SELECT count(*) FROM case_person"));
	assert_int_equal(
	    1, house_counts(h, "SELECT count(*) FROM case_person WHERE ended_at > 0"));
}

/* Names as people say them, and how a list shows them. */
/* clang-format off */
static const struct {
	const char *names, *surnames, *alias, *shown, *fold;
} names[] = {
	{ "Mari", "", "", "Mari", "mari" },
	{ "", "Quispe", "", "Quispe", "quispe" },
	{ "", "", "la Flaca", "la Flaca", "la flaca" },
	{ "", "", "", "", "" },
	{ "María Elena", "Ñahui Ccopa", "Nena", "Ñahui Ccopa, María Elena", "maria elena nahui ccopa nena" },
	{ "Q'ori", "T’ika", "", "T’ika, Q'ori", "q ori t ika" },
	{ "O'Higgins", "", "", "O'Higgins", "o higgins" },
};
/* clang-format on */

static void one_name_apostrophes_and_no_name_at_all_work(void **state)
{
	struct house *h = *state;
	const int64_t in = opens_case(h, &h->rosa);

	for (size_t i = 0; i < COUNT(names); i++) {
		const char *const pairs[][2] = { { "roles", "victim" },
			{ "names", names[i].names }, { "surnames", names[i].surnames },
			{ "alias", names[i].alias } };
		struct person_row rows[ROWS];
		struct buf shown = { 0 };
		char sql[80];

		adds(h, &h->rosa, in, pairs, COUNT(pairs));
		person_show(&rows[lists(h, in, rows) - 1].name, &shown);
		assert_string_equal(names[i].shown, buf_text(&shown));
		assert_string_equal(names[i].fold,
		    house_sees(h, str_printf(sql, sizeof(sql),
				      "SELECT fold FROM person WHERE id = %zu", i + 1)));
		buf_fini(&shown);
	}
}

static void an_age_grows_from_the_day_it_was_said(void **state)
{
	static const char *const pairs[][2] = { { "roles", "victim" },
		{ "age_said", "16?" }, { "age_on", "2025-06" } };
	static const char *const unsaid[][2] = { { "roles", "victim" },
		{ "age_said", "-" } };
	struct house *h = *state;
	const int64_t in = opens_case(h, &h->rosa);
	const int64_t girl = adds(h, &h->rosa, in, pairs, COUNT(pairs));
	struct person_row rows[ROWS];

	adds(h, &h->rosa, in, unsaid, COUNT(unsaid));
	assert_int_equal(2, lists(h, in, rows));
	assert_int_equal(AGE_MAYBE_MINOR, rows[0].age.group);
	assert_int_equal(15, rows[0].age.from);
	assert_int_equal(20, rows[0].age.to);
	assert_int_equal(AGE_NOT_KNOWN, rows[1].age.group);
	/* a new age is said today, unless it says when */
	assert_int_equal(AM_OK, changes(h, &h->rosa, in, girl, "age_said", "19", NOW));
	assert_string_equal("2026-11-24", reads(h, in, girl, "age_on"));
	assert_int_equal(AM_OK, changes(h, &h->rosa, in, girl, "age_said", "", NOW));
	assert_string_equal("", reads(h, in, girl, "age_on"));
}

static void a_person_without_a_role_is_not_saved(void **state)
{
	static const char *const pairs[][2] = { { "names", "Mari" } };
	struct house *h = *state;
	const int64_t in = opens_case(h, &h->rosa);
	struct record *rec = typed(pairs, COUNT(pairs));
	size_t field = 99;
	int64_t id = 0;

	assert_int_equal(AM_INVALID,
	    person_save(h->st, &h->rosa, in, &id, NULL, rec, 0, 0, NOW, &field));
	assert_int_equal(0, field);
	record_set_id(rec, "roles", "victim");
	record_set_id(rec, "born_on", "31 02 2008");
	assert_int_equal(AM_INVALID,
	    person_save(h->st, &h->rosa, in, &id, NULL, rec, 0, 0, NOW, &field));
	assert_string_equal("born_on", person_form.fields[field].id);
	assert_int_equal(0, house_counts(h, "SELECT count(*) FROM person"));
	record_free(rec);
}

/* --- rights --- */

static void a_person_is_seen_only_through_her_cases(void **state)
{
	struct house *h = *state;
	const int64_t in = opens_case(h, &h->rosa);
	const int64_t luz_has = opens_case(h, &h->luz);
	const int64_t mari = adds_mari(h, &h->rosa, in);
	struct record *rec = record_new(&person_form);
	struct person_row rows[ROWS];
	size_t count = 0, field;
	int64_t version, none = 0;

	assert_int_equal(
	    AM_MISSING, person_list(h->st, &h->luz, in, NOW, rows, ROWS, &count));
	assert_int_equal(
	    AM_MISSING, person_load(h->st, &h->luz, in, mari, NOW, rec, &version));
	assert_int_equal(
	    AM_MISSING, person_load(h->st, &h->luz, luz_has, mari, NOW, rec, &version));
	assert_int_equal(
	    AM_MISSING, changes(h, &h->luz, luz_has, mari, "roles", "victim", NOW));
	record_set_id(rec, "roles", "victim");
	assert_int_equal(AM_DENIED,
	    person_save(h->st, &h->julia, in, &none, NULL, rec, 0, 0, NOW, &field));
	assert_int_equal(AM_MISSING,
	    person_save(h->st, &h->luz, in, &none, NULL, rec, 0, 0, NOW, &field));
	record_free(rec);
	/* each look is told */
	assert_int_equal(AM_OK, changes(h, &h->rosa, in, mari, "alias", "Marita", NOW));
	assert_int_equal(1, house_counts(h, "SELECT count(*) FROM audit WHERE"
					    " action = 'view' AND entity = 'person'"));
	assert_string_equal("{\"case\":1,\"old\":{\"alias\":\"\"}}",
	    house_sees(h, "SELECT detail FROM audit WHERE action = 'update' AND"
			  " entity = 'person'"));
}

/* --- two people in one record --- */

static void whoever_was_slower_is_told(void **state)
{
	struct house *h = *state;
	const int64_t in = opens_case(h, &h->rosa);
	int64_t mari = adds_mari(h, &h->rosa, in), version = 0;
	struct record *before = record_new(&person_form);
	struct record *after = record_new(&person_form);
	size_t field = 0;

	assert_int_equal(
	    AM_OK, person_load(h->st, &h->rosa, in, mari, NOW, before, &version));
	record_copy(after, before);
	record_set_id(after, "control", "debt");
	assert_int_equal(AM_OK, changes(h, &h->marta, in, mari, "control", "docs", NOW));
	assert_int_equal(AM_CONFLICT, person_save(h->st, &h->rosa, in, &mari, before,
					  after, version, 0, NOW, &field));
	assert_string_equal("docs", reads(h, in, mari, "control"));
	record_free(before);
	record_free(after);
}

/* --- taking back --- */

static void each_save_is_taken_back(void **state)
{
	struct house *h = *state;
	const int64_t in = opens_case(h, &h->rosa);
	const int64_t mari = adds_mari(h, &h->rosa, in);
	struct person_row rows[ROWS];

	assert_int_equal(AM_OK, changes(h, &h->rosa, in, mari, "surnames", "Kispe", NOW));
	assert_int_equal(AM_CONFLICT, person_undo(h->st, &h->marta, in, mari, NOW + 1));
	assert_int_equal(AM_DENIED, person_undo(h->st, &h->rosa, in, mari, NOW + 601));
	assert_int_equal(AM_OK, person_undo(h->st, &h->rosa, in, mari, NOW + 1));
	assert_string_equal("Quispe Huamán", reads(h, in, mari, "surnames"));
	assert_int_equal(1, house_counts(h, "SELECT count(*) FROM person"
					    " WHERE fold = 'mari quispe huaman'"));
	assert_int_equal(AM_CONFLICT, person_undo(h->st, &h->rosa, in, mari, NOW + 2));
	assert_int_equal(1, lists(h, in, rows));
}

static void a_new_one_taken_back_leaves_the_case(void **state)
{
	struct house *h = *state;
	const int64_t in = opens_case(h, &h->rosa);
	const int64_t mari = adds_mari(h, &h->rosa, in);
	struct person_row rows[ROWS];

	assert_int_equal(AM_OK, person_undo(h->st, &h->rosa, in, mari, NOW + 1));
	assert_int_equal(0, lists(h, in, rows));
	assert_int_equal(1, house_counts(h, "SELECT count(*) FROM person"));
}

static void who_was_taken_out_comes_back_with_all_that_was_known(void **state)
{
	struct house *h = *state;
	const int64_t in = opens_case(h, &h->rosa);
	const int64_t mari = adds_mari(h, &h->rosa, in);
	struct person_row rows[ROWS];

	assert_int_equal(
	    AM_OK, person_take_out(h->st, &h->rosa, in, mari, "es de otro caso", NOW));
	assert_int_equal(0, lists(h, in, rows));
	assert_int_equal(
	    AM_MISSING, person_take_out(h->st, &h->rosa, in, mari, "otra vez", NOW));
	assert_int_equal(AM_OK, person_undo(h->st, &h->rosa, in, mari, NOW + 1));
	assert_int_equal(1, lists(h, in, rows));
	assert_string_equal("known family", reads(h, in, mari, "recruit"));
	assert_string_equal("neighbour", reads(h, in, mari, "recruiter"));
}

/* --- the register --- */

static size_t offered(struct house *h, const struct actor *actor, int64_t in,
    const char *name, const char *surname, struct person_offer out[OFFERS])
{
	const char *const pairs[][2] = { { "names", name }, { "surnames", surname } };
	struct record *rec = typed(pairs, COUNT(pairs));
	size_t count = 0;

	assert_int_equal(
	    AM_OK, person_offers(h->st, actor, in, rec, 0, NOW, out, OFFERS, &count));
	record_free(rec);
	return count;
}

static void a_name_heard_wrong_finds_her(void **state)
{
	struct house *h = *state;
	const int64_t earlier = opens_case(h, &h->rosa);
	const int64_t in = opens_case(h, &h->rosa);
	const int64_t mari = adds_mari(h, &h->rosa, earlier);
	struct person_offer out[OFFERS];

	assert_int_equal(1, offered(h, &h->rosa, in, "Mary", "Kispe", out));
	assert_true(out[0].whole);
	assert_int_equal(mari, out[0].person_id);
	assert_int_equal(earlier, out[0].case_id);
	assert_int_equal(PERSON_LIKE_NAME, out[0].kind);
	assert_int_equal(1U << PERSON_VICTIM, out[0].roles);
	assert_false(out[0].in_case);
	assert_int_equal(1, offered(h, &h->rosa, earlier, "Mari", "Quispe Huamán", out));
	assert_true(out[0].in_case);
	assert_int_equal(PERSON_SAME_NAME, out[0].kind);
	assert_int_equal(0, offered(h, &h->rosa, in, "Elena", "Ríos", out));
	assert_int_equal(0, offered(h, &h->rosa, in, "", "", out));
	assert_int_equal(2, house_counts(h, "SELECT count(*) FROM audit WHERE"
					    " action = 'search' AND entity = 'person'"));
}

static void outside_her_cases_only_number_and_kind_are_told(void **state)
{
	struct house *h = *state;
	const int64_t rosas = opens_case(h, &h->rosa);
	const int64_t in = opens_case(h, &h->luz);
	struct person_offer out[OFFERS];
	struct casefile opened;

	adds_mari(h, &h->rosa, rosas);
	assert_int_equal(1, offered(h, &h->luz, in, "Mari", "Quispe", out));
	assert_false(out[0].whole);
	assert_int_equal(260000001, out[0].case_number);
	assert_int_equal(0, out[0].person_id);
	assert_string_equal("", out[0].name.names);
	assert_int_equal(AGE_NOT_KNOWN, out[0].age.group);
	/* with a reason she may look */
	assert_int_equal(AM_OK,
	    case_open(h->st, &h->luz, rosas, "la misma muchacha", 0, NOW, &opened));
	assert_int_equal(1, offered(h, &h->luz, in, "Mari", "Quispe", out));
	assert_true(out[0].whole);
	/* a restricted case does not exist */
	assert_int_equal(SQLITE_OK,
	    sqlite3_exec(store_connection(h->st),
		"UPDATE casefile SET restricted = 1 WHERE id = 1", NULL, NULL, NULL));
	assert_int_equal(0, offered(h, &h->luz, in, "Mari", "Quispe", out));
}

static void a_document_or_a_telephone_finds_her_whatever_her_name_is(void **state)
{
	static const char *const one[][2] = { { "roles", "victim" }, { "names", "Mari" },
		{ "doc_kind", "dni" }, { "doc_no", "41234567" },
		{ "phone", "961555877" } };
	static const char *const other[][2] = { { "names", "Elena" },
		{ "doc_no", "41234567" }, { "phone", "961 555 877" } };
	struct house *h = *state;
	const int64_t in = opens_case(h, &h->rosa);
	struct record *rec = typed(other, COUNT(other));
	struct person_offer out[OFFERS];
	size_t count = 0;

	adds(h, &h->rosa, in, one, COUNT(one));
	record_set_id(rec, "phone", "961555877");
	assert_int_equal(
	    AM_OK, person_offers(h->st, &h->rosa, in, rec, 0, NOW, out, OFFERS, &count));
	assert_int_equal(1, count);
	assert_int_equal(PERSON_SAME_DOC | PERSON_SAME_PHONE, out[0].kind);
	assert_int_equal(AM_OK, person_offers(h->st, &h->rosa, in, rec, out[0].person_id,
				    NOW, out, OFFERS, &count));
	assert_int_equal(0, count); /* not herself */
	record_free(rec);
}

static void somebody_of_the_register_comes_into_another_case(void **state)
{
	struct house *h = *state;
	const int64_t earlier = opens_case(h, &h->rosa);
	const int64_t in = opens_case(h, &h->rosa);
	const int64_t mari = adds_mari(h, &h->rosa, earlier);
	struct person_row rows[ROWS];

	assert_int_equal(AM_OK, changes(h, &h->rosa, in, mari, "roles", "witness", NOW));
	assert_int_equal(1, lists(h, in, rows));
	assert_int_equal(mari, rows[0].id);
	assert_string_equal("victim", reads(h, earlier, mari, "roles"));
	assert_int_equal(1, house_counts(h, "SELECT count(*) FROM person"));
	assert_int_equal(AM_OK, person_undo(h->st, &h->rosa, in, mari, NOW + 1));
	assert_int_equal(0, lists(h, in, rows));
	assert_int_equal(1, lists(h, earlier, rows));
}

/* --- merging --- */

static void duplicates_are_merged_and_parted_again(void **state)
{
	static const char *const pairs[][2] = { { "roles", "victim" },
		{ "names", "Maruja" }, { "surnames", "Shupingahua" },
		{ "doc_no", "41234567" }, { "gender", "m" } };
	struct house *h = *state;
	const int64_t one = opens_case(h, &h->rosa);
	const int64_t two = opens_case(h, &h->rosa);
	const int64_t mari = adds_mari(h, &h->rosa, one);
	const int64_t maruja = adds(h, &h->rosa, two, pairs, COUNT(pairs));
	struct person_offer out[OFFERS];
	struct person_row rows[ROWS];

	assert_int_equal(AM_OK, person_merge(h->st, &h->rosa, maruja, mari, NOW));
	/* in her case the other one stands now, with the duplicate behind her */
	assert_int_equal(2, lists(h, two, rows));
	assert_int_equal(mari, rows[0].id);
	assert_int_equal(mari, rows[1].merged_into);
	assert_string_equal("41234567", reads(h, one, mari, "doc_no"));
	assert_string_equal("f", reads(h, one, mari, "gender"));
	assert_string_equal("Mari", reads(h, two, mari, "names"));
	/* found by both names, once */
	assert_int_equal(1, offered(h, &h->rosa, one, "Maruja", "Shupingahua", out));
	assert_int_equal(mari, out[0].person_id);
	assert_int_equal(AM_CONFLICT, person_merge(h->st, &h->rosa, maruja, mari, NOW));
	assert_int_equal(AM_CONFLICT, person_unmerge(h->st, &h->rosa, mari, NOW));
	assert_int_equal(AM_INVALID, person_merge(h->st, &h->rosa, mari, mari, NOW));

	assert_int_equal(AM_OK, person_unmerge(h->st, &h->rosa, maruja, NOW));
	assert_int_equal(1, lists(h, two, rows));
	assert_int_equal(maruja, rows[0].id);
	assert_string_equal("", reads(h, one, mari, "doc_no"));
	assert_string_equal("41234567", reads(h, two, maruja, "doc_no"));
	assert_int_equal(1, offered(h, &h->rosa, one, "Maruja", "Shupingahua", out));
	assert_int_equal(maruja, out[0].person_id);
	assert_int_equal(2, house_counts(h, "SELECT count(*) FROM audit WHERE"
					    " action IN ('merge', 'unmerge')"));
}

static void what_was_changed_after_merging_stays(void **state)
{
	static const char *const pairs[][2] = { { "roles", "witness" },
		{ "names", "Mary" }, { "doc_no", "41234567" } };
	struct house *h = *state;
	const int64_t in = opens_case(h, &h->rosa);
	const int64_t mari = adds_mari(h, &h->rosa, in);
	const int64_t mary = adds(h, &h->rosa, in, pairs, COUNT(pairs));

	assert_int_equal(AM_OK, person_merge(h->st, &h->rosa, mary, mari, NOW));
	assert_string_equal("victim witness", reads(h, in, mari, "roles"));
	assert_int_equal(AM_OK, changes(h, &h->rosa, in, mari, "doc_no", "7", NOW));
	assert_int_equal(AM_OK, person_unmerge(h->st, &h->rosa, mary, NOW));
	assert_string_equal("7", reads(h, in, mari, "doc_no"));
	assert_string_equal("victim", reads(h, in, mari, "roles"));
}

static void nobody_merges_whom_she_cannot_see(void **state)
{
	struct house *h = *state;
	const int64_t rosas = opens_case(h, &h->rosa);
	const int64_t luzs = opens_case(h, &h->luz);
	const int64_t mari = adds_mari(h, &h->rosa, rosas);
	const int64_t mary = adds_mari(h, &h->luz, luzs);

	assert_int_equal(AM_MISSING, person_merge(h->st, &h->luz, mary, mari, NOW));
	assert_int_equal(AM_MISSING, person_merge(h->st, &h->rosa, mary, mari, NOW));
	assert_int_equal(AM_OK, person_merge(h->st, &h->marta, mary, mari, NOW));
	assert_int_equal(AM_DENIED, person_merge(h->st, &h->julia, mary, mari, NOW));
}

#define IN_HOUSE(test) cmocka_unit_test_setup_teardown(test, house_open, house_close)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		IN_HOUSE(a_person_has_roles_and_what_was_done_to_her),
		IN_HOUSE(a_role_is_given_and_taken_and_nothing_is_deleted),
		IN_HOUSE(one_name_apostrophes_and_no_name_at_all_work),
		IN_HOUSE(an_age_grows_from_the_day_it_was_said),
		IN_HOUSE(a_person_without_a_role_is_not_saved),
		IN_HOUSE(a_person_is_seen_only_through_her_cases),
		IN_HOUSE(whoever_was_slower_is_told),
		IN_HOUSE(each_save_is_taken_back),
		IN_HOUSE(a_new_one_taken_back_leaves_the_case),
		IN_HOUSE(who_was_taken_out_comes_back_with_all_that_was_known),
		IN_HOUSE(a_name_heard_wrong_finds_her),
		IN_HOUSE(outside_her_cases_only_number_and_kind_are_told),
		IN_HOUSE(a_document_or_a_telephone_finds_her_whatever_her_name_is),
		IN_HOUSE(somebody_of_the_register_comes_into_another_case),
		IN_HOUSE(duplicates_are_merged_and_parted_again),
		IN_HOUSE(what_was_changed_after_merging_stays),
		IN_HOUSE(nobody_merges_whom_she_cannot_see),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
