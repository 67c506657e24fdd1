/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A growing byte buffer, always followed by a NUL: text is built here, never
 * with sprintf() into an array.
 *
 * struct buf b = { 0 } is an empty buffer; buf_fini() frees it.
 */
#pragma once

#include <stdarg.h>
#include <stddef.h>

struct buf {
	char *data; /* NULL while nothing was added */
	size_t len; /* bytes in use, without the NUL */
	size_t cap; /* bytes allocated */
};

void buf_fini(struct buf *b);

/* Empty it; the memory stays. */
void buf_clear(struct buf *b);

/* Add len bytes of p, a string, one byte, or formatted text. */
void buf_add(struct buf *b, const void *p, size_t len);
void buf_str(struct buf *b, const char *s);
void buf_byte(struct buf *b, unsigned char c);
void buf_printf(struct buf *b, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Take len bytes away from the front (at most all). */
void buf_drop(struct buf *b, size_t len);

/* The content as a string; "" when empty.  Lent until the next change. */
const char *buf_text(const struct buf *b);

/* The content as a string that the caller frees; the buffer is empty afterwards. */
char *buf_give(struct buf *b);

/*
 * Copy s into the array to of size bytes, cut where needed without splitting
 * a UTF-8 character.  size is at least 1.  Returns to.
 */
char *str_copy(char *to, size_t size, const char *s);

/* printf into the array to of size bytes, cut the same way.  Returns to. */
char *str_printf(char *to, size_t size, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
char *str_vprintf(char *to, size_t size, const char *format, va_list args)
    __attribute__((format(printf, 3, 0)));
