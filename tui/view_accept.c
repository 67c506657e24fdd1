/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A consent that is written down; the answer "overridden" acts without it, with a reason. */
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/consent.h"
#include "schema/draft.h"
#include "schema/record.h"
#include "schema/store.h"
#include "schema/wire.h"
#include "tui/sheet.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

/* clang-format off */
static const struct slot slots[] = {
	{ "purpose", 1, 1, 18, 30, .flags = SLOT_VISIT },
	{ "consent", 2, 1, 18, 60, .flags = SLOT_VISIT },
	{ "relation", 3, 1, 18, 40, .flags = SLOT_VISIT },
	{ "given_by", 4, 1, 18, 40, .flags = SLOT_VISIT },
	{ "words", 5, 1, 18, 60, .flags = SLOT_VISIT },
};
static const struct fixed fixed[] = {
	{ 8, 1, 77, .list = "purpose", .rows = 1 },
	{ 10, 1, 77, .list = "consent", .rows = 4 },
};
/* clang-format on */

static const struct layout layout = {
	.name = "accept",
	.slots = slots,
	.slot_count = COUNT(slots),
	.fixed = fixed,
	.fixed_count = COUNT(fixed),
	.rows = 21,
};

static enum err load(struct ui *ui, const struct ui_about *about, struct record *rec,
    int64_t *version, bool *readonly)
{
	(void)ui, (void)version, (void)readonly;
	if (about->case_id == 0 && about->call_id == 0)
		return AM_MISSING;
	record_set_id(rec, "purpose", "refer");
	return AM_OK;
}

static enum err override(struct ui *ui, const struct consent_about *about,
    enum consent_purpose purpose, const char *reason, int64_t *id)
{
	struct consent_answer answer;
	enum err e = consent_stands(ui_store(ui), about, purpose, ui_now(ui), &answer);

	if (e != AM_OK)
		return e;
	if (!answer.may_minor && !answer.may_danger)
		return AM_DENIED;
	if (strlen(reason) < CONSENT_REASON_LEAST)
		return AM_AGAIN;
	e = consent_override(ui_store(ui), ui_actor(ui), about, purpose,
	    answer.may_minor ? CONSENT_MINOR : CONSENT_DANGER, reason, ui_now(ui), id);
	return e == AM_INVALID ? AM_AGAIN : e;
}

static enum err write(struct ui *ui, const struct ui_about *about,
    const struct record *rec, const char *reason, int64_t *id)
{
	const struct consent_about whom = { .case_id = about->case_id,
		.call_id = about->call_id,
		.person_id = about->id };
	const char *consent = record_get_id(rec, "consent");
	struct consent_given g = { .purpose = consent_purpose_find(
				       record_get_id(rec, "purpose")) };
	enum err e;

	if (strcmp(consent, "override") == 0)
		return override(ui, &whom, g.purpose, reason, id);
	str_copy(g.consent, sizeof(g.consent), consent);
	str_copy(g.relation, sizeof(g.relation), record_get_id(rec, "relation"));
	str_copy(g.given_by, sizeof(g.given_by), record_get_id(rec, "given_by"));
	str_copy(g.words, sizeof(g.words), record_get_id(rec, "words"));
	e = consent_add(ui_store(ui), ui_actor(ui), &whom, &g, ui_now(ui));
	*id = g.id;
	return e;
}

static enum err save(struct ui *ui, struct ui_about *about, struct sheet_save *s)
{
	int64_t id = 0;
	enum err e = store_begin(ui_store(ui));

	if (e != AM_OK)
		return e;
	e = write(ui, about, s->after, s->reason, &id);
	if (e == AM_OK && s->draft_id != 0)
		e = draft_delete(ui_store(ui), ui_actor(ui), s->draft_id);
	e = store_end(ui_store(ui), e);
	if (e == AM_OK)
		about->id = id;
	else if (e == AM_INVALID)
		s->field = form_find(&consent_form, "consent");
	return e;
}

static enum err undo(struct ui *ui, int64_t id)
{
	return ui_after(ui, TOPIC_CASE, 0,
	    consent_take_back(ui_store(ui), ui_actor(ui), id, ui_now(ui)));
}

static const struct sheet_class class = {
	.form = &consent_form,
	.layout = &layout,
	.action = ACT_CASE_EDIT,
	.topic = TOPIC_CASE,
	.load = load,
	.save = save,
	.said = N_("Answer on consent saved"),
	.undo = undo,
};

static enum err accept_open(struct ui *ui, void *state, const void *arg)
{
	return sheet_open(state, ui, &class, arg);
}

static const struct key_row keys[] = {
	SHEET_KEYS(ACT_CASE_EDIT),
	{ .help = NULL },
};

const struct view_class view_accept = {
	.name = "accept",
	.title = N_("Consent: what was answered"),
	.action = ACT_CASE_VIEW,
	.flags = VIEW_PART,
	.keys = keys,
	.open = accept_open,
	SHEET_VIEW,
};
