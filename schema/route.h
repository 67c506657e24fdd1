/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The route of a case: where she was taken from, through, to, and how she came out; the legs
 * (table incident) in order.  A new leg goes behind those of its stage; it can be moved.
 *
 * Origin and destination of the case follow from the route, as long as nobody has set
 * them to something else by hand.
 *
 * Every function asks the actor's rights in the case and writes its audit row.
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

extern const struct form leg_form;

struct leg {
	int64_t id, case_id;
	char stage[16]; /* "origin" */
	char place[12]; /* "PE1601", "" */
	char place_said[124];
	char happened_on[12];
	char transp[16], route[16], venue[16], act[16]; /* codes, "" */
	char detail[244];
};

/* The legs in order, at most max.  AM_OK, AM_MISSING or a storage error. */
MUST_CHECK enum err route_list(struct store *st, const struct actor *actor,
    int64_t case_id, int64_t now, struct leg *out, size_t max, size_t *count);

/* Read leg id into rec (of leg_form); the view is audited.  AM_OK, AM_MISSING or storage. */
MUST_CHECK enum err leg_load(struct store *st, const struct actor *actor, int64_t id,
    int64_t now, struct record *rec, int64_t *version);

/* Save after (normalised here): a new leg (*id 0) or changes of one; the draft (0: none) is
 * deleted with it.  AM_OK, AM_INVALID or AM_TOO_LONG with the field, AM_CONFLICT,
 * AM_MISSING, AM_DENIED or a storage error. */
MUST_CHECK enum err leg_save(struct store *st, const struct actor *actor, int64_t case_id,
    int64_t *id, const struct record *before, struct record *after, int64_t version,
    int64_t draft_id, int64_t now, size_t *field);

/* One place earlier or later.  AM_OK, AM_CONFLICT (it is the first or the last),
 * AM_MISSING, AM_DENIED or storage. */
MUST_CHECK enum err leg_move(
    struct store *st, const struct actor *actor, int64_t id, bool earlier, int64_t now);

/* It does not belong there: it is taken out of the route (the row stays), and put back. */
MUST_CHECK enum err leg_take_out(
    struct store *st, const struct actor *actor, int64_t id, int64_t now);
MUST_CHECK enum err leg_put_back(
    struct store *st, const struct actor *actor, int64_t id, int64_t now);

/* What the actor saved of it less than ten minutes ago is taken back.  AM_OK, AM_CONFLICT
 * (somebody has changed it since), AM_DENIED, AM_MISSING or storage. */
MUST_CHECK enum err leg_undo(
    struct store *st, const struct actor *actor, int64_t id, int64_t now);
