/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two rows of the register that are one offer. */
#include "schema/base/buf.h"
#include "schema/base/json.h"
#include "schema/call_priv.h"
#include "schema/offer_priv.h"

/* --- merging --- */

/* The names and the latest call of a group stand in the row that counts for it. */
static enum err gather_names(struct store *st, int64_t root)
{
	enum err e = store_change(st,
	    "UPDATE offer SET also = coalesce((SELECT group_concat(by_name, '; ') FROM "
	    "offer"
	    " WHERE id <> ?1 AND by_name <> '' AND id IN " OFFER_GROUP(
		"?1") "), '')"
		      " WHERE id = ?1",
	    root, 0);

	return e == AM_OK ? offer_touch(st, root) : e;
}

static enum err tell(struct store *st, const struct actor *actor, const char *what,
    int64_t id, int64_t other, int64_t now)
{
	struct buf detail = { 0 };
	enum err e;

	buf_byte(&detail, '{');
	json_number(&detail, "with", other);
	buf_byte(&detail, '}');
	e = offer_tell(st, actor, what, id, buf_text(&detail), now);
	buf_fini(&detail);
	return e;
}

/* Told of both: who looks at either sees it, and the last thing done to it. */
enum err offer_merge_in(
    struct store *st, const struct actor *actor, int64_t id, int64_t into, int64_t now)
{
	int64_t from = 0, to = 0, before = 0, after = 0;
	enum err e = offer_root(st, id, &from);

	if (e == AM_OK)
		e = offer_root(st, into, &to);
	if (e == AM_OK && (from == 0 || to == 0))
		e = AM_MISSING;
	if (e == AM_OK && from == to)
		e = AM_INVALID;
	if (e == AM_OK)
		e = offer_calls(st, to, &before);
	if (e == AM_OK)
		e = store_change(
		    st, "UPDATE offer SET merged_into = ?2 WHERE id = ?1", from, to);
	if (e == AM_OK)
		e = gather_names(st, to);
	if (e == AM_OK)
		e = tell(st, actor, "merge", from, to, now);
	if (e == AM_OK)
		e = tell(st, actor, "merged", to, from, now);
	if (e == AM_OK)
		e = offer_calls(st, to, &after);
	return e == AM_OK ? offer_warn_of_calls(st, actor, to, before, after, now) : e;
}

enum err offer_part_in(
    struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	int64_t into = 0, root = 0;
	enum err e =
	    offer_ask(st, "SELECT merged_into FROM offer WHERE id = ?1", id, 0, &into);

	if (e == AM_OK && into == 0)
		e = AM_INVALID;
	if (e == AM_OK)
		e = offer_root(st, into, &root);
	if (e == AM_OK)
		e = store_change(
		    st, "UPDATE offer SET merged_into = NULL WHERE id = ?1", id, 0);
	if (e == AM_OK)
		e = gather_names(st, root);
	if (e == AM_OK)
		e = gather_names(st, id);
	if (e == AM_OK)
		e = tell(st, actor, "part", id, root, now);
	return e == AM_OK ? tell(st, actor, "parted", root, id, now) : e;
}

static enum err in_brackets(
    struct store *st, const struct actor *actor, int64_t id, int64_t into, int64_t now)
{
	enum err e;

	if (!role_may(actor->role, ACT_OFFER_EDIT))
		return AM_DENIED;
	e = store_begin(st);
	if (e != AM_OK)
		return e;
	return store_end(st, into != 0 ? offer_merge_in(st, actor, id, into, now)
				       : offer_part_in(st, actor, id, now));
}

enum err offer_merge(
    struct store *st, const struct actor *actor, int64_t id, int64_t into, int64_t now)
{
	return in_brackets(st, actor, id, into, now);
}

enum err offer_part(struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	return in_brackets(st, actor, id, 0, now);
}

enum err offer_merged(struct store *st, const struct actor *actor, int64_t id,
    struct offer_row *out, size_t max, size_t *count)
{
	static const char sql[] =
	    "SELECT " OFFER_COLUMNS
	    " FROM offer o WHERE o.id <> ?1 AND o.id IN " OFFER_GROUP(
		"?1") " ORDER BY o.id LIMIT ?2";
	char country[CALL_COUNTRY_LEN];
	sqlite3_stmt *q = NULL;
	size_t n = 0;
	enum err e = AM_DENIED;
	int rc = SQLITE_DONE;

	if (role_may(actor->role, ACT_OFFER_VIEW))
		e = call_country(st, country);
	if (e == AM_OK)
		e = store_prepare(st, sql, &q);
	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	sqlite3_bind_int64(q, 2, (int64_t)max);
	while (n < max && (rc = sqlite3_step(q)) == SQLITE_ROW)
		offer_read_row(q, country, &out[n++]);
	store_done(st, q);
	e = store_err(rc);
	if (e == AM_OK)
		*count = n;
	return e;
}
