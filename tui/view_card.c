/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One card to read; F7 and F8 turn to its neighbours.  An older version, or one that was
 * shipped since, is shown beside the one that counts: "-" before what only this one says,
 * "+" before what only the other one does.
 */
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/wire.h"
#include "tui/card_show.h"
#include "tui/line_diff.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

struct state {
	struct ui *ui;
	struct guide card;
	struct buf diff; /* lines of the comparison, "" where this version counts */
	int top, page, lines;
};

/* --- reading --- */

static enum err compare(struct state *s)
{
	struct guide *now = mem_new(1, sizeof(*now));
	enum err e =
	    guide_find(ui_store(s->ui), ui_actor(s->ui), s->card.card, s->card.lang, now);

	if (e == AM_OK)
		line_diff(&s->diff, s->card.body, now->body);
	free(now);
	return e;
}

static enum err read_card(struct state *s, int64_t id)
{
	enum err e = guide_get(ui_store(s->ui), ui_actor(s->ui), id, &s->card);

	buf_clear(&s->diff);
	s->top = s->lines = 0;
	if (e == AM_OK && !s->card.counts)
		e = compare(s);
	for (const char *p = buf_text(&s->diff); *p != '\0'; p++)
		s->lines += *p == '\n';
	return e;
}

/* The text that counts, in the language of the screen. */
static void read_again(struct ui *ui, void *state)
{
	struct state *s = state;
	struct guide *now = mem_new(1, sizeof(*now));

	if (s->card.counts && guide_find(ui_store(ui), ui_actor(ui), s->card.card,
				  ui_lang(ui), now) == AM_OK)
		ui_error(ui, read_card(s, now->id));
	free(now);
}

static enum err card_open(struct ui *ui, void *state, const void *arg)
{
	const struct ui_about *about = arg;
	struct state *s = state;
	enum err e;

	if (about == NULL)
		return AM_MISSING;
	s->ui = ui;
	e = read_card(s, about->id);
	if (e != AM_OK)
		buf_fini(&s->diff);
	return e;
}

static void card_close(struct ui *ui, void *state)
{
	(void)ui;
	buf_fini(&((struct state *)state)->diff);
}

static void card_event(struct ui *ui, void *state, unsigned topic, int64_t id)
{
	(void)topic, (void)id;
	read_again(ui, state);
	ui_touch(ui);
}

/* --- keys --- */

/* The card so many places further; the last one stays. */
static void turn(struct ui *ui, struct state *s, int by)
{
	struct guide *all = mem_new(GUIDE_CARDS_MAX, sizeof(*all));
	size_t count = 0;

	if (guide_list(ui_store(ui), ui_actor(ui), ui_lang(ui), all, GUIDE_CARDS_MAX,
		&count) == AM_OK)
		for (size_t i = 0; i < count; i++)
			if (strcmp(all[i].card, s->card.card) == 0 &&
			    (by > 0 ? i + 1 < count : i > 0)) {
				ui_error(
				    ui, read_card(s, all[by > 0 ? i + 1 : i - 1].id));
				break;
			}
	free(all);
}

static void scroll(struct state *s, int by)
{
	const int most = s->lines > s->page ? s->lines - s->page : 0;

	s->top += by;
	if (s->top > most)
		s->top = most;
	if (s->top < 0)
		s->top = 0;
}

static void next_card(struct ui *ui, void *state)
{
	turn(ui, state, 1);
}

static void previous_card(struct ui *ui, void *state)
{
	turn(ui, state, -1);
}

static void edit(struct ui *ui, void *state)
{
	const struct state *s = state;

	(void)ui_push(ui, &view_cardedit, &(struct ui_about){ .id = s->card.id });
}

static void versions(struct ui *ui, void *state)
{
	const struct state *s = state;

	(void)ui_push(ui, &view_cardlog, &(struct ui_about){ .id = s->card.id });
}

static void restore(struct ui *ui, void *state, bool yes)
{
	struct state *s = state;
	int64_t id = s->card.id;
	enum err e;

	if (!yes)
		return;
	e = guide_restore(ui_store(ui), ui_actor(ui), ui_now(ui), &id);
	ui_error(ui, e);
	if (e != AM_OK)
		return;
	ui_changed(ui, TOPIC_GUIDE, id);
	ui_error(ui, read_card(s, id));
	ui_saved(ui, &(struct ui_undo){ .run = card_take_back, .id = id },
	    _("This version counts again, as a new one"));
}

static void ask_restore(struct ui *ui, void *state)
{
	(void)state;
	ui_confirm(ui, _("Shall operators see this version again?"), restore);
}

static bool counts(struct ui *ui, const void *state)
{
	(void)ui;
	return ((const struct state *)state)->card.counts;
}

static bool is_old(struct ui *ui, const void *state)
{
	return !counts(ui, state);
}

static bool card_key(struct ui *ui, void *state, const struct key *key)
{
	struct state *s = state;

	(void)ui;
	if (key->code != KEY_UP && key->code != KEY_DOWN)
		return false;
	scroll(s, key->code == KEY_UP ? -1 : 1);
	return true;
}

/* --- drawing --- */

static void draw_diff(struct state *s, struct cells *g, struct area a)
{
	const char *p = buf_text(&s->diff);
	struct buf head = { 0 };

	s->page = a.rows - 2;
	scroll(s, 0);
	cells_text(g, a.row, a.col + 1, a.cols - 2, CELL_TITLE, s->card.title);
	card_version(s->ui, &s->card, &head);
	buf_printf(&head, " %s", _("- only in this one, + only in the one that counts"));
	cells_text(g, a.row + 1, a.col + 1, a.cols - 2, CELL_PLAIN, buf_text(&head));
	buf_fini(&head);
	for (int line = 0; *p != '\0' && line < s->top + s->page; line++) {
		const size_t n = strcspn(p, "\n");
		char *text = mem_dup(p);

		text[n] = '\0';
		if (line >= s->top)
			cells_text(g, a.row + 2 + line - s->top, a.col, a.cols,
			    CELL_PLAIN, text);
		free(text);
		p += n + 1;
	}
	cells_cursor(g, a.row, a.col + 1);
}

static void card_view_draw(
    struct ui *ui, void *state, struct cells *g, struct area a, bool top)
{
	struct state *s = state;

	(void)top;
	if (s->card.counts)
		card_draw(ui, &s->card, g, a);
	else
		draw_diff(s, g, a);
}

/* clang-format off */
static const struct key_row keys[] = {
	{ KEY_F8, ' ', N_("Next card"), N_("Next card"), ACT_GUIDE_READ, next_card, counts },
	{ KEY_F7, 0, N_("Previous"), N_("Card before this one"), ACT_GUIDE_READ, previous_card, counts },
	{ KEY_NONE, 'e', N_("Edit"), N_("Write a new version of the card"), ACT_GUIDE_EDIT, edit, counts },
	{ KEY_NONE, 'h', N_("Versions"), N_("The versions of the card; compare, bring back"), ACT_GUIDE_READ, versions, counts },
	{ KEY_ENTER, 0, N_("Bring back"), N_("Make this version count again"), ACT_GUIDE_EDIT, ask_restore, is_old },
	{ .help = NULL },
};
/* clang-format on */

const struct view_class view_card = {
	.name = "card",
	.title = N_("Card"),
	.action = ACT_GUIDE_READ,
	.topics = TOPIC_GUIDE,
	.flags = VIEW_LETTERS,
	.state_size = sizeof(struct state),
	.keys = keys,
	.open = card_open,
	.close = card_close,
	.shown = read_again,
	.event = card_event,
	.key = card_key,
	.draw = card_view_draw,
};
