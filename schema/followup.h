/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Follow-ups: what was promised to be done at a time, about a call or a case: ring back,
 * ask, go to a hearing.
 *
 * One belongs to an operator or, without one, to whoever is on shift.  When it is to be
 * done is a moment, or from when to when (the hours in which it is safe to ring).
 * Everybody who keeps follow-ups sees when, what about and whose; the note and the number
 * are for whom it belongs to, who made it, whose call it was about, whoever comes to the
 * case without being asked (case_check(): her own, granted, linked with the call in hand,
 * opened for a reason), and supervisors.  One of a restricted case does not exist for whom
 * the case does not, unless it was given to her.
 *
 * Nothing is deleted and nothing overwritten for good: each change is a row of the audit
 * with what stood there before, and followup_undo() takes one's own last one back.
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

extern const struct form followup_form;

#define FOLLOWUP_NOTE_MAX 300   /* bytes */
#define FOLLOWUP_RESULT_MAX 300 /* bytes */

#define FOLLOWUP_CALL_BACK "callback" /* kinds: codes of list "followup" */
#define FOLLOWUP_CHECK "check"

struct followup {
	int64_t id, version;
	int64_t call_id, case_id;         /* 0: none */
	int64_t call_number, case_number; /* of these */
	int64_t due_at, until_at;         /* until_at 0: a moment */
	int64_t operator_id;              /* 0: whoever is on shift */
	int64_t tries;                    /* how often it was put off */
	int64_t made_at, done_at;         /* done_at 0: it is open */
	int64_t done_call_id, done_call_number;
	int64_t rings_call_id; /* the last call that was made for it, 0: none */
	bool rings_failed;     /* ... and reached nobody */
	int risk;              /* of the case, else of the call; 0: none given */
	bool open;             /* neither done nor taken back */
	bool may;              /* the actor may open and change it */
	char kind[16];
	char who[32], made_by[32], done_by[32]; /* work names */
	char tail[4];                           /* last digits of the number; "" */
	char note[FOLLOWUP_NOTE_MAX + 1];       /* "" where the actor may not read it */
	char result[FOLLOWUP_RESULT_MAX + 1];
};

/* It is late from now on: its hours, or its moment, have passed. */
bool followup_is_late(const struct followup *f, int64_t now);

/* --- reading --- */

enum followup_whose {
	FOLLOWUP_MINE, /* mine, and nobody's */
	FOLLOWUP_TEAM, /* nobody's, and of those who are signed on */
	FOLLOWUP_ALL,
	FOLLOWUP_WHOSE
};

/*
 * The open ones, the earliest first, at most max; *all: how many there are.  Returns
 * AM_OK, AM_DENIED or a storage error.
 */
MUST_CHECK enum err followup_list(struct store *st, const struct actor *actor,
    enum followup_whose whose, int64_t now, struct followup *out, size_t max,
    size_t *count, size_t *all);

/* The open ones of a case and of what was merged into it, the earliest first, at most max.
 * AM_OK, AM_MISSING (the case is not hers to read, or there is none), AM_DENIED or a
 * storage error. */
MUST_CHECK enum err followup_of_case(struct store *st, const struct actor *actor,
    int64_t case_id, int64_t now, struct followup *out, size_t max, size_t *count);

/* How many open ones are late, due today (late ones not counted again), and due in the
 * seven days from today on. */
struct followup_numbers {
	int64_t late, today, week;
};
MUST_CHECK enum err followup_count(struct store *st, const struct actor *actor,
    enum followup_whose whose, int64_t now, struct followup_numbers *out);

/* How many open ones each day of the month of at has: days[0] is the first. */
MUST_CHECK enum err followup_month(struct store *st, const struct actor *actor,
    enum followup_whose whose, int64_t at, int64_t now, int days[31]);

/* The row of the list for one, also one that is done.  AM_OK, AM_MISSING, AM_DENIED or a
 * storage error. */
MUST_CHECK enum err followup_get(struct store *st, const struct actor *actor, int64_t id,
    int64_t now, struct followup *out);

/* For the modules that do something for one: may the actor open it?  AM_OK, AM_MISSING
 * (not, or there is no such one) or a storage error. */
MUST_CHECK enum err followup_check(
    struct store *st, const struct actor *actor, int64_t id, int64_t now);

/* The open one for which the actor's call was made that she closed last, of all that were
 * made for one.  AM_OK, AM_MISSING, AM_DENIED or a storage error. */
MUST_CHECK enum err followup_rung(
    struct store *st, const struct actor *actor, int64_t now, struct followup *out);

/* Number of the case, else of the call; 0: there is none. */
MUST_CHECK enum err followup_number(
    struct store *st, int64_t call_id, int64_t case_id, int64_t *number);

/*
 * Open one: its contents into rec, its row into *out; the view is audited.  Returns
 * AM_OK, AM_MISSING, AM_DENIED (audited) or a storage error.
 */
MUST_CHECK enum err followup_load(struct store *st, const struct actor *actor, int64_t id,
    int64_t now, struct record *rec, struct followup *out);

/* --- a new one --- */

/*
 * What is known beforehand of one about a call or a case (0: none): rec gets kind, whom
 * and telephone.  Returns AM_OK, AM_MISSING (neither is there, or they are not the
 * actor's to see), AM_DENIED or a storage error.
 */
MUST_CHECK enum err followup_propose(struct store *st, const struct actor *actor,
    int64_t call_id, int64_t case_id, int64_t now, struct record *rec);

/* What speaks against rec as it is, to be said before it is saved. */
struct followup_advice {
	char
	    safe[12]; /* hours in which it is safe to ring: "17:00-18:00"; "" not known */
	bool refuses; /* she does not want to be called back */
	bool past;    /* the time has passed */
	bool unsafe;  /* it is outside of the safe hours */
	int64_t busy_at, busy_until; /* whoever is to do it has another one then; 0: no */
	int64_t busy_number;         /* ... about this call or case; 0: one she may not know */
	bool busy_case;              /* it is the number of a case */
};
MUST_CHECK enum err followup_advise(struct store *st, const struct actor *actor,
    const struct record *rec, int64_t id, int64_t call_id, int64_t case_id, int64_t now,
    struct followup_advice *out);

/* The same for one that is there. */
MUST_CHECK enum err followup_look(struct store *st, const struct actor *actor,
    const struct followup *f, int64_t now, struct followup_advice *out);

/* The moments of a FIELD_SPAN's value; a day alone begins with the safe hours, else at
 * nine.  *until is 0 for a moment.  False: it is none. */
bool followup_moments(const char *span, const char *safe, int64_t *due, int64_t *until);

/* --- changing: AM_OK, AM_MISSING, AM_DENIED, AM_CONFLICT (done meanwhile, or another
 * version) or a storage error --- */

struct followup_save {
	const struct actor *actor;
	int64_t now;
	int64_t id;               /* 0: a new one; gets its id */
	int64_t call_id, case_id; /* of a new one */
	int64_t version, draft_id;
	struct record *after;        /* normalised */
	const struct record *before; /* NULL: a new one */
	size_t field; /* out: the one that is wrong (AM_INVALID, AM_TOO_LONG) */
};
MUST_CHECK enum err followup_save(struct store *st, struct followup_save *save);

/* Done, with a line that says what came of it (AM_INVALID: empty) and the call that did
 * it (0: the last one made for it, if there is one). */
MUST_CHECK enum err followup_done(struct store *st, const struct actor *actor, int64_t id,
    const char *result, int64_t call_id, int64_t now);

/* Put off until typed (FIELD_SPAN; a day alone keeps the hours); one more try is
 * counted.  AM_INVALID: it is no moment, or it has passed. */
MUST_CHECK enum err followup_postpone(struct store *st, const struct actor *actor,
    int64_t id, const char *typed, int64_t now);

/* It is for to_id (0: whoever is on shift) from now on.  Who may not open it may take it
 * herself; one about a case only once she may open the case. */
MUST_CHECK enum err followup_reassign(
    struct store *st, const struct actor *actor, int64_t id, int64_t to_id, int64_t now);

/* A call is being made for it. */
MUST_CHECK enum err followup_rings(struct store *st, const struct actor *actor,
    int64_t id, int64_t call_id, int64_t now);

/* Take back what the actor did to it last, less than ten minutes ago and before anybody
 * else did something.  AM_MISSING: there is no such thing. */
MUST_CHECK enum err followup_undo(
    struct store *st, const struct actor *actor, int64_t id, int64_t now);

/* The call's result does not allow to keep number and text: nor do its follow-ups, each
 * of which says so in the audit.  Inside of brackets. */
MUST_CHECK enum err followup_forget(
    struct store *st, const struct actor *actor, int64_t call_id, int64_t now);
