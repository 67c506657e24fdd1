/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The ten questions about an offer of work or study (list proof): what to check before
 * somebody decides, and which answers speak against it.
 *
 * Each question knows its bad answer by a flag of its code: Y a yes, X a no; "does not
 * know" and "did not say" are no sign of anything.  The answers are those of one caller and
 * belong to her call; the register counts a question once, however many callers gave the
 * bad answer.  What the form of the call asks as well (contract, fare) counts for its
 * question until that is answered here.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "schema/base/err.h"
#include "schema/role.h"

struct record;
struct store;

#define PROOF_MAX 16 /* questions of the list, at most */

struct proof {
	size_t count;            /* questions, in the order of the list */
	char answer[PROOF_MAX];  /* 'y', 'n', '?' does not know, '-' did not say, 0 not asked */
	bool bad[PROOF_MAX];     /* it speaks against the offer */
	size_t asked, unsaid, bad_count; /* how many of them; unsaid: asked, "did not say" */
};

/* The answers of a call that was opened (call_load() audits that).  Rights as for opening
 * it.  AM_OK, AM_MISSING or a storage error.  proof_in_hand(): with what is typed so far in
 * its draft. */
MUST_CHECK enum err proof_read(
    struct store *st, const struct actor *actor, int64_t call_id, struct proof *out);
MUST_CHECK enum err proof_in_hand(
    struct store *st, const struct actor *actor, int64_t call_id, struct proof *out);

/* The same with what is typed in the form in hand (rec is a record of call_form). */
MUST_CHECK enum err proof_join(
    struct store *st, const struct record *rec, struct proof *p);

/*
 * What the form of a call asks as well: the id of field i of call_form, and the code of
 * list answer that was given to the same question, "": none.  False: there are no more.
 */
bool proof_shared(struct store *st, const struct proof *p, size_t i, const char **field,
    const char **answer);

/* The answers of all calls about an offer: a bad one counts, else the newest.  AM_OK,
 * AM_DENIED or a storage error. */
MUST_CHECK enum err proof_of_offer(
    struct store *st, const struct actor *actor, int64_t offer_id, struct proof *out);

/*
 * Answer a question ("c4") in a call of one's own, or one that the actor may correct: 'y',
 * 'n', '?', '-', or 0 to take the answer back.  Saved at once; the audit keeps the answer
 * before, but none while the call is open: {"old":{"c4":null}}.  AM_OK, AM_INVALID (no such
 * question or answer), AM_DENIED (also where recording was declined), AM_MISSING or a
 * storage error.
 */
MUST_CHECK enum err proof_answer(struct store *st, const struct actor *actor,
    int64_t call_id, const char *question, char answer, int64_t now);

/* Take back the actor's last answer in a call, not older than ten minutes.  AM_OK,
 * AM_DENIED (too late, or somebody else answered since), AM_MISSING or a storage error. */
MUST_CHECK enum err proof_take_back(
    struct store *st, const struct actor *actor, int64_t call_id, int64_t now);
