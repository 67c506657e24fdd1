/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is written into a case itself: its data (form case_form), its notes, who answers
 * for it, and that two cases are one.
 *
 * The status goes only where case_status_may() lets it; a closed case says how it ended
 * for the person.  A risk says who decided it.  Whoever answers "does not accept, safety
 * plan" ends the high-risk alert.  Notes are append-only: one that was wrong is withdrawn,
 * and both can be read.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "schema/base/err.h"
#include "schema/field.h"
#include "schema/role.h"

struct record;
struct store;

extern const struct form case_form; /* "casefile" */
extern const struct form note_form; /* "note" */

/* May a case of status from become one of status to (codes)?  The same one: always. */
bool case_status_may(const char *from, const char *to);

/* The data of a case, as case_open() has shown it.  AM_OK, AM_MISSING or storage. */
MUST_CHECK enum err case_load(struct store *st, const struct actor *actor, int64_t id,
    int64_t now, struct record *rec, int64_t *version);

struct case_save {
	const struct record *before; /* as it was read */
	struct record *after;        /* normalised here */
	int64_t version;             /* that was read */
	const char *reason;          /* "" until it is asked for */
	int64_t draft_id;            /* deleted in the same transaction, 0: none */
	size_t field;                /* out: the one that is wrong */
};

/*
 * Write it.  AM_OK; AM_AGAIN: opening a closed case again needs a reason; AM_INVALID,
 * AM_TOO_LONG: the field; AM_CONFLICT: the version is another one by now; AM_MISSING,
 * AM_DENIED or a storage error.
 */
MUST_CHECK enum err case_save(struct store *st, const struct actor *actor, int64_t id,
    struct case_save *save, int64_t now);

/*
 * Take back the last thing that case_save() or case_assign() did to the case, within ten
 * minutes and by whoever did it.  AM_OK, AM_CONFLICT (somebody changed it since),
 * AM_DENIED, AM_MISSING or storage.
 */
MUST_CHECK enum err case_save_undo(
    struct store *st, const struct actor *actor, int64_t id, int64_t now);

/* Another one answers for it (0: nobody).  AM_OK, AM_INVALID (not somebody who works on
 * cases), AM_MISSING, AM_DENIED (also where it is somebody's and the actor came in by a
 * reason or by her call; case_save() does not let her either) or storage. */
MUST_CHECK enum err case_assign(struct store *st, const struct actor *actor, int64_t id,
    int64_t operator_id, int64_t now);

/*
 * Two people have set the field called label to different values, and both are to stay:
 * supervision decides.  An alert with both.  AM_OK, AM_MISSING, AM_DENIED or storage.
 */
MUST_CHECK enum err case_dispute(struct store *st, const struct actor *actor, int64_t id,
    const char *label, const char *theirs, const char *mine, int64_t now);

/* --- notes --- */

/* Add one (note_form, normalised here).  AM_OK, AM_INVALID or AM_TOO_LONG with the field,
 * AM_MISSING, AM_DENIED or storage. */
MUST_CHECK enum err case_note(struct store *st, const struct actor *actor,
    int64_t case_id, struct record *rec, int64_t draft_id, int64_t now, int64_t *note_id,
    size_t *field);

/* Withdraw a note of one's own within ten minutes.  AM_OK, AM_CONFLICT (it is withdrawn),
 * AM_DENIED, AM_MISSING or storage. */
MUST_CHECK enum err case_note_withdraw(
    struct store *st, const struct actor *actor, int64_t note_id, int64_t now);

/* --- two cases are one --- */

/*
 * Case id is part of case into from now on: all that belongs to it is read there.  The
 * actor must be in both, not only for a while by a reason or a call where somebody answers
 * for one.  AM_OK, AM_AGAIN (a reason of ten characters is needed), AM_INVALID (the same
 * case), AM_CONFLICT (one is restricted, the other is not), AM_MISSING, AM_DENIED or storage.
 */
MUST_CHECK enum err case_merge(struct store *st, const struct actor *actor, int64_t id,
    int64_t into, const char *reason, int64_t now);

/* It was not one case: id stands by itself again, with all its rows. */
MUST_CHECK enum err case_unmerge(
    struct store *st, const struct actor *actor, int64_t id, int64_t now);

/* What case_unmerge() did less than ten minutes ago is taken back.  AM_OK, AM_CONFLICT (it
 * was not, or is merged again), AM_DENIED, AM_MISSING or storage. */
MUST_CHECK enum err case_unmerge_undo(
    struct store *st, const struct actor *actor, int64_t id, int64_t now);

/* --- the sheet that leaves the house --- */

/* The contents of a case are about to be printed for a reason: audited.  AM_OK, AM_AGAIN
 * (a reason of ten characters is needed), AM_MISSING, AM_DENIED or storage. */
MUST_CHECK enum err case_export(struct store *st, const struct actor *actor, int64_t id,
    const char *reason, int64_t now);
