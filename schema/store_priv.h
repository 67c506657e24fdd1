/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the modules of schema/ need of SQLite: prepared statements on the
 * store's connection and its errors as enum err.  Never included from another
 * folder.
 *
 * The way of every query: q is NULL before anything can fail, store_prepare(),
 * bind, step, store_done(st, q) (harmless on NULL), one way out.  A statement is never
 * finalized: it is kept for the next time (statement_priv.h) until the store rests.
 */
#pragma once

#include <sqlite3.h>

#include "schema/store.h"

/* Seconds in which one takes back, or mends freely, what one did. */
#define STORE_GRACE 600

/*
 * Prepare one statement.  On an error it is logged once, *q is NULL.  Also an
 * error: a bracket is open but SQLite has rolled back by itself, so that a
 * statement would write outside of the transaction.
 */
MUST_CHECK enum err store_prepare(struct store *st, const char *sql, sqlite3_stmt **q);

/* Give a statement back; what was read of it is no longer there.  NULL is fine. */
void store_done(struct store *st, sqlite3_stmt *q);

/* AM_OK for SQLITE_OK, SQLITE_ROW and SQLITE_DONE, else the error it stands for. */
MUST_CHECK enum err store_err(int rc);

/* Step a statement that gives no rows, and reset it for the next time. */
MUST_CHECK enum err store_step(sqlite3_stmt *q);

/* Step a statement that gives no rows, and give it back (also after an error e). */
MUST_CHECK enum err store_run(struct store *st, sqlite3_stmt *q, enum err e);

/* Step a statement for the number in the first column of its first row, and give it
 * back (also after an error e).  AM_MISSING and *out untouched: it gives no row. */
MUST_CHECK enum err store_first(
    struct store *st, sqlite3_stmt *q, enum err e, int64_t *out);

/* The same of a statement that has at most ?1 and ?2, which are a and b. */
MUST_CHECK enum err store_number(
    struct store *st, const char *sql, int64_t a, int64_t b, int64_t *out);

/* Run a statement that gives no rows and has at most ?1 and ?2, which are a and b. */
MUST_CHECK enum err store_change(struct store *st, const char *sql, int64_t a, int64_t b);

/* AM_OK in place of AM_MISSING: *out holds what stands for no row. */
MUST_CHECK enum err store_if_any(enum err e);

/* Column i as text, "" for NULL; lent until the next step. */
const char *store_text(sqlite3_stmt *q, int i);

/* Bind s at place i, NULL if s is NULL or empty; s must live until the step. */
void store_bind_text(sqlite3_stmt *q, int i, const char *s);

/* Bind n at place i, NULL if n is 0 (ids and times that may be absent). */
void store_bind_id(sqlite3_stmt *q, int i, int64_t n);

/*
 * Several queries see one state of the database, and pay once for the way to it (of a query
 * that reads one row that is the larger part).  May be nested, and stand inside of
 * store_begin() and store_end(), but not around them.  After an error of store_look()
 * nothing is open; store_looked() returns e, or why the look could not be ended.
 */
MUST_CHECK enum err store_look(struct store *st);
MUST_CHECK enum err store_looked(struct store *st, enum err e);

/* True while a store_begin() bracket is open. */
bool store_in_transaction(const struct store *st);

/* Give db the functions that the schema's triggers use: txt_phon(), index_now(). */
MUST_CHECK enum err store_functions(sqlite3 *db);

sqlite3 *store_connection(struct store *st);
int64_t store_last_id(struct store *st);
int store_changes(struct store *st);

#define STORE_CACHE_KIB 256

/* Size of the page cache; small by default, since every operator has one. */
void store_cache(struct store *st, int kib);

/*
 * Off: rows that are written do not enter the index of search; who turns it off writes
 * the index herself.  For filling an empty database (demo.c): SQLite brings the index
 * to the disk with every row that a trigger adds, and all at once costs a third.
 */
void store_index_now(struct store *st, bool on);

/* Where code.c keeps the lists it has loaded. */
struct code_cache;
struct code_cache **store_codes(struct store *st);
