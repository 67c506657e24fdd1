/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The simulated callers of amparod --demo: somebody rings every minute or two, some
 * hang up before an answer.  They use the queue as an exchange does ("amparo queue
 * push"), from a process of their own, and the same seed gives the same callers.  Where
 * nobody answers for a while they ring seldom, so that a forgotten demo sleeps.
 */
#pragma once

#include <stdint.h>
#include <sys/types.h>

#define CALLERS_MAX 4 /* wait at once */

struct callers_setup {
	const char *database;
	const char *conf; /* amparo.conf: where amparod listens */
	uint64_t seed;
	int listener; /* not theirs: closed in their process; -1: none */
};

/* Start them; they end with the process that called.  -1: they could not be started. */
pid_t callers_start(const struct callers_setup *setup);

/* --- for tests: what the next caller does --- */

struct caller {
	int64_t gap_s;      /* after the one before */
	int64_t patience_s; /* then she hangs up */
	uint64_t who;       /* picks her number, see demo_caller() */
	char trunk[2];
};

/* The next of the row that begins with seed. */
struct caller callers_next(uint64_t *seed);
