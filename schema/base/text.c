/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/base/text.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/base/utf8.h"

static bool is_blank(uint32_t c)
{
	return c == '\t' || c == '\n' || c == '\r' ||
	       utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_ZS;
}

/*
 * Libraries and terminals of different age agree on the width of these: Latin, Greek,
 * Cyrillic and other alphabets, punctuation, signs.  Beyond them they do not.
 */
static bool everywhere_alike(uint32_t c)
{
	return c < 0x1100 || (c >= 0x1e00 && c < 0x2c00);
}

/* Some terminals turn round a row that holds such a letter, the numbers beside it too. */
static bool is_right_to_left(uint32_t c)
{
	switch (utf8proc_get_property((utf8proc_int32_t)c)->bidi_class) {
	case UTF8PROC_BIDI_CLASS_R:
	case UTF8PROC_BIDI_CLASS_AL:
	case UTF8PROC_BIDI_CLASS_AN:
		return true;
	default:
		return false;
	}
}

uint32_t txt_glyph(uint32_t c)
{
	if (c >= 0x20 && c < 0x7f)
		return c;
	if (is_blank(c))
		return ' ';
	switch (utf8proc_category((utf8proc_int32_t)c)) {
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_CF:
	case UTF8PROC_CATEGORY_CS:
	case UTF8PROC_CATEGORY_CO:
	case UTF8PROC_CATEGORY_CN:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ME:
		return '?';
	default:
		break;
	}
	if (c == UTF8_BAD || utf8proc_charwidth((utf8proc_int32_t)c) != 1 ||
	    !everywhere_alike(c) || is_right_to_left(c))
		return '?';
	return c;
}

uint32_t txt_letter(uint32_t c)
{
	utf8proc_int32_t parts[4];
	int last = 0;

	if (utf8proc_decompose_char((utf8proc_int32_t)c, parts, (int)COUNT(parts),
		UTF8PROC_DECOMPOSE, &last) < 1)
		return c;
	return (uint32_t)parts[0];
}

static void show_each(struct buf *out, const char *s)
{
	const char *end = s + strlen(s);
	char bytes[4];

	while (s < end)
		buf_add(out, bytes, utf8_put(bytes, txt_glyph(utf8_next(&s, end))));
}

void txt_show(struct buf *out, const char *s)
{
	char *composed = (char *)utf8proc_NFC((const utf8proc_uint8_t *)s);

	show_each(out, composed != NULL ? composed : s);
	free(composed);
}

/* Add text, which holds no NUL, in its composed form. */
static void add_composed(struct buf *out, const struct buf *text)
{
	char *composed = (char *)utf8proc_NFC((const utf8proc_uint8_t *)buf_text(text));

	if (composed != NULL)
		buf_str(out, composed);
	else
		buf_add(out, text->data, text->len);
	free(composed);
}

bool txt_paste(struct buf *out, const char *s, size_t len, bool keep_lines)
{
	const char *end = s + len;
	struct buf clean = { 0 };
	bool replaced = false;
	char bytes[4];

	while (s < end) {
		const char *start = s;
		uint32_t c = utf8_next(&s, end);

		if (c == UTF8_BAD && s == start + 1)
			c = (unsigned char)*start;
		if (c == '\r') {
			if (s < end && *s == '\n')
				s++;
			c = '\n';
		}
		if (c == '\n' || c == '\t') {
			buf_byte(&clean, keep_lines && c == '\n' ? '\n' : ' ');
		} else if (c < 0x20 || (c >= 0x7f && c < 0xa0)) {
			buf_byte(&clean, ' ');
			replaced = true;
		} else {
			buf_add(&clean, bytes, utf8_put(bytes, c));
		}
	}
	add_composed(out, &clean);
	buf_fini(&clean);
	return replaced;
}

uint32_t txt_compose(uint32_t letter, uint32_t mark)
{
	char pair[9] = { 0 };
	const char *p, *end;
	char *composed;
	uint32_t c = 0;

	if (mark < 0x300 || letter == 0)
		return 0;
	(void)utf8_put(pair + utf8_put(pair, letter), mark);
	composed = (char *)utf8proc_NFC((const utf8proc_uint8_t *)pair);
	if (composed == NULL)
		return 0;
	p = composed;
	end = p + strlen(p);
	c = utf8_next(&p, end);
	free(composed);
	return p == end ? c : 0;
}

/* The letters under U+00C0 to U+00FF; a blank is none. */
static const char latin[] =
    "aaaaaa ceeeeiiii nooooo  uuuuy  aaaaaa ceeeeiiii nooooo  uuuuy y";
#define SHARP_S 0x9f /* is "ss": not here */

/* ASCII and the Latin letters of Spanish alone, which is nearly every text. */
static bool is_plain(const char *s)
{
	const unsigned char *p = (const unsigned char *)s;

	for (; *p != '\0'; p++)
		if (*p == 0xc3 && p[1] >= 0x80 && p[1] < 0xc0 && p[1] != SHARP_S)
			p++;
		else if (*p >= 0x80)
			return false;
	return true;
}

static void fold_plain(struct buf *out, const char *s)
{
	const unsigned char *p = (const unsigned char *)s;
	const size_t start = out->len;
	bool gap = false;

	for (; *p != '\0'; p++) {
		unsigned char c = *p;

		if (c == 0xc3)
			c = (unsigned char)latin[*++p - 0x80];
		else if (c >= 'A' && c <= 'Z')
			c = (unsigned char)(c + 32);
		if ((c < 'a' || c > 'z') && (c < '0' || c > '9')) {
			gap = true;
			continue;
		}
		if (gap && out->len > start)
			buf_byte(out, ' ');
		gap = false;
		buf_byte(out, c);
	}
}

void txt_fold(struct buf *out, const char *s)
{
	const size_t start = out->len;
	utf8proc_uint8_t *flat = NULL;
	bool gap = false;

	if (is_plain(s)) {
		fold_plain(out, s);
		return;
	}
	if (utf8proc_map((const utf8proc_uint8_t *)s, 0, &flat,
		UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPAT |
		    UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK) < 0)
		flat = (utf8proc_uint8_t *)mem_dup(s);
	for (const utf8proc_uint8_t *p = flat; *p != '\0'; p++) {
		const bool upper = *p >= 'A' && *p <= 'Z'; /* only if it was not UTF-8 */
		const unsigned char c = (unsigned char)(upper ? *p + 32 : *p);

		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
			if (gap && out->len > start)
				buf_byte(out, ' ');
			gap = false;
			buf_byte(out, c);
		} else {
			gap = true;
		}
	}
	free(flat);
}

/* An apostrophe belongs to the Quechua consonant before it: k'anti is one word. */
static void drop_apostrophes(struct buf *out, const char *s)
{
	const char *end = s + strlen(s);

	while (s < end) {
		const size_t plain = strcspn(s, "'`\xc2\xca\xe2"); /* how they begin */
		const char *start = s + plain;
		uint32_t c;

		buf_add(out, s, plain);
		s = start;
		if (s == end)
			return;
		c = utf8_next(&s, end);
		if (c != '\'' && c != 0x2019 && c != 0x02bc && c != '`' && c != 0xb4)
			buf_add(out, start, (size_t)(s - start));
	}
}

/* The sound of the letters at p, and how many of them it takes. */
static unsigned char sound(const char *p, size_t *taken)
{
	const char next = p[1];

	*taken = 1;
	switch (*p) {
	case 'q':
	case 'k':
		if (next == 'h')
			*taken = 2;
		else if (next == 'u' && (p[2] == 'e' || p[2] == 'i'))
			*taken = 2;
		return 'k';
	case 'c':
		if (next == 'h') {
			*taken = 2;
			return 'x';
		}
		return next == 'e' || next == 'i' ? 's' : 'k';
	case 's':
		if (next == 'h')
			*taken = 2;
		return 's';
	case 'z':
		return 's';
	case 'v':
		return 'b';
	case 'l':
		if (next == 'l') {
			*taken = 2;
			return 'y';
		}
		return 'l';
	case 'g':
		if (next == 'u' && (p[2] == 'e' || p[2] == 'i'))
			*taken = 2;
		return next == 'e' || next == 'i' ? 'j' : 'g';
	case 'p':
		if (next == 'h') {
			*taken = 2;
			return 'f';
		}
		return 'p';
	case 'w':
		return 'u';
	case 'e': /* Quispe is written Kispi, Condori Kuntur: three vowels in Quechua */
		return 'i';
	case 'o':
		return 'u';
	case 'h':
		return '\0';
	default:
		return (unsigned char)*p;
	}
}

/* A word of silent letters leaves no blank behind. */
static void add_sound(struct buf *out, unsigned char c, bool *gap)
{
	if (*gap)
		buf_byte(out, ' ');
	*gap = false;
	buf_byte(out, c);
}

void txt_phon(struct buf *out, const char *s)
{
	struct buf plain = { 0 }, folded = { 0 };
	const size_t start = out->len;
	unsigned char last = '\0';
	bool gap = false;
	size_t taken;

	drop_apostrophes(&plain, s);
	txt_fold(&folded, buf_text(&plain));
	for (const char *p = buf_text(&folded); *p != '\0'; p += taken) {
		const unsigned char c = sound(p, &taken);

		if (c == ' ')
			gap = out->len > start;
		else if (c != '\0' && c != last)
			add_sound(out, c, &gap);
		if (c != '\0')
			last = c;
	}
	buf_fini(&plain);
	buf_fini(&folded);
}

bool txt_starts(const char *s, const char *prefix)
{
	struct buf whole = { 0 }, part = { 0 };
	bool starts;

	txt_fold(&whole, s);
	txt_fold(&part, prefix);
	starts = strncmp(buf_text(&whole), buf_text(&part), part.len) == 0;
	buf_fini(&whole);
	buf_fini(&part);
	return starts;
}
