/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The route of a case, leg by leg. */
#include "schema/casefile.h"
#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/route.h"
#include "schema/wire.h"
#include "tui/list.h"
#include "tui/show.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

#define LEGS_MAX 100

struct state {
	struct ui *ui;
	int64_t case_id;
	struct leg legs[LEGS_MAX];
	size_t count;
	struct list list;
};

static int64_t row_id(const void *state, size_t row)
{
	return ((const struct state *)state)->legs[row].id;
}

static enum err read_again(struct state *s)
{
	const int64_t id = list_held(&s->list, row_id, s);
	size_t count = 0;
	const enum err e = route_list(ui_store(s->ui), ui_actor(s->ui), s->case_id,
	    ui_now(s->ui), s->legs, LEGS_MAX, &count);

	s->count = e == AM_OK ? count : 0;
	list_hold(&s->list, s->count, row_id, s, id);
	return e;
}

static enum err route_open(struct ui *ui, void *state, const void *arg)
{
	const struct ui_about *about = arg;
	struct state *s = state;
	enum err e;

	if (about == NULL || about->case_id == 0)
		return AM_MISSING;
	s->ui = ui;
	s->case_id = about->case_id;
	e = case_part(ui_store(ui), ui_actor(ui), s->case_id, "route", ui_now(ui));
	return e == AM_OK ? read_again(s) : e;
}

static void route_shown(struct ui *ui, void *state)
{
	ui_error(ui, read_again(state));
}

static void route_event(struct ui *ui, void *state, unsigned topic, int64_t id)
{
	(void)topic, (void)id;
	route_shown(ui, state);
	ui_touch(ui);
}

static bool route_key(struct ui *ui, void *state, const struct key *key)
{
	(void)ui;
	return list_key(&((struct state *)state)->list, key);
}

/* --- keys --- */

static void open_leg(struct ui *ui, void *state)
{
	const struct state *s = state;
	struct ui_about about = { .case_id = s->case_id };

	if (s->count == 0)
		return;
	about.id = s->legs[s->list.at].id;
	(void)ui_push(ui, &view_leg, &about);
}

static void add_leg(struct ui *ui, void *state)
{
	const struct ui_about about = { .case_id = ((struct state *)state)->case_id };

	(void)ui_push(ui, &view_leg, &about);
}

static void done(
    struct ui *ui, enum err e, const struct ui_undo *undo, const char *sentence)
{
	if (e != AM_OK) {
		ui_error(ui, e);
		return;
	}
	ui_changed(ui, TOPIC_CASE, 0);
	ui_saved(ui, undo, "%s", sentence);
}

static enum err undo_earlier(struct ui *ui, int64_t id)
{
	return ui_after(ui, TOPIC_CASE, 0,
	    leg_move(ui_store(ui), ui_actor(ui), id, false, ui_now(ui)));
}

static enum err undo_later(struct ui *ui, int64_t id)
{
	return ui_after(ui, TOPIC_CASE, 0,
	    leg_move(ui_store(ui), ui_actor(ui), id, true, ui_now(ui)));
}

static void move(struct ui *ui, struct state *s, bool earlier)
{
	const int64_t id = list_held(&s->list, row_id, s);
	enum err e;

	if (id == 0)
		return;
	e = leg_move(ui_store(ui), ui_actor(ui), id, earlier, ui_now(ui));
	if (e == AM_CONFLICT)
		ui_message(ui, MESSAGE_WARN, "%s",
		    earlier ? _("It is the first already.")
			    : _("It is the last already."));
	else
		done(ui, e,
		    &(struct ui_undo){
			.run = earlier ? undo_earlier : undo_later, .id = id },
		    earlier ? _("Leg moved one place earlier")
			    : _("Leg moved one place later"));
}

static void move_earlier(struct ui *ui, void *state)
{
	move(ui, state, true);
}

static void move_later(struct ui *ui, void *state)
{
	move(ui, state, false);
}

static enum err undo_out(struct ui *ui, int64_t id)
{
	return ui_after(
	    ui, TOPIC_CASE, 0, leg_put_back(ui_store(ui), ui_actor(ui), id, ui_now(ui)));
}

static void take_out(struct ui *ui, void *state)
{
	const struct state *s = state;
	const int64_t id = list_held(&s->list, row_id, s);

	if (id != 0)
		done(ui, leg_take_out(ui_store(ui), ui_actor(ui), id, ui_now(ui)),
		    &(struct ui_undo){ .run = undo_out, .id = id },
		    _("Taken out of the route"));
}

/* --- drawing --- */

enum { COL_STAGE, COL_PLACE, COL_WHEN, COL_TRANSP, COL_WHAT, COL_DETAIL };

/* clang-format off */
static const struct column columns[] = {
	[COL_STAGE] = { N_("Stage"), 11, 0, 0, 0 },
	[COL_PLACE] = { N_("Place"), 24, 34, 0, 0 },
	[COL_WHEN] = { N_("When"), 10, 0, 0, 0 },
	[COL_TRANSP] = { N_("Transport"), 12, 16, 0, 0 },
	[COL_WHAT] = { N_("What"), 14, 24, 0, 0 },
	[COL_DETAIL] = { N_("Detail"), 28, 0, 132, 0 },
	{ .width = 0 },
};
/* clang-format on */

static void route_cell(
    const void *state, size_t row, size_t col, struct buf *out, enum cell_role *role)
{
	const struct state *s = state;
	const struct leg *l = &s->legs[row];
	char place[64];

	(void)role;
	switch (col) {
	case COL_STAGE:
		buf_str(out, show_code(s->ui, "stage", l->stage));
		break;
	case COL_PLACE:
		buf_str(out, show_place(s->ui, l->place, place));
		if (*l->place_said != '\0')
			buf_printf(out, "%s%s", out->len > 0 ? ": " : "", l->place_said);
		break;
	case COL_WHEN:
		buf_str(out, l->happened_on);
		break;
	case COL_TRANSP:
		buf_str(out, show_code(s->ui, "transp", l->transp));
		break;
	case COL_WHAT:
		buf_str(out, *l->act != '\0' ? show_code(s->ui, "act", l->act)
					     : show_code(s->ui, "venue", l->venue));
		break;
	default:
		buf_str(out, l->detail);
		break;
	}
}

static void route_draw(
    struct ui *ui, void *state, struct cells *g, struct area a, bool top)
{
	struct state *s = state;
	const struct area rest = { a.row + 1, a.col, a.rows - 1, a.cols };

	(void)ui;
	list_draw(&s->list, columns, route_cell, s, g, rest, top,
	    _("No leg yet. + adds one: where she was taken from, through, to."));
}

/* clang-format off */
static const struct key_row keys[] = {
	{ KEY_ENTER, 0, N_("Open"), N_("Open the leg"), ACT_CASE_VIEW, open_leg, NULL },
	{ KEY_NONE, '+', N_("Add"), N_("Add a leg"), ACT_CASE_EDIT, add_leg, NULL },
	{ KEY_NONE, '<', N_("Earlier"), N_("One place earlier"), ACT_CASE_EDIT, move_earlier, NULL },
	{ KEY_NONE, '>', N_("Later"), N_("One place later"), ACT_CASE_EDIT, move_later, NULL },
	{ KEY_NONE, '-', N_("Take out"), N_("It does not belong to the route"), ACT_CASE_EDIT, take_out, NULL },
	{ .help = NULL },
};
/* clang-format on */

const struct view_class view_route = {
	.name = "route",
	.title = N_("Route"),
	.action = ACT_CASE_VIEW,
	.topics = TOPIC_CASE,
	.flags = VIEW_LETTERS | VIEW_PART,
	.state_size = sizeof(struct state),
	.keys = keys,
	.open = route_open,
	.shown = route_shown,
	.event = route_event,
	.key = route_key,
	.draw = route_draw,
};
