/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A note of a case: append-only, so it is a sheet with one field. */
#include "schema/base/mem.h"
#include "schema/case_edit.h"
#include "schema/casefile.h"
#include "schema/record.h"
#include "schema/wire.h"
#include "tui/sheet.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

/* clang-format off */
static const struct slot slots[] = {
	{ "body", 1, 1, 1, 60, .flags = SLOT_VISIT,
	  .label = N_("Note  (it saves itself; F9 adds it to the case)") },
};
/* clang-format on */

static const struct layout layout = {
	.name = "note",
	.slots = slots,
	.slot_count = COUNT(slots),
	.rows = 21,
	.notes_row = 2,
	.notes_rows = 17,
};

static enum err note_load(struct ui *ui, const struct ui_about *about, struct record *rec,
    int64_t *version, bool *readonly)
{
	(void)rec, (void)readonly;
	*version = 1;
	return about->case_id != 0
		   ? case_check(ui_store(ui), ui_actor(ui), about->case_id, ui_now(ui))
		   : AM_MISSING;
}

static enum err note_save(struct ui *ui, struct ui_about *about, struct sheet_save *s)
{
	return case_note(ui_store(ui), ui_actor(ui), about->case_id, s->after,
	    s->draft_id, ui_now(ui), &about->id, &s->field);
}

static enum err note_undo(struct ui *ui, int64_t id)
{
	return ui_after(ui, TOPIC_CASE, 0,
	    case_note_withdraw(ui_store(ui), ui_actor(ui), id, ui_now(ui)));
}

static void note_saved(struct ui *ui, const struct ui_about *about)
{
	ui_changed(ui, TOPIC_CASE, about->case_id);
}

static const struct sheet_class note_class = {
	.form = &note_form,
	.layout = &layout,
	.action = ACT_CASE_EDIT,
	.topic = TOPIC_DRAFT,
	.load = note_load,
	.save = note_save,
	.saved = note_saved,
	.said = N_("Note added"),
	.undo = note_undo,
	.undone = N_("It can still be read."),
};

static enum err note_open(struct ui *ui, void *state, const void *arg)
{
	if (arg == NULL)
		return AM_MISSING;
	return sheet_open(state, ui, &note_class, arg);
}

static const struct key_row keys[] = {
	SHEET_KEYS(ACT_CASE_EDIT),
	{ .help = NULL },
};

const struct view_class view_note = {
	.name = "note",
	.title = N_("Note of a case"),
	.action = ACT_CASE_EDIT,
	.flags = VIEW_PART,
	.keys = keys,
	.open = note_open,
	SHEET_VIEW,
};
