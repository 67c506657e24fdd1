/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A call was in the wrong case: whoever was already sent a referral because of it is to
 * be told, and what was promised to that caller goes with the call.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "schema/base/err.h"

struct actor;
struct store;

struct case_moved {
	const struct actor *actor;
	int64_t call_id, from_case;
	int64_t to_case;   /* 0: nowhere */
	int64_t linked_at; /* when the wrong link was made */
	const char *reason;
	int64_t now;
};

/* An alert and a follow-up for each such referral (*told), and the call's follow-ups that
 * are not done are moved.  Inside of brackets. */
MUST_CHECK enum err case_moved(
    struct store *st, const struct case_moved *m, size_t *told);

/* The same taken back; at is when it was done. */
MUST_CHECK enum err case_moved_undo(
    struct store *st, const struct case_moved *m, int64_t at);
