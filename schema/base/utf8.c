/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/base/utf8.h"

#include <string.h>

/* Length of the sequence that lead starts, 0 if it starts none (RFC 3629, 4). */
static size_t sequence_len(unsigned char lead)
{
	if (lead < 0x80)
		return 1;
	if (lead >= 0xc2 && lead <= 0xdf)
		return 2;
	if (lead >= 0xe0 && lead <= 0xef)
		return 3;
	if (lead >= 0xf0 && lead <= 0xf4)
		return 4;
	return 0;
}

static bool second_fits(unsigned char lead, unsigned char second)
{
	if ((second & 0xc0) != 0x80)
		return false;
	switch (lead) {
	case 0xe0: return second >= 0xa0;  /* shorter form exists */
	case 0xed: return second <= 0x9f;  /* surrogates */
	case 0xf0: return second >= 0x90;
	case 0xf4: return second <= 0x8f;  /* beyond U+10FFFF */
	default:   return true;
	}
}

uint32_t utf8_next(const char **p, const char *end)
{
	static const unsigned char lead_mask[] = { 0, 0x7f, 0x1f, 0x0f, 0x07 };
	const unsigned char *s = (const unsigned char *)*p;
	const size_t len = sequence_len(s[0]);
	uint32_t c;

	if (len == 0 || (size_t)(end - *p) < len || (len > 1 && !second_fits(s[0], s[1])))
		goto bad;
	c = s[0] & lead_mask[len];
	for (size_t i = 1; i < len; i++) {
		if ((s[i] & 0xc0) != 0x80)
			goto bad;
		c = c << 6 | (s[i] & 0x3fU);
	}
	*p += len;
	return c;
bad:
	*p += 1;
	return UTF8_BAD;
}

size_t utf8_put(char *out, uint32_t c)
{
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xc0 | c >> 6);
		out[1] = (char)(0x80 | (c & 0x3f));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (char)(0xe0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 0x3f));
		out[2] = (char)(0x80 | (c & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | (c >> 18 & 0x07));
	out[1] = (char)(0x80 | (c >> 12 & 0x3f));
	out[2] = (char)(0x80 | (c >> 6 & 0x3f));
	out[3] = (char)(0x80 | (c & 0x3f));
	return 4;
}

bool utf8_valid(const char *s, size_t len)
{
	const char *end = s + len;

	while (s < end) {
		const char *start = s;

		if (utf8_next(&s, end) == UTF8_BAD && s == start + 1)
			return false;
	}
	return true;
}

size_t utf8_cols(const char *s)
{
	const char *end = s + strlen(s);
	size_t cols = 0;

	while (s < end) {
		utf8_next(&s, end);
		cols++;
	}
	return cols;
}

size_t utf8_cut(const char *s, size_t cols)
{
	const char *p = s, *end = s + strlen(s);

	while (p < end && cols > 0) {
		utf8_next(&p, end);
		cols--;
	}
	return (size_t)(p - s);
}

size_t utf8_back(const char *s, size_t at)
{
	do
		at--;
	while (at > 0 && ((unsigned char)s[at] & 0xc0) == 0x80);
	return at;
}
