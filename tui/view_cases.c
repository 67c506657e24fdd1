/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The list of cases, the last touched first: mine, everybody's, those nobody answers for.
 * Of a case outside one's own it shows the number, who answers for it, and when something
 * was last done.  With a call in hand Enter links it, once; then it opens cases again.
 */
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/mem.h"
#include "schema/base/text.h"
#include "schema/casefile.h"
#include "schema/number.h"
#include "schema/wire.h"
#include "tui/case_do.h"
#include "tui/case_draw.h"
#include "tui/list.h"
#include "tui/pick.h"
#include "tui/show.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

#define PAGE 100
#define KEPT_MAX 2000
#define LINKS_MAX 20

/* clang-format off */
static const struct {
	char key;
	const char *value, *label; /* label: N_() */
	struct case_filter filter;
} filters[] = {
	{ '1', "mine", N_("Mine, open"), { .whose = CASE_MINE } },
	{ '2', "all", N_("Everybody's, open"), { .whose = CASE_EVERYBODYS } },
	{ '3', "risk", N_("High risk"), { .whose = CASE_EVERYBODYS, .high_risk = true } },
	{ '4', "nobody", N_("Nobody's, open"), { .whose = CASE_NOBODYS } },
	{ '5', "mineall", N_("Mine, closed too"), { .whose = CASE_MINE, .closed = true } },
	{ '6', "allall", N_("All, closed too"), { .whose = CASE_EVERYBODYS, .closed = true } },
};
/* clang-format on */

struct state {
	struct ui *ui;
	int64_t call_id; /* in hand: Enter links, 0: Enter opens */
	size_t links;    /* that it had when this was opened; one more, and Enter opens */
	bool linked;
	size_t filter;
	struct case_row *rows;
	char (*places)[64]; /* of each row, looked up once */
	size_t count;
	bool more;
	struct list list;
	struct case_do link; /* while it is asked how certain it is */
};

/* --- reading --- */

static void forget(struct state *s)
{
	free(s->rows);
	free(s->places);
	s->rows = NULL;
	s->places = NULL;
	s->count = 0;
}

static void take_page(struct state *s, const struct case_row *page, size_t count)
{
	if (count == 0)
		return;
	s->rows = mem_resize(s->rows, (s->count + count) * sizeof(*s->rows));
	s->places = mem_resize(s->places, (s->count + count) * sizeof(*s->places));
	for (size_t i = 0; i < count; i++) {
		s->rows[s->count] = page[i];
		(void)show_place(s->ui, page[i].place, s->places[s->count++]);
	}
}

static enum err read_page(struct state *s)
{
	struct case_row *page = mem_new(PAGE, sizeof(*page));
	const struct case_row *after = s->count > 0 ? &s->rows[s->count - 1] : NULL;
	size_t count = 0;
	const enum err e = case_list(ui_store(s->ui), ui_actor(s->ui),
	    &filters[s->filter].filter, after, ui_now(s->ui), page, PAGE, &count);

	s->more = e == AM_OK && count == PAGE && s->count + PAGE < KEPT_MAX;
	if (e == AM_OK)
		take_page(s, page, count);
	free(page);
	list_count(&s->list, s->count);
	return e;
}

static size_t count_links(const struct state *s)
{
	struct case_linked links[LINKS_MAX];
	size_t count = 0;

	if (s->call_id == 0 || case_of_call(ui_store(s->ui), ui_actor(s->ui), s->call_id,
				   ui_now(s->ui), links, LINKS_MAX, &count) != AM_OK)
		return 0;
	return count;
}

/* The call that is still to be linked, 0: none. */
static int64_t in_hand(const struct state *s)
{
	return s->linked ? 0 : s->call_id;
}

static int64_t row_id(const void *state, size_t row)
{
	return ((const struct state *)state)->rows[row].id;
}

/* A page further than the focus was: as many may have moved above it. */
static enum err read_again(struct state *s)
{
	const int64_t id = list_held(&s->list, row_id, s);
	const size_t wanted = s->list.at + s->list.page;
	enum err e;

	s->linked = count_links(s) > s->links;
	forget(s);
	do
		e = read_page(s);
	while (e == AM_OK && s->more && s->count <= wanted);
	list_hold(&s->list, s->count, row_id, s, id);
	return e;
}

static enum err cases_open(struct ui *ui, void *state, const void *arg)
{
	const struct ui_about *about = arg;
	struct state *s = state;

	s->ui = ui;
	s->call_id = about != NULL ? about->call_id : 0;
	s->links = count_links(s);
	s->filter = s->call_id != 0 || ui_may(ui, ACT_CASE_VIEW_ANY) ? 1 : 0;
	return read_again(s);
}

static void cases_close(struct ui *ui, void *state)
{
	(void)ui;
	forget(state);
}

static void cases_shown(struct ui *ui, void *state)
{
	ui_error(ui, read_again(state));
}

static void cases_event(struct ui *ui, void *state, unsigned topic, int64_t id)
{
	(void)topic, (void)id;
	ui_error(ui, read_again(state));
	ui_touch(ui);
}

/* --- keys --- */

static const struct case_row *in_focus(const struct state *s)
{
	return s->count > 0 ? &s->rows[s->list.at] : NULL;
}

static void show(struct ui *ui, void *state)
{
	const struct state *s = state;
	const struct case_row *row = in_focus(s);

	if (row != NULL)
		(void)ui_push(ui, &view_case,
		    &(struct ui_about){ .id = row->id, .call_id = in_hand(s) });
}

static void link_call(struct ui *ui, void *state)
{
	struct state *s = state;
	const struct case_row *row = in_focus(s);

	if (row == NULL)
		return;
	s->link = (struct case_do){
		.call_id = s->call_id, .case_id = row->id, .case_number = row->number
	};
	case_do_link(ui, &s->link);
}

static void new_case(struct ui *ui, void *state)
{
	case_do_new(ui, in_hand(state));
}

static bool has_call(struct ui *ui, const void *state)
{
	(void)ui;
	return in_hand(state) != 0;
}

static bool has_no_call(struct ui *ui, const void *state)
{
	return !has_call(ui, state);
}

/* --- by its number --- */

static void take_number(struct ui *ui, void *state, const char *text)
{
	struct state *s = state;
	struct ui_about about = { .call_id = in_hand(s) };
	enum err e;

	if (text == NULL)
		return;
	e = case_find(ui_store(ui), ui_actor(ui), text, ui_now(ui), &about.id);
	if (e == AM_OK)
		(void)ui_push(ui, &view_case, &about);
	else if (e == AM_INVALID)
		ui_message(ui, MESSAGE_WARN, "%s",
		    _("The check digit does not fit: look at the number again."));
	else if (e == AM_MISSING)
		ui_message(ui, MESSAGE_WARN, "%s", _("There is no such case."));
	else
		ui_error(ui, e);
}

static void ask_number(struct ui *ui, void *state)
{
	(void)state;
	ui_ask(ui, _("Number of the case (C ...):"), "", NUMBER_LEN, take_number);
}

/* --- which of them --- */

static size_t options(void *data, const char *typed, struct form_option *out, size_t max)
{
	size_t n = 0;

	(void)data;
	for (size_t i = 0; i < COUNT(filters) && n < max; i++) {
		if (!txt_starts(_(filters[i].label), typed))
			continue;
		out[n].key = filters[i].key;
		str_copy(out[n].value, sizeof(out[n].value), filters[i].value);
		str_copy(out[n].label, sizeof(out[n].label), _(filters[i].label));
		n++;
	}
	return n;
}

static void filtered(struct ui *ui, void *data, const char *value)
{
	struct state *s = data;

	for (size_t i = 0; i < COUNT(filters); i++)
		if (strcmp(filters[i].value, value) == 0)
			s->filter = i;
	list_count(&s->list, 0);
	ui_error(ui, read_again(s));
}

static void choose_filter(struct ui *ui, void *state)
{
	const struct pick_request request = { .title = _("Which cases"),
		.data = state,
		.options = options,
		.choose = filtered };

	(void)ui_push(ui, &view_pick, &request);
}

static bool cases_key(struct ui *ui, void *state, const struct key *key)
{
	struct state *s = state;

	if (!list_key(&s->list, key))
		return false;
	if (s->more && s->list.at + s->list.page >= s->count)
		ui_error(ui, read_page(s));
	return true;
}

/* --- drawing --- */

enum { NUMBER, RISK, STATUS, TITLE, PLACE, WHO, LAST };

/* clang-format off */
static const struct column columns[] = {
	[NUMBER] = { N_("Case"), 10, 0, 0, 0 },
	[RISK] = { N_("Risk"), 12, 0, 0, 0 },
	[STATUS] = { N_("Status"), 11, 0, 100, 0 },
	[TITLE] = { N_("Title"), 30, 44, 0, 0 },
	[PLACE] = { N_("Place"), 12, 14, 100, 0 },
	[WHO] = { N_("Who"), 6, 8, 0, 0 },
	[LAST] = { N_("Last"), 6, 0, 0, 0 },
	{ .width = 0 },
};
/* clang-format on */

/* "14:20" today, "22 nov" this year, "nov 04" before. */
static void add_last(struct ui *ui, int64_t at, struct buf *out)
{
	const int64_t now = ui_now(ui);
	char hm[6], day[24];

	if (clock_day_start(at) == clock_day_start(now)) {
		buf_str(out, clock_hm(hm, at));
		return;
	}
	clock_day(day, at, now);
	if (clock_split(at).year == clock_split(now).year)
		buf_str(out, day);
	else
		buf_printf(out, "%.3s %02d", day + strcspn(day, " ") + 1,
		    clock_split(at).year % 100);
}

/* Without an attribute: in every other row of a page they cost a quarter of its bytes. */
static void add_risk(struct ui *ui, const struct case_row *row, struct buf *out)
{
	if (case_is_urgent(row->risk, row->safety_plan, row->closed))
		buf_str(out, "!! ");
	buf_str(out, show_code(ui, "risk", row->risk));
}

static void cases_cell(
    const void *state, size_t i, size_t col, struct buf *out, enum cell_role *role)
{
	const struct state *s = state;
	const struct case_row *row = &s->rows[i];
	char number[NUMBER_LEN];

	(void)role;
	switch (col) {
	case NUMBER:
		buf_str(out, number_short(number, row->number));
		break;
	case RISK:
		add_risk(s->ui, row, out);
		break;
	case STATUS:
		buf_str(out, show_code(s->ui, "casestatus", row->status));
		break;
	case TITLE:
		buf_str(out, row->whole ? row->title : _("(not yours)"));
		break;
	case PLACE:
		buf_str(out, s->places[i]);
		break;
	case WHO:
		buf_str(out, row->assigned_name);
		break;
	default:
		add_last(s->ui, row->touched_at, out);
		break;
	}
}

static void cases_subject(struct ui *ui, const void *state, struct buf *out)
{
	const struct state *s = state;

	(void)ui;
	buf_printf(out, " %s", _(filters[s->filter].label));
}

static void cases_draw(
    struct ui *ui, void *state, struct cells *g, struct area a, bool top)
{
	struct state *s = state;
	const struct area rest = { a.row + 1, a.col, a.rows - 2, a.cols };

	(void)ui;
	list_draw(&s->list, columns, cases_cell, s, g, rest, top,
	    _("None. F4 shows others, + opens a new one."));
	if (in_hand(s) != 0)
		cells_text(g, a.row + a.rows - 1, a.col + 1, a.cols - 2, CELL_PLAIN,
		    _("Enter links the call you came from; v opens the case to look "
		      "at it first."));
}

/* clang-format off */
static const struct key_row keys[] = {
	{ KEY_ENTER, 0, N_("Link"), N_("Link the call in hand with this case"), ACT_CASE_EDIT, link_call, has_call },
	{ KEY_ENTER, 0, N_("Open"), N_("Open the case"), ACT_CASE_VIEW, show, has_no_call },
	{ KEY_NONE, 'v', N_("Look"), N_("Open the case to look at it"), ACT_CASE_VIEW, show, has_call },
	{ KEY_NONE, '+', N_("New"), N_("Open a new case"), ACT_CASE_EDIT, new_case, NULL },
	{ KEY_NONE, '#', N_("Number"), N_("Open a case by its number"), ACT_CASE_VIEW, ask_number, NULL },
	{ KEY_F4, 0, N_("Which"), N_("Which cases are shown"), ACT_CASE_LIST, choose_filter, NULL },
	{ .help = NULL },
};
/* clang-format on */

const struct view_class view_cases = {
	.name = "cases",
	.title = N_("Cases"),
	.action = ACT_CASE_LIST,
	.topics = TOPIC_CASE,
	.flags = VIEW_LETTERS | VIEW_LISTED,
	.state_size = sizeof(struct state),
	.keys = keys,
	.open = cases_open,
	.close = cases_close,
	.shown = cases_shown,
	.event = cases_event,
	.key = cases_key,
	.subject = cases_subject,
	.draw = cases_draw,
};
