/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People of a case: listed and read. */
#include "schema/person_priv.h"

#include <string.h>

#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/json.h"
#include "schema/base/mem.h"
#include "schema/base/text.h"
#include "schema/casefile_priv.h"
#include "schema/code.h"
#include "schema/form_priv.h"
#include "schema/record.h"

static const char *const role_codes[PERSON_ROLE_COUNT] = {
#define PERSON_ROLE_ROW(role, code) [role] = code,
	PERSON_ROLE_TABLE(PERSON_ROLE_ROW)
#undef PERSON_ROLE_ROW
};

const char *person_role_code(enum person_role role)
{
	return (unsigned)role < PERSON_ROLE_COUNT ? role_codes[role] : "";
}

static unsigned role_bit(const char *code)
{
	for (unsigned i = 0; i < PERSON_ROLE_COUNT; i++)
		if (strcmp(role_codes[i], code) == 0)
			return 1U << i;
	return 0;
}

void person_show(const struct person_name *name, struct buf *out)
{
	const size_t before = out->len;

	buf_str(out, name->surnames);
	if (*name->names != '\0')
		buf_printf(out, "%s%s", out->len > before ? ", " : "", name->names);
	if (out->len == before)
		buf_str(out, name->alias);
}

/* --- one and the same --- */

enum err person_root(struct store *st, int64_t id, int64_t *root)
{
	static const char sql[] =
	    "WITH RECURSIVE up(id, next) AS (SELECT id, merged_into FROM person WHERE id "
	    "= ?1"
	    " UNION SELECT p.id, p.merged_into FROM person p JOIN up ON p.id = up.next)"
	    " SELECT id FROM up WHERE next IS NULL";

	return store_number(st, sql, id, 0, root);
}

enum err person_seen(struct store *st, const struct actor *actor, int64_t id, int64_t now,
    int64_t *case_id)
{
	static const char sql[] = PERSON_WITH_SAME(
	    "?1") "SELECT DISTINCT case_id FROM case_person WHERE ended_at IS NULL"
		  " AND person_id IN (SELECT id FROM same) ORDER BY case_id DESC";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc = SQLITE_DONE;
	bool seen = false;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	while (e == AM_OK && !seen && (rc = sqlite3_step(q)) == SQLITE_ROW) {
		*case_id = sqlite3_column_int64(q, 0);
		e = case_check(st, actor, *case_id, now);
		seen = e == AM_OK;
		if (e == AM_MISSING)
			e = AM_OK;
	}
	if (e == AM_OK)
		e = store_err(rc);
	store_done(st, q);
	return e == AM_OK && !seen ? AM_MISSING : e;
}

/* --- the list --- */

#define ROW_COLUMNS                                                                   \
	"p.id, p.names, p.surnames, p.alias, coalesce(substr(p.gender, 8), ''),"      \
	" coalesce(p.born_on, ''), coalesce(p.age_said, ''), coalesce(p.age_on, '')," \
	" coalesce(p.phone, ''), p.safe_note, coalesce(p.merged_into, 0)"

static void read_person(sqlite3_stmt *q, int64_t now, struct person_row *r)
{
	*r = (struct person_row){ .id = sqlite3_column_int64(q, 0),
		.merged_into = sqlite3_column_int64(q, 10) };
	str_copy(r->name.names, sizeof(r->name.names), store_text(q, 1));
	str_copy(r->name.surnames, sizeof(r->name.surnames), store_text(q, 2));
	str_copy(r->name.alias, sizeof(r->name.alias), store_text(q, 3));
	str_copy(r->gender, sizeof(r->gender), store_text(q, 4));
	r->age = age_now(
	    store_text(q, 5), store_text(q, 6), age_said_at(store_text(q, 7)), now);
	str_copy(r->phone, sizeof(r->phone), store_text(q, 8));
	str_copy(r->safe_note, sizeof(r->safe_note), store_text(q, 9));
}

static enum err read_row(
    struct store *st, int64_t id, int64_t now, struct person_row *out)
{
	static const char sql[] = "SELECT " ROW_COLUMNS " FROM person p WHERE p.id = ?1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	if (e == AM_OK)
		read_person(q, now, out);
	store_done(st, q);
	return e;
}

static void fill_in(char *to, size_t size, const char *value)
{
	if (*to == '\0')
		str_copy(to, size, value);
}

/* A row of case_person: another role of somebody who is there, or somebody else. */
static enum err take_role(struct store *st, sqlite3_stmt *q, int64_t now,
    struct person_row *out, size_t max, size_t *count)
{
	int64_t root = 0;
	size_t i = 0;
	enum err e = person_root(st, sqlite3_column_int64(q, 0), &root);

	while (i < *count && out[i].id != root)
		i++;
	if (e != AM_OK || i == max)
		return e;
	if (i == *count) {
		e = read_row(st, root, now, &out[i]);
		*count += e == AM_OK;
	}
	if (e == AM_OK) {
		out[i].roles |= role_bit(store_text(q, 1));
		fill_in(out[i].relation, sizeof(out->relation), store_text(q, 2));
		fill_in(out[i].perprole, sizeof(out->perprole), store_text(q, 3));
		fill_in(out[i].vicstatus, sizeof(out->vicstatus), store_text(q, 4));
	}
	return e;
}

static enum err read_roles(struct store *st, int64_t case_id, int64_t now,
    struct person_row *out, size_t max, size_t *count)
{
	static const char sql[] =
	    "SELECT person_id, role, coalesce(substr(relation, 10), ''),"
	    " coalesce(substr(perprole, 10), ''), coalesce(substr(vicstatus, 11), '')"
	    " FROM case_person WHERE ended_at IS NULL AND case_id IN " CASE_FAMILY(
		"?1") " ORDER BY CASE role WHEN 'victim' THEN 1 WHEN 'reporter' THEN 2"
		      " WHEN 'relative' THEN 3 WHEN 'witness' THEN 4 ELSE 5 END, id";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc = SQLITE_DONE;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, case_id);
	while (e == AM_OK && (rc = sqlite3_step(q)) == SQLITE_ROW)
		e = take_role(st, q, now, out, max, count);
	if (e == AM_OK)
		e = store_err(rc);
	store_done(st, q);
	return e;
}

/* The entries that were merged into the one at place i go behind her. */
static enum err add_merged(struct store *st, int64_t now, struct person_row *out,
    size_t max, size_t *count, size_t i)
{
	static const char sql[] =
	    "SELECT " ROW_COLUMNS " FROM person p WHERE p.merged_into = ?1 ORDER BY p.id";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	size_t at = i + 1;
	int rc = SQLITE_DONE;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, out[i].id);
	while (*count < max && (rc = sqlite3_step(q)) == SQLITE_ROW) {
		memmove(&out[at + 1], &out[at], (*count - at) * sizeof(*out));
		read_person(q, now, &out[at++]);
		++*count;
	}
	store_done(st, q);
	return store_err(rc);
}

enum err person_list(struct store *st, const struct actor *actor, int64_t case_id,
    int64_t now, struct person_row *out, size_t max, size_t *count)
{
	enum err e = case_check(st, actor, case_id, now);

	*count = 0;
	if (e == AM_OK)
		e = read_roles(st, case_id, now, out, max, count);
	for (size_t i = 0; e == AM_OK && i < *count; i++)
		e = add_merged(st, now, out, max, count, i);
	return e;
}

/* --- one person --- */

void person_copy(struct record *to, const struct record *from)
{
	const struct form *form = record_form(from);

	for (size_t i = 0; i < form->count; i++)
		record_set_id(to, form->fields[i].id, record_get(from, i));
}

enum err person_fetch(struct store *st, int64_t id, struct record *rec, int64_t *version)
{
	struct record *entry = record_new(&person_identity);
	const enum err e = form_load(st, id, entry, version);

	if (e == AM_OK)
		person_copy(rec, entry);
	record_free(entry);
	return e;
}

/* Which form has the columns of a role's row. */
static const struct form *form_of(const char *role)
{
	if (strcmp(role, "victim") == 0)
		return &person_victim;
	return strcmp(role, "suspect") == 0 ? &person_suspect : &person_part;
}

static void add_code(struct store *st, struct record *rec, const char *code)
{
	const char *set = record_get(rec, PERSON_ROLES);
	const struct code_list *list;
	struct buf roles = { 0 };

	if (code_set_has(set, code) || code_list(st, "role", &list) != AM_OK)
		return;
	code_set_toggle(&roles, set, code, list);
	record_set(rec, PERSON_ROLES, buf_text(&roles));
	buf_fini(&roles);
}

/* The fields of one role's row that no row before it has filled. */
static enum err load_role(
    struct store *st, int64_t row, const char *role, struct record *rec, int64_t *version)
{
	struct record *part = record_new(form_of(role));
	const struct form *form = record_form(part);
	int64_t its = 0;
	const enum err e = form_load(st, row, part, &its);

	for (size_t i = 0; e == AM_OK && i < form->count; i++)
		if (*record_get_id(rec, form->fields[i].id) == '\0')
			record_set_id(rec, form->fields[i].id, record_get(part, i));
	*version += its;
	add_code(st, rec, role);
	record_free(part);
	return e;
}

static enum err load_roles(struct store *st, int64_t case_id, int64_t id,
    struct record *rec, int64_t *version, bool *any)
{
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, PERSON_ROLES_OF, &q);
	int rc = SQLITE_DONE;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	sqlite3_bind_int64(q, 2, case_id);
	while (e == AM_OK && (rc = sqlite3_step(q)) == SQLITE_ROW) {
		char role[16];

		str_copy(role, sizeof(role), store_text(q, 1));
		e = load_role(st, sqlite3_column_int64(q, 0), role, rec, version);
		*any = true;
	}
	if (e == AM_OK)
		e = store_err(rc);
	store_done(st, q);
	return e;
}

enum err person_read_in(struct store *st, int64_t case_id, int64_t id, struct record *rec,
    int64_t *version, bool *any)
{
	int64_t entry = 0, roles = 0;
	enum err e;

	for (size_t i = 0; i < PERSON_FIELDS; i++)
		record_set(rec, i, "");
	e = person_fetch(st, id, rec, &entry);
	if (e == AM_OK)
		e = load_roles(st, case_id, id, rec, &roles, any);
	if (e == AM_OK)
		*version = entry * PERSON_VERSIONS + roles;
	return e;
}

enum err person_read(struct store *st, const struct actor *actor, int64_t case_id,
    int64_t id, int64_t now, struct record *rec, int64_t *version)
{
	int64_t through = 0;
	bool any = false;
	enum err e = case_check(st, actor, case_id, now);

	if (e == AM_OK)
		e = person_read_in(st, case_id, id, rec, version, &any);
	if (e == AM_OK && !any)
		e = person_seen(st, actor, id, now, &through);
	return e;
}

enum err person_load(struct store *st, const struct actor *actor, int64_t case_id,
    int64_t id, int64_t now, struct record *rec, int64_t *version)
{
	struct buf detail = { 0 };
	int64_t root = 0;
	enum err e = store_begin(st);

	if (e != AM_OK)
		return e;
	e = person_root(st, id, &root);
	if (e == AM_OK)
		e = person_read(st, actor, case_id, root, now, rec, version);
	buf_byte(&detail, '{');
	json_number(&detail, "case", case_id);
	buf_byte(&detail, '}');
	if (e == AM_OK)
		e = audit_add(
		    st, actor, now, "view", PERSON_ENTITY, root, buf_text(&detail));
	buf_fini(&detail);
	return store_end(st, e);
}
