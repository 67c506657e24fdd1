/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One referral: to whom, what it shares, what has become of it.  From here it is sent,
 * which is asked once more and recorded: by what means, to whom by name, when; and what
 * comes back is written down, by the keys of the states that may follow.
 */
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/mem.h"
#include "schema/base/utf8.h"
#include "schema/field.h"
#include "schema/number.h"
#include "schema/referral.h"
#include "schema/referral_sheet.h"
#include "schema/wire.h"
#include "tui/bodies.h"
#include "tui/list.h"
#include "tui/page.h"
#include "tui/pick.h"
#include "tui/show.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

#define COPIES_MAX REF_COPIES_MAX
#define EVENTS_MAX 40
#define LABEL_COLS 13
#define RIGHT_COL 45
#define WHEN_MAX 40
#define NAME_LEAST 8      /* columns of a name that has to give way */
#define QUESTION_MARGIN 8 /* around a question: margins and its answers */

struct state {
	struct ui *ui;
	int64_t id;
	struct referral r;
	struct ref_copy copies[COPIES_MAX];
	size_t copy_count;
	struct ref_event events[EVENTS_MAX];
	size_t event_count;
	struct list list; /* the body itself, then its copies */
	/* what is being sent, or written down */
	char means[16], to[REF_TO_MAX + 1];
	int64_t sent_at;
	enum ref_state next;
	bool closes;
};

/* --- reading --- */

static enum err read_again(struct state *s)
{
	struct store *st = ui_store(s->ui);
	const struct actor *actor = ui_actor(s->ui);
	const int64_t now = ui_now(s->ui);
	enum err e = ref_read(st, actor, s->id, now, &s->r);

	if (e == AM_OK)
		e = ref_copies(
		    st, actor, s->id, now, s->copies, COPIES_MAX, &s->copy_count);
	if (e == AM_OK)
		e = ref_events(
		    st, actor, s->id, now, s->events, EVENTS_MAX, &s->event_count);
	list_count(&s->list, 1 + s->copy_count);
	return e;
}

static enum err referral_open(struct ui *ui, void *state, const void *arg)
{
	struct state *s = state;
	enum err e;

	if (arg == NULL)
		return AM_MISSING;
	s->ui = ui;
	s->id = ((const struct ui_about *)arg)->id;
	e = ref_open(ui_store(ui), ui_actor(ui), s->id, ui_now(ui), &s->r);
	return e == AM_OK ? read_again(s) : e;
}

static void referral_close(struct ui *ui, void *state)
{
	(void)ui;
	explicit_bzero(state, sizeof(struct state));
}

static void referral_shown(struct ui *ui, void *state)
{
	ui_error(ui, read_again(state));
}

static void referral_event(struct ui *ui, void *state, unsigned topic, int64_t id)
{
	(void)topic, (void)id;
	ui_error(ui, read_again(state));
	ui_touch(ui);
}

/* The copy in focus, NULL: the body itself. */
static const struct ref_copy *copy_here(const struct state *s)
{
	return s->list.at > 0 && s->list.at <= s->copy_count ? &s->copies[s->list.at - 1]
							     : NULL;
}

static void done(struct state *s, const char *sentence)
{
	ui_changed(s->ui, TOPIC_REFERRAL, s->id);
	ui_error(s->ui, read_again(s));
	ui_message(s->ui, MESSAGE_DONE, "%s", sentence);
}

/* --- sending: by what means, to whom, when; then its own question --- */

static void name_here(const struct state *s, struct buf *out)
{
	const struct ref_copy *copy = copy_here(s);
	const bool hidden = copy != NULL ? copy->hidden : s->r.hidden;
	const char *kind = copy != NULL ? copy->body_kind : s->r.body_kind;

	buf_str(out, hidden         ? show_code(s->ui, "inst", kind)
		     : copy != NULL ? copy->body
				    : s->r.body);
}

static void send_it(struct ui *ui, void *state, bool yes)
{
	struct state *s = state;
	const struct ref_copy *copy = copy_here(s);
	enum ref_refusal refusal = REF_FINE;
	enum err e;

	if (!yes) {
		ui_message(ui, MESSAGE_WARN, "%s", _("Not recorded as sent."));
		return;
	}
	e = ref_send(ui_store(ui), ui_actor(ui), s->id, copy != NULL ? copy->id : 0,
	    s->means, s->to, s->sent_at, ui_now(ui), &refusal);
	if (e == AM_OK)
		done(
		    s, _("Recorded as sent. What was sent is not unsent: 0 cancels it."));
	else if (refusal != REF_FINE)
		ui_message(ui, MESSAGE_WARN, "%s", _(ref_refusal_text(refusal)));
	else
		ui_error(ui, e);
}

/* "2026-11-24 14:36" and what may follow it; -1: it is not that. */
static int64_t moment_of(const char *text)
{
	static const size_t starts[] = { 0, 5, 8, 11, 14 };
	struct clock_parts p = { 0 };
	int *const parts[] = { &p.year, &p.month, &p.day, &p.hour, &p.minute };

	if (strlen(text) < strlen("2026-11-24 14:36"))
		return -1;
	for (size_t i = 0; i < COUNT(parts); i++)
		*parts[i] = (int)strtol(text + starts[i], NULL, 10);
	return clock_join(&p);
}

/* What was typed, by the rules of type; "" is now; -1: it is not understood. */
static int64_t moment_typed(struct ui *ui, enum field_type type, const char *text)
{
	const struct field field = {
		.id = "at", .label = "", .type = type, .max_len = WHEN_MAX
	};
	char out[WHEN_MAX + 1];

	if (text[strspn(text, " ")] == '\0')
		return ui_now(ui);
	if (field_check(&field, text, ui_now(ui), out, sizeof(out)) != AM_OK)
		return -1;
	return moment_of(out);
}

static void with_when(struct ui *ui, void *state, const char *text);

static void ask_when(struct state *s)
{
	ui_ask(s->ui, _("When (empty: now; or 14:20):"), "", WHEN_MAX, with_when);
}

static int cols_of(const struct buf *text)
{
	return (int)utf8_cols(buf_text(text));
}

/* Begins the question with the name, as far as cols columns hold it, or without. */
static void begin_question(const struct state *s, int cols, struct buf *out)
{
	struct buf name = { 0 }, fit = { 0 };

	cols -= (int)utf8_cols(_("Was it sent to")) + 1;
	name_here(s, &name);
	if (cols >= NAME_LEAST)
		buf_printf(out, "%s %s, ", _("Was it sent to"),
		    show_fit(buf_text(&name), cols, &fit));
	else
		buf_printf(out, "%s ", _("Was it sent?"));
	buf_fini(&name);
	buf_fini(&fit);
}

/* To whom, cut only where the hour behind it would be lost. */
static void add_recipient(const struct state *s, int cols, struct buf *out)
{
	const size_t most = cols < NAME_LEAST ? NAME_LEAST : (size_t)cols;

	if (utf8_cols(s->to) <= most) {
		buf_str(out, s->to);
		return;
	}
	buf_add(out, s->to, utf8_cut(s->to, most - 2));
	buf_str(out, "..");
}

/* What is to be checked is means, recipient and hour: the name of the body gives way. */
static void ask_if_sent(struct state *s)
{
	const int cols = ui_line(s->ui)->cols - QUESTION_MARGIN;
	const char *means = show_code(s->ui, "refmeans", s->means);
	struct buf sentence = { 0 }, to = { 0 }, hour = { 0 };
	char when[40];
	int left;

	buf_printf(&hour, ", %s?", show_moment(s->ui, s->sent_at, when));
	left = cols - (int)utf8_cols(means) - 2 - cols_of(&hour);
	add_recipient(s, left - (int)utf8_cols(_("Was it sent?")) - 1, &to);
	begin_question(s, left - cols_of(&to) - 2, &sentence);
	buf_printf(&sentence, "%s, %s%s", means, buf_text(&to), buf_text(&hour));
	ui_confirm(s->ui, buf_text(&sentence), send_it);
	buf_fini(&sentence);
	buf_fini(&to);
	buf_fini(&hour);
}

static void with_when(struct ui *ui, void *state, const char *text)
{
	struct state *s = state;

	if (text == NULL) {
		send_it(ui, s, false);
		return;
	}
	s->sent_at = moment_typed(ui, FIELD_MOMENT, text);
	if (s->sent_at < 0 || s->sent_at > ui_now(ui))
		ui_ask_again(ui, N_("As 14:20 today, not later than now."),
		    _("When (empty: now; or 14:20):"), text, WHEN_MAX, with_when);
	else
		ask_if_sent(s);
}

static void with_to(struct ui *ui, void *state, const char *text)
{
	struct state *s = state;

	if (text == NULL) {
		send_it(ui, s, false);
		return;
	}
	if (text[strspn(text, " ")] == '\0') {
		ui_ask_again(ui,
		    N_("To whom, by name or desk: without it nobody can ask later."),
		    _("To whom, by name:"), "", REF_TO_MAX, with_to);
		return;
	}
	str_copy(s->to, sizeof(s->to), text);
	ask_when(s);
}

static void with_means(struct ui *ui, void *data, const char *value)
{
	struct state *s = data;

	str_copy(s->means, sizeof(s->means), value);
	ui_ask(ui, _("To whom, by name:"), "", REF_TO_MAX, with_to);
}

static size_t means(void *data, const char *typed, struct form_option *out, size_t max)
{
	return show_options(
	    ((const struct state *)data)->ui, "refmeans", NULL, typed, out, max);
}

static void send_here(struct ui *ui, void *state)
{
	const struct pick_request request = { .title = _("By what means"),
		.data = state,
		.options = means,
		.choose = with_means };

	(void)ui_push(ui, &view_pick, &request);
}

static bool can_send(struct ui *ui, const void *state)
{
	const struct state *s = state;
	const struct ref_copy *copy = copy_here(s);

	(void)ui;
	if (copy == NULL)
		return s->r.state == REF_DRAFT;
	return copy->sent_at == 0 && s->r.state != REF_DRAFT && s->r.state != REF_CANCEL;
}

static void copy_came(struct ui *ui, void *state)
{
	struct state *s = state;
	const enum err e = ref_copy_received(
	    ui_store(ui), ui_actor(ui), s->id, copy_here(s)->id, ui_now(ui));

	if (e == AM_OK)
		done(s, _("The copy has arrived."));
	else
		ui_error(ui, e);
}

static void give_up_copy(struct ui *ui, void *state)
{
	struct state *s = state;
	const bool give_up = copy_here(s)->dropped_at == 0;
	const enum err e = ref_copy_give_up(
	    ui_store(ui), ui_actor(ui), s->id, copy_here(s)->id, give_up, ui_now(ui));

	if (e == AM_OK)
		done(s, give_up ? _("This copy will not be sent. n: after all.")
				: _("This copy is to be sent after all."));
	else
		ui_error(ui, e);
}

static bool copy_is_unsent(struct ui *ui, const void *state)
{
	const struct ref_copy *copy = copy_here(state);

	(void)ui;
	return copy != NULL && copy->sent_at == 0;
}

static bool copy_is_out(struct ui *ui, const void *state)
{
	const struct ref_copy *copy = copy_here(state);

	(void)ui;
	return copy != NULL && copy->sent_at != 0 && copy->received_at == 0;
}

/* --- what comes back --- */

static enum err undo_state(struct ui *ui, int64_t id)
{
	const enum err e = ref_undo(ui_store(ui), ui_actor(ui), id, ui_now(ui));

	if (e == AM_OK) /* one that the answer had ended may be back */
		ui_changed(ui, TOPIC_ALERT, 0);
	return ui_after(ui, TOPIC_REFERRAL, id, e);
}

static void went(struct state *s)
{
	ui_changed(s->ui, TOPIC_REFERRAL, s->id);
	ui_error(s->ui, read_again(s));
	ui_saved(s->ui, &(struct ui_undo){ .run = undo_state, .id = s->id },
	    _("Written down: %s"),
	    show_code(s->ui, "refstatus", ref_state_word(s->r.state)));
}

static void with_note(struct ui *ui, void *state, const char *note)
{
	struct state *s = state;
	enum err e;

	if (note == NULL)
		return;
	e = ref_go(
	    ui_store(ui), ui_actor(ui), s->id, s->next, s->closes, note, ui_now(ui));
	if (e == AM_INVALID)
		ui_ask_again(ui,
		    N_("A reason is needed; to cancel, close or reopen, of 10 letters."),
		    _("Reason:"), note, REF_NOTE_MAX, with_note);
	else if (e != AM_OK)
		ui_error(ui, e);
	else
		went(s);
}

static void with_yes(struct ui *ui, void *state, bool yes)
{
	if (yes)
		with_note(ui, state, "");
}

static const struct ref_step *step_to(const struct state *s, enum ref_state to)
{
	const bool closes = to == REF_NOREPLY && s->r.state == REF_NOREPLY;
	const struct ref_step *step = ref_step(s->r.state, to, closes);

	return step != NULL && (!closes || s->r.open) ? step : NULL;
}

static void go(struct ui *ui, struct state *s, enum ref_state to)
{
	const struct ref_step *step = step_to(s, to);

	s->next = to;
	s->closes = step->closes;
	if (step->why)
		ui_ask(ui, _("Reason:"), "", REF_NOTE_MAX, with_note);
	else if (to == REF_CANCEL)
		ui_confirm(ui, _("Cancel this referral?"), with_yes);
	else
		with_note(ui, s, "");
}

static bool can_go(struct ui *ui, const struct state *s, enum ref_state to)
{
	const struct ref_step *step = step_to(s, to);

	return step != NULL && ui_may(ui, step->action);
}

/* A digit is a state, on every referral the same.  X(digit, state, what it says) */
/* clang-format off */
#define DIGIT_TABLE(X)                                                           \
	X('1', REF_RECEIVED, N_("It was received"))                              \
	X('2', REF_ACCEPTED, N_("It was accepted"))                              \
	X('3', REF_INPROG, N_("It is in progress"))                              \
	X('4', REF_DONE, N_("The service was received"))                         \
	X('5', REF_PARTIAL, N_("Partly served; asks what is missing"))           \
	X('6', REF_DECLINST, N_("The body declines; asks why"))                  \
	X('7', REF_DECLPERS, N_("The person declines; asks why"))                \
	X('8', REF_UNAVAIL, N_("The service is not available; asks why"))        \
	X('9', REF_NOREPLY, N_("No reply; for supervisors: close it so"))        \
	X('0', REF_CANCEL, N_("Cancel it; asks first, and why if it was sent"))
/* clang-format on */

#define DIGIT_CODE(digit, to, help)                            \
	static void go_##to(struct ui *ui, void *state)        \
	{                                                      \
		go(ui, state, to);                             \
	}                                                      \
	static bool may_##to(struct ui *ui, const void *state) \
	{                                                      \
		return can_go(ui, state, to);                  \
	}
DIGIT_TABLE(DIGIT_CODE)
#undef DIGIT_CODE

static const struct {
	char digit;
	enum ref_state to;
} digits[] = {
#define DIGIT_ROW(digit, to, help) { digit, to },
	DIGIT_TABLE(DIGIT_ROW)
#undef DIGIT_ROW
};

/* --- when, and who --- */

static void with_due(struct ui *ui, void *state, const char *text)
{
	static const struct field when = { .type = FIELD_SPAN };
	struct state *s = state;
	const int64_t at = text != NULL ? moment_typed(ui, FIELD_SPAN, text) : 0;
	enum err e;

	if (text == NULL)
		return;
	e = at < 0 ? AM_INVALID
		   : ref_postpone(ui_store(ui), ui_actor(ui), s->id, at, 0, ui_now(ui));
	if (e == AM_OK)
		done(s, _("Put off."));
	else if (e == AM_INVALID)
		ui_message(ui, MESSAGE_WARN, "%s", _(field_rule(&when)));
	else
		ui_error(ui, e);
}

static void postpone(struct ui *ui, void *state)
{
	(void)state;
	ui_ask(ui, _("Look at it again (mañana 9):"), "", WHEN_MAX, with_due);
}

static size_t people(void *data, const char *typed, struct form_option *out, size_t max)
{
	return show_options(
	    ((const struct state *)data)->ui, CODE_PEOPLE, NULL, typed, out, max);
}

static void give_to(struct ui *ui, void *data, const char *value)
{
	struct state *s = data;
	const enum err e = ref_postpone(
	    ui_store(ui), ui_actor(ui), s->id, 0, strtoll(value, NULL, 10), ui_now(ui));

	if (e == AM_OK)
		done(s, _("It has somebody else now."));
	else
		ui_error(ui, e);
}

static void reassign(struct ui *ui, void *state)
{
	const struct pick_request request = { .title = _("Who sees to it"),
		.data = state,
		.options = people,
		.choose = give_to };

	(void)ui_push(ui, &view_pick, &request);
}

static bool is_open(struct ui *ui, const void *state)
{
	(void)ui;
	return ((const struct state *)state)->r.open;
}

static void show_sheet(struct ui *ui, void *state)
{
	const struct state *s = state;
	const struct ref_copy *copy = copy_here(s);
	struct buf text = { 0 };
	enum ref_refusal refusal = REF_FINE;
	const enum err e =
	    ref_sheet(ui_store(ui), ui_actor(ui), s->id, copy != NULL ? copy->id : 0,
		REF_SHEET_TEXT, ui_lang(ui), ui_now(ui), &text, &refusal);
	const struct page page = { .subject = _("Referral sheet"),
		.text = buf_text(&text) };

	if (e == AM_OK)
		(void)ui_push(ui, &view_page, &page);
	else if (refusal != REF_FINE)
		ui_message(ui, MESSAGE_WARN, "%s", _(ref_refusal_text(refusal)));
	else
		ui_error(ui, e);
	if (text.data != NULL)
		explicit_bzero(text.data, text.cap);
	buf_fini(&text);
}

static bool referral_key(struct ui *ui, void *state, const struct key *key)
{
	(void)ui;
	return list_key(&((struct state *)state)->list, key);
}

/* --- drawing --- */

static void pair(struct cells *g, int row, int col, int cols, const char *label,
    const char *value, enum cell_role role)
{
	cells_text(g, row, col, LABEL_COLS - 1, CELL_PLAIN, label);
	cells_text(g, row, col + LABEL_COLS, cols - LABEL_COLS, role, value);
}

static const char *basis(const struct state *s)
{
	static const struct {
		const char *basis, *text;
	} texts[] = { { "consent", N_("consent") },
		{ "minor", N_("under 18, with a reason") },
		{ "danger", N_("immediate danger, with a reason") } };

	for (size_t i = 0; i < COUNT(texts); i++)
		if (strcmp(texts[i].basis, s->r.basis) == 0)
			return _(texts[i].text);
	return _("consultation: none needed");
}

static void add_state(const struct state *s, struct buf *out, enum cell_role *role)
{
	char when[40];

	buf_str(out, show_code(s->ui, "refstatus", ref_state_word(s->r.state)));
	if (s->r.state == REF_DRAFT) {
		*role = CELL_WARN;
		buf_printf(out, ": ! %s", _("not sent yet, F6"));
	}
	if (*s->r.why != '\0')
		buf_printf(out, ": %s", s->r.why);
	if (s->r.state == REF_DRAFT || !s->r.open)
		return;
	buf_str(out, s->r.due_at < ui_now(s->ui) ? "  ! " : "  ");
	if (s->r.due_at < ui_now(s->ui))
		*role = CELL_WARN;
	buf_printf(out, _("see to it by %s"), show_moment(s->ui, s->r.due_at, when));
}

static void draw_head(struct state *s, struct cells *g, struct area a)
{
	struct buf text = { 0 };
	enum cell_role role = CELL_PLAIN;

	add_state(s, &text, &role);
	pair(g, a.row, a.col + 1, a.cols - 2, _("State"), buf_text(&text), role);
	pair(g, a.row + 1, a.col + 1, RIGHT_COL - 2, _("Service"),
	    show_code(s->ui, "service", s->r.service), CELL_PLAIN);
	pair(g, a.row + 1, a.col + RIGHT_COL, a.cols - RIGHT_COL - 1, _("Responsible"),
	    s->r.responsible, CELL_PLAIN);
	buf_clear(&text);
	body_codes(s->ui, "shared", s->r.shared, &text);
	pair(g, a.row + 2, a.col + 1, a.cols - 2, _("Shared"), buf_text(&text),
	    CELL_PLAIN);
	pair(g, a.row + 3, a.col + 1, a.cols - 2, _("Ground"), basis(s), CELL_PLAIN);
	pair(g, a.row + 4, a.col + 1, a.cols - 2, _("Asked"), s->r.detail, CELL_PLAIN);
	buf_fini(&text);
}

enum column_id { COL_PART, COL_NAME, COL_SEES, COL_SENT };

/* clang-format off */
static const struct column columns[] = {
	[COL_PART] = { "", 5, 0, 0, 0 },
	[COL_NAME] = { N_("Body"), 26, 40, 0, 0 },
	[COL_SEES] = { N_("Sees"), 9, 20, 0, 0 },
	[COL_SENT] = { N_("Sent"), 33, 70, 0, 0 },
	{ .width = 0 },
};
/* clang-format on */

static void add_sent(struct state *s, int64_t at, const char *by_means, const char *to,
    int64_t received_at, struct buf *out)
{
	char when[40];

	if (at == 0) {
		buf_str(out, _("not sent"));
		return;
	}
	buf_printf(out, "%s %s: %s", show_moment(s->ui, at, when),
	    show_code(s->ui, "refmeans", by_means), to);
	if (received_at != 0)
		buf_printf(out, " (%s)", _("received"));
}

static void cell(
    const void *state, size_t row, size_t col, struct buf *out, enum cell_role *role)
{
	struct state *s = (struct state *)(uintptr_t)state;
	const struct ref_copy *copy = row > 0 ? &s->copies[row - 1] : NULL;
	const bool hidden = copy != NULL ? copy->hidden : s->r.hidden;

	(void)role;
	if (col == COL_PART)
		buf_str(out, copy != NULL ? _("copy") : _("to"));
	else if (col == COL_NAME && hidden)
		buf_str(out, show_code(s->ui, "inst",
				 copy != NULL ? copy->body_kind : s->r.body_kind));
	else if (col == COL_NAME)
		buf_str(out, copy != NULL ? copy->body : s->r.body);
	else if (col == COL_SEES)
		buf_str(out, copy == NULL     ? _("shared")
			     : copy->identity ? _("identity")
					      : _("facts"));
	else if (copy != NULL && copy->dropped_at != 0)
		buf_str(out, _("will not be sent"));
	else if (copy != NULL)
		add_sent(s, copy->sent_at, copy->sent_means, copy->sent_to,
		    copy->received_at, out);
	else
		add_sent(s, s->r.sent_at, s->r.sent_means, s->r.sent_to, 0, out);
}

static void draw_event(const struct state *s, const struct ref_event *e, struct cells *g,
    int row, int col, int cols)
{
	char when[40];
	struct buf text = { 0 };

	buf_str(&text, show_code(s->ui, "refstatus", ref_state_word(e->state)));
	if (e->closes)
		buf_printf(&text, ", %s", _("closed"));
	if (e->undoes)
		buf_printf(&text, " (%s)", _("the last one was a mistake"));
	if (e->undone)
		buf_printf(&text, " (%s)", _("mistake"));
	if (*e->note != '\0')
		buf_printf(&text, ": %s", e->note);
	cells_text(g, row, col, 17, CELL_PLAIN, show_moment(s->ui, e->at, when));
	cells_text(g, row, col + 18, 9, CELL_PLAIN, e->who);
	cells_text(g, row, col + 28, cols - 28, CELL_PLAIN, buf_text(&text));
	buf_fini(&text);
}

/* The last ones that fit, the newest below. */
static void draw_history(const struct state *s, struct cells *g, struct area a)
{
	const size_t room = a.rows > 1 ? (size_t)a.rows - 1 : 0;
	const size_t first = s->event_count > room ? s->event_count - room : 0;

	cells_text(g, a.row, a.col + 1, a.cols - 2, CELL_TITLE, _("History"));
	for (size_t i = first; i < s->event_count; i++)
		draw_event(s, &s->events[i], g, a.row + 1 + (int)(i - first), a.col + 1,
		    a.cols - 2);
}

static void add_next(struct state *s, struct buf *out)
{
	for (size_t i = 0; i < COUNT(digits); i++)
		if (can_go(s->ui, s, digits[i].to))
			buf_printf(out, "%s%c %s", out->len > 0 ? "  " : "",
			    digits[i].digit,
			    step_to(s, digits[i].to)->closes
				? _("Close without reply")
				: show_code(
				      s->ui, "refstatus", ref_state_word(digits[i].to)));
}

/* Two lines of what may follow. */
static void draw_next(struct state *s, struct cells *g, struct area a, int row)
{
	struct buf text = { 0 };
	const char *p;
	int col = a.col + 1;

	add_next(s, &text);
	p = buf_text(&text);
	while (*p != '\0') {
		const char *end = strstr(p, "  ");
		const size_t len = end != NULL ? (size_t)(end - p) : strlen(p);
		char one[80];

		str_printf(one, sizeof(one), "%.*s", (int)len, p);
		if (col > a.col + 1 &&
		    col + (int)strlen(one) > a.col + a.cols) { /* bytes: never less */
			col = a.col + 1;
			row++;
		}
		col += cells_text(g, row, col, a.cols - col, CELL_PLAIN, one) + 2;
		p += len;
		p += strspn(p, " ");
	}
	buf_fini(&text);
}

static void referral_number(const void *state, struct buf *out)
{
	const struct state *s = state;
	char number[NUMBER_LEN];

	buf_str(out, s->r.case_number != 0
			 ? number_show(number, NUMBER_CASE, s->r.case_number)
			 : number_show(number, NUMBER_CALL, s->r.call_number));
}

static void referral_subject(struct ui *ui, const void *state, struct buf *out)
{
	const struct state *s = state;

	(void)ui;
	buf_printf(out, " %lld  ", (long long)s->id);
	referral_number(state, out);
	if (s->r.consult)
		buf_printf(out, "  %s", _("consultation"));
}

static void referral_draw(
    struct ui *ui, void *state, struct cells *g, struct area a, bool top)
{
	struct state *s = state;
	const int list_rows = 2 + (int)s->copy_count;
	const struct area list = { a.row + 6, a.col, list_rows, a.cols };
	const int history = a.row + 6 + list_rows + 1;
	const struct area past = { history, a.col, a.row + a.rows - 3 - history, a.cols };

	(void)ui;
	draw_head(s, g, a);
	cells_cursor(g, a.row, a.col + 1);
	if (a.row + a.rows - list.row > 1)
		list_draw(&s->list, columns, cell, s, g, list, top, "");
	if (past.rows > 1)
		draw_history(s, g, past);
	if (a.rows > 8)
		draw_next(s, g, a, a.row + a.rows - 3);
}

/* clang-format off */
static const struct key_row keys[] = {
	{ KEY_F6, 0, N_("Send"), N_("It was sent to this body, or copy: by what means, to whom, when"), ACT_REFERRAL, send_here, can_send },
	{ KEY_NONE, 'x', N_("Sheet"), N_("The sheet for this body, or copy, to read aloud"), ACT_REFERRAL, show_sheet, NULL },
	{ KEY_NONE, 'd', N_("Copy arrived"), N_("The copy has arrived"), ACT_REFERRAL, copy_came, copy_is_out },
	{ KEY_NONE, 'n', N_("No copy"), N_("This copy will not be sent, or will after all"), ACT_REFERRAL, give_up_copy, copy_is_unsent },
	{ KEY_NONE, 'p', N_("Put off"), N_("Look at it again at another time"), ACT_REFERRAL, postpone, is_open },
	{ KEY_NONE, 'r', N_("Reassign"), N_("Somebody else sees to it"), ACT_REFERRAL, reassign, is_open },
#define DIGIT_KEY(digit, to, help) { KEY_NONE, digit, NULL, help, ACT_REFERRAL, go_##to, may_##to },
	DIGIT_TABLE(DIGIT_KEY)
#undef DIGIT_KEY
	{ .help = NULL },
};
/* clang-format on */

const struct view_class view_referral = {
	.name = "referral",
	.title = N_("Referral"),
	.action = ACT_REFERRAL,
	.topics = TOPIC_REFERRAL,
	.flags = VIEW_LETTERS,
	.state_size = sizeof(struct state),
	.keys = keys,
	.open = referral_open,
	.close = referral_close,
	.shown = referral_shown,
	.event = referral_event,
	.subject = referral_subject,
	.number = referral_number,
	.key = referral_key,
	.draw = referral_draw,
};
