/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/calendar.h"

#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/mem.h"
#include "tui/tui_priv.h"

#define WEEK 7
#define FIRST_COL 9 /* of Monday */
#define DAY_COLS 5
#define LEGEND_COL 49

static const char *const names[WEEK] = { N_("Mo"), N_("Tu"), N_("We"), N_("Th"), N_("Fr"),
	N_("Sa"), N_("Su") };

static const struct {
	char sign;
	int least;
	const char *text;
} levels[] = {
	{ '.', 0, N_(". none") },
	{ ':', 1, N_(": 1-2") },
	{ '*', 3, N_("* 3-4") },
	{ '#', 5, N_("# 5 or more") },
};

static char sign_of(int count)
{
	char sign = ' ';

	for (size_t i = 0; i < COUNT(levels); i++)
		if (count >= levels[i].least)
			sign = levels[i].sign;
	return sign;
}

/* Weekday of the first, and how many days. */
static int first_weekday(const struct calendar *c, int *days)
{
	struct clock_parts p = clock_split(c->at), next;
	int64_t first;

	p.day = 1;
	p.hour = 12;
	p.minute = 0;
	next = p;
	next.year += next.month / 12;
	next.month = next.month % 12 + 1;
	first = clock_join(&p);
	*days = (int)((clock_join(&next) - first + 43200) / 86400);
	return clock_split(first).weekday;
}

int calendar_rows(const struct calendar *c)
{
	int days;
	const int first = first_weekday(c, &days);

	return 1 + (first + days + WEEK - 1) / WEEK;
}

/* The day of the month in brackets, 0: it is in another month. */
static int today_of(const struct calendar *c)
{
	const struct clock_parts month = clock_split(c->at), now = clock_split(c->today);

	return month.year == now.year && month.month == now.month ? now.day : 0;
}

static void draw_names(const struct calendar *c, struct cells *g, struct area a)
{
	char day[24];

	/* "24 nov 2027" without its day */
	cells_text(g, a.row, a.col + 1, FIRST_COL - 2, CELL_PLAIN,
	    clock_day(day, c->at, c->at) + 3);
	for (int i = 0; i < WEEK; i++)
		cells_text(g, a.row, a.col + FIRST_COL + 1 + i * DAY_COLS, DAY_COLS,
		    CELL_PLAIN, _(names[i]));
}

void calendar_draw(const struct calendar *c, struct cells *g, struct area a)
{
	const int today = today_of(c);
	int days;
	const int first = first_weekday(c, &days);

	draw_names(c, g, a);
	for (int d = 1; d <= days; d++) {
		const int place = first + d - 1;

		cells_printf(g, a.row + 1 + place / WEEK,
		    a.col + FIRST_COL + place % WEEK * DAY_COLS, DAY_COLS, CELL_PLAIN,
		    d == today ? "[%d%c]" : " %2d%c", d, sign_of(c->days[d - 1]));
	}
	for (int i = 0; i < (int)COUNT(levels) && i + 1 < a.rows; i++)
		cells_text(g, a.row + 1 + i, a.col + LEGEND_COL, a.cols - LEGEND_COL,
		    CELL_PLAIN, _(levels[i].text));
}
