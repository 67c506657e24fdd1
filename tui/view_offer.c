/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One offer: what it says, and below in one list the cases and calls it appeared in, the
 * rows that were merged into it, and those it is like.  "=" says that the one in focus
 * belongs here, "-" that it does not.
 */
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/mem.h"
#include "schema/base/wrap.h"
#include "schema/casefile.h"
#include "schema/number.h"
#include "schema/offer.h"
#include "schema/offer_link.h"
#include "schema/proof.h"
#include "schema/record.h"
#include "schema/wire.h"
#include "tui/history.h"
#include "tui/list.h"
#include "tui/offer_show.h"
#include "tui/proof_show.h"
#include "tui/show.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

#define LINKS_MAX 200
#define OTHERS_MAX 12
#define HEAD_ROWS 8 /* facts, words, a blank row; more where questions were answered */
#define WORD_ROWS 2
#define WORD_COLS 60

enum kind { LINK_CASE, LINK_CALL, LINK_MERGED, LINK_LIKE };

/* A row of the list. */
struct entry {
	enum kind kind;
	struct offer_link link; /* LINK_CASE, LINK_CALL */
	struct offer_row other; /* LINK_MERGED, LINK_LIKE */
};

struct state {
	struct ui *ui;
	struct offer_row row;
	struct record *rec;
	struct entry *entries;
	struct list list;
	struct proof proof; /* of all its calls */
};

/* --- reading --- */

static void add(struct state *s, const struct entry *entry)
{
	s->entries = mem_resize(s->entries, (s->list.count + 1) * sizeof(*s->entries));
	s->entries[s->list.count++] = *entry;
}

static enum err add_links(struct state *s)
{
	struct offer_link *links = mem_new(LINKS_MAX, sizeof(*links));
	size_t count = 0;
	enum err e = offer_links(ui_store(s->ui), ui_actor(s->ui), s->row.id, links,
	    LINKS_MAX, ui_now(s->ui), &count);

	for (size_t i = 0; e == AM_OK && i < count; i++)
		add(s, &(struct entry){
			   .kind = links[i].case_id != 0 ? LINK_CASE : LINK_CALL,
			   .link = links[i] });
	free(links);
	return e;
}

typedef enum err others(struct store *st, const struct actor *actor, int64_t id,
    struct offer_row *out, size_t max, size_t *count);

static enum err add_others(struct state *s, enum kind kind, others *which)
{
	struct offer_row *rows = mem_new(OTHERS_MAX, sizeof(*rows));
	size_t count = 0;
	enum err e =
	    which(ui_store(s->ui), ui_actor(s->ui), s->row.id, rows, OTHERS_MAX, &count);

	for (size_t i = 0; e == AM_OK && i < count; i++)
		add(s, &(struct entry){ .kind = kind, .other = rows[i] });
	free(rows);
	return e;
}

static enum err read_list(struct state *s)
{
	const size_t at = s->list.at;
	enum err e;

	s->list.count = 0;
	e = add_links(s);
	if (e == AM_OK)
		e = add_others(s, LINK_MERGED, offer_merged);
	if (e == AM_OK)
		e = add_others(s, LINK_LIKE, offer_similar);
	if (e == AM_OK)
		e = proof_of_offer(
		    ui_store(s->ui), ui_actor(s->ui), s->row.id, &s->proof);
	s->list.at = at;
	list_count(&s->list, s->list.count);
	return e;
}

static enum err read_again(struct state *s)
{
	enum err e =
	    offer_read(ui_store(s->ui), ui_actor(s->ui), s->row.id, &s->row, s->rec);

	return e == AM_OK ? read_list(s) : e;
}

static enum err offer_open(struct ui *ui, void *state, const void *arg)
{
	const struct ui_about *about = arg;
	struct state *s = state;
	int64_t version;
	enum err e;

	if (about == NULL)
		return AM_MISSING;
	s->ui = ui;
	s->rec = record_new(&offer_form);
	e = offer_load(
	    ui_store(ui), ui_actor(ui), about->id, ui_now(ui), &s->row, &version, s->rec);
	if (e == AM_OK)
		e = read_list(s);
	if (e != AM_OK) {
		record_free(s->rec);
		free(s->entries);
	}
	return e;
}

static void offer_close(struct ui *ui, void *state)
{
	struct state *s = state;

	(void)ui;
	record_free(s->rec);
	free(s->entries);
	s->rec = NULL;
	s->entries = NULL;
}

static void offer_shown(struct ui *ui, void *state)
{
	ui_error(ui, read_again(state));
}

static void offer_event(struct ui *ui, void *state, unsigned topic, int64_t id)
{
	struct state *s = state;

	if (topic != TOPIC_OFFER || id == 0 || id == s->row.id)
		ui_error(ui, read_again(s));
	ui_touch(ui);
}

void offer_page_leave(struct ui *ui, int64_t id)
{
	struct state *s = ui_top(ui) == &view_offer ? ui_state_of(ui, &view_offer) : NULL;

	if (s != NULL && s->row.id == id && read_again(s) == AM_MISSING)
		(void)ui_pop(ui);
}

/* --- keys --- */

static const struct entry *in_focus(const struct state *s)
{
	return s->list.count > 0 ? &s->entries[s->list.at] : NULL;
}

static void open_call(struct ui *ui, const struct offer_link *link)
{
	if (!link->own && !ui_may(ui, ACT_CALL_VIEW_ANY))
		ui_message(ui, MESSAGE_WARN, "%s",
		    _("Only who took a call, and supervisors, may open it."));
	else
		(void)ui_push(ui, &view_call,
		    &(struct ui_call_arg){ .what = UI_CALL_SHOW, .id = link->call_id });
}

static void open_entry(struct ui *ui, void *state)
{
	const struct entry *here = in_focus(state);

	if (here == NULL)
		return;
	if (here->kind == LINK_CALL)
		open_call(ui, &here->link);
	else if (here->kind == LINK_CASE)
		(void)ui_push(
		    ui, &view_case, &(struct ui_about){ .id = here->link.case_id });
	else if (here->kind == LINK_LIKE)
		(void)ui_push(
		    ui, &view_offer, &(struct ui_about){ .id = here->other.id });
}

static bool is_call(struct ui *ui, const void *state)
{
	const struct entry *here = in_focus(state);

	(void)ui;
	return here != NULL && here->kind == LINK_CALL;
}

static void questions(struct ui *ui, void *state)
{
	const struct offer_link *link = &in_focus(state)->link;

	if (!link->own && !ui_may(ui, ACT_CALL_VIEW_ANY))
		ui_message(ui, MESSAGE_WARN, "%s",
		    _("Only who took a call, and supervisors, may open it."));
	else
		(void)ui_push(
		    ui, &view_proof, &(struct ui_about){ .call_id = link->call_id });
}

static void history(struct ui *ui, void *state)
{
	const struct state *s = state;
	struct history_arg arg = { .of = HISTORY_OFFER, .id = s->row.id };

	str_copy(arg.subject, sizeof(arg.subject), offer_called(&s->row));
	(void)ui_push(ui, &view_history, &arg);
}

static void done(struct ui *ui, struct state *s, enum err e, const char *sentence)
{
	const int64_t id = s->row.id;

	if (e == AM_INVALID)
		ui_message(ui, MESSAGE_WARN, "%s",
		    _("This row was made of that call. e corrects it, j joins it with "
		      "another."));
	else
		ui_error(ui, e);
	if (e != AM_OK)
		return;
	ui_changed(ui, TOPIC_OFFER, id);
	ui_error(ui, read_again(s));
	ui_saved(
	    ui, &(struct ui_undo){ .run = offer_undo_last, .id = id }, "%s", sentence);
}

static enum err decide(struct ui *ui, const struct state *s, const struct entry *here,
    enum offer_certainty certainty)
{
	struct store *st = ui_store(ui);
	const struct actor *actor = ui_actor(ui);

	return here->kind == LINK_CASE ? offer_decide_case(st, actor, s->row.id,
					     here->link.case_id, certainty, ui_now(ui))
				       : offer_decide_call(st, actor, s->row.id,
					     here->link.call_id, certainty, ui_now(ui));
}

static enum err join(struct ui *ui, const struct state *s, int64_t other)
{
	return offer_merge(ui_store(ui), ui_actor(ui), other, s->row.id, ui_now(ui));
}

static void belongs(struct ui *ui, void *state)
{
	struct state *s = state;
	const struct entry *here = in_focus(s);

	if (here == NULL)
		return;
	if (here->kind == LINK_LIKE)
		done(ui, s, join(ui, s, here->other.id), _("They are one offer now"));
	else if (here->kind != LINK_MERGED)
		done(ui, s, decide(ui, s, here, OFFER_CONFIRMED),
		    _("It belongs to it: confirmed"));
}

static void does_not_belong(struct ui *ui, void *state)
{
	struct state *s = state;
	const struct entry *here = in_focus(s);

	if (here == NULL)
		return;
	if (here->kind == LINK_MERGED)
		done(ui, s,
		    offer_part(ui_store(ui), ui_actor(ui), here->other.id, ui_now(ui)),
		    _("They are two offers again"));
	else if (here->kind != LINK_LIKE)
		done(ui, s, decide(ui, s, here, OFFER_NOT), _("It does not belong here"));
}

static void join_other(struct ui *ui, void *state)
{
	struct state *s = state;
	const struct entry *here = in_focus(s);

	if (here != NULL && here->kind == LINK_LIKE)
		belongs(ui, s);
	else
		(void)ui_push(
		    ui, &view_offers, &(struct ui_about){ .id = s->row.id });
}

static void link_case(struct ui *ui, void *state, const char *typed)
{
	struct state *s = state;
	int64_t id = 0;
	enum err e;

	if (typed == NULL || *typed == '\0')
		return;
	e = case_find(ui_store(ui), ui_actor(ui), typed, ui_now(ui), &id);
	if (e == AM_INVALID) {
		ui_message(ui, MESSAGE_WARN, "%s",
		    _("The check digit does not fit: look at the number again."));
		return;
	}
	if (e == AM_OK)
		e = offer_decide_case(ui_store(ui), ui_actor(ui), s->row.id, id,
		    OFFER_POSSIBLE, ui_now(ui));
	done(ui, s, e, _("Linked as possible; = confirms it. Supervisors are told."));
}

static void ask_case(struct ui *ui, void *state)
{
	(void)state;
	ui_ask(ui, _("Number of the case:"), "", NUMBER_LEN, link_case);
}

static void edit(struct ui *ui, void *state)
{
	const struct state *s = state;

	(void)ui_push(ui, &view_offeredit, &(struct ui_about){ .id = s->row.id });
}

static bool can_belong(struct ui *ui, const void *state)
{
	const struct entry *here = in_focus(state);

	(void)ui;
	return here != NULL &&
	       (here->kind == LINK_LIKE || (here->kind != LINK_MERGED &&
					       here->link.certainty != OFFER_CONFIRMED));
}

static bool can_leave(struct ui *ui, const void *state)
{
	const struct entry *here = in_focus(state);

	(void)ui;
	return here != NULL && here->kind != LINK_LIKE;
}

static bool can_open(struct ui *ui, const void *state)
{
	const struct entry *here = in_focus(state);

	(void)ui;
	return here != NULL && here->kind != LINK_MERGED;
}

static bool offer_key(struct ui *ui, void *state, const struct key *key)
{
	(void)ui;
	return list_key(&((struct state *)state)->list, key);
}

/* --- drawing --- */

enum { COL_HOW, COL_WHAT, COL_WHEN, COL_PLACE, COL_WHO, COL_WORDS };

/* clang-format off */
static const struct column columns[] = {
	[COL_HOW] = { N_("Belongs"), 10, 0, 0, 0 },
	[COL_WHAT] = { N_("Call, case"), 13, 0, 0, 0 },
	[COL_WHEN] = { N_("When"), 12, 18, 0, 0 },
	[COL_PLACE] = { N_("From"), 10, 16, 0, 0 },
	[COL_WHO] = { N_("Who"), 9, 14, 0, 0 },
	[COL_WORDS] = { N_("In its words"), 16, 40, 0, 0 },
	{ .width = 0 },
};
/* clang-format on */

static void other_cell(
    struct state *s, const struct offer_row *o, size_t col, struct buf *out)
{
	char text[64];

	if (col == COL_WHAT)
		buf_str(out, o->phone);
	else if (col == COL_WHEN)
		buf_str(out, clock_day(text, o->last_at, ui_now(s->ui)));
	else if (col == COL_PLACE)
		buf_str(out, show_place(s->ui, o->place_from, text));
	else if (col == COL_WORDS)
		buf_str(out, offer_called(o));
}

static void link_cell(
    struct state *s, const struct offer_link *l, size_t col, struct buf *out)
{
	char text[64];

	if (col == COL_WHAT)
		buf_str(out, number_show(text,
				 l->case_id != 0 ? NUMBER_CASE : NUMBER_CALL, l->number));
	else if (col == COL_WHEN)
		buf_str(out, show_moment(s->ui, l->at, text));
	else if (col == COL_PLACE)
		buf_str(out, show_place(s->ui, l->place, text));
	else if (col == COL_WHO)
		buf_str(out, l->who);
	else if (col == COL_WORDS)
		buf_str(out, l->by);
}

static const char *how(const struct entry *here)
{
	if (here->kind == LINK_MERGED)
		return _("joined");
	if (here->kind == LINK_LIKE)
		return _("is like it");
	return here->link.certainty == OFFER_CONFIRMED ? _("yes") : _("perhaps");
}

static void entry_cell(
    const void *state, size_t row, size_t col, struct buf *out, enum cell_role *role)
{
	struct state *s = (struct state *)(uintptr_t)state;
	const struct entry *here = &s->entries[row];

	(void)role;
	if (col == COL_HOW)
		buf_str(out, how(here));
	else if (here->kind == LINK_MERGED || here->kind == LINK_LIKE)
		other_cell(s, &here->other, col, out);
	else
		link_cell(s, &here->link, col, out);
}

/* Left facts have their value at column 17, right ones at 55. */
static void fact(struct cells *g, struct area a, int row, bool right, const char *label,
    const char *value)
{
	const int at = right ? 41 : 1, value_at = right ? 55 : 17;
	const int room = right || a.cols < 56 ? a.cols - value_at : 23;

	if (at >= a.cols)
		return;
	cells_text(g, a.row + row, a.col + at, value_at - at - 1, CELL_PLAIN, label);
	if (room > 0)
		cells_text(g, a.row + row, a.col + value_at, room, CELL_PLAIN, value);
}

static void draw_words(const struct state *s, struct cells *g, struct area a)
{
	const char *p = record_get_id(s->rec, "text");
	const int cols = a.cols - 17 < WORD_COLS ? a.cols - 17 : WORD_COLS;

	cells_text(g, a.row + 5, a.col + 1, 15, CELL_PLAIN, _("What it says"));
	for (int i = 0; i < WORD_ROWS && *p != '\0' && cols > 0; i++) {
		const size_t n = wrap_fits(p, (size_t)cols);
		char *line = mem_dup(p);

		line[n] = '\0';
		cells_text(g, a.row + 5 + i, a.col + 17, cols, CELL_PLAIN, line);
		free(line);
		p += n;
		p += strspn(p, " \n");
	}
}

static void draw_facts(struct state *s, struct cells *g, struct area a)
{
	const struct offer_row *o = &s->row;
	struct buf text = { 0 };
	char place[64];

	fact(g, a, 1, false, _("Offered by"), offer_called(o));
	fact(g, a, 1, true, _("Telephone"), o->phone);
	fact(g, a, 2, false, _("Kind"), show_code(s->ui, "offerkind", o->kind));
	fact(g, a, 2, true, _("To"), show_place(s->ui, o->place_to, place));
	buf_printf(&text, "%s%s%s", o->paper,
	    *record_get_id(s->rec, "seen_on") != '\0' ? ", " : "",
	    record_get_id(s->rec, "seen_on"));
	fact(g, a, 3, false, _("Advertised in"), buf_text(&text));
	fact(g, a, 3, true, _("Made in"), show_place(s->ui, o->place_from, place));
	fact(g, a, 4, false, _("Pay"), record_get_id(s->rec, "pay"));
	buf_clear(&text);
	buf_printf(
	    &text, ngettext("%d call", "%d calls", (unsigned long)o->calls), o->calls);
	if (o->possible > 0)
		buf_printf(&text, _(" (%d perhaps)"), o->possible);
	if (o->cases > 0)
		buf_printf(&text,
		    ngettext(", %d case", ", %d cases", (unsigned long)o->cases),
		    o->cases);
	fact(g, a, 4, true, _("Seen in"), buf_text(&text));
	buf_fini(&text);
}

/* "Bad signs: 2. Answered: 6 of 10.", and which they are; returns its rows. */
static int draw_signs(const struct state *s, struct cells *g, struct area a)
{
	const enum cell_role role = s->proof.bad_count > 0 ? CELL_WARN : CELL_PLAIN;
	const int row = a.row + HEAD_ROWS - 1, cols = a.cols - 2;
	struct buf text = { 0 };

	if (s->proof.asked == 0)
		return 0;
	proof_sentence(&s->proof, &text);
	cells_text(g, row, a.col + 1, cols, role, buf_text(&text));
	buf_clear(&text);
	proof_signs(s->ui, &s->proof, cols, &text);
	cells_text(g, row + 1, a.col + 1, cols, role, buf_text(&text));
	buf_fini(&text);
	return s->proof.bad_count > 0 ? 2 : 1;
}

static void offer_draw(
    struct ui *ui, void *state, struct cells *g, struct area a, bool top)
{
	struct state *s = state;
	struct area rest = { a.row + HEAD_ROWS, a.col, a.rows - HEAD_ROWS, a.cols };
	int more;

	(void)ui;
	draw_facts(s, g, a);
	draw_words(s, g, a);
	more = draw_signs(s, g, a);
	rest.row += more;
	rest.rows -= more;
	if (rest.rows > 1)
		list_draw(&s->list, columns, entry_cell, s, g, rest, top,
		    _("No call is about it yet."));
}

static void offer_name(const void *state, struct buf *out)
{
	buf_str(out, offer_called(&((const struct state *)state)->row));
}

static void offer_subject(struct ui *ui, const void *state, struct buf *out)
{
	const struct state *s = state;

	(void)ui;
	buf_printf(out, "%s%s", offer_again(&s->row) ? "! " : "", offer_called(&s->row));
}

/* clang-format off */
static const struct key_row keys[] = {
	{ KEY_ENTER, 0, N_("Open"), N_("Open the call, the case or the offer"), ACT_OFFER_VIEW, open_entry, can_open },
	{ KEY_NONE, '=', N_("Same"), N_("Yes: it belongs to this offer"), ACT_OFFER_EDIT, belongs, can_belong },
	{ KEY_NONE, '-', N_("Not the same"), N_("No: it does not belong to this offer"), ACT_OFFER_EDIT, does_not_belong, can_leave },
	{ KEY_NONE, '+', N_("Case"), N_("Link the offer with a case"), ACT_OFFER_EDIT, ask_case, NULL },
	{ KEY_NONE, 'j', N_("Join"), N_("Join with another offer that is the same"), ACT_OFFER_EDIT, join_other, NULL },
	{ KEY_PROOF, 0, N_("Questions"), N_("The ten questions, of the call that is marked"), ACT_OFFER_VIEW, questions, is_call },
	{ KEY_NONE, 'e', N_("Edit"), N_("Change what the register says of it"), ACT_OFFER_EDIT, edit, NULL },
	{ KEY_NONE, 'h', N_("History"), N_("Who changed what"), ACT_OFFER_VIEW, history, NULL },
	{ .help = NULL },
};
/* clang-format on */

const struct view_class view_offer = {
	.name = "offer",
	.title = N_("Offer"),
	.action = ACT_OFFER_VIEW,
	.topics = TOPIC_OFFER | TOPIC_CALL,
	.flags = VIEW_LETTERS,
	.state_size = sizeof(struct state),
	.keys = keys,
	.open = offer_open,
	.close = offer_close,
	.shown = offer_shown,
	.event = offer_event,
	.key = offer_key,
	.draw = offer_draw,
	.subject = offer_subject,
	.number = offer_name,
};
