/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A hundred thousand keys, at random but the same every time: nothing crashes,
 * nothing is drawn where it may not be, and the audit still verifies.  UI_SEED and
 * UI_KEYS in the environment choose another run.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "schema/audit.h"
#include "schema/base/mem.h"
#include "schema/operator.h"
#include "schema/store_priv.h"
#include "tests/screen/stage.h"
#include "tui/ui_priv.h"
#include "tui/views.h"

#define VIEW_ADDRESS(name) &view_##name,
static const struct view_class *const views[] = { VIEW_TABLE(VIEW_ADDRESS) };
#undef VIEW_ADDRESS

static uint64_t next_random(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed;
}

static int64_t from_environment(const char *name, int64_t otherwise)
{
	const char *value = getenv(name);

	return value != NULL ? strtoll(value, NULL, 10) : otherwise;
}

/* Home, from not too far away; at home F3 asks and Esc says no. */
#define HOME "<F3><Esc><F3><Esc><F3><Esc>"

/* What is neither a key nor text, once in some hundred. */
static const char *const happenings[] = {
	"<detach><attach resumed>",
	"<attach resumed>",
	"<size 24x80>",
	"<size 60x200>",
	"<size 10x40>l5<Enter><F9><F3><size 24x80>",
	"<size 24x80>",
	"<wait 1>",
	"<wait 2>",
	"<wait 30>",
	"<wait 400>",
	"<event>",
	"<say Reinicio en 5 minutos.>",
	"<paste una línea\r\ny otra\x1b[31m\xc3\xb1>",
	HOME "l<End><Enter>h",
	HOME HOME "l<Enter>h",
	"<F2>2<F4>",
	"<case rosa 0 Mujer, 22><F3><F3>c<Enter>",
	"<case luz 0 De Luz><F3><F3>c<F4>2<Down><Enter>",
	HOME "c<Enter>e",
	HOME "c<Enter>+",
	HOME "c<Enter>!",
	HOME "c<Enter>h",
	HOME "<follow rosa 6 17>a<Enter>",
	HOME "a<F4><F4>",
	HOME "<rescue luz 900><handover 1 rosa><wait 901><due>R1",
	HOME ":direct<Enter><Down><Enter>",
	HOME "<refer 6>",
	HOME "<refer 6> 5<Enter><refer 6>h",
	HOME "<refer 6> 5<Enter><refer 6>h<Enter>",
	HOME ":direct<Enter>/cem<Enter>e",
	"<people>" HOME "c<Enter><F4>1<Enter>",
	HOME "c<Enter><F4>1<Enter>",
	HOME "c<Enter><F4>1+",
	HOME "c<Enter><F4>2<Enter>",
	HOME "c<Enter><F4>2+",
	HOME "c<Enter><F4>3",
	HOME "c<Enter><F4>4",
	HOME "c<Enter><F4>4+",
	HOME "c<F4>2<Enter><F4>0",
	HOME "f",
	HOME ":ofertas<Enter>",
	HOME ":fichas<Enter>",
	HOME ":fichas<Enter><Enter>h<Enter>",
	HOME HOME ":fichas<Enter><Enter>e",
	HOME ":fichas<Enter><Enter>e",
	"<offer Agencia Lucero/961555120/CL>" HOME ":ofertas<Enter><Enter>",
	HOME ":ofertas<Enter>+",
	"<F12>123456<Enter>",
	"123456<Enter>",
	"<queue 961555341>",
	"<queue>",
	HOME "P23 11 22:30<Enter>1",
	HOME "f<Down><Enter>",
	HOME "fv<Down>",
	"<F2>0<Down>961555877<Up>5l<Enter>L",
	HOME "!",
	"<F2>2s961555341<Enter><Ctrl-T>",
	"<F2>3lo<Ctrl-O>",
};

/* Where a letter or an arrow is an answer, and an answer is kept at once. */
static bool is_answered_at_once(const struct view_class *class)
{
	return class == &view_options || class == &view_screening || class == &view_proof ||
	       class == &view_pick;
}

/* Keys that move, edit or look: whatever happens, they save nothing. */
static bool is_quiet(const struct stage *s, const struct key *key)
{
	static const enum key_code quiet[] = { KEY_PASTE, KEY_TAB, KEY_BACKTAB, KEY_BACKSPACE,
		KEY_DELETE, KEY_UP, KEY_DOWN, KEY_LEFT, KEY_RIGHT, KEY_HOME, KEY_END,
		KEY_PAGE_UP, KEY_PAGE_DOWN, KEY_ESCAPE, KEY_F1, KEY_CLEAR, KEY_WORD,
		KEY_REPAINT, KEY_STOP, KEY_READY, KEY_CURSOR };

	if (is_answered_at_once(s->ui->top->class))
		return false;
	if (key->code == KEY_TEXT)
		return !view_letters(s->ui->top);
	for (size_t i = 0; i < COUNT(quiet); i++)
		if (key->code == quiet[i])
			return true;
	return false;
}

/*
 * How much has been saved: rows of the audit that tell of more than reading.  Danger
 * alarms as soon as it is chosen, and a letter may be the answer that closes a call.
 */
static int64_t count_saved(struct store *st, bool letter)
{
	static const char sql[] =
	    "SELECT coalesce(max(id), 0) FROM audit WHERE action NOT IN"
	    " ('view', 'search', 'reveal', 'refused', iif(?1, 'close', '')) AND entity <> 'alert'";
	sqlite3_stmt *q = NULL;
	int64_t n;

	assert_int_equal(AM_OK, store_prepare(st, sql, &q));
	sqlite3_bind_int(q, 1, letter);
	assert_int_equal(SQLITE_ROW, sqlite3_step(q));
	n = sqlite3_column_int64(q, 0);
	store_done(st, q);
	return n;
}

static void say_what_was_saved(struct stage *s, const struct key *key, const char *screen)
{
	sqlite3_stmt *q = NULL;

	assert_int_equal(AM_OK,
	    store_prepare(s->st,
		"SELECT action, entity, detail FROM audit ORDER BY id DESC LIMIT 1", &q));
	assert_int_equal(SQLITE_ROW, sqlite3_step(q));
	fail_msg("on %s the key %d '%c' saved something: %s %s %s", screen, (int)key->code,
	    key->c > 31 && key->c < 127 ? (int)key->c : '?', (const char *)sqlite3_column_text(q, 0),
	    (const char *)sqlite3_column_text(q, 1), (const char *)sqlite3_column_text(q, 2));
}

/* Press a key; nothing is saved without the key for it. */
static void press(struct stage *s, const struct key *key)
{
	const bool quiet = is_quiet(s, key);
	const bool letter = key->code == KEY_TEXT;
	const int64_t saved = quiet ? count_saved(s->st, letter) : 0;
	const char *screen = s->ui->top->class->name;

	stage_key(s, key);
	if (quiet && count_saved(s->st, letter) != saved)
		say_what_was_saved(s, key, screen);
}

static void play_text(struct stage *s, uint64_t r)
{
	static const uint32_t letters[] = { 'a', 'e', 'l', 'g', 'u', 'n', 'q', 'D', 'E', 'L', 'P', 'd', 'p', 'v', '!', 's',
		'y', '0', '1', '2', '3', '4', '5', '6', '9', ' ', '-', '?', '/', ':', '=',
		'+', 0xf1, 0xe1, 0x301, 0x202e, 0x4e2d, 0x1f600 };

	press(s, &(struct key){ .code = KEY_TEXT, .c = letters[r % COUNT(letters)] });
}

static void play_one(struct stage *s, uint64_t r)
{
	const uint64_t kind = r >> 32;

	if (ui_locked(s->ui) && kind % 8 == 0) /* or most of the run were spent there */
		assert_true(
		    stage_play(s, ui_operator(s->ui)->has_pin ? "<Ctrl-U>123456<Enter>"
							      : "<attach resumed>"));
	else if (kind % 100 == 0)
		assert_true(stage_play(s, happenings[r % COUNT(happenings)]));
	else if (kind % 3 == 0)
		press(s,
		    &(struct key){ .code = (enum key_code)(
				       KEY_ENTER + r % (KEY_CURSOR - KEY_ENTER + 1)) });
	else
		play_text(s, r);
}

static void check(const struct stage *s, uint64_t at, const char *login)
{
	if (stage_overflow(s) >= 0)
		fail_msg("%s, key %llu: the last column is used", login,
		    (unsigned long long)at);
	assert_in_range(s->g.cursor_row, 0, s->g.rows - 1);
	assert_in_range(s->g.cursor_col, 0, s->g.cols - 2);
}

/* A run that never leaves home would find nothing. */
static void note_screen(const struct stage *s, bool seen[])
{
	for (size_t i = 0; i < COUNT(views); i++)
		if (strcmp(views[i]->name, ui_screen(s->ui)) == 0)
			seen[i] = true;
}

/* What the keys of one person alone cannot reach. */
static bool takes_two(const char *name)
{
	static const char *const names[] = { "conflict" };

	for (size_t i = 0; i < COUNT(names); i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

static void every_screen_was_seen(const bool seen[])
{
	for (size_t i = 0; i < COUNT(views); i++)
		if (!seen[i] && !takes_two(views[i]->name))
			fail_msg("the keys never led to %s", views[i]->name);
}

static void the_audit_verifies(struct store *st)
{
	struct audit_report report;

	assert_int_equal(AM_OK, audit_verify(st, NULL, &report));
	assert_int_equal(0, report.first_bad);
}

static void play(const char *login, int64_t keys, uint64_t seed, bool seen[])
{
	struct stage *s = stage_open(login, "es", 24, 80);

	for (int64_t i = 0; i < keys; i++) {
		play_one(s, next_random(&seed));
		check(s, (uint64_t)i, login);
		note_screen(s, seen);
		if (ui_ended(s->ui, NULL))
			stage_again(s);
	}
	the_audit_verifies(s->st);
	stage_close(s);
}

static void random_keys_do_no_harm(void **state)
{
	const int64_t keys = from_environment("UI_KEYS", 100000);
	const uint64_t seed = (uint64_t)from_environment("UI_SEED", 20261124);

	bool seen[COUNT(views)] = { false };

	(void)state;
	play("rosa", keys * 7 / 10, seed, seen);
	play("marta", keys * 2 / 10, seed + 1, seen);
	play("julia", keys / 20, seed + 2, seen);
	play("ana", keys / 20, seed + 3, seen);
	if (getenv("UI_SEED") == NULL) /* another run may miss a screen by chance */
		every_screen_was_seen(seen);
}

/* --- what the program logs meanwhile --- */

/*
 * Passes on what a run writes to its standard error; true if the database refused nothing.
 * A statement that it refuses is a fault of ours: what is wrong with what was typed is said
 * before.  The run is a process of its own, so that a report of a sanitizer is heard, too.
 */
static bool listen_to(int fd)
{
	FILE *said = fdopen(fd, "r");
	char line[1024];
	int refusals = 0;

	while (said != NULL && fgets(line, sizeof(line), said) != NULL) {
		fputs(line, stderr);
		refusals += strstr(line, "database, ") != NULL;
	}
	if (said != NULL)
		fclose(said);
	return said != NULL && refusals == 0;
}

static int run(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(random_keys_do_no_harm) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}

int main(void)
{
	int ends[2], status = 0;
	pid_t child;
	bool fine;

	if (pipe(ends) != 0 || (child = fork()) < 0)
		return EXIT_FAILURE;
	if (child == 0) {
		dup2(ends[1], STDERR_FILENO);
		close(ends[0]);
		close(ends[1]);
		return run();
	}
	close(ends[1]);
	fine = listen_to(ends[0]);
	fine = waitpid(child, &status, 0) == child && fine;
	return fine && WIFEXITED(status) ? WEXITSTATUS(status) : EXIT_FAILURE;
}
