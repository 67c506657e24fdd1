/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A supervisor writes a new version of a card; the old ones stay. */
#include <stdlib.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/record.h"
#include "schema/wire.h"
#include "tui/card_show.h"
#include "tui/sheet.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

#define V SLOT_VISIT

/* clang-format off */
static const struct slot slots[] = {
	{ "title", 0, 1, 10, 69, .flags = V },
	{ "source", 1, 1, 10, 69, .flags = V },
	{ "body", 2, 1, 1, 76, .flags = V,
	  .label = N_("Text  (18 lines at most; what to say, to ask, not to do)") },
};
/* clang-format on */
static const struct layout layout = {
	.name = "cardedit",
	.slots = slots,
	.slot_count = COUNT(slots),
	.rows = 21,
	.notes_row = 3,
	.notes_rows = 18,
};

/* What counts by now, whichever version the screen was opened with. */
static enum err find_now(struct ui *ui, int64_t id, struct guide *out)
{
	enum err e = guide_get(ui_store(ui), ui_actor(ui), id, out);

	return e == AM_OK
		   ? guide_find(ui_store(ui), ui_actor(ui), out->card, out->lang, out)
		   : e;
}

static enum err load(struct ui *ui, const struct ui_about *about, struct record *rec,
    int64_t *version, bool *readonly)
{
	struct guide *card = mem_new(1, sizeof(*card));
	enum err e = find_now(ui, about->id, card);

	(void)readonly;
	if (e == AM_OK) {
		*version = card->version;
		record_set_id(rec, "title", card->title);
		record_set_id(rec, "source", card->source);
		record_set_id(rec, "body", card->body);
	}
	free(card);
	return e;
}

static enum err save(struct ui *ui, struct ui_about *about, struct sheet_save *s)
{
	const enum err e = guide_save(ui_store(ui), ui_actor(ui), s->version, s->after,
	    s->draft_id, ui_now(ui), &about->id, &s->field);

	if (e == AM_TOO_LONG) {
		ui_message(ui, MESSAGE_WARN, "%s",
		    _("Not saved yet: a card has 18 lines of 76 columns at most."));
		s->field = guide_form.count;
	}
	return e;
}

static const struct sheet_class class = {
	.form = &guide_form,
	.layout = &layout,
	.action = ACT_GUIDE_EDIT,
	.topic = TOPIC_GUIDE,
	.load = load,
	.save = save,
	.said = N_("Card saved: operators see this version from now on"),
	.undo = card_take_back,
};

static enum err cardedit_open(struct ui *ui, void *state, const void *arg)
{
	return arg != NULL ? sheet_open(state, ui, &class, arg) : AM_MISSING;
}

static const struct key_row keys[] = {
	SHEET_KEYS(ACT_GUIDE_EDIT),
	{ .help = NULL },
};

const struct view_class view_cardedit = {
	.name = "cardedit",
	.title = N_("New version of a card"),
	.action = ACT_GUIDE_EDIT,
	.keys = keys,
	.open = cardedit_open,
	SHEET_VIEW,
};
