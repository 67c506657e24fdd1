/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Help: the cards of the situation, one a page; then what the field in focus wants, the
 * keys of the screen it was called from and those of everywhere, all made from the tables.
 */
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/base/utf8.h"
#include "schema/base/wrap.h"
#include "schema/guide.h"
#include "tui/card_show.h"
#include "tui/tui_priv.h"
#include "tui/ui_priv.h"
#include "tui/views.h"

#define WRAP_COLS 76
#define KEYS_COLS 14
#define CARDS_MAX 5
#define LINE_MAX_BYTES (4 * WRAP_COLS + 1)

struct help {
	char *text; /* lines separated by line feeds, already wrapped */
	int count;  /* of lines */
	int top;    /* the first one shown */
	int page;   /* lines shown last time */
	const struct view_class *about;
	const char *cards[CARDS_MAX];
	size_t card_count;
	size_t at;           /* the card that is shown; card_count: the text */
	struct guide *shown; /* this card */
};

/* --- making the text --- */

static void add_row(struct buf *out, const struct key_row *row, bool letters)
{
	struct buf keys = { 0 };
	size_t cols;

	row_key_names(row, letters, &keys);
	cols = utf8_cols(buf_text(&keys));
	if (cols > 0) {
		buf_str(out, buf_text(&keys));
		for (; cols < KEYS_COLS; cols++)
			buf_byte(out, ' ');
		wrap_add(out, _(row->help), WRAP_COLS, cols, KEYS_COLS);
	}
	buf_fini(&keys);
}

/* A key may stand in two rows (s and y are yes); help names the first only. */
static bool told_before(const struct key_row *rows, const struct key_row *row)
{
	for (; rows != row; rows++)
		if (strcmp(rows->help, row->help) == 0)
			return true;
	return false;
}

static void add_rows(struct buf *out, struct ui *ui, const struct view *v,
    const struct key_row *rows, bool own)
{
	const bool letters = view_letters(v);

	for (const struct key_row *row = rows; row != NULL && row->help != NULL; row++)
		if (row_usable(ui, v, row) && (own || !row_hidden(ui, v, row)) &&
		    !told_before(rows, row))
			add_row(out, row, letters);
}

static void add_focus(struct buf *out, struct ui *ui, const struct view *v)
{
	struct buf text = { 0 };

	if (v->class->help != NULL)
		v->class->help(ui, v->state, &text);
	if (text.len > 0) {
		wrap_lines(out, buf_text(&text), WRAP_COLS);
		buf_byte(out, '\n');
	}
	buf_fini(&text);
}

static char *make_text(struct ui *ui, const struct view *v, int *lines)
{
	struct buf out = { 0 };

	add_focus(&out, ui, v);
	if (v->class->keys != NULL) {
		buf_printf(&out, "%s\n", _("On this screen"));
		add_rows(&out, ui, v, v->class->keys, true);
		buf_byte(&out, '\n');
	}
	buf_printf(&out, "%s\n", _("Everywhere"));
	add_rows(&out, ui, v, ui_keys, false);
	buf_byte(&out, '\n');
	wrap_lines(&out,
	    _("Without function keys: Esc and then the digit (Esc 0 is "
	      "F10, Esc three times hides)."),
	    WRAP_COLS);
	wrap_lines(&out,
	    _("In a field: Enter or Tab next, arrows up and down move, "
	      "Ctrl-U clears, Ctrl-W deletes a word. A complete code "
	      "goes on by itself; - means \"did not say\"."),
	    WRAP_COLS);
	wrap_lines(&out,
	    _("A place or a code is typed by its first letters, without accents, until "
	      "only one is left; to type on (LO, LORETO) changes nothing."),
	    WRAP_COLS);
	*lines = 0;
	for (const char *p = buf_text(&out); *p != '\0'; p++)
		*lines += *p == '\n';
	return buf_give(&out);
}

/* --- the view --- */

static const struct view *asked_about(struct ui *ui)
{
	const struct view *v = ui_body(ui);

	while (v->class == &view_help && v->below != NULL)
		v = v->below;
	return v;
}

static bool on_card(struct ui *ui, const void *state)
{
	const struct help *h = state;

	(void)ui;
	return h->at < h->card_count;
}

/* A card that is not there is passed over. */
static void read_card(struct ui *ui, struct help *h)
{
	while (on_card(ui, h) && guide_find(ui_store(ui), ui_actor(ui), h->cards[h->at],
				     ui_lang(ui), h->shown) != AM_OK)
		h->at++;
}

static void help_make(struct ui *ui, void *state)
{
	struct help *h = state;
	const struct view *v = asked_about(ui);

	free(h->text);
	h->about = v->class;
	h->text = make_text(ui, v, &h->count);
	read_card(ui, h);
}

/* arg: not NULL for the keys at once. */
static enum err help_open(struct ui *ui, void *state, const void *arg)
{
	struct help *h = state;
	const struct view *v = asked_about(ui);

	h->shown = mem_new(1, sizeof(*h->shown));
	if (v->class->cards != NULL && ui_may(ui, ACT_GUIDE_READ))
		h->card_count = v->class->cards(ui, v->state, h->cards, CARDS_MAX);
	if (arg != NULL)
		h->at = h->card_count;
	help_make(ui, h);
	return AM_OK;
}

static void help_close(struct ui *ui, void *state)
{
	struct help *h = state;

	(void)ui;
	free(h->text);
	free(h->shown);
	h->text = NULL;
	h->shown = NULL;
}

static void help_subject(struct ui *ui, const void *state, struct buf *out)
{
	const struct help *h = state;

	(void)ui;
	buf_printf(out, " %s", _(h->about->title));
}

static void scroll(struct help *h, int by)
{
	const int most = h->count > h->page ? h->count - h->page : 0;

	h->top += by;
	if (h->top > most)
		h->top = most;
	if (h->top < 0)
		h->top = 0;
}

/* Cards do not scroll. */
static bool help_key(struct ui *ui, void *state, const struct key *key)
{
	struct help *h = state;

	if (on_card(ui, h))
		return key->code == KEY_UP || key->code == KEY_DOWN;
	switch (key->code) {
	case KEY_UP:
		scroll(h, -1);
		return true;
	case KEY_DOWN:
		scroll(h, 1);
		return true;
	default:
		return false;
	}
}

static void turn_to(struct ui *ui, struct help *h, size_t at)
{
	h->at = at;
	h->top = 0;
	read_card(ui, h);
}

static void page_back(struct ui *ui, void *state)
{
	struct help *h = state;

	if (h->at > 0 && (on_card(ui, h) || h->top == 0))
		turn_to(ui, h, h->at - 1);
	else
		scroll(h, -h->page);
}

static void page_on(struct ui *ui, void *state)
{
	struct help *h = state;

	if (on_card(ui, h))
		turn_to(ui, h, h->at + 1);
	else
		scroll(h, h->page);
}

static void to_keys(struct ui *ui, void *state)
{
	struct help *h = state;

	turn_to(ui, h, h->card_count);
}

static bool has_more(struct ui *ui, const void *state)
{
	const struct help *h = state;

	return !on_card(ui, h) && h->top + h->page < h->count;
}

static bool has_back(struct ui *ui, const void *state)
{
	const struct help *h = state;

	(void)ui;
	return h->at > 0 || h->top > 0;
}

static void help_leave(struct ui *ui, void *state)
{
	(void)state;
	(void)ui_pop(ui);
}

static void help_draw(
    struct ui *ui, void *state, struct cells *g, struct area a, bool top)
{
	struct help *h = state;
	const char *p = h->text;

	(void)top;
	if (on_card(ui, h)) {
		card_draw(ui, h->shown, g, a);
		return;
	}
	h->page = a.rows;
	scroll(h, 0);
	for (int line = 0; *p != '\0' && line < h->top + a.rows; line++) {
		const size_t n = strcspn(p, "\n");
		char text[LINE_MAX_BYTES];

		str_printf(text, sizeof(text), "%.*s", (int)n, p);
		if (line >= h->top)
			cells_text(
			    g, a.row + line - h->top, 1, a.cols - 1, CELL_PLAIN, text);
		p += n + 1;
	}
	cells_cursor(g, a.row, 1);
}

/* clang-format off */
static const struct key_row keys[] = {
	{ KEY_F3, 'q', N_("Back"), N_("Back to where you were"), ACT_CONSOLE, help_leave, NULL },
	{ KEY_ESCAPE, 0, NULL, N_("Back to where you were"), ACT_CONSOLE, help_leave, NULL },
	{ KEY_ENTER, 0, NULL, N_("Back to where you were"), ACT_CONSOLE, help_leave, NULL },
	{ KEY_F1, 0, N_("Next card"), N_("Next card, behind the last one the keys"), ACT_CONSOLE, page_on, on_card },
	{ KEY_F8, ' ', NULL, N_("Next card, behind the last one the keys"), ACT_CONSOLE, page_on, on_card },
	{ KEY_PAGE_DOWN, 0, NULL, N_("Next card, behind the last one the keys"), ACT_CONSOLE, page_on, on_card },
	{ KEY_NONE, '?', N_("Keys, field"), N_("What the field wants, and the keys"), ACT_CONSOLE, to_keys, on_card },
	{ KEY_F1, '?', NULL, N_("Back to where you were"), ACT_CONSOLE, help_leave, NULL },
	{ KEY_F8, ' ', N_("More"), N_("Next page"), ACT_CONSOLE, page_on, has_more },
	{ KEY_PAGE_DOWN, 0, NULL, N_("Next page"), ACT_CONSOLE, page_on, has_more },
	{ KEY_F7, 0, N_("Page back"), N_("Page back"), ACT_CONSOLE, page_back, has_back },
	{ KEY_PAGE_UP, 0, NULL, N_("Page back"), ACT_CONSOLE, page_back, has_back },
	{ .help = NULL },
};
/* clang-format on */

const struct view_class view_help = {
	.name = "help",
	.title = N_("Help"),
	.action = ACT_CONSOLE,
	.flags = VIEW_LETTERS,
	.state_size = sizeof(struct help),
	.keys = keys,
	.open = help_open,
	.close = help_close,
	.shown = help_make,
	.subject = help_subject,
	.key = help_key,
	.draw = help_draw,
};

static void push(struct ui *ui, const void *arg)
{
	if (ui_body(ui)->class != &view_help)
		(void)ui_push(ui, &view_help, arg);
}

void ui_help(struct ui *ui)
{
	push(ui, NULL);
}

void ui_help_keys(struct ui *ui)
{
	push(ui, ui);
}
