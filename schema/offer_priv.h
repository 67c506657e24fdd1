/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Offers from the inside, for offer*.c and for what closes calls.
 *
 * The calls and cases of an offer are those of its group: itself and whatever was merged
 * into it, also by steps.
 */
#pragma once

#include "schema/casefile_priv.h"
#include "schema/offer.h"
#include "schema/offer_link.h"
#include "schema/store_priv.h"

struct buf;

#define OFFER_ENTITY "offer"
#define PROOF_ENTITY "offer_answer" /* in the audit; the id is that of the call */

/* clang-format off */
/* The ids of the group of offer ID (an SQL expression), as a subquery. */
#define OFFER_GROUP(ID)                                                                 \
	"(WITH RECURSIVE g(id) AS (SELECT " ID " UNION SELECT m.id"                     \
	" FROM offer m JOIN g ON m.merged_into = g.id) SELECT id FROM g)"

/* What was answered in call CALL to question PROOF, NULL: nothing.  What the form of the
 * call asks as well counts for its question until that is answered (proof.c).  No view:
 * joined with others SQLite would make the answers of all calls for it. */
#define OFFER_SAID(CALL, PROOF)                                                         \
	"coalesce((SELECT a.answer FROM offer_answer a WHERE a.call_id = " CALL         \
	"  AND a.proof = " PROOF "), (SELECT CASE " PROOF " WHEN 'proof.c3' THEN"       \
	"  c.offer_contract WHEN 'proof.c7' THEN c.offer_fare END FROM call c"          \
	"  WHERE c.id = " CALL "))"

/* The columns of struct offer_row; the row is called o.  A restricted case is not counted:
 * who may know of it sees it among the links. */
#define OFFER_COLUMNS                                                                   \
	"o.id, substr(o.kind, 11), o.by_name, o.phone, o.paper, o.place_from,"          \
	" o.place_to, o.last_at, o.made_at,"                                            \
	" (SELECT count(DISTINCT call_id) FROM offer_call WHERE certainty <> 'no'"      \
	"  AND offer_id IN " OFFER_GROUP("o.id") "),"                                   \
	" (SELECT count(DISTINCT call_id) FROM offer_call WHERE certainty = 'possible'" \
	"  AND offer_id IN " OFFER_GROUP("o.id") "),"                                   \
	" (SELECT count(DISTINCT k.id) FROM offer_case l JOIN casefile k"               \
	"  ON k.id = " CASE_ROOT("l.case_id") " WHERE l.certainty <> 'no' AND k.restricted = 0"          \
	"  AND l.offer_id IN " OFFER_GROUP("o.id") "),"                                 \
	" (SELECT count(DISTINCT p.id) FROM offer_call l JOIN code p ON p.list = 'proof'"       \
	"  WHERE l.certainty <> 'no' AND l.offer_id IN " OFFER_GROUP("o.id")            \
	"  AND instr(p.flags, CASE " OFFER_SAID("l.call_id", "p.id")                    \
	"  WHEN 'answer.yes' THEN 'Y' WHEN 'answer.no' THEN 'X' END) > 0)"
/* clang-format on */
void offer_read_row(sqlite3_stmt *q, const char *country, struct offer_row *out);

/* The row of an offer, merged or not.  AM_OK, AM_MISSING or a storage error. */
MUST_CHECK enum err offer_fetch(struct store *st, int64_t id, struct offer_row *out);

/* What offer id counts as now: itself, or what it was merged into; 0: there is no such
 * offer, or no call is about it any more. */
MUST_CHECK enum err offer_root(struct store *st, int64_t id, int64_t *root);

/* Add name as it is compared: folded, without the words that every offer has. */
void offer_key(struct buf *out, const char *name);

/* The same number, however both are written?  Both as they are stored. */
bool offer_same_phone(const char *a, const char *b, const char *country);

/* The offer that has this telephone (as it is stored), 0: none.  The oldest. */
MUST_CHECK enum err offer_with_phone(struct store *st, const char *phone, int64_t *id);

/* An audit row about an offer, inside brackets. */
MUST_CHECK enum err offer_tell(struct store *st, const struct actor *actor,
    const char *what, int64_t id, const char *detail, int64_t now);

/*
 * A call was closed or corrected, inside brackets: bring the register in step with it.
 * The first link is made here; later ones by a person (offer_link.h).
 */
MUST_CHECK enum err offer_follow_call(
    struct store *st, const struct actor *actor, int64_t call_id, int64_t now);

/*
 * Link a call with an offer, inside brackets; audited.  A weaker link never takes the
 * place of a stronger one, nor of what a person refused; where nothing changes nothing is
 * written.  The third call raises an alert.
 */
MUST_CHECK enum err offer_link_call(struct store *st, const struct actor *actor,
    int64_t id, int64_t call_id, enum offer_certainty certainty, int64_t now);

/* Nothing of the ten questions (proof.h) may be kept of a call, inside brackets. */
MUST_CHECK enum err proof_forget(struct store *st, int64_t call_id);

/* store_number(), 0 if sql gives no row. */
MUST_CHECK enum err offer_ask(
    struct store *st, const char *sql, int64_t a, int64_t b, int64_t *out);

/* How many calls the group of offer id has; bring its latest call up to date. */
MUST_CHECK enum err offer_calls(struct store *st, int64_t id, int64_t *count);
MUST_CHECK enum err offer_touch(struct store *st, int64_t id);

/* Alert supervisors if this made it the third call. */
MUST_CHECK enum err offer_warn_of_calls(struct store *st, const struct actor *actor,
    int64_t id, int64_t before, int64_t after, int64_t now);

/* Take offer id apart from what it was merged into, inside brackets. */
MUST_CHECK enum err offer_part_in(
    struct store *st, const struct actor *actor, int64_t id, int64_t now);

/* Merge offer id into another, inside brackets. */
MUST_CHECK enum err offer_merge_in(
    struct store *st, const struct actor *actor, int64_t id, int64_t into, int64_t now);

/* The row that was made of a call, 0: none. */
MUST_CHECK enum err offer_own_row(struct store *st, int64_t call_id, int64_t *id);

/* Put a link back as it was ("": there was none), inside brackets; what is "call" or
 * "case". */
MUST_CHECK enum err offer_link_back(struct store *st, const char *what, int64_t row,
    int64_t other, const char *certainty);
