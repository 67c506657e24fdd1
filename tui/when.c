/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/when.h"

#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/utf8.h"
#include "schema/field.h"
#include "tui/tui_priv.h"

#define DAY 86400
#define DAY_COLS 6 /* "mié 25", "23 dic" */
#define NEAR 6     /* days that are called by their weekday, before and after */
#define DAY_LEN 24
#define ISO_LEN 15

static const char *const weekdays[] = { N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"),
	N_("Fri"), N_("Sat"), N_("Sun") };

/* Days from that of now to that of at. */
static int64_t days_between(int64_t now, int64_t at)
{
	const int64_t from = clock_day_start(now), to = clock_day_start(at);

	return (to - from + (to > from ? DAY / 2 : -DAY / 2)) / DAY;
}

void when_hours(struct buf *out, int64_t at, int64_t until)
{
	char hm[6];

	buf_str(out, clock_hm(hm, at));
	if (until != 0)
		buf_printf(out, "-%s", clock_hm(hm, until));
}

static const char *short_day(char out[DAY_LEN], int64_t at, int64_t now)
{
	const int64_t days = days_between(now, at);
	const struct clock_parts p = clock_split(at);

	if (days == 0)
		return str_copy(out, DAY_LEN, _("today"));
	if (days >= -NEAR && days <= NEAR)
		return str_printf(out, DAY_LEN, "%s %d", _(weekdays[p.weekday]), p.day);
	return clock_day(out, at, now);
}

void when_column(struct buf *out, int64_t at, int64_t until, int64_t now)
{
	char day[DAY_LEN];
	int cols;

	buf_str(out, short_day(day, at, now));
	for (cols = (int)utf8_cols(day); cols < DAY_COLS; cols++)
		buf_byte(out, ' ');
	buf_byte(out, ' ');
	when_hours(out, at, until);
}

void when_words(struct buf *out, int64_t at, int64_t until, int64_t now)
{
	static const char *const names[] = { N_("yesterday"), N_("today"),
		N_("tomorrow") };
	const int64_t days = days_between(now, at);
	char day[DAY_LEN];

	if (days >= -1 && days <= 1)
		buf_str(out, _(names[days + 1]));
	else
		buf_printf(out, "%s %s", _(weekdays[clock_split(at).weekday]),
		    clock_day(day, at, now));
	buf_byte(out, ' ');
	when_hours(out, at, until);
}

int64_t when_day_ends(const char *typed, int64_t now)
{
	static const struct field f = {
		.id = "until", .type = FIELD_DATE, .max_len = ISO_LEN
	};
	char iso[ISO_LEN + 1] = "";
	struct clock_parts p = { .hour = 0 };
	int64_t at;

	if (*typed == '\0')
		return 0;
	if (field_check(&f, typed, now, iso, sizeof(iso)) != AM_OK ||
	    strlen(iso) != strlen("2026-11-24"))
		return -1;
	p.year = (int)strtol(iso, NULL, 10);
	p.month = (int)strtol(iso + 5, NULL, 10);
	p.day = (int)strtol(iso + 8, NULL, 10);
	at = clock_join(&p);
	return at < 0 || at + DAY <= now ? -1 : at + DAY - 60;
}
