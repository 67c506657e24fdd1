/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever a text holds: what is shown of it is printable, one cell a character. */
#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/text.h"
#include "schema/base/utf8.h"
#include "tests/fuzz/fuzz.h"

static void check_shown(const char *text)
{
	struct buf out = { 0 };
	const char *p, *end;

	txt_show(&out, text);
	p = buf_text(&out);
	end = p + out.len;
	assert(utf8_valid(p, out.len));
	while (p < end) {
		const uint32_t c = utf8_next(&p, end);

		assert(c >= 0x20 && (c < 0x7f || c >= 0xa0) && txt_glyph(c) == c);
	}
	buf_fini(&out);
}

/* Folding or sounding out twice changes nothing more, and a-z, 0-9 and single blanks are
 * all there is. */
static void check_key(void (*key)(struct buf *, const char *), const char *text)
{
	struct buf once = { 0 };
	const char *p;

	key(&once, text);
	p = buf_text(&once);
	assert(*p != ' ' && (once.len == 0 || p[once.len - 1] != ' '));
	for (; *p != '\0'; p++) {
		assert((*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9') || *p == ' ');
		assert(*p != ' ' || p[1] != ' ');
	}
	buf_fini(&once);
}

static void check_paste(const char *bytes, size_t size, bool lines)
{
	struct buf out = { 0 };
	const char *p, *end;

	(void)txt_paste(&out, bytes, size, lines);
	p = buf_text(&out);
	end = p + out.len;
	assert(utf8_valid(p, out.len));
	while (p < end) {
		const uint32_t c = utf8_next(&p, end);

		assert((c >= 0x20 && (c < 0x7f || c >= 0xa0)) || (lines && c == '\n'));
	}
	buf_fini(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf text = { 0 };

	buf_add(&text, data, size);
	check_shown(buf_text(&text));
	check_key(txt_fold, buf_text(&text));
	check_key(txt_phon, buf_text(&text));
	check_paste(buf_text(&text), size, false);
	check_paste(buf_text(&text), size, true);
	assert(txt_starts(buf_text(&text), ""));
	assert(txt_starts(buf_text(&text), buf_text(&text)));
	buf_fini(&text);
	return 0;
}
