/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/queue.h"

#include <string.h>

#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/json.h"
#include "schema/base/mem.h"
#include "schema/code.h"
#include "schema/phone.h"
#include "schema/place.h"
#include "schema/queue_priv.h"
#include "schema/redial_priv.h"
#include "schema/setting.h"
#include "schema/store_priv.h"
#include "schema/telephone_priv.h"

#define ENTITY "queue"
#define TAIL 3
#define TRUNK_MAX 15
#define DIGITS_MAX 20
#define PRIORITY_USUAL 2
#define PERU "51"

/* --- what the exchange tells --- */

/* Area codes of Peru and their departments (Plan Técnico Fundamental de Numeración). */
static const struct {
	const char *digits, *place;
} areas[] = {
	{ "1", "PE15" },
	{ "41", "PE01" },
	{ "42", "PE22" },
	{ "43", "PE02" },
	{ "44", "PE13" },
	{ "51", "PE21" },
	{ "52", "PE23" },
	{ "53", "PE18" },
	{ "54", "PE04" },
	{ "56", "PE11" },
	{ "61", "PE25" },
	{ "62", "PE10" },
	{ "63", "PE19" },
	{ "64", "PE12" },
	{ "65", "PE16" },
	{ "66", "PE05" },
	{ "67", "PE09" },
	{ "72", "PE24" },
	{ "73", "PE20" },
	{ "74", "PE14" },
	{ "76", "PE06" },
	{ "82", "PE17" },
	{ "83", "PE03" },
	{ "84", "PE08" },
};

/* The department of a fixed telephone, "" for every other number. */
static const char *area_of(const char *phone)
{
	const size_t len = strlen(PERU);

	if (strncmp(phone, PERU, len) != 0 || strlen(phone) != len + 8)
		return "";
	for (size_t i = 0; i < COUNT(areas); i++)
		if (strncmp(phone + len, areas[i].digits, strlen(areas[i].digits)) == 0)
			return areas[i].place;
	return "";
}

/* "+51 961-555" -> "+51961555"; "" for what is no number ("anonymous"). */
static char *clean(char out[PHONE_LEN], const char *given)
{
	size_t n = 0;

	for (const char *p = given; *p != '\0'; p++) {
		if (strchr(" -.()", *p) != NULL)
			continue;
		if ((*p < '0' || *p > '9') && !(*p == '+' && n == 0))
			return str_copy(out, PHONE_LEN, "");
		if (n >= DIGITS_MAX)
			return str_copy(out, PHONE_LEN, "");
		out[n++] = *p;
	}
	out[n] = '\0';
	return strcmp(out, "+") == 0 ? str_copy(out, PHONE_LEN, "") : out;
}

static enum err store_form(struct store *st, const char *given, char out[PHONE_LEN])
{
	char digits[PHONE_LEN], country[8];
	enum err e = setting_text(st, SET_COUNTRY, country, sizeof(country));

	*out = '\0';
	if (e == AM_OK && *clean(digits, given != NULL ? given : "") != '\0')
		phone_store(out, digits, country);
	return e;
}

static enum err heard(struct store *st, bool up, int64_t now)
{
	return store_change(st,
	    "INSERT INTO exchange (id, seen_at, state)"
	    " VALUES (1, ?1, CASE ?2 WHEN 1 THEN 'up' ELSE 'down' END)"
	    " ON CONFLICT (id) DO UPDATE"
	    " SET seen_at = excluded.seen_at, state = excluded.state",
	    now, up ? 1 : 0);
}

enum err queue_heard_until(struct store *st, int64_t *until)
{
	int64_t at = 0;
	enum err e = store_number(
	    st, "SELECT seen_at FROM exchange WHERE id = 1 AND state = 'up'", 0, 0, &at);

	if (e == AM_OK)
		*until = at + QUEUE_SILENCE;
	else if (e == AM_MISSING)
		*until = 0;
	return e == AM_MISSING ? AM_OK : e;
}

static enum err insert(struct store *st, const struct queue_contact *c, const char *phone,
    const char *place, int64_t now)
{
	static const char sql[] =
	    "INSERT INTO queue (at, trunk, phone, place, note, priority, line_id)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, (SELECT id FROM line WHERE phone = ?3))";
	char trunk[TRUNK_MAX + 1], note[QUEUE_NOTE_MAX + 1];
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, now);
		sqlite3_bind_text(q, 2,
		    str_copy(trunk, sizeof(trunk), c->trunk != NULL ? c->trunk : ""), -1,
		    SQLITE_STATIC);
		store_bind_text(q, 3, phone);
		store_bind_text(q, 4, place);
		sqlite3_bind_text(q, 5,
		    str_copy(note, sizeof(note), c->note != NULL ? c->note : ""), -1,
		    SQLITE_STATIC);
		sqlite3_bind_int(q, 6, c->priority != 0 ? c->priority : PRIORITY_USUAL);
	}
	return store_run(st, q, e);
}

static enum err check_contact(struct store *st, const struct queue_contact *c)
{
	struct place place;
	enum err e = AM_OK;

	if (c->priority < 0 || c->priority > 3)
		return AM_INVALID;
	if (c->place != NULL && *c->place != '\0')
		e = place_get(st, c->place, &place);
	return e == AM_MISSING ? AM_INVALID : e;
}

static enum err push(struct store *st, const struct actor *actor,
    const struct queue_contact *c, int64_t now, int64_t *id)
{
	char phone[PHONE_LEN] = "";
	const char *place = c->place;
	enum err e = check_contact(st, c);

	if (e == AM_OK)
		e = store_form(st, c->phone, phone);
	if (place == NULL || *place == '\0')
		place = area_of(phone);
	if (e == AM_OK)
		e = insert(st, c, phone, place, now);
	if (e != AM_OK)
		return e;
	*id = store_last_id(st);
	e = heard(st, true, now);
	return e == AM_OK ? audit_add(st, actor, now, "push", ENTITY, *id, "") : e;
}

enum err queue_push(struct store *st, const struct actor *actor,
    const struct queue_contact *contact, int64_t now, int64_t *id)
{
	int64_t made = 0;
	enum err e;

	if (!role_may(actor->role, ACT_QUEUE_FEED))
		return AM_DENIED;
	e = store_begin(st);
	if (e != AM_OK)
		return e;
	e = store_end(st, push(st, actor, contact, now, &made));
	if (e == AM_OK)
		*id = made;
	return e;
}

static enum err leave(
    struct store *st, const struct actor *actor, int64_t id, int64_t now, bool *changed)
{
	int64_t waits = 0;
	enum err e = store_number(st,
	    "SELECT taken_at IS NULL AND left_at IS NULL FROM queue WHERE id = ?1", id, 0,
	    &waits);

	if (e == AM_OK)
		e = heard(st, true, now);
	*changed = waits != 0;
	if (e != AM_OK || !*changed)
		return e;
	e = store_change(st, "UPDATE queue SET left_at = ?2 WHERE id = ?1", id, now);
	return e == AM_OK ? audit_add(st, actor, now, "leave", ENTITY, id, "") : e;
}

enum err queue_leave(
    struct store *st, const struct actor *actor, int64_t id, int64_t now, bool *changed)
{
	bool news = false;
	enum err e;

	if (!role_may(actor->role, ACT_QUEUE_FEED))
		return AM_DENIED;
	e = store_begin(st);
	if (e != AM_OK)
		return e;
	e = store_end(st, leave(st, actor, id, now, &news));
	if (e == AM_OK)
		*changed = news;
	return e;
}

/* A sign that only repeats what is known is no news: neither audited nor told. */
static enum err sign(
    struct store *st, const struct actor *actor, bool up, int64_t now, bool *changed)
{
	int64_t until = 0;
	enum err e = queue_heard_until(st, &until);

	if (e == AM_OK)
		e = heard(st, up, now);
	*changed = (until > now) != up;
	if (e != AM_OK || !*changed)
		return e;
	return audit_add(st, actor, now, up ? "signal" : "silence", "exchange", 1, "");
}

enum err queue_signal(
    struct store *st, const struct actor *actor, bool up, int64_t now, bool *changed)
{
	bool news = false;
	enum err e;

	if (!role_may(actor->role, ACT_QUEUE_FEED))
		return AM_DENIED;
	e = store_begin(st);
	if (e != AM_OK)
		return e;
	e = store_end(st, sign(st, actor, up, now, &news));
	if (e == AM_OK)
		*changed = news;
	return e;
}

/* --- the list --- */

static void read_row(sqlite3_stmt *q, struct queue_row *out)
{
	*out = (struct queue_row){ .id = sqlite3_column_int64(q, 0),
		.at = sqlite3_column_int64(q, 1),
		.left_at = sqlite3_column_int64(q, 2),
		.earlier = sqlite3_column_int64(q, 6),
		.flag_until = sqlite3_column_int64(q, 8) };
	str_copy(out->trunk, sizeof(out->trunk), store_text(q, 3));
	str_copy(out->tail, sizeof(out->tail), store_text(q, 4));
	str_copy(out->place, sizeof(out->place), store_text(q, 5));
	str_copy(out->flag, sizeof(out->flag), store_text(q, 7));
	str_copy(out->note, sizeof(out->note), store_text(q, 9));
}

#define CALLS_OF_IT TELEPHONE_CALLS_OF("q.phone")
#define MARK_OF_IT                                                          \
	" FROM line l JOIN line_flag f ON f.line_id = l.id"                 \
	" JOIN code k ON k.id = f.flag WHERE l.phone = q.phone"             \
	" AND f.cleared_at IS NULL AND coalesce(f.expires_at, ?2 + 1) > ?2" \
	" ORDER BY k.sort LIMIT 1"
#define ROW                                                                        \
	"SELECT q.id, q.at, coalesce(q.left_at, 0), q.trunk, substr(q.phone, -3)," \
	" coalesce(q.place, (SELECT c.place_from" CALLS_OF_IT                      \
	"  AND c.place_from <> '-' ORDER BY c.id DESC LIMIT 1)),"                  \
	" (SELECT count(*)" CALLS_OF_IT "),"                                       \
	" (SELECT substr(f.flag, 9)" MARK_OF_IT "),"                               \
	" (SELECT coalesce(f.expires_at, 0)" MARK_OF_IT "), q.note,"               \
	" coalesce(q.phone, '') FROM queue q WHERE "

/* Whom she was cut off from. */
static enum err add_cut(struct store *st, const char *phone, struct queue_row *out)
{
	struct redial r;
	enum err e = redial_of(st, phone, 0, out->at, &r);

	if (e == AM_OK) {
		out->cut_number = r.number;
		out->cut_at = r.started_at;
		str_copy(out->cut_by, sizeof(out->cut_by), r.operator_name);
	}
	return e == AM_MISSING ? AM_OK : e;
}

/* A case that the actor may know of. */
static enum err add_case(struct store *st, const struct actor *actor, const char *phone,
    int64_t now, struct queue_row *out)
{
	static const char sql[] =
	    "SELECT f.number" TELEPHONE_ITS_CASES
	    " ORDER BY f.touched_at DESC LIMIT 1";
	sqlite3_stmt *q = NULL;
	const enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_text(q, 1, phone, -1, SQLITE_STATIC);
		sqlite3_bind_int64(q, 2, actor->operator_id);
		sqlite3_bind_int64(q, 3, now);
		sqlite3_bind_int(q, 4, role_may(actor->role, ACT_CASE_VIEW_ANY));
	}
	return store_if_any(store_first(st, q, e, &out->case_number));
}

static enum err read_some(struct store *st, const struct actor *actor, const char *sql,
    int64_t now, struct queue_row *out, size_t max, size_t *count)
{
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc = SQLITE_DONE;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, now - QUEUE_KEPT);
	sqlite3_bind_int64(q, 2, now);
	sqlite3_bind_int64(q, 3, (int64_t)(max - *count));
	while (e == AM_OK && (rc = sqlite3_step(q)) == SQLITE_ROW) {
		struct queue_row *row = &out[(*count)++];

		read_row(q, row);
		if (*row->tail == '\0')
			continue;
		e = add_case(st, actor, store_text(q, 10), now, row);
		if (e == AM_OK && row->left_at == 0)
			e = add_cut(st, store_text(q, 10), row);
	}
	store_done(st, q);
	return e == AM_OK ? store_err(rc) : e;
}

enum err queue_list(struct store *st, const struct actor *actor, int64_t now,
    struct queue_row *out, size_t max, size_t *count, size_t *waiting)
{
	static const char waits[] =
	    ROW "q.taken_at IS NULL AND q.left_at IS NULL AND ?1 <= ?2"
		" ORDER BY q.priority, q.at, q.id LIMIT ?3";
	static const char lost[] = ROW "q.left_at >= ?1 AND " QUEUE_OWED
					" ORDER BY q.left_at, q.id LIMIT ?3";
	int64_t all = 0;
	size_t n = 0;
	enum err e;

	if (!role_may(actor->role, ACT_QUEUE_LIST))
		return AM_DENIED;
	e = store_number(st,
	    "SELECT count(*) FROM queue WHERE taken_at IS NULL AND left_at IS NULL", 0, 0,
	    &all);
	if (e == AM_OK)
		e = read_some(st, actor, waits, now, out, max, &n);
	if (e == AM_OK && n < max)
		e = read_some(st, actor, lost, now, out, max, &n);
	if (e == AM_OK) {
		*count = n;
		*waiting = (size_t)all;
	}
	return e;
}

enum err queue_forget(struct store *st, int64_t call_id)
{
	/* also of her other tries that day: nobody may call her back for them */
	enum err e = store_change(st,
	    "UPDATE queue SET phone = NULL, line_id = NULL, note = ''"
	    " WHERE taken_at IS NULL AND called_back_by IS NULL"
	    " AND left_at > (SELECT started_at - 86400 FROM call WHERE id = ?1)"
	    " AND phone IN (SELECT phone FROM queue WHERE call_id = ?1"
	    " OR called_back_by = ?1)",
	    call_id, 0);

	if (e == AM_OK)
		e = store_change(st,
		    "UPDATE queue SET phone = NULL, line_id = NULL, note = ''"
		    " WHERE ?1 IN (call_id, called_back_by)",
		    call_id, 0);
	return e == AM_OK ? telephone_forget(st, call_id) : e;
}

/* --- marks on numbers --- */

enum err queue_flag(struct store *st, const struct actor *actor, int64_t id,
    const char *flag, int64_t expires_at, const char *reason, int64_t now)
{
	const struct telephone_who who = { .queue_id = id };
	int64_t mark;

	return telephone_mark(st, actor, &who, flag, expires_at, reason, now, &mark);
}
