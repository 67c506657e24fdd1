/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What was typed into a record and then given up, because somebody else had saved another
 * value meanwhile.  Nothing of it is in the record; so that it is not lost either, the audit
 * keeps it.  Calls have their own (call_yield()), which knows what may be kept of them.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "schema/base/err.h"
#include "schema/role.h"

struct record;
struct store;

/*
 * The fields which[] (as many as the form has) of mine were given up for theirs, which is
 * row id of the form's table as the actor has just read it.  The audit keeps {"old":{"note":
 * "..."}} as "yield".  action is what writing such a record takes.  AM_OK, AM_DENIED or a
 * storage error.
 */
MUST_CHECK enum err yield_keep(struct store *st, const struct actor *actor,
    enum action action, int64_t id, const struct record *mine,
    const struct record *theirs, const bool *which, int64_t now);
