/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/call_priv.h"

#include <string.h>

#include "schema/agent.h"
#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/mem.h"
#include "schema/form_priv.h"
#include "schema/number.h"
#include "schema/setting.h"

static const char *const status_words[] = {
	[CALL_OPEN] = "open",
	[CALL_CLOSED] = "closed",
	[CALL_VOID] = "void",
};

static enum call_status status_find(const char *word)
{
	for (size_t i = 0; i < COUNT(status_words); i++)
		if (strcmp(status_words[i], word) == 0)
			return (enum call_status)i;
	return CALL_VOID;
}

void call_read_row(sqlite3_stmt *q, struct call *out)
{
	*out = (struct call){
		.id = sqlite3_column_int64(q, 0),
		.number = sqlite3_column_int64(q, 1),
		.version = sqlite3_column_int64(q, 2),
		.started_at = sqlite3_column_int64(q, 3),
		.ended_at = sqlite3_column_int64(q, 4),
		.operator_id = sqlite3_column_int64(q, 5),
		.status = status_find(store_text(q, 6)),
		.outgoing = sqlite3_column_int(q, 8) != 0,
		.hard = sqlite3_column_int(q, 9) != 0,
		.entered_at = sqlite3_column_int64(q, 10),
		.continues_id = sqlite3_column_int64(q, 11),
		.assessed_at = sqlite3_column_int64(q, 13),
	};
	str_copy(out->trunk, sizeof(out->trunk), store_text(q, 7));
	str_copy(out->assess, sizeof(out->assess), store_text(q, 12));
	str_copy(out->assess_by, sizeof(out->assess_by), store_text(q, 14));
	str_copy(out->assess_org, sizeof(out->assess_org), store_text(q, 15));
}

enum err call_country(struct store *st, char out[CALL_COUNTRY_LEN])
{
	return setting_text(st, SET_COUNTRY, out, CALL_COUNTRY_LEN);
}

enum err call_fetch(struct store *st, int64_t id, struct call *call, struct record *rec)
{
	char country[CALL_COUNTRY_LEN];
	struct buf sql = { 0 };
	sqlite3_stmt *q = NULL;
	enum err e = call_country(st, country);
	int rc;

	buf_str(&sql, "SELECT " CALL_COLUMNS ", ");
	form_columns(&sql, &call_form);
	buf_str(&sql, " FROM call c WHERE c.id = ?1");
	if (e == AM_OK)
		e = store_prepare(st, buf_text(&sql), &q);
	buf_fini(&sql);
	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	if (e == AM_OK) {
		call_read_row(q, call);
		if (rec != NULL)
			form_read(q, CALL_COLUMN_COUNT, rec, country);
	}
	store_done(st, q);
	return e;
}

bool call_owns(const struct actor *actor, const struct call *call)
{
	return call->operator_id == actor->operator_id;
}

bool call_may(
    const struct actor *actor, const struct call *call, enum action own, enum action any)
{
	return role_may(actor->role, call_owns(actor, call) ? own : any);
}

enum err call_tell(struct store *st, const struct actor *actor, const char *what,
    int64_t id, const char *detail, int64_t now)
{
	return audit_add(st, actor, now, what, CALL_ENTITY, id, detail);
}

/* --- a new call and its number --- */

/* The number after the greatest of this year; BEGIN IMMEDIATE keeps others away. */
static enum err next_number(struct store *st, int64_t now, int64_t *number)
{
	static const char sql[] = "SELECT coalesce(max(number), ?1) + 1 FROM call WHERE "
				  "number BETWEEN ?1 AND ?2";
	const int64_t year = clock_split(now).year % 100 * NUMBER_YEAR;

	return store_number(st, sql, year, year + NUMBER_YEAR - 1, number);
}

static enum err insert(struct store *st, const struct actor *actor, int64_t number,
    bool late, int64_t now)
{
	static const char sql[] =
	    "INSERT INTO call (number, operator_id, session_id, started_at, status,"
	    " entered_late, entered_at) VALUES (?1, ?2, ?3, ?4, 'open', ?5, ?6)";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, number);
		sqlite3_bind_int64(q, 2, actor->operator_id);
		store_bind_id(q, 3, actor->session_id);
		sqlite3_bind_int64(q, 4, now);
		sqlite3_bind_int(q, 5, late);
		store_bind_id(q, 6, late ? now : 0);
	}
	return store_run(st, q, e);
}

static enum err create(struct store *st, const struct actor *actor, bool late,
    int64_t now, struct call *call)
{
	int64_t number = 0;
	enum err e = next_number(st, now, &number);

	if (e == AM_OK)
		e = insert(st, actor, number, late, now);
	if (e == AM_OK)
		e = call_fetch(st, store_last_id(st), call, NULL);
	if (e == AM_OK)
		e = audit_add(st, actor, now, "create", CALL_ENTITY, call->id, "");
	if (e == AM_OK)
		e = agent_is(st, actor, late ? AGENT_WRITING : AGENT_ON_CALL, now);
	return e;
}

static enum err open_call(struct store *st, const struct actor *actor, bool late,
    int64_t now, struct call *call)
{
	struct call made;
	enum err e;

	if (!role_may(actor->role, ACT_CALL_CREATE) || actor->operator_id == 0)
		return AM_DENIED;
	e = store_begin(st);
	if (e != AM_OK)
		return e;
	e = store_end(st, create(st, actor, late, now, &made));
	if (e == AM_OK)
		*call = made;
	return e;
}

enum err call_new(
    struct store *st, const struct actor *actor, int64_t now, struct call *call)
{
	return open_call(st, actor, false, now, call);
}

enum err call_new_late(
    struct store *st, const struct actor *actor, int64_t now, struct call *call)
{
	return open_call(st, actor, true, now, call);
}
