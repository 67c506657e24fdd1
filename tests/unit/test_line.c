/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line of text that is being typed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "schema/base/utf8.h"
#include "tui/line.h"

static void press(struct line_edit *l, enum key_code code)
{
	assert_true(line_key(l, &(struct key){ .code = code }));
}

static void type(struct line_edit *l, const char *text)
{
	const char *end = text + strlen(text);

	while (text < end)
		assert_true(line_key(
		    l, &(struct key){ .code = KEY_TEXT, .c = utf8_next(&text, end) }));
}

static void letters_go_where_the_caret_is(void **state)
{
	struct line_edit l;

	(void)state;
	line_start(&l, "mana", 40);
	press(&l, KEY_LEFT);
	press(&l, KEY_LEFT);
	press(&l, KEY_DELETE);
	type(&l, "ñ");
	assert_string_equal("maña", l.text);
	press(&l, KEY_HOME);
	press(&l, KEY_BACKSPACE);
	type(&l, "é");
	assert_string_equal("émaña", l.text);
	press(&l, KEY_END);
	press(&l, KEY_BACKSPACE);
	press(&l, KEY_BACKSPACE);
	assert_string_equal("éma", l.text);
}

static void words_and_lines_are_deleted(void **state)
{
	struct line_edit l;

	(void)state;
	line_start(&l, "una dos  ", 40);
	press(&l, KEY_WORD);
	assert_string_equal("una ", l.text);
	press(&l, KEY_CLEAR);
	assert_string_equal("", l.text);
	press(&l, KEY_WORD);
	press(&l, KEY_DELETE);
	press(&l, KEY_RIGHT);
	press(&l, KEY_LEFT);
	assert_int_equal(0, l.caret);
}

static void what_does_not_fit_is_not_taken(void **state)
{
	struct line_edit l;

	(void)state;
	line_start(&l, "abcdef", 4);
	assert_string_equal("abcd", l.text);
	type(&l, "e");
	assert_string_equal("abcd", l.text);
	press(&l, KEY_BACKSPACE);
	type(&l, "ñ"); /* two bytes */
	assert_string_equal("abc", l.text);
}

static void paste(struct line_edit *l, const char *text)
{
	assert_true(line_key(l, &(struct key){ .code = KEY_PASTE,
				    .paste = text,
				    .paste_len = strlen(text) }));
}

static void a_paste_is_one_clean_line_cut_at_the_size(void **state)
{
	static const char pasted[] = "uno\r\ndos\x1b[31m\ttres";
	struct line_edit l;

	(void)state;
	line_start(&l, "", 12);
	paste(&l, pasted);
	assert_string_equal("uno dos [31m", l.text);
}

static void what_became_of_a_paste_is_said_until_the_next_key(void **state)
{
	struct line_edit l;

	(void)state;
	line_start(&l, "", 12);
	paste(&l, "limpio");
	assert_null(l.said);
	paste(&l, "\x1b");
	assert_string_equal("Pasted; control characters became blanks.", l.said);
	press(&l, KEY_LEFT);
	assert_null(l.said);
	paste(&l, "\x1b demasiado");
	assert_string_equal("Nothing more fits here. The rest was left out.", l.said);
}

static void a_letter_and_its_mark_are_one_cell_for_the_cursor(void **state)
{
	struct line_edit l;
	struct cells g;

	(void)state;
	cells_init(&g, 8, 20);
	line_start(&l, "", 40);
	type(&l, "man\u0303ana e\u0302\u0301"); /* as some keyboards send it */
	assert_string_equal("mañana ế", l.text);
	line_draw(&l, &g, 0, 0, 20);
	assert_int_equal(8, g.cursor_col);
	press(&l, KEY_CLEAR);
	type(&l, "\u0301x\u0301"); /* what composes with nothing stays */
	assert_string_equal("\u0301x\u0301", l.text);
	cells_fini(&g);
}

static void a_long_line_scrolls_with_the_caret(void **state)
{
	struct line_edit l;
	struct cells g;
	char *row;

	(void)state;
	cells_init(&g, 8, 20);
	line_start(&l, "abcdefghijklmnopqrstuvwxyz", 100);
	cells_clear(&g);
	line_draw(&l, &g, 0, 2, 10);
	row = cells_row(&g, 0);
	assert_string_equal("  rstuvwxyz", row);
	assert_int_equal(11, g.cursor_col);
	free(row);
	cells_fini(&g);
}

static void a_secret_leaves_nothing(void **state)
{
	struct line_edit l;

	(void)state;
	line_start(&l, "123456", 12);
	line_wipe(&l);
	for (size_t i = 0; i < sizeof(l.text); i++)
		assert_int_equal(0, l.text[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(letters_go_where_the_caret_is),
		cmocka_unit_test(words_and_lines_are_deleted),
		cmocka_unit_test(what_does_not_fit_is_not_taken),
		cmocka_unit_test(a_paste_is_one_clean_line_cut_at_the_size),
		cmocka_unit_test(what_became_of_a_paste_is_said_until_the_next_key),
		cmocka_unit_test(a_letter_and_its_mark_are_one_cell_for_the_cursor),
		cmocka_unit_test(a_long_line_scrolls_with_the_caret),
		cmocka_unit_test(a_secret_leaves_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
