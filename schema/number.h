/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Numbers of calls and cases that can be said on the telephone.
 *
 * Kept as yy * 10^7 + sequence; shown "L 26-00417-3": letter, two digits of the
 * year, sequence of five digits or more, check digit of Damm (H. M. Damm, "Total
 * anti-symmetrische Quasigruppen", 2004, the table of order 10), which catches
 * every wrong digit and every swap of neighbours.  It is computed over the
 * digits as spoken (2600417 gives 3) and never stored.
 */
#pragma once

#include <stdint.h>

#include "schema/base/err.h"

#define NUMBER_LEN 24 /* bytes that hold any shown number */
#define NUMBER_YEAR INT64_C(10000000)

enum number_kind { NUMBER_CALL = 'L', NUMBER_CASE = 'C' };

/* "L 26-00417-3" into out; returns out. */
char *number_show(char out[NUMBER_LEN], enum number_kind kind, int64_t number);

/* The same without the letter: "26-00417-3", for columns of lists. */
char *number_short(char out[NUMBER_LEN], int64_t number);

/*
 * Read what a person typed: with or without letter, blanks and hyphens; with
 * its check digit.  Returns AM_OK, AM_INVALID (the check digit does not fit, or
 * it is no number), or AM_MISSING (empty text).
 */
MUST_CHECK enum err number_parse(const char *text, int64_t *number);
