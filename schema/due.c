/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/due.h"

#include "schema/alert.h"
#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/due_priv.h"
#include "schema/wire.h"

#define NOTE_LEN 80

static const struct actor server = { .role = ROLE_SYSTEM, .name = "amparod" };

/* clang-format off */
const struct due_check due_checks[] = {
	{ .kind = ALERT_LATE, .entity = "followup", .topic = TOPIC_FOLLOWUP, .setting = SET_FOLLOWUP_GRACE,
	  .sql = "SELECT id, coalesce(until_at, due_at) + ?2 AS due_at, '' AS note FROM followup"
		 " WHERE done_at IS NULL AND void_at IS NULL AND due_at <= ?1 - ?2"
		 " AND coalesce(until_at, due_at) <= ?1 - ?2" },

	/* What was owed a month ago stands on the list of referrals, overdue. */
	{ .kind = ALERT_OWED, .entity = "referral", .topic = TOPIC_REFERRAL, .setting = SET_FOLLOWUP_GRACE,
	  .sql = "SELECT id, due_at + ?2 AS due_at, '' AS note FROM referral"
		 " WHERE due_at <= ?1 - ?2 AND due_at > ?1 - ?2 - 30 * 86400" },

	/* Again after each further interval. */
	{ .kind = ALERT_RESCUE, .entity = "rescue", .topic = TOPIC_RESCUE, .setting = SETTING_COUNT,
	  .act = rescue_missed,
	  .sql = "SELECT id, owed AS due_at, '' AS note FROM (SELECT r.id, max(r.check_at,"
		 " coalesce((SELECT max(e.at) FROM rescue_event e WHERE e.rescue_id = r.id"
		 "  AND e.kind = 'missed' AND e.at >= r.check_at) + r.every_s, 0)) AS owed"
		 " FROM rescue r WHERE r.ended_at IS NULL AND r.check_at <= ?1) WHERE owed <= ?1" },
};
/* clang-format on */

const size_t due_check_count = COUNT(due_checks);

/* --- looking --- */

struct found {
	const struct due_check *check;
	int64_t id;
	char note[NOTE_LEN];
};

static enum err prepare(
    struct store *st, const struct due_check *check, int64_t now, sqlite3_stmt **q)
{
	int64_t setting = 0;
	struct buf sql = { 0 };
	enum err e = AM_OK;

	if (check->setting != SETTING_COUNT)
		e = setting_number(st, check->setting, &setting);
	buf_printf(&sql,
	    "SELECT d.id, d.note FROM (%s) d WHERE NOT EXISTS (SELECT 1 FROM alert a"
	    " WHERE a.entity = ?3 AND a.entity_id = d.id AND a.kind = ?4"
	    " AND a.at >= d.due_at) ORDER BY d.due_at LIMIT ?5",
	    check->sql);
	if (e == AM_OK)
		e = store_prepare(st, buf_text(&sql), q);
	buf_fini(&sql);
	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(*q, 1, now);
	sqlite3_bind_int64(*q, 2, setting);
	sqlite3_bind_text(*q, 3, check->entity, -1, SQLITE_STATIC);
	sqlite3_bind_text(*q, 4, check->kind, -1, SQLITE_STATIC);
	return AM_OK;
}

/* Add what this check finds to out, which has room for max in all. */
static enum err look(struct store *st, const struct due_check *check, int64_t now,
    struct found *out, size_t max, size_t *count)
{
	sqlite3_stmt *q = NULL;
	enum err e = *count < max ? prepare(st, check, now, &q) : AM_OK;
	int rc;

	if (q == NULL)
		return e;
	sqlite3_bind_int64(q, 5, (int64_t)(max - *count));
	while ((rc = sqlite3_step(q)) == SQLITE_ROW) {
		struct found *f = &out[(*count)++];

		*f = (struct found){ .check = check, .id = sqlite3_column_int64(q, 0) };
		str_copy(f->note, sizeof(f->note), store_text(q, 1));
	}
	store_done(st, q);
	return store_err(rc);
}

/* --- telling --- */

/* The alert of the time before, if nobody has seen it, makes way for this one. */
static enum err tell(struct store *st, const struct found *f, int64_t now, int64_t *alert)
{
	const struct due_check *c = f->check;
	enum err e = alert_drop(st, &server, c->kind, c->entity, f->id, now);

	if (e == AM_OK)
		e = alert_raise(
		    st, &server, c->kind, c->entity, f->id, f->note, now, alert);
	if (e == AM_OK && c->act != NULL)
		e = c->act(st, &server, f->id, now);
	return e;
}

static enum err tell_all(struct store *st, const struct found *found, size_t n,
    int64_t now, struct due_told *out)
{
	enum err e = AM_OK;

	for (size_t i = 0; e == AM_OK && i < n; i++) {
		out[2 * i] = (struct due_told){ found[i].check->topic, found[i].id };
		out[2 * i + 1] = (struct due_told){ TOPIC_ALERT, 0 };
		e = tell(st, &found[i], now, &out[2 * i + 1].id);
	}
	return e;
}

enum err due_check(struct store *st, int64_t now, struct due_told *out, size_t *count)
{
	struct found found[DUE_TOLD_MAX / 2];
	size_t n = 0;
	enum err e = AM_OK;

	*count = 0;
	for (size_t i = 0; e == AM_OK && i < COUNT(due_checks); i++)
		e = look(st, &due_checks[i], now, found, COUNT(found), &n);
	if (e != AM_OK || n == 0)
		return e;
	e = store_begin(st);
	if (e != AM_OK)
		return e;
	e = store_end(st, tell_all(st, found, n, now, out));
	if (e == AM_OK)
		*count = 2 * n;
	return e;
}
