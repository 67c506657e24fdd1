/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one did last to an offer, taken back: the audit knows what it was. */
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/call_priv.h"
#include "schema/form_priv.h"
#include "schema/offer_priv.h"
#include "schema/record.h"

/* The last thing that was done to an offer. */
struct deed {
	int64_t offer_id, by, at;
	char what[16];
	char *detail; /* JSON */
};

static enum err last_deed(struct store *st, int64_t id, struct deed *out)
{
	static const char sql[] =
	    "SELECT coalesce(operator_id, 0), at, action, detail FROM audit"
	    " WHERE entity = 'offer' AND entity_id = ?1 AND action NOT IN ('view',"
	    " 'refused', 'yield') ORDER BY id DESC LIMIT 1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	*out = (struct deed){ .offer_id = id };
	if (e == AM_OK) {
		out->by = sqlite3_column_int64(q, 0);
		out->at = sqlite3_column_int64(q, 1);
		str_copy(out->what, sizeof(out->what), store_text(q, 2));
		out->detail = mem_dup(store_text(q, 3));
	}
	store_done(st, q);
	return e;
}

/* A value of the detail, "" if it has none; the caller frees it. */
static char *detail_text(struct store *st, const struct deed *d, const char *path)
{
	sqlite3_stmt *q = NULL;
	char *text = NULL;

	if (store_prepare(st, "SELECT json_extract(?1, ?2)", &q) == AM_OK) {
		sqlite3_bind_text(q, 1, d->detail, -1, SQLITE_STATIC);
		sqlite3_bind_text(q, 2, path, -1, SQLITE_STATIC);
		if (sqlite3_step(q) == SQLITE_ROW)
			text = mem_dup(store_text(q, 0));
	}
	store_done(st, q);
	return text != NULL ? text : mem_dup("");
}

static int64_t detail_id(struct store *st, const struct deed *d, const char *path)
{
	char *text = detail_text(st, d, path);
	const int64_t id = strtoll(text, NULL, 10);

	free(text);
	return id;
}

/* --- each deed --- */

/* A row entered by hand: no call is about it, so it only leaves the register. */
static enum err undo_create(
    struct store *st, const struct actor *actor, const struct deed *d, int64_t now)
{
	int64_t by_hand = 0;
	enum err e = offer_ask(st,
	    "SELECT count(*) FROM offer WHERE id = ?1 AND from_call_id IS NULL",
	    d->offer_id, 0, &by_hand);

	(void)actor, (void)now;
	if (e == AM_OK && by_hand == 0)
		e = AM_DENIED;
	if (e == AM_OK)
		e = store_change(
		    st, "UPDATE offer SET withdrawn = 1 WHERE id = ?1", d->offer_id, 0);
	return e;
}

/* Give rec the old values: {"old":{"by_name":"..."}}. */
static enum err apply_old(struct store *st, const struct deed *d, struct record *rec)
{
	static const char sql[] = "SELECT key, value FROM json_each(?1, '$.old')";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_text(q, 1, d->detail, -1, SQLITE_STATIC);
	while ((rc = sqlite3_step(q)) == SQLITE_ROW)
		record_set_id(rec, store_text(q, 0), store_text(q, 1));
	store_done(st, q);
	return store_err(rc);
}

static enum err undo_update(
    struct store *st, const struct actor *actor, const struct deed *d, int64_t now)
{
	struct record *rec = record_new(&offer_form);
	struct buf key = { 0 };
	int64_t version = 0;
	enum err e = form_load(st, d->offer_id, rec, &version);

	(void)actor, (void)now;
	if (e == AM_OK)
		e = apply_old(st, d, rec);
	offer_key(&key, record_get_id(rec, "by_name"));
	if (e == AM_OK) {
		const struct form_fixed fold = { .column = "fold",
			.text = buf_text(&key) };

		e = form_update(st, d->offer_id, version, rec, &fold, 1);
	}
	buf_fini(&key);
	record_free(rec);
	return e;
}

/* A refused call had got a row of its own: that leaves the register again. */
static enum err drop_own_row(struct store *st, const struct deed *d, int64_t call_id)
{
	int64_t own = 0;
	enum err e = offer_own_row(st, call_id, &own);

	if (e != AM_OK || own == 0 || own == d->offer_id)
		return e;
	e = store_change(st, "DELETE FROM offer_call WHERE offer_id = ?1", own, 0);
	return e == AM_OK ? store_change(st,
				"UPDATE offer SET withdrawn = 1, from_call_id = NULL"
				" WHERE id = ?1",
				own, 0)
			  : e;
}

static enum err undo_link(
    struct store *st, const struct actor *actor, const struct deed *d, int64_t now)
{
	const int64_t call_id = detail_id(st, d, "$.call");
	const int64_t case_id = detail_id(st, d, "$.case");
	const int64_t row = detail_id(st, d, "$.row");
	char *old = detail_text(st, d, "$.old"), *new = detail_text(st, d, "$.certainty");
	enum err e = offer_link_back(st, call_id != 0 ? "call" : "case", row,
	    call_id != 0 ? call_id : case_id, old);

	(void)actor, (void)now;
	if (e == AM_OK && call_id != 0 && strcmp(new, "no") == 0)
		e = drop_own_row(st, d, call_id);
	if (e == AM_OK)
		e = offer_touch(st, d->offer_id);
	free(old);
	free(new);
	return e;
}

static enum err undo_merge(
    struct store *st, const struct actor *actor, const struct deed *d, int64_t now)
{
	const int64_t other = detail_id(st, d, "$.with");

	return offer_part_in(
	    st, actor, strcmp(d->what, "merge") == 0 ? d->offer_id : other, now);
}

static enum err undo_part(
    struct store *st, const struct actor *actor, const struct deed *d, int64_t now)
{
	const int64_t other = detail_id(st, d, "$.with");

	return strcmp(d->what, "part") == 0
		   ? offer_merge_in(st, actor, d->offer_id, other, now)
		   : offer_merge_in(st, actor, other, d->offer_id, now);
}

static const struct {
	const char *what;
	enum err (*undo)(struct store *st, const struct actor *actor,
	    const struct deed *d, int64_t now);
} deeds[] = {
	{ "create", undo_create },
	{ "update", undo_update },
	{ "link", undo_link },
	{ "merge", undo_merge },
	{ "merged", undo_merge },
	{ "part", undo_part },
	{ "parted", undo_part },
};

/* --- the way back --- */

static enum err undo(
    struct store *st, const struct actor *actor, const struct deed *d, int64_t now)
{
	for (size_t i = 0; i < COUNT(deeds); i++)
		if (strcmp(deeds[i].what, d->what) == 0) {
			enum err e = deeds[i].undo(st, actor, d, now);

			return e == AM_OK ? offer_tell(st, actor, "undo", d->offer_id,
						d->detail, now)
					  : e;
		}
	return AM_CONFLICT; /* it was taken back already */
}

static enum err take_back(
    struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	struct deed d = { .detail = NULL };
	enum err e = last_deed(st, id, &d);

	if (e == AM_OK && d.by != actor->operator_id)
		e = AM_CONFLICT;
	if (e == AM_OK && now - d.at > STORE_GRACE)
		e = AM_DENIED;
	if (e == AM_OK)
		e = undo(st, actor, &d, now);
	free(d.detail);
	return e;
}

enum err offer_take_back(
    struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	enum err e;

	if (!role_may(actor->role, ACT_OFFER_EDIT))
		return AM_DENIED;
	e = store_begin(st);
	return e == AM_OK ? store_end(st, take_back(st, actor, id, now)) : e;
}
