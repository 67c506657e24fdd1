/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The message line: one message, or the standing note of the screen. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/base/utf8.h"
#include "tui/tui_priv.h"
#include "tui/ui_priv.h"

#define MESSAGE_BYTES 400

static const struct {
	const char *sign;
	enum cell_role role;
} kinds[] = {
	[MESSAGE_DONE] = { "", CELL_PLAIN },
	[MESSAGE_WARN] = { "! ", CELL_WARN },
	[MESSAGE_ALARM] = { "!! ", CELL_ALARM },
};

void ui_message(struct ui *ui, enum message_kind kind, const char *format, ...)
{
	struct message *m = &ui->message;
	va_list list;

	free(m->text);
	m->text = mem_new(1, MESSAGE_BYTES);
	va_start(list, format);
	str_vprintf(m->text, MESSAGE_BYTES, format, list);
	va_end(list);
	m->kind = kind;
	m->offers = false;
	m->of = 0;
	m->fresh = true;
	ui->dirty = true;
}

void ui_error(struct ui *ui, enum err e)
{
	if (e != AM_OK)
		ui_message(ui, MESSAGE_WARN, "%s", err_text(e));
}

void ui_message_clear(struct ui *ui)
{
	if (ui->message.text == NULL)
		return;
	free(ui->message.text);
	ui->message.text = NULL;
	ui->message.of = 0;
	ui->dirty = true;
}

void ui_form_said(struct ui *ui, const char *said, size_t field, bool accepted)
{
	struct message *m = &ui->message;

	if (said != NULL) {
		ui_message(ui, MESSAGE_WARN, "%s", said);
		m->of = field + 1;
	} else if (accepted && m->of != 0 && m->of != field + 1) {
		ui_message_clear(ui);
	}
}

void ui_note(struct ui *ui, const char *sentence)
{
	struct view *v = ui_body(ui);

	free(v->note);
	v->note = mem_dup(sentence);
	ui->dirty = true;
}

/* Moving, and text that is typed into a field, leave the message where it is. */
bool message_clears(const struct ui *ui, const struct key *key)
{
	switch (key->code) {
	case KEY_UP:
	case KEY_DOWN:
	case KEY_LEFT:
	case KEY_RIGHT:
	case KEY_HOME:
	case KEY_END:
	case KEY_PAGE_UP:
	case KEY_PAGE_DOWN:
	case KEY_F7:
	case KEY_F8:
	case KEY_BACKSPACE:
	case KEY_DELETE:
	case KEY_WORD:
		return false;
	case KEY_TEXT:
		return view_letters(ui->top);
	default:
		return true;
	}
}

/* Where letters are typed, u would be typed, too: the menu has the same.  However long the
 * message is, the offer stays whole. */
static void draw_text(
    const struct ui *ui, const struct message *m, struct cells *g, int row)
{
	const bool offers = m->offers && undo_stands(ui);
	const char *offer =
	    view_letters(ui->top) ? _("u takes it back.") : _("F10 has undo.");
	const int room = g->cols - 2 - (offers ? (int)utf8_cols(offer) + 1 : 0);
	const int used = cells_printf(
	    g, row, 1, room, kinds[m->kind].role, "%s%s", kinds[m->kind].sign, m->text);

	if (offers)
		cells_text(
		    g, row, used + 2, g->cols - used - 3, kinds[m->kind].role, offer);
}

void message_draw(struct ui *ui, struct cells *g)
{
	const struct message *m = &ui->message;
	const struct view *body = ui_body(ui);
	const int row = g->rows - 2;

	if (m->text != NULL)
		draw_text(ui, m, g, row);
	else if (body->note != NULL)
		cells_text(g, row, 1, g->cols - 2, CELL_PLAIN, body->note);
}
