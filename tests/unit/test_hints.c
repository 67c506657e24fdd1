/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/base/utf8.h"
#include "schema/call.h"
#include "schema/record.h"
#include "tui/hints.h"

struct answer {
	const char *id, *value;
};

static struct record *filled(const struct answer *answers, size_t count)
{
	struct record *rec = record_new(&call_form);

	for (size_t i = 0; i < count && answers[i].id != NULL; i++)
		record_set_id(rec, answers[i].id, answers[i].value);
	return rec;
}

/* clang-format off */
static const struct {
	struct answer answers[4];
	const char *risk, *why;
} risks[] = {
	{ { { NULL, NULL } }, "9", "age not asked" },
	{ { { "motive", "danger" } }, "1", "danger" },
	{ { { "dispo", "threat" } }, "1", "threat" },
	{ { { "listen_danger", "y 03:41" } }, "1", "in danger" },
	{ { { "listen_danger", "n 03:41" } }, "9", "situation" },
	{ { { "age", "16" }, { "situation", "held" } }, "1", "minor" },
	{ { { "age", "15-17" } }, "2", "minor" },
	{ { { "age", "17?" } }, "2", "minor" },
	{ { { "minors", "2" } }, "2", "minor" },
	{ { { "listen_minor", "y 03:41" } }, "2", "minor" },
	{ { { "situation", "held" } }, "2", "cannot leave" },
	{ { { "speak", "n" } }, "2", "cannot speak" },
	{ { { "situation", "threat" }, { "speak", "n" } }, "1", "threats" },
	{ { { "situation", "travel" } }, "3", "on the way" },
	/* what is missing never makes it low */
	{ { { "situation", "back" } }, "9", "age" },
	{ { { "situation", "back" }, { "age", "30" } }, "9", "speak" },
	{ { { "situation", "back" }, { "age", "-" }, { "speak", "y" } }, "9", "" },
	{ { { "situation", "back" }, { "age", "30?" }, { "speak", "y" } }, "9", "" },
	{ { { "situation", "back" }, { "age", "30" }, { "speak", "y" } }, "4", "adult" },
};
/* clang-format on */

static void a_risk_has_its_reason_and_nothing_missing_makes_it_low(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(risks); i++) {
		struct record *rec = filled(risks[i].answers, 4);
		struct buf why = { 0 };
		const char *risk = hint_risk(rec, 70, &why);

		if (strcmp(risk, risks[i].risk) != 0 ||
		    strstr(buf_text(&why), risks[i].why) == NULL)
			fail_msg("row %zu: %s (%s)", i, risk, buf_text(&why));
		buf_fini(&why);
		record_free(rec);
	}
}

static void reasons_are_cut_at_a_comma(void **state)
{
	struct record *rec = record_new(&call_form);

	(void)state;
	for (size_t cols = 0; cols < 80; cols++) {
		struct buf why = { 0 }, missing = { 0 };

		(void)hint_risk(rec, cols, &why);
		hint_missing(rec, cols, &missing);
		assert_true(utf8_cols(buf_text(&why)) <= cols);
		assert_true(utf8_cols(buf_text(&missing)) <= cols);
		buf_fini(&why);
		buf_fini(&missing);
	}
	record_free(rec);
}

static void what_was_asked_is_not_asked_again(void **state)
{
	static const struct answer answers[] = { { "recruiter", "-" },
		{ "victims", "1" } };
	struct record *rec = filled(answers, COUNT(answers));
	struct buf missing = { 0 };

	(void)state;
	hint_missing(rec, 200, &missing);
	assert_null(strstr(buf_text(&missing), "who controls her"));
	assert_null(strstr(buf_text(&missing), "others"));
	assert_non_null(strstr(buf_text(&missing), "if she can leave"));
	buf_fini(&missing);
	record_free(rec);
}

/* clang-format off */
static const struct {
	struct answer answers[4];
	const char *part;
} warned[] = {
	{ { { "motive", "report" }, { "age", "16" } }, "Minor in danger" },
	{ { { "motive", "offer" }, { "age", "16" } }, "permission" },
	{ { { "motive", "report" }, { "speak", "n" } }, "yes and no only" },
	{ { { "consent_refer", "y" }, { "age", "30" }, { "consent_by", "la tía" } }, "only she herself" },
};
/* clang-format on */

static void a_warning_stands_where_it_is_needed(void **state)
{
	struct record *empty = record_new(&call_form);

	(void)state;
	assert_null(hint_warning(empty));
	for (size_t i = 0; i < COUNT(warned); i++) {
		struct record *rec = filled(warned[i].answers, 4);

		assert_non_null(hint_warning(rec));
		assert_non_null(strstr(hint_warning(rec), warned[i].part));
		record_free(rec);
	}
	record_free(empty);
}

/* clang-format off */
static const struct {
	struct answer answers[4];
	const char *cards; /* the first ones */
} situations[] = {
	{ { { "motive", "" } }, "speak" },
	{ { { "motive", "service" } }, "service speak" },
	{ { { "motive", "report" } }, "speak traffick closing" },
	{ { { "motive", "report" }, { "age", "16?" } }, "minor speak traffick" },
	{ { { "motive", "report" }, { "minors", "2" } }, "minor speak" },
	{ { { "motive", "offer" } }, "abroad papers speak" },
	{ { { "motive", "offer" }, { "age", "17" } }, "minor abroad papers" },
	{ { { "motive", "follow" } }, "speak closing data" },
	{ { { "motive", "danger" } }, "speak medical suicide closing" },
	{ { { "motive", "other" } }, "suicide medical data closing" },
	{ { { "motive", "none" } }, "silent abusive threat" },
	{ { { "motive", "none" }, { "dispo", "threat" } }, "threat silent" },
	{ { { "motive", "none" }, { "dispo", "silent" } }, "silent abusive" },
	{ { { "motive", "none" }, { "dispo", "listened" }, { "listen_minor", "y 03:41" } }, "silent minor" },
	{ { { "motive", "report" }, { "speak", "n" } }, "speak traffick" },
	{ { { "motive", "report" }, { "lang", "que" } }, "lang speak" },
};
/* clang-format on */

static void every_situation_has_its_card(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(situations); i++) {
		struct record *rec = filled(situations[i].answers, 4);
		const char *cards[8] = { NULL };
		const size_t n = hint_cards(rec, cards, 8);
		struct buf found = { 0 };

		for (size_t k = 0; k < n; k++)
			buf_printf(&found, "%s%s", k > 0 ? " " : "", cards[k]);
		if (strncmp(buf_text(&found), situations[i].cards,
			strlen(situations[i].cards)) != 0)
			fail_msg("%zu: %s", i, buf_text(&found));
		assert_int_equal(1, hint_cards(rec, cards, 1));
		buf_fini(&found);
		record_free(rec);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_risk_has_its_reason_and_nothing_missing_makes_it_low),
		cmocka_unit_test(reasons_are_cut_at_a_comma),
		cmocka_unit_test(what_was_asked_is_not_asked_again),
		cmocka_unit_test(a_warning_stands_where_it_is_needed),
		cmocka_unit_test(every_situation_has_its_card),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
