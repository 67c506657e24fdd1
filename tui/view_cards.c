/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All cards of the line, in their order. */
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/wire.h"
#include "tui/card_show.h"
#include "tui/list.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

struct state {
	struct ui *ui;
	struct guide *cards;
	struct list list;
};

static enum err read_again(struct state *s)
{
	size_t count = 0;
	enum err e = guide_list(ui_store(s->ui), ui_actor(s->ui), ui_lang(s->ui),
	    s->cards, GUIDE_CARDS_MAX, &count);

	if (e == AM_OK)
		list_count(&s->list, count);
	return e;
}

static enum err cards_open(struct ui *ui, void *state, const void *arg)
{
	struct state *s = state;

	(void)arg;
	s->ui = ui;
	s->cards = mem_new(GUIDE_CARDS_MAX, sizeof(*s->cards));
	return read_again(s);
}

static void cards_close(struct ui *ui, void *state)
{
	struct state *s = state;

	(void)ui;
	free(s->cards);
	s->cards = NULL;
}

static void cards_shown(struct ui *ui, void *state)
{
	ui_error(ui, read_again(state));
}

static void cards_event(struct ui *ui, void *state, unsigned topic, int64_t id)
{
	(void)topic, (void)id;
	cards_shown(ui, state);
	ui_touch(ui);
}

static void open_card(struct ui *ui, void *state)
{
	const struct state *s = state;

	if (s->list.count > 0)
		(void)ui_push(ui, &view_card,
		    &(struct ui_about){ .id = s->cards[s->list.at].id });
}

static bool cards_key(struct ui *ui, void *state, const struct key *key)
{
	(void)ui;
	return list_key(&((struct state *)state)->list, key);
}

enum { COL_TITLE, COL_VERSION, COL_SOURCE };

/* clang-format off */
static const struct column columns[] = {
	[COL_TITLE] = { N_("Card"), 42, 46, 0, 0 },
	[COL_VERSION] = { N_("In force"), 31, 34, 0, 0 },
	[COL_SOURCE] = { N_("Source"), 40, 44, 132, 0 },
	{ .width = 0 },
};
/* clang-format on */

static void cards_cell(
    const void *state, size_t row, size_t col, struct buf *out, enum cell_role *role)
{
	const struct state *s = state;
	const struct guide *card = &s->cards[row];

	(void)role;
	if (col == COL_TITLE)
		buf_str(out, card->title);
	else if (col == COL_VERSION)
		card_version(s->ui, card, out);
	else
		buf_str(out, card->source);
}

static void cards_draw(
    struct ui *ui, void *state, struct cells *g, struct area a, bool top)
{
	struct state *s = state;
	const struct area rest = { a.row + 1, a.col, a.rows - 1, a.cols };

	(void)ui;
	list_draw(
	    &s->list, columns, cards_cell, s, g, rest, top, _("There are no cards."));
}

/* clang-format off */
static const struct key_row keys[] = {
	{ KEY_ENTER, 0, N_("Read"), N_("Read the card"), ACT_GUIDE_READ, open_card, NULL },
	{ .help = NULL },
};
/* clang-format on */

const struct view_class view_cards = {
	.name = "cards",
	.title = N_("Cards"),
	.action = ACT_GUIDE_READ,
	.topics = TOPIC_GUIDE,
	.flags = VIEW_LETTERS | VIEW_LISTED,
	.state_size = sizeof(struct state),
	.keys = keys,
	.open = cards_open,
	.close = cards_close,
	.shown = cards_shown,
	.event = cards_event,
	.key = cards_key,
	.draw = cards_draw,
};
