/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/call_priv.h"

#include <stdlib.h>
#include <string.h>

#include "schema/agent.h"
#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/json.h"
#include "schema/base/mem.h"
#include "schema/code.h"
#include "schema/draft.h"
#include "schema/form_priv.h"
#include "schema/number.h"
#include "schema/queue.h"
#include "schema/record.h"
#include "schema/setting.h"

#define ENTITY "call"
#define GRACE 600 /* seconds in which one's own call is taken back or mended freely */
#define COUNTRY_LEN 8

/* The columns of struct call, in front of those of the form. */
#define CALL_COLUMNS                                                         \
	"c.id, c.number, c.version, c.started_at, coalesce(c.ended_at, 0), " \
	"c.operator_id,"                                                     \
	" c.status, c.trunk, c.direction = 'out'"
#define CALL_COLUMN_COUNT 9

static const char *const status_words[] = {
	[CALL_OPEN] = "open",
	[CALL_CLOSED] = "closed",
	[CALL_VOID] = "void",
};

static enum call_status status_find(const char *word)
{
	for (size_t i = 0; i < COUNT(status_words); i++)
		if (strcmp(status_words[i], word) == 0)
			return (enum call_status)i;
	return CALL_VOID;
}

static void read_call(sqlite3_stmt *q, struct call *out)
{
	*out = (struct call){
		.id = sqlite3_column_int64(q, 0),
		.number = sqlite3_column_int64(q, 1),
		.version = sqlite3_column_int64(q, 2),
		.started_at = sqlite3_column_int64(q, 3),
		.ended_at = sqlite3_column_int64(q, 4),
		.operator_id = sqlite3_column_int64(q, 5),
		.status = status_find(store_text(q, 6)),
		.outgoing = sqlite3_column_int(q, 8) != 0,
	};
	str_copy(out->trunk, sizeof(out->trunk), store_text(q, 7));
}

static enum err country_of(struct store *st, char out[COUNTRY_LEN])
{
	return setting_text(st, SET_COUNTRY, out, COUNTRY_LEN);
}

/* Read the row and, unless rec is NULL, its contents.  No rights are asked. */
static enum err fetch(struct store *st, int64_t id, struct call *call, struct record *rec)
{
	char country[COUNTRY_LEN];
	struct buf sql = { 0 };
	sqlite3_stmt *q = NULL;
	enum err e = country_of(st, country);
	int rc;

	buf_str(&sql, "SELECT " CALL_COLUMNS ", ");
	form_columns(&sql, &call_form);
	buf_str(&sql, " FROM call c WHERE c.id = ?1");
	if (e == AM_OK)
		e = store_prepare(st, buf_text(&sql), &q);
	buf_fini(&sql);
	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	if (e == AM_OK) {
		read_call(q, call);
		if (rec != NULL)
			form_read(q, CALL_COLUMN_COUNT, rec, country);
	}
	sqlite3_finalize(q);
	return e;
}

static bool owns(const struct actor *actor, const struct call *call)
{
	return call->operator_id == actor->operator_id;
}

/* own where the call is the actor's, any where it is somebody else's. */
static bool may(
    const struct actor *actor, const struct call *call, enum action own, enum action any)
{
	return role_may(actor->role, owns(actor, call) ? own : any);
}

/* --- a new call and its number --- */

/* The number after the greatest of this year; BEGIN IMMEDIATE keeps others away. */
static enum err next_number(struct store *st, int64_t now, int64_t *number)
{
	static const char sql[] = "SELECT coalesce(max(number), ?1) + 1 FROM call WHERE "
				  "number BETWEEN ?1 AND ?2";
	const int64_t year = clock_split(now).year % 100 * NUMBER_YEAR;
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, year);
	sqlite3_bind_int64(q, 2, year + NUMBER_YEAR - 1);
	rc = sqlite3_step(q);
	e = store_err(rc);
	if (rc == SQLITE_ROW)
		*number = sqlite3_column_int64(q, 0);
	sqlite3_finalize(q);
	return e;
}

static enum err insert(
    struct store *st, const struct actor *actor, int64_t number, int64_t now)
{
	static const char sql[] = "INSERT INTO call (number, operator_id, session_id,"
				  " started_at, status) VALUES (?1, ?2, ?3, ?4, 'open')";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, number);
		sqlite3_bind_int64(q, 2, actor->operator_id);
		store_bind_id(q, 3, actor->session_id);
		sqlite3_bind_int64(q, 4, now);
	}
	return store_run(q, e);
}

static enum err create(
    struct store *st, const struct actor *actor, int64_t now, struct call *call)
{
	int64_t number = 0;
	enum err e = next_number(st, now, &number);

	if (e == AM_OK)
		e = insert(st, actor, number, now);
	if (e == AM_OK)
		e = fetch(st, store_last_id(st), call, NULL);
	if (e == AM_OK)
		e = audit_add(st, actor, now, "create", ENTITY, call->id, "");
	if (e == AM_OK)
		e = agent_is(st, actor, AGENT_ON_CALL, now);
	return e;
}

enum err call_new(
    struct store *st, const struct actor *actor, int64_t now, struct call *call)
{
	struct call made;
	enum err e;

	if (!role_may(actor->role, ACT_CALL_CREATE) || actor->operator_id == 0)
		return AM_DENIED;
	e = store_begin(st);
	if (e != AM_OK)
		return e;
	e = store_end(st, create(st, actor, now, &made));
	if (e == AM_OK)
		*call = made;
	return e;
}

/* --- what is kept --- */

static const struct code *result_of(struct store *st, const struct record *rec)
{
	const struct code_list *list;

	if (code_list(st, "dispo", &list) != AM_OK)
		return NULL;
	return code_find(list, record_get_id(rec, "dispo"));
}

static bool is_least(const struct field *f)
{
	return strcmp(f->id, "motive") == 0 || strcmp(f->id, "dispo") == 0;
}

static bool is_words_or_number(const struct field *f)
{
	return f->type == FIELD_TEXT || f->type == FIELD_NOTES || f->type == FIELD_PHONE;
}

/* Empty what the result does not allow to keep, and mark it in erased[]. */
static void keep_what_may_be_kept(struct store *st, struct record *rec, bool *erased)
{
	const struct code *result = result_of(st, rec);

	for (size_t i = 0; result != NULL && i < call_form.count; i++) {
		const struct field *f = &call_form.fields[i];

		erased[i] = code_has(result, 'M')
				? !is_least(f)
				: code_has(result, 'N') && is_words_or_number(f);
		if (erased[i])
			record_set(rec, i, "");
	}
}

/* A silent caller who is still there is not closed: that opens Listening. */
static enum err closes(struct store *st, const struct record *rec, size_t *field)
{
	const struct code *result = result_of(st, rec);

	if (result == NULL || !code_has(result, 'L'))
		return AM_OK;
	*field = form_find(&call_form, "dispo");
	return AM_INVALID;
}

enum err call_check(struct store *st, const struct record *rec,
    const struct record *before, int64_t now, size_t *field)
{
	struct record *nothing = record_new(&call_form);
	struct record *copy = record_new(&call_form);
	enum err e;

	record_copy(copy, rec);
	e = form_check(st, copy, before != NULL ? before : nothing, now, field);
	if (e == AM_OK)
		e = closes(st, copy, field);
	record_free(copy);
	record_free(nothing);
	return e;
}

/* --- writing contents --- */

/* One save: what was there, what shall be, what may not be kept. */
struct save {
	struct store *st;
	const struct actor *actor;
	int64_t now;
	struct call call;
	struct record *before, *after;
	bool *erased;
	const char *reason;
};

static void save_init(struct save *s, struct store *st, const struct actor *actor,
    const struct record *rec, const char *reason, int64_t now)
{
	*s = (struct save){ .st = st,
		.actor = actor,
		.now = now,
		.reason = reason,
		.before = record_new(&call_form),
		.after = record_new(&call_form),
		.erased = mem_new(call_form.count, sizeof(bool)) };
	record_copy(s->after, rec);
}

static void save_fini(struct save *s)
{
	record_free(s->before);
	record_free(s->after);
	free(s->erased);
}

/* Check, normalise, and leave out what may not be kept. */
static enum err prepare(struct save *s)
{
	size_t field = 0;
	enum err e = form_check(s->st, s->after, s->before, s->now, &field);

	if (e == AM_OK)
		e = closes(s->st, s->after, &field);
	if (e == AM_OK)
		keep_what_may_be_kept(s->st, s->after, s->erased);
	return e;
}

/* fixed: assignments of the other columns; ?1 is the id, ?2 now, ?3 the operator. */
static enum err update(const struct save *s, const char *fixed)
{
	char country[COUNTRY_LEN];
	struct buf sql = { 0 };
	sqlite3_stmt *q = NULL;
	enum err e = country_of(s->st, country);

	buf_printf(&sql, "UPDATE call SET version = version + 1, %s, ", fixed);
	form_assignments(&sql, &call_form, 4);
	buf_str(&sql, " WHERE id = ?1");
	if (e == AM_OK)
		e = store_prepare(s->st, buf_text(&sql), &q);
	buf_fini(&sql);
	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, s->call.id);
		sqlite3_bind_int64(q, 2, s->now);
		store_bind_id(q, 3, s->actor->operator_id);
		e = form_bind(q, 4, s->after, country);
	}
	return store_run(q, e);
}

static enum err tell(const struct save *s, const char *what)
{
	struct buf detail = { 0 };
	enum err e;

	buf_str(&detail, "{\"old\":");
	form_changes(&detail, s->before, s->after, s->erased);
	if (*s->reason != '\0')
		json_pair(&detail, "reason", s->reason);
	buf_byte(&detail, '}');
	e = audit_add(
	    s->st, s->actor, s->now, what, ENTITY, s->call.id, buf_text(&detail));
	if (detail.data != NULL)
		explicit_bzero(detail.data, detail.cap);
	buf_fini(&detail);
	return e;
}

static enum err delete_draft(const struct save *s, int64_t draft_id)
{
	return draft_id != 0 ? draft_delete(s->st, s->actor, draft_id) : AM_OK;
}

/* What the exchange said of the number goes with the number. */
static enum err forget_number(const struct save *s)
{
	return s->erased[form_find(&call_form, "phone")] ? queue_forget(s->st, s->call.id)
							 : AM_OK;
}

/* --- closing --- */

static enum err close_open(struct save *s, int64_t id, int64_t draft_id)
{
	enum err e = fetch(s->st, id, &s->call, s->before);

	if (e != AM_OK)
		return e;
	if (!owns(s->actor, &s->call))
		return AM_DENIED;
	if (s->call.status != CALL_OPEN)
		return AM_CONFLICT;
	e = prepare(s);
	if (e == AM_OK)
		e = update(s, "status = 'closed', ended_at = ?2");
	if (e == AM_OK)
		e = forget_number(s);
	if (e == AM_OK)
		e = delete_draft(s, draft_id);
	if (e == AM_OK)
		e = tell(s, "close");
	if (e == AM_OK)
		e = agent_call_ends(s->st, s->actor, s->now);
	return e == AM_OK ? fetch(s->st, id, &s->call, NULL) : e;
}

enum err call_close(struct store *st, const struct actor *actor, struct call *call,
    const struct record *rec, int64_t draft_id, int64_t now)
{
	struct save s;
	enum err e;

	if (!role_may(actor->role, ACT_CALL_CREATE))
		return AM_DENIED;
	e = store_begin(st);
	if (e != AM_OK)
		return e;
	save_init(&s, st, actor, rec, "", now);
	e = store_end(st, close_open(&s, call->id, draft_id));
	if (e == AM_OK)
		*call = s.call;
	save_fini(&s);
	return e;
}

/* --- correcting --- */

static bool needs_reason(const struct save *s)
{
	return !owns(s->actor, &s->call) || s->now - s->call.ended_at > GRACE;
}

static bool is_blank(const char *s)
{
	return s[strspn(s, " \t\n")] == '\0';
}

static bool changed(const struct record *a, const struct record *b)
{
	for (size_t i = 0; i < call_form.count; i++)
		if (strcmp(record_get(a, i), record_get(b, i)) != 0)
			return true;
	return false;
}

static enum err correct_closed(
    struct save *s, int64_t id, int64_t version, int64_t draft_id)
{
	enum err e = fetch(s->st, id, &s->call, s->before);

	if (e != AM_OK)
		return e;
	if (!may(s->actor, &s->call, ACT_CALL_EDIT, ACT_CALL_EDIT_ANY))
		return AM_DENIED;
	if (s->call.status != CALL_CLOSED || s->call.version != version)
		return AM_CONFLICT;
	e = prepare(s);
	if (e == AM_OK && changed(s->before, s->after)) {
		if (needs_reason(s) && is_blank(s->reason))
			return AM_INVALID;
		e = update(s, "corrected_at = ?2, corrected_by = ?3");
		if (e == AM_OK)
			e = forget_number(s);
		if (e == AM_OK)
			e = tell(s, "update");
	}
	if (e == AM_OK)
		e = delete_draft(s, draft_id);
	return e == AM_OK ? fetch(s->st, id, &s->call, NULL) : e;
}

enum err call_correct(struct store *st, const struct actor *actor, struct call *call,
    const struct record *rec, const char *reason, int64_t draft_id, int64_t now)
{
	struct save s;
	enum err e = store_begin(st);

	if (e != AM_OK)
		return e;
	save_init(&s, st, actor, rec, reason, now);
	e = store_end(st, correct_closed(&s, call->id, call->version, draft_id));
	if (e == AM_OK)
		*call = s.call;
	save_fini(&s);
	return e;
}

/* --- taking back and giving up --- */

/* Change the status; set is a constant assignment with ?2 as now. */
static enum err set_status(struct store *st, const struct actor *actor, struct call *call,
    const char *set, const char *what, int64_t now)
{
	struct buf sql = { 0 };
	sqlite3_stmt *q = NULL;
	enum err e;

	buf_printf(&sql, "UPDATE call SET version = version + 1, %s WHERE id = ?1", set);
	e = store_prepare(st, buf_text(&sql), &q);
	buf_fini(&sql);
	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, call->id);
		if (sqlite3_bind_parameter_count(q) > 1)
			sqlite3_bind_int64(q, 2, now);
	}
	e = store_run(q, e);
	if (e == AM_OK)
		e = audit_add(st, actor, now, what, ENTITY, call->id, "");
	return e == AM_OK ? fetch(st, call->id, call, NULL) : e;
}

/* When it was closed or given up. */
static enum err ended_at(struct store *st, int64_t id, int64_t *at)
{
	static const char sql[] = "SELECT max(coalesce(ended_at, 0), coalesce(voided_at, "
				  "0)) FROM call WHERE id = ?1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	if (e == AM_OK)
		*at = sqlite3_column_int64(q, 0);
	sqlite3_finalize(q);
	return e;
}

static enum err reopen(
    struct store *st, const struct actor *actor, struct call *call, int64_t now)
{
	int64_t at = 0;
	enum err e = fetch(st, call->id, call, NULL);

	if (e == AM_OK)
		e = ended_at(st, call->id, &at);
	if (e != AM_OK)
		return e;
	if (call->status == CALL_OPEN)
		return AM_CONFLICT;
	if (!owns(actor, call) || now - at > GRACE)
		return AM_DENIED;
	return set_status(st, actor, call,
	    "status = 'open', ended_at = NULL, voided_at = NULL", "reopen", now);
}

enum err call_reopen(
    struct store *st, const struct actor *actor, struct call *call, int64_t now)
{
	struct call there = *call;
	enum err e;

	if (!role_may(actor->role, ACT_CALL_CREATE))
		return AM_DENIED;
	e = store_begin(st);
	if (e != AM_OK)
		return e;
	e = store_end(st, reopen(st, actor, &there, now));
	if (e == AM_OK)
		*call = there;
	return e;
}

static enum err give_up(
    struct store *st, const struct actor *actor, struct call *call, int64_t now)
{
	enum err e = fetch(st, call->id, call, NULL);

	if (e != AM_OK)
		return e;
	if (!owns(actor, call))
		return AM_DENIED;
	if (call->status != CALL_OPEN)
		return AM_CONFLICT;
	e = set_status(st, actor, call, "status = 'void', voided_at = ?2", "void", now);
	return e == AM_OK ? agent_call_ends(st, actor, now) : e;
}

enum err call_void(
    struct store *st, const struct actor *actor, struct call *call, int64_t now)
{
	struct call there = *call;
	enum err e;

	if (!role_may(actor->role, ACT_CALL_CREATE))
		return AM_DENIED;
	e = store_begin(st);
	if (e != AM_OK)
		return e;
	e = store_end(st, give_up(st, actor, &there, now));
	if (e == AM_OK)
		*call = there;
	return e;
}

/* --- reading --- */

/* A view that is refused is told as well; to the viewer the call does not exist. */
static enum err view(struct store *st, const struct actor *actor, int64_t id, int64_t now,
    struct call *call, struct record *rec, bool *allowed)
{
	enum err e = fetch(st, id, call, rec);

	if (e != AM_OK)
		return e;
	*allowed = may(actor, call, ACT_CALL_VIEW, ACT_CALL_VIEW_ANY);
	return audit_add(st, actor, now, *allowed ? "view" : "refused", ENTITY, id, "");
}

enum err call_load(struct store *st, const struct actor *actor, int64_t id, int64_t now,
    struct call *call, struct record *rec)
{
	struct record *read = record_new(&call_form);
	struct call found;
	bool allowed = false;
	enum err e = store_begin(st);

	if (e == AM_OK)
		e = store_end(st, view(st, actor, id, now, &found, read, &allowed));
	if (e == AM_OK && !allowed)
		e = AM_MISSING;
	if (e == AM_OK) {
		*call = found;
		record_copy(rec, read);
	}
	record_free(read);
	return e;
}

static void read_list_row(sqlite3_stmt *q, struct call_row *out)
{
	const int next = CALL_COLUMN_COUNT;

	*out = (struct call_row){ .risk = sqlite3_column_int(q, next + 4),
		.corrected = sqlite3_column_int(q, next + 5) != 0 };
	read_call(q, &out->call);
	str_copy(out->motive, sizeof(out->motive), store_text(q, next));
	str_copy(out->dispo, sizeof(out->dispo), store_text(q, next + 1));
	str_copy(out->place, sizeof(out->place), store_text(q, next + 2));
	str_copy(out->operator_name, sizeof(out->operator_name), store_text(q, next + 3));
}

#define LIST_COLUMNS                                                 \
	CALL_COLUMNS ", substr(c.motive, 8), substr(c.dispo, 7),"    \
		     " coalesce(c.place_from, c.place_now), o.name," \
		     " CAST(substr(c.risk, 6) AS INTEGER), c.corrected_at IS NOT NULL"
#define LIST_REST                                             \
	" JOIN operator o ON o.id = c.operator_id"            \
	" WHERE c.started_at >= ?1 AND (?2 = 0 OR c.id < ?2)" \
	" AND (?3 = 0 OR c.operator_id = ?3) ORDER BY c.id DESC LIMIT ?4"

enum err call_list(struct store *st, const struct actor *actor, bool mine,
    int64_t from_at, int64_t before, struct call_row *out, size_t max, size_t *count)
{
	/* Left alone, SQLite walks a million calls backwards to find today's twenty. */
	static const char from[] =
	    "SELECT " LIST_COLUMNS " FROM call c INDEXED BY call_started" LIST_REST;
	static const char all[] = "SELECT " LIST_COLUMNS " FROM call c" LIST_REST;
	sqlite3_stmt *q = NULL;
	size_t n = 0;
	enum err e;
	int rc;

	if (!role_may(actor->role, ACT_CALL_LIST))
		return AM_DENIED;
	e = store_prepare(st, from_at > 0 ? from : all, &q);
	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, from_at);
	sqlite3_bind_int64(q, 2, before);
	sqlite3_bind_int64(q, 3, mine ? actor->operator_id : 0);
	sqlite3_bind_int64(q, 4, (int64_t)max);
	while ((rc = sqlite3_step(q)) == SQLITE_ROW)
		read_list_row(q, &out[n++]);
	sqlite3_finalize(q);
	e = store_err(rc);
	if (e == AM_OK)
		*count = n;
	return e;
}

enum err call_row_read(struct store *st, int64_t id, struct call_row *out)
{
	static const char sql[] =
	    "SELECT " LIST_COLUMNS " FROM call c JOIN operator o ON o.id = c.operator_id"
	    " WHERE c.id = ?1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	if (e == AM_OK)
		read_list_row(q, out);
	sqlite3_finalize(q);
	return e;
}

static enum err may_see_changes(struct store *st, const struct actor *actor, int64_t id)
{
	struct call call;
	enum err e = fetch(st, id, &call, NULL);

	if (e != AM_OK)
		return e;
	return may(actor, &call, ACT_CALL_VIEW, ACT_CALL_VIEW_ANY) ||
		       role_may(actor->role, ACT_AUDIT_READ)
		   ? AM_OK
		   : AM_MISSING;
}

static void read_change(sqlite3_stmt *q, struct call_change *out)
{
	*out = (struct call_change){ .at = sqlite3_column_int64(q, 0),
		.detail = mem_dup(store_text(q, 3)) };
	str_copy(out->who, sizeof(out->who), store_text(q, 1));
	str_copy(out->what, sizeof(out->what), store_text(q, 2));
}

enum err call_changes(struct store *st, const struct actor *actor, int64_t id,
    struct call_change **out, size_t *count)
{
	static const char sql[] =
	    "SELECT a.at, coalesce(o.name, a.who), a.action, a.detail"
	    " FROM audit a LEFT JOIN operator o ON o.id = a.operator_id"
	    " WHERE a.entity = 'call' AND a.entity_id = ?1"
	    " AND a.action NOT IN ('view', 'refused') ORDER BY a.id DESC";
	struct call_change *rows = NULL;
	sqlite3_stmt *q = NULL;
	size_t n = 0;
	enum err e = may_see_changes(st, actor, id);
	int rc;

	if (e == AM_OK)
		e = store_prepare(st, sql, &q);
	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	while ((rc = sqlite3_step(q)) == SQLITE_ROW) {
		rows = mem_resize(rows, (n + 1) * sizeof(*rows));
		read_change(q, &rows[n++]);
	}
	sqlite3_finalize(q);
	e = store_err(rc);
	if (e != AM_OK) {
		call_changes_free(rows, n);
		return e;
	}
	*out = rows;
	*count = n;
	return AM_OK;
}

void call_changes_free(struct call_change *changes, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		explicit_bzero(changes[i].detail, strlen(changes[i].detail));
		free(changes[i].detail);
	}
	free(changes);
}

enum err call_count(struct store *st, const struct actor *actor, int64_t from_at,
    struct call_numbers *out)
{
	static const char sql[] =
	    "SELECT coalesce(sum(c.status = 'closed'), 0),"
	    " coalesce(sum(c.status = 'closed' AND (d.grp IN ('data', 'listen')"
	    "  OR instr(d.flags, 'T') > 0)), 0),"
	    " coalesce(sum(c.status = 'open'), 0)"
	    " FROM call c INDEXED BY call_started LEFT JOIN code d ON d.id = c.dispo"
	    " WHERE c.started_at >= ?1 AND c.operator_id = ?2";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, from_at);
	sqlite3_bind_int64(q, 2, actor->operator_id);
	rc = sqlite3_step(q);
	e = store_err(rc);
	if (rc == SQLITE_ROW)
		*out = (struct call_numbers){ .closed = sqlite3_column_int64(q, 0),
			.with_content = sqlite3_column_int64(q, 1),
			.open = sqlite3_column_int64(q, 2) };
	sqlite3_finalize(q);
	return e;
}
