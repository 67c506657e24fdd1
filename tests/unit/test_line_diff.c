/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prose in lines, and two texts line by line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/base/wrap.h"
#include "tui/line_diff.h"

static const struct {
	const char *mine, *theirs, *out;
} pairs[] = {
	{ "", "", "" },
	{ "a\nb", "a\nb", "  a\n  b\n" },
	{ "a\nb\nc", "a\nc", "  a\n- b\n  c\n" },
	{ "a\nc", "a\nb\nc", "  a\n+ b\n  c\n" },
	{ "a\nx\nc", "a\ny\nc", "  a\n- x\n+ y\n  c\n" },
	{ "", "a", "+ a\n" },
	{ "a\n\nb", "a\nb", "  a\n- \n  b\n" },
};

static void lines_of_both_are_told_apart(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(pairs); i++) {
		struct buf out = { 0 };

		line_diff(&out, pairs[i].mine, pairs[i].theirs);
		assert_string_equal(pairs[i].out, buf_text(&out));
		buf_fini(&out);
	}
}

static void a_text_of_many_lines_is_cut(void **state)
{
	struct buf many = { 0 }, out = { 0 };
	size_t lines = 0;

	(void)state;
	for (int i = 0; i < 3 * LINE_DIFF_MAX; i++)
		buf_str(&many, "x\n");
	line_diff(&out, buf_text(&many), buf_text(&many));
	for (const char *p = buf_text(&out); *p != '\0'; p++)
		lines += *p == '\n';
	assert_int_equal(LINE_DIFF_MAX, lines);
	buf_fini(&many);
	buf_fini(&out);
}

static const struct {
	const char *text;
	size_t cols;
	const char *out;
} wrapped[] = {
	{ "", 10, "" },
	{ "uno dos tres", 8, "uno dos\ntres\n" },
	{ "uno\n\ndos", 8, "uno\n\ndos\n" },
	{ "- uno dos tres", 9, "- uno dos\n  tres\n" },
	{ "1 uno dos tres", 9, "1 uno dos\n  tres\n" },
	{ "  uno dos tres", 9, "  uno dos\n  tres\n" },
	{ "ñandú ñandú", 5, "ñandú\nñandú\n" },
	{ "unapalabralarga", 5, "unapa\nlabra\nlarga\n" },
	{ "abc\n", 5, "abc\n" },
};

static void prose_is_broken_at_blanks(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(wrapped); i++) {
		struct buf out = { 0 };

		wrap_lines(&out, wrapped[i].text, wrapped[i].cols);
		assert_string_equal(wrapped[i].out, buf_text(&out));
		buf_fini(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_of_both_are_told_apart),
		cmocka_unit_test(a_text_of_many_lines_is_cut),
		cmocka_unit_test(prose_is_broken_at_blanks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
