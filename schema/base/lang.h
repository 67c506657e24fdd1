/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The language that gettext speaks, for as long as one thing is made in another than the
 * process': a sheet for somebody else.
 */
#pragma once

#include <stdbool.h>

struct lang_kept {
	char before[64];
	bool was_set;
};

/* Speak lang ("es", "en") until lang_back().  Not for threads. */
void lang_speak(struct lang_kept *kept, const char *lang);
void lang_back(const struct lang_kept *kept);
