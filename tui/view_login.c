/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The page after log-in: who, when last and from where, what was refused since,
 * and what is still open.  It lies on top of whatever was there when the line
 * dropped; Enter takes it away.
 */
#include <string.h>

#include "schema/base/buf.h"
#include "schema/draft.h"
#include "schema/operator.h"
#include "schema/session.h"
#include "tui/show.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

struct state {
	struct session_last last;
	size_t drafts;
	bool open; /* a screen other than home lies below */
};

#define DRAFTS_MAX 100

static void login_read(struct ui *ui, void *state)
{
	struct state *s = state;
	const struct ui_line *line = ui_line(ui);
	struct draft drafts[DRAFTS_MAX];

	if (session_last(ui_store(ui), ui_operator(ui)->id, line->session_id, &s->last) !=
	    AM_OK)
		s->last = (struct session_last){ .failed = line->failed };
	if (draft_list(ui_store(ui), ui_actor(ui), drafts, DRAFTS_MAX, &s->drafts) !=
	    AM_OK)
		s->drafts = 0;
	if (ui_call(ui) != 0 && s->drafts > 0)
		s->drafts--; /* that one is not parked: it lies below */
}

static enum err login_open(struct ui *ui, void *state, const void *arg)
{
	struct state *s = state;

	(void)arg;
	s->open = ui_top(ui) != &view_home;
	login_read(ui, state);
	return AM_OK;
}

static void draw_last(
    struct ui *ui, const struct state *s, struct cells *g, int row, int cols)
{
	char when[40];

	cells_printf(g, row, 1, cols, CELL_PLAIN, _("Hello, %s."), ui_operator(ui)->name);
	if (s->last.at > 0)
		cells_printf(g, row + 1, 1, cols, CELL_PLAIN, _("Last login: %s from %s"),
		    show_moment(ui, s->last.at, when), s->last.peer);
	else
		cells_text(g, row + 1, 1, cols, CELL_PLAIN,
		    ui_line(ui)->resumed ? _("You are connected again.")
					 : _("This is your first session."));
	cells_printf(g, row + 2, 1, cols, s->last.failed > 0 ? CELL_WARN : CELL_PLAIN,
	    s->last.at > 0 ? _("%sFailed tries since then: %lld")
			   : _("%sFailed tries so far: %lld"),
	    s->last.failed > 0 ? "! " : "", (long long)s->last.failed);
}

static int draw_pending(const struct state *s, struct cells *g, int row, int cols)
{
	if (s->drafts == 0)
		return row;
	cells_printf(g, row, 1, cols, CELL_PLAIN,
	    ngettext("%zu parked draft waits for you.", "%zu parked drafts wait for you.",
		s->drafts),
	    s->drafts);
	return row + 2;
}

static void draw_resume(struct ui *ui, struct cells *g, int row, int cols)
{
	struct buf what = { 0 };

	if (ui_describe_below(ui, &what)) {
		cells_printf(
		    g, row, 1, cols, CELL_WARN, _("Still open: %s"), buf_text(&what));
		cells_text(g, row + 1, 3, cols - 2, CELL_PLAIN,
		    _("Enter  go on where you were"));
		cells_text(g, row + 2, 3, cols - 2, CELL_PLAIN,
		    _("F3     leave it as a draft and go home"));
	}
	buf_fini(&what);
}

/* "utf-8" is how it is stored. */
static const char *charset_name(const char *charset)
{
	static const char *const names[][2] = {
		{ "utf-8", "UTF-8" },
		{ "latin-1", N_("Latin-1") },
		{ "cp850", "CP850" },
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(names[i][0], charset) == 0)
			return _(names[i][1]);
	return "ASCII";
}

static void draw_terminal(struct ui *ui, struct cells *g, int row, int cols)
{
	const struct ui_line *line = ui_line(ui);
	struct buf text = { 0 };

	buf_printf(&text, _("Terminal: %s %dx%d, %s"), line->term, g->cols, g->rows,
	    charset_name(line->charset));
	if (line->colours >= 8 && ui_operator(ui)->colour)
		buf_printf(&text, ", %s", _("8 colours"));
	buf_printf(&text, ". %s", _("F4 changes it."));
	cells_text(g, row, 1, cols, CELL_PLAIN, buf_text(&text));
	buf_fini(&text);
}

static void login_draw(
    struct ui *ui, void *state, struct cells *g, struct area a, bool top)
{
	const struct state *s = state;
	int row = a.row + 1;

	(void)top;
	draw_last(ui, s, g, row, a.cols - 1);
	row = draw_pending(s, g, row + 4, a.cols - 1);
	if (s->open)
		draw_resume(ui, g, row, a.cols - 1);
	if (!ui_operator(ui)->has_pin)
		cells_text(g, a.row + a.rows - 2, 1, a.cols - 1, CELL_PLAIN,
		    _("You have no PIN: after hiding (F12) you connect again."));
	draw_terminal(ui, g, a.row + a.rows - 1, a.cols - 1);
	cells_cursor(g, g->rows - 2, 1);
}

static void resume(struct ui *ui, void *state)
{
	(void)state;
	(void)ui_pop(ui);
}

static void leave(struct ui *ui, void *state)
{
	(void)state;
	(void)ui_home(ui);
}

static void options(struct ui *ui, void *state)
{
	(void)state;
	(void)ui_push(ui, &view_options, NULL);
}

static bool is_open(struct ui *ui, const void *state)
{
	const struct state *s = state;

	(void)ui;
	return s->open;
}

static bool is_not_open(struct ui *ui, const void *state)
{
	return !is_open(ui, state);
}

/* clang-format off */
static const struct key_row keys[] = {
	{ KEY_ENTER, 0, N_("Go on"), N_("Go on where you were"), ACT_CONSOLE, resume, is_open },
	{ KEY_ENTER, 0, N_("Home"), N_("Home"), ACT_CONSOLE, leave, is_not_open },
	{ KEY_F3, 'q', N_("Home (draft)"), N_("Leave it as a draft and go home"), ACT_CONSOLE, leave, is_open },
	{ KEY_F3, 'q', NULL, N_("Home"), ACT_CONSOLE, leave, is_not_open },
	{ KEY_F4, 0, N_("Options"), N_("Language, characters, colours, bell"), ACT_CONSOLE, options, NULL },
	{ .help = NULL },
};
/* clang-format on */

const struct view_class view_login = {
	.name = "login",
	.title = N_("Welcome"),
	.action = ACT_CONSOLE,
	.flags = VIEW_LETTERS,
	.state_size = sizeof(struct state),
	.keys = keys,
	.open = login_open,
	.shown = login_read,
	.draw = login_draw,
};
