/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Everything that happened in a case, in one order: calls, notes, referrals and what came
 * back, follow-ups, changes of status and risk, rescues, consent, assistance, the law, who
 * opened it from outside.  It is a query over the tables that hold these things, never a
 * second copy.  Cases merged into it are part of it.
 *
 * What a screen shows above it (who, how old, what was accepted, what is due) is
 * case_head().
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "schema/age.h"
#include "schema/base/err.h"
#include "schema/consent.h"
#include "schema/role.h"

struct store;

enum case_event_kind {
	EVENT_OPENED, /* a: source, n: number of the case */
	EVENT_CALL, /* a: motive, b: result, c: "1" confirmed, "0" possible, n: number */
	EVENT_UNLINKED, /* n: number of the call; body: why */
	EVENT_NOTE,     /* a: "withdrawn" or "" */
	EVENT_REFERRAL, /* a: status, b: kind, text: the body ("" where confidential) */
	EVENT_PROMISED, /* a follow-up is to be done; a: kind, n: when */
	EVENT_DONE,     /* it was; a: kind */
	EVENT_STATUS,   /* a: before, b: after */
	EVENT_RISK,     /* the same */
	EVENT_ASSIGNED, /* the same, ids of operators */
	EVENT_CHANGED,  /* text: ids of other fields that were changed; body: a line each, the
			   id, TAB, the value before */
	EVENT_RESCUE,   /* a: what happened */
	EVENT_CONSENT,  /* a: purpose, b: answer, text: who gave it */
	EVENT_ASSISTED, /* a: kind, b: plan, text: the body, n: quantity */
	EVENT_LEGAL,    /* a: stage, text: the body */
	EVENT_READ,     /* somebody came in from outside; a: kind of grant */
	EVENT_FLAGGED,  /* a: flag */
	EVENT_SOLVED,   /* a: flag */
	EVENT_MERGED,   /* a: "merge" or "unmerge", n: number of the other case */
	EVENT_PERSON,   /* somebody was added; ref: the person, a: role, text: name */
	EVENT_SCREENED, /* n: answers of one hour */
	EVENT_EXPORTED, /* the sheet was made; body: why */
	EVENT_KINDS
};

struct case_event {
	enum case_event_kind kind;
	int64_t ref; /* row of what it is: the call, note, referral, follow-up ... */
	int64_t at;
	int64_t n;
	char who[32]; /* work name */
	char a[20], b[20], c[20];
	char text[80];
	char *body; /* what was written; "" if nothing */
};

/*
 * All of it, the oldest first; free with case_events_free().  At most CASE_EVENTS_MAX, and
 * then the newest ones.  Rights as for case_check().  AM_OK, AM_MISSING or storage.
 */
#define CASE_EVENTS_MAX 1000
MUST_CHECK enum err case_events(struct store *st, const struct actor *actor, int64_t id,
    int64_t now, struct case_event **out, size_t *count);
void case_events_free(struct case_event *events, size_t count);

/* --- what stands above it --- */

struct case_head {
	int64_t people;    /* in the case, whatever their part */
	int64_t person_id; /* in focus: the first victim, 0: none is known */
	char name[100];    /* "": none is known */
	char gender[16];   /* code, "" */
	struct age age;    /* of today */
	char where_is[161]; /* where she is, in the words of the newest call that told; "" */
	char safe[240];    /* how contact is safe: hers, else of the newest call; "" */
	struct {
		char consent[16]; /* the newest word, a code; "": nobody was asked */
		char given_by[64], relation[16]; /* who gave it; "" */
		int64_t at;
		bool stands;
		enum consent_why why;
	} consent[CONSENT_PURPOSES];
	int64_t due_at; /* of the next thing to do, 0: nothing */
	char due_kind[16], due_note[80];
	int64_t rescue_check_at; /* a rescue in progress: its next check-in, 0: none */
	char rescue_lead[32];
	int64_t flags;     /* open ones */
	char flag[16];     /* the newest of them */
	int64_t referrals; /* that wait for an answer */
};
MUST_CHECK enum err case_head(struct store *st, const struct actor *actor, int64_t id,
    int64_t now, struct case_head *out);
