/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/pick.h"

#include <stdlib.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/base/utf8.h"
#include "tui/line.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

#define OPTIONS_MAX 200
#define TYPED_MAX 40
#define MARK_COLS 4 /* marker and key before a label */
#define GAP_COLS 2  /* between two columns */

struct state {
	struct pick_request request;
	char title[48];
	struct line_edit typed;
	struct form_option *options;
	size_t count, at;
	size_t rows; /* of a column, drawn last */
	int cols;    /* of all columns, drawn last */
};

static void fetch(struct state *s)
{
	s->count =
	    s->request.options(s->request.data, s->typed.text, s->options, OPTIONS_MAX);
	if (s->count > OPTIONS_MAX)
		s->count = OPTIONS_MAX;
	s->at = 0;
}

static enum err pick_open(struct ui *ui, void *state, const void *arg)
{
	struct state *s = state;

	(void)ui;
	if (arg == NULL)
		return AM_INVALID;
	s->request = *(const struct pick_request *)arg;
	str_copy(s->title, sizeof(s->title), s->request.title);
	s->options = mem_new(OPTIONS_MAX, sizeof(*s->options));
	s->rows = 1;
	line_start(&s->typed, "", TYPED_MAX);
	fetch(s);
	return AM_OK;
}

static void pick_close(struct ui *ui, void *state)
{
	struct state *s = state;

	(void)ui;
	free(s->options);
	s->options = NULL;
}

/* --- columns and pages --- */

/* The column that begins with choice from is as wide as its longest. */
static int column_cols(const struct state *s, size_t from)
{
	size_t cols = 0;

	for (size_t i = from; i < s->count && i < from + s->rows; i++) {
		const size_t label = utf8_cols(s->options[i].label);

		if (label > cols)
			cols = label;
	}
	return (int)cols + MARK_COLS;
}

/* The choice behind the page that begins with first: as many whole columns as fit, one
 * at least. */
static size_t page_end(const struct state *s, size_t first)
{
	size_t end = first;
	int left = s->cols;

	do {
		left -= column_cols(s, end) + GAP_COLS;
		end += s->rows;
	} while (end < s->count && column_cols(s, end) <= left);
	return end;
}

/* The first choice of the page that i is on. */
static size_t page_first(const struct state *s, size_t i)
{
	size_t first = 0;

	for (size_t end = page_end(s, 0); end <= i; end = page_end(s, first))
		first = end;
	return first;
}

/* --- keys --- */

static void choose(struct ui *ui, struct state *s, size_t i)
{
	const struct pick_request request = s->request;
	char value[sizeof(s->options->value)];

	str_copy(value, sizeof(value), s->options[i].value);
	if (ui_pop(ui) == AM_OK)
		request.choose(ui, request.data, value);
}

static void choose_here(struct ui *ui, void *state)
{
	struct state *s = state;

	if (s->count > 0)
		choose(ui, s, s->at);
}

/* The digit or letter of a choice, while nothing was typed. */
static bool choose_by_key(struct ui *ui, struct state *s, const struct key *key)
{
	if (key->code != KEY_TEXT || s->typed.len > 0)
		return false;
	for (size_t i = 0; i < s->count; i++) {
		if (s->options[i].key != 0 && (uint32_t)s->options[i].key == key->c) {
			choose(ui, s, i);
			return true;
		}
	}
	return false;
}

/* How far a key moves, in choices; 0: it is none of these. */
static long steps(const struct state *s, enum key_code code)
{
	const long column = (long)s->rows, at = (long)s->at;
	const size_t first = page_first(s, s->at);

	switch (code) {
	case KEY_UP:
	case KEY_BACKTAB:
		return -1;
	case KEY_DOWN:
	case KEY_TAB:
		return 1;
	case KEY_LEFT:
		return -column;
	case KEY_RIGHT:
		return column;
	case KEY_PAGE_UP:
	case KEY_F7:
		return (long)(first > 0 ? page_first(s, first - 1) : 0) - at;
	case KEY_PAGE_DOWN:
	case KEY_F8:
		return (long)page_end(s, first) - at;
	case KEY_HOME:
		return -OPTIONS_MAX;
	case KEY_END:
		return OPTIONS_MAX;
	default:
		return 0;
	}
}

static bool move(struct state *s, enum key_code code)
{
	const long by = steps(s, code);
	long to = (long)s->at + by;

	if (by == 0)
		return false;
	if (to >= (long)s->count)
		to = (long)s->count - 1;
	s->at = to > 0 ? (size_t)to : 0;
	return true;
}

static bool pick_key(struct ui *ui, void *state, const struct key *key)
{
	struct state *s = state;
	const struct line_edit before = s->typed;

	if (choose_by_key(ui, s, key) || move(s, key->code))
		return true;
	if (!line_key(&s->typed, key))
		return false;
	fetch(s);
	if (s->count == 0) { /* nothing begins so: the key is taken back */
		ui_message(
		    ui, MESSAGE_WARN, _("Nothing begins with \"%s\"."), s->typed.text);
		s->typed = before;
		fetch(s);
	}
	return true;
}

/* --- drawing --- */

static void draw_option(
    const struct state *s, size_t i, struct cells *g, int row, int col, int cols)
{
	const struct form_option *o = &s->options[i];

	cells_printf(g, row, col, cols, CELL_PLAIN, "%c %c %s", i == s->at ? '>' : ' ',
	    o->key != 0 ? o->key : ' ', o->label);
}

/* The cursor goes to the marker, if it is in this column and the list is on top. */
static void draw_column(const struct state *s, size_t from, struct cells *g,
    struct area a, int cols, bool top)
{
	for (size_t i = from; i < s->count && i < from + s->rows; i++) {
		const int row = a.row + (int)(i - from);

		draw_option(s, i, g, row, a.col, cols < a.cols ? cols : a.cols);
		if (top && i == s->at)
			cells_cursor(g, row, a.col);
	}
}

static void pick_draw(
    struct ui *ui, void *state, struct cells *g, struct area a, bool top)
{
	struct state *s = state;
	struct area rest = { a.row + 1, a.col + 1, a.rows - 1, a.cols - 2 };
	size_t first, end;

	(void)ui;
	s->rows = a.rows > 1 ? (size_t)a.rows - 1 : 1;
	s->cols = rest.cols;
	cells_printf(g, a.row, a.col + 1, a.cols - 2, CELL_TITLE, "%s: %s", s->title,
	    s->typed.text);
	first = page_first(s, s->at);
	end = page_end(s, first);
	for (size_t i = first; i < end; i += s->rows) {
		const int cols = column_cols(s, i);

		draw_column(s, i, g, rest, cols, top);
		rest.col += cols + GAP_COLS;
		rest.cols -= cols + GAP_COLS;
	}
}

static void leave(struct ui *ui, void *state)
{
	(void)state;
	(void)ui_pop(ui);
}

static void more(struct ui *ui, void *state)
{
	(void)ui;
	(void)move(state, KEY_F8);
}

static bool has_more(struct ui *ui, const void *state)
{
	const struct state *s = state;

	(void)ui;
	return s->count > page_end(s, 0);
}

/* clang-format off */
static const struct key_row keys[] = {
	{ KEY_ENTER, 0, N_("Choose"), N_("Choose what the marker is on"), ACT_CONSOLE, choose_here, NULL },
	{ KEY_F8, 0, N_("More"), N_("Next page"), ACT_CONSOLE, more, has_more },
	{ KEY_F3, 0, N_("Back"), N_("Back to where you were"), ACT_CONSOLE, leave, NULL },
	{ .help = NULL },
};
/* clang-format on */

const struct view_class view_pick = {
	.name = "pick",
	.title = N_("Choices"),
	.action = ACT_CONSOLE,
	.place = VIEW_STRIP,
	.state_size = sizeof(struct state),
	.keys = keys,
	.open = pick_open,
	.close = pick_close,
	.key = pick_key,
	.draw = pick_draw,
};
