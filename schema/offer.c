/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/offer_priv.h"

#include <ctype.h>
#include <string.h>

#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/base/text.h"
#include "schema/call_priv.h"
#include "schema/casefile_priv.h"
#include "schema/code.h"
#include "schema/draft.h"
#include "schema/form_priv.h"
#include "schema/phone.h"
#include "schema/place.h"
#include "schema/record.h"

#define WORDS_MAX 6
#define WORD_BYTES 64
#define TYPED_MAX 200
#define PHONE_LEAST 3 /* digits that narrow the register */
#define PLACES_MAX 12 /* that begin as the word does */

bool offer_again(const struct offer_row *row)
{
	return row->calls >= 2 || row->cases > 0;
}

/* --- rows --- */

void offer_read_row(sqlite3_stmt *q, const char *country, struct offer_row *out)
{
	*out = (struct offer_row){ .id = sqlite3_column_int64(q, 0),
		.last_at = sqlite3_column_int64(q, 7),
		.first_at = sqlite3_column_int64(q, 8),
		.calls = sqlite3_column_int(q, 9),
		.possible = sqlite3_column_int(q, 10),
		.cases = sqlite3_column_int(q, 11),
		.bad = sqlite3_column_int(q, 12) };
	str_copy(out->kind, sizeof(out->kind), store_text(q, 1));
	str_copy(out->by, sizeof(out->by), store_text(q, 2));
	phone_show(out->phone, store_text(q, 3), country);
	str_copy(out->paper, sizeof(out->paper), store_text(q, 4));
	str_copy(out->place_from, sizeof(out->place_from), store_text(q, 5));
	str_copy(out->place_to, sizeof(out->place_to), store_text(q, 6));
}

enum err offer_fetch(struct store *st, int64_t id, struct offer_row *out)
{
	static const char sql[] = "SELECT " OFFER_COLUMNS " FROM offer o WHERE o.id = ?1";
	char country[CALL_COUNTRY_LEN];
	sqlite3_stmt *q = NULL;
	enum err e = call_country(st, country);
	int rc;

	if (e == AM_OK)
		e = store_prepare(st, sql, &q);
	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	if (e == AM_OK)
		offer_read_row(q, country, out);
	store_done(st, q);
	return e;
}

enum err offer_tell(struct store *st, const struct actor *actor, const char *what,
    int64_t id, const char *detail, int64_t now)
{
	return audit_add(st, actor, now, what, OFFER_ENTITY, id, detail);
}

/* --- the register, narrowed by words --- */

/* A word as it is looked for. */
struct word {
	struct buf match;       /* expression of FTS5 */
	char phone[WORD_BYTES]; /* "%877%", "": it is no number */
};

static void add_place_facets(struct store *st, const char *fold, struct buf *out)
{
	struct place places[PLACES_MAX];
	size_t count = 0;

	if (place_search(st, "any", "", fold, places, PLACES_MAX, &count) != AM_OK)
		return;
	for (size_t i = 0; i < count && i < PLACES_MAX; i++)
		buf_printf(out, " OR facet : (\"xd%s\" OR \"xn%s\" OR \"xc%s\")",
		    places[i].id, places[i].id, places[i].id);
}

static void add_kind_facets(struct store *st, const char *fold, struct buf *out)
{
	const struct code_list *list;

	if (code_list(st, "offerkind", &list) != AM_OK)
		return;
	for (size_t i = 0; i < list->count; i++)
		if (txt_starts(list->codes[i].es, fold) ||
		    txt_starts(list->codes[i].en, fold))
			buf_printf(out, " OR facet : \"xf%s\"", list->codes[i].code);
}

static void read_word(struct store *st, const char *raw, struct word *w)
{
	struct buf fold = { 0 }, phon = { 0 };
	size_t digits = 0;

	txt_fold(&fold, raw);
	txt_phon(&phon, raw);
	buf_printf(&w->match, "({names said} : \"%s\" *", buf_text(&fold));
	if (phon.len > 0)
		buf_printf(&w->match, " OR phon : \"%s\" *", buf_text(&phon));
	if (fold.len > 2) {
		add_place_facets(st, buf_text(&fold), &w->match);
		add_kind_facets(st, buf_text(&fold), &w->match);
	}
	buf_byte(&w->match, ')');
	*w->phone = '\0';
	for (const char *p = raw; *p != '\0'; p++)
		digits += isdigit((unsigned char)*p) != 0;
	if (digits >= PHONE_LEAST && strspn(raw, "+0123456789") == strlen(raw))
		str_printf(w->phone, sizeof(w->phone), "%%%s%%", raw + (*raw == '+'));
	buf_fini(&fold);
	buf_fini(&phon);
}

/* Words between blanks that have a letter or a digit.  How many. */
static size_t read_words(struct store *st, const char *typed, struct word *words)
{
	char copy[TYPED_MAX], *rest = copy, *raw;
	size_t n = 0;

	str_copy(copy, sizeof(copy), typed);
	while (n < WORDS_MAX && (raw = strsep(&rest, " \t\n")) != NULL) {
		struct buf fold = { 0 };

		txt_fold(&fold, raw);
		if (fold.len > 0 && strlen(raw) < WORD_BYTES - 2)
			read_word(st, raw, &words[n++]);
		buf_fini(&fold);
	}
	return n;
}

/* One condition a word; its values stand at ?5, ?6 and so on. */
static void add_conditions(struct buf *sql, const struct word *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		buf_printf(sql,
		    " AND (o.id IN (SELECT rowid FROM offer_fts WHERE offer_fts"
		    " MATCH ?%zu)",
		    5 + 2 * i);
		if (*words[i].phone != '\0')
			buf_printf(sql,
			    " OR EXISTS (SELECT 1 FROM offer p WHERE (p.id = o.id OR"
			    " p.merged_into = o.id) AND p.phone LIKE ?%zu)",
			    6 + 2 * i);
		buf_byte(sql, ')');
	}
}

static enum err prepare_list(
    struct store *st, const struct word *words, size_t count, sqlite3_stmt **q)
{
	struct buf sql = { 0 };
	enum err e;

	buf_str(&sql, "SELECT " OFFER_COLUMNS
		      " FROM offer o WHERE o.merged_into IS NULL AND o.withdrawn = 0"
		      " AND (?1 = 0 OR (o.last_at, o.id) < (?2, ?1))");
	add_conditions(&sql, words, count);
	buf_str(&sql, " ORDER BY o.last_at DESC, o.id DESC LIMIT ?3");
	e = store_prepare(st, buf_text(&sql), q);
	buf_fini(&sql);
	return e;
}

static void bind_words(sqlite3_stmt *q, const struct word *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		sqlite3_bind_text(
		    q, 5 + 2 * (int)i, buf_text(&words[i].match), -1, SQLITE_STATIC);
		if (*words[i].phone != '\0')
			sqlite3_bind_text(
			    q, 6 + 2 * (int)i, words[i].phone, -1, SQLITE_STATIC);
	}
}

static enum err list(struct store *st, const struct word *words, size_t word_count,
    const struct offer_row *after, struct offer_row *out, size_t max, size_t *count)
{
	char country[CALL_COUNTRY_LEN];
	sqlite3_stmt *q = NULL;
	size_t n = 0;
	enum err e = call_country(st, country);
	int rc = SQLITE_DONE;

	if (e == AM_OK)
		e = prepare_list(st, words, word_count, &q);
	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, after != NULL ? after->id : 0);
	sqlite3_bind_int64(q, 2, after != NULL ? after->last_at : 0);
	sqlite3_bind_int64(q, 3, (int64_t)max);
	bind_words(q, words, word_count);
	while (n < max && (rc = sqlite3_step(q)) == SQLITE_ROW)
		offer_read_row(q, country, &out[n++]);
	store_done(st, q);
	e = store_err(rc);
	if (e == AM_OK)
		*count = n;
	return e;
}

enum err offer_list(struct store *st, const struct actor *actor, const char *typed,
    const struct offer_row *after, struct offer_row *out, size_t max, size_t *count)
{
	struct word words[WORDS_MAX] = { 0 };
	size_t n;
	enum err e;

	if (!role_may(actor->role, ACT_OFFER_VIEW))
		return AM_DENIED;
	n = read_words(st, typed, words);
	e = list(st, words, n, after, out, max, count);
	for (size_t i = 0; i < n; i++)
		buf_fini(&words[i].match);
	return e;
}

enum err offer_of_case(struct store *st, const struct actor *actor, int64_t case_id,
    int64_t now, struct offer_row *out, size_t max, size_t *count)
{
	/* up from what is linked to what it was merged into */
	static const char sql[] =
	    "WITH RECURSIVE r(id) AS ("
	    "SELECT offer_id FROM offer_case WHERE certainty <> 'no'"
	    " AND case_id IN " CASE_FAMILY("?1")
	    " UNION SELECT c.offer_id FROM offer_call c JOIN call_case l"
	    "  ON l.call_id = c.call_id AND l.ended_at IS NULL"
	    "  WHERE c.certainty <> 'no' AND l.case_id IN " CASE_FAMILY("?1")
	    " UNION SELECT m.merged_into FROM offer m JOIN r ON m.id = r.id"
	    "  WHERE m.merged_into IS NOT NULL)"
	    " SELECT " OFFER_COLUMNS " FROM offer o WHERE o.id IN (SELECT id FROM r)"
	    " AND o.merged_into IS NULL AND o.withdrawn = 0"
	    " ORDER BY o.last_at DESC, o.id DESC LIMIT ?2";
	char country[CALL_COUNTRY_LEN];
	sqlite3_stmt *q = NULL;
	enum err e = AM_DENIED;
	int rc;

	if (role_may(actor->role, ACT_OFFER_VIEW))
		e = case_check(st, actor, case_id, now);
	if (e == AM_OK)
		e = call_country(st, country);
	if (e == AM_OK)
		e = store_prepare(st, sql, &q);
	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, case_id);
	sqlite3_bind_int64(q, 2, (int64_t)max);
	for (*count = 0; (rc = sqlite3_step(q)) == SQLITE_ROW; ++*count)
		offer_read_row(q, country, &out[*count]);
	store_done(st, q);
	return store_err(rc);
}

/* --- one offer --- */

static enum err read(struct store *st, int64_t id, struct offer_row *row,
    int64_t *version, struct record *rec)
{
	int64_t root = 0;
	enum err e = offer_root(st, id, &root);

	if (e == AM_OK && root == 0)
		e = AM_MISSING;
	if (e == AM_OK)
		e = offer_fetch(st, root, row);
	return e == AM_OK ? form_load(st, root, rec, version) : e;
}

static enum err view(struct store *st, const struct actor *actor, int64_t id, int64_t now,
    struct offer_row *row, int64_t *version, struct record *rec)
{
	enum err e = read(st, id, row, version, rec);

	return e == AM_OK ? offer_tell(st, actor, "view", row->id, "", now) : e;
}

enum err offer_load(struct store *st, const struct actor *actor, int64_t id, int64_t now,
    struct offer_row *row, int64_t *version, struct record *rec)
{
	struct record *read = record_new(&offer_form);
	struct offer_row found;
	int64_t as_of = 0;
	enum err e = AM_DENIED;

	if (role_may(actor->role, ACT_OFFER_VIEW))
		e = store_begin(st);
	if (e == AM_OK)
		e = store_end(st, view(st, actor, id, now, &found, &as_of, read));
	if (e == AM_OK) {
		*row = found;
		*version = as_of;
		if (rec != NULL)
			record_copy(rec, read);
	}
	record_free(read);
	return e;
}

enum err offer_read(struct store *st, const struct actor *actor, int64_t id,
    struct offer_row *row, struct record *rec)
{
	struct offer_row found;
	int64_t version = 0;
	enum err e;

	if (!role_may(actor->role, ACT_OFFER_VIEW))
		return AM_DENIED;
	e = read(st, id, &found, &version, rec);
	if (e == AM_OK)
		*row = found;
	return e;
}

/* --- saving --- */

/* An offer without any of these cannot be known again. */
static bool can_be_known(const struct record *rec)
{
	static const char *const ids[] = { "by_name", "phone", "paper", "text" };

	for (size_t i = 0; i < COUNT(ids); i++) {
		const char *value = record_get_id(rec, ids[i]);

		if (*value != '\0' && strcmp(value, "-") != 0)
			return true;
	}
	return false;
}

static enum err save(struct store *st, const struct form_save *s, int64_t draft_id,
    int64_t *id, size_t *field)
{
	enum err e = form_save(st, s, id, field);

	if (e == AM_OK && draft_id != 0)
		e = draft_delete(st, s->actor, draft_id);
	return e;
}

enum err offer_save(struct store *st, const struct actor *actor,
    const struct record *before, struct record *after, int64_t version, int64_t draft_id,
    int64_t now, int64_t *id, size_t *field)
{
	const bool made = *id == 0;
	struct buf key = { 0 };
	struct form_fixed fixed[] = { { .column = "fold" },
		{ .column = "made_at", .n = now },
		{ .column = "made_by", .n = actor->operator_id },
		{ .column = "last_at", .n = now } };
	const struct form_save s = { .actor = actor,
		.now = now,
		.version = version,
		.before = before,
		.after = after,
		.fixed = fixed,
		.fixed_count = made ? COUNT(fixed) : 1 };
	int64_t row = *id;
	enum err e;

	if (!role_may(actor->role, ACT_OFFER_EDIT) || actor->operator_id == 0)
		return AM_DENIED;
	if (!can_be_known(after)) {
		*field = offer_form.count;
		return AM_INVALID;
	}
	offer_key(&key, record_get_id(after, "by_name"));
	fixed[0].text = buf_text(&key);
	e = store_begin(st);
	if (e == AM_OK)
		e = store_end(st, save(st, &s, draft_id, &row, field));
	if (e == AM_OK)
		*id = row;
	buf_fini(&key);
	return e;
}

enum err offer_changes(struct store *st, const struct actor *actor, int64_t id,
    struct call_change **out, size_t *count)
{
	static const char sql[] =
	    "SELECT a.at, coalesce(o.name, a.who), a.action, a.detail,"
	    " CASE a.action WHEN 'link' THEN coalesce((SELECT number FROM call"
	    "  WHERE id = json_extract(a.detail, '$.call')), 0) ELSE 0 END"
	    " FROM audit a LEFT JOIN operator o ON o.id = a.operator_id"
	    " WHERE a.entity = '" OFFER_ENTITY "' AND a.entity_id = ?1"
	    " AND a.action NOT IN " CALL_NO_CHANGE " ORDER BY a.id DESC";

	return role_may(actor->role, ACT_OFFER_VIEW)
		   ? call_changes_by(st, sql, id, out, count)
		   : AM_DENIED;
}
