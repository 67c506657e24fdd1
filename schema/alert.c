/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/alert.h"

#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/json.h"
#include "schema/base/mem.h"
#include "schema/casefile_priv.h"
#include "schema/store_priv.h"

#define ENTITY "alert"

/* What an alert is about: bound to ?1, ?2, ?3. */
struct about {
	const char *kind, *entity;
	int64_t id;
};

static void bind_about(sqlite3_stmt *q, const struct about *a)
{
	sqlite3_bind_text(q, 1, a->kind, -1, SQLITE_STATIC);
	sqlite3_bind_text(q, 2, a->entity, -1, SQLITE_STATIC);
	store_bind_id(q, 3, a->id);
}

/* The first column of the first row, 0 if there is none. */
static enum err look_up(
    struct store *st, const char *sql, const struct about *a, int64_t *out)
{
	sqlite3_stmt *q = NULL;
	const enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK)
		bind_about(q, a);
	*out = 0;
	return store_if_any(store_first(st, q, e, out));
}

static enum err tell(struct store *st, const struct actor *actor, const char *what,
    int64_t id, const struct about *a, int64_t now)
{
	struct buf detail = { 0 };
	enum err e;

	buf_byte(&detail, '{');
	json_pair(&detail, "kind", a->kind);
	if (a->id != 0)
		json_number(&detail, a->entity, a->id);
	buf_byte(&detail, '}');
	e = audit_add(st, actor, now, what, ENTITY, id, buf_text(&detail));
	buf_fini(&detail);
	return e;
}

static enum err insert(struct store *st, const struct actor *actor, const struct about *a,
    const char *note, int64_t now)
{
	static const char sql[] = "INSERT INTO alert (kind, entity, entity_id, at, by_id,"
				  " note) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
	char kept[ALERT_NOTE_MAX + 1];
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	str_copy(kept, sizeof(kept), note);
	if (e == AM_OK) {
		bind_about(q, a);
		sqlite3_bind_int64(q, 4, now);
		store_bind_id(q, 5, actor->operator_id);
		sqlite3_bind_text(q, 6, kept, -1, SQLITE_STATIC);
	}
	return store_run(st, q, e);
}

#define OPEN                                                                       \
	"SELECT id FROM alert WHERE kind = ?1 AND entity = ?2 AND entity_id IS ?3" \
	" AND seen_at IS NULL"

/* open is the alert that is enough, 0: there is none. */
static enum err raise_unless(struct store *st, const struct actor *actor,
    const struct about *a, const char *note, int64_t now, int64_t *open)
{
	enum err e;

	if (*open != 0)
		return AM_OK;
	e = insert(st, actor, a, note, now);
	*open = store_last_id(st);
	return e == AM_OK ? tell(st, actor, "alert", *open, a, now) : e;
}

enum err alert_raise(struct store *st, const struct actor *actor, const char *kind,
    const char *entity, int64_t entity_id, const char *note, int64_t now, int64_t *id)
{
	const struct about a = { kind, entity, entity_id };
	int64_t open = 0;
	enum err e = look_up(st, OPEN, &a, &open);

	if (e == AM_OK)
		e = raise_unless(st, actor, &a, note, now, &open);
	if (e == AM_OK)
		*id = open;
	return e;
}

enum err alert_add(struct store *st, const struct actor *actor, const char *kind,
    const char *entity, int64_t entity_id, const char *note, int64_t now)
{
	int64_t id;

	return alert_raise(st, actor, kind, entity, entity_id, note, now, &id);
}

/* The open alert of this very person with this very note. */
static enum err look_up_each(struct store *st, const struct actor *actor,
    const struct about *a, const char *note, int64_t *out)
{
	sqlite3_stmt *q = NULL;
	const enum err e = store_prepare(st, OPEN " AND note = ?4 AND by_id IS ?5", &q);

	if (e == AM_OK) {
		bind_about(q, a);
		sqlite3_bind_text(q, 4, note, -1, SQLITE_STATIC);
		store_bind_id(q, 5, actor->operator_id);
	}
	*out = 0;
	return store_if_any(store_first(st, q, e, out));
}

enum err alert_add_each(struct store *st, const struct actor *actor, const char *kind,
    const char *entity, int64_t entity_id, const char *note, int64_t now)
{
	const struct about a = { kind, entity, entity_id };
	char kept[ALERT_NOTE_MAX + 1];
	int64_t open = 0;
	enum err e =
	    look_up_each(st, actor, &a, str_copy(kept, sizeof(kept), note), &open);

	return e == AM_OK ? raise_unless(st, actor, &a, kept, now, &open) : e;
}

static enum err mark_seen(
    struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	static const char sql[] = "UPDATE alert SET seen_at = ?2, seen_by = ?3"
				  " WHERE id = ?1 AND seen_at IS NULL";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, id);
		sqlite3_bind_int64(q, 2, now);
		store_bind_id(q, 3, actor->operator_id);
	}
	e = store_run(st, q, e);
	return e == AM_OK && store_changes(st) == 0 ? AM_MISSING : e;
}

enum err alert_drop(struct store *st, const struct actor *actor, const char *kind,
    const char *entity, int64_t entity_id, int64_t now)
{
	const struct about a = { kind, entity, entity_id };
	int64_t open = 0;
	enum err e = look_up(st, OPEN, &a, &open);

	if (e != AM_OK || open == 0)
		return e;
	e = mark_seen(st, actor, open, now);
	return e == AM_OK ? tell(st, actor, "undo", open, &a, now) : e;
}

/* The note of the last one about it, if the actor has just ended it by what she did. */
static enum err find_dropped(struct store *st, const struct actor *actor,
    const struct about *a, int64_t now, char note[ALERT_NOTE_MAX + 1])
{
	static const char sql[] =
	    "SELECT a.note, a.seen_by IS ?4 AND a.seen_at >= ?5 AND EXISTS (SELECT 1 FROM"
	    " audit WHERE entity = 'alert' AND entity_id = a.id AND action = 'undo')"
	    " FROM alert a WHERE a.kind = ?1 AND a.entity = ?2 AND a.entity_id IS ?3"
	    " ORDER BY a.id DESC LIMIT 1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	bind_about(q, a);
	store_bind_id(q, 4, actor->operator_id);
	sqlite3_bind_int64(q, 5, now - STORE_GRACE);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	if (e == AM_OK && sqlite3_column_int(q, 1) == 0)
		e = AM_MISSING;
	if (e == AM_OK)
		str_copy(note, ALERT_NOTE_MAX + 1, store_text(q, 0));
	store_done(st, q);
	return e;
}

enum err alert_back(struct store *st, const struct actor *actor, const char *kind,
    const char *entity, int64_t entity_id, int64_t now)
{
	const struct about a = { kind, entity, entity_id };
	char note[ALERT_NOTE_MAX + 1];
	const enum err e = find_dropped(st, actor, &a, now, note);

	if (e == AM_MISSING)
		return AM_OK;
	return e == AM_OK ? alert_add(st, actor, kind, entity, entity_id, note, now) : e;
}

enum err alert_raised(struct store *st, const char *kind, const char *entity,
    int64_t entity_id, int64_t *at)
{
	const struct about a = { kind, entity, entity_id };

	return look_up(st,
	    "SELECT min(at) FROM alert a WHERE kind = ?1 AND entity = ?2"
	    " AND entity_id IS ?3 AND NOT EXISTS (SELECT 1 FROM audit"
	    " WHERE entity = 'alert' AND entity_id = a.id AND action = 'undo')",
	    &a, at);
}

#define ROW                                                                          \
	"SELECT a.id, a.kind, a.entity, coalesce(a.entity_id, 0), a.at,"             \
	" coalesce(o.name, ''), a.note, coalesce(f.number, k.number, 0),"            \
	" coalesce(a.by_id, 0), f.number IS NOT NULL,"                               \
	" k.status IS 'void', CASE k.entered_late WHEN 1 THEN k.started_at ELSE 0 END" \
	" FROM alert a LEFT JOIN operator o ON o.id = a.by_id"                         \
	" LEFT JOIN casefile f ON f.id = " CASE_ROOT(                                  \
	    "CASE a.entity"                                                            \
	    " WHEN 'casefile' THEN a.entity_id"                                        \
	    " WHEN 'case_grant' THEN (SELECT case_id FROM case_grant WHERE id = "      \
	    "a.entity_id)"                                                             \
	    " WHEN 'rescue' THEN (SELECT case_id FROM rescue WHERE id = a.entity_id)"  \
	    " WHEN 'referral' THEN (SELECT case_id FROM referral WHERE id = "          \
	    "a.entity_id)"                                                             \
	    " WHEN 'followup' THEN (SELECT case_id FROM followup WHERE id = "          \
	    "a.entity_id)"                                                             \
	    " END") " LEFT JOIN call k ON k.id = CASE a.entity"                        \
		    " WHEN 'call' THEN a.entity_id"                                    \
		    " WHEN 'referral' THEN (SELECT call_id FROM referral WHERE id = "  \
		    "a.entity_id)"                                                     \
		    " WHEN 'followup' THEN (SELECT call_id FROM followup WHERE id = "  \
		    "a.entity_id)"                                                     \
		    " END WHERE a.seen_at IS NULL"

static void read_row(sqlite3_stmt *q, struct alert *out)
{
	*out = (struct alert){ .id = sqlite3_column_int64(q, 0),
		.entity_id = sqlite3_column_int64(q, 3),
		.at = sqlite3_column_int64(q, 4),
		.number = sqlite3_column_int64(q, 7),
		.by_id = sqlite3_column_int64(q, 8),
		.of_case = sqlite3_column_int(q, 9) != 0,
		.given_up = sqlite3_column_int(q, 10) != 0,
		.taken_at = sqlite3_column_int64(q, 11) };
	str_copy(out->kind, sizeof(out->kind), store_text(q, 1));
	str_copy(out->entity, sizeof(out->entity), store_text(q, 2));
	str_copy(out->by, sizeof(out->by), store_text(q, 5));
	str_copy(out->note, sizeof(out->note), store_text(q, 6));
}

/* The one row of sql, which has one place. */
static enum err read_one(struct store *st, const struct actor *actor, const char *sql,
    int64_t place, struct alert *out)
{
	sqlite3_stmt *q = NULL;
	enum err e;
	int rc;

	if (!role_may(actor->role, ACT_ALERT_SEE))
		return AM_DENIED;
	e = store_prepare(st, sql, &q);
	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, place);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	if (e == AM_OK)
		read_row(q, out);
	store_done(st, q);
	return e;
}

enum err alert_get(
    struct store *st, const struct actor *actor, int64_t id, struct alert *out)
{
	return read_one(st, actor, ROW " AND a.id = ?1", id, out);
}

enum err alert_newest(
    struct store *st, const struct actor *actor, int64_t since, struct alert *out)
{
	return read_one(
	    st, actor, ROW " AND a.at >= ?1 ORDER BY a.id DESC LIMIT 1", since, out);
}

/*
 * The kinds in the order in which they are to be looked at: who may be hurt now comes
 * first.  One that is not here would stand before all.
 */
static const char by_weight[] =
    "instr(' " ALERT_DANGER " " ALERT_THREAT " " ALERT_RESCUE " " ALERT_CONSENT
    " " ALERT_RISK " " ALERT_MOVED " " ALERT_LATE " " ALERT_OWED " " ALERT_OFFER
    " " ALERT_DISPUTE " " ALERT_OPENED " " ALERT_RATE " " ALERT_HARD
    " ', ' ' || a.kind || ' ')";

enum err alert_list(struct store *st, const struct actor *actor, struct alert *out,
    size_t max, size_t *count)
{
	struct buf sql = { 0 };
	sqlite3_stmt *q = NULL;
	size_t n = 0;
	enum err e;
	int rc;

	if (!role_may(actor->role, ACT_ALERT_SEE))
		return AM_DENIED;
	buf_printf(&sql, "%s ORDER BY %s, a.at DESC, a.id DESC LIMIT ?1", ROW, by_weight);
	e = store_prepare(st, buf_text(&sql), &q);
	buf_fini(&sql);
	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, (int64_t)max);
	while ((rc = sqlite3_step(q)) == SQLITE_ROW)
		read_row(q, &out[n++]);
	store_done(st, q);
	e = store_err(rc);
	if (e == AM_OK)
		*count = n;
	return e;
}

static enum err see(struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	const struct about nothing = { "", "", 0 };
	enum err e = mark_seen(st, actor, id, now);

	return e == AM_OK ? tell(st, actor, "seen", id, &nothing, now) : e;
}

enum err alert_see(struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	enum err e;

	if (!role_may(actor->role, ACT_ALERT_SEE))
		return AM_DENIED;
	e = store_begin(st);
	if (e != AM_OK)
		return e;
	return store_end(st, see(st, actor, id, now));
}
