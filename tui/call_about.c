/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/call_about.h"

#include <string.h>

#include "schema/base/buf.h"
#include "schema/call.h"
#include "schema/dial.h"
#include "schema/number.h"
#include "schema/record.h"
#include "schema/wire.h"
#include "tui/call_undo.h"
#include "tui/case_do.h"
#include "tui/desk.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

/* --- the call before --- */

bool about_has_before(struct ui *ui, const void *state)
{
	const struct desk *d = state;

	(void)ui;
	return d->known.goes_on || d->known.offered;
}

void about_before(struct ui *ui, void *state)
{
	struct desk *d = state;
	const struct ui_call_arg arg = { .what = UI_CALL_SHOW,
		.id = d->known.before.call_id };

	if (d->known.offered)
		known_go_on(d);
	else
		(void)ui_push(ui, &view_call, &arg);
}

/* --- its telephone --- */

bool about_has_number(struct ui *ui, const void *state)
{
	const struct desk *d = state;

	(void)ui;
	return !d->call.by_redial &&
	       strlen(record_get_id(d->rec, "phone")) >= TELEPHONE_DIGITS;
}

/* What is typed is on disk before another screen reads it. */
static bool is_on_disk(struct ui *ui, struct desk *d)
{
	enum err e;

	form_settle(d->form);
	e = desk_draft(d);
	ui_error(ui, e);
	return e == AM_OK;
}

void about_number(struct ui *ui, void *state)
{
	struct desk *d = state;
	struct telephone_who who = { .call_id = d->call.id };

	if (!is_on_disk(ui, d)) /* it may write the number in another way */
		return;
	who.dialled = record_get_id(d->rec, "phone");
	(void)ui_push(ui, &view_number, &who);
}

/* --- other screens --- */

bool about_is_there(struct ui *ui, const struct view_class *view)
{
	return ui_may(ui, view->action);
}

void about_open(struct ui *ui, const struct view_class *view, int64_t call_id)
{
	const struct ui_about about = { .call_id = call_id };

	(void)ui_push(ui, view, &about);
}

static void go(struct ui *ui, struct desk *d, const struct view_class *view)
{
	if (is_on_disk(ui, d))
		about_open(ui, view, d->call.id);
}

/* There is such a screen, and the call is one's own affair. */
static bool there_is(struct ui *ui, const void *state, const struct view_class *view)
{
	const struct desk *d = state;

	return about_is_there(ui, view) && d->call.status != CALL_VOID &&
	       !d->call.by_redial && (d->call.status == CALL_CLOSED || !d->readonly);
}

bool about_can_refer(struct ui *ui, const void *state)
{
	return there_is(ui, state, &view_refer);
}

void about_refer(struct ui *ui, void *state)
{
	go(ui, state, &view_refer);
}

/* Of a call about an offer only. */
bool about_has_proof(struct ui *ui, const void *state)
{
	const struct desk *d = state;

	return d->layout->layout.proof_row > 0 && there_is(ui, state, &view_proof);
}

void about_proof(struct ui *ui, void *state)
{
	go(ui, state, &view_proof);
}

bool about_can_file(struct ui *ui, const void *state)
{
	return there_is(ui, state, &view_cases);
}

void about_link(struct ui *ui, void *state)
{
	go(ui, state, &view_cases);
}

void about_open_case(struct ui *ui, void *state)
{
	struct desk *d = state;

	if (is_on_disk(ui, d))
		case_do_new(ui, d->call.id);
}

bool about_can_follow(struct ui *ui, const void *state)
{
	return there_is(ui, state, &view_followup);
}

void about_follow(struct ui *ui, void *state)
{
	go(ui, state, &view_followup);
}

/* --- what the line decides --- */

bool about_can_assess(struct ui *ui, const void *state)
{
	const struct desk *d = state;

	return d->readonly && d->call.status == CALL_CLOSED &&
	       ui_may(ui, desk_is_own(d) ? ACT_CALL_ASSESS : ACT_CALL_ASSESS_ANY);
}

static void assessed(struct ui *ui, void *data)
{
	(void)ui;
	desk_read_again(data);
}

void about_assess(struct ui *ui, void *state)
{
	struct desk *d = state;

	assess_pick(&d->assess, ui, &d->call, assessed, d);
}

/* --- a hard call --- */

static bool may_mark(const struct desk *d, bool hard)
{
	return desk_is_own(d) && d->call.status != CALL_VOID && d->call.hard == hard;
}

bool about_not_hard(struct ui *ui, const void *state)
{
	(void)ui;
	return may_mark(state, false);
}

bool about_hard(struct ui *ui, const void *state)
{
	(void)ui;
	return may_mark(state, true);
}

void about_mark_hard(struct ui *ui, void *state)
{
	struct desk *d = state;
	const bool hard = !d->call.hard;
	const enum err e =
	    call_hard(ui_store(ui), ui_actor(ui), &d->call, hard, ui_now(ui));

	ui_error(ui, e);
	if (e != AM_OK)
		return;
	ui_changed(ui, TOPIC_ALERT, 0);
	ui_saved(ui,
	    &(struct ui_undo){ .run = call_take_back,
		.id = d->call.id,
		.more = hard ? _("Take your time.") : NULL },
	    "%s",
	    hard ? _("A hard call: supervision is told, quietly")
		 : _("The mark of a hard call is taken away"));
}

/* --- on paper --- */

bool about_on_paper(struct ui *ui, const void *state)
{
	const struct desk *d = state;

	(void)ui;
	return d->call.entered_at != 0 && !d->readonly && !d->asks_when;
}

void about_when(struct ui *ui, void *state)
{
	(void)ui;
	desk_ask_when(state);
}

/* --- calling back --- */

bool about_can_call(struct ui *ui, const void *state)
{
	const struct desk *d = state;

	return d->readonly && d->call.status == CALL_CLOSED && about_has_number(ui, d) &&
	       ui_may(ui, ACT_CALL_CREATE);
}

void about_call(struct ui *ui, void *state)
{
	const struct desk *d = state;
	const struct dial_to to = { DIAL_CALL, d->call.id };

	(void)ui_call_out(ui, &to);
}
