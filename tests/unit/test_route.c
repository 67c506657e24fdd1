/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The route of a case: legs in order, what follows for the case, taking back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "schema/casefile.h"
#include "schema/record.h"
#include "schema/route.h"
#include "tests/unit/house.h"

#define LEGS 8

static int64_t opens_case(struct house *h)
{
	int64_t id = 0;

	assert_int_equal(AM_OK, case_new(h->st, &h->rosa, "x", 0, NOW, &id));
	return id;
}

static int64_t adds(
    struct house *h, int64_t in, const char *stage, const char *place, const char *on)
{
	struct record *rec = record_new(&leg_form);
	size_t field = 0;
	int64_t id = 0;

	record_set_id(rec, "stage", stage);
	record_set_id(rec, "place", place);
	record_set_id(rec, "happened_on", on);
	assert_int_equal(
	    AM_OK, leg_save(h->st, &h->rosa, in, &id, NULL, rec, 0, 0, NOW, &field));
	record_free(rec);
	return id;
}

static enum err changes(
    struct house *h, int64_t leg, const char *id, const char *value, int64_t now)
{
	struct record *before = record_new(&leg_form), *after = record_new(&leg_form);
	int64_t version = 0;
	size_t field = 0;
	enum err e = leg_load(h->st, &h->rosa, leg, now, before, &version);

	record_copy(after, before);
	record_set_id(after, id, value);
	if (e == AM_OK)
		e = leg_save(
		    h->st, &h->rosa, 0, &leg, before, after, version, 0, now, &field);
	record_free(before);
	record_free(after);
	return e;
}

/* "origin PE16, transit PE22": stages and places in order. */
static const char *route_of(struct house *h, int64_t in)
{
	static char text[256];
	struct leg legs[LEGS];
	struct buf b = { 0 };
	size_t count = 0;

	assert_int_equal(AM_OK, route_list(h->st, &h->rosa, in, NOW, legs, LEGS, &count));
	for (size_t i = 0; i < count; i++)
		buf_printf(
		    &b, "%s%s %s", i > 0 ? ", " : "", legs[i].stage, legs[i].place);
	str_copy(text, sizeof(text), buf_text(&b));
	buf_fini(&b);
	return text;
}

static const char *ends_of(struct house *h)
{
	return house_sees(h, "SELECT coalesce(origin, '-') || ' ' ||"
			     " coalesce(destination, '-') FROM casefile WHERE id = 1");
}

static void legs_stand_in_the_order_of_their_stages(void **state)
{
	struct house *h = *state;
	const int64_t in = opens_case(h);

	adds(h, in, "destination", "PE2501", "2026-11");
	adds(h, in, "origin", "PE1601", "2026-10-28");
	adds(h, in, "transit", "PE2201", "");
	adds(h, in, "transit", "PE1501", "");
	adds(h, in, "escape", "", "");
	assert_string_equal("origin PE1601, transit PE2201, transit PE1501,"
			    " destination PE2501, escape ",
	    route_of(h, in));
}

static void a_leg_is_moved_and_stops_at_the_ends(void **state)
{
	struct house *h = *state;
	const int64_t in = opens_case(h);
	const int64_t first = adds(h, in, "transit", "PE2201", "");
	const int64_t second = adds(h, in, "transit", "PE1501", "");

	assert_int_equal(AM_OK, leg_move(h->st, &h->rosa, second, true, NOW));
	assert_string_equal("transit PE1501, transit PE2201", route_of(h, in));
	assert_int_equal(AM_CONFLICT, leg_move(h->st, &h->rosa, second, true, NOW));
	assert_int_equal(AM_CONFLICT, leg_move(h->st, &h->rosa, first, false, NOW));
	assert_int_equal(AM_OK, leg_move(h->st, &h->rosa, second, false, NOW));
	assert_string_equal("transit PE2201, transit PE1501", route_of(h, in));
	assert_int_equal(2, house_counts(h, "SELECT count(*) FROM audit WHERE"
					    " action = 'move' AND entity = 'incident'"));
}

static void origin_and_destination_of_the_case_follow_the_route(void **state)
{
	struct house *h = *state;
	const int64_t in = opens_case(h);
	const int64_t from = adds(h, in, "origin", "PE1601", "");
	int64_t to;

	assert_string_equal("PE1601 -", ends_of(h));
	adds(h, in, "destination", "PE1501", "");
	to = adds(h, in, "destination", "PE2501", "");
	assert_string_equal("PE1601 PE2501", ends_of(h)); /* where she came to last */
	assert_int_equal(AM_OK, changes(h, from, "place", "PE1602", NOW));
	assert_string_equal("PE1602 PE2501", ends_of(h));
	assert_int_equal(AM_OK, leg_move(h->st, &h->rosa, to, true, NOW));
	assert_string_equal("PE1602 PE1501", ends_of(h));
	assert_int_equal(AM_OK, leg_take_out(h->st, &h->rosa, from, NOW));
	assert_string_equal("- PE1501", ends_of(h));
	assert_int_equal(AM_OK, leg_put_back(h->st, &h->rosa, from, NOW));
	assert_string_equal("PE1602 PE1501", ends_of(h));
}

static const char *last_told(struct house *h)
{
	return house_sees(h, "SELECT detail FROM audit WHERE detail LIKE '%by%route%'"
			     " ORDER BY id DESC LIMIT 1");
}

static void the_history_names_the_end_that_changed(void **state)
{
	struct house *h = *state;
	const int64_t in = opens_case(h);
	const int64_t from = adds(h, in, "origin", "PE1601", "");

	assert_string_equal("{\"old\":{\"origin\":\"\"},\"by\":\"route\"}", last_told(h));
	adds(h, in, "destination", "PE2501", "");
	assert_string_equal(
	    "{\"old\":{\"destination\":\"\"},\"by\":\"route\"}", last_told(h));
	assert_int_equal(AM_OK, changes(h, from, "place", "PE1602", NOW));
	assert_string_equal(
	    "{\"old\":{\"origin\":\"PE1601\"},\"by\":\"route\"}", last_told(h));
}

static void what_was_set_by_hand_stays(void **state)
{
	struct house *h = *state;
	const int64_t in = opens_case(h);

	assert_int_equal(
	    SQLITE_OK, sqlite3_exec(store_connection(h->st),
			   "UPDATE casefile SET origin = 'PE21', destination = 'PE25'",
			   NULL, NULL, NULL));
	adds(h, in, "origin", "PE1601", "");
	assert_string_equal("PE21 PE25", ends_of(h));
	adds(h, in, "destination", "PE2501", ""); /* the same, known better */
	assert_string_equal("PE21 PE2501", ends_of(h));
}

static void each_save_is_taken_back(void **state)
{
	struct house *h = *state;
	const int64_t in = opens_case(h);
	const int64_t leg = adds(h, in, "origin", "PE1601", "");

	assert_int_equal(AM_OK, changes(h, leg, "place", "PE2201", NOW));
	assert_int_equal(AM_DENIED, leg_undo(h->st, &h->rosa, leg, NOW + 601));
	assert_int_equal(AM_CONFLICT, leg_undo(h->st, &h->marta, leg, NOW));
	assert_int_equal(AM_OK, leg_undo(h->st, &h->rosa, leg, NOW));
	assert_string_equal("origin PE1601", route_of(h, in));
	assert_string_equal("PE1601 -", ends_of(h));
	assert_int_equal(AM_CONFLICT, leg_undo(h->st, &h->rosa, leg, NOW));
}

static void a_new_leg_taken_back_is_out_of_the_route(void **state)
{
	struct house *h = *state;
	const int64_t in = opens_case(h);
	const int64_t leg = adds(h, in, "origin", "PE1601", "");

	assert_int_equal(AM_OK, leg_undo(h->st, &h->rosa, leg, NOW));
	assert_string_equal("", route_of(h, in));
	assert_string_equal("- -", ends_of(h));
	assert_int_equal(1, house_counts(h, "SELECT count(*) FROM incident"));
	assert_int_equal(AM_MISSING, changes(h, leg, "place", "PE2201", NOW));
	assert_int_equal(AM_MISSING, leg_take_out(h->st, &h->rosa, leg, NOW));
}

static void a_route_is_its_cases_affair(void **state)
{
	struct house *h = *state;
	const int64_t in = opens_case(h);
	int64_t leg = adds(h, in, "origin", "PE1601", "");
	struct record *rec = record_new(&leg_form);
	struct leg legs[LEGS];
	size_t count = 9, field = 9;
	int64_t version;

	assert_int_equal(
	    AM_MISSING, route_list(h->st, &h->luz, in, NOW, legs, LEGS, &count));
	assert_int_equal(0, count);
	assert_int_equal(AM_MISSING, leg_load(h->st, &h->luz, leg, NOW, rec, &version));
	assert_int_equal(AM_MISSING, leg_move(h->st, &h->luz, leg, true, NOW));
	assert_int_equal(AM_MISSING, leg_take_out(h->st, &h->luz, leg, NOW));
	assert_int_equal(AM_MISSING, leg_undo(h->st, &h->luz, leg, NOW));
	assert_int_equal(AM_DENIED, leg_take_out(h->st, &h->ana, leg, NOW));
	assert_int_equal(AM_MISSING, leg_load(h->st, &h->rosa, 99, NOW, rec, &version));
	leg = 0;
	assert_int_equal(AM_INVALID,
	    leg_save(h->st, &h->rosa, in, &leg, NULL, rec, 0, 0, NOW, &field));
	assert_int_equal(0, field); /* the stage is needed */
	record_set_id(rec, "stage", "origin");
	record_set_id(rec, "happened_on", "32 13");
	assert_int_equal(AM_INVALID,
	    leg_save(h->st, &h->rosa, in, &leg, NULL, rec, 0, 0, NOW, &field));
	assert_string_equal("happened_on", leg_form.fields[field].id);
	record_free(rec);
}

static void the_routes_of_merged_cases_are_one(void **state)
{
	struct house *h = *state;
	const int64_t in = opens_case(h), twin = opens_case(h);

	adds(h, in, "origin", "PE1601", "");
	adds(h, twin, "destination", "PE2501", "");
	assert_int_equal(SQLITE_OK,
	    sqlite3_exec(store_connection(h->st),
		"UPDATE casefile SET merged_into = 1 WHERE id = 2", NULL, NULL, NULL));
	assert_string_equal("origin PE1601, destination PE2501", route_of(h, in));
	adds(h, in, "transit", "PE2201", "");
	assert_string_equal(
	    "origin PE1601, transit PE2201, destination PE2501", route_of(h, in));
}

#define IN_HOUSE(test) cmocka_unit_test_setup_teardown(test, house_open, house_close)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		IN_HOUSE(legs_stand_in_the_order_of_their_stages),
		IN_HOUSE(a_leg_is_moved_and_stops_at_the_ends),
		IN_HOUSE(origin_and_destination_of_the_case_follow_the_route),
		IN_HOUSE(the_history_names_the_end_that_changed),
		IN_HOUSE(what_was_set_by_hand_stays),
		IN_HOUSE(each_save_is_taken_back),
		IN_HOUSE(a_new_leg_taken_back_is_out_of_the_route),
		IN_HOUSE(a_route_is_its_cases_affair),
		IN_HOUSE(the_routes_of_merged_cases_are_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
