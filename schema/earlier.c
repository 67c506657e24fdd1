/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/earlier.h"

#include <stdlib.h>
#include <string.h>

#include "schema/audit.h"
#include "schema/base/json.h"
#include "schema/base/mem.h"
#include "schema/base/text.h"
#include "schema/call.h"
#include "schema/casefile_priv.h"
#include "schema/earlier_priv.h"
#include "schema/match_priv.h"
#include "schema/offer.h"
#include "schema/person_priv.h"
#include "schema/record.h"
#include "schema/search_priv.h"

#define CANDIDATES 600
#define SOME 20       /* of each question, the newest */
#define NAMESAKES 200 /* persons of one name, the newest */
#define NEAR_WORDS 3  /* words between those of a name in a text */
#define SHOWN_LEAST 6 /* points */

/* What each thing that fits is worth.  A number or a whole name is enough by itself; one
 * given name needs age and place besides. */
enum points {
	POINTS_PHONE = 8,
	POINTS_NAME = 8,
	POINTS_NEAR = 6,
	POINTS_ONE_NAME = 2,
	POINTS_TEXT = 6,
	POINTS_OFFER = 6,
	POINTS_AGE = 2,
	POINTS_AGE_ABOUT = 1,
	POINTS_AGE_WRONG = -3,
	POINTS_SEX = 1,
	POINTS_SEX_WRONG = -4,
	POINTS_PLACE = 2,
	POINTS_VENUE = 1,
};

struct candidate {
	enum search_kind kind;
	int64_t id;
	unsigned matched;
	int points;
};

struct finding {
	struct store *st;
	const struct actor *actor;
	const struct record *rec;
	const struct clues *clues;
	int64_t call_id, now;
	struct candidate all[CANDIDATES];
	size_t count;
};

/* --- candidates --- */

/* The same thing is not worth more for being found twice. */
static void add(
    struct finding *f, enum search_kind kind, int64_t id, unsigned matched, int points)
{
	struct candidate *c = f->all;

	if (kind == SEARCH_CALL && id == f->call_id)
		return;
	while (c < f->all + f->count && (c->kind != kind || c->id != id))
		c++;
	if (c == f->all + f->count) {
		if (f->count == CANDIDATES)
			return;
		*c = (struct candidate){ .kind = kind, .id = id };
		f->count++;
	}
	if ((c->matched & matched) == 0)
		c->points += points;
	c->matched |= matched;
}

/* Every id that sql gives: ?1 a text, ?2 a number. */
static enum err add_each(struct finding *f, const char *sql, const char *text,
    int64_t number, enum search_kind kind, unsigned matched, int points)
{
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(f->st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_text(q, 1, text, -1, SQLITE_STATIC);
	sqlite3_bind_int64(q, 2, number);
	while ((rc = sqlite3_step(q)) == SQLITE_ROW)
		add(f, kind, sqlite3_column_int64(q, 0), matched, points);
	store_done(f->st, q);
	return store_err(rc);
}

/* --- numbers --- */

/* ?1 the number as it is kept; ?2 how many. */
static const struct {
	const char *sql;
	enum search_kind kind;
	unsigned matched;
} of_number[] = {
	{ "SELECT id FROM call WHERE phone IS NOT NULL AND substr(phone, -4) = "
	  "substr(?1, -4)"
	  " AND +phone = ?1 AND status <> 'void' ORDER BY id DESC LIMIT ?2",
	    SEARCH_CALL, SEARCH_PHONE },
	{ "SELECT id FROM call WHERE offer_phone IS NOT NULL"
	  " AND substr(offer_phone, -4) = substr(?1, -4)"
	  " AND +offer_phone = ?1 AND status <> 'void' ORDER BY id DESC LIMIT ?2",
	    SEARCH_CALL, SEARCH_PHONE },
	{ "SELECT l.case_id FROM person h CROSS JOIN case_person l ON l.person_id IN"
	  " (" PERSON_WITH_SAME("h.id") "SELECT id FROM same)"
	  " WHERE h.phone IS NOT NULL AND substr(h.phone, -4) = substr(?1, -4)"
	  " AND +h.phone = ?1 AND l.ended_at IS NULL ORDER BY 1 DESC LIMIT ?2",
	    SEARCH_CASE, SEARCH_PHONE },
	{ "SELECT l.case_id FROM line n JOIN case_person l ON l.person_id = n.person_id"
	  " WHERE n.phone = ?1 AND l.ended_at IS NULL ORDER BY 1 DESC LIMIT ?2",
	    SEARCH_CASE, SEARCH_PHONE },
	{ "SELECT id FROM offer WHERE phone IS NOT NULL"
	  " AND substr(phone, -4) = substr(?1, -4) AND +phone = ?1"
	  " AND merged_into IS NULL AND withdrawn = 0 ORDER BY id DESC LIMIT ?2",
	    SEARCH_OFFER, SEARCH_PHONE },
};

static enum err find_numbers(struct finding *f)
{
	enum err e = AM_OK;

	for (size_t i = 0; i < f->clues->phone_count; i++)
		for (size_t k = 0; e == AM_OK && k < COUNT(of_number); k++)
			if (*f->clues->phone[i] != '\0')
				e = add_each(f, of_number[k].sql, f->clues->phone[i],
				    SOME, of_number[k].kind, of_number[k].matched,
				    POINTS_PHONE);
	return e;
}

static enum err count_calls(struct finding *f, int64_t *count)
{
	static const char sql[] =
	    "SELECT count(*) FROM (SELECT 1 FROM call c WHERE c.phone IS NOT NULL"
	    " AND substr(c.phone, -4) = substr(?1, -4) AND +c.phone = ?1"
	    " AND c.status = 'closed' AND c.id <> ?4 AND (?6 OR NOT " CALL_HIDDEN(
		"c") ") LIMIT ?5)";
	sqlite3_stmt *q = NULL;
	enum err e;

	*count = 0;
	if (*f->clues->phone[0] == '\0')
		return AM_OK;
	e = store_prepare(f->st, sql, &q);
	if (e == AM_OK) {
		sqlite3_bind_text(q, 1, f->clues->phone[0], -1, SQLITE_STATIC);
		sqlite3_bind_int64(q, 2, f->actor->operator_id);
		sqlite3_bind_int64(q, 3, f->now);
		sqlite3_bind_int64(q, 4, f->call_id);
		sqlite3_bind_int(q, 5, EARLIER_CALLS);
		sqlite3_bind_int(q, 6, role_may(f->actor->role, ACT_CASE_VIEW_ANY));
	}
	return store_first(f->st, q, e, count);
}

/* --- names --- */

static enum err add_cases_of(
    struct finding *f, int64_t person, unsigned matched, int points)
{
	static const char sql[] =
	    "SELECT case_id FROM case_person WHERE ended_at IS NULL AND ?1 IS NOT NULL"
	    " AND person_id IN (" PERSON_WITH_SAME("?2") "SELECT id FROM same)";

	return add_each(f, sql, "", person, SEARCH_CASE, matched, points);
}

static enum err find_persons(struct finding *f, const struct clue_name *n)
{
	struct match_person found[SOME];
	size_t count = 0;
	enum err e = match_persons(f->st, n->fold, found, SOME, &count);

	for (size_t i = 0; e == AM_OK && i < count; i++) {
		const bool same = found[i].distance <= MATCH_SAME;

		if (found[i].distance <= match_farthest(n->fold))
			e = add_cases_of(f, found[i].id,
			    same ? SEARCH_PERSON : SEARCH_NEAR,
			    same ? POINTS_NAME : POINTS_NEAR);
	}
	return e;
}

/* One name that many have: the newest of them, who need more than that. */
static enum err find_namesakes(struct finding *f, const char *phon)
{
	static const char sql[] =
	    "SELECT l.case_id FROM (SELECT rowid FROM person_phon WHERE person_phon "
	    "MATCH ?1"
	    " ORDER BY rowid DESC LIMIT ?2) p JOIN case_person l ON l.person_id = p.rowid"
	    " WHERE l.role = 'victim' AND l.ended_at IS NULL";
	char quoted[CLUE_NAME + 4];

	str_printf(quoted, sizeof(quoted), "\"%s\"", phon);
	return add_each(
	    f, sql, quoted, NAMESAKES, SEARCH_CASE, SEARCH_PERSON, POINTS_ONE_NAME);
}

/* {said} : NEAR("flor" "kispi", 3) */
static void add_near(struct buf *out, const char *column, const char *phon)
{
	buf_printf(out, "%s : NEAR(", column);
	for (const char *p = phon; *p != '\0';) {
		const size_t len = strcspn(p, " ");

		buf_printf(out, "%s\"%.*s\"", p > phon ? " " : "", (int)len, p);
		p += len + strspn(p + len, " ");
	}
	buf_printf(out, ", %d)", NEAR_WORDS);
}

/* Where somebody wrote the name before. */
static enum err find_texts(struct finding *f, const char *phon)
{
	static const char calls[] = "SELECT rowid FROM call_fts WHERE call_fts MATCH ?1"
				    " ORDER BY rowid DESC LIMIT ?2";
	static const char cases[] = "SELECT rowid FROM case_fts WHERE case_fts MATCH ?1"
				    " ORDER BY rowid DESC LIMIT ?2";
	struct buf words = { 0 };
	enum err e;

	add_near(&words, "said", phon);
	e = add_each(
	    f, calls, buf_text(&words), SOME, SEARCH_CALL, SEARCH_WORDS, POINTS_TEXT);
	if (e == AM_OK)
		e = add_each(f, cases, buf_text(&words), SOME, SEARCH_CASE, SEARCH_WORDS,
		    POINTS_TEXT);
	buf_fini(&words);
	return e;
}

static enum err find_name(struct finding *f, const struct clue_name *n)
{
	struct buf phon = { 0 };
	enum err e = AM_OK;

	txt_phon(&phon, n->fold);
	if (n->words > 1)
		e = find_persons(f, n);
	else if (n->known > 0 && phon.len > 0)
		e = find_namesakes(f, buf_text(&phon));
	if (e == AM_OK && n->words > 1 && n->certain && phon.len > 0)
		e = find_texts(f, buf_text(&phon));
	buf_fini(&phon);
	return e;
}

static enum err find_names(struct finding *f)
{
	enum err e = AM_OK;

	for (size_t i = 0; e == AM_OK && i < f->clues->name_count; i++)
		e = find_name(f, &f->clues->names[i]);
	return e;
}

/* --- offers --- */

/* What is not hers to see is not found; the number is looked for besides. */
static enum err find_offers(struct finding *f)
{
	struct offer_row found[SOME];
	size_t count = 0;
	enum err e = offer_like(f->st, f->actor, record_get_id(f->rec, "offer_phone"),
	    record_get_id(f->rec, "offer_by"), found, SOME, &count);

	for (size_t i = 0; e == AM_OK && i < count; i++) {
		if ((found[i].matched & OFFER_PHONE) != 0)
			add(f, SEARCH_OFFER, found[i].id, SEARCH_PHONE, POINTS_PHONE);
		if ((found[i].matched & OFFER_NAME) != 0)
			add(f, SEARCH_OFFER, found[i].id, SEARCH_PERSON, POINTS_OFFER);
	}
	return e == AM_DENIED ? AM_OK : e;
}

/* --- from a call or an offer to its case --- */

static enum err add_linked(struct finding *f)
{
	static const char of_call[] =
	    "SELECT case_id FROM call_case WHERE call_id = ?2 AND ended_at IS NULL"
	    " AND ?1 IS NOT NULL";
	static const char of_offer[] =
	    "SELECT case_id FROM offer_case WHERE offer_id = ?2 AND certainty <> 'no'"
	    " AND ?1 IS NOT NULL";
	const size_t count = f->count;
	enum err e = AM_OK;

	for (size_t i = 0; e == AM_OK && i < count; i++) {
		const struct candidate c = f->all[i];

		if (c.kind != SEARCH_CASE)
			e = add_each(f, c.kind == SEARCH_CALL ? of_call : of_offer, "",
			    c.id, SEARCH_CASE, c.matched, c.points);
	}
	return e == AM_OK ? add_each(f, of_call, "", f->call_id, SEARCH_CASE,
				SEARCH_LINKED, POINTS_PHONE + POINTS_NAME)
			  : e;
}

/* --- how likely --- */

struct facts {
	char sex[16], venue[16];
	char places[256]; /* " PE16 PE25 " */
	struct age age;
};

#define FACTS_OF_CALL                                                                   \
	"SELECT coalesce(substr(sex, 8), ''), coalesce(substr(venue, 7), ''), '',"      \
	" coalesce(age, ''), started_at, ' ' || coalesce(substr(place_from, 1, 4), '')" \
	" || ' ' || coalesce(substr(place_now, 1, 4), '') || ' ' ||"                    \
	" coalesce(substr(place_left, 1, 4), '') || ' '"                                \
	" FROM call WHERE id = ?1"
#define FACTS_OF_CASE                                                                    \
	"SELECT coalesce(substr(p.gender, 8), ''), coalesce(substr((SELECT c.venue"      \
	"  FROM call_case l JOIN call c ON c.id = l.call_id WHERE l.case_id "            \
	"IN " CASE_FAMILY(                                                               \
	    "k.id") "  AND l.ended_at IS NULL AND c.venue IS NOT NULL LIMIT 1), 7), "    \
		    "''),"                                                               \
		    " coalesce(p.born_on, ''), coalesce(p.age_said, ''), "               \
		    "CAST(strftime('%s', "                                               \
		    "p.age_on) AS INTEGER),"                                             \
		    " ' ' || coalesce(substr(k.place_now, 1, 4), '') || ' ' ||"          \
		    " coalesce(substr(k.origin, 1, 4), '') || ' ' ||"                    \
		    " coalesce(substr(k.destination, 1, 4), '') || ' ' ||"               \
		    " coalesce((SELECT group_concat(substr(i.place, 1, 4), ' ') FROM "   \
		    "incident i"                                                         \
		    "  WHERE i.case_id IN " CASE_FAMILY(                                 \
			"k.id") " AND i.ended_at IS NULL), '')"                          \
				" || ' '"                                                \
				" FROM casefile k LEFT JOIN person p ON p.id = (SELECT " \
				"l.person_id"                                            \
				"  FROM case_person l WHERE l.case_id IN " CASE_FAMILY(  \
				    "k.id") "  AND l.ended_at IS NULL"                   \
					    "  ORDER BY l.role <> 'victim', l.id LIMIT " \
					    "1) WHERE k.id = ?1"

static void read_facts(sqlite3_stmt *q, int64_t now, struct facts *out)
{
	str_copy(out->sex, sizeof(out->sex), store_text(q, 0));
	str_copy(out->venue, sizeof(out->venue), store_text(q, 1));
	out->age =
	    age_now(store_text(q, 2), store_text(q, 3), sqlite3_column_int64(q, 4), now);
	str_copy(out->places, sizeof(out->places), store_text(q, 5));
}

/* Years between two ages of which each may be a span. */
static int years_apart(const struct age *a, const struct age *b)
{
	if (a->from > b->to)
		return a->from - b->to;
	return b->from > a->to ? b->from - a->to : 0;
}

static void weigh_age(
    const struct age *said, const struct age *other, struct candidate *c)
{
	int apart;

	if (said->group == AGE_NOT_KNOWN || other->group == AGE_NOT_KNOWN)
		return;
	apart = years_apart(said, other);
	if (apart <= 3) {
		c->points += apart <= 1 ? POINTS_AGE : POINTS_AGE_ABOUT;
		c->matched |= SEARCH_AGE;
	} else if (apart > 5) {
		c->points += POINTS_AGE_WRONG;
	}
}

static void weigh_sex(const char *said, const char *other, struct candidate *c)
{
	if (strlen(said) == 0 || *said == '-' || *said == 'u' || *other == '\0' ||
	    *other == '-' || *other == 'u')
		return;
	c->points += strcmp(said, other) == 0 ? POINTS_SEX : POINTS_SEX_WRONG;
	if (strcmp(said, other) == 0)
		c->matched |= SEARCH_SEX;
}

static void weigh_place(
    const struct clues *clues, const char *places, struct candidate *c)
{
	char word[8];

	for (size_t i = 0; i < clues->place_count; i++) {
		str_printf(word, sizeof(word), " %s ", clues->places[i]);
		if (strstr(places, word) == NULL)
			continue;
		c->points += POINTS_PLACE;
		c->matched |= SEARCH_PLACE;
		return;
	}
}

static void weigh_facts(
    const struct clues *clues, const struct facts *facts, struct candidate *c)
{
	weigh_age(&clues->age, &facts->age, c);
	weigh_sex(clues->sex, facts->sex, c);
	weigh_place(clues, facts->places, c);
	if (*clues->venue > '-' && strcmp(clues->venue, facts->venue) == 0) {
		c->points += POINTS_VENUE;
		c->matched |= SEARCH_VENUE;
	}
}

static enum err weigh_kind(struct finding *f, enum search_kind kind, const char *sql)
{
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(f->st, sql, &q);

	for (size_t i = 0; e == AM_OK && i < f->count; i++) {
		struct facts facts = { .sex = "" };
		int rc;

		if (f->all[i].kind != kind)
			continue;
		sqlite3_bind_int64(q, 1, f->all[i].id);
		rc = sqlite3_step(q);
		if (rc == SQLITE_ROW) {
			read_facts(q, f->now, &facts);
			weigh_facts(f->clues, &facts, &f->all[i]);
		}
		e = store_err(rc);
		sqlite3_reset(q);
	}
	store_done(f->st, q);
	return e;
}

/* More points first; of as many a case before an offer before a call, and the newer. */
static int likeliest_first(const void *a, const void *b)
{
	static const int rank[SEARCH_KINDS] = {
		[SEARCH_CASE] = 0, [SEARCH_OFFER] = 1, [SEARCH_CALL] = 2
	};
	const struct candidate *x = a, *y = b;

	if (x->points != y->points)
		return y->points - x->points;
	if (x->kind != y->kind)
		return rank[x->kind] - rank[y->kind];
	return (x->id < y->id) - (x->id > y->id);
}

/* --- the answer --- */

static enum err show(struct finding *f, const struct candidate *c, struct search_hit *out)
{
	enum err e = AM_INVALID;

	switch (c->kind) {
	case SEARCH_CALL:
		e = search_hit_call(f->st, f->actor, c->id, f->now, out);
		break;
	case SEARCH_CASE:
		e = search_hit_case(f->st, f->actor, c->id, f->now, out);
		break;
	case SEARCH_OFFER:
		e = search_hit_offer(f->st, c->id, out);
		break;
	case SEARCH_KINDS:
		break;
	}
	out->matched = c->matched;
	return e;
}

/* A case that was merged comes as the one it is part of, perhaps a second time. */
static bool is_there(const struct earlier *e, const struct search_hit *hit)
{
	for (size_t i = 0; i < e->count; i++)
		if (e->hits[i].kind == hit->kind && e->hits[i].id == hit->id)
			return true;
	return false;
}

static enum err answer(struct finding *f, struct earlier *out)
{
	enum err e = AM_OK;

	qsort(f->all, f->count, sizeof(f->all[0]), likeliest_first);
	for (size_t i = 0; e == AM_OK && i < f->count && out->count < EARLIER_MAX; i++) {
		struct search_hit *hit = &out->hits[out->count];

		if (f->all[i].points < SHOWN_LEAST)
			break;
		e = show(f, &f->all[i], hit);
		if (e == AM_OK && !is_there(out, hit))
			out->count++;
		if (e == AM_MISSING) /* it does not exist for her */
			e = AM_OK;
	}
	return e;
}

static enum err find(struct finding *f, struct earlier *out)
{
	enum err e = find_numbers(f);

	if (e == AM_OK)
		e = count_calls(f, &out->calls);
	if (e == AM_OK)
		e = find_names(f);
	if (e == AM_OK)
		e = find_offers(f);
	if (e == AM_OK)
		e = add_linked(f);
	if (e == AM_OK)
		e = weigh_kind(f, SEARCH_CALL, FACTS_OF_CALL);
	if (e == AM_OK)
		e = weigh_kind(f, SEARCH_CASE, FACTS_OF_CASE);
	return e == AM_OK ? answer(f, out) : e;
}

enum err earlier_find(struct store *st, const struct actor *actor, int64_t call_id,
    const struct record *rec, int64_t now, struct earlier *out)
{
	struct finding *f = mem_new(1, sizeof(*f));
	struct earlier found = { .count = 0 };
	struct clues clues;
	enum err e;

	*f = (struct finding){ .st = st,
		.actor = actor,
		.rec = rec,
		.clues = &clues,
		.call_id = call_id,
		.now = now };
	e = role_may(actor->role, ACT_CALL_LIST) ? clues_read(st, rec, now, &clues)
						 : AM_DENIED;
	if (e == AM_OK)
		e = find(f, &found);
	if (e == AM_OK)
		*out = found;
	explicit_bzero(&clues, sizeof(clues));
	free(f);
	return e;
}

/* --- what it depends on, and the audit --- */

uint64_t earlier_key(const struct record *rec)
{
	static const char *const fields[] = { "phone", "offer_phone", "notes", "where_is",
		"place_from", "place_now", "place_left", "province", "offer_country",
		"sex", "age", "venue", "offer_by" };
	uint64_t key = UINT64_C(0xcbf29ce484222325); /* FNV-1a */

	for (size_t i = 0; i < COUNT(fields); i++) {
		const char *p = record_get_id(rec, fields[i]);

		do
			key = (key ^ (unsigned char)*p) * UINT64_C(0x100000001b3);
		while (*p++ != '\0');
	}
	return key;
}

enum err earlier_shown(struct store *st, const struct actor *actor, int64_t call_id,
    const struct earlier *shown, int64_t now)
{
	static const char *const kinds[SEARCH_KINDS] = { [SEARCH_CALL] = "call",
		[SEARCH_CASE] = "casefile",
		[SEARCH_OFFER] = "offer" };
	struct buf detail = { 0 };
	enum err e = store_begin(st);

	if (e != AM_OK)
		return e;
	buf_byte(&detail, '{');
	for (size_t i = 0; i < shown->count && i < 1; i++)
		json_number(&detail, kinds[shown->hits[i].kind], shown->hits[i].id);
	json_number(&detail, "found", (int64_t)shown->count);
	json_number(&detail, "calls", shown->calls);
	buf_byte(&detail, '}');
	e = store_end(
	    st, audit_add(st, actor, now, "match", "call", call_id, buf_text(&detail)));
	buf_fini(&detail);
	return e;
}
