/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "schema/demo.h"
#include "server/callers.h"
#include "tests/unit/house.h"

static void the_same_seed_gives_the_same_callers(void **state)
{
	uint64_t a = 2004, b = 2004, c = 2005;
	bool other = false;

	(void)state;
	for (int i = 0; i < 50; i++) {
		const struct caller x = callers_next(&a), y = callers_next(&b),
				    z = callers_next(&c);

		assert_int_equal(x.gap_s, y.gap_s);
		assert_int_equal(x.patience_s, y.patience_s);
		assert_true(x.who == y.who);
		assert_string_equal(x.trunk, y.trunk);
		other = other || x.who != z.who;
	}
	assert_true(other);
}

static void one_rings_every_minute_or_two_and_some_soon_hang_up(void **state)
{
	uint64_t seed = 2004;
	int hurried = 0;

	(void)state;
	for (int i = 0; i < 300; i++) {
		const struct caller x = callers_next(&seed);

		assert_in_range(x.gap_s, 60, 120);
		assert_in_range(x.patience_s, 15, 300);
		hurried += x.patience_s < 60;
	}
	assert_in_range(hurried, 60, 140);
}

static void a_caller_has_a_number_that_cannot_ring(void **state)
{
	struct house *h = *state;
	char phone[24], again[24];

	for (uint64_t who = 0; who < 30; who++) {
		assert_int_equal(AM_OK, demo_caller(h->st, who, phone));
		assert_int_equal(AM_OK, demo_caller(h->st, who, again));
		assert_string_equal(phone, again);
		assert_int_equal(11, strlen(phone));
		assert_memory_equal("51261", phone, 5);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_seed_gives_the_same_callers),
		cmocka_unit_test(one_rings_every_minute_or_two_and_some_soon_hang_up),
		cmocka_unit_test_setup_teardown(
		    a_caller_has_a_number_that_cannot_ring, house_open, house_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
