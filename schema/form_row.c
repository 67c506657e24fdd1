/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of the tables that forms describe: read, inserted, updated, with their sets. */
#include <string.h>

#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/json.h"
#include "schema/code.h"
#include "schema/form_priv.h"
#include "schema/record.h"
#include "schema/setting.h"

#define COUNTRY_LEN 8

/* --- sets: rows of table pick --- */

static enum err read_set(struct store *st, int64_t id, struct record *rec, size_t field)
{
	static const char sql[] =
	    "SELECT substr(p.code, length(?3) + 2) FROM pick p JOIN code c ON c.id = "
	    "p.code"
	    " WHERE p.entity = ?1 AND p.entity_id = ?2 AND c.list = ?3"
	    " ORDER BY c.sort, c.id";
	const struct form *form = record_form(rec);
	struct buf set = { 0 };
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_text(q, 1, form->table, -1, SQLITE_STATIC);
	sqlite3_bind_int64(q, 2, id);
	sqlite3_bind_text(q, 3, form->fields[field].list, -1, SQLITE_STATIC);
	while ((rc = sqlite3_step(q)) == SQLITE_ROW)
		buf_printf(&set, "%s%s", set.len > 0 ? " " : "", store_text(q, 0));
	store_done(st, q);
	record_set(rec, field, buf_text(&set));
	buf_fini(&set);
	return store_err(rc);
}

static enum err clear_set(
    struct store *st, int64_t id, const struct form *form, const struct field *f)
{
	static const char sql[] = "DELETE FROM pick WHERE entity = ?1 AND entity_id = ?2"
				  " AND code GLOB ?3 || '.*'";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_text(q, 1, form->table, -1, SQLITE_STATIC);
		sqlite3_bind_int64(q, 2, id);
		sqlite3_bind_text(q, 3, f->list, -1, SQLITE_STATIC);
	}
	return store_run(st, q, e);
}

static enum err add_pick(struct store *st, int64_t id, const struct form *form,
    const struct field *f, const char *code, size_t len)
{
	static const char sql[] =
	    "INSERT OR IGNORE INTO pick (entity, entity_id, code) VALUES (?1, ?2, ?3)";
	struct buf whole = { 0 };
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	buf_printf(&whole, "%s.%.*s", f->list, (int)len, code);
	if (e == AM_OK) {
		sqlite3_bind_text(q, 1, form->table, -1, SQLITE_STATIC);
		sqlite3_bind_int64(q, 2, id);
		sqlite3_bind_text(q, 3, buf_text(&whole), -1, SQLITE_STATIC);
	}
	e = store_run(st, q, e);
	buf_fini(&whole);
	return e;
}

static enum err write_set(
    struct store *st, int64_t id, const struct record *rec, size_t field)
{
	const struct form *form = record_form(rec);
	const struct field *f = &form->fields[field];
	enum err e = clear_set(st, id, form, f);
	size_t len;

	for (const char *p = record_get(rec, field); e == AM_OK && *p != '\0'; p += len) {
		p += strspn(p, " ");
		len = strcspn(p, " ");
		if (len > 0)
			e = add_pick(st, id, form, f, p, len);
	}
	return e;
}

static enum err write_sets(struct store *st, int64_t id, const struct record *rec)
{
	const struct form *form = record_form(rec);
	enum err e = AM_OK;

	for (size_t i = 0; e == AM_OK && i < form->count; i++)
		if (form->fields[i].type == FIELD_CODES)
			e = write_set(st, id, rec, i);
	return e;
}

/* --- rows --- */

static enum err country_of(struct store *st, char out[COUNTRY_LEN])
{
	return setting_text(st, SET_COUNTRY, out, COUNTRY_LEN);
}

static enum err read_row(
    struct store *st, int64_t id, struct record *rec, int64_t *version)
{
	const struct form *form = record_form(rec);
	char country[COUNTRY_LEN];
	struct buf sql = { 0 };
	sqlite3_stmt *q = NULL;
	enum err e = country_of(st, country);
	int rc;

	buf_printf(&sql, "SELECT %s, ", version != NULL ? "version" : "0");
	form_columns(&sql, form);
	buf_printf(&sql, " FROM %s WHERE id = ?1", form->table);
	if (e == AM_OK)
		e = store_prepare(st, buf_text(&sql), &q);
	buf_fini(&sql);
	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	if (e == AM_OK) {
		if (version != NULL)
			*version = sqlite3_column_int64(q, 0);
		form_read(q, 1, rec, country);
	}
	store_done(st, q);
	return e;
}

enum err form_load(struct store *st, int64_t id, struct record *rec, int64_t *version)
{
	const struct form *form = record_form(rec);
	enum err e = read_row(st, id, rec, version);

	for (size_t i = 0; e == AM_OK && i < form->count; i++)
		if (form->fields[i].type == FIELD_CODES)
			e = read_set(st, id, rec, i);
	return e;
}

static void bind_fixed(
    sqlite3_stmt *q, int first, const struct form_fixed *fixed, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (fixed[i].text != NULL)
			sqlite3_bind_text(
			    q, first + (int)i, fixed[i].text, -1, SQLITE_STATIC);
		else
			store_bind_id(q, first + (int)i, fixed[i].n);
	}
}

enum err form_insert(struct store *st, const struct record *rec,
    const struct form_fixed *fixed, size_t fixed_count, int64_t *id)
{
	const struct form *form = record_form(rec);
	char country[COUNTRY_LEN];
	struct buf sql = { 0 };
	sqlite3_stmt *q = NULL;
	enum err e = country_of(st, country);

	buf_printf(&sql, "INSERT INTO %s (", form->table);
	for (size_t i = 0; i < fixed_count; i++)
		buf_printf(&sql, "%s, ", fixed[i].column);
	form_columns(&sql, form);
	buf_str(&sql, ") VALUES (");
	for (size_t i = 0; i < fixed_count; i++)
		buf_printf(&sql, "?%d, ", 1 + (int)i);
	form_places(&sql, form, 1 + (int)fixed_count);
	buf_byte(&sql, ')');
	if (e == AM_OK)
		e = store_prepare(st, buf_text(&sql), &q);
	buf_fini(&sql);
	if (e == AM_OK) {
		bind_fixed(q, 1, fixed, fixed_count);
		e = form_bind(q, 1 + (int)fixed_count, rec, country);
	}
	e = store_run(st, q, e);
	if (e != AM_OK)
		return e;
	*id = store_last_id(st);
	return write_sets(st, *id, rec);
}

static bool is_there(struct store *st, const struct form *form, int64_t id)
{
	struct buf sql = { 0 };
	sqlite3_stmt *q = NULL;
	bool there = false;

	buf_printf(&sql, "SELECT 1 FROM %s WHERE id = ?1", form->table);
	if (store_prepare(st, buf_text(&sql), &q) == AM_OK) {
		sqlite3_bind_int64(q, 1, id);
		there = sqlite3_step(q) == SQLITE_ROW;
	}
	store_done(st, q);
	buf_fini(&sql);
	return there;
}

enum err form_update(struct store *st, int64_t id, int64_t version,
    const struct record *rec, const struct form_fixed *fixed, size_t fixed_count)
{
	const struct form *form = record_form(rec);
	char country[COUNTRY_LEN];
	struct buf sql = { 0 };
	sqlite3_stmt *q = NULL;
	enum err e = country_of(st, country);

	buf_printf(&sql, "UPDATE %s SET version = version + 1, ", form->table);
	for (size_t i = 0; i < fixed_count; i++)
		buf_printf(&sql, "%s = ?%d, ", fixed[i].column, 3 + (int)i);
	form_assignments(&sql, form, 3 + (int)fixed_count);
	buf_str(&sql, " WHERE id = ?1 AND version = ?2");
	if (e == AM_OK)
		e = store_prepare(st, buf_text(&sql), &q);
	buf_fini(&sql);
	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, id);
		sqlite3_bind_int64(q, 2, version);
		bind_fixed(q, 3, fixed, fixed_count);
		e = form_bind(q, 3 + (int)fixed_count, rec, country);
	}
	e = store_run(st, q, e);
	if (e != AM_OK)
		return e;
	if (store_changes(st) == 0)
		return is_there(st, form, id) ? AM_CONFLICT : AM_MISSING;
	return write_sets(st, id, rec);
}

/* --- the whole way --- */

static enum err tell(struct store *st, const struct form_save *s,
    const struct record *before, int64_t id, const char *what)
{
	const struct form *form = record_form(s->after);
	struct buf detail = { 0 };
	enum err e;

	buf_str(&detail, "{\"old\":");
	(void)form_changes(&detail, before, s->after, NULL);
	if (s->extra != NULL && *s->extra != '\0')
		buf_printf(&detail, ",%s", s->extra);
	buf_byte(&detail, '}');
	e = audit_add(st, s->actor, s->now, what, form->table, id, buf_text(&detail));
	if (detail.data != NULL)
		explicit_bzero(detail.data, detail.cap);
	buf_fini(&detail);
	return e;
}

static bool differs(const struct record *a, const struct record *b)
{
	for (size_t i = 0; i < record_form(a)->count; i++)
		if (strcmp(record_get(a, i), record_get(b, i)) != 0)
			return true;
	return false;
}

static enum err save_in(struct store *st, const struct form_save *s,
    const struct record *before, int64_t *id, size_t *field)
{
	enum err e = form_check(st, s->after, before, s->now, field);

	if (e != AM_OK)
		return e;
	if (*id == 0) {
		e = form_insert(st, s->after, s->fixed, s->fixed_count, id);
		return e == AM_OK ? tell(st, s, before, *id, "create") : e;
	}
	if (!differs(before, s->after))
		return AM_OK;
	e = form_update(st, *id, s->version, s->after, s->fixed, s->fixed_count);
	return e == AM_OK ? tell(st, s, before, *id, "update") : e;
}

enum err form_save(
    struct store *st, const struct form_save *save, int64_t *id, size_t *field)
{
	struct record *nothing = record_new(record_form(save->after));
	int64_t made = *id;
	enum err e = store_begin(st);

	if (e == AM_OK)
		e = store_end(
		    st, save_in(st, save, save->before != NULL ? save->before : nothing,
			    &made, field));
	if (e == AM_OK)
		*id = made;
	record_free(nothing);
	return e;
}
