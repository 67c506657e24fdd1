/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an operator types into a field, and what is kept of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "schema/base/clock.h"
#include "schema/base/mem.h"
#include "schema/call.h"
#include "schema/field.h"

/* Tuesday, 24 November 2026, 14:36 in Lima. */
#define NOW INT64_C(1795548960)

struct row {
	enum field_type type;
	const char *typed;
	const char *kept; /* NULL: refused */
};

/* clang-format off */
static const struct row rows[] = {
	{ FIELD_NUMBER, "3", "3" },
	{ FIELD_NUMBER, " 007 ", "7" },
	{ FIELD_NUMBER, "000", "0" },
	{ FIELD_NUMBER, "-", "-" },
	{ FIELD_NUMBER, "", "" },
	{ FIELD_NUMBER, "3 o 4", NULL },
	{ FIELD_NUMBER, "-3", NULL },
	{ FIELD_NUMBER, "\xd9\xa3", NULL }, /* Arabic three */
	{ FIELD_NUMBER, "99999999999999999999999999", NULL },

	{ FIELD_AGE, "16", "16" },
	{ FIELD_AGE, "16?", "16?" },
	{ FIELD_AGE, " 16 ? ", "16?" },
	{ FIELD_AGE, "15-17", "15-17" },
	{ FIELD_AGE, "17 - 15", "15-17" },
	{ FIELD_AGE, "15 a 17", "15-17" },
	{ FIELD_AGE, "15-15", "15" },
	{ FIELD_AGE, "0", "0" },
	{ FIELD_AGE, "-", "-" },
	{ FIELD_AGE, "?", NULL },
	{ FIELD_AGE, "16??", NULL },
	{ FIELD_AGE, "16-", NULL },
	{ FIELD_AGE, "-16", NULL },
	{ FIELD_AGE, "15-17-19", NULL },
	{ FIELD_AGE, "121", NULL },
	{ FIELD_AGE, "160000000000", NULL },

	{ FIELD_TIME, "17", "17:00" },
	{ FIELD_TIME, "1730", "17:30" },
	{ FIELD_TIME, "730", "07:30" },
	{ FIELD_TIME, "0", "00:00" },
	{ FIELD_TIME, "24", "00:00" },
	{ FIELD_TIME, "17:30", "17:30" },
	{ FIELD_TIME, "17.30", "17:30" },
	{ FIELD_TIME, "17h30", "17:30" },
	{ FIELD_TIME, "17h", "17:00" },
	{ FIELD_TIME, "17-18", "17:00-18:00" },
	{ FIELD_TIME, "17:00-18:30", "17:00-18:30" },
	{ FIELD_TIME, "17 - 1830", "17:00-18:30" },
	{ FIELD_TIME, "17 a 18", "17:00-18:00" },
	{ FIELD_TIME, "22-6", "22:00-06:00" }, /* safe at night */
	{ FIELD_TIME, "-", "-" },
	{ FIELD_TIME, "25", NULL },
	{ FIELD_TIME, "17:60", NULL },
	{ FIELD_TIME, "1760", NULL },
	{ FIELD_TIME, "17:3", NULL },
	{ FIELD_TIME, "17:", NULL },
	{ FIELD_TIME, "17-", NULL },
	{ FIELD_TIME, "-18", NULL },
	{ FIELD_TIME, "5pm", NULL }, /* 05:00 would be twelve hours wrong */
	{ FIELD_TIME, "17-18-19", NULL },
	{ FIELD_TIME, "17300", NULL },
	{ FIELD_TIME, "tarde", NULL },

	{ FIELD_PHONE, "961555877", "961555877" },
	{ FIELD_PHONE, "961 555 877", "961555877" },
	{ FIELD_PHONE, "(01) 441-2345", "014412345" },
	{ FIELD_PHONE, "+51 961 555 877", "+51961555877" },
	{ FIELD_PHONE, "00 49 151 2345678", "+491512345678" },
	{ FIELD_PHONE, "0149", "0149" }, /* no number is too short */
	{ FIELD_PHONE, "0800-1-0801", "080010801" },
	{ FIELD_PHONE, "-", "-" },
	{ FIELD_PHONE, "+", NULL },
	{ FIELD_PHONE, "--", NULL },
	{ FIELD_PHONE, "961+555", NULL },
	{ FIELD_PHONE, "961 555 xxx", NULL },
	{ FIELD_PHONE, "1234567890123456", NULL },

	{ FIELD_DATE, "hoy", "2026-11-24" },
	{ FIELD_DATE, "Today", "2026-11-24" },
	{ FIELD_DATE, "ayer", "2026-11-23" },
	{ FIELD_DATE, "anteayer", "2026-11-22" },
	{ FIELD_DATE, "mañana", "2026-11-25" },
	{ FIELD_DATE, "MANANA", "2026-11-25" },
	{ FIELD_DATE, "pasado mañana", "2026-11-26" },
	{ FIELD_DATE, "vie", "2026-11-27" },
	{ FIELD_DATE, "viernes", "2026-11-27" },
	{ FIELD_DATE, "fri", "2026-11-27" },
	{ FIELD_DATE, "sáb", "2026-11-28" },
	{ FIELD_DATE, "mar", "2026-12-01" }, /* on a Tuesday: the next one */
	{ FIELD_DATE, "marzo", "2026-03" },
	{ FIELD_DATE, "23", "2026-11-23" },
	{ FIELD_DATE, "23 11", "2026-11-23" },
	{ FIELD_DATE, "23/11", "2026-11-23" },
	{ FIELD_DATE, "23-11-2004", "2004-11-23" },
	{ FIELD_DATE, "23.11.04", "2004-11-23" },
	{ FIELD_DATE, "23.11.98", "1998-11-23" },
	{ FIELD_DATE, "23nov", "2026-11-23" },
	{ FIELD_DATE, "3 de marzo del 2004", "2004-03-03" },
	{ FIELD_DATE, "set 2004", "2004-09" },
	{ FIELD_DATE, "11/2004", "2004-11" },
	{ FIELD_DATE, "2004", "2004" },
	{ FIELD_DATE, "2004-03", "2004-03" },
	{ FIELD_DATE, "2004-3-7", "2004-03-07" },
	{ FIELD_DATE, "2004-02-29", "2004-02-29" },
	{ FIELD_DATE, "+3", "2026-11-27" },
	{ FIELD_DATE, "+ 8", "2026-12-02" },
	{ FIELD_DATE, "-2", "2026-11-22" },
	{ FIELD_DATE, "-", "-" },
	{ FIELD_DATE, "2003-02-29", NULL },
	{ FIELD_DATE, "1900-02-29", NULL },
	{ FIELD_DATE, "31", NULL }, /* November has 30 days */
	{ FIELD_DATE, "31 4", NULL },
	{ FIELD_DATE, "0", NULL },
	{ FIELD_DATE, "2004-00", NULL },
	{ FIELD_DATE, "2004-13", NULL },
	{ FIELD_DATE, "13/2004", NULL },
	{ FIELD_DATE, "23 11 2004 5", NULL },
	{ FIELD_DATE, "23 xx", NULL },
	{ FIELD_DATE, "23 11 xx", NULL },
	{ FIELD_DATE, "23 11 999", NULL },
	{ FIELD_DATE, "123", NULL },
	{ FIELD_DATE, "99999999999999999999", NULL },
	{ FIELD_DATE, "+", NULL },
	{ FIELD_DATE, "+99999", NULL },
	{ FIELD_DATE, "+3x", NULL },
	{ FIELD_DATE, "--2", NULL },
	{ FIELD_DATE, "1800", NULL },
	{ FIELD_DATE, "viernesito", NULL },
	{ FIELD_DATE, "de de de", NULL },
	{ FIELD_DATE, "1 2 3 4 5 6 7 8 9", NULL },
	{ FIELD_DATE, "\xff\xfe", NULL },
	{ FIELD_DATE, "\xe2\x80\xae" "23", "2026-11-23" }, /* an override turns nothing round */

	{ FIELD_MOMENT, "2026-11-24 14:36", "2026-11-24 14:36" },
	{ FIELD_MOMENT, "23 11 17:30", "2026-11-23 17:30" },
	{ FIELD_MOMENT, "ayer  9.05", "2026-11-23 09:05" },
	{ FIELD_MOMENT, "17:30", "2026-11-24 17:30" },
	{ FIELD_MOMENT, "-", "-" },
	{ FIELD_MOMENT, "2004-11 17:30", NULL }, /* which day? */
	{ FIELD_MOMENT, "23 11", NULL },
	{ FIELD_MOMENT, "hoy 25:00", NULL },
	{ FIELD_MOMENT, "hoy 17:30-18", NULL },

	/* It is Tuesday, 14:36. */
	{ FIELD_SPAN, "17", "2026-11-24 17:00" },
	{ FIELD_SPAN, "17-18", "2026-11-24 17:00-18:00" },
	{ FIELD_SPAN, "1730", "2026-11-24 17:30" },
	{ FIELD_SPAN, "9", "2026-11-25 09:00" }, /* today it has passed */
	{ FIELD_SPAN, "9-10", "2026-11-25 09:00-10:00" },
	{ FIELD_SPAN, "14-15", "2026-11-24 14:00-15:00" },
	{ FIELD_SPAN, "22-2", "2026-11-24 22:00-02:00" },
	{ FIELD_SPAN, "18-6", "2026-11-24 18:00-06:00" },
	{ FIELD_SPAN, "20-9", "2027-09-20" }, /* too long for a night */
	{ FIELD_SPAN, "1436", "2026-11-24 14:36" },
	{ FIELD_SPAN, "mañana 9", "2026-11-25 09:00" },
	{ FIELD_SPAN, "man 9", "2026-11-25 09:00" },
	{ FIELD_SPAN, "Mañana a las 9", "2026-11-25 09:00" },
	{ FIELD_SPAN, "tomorrow at 9.30", "2026-11-25 09:30" },
	{ FIELD_SPAN, "tom 9", "2026-11-25 09:00" },
	{ FIELD_SPAN, "pasado mañana 9", "2026-11-26 09:00" },
	{ FIELD_SPAN, "hoy 9", "2026-11-24 09:00" }, /* said so: it is past */
	{ FIELD_SPAN, "vie 17-18", "2026-11-27 17:00-18:00" },
	{ FIELD_SPAN, "vie 17 a 18", "2026-11-27 17:00-18:00" },
	{ FIELD_SPAN, "fri", "2026-11-27" },
	{ FIELD_SPAN, "mar 8", "2026-12-01 08:00" }, /* Tuesday: the coming one */
	{ FIELD_SPAN, "+1 9", "2026-11-25 09:00" },
	{ FIELD_SPAN, "+3", "2026-11-27" },
	{ FIELD_SPAN, "-2 9", "2026-11-22 09:00" },
	{ FIELD_SPAN, "26", "2026-11-26" }, /* no hour: a day */
	{ FIELD_SPAN, "28 10", "2026-11-28 10:00" },
	{ FIELD_SPAN, "3 10", "2026-12-03 10:00" },
	{ FIELD_SPAN, "31 10", "2026-12-31 10:00" }, /* November has none */
	{ FIELD_SPAN, "3 2 10", "2027-02-03 10:00" },
	{ FIELD_SPAN, "9 dic", "2026-12-09" },
	{ FIELD_SPAN, "9 dic 10-11", "2026-12-09 10:00-11:00" },
	{ FIELD_SPAN, "dec 9", NULL }, /* a month has no day */
	{ FIELD_SPAN, "23-11-2025 9", "2025-11-23 09:00" },
	{ FIELD_SPAN, "2026-11-24 17:00-18:00", "2026-11-24 17:00-18:00" },
	{ FIELD_SPAN, "2026-11-24 09:00", "2026-11-24 09:00" },
	{ FIELD_SPAN, "2026-11-24", "2026-11-24" },
	{ FIELD_SPAN, "25 25", NULL },
	{ FIELD_SPAN, "2026-11", NULL },
	{ FIELD_SPAN, "luego", NULL },
	{ FIELD_SPAN, "31-2-2027 9", NULL },
	{ FIELD_SPAN, "17-", NULL },

	{ FIELD_YESNO, "s", "y" },
	{ FIELD_YESNO, "Sí", "y" },
	{ FIELD_YESNO, "y", "y" },
	{ FIELD_YESNO, "N", "n" },
	{ FIELD_YESNO, "-", "-" },
	{ FIELD_YESNO, "x", NULL },
	{ FIELD_YESNO, "sin", NULL },

	{ FIELD_SIGNAL, "s", "y 14:36" },
	{ FIELD_SIGNAL, "n", "n 14:36" },
	{ FIELD_SIGNAL, "y 03:41", "y 03:41" },
	{ FIELD_SIGNAL, "-", "-" },
	{ FIELD_SIGNAL, "y 25:41", NULL },
	{ FIELD_SIGNAL, "y 3:41", NULL },
	{ FIELD_SIGNAL, "y 1-2:3", NULL },
	{ FIELD_SIGNAL, "y ", "y 14:36" },

	{ FIELD_CODE, " radio ", "radio" },
	{ FIELD_PLACE, "PE16", "PE16" },
	{ FIELD_TEXT, "  la tía\t ", "la tía" },
	{ FIELD_TEXT, "dos\nlíneas", "dos líneas" },
	{ FIELD_TEXT, "\x1b[2J", "\x1b[2J" }, /* kept as it came; txt_show() tames it */
	{ FIELD_NOTES, " sangrado\n\n-\n", " sangrado\n\n-\n" },
	{ FIELD_NOTES, "-", "-" },
};
/* clang-format on */

static void what_is_typed_is_kept_in_the_form_of_its_type(void **state)
{
	char out[256];

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct field f = {
			.id = "x", .type = rows[i].type, .max_len = 255
		};
		const enum err e = field_check(&f, rows[i].typed, NOW, out, sizeof(out));

		if (rows[i].kept == NULL) {
			if (e == AM_OK)
				fail_msg("%s was taken as %s", rows[i].typed, out);
			continue;
		}
		if (e != AM_OK)
			fail_msg("%s was refused: %s", rows[i].typed, err_name(e));
		assert_string_equal(rows[i].kept, out);
	}
}

static void what_is_kept_is_taken_again_unchanged(void **state)
{
	char out[256];

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct field f = {
			.id = "x", .type = rows[i].type, .max_len = 255
		};

		if (rows[i].kept == NULL)
			continue;
		assert_int_equal(
		    AM_OK, field_check(&f, rows[i].kept, NOW, out, sizeof(out)));
		assert_string_equal(rows[i].kept, out);
	}
}

static void a_value_over_its_length_is_refused_and_nothing_is_written(void **state)
{
	const struct field line = { .id = "x", .type = FIELD_TEXT, .max_len = 3 };
	const struct field phone = { .id = "x", .type = FIELD_PHONE, .max_len = 20 };
	char out[8] = "before";

	(void)state;
	assert_int_equal(
	    AM_TOO_LONG, field_check(&line, "cuatro", NOW, out, sizeof(out)));
	assert_int_equal(AM_TOO_LONG, field_check(&phone, "961555877", NOW, out, 4));
	assert_int_equal(
	    AM_TOO_LONG, field_check(&phone, "1234567890123456", NOW, out, sizeof(out)));
	assert_int_equal(AM_TOO_LONG, field_check(&line, " tía ", NOW, out, sizeof(out)));
	assert_string_equal("before", out);
}

/* Every byte, alone and before and after digits, in every type: an answer, no trap. */
static void no_input_traps(void **state)
{
	char typed[8], out[64];

	(void)state;
	for (int type = 0; type < FIELD_TYPES; type++) {
		const struct field f = {
			.id = "x", .type = (enum field_type)type, .max_len = 32
		};

		for (int c = 1; c < 256; c++) {
			const char byte = (char)c;
			const char *const shapes[] = { "%c", "1%c", "%c1", "1%c2",
				"12%c34", "%c%c" };

			for (size_t i = 0; i < COUNT(shapes); i++) {
				size_t n = 0;

				for (const char *p = shapes[i]; *p != '\0'; p++)
					if (*p == '%')
						typed[n++] = byte, p++;
					else
						typed[n++] = *p;
				typed[n] = '\0';
				memset(out, 0, sizeof(out));
				if (field_check(&f, typed, NOW, out, sizeof(out)) ==
				    AM_OK)
					assert_true(strlen(out) <= 32);
			}
		}
	}
}

static void every_type_has_a_rule(void **state)
{
	(void)state;
	for (int type = 0; type < FIELD_TYPES; type++) {
		const struct field f = { .type = (enum field_type)type };

		assert_non_null(field_rule(&f));
		assert_true(strlen(field_rule(&f)) > 8);
	}
}

static void the_call_form_is_sound(void **state)
{
	(void)state;
	for (size_t i = 0; i < call_form.count; i++) {
		const struct field *f = &call_form.fields[i];
		const bool listed = f->type == FIELD_CODE || f->type == FIELD_PLACE;

		assert_int_equal(i, form_find(&call_form, f->id));
		assert_non_null(f->label);
		assert_non_null(f->help);
		assert_true(f->max_len > 0 && f->cols > 0);
		assert_true(listed == (f->list != NULL));
		assert_true(
		    strspn(f->id, "abcdefghijklmnopqrstuvwxyz_") == strlen(f->id));
	}
	assert_int_equal(call_form.count, form_find(&call_form, "no such field"));
}

static void a_birth_is_never_in_the_future(void **state)
{
	static const struct {
		const char *typed, *kept; /* NULL: refused */
	} days[] = { { "today", "2026-11-24" }, { "24 11 2026", "2026-11-24" }, { "2026", "2026" },
		{ "2026-11", "2026-11" }, { "-", "-" }, { "tomorrow", NULL }, { "2026-12", NULL },
		{ "2027", NULL }, { "25 11", NULL } };
	const struct field born = {
		.id = "x", .type = FIELD_DATE, .flags = FIELD_PAST, .max_len = 10
	};
	char out[12];

	(void)state;
	for (size_t i = 0; i < COUNT(days); i++) {
		const enum err e = field_check(&born, days[i].typed, NOW, out, sizeof(out));

		assert_int_equal(days[i].kept != NULL ? AM_OK : AM_INVALID, e);
		if (days[i].kept != NULL)
			assert_string_equal(days[i].kept, out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_typed_is_kept_in_the_form_of_its_type),
		cmocka_unit_test(a_birth_is_never_in_the_future),
		cmocka_unit_test(what_is_kept_is_taken_again_unchanged),
		cmocka_unit_test(
		    a_value_over_its_length_is_refused_and_nothing_is_written),
		cmocka_unit_test(no_input_traps),
		cmocka_unit_test(every_type_has_a_rule),
		cmocka_unit_test(the_call_form_is_sound),
	};

	clock_zone("America/Lima");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
