/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * People of a case: victims, relatives, witnesses, whoever reported, suspects.
 *
 * A person stands once in the register, whatever cases she is in and whatever roles she has
 * there; she is seen only through a case that the actor may open.  Names may be missing, one
 * name is enough.  Whether she is a minor is computed (age.h).  For search her names are kept
 * folded and as they sound, both made when she is saved.
 *
 * Two entries of one person are merged: the duplicate points to the other one, which takes what
 * it lacked and is found by both names; nothing is rewritten in the cases, and the way
 * back is person_unmerge().
 *
 * Every function asks the actor's rights in the case and writes its audit row.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "schema/age.h"
#include "schema/base/err.h"
#include "schema/field.h"
#include "schema/role.h"

struct buf;
struct record;
struct store;

extern const struct form person_form;

/* X(role, code of list role), in the order of lists; bits of struct person_row. */
#define PERSON_ROLE_TABLE(X)           \
	X(PERSON_VICTIM, "victim")     \
	X(PERSON_REPORTER, "reporter") \
	X(PERSON_RELATIVE, "relative") \
	X(PERSON_WITNESS, "witness")   \
	X(PERSON_SUSPECT, "suspect")

enum person_role {
#define PERSON_ROLE_CODE(role, code) role,
	PERSON_ROLE_TABLE(PERSON_ROLE_CODE)
#undef PERSON_ROLE_CODE
	    PERSON_ROLE_COUNT
};
const char *person_role_code(enum person_role role);

struct person_name {
	char names[64], surnames[64], alias[64];
};

/* "Quispe Huamán, Mari", "Mari", "la Flaca"; nothing if nobody knows.  Added to out. */
void person_show(const struct person_name *name, struct buf *out);

struct person_row {
	int64_t id;
	int64_t merged_into; /* a duplicate; it stands behind whom it was merged into */
	unsigned roles;      /* 1 << enum person_role */
	struct person_name name;
	struct age age;
	char gender[16], relation[16], perprole[16], vicstatus[16]; /* codes, "" */
	char phone[24], safe_note[124];
};

/* The people of a case, victims first.  AM_OK, AM_MISSING or a storage error. */
MUST_CHECK enum err person_list(struct store *st, const struct actor *actor,
    int64_t case_id, int64_t now, struct person_row *out, size_t max, size_t *count);

/*
 * Read person id as she is in the case into rec (of person_form), and what her rows have
 * for a version; the view is audited.  She need not be in this case yet: then her roles
 * are empty, and the actor has to see her through another one.
 * AM_OK, AM_MISSING (also where the actor may not) or a storage error.
 */
MUST_CHECK enum err person_load(struct store *st, const struct actor *actor,
    int64_t case_id, int64_t id, int64_t now, struct record *rec, int64_t *version);

/*
 * Save after (normalised here): a new person (*id 0), changes of one, or one of the register
 * who comes into this case.  before is what was read, NULL for a new one; the draft (0: none) is
 * deleted with it.  The age is said today unless it says when.
 * AM_OK, AM_INVALID or AM_TOO_LONG with the field, AM_CONFLICT (somebody was faster),
 * AM_MISSING, AM_DENIED or a storage error.
 */
MUST_CHECK enum err person_save(struct store *st, const struct actor *actor,
    int64_t case_id, int64_t *id, const struct record *before, struct record *after,
    int64_t version, int64_t draft_id, int64_t now, size_t *field);

/*
 * What the actor saved of her in this case (0: in whichever it was) less than ten minutes
 * ago is taken back; a new one leaves the case.  AM_OK, AM_CONFLICT (somebody has changed
 * it since), AM_DENIED, AM_MISSING or a storage error.
 */
MUST_CHECK enum err person_undo(struct store *st, const struct actor *actor,
    int64_t case_id, int64_t id, int64_t now);

/* She does not belong to this case: her rows stay, ended, with why.  The way back is
 * person_undo().  AM_OK, AM_MISSING or a storage error. */
MUST_CHECK enum err person_take_out(struct store *st, const struct actor *actor,
    int64_t case_id, int64_t id, const char *why, int64_t now);

/* --- is she in the register already? --- */

enum person_kind { /* what fits: bits */
	PERSON_SAME_NAME = 1 << 0,
	PERSON_LIKE_NAME = 1 << 1, /* spelled or sounding alike */
	PERSON_SAME_DOC = 1 << 2,
	PERSON_SAME_PHONE = 1 << 3,
};

/* Outside of the actor's own cases only case number and kind are filled. */
struct person_offer {
	bool whole;
	bool in_case; /* she is in this case already */
	unsigned kind;
	int64_t person_id, case_id;
	int64_t case_number;
	unsigned roles; /* in that case */
	struct person_name name;
	struct age age;
};

/*
 * Whoever may be the person that rec names, the likeliest first, at most max; id (0: none)
 * and those merged with her are left out.  A case that does not exist for the actor gives
 * nothing at all.  Audited as a search.  AM_OK, AM_STOPPED, AM_MISSING or storage.
 */
MUST_CHECK enum err person_offers(struct store *st, const struct actor *actor,
    int64_t case_id, const struct record *rec, int64_t id, int64_t now,
    struct person_offer *out, size_t max, size_t *count);

/* --- two entries of one person --- */

/*
 * Merge from into into: both are seen by the actor, into is the one that stays.
 * AM_OK, AM_CONFLICT (one of them is merged already), AM_INVALID (the same), AM_MISSING
 * or a storage error.
 */
MUST_CHECK enum err person_merge(
    struct store *st, const struct actor *actor, int64_t from, int64_t into, int64_t now);

/* They are two after all: what was taken over goes back, if nobody has changed it since.
 * AM_OK, AM_CONFLICT (it is not merged), AM_MISSING or a storage error. */
MUST_CHECK enum err person_unmerge(
    struct store *st, const struct actor *actor, int64_t from, int64_t now);
