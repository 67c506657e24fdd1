/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Refer: whom to ask about a call or a case, which of them get copies, what is shared.
 * Nothing leaves the house here: it is prepared, and sent from its own page.
 */
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/number.h"
#include "schema/operator.h"
#include "schema/setting.h"
#include "schema/wire.h"
#include "tui/refer.h"
#include "tui/show.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

/* --- reading --- */

/* Those that are suggested, then the implicated ones, which only a filter shows. */
static enum err take_bodies(
    struct refer *s, struct institution *all, size_t count, size_t fits)
{
	const size_t room = count + s->implicated_count + 1;

	bodies_fini(&s->bodies);
	s->bodies.rows = mem_new(room, sizeof(*s->bodies.rows));
	s->bodies.shown = mem_new(room, sizeof(*s->bodies.shown));
	for (size_t i = 0; i < count; i++)
		s->bodies.rows[i].inst = all[i];
	s->fits = fits;
	s->clean = s->bodies.count = count;
	for (size_t i = 0; i < s->implicated_count; i++)
		if (inst_get(ui_store(s->ui), ui_actor(s->ui),
			s->implicated[i].institution_id, ui_now(s->ui),
			&s->bodies.rows[s->bodies.count].inst) == AM_OK)
			s->bodies.count++;
	for (size_t i = 0; i < s->bodies.count; i++)
		body_look_up(s->ui, &s->bodies.rows[i]);
	return AM_OK;
}

static void narrow(struct refer *s)
{
	const size_t count = s->bodies.count;

	if (s->filter.len == 0)
		s->bodies.count = s->clean;
	bodies_filter(&s->bodies, s->filter.text);
	s->bodies.count = count;
	list_count(&s->list, s->bodies.shown_count);
}

static enum err read_bodies(struct refer *s)
{
	struct store *st = ui_store(s->ui);
	const struct actor *actor = ui_actor(s->ui);
	struct institution *all = NULL;
	size_t count = 0, fits = 0;
	enum err e = ref_implicated(st, actor, &s->about, ui_now(s->ui), s->implicated,
	    REFER_IMPLICATED_MAX, &s->implicated_count);

	if (e == AM_OK)
		e = ref_suggest(st, actor, &s->about, ui_now(s->ui), &all, &count, &fits);
	if (e == AM_OK)
		e = take_bodies(s, all, count, fits);
	free(all);
	if (e == AM_OK)
		narrow(s);
	return e;
}

static enum err read_again(struct refer *s)
{
	struct store *st = ui_store(s->ui);
	const struct actor *actor = ui_actor(s->ui);
	const int64_t now = ui_now(s->ui);
	enum err e =
	    ref_about(st, actor, s->about.call_id, s->about.case_id, now, &s->about);

	if (e == AM_OK)
		e = ref_gate(st, actor, &s->about, now, &s->gate);
	if (e == AM_OK)
		e = ref_list_about(
		    st, actor, &s->about, now, s->made, REFER_MADE_MAX, &s->made_count);
	return e == AM_OK ? read_bodies(s) : e;
}

static enum err refer_open(struct ui *ui, void *state, const void *arg)
{
	const struct ui_about *about = arg;
	struct refer *s = state;
	enum err e;

	if (about == NULL || (about->call_id == 0 && about->case_id == 0))
		return AM_MISSING;
	s->ui = ui;
	s->about =
	    (struct ref_about){ .call_id = about->call_id, .case_id = about->case_id };
	s->responsible = ui_operator(ui)->id;
	str_copy(s->responsible_name, sizeof(s->responsible_name), ui_operator(ui)->name);
	str_copy(s->shared, sizeof(s->shared), "facts identity place");
	line_start(&s->filter, "", REFER_FILTER_MAX);
	e = setting_number(ui_store(ui), SET_RECEIPT, &s->ack_hours);
	e = e == AM_OK ? read_again(s) : e;
	if (e != AM_OK)
		bodies_fini(&s->bodies);
	return e;
}

static void refer_close(struct ui *ui, void *state)
{
	struct refer *s = state;

	(void)ui;
	bodies_fini(&s->bodies);
	explicit_bzero(s, sizeof(*s));
}

static void refer_shown(struct ui *ui, void *state)
{
	ui_error(ui, read_again(state));
}

static void refer_event(struct ui *ui, void *state, unsigned topic, int64_t id)
{
	(void)topic, (void)id;
	ui_error(ui, read_again(state));
	ui_touch(ui);
}

static const char *number_of(const struct refer *s, char number[NUMBER_LEN])
{
	return s->about.case_number != 0
		   ? number_show(number, NUMBER_CASE, s->about.case_number)
		   : number_show(number, NUMBER_CALL, s->about.call_number);
}

/* --- preparing --- */

static enum err take_back(struct ui *ui, int64_t id)
{
	size_t count = 0;
	const enum err e =
	    ref_take_back(ui_store(ui), ui_actor(ui), id, ui_now(ui), &count);

	if (e == AM_CONFLICT)
		ui_message(ui, MESSAGE_WARN, "%s",
		    _("It was sent already: cancel it on its page."));
	return ui_after(ui, TOPIC_REFERRAL, id, e);
}

static void made(struct refer *s, const int64_t *ids, size_t count, bool alerted)
{
	char number[NUMBER_LEN];
	struct ui *ui = s->ui;

	ui_changed(ui, TOPIC_REFERRAL, ids[0]);
	if (alerted)
		ui_changed(ui, TOPIC_ALERT, 0);
	if (ui_pop(ui) != AM_OK)
		return;
	ui_saved(ui,
	    &(struct ui_undo){ .run = take_back,
		.id = ids[0],
		.of = number_of(s, number),
		.more = _("Not sent yet: F6, h."),
		.after = N_("Nothing had been sent.") },
	    alerted ? _("Prepared: %zu; supervision is told") : _("Prepared: %zu"),
	    count);
}

static void with_reason(struct ui *ui, void *state, const char *reason);

/* why_not: one that was too short stands there again; NULL: it is asked for. */
static void ask_reason(
    struct refer *s, enum consent_basis exception, const char *why_not)
{
	s->exception = exception;
	ui_ask_again(s->ui, why_not,
	    exception == CONSENT_MINOR ? _("Under 18, without consent. Reason:")
				       : _("Immediate danger, without consent. Reason:"),
	    s->reason, REFER_REASON_MAX, with_reason);
}

static void make(struct refer *s, enum consent_basis exception, const char *reason)
{
	struct ref_plan plan = { .call_id = s->about.call_id,
		.case_id = s->about.case_id,
		.consult = s->consult,
		.shared = s->shared,
		.copies_identity = s->copies_identity,
		.ack_hours = s->ack_hours,
		.responsible = s->responsible,
		.detail = s->detail,
		.exception = exception,
		.reason = reason };
	enum ref_refusal refusal = REF_FINE;
	int64_t ids[REF_TARGETS_MAX] = { 0 };
	enum err e;

	refer_targets(s, &plan);
	e = ref_make(
	    ui_store(s->ui), ui_actor(s->ui), &plan, ui_now(s->ui), ids, &refusal);
	if (e == AM_OK)
		made(s, ids, plan.count, exception != CONSENT_NO_BASIS);
	else if (e == AM_INVALID && refusal == REF_REASON_SHORT)
		ask_reason(s, exception, ref_refusal_text(refusal));
	else if (e == AM_INVALID && refusal != REF_FINE)
		ui_message(s->ui, MESSAGE_WARN, "%s", _(ref_refusal_text(refusal)));
	else
		ui_error(s->ui, e);
}

static void with_reason(struct ui *ui, void *state, const char *reason)
{
	struct refer *s = state;

	if (reason == NULL)
		ui_message(ui, MESSAGE_WARN, "%s", _("Nothing was prepared."));
	else {
		str_copy(s->reason, sizeof(s->reason), reason);
		make(s, s->exception, s->reason);
	}
}

/* What can be done instead; why not stands above it, in the row of consent. */
static void say_closed(struct refer *s)
{
	ui_message(s->ui, MESSAGE_WARN, "%s",
	    s->gate.answer.may_danger
		? _("Nothing is sent. !: immediate danger. 5: consult without identity.")
		: _("Nothing is sent without consent. 5: consult without identity."));
}

static void prepare(struct ui *ui, void *state)
{
	struct refer *s = state;
	enum err e;

	if (refer_addressees(s) == 0) {
		ui_message(ui, MESSAGE_WARN, "%s", _(ref_refusal_text(REF_NOBODY)));
		return;
	}
	e = ref_gate(ui_store(ui), ui_actor(ui), &s->about, ui_now(ui), &s->gate);
	if (e != AM_OK)
		ui_error(ui, e);
	else if (s->consult || s->gate.open)
		make(s, CONSENT_NO_BASIS, "");
	else if (s->gate.answer.may_minor)
		ask_reason(s, CONSENT_MINOR, NULL);
	else {
		make(s, CONSENT_NO_BASIS, ""); /* refused, which is on record */
		say_closed(s);
	}
}

static void in_danger(struct ui *ui, void *state)
{
	struct refer *s = state;

	if (refer_addressees(s) == 0)
		ui_message(ui, MESSAGE_WARN, "%s", _(ref_refusal_text(REF_NOBODY)));
	else
		ask_reason(s, CONSENT_DANGER, NULL);
}

/* --- implicated --- */

static enum err acquit_again(struct ui *ui, int64_t id)
{
	return ui_after(ui, TOPIC_REFERRAL, id,
	    ref_acquit(ui_store(ui), ui_actor(ui), id, ui_now(ui)));
}

#define WHY_IMPLICATED N_("Implicated in this. Reason:")

static void with_why(struct ui *ui, void *state, const char *why)
{
	struct refer *s = state;
	const struct body *body = bodies_at(&s->bodies, s->list.at);
	int64_t id = 0;
	enum err e;

	if (why == NULL || body == NULL)
		return;
	e = ref_implicate(
	    ui_store(ui), ui_actor(ui), &s->about, body->inst.id, why, ui_now(ui), &id);
	if (e == AM_INVALID) {
		ui_ask_again(ui, N_("The reason has 10 letters or more."), _(WHY_IMPLICATED),
		    why, REFER_REASON_MAX, with_why);
		return;
	}
	if (e != AM_OK) {
		ui_error(ui, e);
		return;
	}
	if (refer_mark_of(s, body->inst.id) != NULL)
		s->mark_count = 0; /* what was marked with it is looked at again */
	ui_changed(ui, TOPIC_REFERRAL, id);
	ui_error(ui, read_again(s));
	ui_saved(ui, &(struct ui_undo){ .run = acquit_again, .id = id },
	    _("Implicated: it is not offered any more"));
}

static void implicate(struct ui *ui, void *state)
{
	struct refer *s = state;
	const struct body *body = bodies_at(&s->bodies, s->list.at);

	if (body == NULL)
		return;
	for (size_t i = 0; i < s->implicated_count; i++)
		if (s->implicated[i].institution_id == body->inst.id) {
			acquit_again(ui, s->implicated[i].id);
			ui_error(ui, read_again(s));
			return;
		}
	ui_ask(ui, _(WHY_IMPLICATED), "", REFER_REASON_MAX, with_why);
}

/* --- other keys --- */

static void show_body(struct ui *ui, void *state)
{
	const struct refer *s = state;
	const struct body *body = bodies_at(&s->bodies, s->list.at);

	if (body != NULL)
		(void)ui_push(ui, &view_institution,
		    &(struct ui_about){ .id = body->inst.id });
}

static void show_made(struct ui *ui, void *state)
{
	const struct refer *s = state;

	(void)ui_push(ui, &view_referrals,
	    &(struct ui_about){
		.call_id = s->about.call_id, .case_id = s->about.case_id });
}

static bool typing(struct ui *ui, const void *state)
{
	(void)ui;
	return ((const struct refer *)state)->typing;
}

static bool choosing(struct ui *ui, const void *state)
{
	return !typing(ui, state);
}

static bool narrowed(struct ui *ui, const void *state)
{
	const struct refer *s = state;

	(void)ui;
	return s->typing || s->filter.len > 0;
}

static bool danger_is_open(struct ui *ui, const void *state)
{
	const struct refer *s = state;

	(void)ui;
	return !s->typing && !s->consult && !s->gate.open && s->gate.answer.may_danger;
}

static void filter(struct ui *ui, void *state)
{
	(void)ui;
	((struct refer *)state)->typing = true;
}

static void end_filter(struct ui *ui, void *state)
{
	(void)ui;
	((struct refer *)state)->typing = false;
}

static void clear(struct ui *ui, void *state)
{
	struct refer *s = state;

	(void)ui;
	s->typing = false;
	line_start(&s->filter, "", REFER_FILTER_MAX);
	narrow(s);
}

static bool letters(const void *state)
{
	return !((const struct refer *)state)->typing;
}

static bool refer_key(struct ui *ui, void *state, const struct key *key)
{
	struct refer *s = state;

	(void)ui;
	if (s->typing && line_key(&s->filter, key)) {
		s->list.at = s->list.top = 0;
		narrow(s);
		return true;
	}
	return list_key(&s->list, key);
}

static void refer_number(const void *state, struct buf *out)
{
	char number[NUMBER_LEN];

	buf_str(out, number_of(state, number));
}

static void refer_subject(struct ui *ui, const void *state, struct buf *out)
{
	(void)ui;
	buf_byte(out, ' ');
	refer_number(state, out);
}

static void refer_help(struct ui *ui, const void *state, struct buf *out)
{
	(void)ui, (void)state;
	buf_printf(out, "%s\n%s\n%s\n",
	    _("The space bar marks to whom it goes; c on another body makes it a copy of "
	      "the last, again of the one before, then of all, then of none."),
	    _("Enter prepares a referral for each. It is sent, and that recorded, from "
	      "its "
	      "own page."),
	    _("Without her consent only two things go on: under 18, or immediate danger, "
	      "each with a reason; or a consultation without identity."));
}

/* clang-format off */
static const struct key_row keys[] = {
	{ KEY_ENTER, 0, N_("To the list"), N_("From the filter to the list"), ACT_REFERRAL, end_filter, typing },
	{ KEY_ENTER, 0, N_("Prepare"), N_("Prepare a referral to each body that is marked"), ACT_REFERRAL, prepare, choosing },
	{ KEY_NONE, ' ', N_("Mark"), N_("Mark the body, or take its mark away"), ACT_REFERRAL, refer_toggle, choosing },
	{ KEY_NONE, 'c', N_("Copy"), N_("A copy for this body: of the last one marked, the one before, all, none"), ACT_REFERRAL, refer_copy, choosing },
	{ KEY_NONE, '!', N_("Danger"), N_("Immediate danger: refer without consent, with a reason"), ACT_REFERRAL, in_danger, danger_is_open },
	{ KEY_NONE, 'v', N_("Page"), N_("Show the page of the body"), ACT_DIRECTORY, show_body, choosing },
	{ KEY_F5, '/', N_("Filter"), N_("Filter by name, service, place or kind"), ACT_REFERRAL, filter, choosing },
	{ KEY_NONE, 'h', N_("Made"), N_("Referrals made before about this; send them from there"), ACT_REFERRAL, show_made, choosing },
	{ KEY_NONE, 'b', NULL, N_("Implicated: nothing goes to this body; or that was a mistake"), ACT_REFERRAL, implicate, choosing },
	{ KEY_ESCAPE, 0, N_("All"), N_("Show all bodies again"), ACT_REFERRAL, clear, narrowed },
	{ KEY_F3, 0, NULL, N_("Show all bodies again"), ACT_REFERRAL, clear, typing },
	{ KEY_NONE, '1', NULL, N_("Choose what is shared"), ACT_REFERRAL, refer_ask_shared, choosing },
	{ KEY_NONE, '2', NULL, N_("Copies see who it is about, or facts only"), ACT_REFERRAL, refer_ask_copies, choosing },
	{ KEY_NONE, '3', NULL, N_("Time in which the receipt is to be confirmed"), ACT_REFERRAL, refer_ask_hours, choosing },
	{ KEY_NONE, '4', NULL, N_("Who sees to it that it is answered"), ACT_REFERRAL, refer_ask_responsible, choosing },
	{ KEY_NONE, '5', NULL, N_("Refer, or consult without identity"), ACT_REFERRAL, refer_ask_kind, choosing },
	{ KEY_NONE, '6', NULL, N_("Write what is asked for"), ACT_REFERRAL, refer_ask_detail, choosing },
	{ .help = NULL },
};
/* clang-format on */

const struct view_class view_refer = {
	.name = "refer",
	.title = N_("Refer"),
	.action = ACT_REFERRAL,
	.topics = TOPIC_REFERRAL,
	.state_size = sizeof(struct refer),
	.keys = keys,
	.open = refer_open,
	.close = refer_close,
	.shown = refer_shown,
	.event = refer_event,
	.subject = refer_subject,
	.number = refer_number,
	.key = refer_key,
	.draw = refer_draw,
	.help = refer_help,
	.letters = letters,
};
