/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/base/utf8.h"
#include "tui/notes.h"

#define COLS 10

static int begin(void **state)
{
	struct notes *n = mem_new(1, sizeof(*n));

	notes_init(n, 2000, COLS);
	*state = n;
	return 0;
}

static int end(void **state)
{
	notes_fini(*state);
	free(*state);
	return 0;
}

static enum notes_did press(struct notes *n, enum key_code code)
{
	const struct key key = { .code = code };

	return notes_key(n, &key);
}

static enum notes_did type(struct notes *n, const char *text)
{
	const char *endp = text + strlen(text);
	enum notes_did did = NOTES_NONE;

	while (text < endp) {
		const struct key key = { .code = KEY_TEXT, .c = utf8_next(&text, endp) };

		did = notes_key(n, &key);
	}
	return did;
}

static enum notes_did paste(struct notes *n, const char *text)
{
	const struct key key = {
		.code = KEY_PASTE, .paste = text, .paste_len = strlen(text)
	};

	return notes_key(n, &key);
}

static void caret_is(struct notes *n, size_t line, size_t col)
{
	size_t l, c;

	notes_where(n, &l, &c);
	assert_int_equal(line, l);
	assert_int_equal(col, c);
}

static void row_is(struct notes *n, struct cells *g, int row, const char *text)
{
	char *shown;

	notes_draw(n, g, 0, 0, 4, true);
	shown = cells_row(g, row);
	assert_string_equal(text, shown);
	free(shown);
}

static void a_long_line_wraps_at_a_blank(void **state)
{
	struct notes *n = *state;
	struct cells g;

	cells_init(&g, 8, 40);
	type(n, "dijo que no la dejan salir");
	assert_string_equal("dijo que no la dejan salir", notes_get(n));
	row_is(n, &g, 0, "dijo que");
	row_is(n, &g, 1, "no la");
	row_is(n, &g, 2, "dejan");
	row_is(n, &g, 3, "salir");
	caret_is(n, 3, 5);
	cells_fini(&g);
}

static void a_word_longer_than_a_line_is_broken(void **state)
{
	struct notes *n = *state;

	type(n, "abcdefghijklmno");
	assert_int_equal(2, notes_lines(n));
	caret_is(n, 1, 5);
}

static void a_blank_hangs_behind_a_full_line(void **state)
{
	struct notes *n = *state;

	type(n, "abcdefghij ");
	assert_int_equal(1, notes_lines(n));
	type(n, "k");
	caret_is(n, 1, 1);
}

static void arrows_move_by_lines_of_the_screen(void **state)
{
	struct notes *n = *state;

	type(n, "uno dos tres cuatro cinco");
	caret_is(n, 3, 5);
	press(n, KEY_UP);
	caret_is(n, 2, 5);
	press(n, KEY_UP);
	press(n, KEY_UP);
	caret_is(n, 0, 5);
	press(n, KEY_END);
	press(n, KEY_DOWN);
	press(n, KEY_HOME);
	type(n, "X");
	assert_string_equal("uno dos Xtres cuatro cinco", notes_get(n));
}

static void up_and_down_keep_the_column_they_started_in(void **state)
{
	struct notes *n = *state;

	type(n, "abcdefgh\nxy\nabcdefgh");
	press(n, KEY_UP);
	caret_is(n, 1, 2);
	press(n, KEY_UP);
	caret_is(n, 0, 8);
}

static void up_on_the_first_line_and_down_on_the_last_lead_out(void **state)
{
	struct notes *n = *state;

	type(n, "una\ndos");
	assert_int_equal(NOTES_NONE, press(n, KEY_DOWN));
	assert_int_equal(NOTES_MOVED, press(n, KEY_UP));
	assert_int_equal(NOTES_NONE, press(n, KEY_UP));
	assert_int_equal(NOTES_NONE, press(n, KEY_TAB));
}

static void text_goes_in_at_the_caret(void **state)
{
	struct notes *n = *state;

	type(n, "la casa");
	for (int i = 0; i < 4; i++)
		press(n, KEY_LEFT);
	type(n, " ñandú:");
	assert_string_equal("la  ñandú:casa", notes_get(n));
	press(n, KEY_BACKSPACE);
	press(n, KEY_BACKSPACE);
	press(n, KEY_DELETE);
	assert_string_equal("la  ñandasa", notes_get(n));
}

static void the_whole_note_never_goes_by_one_key(void **state)
{
	struct notes *n = *state;

	type(n, "una\ndos tres");
	press(n, KEY_WORD);
	assert_string_equal("una\ndos ", notes_get(n));
	press(n, KEY_CLEAR);
	assert_string_equal("una\n", notes_get(n));
}

static void the_limit_is_announced_before_it_is_reached(void **state)
{
	struct notes *n = *state;
	enum notes_did did = NOTES_NONE;
	int near = 0;

	for (int i = 0; i < 2000; i++) {
		did = type(n, "x");
		near += did == NOTES_NEAR;
		assert_int_not_equal(NOTES_FULL, did);
	}
	assert_int_equal(1, near);
	assert_int_equal(NOTES_FULL, type(n, "y"));
	assert_int_equal(2000, strlen(notes_get(n)));
	assert_null(strchr(notes_get(n), 'y'));
}

static void a_paste_over_the_limit_is_cut_at_a_character_and_said(void **state)
{
	struct notes *n = *state;
	char *big = mem_new(1, 3002);

	for (int i = 0; i < 3000; i += 2)
		memcpy(big + i, "ñ", 2);
	type(n, "x");
	assert_int_equal(NOTES_FULL, paste(n, big));
	assert_int_equal(1999, strlen(notes_get(n)));
	assert_true(utf8_valid(notes_get(n), 1999));
	free(big);
}

static void pasted_control_characters_become_blanks_and_are_said(void **state)
{
	struct notes *n = *state;

	assert_int_equal(NOTES_REPLACED, paste(n, "a\x1b[2Jb\r\nc"));
	assert_string_equal("a [2Jb\nc", notes_get(n));
	assert_int_equal(NOTES_TYPED, paste(n, "limpio"));
}

/* Bidirectional overrides, zero-width joiners, stacked marks: one cell each, as text. */
static void any_text_is_drawn_one_cell_a_character(void **state)
{
	struct notes *n = *state;
	struct cells g;

	cells_init(&g, 8, 40);
	type(n, "a\u202e9\u200db\u0301\u0302c");
	row_is(n, &g, 0, "a?9?b??c");
	caret_is(n, 0, 8);
	assert_int_equal(8, g.cursor_col);
	assert_string_equal("a\u202e9\u200db\u0301\u0302c", notes_get(n));
	cells_fini(&g);
}

static void the_caret_stays_in_sight(void **state)
{
	struct notes *n = *state;
	struct cells g;

	cells_init(&g, 8, 40);
	for (int i = 0; i < 9; i++)
		type(n, i % 2 ? "b\n" : "a\n");
	type(n, "fin");
	row_is(n, &g, 3, "fin");
	assert_int_equal(3, g.cursor_row);
	for (int i = 0; i < 3; i++)
		press(n, KEY_PAGE_UP);
	row_is(n, &g, 0, "a");
	assert_int_equal(0, g.cursor_row);
	cells_fini(&g);
}

static void rows_without_text_show_a_dot(void **state)
{
	struct notes *n = *state;
	struct cells g;

	cells_init(&g, 8, 40);
	row_is(n, &g, 0, "");
	row_is(n, &g, 1, ".");
	cells_fini(&g);
}

static void the_caret_of_a_draft_is_put_on_a_character(void **state)
{
	struct notes *n = *state;

	notes_set(n, "año");
	notes_caret(n, 2); /* in the middle of ñ */
	assert_int_equal(1, n->caret);
	notes_caret(n, 99);
	assert_int_equal(4, n->caret);
}

static uint32_t dice(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

static void random_keys_never_break_it(void **state)
{
	static const enum key_code codes[] = { KEY_ENTER, KEY_LEFT, KEY_RIGHT, KEY_UP,
		KEY_DOWN, KEY_HOME, KEY_END, KEY_PAGE_UP, KEY_PAGE_DOWN, KEY_BACKSPACE,
		KEY_DELETE, KEY_WORD, KEY_CLEAR };
	static const uint32_t chars[] = { 'a', ' ', 0xf1, 0x301, 0x202e, 0x1f600, '\t',
		0x2028, 0xa0, 'z', ' ', 'e' };
	struct notes *n = *state;
	struct cells g;
	uint32_t seed = 7;

	cells_init(&g, 8, 40);
	for (int i = 0; i < 20000; i++) {
		if (dice(&seed) % 3 != 0) {
			const struct key key = { .code = KEY_TEXT,
				.c = chars[dice(&seed) % COUNT(chars)] };
			(void)notes_key(n, &key);
		} else {
			(void)press(n, codes[dice(&seed) % COUNT(codes)]);
		}
		assert_true(n->caret <= n->text.len);
		assert_true(n->text.len <= n->max);
		if (i % 16 == 0) {
			assert_true(utf8_valid(notes_get(n), n->text.len));
			notes_draw(n, &g, 0, 0, 4, true);
			assert_true(g.cursor_row < 4 && g.cursor_col <= COLS);
		}
	}
	cells_fini(&g);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define STORY(name) cmocka_unit_test_setup_teardown(name, begin, end)
		STORY(a_long_line_wraps_at_a_blank),
		STORY(a_word_longer_than_a_line_is_broken),
		STORY(a_blank_hangs_behind_a_full_line),
		STORY(arrows_move_by_lines_of_the_screen),
		STORY(up_and_down_keep_the_column_they_started_in),
		STORY(up_on_the_first_line_and_down_on_the_last_lead_out),
		STORY(text_goes_in_at_the_caret),
		STORY(the_whole_note_never_goes_by_one_key),
		STORY(the_limit_is_announced_before_it_is_reached),
		STORY(a_paste_over_the_limit_is_cut_at_a_character_and_said),
		STORY(pasted_control_characters_become_blanks_and_are_said),
		STORY(any_text_is_drawn_one_cell_a_character),
		STORY(the_caret_stays_in_sight),
		STORY(rows_without_text_show_a_dot),
		STORY(the_caret_of_a_draft_is_put_on_a_character),
		STORY(random_keys_never_break_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
