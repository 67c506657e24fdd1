/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a call about an offer enters the register, and stays in step with it. */
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/call_priv.h"
#include "schema/offer_link.h"
#include "schema/offer_priv.h"

/* What the call tells of the offer, in the order of the query and of the columns. */
enum { BY, PHONE, KIND, PAPER, SEEN_ON, PLACE_FROM, PLACE_TO, PAY, TEXT, TOLD };
#define TOLD_COLUMNS \
	"by_name, phone, kind, paper, seen_on, place_from, place_to, pay, text"

struct told {
	bool about_offer; /* it is closed, and about an offer that can be known again */
	int64_t at;
	int64_t by;      /* who took it */
	sqlite3_stmt *q; /* its row lends the texts until told_fini() */
	const char *text[TOLD];
};

/* --- what the call tells --- */

static const char *said(sqlite3_stmt *q, int i)
{
	const char *text = store_text(q, i);
	const char *dot = strchr(text, '.');

	/* "did not say", of a text, a place or a list */
	return strcmp(text, "-") == 0 || (dot != NULL && strcmp(dot, ".-") == 0) ? ""
										 : text;
}

static enum err told_read(struct store *st, int64_t call_id, struct told *t)
{
	static const char sql[] =
	    "SELECT offer_by, offer_phone, offer_kind, offer_paper, offer_seen,"
	    " place_from, offer_country, offer_pay, offer_text,"
	    " status = 'closed' AND motive = 'motive.offer', started_at, operator_id"
	    " FROM call WHERE id = ?1";
	enum err e;
	int rc;

	*t = (struct told){ .q = NULL };
	e = store_prepare(st, sql, &t->q);
	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(t->q, 1, call_id);
	rc = sqlite3_step(t->q);
	if (rc != SQLITE_ROW)
		return rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	for (int i = 0; i < TOLD; i++)
		t->text[i] = said(t->q, i);
	t->at = sqlite3_column_int64(t->q, TOLD + 1);
	t->by = sqlite3_column_int64(t->q, TOLD + 2);
	t->about_offer = sqlite3_column_int(t->q, TOLD) != 0 &&
			 (*t->text[BY] != '\0' || *t->text[PHONE] != '\0' ||
			     *t->text[PAPER] != '\0' || *t->text[TEXT] != '\0');
	return AM_OK;
}

static void told_fini(struct store *st, struct told *t)
{
	store_done(st, t->q);
}

/* --- the row that was made of the call --- */

static void bind_told(sqlite3_stmt *q, const struct told *t, const struct buf *key)
{
	for (int i = 0; i < TOLD; i++) {
		const bool may_be_null = i == PHONE || i == KIND || i == SEEN_ON ||
					 i == PLACE_FROM || i == PLACE_TO;

		if (may_be_null && *t->text[i] == '\0')
			sqlite3_bind_null(q, i + 1);
		else
			sqlite3_bind_text(q, i + 1, t->text[i], -1, SQLITE_STATIC);
	}
	sqlite3_bind_text(q, TOLD + 1, buf_text(key), -1, SQLITE_STATIC);
}

static enum err make(struct store *st, const struct told *t, int64_t call_id, int64_t *id)
{
	static const char sql[] =
	    "INSERT INTO offer (" TOLD_COLUMNS ", fold, made_at, made_by, last_at,"
	    " from_call_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12,"
	    " ?11, ?13)";
	struct buf key = { 0 };
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	offer_key(&key, t->text[BY]);
	if (e == AM_OK) {
		bind_told(q, t, &key);
		sqlite3_bind_int64(q, TOLD + 2, t->at);
		sqlite3_bind_int64(q, TOLD + 3, t->by);
		sqlite3_bind_int64(q, TOLD + 4, call_id);
	}
	e = store_run(st, q, e);
	buf_fini(&key);
	if (e == AM_OK)
		*id = store_last_id(st);
	return e;
}

/* As long as no person has changed the row it says what the call says. */
static enum err follow(struct store *st, const struct told *t, int64_t id)
{
	static const char sql[] =
	    "UPDATE offer SET (" TOLD_COLUMNS ", fold) = (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8,"
	    " ?9, ?10), withdrawn = 0 WHERE id = ?11 AND (version = 1 OR withdrawn = 1)";
	struct buf key = { 0 };
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	offer_key(&key, t->text[BY]);
	if (e == AM_OK) {
		bind_told(q, t, &key);
		sqlite3_bind_int64(q, TOLD + 2, id);
	}
	e = store_run(st, q, e);
	buf_fini(&key);
	return e;
}

enum err offer_own_row(struct store *st, int64_t call_id, int64_t *id)
{
	return offer_ask(
	    st, "SELECT id FROM offer WHERE from_call_id = ?1", call_id, 0, id);
}

/* --- links --- */

/* The offer with the telephone of this one; what a person has refused for this call is
 * not proposed again. */
static enum err same_phone(
    struct store *st, const struct told *t, int64_t call_id, int64_t *id)
{
	int64_t refused = 0;
	enum err e;

	*id = 0;
	if (*t->text[PHONE] == '\0')
		return AM_OK;
	e = offer_with_phone(st, t->text[PHONE], id);
	if (e == AM_OK && *id != 0)
		e = offer_ask(st,
		    "SELECT count(*) FROM offer_call WHERE call_id = ?2 AND certainty = "
		    "'no'"
		    " AND offer_id IN " OFFER_GROUP("?1"),
		    *id, call_id, &refused);
	if (refused > 0)
		*id = 0;
	return e;
}

static enum err make_and_link(struct store *st, const struct actor *actor,
    const struct told *t, int64_t call_id, int64_t now)
{
	int64_t id = 0;
	enum err e = make(st, t, call_id, &id);

	if (e == AM_OK)
		e = offer_tell(st, actor, "create", id, "", now);
	return e == AM_OK ? offer_link_call(st, actor, id, call_id, OFFER_CONFIRMED, now)
			  : e;
}

/* The call has no row of its own yet. */
static enum err enter(struct store *st, const struct actor *actor, const struct told *t,
    int64_t call_id, int64_t now)
{
	int64_t confirmed = 0, known = 0;
	enum err e = offer_ask(st,
	    "SELECT count(*) FROM offer_call WHERE call_id = ?1 AND certainty = "
	    "'confirmed'",
	    call_id, 0, &confirmed);

	if (e != AM_OK || confirmed > 0)
		return e;
	e = same_phone(st, t, call_id, &known);
	if (e != AM_OK)
		return e;
	return known != 0
		   ? offer_link_call(st, actor, known, call_id, OFFER_POSSIBLE, now)
		   : make_and_link(st, actor, t, call_id, now);
}

/* Its own row says what the call says; another one with its telephone is proposed. */
static enum err keep_step(struct store *st, const struct actor *actor,
    const struct told *t, int64_t own, int64_t call_id, int64_t now)
{
	int64_t known = 0, root = 0;
	enum err e = follow(st, t, own);

	if (e == AM_OK)
		e = offer_link_call(st, actor, own, call_id, OFFER_CONFIRMED, now);
	if (e == AM_OK)
		e = same_phone(st, t, call_id, &known);
	if (e == AM_OK)
		e = offer_root(st, own, &root);
	if (e == AM_OK && known != 0 && known != root)
		e = offer_link_call(st, actor, known, call_id, OFFER_POSSIBLE, now);
	return e;
}

/* The call is not about an offer any more: neither is a row that nothing else is about.
 * What may not be kept of the call is not kept here either. */
static enum err leave(
    struct store *st, const struct told *t, int64_t own, int64_t call_id)
{
	static const char links[] =
	    "UPDATE offer_call SET certainty = 'no' WHERE call_id = ?1";
	static const char row[] =
	    "UPDATE offer SET withdrawn = 1 WHERE id = ?1 AND merged_into IS NULL"
	    " AND NOT EXISTS (SELECT 1 FROM offer m WHERE m.merged_into = ?1)"
	    " AND NOT EXISTS (SELECT 1 FROM offer_call WHERE offer_id = ?1"
	    "  AND certainty <> 'no')"
	    " AND NOT EXISTS (SELECT 1 FROM offer_case WHERE offer_id = ?1"
	    "  AND certainty <> 'no')";
	enum err e = store_change(st, links, call_id, 0);

	if (e == AM_OK && own != 0)
		e = follow(st, t, own);
	if (e == AM_OK && own != 0)
		e = store_change(st, row, own, 0);
	return e;
}

static enum err bring_in_step(struct store *st, const struct actor *actor,
    const struct told *t, int64_t call_id, int64_t now)
{
	int64_t own = 0;
	enum err e = offer_own_row(st, call_id, &own);

	/* What nobody has confirmed was proposed for what the call said before. */
	if (e == AM_OK)
		e = store_change(st,
		    "DELETE FROM offer_call WHERE call_id = ?1 AND certainty = "
		    "'possible'",
		    call_id, 0);
	if (e != AM_OK)
		return e;
	if (!t->about_offer)
		return leave(st, t, own, call_id);
	return own != 0 ? keep_step(st, actor, t, own, call_id, now)
			: enter(st, actor, t, call_id, now);
}

enum err offer_follow_call(
    struct store *st, const struct actor *actor, int64_t call_id, int64_t now)
{
	struct told t;
	enum err e = told_read(st, call_id, &t);

	if (e == AM_OK)
		e = bring_in_step(st, actor, &t, call_id, now);
	told_fini(st, &t);
	return e;
}
