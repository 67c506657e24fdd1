/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * j in a case: a call is linked with it, taken off it, moved to another one; and two cases
 * are one, or were not.  What is offered depends on the row in focus.
 */
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/base/text.h"
#include "schema/case_edit.h"
#include "schema/number.h"
#include "schema/wire.h"
#include "tui/case_keys.h"
#include "tui/pick.h"
#include "tui/tui_priv.h"
#include "tui/view.h"
#include "tui/views.h"

#define REASON_MAX 200
#define LINKS_MAX 200

static void ask_number(struct ui *ui, const char *sentence,
    void (*answer)(struct ui *ui, void *state, const char *text))
{
	ui_ask(ui, sentence, "", NUMBER_LEN, answer);
}

/* The case somebody typed the number of; false: it is said why not. */
static bool find_case(struct ui *ui, const char *typed, int64_t *id)
{
	const enum err e = case_find(ui_store(ui), ui_actor(ui), typed, ui_now(ui), id);

	if (e == AM_INVALID)
		ui_message(ui, MESSAGE_WARN, "%s",
		    _("The check digit does not fit: look at the number again."));
	else if (e == AM_MISSING)
		ui_message(ui, MESSAGE_WARN, "%s", _("There is no such case."));
	else
		ui_error(ui, e);
	return e == AM_OK;
}

#define WRONG_WHY N_("Why was it wrong?")
#define SAME_WHY N_("Why are they the same?")

static void too_short(struct ui *ui, const char *sentence, const char *typed,
    void (*answer)(struct ui *ui, void *state, const char *text))
{
	ui_ask_again(ui, N_("Write the reason in ten letters or more."), _(sentence), typed,
	    REASON_MAX, answer);
}

/* --- the call in hand, or one by its number --- */

static void link_in_hand(struct ui *ui, struct case_view *s)
{
	s->link = (struct case_do){ .call_id = s->call_id,
		.case_id = s->file.id,
		.case_number = s->file.number };
	case_do_link(ui, &s->link);
}

static void link_typed(struct ui *ui, void *state, const char *text)
{
	struct case_view *s = state;
	int64_t call = 0;
	enum err e;

	if (text == NULL)
		return;
	e = case_call_find(ui_store(ui), ui_actor(ui), text, &call);
	if (e == AM_OK) {
		s->link = (struct case_do){ .call_id = call,
			.case_id = s->file.id,
			.case_number = s->file.number };
		case_do_link(ui, &s->link);
	} else if (e == AM_INVALID) {
		ui_message(ui, MESSAGE_WARN, "%s",
		    _("The check digit does not fit: look at the number again."));
	} else if (e == AM_MISSING) {
		ui_message(
		    ui, MESSAGE_WARN, "%s", _("No call of yours has this number."));
	} else {
		ui_error(ui, e);
	}
}

static void link_by_number(struct ui *ui, struct case_view *s)
{
	(void)s;
	ask_number(ui, _("Number of the call (L ...):"), link_typed);
}

/* --- a call that does not belong here --- */

static void say_moved(
    struct ui *ui, const struct case_view *s, int64_t link_id, size_t told)
{
	struct ui_undo undo = { .run = case_undo_link, .id = link_id };
	const char *done = s->other_case != 0 ? _("The call is in the other case")
					      : _("The call is off this case");

	ui_changed(ui, TOPIC_CASE, s->file.id);
	if (s->other_case != 0)
		ui_changed(ui, TOPIC_CASE, s->other_case);
	if (told == 0) {
		ui_saved(ui, &undo, "%s", done);
		return;
	}
	ui_changed(ui, TOPIC_ALERT, 0);
	ui_changed(ui, TOPIC_FOLLOWUP, 0);
	undo.kind = MESSAGE_WARN;
	ui_saved(ui, &undo, _("%s; bodies to be told: %zu"), done, told);
}

static void detach_for(struct ui *ui, void *state, const char *reason)
{
	struct case_view *s = state;
	int64_t made = 0;
	size_t told = 0;
	enum err e;

	if (reason == NULL)
		return;
	e = case_unlink(ui_store(ui), ui_actor(ui), s->link_id, s->other_case, reason,
	    ui_now(ui), &made, &told);
	if (e == AM_OK)
		say_moved(ui, s, made != 0 ? made : s->link_id, told);
	else if (e == AM_AGAIN)
		too_short(ui, WRONG_WHY, reason, detach_for);
	else if (e == AM_EXISTS)
		ui_message(ui, MESSAGE_WARN, "%s",
		    _("The call is linked with that case already: take it off here."));
	else
		ui_error(ui, e);
}

static void ask_why(struct ui *ui)
{
	ui_ask(ui, _(WRONG_WHY), "", REASON_MAX, detach_for);
}

static void move_to(struct ui *ui, void *state, const char *text)
{
	struct case_view *s = state;

	if (text == NULL || !find_case(ui, text, &s->other_case))
		return;
	if (s->other_case == s->file.id)
		ui_message(ui, MESSAGE_WARN, "%s", _("That is this case."));
	else
		ask_why(ui);
}

/* The link of the call in focus. */
static bool find_link(struct ui *ui, struct case_view *s)
{
	struct case_linked *links = mem_new(LINKS_MAX, sizeof(*links));
	const struct case_event *focus = case_view_event_in_focus(s);
	size_t count = 0;
	const enum err e = case_calls(
	    ui_store(ui), ui_actor(ui), s->file.id, ui_now(ui), links, LINKS_MAX, &count);

	s->link_id = 0;
	for (size_t i = 0; e == AM_OK && focus != NULL && i < count; i++)
		if (links[i].call_id == focus->ref)
			s->link_id = links[i].id;
	free(links);
	ui_error(ui, e);
	return s->link_id != 0;
}

static void move_call(struct ui *ui, struct case_view *s)
{
	if (find_link(ui, s))
		ask_number(ui, _("Number of the right case (C ...):"), move_to);
}

static void take_off(struct ui *ui, struct case_view *s)
{
	s->other_case = 0;
	if (find_link(ui, s))
		ask_why(ui);
}

/* --- two cases --- */

static enum err undo_merge(struct ui *ui, int64_t id)
{
	return ui_after(
	    ui, TOPIC_CASE, 0, case_unmerge(ui_store(ui), ui_actor(ui), id, ui_now(ui)));
}

static enum err undo_unmerge(struct ui *ui, int64_t id)
{
	return ui_after(ui, TOPIC_CASE, 0,
	    case_unmerge_undo(ui_store(ui), ui_actor(ui), id, ui_now(ui)));
}

static void merge_for(struct ui *ui, void *state, const char *reason)
{
	struct case_view *s = state;
	enum err e;

	if (reason == NULL)
		return;
	e = case_merge(
	    ui_store(ui), ui_actor(ui), s->other_case, s->file.id, reason, ui_now(ui));
	if (e == AM_OK) {
		ui_changed(ui, TOPIC_CASE, 0);
		ui_saved(ui, &(struct ui_undo){ .run = undo_merge, .id = s->other_case },
		    _("Both are one case now"));
	} else if (e == AM_AGAIN) {
		too_short(ui, SAME_WHY, reason, merge_for);
	} else if (e == AM_INVALID) {
		ui_message(ui, MESSAGE_WARN, "%s", _("That is this case."));
	} else if (e == AM_CONFLICT) {
		ui_message(ui, MESSAGE_WARN, "%s",
		    _("One of them is restricted and the other is not: supervision "
		      "decides."));
	} else if (e == AM_MISSING || e == AM_DENIED) {
		ui_message(ui, MESSAGE_WARN, "%s",
		    _("Only who answers for both, and supervision, join them."));
	} else {
		ui_error(ui, e);
	}
}

static void merge_typed(struct ui *ui, void *state, const char *text)
{
	struct case_view *s = state;

	if (text != NULL && find_case(ui, text, &s->other_case))
		ui_ask(ui, _(SAME_WHY), "", REASON_MAX, merge_for);
}

static void merge(struct ui *ui, struct case_view *s)
{
	(void)s;
	ask_number(ui, _("Number of the other case (C ...):"), merge_typed);
}

static void unmerge(struct ui *ui, struct case_view *s)
{
	const struct case_event *focus = case_view_event_in_focus(s);
	const int64_t id = focus != NULL ? focus->ref : 0;
	const enum err e = case_unmerge(ui_store(ui), ui_actor(ui), id, ui_now(ui));

	if (e == AM_MISSING) {
		ui_message(ui, MESSAGE_WARN, "%s", _("They are two cases already."));
		return;
	}
	if (e != AM_OK) {
		ui_error(ui, e);
		return;
	}
	ui_changed(ui, TOPIC_CASE, 0);
	ui_saved(ui, &(struct ui_undo){ .run = undo_unmerge, .id = id },
	    _("They are two cases again"));
}

/* --- the choice --- */

static bool has_call_in_hand(const struct case_view *s)
{
	return s->call_id != 0;
}

static bool on_call(const struct case_view *s)
{
	const struct case_event *e = case_view_event_in_focus(s);

	return e != NULL && e->kind == EVENT_CALL;
}

static bool on_merge(const struct case_view *s)
{
	const struct case_event *e = case_view_event_in_focus(s);

	return e != NULL && e->kind == EVENT_MERGED && strcmp(e->a, "merge") == 0;
}

/* clang-format off */
static const struct {
	char key;
	const char *value, *label; /* label: N_() */
	bool (*offered)(const struct case_view *s); /* NULL: always */
	void (*run)(struct ui *ui, struct case_view *s);
} choices[] = {
	{ '1', "hand", N_("This call"), has_call_in_hand, link_in_hand },
	{ '2', "call", N_("A call, by number"), NULL, link_by_number },
	{ '3', "move", N_("Move call elsewhere"), on_call, move_call },
	{ '4', "off", N_("Take call off"), on_call, take_off },
	{ '5', "join", N_("Join another case"), NULL, merge },
	{ '6', "split", N_("Take joining back"), on_merge, unmerge },
};
/* clang-format on */

static size_t options(void *data, const char *typed, struct form_option *out, size_t max)
{
	size_t n = 0;

	for (size_t i = 0; i < COUNT(choices) && n < max; i++) {
		if ((choices[i].offered != NULL && !choices[i].offered(data)) ||
		    !txt_starts(_(choices[i].label), typed))
			continue;
		out[n].key = choices[i].key;
		str_copy(out[n].value, sizeof(out[n].value), choices[i].value);
		str_copy(out[n].label, sizeof(out[n].label), _(choices[i].label));
		n++;
	}
	return n;
}

static void chosen(struct ui *ui, void *data, const char *value)
{
	for (size_t i = 0; i < COUNT(choices); i++)
		if (strcmp(choices[i].value, value) == 0)
			choices[i].run(ui, data);
}

void case_key_join(struct ui *ui, void *state)
{
	const struct pick_request request = { .title = _("Link and join"),
		.data = state,
		.options = options,
		.choose = chosen };

	(void)ui_push(ui, &view_pick, &request);
}
