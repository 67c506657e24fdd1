/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The frame: title row, body, message line, function bar.  Columns 1-79 only: a
 * character in column 80 of the last row makes old terminals scroll.
 */
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/utf8.h"
#include "tui/tui_priv.h"
#include "tui/ui_priv.h"

#define ROWS_LEAST 24
#define COLS_LEAST 80
#define STRIP_ROWS 5

/* --- row 1 --- */

static int draw_right(struct ui *ui, struct cells *g)
{
	char hm[6], text[48];
	int cols, col;

	str_printf(text, sizeof(text), "%s  %s", ui->op.login, clock_hm(hm, ui_now(ui)));
	cols = (int)utf8_cols(text);
	col = g->cols - 2 - cols;
	cells_text(g, 0, col, cols, CELL_TITLE, text);
	return col;
}

static void add_number(const struct view *v, struct buf *out)
{
	for (v = v->below; v != NULL; v = v->below) {
		if (v->class->number != NULL) {
			buf_str(out, "  ");
			v->class->number(v->state, out);
			return;
		}
	}
}

static void draw_title(struct ui *ui, const struct view *v, struct cells *g)
{
	struct buf text = { 0 };
	const int right = draw_right(ui, g);

	buf_str(&text, "AMPARO");
	if (ui->demo)
		buf_printf(&text, " %s", _("DEMO"));
	buf_printf(&text, "  %s", _(v->class->title));
	if (v->class->subject != NULL) {
		buf_str(&text, " ");
		v->class->subject(ui, v->state, &text);
	}
	if ((v->class->flags & VIEW_PART) != 0)
		add_number(v, &text);
	cells_text(g, 0, 1, right - 2, CELL_TITLE, buf_text(&text));
	buf_fini(&text);
}

/* --- the last row --- */

struct bar {
	struct cells *g;
	int row, col, last; /* the first column that is not for the bar */
};

static void bar_add(struct bar *bar, const struct key_row *row, bool letters)
{
	char key[16], text[80];
	int cols;

	row_key_name(row, letters, key);
	if (*key == '\0')
		return;
	str_printf(text, sizeof(text), "%s %s", key, _(row->label));
	cols = (int)utf8_cols(text);
	if (bar->col + cols > bar->last)
		return;
	cells_text(bar->g, bar->row, bar->col, cols, CELL_PLAIN, text);
	bar->col += cols + 2;
}

static void bar_rows(struct bar *bar, struct ui *ui, const struct view *v,
    const struct key_row *rows, bool own, bool letters)
{
	for (; rows != NULL && rows->help != NULL; rows++)
		if (rows->label != NULL && row_usable(ui, v, rows) &&
		    (own || (!row_hidden(ui, v, rows) && rows->key != KEY_F1)))
			bar_add(bar, rows, letters);
}

static const struct key_row *help_row(void)
{
	const struct key_row *row = ui_keys;

	while (row->key != KEY_F1)
		row++;
	return row;
}

/* The view's keys, then those of everywhere as far as they fit, help in any case. */
static void draw_bar(struct ui *ui, struct cells *g)
{
	const struct view *v = ui->top;
	const bool letters = view_letters(v);
	const bool body = v->class->place == VIEW_BODY;
	const bool help = body && !row_hidden(ui, v, help_row());
	struct bar bar = { g, g->rows - 1, 0, g->cols - 1 };

	if (help)
		bar.last -= (int)utf8_cols(_("Help")) + 5;
	bar_rows(&bar, ui, v, v->class->keys, true, letters);
	if (body)
		bar_rows(&bar, ui, v, ui_keys, false, letters);
	bar.last = g->cols - 1;
	if (help)
		bar_add(&bar, help_row(), letters);
}

/* --- everything --- */

static struct area area_of(const struct view *v, const struct cells *g)
{
	struct area a = { .row = 1, .col = 0, .rows = g->rows - 3, .cols = g->cols - 1 };

	switch (v->class->place) {
	case VIEW_BODY:
		break;
	case VIEW_STRIP:
		a.row = g->rows - 2 - STRIP_ROWS;
		a.rows = STRIP_ROWS;
		break;
	case VIEW_QUESTION:
		a.row = g->rows - 2;
		a.rows = 1;
		break;
	case VIEW_ALL:
		a.row = 0;
		a.rows = g->rows;
		break;
	}
	return a;
}

static void blank_area(struct cells *g, struct area a)
{
	for (int row = a.row; row < a.row + a.rows; row++)
		cells_blank(g, row, 0);
}

/* From the body up: what lies on top hides what is below. */
static void draw_from(
    struct ui *ui, struct cells *g, struct view *v, const struct view *body)
{
	const struct area a = area_of(v, g);

	if (v != body)
		draw_from(ui, g, v->below, body);
	blank_area(g, a);
	v->class->draw(ui, v->state, g, a, v == ui->top);
}

static void draw_small(struct cells *g)
{
	const int cols = g->cols - 1;

	cells_printf(g, 0, 0, cols, CELL_PLAIN, _("Enlarge the window to %dx%d"),
	    COLS_LEAST, ROWS_LEAST);
	cells_printf(g, 1, 0, cols, CELL_PLAIN, _("It is %dx%d now."), g->cols, g->rows);
	cells_text(g, 2, 0, cols, CELL_PLAIN, _("Until then keys do nothing."));
	cells_text(g, 3, 0, cols, CELL_PLAIN, _("F12 hides. Nothing is lost."));
	cells_cursor(g, 0, 0);
}

/* A terminal that does not tell its size (0) is taken for one that is large enough. */
bool frame_is_small(const struct ui *ui)
{
	const struct ui_line *line = &ui->line;

	return ui->top->class->place != VIEW_ALL &&
	       ((line->rows != 0 && line->rows < ROWS_LEAST) ||
		   (line->cols != 0 && line->cols < COLS_LEAST));
}

static void draw_framed(struct ui *ui, struct cells *g)
{
	struct view *body = ui_body(ui);

	cells_cursor(g, g->rows - 2, 1);
	draw_title(ui, body, g);
	message_draw(ui, g);
	draw_from(ui, g, ui->top, body);
	draw_bar(ui, g);
}

void frame_draw(struct ui *ui, struct cells *g)
{
	struct view *top = ui->top;

	cells_clear(g);
	if (top->class->place == VIEW_ALL)
		top->class->draw(ui, top->state, g, area_of(top, g), true);
	else if (frame_is_small(ui))
		draw_small(g);
	else
		draw_framed(ui, g);
	if (g->cursor_col > g->cols - 2) /* nor does the cursor go to the last column */
		cells_cursor(g, g->cursor_row, g->cols - 2);
}
