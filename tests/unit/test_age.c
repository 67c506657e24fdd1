/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who counts as a minor: from a birth date, or from what somebody said once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "schema/age.h"
#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/mem.h"

/* Tuesday, 24 November 2026, 14:36 in Lima. */
#define NOW INT64_C(1795548960)
#define DAY INT64_C(86400)

/* clang-format off */
static const struct {
	const char *born_on, *said;
	int64_t days_ago;
	enum age_group group;
	const char *years;
} cases[] = {
	{ "", "", 0, AGE_NOT_KNOWN, "" },
	{ "-", "-", 0, AGE_NOT_KNOWN, "" },
	{ "", "16", 0, AGE_MINOR, "16" },
	{ "", "17", 300, AGE_MINOR, "17" },
	{ "", "17", 366, AGE_ADULT, "18-19" },
	{ "", "16", 366, AGE_MAYBE_MINOR, "17-18" },
	{ "", "18", 0, AGE_ADULT, "18" },
	{ "", "16?", 0, AGE_MAYBE_MINOR, "14-18" },
	{ "", "15?", 0, AGE_MINOR, "13-17" },
	{ "", "19?", 0, AGE_MAYBE_MINOR, "17-21" },
	{ "", "20?", 0, AGE_ADULT, "18-22" },
	{ "", "15-17", 0, AGE_MINOR, "15-17" },
	{ "", "17-19", 0, AGE_MAYBE_MINOR, "17-19" },
	{ "", "17-19", 367, AGE_ADULT, "18-21" },
	{ "2008", "", 0, AGE_MAYBE_MINOR, "17-18" },
	{ "2009", "", 0, AGE_MINOR, "16-17" },
	{ "2007", "", 0, AGE_ADULT, "18-19" },
	{ "2008-11", "", 0, AGE_MAYBE_MINOR, "17-18" },
	{ "2008-11-24", "", 0, AGE_ADULT, "18" },
	{ "2008-11-25", "", 0, AGE_MINOR, "17" },
	{ "2008-11-25", "25", 0, AGE_MINOR, "17" },  /* a birth date is better than hearsay */
	{ "2030-01-01", "", 0, AGE_MINOR, "0" },
	{ "395", "", 0, AGE_NOT_KNOWN, "" }, /* what is typed still, or was refused */
	{ "0395", "", 0, AGE_NOT_KNOWN, "" },
	{ "12/05/2010", "", 0, AGE_NOT_KNOWN, "" },
	{ "", "1631", 0, AGE_NOT_KNOWN, "" },
	{ "", "15-999", 0, AGE_NOT_KNOWN, "" },
};
/* clang-format on */

static void an_age_is_computed_from_what_is_known(void **state)
{
	(void)state;
	clock_zone("America/Lima");
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct age age = age_now(
		    cases[i].born_on, cases[i].said, NOW - cases[i].days_ago * DAY, NOW);
		struct buf years = { 0 };

		age_years(&age, &years);
		if (age.group != cases[i].group ||
		    strcmp(buf_text(&years), cases[i].years) != 0)
			fail_msg("born %s, said %s: group %d, %s years", cases[i].born_on,
			    cases[i].said, age.group, buf_text(&years));
		buf_fini(&years);
	}
}

static void whoever_may_be_under_18_counts_as_a_minor(void **state)
{
	static const bool minor[] = { [AGE_NOT_KNOWN] = false,
		[AGE_MINOR] = true,
		[AGE_MAYBE_MINOR] = true,
		[AGE_ADULT] = false };

	(void)state;
	for (size_t i = 0; i < COUNT(minor); i++) {
		const struct age age = { .group = (enum age_group)i };

		assert_int_equal(minor[i], age_counts_as_minor(&age));
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_age_is_computed_from_what_is_known),
		cmocka_unit_test(whoever_may_be_under_18_counts_as_a_minor),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
