/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What an offer has to do with calls, with cases, and with another offer: proposed by the
 * register or by a person, decided by a person, and taken back by her.
 *
 * A link that was refused stays as OFFER_NOT, so that it is not proposed again.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "schema/base/err.h"
#include "schema/offer.h"
#include "schema/role.h"

struct store;

enum offer_certainty { OFFER_NOT, OFFER_POSSIBLE, OFFER_CONFIRMED };

/* A call or a case of an offer. */
struct offer_link {
	int64_t
	    offer_id; /* the row it is linked with: the offer, or one merged into it */
	int64_t call_id, case_id; /* one of them is 0 */
	int64_t number;           /* of the call or case */
	int64_t at;               /* began; of a case: opened */
	enum offer_certainty certainty;
	bool own;       /* a call that the actor took */
	char place[12]; /* from where the call came; where the victim is */
	char who[32];   /* work name: who took it, who has the case */
	char by[128];   /* who offers, in that call's own words */
};

/*
 * The calls and cases of offer id, cases first, then calls, the latest first; refused ones
 * are left out, and cases that the actor may not know of.  No word of a caller.  AM_OK,
 * AM_DENIED or a storage error.
 */
MUST_CHECK enum err offer_links(struct store *st, const struct actor *actor, int64_t id,
    struct offer_link *out, size_t max, int64_t now, size_t *count);

/*
 * A person says what a call, or a case, has to do with an offer.  A call that is refused
 * and has no other offer gets a row of its own.  A link with a case, and the third call,
 * raise an alert for supervisors.  Returns AM_OK, AM_INVALID (the row was made of this very
 * call), AM_DENIED, AM_MISSING (also a case that she may not know of) or a storage error.
 */
MUST_CHECK enum err offer_decide_call(struct store *st, const struct actor *actor,
    int64_t id, int64_t call_id, enum offer_certainty certainty, int64_t now);
MUST_CHECK enum err offer_decide_case(struct store *st, const struct actor *actor,
    int64_t id, int64_t case_id, enum offer_certainty certainty, int64_t now);

/*
 * Offer id is the same as offer into: id goes, and what it was linked with counts there.
 * Returns AM_OK, AM_INVALID (they are one already), AM_DENIED, AM_MISSING or a storage
 * error.  offer_part() takes it apart again.
 */
MUST_CHECK enum err offer_merge(
    struct store *st, const struct actor *actor, int64_t id, int64_t into, int64_t now);
MUST_CHECK enum err offer_part(
    struct store *st, const struct actor *actor, int64_t id, int64_t now);

/* The rows that were merged into offer id, also by steps, at most max. */
MUST_CHECK enum err offer_merged(struct store *st, const struct actor *actor, int64_t id,
    struct offer_row *out, size_t max, size_t *count);

/*
 * Take back the last thing that the actor did to offer id, if nobody has done anything to
 * it since and ten minutes have not passed: a change, a link, a decision, a merge, a row
 * entered by hand.  Returns AM_OK, AM_DENIED (too late, or not hers), AM_CONFLICT (somebody
 * else was at it since), AM_MISSING or a storage error.
 */
MUST_CHECK enum err offer_take_back(
    struct store *st, const struct actor *actor, int64_t id, int64_t now);
