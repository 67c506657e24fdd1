/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A form and its table: what the modules with SQL make from the field table.
 *
 * SQL text is made of the constant names of fields[] only.  Columns stand in the
 * order of the fields.  A value that is empty is NULL (nobody asked), "-" is what was
 * not said: 'heard.-', the place '-', the number -1.
 */
#pragma once

#include "schema/field.h"
#include "schema/store_priv.h"

struct buf;
struct record;

/* Add "motive, speak, ..." or, for an UPDATE, "motive = ?first, speak = ?first+1, ...". */
void form_columns(struct buf *sql, const struct form *form);
void form_assignments(struct buf *sql, const struct form *form, int first);

/* Bind all values of rec from place first on.  country: see phone.h. */
MUST_CHECK enum err form_bind(
    sqlite3_stmt *q, int first, const struct record *rec, const char *country);

/* Read all columns of the row into rec, from column first on. */
void form_read(sqlite3_stmt *q, int first, struct record *rec, const char *country);

/*
 * Check and normalise the fields of rec that differ from before, and see that no
 * required one is empty.  Returns AM_OK, AM_INVALID or AM_TOO_LONG with the index of
 * the first that is wrong in *field, or a storage error.
 */
MUST_CHECK enum err form_check(struct store *st, struct record *rec,
    const struct record *before, int64_t now, size_t *field);

/*
 * Add the JSON object of the old values of the fields that differ: {"heard":"radio"}.
 * Where erased[i] (erased may be NULL) the old value is not told: {"notes":null}.
 * Returns how many differ.
 */
size_t form_changes(struct buf *json, const struct record *before,
    const struct record *after, const bool *erased);
