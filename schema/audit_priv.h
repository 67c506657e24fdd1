/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Many rows of the audit in one transaction: the head of the chain and the statement are
 * kept from one row to the next.  audit_add() is the same for a single row.
 */
#pragma once

#include "schema/audit.h"
#include "schema/store_priv.h"

struct audit_writer {
	struct store *st;
	sqlite3_stmt *insert;
	int64_t id; /* of the last row, and its hash */
	unsigned char hash[AUDIT_HASH_LEN];
};

/*
 * Only inside store_begin()/store_end(), and until audit_close() nobody else adds a row.
 * After an error there is nothing to close.  AM_OK or a storage error.
 */
MUST_CHECK enum err audit_open(struct store *st, struct audit_writer *w);

/* As audit_add(). */
MUST_CHECK enum err audit_write(struct audit_writer *w, const struct actor *actor,
    int64_t at, const char *what, const char *entity, int64_t entity_id,
    const char *detail);

/* Twice is fine. */
void audit_close(struct audit_writer *w);
