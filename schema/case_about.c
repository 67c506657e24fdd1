/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The case that a call says it is about, by its number: linked with the save. */
#include <string.h>

#include "schema/casefile_priv.h"
#include "schema/number.h"

static bool is_of_call(const char *typed)
{
	const char letter = typed[strspn(typed, " \t")];

	return letter == NUMBER_CALL || letter == 'l';
}

static enum err find(struct store *st, const struct actor *actor, const char *typed,
    int64_t now, enum case_about *what, int64_t *root)
{
	enum case_way way;
	int64_t id = 0;
	bool hidden;
	enum err e = case_find(st, actor, typed, now, &id);

	if (e == AM_OK)
		e = case_way_to(st, actor, id, now, root, &way, &hidden);
	if (e == AM_OK)
		*what = way == CASE_CLOSED_TO_HER ? ABOUT_REASON : ABOUT_OWN;
	else if (e == AM_MISSING)
		*what = ABOUT_NO_CASE;
	return e == AM_MISSING ? AM_OK : e;
}

static enum err look(struct store *st, const struct actor *actor, const char *typed,
    int64_t now, enum case_about *what, int64_t *root)
{
	int64_t number;

	*what = ABOUT_NOTHING;
	if (strpbrk(typed, "0123456789") == NULL || !role_may(actor->role, ACT_CASE_LIST))
		return AM_OK;
	if (number_parse(typed, &number) != AM_OK) {
		*what = ABOUT_WRONG;
		return AM_OK;
	}
	return is_of_call(typed) ? AM_OK : find(st, actor, typed, now, what, root);
}

enum err case_about(struct store *st, const struct actor *actor, const char *typed,
    int64_t now, enum case_about *what)
{
	int64_t root = 0;

	return look(st, actor, typed, now, what, &root);
}

enum err case_about_link(struct store *st, const struct actor *actor, int64_t call_id,
    const char *typed, int64_t now, int64_t *number)
{
	enum case_about what;
	struct casefile c;
	int64_t root = 0;
	enum err e = look(st, actor, typed, now, &what, &root);

	if (e != AM_OK || what != ABOUT_OWN || !role_may(actor->role, ACT_CASE_EDIT))
		return e;
	e = case_link(st, actor, call_id, root, CASE_CONFIRMED, typed, now, NULL);
	if (e == AM_EXISTS)
		return AM_OK;
	if (e == AM_OK)
		e = case_fetch(st, root, &c);
	if (e == AM_OK)
		*number = c.number;
	return e;
}

enum err case_about_undo(struct store *st, const struct actor *actor, int64_t call_id,
    int64_t at, int64_t now)
{
	static const char sql[] =
	    "SELECT id FROM call_case WHERE call_id = ?1 AND linked_by = ?2"
	    " AND linked_at = ?3 AND certainty = 'confirmed' AND why <> ''"
	    " AND ended_at IS NULL";
	sqlite3_stmt *q = NULL;
	int64_t link = 0;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, call_id);
	sqlite3_bind_int64(q, 2, actor->operator_id);
	sqlite3_bind_int64(q, 3, at);
	rc = sqlite3_step(q);
	if (rc == SQLITE_ROW)
		link = sqlite3_column_int64(q, 0);
	store_done(st, q);
	e = store_err(rc);
	return e == AM_OK && link != 0 ? case_link_undo(st, actor, link, now) : e;
}
