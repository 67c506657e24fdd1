/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * UTF-8 (RFC 3629): bytes, code points and terminal cells are three counts.
 *
 * What Amparo draws has one cell a character: a wide, combining, control,
 * bidirectional or zero-width code point is never drawn as itself (txt_show()
 * in text.h puts something harmless in its place).
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define UTF8_BAD 0xfffdU /* stands for a byte that is not UTF-8 */

/*
 * The code point at *p, and *p moved behind it.  *p must be before end.  An
 * invalid byte gives UTF8_BAD and moves by one, so any input comes to an end.
 */
uint32_t utf8_next(const char **p, const char *end);

/* Write code point c to out (4 bytes at least); returns how many bytes, 1 to 4. */
size_t utf8_put(char *out, uint32_t c);

/* True if the len bytes of s are valid UTF-8. */
bool utf8_valid(const char *s, size_t len);

/* Code points of s: the cells it takes once it went through txt_show(). */
size_t utf8_cols(const char *s);

/* The bytes of the first cols code points of s (all of s if it has fewer). */
size_t utf8_cut(const char *s, size_t cols);

/* The start of the character before at, for the caret; at is a boundary > 0. */
size_t utf8_back(const char *s, size_t at);
