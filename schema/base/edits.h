/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How many letters are wrong?  The least number of edits that make one word of another,
 * where an edit puts in, leaves out or changes a byte, or swaps two neighbours (each at
 * most once: "optimal string alignment").
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#define EDITS_MAX 64 /* bytes compared; what is longer is cut */

/* A word that is compared with many: at which places each byte stands. */
struct edits {
	uint64_t places[256];
	size_t len;
};

void edits_of(struct edits *word, const char *text);

/* From the word to other. */
int edits_to(const struct edits *word, const char *other);
