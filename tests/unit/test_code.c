/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/call.h"
#include "schema/code.h"
#include "schema/place.h"
#include "tests/unit/temp.h"

static const struct code_list *list(struct temp *t, const char *name)
{
	const struct code_list *found = NULL;

	assert_int_equal(AM_OK, code_list(t->st, name, &found));
	return found;
}

/* Calls check on every list of the database. */
static void each_list(
    struct temp *t, void (*check)(const char *name, const struct code_list *l))
{
	sqlite3 *db = temp_raw(t);
	sqlite3_stmt *q = NULL;
	int lists = 0;

	assert_int_equal(SQLITE_OK,
	    sqlite3_prepare_v2(db, "SELECT DISTINCT list FROM code", -1, &q, NULL));
	while (sqlite3_step(q) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(q, 0);

		check(name, list(t, name));
		lists++;
	}
	sqlite3_finalize(q);
	sqlite3_close(db);
	assert_true(lists >= 60);
}

static bool share_a_key(const struct code *a, const struct code *b)
{
	return strpbrk(a->keys, b->keys) != NULL;
}

/* Only the result of a call is picked within a group; other lists are shown whole. */
static void check_keys(const char *name, const struct code_list *l)
{
	const bool grouped = strcmp(name, "dispo") == 0;

	for (size_t i = 0; i < l->count; i++) {
		const struct code *a = &l->codes[i];

		if (strspn(a->keys, "0123456789abcdefghijklmnopqrstuvwxyz") !=
		    strlen(a->keys))
			fail_msg("%s.%s: key %s", name, a->code, a->keys);
		assert_int_equal(a->keys[0], a->key);
		for (size_t k = i + 1; k < l->count; k++) {
			const struct code *b = &l->codes[k];

			if (grouped && strcmp(a->group, b->group) != 0)
				continue;
			if (share_a_key(a, b))
				fail_msg(
				    "%s: %s and %s have one key", name, a->code, b->code);
		}
	}
}

static void a_key_picks_one_value(void **state)
{
	each_list(*state, check_keys);
}

static void check_words(const char *name, const struct code_list *l)
{
	for (size_t i = 0; i < l->count; i++) {
		const struct code *c = &l->codes[i];

		if (*c->code == '\0' || *c->es == '\0' || *c->en == '\0')
			fail_msg("%s.%s has no words", name, c->code);
		if (strlen(c->code) > 15 || strcmp(c->code, "-") == 0)
			fail_msg("%s.%s", name, c->code);
		if (strspn(
			c->flags, strcmp(name, "indic") == 0 ? "0123" : "BCFLMNQRSTUXY") !=
		    strlen(c->flags))
			fail_msg("%s.%s: flags %s", name, c->code, c->flags);
		assert_ptr_equal(c, code_find(l, c->code));
		assert_ptr_equal(c->es, code_label(c, "es"));
		assert_ptr_equal(c->en, code_label(c, "en"));
	}
}

static void every_value_has_words_in_both_languages(void **state)
{
	each_list(*state, check_words);
}

/* The answer "did not say" is stored, and is never offered as one of a list. */
static void every_list_can_be_answered_with_did_not_say(void **state)
{
	assert_int_equal(
	    0, temp_number(*state,
		   "SELECT count(*) FROM (SELECT list FROM code EXCEPT SELECT list"
		   " FROM code WHERE id = list || '.-')"));
	assert_int_equal(
	    1, temp_number(*state, "SELECT count(*) FROM place WHERE id = '-'"));
	assert_null(code_find(list(*state, "heard"), "-"));
}

static void every_code_field_of_a_call_has_its_list(void **state)
{
	for (size_t i = 0; i < call_form.count; i++)
		if (call_form.fields[i].type == FIELD_CODE)
			assert_true(list(*state, call_form.fields[i].list)->count > 1);
}

static void the_motives_have_the_keys_of_the_paper(void **state)
{
	static const char order[][8] = { "none", "service", "report", "offer", "follow",
		"danger", "other" };
	const struct code_list *l = list(*state, "motive");

	for (size_t i = 0; i < COUNT(order); i++)
		assert_int_equal('0' + (int)i, code_find(l, order[i])->key);
	assert_int_equal('3', code_find(list(*state, "heard"), "radio")->key);
	assert_int_equal('2', code_find(list(*state, "relation"), "kin")->key);
	assert_int_equal('9', code_find(list(*state, "risk"), "9")->key);
	assert_int_equal('f', code_find(list(*state, "gender"), "f")->key);
	assert_string_equal("1sy", code_find(list(*state, "answer"), "yes")->keys);
}

static void flags_carry_behaviour(void **state)
{
	const struct code_list *l = list(*state, "dispo");

	assert_true(code_has(code_find(l, "silent"), 'L'));
	assert_false(code_has(code_find(l, "silent"), 'Q'));
	assert_true(code_has(code_find(l, "wrong"), 'N'));
	assert_true(code_has(code_find(l, "prank"), 'Q'));
	assert_false(code_has(code_find(l, "prank"), 'N')); /* a prank keeps its text */
	assert_true(code_has(code_find(l, "threat"), 'T'));
	assert_true(code_has(code_find(l, "threat"), 'U'));
	assert_false(code_has(code_find(l, "threat"), 'N'));
	assert_false(code_has(code_find(l, "threat"), '\0'));
}

static void a_list_is_lent_until_it_is_forgotten(void **state)
{
	struct temp *t = *state;
	const struct code_list *before = list(t, "heard");

	assert_ptr_equal(before, list(t, "heard"));
	temp_meddle(t, "UPDATE code SET es = 'Radio Amazonas' WHERE id = 'heard.radio';"
		       "UPDATE code SET active = 0 WHERE id = 'heard.fair'");
	assert_string_equal("Radio", code_find(list(t, "heard"), "radio")->es);
	code_forget(t->st);
	assert_string_equal("Radio Amazonas", code_find(list(t, "heard"), "radio")->es);
	assert_null(code_find(list(t, "heard"), "fair"));
}

static void the_list_of_people_has_who_takes_calls(void **state)
{
	struct temp *t = *state;
	const struct code_list *l;

	temp_meddle(t, "INSERT INTO operator (id, login, name, role, lang, created_at) VALUES"
		       " (7, 'rosa', 'Rosa', 'operator', 'es', 1),"
		       " (8, 'marta', 'Marta', 'supervisor', 'es', 1),"
		       " (9, 'ana', 'Ana', 'admin', 'es', 1)");
	l = list(t, CODE_PEOPLE);
	assert_int_equal(2, l->count);
	assert_string_equal("Marta", l->codes[0].es);
	assert_string_equal("7", l->codes[1].code);
	assert_int_equal(0, l->codes[1].key);
}

static void an_unknown_list_is_missing(void **state)
{
	struct temp *t = *state;
	const struct code_list *l = NULL;

	assert_int_equal(AM_MISSING, code_list(t->st, "colour", &l));
	assert_null(l);
}

/* --- places --- */

static size_t search(struct temp *t, const char *kind, const char *within,
    const char *prefix, struct place *out, size_t max)
{
	size_t n = 99;

	assert_int_equal(AM_OK, place_search(t->st, kind, within, prefix, out, max, &n));
	return n;
}

static void the_gazetteer_is_complete(void **state)
{
	struct temp *t = *state;

	assert_int_equal(
	    25, temp_number(t, "SELECT count(*) FROM place WHERE kind = 'region'"));
	assert_int_equal(
	    196, temp_number(t, "SELECT count(*) FROM place WHERE kind = 'province'"));
	assert_int_equal(
	    249, temp_number(t, "SELECT count(*) FROM place WHERE kind = 'country'"));
	assert_int_equal(
	    0, temp_number(t,
		   "SELECT count(*) FROM place WHERE kind IN ('province', 'district')"
		   " AND parent <> substr(id, 1, length(id) - 2)"));
	assert_int_equal(0,
	    temp_number(t, "SELECT count(*) FROM place WHERE fold GLOB '*[^a-z0-9 ]*'"));
}

static void two_letters_are_enough_for_the_regions_of_the_paper(void **state)
{
	static const struct {
		const char *typed, *id;
	} cases[] = { { "lo", "PE16" }, { "uc", "PE25" }, { "LO", "PE16" },
		{ "16", "PE16" }, { "án", "PE02" }, { "an", "PE02" }, { "cus", "PE08" } };
	struct place found[4];

	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_int_equal(
		    1, search(*state, "region", "", cases[i].typed, found, 4));
		assert_string_equal(cases[i].id, found[0].id);
		assert_string_equal("Perú", found[0].parent);
	}
}

static void provinces_are_those_of_their_department(void **state)
{
	struct place found[40];

	assert_int_equal(8, search(*state, "province", "PE16", "", found, 40));
	assert_string_equal("Loreto", found[0].parent);
	assert_int_equal(20, search(*state, "province", "PE02", "", found, 40));
	assert_int_equal(1, search(*state, "province", "PE25", "co", found, 40));
	assert_string_equal("Coronel Portillo", found[0].name);
	assert_int_equal(0, search(*state, "province", "PE25", "zz", found, 40));
	assert_int_equal(1, search(*state, "province", "PE16", "1602", found, 40));
}

static void neighbours_and_usual_destinations_come_first(void **state)
{
	static const char *const first[] = { "PE", "CL", "AR", "BO", "EC", "CO", "BR",
		"ES" };
	struct place found[8];

	assert_int_equal(8, search(*state, "country", "", "", found, 8));
	for (size_t i = 0; i < 8; i++)
		assert_string_equal(first[i], found[i].id);
	assert_int_equal(1, search(*state, "country", "", "japo", found, 8));
	assert_string_equal("JP", found[0].id);
}

static void a_search_gives_no_more_than_asked_for(void **state)
{
	struct place found[3];

	assert_int_equal(3, search(*state, "any", "", "", found, 3));
	assert_int_equal(0, search(*state, "planet", "", "", found, 3));
	assert_int_equal(0, search(*state, "region", "", "%", found, 0));
}

static void a_place_is_found_by_its_code(void **state)
{
	struct temp *t = *state;
	struct place p = { .name = "?" };

	assert_int_equal(AM_OK, place_get(t->st, "PE160101", &p));
	assert_string_equal("Iquitos", p.name);
	assert_string_equal("Maynas", p.parent);
	assert_int_equal(AM_OK, place_get(t->st, "PE", &p));
	assert_string_equal("", p.parent);
	assert_int_equal(AM_MISSING, place_get(t->st, "PE99", &p));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_key_picks_one_value),
		cmocka_unit_test(every_value_has_words_in_both_languages),
		cmocka_unit_test(every_list_can_be_answered_with_did_not_say),
		cmocka_unit_test(every_code_field_of_a_call_has_its_list),
		cmocka_unit_test(the_motives_have_the_keys_of_the_paper),
		cmocka_unit_test(flags_carry_behaviour),
		cmocka_unit_test(the_list_of_people_has_who_takes_calls),
		cmocka_unit_test(an_unknown_list_is_missing),
		cmocka_unit_test(the_gazetteer_is_complete),
		cmocka_unit_test(two_letters_are_enough_for_the_regions_of_the_paper),
		cmocka_unit_test(provinces_are_those_of_their_department),
		cmocka_unit_test(neighbours_and_usual_destinations_come_first),
		cmocka_unit_test(a_search_gives_no_more_than_asked_for),
		cmocka_unit_test(a_place_is_found_by_its_code),
		cmocka_unit_test(
		    a_list_is_lent_until_it_is_forgotten), /* edits: the last */
	};

	return cmocka_run_group_tests(tests, temp_open, temp_close);
}
