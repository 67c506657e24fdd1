/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/case_event.h"

#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/casefile_priv.h"
#include "schema/institution_priv.h"

#define F CASE_FAMILY("?1")

/*
 * One query a kind.  ?1 is the case.  Columns: ref, at, who, a, b, c, text, n, body.
 */
static const struct {
	enum case_event_kind kind;
	const char *sql;
} sources[] = {
	{ EVENT_OPENED,
	    "SELECT c.id, c.opened_at, o.name, substr(c.source, 8), '', '', '',"
	    " c.number, '' FROM casefile c JOIN operator o ON o.id = c.opened_by"
	    " WHERE c.id IN " F },
	{ EVENT_CALL,
	    "SELECT k.id, k.started_at, o.name, substr(k.motive, 8),"
	    " substr(k.dispo, 7), max(l.certainty = 'confirmed'), '', k.number,"
	    " coalesce(k.notes, '') FROM call_case l JOIN call k ON k.id = l.call_id"
	    " JOIN operator o ON o.id = k.operator_id"
	    " WHERE l.case_id IN " F " AND l.ended_at IS NULL GROUP BY k.id" },
	{ EVENT_UNLINKED,
	    "SELECT l.call_id, l.ended_at, o.name, '', '', '', '', k.number,"
	    " l.ended_why FROM call_case l JOIN call k ON k.id = l.call_id"
	    " JOIN operator o ON o.id = l.ended_by"
	    " WHERE l.case_id IN " F " AND l.ended_why <> ''"
	    " AND NOT EXISTS (SELECT 1 FROM call_case n WHERE n.call_id = l.call_id"
	    "  AND n.case_id = l.case_id AND n.id > l.id AND n.linked_at = l.ended_at)" },
	{ EVENT_NOTE, "SELECT n.id, n.at, o.name, iif(EXISTS (SELECT 1 FROM note r"
		      " WHERE r.retracts = n.id), 'withdrawn', ''), '', '', '', 0, n.body"
		      " FROM note n JOIN operator o ON o.id = n.operator_id"
		      " WHERE n.case_id IN " F " AND n.retracts IS NULL" },
	{ EVENT_REFERRAL, /* what is noted of sending says where it is */
	    "SELECT r.id, e.at, o.name, e.status, r.kind, '',"
	    " iif(" INST_HIDDEN ", '', i.name), 0,"
	    " iif(" INST_HIDDEN " AND e.status = 'sent', '', e.note)"
	    " FROM referral r JOIN referral_event e ON e.referral_id = r.id"
	    " JOIN institution i ON i.id = r.institution_id JOIN code c ON c.id = i.kind"
	    " JOIN operator o ON o.id = e.operator_id WHERE r.case_id IN " F },
	{ EVENT_PROMISED,
	    "SELECT f.id, f.made_at, o.name, f.kind, '', '', '', f.due_at, f.note"
	    " FROM followup f JOIN operator o ON o.id = f.made_by"
	    " WHERE f.void_at IS NULL AND f.case_id IN " F },
	{ EVENT_DONE, "SELECT f.id, f.done_at, o.name, f.kind, '', '', '', 0,"
		      " trim(f.result || char(10) || f.note, char(10))"
		      " FROM followup f JOIN operator o ON o.id = f.done_by"
		      " WHERE f.case_id IN " F " AND f.done_at IS NOT NULL" },
	{ EVENT_RESCUE,
	    "SELECT r.id, e.at, coalesce(o.name, ''), e.kind, '', '', '', 0, e.note"
	    " FROM rescue r JOIN rescue_event e ON e.rescue_id = r.id"
	    " LEFT JOIN operator o ON o.id = e.operator_id WHERE r.case_id IN " F },
	{ EVENT_CONSENT,
	    "SELECT s.id, s.at, o.name, s.purpose, substr(s.consent, 9), '',"
	    " s.given_by, 0, trim(s.words || char(10) || s.reason || char(10) ||"
	    " coalesce(s.void_why, ''), char(10))"
	    " FROM consent s JOIN operator o ON o.id = s.operator_id"
	    " WHERE s.case_id IN " F },
	{ EVENT_ASSISTED,
	    "SELECT a.id, unixepoch(substr(a.from_on || '-01-01', 1, 10)) + 61200,"
	    " o.name, substr(a.kind, 8), a.plan, substr(a.unit, 6),"
	    " iif(" INST_HIDDEN ", '', coalesce(i.name, '')), a.qty, a.note"
	    " FROM assistance a JOIN operator o ON o.id = a.operator_id"
	    " LEFT JOIN institution i ON i.id = a.institution_id"
	    " LEFT JOIN code c ON c.id = i.kind"
	    " WHERE a.case_id IN " F },
	{ EVENT_LEGAL, "SELECT p.id, p.at, o.name, substr(p.stage, 6), '', '',"
		       " iif(" INST_HIDDEN ", '', coalesce(i.name, '')), 0, p.note"
		       " FROM proceeding p JOIN operator o ON o.id = p.operator_id"
		       " LEFT JOIN institution i ON i.id = p.institution_id"
		       " LEFT JOIN code c ON c.id = i.kind"
		       " WHERE p.case_id IN " F },
	{ EVENT_READ, "SELECT g.id, g.from_at, o.name, g.kind, '', '', '', 0, g.why"
		      " FROM case_grant g JOIN operator o ON o.id = g.operator_id"
		      " WHERE g.case_id IN " F },
	{ EVENT_FLAGGED,
	    "SELECT f.id, f.set_at, o.name, substr(f.flag, 6), '', '', '', 0,"
	    " f.message FROM record_flag f JOIN operator o ON o.id = f.set_by"
	    " WHERE f.entity = 'casefile' AND f.entity_id IN " F },
	{ EVENT_SOLVED,
	    "SELECT f.id, f.solved_at, o.name, substr(f.flag, 6), '', '', '', 0,"
	    " coalesce(f.solution, '') FROM record_flag f"
	    " JOIN operator o ON o.id = f.solved_by"
	    " WHERE f.entity = 'casefile' AND f.entity_id IN " F
	    " AND f.solved_at IS NOT NULL" },
	{ EVENT_MERGED,
	    "SELECT c.id, a.at, coalesce(o.name, a.who), a.action, '', '', '', c.number,"
	    " coalesce(json_extract(nullif(a.detail, ''), '$.reason'), '') FROM audit a"
	    " JOIN casefile c ON c.id = json_extract(nullif(a.detail, ''), '$.other')"
	    " LEFT JOIN operator o ON o.id = a.operator_id"
	    " WHERE a.entity = 'casefile' AND a.entity_id IN " F
	    " AND a.action IN ('merge', 'unmerge')" },
	{ EVENT_PERSON, "SELECT q.id, p.added_at, coalesce(o.name, ''), p.role, '', '',"
			" trim(q.names || ' ' || q.surnames), 0, '' FROM case_person p"
			" JOIN person q ON q.id = p.person_id"
			" LEFT JOIN operator o ON o.id = p.added_by"
			" WHERE p.case_id IN " F " AND p.added_at IS NOT NULL" },
	{ EVENT_SCREENED,
	    "SELECT max(s.id), max(s.at), o.name, '', '', '', '', count(*), ''"
	    " FROM screening s JOIN operator o ON o.id = s.operator_id"
	    " WHERE s.case_id IN " F " GROUP BY s.operator_id, s.at / 3600" },
	{ EVENT_EXPORTED,
	    "SELECT a.id, a.at, coalesce(o.name, a.who), '', '', '', '', 0,"
	    " coalesce(json_extract(nullif(a.detail, ''), '$.reason'), '') FROM audit a"
	    " LEFT JOIN operator o ON o.id = a.operator_id"
	    " WHERE a.entity = 'casefile' AND a.entity_id IN " F
	    " AND a.action = 'export'" },
};

/* --- the growing list --- */

struct list {
	struct case_event *events;
	size_t count;
};

static struct case_event *add(struct list *l)
{
	if (l->count % 64 == 0)
		l->events = mem_resize(l->events, (l->count + 64) * sizeof(*l->events));
	l->events[l->count] = (struct case_event){ 0 };
	return &l->events[l->count++];
}

static void read_event(sqlite3_stmt *q, enum case_event_kind kind, struct case_event *out)
{
	out->kind = kind;
	out->ref = sqlite3_column_int64(q, 0);
	out->at = sqlite3_column_int64(q, 1);
	str_copy(out->who, sizeof(out->who), store_text(q, 2));
	str_copy(out->a, sizeof(out->a), store_text(q, 3));
	str_copy(out->b, sizeof(out->b), store_text(q, 4));
	str_copy(out->c, sizeof(out->c), store_text(q, 5));
	str_copy(out->text, sizeof(out->text), store_text(q, 6));
	out->n = sqlite3_column_int64(q, 7);
	out->body = mem_dup(store_text(q, 8));
}

static enum err read_source(struct store *st, size_t source, int64_t id, struct list *l)
{
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sources[source].sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	while ((rc = sqlite3_step(q)) == SQLITE_ROW)
		read_event(q, sources[source].kind, add(l));
	store_done(st, q);
	return store_err(rc);
}

/* --- changes: the audit tells what was; what it became is told by the next one --- */

struct current {
	char status[20], risk[20], assigned[20];
};

static void add_change(struct list *l, sqlite3_stmt *q, enum case_event_kind kind,
    const char *before, const char *after)
{
	struct case_event *e = add(l);

	e->kind = kind;
	e->ref = sqlite3_column_int64(q, 0);
	e->at = sqlite3_column_int64(q, 1);
	str_copy(e->who, sizeof(e->who), store_text(q, 2));
	str_copy(e->a, sizeof(e->a), before);
	str_copy(e->b, sizeof(e->b), after);
	str_copy(e->text, sizeof(e->text), kind == EVENT_CHANGED ? store_text(q, 6) : "");
	e->body = mem_dup(store_text(q, kind == EVENT_CHANGED ? 8 : 7));
}

/* From the newest back: each old value is what the one before it led to. */
static void read_changes(sqlite3_stmt *q, struct current *now, struct list *l)
{
	const struct {
		enum case_event_kind kind;
		char *value;
	} columns[] = {
		{ EVENT_STATUS, now->status },
		{ EVENT_RISK, now->risk },
		{ EVENT_ASSIGNED, now->assigned },
	};

	if (*store_text(q, 6) != '\0')
		add_change(l, q, EVENT_CHANGED, "", "");
	for (int i = 0; i < (int)COUNT(columns); i++) {
		if (sqlite3_column_type(q, 3 + i) == SQLITE_NULL)
			continue;
		add_change(l, q, columns[i].kind, store_text(q, 3 + i), columns[i].value);
		str_copy(columns[i].value, 20, store_text(q, 3 + i));
	}
}

static enum err read_audit(
    struct store *st, int64_t id, struct current *now, struct list *l)
{
	static const char sql[] =
	    "SELECT a.id, a.at, coalesce(o.name, a.who), json_extract(nullif(a.detail, "
	    "''), "
	    "'$.old.status'),"
	    " json_extract(nullif(a.detail, ''), '$.old.risk'), "
	    "json_extract(nullif(a.detail, ''), "
	    "'$.old.assigned_to'),"
	    " coalesce((SELECT group_concat(j.key, ' ') FROM json_each(nullif(a.detail, "
	    "''), "
	    "'$.old') j"
	    "  WHERE j.key NOT IN ('status', 'risk', 'assigned_to')), ''),"
	    " coalesce(json_extract(nullif(a.detail, ''), '$.reason'), ''),"
	    " (SELECT group_concat(j.key || char(9) || j.value, char(10))"
	    "  FROM json_each(nullif(a.detail, ''), '$.old') j"
	    "  WHERE j.key NOT IN ('status', 'risk', 'assigned_to'))"
	    " FROM audit a LEFT JOIN operator o ON o.id = a.operator_id"
	    " WHERE a.entity = 'casefile' AND a.entity_id = ?1"
	    " AND a.action IN ('update', 'undo') AND json_extract(nullif(a.detail, ''), "
	    "'$.old') IS "
	    "NOT NULL"
	    " ORDER BY a.id DESC";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	while ((rc = sqlite3_step(q)) == SQLITE_ROW)
		read_changes(q, now, l);
	store_done(st, q);
	return store_err(rc);
}

static enum err read_all_changes(struct store *st, int64_t root, struct list *l)
{
	static const char sql[] =
	    "SELECT id, substr(status, 12), substr(risk, 6), coalesce(assigned_to, '')"
	    " FROM casefile WHERE id IN " F;
	struct current now;
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc = SQLITE_DONE;

	if (e == AM_OK)
		sqlite3_bind_int64(q, 1, root);
	while (e == AM_OK && (rc = sqlite3_step(q)) == SQLITE_ROW) {
		str_copy(now.status, sizeof(now.status), store_text(q, 1));
		str_copy(now.risk, sizeof(now.risk), store_text(q, 2));
		str_copy(now.assigned, sizeof(now.assigned), store_text(q, 3));
		e = read_audit(st, sqlite3_column_int64(q, 0), &now, l);
	}
	store_done(st, q);
	return e == AM_OK ? store_err(rc) : e;
}

/* --- all of it --- */

/* By time; of the same second what leads to the other stands first. */
static int by_time(const void *a, const void *b)
{
	const struct case_event *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	return (x->ref > y->ref) - (x->ref < y->ref);
}

static void drop_oldest(struct list *l)
{
	const size_t too_many =
	    l->count > CASE_EVENTS_MAX ? l->count - CASE_EVENTS_MAX : 0;

	for (size_t i = 0; i < too_many; i++)
		free(l->events[i].body);
	if (too_many > 0)
		memmove(l->events, l->events + too_many,
		    CASE_EVENTS_MAX * sizeof(*l->events));
	l->count -= too_many;
}

enum err case_events(struct store *st, const struct actor *actor, int64_t id, int64_t now,
    struct case_event **out, size_t *count)
{
	struct list l = { 0 };
	int64_t root;
	enum err e = case_enter(st, actor, id, now, &root);

	for (size_t i = 0; e == AM_OK && i < COUNT(sources); i++)
		e = read_source(st, i, root, &l);
	if (e == AM_OK)
		e = read_all_changes(st, root, &l);
	if (e != AM_OK) {
		case_events_free(l.events, l.count);
		return e;
	}
	qsort(l.events, l.count, sizeof(*l.events), by_time);
	drop_oldest(&l);
	*out = l.events;
	*count = l.count;
	return AM_OK;
}

void case_events_free(struct case_event *events, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		explicit_bzero(events[i].body, strlen(events[i].body));
		free(events[i].body);
	}
	free(events);
}
