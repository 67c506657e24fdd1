/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walks every layout of the call form in both languages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <libintl.h>

#include "schema/base/mem.h"
#include "schema/base/utf8.h"
#include "schema/call.h"
#include "schema/code.h"
#include "schema/record.h"
#include "tests/screen/stage.h"
#include "tui/layout_call.h"

#define COLS 79
#define ROWS 21

static const char *const langs[] = { "es", "en" };

static int begin(void **state)
{
	*state = stage_open("rosa", "es", 24, 80);
	return 0;
}

static int end(void **state)
{
	stage_close(*state);
	return 0;
}

static void speak(const char *lang)
{
	(void)setenv("LANGUAGE", lang, 1);
	(void)textdomain("amparo");
}

static const struct field *field_of(const struct slot *s)
{
	const size_t i = form_find(&call_form, s->id);

	if (i == call_form.count)
		fail_msg("%s is no field of a call", s->id);
	return &call_form.fields[i];
}

static int label_cols(const struct slot *s)
{
	const struct field *f = field_of(s);
	const bool star = (f->flags & FIELD_REQUIRED) != 0 || (s->flags & SLOT_ASK) != 0;

	return (int)utf8_cols(gettext(s->label != NULL ? s->label : f->label)) + star;
}

/* --- what a row of the table may say --- */

static void every_slot_names_fields_that_are_there(void **state)
{
	(void)state;
	for (size_t i = 0; i < layout_call_count; i++) {
		const struct layout *l = &layout_calls[i].layout;

		for (size_t k = 0; k < l->slot_count; k++) {
			const struct slot *s = &l->slots[k];

			(void)field_of(s);
			if (s->after != NULL)
				assert_true(
				    form_find(&call_form, s->after) < call_form.count);
			if (s->within != NULL)
				assert_true(
				    form_find(&call_form, s->within) < call_form.count);
			for (size_t m = 0; m < k; m++)
				assert_string_not_equal(s->id, l->slots[m].id);
		}
	}
}

static void every_motive_has_its_layout(void **state)
{
	struct stage *st = *state;
	const struct code_list *motives, *results;

	assert_int_equal(AM_OK, code_list(st->st, "motive", &motives));
	assert_int_equal(AM_OK, code_list(st->st, "dispo", &results));
	for (size_t i = 0; i < motives->count; i++)
		assert_string_equal(motives->codes[i].code,
		    layout_call_for(motives->codes[i].code, NULL, false)->motive);
	assert_string_equal(
	    "listen", layout_call_for("none", code_find(results, "silent"), false)->layout.name);
	assert_string_equal("listen",
	    layout_call_for("none", code_find(results, "listened"), false)->layout.name);
	assert_string_equal(
	    "threat", layout_call_for("none", code_find(results, "threat"), false)->layout.name);
	assert_string_equal(
	    "none", layout_call_for("none", code_find(results, "prank"), false)->layout.name);
	assert_string_equal("start", layout_call_for("", NULL, false)->layout.name);
	assert_string_equal("out", layout_call_for("", NULL, true)->layout.name);
	assert_string_equal("nobody", layout_call_for("none", NULL, true)->layout.name);
	assert_string_equal("nobody",
	    layout_call_for("none", code_find(results, "noanswer"), true)->layout.name);
	assert_string_equal("report", layout_call_for("report", NULL, true)->layout.name);
}

static void labels_leave_a_blank_before_their_box(void **state)
{
	(void)state;
	for (size_t n = 0; n < COUNT(langs); n++) {
		speak(langs[n]);
		for (size_t i = 0; i < layout_call_count; i++) {
			const struct layout *l = &layout_calls[i].layout;

			for (size_t k = 0; k < l->slot_count; k++) {
				const struct slot *s = &l->slots[k];

				if (field_of(s)->type == FIELD_NOTES)
					assert_true(label_cols(s) <= s->cols);
				else if (s->col + label_cols(s) >= s->box)
					fail_msg("%s, %s: the label of %s has %d columns",
					    langs[n], l->name, s->id, label_cols(s));
			}
		}
	}
	speak("es");
}

static void mark(char used[ROWS][COLS + 1], const struct layout *l, const char *what,
    int row, int col, int cols)
{
	if (row < 0 || row >= ROWS || col < 0 || col + cols > COLS)
		fail_msg(
		    "%s: %s stands outside at %d,%d (%d)", l->name, what, row, col, cols);
	for (int i = col; i < col + cols; i++) {
		if (used[row][i] != 0)
			fail_msg("%s: %s overlaps at %d,%d", l->name, what, row, i);
		used[row][i] = 1;
	}
}

static void mark_rows(char used[ROWS][COLS + 1], const struct layout *l)
{
	const int rows[] = { l->warn_row, l->ask_row, l->why_row, l->told_row };

	for (int i = 0; i < l->notes_rows; i++)
		mark(used, l, "the notes", l->notes_row + i, 1, 77);
	for (size_t i = 0; i < COUNT(rows); i++)
		if (rows[i] > 0)
			mark(used, l, "a hint", rows[i], 1, 77);
}

static void nothing_overlaps_and_all_is_inside_79_columns(void **state)
{
	(void)state;
	for (size_t i = 0; i < layout_call_count; i++) {
		const struct layout *l = &layout_calls[i].layout;
		char used[ROWS][COLS + 1] = { { 0 } };

		assert_int_equal(ROWS, l->rows);
		mark_rows(used, l);
		for (size_t k = 0; k < l->slot_count; k++) {
			const struct slot *s = &l->slots[k];
			const bool notes = field_of(s)->type == FIELD_NOTES;

			mark(used, l, s->id, s->row, s->col,
			    notes ? s->cols : s->box + s->cols - s->col);
		}
		for (size_t k = 0; k < l->fixed_count; k++)
			for (int r = 0;
			     r < (l->fixed[k].list != NULL ? l->fixed[k].rows : 1); r++)
				mark(used, l, "a fixed text", l->fixed[k].row + r,
				    l->fixed[k].col, l->fixed[k].cols);
	}
}

static void fixed_texts_fit_in_both_languages(void **state)
{
	(void)state;
	for (size_t n = 0; n < COUNT(langs); n++) {
		speak(langs[n]);
		for (size_t i = 0; i < layout_call_count; i++)
			for (size_t k = 0; k < layout_calls[i].layout.fixed_count; k++) {
				const struct fixed *x = &layout_calls[i].layout.fixed[k];

				if (x->text != NULL &&
				    (int)utf8_cols(gettext(x->text)) > x->cols)
					fail_msg("%s: too long: %s", langs[n],
					    gettext(x->text));
			}
	}
	speak("es");
}

/* Every option that a layout lists stands on the screen whole. */
static void options_fit_their_rows_in_both_languages(void **state)
{
	struct stage *st = *state;

	for (size_t n = 0; n < COUNT(langs); n++)
		for (size_t i = 0; i < layout_call_count; i++)
			for (size_t k = 0; k < layout_calls[i].layout.fixed_count; k++) {
				const struct fixed *x = &layout_calls[i].layout.fixed[k];
				const struct code_list *list;
				int rows = 1, at = 0;

				if (x->list == NULL)
					continue;
				assert_int_equal(
				    AM_OK, code_list(st->st, x->list, &list));
				for (size_t c = 0; c < list->count; c++) {
					const struct code *code = &list->codes[c];
					const int need =
					    (int)utf8_cols(code_label(code, langs[n])) +
					    (code->key != 0 ? 2 : 0);

					if (x->group != NULL &&
					    strcmp(code->group, x->group) != 0)
						continue;
					if (at > 0 && at + need > x->cols) {
						rows++;
						at = 0;
					}
					at += need + 2;
				}
				assert_true(rows <= x->rows);
			}
}

/* --- keys of the lists --- */

static void one_key_means_one_code(const struct slot *s, const struct code_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		for (size_t k = i + 1; k < list->count; k++) {
			const struct code *a = &list->codes[i], *b = &list->codes[k];

			if (s->group != NULL && (strcmp(a->group, s->group) != 0 ||
						    strcmp(b->group, s->group) != 0))
				continue;
			for (const char *p = a->keys; *p != '\0'; p++)
				if (strchr(b->keys, *p) != NULL)
					fail_msg("%s: %c is %s and %s", s->id, *p,
					    a->code, b->code);
		}
}

static void every_list_and_group_is_there_and_a_key_means_one_code(void **state)
{
	struct stage *st = *state;

	for (size_t i = 0; i < layout_call_count; i++)
		for (size_t k = 0; k < layout_calls[i].layout.slot_count; k++) {
			const struct slot *s = &layout_calls[i].layout.slots[k];
			const struct code_list *list;
			size_t members = 0;

			if (field_of(s)->type != FIELD_CODE)
				continue;
			assert_int_equal(
			    AM_OK, code_list(st->st, field_of(s)->list, &list));
			for (size_t c = 0; c < list->count; c++)
				members += s->group == NULL ||
					   strcmp(list->codes[c].group, s->group) == 0;
			assert_true(members > 1);
			if (s->value != NULL)
				assert_non_null(code_find(list, s->value));
			one_key_means_one_code(s, list);
		}
}

/* --- the order of Enter --- */

static const struct code_list *no_codes(void *data, const char *list)
{
	(void)data, (void)list;
	return NULL;
}

static const char *lang_es(void *data)
{
	(void)data;
	return "es";
}

static int64_t now(void *data)
{
	(void)data;
	return 1000;
}

static bool place_of(void *data, const char *id, struct place *out)
{
	(void)data, (void)id, (void)out;
	return false;
}

static void walk(const struct layout *l)
{
	const struct form_source source = {
		.codes = no_codes, .place = place_of, .lang = lang_es, .now = now
	};
	struct record *rec = record_new(&call_form);
	struct form_fill *f = form_new(rec, l, &source);
	bool *seen = mem_new(call_form.count, sizeof(bool));
	const struct key tab = { .code = KEY_TAB };

	record_set_id(rec, "phone", "961555877"); /* so that all that follows is asked */
	form_focus(f, form_find(&call_form, l->slots[0].id), 0);
	for (size_t i = 0; i < l->slot_count; i++) {
		seen[form_at(f)] = true;
		(void)form_key(f, &tab);
	}
	for (size_t i = 0; i < l->slot_count; i++)
		if ((l->slots[i].flags & SLOT_VISIT) != 0 &&
		    !seen[form_find(&call_form, l->slots[i].id)])
			fail_msg("%s: Tab never comes to %s", l->name, l->slots[i].id);
	free(seen);
	form_free(f);
	record_free(rec);
}

static void tab_comes_to_every_field_that_is_asked(void **state)
{
	(void)state;
	for (size_t i = 0; i < layout_call_count; i++)
		walk(&layout_calls[i].layout);
}

/* A call that was taken on paper: each field once, in the order of the sheet, there and back. */
static void walk_on_paper(const struct layout *l)
{
	const struct form_source source = {
		.codes = no_codes, .place = place_of, .lang = lang_es, .now = now
	};
	struct record *rec = record_new(&call_form);
	struct form_fill *f = form_new(rec, l, &source);
	const struct key tab = { .code = KEY_TAB }, back = { .code = KEY_BACKTAB };
	size_t count = 1;

	form_from_paper(f, true);
	form_focus(f, form_find(&call_form, "motive"), 0);
	while (!form_last(f)) {
		const size_t before = form_at(f);

		(void)form_key(f, &tab);
		if (form_at(f) <= before)
			fail_msg("%s: %s after %s", l->name,
			    call_form.fields[form_at(f)].id, call_form.fields[before].id);
		(void)form_key(f, &back);
		assert_int_equal(before, form_at(f));
		(void)form_key(f, &tab);
		count++;
	}
	if (count != l->slot_count)
		fail_msg("%s: %zu of %zu fields", l->name, count, l->slot_count);
	form_free(f);
	record_free(rec);
}

static void from_paper_every_field_comes_in_the_order_of_the_paper(void **state)
{
	(void)state;
	for (size_t i = 0; i < layout_call_count; i++)
		walk_on_paper(&layout_calls[i].layout);
}

static void a_report_asks_first_what_matters_if_the_line_drops(void **state)
{
	static const char *const first[] = { "motive", "speak", "phone", "phone_of",
		"safe_hours", "where_is", "notes" };
	const struct layout *l = &layout_call_for("report", NULL, false)->layout;

	(void)state;
	for (size_t i = 0; i < COUNT(first); i++)
		assert_string_equal(first[i], l->slots[i].id);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_slot_names_fields_that_are_there),
		cmocka_unit_test(every_motive_has_its_layout),
		cmocka_unit_test(labels_leave_a_blank_before_their_box),
		cmocka_unit_test(nothing_overlaps_and_all_is_inside_79_columns),
		cmocka_unit_test(fixed_texts_fit_in_both_languages),
		cmocka_unit_test(options_fit_their_rows_in_both_languages),
		cmocka_unit_test(every_list_and_group_is_there_and_a_key_means_one_code),
		cmocka_unit_test(tab_comes_to_every_field_that_is_asked),
		cmocka_unit_test(from_paper_every_field_comes_in_the_order_of_the_paper),
		cmocka_unit_test(a_report_asks_first_what_matters_if_the_line_drops),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
