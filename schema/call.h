/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Calls: one row a contact with the line.
 *
 * A call has its number from the moment its form opens, so that it can be said
 * on the telephone; a number given up stays void.  What the form holds is the
 * table call_form (form_call.c).  Every function asks the actor's rights and
 * writes its audit row in the same transaction.
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

extern const struct form call_form;

enum call_status { CALL_OPEN, CALL_CLOSED, CALL_VOID };

struct call {
	int64_t id;
	int64_t number;
	int64_t version;
	int64_t started_at;
	int64_t ended_at; /* 0: still open */
	int64_t operator_id;
	enum call_status status;
	char trunk[16]; /* which of the line's numbers rang; "": not known */
	bool outgoing;  /* the line called */
	bool hard;      /* it was hard on its operator */
	int64_t entered_at;   /* taken on paper, typed in then; 0: taken here */
	int64_t continues_id; /* the first call of the contact it goes on with; 0 */
	/* What the line decided, apart from what the caller said (field topic). */
	char assess[16]; /* code of list "assess"; "" or "pending": nobody yet */
	int64_t assessed_at;
	char assess_by[32];  /* work name */
	char assess_org[16]; /* code of list "decidedby" */
	bool by_redial;      /* call_load(): seen only because a later call goes on with it */
	int64_t
	    case_number;  /* of the case that a save of its contents linked it with, 0 */
	int64_t alert_id; /* what a save of its contents told supervision of, 0: nothing */
};

/*
 * Open a call: a row with its number, started now.
 * Returns AM_OK, AM_DENIED or a storage error.
 */
MUST_CHECK enum err call_new(
    struct store *st, const struct actor *actor, int64_t now, struct call *call);

/*
 * The same for a call that was taken on paper: when that was, field taken_at says, and
 * closing makes it the time of the contact.
 */
MUST_CHECK enum err call_new_late(
    struct store *st, const struct actor *actor, int64_t now, struct call *call);

/* The moment that a value of field taken_at tells, -1: none. */
int64_t call_taken_at(const char *value);

/*
 * Is rec fit to be the contents of a closed call?  Only what differs from before is
 * looked at (a code may have been retired meanwhile); before may be NULL: nothing
 * was there.  Returns AM_OK, AM_INVALID or AM_TOO_LONG with the index of the first
 * wrong field in *field (empty but required, a code or place that does not exist, or
 * against field_rule()), or a storage error.
 */
MUST_CHECK enum err call_check(struct store *st, const struct record *rec,
    const struct record *before, int64_t now, size_t *field);

/*
 * Save rec as the contents of the open call and close it; the draft (0: none)
 * is deleted in the same transaction.  call is brought up to date.
 * Returns AM_OK, AM_INVALID (a required field is empty or a code unknown),
 * AM_CONFLICT (not open any more), AM_DENIED, AM_MISSING or a storage error;
 * nothing is changed then.
 *
 * A result (field dispo) decides what is kept: flag N drops texts and telephone
 * numbers, flag M (recording was declined) all but motive and result; flag L never
 * closes a call (AM_INVALID).  A motive or topic that may be a case (flag C) leaves the
 * call to be assessed.
 *
 * A follow-up call about a case that takes no reason is linked with it (case_about());
 * taking the save back takes the link back.
 *
 * Danger (a motive or a risk of flag U) is told to supervision, once, unless it was told
 * as a threat; also where the result keeps nothing of it.  A call that is taken back or
 * given up leaves that alert open: struct alert says so.
 */
MUST_CHECK enum err call_close(struct store *st, const struct actor *actor,
    struct call *call, const struct record *rec, int64_t draft_id, int64_t now);

/*
 * Correct a closed call.  reason may be "" within ten minutes of closing by the
 * same operator, otherwise it is required (AM_INVALID).  The audit keeps the old
 * value of every changed field: {"old":{"heard":"radio"},"reason":"..."}; null where
 * the new result does not allow to keep it.  Without a change nothing is written.
 * call->version is the one that was read; AM_CONFLICT if somebody was faster.
 * Danger that was not there before is told to supervision; what nobody has seen yet is
 * withdrawn with the danger.  Taking the correction back does the same the other way.
 */
MUST_CHECK enum err call_correct(struct store *st, const struct actor *actor,
    struct call *call, const struct record *rec, const char *reason, int64_t draft_id,
    int64_t now);

/*
 * Of a correction that met somebody else's: the fields which[] (as many as call_form has)
 * of mine were given up for what is saved.  The audit keeps them: {"old":{"notes":"..."},
 * "reason":"..."}, null where the result does not allow to keep it.  Returns AM_OK,
 * AM_DENIED, AM_MISSING or a storage error.
 */
MUST_CHECK enum err call_yield(struct store *st, const struct actor *actor, int64_t id,
    const struct record *mine, const bool *which, const char *reason, int64_t now);

/*
 * What the line decided about a closed call (list "assess") and whose decision it was
 * (list "decidedby").  Whoever took the call and supervisors may, also later; the audit
 * keeps the decision before.  call->assessed_at is what was read: AM_CONFLICT if
 * somebody decided meanwhile.  Returns AM_OK, AM_CONFLICT (or not closed), AM_INVALID,
 * AM_DENIED, AM_MISSING or a storage error.
 */
MUST_CHECK enum err call_assess(struct store *st, const struct actor *actor,
    struct call *call, const char *assess, const char *org, int64_t now);

/*
 * A call of the actor's own was hard on her, or is not any more: supervision is told
 * quietly.  Returns AM_OK, AM_DENIED, AM_MISSING or a storage error.
 */
MUST_CHECK enum err call_hard(struct store *st, const struct actor *actor,
    struct call *call, bool hard, int64_t now);

/*
 * Supervision must know of an open call of the actor's own at once: kind is one of
 * alert.h.  Once a call; *alert_id is what TOPIC_ALERT tells, *told_at when it was
 * first raised.
 */
MUST_CHECK enum err call_alert(struct store *st, const struct actor *actor,
    const struct call *call, const char *kind, int64_t now, int64_t *alert_id,
    int64_t *told_at);

/*
 * Take back the last thing that was done to a call (closed, given up, corrected,
 * assessed, continued, marked as hard), by a further record, if the actor did it less
 * than ten minutes ago; *what is its word in the audit ("close", "update", "assess",
 * "continue", "hard").  Returns AM_OK, AM_CONFLICT (somebody did something else since,
 * or there is nothing), AM_DENIED (too late), AM_INVALID (what was there was not kept),
 * AM_MISSING or a storage error.
 */
MUST_CHECK enum err call_undo(struct store *st, const struct actor *actor, int64_t id,
    int64_t now, struct call *call, char what[16]);

/*
 * Take back a call that the actor closed or gave up less than ten minutes ago: it is
 * open again.  Returns AM_OK, AM_CONFLICT (it is open), AM_DENIED (too late, or not
 * her own), AM_MISSING or a storage error.
 */
MUST_CHECK enum err call_reopen(
    struct store *st, const struct actor *actor, struct call *call, int64_t now);

/* Give up an open call of one's own: its number stays void. */
MUST_CHECK enum err call_void(
    struct store *st, const struct actor *actor, struct call *call, int64_t now);

/*
 * Read a call and its contents; the view is audited.  Whoever took a later call of the
 * same contact may see the earlier ones, also one that still lies as a draft with who
 * lost it: rec is then what that draft holds.  Returns AM_OK, AM_MISSING (also where
 * the actor may not see it), or a storage error.
 */
MUST_CHECK enum err call_load(struct store *st, const struct actor *actor, int64_t id,
    int64_t now, struct call *call, struct record *rec);

/* A row of the list of calls. */
struct call_row {
	struct call call;
	char motive[16]; /* code, "" */
	char dispo[16];  /* code, "" */
	char place[16];  /* where it comes from, else where she is: "PE16", "" */
	char operator_name[32];
	int risk;       /* 0: none given */
	bool corrected; /* after closing */
};

/*
 * Calls from from_at on, newest first, at most max; before is the id of the last
 * row of the page before, 0 for the first page.  mine: only the actor's own.  What others
 * took of a case that does not exist for her is left out, as in search.
 */
MUST_CHECK enum err call_list(struct store *st, const struct actor *actor, bool mine,
    int64_t from_at, int64_t before, int64_t now, struct call_row *out, size_t max,
    size_t *count);

/*
 * What changed a call, newest first: one row an audit row of this call, views left
 * out.  what is "create", "close", "update", "reopen", "void", "assess", "continue", "dial",
 * "hard" or "undo".  Rights as for
 * call_load() (which was audited before), or to read the audit.
 */
struct call_change {
	int64_t at;
	char who[32];
	char what[16];
	char *detail; /* JSON; free with call_changes_free() */
	int64_t number; /* of an offer: the call that was linked with it, 0 */
};
MUST_CHECK enum err call_changes(struct store *st, const struct actor *actor, int64_t id,
    struct call_change **out, size_t *count);
void call_changes_free(struct call_change *changes, size_t count);

/* Numbers for the home screen: the actor's calls since from_at. */
struct call_numbers {
	int64_t closed, with_content, open;
	int64_t contacts; /* of the closed ones: calls of one contact count once */
};
MUST_CHECK enum err call_count(struct store *st, const struct actor *actor,
    int64_t from_at, struct call_numbers *out);
