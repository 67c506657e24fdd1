/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A sheet of the kit, on the table of telephone lines: typed, parked, saved; and saved by
 * two people at once.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/form_priv.h"
#include "schema/record.h"
#include "schema/wire.h"
#include "tests/screen/stage.h"
#include "tui/sheet.h"
#include "tui/views.h"

/* --- the sheet of a line --- */

/* clang-format off */
static const struct field fields[] = {
	{ .id = "phone", .label = "Line telephone", .type = FIELD_PHONE, .max_len = 20, .cols = 14, .flags = FIELD_REQUIRED },
	{ .id = "owner", .label = "Owner", .type = FIELD_TEXT, .max_len = 60, .cols = 30, .flags = FIELD_EMPTY },
	{ .id = "marks", .label = "Marks", .type = FIELD_CODES, .list = "numflag", .max_len = 100, .cols = 40 },
	{ .id = "safe_note", .label = "Safe", .type = FIELD_TEXT, .max_len = 60, .cols = 30, .flags = FIELD_EMPTY },
};
static const struct form line_form = { "line", "line", fields, COUNT(fields) };
static const struct slot slots[] = {
	{ "phone", 1, 1, 15, 20, .flags = SLOT_VISIT },
	{ "owner", 2, 1, 15, 40, .flags = SLOT_VISIT },
	{ "marks", 3, 1, 15, 40, .flags = SLOT_VISIT },
	{ "safe_note", 4, 1, 15, 40, .flags = SLOT_VISIT },
};
/* clang-format on */
static const struct layout layout = {
	.name = "line", .slots = slots, .slot_count = COUNT(slots), .rows = 21
};

#define SHOWN_ONLY 7 /* a line of this call */

static enum err line_load(struct ui *ui, const struct ui_about *about, struct record *rec,
    int64_t *version, bool *readonly)
{
	*readonly = about->call_id == SHOWN_ONLY;
	return about->id != 0 ? form_load(ui_store(ui), about->id, rec, version) : AM_OK;
}

static enum err line_save(struct ui *ui, struct ui_about *about, struct sheet_save *s)
{
	const struct form_save save = { .actor = ui_actor(ui),
		.now = ui_now(ui),
		.version = s->version,
		.before = s->before,
		.after = s->after };
	enum err e = store_begin(ui_store(ui));

	if (e != AM_OK)
		return e;
	e = form_save(ui_store(ui), &save, &about->id, &s->field);
	if (e == AM_OK && s->draft_id != 0)
		e = draft_delete(ui_store(ui), ui_actor(ui), s->draft_id);
	return store_end(ui_store(ui), e);
}

static enum err line_dispute(struct ui *ui, const struct ui_about *about,
    const char *label, const char *theirs, const char *mine)
{
	struct buf text = { 0 };
	enum err e = store_begin(ui_store(ui));

	buf_printf(&text, "{\"text\":\"%s: %s | %s\"}", label, theirs, mine);
	if (e == AM_OK)
		e = store_end(
		    ui_store(ui), audit_add(ui_store(ui), ui_actor(ui), ui_now(ui),
				      "dispute", "line", about->id, buf_text(&text)));
	buf_fini(&text);
	return e;
}

static const struct sheet_class line_class = {
	.form = &line_form,
	.layout = &layout,
	.action = ACT_CONSOLE,
	.topic = TOPIC_CALL,
	.load = line_load,
	.save = line_save,
	.said = "Saved",
	.dispute = line_dispute,
};

static enum err line_open(struct ui *ui, void *state, const void *arg)
{
	return sheet_open(state, ui, &line_class, arg);
}

static const struct key_row keys[] = {
	SHEET_KEYS(ACT_CONSOLE),
	{ .help = NULL },
};
static const struct view_class view_line = {
	.name = "line",
	.title = "Line",
	.action = ACT_CONSOLE,
	.keys = keys,
	.open = line_open,
	SHEET_VIEW,
};

/* --- tools --- */

static int open_stage(void **state)
{
	*state = stage_open("rosa", "es", 24, 80);
	return 0;
}

static int close_stage(void **state)
{
	stage_close(*state);
	return 0;
}

static void plays(struct stage *s, const char *script)
{
	assert_true(stage_play(s, script));
}

static void shows(struct stage *s, const char *text)
{
	bool found = false;

	for (int row = 0; row < s->g.rows; row++) {
		char *there = cells_row(&s->g, row);

		found = found || strstr(there, text) != NULL;
		free(there);
	}
	if (!found)
		fail_msg("\"%s\" is nowhere on the screen", text);
}

static const char *sees(struct stage *s, const char *sql)
{
	static char text[256];
	sqlite3_stmt *q = NULL;

	assert_int_equal(AM_OK, store_prepare(s->st, sql, &q));
	str_copy(
	    text, sizeof(text), sqlite3_step(q) == SQLITE_ROW ? store_text(q, 0) : "");
	store_done(s->st, q);
	return text;
}

static void opens(struct stage *s, int64_t id, int64_t draft_id)
{
	const struct ui_about about = { .id = id, .draft_id = draft_id };

	assert_int_equal(AM_OK, ui_push(s->ui, &view_line, &about));
	stage_paint(s);
}

/* A line that is there already. */
static int64_t a_line(struct stage *s)
{
	opens(s, 0, 0);
	plays(s, "961555877<Enter>la tia<F9>");
	shows(s, "Guardado.");
	return strtol(sees(s, "SELECT max(id) FROM line"), NULL, 10);
}

/* Luz saves field = value of line id while rosa has it open. */
static void luz_writes(struct stage *s, int64_t id, const char *field, const char *value)
{
	const struct actor luz = {
		.operator_id = 2, .role = ROLE_OPERATOR, .name = "luz"
	};
	struct record *before = record_new(&line_form), *after = record_new(&line_form);
	struct form_save save = {
		.actor = &luz, .now = s->now, .before = before, .after = after
	};
	size_t wrong = 0;

	assert_int_equal(AM_OK, form_load(s->st, id, before, &save.version));
	record_copy(after, before);
	record_set_id(after, field, value);
	assert_int_equal(AM_OK, form_save(s->st, &save, &id, &wrong));
	record_free(before);
	record_free(after);
}

/* --- stories --- */

static void what_is_typed_is_saved_by_f9(void **state)
{
	struct stage *s = *state;

	(void)a_line(s);
	assert_string_equal("51961555877", sees(s, "SELECT phone FROM line"));
	assert_string_equal("la tia", sees(s, "SELECT owner FROM line"));
	assert_string_equal("0", sees(s, "SELECT count(*) FROM draft"));
}

static void what_is_missing_is_asked_and_nothing_is_saved(void **state)
{
	struct stage *s = *state;

	opens(s, 0, 0);
	plays(s, "<Enter>la tia<F9>");
	shows(s, "Line telephone");
	assert_string_equal("0", sees(s, "SELECT count(*) FROM line"));
	assert_int_equal(1, s->g.cursor_row - 1); /* on the telephone */
}

static void a_parked_sheet_comes_back_to_its_field(void **state)
{
	struct stage *s = *state;
	int64_t draft;

	opens(s, 0, 0);
	plays(s, "961555877<Enter>la t");
	plays(s, "<F3>");
	draft = strtol(sees(s, "SELECT id FROM draft WHERE form = 'line'"), NULL, 10);
	assert_true(draft > 0);
	opens(s, 0, draft);
	plays(s, "ia<F9>");
	assert_string_equal("la tia", sees(s, "SELECT owner FROM line"));
	assert_string_equal("0", sees(s, "SELECT count(*) FROM draft"));
}

static void different_fields_are_joined_in_silence(void **state)
{
	struct stage *s = *state;
	const int64_t id = a_line(s);

	opens(s, id, 0);
	plays(s, "<Down>!");
	luz_writes(s, id, "safe_note", "de noche");
	plays(s, "<F9>");
	shows(s, "Guardado.");
	assert_string_equal("la tia!", sees(s, "SELECT owner FROM line"));
	assert_string_equal("de noche", sees(s, "SELECT safe_note FROM line"));
}

static void the_same_field_is_asked(
    struct stage *s, const char *answer, const char *owner, const char *said)
{
	const int64_t id = a_line(s);

	opens(s, id, 0);
	plays(s, "<Down><Ctrl-U>de Rosa");
	luz_writes(s, id, "owner", "de Luz");
	plays(s, "<F9>");
	shows(s, "Luz");
	shows(s, "de Rosa");
	shows(s, "la tia"); /* what it was before */
	assert_string_equal("de Luz", sees(s, "SELECT owner FROM line"));
	plays(s, answer);
	shows(s, said);
	assert_string_equal(owner, sees(s, "SELECT owner FROM line"));
}

static void one_keeps_theirs(void **state)
{
	the_same_field_is_asked(*state, "1", "de Luz", "No se guardó nada suyo");
	/* what she gave up is not lost */
	assert_string_equal("rosa line {\"old\":{\"owner\":\"de Rosa\"}}",
	    sees(*state, "SELECT who || ' ' || entity || ' ' || detail FROM audit"
			 " WHERE action = 'yield'"));
}

static void two_keeps_mine(void **state)
{
	the_same_field_is_asked(*state, "2", "de Rosa", "Guardado.");
	assert_string_equal(
	    "0", sees(*state, "SELECT count(*) FROM audit WHERE action = 'yield'"));
}

static void three_keeps_both_texts(void **state)
{
	the_same_field_is_asked(*state, "3", "de Luz / de Rosa", "Guardado.");
}

static void of_two_codes_supervision_decides(void **state)
{
	struct stage *s = *state;
	const int64_t id = a_line(s);

	opens(s, id, 0);
	plays(s, "<Down><Down>2");
	luz_writes(s, id, "marks", "prank");
	plays(s, "<F9>3");
	shows(s, "Guardado.");
	assert_string_equal(
	    "numflag.prank", sees(s, "SELECT code FROM pick WHERE entity = 'line'"));
	assert_string_equal(
	    "1", sees(s, "SELECT count(*) FROM audit WHERE action = 'dispute'"));
}

/* A consent is about a person of a case: the draft knows both when it is taken up. */
static void a_consent_left_half_typed_is_still_about_that_person(void **state)
{
	struct stage *s = *state;
	const struct ui_about about = { .case_id = 1, .id = 2 };

	plays(s, "<people>");
	assert_int_equal(AM_OK, ui_push(s->ui, &view_accept, &about));
	plays(s, "<Enter>1<F3>"); /* she said yes ... */
	assert_string_equal("accept 1 2",
	    sees(s, "SELECT form || ' ' || case_id || ' ' || ref FROM draft"));
	assert_string_equal("0", sees(s, "SELECT count(*) FROM consent"));
	plays(s, "g<Enter>");
	assert_ptr_equal(&view_accept, ui_top(s->ui));
	plays(s, "5<F9>"); /* ... and the cursor is where who said it goes */
	assert_string_equal("1 2",
	    sees(s, "SELECT case_id || ' ' || person_id FROM consent"));
	assert_string_equal("0",
	    sees(s, "SELECT count(*) FROM draft WHERE discarded_at IS NULL"));
}

static void leaving_the_question_keeps_what_was_typed(void **state)
{
	struct stage *s = *state;
	const int64_t id = a_line(s);

	opens(s, id, 0);
	plays(s, "<Down><Ctrl-U>de Rosa");
	luz_writes(s, id, "owner", "de Luz");
	plays(s, "<F9><F3>");
	shows(s, "[de Rosa");
	assert_string_equal("de Luz", sees(s, "SELECT owner FROM line"));
	plays(s, "<F9>"); /* she has seen it: hers stands against what is there now */
	shows(s, "Guardado.");
	assert_string_equal("de Rosa", sees(s, "SELECT owner FROM line"));
}

static void in_a_sheet_that_is_only_shown_letters_are_keys(void **state)
{
	struct stage *s = *state;
	const struct ui_about about = { .id = a_line(s), .call_id = SHOWN_ONLY };

	assert_int_equal(AM_OK, ui_push(s->ui, &view_line, &about));
	plays(s, "u");
	shows(s, "No hay nada que deshacer.");
}

int main(void)
{
#define STORY(s) cmocka_unit_test_setup_teardown(s, open_stage, close_stage)
	const struct CMUnitTest tests[] = {
		STORY(what_is_typed_is_saved_by_f9),
		STORY(what_is_missing_is_asked_and_nothing_is_saved),
		STORY(a_parked_sheet_comes_back_to_its_field),
		STORY(different_fields_are_joined_in_silence),
		STORY(one_keeps_theirs),
		STORY(two_keeps_mine),
		STORY(three_keeps_both_texts),
		STORY(of_two_codes_supervision_decides),
		STORY(a_consent_left_half_typed_is_still_about_that_person),
		STORY(leaving_the_question_keeps_what_was_typed),
		STORY(in_a_sheet_that_is_only_shown_letters_are_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
