/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an operator finds, and what she does not, by typing a line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "schema/base/text.h"
#include "schema/call.h"
#include "schema/casefile.h"
#include "schema/number.h"
#include "schema/record.h"
#include "schema/search_priv.h"
#include "tests/unit/house.h"

#define DAY 86400
#define HITS 40

/* A closed call with values of the form as "id=value"; its id. */
static int64_t logs(
    struct house *h, const struct actor *who, int64_t at, const char *const *values)
{
	struct record *rec = record_new(&call_form);
	struct call call;

	record_set_id(rec, "motive", "report");
	record_set_id(rec, "dispo", "guide");
	for (; *values != NULL; values++) {
		char id[32];
		const char *equals = strchr(*values, '=');

		str_printf(id, sizeof(id), "%.*s", (int)(equals - *values), *values);
		record_set_id(rec, id, equals + 1);
	}
	assert_int_equal(AM_OK, call_new(h->st, who, at, &call));
	if (call_close(h->st, who, &call, rec, 0, at + 60) != AM_OK)
		fail_msg("not saved: %s", record_json(rec));
	record_free(rec);
	return call.id;
}

#define LOGS(h, who, at, ...) logs(h, who, at, (const char *const[]){ __VA_ARGS__, NULL })

/* Everything the actor finds; *found may be NULL. */
static size_t finds(struct house *h, const struct actor *who, const char *typed,
    struct search_hit hits[HITS], struct search_found *found)
{
	struct search_found f;

	assert_int_equal(
	    AM_OK, search_run(h->st, who, typed, NOW, true, NULL, hits, HITS, &f));
	if (found != NULL)
		*found = f;
	return f.count;
}

static size_t how_many(struct house *h, const char *typed)
{
	struct search_hit hits[HITS];

	return finds(h, &h->marta, typed, hits, NULL);
}

static void spellings_of_one_sound_find_the_note(void **state)
{
	static const char *const typed[] = { "Quispe", "quishpe", "KISPI", "kispe", "kis",
		"quispe mari", "maria kispi", "María-Elena", "maria elena", "kanti",
		"k'anti" };
	struct house *h = *state;
	struct search_hit hits[HITS];
	const int64_t id = LOGS(h, &h->rosa, NOW - DAY,
	    "notes=La tía de María-Elena Quispe, de K'anti, llamó.");

	LOGS(h, &h->rosa, NOW, "notes=Pregunta por el horario de la casa");
	for (size_t i = 0; i < COUNT(typed); i++) {
		if (finds(h, &h->marta, typed[i], hits, NULL) != 1)
			fail_msg("\"%s\" does not find her", typed[i]);
		assert_int_equal(id, hits[0].id);
		assert_int_equal(SEARCH_WORDS, hits[0].matched);
	}
	assert_int_equal(0, how_many(h, "quispe huaman"));
	assert_int_equal(
	    0, how_many(h, "spe")); /* words are found from their beginning */
}

static void other_spellings_of_the_note_are_found_as_well(void **state)
{
	static const char *const written[] = { "Quishpe", "Kispi", "QUISPE", "Qhispe" };
	struct house *h = *state;

	for (size_t i = 0; i < COUNT(written); i++) {
		char notes[64];

		str_printf(notes, sizeof(notes), "notes=se llama %s.", written[i]);
		LOGS(h, &h->rosa, NOW - DAY, notes);
		assert_int_equal(i + 1, how_many(h, "quispe"));
		assert_int_equal(i + 1, how_many(h, "kispi "));
	}
}

static void the_newest_come_first_page_by_page(void **state)
{
	struct house *h = *state;
	struct search_hit page[5];
	struct search_after after;
	struct search_found found;
	int64_t ids[12];
	size_t seen = 0;

	for (int i = 0; i < 12; i++)
		ids[i] = LOGS(h, &h->rosa, NOW - DAY + i, "notes=una balsa en el puerto");
	for (bool more = true; more; seen += found.count) {
		assert_int_equal(AM_OK, search_run(h->st, &h->rosa, "balsa", NOW, true,
					    seen > 0 ? &after : NULL, page, 5, &found));
		if (seen == 0)
			assert_int_equal(12, found.total);
		for (size_t i = 0; i < found.count; i++)
			assert_int_equal(ids[11 - seen - i], page[i].id);
		after = found.next;
		more = found.more;
	}
	assert_int_equal(12, seen);
}

static void one_letter_asks_nothing(void **state)
{
	static const char *const typed[] = { "", " ", "q", "q ", "a b c", "\"", "*", "1",
		"ñ", "-", "@" };
	struct house *h = *state;
	struct search_hit hits[HITS];
	struct search_found found;

	LOGS(h, &h->rosa, NOW, "notes=q a b c 1 ñ quispe");
	for (size_t i = 0; i < COUNT(typed); i++) {
		if (finds(h, &h->rosa, typed[i], hits, &found) != 0 ||
		    found.said != SEARCH_SHORT)
			fail_msg("\"%s\" asks something", typed[i]);
	}
	assert_int_equal(1, finds(h, &h->rosa, "qu", hits, &found));
	assert_int_equal(1, finds(h, &h->rosa, "b quispe", hits, &found));
	assert_int_equal(0, finds(h, &h->rosa, "ch", hits, &found));
}

static void a_number_is_found_with_its_check_digit_and_told_with_a_wrong_one(void **state)
{
	struct house *h = *state;
	struct search_hit hits[HITS];
	struct search_found found;
	const int64_t id = LOGS(h, &h->rosa, NOW, "notes=nada");
	char number[NUMBER_LEN];
	static const char *const right[] = { "L 26-00001-0", "26-00001-0", "l26-00001-0",
		"26000010" };

	assert_string_equal("26-00001-0", number_short(number, 26 * NUMBER_YEAR + 1));
	for (size_t i = 0; i < COUNT(right); i++) {
		assert_int_equal(1, finds(h, &h->marta, right[i], hits, &found));
		assert_int_equal(id, hits[0].id);
		assert_int_equal(SEARCH_NUMBER, hits[0].matched);
		assert_int_equal(SEARCH_FINE, found.said);
	}
	assert_int_equal(0, finds(h, &h->marta, "26-00001-1", hits, &found));
	assert_int_equal(SEARCH_CHECK_DIGIT, found.said);
	assert_int_equal(0, finds(h, &h->marta, "26-00002-9", hits, &found));
	assert_int_equal(SEARCH_FINE, found.said); /* right, but nobody has it */
	assert_int_equal(0, finds(h, &h->marta, "C 26-00001-0", hits, &found));
}

static void the_last_digits_of_a_telephone_find_its_calls(void **state)
{
	static const struct {
		const char *typed;
		size_t count;
	} rows[] = { { "877", 2 }, { "5877", 2 }, { "55877", 1 }, { "961555877", 1 },
		{ "961 555 877", 1 }, { "+51 961-555-877", 1 }, { "014412345", 1 },
		{ "77", 0 }, { "878", 0 }, { "961555878", 0 }, { "877 quispe", 1 },
		{ "877 mamani", 0 }, { "105", 1 } };
	struct house *h = *state;
	struct search_hit hits[HITS];

	LOGS(h, &h->rosa, NOW - 9, "phone=961555877", "notes=Quispe");
	LOGS(
	    h, &h->rosa, NOW - 8, "motive=offer", "dispo=guide", "offer_phone=944445877");
	LOGS(h, &h->rosa, NOW - 7, "phone=014412345");
	LOGS(h, &h->rosa, NOW - 6, "notes=llamó antes al 105");
	for (size_t i = 0; i < COUNT(rows); i++) {
		char typed[64]; /* the offer has entered the register as well */

		str_printf(typed, sizeof(typed), "llamadas %s", rows[i].typed);
		if (finds(h, &h->marta, typed, hits, NULL) != rows[i].count)
			fail_msg(
			    "\"%s\" does not find %zu", rows[i].typed, rows[i].count);
	}
	assert_int_equal(1, finds(h, &h->marta, "877 quispe", hits, NULL));
	assert_int_equal(SEARCH_PHONE | SEARCH_WORDS, hits[0].matched);
}

/* NOW is Tuesday, 24 November 2026. */
static void plain_words_are_filters(void **state)
{
	static const struct {
		const char *typed, *found; /* letters of the calls, newest first */
	} rows[] = {
		{ "loreto", "dba" }, /* a by its notes, b from there, d is there */
		{ "lor", "dba" },
		{ "madre de dios", "c" },
		{ "maynas", "b" },
		{ "bolivia", "e" },
		{ "quispe loreto", "ba" },
		{ "reporte", "dcba" },
		{ "oferta", "e" },
		{ "alto", "c" },
		{ "broma", "f" },
		{ "@luz", "ed" },
		{ "operadora luz", "ed" },
		{ "@luz loreto", "d" },
		{ "@nadie", "" },
		{ "hoy", "fe" },
		{ "ayer", "d" },
		{ "today", "fe" },
		{ "quispe ayer", "" },
		{ "22 nov", "c" },
		{ "22 de noviembre", "c" },
		{ "22/11", "c" },
		{ "22/11/2026", "c" },
		{ "2026-11-22", "c" },
		{ "2026-11", "fedc" },
		{ "en octubre", "b" },
		{ "octubre 2026", "b" },
		{ "oct de 2026", "b" },
		{ "in october", "b" },
		{ "24 dic", "a" },
		{ "diciembre 2025", "a" },
		{ "31/02/2026", "" },
		{ "loreto en octubre", "b" },
		{ "julio", "d" },
	};
	struct house *h = *state;
	int64_t ids[6];

	ids[0] = LOGS(h, &h->rosa, NOW - 335 * DAY, "notes=Quispe, va a Loreto");
	ids[1] = LOGS(h, &h->rosa, NOW - 30 * DAY, "place_from=PE16", "province=PE1601",
	    "notes=Quispe");
	ids[2] =
	    LOGS(h, &h->rosa, NOW - 2 * DAY, "place_from=PE17", "risk=2", "notes=nada");
	ids[3] = LOGS(h, &h->luz, NOW - DAY, "place_now=PE16", "notes=Julio");
	ids[4] = LOGS(h, &h->luz, NOW - 60, "motive=offer", "offer_country=BO");
	ids[5] = LOGS(h, &h->rosa, NOW, "motive=none", "dispo=prank");
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct search_hit hits[HITS];
		const size_t n = finds(h, &h->marta, rows[i].typed, hits, NULL);
		char found[HITS + 1] = "";

		for (size_t k = 0; k < n; k++)
			for (char c = 0; c < 6; c++)
				if (hits[k].id == ids[(size_t)c])
					found[k] = (char)('a' + c);
		if (strcmp(found, rows[i].found) != 0)
			fail_msg("\"%s\" finds \"%s\", not \"%s\"", rows[i].typed, found,
			    rows[i].found);
	}
}

static void a_call_entered_late_is_found_on_its_own_day(void **state)
{
	struct house *h = *state;
	struct search_hit hits[HITS];
	char sql[200];
	const int64_t before = LOGS(h, &h->rosa, NOW - 3 * DAY, "notes=Quispe");
	const int64_t same = LOGS(h, &h->rosa, NOW - 2 * DAY, "notes=Quispe");
	const int64_t late = LOGS(h, &h->rosa, NOW, "notes=Quispe");

	str_printf(sql, sizeof(sql),
	    "UPDATE call SET entered_late = 1, entered_at = started_at, started_at = %lld"
	    " WHERE id = %lld RETURNING id",
	    (long long)(NOW - 2 * DAY - 60), (long long)late);
	house_sees(h, sql);
	assert_int_equal(2, finds(h, &h->rosa, "quispe 22 nov", hits, NULL));
	assert_int_equal(late, hits[0].id);
	assert_int_equal(same, hits[1].id);
	assert_int_equal(2, finds(h, &h->rosa, "22 nov", hits, NULL));
	assert_int_equal(1, finds(h, &h->rosa, "quispe 21 nov", hits, NULL));
	assert_int_equal(before, hits[0].id);
	assert_int_equal(0, finds(h, &h->rosa, "quispe hoy", hits, NULL));
}

static void of_a_call_of_somebody_else_she_learns_number_and_kind_only(void **state)
{
	struct house *h = *state;
	struct search_hit hits[HITS];
	const int64_t hers =
	    LOGS(h, &h->rosa, NOW - 60, "place_from=PE16", "notes=Quispe", "risk=2");
	const int64_t other =
	    LOGS(h, &h->luz, NOW, "place_from=PE16", "notes=Quispe", "risk=1");
	struct search_hit nothing = { .kind = SEARCH_CALL };

	assert_int_equal(2, finds(h, &h->rosa, "quispe loreto", hits, NULL));
	assert_int_equal(other, hits[0].id);
	assert_false(hits[0].whole);
	assert_int_equal(SEARCH_WORDS | SEARCH_PLACE, hits[0].matched);
	assert_true(hits[0].number > 0);
	nothing.id = hits[0].id;
	nothing.number = hits[0].number;
	nothing.matched = hits[0].matched;
	assert_memory_equal(&nothing, &hits[0], sizeof(nothing));
	assert_int_equal(hers, hits[1].id);
	assert_true(hits[1].whole);
	assert_string_equal("PE16", hits[1].place);
	assert_int_equal(2, finds(h, &h->marta, "quispe", hits, NULL));
	assert_true(hits[0].whole);
	assert_string_equal("Luz", hits[0].who);
}

static void who_has_no_right_finds_and_counts_nothing(void **state)
{
	struct house *h = *state;
	const struct actor *const nobody[] = { &h->julia, &h->ana, &h->local };
	struct search_hit hits[HITS];
	struct search_found found;

	LOGS(h, &h->rosa, NOW, "notes=Quispe");
	for (size_t i = 0; i < COUNT(nobody); i++)
		assert_int_equal(AM_DENIED, search_run(h->st, nobody[i], "quispe", NOW, true,
						NULL, hits, HITS, &found));
}

static void signs_that_mean_something_to_the_index_are_only_text(void **state)
{
	static const char *const typed[] = { "\"quispe", "quispe\"", "quispe*",
		"que* NEAR(", "notes:quispe", "facet:xo1", "xo1", "xmreport",
		"quispe OR 1=1", "quispe' OR '1'='1", "NOT quispe", "quispe AND",
		"{notes", "}:", "^quispe", "-quispe", "+", "\\", "%", "_",
		"quispe;DROP TABLE call", "\x01\x7f", "\xff\xfe", "AND OR NOT", "NEAR/3",
		"()", "\"\"\"\"\"", "' ' '",
		("l \xe2\x80\xae"
		 "877") };
	struct house *h = *state;
	struct search_hit hits[HITS];
	struct search_found found;

	LOGS(h, &h->rosa, NOW, "notes=Quispe");
	for (size_t i = 0; i < COUNT(typed); i++)
		if (search_run(h->st, &h->rosa, typed[i], NOW, true, NULL, hits, HITS,
			&found) != AM_OK)
			fail_msg("\"%s\" is syntax", typed[i]);
	assert_int_equal(0, how_many(h, "xo1"));
	assert_int_equal(0, how_many(h, "xmreport"));
	assert_int_equal(0, how_many(h, "facet:xmreport"));
	assert_int_equal(1, how_many(h, "^\"quispe\"*"));
}

/* Lines made of what could hurt: none is an error, and none takes the program away. */
static void any_line_is_answered(void **state)
{
	static const char *const bits[] = { "qu", "26-", "00001", "-0", " ", "\"", "nov",
		"22", "/", "2026", "@", "luz", "madre", "de", "dios", "en", "abierta",
		"961", "*", "ñ", "\xff", "(", "31", "oct", "operadora",
		"99999999999999999999", "x", "'" };
	struct house *h = *state;
	struct search_hit hits[HITS];
	struct search_found found;
	uint32_t seed = 7;

	LOGS(h, &h->rosa, NOW, "notes=Quispe 22 en madre de dios", "phone=961555877");
	for (int i = 0; i < 3000; i++) {
		struct buf line = { 0 };

		for (int k = 0; k < 1 + i % 12; k++) {
			seed = seed * 1664525 + 1013904223;
			buf_str(&line, bits[(seed >> 8) % COUNT(bits)]);
			if ((seed >> 24) % 2 == 0)
				buf_str(&line, " ");
		}
		if (search_run(h->st, &h->rosa, buf_text(&line), NOW, true, NULL, hits, HITS,
			&found) != AM_OK)
			fail_msg("\"%s\"", buf_text(&line));
		buf_fini(&line);
	}
}

static void open_calls_are_a_word_of_their_own(void **state)
{
	struct house *h = *state;
	struct search_hit hits[HITS];
	struct call call;

	LOGS(h, &h->rosa, NOW - 60, "notes=la puerta abierta");
	assert_int_equal(AM_OK, call_new(h->st, &h->luz, NOW, &call));
	assert_int_equal(1, finds(h, &h->marta, "abiertas", hits, NULL));
	assert_int_equal(call.id, hits[0].id);
	assert_int_equal(SEARCH_STATUS, hits[0].matched);
	assert_int_equal(0, finds(h, &h->marta, "abiertas ayer", hits, NULL));
	assert_int_equal(1, finds(h, &h->marta, "puerta abierta", hits, NULL));
}

static bool at_once(void *data)
{
	++*(int *)data;
	return true;
}

static void a_search_is_given_up_when_the_next_key_waits(void **state)
{
	struct house *h = *state;
	struct search_hit hits[HITS];
	struct search_found found;
	int asked = 0;

	assert_int_equal(AM_OK, store_begin(h->st));
	for (int i = 0; i < 1000; i++)
		LOGS(h, &h->rosa, NOW - 1000 + i,
		    "notes=balsa de madera y barco de hierro en el puerto");
	assert_int_equal(AM_OK, store_end(h->st, AM_OK));
	store_give_up(h->st, at_once, &asked);
	assert_int_equal(AM_STOPPED, search_run(h->st, &h->rosa, "barco balsa 24 nov",
					 NOW, true, NULL, hits, HITS, &found));
	assert_true(asked > 0);
	store_give_up(h->st, NULL, NULL);
	assert_int_equal(HITS, finds(h, &h->rosa, "barco balsa 24 nov", hits, &found));
	assert_int_equal(SEARCH_COUNTED, found.total);
	assert_false(found.capped); /* not one more than these */
}

static void a_settled_search_is_one_row_of_the_audit(void **state)
{
	struct house *h = *state;
	struct search_hit hits[HITS];
	struct search_found found;
	static const char rows[] = "SELECT count(*) FROM audit WHERE action = 'search'";

	LOGS(h, &h->rosa, NOW, "notes=Quispe");
	finds(h, &h->rosa, "quis\"pe", hits, &found);
	assert_int_equal(0, house_counts(h, rows));
	assert_int_equal(AM_OK, search_settled(h->st, &h->rosa, "quis\"pe", &found, NOW));
	assert_int_equal(1, house_counts(h, rows));
	assert_string_equal(
	    "quis\"pe", house_sees(h, "SELECT json_extract(detail, '$.query') FROM audit"
				      " WHERE action = 'search'"));
}

/* What is corrected away is not found any more, by sound either. */
static void the_index_follows_a_correction(void **state)
{
	struct house *h = *state;
	const int64_t id = LOGS(h, &h->rosa, NOW - 60, "notes=Quispe");
	struct record *rec = record_new(&call_form);
	struct call call;

	assert_int_equal(AM_OK, call_load(h->st, &h->rosa, id, NOW, &call, rec));
	record_set_id(rec, "notes", "Huamán");
	assert_int_equal(AM_OK, call_correct(h->st, &h->rosa, &call, rec, "", 0, NOW));
	record_free(rec);
	assert_int_equal(0, how_many(h, "kispi"));
	assert_int_equal(0, how_many(h, "quispe"));
	assert_int_equal(1, how_many(h, "uaman"));
}

/* --- cases and offers --- */

/* A person of a case, with the role of a victim. */
static void is_about(struct house *h, int64_t case_id, const char *name, const char *age)
{
	struct buf fold = { 0 }, phon = { 0 }, sql = { 0 };
	long id;

	txt_fold(&fold, name);
	txt_phon(&phon, name);
	buf_printf(&sql,
	    "INSERT INTO person (names, fold, phon, age_said, phone) VALUES"
	    " ('%s', '%s', '%s', '%s', '51944000123') RETURNING id",
	    name, buf_text(&fold), buf_text(&phon), age);
	id = house_counts(h, buf_text(&sql));
	buf_clear(&sql);
	buf_printf(&sql,
	    "INSERT INTO case_person (case_id, person_id, role) VALUES (%lld, %ld,"
	    " 'victim') RETURNING id",
	    (long long)case_id, id);
	house_sees(h, buf_text(&sql));
	buf_fini(&fold);
	buf_fini(&phon);
	buf_fini(&sql);
}

static int64_t opens(
    struct house *h, const struct actor *who, int64_t at, const char *title)
{
	int64_t id;

	assert_int_equal(AM_OK, case_new(h->st, who, title, 0, at, &id));
	return id;
}

/* A query that only changes the tables; case id stands behind it. */
static void does(struct house *h, const char *start, int64_t id, const char *end)
{
	char sql[400];

	str_printf(sql, sizeof(sql), "%s%lld%s RETURNING id", start, (long long)id, end);
	house_sees(h, sql);
}

static void a_case_is_found_by_all_that_belongs_to_it(void **state)
{
	static const struct {
		const char *typed;
		unsigned matched;
	} rows[] = {
		{ "balsa", SEARCH_WORDS },  /* its title */
		{ "kispi", SEARCH_PERSON }, /* who it is about */
		{ "flor kispi", SEARCH_PERSON },
		{ "lanchero", SEARCH_WORDS }, /* a note */
		{ "flor lanchero", SEARCH_PERSON | SEARCH_WORDS },
		{ "flor ucayali", SEARCH_PERSON | SEARCH_PLACE },
		{ "flor 16", SEARCH_PERSON | SEARCH_AGE },
		{ "flor @luz", SEARCH_PERSON | SEARCH_OPERATOR },
		{ "flor abierto", SEARCH_PERSON | SEARCH_STATUS },
		{ "casos 0123", SEARCH_PHONE },
		{ "C 26-00001-0", SEARCH_NUMBER },
		{ "casos", 0 },
	};
	struct house *h = *state;
	struct search_hit hits[HITS];
	const int64_t id = opens(h, &h->luz, NOW - DAY, "Menor llevada en balsa");

	is_about(h, id, "Flor Quispe Tuanama", "16");
	does(h, "UPDATE casefile SET place_now = 'PE25' WHERE id = ", id, "");
	does(h, "INSERT INTO note (case_id, at, operator_id, body) VALUES (", id,
	    ", 1, 2, 'El lanchero la vio')");
	for (size_t i = 0; i < COUNT(rows); i++) {
		if (finds(h, &h->luz, rows[i].typed, hits, NULL) != 1)
			fail_msg("\"%s\" does not find it", rows[i].typed);
		assert_int_equal(SEARCH_CASE, hits[0].kind);
		assert_int_equal(id, hits[0].id);
		if (hits[0].matched != rows[i].matched)
			fail_msg("\"%s\" fits by %#x", rows[i].typed, hits[0].matched);
	}
	assert_int_equal(0, finds(h, &h->luz, "flor cerrado", hits, NULL));
	assert_int_equal(0, finds(h, &h->luz, "llamadas flor", hits, NULL));
	assert_int_equal(0, finds(h, &h->luz, "L 26-00001-0", hits, NULL));
}

static void a_similar_name_is_found_where_the_name_itself_is_not(void **state)
{
	static const char *const typed[] = { "flor quizpr tuanama", "fror quispe tuanama",
		"tuanana quispe", "flr quispe tuanam" };
	struct house *h = *state;
	struct search_hit hits[HITS];
	const int64_t id = opens(h, &h->luz, NOW - DAY, "x");

	is_about(h, id, "Flor Quispe Tuanama", "16");
	for (size_t i = 0; i < COUNT(typed); i++) {
		if (finds(h, &h->luz, typed[i], hits, NULL) != 1)
			fail_msg("\"%s\" does not find her", typed[i]);
		assert_int_equal(SEARCH_NEAR, hits[0].matched & SEARCH_NEAR);
	}
	assert_int_equal(0, finds(h, &h->luz, "luz mamani condori", hits, NULL));
}

/* Two cases of one person: her entry in the older one was merged into the other. */
static void a_similar_name_finds_the_cases_of_a_merged_entry(void **state)
{
	struct house *h = *state;
	struct search_hit hits[HITS];

	is_about(h, opens(h, &h->luz, NOW - DAY, "x"), "Flor Quispe Tuanama", "16");
	is_about(h, opens(h, &h->luz, NOW - DAY, "y"), "Flor Quispe Tuanama", "16");
	house_sees(h, "UPDATE person SET merged_into = (SELECT max(id) FROM person)"
		      " WHERE id = (SELECT min(id) FROM person) RETURNING id");
	assert_int_equal(2, finds(h, &h->luz, "flor quizpr tuanama", hits, NULL));
}

/* Words that she has besides say nothing against her, however many they are. */
static void a_nickname_hides_nobody(void **state)
{
	static const char *const typed[] = { "tamany", "yuleisi", "tamami", "nahiu",
		"yuleisi tamany", "yuleisi nahiu" };
	struct house *h = *state;
	struct search_hit hits[HITS];

	is_about(h, opens(h, &h->luz, NOW - DAY, "x"), "Yuleisy Tamani Ñahui La Yuli", "16");
	for (size_t i = 0; i < COUNT(typed); i++)
		if (finds(h, &h->luz, typed[i], hits, NULL) != 1)
			fail_msg("\"%s\" does not find her", typed[i]);
}

static void similar_names_are_left_for_later(void **state)
{
	struct house *h = *state;
	struct search_hit hits[HITS];
	struct search_found found;
	const int64_t id = opens(h, &h->luz, NOW - DAY, "x");

	is_about(h, id, "Flor Quispe Tuanama", "16");
	assert_int_equal(AM_OK, search_run(h->st, &h->luz, "tuanana quispe", NOW, false,
				    NULL, hits, HITS, &found));
	assert_int_equal(0, found.count);
	assert_true(found.rest);
	(void)finds(h, &h->luz, "tuanana quispe", hits, &found);
	assert_int_equal(1, found.count);
	assert_false(found.rest);
	assert_int_equal(AM_OK, search_run(h->st, &h->luz, "L 26-00001-0", NOW, false, NULL,
				    hits, HITS, &found));
	assert_false(found.rest);
}

/* A word of a thousand calls is no name that was heard wrong. */
static void a_common_word_finds_no_similar_names(void **state)
{
	struct house *h = *state;
	struct search_found found;
	struct search_hit hits[HITS];
	const int64_t id = opens(h, &h->luz, NOW - DAY, "x");

	is_about(h, id, "Rosaria Senora Quispe", "16");
	(void)finds(h, &h->luz, "senoro", hits, &found);
	assert_int_equal(1, found.total);
	does(h,
	    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i <= "
	    "1000)"
	    " INSERT INTO call (number, operator_id, started_at, ended_at, status, notes)"
	    " SELECT 250000000 + i,",
	    h->luz.operator_id, ", 1000 + i, 1100 + i, 'closed', 'un senoro' FROM n");
	(void)finds(h, &h->luz, "senoro", hits, &found);
	assert_int_equal(SEARCH_COUNTED, found.total);
	for (size_t i = 0; i < found.count; i++)
		assert_int_equal(SEARCH_CALL, hits[i].kind);
}

static void of_a_case_of_somebody_else_she_learns_number_and_kind_only(void **state)
{
	struct house *h = *state;
	struct search_hit hits[HITS], bare = { .kind = SEARCH_CASE };
	const int64_t id = opens(h, &h->luz, NOW - DAY, "x");

	is_about(h, id, "Flor Quispe", "16");
	assert_int_equal(1, finds(h, &h->rosa, "flor quispe", hits, NULL));
	bare.id = id;
	bare.number = hits[0].number;
	bare.matched = SEARCH_PERSON;
	assert_memory_equal(&bare, &hits[0], sizeof(bare));
	assert_int_equal(1, finds(h, &h->luz, "flor quispe", hits, NULL));
	assert_true(hits[0].whole);
	assert_string_equal("Flor Quispe", hits[0].who);
	assert_int_equal(1, finds(h, &h->marta, "flor quispe", hits, NULL));
	assert_true(hits[0].whole);
}

static void a_restricted_case_is_neither_found_nor_counted(void **state)
{
	static const char *const typed[] = { "flor quispe", "flor quispr", "casos",
		"C 26-00001-0", "abiertas", "casos 0123", "flor hoy" };
	struct house *h = *state;
	struct search_hit hits[HITS];
	struct search_found found;
	const int64_t id = opens(h, &h->luz, NOW, "x");

	is_about(h, id, "Flor Quispe", "16");
	does(h,
	    "UPDATE casefile SET restricted = 1, assigned_to = opened_by WHERE id = ", id,
	    "");
	for (size_t i = 0; i < COUNT(typed); i++) {
		if (finds(h, &h->rosa, typed[i], hits, &found) != 0 || found.total != 0)
			fail_msg("\"%s\" tells of it", typed[i]);
		if (finds(h, &h->luz, typed[i], hits, NULL) != 1)
			fail_msg("\"%s\" does not find it for her", typed[i]);
	}
}

static void a_call_of_a_restricted_case_is_found_by_who_took_it_only(void **state)
{
	static const char *const typed[] = { "quispe", "quispe hoy", "quispe reporte" };
	struct house *h = *state;
	struct search_hit hits[HITS];
	struct search_found found;
	const int64_t call = LOGS(h, &h->luz, NOW, "notes=Quispe, en el bar");
	const int64_t id = opens(h, &h->luz, NOW, "x");
	char sql[160];

	assert_int_equal(1, finds(h, &h->rosa, "quispe", hits, NULL));
	str_printf(sql, sizeof(sql),
	    "INSERT INTO call_case (call_id, case_id, certainty, linked_at, linked_by)"
	    " VALUES (%lld, ",
	    (long long)call);
	does(h, sql, id, ", 'possible', 1, 1)");
	does(h,
	    "UPDATE casefile SET restricted = 1, assigned_to = opened_by WHERE id = ", id,
	    "");
	for (size_t i = 0; i < COUNT(typed); i++) {
		if (finds(h, &h->rosa, typed[i], hits, &found) != 0 || found.total != 0)
			fail_msg("\"%s\" tells of it", typed[i]);
		if (finds(h, &h->luz, typed[i], hits, NULL) != 1 ||
		    finds(h, &h->marta, typed[i], hits, NULL) != 1)
			fail_msg("\"%s\" does not find it for her", typed[i]);
	}
}

static void a_merged_case_is_found_as_the_one_it_is_part_of(void **state)
{
	struct house *h = *state;
	struct search_hit hits[HITS];
	const int64_t gone = opens(h, &h->luz, NOW - DAY, "la balsa");
	const int64_t stays = opens(h, &h->luz, NOW, "otra cosa");
	char end[40];

	str_printf(end, sizeof(end), " WHERE id = %lld", (long long)gone);
	is_about(h, gone, "Flor Quispe", "16");
	does(h, "UPDATE casefile SET merged_into = ", stays, end);
	assert_int_equal(1, finds(h, &h->luz, "flor", hits, NULL));
	assert_int_equal(stays, hits[0].id);
	assert_string_equal("Flor Quispe", hits[0].who);
	assert_true((hits[0].matched & SEARCH_PERSON) != 0);
	assert_int_equal(1, finds(h, &h->luz, "balsa", hits, NULL));
	assert_int_equal(stays, hits[0].id);
	assert_int_equal(1, finds(h, &h->luz, "C 26-00001-0", hits, NULL));
	assert_int_equal(stays, hits[0].id);
	assert_int_equal(1, finds(h, &h->luz, "casos", hits, NULL));
}

static void who_was_taken_off_a_case_is_not_found_through_it(void **state)
{
	struct house *h = *state;
	struct search_hit hits[HITS];
	const int64_t id = opens(h, &h->luz, NOW, "x");

	is_about(h, id, "Flor Quispe", "16");
	assert_int_equal(1, finds(h, &h->luz, "flor quispe", hits, NULL));
	does(h, "UPDATE case_person SET ended_at = 5 WHERE case_id = ", id, "");
	assert_int_equal(0, finds(h, &h->luz, "flor quispe", hits, NULL));
	assert_int_equal(0, finds(h, &h->luz, "flor quispr", hits, NULL));
	assert_int_equal(0, finds(h, &h->luz, "casos 0123", hits, NULL));
}

/* Whatever kind they are, and page by page without doubles or gaps. */
static void the_newest_of_all_kinds_come_first(void **state)
{
	struct house *h = *state;
	struct search_hit page[3];
	struct search_found found;
	struct search_after after = { .near = false };
	enum search_kind kinds[20];
	size_t seen = 0;
	int64_t last = INT64_MAX;

	for (int i = 0; i < 5; i++) {
		LOGS(h, &h->luz, NOW - 1000 + 100 * i, "notes=balsa");
		opens(h, &h->luz, NOW - 1000 + 100 * i + 50, "balsa");
	}
	for (bool more = true; more; after = found.next) {
		assert_int_equal(AM_OK, search_run(h->st, &h->luz, "balsa", NOW, true,
					    seen > 0 ? &after : NULL, page, 3, &found));
		if (seen == 0)
			assert_int_equal(10, found.total);
		for (size_t i = 0; i < found.count; i++) {
			assert_true(page[i].at < last);
			last = page[i].at;
			kinds[seen++] = page[i].kind;
		}
		more = found.more;
	}
	assert_int_equal(10, seen);
	for (size_t i = 0; i < seen; i++)
		assert_int_equal(i % 2 == 0 ? SEARCH_CASE : SEARCH_CALL, kinds[i]);
}

static void an_offer_is_found_by_name_advert_and_telephone(void **state)
{
	static const char *const typed[] = { "ofertas buen viaje", "ofertas biaje",
		"ofertas 5877", "ofertas", "ofertas domingo" };
	struct house *h = *state;
	struct search_hit hits[HITS];

	LOGS(h, &h->rosa, NOW, "motive=offer", "offer_by=Agencia Buen Viaje",
	    "offer_phone=944445877", "offer_paper=El Domingo");
	for (size_t i = 0; i < COUNT(typed); i++) {
		if (finds(h, &h->luz, typed[i], hits, NULL) != 1)
			fail_msg("\"%s\" does not find it", typed[i]);
		assert_int_equal(SEARCH_OFFER, hits[0].kind);
		assert_string_equal("Agencia Buen Viaje", hits[0].who);
	}
}

/* What may still become of the last letters: a word never disappears while it is typed. */
static void an_unfinished_word_finds_all_that_it_may_become(void **state)
{
	static const char *const words[] = { "Quispe", "Guerrero", "Chávez", "Llanos",
		"Philips", "Cecilia", "Gilda", "Cusi", "Huamán", "Pocllo", "Qhispe",
		"Zoila", "Yupanqui", "Shupingahua", "Agüero" };
	struct house *h = *state;

	for (size_t i = 0; i < COUNT(words); i++) {
		char notes[64], typed[32];
		struct buf fold = { 0 };

		str_printf(notes, sizeof(notes), "notes=%s", words[i]);
		LOGS(h, &h->rosa, NOW, notes);
		txt_fold(&fold, words[i]);
		for (size_t len = 2; len <= fold.len; len++) {
			struct search_hit hits[HITS];
			bool there = false;
			size_t n;

			str_printf(
			    typed, sizeof(typed), "%.*s", (int)len, buf_text(&fold));
			n = finds(h, &h->rosa, typed, hits, NULL);
			for (size_t k = 0; k < n; k++)
				there = there || hits[k].id == (int64_t)i + 1;
			if (!there)
				fail_msg("\"%s\" does not find %s", typed, words[i]);
		}
		buf_fini(&fold);
	}
}

#define STORY(name) cmocka_unit_test_setup_teardown(name, house_open, house_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(spellings_of_one_sound_find_the_note),
		STORY(other_spellings_of_the_note_are_found_as_well),
		STORY(the_newest_come_first_page_by_page),
		STORY(one_letter_asks_nothing),
		STORY(a_number_is_found_with_its_check_digit_and_told_with_a_wrong_one),
		STORY(the_last_digits_of_a_telephone_find_its_calls),
		STORY(plain_words_are_filters),
		STORY(a_call_entered_late_is_found_on_its_own_day),
		STORY(of_a_call_of_somebody_else_she_learns_number_and_kind_only),
		STORY(who_has_no_right_finds_and_counts_nothing),
		STORY(signs_that_mean_something_to_the_index_are_only_text),
		STORY(any_line_is_answered),
		STORY(open_calls_are_a_word_of_their_own),
		STORY(a_search_is_given_up_when_the_next_key_waits),
		STORY(a_settled_search_is_one_row_of_the_audit),
		STORY(the_index_follows_a_correction),
		STORY(a_case_is_found_by_all_that_belongs_to_it),
		STORY(a_similar_name_is_found_where_the_name_itself_is_not),
		STORY(a_similar_name_finds_the_cases_of_a_merged_entry),
		STORY(a_nickname_hides_nobody),
		STORY(similar_names_are_left_for_later),
		STORY(a_common_word_finds_no_similar_names),
		STORY(of_a_case_of_somebody_else_she_learns_number_and_kind_only),
		STORY(a_restricted_case_is_neither_found_nor_counted),
		STORY(a_call_of_a_restricted_case_is_found_by_who_took_it_only),
		STORY(a_merged_case_is_found_as_the_one_it_is_part_of),
		STORY(who_was_taken_off_a_case_is_not_found_through_it),
		STORY(the_newest_of_all_kinds_come_first),
		STORY(an_offer_is_found_by_name_advert_and_telephone),
		STORY(an_unfinished_word_finds_all_that_it_may_become),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
