/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The readers of dates and times of day that field.c chooses from. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "schema/base/err.h"

struct buf;

/*
 * What was typed (not empty, no blanks around it) in the form of the type, added
 * to out.  Returns AM_OK or AM_INVALID.
 */
typedef enum err field_reader(struct buf *out, const char *typed, int64_t now);

field_reader field_read_date;                                     /* field_date.c */
field_reader field_read_time, field_read_moment, field_read_span; /* field_time.c */

/* Does a FIELD_DATE, perhaps partial, begin behind the day of now?  Not so "", "-". */
bool field_is_ahead(const char *date, int64_t now);
