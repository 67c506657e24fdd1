/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Letting somebody into a case by name: a supervisor does, for a reason and until a time,
 * and ends it before that.  Whoever came in by a reason of her own stands on the same list
 * and can be shown out, too; she may give another one, which is told again.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "schema/base/err.h"
#include "schema/role.h"

struct store;

#define CASE_GRANT_WHY_MAX 200 /* bytes */

struct case_access {
	int64_t id;
	int64_t operator_id;
	int64_t from_at, until_at; /* until_at 0: no end */
	bool stands;               /* now */
	char kind[12];             /* "granted", "reason", "breakglass" */
	char name[32], by[32];     /* work names; by "": she herself */
	char why[CASE_GRANT_WHY_MAX + 1];
};

/* Who was let in, or came in, those who may read it now first, then the newest; at most
 * max.  AM_OK, AM_MISSING (no case that she may know of), AM_DENIED or storage. */
MUST_CHECK enum err case_access_list(struct store *st, const struct actor *actor,
    int64_t case_id, int64_t now, struct case_access *out, size_t max, size_t *count);

/*
 * Let operator_id in until until_at (0: no end).  AM_OK with the row in *id, AM_AGAIN (a
 * reason of CASE_REASON_LEN characters is needed), AM_INVALID (nobody who works on cases,
 * or over already), AM_EXISTS (she is in), AM_MISSING, AM_DENIED or a storage error.
 */
MUST_CHECK enum err case_let(struct store *st, const struct actor *actor, int64_t case_id,
    int64_t operator_id, const char *why, int64_t until_at, int64_t now, int64_t *id);

/* It ends now.  AM_OK, AM_CONFLICT (it has), AM_MISSING, AM_DENIED or storage. */
MUST_CHECK enum err case_let_end(
    struct store *st, const struct actor *actor, int64_t id, int64_t now);

/* Take back what the actor did last to it, less than ten minutes ago: one that was let in
 * is out, one that was shown out is in until when she was.  AM_OK, AM_DENIED, AM_MISSING
 * or storage. */
MUST_CHECK enum err case_let_undo(
    struct store *st, const struct actor *actor, int64_t id, int64_t now);
