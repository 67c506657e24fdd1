/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/json.h"
#include "schema/base/mem.h"
#include "schema/record.h"

enum { NAME, NOTES };
static const struct field fields[] = {
	[NAME] = { .id = "name", .type = FIELD_TEXT, .max_len = 5 },
	[NOTES] = { .id = "notes", .type = FIELD_NOTES, .max_len = 100 },
};
static const struct form form = { "test", "test", fields, COUNT(fields) };

static int new_record(void **state)
{
	*state = record_new(&form);
	return 0;
}

static int free_record(void **state)
{
	record_free(*state);
	return 0;
}

static void a_new_record_is_empty(void **state)
{
	assert_true(record_empty(*state));
	assert_string_equal("", record_get(*state, NAME));
	assert_ptr_equal(&form, record_form(*state));
}

static void a_value_is_kept_as_it_was_set(void **state)
{
	record_set(*state, NOTES, "una\nnota");
	assert_string_equal("una\nnota", record_get(*state, NOTES));
	assert_string_equal("una\nnota", record_get_id(*state, "notes"));
	record_set(*state, NOTES, "");
	assert_true(record_empty(*state));
}

static void a_long_value_is_cut_between_characters(void **state)
{
	record_set(*state, NAME, "abcdñ"); /* ñ has two bytes: one would fit */
	assert_string_equal("abcd", record_get(*state, NAME));
	record_set(*state, NAME, "abcde");
	assert_string_equal("abcde", record_get(*state, NAME));
}

static void a_value_may_be_set_to_itself(void **state)
{
	record_set(*state, NAME, "rosa");
	record_set(*state, NAME, record_get(*state, NAME));
	assert_string_equal("rosa", record_get(*state, NAME));
}

static void a_name_that_the_form_lacks_is_passed_over(void **state)
{
	record_set_id(*state, "gone", "x");
	assert_true(record_empty(*state));
	assert_string_equal("", record_get_id(*state, "gone"));
	record_set_id(*state, "name", "luz");
	assert_string_equal("luz", record_get(*state, NAME));
}

static void a_copy_has_all_values_and_none_of_the_old(void **state)
{
	struct record *to = record_new(&form);

	record_set(to, NOTES, "old");
	record_set(*state, NAME, "luz");
	record_copy(to, *state);
	assert_string_equal("luz", record_get(to, NAME));
	assert_string_equal("", record_get(to, NOTES));
	record_free(to);
}

static void json_holds_what_is_filled(void **state)
{
	char *json = record_json(*state);

	assert_string_equal("{}", json);
	free(json);
	record_set(*state, NAME, "a\"\\");
	record_set(*state, NOTES, "ñ\n\x1b\x7f");
	json = record_json(*state);
	assert_string_equal(
	    "{\"name\":\"a\\\"\\\\\",\"notes\":\"ñ\\u000a\\u001b\\u007f\"}", json);
	free(json);
}

static void json_is_utf8_whatever_comes(void **state)
{
	struct buf b = { 0 };

	(void)state;
	json_text(&b, "a\xff"
		      "b");
	assert_string_equal("\"a\xef\xbf\xbd"
			    "b\"",
	    buf_text(&b));
	buf_clear(&b);
	buf_byte(&b, '{');
	json_number(&b, "n", INT64_MIN);
	json_key(&b, "list");
	buf_str(&b, "[]");
	json_pair(&b, "s", ",");
	json_pair(&b, "t", "");
	buf_byte(&b, '}');
	assert_string_equal(
	    "{\"n\":-9223372036854775808,\"list\":[],\"s\":\",\",\"t\":\"\"}",
	    buf_text(&b));
	buf_fini(&b);
}

/* What both began from, what she wrote, what I wrote, what is mine then, a clash? */
static void two_people_are_joined_field_by_field(void **state)
{
	static const struct {
		const char *base, *theirs, *mine, *joined;
		bool clash;
	} cases[] = {
		{ "a", "a", "a", "a", false },
		{ "a", "b", "a", "b", false },
		{ "a", "a", "c", "c", false },
		{ "a", "b", "b", "b", false },
		{ "a", "b", "c", "c", true },
		{ "a", "", "c", "c", true },
		{ "a", "b", "", "", true },
		{ "", "", "c", "c", false },
	};
	struct record *base = record_new(&form), *theirs = record_new(&form);
	struct record *mine = *state;
	bool clash[COUNT(fields)];

	for (size_t i = 0; i < COUNT(cases); i++) {
		record_set(base, NAME, cases[i].base);
		record_set(theirs, NAME, cases[i].theirs);
		record_set(mine, NAME, cases[i].mine);
		assert_int_equal(
		    cases[i].clash, record_join(mine, base, theirs, clash));
		assert_int_equal(cases[i].clash, clash[NAME]);
		assert_string_equal(cases[i].joined, record_get(mine, NAME));
	}
	record_free(base);
	record_free(theirs);
}

int main(void)
{
#define STORY(f) cmocka_unit_test_setup_teardown(f, new_record, free_record)
	const struct CMUnitTest tests[] = {
		STORY(a_new_record_is_empty),
		STORY(a_value_is_kept_as_it_was_set),
		STORY(a_long_value_is_cut_between_characters),
		STORY(a_value_may_be_set_to_itself),
		STORY(a_name_that_the_form_lacks_is_passed_over),
		STORY(a_copy_has_all_values_and_none_of_the_old),
		STORY(json_holds_what_is_filled),
		STORY(json_is_utf8_whatever_comes),
		STORY(two_people_are_joined_field_by_field),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
