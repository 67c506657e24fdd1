/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The alerts that no supervisor has seen yet, the gravest first and of one kind the newest
 * (alert_list()).  Enter opens the call or the case it is about; d says that it was seen.
 * One that comes in above the focus does not move it to another alert.
 */
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/wire.h"
#include "tui/alerts.h"
#include "tui/list.h"
#include "tui/show.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

#define ROWS_MAX 100

struct state {
	struct ui *ui;
	struct alert rows[ROWS_MAX];
	size_t count;
	struct list list;
};

static int64_t row_id(const void *state, size_t row)
{
	return ((const struct state *)state)->rows[row].id;
}

static enum err read_again(struct state *s)
{
	const int64_t id = list_held(&s->list, row_id, s);
	const enum err e =
	    alert_list(ui_store(s->ui), ui_actor(s->ui), s->rows, ROWS_MAX, &s->count);

	if (e != AM_OK)
		s->count = 0;
	list_hold(&s->list, s->count, row_id, s, id);
	return e;
}

static enum err alerts_open(struct ui *ui, void *state, const void *arg)
{
	struct state *s = state;

	(void)arg;
	s->ui = ui;
	return read_again(s);
}

static void alerts_shown(struct ui *ui, void *state)
{
	ui_error(ui, read_again(state));
}

static void alerts_event(struct ui *ui, void *state, unsigned topic, int64_t id)
{
	(void)topic, (void)id;
	alerts_shown(ui, state);
	ui_touch(ui);
}

static bool some(struct ui *ui, const void *state)
{
	(void)ui;
	return ((const struct state *)state)->count > 0;
}

static bool about_call(struct ui *ui, const void *state)
{
	const struct state *s = state;

	return some(ui, state) && strcmp(s->rows[s->list.at].entity, "call") == 0;
}

/* The screen of what the alert in focus is about, NULL: it has none, or is a call. */
static const struct view_class *its_view(struct ui *ui, const void *state)
{
	static const struct {
		const char *entity;
		const struct view_class *view;
	} views[] = {
		{ "casefile", &view_case },
		{ "referral", &view_referral },
		{ "followup", &view_followup },
		{ "rescue", &view_rescue },
	};
	const struct state *s = state;

	for (size_t i = 0; some(ui, state) && i < COUNT(views); i++)
		if (strcmp(s->rows[s->list.at].entity, views[i].entity) == 0)
			return views[i].view;
	return NULL;
}

static bool about_other(struct ui *ui, const void *state)
{
	return its_view(ui, state) != NULL;
}

static void open_other(struct ui *ui, void *state)
{
	const struct state *s = state;
	const struct ui_about about = { .id = s->rows[s->list.at].entity_id };

	(void)ui_push(ui, its_view(ui, state), &about);
}

static void open_call(struct ui *ui, void *state)
{
	const struct state *s = state;

	(void)ui_open_call(ui, UI_CALL_SHOW, s->rows[s->list.at].entity_id);
}

static void seen(struct ui *ui, void *state)
{
	struct state *s = state;
	const int64_t id = s->rows[s->list.at].id;
	const enum err e = alert_see(ui_store(ui), ui_actor(ui), id, ui_now(ui));

	if (e == AM_OK)
		ui_message(ui, MESSAGE_DONE, "%s", _("Seen."));
	else if (e == AM_MISSING)
		ui_message(ui, MESSAGE_DONE, "%s", _("Somebody else has seen it."));
	else
		ui_error(ui, e);
	ui_changed(ui, TOPIC_ALERT, id);
	alerts_shown(ui, s);
}

static bool alerts_key(struct ui *ui, void *state, const struct key *key)
{
	(void)ui;
	return list_key(&((struct state *)state)->list, key);
}

/* clang-format off */
static const struct column columns[] = {
	{ N_("When"), 12, 0, 0, 0 },
	{ N_("Alert"), 27, 0, 0, 0 },
	{ N_("About"), 13, 0, 0, 0 },
	{ N_("Operator"), 9, 16, 0, 0 },
	{ N_("Reason"), 11, 0, 0, COLUMN_GROWS },
	{ .width = 0 },
};
/* clang-format on */

static void say_why(struct ui *ui, const struct alert *a, struct buf *out)
{
	char when[40];

	if (a->given_up)
		buf_printf(out, "%s ", _("given up"));
	else if (a->taken_at != 0)
		buf_printf(out, "%s %s ", _("on paper"),
		    show_moment(ui, a->taken_at, when));
	buf_str(out, a->note);
}

static void alerts_cell(
    const void *state, size_t row, size_t col, struct buf *out, enum cell_role *role)
{
	const struct state *s = state;
	const struct alert *a = &s->rows[row];
	char text[40], number[NUMBER_LEN];

	(void)role;
	switch (col) {
	case 0:
		buf_str(out, show_moment(s->ui, a->at, text));
		break;
	case 1:
		buf_str(out, alert_name(a));
		break;
	case 2:
		buf_str(out, alert_number(a, number));
		break;
	case 3:
		buf_str(out, a->by);
		break;
	default:
		say_why(s->ui, a, out);
		break;
	}
}

static void alerts_draw(
    struct ui *ui, void *state, struct cells *g, struct area a, bool top)
{
	struct state *s = state;
	const struct area rest = { a.row + 1, a.col, a.rows - 1, a.cols };

	(void)ui;
	list_draw(&s->list, columns, alerts_cell, s, g, rest, top,
	    _("No alert that nobody has seen."));
}

/* clang-format off */
static const struct key_row keys[] = {
	{ KEY_ENTER, 0, N_("Open"), N_("Open the call it is about"), ACT_CALL_VIEW_ANY, open_call, about_call },
	{ KEY_ENTER, 0, N_("Open"), N_("Open the case, referral, follow-up or rescue it is about"), ACT_CASE_VIEW, open_other, about_other },
	{ KEY_NONE, 'd', N_("Seen"), N_("Say that the alert was seen"), ACT_ALERT_SEE, seen, some },
	{ .help = NULL },
};
/* clang-format on */

const struct view_class view_alerts = {
	.name = "alerts",
	.title = N_("Alerts"),
	.action = ACT_ALERT_SEE,
	.topics = TOPIC_ALERT | TOPIC_CALL,
	.flags = VIEW_LETTERS | VIEW_LISTED,
	.state_size = sizeof(struct state),
	.keys = keys,
	.open = alerts_open,
	.shown = alerts_shown,
	.event = alerts_event,
	.key = alerts_key,
	.draw = alerts_draw,
};
