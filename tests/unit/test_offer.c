/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The register of offers: what enters it, what is found again, what a person decides. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "schema/call.h"
#include "schema/offer.h"
#include "schema/offer_link.h"
#include "schema/record.h"
#include "tests/unit/house.h"

#define DAY 86400
#define MAX 20

static void set_pairs(struct record *rec, const char *const *values)
{
	for (; *values != NULL; values++) {
		char id[32];
		const char *equals = strchr(*values, '=');

		str_printf(id, sizeof(id), "%.*s", (int)(equals - *values), *values);
		record_set_id(rec, id, equals + 1);
	}
}

/* A call about an offer, closed. */
static struct call asked_at(
    struct house *h, const struct actor *who, int64_t at, const char *const *values)
{
	struct record *rec = record_new(&call_form);
	struct call call;

	record_set_id(rec, "motive", "offer");
	record_set_id(rec, "dispo", "guide");
	set_pairs(rec, values);
	assert_int_equal(AM_OK, call_new(h->st, who, at, &call));
	assert_int_equal(AM_OK, call_close(h->st, who, &call, rec, 0, at + MINUTE));
	record_free(rec);
	return call;
}

#define ASKED(h, who, at, ...) \
	asked_at(h, who, at, (const char *const[]){ __VA_ARGS__, NULL })

/* The call reopened and closed, or corrected, with these values changed. */
static void corrected(struct house *h, struct call *call, const char *const *values)
{
	struct record *rec = record_new(&call_form);
	struct call now;

	assert_int_equal(AM_OK, call_load(h->st, &h->marta, call->id, NOW, &now, rec));
	set_pairs(rec, values);
	assert_int_equal(AM_OK,
	    call_correct(h->st, &h->marta, &now, rec, "mal oído", 0, NOW + MINUTE));
	*call = now;
	record_free(rec);
}

#define CORRECTED(h, call, ...) \
	corrected(h, call, (const char *const[]){ __VA_ARGS__, NULL })

static size_t like(
    struct house *h, const char *phone, const char *name, struct offer_row *out)
{
	size_t count = 99;

	assert_int_equal(
	    AM_OK, offer_like(h->st, &h->rosa, phone, name, out, MAX, &count));
	return count;
}

static size_t listed(struct house *h, const char *typed, struct offer_row *out)
{
	size_t count = 99;

	assert_int_equal(
	    AM_OK, offer_list(h->st, &h->rosa, typed, NULL, out, MAX, &count));
	return count;
}

static struct offer_row read_offer(struct house *h, int64_t id)
{
	struct offer_row row;
	int64_t version = 0;

	assert_int_equal(
	    AM_OK, offer_load(h->st, &h->rosa, id, NOW, &row, &version, NULL));
	return row;
}

/* --- entering --- */

static void a_closed_call_about_an_offer_is_a_row_of_the_register(void **state)
{
	struct house *h = *state;
	struct offer_row rows[MAX];

	ASKED(h, &h->rosa, NOW, "offer_by=Agencia Lucero", "offer_phone=961555877",
	    "offer_kind=domestic", "offer_paper=El Norte", "offer_seen=2026-11-22",
	    "offer_country=CL", "place_from=PE23", "offer_pay=800 dólares",
	    "offer_text=Se necesita señorita", "notes=la caller dijo su nombre");
	assert_int_equal(1, listed(h, "", rows));
	assert_string_equal("Agencia Lucero", rows[0].by);
	assert_string_equal("961555877", rows[0].phone);
	assert_string_equal("domestic", rows[0].kind);
	assert_string_equal("El Norte", rows[0].paper);
	assert_string_equal("PE23", rows[0].place_from);
	assert_string_equal("CL", rows[0].place_to);
	assert_int_equal(NOW, rows[0].last_at);
	assert_int_equal(1, rows[0].calls);
	assert_int_equal(0, rows[0].possible);
	assert_false(offer_again(&rows[0]));
	assert_string_equal("800 dólares Se necesita señorita 2026-11-22",
	    house_sees(h, "SELECT pay || ' ' || text || ' ' || seen_on FROM offer"));
	/* nothing of the caller */
	assert_string_equal("0", house_sees(h, "SELECT count(*) FROM offer WHERE"
					       " offer.text || by_name LIKE '%caller%'"));
}

static void what_cannot_be_known_again_does_not_enter(void **state)
{
	struct house *h = *state;
	struct offer_row rows[MAX];

	ASKED(h, &h->rosa, NOW, "offer_kind=domestic", "offer_country=CL");
	ASKED(h, &h->rosa, NOW, "offer_by=-", "offer_phone=-");
	ASKED(h, &h->rosa, NOW, "motive=report", "offer_by=Agencia Lucero");
	assert_int_equal(0, listed(h, "", rows));
}

static void the_same_telephone_links_the_call_as_possible(void **state)
{
	static const char *const written[] = { "offer_phone=961 555-877",
		"offer_phone=+51 961555877", "offer_phone=0051961555877",
		"offer_phone=51961555877" };
	struct house *h = *state;
	struct offer_row rows[MAX];

	ASKED(h, &h->rosa, NOW - DAY, "offer_by=Agencia Lucero", "offer_phone=961555877");
	for (size_t i = 0; i < COUNT(written); i++) {
		ASKED(h, &h->luz, NOW + (int64_t)i, "offer_by=Otra señora", written[i]);
		assert_int_equal(1, listed(h, "", rows));
		assert_int_equal(2 + i, rows[0].calls);
		assert_int_equal(1 + i, rows[0].possible);
		assert_true(offer_again(&rows[0]));
		assert_int_equal(NOW + (int64_t)i, rows[0].last_at);
	}
	assert_string_equal("Agencia Lucero", rows[0].by);
}

static void a_similar_name_is_only_proposed(void **state)
{
	struct house *h = *state;
	struct offer_row rows[MAX];

	ASKED(h, &h->rosa, NOW - DAY, "offer_by=Agencia Lucero del Sur");
	ASKED(h, &h->rosa, NOW, "offer_by=Ajencia Luzero del Sur");
	assert_int_equal(2, listed(h, "", rows));
	assert_int_equal(1, rows[0].calls);
	assert_int_equal(1, rows[1].calls);
}

/* --- finding again --- */

static void an_offer_is_found_while_it_is_typed(void **state)
{
	static const struct {
		const char *phone, *name;
		unsigned matched;
	} asked[] = {
		{ "961555877", "", OFFER_PHONE },
		{ "+51 961 555 877", "", OFFER_PHONE },
		{ "961555877", "Inversiones Kispe", OFFER_PHONE },
		{ "961555877", "Lucero del Sur", OFFER_PHONE | OFFER_NAME },
		{ "", "lucero del sur", OFFER_NAME },
		{ "", "Agencia de empleos LUSERO DEL SUR", OFFER_NAME },
		{ "", "luceros del sur", OFFER_NAME },
		{ "", "lucero dl sur", OFFER_NAME },
		{ "", "Luz ero Sur", OFFER_NAME },
		{ "", "del Sur Lucero", OFFER_NAME },
		{ "", "Ajencia de empleo Lusero del Sur", OFFER_NAME },
	};
	static const char *const strangers[][2] = { { "961555878", "" }, { "877", "" },
		{ "5877", "" }, { "", "agencia" }, { "", "ajensia" }, { "", "una señora" },
		{ "", "Estrella del Norte" }, { "", "Lucas Surco" }, { "", "" },
		{ "-", "-" }, { "x\"*", "\" OR *" } };
	struct house *h = *state;
	struct offer_row rows[MAX];

	ASKED(h, &h->luz, NOW - DAY, "offer_by=Agencia Lucero del Sur",
	    "offer_phone=961555877");
	ASKED(h, &h->luz, NOW - DAY, "offer_by=Señora Carmen", "offer_phone=944111222");
	for (size_t i = 0; i < COUNT(asked); i++) {
		if (like(h, asked[i].phone, asked[i].name, rows) != 1)
			fail_msg("\"%s\" \"%s\" does not find it", asked[i].phone,
			    asked[i].name);
		assert_int_equal(asked[i].matched, rows[0].matched);
		assert_string_equal("961555877", rows[0].phone);
	}
	for (size_t i = 0; i < COUNT(strangers); i++)
		if (like(h, strangers[i][0], strangers[i][1], rows) != 0)
			fail_msg("\"%s\" \"%s\" finds %s", strangers[i][0],
			    strangers[i][1], rows[0].by);
}

static void fixed_and_foreign_numbers_are_one_in_any_writing(void **state)
{
	static const char *const pairs[][2] = { { "014412345", "4412345" },
		{ "014412345", "01 441-2345" }, { "+56987654321", "56987654321" },
		{ "+56987654321", "0056 9 8765 4321" } };
	struct house *h = *state;
	struct offer_row rows[MAX];

	for (size_t i = 0; i < COUNT(pairs); i++) {
		char phone[64];

		str_printf(phone, sizeof(phone), "offer_phone=%s", pairs[i][0]);
		ASKED(h, &h->rosa, NOW, phone);
		if (like(h, pairs[i][1], "", rows) != 1)
			fail_msg("%s is not %s", pairs[i][1], pairs[i][0]);
	}
}

static void the_same_advert_is_similar(void **state)
{
	struct house *h = *state;
	struct offer_row rows[MAX];
	size_t count = 0;

	ASKED(h, &h->rosa, NOW, "offer_paper=El Correo", "offer_seen=2026-11-22",
	    "place_from=PE23");
	ASKED(h, &h->rosa, NOW, "offer_paper=EL CORREO", "offer_seen=2026-11-22");
	ASKED(h, &h->rosa, NOW, "offer_paper=El Correo", "offer_seen=2026-11-21");
	ASKED(h, &h->rosa, NOW, "offer_paper=El Correo", "offer_seen=2026-11-22",
	    "place_from=PE16");
	assert_int_equal(AM_OK, offer_similar(h->st, &h->rosa, 1, rows, MAX, &count));
	assert_int_equal(1, count);
	assert_int_equal(2, rows[0].id);
	assert_int_equal(OFFER_ADVERT, rows[0].matched);
}

static void the_register_is_narrowed_by_words_places_kinds_and_digits(void **state)
{
	static const struct {
		const char *typed;
		size_t found;
	} asked[] = { { "", 3 }, { "lucero", 2 }, { "LUSERO", 2 }, { "luc", 2 },
		{ "lucero norte", 1 }, { "877", 2 }, { "961555877", 1 }, { "chile", 1 },
		{ "tacna", 1 }, { "mina", 1 }, { "lucero chile", 1 }, { "correo", 1 },
		{ "nada de esto", 0 }, { "\" *", 3 }, { "\" OR *", 0 },
		{ "señorita", 1 } };
	struct house *h = *state;
	struct offer_row rows[MAX];

	ASKED(h, &h->rosa, NOW, "offer_by=Lucero del Norte", "offer_phone=961555877",
	    "offer_country=CL", "offer_text=Señorita de buena presencia");
	ASKED(h, &h->rosa, NOW + 1, "offer_by=Lucero del Sur", "offer_kind=camp");
	ASKED(h, &h->rosa, NOW + 2, "offer_paper=El Correo", "place_from=PE23",
	    "offer_phone=944444877");
	for (size_t i = 0; i < COUNT(asked); i++)
		if (listed(h, asked[i].typed, rows) != asked[i].found)
			fail_msg("\"%s\" finds %zu", asked[i].typed,
			    listed(h, asked[i].typed, rows));
	assert_int_equal(3, listed(h, "", rows));
	assert_int_equal(3, rows[0].id); /* seen last, first */
}

static void the_register_has_pages(void **state)
{
	struct house *h = *state;
	struct offer_row rows[4];
	size_t count = 0;

	for (int i = 0; i < 6; i++)
		ASKED(h, &h->rosa, NOW + i / 2, "offer_text=Se busca cocinera");
	assert_int_equal(AM_OK, offer_list(h->st, &h->rosa, "", NULL, rows, 4, &count));
	assert_int_equal(4, count);
	assert_int_equal(
	    AM_OK, offer_list(h->st, &h->rosa, "", &rows[3], rows, 4, &count));
	assert_int_equal(2, count);
	assert_int_equal(1, rows[1].id);
}

/* --- deciding --- */

static void a_person_confirms_that_it_is_the_same(void **state)
{
	struct house *h = *state;
	struct call second;

	ASKED(h, &h->rosa, NOW - DAY, "offer_phone=961555877");
	second = ASKED(h, &h->luz, NOW, "offer_phone=961555877");
	assert_int_equal(AM_OK,
	    offer_decide_call(h->st, &h->luz, 1, second.id, OFFER_CONFIRMED, NOW + 9));
	assert_int_equal(2, read_offer(h, 1).calls);
	assert_int_equal(0, read_offer(h, 1).possible);
	assert_int_equal(AM_OK, offer_take_back(h->st, &h->luz, 1, NOW + 10));
	assert_int_equal(1, read_offer(h, 1).possible);
	/* once */
	assert_int_equal(AM_CONFLICT, offer_take_back(h->st, &h->luz, 1, NOW + 11));
}

static void a_call_that_is_refused_gets_a_row_of_its_own(void **state)
{
	struct house *h = *state;
	struct offer_row rows[MAX];
	struct call second;

	ASKED(h, &h->rosa, NOW - DAY, "offer_phone=961555877");
	second = ASKED(h, &h->luz, NOW, "offer_phone=961555877", "offer_by=Otra");
	assert_int_equal(
	    AM_OK, offer_decide_call(h->st, &h->luz, 1, second.id, OFFER_NOT, NOW + 9));
	assert_int_equal(2, listed(h, "", rows));
	assert_int_equal(1, read_offer(h, 1).calls);
	assert_string_equal("Otra", rows[0].by);
	/* and it is not proposed again when the call is corrected */
	CORRECTED(h, &second, "offer_pay=mucho");
	assert_int_equal(1, read_offer(h, 1).calls);
	assert_int_equal(AM_OK, offer_take_back(h->st, &h->luz, 1, NOW + 10));
	assert_int_equal(1, listed(h, "", rows));
	assert_int_equal(2, rows[0].calls);
	assert_int_equal(1, rows[0].possible);
}

static void two_rows_become_one_and_two_again(void **state)
{
	struct house *h = *state;
	struct offer_row rows[MAX];

	ASKED(h, &h->rosa, NOW - DAY, "offer_by=Agencia Lucero", "offer_phone=961555877");
	ASKED(h, &h->rosa, NOW, "offer_by=Señora Carmen", "offer_phone=944111222");
	assert_int_equal(AM_OK, offer_merge(h->st, &h->rosa, 2, 1, NOW));
	assert_int_equal(1, listed(h, "", rows));
	assert_int_equal(2, rows[0].calls);
	assert_int_equal(NOW, rows[0].last_at);
	assert_true(offer_again(&rows[0]));
	/* found by what went, too */
	assert_int_equal(1, like(h, "944111222", "", rows));
	assert_int_equal(1, rows[0].id);
	assert_int_equal(1, like(h, "", "carmen", rows));
	assert_int_equal(1, rows[0].id);
	assert_int_equal(1, listed(h, "carmen", rows));
	assert_int_equal(1, read_offer(h, 2).id);
	assert_int_equal(AM_INVALID, offer_merge(h->st, &h->rosa, 1, 2, NOW));
	assert_int_equal(AM_OK, offer_take_back(h->st, &h->rosa, 1, NOW + 1));
	assert_int_equal(2, listed(h, "", rows));
	assert_int_equal(1, rows[0].calls);
	assert_int_equal(NOW - DAY, rows[1].last_at);
	assert_int_equal(0, listed(h, "lucero carmen", rows));
	assert_int_equal(AM_OK, offer_merge(h->st, &h->rosa, 2, 1, NOW));
	assert_int_equal(AM_OK, offer_part(h->st, &h->rosa, 2, NOW));
	assert_int_equal(2, listed(h, "", rows));
}

static void a_merge_of_merged_rows_comes_apart_by_steps(void **state)
{
	struct house *h = *state;
	struct offer_row rows[MAX];

	for (int i = 0; i < 3; i++)
		ASKED(h, &h->rosa, NOW + i, "offer_text=Se busca cocinera");
	assert_int_equal(AM_OK, offer_merge(h->st, &h->rosa, 3, 2, NOW));
	assert_int_equal(AM_OK, offer_merge(h->st, &h->rosa, 2, 1, NOW));
	assert_int_equal(3, read_offer(h, 3).calls);
	assert_int_equal(AM_OK, offer_part(h->st, &h->rosa, 2, NOW));
	assert_int_equal(2, listed(h, "", rows));
	assert_int_equal(2, read_offer(h, 3).calls);
	assert_int_equal(1, read_offer(h, 1).calls);
}

/* --- in step with the call --- */

static void a_corrected_call_corrects_its_row(void **state)
{
	struct house *h = *state;
	struct offer_row rows[MAX];
	struct call call = ASKED(h, &h->rosa, NOW, "offer_by=Agencia Lusero");

	CORRECTED(h, &call, "offer_by=Agencia Lucero", "offer_phone=961555877");
	assert_int_equal(1, listed(h, "", rows));
	assert_string_equal("Agencia Lucero", rows[0].by);
	assert_string_equal("961555877", rows[0].phone);
	CORRECTED(h, &call, "motive=service");
	assert_int_equal(0, listed(h, "", rows));
	assert_int_equal(0, like(h, "961555877", "", rows));
	CORRECTED(h, &call, "motive=offer");
	assert_int_equal(1, listed(h, "", rows));
	assert_int_equal(1, rows[0].calls);
}

static void what_a_person_has_changed_is_not_overwritten(void **state)
{
	struct house *h = *state;
	struct record *before = record_new(&offer_form), *after = record_new(&offer_form);
	struct offer_row row;
	int64_t id = 1, version = 0;
	size_t field = 0;
	struct call call = ASKED(h, &h->rosa, NOW, "offer_by=Lucero");

	assert_int_equal(
	    AM_OK, offer_load(h->st, &h->luz, 1, NOW, &row, &version, before));
	record_copy(after, before);
	record_set_id(after, "by_name", "Agencia Lucero E.I.R.L.");
	assert_int_equal(AM_OK,
	    offer_save(h->st, &h->luz, before, after, version, 0, NOW, &id, &field));
	CORRECTED(h, &call, "offer_by=Luzero");
	assert_string_equal("Agencia Lucero E.I.R.L.", read_offer(h, 1).by);
	record_set_id(after, "pay", "mucho");
	assert_int_equal(AM_CONFLICT,
	    offer_save(h->st, &h->luz, before, after, version, 0, NOW, &id, &field));
	assert_int_equal(AM_OK, offer_take_back(h->st, &h->luz, 1, NOW + 1));
	assert_string_equal("Lucero", read_offer(h, 1).by);
	record_free(before);
	record_free(after);
}

static void a_corrected_telephone_finds_the_other_row(void **state)
{
	struct house *h = *state;
	struct call call;

	ASKED(h, &h->rosa, NOW - DAY, "offer_phone=961555877");
	call = ASKED(h, &h->rosa, NOW, "offer_phone=961555878");
	assert_int_equal(1, read_offer(h, 1).calls);
	CORRECTED(h, &call, "offer_phone=961555877");
	assert_int_equal(2, read_offer(h, 1).calls);
	assert_int_equal(1, read_offer(h, 1).possible);
	CORRECTED(h, &call, "offer_phone=961555878");
	assert_int_equal(1, read_offer(h, 1).calls);
}

static void a_caller_who_declines_recording_leaves_nothing_in_the_register(void **state)
{
	struct house *h = *state;
	struct offer_row rows[MAX];
	struct call call = ASKED(h, &h->rosa, NOW, "offer_by=Agencia Lucero",
	    "offer_phone=961555877", "offer_text=Se busca");

	CORRECTED(h, &call, "dispo=noconsent");
	assert_int_equal(0, listed(h, "", rows));
	assert_string_equal("|||", house_sees(h, "SELECT by_name || '|' || text || '|' ||"
						 " coalesce(phone, '') || '|' || fold"
						 " FROM offer"));
}

static void a_call_given_up_leaves_the_register(void **state)
{
	struct house *h = *state;
	struct offer_row rows[MAX];
	struct call call = ASKED(h, &h->rosa, NOW, "offer_by=Lucero");

	assert_int_equal(AM_OK, call_reopen(h->st, &h->rosa, &call, NOW + 2 * MINUTE));
	assert_int_equal(AM_OK, call_void(h->st, &h->rosa, &call, NOW + 3 * MINUTE));
	assert_int_equal(0, listed(h, "", rows));
}

/* --- alerts --- */

static long alerts(struct house *h)
{
	return house_counts(h, "SELECT count(*) FROM alert WHERE kind = 'offer'"
			       " AND entity = 'offer' AND entity_id = 1");
}

static void the_third_call_alerts_supervisors_once(void **state)
{
	struct house *h = *state;

	for (long i = 1; i <= 5; i++) {
		ASKED(h, &h->rosa, NOW + i, "offer_phone=961555877");
		assert_int_equal(i >= 3, alerts(h));
	}
}

static int64_t opens_case(struct house *h)
{
	(void)house_sees(h,
	    "INSERT INTO casefile (number, title, source, opened_at,"
	    " opened_by, touched_at) VALUES (260000001, 'Bar', 'source.hotline',"
	    " 1, 1, 1)");
	return house_counts(h, "SELECT max(id) FROM casefile");
}

static void a_link_with_a_case_alerts_supervisors_and_marks_the_offer(void **state)
{
	struct house *h = *state;
	struct offer_row rows[MAX];
	struct offer_link links[MAX];
	size_t count = 0;
	int64_t case_id;

	ASKED(h, &h->rosa, NOW, "offer_phone=961555877");
	case_id = opens_case(h);
	assert_int_equal(
	    AM_MISSING, offer_decide_case(h->st, &h->rosa, 1, 99, OFFER_POSSIBLE, NOW));
	assert_int_equal(
	    AM_OK, offer_decide_case(h->st, &h->rosa, 1, case_id, OFFER_POSSIBLE, NOW));
	assert_int_equal(1, alerts(h));
	assert_int_equal(1, listed(h, "", rows));
	assert_int_equal(1, rows[0].cases);
	assert_true(offer_again(&rows[0]));
	assert_int_equal(AM_OK, offer_links(h->st, &h->rosa, 1, links, MAX, NOW, &count));
	assert_int_equal(2, count);
	assert_int_equal(case_id, links[0].case_id);
	assert_int_equal(OFFER_POSSIBLE, links[0].certainty);
	assert_int_equal(260000001, links[0].number);
	assert_int_equal(1, links[1].call_id);
	assert_true(links[1].own);
	assert_int_equal(
	    AM_OK, offer_decide_case(h->st, &h->rosa, 1, case_id, OFFER_NOT, NOW));
	assert_int_equal(0, read_offer(h, 1).cases);
	assert_int_equal(AM_OK, offer_take_back(h->st, &h->rosa, 1, NOW));
	assert_int_equal(1, read_offer(h, 1).cases);
}

static void a_call_of_a_restricted_case_is_not_told_to_others(void **state)
{
	struct house *h = *state;
	struct offer_link links[MAX];
	size_t count = 0;

	ASKED(h, &h->luz, NOW, "offer_phone=961555877");
	(void)opens_case(h);
	(void)house_sees(h, "UPDATE casefile SET restricted = 1, assigned_to = 2");
	(void)house_sees(h, "INSERT INTO call_case (call_id, case_id, certainty,"
			    " linked_at, linked_by) VALUES (1, 1, 'confirmed', 1, 2)");
	assert_int_equal(AM_OK, offer_links(h->st, &h->rosa, 1, links, MAX, NOW, &count));
	assert_int_equal(0, count);
	assert_int_equal(AM_OK, offer_links(h->st, &h->luz, 1, links, MAX, NOW, &count));
	assert_int_equal(1, count);
	assert_int_equal(AM_OK, offer_links(h->st, &h->marta, 1, links, MAX, NOW, &count));
	assert_int_equal(1, count);
}

static void a_case_knows_its_offers_and_those_of_its_calls(void **state)
{
	struct house *h = *state;
	struct offer_row rows[MAX];
	size_t count = 0;
	int64_t case_id;

	ASKED(h, &h->rosa, NOW, "offer_phone=961555877");
	ASKED(h, &h->rosa, NOW, "offer_phone=944111222");
	ASKED(h, &h->rosa, NOW, "offer_phone=933111222");
	case_id = opens_case(h);
	assert_int_equal(
	    AM_OK, offer_of_case(h->st, &h->rosa, case_id, NOW, rows, MAX, &count));
	assert_int_equal(0, count);
	assert_int_equal(
	    AM_OK, offer_decide_case(h->st, &h->rosa, 1, case_id, OFFER_POSSIBLE, NOW));
	assert_int_equal(AM_OK, offer_merge(h->st, &h->rosa, 1, 3, NOW));
	assert_int_equal(
	    AM_OK, offer_of_case(h->st, &h->rosa, case_id, NOW, rows, MAX, &count));
	assert_int_equal(1, count);
	assert_int_equal(3, rows[0].id); /* what it was merged into */
	(void)house_sees(h, "INSERT INTO call_case (call_id, case_id, certainty,"
			    " linked_at, linked_by) VALUES (2, 1, 'confirmed', 1, 1)");
	assert_int_equal(
	    AM_OK, offer_of_case(h->st, &h->rosa, case_id, NOW, rows, MAX, &count));
	assert_int_equal(2, count);
	assert_int_equal(
	    AM_OK, offer_decide_case(h->st, &h->rosa, 3, case_id, OFFER_NOT, NOW));
	assert_int_equal(AM_MISSING,
	    offer_of_case(h->st, &h->luz, case_id, NOW, rows, MAX, &count));
	assert_int_equal(AM_DENIED,
	    offer_of_case(h->st, &h->ana, case_id, NOW, rows, MAX, &count));
}

/* --- by hand, rights --- */

static void an_advert_that_nobody_called_about_is_entered_by_hand(void **state)
{
	struct house *h = *state;
	struct record *rec = record_new(&offer_form);
	struct offer_row rows[MAX];
	int64_t id = 0;
	size_t field = 99;

	record_set_id(rec, "kind", "camp");
	assert_int_equal(
	    AM_INVALID, offer_save(h->st, &h->rosa, NULL, rec, 0, 0, NOW, &id, &field));
	assert_int_equal(offer_form.count, field);
	record_set_id(rec, "paper", "La Voz");
	record_set_id(rec, "phone", "961 555 877");
	assert_int_equal(
	    AM_OK, offer_save(h->st, &h->rosa, NULL, rec, 0, 0, NOW, &id, &field));
	assert_int_equal(1, listed(h, "", rows));
	assert_int_equal(0, rows[0].calls);
	assert_int_equal(1, like(h, "961555877", "", rows));
	assert_int_equal(AM_OK, offer_take_back(h->st, &h->rosa, id, NOW + 1));
	assert_int_equal(0, listed(h, "", rows));
	record_free(rec);
}

static void who_sees_no_calls_sees_no_offers(void **state)
{
	struct house *h = *state;
	const struct actor *others[] = { &h->julia, &h->ana, &h->local };
	struct record *rec = record_new(&offer_form);
	struct offer_row rows[MAX];
	int64_t version = 0, id = 0;
	size_t count = 0, field = 0;

	ASKED(h, &h->rosa, NOW, "offer_by=Lucero");
	record_set_id(rec, "paper", "La Voz");
	for (size_t i = 0; i < COUNT(others); i++) {
		const struct actor *a = others[i];

		assert_int_equal(
		    AM_DENIED, offer_list(h->st, a, "", NULL, rows, MAX, &count));
		assert_int_equal(
		    AM_DENIED, offer_like(h->st, a, "", "lucero", rows, MAX, &count));
		assert_int_equal(
		    AM_DENIED, offer_similar(h->st, a, 1, rows, MAX, &count));
		assert_int_equal(
		    AM_DENIED, offer_load(h->st, a, 1, NOW, rows, &version, NULL));
		assert_int_equal(
		    AM_DENIED, offer_save(h->st, a, NULL, rec, 0, 0, NOW, &id, &field));
		assert_int_equal(AM_DENIED, offer_merge(h->st, a, 1, 2, NOW));
		assert_int_equal(AM_DENIED, offer_take_back(h->st, a, 1, NOW));
		assert_int_equal(
		    AM_DENIED, offer_decide_call(h->st, a, 1, 1, OFFER_NOT, NOW));
	}
	record_free(rec);
}

static void views_and_changes_are_audited(void **state)
{
	struct house *h = *state;

	ASKED(h, &h->rosa, NOW, "offer_by=Lucero");
	(void)read_offer(h, 1);
	assert_string_equal("create link view",
	    house_sees(h,
		"SELECT group_concat(action, ' ') FROM (SELECT action FROM audit"
		" WHERE entity = 'offer' ORDER BY id)"));
}

static void one_takes_back_only_what_one_did_last_and_lately(void **state)
{
	struct house *h = *state;

	ASKED(h, &h->rosa, NOW, "offer_by=Uno");
	ASKED(h, &h->rosa, NOW, "offer_by=Dos");
	assert_int_equal(AM_OK, offer_merge(h->st, &h->rosa, 2, 1, NOW));
	assert_int_equal(AM_CONFLICT, offer_take_back(h->st, &h->luz, 1, NOW));
	assert_int_equal(AM_DENIED, offer_take_back(h->st, &h->rosa, 1, NOW + 601));
	assert_int_equal(AM_OK, offer_take_back(h->st, &h->rosa, 1, NOW + 600));
}

#define STORY(name) cmocka_unit_test_setup_teardown(name, house_open, house_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(a_closed_call_about_an_offer_is_a_row_of_the_register),
		STORY(what_cannot_be_known_again_does_not_enter),
		STORY(the_same_telephone_links_the_call_as_possible),
		STORY(a_similar_name_is_only_proposed),
		STORY(an_offer_is_found_while_it_is_typed),
		STORY(fixed_and_foreign_numbers_are_one_in_any_writing),
		STORY(the_same_advert_is_similar),
		STORY(the_register_is_narrowed_by_words_places_kinds_and_digits),
		STORY(the_register_has_pages),
		STORY(a_person_confirms_that_it_is_the_same),
		STORY(a_call_that_is_refused_gets_a_row_of_its_own),
		STORY(two_rows_become_one_and_two_again),
		STORY(a_merge_of_merged_rows_comes_apart_by_steps),
		STORY(a_corrected_call_corrects_its_row),
		STORY(what_a_person_has_changed_is_not_overwritten),
		STORY(a_corrected_telephone_finds_the_other_row),
		STORY(a_caller_who_declines_recording_leaves_nothing_in_the_register),
		STORY(a_call_given_up_leaves_the_register),
		STORY(the_third_call_alerts_supervisors_once),
		STORY(a_link_with_a_case_alerts_supervisors_and_marks_the_offer),
		STORY(a_call_of_a_restricted_case_is_not_told_to_others),
		STORY(a_case_knows_its_offers_and_those_of_its_calls),
		STORY(an_advert_that_nobody_called_about_is_entered_by_hand),
		STORY(who_sees_no_calls_sees_no_offers),
		STORY(views_and_changes_are_audited),
		STORY(one_takes_back_only_what_one_did_last_and_lately),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
