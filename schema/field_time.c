/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Times of day as people type them, alone and behind a date; and what is to come: a day
 * with a time, or from when to when.
 */
#include "schema/field_priv.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/mem.h"
#include "schema/base/text.h"

#define DAY_LEN 10 /* "2004-03-17" */
#define TYPED_MAX 64
#define DAY_MINUTES (24 * 60)
#define NIGHT_MAX (12 * 60) /* past midnight no longer: "2026-11" is a month */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* --- times of day --- */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* 17 | 730 | 1730 | 17:30 | 17.30 | 17h30 at *p, in minutes, and *p behind it; -1. */
static int take_time(const char **p)
{
	const char *s = *p;
	const size_t len = strspn(s, "0123456789");
	long n = len >= 1 && len <= 4 ? strtol(s, NULL, 10) : -1;
	long hour = len <= 2 ? n : n / 100, minute = len <= 2 ? 0 : n % 100;

	if (n < 0)
		return -1;
	s += len;
	if (len <= 2 && *s != '\0' && strchr(":.h", *s) != NULL) {
		s++;
		if (is_digit(s[0]) && is_digit(s[1])) {
			minute = (s[0] - '0') * 10 + (s[1] - '0');
			s += 2;
		} else if (s[-1] != 'h') {
			return -1;
		}
	}
	while (is_blank(*s))
		s++;
	*p = s;
	if (hour == 24 && minute == 0)
		hour = 0;
	return hour > 23 || minute > 59 ? -1 : (int)(hour * 60 + minute);
}

/* One time, or from - to, which may go past midnight. */
enum err field_read_time(struct buf *out, const char *typed, int64_t now)
{
	const int from = take_time(&typed);
	int to;

	(void)now;
	if (from < 0)
		return AM_INVALID;
	if (*typed == '\0') {
		buf_printf(out, "%02d:%02d", from / 60, from % 60);
		return AM_OK;
	}
	if (*typed != '-' && *typed != 'a')
		return AM_INVALID;
	for (typed++; is_blank(*typed);)
		typed++;
	to = take_time(&typed);
	if (to < 0 || *typed != '\0')
		return AM_INVALID;
	buf_printf(out, "%02d:%02d-%02d:%02d", from / 60, from % 60, to / 60, to % 60);
	return AM_OK;
}

/* A whole date in ISO form, of what stands before the time; nothing means today. */
static enum err read_day(struct buf *out, const char *typed, size_t len, int64_t now)
{
	char day[64];
	enum err e;

	if (len >= sizeof(day))
		return AM_INVALID;
	memcpy(day, typed, len);
	day[len] = '\0';
	e = field_read_date(out, len > 0 ? day : "hoy", now);
	return e == AM_OK && out->len != strlen("2004-03-17") ? AM_INVALID : e;
}

/* 23 11 17:30 | 2026-11-24 14:36 | 17:30 */
enum err field_read_moment(struct buf *out, const char *typed, int64_t now)
{
	const char *blank = strrchr(typed, ' ');
	const char *time = blank != NULL ? blank + 1 : typed;
	size_t len = blank != NULL ? (size_t)(blank - typed) : 0;
	const char *p = time;
	enum err e;
	int minutes;

	if (strpbrk(time, ":.h") == NULL)
		return AM_INVALID;
	minutes = take_time(&p);
	if (minutes < 0 || *p != '\0')
		return AM_INVALID;
	while (len > 0 && is_blank(typed[len - 1]))
		len--;
	e = read_day(out, typed, len, now);
	if (e == AM_OK)
		buf_printf(out, " %02d:%02d", minutes / 60, minutes % 60);
	return e;
}

/* --- what is to come --- */

/* "09:00", "17:00-18:00", or nothing: the time of a span and its minutes. */
struct hours {
	char text[12];
	int from, to; /* from is -1: no time */
};

/* "a las 9", "at 9": the words before a time say nothing. */
static const char *behind_fillers(const char *s)
{
	static const char *const fillers[] = { "a las ", "a la ", "de ", "at ", "from " };

	for (size_t i = 0; i < COUNT(fillers); i++)
		if (strncmp(s, fillers[i], strlen(fillers[i])) == 0)
			return s + strlen(fillers[i]);
	return s;
}

static int minutes_of(const char *hm)
{
	return (int)(strtol(hm, NULL, 10) * 60 + strtol(hm + 3, NULL, 10));
}

static bool read_hours(const char *typed, struct hours *h)
{
	struct buf out = { 0 };
	const bool read =
	    *typed == '\0' || field_read_time(&out, behind_fillers(typed), 0) == AM_OK;

	str_copy(h->text, sizeof(h->text), buf_text(&out));
	buf_fini(&out);
	h->from = *h->text != '\0' ? minutes_of(h->text) : -1;
	h->to = strlen(h->text) > 6 ? minutes_of(h->text + 6) : h->from;
	return read && (h->to >= h->from || h->to + DAY_MINUTES - h->from <= NIGHT_MAX);
}

/* A whole date at reference point at into day; false if it is none. */
static bool date_from(const char *typed, int64_t at, char day[DAY_LEN + 1])
{
	struct buf out = { 0 };
	const bool whole =
	    field_read_date(&out, typed, at) == AM_OK && out.len == DAY_LEN;

	if (whole)
		str_copy(day, DAY_LEN + 1, buf_text(&out));
	buf_fini(&out);
	return whole;
}

static void day_of(int64_t at, char day[DAY_LEN + 1])
{
	const struct clock_parts p = clock_split(at);

	str_printf(day, DAY_LEN + 1, "%04d-%02d-%02d", p.year, p.month, p.day);
}

/* The same day of the month after, or of the year after. */
static int64_t later(int64_t now, int months)
{
	struct clock_parts p = clock_split(now);

	p.day = 1;
	p.month += months;
	p.year += (p.month - 1) / 12;
	p.month = (p.month - 1) % 12 + 1;
	return clock_join(&p);
}

/*
 * The coming day that is meant: "3" typed on the 24th is the 3rd of next month, "3 2"
 * in November the 3rd of February.  Whoever writes a year, or "ayer", gets just that.
 */
static bool coming_day(const char *typed, int64_t now, char day[DAY_LEN + 1])
{
	static const int months[] = { 0, 1, 2, 12 };
	char today[DAY_LEN + 1];
	bool found = false;

	day_of(now, today);
	for (size_t i = 0; i < COUNT(months); i++) {
		char other[DAY_LEN + 1];

		if ((i > 0 && !is_digit(*typed)) ||
		    !date_from(typed, later(now, months[i]), other))
			continue;
		if (i == 0 && !date_from(typed, now, other))
			continue;
		if (!found)
			str_copy(day, DAY_LEN + 1, other);
		found = true;
		if (strcmp(other, today) >= 0) {
			str_copy(day, DAY_LEN + 1, other);
			break;
		}
	}
	return found;
}

/* A time without a day is the next one: at 14:36 "9" is tomorrow, "14-15" is now. */
static void coming_hours(const struct hours *h, int64_t now, char day[DAY_LEN + 1])
{
	struct clock_parts p = clock_split(now);
	const int minute = p.hour * 60 + p.minute;
	const int end = h->to < h->from ? DAY_MINUTES : h->to;

	p.hour = 36; /* noon of tomorrow, also where a day has 23 hours */
	p.minute = 0;
	day_of(end < minute ? clock_join(&p) : now, day);
}

static bool read_split(struct buf *out, const char *typed, size_t len, int64_t now)
{
	char before[TYPED_MAX], day[DAY_LEN + 1];
	struct hours h;

	if (len >= sizeof(before) ||
	    (len > 0 && strchr("-/.", typed[len - 1]) != NULL) || /* half a range */
	    !read_hours(typed + len + strspn(typed + len, " \t"), &h))
		return false;
	memcpy(before, typed, len);
	before[len] = '\0';
	if (len == 0)
		coming_hours(&h, now, day);
	else if (!coming_day(before, now, day))
		return false;
	buf_printf(out, "%s%s%s", day, h.from >= 0 ? " " : "", h.text);
	return true;
}

/*
 * 17 | 17-18 | vie 17-18 | mañana a las 9 | +3 | 23 nov 9.30 | 2026-11-24 17:00-18:00.
 * As little as can be is the day: "23 11" is the 23rd at eleven, "23 11 9" has a month.
 */
enum err field_read_span(struct buf *out, const char *typed, int64_t now)
{
	const size_t all = strlen(typed);

	for (size_t len = 0; len <= all; len++) {
		const bool ends = len == 0 || len == all ||
				  (is_blank(typed[len]) && !is_blank(typed[len - 1]));

		if (ends && read_split(out, typed, len, now))
			return AM_OK;
	}
	return AM_INVALID;
}
