/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Redial: a caller who was cut off and calls again within the hour.
 *
 * Her earlier call is offered to whoever answers.  If she takes the offer, both are one
 * contact with two calls (call.continues_call_id is the first of them), and she may see
 * what was written of the earlier ones, also what still lies as a draft with the
 * operator who lost the line.  She cannot change it: she writes her own call.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "schema/base/err.h"
#include "schema/role.h"

struct store;

#define REDIAL_SECONDS 3600

struct redial {
	int64_t call_id, number;
	int64_t started_at;
	int64_t operator_id; /* who took it */
	bool open;           /* not saved yet: it lies as her draft */
	char operator_name[32];
	char motive[16]; /* code, "" */
	char dispo[16];  /* code, "" */
};

/*
 * The call that call_id may go on with: the newest from the same number that still is
 * open, or ended within the hour before call_id began by a result with flag R.  phone
 * is what the form holds, as dialled.  Returns AM_OK, AM_MISSING (there is none),
 * AM_DENIED or a storage error.
 */
MUST_CHECK enum err redial_find(struct store *st, const struct actor *actor,
    int64_t call_id, const char *phone, int64_t now, struct redial *out);

/*
 * call_id, an open call of the actor's own, goes on with what redial_find() offers;
 * audited.  Returns AM_OK, AM_CONFLICT (it goes on with one already, or is not open),
 * AM_MISSING (there is none any more), AM_DENIED or a storage error.
 */
MUST_CHECK enum err redial_continue(struct store *st, const struct actor *actor,
    int64_t call_id, const char *phone, int64_t now, struct redial *out);

/* The newest call that goes on with call_id, for whoever took that: AM_OK, AM_MISSING,
 * AM_DENIED or a storage error. */
MUST_CHECK enum err redial_after(struct store *st, const struct actor *actor,
    int64_t call_id, struct redial *out);

/* The call before call_id in its contact: AM_OK, AM_MISSING, AM_DENIED, or storage. */
MUST_CHECK enum err redial_before(struct store *st, const struct actor *actor,
    int64_t call_id, struct redial *out);
