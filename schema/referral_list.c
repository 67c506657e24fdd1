/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of referrals: what is to be seen to, and what a call or a case has. */
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/institution_priv.h"
#include "schema/number.h"
#include "schema/referral_priv.h"

/* What was sent while a copy of it was not, and was not given up. */
#define UNSENT                                                                \
	"SELECT y.referral_id FROM referral_copy y JOIN referral s ON s.id =" \
	" y.referral_id WHERE y.sent_at IS NULL AND y.dropped_at IS NULL"     \
	" AND s.status NOT IN ('draft', 'cancel')"

/* To be seen to; whose is a condition on responsible, "1". */
#define TO_DO(whose)                                                         \
	"id IN (SELECT id FROM referral WHERE due_at IS NOT NULL AND " whose \
	" UNION ALL " UNSENT " AND " whose ")"

/* ?1 is the actor. */
#define COLUMNS                                                                      \
	"r.id, coalesce(r.call_id, 0), coalesce(r.case_id, 0), coalesce(f.number,"   \
	" k.number, 0), r.case_id IS NOT NULL, r.kind = 'consult', " INST_HIDDEN "," \
	" r.due_at IS NOT NULL, coalesce(r.responsible, r.made_by) = ?1,"            \
	" r.made_by = ?1, i.name, substr(i.kind, 6), coalesce(i.place, ''),"         \
	" coalesce(substr(r.service, 9), ''), r.status, r.made_at,"                  \
	" coalesce(r.sent_at, 0), coalesce(r.due_at, 0), coalesce((SELECT name FROM" \
	" operator WHERE id = coalesce(r.responsible, r.made_by)), ''),"             \
	" (SELECT count(*) FROM referral_copy y WHERE y.referral_id = r.id),"        \
	" (SELECT count(*) FROM referral_copy y WHERE y.referral_id = r.id AND"      \
	" y.sent_at IS NOT NULL), r.id IN (" UNSENT ")"
#define FROM                                                                 \
	" FROM referral r JOIN institution i ON i.id = r.institution_id"     \
	" JOIN code c ON c.id = i.kind LEFT JOIN call k ON k.id = r.call_id" \
	" LEFT JOIN casefile f ON f.id = " CASE_ROOT("r.case_id")

static void read_row(sqlite3_stmt *q, struct ref_row *out)
{
	*out = (struct ref_row){ .id = sqlite3_column_int64(q, 0),
		.call_id = sqlite3_column_int64(q, 1),
		.case_id = sqlite3_column_int64(q, 2),
		.number = sqlite3_column_int64(q, 3),
		.of_case = sqlite3_column_int(q, 4) != 0,
		.consult = sqlite3_column_int(q, 5) != 0,
		.hidden = sqlite3_column_int(q, 6) != 0,
		.open = sqlite3_column_int(q, 7) != 0,
		.mine = sqlite3_column_int(q, 8) != 0 || sqlite3_column_int(q, 9) != 0,
		.state = ref_state_find(store_text(q, 14)),
		.made_at = sqlite3_column_int64(q, 15),
		.sent_at = sqlite3_column_int64(q, 16),
		.due_at = sqlite3_column_int64(q, 17),
		.copies = (size_t)sqlite3_column_int64(q, 19),
		.copies_sent = (size_t)sqlite3_column_int64(q, 20),
		.owes_copy = sqlite3_column_int(q, 21) != 0 };
	str_copy(out->body, sizeof(out->body), store_text(q, 10));
	str_copy(out->body_kind, sizeof(out->body_kind), store_text(q, 11));
	str_copy(out->body_place, sizeof(out->body_place), store_text(q, 12));
	str_copy(out->service, sizeof(out->service), store_text(q, 13));
	str_copy(out->responsible, sizeof(out->responsible), store_text(q, 18));
}

/* What she may not open shows its number and its state only; hidden: a restricted case. */
static enum err finish_row(struct store *st, const struct actor *actor, int64_t now,
    struct ref_row *row, bool *hidden)
{
	enum err e = ref_row_may(st, actor, row, now, &row->may, hidden);

	row->hidden |= !row->may;
	if (!row->may)
		*row->service = '\0';
	if (row->hidden) {
		*row->body = '\0';
		row->body_place[strlen(row->body_place) > 4 ? 4
							    : strlen(row->body_place)] =
		    '\0';
	}
	return e;
}

/* q is bound; rows of restricted cases are left out. */
static enum err read_rows(struct store *st, const struct actor *actor, sqlite3_stmt *q,
    int64_t now, struct ref_row *out, size_t max, size_t *count)
{
	size_t n = 0;
	int rc = SQLITE_DONE;
	enum err e = AM_OK;

	while (e == AM_OK && n < max && (rc = sqlite3_step(q)) == SQLITE_ROW) {
		bool hidden = false;

		read_row(q, &out[n]);
		e = finish_row(st, actor, now, &out[n], &hidden);
		n += !hidden;
	}
	store_done(st, q);
	if (e == AM_OK)
		e = store_err(rc);
	if (e == AM_OK)
		*count = n;
	return e;
}

/* clang-format off */
static const char *const lists[] = {
	[REF_MINE] = "SELECT " COLUMNS FROM " WHERE r." TO_DO("responsible = ?1")
		" ORDER BY r.due_at, r.id",
	[REF_TEAM] = "SELECT " COLUMNS FROM " WHERE r." TO_DO("1") " ORDER BY r.due_at, r.id",
	[REF_ALL] = "SELECT " COLUMNS FROM " ORDER BY r.id DESC",
};

/* The restricted cases that do not exist for the actor (?2) at ?3, and their parts: few. */
#define HIDDEN_CASES                                                              \
	"(WITH RECURSIVE h(id) AS (SELECT y.id FROM casefile y"                   \
	" WHERE y.restricted = 1 AND y.merged_into IS NULL AND NOT " CASE_ASSIGNED( \
	    "y.id") " AND NOT " CASE_GRANT_OF("y.id", "<> 'reason'")              \
	" UNION SELECT m.id FROM casefile m JOIN h ON m.merged_into = h.id)"      \
	" SELECT id FROM h)"

/* What others took of them. */
#define HIDDEN_CALLS                                                              \
	"(SELECT l.call_id FROM call_case l JOIN call k ON k.id = l.call_id"      \
	" WHERE l.ended_at IS NULL AND k.operator_id <> ?2"                       \
	" AND l.case_id IN " HIDDEN_CASES ")"

/* They are not counted; ?1: she may know of any.  What is counted comes from an index. */
#define COUNT_OF(condition)                                                       \
	"(SELECT count(*) FROM referral WHERE " condition ")"                     \
	" - (SELECT count(*) FROM referral WHERE NOT ?1 AND " condition           \
	" AND (case_id IN " HIDDEN_CASES " OR (case_id IS NULL AND made_by <> ?2" \
	" AND coalesce(responsible, 0) <> ?2 AND call_id IN " HIDDEN_CALLS ")))"
#define COUNTS(condition) \
	"SELECT " COUNT_OF(condition) ", " COUNT_OF(condition " AND due_at < ?3")

static const char *const counts[] = {
	[REF_MINE] = COUNTS(TO_DO("responsible = ?2")),
	[REF_TEAM] = COUNTS(TO_DO("1")),
	[REF_ALL] = COUNTS("1"),
};
/* clang-format on */

enum err ref_list(struct store *st, const struct actor *actor, enum ref_whose whose,
    int64_t now, struct ref_row *out, size_t max, size_t *count)
{
	sqlite3_stmt *q = NULL;
	enum err e;

	if (!role_may(actor->role, ACT_REFERRAL))
		return AM_DENIED;
	e = store_prepare(st, lists[whose], &q);
	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, actor->operator_id);
	return read_rows(st, actor, q, now, out, max, count);
}

enum err ref_list_about(struct store *st, const struct actor *actor,
    const struct ref_about *about, int64_t now, struct ref_row *out, size_t max,
    size_t *count)
{
	static const char sql[] =
	    "SELECT " COLUMNS FROM " WHERE r.call_id = ?2 OR r.case_id IN " CASE_FAMILY(
		"?3") " ORDER BY r.id DESC";
	struct ref_about is;
	sqlite3_stmt *q = NULL;
	enum err e = ref_about(st, actor, about->call_id, about->case_id, now, &is);

	if (e == AM_OK)
		e = store_prepare(st, sql, &q);
	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, actor->operator_id);
	sqlite3_bind_int64(q, 2, is.call_id);
	sqlite3_bind_int64(q, 3, is.case_id);
	return read_rows(st, actor, q, now, out, max, count);
}

#define OWN_DIGITS 6 /* more are the number of a call or a case */

static bool is_own_number(const char *typed)
{
	const size_t digits = strspn(typed, "0123456789");

	return digits > 0 && digits <= OWN_DIGITS && typed[digits] == '\0';
}

enum err ref_find(struct store *st, const char *typed, int64_t *id)
{
	static const char of_case[] =
	    "SELECT r.id FROM referral r JOIN casefile f ON f.number = ?1"
	    " WHERE r.case_id IN " CASE_FAMILY("f.id") " ORDER BY r.id DESC LIMIT 1";
	static const char of_call[] =
	    "SELECT r.id FROM referral r JOIN call k ON k.id = r.call_id"
	    " WHERE k.number = ?1 ORDER BY r.id DESC LIMIT 1";
	const char letter = typed[strspn(typed, " ")];
	int64_t number = 0;
	enum err e;

	if (is_own_number(typed))
		return store_number(st, "SELECT id FROM referral WHERE id = ?1",
		    strtoll(typed, NULL, 10), 0, id);
	e = number_parse(typed, &number);
	if (e != AM_OK)
		return e;
	return store_number(
	    st, letter == 'L' || letter == 'l' ? of_call : of_case, number, 0, id);
}

enum err ref_count(struct store *st, const struct actor *actor, enum ref_whose whose,
    int64_t now, struct ref_numbers *out)
{
	sqlite3_stmt *q = NULL;
	enum err e;
	int rc;

	if (!role_may(actor->role, ACT_REFERRAL))
		return AM_DENIED;
	e = store_prepare(st, counts[whose], &q);
	if (e != AM_OK)
		return e;
	sqlite3_bind_int(q, 1, role_may(actor->role, ACT_CASE_VIEW_ANY));
	sqlite3_bind_int64(q, 2, actor->operator_id);
	sqlite3_bind_int64(q, 3, now);
	rc = sqlite3_step(q);
	e = store_err(rc);
	if (rc == SQLITE_ROW)
		*out = (struct ref_numbers){ sqlite3_column_int64(q, 0),
			sqlite3_column_int64(q, 1) };
	store_done(st, q);
	return e;
}
