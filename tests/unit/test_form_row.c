/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of a table that a form describes: a telephone line with its marks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "schema/call.h"
#include "schema/case_edit.h"
#include "schema/code.h"
#include "schema/consent.h"
#include "schema/form_priv.h"
#include "schema/guide.h"
#include "schema/institution.h"
#include "schema/offer.h"
#include "schema/person_priv.h"
#include "schema/record.h"
#include "schema/route.h"
#include "tests/unit/house.h"

/* clang-format off */
static const struct field fields[] = {
	{ .id = "phone", .type = FIELD_PHONE, .max_len = 20, .flags = FIELD_REQUIRED },
	{ .id = "owner", .type = FIELD_TEXT, .max_len = 60, .flags = FIELD_EMPTY },
	{ .id = "marks", .type = FIELD_CODES, .list = "numflag", .max_len = 100 },
	{ .id = "safe_note", .type = FIELD_TEXT, .max_len = 60, .flags = FIELD_EMPTY },
};
/* clang-format on */
static const struct form form = { "line", "line", fields, COUNT(fields) };

static struct record *typed(const char *phone, const char *owner, const char *marks)
{
	struct record *rec = record_new(&form);

	record_set_id(rec, "phone", phone);
	record_set_id(rec, "owner", owner);
	record_set_id(rec, "marks", marks);
	return rec;
}

static enum err save(struct house *h, const struct record *before, struct record *after,
    int64_t version, int64_t *id, size_t *field)
{
	const struct form_save s = { .actor = &h->rosa,
		.now = NOW,
		.version = version,
		.before = before,
		.after = after };

	return form_save(h->st, &s, id, field);
}

static int64_t saved(struct house *h, const char *owner, const char *marks)
{
	struct record *rec = typed("961 555 877", owner, marks);
	int64_t id = 0;
	size_t field = 0;

	assert_int_equal(AM_OK, save(h, NULL, rec, 0, &id, &field));
	record_free(rec);
	return id;
}

static void a_new_row_is_read_back_with_its_set(void **state)
{
	struct house *h = *state;
	struct record *rec = record_new(&form);
	const int64_t id = saved(h, "la tía", "prank frequent");
	int64_t version = 0;

	assert_int_equal(AM_OK, form_load(h->st, id, rec, &version));
	assert_int_equal(1, version);
	assert_string_equal("961555877", record_get_id(rec, "phone"));
	assert_string_equal("la tía", record_get_id(rec, "owner"));
	assert_true(code_set_has(record_get_id(rec, "marks"), "prank"));
	assert_true(code_set_has(record_get_id(rec, "marks"), "frequent"));
	assert_string_equal("51961555877", house_sees(h, "SELECT phone FROM line"));
	assert_string_equal("create", house_sees(h, "SELECT action FROM audit"
						    " WHERE entity = 'line'"));
	record_free(rec);
}

static void what_is_wrong_is_named_and_nothing_is_written(void **state)
{
	struct house *h = *state;
	struct record *rec = typed("961 555 877", "", "prank nonsense");
	int64_t id = 0;
	size_t field = 99;

	assert_int_equal(AM_INVALID, save(h, NULL, rec, 0, &id, &field));
	assert_int_equal(2, field);
	assert_int_equal(0, id);
	record_set_id(rec, "marks", "prank");
	record_set_id(rec, "phone", "");
	assert_int_equal(AM_INVALID, save(h, NULL, rec, 0, &id, &field));
	assert_int_equal(0, field);
	assert_int_equal(0, house_counts(h, "SELECT count(*) FROM line"));
	record_free(rec);
}

static void a_change_tells_the_audit_what_was_there(void **state)
{
	struct house *h = *state;
	const int64_t made = saved(h, "la tía", "prank");
	struct record *before = record_new(&form), *after = record_new(&form);
	int64_t id = made, version = 0;
	size_t field = 0;

	assert_int_equal(AM_OK, form_load(h->st, made, before, &version));
	record_copy(after, before);
	record_set_id(after, "owner", "un vecino");
	record_set_id(after, "marks", "");
	assert_int_equal(AM_OK, save(h, before, after, version, &id, &field));
	assert_string_equal("{\"old\":{\"owner\":\"la tía\",\"marks\":\"prank\"}}",
	    house_sees(h, "SELECT detail FROM audit WHERE action = 'update'"));
	assert_int_equal(0, house_counts(h, "SELECT count(*) FROM pick"));
	assert_int_equal(2, house_counts(h, "SELECT version FROM line"));
	record_free(before);
	record_free(after);
}

static void who_comes_second_is_told_and_writes_nothing(void **state)
{
	struct house *h = *state;
	const int64_t made = saved(h, "la tía", "");
	struct record *before = record_new(&form), *mine = record_new(&form);
	int64_t id = made, version = 0;
	size_t field = 0;

	assert_int_equal(AM_OK, form_load(h->st, made, before, &version));
	record_copy(mine, before);
	record_set_id(mine, "owner", "Luz lo escribió");
	assert_int_equal(AM_OK, save(h, before, mine, version, &id, &field));
	record_set_id(mine, "owner", "Rosa lo escribió");
	assert_int_equal(AM_CONFLICT, save(h, before, mine, version, &id, &field));
	assert_string_equal("Luz lo escribió", house_sees(h, "SELECT owner FROM line"));
	id = 4711;
	assert_int_equal(AM_MISSING, save(h, before, mine, version, &id, &field));
	record_free(before);
	record_free(mine);
}

static void nothing_changed_is_no_change(void **state)
{
	struct house *h = *state;
	const int64_t made = saved(h, "la tía", "prank");
	struct record *before = record_new(&form), *after = record_new(&form);
	int64_t id = made, version = 0;
	size_t field = 0;

	assert_int_equal(AM_OK, form_load(h->st, made, before, &version));
	record_copy(after, before);
	assert_int_equal(AM_OK, save(h, before, after, version, &id, &field));
	assert_int_equal(1, house_counts(h, "SELECT version FROM line"));
	assert_int_equal(0, house_counts(h, "SELECT count(*) FROM audit"
					    " WHERE action = 'update'"));
	record_free(before);
	record_free(after);
}

/* --- every form of the program --- */

static const struct form *const forms[] = { &call_form, &case_form, &note_form,
	&consent_form, &guide_form, &body_form, &service_form, &leg_form, &offer_form,
	&person_form, &person_identity, &person_suspect, &person_part, &person_victim };

/* True if a column of this name may hold what is bound as the only value of q. */
static bool column_takes(const char *table, const char *column, sqlite3_stmt *q)
{
	const char *declared = NULL;

	if (sqlite3_table_column_metadata(sqlite3_db_handle(q), NULL, table, column,
		&declared, NULL, NULL, NULL, NULL) != SQLITE_OK)
		return true; /* it is written in another way */
	return strcmp(declared, "INTEGER") != 0 ||
	       sqlite3_column_type(q, 0) == SQLITE_INTEGER ||
	       sqlite3_column_type(q, 0) == SQLITE_NULL;
}

/* The tables are STRICT: text in a column of numbers is refused when it is saved. */
static void unknown_can_be_stored_in_every_field(void **state)
{
	struct house *h = *state;
	size_t seen = 0;

	for (size_t i = 0; i < COUNT(forms); i++)
		for (size_t k = 0; k < forms[i]->count; k++) {
			const struct field *f = &forms[i]->fields[k];
			const struct form one = { "one", forms[i]->table, f, 1 };
			struct record *rec = record_new(&one);
			sqlite3_stmt *q = NULL;

			record_set(rec, 0, "-");
			assert_int_equal(AM_OK, store_prepare(h->st, "SELECT ?1", &q));
			assert_int_equal(AM_OK, form_bind(q, 1, rec, "51"));
			assert_int_equal(SQLITE_ROW, sqlite3_step(q));
			if (!column_takes(forms[i]->table, f->id, q))
				fail_msg("%s.%s cannot be -", forms[i]->name, f->id);
			seen++;
			store_done(h->st, q);
			record_free(rec);
		}
	assert_true(seen > 100);
}

int main(void)
{
#define STORY(s) cmocka_unit_test_setup_teardown(s, house_open, house_close)
	const struct CMUnitTest tests[] = {
		STORY(a_new_row_is_read_back_with_its_set),
		STORY(what_is_wrong_is_named_and_nothing_is_written),
		STORY(a_change_tells_the_audit_what_was_there),
		STORY(who_comes_second_is_told_and_writes_nothing),
		STORY(nothing_changed_is_no_change),
		STORY(unknown_can_be_stored_in_every_field),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
