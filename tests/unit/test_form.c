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
#include "schema/base/text.h"
#include "schema/base/utf8.h"
#include "schema/record.h"
#include "schema/town.h"
#include "tui/form.h"

/* --- a small form, and a world for it --- */

/* clang-format off */
static const struct field fields[] = {
	{ .id = "kind", .label = "Kind", .type = FIELD_CODE, .list = "kind", .max_len = 16, .cols = 16, .flags = FIELD_REQUIRED },
	{ .id = "phone", .label = "Call back to", .type = FIELD_PHONE, .max_len = 20, .cols = 14 },
	{ .id = "owner", .label = "it is of", .type = FIELD_TEXT, .max_len = 10, .cols = 12 },
	{ .id = "notes", .label = "Notes", .type = FIELD_NOTES, .max_len = 2000, .cols = 20 },
	{ .id = "place", .label = "Place", .type = FIELD_PLACE, .list = "region", .max_len = 11, .cols = 18 },
	{ .id = "province", .label = "Province", .type = FIELD_PLACE, .list = "province", .max_len = 11, .cols = 18 },
	{ .id = "age", .label = "Age", .type = FIELD_AGE, .max_len = 8, .cols = 5 },
	{ .id = "heard", .label = "Heard of us", .type = FIELD_CODE, .list = "heard", .max_len = 16, .cols = 16 },
	{ .id = "speak", .label = "Can she speak", .type = FIELD_YESNO, .max_len = 1, .cols = 1 },
	{ .id = "danger", .label = "1 Danger?", .type = FIELD_SIGNAL, .max_len = 7, .cols = 1 },
	{ .id = "held", .label = "2 Held?", .type = FIELD_SIGNAL, .max_len = 7, .cols = 1 },
	{ .id = "result", .label = "Result", .type = FIELD_CODE, .list = "result", .max_len = 16, .cols = 16, .flags = FIELD_REQUIRED },
};
static const struct form form = { .name = "test", .fields = fields, .count = COUNT(fields) };

static const struct slot slots[] = {
	{ "kind", 0, 1, 15, 20, .flags = SLOT_VISIT },
	{ "phone", 1, 1, 15, 16, .flags = SLOT_VISIT },
	{ "owner", 1, 32, 41, 8, .flags = SLOT_VISIT, .after = "phone" },
	{ "notes", 2, 1, 1, 20, .flags = SLOT_VISIT },
	{ "place", 6, 1, 15, 20, .flags = SLOT_VISIT },
	{ "province", 6, 40, 52, 20, .flags = 0, .within = "place" },
	{ "age", 7, 1, 15, 7, .flags = SLOT_VISIT },
	{ "heard", 7, 40, 52, 20, .flags = SLOT_VISIT },
	{ "speak", 8, 1, 15, 3, .flags = SLOT_VISIT },
	{ "danger", 9, 1, 15, 11, .flags = SLOT_VISIT },
	{ "held", 10, 1, 15, 11, .flags = SLOT_VISIT },
	{ "result", 11, 1, 15, 20, .flags = SLOT_VISIT, .group = "data", .value = "info" },
};
static const struct fixed fixed[] = {
	{ 12, 1, 60, .list = "result", .group = "nodata", .rows = 1 },
};
static const struct layout layout = { .name = "test", .slots = slots, .slot_count = COUNT(slots),
	.fixed = fixed, .fixed_count = COUNT(fixed), .rows = 14, .notes_row = 3, .notes_rows = 3 };

static const struct code kinds[] = {
	{ "service", "Servicio", "Service", "", "", "1", '1' },
	{ "report", "Reporte", "Report", "", "", "2", '2' },
};
static const struct code heards[] = {
	{ "radio", "Radio", "Radio", "", "", "3", '3' },
	{ "friend", "Otra persona", "Word of mouth", "", "", "8", '8' },
	{ "police", "Policía", "Police", "", "", "", 0 },
	{ "agency", "Otra institución", "Another body", "", "", "", 0 },
};
static const struct code results[] = {
	{ "info", "Información", "Information", "data", "", "1", '1' },
	{ "guide", "Orientación", "Guidance", "data", "", "2", '2' },
	{ "silent", "Silencio", "Silent", "nodata", "L", "1", '1' },
	{ "wrong", "Número equivocado", "Wrong number", "nodata", "QN", "4", '4' },
};
static const struct { const char *list; struct code_list codes; } lists[] = {
	{ "kind", { kinds, COUNT(kinds) } },
	{ "heard", { heards, COUNT(heards) } },
	{ "result", { results, COUNT(results) } },
};
static const struct place places[] = {
	{ "PE15", "Lima", "Perú" }, { "PE16", "Loreto", "Perú" }, { "PE25", "Ucayali", "Perú" },
	{ "PE1601", "Maynas", "Loreto" }, { "PE1605", "Requena", "Loreto" }, { "PE2501", "Coronel Portillo", "Ucayali" },
};
/* clang-format on */

struct fixture {
	struct record *rec;
	struct form_fill *f;
	const char *lang;
	unsigned did; /* by the last key */
};

static const struct code_list *codes(void *data, const char *list)
{
	(void)data;
	for (size_t i = 0; i < COUNT(lists); i++)
		if (strcmp(lists[i].list, list) == 0)
			return &lists[i].codes;
	return NULL;
}

static size_t find_places(void *data, const char *kind, const char *within,
    const char *prefix, struct place *out, size_t max)
{
	const size_t digits = strcmp(kind, "region") == 0 ? 4 : 6;
	size_t count = 0;

	(void)data;
	for (size_t i = 0; i < COUNT(places) && count < max; i++)
		if (strlen(places[i].id) == digits &&
		    strncmp(places[i].id, within, strlen(within)) == 0 &&
		    txt_starts(places[i].name, prefix))
			out[count++] = places[i];
	return count;
}

static bool get_place(void *data, const char *id, struct place *out)
{
	(void)data;
	for (size_t i = 0; i < COUNT(places); i++)
		if (strcmp(places[i].id, id) == 0) {
			*out = places[i];
			return true;
		}
	return false;
}

static const char *previous(void *data, const char *id)
{
	(void)data;
	if (strcmp(id, "place") == 0)
		return "PE16";
	return strcmp(id, "owner") == 0 ? "la tía" : "";
}

static const char *lang(void *data)
{
	const struct fixture *x = data;

	return x->lang;
}

static int64_t now(void *data)
{
	(void)data;
	return 1101310560;
}

static int begin(void **state)
{
	struct fixture *x = mem_new(1, sizeof(*x));
	const struct form_source source = { .data = x,
		.codes = codes,
		.places = find_places,
		.place = get_place,
		.previous = previous,
		.lang = lang,
		.now = now };

	x->lang = "es";
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
	const struct key key = { .code = code };

	x->did = form_key(x->f, &key);
}

static void type(struct fixture *x, const char *text)
{
	const char *endp = text + strlen(text);

	while (text < endp) {
		const struct key key = { .code = KEY_TEXT, .c = utf8_next(&text, endp) };

		x->did = form_key(x->f, &key);
	}
}

static void paste(struct fixture *x, const char *text)
{
	const struct key key = {
		.code = KEY_PASTE, .paste = text, .paste_len = strlen(text)
	};

	x->did = form_key(x->f, &key);
}

static void in(struct fixture *x, const char *id)
{
	assert_string_equal(id, fields[form_at(x->f)].id);
}

static void go_to(struct fixture *x, const char *id)
{
	form_focus(x->f, form_find(&form, id), 0);
	in(x, id);
}

static void holds(struct fixture *x, const char *id, const char *value)
{
	assert_string_equal(value, record_get_id(x->rec, id));
}

static void says(struct fixture *x, const char *part)
{
	assert_non_null(form_said(x->f));
	assert_non_null(strstr(form_said(x->f), part));
}

static void row_shows(struct fixture *x, int row, const char *part)
{
	struct cells g;
	char *shown;

	cells_init(&g, 24, 80);
	form_draw(x->f, &g, 0, 0, 14, true);
	shown = cells_row(&g, row);
	if (strstr(shown, part) == NULL)
		print_error("row %d: \"%s\" lacks \"%s\"\n", row, shown, part);
	assert_non_null(strstr(shown, part));
	free(shown);
	cells_fini(&g);
}

static void cursor_is(struct fixture *x, int row, int col)
{
	struct cells g;

	cells_init(&g, 24, 80);
	form_draw(x->f, &g, 0, 0, 14, true);
	assert_int_equal(row, g.cursor_row);
	assert_int_equal(col, g.cursor_col);
	cells_fini(&g);
}

/* --- codes --- */

static void a_digit_picks_a_code_and_goes_on(void **state)
{
	struct fixture *x = *state;

	type(x, "2");
	holds(x, "kind", "report");
	assert_true(x->did & FORM_CHOSE);
	assert_string_equal("kind", form_chosen(x->f));
	in(x, "phone");
	row_shows(x, 0, "[2] Reporte");
}

static void letters_pick_a_code_as_soon_as_it_is_the_only_one(void **state)
{
	struct fixture *x = *state;

	go_to(x, "heard");
	type(x, "otra ");
	in(x, "heard");
	holds(x, "heard", "");
	row_shows(x, 7, "[otra ] Otra persona");
	type(x, "I");
	holds(x, "heard", "agency");
	in(x, "speak");
	row_shows(x, 7, "[OT] Otra institu");
}

static void enter_takes_the_first_that_fits(void **state)
{
	struct fixture *x = *state;

	go_to(x, "heard");
	type(x, "o");
	press(x, KEY_ENTER);
	holds(x, "heard", "friend");
	in(x, "speak");
}

static void labels_are_typed_in_the_operators_language(void **state)
{
	struct fixture *x = *state;

	x->lang = "en";
	go_to(x, "heard");
	type(x, "w");
	holds(x, "heard", "friend");
	row_shows(x, 7, "[8] Word of mouth");
}

/* "friend" is what the database calls it; she reads "Otra persona". */
static void a_code_word_that_nobody_sees_is_no_answer(void **state)
{
	struct fixture *x = *state;

	go_to(x, "heard");
	type(x, "f");
	says(x, "f");
	in(x, "heard");
	press(x, KEY_ENTER);
	holds(x, "heard", "");
}

static void what_nothing_begins_with_is_said_and_nothing_is_lost(void **state)
{
	struct fixture *x = *state;

	go_to(x, "heard");
	type(x, "ox");
	says(x, "ox");
	row_shows(x, 7, "[o] Otra persona");
	type(x, "tra i");
	holds(x, "heard", "agency");
}

static void a_digit_of_another_group_does_not_exist(void **state)
{
	struct fixture *x = *state;

	go_to(x, "result");
	type(x, "4");
	says(x, "4");
	holds(x, "result", "");
	type(x, "2");
	holds(x, "result", "guide");
}

static void backspace_takes_a_code_away(void **state)
{
	struct fixture *x = *state;

	go_to(x, "heard");
	type(x, "3");
	press(x, KEY_UP);
	in(x, "heard");
	press(x, KEY_BACKSPACE);
	holds(x, "heard", "");
	assert_true(x->did & FORM_CHOSE);
}

static void two_letters_find_a_department(void **state)
{
	struct fixture *x = *state;

	go_to(x, "place");
	type(x, "LÓ");
	holds(x, "place", "PE16");
	in(x, "age");
	row_shows(x, 6, "[LO] Loreto");
}

static void letters_that_go_on_spelling_a_choice_belong_to_it(void **state)
{
	static const struct {
		const char *from, *typed;
		const char *now, *value; /* where the cursor is then; what stands in from */
		const char *next, *then; /* what another field holds */
	} rows[] = {
		{ "place", "u", "age", "PE25", "age", "" },
		{ "place", "UC", "age", "PE25", "age", "" },
		{ "place", "Úcayalí", "age", "PE25", "age", "" },
		{ "place", "ucayali16", "heard", "PE25", "age", "16" },
		{ "place", "uc16", "heard", "PE25", "age", "16" },
		{ "place", "uca-", "heard", "PE25", "age", "-" },
		{ "heard", "policia", "speak", "police", "speak", "" },
		{ "heard", "polin", "danger", "police", "speak", "n" },
		{ "heard", "otra institucion", "speak", "agency", "speak", "" },
		{ "kind", "re+51961555877", "phone", "report", "phone", "+51961555877" },
		{ "kind", "reporte961555877", "phone", "report", "phone", "961555877" },
		{ "kind", "2e9", "phone", "report", "phone", "e9" }, /* a key has no tail */
		{ "place", "ux", "age", "PE25", "age", "" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct fixture *x;

		(void)end(state);
		(void)begin(state);
		x = *state;
		go_to(x, rows[i].from);
		type(x, rows[i].typed);
		in(x, rows[i].now);
		holds(x, rows[i].from, rows[i].value);
		holds(x, rows[i].next, rows[i].then);
	}
}

static void a_text_takes_its_letters_whatever_was_chosen_before(void **state)
{
	struct fixture *x = *state;

	go_to(x, "place");
	type(x, "u");
	go_to(x, "owner");
	type(x, "cayali");
	holds(x, "owner", "cayali");
}

static void another_key_ends_the_spelling(void **state)
{
	struct fixture *x = *state;

	go_to(x, "place");
	type(x, "l");
	type(x, "o");
	press(x, KEY_UP);
	in(x, "province");
	type(x, "k");
	says(x, "k"); /* no province: and not swallowed either */
	go_to(x, "place");
	type(x, "uc");
	form_shown(x->f);
	type(x, "a");
	holds(x, "age", "");
	says(x, "16");
}

/* Loreto and then "req...": the R was not Loreto's. */
static void letters_of_another_place_are_given_to_the_next_field(void **state)
{
	static const struct {
		const char *typed, *in_province, *province;
	} rows[] = {
		{ "lo", "req", "PE1605" },
		{ "lo", "re", "" },
		{ "lo", "rma", "PE1601" }, /* nothing begins with "rm" */
		{ "lo", "ma", "PE1601" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct fixture *x;

		(void)end(state);
		(void)begin(state);
		x = *state;
		go_to(x, "place");
		type(x, rows[i].typed);
		go_to(x, "province");
		type(x, rows[i].in_province);
		holds(x, "province", rows[i].province);
	}
}

/* Whoever types a town has chosen a department by its first letters. */
static void letters_behind_a_place_answer_nothing_else(void **state)
{
	static const struct {
		const char *typed, *place, *said;
	} rows[] = {
		{ "lox", "PE16", "\"x\" is no part of Loreto" },
		{ "loretano", "PE16", "\"ano\" is no part of Loreto" },
		{ "uruguay", "PE25", "\"ruguay\" is no part of Ucayali" },
		{ "loma larga", "PE16", "\"ma larga\" is no part of Loreto" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct fixture *x;

		(void)end(state);
		(void)begin(state);
		x = *state;
		go_to(x, "place");
		type(x, rows[i].typed);
		holds(x, "place", rows[i].place);
		says(x, rows[i].said);
		in(x, "age");
		holds(x, "age", "");
		press(x, KEY_TAB);
		in(x, "heard");
		type(x, "ra"); /* another key between: a new word */
		holds(x, "heard", "radio");
	}
}

static void a_town_is_told_with_its_department(void **state)
{
	(void)state;
	assert_null(town_like("pu"));
	assert_string_equal("PE25", town_like("Puca")->region);
	assert_string_equal("PE17", town_like("puerto m")->region);
	assert_null(town_like("hua")); /* in several departments */
	assert_null(town_like("xyz"));
}

static void a_province_lies_in_its_department(void **state)
{
	struct fixture *x = *state;

	go_to(x, "place");
	type(x, "lo");
	go_to(x, "province");
	type(x, "c");
	says(x, "c");
	type(x, "may"); /* of a word that is in no list: "cmay" */
	says(x, "cmay");
	holds(x, "province", "");
	press(x, KEY_BACKSPACE);
	type(x, "m");
	holds(x, "province", "PE1601");
	go_to(x, "province");
	type(x, "c");
	press(x, KEY_BACKSPACE); /* the word, not what stands there */
	holds(x, "province", "PE1601");
	go_to(x, "place");
	type(x, "u");
	holds(x, "province", "");
}

/* --- moving --- */

static void enter_visits_and_arrows_reach_everything(void **state)
{
	struct fixture *x = *state;

	type(x, "1");
	in(x, "phone");
	press(x, KEY_ENTER); /* empty: nobody asks whose it is */
	in(x, "notes");
	press(x, KEY_TAB);
	press(x, KEY_TAB);
	in(x, "age");
	press(x, KEY_UP);
	in(x, "province");
	press(x, KEY_BACKTAB);
	in(x, "place");
	press(x, KEY_BACKTAB);
	press(x, KEY_BACKTAB);
	press(x, KEY_BACKTAB);
	press(x, KEY_BACKTAB);
	in(x, "kind");
}

static void whose_it_is_is_asked_once_there_is_a_number(void **state)
{
	struct fixture *x = *state;

	go_to(x, "phone");
	type(x, "961 555 877");
	press(x, KEY_ENTER);
	in(x, "owner");
	holds(x, "phone", "961555877");
	row_shows(x, 1, "[961 555 877   ]");
	go_to(x, "phone");
	press(x, KEY_CLEAR);
	type(x, "-");
	holds(x, "phone", "-");
	in(x, "notes");
}

static void the_last_field_does_not_save(void **state)
{
	struct fixture *x = *state;

	go_to(x, "result");
	press(x, KEY_ENTER);
	in(x, "result");
	says(x, "F9");
}

static void tab_leaves_the_notes_and_enter_does_not(void **state)
{
	struct fixture *x = *state;

	go_to(x, "notes");
	type(x, "una");
	press(x, KEY_ENTER);
	type(x, "dos?=-");
	holds(x, "notes", "una\ndos?=-");
	press(x, KEY_TAB);
	in(x, "place");
	assert_true(x->did & FORM_LEFT);
}

/* --- values --- */

static void an_age_is_complete_with_two_digits(void **state)
{
	struct fixture *x = *state;

	go_to(x, "age");
	type(x, "16");
	holds(x, "age", "16");
	in(x, "heard");
	go_to(x, "age");
	press(x, KEY_END);
	type(x, "?");
	press(x, KEY_ENTER);
	holds(x, "age", "16?");
}

static void what_is_wrong_is_said_and_never_traps(void **state)
{
	struct fixture *x = *state;

	go_to(x, "age");
	type(x, "viejo"); /* no letter is of an age */
	holds(x, "age", "");
	assert_non_null(form_said(x->f));
	type(x, "3?4");
	press(x, KEY_ENTER);
	in(x, "heard");
	assert_non_null(form_said(x->f));
	holds(x, "age", "3?4");
	go_to(x, "kind");
	type(x, "1");
	assert_false(form_ready(x->f));
	in(x, "age");
	press(x, KEY_CLEAR);
	assert_true(form_ready(x->f));
}

static void a_first_digit_replaces_a_number_and_right_goes_into_it(void **state)
{
	struct fixture *x = *state;

	go_to(x, "age");
	type(x, "16");
	go_to(x, "heard");
	press(x, KEY_BACKTAB);
	in(x, "age");
	type(x, "1");
	says(x, "16");
	type(x, "7");
	holds(x, "age", "17");
	press(x, KEY_BACKTAB);
	type(x, "?"); /* a mark goes on in it */
	holds(x, "age", "17?");
	go_to(x, "heard");
	press(x, KEY_BACKTAB);
	press(x, KEY_END);
	press(x, KEY_BACKSPACE);
	type(x, "-19");
	holds(x, "age", "17-19");
	go_to(x, "heard");
	press(x, KEY_BACKTAB);
	form_key(x->f, &(struct key){ .code = KEY_PASTE, .paste = "", .paste_len = 0 });
	holds(x, "age", "17-19"); /* nothing was pasted */
}

static void dash_means_she_did_not_say(void **state)
{
	struct fixture *x = *state;

	go_to(x, "place");
	type(x, "-");
	holds(x, "place", "-");
	in(x, "age");
	type(x, "-");
	type(x, "-");
	type(x, "-");
	holds(x, "age", "-");
	holds(x, "heard", "-");
	holds(x, "speak", "-");
	go_to(x, "kind");
	type(x, "-");
	holds(x, "kind", "");
	in(x, "kind");
}

static void equals_copies_from_the_previous_call(void **state)
{
	struct fixture *x = *state;

	go_to(x, "place");
	type(x, "=");
	holds(x, "place", "PE16");
	in(x, "age");
	type(x, "=");
	assert_non_null(form_said(x->f));
	go_to(x, "owner");
	type(x, "=");
	holds(x, "owner", "la tía");
	go_to(x, "owner");
	press(x, KEY_END);
	type(x, "=");
	holds(x, "owner", "la tía=");
}

static void a_question_mark_in_an_empty_field_asks_for_help(void **state)
{
	struct fixture *x = *state;

	go_to(x, "owner");
	type(x, "?");
	assert_true(x->did & FORM_HELP);
	type(x, "a?");
	assert_false(x->did & FORM_HELP);
	holds(x, "owner", "a?");
}

static void yes_and_no(void **state)
{
	struct fixture *x = *state;

	go_to(x, "speak");
	type(x, "x");
	assert_non_null(form_said(x->f));
	in(x, "speak");
	type(x, "S");
	holds(x, "speak", "y");
	in(x, "danger");
	row_shows(x, 8, "[s]");
	x->lang = "en";
	row_shows(x, 8, "[y]");
}

static void a_signal_has_its_time_and_digits_go_to_it(void **state)
{
	struct fixture *x = *state;

	go_to(x, "danger");
	type(x, "2");
	in(x, "held");
	type(x, "n");
	assert_int_equal(7, strlen(record_get_id(x->rec, "held")));
	assert_int_equal('n', record_get_id(x->rec, "held")[0]);
	go_to(x, "danger");
	type(x, "s");
	in(x, "held");
	row_shows(x, 9, "[s] ");
}

static void a_default_is_replaced_by_the_first_character(void **state)
{
	struct fixture *x = *state;

	form_default(x->f, "owner", "la tía");
	row_shows(x, 1, "[la tía]");
	go_to(x, "owner");
	type(x, "y");
	holds(x, "owner", "y");
	press(x, KEY_BACKSPACE);
	row_shows(x, 1, "[      ]"); /* rubbed out: it does not come back */
}

static void right_goes_into_a_default_to_change_it(void **state)
{
	struct fixture *x = *state;

	form_default(x->f, "owner", "la tía");
	go_to(x, "owner");
	press(x, KEY_END);
	type(x, "!");
	holds(x, "owner", "la tía!");
}

static void enter_accepts_a_default_and_saving_does_too(void **state)
{
	struct fixture *x = *state;

	type(x, "1");
	holds(x, "result", "");
	row_shows(x, 11, "[1] Información");
	assert_true(form_ready(x->f));
	holds(x, "result", "info");
}

static void what_is_proposed_is_not_settled_by_passing_it(void **state)
{
	struct fixture *x = *state;

	form_default(x->f, "owner", "la tía");
	go_to(x, "owner");
	press(x, KEY_ENTER);
	go_to(x, "owner");
	press(x, KEY_TAB);
	holds(x, "owner", "");
	form_default(x->f, "owner", "él");
	row_shows(x, 1, "[él    ]");
}

static void saving_asks_for_the_first_missing_field(void **state)
{
	struct fixture *x = *state;

	go_to(x, "speak");
	assert_false(form_ready(x->f));
	in(x, "kind");
	says(x, "Kind");
}

static void a_field_holds_no_more_than_fits_and_says_so(void **state)
{
	struct fixture *x = *state;

	go_to(x, "owner");
	type(x, "123456789");
	type(x, "ñ"); /* two bytes, one is left */
	holds(x, "owner", "123456789");
	assert_non_null(form_said(x->f));
	type(x, "0");
	holds(x, "owner", "1234567890");
}

/* --- pasting --- */

static void a_paste_never_presses_a_key(void **state)
{
	struct fixture *x = *state;

	paste(x, "2\r\n3\t");
	holds(x, "kind", "");
	in(x, "kind");
	go_to(x, "speak");
	paste(x, "s");
	holds(x, "speak", "");
	go_to(x, "owner");
	paste(x, "a\r\nb\tc\x1b");
	holds(x, "owner", "a b c ");
	assert_non_null(form_said(x->f));
	in(x, "owner");
	paste(x, "0123456789");
	holds(x, "owner", "a b c 0123");
	assert_non_null(form_said(x->f));
	go_to(x, "heard");
	paste(x, "rad");
	holds(x, "heard", "");
	press(x, KEY_ENTER);
	holds(x, "heard", "radio");
}

/* --- drawing, drafts --- */

static void the_cursor_stands_in_the_field(void **state)
{
	struct fixture *x = *state;

	cursor_is(x, 0, 16);
	go_to(x, "owner");
	cursor_is(x, 1, 42);
	type(x, "12");
	cursor_is(x, 1, 44);
	type(x, "345678"); /* six cells are seen */
	go_to(x, "notes");
	type(x, "ab");
	cursor_is(x, 3, 3);
}

static void a_long_value_is_seen_where_the_caret_is(void **state)
{
	struct fixture *x = *state;

	go_to(x, "owner");
	type(x, "abcdefgh");
	row_shows(x, 1, "<defgh ]");
	press(x, KEY_HOME);
	row_shows(x, 1, "[abcdef>");
	cursor_is(x, 1, 42);
}

static void a_value_that_fits_is_seen_whole(void **state)
{
	struct fixture *x = *state;

	go_to(x, "owner");
	type(x, "abcdef");
	row_shows(x, 1, "[abcdef]");
	cursor_is(x, 1, 48);
	press(x, KEY_LEFT);
	cursor_is(x, 1, 47);
	press(x, KEY_ENTER);
	row_shows(x, 1, "[abcdef]");
}

static void a_draft_comes_back_at_its_field_and_byte(void **state)
{
	struct fixture *x = *state;

	record_set_id(x->rec, "owner", "la tía");
	form_reload(x->f);
	form_focus(x->f, form_find(&form, "owner"), 3);
	assert_int_equal(3, form_caret(x->f));
	type(x, "x");
	holds(x, "owner", "la xtía");
}

static void a_taller_window_gives_its_rows_to_the_notes(void **state)
{
	struct fixture *x = *state;

	assert_int_equal(6, form_row(x->f, 6, 14));
	assert_int_equal(16, form_row(x->f, 6, 24));
	assert_int_equal(1, form_row(x->f, 1, 24));
}

static void the_options_of_a_list_are_shown_with_their_digits(void **state)
{
	row_shows(*state, 12, "1 Silencio  4 Número equivocado");
}

static void what_may_not_be_changed_stays(void **state)
{
	struct fixture *x = *state;

	form_readonly(x->f, true);
	type(x, "2");
	assert_int_equal(0, x->did);
	holds(x, "kind", "");
	press(x, KEY_DOWN);
	in(x, "phone");
}

static void random_keys_and_pastes_never_break_it(void **state)
{
	static const enum key_code keys[] = { KEY_ENTER, KEY_TAB, KEY_BACKTAB, KEY_UP,
		KEY_DOWN, KEY_LEFT, KEY_RIGHT, KEY_HOME, KEY_END, KEY_BACKSPACE,
		KEY_DELETE, KEY_CLEAR, KEY_WORD, KEY_PAGE_UP, KEY_PAGE_DOWN, KEY_F7,
		KEY_F8 };
	static const uint32_t chars[] = { '1', '2', '3', '4', 's', 'n', 'o', 'l', 'u',
		'-', '=', '?', ' ', 'a', 0xf1, 0x301, 0x202e, 0x1f600, '/', 'm' };
	struct fixture *x = *state;
	struct cells g;
	uint32_t seed = 11;

	cells_init(&g, 24, 80);
	for (int i = 0; i < 60000; i++) {
		struct key key = { .code = KEY_TEXT };
		char junk[12];

		seed = seed * 1664525u + 1013904223u;
		key.c = chars[(seed >> 8) % COUNT(chars)];
		if ((seed >> 24) % 4 == 0)
			key.code = keys[(seed >> 8) % COUNT(keys)];
		if ((seed >> 24) % 31 == 0) {
			for (size_t b = 0; b < sizeof(junk); b++)
				junk[b] = (char)(seed >> (b % 24));
			key = (struct key){ .code = KEY_PASTE,
				.paste = junk,
				.paste_len = sizeof(junk) };
		}
		(void)form_key(x->f, &key);
		if (i % 64 == 0) {
			form_draw(x->f, &g, 0, 0, 14, true);
			assert_true(g.cursor_row < 24 && g.cursor_col < 80);
			(void)form_ready(x->f);
		}
		if (i % 4096 == 0)
			form_focus(x->f, (seed >> 8) % COUNT(fields), (seed >> 4) % 50);
	}
	cells_fini(&g);
}

static void an_age_that_went_on_takes_its_mark_and_its_range(void **state)
{
	static const char *const ages[] = { "16?", "15-17" };
	struct fixture *x = *state;

	for (size_t i = 0; i < COUNT(ages); i++) {
		form_focus(x->f, form_find(&form, "age"), 0);
		press(x, KEY_CLEAR);
		type(x, ages[i]);
		assert_string_equal(ages[i], record_get_id(x->rec, "age"));
		assert_string_equal("age", form_slot(x->f)->id);
		assert_string_equal("", record_get_id(x->rec, "heard"));
	}
	press(x, KEY_CLEAR);
	type(x, "16"); /* and after another key the dash is the next field's */
	press(x, KEY_ENTER);
	press(x, KEY_BACKTAB);
	type(x, "-");
	assert_string_equal("-", record_get_id(x->rec, "heard"));
	assert_string_equal("16", record_get_id(x->rec, "age"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define STORY(name) cmocka_unit_test_setup_teardown(name, begin, end)
		STORY(a_digit_picks_a_code_and_goes_on),
		STORY(letters_pick_a_code_as_soon_as_it_is_the_only_one),
		STORY(enter_takes_the_first_that_fits),
		STORY(labels_are_typed_in_the_operators_language),
		STORY(a_code_word_that_nobody_sees_is_no_answer),
		STORY(what_nothing_begins_with_is_said_and_nothing_is_lost),
		STORY(a_digit_of_another_group_does_not_exist),
		STORY(backspace_takes_a_code_away),
		STORY(two_letters_find_a_department),
		STORY(letters_that_go_on_spelling_a_choice_belong_to_it),
		STORY(a_text_takes_its_letters_whatever_was_chosen_before),
		STORY(another_key_ends_the_spelling),
		STORY(letters_of_another_place_are_given_to_the_next_field),
		STORY(letters_behind_a_place_answer_nothing_else),
		STORY(a_town_is_told_with_its_department),
		STORY(a_province_lies_in_its_department),
		STORY(enter_visits_and_arrows_reach_everything),
		STORY(whose_it_is_is_asked_once_there_is_a_number),
		STORY(the_last_field_does_not_save),
		STORY(tab_leaves_the_notes_and_enter_does_not),
		STORY(an_age_is_complete_with_two_digits),
		STORY(what_is_wrong_is_said_and_never_traps),
		STORY(a_first_digit_replaces_a_number_and_right_goes_into_it),
		STORY(dash_means_she_did_not_say),
		STORY(equals_copies_from_the_previous_call),
		STORY(an_age_that_went_on_takes_its_mark_and_its_range),
		STORY(a_question_mark_in_an_empty_field_asks_for_help),
		STORY(yes_and_no),
		STORY(a_signal_has_its_time_and_digits_go_to_it),
		STORY(a_default_is_replaced_by_the_first_character),
		STORY(right_goes_into_a_default_to_change_it),
		STORY(enter_accepts_a_default_and_saving_does_too),
		STORY(what_is_proposed_is_not_settled_by_passing_it),
		STORY(saving_asks_for_the_first_missing_field),
		STORY(a_field_holds_no_more_than_fits_and_says_so),
		STORY(a_paste_never_presses_a_key),
		STORY(the_cursor_stands_in_the_field),
		STORY(a_long_value_is_seen_where_the_caret_is),
		STORY(a_value_that_fits_is_seen_whole),
		STORY(a_draft_comes_back_at_its_field_and_byte),
		STORY(a_taller_window_gives_its_rows_to_the_notes),
		STORY(the_options_of_a_list_are_shown_with_their_digits),
		STORY(what_may_not_be_changed_stays),
		STORY(random_keys_and_pastes_never_break_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
