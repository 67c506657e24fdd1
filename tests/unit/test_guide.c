/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cards: shipped in two languages, written anew by supervisors, never overwritten. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <ctype.h>

#include "schema/base/utf8.h"
#include "schema/guide_priv.h"
#include "schema/record.h"
#include "tests/unit/house.h"

#define MAX GUIDE_CARDS_MAX

static const char *const langs[] = { "es", "en" };

/* What has to be there, in its order. */
static const char *const wanted[] = { "service", "speak", "silent", "threat", "suicide",
	"minor", "traffick", "abroad", "papers", "data", "medical", "abusive", "closing",
	"lang" };

static size_t all(struct house *h, const char *lang, struct guide *out)
{
	size_t count = 0;

	assert_int_equal(AM_OK, guide_list(h->st, &h->rosa, lang, out, MAX, &count));
	return count;
}

static struct guide *find(struct house *h, const char *card, const char *lang)
{
	static struct guide g;

	assert_int_equal(AM_OK, guide_find(h->st, &h->rosa, card, lang, &g));
	return &g;
}

/* --- what is shipped --- */

static void every_card_is_there_in_both_languages(void **state)
{
	struct house *h = *state;
	struct guide *g = mem_new(MAX, sizeof(*g));

	for (size_t n = 0; n < COUNT(langs); n++) {
		assert_int_equal(COUNT(wanted), all(h, langs[n], g));
		for (size_t i = 0; i < COUNT(wanted); i++) {
			assert_string_equal(wanted[i], g[i].card);
			assert_int_equal(1, g[i].version);
			assert_int_equal(0, g[i].made_at);
			assert_true(g[i].counts);
			assert_true(*g[i].source != '\0');
			assert_int_equal(10, strlen(g[i].dated_on));
		}
	}
	free(g);
}

static void every_card_fits_its_screen(void **state)
{
	struct house *h = *state;
	struct guide *g = mem_new(MAX, sizeof(*g));

	for (size_t n = 0; n < COUNT(langs); n++)
		for (size_t i = 0; i < all(h, langs[n], g); i++) {
			if (!guide_fits(g[i].body))
				fail_msg("%s in %s is too large", g[i].card, langs[n]);
			assert_true(utf8_cols(g[i].title) <= GUIDE_COLS);
			/* behind "Versión 99, 27 nov 2026. " */
			assert_true(utf8_cols(g[i].source) <= GUIDE_COLS - 25);
		}
	free(g);
}

/* A telephone number on a card would be believed. */
static void no_card_has_a_telephone_number(void **state)
{
	struct house *h = *state;
	struct guide *g = mem_new(MAX, sizeof(*g));

	for (size_t n = 0; n < COUNT(langs); n++)
		for (size_t i = 0; i < all(h, langs[n], g); i++) {
			size_t digits = 0;

			for (const char *p = g[i].body; *p != '\0'; p++) {
				digits = isdigit((unsigned char)*p) ? digits + 1 : 0;
				assert_true(digits < 3);
			}
		}
	free(g);
}

/* What may not be said, and what must be. */
static void the_words_of_the_cards_are_those_that_were_agreed(void **state)
{
	static const struct {
		const char *card, *lang, *words;
		bool there;
	} rows[] = {
		{ "minor", "es", "interés superior", true },
		{ "minor", "en", "best interests", true },
		{ "threat", "es", "No está sola", true },
		{ "speak", "es", "No mencione llamadas anteriores", true },
		{ "speak", "en", "Do not mention earlier calls", true },
		{ "silent", "es", "dos golpes son no", true },
		{ "abroad", "es", "Decide ella", true },
		{ "lang", "es", "Allinllachu", true },
		{ "lang", "en", "missing: a speaker writes it", true },
		{ "traffick", "en", "illegal", false },
	};
	struct house *h = *state;

	for (size_t i = 0; i < COUNT(rows); i++)
		if ((strstr(find(h, rows[i].card, rows[i].lang)->body, rows[i].words) !=
			NULL) != rows[i].there)
			fail_msg(
			    "%s, %s: \"%s\"", rows[i].card, rows[i].lang, rows[i].words);
}

/* --- new versions --- */

static struct record *typed(const struct guide *g, const char *title, const char *body)
{
	struct record *rec = record_new(&guide_form);

	record_set_id(rec, "title", title);
	record_set_id(rec, "source", g->source);
	record_set_id(rec, "body", body);
	return rec;
}

static enum err saves(struct house *h, const struct actor *who, int64_t base,
    const char *title, const char *body, int64_t *id, size_t *field)
{
	struct guide g = *find(h, "minor", "es");
	struct record *rec = typed(&g, title, body);
	enum err e;

	*id = g.id;
	e = guide_save(h->st, who, base, rec, 0, NOW, id, field);
	record_free(rec);
	return e;
}

static void a_supervisor_writes_a_version_and_operators_see_it(void **state)
{
	struct house *h = *state;
	struct guide versions[4], old = *find(h, "minor", "es");
	size_t field = 0, count = 0;
	int64_t id;

	assert_int_equal(AM_OK,
	    saves(h, &h->marta, 1, "Menores", "Primero, su nombre.  \n\n", &id, &field));
	assert_int_equal(id, find(h, "minor", "es")->id);
	assert_string_equal("Menores", find(h, "minor", "es")->title);
	assert_string_equal("Primero, su nombre.", find(h, "minor", "es")->body);
	assert_string_equal("Marta", find(h, "minor", "es")->who);
	assert_int_equal(2, find(h, "minor", "es")->version);
	assert_string_equal("2026-11-24", find(h, "minor", "es")->dated_on);
	assert_string_equal("Under 18", find(h, "minor", "en")->title);
	assert_int_equal(AM_OK, guide_versions(h->st, &h->rosa, id, versions, 4, &count));
	assert_int_equal(2, count);
	assert_true(versions[0].counts);
	assert_false(versions[1].counts);
	assert_string_equal(old.body, versions[1].body);
	/* the same again makes no version */
	assert_int_equal(
	    AM_OK, saves(h, &h->marta, 2, "Menores", "Primero, su nombre.", &id, &field));
	assert_int_equal(2, find(h, "minor", "es")->version);
	assert_string_equal("1", house_sees(h, "SELECT count(*) FROM audit WHERE entity ="
					       " 'guide' AND action = 'create'"));
}

static void a_long_line_is_broken_and_goes_on_under_its_first_word(void **state)
{
	struct house *h = *state;
	size_t field = 0;
	int64_t id;

	assert_int_equal(AM_OK, saves(h, &h->marta, 1, "Menores",
				    "- una línea que tiene más de setenta y seis "
				    "columnas, y que por eso se parte "
				    "en dos\notra",
				    &id, &field));
	assert_string_equal(
	    "- una línea que tiene más de setenta y seis columnas, y que por "
	    "eso se parte\n  en dos\notra",
	    find(h, "minor", "es")->body);
}

static void an_old_version_is_brought_back_as_a_new_one(void **state)
{
	struct house *h = *state;
	struct guide old = *find(h, "minor", "es");
	size_t field = 0;
	int64_t id;

	assert_int_equal(AM_OK, saves(h, &h->marta, 1, "Uno", "uno", &id, &field));
	id = old.id;
	assert_int_equal(AM_DENIED, guide_restore(h->st, &h->rosa, NOW, &id));
	assert_int_equal(AM_OK, guide_restore(h->st, &h->marta, NOW, &id));
	assert_int_equal(3, find(h, "minor", "es")->version);
	assert_string_equal(old.body, find(h, "minor", "es")->body);
	assert_int_equal(AM_EXISTS, guide_restore(h->st, &h->marta, NOW, &id));
}

static void two_supervisors_do_not_overwrite_each_other(void **state)
{
	struct house *h = *state;
	size_t field = 0;
	int64_t id;

	assert_int_equal(AM_OK, saves(h, &h->marta, 1, "Uno", "uno", &id, &field));
	assert_int_equal(AM_CONFLICT, saves(h, &h->marta, 1, "Dos", "dos", &id, &field));
	assert_string_equal("Uno", find(h, "minor", "es")->title);
}

/* Twelve lines once it is broken. */
#define LINE \
	"una línea de más de setenta y seis columnas, que por eso no cabe en la suya y "
#define TWELVE LINE LINE LINE LINE LINE LINE LINE LINE LINE LINE LINE LINE

static void what_does_not_fit_or_says_nothing_is_not_saved(void **state)
{
	static const struct {
		const char *title, *body;
		enum err e;
		const char *field;
	} rows[] = {
		{ "", "algo", AM_INVALID, "title" },
		{ "Menores", "", AM_INVALID, "body" },
		{ "Menores", " \n \n", AM_INVALID, "body" },
		{ "Menores",
		    "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n19",
		    AM_TOO_LONG, "body" },
		{ "Menores", TWELVE TWELVE, AM_TOO_LONG, "body" },
	};
	struct house *h = *state;

	for (size_t i = 0; i < COUNT(rows); i++) {
		size_t field = 99;
		int64_t id;

		assert_int_equal(rows[i].e,
		    saves(h, &h->marta, 1, rows[i].title, rows[i].body, &id, &field));
		assert_string_equal(rows[i].field, guide_form.fields[field].id);
		assert_int_equal(1, find(h, "minor", "es")->version);
	}
}

static void only_supervisors_write_and_everybody_reads(void **state)
{
	struct house *h = *state;
	const struct actor *readers[] = { &h->rosa, &h->julia, &h->ana };
	struct guide g;
	size_t field = 0;
	int64_t id;

	for (size_t i = 0; i < COUNT(readers); i++) {
		assert_int_equal(
		    AM_DENIED, saves(h, readers[i], 1, "x", "x", &id, &field));
		assert_int_equal(AM_OK, guide_find(h->st, readers[i], "minor", "es", &g));
	}
	assert_int_equal(AM_MISSING, guide_find(h->st, &h->rosa, "nothing", "es", &g));
}

static void a_version_stands(void **state)
{
	struct house *h = *state;
	sqlite3 *db = store_connection(h->st);

	assert_int_not_equal(
	    SQLITE_OK, sqlite3_exec(db, "UPDATE guide SET body = 'x'", NULL, NULL, NULL));
	assert_int_not_equal(
	    SQLITE_OK, sqlite3_exec(db, "DELETE FROM guide", NULL, NULL, NULL));
}

/* --- a new release --- */

static const char release[] = "=== minor 60 2027-03-01\n--- es\nMenor\nOtra fuente\n\n"
			      "Un texto nuevo.\n";

static void a_release_changes_what_nobody_has_written_over(void **state)
{
	struct house *h = *state;

	assert_int_equal(AM_OK, guide_ship(store_connection(h->st), release));
	assert_string_equal("Un texto nuevo.", find(h, "minor", "es")->body);
	assert_int_equal(AM_OK, guide_ship(store_connection(h->st), release));
	assert_int_equal(2, find(h, "minor", "es")->version);
}

static void a_release_never_takes_the_place_of_what_the_hotline_approved(void **state)
{
	struct house *h = *state;
	struct guide versions[4];
	size_t field = 0, count = 0;
	int64_t id;

	assert_int_equal(
	    AM_OK, saves(h, &h->marta, 1, "Lo nuestro", "Así.", &id, &field));
	assert_int_equal(AM_OK, guide_ship(store_connection(h->st), release));
	assert_string_equal("Lo nuestro", find(h, "minor", "es")->title);
	assert_int_equal(AM_OK, guide_versions(h->st, &h->rosa, id, versions, 4, &count));
	assert_int_equal(3, count);
	assert_string_equal(
	    "Menor", versions[0].title); /* to be compared and brought in */
	assert_false(versions[0].counts);
	/* and the next version stands above it */
	assert_int_equal(
	    AM_OK, saves(h, &h->marta, 2, "Menor", "Un texto nuevo.", &id, &field));
	assert_int_equal(4, find(h, "minor", "es")->version);
}

/* --- as text --- */

static void the_cards_go_out_as_text_and_come_back(void **state)
{
	struct house *h = *state;
	struct buf out = { 0 }, again = { 0 };
	size_t added = 99, line = 0;
	char *text;

	assert_int_equal(AM_OK, guide_export(h->st, &h->local, &out));
	assert_int_equal(
	    AM_OK, guide_import(h->st, &h->local, buf_text(&out), NOW, &added, &line));
	assert_int_equal(0, added);
	text = mem_dup(buf_text(&out));
	memcpy(strstr(text, "Under 18"), "Below 18", 8);
	assert_int_equal(AM_OK, guide_import(h->st, &h->local, text, NOW, &added, &line));
	assert_int_equal(1, added);
	assert_string_equal("Below 18", find(h, "minor", "en")->title);
	assert_string_equal("", find(h, "minor", "en")->who);
	assert_int_equal(AM_OK, guide_export(h->st, &h->local, &again));
	assert_string_equal(text, buf_text(&again));
	free(text);
	buf_fini(&out);
	buf_fini(&again);
}

static void a_text_that_is_broken_says_where_and_changes_nothing(void **state)
{
	static const struct {
		const char *text;
		size_t line;
		enum err e;
	} rows[] = {
		{ "minor\n", 1, AM_INVALID },
		{ "# a comment\n\n=== Minor 1 2026-01-01\n", 3, AM_INVALID },
		{ "=== minor x 2026-01-01\n", 1, AM_INVALID },
		{ "=== minor 1 ayer\n", 1, AM_INVALID },
		{ "--- es\nA\nB\n\nC\n", 1, AM_INVALID },
		{ "=== minor 1 2026-01-01\n--- fr\nA\nB\n\nC\n", 2, AM_INVALID },
		{ "=== minor 1 2026-01-01\n--- es\nA\nB\nC\n", 2, AM_INVALID },
		{ "=== minor 1 2026-01-01\n--- es\nA\nB\n\n", 2, AM_INVALID },
		{ "=== minor 1 2026-01-01\n--- es\nA\n", 2, AM_INVALID },
		{ "=== minor 1 2026-01-01\n--- es\nA\nB\n\nC\n=== minor\n", 7,
		    AM_INVALID },
		{ "=== minor 1 2026-01-01\n--- es\n\xff\nB\n\nC\n", 0, AM_INVALID },
		{ "=== minor 1 2026-01-01\n--- "
		  "es\nA\nB\n\n1\n2\n3\n4\n5\n6\n7\n8\n9\n0\n1\n"
		  "2\n3\n4\n5\n6\n7\n8\n9\n",
		    2, AM_TOO_LONG },
	};
	struct house *h = *state;

	for (size_t i = 0; i < COUNT(rows); i++) {
		size_t added = 0, line = 0;
		const enum err e =
		    guide_import(h->st, &h->local, rows[i].text, NOW, &added, &line);

		if (e != rows[i].e || line != rows[i].line)
			fail_msg("%zu: %s in line %zu", i, err_name(e), line);
		assert_int_equal(1, find(h, "minor", "es")->version);
	}
}

#define STORY(name) cmocka_unit_test_setup_teardown(name, house_open, house_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(every_card_is_there_in_both_languages),
		STORY(every_card_fits_its_screen),
		STORY(no_card_has_a_telephone_number),
		STORY(the_words_of_the_cards_are_those_that_were_agreed),
		STORY(a_supervisor_writes_a_version_and_operators_see_it),
		STORY(a_long_line_is_broken_and_goes_on_under_its_first_word),
		STORY(an_old_version_is_brought_back_as_a_new_one),
		STORY(two_supervisors_do_not_overwrite_each_other),
		STORY(what_does_not_fit_or_says_nothing_is_not_saved),
		STORY(only_supervisors_write_and_everybody_reads),
		STORY(a_version_stands),
		STORY(a_release_changes_what_nobody_has_written_over),
		STORY(a_release_never_takes_the_place_of_what_the_hotline_approved),
		STORY(the_cards_go_out_as_text_and_come_back),
		STORY(a_text_that_is_broken_says_where_and_changes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
