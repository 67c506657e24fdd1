/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done to a follow-up, and what is said of it. */
#include "tui/followups.h"

#include "schema/base/buf.h"
#include "schema/number.h"
#include "schema/wire.h"
#include "tui/tui_priv.h"
#include "tui/when.h"

#define WHEN_LEN 22

enum err followups_undo(struct ui *ui, int64_t id)
{
	const enum err e = followup_undo(ui_store(ui), ui_actor(ui), id, ui_now(ui));

	if (e == AM_OK) /* one that this had ended may be back */
		ui_changed(ui, TOPIC_ALERT, 0);
	return ui_after(ui, TOPIC_FOLLOWUP, id, e);
}

/* --- what speaks against it --- */

static void add_busy(struct ui *ui, const struct followup_advice *a, struct buf *out)
{
	char number[NUMBER_LEN];
	struct buf words = { 0 };

	when_words(&words, a->busy_at, a->busy_until, ui_now(ui));
	number_show(number, a->busy_case ? NUMBER_CASE : NUMBER_CALL, a->busy_number);
	if (a->busy_number != 0)
		buf_printf(out, _("At that time there is another one: %s, %s."),
		    buf_text(&words), number);
	else
		buf_printf(
		    out, _("At that time there is another one: %s."), buf_text(&words));
	buf_fini(&words);
}

bool followups_advice(struct ui *ui, const struct followup_advice *a, bool asks)
{
	struct buf text = { 0 };
	bool says;

	if (a->past)
		buf_str(&text, _("That time has passed."));
	else if (a->refuses)
		buf_str(&text, _("She does not accept to be called back."));
	else if (a->unsafe)
		buf_printf(&text, _("It is outside of the safe hours, %s."), a->safe);
	else if (a->busy_at != 0)
		add_busy(ui, a, &text);
	says = text.len > 0;
	if (says && asks && !a->past)
		buf_printf(&text, " %s", _("F9 saves it."));
	if (says)
		ui_message(ui, MESSAGE_WARN, "%s", buf_text(&text));
	buf_fini(&text);
	return says;
}

/* --- it is done --- */

/* Tell the others, read it as it is now, and how it is taken back. */
static enum err changed(struct ui *ui, int64_t id, struct followup *f,
    char number[FOLLOWUPS_NUMBER_LEN], struct ui_undo *undo)
{
	ui_changed(ui, TOPIC_FOLLOWUP, id);
	const enum err e = followup_get(ui_store(ui), ui_actor(ui), id, ui_now(ui), f);

	*undo = (struct ui_undo){ .run = followups_undo,
		.id = id,
		.of = e == AM_OK ? followups_number(f, number) : "" };
	return e;
}

void followups_done(struct ui *ui, int64_t id)
{
	char number[FOLLOWUPS_NUMBER_LEN];
	struct ui_undo undo;
	struct followup f;

	(void)changed(ui, id, &f, number, &undo); /* its number is all that is missing */
	ui_saved(ui, &undo, _("The follow-up is done"));
}

void followups_put_off(struct ui *ui, int64_t id)
{
	char number[FOLLOWUPS_NUMBER_LEN];
	struct followup_advice a;
	struct buf words = { 0 };
	struct ui_undo undo;
	struct followup f;

	if (changed(ui, id, &f, number, &undo) != AM_OK)
		return;
	when_words(&words, f.due_at, f.until_at, ui_now(ui));
	ui_saved(ui, &undo, _("Put off until %s"), buf_text(&words));
	buf_fini(&words);
	if (followup_look(ui_store(ui), ui_actor(ui), &f, ui_now(ui), &a) == AM_OK)
		(void)followups_advice(ui, &a, false);
}

void followups_given(struct ui *ui, int64_t id)
{
	char number[FOLLOWUPS_NUMBER_LEN];
	struct ui_undo undo;
	struct followup f;

	if (changed(ui, id, &f, number, &undo) == AM_OK)
		ui_saved(ui, &undo, _("It is for %s now"),
		    *f.who != '\0' ? f.who : _("whoever is on shift"));
}

void followups_say(struct ui *ui, int64_t id)
{
	char number[FOLLOWUPS_NUMBER_LEN];
	struct buf words = { 0 };
	struct followup f;

	if (id == 0 || !ui_may(ui, ACT_FOLLOWUP_ANY) ||
	    followup_get(ui_store(ui), ui_actor(ui), id, ui_now(ui), &f) != AM_OK ||
	    !followup_is_late(&f, ui_now(ui)))
		return;
	when_words(&words, f.due_at, f.until_at, ui_now(ui));
	ui_message(ui, MESSAGE_WARN, _("Late: %s, %s, %s. Home, a: the agenda."),
	    followups_number(&f, number), buf_text(&words),
	    *f.who != '\0' ? f.who : _("whoever is on shift"));
	buf_fini(&words);
}

/* --- after a call that was made for one --- */

static void stays_open(struct ui *ui)
{
	ui_message(ui, MESSAGE_DONE, "%s", _("The follow-up stays open."));
}

static void came_of_it(struct ui *ui, void *state, const char *text)
{
	struct followup f;
	enum err e;

	(void)state;
	if (text == NULL || *text == '\0') {
		stays_open(ui);
		return;
	}
	e = followup_rung(ui_store(ui), ui_actor(ui), ui_now(ui), &f);
	if (e == AM_OK)
		e = followup_done(
		    ui_store(ui), ui_actor(ui), f.id, text, f.rings_call_id, ui_now(ui));
	if (e == AM_OK)
		followups_done(ui, f.id);
	else
		ui_error(ui, e);
}

static void until_when(struct ui *ui, void *state, const char *text)
{
	struct followup f;
	enum err e;

	(void)state;
	if (text == NULL || *text == '\0') {
		stays_open(ui);
		return;
	}
	e = followup_rung(ui_store(ui), ui_actor(ui), ui_now(ui), &f);
	if (e == AM_OK)
		e = followup_postpone(ui_store(ui), ui_actor(ui), f.id, text, ui_now(ui));
	if (e == AM_OK)
		followups_put_off(ui, f.id);
	else if (e == AM_INVALID)
		ui_ask_again(ui, N_("Not understood, or past."),
		    _("Follow-up: when again? 17, tomorrow 9, +1:"), text, WHEN_LEN,
		    until_when);
	else
		ui_error(ui, e);
}

bool followups_after_call(struct ui *ui, int64_t call_id)
{
	struct followup f;

	if (!ui_may(ui, ACT_FOLLOWUP) ||
	    followup_rung(ui_store(ui), ui_actor(ui), ui_now(ui), &f) != AM_OK ||
	    f.rings_call_id != call_id)
		return false;
	if (f.rings_failed)
		ui_ask(ui, _("Follow-up: when again? 17, tomorrow 9, +1:"), "", WHEN_LEN,
		    until_when);
	else
		ui_ask(ui, _("Follow-up: what came of it?"), "", FOLLOWUP_RESULT_MAX,
		    came_of_it);
	return true;
}
