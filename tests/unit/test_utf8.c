/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes, code points and cells. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "schema/base/mem.h"
#include "schema/base/utf8.h"

static void every_code_point_comes_back(void **state)
{
	(void)state;
	for (uint32_t c = 0; c <= 0x10ffff; c++) {
		char bytes[4];
		const char *p = bytes;
		size_t len;

		if (c >= 0xd800 && c <= 0xdfff)
			continue;
		len = utf8_put(bytes, c);
		assert_true(utf8_valid(bytes, len));
		assert_int_equal(c, utf8_next(&p, bytes + len));
		assert_ptr_equal(bytes + len, p);
	}
}

/* RFC 3629, 3 and 4: longer forms, surrogates, beyond U+10FFFF, bare and missing bytes. */
static const char *const bad[] = { "\x80", "\xbf", "\xc0\x80", "\xc1\xbf", "\xc3",
	"\xc3\x28", "\xe0\x80\x80", "\xe0\x9f\xbf", "\xe2\x82", "\xed\xa0\x80",
	"\xed\xbf\xbf", "\xf0\x80\x80\x80", "\xf0\x8f\xbf\xbf", "\xf0\x9f\x98",
	"\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xfe", "\xff" };

static void a_bad_byte_is_one_step_and_nothing_is_read_behind_the_end(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(bad); i++) {
		const char *p = bad[i], *end = p + strlen(p);

		assert_false(utf8_valid(bad[i], strlen(bad[i])));
		assert_int_equal(UTF8_BAD, utf8_next(&p, end));
		assert_ptr_equal(bad[i] + 1, p);
	}
	assert_true(utf8_valid("\xef\xbf\xbd", 3)); /* U+FFFD itself is a character */
}

static void columns_are_characters(void **state)
{
	const char *name = "Ñusta Quispé";

	(void)state;
	assert_int_equal(12, utf8_cols(name));
	assert_int_equal(0, utf8_cols(""));
	assert_int_equal(2, utf8_cut(name, 1));
	assert_int_equal(strlen(name), utf8_cut(name, 99));
	assert_int_equal(0, utf8_cut(name, 0));
	assert_int_equal(0, utf8_back(name, 2));
	assert_int_equal(strlen(name) - 2, utf8_back(name, strlen(name)));
	assert_int_equal(3, utf8_cols("a\xff"
				      "b"));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_code_point_comes_back),
		cmocka_unit_test(
		    a_bad_byte_is_one_step_and_nothing_is_read_behind_the_end),
		cmocka_unit_test(columns_are_characters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
