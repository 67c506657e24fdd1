/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/list.h"

#include <stdlib.h>

#include "schema/base/buf.h"
#include "schema/base/utf8.h"
#include "tui/show.h"
#include "tui/tui_priv.h"

#define WIDE_FROM 100 /* columns of the screen */
#define MARGIN 3      /* " > " */

void list_count(struct list *l, size_t count)
{
	l->count = count;
	if (l->at >= count)
		l->at = count > 0 ? count - 1 : 0;
}

int64_t list_held(const struct list *l, list_id *id_of, const void *state)
{
	return l->count > 0 ? id_of(state, l->at) : 0;
}

void list_hold(
    struct list *l, size_t count, list_id *id_of, const void *state, int64_t id)
{
	list_count(l, count);
	for (size_t i = 0; i < count; i++)
		if (id_of(state, i) == id)
			l->at = i;
}

static size_t page_of(const struct list *l)
{
	return l->page > 0 ? l->page : 1;
}

static void page_back(struct list *l)
{
	const size_t by = page_of(l);

	l->at = l->at > by ? l->at - by : 0;
	l->top = l->top > by ? l->top - by : 0;
}

static void page_forward(struct list *l)
{
	const size_t by = page_of(l);

	if (l->top + by < l->count)
		l->top += by;
	l->at = l->at + by < l->count ? l->at + by : l->count - 1;
}

bool list_key(struct list *l, const struct key *key)
{
	const size_t last = l->count > 0 ? l->count - 1 : 0;

	switch (key->code) {
	case KEY_UP:
	case KEY_BACKTAB:
		l->at -= l->at > 0;
		return true;
	case KEY_DOWN:
	case KEY_TAB:
		l->at += l->at < last;
		return true;
	case KEY_F7:
	case KEY_PAGE_UP:
		page_back(l);
		return true;
	case KEY_F8:
	case KEY_PAGE_DOWN:
		if (l->count > 0)
			page_forward(l);
		return true;
	case KEY_HOME:
		l->at = 0;
		return true;
	case KEY_END:
		l->at = last;
		return true;
	default:
		return false;
	}
}

/* Scroll no more than needed: then the terminal scrolls, too. */
static void fit(struct list *l, size_t rows)
{
	const size_t most = l->count > rows ? l->count - rows : 0;

	l->page = rows;
	if (l->at < l->top)
		l->top = l->at;
	if (rows > 0 && l->at >= l->top + rows)
		l->top = l->at - rows + 1;
	if (l->top > most)
		l->top = most;
}

static int own_width(const struct column *c, struct area a)
{
	if (a.cols + 1 < c->least)
		return 0;
	return a.cols + 1 >= WIDE_FROM && c->wide > 0 ? c->wide : c->width;
}

/* What no column takes. */
static int left_over(const struct column *columns, struct area a)
{
	int left = a.cols - MARGIN + 1;

	for (const struct column *c = columns; c->width > 0; c++)
		if (own_width(c, a) > 0)
			left -= own_width(c, a) + 1;
	return left > 0 ? left : 0;
}

static int width_of(const struct column *c, struct area a, int left)
{
	const int own = own_width(c, a);

	return own > 0 && (c->flags & COLUMN_GROWS) != 0 ? own + left : own;
}

static void draw_titles(const struct column *columns, struct cells *g, struct area a)
{
	const int left = left_over(columns, a);
	int col = a.col + MARGIN;

	for (const struct column *c = columns; c->width > 0; c++) {
		const int width = width_of(c, a, left);

		if (width == 0)
			continue;
		if (c->title != NULL && *c->title != '\0')
			cells_text(g, a.row, col, width, CELL_PLAIN, _(c->title));
		col += width + 1;
	}
}

static void draw_cell(const struct column *c, struct cells *g, int row, int col,
    int width, enum cell_role role, const char *text)
{
	const int cols = (int)utf8_cols(text);
	const bool right = (c->flags & COLUMN_RIGHT) != 0 && cols < width;
	struct buf shown = { 0 };

	(void)cells_text(g, row, right ? col + width - cols : col, width, role,
	    show_fit(text, width, &shown));
	buf_fini(&shown);
}

static void draw_row(const struct column *columns, list_cell *cell, const void *state,
    size_t index, struct cells *g, struct area a, int row)
{
	const int left = left_over(columns, a);
	struct buf text = { 0 };
	int col = a.col + MARGIN;

	for (size_t i = 0; columns[i].width > 0; i++) {
		const int width = width_of(&columns[i], a, left);
		enum cell_role role = CELL_PLAIN;

		if (width == 0)
			continue;
		buf_clear(&text);
		cell(state, index, i, &text, &role);
		draw_cell(&columns[i], g, row, col,
		    col + width <= a.col + a.cols ? width : a.col + a.cols - col, role,
		    buf_text(&text));
		col += width + 1;
	}
	buf_fini(&text);
}

void list_draw(struct list *l, const struct column *columns, list_cell *cell,
    const void *state, struct cells *g, struct area a, bool focused, const char *empty)
{
	const bool titles = columns[0].title != NULL;
	const int first = a.row + (titles ? 1 : 0);

	fit(l, (size_t)(a.row + a.rows - first));
	if (titles && l->count > 0)
		draw_titles(columns, g, a);
	if (l->count == 0) {
		cells_text(g, first, a.col + MARGIN, a.cols - MARGIN, CELL_PLAIN, empty);
		if (focused)
			cells_cursor(g, first, a.col + 1);
		return;
	}
	for (size_t i = 0; i < l->page && l->top + i < l->count; i++)
		draw_row(columns, cell, state, l->top + i, g, a, first + (int)i);
	if (focused) {
		const int row = first + (int)(l->at - l->top);

		cells_text(g, row, a.col + 1, 1, CELL_PLAIN, ">");
		cells_cursor(g, row, a.col + 1);
	}
}
