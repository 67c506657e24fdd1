/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/cells.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/base/text.h"
#include "schema/base/utf8.h"

static int clamp(int n, int least, int greatest)
{
	if (n < least)
		return least;
	return n > greatest ? greatest : n;
}

static struct cell *cell_at(struct cells *g, int row, int col)
{
	return &g->at[(size_t)row * (size_t)g->cols + (size_t)col];
}

void cells_clear(struct cells *g)
{
	const struct cell blank = { .c = ' ', .role = CELL_PLAIN };
	const size_t count = (size_t)g->rows * (size_t)g->cols;

	for (size_t i = 0; i < count; i++)
		g->at[i] = blank;
}

void cells_resize(struct cells *g, int rows, int cols)
{
	g->rows = clamp(rows == 0 ? 24 : rows, CELLS_ROWS_MIN, CELLS_ROWS_MAX);
	g->cols = clamp(cols == 0 ? 80 : cols, CELLS_COLS_MIN, CELLS_COLS_MAX);
	free(g->at);
	g->at = mem_new((size_t)g->rows * (size_t)g->cols, sizeof(*g->at));
	cells_clear(g);
	cells_cursor(g, g->cursor_row, g->cursor_col);
}

void cells_init(struct cells *g, int rows, int cols)
{
	*g = (struct cells){ 0 };
	cells_resize(g, rows, cols);
}

void cells_fini(struct cells *g)
{
	free(g->at);
	*g = (struct cells){ 0 };
}

/* Most of what is drawn is ASCII, which needs no normalisation. */
static bool is_plain(const char *text)
{
	for (; *text != '\0'; text++) {
		if ((unsigned char)*text < 0x20 || (unsigned char)*text >= 0x7f)
			return false;
	}
	return true;
}

/* text holds one code point a cell. */
static int draw(struct cells *g, int row, int col, int width, enum cell_role role,
    const char *text, const char *end)
{
	int used = 0;

	while (used < width && text < end) {
		struct cell *cell = cell_at(g, row, col + used);

		cell->c = utf8_next(&text, end) & 0xffffff;
		cell->role = role & 0xff;
		used++;
	}
	return used;
}

int cells_text(
    struct cells *g, int row, int col, int width, enum cell_role role, const char *text)
{
	struct buf shown = { 0 };
	int used;

	if (row < 0 || row >= g->rows || col < 0 || col >= g->cols)
		return 0;
	if (width > g->cols - col)
		width = g->cols - col;
	if (is_plain(text))
		return draw(g, row, col, width, role, text, text + strlen(text));
	txt_show(&shown, text);
	used = draw(
	    g, row, col, width, role, buf_text(&shown), buf_text(&shown) + shown.len);
	buf_fini(&shown);
	return used;
}

int cells_printf(struct cells *g, int row, int col, int width, enum cell_role role,
    const char *format, ...)
{
	va_list args;
	char *text = NULL;
	int used = 0;

	va_start(args, format);
	if (vasprintf(&text, format, args) >= 0) {
		used = cells_text(g, row, col, width, role, text);
		free(text);
	}
	va_end(args);
	return used;
}

void cells_blank(struct cells *g, int row, int col)
{
	const struct cell blank = { .c = ' ', .role = CELL_PLAIN };

	if (row < 0 || row >= g->rows)
		return;
	for (int i = col < 0 ? 0 : col; i < g->cols; i++)
		*cell_at(g, row, i) = blank;
}

void cells_cursor(struct cells *g, int row, int col)
{
	g->cursor_row = clamp(row, 0, g->rows - 1);
	g->cursor_col = clamp(col, 0, g->cols - 1);
}

char *cells_row(const struct cells *g, int row)
{
	struct buf text = { 0 };
	char bytes[4];
	int last = g->cols;

	if (row < 0 || row >= g->rows)
		return mem_dup("");
	while (
	    last > 0 && g->at[(size_t)row * (size_t)g->cols + (size_t)last - 1].c == ' ')
		last--;
	for (int col = 0; col < last; col++) {
		const struct cell *cell =
		    &g->at[(size_t)row * (size_t)g->cols + (size_t)col];

		buf_add(&text, bytes, utf8_put(bytes, cell->c));
	}
	return buf_give(&text);
}
