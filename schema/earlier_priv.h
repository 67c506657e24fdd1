/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a form is looked for (earlier_words.c). */
#pragma once

#include "schema/age.h"
#include "schema/earlier.h"
#include "schema/phone.h"
#include "schema/store_priv.h"

#define CLUE_PHONES 5
#define CLUE_NAMES 4  /* runs of words that may be a name */
#define CLUE_NAME 128 /* bytes */
#define CLUE_PLACES 12

struct clue_name {
	char fold[CLUE_NAME];
	size_t words;
	size_t known; /* of them: names that a person of the register has */
	bool certain; /* written as names are, or all known */
};

struct clues {
	char phone[CLUE_PHONES][PHONE_LEN]; /* as kept; the first is the caller's, "" */
	size_t phone_count;
	struct clue_name names[CLUE_NAMES]; /* the longest first */
	size_t name_count;
	char places[CLUE_PLACES][5]; /* departments and countries: "PE16", "BO" */
	size_t place_count;
	char sex[16], venue[16];
	struct age age;
};

MUST_CHECK enum err clues_read(
    struct store *st, const struct record *rec, int64_t now, struct clues *out);

/* The department or country of a place id. */
char *clue_region(char out[5], const char *place);
