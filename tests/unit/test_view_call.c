/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The call form on a stage: what an operator does with it, and how many keys it takes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "schema/alert.h"
#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/base/utf8.h"
#include "schema/call.h"
#include "schema/draft.h"
#include "schema/operator.h"
#include "schema/record.h"
#include "schema/store.h"
#include "schema/wire.h"
#include "tests/screen/stage.h"
#include "tui/desk.h"
#include "tui/view.h"
#include "tui/views.h"

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

static void play(struct stage *s, const char *keys)
{
	assert_true(stage_play(s, keys));
}

/* Does some row of the screen hold the text? */
static bool seen(struct stage *s, const char *text)
{
	bool found = false;

	stage_paint(s);
	for (int row = 0; row < s->g.rows; row++) {
		char *line = cells_row(&s->g, row);

		found = found || strstr(line, text) != NULL;
		free(line);
	}
	return found;
}

static void sees(struct stage *s, const char *text)
{
	if (!seen(s, text)) {
		stage_print(s, stderr);
		fail_msg("the screen lacks: %s", text);
	}
}

static void at(struct stage *s, const char *screen)
{
	if (strcmp(screen, ui_screen(s->ui)) != 0)
		stage_print(s, stderr);
	assert_string_equal(screen, ui_screen(s->ui));
}

static struct desk *desk(struct stage *s)
{
	struct desk *d = ui_state_of(s->ui, &view_call);

	assert_non_null(d);
	return d;
}

static void in(struct stage *s, const char *id)
{
	assert_string_equal(id, call_form.fields[form_at(desk(s)->form)].id);
}

static void typed(struct stage *s, const char *id, const char *value)
{
	assert_string_equal(value, record_get_id(desk(s)->rec, id));
}

/* The newest call of the day and its contents. */
static struct call last_call(struct stage *s, struct record *rec)
{
	struct call_row row;
	struct call call;
	size_t count = 0;

	assert_int_equal(AM_OK, call_list(s->st, ui_actor(s->ui), true, s->now - 86400, 0,
				    s->now, &row, 1, &count));
	assert_int_equal(1, count);
	assert_int_equal(
	    AM_OK, call_load(s->st, ui_actor(s->ui), row.call.id, s->now, &call, rec));
	return call;
}

static void kept(struct stage *s, const char *id, const char *value)
{
	struct record *rec = record_new(&call_form);

	assert_int_equal(CALL_CLOSED, last_call(s, rec).status);
	assert_string_equal(value, record_get_id(rec, id));
	record_free(rec);
}

static int64_t closed(struct stage *s)
{
	struct call_numbers n;

	assert_int_equal(
	    AM_OK, call_count(s->st, ui_actor(s->ui), s->now - 86400 * 2, &n));
	return n.closed;
}

static size_t drafts(struct stage *s, struct draft *first)
{
	struct draft found[20];
	size_t count = 0;

	assert_int_equal(
	    AM_OK, draft_list(s->st, ui_actor(s->ui), found, COUNT(found), &count));
	if (count > 0 && first != NULL)
		*first = found[0];
	return count;
}

/* --- how many keys --- */

/* Keys of a script: each <...> and each character is one. */
static int keys_of(const char *script)
{
	const char *stop = script + strlen(script);
	int keys = 0;

	for (; script < stop; keys++) {
		if (*script == '<')
			script = strchr(script, '>') + 1;
		else
			(void)utf8_next(&script, stop);
	}
	return keys;
}

static void a_call_takes_no_more_keys_than_promised(void **state)
{
	static const struct {
		const char *keys, *motive, *dispo;
		int most;
	} flows[] = {
		{ "<F2>03", "none", "prank", 3 },
		{ "<F2>1<F9>", "service", "info", 3 },
		{ "<F2>1lo3<F9>", "service", "info", 6 },
		{ "<F2>3loit1133<F9>", "offer", "guide", 14 },
		{ "<F2>2s<Enter><Enter><Tab>loulo2f16231ss33<Enter><F9>", "report",
		    "referral", 24 },
		{ "<F2>4<Enter><Enter><Enter><Enter><F9>", "follow", "follow", 7 },
	};
	struct stage *s = *state;

	for (size_t i = 0; i < COUNT(flows); i++) {
		const int64_t before = closed(s);

		assert_true(keys_of(flows[i].keys) <= flows[i].most);
		play(s, flows[i].keys);
		at(s, "home");
		assert_int_equal(before + 1, closed(s));
		kept(s, "motive", flows[i].motive);
		kept(s, "dispo", flows[i].dispo);
		sees(s, "Guardada L 26-");
	}
}

static void all_coded_answers_of_a_report_are_kept(void **state)
{
	static const struct {
		const char *id, *value;
	} answers[] = { { "speak", "y" }, { "place_from", "PE16" },
		{ "place_now", "PE25" }, { "place_left", "PE16" }, { "relation", "kin" },
		{ "sex", "f" }, { "age", "16" }, { "venue", "bar" },
		{ "situation", "held" }, { "recruit", "known" },
		{ "consent_record", "y" }, { "consent_refer", "y" }, { "heard", "radio" },
		{ "dispo", "referral" }, { "risk", "1" } };
	struct stage *s = *state;

	play(s, "<F2>2s<Enter><Enter><Tab>loulo2f16231ss33<Enter><F9>");
	for (size_t i = 0; i < COUNT(answers); i++)
		kept(s, answers[i].id, answers[i].value);
}

/* Saved with immediate danger: the other consoles hear of it at once. */
static void a_save_with_danger_says_so_to_the_others(void **state)
{
	struct stage *s = *state;

	play(s, "<F2>2s<Enter><Enter><Tab>loulo2f16231ss33<Enter>");
	stage_key(s, &(struct key){ .code = KEY_NONE });
	ui_key(s->ui, &(struct key){ .code = KEY_F9 });
	assert_true(s->topics & TOPIC_ALERT);
	play(s, "<F2>1");
	stage_key(s, &(struct key){ .code = KEY_NONE });
	ui_key(s->ui, &(struct key){ .code = KEY_F9 });
	assert_false(s->topics & TOPIC_ALERT);
}

static void in_danger_the_first_key_lands_in_the_notes(void **state)
{
	struct stage *s = *state;

	play(s, "<F2>5");
	in(s, "notes");
	play(s, "1 bala"); /* a digit is text here */
	typed(s, "notes", "1 bala");
	sees(s, "Aviso enviado a supervisión 14:36");
	play(s, "<F9>");
	in(s, "dispo");
	play(s, "6<F9>");
	kept(s, "notes", "1 bala");
	kept(s, "risk", "1");
}

/* --- motives --- */

static void changing_the_motive_keeps_everything(void **state)
{
	struct stage *s = *state;

	play(s, "<F2>2s961555877<Enter>la tía<Enter>17<Enter>Pucallpa<Enter>dijo");
	typed(s, "notes", "dijo");
	for (int i = 0; i < 7; i++)
		play(s, "<Up>");
	in(s, "motive");
	play(s, "1");
	sees(s, "Se enteró por");
	sees(s, "961 555 877");
	sees(s, "dijo");
	play(s, "<BackTab>2");
	typed(s, "where_is", "Pucallpa");
	typed(s, "phone_of", "la tía");
	typed(s, "safe_hours", "17:00");
	in(s, "speak");
}

static void silence_opens_listening_instead_of_closing(void **state)
{
	struct stage *s = *state;
	const int64_t before = closed(s);

	play(s, "<F2>01");
	at(s, "call");
	in(s, "listen_danger");
	assert_int_equal(before, closed(s));
	play(s, "s8n");
	in(s, "hears");
	play(s, "voces<F9>");
	at(s, "home");
	kept(s, "dispo", "listened");
	kept(s, "listen_danger", "y 14:36");
	kept(s, "listen_write", "n 14:36");
	kept(s, "hears", "voces");
	kept(s, "risk", "1");
}

static void listening_becomes_a_report_and_keeps_all(void **state)
{
	struct stage *s = *state;

	play(s, "<F2>01s9<Tab>");
	for (int i = 0; i < 8; i++)
		play(s, "<Tab>");
	play(s, "<F2>");
	at(s, "call");
	typed(s, "motive", "report");
	typed(s, "dispo", "");
	typed(s, "listen_danger", "y 14:36");
	in(s, "speak");
}

static void a_threat_alerts_and_keeps_its_words(void **state)
{
	struct stage *s = *state;

	play(s, "<F2>0");
	stage_key(s, &(struct key){ .code = KEY_NONE });
	ui_key(s->ui, &(struct key){ .code = KEY_TEXT, .c = '9' });
	assert_true(s->topics & TOPIC_ALERT);
	in(s, "notes");
	sees(s, "Aviso enviado a supervisión");
	play(s, "la voy a buscar<F9>");
	kept(s, "dispo", "threat");
	kept(s, "notes", "la voy a buscar");
	kept(s, "risk", "1");
}

/* Luz raises an alert about call 4; everybody's console hears of it. */
static void raises(struct stage *s, const char *kind, int64_t id)
{
	struct operator luz;
	int64_t got = 0;

	assert_int_equal(AM_OK, operator_find(s->st, "luz", &luz));
	const struct actor actor = { .operator_id = luz.id, .role = luz.role,
		.name = luz.login };

	assert_int_equal(AM_OK, store_begin(s->st));
	assert_int_equal(AM_OK, store_end(s->st, alert_raise(s->st, &actor, kind, "call",
						     4, "", s->now, &got)));
	assert_int_equal(id, got);
	ui_event(s->ui, TOPIC_ALERT, got);
}

static void every_supervisor_sees_an_alert_at_once(void **state)
{
	struct stage *s = *state;
	struct stage *marta = stage_open("marta", "es", 24, 80);

	(void)s;
	sees(marta, "!! 1 alerta sin ver. ! la muestra."); /* Luz's call of 12:30 */
	raises(marta, ALERT_DANGER, 2);
	sees(marta, "!! Peligro: L 26-00004-1, Luz, 14:36. !: las alertas.");
	sees(marta, "!! 2 alertas sin ver. ! las muestra.");
	assert_int_equal(1, marta->bells);
	raises(marta, ALERT_HARD, 3); /* quietly */
	sees(marta, " Llamada difícil: L 26-00004-1, Luz, 14:36");
	assert_int_equal(1, marta->bells);
	play(marta, "!");
	at(marta, "alerts");
	sees(marta, "Llamada difícil");
	play(marta, "ddd");
	sees(marta, "No hay alertas sin ver.");
	stage_close(marta);
	raises(s, ALERT_DANGER, 2);
	assert_false(seen(s, "Peligro: L"));
}

static void an_alert_that_comes_in_does_not_move_the_one_that_is_ticked_off(void **state)
{
	struct stage *marta = stage_open("marta", "es", 24, 80);

	(void)state;
	raises(marta, ALERT_HARD, 2);
	play(marta, "!<Down>"); /* below the danger of Luz's call */
	raises(marta, ALERT_THREAT, 3);
	play(marta, "d");
	assert_false(seen(marta, "Llamada difícil"));
	sees(marta, "Amenaza");
	stage_close(marta);
}

static void an_insult_keeps_what_was_typed_and_a_wrong_number_does_not(void **state)
{
	struct stage *s = *state;
	const int64_t before = closed(s);

	play(s, "<F2>0<Down>961555877<Up>5");
	at(s, "home");
	kept(s, "dispo", "abusive");
	kept(s, "phone", "961555877");
	play(s, "<F2>0<Down>961555877<Up>4");
	sees(s, "no se guarda lo escrito");
	assert_int_equal(before + 1, closed(s));
	play(s, "n");
	at(s, "call");
	play(s, "<F9>s");
	at(s, "home");
	kept(s, "dispo", "wrong");
	kept(s, "phone", "");
}

static void what_was_refused_is_said_until_another_field_takes_a_key(void **state)
{
	struct stage *s = *state;

	play(s, "<F2>1xa");
	sees(s, "Nada empieza con");
	play(s, "<Down><Down>"); /* moving tells nothing */
	sees(s, "Nada empieza con");
	play(s, "1");
	assert_false(seen(s, "Nada empieza con"));
}

static void goes_to(struct stage *s, const char *id)
{
	form_focus(desk(s)->form, form_find(&call_form, id), 0);
}

static void tab_behind_a_name_that_is_typed_out_skips_no_field(void **state)
{
	struct stage *s = *state;

	play(s, "<F2>3loreto<Tab>");
	in(s, "offer_country");
	play(s, "<Tab>"); /* the second one does */
	in(s, "offer_kind");
	goes_to(s, "place_from");
	play(s, "lo<Tab>"); /* the box has gone on before her eyes */
	in(s, "offer_kind");
}

static void a_word_that_is_in_no_list_answers_no_other_field(void **state)
{
	struct stage *s = *state;

	play(s, "<F2>2");
	goes_to(s, "recruit");
	play(s, "conocida");
	sees(s, "Nada empieza con «conocida»");
	in(s, "recruit");
	typed(s, "recruit", "");
	typed(s, "consent_record", "");
	play(s, "2"); /* a digit picks as ever */
	assert_string_not_equal("", form_value(desk(s)->form, "recruit"));
}

static void no_age_is_no_minor(void **state)
{
	struct stage *s = *state;

	play(s, "<F2>2");
	goes_to(s, "age");
	play(s, "f1");
	typed(s, "age", "1");
	play(s, "?6"); /* "1?6" */
	assert_false(seen(s, "Alto (menor)"));
}

static void a_town_behind_another_place_is_named_all_the_same(void **state)
{
	struct stage *s = *state;

	play(s, "<F2>2");
	goes_to(s, "place_now");
	play(s, "ca<Backspace>uscopucallpa");
	sees(s, "Pucallpa está en Ucayali [UC]");
	typed(s, "place_now", "PE08");
	typed(s, "place_left", "PE21");
	typed(s, "relation", "");
}

static void a_town_typed_for_a_department_fills_no_other_field(void **state)
{
	struct stage *s = *state;

	play(s, "<F2>1pucallpa");
	sees(s, "Pucallpa está en Ucayali [UC]");
	typed(s, "place_from", "PE21"); /* "pu" was Puno */
	in(s, "heard");
	typed(s, "heard", "");
	play(s, "<BackTab>uc3");
	typed(s, "place_from", "PE25");
	typed(s, "heard", "radio");
}

static void no_more_are_minors_than_victims(void **state)
{
	struct stage *s = *state;
	const int64_t before = closed(s);

	play(s, "<F2>2");
	goes_to(s, "victims");
	play(s, "2<Down>3<Down>");
	sees(s, "menores: no más que Víctimas (2)");
	goes_to(s, "dispo");
	play(s, "1<F9>");
	in(s, "minors");
	sees(s, "menores: no más que Víctimas (2)");
	play(s, "<Backspace>2<F9>");
	assert_int_equal(before + 1, closed(s));
	kept(s, "minors", "2");
}

static void a_safe_time_in_words_is_refused_when_it_is_left(void **state)
{
	static const char *const keys[] = { "<Enter>", "<Tab>", "<Down>", "<Up>",
		"<BackTab>" };
	struct stage *s = *state;

	for (size_t i = 0; i < COUNT(keys); i++) {
		play(s, "<F2>2s961555877<Enter><Enter>noche");
		play(s, keys[i]);
		sees(s, "Una hora de 24 horas");
		play(s, "<F3>");
	}
}

/* --- drafts --- */

static void leaving_a_field_writes_the_draft(void **state)
{
	struct stage *s = *state;

	play(s, "<F2>2s9615");
	assert_int_equal(1, drafts(s, NULL));
	play(s, "<Tab>");
	sees(s, "Borrador guardado 14:36.");
	stage_again(s); /* the program was killed */
	play(s, "g<Enter>");
	at(s, "call");
	typed(s, "phone", "9615");
	typed(s, "speak", "y");
}

static void twenty_characters_or_two_seconds_write_it_too(void **state)
{
	struct record *rec = record_new(&call_form);
	struct stage *s = *state;
	struct draft d;

	play(s, "<F2>5abcdefghij");
	stage_pass(s, 1900);
	assert_int_equal(1, drafts(s, &d));
	assert_int_equal(AM_OK, draft_load(s->st, ui_actor(s->ui), d.id, &d, rec));
	assert_string_equal("", record_get_id(rec, "notes"));
	stage_pass(s, 200);
	assert_int_equal(AM_OK, draft_load(s->st, ui_actor(s->ui), d.id, &d, rec));
	assert_string_equal("abcdefghij", record_get_id(rec, "notes"));
	assert_int_equal(10, d.caret);
	play(s, "klmnopqrstuvwxyzabcdefg");
	assert_int_equal(AM_OK, draft_load(s->st, ui_actor(s->ui), d.id, &d, rec));
	assert_string_equal(
	    "abcdefghijklmnopqrstuvwxyzabcd", record_get_id(rec, "notes"));
	record_free(rec);
}

static void an_idle_form_wants_no_tick(void **state)
{
	struct stage *s = *state;

	play(s, "<F2>2");
	stage_pass(s, 5000);
	assert_int_equal(-1, view_call.deadline(desk(s)));
}

static void a_draft_comes_back_at_the_same_byte(void **state)
{
	struct stage *s = *state;

	play(s, "<F2>5la señora<Left><Left><Left><F3>");
	at(s, "home");
	sees(s, "queda abierta como borrador");
	play(s, "g<Enter>");
	in(s, "notes");
	play(s, "X");
	typed(s, "notes", "la señXora");
	assert_int_equal(1, drafts(s, NULL));
}

static void a_new_call_parks_the_one_that_is_open(void **state)
{
	struct stage *s = *state;

	play(s, "<F2>2<F2>");
	at(s, "call");
	typed(s, "motive", "");
	assert_int_equal(1, drafts(s, NULL));
}

static void saving_takes_the_draft_away_and_u_brings_the_call_back(void **state)
{
	struct stage *s = *state;
	int64_t before;

	play(s, "<F2>1lo3<F9>");
	assert_int_equal(0, drafts(s, NULL));
	before = closed(s);
	play(s, "u");
	at(s, "call");
	sees(s, "Deshecho: Guardada L");
	typed(s, "heard", "radio");
	assert_int_equal(before - 1, closed(s));
	play(s, "<F9>");
	assert_int_equal(before, closed(s));
}

static void a_correction_begins_in_the_notes(void **state)
{
	static const char *const motives[] = { "1<Tab><Tab><Tab><Tab>", "2", "3", "4", "6" };
	struct stage *s = *state;

	for (size_t i = 0; i < COUNT(motives); i++) {
		play(s, "<F2>");
		play(s, motives[i]);
		form_focus(desk(s)->form, form_find(&call_form, "notes"), 0);
		play(s, "dijo");
		record_set_id(desk(s)->rec, "dispo", "info");
		play(s, "<F9>");
		at(s, "home");
		play(s, "l<Enter>");
		in(s, "motive");
		play(s, "e");
		in(s, "notes");
		play(s, "5"); /* a stray key */
		typed(s, "notes", "dijo5");
		play(s, "<F9>");
		at(s, "calls");
		kept(s, "notes", "dijo5");
		play(s, "<F3>");
	}
}

static void what_the_ten_questions_know_is_saved_with_the_call(void **state)
{
	struct stage *s = *state;

	play(s, "<F2>3loch<Ctrl-O><Down><Down>sn<F3><F9>"); /* contract seen, no debt */
	kept(s, "offer_contract", "yes");
	kept(s, "offer_fare", "");
	play(s, "<F2>3loch<Enter>12<Ctrl-O><Down><Down>s<F3><F9>");
	kept(s, "offer_contract", "no"); /* said in the form already */
	play(s, "<F2>3loch<Ctrl-O><Down><Down>s<F3><Up><Up>1<F9>");
	kept(s, "motive", "service");
	kept(s, "offer_contract", "");
}

static void what_is_taken_back_goes_on_in_the_notes(void **state)
{
	struct stage *s = *state;

	play(s, "<F2>1lo<Tab><Tab><Tab>dijo<F9>u");
	at(s, "call");
	in(s, "notes");
	play(s, "2");
	typed(s, "notes", "dijo2");
	play(s, "<F3>g<Enter>");
	in(s, "notes");
	play(s, "3");
	typed(s, "notes", "dijo23");
}

static void behind_the_notes_of_a_correction_comes_what_follows_the_motive(void **state)
{
	struct stage *s = *state;

	play(s, "<F2>1<F9>l<Enter>e<Tab>");
	in(s, "place_from");
	play(s, "lo");
	typed(s, "place_from", "PE16");
	play(s, "<BackTab><BackTab>");
	in(s, "motive");
	play(s, "<F9>l<Enter>");
	play(s, "<F3><F2>1<BackTab><Tab><Tab><Tab><Tab><Tab>");
	in(s, "notes");
	play(s, "<Tab>"); /* a new call has an end */
	in(s, "notes");
	sees(s, "Es el último campo");
}

/* --- saving --- */

static void a_missing_result_is_asked_and_no_error_screen(void **state)
{
	struct stage *s = *state;
	const int64_t before = closed(s);

	play(s, "<F2><F9>");
	sees(s, "falta la respuesta");
	in(s, "motive");
	play(s, "2<F9>");
	in(s, "dispo");
	play(s, "1<F9>");
	assert_int_equal(before + 1, closed(s));
}

static void nothing_that_is_missing_makes_a_risk_low(void **state)
{
	struct stage *s = *state;

	play(s, "<F2>2");
	assert_string_equal("9", form_value(desk(s)->form, "risk"));
	sees(s, "Sin evaluar");
	play(s, "n");
	assert_string_equal("2", form_value(desk(s)->form, "risk"));
}

static void equals_copies_from_the_call_before(void **state)
{
	struct stage *s = *state;

	play(s, "<F2>1lo3<F9><F2>1=");
	typed(s, "place_from", "PE16");
	in(s, "heard");
}

static void the_list_of_options_picks_and_goes_on(void **state)
{
	struct stage *s = *state;

	play(s, "<F2>1lo<F4>");
	at(s, "pick");
	play(s, "inter<Enter>");
	at(s, "call");
	typed(s, "heard", "web");
	in(s, "relation");
	play(s, "<F4><Esc>");
	at(s, "call");
	typed(s, "relation", "");
	play(s, "<F4>3");
	typed(s, "relation", "mother");
}

static void a_paste_presses_no_button(void **state)
{
	struct stage *s = *state;
	const int64_t before = closed(s);

	play(s, "<F2><paste 0\r\n3\r\n>");
	at(s, "call");
	typed(s, "motive", "");
	play(s, "0<paste 3>");
	at(s, "call");
	assert_int_equal(before, closed(s));
}

/* --- corrections --- */

static void a_shown_call_changes_only_after_e(void **state)
{
	struct stage *s = *state;

	play(s, "l<Enter>");
	at(s, "call");
	play(s, "4");
	typed(s, "motive", "service");
	sees(s, "e corrige");
	assert_int_equal(0, ui_call(s->ui));
	play(s, "<F3>");
	assert_int_equal(0, drafts(s, NULL));
}

static void an_old_call_needs_a_reason_and_h_shows_who_changed_what(void **state)
{
	struct stage *s = *state;

	play(s, "l<Down><Enter>e<Tab>lo<F9>"); /* 13:07: more than ten minutes ago */
	sees(s, "Razón de la corrección");
	play(s, "llamó otra vez<Enter>");
	at(s, "calls");
	sees(s, "Corregida L 26-00006-4.");
	play(s, "<Enter>h");
	at(s, "history");
	sees(s, "Razón: llamó otra vez");
	sees(s, "Llama desde (antes: Puno)");
}

static void a_correction_without_reason_stays_on_the_desk(void **state)
{
	struct stage *s = *state;

	play(s, "l<Down><Enter>e<Tab>lo<F9><Esc>");
	at(s, "call");
	typed(s, "place_from", "PE16");
	play(s, "<F3>");
	assert_int_equal(1, drafts(s, NULL));
}

static void both_corrections_of_two_people_are_kept(void **state)
{
	struct stage *s = *state;
	struct record *rec = record_new(&call_form);
	struct call call;

	play(s, "l<Enter>e<Tab><Tab>3"); /* heard: radio */
	assert_int_equal(AM_OK,
	    call_load(s->st, ui_actor(s->ui), desk(s)->call.id, s->now, &call, rec));
	record_set_id(rec, "lang", "que");
	assert_int_equal(
	    AM_OK, call_correct(s->st, ui_actor(s->ui), &call, rec, "idioma", 0, s->now));
	play(s, "<F9>porque sí<Enter>");
	at(s, "calls");
	assert_int_equal(
	    AM_OK, call_load(s->st, ui_actor(s->ui), call.id, s->now, &call, rec));
	assert_string_equal("que", record_get_id(rec, "lang"));
	assert_string_equal("radio", record_get_id(rec, "heard"));
	record_free(rec);
}

/* Somebody else has corrected the call that is on the desk. */
static void corrects_meanwhile(struct stage *s, const char *heard, const char *lang)
{
	struct record *rec = record_new(&call_form);
	struct call call;

	assert_int_equal(AM_OK,
	    call_load(s->st, ui_actor(s->ui), desk(s)->call.id, s->now, &call, rec));
	record_set_id(rec, "heard", heard);
	record_set_id(rec, "lang", lang);
	assert_int_equal(AM_OK,
	    call_correct(s->st, ui_actor(s->ui), &call, rec, "la tele", 0, s->now));
	record_free(rec);
}

static void of_one_field_that_two_people_corrected_a_person_decides(void **state)
{
	struct stage *s = *state;

	play(s, "l<Enter>e<Tab><Tab>3"); /* heard: radio */
	corrects_meanwhile(s, "tv", "que");
	play(s, "<F9>");
	at(s, "conflict");
	kept(s, "heard", "tv");
	play(s, "1"); /* nothing is left to correct */
	at(s, "calls");
	kept(s, "heard", "tv");
	play(s, "<Enter>e<Tab><Tab>3<F9>");
	sees(s, "Razón de la corrección");
	corrects_meanwhile(s, "news", "aym");
	play(s, "porque sí<Enter>");
	at(s, "conflict");
	play(s, "2"); /* the reason is not asked for again */
	at(s, "calls");
	kept(s, "heard", "radio");
	kept(s, "lang", "aym"); /* what only one of them changed is joined */
}

static void writes_notes(struct stage *s, const char *notes)
{
	struct record *rec = record_new(&call_form);
	struct call call;

	assert_int_equal(AM_OK,
	    call_load(s->st, ui_actor(s->ui), desk(s)->call.id, s->now, &call, rec));
	record_set_id(rec, "notes", notes);
	assert_int_equal(AM_OK,
	    call_correct(s->st, ui_actor(s->ui), &call, rec, "las notas", 0, s->now));
	record_free(rec);
}

#define NOTES_BASE "Llama una mujer desde Puno. "
#define NOTES_THEIRS NOTES_BASE "Dice que la hermana volvió."
#define NOTES_MINE NOTES_BASE "Pide que no la llamen."

/* Both write on in the notes of one call. */
static void clash_of(struct stage *s, const char *base, const char *theirs)
{
	play(s, "l<Enter>");
	writes_notes(s, base);
	play(s, "<F3><Enter>e");
	form_focus(desk(s)->form, form_find(&call_form, "notes"), strlen(base));
	play(s, "Pide que no la llamen.");
	writes_notes(s, theirs);
	play(s, "<F9>");
	at(s, "conflict");
}

static void clash_of_notes(struct stage *s)
{
	clash_of(s, NOTES_BASE, NOTES_THEIRS);
}

static void of_notes_without_room_what_differs_is_shown(void **state)
{
	struct stage *s = *state;
	struct buf base = { 0 }, theirs = { 0 };

	for (size_t i = 0; i < 300; i++)
		buf_str(&base, "igual en los dos ");
	buf_printf(&theirs, "%sDice que la hermana volvió.", buf_text(&base));
	clash_of(s, buf_text(&base), buf_text(&theirs));
	sees(s, "1 Su colega: .. Dice que la hermana volvió.");
	sees(s, "2 Usted: .. Pide que no la llamen.");
	play(s, "3");
	at(s, "conflict"); /* both do not fit into one field */
	buf_fini(&base);
	buf_fini(&theirs);
}

static void of_notes_both_are_shown_from_what_differs(void **state)
{
	struct stage *s = *state;

	clash_of_notes(s);
	sees(s, "Notas            Llama una mujer"); /* before */
	sees(s, "..Dice que");
	sees(s, "..Pide que");
	sees(s, "1 Su colega: " NOTES_THEIRS); /* and below it */
	sees(s, "2 Usted: " NOTES_MINE);
	play(s, "3lo dijo<Enter>");
	at(s, "calls");
	sees(s, "Corregida");
	kept(s, "notes", NOTES_THEIRS "\n" NOTES_MINE);
}

static void a_correction_of_nothing_says_so(void **state)
{
	struct stage *s = *state;

	play(s, "l<Enter>e<F9>");
	at(s, "calls");
	sees(s, "no cambió nada");
}

static void who_gives_all_up_is_told_and_the_audit_keeps_it(void **state)
{
	struct stage *s = *state;
	struct call_change *changes = NULL;
	size_t count = 0;
	int64_t id;

	clash_of_notes(s);
	id = desk(s)->call.id;
	play(s, "1");
	at(s, "calls");
	sees(s, "no se guardó nada suyo");
	kept(s, "notes", NOTES_THEIRS);
	assert_int_equal(
	    AM_OK, call_changes(s->st, ui_actor(s->ui), id, &changes, &count));
	assert_string_equal("yield", changes[0].what);
	assert_non_null(strstr(changes[0].detail, NOTES_MINE));
	assert_null(strstr(changes[0].detail, "heard"));
	call_changes_free(changes, count);
	play(s, "<Enter>h");
	at(s, "history");
	sees(s, "cedió");
	sees(s, "Notas (escrito: Llama una mujer");
}

/* --- random --- */

static uint32_t dice(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

static struct key random_key(uint32_t *seed, char junk[16])
{
	static const enum key_code codes[] = { KEY_ENTER, KEY_TAB, KEY_BACKTAB, KEY_UP,
		KEY_DOWN, KEY_LEFT, KEY_RIGHT, KEY_HOME, KEY_END, KEY_BACKSPACE,
		KEY_DELETE, KEY_CLEAR, KEY_WORD, KEY_PAGE_UP, KEY_PAGE_DOWN, KEY_ESCAPE,
		KEY_F2, KEY_F3, KEY_F4, KEY_F9, KEY_F9 };
	static const uint32_t chars[] = { '0', '1', '2', '3', '4', '5', '6', '7', '9',
		's', 'n', 'o', 'l', 'u', 'h', 'e', '-', '=', '?', ' ', 'a', 0xf1, 0x301,
		0x202e, 0x1f600 };
	const uint32_t kind = dice(seed) % 40;

	if (kind == 0) {
		for (size_t i = 0; i < 16; i++)
			junk[i] = (char)dice(seed);
		return (struct key){ .code = KEY_PASTE, .paste = junk, .paste_len = 16 };
	}
	if (kind < 12)
		return (struct key){ .code = codes[dice(seed) % COUNT(codes)] };
	return (struct key){ .code = KEY_TEXT, .c = chars[dice(seed) % COUNT(chars)] };
}

/* May this key close a call?  F9, an answer to a question, the digit of a result. */
static bool may_save(struct stage *s, const struct key *key)
{
	const struct desk *d = ui_state_of(s->ui, &view_call);

	return key->code == KEY_F9 || ui_top(s->ui)->place != VIEW_BODY ||
	       (d != NULL && strcmp(d->layout->motive, "none") == 0 &&
		   key->code != KEY_PASTE);
}

static void random_keys_save_only_by_f9_or_a_closing_result(void **state)
{
	struct stage *s = *state;
	const char *wanted = getenv("AMPARO_RANDOM_KEYS");
	const int keys = wanted != NULL ? (int)strtol(wanted, NULL, 10) : 6000;
	uint32_t seed = 2611;
	int64_t before = closed(s);
	int saves = 0;

	for (int i = 0; i < keys; i++) {
		char junk[16];
		const struct key key = random_key(&seed, junk);
		const bool may = may_save(s, &key);

		if (ui_top(s->ui) == &view_home)
			play(s, "<F2>");
		stage_key(s, &key);
		if (i % 50 == 0)
			stage_pass(s, 2100);
		if (closed(s) > before) {
			saves++;
			assert_true(may);
		}
		before = closed(s);
		assert_true(stage_overflow(s) < 0);
	}
	assert_true(saves > 10);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define STORY(name) cmocka_unit_test_setup_teardown(name, begin, end)
		STORY(a_call_takes_no_more_keys_than_promised),
		STORY(all_coded_answers_of_a_report_are_kept),
		STORY(a_save_with_danger_says_so_to_the_others),
		STORY(in_danger_the_first_key_lands_in_the_notes),
		STORY(changing_the_motive_keeps_everything),
		STORY(silence_opens_listening_instead_of_closing),
		STORY(listening_becomes_a_report_and_keeps_all),
		STORY(a_threat_alerts_and_keeps_its_words),
		STORY(every_supervisor_sees_an_alert_at_once),
		STORY(an_alert_that_comes_in_does_not_move_the_one_that_is_ticked_off),
		STORY(an_insult_keeps_what_was_typed_and_a_wrong_number_does_not),
		STORY(what_was_refused_is_said_until_another_field_takes_a_key),
		STORY(a_town_typed_for_a_department_fills_no_other_field),
		STORY(tab_behind_a_name_that_is_typed_out_skips_no_field),
		STORY(a_word_that_is_in_no_list_answers_no_other_field),
		STORY(no_age_is_no_minor),
		STORY(a_town_behind_another_place_is_named_all_the_same),
		STORY(no_more_are_minors_than_victims),
		STORY(a_safe_time_in_words_is_refused_when_it_is_left),
		STORY(leaving_a_field_writes_the_draft),
		STORY(twenty_characters_or_two_seconds_write_it_too),
		STORY(an_idle_form_wants_no_tick),
		STORY(a_draft_comes_back_at_the_same_byte),
		STORY(a_new_call_parks_the_one_that_is_open),
		STORY(saving_takes_the_draft_away_and_u_brings_the_call_back),
		STORY(a_correction_begins_in_the_notes),
		STORY(what_the_ten_questions_know_is_saved_with_the_call),
		STORY(what_is_taken_back_goes_on_in_the_notes),
		STORY(behind_the_notes_of_a_correction_comes_what_follows_the_motive),
		STORY(a_missing_result_is_asked_and_no_error_screen),
		STORY(nothing_that_is_missing_makes_a_risk_low),
		STORY(equals_copies_from_the_call_before),
		STORY(the_list_of_options_picks_and_goes_on),
		STORY(a_paste_presses_no_button),
		STORY(a_shown_call_changes_only_after_e),
		STORY(an_old_call_needs_a_reason_and_h_shows_who_changed_what),
		STORY(a_correction_without_reason_stays_on_the_desk),
		STORY(both_corrections_of_two_people_are_kept),
		STORY(of_one_field_that_two_people_corrected_a_person_decides),
		STORY(of_notes_both_are_shown_from_what_differs),
		STORY(of_notes_without_room_what_differs_is_shown),
		STORY(a_correction_of_nothing_says_so),
		STORY(who_gives_all_up_is_told_and_the_audit_keeps_it),
		STORY(random_keys_save_only_by_f9_or_a_closing_result),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
