/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A rescue in progress: somebody of the line leads it and says at intervals that all is
 * well.
 *
 * A check-in that is missed is told to the lead and to supervision, also when nobody is
 * logged in (due.h: the server's timer, not a screen's); it is told again after each
 * further interval.  The lead passes to somebody else only when that person accepts; until
 * then the old lead answers for it.  What happened is a list that is only added to; a
 * check-in by mistake is taken back by a further row.
 *
 * Whoever it concerns sees it: the lead, whoever is asked to take over, whoever answers
 * for the case, and supervisors.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "schema/base/err.h"
#include "schema/role.h"

struct store;

#define RESCUE_NOTE_MAX 300 /* bytes */
#define RESCUE_EVERY_MIN 10 /* seconds between two check-ins */
#define RESCUE_EVERY_MAX 86400

struct rescue {
	int64_t id, case_id, case_number;
	int64_t lead_id, next_id; /* next_id: asked to take over, 0: nobody */
	int64_t every_s;
	int64_t started_at, ended_at; /* ended_at 0: it goes on */
	int64_t check_at;        /* the next check-in is owed then; 0: it has ended */
	int64_t missed;          /* how many in a row were missed */
	char lead[32], next[32]; /* work names */
	char result[RESCUE_NOTE_MAX + 1];
	bool leads;   /* the actor does */
	bool asked;   /* she is asked to take over */
	bool decides; /* she leads, or supervises */
};

/* It is late: a check-in is owed since check_at. */
bool rescue_is_late(const struct rescue *r, int64_t now);

/* "15", "15 min", "90 s", "1 h" as seconds; AM_INVALID: not understood, or not within the
 * limits. */
MUST_CHECK enum err rescue_every(const char *typed, int64_t *every_s);

/* --- reading --- */

/* Those that go on and concern the actor, the check-in owed soonest first; at most max. */
MUST_CHECK enum err rescue_list(struct store *st, const struct actor *actor,
    struct rescue *out, size_t max, size_t *count);

/* One, also one that has ended; the view is audited.  AM_OK, AM_MISSING (none that she may
 * know of), AM_DENIED or a storage error. */
MUST_CHECK enum err rescue_open(struct store *st, const struct actor *actor, int64_t id,
    int64_t now, struct rescue *out);

/* The same without a row of the audit: it is shown already. */
MUST_CHECK enum err rescue_read(struct store *st, const struct actor *actor, int64_t id,
    int64_t now, struct rescue *out);

/* The one of a case that goes on: its id.  AM_OK, AM_MISSING, AM_DENIED or storage. */
MUST_CHECK enum err rescue_of_case(struct store *st, const struct actor *actor,
    int64_t case_id, int64_t now, int64_t *id);

struct rescue_event {
	int64_t id, at;
	char
	    kind[12]; /* start, checkin, missed, offered, accepted, declined, every, note,
			  undone, end */
	char who[32]; /* work name; "": the server */
	char note[RESCUE_NOTE_MAX +
		  1]; /* offered: to whom; every: seconds; undone: which */
};

/* What happened, the newest first, at most max.  The rights are those of rescue_read(). */
MUST_CHECK enum err rescue_events(struct store *st, const struct actor *actor, int64_t id,
    int64_t now, struct rescue_event *out, size_t max, size_t *count);

/* --- changing: AM_OK, AM_MISSING, AM_DENIED, AM_CONFLICT (it has ended, or is otherwise
 * by now), AM_INVALID or a storage error --- */

/* Start one; the actor leads it.  every_s 0: as the setting says.  AM_EXISTS: one goes on
 * already. */
MUST_CHECK enum err rescue_start(struct store *st, const struct actor *actor,
    int64_t case_id, int64_t every_s, int64_t now, int64_t *id);

/* All is well; note may be "".  The lead's, or a supervisor's. */
MUST_CHECK enum err rescue_check_in(struct store *st, const struct actor *actor,
    int64_t id, const char *note, int64_t now);

/* Take back a check-in of one's own of less than ten minutes ago, if nothing came after. */
MUST_CHECK enum err rescue_undo(
    struct store *st, const struct actor *actor, int64_t id, int64_t now);

/* Check in at other intervals from now on. */
MUST_CHECK enum err rescue_set_every(struct store *st, const struct actor *actor,
    int64_t id, int64_t every_s, int64_t now);

/* Ask to_id to take over; who was asked before is no longer. */
MUST_CHECK enum err rescue_offer(
    struct store *st, const struct actor *actor, int64_t id, int64_t to_id, int64_t now);

/* Whoever was asked takes over, or does not. */
MUST_CHECK enum err rescue_answer(
    struct store *st, const struct actor *actor, int64_t id, bool accepts, int64_t now);

/* Something to remember.  Whoever it concerns. */
MUST_CHECK enum err rescue_note(struct store *st, const struct actor *actor, int64_t id,
    const char *note, int64_t now);

/* It is over; the result says how (AM_INVALID: empty). */
MUST_CHECK enum err rescue_end(struct store *st, const struct actor *actor, int64_t id,
    const char *result, int64_t now);
