/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who waits to be answered, and who hung up before and is to be called back.
 *
 * The exchange tells (amparo queue push, leave, signal); operators take.  A row is
 * taken once: whoever is second is told so.  Lists show a number masked; whole it
 * stands on the form of the call that was made of it.  An exchange that was not heard
 * of for QUEUE_SILENCE seconds gives no signal, and then nobody may say "0 waiting".
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "schema/base/err.h"
#include "schema/call.h"
#include "schema/role.h"

struct store;

#define QUEUE_SILENCE 300
#define QUEUE_NOTE_MAX 80 /* bytes */
#define QUEUE_KEPT 86400  /* who hung up is on the list for so long */

/* What the exchange knows of a contact; NULL or "" for what it does not. */
struct queue_contact {
	const char *phone; /* as it came: what is no number is a hidden number */
	const char *trunk; /* which of the line's numbers: "2" */
	const char *place; /* "PE16"; else told by the area code, if it has one */
	const char *note;
	int priority; /* 1 first, 2 usual, 3 last; 0: 2 */
};

/*
 * Somebody waits since now.  Too long texts are cut.  Counts as a sign of the exchange.
 * Returns AM_OK with the row in *id, AM_INVALID (place, priority), AM_DENIED or a
 * storage error.
 */
MUST_CHECK enum err queue_push(struct store *st, const struct actor *actor,
    const struct queue_contact *contact, int64_t now, int64_t *id);

/*
 * The caller hung up.  Nobody had taken the call: it is to be called back.  Somebody
 * had, or she had left before: AM_OK, and *changed is false.  Returns AM_OK, AM_MISSING,
 * AM_DENIED or a storage error.
 */
MUST_CHECK enum err queue_leave(
    struct store *st, const struct actor *actor, int64_t id, int64_t now, bool *changed);

/*
 * The exchange is there (up), or is not.  *changed: screens show something else now.
 */
MUST_CHECK enum err queue_signal(
    struct store *st, const struct actor *actor, bool up, int64_t now, bool *changed);

/* Until when the exchange counts as heard; 0 or past: no signal.  Needs no right. */
MUST_CHECK enum err queue_heard_until(struct store *st, int64_t *until);

struct queue_row {
	int64_t id;
	int64_t at;      /* it rang */
	int64_t left_at; /* 0: waits; else to be called back */
	char trunk[16];
	char tail[4];   /* last digits of the number; "": hidden */
	char place[16]; /* from the exchange, else where an earlier call came from; "" */
	char flag[16];  /* of the number, list "numflag"; the gravest one, "" */
	int64_t flag_until; /* 0: no end */
	int64_t earlier;    /* calls linked with this number */
	int64_t case_number; /* of a case linked with it that the actor may see, 0 */
	int64_t cut_number;  /* of the call it may go on with (redial.h), 0 */
	int64_t cut_at;
	char cut_by[32]; /* who took that, work name */
	char note[QUEUE_NOTE_MAX + 1];
};

/*
 * Who waits, in the order in which they are taken, then who is to be called back, the
 * longest first; at most max.  *waiting: how many of all wait.
 */
MUST_CHECK enum err queue_list(struct store *st, const struct actor *actor, int64_t now,
    struct queue_row *out, size_t max, size_t *count, size_t *waiting);

/*
 * Take who waits (id 0: the first): a call is opened with her number, line, arrival
 * and time of answer; call_load() reads them.  Returns AM_OK, AM_CONFLICT (somebody was
 * faster, or she hung up), AM_MISSING (no such row; nobody waits), AM_DENIED or a storage error.
 */
MUST_CHECK enum err queue_take(struct store *st, const struct actor *actor, int64_t id,
    int64_t now, struct call *call);

/* The same for one who hung up: the call is an outgoing one. */
MUST_CHECK enum err queue_call_back(struct store *st, const struct actor *actor,
    int64_t id, int64_t now, struct call *call);

/*
 * Mark the number of a row (list "numflag", "none" takes every mark off) until
 * expires_at (0: no end).  A mark refuses nobody: it is shown.  Returns AM_OK,
 * AM_MISSING (no such row, or a hidden number), AM_INVALID (no such flag, or over
 * already), AM_DENIED or a storage error.
 */
MUST_CHECK enum err queue_flag(struct store *st, const struct actor *actor, int64_t id,
    const char *flag, int64_t expires_at, const char *reason, int64_t now);

/* The call's result does not allow to keep its number.  Inside the brackets of call.c. */
MUST_CHECK enum err queue_forget(struct store *st, int64_t call_id);
