/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The terminal that is there now: cells in, bytes out.
 *
 * The only code that talks to ncurses, and ncurses does one thing here: find the
 * fewest bytes that turn what the terminal shows into what it should show.  It
 * writes into a memory file that is read after every update (on a socket it would
 * spin or drop bytes), it never reads, and it installs no signal handler (main.c
 * sets them all before).
 *
 * An operator's terminal may change with every connection: one is attached at a
 * time, and everything of ncurses is given back when it goes.
 */
#pragma once

#include <stdbool.h>

#include "schema/base/err.h"
#include "tui/cells.h"
#include "tui/charset.h"

struct buf;
struct term;

/* Opens the memory file and /dev/null; needs no terminal.  AM_OK or AM_IO. */
MUST_CHECK enum err term_new(struct term **t);
void term_free(struct term *t);

/*
 * A terminal of type name (TERM) has come.  A name that terminfo lacks gets its
 * nearest relative, in the end vt100.  Returns AM_OK, or AM_MISSING if terminfo
 * has not even that one.
 */
MUST_CHECK enum err term_attach(struct term *t, const char *name, int rows, int cols);

/* It has gone.  Harmless if there is none. */
void term_detach(struct term *t);

/* Which entry of terminfo is used, and how many colours it has. */
const char *term_entry(const struct term *t);
int term_colours(const struct term *t);

/* True if it can be asked to put brackets around what is pasted (it is, by a frame). */
bool term_brackets(const struct term *t);

/* Charset of the next frames (ASCII after term_attach()).  What it changes on the screen
 * is painted again with the next frame. */
void term_charset(struct term *t, enum charset set);

/* False: no colours even if there are some. */
void term_colour(struct term *t, bool on);

void term_resize(struct term *t, int rows, int cols);

/*
 * Rest: ncurses' memory (some 150 KiB at 80x24) is given back, the terminal keeps its
 * picture.  term_wake() makes it again; shown is what the last frame painted, and with it
 * the next frame costs what it would have cost.  With NULL, or of another size, the next
 * frame paints everything.  Both are harmless when there is nothing to do.
 */
void term_rest(struct term *t);
void term_wake(struct term *t, const struct cells *shown);

/* The next frame clears the screen and paints everything. */
void term_repaint(struct term *t);

/* Add to out the bytes that make the terminal show g, cursor included. */
void term_frame(struct term *t, const struct cells *g, struct buf *out);

/*
 * Add to out a question to the terminal: an a with acute in UTF-8 at the beginning of
 * the second row, where is the cursor now, and that place of g again.  The answer
 * (KEY_CURSOR) is row 2 and column 2 from a terminal that speaks UTF-8, column 3 from
 * one with 8-bit characters.
 */
void term_probe(struct term *t, const struct cells *g, struct buf *out);

/* Add to out what leaves nothing behind: screen, alternate screen and scrollback. */
void term_leave(struct term *t, struct buf *out);
