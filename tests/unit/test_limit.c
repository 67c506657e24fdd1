/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <arpa/inet.h>
#include <netinet/in.h>

#include <cmocka.h>

#include "schema/base/mem.h"
#include "server/limit.h"

#define NOW 1000000
#define LUCKY 99
#define UNLUCKY 0

static int begin(void **state)
{
	const struct limit_rule rule = { 64, 32, 8, "10.1.0.0/16 2001:db8::/32" };
	struct limit *l = limit_new();

	limit_rule(l, &rule);
	*state = l;
	return 0;
}

static int end(void **state)
{
	limit_free(*state);
	return 0;
}

static struct limit_address from(const char *text)
{
	struct sockaddr_in four = { .sin_family = AF_INET };
	struct sockaddr_in6 six = { .sin6_family = AF_INET6 };
	struct limit_address a;

	if (inet_pton(AF_INET, text, &four.sin_addr) == 1)
		assert_true(limit_address((struct sockaddr *)&four, &a));
	else {
		assert_int_equal(1, inet_pton(AF_INET6, text, &six.sin6_addr));
		assert_true(limit_address((struct sockaddr *)&six, &a));
	}
	return a;
}

static enum limit_answer ask(struct limit *l, const char *text, int64_t now_ms, int dice)
{
	const struct limit_address a = from(text);

	return limit_ask(l, &a, now_ms, dice);
}

static void enter(struct limit *l, const char *text, int times)
{
	const struct limit_address a = from(text);

	for (int i = 0; i < times; i++)
		limit_enter(l, &a);
}

/* Strangers from count different addresses. */
static void crowd(struct limit *l, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		struct sockaddr_in four = { .sin_family = AF_INET };
		struct limit_address a;

		four.sin_addr.s_addr = htonl(0xc0000200 + i);
		assert_true(limit_address((struct sockaddr *)&four, &a));
		limit_enter(l, &a);
	}
}

static void eight_from_one_address_are_enough(void **state)
{
	struct limit *l = *state;
	const struct limit_address a = from("192.0.2.1");

	enter(l, "192.0.2.1", 7);
	assert_int_equal(LIMIT_COME_IN, ask(l, "192.0.2.1", NOW, LUCKY));
	enter(l, "192.0.2.1", 1);
	assert_int_equal(LIMIT_ADDRESS, ask(l, "192.0.2.1", NOW, LUCKY));
	assert_int_equal(LIMIT_COME_IN, ask(l, "192.0.2.2", NOW, LUCKY));
	limit_leave(l, &a);
	assert_int_equal(LIMIT_COME_IN, ask(l, "192.0.2.1", NOW, LUCKY));
	assert_int_equal(7, limit_count(l));
}

static void a_customer_of_ipv6_has_one_address(void **state)
{
	struct limit *l = *state;

	enter(l, "2a00:1:2:3::1", 4);
	enter(l, "2a00:1:2:3:ffff::2", 4);
	assert_int_equal(LIMIT_ADDRESS, ask(l, "2a00:1:2:3::9", NOW, LUCKY));
	assert_int_equal(LIMIT_COME_IN, ask(l, "2a00:1:2:4::1", NOW, LUCKY));
}

static void ipv4_is_the_same_through_an_ipv6_socket(void **state)
{
	struct limit *l = *state;

	enter(l, "::ffff:192.0.2.1", 8);
	assert_int_equal(LIMIT_ADDRESS, ask(l, "192.0.2.1", NOW, LUCKY));
	assert_int_equal(LIMIT_COME_IN, ask(l, "::ffff:192.0.2.2", NOW, LUCKY));
}

static void a_crowd_is_thinned_at_random_and_then_shut_out(void **state)
{
	struct limit *l = *state;

	crowd(l, 31);
	assert_int_equal(LIMIT_COME_IN, ask(l, "192.0.3.1", NOW, UNLUCKY));
	enter(l, "192.0.3.9", 1);
	assert_int_equal(LIMIT_UNLUCKY, ask(l, "192.0.3.1", NOW, 29));
	assert_int_equal(LIMIT_COME_IN, ask(l, "192.0.3.1", NOW, 30));
	crowd(l, 32);
	assert_int_equal(LIMIT_FULL, ask(l, "192.0.3.1", NOW, LUCKY));
}

static void the_office_finds_room_when_all_is_full(void **state)
{
	struct limit *l = *state;

	crowd(l, 64);
	assert_int_equal(LIMIT_COME_IN, ask(l, "10.1.2.3", NOW, UNLUCKY));
	assert_int_equal(LIMIT_COME_IN, ask(l, "2001:db8:9::1", NOW, UNLUCKY));
	assert_int_equal(LIMIT_FULL, ask(l, "10.2.2.3", NOW, LUCKY));
	enter(l, "10.1.2.3", 16);
	assert_int_equal(LIMIT_FULL, ask(l, "10.1.2.3", NOW, LUCKY));
}

static void who_keeps_failing_waits_and_may_come_back(void **state)
{
	struct limit *l = *state;
	const struct limit_address a = from("192.0.2.1"), office = from("10.1.0.1");

	limit_penalty(l, &a, LIMIT_REFUSED, NOW);
	limit_penalty(l, &a, LIMIT_REFUSED, NOW);
	assert_int_equal(LIMIT_COME_IN, ask(l, "192.0.2.1", NOW, LUCKY));
	limit_penalty(l, &a, LIMIT_REFUSED, NOW);
	assert_int_equal(LIMIT_WAIT, ask(l, "192.0.2.1", NOW, LUCKY));
	assert_int_equal(LIMIT_COME_IN, ask(l, "192.0.2.1", NOW + 1, LUCKY));
	limit_penalty(l, &a, LIMIT_CRASH, NOW);
	assert_int_equal(LIMIT_WAIT, ask(l, "192.0.2.1", NOW + 80000, LUCKY));
	for (int i = 0; i < 100; i++) {
		limit_penalty(l, &a, LIMIT_CRASH, NOW);
		limit_penalty(l, &office, LIMIT_CRASH, NOW);
	}
	assert_int_equal(LIMIT_WAIT, ask(l, "192.0.2.1", NOW + 580000, LUCKY));
	assert_int_equal(LIMIT_COME_IN, ask(l, "192.0.2.1", NOW + 600000, LUCKY));
	assert_int_equal(LIMIT_COME_IN, ask(l, "10.1.0.1", NOW, LUCKY));
}

static void many_addresses_push_out_the_shortest_wait_only(void **state)
{
	struct limit *l = *state;
	const struct limit_address worst = from("192.0.2.1");

	limit_penalty(l, &worst, LIMIT_CRASH, NOW);
	enter(l, "192.0.2.2", 8);
	for (uint32_t i = 0; i < 6000; i++) {
		struct sockaddr_in four = { .sin_family = AF_INET };
		struct limit_address a;

		four.sin_addr.s_addr = htonl(0x0b000000 + i);
		assert_true(limit_address((struct sockaddr *)&four, &a));
		limit_penalty(l, &a, LIMIT_NO_LOGIN, NOW);
	}
	assert_int_equal(LIMIT_WAIT, ask(l, "192.0.2.1", NOW, LUCKY));
	assert_int_equal(LIMIT_ADDRESS, ask(l, "192.0.2.2", NOW, LUCKY));
}

static void an_exempt_list_is_read_or_refused(void **state)
{
	(void)state;
	assert_true(limit_exempt_valid(""));
	assert_true(limit_exempt_valid("10.0.0.1, ::1  192.168.0.0/16"));
	assert_false(limit_exempt_valid("10.0.0.1/33"));
	assert_false(limit_exempt_valid("10.0.0.1/"));
	assert_false(limit_exempt_valid("office"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    eight_from_one_address_are_enough, begin, end),
		cmocka_unit_test_setup_teardown(
		    a_customer_of_ipv6_has_one_address, begin, end),
		cmocka_unit_test_setup_teardown(
		    ipv4_is_the_same_through_an_ipv6_socket, begin, end),
		cmocka_unit_test_setup_teardown(
		    a_crowd_is_thinned_at_random_and_then_shut_out, begin, end),
		cmocka_unit_test_setup_teardown(
		    the_office_finds_room_when_all_is_full, begin, end),
		cmocka_unit_test_setup_teardown(
		    who_keeps_failing_waits_and_may_come_back, begin, end),
		cmocka_unit_test_setup_teardown(
		    many_addresses_push_out_the_shortest_wait_only, begin, end),
		cmocka_unit_test(an_exempt_list_is_read_or_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
