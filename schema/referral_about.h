/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a referral is about: a call, a case, or a call of a case; what is known of it that
 * decides whom to ask; and which bodies must not be asked, because they are implicated.
 *
 * A mark "implicated" stands on the case, or on a call that is in no case yet, and
 * counts for every call and case that are linked with it.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "schema/age.h"
#include "schema/base/err.h"
#include "schema/role.h"

struct institution;
struct store;

#define REF_WHY_LEAST 10 /* characters of a reason */

struct ref_about {
	int64_t call_id, case_id;         /* 0: none; a call of one sure case has both */
	int64_t call_number, case_number; /* of these */
	int64_t person_id; /* the only victim of the case, else 0: the person concerned */
	int64_t victims;   /* of the case that have names; 0 for a call */
	char place[12];    /* where she is, as near as is known; "" */
	char calls_from[12]; /* where somebody else calls from about her; "" */
	struct age age;
	bool minors; /* she may be under 18, or somebody of them is */
	bool danger; /* immediate */
	char sex[16];
	char needs[161]; /* services that may help, a set of codes, the first first */
};

/*
 * What is known of a call in hand or saved (call_id, 0: none) and of a case (case_id, 0:
 * that of the call, if there is one).  Returns AM_OK, AM_MISSING (neither, or not the
 * actor's to see), AM_DENIED or a storage error.
 */
MUST_CHECK enum err ref_about(struct store *st, const struct actor *actor,
    int64_t call_id, int64_t case_id, int64_t now, struct ref_about *out);

/* --- implicated bodies --- */

struct ref_implicated {
	int64_t id, institution_id;
	int64_t at;
	char by[32];
	char why[241];
};

/* The marks that count here, at most max.  The rights are those of ref_about(); of a case
 * that the actor does not come to she learns which body, but not why. */
MUST_CHECK enum err ref_implicated(struct store *st, const struct actor *actor,
    const struct ref_about *about, int64_t now, struct ref_implicated *out, size_t max,
    size_t *count);

/*
 * Mark a body, with a reason of REF_WHY_LEAST characters or more; *id is the mark.
 * Referrals to it that are prepared only are cancelled with it.  Returns AM_OK, AM_INVALID
 * (the reason), AM_EXISTS, AM_MISSING, AM_DENIED or a storage error.
 */
MUST_CHECK enum err ref_implicate(struct store *st, const struct actor *actor,
    const struct ref_about *about, int64_t institution_id, const char *why, int64_t now,
    int64_t *id);

/* It was a mistake: the mark ends. */
MUST_CHECK enum err ref_acquit(
    struct store *st, const struct actor *actor, int64_t id, int64_t now);

/* --- whom to ask --- */

/* How a body fits; smaller is better.  What cannot serve her comes after all others. */
struct ref_fit {
	bool serves;   /* gives what she needs where she is, and takes her age and sex */
	int service;   /* which of her needs, 0 the first; 99 none */
	int region;    /* 0 her province, 1 her department, 2 everywhere, 3 elsewhere */
	int hours;     /* 0 open now, 1 not known, 2 closed */
	int told;      /* 0 has to be told of minors, and there are some */
	int64_t answer; /* of 90 days: unanswered share and median, the less the better */
};

/* One thing that a body gives: the code, and where ("": where it is). */
struct ref_given {
	const char *service, *place;
};
struct ref_fit ref_fit(const struct ref_about *about, const struct institution *i,
    const struct ref_given *gives, size_t count, int64_t now);

/* Less than 0: a before b. */
int ref_fit_compare(const struct ref_fit *a, const struct ref_fit *b);

/*
 * All bodies that are not retired and not implicated, the best first; the caller frees
 * *out with free().  *fits says how many of them serve her.  Returns AM_OK, AM_DENIED or
 * a storage error.
 */
MUST_CHECK enum err ref_suggest(struct store *st, const struct actor *actor,
    const struct ref_about *about, int64_t now, struct institution **out, size_t *count,
    size_t *fits);
