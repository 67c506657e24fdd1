/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A record: the values of one form while it is being filled in or shown.
 * Every value is a text on the heap (see field.h for the form of each type).
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "schema/field.h"

struct record;

struct record *record_new(const struct form *form);
void record_free(struct record *rec);
const struct form *record_form(const struct record *rec);

/* The value of field i: lent until it is set again.  Never NULL. */
const char *record_get(const struct record *rec, size_t i);
const char *record_get_id(const struct record *rec, const char *id); /* "" if unknown */

/* More than the field that it is a part of (field.part_of): three minors of two victims.
 * What is empty or "-" compares with nothing. */
bool record_exceeds(const struct record *rec, size_t i);

/* Copy value into field i, cut to its max_len at a character boundary. */
void record_set(struct record *rec, size_t i, const char *value);

/* The same by name; a name that the form does not have is passed over. */
void record_set_id(struct record *rec, const char *id, const char *value);

/* True if every field is empty. */
bool record_empty(const struct record *rec);

/* Copy all values; both have the same form. */
void record_copy(struct record *to, const struct record *from);

/*
 * Two people have edited the same record from base on.  Where mine has changed nothing
 * it gets what theirs has.  A field that both have changed, differently, keeps mine, and
 * its place in clash[] (as many as the form has fields) becomes true.  Returns how many
 * clash.  All three have the same form.
 */
size_t record_join(struct record *mine, const struct record *base,
    const struct record *theirs, bool *clash);

/* The filled fields as a JSON object {"id": "value", ...}; the caller frees it. */
char *record_json(const struct record *rec);
