/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/offer_link.h"

#include <string.h>

#include "schema/alert.h"
#include "schema/base/buf.h"
#include "schema/base/json.h"
#include "schema/base/mem.h"
#include "schema/casefile_priv.h"
#include "schema/offer_priv.h"

#define CALLS_ALERT 3

static const char *const certainties[] = {
	[OFFER_NOT] = "no",
	[OFFER_POSSIBLE] = "possible",
	[OFFER_CONFIRMED] = "confirmed",
};

static enum offer_certainty certainty_find(const char *word)
{
	for (size_t i = 0; i < COUNT(certainties); i++)
		if (strcmp(certainties[i], word) == 0)
			return (enum offer_certainty)i;
	return OFFER_NOT;
}

/* --- small queries --- */

static void bind_two(sqlite3_stmt *q, int64_t a, int64_t b)
{
	sqlite3_bind_int64(q, 1, a);
	if (sqlite3_bind_parameter_count(q) > 1)
		sqlite3_bind_int64(q, 2, b);
}

enum err offer_ask(struct store *st, const char *sql, int64_t a, int64_t b, int64_t *out)
{
	*out = 0;
	return store_if_any(store_number(st, sql, a, b, out));
}

/* --- a link --- */

/* The two kinds of link: with a call, with a case. */
enum what { CALL, CASE };
static const struct {
	const char *read, *write, *erase, *name;
} kinds[] = {
	[CALL] = { "SELECT certainty, offer_id FROM offer_call WHERE call_id = ?2 AND"
		   " offer_id IN " OFFER_GROUP("?1") " ORDER BY certainty <> 'confirmed',"
						     " certainty <> 'possible' LIMIT 1",
	    "INSERT INTO offer_call (offer_id, call_id, certainty) VALUES (?1, ?2, ?3)"
	    " ON CONFLICT DO UPDATE SET certainty = ?3",
	    "DELETE FROM offer_call WHERE offer_id = ?1 AND call_id = ?2", "call" },
	[CASE] = { "SELECT certainty, offer_id FROM offer_case WHERE case_id = ?2 AND"
		   " offer_id IN " OFFER_GROUP("?1") " ORDER BY certainty <> 'confirmed',"
						     " certainty <> 'possible' LIMIT 1",
	    "INSERT INTO offer_case (offer_id, case_id, certainty) VALUES (?1, ?2, ?3)"
	    " ON CONFLICT DO UPDATE SET certainty = ?3",
	    "DELETE FROM offer_case WHERE offer_id = ?1 AND case_id = ?2", "case" },
};

/* A link that is there, and where it stands in the group. */
struct there {
	bool any;
	enum offer_certainty certainty;
	int64_t row;
};

static enum err read_link(
    struct store *st, enum what kind, int64_t id, int64_t other, struct there *out)
{
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, kinds[kind].read, &q);
	int rc;

	if (e != AM_OK)
		return e;
	bind_two(q, id, other);
	rc = sqlite3_step(q);
	*out = (struct there){ .any = rc == SQLITE_ROW, .row = id };
	if (rc == SQLITE_ROW) {
		out->certainty = certainty_find(store_text(q, 0));
		out->row = sqlite3_column_int64(q, 1);
	}
	store_done(st, q);
	return store_err(rc);
}

static enum err write_link(struct store *st, enum what kind, int64_t row, int64_t other,
    enum offer_certainty certainty)
{
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, kinds[kind].write, &q);

	if (e == AM_OK) {
		bind_two(q, row, other);
		sqlite3_bind_text(q, 3, certainties[certainty], -1, SQLITE_STATIC);
	}
	return store_run(st, q, e);
}

enum err offer_link_back(
    struct store *st, const char *what, int64_t row, int64_t other, const char *certainty)
{
	const enum what kind = strcmp(what, kinds[CASE].name) == 0 ? CASE : CALL;

	return *certainty == '\0'
		   ? store_change(st, kinds[kind].erase, row, other)
		   : write_link(st, kind, row, other, certainty_find(certainty));
}

static enum err tell_link(struct store *st, const struct actor *actor, enum what kind,
    int64_t id, int64_t other, const struct there *was, enum offer_certainty now_is,
    int64_t now)
{
	struct buf detail = { 0 };
	enum err e;

	buf_byte(&detail, '{');
	json_number(&detail, kinds[kind].name, other);
	json_pair(&detail, "certainty", certainties[now_is]);
	json_pair(&detail, "old", was->any ? certainties[was->certainty] : "");
	json_number(&detail, "row", was->row);
	buf_byte(&detail, '}');
	e = offer_tell(st, actor, "link", id, buf_text(&detail), now);
	buf_fini(&detail);
	return e;
}

/* --- what follows from a link --- */

enum err offer_calls(struct store *st, int64_t id, int64_t *count)
{
	return offer_ask(st,
	    "SELECT count(DISTINCT call_id) FROM offer_call WHERE certainty <> 'no'"
	    " AND offer_id IN " OFFER_GROUP("?1"),
	    id, 0, count);
}

enum err offer_touch(struct store *st, int64_t id)
{
	return store_change(st,
	    "UPDATE offer SET last_at = max(made_at, coalesce((SELECT max(c.started_at)"
	    " FROM offer_call l JOIN call c ON c.id = l.call_id WHERE l.certainty <> 'no'"
	    " AND l.offer_id IN " OFFER_GROUP("?1") "), 0)) WHERE id = ?1",
	    id, 0);
}

static enum err warn(struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	int64_t alert = 0;

	return alert_raise(st, actor, ALERT_OFFER, OFFER_ENTITY, id, "", now, &alert);
}

enum err offer_warn_of_calls(struct store *st, const struct actor *actor, int64_t id,
    int64_t before, int64_t after, int64_t now)
{
	return before < CALLS_ALERT && after >= CALLS_ALERT ? warn(st, actor, id, now)
							    : AM_OK;
}

static enum err set_link(struct store *st, const struct actor *actor, enum what kind,
    int64_t id, int64_t other, const struct there *was, enum offer_certainty certainty,
    int64_t now)
{
	int64_t before = 0, after = 0;
	enum err e = offer_calls(st, id, &before);

	if (e == AM_OK)
		e = write_link(st, kind, was->row, other, certainty);
	if (e == AM_OK)
		e = tell_link(st, actor, kind, id, other, was, certainty, now);
	if (e == AM_OK)
		e = offer_touch(st, id);
	if (e == AM_OK)
		e = offer_calls(st, id, &after);
	if (e == AM_OK)
		e = offer_warn_of_calls(st, actor, id, before, after, now);
	if (e == AM_OK && kind == CASE && certainty != OFFER_NOT &&
	    (!was->any || was->certainty == OFFER_NOT))
		e = warn(st, actor, id, now);
	return e;
}

enum err offer_link_call(struct store *st, const struct actor *actor, int64_t id,
    int64_t call_id, enum offer_certainty certainty, int64_t now)
{
	struct there was = { .any = false };
	int64_t root = 0;
	enum err e = read_link(st, CALL, id, call_id, &was);

	if (e == AM_OK)
		e = offer_root(st, id, &root);
	if (e != AM_OK)
		return e;
	if (was.any && (was.certainty == certainty || certainty == OFFER_POSSIBLE))
		return offer_touch(st, root);
	was.row = id;
	return set_link(st, actor, CALL, root, call_id, &was, certainty, now);
}

/* --- decisions --- */

static enum err in_group(struct store *st, int64_t id, int64_t other, bool *yes)
{
	int64_t n = 0;
	enum err e = offer_ask(st,
	    "SELECT count(*) FROM offer WHERE id = ?2 AND id IN " OFFER_GROUP("?1"), id,
	    other, &n);

	*yes = n > 0;
	return e;
}

/* It is not about this offer: what was merged for it is parted, else it gets its own. */
static enum err refuse_call(struct store *st, const struct actor *actor, int64_t id,
    int64_t call_id, const struct there *was, int64_t now)
{
	int64_t own = 0;
	bool merged = false;
	enum err e = offer_own_row(st, call_id, &own);

	if (e == AM_OK && own == id)
		return AM_INVALID; /* the row was made of this very call */
	if (e == AM_OK && own != 0)
		e = in_group(st, id, own, &merged);
	if (e != AM_OK)
		return e;
	if (merged)
		return offer_part_in(st, actor, own, now);
	e = set_link(st, actor, CALL, id, call_id, was, OFFER_NOT, now);
	return e == AM_OK ? offer_follow_call(st, actor, call_id, now) : e;
}

static enum err decide(struct store *st, const struct actor *actor, enum what kind,
    int64_t id, int64_t other, enum offer_certainty certainty, int64_t now)
{
	struct there was = { .any = false };
	int64_t root = 0;
	enum err e = offer_root(st, id, &root);

	if (e == AM_OK && root == 0)
		e = AM_MISSING;
	if (e == AM_OK)
		e = read_link(st, kind, root, other, &was);
	if (e != AM_OK || (was.any && was.certainty == certainty))
		return e;
	if (kind == CALL && certainty == OFFER_NOT)
		return refuse_call(st, actor, root, other, &was, now);
	return set_link(st, actor, kind, root, other, &was, certainty, now);
}

static enum err decide_in(struct store *st, const struct actor *actor, enum what kind,
    int64_t id, int64_t other, enum offer_certainty certainty, int64_t now)
{
	enum err e;

	if (!role_may(actor->role, ACT_OFFER_EDIT))
		return AM_DENIED;
	e = store_begin(st);
	return e == AM_OK
		   ? store_end(st, decide(st, actor, kind, id, other, certainty, now))
		   : e;
}

enum err offer_decide_call(struct store *st, const struct actor *actor, int64_t id,
    int64_t call_id, enum offer_certainty certainty, int64_t now)
{
	return decide_in(st, actor, CALL, id, call_id, certainty, now);
}

enum err offer_decide_case(struct store *st, const struct actor *actor, int64_t id,
    int64_t case_id, enum offer_certainty certainty, int64_t now)
{
	struct case_row row;
	enum err e = case_row_get(st, actor, case_id, now, &row);

	return e == AM_OK ? decide_in(st, actor, CASE, id, row.id, certainty, now) : e;
}

/* --- reading --- */

static void read_row(sqlite3_stmt *q, const struct actor *actor, struct offer_link *out)
{
	*out = (struct offer_link){ .offer_id = sqlite3_column_int64(q, 0),
		.call_id = sqlite3_column_int64(q, 1),
		.case_id = sqlite3_column_int64(q, 2),
		.number = sqlite3_column_int64(q, 3),
		.at = sqlite3_column_int64(q, 4),
		.certainty = certainty_find(store_text(q, 5)),
		.own = sqlite3_column_int64(q, 6) == actor->operator_id };
	str_copy(out->place, sizeof(out->place), store_text(q, 7));
	str_copy(out->who, sizeof(out->who), store_text(q, 8));
	str_copy(out->by, sizeof(out->by), store_text(q, 9));
}

/* A case says no more than its own lists would; AM_MISSING: she may not know of it. */
static enum err read_case(
    struct store *st, const struct actor *actor, int64_t now, struct offer_link *link)
{
	struct case_row row;
	enum err e = case_row_get(st, actor, link->case_id, now, &row);

	if (e == AM_OK && row.whole)
		str_copy(link->by, sizeof(link->by), row.title);
	if (e == AM_OK && !row.whole)
		*link->place = '\0';
	return e;
}

/* What others took of a case that does not exist for her is not told here either. */
static enum err read_call(
    struct store *st, const struct actor *actor, int64_t now, const struct offer_link *link)
{
	bool hides = false;
	const enum err e = case_hides_call(st, actor, link->call_id, now, &hides);

	return e == AM_OK && hides ? AM_MISSING : e;
}

static enum err leave_out(struct store *st, const struct actor *actor, int64_t now,
    struct offer_link *links, size_t *count)
{
	size_t n = 0;

	for (size_t i = 0; i < *count; i++) {
		const enum err e = links[i].case_id != 0
				       ? read_case(st, actor, now, &links[i])
				       : read_call(st, actor, now, &links[i]);

		if (e == AM_OK)
			links[n++] = links[i];
		else if (e != AM_MISSING && e != AM_DENIED)
			return e;
	}
	*count = n;
	return AM_OK;
}

enum err offer_links(struct store *st, const struct actor *actor, int64_t id,
    struct offer_link *out, size_t max, int64_t now, size_t *count)
{
	static const char sql[] =
	    "SELECT l.offer_id, 0, k.id, k.number, k.opened_at, l.certainty,"
	    " coalesce(k.assigned_to, k.opened_by), k.place_now, o.name, '', 0 AS kind"
	    " FROM offer_case l JOIN casefile k ON k.id = l.case_id"
	    " JOIN operator o ON o.id = coalesce(k.assigned_to, k.opened_by)"
	    " WHERE l.certainty <> 'no' AND l.offer_id IN " OFFER_GROUP(
		"?1") " UNION ALL SELECT l.offer_id, c.id, 0, c.number, c.started_at, "
		      "l.certainty,"
		      " c.operator_id, c.place_from, o.name, coalesce(c.offer_by, ''), 1"
		      " FROM offer_call l JOIN call c ON c.id = l.call_id"
		      " JOIN operator o ON o.id = c.operator_id"
		      " WHERE l.certainty <> 'no' AND l.offer_id IN " OFFER_GROUP(
			  "?1") " ORDER BY kind, 5 DESC, 4 DESC LIMIT ?2";
	sqlite3_stmt *q = NULL;
	size_t n = 0;
	enum err e;
	int rc = SQLITE_DONE;

	if (!role_may(actor->role, ACT_OFFER_VIEW))
		return AM_DENIED;
	e = store_prepare(st, sql, &q);
	if (e != AM_OK)
		return e;
	bind_two(q, id, (int64_t)max);
	while (n < max && (rc = sqlite3_step(q)) == SQLITE_ROW)
		read_row(q, actor, &out[n++]);
	store_done(st, q);
	e = store_err(rc);
	if (e == AM_OK)
		e = leave_out(st, actor, now, out, &n);
	if (e == AM_OK)
		*count = n;
	return e;
}
