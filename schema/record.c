/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/record.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/json.h"
#include "schema/base/mem.h"

struct record {
	const struct form *form;
	char **values; /* NULL: empty */
};

/* Values may be what a caller said: they do not stay behind in free memory. */
static void wipe(char *value)
{
	if (value == NULL)
		return;
	explicit_bzero(value, strlen(value));
	free(value);
}

struct record *record_new(const struct form *form)
{
	struct record *rec = mem_new(1, sizeof(*rec));

	rec->form = form;
	rec->values = mem_new(form->count, sizeof(*rec->values));
	return rec;
}

void record_free(struct record *rec)
{
	if (rec == NULL)
		return;
	for (size_t i = 0; i < rec->form->count; i++)
		wipe(rec->values[i]);
	free(rec->values);
	free(rec);
}

const struct form *record_form(const struct record *rec)
{
	return rec->form;
}

const char *record_get(const struct record *rec, size_t i)
{
	assert(i < rec->form->count);
	return rec->values[i] != NULL ? rec->values[i] : "";
}

const char *record_get_id(const struct record *rec, const char *id)
{
	const size_t i = form_find(rec->form, id);

	return i < rec->form->count ? record_get(rec, i) : "";
}

static long number_of(const char *value)
{
	return *value >= '0' && *value <= '9' ? strtol(value, NULL, 10) : -1;
}

bool record_exceeds(const struct record *rec, size_t i)
{
	const char *whole = rec->form->fields[i].part_of;
	const long most = whole != NULL ? number_of(record_get_id(rec, whole)) : -1;

	return most >= 0 && number_of(record_get(rec, i)) > most;
}

void record_set(struct record *rec, size_t i, const char *value)
{
	char *copy = NULL;
	size_t len, size;

	assert(i < rec->form->count);
	len = strlen(value);
	if (len > 0) {
		size = rec->form->fields[i].max_len + 1;
		if (size > len + 1)
			size = len + 1;
		copy = mem_new(size, 1);
		str_copy(copy, size, value);
	}
	wipe(rec->values[i]); /* last: value may be the old one */
	rec->values[i] = copy;
}

void record_set_id(struct record *rec, const char *id, const char *value)
{
	const size_t i = form_find(rec->form, id);

	if (i < rec->form->count)
		record_set(rec, i, value);
}

bool record_empty(const struct record *rec)
{
	for (size_t i = 0; i < rec->form->count; i++)
		if (*record_get(rec, i) != '\0')
			return false;
	return true;
}

void record_copy(struct record *to, const struct record *from)
{
	assert(to->form == from->form);
	for (size_t i = 0; i < from->form->count; i++)
		record_set(to, i, record_get(from, i));
}

static bool same(const struct record *a, const struct record *b, size_t i)
{
	return strcmp(record_get(a, i), record_get(b, i)) == 0;
}

size_t record_join(struct record *mine, const struct record *base,
    const struct record *theirs, bool *clash)
{
	size_t clashes = 0;

	for (size_t i = 0; i < mine->form->count; i++) {
		clash[i] = false;
		if (same(mine, base, i)) {
			record_set(mine, i, record_get(theirs, i));
		} else if (!same(theirs, base, i) && !same(mine, theirs, i)) {
			clash[i] = true;
			clashes++;
		}
	}
	return clashes;
}

char *record_json(const struct record *rec)
{
	struct buf out = { 0 };

	buf_byte(&out, '{');
	for (size_t i = 0; i < rec->form->count; i++)
		if (*record_get(rec, i) != '\0')
			json_pair(&out, rec->form->fields[i].id, record_get(rec, i));
	buf_byte(&out, '}');
	return buf_give(&out);
}
