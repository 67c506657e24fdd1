/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The data of a case, filled in and changed. */
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/case_edit.h"
#include "schema/record.h"
#include "schema/wire.h"
#include "tui/case_do.h"
#include "tui/case_draw.h"
#include "tui/sheet.h"
#include "tui/show.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

#define V SLOT_VISIT
#define SAY_ROW 18

/* clang-format off */
static const struct slot slots[] = {
	{ "title", 1, 1, 16, 62, .flags = V },
	{ "status", 3, 1, 16, 24, .flags = V },
	{ "risk", 3, 42, 55, 23, .flags = V },
	{ "assigned_to", 4, 1, 16, 24, .flags = V },
	{ "safety_plan", 4, 42, 73, 3, .flags = V },
	{ "source", 6, 1, 16, 24, .flags = V },
	{ "scope", 6, 42, 55, 23, .flags = V },
	{ "exploit", 7, 1, 16, 24, .flags = V },
	{ "victims", 7, 42, 55, 5, .flags = V },
	{ "minors", 7, 63, 71, 5, .flags = V },
	{ "origin", 9, 1, 16, 24, .flags = V },
	{ "place_now", 9, 42, 55, 23, .flags = V },
	{ "destination", 10, 1, 16, 24, .flags = V },
	{ "retention", 10, 42, 55, 23, .flags = V },
	{ "outcome", 13, 3, 20, 40, .flags = V },
	{ "outcome_legal", 14, 3, 20, 40, .flags = V },
	{ "outcome_admin", 15, 3, 20, 40, .flags = V },
};
static const struct fixed fixed[] = {
	{ 12, 1, 77, .text = N_("How it ended") },
};
/* clang-format on */

static const struct layout layout = {
	.name = "casefile",
	.slots = slots,
	.slot_count = COUNT(slots),
	.fixed = fixed,
	.fixed_count = COUNT(fixed),
	.start = "title",
	.rows = 21,
};

static enum err casefile_load(struct ui *ui, const struct ui_about *about,
    struct record *rec, int64_t *version, bool *readonly)
{
	(void)readonly;
	if (about->id == 0)
		return AM_MISSING;
	return case_load(ui_store(ui), ui_actor(ui), about->id, ui_now(ui), rec, version);
}

static bool is_urgent(const struct record *rec)
{
	return case_is_urgent(record_get_id(rec, "risk"),
	    strcmp(record_get_id(rec, "safety_plan"), "y") == 0,
	    strcmp(record_get_id(rec, "status"), "closed") == 0);
}

/* It has come to ask for an alert, or for a graver one. */
static bool raises_alert(const struct record *before, const struct record *after)
{
	return is_urgent(after) &&
	       (!is_urgent(before) || strcmp(record_get_id(before, "risk"),
					  record_get_id(after, "risk")) != 0);
}

static enum err casefile_save(struct ui *ui, struct ui_about *about, struct sheet_save *s)
{
	struct case_save save = { .before = s->before,
		.after = s->after,
		.version = s->version,
		.reason = s->reason,
		.draft_id = s->draft_id };
	const enum err e =
	    case_save(ui_store(ui), ui_actor(ui), about->id, &save, ui_now(ui));

	s->field = save.field;
	if (e == AM_OK && raises_alert(s->before, s->after))
		ui_changed(ui, TOPIC_ALERT, 0);
	return e;
}

static enum err casefile_dispute(struct ui *ui, const struct ui_about *about,
    const char *label, const char *theirs, const char *mine)
{
	const enum err e = case_dispute(
	    ui_store(ui), ui_actor(ui), about->id, label, theirs, mine, ui_now(ui));

	return ui_after(ui, TOPIC_ALERT, 0, e);
}

/* --- what the form says by itself --- */

static bool is_at(const struct sheet *s, const char *field, const char *value)
{
	return strcmp(record_get_id(s->rec, field), value) == 0;
}

/* One sentence, the gravest first; NULL: nothing to say. */
static const char *say(const struct sheet *s)
{
	const char *was = record_get_id(s->as_read, "status");

	if (!case_status_may(was, record_get_id(s->rec, "status")))
		return strcmp(was, "closed") == 0
			   ? _("A closed case is opened again as active, with a reason.")
			   : _("This status cannot follow the one before.");
	if (is_at(s, "status", "closed") && is_at(s, "outcome", ""))
		return _("A closed case says how it ended for the person.");
	if (is_at(s, "safety_plan", "y"))
		return _(
		    "Does not accept: nothing is sent, nobody is brought in. The alert "
		    "ends.");
	if (is_at(s, "assigned_to", ""))
		return _("Nobody answers for this case.");
	return NULL;
}

static void casefile_draw(struct sheet *s, struct cells *g, struct area a)
{
	const char *sentence = say(s);

	if (sentence != NULL)
		(void)cells_printf(g, a.row + SAY_ROW, a.col + 1, a.cols - 2, CELL_WARN,
		    "! %s", sentence);
}

static const struct sheet_class casefile_class = {
	.form = &case_form,
	.layout = &layout,
	.action = ACT_CASE_EDIT,
	.topic = TOPIC_CASE,
	.load = casefile_load,
	.save = casefile_save,
	.said = N_("Case saved"),
	.undo = case_undo_save,
	.draw = casefile_draw,
	.dispute = casefile_dispute,
};

static enum err casefile_open(struct ui *ui, void *state, const void *arg)
{
	if (arg == NULL)
		return AM_MISSING;
	return sheet_open(state, ui, &casefile_class, arg);
}

static const struct key_row keys[] = {
	SHEET_KEYS(ACT_CASE_EDIT),
	{ .help = NULL },
};

const struct view_class view_casefile = {
	.name = "casefile",
	.title = N_("Data of the case"),
	.action = ACT_CASE_EDIT,
	.flags = VIEW_PART,
	.keys = keys,
	.open = casefile_open,
	SHEET_VIEW,
};
