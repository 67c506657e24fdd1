/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Offers of work and study as what is searched. */
#include "schema/base/mem.h"
#include "schema/search_priv.h"
#include "schema/store_priv.h"

#define COLUMNS "phon"

/* --- finding --- */

static enum err ask_words(const struct search_asking *a)
{
	struct buf words = { 0 };
	enum err e;

	search_expression(a->plan, COLUMNS, a->plan->count, &words);
	e = search_ask(a, "SELECT rowid FROM offer_fts WHERE offer_fts MATCH ?1",
	    "offer_fts.rowid", buf_text(&words));
	buf_fini(&words);
	return e;
}

static enum err ask_phone(const struct search_asking *a)
{
	const char *digits = search_subscriber(a->plan->words[a->plan->phone].digits);
	struct buf sql = { 0 }, words = { 0 };
	enum err e;

	search_expression(a->plan, COLUMNS, a->plan->phone, &words);
	buf_str(&sql,
	    "SELECT id FROM offer INDEXED BY offer_phone WHERE phone IS NOT NULL"
	    " AND merged_into IS NULL AND withdrawn = 0 AND ");
	search_add_ends(&sql, "phone", digits);
	buf_str(&sql, words.len > 0 ? " AND id IN (SELECT rowid FROM offer_fts"
				      " WHERE offer_fts MATCH ?1)"
				    : " AND ?1 IS NULL");
	e = search_ask(
	    a, buf_text(&sql), "offer.id", words.len > 0 ? buf_text(&words) : NULL);
	buf_fini(&words);
	buf_fini(&sql);
	return e;
}

static enum err ask_all(const struct search_asking *a)
{
	static const char any[] =
	    "SELECT id FROM offer WHERE merged_into IS NULL AND withdrawn = 0"
	    " AND ?1 IS NULL";
	const struct search_plan *plan = a->plan;
	enum err e = AM_OK;

	if (plan->count == 0 && !plan->open && (plan->to != 0 || plan->all))
		e = search_ask(a, any, "offer.id", NULL);
	if (e == AM_OK && plan->count > 0)
		e = ask_words(a);
	if (e == AM_OK && plan->phone < plan->count)
		e = ask_phone(a);
	return e;
}

static enum err find_offers(
    struct search_query *q, int64_t before, struct search_ids *ids)
{
	static const char in_time[] = "EXISTS (SELECT 1 FROM offer o WHERE o.id = %s"
				      " AND o.made_at >= ?4 AND o.made_at < ?5)";
	static const char bounds[] = "SELECT min(id), max(id) FROM offer"
				     " WHERE made_at >= ?1 AND made_at < ?2";
	struct search_asking a = { .st = q->st,
		.plan = q->plan,
		.time = in_time,
		.low = 1,
		.high = before != 0 ? before : INT64_MAX,
		.ids = ids };
	enum err e = q->plan->to != 0 ? search_bound(&a, bounds) : AM_OK;

	if (e == AM_OK)
		e = ask_all(&a);
	search_put_in_order(ids);
	return e;
}

/* --- what fits, and as a hit --- */

/* Facets and telephone. */
struct looks {
	char facet[160], phone[24];
};

static enum err read_looks(struct store *st, int64_t id, struct looks *out)
{
	static const char sql[] =
	    "SELECT lower(f.facet), coalesce(o.phone, '') FROM offer o"
	    " LEFT JOIN offer_fts f ON f.rowid = o.id WHERE o.id = ?1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	rc = sqlite3_step(q);
	if (rc == SQLITE_ROW) {
		str_printf(out->facet, sizeof(out->facet), " %s ", store_text(q, 0));
		str_copy(out->phone, sizeof(out->phone), store_text(q, 1));
	}
	store_done(st, q);
	return rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
}

enum err search_hit_offer(struct store *st, int64_t id, struct search_hit *out)
{
	static const char sql[] =
	    "SELECT made_at, coalesce(substr(kind, 11), ''),"
	    " coalesce(place_to, place_from, ''), by_name FROM offer WHERE id = ?1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	*out = (struct search_hit){ .kind = SEARCH_OFFER, .id = id, .whole = true };
	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	rc = sqlite3_step(q);
	if (rc == SQLITE_ROW) {
		out->at = sqlite3_column_int64(q, 0);
		str_copy(out->what, sizeof(out->what), store_text(q, 1));
		str_copy(out->place, sizeof(out->place), store_text(q, 2));
		str_copy(out->who, sizeof(out->who), store_text(q, 3));
	}
	store_done(st, q);
	return rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
}

static enum err show_offer(
    const struct search_query *q, int64_t id, struct search_hit *out)
{
	const struct search_plan *plan = q->plan;
	struct looks looks = { .facet = "" };
	enum err e = search_hit_offer(q->st, id, out);

	if (e == AM_OK)
		e = read_looks(q->st, id, &looks);
	if (plan->to != 0)
		out->matched = SEARCH_DATE;
	for (size_t i = 0; e == AM_OK && i < plan->count; i++)
		if (i == plan->phone && search_ends_with(looks.phone,
					    search_subscriber(plan->words[i].digits)))
			out->matched |= SEARCH_PHONE;
		else
			out->matched |= search_match_word(&plan->words[i], looks.facet);
	return e;
}

const struct search_source search_offers = {
	.action = ACT_OFFER_VIEW,
	.when = "SELECT made_at FROM offer WHERE id = ?1",
	.find = find_offers,
	.show = show_offer,
};
