/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "schema/institution.h"
#include "schema/record.h"
#include "tests/unit/house.h"

#define DAY INT64_C(86400)
#define HOUR INT64_C(3600)

/* --- making bodies --- */

static int64_t adds(struct house *h, const char *name, const char *kind)
{
	struct record *rec = record_new(&body_form);
	size_t field = 0;
	int64_t id = 0;

	record_set_id(rec, "name", name);
	record_set_id(rec, "kind", kind);
	record_set_id(rec, "place", "PE2501");
	record_set_id(rec, "address", "Jr. Secreto 123");
	record_set_id(rec, "phones", "000 0000 001");
	record_set_id(rec, "contact", "Lic. Paredes");
	record_set_id(rec, "hours", "L-V 8-16");
	record_set_id(rec, "languages", "spa shp");
	record_set_id(rec, "age_from", "12");
	record_set_id(rec, "note", "tocar dos veces");
	assert_int_equal(
	    AM_OK, inst_save(h->st, &h->marta, &id, 0, NULL, rec, NOW, &field));
	record_free(rec);
	return id;
}

static int64_t gives(
    struct house *h, int64_t body, const char *service, const char *place)
{
	struct record *rec = record_new(&service_form);
	size_t field = 0;
	int64_t id = 0;

	record_set_id(rec, "service", service);
	record_set_id(rec, "place", place);
	assert_int_equal(AM_OK,
	    inst_service_save(h->st, &h->marta, body, &id, 0, NULL, rec, NOW, &field));
	record_free(rec);
	return id;
}

static struct institution sees(struct house *h, int64_t id)
{
	struct institution found;

	assert_int_equal(AM_OK, inst_get(h->st, &h->rosa, id, NOW, &found));
	return found;
}

/* --- reading --- */

static void a_body_is_read_as_it_was_written(void **state)
{
	struct house *h = *state;
	const int64_t id = adds(h, "CEM Pucallpa", "wec");
	struct institution found;
	struct inst_service services[4];
	size_t count = 0;

	gives(h, id, "psych", "");
	gives(h, id, "legal", "PE25");
	found = sees(h, id);
	assert_string_equal("CEM Pucallpa", found.name);
	assert_string_equal("wec", found.kind);
	assert_string_equal("PE2501", found.place);
	assert_string_equal("L-V 8-16", found.hours);
	assert_string_equal("spa shp", found.langs);
	assert_int_equal(12, found.age_from);
	assert_int_equal(-1, found.age_to);
	assert_false(found.hidden);
	assert_string_equal("psych legal", found.services);
	assert_int_equal(AM_OK, inst_services(h->st, &h->rosa, id, services, 4, &count));
	assert_int_equal(2, count);
	assert_string_equal("psych", services[0].service);
	assert_string_equal("PE25", services[1].place);
	assert_int_equal(0, house_counts(h, "SELECT count(*) FROM audit WHERE action ="
					    " 'reveal'"));
}

static void a_shelter_is_known_by_its_kind_until_it_is_revealed(void **state)
{
	struct house *h = *state;
	const int64_t id = adds(h, "Casa Azul", "shelter");
	struct institution found = sees(h, id);

	assert_true(found.hidden && found.shelter);
	assert_string_equal("", found.name);
	assert_string_equal("", found.address);
	assert_string_equal("", found.phones);
	assert_string_equal("", found.contact);
	assert_string_equal("", found.note);
	assert_string_equal("PE25", found.place); /* no nearer than the department */
	assert_int_equal(AM_OK, inst_reveal(h->st, &h->rosa, id, NOW, &found));
	assert_string_equal("Casa Azul", found.name);
	assert_string_equal("Jr. Secreto 123", found.address);
	assert_int_equal(h->rosa.operator_id,
	    house_counts(h, "SELECT operator_id FROM audit WHERE action = 'reveal' AND"
			    " entity = 'institution'"));
}

static void any_body_may_be_marked_confidential(void **state)
{
	struct house *h = *state;
	const int64_t id = adds(h, "Testigo protegido", "ngo");
	struct record *before = record_new(&body_form), *after = record_new(&body_form);
	size_t field = 0;
	int64_t version = 0, same = id;

	assert_int_equal(AM_OK, inst_load(h->st, &h->marta, id, NOW, before, &version));
	record_copy(after, before);
	record_set_id(after, "confidential", "y");
	assert_int_equal(AM_OK,
	    inst_save(h->st, &h->marta, &same, version, before, after, NOW, &field));
	record_free(before);
	record_free(after);
	assert_true(sees(h, id).hidden);
	assert_false(sees(h, id).shelter);
}

static void a_list_has_hidden_bodies_last_and_retired_ones_not_at_all(void **state)
{
	struct house *h = *state;
	const int64_t shelter = adds(h, "Aaa", "shelter");
	const int64_t b = adds(h, "Bbb", "ngo"), a = adds(h, "Áaa", "ngo");
	const int64_t gone = adds(h, "Cerrada", "ngo");
	struct institution *all;
	size_t count = 0;

	assert_int_equal(AM_OK, inst_retire(h->st, &h->marta, gone, true, NOW));
	assert_int_equal(AM_OK, inst_list(h->st, &h->rosa, false, NOW, &all, &count));
	assert_int_equal(3, count);
	assert_int_equal(a, all[0].id);
	assert_int_equal(b, all[1].id);
	assert_int_equal(shelter, all[2].id);
	free(all);
	assert_int_equal(AM_OK, inst_list(h->st, &h->rosa, true, NOW, &all, &count));
	assert_int_equal(4, count);
	free(all);
}

/* --- answers --- */

static void sends(
    struct house *h, int64_t body, int64_t sent_at, int64_t after_s, const char *status)
{
	char sql[512];
	sqlite3_stmt *q = NULL;

	str_printf(sql, sizeof(sql),
	    "INSERT INTO referral (call_id, institution_id, made_at, made_by, sent_at,"
	    " sent_by, sent_means, answered_at, status) VALUES ((SELECT min(id) FROM "
	    "call),"
	    " %lld, %lld, 1, %lld, 1, 'refmeans.phone', nullif(%lld, 0), '%s')",
	    (long long)body, (long long)sent_at, (long long)sent_at,
	    (long long)(after_s > 0 ? sent_at + after_s : 0), status);
	assert_int_equal(AM_OK, store_prepare(h->st, sql, &q));
	assert_int_equal(SQLITE_DONE, sqlite3_step(q));
	store_done(h->st, q);
}

static void opens_a_call(struct house *h)
{
	sqlite3_stmt *q = NULL;

	assert_int_equal(AM_OK,
	    store_prepare(h->st,
		"INSERT INTO call (number, operator_id, started_at) VALUES (1, 1, 1)",
		&q));
	assert_int_equal(SQLITE_DONE, sqlite3_step(q));
	store_done(h->st, q);
}

static void answers_are_those_of_ninety_days(void **state)
{
	struct house *h = *state;
	const int64_t id = adds(h, "CEM", "wec"), other = adds(h, "PNP", "police");
	struct inst_answers a;

	opens_a_call(h);
	a = sees(h, id).answers;
	assert_int_equal(0, a.sent);
	sends(h, id, NOW - 91 * DAY, HOUR, "received"); /* too long ago */
	sends(h, id, NOW - 10 * DAY, 5 * HOUR, "accepted");
	sends(h, id, NOW - 9 * DAY, 3 * DAY, "done");
	sends(h, id, NOW - 8 * DAY, 7 * HOUR, "inprog");
	sends(h, id, NOW - 7 * DAY, 0, "sent");
	sends(h, id, NOW - 7 * DAY, 0, "noreply");
	sends(h, id, NOW - 7 * DAY, 0, "cancel"); /* nobody was to answer it */
	sends(h, other, NOW - DAY, 10, "sent");
	a = sees(h, id).answers;
	assert_int_equal(5, a.sent);
	assert_int_equal(3, a.answered);
	assert_int_equal(7 * HOUR, a.median_s);
	sends(h, id, NOW - 6 * DAY, 9 * HOUR, "done");
	assert_int_equal(8 * HOUR, sees(h, id).answers.median_s);
}

/* --- verifying, editing, taking back --- */

static void verified_wears_off(void **state)
{
	struct house *h = *state;
	const int64_t id = adds(h, "CEM", "wec");
	struct institution found = sees(h, id);

	assert_false(inst_verified(&found, NOW));
	assert_int_equal(AM_OK, inst_verify(h->st, &h->rosa, id, NOW));
	found = sees(h, id);
	assert_string_equal("Rosa", found.verified_by);
	assert_true(inst_verified(&found, NOW + 90 * DAY));
	assert_false(inst_verified(&found, NOW + 90 * DAY + 1));
}

static void everything_is_taken_back_for_ten_minutes_by_who_did_it(void **state)
{
	struct house *h = *state;
	const int64_t id = adds(h, "CEM", "wec");
	struct record *before = record_new(&body_form), *after = record_new(&body_form);
	size_t field = 0;
	int64_t version = 0, same = id;

	assert_int_equal(AM_OK, inst_verify(h->st, &h->rosa, id, NOW));
	assert_int_equal(AM_CONFLICT, inst_undo(h->st, &h->marta, id, NOW));
	assert_int_equal(AM_DENIED, inst_undo(h->st, &h->rosa, id, NOW + 601));
	assert_int_equal(AM_OK, inst_undo(h->st, &h->rosa, id, NOW + 600));
	assert_int_equal(0, sees(h, id).verified_at);
	assert_int_equal(AM_CONFLICT, inst_undo(h->st, &h->rosa, id, NOW + 600));

	assert_int_equal(AM_OK, inst_load(h->st, &h->marta, id, NOW, before, &version));
	record_copy(after, before);
	record_set_id(after, "name", "CEM nuevo");
	record_set_id(after, "languages", "que");
	record_set_id(after, "age_from", "");
	assert_int_equal(AM_OK,
	    inst_save(h->st, &h->marta, &same, version, before, after, NOW, &field));
	assert_string_equal("que", sees(h, id).langs);
	assert_int_equal(AM_OK, inst_undo(h->st, &h->marta, id, NOW));
	assert_string_equal("CEM", sees(h, id).name);
	assert_string_equal("spa shp", sees(h, id).langs);
	assert_int_equal(12, sees(h, id).age_from);

	assert_int_equal(AM_OK, inst_retire(h->st, &h->marta, id, true, NOW));
	assert_false(sees(h, id).active);
	assert_int_equal(AM_OK, inst_undo(h->st, &h->marta, id, NOW));
	assert_true(sees(h, id).active);

	same = adds(h, "Doble", "ngo");
	assert_int_equal(AM_OK, inst_undo(h->st, &h->marta, same, NOW));
	assert_false(sees(h, same).active);
	record_free(before);
	record_free(after);
}

static void a_service_is_ended_and_given_again(void **state)
{
	struct house *h = *state;
	const int64_t id = adds(h, "CEM", "wec"), service = gives(h, id, "psych", "PE");

	assert_int_equal(AM_OK, inst_service_end(h->st, &h->marta, service, true, NOW));
	assert_string_equal("", sees(h, id).services);
	assert_int_equal(AM_OK, inst_service_end(h->st, &h->marta, service, false, NOW));
	assert_string_equal("psych", sees(h, id).services);
}

static void hours_that_nobody_understands_are_refused(void **state)
{
	struct house *h = *state;
	struct record *rec = record_new(&body_form);
	size_t field = 0;
	int64_t id = 0;

	record_set_id(rec, "name", "CEM");
	record_set_id(rec, "kind", "wec");
	record_set_id(rec, "hours", "de lunes a viernes");
	assert_int_equal(
	    AM_INVALID, inst_save(h->st, &h->marta, &id, 0, NULL, rec, NOW, &field));
	assert_string_equal("hours", body_form.fields[field].id);
	record_free(rec);
	assert_int_equal(0, house_counts(h, "SELECT count(*) FROM institution"));
}

static void only_supervisors_edit_and_others_do_not_even_read(void **state)
{
	struct house *h = *state;
	const int64_t id = adds(h, "CEM", "wec");
	struct record *rec = record_new(&body_form);
	struct actor *const outside[] = { &h->julia, &h->ana, &h->local };
	struct institution found, *all;
	size_t field = 0, count;
	int64_t version, same = id;

	assert_int_equal(AM_DENIED, inst_load(h->st, &h->rosa, id, NOW, rec, &version));
	assert_int_equal(
	    AM_DENIED, inst_save(h->st, &h->rosa, &same, 1, NULL, rec, NOW, &field));
	assert_int_equal(AM_DENIED, inst_retire(h->st, &h->rosa, id, true, NOW));
	assert_int_equal(AM_DENIED, inst_service_end(h->st, &h->rosa, 1, true, NOW));
	for (size_t i = 0; i < COUNT(outside); i++) {
		assert_int_equal(AM_DENIED, inst_get(h->st, outside[i], id, NOW, &found));
		assert_int_equal(
		    AM_DENIED, inst_reveal(h->st, outside[i], id, NOW, &found));
		assert_int_equal(
		    AM_DENIED, inst_list(h->st, outside[i], false, NOW, &all, &count));
		assert_int_equal(AM_DENIED, inst_verify(h->st, outside[i], id, NOW));
	}
	record_free(rec);
}

#define HOUSE(test) cmocka_unit_test_setup_teardown(test, house_open, house_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		HOUSE(a_body_is_read_as_it_was_written),
		HOUSE(a_shelter_is_known_by_its_kind_until_it_is_revealed),
		HOUSE(any_body_may_be_marked_confidential),
		HOUSE(a_list_has_hidden_bodies_last_and_retired_ones_not_at_all),
		HOUSE(answers_are_those_of_ninety_days),
		HOUSE(verified_wears_off),
		HOUSE(everything_is_taken_back_for_ten_minutes_by_who_did_it),
		HOUSE(a_service_is_ended_and_given_again),
		HOUSE(hours_that_nobody_understands_are_refused),
		HOUSE(only_supervisors_edit_and_others_do_not_even_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
