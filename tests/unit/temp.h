/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A directory of a test's own with a database in it, gone afterwards.  For the
 * tests of schema/, which also look at the file behind the store's back.
 */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <dirent.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "schema/store_priv.h"
#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/role.h"
#include "schema/store.h"

struct temp {
	char dir[32];
	char path[64];
	struct store *st; /* NULL while closed */
};

static inline void temp_make(struct temp *t)
{
	str_copy(t->dir, sizeof(t->dir), "/tmp/amparo-test-XXXXXX");
	assert_non_null(mkdtemp(t->dir));
	str_printf(t->path, sizeof(t->path), "%s/amparo.db", t->dir);
}

/* The directory is flat. */
static inline void temp_remove(const struct temp *t)
{
	DIR *dir = opendir(t->dir);
	char path[320];

	assert_non_null(dir);
	for (const struct dirent *d; (d = readdir(dir)) != NULL;) {
		str_printf(path, sizeof(path), "%s/%s", t->dir, d->d_name);
		if (d->d_name[0] != '.')
			unlink(path);
	}
	closedir(dir);
	rmdir(t->dir);
}

static inline void temp_reopen(struct temp *t)
{
	store_close(t->st);
	t->st = NULL;
	assert_int_equal(AM_OK, store_open(t->path, STORE_READ_WRITE, &t->st));
}

/* cmocka's set-up and tear-down: a fresh database in *state. */
static inline int temp_open(void **state)
{
	struct temp *t = mem_new(1, sizeof(*t));

	temp_make(t);
	assert_int_equal(AM_OK, store_open(t->path, STORE_MIGRATE, &t->st));
	*state = t;
	return 0;
}

static inline int temp_close(void **state)
{
	struct temp *t = *state;

	store_close(t->st);
	temp_remove(t);
	free(t);
	return 0;
}

/* A connection of somebody else: no authorizer, no guards but those in the file. */
static inline sqlite3 *temp_raw(const struct temp *t)
{
	sqlite3 *db = NULL;

	assert_int_equal(SQLITE_OK, sqlite3_open(t->path, &db));
	assert_int_equal(AM_OK, store_functions(db));
	return db;
}

/* Run SQL on db; the result is SQLite's. */
static inline int temp_sql(sqlite3 *db, const char *sql)
{
	return sqlite3_exec(db, sql, NULL, NULL, NULL);
}

/* Run SQL from outside; it must work. */
static inline void temp_meddle(const struct temp *t, const char *sql)
{
	sqlite3 *db = temp_raw(t);
	char *message = NULL;

	if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
		fail_msg("%s: %s", sql, message);
	sqlite3_close(db);
}

/* The number that a query gives, asked from outside; -1 for none. */
static inline int64_t temp_number(const struct temp *t, const char *sql)
{
	sqlite3 *db = temp_raw(t);
	sqlite3_stmt *q = NULL;
	int64_t n = -1;

	if (sqlite3_prepare_v2(db, sql, -1, &q, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	if (sqlite3_step(q) == SQLITE_ROW)
		n = sqlite3_column_int64(q, 0);
	sqlite3_finalize(q);
	sqlite3_close(db);
	return n;
}
