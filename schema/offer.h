/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Offers of work and study: the register in which an advert, an agency or a number is one
 * row, however many callers ask about it.  That it turns up again is what nobody sees who
 * hears one call only.
 *
 * A call about an offer (motive 3) enters the register when it is closed, as soon as there
 * is something to know the offer by: who makes it, a telephone, where it was advertised,
 * what it says.  If an offer with the same telephone is there already, the call is linked
 * with it as "possible" and a person confirms or refuses that; a similar name or the same
 * advert is only proposed.  Nothing of the caller goes into the register.
 *
 * Two rows that turn out to be one are merged: the one that goes points to the one that
 * stays, its calls and cases count there, and it can be taken back.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "schema/base/err.h"
#include "schema/field.h"
#include "schema/role.h"

struct call_change;
struct record;
struct store;

extern const struct form offer_form;

/* What of an offer fits what was said: bits. */
enum offer_match {
	OFFER_PHONE = 1 << 0,  /* the same telephone, however it was written */
	OFFER_NAME = 1 << 1,   /* the same name, or one that sounds or is spelled alike */
	OFFER_ADVERT = 1 << 2, /* the same newspaper or site, day and place */
};

struct offer_row {
	int64_t id;
	unsigned matched;    /* enum offer_match; 0 in the register */
	char kind[16];       /* code of list offerkind, "" */
	char by[128];        /* person, agency or what the advert calls itself, "" */
	char phone[24];      /* as it is dialled, "" */
	char paper[128];     /* newspaper or site, "" */
	char place_from[12]; /* "PE16", "" */
	char place_to[12];
	int64_t last_at; /* the latest call about it, or when it was entered */
	int64_t first_at;
	int calls;    /* about it, those that are only possible too */
	int possible; /* of these: nobody has confirmed yet */
	int cases;    /* it is linked with */
	int bad;      /* of the ten questions (proof.h) speak against it */
};

/* It was seen before: in two calls or more, or it has to do with a case. */
bool offer_again(const struct offer_row *row);

/*
 * The offers of the register that may be the one with this telephone and name (either may
 * be ""), while they are typed: those with the telephone first, then by likeness of the
 * name, at most max in out.  A telephone of less than seven digits and a name of nothing
 * but common words ("agencia", "una señora") find nothing.  Returns AM_OK, AM_DENIED,
 * AM_STOPPED or a storage error.
 */
MUST_CHECK enum err offer_like(struct store *st, const struct actor *actor,
    const char *phone, const char *name, struct offer_row *out, size_t max,
    size_t *count);

/*
 * The offers that may be the same as offer id: as above, and those of the same advert.
 * What a person has merged with it already is left out.
 */
MUST_CHECK enum err offer_similar(struct store *st, const struct actor *actor, int64_t id,
    struct offer_row *out, size_t max, size_t *count);

/*
 * The register, seen last first; typed narrows it: words of the name, the advert, the
 * text, kinds and places ("restaurante tacna"), the digits of a telephone.  after is the
 * last row of the page before, NULL for the first.  Returns AM_OK, AM_DENIED, AM_STOPPED
 * (store_give_up()) or a storage error.
 */
MUST_CHECK enum err offer_list(struct store *st, const struct actor *actor,
    const char *typed, const struct offer_row *after, struct offer_row *out, size_t max,
    size_t *count);

/*
 * Those that have to do with a case, or with a call that is linked with it; seen last
 * first, at most max.  Returns AM_OK, AM_MISSING (the case is not hers to read, or there is
 * none), AM_DENIED or a storage error.
 */
MUST_CHECK enum err offer_of_case(struct store *st, const struct actor *actor,
    int64_t case_id, int64_t now, struct offer_row *out, size_t max, size_t *count);

/*
 * Read an offer: its row and its version, and what the form holds into rec (NULL: not
 * wanted); the view is audited.  One that was merged gives what it was merged into; the
 * row says which.  Returns AM_OK, AM_MISSING, AM_DENIED or a storage error.
 */
MUST_CHECK enum err offer_load(struct store *st, const struct actor *actor, int64_t id,
    int64_t now, struct offer_row *row, int64_t *version, struct record *rec);

/* The same again on a screen that is open: not a new view. */
MUST_CHECK enum err offer_read(struct store *st, const struct actor *actor, int64_t id,
    struct offer_row *row, struct record *rec);

/*
 * What changed an offer, newest first, views left out; free with call_changes_free()
 * (call.h).  Of a case that was linked nothing is told.  AM_OK, AM_DENIED or a storage error.
 */
MUST_CHECK enum err offer_changes(struct store *st, const struct actor *actor, int64_t id,
    struct call_change **out, size_t *count);

/*
 * Enter an offer (*id 0, before NULL) or change one.  Returns AM_OK, AM_INVALID or
 * AM_TOO_LONG with *field (the form's count: nothing is there to know it by), AM_CONFLICT,
 * AM_DENIED, AM_MISSING or a storage error.  draft_id (0: none) is deleted with it.
 */
MUST_CHECK enum err offer_save(struct store *st, const struct actor *actor,
    const struct record *before, struct record *after, int64_t version, int64_t draft_id,
    int64_t now, int64_t *id, size_t *field);
