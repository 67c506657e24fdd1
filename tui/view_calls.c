/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The list of today's calls, newest first; in the first hours of the day also
 * those of yesterday, for a shift does not end at midnight.
 */
#include <stdlib.h>

#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/mem.h"
#include "schema/operator.h"
#include "schema/wire.h"
#include "tui/list.h"
#include "tui/show.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

#define PAGE 100      /* rows read at once */
#define KEPT_MAX 2000 /* rows a list holds */
#define NIGHT_SHIFT (8 * 3600)

struct state {
	struct show_call *rows;
	size_t count;
	bool more; /* older ones are still to be read */
	bool mine;
	int64_t from_at;
	struct list list;
	struct ui *ui; /* for the cells */
};

/* --- reading --- */

static void take_page(struct state *s, const struct call_row *page, size_t count)
{
	s->rows = mem_resize(s->rows, (s->count + count) * sizeof(*s->rows));
	for (size_t i = 0; i < count; i++) {
		s->rows[s->count].row = page[i];
		show_call_read(s->ui, &s->rows[s->count++]);
	}
}

static enum err read_page(struct state *s)
{
	struct call_row *page = mem_new(PAGE, sizeof(*page));
	const int64_t before = s->count > 0 ? s->rows[s->count - 1].row.call.id : 0;
	size_t count = 0;
	enum err e = call_list(ui_store(s->ui), ui_actor(s->ui), s->mine, s->from_at,
	    before, ui_now(s->ui), page, PAGE, &count);

	s->more = e == AM_OK && count == PAGE && s->count + PAGE < KEPT_MAX;
	if (e == AM_OK && count > 0)
		take_page(s, page, count);
	free(page);
	list_count(&s->list, s->count);
	return e;
}

static int64_t row_id(const void *state, size_t row)
{
	return ((const struct state *)state)->rows[row].row.call.id;
}

static int64_t in_focus(const struct state *s)
{
	return list_held(&s->list, row_id, s);
}

/* A page further than the focus was: as many may have come in above it. */
static enum err read_again(struct state *s)
{
	const int64_t id = in_focus(s);
	const size_t wanted = s->list.at + s->list.page;
	enum err e;

	s->count = 0;
	s->from_at = clock_day_start(ui_now(s->ui) - NIGHT_SHIFT);
	do
		e = read_page(s);
	while (e == AM_OK && s->more && s->count <= wanted);
	list_hold(&s->list, s->count, row_id, s, id);
	return e;
}

static enum err calls_open(struct ui *ui, void *state, const void *arg)
{
	struct state *s = state;

	(void)arg;
	s->ui = ui;
	return read_again(s);
}

static void calls_close(struct ui *ui, void *state)
{
	struct state *s = state;

	(void)ui;
	free(s->rows);
	s->rows = NULL;
	s->count = 0;
}

static void calls_shown(struct ui *ui, void *state)
{
	ui_error(ui, read_again(state));
}

static void calls_event(struct ui *ui, void *state, unsigned topic, int64_t id)
{
	(void)topic, (void)id;
	ui_error(ui, read_again(state));
	ui_touch(ui);
}

/* --- keys --- */

static void open_call(struct ui *ui, void *state)
{
	const struct state *s = state;

	if (s->count == 0)
		return;
	if (s->rows[s->list.at].row.call.operator_id != ui_operator(ui)->id &&
	    !ui_may(ui, ACT_CALL_VIEW_ANY))
		ui_message(ui, MESSAGE_WARN, "%s",
		    _("Only who took a call, and supervisors, may open it."));
	else
		(void)ui_open_call(ui, UI_CALL_SHOW, in_focus(s));
}

static void mine_or_all(struct ui *ui, void *state)
{
	struct state *s = state;

	s->mine = !s->mine;
	list_count(&s->list, 0);
	ui_error(ui, read_again(s));
}

static void on_paper(struct ui *ui, void *state)
{
	(void)state;
	(void)ui_open_call(ui, UI_CALL_LATE, 0);
}

static bool calls_key(struct ui *ui, void *state, const struct key *key)
{
	struct state *s = state;

	if (!list_key(&s->list, key))
		return false;
	if (s->more && s->list.at + s->list.page >= s->count)
		ui_error(ui, read_page(s));
	return true;
}

/* --- drawing --- */

/* clang-format off */
static const struct column columns[] = {
	[SHOW_TIME] = { N_("Time"), 5, 0, 0, 0 },
	[SHOW_NUMBER] = { N_("Call"), 10, 0, 0, 0 },
	[SHOW_MOTIVE] = { N_("Motive"), 18, 28, 0, 0 },
	[SHOW_PLACE] = { N_("Place"), 10, 16, 0, 0 },
	[SHOW_RESULT] = { N_("Result"), 16, 26, 0, 0 },
	[SHOW_RISK] = { N_("Risk"), 12, 20, 0, 0 },
	[SHOW_WHO] = { N_("Operator"), 20, 0, 132, 0 },
	{ .width = 0 },
};
/* clang-format on */

static void calls_cell(
    const void *state, size_t row, size_t col, struct buf *out, enum cell_role *role)
{
	const struct state *s = state;

	show_call_cell(s->ui, &s->rows[row], (enum show_call_col)col, out, role);
}

static void calls_subject(struct ui *ui, const void *state, struct buf *out)
{
	const struct state *s = state;

	(void)ui;
	buf_printf(out, " %s", s->mine ? _("mine") : _("everybody's"));
}

/* What the signs behind a result mean. */
static void calls_help(struct ui *ui, const void *state, struct buf *out)
{
	(void)ui, (void)state;
	buf_printf(out, "%s\n",
	    _("Behind the result: > the line called, + goes on with a call that was cut "
	      "off, P taken on paper and entered later, * corrected since."));
}

static void calls_draw(
    struct ui *ui, void *state, struct cells *g, struct area a, bool top)
{
	struct state *s = state;
	const struct area rest = { a.row + 1, a.col, a.rows - 1, a.cols };

	(void)ui, (void)top;
	list_draw(
	    &s->list, columns, calls_cell, s, g, rest, true, _("No calls yet today."));
}

/* clang-format off */
static const struct key_row keys[] = {
	{ KEY_ENTER, 0, N_("Open"), N_("Open the call to read or correct it"), ACT_CALL_VIEW, open_call, NULL },
	{ KEY_NONE, 'P', NULL, N_("Enter a call taken on paper"), ACT_CALL_CREATE, on_paper, NULL },
	{ KEY_F4, 0, N_("Mine/all"), N_("Only my calls, or everybody's"), ACT_CALL_LIST, mine_or_all, NULL },
	{ .help = NULL },
};
/* clang-format on */

const struct view_class view_calls = {
	.name = "calls",
	.title = N_("Today's calls"),
	.action = ACT_CALL_LIST,
	.topics = TOPIC_CALL,
	.flags = VIEW_LETTERS | VIEW_LISTED,
	.state_size = sizeof(struct state),
	.keys = keys,
	.open = calls_open,
	.close = calls_close,
	.shown = calls_shown,
	.event = calls_event,
	.subject = calls_subject,
	.key = calls_key,
	.draw = calls_draw,
	.help = calls_help,
};
