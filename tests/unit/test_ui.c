/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The console as a whole: what happens to her screen, her text and her time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "schema/base/mem.h"
#include "schema/operator.h"
#include "schema/wire.h"
#include "tests/screen/stage.h"
#include "tui/views.h"

/* --- a view that cannot write its draft, for the tests that need one --- */

struct stubborn {
	bool disk_full;
	int64_t call;
	int64_t when;
	int ticks, saves, closes;
};

static enum err stubborn_save(struct ui *ui, void *state)
{
	struct stubborn *s = state;

	(void)ui;
	s->saves++;
	return s->disk_full ? AM_FULL : AM_OK;
}

static enum err stubborn_open(struct ui *ui, void *state, const void *arg)
{
	struct stubborn *s = state;

	(void)ui;
	if (arg != NULL)
		*s = *(const struct stubborn *)arg;
	return AM_OK;
}

static void stubborn_draw(
    struct ui *ui, void *state, struct cells *g, struct area a, bool top)
{
	(void)ui, (void)state, (void)top;
	cells_text(g, a.row, 1, 20, CELL_PLAIN, "a form");
}

static int64_t stubborn_call(const void *state)
{
	return ((const struct stubborn *)state)->call;
}

static int64_t stubborn_deadline(const void *state)
{
	const struct stubborn *s = state;

	return s->when == 0 ? -1 : s->when;
}

static void stubborn_tick(struct ui *ui, void *state, int64_t now_ms)
{
	struct stubborn *s = state;

	(void)ui, (void)now_ms;
	s->ticks++;
	s->when = 0;
}

static bool stubborn_key(struct ui *ui, void *state, const struct key *key)
{
	(void)ui, (void)state;
	return key->code == KEY_TEXT;
}

static const struct view_class view_stubborn = {
	.name = "stubborn",
	.title = "Stubborn",
	.action = ACT_CONSOLE,
	.state_size = sizeof(struct stubborn),
	.open = stubborn_open,
	.save_draft = stubborn_save,
	.draw = stubborn_draw,
	.call = stubborn_call,
	.deadline = stubborn_deadline,
	.tick = stubborn_tick,
	.key = stubborn_key,
};

static int open_stage(void **state)
{
	*state = stage_open("rosa", "en", 24, 80);
	return 0;
}

static int close_stage(void **state)
{
	stage_close(*state);
	return 0;
}

static bool shows(struct stage *s, const char *text)
{
	bool found = false;

	for (int row = 0; row < s->g.rows; row++) {
		char *line = cells_row(&s->g, row);

		found = found || strstr(line, text) != NULL;
		free(line);
	}
	return found;
}

static struct stubborn *push(struct stage *s, struct stubborn with)
{
	assert_int_equal(AM_OK, ui_push(s->ui, &view_stubborn, &with));
	ui_draw(s->ui, &s->g);
	return ui_state_of(s->ui, &view_stubborn);
}

/* --- nothing is lost --- */

static void a_full_disk_keeps_the_form_open(void **state)
{
	struct stage *s = *state;
	struct stubborn *form = push(s, (struct stubborn){ .disk_full = true });

	stage_play(s, "<F3>");
	assert_string_equal("stubborn", ui_screen(s->ui));
	assert_true(shows(s, "The disk is full"));
	assert_int_equal(AM_FULL, ui_home(s->ui));
	form->disk_full = false;
	stage_play(s, "<F3>");
	assert_string_equal("home", ui_screen(s->ui));
}

static void a_full_disk_stops_the_log_out(void **state)
{
	struct stage *s = *state;
	struct stubborn *form = push(s, (struct stubborn){ .disk_full = true });

	ui_log_out(s->ui);
	assert_false(ui_ended(s->ui, NULL));
	form->disk_full = false;
	ui_log_out(s->ui);
	assert_true(ui_ended(s->ui, NULL));
}

static void drafts_are_written_when_the_line_drops_or_hides(void **state)
{
	struct stage *s = *state;
	struct stubborn *form = push(s, (struct stubborn){ 0 });

	stage_play(s, "<detach>");
	assert_int_equal(1, form->saves);
	stage_play(s, "<F12>");
	assert_int_equal(2, form->saves);
}

static void after_a_dropped_line_the_same_screen_is_there(void **state)
{
	struct stage *s = *state;

	stage_play(s, "<attach><Enter>l<Down><Down><detach><attach resumed>");
	assert_string_equal("login", ui_screen(s->ui));
	assert_true(shows(s, "Still open: Today's calls"));
	stage_play(s, "<Enter>");
	assert_string_equal("calls", ui_screen(s->ui));
	assert_int_equal(5, s->g.cursor_row);
}

static void a_question_survives_a_dropped_line(void **state)
{
	struct stage *s = *state;

	stage_play(s, "<F3><detach><attach resumed><Enter>");
	assert_true(shows(s, "Log out?"));
	stage_play(s, "y");
	assert_true(ui_ended(s->ui, NULL));
}

static void connecting_twice_leaves_one_login_page(void **state)
{
	struct stage *s = *state;

	stage_play(s, "<attach><attach resumed><Enter>");
	assert_string_equal("home", ui_screen(s->ui));
}

static void a_login_page_under_something_goes_as_well(void **state)
{
	struct stage *s = *state;

	stage_play(s, "<attach>:calls<Enter><detach><attach resumed><Enter>");
	assert_string_equal("calls", ui_screen(s->ui));
	stage_play(s, "<F3>");
	assert_string_equal("home", ui_screen(s->ui));
}

static void the_menu_goes_back_to_a_screen_that_is_open(void **state)
{
	struct stage *s = *state;

	stage_play(s, "l<F1>:calls<Enter>");
	assert_string_equal("calls", ui_screen(s->ui));
	stage_play(s, "<F3>");
	assert_string_equal("home", ui_screen(s->ui));
}

/* --- hide and lock --- */

static void hiding_works_over_an_open_menu_and_keeps_it(void **state)
{
	struct stage *s = *state;

	stage_play(s, ":dra<F12>");
	assert_true(ui_locked(s->ui));
	assert_false(shows(s, "AMPARO"));
	assert_int_equal(1, s->repaints);
	stage_play(s, "123456<Enter>");
	assert_true(shows(s, ": dra"));
	assert_int_equal(2, s->repaints);
}

static void nothing_but_digits_is_kept_on_the_locked_screen(void **state)
{
	struct stage *s = *state;

	stage_play(s, "<F12>ayuda<F2><F3>q1x2<paste 99>3456<Enter>");
	assert_false(ui_locked(s->ui));
	assert_string_equal("home", ui_screen(s->ui));
}

static void a_wrong_pin_is_not_shown_and_three_of_them_end_the_session(void **state)
{
	struct stage *s = *state;

	stage_play(s, "<F12>777777");
	assert_false(shows(s, "7"));
	stage_play(s, "<Enter>888888<Enter>");
	assert_false(ui_ended(s->ui, NULL));
	stage_play(s, "999999<Enter>");
	assert_true(ui_ended(s->ui, NULL));
}

static void a_new_connection_opens_the_lock(void **state)
{
	struct stage *s = *state;

	stage_play(s, "l<F12><detach><attach resumed>");
	assert_false(ui_locked(s->ui));
	stage_play(s, "<Enter>");
	assert_string_equal("calls", ui_screen(s->ui));
}

static void five_idle_minutes_lock_and_an_hour_ends(void **state)
{
	struct stage *s = *state;

	stage_play(s, "<attach><Enter><wait 299>");
	assert_false(ui_locked(s->ui));
	stage_play(s, "<wait 1>");
	assert_true(ui_locked(s->ui));
	stage_play(s, "<wait 3300>");
	assert_true(ui_ended(s->ui, NULL));
}

static void an_open_call_never_locks(void **state)
{
	struct stage *s = *state;
	struct stubborn *form;

	stage_play(s, "<attach><Enter>");
	form = push(s, (struct stubborn){ .call = 260000018 });
	assert_int_equal(260000018, ui_call(s->ui));
	assert_int_equal(-1, ui_deadline(s->ui));
	stage_play(s, "<wait 36000>");
	assert_false(ui_locked(s->ui));
	form->call = 0;
	stage_play(s, "<wait 1>");
	assert_true(ui_locked(s->ui));
}

static void an_idle_console_sends_and_wants_nothing_before_its_lock(void **state)
{
	struct stage *s = *state;
	int paints;

	stage_play(s, "<attach><Enter>l");
	paints = s->paints;
	assert_int_equal(s->ms + 300000, ui_deadline(s->ui));
	stage_play(s, "<wait 299>");
	assert_int_equal(paints, s->paints);
}

static void an_event_that_concerns_no_visible_screen_draws_nothing(void **state)
{
	struct stage *s = *state;

	ui_event(s->ui, TOPIC_SESSION, 1);
	assert_false(ui_dirty(s->ui));
	ui_event(s->ui, TOPIC_CALL, 1);
	assert_true(ui_dirty(s->ui));
}

static void a_covered_view_is_still_asked_for_its_deadline(void **state)
{
	struct stage *s = *state;
	struct stubborn *form = push(s, (struct stubborn){ .when = s->ms + 2000 });

	stage_play(s, "<F1><wait 2>");
	assert_int_equal(1, form->ticks);
}

/* --- messages --- */

static void a_message_stays_while_she_moves_and_goes_when_she_acts(void **state)
{
	struct stage *s = *state;

	stage_play(s, "l<say Restart soon.><Down><F8>");
	assert_true(shows(s, "! Restart soon."));
	stage_play(s, "<F3>");
	assert_false(shows(s, "Restart"));
}

static void a_note_comes_back_after_a_message(void **state)
{
	struct stage *s = *state;

	ui_note(s->ui, "Draft saved 14:36.");
	stage_play(s, "<Ctrl-S>");
	assert_false(shows(s, "Draft saved"));
	stage_play(s, "<Esc>");
	assert_true(shows(s, "Draft saved 14:36."));
}

static void an_alarm_rings_once_a_minute_for_its_class(void **state)
{
	struct stage *s = *state;

	ui_message(s->ui, MESSAGE_ALARM, "%s", "danger");
	ui_ring(s->ui, "danger");
	stage_paint(s);
	assert_int_equal(1, s->bells);
	assert_true(shows(s, "!! danger"));
	ui_ring(s->ui, "danger");
	assert_int_equal(1, s->bells);
	ui_ring(s->ui, "threat"); /* another class does not wait for it */
	assert_int_equal(2, s->bells);
	s->ms += 59999;
	ui_ring(s->ui, "danger");
	assert_int_equal(2, s->bells);
	s->ms += 1;
	ui_ring(s->ui, "danger");
	assert_int_equal(3, s->bells);
}

/* --- questions --- */

static void answered(struct ui *ui, void *state, const char *text)
{
	(void)state;
	ui_message(ui, MESSAGE_DONE, "answer: %s", text != NULL ? text : "none");
}

static void a_line_of_text_is_asked_and_given(void **state)
{
	struct stage *s = *state;

	ui_ask(s->ui, "Why?", "mal", 40, answered);
	stage_play(s, "<Ctrl-U>mañana <Backspace>!<Enter>");
	assert_true(shows(s, "answer: mañana!"));
	ui_ask(s->ui, "Why?", "", 40, answered);
	stage_play(s, "abc<F3>");
	assert_true(shows(s, "answer: none"));
}

static void a_key_that_is_no_answer_leaves_the_question(void **state)
{
	static const char *const keys[] = { "g", "f", "!", ":", "/", "q", "<F2>", "<Down>" };
	struct stage *s = *state;

	stage_play(s, "<F3>");
	for (size_t i = 0; i < COUNT(keys); i++) {
		stage_play(s, keys[i]);
		assert_true(shows(s, "Log out?"));
	}
	stage_play(s, "n");
	assert_false(shows(s, "Log out?"));
	assert_string_equal("home", ui_screen(s->ui));
	assert_false(ui_ended(s->ui, NULL));
}

static void pasted_text_answers_no_question(void **state)
{
	struct stage *s = *state;

	stage_play(s, "<F3><paste yyyy>");
	assert_false(ui_ended(s->ui, NULL));
	assert_true(shows(s, "Log out?"));
}

/* --- undo --- */

static enum err undone_with;
static int64_t undone_id;

static enum err undone(struct ui *ui, int64_t id)
{
	undone_id = id;
	return ui_after(ui, TOPIC_CASE, id, undone_with);
}

static void save_a_thing(struct stage *s, const char *of)
{
	const struct ui_undo undo = { .run = undone, .id = 7, .of = of };

	undone_with = AM_OK;
	undone_id = 0;
	ui_changed(s->ui, TOPIC_CASE, 7);
	ui_saved(s->ui, &undo, "%s", "Flag set");
}

static void what_was_saved_is_taken_back_once_and_named(void **state)
{
	struct stage *s = *state;

	save_a_thing(s, "C 26-00001-0");
	stage_play(s, "<Down>"); /* draws, and leaves the message where it is */
	assert_true(shows(s, "Flag set. u takes it back."));
	stage_play(s, "u");
	assert_int_equal(7, undone_id);
	assert_true(shows(s, "Taken back: Flag set, C 26-00001-0."));
	stage_play(s, "u");
	assert_true(shows(s, "nothing to take back"));
}

static void it_is_taken_back_from_another_screen(void **state)
{
	struct stage *s = *state;

	save_a_thing(s, "");
	stage_play(s, "l");
	assert_false(shows(s, "takes it back"));
	stage_play(s, "u");
	assert_true(shows(s, "Taken back: Flag set."));
}

/* What is done next cannot be taken back: u must not take back what was before it. */
static void what_is_done_next_ends_the_offer(void **state)
{
	struct stage *s = *state;

	save_a_thing(s, "");
	ui_changed(s->ui, TOPIC_ALERT, 1);
	stage_play(s, "<Down>");
	assert_true(shows(s, "Flag set."));
	assert_false(shows(s, "takes it back"));
	stage_play(s, "u");
	assert_int_equal(0, undone_id);
	assert_true(shows(s, "nothing to take back"));
}

static void a_draft_or_a_look_ends_no_offer(void **state)
{
	struct stage *s = *state;

	save_a_thing(s, "");
	ui_news(s->ui, TOPIC_DRAFT, 1);
	stage_play(s, "u");
	assert_int_equal(7, undone_id);
}

static void a_new_call_ends_the_offer(void **state)
{
	struct stage *s = *state;

	save_a_thing(s, "");
	stage_play(s, "<F2><F3>u");
	assert_int_equal(0, undone_id);
	assert_true(shows(s, "nothing to take back"));
}

static void why_it_cannot_be_taken_back_is_said(void **state)
{
	static const struct {
		enum err e;
		const char *said;
	} rows[] = {
		{ AM_MISSING, "There is nothing to take back." },
		{ AM_CONFLICT, "! Somebody has worked on it since" },
		{ AM_DENIED, "! It is too late to take it back." },
		{ AM_BUSY, "! The database is busy." },
	};
	struct stage *s = *state;

	for (size_t i = 0; i < COUNT(rows); i++) {
		save_a_thing(s, "");
		undone_with = rows[i].e;
		stage_play(s, "u");
		assert_true(shows(s, rows[i].said));
	}
	undone_with = AM_OK; /* while it is busy nothing is lost */
	stage_play(s, "u");
	assert_true(shows(s, "Taken back: Flag set."));
}

static void words_that_offer_nothing_are_left_alone(void **state)
{
	struct stage *s = *state;

	stage_play(s, "<F2>");
	ui_message(s->ui, MESSAGE_DONE, "He said so. u takes it back.");
	stage_play(s, "<Down>");
	assert_true(shows(s, "He said so. u takes it back."));
}

static void in_a_form_the_menu_takes_back(void **state)
{
	struct stage *s = *state;

	stage_play(s, "<F2>");
	save_a_thing(s, "");
	stage_play(s, "<Down>");
	assert_true(shows(s, "Flag set. F10 has undo."));
	stage_play(s, "<F10>undo<Enter>");
	assert_true(shows(s, "Taken back: Flag set."));
}

static void a_long_message_leaves_the_offer_whole(void **state)
{
	struct stage *s = *state;
	const struct ui_undo undo = { .run = undone, .id = 7, .of = "" };

	ui_saved(s->ui, &undo, "%s%s", "A name that is very long, as long as names can be",
	    " where people have several of them");
	stage_play(s, "<Down>");
	assert_true(shows(s, " u takes it back."));
}

static void ten_minutes_later_nothing_is_taken_back(void **state)
{
	struct stage *s = *state;

	save_a_thing(s, "");
	stage_play(s, "<wait 601>u");
	assert_int_equal(0, undone_id);
	assert_true(shows(s, "nothing to take back"));
}

/* --- rights and preferences --- */

static void a_disabled_account_is_put_out(void **state)
{
	struct stage *s = *state;
	const struct actor admin = { .role = ROLE_SYSTEM, .name = "local:test" };

	assert_int_equal(AM_OK,
	    operator_set_active(s->st, &admin, ui_operator(s->ui)->id, false, s->now));
	ui_event(s->ui, TOPIC_USER, ui_operator(s->ui)->id);
	assert_true(ui_ended(s->ui, NULL));
}

static void a_right_that_was_taken_closes_its_screen(void **state)
{
	struct stage *s = *state;
	const struct actor admin = { .role = ROLE_SYSTEM, .name = "local:test" };

	stage_play(s, "l");
	assert_int_equal(AM_OK,
	    operator_set_role(s->st, &admin, ui_operator(s->ui)->id, ROLE_ADMIN, s->now));
	ui_event(s->ui, TOPIC_USER, 0);
	stage_paint(s);
	assert_string_equal("home", ui_screen(s->ui));
	assert_true(shows(s, "It sees no calls"));
}

static void preferences_are_remembered(void **state)
{
	struct stage *s = *state;
	struct operator op;
	char charset[16];

	stage_play(s, "<attach><F4><Enter><Down><Enter><Down><Enter><Down><Enter>");
	assert_int_equal(AM_OK, operator_find(s->st, "rosa", &op));
	assert_string_equal("es", op.lang);
	assert_false(op.colour);
	assert_false(op.bell);
	ui_ring(s->ui, "danger"); /* she sees the alarm */
	assert_int_equal(0, s->bells);
	assert_int_equal(AM_OK, operator_charset(s->st, op.id, "putty", charset));
	assert_string_equal("latin-1", charset);
	assert_string_equal("latin-1", s->charset);
}

static void a_long_list_is_read_as_far_as_she_goes(void **state)
{
	struct stage *s = *state;

	stage_play(s, "<calls 250>l<End><End><End><End>");
	assert_true(shows(s, "26-00001-"));
	assert_false(shows(s, "26-00257-"));
	stage_play(
	    s, "<event>"); /* somebody logs one meanwhile: she stays where she is */
	assert_true(shows(s, "26-00001-"));
	stage_play(s, "<Home>");
	assert_true(shows(s, "26-00257-"));
}

static void the_grid_may_have_any_size(void **state)
{
	struct stage *s = *state;

	for (int rows = CELLS_ROWS_MIN; rows <= CELLS_ROWS_MAX; rows += 7)
		for (int cols = CELLS_COLS_MIN; cols <= CELLS_COLS_MAX; cols += 23) {
			cells_resize(&s->g, rows, cols);
			ui_draw(s->ui, &s->g);
			assert_int_equal(-1, stage_overflow(s));
		}
}

static void the_last_column_stays_empty_at_every_width(void **state)
{
	static const char *const screens[] = { "<attach>", "<Enter>", "l", "<F3>g",
		"<F1>", "<F3>:", "es" };
	struct stage *s = *state;

	for (size_t i = 0; i < COUNT(screens); i++) {
		assert_true(stage_play(s, screens[i]));
		for (int cols = 80; cols < 140; cols++) {
			cells_resize(&s->g, 24, cols);
			ui_draw(s->ui, &s->g);
			assert_int_equal(-1, stage_overflow(s));
		}
	}
}

static void the_focus_stays_on_its_call_when_another_one_comes(void **state)
{
	struct stage *s = *state;

	stage_play(s, "l<Down>");
	assert_true(shows(s, "> 13:07 26-00006-4"));
	stage_play(s, "<calls 1>");
	assert_true(shows(s, "> 13:07 26-00006-4"));
	assert_int_equal(5, s->g.cursor_row);
}

#define STORY(name) cmocka_unit_test_setup_teardown(name, open_stage, close_stage)

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(a_full_disk_keeps_the_form_open),
		STORY(a_full_disk_stops_the_log_out),
		STORY(drafts_are_written_when_the_line_drops_or_hides),
		STORY(after_a_dropped_line_the_same_screen_is_there),
		STORY(a_question_survives_a_dropped_line),
		STORY(connecting_twice_leaves_one_login_page),
		STORY(a_login_page_under_something_goes_as_well),
		STORY(the_menu_goes_back_to_a_screen_that_is_open),
		STORY(hiding_works_over_an_open_menu_and_keeps_it),
		STORY(nothing_but_digits_is_kept_on_the_locked_screen),
		STORY(a_wrong_pin_is_not_shown_and_three_of_them_end_the_session),
		STORY(a_new_connection_opens_the_lock),
		STORY(five_idle_minutes_lock_and_an_hour_ends),
		STORY(an_open_call_never_locks),
		STORY(an_idle_console_sends_and_wants_nothing_before_its_lock),
		STORY(an_event_that_concerns_no_visible_screen_draws_nothing),
		STORY(a_covered_view_is_still_asked_for_its_deadline),
		STORY(a_message_stays_while_she_moves_and_goes_when_she_acts),
		STORY(a_note_comes_back_after_a_message),
		STORY(an_alarm_rings_once_a_minute_for_its_class),
		STORY(a_line_of_text_is_asked_and_given),
		STORY(a_key_that_is_no_answer_leaves_the_question),
		STORY(pasted_text_answers_no_question),
		STORY(what_was_saved_is_taken_back_once_and_named),
		STORY(it_is_taken_back_from_another_screen),
		STORY(what_is_done_next_ends_the_offer),
		STORY(a_draft_or_a_look_ends_no_offer),
		STORY(a_new_call_ends_the_offer),
		STORY(why_it_cannot_be_taken_back_is_said),
		STORY(words_that_offer_nothing_are_left_alone),
		STORY(in_a_form_the_menu_takes_back),
		STORY(a_long_message_leaves_the_offer_whole),
		STORY(ten_minutes_later_nothing_is_taken_back),
		STORY(a_disabled_account_is_put_out),
		STORY(a_right_that_was_taken_closes_its_screen),
		STORY(preferences_are_remembered),
		STORY(a_long_list_is_read_as_far_as_she_goes),
		STORY(the_last_column_stays_empty_at_every_width),
		STORY(the_focus_stays_on_its_call_when_another_one_comes),
		STORY(the_grid_may_have_any_size),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
