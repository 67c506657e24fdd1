/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/ssh/say.h"

#include <stdint.h>
#include <string.h>

#include "schema/base/mem.h"
#include "schema/base/utf8.h"

static const char *const sentences[SAY_COUNT] = {
#define SAY_SENTENCE(code, es, en) [code] = es " / " en,
	SAY_TABLE(SAY_SENTENCE)
#undef SAY_SENTENCE
};

/* clang-format off */
static const struct {
	uint32_t from;
	char to;
} letters[] = {
	{ 0xa1, '!' }, { 0xbf, '?' }, { 0xc1, 'A' }, { 0xc9, 'E' }, { 0xcd, 'I' },
	{ 0xd1, 'N' }, { 0xd3, 'O' }, { 0xda, 'U' }, { 0xdc, 'U' }, { 0xe1, 'a' },
	{ 0xe9, 'e' }, { 0xed, 'i' }, { 0xf1, 'n' }, { 0xf3, 'o' }, { 0xfa, 'u' },
	{ 0xfc, 'u' }, { 0x2019, '\'' }, { 0x2014, '-' },
};
/* clang-format on */

const char *say_text(enum say what)
{
	return sentences[what];
}

static char ascii(uint32_t c)
{
	if (c >= ' ' && c < 0x7f)
		return (char)c;
	for (size_t i = 0; i < COUNT(letters); i++) {
		if (letters[i].from == c)
			return letters[i].to;
	}
	return '?';
}

void say_ascii(char *out, size_t size, const char *text)
{
	const char *end = text + strlen(text);
	size_t n = 0;

	while (text < end && n + 1 < size)
		out[n++] = ascii(utf8_next(&text, end));
	out[n] = '\0';
}
