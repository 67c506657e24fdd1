/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known already while a call is typed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "schema/base/text.h"
#include "schema/call.h"
#include "schema/casefile.h"
#include "schema/earlier.h"
#include "schema/record.h"
#include "tests/unit/house.h"

#define DAY 86400
#define CALL_IN_HAND 999999 /* of nobody: nothing is left out because of it */

/* --- a house with a past --- */

static void fill(struct record *rec, const char *const *values)
{
	for (; *values != NULL; values++) {
		char id[32];
		const char *equals = strchr(*values, '=');

		str_printf(id, sizeof(id), "%.*s", (int)(equals - *values), *values);
		record_set_id(rec, id, equals + 1);
	}
}

static int64_t logs(
    struct house *h, const struct actor *who, int64_t at, const char *const *values)
{
	struct record *rec = record_new(&call_form);
	struct call call;

	record_set_id(rec, "motive", "report");
	record_set_id(rec, "dispo", "guide");
	fill(rec, values);
	assert_int_equal(AM_OK, call_new(h->st, who, at, &call));
	assert_int_equal(AM_OK, call_close(h->st, who, &call, rec, 0, at + 60));
	record_free(rec);
	return call.id;
}

static void does(struct house *h, const char *sql)
{
	house_sees(h, sql);
}

/* A victim of a case; returns her id. */
static int64_t is_about(struct house *h, int64_t case_id, const char *names,
    const char *surnames, const char *age)
{
	struct buf whole = { 0 }, fold = { 0 }, phon = { 0 }, sql = { 0 };
	int64_t id;

	buf_printf(&whole, "%s %s", names, surnames);
	txt_fold(&fold, buf_text(&whole));
	txt_phon(&phon, buf_text(&whole));
	buf_printf(&sql,
	    "INSERT INTO person (names, surnames, fold, phon, age_said, age_on, gender)"
	    " VALUES ('%s', '%s', '%s', '%s', '%s', '2026-11-24', 'gender.f')"
	    " RETURNING id",
	    names, surnames, buf_text(&fold), buf_text(&phon), age);
	id = house_counts(h, buf_text(&sql));
	buf_clear(&sql);
	buf_printf(&sql,
	    "INSERT INTO case_person (case_id, person_id, role)"
	    " VALUES (%lld, %lld, 'victim')",
	    (long long)case_id, (long long)id);
	does(h, buf_text(&sql));
	buf_fini(&whole);
	buf_fini(&fold);
	buf_fini(&phon);
	buf_fini(&sql);
	return id;
}

/* Luz has a case about Flor, 16, taken from Loreto to Ucayali, opened from a call. */
static int64_t flor(struct house *h)
{
	const char *const call[] = { "phone=961555877", "place_from=PE16", "sex=f",
		"age=16", "place_now=PE25", "venue=bar", NULL };
	const int64_t call_id = logs(h, &h->luz, NOW - 20 * DAY, call);
	int64_t id;

	assert_int_equal(AM_OK,
	    case_new(h->st, &h->luz, "Menor de Nauta", call_id, NOW - 20 * DAY, &id));
	does(h, "DELETE FROM case_person RETURNING 1");
	is_about(h, id, "Flor", "Quispe Tuanama", "16");
	return id;
}

/* --- what is typed now --- */

static struct earlier typed(
    struct house *h, const struct actor *who, const char *const *values)
{
	struct record *rec = record_new(&call_form);
	struct earlier found;

	fill(rec, values);
	assert_int_equal(AM_OK, earlier_find(h->st, who, CALL_IN_HAND, rec, NOW, &found));
	record_free(rec);
	return found;
}

#define TYPED(h, who, ...) typed(h, who, (const char *const[]){ __VA_ARGS__, NULL })

static const struct search_hit *has(
    const struct earlier *found, enum search_kind kind, int64_t id)
{
	for (size_t i = 0; i < found->count; i++)
		if (found->hits[i].kind == kind && found->hits[i].id == id)
			return &found->hits[i];
	return NULL;
}

static void the_same_girl_is_found_from_another_province(void **state)
{
	struct house *h = *state;
	const int64_t id = flor(h);
	const struct earlier found = TYPED(h, &h->rosa, "place_from=PE21", "age=17",
	    "notes=Una profesora de Puno pregunta por Flor Quispe Tuanama");

	assert_int_equal(1, found.count);
	assert_int_equal(SEARCH_CASE, found.hits[0].kind);
	assert_int_equal(id, found.hits[0].id);
	assert_int_equal(SEARCH_PERSON | SEARCH_AGE, found.hits[0].matched);
}

static void what_is_not_hers_shows_number_and_kind_only(void **state)
{
	struct house *h = *state;
	const int64_t id = flor(h);
	struct search_hit bare = { .kind = SEARCH_CASE, .id = id };
	struct earlier found =
	    TYPED(h, &h->rosa, "notes=llama la tía de Flor Quispe Tuanama");

	bare.number = found.hits[0].number;
	bare.matched = SEARCH_PERSON;
	assert_true(bare.number > 0);
	assert_memory_equal(&bare, &found.hits[0], sizeof(bare));
	found = TYPED(h, &h->luz, "notes=llama la tía de Flor Quispe Tuanama");
	assert_true(found.hits[0].whole);
	assert_string_equal("Quispe Tuanama, Flor", found.hits[0].who);
	assert_string_equal("16", found.hits[0].age);
	assert_string_equal("f", found.hits[0].sex);
	assert_string_equal("bar", found.hits[0].venue);
	assert_string_equal("PE25", found.hits[0].place);
	assert_true(TYPED(h, &h->marta, "notes=es Flor Quispe Tuanama").hits[0].whole);
}

static void names_are_found_as_they_are_typed_in_a_hurry(void **state)
{
	static const char *const notes[] = {
		"notes=la chica se llama Flor Quishpe Tuanama",
		"notes=busca a flor kispi tuanama desde el lunes",
		"notes=Flor Quispe",
		"notes=Quispe Tuanama Flor, eso dice el padre",
		"notes=habla de Flor Quizpe Tuanana", /* two wrong letters */
		"notes=la menor es flor quispr",      /* one, all small */
		"where_is=con Flor Quispe Tuanama en el puerto",
	};
	struct house *h = *state;
	const int64_t id = flor(h);

	for (size_t i = 0; i < COUNT(notes); i++) {
		const struct earlier found = TYPED(h, &h->rosa, notes[i]);

		if (has(&found, SEARCH_CASE, id) == NULL)
			fail_msg("\"%s\" does not find her", notes[i]);
	}
}

static void what_is_no_name_finds_nobody(void **state)
{
	static const char *const notes[] = {
		"notes=Llama una señora. Pregunta por el horario de la casa.",
		"notes=La tía refiere que la adolescente salió de Nauta hace días",
		"notes=Flores rojas",
		"notes=Ana Torres",
		"notes=flor",
		"notes=Flor",
		"notes=",
		"notes=.",
		"notes=\xff\xfe 'Q'",
		"notes=De La Del",
	};
	struct house *h = *state;

	flor(h);
	for (size_t i = 0; i < COUNT(notes); i++)
		if (TYPED(h, &h->rosa, notes[i]).count != 0)
			fail_msg("\"%s\" finds somebody", notes[i]);
}

static void one_name_is_enough_with_age_and_place(void **state)
{
	struct house *h = *state;
	const int64_t id = flor(h);
	const struct earlier found = TYPED(
	    h, &h->rosa, "notes=Flor, de 16 años, salió de Loreto", "place_from=PE25");

	assert_int_equal(1, found.count);
	assert_int_equal(id, found.hits[0].id);
	assert_int_equal(
	    SEARCH_PERSON | SEARCH_AGE | SEARCH_PLACE, found.hits[0].matched);
	/* another one of that name */
	assert_int_equal(
	    0, TYPED(h, &h->rosa, "notes=Flor, de 38 años", "place_from=PE25").count);
}

static void the_number_finds_its_calls_and_their_cases(void **state)
{
	struct house *h = *state;
	const int64_t id = flor(h);
	const int64_t again = logs(
	    h, &h->rosa, NOW - DAY, (const char *const[]){ "phone=961555877", NULL });
	struct earlier found = TYPED(h, &h->rosa, "phone=961555877");

	assert_int_equal(2, found.calls);
	assert_int_equal(3, found.count);
	assert_int_equal(id, found.hits[0].id); /* the case stands first */
	assert_int_equal(SEARCH_PHONE, found.hits[0].matched);
	assert_non_null(has(&found, SEARCH_CALL, again));
	/* also if it is only written down */
	found = TYPED(h, &h->rosa, "notes=la llamó desde el 961 555-877, dice");
	assert_non_null(has(&found, SEARCH_CASE, id));
	assert_int_equal(0, found.calls);
	found = TYPED(h, &h->rosa, "phone=961555878");
	assert_int_equal(0, found.count);
}

static void a_name_in_the_notes_of_a_call_is_found(void **state)
{
	struct house *h = *state;
	const char *const said[] = { "notes=La vecina dice que es Zoraida Huamán Puma",
		NULL };
	const int64_t id = logs(h, &h->luz, NOW - DAY, said);
	const struct earlier found = TYPED(h, &h->rosa, "notes=Soraida Waman");

	assert_int_equal(1, found.count);
	assert_int_equal(SEARCH_CALL, found.hits[0].kind);
	assert_int_equal(id, found.hits[0].id);
	assert_false(found.hits[0].whole);
}

static void an_offer_is_found_by_its_telephone(void **state)
{
	struct house *h = *state;
	const char *const asked[] = { "motive=offer", "offer_by=Agencia Buen Viaje",
		"offer_phone=944445877", NULL };
	const int64_t call = logs(h, &h->luz, NOW - DAY, asked);
	const struct earlier found =
	    TYPED(h, &h->rosa, "motive=offer", "offer_phone=944445877");

	assert_int_equal(SEARCH_OFFER, found.hits[0].kind);
	assert_string_equal("Agencia Buen Viaje", found.hits[0].who);
	assert_non_null(has(&found, SEARCH_CALL, call));
	assert_int_equal(
	    SEARCH_OFFER, TYPED(h, &h->rosa, "offer_by=agencia buen biaje").hits[0].kind);
}

/* Her entry there was merged into the one of another case, which stays. */
static void she_is_known_by_an_entry_that_was_merged_away(void **state)
{
	struct house *h = *state;
	const int64_t id = flor(h);
	char sql[200];
	int64_t other, stays;

	assert_int_equal(AM_OK, case_new(h->st, &h->marta, "Otra", 0, NOW - DAY, &other));
	stays = is_about(h, other, "Flor", "Quispe Tuanama", "16");
	does(h, str_printf(sql, sizeof(sql),
		    "UPDATE person SET merged_into = %lld WHERE id <> %lld RETURNING id",
		    (long long)stays, (long long)stays));
	const struct earlier found = TYPED(h, &h->rosa, "notes=Flor Quispe Tuanama");

	assert_non_null(has(&found, SEARCH_CASE, other));
	assert_non_null(has(&found, SEARCH_CASE, id));
}

static void a_restricted_case_does_not_exist_for_others(void **state)
{
	struct house *h = *state;

	flor(h);
	does(h,
	    "UPDATE casefile SET restricted = 1, assigned_to = opened_by RETURNING id");
	assert_int_equal(0, TYPED(h, &h->rosa, "notes=Flor Quispe Tuanama").count);
	assert_int_equal(0, TYPED(h, &h->rosa, "phone=961555877").calls);
	assert_int_equal(1, TYPED(h, &h->luz, "phone=961555877").calls);
	assert_int_equal(1, TYPED(h, &h->marta, "phone=961555877").calls);
	assert_int_equal(1, TYPED(h, &h->luz, "notes=Flor Quispe Tuanama").count);
	assert_int_equal(1, TYPED(h, &h->marta, "notes=Flor Quispe Tuanama").count);
}

static void who_takes_no_calls_learns_nothing(void **state)
{
	struct house *h = *state;
	const struct actor *const nobody[] = { &h->julia, &h->ana, &h->local };
	struct record *rec = record_new(&call_form);
	struct earlier found;

	for (size_t i = 0; i < COUNT(nobody); i++)
		assert_int_equal(
		    AM_DENIED, earlier_find(h->st, nobody[i], 1, rec, NOW, &found));
	record_free(rec);
}

static void a_linked_case_stands_first_and_says_so(void **state)
{
	struct house *h = *state;
	const int64_t id = flor(h);
	struct record *rec = record_new(&call_form);
	struct earlier found;
	struct call call;

	assert_int_equal(AM_OK, call_new(h->st, &h->rosa, NOW, &call));
	assert_int_equal(AM_OK,
	    case_link(h->st, &h->marta, call.id, id, CASE_POSSIBLE, "", NOW, NULL));
	assert_int_equal(AM_OK, earlier_find(h->st, &h->rosa, call.id, rec, NOW, &found));
	assert_int_equal(1, found.count);
	assert_int_equal(SEARCH_LINKED, found.hits[0].matched);
	assert_true(found.hits[0].whole); /* it is hers as long as she is on the call */
	record_free(rec);
}

static bool at_once(void *data)
{
	++*(int *)data;
	return true;
}

static void it_is_given_up_when_a_key_waits(void **state)
{
	struct house *h = *state;
	struct record *rec = record_new(&call_form);
	struct earlier found;
	int asked = 0;

	flor(h);
	does(h, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE"
		" i < 5000) INSERT INTO person (names, fold, phon)"
		" SELECT 'Flor Quispe', 'flor quispe', 'flur kispi' FROM n RETURNING id");
	record_set_id(rec, "notes", "Flor Quispe Tuanama, Flor Quispe, Quispe Flor");
	store_give_up(h->st, at_once, &asked);
	assert_int_equal(AM_STOPPED, earlier_find(h->st, &h->rosa, 1, rec, NOW, &found));
	assert_true(asked > 0);
	store_give_up(h->st, NULL, NULL);
	record_free(rec);
}

static void the_audit_knows_what_was_shown(void **state)
{
	struct house *h = *state;
	const int64_t id = flor(h);
	const struct earlier found = TYPED(h, &h->rosa, "notes=Flor Quispe Tuanama");

	assert_int_equal(AM_OK, earlier_shown(h->st, &h->rosa, 7, &found, NOW));
	assert_int_equal(
	    id, house_counts(h, "SELECT json_extract(detail, '$.casefile') FROM audit"
				" WHERE action = 'match' AND entity_id = 7"));
	/* and no word of what was typed */
	assert_int_equal(0, house_counts(h, "SELECT count(*) FROM audit WHERE action ="
					    " 'match' AND detail LIKE '%Quispe%'"));
}

static void only_what_is_looked_for_asks_again(void **state)
{
	struct record *rec = record_new(&call_form);
	uint64_t key = earlier_key(rec), other;

	(void)state;
	record_set_id(rec, "heard", "radio");
	assert_true(earlier_key(rec) == key);
	record_set_id(rec, "notes", "Flor");
	other = earlier_key(rec);
	assert_true(other != key);
	record_set_id(rec, "notes", "");
	record_set_id(rec, "where_is", "Flor");
	assert_true(earlier_key(rec) != key && earlier_key(rec) != other);
	record_free(rec);
}

#define STORY(name) cmocka_unit_test_setup_teardown(name, house_open, house_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(the_same_girl_is_found_from_another_province),
		STORY(what_is_not_hers_shows_number_and_kind_only),
		STORY(names_are_found_as_they_are_typed_in_a_hurry),
		STORY(what_is_no_name_finds_nobody),
		STORY(one_name_is_enough_with_age_and_place),
		STORY(the_number_finds_its_calls_and_their_cases),
		STORY(a_name_in_the_notes_of_a_call_is_found),
		STORY(an_offer_is_found_by_its_telephone),
		STORY(she_is_known_by_an_entry_that_was_merged_away),
		STORY(a_restricted_case_does_not_exist_for_others),
		STORY(who_takes_no_calls_learns_nothing),
		STORY(a_linked_case_stands_first_and_says_so),
		STORY(it_is_given_up_when_a_key_waits),
		STORY(the_audit_knows_what_was_shown),
		STORY(only_what_is_looked_for_asks_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
