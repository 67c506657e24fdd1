/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "schema/base/clock.h"
#include "schema/base/mem.h"
#include "schema/hours.h"

/* A moment of the week that begins on Monday, 23 November 2026. */
static int64_t at(int weekday, int hour, int minute)
{
	const struct clock_parts p = { 2026, 11, 23 + weekday, hour, minute, 0 };

	return clock_join(&p);
}

enum { MON, TUE, WED, THU, FRI, SAT, SUN };

static const struct {
	const char *text;
	int weekday, hour, minute;
	enum hours_now is;
} rows[] = {
	{ "24 h", SUN, 3, 0, HOURS_OPEN },
	{ "24h", SUN, 3, 0, HOURS_OPEN },
	{ "24 horas", SUN, 3, 0, HOURS_OPEN },
	{ "L-V 8-16", MON, 8, 0, HOURS_OPEN },
	{ "L-V 8-16", MON, 7, 59, HOURS_CLOSED },
	{ "L-V 8-16", FRI, 15, 59, HOURS_OPEN },
	{ "L-V 8-16", FRI, 16, 0, HOURS_CLOSED },
	{ "L-V 8-16", SAT, 10, 0, HOURS_CLOSED },
	{ "l-v 8 - 16", TUE, 10, 0, HOURS_OPEN },
	{ "lun-vie 8:30-16:15", THU, 16, 14, HOURS_OPEN },
	{ "Lunes a viernes", THU, 16, 14, HOURS_UNKNOWN },
	{ "mon-fri 8-16, sat 9-13", SAT, 12, 59, HOURS_OPEN },
	{ "L-V 8-13 15-18; S 9-13", WED, 14, 0, HOURS_CLOSED },
	{ "L-V 8-13 15-18; S 9-13", WED, 15, 0, HOURS_OPEN },
	{ "L-V 8-13 15-18; S 9-13", SAT, 15, 0, HOURS_CLOSED },
	{ "M J 9-12", TUE, 9, 0, HOURS_OPEN },
	{ "M J 9-12", WED, 9, 0, HOURS_CLOSED },
	{ "X 9-12", WED, 9, 0, HOURS_OPEN },
	{ "mié 9-12", WED, 9, 0, HOURS_OPEN },
	{ "sáb-dom 9-12", SUN, 9, 0, HOURS_OPEN },
	{ "V-L 9-12", SUN, 9, 0, HOURS_OPEN },
	{ "V-L 9-12", TUE, 9, 0, HOURS_CLOSED },
	{ "8:30-20", SUN, 8, 30, HOURS_OPEN },
	{ "0-24", SUN, 23, 59, HOURS_OPEN },
	{ "V-S 20-6", SAT, 5, 59, HOURS_OPEN },
	{ "V-S 20-6", SUN, 5, 59, HOURS_OPEN },
	{ "V-S 20-6", SUN, 20, 0, HOURS_CLOSED },
	{ "D 20-6", MON, 2, 0, HOURS_OPEN },
	{ "", MON, 10, 0, HOURS_UNKNOWN },
	{ "  ", MON, 10, 0, HOURS_UNKNOWN },
	{ "preguntar", MON, 10, 0, HOURS_UNKNOWN },
	{ "L-V", MON, 10, 0, HOURS_UNKNOWN },
	{ "L-V 8", MON, 10, 0, HOURS_UNKNOWN },
	{ "L-V 8-25", MON, 10, 0, HOURS_UNKNOWN },
	{ "L-V 8-8", MON, 10, 0, HOURS_UNKNOWN },
	{ "L- 8-16", MON, 10, 0, HOURS_UNKNOWN },
	{ "Z-V 8-16", MON, 10, 0, HOURS_UNKNOWN },
	{ "L-V 8-16 (no feriados)", MON, 10, 0, HOURS_UNKNOWN },
	{ "L-V 8-99999999999999999999", MON, 10, 0, HOURS_UNKNOWN },
	{ "\xff\xfe 8-16", MON, 10, 0, HOURS_UNKNOWN },
};

static void hours_are_read_as_they_are_written_on_a_door(void **state)
{
	(void)state;
	clock_zone("America/Lima");
	for (size_t i = 0; i < COUNT(rows); i++) {
		const enum hours_now is = hours_at(
		    rows[i].text, at(rows[i].weekday, rows[i].hour, rows[i].minute));

		if (is != rows[i].is)
			fail_msg("%s, row %zu: %d", rows[i].text, i, (int)is);
		assert_int_equal(rows[i].is != HOURS_UNKNOWN, hours_clear(rows[i].text));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hours_are_read_as_they_are_written_on_a_door),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
