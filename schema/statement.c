/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/statement_priv.h"

#include <string.h>

/* FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/; the texts are compared besides. */
static uint64_t key_of(const char *sql)
{
	uint64_t key = 14695981039346656037U;

	for (; *sql != '\0'; sql++)
		key = (key ^ (unsigned char)*sql) * 1099511628211U;
	return key;
}

static struct statement *find_free(struct statements *all, uint64_t key, const char *sql)
{
	for (size_t i = 0; i < all->count; i++) {
		struct statement *s = &all->kept[i];

		if (s->key == key && !s->lent && strcmp(sqlite3_sql(s->q), sql) == 0)
			return s;
	}
	return NULL;
}

/* A place for one more; NULL: all are lent. */
static struct statement *make_room(struct statements *all)
{
	struct statement *oldest = NULL;

	if (all->count < STATEMENTS_MAX)
		return &all->kept[all->count++];
	for (size_t i = 0; i < all->count; i++) {
		struct statement *s = &all->kept[i];

		if (!s->lent && (oldest == NULL || s->used < oldest->used))
			oldest = s;
	}
	if (oldest != NULL)
		sqlite3_finalize(oldest->q);
	return oldest;
}

int statement_lend(struct statements *all, sqlite3 *db, const char *sql, sqlite3_stmt **q)
{
	const uint64_t key = key_of(sql);
	struct statement *s = find_free(all, key, sql);
	int rc = SQLITE_OK;

	*q = s != NULL ? s->q : NULL;
	if (s == NULL) {
		rc = sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, q, NULL);
		s = rc == SQLITE_OK && *q != NULL ? make_room(all) : NULL;
	}
	if (s != NULL)
		*s = (struct statement){ *q, key, all->lent++, true };
	return rc;
}

void statement_give_back(struct statements *all, sqlite3_stmt *q)
{
	for (size_t i = 0; q != NULL && i < all->count; i++) {
		if (all->kept[i].q != q)
			continue;
		sqlite3_reset(q);
		sqlite3_clear_bindings(q);
		all->kept[i].lent = false;
		return;
	}
	sqlite3_finalize(q);
}

void statement_forget(struct statements *all)
{
	for (size_t i = 0; i < all->count; i++)
		if (!all->kept[i].lent)
			sqlite3_finalize(all->kept[i].q);
	all->count = 0;
}
