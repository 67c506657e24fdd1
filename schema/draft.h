/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Drafts: what an operator has typed but not yet saved.
 *
 * Lines drop.  A form is copied here while it is being filled in (at every field
 * exit, and in notes after 20 characters or 2 seconds), so that the operator
 * who dials back in finds it as she left it, on whatever desk she is.  An
 * operator may have several parked drafts.
 *
 * Drafts are working text, not records: unchecked (half a telephone number is
 * fine) and not audited.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "schema/base/err.h"
#include "schema/role.h"

struct record;
struct store;

struct draft {
	int64_t id;       /* 0: not on disk yet */
	char form[16];    /* "call" */
	int64_t ref;      /* row that is edited, 0: none yet */
	int64_t call_id;  /* what a new row will belong to, 0: none */
	int64_t case_id;
	int64_t base;     /* its version when editing began */
	int64_t saved_at; /* Unix seconds */
	size_t focus;     /* index of the field that had the cursor */
	size_t caret;     /* byte in it */
};

/*
 * Write rec as draft d of the actor; with d->id 0 a new row is made and its id
 * put into *d.  saved_at becomes now.  All or nothing.
 * Returns AM_OK or a storage error.
 */
MUST_CHECK enum err draft_save(struct store *st, const struct actor *actor, struct draft *d,
    const struct record *rec, int64_t now);

/*
 * The drafts of the actor, newest first, at most max; *count says how many.
 */
MUST_CHECK enum err draft_list(struct store *st, const struct actor *actor,
    struct draft *out, size_t max, size_t *count);

/* What draft id of the actor is about, without its text.  AM_OK, AM_MISSING or a storage
 * error. */
MUST_CHECK enum err draft_find(
    struct store *st, const struct actor *actor, int64_t id, struct draft *d);

/*
 * Load draft id of the actor into d and rec (whose form must be d's form; a
 * field that the form no longer has is passed over).  Returns AM_OK, AM_MISSING
 * or a storage error.
 */
MUST_CHECK enum err draft_load(struct store *st, const struct actor *actor, int64_t id,
    struct draft *d, struct record *rec);

/*
 * Delete draft id: its form was saved, or the operator discarded it (then it
 * can be brought back for 24 hours with draft_restore()).  AM_OK also if it
 * is not there.
 */
MUST_CHECK enum err draft_delete(struct store *st, const struct actor *actor, int64_t id);
MUST_CHECK enum err draft_discard(
    struct store *st, const struct actor *actor, int64_t id, int64_t now);
MUST_CHECK enum err draft_restore(struct store *st, const struct actor *actor, int64_t id);
