/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writing JSON (RFC 8259) into a buffer.  Reading is left to SQLite's json_each().
 *
 * The comma is put where one is missing, so an object is written as
 *
 *   buf_byte(&b, '{'); json_pair(&b, "id", "7"); json_pair(&b, "name", s); buf_byte(&b, '}');
 */
#pragma once

#include <stdint.h>

struct buf;

/* s in quotes; control characters escaped, bytes that are not UTF-8 as U+FFFD. */
void json_text(struct buf *out, const char *s);

/* A comma if the object or array already has something in it. */
void json_next(struct buf *out);

/* "key": with its comma; the value is to follow. */
void json_key(struct buf *out, const char *key);

void json_pair(struct buf *out, const char *key, const char *value);
void json_number(struct buf *out, const char *key, int64_t value);
