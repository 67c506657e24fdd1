/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A leg of the route. */
#include "schema/base/mem.h"
#include "schema/route.h"
#include "schema/wire.h"
#include "tui/sheet.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

/* clang-format off */
static const struct slot slots[] = {
	{ "stage", 1, 1, 18, 22, .flags = SLOT_VISIT },
	{ "place", 2, 1, 18, 34, .flags = SLOT_VISIT },
	{ "place_said", 3, 1, 18, 60, .flags = SLOT_VISIT },
	{ "happened_on", 4, 1, 18, 12, .flags = SLOT_VISIT },
	{ "transp", 4, 41, 56, 22, .flags = SLOT_VISIT },
	{ "act", 5, 1, 18, 22, .flags = SLOT_VISIT },
	{ "venue", 5, 41, 56, 22, .flags = SLOT_VISIT },
	{ "route", 6, 1, 18, 34, .flags = SLOT_VISIT },
	{ "detail", 7, 1, 18, 60, .flags = SLOT_VISIT },
};
static const struct fixed fixed[] = {
	{ 10, 1, 77, .list = "stage", .rows = 2 },
};
/* clang-format on */

static const struct layout layout = {
	.name = "leg",
	.slots = slots,
	.slot_count = COUNT(slots),
	.fixed = fixed,
	.fixed_count = COUNT(fixed),
	.rows = 21,
};

static enum err load(struct ui *ui, const struct ui_about *about, struct record *rec,
    int64_t *version, bool *readonly)
{
	*readonly = !ui_may(ui, ACT_CASE_EDIT);
	if (about->id == 0)
		return about->case_id != 0 ? AM_OK : AM_MISSING;
	return leg_load(ui_store(ui), ui_actor(ui), about->id, ui_now(ui), rec, version);
}

static enum err save(struct ui *ui, struct ui_about *about, struct sheet_save *s)
{
	return leg_save(ui_store(ui), ui_actor(ui), about->case_id, &about->id, s->before,
	    s->after, s->version, s->draft_id, ui_now(ui), &s->field);
}

static enum err undo(struct ui *ui, int64_t id)
{
	return ui_after(
	    ui, TOPIC_CASE, 0, leg_undo(ui_store(ui), ui_actor(ui), id, ui_now(ui)));
}

static const struct sheet_class class = {
	.form = &leg_form,
	.layout = &layout,
	.action = ACT_CASE_EDIT,
	.topic = TOPIC_CASE,
	.load = load,
	.save = save,
	.said = N_("Leg of the route saved"),
	.undo = undo,
};

static enum err leg_open(struct ui *ui, void *state, const void *arg)
{
	return sheet_open(state, ui, &class, arg);
}

static const struct key_row keys[] = {
	SHEET_KEYS(ACT_CASE_EDIT),
	{ .help = NULL },
};

const struct view_class view_leg = {
	.name = "leg",
	.title = N_("Leg of the route"),
	.action = ACT_CASE_VIEW,
	.flags = VIEW_PART,
	.keys = keys,
	.open = leg_open,
	SHEET_VIEW,
};
