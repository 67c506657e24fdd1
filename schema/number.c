/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/number.h"

#include <inttypes.h>
#include <stdbool.h>
#include <string.h>

#include "schema/base/buf.h"

#define SEQUENCE_DIGITS 5 /* at least */
#define DIGITS_MAX 9      /* two of the year, seven of the sequence */

/* clang-format off */
/* Damm's quasigroup of order 10 (totally anti-symmetric, zero diagonal). */
static const unsigned char damm[10][10] = {
	{ 0, 3, 1, 7, 5, 9, 8, 6, 4, 2 },
	{ 7, 0, 9, 2, 1, 5, 4, 8, 6, 3 },
	{ 4, 2, 0, 6, 8, 7, 1, 3, 5, 9 },
	{ 1, 7, 5, 0, 9, 8, 3, 4, 2, 6 },
	{ 6, 1, 2, 3, 0, 4, 5, 9, 7, 8 },
	{ 3, 6, 7, 4, 2, 0, 9, 5, 8, 1 },
	{ 5, 8, 6, 9, 7, 2, 0, 1, 3, 4 },
	{ 8, 9, 4, 5, 3, 6, 2, 0, 1, 7 },
	{ 9, 4, 3, 8, 6, 1, 7, 2, 0, 5 },
	{ 2, 5, 8, 1, 4, 3, 6, 7, 9, 0 },
};
/* clang-format on */

static unsigned check_digit(const char *digits)
{
	unsigned interim = 0;

	for (; *digits != '\0'; digits++)
		interim = damm[interim][*digits - '0'];
	return interim;
}

char *number_short(char out[NUMBER_LEN], int64_t number)
{
	const int64_t year = number / NUMBER_YEAR, sequence = number % NUMBER_YEAR;
	char spoken[NUMBER_LEN];

	str_printf(spoken, sizeof(spoken), "%02" PRId64 "%0*" PRId64, year,
	    SEQUENCE_DIGITS, sequence);
	return str_printf(out, NUMBER_LEN, "%02" PRId64 "-%0*" PRId64 "-%u", year,
	    SEQUENCE_DIGITS, sequence, check_digit(spoken));
}

char *number_show(char out[NUMBER_LEN], enum number_kind kind, int64_t number)
{
	char bare[NUMBER_LEN];

	return str_printf(out, NUMBER_LEN, "%c %.*s", (char)kind, NUMBER_LEN - 3,
	    number_short(bare, number));
}

static bool is_kind(char c)
{
	return c == 'L' || c == 'l' || c == 'C' || c == 'c';
}

/*
 * The digits of text, without the letter in front, blanks and hyphens.  False if
 * there is anything else, or too many digits.
 */
static bool keep_digits(const char *text, char out[DIGITS_MAX + 2])
{
	size_t len = 0;

	text += strspn(text, " ");
	if (is_kind(*text))
		text++;
	for (; *text != '\0'; text++) {
		if (*text == ' ' || *text == '-')
			continue;
		if (*text < '0' || *text > '9' || len == DIGITS_MAX + 1)
			return false;
		out[len++] = *text;
	}
	out[len] = '\0';
	return true;
}

/* The digits without their check digit as the number that is kept. */
static int64_t value(const char *digits)
{
	int64_t sequence = 0;

	for (const char *d = digits + 2; *d != '\0'; d++)
		sequence = sequence * 10 + (*d - '0');
	return ((digits[0] - '0') * 10 + (digits[1] - '0')) * NUMBER_YEAR + sequence;
}

enum err number_parse(const char *text, int64_t *number)
{
	char digits[DIGITS_MAX + 2];
	size_t len;

	if (text[strspn(text, " ")] == '\0')
		return AM_MISSING;
	if (!keep_digits(text, digits))
		return AM_INVALID;
	len = strlen(digits);
	if (len < 2 + SEQUENCE_DIGITS + 1 || check_digit(digits) != 0)
		return AM_INVALID;
	/* A sequence of more than five digits has no zero in front: one number, one text. */
	if (len > 2 + SEQUENCE_DIGITS + 1 && digits[2] == '0')
		return AM_INVALID;
	digits[len - 1] = '\0';
	*number = value(digits);
	return AM_OK;
}
