/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What each operator is doing, with times: ready, on a call, writing it up, at a meal.
 *
 * Logging in makes her ready; opening a call, saving it, parking it and logging out
 * change it by themselves (call.c, session.c); the rest she chooses.  One row a
 * state, without gaps while she is logged in; signed off is no row that is open.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "schema/base/err.h"
#include "schema/role.h"

struct store;

#define AGENT_READY "ready"
#define AGENT_ON_CALL "oncall"
#define AGENT_WRITING "wrap"
#define AGENT_CALLING_BACK "callback"

struct agent {
	char state[16]; /* code of list "state" */
	int64_t from_at;
};

/* What operator_id is doing.  Returns AM_OK, AM_MISSING (signed off) or a storage error. */
MUST_CHECK enum err agent_get(struct store *st, int64_t operator_id, struct agent *out);

/* May an operator choose this state herself? */
bool agent_chooses(const char *state);

/*
 * The actor chose what she does now; audited.  The same state again changes nothing.
 * Returns AM_OK, AM_INVALID (not one of hers to choose), AM_DENIED or a storage error.
 */
MUST_CHECK enum err agent_choose(
    struct store *st, const struct actor *actor, const char *state, int64_t now);

/* --- what happens by itself; inside the brackets of what made it happen --- */

/* The actor is in this state from now on.  Who takes no calls has no states. */
MUST_CHECK enum err agent_is(
    struct store *st, const struct actor *actor, const char *state, int64_t now);

/* A call ended: whoever was busy with one writes it up (wraps), or is ready; a break that
 * was chosen goes on. */
MUST_CHECK enum err agent_call_ends(
    struct store *st, const struct actor *actor, bool wraps, int64_t now);

/* Signed off. */
MUST_CHECK enum err agent_leaves(struct store *st, int64_t operator_id, int64_t now);

/* An open call was put aside (brackets of its own): it is still to be written up. */
MUST_CHECK enum err agent_parks(struct store *st, const struct actor *actor, int64_t now);
