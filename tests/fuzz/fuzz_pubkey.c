/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever is pasted as a public key, as a line and as a blob. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/operator.h"
#include "schema/pubkey.h"
#include "tests/fuzz/fuzz.h"

static void check_line(const char *line)
{
	struct pubkey *key = mem_new(1, sizeof(*key));
	const char *why = NULL, *algorithm = NULL;
	char fingerprint[FINGERPRINT_LEN];

	if (pubkey_parse(key, line, &why) == AM_OK) {
		assert(key->len <= PUBKEY_BLOB_MAX);
		assert(pubkey_check(key->blob, key->len, &algorithm, &why) == AM_OK);
		assert(algorithm == key->algorithm);
		assert(strlen(key_fingerprint(fingerprint, key->blob, key->len)) == 50);
	} else {
		assert(why != NULL && *why != '\0');
	}
	free(key);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *algorithm = NULL, *why = NULL;
	struct buf line = { 0 };

	buf_add(&line, data, size);
	check_line(buf_text(&line));
	buf_fini(&line);
	if (pubkey_check(data, size, &algorithm, &why) == AM_OK)
		assert(algorithm != NULL);
	return 0;
}
