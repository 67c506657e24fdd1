/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The call on paper: every question of the form, in its order, in both languages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <libintl.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/base/utf8.h"
#include "schema/call.h"
#include "schema/paper.h"
#include "schema/paper_call.h"
#include "tests/unit/house.h"

static struct buf form_in(struct house *h, enum paper_form form, const char *lang)
{
	struct buf out = { 0 };

	assert_int_equal(AM_OK, paper_call(h->st, form, lang, &out));
	return out;
}

static void every_field_stands_on_it_in_the_order_of_the_form(void **state)
{
	static const enum paper_form forms[] = { PAPER_TEXT, PAPER_HTML };

	for (size_t n = 0; n < COUNT(forms); n++) {
		struct buf out = form_in(*state, forms[n], "en");
		const char *p = buf_text(&out);

		p = strstr(p, "destroyed.");
		for (size_t i = 0; i < call_form.count && p != NULL; i++) {
			p = strstr(p, call_form.fields[i].label);
			if (p == NULL)
				fail_msg("%s is not where it belongs",
				    call_form.fields[i].id);
		}
		assert_non_null(p);
		buf_fini(&out);
	}
}

static void codes_stand_with_their_keys_and_long_lists_have_a_line(void **state)
{
	struct buf out = form_in(*state, PAPER_TEXT, "es");

	assert_non_null(strstr(buf_text(&out), "[ ] 2 Reporte"));
	assert_non_null(strstr(buf_text(&out), "[ ] 5 Peligro"));
	assert_non_null(strstr(buf_text(&out), "Result                ____"));
	assert_null(strstr(buf_text(&out), "[ ] -"));
	buf_fini(&out);
	out = form_in(*state, PAPER_HTML, "en");
	assert_non_null(strstr(buf_text(&out), "&#9744; 2 Report"));
	assert_null(strstr(buf_text(&out), "Reporte"));
	buf_fini(&out);
}

static void it_is_one_sheet_of_lines_that_fit(void **state)
{
	struct buf out = form_in(*state, PAPER_TEXT, "es");
	size_t pages = 1;

	for (const char *p = buf_text(&out); *p != '\0';) {
		const size_t len = strcspn(p, "\n");
		struct buf line = { 0 };

		pages += *p == '\f';
		buf_add(&line, p + (*p == '\f'), len - (*p == '\f'));
		if (utf8_cols(buf_text(&line)) > PAPER_COLS)
			fail_msg("too long: %s", buf_text(&line));
		buf_fini(&line);
		p += len + (p[len] != '\0');
	}
	assert_int_equal(2, pages);
	buf_fini(&out);
}

int main(void)
{
#define STORY(f) cmocka_unit_test_setup_teardown(f, house_open, house_close)
	const struct CMUnitTest tests[] = {
		STORY(every_field_stands_on_it_in_the_order_of_the_form),
		STORY(codes_stand_with_their_keys_and_long_lists_have_a_line),
		STORY(it_is_one_sheet_of_lines_that_fit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
