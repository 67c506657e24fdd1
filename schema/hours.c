/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/hours.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/mem.h"
#include "schema/base/text.h"

#define DAYS 7
#define DAY_MINUTES 1440
#define WEEK_MINUTES (DAYS * DAY_MINUTES)
#define WORD_MAX 15

/* A word may be any beginning of a name that is at least as long as its shortest form. */
static const struct {
	const char *name;
	size_t least;
	int day; /* 0 Monday */
} names[] = {
	{ "lunes", 3, 0 },
	{ "martes", 3, 1 },
	{ "miercoles", 3, 2 },
	{ "jueves", 3, 3 },
	{ "viernes", 3, 4 },
	{ "sabados", 3, 5 },
	{ "domingos", 3, 6 },
	{ "monday", 3, 0 },
	{ "tuesday", 3, 1 },
	{ "wednesday", 3, 2 },
	{ "thursday", 3, 3 },
	{ "friday", 3, 4 },
	{ "saturday", 3, 5 },
	{ "sunday", 3, 6 },
	{ "l", 1, 0 },
	{ "m", 1, 1 },
	{ "x", 1, 2 },
	{ "mi", 2, 2 },
	{ "j", 1, 3 },
	{ "v", 1, 4 },
	{ "s", 1, 5 },
	{ "d", 1, 6 },
};

/* The week as it was read: open from minute to minute, to may lie in the next week. */
struct reading {
	const char *p;
	int64_t at; /* minute of the week that is asked about */
	bool days[DAYS];
	bool spans; /* hours were read since the days */
	bool open;
};

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static void skip_blanks(struct reading *r)
{
	r->p += strspn(r->p, " .");
}

static bool take(struct reading *r, char c)
{
	skip_blanks(r);
	if (*r->p != c)
		return false;
	r->p++;
	return true;
}

/* The word at r->p, folded; "" where there is none. */
static void read_word(struct reading *r, char out[WORD_MAX + 1])
{
	struct buf raw = { 0 }, fold = { 0 };

	while (is_letter(*r->p))
		buf_byte(&raw, (unsigned char)*r->p++);
	txt_fold(&fold, buf_text(&raw));
	str_copy(out, WORD_MAX + 1, buf_text(&fold));
	buf_fini(&raw);
	buf_fini(&fold);
}

static int day_called(const char *word)
{
	const size_t len = strlen(word);

	for (size_t i = 0; i < COUNT(names); i++)
		if (len >= names[i].least && strncmp(names[i].name, word, len) == 0 &&
		    (names[i].least >= 3 || names[i].name[len] == '\0'))
			return names[i].day;
	return -1;
}

/* A day at r->p into *day. */
static bool read_day(struct reading *r, int *day)
{
	char word[WORD_MAX + 1];

	skip_blanks(r);
	read_word(r, word);
	*day = day_called(word);
	return *day >= 0;
}

/* "L-V", "S", "L M J": days that stay until others are named. */
static bool read_days(struct reading *r)
{
	int from, to;

	memset(r->days, 0, sizeof(r->days));
	for (skip_blanks(r); is_letter(*r->p); skip_blanks(r)) {
		if (!read_day(r, &from))
			return false;
		to = from;
		if (take(r, '-') && !read_day(r, &to))
			return false;
		for (int day = from;; day = (day + 1) % DAYS) {
			r->days[day] = true;
			if (day == to)
				break;
		}
	}
	r->spans = false;
	return true;
}

/* "8", "8:30" or "24" as minutes of a day. */
static bool read_time(struct reading *r, int64_t *minutes)
{
	char *end;
	long hours, rest = 0;

	skip_blanks(r);
	if (!is_digit(*r->p))
		return false;
	hours = strtol(r->p, &end, 10);
	r->p = end;
	if (*r->p == ':' && is_digit(r->p[1])) {
		rest = strtol(r->p + 1, &end, 10);
		r->p = end;
	}
	if (hours > 24 || rest > 59)
		return false;
	*minutes = hours * 60 + rest;
	return *minutes <= DAY_MINUTES;
}

/* at lies in the span from minute from of the day on, a week before included. */
static bool within(int64_t at, int64_t start, int64_t length)
{
	const int64_t since = (at - start + WEEK_MINUTES) % WEEK_MINUTES;

	return since < length;
}

/* "8-16": of every day that was named. */
static bool read_span(struct reading *r)
{
	int64_t from, to;

	if (!read_time(r, &from) || !take(r, '-') || !read_time(r, &to) || from == to)
		return false;
	if (to < from)
		to += DAY_MINUTES;
	for (int day = 0; day < DAYS; day++)
		if (r->days[day] && within(r->at, day * DAY_MINUTES + from, to - from))
			r->open = true;
	r->spans = true;
	return true;
}

static bool always(const char *text)
{
	struct buf fold = { 0 };
	bool is;

	txt_fold(&fold, text);
	is = strcmp(buf_text(&fold), "24 h") == 0 ||
	     strcmp(buf_text(&fold), "24h") == 0 ||
	     strcmp(buf_text(&fold), "24 horas") == 0 ||
	     strcmp(buf_text(&fold), "24 hours") == 0;
	buf_fini(&fold);
	return is;
}

static bool read_all(struct reading *r)
{
	memset(r->days, true, sizeof(r->days));
	r->spans = true;
	for (skip_blanks(r); *r->p != '\0'; skip_blanks(r)) {
		if (*r->p == ',' || *r->p == ';')
			r->p++;
		else if (is_letter(*r->p) ? !r->spans || !read_days(r) : !read_span(r))
			return false;
	}
	return r->spans;
}

enum hours_now hours_at(const char *text, int64_t at)
{
	const struct clock_parts now = clock_split(at);
	struct reading r = { .p = text,
		.at = now.weekday * DAY_MINUTES + now.hour * 60 + now.minute };

	if (text[strspn(text, " ")] == '\0')
		return HOURS_UNKNOWN;
	if (always(text))
		return HOURS_OPEN;
	if (!read_all(&r))
		return HOURS_UNKNOWN;
	return r.open ? HOURS_OPEN : HOURS_CLOSED;
}

bool hours_clear(const char *text)
{
	return hours_at(text, 0) != HOURS_UNKNOWN;
}
