/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Search: a line that is typed, and under it what it finds, with every character; when
 * typing rests, similar names as well.
 * A key that waits already ends the query at once; what is on the screen then is
 * found again before anything is opened, so a number and Enter can be typed blind.
 *
 * Opened from the form of a call it lists what may be meant as long as nothing is typed,
 * and one key links a case with that call.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/casefile.h"
#include "schema/earlier.h"
#include "schema/number.h"
#include "schema/record.h"
#include "schema/search.h"
#include "schema/store.h"
#include "schema/wire.h"
#include "tui/case_do.h"
#include "tui/hit.h"
#include "tui/line.h"
#include "tui/list.h"
#include "tui/show.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

#define TYPED_MAX 120
#define KEPT_MAX 1000   /* hits that the list holds */
#define SIMILAR_MS 250  /* without a key: similar names are looked for, too */
#define SETTLED_MS 2000 /* without a key: the search has come to rest */
#define LINKS_MAX 20

struct state {
	struct ui *ui;
	struct line_edit typed;
	struct search_hit *hits;
	char (*places)[64]; /* of each hit, looked up once */
	size_t count;
	struct search_found found;  /* of the first page */
	struct search_after behind; /* of the last one that was fetched */
	bool more;
	bool stale;         /* what is shown is not yet what is typed */
	bool unsaid;        /* opened with a text: the count is still to be said */
	int64_t similar_ms; /* when similar names are looked for, -1: no more */
	int64_t settled_ms; /* when the audit is told, -1: it was, or there is nothing */
	struct list list;
	struct case_do link; /* while it is asked why */
	int64_t call_id;    /* the call in hand, 0: none */
	struct record *rec; /* what its form holds */
};

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
		(void)show_place(s->ui, page[i].place, s->places[s->count++]);
	}
}

static enum err fetch(struct state *s, bool similar, const struct search_after *after,
    struct search_hit page[SEARCH_PAGE], struct search_found *found)
{
	return search_run(ui_store(s->ui), ui_actor(s->ui), s->typed.text, ui_now(s->ui),
	    similar, after, page, SEARCH_PAGE, found);
}

static bool shows_meant(const struct state *s)
{
	return s->rec != NULL && s->typed.len == 0;
}

static void say(struct state *s)
{
	char line[160] = "";

	if (shows_meant(s))
		(void)line; /* the title of the list says it */
	else if (s->found.said == SEARCH_CHECK_DIGIT)
		str_copy(line, sizeof(line),
		    _("! The check digit does not fit: look at the number again."));
	else if (s->found.said == SEARCH_FINE && s->count > 0)
		str_printf(line, sizeof(line), _("%zu of %s"), s->count,
		    str_printf(line + 80, 40, "%" PRId64 "%s", s->found.total,
			s->found.capped ? "+" : ""));
	ui_note(s->ui, line);
}

static enum err fetch_first(struct state *s, bool similar,
    struct search_hit page[SEARCH_PAGE], struct search_found *found)
{
	struct earlier meant;
	enum err e;

	if (!shows_meant(s))
		return fetch(s, similar, NULL, page, found);
	e = earlier_find(
	    ui_store(s->ui), ui_actor(s->ui), s->call_id, s->rec, ui_now(s->ui), &meant);
	*found = (struct search_found){ .said = SEARCH_SHORT };
	if (e != AM_OK)
		return e;
	found->count = meant.count < SEARCH_PAGE ? meant.count : SEARCH_PAGE;
	for (size_t i = 0; i < found->count; i++)
		page[i] = meant.hits[i];
	return AM_OK;
}

static enum err search(struct state *s, bool similar)
{
	struct search_hit page[SEARCH_PAGE];
	struct search_found found;
	const enum err e = fetch_first(s, similar, page, &found);

	s->stale = e == AM_STOPPED;
	if (e != AM_OK)
		return e;
	forget(s);
	s->found = found;
	s->similar_ms = found.rest ? ui_now_ms(s->ui) + SIMILAR_MS : -1;
	s->behind = found.next;
	s->more = found.more;
	take_page(s, page, found.count);
	explicit_bzero(page, sizeof(page));
	list_count(&s->list, s->count);
	s->unsaid = ui_top(s->ui) != &view_search; /* the message line is another's */
	if (!s->unsaid)
		say(s);
	return AM_OK;
}

/* With similar names.  The cursor stays with its hit where others come before it. */
static enum err search_again(struct state *s)
{
	const struct search_hit at =
	    s->count > 0 ? s->hits[s->list.at] : (struct search_hit){ .id = 0 };
	const enum err e = search(s, true);

	for (size_t i = 0; e == AM_OK && i < s->count; i++)
		if (s->hits[i].kind == at.kind && s->hits[i].id == at.id)
			s->list.at = i;
	return e;
}

static enum err search_quickly(struct state *s)
{
	return search(s, false);
}

static bool key_waits(void *data)
{
	return ui_hurry(data);
}

/* Not at all if a key waits, and no longer than until one does: then it is stale. */
static void in_passing(struct state *s, enum err (*look)(struct state *s))
{
	enum err e;

	s->stale = true;
	if (ui_hurry(s->ui))
		return;
	store_give_up(ui_store(s->ui), key_waits, s->ui);
	e = look(s);
	store_give_up(ui_store(s->ui), NULL, NULL);
	if (e != AM_STOPPED)
		ui_error(s->ui, e);
}

/* Before a key acts on a hit, the hits are those of what is typed. */
static void catch_up(struct state *s)
{
	if (s->stale)
		ui_error(s->ui, search(s, true));
}

static void next_page(struct state *s)
{
	struct search_hit page[SEARCH_PAGE];
	struct search_found found;
	enum err e;

	if (!s->more || s->count >= KEPT_MAX)
		return;
	e = fetch(s, true, &s->behind, page, &found);
	if (e != AM_OK) {
		ui_error(s->ui, e);
		return;
	}
	s->more = found.more;
	s->behind = found.next;
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
	in_passing(s, search_quickly);
}

/* --- opening --- */

static void open_call(struct ui *ui, struct state *s, const struct search_hit *hit)
{
	(void)s;
	if (!hit->whole)
		ui_message(ui, MESSAGE_WARN, "%s",
		    _("Only who took a call, and supervisors, may open it."));
	else
		(void)ui_push(ui, &view_call,
		    &(struct ui_call_arg){ .what = UI_CALL_SHOW, .id = hit->id });
}

/* The case itself asks for a reason where one is needed. */
static void open_case(struct ui *ui, struct state *s, const struct search_hit *hit)
{
	(void)ui_push(ui, &view_case,
	    &(struct ui_about){ .id = hit->id, .call_id = s->call_id });
}

static void open_offer(struct ui *ui, struct state *s, const struct search_hit *hit)
{
	(void)ui_push(ui, &view_offer,
	    &(struct ui_about){ .id = hit->id, .call_id = s->call_id });
}

static void open_hit(struct ui *ui, void *state)
{
	static void (*const open[SEARCH_KINDS])(
	    struct ui * ui, struct state * s, const struct search_hit *hit) = {
		[SEARCH_CALL] = open_call,
		[SEARCH_CASE] = open_case,
		[SEARCH_OFFER] = open_offer,
	};
	struct state *s = state;

	catch_up(s);
	if (s->count == 0 && s->similar_ms >= 0) {
		ui_error(ui, search_again(s)); /* they are shown before one is opened */
		return;
	}
	if (s->count == 0)
		return;
	settle(s);
	open[s->hits[s->list.at].kind](ui, s, &s->hits[s->list.at]);
}

/* --- linking a case with the call in hand --- */

static bool links(struct ui *ui, const void *state)
{
	const struct state *s = state;

	(void)ui;
	return s->call_id != 0 && s->count > 0 && s->hits[s->list.at].kind == SEARCH_CASE;
}

/* Is it linked as possible already?  Then the key confirms it. */
static enum case_certainty certainty_of(const struct state *s, int64_t case_id)
{
	struct case_linked linked[LINKS_MAX];
	size_t count = 0;

	if (case_of_call(ui_store(s->ui), ui_actor(s->ui), s->call_id, ui_now(s->ui),
		linked, LINKS_MAX, &count) != AM_OK)
		return CASE_POSSIBLE;
	for (size_t i = 0; i < count; i++)
		if (linked[i].case_id == case_id)
			return CASE_CONFIRMED;
	return CASE_POSSIBLE;
}

static void linked(struct ui *ui, void *data)
{
	ui_error(ui, search_again(data));
}

static void link_case(struct ui *ui, void *state)
{
	struct state *s = state;
	const struct search_hit *hit;
	enum case_certainty certainty;

	catch_up(s);
	if (!links(ui, s))
		return;
	hit = &s->hits[s->list.at];
	certainty = certainty_of(s, hit->id);
	s->link = (struct case_do){ .call_id = s->call_id,
		.case_id = hit->id,
		.case_number = hit->number,
		.certainty = certainty,
		.more = certainty == CASE_POSSIBLE ? _("F4: confirm it.") : NULL,
		.linked = linked,
		.data = s };
	case_do_link_as(ui, &s->link);
}

/* --- keys --- */

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

/* Home and End belong to the line that is typed.  What is said of a hit ("F4: confirm it")
 * goes with the hit. */
static bool search_key(struct ui *ui, void *state, const struct key *key)
{
	struct state *s = state;
	const size_t len = s->typed.len;
	char before[LINE_BYTES];

	str_copy(before, sizeof(before), s->typed.text);
	if (line_key(&s->typed, key)) {
		if (len != s->typed.len || strcmp(before, s->typed.text) != 0) {
			ui_message_clear(ui);
			typed(s);
		}
		explicit_bzero(before, sizeof(before));
		return true;
	}
	if (!list_key(&s->list, key))
		return false;
	ui_message_clear(ui);
	catch_up(s);
	if (s->list.at + s->list.page >= s->count)
		next_page(s);
	return true;
}

/* --- life --- */

static enum err search_open(struct ui *ui, void *state, const void *arg)
{
	const struct ui_search_arg *with = arg;
	struct state *s = state;

	s->ui = ui;
	s->settled_ms = s->similar_ms = -1;
	s->found.said = SEARCH_SHORT;
	line_start(
	    &s->typed, with != NULL && with->typed != NULL ? with->typed : "", TYPED_MAX);
	if (with != NULL && with->rec != NULL) {
		s->call_id = with->call_id;
		s->rec = record_new(record_form(with->rec));
		record_copy(s->rec, with->rec);
	}
	if (s->typed.len > 0)
		typed(s);
	else if (s->rec != NULL)
		in_passing(s, search_quickly);
	return AM_OK;
}

static void search_close(struct ui *ui, void *state)
{
	struct state *s = state;

	(void)ui;
	settle(s);
	forget(s);
	line_wipe(&s->typed);
	record_free(s->rec);
	s->rec = NULL;
}

static void search_shown(struct ui *ui, void *state)
{
	struct state *s = state;

	(void)ui;
	if (s->typed.len > 0 || s->rec != NULL)
		in_passing(s, s->similar_ms < 0 ? search_again : search_quickly);
}

static int64_t search_deadline(const void *state)
{
	const struct state *s = state;

	if (s->stale || s->unsaid)
		return 0;
	return s->similar_ms >= 0 ? s->similar_ms : s->settled_ms;
}

static void search_tick(struct ui *ui, void *state, int64_t now_ms)
{
	struct state *s = state;

	if (s->stale || s->unsaid) {
		in_passing(s, search_quickly);
		ui_touch(ui);
	} else if (s->similar_ms >= 0 && now_ms >= s->similar_ms) {
		in_passing(s, search_again);
		ui_touch(ui);
	} else if (s->settled_ms >= 0 && now_ms >= s->settled_ms) {
		settle(s);
	}
}

/* --- drawing --- */

enum column_id { COL_WHEN, COL_NUMBER, COL_WHAT, COL_PLACE, COL_WHO, COL_AGE, COL_MATCH };

/* clang-format off */
static const struct column columns[] = {
	[COL_WHEN] = { N_("When"), 12, 18, 0, 0 },
	[COL_NUMBER] = { N_("Number"), 13, 0, 0, 0 },
	[COL_WHAT] = { N_("What"), 15, 20, 0, 0 },
	[COL_PLACE] = { N_("Place"), 9, 14, 0, 0 },
	[COL_WHO] = { N_("Who"), 12, 24, 0, 0 },
	[COL_AGE] = { N_("Age"), 5, 5, 100, 0 },
	[COL_MATCH] = { N_("Fits"), 9, 0, 0, COLUMN_GROWS },
	{ .width = 0 },
};
/* clang-format on */

/* An operator has a sign in front, as she is searched for; else it is who a case or an
 * offer is about. */
static void add_who(const struct search_hit *hit, struct buf *out)
{
	buf_printf(out, "%s%s", hit->kind == SEARCH_CALL ? "@" : "", hit->who);
}

static void search_cell(
    const void *state, size_t row, size_t col, struct buf *out, enum cell_role *role)
{
	const struct state *s = state;
	const struct search_hit *hit = &s->hits[row];
	char text[40];

	(void)role;
	if (col == COL_NUMBER)
		hit_number(hit, out);
	else if (col == COL_MATCH)
		hit_matches(hit, " ", out);
	else if (!hit->whole)
		return;
	else if (col == COL_WHEN)
		buf_str(out, show_moment(s->ui, hit->at, text));
	else if (col == COL_WHAT)
		hit_what(s->ui, hit, out);
	else if (col == COL_PLACE)
		buf_str(out, s->places[row]);
	else if (col == COL_WHO)
		add_who(hit, out);
	else
		buf_str(out, hit->age);
}

static const char *nothing(const struct state *s)
{
	if (s->stale || s->similar_ms >= 0)
		return "";
	if (shows_meant(s))
		return _("Nothing known of what is typed in the call.");
	return s->found.said == SEARCH_FINE ? _("Nothing found.") : "";
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
	    shows_meant(s) ? _("May be the same; a person decides. Type to search for "
			       "something else.")
			   : _("number, telephone, name, place, motive, @operator, date; "
			       "no accents needed"));
	if (rest.rows > 0)
		list_draw(&s->list, columns, search_cell, s, g, rest, top, nothing(s));
	if (top)
		line_draw(&s->typed, g, a.row, col, a.cols - col);
}

static void search_help(struct ui *ui, const void *state, struct buf *out)
{
	(void)ui, (void)state;
	buf_printf(out, "%s\n%s\n%s\n%s\n",
	    _("Every word has to be there; the last may be unfinished. Spellings of one "
	      "sound are one word: Quispe, Quishpe, Kispi. Where a case is not found, "
	      "similar names are."),
	    _("Filters are words: loreto, reporte, alto, cerrado, @luz, mine, today, "
	      "yesterday, 22 nov, in november, nov 2026, 22/11/2026; open alone: what is "
	      "open."),
	    _("casos, llamadas, ofertas as the first word: nothing else is looked for."),
	    _("Of the calls and cases of others an operator sees the number and what "
	      "fits."));
}

/* clang-format off */
static const struct key_row keys[] = {
	{ KEY_ENTER, 0, N_("Open"), N_("Open it to read it"), ACT_CALL_VIEW, open_hit, NULL },
	{ KEY_F4, 0, N_("Link to the call"), N_("Link the case to the call: possible, again: confirmed"), ACT_CASE_EDIT, link_case, links },
	{ KEY_ESCAPE, 0, N_("Clear"), N_("Clear what was typed"), ACT_CONSOLE, clear, NULL },
	{ KEY_F5, 0, NULL, N_("Search for something else"), ACT_CONSOLE, clear, NULL },
	{ .help = NULL },
};
/* clang-format on */

const struct view_class view_search = {
	.name = "search",
	.title = N_("Search"),
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
