/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates in the search line: days, months, years, in words and in digits. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "schema/base/clock.h"
#include "schema/base/mem.h"
#include "schema/search_priv.h"

#define DAY 86400

/* clang-format off */
static const char *const months[][2] = { /* folded */
	{ "enero", "january" }, { "febrero", "february" }, { "marzo", "march" },
	{ "abril", "april" }, { "mayo", "may" }, { "junio", "june" }, { "julio", "july" },
	{ "agosto", "august" }, { "setiembre", "september" }, { "octubre", "october" },
	{ "noviembre", "november" }, { "diciembre", "december" },
};

static const struct {
	const char *word;
	int days_ago;
} days[] = {
	{ "hoy", 0 }, { "today", 0 }, { "ayer", 1 }, { "yesterday", 1 },
};

static const char *const month_words[] = { "en", "in", "de", "of" };
/* clang-format on */

/* The month that a word names, 1 to 12, with three letters at least; 0: none. */
static int month_of(const char *word)
{
	const size_t len = strlen(word);

	if (strcmp(word, "set") == 0 || strcmp(word, "sep") == 0 ||
	    strcmp(word, "septiembre") == 0)
		return 9;
	for (size_t i = 0; len >= 3 && i < COUNT(months); i++)
		for (size_t k = 0; k < 2; k++)
			if ((len == 3 && strncmp(months[i][k], word, 3) == 0) ||
			    strcmp(months[i][k], word) == 0)
				return (int)i + 1;
	return 0;
}

/* A whole number of so many digits at most, -1 if word is something else. */
static int small_number(const char *word, size_t max_len)
{
	const size_t len = strlen(word);

	if (len == 0 || len > max_len || word[strspn(word, "0123456789")] != '\0')
		return -1;
	return (int)strtol(word, NULL, 10);
}

/* Midnight of a day; month 13 is January of the next year. */
static int64_t start_of(int year, int month, int day)
{
	const struct clock_parts p = {
		.year = year + (month > 12), .month = month > 12 ? 1 : month, .day = day
	};

	return clock_join(&p);
}

static bool set_month(struct search_plan *plan, int year, int month)
{
	plan->from = start_of(year, month, 1);
	plan->to = start_of(year, month + 1, 1);
	return plan->from >= 0;
}

static bool set_day(struct search_plan *plan, int year, int month, int day)
{
	const int64_t from = month >= 1 && month <= 12 && day >= 1 && day <= 31
				 ? start_of(year, month, day)
				 : -1;

	if (from < 0 || clock_split(from).day != day)
		return false;
	plan->from = from;
	plan->to = clock_day_start(from + DAY + DAY / 2);
	return true;
}

/* The year of a month without one: the latest that has begun. */
static int year_of(int month, int day, int64_t now)
{
	const struct clock_parts today = clock_split(now);
	const bool ahead =
	    month > today.month || (month == today.month && day > today.day);

	return ahead ? today.year - 1 : today.year;
}

/* "2026-11-22", "2026-11", "22/11/2026", "22/11". */
static bool read_date(struct search_plan *plan, const char *raw, int64_t now)
{
	int part[3] = { 0, 0, 0 }, n = 0;
	const char sign = strchr(raw, '/') != NULL ? '/' : '-';
	const char *p = raw;
	char *end;

	while (n < 3 && isdigit((unsigned char)*p)) {
		const long value = strtol(p, &end, 10);

		if (end - p > 4)
			return false;
		part[n++] = (int)value;
		if (*end == '\0')
			break;
		if (*end != sign)
			return false;
		p = end + 1;
	}
	if (n < 2 || *end != '\0')
		return false;
	if (sign == '/')
		return set_day(plan, n == 3 ? part[2] : year_of(part[1], part[0], now),
		    part[1], part[0]);
	if (part[0] < 1900 || part[1] < 1 || part[1] > 12)
		return false;
	return n == 3 ? set_day(plan, part[0], part[1], part[2])
		      : set_month(plan, part[0], part[1]);
}

static bool read_days_ago(struct search_plan *plan, const char *word, int64_t now)
{
	for (size_t i = 0; i < COUNT(days); i++) {
		if (strcmp(word, days[i].word) != 0)
			continue;
		plan->from = clock_day_start(now);
		if (days[i].days_ago > 0)
			plan->from = clock_day_start(plan->from - DAY / 2);
		plan->to = clock_day_start(plan->from + DAY + DAY / 2);
		return true;
	}
	return false;
}

/* The folded word at place i, "" beyond the ends. */
static const char *word_at(const struct search_plan *plan, size_t i)
{
	return i < plan->count ? plan->words[i].fold : "";
}

/*
 * A month with a day before it, a year behind it, or "en" in front.  Alone it is a
 * name: Julio, Abril.  How many words from i on; 0: no date.
 */
static size_t read_month(struct search_plan *plan, size_t i, int64_t now)
{
	const int day = small_number(word_at(plan, i), 2);
	const bool linked =
	    search_one_of(word_at(plan, i + (day > 0)), month_words, COUNT(month_words));
	const size_t at = i + (day > 0) + linked;
	const int month = month_of(word_at(plan, at));
	const size_t link2 =
	    search_one_of(word_at(plan, at + 1), month_words, COUNT(month_words)) ? 1 : 0;
	const int year = small_number(word_at(plan, at + 1 + link2), 4);
	const bool with_year = year >= 1990 && year < 2200;
	const size_t taken = at + 1 - i + (with_year ? 1 + link2 : 0);

	if (month == 0)
		return 0;
	if (day > 0)
		return set_day(
			   plan, with_year ? year : year_of(month, day, now), month, day)
			   ? taken
			   : 0;
	if (!with_year && !linked)
		return 0;
	return set_month(plan, with_year ? year : year_of(month, 1, now), month) ? taken
										 : 0;
}

void search_read_dates(struct search_plan *plan, int64_t now)
{
	for (size_t i = 0; i < plan->count && plan->to == 0;) {
		size_t taken = read_month(plan, i, now);

		if (taken == 0 && (read_days_ago(plan, plan->words[i].fold, now) ||
				      read_date(plan, plan->words[i].raw, now)))
			taken = 1;
		if (taken > 0)
			search_drop_words(plan, i, taken);
		else
			i++;
	}
}
