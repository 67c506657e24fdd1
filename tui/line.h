/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A line of text that is being typed: for questions, the palette and the PIN.
 * (The fields of a form have more rules: form.h.)
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "tui/cells.h"
#include "tui/key.h"

#define LINE_BYTES 512

struct line_edit {
	char text[LINE_BYTES];
	size_t len, caret; /* bytes */
	size_t max;        /* most bytes, below LINE_BYTES */
	const char *said;  /* N_(): what became of a paste, until the next key; or NULL */
};

void line_start(struct line_edit *l, const char *value, size_t max);

/* Text, paste, Backspace, Del, Left, Right, Home, End, Ctrl-U, Ctrl-W.  False: another
 * key.  What does not fit is not taken. */
bool line_key(struct line_edit *l, const struct key *key);

/* Draw it in width columns, scrolled so that the caret shows; puts the cursor there. */
void line_draw(const struct line_edit *l, struct cells *g, int row, int col, int width);

/* Overwrite it: it was a secret. */
void line_wipe(struct line_edit *l);
