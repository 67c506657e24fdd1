/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Frames for terminals that do not speak UTF-8. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/base/utf8.h"
#include "tui/charset.h"

struct row {
	enum charset set;
	const char *frame, *sent;
};

/* clang-format off */
static const struct row rows[] = {
	{ CHARSET_UTF8, "\033[Hñandú’\xff", "\033[Hñandú’\xff" },
	{ CHARSET_LATIN1, "\033[2;3HMañana ¿sí? Ü’—€x", "\033[2;3HMa\xf1""ana \xbfs\xed? \xdc'-Ex" },
	{ CHARSET_CP850, "Mañana ¿sí? Á’", "Ma\xa4""ana \xa8s\xa1? \xb5'" },
	{ CHARSET_ASCII, "Mañana ¿sí? ÁÜï’“”–…•", "Manana ?si? AUi'\"\"-.*" },
	{ CHARSET_ASCII, "▁█→ß×°ª", ".#>sxoa" },
	{ CHARSET_ASCII, "中α\xff\xc3", "????" },
};
/* clang-format on */

static void every_cell_stays_one_cell(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf out = { 0 };

		charset_add(&out, rows[i].set, rows[i].frame, strlen(rows[i].frame));
		assert_string_equal(rows[i].sent, buf_text(&out));
		if (rows[i].set != CHARSET_UTF8)
			assert_int_equal(utf8_cols(rows[i].frame), out.len);
		buf_fini(&out);
	}
}

static void what_an_eight_bit_terminal_types_it_can_show(void **state)
{
	(void)state;
	for (enum charset set = CHARSET_LATIN1; set <= CHARSET_CP850; set++) {
		for (unsigned byte = 0xa0; byte < 0x100; byte++) {
			struct buf out = { 0 };
			char bytes[4];
			size_t len =
			    utf8_put(bytes, charset_code(set, (unsigned char)byte));

			charset_add(&out, set, bytes, len);
			assert_int_equal(byte, (unsigned char)buf_text(&out)[0]);
			buf_fini(&out);
		}
	}
}

static void nothing_becomes_a_control(void **state)
{
	(void)state;
	for (uint32_t c = 0x80; c < 0x30000; c++) {
		for (enum charset set = 0; set < CHARSET_COUNT; set++) {
			struct buf out = { 0 };
			char bytes[4];
			size_t len = utf8_put(bytes, c);

			if (set == CHARSET_UTF8)
				continue;
			charset_add(&out, set, bytes, len);
			if (out.data[0] >= 0 &&
			    (out.data[0] < 0x20 || out.data[0] == 0x7f))
				fail_msg("U+%04X became %d", c, out.data[0]);
			buf_fini(&out);
		}
	}
}

static void names_are_found_again(void **state)
{
	(void)state;
	for (enum charset set = 0; set < CHARSET_COUNT; set++)
		assert_int_equal(set, charset_find(charset_name(set)));
	assert_int_equal(CHARSET_COUNT, charset_find(""));
	assert_string_equal("", charset_name(CHARSET_COUNT));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_cell_stays_one_cell),
		cmocka_unit_test(what_an_eight_bit_terminal_types_it_can_show),
		cmocka_unit_test(nothing_becomes_a_control),
		cmocka_unit_test(names_are_found_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
