/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/base/clock.h"

#include <libintl.h>
#include <stdlib.h>
#include <time.h>

#include "schema/base/buf.h"
#include "schema/base/err.h"

static const char *const months[] = { N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"),
	N_("May"), N_("Jun"), N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"),
	N_("Dec") };

void clock_zone(const char *name)
{
	setenv("TZ", name, 1);
	tzset();
}

int64_t clock_now(void)
{
	return (int64_t)time(NULL);
}

int64_t clock_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

struct clock_parts clock_split(int64_t at)
{
	const time_t t = (time_t)at;
	struct tm tm = { 0 };

	localtime_r(&t, &tm);
	return (struct clock_parts){ .year = tm.tm_year + 1900,
		.month = tm.tm_mon + 1,
		.day = tm.tm_mday,
		.hour = tm.tm_hour,
		.minute = tm.tm_min,
		.weekday = (tm.tm_wday + 6) % 7 };
}

int64_t clock_join(const struct clock_parts *p)
{
	struct tm tm = { .tm_year = p->year - 1900,
		.tm_mon = p->month - 1,
		.tm_mday = p->day,
		.tm_hour = p->hour,
		.tm_min = p->minute,
		.tm_isdst = -1 };

	return (int64_t)mktime(&tm);
}

int64_t clock_day_start(int64_t at)
{
	struct clock_parts p = clock_split(at);

	p.hour = 0;
	p.minute = 0;
	return clock_join(&p);
}

char *clock_hm(char out[6], int64_t at)
{
	const struct clock_parts p = clock_split(at);

	return str_printf(out, 6, "%02d:%02d", p.hour, p.minute);
}

char *clock_day(char out[24], int64_t at, int64_t now)
{
	const struct clock_parts p = clock_split(at);
	const char *month = gettext(months[p.month - 1]);

	if (p.year == clock_split(now).year)
		return str_printf(out, 24, "%02d %s", p.day, month);
	return str_printf(out, 24, "%02d %s %d", p.day, month, p.year);
}
