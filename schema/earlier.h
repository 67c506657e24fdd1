/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the line knows already while a call is being taken: earlier calls of the number,
 * cases and persons that may be meant, offers that were told before.
 *
 * It is looked for by what the form holds at this moment: numbers, also those in the
 * notes; names in the notes and where she is; who makes an offer.  Age, sex, place and
 * venue then say how likely it is.  Place never narrows: the same girl is reported from
 * two provinces.  All of it is a proposal: a person decides, and the caller is never
 * told that she is known.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "schema/base/err.h"
#include "schema/search.h"

struct record;

#define EARLIER_MAX 20

struct earlier {
	struct search_hit
	    hits[EARLIER_MAX]; /* the likeliest first; rights as of search */
	size_t count;
	int64_t calls; /* earlier calls of this number, at most EARLIER_CALLS */
};
#define EARLIER_CALLS 100

/*
 * What may have to do with call call_id, whose form holds rec.  Returns AM_OK, AM_DENIED,
 * AM_STOPPED (given up by the hook of store_give_up()) or a storage error.
 */
MUST_CHECK enum err earlier_find(struct store *st, const struct actor *actor,
    int64_t call_id, const struct record *rec, int64_t now, struct earlier *out);

/* A number that differs if the form holds something else to look for. */
uint64_t earlier_key(const struct record *rec);

/* Tell the audit what was shown of a call: once for each other answer. */
MUST_CHECK enum err earlier_shown(struct store *st, const struct actor *actor,
    int64_t call_id, const struct earlier *shown, int64_t now);
