/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A case: who it is about, and one timeline over everything that happened in it.  What
 * the row in focus says is written out under "Detail".
 *
 * A case outside one's own first asks what for; until that is answered the screen shows
 * nothing of it.
 */
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/number.h"
#include "schema/operator.h"
#include "schema/wire.h"
#include "tui/case_do.h"
#include "tui/case_draw.h"
#include "tui/case_keys.h"
#include "tui/line.h"
#include "tui/list.h"
#include "tui/prose.h"
#include "tui/show.h"
#include "tui/timeline.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

#define REASON_MAX 200
#define WIDE_FROM 120 /* columns from which the detail stands on the right */
#define LIST_COLS 79
#define WHAT_COLS 55
#define DETAIL_ROWS 5
#define DETAIL_COLS 76

/* --- reading --- */

static void forget(struct case_view *s)
{
	case_events_free(s->events, s->count);
	s->events = NULL;
	s->count = 0;
}

static bool same_event(const struct case_event *a, const struct case_event *b)
{
	return a->kind == b->kind && a->ref == b->ref && a->at == b->at &&
	       strcmp(a->a, b->a) == 0;
}

/*
 * The focus stays on its event, wherever that stands now; who was at the end of the list
 * still sees its end, where what is new is added.
 */
static void place_focus(struct case_view *s, const struct case_event *was, bool at_end)
{
	struct list *l = &s->list;

	for (size_t i = 0; was != NULL && i < s->count; i++)
		if (same_event(&s->events[i], was))
			l->at = i;
	if (at_end && l->page > 0 && s->count > l->page) {
		l->top = s->count - l->page;
		if (l->at < l->top)
			l->top = l->at;
	}
}

static enum err read_events(struct case_view *s)
{
	struct case_event *events = NULL, was = { 0 };
	const bool first = s->events == NULL;
	const bool at_end = s->list.top + s->list.page >= s->count;
	size_t count = 0;
	enum err e = case_events(
	    ui_store(s->ui), ui_actor(s->ui), s->file.id, ui_now(s->ui), &events, &count);

	if (e != AM_OK)
		return e;
	if (!first && s->list.at < s->count)
		was = s->events[s->list.at];
	was.body = NULL; /* goes with the others */
	forget(s);
	s->events = events;
	s->count = count;
	list_count(&s->list, count);
	if (first)
		s->list.at = count > 0 ? count - 1 : 0;
	else
		place_focus(s, &was, at_end);
	return AM_OK;
}

static enum err read_again(struct case_view *s)
{
	struct store *st = ui_store(s->ui);
	const struct actor *actor = ui_actor(s->ui);
	const int64_t now = ui_now(s->ui);
	enum err e = case_read(st, actor, s->file.id, now, &s->file);

	if (e == AM_OK)
		e = case_head(st, actor, s->file.id, now, &s->head);
	if (e == AM_OK)
		e = screening_read(st, actor, s->file.id, 0, now, &s->screening);
	if (e == AM_OK)
		e = read_events(s);
	if (e == AM_OK)
		e = case_readers(st, actor, s->file.id, now, s->readers,
		    COUNT(s->readers), &s->reader_count);
	return e;
}

/* She has lost the right to it meanwhile: nothing of it stays on the screen. */
static void refresh(struct ui *ui, struct case_view *s)
{
	enum err e;

	if (!s->inside)
		return;
	e = read_again(s);
	if (e != AM_MISSING && e != AM_DENIED) {
		ui_error(ui, e);
		return;
	}
	s->inside = false;
	forget(s);
	s->list = (struct list){ 0 };
	s->file = (struct casefile){ .id = s->file.id };
	s->head = (struct case_head){ 0 };
	s->screening = (struct screening){ 0 };
	ui_message(ui, MESSAGE_WARN, "%s", _("You may not see this case any more."));
}

/* --- coming in --- */

static enum err enter(struct case_view *s, const char *reason)
{
	enum err e = case_open(ui_store(s->ui), ui_actor(s->ui), s->file.id, reason,
	    s->call_id, ui_now(s->ui), &s->file);

	if (e == AM_OK) {
		s->inside = true;
		e = read_again(s);
		ui_news(s->ui, TOPIC_CASE, s->file.id); /* the others read her name */
	}
	if (e == AM_OK && s->file.way == CASE_BY_REASON && reason != NULL)
		ui_changed(s->ui, TOPIC_ALERT, 0);
	return e;
}

static enum err case_view_open(struct ui *ui, void *state, const void *arg)
{
	const struct ui_about *about = arg;
	struct case_view *s = state;
	enum err e;

	if (about == NULL || about->id == 0)
		return AM_MISSING;
	s->ui = ui;
	s->file.id = about->id;
	s->call_id = about->call_id;
	line_start(&s->reason, "", REASON_MAX);
	e = enter(s, NULL);
	return e == AM_AGAIN ? AM_OK : e; /* the screen asks for the reason */
}

static void case_view_close(struct ui *ui, void *state)
{
	struct case_view *s = state;

	if (s->inside &&
	    case_leave(ui_store(ui), ui_actor(ui), s->file.id, ui_now(ui)) == AM_OK)
		ui_news(ui, TOPIC_CASE, s->file.id);
	forget(s);
	line_wipe(&s->reason);
}

/* Back from what she wrote: the focus goes to it, where that is the newest now. */
static void case_view_shown(struct ui *ui, void *state)
{
	struct case_view *s = state;
	const size_t count = s->count;
	struct case_event was = { 0 };
	const struct case_event *newest;

	if (count > 0)
		was = s->events[count - 1];
	was.body = NULL; /* goes with the others */
	refresh(ui, s);
	newest = s->count > 0 ? &s->events[s->count - 1] : NULL;
	if (count > 0 && newest != NULL && !same_event(newest, &was) &&
	    strcmp(newest->who, ui_operator(ui)->name) == 0)
		s->list.at = s->count - 1;
}

static void case_view_event(struct ui *ui, void *state, unsigned topic, int64_t id)
{
	struct case_view *s = state;

	if (topic == TOPIC_CASE && id != 0 && id != s->file.id && s->file.merged == 0)
		return;
	refresh(ui, s);
	ui_touch(ui);
}

static void give_reason(struct ui *ui, void *state)
{
	struct case_view *s = state;
	const enum err e = enter(s, s->reason.text);

	if (e == AM_AGAIN)
		ui_message(ui, MESSAGE_WARN, "%s",
		    _("Write in ten letters or more what you open it for."));
	else if (e != AM_OK)
		ui_error(ui, e);
	else
		ui_message_clear(ui);
}

static bool is_outside(struct ui *ui, const void *state)
{
	(void)ui;
	return !((const struct case_view *)state)->inside;
}

bool case_view_inside(struct ui *ui, const void *state)
{
	return !is_outside(ui, state);
}

static bool case_view_letters(const void *state)
{
	return ((const struct case_view *)state)->inside;
}

static bool case_view_key(struct ui *ui, void *state, const struct key *key)
{
	struct case_view *s = state;

	(void)ui;
	return s->inside ? list_key(&s->list, key) : line_key(&s->reason, key);
}

/* --- drawing --- */

/* clang-format off */
static const struct column columns[] = {
	{ N_("Date"), 12, 0, 0, 0 },
	{ N_("Who"), 7, 0, 0, 0 },
	{ N_("What"), WHAT_COLS, 0, 0, 0 },
	{ .width = 0 },
};
/* clang-format on */

static void cell(
    const void *state, size_t row, size_t col, struct buf *out, enum cell_role *role)
{
	const struct case_view *s = state;
	const struct case_event *e = &s->events[row];
	char when[40];

	if (col == 0)
		buf_str(out, timeline_when(s->ui, e->at, when));
	else if (col == 1)
		buf_str(out, e->who);
	else
		timeline_line(s->ui, e, out, role);
}

static void draw_outside(struct case_view *s, struct cells *g, struct area a)
{
	cells_text(g, a.row + 1, a.col + 1, a.cols - 2, CELL_PLAIN,
	    _("This case is not yours, and no call you are on is linked with it."));
	cells_text(g, a.row + 2, a.col + 1, a.cols - 2, CELL_PLAIN,
	    _("What do you open it for? Whoever answers for it, and supervision, read "
	      "it."));
	line_draw(&s->reason, g, a.row + 4, a.col + 1, a.cols - 2);
}

static void draw_detail(struct case_view *s, struct cells *g, struct area a)
{
	const int cols = a.cols < DETAIL_COLS ? a.cols : DETAIL_COLS;
	struct buf text = { 0 };

	cells_text(g, a.row, a.col, a.cols, CELL_TITLE, _("Detail"));
	if (s->count > 0)
		timeline_detail(s->ui, &s->events[s->list.at], &text);
	prose_draw(buf_text(&text), 0, g, a.row + 1, a.col, a.rows - 1, cols);
	s->cut = prose_lines(buf_text(&text), cols) > (size_t)(a.rows - 1);
	buf_fini(&text);
}

static void draw_readers(
    const struct case_view *s, struct cells *g, int row, int col, int cols)
{
	struct buf text = { 0 };
	char when[40];

	for (size_t i = 0; i < s->reader_count; i++)
		buf_printf(&text, _("%s has this case open since %s.  "),
		    s->readers[i].name, show_moment(s->ui, s->readers[i].since_at, when));
	if (s->cut)
		buf_printf(&text, "%s", _("Enter: the whole text."));
	cells_text(g, row, col, cols, s->reader_count > 0 ? CELL_OTHER : CELL_PLAIN,
	    buf_text(&text));
	buf_fini(&text);
}

/* 80 columns: the detail below.  Wide: on the right. */
static void draw_inside(struct case_view *s, struct cells *g, struct area a, bool top)
{
	const bool wide = a.cols + 1 >= WIDE_FROM;
	const int head = a.row + CASE_HEAD_ROWS, last = a.row + a.rows - 1;
	const int below = wide ? 0 : DETAIL_ROWS + 1;
	struct area list = { head, a.col, last - head - below,
		wide ? LIST_COLS : a.cols };
	struct area detail = { last - DETAIL_ROWS, a.col + 1, DETAIL_ROWS, a.cols - 2 };

	if (list.rows < 2)
		list.rows = 2;
	if (wide)
		detail = (struct area){ head, LIST_COLS + 3, last - head,
			a.cols - LIST_COLS - 4 };
	case_draw_head(s->ui, &s->file, &s->head, &s->screening, g, a);
	list_draw(&s->list, columns, cell, s, g, list, top, _("Nothing yet."));
	draw_detail(s, g, detail);
	draw_readers(s, g, last, a.col + 1, a.cols - 2);
}

static void case_view_draw(
    struct ui *ui, void *state, struct cells *g, struct area a, bool top)
{
	struct case_view *s = state;

	(void)ui;
	if (s->inside)
		draw_inside(s, g, a, top);
	else
		draw_outside(s, g, a);
}

static void case_view_subject(struct ui *ui, const void *state, struct buf *out)
{
	const struct case_view *s = state;

	if (s->inside)
		case_subject(ui, &s->file, out);
}

static void case_view_number(const void *state, struct buf *out)
{
	const struct case_view *s = state;
	char number[NUMBER_LEN];

	if (s->inside)
		buf_str(out, number_show(number, NUMBER_CASE, s->file.number));
}

/* --- keys --- */

#define IN case_view_inside

/* clang-format off */
static const struct key_row keys[] = {
	{ KEY_ENTER, 0, N_("Open it"), N_("Give the reason and open the case"), ACT_CASE_VIEW, give_reason, is_outside },
	{ KEY_F6, 0, N_("Refer"), N_("Refer to a body that can help"), ACT_CASE_EDIT, case_key_refer, IN },
	{ KEY_NONE, '+', N_("Note"), N_("Write a note"), ACT_CASE_EDIT, case_key_note, IN },
	{ KEY_NONE, 's', N_("Follow-up"), N_("Something to be done, and when"), ACT_CASE_EDIT, case_key_followup, IN },
	{ KEY_NONE, 'e', N_("Edit"), N_("Change the data of the case: status, risk, places, outcome"), ACT_CASE_EDIT, case_key_edit, IN },
	{ KEY_F4, 0, N_("Parts"), N_("People, route, screening, consent and the other parts of the case"), ACT_CASE_VIEW, case_key_parts, IN },
	{ KEY_ENTER, 0, NULL, N_("Open what the row is about, or read it whole"), ACT_CASE_VIEW, case_key_open, IN },
	{ KEY_NONE, 'j', N_("Link"), N_("Link or move a call, join with another case"), ACT_CASE_EDIT, case_key_join, IN },
	{ KEY_NONE, 'r', NULL, N_("Another one answers for the case"), ACT_CASE_EDIT, case_key_assign, IN },
	{ KEY_NONE, '!', NULL, N_("Flags of the case"), ACT_CASE_EDIT, case_key_flags, IN },
	{ KEY_NONE, 'x', NULL, N_("Sheet of the case for a prosecutor"), ACT_CASE_EXPORT, case_key_sheet, IN },
	{ KEY_NONE, 'h', NULL, N_("Who changed what of the case"), ACT_CASE_VIEW, case_key_history, IN },
	{ .help = NULL },
};
/* clang-format on */

const struct view_class view_case = {
	.name = "case",
	.title = N_("Case"),
	.action = ACT_CASE_VIEW,
	.topics = TOPIC_CASE | TOPIC_CALL | TOPIC_REFERRAL | TOPIC_FOLLOWUP,
	.state_size = sizeof(struct case_view),
	.keys = keys,
	.open = case_view_open,
	.close = case_view_close,
	.shown = case_view_shown,
	.event = case_view_event,
	.key = case_view_key,
	.subject = case_view_subject,
	.number = case_view_number,
	.letters = case_view_letters,
	.draw = case_view_draw,
};
