/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A rescue in progress: who leads it, when the next check-in is owed, what happened.  d
 * checks in; r asks somebody to take over, who answers here.
 */
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/mem.h"
#include "schema/base/text.h"
#include "schema/casefile.h"
#include "schema/code.h"
#include "schema/followup.h"
#include "schema/number.h"
#include "schema/rescue.h"
#include "schema/setting.h"
#include "schema/wire.h"
#include "tui/list.h"
#include "tui/pick.h"
#include "tui/rescues.h"
#include "tui/show.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

#define EVENTS_MAX 400
#define HEAD_ROWS 4
#define EVERY_LEN 12

struct state {
	struct ui *ui;
	struct rescue r; /* id 0: not started */
	int64_t case_id, case_number;
	struct rescue_event *events;
	size_t count;
	struct list list;
};

/* --- reading --- */

static enum err read_events(struct state *s)
{
	enum err e;

	s->events = mem_resize(s->events, EVENTS_MAX * sizeof(*s->events));
	e = rescue_events(ui_store(s->ui), ui_actor(s->ui), s->r.id, ui_now(s->ui),
	    s->events, EVENTS_MAX, &s->count);
	if (e != AM_OK)
		s->count = 0;
	list_count(&s->list, s->count);
	return e;
}

static enum err read_again(struct state *s)
{
	enum err e;

	if (s->r.id == 0)
		return AM_OK;
	e = rescue_read(ui_store(s->ui), ui_actor(s->ui), s->r.id, ui_now(s->ui), &s->r);
	return e == AM_OK ? read_events(s) : e;
}

/* The one of a case; there may be none yet. */
static enum err find(struct state *s, const struct ui_about *about, int64_t *id)
{
	struct store *st = ui_store(s->ui);
	enum err e = case_check(st, ui_actor(s->ui), about->case_id, ui_now(s->ui));

	if (e != AM_OK)
		return e;
	s->case_id = about->case_id;
	e = followup_number(st, 0, about->case_id, &s->case_number);
	if (e == AM_OK)
		e = rescue_of_case(
		    st, ui_actor(s->ui), about->case_id, ui_now(s->ui), id);
	return e == AM_MISSING ? AM_OK : e;
}

static enum err rescue_view_open(struct ui *ui, void *state, const void *arg)
{
	const struct ui_about *about = arg;
	struct state *s = state;
	int64_t id = about != NULL ? about->id : 0;
	enum err e = about != NULL ? AM_OK : AM_MISSING;

	s->ui = ui;
	if (e == AM_OK && id == 0)
		e = find(s, about, &id);
	if (e == AM_OK && id != 0)
		e = rescue_open(ui_store(ui), ui_actor(ui), id, ui_now(ui), &s->r);
	if (e == AM_OK && id != 0) {
		s->case_id = s->r.case_id;
		s->case_number = s->r.case_number;
		e = read_events(s);
	}
	if (e != AM_OK)
		free(s->events);
	return e;
}

static void rescue_close(struct ui *ui, void *state)
{
	(void)ui;
	free(((struct state *)state)->events);
}

static void rescue_shown(struct ui *ui, void *state)
{
	ui_error(ui, read_again(state));
}

static void rescue_event_came(struct ui *ui, void *state, unsigned topic, int64_t id)
{
	(void)topic, (void)id;
	rescue_shown(ui, state);
	ui_touch(ui);
}

/* When the check-in becomes late, the screen says so by itself. */
static int64_t rescue_deadline(const void *state)
{
	const struct state *s = state;
	const int64_t left = s->r.check_at - ui_now(s->ui);

	if (s->r.id == 0 || s->r.ended_at != 0 || left < 0)
		return -1;
	return ui_now_ms(s->ui) + (left + 1) * 1000;
}

static void rescue_tick(struct ui *ui, void *state, int64_t now_ms)
{
	(void)state, (void)now_ms;
	ui_touch(ui);
}

/* --- what may be done --- */

static bool goes_on(const struct state *s)
{
	return s->r.id != 0 && s->r.ended_at == 0;
}

static bool not_started(struct ui *ui, const void *state)
{
	(void)ui;
	return ((const struct state *)state)->r.id == 0;
}

static bool decides(struct ui *ui, const void *state)
{
	const struct state *s = state;

	(void)ui;
	return goes_on(s) && s->r.decides;
}

static bool concerns(struct ui *ui, const void *state)
{
	(void)ui;
	return goes_on(state);
}

static bool asked(struct ui *ui, const void *state)
{
	const struct state *s = state;

	(void)ui;
	return goes_on(s) && s->r.asked;
}

/* It is on disk, or not: say so; NULL: who calls says it. */
static void did(struct ui *ui, struct state *s, enum err e, const char *sentence)
{
	if (e == AM_OK)
		ui_changed(ui, TOPIC_RESCUE, s->r.id);
	if (e == AM_CONFLICT)
		e = read_again(s);
	else if (e == AM_OK)
		e = read_again(s);
	if (e != AM_OK)
		ui_error(ui, e);
	else if (sentence != NULL)
		ui_message(ui, MESSAGE_DONE, "%s", sentence);
}

/* --- starting, how often --- */

static void start(struct ui *ui, void *state, const char *text)
{
	struct state *s = state;
	int64_t every_s = 0;
	enum err e;

	if (text == NULL)
		return;
	if (*text != '\0' && rescue_every(text, &every_s) != AM_OK) {
		ui_ask(ui, _("Not understood. Check in every how many minutes?"), text,
		    EVERY_LEN, start);
		return;
	}
	e = rescue_start(
	    ui_store(ui), ui_actor(ui), s->case_id, every_s, ui_now(ui), &s->r.id);
	did(ui, s, e, _("The rescue is in progress; you lead it."));
}

static void ask_start(struct ui *ui, void *state)
{
	char every[RESCUES_EVERY_LEN] = "15";
	int64_t every_s;

	(void)state;
	if (setting_number(ui_store(ui), SET_RESCUE_EVERY, &every_s) == AM_OK)
		rescues_every(every_s, every);
	ui_ask(ui, _("Check in every how many minutes?"), every, EVERY_LEN, start);
}

static void set_every(struct ui *ui, void *state, const char *text)
{
	struct state *s = state;
	int64_t every_s = 0;

	if (text == NULL)
		return;
	if (rescue_every(text, &every_s) != AM_OK) {
		ui_ask(ui, _("Not understood. Check in every how many minutes?"), text,
		    EVERY_LEN, set_every);
		return;
	}
	did(ui, s,
	    rescue_set_every(ui_store(ui), ui_actor(ui), s->r.id, every_s, ui_now(ui)),
	    _("The interval is another one from now on."));
}

static void ask_every(struct ui *ui, void *state)
{
	const struct state *s = state;
	char every[RESCUES_EVERY_LEN];

	ui_ask(ui, _("Check in every how many minutes?"),
	    rescues_every(s->r.every_s, every), EVERY_LEN, set_every);
}

/* --- checking in --- */

static enum err take_back(struct ui *ui, int64_t id)
{
	const enum err e = rescue_undo(ui_store(ui), ui_actor(ui), id, ui_now(ui));

	if (e == AM_OK) /* one that the check-in ended may be back */
		ui_changed(ui, TOPIC_ALERT, 0);
	return ui_after(ui, TOPIC_RESCUE, id, e);
}

static void check_in(struct ui *ui, void *state)
{
	struct state *s = state;
	const enum err e =
	    rescue_check_in(ui_store(ui), ui_actor(ui), s->r.id, "", ui_now(ui));

	did(ui, s, e, NULL);
	if (e == AM_OK)
		ui_saved(ui, &(struct ui_undo){ .run = take_back, .id = s->r.id },
		    _("Checked in"));
}

static void note(struct ui *ui, void *state, const char *text)
{
	struct state *s = state;

	if (text != NULL && *text != '\0')
		did(ui, s,
		    rescue_note(ui_store(ui), ui_actor(ui), s->r.id, text, ui_now(ui)),
		    _("Noted."));
}

static void ask_note(struct ui *ui, void *state)
{
	(void)state;
	ui_ask(ui, _("Note:"), "", RESCUE_NOTE_MAX, note);
}

/* --- handing over --- */

static void chose(struct ui *ui, void *data, const char *value)
{
	struct state *s = data;

	did(ui, s,
	    rescue_offer(ui_store(ui), ui_actor(ui), s->r.id, strtoll(value, NULL, 10),
		ui_now(ui)),
	    _("Asked. You lead it until it is accepted."));
}

static size_t people(void *data, const char *typed, struct form_option *out, size_t max)
{
	struct state *s = data;
	const struct code_list *list;
	size_t n = 0;

	if (code_list(ui_store(s->ui), CODE_PEOPLE, &list) != AM_OK)
		return 0;
	for (size_t i = 0; i < list->count && n < max; i++) {
		const struct code *c = &list->codes[i];

		if (strtoll(c->code, NULL, 10) == s->r.lead_id ||
		    !txt_starts(c->es, typed))
			continue;
		out[n].key = 0;
		str_copy(out[n].value, sizeof(out[n].value), c->code);
		str_copy(out[n++].label, sizeof(out[0].label), c->es);
	}
	return n;
}

static void ask_whom(struct ui *ui, void *state)
{
	const struct pick_request request = { .title = _("Who takes over"),
		.data = state,
		.options = people,
		.choose = chose };

	(void)ui_push(ui, &view_pick, &request);
}

static void accept(struct ui *ui, void *state)
{
	struct state *s = state;

	did(ui, s, rescue_answer(ui_store(ui), ui_actor(ui), s->r.id, true, ui_now(ui)),
	    _("You lead the rescue now."));
}

static void decline(struct ui *ui, void *state)
{
	struct state *s = state;
	const enum err e =
	    rescue_answer(ui_store(ui), ui_actor(ui), s->r.id, false, ui_now(ui));

	if (e == AM_OK) {
		ui_changed(ui, TOPIC_RESCUE, s->r.id);
		(void)ui_pop(ui); /* it may not concern her any more */
		ui_message(ui, MESSAGE_DONE, "%s", _("Not accepted; the lead knows."));
	} else {
		ui_error(ui, e);
	}
}

/* --- the end, the case --- */

static void end(struct ui *ui, void *state, const char *text)
{
	struct state *s = state;
	enum err e;

	if (text == NULL)
		return;
	e = rescue_end(ui_store(ui), ui_actor(ui), s->r.id, text, ui_now(ui));
	if (e == AM_INVALID)
		ui_message(ui, MESSAGE_WARN, "%s", _("It goes on: how did it end?"));
	else
		did(ui, s, e, _("The rescue is over."));
}

static void ask_end(struct ui *ui, void *state)
{
	(void)state;
	ui_ask(ui, _("How did it end?"), "", RESCUE_NOTE_MAX, end);
}

static void open_case(struct ui *ui, void *state)
{
	const struct state *s = state;
	const struct ui_about about = { .id = s->case_id, .case_id = s->case_id };

	(void)ui_push(ui, &view_case, &about);
}

static bool rescue_key(struct ui *ui, void *state, const struct key *key)
{
	struct state *s = state;

	(void)ui;
	return list_key(&s->list, key);
}

/* --- drawing --- */

static const struct {
	const char *kind, *label;
} kinds[] = {
	{ "start", N_("Start") },
	{ "checkin", N_("Check-in") },
	{ "missed", N_("!! Check-in missed") },
	{ "offered", N_("Asked to take over: %s") },
	{ "accepted", N_("Accepts and leads") },
	{ "declined", N_("Does not accept") },
	{ "every", N_("Check-in every %s") },
	{ "undone", N_("The check-in was a mistake") },
	{ "end", N_("End: %s") },
};

/* The label, with what the note holds where it says "%s". */
static void add_event(const struct rescue_event *e, struct buf *out)
{
	char every[RESCUES_EVERY_LEN];
	const char *note = e->note, *label = "%s", *hole;

	for (size_t i = 0; i < COUNT(kinds); i++)
		if (strcmp(kinds[i].kind, e->kind) == 0)
			label = _(kinds[i].label);
	if (strcmp(e->kind, "every") == 0)
		note = rescues_every(strtoll(e->note, NULL, 10), every);
	hole = strstr(label, "%s");
	buf_printf(
	    out, "%.*s", (int)(hole != NULL ? hole - label : (long)strlen(label)), label);
	if (hole != NULL)
		buf_printf(out, "%s%s", note, hole + 2);
	else if (*note != '\0' && strcmp(e->kind, "undone") != 0)
		buf_printf(out, ": %s", note);
}

enum { COL_AT, COL_WHO, COL_WHAT };

/* clang-format off */
static const struct column columns[] = {
	[COL_AT] = { N_("Time"), 12, 0, 0, 0 },
	[COL_WHO] = { N_("Who"), 12, 0, 0, 0 },
	[COL_WHAT] = { N_("What"), 49, 70, 0, 0 },
	{ .width = 0 },
};
/* clang-format on */

static void rescue_cell(
    const void *state, size_t row, size_t col, struct buf *out, enum cell_role *role)
{
	const struct state *s = state;
	const struct rescue_event *e = &s->events[row];
	char when[40];

	switch (col) {
	case COL_AT:
		buf_str(out, show_moment(s->ui, e->at, when));
		break;
	case COL_WHO:
		buf_str(out, *e->who != '\0' ? e->who : _("the server"));
		break;
	case COL_WHAT:
		add_event(e, out);
		if (strcmp(e->kind, "missed") == 0)
			*role = CELL_ALARM;
		break;
	}
}

static void draw_head(const struct state *s, struct cells *g, struct area a)
{
	const struct rescue *r = &s->r;
	enum cell_role role = CELL_PLAIN;
	char when[40], every[RESCUES_EVERY_LEN];
	struct buf state = { 0 };

	cells_printf(g, a.row, 1, a.cols - 1, CELL_PLAIN,
	    _("Lead: %s   since %s   check-in every %s"), r->lead,
	    show_moment(s->ui, r->started_at, when), rescues_every(r->every_s, every));
	rescues_state(s->ui, r, &state, &role);
	if (r->missed > 1)
		buf_printf(&state, _(", %lld missed"), (long long)r->missed);
	cells_text(g, a.row + 1, 1, a.cols - 1, role, buf_text(&state));
	buf_fini(&state);
	if (r->asked)
		cells_printf(g, a.row + 2, 1, a.cols - 1, CELL_WARN,
		    _("! %s asks you to lead it: Enter accepts, D does not."), r->lead);
	else if (r->next_id != 0)
		cells_printf(g, a.row + 2, 1, a.cols - 1, CELL_PLAIN,
		    _("%s was asked to take over and has not answered."), r->next);
	else if (r->ended_at != 0)
		cells_printf(
		    g, a.row + 2, 1, a.cols - 1, CELL_PLAIN, _("Result: %s"), r->result);
}

static void rescue_draw(
    struct ui *ui, void *state, struct cells *g, struct area a, bool top)
{
	struct state *s = state;
	const struct area rest = { a.row + HEAD_ROWS, a.col, a.rows - HEAD_ROWS, a.cols };

	(void)ui;
	if (s->r.id == 0) {
		cells_text(g, a.row + 1, 1, a.cols - 1, CELL_PLAIN,
		    _("No rescue is in progress. Enter starts one; you lead it."));
		cells_text(g, a.row + 2, 1, a.cols - 1, CELL_PLAIN,
		    _("A check-in that is missed is told to you and to supervision."));
		cells_cursor(g, a.row + 1, 1);
		return;
	}
	draw_head(s, g, a);
	list_draw(&s->list, columns, rescue_cell, s, g, rest, top, "");
}

static void rescue_number(const void *state, struct buf *out)
{
	const struct state *s = state;
	char number[NUMBER_LEN];

	buf_str(out, number_show(number, NUMBER_CASE, s->case_number));
}

static void rescue_subject(struct ui *ui, const void *state, struct buf *out)
{
	(void)ui;
	rescue_number(state, out);
}

/* clang-format off */
static const struct key_row keys[] = {
	{ KEY_ENTER, 0, N_("Start it"), N_("Start the rescue; you lead it"), ACT_RESCUE, ask_start, not_started },
	{ KEY_ENTER, 0, N_("Accept"), N_("Accept: you lead it from now on"), ACT_RESCUE, accept, asked },
	{ KEY_NONE, 'D', N_("Decline"), N_("Do not accept; the lead stays"), ACT_RESCUE, decline, asked },
	{ KEY_NONE, 'd', N_("Check in"), N_("Check in: all is well"), ACT_RESCUE, check_in, decides },
	{ KEY_NONE, '+', N_("Note"), N_("Note what happened"), ACT_RESCUE, ask_note, concerns },
	{ KEY_NONE, 'r', N_("Hand over"), N_("Ask somebody to take over; she has to accept"), ACT_RESCUE, ask_whom, decides },
	{ KEY_NONE, 'e', N_("Interval"), N_("Check in at other intervals"), ACT_RESCUE, ask_every, decides },
	{ KEY_F9, 0, N_("End"), N_("End the rescue, with its result"), ACT_RESCUE, ask_end, decides },
	{ KEY_NONE, 'v', NULL, N_("Open the case"), ACT_RESCUE, open_case, NULL },
	{ .help = NULL },
};
/* clang-format on */

const struct view_class view_rescue = {
	.name = "rescue",
	.title = N_("Rescue"),
	.action = ACT_RESCUE,
	.topics = TOPIC_RESCUE,
	.flags = VIEW_LETTERS,
	.state_size = sizeof(struct state),
	.keys = keys,
	.open = rescue_view_open,
	.close = rescue_close,
	.shown = rescue_shown,
	.event = rescue_event_came,
	.key = rescue_key,
	.draw = rescue_draw,
	.deadline = rescue_deadline,
	.tick = rescue_tick,
	.subject = rescue_subject,
	.number = rescue_number,
};
