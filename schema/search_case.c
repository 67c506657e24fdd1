/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases as what is searched: their text, their people, names that are similar. */
#include <stdlib.h>
#include <string.h>

#include "schema/age.h"
#include "schema/base/mem.h"
#include "schema/casefile_priv.h"
#include "schema/match_priv.h"
#include "schema/person_priv.h"
#include "schema/search_priv.h"
#include "schema/store_priv.h"

#define COLUMNS "names said"
#define NEAR_MAX 20     /* persons with a similar name */
#define NEAR_LEAST 4    /* letters of a name that is compared */
#define FEW SEARCH_PAGE /* hits; with less similar names are looked for */

/* --- finding --- */

static enum err ask_words(const struct search_asking *a)
{
	struct buf words = { 0 };
	enum err e;

	search_expression(a->plan, COLUMNS, a->plan->count, &words);
	e = search_ask(a, "SELECT rowid FROM case_fts WHERE case_fts MATCH ?1",
	    "case_fts.rowid", buf_text(&words));
	buf_fini(&words);
	return e;
}

/* Cases of people with such a telephone of which the other words are true, too. */
static enum err ask_phone(const struct search_asking *a)
{
	const char *digits = search_subscriber(a->plan->words[a->plan->phone].digits);
	struct buf sql = { 0 }, words = { 0 };
	enum err e;

	search_expression(a->plan, COLUMNS, a->plan->phone, &words);
	buf_str(&sql, "SELECT l.case_id FROM person h CROSS JOIN case_person l"
		      " ON l.person_id IN (" PERSON_WITH_SAME("h.id")
		      "SELECT id FROM same) WHERE l.ended_at IS NULL"
		      " AND h.phone IS NOT NULL AND ");
	search_add_ends(&sql, "h.phone", digits);
	buf_str(&sql, words.len > 0 ? " AND l.case_id IN (SELECT rowid FROM case_fts"
				      " WHERE case_fts MATCH ?1)"
				    : " AND ?1 IS NULL");
	e = search_ask(
	    a, buf_text(&sql), "l.case_id", words.len > 0 ? buf_text(&words) : NULL);
	buf_fini(&words);
	buf_fini(&sql);
	return e;
}

static enum err ask_all(const struct search_asking *a)
{
	static const char number[] = "SELECT id FROM casefile WHERE number = ?1";
	static const char open[] = "SELECT id FROM casefile WHERE closed_at IS NULL"
				   " AND merged_into IS NULL AND ?1 IS NULL";
	static const char any[] =
	    "SELECT id FROM casefile WHERE merged_into IS NULL AND ?1 IS NULL";
	const struct search_plan *plan = a->plan;
	enum err e = AM_OK;

	if (plan->number != 0)
		e = search_ask_number(a, number, plan->number);
	if (e == AM_OK && plan->open)
		e = search_ask(a, open, "casefile.id", NULL);
	else if (e == AM_OK && plan->count == 0 && (plan->to != 0 || plan->all))
		e = search_ask(a, any, "casefile.id", NULL);
	if (e == AM_OK && plan->count > 0)
		e = ask_words(a);
	if (e == AM_OK && plan->phone < plan->count)
		e = ask_phone(a);
	return e;
}

/* --- similar names --- */

/* A word that may be a part of a name: letters, and it stands for nothing else. */
static bool may_be_name(const struct search_word *w)
{
	return w->facet_count == 0 && *w->digits == '\0' && !w->only_facet;
}

/* The words of a name together; the other ones have to be there as ever. */
static void name_of(
    const struct search_plan *plan, struct search_plan *rest, struct buf *name)
{
	*rest = *plan;
	rest->count = 0;
	for (size_t i = 0; i < plan->count; i++)
		if (may_be_name(&plan->words[i]))
			buf_printf(
			    name, "%s%s", name->len > 0 ? " " : "", plan->words[i].fold);
		else
			rest->words[rest->count++] = plan->words[i];
	rest->phone = rest->count;
}

/* Also the cases that know her as an entry that was merged into this one. */
static enum err ask_person(const struct search_asking *a, int64_t person)
{
	struct buf words = { 0 }, sql = { 0 };
	enum err e;

	search_expression(a->plan, COLUMNS, a->plan->count, &words);
	buf_printf(&sql,
	    "SELECT l.case_id FROM case_person l WHERE l.person_id IN"
	    " (" PERSON_WITH_SAME("%lld") "SELECT id FROM same)"
	    " AND l.ended_at IS NULL AND %s",
	    (long long)person,
	    words.len > 0 ? "l.case_id IN (SELECT rowid FROM case_fts WHERE case_fts"
			    " MATCH ?1)"
			  : "?1 IS NULL");
	e = search_ask(
	    a, buf_text(&sql), "l.case_id", words.len > 0 ? buf_text(&words) : NULL);
	buf_fini(&words);
	buf_fini(&sql);
	return e;
}

static enum err ask_near(const struct search_asking *a)
{
	struct match_person found[NEAR_MAX];
	struct search_plan rest;
	struct search_asking narrow = *a;
	struct buf name = { 0 };
	size_t count = 0;
	enum err e = AM_OK;

	name_of(a->plan, &rest, &name);
	narrow.plan = &rest;
	if (name.len >= NEAR_LEAST)
		e = match_persons(a->st, buf_text(&name), found, NEAR_MAX, &count);
	for (size_t i = 0; e == AM_OK && i < count; i++)
		if (found[i].distance <= match_farthest(buf_text(&name)))
			e = ask_person(&narrow, found[i].id);
	buf_fini(&name);
	return e;
}

/* --- merged cases and those that do not exist for her --- */

/* A merged case is found as the one that it is part of; one that was restricted and is
 * closed to her is not found. */
static enum err settle(
    const struct search_query *q, const char *sql, int64_t before, struct search_ids *ids)
{
	sqlite3_stmt *st = NULL;
	enum err e = store_prepare(q->st, sql, &st);
	int rc = SQLITE_DONE;

	search_put_in_order(ids);
	while (e == AM_OK && (rc = sqlite3_step(st)) == SQLITE_ROW) {
		const size_t at = search_place_of(ids, sqlite3_column_int64(st, 0));
		enum case_way way;
		int64_t root = 0;
		bool hidden = true;

		if (at == ids->count)
			continue;
		e = case_way_to(
		    q->st, q->actor, ids->id[at], q->now, &root, &way, &hidden);
		ids->id[at] = hidden || (before != 0 && root >= before) ? 0 : root;
	}
	store_done(q->st, st);
	return e == AM_OK ? store_err(rc) : e;
}

static enum err settle_all(
    const struct search_query *q, int64_t before, struct search_ids *ids)
{
	enum err e = settle(
	    q, "SELECT id FROM casefile WHERE merged_into IS NOT NULL", before, ids);

	if (e == AM_OK)
		e = settle(
		    q, "SELECT id FROM casefile WHERE restricted = 1", before, ids);
	search_put_in_order(ids);
	while (ids->count > 0 && ids->id[ids->count - 1] == 0)
		ids->count--;
	return e;
}

static enum err bounds(struct search_asking *a, int64_t before)
{
	static const char sql[] = "SELECT min(id), max(id) FROM casefile"
				  " WHERE opened_at >= ?1 AND opened_at < ?2";

	if (before != 0)
		a->high = before;
	return a->plan->to != 0 ? search_bound(a, sql) : AM_OK;
}

/* What so many calls say is no name heard wrong. */
static bool is_worth_more(const struct search_query *q, const struct search_ids *ids)
{
	return ids->count < FEW && q->found <= SEARCH_COUNTED && q->plan->count > 0 &&
	       q->plan->number == 0;
}

static enum err find_cases(struct search_query *q, int64_t before, struct search_ids *ids)
{
	static const char in_time[] = "EXISTS (SELECT 1 FROM casefile k WHERE k.id = %s"
				      " AND k.opened_at >= ?4 AND k.opened_at < ?5)";
	struct search_asking a = { .st = q->st,
		.plan = q->plan,
		.time = in_time,
		.low = 1,
		.high = INT64_MAX,
		.ids = ids };
	enum err e = bounds(&a, before);

	if (e == AM_OK)
		e = ask_all(&a);
	search_put_in_order(ids);
	if (before == 0) {
		const bool worth = is_worth_more(q, ids);

		q->near = worth && q->similar;
		q->rest = worth && !q->similar;
	}
	if (e == AM_OK && q->near)
		e = ask_near(&a);
	return e == AM_OK ? settle_all(q, before, ids) : e;
}

/* --- what fits --- */

struct looks {
	char facet[1024];
	struct buf names; /* as they sound: " maria kispi 16 " */
};

static void looks_fini(struct looks *looks)
{
	buf_fini(&looks->names);
}

static void read_texts(sqlite3_stmt *q, struct looks *out)
{
	str_printf(out->facet, sizeof(out->facet), " %s ", store_text(q, 0));
	buf_printf(&out->names, " %s ", store_text(q, 1));
}

static enum err read_looks(struct store *st, int64_t id, struct looks *out)
{
	static const char sql[] = "SELECT lower(group_concat(facet, ' ')), "
				  "group_concat(names, ' ') FROM case_fts"
				  " WHERE rowid IN " CASE_FAMILY("?1");
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	rc = sqlite3_step(q);
	if (rc == SQLITE_ROW)
		read_texts(q, out);
	store_done(st, q);
	return store_err(rc);
}

/* Does a word of text begin with word, or is it word? */
static bool has_word(const struct buf *text, const char *word, bool unfinished)
{
	char whole[WORD_BYTES + 2];

	str_printf(whole, sizeof(whole), " %s%s", word, unfinished ? "" : " ");
	return *word != '\0' && strstr(buf_text(text), whole) != NULL;
}

static bool has_phone(struct store *st, int64_t id, const char *digits)
{
	static const char sql[] =
	    "SELECT h.phone FROM case_person l CROSS JOIN person h ON h.id IN"
	    " (" PERSON_WITH_SAME("l.person_id") "SELECT id FROM same)"
	    " WHERE l.case_id IN " CASE_FAMILY("?1") " AND l.ended_at IS NULL";
	sqlite3_stmt *q = NULL;
	bool found = false;

	if (*digits == '\0' || store_prepare(st, sql, &q) != AM_OK)
		return false;
	sqlite3_bind_int64(q, 1, id);
	while (!found && sqlite3_step(q) == SQLITE_ROW)
		found = search_ends_with(store_text(q, 0), digits);
	store_done(st, q);
	return found;
}

static unsigned match_word(
    const struct search_query *q, int64_t id, size_t i, const struct looks *looks)
{
	const struct search_word *w = &q->plan->words[i];
	unsigned matched;

	if (i == q->plan->phone && has_phone(q->st, id, search_subscriber(w->digits)))
		return SEARCH_PHONE;
	matched = search_match_word(w, looks->facet);
	if (matched != SEARCH_WORDS)
		return matched;
	if (has_word(&looks->names, w->phon, w->last))
		return SEARCH_PERSON;
	return SEARCH_WORDS;
}

/* Is every word there as it was typed?  Else it was a similar name that was found. */
static enum err is_exact(const struct search_query *q, int64_t id, bool *exact)
{
	static const char sql[] = "SELECT 1 FROM case_fts WHERE case_fts MATCH ?1"
				  " AND rowid IN " CASE_FAMILY("?2");
	struct buf words = { 0 };
	sqlite3_stmt *st = NULL;
	enum err e = store_prepare(q->st, sql, &st);
	int rc;

	if (e != AM_OK)
		return e;
	search_expression(q->plan, COLUMNS, q->plan->count, &words);
	sqlite3_bind_text(st, 1, buf_text(&words), -1, SQLITE_STATIC);
	sqlite3_bind_int64(st, 2, id);
	rc = sqlite3_step(st);
	*exact = rc == SQLITE_ROW;
	store_done(q->st, st);
	buf_fini(&words);
	return store_err(rc);
}

static enum err match_all(const struct search_query *q, struct search_hit *out)
{
	struct looks looks = { .facet = "" };
	bool exact = true;
	enum err e = read_looks(q->st, out->id, &looks);

	if (q->plan->to != 0)
		out->matched |= SEARCH_DATE;
	if (q->plan->open)
		out->matched |= SEARCH_STATUS;
	for (size_t i = 0; e == AM_OK && i < q->plan->count; i++)
		out->matched |= match_word(q, out->id, i, &looks);
	looks_fini(&looks);
	if (e == AM_OK && q->near && (out->matched & SEARCH_WORDS) != 0)
		e = is_exact(q, out->id, &exact);
	if (!exact)
		out->matched = (out->matched & ~(unsigned)SEARCH_WORDS) | SEARCH_NEAR;
	return e;
}

/* --- as a hit --- */

/* The victim, else whoever stands first. */
#define PERSON_OF_CASE                                                            \
	"(SELECT l.person_id FROM case_person l WHERE l.case_id IN " CASE_FAMILY( \
	    "k.id") " AND l.ended_at IS NULL ORDER BY l.role <> 'victim', l.id LIMIT 1)"
#define VENUE_OF_CASE                                                                   \
	"coalesce((SELECT i.venue FROM incident i WHERE i.case_id IN " CASE_FAMILY(     \
	    "k.id") "  AND i.ended_at IS NULL"                                          \
		    "  AND i.venue IS NOT NULL ORDER BY i.seq DESC LIMIT 1),"           \
		    " (SELECT c.venue FROM call_case l JOIN call c ON c.id = l.call_id" \
		    "  WHERE l.case_id IN " CASE_FAMILY(                                \
			"k.id") " AND l.ended_at IS NULL AND c.venue IS NOT NULL"       \
				"  ORDER BY c.id DESC LIMIT 1))"

static void read_person(sqlite3_stmt *q, int64_t now, struct search_hit *out)
{
	const struct age age =
	    age_now(store_text(q, 1), store_text(q, 2), sqlite3_column_int64(q, 3), now);
	struct buf years = { 0 };

	age_years(&age, &years);
	str_copy(out->who, sizeof(out->who), store_text(q, 0));
	str_copy(out->age, sizeof(out->age), buf_text(&years));
	str_copy(out->sex, sizeof(out->sex), store_text(q, 4));
	str_copy(out->venue, sizeof(out->venue), store_text(q, 5));
	buf_fini(&years);
}

static enum err add_person(struct store *st, int64_t now, struct search_hit *out)
{
	static const char sql[] =
	    "SELECT trim(coalesce(p.surnames || CASE WHEN p.surnames <> '' AND p.names "
	    "<> ''"
	    " THEN ', ' ELSE '' END || p.names, '')), coalesce(p.born_on, ''),"
	    " coalesce(p.age_said, ''), CAST(strftime('%s', p.age_on) AS INTEGER), "
	    "substr(p.gender, 8),"
	    " substr(" VENUE_OF_CASE ", 7)"
	    " FROM casefile k LEFT JOIN person p ON p.id = " PERSON_OF_CASE
	    " WHERE k.id = ?1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, out->id);
	rc = sqlite3_step(q);
	if (rc == SQLITE_ROW)
		read_person(q, now, out);
	store_done(st, q);
	return store_err(rc);
}

enum err search_hit_case(struct store *st, const struct actor *actor, int64_t id,
    int64_t now, struct search_hit *out)
{
	struct case_row row;
	enum err e = case_row_get(st, actor, id, now, &row);

	*out = (struct search_hit){ .kind = SEARCH_CASE, .id = id };
	if (e != AM_OK)
		return e;
	out->id = row.id;
	out->number = row.number;
	out->whole = row.whole;
	if (!row.whole)
		return AM_OK;
	out->at = row.opened_at;
	out->open = !row.closed;
	out->risk = (int)strtol(row.risk, NULL, 10);
	str_copy(out->what, sizeof(out->what), row.status);
	str_copy(out->place, sizeof(out->place), row.place);
	return add_person(st, now, out);
}

static enum err show_case(
    const struct search_query *q, int64_t id, struct search_hit *out)
{
	enum err e = search_hit_case(q->st, q->actor, id, q->now, out);

	if (e != AM_OK)
		return e;
	if (q->plan->number != 0 && q->plan->number == out->number) {
		out->matched = SEARCH_NUMBER;
		return AM_OK;
	}
	return match_all(q, out);
}

const struct search_source search_cases = {
	.action = ACT_CASE_LIST,
	.when = "SELECT opened_at FROM casefile WHERE id = ?1",
	.find = find_cases,
	.show = show_case,
};
