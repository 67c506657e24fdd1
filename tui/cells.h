/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The screen as a grid of cells.  Views draw here; term.c lets ncurses send what
 * differs; tests print it; a supervisor who watches gets a copy.  Nothing in it
 * knows a terminal, a charset or a colour.
 *
 * Every text that is drawn goes through txt_glyph(), so whatever a record holds,
 * one code point takes one cell and none is a control.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* How a cell stands out; term.c gives each role its colour or its mono form. */
enum cell_role {
	CELL_PLAIN,
	CELL_TITLE, /* titles, label of the active field: bold */
	CELL_ALARM, /* high risk, dead session: bold yellow, mono reverse; text has "!!" */
	CELL_WARN,  /* due today: bold; text has "!" */
	CELL_OTHER, /* what somebody else changes: cyan; text has the name */
};

struct cell {
	uint32_t c : 24;   /* code point, one column */
	uint32_t role : 8; /* enum cell_role */
};

#define CELLS_ROWS_MIN 8
#define CELLS_ROWS_MAX 120
#define CELLS_COLS_MIN 20
#define CELLS_COLS_MAX 300

struct cells {
	int rows, cols;
	int cursor_row, cursor_col; /* where the focus is; always inside */
	struct cell *at;            /* rows * cols, row by row */
};

/* Sizes are clamped to the limits above; 0 x 0 becomes 24 x 80. */
void cells_init(struct cells *g, int rows, int cols);
void cells_fini(struct cells *g);
void cells_resize(struct cells *g, int rows, int cols); /* contents become blank */
void cells_clear(struct cells *g);

/*
 * Draw text at row, col (from 0), at most width columns and never beyond the
 * grid.  Returns the columns used.  Places outside the grid draw nothing.
 */
int cells_text(
    struct cells *g, int row, int col, int width, enum cell_role role, const char *text);
int cells_printf(struct cells *g, int row, int col, int width, enum cell_role role,
    const char *format, ...) __attribute__((format(printf, 6, 7)));

/* Blank from col to the end of the row. */
void cells_blank(struct cells *g, int row, int col);

void cells_cursor(struct cells *g, int row, int col);

/* One row as UTF-8 without blanks at its end; the caller frees it. */
char *cells_row(const struct cells *g, int row);
