/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/migrate_priv.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "schema/base/buf.h"
#include "schema/base/log.h"
#include "schema/base/mem.h"
#include "schema/base/text.h"
#include "schema/guide_priv.h"

#define COLUMNS_MAX 12

/* --- versions --- */

/* The version a file makes: 1 for "0001_base.sql", 0 for what is no migration. */
static int file_version(const struct embedded *file)
{
	const char *dot = strrchr(file->name, '.');

	if (dot == NULL || strcmp(dot, ".sql") != 0)
		return 0;
	return (int)strtol(file->name, NULL, 10);
}

int migrate_version(const struct embedded *files, size_t count)
{
	int newest = 0;

	for (size_t i = 0; i < count; i++)
		if (file_version(&files[i]) > newest)
			newest = file_version(&files[i]);
	return newest;
}

static const struct embedded *find_version(
    const struct embedded *files, size_t count, int version)
{
	for (size_t i = 0; i < count; i++)
		if (file_version(&files[i]) == version)
			return &files[i];
	return NULL;
}

static const struct embedded *find_name(
    const struct embedded *files, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(files[i].name, name) == 0)
			return &files[i];
	return NULL;
}

static enum err ask_number(sqlite3 *db, const char *sql, int *out)
{
	sqlite3_stmt *q = NULL;
	int rc = sqlite3_prepare_v2(db, sql, -1, &q, NULL);

	if (rc == SQLITE_OK) {
		rc = sqlite3_step(q);
		if (rc == SQLITE_ROW)
			*out = sqlite3_column_int(q, 0);
	}
	sqlite3_finalize(q);
	return store_err(rc);
}

enum err migrate_found(sqlite3 *db, int *version)
{
	int application = 0, number = 0, objects = 0;
	enum err e = ask_number(db, "PRAGMA application_id", &application);

	if (e == AM_CORRUPT)
		return AM_INVALID; /* no database at all */
	if (e == AM_OK)
		e = ask_number(db, "PRAGMA user_version", &number);
	if (e == AM_OK)
		e = ask_number(db, "SELECT count(*) FROM sqlite_schema", &objects);
	if (e != AM_OK)
		return e;
	if (application == 0 && number == 0 && objects == 0) {
		*version = 0;
		return AM_OK;
	}
	if (application != MIGRATE_APPLICATION || number < 1)
		return AM_INVALID;
	*version = number;
	return AM_OK;
}

/* --- the copy before an upgrade --- */

static enum err copy_pages(sqlite3 *from, sqlite3 *to)
{
	sqlite3_backup *copy = sqlite3_backup_init(to, "main", from, "main");
	int rc;

	if (copy == NULL)
		return store_err(sqlite3_errcode(to));
	rc = sqlite3_backup_step(copy, -1);
	sqlite3_backup_finish(copy);
	return store_err(rc);
}

static enum err open_new(const char *path, sqlite3 **db)
{
	const int fd =
	    open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);

	if (fd < 0)
		return errno == ENOSPC ? AM_FULL : AM_STORAGE;
	close(fd);
	return store_err(sqlite3_open_v2(path, db, SQLITE_OPEN_READWRITE, NULL));
}

static enum err sync_file(const char *path)
{
	const int fd = open(path, O_RDONLY | O_CLOEXEC);
	enum err e = AM_STORAGE;

	if (fd < 0)
		return e;
	if (fsync(fd) == 0)
		e = AM_OK;
	close(fd);
	return e;
}

/*
 * Another connection reads while the first one holds the write lock, so the copy
 * is whole and nobody writes between it and the upgrade.
 */
static enum err copy_file(const char *path, const char *part)
{
	sqlite3 *from = NULL, *to = NULL;
	enum err e = store_err(sqlite3_open_v2(path, &from, SQLITE_OPEN_READONLY, NULL));

	if (e == AM_OK)
		e = open_new(part, &to);
	if (e == AM_OK)
		e = copy_pages(from, to);
	sqlite3_close(to);
	sqlite3_close(from);
	return e == AM_OK ? sync_file(part) : e;
}

static enum err keep_copy(const char *path, int version)
{
	struct buf name = { 0 }, part = { 0 };
	enum err e;

	buf_printf(&name, "%s.before-%04d", path, version);
	buf_printf(&part, "%s.part", buf_text(&name));
	e = copy_file(path, buf_text(&part));
	if (e == AM_OK && rename(buf_text(&part), buf_text(&name)) != 0)
		e = AM_STORAGE;
	if (e == AM_OK)
		log_info("upgrade: version %d copied beside the database", version);
	else
		unlink(buf_text(&part));
	buf_fini(&name);
	buf_fini(&part);
	return e;
}

/* --- SQL files --- */

static enum err run_one(sqlite3 *db, const char **sql)
{
	sqlite3_stmt *q = NULL;
	int rc = sqlite3_prepare_v2(db, *sql, -1, &q, sql);

	while (rc == SQLITE_OK && q != NULL) {
		rc = sqlite3_step(q);
		rc = rc == SQLITE_ROW ? SQLITE_OK : rc; /* a PRAGMA that answers */
	}
	if (rc != SQLITE_OK && rc != SQLITE_DONE)
		log_err("upgrade: %s", sqlite3_errmsg(db));
	sqlite3_finalize(q);
	return store_err(rc);
}

static enum err run_file(sqlite3 *db, const struct embedded *file, int version)
{
	const char *at = file->text;
	char pragma[48];
	enum err e = AM_OK;

	while (e == AM_OK && *at != '\0')
		e = run_one(db, &at);
	str_printf(pragma, sizeof(pragma), "PRAGMA user_version = %d", version);
	if (e == AM_OK)
		e = store_err(sqlite3_exec(db, pragma, NULL, NULL, NULL));
	return e;
}

/* --- lists --- */

struct line {
	char *columns[COLUMNS_MAX];
	size_t count;
};

static void split(char *text, struct line *line)
{
	line->count = 0;
	for (char *at = text; at != NULL && line->count < COLUMNS_MAX;)
		line->columns[line->count++] = strsep(&at, "\t");
}

/* One INSERT for every line behind the heading; '#' begins a comment. */
static enum err load_lines(sqlite3 *db, const char *text, const char *sql, size_t columns,
    enum err (*insert)(sqlite3_stmt *q, const struct line *line))
{
	char *copy = mem_dup(text), *rest = copy;
	bool heading = true;
	sqlite3_stmt *q = NULL;
	enum err e = store_err(sqlite3_prepare_v2(db, sql, -1, &q, NULL));

	for (char *row; e == AM_OK && (row = strsep(&rest, "\n")) != NULL;) {
		struct line line;

		if (*row == '#' || *row == '\0')
			continue;
		if (heading) {
			heading = false;
			continue;
		}
		split(row, &line);
		e = line.count == columns ? insert(q, &line) : AM_INVALID;
		if (e != AM_OK)
			log_err(
			    "upgrade: list row %s %s", line.columns[0], line.columns[1]);
	}
	sqlite3_finalize(q);
	free(copy);
	return e;
}

static enum err step_again(sqlite3_stmt *q)
{
	const int rc = sqlite3_step(q);

	sqlite3_reset(q);
	return store_err(rc);
}

static enum err insert_code(sqlite3_stmt *q, const struct line *line)
{
	struct buf id = { 0 };
	enum err e;

	buf_printf(&id, "%s.%s", line->columns[0], line->columns[1]);
	sqlite3_bind_text(q, 1, buf_text(&id), -1, SQLITE_STATIC);
	sqlite3_bind_text(q, 2, line->columns[0], -1, SQLITE_STATIC);
	sqlite3_bind_int64(q, 3, strtoll(line->columns[2], NULL, 10));
	for (int i = 3; i < 10; i++)
		sqlite3_bind_text(q, i + 1, line->columns[i], -1, SQLITE_STATIC);
	e = step_again(q);
	buf_fini(&id);
	return e;
}

static enum err insert_place(sqlite3_stmt *q, const struct line *line)
{
	struct buf fold = { 0 }, zone = { 0 };
	enum err e;

	txt_fold(&fold, line->columns[6]);
	if (*line->columns[4] != '\0')
		buf_printf(&zone, "zone.%s", line->columns[4]);
	sqlite3_bind_text(q, 1, line->columns[0], -1, SQLITE_STATIC);
	sqlite3_bind_text(q, 2, line->columns[1], -1, SQLITE_STATIC);
	store_bind_text(q, 3, line->columns[2]);
	sqlite3_bind_int64(q, 4, strtoll(line->columns[3], NULL, 10));
	store_bind_text(q, 5, buf_text(&zone));
	sqlite3_bind_text(q, 6, line->columns[5], -1, SQLITE_STATIC);
	sqlite3_bind_text(q, 7, line->columns[6], -1, SQLITE_STATIC);
	sqlite3_bind_text(q, 8, line->columns[7], -1, SQLITE_STATIC);
	sqlite3_bind_text(q, 9, buf_text(&fold), -1, SQLITE_STATIC);
	e = step_again(q);
	buf_fini(&fold);
	buf_fini(&zone);
	return e;
}

/*
 * New codes, places and cards; what an admin or a supervisor has changed in the database
 * stays.  Every list gets its '-': did not say.
 */
static enum err load_lists(sqlite3 *db, const struct embedded *files, size_t count)
{
	static const char add_code[] =
	    "INSERT INTO code (id, list, sort, grp, flags, es, en, htcds, ctdc, key)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT (id) DO "
	    "NOTHING";
	static const char add_place[] =
	    "INSERT INTO place (id, kind, parent, sort, zone, flags, name, en, fold)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (id) DO NOTHING";
	static const char add_unsaid[] =
	    "INSERT INTO code (id, list, sort, es, en)"
	    " SELECT DISTINCT list || '.-', list, 100000, 'No dijo', 'Did not say' FROM "
	    "code"
	    " WHERE true ON CONFLICT (id) DO NOTHING;"
	    "INSERT INTO place (id, kind, sort, name, en, fold)"
	    " VALUES ('-', 'none', 100000, 'No dijo', 'Did not say', '')"
	    " ON CONFLICT (id) DO NOTHING;";
	const struct embedded *codes = find_name(files, count, "codes.tsv");
	const struct embedded *places = find_name(files, count, "places.tsv");
	const struct embedded *cards = find_name(files, count, "cards.txt");
	enum err e = AM_OK;

	if (codes != NULL)
		e = load_lines(db, codes->text, add_code, 10, insert_code);
	if (e == AM_OK && places != NULL)
		e = load_lines(db, places->text, add_place, 8, insert_place);
	if (e == AM_OK && codes != NULL)
		e = store_err(sqlite3_exec(db, add_unsaid, NULL, NULL, NULL));
	if (e == AM_OK && cards != NULL)
		e = guide_ship(db, cards->text);
	return e;
}

/* --- the whole upgrade --- */

static enum err upgrade(
    sqlite3 *db, int found, const struct embedded *files, size_t count)
{
	const int newest = migrate_version(files, count);
	enum err e = AM_OK;
	char mark[64];
	int broken = 0;

	for (int v = found + 1; e == AM_OK && v <= newest; v++) {
		const struct embedded *file = find_version(files, count, v);

		e = file != NULL ? run_file(db, file, v) : AM_INVALID;
	}
	if (e == AM_OK)
		e = load_lists(db, files, count);
	str_printf(mark, sizeof(mark), "PRAGMA application_id = %d", MIGRATE_APPLICATION);
	if (e == AM_OK)
		e = store_err(sqlite3_exec(db, mark, NULL, NULL, NULL));
	if (e == AM_OK)
		e = ask_number(
		    db, "SELECT count(*) FROM pragma_foreign_key_check", &broken);
	if (e == AM_OK && broken > 0)
		e = AM_CORRUPT;
	return e;
}

static enum err inside_bracket(
    sqlite3 *db, const char *path, const struct embedded *files, size_t count)
{
	const int newest = migrate_version(files, count);
	int found;
	enum err e = migrate_found(db, &found); /* again: somebody may have been faster */

	if (e != AM_OK)
		return e;
	if (found > newest)
		return AM_NEWER;
	if (found == newest)
		return AM_OK;
	if (found > 0)
		e = keep_copy(path, found);
	if (e == AM_OK)
		e = upgrade(db, found, files, count);
	return e;
}

/* Foreign keys are off meanwhile: a migration may rebuild a table others refer to. */
enum err migrate_run(
    sqlite3 *db, const char *path, const struct embedded *files, size_t count)
{
	int found;
	enum err e = migrate_found(db, &found);

	if (e != AM_OK)
		return e;
	if (found == migrate_version(files, count))
		return AM_OK;
	sqlite3_exec(db, "PRAGMA foreign_keys = OFF", NULL, NULL, NULL);
	e = store_err(sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL));
	if (e == AM_OK) {
		e = inside_bracket(db, path, files, count);
		if (e == AM_OK)
			e = store_err(sqlite3_exec(db, "COMMIT", NULL, NULL, NULL));
		if (e != AM_OK && sqlite3_get_autocommit(db) == 0)
			sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
	}
	sqlite3_exec(db, "PRAGMA foreign_keys = ON", NULL, NULL, NULL);
	return e;
}
