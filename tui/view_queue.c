/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The whole queue: everybody who waits and everybody who is to be called back.  Enter
 * answers, or calls back, the one in focus; F4 marks her number.
 */
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/mem.h"
#include "schema/wire.h"
#include "tui/marks.h"
#include "tui/show.h"
#include "tui/tui_priv.h"
#include "tui/views.h"
#include "tui/waiting.h"

struct state {
	struct waiting waiting;
	struct list list;
	struct marks marks;
	struct ui *ui;  /* for the cells */
};

/* --- reading --- */

static const struct queue_row *in_focus(const struct state *s)
{
	return s->waiting.count > 0 ? &s->waiting.rows[s->list.at].row : NULL;
}

static int64_t row_id(const void *state, size_t row)
{
	return ((const struct state *)state)->waiting.rows[row].row.id;
}

static enum err read_again(struct state *s)
{
	const int64_t id = list_held(&s->list, row_id, s);
	enum err e = waiting_read(&s->waiting, s->ui);

	list_hold(&s->list, s->waiting.count, row_id, s, id);
	return e;
}

static enum err queue_open(struct ui *ui, void *state, const void *arg)
{
	struct state *s = state;

	(void)arg;
	s->ui = ui;
	return read_again(s);
}

static void queue_close(struct ui *ui, void *state)
{
	struct state *s = state;

	(void)ui;
	waiting_fini(&s->waiting);
}

static void queue_shown(struct ui *ui, void *state)
{
	ui_error(ui, read_again(state));
}

static void queue_event(struct ui *ui, void *state, unsigned topic, int64_t id)
{
	(void)topic, (void)id;
	queue_shown(ui, state);
	ui_touch(ui);
}

static int64_t queue_deadline(const void *state)
{
	return ((const struct state *)state)->waiting.look_ms;
}

static void queue_tick(struct ui *ui, void *state, int64_t now_ms)
{
	(void)now_ms;
	queue_event(ui, state, 0, 0);
}

/* --- keys --- */

static bool some(struct ui *ui, const void *state)
{
	(void)ui;
	return in_focus(state) != NULL;
}

static void answer(struct ui *ui, void *state)
{
	const struct queue_row *r = in_focus(state);

	if (r->left_at != 0)
		waiting_call_back(ui, r->id);
	else
		waiting_answer(ui, r->id);
}

static bool has_number(struct ui *ui, const void *state)
{
	const struct queue_row *r = in_focus(state);

	(void)ui;
	return r != NULL && *r->tail != '\0';
}

static void mark(struct ui *ui, void *state)
{
	struct state *s = state;
	const struct telephone_who who = { .queue_id = in_focus(s)->id };

	marks_of(&s->marks, ui, &who, queue_shown, s);
	marks_pick(&s->marks);
}

static void number(struct ui *ui, void *state)
{
	const struct telephone_who who = { .queue_id = in_focus(state)->id };

	(void)ui_push(ui, &view_number, &who);
}

static bool queue_key(struct ui *ui, void *state, const struct key *key)
{
	struct state *s = state;

	(void)ui;
	return list_key(&s->list, key);
}

/* --- drawing --- */

static void queue_cell(
    const void *state, size_t row, size_t col, struct buf *out, enum cell_role *role)
{
	const struct state *s = state;

	waiting_cell(s->ui, &s->waiting.rows[row], col, out, role);
}

static void queue_draw(
    struct ui *ui, void *state, struct cells *g, struct area a, bool top)
{
	struct state *s = state;
	const struct area rest = { a.row + 1, a.col, a.rows - 1, a.cols };

	(void)ui;
	list_draw(&s->list, waiting_columns, queue_cell, s, g, rest, top,
	    s->waiting.signal ? _("Nobody waits.") : _("No signal from the exchange."));
}

/* clang-format off */
static const struct key_row keys[] = {
	{ KEY_ENTER, 0, N_("Answer"), N_("Answer the caller, or call her back"), ACT_CALL_CREATE, answer, some },
	{ KEY_F4, 0, N_("Mark"), N_("Mark the number: at risk, frequent, prank"), ACT_NUMBER_FLAG, mark, has_number },
	{ KEY_NONE, 'v', N_("Telephone"), N_("The telephone: whose, marks, earlier calls"), ACT_CALL_LIST, number, has_number },
	{ .help = NULL },
};
/* clang-format on */

const struct view_class view_queue = {
	.name = "queue",
	.title = N_("Queue"),
	.action = ACT_QUEUE_LIST,
	.topics = TOPIC_QUEUE,
	.flags = VIEW_LETTERS | VIEW_LISTED,
	.state_size = sizeof(struct state),
	.keys = keys,
	.open = queue_open,
	.close = queue_close,
	.shown = queue_shown,
	.event = queue_event,
	.key = queue_key,
	.draw = queue_draw,
	.deadline = queue_deadline,
	.tick = queue_tick,
};
