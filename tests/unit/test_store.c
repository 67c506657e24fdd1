/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "schema/audit.h"
#include "schema/base/text.h"
#include "schema/statement_priv.h"
#include "schema/store_priv.h"
#include "tests/unit/temp.h"

static const struct actor server = { .role = ROLE_SYSTEM, .name = "local:root" };

static enum err put(struct store *st, const char *name)
{
	sqlite3_stmt *q = NULL;
	enum err e =
	    store_prepare(st, "INSERT INTO setting (name, value) VALUES (?1, '')", &q);

	if (e == AM_OK)
		sqlite3_bind_text(q, 1, name, -1, SQLITE_STATIC);
	return store_run(st, q, e);
}

static int64_t settings(const struct temp *t)
{
	return temp_number(t, "SELECT count(*) FROM setting");
}

static unsigned mode(const char *dir, const char *name)
{
	char path[96];
	struct stat about;

	str_printf(path, sizeof(path), "%s/%s", dir, name);
	assert_int_equal(0, stat(path, &about));
	return about.st_mode & 0777;
}

/* --- opening --- */

static void nobody_else_can_read_the_files(void **state)
{
	struct temp t = { .st = NULL };
	struct temp *p = &t;
	const mode_t mask = umask(0);

	(void)state;
	temp_make(p);
	assert_int_equal(AM_OK, store_open(t.path, STORE_MIGRATE, &t.st));
	umask(mask);
	assert_int_equal(0600, mode(t.dir, "amparo.db"));
	assert_int_equal(0600, mode(t.dir, "amparo.db-wal"));
	assert_int_equal(0600, mode(t.dir, "amparo.db-shm"));
	store_close(t.st);
	t.st = NULL;
	assert_int_equal(0, chmod(t.path, 0644)); /* somebody was careless */
	temp_reopen(p);
	assert_int_equal(0600, mode(t.dir, "amparo.db"));
	store_close(t.st);
	temp_remove(p);
}

/*
 * What a user who is nobody special gets from store_open(): root may write everywhere.
 * She owns the file and its directory, which have these modes.
 */
static enum err opened_by_nobody(const struct temp *t, mode_t dir, mode_t file)
{
	const uid_t nobody = 65534;
	struct store *st = NULL;
	int status = 0;
	pid_t child;

	assert_int_equal(0, geteuid() == 0 ? chown(t->dir, nobody, (gid_t)-1) : 0);
	assert_int_equal(0, geteuid() == 0 ? chown(t->path, nobody, (gid_t)-1) : 0);
	assert_int_equal(0, chmod(t->path, file));
	assert_int_equal(0, chmod(t->dir, dir));
	child = fork();
	if (child == 0)
		_exit(geteuid() == 0 && setuid(nobody) != 0
			  ? ERR_COUNT
			  : (int)store_open(t->path, STORE_READ_WRITE, &st));
	assert_int_equal(child, waitpid(child, &status, 0));
	assert_int_equal(0, chmod(t->dir, 0700));
	assert_true(WIFEXITED(status));
	return (enum err)WEXITSTATUS(status);
}

static void a_file_that_may_only_be_read_is_not_opened(void **state)
{
	struct temp *t = *state;

	store_close(t->st);
	t->st = NULL;
	assert_int_equal(AM_OK, opened_by_nobody(t, 0700, 0600));
	assert_int_equal(AM_READONLY, opened_by_nobody(t, 0700, 0400));
	assert_int_equal(AM_DENIED, opened_by_nobody(t, 0700, 0200));
	assert_int_equal(AM_DENIED, opened_by_nobody(t, 0000, 0600));
	/* There is no room for the WAL beside it. */
	unlink(str_printf((char[96]){ 0 }, 96, "%s-wal", t->path));
	unlink(str_printf((char[96]){ 0 }, 96, "%s-shm", t->path));
	assert_int_not_equal(AM_OK, opened_by_nobody(t, 0500, 0600));
	assert_int_equal(AM_OK, opened_by_nobody(t, 0700, 0600));
}

static void what_turned_read_only_saves_nothing_and_says_so(void **state)
{
	struct temp *t = *state;
	const int64_t before = settings(t);
	sqlite3 *db = store_connection(t->st);

	assert_int_equal(AM_OK, store_begin(t->st));
	sqlite3_set_authorizer(db, NULL, NULL);
	sqlite3_exec(db, "PRAGMA query_only = 1", NULL, NULL, NULL);
	assert_int_equal(AM_READONLY, put(t->st, "una"));
	assert_int_equal(AM_READONLY, store_end(t->st, AM_READONLY));
	assert_int_equal(before, settings(t));
	sqlite3_exec(db, "PRAGMA query_only = 0", NULL, NULL, NULL);
	assert_int_equal(AM_OK, store_begin(t->st));
	assert_int_equal(AM_OK, store_end(t->st, put(t->st, "una")));
	assert_int_equal(before + 1, settings(t));
}

/*
 * Does this process hold the lock that keeps others from taking themselves for the
 * last (SHARED_FIRST and SHARED_SIZE of SQLite's file format)?  A child asks.
 */
static bool is_locked(const char *path)
{
	struct flock l = { .l_type = F_WRLCK, .l_start = 0x40000002, .l_len = 510 };
	int status = 0;
	const pid_t child = fork();

	if (child == 0) {
		const int fd = open(path, O_RDWR | O_CLOEXEC);

		_exit(fd >= 0 && fcntl(fd, F_GETLK, &l) == 0 && l.l_type != F_UNLCK);
	}
	assert_int_equal(child, waitpid(child, &status, 0));
	return WIFEXITED(status) && WEXITSTATUS(status) == 1;
}

static void a_second_connection_leaves_the_first_its_locks(void **state)
{
	struct temp *t = *state;
	struct store *other = NULL;

	assert_true(is_locked(t->path));
	assert_int_equal(AM_OK, store_open(t->path, STORE_READ_WRITE, &other));
	assert_true(is_locked(t->path));
	store_close(other);
	assert_true(is_locked(t->path));
	assert_int_equal(AM_OK, store_open(t->path, STORE_MIGRATE, &other));
	store_close(other);
	assert_true(is_locked(t->path));
}

static void a_missing_file_is_missing_unless_it_may_be_made(void **state)
{
	struct temp *t = *state;
	struct store *other = NULL;
	char path[96];

	str_printf(path, sizeof(path), "%s/none.db", t->dir);
	assert_int_equal(AM_MISSING, store_open(path, STORE_READ_WRITE, &other));
	assert_int_equal(-1, access(path, F_OK));
	str_printf(path, sizeof(path), "%s/no/such/dir.db", t->dir);
	assert_int_equal(AM_MISSING, store_open(path, STORE_MIGRATE, &other));
	assert_int_equal(AM_INVALID, store_open("/dev/null", STORE_READ_WRITE, &other));
	assert_null(other);
}

static void what_is_no_database_of_ours_is_left_as_it_was(void **state)
{
	struct temp *t = *state;
	struct store *other = NULL;
	struct stat before, after;
	char path[96], text[64] = "Lista de compras\n";
	sqlite3 *db = NULL;
	int fd;

	str_printf(path, sizeof(path), "%s/list.txt", t->dir);
	fd = open(path, O_WRONLY | O_CREAT, 0600);
	for (int i = 0; i < 40; i++)
		assert_int_equal((ssize_t)sizeof(text), write(fd, text, sizeof(text)));
	close(fd);
	assert_int_equal(AM_INVALID, store_open(path, STORE_MIGRATE, &other));
	str_printf(path, sizeof(path), "%s/other.db", t->dir);
	assert_int_equal(SQLITE_OK, sqlite3_open(path, &db));
	temp_sql(db, "CREATE TABLE song (title)");
	sqlite3_close(db);
	assert_int_equal(0, stat(path, &before));
	assert_int_equal(AM_INVALID, store_open(path, STORE_MIGRATE, &other));
	assert_int_equal(AM_INVALID, store_open(path, STORE_READ_WRITE, &other));
	assert_int_equal(0, stat(path, &after));
	assert_int_equal(before.st_size, after.st_size);
	assert_int_equal(before.st_mtim.tv_nsec, after.st_mtim.tv_nsec);
}

static void a_newer_database_is_refused(void **state)
{
	struct temp *t = *state;
	struct store *other = NULL;

	temp_meddle(t, "PRAGMA user_version = 9999");
	assert_int_equal(AM_NEWER, store_open(t->path, STORE_READ_WRITE, &other));
	assert_int_equal(AM_NEWER, store_open(t->path, STORE_MIGRATE, &other));
	assert_null(other);
}

static void a_fresh_database_is_whole(void **state)
{
	struct temp *t = *state;

	assert_int_equal(AM_OK, store_check(t->st));
	assert_int_equal(store_version(), temp_number(t, "PRAGMA user_version"));
	temp_reopen(t);
	assert_int_equal(AM_OK, store_check(t->st));
}

static void a_broken_reference_is_found(void **state)
{
	struct temp *t = *state;

	temp_meddle(t,
	    "PRAGMA foreign_keys = OFF; INSERT INTO session (operator_id, peer,"
	    " started_at) VALUES (77, '', 1)");
	assert_int_equal(AM_CORRUPT, store_check(t->st));
}

static void a_damaged_page_is_found(void **state)
{
	struct temp *t = *state;
	char junk[4096];
	enum err e;
	int fd;

	store_close(t->st);
	t->st = NULL;
	fd = open(t->path, O_WRONLY);
	memset(junk, 0xa5, sizeof(junk));
	for (int page = 4; page < 60; page++)
		assert_int_equal((ssize_t)sizeof(junk),
		    pwrite(fd, junk, sizeof(junk), (off_t)page * (off_t)sizeof(junk)));
	close(fd);
	e = store_open(t->path, STORE_READ_WRITE, &t->st);
	assert_int_equal(AM_CORRUPT, e == AM_OK ? store_check(t->st) : e);
}

/* --- the settings of the connection --- */

static int64_t ask(struct store *st, const char *sql)
{
	sqlite3_stmt *q = NULL;
	int64_t n = -1;

	sqlite3_set_authorizer(store_connection(st), NULL, NULL);
	assert_int_equal(
	    SQLITE_OK, sqlite3_prepare_v2(store_connection(st), sql, -1, &q, NULL));
	if (sqlite3_step(q) == SQLITE_ROW)
		n = sqlite3_column_int64(q, 0);
	sqlite3_finalize(q);
	return n;
}

static void the_connection_is_set_as_the_paper_says(void **state)
{
	static const struct {
		const char *sql;
		int64_t value;
	} pragmas[] = {
		{ "PRAGMA synchronous", 2 },
		{ "PRAGMA foreign_keys", 1 },
		{ "PRAGMA temp_store", 2 },
		{ "PRAGMA trusted_schema", 1 }, /* the triggers of the index */
		{ "PRAGMA recursive_triggers", 1 },
		{ "PRAGMA secure_delete", 1 },
		{ "PRAGMA cell_size_check", 1 },
		{ "PRAGMA mmap_size", 0 },
		{ "PRAGMA journal_size_limit", 64 << 20 },
		{ "PRAGMA busy_timeout", 2000 },
		{ "SELECT journal_mode = 'wal' FROM pragma_journal_mode", 1 },
	};
	struct temp *t = *state;

	temp_reopen(t);
	for (size_t i = 0; i < COUNT(pragmas); i++)
		if (ask(t->st, pragmas[i].sql) != pragmas[i].value)
			fail_msg("%s", pragmas[i].sql);
}

static void statements_may_do_no_more_than_the_console_needs(void **state)
{
	static const char *const denied[] = {
		"ATTACH '/tmp/other.db' AS other",
		"CREATE TABLE extra (a)",
		"CREATE TEMP TABLE extra (a)",
		"CREATE TRIGGER extra AFTER INSERT ON call BEGIN SELECT 1; END",
		"CREATE VIRTUAL TABLE extra USING fts5(a)",
		"DROP TABLE call",
		"DROP TRIGGER audit_bu",
		"ALTER TABLE call ADD COLUMN extra",
		"ANALYZE",
		"REINDEX",
		"VACUUM INTO '/tmp/copy.db'",
		"PRAGMA writable_schema = ON",
		"PRAGMA synchronous = OFF",
		"PRAGMA foreign_keys = OFF",
		"PRAGMA journal_mode = DELETE",
		"PRAGMA user_version = 3",
		"SELECT load_extension('x')",
		"UPDATE sqlite_schema SET sql = ''",
		"SELECT \"no such column is a string\"",
	};
	struct temp *t = *state;

	for (size_t i = 0; i < COUNT(denied); i++) {
		sqlite3_stmt *q = NULL;
		enum err e = store_prepare(t->st, denied[i], &q);

		if (e == AM_OK)
			e = store_run(t->st, q, e);
		if (e == AM_OK)
			fail_msg("%s", denied[i]);
	}
	assert_int_equal(AM_OK, store_check(t->st));
}

static void a_statement_over_the_limit_is_refused(void **state)
{
	struct temp *t = *state;
	struct buf sql = { 0 };
	sqlite3_stmt *q = NULL;

	buf_str(&sql, "SELECT 1");
	while (sql.len < 70000)
		buf_str(&sql, ", 1");
	assert_int_not_equal(AM_OK, store_prepare(t->st, buf_text(&sql), &q));
	assert_null(q);
	buf_fini(&sql);
}

/* --- brackets --- */

static void only_the_outermost_bracket_commits(void **state)
{
	struct temp *t = *state;

	assert_int_equal(AM_OK, store_begin(t->st));
	assert_int_equal(AM_OK, store_begin(t->st));
	assert_int_equal(AM_OK, store_end(t->st, put(t->st, "a.b")));
	assert_true(store_in_transaction(t->st));
	assert_int_equal(0, settings(t));
	assert_int_equal(AM_OK, store_end(t->st, AM_OK));
	assert_false(store_in_transaction(t->st));
	assert_int_equal(1, settings(t));
}

static void an_error_inside_rolls_back_everything(void **state)
{
	struct temp *t = *state;

	assert_int_equal(AM_OK, store_begin(t->st));
	assert_int_equal(AM_OK, put(t->st, "a.b"));
	assert_int_equal(AM_OK, store_begin(t->st));
	assert_int_equal(AM_INVALID, store_end(t->st, AM_INVALID));
	/* even where the outer one thinks all is well */
	assert_int_equal(AM_INVALID, store_end(t->st, AM_OK));
	assert_int_equal(0, settings(t));
	assert_int_equal(AM_OK, store_begin(t->st));
	assert_int_equal(AM_OK, store_end(t->st, put(t->st, "c.d")));
	assert_int_equal(1, settings(t));
}

/* A deferred reference that is still broken makes COMMIT itself fail. */
static void a_commit_that_fails_leaves_nothing_and_nothing_open(void **state)
{
	static const char orphan[] =
	    "INSERT INTO session (operator_id, peer, started_at) VALUES (77, '', 1)";
	struct temp *t = *state;
	sqlite3_stmt *q = NULL;

	assert_int_equal(AM_OK, store_begin(t->st));
	assert_int_equal(AM_OK, put(t->st, "a.b"));
	sqlite3_set_authorizer(store_connection(t->st), NULL, NULL);
	assert_int_equal(SQLITE_OK,
	    temp_sql(store_connection(t->st), "PRAGMA defer_foreign_keys = ON"));
	assert_int_equal(AM_OK, store_prepare(t->st, orphan, &q));
	assert_int_equal(AM_OK, store_run(t->st, q, AM_OK));
	assert_int_equal(AM_INVALID, store_end(t->st, AM_OK));
	assert_int_not_equal(0, sqlite3_get_autocommit(store_connection(t->st)));
	assert_int_equal(0, settings(t));
}

static void a_second_writer_waits_and_is_told(void **state)
{
	struct temp *t = *state;
	struct store *other = NULL;

	assert_int_equal(AM_OK, store_open(t->path, STORE_READ_WRITE, &other));
	sqlite3_busy_timeout(store_connection(other), 20); /* a test has no two seconds */
	assert_int_equal(AM_OK, store_begin(t->st));
	assert_int_equal(AM_BUSY, store_begin(other));
	assert_false(store_in_transaction(other));
	assert_int_equal(AM_OK, store_end(t->st, AM_OK));
	assert_int_equal(AM_OK, store_begin(other));
	assert_int_equal(AM_OK, store_end(other, AM_OK));
	store_close(other);
}

static void closing_rolls_back_what_is_open(void **state)
{
	struct temp *t = *state;

	assert_int_equal(AM_OK, store_begin(t->st));
	assert_int_equal(AM_OK, put(t->st, "a.b"));
	temp_reopen(t);
	assert_int_equal(0, settings(t));
	store_close(NULL);
}

/* SQLite rolls back by itself on some errors; the next statement must not then be
 * written as a transaction of its own. */
static void nothing_is_written_behind_a_transaction_that_is_gone(void **state)
{
	struct temp *t = *state;

	assert_int_equal(AM_OK, store_begin(t->st));
	assert_int_equal(SQLITE_OK, temp_sql(store_connection(t->st), "ROLLBACK"));
	assert_int_equal(AM_STORAGE, put(t->st, "a.b"));
	assert_int_equal(AM_STORAGE, store_end(t->st, AM_OK));
	assert_int_equal(0, settings(t));
}

/* --- a disk that is full --- */

static enum err fill(struct store *st, int *rows)
{
	enum err e = AM_OK;

	while (e == AM_OK && *rows < 20000) {
		e = store_begin(st);
		if (e == AM_OK)
			e = store_end(st, audit_add(st, &server, 1, "fill", "", 0,
					      "Lorem ipsum dolor sit amet, consectetur "
					      "adipiscing elit, sed"));
		if (e == AM_OK)
			(*rows)++;
	}
	return e;
}

static void a_full_disk_keeps_exactly_what_was_acknowledged(void **state)
{
	struct temp *t = *state;
	struct audit_report report;
	char pragma[64];
	int rows = 0;

	str_printf(pragma, sizeof(pragma), "PRAGMA max_page_count = %d",
	    (int)temp_number(t, "PRAGMA page_count") + 20);
	sqlite3_set_authorizer(store_connection(t->st), NULL, NULL);
	assert_int_equal(SQLITE_OK, temp_sql(store_connection(t->st), pragma));
	assert_int_equal(AM_FULL, fill(t->st, &rows));
	assert_true(rows > 10);
	assert_int_equal(rows, temp_number(t, "SELECT count(*) FROM audit"));
	assert_int_equal(AM_OK, store_check(t->st));
	/* there is room again */
	temp_reopen(t);
	assert_int_equal(AM_OK, store_begin(t->st));
	assert_int_equal(
	    AM_OK, store_end(t->st, audit_add(t->st, &server, 2, "on", "", 0, "")));
	assert_int_equal(AM_OK, audit_verify(t->st, NULL, &report));
	assert_int_equal(rows + 1, report.rows);
	assert_int_equal(0, report.first_bad);
}

static void a_write_that_fails_is_never_called_saved(void **state)
{
	struct temp *t = *state;
	int status, rows[2];
	pid_t child;

	assert_int_equal(0, pipe(rows));
	store_close(t->st);
	t->st = NULL;
	child = fork();
	if (child == 0) {
		const struct rlimit small = { 1 << 20, 1 << 20 };
		struct store *st = NULL;
		int done = 0;
		bool failed;

		signal(SIGXFSZ, SIG_IGN);
		if (store_open(t->path, STORE_READ_WRITE, &st) != AM_OK)
			_exit(3);
		sqlite3_wal_autocheckpoint(store_connection(st), 0);
		setrlimit(RLIMIT_FSIZE, &small);
		failed = fill(st, &done) != AM_OK;
		_exit(write(rows[1], &done, sizeof(done)) == sizeof(done) && failed ? 0
										    : 4);
	}
	assert_int_equal(child, waitpid(child, &status, 0));
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	assert_int_equal(sizeof(status), read(rows[0], &status, sizeof(status)));
	close(rows[0]);
	close(rows[1]);
	temp_reopen(t);
	assert_true(status > 10);
	assert_int_equal(status, temp_number(t, "SELECT count(*) FROM audit"));
	assert_int_equal(AM_OK, store_check(t->st));
}

/* --- giving up --- */

static bool at_once(void *data)
{
	(*(int *)data)++;
	return true;
}

static const char slow[] =
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
    " WHERE i < 300000) SELECT max(i) FROM n";

static enum err run_slow(struct store *st)
{
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, slow, &q);

	if (e == AM_OK)
		e = store_err(sqlite3_step(q));
	store_done(st, q);
	return e;
}

static void a_query_is_given_up_when_somebody_waits(void **state)
{
	struct temp *t = *state;
	int asked = 0;

	store_give_up(t->st, at_once, &asked);
	assert_int_equal(AM_STOPPED, run_slow(t->st));
	assert_int_equal(1, asked);
	store_give_up(t->st, NULL, NULL);
	assert_int_equal(AM_OK, run_slow(t->st));
	store_release_memory(t->st);
}

static int schema_bytes(struct temp *t)
{
	int now = 0, most = 0;

	sqlite3_db_status(
	    store_connection(t->st), SQLITE_DBSTATUS_SCHEMA_USED, &now, &most, 0);
	return now;
}

static void a_store_at_rest_keeps_little_and_goes_on(void **state)
{
	struct temp *t = *state;

	assert_int_equal(0, settings(t));
	assert_true(schema_bytes(t) > 100000);
	store_rest(t->st);
	assert_true(schema_bytes(t) < 10000);
	assert_int_equal(AM_OK, put(t->st, "a.b"));
	assert_int_equal(1, settings(t));
	assert_int_equal(AM_OK, store_check(t->st));
}

static void a_store_that_is_writing_does_not_rest(void **state)
{
	struct temp *t = *state;

	assert_int_equal(AM_OK, store_begin(t->st));
	assert_int_equal(AM_OK, put(t->st, "a.b"));
	store_rest(t->st);
	assert_true(schema_bytes(t) > 100000);
	assert_int_equal(AM_OK, store_end(t->st, AM_OK));
	assert_int_equal(1, settings(t));
}

static void another_saves(struct temp *t)
{
	struct store *other;

	assert_int_equal(AM_OK, store_open(t->path, STORE_READ_WRITE, &other));
	assert_int_equal(AM_OK, store_begin(other));
	assert_int_equal(AM_OK, store_end(other, put(other, "c.d")));
	store_close(other);
}

/* As the store itself sees it. */
static int64_t seen(struct temp *t)
{
	sqlite3_stmt *q = NULL;
	int64_t count;

	assert_int_equal(AM_OK, store_prepare(t->st, "SELECT count(*) FROM setting", &q));
	assert_int_equal(SQLITE_ROW, sqlite3_step(q));
	count = sqlite3_column_int64(q, 0);
	store_done(t->st, q);
	return count;
}

/* Another console saves meanwhile: what is being looked at stays as it was. */
static void a_look_sees_one_state(void **state)
{
	struct temp *t = *state;
	int64_t before;

	assert_int_equal(AM_OK, store_look(t->st));
	before = seen(t);
	another_saves(t);
	assert_int_equal(before, seen(t));
	assert_int_equal(AM_OK, store_look(t->st));
	assert_int_equal(AM_STOPPED, store_looked(t->st, AM_STOPPED));
	assert_int_equal(before, seen(t));
	assert_int_equal(AM_OK, store_looked(t->st, AM_OK));
	assert_int_equal(before + 1, seen(t));
	/* inside of what is written it is no more than a pair of brackets */
	assert_int_equal(AM_OK, store_begin(t->st));
	assert_int_equal(AM_OK, store_look(t->st));
	assert_int_equal(AM_OK, put(t->st, "a.b"));
	assert_int_equal(AM_OK, store_looked(t->st, AM_OK));
	assert_int_equal(AM_OK, store_end(t->st, AM_OK));
	assert_int_equal(before + 2, seen(t));
}

static void a_statement_that_is_lent_outlives_a_rest(void **state)
{
	struct temp *t = *state;
	sqlite3_stmt *q;

	assert_int_equal(AM_OK, store_prepare(t->st, "SELECT 1 UNION SELECT 2", &q));
	assert_int_equal(SQLITE_ROW, sqlite3_step(q));
	store_rest(t->st);
	assert_int_equal(SQLITE_ROW, sqlite3_step(q));
	store_done(t->st, q);
	assert_null(sqlite3_next_stmt(store_connection(t->st), NULL));
}

static size_t statements(struct temp *t)
{
	sqlite3_stmt *q = NULL;
	size_t n = 0;

	while ((q = sqlite3_next_stmt(store_connection(t->st), q)) != NULL)
		n++;
	return n;
}

/* Too many at once are no fault, too many one after the other no memory. */
static void the_statement_of_longest_ago_makes_way(void **state)
{
	struct temp *t = *state;
	sqlite3_stmt *q[3 * STATEMENTS_MAX];
	char sql[32];

	store_rest(t->st);
	for (size_t i = 0; i < COUNT(q); i++) {
		str_printf(sql, sizeof(sql), "SELECT %zu", i);
		assert_int_equal(AM_OK, store_prepare(t->st, sql, &q[i]));
	}
	assert_int_equal(COUNT(q), statements(t));
	for (size_t i = 0; i < COUNT(q); i++)
		store_done(t->st, q[i]);
	assert_int_equal(STATEMENTS_MAX, statements(t));
	for (size_t i = 0; i <= STATEMENTS_MAX; i++) {
		str_printf(sql, sizeof(sql), "SELECT -%zu", i);
		assert_int_equal(AM_OK, store_prepare(t->st, sql, &q[0]));
		store_done(t->st, q[0]);
	}
	assert_int_equal(STATEMENTS_MAX, statements(t));
	assert_int_equal(AM_OK, store_prepare(t->st, "SELECT -1", &q[1]));
	assert_int_equal(STATEMENTS_MAX, statements(t));
	store_done(t->st, q[1]);
}

/* It is the same one again, but not while it is lent, and not after a rest. */
static void a_statement_that_is_asked_often_is_kept(void **state)
{
	static const char sql[] = "SELECT ?1";
	struct temp *t = *state;
	sqlite3_stmt *first, *other, *again;

	assert_int_equal(AM_OK, store_prepare(t->st, sql, &first));
	sqlite3_bind_int64(first, 1, 7);
	assert_int_equal(SQLITE_ROW, sqlite3_step(first));
	assert_int_equal(AM_OK, store_prepare(t->st, sql, &other));
	assert_ptr_not_equal(first, other);
	store_done(t->st, other);
	store_done(t->st, first);
	store_done(t->st, NULL);
	assert_int_equal(AM_OK, store_prepare(t->st, sql, &again));
	assert_ptr_equal(first, again);
	assert_int_equal(SQLITE_ROW, sqlite3_step(again));
	assert_int_equal(SQLITE_NULL, sqlite3_column_type(again, 0));
	store_done(t->st, again);
	store_rest(t->st);
	assert_null(sqlite3_next_stmt(store_connection(t->st), NULL));
}

static void a_number_is_asked_for_and_no_row_is_missing(void **state)
{
	const struct temp *t = *state;
	int64_t n = 7;

	assert_int_equal(AM_OK, store_number(t->st, "SELECT ?1 * 10 + ?2", 4, 2, &n));
	assert_int_equal(42, n);
	assert_int_equal(AM_OK, store_number(t->st, "SELECT 5", 4, 2, &n));
	assert_int_equal(5, n);
	assert_int_equal(
	    AM_MISSING, store_number(t->st, "SELECT 1 WHERE ?1 > 4", 4, 0, &n));
	assert_int_equal(5, n);
	assert_int_equal(AM_OK, store_if_any(AM_MISSING));
	assert_int_equal(AM_BUSY, store_if_any(AM_BUSY));
	assert_int_equal(AM_STORAGE, store_number(t->st, "SELECT nothing", 0, 0, &n));
	assert_int_equal(AM_BUSY, store_first(t->st, NULL, AM_BUSY, &n));
}

static void a_change_binds_what_it_has_places_for(void **state)
{
	const struct temp *t = *state;
	int64_t n = 0;

	assert_int_equal(AM_OK,
	    store_change(t->st,
		"INSERT INTO exchange (id, seen_at, state) VALUES (1, ?2, 'up')", 0, 9));
	assert_int_equal(AM_OK, store_change(t->st, "UPDATE exchange SET seen_at = ?1", 8, 0));
	assert_int_equal(
	    AM_OK, store_number(t->st, "SELECT seen_at FROM exchange", 0, 0, &n));
	assert_int_equal(8, n);
}

static void what_is_being_written_is_not_given_up(void **state)
{
	struct temp *t = *state;
	int asked = 0;

	store_give_up(t->st, at_once, &asked);
	assert_int_equal(AM_OK, store_begin(t->st));
	assert_int_equal(AM_OK, run_slow(t->st));
	assert_int_equal(AM_OK, store_end(t->st, put(t->st, "a.b")));
	assert_int_equal(0, asked);
	assert_int_equal(1, settings(t));
}

/* --- what the model itself refuses --- */

static const char people[] =
    "INSERT INTO operator (id, login, name, role, created_at) VALUES (1, 'rosa', 'Rosa',"
    " 'operator', 1), (2, 'marta', 'Marta', 'supervisor', 1);"
    "INSERT INTO call (id, number, operator_id, started_at, ended_at, status, notes) "
    "VALUES"
    " (1, 260000001, 1, 1, 2, 'closed', 'Llamó María desde Pucallpa'),"
    " (2, 260000002, 1, 1, NULL, 'open', NULL), (3, 260000003, 1, 1, NULL, 'void', NULL);"
    "INSERT INTO casefile (id, number, title, source, opened_at, opened_by, touched_at)"
    " VALUES (1, 260000001, 'x', 'source.hotline', 1, 1, 1);"
    "INSERT INTO note (id, case_id, at, operator_id, body) VALUES (1, 1, 1, 1, 'nota');"
    "INSERT INTO institution (id, name, fold, kind) VALUES (1, 'Refugio', 'refugio',"
    " 'inst.shelter'), (2, 'Policía', 'policia', 'inst.police');"
    "INSERT INTO referral (id, case_id, institution_id, made_at, made_by, due_at) VALUES"
    " (1, 1, 2, 1, 1, 99);";

static void the_model_refuses_what_must_not_happen(void **state)
{
	static const char *const refused[] = {
		"DELETE FROM call WHERE id = 1",
		"UPDATE call SET number = 260000009 WHERE id = 1",
		"UPDATE call SET status = 'closed', ended_at = 5 WHERE id = 3",
		"UPDATE call SET status = 'closed' WHERE id = 2", /* when did it end? */
		"UPDATE call SET heard = 'heard.smoke' WHERE id = 1",
		"UPDATE call SET heard = 'topic.traffic' WHERE id = 1",
		"UPDATE call SET place_from = 'PE99' WHERE id = 1",
		"UPDATE call SET speak = 's' WHERE id = 1",
		"INSERT INTO call (number, operator_id, started_at) VALUES (260000001, "
		"1, 1)",
		"DELETE FROM casefile", "UPDATE note SET body = ''", "DELETE FROM note",
		"DELETE FROM operator WHERE id = 2",
		"DELETE FROM code WHERE id = 'heard.fair'",
		"INSERT INTO operator (login, name, role, created_at) VALUES ('Rosa X', "
		"'', 'operator', 1)",
		"INSERT INTO operator (login, name, role, created_at) VALUES ('root', "
		"'', 'system', 1)",
		"INSERT INTO referral_copy (referral_id, institution_id) VALUES (1, 1)",
		"INSERT INTO consent (case_id, purpose, consent, at, operator_id) VALUES"
		" (1, 'refer', 'consent.override', 1, 1)", /* an override needs its reason */
		"INSERT INTO approval (kind, asked_at, asked_by, expires_at, decided_at, "
		"decided_by,"
		" decision) VALUES ('export', 1, 1, 9, 2, 1, 'yes')", /* four eyes */
	};
	struct temp *t = *state;
	sqlite3 *db;

	temp_meddle(t, people);
	db = temp_raw(t);
	temp_sql(db, "PRAGMA foreign_keys = ON");
	for (size_t i = 0; i < COUNT(refused); i++)
		if ((temp_sql(db, refused[i]) & 0xff) != SQLITE_CONSTRAINT)
			fail_msg("%s: %s", refused[i], sqlite3_errmsg(db));
	assert_int_equal(SQLITE_OK,
	    temp_sql(db,
		"UPDATE call SET status = 'open' WHERE id = 3; INSERT INTO"
		" referral_copy (referral_id, institution_id) VALUES (1, 2);"
		" UPDATE call SET heard = 'heard.-', place_from = '-', victims = -1"));
	assert_int_not_equal(SQLITE_OK, /* implicated: no longer even as a copy */
	    temp_sql(db, "DELETE FROM referral_copy; INSERT INTO implicated (case_id,"
			 " institution_id, why, set_at, set_by) VALUES"
			 " (1, 2, 'un efectivo cobra', 1, 1); INSERT INTO referral_copy"
			 " (referral_id, institution_id) VALUES (1, 2)"));
	assert_int_not_equal(SQLITE_OK,
	    temp_sql(db, "INSERT INTO referral (case_id, institution_id, made_at,"
			 " made_by) VALUES (1, 2, 1, 1)"));
	sqlite3_close(db);
	assert_int_equal(AM_OK, store_check(t->st));
}

static void a_referral_shows_the_state_of_its_last_event(void **state)
{
	struct temp *t = *state;

	temp_meddle(t, people);
	temp_meddle(t,
	    "INSERT INTO referral_event (referral_id, at, operator_id, status) VALUES"
	    " (1, 2, 1, 'sent'), (1, 3, 1, 'noreply')");
	assert_int_equal(
	    99, temp_number(t, "SELECT due_at FROM referral WHERE status = 'noreply'"));
	temp_meddle(t,
	    "INSERT INTO referral_event (referral_id, at, operator_id, status) VALUES"
	    " (1, 4, 1, 'done')");
	assert_int_equal(1, temp_number(t, "SELECT count(*) FROM referral WHERE status = "
					   "'done' AND due_at IS NULL"));
}

/* The index has the words as they sound; facets begin with x. */
static void add_word(struct buf *out, const char *word, size_t len)
{
	const bool unfinished = len > 0 && word[len - 1] == '*';
	char text[32];

	str_printf(text, sizeof(text), "%.*s", (int)(unfinished ? len - 1 : len), word);
	if (*word == 'x')
		buf_str(out, text);
	else
		txt_phon(out, text);
	buf_str(out, unfinished ? "* " : " ");
}

static int64_t hits(struct temp *t, const char *words)
{
	struct buf expression = { 0 };
	char sql[160];
	size_t len;

	for (const char *p = words; *p != '\0'; p += len + strspn(p + len, " ")) {
		len = strcspn(p, " ");
		add_word(&expression, p, len);
	}
	str_printf(sql, sizeof(sql),
	    "SELECT count(*) FROM call_fts WHERE call_fts MATCH '%s'",
	    buf_text(&expression));
	buf_fini(&expression);
	return temp_number(t, sql);
}

static void a_call_is_found_as_it_reads_now(void **state)
{
	struct temp *t = *state;

	temp_meddle(t, people);
	assert_int_equal(1, hits(t, "maria pucallpa"));
	assert_int_equal(1, hits(t, "pucallp* xo1"));
	temp_meddle(t,
	    "UPDATE call SET notes = 'Ahora en Iquitos', motive = 'motive.report',"
	    " place_from = 'PE1601', assess = 'assess.possible' WHERE id = 1");
	assert_int_equal(0, hits(t, "pucallpa"));
	assert_int_equal(1, hits(t, "iquitos xdpe16 xmreport xapossible"));
	temp_meddle(t, "UPDATE call SET status = 'open', ended_at = NULL WHERE id = 1");
	assert_int_equal(0, hits(t, "iquitos"));
	temp_meddle(t, "UPDATE call SET status = 'closed', ended_at = 9 WHERE id = 1");
	assert_int_equal(1, hits(t, "iquitos"));
	temp_meddle(
	    t, "INSERT INTO call_fts(call_fts, rank) VALUES ('integrity-check', 1)");
}

/* Each by itself: a trigger that forgets a column leaves the index behind. */
static void whatever_changes_in_a_call_changes_in_the_index(void **state)
{
	static const struct {
		const char *set, *word;
	} changes[] = {
		{ "notes = 'uno'", "uno" },
		{ "where_is = 'dos'", "dos" },
		{ "hears = 'tres'", "tres" },
		{ "offer_by = 'cuatro'", "cuatro" },
		{ "phone_of = 'cinco'", "cinco" },
		{ "operator_id = 2", "xo2" },
		{ "place_from = 'PE16'", "xdpe16" },
		{ "place_now = 'PE25'", "xnpe25" },
		{ "motive = 'motive.offer'", "xmoffer" },
		{ "topic = 'topic.study'", "xtstudy" },
		{ "dispo = 'dispo.info'", "xrinfo" },
		{ "assess = 'assess.risk'", "xarisk" },
		{ "risk = 'risk.2'", "xk2" },
	};
	struct temp *t = *state;
	char sql[128];

	temp_meddle(t, people);
	for (size_t i = 0; i < COUNT(changes); i++) {
		str_printf(
		    sql, sizeof(sql), "UPDATE call SET %s WHERE id = 1", changes[i].set);
		temp_meddle(t, sql);
		if (hits(t, changes[i].word) != 1)
			fail_msg("%s", changes[i].set);
		temp_meddle(t,
		    "INSERT INTO call_fts(call_fts, rank) VALUES ('integrity-check', 1)");
	}
	assert_int_equal(0, hits(t, "pucallpa"));
}

int main(void)
{
#define FRESH(test) cmocka_unit_test_setup_teardown(test, temp_open, temp_close)
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nobody_else_can_read_the_files),
		FRESH(a_statement_that_is_asked_often_is_kept),
		FRESH(a_number_is_asked_for_and_no_row_is_missing),
		FRESH(a_change_binds_what_it_has_places_for),
		FRESH(a_look_sees_one_state),
		FRESH(a_statement_that_is_lent_outlives_a_rest),
		FRESH(the_statement_of_longest_ago_makes_way),
		FRESH(a_file_that_may_only_be_read_is_not_opened),
		FRESH(what_turned_read_only_saves_nothing_and_says_so),
		FRESH(a_second_connection_leaves_the_first_its_locks),
		FRESH(a_missing_file_is_missing_unless_it_may_be_made),
		FRESH(what_is_no_database_of_ours_is_left_as_it_was),
		FRESH(a_newer_database_is_refused),
		FRESH(a_fresh_database_is_whole),
		FRESH(a_broken_reference_is_found),
		FRESH(a_damaged_page_is_found),
		FRESH(the_connection_is_set_as_the_paper_says),
		FRESH(statements_may_do_no_more_than_the_console_needs),
		FRESH(a_statement_over_the_limit_is_refused),
		FRESH(only_the_outermost_bracket_commits),
		FRESH(an_error_inside_rolls_back_everything),
		FRESH(a_commit_that_fails_leaves_nothing_and_nothing_open),
		FRESH(a_second_writer_waits_and_is_told),
		FRESH(closing_rolls_back_what_is_open),
		FRESH(nothing_is_written_behind_a_transaction_that_is_gone),
		FRESH(a_full_disk_keeps_exactly_what_was_acknowledged),
		FRESH(a_write_that_fails_is_never_called_saved),
		FRESH(a_query_is_given_up_when_somebody_waits),
		FRESH(a_store_at_rest_keeps_little_and_goes_on),
		FRESH(a_store_that_is_writing_does_not_rest),
		FRESH(what_is_being_written_is_not_given_up),
		FRESH(the_model_refuses_what_must_not_happen),
		FRESH(a_referral_shows_the_state_of_its_last_event),
		FRESH(a_call_is_found_as_it_reads_now),
		FRESH(whatever_changes_in_a_call_changes_in_the_index),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
