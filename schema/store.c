/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/store.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "schema/base/buf.h"
#include "schema/base/log.h"
#include "schema/base/mem.h"
#include "schema/base/text.h"
#include "schema/code.h"
#include "schema/migrate_priv.h"
#include "schema/statement_priv.h"
#include "schema/store_priv.h"

#define BUSY_MS 2000
#define STEPS_BETWEEN_QUESTIONS 4000 /* of SQLite's machine: well under 1 ms */

struct store {
	sqlite3 *db;
	int depth;       /* of open brackets */
	int looks;       /* store_look() without store_looked() */
	enum err failed; /* the first error inside them */
	bool trusted; /* migrations and our own pragmas: the authorizer lets them pass */
	bool (*give_up)(void *data);
	void *give_up_data;
	struct code_cache *codes;
	bool index_later; /* index_now() is false */
	struct statements statements;
};

/* --- what statements may do --- */

/* The only pragmas after opening; data_version is FTS5's own. */
static const char *const pragmas[] = {
	"data_version",
	"foreign_key_check",
	"freelist_count",
	"integrity_check",
	"page_count",
	"page_size",
	"quick_check",
	"wal_checkpoint",
};

static bool known_pragma(const char *name)
{
	for (size_t i = 0; i < COUNT(pragmas); i++)
		if (sqlite3_stricmp(name, pragmas[i]) == 0)
			return true;
	return false;
}

static int authorize(void *data, int action, const char *what, const char *argument,
    const char *schema, const char *trigger)
{
	const struct store *st = data;

	(void)schema;
	(void)trigger;
	if (st->trusted)
		return SQLITE_OK;
	switch (action) {
	case SQLITE_SELECT:
	case SQLITE_READ:
	case SQLITE_INSERT:
	case SQLITE_UPDATE:
	case SQLITE_DELETE:
	case SQLITE_TRANSACTION:
	case SQLITE_SAVEPOINT:
	case SQLITE_RECURSIVE:
		return SQLITE_OK;
	case SQLITE_FUNCTION:
		return sqlite3_stricmp(argument, "load_extension") == 0 ? SQLITE_DENY
									: SQLITE_OK;
	case SQLITE_PRAGMA:
		return known_pragma(what) ? SQLITE_OK : SQLITE_DENY;
	default: /* ATTACH, DDL */
		return SQLITE_DENY;
	}
}

static void limit(sqlite3 *db)
{
	static const struct {
		int id, value;
	} limits[] = {
		{ SQLITE_LIMIT_LENGTH, 16 << 20 },
		{ SQLITE_LIMIT_SQL_LENGTH, 64 << 10 },
		{ SQLITE_LIMIT_COLUMN, 200 },
		{ SQLITE_LIMIT_EXPR_DEPTH, 100 },
		{ SQLITE_LIMIT_COMPOUND_SELECT, 20 },
		{ SQLITE_LIMIT_VDBE_OP, 100000 },
		{ SQLITE_LIMIT_FUNCTION_ARG, 100 },
		{ SQLITE_LIMIT_ATTACHED, 0 },
		{ SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 256 },
		{ SQLITE_LIMIT_VARIABLE_NUMBER, 200 },
		{ SQLITE_LIMIT_TRIGGER_DEPTH, 10 },
		{ SQLITE_LIMIT_WORKER_THREADS, 0 },
	};

	for (size_t i = 0; i < COUNT(limits); i++)
		sqlite3_limit(db, limits[i].id, limits[i].value);
}

static void configure(sqlite3 *db)
{
	static const struct {
		int id, on;
	} options[] = {
		{ SQLITE_DBCONFIG_DEFENSIVE, 1 },
		{ SQLITE_DBCONFIG_DQS_DML, 0 },
		{ SQLITE_DBCONFIG_DQS_DDL, 0 },
		{ SQLITE_DBCONFIG_ENABLE_FKEY, 1 },
		{ SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
		/* The triggers of the search index write to FTS5 tables, which SQLite
		 * 3.40 calls unsafe in a schema it does not trust.  The authorizer is what
		 * a tampered file meets instead. */
		{ SQLITE_DBCONFIG_TRUSTED_SCHEMA, 1 },
	};

	for (size_t i = 0; i < COUNT(options); i++)
		sqlite3_db_config(db, options[i].id, options[i].on, NULL);
}

static enum err set_pragmas(struct store *st)
{
	static const char *const set[] = {
		"PRAGMA synchronous = FULL",
		"PRAGMA foreign_keys = ON",
		"PRAGMA temp_store = MEMORY",
		"PRAGMA recursive_triggers = ON",
		"PRAGMA secure_delete = ON",
		"PRAGMA cell_size_check = ON",
		"PRAGMA mmap_size = 0",
		"PRAGMA journal_mode = WAL",
		"PRAGMA journal_size_limit = 67108864",
	};
	enum err e = AM_OK;

	for (size_t i = 0; e == AM_OK && i < COUNT(set); i++)
		e = store_err(sqlite3_exec(st->db, set[i], NULL, NULL, NULL));
	return e;
}

/* --- open and close --- */

static enum err file_err(int error)
{
	switch (error) {
	case ENOENT:
	case ENOTDIR:
		return AM_MISSING;
	case EACCES:
	case EPERM:
		return AM_DENIED;
	case EROFS:
		return AM_READONLY;
	case ENOSPC:
	case EDQUOT:
		return AM_FULL;
	default:
		return AM_STORAGE;
	}
}

static enum err create(const char *path)
{
	const int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOCTTY, 0600);

	if (fd < 0 && errno != EEXIST)
		return file_err(errno);
	if (fd >= 0)
		close(fd);
	return AM_OK;
}

/*
 * The file is there and ours alone.  SQLite gives -wal and -shm the mode of the
 * database, so nobody else reads those either.
 *
 * A file that is there is never opened here: closing it would drop the locks of
 * every other connection of this process (fcntl(2) locks belong to the process),
 * and another process would then take itself for the last one and empty the WAL
 * that we still write (https://sqlite.org/howtocorrupt.html, 2.2).
 */
static enum err touch(const char *path, enum store_mode mode)
{
	struct stat about;

	if (stat(path, &about) != 0) {
		if (errno != ENOENT || mode != STORE_MIGRATE)
			return file_err(errno);
		return create(path);
	}
	if (!S_ISREG(about.st_mode))
		return AM_INVALID;
	if ((about.st_mode & 077) != 0 && chmod(path, 0600) != 0)
		return file_err(errno);
	if (access(path, R_OK) != 0)
		return file_err(errno);
	return access(path, W_OK) == 0 ? AM_OK : AM_READONLY;
}

/* txt_phon(text): words as they sound, for the index of calls. */
static void phon(sqlite3_context *ctx, int count, sqlite3_value **values)
{
	const char *text = (const char *)sqlite3_value_text(values[0]);
	struct buf out = { 0 };

	(void)count;
	txt_phon(&out, text != NULL ? text : "");
	sqlite3_result_text(ctx, buf_text(&out), (int)out.len, SQLITE_TRANSIENT);
	if (out.data != NULL)
		explicit_bzero(out.data, out.cap);
	buf_fini(&out);
}

static void index_now(sqlite3_context *ctx, int count, sqlite3_value **values)
{
	const struct store *st = sqlite3_user_data(ctx);

	(void)count, (void)values;
	sqlite3_result_int(ctx, st == NULL || !st->index_later);
}

static enum err add_functions(sqlite3 *db, struct store *st)
{
	const int flags = SQLITE_UTF8 | SQLITE_INNOCUOUS;
	int rc = sqlite3_create_function_v2(db, "txt_phon", 1,
	    flags | SQLITE_DETERMINISTIC, NULL, phon, NULL, NULL, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_create_function_v2(
		    db, "index_now", 0, flags, st, index_now, NULL, NULL, NULL);
	return store_err(rc);
}

enum err store_functions(sqlite3 *db)
{
	return add_functions(db, NULL);
}

static enum err connect_file(struct store *st, const char *path)
{
	const int flags =
	    SQLITE_OPEN_READWRITE | SQLITE_OPEN_FULLMUTEX | SQLITE_OPEN_EXRESCODE;
	int rc;

	/* No page buffer for all time; refused, harmlessly, once SQLite is running. */
	sqlite3_config(SQLITE_CONFIG_PAGECACHE, NULL, 0, 0);
	rc = sqlite3_open_v2(path, &st->db, flags, NULL);
	if (rc != SQLITE_OK)
		return store_err(rc);
	if (sqlite3_db_readonly(st->db, "main") == 1)
		return AM_READONLY; /* opened all the same, to be read */
	sqlite3_busy_timeout(st->db, BUSY_MS);
	configure(st->db);
	limit(st->db);
	sqlite3_set_authorizer(st->db, authorize, st);
	return add_functions(st->db, st);
}

static enum err check_version(struct store *st, enum store_mode mode, const char *path)
{
	int found;
	enum err e;

	if (mode != STORE_READ_WRITE)
		return migrate_run(st->db, path, embedded, embedded_count);
	e = migrate_found(st->db, &found);
	if (e != AM_OK)
		return e;
	if (found > store_version())
		return AM_NEWER;
	return found == store_version() ? AM_OK : AM_INVALID;
}

/*
 * Nothing is set, not even the journal mode, before it is clear that the file is
 * a database of ours: another program's stays as it was.
 */
static enum err prepare(struct store *st, enum store_mode mode, const char *path)
{
	int found;
	enum err e = migrate_found(st->db, &found);

	if (e != AM_OK)
		return e;
	if (found > store_version())
		return AM_NEWER;
	e = set_pragmas(st);
	store_cache(st, STORE_CACHE_KIB);
	if (e == AM_OK)
		e = check_version(st, mode, path);
	st->trusted = false;
	return e;
}

enum err store_open(const char *path, enum store_mode mode, struct store **out)
{
	struct store *st;
	enum err e = touch(path, mode);

	if (e != AM_OK)
		return e;
	st = mem_new(1, sizeof(*st));
	st->trusted = true;
	e = connect_file(st, path);
	if (e == AM_OK)
		e = prepare(st, mode, path);
	if (e != AM_OK) {
		log_err("database not opened: %s", err_name(e));
		store_close(st);
		return e;
	}
	*out = st;
	return AM_OK;
}

void store_close(struct store *st)
{
	if (st == NULL)
		return;
	code_forget(st);
	statement_forget(&st->statements);
	if (st->db != NULL && sqlite3_get_autocommit(st->db) == 0)
		sqlite3_exec(st->db, "ROLLBACK", NULL, NULL, NULL);
	if (sqlite3_close(st->db) != SQLITE_OK)
		log_err("database closed with an unfinished statement");
	free(st);
}

/* --- brackets --- */

static enum err run(struct store *st, const char *sql)
{
	const int rc = sqlite3_exec(st->db, sql, NULL, NULL, NULL);

	if (rc != SQLITE_OK)
		log_warn("%s: %s (%d)", sql, sqlite3_errstr(rc), rc);
	return store_err(rc);
}

enum err store_look(struct store *st)
{
	enum err e = st->depth > 0 || st->looks > 0 ? AM_OK : run(st, "BEGIN");

	st->looks += e == AM_OK;
	return e;
}

enum err store_looked(struct store *st, enum err e)
{
	assert(st->looks > 0);
	st->looks--;
	if (st->looks == 0 && st->depth == 0 && run(st, "COMMIT") != AM_OK && e == AM_OK)
		e = AM_STORAGE;
	return e;
}

enum err store_begin(struct store *st)
{
	assert(st->looks == 0 || st->depth > 0);
	if (st->depth == 0) {
		enum err e = run(st, "BEGIN IMMEDIATE");

		if (e != AM_OK)
			return e;
		st->failed = AM_OK;
	}
	st->depth++;
	return AM_OK;
}

/*
 * Is the file still where it was?  After rm or mv SQLite would go on writing to a file
 * that nobody finds again, and every call would be shown as saved.
 */
static bool has_moved(struct store *st)
{
	int moved = 0;

	if (sqlite3_file_control(st->db, "main", SQLITE_FCNTL_HAS_MOVED, &moved) !=
		SQLITE_OK ||
	    moved == 0)
		return false;
	log_err("database: the file was deleted or moved away; nothing is written");
	return true;
}

/* COMMIT; one that fails leaves the transaction open, so it is rolled back here. */
static enum err finish(struct store *st, enum err e)
{
	if (e == AM_OK && sqlite3_get_autocommit(st->db) != 0)
		e = AM_STORAGE; /* SQLite has rolled back by itself: nothing is saved */
	if (e == AM_OK && has_moved(st))
		e = AM_STORAGE;
	if (e == AM_OK)
		e = run(st, "COMMIT");
	if (e != AM_OK && sqlite3_get_autocommit(st->db) == 0 &&
	    run(st, "ROLLBACK") != AM_OK)
		log_err("database: the transaction could not be rolled back");
	return e;
}

enum err store_end(struct store *st, enum err e)
{
	assert(st->depth > 0);
	if (st->failed == AM_OK)
		st->failed = e;
	st->depth--;
	if (st->depth > 0)
		return e;
	return finish(st, st->failed);
}

bool store_in_transaction(const struct store *st)
{
	return st->depth > 0;
}

/* --- giving up, memory, checks --- */

/* What is being written is never given up. */
static int ask_whether_to_give_up(void *data)
{
	const struct store *st = data;

	return st->depth == 0 && st->give_up(st->give_up_data);
}

void store_give_up(struct store *st, bool (*give_up)(void *data), void *data)
{
	st->give_up = give_up;
	st->give_up_data = data;
	sqlite3_progress_handler(st->db, give_up != NULL ? STEPS_BETWEEN_QUESTIONS : 0,
	    give_up != NULL ? ask_whether_to_give_up : NULL, st);
}

void store_release_memory(struct store *st)
{
	sqlite3_db_release_memory(st->db);
}

static bool run_trusted(struct store *st, const char *sql)
{
	const bool before = st->trusted;
	int rc;

	st->trusted = true;
	rc = sqlite3_exec(st->db, sql, NULL, NULL, NULL);
	st->trusted = before;
	return rc == SQLITE_OK;
}

/*
 * RESET turns writing to the schema off (it is off) and forgets what was parsed of
 * it: https://sqlite.org/pragma.html#pragma_writable_schema
 */
void store_rest(struct store *st)
{
	if (st->depth > 0 || st->looks > 0)
		return;
	statement_forget(&st->statements);
	sqlite3_db_release_memory(st->db);
	if (!run_trusted(st, "PRAGMA writable_schema = RESET"))
		log_warn("database: the schema stays in memory");
}

void store_cache(struct store *st, int kib)
{
	char sql[64];

	if (!run_trusted(
		st, str_printf(sql, sizeof(sql), "PRAGMA cache_size = -%d", kib)))
		log_warn("database: the cache keeps its size");
}

void store_index_now(struct store *st, bool on)
{
	st->index_later = !on;
}

/* The first row of a check: what it says, or "" if it gave none. */
static enum err first_row(struct store *st, const char *sql, bool *any, bool *fine)
{
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	rc = sqlite3_step(q);
	*any = rc == SQLITE_ROW;
	*fine = *any && strcmp(store_text(q, 0), "ok") == 0;
	store_done(st, q);
	return store_err(rc);
}

enum err store_check(struct store *st)
{
	bool any, fine;
	enum err e = first_row(st, "PRAGMA quick_check(1)", &any, &fine);

	if (e == AM_OK && !fine)
		e = AM_CORRUPT;
	if (e == AM_OK)
		e = first_row(st, "PRAGMA foreign_key_check", &any, &fine);
	if (e == AM_OK && any)
		e = AM_CORRUPT;
	return e;
}

int store_version(void)
{
	return migrate_version(embedded, embedded_count);
}

/* --- for the modules of schema/ --- */

enum err store_err(int rc)
{
	if (rc == SQLITE_CONSTRAINT_UNIQUE || rc == SQLITE_CONSTRAINT_PRIMARYKEY ||
	    rc == SQLITE_CONSTRAINT_ROWID)
		return AM_EXISTS;
	switch (rc & 0xff) {
	case SQLITE_OK:
	case SQLITE_ROW:
	case SQLITE_DONE:
		return AM_OK;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return AM_BUSY;
	case SQLITE_FULL:
		return AM_FULL;
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return AM_CORRUPT;
	case SQLITE_INTERRUPT:
		return AM_STOPPED;
	case SQLITE_CONSTRAINT:
	case SQLITE_MISMATCH:
		return AM_INVALID;
	case SQLITE_TOOBIG:
		return AM_TOO_LONG;
	case SQLITE_READONLY:
		return AM_READONLY;
	case SQLITE_AUTH:
	case SQLITE_PERM:
		return AM_DENIED;
	default:
		return AM_STORAGE;
	}
}

/* Whether an error is worth a line: being busy or stopped is ordinary. */
static void log_failure(const char *doing, int rc)
{
	const enum err e = store_err(rc);

	if (e != AM_OK && e != AM_BUSY && e != AM_STOPPED && e != AM_EXISTS)
		log_err("database, %s: %s (%d)", doing, sqlite3_errstr(rc), rc);
}

enum err store_prepare(struct store *st, const char *sql, sqlite3_stmt **q)
{
	int rc;

	*q = NULL;
	if (st->depth > 0 && sqlite3_get_autocommit(st->db) != 0)
		return AM_STORAGE;
	rc = statement_lend(&st->statements, st->db, sql, q);
	if (rc != SQLITE_OK)
		/* The SQL is ours and holds no data; the message names a column at most. */
		log_err("database, prepare: %s (%d): %.200s", sqlite3_errmsg(st->db), rc,
		    sql);
	return store_err(rc);
}

void store_done(struct store *st, sqlite3_stmt *q)
{
	statement_give_back(&st->statements, q);
}

enum err store_step(sqlite3_stmt *q)
{
	const int rc = sqlite3_step(q);

	log_failure("write", rc);
	sqlite3_reset(q);
	return store_err(rc);
}

enum err store_run(struct store *st, sqlite3_stmt *q, enum err e)
{
	if (e == AM_OK)
		e = store_step(q);
	store_done(st, q);
	return e;
}

enum err store_first(struct store *st, sqlite3_stmt *q, enum err e, int64_t *out)
{
	const int rc = e == AM_OK ? sqlite3_step(q) : SQLITE_DONE;

	if (e == AM_OK)
		e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	if (e == AM_OK)
		*out = sqlite3_column_int64(q, 0);
	store_done(st, q);
	return e;
}

/* Prepare it and bind what it has places for. */
static enum err prepare_two(
    struct store *st, const char *sql, int64_t a, int64_t b, sqlite3_stmt **q)
{
	const enum err e = store_prepare(st, sql, q);
	const int places = e == AM_OK ? sqlite3_bind_parameter_count(*q) : 0;

	if (places > 0)
		sqlite3_bind_int64(*q, 1, a);
	if (places > 1)
		sqlite3_bind_int64(*q, 2, b);
	return e;
}

enum err store_number(
    struct store *st, const char *sql, int64_t a, int64_t b, int64_t *out)
{
	sqlite3_stmt *q = NULL;
	const enum err e = prepare_two(st, sql, a, b, &q);

	return store_first(st, q, e, out);
}

enum err store_change(struct store *st, const char *sql, int64_t a, int64_t b)
{
	sqlite3_stmt *q = NULL;
	const enum err e = prepare_two(st, sql, a, b, &q);

	return store_run(st, q, e);
}

enum err store_if_any(enum err e)
{
	return e == AM_MISSING ? AM_OK : e;
}

const char *store_text(sqlite3_stmt *q, int i)
{
	const char *text = (const char *)sqlite3_column_text(q, i);

	return text != NULL ? text : "";
}

void store_bind_text(sqlite3_stmt *q, int i, const char *s)
{
	if (s == NULL || *s == '\0')
		sqlite3_bind_null(q, i);
	else
		sqlite3_bind_text(q, i, s, -1, SQLITE_STATIC);
}

void store_bind_id(sqlite3_stmt *q, int i, int64_t n)
{
	if (n == 0)
		sqlite3_bind_null(q, i);
	else
		sqlite3_bind_int64(q, i, n);
}

sqlite3 *store_connection(struct store *st)
{
	return st->db;
}

int64_t store_last_id(struct store *st)
{
	return sqlite3_last_insert_rowid(st->db);
}

int store_changes(struct store *st)
{
	return sqlite3_changes(st->db);
}

struct code_cache **store_codes(struct store *st)
{
	return &st->codes;
}
