/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A question with several answers: FIELD_CODES in a form. */
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
#include "schema/code.h"
#include "schema/record.h"
#include "tui/form.h"

/* clang-format off */
static const struct field fields[] = {
	{ .id = "means", .label = "Means", .type = FIELD_CODES, .list = "means", .max_len = 30, .cols = 40 },
	{ .id = "note", .label = "Note", .type = FIELD_TEXT, .max_len = 20, .cols = 20 },
};
static const struct form form = { .name = "test", .table = "test", .fields = fields, .count = COUNT(fields) };
static const struct slot slots[] = {
	{ "means", 0, 1, 10, 40, .flags = SLOT_VISIT },
	{ "note", 1, 1, 10, 22, .flags = SLOT_VISIT },
};
static const struct layout layout = { .name = "test", .slots = slots, .slot_count = COUNT(slots), .rows = 3 };
static const struct code means[] = {
	{ "fraud", "Engaño", "Deception", "", "", "1", '1' },
	{ "threat", "Amenaza", "Threat", "", "", "2", '2' },
	{ "force", "Fuerza", "Force", "", "", "3", '3' },
	{ "debt", "Deuda", "Debt", "", "", "", 0 },
	{ "documents", "Documentos retenidos", "Documents withheld", "", "", "", 0 },
};
/* clang-format on */
static const struct code_list list = { means, COUNT(means) };

struct fixture {
	struct record *rec;
	struct form_fill *f;
};

static const struct code_list *codes(void *data, const char *name)
{
	(void)data, (void)name;
	return &list;
}

static const char *lang(void *data)
{
	(void)data;
	return "es";
}

static int64_t now(void *data)
{
	(void)data;
	return 1101310560;
}

static int begin(void **state)
{
	struct fixture *x = mem_new(1, sizeof(*x));
	const struct form_source source = { .codes = codes, .lang = lang, .now = now };

	x->rec = record_new(&form);
	x->f = form_new(x->rec, &layout, &source);
	*state = x;
	return 0;
}

static int end(void **state)
{
	struct fixture *x = *state;

	form_free(x->f);
	record_free(x->rec);
	free(x);
	return 0;
}

static void press(struct fixture *x, enum key_code code)
{
	(void)form_key(x->f, &(struct key){ .code = code });
}

static void type(struct fixture *x, const char *text)
{
	for (const char *p = text; *p != '\0'; p++)
		(void)form_key(x->f,
		    &(struct key){ .code = KEY_TEXT, .c = (unsigned char)*p });
}

static void means_are(struct fixture *x, const char *set)
{
	assert_string_equal(set, record_get_id(x->rec, "means"));
}

static void each_key_adds_one_and_the_focus_stays(void **state)
{
	struct fixture *x = *state;

	type(x, "2");
	means_are(x, "threat");
	assert_int_equal(0, form_at(x->f));
	type(x, "1");
	means_are(x, "fraud threat"); /* in the order of the list */
	press(x, KEY_ENTER);
	assert_int_equal(1, form_at(x->f));
}

static void the_same_key_takes_it_out_again(void **state)
{
	struct fixture *x = *state;

	type(x, "121");
	means_are(x, "threat");
}

static void letters_find_what_has_no_digit(void **state)
{
	struct fixture *x = *state;

	type(x, "1de");
	means_are(x, "fraud debt");
	type(x, "do");
	means_are(x, "fraud debt documents");
	type(x, "x");
	assert_non_null(form_said(x->f));
	means_are(x, "fraud debt documents");
}

static void leaving_takes_what_was_shown_but_never_drops_it(void **state)
{
	struct fixture *x = *state;

	type(x, "d"); /* debt or documents: the first one is shown */
	press(x, KEY_DOWN);
	means_are(x, "debt");
	press(x, KEY_UP);
	type(x, "d");
	press(x, KEY_DOWN);
	means_are(x, "debt");
}

static void backspace_takes_the_last_away_and_clear_all(void **state)
{
	struct fixture *x = *state;

	type(x, "123");
	press(x, KEY_BACKSPACE);
	means_are(x, "fraud threat");
	press(x, KEY_CLEAR);
	means_are(x, "");
}

static void a_dash_says_that_it_was_not_said(void **state)
{
	struct fixture *x = *state;

	type(x, "-");
	means_are(x, "-");
	press(x, KEY_UP);
	type(x, "3");
	means_are(x, "force");
}

static void what_does_not_fit_is_said_and_left_out(void **state)
{
	struct fixture *x = *state;

	type(x, "123de");
	means_are(x, "fraud threat force debt");
	type(x, "do"); /* 33 bytes, the field holds 30 */
	means_are(x, "fraud threat force debt");
	assert_non_null(form_said(x->f));
}

static void it_is_shown_in_words(void **state)
{
	struct fixture *x = *state;
	struct buf out = { 0 };

	form_show(x->f, 0, "fraud debt", &out);
	assert_string_equal("[+] Engaño, Deuda", buf_text(&out));
	buf_clear(&out);
	form_show(x->f, 0, "", &out);
	assert_string_equal("[ ]", buf_text(&out));
	buf_fini(&out);
}

static void the_list_marks_what_is_in(void **state)
{
	struct fixture *x = *state;
	struct form_option option[5];

	type(x, "2");
	assert_int_equal(5, form_options(x->f, "", true, option, 5));
	assert_string_equal("Engaño", option[0].label);
	assert_string_equal("+ Amenaza", option[1].label);
	(void)form_choose(x->f, "debt");
	means_are(x, "threat debt");
	assert_int_equal(1, form_at(x->f)); /* as after every choice from a list */
	form_focus(x->f, 0, 0);
	type(x, "13");
	(void)form_choose(x->f, "documents"); /* no room for it */
	means_are(x, "fraud threat force debt");
	assert_non_null(form_said(x->f));
	assert_int_equal(0, form_at(x->f));
}

static void a_retired_code_is_not_lost_by_the_next_one(void **state)
{
	struct buf out = { 0 };

	(void)state;
	code_set_toggle(&out, "olden fraud", "debt", &list);
	assert_string_equal("fraud debt olden", buf_text(&out));
	assert_true(code_set_has("fraud debt olden", "olden"));
	assert_false(code_set_has("frauds", "fraud"));
	buf_fini(&out);
}

int main(void)
{
#define STORY(s) cmocka_unit_test_setup_teardown(s, begin, end)
	const struct CMUnitTest tests[] = {
		STORY(each_key_adds_one_and_the_focus_stays),
		STORY(the_same_key_takes_it_out_again),
		STORY(letters_find_what_has_no_digit),
		STORY(leaving_takes_what_was_shown_but_never_drops_it),
		STORY(backspace_takes_the_last_away_and_clear_all),
		STORY(a_dash_says_that_it_was_not_said),
		STORY(what_does_not_fit_is_said_and_left_out),
		STORY(it_is_shown_in_words),
		STORY(the_list_marks_what_is_in),
		cmocka_unit_test(a_retired_code_is_not_lost_by_the_next_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
