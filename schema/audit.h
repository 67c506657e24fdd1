/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The audit: a chain of rows that tells who did what, written in the same
 * transaction as what it tells.
 *
 * hash(n) = BLAKE2b-256(hash(n-1) || row n, each field behind its length), and
 * hash(0) is 32 zero bytes, so that an outsider can verify it with nothing but
 * the rows.  The head is signed with the server's Ed25519 key at intervals and
 * leaves the machine, which is what finds a chain that was rewritten or cut.
 * Triggers forbid update, delete and gaps.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "schema/base/err.h"
#include "schema/role.h"

struct store;

#define AUDIT_HASH_LEN 32
#define AUDIT_SIGN_KEY_LEN 64   /* crypto_sign_SECRETKEYBYTES */
#define AUDIT_PUBLIC_KEY_LEN 32 /* crypto_sign_PUBLICKEYBYTES */

/*
 * Add a row.  Only inside store_begin()/store_end().  what is a short word of
 * the list in doc ("create", "update", "view", "search", "login", "refused"...),
 * entity the table it is about or "", detail a JSON object (changed fields with
 * their old values) or "".  at is Unix time.  Returns AM_OK or a storage error.
 */
MUST_CHECK enum err audit_add(struct store *st, const struct actor *actor, int64_t at,
    const char *what, const char *entity, int64_t entity_id, const char *detail);

/*
 * Who made or changed row id of entity last, and when: her work name into who, Unix time
 * into *at.  Whoever calls this has the right to see the row.  AM_OK, AM_MISSING or a
 * storage error.
 */
MUST_CHECK enum err audit_last_change(struct store *st, const char *entity, int64_t id,
    char *who, size_t size, int64_t *at);

struct audit_report {
	int64_t rows;      /* verified */
	int64_t first_bad; /* id of the first bad row, 0 if there is none */
	int64_t heads;     /* signed heads that were checked */
	unsigned char head[AUDIT_HASH_LEN];
};

/*
 * Verify the whole chain and, with a public key (or NULL), every signed head.
 * Returns AM_OK (look at first_bad), or what stopped it.
 */
MUST_CHECK enum err audit_verify(
    struct store *st, const unsigned char *public_key, struct audit_report *report);

/*
 * True if the chain still contains a head kept outside: row id with this hash.
 * Returns AM_OK, AM_CORRUPT (cut or rewritten) or what stopped it.
 */
MUST_CHECK enum err audit_contains(
    struct store *st, int64_t id, const unsigned char hash[AUDIT_HASH_LEN]);

/*
 * Sign the head and keep it, unless it is signed already.  Its id and hash are
 * copied out for the journal (*id is 0 if the chain is empty).
 */
MUST_CHECK enum err audit_sign(struct store *st, int64_t at,
    const unsigned char secret_key[AUDIT_SIGN_KEY_LEN], int64_t *id,
    unsigned char hash[AUDIT_HASH_LEN]);
