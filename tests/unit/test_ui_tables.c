/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every row of every table of the console, and every screen at every size. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <libintl.h>
#include <stdlib.h>
#include <string.h>

#include "schema/base/mem.h"
#include "schema/base/utf8.h"
#include "tests/screen/stage.h"
#include "tui/drafts.h"
#include "tui/views.h"

#define VIEW_ADDRESS(name) &view_##name,
static const struct view_class *const views[] = { VIEW_TABLE(VIEW_ADDRESS) };
#undef VIEW_ADDRESS

static const char *const logins[] = { "rosa", "marta", "julia", "ana" };
static const char *const langs[] = { "es", "en" };
static const int sizes[][2] = { { 10, 40 }, { 24, 80 }, { 40, 132 }, { 60, 200 } };

/* --- rows --- */

static bool same_key(const struct key_row *a, const struct key_row *b)
{
	return (a->key != KEY_NONE && a->key == b->key) ||
	       (a->letter != 0 && a->letter == b->letter);
}

/* Two rows may share a key only if each says when it works, or the first one does. */
static void one_meaning(const char *view, const struct key_row *rows)
{
	for (const struct key_row *a = rows; a->help != NULL; a++)
		for (const struct key_row *b = rows; b < a; b++)
			if (same_key(a, b) && b->works == NULL)
				fail_msg(
				    "%s: \"%s\" can never be reached", view, a->help);
}

static void a_key_means_one_thing_in_a_screen(void **state)
{
	(void)state;
	one_meaning("everywhere", ui_keys);
	for (size_t i = 0; i < COUNT(views); i++)
		if (views[i]->keys != NULL)
			one_meaning(views[i]->name, views[i]->keys);
}

static void a_row_does_something(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(views); i++)
		for (const struct key_row *r = views[i]->keys; r && r->help != NULL;
		     r++) {
			assert_non_null(r->run);
			assert_true(r->action < ACTION_COUNT);
			if (r->key == KEY_NONE && r->letter != 0)
				assert_true((views[i]->flags & VIEW_LETTERS) ||
					    views[i]->letters != NULL);
		}
}

/* gettext gives back the very pointer it got where it finds nothing. */
static void translated(const char *msgid)
{
	if (msgid != NULL && *msgid != '\0' && gettext(msgid) == msgid)
		fail_msg("not in Spanish: %s", msgid);
}

static void every_label_and_title_is_in_spanish(void **state)
{
	struct stage *s = stage_open("rosa", "es", 24, 80);

	(void)state;
	for (const struct key_row *r = ui_keys; r->help != NULL; r++) {
		translated(r->label);
		translated(r->help);
	}
	for (size_t i = 0; i < COUNT(views); i++) {
		translated(views[i]->title);
		for (const struct key_row *r = views[i]->keys; r && r->help != NULL;
		     r++) {
			translated(r->label);
			translated(r->help);
		}
	}
	for (const struct column *c = drafts_columns; c->width > 0; c++)
		translated(c->title);
	stage_close(s);
}

static void a_screen_is_found_by_its_name(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(views); i++) {
		assert_non_null(views[i]->draw);
		assert_ptr_equal(views[i], ui_view(views[i]->name));
	}
	assert_null(ui_view("nothing"));
}

/* --- screens --- */

static void sane(const struct stage *s, const char *what)
{
	if (stage_overflow(s) >= 0)
		fail_msg("%s: the last column is used in row %d of %dx%d", what,
		    stage_overflow(s), s->g.rows, s->g.cols);
	assert_in_range(s->g.cursor_row, 0, s->g.rows - 1);
	assert_in_range(s->g.cursor_col, 0, s->g.cols - 2);
}

static void open_everywhere(struct stage *s, const struct view_class *view)
{
	for (size_t i = 0; i < COUNT(sizes); i++) {
		cells_resize(&s->g, sizes[i][0], sizes[i][1]);
		if (ui_push(s->ui, view, NULL) != AM_OK)
			return;
		ui_draw(s->ui, &s->g);
		sane(s, view->name);
		assert_int_equal(AM_OK, ui_home(s->ui));
	}
}

static void every_screen_opens_at_every_size(void **state)
{
	(void)state;
	for (size_t who = 0; who < COUNT(logins); who++)
		for (size_t lang = 0; lang < COUNT(langs); lang++) {
			struct stage *s = stage_open(logins[who], langs[lang], 24, 80);

			for (size_t i = 0; i < COUNT(views); i++)
				if (views[i] != &view_home)
					open_everywhere(s, views[i]);
			stage_close(s);
		}
}

/* --- cards --- */

/* F1 in every kind of call begins with a card that is there, and turns to the next. */
static void a_call_of_every_motive_has_cards(void **state)
{
	static const char *const keys[] = { "<F2>", "<F2>1", "<F2>2", "<F2>3", "<F2>4",
		"<F2>5", "<F2>6", "<F2>0", "<F2>01", "<F2>09" };

	(void)state;
	for (size_t lang = 0; lang < COUNT(langs); lang++)
		for (size_t i = 0; i < COUNT(keys); i++) {
			struct stage *s = stage_open("rosa", langs[lang], 24, 80);
			char *foot;

			assert_true(stage_play(s, keys[i]));
			assert_true(stage_play(s, "<F1>"));
			foot = cells_row(&s->g, 20);
			if (strstr(foot, lang == 0 ? "Versión 1" : "Version 1") == NULL)
				fail_msg("%s has no card: %s", keys[i], foot);
			free(foot);
			assert_true(stage_play(s, "<F3>"));
			assert_string_equal("call", ui_screen(s->ui));
			stage_close(s);
		}
}

/* --- the palette --- */

/* The first entry of the open palette: its row, without the marker. */
static char *first_entry(const struct stage *s)
{
	return cells_row(&s->g, s->g.rows - 2 - 4);
}

static void found_by_its_name(struct stage *s, const char *name)
{
	char *entry;

	assert_true(stage_play(s, "<F10>"));
	assert_true(stage_play(s, name));
	entry = first_entry(s);
	if (strncmp(entry, " > ", 3) != 0 || strncmp(entry + 3, name, strlen(name)) != 0)
		fail_msg("typed \"%s\", found \"%s\"", name, entry);
	free(entry);
	assert_true(stage_play(s, "<Esc>"));
}

static void usable_rows_are_found(struct stage *s, const struct key_row *rows)
{
	for (; rows != NULL && rows->help != NULL; rows++)
		if (rows->key != KEY_F10 && rows->works == NULL &&
		    ui_may(s->ui, rows->action))
			found_by_its_name(s, gettext(rows->help));
}

static void the_palette_finds_every_action_by_its_name(void **state)
{
	(void)state;
	for (size_t lang = 0; lang < COUNT(langs); lang++) {
		struct stage *s = stage_open("rosa", langs[lang], 24, 80);

		usable_rows_are_found(s, view_home.keys);
		for (size_t i = 0; i < COUNT(views); i++)
			if ((views[i]->flags & VIEW_LISTED) &&
			    ui_may(s->ui, views[i]->action))
				found_by_its_name(s, gettext(views[i]->title));
		assert_true(stage_play(s, "l"));
		usable_rows_are_found(s, view_calls.keys);
		usable_rows_are_found(s, ui_keys);
		stage_close(s);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_key_means_one_thing_in_a_screen),
		cmocka_unit_test(a_row_does_something),
		cmocka_unit_test(every_label_and_title_is_in_spanish),
		cmocka_unit_test(a_screen_is_found_by_its_name),
		cmocka_unit_test(every_screen_opens_at_every_size),
		cmocka_unit_test(a_call_of_every_motive_has_cards),
		cmocka_unit_test(the_palette_finds_every_action_by_its_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
