/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The locked screen: everything is gone from the terminal with the first frame, and
 * a neutral title stands there.  The PIN is checked by amparod.  A console whose
 * operator has no PIN is opened by connecting again: that shows her key.
 */
#include <string.h>

#include "schema/base/mem.h"
#include "schema/wire.h"
#include "tui/line.h"
#include "tui/tui_priv.h"
#include "tui/ui_priv.h"
#include "tui/views.h"

#define PIN_DIGITS 12
#define TITLE_COL 25

enum phase { LOCK_ASKS, LOCK_WAITS, LOCK_NO_PIN };

struct lock {
	enum phase phase;
	uint32_t left; /* tries, after a wrong one; 0: none was wrong */
	struct line_edit pin;
};

static enum err lock_start(struct ui *ui, void *state, const void *arg)
{
	struct lock *l = state;

	(void)arg;
	l->phase = ui->op.has_pin ? LOCK_ASKS : LOCK_NO_PIN;
	line_start(&l->pin, "", PIN_DIGITS);
	return AM_OK;
}

static void lock_close(struct ui *ui, void *state)
{
	struct lock *l = state;

	(void)ui;
	line_wipe(&l->pin);
}

static void send_pin(struct ui *ui, struct lock *l)
{
	if (l->pin.len == 0)
		return;
	l->phase = LOCK_WAITS;
	ui->world.check_pin(ui->world.data, l->pin.text);
	line_wipe(&l->pin);
}

/* Nothing but digits is ever taken here, so words typed unseen do not stay. */
static void take_key(struct ui *ui, struct lock *l, const struct key *key)
{
	const bool digit = key->code == KEY_TEXT && key->c >= '0' && key->c <= '9';

	if (key->code == KEY_ENTER)
		send_pin(ui, l);
	else if (digit || key->code == KEY_BACKSPACE || key->code == KEY_CLEAR)
		(void)line_key(&l->pin, key);
}

static bool lock_key(struct ui *ui, void *state, const struct key *key)
{
	struct lock *l = state;

	if (l->phase == LOCK_ASKS)
		take_key(ui, l, key);
	else if (l->phase == LOCK_NO_PIN && key->code == KEY_ENTER)
		ui->hang_up = N_("Connect again: everything is where you left it.");
	return true;
}

/* Short lines: a window may be narrow. */
static void draw_no_pin(struct cells *g, int cols)
{
	static const char *const lines[] = { N_("You have no PIN."),
		N_("Enter closes this connection."),
		N_("Connect again: it opens where you left it."),
		N_("Administration gives a PIN.") };
	int used = 0;

	for (size_t i = 0; i < COUNT(lines); i++) {
		used = cells_text(g, 2 + (int)i, 1, cols, CELL_PLAIN, _(lines[i]));
		if (i == 1)
			cells_cursor(g, 3, 1 + used);
	}
}

/* The digits are not shown, nor how many there are. */
static void draw_asks(const struct lock *l, struct cells *g, int col, int cols)
{
	const char *prompt = l->left == 0 ? _("PIN (digits), Enter:")
					  : _("It is not that one. PIN:");

	cells_text(g, 4, col, cols, CELL_PLAIN, _("Or connect again."));
	cells_cursor(g, 2, col + cells_text(g, 2, col, cols, CELL_PLAIN, prompt) + 1);
}

static void lock_draw(
    struct ui *ui, void *state, struct cells *g, struct area a, bool top)
{
	const struct lock *l = state;
	const int col = l->phase == LOCK_NO_PIN || a.cols < 60 ? 1 : TITLE_COL;

	(void)ui, (void)top;
	cells_text(g, 0, col, a.cols - col, CELL_PLAIN, _("Session paused."));
	if (l->phase == LOCK_NO_PIN)
		draw_no_pin(g, a.cols - col);
	else
		draw_asks(l, g, col, a.cols - col);
}

const struct view_class view_lock = {
	.name = "lock",
	.title = N_("Session paused"),
	.action = ACT_CONSOLE,
	.place = VIEW_ALL,
	.state_size = sizeof(struct lock),
	.open = lock_start,
	.close = lock_close,
	.key = lock_key,
	.draw = lock_draw,
};

void lock_now(struct ui *ui)
{
	if (ui_locked(ui))
		return;
	ui_save_drafts(ui);
	(void)ui_push(ui, &view_lock, NULL);
	ui->repaint = true;
}

void lock_open(struct ui *ui)
{
	if (!ui_locked(ui))
		return;
	(void)ui_pop(ui);
	ui->repaint = true;
}

void lock_answer(struct ui *ui, uint32_t answer, uint32_t left)
{
	struct lock *l = ui_state_of(ui, &view_lock);

	if (l == NULL)
		return;
	ui->dirty = true;
	l->phase = LOCK_ASKS;
	l->left = left;
	if (answer == PIN_RIGHT) {
		ui->key_ms = ui_now_ms(ui);
		lock_open(ui);
	} else if (answer == PIN_UNSET) {
		l->phase = LOCK_NO_PIN;
	} else if (answer == PIN_LOCKED || left == 0) {
		ui_end(
		    ui, N_("Too many wrong PINs. Log in again: your drafts are kept."));
	}
}
