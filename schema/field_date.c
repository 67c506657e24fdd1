/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Dates as people type them, in Spanish and English, day before month as they say it.
 */
#include "schema/field_priv.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/mem.h"
#include "schema/base/text.h"

#define YEAR_MIN 1900
#define YEAR_MAX 2100
#define OFFSET_MAX 9999 /* days */
#define DAY INT64_C(86400)

/* A partial date: 0 where nothing is known. */
struct date {
	int year, month, day;
};

/* A run of digits or of letters of what was typed. */
struct word {
	const char *text;
	size_t len;
	int number; /* of the digits; -1: letters */
};

#define WORDS_MAX 6

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return c >= 'a' && c <= 'z';
}

static int days_in(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && leap);
}

static bool possible(const struct date *d)
{
	if (d->year < YEAR_MIN || d->year > YEAR_MAX || d->month < 0 || d->month > 12)
		return false;
	if (d->month == 0)
		return d->day == 0;
	return d->day >= 0 && d->day <= days_in(d->year, d->month);
}

static enum err put_date(struct buf *out, const struct date *d)
{
	if (!possible(d))
		return AM_INVALID;
	buf_printf(out, "%04d", d->year);
	if (d->month > 0)
		buf_printf(out, "-%02d", d->month);
	if (d->day > 0)
		buf_printf(out, "-%02d", d->day);
	return AM_OK;
}

/* The day that is so many days after the one of now. */
static struct date day_after(int64_t now, int days)
{
	struct clock_parts p = clock_split(now);

	p.hour = 12; /* a day of 23 or 25 hours does not reach the next */
	p = clock_split(clock_join(&p) + days * DAY);
	return (struct date){ p.year, p.month, p.day };
}

/* --- words --- */

static const struct {
	const char *phrase;
	int days;
} relative[] = { { "hoy", 0 }, { "today", 0 }, { "ayer", -1 }, { "yesterday", -1 },
	{ "anteayer", -2 }, { "antier", -2 }, { "manana", 1 }, { "tomorrow", 1 },
	{ "pasado", 2 }, { "pasado manana", 2 } };

/* Three letters or more of a name, in either language, are enough. */
static const struct name {
	const char *name;
	int number;
} weekdays[] = { { "lunes", 0 }, { "monday", 0 }, { "martes", 1 }, { "tuesday", 1 },
	{ "miercoles", 2 }, { "wednesday", 2 }, { "jueves", 3 }, { "thursday", 3 },
	{ "viernes", 4 }, { "friday", 4 }, { "sabado", 5 }, { "saturday", 5 },
	{ "domingo", 6 }, { "sunday", 6 } };

static const struct name months[] = { { "enero", 1 }, { "january", 1 }, { "febrero", 2 },
	{ "february", 2 }, { "marzo", 3 }, { "march", 3 }, { "abril", 4 }, { "april", 4 },
	{ "mayo", 5 }, { "may", 5 }, { "junio", 6 }, { "june", 6 }, { "julio", 7 },
	{ "july", 7 }, { "agosto", 8 }, { "august", 8 }, { "setiembre", 9 },
	{ "septiembre", 9 }, { "september", 9 }, { "octubre", 10 }, { "october", 10 },
	{ "noviembre", 11 }, { "november", 11 }, { "diciembre", 12 },
	{ "december", 12 } };

static int number_of(
    const struct name *names, size_t count, const char *text, size_t len, int none)
{
	for (size_t i = 0; len >= 3 && i < count; i++)
		if (len <= strlen(names[i].name) &&
		    strncmp(text, names[i].name, len) == 0)
			return names[i].number;
	return none;
}

/* Three letters of a phrase are enough as well: "man" is tomorrow. */
static bool begins(const char *phrase, const char *folded)
{
	const size_t len = strlen(folded);

	return strcmp(phrase, folded) == 0 ||
	       (len >= 3 && strncmp(phrase, folded, len) == 0);
}

static bool is_filler(const struct word *w)
{
	return (w->len == 2 && strncmp(w->text, "de", 2) == 0) ||
	       (w->len == 3 && strncmp(w->text, "del", 3) == 0) ||
	       (w->len == 2 && strncmp(w->text, "of", 2) == 0);
}

/*
 * "hoy", "vie": the whole of what was typed, folded, is a day near now; a weekday is
 * the coming one.
 */
static bool read_near(const char *folded, int64_t now, struct date *d)
{
	int weekday;

	for (size_t i = 0; i < COUNT(relative); i++) {
		if (begins(relative[i].phrase, folded)) {
			*d = day_after(now, relative[i].days);
			return true;
		}
	}
	weekday = number_of(weekdays, COUNT(weekdays), folded, strlen(folded), -1);
	if (weekday < 0)
		return false;
	weekday = (weekday - clock_split(now).weekday + 7) % 7;
	*d = day_after(now, weekday == 0 ? 7 : weekday);
	return true;
}

/* +3, -2: days from now. */
static enum err read_offset(struct buf *out, const char *typed, int64_t now)
{
	const char *digits = typed + 1 + strspn(typed + 1, " ");
	const size_t len = strspn(digits, "0123456789");
	struct date d;
	int days;

	if (len == 0 || len > 4 || digits[len] != '\0')
		return AM_INVALID;
	days = (int)strtol(digits, NULL, 10);
	if (days > OFFSET_MAX)
		return AM_INVALID;
	d = day_after(now, *typed == '-' ? -days : days);
	return put_date(out, &d);
}

/* --- day, month, year --- */

/* Cut folded text into words, without fillers; 0 if it has none or too many. */
static size_t split(const char *s, struct word words[WORDS_MAX])
{
	size_t count = 0;

	while (*s != '\0') {
		const char *start = s;
		struct word w = { .text = s, .number = -1 };

		if (*s == ' ') {
			s++;
			continue;
		}
		while (is_digit(*start) ? is_digit(*s) : is_letter(*s))
			s++;
		w.len = (size_t)(s - start);
		if (is_digit(*start))
			w.number =
			    w.len <= 4 ? (int)strtol(start, NULL, 10) : YEAR_MAX + 1;
		if (w.number < 0 && is_filler(&w))
			continue;
		if (count == WORDS_MAX)
			return 0;
		words[count++] = w;
	}
	return count;
}

/* A year of four digits, or of two: "04" is 2004, "98" is 1998. */
static int year_of(const struct word *w, int64_t now)
{
	const int this_year = clock_split(now).year;
	int year;

	if (w->len == 4)
		return w->number;
	if (w->len != 2 || w->number < 0)
		return 0;
	year = this_year - this_year % 100 + w->number;
	return year > this_year + 20 ? year - 100 : year;
}

static int month_or_number(const struct word *w)
{
	if (w->number < 0)
		return number_of(months, COUNT(months), w->text, w->len, 0);
	return w->len <= 2 ? w->number : 0;
}

/* 2004 | 2004-03 | 2004-03-17 */
static bool read_year_first(const struct word *w, size_t count, struct date *d)
{
	*d = (struct date){ .year = w[0].number };
	if (count > 1)
		d->month = month_or_number(&w[1]);
	if (count > 2)
		d->day = w[2].len <= 2 ? w[2].number : 0;
	return count <= 3 && (count < 2 || d->month > 0) && (count < 3 || d->day > 0);
}

/* nov | nov 2004 | 11/2004 */
static bool read_month_first(
    const struct word *w, size_t count, int64_t now, struct date *d)
{
	*d = (struct date){ .month = month_or_number(&w[0]) };
	d->year = count > 1 ? year_of(&w[1], now) : clock_split(now).year;
	return count <= 2 && d->month > 0;
}

/* 23 | 23 11 | 23 nov | 23-11-04 | 23-11-2004 */
static bool read_day_first(
    const struct word *w, size_t count, int64_t now, struct date *d)
{
	const struct clock_parts p = clock_split(now);

	*d = (struct date){ .year = p.year, .month = p.month, .day = w[0].number };
	if (count > 1)
		d->month = month_or_number(&w[1]);
	if (count > 2)
		d->year = year_of(&w[2], now);
	return count <= 3 && d->day > 0 && w[0].len <= 2 && d->month > 0;
}

static bool read_calendar(const char *folded, int64_t now, struct date *d)
{
	struct word w[WORDS_MAX];
	const size_t count = split(folded, w);

	if (count == 0)
		return false;
	if (w[0].number < 0 ||
	    (count == 2 && w[0].len <= 2 && w[1].len == 4 && w[1].number >= 0))
		return read_month_first(w, count, now, d);
	if (w[0].len == 4)
		return read_year_first(w, count, d);
	return read_day_first(w, count, now, d);
}

bool field_is_ahead(const char *date, int64_t now)
{
	const struct date d = day_after(now, 0);
	struct buf today = { 0 };
	bool ahead;

	if (put_date(&today, &d) != AM_OK)
		return false;
	ahead = strncmp(date, buf_text(&today), strlen(date)) > 0;
	buf_fini(&today);
	return ahead;
}

enum err field_read_date(struct buf *out, const char *typed, int64_t now)
{
	struct buf folded = { 0 };
	struct date d;
	bool read;

	if (*typed == '+' || *typed == '-')
		return read_offset(out, typed, now);
	txt_fold(&folded, typed);
	read = read_near(buf_text(&folded), now, &d) ||
	       read_calendar(buf_text(&folded), now, &d);
	buf_fini(&folded);
	return read ? put_date(out, &d) : AM_INVALID;
}
