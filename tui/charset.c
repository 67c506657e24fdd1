/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/charset.h"

#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/base/text.h"
#include "schema/base/utf8.h"

static const char *const names[] = {
#define CHARSET_NAME(code, name) [code] = name,
	CHARSET_TABLE(CHARSET_NAME)
#undef CHARSET_NAME
};

/* clang-format off */
/* Upper half of IBM code page 850, as the Unicode consortium lists it
 * (VENDORS/MICSFT/PC/CP850.TXT). */
static const uint16_t cp850[128] = {
	0x00c7, 0x00fc, 0x00e9, 0x00e2, 0x00e4, 0x00e0, 0x00e5, 0x00e7,
	0x00ea, 0x00eb, 0x00e8, 0x00ef, 0x00ee, 0x00ec, 0x00c4, 0x00c5,
	0x00c9, 0x00e6, 0x00c6, 0x00f4, 0x00f6, 0x00f2, 0x00fb, 0x00f9,
	0x00ff, 0x00d6, 0x00dc, 0x00f8, 0x00a3, 0x00d8, 0x00d7, 0x0192,
	0x00e1, 0x00ed, 0x00f3, 0x00fa, 0x00f1, 0x00d1, 0x00aa, 0x00ba,
	0x00bf, 0x00ae, 0x00ac, 0x00bd, 0x00bc, 0x00a1, 0x00ab, 0x00bb,
	0x2591, 0x2592, 0x2593, 0x2502, 0x2524, 0x00c1, 0x00c2, 0x00c0,
	0x00a9, 0x2563, 0x2551, 0x2557, 0x255d, 0x00a2, 0x00a5, 0x2510,
	0x2514, 0x2534, 0x252c, 0x251c, 0x2500, 0x253c, 0x00e3, 0x00c3,
	0x255a, 0x2554, 0x2569, 0x2566, 0x2560, 0x2550, 0x256c, 0x00a4,
	0x00f0, 0x00d0, 0x00ca, 0x00cb, 0x00c8, 0x0131, 0x00cd, 0x00ce,
	0x00cf, 0x2518, 0x250c, 0x2588, 0x2584, 0x00a6, 0x00cc, 0x2580,
	0x00d3, 0x00df, 0x00d4, 0x00d2, 0x00f5, 0x00d5, 0x00b5, 0x00fe,
	0x00de, 0x00da, 0x00db, 0x00d9, 0x00fd, 0x00dd, 0x00af, 0x00b4,
	0x00ad, 0x00b1, 0x2017, 0x00be, 0x00b6, 0x00a7, 0x00f7, 0x00b8,
	0x00b0, 0x00a8, 0x00b7, 0x00b9, 0x00b3, 0x00b2, 0x25a0, 0x00a0,
};

/* What a typewriter has for signs without a letter under them. */
static const struct {
	uint16_t c;
	char ascii;
} typewriter[] = {
	{ 0x00a1, '!' }, { 0x00aa, 'a' }, { 0x00ab, '"' }, { 0x00b0, 'o' },
	{ 0x00b4, '\'' }, { 0x00b7, '.' }, { 0x00ba, 'o' }, { 0x00bb, '"' },
	{ 0x00d7, 'x' }, { 0x00d8, 'O' }, { 0x00e6, 'e' }, { 0x00c6, 'E' },
	{ 0x00df, 's' }, { 0x00f8, 'o' }, { 0x02bc, '\'' }, { 0x2010, '-' },
	{ 0x2011, '-' }, { 0x2012, '-' }, { 0x2013, '-' }, { 0x2014, '-' },
	{ 0x2015, '-' }, { 0x2018, '\'' }, { 0x2019, '\'' }, { 0x201a, '\'' },
	{ 0x201c, '"' }, { 0x201d, '"' }, { 0x201e, '"' }, { 0x2022, '*' },
	{ 0x2026, '.' }, { 0x2032, '\'' }, { 0x2033, '"' }, { 0x20ac, 'E' },
	{ 0x2190, '<' }, { 0x2192, '>' }, { 0x2212, '-' },
	{ 0x2581, '.' }, { 0x2582, ':' }, { 0x2583, '-' }, { 0x2584, '=' },
	{ 0x2585, '+' }, { 0x2586, '*' }, { 0x2587, '#' }, { 0x2588, '#' },
};
/* clang-format on */

const char *charset_name(enum charset set)
{
	return (unsigned)set < CHARSET_COUNT ? names[set] : "";
}

enum charset charset_find(const char *name)
{
	unsigned i = 0;

	while (i < CHARSET_COUNT && strcmp(names[i], name) != 0)
		i++;
	return (enum charset)i;
}

uint32_t charset_code(enum charset set, unsigned char byte)
{
	if (byte < 0x80 || set == CHARSET_LATIN1)
		return byte;
	return set == CHARSET_CP850 ? cp850[byte - 0x80] : UTF8_BAD;
}

static char typewriter_sign(uint32_t c)
{
	for (size_t i = 0; i < COUNT(typewriter); i++) {
		if (typewriter[i].c == c)
			return typewriter[i].ascii;
	}
	return '\0';
}

static char in_ascii(uint32_t c)
{
	const char sign = typewriter_sign(c);
	const uint32_t letter = txt_letter(c);

	if (sign != '\0')
		return sign;
	return letter < 0x80 ? (char)letter : '?';
}

static char in_cp850(uint32_t c)
{
	for (size_t i = 0; i < COUNT(cp850); i++) {
		if (cp850[i] == c)
			return (char)(0x80 + i);
	}
	return in_ascii(c);
}

static char one_byte(enum charset set, uint32_t c)
{
	if (c < 0x80)
		return (char)c;
	if (set == CHARSET_LATIN1)
		return c >= 0xa0 && c <= 0xff ? (char)c : in_ascii(c);
	return set == CHARSET_CP850 ? in_cp850(c) : in_ascii(c);
}

void charset_add(struct buf *out, enum charset set, const char *frame, size_t len)
{
	const char *end = frame + len;

	if (set == CHARSET_UTF8) {
		buf_add(out, frame, len);
		return;
	}
	while (frame < end)
		buf_byte(out, (unsigned char)one_byte(set, utf8_next(&frame, end)));
}
