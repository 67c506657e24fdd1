/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/demo.h"

#include "schema/base/mem.h"
#include "schema/demo_priv.h"
#include "schema/operator.h"
#include "schema/setting.h"

#define LARGE_CACHE (512 << 10) /* KiB */
#define LARGE_GATHER (64 << 20)
#define USUAL_GATHER (1 << 20) /* FTS5's own */

static void hire(struct demo *d, const struct actor *actor)
{
	for (size_t i = 0; i < DEMO_PEOPLE && d->e == AM_OK; i++) {
		const struct demo_hired *p = &demo_people[i];
		struct operator found;

		d->e = operator_find(d->st, p->login, &found);
		if (d->e == AM_OK)
			d->person[i] = found.id;
		else if (d->e == AM_MISSING)
			d->e = operator_add(d->st, actor, p->login, p->name, p->role,
			    "es", d->plan->now, &d->person[i]);
	}
}

static enum err is_empty(struct store *st)
{
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, "SELECT 1 FROM call LIMIT 1", &q);
	int rc;

	if (e != AM_OK)
		return e;
	rc = sqlite3_step(q);
	store_done(st, q);
	return rc == SQLITE_ROW ? AM_EXISTS : store_err(rc);
}

/* --- the index --- */

/* Rows above ?1, and the highest id. */
static const struct {
	const char *fill, *last;
} indexes[INDEXED_COUNT] = {
	[INDEXED_CALLS] = { "INSERT INTO call_fts(rowid, said, facet)"
			    " SELECT id, said, facet FROM call_doc WHERE id > ?1",
	    "SELECT max(id) FROM call" },
	[INDEXED_PERSONS] = { "INSERT INTO person_fts(rowid, fold)"
			      " SELECT id, fold FROM person WHERE id > ?1",
	    "SELECT max(id) FROM person" },
	[INDEXED_SOUNDS] = { "INSERT INTO person_phon(rowid, phon)"
			     " SELECT id, phon FROM person WHERE id > ?1",
	    "SELECT max(id) FROM person" },
	[INDEXED_NAMES] = { "INSERT OR IGNORE INTO name_word"
			    " SELECT word FROM person_word WHERE id > ?1",
	    "SELECT max(id) FROM person" },
	[INDEXED_CASES] = { "INSERT INTO case_fts(rowid, names, said, facet)"
			    " SELECT id, names, said, facet FROM case_doc WHERE id > ?1",
	    "SELECT max(id) FROM casefile" },
	[INDEXED_OFFERS] = { "INSERT INTO offer_fts(rowid, names, said, facet, phon)"
			     " SELECT id, names, said, facet, phon FROM offer_doc"
			     " WHERE id > ?1",
	    "SELECT max(id) FROM offer" },
	[INDEXED_OFFER_NAMES] = { "INSERT INTO offer_tri(rowid, fold)"
			     " SELECT id, fold FROM offer WHERE id > ?1",
	    "SELECT max(id) FROM offer" },
};

static int64_t last_of(struct demo *d, const char *sql)
{
	sqlite3_stmt *q = d->e == AM_OK ? demo_statement(d, sql) : NULL;
	int64_t last = 0;
	int rc;

	if (q == NULL)
		return 0;
	rc = sqlite3_step(q);
	if (rc == SQLITE_ROW)
		last = sqlite3_column_int64(q, 0);
	d->e = store_err(rc);
	sqlite3_reset(q);
	return last;
}

void demo_index(struct demo *d)
{
	for (size_t i = 0; i < INDEXED_COUNT; i++) {
		demo_put(d, indexes[i].fill, "i", d->indexed[i]);
		d->indexed[i] = last_of(d, indexes[i].last);
	}
}

/* --- all of it --- */

/* People, marks, and with them the demo year or the calls of today: one transaction. */
static void bracket(
    struct demo *d, const struct actor *actor, void (*fill)(struct demo *d))
{
	const char *why;

	d->e = store_begin(d->st);
	if (d->e != AM_OK)
		return;
	d->e = setting_put(d->st, actor, SET_MODE, "yes", d->plan->now, &why);
	hire(d, actor);
	if (fill != NULL)
		fill(d);
	demo_index(d);
	demo_forget_statements(d);
	d->e = store_end(d->st, d->e);
}

static void today(struct demo *d)
{
	int64_t calls[DEMO_TODAY];

	demo_today(d, calls);
}

static void year_and_today(struct demo *d)
{
	int64_t calls[DEMO_TODAY];

	demo_year(d);
	if (!d->plan->with_today)
		return;
	demo_today(d, calls);
	demo_desk(d, calls);
}

/* How much of the index of calls is gathered before it is brought to the disk. */
static void gather_index(struct demo *d, int64_t bytes)
{
	static const char sql[] =
	    "INSERT INTO call_fts(call_fts, rank) VALUES ('hashsize', ?)";

	if (d->e == AM_OK)
		d->e = store_begin(d->st);
	if (d->e != AM_OK)
		return;
	demo_put(d, sql, "i", bytes);
	demo_forget_statements(d);
	d->e = store_end(d->st, d->e);
}

static void fill_large(struct demo *d, const struct actor *actor)
{
	store_cache(d->st, LARGE_CACHE);
	bracket(d, actor, NULL);
	gather_index(d, LARGE_GATHER);
	if (d->e == AM_OK)
		demo_large(d);
	gather_index(d, USUAL_GATHER);
	if (d->e == AM_OK && d->plan->with_today)
		bracket(d, actor, today);
	store_cache(d->st, STORE_CACHE_KIB);
}

static enum err fill(struct demo *d, const struct actor *actor)
{
	const int64_t calls = d->plan->calls;

	store_index_now(d->st, false);
	if (calls != 0 && calls != DEMO_CALLS)
		fill_large(d, actor);
	else
		bracket(d, actor, year_and_today);
	store_index_now(d->st, true);
	return d->e;
}

enum err demo_fill(
    struct store *st, const struct actor *actor, const struct demo_plan *plan)
{
	struct demo d = { .st = st, .plan = plan, .dice = plan->seed };
	enum err e;

	if (!role_may(actor->role, ACT_DEMO_DATA) ||
	    !role_may(actor->role, ACT_SETTING_EDIT))
		return AM_DENIED;
	if (plan->calls < 0 || plan->calls > DEMO_CALLS_MAX)
		return AM_INVALID;
	e = is_empty(st);
	return e == AM_OK ? fill(&d, actor) : e;
}

/* --- simulated callers --- */

/* The number of some call; "" where no call has one. */
static enum err known_number(struct store *st, uint64_t which, char out[24])
{
	static const char sql[] =
	    "SELECT phone FROM call WHERE phone IS NOT NULL ORDER BY id LIMIT 1"
	    " OFFSET ?1 % max(1, (SELECT count(*) FROM call WHERE phone IS NOT NULL))";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, (int64_t)(which >> 8));
	rc = sqlite3_step(q);
	e = store_err(rc);
	if (rc == SQLITE_ROW)
		str_copy(out, 24, store_text(q, 0));
	store_done(st, q);
	return e;
}

enum err demo_caller(struct store *st, uint64_t who, char out[24])
{
	enum err e = AM_OK;

	*out = '\0';
	if (who % 3 == 0)
		e = known_number(st, who, out);
	if (e == AM_OK && *out == '\0')
		str_printf(out, 24, "51261%06u", (unsigned)(who / 3 % 1000000));
	return e;
}
