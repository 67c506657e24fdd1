/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Home: who waits, my calls of today, what is pending, my drafts, the numbers.  Who takes
 * no calls reads here what this account is for.
 */
#include <stdlib.h>

#include "schema/agent.h"
#include "schema/alert.h"
#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/mem.h"
#include "schema/operator.h"
#include "schema/wire.h"
#include "tui/drafts.h"
#include "tui/list.h"
#include "tui/pending.h"
#include "tui/pick.h"
#include "tui/rescues.h"
#include "tui/show.h"
#include "tui/tui_priv.h"
#include "tui/views.h"
#include "tui/waiting.h"
#include "tui/wrapping.h"

#define CALLS_MAX 60  /* more rows than the tallest screen shows of them */
#define DRAFTS_ROWS 3  /* of the screen, at most */
#define PENDING_ROWS 4 /* the same */
#define QUEUE_ROWS 4  /* at least */
#define ALERTS_MAX 100
#define USUAL_ROWS 21 /* of a body on 24 rows; taller ones show more of the queue */

struct state {
	struct wrapping wrapping; /* the first member: its key rows get it as the state */
	struct call_numbers numbers;
	struct show_call calls[CALLS_MAX];
	size_t count;
	struct drafts drafts;
	struct waiting waiting;
	struct pending pending;
	size_t alerts;        /* that no supervisor has seen */
	struct ui *ui;      /* for the cells */
};

/* --- reading --- */

static enum err read_calls(struct state *s, int64_t today)
{
	struct call_row *page = mem_new(CALLS_MAX, sizeof(*page));
	enum err e = call_list(ui_store(s->ui), ui_actor(s->ui), true, today, 0,
	    ui_now(s->ui), page, CALLS_MAX, &s->count);

	if (e != AM_OK)
		s->count = 0;
	for (size_t i = 0; i < s->count; i++) {
		s->calls[i].row = page[i];
		show_call_read(s->ui, &s->calls[i]);
	}
	free(page);
	return e;
}

static enum err read_alerts(struct state *s)
{
	struct alert *rows;
	enum err e;

	if (!ui_may(s->ui, ACT_ALERT_SEE))
		return AM_OK;
	rows = mem_new(ALERTS_MAX, sizeof(*rows));
	e = alert_list(ui_store(s->ui), ui_actor(s->ui), rows, ALERTS_MAX, &s->alerts);
	free(rows);
	return e;
}

static enum err read_again(struct state *s)
{
	const int64_t today = clock_day_start(ui_now(s->ui));
	enum err e = AM_OK;

	if (ui_may(s->ui, ACT_CALL_CREATE)) {
		e = call_count(ui_store(s->ui), ui_actor(s->ui), today, &s->numbers);
		if (e == AM_OK)
			e = read_calls(s, today);
		if (e == AM_OK)
			e = drafts_read(&s->drafts, s->ui, DRAFTS_ROWS);
		if (e == AM_OK)
			e = pending_read(&s->pending, s->ui);
		if (e == AM_OK)
			e = waiting_read(&s->waiting, s->ui);
		if (e == AM_OK)
			e = wrapping_read(&s->wrapping, s->ui);
		if (e == AM_OK)
			e = read_alerts(s);
	}
	return e;
}

/* Home opens whatever the database says: from here she can call for help. */
static enum err home_open(struct ui *ui, void *state, const void *arg)
{
	struct state *s = state;

	(void)arg;
	s->ui = ui;
	s->waiting.look_ms = s->pending.look_ms = -1;
	ui_error(ui, read_again(s));
	return AM_OK;
}

static void home_close(struct ui *ui, void *state)
{
	struct state *s = state;

	(void)ui;
	drafts_fini(&s->drafts);
	waiting_fini(&s->waiting);
	pending_fini(&s->pending);
}

static void home_shown(struct ui *ui, void *state)
{
	ui_error(ui, read_again(state));
}

static void home_event(struct ui *ui, void *state, unsigned topic, int64_t id)
{
	(void)topic, (void)id;
	home_shown(ui, state);
	ui_touch(ui);
}

static int64_t home_deadline(const void *state)
{
	const struct state *s = state;

	return ui_sooner(s->waiting.look_ms, s->pending.look_ms);
}

static void home_tick(struct ui *ui, void *state, int64_t now_ms)
{
	(void)now_ms;
	home_event(ui, state, 0, 0);
}

/* --- keys --- */

/* The first who waits, as the database has it by now; nobody: a new call. */
static void answer(struct ui *ui, void *state)
{
	const struct state *s = state;

	if (s->waiting.waits > 0)
		waiting_answer(ui, 0);
	else
		(void)ui_open_call(ui, UI_CALL_NEW, 0);
}

static void show_queue(struct ui *ui, void *state)
{
	(void)state;
	(void)ui_push(ui, &view_queue, NULL);
}

static size_t states(void *data, const char *typed, struct form_option *out, size_t max)
{
	struct state *s = data;

	return show_options(s->ui, "state", agent_chooses, typed, out, max);
}

static void chose_state(struct ui *ui, void *data, const char *value)
{
	ui_error(ui, agent_choose(ui_store(ui), ui_actor(ui), value, ui_now(ui)));
	ui_error(ui, read_again(data));
}

static void change_state(struct ui *ui, void *state)
{
	const struct pick_request request = { .title = _("What I am doing"),
		.data = state,
		.options = states,
		.choose = chose_state };

	(void)ui_push(ui, &view_pick, &request);
}

static void on_paper(struct ui *ui, void *state)
{
	(void)state;
	(void)ui_open_call(ui, UI_CALL_LATE, 0);
}

static void show_alerts(struct ui *ui, void *state)
{
	(void)state;
	(void)ui_push(ui, &view_alerts, NULL);
}

static void list_calls(struct ui *ui, void *state)
{
	(void)state;
	(void)ui_push(ui, &view_calls, NULL);
}

static void show_agenda(struct ui *ui, void *state)
{
	(void)state;
	(void)ui_push(ui, &view_agenda, NULL);
}

static void list_cases(struct ui *ui, void *state)
{
	(void)state;
	(void)ui_push(ui, &view_cases, NULL);
}

static void show_rescue(struct ui *ui, void *state)
{
	(void)state;
	rescues_open(ui);
}

static void list_drafts(struct ui *ui, void *state)
{
	(void)state;
	(void)ui_push(ui, &view_drafts, NULL);
}

static void options(struct ui *ui, void *state)
{
	(void)state;
	(void)ui_push(ui, &view_options, NULL);
}

static void log_out(struct ui *ui, void *state, bool yes)
{
	(void)state;
	if (yes)
		ui_log_out(ui);
}

static void ask_log_out(struct ui *ui, void *state)
{
	(void)state;
	ui_confirm(ui, _("Log out? Drafts are kept."), log_out);
}

static bool takes_calls(struct ui *ui, const void *state)
{
	(void)state;
	return ui_may(ui, ACT_CALL_CREATE);
}

/* --- drawing --- */

/* clang-format off */
static const struct column columns[] = {
	{ NULL, 5, 0, 0, 0 },
	{ "", 11, 0, 0, 0 },
	{ "", 20, 28, 0, 0 },
	{ "", 14, 20, 0, 0 },
	{ "", 23, 28, 0, 0 },
	{ .width = 0 },
};
/* clang-format on */

static void home_cell(
    const void *state, size_t row, size_t col, struct buf *out, enum cell_role *role)
{
	const struct state *s = state;

	show_call_cell(s->ui, &s->calls[row], (enum show_call_col)col, out, role);
}

static void draft_cell(
    const void *state, size_t row, size_t col, struct buf *out, enum cell_role *role)
{
	const struct state *s = state;

	(void)role;
	drafts_cell(s->ui, &s->drafts.rows[row], col, out);
}

static void waiting_row_cell(
    const void *state, size_t row, size_t col, struct buf *out, enum cell_role *role)
{
	const struct state *s = state;

	waiting_cell(s->ui, &s->waiting.rows[row], col, out, role);
}

/* How many rows of the queue a body of so many rows shows. */
static int queue_rows(int rows)
{
	return rows <= USUAL_ROWS ? QUEUE_ROWS : QUEUE_ROWS + (rows - USUAL_ROWS) / 3;
}

static void draw_alerts(const struct state *s, struct cells *g, struct area a)
{
	if (s->alerts > 0)
		cells_printf(g, a.row + 3 + queue_rows(a.rows) - 1, 1, a.cols - 1, CELL_ALARM,
		    ngettext("!! %zu alert that nobody has seen. ! shows it.",
			"!! %zu alerts that nobody has seen. ! shows them.", s->alerts),
		    s->alerts);
}

/* The first who waits is under the cursor, for Enter answers her; where nobody waits a
 * sentence is there.  Nothing below moves when somebody comes. */
static void draw_queue(struct state *s, struct cells *g, struct area a, bool top)
{
	const struct waiting *w = &s->waiting;
	const bool waits = w->waits > 0;
	struct area area = { a.row + 2, a.col, queue_rows(a.rows), a.cols };
	struct list list = { 0 };

	if (!waits) {
		cells_text(g, area.row, 1, 1, CELL_PLAIN, ">");
		cells_text(g, area.row, 3, a.cols - 3, CELL_PLAIN, waiting_none(w));
		area.row++;
		area.rows--;
	}
	list_count(&list, w->count);
	if (w->count > 0)
		list_draw(&list, waiting_columns, waiting_row_cell, s, g, area,
		    waits && top, "");
	cells_cursor(g, a.row + 2, 1);
}

static void draw_numbers(const struct state *s, struct cells *g, struct area a)
{
	const struct call_numbers *n = &s->numbers;

	int col = 1;

	col += cells_printf(g, a.row, col, a.cols - col, CELL_PLAIN,
	    _("Today: closed %lld  with content %lld  open %lld  Drafts %zu"),
	    (long long)n->closed, (long long)n->with_content, (long long)n->open,
	    s->drafts.count);
	pending_draw_due(&s->pending, g, a.row, col + 2, a.cols - col - 2);
}

static void draw_drafts(struct state *s, struct cells *g, struct area a)
{
	struct list list = { 0 };
	/* the drafts' own columns, without the row of titles */
	struct column plain[8];
	size_t n = 0;

	for (; drafts_columns[n].width > 0; n++)
		plain[n] = drafts_columns[n];
	plain[n] = drafts_columns[n];
	plain[0].title = NULL;
	list_count(&list, s->drafts.count);
	list_draw(&list, plain, draft_cell, s, g, a, false, _("No parked drafts."));
}

/* As many rows as are filled, one of them with a sentence where there is nothing; a body
 * of more than the usual rows has more. */
static int rows_for(size_t filled, int most, int rows)
{
	const int room = rows <= USUAL_ROWS ? most : most + (rows - USUAL_ROWS) / 4;

	if (filled == 0)
		return 1;
	return filled < (size_t)room ? (int)filled : room;
}

static void draw_work(struct state *s, struct cells *g, struct area a, bool top)
{
	const int head = 4 + queue_rows(a.rows);
	const int drafts = rows_for(s->drafts.count, DRAFTS_ROWS, a.rows);
	const int pending = rows_for(pending_rows(&s->pending), PENDING_ROWS, a.rows);
	const struct area low = { a.row + a.rows - drafts, a.col, drafts, a.cols };
	const struct area due = { low.row - 1 - pending, a.col, pending, a.cols };
	const struct area mid = { a.row + head, a.col, due.row - 2 - a.row - head,
		a.cols };
	struct list list = { 0 };

	draw_numbers(s, g, a);
	wrapping_draw(&s->wrapping, g, (struct area){ a.row + 1, 1, 1, a.cols - 1 });
	draw_alerts(s, g, a);
	draw_queue(s, g, a, top);
	cells_text(g, mid.row - 1, 1, a.cols - 1, CELL_TITLE, _("Today (my calls)"));
	list_count(&list, s->count);
	list_draw(&list, columns, home_cell, s, g, mid, false, _("No calls yet today."));
	cells_text(g, due.row - 1, 1, a.cols - 1, CELL_TITLE, _("Pending (mine and the shift's)"));
	pending_draw(&s->pending, g, due);
	cells_text(g, low.row - 1, 1, a.cols - 1, CELL_TITLE, _("My drafts"));
	draw_drafts(s, g, low);
}

/* What the other accounts do, and where. */
static const struct {
	enum role role;
	const char *lines[5];
} duties[] = {
	{ ROLE_ADMIN,
	    { N_("This account looks after accounts, keys, settings and backups."),
		N_("It sees no calls and no cases."), "",
		N_("The work is done with the command \"amparo\" on the server:"),
		N_("amparo help, amparo status, amparo user list, amparo who") } },
	{ ROLE_AUDITOR,
	    { N_("This account reads what was done and by whom; it changes nothing."), "",
		N_("The work is done with the command \"amparo\" on the server:"),
		N_("amparo audit verify") } },
};

static void draw_duty(struct ui *ui, struct cells *g, struct area a)
{
	cells_cursor(g, a.row + 1, 1);
	for (size_t i = 0; i < COUNT(duties); i++)
		for (size_t k = 0;
		     duties[i].role == ui_operator(ui)->role &&
		     k < COUNT(duties[i].lines) && duties[i].lines[k] != NULL;
		     k++)
			if (*duties[i].lines[k] != '\0')
				cells_text(g, a.row + 1 + (int)k, 1, a.cols - 1,
				    CELL_PLAIN, _(duties[i].lines[k]));
}

static void home_draw(
    struct ui *ui, void *state, struct cells *g, struct area a, bool top)
{
	struct state *s = state;

	if (takes_calls(ui, s))
		draw_work(s, g, a, top);
	else
		draw_duty(ui, g, a);
}

/* clang-format off */
static const struct key_row keys[] = {
	{ KEY_ENTER, 0, N_("Answer"), N_("Answer the first who waits; nobody: a new call"), ACT_CALL_CREATE, answer, takes_calls },
	{ KEY_NONE, 'f', NULL, N_("The whole queue, and who is to be called back"), ACT_QUEUE_LIST, show_queue, NULL },
	{ KEY_NONE, 'o', NULL, N_("What I am doing: ready, break, meal"), ACT_CALL_CREATE, change_state, takes_calls },
	{ KEY_NONE, 'd', NULL, N_("Ready: what was written up is done"), ACT_CALL_CREATE, wrapping_ready, wrapping_lasts },
	{ KEY_NONE, 's', NULL, N_("Follow-up of the call that was saved"), ACT_CONSOLE, wrapping_follow, wrapping_has_followup },
	{ KEY_NONE, 'j', NULL, N_("Case of the call that was saved"), ACT_CONSOLE, wrapping_case, wrapping_has_case },
	{ KEY_F6, 0, NULL, N_("Refer the call that was saved"), ACT_CONSOLE, wrapping_refer, wrapping_has_referral },
	{ KEY_NONE, 'E', NULL, N_("Assess the call that was saved"), ACT_CALL_ASSESS, wrapping_assess, wrapping_has_assess },
	{ KEY_NONE, '!', NULL, N_("Alerts that nobody has seen"), ACT_ALERT_SEE, show_alerts, NULL },
	{ KEY_NONE, 'P', NULL, N_("Enter a call taken on paper"), ACT_CALL_CREATE, on_paper, takes_calls },
	{ KEY_NONE, 'l', N_("Calls"), N_("Today's calls"), ACT_CALL_LIST, list_calls, NULL },
	{ KEY_NONE, 'a', N_("Agenda"), N_("Agenda: what is to be done, and when"), ACT_FOLLOWUP, show_agenda, NULL },
	{ KEY_NONE, 'c', NULL, N_("Cases: mine, everybody's"), ACT_CASE_LIST, list_cases, NULL },
	{ KEY_NONE, 'R', NULL, N_("Rescue in progress"), ACT_RESCUE, show_rescue, NULL },
	{ KEY_NONE, 'g', N_("Drafts"), N_("My drafts"), ACT_CALL_CREATE, list_drafts, NULL },
	{ KEY_F4, 0, N_("Options"), N_("Language, characters, colours, bell"), ACT_CONSOLE, options, NULL },
	{ KEY_F3, 'q', N_("Log out"), N_("Log out"), ACT_CONSOLE, ask_log_out, NULL },
	{ .help = NULL },
};
/* clang-format on */

const struct view_class view_home = {
	.name = "home",
	.title = N_("Home"),
	.action = ACT_CONSOLE,
	.topics = TOPIC_CALL | TOPIC_DRAFT | TOPIC_QUEUE | TOPIC_ALERT | TOPIC_CASE |
		  TOPIC_REFERRAL | TOPIC_FOLLOWUP | TOPIC_RESCUE,
	.flags = VIEW_LETTERS,
	.state_size = sizeof(struct state),
	.keys = keys,
	.open = home_open,
	.close = home_close,
	.shown = home_shown,
	.event = home_event,
	.draw = home_draw,
	.deadline = home_deadline,
	.tick = home_tick,
};
