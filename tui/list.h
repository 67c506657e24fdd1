/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A list on the screen: a marker, a cursor, columns.
 *
 * The row in focus has ">" in front and the hardware cursor on it; nothing is
 * reversed, numbered or striped, and columns stay where they are while the list
 * scrolls: moving costs some 20 bytes, scrolling some 120 (the terminal scrolls).
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tui/cells.h"
#include "tui/key.h"
#include "tui/view.h"

struct buf;

struct list {
	size_t count; /* rows there are */
	size_t at;    /* the row in focus */
	size_t top;   /* the first one shown; kept by list_draw() and list_key() */
	size_t page;  /* rows shown last time */
};

enum column_flag {
	COLUMN_RIGHT = 1 << 0, /* numbers */
	COLUMN_GROWS = 1 << 1, /* what the others leave free is its; one of a table */
};

/* The table ends with a row whose width is 0.  Without a title in the first column
 * (NULL) the list has no row of titles. */
struct column {
	const char *title; /* N_(), "" for none */
	int width;         /* columns of text; a blank follows */
	int wide;          /* its width from 100 columns on, 0: the same */
	int least;         /* shown from so many columns on, 0: always */
	unsigned flags;    /* enum column_flag */
};

/* There are count rows now: the focus stays as near as possible. */
void list_count(struct list *l, size_t count);

/* Which record row stands for; never 0. */
typedef int64_t list_id(const void *state, size_t row);

/* The record in focus, 0: there is no row. */
int64_t list_held(const struct list *l, list_id *id_of, const void *state);

/*
 * The rows were read again, there are count now: the focus goes to the record id, wherever
 * that stands now, the first row included; is it gone, it stays as near as possible.
 */
void list_hold(
    struct list *l, size_t count, list_id *id_of, const void *state, int64_t id);

/* Up, Down, Tab, F7, F8, Home, End.  False: not a key of lists. */
bool list_key(struct list *l, const struct key *key);

/* Adds the text of column col of row to out; *role may be changed. */
typedef void list_cell(
    const void *state, size_t row, size_t col, struct buf *out, enum cell_role *role);

/*
 * Draw title row and rows into area; the cursor goes to the marker if focused.
 * Nothing to show: empty (a sentence) stands there instead.
 */
void list_draw(struct list *l, const struct column *columns, list_cell *cell,
    const void *state, struct cells *g, struct area area, bool focused,
    const char *empty);
