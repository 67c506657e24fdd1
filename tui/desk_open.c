/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a call comes onto the desk, and what its form asks of the world. */
#include <stdlib.h>
#include <string.h>

#include "schema/base/mem.h"
#include "schema/code.h"
#include "schema/operator.h"
#include "schema/queue.h"
#include "schema/record.h"
#include "schema/wire.h"
#include "tui/desk_priv.h"
#include "tui/source.h"
#include "tui/tui_priv.h"

#define DRAFTS_MAX 100
#define PREVIOUS_MAX 20
#define DAY 86400

/* --- what the form asks of the world --- */

/* The last call of this operator that was closed, since yesterday. */
static int64_t find_previous(const struct desk *d)
{
	struct call_row rows[PREVIOUS_MAX];
	size_t count = 0;

	if (call_list(ui_store(d->ui), ui_actor(d->ui), true, ui_now(d->ui) - DAY, 0,
		ui_now(d->ui), rows, PREVIOUS_MAX, &count) != AM_OK)
		return 0;
	for (size_t i = 0; i < count; i++)
		if (rows[i].call.status == CALL_CLOSED && rows[i].call.id != d->call.id)
			return rows[i].call.id;
	return 0;
}

static const char *previous(void *data, const char *id)
{
	struct desk *d = data;
	struct call call;

	if (d->previous == NULL) {
		const int64_t last = find_previous(d);

		d->previous = record_new(&call_form);
		if (last != 0 && call_load(ui_store(d->ui), ui_actor(d->ui), last,
				     ui_now(d->ui), &call, d->previous) != AM_OK)
			return "";
	}
	return record_get_id(d->previous, id);
}

struct form_source desk_source(struct desk *d)
{
	struct form_source source = source_of(d->ui);

	source.previous = previous;
	source.previous_data = d;
	return source;
}

/* --- opening --- */

static enum err load(struct desk *d, int64_t id)
{
	enum err e = call_load(
	    ui_store(d->ui), ui_actor(d->ui), id, ui_now(d->ui), &d->call, d->as_read);

	if (e == AM_OK)
		record_copy(d->rec, d->as_read);
	return e;
}

typedef enum err new_call(
    struct store *st, const struct actor *actor, int64_t now, struct call *call);

static enum err open_new(struct desk *d, new_call *make)
{
	enum err e = make(ui_store(d->ui), ui_actor(d->ui), ui_now(d->ui), &d->call);

	if (e == AM_OK)
		ui_changed(d->ui, TOPIC_CALL, d->call.id);
	return e;
}

typedef enum err take_row(struct store *st, const struct actor *actor, int64_t id,
    int64_t now, struct call *call);

/* A row of the queue becomes a call, with the number that the exchange gave. */
static enum err open_row(struct desk *d, take_row *take, int64_t id)
{
	enum err e = take(ui_store(d->ui), ui_actor(d->ui), id, ui_now(d->ui), &d->call);

	if (e != AM_OK)
		return e;
	ui_changed(d->ui, TOPIC_CALL, d->call.id);
	ui_changed(d->ui, TOPIC_QUEUE, 0);
	return load(d, d->call.id);
}

/* The number was dialled: from here on it is seen. */
static enum err open_out(struct desk *d, const struct dial_order *order)
{
	enum err e = dial(ui_store(d->ui), ui_actor(d->ui), &order->to, &order->choice,
	    ui_now(d->ui), &d->call);

	if (e != AM_OK)
		return e;
	d->choice = order->choice;
	d->has_choice = true;
	ui_changed(d->ui, TOPIC_CALL, d->call.id);
	ui_changed(d->ui, TOPIC_QUEUE, 0);
	ui_changed(d->ui, TOPIC_FOLLOWUP, 0);
	return load(d, d->call.id);
}

static enum err open_draft(struct desk *d, int64_t id)
{
	struct store *st = ui_store(d->ui);
	enum err e = draft_load(st, ui_actor(d->ui), id, &d->typed.draft, d->rec);

	if (e == AM_OK)
		e = load(d, d->typed.draft.ref);
	if (e == AM_OK)
		e = draft_load(st, ui_actor(d->ui), id, &d->typed.draft, d->rec);
	return e;
}

/* The operator's draft of a call, 0: there is none. */
static int64_t find_draft(const struct desk *d, int64_t call_id)
{
	struct draft *found = mem_new(DRAFTS_MAX, sizeof(*found));
	size_t count = 0;
	int64_t id = 0;

	if (draft_list(ui_store(d->ui), ui_actor(d->ui), found, DRAFTS_MAX, &count) ==
	    AM_OK)
		for (size_t i = count; i-- > 0;)
			if (found[i].ref == call_id &&
			    strcmp(found[i].form, call_form.name) == 0)
				id = found[i].id;
	free(found);
	return id;
}

static enum err open_shown(struct desk *d, int64_t id)
{
	enum err e = load(d, id);
	int64_t draft_id;

	if (e != AM_OK)
		return e;
	d->readonly = d->call.status != CALL_OPEN || !desk_is_own(d);
	draft_id = d->readonly ? 0 : find_draft(d, id);
	return draft_id != 0 ? open_draft(d, draft_id) : AM_OK;
}

static enum err open_any(struct desk *d, const struct ui_call_arg *arg)
{
	switch (arg != NULL ? arg->what : UI_CALL_NEW) {
	case UI_CALL_NEW:
		return open_new(d, call_new);
	case UI_CALL_DRAFT:
		return open_draft(d, arg->id);
	case UI_CALL_SHOW:
		return open_shown(d, arg->id);
	case UI_CALL_REOPENED:
		return load(d, arg->id);
	case UI_CALL_ANSWER:
		return open_row(d, queue_take, arg->id);
	case UI_CALL_LATE:
		return open_new(d, call_new_late);
	case UI_CALL_OUT:
		return open_out(d, arg->order);
	}
	return AM_INVALID;
}

/* The draft of a correction was begun before somebody else corrected the call. */
static void warn_if_changed(const struct desk *d)
{
	if (d->typed.draft.id != 0 && d->call.status == CALL_CLOSED &&
	    d->typed.draft.base != d->call.version)
		ui_message(d->ui, MESSAGE_WARN, "%s",
		    _("Somebody else has changed it since. Look at every field."));
}

enum err desk_open(struct desk *d, struct ui *ui, const struct ui_call_arg *arg)
{
	enum err e;

	*d = (struct desk){ .ui = ui,
		.typed = { .ui = ui, .due_ms = -1 },
		.rec = record_new(&call_form),
		.as_read = record_new(&call_form),
		.clash = mem_new(call_form.count, sizeof(bool)) };
	e = open_any(d, arg);
	if (e != AM_OK) {
		record_free(d->rec);
		record_free(d->as_read);
		free(d->clash);
		return e;
	}
	earlier_line_init(&d->earlier);
	desk_begin(d);
	warn_if_changed(d);
	if (desk_is_open(d))
		earlier_line_did(&d->earlier, ui, d->rec, FORM_LEFT);
	return AM_OK;
}
