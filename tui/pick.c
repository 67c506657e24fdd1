/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/pick.h"

#include <stdlib.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "tui/line.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

#define OPTIONS_MAX 200
#define TYPED_MAX 40
#define COLUMNS 3
#define COLUMN_COLS 26

struct state {
	struct pick_request request;
	char title[48];
	struct line_edit typed;
	struct form_option *options;
	size_t count, at;
	size_t rows; /* of a column, drawn last */
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
	const long column = (long)s->rows;

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
		return -column * COLUMNS;
	case KEY_PAGE_DOWN:
	case KEY_F8:
		return column * COLUMNS;
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
    const struct state *s, size_t i, struct cells *g, int row, int col)
{
	const struct form_option *o = &s->options[i];
	const char mark = i == s->at ? '>' : ' ';

	if (o->key != 0)
		cells_printf(g, row, col, COLUMN_COLS - 1, CELL_PLAIN, "%c %c %s", mark,
		    o->key, o->label);
	else
		cells_printf(
		    g, row, col, COLUMN_COLS - 1, CELL_PLAIN, "%c   %s", mark, o->label);
}

static void pick_draw(
    struct ui *ui, void *state, struct cells *g, struct area a, bool top)
{
	struct state *s = state;
	const size_t rows = a.rows > 1 ? (size_t)a.rows - 1 : 1;
	const size_t page = rows * COLUMNS;
	const size_t first = s->at / page * page;

	(void)ui;
	s->rows = rows;
	cells_printf(g, a.row, a.col + 1, a.cols - 2, CELL_TITLE, "%s: %s", s->title,
	    s->typed.text);
	for (size_t i = first; i < s->count && i < first + page; i++)
		draw_option(s, i, g, a.row + 1 + (int)((i - first) % rows),
		    a.col + 1 + (int)((i - first) / rows) * COLUMN_COLS);
	if (top)
		cells_cursor(g, a.row + 1 + (int)((s->at - first) % rows),
		    a.col + 1 + (int)((s->at - first) / rows) * COLUMN_COLS);
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
	return s->count > s->rows * COLUMNS;
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
