/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two entries of one person: merged, and parted again. */
#include <string.h>

#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/json.h"
#include "schema/base/mem.h"
#include "schema/form_priv.h"
#include "schema/person_priv.h"
#include "schema/record.h"

struct merge {
	struct store *st;
	const struct actor *actor;
	int64_t now, from, into;
	int64_t id; /* of table person_merge */
};

static enum err check(const struct merge *m)
{
	int64_t root = 0, through;
	enum err e = role_may(m->actor->role, ACT_CASE_EDIT) ? AM_OK : AM_DENIED;

	if (e == AM_OK && m->from == m->into)
		e = AM_INVALID;
	if (e == AM_OK)
		e = person_seen(m->st, m->actor, m->from, m->now, &through);
	if (e == AM_OK)
		e = person_seen(m->st, m->actor, m->into, m->now, &through);
	if (e == AM_OK)
		e = person_root(m->st, m->from, &root);
	if (e == AM_OK && root != m->from)
		e = AM_CONFLICT;
	if (e == AM_OK)
		e = person_root(m->st, m->into, &root);
	return e == AM_OK && root != m->into ? AM_CONFLICT : e;
}

static enum err point(const struct merge *m, int64_t to)
{
	static const char sql[] = "UPDATE person SET merged_into = ?2,"
				  " version = version + 1 WHERE id = ?1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(m->st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, m->from);
		store_bind_id(q, 2, to);
	}
	return store_run(m->st, q, e);
}

static enum err note_down(const struct merge *m, const char *taken)
{
	static const char sql[] =
	    "INSERT INTO person_merge (from_id, into_id, at, operator_id, taken)"
	    " VALUES (?1, ?2, ?3, ?4, ?5)";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(m->st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, m->from);
		sqlite3_bind_int64(q, 2, m->into);
		sqlite3_bind_int64(q, 3, m->now);
		sqlite3_bind_int64(q, 4, m->actor->operator_id);
		sqlite3_bind_text(q, 5, taken, -1, SQLITE_STATIC);
	}
	return store_run(m->st, q, e);
}

static enum err tell(const struct merge *m, const char *what)
{
	struct buf detail = { 0 };
	enum err e;

	buf_byte(&detail, '{');
	json_number(&detail, "into", m->into);
	buf_byte(&detail, '}');
	e = audit_add(
	    m->st, m->actor, m->now, what, PERSON_ENTITY, m->from, buf_text(&detail));
	buf_fini(&detail);
	return e;
}

/* A name of two is no gap to fill: names stay as they are. */
static bool may_take(const struct record *into, size_t i)
{
	static const char *const names[] = { "names", "surnames", "alias" };

	for (size_t k = 0; k < COUNT(names); k++)
		if (strcmp(record_form(into)->fields[i].id, names[k]) == 0 &&
		    (*record_get_id(into, "names") != '\0' ||
			*record_get_id(into, "surnames") != '\0'))
			return false;
	return *record_get(into, i) == '\0';
}

/* What the one that stays lacked, from the other; taken says what that was. */
static void take_over(struct record *into, const struct record *before,
    const struct record *from, struct buf *taken)
{
	buf_byte(taken, '{');
	for (size_t i = 0; i < record_form(into)->count; i++) {
		if (!may_take(before, i) || *record_get(from, i) == '\0')
			continue;
		record_set(into, i, record_get(from, i));
		json_pair(taken, record_form(into)->fields[i].id, record_get(from, i));
	}
	buf_byte(taken, '}');
}

static enum err merge_in(struct merge *m)
{
	struct record *from = record_new(&person_identity);
	struct record *before = record_new(&person_identity);
	struct record *into = record_new(&person_identity);
	struct buf taken = { 0 };
	int64_t version = 0;
	enum err e = check(m);

	if (e == AM_OK)
		e = person_fetch(m->st, m->from, from, &version);
	if (e == AM_OK)
		e = person_fetch(m->st, m->into, before, &version);
	record_copy(into, before);
	take_over(into, before, from, &taken);
	if (e == AM_OK)
		e = person_write_identity(m->st, m->into, before, into);
	if (e == AM_OK)
		e = point(m, m->into);
	if (e == AM_OK)
		e = person_index(m->st, m->into);
	if (e == AM_OK)
		e = note_down(m, buf_text(&taken));
	if (e == AM_OK)
		e = tell(m, "merge");
	buf_fini(&taken);
	record_free(from);
	record_free(before);
	record_free(into);
	return e;
}

enum err person_merge(
    struct store *st, const struct actor *actor, int64_t from, int64_t into, int64_t now)
{
	struct merge m = {
		.st = st, .actor = actor, .now = now, .from = from, .into = into
	};
	const enum err e = store_begin(st);

	return e == AM_OK ? store_end(st, merge_in(&m)) : e;
}

/* --- and back --- */

static enum err find_merge(struct merge *m)
{
	static const char sql[] =
	    "SELECT g.id, g.into_id FROM person_merge g JOIN person p ON p.id = g.from_id"
	    " WHERE g.from_id = ?1 AND g.undone_at IS NULL AND p.merged_into = g.into_id"
	    " ORDER BY g.id DESC LIMIT 1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(m->st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, m->from);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_CONFLICT : store_err(rc);
	if (e == AM_OK) {
		m->id = sqlite3_column_int64(q, 0);
		m->into = sqlite3_column_int64(q, 1);
	}
	store_done(m->st, q);
	return e;
}

/* What was taken over and has not been changed since is empty again. */
static enum err give_back(const struct merge *m, struct record *into)
{
	static const char sql[] = "SELECT j.key, j.value FROM person_merge g,"
				  " json_each(g.taken) j WHERE g.id = ?1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(m->st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, m->id);
	while ((rc = sqlite3_step(q)) == SQLITE_ROW)
		if (strcmp(record_get_id(into, store_text(q, 0)), store_text(q, 1)) == 0)
			record_set_id(into, store_text(q, 0), "");
	store_done(m->st, q);
	return store_err(rc);
}

static enum err mark_undone(const struct merge *m)
{
	static const char sql[] =
	    "UPDATE person_merge SET undone_at = ?2, undone_by = ?3 WHERE id = ?1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(m->st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, m->id);
		sqlite3_bind_int64(q, 2, m->now);
		sqlite3_bind_int64(q, 3, m->actor->operator_id);
	}
	return store_run(m->st, q, e);
}

static enum err part_in(struct merge *m)
{
	struct record *before = record_new(&person_identity);
	struct record *into = record_new(&person_identity);
	int64_t version = 0, through;
	enum err e = role_may(m->actor->role, ACT_CASE_EDIT) ? AM_OK : AM_DENIED;

	if (e == AM_OK)
		e = person_seen(m->st, m->actor, m->from, m->now, &through);
	if (e == AM_OK)
		e = find_merge(m);
	if (e == AM_OK)
		e = person_fetch(m->st, m->into, before, &version);
	record_copy(into, before);
	if (e == AM_OK)
		e = give_back(m, into);
	if (e == AM_OK)
		e = point(m, 0);
	if (e == AM_OK)
		e = person_write_identity(m->st, m->into, before, into);
	if (e == AM_OK)
		e = person_index(m->st, m->into);
	if (e == AM_OK)
		e = person_index(m->st, m->from);
	if (e == AM_OK)
		e = mark_undone(m);
	if (e == AM_OK)
		e = tell(m, "unmerge");
	record_free(before);
	record_free(into);
	return e;
}

enum err person_unmerge(
    struct store *st, const struct actor *actor, int64_t from, int64_t now)
{
	struct merge m = { .st = st, .actor = actor, .now = now, .from = from };
	const enum err e = store_begin(st);

	return e == AM_OK ? store_end(st, part_in(&m)) : e;
}
