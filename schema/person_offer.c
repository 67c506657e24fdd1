/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is she in the register already?  By document, by telephone, by her names. */
#include <string.h>

#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/json.h"
#include "schema/base/mem.h"
#include "schema/base/text.h"
#include "schema/casefile_priv.h"
#include "schema/match_priv.h"
#include "schema/person_priv.h"
#include "schema/phone.h"
#include "schema/record.h"
#include "schema/setting.h"

#define FOUND_MAX 24
#define NEAR_ONE_WORD 9 /* distances of match_persons() that are worth showing */
#define NEAR_WORDS 22
#define COUNTRY_LEN 8
#define LETTERS_LEAST 3

struct found {
	int64_t ids[FOUND_MAX];
	unsigned kinds[FOUND_MAX];
	size_t count;
};

struct asked {
	struct store *st;
	const struct actor *actor;
	const struct record *rec;
	int64_t case_id, not_id, now;
};

static void find_one(struct found *f, int64_t id, unsigned kind)
{
	for (size_t i = 0; i < f->count; i++)
		if (f->ids[i] == id) {
			f->kinds[i] |= kind;
			return;
		}
	if (f->count == FOUND_MAX)
		return;
	f->ids[f->count] = id;
	f->kinds[f->count++] = kind;
}

/* Persons for whom sql holds with ?1; whoever they were merged into stands for them. */
static enum err find_by(
    struct store *st, const char *sql, const char *value, unsigned kind, struct found *f)
{
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc = SQLITE_DONE;

	if (e != AM_OK)
		return e;
	sqlite3_bind_text(q, 1, value, -1, SQLITE_STATIC);
	while (e == AM_OK && (rc = sqlite3_step(q)) == SQLITE_ROW) {
		int64_t root = 0;

		e = person_root(st, sqlite3_column_int64(q, 0), &root);
		if (e == AM_OK)
			find_one(f, root, kind);
	}
	if (e == AM_OK)
		e = store_err(rc);
	store_done(st, q);
	return e;
}

static enum err find_by_document(const struct asked *a, struct found *f)
{
	static const char sql[] = "SELECT id FROM person WHERE doc_no = ?1 LIMIT 8";
	const char *no = record_get_id(a->rec, "doc_no");

	if (*no == '\0' || strcmp(no, "-") == 0)
		return AM_OK;
	return find_by(a->st, sql, no, PERSON_SAME_DOC, f);
}

static enum err find_by_phone(const struct asked *a, struct found *f)
{
	static const char sql[] = "SELECT id FROM person WHERE phone IS NOT NULL AND"
				  " +phone = ?1 AND substr(phone, -4) = substr(?1, -4)"
				  " LIMIT 8";
	const char *dialled = record_get_id(a->rec, "phone");
	char country[COUNTRY_LEN], stored[PHONE_LEN];
	enum err e;

	if (*dialled == '\0' || strcmp(dialled, "-") == 0)
		return AM_OK;
	e = setting_text(a->st, SET_COUNTRY, country, sizeof(country));
	if (e != AM_OK)
		return e;
	return find_by(
	    a->st, sql, phone_store(stored, dialled, country), PERSON_SAME_PHONE, f);
}

static void whole_name(const struct asked *a, struct buf *out)
{
	buf_printf(out, "%s %s", record_get_id(a->rec, "names"),
	    record_get_id(a->rec, "surnames"));
	if (strspn(buf_text(out), " ") == out->len)
		buf_str(out, record_get_id(a->rec, "alias"));
}

static enum err find_by_name(const struct asked *a, struct found *f)
{
	struct match_person near[FOUND_MAX];
	struct buf name = { 0 }, fold = { 0 };
	size_t count = 0;
	int limit;
	enum err e = AM_OK;

	whole_name(a, &name);
	txt_fold(&fold, buf_text(&name));
	limit = strchr(buf_text(&fold), ' ') != NULL ? NEAR_WORDS : NEAR_ONE_WORD;
	if (fold.len >= LETTERS_LEAST)
		e = match_persons(a->st, buf_text(&name), near, COUNT(near), &count);
	for (size_t i = 0; e == AM_OK && i < count && near[i].distance <= limit; i++)
		find_one(f, near[i].id,
		    near[i].distance < 4 ? PERSON_SAME_NAME : PERSON_LIKE_NAME);
	buf_fini(&name);
	buf_fini(&fold);
	return e;
}

/* --- what of them may be shown --- */

/* The newest case of hers that the actor is in; else the newest that she may know of. */
static enum err look_at_case(
    const struct asked *a, int64_t case_id, struct person_offer *o)
{
	static const char sql[] = "SELECT number FROM casefile WHERE id = ?1";
	enum case_way way = CASE_CLOSED_TO_HER;
	bool hidden = true;
	int64_t root = 0;
	enum err e = case_way_to(a->st, a->actor, case_id, a->now, &root, &way, &hidden);

	if (e != AM_OK || hidden || (o->case_id != 0 && way == CASE_CLOSED_TO_HER))
		return e == AM_MISSING ? AM_OK : e;
	o->whole = way != CASE_CLOSED_TO_HER;
	o->case_id = root;
	return store_number(a->st, sql, root, 0, &o->case_number);
}

static enum err look_at_cases(const struct asked *a, int64_t id, struct person_offer *o)
{
	static const char sql[] =
	    PERSON_WITH_SAME("?1") "SELECT DISTINCT case_id, case_id IN " CASE_FAMILY(
		"?2") " FROM case_person WHERE ended_at IS NULL AND person_id IN"
		      " (SELECT id FROM same) ORDER BY 2 DESC, 1 DESC";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(a->st, sql, &q);
	int rc = SQLITE_DONE;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	sqlite3_bind_int64(q, 2, a->case_id);
	while (e == AM_OK && !o->whole && (rc = sqlite3_step(q)) == SQLITE_ROW) {
		o->in_case = o->in_case || sqlite3_column_int(q, 1) != 0;
		e = look_at_case(a, sqlite3_column_int64(q, 0), o);
	}
	if (e == AM_OK)
		e = store_err(rc);
	store_done(a->st, q);
	return e;
}

static enum err fill(const struct asked *a, int64_t id, struct person_offer *o)
{
	struct person_row rows[64];
	size_t count = 0;
	enum err e =
	    person_list(a->st, a->actor, o->case_id, a->now, rows, COUNT(rows), &count);

	for (size_t i = 0; e == AM_OK && i < count; i++) {
		if (rows[i].id != id)
			continue;
		o->person_id = id;
		o->roles = rows[i].roles;
		o->name = rows[i].name;
		o->age = rows[i].age;
	}
	return e;
}

static enum err show(const struct asked *a, const struct found *f,
    struct person_offer *out, size_t max, size_t *count)
{
	enum err e = AM_OK;

	*count = 0;
	for (size_t i = 0; e == AM_OK && i < f->count && *count < max; i++) {
		struct person_offer o = { .kind = f->kinds[i] };

		if (f->ids[i] == a->not_id)
			continue;
		e = look_at_cases(a, f->ids[i], &o);
		if (e != AM_OK || o.case_id == 0)
			continue; /* no case of hers that exists for the actor */
		if (o.whole)
			e = fill(a, f->ids[i], &o);
		out[(*count)++] = o;
	}
	return e;
}

static enum err tell(const struct asked *a, size_t count)
{
	struct buf detail = { 0 };
	enum err e = store_begin(a->st);

	if (e != AM_OK)
		return e;
	buf_byte(&detail, '{');
	json_number(&detail, "case", a->case_id);
	json_number(&detail, "shown", (int64_t)count);
	buf_byte(&detail, '}');
	e = store_end(a->st, audit_add(a->st, a->actor, a->now, "search", PERSON_ENTITY,
				 0, buf_text(&detail)));
	buf_fini(&detail);
	return e;
}

enum err person_offers(struct store *st, const struct actor *actor, int64_t case_id,
    const struct record *rec, int64_t id, int64_t now, struct person_offer *out,
    size_t max, size_t *count)
{
	struct asked a = { st, actor, rec, case_id, id, now };
	struct found f = { .count = 0 };
	enum err e = case_check(st, actor, case_id, now);

	*count = 0;
	if (e == AM_OK && id != 0)
		e = person_root(st, id, &a.not_id);
	if (e == AM_OK)
		e = find_by_document(&a, &f);
	if (e == AM_OK)
		e = find_by_phone(&a, &f);
	if (e == AM_OK)
		e = find_by_name(&a, &f);
	if (e == AM_OK)
		e = show(&a, &f, out, max, count);
	return e == AM_OK && *count > 0 ? tell(&a, *count) : e;
}
