/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text that is only read, drawn in lines of a width (wrap.h breaks it). */
#pragma once

#include <stddef.h>

#include "tui/cells.h"

/* How many lines it takes. */
size_t prose_lines(const char *text, int cols);

/* Draw at most rows of them, the first skip left out. */
void prose_draw(
    const char *text, size_t skip, struct cells *g, int row, int col, int rows, int cols);
