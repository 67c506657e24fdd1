/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The database: one SQLite file, one connection a process.
 *
 * Everything that is written is written between store_begin() and store_end().
 * AM_OK from store_end() means that it is on disk (WAL, synchronous = FULL):
 * only then may a screen say "saved".  SQL stands in the modules of schema/ and
 * nowhere else; they get at SQLite through store_priv.h.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "schema/base/err.h"

struct store;

enum store_mode {
	STORE_READ_WRITE, /* an existing database of exactly this version */
	STORE_UPGRADE,    /* the same, but upgraded if it is older (amparod) */
	STORE_MIGRATE,    /* the same, but created if there is none (amparo init, the demo) */
};

/*
 * Open the database at path.  With STORE_MIGRATE a missing one is created with
 * mode 0600.  With it and STORE_UPGRADE an older one is copied to PATH.before-NNNN
 * and upgraded.  A server never makes a database: one that went missing is a fault to
 * be told, not to be covered with an empty one.
 * Returns AM_OK, AM_MISSING (no file), AM_NEWER (written by a newer Amparo),
 * AM_INVALID (an older one, or not a database of Amparo), AM_DENIED (no right to
 * the file), AM_CORRUPT, AM_BUSY, AM_FULL or AM_STORAGE.
 */
MUST_CHECK enum err store_open(const char *path, enum store_mode mode, struct store **st);

/* NULL is fine.  A transaction that is open is rolled back. */
void store_close(struct store *st);

/*
 * Begin a write transaction (BEGIN IMMEDIATE; waits up to 2 s for another
 * writer).  Brackets may be nested: only the outermost pair commits.
 * Returns AM_OK, AM_BUSY or AM_STORAGE.
 */
MUST_CHECK enum err store_begin(struct store *st);

/*
 * End it: commit if e is AM_OK, else roll everything back.  Returns e, or the
 * error of the commit, after which nothing of the transaction remains.
 */
MUST_CHECK enum err store_end(struct store *st, enum err e);

/*
 * Give up a running query as soon as give_up(data) is true (asked every few
 * thousand steps of SQLite's machine); the query returns AM_STOPPED.
 * NULL: never.
 */
void store_give_up(struct store *st, bool (*give_up)(void *data), void *data);

/* Hand memory that SQLite keeps for later back to the system. */
void store_release_memory(struct store *st);

/*
 * Nobody is about to ask anything: forget the parsed schema as well, which is a
 * quarter of a megabyte.  The next query reads it again, in about a millisecond.
 * Does nothing inside of store_begin() and store_end().
 */
void store_rest(struct store *st);

/*
 * Check the file (PRAGMA quick_check, foreign_key_check).  Returns AM_OK,
 * AM_CORRUPT or what stopped it.
 */
MUST_CHECK enum err store_check(struct store *st);

/* The version of the schema that this program works with. */
int store_version(void);
