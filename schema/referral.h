/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Referrals: another body is asked to help in a call or a case.
 *
 * It is prepared first, which nobody outside learns of and which is taken back freely;
 * that it was sent is recorded apart: by what means, to whom by name, when.  From then on
 * its history is append-only (table referral_event) and goes along the table of steps
 * (referral_state.c).  What was sent is not unsent: it is cancelled.  "No reply" stays
 * open until a supervisor closes it.
 *
 * Without consent nothing is prepared (consent.h), but for the two exceptions, each with a
 * reason and an alert.  A consultation asks a body without saying who it is about; it
 * needs no consent and shares facts only.  Copies see facts, and who it is about only if
 * that was chosen; a shelter is never sent one, and no copy names a shelter.
 *
 * Whoever may open the call or the case may read and work on its referrals.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "schema/base/err.h"
#include "schema/consent.h"
#include "schema/referral_about.h"
#include "schema/role.h"

struct buf;
struct store;

/* X(state, word in the database and code of list refstatus, has it ended) */
#define REF_STATE_TABLE(X)                     \
	X(REF_DRAFT, "draft", false)           \
	X(REF_SENT, "sent", false)             \
	X(REF_RECEIVED, "received", false)     \
	X(REF_ACCEPTED, "accepted", false)     \
	X(REF_INPROG, "inprog", false)         \
	X(REF_DONE, "done", true)              \
	X(REF_PARTIAL, "partial", true)        \
	X(REF_DECLINST, "declinst", true)      \
	X(REF_DECLPERS, "declpers", true)      \
	X(REF_UNAVAIL, "unavail", true)        \
	X(REF_NOREPLY, "noreply", false)       \
	X(REF_CANCEL, "cancel", true)

enum ref_state {
#define REF_STATE_CODE(state, word, ended) state,
	REF_STATE_TABLE(REF_STATE_CODE)
#undef REF_STATE_CODE
	REF_STATES
};
const char *ref_state_word(enum ref_state state);
enum ref_state ref_state_find(const char *word); /* REF_STATES: none */
bool ref_state_ended(enum ref_state state);

/* A step that may be taken: one row of the table. */
struct ref_step {
	enum ref_state from, to;
	bool why;    /* it needs a reason */
	bool closes; /* "no reply" that ends it */
	enum action action;
};
const struct ref_step *ref_steps(size_t *count);

/* The step, or NULL if there is none. */
const struct ref_step *ref_step(enum ref_state from, enum ref_state to, bool closes);

#define REF_TARGETS_MAX 9  /* bodies at once */
#define REF_COPIES_MAX 5   /* of each */
#define REF_DETAIL_MAX 400 /* bytes */
#define REF_NOTE_MAX 240
#define REF_TO_MAX 120
#define REF_HOURS_LEAST 1
#define REF_HOURS_MOST 720

struct referral {
	int64_t id, version;
	int64_t call_id, case_id, person_id; /* 0: none */
	int64_t call_number, case_number;
	int64_t institution_id;
	char body[121]; /* its name; "" while hidden */
	char body_kind[16], body_place[12];
	bool hidden; /* a shelter: shown by its kind */
	bool consult;
	char service[16], reason[16]; /* codes */
	char shared[64];              /* a set of codes */
	char basis[8];                /* "consent", "minor", "danger"; "" for a consultation */
	enum ref_state state;
	bool open; /* somebody has to see to it by due_at */
	int64_t made_at, sent_at, answered_at, due_at; /* 0: not yet, nothing */
	int64_t made_by_id, responsible_id;
	char made_by[32], responsible[32], sent_by[32];
	char sent_means[16], sent_to[REF_TO_MAX + 1];
	int64_t ack_hours;
	char detail[REF_DETAIL_MAX + 1], why[REF_NOTE_MAX + 1];
	size_t copies;
};

struct ref_copy {
	int64_t id, institution_id;
	char body[121], body_kind[16];
	bool hidden;
	bool identity; /* it sees who it is about */
	int64_t sent_at, received_at;
	int64_t dropped_at; /* it was given up, 0 */
	char sent_by[32], sent_means[16], sent_to[REF_TO_MAX + 1];
};

struct ref_event {
	int64_t id, at;
	enum ref_state state;
	bool closes;
	bool undone; /* it was written by mistake */
	bool undoes; /* it takes one back */
	char who[32], note[REF_NOTE_MAX + 1];
};

/* --- may it be made? --- */

/*
 * What stands between the actor and a referral about this.  Written nowhere; ref_make()
 * asks again.
 */
struct ref_gate {
	bool open;                 /* consent stands */
	struct consent_answer answer;
};
MUST_CHECK enum err ref_gate(struct store *st, const struct actor *actor,
    const struct ref_about *about, int64_t now, struct ref_gate *out);

/* --- making --- */

struct ref_target {
	int64_t institution_id;
	int64_t copies[REF_COPIES_MAX];
	size_t copy_count;
};

struct ref_plan {
	int64_t call_id, case_id;
	int64_t person_id; /* whom it is about; 0: the person concerned, all of them */
	bool consult;
	const char *shared;        /* a set of codes; of a consultation facts only */
	bool copies_identity;      /* copies see who it is about */
	int64_t ack_hours;
	int64_t responsible;       /* 0: the actor */
	const char *detail;        /* what is asked for */
	enum consent_basis exception; /* CONSENT_NO_BASIS: none is used */
	const char *reason;        /* of the exception */
	struct ref_target targets[REF_TARGETS_MAX];
	size_t count;
};

/* X(code, sentence): why nothing was made. */
#define REF_REFUSAL_TABLE(X)                                                               \
	X(REF_FINE, "")                                                                    \
	X(REF_NOBODY, N_("Nobody is marked: the space bar marks."))                        \
	X(REF_NO_CONSENT, N_("Without her consent nothing is sent."))                      \
	X(REF_REASON_SHORT, N_("The exception needs a reason of 10 characters or more."))  \
	X(REF_NO_EXCEPTION, N_("This exception is not open here."))                        \
	X(REF_RETIRED, N_("A marked body is retired by now."))                             \
	X(REF_IS_IMPLICATED, N_("A marked body is implicated in this case."))              \
	X(REF_SHELTER_COPY, N_("A shelter is never sent a copy."))                         \
	X(REF_COPY_TWICE, N_("A body is marked twice for the same referral."))             \
	X(REF_NAMES_HER, N_("What is asked says who she is: a consultation must not."))    \
	X(REF_HOURS, N_("The time for the receipt is 1 to 720 hours."))                    \
	X(REF_DETAIL_LONG, N_("What is asked is too long."))

enum ref_refusal {
#define REF_REFUSAL_CODE(code, sentence) code,
	REF_REFUSAL_TABLE(REF_REFUSAL_CODE)
#undef REF_REFUSAL_CODE
	REF_REFUSALS
};
const char *ref_refusal_text(enum ref_refusal refusal); /* msgid */

/*
 * Prepare one referral for each target: all of them or none.  ids has room for
 * REF_TARGETS_MAX.  Returns AM_OK, AM_INVALID with the reason in *refusal, AM_MISSING,
 * AM_DENIED or a storage error.
 */
MUST_CHECK enum err ref_make(struct store *st, const struct actor *actor,
    const struct ref_plan *plan, int64_t now, int64_t ids[REF_TARGETS_MAX],
    enum ref_refusal *refusal);

/*
 * Take back what was prepared together with id and is not sent; the exception that was
 * used for it alone ends as well.  *count: how many.  AM_OK, AM_CONFLICT (id is sent
 * already), AM_DENIED (after ten minutes, or not her own: cancel it), AM_MISSING, storage.
 */
MUST_CHECK enum err ref_take_back(struct store *st, const struct actor *actor, int64_t id,
    int64_t now, size_t *count);

/* --- what happens to it --- */

/*
 * It was sent: to the body itself (copy_id 0) or a copy.  means is a code of list
 * refmeans, at the time (0: now).  Consent is asked for once more: it may have been
 * withdrawn meanwhile.  Returns AM_OK, AM_INVALID with *refusal (or
 * REF_FINE: means, to whom or time are missing), AM_CONFLICT (it is no longer prepared;
 * a copy: it is sent), AM_MISSING, AM_DENIED or a storage error.
 */
MUST_CHECK enum err ref_send(struct store *st, const struct actor *actor, int64_t id,
    int64_t copy_id, const char *means, const char *to, int64_t at, int64_t now,
    enum ref_refusal *refusal);

/* A copy has arrived. */
MUST_CHECK enum err ref_copy_received(
    struct store *st, const struct actor *actor, int64_t id, int64_t copy_id, int64_t now);

/*
 * A copy that is not sent will not be (give_up), or will be after all.  AM_OK, AM_CONFLICT
 * (it is sent, or that is so already), AM_MISSING, AM_DENIED or a storage error.
 */
MUST_CHECK enum err ref_copy_give_up(struct store *st, const struct actor *actor,
    int64_t id, int64_t copy_id, bool give_up, int64_t now);

/*
 * It goes to another state by a step of the table (but sending).  Returns AM_OK,
 * AM_INVALID (a reason is missing or too long), AM_CONFLICT (no such step from where it is
 * now), AM_DENIED, AM_MISSING or a storage error.
 */
MUST_CHECK enum err ref_go(struct store *st, const struct actor *actor, int64_t id,
    enum ref_state to, bool closes, const char *note, int64_t now);

/* Take back the last state (but sending), less than ten minutes ago and one's own: an event
 * that undoes it.  AM_OK, AM_CONFLICT, AM_DENIED, AM_MISSING or a storage error. */
MUST_CHECK enum err ref_undo(
    struct store *st, const struct actor *actor, int64_t id, int64_t now);

/* To be seen to at another time, or by somebody else (0: as it is). */
MUST_CHECK enum err ref_postpone(struct store *st, const struct actor *actor, int64_t id,
    int64_t due_at, int64_t responsible, int64_t now);

/* --- reading --- */

/* Open one; the view is audited.  AM_OK, AM_MISSING (also where she may not), AM_DENIED
 * or a storage error.  ref_read() reads again what was opened; not a new view. */
MUST_CHECK enum err ref_open(struct store *st, const struct actor *actor, int64_t id,
    int64_t now, struct referral *out);
MUST_CHECK enum err ref_read(struct store *st, const struct actor *actor, int64_t id,
    int64_t now, struct referral *out);

MUST_CHECK enum err ref_copies(struct store *st, const struct actor *actor, int64_t id,
    int64_t now, struct ref_copy *out, size_t max, size_t *count);

/* The oldest first, at most max: the last ones of a long history. */
MUST_CHECK enum err ref_events(struct store *st, const struct actor *actor, int64_t id,
    int64_t now, struct ref_event *out, size_t max, size_t *count);

/* A row of a list: what it is about is a number. */
struct ref_row {
	int64_t id, call_id, case_id, number; /* of the case, else of the call */
	bool of_case, consult, hidden, open, mine;
	bool may; /* she may open it */
	char body[121], body_kind[16], body_place[12], service[16];
	enum ref_state state;
	int64_t made_at, sent_at, due_at;
	char responsible[32];
	size_t copies, copies_sent;
	bool owes_copy; /* it was sent, and a copy of it was not */
};

enum ref_whose {
	REF_MINE, /* open or a copy is to be sent, hers to see to: the longest overdue first */
	REF_TEAM, /* the same, anybody's */
	REF_ALL,  /* also those that ended, the newest first */
};
MUST_CHECK enum err ref_list(struct store *st, const struct actor *actor,
    enum ref_whose whose, int64_t now, struct ref_row *out, size_t max, size_t *count);

/* Those of a call or a case, the newest first.  AM_MISSING where she may not see it. */
MUST_CHECK enum err ref_list_about(struct store *st, const struct actor *actor,
    const struct ref_about *about, int64_t now, struct ref_row *out, size_t max,
    size_t *count);

/*
 * The referral that a person means: its own number ("311"), or the newest one about the
 * number of a case or call ("C 26-00031-3", "L 26-00417-3"; without the letter a case).
 * Whether she may see it says who opens it.  AM_OK, AM_INVALID (the check digit does not
 * fit), AM_MISSING or a storage error.
 */
MUST_CHECK enum err ref_find(struct store *st, const char *typed, int64_t *id);

/* How many the list has, of REF_ALL those that ended too; how many of them are past due. */
struct ref_numbers {
	int64_t open, overdue;
};
MUST_CHECK enum err ref_count(struct store *st, const struct actor *actor,
    enum ref_whose whose, int64_t now, struct ref_numbers *out);
