/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The people who log in, their SSH keys and their preferences.
 *
 * An operator appears to others under a work name.  Accounts are disabled,
 * never deleted.  A key belongs to one operator; a revoked one stays on record.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "schema/base/err.h"
#include "schema/role.h"

struct store;

#define LOGIN_LEN 33       /* 2 to 32 of a-z 0-9 . _ - */
#define NAME_LEN 65        /* work name */
#define FINGERPRINT_LEN 64 /* "SHA256:" and 43 characters, as ssh-keygen -l prints it */

struct operator {
	int64_t id;
	char login[LOGIN_LEN];
	char name[NAME_LEN];
	enum role role;
	char lang[3];      /* "es" or "en" */
	bool colour;       /* false: as if NO_COLOR were set */
	bool bell;         /* false: alarms are seen only */
	bool active;
	bool has_pin;
	int64_t keys;      /* that are not revoked */
	int64_t last_login_at; /* 0: never */
};

/* Returns AM_OK, AM_MISSING or a storage error. */
MUST_CHECK enum err operator_find(struct store *st, const char *login, struct operator *out);
MUST_CHECK enum err operator_get(struct store *st, int64_t id, struct operator *out);

/* All, by login; the caller frees *out with free(). */
MUST_CHECK enum err operator_list(
    struct store *st, const struct actor *actor, struct operator **out, size_t *count);

/* AM_EXISTS if the login is taken, AM_INVALID if it is no login. */
MUST_CHECK enum err operator_add(struct store *st, const struct actor *actor,
    const char *login, const char *name, enum role role, const char *lang, int64_t now,
    int64_t *id);
MUST_CHECK enum err operator_set_active(
    struct store *st, const struct actor *actor, int64_t id, bool active, int64_t now);
MUST_CHECK enum err operator_set_role(
    struct store *st, const struct actor *actor, int64_t id, enum role role, int64_t now);

/*
 * Preferences: an operator changes her own.  lang "es" or "en"; charset "" (ask
 * the terminal), "utf-8", "latin-1", "cp850", "ascii", remembered per TERM.
 */
MUST_CHECK enum err operator_set_lang(
    struct store *st, const struct actor *actor, const char *lang, int64_t now);
MUST_CHECK enum err operator_set_colour(
    struct store *st, const struct actor *actor, bool colour, int64_t now);
MUST_CHECK enum err operator_set_bell(
    struct store *st, const struct actor *actor, bool bell, int64_t now);
MUST_CHECK enum err operator_set_charset(struct store *st, const struct actor *actor,
    const char *term, const char *charset, int64_t now);
MUST_CHECK enum err operator_charset(struct store *st, int64_t operator_id,
    const char *term, char out[16]);

/*
 * The PIN that unlocks a locked console: 6 to 12 digits, kept as argon2id
 * (libsodium crypto_pwhash_str, 64 MiB, 2 passes).  Setting and checking take
 * some 70 ms: amparod does it in its thread pool.
 */
#define PIN_HASH_LEN 128
MUST_CHECK enum err pin_hash(const char *pin, char out[PIN_HASH_LEN]);
bool pin_matches(const char *pin, const char hash[PIN_HASH_LEN]);
MUST_CHECK enum err operator_set_pin(struct store *st, const struct actor *actor,
    int64_t id, const char hash[PIN_HASH_LEN], int64_t now);
MUST_CHECK enum err operator_pin_hash(
    struct store *st, int64_t id, char out[PIN_HASH_LEN]); /* AM_MISSING: none set */

/* --- keys --- */

struct operator_key {
	char fingerprint[FINGERPRINT_LEN];
	char algorithm[48];
	char label[64];
	int64_t added_at, last_used_at, revoked_at; /* 0: never */
};

/*
 * Add a key given as a line of OpenSSH's .pub format.  Accepted: ssh-ed25519,
 * sk-ssh-ed25519@openssh.com, ecdsa-sha2-nistp256, ecdsa-sha2-nistp384,
 * sk-ecdsa-sha2-nistp256@openssh.com, ssh-rsa of 3072 bits or more.
 * Returns AM_INVALID with a sentence (msgid) in *why for any other, AM_EXISTS
 * if some operator has it.
 */
MUST_CHECK enum err operator_key_add(struct store *st, const struct actor *actor,
    int64_t id, const char *line, const char *label, int64_t now, const char **why);
MUST_CHECK enum err operator_key_list(struct store *st, const struct actor *actor,
    int64_t id, struct operator_key **out, size_t *count);
MUST_CHECK enum err operator_key_revoke(struct store *st, const struct actor *actor,
    int64_t id, const char *fingerprint, int64_t now);

/* "SHA256:..." of a public key blob (RFC 4253, 6.6) into out; returns out. */
char *key_fingerprint(char out[FINGERPRINT_LEN], const void *blob, size_t len);

/*
 * May the holder of this key log in as login?  Returns AM_OK with the operator,
 * or AM_DENIED for every other case alike: unknown login, disabled operator,
 * foreign or revoked key.  Takes about as long in each.
 */
MUST_CHECK enum err operator_may_log_in(struct store *st, const char *login,
    const char *algorithm, const void *blob, size_t len, struct operator *out);
