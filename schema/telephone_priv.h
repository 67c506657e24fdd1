/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Telephones for the other modules of schema/, inside their brackets. */
#pragma once

#include "schema/casefile_priv.h"
#include "schema/person_priv.h"
#include "schema/store_priv.h"
#include "schema/telephone.h"

/* The number that is meant, as it is kept.  AM_OK, AM_MISSING or a storage error. */
MUST_CHECK enum err telephone_stored(
    struct store *st, const struct telephone_who *who, char out[PHONE_LEN]);

/* The row of a number, made if it is not there yet. */
MUST_CHECK enum err telephone_row(struct store *st, const char *phone, int64_t *id);

/*
 * The call was saved: link it with the row of its number; whose telephone it is goes
 * there unless somebody noted that before.
 */
MUST_CHECK enum err telephone_link(struct store *st, int64_t call_id, const char *owner);

/* The call may not keep its number: the row goes too if nothing else is linked with it. */
MUST_CHECK enum err telephone_forget(struct store *st, int64_t call_id);

/*
 * Calls of the number ?1 (the call is c), by the index on last digits.  (Without the plus
 * SQLite puts ?1 for c.phone everywhere, and has no last digits to look for any more: it
 * reads the whole index.)
 */
#define TELEPHONE_CALLS_OF(phone)                                \
	" FROM call c WHERE substr(c.phone, -4) = substr(" phone \
	", -4) AND c.phone IS NOT NULL AND +c.phone = " phone    \
	" AND c.status = 'closed'"

/*
 * Cases linked with number ?1 (the case is f, never a merged one) that the actor ?2 may
 * know of at ?3; ?4: she may know of any.
 */
#define TELEPHONE_ITS_CASES                                                          \
	" FROM casefile f WHERE f.id IN (SELECT " CASE_ROOT("t.case_id") " FROM (" \
	"SELECT k.case_id FROM call_case k JOIN call c ON c.id = k.call_id"        \
	" WHERE k.ended_at IS NULL AND substr(c.phone, -4) = substr(?1, -4)"       \
	" AND c.phone IS NOT NULL AND +c.phone = ?1"                               \
	" UNION SELECT cp.case_id FROM person h CROSS JOIN case_person cp"         \
	" ON cp.person_id IN (" PERSON_WITH_SAME("h.id") "SELECT id FROM same)"    \
	" AND cp.ended_at IS NULL WHERE substr(h.phone, -4) = substr(?1, -4)"      \
	" AND h.phone IS NOT NULL AND +h.phone = ?1) t)"                           \
	" AND (?4 OR NOT " CASE_HIDDEN("f.id") ")"
