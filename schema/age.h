/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How old is she now?  Computed from a birth date (perhaps only its year) or from an age
 * that somebody said once ("16", "16?", "15-17"; see FIELD_AGE) and the time it was said.
 * Never stored: whoever was 17 in the spring may be of age in the autumn.
 *
 * An answer is the least and the greatest number of years that are possible:
 *
 *   16      said today: 16; said a year and a day ago: 17 to 18, for her birthday is not known
 *   16?     about 16: two years more or less
 *   15-17   15 to 17
 *   2008    born in that year: two ages are possible until the year is over
 *
 * Whoever may still be under 18 counts as a minor: the doubt protects her.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct buf;

#define AGE_OF_MAJORITY 18
#define AGE_OLDEST 120 /* nobody is older */
#define AGE_ABOUT 2 /* years that "16?" may be off, either way */

enum age_group {
	AGE_NOT_KNOWN,
	AGE_MINOR,       /* under 18 */
	AGE_MAYBE_MINOR, /* not certain; counts as a minor */
	AGE_ADULT,
};

struct age {
	enum age_group group;
	int from, to;    /* years, both are possible; filled unless AGE_NOT_KNOWN */
	bool from_birth; /* a birth date is known */
};

/* born_on is an ISO date, perhaps partial; said a FIELD_AGE; "" or "-": not known.
 * said_at 0: it was said now. */
struct age age_now(const char *born_on, const char *said, int64_t said_at, int64_t now);

/* When an age was said, of a date that may be partial: its last possible day, for that makes
 * her the youngest that she may be.  0 if it is not known. */
int64_t age_said_at(const char *on);

/* True for AGE_MINOR and AGE_MAYBE_MINOR. */
bool age_counts_as_minor(const struct age *age);

/* Add "16", "15-18" or nothing to out. */
void age_years(const struct age *age, struct buf *out);
