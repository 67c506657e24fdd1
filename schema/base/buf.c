/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "schema/base/mem.h"

void buf_fini(struct buf *b)
{
	free(b->data);
	*b = (struct buf){ 0 };
}

void buf_clear(struct buf *b)
{
	b->len = 0;
	if (b->data != NULL)
		b->data[0] = '\0';
}

static void reserve(struct buf *b, size_t more)
{
	size_t want = b->len + more + 1;

	if (want <= b->cap)
		return;
	b->cap = want < 64 ? 64 : want + want / 2;
	b->data = mem_resize(b->data, b->cap);
}

void buf_add(struct buf *b, const void *p, size_t len)
{
	reserve(b, len);
	if (len > 0)
		memcpy(b->data + b->len, p, len);
	b->len += len;
	b->data[b->len] = '\0';
}

void buf_str(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void buf_byte(struct buf *b, unsigned char c)
{
	buf_add(b, &c, 1);
}

void buf_printf(struct buf *b, const char *format, ...)
{
	va_list args;
	int len;

	va_start(args, format);
	len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (len < 0)
		return;
	reserve(b, (size_t)len);
	va_start(args, format);
	vsnprintf(b->data + b->len, (size_t)len + 1, format, args);
	va_end(args);
	b->len += (size_t)len;
}

void buf_drop(struct buf *b, size_t len)
{
	if (len >= b->len) {
		buf_clear(b);
		return;
	}
	b->len -= len;
	memmove(b->data, b->data + len, b->len + 1);
}

const char *buf_text(const struct buf *b)
{
	return b->data != NULL ? b->data : "";
}

char *buf_give(struct buf *b)
{
	char *text = b->data != NULL ? b->data : mem_dup("");

	*b = (struct buf){ 0 };
	return text;
}

/* The greatest length <= len at which s may be cut. */
static size_t cut_before(const char *s, size_t len)
{
	while (len > 0 && ((unsigned char)s[len] & 0xc0) == 0x80)
		len--;
	return len;
}

char *str_copy(char *to, size_t size, const char *s)
{
	size_t len = strlen(s);

	if (len >= size)
		len = cut_before(s, size - 1);
	memmove(to, s, len);
	to[len] = '\0';
	return to;
}

char *str_vprintf(char *to, size_t size, const char *format, va_list args)
{
	struct buf b = { 0 };
	va_list again;
	int len;

	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (len >= 0) {
		reserve(&b, (size_t)len);
		vsnprintf(b.data, (size_t)len + 1, format, args);
	}
	str_copy(to, size, buf_text(&b));
	buf_fini(&b);
	return to;
}

char *str_printf(char *to, size_t size, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	str_vprintf(to, size, format, args);
	va_end(args);
	return to;
}
