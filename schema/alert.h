/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Alerts: what supervision has to know at once, and what it has not seen yet.
 *
 * Whatever raises one does so inside its own brackets, so that an alert is never about
 * something that was not written.  It stays open until a supervisor has seen it; the
 * consoles hear of it by TOPIC_ALERT with its id (0: the last one that was raised).
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "schema/base/err.h"
#include "schema/role.h"

struct store;

#define ALERT_NOTE_MAX 200 /* bytes */

/* Kinds (a word of a-z each; the screens know what to call them). */
#define ALERT_DANGER "danger"   /* a call: danger, or help for herself */
#define ALERT_THREAT "threat"   /* a call: against caller, victim, operator or line */
#define ALERT_HARD "hard"       /* a call that was hard on its operator: told quietly */
#define ALERT_OFFER "offer"     /* an offer: its third call, or it is linked with a case */
#define ALERT_CONSENT "consent" /* a referral without consent: minor or danger */
#define ALERT_RISK "risk"       /* a case: immediate danger or high risk */
#define ALERT_OPENED "opened"   /* a grant: a case outside one's own, with its reason */
#define ALERT_RATE "rate"       /* an operator: too many cases opened */
#define ALERT_DISPUTE \
	"dispute"           /* a case: two people set one field, supervision decides */
#define ALERT_LATE "late"     /* a follow-up: nobody has done it in time */
#define ALERT_RESCUE "rescue" /* a rescue: a check-in was missed */
#define ALERT_OWED "owed"     /* a referral: not sent, or no answer, when it was due */
#define ALERT_MOVED "moved" /* a referral: the call behind it was in the wrong case */

struct alert {
	int64_t id;
	char kind[16];
	char entity[16]; /* table it is about, "call" */
	int64_t entity_id;
	int64_t number; /* of the call or case, 0: neither */
	bool of_case;   /* it is the number of a case */
	int64_t at;
	int64_t by_id;
	char by[32]; /* work name of who raised it, "": nobody */
	char note[ALERT_NOTE_MAX + 1];
	bool given_up;    /* the call it is about was: its number is void */
	int64_t taken_at; /* the call was taken on paper then, 0 */
};

/*
 * Raise an alert, inside brackets.  One of this kind about the same row that nobody has
 * seen yet is enough: then *id is that one.  Returns AM_OK or a storage error.
 */
MUST_CHECK enum err alert_raise(struct store *st, const struct actor *actor,
    const char *kind, const char *entity, int64_t entity_id, const char *note,
    int64_t now, int64_t *id);

/*
 * The same where every note counts (whose reason, which field): only one with this very note
 * is enough.
 */
MUST_CHECK enum err alert_add_each(struct store *st, const struct actor *actor,
    const char *kind, const char *entity, int64_t entity_id, const char *note,
    int64_t now);

/* alert_raise() for whoever does not want its id. */
MUST_CHECK enum err alert_add(struct store *st, const struct actor *actor,
    const char *kind, const char *entity, int64_t entity_id, const char *note,
    int64_t now);

/* Take back what was raised by mistake, or whose cause has gone; inside brackets. */
MUST_CHECK enum err alert_drop(struct store *st, const struct actor *actor,
    const char *kind, const char *entity, int64_t entity_id, int64_t now);

/*
 * What the actor did is taken back and the cause stands again: what alert_drop() ended for
 * her in the last ten minutes is raised anew.  Inside brackets.
 */
MUST_CHECK enum err alert_back(struct store *st, const struct actor *actor,
    const char *kind, const char *entity, int64_t entity_id, int64_t now);

/*
 * When one of this kind was first raised about a row, 0: never, or all were taken back.
 * Needs no right.
 */
MUST_CHECK enum err alert_raised(struct store *st, const char *kind, const char *entity,
    int64_t entity_id, int64_t *at);

/* One alert.  AM_OK, AM_MISSING (also once it was seen), AM_DENIED or a storage error. */
MUST_CHECK enum err alert_get(
    struct store *st, const struct actor *actor, int64_t id, struct alert *out);

/* The last one that was raised since then (Unix seconds), if nobody has seen it yet.  AM_OK,
 * AM_MISSING, AM_DENIED or a storage error. */
MUST_CHECK enum err alert_newest(
    struct store *st, const struct actor *actor, int64_t since, struct alert *out);

/*
 * Those nobody has seen yet, at most max: first the kinds in which somebody may be hurt
 * now (danger, threat, rescue), then what may go wrong, then what is to be known; within
 * a kind the newest first.
 */
MUST_CHECK enum err alert_list(struct store *st, const struct actor *actor,
    struct alert *out, size_t max, size_t *count);

/* The actor has seen it; audited.  AM_OK, AM_MISSING, AM_DENIED or a storage error. */
MUST_CHECK enum err alert_see(
    struct store *st, const struct actor *actor, int64_t id, int64_t now);
