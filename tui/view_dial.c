/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Before a call out: the rules of a safe contact, and the number masked.  Enter calls:
 * the form of the outgoing call opens and shows the number.  Where something speaks
 * against it Enter asks once more.
 */
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/number.h"
#include "schema/wire.h"
#include "tui/list.h"
#include "tui/rules.h"
#include "tui/show.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

#define LIST_ROWS 7 /* at most */

struct state {
	struct ui *ui;
	struct dial_to to;
	struct dial_choice choices[DIAL_MAX];
	size_t count;
	struct list list;
};

static enum err read_again(struct state *s)
{
	const enum err e = dial_choices(ui_store(s->ui), ui_actor(s->ui), &s->to,
	    ui_now(s->ui), s->choices, DIAL_MAX, &s->count);

	if (e != AM_OK)
		s->count = 0;
	list_count(&s->list, s->count);
	return e;
}

static enum err dial_open(struct ui *ui, void *state, const void *arg)
{
	struct state *s = state;

	if (arg == NULL)
		return AM_MISSING;
	s->ui = ui;
	s->to = *(const struct dial_to *)arg;
	return read_again(s);
}

/* --- keys --- */

static void call_out(struct ui *ui, struct state *s)
{
	const struct dial_order order = { s->to, s->choices[s->list.at] };
	const struct ui_call_arg arg = { .what = UI_CALL_OUT, .order = &order };
	const enum err e = ui_open_call_with(ui, &arg);

	if (e == AM_CONFLICT)
		ui_message(ui, MESSAGE_WARN, "%s",
		    _("Somebody else was faster, or she has called again."));
}

static void call_if(struct ui *ui, void *state, bool yes)
{
	if (yes)
		call_out(ui, state);
	else
		ui_message(ui, MESSAGE_DONE, "%s", _("Not called."));
}

static bool some(struct ui *ui, const void *state)
{
	(void)ui;
	return ((const struct state *)state)->count > 0;
}

static void ask_or_call(struct ui *ui, void *state)
{
	struct state *s = state;
	const char *question = rules_question(&s->choices[s->list.at]);

	if (question != NULL)
		ui_confirm(ui, question, call_if);
	else
		call_out(ui, s);
}

static bool dial_key(struct ui *ui, void *state, const struct key *key)
{
	(void)ui;
	return list_key(&((struct state *)state)->list, key);
}

/* --- drawing --- */

/* clang-format off */
static const struct column columns[] = {
	{ NULL, 8, 0, 0, 0 },
	{ "", 24, 40, 0, 0 },
	{ "", 40, 0, 0, 0 },
	{ .width = 0 },
};
/* clang-format on */

static void source(struct ui *ui, const struct dial_choice *c, struct buf *out)
{
	char number[NUMBER_LEN], when[40];

	if (c->call_number != 0)
		buf_printf(out, _("%s of %s"),
		    number_show(number, NUMBER_CALL, c->call_number),
		    show_moment(ui, c->call_at, when));
	else if (c->source.from == DIAL_QUEUE)
		buf_printf(out, _("hung up, rang %s"), show_moment(ui, c->call_at, when));
	else if (c->source.from == DIAL_PERSON)
		buf_str(out, _("person of the case"));
}

static void dial_cell(
    const void *state, size_t row, size_t col, struct buf *out, enum cell_role *role)
{
	const struct state *s = state;
	const struct dial_choice *c = &s->choices[row];
	char mask[TELEPHONE_MASK_LEN];

	(void)role;
	switch (col) {
	case 0:
		buf_str(out, telephone_mask(mask, c->tail));
		break;
	case 1:
		buf_str(out, *c->person != '\0' ? c->person : c->whose);
		break;
	default:
		source(s->ui, c, out);
		break;
	}
}

static void dial_draw(
    struct ui *ui, void *state, struct cells *g, struct area a, bool top)
{
	struct state *s = state;
	const int rows = s->count < LIST_ROWS ? (int)s->count : LIST_ROWS;
	const struct area list = { a.row + 1, a.col, rows > 0 ? rows : 1, a.cols };
	const struct area rest = { list.row + list.rows + 1, a.col,
		a.rows - list.rows - 2, a.cols };

	list_draw(&s->list, columns, dial_cell, s, g, list, top,
	    _("There is no number to call."));
	if (s->count > 0)
		rules_draw(ui, &s->choices[s->list.at], g, rest);
}

/* clang-format off */
static const struct key_row keys[] = {
	{ KEY_ENTER, 0, N_("Call (shows the number)"), N_("Call: opens the form of the call, with the number"), ACT_CALL_CREATE, ask_or_call, some },
	{ .help = NULL },
};
/* clang-format on */

const struct view_class view_dial = {
	.name = "dial",
	.title = N_("Call out"),
	.action = ACT_CALL_CREATE,
	.flags = VIEW_LETTERS,
	.state_size = sizeof(struct state),
	.keys = keys,
	.open = dial_open,
	.key = dial_key,
	.draw = dial_draw,
};
