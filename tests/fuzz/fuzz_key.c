/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whatever a client sends: the decoder comes to an end, gives only keys that exist,
 * keeps a bound, and falls silent when time has passed.  The first byte of every
 * packet says how long it is and how much time passes before it.
 */
#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "schema/base/utf8.h"
#include "tests/fuzz/fuzz.h"
#include "tui/key.h"

static void check(const struct key *key)
{
	assert(key->code > KEY_NONE && key->code <= KEY_CURSOR);
	if (key->code == KEY_TEXT)
		assert(key->c >= 0x20 && key->c <= 0x10ffff &&
		       (key->c < 0x7f || key->c >= 0xa0));
	if (key->code == KEY_PASTE)
		assert(key->paste_len > 0 && key->paste_len <= 3 * 16384 + 3);
	if (key->code == KEY_CURSOR)
		assert(key->row > 0 && key->col > 0);
}

/* Every key takes a byte at least: more keys than bytes are a loop without end. */
static size_t drain(struct keys *k, int64_t now_ms, size_t most)
{
	struct key key = { .code = KEY_NONE };
	size_t count = 0;

	while (keys_next(k, now_ms, &key)) {
		check(&key);
		assert(count++ < most);
	}
	assert(keys_deadline(k) == -1 || keys_deadline(k) > now_ms);
	return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const int64_t pauses[] = { 0, 50, 310, 510, 1010, 5010, 0, 0 };
	struct keys *k = keys_new();
	int64_t now_ms = 1000;
	const bool bare = size > 0 && (data[0] & 16) != 0;
	size_t at = 1;

	if (size > 0) {
		keys_charset(k, (enum key_charset)(data[0] % 3));
		keys_expect_cursor(k, (data[0] & 4) != 0);
	}
	while (at < size) {
		const size_t want = data[at] & 31, left = size - at - 1;
		const size_t len = want == 31 || want > left ? left : want;

		now_ms += pauses[data[at] >> 5];
		(void)keys_feed(k, data + at + 1, len, bare, now_ms);
		drain(k, now_ms, size + 16);
		at += 1 + len;
	}
	if (size > 0 && (data[0] & 8) != 0)
		keys_reset(k);
	for (int i = 0; i < 8 && keys_deadline(k) >= 0; i++)
		drain(k, now_ms = keys_deadline(k), size + 16);
	drain(k, now_ms, size + 16);
	assert(keys_deadline(k) == -1);
	keys_free(k);
	return 0;
}
