/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The agenda: what is to be done, the late ones first, mine, the shift's or everybody's;
 * below it how full the days of the month are.  Opened from a case: what is to be done in
 * that one.
 */
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/mem.h"
#include "schema/base/text.h"
#include "schema/code.h"
#include "schema/number.h"
#include "schema/operator.h"
#include "schema/wire.h"
#include "tui/calendar.h"
#include "tui/followups.h"
#include "tui/pick.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

#define ROWS_MAX 300
#define HEAD_ROWS 2
#define LIST_ROWS 6 /* with its titles, at least, where there is a calendar */
#define WHEN_LEN 22
#define NOBODY "0"

struct state {
	struct followups f;
	struct list list;
	enum followup_whose whose;
	struct calendar month;
	int64_t marked; /* the one that is being asked about */
	int64_t case_id, case_number; /* of this one only; 0: of all */
	struct ui *ui;  /* for the cells */
};

/* --- reading --- */

static const struct followup *in_focus(const struct state *s)
{
	return s->f.count > 0 ? &s->f.rows[s->list.at] : NULL;
}

/* The calendar shows the month of the row in focus once a page was turned. */
static enum err read_month(struct state *s, bool of_focus)
{
	const struct followup *f = in_focus(s);
	const int64_t now = ui_now(s->ui);
	const int64_t at = of_focus && f != NULL && f->due_at > now ? f->due_at : now;

	s->month.at = at;
	s->month.today = now;
	return followup_month(
	    ui_store(s->ui), ui_actor(s->ui), s->whose, at, now, s->month.days);
}

static int64_t row_id(const void *state, size_t row)
{
	return ((const struct state *)state)->f.rows[row].id;
}

static enum err read_again(struct state *s)
{
	const int64_t id = list_held(&s->list, row_id, s);
	enum err e = s->case_id != 0
		? followups_read_case(&s->f, s->ui, s->case_id, ROWS_MAX)
		: followups_read(&s->f, s->ui, s->whose, ROWS_MAX);

	if (e == AM_OK && s->case_id == 0)
		e = read_month(s, false);
	list_hold(&s->list, s->f.count, row_id, s, id);
	return e;
}

static enum err agenda_open(struct ui *ui, void *state, const void *arg)
{
	const struct ui_about *about = arg;
	struct state *s = state;
	enum err e = AM_OK;

	s->ui = ui;
	s->case_id = about != NULL ? about->case_id : 0;
	if (s->case_id != 0)
		e = followup_number(ui_store(ui), 0, s->case_id, &s->case_number);
	if (e == AM_OK)
		e = read_again(s);
	if (e != AM_OK)
		followups_fini(&s->f);
	return e;
}

static void agenda_close(struct ui *ui, void *state)
{
	(void)ui;
	followups_fini(&((struct state *)state)->f);
}

static void agenda_shown(struct ui *ui, void *state)
{
	ui_error(ui, read_again(state));
}

static void agenda_event(struct ui *ui, void *state, unsigned topic, int64_t id)
{
	(void)topic, (void)id;
	agenda_shown(ui, state);
	ui_touch(ui);
}

static int64_t agenda_deadline(const void *state)
{
	return ((const struct state *)state)->f.look_ms;
}

static void agenda_tick(struct ui *ui, void *state, int64_t now_ms)
{
	(void)now_ms;
	agenda_event(ui, state, 0, 0);
}

/* --- what may be done --- */

static bool some(struct ui *ui, const void *state)
{
	(void)ui;
	return in_focus(state) != NULL;
}

/* Somebody else's: it may be taken over, and nothing else; one about a case is reached
 * through the case. */
static bool is_hers(struct ui *ui, const struct state *s)
{
	const struct followup *f = in_focus(s);

	if (f->may)
		return true;
	ui_message(ui, MESSAGE_WARN,
	    f->case_id != 0 ? _("It is %s's. v opens its case first, for a reason.")
			    : _("It is %s's. r takes it over."),
	    f->who);
	return false;
}

static void open_one(struct ui *ui, void *state)
{
	const struct state *s = state;
	const struct ui_about about = { .id = in_focus(s)->id };

	if (is_hers(ui, s))
		(void)ui_push(ui, &view_followup, &about);
}

static void open_about(struct ui *ui, void *state)
{
	const struct state *s = state;

	if (in_focus(s)->case_id != 0 || is_hers(ui, s))
		followups_open_about(ui, in_focus(s));
}

static void ring(struct ui *ui, void *state)
{
	const struct state *s = state;

	if (is_hers(ui, s))
		followups_ring(ui, in_focus(s));
}

/* --- done --- */

static void done(struct ui *ui, void *state, const char *text)
{
	struct state *s = state;
	enum err e;

	if (text == NULL)
		return;
	e = followup_done(ui_store(ui), ui_actor(ui), s->marked, text, 0, ui_now(ui));
	if (e == AM_INVALID) {
		ui_message(ui, MESSAGE_WARN, "%s", _("Not done yet: what came of it?"));
	} else if (e != AM_OK) {
		ui_error(ui, e);
	} else {
		ui_error(ui, read_again(s));
		followups_done(ui, s->marked);
	}
}

static void ask_done(struct ui *ui, void *state)
{
	struct state *s = state;

	if (!is_hers(ui, s))
		return;
	s->marked = in_focus(s)->id;
	ui_ask(ui, _("What came of it?"), "", FOLLOWUP_RESULT_MAX, done);
}

/* --- put off --- */

static void put_off(struct ui *ui, void *state, const char *text)
{
	struct state *s = state;
	enum err e;

	if (text == NULL || *text == '\0')
		return;
	e = followup_postpone(ui_store(ui), ui_actor(ui), s->marked, text, ui_now(ui));
	if (e == AM_INVALID) { /* what was typed is not lost */
		ui_ask_again(ui, N_("Not understood, or past."),
		    _("Until when? 17, tomorrow 9, +1:"), text, WHEN_LEN, put_off);
	} else if (e != AM_OK) {
		ui_error(ui, e);
	} else {
		ui_error(ui, read_again(s));
		followups_put_off(ui, s->marked);
	}
}

static void ask_put_off(struct ui *ui, void *state)
{
	struct state *s = state;

	if (!is_hers(ui, s))
		return;
	s->marked = in_focus(s)->id;
	ui_ask(ui, _("Until when? 17, tomorrow 9, +1:"), "", WHEN_LEN, put_off);
}

/* --- somebody else's turn --- */

static void give(struct ui *ui, struct state *s, int64_t to_id)
{
	const enum err e =
	    followup_reassign(ui_store(ui), ui_actor(ui), s->marked, to_id, ui_now(ui));

	if (e != AM_OK) {
		ui_error(ui, e);
		return;
	}
	ui_error(ui, read_again(s));
	followups_given(ui, s->marked);
}

static void chose(struct ui *ui, void *data, const char *value)
{
	give(ui, data, strtoll(value, NULL, 10));
}

static size_t add_choice(struct form_option *out, size_t n, size_t max, const char *value,
    const char *label, const char *typed)
{
	if (n >= max || !txt_starts(label, typed))
		return n;
	out[n].key = 0;
	str_copy(out[n].value, sizeof(out[n].value), value);
	str_copy(out[n].label, sizeof(out[n].label), label);
	return n + 1;
}

static size_t people(void *data, const char *typed, struct form_option *out, size_t max)
{
	struct state *s = data;
	const struct code_list *list;
	size_t n = 0;

	if (code_list(ui_store(s->ui), CODE_PEOPLE, &list) != AM_OK)
		return 0;
	for (size_t i = 0; i < list->count; i++)
		n = add_choice(
		    out, n, max, list->codes[i].code, list->codes[i].es, typed);
	return add_choice(out, n, max, NOBODY, _("whoever is on shift"), typed);
}

static void take_over(struct ui *ui, void *state, bool yes)
{
	if (yes)
		give(ui, state, ui_operator(ui)->id);
}

static void ask_whom(struct ui *ui, void *state)
{
	struct state *s = state;
	const struct pick_request request = { .title = _("Who"),
		.data = s,
		.options = people,
		.choose = chose };
	char sentence[120];

	s->marked = in_focus(s)->id;
	if (in_focus(s)->may)
		(void)ui_push(ui, &view_pick, &request);
	else if (in_focus(s)->case_id == 0 || is_hers(ui, s))
		ui_confirm(ui,
		    str_printf(sentence, sizeof(sentence), _("Take it over from %s?"),
			in_focus(s)->who),
		    take_over);
}

/* --- a case's --- */

static bool of_case(struct ui *ui, const void *state)
{
	(void)ui;
	return ((const struct state *)state)->case_id != 0;
}

static bool of_all(struct ui *ui, const void *state)
{
	return !of_case(ui, state);
}

static void add_one(struct ui *ui, void *state)
{
	const struct state *s = state;

	(void)ui_push(
	    ui, &view_followup, &(struct ui_about){ .case_id = s->case_id });
}

static void agenda_subject(struct ui *ui, const void *state, struct buf *out)
{
	const struct state *s = state;
	char number[NUMBER_LEN];

	(void)ui;
	if (s->case_id != 0)
		buf_printf(out, " %s", number_show(number, NUMBER_CASE, s->case_number));
}

/* --- moving --- */

static void next_list(struct ui *ui, void *state)
{
	struct state *s = state;

	s->whose = (s->whose + 1) % FOLLOWUP_WHOSE;
	s->list = (struct list){ .count = 0 };
	ui_error(ui, read_again(s));
}

static bool turns_page(const struct key *key)
{
	return key->code == KEY_F7 || key->code == KEY_F8 || key->code == KEY_PAGE_UP ||
	       key->code == KEY_PAGE_DOWN || key->code == KEY_HOME ||
	       key->code == KEY_END;
}

static bool agenda_key(struct ui *ui, void *state, const struct key *key)
{
	struct state *s = state;

	if (!list_key(&s->list, key))
		return false;
	if (turns_page(key) && s->case_id == 0)
		ui_error(ui, read_month(s, true));
	return true;
}

/* --- drawing --- */

static void draw_head(const struct state *s, struct cells *g, struct area a)
{
	static const char *const names[FOLLOWUP_WHOSE] = { N_("my own"), N_("the shift's"),
		N_("all of them") };
	const struct followup_numbers *n = &s->f.numbers;
	int col = 1;

	for (int i = 0; i < FOLLOWUP_WHOSE && s->case_id == 0; i++) {
		const bool here = i == (int)s->whose;

		col += 1 + cells_printf(g, a.row, col, a.cols - col, CELL_PLAIN,
			       here ? "[%s]" : " %s ", _(names[i]));
	}
	col += s->case_id == 0 ? 2 : 0;
	cells_printf(g, a.row, col, a.cols - col, CELL_PLAIN,
	    _("Late %lld   Today %lld   Week %lld"), (long long)n->late,
	    (long long)n->today, (long long)n->week);
}

static void agenda_cell(
    const void *state, size_t row, size_t col, struct buf *out, enum cell_role *role)
{
	const struct state *s = state;

	followups_cell(s->ui, &s->f.rows[row], col, out, role);
}

static void agenda_draw(
    struct ui *ui, void *state, struct cells *g, struct area a, bool top)
{
	struct state *s = state;
	struct area rest = { a.row + HEAD_ROWS, a.col, a.rows - HEAD_ROWS, a.cols };
	const int month = calendar_rows(&s->month);

	(void)ui;
	draw_head(s, g, a);
	if (s->case_id == 0 && rest.rows - month - 1 >= LIST_ROWS) {
		const struct area low = { rest.row + rest.rows - month, a.col, month,
			a.cols };

		calendar_draw(&s->month, g, low);
		rest.rows -= month + 1;
	}
	list_draw(&s->list, followups_columns, agenda_cell, s, g, rest, top,
	    s->case_id != 0 ? _("Nothing is to be done in this case. + adds something.")
			    : _("Nothing is to be done."));
}

/* clang-format off */
static const struct key_row keys[] = {
	{ KEY_ENTER, 0, N_("Open"), N_("Open the follow-up to read or change it"), ACT_FOLLOWUP, open_one, some },
	{ KEY_NONE, 'd', N_("Done"), N_("Say what came of it; then it is done"), ACT_FOLLOWUP, ask_done, some },
	{ KEY_NONE, 'p', N_("Put off"), N_("Put it off until another time"), ACT_FOLLOWUP, ask_put_off, some },
	{ KEY_NONE, 'r', N_("Reassign"), N_("Give it to somebody else, or take it over"), ACT_FOLLOWUP, ask_whom, some },
	{ KEY_NONE, 'L', N_("Ring"), N_("Ring back; what to mind is shown first"), ACT_FOLLOWUP, ring, some },
	{ KEY_NONE, 'v', NULL, N_("Open the call or case it is about"), ACT_FOLLOWUP, open_about, some },
	{ KEY_F4, 0, N_("Whose"), N_("Mine, the shift's, everybody's"), ACT_FOLLOWUP, next_list, of_all },
	{ KEY_NONE, '+', N_("Add"), N_("Something to be done in this case"), ACT_FOLLOWUP, add_one, of_case },
	{ .help = NULL },
};
/* clang-format on */

const struct view_class view_agenda = {
	.name = "agenda",
	.title = N_("Agenda"),
	.action = ACT_FOLLOWUP,
	.topics = TOPIC_FOLLOWUP | TOPIC_CASE,
	.flags = VIEW_LETTERS | VIEW_LISTED,
	.state_size = sizeof(struct state),
	.keys = keys,
	.open = agenda_open,
	.close = agenda_close,
	.shown = agenda_shown,
	.event = agenda_event,
	.subject = agenda_subject,
	.key = agenda_key,
	.draw = agenda_draw,
	.deadline = agenda_deadline,
	.tick = agenda_tick,
};
