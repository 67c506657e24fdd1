/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Calling out: a caller who hung up, a follow-up, an earlier call, a case.
 *
 * Whose telephone it is, when it is safe and whether she wants to be called is read
 * before the number is seen: dial_choices() tells everything but the number.  Only
 * dial() opens an outgoing call, and its form shows the number; that is an audit row of
 * its own.  A wrong hour or a missing consent does not forbid the call; it is told, and
 * the audit keeps that it was.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "schema/base/err.h"
#include "schema/call.h"
#include "schema/role.h"
#include "schema/telephone.h"

struct store;

#define DIAL_MAX 20 /* numbers of one case */

/* What is called about, and where a number comes from. */
enum dial_from {
	DIAL_QUEUE,    /* a row of the queue: she hung up */
	DIAL_FOLLOWUP,
	DIAL_CALL,
	DIAL_CASE,
	DIAL_PERSON, /* of the case; only where a number comes from */
};
struct dial_to {
	enum dial_from from;
	int64_t id;
};

/* What speaks against calling now; several at once. */
enum dial_warning {
	DIAL_OUTSIDE_HOURS = 1 << 0,
	DIAL_REFUSED = 1 << 1,   /* she did not accept to be called back */
	DIAL_NOT_ASKED = 1 << 2, /* nobody asked her, or she did not say */
	DIAL_NO_SPEAKING = 1 << 3, /* she could not speak without danger */
	DIAL_SHARED = 1 << 4,      /* somebody else may answer */
};

struct dial_choice {
	struct dial_to source; /* of the number */
	char tail[4];          /* its last digits */
	char whose[TELEPHONE_OWNER_MAX + 1];
	char shared[8]; /* as in struct telephone */
	char safe_hours[12];
	char safe_note[TELEPHONE_NOTE_MAX + 1];
	char speak[2]; /* y, n, -, "" */
	char consent[2];
	char consent_by[TELEPHONE_OWNER_MAX + 1];
	char flag[16];       /* gravest mark of the number, "" */
	char person[64];     /* DIAL_PERSON: who; "" */
	int64_t call_number; /* DIAL_CALL: the call it was given in; 0 */
	int64_t call_at;
	unsigned warnings; /* enum dial_warning */
};

/*
 * The numbers there are, the best first, at most max (several only for a case); audited.
 * Returns AM_OK, AM_MISSING (no such thing, the actor may not know of it, or it has no
 * number), AM_DENIED or a storage error.
 */
MUST_CHECK enum err dial_choices(struct store *st, const struct actor *actor,
    const struct dial_to *to, int64_t now, struct dial_choice *out, size_t max,
    size_t *count);

/*
 * Call: an outgoing call is opened with the number, whose it is, safe hours and what it
 * is about; a case is linked with it.  Returns AM_OK, AM_CONFLICT (somebody else called
 * her back), AM_MISSING, AM_DENIED or a storage error.
 */
MUST_CHECK enum err dial(struct store *st, const struct actor *actor,
    const struct dial_to *to, const struct dial_choice *choice, int64_t now,
    struct call *call);

/* True if a moment lies in "17:00-18:00" (also past midnight) or in the hour from
 * "17:00" on; also if hours is empty. */
bool dial_is_safe(const char *hours, int64_t at);
