/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/case_moved_priv.h"

#include <stdlib.h>

#include "schema/alert.h"
#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/casefile_priv.h"
#include "schema/institution_priv.h"
#include "schema/number.h"

#define TOLD_MAX 100

struct sent {
	int64_t referral, sent_by, case_id;
	char body[80]; /* its name; "" where it is shown by its kind only */
};

/* Sent on that call, or from the case while the call was taken for a part of it. */
static enum err find_sent(
    struct store *st, const struct case_moved *m, struct sent *out, size_t *count)
{
	static const char sql[] =
	    "SELECT r.id, r.sent_by, r.case_id, iif(" INST_HIDDEN ", '', i.name)"
	    " FROM referral r JOIN institution i ON i.id = r.institution_id"
	    " JOIN code c ON c.id = i.kind"
	    " WHERE r.case_id IN " CASE_FAMILY(
		"?1") " AND r.sent_at IS NOT NULL"
		      " AND (r.call_id = ?2 OR r.sent_at >= ?3) ORDER BY r.id LIMIT ?4";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, m->from_case);
	sqlite3_bind_int64(q, 2, m->call_id);
	sqlite3_bind_int64(q, 3, m->linked_at);
	sqlite3_bind_int64(q, 4, TOLD_MAX);
	while ((rc = sqlite3_step(q)) == SQLITE_ROW) {
		struct sent *s = &out[(*count)++];

		*s = (struct sent){ .referral = sqlite3_column_int64(q, 0),
			.sent_by = sqlite3_column_int64(q, 1),
			.case_id = sqlite3_column_int64(q, 2) };
		str_copy(s->body, sizeof(s->body), store_text(q, 3));
	}
	store_done(st, q);
	return store_err(rc);
}

static enum err number_of(
    struct store *st, const char *sql, int64_t id, enum number_kind kind, struct buf *out)
{
	char shown[NUMBER_LEN];
	int64_t number = 0;
	const enum err e = store_number(st, sql, id, 0, &number);

	if (e == AM_OK)
		buf_str(out, number_show(shown, kind, number));
	return e;
}

/* "L 26-00417-3: C 26-00031-3 -> C 26-00032-1. reason", in no language. */
static enum err say(struct store *st, const struct case_moved *m, struct buf *out)
{
	static const char call[] = "SELECT number FROM call WHERE id = ?1";
	static const char file[] = "SELECT number FROM casefile WHERE id = ?1";
	enum err e = number_of(st, call, m->call_id, NUMBER_CALL, out);

	buf_str(out, ": ");
	if (e == AM_OK)
		e = number_of(st, file, m->from_case, NUMBER_CASE, out);
	buf_str(out, " -> ");
	if (e == AM_OK && m->to_case != 0)
		e = number_of(st, file, m->to_case, NUMBER_CASE, out);
	else
		buf_byte(out, '-');
	buf_printf(out, ". %s", m->reason);
	return e;
}

static enum err add_followup(
    struct store *st, const struct case_moved *m, const struct sent *s, const char *note)
{
	static const char sql[] = "INSERT INTO followup (case_id, due_at, operator_id, "
				  "kind, note, made_at, made_by)"
				  " VALUES (?1, ?2, ?3, 'other', ?4, ?2, ?5)";
	struct buf whole = { 0 };
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	buf_printf(&whole, "%s%s%s", s->body, *s->body != '\0' ? ": " : "", note);
	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, s->case_id);
		sqlite3_bind_int64(q, 2, m->now);
		store_bind_id(q, 3, s->sent_by);
		sqlite3_bind_text(q, 4, buf_text(&whole), -1, SQLITE_STATIC);
		sqlite3_bind_int64(q, 5, m->actor->operator_id);
	}
	e = store_run(st, q, e);
	buf_fini(&whole);
	return e;
}

static enum err tell_all(
    struct store *st, const struct case_moved *m, const struct sent *sent, size_t count)
{
	struct buf note = { 0 };
	enum err e = count > 0 ? say(st, m, &note) : AM_OK;

	for (size_t i = 0; e == AM_OK && i < count; i++) {
		e = alert_add(st, m->actor, ALERT_MOVED, "referral", sent[i].referral,
		    buf_text(&note), m->now);
		if (e == AM_OK)
			e = add_followup(st, m, &sent[i], buf_text(&note));
	}
	buf_fini(&note);
	return e;
}

/* What was promised on that call before at, and is not done. */
static enum err carry_followups(
    struct store *st, int64_t call_id, int64_t from_case, int64_t to_case, int64_t at)
{
	static const char sql[] =
	    "UPDATE followup SET case_id = ?3, version = version + 1 WHERE call_id = ?1"
	    " AND case_id IN " CASE_FAMILY("?2") " AND done_at IS NULL AND made_at <= ?4";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, call_id);
		sqlite3_bind_int64(q, 2, from_case);
		sqlite3_bind_int64(q, 3, to_case);
		sqlite3_bind_int64(q, 4, at);
	}
	return store_run(st, q, e);
}

enum err case_moved(struct store *st, const struct case_moved *m, size_t *told)
{
	struct sent *sent = mem_new(TOLD_MAX, sizeof(*sent));
	enum err e = find_sent(st, m, sent, told);

	if (e == AM_OK)
		e = tell_all(st, m, sent, *told);
	if (e == AM_OK && m->to_case != 0)
		e = carry_followups(st, m->call_id, m->from_case, m->to_case, m->now);
	free(sent);
	return e;
}

static enum err void_followups(struct store *st, const struct case_moved *m, int64_t at)
{
	static const char sql[] =
	    "UPDATE followup SET void_at = ?4, version = version + 1"
	    " WHERE case_id IN " CASE_FAMILY(
		"?1") " AND made_at = ?2 AND made_by = ?3"
		      " AND kind = 'other' AND done_at IS NULL AND void_at IS NULL";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, m->from_case);
		sqlite3_bind_int64(q, 2, at);
		sqlite3_bind_int64(q, 3, m->actor->operator_id);
		sqlite3_bind_int64(q, 4, m->now);
	}
	return store_run(st, q, e);
}

/* Of the referrals that case_moved() has told of. */
static enum err drop_alerts(struct store *st, const struct case_moved *m, int64_t at)
{
	static const char sql[] =
	    "SELECT a.entity_id FROM alert a JOIN referral r ON r.id = a.entity_id"
	    " WHERE a.kind = 'moved' AND a.entity = 'referral' AND a.seen_at IS NULL"
	    " AND a.at = ?2 AND r.case_id IN " CASE_FAMILY("?1");
	int64_t ids[TOLD_MAX];
	size_t count = 0;
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, m->from_case);
	sqlite3_bind_int64(q, 2, at);
	while (count < TOLD_MAX && sqlite3_step(q) == SQLITE_ROW)
		ids[count++] = sqlite3_column_int64(q, 0);
	store_done(st, q);
	for (size_t i = 0; e == AM_OK && i < count; i++)
		e = alert_drop(st, m->actor, ALERT_MOVED, "referral", ids[i], m->now);
	return e;
}

enum err case_moved_undo(struct store *st, const struct case_moved *m, int64_t at)
{
	enum err e = void_followups(st, m, at);

	if (e == AM_OK)
		e = drop_alerts(st, m, at);
	if (e == AM_OK && m->to_case != 0)
		e = carry_followups(st, m->call_id, m->to_case, m->from_case, at);
	return e;
}
