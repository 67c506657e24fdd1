/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Time.  Points in time are Unix seconds UTC (names end in _at), durations are
 * milliseconds of the monotonic clock (_ms).  What is shown is always the time
 * of the hotline's zone, never that of the client.
 *
 * Functions that decide something take the time as an argument, so that a test
 * needs no clock; only the programs' loops ask here.
 */
#pragma once

#include <stdint.h>

/* The hotline's zone for this process, as in tzdata ("America/Lima"). */
void clock_zone(const char *name);

int64_t clock_now(void); /* Unix seconds */
int64_t clock_ms(void);  /* milliseconds of CLOCK_MONOTONIC */

/* Midnight in the hotline's zone at the beginning of the day of at. */
int64_t clock_day_start(int64_t at);

/* Year, month 1-12, day 1-31, hour, minute and weekday (0 Monday) of at in the zone. */
struct clock_parts {
	int year, month, day, hour, minute, weekday;
};
struct clock_parts clock_split(int64_t at);

/* The point in time of p (weekday is not looked at), -1 if there is none. */
int64_t clock_join(const struct clock_parts *p);

/* "14:36" into out.  Returns out. */
char *clock_hm(char out[6], int64_t at);

/* "22 nov" (translated month) or, in another year than now, "22 nov 2004". */
char *clock_day(char out[24], int64_t at, int64_t now);
