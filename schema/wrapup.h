/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Wrap-up: what is still to be done about the call that was just saved.
 *
 * It lasts from the end of the call until its operator says that she is ready, or takes
 * the next one (agent.h has the clock).  What is offered follows from the result, and
 * goes once it is done.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "schema/base/err.h"
#include "schema/role.h"

struct store;

struct wrapup {
	int64_t call_id, number;
	bool followup; /* the result offers one, and there is none */
	bool file;     /* it may be a case, or is about one, and is linked with none */
	bool referral; /* it may be a case, and went to nobody, or something is not sent yet */
	bool assess;   /* it is to be assessed */
};

/* The actor's, while she writes up a call.  AM_OK, AM_MISSING or a storage error. */
MUST_CHECK enum err wrapup_get(
    struct store *st, const struct actor *actor, struct wrapup *out);
