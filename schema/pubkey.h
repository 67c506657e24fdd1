/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Public keys of operators: reading what a person pastes.
 *
 * Accepted are the types whose signatures amparo-ssh takes, with sound contents: a
 * key that is refused here is refused with a sentence, while the operator who shows it
 * over SSH would see nothing but silence.  Certificates are refused: their signer
 * would decide who logs in.
 *
 * No SQL and no files: tests/fuzz feeds pubkey_parse() with anything.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "schema/base/err.h"

#define PUBKEY_BLOB_MAX 4096
#define PUBKEY_COMMENT_LEN 64

struct pubkey {
	const char *algorithm;               /* "ssh-ed25519": a constant */
	unsigned char blob[PUBKEY_BLOB_MAX]; /* RFC 4253, 6.6 */
	size_t len;
	char comment[PUBKEY_COMMENT_LEN];
};

/*
 * Read a line of OpenSSH's .pub format (sshd(8), AUTHORIZED_KEYS FILE FORMAT, without
 * options).  Returns AM_OK, or AM_INVALID with a sentence (msgid) in *why.
 */
MUST_CHECK enum err pubkey_parse(struct pubkey *out, const char *line, const char **why);

/* Is this blob a sound key of an accepted type?  Sets *algorithm to a constant. */
MUST_CHECK enum err pubkey_check(
    const void *blob, size_t len, const char **algorithm, const char **why);
