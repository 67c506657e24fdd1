/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Invented data: the demo year, and larger sets for measuring.
 *
 * The demo year gives the figures that the evaluation of a real line published
 * (March 2004 to January 2005): 8,095 calls, 221 of them relevant, 97 cases, the
 * evidence, the campaign and the money.  Everything else, the people above all, is
 * invented by a seeded generator: two runs with one seed give the same rows.  No
 * telephone number in it can ring, and every body is marked as not verified.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "schema/base/err.h"
#include "schema/role.h"

struct store;

#define DEMO_CALLS 8095 /* of the demo year */
#define DEMO_TODAY 12   /* calls of today, outside of every report of the year */
#define DEMO_CALLS_MAX 5000000

struct demo_plan {
	int64_t calls; /* 0: the demo year; else so many calls up to now, for measuring */
	uint64_t seed;
	bool with_today;
	int64_t now;                                             /* Unix time */
	void (*progress)(void *data, int64_t done, int64_t all); /* or NULL */
	void *data;
};

/*
 * Fill a database that has no calls yet.  The people of the demo (rosa, luz,
 * marta, julia, ana) are made, without keys, where they are not there already.
 * Marks the database as a demo (setting line.demo).
 *
 * The demo year is one transaction: all or nothing.  A larger set is written in
 * batches, so an error leaves what is written.  Returns AM_OK, AM_DENIED,
 * AM_EXISTS (there are calls), AM_INVALID (too many) or a storage error.
 */
MUST_CHECK enum err demo_fill(
    struct store *st, const struct actor *actor, const struct demo_plan *plan);

/*
 * An invented telephone number for a simulated caller, the same for the same who: every
 * third one has called before, if there are calls.  AM_OK or a storage error.
 */
MUST_CHECK enum err demo_caller(struct store *st, uint64_t who, char out[24]);
