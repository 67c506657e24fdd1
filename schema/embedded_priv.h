/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The text files that are part of the programs: migrations (NNNN_*.sql), code
 * lists and places.  The table is written by embed.awk at build time.
 */
#pragma once

#include <stddef.h>

struct embedded {
	const char *name; /* "0001_base.sql" */
	const char *text;
};

extern const struct embedded embedded[];
extern const size_t embedded_count;
