/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sodium.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/operator.h"

#define PIN_MIN 6
#define PIN_MAX 12
#define MEMORY (UINT64_C(64) * 1024 * 1024)
#define PASSES 2

_Static_assert(PIN_HASH_LEN >= crypto_pwhash_STRBYTES, "a hash fits");

enum err pin_hash(const char *pin, char out[PIN_HASH_LEN])
{
	const size_t len = strlen(pin);
	char hash[crypto_pwhash_STRBYTES];

	if (len < PIN_MIN || len > PIN_MAX || strspn(pin, "0123456789") != len)
		return AM_INVALID;
	if (sodium_init() < 0 || crypto_pwhash_str(hash, pin, len, PASSES, MEMORY) != 0)
		return AM_STORAGE; /* out of memory */
	str_copy(out, PIN_HASH_LEN, hash);
	return AM_OK;
}

bool pin_matches(const char *pin, const char hash[PIN_HASH_LEN])
{
	char whole[crypto_pwhash_STRBYTES] = "";
	const size_t len = strlen(pin);

	if (sodium_init() < 0 || len > PIN_MAX)
		return false;
	str_copy(whole, sizeof(whole), hash);
	return crypto_pwhash_str_verify(whole, pin, len) == 0;
}
