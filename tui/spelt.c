/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/spelt.h"

#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/text.h"
#include "schema/base/utf8.h"

void spelt_begin(struct spelt *s, const char *name, const char *typed)
{
	struct buf whole = { 0 }, part = { 0 };

	spelt_end(s);
	txt_fold(&whole, name);
	txt_fold(&part, typed);
	if (part.len < whole.len && whole.len < sizeof(s->name) &&
	    strncmp(buf_text(&whole), buf_text(&part), part.len) == 0) {
		str_copy(s->name, sizeof(s->name), buf_text(&whole));
		s->at = part.len;
		s->from = part.len < SPELT_SHORT ? SPELT_SHORT : part.len;
	}
	buf_fini(&whole);
	buf_fini(&part);
}

void spelt_end(struct spelt *s)
{
	*s = (struct spelt){ .at = 0 };
}

bool spelt_is_on(const struct spelt *s)
{
	return s->name[0] != '\0';
}

bool spelt_is_answer(uint32_t c)
{
	return c == '-' || c == '=' || c == '?' || c == '+' || (c >= '0' && c <= '9');
}

bool spelt_takes(struct spelt *s, uint32_t c)
{
	const char *rest = s->name + s->at;
	struct buf letter = { 0 };
	char text[5] = "";
	bool takes;

	if (!spelt_is_on(s) || spelt_is_answer(c))
		return false;
	text[utf8_put(text, c)] = '\0';
	txt_fold(&letter, text);
	rest += *rest == ' ' && letter.len > 0;
	takes = strncmp(rest, buf_text(&letter), letter.len) == 0;
	if (takes)
		s->at = (size_t)(rest - s->name) + letter.len;
	buf_fini(&letter);
	if (s->name[s->at] == '\0')
		spelt_end(s);
	return takes;
}

size_t spelt_other(const struct spelt *s, uint32_t c, char out[SPELT_MAX + 5])
{
	const size_t len = s->at > s->from ? s->at - s->from : 0;

	if (len == 0 || spelt_is_answer(c))
		return 0;
	memcpy(out, s->name + s->from, len);
	out[len + utf8_put(out + len, c)] = '\0';
	return len;
}
