/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The editor of notes: several lines with soft wrap, and no key to learn.
 *
 * The text is kept as it was typed or pasted, any UTF-8; only line feeds are the
 * operator's own, lines wrap on the screen alone.  The caret is a byte; what is
 * drawn is one cell a code point (text.h), so caret and screen agree whatever
 * the text holds.
 *
 * The limit is announced before it is reached, and nothing is dropped in silence.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "schema/base/buf.h"
#include "tui/cells.h"
#include "tui/key.h"

#define NOTES_WARN 1024 /* bytes before the limit at which it is announced */

struct notes {
	struct buf text;
	size_t caret; /* byte, at a character's beginning */
	size_t max;   /* bytes that fit */
	size_t cols;  /* cells of a line; a blank may hang behind the last one */
	size_t rows;  /* of the screen, as drawn last; for page keys */
	size_t top;   /* first line that is shown */
	size_t goal;  /* column that Up and Down aim at */
};

/* What a key did. */
enum notes_did {
	NOTES_NONE, /* not a key of the editor, or it leads out of it: Up on the first line */
	NOTES_MOVED,
	NOTES_TYPED,
	NOTES_NEAR,     /* typed, and the limit has come near */
	NOTES_FULL,     /* not typed, or not all of it: it is full */
	NOTES_REPLACED, /* pasted, and control characters became blanks */
};

void notes_init(struct notes *n, size_t max, size_t cols);
void notes_fini(struct notes *n);

/* Copies text (cut to the limit); the caret goes to its end. */
void notes_set(struct notes *n, const char *text);

/* The text, lent until the next change. */
const char *notes_get(const struct notes *n);

/* Put the caret at a byte; it is moved back to a character's beginning. */
void notes_caret(struct notes *n, size_t at);

enum notes_did notes_key(struct notes *n, const struct key *key);

/* Lines on the screen, at least one. */
size_t notes_lines(const struct notes *n);

/* Line and column of the caret on the screen, from 0. */
void notes_where(const struct notes *n, size_t *line, size_t *col);

/*
 * Draw into rows rows from row, col on; rows without text show a dot.  The
 * cursor goes to the caret if focused.
 */
void notes_draw(
    struct notes *n, struct cells *g, int row, int col, int rows, bool focused);
