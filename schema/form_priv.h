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

/* Add "?first, ?first+1, ..." for an INSERT. */
void form_places(struct buf *sql, const struct form *form, int first);

/* The point in time of a FIELD_MOMENT's value ("2026-11-24 14:36"), -1 for none. */
int64_t form_moment(const char *text);

/* Bind all values of rec from place first on.  country: see phone.h. */
MUST_CHECK enum err form_bind(
    sqlite3_stmt *q, int first, const struct record *rec, const char *country);

/* Read all columns of the row into rec, from column first on. */
void form_read(sqlite3_stmt *q, int first, struct record *rec, const char *country);

/*
 * Check and normalise the fields of rec that differ from before, and see that no
 * required one is empty and no part has become more than its whole.  Returns AM_OK,
 * AM_INVALID or AM_TOO_LONG with the index of the first that is wrong in *field, or a
 * storage error.
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

/* --- a row of a table that a form describes (form_row.c) --- */

/* A column that the form does not show: a number, or a text that is lent. */
struct form_fixed {
	const char *column; /* of the program, never of a person */
	int64_t n;          /* 0: NULL */
	const char *text;   /* instead of n */
};

/* Read row id into rec and its column version into *version (NULL: the table has none).
 * Sets of codes come from table pick.  AM_OK, AM_MISSING or a storage error. */
MUST_CHECK enum err form_load(
    struct store *st, int64_t id, struct record *rec, int64_t *version);

/*
 * Insert rec with the columns of fixed; its id into *id.  Only inside of
 * store_begin()/store_end(), after form_check().  AM_OK or a storage error.
 */
MUST_CHECK enum err form_insert(struct store *st, const struct record *rec,
    const struct form_fixed *fixed, size_t fixed_count, int64_t *id);

/*
 * Write rec into row id if it is still of this version, which rises by one; the columns
 * of fixed are set as well.  Returns AM_OK, AM_CONFLICT (somebody else was faster; nothing
 * is written), AM_MISSING or a storage error.  Inside of store_begin()/store_end().
 */
MUST_CHECK enum err form_update(struct store *st, int64_t id, int64_t version,
    const struct record *rec, const struct form_fixed *fixed, size_t fixed_count);

/*
 * The whole way of saving a record: check what differs from before, insert it (id 0) or
 * update it, and tell the audit "create" or "update" of the form's table with the old
 * values (and extra, a piece of JSON like "\"reason\":\"...\"", or NULL).  Rights are
 * the caller's.  *id gets a new row's id; *field the field that is wrong (AM_INVALID,
 * AM_TOO_LONG).  An update that changes nothing writes nothing.
 */
struct form_save {
	const struct actor *actor;
	int64_t now;
	int64_t version;
	const struct record *before; /* as it was read; NULL for a new row */
	struct record *after;        /* normalised here */
	const struct form_fixed *fixed;
	size_t fixed_count;
	const char *extra;
};
MUST_CHECK enum err form_save(
    struct store *st, const struct form_save *save, int64_t *id, size_t *field);

/*
 * Before the newest change of row id of entity is taken back: the values that it had before
 * go into rec, which holds what is there now; of a new row (*created) nothing is
 * to be set.  Whoever calls it writes rec, and a row "undo" of the audit.  Returns AM_OK,
 * AM_CONFLICT (the newest change is somebody else's, or was taken back), AM_DENIED
 * (too late), AM_MISSING or a storage error.
 */
MUST_CHECK enum err form_undo(struct store *st, const struct actor *actor,
    const char *entity, int64_t id, int64_t now, struct record *rec, bool *created);
