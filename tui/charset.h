/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Terminals that do not speak UTF-8.
 *
 * ncurses has one charset a process, so it always draws UTF-8; the finished
 * frame is turned into what the operator's terminal shows, cell for cell: what a
 * charset lacks becomes its letter without diacritics, a typewriter sign, or '?'.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "schema/base/err.h"

struct buf;

/* X(code, name as it is remembered per operator and TERM) */
#define CHARSET_TABLE(X)             \
	X(CHARSET_ASCII, "ascii")    \
	X(CHARSET_UTF8, "utf-8")     \
	X(CHARSET_LATIN1, "latin-1") \
	X(CHARSET_CP850, "cp850")

enum charset {
#define CHARSET_CODE(code, name) code,
	CHARSET_TABLE(CHARSET_CODE)
#undef CHARSET_CODE
	    CHARSET_COUNT
};

/* "utf-8"; "" for CHARSET_COUNT. */
const char *charset_name(enum charset set);

/* The charset called name, CHARSET_COUNT if there is none ("": not known yet). */
enum charset charset_find(const char *name);

/* The code point of a byte in an 8-bit charset (Latin-1, ISO 8859-1; IBM code page
 * 850); in the others of ASCII bytes only, UTF8_BAD for the rest. */
uint32_t charset_code(enum charset set, unsigned char byte);

/* Add the len bytes of a UTF-8 frame to out in charset set, one byte a cell. */
void charset_add(struct buf *out, enum charset set, const char *frame, size_t len);
