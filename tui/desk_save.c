/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the call on the desk is saved: closed, or corrected. */
#include <string.h>

#include "schema/base/buf.h"
#include "schema/code.h"
#include "schema/record.h"
#include "schema/wire.h"
#include "tui/conflict.h"
#include "tui/desk_priv.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

#define JOINS_MAX 5 /* times that somebody else may be faster in one save */

bool desk_closes(const struct desk *d)
{
	const struct code *result = desk_result(d);

	return desk_is_open(d) && d->layout->closes && result != NULL &&
	       code_has(result, 'Q');
}

/* Listening is closed by its own result: silence alone never closes a call. */
static void end_listening(struct desk *d)
{
	const struct code_list *list = desk_codes(d, "dispo");
	const struct code *result = desk_result(d);

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
	if (desk_wants_when(d)) {
		desk_ask_when(d);
		desk_say_when(d);
		return false;
	}
	(void)desk_relayout(d);
	return true;
}

bool desk_forgets(const struct desk *d)
{
	const struct code *result = desk_result(d);

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

static enum err yield(void *state, const struct record *mine, const bool *which)
{
	const struct desk *d = state;

	return call_yield(ui_store(d->ui), ui_actor(d->ui), d->call.id, mine, which,
	    d->reason, ui_now(d->ui));
}

static void ask_which(
    struct desk *d, const struct record *base, const struct record *theirs)
{
	const struct conflict_request request = {
		.form = d->form,
		.base = base,
		.theirs = theirs,
		.mine = d->rec,
		.clash = d->clash,
		.entity_id = d->call.id,
		.data = d,
		.yield = yield,
		.decided = d->decided,
	};

	d->deciding = ui_push(d->ui, &view_conflict, &request) == AM_OK;
	d->asked = d->asked || d->deciding;
}

/* AM_OK: joined, save again; AM_CONFLICT: a person is asked. */
static enum err join_with(struct desk *d, const struct record *theirs)
{
	struct record *base = record_new(&call_form);
	size_t clashes;

	record_copy(base, d->as_read);
	record_copy(d->as_read, theirs);
	clashes = record_join(d->rec, base, theirs, d->clash);
	d->typed.dirty = true;
	form_reload(d->form);
	(void)desk_relayout(d);
	if (clashes > 0)
		ask_which(d, base, theirs);
	record_free(base);
	return clashes > 0 ? AM_CONFLICT : AM_OK;
}

/* Somebody was faster. */
static enum err join(struct desk *d)
{
	struct record *theirs = record_new(&call_form);
	struct call call;
	enum err e = call_load(
	    ui_store(d->ui), ui_actor(d->ui), d->call.id, ui_now(d->ui), &call, theirs);

	if (e == AM_OK && call.status != CALL_CLOSED)
		e = AM_CONFLICT;
	if (e == AM_OK) {
		d->call = call;
		e = join_with(d, theirs);
	}
	record_free(theirs);
	return e;
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

static enum err correct_as_it_is(struct desk *d, const char *reason)
{
	const int64_t version = d->call.version;
	size_t field = 0;
	enum err e =
	    call_check(ui_store(d->ui), d->rec, d->as_read, ui_now(d->ui), &field);

	if (e != AM_OK)
		return e == AM_INVALID ? point_at_fault(d) : e;
	e = call_correct(ui_store(d->ui), ui_actor(d->ui), &d->call, d->rec, reason,
	    d->typed.draft.id, ui_now(d->ui));
	d->unchanged = e == AM_OK && d->call.version == version;
	return e == AM_INVALID ? AM_AGAIN : e;
}

static enum err correct_it(struct desk *d, const char *reason)
{
	enum err e = correct_as_it_is(d, reason);

	d->deciding = false;
	if (reason != d->reason)
		str_copy(d->reason, sizeof(d->reason), reason);
	for (int i = 0; e == AM_CONFLICT && i < JOINS_MAX; i++) {
		e = join(d);
		if (e != AM_OK)
			return e;
		e = correct_as_it_is(d, reason);
	}
	return e;
}

enum err desk_save(struct desk *d, const char *reason)
{
	const bool closes = desk_is_open(d);
	const enum err e = closes ? close_it(d) : correct_it(d, reason);

	if (e != AM_OK)
		return e;
	d->done = true;
	typed_done(&d->typed);
	ui_changed(d->ui, TOPIC_CALL, d->call.id);
	if (d->call.case_number != 0)
		ui_changed(d->ui, TOPIC_CASE, 0);
	if (d->call.alert_id != 0)
		ui_changed(d->ui, TOPIC_ALERT, d->call.alert_id);
	if (d->typed.draft.id != 0)
		ui_changed(d->ui, TOPIC_DRAFT, d->typed.draft.id);
	return AM_OK;
}
