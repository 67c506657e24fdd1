/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/flag.h"

#include <string.h>

#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/json.h"
#include "schema/base/mem.h"
#include "schema/call_priv.h"
#include "schema/casefile_priv.h"
#include "schema/code.h"
#include "schema/field.h"

/* --- who may: whoever may open what it stands on --- */

static enum err may_call(
    struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	struct call call;
	enum err e = call_fetch(st, id, &call, NULL);

	(void)now;
	if (e == AM_OK && !call_may(actor, &call, ACT_CALL_VIEW, ACT_CALL_VIEW_ANY))
		e = AM_MISSING;
	return e;
}

/* A person is seen through her cases. */
static enum err may_person(
    struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	static const char sql[] = "SELECT case_id FROM case_person WHERE person_id = ?1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	enum err may = AM_MISSING;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	while (may == AM_MISSING && sqlite3_step(q) == SQLITE_ROW)
		may = case_check(st, actor, sqlite3_column_int64(q, 0), now);
	store_done(st, q);
	return may;
}

static enum err is_row(struct store *st, const char *sql, int64_t id)
{
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	rc = sqlite3_step(q);
	store_done(st, q);
	return rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
}

static enum err may_offer(
    struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	(void)actor, (void)now;
	return is_row(st, "SELECT 1 FROM offer WHERE id = ?1", id);
}

static enum err may_institution(
    struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	(void)actor, (void)now;
	return is_row(st, "SELECT 1 FROM institution WHERE id = ?1", id);
}

static const struct {
	const char *entity;
	enum err (*may)(
	    struct store *st, const struct actor *actor, int64_t id, int64_t now);
} entities[] = {
	{ "call", may_call },
	{ CASE_ENTITY, case_check },
	{ "person", may_person },
	{ "offer", may_offer },
	{ "institution", may_institution },
};

static enum err may(struct store *st, const struct actor *actor, const char *entity,
    int64_t id, int64_t now)
{
	if (!role_may(actor->role, ACT_CASE_EDIT))
		return AM_DENIED;
	for (size_t i = 0; i < COUNT(entities); i++)
		if (strcmp(entities[i].entity, entity) == 0)
			return entities[i].may(st, actor, id, now);
	return AM_INVALID;
}

/* --- the flag that keeps others out --- */

static bool restricts(const char *entity, const char *flag)
{
	return strcmp(entity, CASE_ENTITY) == 0 && strcmp(flag, FLAG_RESTRICT) == 0;
}

/* The case, and what was merged into it, is restricted while one of them is flagged. */
static enum err restrict_case(struct store *st, int64_t id)
{
	static const char sql[] =
	    "UPDATE casefile SET restricted = EXISTS (SELECT 1 FROM record_flag f"
	    " WHERE f.entity = '" CASE_ENTITY "' AND f.flag = 'flag." FLAG_RESTRICT "'"
	    " AND f.solved_at IS NULL AND f.entity_id IN " CASE_FAMILY(
		"?1") ")"
		      " WHERE id IN " CASE_FAMILY("?1");
	int64_t root = id;
	const enum err e = case_root(st, id, &root);

	return e == AM_OK ? store_change(st, sql, root, 0) : e;
}

/* What follows from a flag that was set or solved. */
static enum err follow(
    struct store *st, const char *entity, int64_t id, const char *flag, int64_t now)
{
	enum err e = AM_OK;

	if (restricts(entity, flag))
		e = restrict_case(st, id);
	if (e == AM_OK && strcmp(entity, CASE_ENTITY) == 0)
		e = case_touch(st, id, now);
	return e;
}

/* --- setting --- */

static enum err check(struct store *st, const char *flag, const char *due_on, int64_t now)
{
	static const struct field date = {
		.id = "due_on", .type = FIELD_DATE, .max_len = 10
	};
	const struct code_list *list;
	char out[16];
	enum err e = code_list(st, "flag", &list);

	if (e == AM_OK && code_find(list, flag) == NULL)
		e = AM_INVALID;
	if (e == AM_OK && *due_on != '\0')
		e = field_check(&date, due_on, now, out, sizeof(out));
	return e == AM_TOO_LONG ? AM_INVALID : e;
}

static enum err is_set(
    struct store *st, const char *entity, int64_t id, const char *flag, bool *set)
{
	static const char sql[] =
	    "SELECT 1 FROM record_flag WHERE entity = ?1 AND entity_id = ?2"
	    " AND flag = 'flag.' || ?3 AND solved_at IS NULL";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_text(q, 1, entity, -1, SQLITE_STATIC);
	sqlite3_bind_int64(q, 2, id);
	sqlite3_bind_text(q, 3, flag, -1, SQLITE_STATIC);
	rc = sqlite3_step(q);
	*set = rc == SQLITE_ROW;
	store_done(st, q);
	return store_err(rc);
}

struct setting_of {
	const char *entity;
	int64_t id;
	const char *flag, *due_on, *message;
	int64_t now;
};

static enum err insert(
    struct store *st, const struct actor *actor, const struct setting_of *f, int64_t *id)
{
	static const char sql[] = "INSERT INTO record_flag (entity, entity_id, flag, "
				  "due_on, message, set_at, set_by)"
				  " VALUES (?1, ?2, 'flag.' || ?3, ?4, ?5, ?6, ?7)";
	char message[FLAG_MESSAGE_MAX + 1];
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	str_copy(message, sizeof(message), f->message);
	if (e == AM_OK) {
		sqlite3_bind_text(q, 1, f->entity, -1, SQLITE_STATIC);
		sqlite3_bind_int64(q, 2, f->id);
		sqlite3_bind_text(q, 3, f->flag, -1, SQLITE_STATIC);
		store_bind_text(q, 4, f->due_on);
		sqlite3_bind_text(q, 5, message, -1, SQLITE_STATIC);
		sqlite3_bind_int64(q, 6, f->now);
		sqlite3_bind_int64(q, 7, actor->operator_id);
	}
	e = store_run(st, q, e);
	if (e == AM_OK)
		*id = store_last_id(st);
	return e;
}

static enum err tell(struct store *st, const struct actor *actor, const char *what,
    const char *entity, int64_t id, const char *flag, int64_t now)
{
	struct buf detail = { 0 };
	enum err e;

	buf_byte(&detail, '{');
	json_pair(&detail, "flag", flag);
	buf_byte(&detail, '}');
	e = audit_add(st, actor, now, what, entity, id, buf_text(&detail));
	buf_fini(&detail);
	return e;
}

static enum err add_in(
    struct store *st, const struct actor *actor, const struct setting_of *f, int64_t *id)
{
	bool set = false;
	enum err e = may(st, actor, f->entity, f->id, f->now);

	if (e == AM_OK && restricts(f->entity, f->flag) &&
	    !role_may(actor->role, ACT_CASE_GRANT))
		e = AM_DENIED;
	if (e == AM_OK)
		e = check(st, f->flag, f->due_on, f->now);
	if (e == AM_OK)
		e = is_set(st, f->entity, f->id, f->flag, &set);
	if (e == AM_OK && set)
		e = AM_EXISTS;
	if (e == AM_OK)
		e = insert(st, actor, f, id);
	if (e == AM_OK)
		e = tell(st, actor, "flag", f->entity, f->id, f->flag, f->now);
	return e == AM_OK ? follow(st, f->entity, f->id, f->flag, f->now) : e;
}

enum err flag_add(struct store *st, const struct actor *actor, const char *entity,
    int64_t id, const char *flag, const char *due_on, const char *message, int64_t now,
    int64_t *flag_id)
{
	const struct setting_of f = { entity, id, flag, due_on, message, now };
	int64_t made = 0;
	enum err e = store_begin(st);

	if (e == AM_OK)
		e = store_end(st, add_in(st, actor, &f, &made));
	if (e == AM_OK && flag_id != NULL)
		*flag_id = made;
	return e;
}

/* --- solving --- */

struct found {
	char entity[24], flag[16];
	int64_t entity_id, solved_at, solved_by;
};

static enum err find(struct store *st, int64_t id, struct found *out)
{
	static const char sql[] =
	    "SELECT entity, substr(flag, 6), entity_id, coalesce(solved_at, 0),"
	    " coalesce(solved_by, 0) FROM record_flag WHERE id = ?1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	if (e == AM_OK) {
		*out = (struct found){ .entity_id = sqlite3_column_int64(q, 2),
			.solved_at = sqlite3_column_int64(q, 3),
			.solved_by = sqlite3_column_int64(q, 4) };
		str_copy(out->entity, sizeof(out->entity), store_text(q, 0));
		str_copy(out->flag, sizeof(out->flag), store_text(q, 1));
	}
	store_done(st, q);
	return e;
}

/* The flag, if the actor may change it. */
static enum err find_for(struct store *st, const struct actor *actor, int64_t id,
    int64_t now, struct found *out)
{
	enum err e = find(st, id, out);

	if (e == AM_OK)
		e = may(st, actor, out->entity, out->entity_id, now);
	if (e == AM_OK && restricts(out->entity, out->flag) &&
	    !role_may(actor->role, ACT_CASE_GRANT))
		e = AM_DENIED;
	return e;
}

/* solution NULL: it is open again. */
static enum err set_solved(struct store *st, const struct actor *actor, int64_t id,
    const char *solution, int64_t now)
{
	static const char sql[] = "UPDATE record_flag SET solution = ?2,"
				  " solved_at = iif(?2 IS NULL, NULL, ?3),"
				  " solved_by = iif(?2 IS NULL, NULL, ?4) WHERE id = ?1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, id);
		if (solution != NULL)
			sqlite3_bind_text(q, 2, solution, -1, SQLITE_STATIC);
		sqlite3_bind_int64(q, 3, now);
		sqlite3_bind_int64(q, 4, actor->operator_id);
	}
	return store_run(st, q, e);
}

static enum err solve_in(struct store *st, const struct actor *actor, int64_t id,
    const char *solution, int64_t now)
{
	struct found f;
	enum err e = find_for(st, actor, id, now, &f);

	if (e == AM_OK && f.solved_at != 0)
		e = AM_CONFLICT;
	if (e == AM_OK)
		e = set_solved(st, actor, id, solution, now);
	if (e == AM_OK)
		e = tell(st, actor, "solve", f.entity, f.entity_id, f.flag, now);
	return e == AM_OK ? follow(st, f.entity, f.entity_id, f.flag, now) : e;
}

enum err flag_solve(struct store *st, const struct actor *actor, int64_t flag_id,
    const char *solution, int64_t now)
{
	char cut[FLAG_MESSAGE_MAX + 1];
	enum err e = store_begin(st);

	str_copy(cut, sizeof(cut), solution);
	return e == AM_OK ? store_end(st, solve_in(st, actor, flag_id, cut, now)) : e;
}

static enum err reopen_in(
    struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	struct found f;
	enum err e = find_for(st, actor, id, now, &f);

	if (e == AM_OK && f.solved_at == 0)
		e = AM_CONFLICT;
	if (e == AM_OK &&
	    (f.solved_by != actor->operator_id || now - f.solved_at > STORE_GRACE))
		e = AM_DENIED;
	if (e == AM_OK)
		e = set_solved(st, actor, id, NULL, now);
	if (e == AM_OK)
		e = tell(st, actor, "undo", f.entity, f.entity_id, f.flag, now);
	return e == AM_OK ? follow(st, f.entity, f.entity_id, f.flag, now) : e;
}

enum err flag_reopen(
    struct store *st, const struct actor *actor, int64_t flag_id, int64_t now)
{
	enum err e = store_begin(st);

	return e == AM_OK ? store_end(st, reopen_in(st, actor, flag_id, now)) : e;
}

/* --- reading --- */

static void read_flag(sqlite3_stmt *q, struct flag *out)
{
	*out = (struct flag){ .id = sqlite3_column_int64(q, 0),
		.set_at = sqlite3_column_int64(q, 4),
		.solved_at = sqlite3_column_int64(q, 6) };
	str_copy(out->flag, sizeof(out->flag), store_text(q, 1));
	str_copy(out->due_on, sizeof(out->due_on), store_text(q, 2));
	str_copy(out->message, sizeof(out->message), store_text(q, 3));
	str_copy(out->set_by, sizeof(out->set_by), store_text(q, 5));
	str_copy(out->solved_by, sizeof(out->solved_by), store_text(q, 7));
	str_copy(out->solution, sizeof(out->solution), store_text(q, 8));
}

enum err flag_list(struct store *st, const struct actor *actor, const char *entity,
    int64_t id, int64_t now, struct flag *out, size_t max, size_t *count)
{
	static const char sql[] =
	    "SELECT f.id, substr(f.flag, 6), f.due_on, f.message, f.set_at, o.name,"
	    " coalesce(f.solved_at, 0), coalesce(s.name, ''), f.solution"
	    " FROM record_flag f JOIN operator o ON o.id = f.set_by"
	    " LEFT JOIN operator s ON s.id = f.solved_by"
	    " WHERE f.entity = ?1 AND (f.entity_id = ?2"
	    " OR (?1 = '" CASE_ENTITY "' AND f.entity_id IN " CASE_FAMILY(
		"?2") "))"
		      " ORDER BY f.solved_at IS NOT NULL, f.id DESC LIMIT ?3";
	sqlite3_stmt *q = NULL;
	size_t n = 0;
	enum err e = may(st, actor, entity, id, now);
	int rc;

	if (e == AM_OK)
		e = store_prepare(st, sql, &q);
	if (e != AM_OK)
		return e;
	sqlite3_bind_text(q, 1, entity, -1, SQLITE_STATIC);
	sqlite3_bind_int64(q, 2, id);
	sqlite3_bind_int64(q, 3, (int64_t)max);
	while ((rc = sqlite3_step(q)) == SQLITE_ROW)
		read_flag(q, &out[n++]);
	store_done(st, q);
	e = store_err(rc);
	if (e == AM_OK)
		*count = n;
	return e;
}
