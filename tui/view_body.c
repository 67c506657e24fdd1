/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is written down of a body of the directory: filled in by supervisors. */
#include "schema/base/mem.h"
#include "schema/draft.h"
#include "schema/institution.h"
#include "schema/store.h"
#include "schema/wire.h"
#include "tui/sheet.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

#define V SLOT_VISIT

/* clang-format off */
static const struct slot slots[] = {
	{ "name", 1, 1, 18, 61, .flags = V },
	{ "kind", 2, 1, 18, 26, .flags = V },
	{ "place", 2, 46, 55, 24, .flags = V },
	{ "address", 4, 1, 18, 61, .flags = V },
	{ "phones", 5, 1, 18, 61, .flags = V },
	{ "contact", 6, 1, 18, 61, .flags = V },
	{ "hours", 8, 1, 18, 30, .flags = V },
	{ "languages", 9, 1, 18, 60, .flags = V },
	{ "genders", 10, 1, 18, 26, .flags = V },
	{ "age_from", 10, 46, 57, 5, .flags = V },
	{ "age_to", 10, 63, 74, 5, .flags = V },
	{ "must_be_told_of_minors", 12, 1, 18, 3, .flags = V },
	{ "confidential", 12, 46, 60, 3, .flags = V },
	{ "note", 14, 1, 18, 61, .flags = V },
};
static const struct fixed fixed[] = {
	{ 16, 1, 77, .text = N_("Dial each number once before you write it down: a wrong one can kill.") },
	{ 17, 1, 77, .text = N_("What it gives, and where, is added on its page once this is saved.") },
};
/* clang-format on */

static const struct layout layout = { .name = "body",
	.slots = slots,
	.slot_count = COUNT(slots),
	.fixed = fixed,
	.fixed_count = COUNT(fixed),
	.rows = 21 };

static enum err load(struct ui *ui, const struct ui_about *about, struct record *rec,
    int64_t *version, bool *readonly)
{
	(void)readonly;
	if (about->id == 0)
		return AM_OK;
	return inst_load(ui_store(ui), ui_actor(ui), about->id, ui_now(ui), rec, version);
}

static enum err write(struct ui *ui, struct ui_about *about, struct sheet_save *s)
{
	enum err e = inst_save(ui_store(ui), ui_actor(ui), &about->id, s->version,
	    s->before, s->after, ui_now(ui), &s->field);

	if (e == AM_OK && s->draft_id != 0)
		e = draft_delete(ui_store(ui), ui_actor(ui), s->draft_id);
	return e;
}

static enum err save(struct ui *ui, struct ui_about *about, struct sheet_save *s)
{
	struct ui_about made = *about;
	enum err e = store_begin(ui_store(ui));

	if (e == AM_OK)
		e = store_end(ui_store(ui), write(ui, &made, s));
	if (e == AM_OK)
		*about = made;
	return e;
}

static enum err take_back(struct ui *ui, int64_t id)
{
	return ui_after(ui, TOPIC_REFERRAL, id,
	    inst_undo(ui_store(ui), ui_actor(ui), id, ui_now(ui)));
}

/* A new body has a page now, where its services are added. */
static void saved(struct ui *ui, const struct ui_about *about)
{
	if (ui_top(ui) != &view_institution)
		(void)ui_push(
		    ui, &view_institution, &(struct ui_about){ .id = about->id });
}

static const struct sheet_class body_class = {
	.form = &body_form,
	.layout = &layout,
	.action = ACT_DIRECTORY_EDIT,
	.topic = TOPIC_REFERRAL,
	.load = load,
	.save = save,
	.saved = saved,
	.said = N_("Body saved"),
	.undo = take_back,
};

static enum err body_open(struct ui *ui, void *state, const void *arg)
{
	return sheet_open(state, ui, &body_class, arg);
}

static const struct key_row keys[] = {
	SHEET_KEYS(ACT_DIRECTORY_EDIT),
	{ .help = NULL },
};

const struct view_class view_body = {
	.name = "body",
	.title = N_("Body of the directory"),
	.action = ACT_DIRECTORY_EDIT,
	.keys = keys,
	.open = body_open,
	SHEET_VIEW,
};
