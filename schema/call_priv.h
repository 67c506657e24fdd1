/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Calls from the inside, for call*.c; and for the other modules of schema/, which ask
 * the rights themselves.
 */
#pragma once

#include "schema/call.h"
#include "schema/store_priv.h"

#define CALL_ENTITY "call"
#define CALL_GRACE 600 /* seconds in which what one did is taken back or mended freely */
#define CALL_COUNTRY_LEN 8

/* The columns of struct call, in front of those of the form; the row is called c. */
#define CALL_COLUMNS                                                         \
	"c.id, c.number, c.version, c.started_at, coalesce(c.ended_at, 0), " \
	"c.operator_id,"                                                     \
	" c.status, c.trunk, c.direction = 'out'"
#define CALL_COLUMN_COUNT 9
void call_read_row(sqlite3_stmt *q, struct call *out);

/* Read the row and, unless rec is NULL, its contents.  No rights are asked. */
MUST_CHECK enum err call_fetch(
    struct store *st, int64_t id, struct call *call, struct record *rec);

bool call_owns(const struct actor *actor, const struct call *call);

/* own where the call is the actor's, any where it is somebody else's. */
bool call_may(const struct actor *actor, const struct call *call, enum action own,
    enum action any);

/* The country code of numbers without one (phone.h). */
MUST_CHECK enum err call_country(struct store *st, char out[CALL_COUNTRY_LEN]);

/* The row of a list for one call.  AM_OK, AM_MISSING or a storage error. */
MUST_CHECK enum err call_row_read(struct store *st, int64_t id, struct call_row *out);
