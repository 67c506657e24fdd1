/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions on the message line: yes or no, and one line of text. */
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/utf8.h"
#include "tui/line.h"
#include "tui/tui_priv.h"
#include "tui/ui_priv.h"

#define SENTENCE_BYTES 240

/* --- yes or no --- */

struct confirm {
	char sentence[SENTENCE_BYTES];
	void (*answer)(struct ui *ui, void *state, bool yes);
};

/* The view that asked lies below. */
static void confirmed(struct ui *ui, const struct confirm *c, bool yes)
{
	if (ui_pop(ui) == AM_OK)
		c->answer(ui, ui->top->state, yes);
}

static void yes(struct ui *ui, void *state)
{
	confirmed(ui, state, true);
}

static void no(struct ui *ui, void *state)
{
	confirmed(ui, state, false);
}

/* s and y are both yes; the bar shows the one of the language. */
static bool in_spanish(struct ui *ui, const void *state)
{
	(void)state;
	return strcmp(ui_lang(ui), "es") == 0;
}

static bool in_english(struct ui *ui, const void *state)
{
	return !in_spanish(ui, state);
}

static enum err confirm_open(struct ui *ui, void *state, const void *arg)
{
	(void)ui;
	memcpy(state, arg, sizeof(struct confirm));
	return AM_OK;
}

static void confirm_draw(
    struct ui *ui, void *state, struct cells *g, struct area a, bool top)
{
	const struct confirm *c = state;
	int col = a.col + 1;

	(void)ui, (void)top;
	col += cells_text(g, a.row, col, a.cols - 6, CELL_WARN, c->sentence);
	col += cells_printf(g, a.row, col, 5, CELL_WARN, " %s ", _("y/n"));
	cells_cursor(g, a.row, col);
}

/* clang-format off */
static const struct key_row confirm_keys[] = {
	{ KEY_NONE, 's', N_("Yes"), N_("Yes"), ACT_CONSOLE, yes, in_spanish },
	{ KEY_NONE, 'y', N_("Yes"), N_("Yes"), ACT_CONSOLE, yes, in_english },
	{ KEY_NONE, 'n', N_("No"), N_("No"), ACT_CONSOLE, no, NULL },
	{ KEY_NONE, 's', NULL, N_("Yes"), ACT_CONSOLE, yes, NULL },
	{ KEY_NONE, 'y', NULL, N_("Yes"), ACT_CONSOLE, yes, NULL },
	{ KEY_NONE, 'S', NULL, N_("Yes"), ACT_CONSOLE, yes, NULL },
	{ KEY_NONE, 'Y', NULL, N_("Yes"), ACT_CONSOLE, yes, NULL },
	{ KEY_NONE, 'N', NULL, N_("No"), ACT_CONSOLE, no, NULL },
	{ KEY_ENTER, 0, NULL, N_("No"), ACT_CONSOLE, no, NULL },
	{ KEY_ESCAPE, 0, NULL, N_("No"), ACT_CONSOLE, no, NULL },
	{ KEY_F3, 0, NULL, N_("No"), ACT_CONSOLE, no, NULL },
	{ .help = NULL },
};
/* clang-format on */

static const struct view_class view_confirm = {
	.name = "confirm",
	.title = N_("Question"),
	.action = ACT_CONSOLE,
	.place = VIEW_QUESTION,
	.flags = VIEW_LETTERS,
	.state_size = sizeof(struct confirm),
	.keys = confirm_keys,
	.open = confirm_open,
	.draw = confirm_draw,
};

void ui_confirm(struct ui *ui, const char *sentence,
    void (*answer)(struct ui *ui, void *state, bool yes))
{
	struct confirm c = { .answer = answer };

	str_copy(c.sentence, sizeof(c.sentence), sentence);
	ui_message_clear(ui);
	(void)ui_push(ui, &view_confirm, &c);
}

/* --- one line of text --- */

struct ask {
	char sentence[SENTENCE_BYTES];
	struct line_edit line;
	void (*answer)(struct ui *ui, void *state, const char *text);
	void *data; /* NULL: the state of the view below */
};

static void asked(struct ui *ui, const struct ask *a, const char *text)
{
	if (ui_pop(ui) == AM_OK)
		a->answer(ui, a->data != NULL ? a->data : ui->top->state, text);
}

static void take(struct ui *ui, void *state)
{
	const struct ask *a = state;

	asked(ui, a, a->line.text);
}

static void give_up(struct ui *ui, void *state)
{
	asked(ui, state, NULL);
}

static enum err ask_open(struct ui *ui, void *state, const void *arg)
{
	(void)ui;
	memcpy(state, arg, sizeof(struct ask));
	return AM_OK;
}

static bool ask_key(struct ui *ui, void *state, const struct key *key)
{
	struct ask *a = state;

	(void)ui;
	return line_key(&a->line, key);
}

static void ask_draw(struct ui *ui, void *state, struct cells *g, struct area a, bool top)
{
	const struct ask *ask = state;
	int col = a.col + 1;

	(void)ui, (void)top;
	if (ask->line.said != NULL) {
		cells_blank(g, a.row - 1, 0);
		cells_text(g, a.row - 1, col, a.cols - 1, CELL_WARN, _(ask->line.said));
	}
	col += cells_text(g, a.row, col, a.cols / 2, CELL_WARN, ask->sentence) + 1;
	line_draw(&ask->line, g, a.row, col, a.col + a.cols - col);
}

/* clang-format off */
static const struct key_row ask_keys[] = {
	{ KEY_ENTER, 0, N_("Accept"), N_("Accept what is typed"), ACT_CONSOLE, take, NULL },
	{ KEY_ESCAPE, 0, N_("Cancel"), N_("Give it up"), ACT_CONSOLE, give_up, NULL },
	{ KEY_F3, 0, NULL, N_("Give it up"), ACT_CONSOLE, give_up, NULL },
	{ .help = NULL },
};
/* clang-format on */

static const struct view_class view_ask = {
	.name = "ask",
	.title = N_("Question"),
	.action = ACT_CONSOLE,
	.place = VIEW_QUESTION,
	.state_size = sizeof(struct ask),
	.keys = ask_keys,
	.open = ask_open,
	.key = ask_key,
	.draw = ask_draw,
};

static void push_ask(
    struct ui *ui, struct ask *a, const char *sentence, const char *value, size_t max_len)
{
	const char *said = a->line.said;

	str_copy(a->sentence, sizeof(a->sentence), sentence);
	line_start(&a->line, value, max_len);
	a->line.said = said;
	ui_message_clear(ui);
	(void)ui_push(ui, &view_ask, a);
}

void ui_ask(struct ui *ui, const char *sentence, const char *value, size_t max_len,
    void (*answer)(struct ui *ui, void *state, const char *text))
{
	struct ask a = { .answer = answer };

	push_ask(ui, &a, sentence, value, max_len);
}

void ui_ask_for(struct ui *ui, const char *sentence, const char *value, size_t max_len,
    void (*answer)(struct ui *ui, void *data, const char *text), void *data)
{
	struct ask a = { .answer = answer, .data = data };

	push_ask(ui, &a, sentence, value, max_len);
}

void ui_ask_again(struct ui *ui, const char *why_not, const char *sentence,
    const char *value, size_t max_len,
    void (*answer)(struct ui *ui, void *state, const char *text))
{
	struct ask a = { .answer = answer, .line = { .said = why_not } };

	push_ask(ui, &a, sentence, value, max_len);
}
