/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How screens tell when something is to be done: "hoy 17:00-18:00", "mié 25 09:00", "23
 * dic 09:00".  What is said of a day changes at midnight only, so that a screen at rest
 * costs nothing.
 */
#pragma once

#include <stdint.h>

struct buf;

/* Add the hours: "17:00-18:00", or "17:00" (until 0). */
void when_hours(struct buf *out, int64_t at, int64_t until);

/* Add day and hours for a column of WHEN_COLS, the hours under each other: "hoy    17:00",
 * "mié 25 09:00", "23 dic 09:00". */
#define WHEN_COLS 18
void when_column(struct buf *out, int64_t at, int64_t until, int64_t now);

/* The end of a day that somebody typed ("30 11", "+7"; "": 0), -1: it is not one to come. */
int64_t when_day_ends(const char *typed, int64_t now);

/* Add both as one says it: "mañana 09:00", "vie 27 nov 17:00". */
void when_words(struct buf *out, int64_t at, int64_t until, int64_t now);
