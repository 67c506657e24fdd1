/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/desk_priv.h"

#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/mem.h"
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

/* --- layout --- */

static const struct code *result_of(const struct desk *d)
{
	const struct code_list *list = desk_codes(d, "dispo");

	return list != NULL ? code_find(list, record_get_id(d->rec, "dispo")) : NULL;
}

static const struct layout_call *layout_of(const struct desk *d)
{
	return layout_call_for(record_get_id(d->rec, "motive"), result_of(d));
}

/* Tell supervision once, as soon as the layout says so. */
static void tell(struct desk *d)
{
	if (!d->layout->alerts || d->told || !desk_is_open(d))
		return;
	d->told = true;
	d->told_at = ui_now(d->ui);
	ui_changed(d->ui, TOPIC_ALERT, d->call.id);
}

static void propose(struct desk *d)
{
	struct buf why = { 0 };
	const bool wanted = d->layout->layout.why_row > 0 && desk_is_open(d);

	form_default(d->form, "risk", wanted ? hint_risk(d->rec, 0, &why) : "");
	buf_fini(&why);
}

static bool relayout(struct desk *d)
{
	const struct layout_call *layout = layout_of(d);

	if (layout == d->layout)
		return false;
	d->layout = layout;
	form_layout(d->form, &layout->layout);
	return true;
}

static void go_to_start(struct desk *d)
{
	const char *start = d->layout->layout.start;

	if (start != NULL) {
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
	const struct code *result = result_of(d);
	const struct layout_call *next =
	    layout_call_for(record_get_id(d->rec, "motive"), NULL);
	const char *group = group_of_result(next);

	if (result != NULL &&
	    (next->closes || group == NULL || strcmp(group, result->group) != 0))
		record_set_id(d->rec, "dispo", "");
}

static void chose(struct desk *d, const char *id)
{
	if (strcmp(id, "motive") == 0) {
		drop_result(d);
		(void)relayout(d);
		go_to_start(d);
	} else if (strcmp(id, "dispo") == 0 && relayout(d)) {
		go_to_start(d);
	}
	tell(d);
}

void desk_begin(struct desk *d)
{
	const struct form_source source = desk_source(d);

	d->layout = layout_of(d);
	d->form = form_new(d->rec, &d->layout->layout, &source);
	d->typed.rec = d->rec;
	d->typed.form = d->form;
	if (d->typed.draft.id != 0)
		form_focus(d->form, d->typed.draft.focus, d->typed.draft.caret);
	form_readonly(d->form, d->readonly);
	propose(d);
}

void desk_fini(struct desk *d)
{
	earlier_line_fini(&d->earlier);
	form_free(d->form);
	record_free(d->rec);
	record_free(d->as_read);
	record_free(d->previous);
	d->form = NULL;
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

void desk_correct(struct desk *d)
{
	d->readonly = false;
	form_readonly(d->form, false);
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
}

/* --- saving --- */

bool desk_closes(const struct desk *d)
{
	const struct code *result = result_of(d);

	return desk_is_open(d) && d->layout->closes && result != NULL &&
	       code_has(result, 'Q');
}

/* Listening is closed by its own result: silence alone never closes a call. */
static void end_listening(struct desk *d)
{
	const struct code_list *list = desk_codes(d, "dispo");
	const struct code *result = result_of(d);

	if (!d->layout->listens || result == NULL || !code_has(result, 'L'))
		return;
	for (size_t i = 0; list != NULL && i < list->count; i++)
		if (strcmp(list->codes[i].group, "listen") == 0) {
			record_set_id(d->rec, "dispo", list->codes[i].code);
			return;
		}
}

bool desk_ready(struct desk *d)
{
	if (!form_ready(d->form))
		return false;
	(void)relayout(d);
	return true;
}

bool desk_forgets(const struct desk *d)
{
	const struct code *result = result_of(d);

	if (result == NULL || (!code_has(result, 'N') && !code_has(result, 'M')))
		return false;
	for (size_t i = 0; i < call_form.count; i++) {
		const enum field_type type = call_form.fields[i].type;
		const bool words =
		    type == FIELD_NOTES || type == FIELD_TEXT || type == FIELD_PHONE;

		/* what the exchange told of an open call was not typed */
		if (desk_is_open(d) &&
		    strcmp(record_get(d->rec, i), record_get(d->as_read, i)) == 0)
			continue;
		if (*record_get(d->rec, i) != '\0' && (words || code_has(result, 'M')) &&
		    type != FIELD_CODE)
			return true;
	}
	return false;
}

/* Somebody was faster: take what she changed where this desk has changed nothing. */
static enum err join(struct desk *d)
{
	struct record *theirs = record_new(&call_form);
	struct call call;
	enum err e = call_load(
	    ui_store(d->ui), ui_actor(d->ui), d->call.id, ui_now(d->ui), &call, theirs);

	if (e == AM_OK && call.status == CALL_CLOSED) {
		for (size_t i = 0; i < call_form.count; i++)
			if (strcmp(record_get(d->rec, i), record_get(d->as_read, i)) == 0)
				record_set(d->rec, i, record_get(theirs, i));
		record_copy(d->as_read, theirs);
		d->call = call;
		d->typed.dirty = true;
		form_reload(d->form);
		(void)relayout(d);
	}
	record_free(theirs);
	return AM_CONFLICT;
}

/* Put the cursor where schema/ found a fault that the form did not. */
static enum err point_at_fault(struct desk *d)
{
	size_t field = 0;

	if (call_check(ui_store(d->ui), d->rec, d->as_read, ui_now(d->ui), &field) ==
		AM_INVALID &&
	    field < call_form.count)
		form_focus(d->form, field, 0);
	return AM_INVALID;
}

static enum err close_it(struct desk *d)
{
	enum err e;

	end_listening(d);
	e = call_close(ui_store(d->ui), ui_actor(d->ui), &d->call, d->rec, d->typed.draft.id,
	    ui_now(d->ui));
	return e == AM_INVALID ? point_at_fault(d) : e;
}

static enum err correct_it(struct desk *d, const char *reason)
{
	size_t field = 0;
	enum err e =
	    call_check(ui_store(d->ui), d->rec, d->as_read, ui_now(d->ui), &field);

	if (e != AM_OK)
		return e == AM_INVALID ? point_at_fault(d) : e;
	e = call_correct(ui_store(d->ui), ui_actor(d->ui), &d->call, d->rec, reason,
	    d->typed.draft.id, ui_now(d->ui));
	if (e == AM_INVALID)
		return AM_AGAIN;
	return e == AM_CONFLICT ? join(d) : e;
}

enum err desk_save(struct desk *d, const char *reason)
{
	const enum err e = desk_is_open(d) ? close_it(d) : correct_it(d, reason);

	if (e != AM_OK)
		return e;
	d->done = true;
	typed_done(&d->typed);
	ui_changed(d->ui, TOPIC_CALL, d->call.id);
	if (d->typed.draft.id != 0)
		ui_changed(d->ui, TOPIC_DRAFT, d->typed.draft.id);
	return AM_OK;
}

void desk_to_report(struct desk *d)
{
	record_set_id(d->rec, "motive", "report");
	record_set_id(d->rec, "dispo", "");
	form_settle(d->form);
	(void)relayout(d);
	go_to_start(d);
	propose(d);
	prepare_draft(d);
	typed_touch(&d->typed);
}

void desk_refresh(struct desk *d)
{
	form_reload(d->form);
	(void)relayout(d);
	propose(d);
}
