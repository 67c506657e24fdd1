/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Referrals are read: one, its copies, its history, lists. */
#include <string.h>

#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/call_priv.h"
#include "schema/institution_priv.h"
#include "schema/referral_priv.h"

/* --- one --- */

#define NAME_OF(column) "coalesce((SELECT name FROM operator WHERE id = " column "), '')"

#define COLUMNS                                                                          \
	"r.id, r.version, coalesce(r.call_id, 0), coalesce(r.case_id, 0),"               \
	" coalesce(r.person_id, 0), coalesce(k.number, 0), coalesce(f.number, 0),"       \
	" r.institution_id, i.name, substr(i.kind, 6), coalesce(i.place, ''),"           \
	" " INST_HIDDEN ", r.kind = 'consult', coalesce(substr(r.service, 9), ''),"      \
	" coalesce(substr(r.reason, 11), ''), coalesce(r.basis, ''), r.status,"          \
	" r.due_at IS NOT NULL, r.made_at, coalesce(r.sent_at, 0),"                      \
	" coalesce(r.answered_at, 0), coalesce(r.due_at, 0), r.made_by,"                 \
	" coalesce(r.responsible, r.made_by), " NAME_OF("r.made_by") ", " NAME_OF(       \
	    "coalesce(r.responsible, r.made_by)") ", " NAME_OF("r.sent_by") ","          \
									    " coalesce(" \
									    "substr(r."  \
									    "sent_"      \
									    "means, "    \
									    "10), ''), " \
									    "coalesce("  \
									    "r.sent_to," \
									    " ''),"      \
									    " r.ack_"    \
									    "hours, "    \
									    "r.detail, " \
									    "coalesce("  \
									    "r."         \
									    "declined_"  \
									    "why, ''),"  \
									    " (SELECT "  \
									    "count(*) "  \
									    "FROM "      \
									    "referral_"  \
									    "copy c "    \
									    "WHERE "     \
									    "c."         \
									    "referral_"  \
									    "id = "      \
									    "r.id),"     \
									    " coalesce(" \
									    "(SELECT "   \
									    "group_"     \
									    "concat(x, " \
									    "' ') FROM " \
									    "(SELECT "   \
									    "substr(p."  \
									    "code, 8) "  \
									    "AS x"       \
									    " FROM "     \
									    "pick p "    \
									    "JOIN code " \
									    "k ON k.id " \
									    "= p.code "  \
									    "WHERE "     \
									    "p.entity "  \
									    "= "         \
									    "'referral'" \
									    " AND"       \
									    " p.entity_" \
									    "id = r.id " \
									    "AND "       \
									    "k.list = "  \
									    "'shared' "  \
									    "ORDER BY "  \
									    "k.sort)), " \
									    "'')"
#define FROM                                                                 \
	" FROM referral r JOIN institution i ON i.id = r.institution_id"     \
	" JOIN code c ON c.id = i.kind LEFT JOIN call k ON k.id = r.call_id" \
	" LEFT JOIN casefile f ON f.id = " CASE_ROOT("r.case_id")

static void read_texts(sqlite3_stmt *q, struct referral *r)
{
	if (!r->hidden)
		str_copy(r->body, sizeof(r->body), store_text(q, 8));
	str_copy(r->body_kind, sizeof(r->body_kind), store_text(q, 9));
	str_copy(r->body_place, r->hidden ? 5 : sizeof(r->body_place), store_text(q, 10));
	str_copy(r->service, sizeof(r->service), store_text(q, 13));
	str_copy(r->reason, sizeof(r->reason), store_text(q, 14));
	str_copy(r->basis, sizeof(r->basis), store_text(q, 15));
	str_copy(r->made_by, sizeof(r->made_by), store_text(q, 24));
	str_copy(r->responsible, sizeof(r->responsible), store_text(q, 25));
	str_copy(r->sent_by, sizeof(r->sent_by), store_text(q, 26));
	str_copy(r->sent_means, sizeof(r->sent_means), store_text(q, 27));
	str_copy(r->sent_to, sizeof(r->sent_to), store_text(q, 28));
	str_copy(r->detail, sizeof(r->detail), store_text(q, 30));
	str_copy(r->why, sizeof(r->why), store_text(q, 31));
	str_copy(r->shared, sizeof(r->shared), store_text(q, 33));
}

static void read_referral(sqlite3_stmt *q, struct referral *r)
{
	*r = (struct referral){ .id = sqlite3_column_int64(q, 0),
		.version = sqlite3_column_int64(q, 1),
		.call_id = sqlite3_column_int64(q, 2),
		.case_id = sqlite3_column_int64(q, 3),
		.person_id = sqlite3_column_int64(q, 4),
		.call_number = sqlite3_column_int64(q, 5),
		.case_number = sqlite3_column_int64(q, 6),
		.institution_id = sqlite3_column_int64(q, 7),
		.hidden = sqlite3_column_int(q, 11) != 0,
		.consult = sqlite3_column_int(q, 12) != 0,
		.state = ref_state_find(store_text(q, 16)),
		.open = sqlite3_column_int(q, 17) != 0,
		.made_at = sqlite3_column_int64(q, 18),
		.sent_at = sqlite3_column_int64(q, 19),
		.answered_at = sqlite3_column_int64(q, 20),
		.due_at = sqlite3_column_int64(q, 21),
		.made_by_id = sqlite3_column_int64(q, 22),
		.responsible_id = sqlite3_column_int64(q, 23),
		.ack_hours = sqlite3_column_int64(q, 29),
		.copies = (size_t)sqlite3_column_int64(q, 32) };
	read_texts(q, r);
}

enum err ref_fetch(struct store *st, int64_t id, struct referral *out)
{
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, "SELECT " COLUMNS FROM " WHERE r.id = ?1", &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	if (e == AM_OK)
		read_referral(q, out);
	store_done(st, q);
	return e;
}

/* --- may she? --- */

static enum err may_by_call(
    struct store *st, const struct actor *actor, int64_t call_id, bool *may)
{
	struct call call;
	enum err e = call_fetch(st, call_id, &call, NULL);

	*may = e == AM_OK && call_may(actor, &call, ACT_CALL_VIEW, ACT_CALL_VIEW_ANY);
	return e == AM_MISSING ? AM_OK : e;
}

/* A restricted case does not exist for her, whatever she once referred in it. */
static enum err may_by_case(struct store *st, const struct actor *actor, int64_t case_id,
    int64_t now, bool *may, bool *hidden)
{
	enum case_way way = CASE_CLOSED_TO_HER;
	int64_t root;
	enum err e = case_way_to(st, actor, case_id, now, &root, &way, hidden);

	*may = e == AM_OK && !*hidden && way != CASE_CLOSED_TO_HER;
	return e == AM_MISSING ? AM_OK : e;
}

struct rights {
	int64_t call_id, case_id;
	bool own; /* she made it, or answers for it */
};

static enum err ask_rights(struct store *st, const struct actor *actor,
    const struct rights *r, int64_t now, bool *may, bool *hidden)
{
	enum err e = AM_OK;

	*may = *hidden = false;
	if (!role_may(actor->role, ACT_REFERRAL))
		return AM_OK;
	if (r->case_id != 0)
		e = may_by_case(st, actor, r->case_id, now, may, hidden);
	if (e == AM_OK && !*may && !*hidden && r->call_id != 0)
		e = may_by_call(st, actor, r->call_id, may);
	*may |= r->own && !*hidden;
	/* made before the call belonged to a case */
	if (e == AM_OK && !*may && r->case_id == 0 && r->call_id != 0)
		e = case_hides_call(st, actor, r->call_id, now, hidden);
	return e;
}

enum err ref_may(
    struct store *st, const struct actor *actor, const struct referral *r, int64_t now)
{
	const struct rights rights = { r->call_id, r->case_id,
		actor->operator_id != 0 && (r->made_by_id == actor->operator_id ||
					       r->responsible_id == actor->operator_id) };
	bool may = false, hidden = false;
	enum err e = ask_rights(st, actor, &rights, now, &may, &hidden);

	return e == AM_OK && !may ? AM_MISSING : e;
}

enum err ref_row_may(struct store *st, const struct actor *actor,
    const struct ref_row *row, int64_t now, bool *may, bool *hidden)
{
	const struct rights rights = { row->call_id, row->case_id, row->mine };

	return ask_rights(st, actor, &rights, now, may, hidden);
}

enum err ref_about_of(struct store *st, const struct actor *actor,
    const struct referral *r, int64_t now, struct ref_about *out)
{
	enum err e = ref_about(st, actor, r->call_id, r->case_id, now, out);

	if (e == AM_MISSING) { /* hers to see to, in a case that is not hers to open */
		*out = (struct ref_about){ .call_id = r->call_id, .case_id = r->case_id };
		e = AM_OK;
	}
	if (e == AM_OK && r->person_id != 0)
		out->person_id = r->person_id;
	return e;
}

/* --- opened --- */

enum err ref_read(struct store *st, const struct actor *actor, int64_t id, int64_t now,
    struct referral *out)
{
	struct referral r;
	enum err e;

	if (!role_may(actor->role, ACT_REFERRAL))
		return AM_DENIED;
	e = ref_fetch(st, id, &r);
	if (e == AM_OK)
		e = ref_may(st, actor, &r, now);
	if (e == AM_OK)
		*out = r;
	return e;
}

static enum err tell_view(struct store *st, const struct actor *actor, int64_t id,
    const char *what, int64_t now)
{
	enum err e = store_begin(st);

	if (e != AM_OK)
		return e;
	return store_end(st, audit_add(st, actor, now, what, REF_ENTITY, id, ""));
}

enum err ref_open(struct store *st, const struct actor *actor, int64_t id, int64_t now,
    struct referral *out)
{
	const enum err e = ref_read(st, actor, id, now, out);
	enum err told = AM_OK;

	if (e == AM_OK || e == AM_MISSING)
		told = tell_view(st, actor, id, e == AM_OK ? "view" : "refused", now);
	return told == AM_OK ? e : told;
}

enum err ref_copies(struct store *st, const struct actor *actor, int64_t id, int64_t now,
    struct ref_copy *out, size_t max, size_t *count)
{
	static const char sql[] =
	    "SELECT y.id, y.institution_id, i.name, substr(i.kind, 6), " INST_HIDDEN ","
	    " y.shows = 'identity', coalesce(y.sent_at, 0), coalesce(y.received_at, 0),"
	    " coalesce(o.name, ''), coalesce(substr(y.sent_means, 10), ''),"
	    " coalesce(y.sent_to, ''), coalesce(y.dropped_at, 0)"
	    " FROM referral_copy y JOIN institution i ON"
	    " i.id = y.institution_id JOIN code c ON c.id = i.kind"
	    " LEFT JOIN operator o ON o.id = y.sent_by WHERE y.referral_id = ?1"
	    " ORDER BY y.id";
	struct referral r;
	sqlite3_stmt *q = NULL;
	size_t n = 0;
	int rc = SQLITE_DONE;
	enum err e = ref_read(st, actor, id, now, &r);

	if (e == AM_OK)
		e = store_prepare(st, sql, &q);
	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	while (n < max && (rc = sqlite3_step(q)) == SQLITE_ROW) {
		out[n] = (struct ref_copy){ .id = sqlite3_column_int64(q, 0),
			.institution_id = sqlite3_column_int64(q, 1),
			.hidden = sqlite3_column_int(q, 4) != 0,
			.identity = sqlite3_column_int(q, 5) != 0,
			.sent_at = sqlite3_column_int64(q, 6),
			.received_at = sqlite3_column_int64(q, 7),
			.dropped_at = sqlite3_column_int64(q, 11) };
		str_copy(out[n].body, sizeof(out[n].body),
		    out[n].hidden ? "" : store_text(q, 2));
		str_copy(out[n].body_kind, sizeof(out[n].body_kind), store_text(q, 3));
		str_copy(out[n].sent_by, sizeof(out[n].sent_by), store_text(q, 8));
		str_copy(out[n].sent_means, sizeof(out[n].sent_means), store_text(q, 9));
		str_copy(out[n].sent_to, sizeof(out[n].sent_to), store_text(q, 10));
		n++;
	}
	store_done(st, q);
	*count = n;
	return store_err(rc);
}

enum err ref_events(struct store *st, const struct actor *actor, int64_t id, int64_t now,
    struct ref_event *out, size_t max, size_t *count)
{
	static const char sql[] =
	    "SELECT * FROM (SELECT e.id, e.at, e.status, e.closes, EXISTS (SELECT 1 FROM"
	    " referral_event u WHERE u.undoes = e.id), e.undoes IS NOT NULL, o.name, "
	    "e.note"
	    " FROM referral_event e JOIN operator o ON o.id = e.operator_id"
	    " WHERE e.referral_id = ?1 ORDER BY e.id DESC LIMIT ?2) ORDER BY 1";
	struct referral r;
	sqlite3_stmt *q = NULL;
	size_t n = 0;
	int rc = SQLITE_DONE;
	enum err e = ref_read(st, actor, id, now, &r);

	if (e == AM_OK)
		e = store_prepare(st, sql, &q);
	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	sqlite3_bind_int64(q, 2, (int64_t)max);
	while (n < max && (rc = sqlite3_step(q)) == SQLITE_ROW) {
		out[n] = (struct ref_event){ .id = sqlite3_column_int64(q, 0),
			.at = sqlite3_column_int64(q, 1),
			.state = ref_state_find(store_text(q, 2)),
			.closes = sqlite3_column_int(q, 3) != 0,
			.undone = sqlite3_column_int(q, 4) != 0,
			.undoes = sqlite3_column_int(q, 5) != 0 };
		str_copy(out[n].who, sizeof(out[n].who), store_text(q, 6));
		str_copy(out[n].note, sizeof(out[n].note), store_text(q, 7));
		n++;
	}
	store_done(st, q);
	*count = n;
	return store_err(rc);
}
