/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the real screens cost on the line, in bytes, on five kinds of terminal: at
 * 9600 baud a byte is a millisecond.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "tests/screen/stage.h"
#include "tui/term.h"

static const char *const types[] = { "xterm-256color", "linux", "vt100", "putty",
	"ansi" };

/* What she does first, then the action, and the most it may cost. */
static const struct {
	const char *what, *before, *action;
	size_t most;
} budgets[] = {
	{ "nothing for four minutes", "", "<wait 240>", 0 },
	{ "a whole screen at login", "", "<attach>", 1600 },
	{ "from the login page home", "<attach>", "<Enter>", 1400 },
	{ "from home to the list", "", "l", 1600 },
	{ "the selection moves down a row", "l", "<Down>", 30 },
	{ "the selection moves up a row", "l<Down><Down>", "<Up>", 30 },
	{ "a page of the list", "l", "<F8>", 1400 },
	{ "the menu opens", "", "<F10>", 300 },
	{ "the menu closes", "<F10>", "<Esc>", 380 },
	{ "the menu closes over five full rows", "l<F10>", "<Esc>", 450 },
	{ "a letter in the menu", "l<F10>", "h", 300 },
	{ "a question is asked", "", "<F3>", 100 },
	{ "the question goes away", "<F3>", "<Esc>", 130 },
	{ "a message of the server", "", "<say Reinicio en 5 minutos.>", 60 },
	{ "hiding", "l", "<F12>", 130 },
	{ "back from hiding", "l<F12>123456", "<Enter>", 1600 },
	{ "another call was logged", "", "<calls 1>", 400 },
	{ "help", "", "<F1>", 1600 },
	{ "search opens", "", "<F5>", 1000 },
	{ "a character that asks nothing yet", "<F5>", "s", 4 },
	{ "a character that finds a page", "<F5>s", "e", 1000 },
	{ "a character that changes nothing but itself", "<F5>servi", "c", 60 },
	{ "a character after which nothing is left", "<F5>pue", "x", 200 },
	{ "a character that brings a row", "<F5>26-00007-", "8", 180 },
	{ "the marker of a search moves", "<F5>servicio", "<Down>", 30 },
	{ "Esc clears a search", "<F5>servicio", "<Esc>", 300 },
	{ "back from a hit to the search", "<F5>26-00006-4<Enter>", "<F3>", 1000 },
	{ "a new call", "", "<F2>", 850 },
	{ "the form of a question about the service", "<F2>", "1", 850 },
	{ "the form of a report", "<F2>", "2", 1350 },
	{ "the form of danger", "<F2>", "5", 1350 },
	{ "the form of an offer", "<F2>", "3", 1350 },
	{ "the card of an offer", "<F2>3", "<F1>", 1400 },
	{ "the card of a report", "<F2>2", "<F1>", 1400 },
	{ "the next card", "<F2>2<F1>", "<F1>", 1400 },
	{ "back from a card to the form", "<F2>2<F1>", "<F3>", 1400 },
	{ "listening", "<F2>0", "1", 1350 },
	{ "from a full form home", "<F2>2s<Tab><Tab>hola<F9>1", "<F9>", 1600 },
	{ "a character at the end of the notes", "<F2>5hola", "x", 4 },
	{ "a blank at the end of the notes", "<F2>5hola", " ", 4 },
	{ "the first character of the notes", "<F2>5", "x", 4 },
	{ "a character in the middle of the notes", "<F2>5hola<Left><Left>", "x", 24 },
	{ "rubbing out in the middle of the notes", "<F2>5hola<Left><Left>",
	    "<Backspace>", 24 },
	{ "a character at the end of a field", "<F2>2s961", "5", 4 },
	{ "a character in the middle of a field", "<F2>2s961<Left><Left>", "5", 24 },
	{ "rubbing out at the end of a field", "<F2>2s961", "<Backspace>", 24 },
	{ "the next field", "<F2>2", "<Tab>", 16 },
	{ "the field before", "<F2>2<Tab><Tab>", "<BackTab>", 16 },
	{ "an arrow to the next field", "<F2>2<Tab><Tab>", "<Down>", 16 },
	{ "yes, and the next field", "<F2>2", "s", 24 },
	{ "a code by its digit, and the next field", "<F2>1lo", "3", 40 },
	{ "a letter that narrows a list", "<F2>1", "l", 40 },
	{ "the list of a field opens", "<F2>1lo", "<F4>", 400 },
	{ "the list of a field closes", "<F2>1lo<F4>", "<Esc>", 450 },
	{ "an idle form for ten minutes", "<F2>2", "<wait 600>", 0 },
};

struct line {
	struct stage *s;
	struct term *t;
	struct buf out;
};

/* The same way as the program: repaint if asked, then what differs. */
static size_t send_frame(struct line *l)
{
	buf_clear(&l->out);
	if (l->s->repaints > 0)
		term_repaint(l->t);
	l->s->repaints = 0;
	term_frame(l->t, &l->s->g, &l->out);
	return l->out.len;
}

static size_t cost(struct line *l, const char *script)
{
	const int paints = l->s->paints;

	assert_true(stage_play(l->s, script));
	return l->s->paints == paints ? 0 : send_frame(l);
}

static void start(struct line *l, const char *type)
{
	*l = (struct line){ .s = stage_open("rosa", "es", 24, 80) };
	assert_int_equal(AM_OK, term_new(&l->t));
	assert_int_equal(AM_OK, term_attach(l->t, type, 24, 80));
	term_charset(l->t, CHARSET_UTF8);
	assert_true(stage_play(l->s, "<calls 40>"));
	(void)send_frame(l);
}

static void stop(struct line *l)
{
	term_free(l->t);
	stage_close(l->s);
	buf_fini(&l->out);
}

static void within(size_t i, const char *type, size_t bytes)
{
	if (bytes > budgets[i].most)
		fail_msg("%s on %s: %zu bytes, at most %zu", budgets[i].what, type, bytes,
		    budgets[i].most);
}

static void every_action_keeps_to_its_budget(void **state)
{
	(void)state;
	for (size_t k = 0; k < COUNT(types); k++)
		for (size_t i = 0; i < COUNT(budgets); i++) {
			struct line l;

			start(&l, types[k]);
			(void)cost(&l, budgets[i].before);
			within(i, types[k], cost(&l, budgets[i].action));
			stop(&l);
		}
}

static void a_list_scrolls_by_a_row_in_170_bytes(void **state)
{
	(void)state;
	for (size_t k = 0; k < COUNT(types); k++) {
		struct line l;
		size_t most = 0;

		start(&l, types[k]);
		(void)cost(&l, "l");
		for (int i = 0; i < 40; i++) {
			const size_t bytes = cost(&l, "<Down>");

			most = bytes > most ? bytes : most;
		}
		if (most > 170)
			fail_msg("scrolling on %s: %zu bytes", types[k], most);
		stop(&l);
	}
}

static void every_card_is_painted_in_1400_bytes(void **state)
{
	static const char *const list[] = { "<F10>fichas<Enter>",
		"<F10>english<Enter><F10>cards<Enter>" };

	(void)state;
	for (size_t k = 0; k < COUNT(types); k++)
		for (size_t n = 0; n < COUNT(list); n++) {
			struct line l;

			start(&l, types[k]);
			(void)cost(&l, list[n]);
			for (int i = 0; i < 14; i++) {
				const size_t bytes = cost(&l, "<Enter>");

				assert_string_equal("card", ui_screen(l.s->ui));
				if (bytes > 1400)
					fail_msg("card %d on %s, list %zu: %zu bytes", i,
					    types[k], n, bytes);
				(void)cost(&l, "<F3><Down>");
			}
			stop(&l);
		}
}

static void nothing_of_the_screen_is_left_after_hiding(void **state)
{
	struct line l;

	(void)state;
	start(&l, "xterm-256color");
	(void)cost(&l, "l<F12>");
	assert_non_null(strstr(buf_text(&l.out), "\x1b[H\x1b[2J"));
	assert_null(strstr(buf_text(&l.out), "AMPARO"));
	stop(&l);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_action_keeps_to_its_budget),
		cmocka_unit_test(a_list_scrolls_by_a_row_in_170_bytes),
		cmocka_unit_test(every_card_is_painted_in_1400_bytes),
		cmocka_unit_test(nothing_of_the_screen_is_left_after_hiding),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
