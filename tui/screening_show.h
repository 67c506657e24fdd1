/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a case and its screening tell what is covered and what is still to be asked. */
#pragma once

#include <stddef.h>

#include "schema/screening.h"

struct buf;

/* Add "Still to ask: where she is, who controls her": as many whole questions as cols
 * columns hold; nothing where none is left. */
void screening_show_missing(const struct screening *s, size_t cols, struct buf *out);

/* Add "Act yes, means ?, purpose no. Still to ask: ..." in one line of cols columns. */
void screening_show_line(const struct screening *s, size_t cols, struct buf *out);
