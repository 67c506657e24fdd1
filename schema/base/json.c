/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/base/json.h"

#include <inttypes.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/utf8.h"

static void add_escaped(struct buf *out, uint32_t c)
{
	char utf8[4];

	if (c == '"' || c == '\\') {
		buf_byte(out, '\\');
		buf_byte(out, (unsigned char)c);
	} else if (c < 0x20 || c == 0x7f) {
		buf_printf(out, "\\u%04x", (unsigned)c);
	} else {
		buf_add(out, utf8, utf8_put(utf8, c));
	}
}

void json_text(struct buf *out, const char *s)
{
	const char *end = s + strlen(s);

	buf_byte(out, '"');
	while (s < end)
		add_escaped(out, utf8_next(&s, end));
	buf_byte(out, '"');
}

void json_next(struct buf *out)
{
	if (out->len > 0 && strchr("{[,:", out->data[out->len - 1]) == NULL)
		buf_byte(out, ',');
}

void json_key(struct buf *out, const char *key)
{
	json_next(out);
	json_text(out, key);
	buf_byte(out, ':');
}

void json_pair(struct buf *out, const char *key, const char *value)
{
	json_key(out, key);
	json_text(out, value);
}

void json_number(struct buf *out, const char *key, int64_t value)
{
	json_key(out, key);
	buf_printf(out, "%" PRId64, value);
}
