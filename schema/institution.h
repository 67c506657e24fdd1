/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The directory: the bodies that can help, what each gives and where, when it answers.
 *
 * Nothing in it is a fact until somebody has verified it, and that wears off: after
 * INST_VERIFIED_DAYS the screens say "not verified" again.  Bodies are retired, never
 * deleted.
 *
 * A shelter, and every body marked confidential, is known by its kind and its department
 * only: name, address, telephones, contact and note are left out (hidden) until somebody
 * reveals them on purpose, which the audit keeps.  Operators and supervisors read the
 * directory, supervisors edit it.
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

/* What of a body is filled in ("body"), and one thing it gives ("service"). */
extern const struct form body_form;
extern const struct form service_form;

#define INST_NAME_MAX 120
#define INST_TEXT_MAX 240
#define INST_VERIFIED_DAYS 90
#define INST_ANSWER_DAYS 90

/* How a body answered the referrals that were sent to it since INST_ANSWER_DAYS. */
struct inst_answers {
	int64_t sent, answered;
	int64_t median_s; /* from sending to the first answer; 0: there is none */
};

struct institution {
	int64_t id, version;
	char name[INST_NAME_MAX + 1]; /* "" while hidden */
	char kind[16];                /* code of list "inst" */
	char place[12];
	bool shelter;     /* never the addressee of a copy */
	bool hidden;      /* to be revealed first: what follows is "" */
	bool told;        /* has to be told of minors */
	bool active;
	char address[INST_TEXT_MAX + 1], phones[INST_TEXT_MAX + 1];
	char contact[INST_NAME_MAX + 1], note[INST_TEXT_MAX + 1];
	char hours[81];
	char langs[64], genders[64]; /* sets of codes (code.h) */
	int age_from, age_to;        /* -1: no limit is known */
	int64_t verified_at;         /* 0: never */
	char verified_by[32];
	char services[161]; /* a set of codes: what it gives, anywhere */
	struct inst_answers answers;
};

/* It was verified, and not too long ago. */
bool inst_verified(const struct institution *i, int64_t now);

/* A thing that a body gives. */
struct inst_service {
	int64_t id;
	char service[16]; /* code */
	char place[12];   /* "" : where the body is; "PE": everywhere */
	char note[INST_TEXT_MAX + 1];
};

/*
 * All bodies in order of their names, hidden ones last, without the retired ones unless
 * retired is true; with their answers.  The caller frees *out with free().  Returns
 * AM_OK, AM_DENIED or a storage error.
 */
MUST_CHECK enum err inst_list(struct store *st, const struct actor *actor, bool retired,
    int64_t now, struct institution **out, size_t *count);

/* One body.  A hidden one stays hidden.  AM_OK, AM_MISSING, AM_DENIED or a storage error. */
MUST_CHECK enum err inst_get(struct store *st, const struct actor *actor, int64_t id,
    int64_t now, struct institution *out);

/* The same, revealed; the audit keeps who saw it. */
MUST_CHECK enum err inst_reveal(struct store *st, const struct actor *actor, int64_t id,
    int64_t now, struct institution *out);

/* What it gives now, at most max. */
MUST_CHECK enum err inst_services(struct store *st, const struct actor *actor, int64_t id,
    struct inst_service *out, size_t max, size_t *count);

/* --- editing: supervisors --- */

/* Fill rec (of body_form) for editing, which reveals; *version is for inst_save(). */
MUST_CHECK enum err inst_load(struct store *st, const struct actor *actor, int64_t id,
    int64_t now, struct record *rec, int64_t *version);

/*
 * Write a body (*id 0: a new one).  before is as it was read, NULL for a new one.
 * Returns AM_OK, AM_CONFLICT, AM_INVALID or AM_TOO_LONG with the index of the field that
 * is wrong in *field, AM_DENIED or a storage error.
 */
MUST_CHECK enum err inst_save(struct store *st, const struct actor *actor, int64_t *id,
    int64_t version, const struct record *before, struct record *after, int64_t now,
    size_t *field);

/* The same for something that body inst_id gives (a record of service_form). */
MUST_CHECK enum err inst_service_load(struct store *st, const struct actor *actor,
    int64_t id, struct record *rec, int64_t *version);
MUST_CHECK enum err inst_service_save(struct store *st, const struct actor *actor,
    int64_t inst_id, int64_t *id, int64_t version, const struct record *before,
    struct record *after, int64_t now, size_t *field);

/* The body gives it no longer, or again. */
MUST_CHECK enum err inst_service_end(struct store *st, const struct actor *actor,
    int64_t id, bool ended, int64_t now);

/* Somebody has asked the body, and all of it is right.  Operators may, too: they call. */
MUST_CHECK enum err inst_verify(
    struct store *st, const struct actor *actor, int64_t id, int64_t now);

/* It is not to be offered any more, or again. */
MUST_CHECK enum err inst_retire(
    struct store *st, const struct actor *actor, int64_t id, bool retired, int64_t now);

/*
 * Take back the last thing the actor did to a body (made, changed, verified, retired),
 * less than ten minutes ago, by a further record.  AM_OK, AM_CONFLICT (somebody else did
 * something since, or there is nothing), AM_DENIED (too late) or a storage error.
 */
MUST_CHECK enum err inst_undo(
    struct store *st, const struct actor *actor, int64_t id, int64_t now);
