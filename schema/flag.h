/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Flags: a mark on a record with a message, perhaps a date, and a solution.
 *
 * What a flag stands on decides who may set, read and solve it: whoever may open the
 * record.  The flag "restrict" on a case keeps everybody out but the one responsible,
 * those who were let in by name, and supervisors; only these set and solve it.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "schema/base/err.h"
#include "schema/role.h"

struct store;

#define FLAG_MESSAGE_MAX 400 /* bytes */
#define FLAG_RESTRICT "restrict"

struct flag {
	int64_t id;
	char flag[16];   /* code of list "flag" */
	char due_on[11]; /* ISO date, "" */
	char message[FLAG_MESSAGE_MAX + 1];
	int64_t set_at;
	char set_by[32];
	int64_t solved_at; /* 0: open */
	char solved_by[32];
	char solution[FLAG_MESSAGE_MAX + 1];
};

/*
 * Set one on row id of entity ("call", "casefile", "person", "offer", "institution").
 * due_on and message may be "".  *flag_id may be NULL.  Returns AM_OK, AM_INVALID (no
 * such flag, date or entity), AM_EXISTS (it is set already), AM_MISSING (no such record,
 * or not for the actor), AM_DENIED or a storage error.
 */
MUST_CHECK enum err flag_add(struct store *st, const struct actor *actor,
    const char *entity, int64_t id, const char *flag, const char *due_on,
    const char *message, int64_t now, int64_t *flag_id);

/* It is dealt with.  AM_OK, AM_CONFLICT (it was), AM_MISSING, AM_DENIED, storage. */
MUST_CHECK enum err flag_solve(struct store *st, const struct actor *actor,
    int64_t flag_id, const char *solution, int64_t now);

/* What flag_solve() did less than ten minutes ago is taken back. */
MUST_CHECK enum err flag_reopen(
    struct store *st, const struct actor *actor, int64_t flag_id, int64_t now);

/* Those of a record, open ones first, then the newest; at most max.  AM_OK, AM_MISSING
 * or a storage error. */
MUST_CHECK enum err flag_list(struct store *st, const struct actor *actor,
    const char *entity, int64_t id, int64_t now, struct flag *out, size_t max,
    size_t *count);
