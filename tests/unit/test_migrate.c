/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>
#include <sys/wait.h>

#include "schema/migrate_priv.h"
#include "tests/unit/temp.h"

/* A small world of its own: version 1, then two more. */
static const struct embedded first[] = {
	{ "0001_base.sql",
	    "CREATE TABLE call (id INTEGER PRIMARY KEY, notes TEXT) STRICT;\n" },
};
static const struct embedded three[] = {
	{ "0001_base.sql",
	    "CREATE TABLE call (id INTEGER PRIMARY KEY, notes TEXT) STRICT;\n" },
	{ "0002_heard.sql", "-- how\nALTER TABLE call ADD COLUMN heard TEXT;\n"
			    "UPDATE call SET heard = 'radio';\n" },
	{ "0003_mark.sql", "ALTER TABLE call ADD COLUMN mark TEXT;\n" },
	{ "notes.txt", "no migration" },
};
static const struct embedded broken[] = {
	{ "0001_base.sql",
	    "CREATE TABLE call (id INTEGER PRIMARY KEY, notes TEXT) STRICT;\n" },
	{ "0002_bad.sql", "ALTER TABLE call ADD COLUMN heard TEXT;\n"
			  "INSERT INTO nowhere VALUES (1);\n" },
};
static const struct embedded endless[] = {
	{ "0001_base.sql",
	    "CREATE TABLE call (id INTEGER PRIMARY KEY, notes TEXT) STRICT;\n" },
	{ "0002_long.sql",
	    "ALTER TABLE call ADD COLUMN heard TEXT;\n"
	    "WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n)\n"
	    "INSERT INTO call (id, notes) SELECT i, hex(zeroblob(500)) FROM n;\n" },
};

/* A database of version 1 with one call in it. */
static int old(void **state)
{
	struct temp *t = mem_new(1, sizeof(*t));
	sqlite3 *db;

	temp_make(t);
	db = temp_raw(t);
	temp_sql(db, "PRAGMA journal_mode = WAL");
	assert_int_equal(AM_OK, migrate_run(db, t->path, first, COUNT(first)));
	temp_sql(db, "INSERT INTO call (notes) VALUES ('María')");
	sqlite3_close(db);
	*state = t;
	return 0;
}

static enum err run(const struct temp *t, const struct embedded *files, size_t count)
{
	sqlite3 *db = temp_raw(t);
	const enum err e = migrate_run(db, t->path, files, count);

	sqlite3_close(db);
	return e;
}

static void the_newest_file_is_the_version(void **state)
{
	(void)state;
	assert_int_equal(1, migrate_version(first, COUNT(first)));
	assert_int_equal(3, migrate_version(three, COUNT(three)));
	assert_true(migrate_version(embedded, embedded_count) >= 1);
}

static void an_old_database_goes_through_every_version(void **state)
{
	struct temp *t = *state;

	assert_int_equal(AM_OK, run(t, three, COUNT(three)));
	assert_int_equal(3, temp_number(t, "PRAGMA user_version"));
	assert_int_equal(
	    1, temp_number(t,
		   "SELECT count(*) FROM call WHERE notes = 'María' AND heard = 'radio'"
		   " AND mark IS NULL"));
	assert_int_equal(AM_OK, run(t, three, COUNT(three))); /* nothing more to do */
	assert_int_equal(AM_NEWER, run(t, first, COUNT(first)));
}

static void a_copy_of_the_old_one_stands_beside_it(void **state)
{
	struct temp *t = *state, copy;
	struct stat about;

	assert_int_equal(AM_OK, run(t, three, COUNT(three)));
	copy = *t;
	str_printf(copy.path, sizeof(copy.path), "%s.before-0001", t->path);
	assert_int_equal(0, stat(copy.path, &about));
	assert_int_equal(0600, about.st_mode & 0777);
	assert_int_equal(1, temp_number(&copy, "PRAGMA user_version"));
	assert_int_equal(
	    1, temp_number(&copy, "SELECT count(*) FROM call WHERE notes = 'María'"));
}

static void an_upgrade_that_fails_changes_nothing(void **state)
{
	struct temp *t = *state;

	assert_int_not_equal(AM_OK, run(t, broken, COUNT(broken)));
	assert_int_equal(1, temp_number(t, "PRAGMA user_version"));
	assert_int_equal(0,
	    temp_number(t,
		"SELECT count(*) FROM pragma_table_info('call') WHERE name = 'heard'"));
	assert_int_equal(AM_OK, run(t, three, COUNT(three)));
}

/* The child is killed while it fills the log with pages that are not committed. */
static void an_upgrade_that_is_killed_leaves_the_old_version(void **state)
{
	struct temp *t = *state;
	char wal[96];
	struct stat about = { .st_size = 0 };
	const pid_t child = fork();
	int status;

	if (child == 0) {
		sqlite3 *db = temp_raw(t);

		temp_sql(db, "PRAGMA cache_size = 10"); /* spills early */
		alarm(60);
		_exit(migrate_run(db, t->path, endless, COUNT(endless)) == AM_OK);
	}
	str_printf(wal, sizeof(wal), "%s-wal", t->path);
	while (about.st_size < 300000 && waitpid(child, &status, WNOHANG) == 0)
		if (stat(wal, &about) != 0)
			about.st_size = 0;
	assert_true(about.st_size >= 300000);
	kill(child, SIGKILL);
	assert_int_equal(child, waitpid(child, &status, 0));
	assert_int_equal(1, temp_number(t, "PRAGMA user_version"));
	assert_int_equal(1, temp_number(t, "SELECT count(*) FROM call"));
	assert_int_equal(AM_OK, run(t, three, COUNT(three)));
	assert_int_equal(3, temp_number(t, "PRAGMA user_version"));
}

static void a_file_that_is_left_out_is_noticed(void **state)
{
	const struct embedded gap[] = { three[0], three[2] };

	assert_int_equal(AM_INVALID, run(*state, gap, COUNT(gap)));
	assert_int_equal(1, temp_number(*state, "PRAGMA user_version"));
}

/* What an admin has changed in a list outlives an upgrade; a new code arrives. */
static void an_upgrade_brings_new_codes_and_keeps_changed_ones(void **state)
{
	struct temp *t = *state;
	struct embedded files[8];
	sqlite3 *db;

	assert_true(embedded_count < COUNT(files));
	for (size_t i = 0; i < embedded_count; i++)
		files[i] = embedded[i];
	files[embedded_count] = (struct embedded){ "0002_more.sql", "SELECT 1;\n" };
	temp_meddle(t, "UPDATE code SET es = 'Radio Amazonas' WHERE id = 'heard.radio';"
		       "DROP TRIGGER code_bd; DELETE FROM code WHERE id = 'heard.fair'");
	store_close(t->st);
	t->st = NULL;
	db = temp_raw(t);
	assert_int_equal(AM_OK, migrate_run(db, t->path, files, embedded_count + 1));
	sqlite3_close(db);
	assert_int_equal(
	    1, temp_number(t,
		   "SELECT count(*) FROM code WHERE id = 'heard.radio' AND es = 'Radio"
		   " Amazonas'"));
	assert_int_equal(
	    1, temp_number(t, "SELECT count(*) FROM code WHERE id = 'heard.fair'"));
	assert_int_equal(2, temp_number(t, "PRAGMA user_version"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_newest_file_is_the_version),
		cmocka_unit_test_setup_teardown(
		    an_old_database_goes_through_every_version, old, temp_close),
		cmocka_unit_test_setup_teardown(
		    a_copy_of_the_old_one_stands_beside_it, old, temp_close),
		cmocka_unit_test_setup_teardown(
		    an_upgrade_that_fails_changes_nothing, old, temp_close),
		cmocka_unit_test_setup_teardown(
		    an_upgrade_that_is_killed_leaves_the_old_version, old, temp_close),
		cmocka_unit_test_setup_teardown(
		    a_file_that_is_left_out_is_noticed, old, temp_close),
		cmocka_unit_test_setup_teardown(
		    an_upgrade_brings_new_codes_and_keeps_changed_ones, temp_open,
		    temp_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
