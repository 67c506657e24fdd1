/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/ssh/key.h"

#include <stdlib.h>
#include <string.h>

#include "schema/base/mem.h"
#include "schema/wire.h"

static const enum ssh_keytypes_e allowed[] = {
	SSH_KEYTYPE_ED25519,
	SSH_KEYTYPE_SK_ED25519,
	SSH_KEYTYPE_ECDSA_P256,
	SSH_KEYTYPE_ECDSA_P384,
	SSH_KEYTYPE_SK_ECDSA,
	SSH_KEYTYPE_RSA,
};

static bool type_allowed(enum ssh_keytypes_e type)
{
	for (size_t i = 0; i < COUNT(allowed); i++) {
		if (allowed[i] == type)
			return true;
	}
	return false;
}

static int digit_of(char c)
{
	static const char digits[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *at = c != '\0' ? strchr(digits, c) : NULL;

	return at != NULL ? (int)(at - digits) : -1;
}

size_t key_base64(const char *text, unsigned char *out, size_t size)
{
	const size_t digits = strcspn(text, "=");
	uint32_t bits = 0;
	size_t n = 0;

	if (digits % 4 == 1 || strspn(text + digits, "=") != strlen(text + digits))
		return 0;
	for (size_t i = 0; i < digits; i++) {
		const int d = digit_of(text[i]);

		if (d < 0)
			return 0;
		bits = bits << 6 | (uint32_t)d;
		if (i % 4 == 0)
			continue;
		if (n == size)
			return 0;
		out[n++] = (unsigned char)(bits >> (6 - 2 * (i % 4)));
	}
	return n;
}

/* A string of RFC 4251, 5: its length in 4 bytes, then the bytes. */
static bool take_string(const unsigned char **at, const unsigned char *end,
    const unsigned char **out, size_t *len)
{
	const unsigned char *p = *at;
	size_t n;

	if (end - p < 4)
		return false;
	n = (size_t)p[0] << 24 | (size_t)p[1] << 16 | (size_t)p[2] << 8 | p[3];
	p += 4;
	if ((size_t)(end - p) < n)
		return false;
	*out = p;
	*len = n;
	*at = p + n;
	return true;
}

uint32_t key_rsa_bits(const unsigned char *blob, size_t len)
{
	const unsigned char *end = blob + len, *n = NULL;
	size_t n_len = 0;
	uint32_t bits;

	for (int i = 0; i < 3; i++) { /* "ssh-rsa", exponent, modulus */
		if (!take_string(&blob, end, &n, &n_len))
			return 0;
	}
	while (n_len > 0 && *n == 0) {
		n++;
		n_len--;
	}
	if (n_len == 0 || n_len > WIRE_BYTES_MAX)
		return 0;
	bits = (uint32_t)n_len * 8;
	for (unsigned char top = *n; (top & 0x80) == 0; top = (unsigned char)(top << 1))
		bits--;
	return bits;
}

/* The public key blob of key; NULL if libssh cannot write it. */
static unsigned char *blob_of(ssh_key key, size_t *len)
{
	char *text = NULL;
	unsigned char *blob;
	size_t size;

	if (ssh_pki_export_pubkey_base64(key, &text) != SSH_OK)
		return NULL;
	size = strlen(text);
	blob = mem_new(size + 1, 1);
	*len = key_base64(text, blob, size);
	ssh_string_free_char(text);
	if (*len > 0 && *len <= WIRE_BYTES_MAX)
		return blob;
	free(blob);
	return NULL;
}

enum err key_read(ssh_key key, struct key *out)
{
	const enum ssh_keytypes_e type = ssh_key_type(key);
	struct key k = { 0 };

	if (!type_allowed(type))
		return AM_INVALID;
	k.algorithm = ssh_key_type_to_char(type);
	k.blob = blob_of(key, &k.blob_len);
	if (k.blob == NULL)
		return AM_INVALID;
	if (type == SSH_KEYTYPE_RSA) {
		k.bits = key_rsa_bits(k.blob, k.blob_len);
		if (k.bits < KEY_RSA_LEAST) {
			free(k.blob);
			return AM_INVALID;
		}
	}
	*out = k;
	return AM_OK;
}
