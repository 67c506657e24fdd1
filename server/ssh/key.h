/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which public keys may be offered at all, and what amparod is told of them.
 *
 * libssh's own list of accepted types is only looked at when a signature has
 * arrived, and its least size of RSA keys ends the connection without a word: so
 * a key is judged here when it is first shown.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <libssh/libssh.h>

#include "schema/base/err.h"

#define KEY_RSA_LEAST 3072 /* bits */

/* For SSH_BIND_OPTIONS_PUBKEY_ACCEPTED_KEY_TYPES and server-sig-algs. */
#define KEY_SIGNATURES                                                \
	"ssh-ed25519,sk-ssh-ed25519@openssh.com,ecdsa-sha2-nistp256," \
	"ecdsa-sha2-nistp384,sk-ecdsa-sha2-nistp256@openssh.com,"     \
	"rsa-sha2-512,rsa-sha2-256"

struct key {
	const char *algorithm; /* "ssh-ed25519"; a constant of libssh */
	unsigned char *blob;   /* RFC 4253, 6.6; free() */
	size_t blob_len;
	uint32_t bits; /* of an RSA key, else 0 */
};

/*
 * Read key into out.  Returns AM_OK, or AM_INVALID if keys of this type or size
 * may not log in (out is then untouched).
 */
MUST_CHECK enum err key_read(ssh_key key, struct key *out);

/*
 * The bytes of base64 text (RFC 4648, with or without padding) into out, which
 * holds size; their number, or 0 if text is not base64 or too long.
 */
size_t key_base64(const char *text, unsigned char *out, size_t size);

/* Bits of the modulus in the blob of an RSA key; 0 if it is none. */
uint32_t key_rsa_bits(const unsigned char *blob, size_t len);
