/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists: what moves, and what stays where it is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "tui/list.h"

static const struct column columns[] = {
	{ "Number", 8, 0, 0, COLUMN_RIGHT },
	{ "Name", 6, 12, 0, 0 },
	{ "Wide", 10, 0, 100, 0 },
	{ .width = 0 },
};

static void cell(
    const void *state, size_t row, size_t col, struct buf *out, enum cell_role *role)
{
	(void)state, (void)role;
	if (col == 0)
		buf_printf(out, "%zu", row);
	else
		buf_printf(out, "name of %zu", row);
}

static void draw(struct list *l, struct cells *g)
{
	const struct area a = { 1, 0, g->rows - 1, g->cols - 1 };

	cells_clear(g);
	list_draw(l, columns, cell, NULL, g, a, true, "nothing");
}

static void press(struct list *l, enum key_code code, struct cells *g)
{
	assert_true(list_key(l, &(struct key){ .code = code }));
	draw(l, g);
}

static void row_is(const struct cells *g, int row, const char *expected)
{
	char *text = cells_row(g, row);

	assert_string_equal(expected, text);
	free(text);
}

static void the_marker_moves_and_the_rows_stay(void **state)
{
	struct list l = { 0 };
	struct cells g;

	(void)state;
	cells_init(&g, 8, 40);
	list_count(&l, 20);
	draw(&l, &g);
	row_is(&g, 1, "   Number   Name");
	row_is(&g, 2, " >        0 name");
	press(&l, KEY_DOWN, &g);
	row_is(&g, 2, "          0 name");
	row_is(&g, 3, " >        1 name");
	assert_int_equal(3, g.cursor_row);
	assert_int_equal(1, g.cursor_col);
	cells_fini(&g);
}

static void it_scrolls_by_one_row_at_the_edge(void **state)
{
	struct list l = { 0 };
	struct cells g;

	(void)state;
	cells_init(&g, 8, 40);
	list_count(&l, 20);
	draw(&l, &g);
	for (int i = 0; i < 6; i++)
		press(&l, KEY_DOWN, &g);
	assert_int_equal(1, l.top);
	row_is(&g, 7, " >        6 name");
	for (int i = 0; i < 6; i++)
		press(&l, KEY_UP, &g);
	assert_int_equal(0, l.top);
	cells_fini(&g);
}

static void pages_end_at_the_ends(void **state)
{
	struct list l = { 0 };
	struct cells g;

	(void)state;
	cells_init(&g, 8, 40);
	list_count(&l, 20);
	draw(&l, &g);
	press(&l, KEY_F8, &g);
	assert_int_equal(6, l.at);
	for (int i = 0; i < 9; i++)
		press(&l, KEY_PAGE_DOWN, &g);
	assert_int_equal(19, l.at);
	assert_int_equal(14, l.top);
	for (int i = 0; i < 9; i++)
		press(&l, KEY_F7, &g);
	assert_int_equal(0, l.at);
	press(&l, KEY_END, &g);
	assert_int_equal(19, l.at);
	press(&l, KEY_HOME, &g);
	assert_int_equal(0, l.top);
	cells_fini(&g);
}

static void a_list_that_shrinks_keeps_the_focus_inside(void **state)
{
	struct list l = { 0 };
	struct cells g;

	(void)state;
	cells_init(&g, 8, 40);
	list_count(&l, 20);
	press(&l, KEY_END, &g);
	list_count(&l, 3);
	draw(&l, &g);
	assert_int_equal(2, l.at);
	assert_int_equal(0, l.top);
	list_count(&l, 0);
	draw(&l, &g);
	row_is(&g, 2, "   nothing");
	press(&l, KEY_DOWN, &g);
	press(&l, KEY_F8, &g);
	press(&l, KEY_END, &g);
	assert_int_equal(0, l.at);
	cells_fini(&g);
}

static int64_t letter_of(const void *state, size_t row)
{
	return ((const char *)state)[row];
}

static void the_focus_stays_on_its_record(void **state)
{
	struct list l = { 0 };

	(void)state;
	assert_int_equal(0, list_held(&l, letter_of, ""));
	list_count(&l, 3);
	assert_int_equal('a', list_held(&l, letter_of, "abc"));
	list_hold(&l, 4, letter_of, "xabc", 'a'); /* one came in above the first */
	assert_int_equal(1, l.at);
	list_hold(&l, 3, letter_of, "xbc", 'a'); /* gone: the next one */
	assert_int_equal('b', list_held(&l, letter_of, "xbc"));
	list_hold(&l, 0, letter_of, "", 'b');
	assert_int_equal(0, l.at);
}

static void a_wide_screen_has_wider_and_more_columns(void **state)
{
	struct list l = { 0 };
	struct cells g;

	(void)state;
	cells_init(&g, 8, 100);
	list_count(&l, 1);
	draw(&l, &g);
	row_is(&g, 1, "   Number   Name         Wide");
	row_is(&g, 2, " >        0 name of 0    name of 0");
	cells_fini(&g);
}

static void other_keys_are_not_taken(void **state)
{
	struct list l = { .count = 3 };

	(void)state;
	assert_false(list_key(&l, &(struct key){ .code = KEY_ENTER }));
	assert_false(list_key(&l, &(struct key){ .code = KEY_TEXT, .c = 'j' }));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_marker_moves_and_the_rows_stay),
		cmocka_unit_test(it_scrolls_by_one_row_at_the_edge),
		cmocka_unit_test(pages_end_at_the_ends),
		cmocka_unit_test(a_list_that_shrinks_keeps_the_focus_inside),
		cmocka_unit_test(the_focus_stays_on_its_record),
		cmocka_unit_test(a_wide_screen_has_wider_and_more_columns),
		cmocka_unit_test(other_keys_are_not_taken),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
