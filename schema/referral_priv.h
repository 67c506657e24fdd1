/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Referrals from the inside, for referral*.c. */
#pragma once

#include "schema/casefile_priv.h"
#include "schema/referral.h"
#include "schema/store_priv.h"

#define REF_ENTITY "referral"

/* Marks i of table implicated that count for call ?1 and case ?2 (0: none). */
#define REF_IMPLICATED                                                              \
	"i.call_id = ?1 OR i.case_id IN " CASE_FAMILY(                              \
	    "?2") " OR i.call_id IN (SELECT call_id FROM call_case WHERE ended_at " \
		  "IS NULL AND case_id IN " CASE_FAMILY(                            \
		      "?2") ") OR " CASE_ROOT("i.case_id") " IN (SELECT " CASE_ROOT( \
		      "l.case_id") " FROM call_case l WHERE l.ended_at IS NULL"     \
				   " AND l.call_id = ?1)"

/* REF_WHY_LEAST characters or more, blanks at the ends not counted. */
bool ref_is_reason(const char *s);

MUST_CHECK enum err ref_is_implicated(struct store *st, const struct ref_about *about,
    int64_t institution_id, bool *is);

/* Read it without asking for rights; AM_MISSING. */
MUST_CHECK enum err ref_fetch(struct store *st, int64_t id, struct referral *out);

/* May the actor read and change it?  AM_OK, AM_MISSING or a storage error. */
MUST_CHECK enum err ref_may(
    struct store *st, const struct actor *actor, const struct referral *r, int64_t now);

/* The same for a row of a list (call_id, case_id and mine are filled); hidden: for her the
 * case does not exist. */
MUST_CHECK enum err ref_row_may(struct store *st, const struct actor *actor,
    const struct ref_row *row, int64_t now, bool *may, bool *hidden);

/*
 * What could not be prepared now can be neither sent nor printed: AM_OK, AM_INVALID with
 * the refusal (the body is implicated, consent does not stand any more), or a storage
 * error.  *refusal is REF_FINE before.
 */
MUST_CHECK enum err ref_still_right(struct store *st, const struct actor *actor,
    const struct referral *r, int64_t institution_id, int64_t now,
    enum ref_refusal *refusal);

/* A row of the history.  Inside of brackets. */
struct ref_add {
	enum ref_state state;
	int64_t at;
	const char *note; /* NULL: none */
	int64_t due_at;   /* 0: as before */
	bool closes;
	int64_t undoes; /* event that it takes back */
};
MUST_CHECK enum err ref_add_event(struct store *st, const struct actor *actor, int64_t id,
    const struct ref_add *add, int64_t now);

/* Does what is written down say who it is about: a name, a telephone? */
MUST_CHECK enum err ref_names_her(struct store *st, const struct actor *actor,
    const struct ref_about *about, const char *text, bool *names);

/* What it is about, as ref_about() finds it, without asking for rights again. */
MUST_CHECK enum err ref_about_of(struct store *st, const struct actor *actor,
    const struct referral *r, int64_t now, struct ref_about *out);
