/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Places: countries (ISO 3166-1 alpha-2), and in Peru departments (PE16),
 * provinces (PE1601) and districts (PE160101), with INEI's ubigeo code.
 *
 * A field of type FIELD_PLACE says in its list which it takes: "region"
 * (departments), "province" (of the department in another field), "country",
 * or "any".
 */
#pragma once

#include <stddef.h>

#include "schema/base/err.h"

struct store;

struct place {
	char id[12];
	char name[64];
	char parent[64]; /* name of the place it lies in, "" for countries */
};

/*
 * Places of a kind whose name or whose code (without "PE") starts with prefix,
 * folded, in the order in which they should be offered: at most max of them.
 * within limits them to a department ("PE16"), "" for all.
 */
MUST_CHECK enum err place_search(struct store *st, const char *kind, const char *within,
    const char *prefix, struct place *out, size_t max, size_t *count);

/* AM_OK, AM_MISSING or a storage error. */
MUST_CHECK enum err place_get(struct store *st, const char *id, struct place *out);
