/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/age.h"

#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/clock.h"

#define BIRTH_FIRST 1900 /* the first year that a FIELD_DATE takes */

/* A day as one number that grows with time: only differences in years matter. */
static int day_number(int year, int month, int day)
{
	return year * 10000 + month * 100 + day;
}

static int today(int64_t at)
{
	const struct clock_parts p = clock_split(at);

	return day_number(p.year, p.month, p.day);
}

/* Whole years between two days, never less than none. */
static int years_between(int from, int to)
{
	return to > from ? (to - from) / 10000 : 0;
}

/* "2008", "2008-03", "2008-03-17": the first and the last day that it may be. */
static bool read_birth(const char *on, int *first, int *last)
{
	const size_t digits = strspn(on, "0123456789");
	const size_t len = strlen(on);
	const long year = strtol(on, NULL, 10);
	const int month = len >= 7 ? (int)strtol(on + 5, NULL, 10) : 0;
	const int day = len >= 10 ? (int)strtol(on + 8, NULL, 10) : 0;

	if (digits != 4 || (len > 4 && on[4] != '-') || year < BIRTH_FIRST)
		return false;
	*first = day_number((int)year, month > 0 ? month : 1, day > 0 ? day : 1);
	*last = day_number((int)year, month > 0 ? month : 12, day > 0 ? day : 31);
	return true;
}

/* What no form would take is typed still, or wrong: nothing is known of it. */
static bool read_said(const char *said, int *from, int *to)
{
	char *end;

	if (*said < '0' || *said > '9')
		return false;
	*from = *to = (int)strtol(said, &end, 10);
	if (*end == '-') {
		*to = (int)strtol(end + 1, NULL, 10);
	} else if (*end == '?') {
		*from = *from > AGE_ABOUT ? *from - AGE_ABOUT : 0;
		*to += AGE_ABOUT;
	}
	return *from <= AGE_OLDEST && *to <= AGE_OLDEST + AGE_ABOUT;
}

/* So much older since: the birthday may lie on either side of the day it was said. */
static void grow(int *from, int *to, int said, int now)
{
	const int years = years_between(said, now);

	*from += years;
	*to += now > said ? years + 1 : years;
}

static enum age_group group_of(int from, int to)
{
	if (to < AGE_OF_MAJORITY)
		return AGE_MINOR;
	return from < AGE_OF_MAJORITY ? AGE_MAYBE_MINOR : AGE_ADULT;
}

struct age age_now(const char *born_on, const char *said, int64_t said_at, int64_t now)
{
	struct age age = { .group = AGE_NOT_KNOWN };
	const int day = today(now);
	int first, last;

	if (read_birth(born_on, &first, &last)) {
		age.from_birth = true;
		age.from = years_between(last, day);
		age.to = years_between(first, day);
	} else if (read_said(said, &age.from, &age.to)) {
		const int when = said_at > 0 ? today(said_at) : day;

		/* Within the year it is what was said: nobody asks for her birthday. */
		if (years_between(when, day) > 0)
			grow(&age.from, &age.to, when, day);
	} else {
		return age;
	}
	age.group = group_of(age.from, age.to);
	return age;
}

int64_t age_said_at(const char *on)
{
	struct clock_parts p = { .hour = 12 };
	int first, last;

	if (!read_birth(on, &first, &last))
		return 0;
	p.year = last / 10000;
	p.month = last / 100 % 100;
	p.day = last % 100;
	if (strlen(on) == strlen("2004-03")) { /* the day before the next month's first */
		p.day = 1;
		p.month++;
		return clock_join(&p) - INT64_C(86400);
	}
	return clock_join(&p);
}

bool age_counts_as_minor(const struct age *age)
{
	return age->group == AGE_MINOR || age->group == AGE_MAYBE_MINOR;
}

void age_years(const struct age *age, struct buf *out)
{
	if (age->group == AGE_NOT_KNOWN)
		return;
	buf_printf(out, "%d", age->from);
	if (age->to > age->from)
		buf_printf(out, "-%d", age->to);
}
