/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Cases: what the line does about one matter over weeks, round one or several people.
 *
 * case_open() is the only way to a case's contents.  One's own cases open by themselves:
 * opened by the actor, hers to answer for, or granted to her; so does the case that is
 * linked with a call she is on.  Every other one asks for a reason, to open it or to link
 * it, which is kept as a grant for the rest of her shift, audited, and shown to
 * supervision and in the case itself.  A restricted case opens only for whoever answers
 * for it, whoever it was granted to, and supervisors; for all others it does not exist.
 *
 * What belongs to a case (people, routes, referrals, follow-ups ...) is read and written
 * by its own module, which asks case_check() first.  A case merged into another one is
 * part of it: its rows stay where they are, and the way back is case_unmerge().
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

#define CASE_REASON_LEN 10         /* characters that a reason has at least */
#define CASE_REASON_FOR (8 * 3600) /* seconds for which a reason opens a case */
#define CASE_OPENS_HOUR 20         /* more are told to supervision */
#define CASE_OUTSIDE_DAY 3         /* the same of those outside one's own */
#define CASE_TITLE_LEN 161

/* How the actor comes to it; the first that holds. */
enum case_way {
	CASE_OWN,        /* opened by her, or hers to answer for */
	CASE_GRANTED,    /* by a supervisor, by name */
	CASE_BY_CALL,    /* it is linked with a call she is on */
	CASE_BY_REASON,  /* she gave one during this shift */
	CASE_SUPERVISED, /* she is a supervisor */
	CASE_CLOSED_TO_HER
};

/* The case itself; names are work names, codes without their list. */
struct casefile {
	int64_t id, number, version;
	int64_t opened_at, closed_at, touched_at; /* closed_at 0: open */
	int64_t opened_by, assigned_to;           /* assigned_to 0: nobody */
	char opened_name[32], assigned_name[32];
	char title[CASE_TITLE_LEN];
	char status[16], risk[8], source[16], scope[16], exploit[16];
	int64_t risk_at;    /* 0: nobody has decided it */
	char risk_name[32]; /* who did */
	char place_now[12], origin[12], destination[12];
	int64_t victims, minors; /* -1: not said, or not asked */
	bool safety_plan;        /* does not accept: no high-risk alert */
	bool restricted;
	int64_t merged; /* cases that were merged into it */
	enum case_way way;
};

/* True if s has CASE_REASON_LEN characters or more, blanks at the ends not counted. */
bool case_is_reason(const char *s);

/*
 * Open case id (a merged one opens what it was merged into).  reason may be NULL; it is
 * used where one is needed.  call_id is the call in hand, 0: none.  Once a screen, not
 * once a repaint: the view is audited, counted and, outside one's own, told.
 * Returns AM_OK, AM_AGAIN (a reason of CASE_REASON_LEN characters is needed), AM_MISSING
 * (there is none that she may know of), AM_DENIED (her role opens no case at all,
 * whether it exists or not) or a storage error.
 */
MUST_CHECK enum err case_open(struct store *st, const struct actor *actor, int64_t id,
    const char *reason, int64_t call_id, int64_t now, struct casefile *out);

/* The actor has closed the screen: others no longer read that she has it open. */
MUST_CHECK enum err case_leave(
    struct store *st, const struct actor *actor, int64_t id, int64_t now);

/* Read again what case_open() has opened; not a new view.  AM_OK, AM_MISSING, storage. */
MUST_CHECK enum err case_read(struct store *st, const struct actor *actor, int64_t id,
    int64_t now, struct casefile *out);

/*
 * For the modules whose rows belong to a case: may the actor read and change them now,
 * without being asked for anything?  AM_OK, AM_MISSING (not, or there is no such case)
 * or a storage error.
 */
MUST_CHECK enum err case_check(
    struct store *st, const struct actor *actor, int64_t id, int64_t now);

/*
 * A screen of its own opens with a part of the case ("people", "route", "screening",
 * "consent"): the view is audited with the part.  Once a screen, like case_open().
 * Rights and results as for case_check(); a refusal is audited.
 */
MUST_CHECK enum err case_part(struct store *st, const struct actor *actor, int64_t id,
    const char *part, int64_t now);

/* Something of the case (or of what it was merged into; 0: none) was written: it moves to
 * the top of the lists.  In brackets. */
MUST_CHECK enum err case_touch(struct store *st, int64_t id, int64_t now);

/* Who else has it open: work names and since when, the longest first, at most max. */
struct case_reader {
	char name[32];
	int64_t since_at;
};
MUST_CHECK enum err case_readers(struct store *st, const struct actor *actor, int64_t id,
    int64_t now, struct case_reader *out, size_t max, size_t *count);

/* --- finding --- */

/* The id of what a person typed, "C 26-00031-3".  AM_OK, AM_INVALID (its check digit
 * does not fit), AM_MISSING (none that she may know of), AM_DENIED or storage. */
MUST_CHECK enum err case_find(struct store *st, const struct actor *actor,
    const char *typed, int64_t now, int64_t *id);

/* The same of a call that she may link: her own, or a supervisor's any.  "L 26-00417-3" */
MUST_CHECK enum err case_call_find(
    struct store *st, const struct actor *actor, const char *typed, int64_t *call_id);

/*
 * What a follow-up call says it is about: "C 26-00031-3", without the letter a case too.  A
 * case that takes no reason is linked when the call is saved (call_close()); nothing else
 * is told than case_find() would.
 */
enum case_about {
	ABOUT_NOTHING, /* no number, or that of a call */
	ABOUT_OWN,     /* a case that she links without a reason */
	ABOUT_REASON,  /* one that takes a reason */
	ABOUT_WRONG,   /* its check digit does not fit, or it is no number */
	ABOUT_NO_CASE, /* none that she may know of */
};
MUST_CHECK enum err case_about(struct store *st, const struct actor *actor,
    const char *typed, int64_t now, enum case_about *what);

/* A row of a list.  Of a case outside her own only id, number, assigned_name and
 * touched_at are filled, and whole is false. */
struct case_row {
	int64_t id, number, touched_at, opened_at;
	bool whole, closed, safety_plan;
	char title[CASE_TITLE_LEN];
	char status[16], risk[8], place[12];
	char assigned_name[32];
};

enum case_whose { CASE_MINE, CASE_EVERYBODYS, CASE_NOBODYS };

struct case_filter {
	enum case_whose whose;
	bool closed;    /* closed ones as well */
	bool high_risk; /* only risk 1 and 2 without a safety plan */
};

/*
 * Cases, the last touched first, at most max; after is the last row of the page before,
 * NULL for the first.  Restricted ones that she may not open are left out, not counted.
 * A filter by risk is asked of what she may see whole.  AM_OK, AM_DENIED or storage.
 */
MUST_CHECK enum err case_list(struct store *st, const struct actor *actor,
    const struct case_filter *filter, const struct case_row *after, int64_t now,
    struct case_row *out, size_t max, size_t *count);

/* The row of one.  AM_OK, AM_MISSING (none that she may know of), AM_DENIED or storage. */
MUST_CHECK enum err case_row_get(struct store *st, const struct actor *actor, int64_t id,
    int64_t now, struct case_row *out);

/* --- a new one --- */

/*
 * What a call says so far, saved or not (then its draft does): for the title of a case
 * that is opened from it.  rec has call_form.  AM_OK, AM_MISSING or a storage error.
 */
MUST_CHECK enum err case_call_said(
    struct store *st, const struct actor *actor, int64_t call_id, struct record *rec);

/*
 * Open a new case, the actor's own.  With a call (call_id, 0: none), which must be hers,
 * it is linked (confirmed), and what the call says is taken over: counts, places, risk, and
 * the person concerned (age, sex).  What was accepted in the call counts for the case by
 * the link (consent.h).  title may be "".
 * Returns AM_OK, AM_MISSING (no such call), AM_DENIED or a storage error.
 */
MUST_CHECK enum err case_new(struct store *st, const struct actor *actor,
    const char *title, int64_t call_id, int64_t now, int64_t *id);

/* What case_new() did less than ten minutes ago is taken back: it is closed as opened by
 * mistake, and its link ends.  AM_OK, AM_CONFLICT (somebody has worked in it since),
 * AM_DENIED, AM_MISSING or storage. */
MUST_CHECK enum err case_give_up(
    struct store *st, const struct actor *actor, int64_t id, int64_t now);

/* --- calls and cases: many to many --- */

enum case_certainty { CASE_POSSIBLE, CASE_CONFIRMED };

struct case_linked {
	int64_t id; /* of the link */
	int64_t call_id, call_number, call_at;
	int64_t case_id, case_number;
	char title[CASE_TITLE_LEN]; /* of the case; "" outside her own */
	enum case_certainty certainty;
	int64_t linked_at;
	char linked_by[32];
	char why[200];
};

/*
 * Link a call with a case; why may be "" where the actor comes to the case without being
 * asked.  Any other case that she may know of takes a why of CASE_REASON_LEN characters:
 * the link opens the case to her, so it is told and counted as a reason (case_open()).
 * Linked already with another certainty: the old link ends, the new one stands.  *link_id
 * may be NULL.  The call must be the actor's own (or she a supervisor).
 * Returns AM_OK, AM_AGAIN (a reason is needed), AM_EXISTS (linked already, as certain),
 * AM_MISSING, AM_DENIED or a storage error.
 */
MUST_CHECK enum err case_link(struct store *st, const struct actor *actor,
    int64_t call_id, int64_t case_id, enum case_certainty certainty, const char *why,
    int64_t now, int64_t *link_id);

/*
 * It was wrong: end the link (to_case 0), or move it to another case with what was promised
 * on that call and is not done.  Whoever was already sent a referral because of it is to be
 * told: an alert, and a follow-up for whoever sent it, due at once.  *told says how many
 * referrals these are.
 * Returns AM_OK, AM_AGAIN (a reason of CASE_REASON_LEN characters is needed), AM_EXISTS
 * (it is linked with the other one already), AM_MISSING, AM_DENIED or storage.
 */
MUST_CHECK enum err case_unlink(struct store *st, const struct actor *actor,
    int64_t link_id, int64_t to_case, const char *reason, int64_t now, int64_t *new_link,
    size_t *told);

/*
 * Take back, within ten minutes and by whoever did it, a link that was made, moved or
 * ended: link_id is the link as it was made, or the one that ended.
 * AM_OK, AM_CONFLICT (something came after it), AM_DENIED, AM_MISSING, storage.
 */
MUST_CHECK enum err case_link_undo(
    struct store *st, const struct actor *actor, int64_t link_id, int64_t now);

/* The cases of a call and the calls of a case that stand now, the newest link first. */
MUST_CHECK enum err case_of_call(struct store *st, const struct actor *actor,
    int64_t call_id, int64_t now, struct case_linked *out, size_t max, size_t *count);
MUST_CHECK enum err case_calls(struct store *st, const struct actor *actor,
    int64_t case_id, int64_t now, struct case_linked *out, size_t max, size_t *count);
