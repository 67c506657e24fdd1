/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A hotline for tests: a fresh database in a directory of its own, with the people of
 * the demo, and a way to look into its tables.
 */
#pragma once

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/mem.h"
#include "schema/operator.h"
#include "schema/role.h"
#include "schema/store.h"
#include "schema/store_priv.h"

/* Tuesday, 24 November 2026, 14:36 in Lima. */
#define NOW INT64_C(1795548960)
#define MINUTE 60

struct house {
	char dir[64], path[96];
	struct store *st;
	struct actor local, rosa, luz, marta, julia, ana;
};

static inline struct actor house_hires(
    struct house *h, const char *login, const char *name, enum role role)
{
	struct actor actor = { .role = role, .name = login };

	assert_int_equal(AM_OK, operator_add(h->st, &h->local, login, name, role, "es",
				    NOW, &actor.operator_id));
	return actor;
}

static inline int house_open(void **state)
{
	struct house *h = mem_new(1, sizeof(*h));

	clock_zone("America/Lima");
	str_copy(h->dir, sizeof(h->dir), "/tmp/amparo-test-XXXXXX");
	assert_non_null(mkdtemp(h->dir));
	str_printf(h->path, sizeof(h->path), "%s/amparo.db", h->dir);
	assert_int_equal(AM_OK, store_open(h->path, STORE_MIGRATE, &h->st));
	h->local = (struct actor){ .role = ROLE_SYSTEM, .name = "local:root" };
	h->rosa = house_hires(h, "rosa", "Rosa", ROLE_OPERATOR);
	h->luz = house_hires(h, "luz", "Luz", ROLE_OPERATOR);
	h->marta = house_hires(h, "marta", "Marta", ROLE_SUPERVISOR);
	h->julia = house_hires(h, "julia", "Julia", ROLE_AUDITOR);
	h->ana = house_hires(h, "ana", "Ana", ROLE_ADMIN);
	*state = h;
	return 0;
}

static inline int house_close(void **state)
{
	static const char *const files[] = { "", "-wal", "-shm" };
	struct house *h = *state;
	char path[128];

	store_close(h->st);
	for (size_t i = 0; i < COUNT(files); i++)
		unlink(str_printf(path, sizeof(path), "%s%s", h->path, files[i]));
	rmdir(h->dir);
	free(h);
	return 0;
}

/* The first column of the first row of sql, "" if there is none.  Lent until the next. */
static inline const char *house_sees(struct house *h, const char *sql)
{
	static char text[4096];
	sqlite3_stmt *q = NULL;

	assert_int_equal(AM_OK, store_prepare(h->st, sql, &q));
	str_copy(
	    text, sizeof(text), sqlite3_step(q) == SQLITE_ROW ? store_text(q, 0) : "");
	store_done(h->st, q);
	return text;
}

static inline long house_counts(struct house *h, const char *sql)
{
	return strtol(house_sees(h, sql), NULL, 10);
}
