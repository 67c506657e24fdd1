/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What goes down the line: every byte is a millisecond at 9600 baud, so these
 * figures are promises.  The screen is a made-up list of calls.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "tui/term.h"

static const char *const types[] = { "xterm-256color", "linux", "vt100", "putty",
	"ansi" };

struct fixture {
	struct term *t;
	struct cells g;
	struct buf out;
	bool rests; /* after every frame */
};

static int start(void **state)
{
	struct fixture *f = mem_new(1, sizeof(*f));

	setlocale(LC_ALL, "C.UTF-8");
	if (term_new(&f->t) != AM_OK)
		return -1;
	cells_init(&f->g, 24, 80);
	*state = f;
	return 0;
}

static int stop(void **state)
{
	struct fixture *f = *state;

	term_free(f->t);
	cells_fini(&f->g);
	buf_fini(&f->out);
	free(f);
	return 0;
}

/* The list of calls, scrolled to top, with the marker on row at. */
static void draw_list(struct cells *g, int top, int at)
{
	static const char *const names[] = { "Consulta  Lima", "Reporte   Puno",
		"Empleo    Tacna", "Sin dato  -", "Consulta  Cusco" };

	cells_clear(g);
	cells_text(g, 0, 1, 78, CELL_TITLE, "AMPARO  Llamadas");
	cells_text(g, 0, 60, 19, CELL_TITLE, "rquispe  14:32");
	for (int row = 0; row < 18; row++) {
		const int n = top + row;

		cells_printf(g, 3 + row, 1, 78, CELL_PLAIN,
		    "%c %02d:%02d  %05d  %-18s Informada %d", n == at ? '>' : ' ',
		    8 + n / 20, n * 7 % 60, 8000 + n, names[n % 5], n * 37 % 11);
	}
	cells_text(
	    g, 23, 0, 79, CELL_PLAIN, "Enter Abrir  F2 Nueva  F3 Volver  F1 Ayuda");
	cells_cursor(g, 3 + at - top, 1);
}

static void draw_form(struct cells *g, const char *typed, int field)
{
	cells_clear(g);
	cells_text(g, 0, 1, 78, CELL_TITLE, "AMPARO  Llamada 08114");
	for (int i = 0; i < 10; i++) {
		cells_printf(g, 3 + i, 1, 78, CELL_PLAIN, "Campo %d    [", i);
		cells_text(g, 3 + i, 40, 1, CELL_PLAIN, "]");
	}
	cells_text(g, 3 + field, 13, 26, CELL_PLAIN, typed);
	cells_cursor(g, 3 + field, 13 + (int)strlen(typed));
}

static size_t frame(struct fixture *f)
{
	buf_clear(&f->out);
	term_frame(f->t, &f->g, &f->out);
	if (f->rests) {
		term_rest(f->t);
		term_wake(f->t, &f->g);
	}
	return f->out.len;
}

static void attach(struct fixture *f, const char *type)
{
	if (term_attach(f->t, type, 24, 80) != AM_OK)
		fail_msg("no terminfo for %s", type);
	term_colour(f->t, true);
}

static void at_most(const char *type, const char *action, size_t limit, size_t bytes)
{
	if (bytes > limit)
		fail_msg("%s: %s took %zu bytes, promised are %zu", type, action, bytes,
		    limit);
	if (getenv("SHOW_BYTES") != NULL)
		print_message("%-15s %-20s %5zu\n", type, action, bytes);
}

static void a_list_costs_what_was_promised(void **state)
{
	struct fixture *f = *state;

	for (size_t i = 0; i < COUNT(types); i++) {
		attach(f, types[i]);
		draw_list(&f->g, 0, 0);
		at_most(types[i], "first paint", 1300, frame(f));
		at_most(types[i], "nothing changed", 0, frame(f));
		draw_list(&f->g, 0, 1);
		at_most(types[i], "one row down", 20, frame(f));
		draw_list(&f->g, 0, 17);
		at_most(types[i], "to the last row", 24, frame(f));
		draw_list(&f->g, 1, 18);
		at_most(types[i], "scroll by one", 120, frame(f));
		draw_list(&f->g, 0, 0);
		at_most(types[i], "page", 900, frame(f));
		term_repaint(f->t);
		at_most(types[i], "repaint", 1300, frame(f));
		cells_clear(&f->g);
		term_repaint(f->t);
		cells_text(&f->g, 10, 20, 40, CELL_PLAIN, "Sesión en pausa. PIN:");
		at_most(types[i], "hide", 130, frame(f));
	}
}

static void a_form_costs_what_was_promised(void **state)
{
	struct fixture *f = *state;

	for (size_t i = 0; i < COUNT(types); i++) {
		attach(f, types[i]);
		draw_form(&f->g, "", 0);
		frame(f);
		draw_form(&f->g, "l", 0);
		at_most(types[i], "type a character", 1, frame(f));
		draw_form(&f->g, "loreto ciudad", 0);
		frame(f);
		draw_form(&f->g, "loreeto ciudad", 0);
		cells_cursor(&f->g, 3, 18);
		at_most(types[i], "insert one", 24, frame(f));
		cells_cursor(&f->g, 4, 13);
		at_most(types[i], "next field", 16, frame(f));
	}
}

static void they_cost_no_more_after_a_rest(void **state)
{
	struct fixture *f = *state;

	f->rests = true;
	a_list_costs_what_was_promised(state);
	a_form_costs_what_was_promised(state);
}

static void idle_is_silent_and_the_cursor_is_where_the_focus_is(void **state)
{
	struct fixture *f = *state;

	attach(f, "xterm-256color");
	draw_list(&f->g, 0, 0);
	frame(f);
	cells_cursor(&f->g, 20, 10);
	frame(f);
	assert_string_equal("\033[21;11H", buf_text(&f->out));
	assert_int_equal(0, frame(f));
}

static void the_last_cell_of_the_last_row_is_never_written(void **state)
{
	struct fixture *f = *state;

	attach(f, "vt100");
	cells_clear(&f->g);
	cells_text(&f->g, 23, 79, 1, CELL_PLAIN, "#");
	frame(f);
	assert_null(strchr(buf_text(&f->out), '#'));
}

static void an_unknown_terminal_gets_its_nearest_relative(void **state)
{
	static const char *const rows[][2] = { { "xterm-nobody", "xterm-256color" },
		{ "vt420-lost", "vt100" }, { "tmux-direct9", "tmux" },
		{ "dumb", "vt100" }, { "", "vt100" }, { "../../etc/passwd", "vt100" },
		{ "linux-9", "linux" }, { "screen.xterm-kitty9", "screen" },
		{ "vt220", "vt220" } };
	struct fixture *f = *state;

	for (size_t i = 0; i < COUNT(rows); i++) {
		attach(f, rows[i][0]);
		assert_string_equal(rows[i][1], term_entry(f->t));
	}
}

static void terminals_that_bracket_a_paste_are_known(void **state)
{
	static const char *const do_it[] = { "xterm-256color", "putty", "tmux", "screen",
		"xterm-nobody" };
	static const char *const do_not[] = { "vt100", "linux", "ansi", "dumb" };
	struct fixture *f = *state;

	assert_false(term_brackets(f->t));
	for (size_t i = 0; i < COUNT(do_it); i++) {
		attach(f, do_it[i]);
		assert_true(term_brackets(f->t));
	}
	for (size_t i = 0; i < COUNT(do_not); i++) {
		attach(f, do_not[i]);
		assert_false(term_brackets(f->t));
	}
}

static void accents_come_after_the_answer_and_only_they(void **state)
{
	struct fixture *f = *state;

	attach(f, "xterm-256color");
	draw_list(&f->g, 0, 0);
	cells_text(&f->g, 22, 1, 70, CELL_PLAIN, "Campaña de radio en Ucayali");
	cells_cursor(&f->g, 22, 0);
	frame(f);
	assert_non_null(strstr(buf_text(&f->out), "Campana de radio"));
	term_charset(f->t, CHARSET_UTF8);
	assert_in_range(frame(f), 20, 60);
	assert_non_null(strstr(buf_text(&f->out), "Campaña de radio"));
	assert_int_equal(0, frame(f));
	term_charset(f->t, CHARSET_LATIN1);
	frame(f);
	assert_non_null(strstr(buf_text(&f->out), "Campa\xf1"
						  "a de radio"));
}

static void the_probe_leaves_no_trace(void **state)
{
	struct fixture *f = *state;

	attach(f, "xterm");
	draw_list(&f->g, 0, 0);
	cells_text(&f->g, 1, 0, 2, CELL_PLAIN, "ñA");
	frame(f);
	buf_clear(&f->out);
	term_probe(f->t, &f->g, &f->out);
	assert_string_equal(
	    "\033[2;1H\xc3\xa1\033[6n\033[2;1HnA\033[4;2H", buf_text(&f->out));
}

static void colours_are_two_and_never_without_leave(void **state)
{
	struct fixture *f = *state;

	cells_text(&f->g, 5, 0, 30, CELL_ALARM, "!! Riesgo alto");
	cells_text(&f->g, 6, 0, 30, CELL_OTHER, "lrojas");
	attach(f, "xterm-256color");
	frame(f);
	assert_non_null(strstr(buf_text(&f->out), "\033[33m"));
	assert_non_null(strstr(buf_text(&f->out), "\033[36m"));
	assert_null(strstr(buf_text(&f->out), "\033[40m")); /* no background of ours */
	assert_null(strstr(buf_text(&f->out), "38;5"));
	attach(f, "xterm-256color");
	term_colour(f->t, false);
	frame(f);
	assert_null(strstr(buf_text(&f->out), "\033[33m"));
	assert_non_null(strstr(buf_text(&f->out), "7m"));
	attach(f, "vt100");
	frame(f);
	assert_null(strstr(buf_text(&f->out), "\033[33m"));
}

static void nothing_stays_behind_after_leaving(void **state)
{
	struct fixture *f = *state;

	attach(f, "xterm-256color");
	frame(f);
	assert_non_null(strstr(buf_text(&f->out), "\033[?1049h"));
	assert_non_null(strstr(buf_text(&f->out), "\033[?2004h"));
	buf_clear(&f->out);
	term_leave(f->t, &f->out);
	assert_string_equal("\033[?2004l\033(B\033[m\033[H\033[2J\033[?1049l\033[23;0;0t"
			    "\033[H\033[2J\033[3J",
	    buf_text(&f->out));
	attach(f, "vt100");
	frame(f);
	assert_null(strstr(buf_text(&f->out), "2004"));
	assert_null(strstr(buf_text(&f->out), "$<"));
	buf_clear(&f->out);
	term_leave(f->t, &f->out);
	assert_null(strstr(buf_text(&f->out), "\033[J"));
	assert_null(strstr(buf_text(&f->out), "\033[2J"));
	assert_null(strstr(buf_text(&f->out), "$<"));
	assert_non_null(strstr(buf_text(&f->out), "\033[24;1H\033[K"));
}

static void any_size_and_a_hundred_terminals_one_after_the_other(void **state)
{
	static const int sizes[][2] = { { 8, 20 }, { 24, 80 }, { 120, 300 },
		{ 50, 132 } };
	struct fixture *f = *state;

	for (int i = 0; i < 100; i++) {
		const int *size = sizes[i % 4];

		cells_resize(&f->g, size[0], size[1]);
		cells_text(&f->g, size[0] - 1, 0, 20, CELL_PLAIN, "ultima fila");
		attach(f, types[(size_t)i % COUNT(types)]);
		assert_true(frame(f) > 0);
		assert_non_null(strstr(buf_text(&f->out), "ultima"));
		cells_resize(&f->g, 24, 80);
		cells_text(&f->g, 23, 0, 20, CELL_PLAIN, "OTRA VEZ");
		frame(f);
		assert_non_null(strstr(buf_text(&f->out), "OTRA VEZ"));
		term_detach(f->t);
		assert_int_equal(0, frame(f));
	}
}

/* A number that looks random and is the same every time. */
static unsigned dice(unsigned *seed, unsigned most)
{
	*seed = *seed * 1103515245 + 12345;
	return (*seed >> 16) % most;
}

/*
 * What an operator may do: move, type, open something else, be alarmed.  Not scroll:
 * how ncurses finds what moved depends on more than what is shown (and costs the same).
 */
static void draw_something(struct cells *g, unsigned *seed)
{
	static const char *const texts[] = { "Quispe Mamani, Ñusta", "!! Riesgo alto",
		"a", "", "961 555 877", "una señora conocida del barrio" };
	const int row = 3 + (int)dice(seed, 18);

	if (dice(seed, 3) == 0)
		draw_list(g, 0, (int)dice(seed, 18));
	else if (dice(seed, 8) == 0)
		draw_form(g, texts[dice(seed, COUNT(texts))], (int)dice(seed, 10));
	cells_text(g, row, (int)dice(seed, 70), 20, (enum cell_role)dice(seed, 5),
	    texts[dice(seed, COUNT(texts))]);
	cells_cursor(g, row, (int)dice(seed, 79));
}

/* Something that repaints, changes colours or charset while it rests. */
static void disturb(struct term *t, unsigned *seed)
{
	const unsigned what = dice(seed, 40);

	if (what == 0)
		term_repaint(t);
	else if (what == 1)
		term_charset(t, (enum charset)dice(seed, CHARSET_COUNT));
}

static void resting_is_not_seen_on_the_line(void **state)
{
	static const char *const others[] = { "xterm", "screen", "tmux", "rxvt" };
	struct fixture *f = *state;
	unsigned seed = 7;

	for (size_t i = 0; i < COUNT(types) + COUNT(others); i++) {
		struct buf frames[2][200] = { 0 };
		const unsigned first = seed;

		for (int rests = 0; rests < 2; rests++) {
			seed = first;
			cells_clear(&f->g);
			attach(f, i < COUNT(types) ? types[i] : others[i - COUNT(types)]);
			for (size_t n = 0; n < COUNT(frames[0]); n++) {
				if (rests)
					term_rest(f->t);
				disturb(f->t, &seed);
				term_wake(f->t, &f->g);
				draw_something(&f->g, &seed);
				term_frame(f->t, &f->g, &frames[rests][n]);
			}
		}
		for (size_t n = 0; n < COUNT(frames[0]); n++) {
			assert_string_equal(
			    buf_text(&frames[0][n]), buf_text(&frames[1][n]));
			buf_fini(&frames[0][n]);
			buf_fini(&frames[1][n]);
		}
	}
}

static void what_nobody_remembers_is_painted_again(void **state)
{
	struct fixture *f = *state;
	size_t whole;

	attach(f, "xterm-256color");
	draw_list(&f->g, 0, 0);
	whole = frame(f);
	term_rest(f->t);
	assert_int_equal(256, term_colours(f->t));
	assert_true(term_brackets(f->t));
	assert_in_range(frame(f), whole - 100, whole); /* nobody said what it shows */
	assert_int_equal(0, frame(f));
	term_rest(f->t);
	term_colour(f->t, false);
	term_wake(f->t, &f->g);
	assert_in_range(frame(f), whole - 100, whole);
	term_rest(f->t);
	term_resize(f->t, 50, 132);
	cells_resize(&f->g, 50, 132);
	term_wake(f->t, &f->g);
	cells_text(&f->g, 49, 0, 40, CELL_PLAIN, "ultima fila");
	frame(f);
	assert_non_null(strstr(buf_text(&f->out), "ultima fila"));
	assert_null(strstr(buf_text(&f->out), "\033[?1049h")); /* it is there already */
	term_rest(f->t);
	buf_clear(&f->out);
	term_leave(f->t, &f->out);
	assert_non_null(strstr(buf_text(&f->out), "\033[?1049l"));
	term_rest(f->t);
	term_detach(f->t);
	assert_int_equal(0, frame(f));
	assert_int_equal(0, term_colours(f->t));
}

int main(void)
{
#define STORY(f) cmocka_unit_test_setup_teardown(f, start, stop)
	static const struct CMUnitTest tests[] = {
		STORY(a_list_costs_what_was_promised),
		STORY(a_form_costs_what_was_promised),
		STORY(they_cost_no_more_after_a_rest),
		STORY(idle_is_silent_and_the_cursor_is_where_the_focus_is),
		STORY(the_last_cell_of_the_last_row_is_never_written),
		STORY(an_unknown_terminal_gets_its_nearest_relative),
		STORY(terminals_that_bracket_a_paste_are_known),
		STORY(accents_come_after_the_answer_and_only_they),
		STORY(the_probe_leaves_no_trace),
		STORY(colours_are_two_and_never_without_leave),
		STORY(nothing_stays_behind_after_leaving),
		STORY(any_size_and_a_hundred_terminals_one_after_the_other),
		STORY(resting_is_not_seen_on_the_line),
		STORY(what_nobody_remembers_is_painted_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
