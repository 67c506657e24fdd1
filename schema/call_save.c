/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a call holds: checked, closed with it, corrected. */
#include <stdlib.h>
#include <string.h>

#include "schema/agent.h"
#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/json.h"
#include "schema/base/mem.h"
#include "schema/call_priv.h"
#include "schema/casefile_priv.h"
#include "schema/code.h"
#include "schema/draft.h"
#include "schema/followup.h"
#include "schema/form_priv.h"
#include "schema/offer_priv.h"
#include "schema/queue.h"
#include "schema/record.h"
#include "schema/telephone_priv.h"

#define FIRST_FIELD 4 /* place of the first field in an UPDATE */

/* --- what is kept --- */

static const struct code *result_of(struct store *st, const struct record *rec)
{
	const struct code_list *list;

	if (code_list(st, "dispo", &list) != AM_OK)
		return NULL;
	return code_find(list, record_get_id(rec, "dispo"));
}

enum err call_declined(struct store *st, int64_t id, bool *declined)
{
	static const char sql[] =
	    "SELECT instr(d.flags, 'M') > 0 FROM call c JOIN code d ON d.id = c.dispo"
	    " WHERE c.id = ?1 AND c.status = 'closed'";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	rc = sqlite3_step(q);
	*declined = rc == SQLITE_ROW && sqlite3_column_int(q, 0) != 0;
	store_done(st, q);
	return store_err(rc);
}

/* The time of a call taken on paper is the line's own. */
static bool is_least(const struct field *f)
{
	return strcmp(f->id, "motive") == 0 || strcmp(f->id, "dispo") == 0 ||
	       strcmp(f->id, "taken_at") == 0;
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

int64_t call_taken_at(const char *value)
{
	return form_moment(value);
}

/* Nothing was taken on paper in the future. */
static enum err has_been(const struct record *rec, int64_t now, size_t *field)
{
	const char *taken = record_get_id(rec, "taken_at");
	const int64_t at = call_taken_at(taken);

	if (*taken == '\0' || (at >= 0 && at <= now))
		return AM_OK;
	*field = form_find(&call_form, "taken_at");
	return AM_INVALID;
}

/* Is rec, checked field by field, a whole that can be closed? */
static enum err check_whole(
    struct store *st, const struct record *rec, int64_t now, size_t *field)
{
	enum err e = closes(st, rec, field);

	return e == AM_OK ? has_been(rec, now, field) : e;
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
		e = check_whole(st, copy, now, field);
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
	bool danger; /* as it was typed */
	int64_t alert, case_number;
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
		e = check_whole(s->st, s->after, s->now, &field);
	/* A call taken on paper has its time, and no other has one. */
	if (e == AM_OK &&
	    (*record_get_id(s->after, "taken_at") != '\0') != (s->call.entered_at != 0))
		e = AM_INVALID;
	s->danger = call_says_danger(s->st, s->after);
	if (e == AM_OK)
		keep_what_may_be_kept(s->st, s->after, s->erased);
	return e;
}

static bool may_be_a_case(struct store *st, const char *name, const char *code)
{
	const struct code_list *list;
	const struct code *c = NULL;

	if (code_list(st, name, &list) == AM_OK)
		c = code_find(list, code);
	return c != NULL && code_has(c, 'C');
}

/* What may be a case is to be assessed; what nobody assessed yet and is none is not. */
static const char *assessment(const struct save *s)
{
	const bool kept = !s->erased[form_find(&call_form, "topic")];

	if (kept &&
	    (may_be_a_case(s->st, "motive", record_get_id(s->after, "motive")) ||
		may_be_a_case(s->st, "topic", record_get_id(s->after, "topic"))))
		return "assess = coalesce(assess, 'assess.pending')";
	return "assess = CASE WHEN assess_by IS NULL THEN NULL ELSE assess END";
}

/* fixed: assignments of the other columns; ?1 is the id, ?2 now, ?3 the operator. */
static enum err update(const struct save *s, const char *fixed)
{
	char country[CALL_COUNTRY_LEN];
	struct buf sql = { 0 };
	sqlite3_stmt *q = NULL;
	enum err e = call_country(s->st, country);

	buf_printf(&sql, "UPDATE call SET version = version + 1, %s, %s, ", fixed,
	    assessment(s));
	if (s->call.entered_at != 0)
		buf_printf(&sql, "started_at = ?%zu, ",
		    FIRST_FIELD + form_find(&call_form, "taken_at"));
	form_assignments(&sql, &call_form, FIRST_FIELD);
	buf_str(&sql, " WHERE id = ?1");
	if (e == AM_OK)
		e = store_prepare(s->st, buf_text(&sql), &q);
	buf_fini(&sql);
	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, s->call.id);
		sqlite3_bind_int64(q, 2, s->now);
		store_bind_id(q, 3, s->actor->operator_id);
		e = form_bind(q, FIRST_FIELD, s->after, country);
	}
	return store_run(s->st, q, e);
}

static enum err tell_of(const struct save *s, const char *what,
    const struct record *before, const struct record *after)
{
	struct buf detail = { 0 };
	enum err e;

	buf_str(&detail, "{\"old\":");
	(void)form_changes(&detail, before, after, s->erased);
	if (*s->reason != '\0')
		json_pair(&detail, "reason", s->reason);
	buf_byte(&detail, '}');
	e = audit_add(
	    s->st, s->actor, s->now, what, CALL_ENTITY, s->call.id, buf_text(&detail));
	if (detail.data != NULL)
		explicit_bzero(detail.data, detail.cap);
	buf_fini(&detail);
	return e;
}

static enum err tell(const struct save *s, const char *what)
{
	return tell_of(s, what, s->before, s->after);
}

static enum err delete_draft(const struct save *s, int64_t draft_id)
{
	return draft_id != 0 ? draft_delete(s->st, s->actor, draft_id) : AM_OK;
}

/* What the exchange said of the number, and what was promised on it, goes with it. */
static enum err forget_number(const struct save *s)
{
	const enum err e = queue_forget(s->st, s->call.id);

	return e == AM_OK ? followup_forget(s->st, s->actor, s->call.id, s->now) : e;
}

/* A number that may not be kept is forgotten; one that is kept is linked. */
static enum err link_number(const struct save *s)
{
	if (s->erased[form_find(&call_form, "phone")])
		return forget_number(s);
	if (*record_get_id(s->after, "phone") == '\0')
		return AM_OK;
	return telephone_link(s->st, s->call.id, record_get_id(s->after, "phone_of"));
}

/* The telephone and the offer that the call is about. */
static enum err link_others(const struct save *s)
{
	enum err e = link_number(s);

	/* Where the least is kept the ten questions are not. */
	if (e == AM_OK && s->erased[form_find(&call_form, "offer_contract")])
		e = proof_forget(s->st, s->call.id);
	return e == AM_OK ? offer_follow_call(s->st, s->actor, s->call.id, s->now) : e;
}

/* The case that a follow-up call says it is about. */
static enum err link_case(struct save *s)
{
	if (strcmp(record_get_id(s->after, "motive"), "follow") != 0)
		return AM_OK;
	return case_about_link(s->st, s->actor, s->call.id,
	    record_get_id(s->after, "about"), s->now, &s->case_number);
}

static bool is_about_another(const struct save *s)
{
	return strcmp(record_get_id(s->before, "about"),
		   record_get_id(s->after, "about")) != 0;
}

static enum err tell_danger(struct save *s)
{
	return call_danger(s->st, s->actor, &s->call,
	    call_says_danger(s->st, s->before), s->danger, s->now, &s->alert);
}

/* The row as it is now. */
static enum err read_back(struct save *s)
{
	const enum err e = call_fetch(s->st, s->call.id, &s->call, NULL);

	s->call.alert_id = s->alert;
	s->call.case_number = s->case_number;
	return e;
}

/* --- closing --- */

/* A result that closes by its key alone and offers nothing leaves nothing to write up. */
static bool wraps_up(const struct save *s)
{
	const struct code *result = result_of(s->st, s->after);

	return result == NULL || !code_has(result, 'Q') || code_has(result, 'F');
}

static enum err close_open(struct save *s, int64_t id, int64_t draft_id)
{
	enum err e = call_fetch(s->st, id, &s->call, s->before);

	if (e != AM_OK)
		return e;
	if (!call_owns(s->actor, &s->call))
		return AM_DENIED;
	if (s->call.status != CALL_OPEN)
		return AM_CONFLICT;
	e = prepare(s);
	if (e == AM_OK)
		e = update(s, "status = 'closed', ended_at = ?2");
	if (e == AM_OK)
		e = link_others(s);
	if (e == AM_OK)
		e = link_case(s);
	if (e == AM_OK)
		e = delete_draft(s, draft_id);
	if (e == AM_OK)
		e = tell(s, "close");
	if (e == AM_OK)
		e = tell_danger(s);
	if (e == AM_OK)
		e = agent_call_ends(s->st, s->actor, wraps_up(s), s->now);
	return e == AM_OK ? read_back(s) : e;
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
	return !call_owns(s->actor, &s->call) || s->now - s->call.ended_at > STORE_GRACE;
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
	enum err e = call_fetch(s->st, id, &s->call, s->before);

	if (e != AM_OK)
		return e;
	if (!call_may(s->actor, &s->call, ACT_CALL_EDIT, ACT_CALL_EDIT_ANY))
		return AM_DENIED;
	if (s->call.status != CALL_CLOSED || s->call.version != version)
		return AM_CONFLICT;
	e = prepare(s);
	if (e == AM_OK && changed(s->before, s->after)) {
		if (needs_reason(s) && is_blank(s->reason))
			return AM_INVALID;
		e = update(s, "corrected_at = ?2, corrected_by = ?3");
		if (e == AM_OK)
			e = link_others(s);
		if (e == AM_OK && is_about_another(s))
			e = link_case(s);
		if (e == AM_OK)
			e = tell(s, "update");
		if (e == AM_OK)
			e = tell_danger(s);
	}
	if (e == AM_OK)
		e = delete_draft(s, draft_id);
	return e == AM_OK ? read_back(s) : e;
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

/* --- what was given up for somebody else's correction --- */

static enum err yield_in(struct save *s, int64_t id, const bool *which)
{
	enum err e = call_fetch(s->st, id, &s->call, s->before);

	if (e != AM_OK)
		return e;
	if (!call_may(s->actor, &s->call, ACT_CALL_EDIT, ACT_CALL_EDIT_ANY))
		return AM_DENIED;
	/* told is what was typed, as if it had been there before what is saved */
	for (size_t i = 0; i < call_form.count; i++)
		if (!which[i])
			record_set(s->after, i, record_get(s->before, i));
	keep_what_may_be_kept(s->st, s->before, s->erased);
	return tell_of(s, "yield", s->after, s->before);
}

enum err call_yield(struct store *st, const struct actor *actor, int64_t id,
    const struct record *mine, const bool *which, const char *reason, int64_t now)
{
	struct save s;
	enum err e = store_begin(st);

	if (e != AM_OK)
		return e;
	save_init(&s, st, actor, mine, reason, now);
	e = store_end(st, yield_in(&s, id, which));
	save_fini(&s);
	return e;
}

/* --- taking a correction back --- */

/* Set the fields that the JSON object names. */
static enum err apply(struct save *s, const char *json)
{
	static const char sql[] = "SELECT key, value, type FROM json_each(?1)";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(s->st, sql, &q);
	int rc = SQLITE_DONE;

	if (e == AM_OK)
		sqlite3_bind_text(q, 1, json, -1, SQLITE_STATIC);
	while (e == AM_OK && (rc = sqlite3_step(q)) == SQLITE_ROW) {
		if (strcmp(store_text(q, 2), "null") == 0)
			e = AM_INVALID;
		else
			record_set_id(s->after, store_text(q, 0), store_text(q, 1));
	}
	store_done(s->st, q);
	return e == AM_OK ? store_err(rc) : e;
}

static enum err restore(struct save *s, int64_t id, const char *json)
{
	enum err e = call_fetch(s->st, id, &s->call, s->before);

	record_copy(s->after, s->before);
	if (e == AM_OK)
		e = apply(s, json);
	if (e == AM_OK)
		e = prepare(s);
	if (e == AM_OK)
		e = update(s, "corrected_at = ?2, corrected_by = ?3");
	if (e == AM_OK)
		e = link_others(s);
	if (e == AM_OK)
		e = tell(s, "undo");
	if (e == AM_OK)
		e = tell_danger(s);
	return e == AM_OK ? read_back(s) : e;
}

enum err call_restore(struct store *st, const struct actor *actor, int64_t id,
    const char *json, int64_t now, struct call *call)
{
	struct record *nothing = record_new(&call_form);
	struct save s;
	enum err e;

	save_init(&s, st, actor, nothing, "", now);
	e = restore(&s, id, json);
	if (e == AM_OK)
		*call = s.call;
	save_fini(&s);
	record_free(nothing);
	return e;
}
