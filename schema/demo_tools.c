/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chance, rows and time for the generator. */
#include <inttypes.h>
#include <stdarg.h>

#include "schema/base/mem.h"
#include "schema/demo_priv.h"

/* --- chance --- */

/* Sebastiano Vigna's splitmix64. */
static uint64_t throw(struct demo * d)
{
	uint64_t z = d->dice += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

uint32_t demo_dice(struct demo *d, uint32_t sides)
{
	return (uint32_t)((throw(d) >> 32) * sides >> 32);
}

bool demo_chance(struct demo *d, uint32_t percent)
{
	return demo_dice(d, 100) < percent;
}

/* --- rows --- */

sqlite3_stmt *demo_statement(struct demo *d, const char *sql)
{
	struct demo_kept *k = d->kept;

	while (k < d->kept + d->kept_count && k->sql != sql)
		k++;
	if (k == d->kept + d->kept_count) {
		if (d->kept_count == DEMO_KEPT) {
			d->e = AM_TOO_LONG;
			return NULL;
		}
		d->e = store_prepare(d->st, sql, &k->q);
		if (d->e != AM_OK)
			return NULL;
		k->sql = sql;
		d->kept_count++;
	}
	return k->q;
}

void demo_forget_statements(struct demo *d)
{
	for (size_t i = 0; i < d->kept_count; i++)
		store_done(d->st, d->kept[i].q);
	d->kept_count = 0;
	audit_close(&d->audit);
}

int64_t demo_put(struct demo *d, const char *sql, const char *types, ...)
{
	sqlite3_stmt *q = d->e == AM_OK ? demo_statement(d, sql) : NULL;
	va_list values;

	if (q == NULL)
		return 0;
	va_start(values, types);
	for (int i = 1; *types != '\0'; types++, i++) {
		if (*types == 'i')
			sqlite3_bind_int64(q, i, va_arg(values, int64_t));
		else if (*types == 'n')
			store_bind_id(q, i, va_arg(values, int64_t));
		else if (*types == 't')
			store_bind_text(q, i, va_arg(values, const char *));
		else
			sqlite3_bind_text(
			    q, i, va_arg(values, const char *), -1, SQLITE_STATIC);
	}
	va_end(values);
	d->e = store_err(sqlite3_step(q));
	sqlite3_reset(q);
	return d->e == AM_OK ? store_last_id(d->st) : 0;
}

const struct demo_hired demo_people[DEMO_PEOPLE] = {
	[ROSA] = { "rosa", "Rosa", ROLE_OPERATOR },
	[LUZ] = { "luz", "Luz", ROLE_OPERATOR },
	[MARTA] = { "marta", "Marta", ROLE_SUPERVISOR },
	[JULIA] = { "julia", "Julia", ROLE_AUDITOR },
	[ANA] = { "ana", "Ana", ROLE_ADMIN },
};

void demo_audit(struct demo *d, enum demo_person who, int64_t at, const char *what,
    const char *entity, int64_t id)
{
	const struct actor actor = { .operator_id = d->person[who],
		.role = demo_people[who].role,
		.name = demo_people[who].login };

	if (d->e == AM_OK && d->audit.insert == NULL)
		d->e = audit_open(d->st, &d->audit);
	if (d->e == AM_OK)
		d->e = audit_write(&d->audit, &actor, at, what, entity, id, "");
}

/* --- time --- */

/* Days since 1970-01-01 (Howard Hinnant, "chrono-compatible low-level date algorithms"). */
static int64_t days(int64_t year, int64_t month, int64_t day)
{
	const int64_t y = month <= 2 ? year - 1 : year, era = y / 400, of_era = y % 400;
	const int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

int64_t demo_date(int year, int month, int day)
{
	return days(year, month, day) * DEMO_DAY + DEMO_LIMA;
}

void demo_split(int64_t at, int64_t *year, int64_t *month, int64_t *day)
{
	const int64_t n = (at - DEMO_LIMA) / DEMO_DAY;
	int64_t y = 1970 + n / 366, m = 1;

	while (days(y + 1, 1, 1) <= n)
		y++;
	while (m < 12 && days(y, m + 1, 1) <= n)
		m++;
	*year = y;
	*month = m;
	*day = n - days(y, m, 1) + 1;
}

char *demo_on(char out[16], int64_t at)
{
	int64_t y, m, day;

	demo_split(at, &y, &m, &day);
	return str_printf(out, 16, "%04" PRId64 "-%02" PRId64 "-%02" PRId64, y, m, day);
}

/* How the calls of a day lie over its 24 hours: little at night, most in the evening. */
static const unsigned char by_hour[24] = { 2, 1, 1, 1, 1, 1, 2, 4, 8, 11, 12, 11, 10, 9,
	9, 10, 11, 12, 13, 14, 12, 9, 6, 4 };

/* Second of the day at part/2^20 of its calls. */
static int64_t second_of_day(int64_t part)
{
	int64_t all = 0, passed = 0;

	for (size_t h = 0; h < 24; h++)
		all += by_hour[h];
	for (int64_t h = 0; h < 24; h++) {
		const int64_t from = (passed << 20) / all;
		const int64_t to = ((passed + by_hour[h]) << 20) / all;

		if (part < to)
			return h * 3600 + (part - from) * 3600 / (to - from);
		passed += by_hour[h];
	}
	return DEMO_DAY - 1;
}

int64_t demo_moment(
    struct demo *d, int64_t first_day, int64_t day_count, int64_t i, int64_t n)
{
	const int64_t place = (i << 10) + demo_dice(d, 1 << 10);
	const int64_t at = place * day_count * (1 << 10) / n; /* in 2^-20 days */

	return first_day + (at >> 20) * DEMO_DAY + second_of_day(at & ((1 << 20) - 1));
}
