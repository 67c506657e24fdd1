/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What becomes due by itself: follow-ups that nobody has done, check-ins of a rescue that
 * were missed, answers that are owed.
 *
 * amparod asks at intervals, whoever is logged in; each thing that has become due raises
 * an alert, once.  What is looked for is a table of checks (due_priv.h): a check is a
 * query and the kind of alert.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "schema/base/err.h"

struct store;

#define DUE_TOLD_MAX 32

/* What the consoles are to be told: a topic (schema/wire.h) and a row. */
struct due_told {
	unsigned topic;
	int64_t id;
};

/*
 * Look for what is due now and raise its alerts; all of them, or none after an error.
 * out has room for DUE_TOLD_MAX; what has no room there is told the next time.  Nothing is
 * written where nothing is due.  Returns AM_OK or a storage error.
 */
MUST_CHECK enum err due_check(
    struct store *st, int64_t now, struct due_told *out, size_t *count);
