/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A month on the screen: behind each day a sign that tells how much there is, ". : * #",
 * and beside it what the signs mean.  Monday is the first day.
 *
 *   nov    mon  tue  wed  thu  fri  sat  sun
 *                                         1.     . none
 *           2.   3:   4.   5.   6*   7.   8.     : 1-2
 */
#pragma once

#include <stdint.h>

#include "tui/view.h"

struct calendar {
	int64_t at;    /* a moment of the month */
	int64_t today; /* stands in brackets */
	int days[31];
};

/* Rows that it takes: the names and its weeks. */
int calendar_rows(const struct calendar *c);

void calendar_draw(const struct calendar *c, struct cells *g, struct area area);
