/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The directory: who can help, where, when it is open, how it has answered, and whether
 * somebody has checked lately that all of this is right.
 */
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/wire.h"
#include "tui/bodies.h"
#include "tui/line.h"
#include "tui/list.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

#define FILTER_MAX 60

struct state {
	struct ui *ui;
	struct bodies bodies;
	struct list list;
	struct line_edit filter;
	bool typing; /* the cursor is in the filter */
};

/* --- reading --- */

static void narrow(struct state *s)
{
	bodies_filter(&s->bodies, s->filter.text);
	list_count(&s->list, s->bodies.shown_count);
}

static int64_t row_id(const void *state, size_t row)
{
	return bodies_at(&((const struct state *)state)->bodies, row)->inst.id;
}

static enum err read_again(struct state *s)
{
	const int64_t id = list_held(&s->list, row_id, s);
	enum err e = bodies_read(&s->bodies, s->ui);

	narrow(s);
	list_hold(&s->list, s->bodies.shown_count, row_id, s, id);
	return e;
}

static enum err directory_open(struct ui *ui, void *state, const void *arg)
{
	struct state *s = state;

	(void)arg;
	s->ui = ui;
	line_start(&s->filter, "", FILTER_MAX);
	return read_again(s);
}

static void directory_close(struct ui *ui, void *state)
{
	(void)ui;
	bodies_fini(&((struct state *)state)->bodies);
}

static void directory_shown(struct ui *ui, void *state)
{
	ui_error(ui, read_again(state));
}

static void directory_event(struct ui *ui, void *state, unsigned topic, int64_t id)
{
	(void)topic, (void)id;
	ui_error(ui, read_again(state));
	ui_touch(ui);
}

/* --- keys --- */

static void open_body(struct ui *ui, void *state)
{
	const struct state *s = state;
	const struct body *here = bodies_at(&s->bodies, s->list.at);

	if (here != NULL)
		(void)ui_push(ui, &view_institution,
		    &(struct ui_about){ .id = here->inst.id });
}

static void add_body(struct ui *ui, void *state)
{
	(void)state;
	(void)ui_push(ui, &view_body, &(struct ui_about){ 0 });
}

static void filter(struct ui *ui, void *state)
{
	struct state *s = state;

	(void)ui;
	s->typing = true;
}

static void clear(struct ui *ui, void *state)
{
	struct state *s = state;

	(void)ui;
	s->typing = false;
	line_start(&s->filter, "", FILTER_MAX);
	narrow(s);
}

static bool is_typing(struct ui *ui, const void *state)
{
	(void)ui;
	return ((const struct state *)state)->typing;
}

static bool is_choosing(struct ui *ui, const void *state)
{
	return !is_typing(ui, state);
}

static bool is_narrow(struct ui *ui, const void *state)
{
	const struct state *s = state;

	(void)ui;
	return s->typing || s->filter.len > 0;
}

static bool letters(const void *state)
{
	return !((const struct state *)state)->typing;
}

static bool directory_key(struct ui *ui, void *state, const struct key *key)
{
	struct state *s = state;

	(void)ui;
	if (s->typing && line_key(&s->filter, key)) {
		s->list.at = s->list.top = 0;
		narrow(s);
		return true;
	}
	return list_key(&s->list, key);
}

/* --- drawing --- */

/* clang-format off */
static const struct column columns[] = {
	[BODY_NAME] = { N_("Body"), 24, 40, 0, 0 },
	[BODY_PLACE] = { N_("Place"), 9, 14, 0, 0 },
	[BODY_HOURS] = { N_("Hours"), 11, 16, 0, 0 },
	[BODY_ANSWERS] = { N_("Answers (90 d)"), 18, 19, 0, 0 },
	[BODY_VERIFIED] = { N_("Verified"), 10, 12, 0, 0 },
	[BODY_SERVICES] = { N_("Services"), 60, 0, 132, 0 },
	{ .width = 0 },
};
/* clang-format on */

static void directory_cell(
    const void *state, size_t row, size_t col, struct buf *out, enum cell_role *role)
{
	const struct state *s = state;

	body_cell(s->ui, bodies_at(&s->bodies, row), (enum body_col)col, out, role);
}

static void directory_draw(
    struct ui *ui, void *state, struct cells *g, struct area a, bool top)
{
	struct state *s = state;
	const struct area rest = { a.row + 2, a.col, a.rows - 2, a.cols };
	size_t unsure = 0;
	int col = a.col + 2;

	for (size_t i = 0; i < s->bodies.count; i++)
		unsure += !inst_verified(&s->bodies.rows[i].inst, ui_now(ui));
	if (is_narrow(ui, s))
		col +=
		    cells_text(g, a.row, a.col + 1, a.cols - 2, CELL_TITLE, _("Filter:"));
	else
		cells_printf(g, a.row, a.col + 1, a.cols - 2, CELL_PLAIN,
		    _("%zu bodies, %zu not verified in 90 days: dial before you trust."),
		    s->bodies.count, unsure);
	if (rest.rows > 0)
		list_draw(&s->list, columns, directory_cell, s, g, rest,
		    top && !s->typing, _("No body fits."));
	if (s->typing && top)
		line_draw(&s->filter, g, a.row, col, a.cols - col);
	else if (is_narrow(ui, s))
		cells_text(g, a.row, col, a.cols - col, CELL_PLAIN, s->filter.text);
}

static void directory_help(struct ui *ui, const void *state, struct buf *out)
{
	(void)ui, (void)state;
	buf_printf(out, "%s\n%s\n",
	    _("The filter looks for the beginnings of words in name, kind, place and "
	      "services; accents do not matter."),
	    _("A shelter shows its kind only; its page reveals it with v, which is "
	      "recorded."));
}

/* clang-format off */
static const struct key_row keys[] = {
	{ KEY_ENTER, 0, N_("Open"), N_("Open the page of the body"), ACT_DIRECTORY, open_body, NULL },
	{ KEY_F5, '/', N_("Filter"), N_("Filter by name, service, place or kind"), ACT_DIRECTORY, filter, is_choosing },
	{ KEY_ESCAPE, 0, N_("All"), N_("Show all bodies again"), ACT_DIRECTORY, clear, is_narrow },
	{ KEY_F3, 0, NULL, N_("Show all bodies again"), ACT_DIRECTORY, clear, is_typing },
	{ KEY_NONE, '+', N_("New"), N_("Add a body to the directory"), ACT_DIRECTORY_EDIT, add_body, is_choosing },
	{ .help = NULL },
};
/* clang-format on */

const struct view_class view_directory = {
	.name = "directory",
	.title = N_("Directory"),
	.action = ACT_DIRECTORY,
	.topics = TOPIC_REFERRAL,
	.flags = VIEW_LISTED,
	.state_size = sizeof(struct state),
	.keys = keys,
	.open = directory_open,
	.close = directory_close,
	.shown = directory_shown,
	.event = directory_event,
	.key = directory_key,
	.draw = directory_draw,
	.help = directory_help,
	.letters = letters,
};
