/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The grid: nothing is drawn outside it, and nothing in it moves a terminal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "schema/base/mem.h"
#include "tui/cells.h"

static int start(void **state)
{
	struct cells *g = mem_new(1, sizeof(*g));

	cells_init(g, 8, 20);
	*state = g;
	return 0;
}

static int stop(void **state)
{
	cells_fini(*state);
	free(*state);
	return 0;
}

static void expect_row(const struct cells *g, int row, const char *text)
{
	char *found = cells_row(g, row);

	assert_string_equal(text, found);
	free(found);
}

static void text_stays_inside_its_width_and_the_grid(void **state)
{
	struct cells *g = *state;

	assert_int_equal(4, cells_text(g, 0, 2, 4, CELL_TITLE, "Llamada"));
	expect_row(g, 0, "  Llam");
	assert_int_equal(CELL_TITLE, g->at[2].role);
	assert_int_equal(CELL_PLAIN, g->at[6].role);
	assert_int_equal(3, cells_text(g, 1, 17, 99, CELL_PLAIN, "Llamada"));
	assert_int_equal(0, cells_text(g, 8, 0, 9, CELL_PLAIN, "x"));
	assert_int_equal(0, cells_text(g, -1, 0, 9, CELL_PLAIN, "x"));
	assert_int_equal(0, cells_text(g, 0, 20, 9, CELL_PLAIN, "x"));
	assert_int_equal(0, cells_text(g, 0, -1, 9, CELL_PLAIN, "x"));
	assert_int_equal(0, cells_text(g, 0, 0, 0, CELL_PLAIN, "x"));
	assert_int_equal(0, cells_text(g, 0, 0, -5, CELL_PLAIN, "x"));
	expect_row(g, 2, "");
}

static void one_character_takes_one_cell_and_none_is_a_control(void **state)
{
	struct cells *g = *state;

	assert_int_equal(5, cells_text(g, 0, 0, 9, CELL_PLAIN,
				"n\xcc\x83"
				"and\xc3\xba"));
	expect_row(g, 0, "ñandú");
	cells_text(g, 1, 0, 20, CELL_PLAIN,
	    "a\033[2Jb\xe2\x80\xae"
	    "c\xe7\x95\x8c\xff");
	expect_row(g, 1, "a?[2Jb?c??");
	assert_int_equal(7, cells_printf(g, 2, 1, 20, CELL_WARN, "! %s %d", "día", 7));
	expect_row(g, 2, " ! día 7");
}

static void sizes_are_clamped(void **state)
{
	struct cells *g = *state;

	cells_cursor(g, 7, 19);
	cells_resize(g, 0, 0);
	assert_int_equal(24, g->rows);
	assert_int_equal(80, g->cols);
	cells_cursor(g, 99, -3);
	assert_int_equal(23, g->cursor_row);
	assert_int_equal(0, g->cursor_col);
	cells_resize(g, 100000, 1);
	assert_int_equal(CELLS_ROWS_MAX, g->rows);
	assert_int_equal(CELLS_COLS_MIN, g->cols);
	cells_cursor(g, 119, 5);
	cells_resize(g, -4, 1000);
	assert_int_equal(CELLS_ROWS_MIN, g->rows);
	assert_int_equal(CELLS_COLS_MAX, g->cols);
	assert_int_equal(CELLS_ROWS_MIN - 1, g->cursor_row);
}

static void blank_goes_to_the_end_of_the_row(void **state)
{
	struct cells *g = *state;

	cells_text(g, 3, 0, 20, CELL_ALARM, "!! Riesgo alto");
	cells_blank(g, 3, 2);
	cells_blank(g, 99, 0);
	cells_blank(g, 0, -2);
	expect_row(g, 3, "!!");
	assert_int_equal(CELL_PLAIN, g->at[3 * 20 + 5].role);
	cells_clear(g);
	expect_row(g, 3, "");
	expect_row(g, 99, "");
}

int main(void)
{
#define STORY(f) cmocka_unit_test_setup_teardown(f, start, stop)
	static const struct CMUnitTest tests[] = {
		STORY(text_stays_inside_its_width_and_the_grid),
		STORY(one_character_takes_one_cell_and_none_is_a_control),
		STORY(sizes_are_clamped),
		STORY(blank_goes_to_the_end_of_the_row),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
