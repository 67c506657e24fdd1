/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "schema/call.h"
#include "schema/draft.h"
#include "schema/record.h"
#include "tests/unit/house.h"

enum { WHAT, TEXT };
static const struct field note_fields[] = {
	[WHAT] = { .id = "what", .type = FIELD_TEXT, .max_len = 20 },
	[TEXT] = { .id = "text", .type = FIELD_NOTES, .max_len = 8192 },
};
static const struct form note_form = { "note", "note", note_fields, COUNT(note_fields) };

static struct record *half_a_call(void)
{
	struct record *rec = record_new(&call_form);

	record_set_id(rec, "motive", "report");
	record_set_id(rec, "phone", "9615");
	record_set_id(rec, "notes", "Refiere que la \"hija\"\nsalió\tel \\ 3 \x1b[2J ñ");
	return rec;
}

static void half_a_number_survives_a_dropped_line(void **state)
{
	struct house *h = *state;
	struct record *rec = half_a_call(), *found = record_new(&call_form);
	const size_t notes = form_find(&call_form, "notes");
	struct draft d = { .ref = 7, .base = 2, .focus = notes, .caret = 4 }, loaded;

	assert_int_equal(AM_OK, draft_save(h->st, &h->rosa, &d, rec, NOW));
	assert_true(d.id > 0);
	assert_int_equal(NOW, d.saved_at);
	assert_int_equal(AM_OK, draft_load(h->st, &h->rosa, d.id, &loaded, found));
	for (size_t i = 0; i < call_form.count; i++)
		assert_string_equal(record_get(rec, i), record_get(found, i));
	assert_string_equal("call", loaded.form);
	assert_int_equal(7, loaded.ref);
	assert_int_equal(2, loaded.base);
	assert_int_equal(notes, loaded.focus);
	assert_int_equal(4, loaded.caret);
	record_free(rec);
	record_free(found);
}

static void saving_again_replaces_the_draft(void **state)
{
	struct house *h = *state;
	struct record *rec = half_a_call();
	struct draft d = { 0 }, loaded;
	int64_t id;

	assert_int_equal(AM_OK, draft_save(h->st, &h->rosa, &d, rec, NOW));
	id = d.id;
	record_set_id(rec, "phone", "961555877");
	record_set_id(rec, "notes", "");
	assert_int_equal(AM_OK, draft_save(h->st, &h->rosa, &d, rec, NOW + 2));
	assert_int_equal(id, d.id);
	assert_int_equal(1, house_counts(h, "SELECT count(*) FROM draft"));
	record_set_id(rec, "notes", "left over");
	assert_int_equal(AM_OK, draft_load(h->st, &h->rosa, id, &loaded, rec));
	assert_string_equal("961555877", record_get_id(rec, "phone"));
	assert_string_equal("", record_get_id(rec, "notes"));
	assert_int_equal(NOW + 2, loaded.saved_at);
	record_free(rec);
}

static void several_drafts_of_several_kinds_are_parked_side_by_side(void **state)
{
	struct house *h = *state;
	struct record *call = half_a_call(), *note = record_new(&note_form);
	struct draft one = { 0 }, two = { 0 }, three = { 0 }, list[8], loaded;
	size_t count = 0;

	record_set(note, TEXT, "una nota");
	assert_int_equal(AM_OK, draft_save(h->st, &h->rosa, &one, call, NOW));
	assert_int_equal(AM_OK, draft_save(h->st, &h->rosa, &two, note, NOW + 1));
	assert_int_equal(AM_OK, draft_save(h->st, &h->rosa, &three, call, NOW + 2));
	assert_int_equal(AM_OK, draft_save(h->st, &h->rosa, &one, call, NOW + 3));
	assert_int_equal(AM_OK, draft_list(h->st, &h->rosa, list, 8, &count));
	assert_int_equal(3, count);
	assert_int_equal(one.id, list[0].id); /* newest first */
	assert_int_equal(three.id, list[1].id);
	assert_int_equal(two.id, list[2].id);
	assert_string_equal("note", list[2].form);
	assert_int_equal(AM_OK, draft_list(h->st, &h->rosa, list, 2, &count));
	assert_int_equal(2, count);
	assert_int_equal(AM_MISSING, draft_load(h->st, &h->rosa, two.id, &loaded, call));
	assert_int_equal(AM_OK, draft_load(h->st, &h->rosa, two.id, &loaded, note));
	record_free(call);
	record_free(note);
}

static void nobody_sees_or_touches_the_draft_of_another(void **state)
{
	struct house *h = *state;
	struct record *rec = half_a_call();
	struct draft d = { 0 }, stolen;
	size_t count = 9;

	assert_int_equal(AM_OK, draft_save(h->st, &h->rosa, &d, rec, NOW));
	assert_int_equal(AM_MISSING, draft_load(h->st, &h->luz, d.id, &stolen, rec));
	assert_int_equal(AM_MISSING, draft_load(h->st, &h->marta, d.id, &stolen, rec));
	assert_int_equal(AM_OK, draft_delete(h->st, &h->luz, d.id));
	assert_int_equal(AM_OK, draft_discard(h->st, &h->luz, d.id, NOW));
	assert_int_equal(AM_OK, draft_list(h->st, &h->luz, &stolen, 1, &count));
	assert_int_equal(0, count);
	assert_int_equal(AM_OK, draft_load(h->st, &h->rosa, d.id, &stolen, rec));
	record_free(rec);
}

static void a_discarded_draft_can_be_brought_back(void **state)
{
	struct house *h = *state;
	struct record *rec = half_a_call();
	struct draft d = { 0 }, loaded;
	size_t count;

	assert_int_equal(AM_OK, draft_save(h->st, &h->rosa, &d, rec, NOW));
	assert_int_equal(AM_OK, draft_discard(h->st, &h->rosa, d.id, NOW));
	assert_int_equal(AM_MISSING, draft_load(h->st, &h->rosa, d.id, &loaded, rec));
	assert_int_equal(AM_OK, draft_list(h->st, &h->rosa, &loaded, 1, &count));
	assert_int_equal(0, count);
	assert_int_equal(AM_OK, draft_restore(h->st, &h->rosa, d.id));
	assert_int_equal(AM_OK, draft_load(h->st, &h->rosa, d.id, &loaded, rec));
	assert_string_equal("9615", record_get_id(rec, "phone"));
	record_free(rec);
}

static void words_typed_after_a_draft_was_deleted_elsewhere_are_kept(void **state)
{
	struct house *h = *state;
	struct record *rec = half_a_call();
	struct draft d = { 0 };
	int64_t old;

	assert_int_equal(AM_OK, draft_save(h->st, &h->rosa, &d, rec, NOW));
	old = d.id;
	assert_int_equal(AM_OK, draft_delete(h->st, &h->rosa, d.id));
	assert_int_equal(
	    AM_OK, draft_delete(h->st, &h->rosa, d.id)); /* not there: fine */
	assert_int_equal(AM_OK, draft_save(h->st, &h->rosa, &d, rec, NOW));
	assert_true(d.id > old);
	assert_int_equal(1, house_counts(h, "SELECT count(*) FROM draft"));
	record_free(rec);
}

static void a_field_that_the_form_lost_is_passed_over(void **state)
{
	struct house *h = *state;
	struct record *rec = half_a_call();
	struct draft d = { .focus = 3, .caret = 1 }, loaded;
	sqlite3_stmt *q = NULL;
	enum err e;

	assert_int_equal(AM_OK, draft_save(h->st, &h->rosa, &d, rec, NOW));
	assert_int_equal(AM_OK, store_begin(h->st));
	e = store_prepare(h->st,
	    "UPDATE draft SET body = '{\"gone\":\"x\",\"phone\":\"7\"}', focus = 900,"
	    " caret = 77",
	    &q);
	assert_int_equal(AM_OK, store_end(h->st, store_run(h->st, q, e)));
	assert_int_equal(AM_OK, draft_load(h->st, &h->rosa, d.id, &loaded, rec));
	assert_string_equal("7", record_get_id(rec, "phone"));
	assert_string_equal("", record_get_id(rec, "notes"));
	assert_int_equal(0, loaded.focus);
	assert_int_equal(0, loaded.caret);
	record_free(rec);
}

static void drafts_are_not_audited(void **state)
{
	struct house *h = *state;
	const long rows = house_counts(h, "SELECT count(*) FROM audit");
	struct record *rec = half_a_call();
	struct draft d = { 0 };

	assert_int_equal(AM_OK, draft_save(h->st, &h->rosa, &d, rec, NOW));
	assert_int_equal(AM_OK, draft_discard(h->st, &h->rosa, d.id, NOW));
	assert_int_equal(rows, house_counts(h, "SELECT count(*) FROM audit"));
	record_free(rec);
}

int main(void)
{
#define STORY(f) cmocka_unit_test_setup_teardown(f, house_open, house_close)
	const struct CMUnitTest tests[] = {
		STORY(half_a_number_survives_a_dropped_line),
		STORY(saving_again_replaces_the_draft),
		STORY(several_drafts_of_several_kinds_are_parked_side_by_side),
		STORY(nobody_sees_or_touches_the_draft_of_another),
		STORY(a_discarded_draft_can_be_brought_back),
		STORY(words_typed_after_a_draft_was_deleted_elsewhere_are_kept),
		STORY(a_field_that_the_form_lost_is_passed_over),
		STORY(drafts_are_not_audited),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
