/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/desk_priv.h"

#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/mem.h"
#include "schema/casefile.h"
#include "schema/code.h"
#include "schema/operator.h"
#include "schema/record.h"
#include "schema/wire.h"
#include "tui/hints.h"
#include "tui/source.h"
#include "tui/tui_priv.h"

const struct code_list *desk_codes(const struct desk *d, const char *list)
{
	const struct form_source source = source_of(d->ui);

	return source.codes(source.data, list);
}

void desk_say_when(const struct desk *d)
{
	const char *taken = record_get_id(d->rec, "taken_at");

	ui_message(d->ui, MESSAGE_WARN, "%s",
	    *taken != '\0'
		? _("A call cannot have been taken in the future.")
		: _("When was it taken?  As in 23 11 22:30."));
}

/* --- layout --- */

const struct code *desk_result(const struct desk *d)
{
	const struct code_list *list = desk_codes(d, "dispo");

	return list != NULL ? code_find(list, record_get_id(d->rec, "dispo")) : NULL;
}

static const struct layout_call *layout_of(const struct desk *d)
{
	return d->asks_when ? &layout_call_late
			    : layout_call_for(record_get_id(d->rec, "motive"),
				  desk_result(d), d->call.outgoing);
}

/* Tell supervision once, as soon as the layout says so. */
static void tell(struct desk *d)
{
	int64_t alert = 0;

	if (d->layout->alert == NULL || d->told_at != 0 || !desk_is_open(d))
		return;
	ui_error(d->ui, call_alert(ui_store(d->ui), ui_actor(d->ui), &d->call,
			    d->layout->alert, ui_now(d->ui), &alert, &d->told_at));
	if (alert != 0)
		ui_changed(d->ui, TOPIC_ALERT, alert);
}

static void propose(struct desk *d)
{
	struct buf why = { 0 };
	const bool wanted = d->layout->layout.why_row > 0 && desk_is_open(d);

	form_default(d->form, "risk", wanted ? hint_risk(d->rec, 0, &why) : "");
	form_default(d->form, "topic",
	    d->layout->said != NULL && desk_is_open(d) ? d->layout->said : "");
	buf_fini(&why);
}

bool desk_relayout(struct desk *d)
{
	const struct layout_call *layout = layout_of(d);

	if (layout == d->layout)
		return false;
	d->layout = layout;
	form_layout(d->form, &layout->layout);
	desk_read_proof(d);
	return true;
}

/* It is copied from a sheet: the questions come in the order of the sheet. */
static bool is_from_paper(const struct desk *d)
{
	return d->call.entered_at != 0 && !d->readonly;
}

/* What was answered among the ten questions stands in its field of the form. */
static void propose_answers(struct desk *d)
{
	const bool wanted = d->layout->layout.proof_row > 0 && !d->readonly;
	const char *field, *answer;

	for (size_t i = 0; proof_shared(ui_store(d->ui), &d->proof, i, &field, &answer); i++)
		form_default(d->form, field, wanted ? answer : "");
}

void desk_read_proof(struct desk *d)
{
	if (d->layout->layout.proof_row > 0 && !d->call.by_redial)
		ui_error(d->ui, proof_read(ui_store(d->ui), ui_actor(d->ui), d->call.id,
				    &d->proof));
	propose_answers(d);
}

static void go_to_start(struct desk *d)
{
	const char *start = d->layout->layout.start;
	const bool in_order = is_from_paper(d) && !d->layout->closes;

	if (start != NULL && !in_order) {
		form_focus(d->form, form_find(&call_form, start), SIZE_MAX);
		return;
	}
	form_focus(d->form, form_find(&call_form, "motive"), 0);
	(void)form_advance(d->form);
}

static const char *group_of_result(const struct layout_call *layout)
{
	for (size_t i = 0; i < layout->layout.slot_count; i++)
		if (strcmp(layout->layout.slots[i].id, "dispo") == 0)
			return layout->layout.slots[i].group;
	return NULL;
}

/* A result that does not belong to the new motive is asked again. */
static void drop_result(struct desk *d)
{
	const struct code *result = desk_result(d);
	const struct layout_call *next =
	    layout_call_for(record_get_id(d->rec, "motive"), NULL, d->call.outgoing);
	const char *group = group_of_result(next);

	if (result != NULL &&
	    (next->closes || group == NULL || strcmp(group, result->group) != 0))
		record_set_id(d->rec, "dispo", "");
}

static void chose(struct desk *d, const char *id)
{
	if (strcmp(id, "motive") == 0) {
		d->asks_when = false;
		drop_result(d);
		(void)desk_relayout(d);
		go_to_start(d);
	} else if (strcmp(id, "dispo") == 0 && desk_relayout(d)) {
		go_to_start(d);
	}
	tell(d);
}

/* A call taken on paper that does not say when, or in the future. */
bool desk_wants_when(const struct desk *d)
{
	const int64_t at = call_taken_at(record_get_id(d->rec, "taken_at"));

	return !d->readonly && d->call.entered_at != 0 && (at < 0 || at > ui_now(d->ui));
}

void desk_ask_when(struct desk *d)
{
	form_settle(d->form);
	d->asks_when = true;
	(void)desk_relayout(d);
	form_focus(d->form, form_find(&call_form, "taken_at"), SIZE_MAX);
}

/* A time to come is said as soon as its field is left. */
static void check_when(struct desk *d, unsigned did)
{
	if (d->asks_when && (did & FORM_LEFT) != 0 &&
	    *record_get_id(d->rec, "taken_at") != '\0' && desk_wants_when(d))
		desk_say_when(d);
}

/* Of what was typed before, a stray key may change nothing but a text that is seen. */
static void go_to_notes(struct desk *d)
{
	form_focus(d->form, form_find(&call_form, "notes"), SIZE_MAX);
	form_in_round(d->form);
}

bool desk_says_about(struct desk *d)
{
	static const char *const words[] = {
		[ABOUT_NOTHING] = NULL,
		[ABOUT_OWN] =
		    N_("The call will be linked with this case when it is saved."),
		[ABOUT_REASON] =
		    N_("It is not yours: after saving, j links it with a reason."),
		[ABOUT_WRONG] =
		    N_("It is no number of a case or a call: look at its last digit."),
		[ABOUT_NO_CASE] = N_("There is no such case."),
	};
	const char *typed = record_get_id(d->rec, "about");
	enum case_about what = ABOUT_NOTHING;

	if (d->readonly || strcmp(typed, d->about) == 0 ||
	    strcmp(record_get_id(d->rec, "motive"), "follow") != 0)
		return false;
	str_copy(d->about, sizeof(d->about), typed);
	ui_error(d->ui,
	    case_about(ui_store(d->ui), ui_actor(d->ui), typed, ui_now(d->ui), &what));
	if (words[what] != NULL)
		ui_message(d->ui, what == ABOUT_OWN ? MESSAGE_DONE : MESSAGE_WARN, "%s",
		    _(words[what]));
	return what == ABOUT_WRONG || what == ABOUT_NO_CASE;
}

void desk_begin(struct desk *d)
{
	const struct form_source source = desk_source(d);

	d->asks_when = desk_wants_when(d);
	str_copy(d->about, sizeof(d->about), record_get_id(d->rec, "about"));
	d->layout = layout_of(d);
	d->form = form_new(d->rec, &d->layout->layout, &source);
	d->typed.rec = d->rec;
	d->typed.form = d->form;
	if (d->typed.draft.id != 0)
		form_focus(d->form, d->typed.draft.focus, d->typed.draft.caret);
	else if (!d->readonly && *record_get_id(d->rec, "motive") != '\0')
		go_to_notes(d); /* it was taken back */
	form_readonly(d->form, d->readonly);
	form_from_paper(d->form, is_from_paper(d));
	propose(d);
	tell(d);
	known_look(d, true);
	desk_read_proof(d);
}

void desk_fini(struct desk *d)
{
	earlier_line_fini(&d->earlier);
	known_fini(&d->known);
	form_free(d->form);
	record_free(d->rec);
	record_free(d->as_read);
	record_free(d->previous);
	free(d->clash);
	explicit_bzero(d->reason, sizeof(d->reason));
	d->form = NULL;
	d->clash = NULL;
	d->rec = d->as_read = d->previous = NULL;
}

bool desk_is_own(const struct desk *d)
{
	return d->call.operator_id == ui_operator(d->ui)->id;
}

bool desk_is_open(const struct desk *d)
{
	return d->call.status == CALL_OPEN && !d->readonly && !d->done;
}

bool desk_may_correct(const struct desk *d)
{
	return d->readonly && d->call.status == CALL_CLOSED &&
	       ui_may(d->ui, desk_is_own(d) ? ACT_CALL_EDIT : ACT_CALL_EDIT_ANY);
}

void desk_read_again(struct desk *d)
{
	struct record *saved = record_new(&call_form);
	struct call call;

	if (call_load(ui_store(d->ui), ui_actor(d->ui), d->call.id, ui_now(d->ui), &call,
		saved) == AM_OK) {
		if (d->readonly) {
			record_copy(d->rec, saved);
			record_copy(d->as_read, saved);
			form_reload(d->form);
		}
		d->call = call;
		(void)desk_relayout(d);
		known_look(d, true);
	}
	record_free(saved);
}

void desk_correct(struct desk *d)
{
	d->readonly = false;
	form_readonly(d->form, false);
	propose_answers(d);
	go_to_notes(d);
}

/* --- drafts --- */

/* A call that is being taken has a draft in any case: so it is found again. */
static void prepare_draft(struct desk *d)
{
	d->typed.always = desk_is_open(d);
	d->typed.draft.ref = d->call.id;
	d->typed.draft.base = d->call.version;
}

enum err desk_draft(struct desk *d)
{
	if (d->done || d->readonly)
		return AM_OK;
	prepare_draft(d);
	return typed_write(&d->typed);
}

void desk_did(struct desk *d, unsigned did, size_t chars)
{
	if (did & FORM_CHOSE && form_chosen(d->form) != NULL)
		chose(d, form_chosen(d->form));
	if (did & (FORM_TYPED | FORM_LEFT))
		propose(d);
	prepare_draft(d);
	typed_did(&d->typed, did, chars);
	check_when(d, did);
	if ((did & FORM_LEFT) != 0)
		(void)desk_says_about(d);
	if ((did & FORM_LEFT) != 0 && !ui_hurry(d->ui))
		known_look(d, false);
}

void desk_to_report(struct desk *d)
{
	record_set_id(d->rec, "motive", "report");
	record_set_id(d->rec, "dispo", "");
	form_settle(d->form);
	(void)desk_relayout(d);
	go_to_start(d);
	propose(d);
	prepare_draft(d);
	typed_touch(&d->typed);
}

void desk_refresh(struct desk *d)
{
	form_reload(d->form);
	(void)desk_relayout(d);
	propose(d);
}
