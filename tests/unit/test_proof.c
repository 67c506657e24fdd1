/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ten questions about an offer: which answer is the bad one, whose they are, the count. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "schema/audit.h"
#include "schema/call.h"
#include "schema/code.h"
#include "schema/offer.h"
#include "schema/proof.h"
#include "schema/record.h"
#include "tests/unit/house.h"

/* A call about an offer, open. */
static struct call opened(struct house *h, const struct actor *who, int64_t at)
{
	struct call call;

	assert_int_equal(AM_OK, call_new(h->st, who, at, &call));
	return call;
}

/* The agency is known by its telephone; contract is what the form says of it. */
static void closed(struct house *h, const struct actor *who, struct call *call,
    const char *contract, int64_t at)
{
	struct record *rec = record_new(&call_form);

	record_set_id(rec, "motive", "offer");
	record_set_id(rec, "dispo", "guide");
	record_set_id(rec, "offer_by", "Agencia Lucero");
	record_set_id(rec, "offer_phone", "961555120");
	record_set_id(rec, "offer_contract", contract);
	assert_int_equal(AM_OK, call_close(h->st, who, call, rec, 0, at));
	record_free(rec);
}

static struct proof read_of(struct house *h, const struct actor *who, int64_t call_id)
{
	struct proof p;

	assert_int_equal(AM_OK, proof_read(h->st, who, call_id, &p));
	return p;
}

static struct offer_row only_offer(struct house *h)
{
	struct offer_row rows[4];
	size_t count = 0;

	assert_int_equal(AM_OK, offer_list(h->st, &h->rosa, "", NULL, rows, 4, &count));
	assert_int_equal(1, count);
	return rows[0];
}

#define ANSWERS(h, who, call, question, letter) \
	assert_int_equal(AM_OK, proof_answer((h)->st, who, (call).id, question, letter, NOW))

/* --- */

static void each_question_knows_its_bad_answer(void **state)
{
	/* In the order of the list: what speaks against an offer. */
	static const char bad[] = "nnnyyyyyyn";
	struct house *h = *state;
	const struct call call = opened(h, &h->rosa, NOW);
	const struct code_list *list;

	assert_int_equal(AM_OK, code_list(h->st, "proof", &list));
	assert_int_equal(sizeof(bad) - 1, list->count);
	for (size_t i = 0; i < list->count; i++)
		for (const char *given = "yn?-"; *given != '\0'; given++) {
			struct proof p;

			ANSWERS(h, &h->rosa, call, list->codes[i].code, *given);
			p = read_of(h, &h->rosa, call.id);
			assert_int_equal(*given, p.answer[i]);
			assert_int_equal(*given == bad[i], p.bad[i]);
			ANSWERS(h, &h->rosa, call, list->codes[i].code, 0);
		}
	assert_int_equal(0, read_of(h, &h->rosa, call.id).asked);
}

static void did_not_say_was_asked_and_is_no_answer(void **state)
{
	struct house *h = *state;
	const struct call call = opened(h, &h->rosa, NOW);
	struct proof p;

	ANSWERS(h, &h->rosa, call, "c1", 'y');
	ANSWERS(h, &h->rosa, call, "c2", '?');
	ANSWERS(h, &h->rosa, call, "c3", '-');
	p = read_of(h, &h->rosa, call.id);
	assert_int_equal(3, p.asked);
	assert_int_equal(1, p.unsaid);
}

static void a_field_of_the_form_may_take_over_what_was_answered(void **state)
{
	struct house *h = *state;
	const struct call call = opened(h, &h->rosa, NOW);
	const char *field, *answer;
	struct proof p;

	ANSWERS(h, &h->rosa, call, "c3", '-');
	p = read_of(h, &h->rosa, call.id);
	assert_true(proof_shared(h->st, &p, 0, &field, &answer));
	assert_string_equal("offer_contract", field);
	assert_string_equal("-", answer);
	assert_true(proof_shared(h->st, &p, 1, &field, &answer));
	assert_string_equal("offer_fare", field);
	assert_string_equal("", answer);
	assert_false(proof_shared(h->st, &p, 2, &field, &answer));
}

static void what_the_form_says_counts_until_it_is_answered(void **state)
{
	struct house *h = *state;
	struct call call = opened(h, &h->rosa, NOW);
	struct proof p;

	closed(h, &h->rosa, &call, "no", NOW);
	p = read_of(h, &h->rosa, call.id);
	assert_int_equal('n', p.answer[2]);
	assert_int_equal(1, p.bad_count);
	assert_int_equal(1, only_offer(h).bad);
	ANSWERS(h, &h->rosa, call, "c3", 'y');
	p = read_of(h, &h->rosa, call.id);
	assert_int_equal('y', p.answer[2]);
	assert_int_equal(0, p.bad_count);
	assert_int_equal(0, only_offer(h).bad);
}

static void what_is_typed_counts_too(void **state)
{
	struct house *h = *state;
	const struct call call = opened(h, &h->rosa, NOW);
	struct record *rec = record_new(&call_form);
	struct proof p = read_of(h, &h->rosa, call.id);

	record_set_id(rec, "offer_fare", "yes");
	assert_int_equal(AM_OK, proof_join(h->st, rec, &p));
	assert_int_equal('y', p.answer[6]);
	assert_int_equal(1, p.bad_count);
	record_free(rec);
}

static void the_register_counts_a_question_once(void **state)
{
	struct house *h = *state;
	struct call first = opened(h, &h->rosa, NOW), second = opened(h, &h->luz, NOW);
	struct proof all;

	ANSWERS(h, &h->rosa, first, "c4", 'y');
	ANSWERS(h, &h->rosa, first, "c1", 'n');
	ANSWERS(h, &h->luz, second, "c4", 'y');
	ANSWERS(h, &h->luz, second, "c1", 'y'); /* her neighbour knows them */
	ANSWERS(h, &h->luz, second, "c10", 'y');
	closed(h, &h->rosa, &first, "", NOW);
	closed(h, &h->luz, &second, "", NOW + MINUTE);
	assert_int_equal(2, only_offer(h).bad);
	assert_int_equal(
	    AM_OK, proof_of_offer(h->st, &h->rosa, only_offer(h).id, &all));
	assert_int_equal(2, all.bad_count);
	assert_int_equal('n', all.answer[0]);
	assert_int_equal(3, all.asked);
}

static void the_last_answer_is_taken_back(void **state)
{
	struct house *h = *state;
	const struct call call = opened(h, &h->rosa, NOW);

	ANSWERS(h, &h->rosa, call, "c5", 'n');
	ANSWERS(h, &h->rosa, call, "c5", 'y');
	assert_int_equal(AM_DENIED, proof_take_back(h->st, &h->marta, call.id, NOW));
	assert_int_equal(AM_DENIED, proof_take_back(h->st, &h->rosa, call.id, NOW + 601));
	assert_int_equal(AM_OK, proof_take_back(h->st, &h->rosa, call.id, NOW + 60));
	assert_int_equal('n', read_of(h, &h->rosa, call.id).answer[4]);
}

static void only_her_own_calls_are_answered(void **state)
{
	struct house *h = *state;
	struct call call = opened(h, &h->rosa, NOW);
	struct proof p;

	assert_int_equal(AM_INVALID, proof_answer(h->st, &h->rosa, call.id, "c11", 'y', NOW));
	assert_int_equal(AM_INVALID, proof_answer(h->st, &h->rosa, call.id, "c1", 'x', NOW));
	assert_int_equal(AM_MISSING, proof_answer(h->st, &h->luz, call.id, "c1", 'y', NOW));
	assert_int_equal(AM_MISSING, proof_read(h->st, &h->luz, call.id, &p));
	assert_int_equal(AM_OK, call_void(h->st, &h->rosa, &call, NOW));
	assert_int_equal(AM_DENIED, proof_answer(h->st, &h->rosa, call.id, "c1", 'y', NOW));
}

static void who_declines_recording_leaves_no_answer(void **state)
{
	struct house *h = *state;
	struct call call = opened(h, &h->rosa, NOW);
	struct record *rec = record_new(&call_form);
	struct audit_report verified;

	ANSWERS(h, &h->rosa, call, "c4", 'y');
	record_set_id(rec, "motive", "offer");
	record_set_id(rec, "dispo", "noconsent");
	record_set_id(rec, "offer_contract", "no");
	ANSWERS(h, &h->rosa, call, "c4", 'n');
	assert_int_equal(AM_OK, proof_take_back(h->st, &h->rosa, call.id, NOW));
	assert_int_equal('y', read_of(h, &h->rosa, call.id).answer[3]);
	assert_int_equal(AM_OK, call_close(h->st, &h->rosa, &call, rec, 0, NOW));
	assert_int_equal(0, read_of(h, &h->rosa, call.id).asked);
	/* nor in the audit, and none comes after */
	assert_int_equal(
	    0, house_counts(h, "SELECT count(*) FROM audit WHERE entity = 'offer_answer'"
			       " AND detail <> '{\"old\":{\"c4\":null}}'"));
	assert_int_equal(
	    0, house_counts(h, "SELECT count(*) FROM audit WHERE"
			       " detail LIKE '%yes%' OR detail LIKE '%\"no\"%'"));
	assert_int_equal(
	    AM_DENIED, proof_answer(h->st, &h->rosa, call.id, "c4", 'y', NOW));
	assert_int_equal(AM_DENIED, proof_take_back(h->st, &h->rosa, call.id, NOW));
	assert_int_equal(0, house_counts(h, "SELECT count(*) FROM offer_answer"));
	assert_int_equal(AM_OK, audit_verify(h->st, NULL, &verified));
	assert_int_equal(0, verified.first_bad);
	record_free(rec);
}

static void of_a_saved_call_the_audit_keeps_the_answer_before(void **state)
{
	struct house *h = *state;
	struct call call = opened(h, &h->rosa, NOW);

	ANSWERS(h, &h->rosa, call, "c4", 'y');
	closed(h, &h->rosa, &call, "", NOW);
	ANSWERS(h, &h->rosa, call, "c4", 'n');
	assert_string_equal("{\"old\":{\"c4\":\"yes\"}}",
	    house_sees(h, "SELECT detail FROM audit ORDER BY id DESC LIMIT 1"));
	assert_int_equal(AM_OK, proof_take_back(h->st, &h->rosa, call.id, NOW));
	assert_int_equal('y', read_of(h, &h->rosa, call.id).answer[3]);
}

static void each_answer_is_in_the_audit_and_the_history(void **state)
{
	struct house *h = *state;
	const struct call call = opened(h, &h->rosa, NOW);
	struct call_change *changes = NULL;
	size_t count = 0;

	ANSWERS(h, &h->rosa, call, "c4", 'y');
	ANSWERS(h, &h->rosa, call, "c4", 'y'); /* nothing new */
	assert_int_equal(
	    AM_OK, call_changes(h->st, &h->rosa, call.id, &changes, &count));
	assert_int_equal(2, count);
	assert_string_equal("answer", changes[0].what);
	assert_string_equal("{\"old\":{\"c4\":null}}", changes[0].detail);
	call_changes_free(changes, count);
}

#define STORY(f) cmocka_unit_test_setup_teardown(f, house_open, house_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(each_question_knows_its_bad_answer),
		STORY(did_not_say_was_asked_and_is_no_answer),
		STORY(a_field_of_the_form_may_take_over_what_was_answered),
		STORY(what_the_form_says_counts_until_it_is_answered),
		STORY(what_is_typed_counts_too),
		STORY(the_register_counts_a_question_once),
		STORY(the_last_answer_is_taken_back),
		STORY(only_her_own_calls_are_answered),
		STORY(who_declines_recording_leaves_no_answer),
		STORY(of_a_saved_call_the_audit_keeps_the_answer_before),
		STORY(each_answer_is_in_the_audit_and_the_history),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
