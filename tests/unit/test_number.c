/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "schema/base/mem.h"
#include "schema/number.h"

#define OF(year, sequence) ((year)*NUMBER_YEAR + (sequence))

static void the_number_of_the_paper_has_check_digit_3(void **state)
{
	char out[NUMBER_LEN];

	(void)state;
	assert_string_equal("L 26-00417-3", number_show(out, NUMBER_CALL, OF(26, 417)));
	assert_string_equal("C 26-00031-3", number_show(out, NUMBER_CASE, OF(26, 31)));
	assert_string_equal("26-00417-3", number_short(out, OF(26, 417)));
}

static void a_sequence_grows_beyond_five_digits(void **state)
{
	char out[NUMBER_LEN];
	int64_t n = 0;

	(void)state;
	number_show(out, NUMBER_CALL, OF(4, 1234567));
	assert_memory_equal("L 04-1234567-", out, 13);
	assert_int_equal(AM_OK, number_parse(out, &n));
	assert_int_equal(OF(4, 1234567), n);
}

static void a_number_is_read_as_people_type_it(void **state)
{
	static const char *const ways[] = { "L 26-00417-3", "l26004173", "26004173",
		"26 00417 3", "26-00417-3", " L26-00417-3 ", "C 26-00417-3" };
	int64_t n;

	(void)state;
	for (size_t i = 0; i < COUNT(ways); i++) {
		n = 0;
		assert_int_equal(AM_OK, number_parse(ways[i], &n));
		assert_int_equal(OF(26, 417), n);
	}
}

static void what_is_no_number_is_refused(void **state)
{
	static const char *const wrong[] = { "L", "26-00417", "26-0417-3", "x26004173",
		"26004173x", "26.00417.3", "260041730000", "LL26004173", "26-000417-3",
		"99999999999999999999", "-3" };
	int64_t n = 7;

	(void)state;
	for (size_t i = 0; i < COUNT(wrong); i++)
		assert_int_equal(AM_INVALID, number_parse(wrong[i], &n));
	assert_int_equal(AM_MISSING, number_parse("", &n));
	assert_int_equal(AM_MISSING, number_parse("   ", &n));
	assert_int_equal(7, n); /* untouched */
}

static void every_number_is_read_back(void **state)
{
	char out[NUMBER_LEN];

	(void)state;
	for (int64_t s = 1; s < 200000; s += 37) {
		int64_t n = 0;

		number_short(out, OF(26, s));
		assert_int_equal(AM_OK, number_parse(out, &n));
		assert_int_equal(OF(26, s), n);
	}
}

static void every_wrong_digit_is_found(void **state)
{
	char out[NUMBER_LEN];
	int64_t n;

	(void)state;
	for (int64_t s = 1; s < 100000; s += 97) {
		number_short(out, OF(26, s));
		for (char *at = out; *at != '\0'; at++) {
			const char right = *at;

			if (right == '-')
				continue;
			for (char c = '0'; c <= '9'; c++) {
				*at = c;
				assert_int_equal(c == right ? AM_OK : AM_INVALID,
				    number_parse(out, &n));
			}
			*at = right;
		}
	}
}

static void every_swap_of_neighbours_is_found(void **state)
{
	char out[NUMBER_LEN], bare[NUMBER_LEN];
	int64_t n;

	(void)state;
	for (int64_t s = 1; s < 100000; s += 31) {
		size_t len = 0;

		number_short(out, OF(26, s));
		for (const char *c = out; *c != '\0'; c++)
			if (*c != '-')
				bare[len++] = *c;
		bare[len] = '\0';
		for (size_t i = 0; i + 1 < len; i++) {
			const char a = bare[i], b = bare[i + 1];

			bare[i] = b;
			bare[i + 1] = a;
			assert_int_equal(
			    a == b ? AM_OK : AM_INVALID, number_parse(bare, &n));
			bare[i] = a;
			bare[i + 1] = b;
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_number_of_the_paper_has_check_digit_3),
		cmocka_unit_test(a_sequence_grows_beyond_five_digits),
		cmocka_unit_test(a_number_is_read_as_people_type_it),
		cmocka_unit_test(what_is_no_number_is_refused),
		cmocka_unit_test(every_number_is_read_back),
		cmocka_unit_test(every_wrong_digit_is_found),
		cmocka_unit_test(every_swap_of_neighbours_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
