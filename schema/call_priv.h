/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Calls from the inside, for call*.c; and for the other modules of schema/, which ask
 * the rights themselves.
 */
#pragma once

#include "schema/call.h"
#include "schema/store_priv.h"

#define CALL_ENTITY "call"
#define CALL_COUNTRY_LEN 8

/* The columns of struct call, in front of those of the form; the row is called c. */
#define CALL_COLUMNS                                                            \
	"c.id, c.number, c.version, c.started_at, coalesce(c.ended_at, 0), "    \
	"c.operator_id,"                                                        \
	" c.status, c.trunk, c.direction = 'out', c.hard,"                      \
	" CASE c.entered_late WHEN 1 THEN c.entered_at ELSE 0 END,"             \
	" coalesce(c.continues_call_id, 0), substr(c.assess, 8),"               \
	" coalesce(c.assessed_at, 0),"                                          \
	" (SELECT a.name FROM operator a WHERE a.id = c.assess_by),"            \
	" substr(c.assess_org, 11)"
#define CALL_COLUMN_COUNT 16
void call_read_row(sqlite3_stmt *q, struct call *out);

/* Read the row and, unless rec is NULL, its contents.  No rights are asked. */
MUST_CHECK enum err call_fetch(
    struct store *st, int64_t id, struct call *call, struct record *rec);

/* Audit rows of a call that change nothing of it. */
#define CALL_NO_CHANGE "('view', 'refused', 'match')"

bool call_owns(const struct actor *actor, const struct call *call);

/* own where the call is the actor's, any where it is somebody else's. */
bool call_may(const struct actor *actor, const struct call *call, enum action own,
    enum action any);

/* Has the caller declined recording (a result of flag M)?  Then the least is kept. */
MUST_CHECK enum err call_declined(struct store *st, int64_t id, bool *declined);

/* The country code of numbers without one (phone.h). */
MUST_CHECK enum err call_country(struct store *st, char out[CALL_COUNTRY_LEN]);

/* An audit row about a call, inside brackets. */
MUST_CHECK enum err call_tell(struct store *st, const struct actor *actor,
    const char *what, int64_t id, const char *detail, int64_t now);

/*
 * Raise an alert about a call unless one of its kind stands or was seen already; inside
 * brackets.  *id is 0 if it was, *at when.
 */
MUST_CHECK enum err call_raise(struct store *st, const struct actor *actor,
    const struct call *call, const char *kind, int64_t now, int64_t *id, int64_t *at);

/* Do the contents say danger, by motive or risk? */
bool call_says_danger(struct store *st, const struct record *rec);

/*
 * Tell supervision of a call whose contents are saved, inside brackets: call is as it
 * stood before, was and is what call_says_danger().  *id: the alert, 0.
 */
MUST_CHECK enum err call_danger(struct store *st, const struct actor *actor,
    const struct call *call, bool was, bool is, int64_t now, int64_t *id);

/* A decision about a call as it stood before; "" and 0 for what there was not. */
struct call_decision {
	const char *assess, *org;
	int64_t by, at;
};
MUST_CHECK enum err call_assess_back(
    struct store *st, int64_t id, const struct call_decision *before);

/* May the actor see the call because she took a later one of the same contact? */
MUST_CHECK enum err call_redialled(struct store *st, const struct actor *actor,
    const struct call *call, bool *yes);

/*
 * Give the fields of a call the values of a JSON object {"age": "16", ...}, as the
 * actor's taking back of a correction; null (it was not kept) is AM_INVALID.
 */
MUST_CHECK enum err call_restore(struct store *st, const struct actor *actor, int64_t id,
    const char *json, int64_t now, struct call *call);

/* Rows of changes: sql gives time, who, action, detail and number for ?1. */
MUST_CHECK enum err call_changes_by(struct store *st, const char *sql, int64_t id,
    struct call_change **out, size_t *count);

/* The row of a list for one call.  AM_OK, AM_MISSING or a storage error. */
MUST_CHECK enum err call_row_read(struct store *st, int64_t id, struct call_row *out);
