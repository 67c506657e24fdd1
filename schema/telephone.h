/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Telephones: what is known of a number.
 *
 * A number belongs to a line, not to a person: it may be the caller's own, be shared
 * or hang in a public place.  So nothing here tells who calls; it tells which calls and
 * cases are linked with the number, whose telephone it is, how it is called safely and
 * which marks it bears.  A mark refuses nobody: it is shown until it ends.  Numbers
 * never go into the audit.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "schema/base/err.h"
#include "schema/call.h"
#include "schema/phone.h"
#include "schema/role.h"

struct store;

#define TELEPHONE_MARKS 8
#define TELEPHONE_CASES 4
#define TELEPHONE_CALLS 20
#define TELEPHONE_NOTE_MAX 200 /* bytes */
#define TELEPHONE_OWNER_MAX 60
#define TELEPHONE_DIGITS 6 /* fewer are half a number, or a short one that many have */

/* Which number is meant: the one of a row of the queue, or one that was typed. */
struct telephone_who {
	int64_t queue_id;    /* 0: none */
	const char *dialled; /* as typed: "961 555 877"; NULL: the row's */
	int64_t call_id;     /* the call in hand, which is no earlier one; 0: none */
};

struct telephone_mark {
	int64_t id;
	char flag[16]; /* code of list "numflag" */
	int64_t set_at;
	int64_t expires_at; /* 0: no end */
	char set_by[32];    /* work name */
};

struct telephone_case {
	int64_t id, number;
};

struct telephone {
	int64_t id;   /* 0: nothing was ever noted of it */
	char tail[4]; /* its last digits */
	char owner[TELEPHONE_OWNER_MAX + 1];
	char shared[8]; /* "own", "shared", "public"; "": not known */
	char safe_note[TELEPHONE_NOTE_MAX + 1];
	struct telephone_mark marks[TELEPHONE_MARKS]; /* in force, the gravest first */
	size_t mark_count;
	int64_t earlier; /* calls linked with it */
	struct telephone_case cases[TELEPHONE_CASES]; /* those the actor may see */
	size_t case_count;
};

/*
 * What is known of a number; audited where there is something.  Returns AM_OK,
 * AM_MISSING (no such row, a hidden number, or less than TELEPHONE_DIGITS digits),
 * AM_DENIED or a storage error.
 */
MUST_CHECK enum err telephone_read(struct store *st, const struct actor *actor,
    const struct telephone_who *who, int64_t now, struct telephone *out);

/* The calls linked with a number, newest first, at most max; rights as for the list of
 * calls, whose rows these are.  What somebody else took of a case that does not exist for
 * the actor is left out, and not counted. */
MUST_CHECK enum err telephone_calls(struct store *st, const struct actor *actor,
    const struct telephone_who *who, int64_t now, struct call_row *out, size_t max,
    size_t *count);

/*
 * Note whose telephone it is, whether it is shared ("own", "shared", "public", "") and
 * how it is called safely.  The audit keeps what stood there.  Returns AM_OK,
 * AM_MISSING, AM_INVALID (shared), AM_TOO_LONG, AM_DENIED or a storage error.
 */
MUST_CHECK enum err telephone_set(struct store *st, const struct actor *actor,
    const struct telephone_who *who, const char *owner, const char *shared,
    const char *safe_note, int64_t now);

/*
 * Mark a number (list "numflag", "none" ends every mark) until expires_at (0: no end).
 * The same mark again replaces the old one.  Returns AM_OK with the mark in *id (0 for
 * "none"), AM_MISSING, AM_INVALID (no such flag, or over already), AM_DENIED or a
 * storage error.
 */
MUST_CHECK enum err telephone_mark(struct store *st, const struct actor *actor,
    const struct telephone_who *who, const char *flag, int64_t expires_at,
    const char *reason, int64_t now, int64_t *id);

/* End a mark.  AM_OK, AM_CONFLICT (it has ended), AM_MISSING, AM_DENIED, storage. */
MUST_CHECK enum err telephone_unmark(
    struct store *st, const struct actor *actor, int64_t mark_id, int64_t now);

/* The row of the number, for telephone_undo(); it is nothing to see.  AM_OK, AM_MISSING
 * (nothing was ever noted or marked), AM_DENIED or a storage error. */
MUST_CHECK enum err telephone_line(struct store *st, const struct actor *actor,
    const struct telephone_who *who, int64_t *line_id);

/*
 * Take back the last thing that was noted of a number, marked or ended, less than ten
 * minutes ago and by the actor: what stood there before does so again.  AM_OK, AM_MISSING
 * (there is nothing), AM_DENIED (it was somebody else, or is too long ago), AM_CONFLICT (a
 * call has said since whose it is) or a storage error.
 */
MUST_CHECK enum err telephone_undo(
    struct store *st, const struct actor *actor, int64_t line_id, int64_t now);

/* Cells for "***-877" of a tail, "" for a hidden number; returns out. */
#define TELEPHONE_MASK_LEN 16
char *telephone_mask(char out[TELEPHONE_MASK_LEN], const char *tail);
