/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search screen: typed ahead, told to the audit once, and the form stays as it was. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "schema/store_priv.h"
#include "tests/screen/stage.h"
#include "tui/view.h"

static int open_rosa(void **state)
{
	*state = stage_open("rosa", "es", 24, 80);
	return 0;
}

static int open_marta(void **state)
{
	*state = stage_open("marta", "es", 24, 80);
	return 0;
}

static int close_stage(void **state)
{
	stage_close(*state);
	return 0;
}

static void plays(struct stage *s, const char *script)
{
	assert_true(stage_play(s, script));
}

static void row_is(const struct stage *s, int row, const char *text)
{
	char *there = cells_row(&s->g, row - 1);

	if (strstr(there, text) == NULL)
		fail_msg("row %d is \"%s\", without \"%s\"", row, there, text);
	free(there);
}

/* Queries that the audit was told of, one after the other. */
static void audit_is(struct stage *s, const char *queries)
{
	static const char sql[] =
	    "SELECT coalesce(group_concat(q, '|'), '') FROM (SELECT json_extract(detail,"
	    " '$.query') AS q FROM audit WHERE action = 'search' ORDER BY id)";
	sqlite3_stmt *q = NULL;

	assert_int_equal(AM_OK, store_prepare(s->st, sql, &q));
	assert_int_equal(SQLITE_ROW, sqlite3_step(q));
	assert_string_equal(queries, store_text(q, 0));
	store_done(s->st, q);
}

static void a_number_and_enter_open_the_call_typed_blind(void **state)
{
	struct stage *s = *state;

	plays(s, "<F5>");
	s->key_waits = true;
	plays(s, "26-00006-4");
	row_is(s, 6, "");
	plays(s, "<Enter>");
	assert_string_equal("call", ui_screen(s->ui));
	row_is(s, 1, "L 26-00006-4");
}

static void what_a_waiting_key_put_off_is_found_when_none_waits(void **state)
{
	struct stage *s = *state;

	plays(s, "<F5>");
	s->key_waits = true;
	plays(s, "nauta");
	assert_int_equal(0, ui_deadline(s->ui));
	s->key_waits = false;
	ui_tick(s->ui);
	stage_paint(s);
	row_is(s, 6, "26-00006-4");
	row_is(s, 23, "1 de 1");
}

static void the_audit_hears_of_a_search_once_when_it_has_come_to_rest(void **state)
{
	struct stage *s = *state;

	plays(s, "<F5>nau");
	audit_is(s, "");
	plays(s, "<wait 1>ta<wait 1>");
	audit_is(s, "");
	plays(s, "<wait 1><wait 30>");
	audit_is(s, "nauta");
	plays(s, "<Down><wait 30>");
	audit_is(s, "nauta");
	plays(s, "<F3>");
	audit_is(s, "nauta");
}

static void leaving_opening_and_clearing_bring_it_to_rest(void **state)
{
	struct stage *s = *state;

	plays(s, "<F5>puno<F3>");
	audit_is(s, "puno");
	plays(s, "<F5>lima<Enter><F3><F3>");
	audit_is(s, "puno|lima");
	plays(s, "<F5>tacna<Esc><wait 9>");
	audit_is(s, "puno|lima|tacna");
	plays(s, "x<F3>");
	audit_is(s, "puno|lima|tacna");
}

static void looking_something_up_leaves_the_form_as_it_is(void **state)
{
	struct stage *s = *state;
	char *before[24];
	int row, col;

	plays(s, "<F2>2s961555877<Tab>Ana<Left>");
	row = s->g.cursor_row;
	col = s->g.cursor_col;
	for (int i = 0; i < 22; i++)
		before[i] = cells_row(&s->g, i);
	plays(s, "<F5><Ctrl-U>nauta<Enter>");
	row_is(s, 1, "L 26-00006-4");
	assert_int_not_equal(0, ui_call(s->ui)); /* the call goes on */
	plays(s, "<F3>");
	assert_string_equal("search", ui_screen(s->ui));
	plays(s, "<F3>");
	for (int i = 0; i < 22; i++) {
		row_is(s, i + 1, before[i]);
		free(before[i]);
	}
	assert_int_equal(row, s->g.cursor_row);
	assert_int_equal(col, s->g.cursor_col);
	plays(s, "x");
	row_is(s, 4, "Anxa");
}

static void the_form_hands_over_what_is_typed(void **state)
{
	struct stage *s = *state;

	plays(s, "<F2>2s961555877<F5>");
	row_is(s, 2, "Buscar: 961555877");
	plays(s, "<F3><Tab>Ana<F5>");
	row_is(s, 2, "Buscar: Ana");
	plays(s, "<F3><Tab><Tab><Tab><F5>");
	row_is(s, 2, "Buscar: 961555877");
}

/* What is exactly what was typed comes first; who is only similar, when typing rests. */
static void similar_names_come_when_typing_rests(void **state)
{
	struct stage *s = *state;

	plays(s, "<people><F5>quizpr huaman");
	row_is(s, 6, "");
	row_is(s, 23, "");
	plays(s, "<wait 1>");
	row_is(s, 6, "C 26-00001-0");
	row_is(s, 23, "1 de 1");
	/* typed blind, or faster than they come, Enter shows them before it opens one */
	plays(s, "<F5>quizpr huaman<Enter>");
	assert_string_equal("search", ui_screen(s->ui));
	row_is(s, 6, "C 26-00001-0");
	plays(s, "<Enter>");
	assert_string_equal("case", ui_screen(s->ui));
	plays(s, "<F3>");
	row_is(s, 6, "C 26-00001-0");
}

static void mishears(struct stage *s, int64_t first)
{
	static const char sql[] = "UPDATE person SET fold = replace(fold, 'quispe', 'quisper'),"
				  " phon = txt_phon(replace(fold, 'quispe', 'quisper'))"
				  " WHERE id >= ?1";
	sqlite3_stmt *q = NULL;
	enum err e = store_begin(s->st);

	if (e == AM_OK)
		e = store_prepare(s->st, sql, &q);
	sqlite3_bind_int64(q, 1, first);
	assert_int_equal(AM_OK, store_end(s->st, store_run(s->st, q, e)));
}

/* A case that is only similar, and newer, comes in above. */
static void the_cursor_stays_with_its_hit(void **state)
{
	struct stage *s = *state;

	plays(s, "<people><people>");
	mishears(s, 4);
	plays(s, "<F5>quispe huaman");
	row_is(s, 6, "C 26-00001-0");
	plays(s, "<wait 1>");
	row_is(s, 6, "C 26-00003-2");
	row_is(s, 7, "C 26-00001-0");
	plays(s, "<Enter>");
	row_is(s, 1, "C 26-00001-0");
}

static void a_long_list_comes_page_by_page(void **state)
{
	struct stage *s = *state;

	plays(s, "<calls 60><F5>hoy");
	row_is(s, 23, "20 de 67");
	plays(s, "<F8>");
	row_is(s, 23, "40 de 67");
	plays(s, "<F8><F8><F8><F8>");
	row_is(s, 23, "67 de 67");
	plays(s, "<Enter>");
	row_is(s, 1, "L 26-00001-0");
}

#define STORY(name, who) cmocka_unit_test_setup_teardown(name, open_##who, close_stage)

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(a_number_and_enter_open_the_call_typed_blind, rosa),
		STORY(what_a_waiting_key_put_off_is_found_when_none_waits, rosa),
		STORY(the_audit_hears_of_a_search_once_when_it_has_come_to_rest, rosa),
		STORY(leaving_opening_and_clearing_bring_it_to_rest, rosa),
		STORY(looking_something_up_leaves_the_form_as_it_is, rosa),
		STORY(the_form_hands_over_what_is_typed, rosa),
		STORY(similar_names_come_when_typing_rests, rosa),
		STORY(the_cursor_stays_with_its_hit, rosa),
		STORY(a_long_list_comes_page_by_page, marta),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
