/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases from the inside, for case*.c. */
#pragma once

#include "schema/casefile.h"
#include "schema/store_priv.h"

#define CASE_ENTITY "casefile"

/* "IN (...)": the case and all that was merged into it.  id is an SQL expression. */
#define CASE_FAMILY(id)                                             \
	"(WITH RECURSIVE f(id) AS (SELECT " id " UNION SELECT m.id" \
	" FROM casefile m JOIN f ON m.merged_into = f.id) SELECT id FROM f)"

/* The case that id (an SQL expression) is part of now; itself, if it was not merged. */
#define CASE_ROOT(id)                                                           \
	"(WITH RECURSIVE up(id, next) AS (SELECT id, merged_into FROM casefile" \
	" WHERE id = " id " UNION SELECT c.id, c.merged_into FROM casefile c"   \
	" JOIN up ON c.id = up.next) SELECT id FROM up WHERE next IS NULL)"

/*
 * The columns that decide about case id, which was not merged into another: ?2 is the
 * actor, ?3 now.  case_way_of() makes of them what she may.  The few of the case come
 * first (+, CROSS JOIN): an operator has had many more cases and calls.
 */
#define CASE_ASSIGNED(id)                                              \
	"EXISTS (SELECT 1 FROM casefile x WHERE x.id IN " CASE_FAMILY( \
	    id) " AND +x.assigned_to = ?2)"
#define CASE_GRANT_OF(id, kinds)                                                   \
	"EXISTS (SELECT 1 FROM case_grant g WHERE g.case_id IN " CASE_FAMILY(      \
	    id) " AND g.operator_id = ?2 AND g.kind " kinds " AND g.from_at <= ?3" \
		" AND coalesce(g.until_at, ?3 + 1) > ?3)"
#define CASE_RIGHTS(id)                                                              \
	CASE_ASSIGNED(id)                                                            \
	","                                                                          \
	" EXISTS (SELECT 1 FROM casefile x WHERE x.id IN " CASE_FAMILY(              \
	    id) " AND +x.opened_by = ?2), " CASE_GRANT_OF(id,                        \
	    "<> 'reason'") ","                                                       \
			   " " CASE_GRANT_OF(                                        \
			       id, "= 'reason'") ","                                 \
						 " EXISTS (SELECT 1 FROM call_case " \
						 "l CROSS JOIN call k ON k.id ="     \
						 " l.call_id"                        \
						 " WHERE l.case_id IN " CASE_FAMILY( \
						     id) " AND l.ended_at IS NULL"   \
							 " AND +k.operator_id = ?2 " \
							 "AND k.status = 'open')"
#define CASE_RIGHTS_COLUMNS 5

/* For the actor case id (of a row; it may have been merged, or be NULL) does not exist;
 * for who may view any it always does.  What opens a restricted one: case_way_of(). */
#define CASE_HIDDEN(id)                                                                  \
	"EXISTS (SELECT 1 FROM casefile y WHERE y.restricted = 1 AND y.id = " CASE_ROOT( \
	    id) " AND NOT " CASE_ASSIGNED("y.id") " AND NOT " CASE_GRANT_OF("y.id",      \
	    "<> 'reason'") ")"

/* Reads CASE_RIGHTS from column first on. */
enum case_way case_way_of(
    const struct actor *actor, sqlite3_stmt *q, int first, bool restricted);

/*
 * What id was merged into (itself, if it was not), and how the actor comes to it; *hidden:
 * it does not exist for her.  AM_OK, AM_MISSING (no such case) or a storage error.
 */
MUST_CHECK enum err case_way_to(struct store *st, const struct actor *actor, int64_t id,
    int64_t now, int64_t *root, enum case_way *way, bool *hidden);

/* She is in for a while, by a reason or by her call, and somebody else answers for it: she
 * neither makes it her own for good nor gives it away. */
bool case_is_guest(const struct casefile *c);

/* The same of a call c that somebody else took: it belongs to such a case. */
#define CALL_HIDDEN(c)                                                         \
	"(" c ".operator_id <> ?2 AND EXISTS (SELECT 1 FROM call_case l WHERE" \
	" l.call_id = " c                                                      \
	".id AND l.ended_at IS NULL AND " CASE_HIDDEN("l.case_id") "))"

/*
 * Is the call, which somebody else took, one of a case that does not exist for the actor?
 * Then what was said in it is not to be found by her either.
 */
MUST_CHECK enum err case_hides_call(struct store *st, const struct actor *actor,
    int64_t call_id, int64_t now, bool *hides);

/* What id was merged into, whoever asks.  AM_OK, AM_MISSING or a storage error. */
MUST_CHECK enum err case_root(struct store *st, int64_t id, int64_t *root);

/*
 * The actor comes in by a reason: a grant until her shift ends, told to supervision, and
 * counted.  id was not merged.  In brackets; AM_AGAIN where it is no reason.
 */
MUST_CHECK enum err case_let_in(struct store *st, const struct actor *actor, int64_t id,
    const char *reason, int64_t now);

/*
 * The actor rings for what the case has promised, and was let to it (dial.h): the call is
 * linked, confirmed, without a reason.  In brackets.
 */
MUST_CHECK enum err case_link_rung(struct store *st, const struct actor *actor,
    int64_t call_id, int64_t case_id, int64_t now);

/*
 * The actor saves a call that is about that case: it is linked, confirmed, if it takes no
 * reason; *number is the case's then.  In brackets.  case_about_undo() takes back what the
 * save of that time has linked.
 */
MUST_CHECK enum err case_about_link(struct store *st, const struct actor *actor,
    int64_t call_id, const char *typed, int64_t now, int64_t *number);
MUST_CHECK enum err case_about_undo(struct store *st, const struct actor *actor,
    int64_t call_id, int64_t at, int64_t now);

/* AM_OK only if the actor is in the case without being asked; *root as above. */
MUST_CHECK enum err case_enter(
    struct store *st, const struct actor *actor, int64_t id, int64_t now, int64_t *root);

/* Read the case; no rights are asked. */
MUST_CHECK enum err case_fetch(struct store *st, int64_t id, struct casefile *out);

/*
 * The high-risk alert ends where the case asks for none any more: another risk, closed, or
 * a safety plan.  raised: it has just come to ask for one, so one is added.
 */
MUST_CHECK enum err case_alert_risk(
    struct store *st, const struct actor *actor, int64_t id, bool raised, int64_t now);
