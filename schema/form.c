/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/form_priv.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/json.h"
#include "schema/base/mem.h"
#include "schema/code.h"
#include "schema/phone.h"
#include "schema/place.h"
#include "schema/record.h"

#define UNSAID (-1) /* "-" in a column of numbers */

/* --- one column --- */

/* "2026-11-24 14:36", as field_check() made it. */
int64_t form_moment(const char *text)
{
	static const size_t starts[] = { 0, 5, 8, 11, 14 };
	struct clock_parts p = { 0 };
	int *const parts[] = { &p.year, &p.month, &p.day, &p.hour, &p.minute };

	if (strlen(text) != strlen("2026-11-24 14:36"))
		return UNSAID;
	for (size_t i = 0; i < COUNT(parts); i++)
		*parts[i] = (int)strtol(text + starts[i], NULL, 10);
	return clock_join(&p);
}

static int bind_number(sqlite3_stmt *q, int i, const struct field *f, const char *value)
{
	if (*value == '\0')
		return sqlite3_bind_null(q, i);
	if (strcmp(value, "-") == 0)
		return sqlite3_bind_int64(q, i, UNSAID);
	if (f->type == FIELD_MOMENT)
		return sqlite3_bind_int64(q, i, form_moment(value));
	return sqlite3_bind_int64(q, i, strtoll(value, NULL, 10));
}

static int bind_listed(sqlite3_stmt *q, int i, const struct field *f, const char *value)
{
	struct buf id = { 0 };
	int rc;

	buf_printf(&id, "%s.%s", f->list, value);
	rc = sqlite3_bind_text(q, i, buf_text(&id), -1, SQLITE_TRANSIENT);
	buf_fini(&id);
	return rc;
}

/* Somebody of the line is a row of operator; "-" is nobody. */
static int bind_person(sqlite3_stmt *q, int i, const char *value)
{
	if (strcmp(value, "-") == 0)
		return sqlite3_bind_null(q, i);
	return sqlite3_bind_int64(q, i, strtoll(value, NULL, 10));
}

static int bind_code(sqlite3_stmt *q, int i, const struct field *f, const char *value)
{
	if (strcmp(f->list, CODE_PEOPLE) == 0)
		return bind_person(q, i, value);
	if (f->flags & FIELD_BARE)
		return sqlite3_bind_text(q, i, value, -1, SQLITE_TRANSIENT);
	return bind_listed(q, i, f, value);
}

static int bind_value(
    sqlite3_stmt *q, int i, const struct field *f, const char *value, const char *country)
{
	char phone[PHONE_LEN];

	if (f->type == FIELD_NUMBER || f->type == FIELD_MOMENT)
		return bind_number(q, i, f, value);
	if (f->flags & FIELD_BOOL)
		return sqlite3_bind_int(q, i, *value == 'y');
	if (*value == '\0' && f->flags & FIELD_EMPTY)
		return sqlite3_bind_text(q, i, "", 0, SQLITE_STATIC);
	if (*value == '\0')
		return sqlite3_bind_null(q, i);
	if (f->type == FIELD_CODE)
		return bind_code(q, i, f, value);
	if (f->type == FIELD_PHONE)
		value = phone_store(phone, value, country);
	return sqlite3_bind_text(q, i, value, -1, SQLITE_TRANSIENT);
}

static void read_number(
    sqlite3_stmt *q, int i, const struct field *f, char *out, size_t size)
{
	const int64_t n = sqlite3_column_int64(q, i);
	struct clock_parts p;

	if (n == UNSAID) {
		str_copy(out, size, "-");
	} else if (f->type == FIELD_MOMENT) {
		p = clock_split(n);
		str_printf(out, size, "%04d-%02d-%02d %02d:%02d", p.year, p.month, p.day,
		    p.hour, p.minute);
	} else {
		str_printf(out, size, "%" PRId64, n);
	}
}

static void read_value(
    sqlite3_stmt *q, int i, struct record *rec, size_t field, const char *country)
{
	const struct field *f = &record_form(rec)->fields[field];
	const char *value = store_text(q, i);
	char out[64];

	if (*value != '\0' && (f->type == FIELD_NUMBER || f->type == FIELD_MOMENT)) {
		read_number(q, i, f, out, sizeof(out));
		value = out;
	} else if (f->type == FIELD_PHONE) {
		value = phone_show(out, value, country);
	} else if (f->flags & FIELD_BOOL) {
		value = strcmp(value, "1") == 0 ? "y" : "n";
	} else if (f->type == FIELD_CODE && strchr(value, '.') != NULL) {
		value = strchr(value, '.') + 1;
	}
	record_set(rec, field, value);
}

/* --- all of them --- */

/* Sets are rows of table pick, everything else is a column. */
static bool is_column(const struct field *f)
{
	return f->type != FIELD_CODES;
}

void form_columns(struct buf *sql, const struct form *form)
{
	const char *between = "";

	for (size_t i = 0; i < form->count; i++) {
		if (!is_column(&form->fields[i]))
			continue;
		buf_printf(sql, "%s%s", between, form->fields[i].id);
		between = ", ";
	}
}

void form_assignments(struct buf *sql, const struct form *form, int first)
{
	const char *between = "";

	for (size_t i = 0; i < form->count; i++) {
		if (!is_column(&form->fields[i]))
			continue;
		buf_printf(sql, "%s%s = ?%d", between, form->fields[i].id, first++);
		between = ", ";
	}
}

void form_places(struct buf *sql, const struct form *form, int first)
{
	const char *between = "";

	for (size_t i = 0; i < form->count; i++) {
		if (!is_column(&form->fields[i]))
			continue;
		buf_printf(sql, "%s?%d", between, first++);
		between = ", ";
	}
}

enum err form_bind(
    sqlite3_stmt *q, int first, const struct record *rec, const char *country)
{
	const struct form *form = record_form(rec);
	int rc = SQLITE_OK;

	for (size_t i = 0; rc == SQLITE_OK && i < form->count; i++)
		if (is_column(&form->fields[i]))
			rc = bind_value(
			    q, first++, &form->fields[i], record_get(rec, i), country);
	return store_err(rc);
}

void form_read(sqlite3_stmt *q, int first, struct record *rec, const char *country)
{
	for (size_t i = 0; i < record_form(rec)->count; i++)
		if (is_column(&record_form(rec)->fields[i]))
			read_value(q, first++, rec, i, country);
}

/* --- checks --- */

static enum err check_code(struct store *st, const struct field *f, const char *value)
{
	const struct code_list *list;
	enum err e = code_list(st, f->list, &list);

	if (e == AM_MISSING)
		return AM_INVALID;
	if (e == AM_OK && code_find(list, value) == NULL)
		return AM_INVALID;
	return e;
}

/* Each of a set is in its list, or was there before it was retired. */
static enum err check_codes(
    struct store *st, const struct field *f, const char *set, const char *before)
{
	enum err e = AM_OK;
	char code[32];
	size_t len;

	for (const char *p = set; e == AM_OK && *p != '\0'; p += len) {
		p += strspn(p, " ");
		len = strcspn(p, " ");
		str_printf(code, sizeof(code), "%.*s", (int)len, p);
		if (len > 0 && !code_set_has(before, code))
			e = check_code(st, f, code);
	}
	return e;
}

/* The ids of each kind of place have a length of their own (place.h). */
static enum err check_place(struct store *st, const struct field *f, const char *value)
{
	static const struct {
		const char *kind;
		size_t len;
	} kinds[] = { { "country", 2 }, { "region", 4 }, { "province", 6 } };
	struct place place;
	enum err e;

	for (size_t i = 0; i < COUNT(kinds); i++)
		if (strcmp(f->list, kinds[i].kind) == 0 && strlen(value) != kinds[i].len)
			return AM_INVALID;
	e = place_get(st, value, &place);
	return e == AM_MISSING ? AM_INVALID : e;
}

/* The value of field i as it is to be kept. */
static enum err normalise(struct store *st, struct record *rec, size_t i,
    const char *before, int64_t now)
{
	const struct field *f = &record_form(rec)->fields[i];
	const char *value = record_get(rec, i);
	const bool unsaid = strcmp(value, "-") == 0;
	char *kept;
	enum err e;

	if (*value == '\0')
		return f->flags & FIELD_REQUIRED ? AM_INVALID : AM_OK;
	if (unsaid && (f->flags & FIELD_REQUIRED))
		return AM_INVALID;
	if (f->type == FIELD_CODE)
		return unsaid ? AM_OK : check_code(st, f, value);
	if (f->type == FIELD_CODES)
		return unsaid ? AM_OK : check_codes(st, f, value, before);
	if (f->type == FIELD_PLACE)
		return unsaid ? AM_OK : check_place(st, f, value);
	kept = mem_new(f->max_len + 1, 1);
	e = field_check(f, value, now, kept, f->max_len + 1);
	if (e == AM_OK)
		record_set(rec, i, kept);
	explicit_bzero(kept, f->max_len + 1);
	free(kept);
	return e;
}

/* A part and its whole may each be right, and changed by two people. */
static enum err check_parts(
    const struct record *rec, const struct record *before, size_t *field)
{
	const struct form *form = record_form(rec);

	for (size_t i = 0; i < form->count; i++)
		if (record_exceeds(rec, i) && !record_exceeds(before, i)) {
			*field = i;
			return AM_INVALID;
		}
	return AM_OK;
}

enum err form_check(struct store *st, struct record *rec, const struct record *before,
    int64_t now, size_t *field)
{
	const struct form *form = record_form(rec);

	for (size_t i = 0; i < form->count; i++) {
		const char *value = record_get(rec, i);
		enum err e;

		/* What stands already may hold a code that was retired meanwhile. */
		if (*value != '\0' && strcmp(value, record_get(before, i)) == 0)
			continue;
		e = normalise(st, rec, i, record_get(before, i), now);
		if (e != AM_OK) {
			*field = i;
			return e;
		}
	}
	return check_parts(rec, before, field);
}

size_t form_changes(struct buf *json, const struct record *before,
    const struct record *after, const bool *erased)
{
	const struct form *form = record_form(after);
	size_t changes = 0;

	buf_byte(json, '{');
	for (size_t i = 0; i < form->count; i++) {
		const char *old = record_get(before, i);

		if (strcmp(old, record_get(after, i)) == 0)
			continue;
		changes++;
		json_key(json, form->fields[i].id);
		if (erased != NULL && erased[i])
			buf_str(json, "null");
		else
			json_text(json, old);
	}
	buf_byte(json, '}');
	return changes;
}
