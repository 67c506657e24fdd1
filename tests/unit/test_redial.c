/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A caller who was cut off and calls again: one contact with two calls. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "schema/audit.h"
#include "schema/call.h"
#include "schema/draft.h"
#include "schema/record.h"
#include "schema/redial.h"
#include "tests/unit/house.h"

#define HOUR 3600
#define AUNT "961555877"

static struct call opens(struct house *h, const struct actor *who, int64_t at)
{
	struct call call;

	assert_int_equal(AM_OK, call_new(h->st, who, at, &call));
	return call;
}

static struct call closed(struct house *h, const struct actor *who, const char *motive,
    const char *dispo, int64_t at)
{
	struct call call = opens(h, who, at);
	struct record *rec = record_new(&call_form);

	record_set_id(rec, "motive", motive);
	record_set_id(rec, "dispo", dispo);
	record_set_id(rec, "phone", AUNT);
	record_set_id(rec, "notes", "La tía dice que no la dejan salir");
	assert_int_equal(AM_OK, call_close(h->st, who, &call, rec, 0, at + MINUTE));
	record_free(rec);
	return call;
}

/* A call that is open, with what was typed of it in a draft. */
static struct call drafted(struct house *h, const struct actor *who, const char *phone,
    const char *notes, int64_t at)
{
	struct call call = opens(h, who, at);
	struct record *rec = record_new(&call_form);
	struct draft d = { .ref = call.id };

	record_set_id(rec, "motive", "report");
	record_set_id(rec, "phone", phone);
	record_set_id(rec, "notes", notes);
	assert_int_equal(AM_OK, draft_save(h->st, who, &d, rec, at + MINUTE));
	record_free(rec);
	return call;
}

static int64_t offered(
    struct house *h, const struct actor *who, const struct call *call, const char *phone)
{
	struct redial r;
	enum err e = redial_find(h->st, who, call->id, phone, call->started_at, &r);

	if (e == AM_MISSING)
		return 0;
	assert_int_equal(AM_OK, e);
	return r.call_id;
}

static void who_was_cut_off_is_offered_within_the_hour(void **state)
{
	static const struct {
		const char *motive, *dispo;
		int64_t after;
		bool offered;
	} cases[] = {
		{ "none", "dropped", 10 * MINUTE, true },
		{ "none", "dropped", MINUTE + HOUR, true }, /* an hour after its end */
		{ "none", "dropped", MINUTE + HOUR + 1, false },
		{ "none", "hangup", 10 * MINUTE, true },
		{ "report", "callback", 10 * MINUTE, true },
		{ "danger", "urgent", 10 * MINUTE, true },
		{ "service", "info", 10 * MINUTE, false },
		{ "none", "prank", 10 * MINUTE, false },
		{ "none", "wrong", 10 * MINUTE, false }, /* keeps no number */
		{ "none", "threat", 10 * MINUTE, false },
	};
	struct house *h = *state;

	for (size_t i = 0; i < COUNT(cases); i++) {
		const int64_t at = NOW + (int64_t)i * 10 * HOUR;
		const struct call first =
		    closed(h, &h->rosa, cases[i].motive, cases[i].dispo, at);
		struct call second = opens(h, &h->luz, at + cases[i].after);

		if ((offered(h, &h->luz, &second, "961 555 877") == first.id) !=
		    cases[i].offered)
			fail_msg("%s after %ld s", cases[i].dispo, (long)cases[i].after);
		assert_int_equal(0, offered(h, &h->luz, &second, "961555878"));
		assert_int_equal(0, offered(h, &h->luz, &second, "961"));
		assert_int_equal(AM_OK, call_void(h->st, &h->luz, &second, NOW));
	}
}

static void both_are_one_contact_with_two_calls(void **state)
{
	struct house *h = *state;
	const struct call first = closed(h, &h->rosa, "report", "callback", NOW);
	struct call second = opens(h, &h->rosa, NOW + 10 * MINUTE), third;
	struct record *rec = record_new(&call_form);
	struct call_numbers n;
	struct redial r;

	assert_int_equal(AM_OK,
	    redial_continue(h->st, &h->rosa, second.id, AUNT, NOW + 11 * MINUTE, &r));
	assert_int_equal(first.id, r.call_id);
	assert_string_equal("Rosa", r.operator_name);
	assert_string_equal("report", r.motive);
	record_set_id(rec, "motive", "report");
	record_set_id(rec, "dispo", "callback");
	record_set_id(rec, "phone", AUNT);
	assert_int_equal(
	    AM_OK, call_close(h->st, &h->rosa, &second, rec, 0, NOW + 12 * MINUTE));
	/* a third one: still the same contact */
	third = opens(h, &h->rosa, NOW + 20 * MINUTE);
	assert_int_equal(AM_OK,
	    redial_continue(h->st, &h->rosa, third.id, AUNT, NOW + 20 * MINUTE, &r));
	assert_int_equal(second.id, r.call_id);
	assert_int_equal(
	    AM_OK, call_close(h->st, &h->rosa, &third, rec, 0, NOW + 22 * MINUTE));
	assert_int_equal(first.id, third.continues_id);
	assert_int_equal(AM_OK, redial_before(h->st, &h->rosa, third.id, &r));
	assert_int_equal(second.id, r.call_id);
	assert_int_equal(AM_OK, call_count(h->st, &h->rosa, NOW, &n));
	assert_int_equal(3, n.closed);
	assert_int_equal(1, n.contacts);
	record_free(rec);
}

static void whoever_answers_reads_what_the_other_wrote_and_cannot_change_it(void **state)
{
	struct house *h = *state;
	struct call first = closed(h, &h->rosa, "report", "callback", NOW), seen;
	const struct call second = opens(h, &h->luz, NOW + 10 * MINUTE);
	struct record *rec = record_new(&call_form);
	struct redial r;

	assert_int_equal(
	    AM_MISSING, call_load(h->st, &h->luz, first.id, NOW, &seen, rec));
	assert_int_equal(AM_OK,
	    redial_continue(h->st, &h->luz, second.id, AUNT, NOW + 11 * MINUTE, &r));
	assert_int_equal(AM_OK, call_load(h->st, &h->luz, first.id, NOW, &seen, rec));
	assert_true(seen.by_redial);
	assert_string_equal(
	    "La tía dice que no la dejan salir", record_get_id(rec, "notes"));
	record_set_id(rec, "notes", "otra cosa");
	assert_int_equal(
	    AM_DENIED, call_correct(h->st, &h->luz, &seen, rec, "porque", 0, NOW));
	assert_int_equal(AM_DENIED, call_assess(h->st, &h->luz, &seen, "none", "ngo", NOW));
	assert_int_equal(AM_MISSING, /* nor does the first see the second's */
	    call_load(h->st, &h->rosa, second.id, NOW, &seen, rec));
	assert_int_equal(1, house_counts(h, "SELECT count(*) FROM audit WHERE action ="
					    " 'continue' AND operator_id = 2"));
	record_free(rec);
}

static void a_call_that_still_is_open_is_offered_and_its_draft_can_be_read(void **state)
{
	struct house *h = *state;
	const struct call first =
	    drafted(h, &h->rosa, "961 555 877", "Se oye música", NOW);
	struct call second = opens(h, &h->luz, NOW + 10 * MINUTE), seen;
	struct record *rec = record_new(&call_form);
	struct redial r;

	assert_int_equal(AM_OK,
	    redial_continue(h->st, &h->luz, second.id, AUNT, NOW + 10 * MINUTE, &r));
	assert_int_equal(first.id, r.call_id);
	assert_true(r.open);
	assert_string_equal("report", r.motive);
	assert_int_equal(AM_OK, call_load(h->st, &h->luz, first.id, NOW, &seen, rec));
	assert_int_equal(CALL_OPEN, seen.status);
	assert_string_equal("Se oye música", record_get_id(rec, "notes"));
	assert_int_equal( /* a supervisor sees it when it is saved */
	    AM_OK, call_load(h->st, &h->marta, first.id, NOW, &seen, rec));
	assert_string_equal("", record_get_id(rec, "notes"));
	record_free(rec);
}

static void nobody_goes_on_with_what_is_not_offered(void **state)
{
	struct house *h = *state;
	const struct call first = closed(h, &h->rosa, "none", "dropped", NOW);
	struct call second = opens(h, &h->luz, NOW + 10 * MINUTE);
	struct redial r;

	assert_int_equal(AM_MISSING,
	    redial_continue(h->st, &h->luz, second.id, "961555878", NOW, &r));
	assert_int_equal(
	    AM_DENIED, redial_continue(h->st, &h->rosa, second.id, AUNT, NOW, &r));
	assert_int_equal(
	    AM_CONFLICT, redial_continue(h->st, &h->rosa, first.id, AUNT, NOW, &r));
	assert_int_equal(
	    AM_DENIED, redial_continue(h->st, &h->julia, second.id, AUNT, NOW, &r));
	assert_int_equal(AM_OK, redial_continue(h->st, &h->luz, second.id, AUNT, NOW, &r));
	assert_int_equal(
	    AM_CONFLICT, redial_continue(h->st, &h->luz, second.id, AUNT, NOW, &r));
	assert_int_equal(
	    AM_MISSING, redial_find(h->st, &h->luz, second.id, AUNT, NOW, &r));
}

static void a_wrong_continuation_is_taken_back(void **state)
{
	struct house *h = *state;
	const struct call first = closed(h, &h->rosa, "none", "dropped", NOW);
	struct call second = opens(h, &h->luz, NOW + 10 * MINUTE), seen;
	struct record *rec = record_new(&call_form);
	char what[16];
	struct redial r;

	assert_int_equal(AM_OK,
	    redial_continue(h->st, &h->luz, second.id, AUNT, NOW + 10 * MINUTE, &r));
	/* what was looked up meanwhile changes nothing */
	assert_int_equal(AM_OK, store_begin(h->st));
	assert_int_equal(AM_OK,
	    store_end(h->st, audit_add(h->st, &h->luz, NOW + 11 * MINUTE, "match", "call",
				 second.id, "")));
	assert_int_equal(AM_OK,
	    call_undo(h->st, &h->luz, second.id, NOW + 12 * MINUTE, &second, what));
	assert_string_equal("continue", what);
	assert_int_equal(0, second.continues_id);
	assert_int_equal(
	    AM_MISSING, call_load(h->st, &h->luz, first.id, NOW, &seen, rec));
	assert_int_equal(first.id, offered(h, &h->luz, &second, AUNT));
	record_free(rec);
}

int main(void)
{
#define STORY(f) cmocka_unit_test_setup_teardown(f, house_open, house_close)
	const struct CMUnitTest tests[] = {
		STORY(who_was_cut_off_is_offered_within_the_hour),
		STORY(both_are_one_contact_with_two_calls),
		STORY(whoever_answers_reads_what_the_other_wrote_and_cannot_change_it),
		STORY(a_call_that_still_is_open_is_offered_and_its_draft_can_be_read),
		STORY(nobody_goes_on_with_what_is_not_offered),
		STORY(a_wrong_continuation_is_taken_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
