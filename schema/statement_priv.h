/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Prepared statements of one connection that are used again: preparing takes SQLite ten
 * to a hundred times as long as a look at one row.  Told apart by their text.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "schema/store_priv.h"

#define STATEMENTS_MAX 64 /* kept; the one that was not used for longest makes way */

struct statement {
	sqlite3_stmt *q;
	uint64_t key;  /* of its text */
	uint64_t used; /* how many were lent before it was */
	bool lent;
};

struct statements {
	struct statement kept[STATEMENTS_MAX];
	size_t count;
	uint64_t lent;
};

/*
 * Lend a statement for sql, kept or new.  Returns what sqlite3_prepare_v3() returns; *q is
 * NULL unless it is SQLITE_OK.  The same text may be lent several times at once.
 */
int statement_lend(
    struct statements *all, sqlite3 *db, const char *sql, sqlite3_stmt **q);

/* Give it back: it is reset, its bindings are cleared.  NULL is fine. */
void statement_give_back(struct statements *all, sqlite3_stmt *q);

/* Finalize all that are not lent; those are finalized when they are given back. */
void statement_forget(struct statements *all);
