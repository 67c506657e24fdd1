/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The register of offers, seen last first; "!" stands where one has turned up again or has
 * to do with a case.  Opened with an id it asks which other offer is the same one; opened
 * from a case it shows those of the case, and on a key the register to choose one from.
 */
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/mem.h"
#include "schema/followup.h"
#include "schema/number.h"
#include "schema/offer.h"
#include "schema/offer_link.h"
#include "schema/store.h"
#include "schema/wire.h"
#include "tui/line.h"
#include "tui/list.h"
#include "tui/offer_show.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

#define PAGE 40
#define KEPT_MAX 1000 /* rows; who needs more narrows them */
#define FILTER_MAX 60

struct state {
	struct ui *ui;
	int64_t same_as; /* the offer that another one is merged into, 0: none */
	int64_t case_id, case_number; /* the case it was opened from, 0: none */
	bool whole; /* of a case: the register is shown all the same */
	struct offer_row *rows;
	size_t count;
	bool more;  /* a next page may be there */
	bool stale; /* a key came before the rows of what is typed */
	struct list list;
	struct line_edit filter;
	bool typing; /* the cursor is in the filter */
};

/* --- reading --- */

static enum err add_page(struct state *s)
{
	const struct offer_row *last = s->count > 0 ? &s->rows[s->count - 1] : NULL;
	struct offer_row after = { .id = 0 };
	size_t n = 0;
	enum err e;

	if (last != NULL)
		after = *last;
	s->rows = mem_resize(s->rows, (s->count + PAGE) * sizeof(*s->rows));
	e = offer_list(ui_store(s->ui), ui_actor(s->ui), s->filter.text,
	    last != NULL ? &after : NULL, s->rows + s->count, PAGE, &n);
	if (e == AM_OK) {
		s->count += n;
		s->more = n == PAGE && s->count < KEPT_MAX;
		list_count(&s->list, s->count);
	}
	return e;
}

static bool shows_case(const struct state *s)
{
	return s->case_id != 0 && !s->whole;
}

static enum err read_case(struct state *s)
{
	enum err e;

	s->rows = mem_resize(s->rows, PAGE * sizeof(*s->rows));
	s->count = 0;
	s->more = false;
	e = offer_of_case(ui_store(s->ui), ui_actor(s->ui), s->case_id, ui_now(s->ui),
	    s->rows, PAGE, &s->count);
	list_count(&s->list, s->count);
	return e;
}

static enum err read_page(struct state *s)
{
	return shows_case(s) ? read_case(s) : add_page(s);
}

static int64_t row_id(const void *state, size_t row)
{
	return ((const struct state *)state)->rows[row].id;
}

/* As many rows as there were, and a page; the focus stays on its offer. */
static enum err read_again(struct state *s)
{
	const int64_t id = list_held(&s->list, row_id, s);
	const size_t wanted = s->count + s->list.page;
	enum err e = AM_OK;

	s->count = 0;
	do {
		e = read_page(s);
	} while (e == AM_OK && s->more && s->count < wanted);
	list_hold(&s->list, s->count, row_id, s, id);
	return e;
}

static bool key_waits(void *data)
{
	return ui_hurry(data);
}

/* Not at all if a key waits, and no longer than until one does. */
static void narrow(struct state *s)
{
	enum err e = AM_STOPPED;

	s->stale = true;
	s->list.at = s->list.top = 0;
	if (!ui_hurry(s->ui)) {
		store_give_up(ui_store(s->ui), key_waits, s->ui);
		s->count = 0;
		e = add_page(s);
		store_give_up(ui_store(s->ui), NULL, NULL);
		s->stale = e == AM_STOPPED;
	}
	if (e != AM_STOPPED)
		ui_error(s->ui, e);
}

static void catch_up(struct state *s)
{
	if (!s->stale)
		return;
	s->stale = false;
	s->count = 0;
	ui_error(s->ui, add_page(s));
}

static enum err offers_open(struct ui *ui, void *state, const void *arg)
{
	const struct ui_about *about = arg;
	struct state *s = state;
	enum err e = AM_OK;

	s->ui = ui;
	line_start(&s->filter, "", FILTER_MAX);
	if (about != NULL) {
		s->same_as = about->id;
		s->case_id = about->id == 0 ? about->case_id : 0;
	}
	if (s->case_id != 0)
		e = followup_number(ui_store(ui), 0, s->case_id, &s->case_number);
	if (e == AM_OK)
		e = read_page(s);
	if (e != AM_OK)
		free(s->rows);
	return e;
}

static void offers_close(struct ui *ui, void *state)
{
	struct state *s = state;

	(void)ui;
	free(s->rows);
	s->rows = NULL;
	s->count = 0;
}

static void offers_shown(struct ui *ui, void *state)
{
	ui_error(ui, read_again(state));
}

static void offers_event(struct ui *ui, void *state, unsigned topic, int64_t id)
{
	(void)topic, (void)id;
	ui_error(ui, read_again(state));
	ui_touch(ui);
}

static int64_t offers_deadline(const void *state)
{
	return ((const struct state *)state)->stale ? 0 : -1;
}

static void offers_tick(struct ui *ui, void *state, int64_t now_ms)
{
	(void)now_ms;
	narrow(state);
	ui_touch(ui);
}

/* --- keys --- */

static void choose_same(struct ui *ui, struct state *s, int64_t id)
{
	const int64_t into = s->same_as;
	const enum err e = offer_merge(ui_store(ui), ui_actor(ui), id, into, ui_now(ui));

	if (e == AM_INVALID) {
		ui_message(ui, MESSAGE_WARN, "%s", _("These two are one already."));
		return;
	}
	ui_error(ui, e);
	if (e != AM_OK || ui_pop(ui) != AM_OK)
		return;
	ui_changed(ui, TOPIC_OFFER, into);
	ui_saved(ui, &(struct ui_undo){ .run = offer_undo_last, .id = into },
	    _("They are one offer now"));
}

static void open_offer(struct ui *ui, void *state)
{
	struct state *s = state;

	catch_up(s);
	if (s->count == 0)
		return;
	if (s->same_as != 0)
		choose_same(ui, s, s->rows[s->list.at].id);
	else
		(void)ui_push(ui, &view_offer,
		    &(struct ui_about){ .id = s->rows[s->list.at].id });
}

static void switch_list(struct ui *ui, void *state)
{
	struct state *s = state;

	s->whole = !s->whole;
	s->list = (struct list){ .count = 0 };
	s->count = 0;
	line_start(&s->filter, "", FILTER_MAX);
	ui_error(ui, read_page(s));
}

static void link_with_case(struct ui *ui, void *state)
{
	struct state *s = state;
	int64_t id;
	enum err e;

	catch_up(s);
	if (s->count == 0)
		return;
	id = s->rows[s->list.at].id;
	e = offer_decide_case(
	    ui_store(ui), ui_actor(ui), id, s->case_id, OFFER_POSSIBLE, ui_now(ui));
	if (e != AM_OK) {
		ui_error(ui, e);
		return;
	}
	switch_list(ui, s);
	ui_changed(ui, TOPIC_OFFER, id);
	ui_saved(ui, &(struct ui_undo){ .run = offer_undo_last, .id = id },
	    _("Linked as possible (Enter, = confirms); supervisors are told"));
}

static void enter_one(struct ui *ui, void *state)
{
	(void)state;
	(void)ui_push(ui, &view_offeredit, &(struct ui_about){ 0 });
}

static void filter(struct ui *ui, void *state)
{
	(void)ui;
	((struct state *)state)->typing = true;
}

static void clear(struct ui *ui, void *state)
{
	struct state *s = state;

	(void)ui;
	s->typing = false;
	line_start(&s->filter, "", FILTER_MAX);
	narrow(s);
}

static bool is_typing(struct ui *ui, const void *state)
{
	(void)ui;
	return ((const struct state *)state)->typing;
}

static bool is_register(struct ui *ui, const void *state)
{
	const struct state *s = state;

	(void)ui;
	return !s->typing && s->same_as == 0 && !shows_case(s);
}

static bool is_choosing(struct ui *ui, const void *state)
{
	return !is_typing(ui, state) && !shows_case(state);
}

static bool has_case(struct ui *ui, const void *state)
{
	return ((const struct state *)state)->case_id != 0 && !is_typing(ui, state);
}

static bool may_link(struct ui *ui, const void *state)
{
	return has_case(ui, state) && !shows_case(state);
}

static bool is_narrow(struct ui *ui, const void *state)
{
	const struct state *s = state;

	(void)ui;
	return s->typing || s->filter.len > 0;
}

static bool letters(const void *state)
{
	return !((const struct state *)state)->typing;
}

static bool offers_key(struct ui *ui, void *state, const struct key *key)
{
	struct state *s = state;

	(void)ui;
	if (s->typing && line_key(&s->filter, key)) {
		narrow(s);
		return true;
	}
	if (!list_key(&s->list, key))
		return false;
	catch_up(s);
	if (s->more && s->list.at + s->list.page >= s->count)
		ui_error(ui, add_page(s));
	return true;
}

/* --- drawing --- */

static void offers_cell(
    const void *state, size_t row, size_t col, struct buf *out, enum cell_role *role)
{
	const struct state *s = state;

	offer_cell(s->ui, &s->rows[row], col, out, role);
}

static void draw_head(struct state *s, struct cells *g, struct area a, bool top)
{
	int col = a.col + 2;

	if (shows_case(s)) {
		cells_text(g, a.row, a.col + 1, a.cols - 2, CELL_PLAIN,
		    _("Of this case and of its calls. F4 shows the register."));
		return;
	}
	if (!is_narrow(s->ui, s)) {
		cells_text(g, a.row, a.col + 1, a.cols - 2,
		    s->same_as != 0 ? CELL_TITLE : CELL_PLAIN,
		    s->same_as != 0
			? _("Which of these is the same offer?")
			: _("! seen in two calls or more, or linked with a case"));
		return;
	}
	col += cells_text(g, a.row, a.col + 1, a.cols - 2, CELL_TITLE, _("Filter:"));
	if (s->typing && top)
		line_draw(&s->filter, g, a.row, col, a.cols - col);
	else
		cells_text(g, a.row, col, a.cols - col, CELL_PLAIN, s->filter.text);
}

static const char *none_text(const struct state *s)
{
	if (shows_case(s))
		return _("No offer has to do with this case. F4 finds one to link.");
	return is_narrow(s->ui, s) ? _("No offer fits.")
				   : _("No offer is in the register yet.");
}

static void offers_subject(struct ui *ui, const void *state, struct buf *out)
{
	const struct state *s = state;
	char number[NUMBER_LEN];

	(void)ui;
	if (s->case_id != 0)
		buf_printf(out, " %s", number_show(number, NUMBER_CASE, s->case_number));
}

static void offers_draw(
    struct ui *ui, void *state, struct cells *g, struct area a, bool top)
{
	struct state *s = state;
	const struct area rest = { a.row + 2, a.col, a.rows - 2, a.cols };

	(void)ui;
	if (rest.rows > 0)
		list_draw(&s->list, offer_columns, offers_cell, s, g, rest,
		    top && !s->typing, none_text(s));
	draw_head(s, g, a, top);
}

static void offers_help(struct ui *ui, const void *state, struct buf *out)
{
	(void)ui, (void)state;
	buf_printf(out, "%s\n%s\n",
	    _("A closed call about an offer enters it here by itself, and the same "
	      "telephone links the call with the offer that is there."),
	    _("The filter looks for words of name, advert and text, for kinds and "
	      "places, "
	      "and for digits of the telephone."));
}

/* clang-format off */
static const struct key_row keys[] = {
	{ KEY_ENTER, 0, N_("Open"), N_("Open the offer"), ACT_OFFER_VIEW, open_offer, NULL },
	{ KEY_F5, '/', N_("Filter"), N_("Filter the offers: name, telephone, place, kind"), ACT_OFFER_VIEW, filter, is_choosing },
	{ KEY_ESCAPE, 0, N_("All"), N_("Show all offers again"), ACT_OFFER_VIEW, clear, is_narrow },
	{ KEY_F3, 0, NULL, N_("Show all offers again"), ACT_OFFER_VIEW, clear, is_typing },
	{ KEY_NONE, '+', N_("Enter one"), N_("Enter an offer seen in a newspaper or elsewhere"), ACT_OFFER_EDIT, enter_one, is_register },
	{ KEY_F4, 0, N_("Case/all"), N_("The offers of the case, or the whole register"), ACT_OFFER_VIEW, switch_list, has_case },
	{ KEY_NONE, 'j', N_("Link"), N_("It has to do with the case"), ACT_OFFER_EDIT, link_with_case, may_link },
	{ .help = NULL },
};
/* clang-format on */

const struct view_class view_offers = {
	.name = "offers",
	.title = N_("Offers"),
	.action = ACT_OFFER_VIEW,
	.topics = TOPIC_OFFER | TOPIC_CALL,
	.flags = VIEW_LISTED,
	.state_size = sizeof(struct state),
	.keys = keys,
	.open = offers_open,
	.close = offers_close,
	.shown = offers_shown,
	.event = offers_event,
	.subject = offers_subject,
	.key = offers_key,
	.draw = offers_draw,
	.deadline = offers_deadline,
	.tick = offers_tick,
	.help = offers_help,
	.letters = letters,
};
