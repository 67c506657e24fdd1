/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Search: a line that is typed, and under it what it finds, with every character.
 * A key that waits already ends the query at once; what is on the screen then is
 * found again before anything is opened, so a number and Enter can be typed blind.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/number.h"
#include "schema/search.h"
#include "schema/store.h"
#include "schema/wire.h"
#include "tui/line.h"
#include "tui/list.h"
#include "tui/show.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

#define TYPED_MAX 120
#define KEPT_MAX 1000   /* hits that the list holds */
#define SETTLED_MS 2000 /* without a key: the search has come to rest */

struct state {
	struct ui *ui;
	struct line_edit typed;
	struct search_hit *hits;
	char (*places)[64]; /* of each hit, looked up once */
	size_t count;
	struct search_found found; /* of the first page */
	bool more;
	bool stale;         /* what is shown is not yet what is typed */
	bool unsaid;        /* opened with a text: the count is still to be said */
	int64_t settled_ms; /* when the audit is told, -1: it was, or there is nothing */
	struct list list;
};

/* clang-format off */
static const struct {
	unsigned bit;
	const char *name; /* N_() */
} matches[] = {
	{ SEARCH_NUMBER, N_("number") },
	{ SEARCH_PHONE, N_("phone") },
	{ SEARCH_WORDS, N_("text") },
	{ SEARCH_PLACE, N_("place") },
	{ SEARCH_MOTIVE, N_("motive") },
	{ SEARCH_RESULT, N_("result") },
	{ SEARCH_RISK, N_("risk") },
	{ SEARCH_OPERATOR, N_("operator") },
	{ SEARCH_DATE, N_("date") },
	{ SEARCH_STATUS, N_("open") },
};
/* clang-format on */

/* --- finding --- */

static void forget(struct state *s)
{
	if (s->hits != NULL)
		explicit_bzero(s->hits, s->count * sizeof(*s->hits));
	free(s->hits);
	free(s->places);
	s->hits = NULL;
	s->places = NULL;
	s->count = 0;
	s->more = false;
}

static void take_page(struct state *s, const struct search_hit *page, size_t count)
{
	if (count == 0)
		return;
	s->hits = mem_resize(s->hits, (s->count + count) * sizeof(*s->hits));
	s->places = mem_resize(s->places, (s->count + count) * sizeof(*s->places));
	for (size_t i = 0; i < count; i++) {
		s->hits[s->count] = page[i];
		(void)show_place(s->ui, page[i].row.place, s->places[s->count++]);
	}
}

static enum err fetch(struct state *s, const struct search_hit *after,
    struct search_hit page[SEARCH_PAGE], struct search_found *found)
{
	return search_run(ui_store(s->ui), ui_actor(s->ui), s->typed.text, ui_now(s->ui),
	    after, page, SEARCH_PAGE, found);
}

static void say(struct state *s)
{
	char line[160] = "";

	if (s->found.said == SEARCH_CHECK_DIGIT)
		str_copy(line, sizeof(line),
		    _("! The check digit does not fit: look at the number again."));
	else if (s->found.said == SEARCH_FINE && s->count > 0)
		str_printf(line, sizeof(line), _("%zu of %s"), s->count,
		    str_printf(line + 80, 40, "%" PRId64 "%s", s->found.total,
			s->found.capped ? "+" : ""));
	ui_note(s->ui, line);
}

static enum err search(struct state *s)
{
	struct search_hit page[SEARCH_PAGE];
	struct search_found found;
	const enum err e = fetch(s, NULL, page, &found);

	s->stale = e == AM_STOPPED;
	if (e != AM_OK)
		return e;
	forget(s);
	s->found = found;
	s->more = found.more;
	take_page(s, page, found.count);
	explicit_bzero(page, sizeof(page));
	list_count(&s->list, s->count);
	s->unsaid = ui_top(s->ui) != &view_search; /* the message line is another's */
	if (!s->unsaid)
		say(s);
	return AM_OK;
}

static bool key_waits(void *data)
{
	return ui_hurry(data);
}

/* Not at all if a key waits, and no longer than until one does. */
static void search_in_passing(struct state *s)
{
	enum err e;

	s->stale = true;
	if (ui_hurry(s->ui))
		return;
	store_give_up(ui_store(s->ui), key_waits, s->ui);
	e = search(s);
	store_give_up(ui_store(s->ui), NULL, NULL);
	if (e != AM_STOPPED)
		ui_error(s->ui, e);
}

/* Before a key acts on a hit, the hits are those of what is typed. */
static void catch_up(struct state *s)
{
	if (s->stale)
		ui_error(s->ui, search(s));
}

static void next_page(struct state *s)
{
	struct search_hit page[SEARCH_PAGE];
	struct search_found found;
	enum err e;

	if (!s->more || s->count >= KEPT_MAX)
		return;
	e = fetch(s, &s->hits[s->count - 1], page, &found);
	if (e != AM_OK) {
		ui_error(s->ui, e);
		return;
	}
	s->more = found.more;
	take_page(s, page, found.count);
	explicit_bzero(page, sizeof(page));
	list_count(&s->list, s->count);
	say(s);
}

/* --- the audit: once a search, when it has come to rest --- */

static void settle(struct state *s)
{
	if (s->settled_ms < 0)
		return;
	s->settled_ms = -1;
	catch_up(s);
	if (s->found.said != SEARCH_SHORT)
		ui_error(s->ui, search_settled(ui_store(s->ui), ui_actor(s->ui),
				    s->typed.text, &s->found, ui_now(s->ui)));
}

static void typed(struct state *s)
{
	s->settled_ms = ui_now_ms(s->ui) + SETTLED_MS;
	s->list.at = s->list.top = 0;
	search_in_passing(s);
}

/* --- keys --- */

static void open_hit(struct ui *ui, void *state)
{
	struct state *s = state;
	const struct search_hit *hit;

	catch_up(s);
	if (s->count == 0)
		return;
	settle(s);
	hit = &s->hits[s->list.at];
	if (!hit->whole) {
		ui_message(ui, MESSAGE_WARN, "%s",
		    _("Only who took a call, and supervisors, may open it."));
		return;
	}
	(void)ui_push(ui, ui_view("call"),
	    &(struct ui_call_arg){ .what = UI_CALL_SHOW, .id = hit->id });
}

static void clear(struct ui *ui, void *state)
{
	struct state *s = state;

	(void)ui;
	if (s->typed.len == 0)
		return;
	settle(s);
	line_start(&s->typed, "", TYPED_MAX);
	typed(s);
	s->settled_ms = -1;
}

/* Home and End belong to the line that is typed. */
static bool search_key(struct ui *ui, void *state, const struct key *key)
{
	struct state *s = state;
	const size_t len = s->typed.len;
	char before[LINE_BYTES];

	(void)ui;
	str_copy(before, sizeof(before), s->typed.text);
	if (line_key(&s->typed, key)) {
		if (len != s->typed.len || strcmp(before, s->typed.text) != 0)
			typed(s);
		explicit_bzero(before, sizeof(before));
		return true;
	}
	if (!list_key(&s->list, key))
		return false;
	catch_up(s);
	if (s->list.at + s->list.page >= s->count)
		next_page(s);
	return true;
}

/* --- life --- */

static enum err search_open(struct ui *ui, void *state, const void *arg)
{
	struct state *s = state;

	s->ui = ui;
	s->settled_ms = -1;
	s->found.said = SEARCH_SHORT;
	line_start(&s->typed, arg != NULL ? arg : "", TYPED_MAX);
	if (s->typed.len > 0)
		typed(s);
	return AM_OK;
}

static void search_close(struct ui *ui, void *state)
{
	struct state *s = state;

	(void)ui;
	settle(s);
	forget(s);
	line_wipe(&s->typed);
}

static void search_shown(struct ui *ui, void *state)
{
	struct state *s = state;

	(void)ui;
	if (s->typed.len > 0)
		search_in_passing(s);
}

static int64_t search_deadline(const void *state)
{
	const struct state *s = state;

	return s->stale || s->unsaid ? 0 : s->settled_ms;
}

static void search_tick(struct ui *ui, void *state, int64_t now_ms)
{
	struct state *s = state;

	if (s->stale || s->unsaid) {
		search_in_passing(s);
		ui_touch(ui);
	} else if (s->settled_ms >= 0 && now_ms >= s->settled_ms) {
		settle(s);
	}
}

/* --- drawing --- */

enum column_id { COL_WHEN, COL_NUMBER, COL_MOTIVE, COL_PLACE, COL_WHO, COL_MATCH };

/* clang-format off */
static const struct column columns[] = {
	[COL_WHEN] = { N_("When"), 12, 18, 0, false },
	[COL_NUMBER] = { N_("Call"), 11, 0, 0, false },
	[COL_MOTIVE] = { N_("Motive"), 12, 28, 0, false },
	[COL_PLACE] = { N_("Place"), 10, 16, 0, false },
	[COL_WHO] = { N_("Operator"), 9, 14, 0, false },
	[COL_MATCH] = { N_("Fits"), 17, 30, 0, false },
	{ .width = 0 },
};
/* clang-format on */

static void add_matches(unsigned matched, struct buf *out)
{
	const size_t start = out->len;

	for (size_t i = 0; i < COUNT(matches); i++) {
		if ((matched & matches[i].bit) == 0)
			continue;
		if (out->len > start)
			buf_byte(out, ' ');
		buf_str(out, _(matches[i].name));
	}
}

static void search_cell(
    const void *state, size_t row, size_t col, struct buf *out, enum cell_role *role)
{
	const struct state *s = state;
	const struct search_hit *hit = &s->hits[row];
	char text[NUMBER_LEN + 40];

	(void)role;
	if (col == COL_NUMBER)
		buf_str(out, number_short(text, hit->row.call.number));
	else if (col == COL_MATCH)
		add_matches(hit->matched, out);
	else if (!hit->whole)
		return;
	else if (col == COL_WHEN)
		buf_str(out, show_moment(s->ui, hit->row.call.started_at, text));
	else if (col == COL_MOTIVE)
		buf_str(out, hit->row.call.status == CALL_OPEN
				 ? _("open")
				 : show_code(s->ui, "motive", hit->row.motive));
	else if (col == COL_PLACE)
		buf_str(out, s->places[row]);
	else
		buf_str(out, hit->row.operator_name);
}

static const char *nothing(const struct state *s)
{
	return s->found.said == SEARCH_FINE && !s->stale ? _("Nothing found.") : "";
}

static void search_draw(
    struct ui *ui, void *state, struct cells *g, struct area a, bool top)
{
	struct state *s = state;
	const struct area rest = { a.row + 3, a.col, a.rows - 3, a.cols };
	int col = a.col + 2;

	(void)ui;
	col += cells_text(g, a.row, a.col + 1, a.cols - 2, CELL_TITLE, _("Search:"));
	cells_text(g, a.row + 1, a.col + 1, a.cols - 2, CELL_PLAIN,
	    _("number, telephone, name, place, motive, @operator, date; no accents "
	      "needed"));
	if (rest.rows > 0)
		list_draw(&s->list, columns, search_cell, s, g, rest, top, nothing(s));
	if (top)
		line_draw(&s->typed, g, a.row, col, a.cols - col);
}

static void search_help(struct ui *ui, const void *state, struct buf *out)
{
	(void)ui, (void)state;
	buf_printf(out, "%s\n%s\n%s\n",
	    _("Every word has to be there; the last may be unfinished. Spellings of one "
	      "sound are one word: Quispe, Quishpe, Kispi."),
	    _("Filters are words: loreto, reporte, alto, @luz, mine, today, yesterday, "
	      "22 "
	      "nov, in november, nov 2026, 22/11/2026; open alone: calls that are open."),
	    _("Of the calls of others an operator sees the number and what fits."));
}

/* clang-format off */
static const struct key_row keys[] = {
	{ KEY_ENTER, 0, N_("Open"), N_("Open the call to read it"), ACT_CALL_VIEW, open_hit, NULL },
	{ KEY_ESCAPE, 0, N_("Clear"), N_("Clear what was typed"), ACT_CONSOLE, clear, NULL },
	{ KEY_F5, 0, NULL, N_("Search for something else"), ACT_CONSOLE, clear, NULL },
	{ .help = NULL },
};
/* clang-format on */

const struct view_class view_search = {
	.name = "search",
	.title = N_("Search calls"),
	.action = ACT_CALL_LIST,
	.state_size = sizeof(struct state),
	.keys = keys,
	.open = search_open,
	.close = search_close,
	.shown = search_shown,
	.key = search_key,
	.draw = search_draw,
	.deadline = search_deadline,
	.tick = search_tick,
	.help = search_help,
};
