/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rescues read: the list, one, what happened in it. */
#include <string.h>

#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/casefile_priv.h"
#include "schema/rescue_priv.h"

/* ?1 is the actor, ?2 whether she supervises. */
#define COLUMNS                                                                    \
	"r.id, k.id, k.number, r.lead_id, coalesce(r.next_lead_id, 0), r.every_s," \
	" r.started_at, coalesce(r.ended_at, 0), coalesce(r.check_at, 0),"         \
	" (SELECT count(*) FROM rescue_event m WHERE m.rescue_id = r.id"           \
	"  AND m.kind = 'missed' AND m.at >= r.check_at), l.name,"                 \
	" coalesce(n.name, ''), r.result, r.lead_id = ?1, r.next_lead_id IS ?1,"   \
	" r.lead_id = ?1 OR ?2, r.lead_id = ?1 OR r.next_lead_id IS ?1 OR ?2"
#define FROM                                                    \
	" FROM rescue r JOIN casefile k ON k.id = " CASE_ROOT(  \
	    "r.case_id") " JOIN operator l ON l.id = r.lead_id" \
			 " LEFT JOIN operator n ON n.id = r.next_lead_id"
#define CONCERNS "(r.lead_id = ?1 OR r.next_lead_id IS ?1 OR k.assigned_to IS ?1 OR ?2)"

bool rescue_is_late(const struct rescue *r, int64_t now)
{
	return r->ended_at == 0 && r->check_at < now;
}

static void read_row(sqlite3_stmt *q, struct rescue *out)
{
	*out = (struct rescue){
		.id = sqlite3_column_int64(q, 0),
		.case_id = sqlite3_column_int64(q, 1),
		.case_number = sqlite3_column_int64(q, 2),
		.lead_id = sqlite3_column_int64(q, 3),
		.next_id = sqlite3_column_int64(q, 4),
		.every_s = sqlite3_column_int64(q, 5),
		.started_at = sqlite3_column_int64(q, 6),
		.ended_at = sqlite3_column_int64(q, 7),
		.check_at = sqlite3_column_int64(q, 8),
		.missed = sqlite3_column_int64(q, 9),
		.leads = sqlite3_column_int(q, 13) != 0,
		.asked = sqlite3_column_int(q, 14) != 0,
		.decides = sqlite3_column_int(q, 15) != 0,
	};
	str_copy(out->lead, sizeof(out->lead), store_text(q, 10));
	str_copy(out->next, sizeof(out->next), store_text(q, 11));
	str_copy(out->result, sizeof(out->result), store_text(q, 12));
}

static enum err prepare(
    struct store *st, const struct actor *actor, const char *sql, sqlite3_stmt **q)
{
	const enum err e = store_prepare(st, sql, q);

	if (e == AM_OK) {
		sqlite3_bind_int64(*q, 1, actor->operator_id);
		sqlite3_bind_int(*q, 2, role_may(actor->role, ACT_RESCUE_ANY));
	}
	return e;
}

enum err rescue_list(struct store *st, const struct actor *actor, struct rescue *out,
    size_t max, size_t *count)
{
	sqlite3_stmt *q = NULL;
	size_t n = 0;
	enum err e;
	int rc;

	if (!role_may(actor->role, ACT_RESCUE))
		return AM_DENIED;
	e = prepare(st, actor,
	    "SELECT " COLUMNS FROM " WHERE r.ended_at IS NULL AND " CONCERNS
	    " ORDER BY r.check_at, r.id LIMIT ?3",
	    &q);
	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 3, (int64_t)max);
	while ((rc = sqlite3_step(q)) == SQLITE_ROW)
		read_row(q, &out[n++]);
	store_done(st, q);
	e = store_err(rc);
	if (e == AM_OK)
		*count = n;
	return e;
}

enum err rescue_fetch(struct store *st, const struct actor *actor, int64_t id,
    int64_t now, struct rescue *out)
{
	struct rescue found;
	bool hers;
	sqlite3_stmt *q = NULL;
	enum err e = prepare(st, actor, "SELECT " COLUMNS FROM " WHERE r.id = ?3", &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 3, id);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	if (e == AM_OK) {
		read_row(q, &found);
		hers = sqlite3_column_int(q, 16) != 0;
		e = hers ? AM_OK : case_check(st, actor, found.case_id, now);
	}
	store_done(st, q);
	if (e == AM_OK)
		*out = found;
	return e;
}

enum err rescue_read(struct store *st, const struct actor *actor, int64_t id, int64_t now,
    struct rescue *out)
{
	if (!role_may(actor->role, ACT_RESCUE))
		return AM_DENIED;
	return rescue_fetch(st, actor, id, now, out);
}

enum err rescue_open(struct store *st, const struct actor *actor, int64_t id, int64_t now,
    struct rescue *out)
{
	struct rescue found;
	bool there;
	enum err e;

	if (!role_may(actor->role, ACT_RESCUE))
		return AM_DENIED;
	e = store_begin(st);
	if (e != AM_OK)
		return e;
	e = rescue_fetch(st, actor, id, now, &found);
	there = e == AM_OK;
	if (e == AM_OK || e == AM_MISSING)
		e = audit_add(
		    st, actor, now, there ? "view" : "refused", RESCUE_ENTITY, id, "");
	e = store_end(st, e);
	if (e == AM_OK && !there)
		e = AM_MISSING;
	if (e == AM_OK)
		*out = found;
	return e;
}

enum err rescue_of_case(struct store *st, const struct actor *actor, int64_t case_id,
    int64_t now, int64_t *id)
{
	static const char sql[] = "SELECT id FROM rescue WHERE ended_at IS NULL"
				  " AND case_id IN " CASE_FAMILY("?1") " ORDER BY id";
	sqlite3_stmt *q = NULL;
	int64_t root = case_id;
	enum err e;
	int rc;

	if (!role_may(actor->role, ACT_RESCUE))
		return AM_DENIED;
	e = case_enter(st, actor, case_id, now, &root);
	if (e == AM_OK)
		e = store_prepare(st, sql, &q);
	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, root);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	if (e == AM_OK)
		*id = sqlite3_column_int64(q, 0);
	store_done(st, q);
	return e;
}

/* --- what happened --- */

enum err rescue_events(struct store *st, const struct actor *actor, int64_t id,
    int64_t now, struct rescue_event *out, size_t max, size_t *count)
{
	static const char sql[] =
	    "SELECT e.id, e.at, e.kind, coalesce(o.name, ''), e.note FROM rescue_event e"
	    " LEFT JOIN operator o ON o.id = e.operator_id WHERE e.rescue_id = ?1"
	    " ORDER BY e.id DESC LIMIT ?2";
	struct rescue r;
	sqlite3_stmt *q = NULL;
	size_t n = 0;
	enum err e = rescue_read(st, actor, id, now, &r);
	int rc;

	if (e == AM_OK)
		e = store_prepare(st, sql, &q);
	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	sqlite3_bind_int64(q, 2, (int64_t)max);
	while ((rc = sqlite3_step(q)) == SQLITE_ROW) {
		struct rescue_event *event = &out[n++];

		event->id = sqlite3_column_int64(q, 0);
		event->at = sqlite3_column_int64(q, 1);
		str_copy(event->kind, sizeof(event->kind), store_text(q, 2));
		str_copy(event->who, sizeof(event->who), store_text(q, 3));
		str_copy(event->note, sizeof(event->note), store_text(q, 4));
	}
	store_done(st, q);
	e = store_err(rc);
	if (e == AM_OK)
		*count = n;
	return e;
}
