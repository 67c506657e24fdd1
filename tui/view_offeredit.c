/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sheet of an offer: entered by hand, or put right. */
#include "schema/base/mem.h"
#include "schema/offer.h"
#include "schema/record.h"
#include "schema/wire.h"
#include "tui/offer_show.h"
#include "tui/sheet.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

#define V SLOT_VISIT

/* clang-format off */
static const struct slot slots[] = {
	{ "by_name", 1, 1, 17, 61, .flags = V },
	{ "phone", 2, 1, 17, 16, .flags = V },
	{ "kind", 2, 41, 56, 22, .flags = V },
	{ "paper", 3, 1, 17, 22, .flags = V },
	{ "seen_on", 3, 41, 56, 12, .flags = V },
	{ "place_from", 4, 1, 17, 22, .flags = V },
	{ "place_to", 4, 41, 56, 22, .flags = V },
	{ "pay", 5, 1, 17, 22, .flags = V },
	{ "text", 7, 1, 1, 60, .flags = V,
	  .label = N_("What it says  (its own words; nothing of who called)") },
};
/* clang-format on */
static const struct layout layout = {
	.name = "offeredit",
	.slots = slots,
	.slot_count = COUNT(slots),
	.rows = 21,
	.notes_row = 8,
	.notes_rows = 12,
};

static enum err load(struct ui *ui, const struct ui_about *about, struct record *rec,
    int64_t *version, bool *readonly)
{
	struct offer_row row;

	(void)readonly;
	return about->id != 0 ? offer_load(ui_store(ui), ui_actor(ui), about->id,
				    ui_now(ui), &row, version, rec)
			      : AM_OK;
}

static enum err save(struct ui *ui, struct ui_about *about, struct sheet_save *s)
{
	const enum err e = offer_save(ui_store(ui), ui_actor(ui), s->before, s->after,
	    s->version, s->draft_id, ui_now(ui), &about->id, &s->field);

	if (e == AM_INVALID && s->field == offer_form.count)
		ui_message(ui, MESSAGE_WARN, "%s",
		    _("Not saved yet: who offers, telephone, advert or words, one of "
		      "them."));
	return e;
}

/* A new one is shown, with what it is like. */
static void saved(struct ui *ui, const struct ui_about *about)
{
	if (ui_top(ui) != &view_offer)
		(void)ui_push(ui, &view_offer, about);
}

static const struct sheet_class class = {
	.form = &offer_form,
	.layout = &layout,
	.action = ACT_OFFER_EDIT,
	.topic = TOPIC_OFFER,
	.load = load,
	.save = save,
	.saved = saved,
	.said = N_("Offer saved"),
	.undo = offer_undo_last,
};

static enum err offeredit_open(struct ui *ui, void *state, const void *arg)
{
	return sheet_open(state, ui, &class, arg);
}

static const struct key_row keys[] = {
	SHEET_KEYS(ACT_OFFER_EDIT),
	{ .help = NULL },
};

const struct view_class view_offeredit = {
	.name = "offeredit",
	.title = N_("Offer"),
	.action = ACT_OFFER_EDIT,
	.keys = keys,
	.open = offeredit_open,
	SHEET_VIEW,
};
