/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Towns that callers name and in which department they lie.  A field of departments takes
 * no town: whoever types "pucallpa" has chosen Puno with the first two letters, and is
 * told where it is.  Not a list of places; for that see schema/place.h.
 */
#pragma once

#include <stdbool.h>

struct town {
	const char *name;
	const char *region; /* ubigeo of the department, "PE25" */
};

/* The town that begins so (three letters or more, folded or not), or NULL; of several that do
 * only if all lie in one department. */
const struct town *town_like(const char *typed);
