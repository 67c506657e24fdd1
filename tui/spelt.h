/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A name that was chosen by its first letters, while the rest of it may still be typed.
 *
 * "LO" is Loreto as soon as no other place begins so; whoever types on ("RETO") still
 * means Loreto.  What is typed at once, letter by letter of the name, is part of it:
 * whoever asks spelt_takes() drops such a key.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SPELT_MAX 96
#define SPELT_SHORT 2 /* letters of a name that are shown: "[LO]" */

/* All zero: no name. */
struct spelt {
	char name[SPELT_MAX]; /* folded; "": none */
	size_t at;            /* up to where it is spelt by now */
	size_t from;          /* what came from here on may turn out to be another word */
};

/* name was chosen, since it begins with typed. */
void spelt_begin(struct spelt *s, const char *name, const char *typed);

/* What is typed now belongs to no name. */
void spelt_end(struct spelt *s);

/* A digit, or one of - = ? +: an answer by itself, and no letter of a name. */
bool spelt_is_answer(uint32_t c);

bool spelt_is_on(const struct spelt *s);

/*
 * Does the character go on spelling it?  A blank, or an accent typed by itself, stands
 * for nothing and does; digits and the answers - = ? + never do.  The last letter ends it.
 */
bool spelt_takes(struct spelt *s, uint32_t c);

/*
 * c does not go on spelling it: the word that the letters behind those that are shown make
 * with c ("TA", Tacna, and then "CU": "cu"), in out, and the bytes of it before c.  0: there
 * are no such letters, or c is none.
 */
size_t spelt_other(const struct spelt *s, uint32_t c, char out[SPELT_MAX + 5]);
