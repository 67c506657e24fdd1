/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The directory is read: lists, one body, what it gives, how it answers. */
#include "schema/institution.h"

#include <stdlib.h>
#include <string.h>

#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/institution_priv.h"

#define DAY INT64_C(86400)

bool inst_verified(const struct institution *i, int64_t now)
{
	return i->verified_at != 0 && now - i->verified_at <= INST_VERIFIED_DAYS * DAY;
}

/* --- answers --- */

static int by_size(const void *a, const void *b)
{
	const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static int64_t median(int64_t *times, size_t count)
{
	if (count == 0)
		return 0;
	qsort(times, count, sizeof(*times), by_size);
	if (count % 2 == 1)
		return times[count / 2];
	return (times[count / 2 - 1] + times[count / 2]) / 2;
}

/* Of one body, from the index alone.  A referral taken back before an answer is none. */
static const char answers_sql[] =
    "SELECT answered_at - sent_at FROM referral WHERE institution_id = ?1"
    " AND sent_at >= ?2 AND (status <> 'cancel' OR answered_at IS NOT NULL)";

struct times {
	int64_t *all;
	size_t count, room;
};

static void keep(struct times *t, int64_t time)
{
	if (t->count == t->room) {
		t->room = t->room > 0 ? t->room * 2 : 64;
		t->all = mem_resize(t->all, t->room * sizeof(*t->all));
	}
	t->all[t->count++] = time;
}

/* q is answers_sql, and is left ready for the next body. */
static enum err read_answers(
    sqlite3_stmt *q, int64_t id, int64_t now, struct times *t, struct inst_answers *out)
{
	enum err e;
	int rc;

	*out = (struct inst_answers){ 0 };
	t->count = 0;
	sqlite3_bind_int64(q, 1, id);
	sqlite3_bind_int64(q, 2, now - INST_ANSWER_DAYS * DAY);
	while ((rc = sqlite3_step(q)) == SQLITE_ROW) {
		out->sent++;
		if (sqlite3_column_type(q, 0) != SQLITE_NULL)
			keep(t, sqlite3_column_int64(q, 0));
	}
	e = store_err(rc);
	sqlite3_reset(q);
	out->answered = (int64_t)t->count;
	out->median_s = median(t->all, t->count);
	return e;
}

static enum err add_answers(
    struct store *st, struct institution *all, size_t count, int64_t now)
{
	struct times t = { 0 };
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, answers_sql, &q);

	for (size_t i = 0; e == AM_OK && i < count; i++)
		e = read_answers(q, all[i].id, now, &t, &all[i].answers);
	store_done(st, q);
	free(t.all);
	return e;
}

/* --- rows --- */

/* clang-format off */
#define SET_OF(list)                                                                     \
	"coalesce((SELECT group_concat(x, ' ') FROM (SELECT substr(p.code, length('"     \
	list "') + 2) AS x FROM pick p JOIN code k ON k.id = p.code WHERE"               \
	" p.entity = 'institution' AND p.entity_id = i.id AND k.list = '" list           \
	"' ORDER BY k.sort)), '')"

#define SERVICES                                                                         \
	"coalesce((SELECT group_concat(x, ' ') FROM (SELECT DISTINCT"                    \
	" substr(s.service, 9) AS x FROM service s JOIN code k ON k.id = s.service WHERE" \
	" s.institution_id = i.id AND s.ended_at IS NULL ORDER BY k.sort)), '')"

/* ?1: show what is hidden. */
#define COLUMNS                                                                          \
	"i.id, i.version, i.name, substr(i.kind, 6), coalesce(i.place, ''),"             \
	" instr(c.flags, 'S') > 0, " INST_HIDDEN " AND ?1 = 0,"                          \
	" i.must_be_told_of_minors, i.active, i.address, i.phones, i.contact, i.note,"   \
	" i.hours, coalesce(i.age_from, -1), coalesce(i.age_to, -1),"                    \
	" coalesce(i.verified_at, 0), coalesce(o.name, ''), " SET_OF("lang") ", "        \
	SET_OF("gender") ", " SERVICES                                                   \
	" FROM institution i JOIN code c ON c.id = i.kind"                               \
	" LEFT JOIN operator o ON o.id = i.verified_by"
/* clang-format on */

static void read_texts(sqlite3_stmt *q, struct institution *out)
{
	str_copy(out->name, sizeof(out->name), store_text(q, 2));
	str_copy(out->address, sizeof(out->address), store_text(q, 9));
	str_copy(out->phones, sizeof(out->phones), store_text(q, 10));
	str_copy(out->contact, sizeof(out->contact), store_text(q, 11));
	str_copy(out->note, sizeof(out->note), store_text(q, 12));
}

static void read_row(sqlite3_stmt *q, struct institution *out)
{
	*out = (struct institution){ .id = sqlite3_column_int64(q, 0),
		.version = sqlite3_column_int64(q, 1),
		.shelter = sqlite3_column_int(q, 5) != 0,
		.hidden = sqlite3_column_int(q, 6) != 0,
		.told = sqlite3_column_int(q, 7) != 0,
		.active = sqlite3_column_int(q, 8) != 0,
		.age_from = sqlite3_column_int(q, 14),
		.age_to = sqlite3_column_int(q, 15),
		.verified_at = sqlite3_column_int64(q, 16) };
	str_copy(out->kind, sizeof(out->kind), store_text(q, 3));
	str_copy(out->place, sizeof(out->place), store_text(q, 4));
	str_copy(out->hours, sizeof(out->hours), store_text(q, 13));
	str_copy(out->verified_by, sizeof(out->verified_by), store_text(q, 17));
	str_copy(out->langs, sizeof(out->langs), store_text(q, 18));
	str_copy(out->genders, sizeof(out->genders), store_text(q, 19));
	str_copy(out->services, sizeof(out->services), store_text(q, 20));
	if (out->hidden) /* the department is all that may be known of where it is */
		out->place[strlen(out->place) > 4 ? 4 : strlen(out->place)] = '\0';
	else
		read_texts(q, out);
}

enum err inst_read(
    struct store *st, int64_t id, bool show, int64_t now, struct institution *out)
{
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, "SELECT " COLUMNS " WHERE i.id = ?2", &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int(q, 1, show);
	sqlite3_bind_int64(q, 2, id);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	if (e == AM_OK)
		read_row(q, out);
	store_done(st, q);
	return e == AM_OK ? add_answers(st, out, 1, now) : e;
}

static enum err read_rows(
    struct store *st, bool retired, struct institution **out, size_t *count)
{
	static const char sql[] = "SELECT " COLUMNS " WHERE i.active >= ?2"
				  " ORDER BY " INST_HIDDEN ", i.fold, i.id";
	size_t room = 0;
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int(q, 1, 0);
	sqlite3_bind_int(q, 2, !retired);
	while ((rc = sqlite3_step(q)) == SQLITE_ROW) {
		if (*count == room) {
			room = room > 0 ? room * 2 : 32;
			*out = mem_resize(*out, room * sizeof(**out));
		}
		read_row(q, &(*out)[(*count)++]);
	}
	store_done(st, q);
	return store_err(rc);
}

enum err inst_read_all(
    struct store *st, bool retired, int64_t now, struct institution **out, size_t *count)
{
	struct institution *all = NULL;
	size_t n = 0;
	enum err e = read_rows(st, retired, &all, &n);

	if (e == AM_OK)
		e = add_answers(st, all, n, now);
	if (e != AM_OK) {
		free(all);
		return e;
	}
	*out = all;
	*count = n;
	return AM_OK;
}

/* --- with rights --- */

enum err inst_list(struct store *st, const struct actor *actor, bool retired, int64_t now,
    struct institution **out, size_t *count)
{
	if (!role_may(actor->role, ACT_DIRECTORY))
		return AM_DENIED;
	return inst_read_all(st, retired, now, out, count);
}

enum err inst_get(struct store *st, const struct actor *actor, int64_t id, int64_t now,
    struct institution *out)
{
	if (!role_may(actor->role, ACT_DIRECTORY))
		return AM_DENIED;
	return inst_read(st, id, false, now, out);
}

static enum err reveal(struct store *st, const struct actor *actor, int64_t id,
    int64_t now, struct institution *out)
{
	const enum err e = inst_read(st, id, true, now, out);

	return e == AM_OK ? audit_add(st, actor, now, "reveal", INST_ENTITY, id, "") : e;
}

enum err inst_reveal(struct store *st, const struct actor *actor, int64_t id, int64_t now,
    struct institution *out)
{
	struct institution found;
	enum err e;

	if (!role_may(actor->role, ACT_DIRECTORY))
		return AM_DENIED;
	e = store_begin(st);
	if (e == AM_OK)
		e = store_end(st, reveal(st, actor, id, now, &found));
	if (e == AM_OK)
		*out = found;
	return e;
}

enum err inst_services(struct store *st, const struct actor *actor, int64_t id,
    struct inst_service *out, size_t max, size_t *count)
{
	static const char sql[] =
	    "SELECT s.id, substr(s.service, 9), coalesce(s.place, ''), s.note"
	    " FROM service s JOIN code c ON c.id = s.service"
	    " WHERE s.institution_id = ?1 AND s.ended_at IS NULL ORDER BY c.sort, s.id";
	sqlite3_stmt *q = NULL;
	size_t n = 0;
	int rc = SQLITE_DONE;
	enum err e =
	    role_may(actor->role, ACT_DIRECTORY) ? store_prepare(st, sql, &q) : AM_DENIED;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	while (n < max && (rc = sqlite3_step(q)) == SQLITE_ROW) {
		out[n].id = sqlite3_column_int64(q, 0);
		str_copy(out[n].service, sizeof(out[n].service), store_text(q, 1));
		str_copy(out[n].place, sizeof(out[n].place), store_text(q, 2));
		str_copy(out[n].note, sizeof(out[n].note), store_text(q, 3));
		n++;
	}
	store_done(st, q);
	e = store_err(rc);
	if (e == AM_OK)
		*count = n;
	return e;
}
