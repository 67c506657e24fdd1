/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/guide_priv.h"

#include <stdlib.h>
#include <string.h>

#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/json.h"
#include "schema/base/mem.h"
#include "schema/base/utf8.h"
#include "schema/base/wrap.h"
#include "schema/draft.h"
#include "schema/form_priv.h"
#include "schema/record.h"

#define ENTITY "guide"

/* Made by a person, or brought in by the admin, before shipped; then the highest. */
#define RANK "(made_at IS NOT NULL) DESC, version DESC"
#define COLUMNS                                                                 \
	"g.id, g.version, coalesce(g.made_at, 0), g.id = (SELECT id FROM guide" \
	" WHERE card = g.card AND lang = g.lang ORDER BY " RANK " LIMIT 1),"    \
	" g.card, g.lang, g.title, g.source, g.dated_on, coalesce(o.name, '')," \
	" g.body, g.sort"
#define FROM " FROM guide g LEFT JOIN operator o ON o.id = g.made_by"

/* --- reading --- */

static void read_row(sqlite3_stmt *q, struct guide *out)
{
	*out = (struct guide){ .id = sqlite3_column_int64(q, 0),
		.version = sqlite3_column_int64(q, 1),
		.made_at = sqlite3_column_int64(q, 2),
		.counts = sqlite3_column_int(q, 3) != 0 };
	str_copy(out->card, sizeof(out->card), store_text(q, 4));
	str_copy(out->lang, sizeof(out->lang), store_text(q, 5));
	str_copy(out->title, sizeof(out->title), store_text(q, 6));
	str_copy(out->source, sizeof(out->source), store_text(q, 7));
	str_copy(out->dated_on, sizeof(out->dated_on), store_text(q, 8));
	str_copy(out->who, sizeof(out->who), store_text(q, 9));
	str_copy(out->body, sizeof(out->body), store_text(q, 10));
}

static enum err read_one(struct store *st, sqlite3_stmt *q, struct guide *out)
{
	const int rc = sqlite3_step(q);
	enum err e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);

	if (e == AM_OK)
		read_row(q, out);
	store_done(st, q);
	return e;
}

static enum err read_all(struct store *st, sqlite3_stmt *q, struct guide *out, size_t max,
    size_t *count)
{
	size_t n = 0;
	int rc = SQLITE_DONE;
	enum err e;

	while (n < max && (rc = sqlite3_step(q)) == SQLITE_ROW)
		read_row(q, &out[n++]);
	store_done(st, q);
	e = store_err(rc);
	if (e == AM_OK)
		*count = n;
	return e;
}

static enum err may_read(const struct actor *actor)
{
	return role_may(actor->role, ACT_GUIDE_READ) ? AM_OK : AM_DENIED;
}

enum err guide_list(struct store *st, const struct actor *actor, const char *lang,
    struct guide *out, size_t max, size_t *count)
{
	static const char sql[] =
	    "SELECT " COLUMNS FROM " WHERE g.lang = ?1 AND g.id = (SELECT id FROM guide"
	    " WHERE card = g.card AND lang = ?1 ORDER BY " RANK " LIMIT 1)"
	    " ORDER BY (SELECT min(sort) FROM guide WHERE card = g.card), g.card";
	sqlite3_stmt *q = NULL;
	enum err e = may_read(actor);

	if (e == AM_OK)
		e = store_prepare(st, sql, &q);
	if (e != AM_OK)
		return e;
	sqlite3_bind_text(q, 1, lang, -1, SQLITE_STATIC);
	return read_all(st, q, out, max, count);
}

static enum err fetch(
    struct store *st, const char *card, const char *lang, struct guide *out)
{
	static const char sql[] =
	    "SELECT " COLUMNS FROM " WHERE g.card = ?1 AND g.lang = ?2"
	    " ORDER BY " RANK " LIMIT 1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	if (e != AM_OK)
		return e;
	sqlite3_bind_text(q, 1, card, -1, SQLITE_STATIC);
	sqlite3_bind_text(q, 2, lang, -1, SQLITE_STATIC);
	return read_one(st, q, out);
}

enum err guide_find(struct store *st, const struct actor *actor, const char *card,
    const char *lang, struct guide *out)
{
	enum err e = may_read(actor);

	return e == AM_OK ? fetch(st, card, lang, out) : e;
}

static enum err fetch_id(struct store *st, int64_t id, struct guide *out)
{
	static const char sql[] = "SELECT " COLUMNS FROM " WHERE g.id = ?1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	return read_one(st, q, out);
}

enum err guide_get(
    struct store *st, const struct actor *actor, int64_t id, struct guide *out)
{
	enum err e = may_read(actor);

	return e == AM_OK ? fetch_id(st, id, out) : e;
}

enum err guide_versions(struct store *st, const struct actor *actor, int64_t id,
    struct guide *out, size_t max, size_t *count)
{
	static const char sql[] =
	    "SELECT " COLUMNS FROM " WHERE (g.card, g.lang) ="
	    " (SELECT card, lang FROM guide WHERE id = ?1) ORDER BY g.version DESC";
	sqlite3_stmt *q = NULL;
	enum err e = may_read(actor);

	if (e == AM_OK)
		e = store_prepare(st, sql, &q);
	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	return read_all(st, q, out, max, count);
}

/* --- does it fit --- */

bool guide_fits(const char *body)
{
	size_t rows = 0;

	if (strlen(body) > GUIDE_BODY_MAX)
		return false;
	while (*body != '\0') {
		const size_t n = strcspn(body, "\n");
		size_t cols = 0;

		for (const char *p = body; p < body + n; cols++)
			(void)utf8_next(&p, body + n);
		if (cols > GUIDE_COLS || ++rows > GUIDE_ROWS)
			return false;
		body += n;
		body += *body == '\n';
	}
	return true;
}

/* --- a new version --- */

/* What a version is made of. */
struct made {
	const char *card, *lang, *title, *source, *body;
	long sort;
};

static char *date_of(char out[12], int64_t now)
{
	const struct clock_parts p = clock_split(now);

	return str_printf(out, 12, "%04d-%02d-%02d", p.year, p.month, p.day);
}

static enum err insert(struct store *st, const struct actor *actor, const struct made *m,
    int64_t now, int64_t *id)
{
	static const char sql[] =
	    "INSERT INTO guide (card, lang, version, sort, title, body, source, dated_on,"
	    " made_at, made_by) VALUES (?1, ?2, (SELECT coalesce(max(version), 0) + 1"
	    " FROM guide WHERE card = ?1 AND lang = ?2), ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
	char date[12];
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_text(q, 1, m->card, -1, SQLITE_STATIC);
		sqlite3_bind_text(q, 2, m->lang, -1, SQLITE_STATIC);
		sqlite3_bind_int64(q, 3, m->sort);
		sqlite3_bind_text(q, 4, m->title, -1, SQLITE_STATIC);
		sqlite3_bind_text(q, 5, m->body, -1, SQLITE_STATIC);
		sqlite3_bind_text(q, 6, m->source, -1, SQLITE_STATIC);
		sqlite3_bind_text(q, 7, date_of(date, now), -1, SQLITE_STATIC);
		sqlite3_bind_int64(q, 8, now);
		store_bind_id(q, 9, actor->operator_id);
	}
	e = store_run(st, q, e);
	if (e == AM_OK)
		*id = store_last_id(st);
	return e;
}

/* Cards hold nothing of callers: the audit names the card, its versions hold the rest. */
static enum err tell(struct store *st, const struct actor *actor, const struct made *m,
    int64_t id, int64_t now)
{
	struct buf detail = { 0 };
	enum err e;

	buf_byte(&detail, '{');
	json_pair(&detail, "card", m->card);
	json_pair(&detail, "lang", m->lang);
	buf_byte(&detail, '}');
	e = audit_add(st, actor, now, "create", ENTITY, id, buf_text(&detail));
	buf_fini(&detail);
	return e;
}

static bool same(const struct guide *g, const struct made *m)
{
	return strcmp(g->title, m->title) == 0 && strcmp(g->source, m->source) == 0 &&
	       strcmp(g->body, m->body) == 0;
}

static enum err add_version(struct store *st, const struct actor *actor,
    const struct made *m, int64_t now, int64_t *id)
{
	enum err e = insert(st, actor, m, now, id);

	return e == AM_OK ? tell(st, actor, m, *id, now) : e;
}

static enum err sort_of(struct store *st, const char *card, long *sort)
{
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, "SELECT min(sort) FROM guide WHERE card = ?1", &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_text(q, 1, card, -1, SQLITE_STATIC);
	rc = sqlite3_step(q);
	e = store_err(rc);
	if (rc == SQLITE_ROW)
		*sort = (long)sqlite3_column_int64(q, 0);
	store_done(st, q);
	return e;
}

static enum err save(struct store *st, const struct actor *actor, int64_t base,
    const struct record *rec, int64_t draft_id, int64_t now, int64_t *id)
{
	struct guide *old = mem_new(1, sizeof(*old));
	struct made m;
	enum err e = fetch_id(st, *id, old);

	if (e == AM_OK)
		e = fetch(st, old->card, old->lang, old);
	if (e == AM_OK && old->version != base)
		e = AM_CONFLICT;
	m = (struct made){ old->card, old->lang, record_get_id(rec, "title"),
		record_get_id(rec, "source"), record_get_id(rec, "body"), 0 };
	if (e == AM_OK)
		e = sort_of(st, old->card, &m.sort);
	*id = old->id;
	if (e == AM_OK && !same(old, &m))
		e = add_version(st, actor, &m, now, id);
	if (e == AM_OK && draft_id != 0)
		e = draft_delete(st, actor, draft_id);
	free(old);
	return e;
}

/* Long lines are broken; blanks at the ends of lines and empty lines at the end go. */
static void tidy(struct buf *out, const char *body)
{
	struct buf lines = { 0 };

	wrap_lines(&lines, body, GUIDE_COLS);
	for (const char *p = buf_text(&lines); *p != '\0'; p++) {
		if (*p == '\n')
			while (out->len > 0 && out->data[out->len - 1] == ' ')
				out->data[--out->len] = '\0';
		buf_byte(out, (unsigned char)*p);
	}
	while (out->len > 0 && out->data[out->len - 1] == '\n')
		out->data[--out->len] = '\0';
	buf_fini(&lines);
}

static void tidy_field(struct record *rec)
{
	struct buf body = { 0 };

	tidy(&body, record_get_id(rec, "body"));
	record_set_id(rec, "body", buf_text(&body));
	buf_fini(&body);
}

static enum err check(struct store *st, struct record *rec, int64_t now, size_t *field)
{
	struct record *nothing = record_new(&guide_form);
	enum err e;

	tidy_field(rec);
	e = form_check(st, rec, nothing, now, field);
	record_free(nothing);
	if (e == AM_OK && !guide_fits(record_get_id(rec, "body"))) {
		*field = form_find(&guide_form, "body");
		e = AM_TOO_LONG;
	}
	return e;
}

enum err guide_save(struct store *st, const struct actor *actor, int64_t base,
    struct record *rec, int64_t draft_id, int64_t now, int64_t *id, size_t *field)
{
	int64_t made = *id;
	enum err e;

	if (!role_may(actor->role, ACT_GUIDE_EDIT))
		return AM_DENIED;
	e = check(st, rec, now, field);
	if (e == AM_OK)
		e = store_begin(st);
	else
		return e;
	if (e == AM_OK)
		e = store_end(st, save(st, actor, base, rec, draft_id, now, &made));
	if (e == AM_OK)
		*id = made;
	return e;
}

static enum err restore(
    struct store *st, const struct actor *actor, int64_t now, int64_t *id)
{
	struct guide *g = mem_new(1, sizeof(*g));
	struct made m;
	enum err e = fetch_id(st, *id, g);

	m = (struct made){ g->card, g->lang, g->title, g->source, g->body, 0 };
	if (e == AM_OK && g->counts)
		e = AM_EXISTS;
	if (e == AM_OK)
		e = sort_of(st, g->card, &m.sort);
	if (e == AM_OK)
		e = add_version(st, actor, &m, now, id);
	free(g);
	return e;
}

/* What counted before version id did: the highest below it that a person has made, else
 * that was shipped. */
static enum err before(struct store *st, const struct guide *g, int64_t *id)
{
	static const char sql[] = "SELECT id FROM guide WHERE card = ?1 AND lang = ?2"
				  " AND version < ?3 ORDER BY " RANK " LIMIT 1";
	sqlite3_stmt *q = NULL;
	const enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_text(q, 1, g->card, -1, SQLITE_STATIC);
		sqlite3_bind_text(q, 2, g->lang, -1, SQLITE_STATIC);
		sqlite3_bind_int64(q, 3, g->version);
	}
	return store_first(st, q, e, id);
}

static enum err take_back(
    struct store *st, const struct actor *actor, int64_t now, int64_t *id)
{
	struct guide *g = mem_new(1, sizeof(*g));
	int64_t who = 0;
	enum err e = fetch_id(st, *id, g);

	if (e == AM_OK)
		e = store_number(
		    st, "SELECT made_by FROM guide WHERE id = ?1", *id, 0, &who);
	if (e == AM_OK && !g->counts)
		e = AM_CONFLICT;
	if (e == AM_OK && (who != actor->operator_id || now - g->made_at > STORE_GRACE))
		e = AM_DENIED;
	if (e == AM_OK)
		e = before(st, g, id);
	free(g);
	return e == AM_OK ? restore(st, actor, now, id) : e;
}

enum err guide_take_back(
    struct store *st, const struct actor *actor, int64_t now, int64_t *id)
{
	int64_t made = *id;
	enum err e;

	if (!role_may(actor->role, ACT_GUIDE_EDIT))
		return AM_DENIED;
	e = store_begin(st);
	if (e == AM_OK)
		e = store_end(st, take_back(st, actor, now, &made));
	if (e == AM_OK)
		*id = made;
	return e;
}

enum err guide_restore(
    struct store *st, const struct actor *actor, int64_t now, int64_t *id)
{
	int64_t made = *id;
	enum err e;

	if (!role_may(actor->role, ACT_GUIDE_EDIT))
		return AM_DENIED;
	e = store_begin(st);
	if (e == AM_OK)
		e = store_end(st, restore(st, actor, now, &made));
	if (e == AM_OK)
		*id = made;
	return e;
}

/* --- out and in --- */

enum err guide_export(struct store *st, const struct actor *actor, struct buf *out)
{
	static const char sql[] =
	    "SELECT " COLUMNS FROM
	    " WHERE g.id = (SELECT id FROM guide WHERE card = g.card"
	    " AND lang = g.lang ORDER BY " RANK " LIMIT 1)"
	    " ORDER BY (SELECT min(sort) FROM guide WHERE card = g.card), g.card,"
	    " g.lang DESC";
	struct guide *g = mem_new(1, sizeof(*g));
	char card[sizeof(g->card)] = "";
	sqlite3_stmt *q = NULL;
	enum err e = may_read(actor);
	int rc = SQLITE_DONE;

	if (e == AM_OK)
		e = store_prepare(st, sql, &q);
	while (e == AM_OK && (rc = sqlite3_step(q)) == SQLITE_ROW) {
		read_row(q, g);
		guide_write(out, g, (long)sqlite3_column_int64(q, 11),
		    strcmp(card, g->card) != 0);
		str_copy(card, sizeof(card), g->card);
	}
	store_done(st, q);
	free(g);
	return e == AM_OK ? store_err(rc) : e;
}

struct import {
	struct store *st;
	const struct actor *actor;
	int64_t now;
	size_t added;
};

static enum err bring_in(struct import *in, const struct made *m)
{
	struct guide *old = mem_new(1, sizeof(*old));
	enum err e = fetch(in->st, m->card, m->lang, old);
	const bool there = e == AM_OK;
	int64_t id;

	if (e == AM_MISSING)
		e = AM_OK;
	if (e == AM_OK && !guide_fits(m->body))
		e = AM_TOO_LONG;
	if (e == AM_OK && !(there && same(old, m))) {
		e = add_version(in->st, in->actor, m, in->now, &id);
		in->added++;
	}
	free(old);
	return e;
}

static enum err take(void *data, const struct guide_text *t)
{
	struct buf body = { 0 };
	enum err e;

	tidy(&body, t->body);
	e = bring_in(data, &(struct made){ t->card, t->lang, t->title, t->source,
			       buf_text(&body), t->sort });
	buf_fini(&body);
	return e;
}

enum err guide_import(struct store *st, const struct actor *actor, const char *text,
    int64_t now, size_t *added, size_t *line)
{
	struct import in = { st, actor, now, 0 };
	enum err e;

	if (!role_may(actor->role, ACT_GUIDE_EDIT))
		return AM_DENIED;
	e = store_begin(st);
	if (e == AM_OK)
		e = store_end(st, guide_read(text, take, &in, line));
	if (e == AM_OK)
		*added = in.added;
	return e;
}

/* --- what is shipped --- */

static enum err ship(void *data, const struct guide_text *t)
{
	static const char sql[] =
	    "INSERT INTO guide (card, lang, version, sort, title, body, source, dated_on)"
	    " SELECT ?1, ?2, (SELECT coalesce(max(version), 0) + 1 FROM guide"
	    "  WHERE card = ?1 AND lang = ?2), ?3, ?4, ?5, ?6, ?7"
	    " WHERE NOT EXISTS (SELECT 1 FROM guide WHERE card = ?1 AND lang = ?2"
	    "  AND title = ?4 AND body = ?5 AND source = ?6)";
	sqlite3_stmt *q = NULL;
	int rc = sqlite3_prepare_v2(data, sql, -1, &q, NULL);

	if (rc == SQLITE_OK) {
		sqlite3_bind_text(q, 1, t->card, -1, SQLITE_STATIC);
		sqlite3_bind_text(q, 2, t->lang, -1, SQLITE_STATIC);
		sqlite3_bind_int64(q, 3, t->sort);
		sqlite3_bind_text(q, 4, t->title, -1, SQLITE_STATIC);
		sqlite3_bind_text(q, 5, t->body, -1, SQLITE_STATIC);
		sqlite3_bind_text(q, 6, t->source, -1, SQLITE_STATIC);
		sqlite3_bind_text(q, 7, t->dated_on, -1, SQLITE_STATIC);
		rc = sqlite3_step(q);
	}
	sqlite3_finalize(q);
	return store_err(rc);
}

enum err guide_ship(sqlite3 *db, const char *text)
{
	size_t line = 0;

	return guide_read(text, ship, db, &line);
}
