/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The call form: a new call, a parked one, a closed one that is shown and
 * corrected.  What is asked for which motive says layout_call.c, what it does to
 * the database desk.c; here are its keys and its screen.
 */
#include <stdlib.h>
#include <string.h>

#include "schema/agent.h"
#include "schema/base/buf.h"
#include "schema/number.h"
#include "schema/operator.h"
#include "schema/record.h"
#include "schema/redial.h"
#include "schema/wire.h"
#include "tui/followups.h"
#include "tui/call_about.h"
#include "tui/call_draw.h"
#include "tui/call_undo.h"
#include "tui/desk.h"
#include "tui/history.h"
#include "tui/pick.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

#define SEARCH_MAX 60 /* bytes */

static void save(struct ui *ui, void *state);

/* --- saving --- */

static void say_form(struct ui *ui, const struct desk *d)
{
	if (form_said(d->form) != NULL)
		ui_form_said(ui, form_said(d->form), form_at(d->form), false);
}

/* Saved, and what was linked with it. */
static void say_saved(struct ui *ui, const struct ui_undo *undo, int64_t case_number,
    bool closed, const char *number)
{
	char shown[NUMBER_LEN];

	if (case_number != 0)
		ui_saved(ui, undo, _("Saved %s, linked with %s"), number,
		    number_show(shown, NUMBER_CASE, case_number));
	else
		ui_saved(ui, undo, closed ? _("Saved %s") : _("Corrected %s"), number);
}

static void saved(struct ui *ui, struct desk *d, bool closed)
{
	const int64_t id = d->call.id, case_number = d->call.case_number;
	const struct ui_undo undo = { .run = call_take_back, .id = id, .of = "" };
	const bool unchanged = !closed && d->unchanged, asked = d->asked;
	char number[NUMBER_LEN];

	number_show(number, NUMBER_CALL, d->call.number);
	if (ui_pop(ui) != AM_OK)
		return;
	if (unchanged) {
		ui_message(ui, MESSAGE_WARN,
		    asked ? _("%s: nothing of yours was saved; theirs stays.")
			  : _("%s: nothing was changed."),
		    number);
		return;
	}
	if (closed && followups_after_call(ui, id)) /* which asks */
		ui_undoable(ui, &undo, _("Saved %s"), number);
	else
		say_saved(ui, &undo, case_number, closed, number);
}

static void save_with(struct ui *ui, void *state, const char *reason)
{
	struct desk *d = state;
	const bool closes = desk_is_open(d);
	enum err e;

	if (reason == NULL) {
		ui_message(ui, MESSAGE_WARN, "%s",
		    _("Not saved yet: a correction needs a reason."));
		return;
	}
	e = desk_save(d, reason);
	if (e == AM_OK)
		saved(ui, d, closes);
	else if (e == AM_AGAIN)
		ui_ask(ui, _("Reason of the correction:"), "", DESK_REASON_MAX, save_with);
	else if (e == AM_CONFLICT && d->deciding)
		return; /* view_conflict asks */
	else if (e == AM_INVALID)
		ui_message(ui, MESSAGE_WARN, "%s",
		    _(field_rule(&call_form.fields[form_at(d->form)])));
	else
		ui_error(ui, e);
}

/* The last question of view_conflict is answered: F9 goes on. */
static void decided(struct ui *ui, void *state)
{
	struct desk *d = state;

	form_reload(d->form);
	typed_touch(&d->typed);
	save_with(ui, d, d->reason);
}

static void save_if(struct ui *ui, void *state, bool yes)
{
	if (yes)
		save_with(ui, state, "");
	else
		ui_message(ui, MESSAGE_WARN, "%s", _("Not saved yet. F9 saves."));
}

static void save(struct ui *ui, void *state)
{
	struct desk *d = state;

	if (!desk_ready(d))
		say_form(ui, d);
	else if (desk_says_about(d))
		return; /* F9 once more saves it as it is */
	else if (desk_forgets(d))
		ui_confirm(
		    ui, _("With this result what was typed is not kept. Save?"), save_if);
	else
		save_with(ui, state, "");
}

/* --- keys --- */

static void after_key(
    struct ui *ui, struct desk *d, size_t field, unsigned did, size_t chars)
{
	const char *chosen = did & FORM_CHOSE ? form_chosen(d->form) : NULL;
	const bool result = chosen != NULL && strcmp(chosen, "dispo") == 0;

	ui_form_said(ui, form_said(d->form), field, (did & (FORM_TYPED | FORM_CHOSE)) != 0);
	desk_did(d, did, chars);
	if (desk_is_open(d))
		earlier_line_did(&d->earlier, ui, d->rec, did);
	if (result && desk_closes(d)) {
		ui_spelt(ui, form_spelt(d->form));
		save(ui, d);
	}
}

static void picked(struct ui *ui, void *data, const char *value)
{
	struct desk *d = data;
	const size_t field = form_at(d->form);

	after_key(ui, d, field, form_choose(d->form, value), 1);
}

static size_t pick_options(
    void *data, const char *typed, struct form_option *out, size_t max)
{
	struct desk *d = data;

	return form_options(d->form, typed, true, out, max);
}

static bool has_options(const struct desk *d)
{
	const enum field_type type = call_form.fields[form_at(d->form)].type;

	return type == FIELD_CODE || type == FIELD_PLACE;
}

/* F4 stays in the bar, or every step between two fields would redraw it. */
static void pick(struct ui *ui, void *state)
{
	struct desk *d = state;
	const struct pick_request request = {
		.title = _(call_form.fields[form_at(d->form)].label),
		.data = d,
		.options = pick_options,
		.choose = picked,
	};

	if (has_options(d))
		(void)ui_push(ui, &view_pick, &request);
	else
		ui_message(ui, MESSAGE_WARN, "%s",
		    _(field_rule(&call_form.fields[form_at(d->form)])));
}

static bool saves(struct ui *ui, const void *state)
{
	const struct desk *d = state;

	(void)ui;
	return !d->readonly && !(d->layout->listens && desk_is_open(d));
}

static bool listens(struct ui *ui, const void *state)
{
	const struct desk *d = state;

	(void)ui;
	return d->layout->listens && desk_is_open(d);
}

/* F4 is in the bar of every form but Listening, whose answers are yes and no. */
static bool picks(struct ui *ui, const void *state)
{
	return !((const struct desk *)state)->readonly && !listens(ui, state);
}

static void to_report(struct ui *ui, void *state)
{
	struct desk *d = state;

	desk_to_report(d);
	ui_message(ui, MESSAGE_DONE, "%s", _("Now a report; everything is kept."));
}

static bool is_taken(struct ui *ui, const void *state)
{
	(void)ui;
	return desk_is_open(state);
}

static void park(struct ui *ui, void *state)
{
	struct desk *d = state;
	char number[NUMBER_LEN];

	number_show(number, NUMBER_CALL, d->call.number);
	if (ui_pop(ui) == AM_OK)
		ui_message(ui, MESSAGE_DONE, _("%s stays open as a draft."), number);
}

static bool may_correct(struct ui *ui, const void *state)
{
	(void)ui;
	return desk_may_correct(state);
}

static void correct(struct ui *ui, void *state)
{
	desk_correct(state);
	ui_message(
	    ui, MESSAGE_DONE, "%s", _("Correction: F9 saves, F3 leaves it as a draft."));
}

static bool was_closed(struct ui *ui, const void *state)
{
	const struct desk *d = state;

	(void)ui;
	return d->call.status != CALL_OPEN && !d->call.by_redial;
}

static void history(struct ui *ui, void *state)
{
	struct desk *d = state;

	struct history_arg arg = { .of = HISTORY_CALL, .id = d->call.id };

	number_show(arg.subject, NUMBER_CALL, d->call.number);
	(void)ui_push(ui, &view_history, &arg);
}

static bool is_searchable(const char *value)
{
	return *value != '\0' && strcmp(value, "-") != 0 && strlen(value) <= SEARCH_MAX;
}

/* What may be meant; where nothing is known what the cursor is on, if it can be looked
 * for, else the telephone. */
static void search(struct ui *ui, void *state)
{
	struct desk *d = state;
	const struct field *f = &call_form.fields[form_at(d->form)];
	const char *typed = form_value(d->form, f->id);
	struct ui_search_arg arg = { .typed = NULL };

	if ((f->type != FIELD_TEXT && f->type != FIELD_PHONE) || !is_searchable(typed))
		typed = form_value(d->form, "phone");
	if (desk_is_open(d)) {
		arg.call_id = d->call.id;
		arg.rec = d->rec;
	}
	if (arg.rec == NULL ||
	    earlier_line_now(&d->earlier, ui, arg.call_id, arg.rec)->count == 0)
		arg.typed = is_searchable(typed) ? typed : NULL;
	(void)ui_push(ui, &view_search, &arg);
}

static bool call_letters(const void *state)
{
	const struct desk *d = state;

	return d->readonly;
}

/* A call that is only shown: letters are keys, and none of them types. */
static bool shown_key(struct ui *ui, struct desk *d, const struct key *key)
{
	if (key->code != KEY_TEXT || key->c == '?' || key->c == 'q' || key->c == 'n' ||
	    key->c == ':' || key->c == 'u' || key->c == '/')
		return false; /* these mean the same on every screen */
	ui_message(ui, MESSAGE_DONE, "%s",
	    desk_may_correct(d)     ? _("e corrects, h shows who changed what.")
	    : d->call.by_redial ? _("It is shown only. F3 goes back to your call.")
				: _("h shows who changed what."));
	return true;
}

static size_t chars_of(const struct key *key)
{
	return key->code == KEY_PASTE ? key->paste_len : 1;
}

static bool call_key(struct ui *ui, void *state, const struct key *key)
{
	struct desk *d = state;
	const size_t field = form_at(d->form);
	unsigned did;

	if (d->readonly && shown_key(ui, d, key))
		return true;
	did = form_key(d->form, key);
	if (did == 0)
		return false;
	if (did & FORM_HELP)
		ui_help_keys(ui);
	after_key(ui, d, field, did, chars_of(key));
	return true;
}

/* --- life --- */

static enum err call_open(struct ui *ui, void *state, const void *arg)
{
	struct desk *d = state;
	const enum err e = desk_open(d, ui, arg);

	d->decided = decided;
	return e;
}

static void call_left(struct ui *ui, void *state)
{
	if (desk_is_open(state))
		ui_error(ui, agent_parks(ui_store(ui), ui_actor(ui), ui_now(ui)));
	desk_fini(state);
}

static enum err call_save_draft(struct ui *ui, void *state)
{
	(void)ui;
	return desk_draft(state);
}

static int64_t call_deadline(const void *state)
{
	const struct desk *d = state;

	return ui_sooner(d->typed.due_ms, d->earlier.due_ms);
}

static void call_tick(struct ui *ui, void *state, int64_t now_ms)
{
	struct desk *d = state;

	if (d->typed.due_ms >= 0 && now_ms >= d->typed.due_ms)
		ui_error(ui, desk_draft(d));
	if (desk_is_open(d))
		earlier_line_tick(&d->earlier, ui, d->call.id, d->rec, now_ms);
}

/* Labels and lists are looked up where they are drawn; a case may be linked by now. */
static void call_shown(struct ui *ui, void *state)
{
	struct desk *d = state;

	form_shown(d->form);
	if (!d->done)
		known_look(d, true);
	desk_read_proof(d);
	if (desk_is_open(d))
		earlier_line_again(&d->earlier, ui);
}

/* Her caller was cut off and has reached somebody else. */
static void say_gone_on(struct ui *ui, const struct desk *d)
{
	char number[NUMBER_LEN];
	struct redial r;

	if (desk_is_open(d) && redial_after(ui_store(ui), ui_actor(ui), d->call.id, &r) == AM_OK &&
	    r.operator_id != ui_operator(ui)->id)
		ui_message(ui, MESSAGE_DONE,
		    _("The caller has reached %s, who goes on in %s."), r.operator_name,
		    number_show(number, NUMBER_CALL, r.number));
}

static void call_event(struct ui *ui, void *state, unsigned topic, int64_t id)
{
	struct desk *d = state;

	(void)topic;
	if (id != d->call.id || d->done)
		return;
	if (d->call.status == CALL_CLOSED)
		ui_message(ui, MESSAGE_DONE, "%s",
		    _("Somebody else has just changed this call."));
	else
		say_gone_on(ui, d);
}

static int64_t call_number(const void *state)
{
	const struct desk *d = state;

	return desk_is_open(d) ? d->call.number : 0;
}

static void call_shown_number(const void *state, struct buf *out)
{
	const struct desk *d = state;
	char number[NUMBER_LEN];

	buf_str(out, number_show(number, NUMBER_CALL, d->call.number));
}

/* clang-format off */
static const struct key_row keys[] = {
	{ KEY_F9, 0, N_("Save"), N_("Save the call"), ACT_CALL_CREATE, save, saves },
	{ KEY_F9, 0, N_("Close listening"), N_("Close the call that was listened to"), ACT_CALL_CREATE, save, listens },
	{ KEY_F2, 0, N_("To a report (keeps all)"), N_("Make a report of it; everything is kept"), ACT_CALL_CREATE, to_report, listens },
	{ KEY_F4, 0, N_("Options"), N_("Show the list of the field"), ACT_CONSOLE, pick, picks },
	{ KEY_F3, 0, N_("Home (draft)"), N_("Leave the call open as a draft; nothing is lost"), ACT_CONSOLE, park, is_taken },
	{ KEY_F5, 0, N_("Search"), N_("What may be meant, and search"), ACT_CALL_LIST, search, NULL },
	{ KEY_NONE, 'e', N_("Correct"), N_("Correct the call"), ACT_CONSOLE, correct, may_correct },
	{ KEY_REDIAL, 0, N_("The call before"), N_("The call before, of a caller who was cut off: goes on with it, then shows it"), ACT_CONSOLE, about_before, about_has_before },
	{ KEY_F6, 0, N_("Refer"), N_("Refer"), ACT_CONSOLE, about_refer, about_can_refer },
	{ KEY_NUMBER, 0, NULL, N_("The telephone: whose, marks, earlier calls"), ACT_CALL_LIST, about_number, about_has_number },
	{ KEY_PROOF, 0, N_("Ten questions"), N_("The ten questions about the offer, and what speaks against it"), ACT_OFFER_VIEW, about_proof, about_has_proof },
	{ KEY_NONE, 'E', N_("Assess"), N_("Assess the call: what the line decides"), ACT_CALL_ASSESS, about_assess, about_can_assess },
	{ KEY_NONE, 'h', N_("History"), N_("Who changed what"), ACT_CONSOLE, history, was_closed },
	{ KEY_NONE, 'L', N_("Ring"), N_("Call back; first what makes it safe"), ACT_CALL_CREATE, about_call, about_can_call },
	{ KEY_NONE, 0, NULL, N_("Link to a case"), ACT_CONSOLE, about_link, about_can_file },
	{ KEY_NONE, 0, NULL, N_("Open a case from this call"), ACT_CONSOLE, about_open_case, about_can_file },
	{ KEY_NONE, 0, NULL, N_("Follow-up of this call"), ACT_CONSOLE, about_follow, about_can_follow },
	{ KEY_NONE, 0, NULL, N_("A hard call (tells supervision)"), ACT_CALL_CREATE, about_mark_hard, about_not_hard },
	{ KEY_NONE, 0, NULL, N_("Not a hard call: take the mark away"), ACT_CALL_CREATE, about_mark_hard, about_hard },
	{ KEY_NONE, 0, NULL, N_("Change when it was taken (paper)"), ACT_CALL_CREATE, about_when, about_on_paper },
	{ .help = NULL },
};
/* clang-format on */

const struct view_class view_call = {
	.name = "call",
	.title = N_("Call"),
	.action = ACT_CONSOLE,
	.topics = TOPIC_CALL,
	.state_size = sizeof(struct desk),
	.keys = keys,
	.open = call_open,
	.close = call_left,
	.shown = call_shown,
	.key = call_key,
	.event = call_event,
	.draw = call_draw,
	.deadline = call_deadline,
	.tick = call_tick,
	.save_draft = call_save_draft,
	.subject = call_subject,
	.number = call_shown_number,
	.help = call_help,
	.cards = call_cards,
	.letters = call_letters,
	.call = call_number,
};
