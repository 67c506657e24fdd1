/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text of strangers: what a screen shows of it, and how it is found again. */
#define _XOPEN_SOURCE 700 /* wcwidth() */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <locale.h>
#include <string.h>
#include <wchar.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/base/text.h"
#include "schema/base/utf8.h"

struct pair {
	const char *from, *to;
};

/* clang-format off */
static const struct pair shown[] = {
	{ "", "" },
	{ "María Ñusta k’anti", "María Ñusta k’anti" },
	{ "n\xcc\x83" "and\xc3\xba", "ñandú" },                     /* a mark behind its letter */
	{ "a\xcc\x83\xcc\x83\xcc\x83", "ã??" },                     /* piled-up marks */
	{ "\033[2J\033]0;x\007", "?[2J?]0;x?" },
	{ "\xc2\x9b" "31m", "?31m" },                               /* C1: CSI in one character */
	{ "9876\xe2\x80\xae" "4321", "9876?4321" },                 /* right-to-left override */
	{ "\xe2\x81\xa6x\xe2\x81\xa9", "?x?" },                     /* isolates */
	{ "a\xe2\x80\x8b" "b\xef\xbb\xbf", "a?b?" },                /* zero width, BOM */
	{ "a\tb\r\nc\xc2\xa0" "d\xe3\x80\x80" "e", "a b  c d e" },
	{ "\xe7\x95\x8c\xf0\x9f\x98\x80", "??" },                   /* two cells each */
	{ "\xff\xc3", "??" },
	{ "Pe\xf1" "a", "Pe?a" },
	{ "\xd7\x90 123", "? 123" },                                /* right-to-left letter */
	{ "\xee\x80\x80", "?" },                                    /* private use */
};

static const struct pair folded[] = {
	{ "  María-Elena QUISPE", "maria elena quispe" },
	{ "Ñandú, año 2004.", "nandu ano 2004" },
	{ "ÁÉÍÓÚÜ", "aeiouu" }, { "a\xcc\x81", "a" }, { "\xef\xbc\xa1", "a" },
	{ "...", "" }, { "", "" }, { "Calle 28 de Julio", "calle 28 de julio" },
};

/* The same name in several spellings. */
static const char *const spellings[][5] = {
	{ "Quispe", "Quishpe", "Kispi", "QUISPÉ", "Kispe" },
	{ "Huamán", "Waman", "Uaman", "wamán", "HUAMAN" },
	{ "Cusco", "Cuzco", "Qosqo", "Kosko", "Qusqu" },
	{ "k’anti", "k'anti", "kanti", "qhanti", "q\xca\xbc" "anti" },
	{ "Chávez", "Chabes", "chaves", "Chavez", "CHÁBEZ" },
	{ "Llamocca", "Yamoca", "llamoka", "Yamuqa", "Llamoqa" },
	{ "Jhon", "John", "Jon", "jhón", "JON" },
	{ "Guerrero", "guerrero", "Guerero", "GUERRERO", "guerero" },
	{ "Ana h. Quispe", "ana quispe", " Ana Kispi h", "h Ana Quispe", "ANA QUISHPE" },
};

static const char *const different[][2] = {
	{ "Quispe", "Crispín" }, { "Rosa", "Raúl" }, { "Mamani", "Mamaní Flores" }, { "Ana", "Anaí" },
};
/* clang-format on */

typedef void change(struct buf *out, const char *s);

static void expect(change *f, const struct pair *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct buf out = { 0 };

		f(&out, rows[i].from);
		assert_string_equal(rows[i].to, buf_text(&out));
		buf_fini(&out);
	}
}

static void nothing_that_is_shown_moves_a_terminal(void **state)
{
	(void)state;
	expect(txt_show, shown, COUNT(shown));
}

/* ncurses counts columns by wcwidth(3): what is drawn must be one column for it, too. */
static void every_code_point_takes_one_cell(void **state)
{
	(void)state;
	assert_non_null(setlocale(LC_ALL, "C.UTF-8"));
	for (uint32_t c = 0; c <= 0x10ffff; c++) {
		const uint32_t glyph = txt_glyph(c);

		if (glyph != c && glyph != '?' && glyph != ' ')
			fail_msg("U+%04X is shown as U+%04X", c, glyph);
		if (wcwidth((wchar_t)glyph) != 1)
			fail_msg("U+%04X is %d columns", glyph, wcwidth((wchar_t)glyph));
	}
}

static void searching_needs_no_accents_and_no_capitals(void **state)
{
	(void)state;
	expect(txt_fold, folded, COUNT(folded));
}

/* A letter that the short way does not know sends the whole text the long way. */
static void the_short_way_of_folding_gives_what_the_long_way_gives(void **state)
{
	char text[16], other[24], bytes[4];

	(void)state;
	for (uint32_t c = 1; c < 0x180; c++) {
		struct buf plain = { 0 }, whole = { 0 };
		const size_t len = utf8_put(bytes, c);

		str_printf(text, sizeof(text), "a%.*sB", (int)len, bytes);
		str_printf(other, sizeof(other), "%s \xe1\xb8\x80", text); /* U+1E00 */
		txt_fold(&plain, text);
		txt_fold(&whole, other);
		buf_str(&plain, " a");
		if (strcmp(buf_text(&plain), buf_text(&whole)) != 0)
			fail_msg("U+%04X: \"%s\", not \"%s\"", c, buf_text(&plain),
			    buf_text(&whole));
		buf_fini(&plain);
		buf_fini(&whole);
	}
}

static void sound_of(struct buf *out, const char *s)
{
	buf_clear(out);
	txt_phon(out, s);
}

static void a_name_is_found_however_it_is_spelt(void **state)
{
	struct buf first = { 0 }, other = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT(spellings); i++) {
		sound_of(&first, spellings[i][0]);
		for (size_t k = 1; k < COUNT(spellings[i]); k++) {
			sound_of(&other, spellings[i][k]);
			assert_string_equal(buf_text(&first), buf_text(&other));
		}
	}
	for (size_t i = 0; i < COUNT(different); i++) {
		sound_of(&first, different[i][0]);
		sound_of(&other, different[i][1]);
		assert_string_not_equal(buf_text(&first), buf_text(&other));
	}
	buf_fini(&first);
	buf_fini(&other);
}

static void pasted_controls_become_blanks_and_it_says_so(void **state)
{
	static const struct {
		const char *from, *line, *lines;
		bool replaced;
	} rows[] = {
		{ "una\r\ndos\rtres\n", "una dos tres ", "una\ndos\ntres\n", false },
		{ "a\tb", "a b", "a b", false },
		{ "a\033[31mb\x7f", "a [31mb ", "a [31mb ", true },
		{ "\xc2\x9b"
		  "2J",
		    " 2J", " 2J", true },
		{ "a\xf1o", "año", "año", false },
		{ "mañana", "mañana", "mañana", false },
		{ "man\u0303ana e\u0301", "mañana é", "mañana é", false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf line = { 0 }, lines = { 0 };
		const size_t len = strlen(rows[i].from);

		assert_int_equal(
		    rows[i].replaced, txt_paste(&line, rows[i].from, len, false));
		assert_int_equal(
		    rows[i].replaced, txt_paste(&lines, rows[i].from, len, true));
		assert_string_equal(rows[i].line, buf_text(&line));
		assert_string_equal(rows[i].lines, buf_text(&lines));
		buf_fini(&line);
		buf_fini(&lines);
	}
}

static void a_mark_and_its_letter_are_one_character(void **state)
{
	static const uint32_t rows[][3] = { { 'e', 0x301, 0xe9 }, { 'n', 0x303, 0xf1 },
		{ 0xea, 0x301, 0x1ebf }, { 'x', 0x301, 0 }, { 'e', 'f', 0 },
		{ 0, 0x301, 0 }, { 'e', 0x200b, 0 }, { 0x10ffff, 0x10ffff, 0 } };

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_int_equal(rows[i][2], txt_compose(rows[i][0], rows[i][1]));
}

static void a_nul_in_a_paste_ends_nothing(void **state)
{
	struct buf out = { 0 };

	(void)state;
	assert_true(txt_paste(&out, "a\0b", 3, false));
	assert_string_equal("a b", buf_text(&out));
	buf_fini(&out);
}

static void first_letters_find_a_choice(void **state)
{
	(void)state;
	assert_true(txt_starts("Ucayali", "uc"));
	assert_true(txt_starts("Áncash", "an"));
	assert_true(txt_starts("San Martín", "SAN M"));
	assert_true(txt_starts("Loreto", ""));
	assert_false(txt_starts("Loreto", "lima"));
	assert_false(txt_starts("Loreto", "loretos"));
}

static void letters_lose_their_marks_only(void **state)
{
	(void)state;
	assert_int_equal('n', txt_letter(0xf1));
	assert_int_equal('A', txt_letter(0xc1));
	assert_int_equal('x', txt_letter('x'));
	assert_int_equal(0xdf, txt_letter(0xdf));
	assert_int_equal(0x20ac, txt_letter(0x20ac));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_that_is_shown_moves_a_terminal),
		cmocka_unit_test(every_code_point_takes_one_cell),
		cmocka_unit_test(searching_needs_no_accents_and_no_capitals),
		cmocka_unit_test(the_short_way_of_folding_gives_what_the_long_way_gives),
		cmocka_unit_test(a_name_is_found_however_it_is_spelt),
		cmocka_unit_test(pasted_controls_become_blanks_and_it_says_so),
		cmocka_unit_test(a_mark_and_its_letter_are_one_character),
		cmocka_unit_test(a_nul_in_a_paste_ends_nothing),
		cmocka_unit_test(first_letters_find_a_choice),
		cmocka_unit_test(letters_lose_their_marks_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
