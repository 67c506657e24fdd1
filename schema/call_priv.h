/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls for the other modules of schema/, which ask the rights themselves. */
#pragma once

#include "schema/call.h"

/* The row of a list for one call.  AM_OK, AM_MISSING or a storage error. */
MUST_CHECK enum err call_row_read(struct store *st, int64_t id, struct call_row *out);
