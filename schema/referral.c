/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happens to a referral: sent, answered, put off, taken back. */
#include "schema/referral.h"

#include <string.h>

#include "schema/alert.h"
#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/json.h"
#include "schema/base/mem.h"
#include "schema/code.h"
#include "schema/referral_priv.h"
#include "schema/setting.h"

#define HOUR INT64_C(3600)
#define DAY (24 * HOUR)
#define LATE_MOST (30 * DAY) /* how long ago something may have been sent */

/* --- the history --- */

enum err ref_add_event(struct store *st, const struct actor *actor, int64_t id,
    const struct ref_add *add, int64_t now)
{
	static const char sql[] =
	    "INSERT INTO referral_event (referral_id, at, operator_id, status, note, "
	    "due_at,"
	    " closes, undoes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, id);
		sqlite3_bind_int64(q, 2, add->at);
		sqlite3_bind_int64(q, 3, actor->operator_id);
		sqlite3_bind_text(q, 4, ref_state_word(add->state), -1, SQLITE_STATIC);
		sqlite3_bind_text(
		    q, 5, add->note != NULL ? add->note : "", -1, SQLITE_STATIC);
		store_bind_id(q, 6, add->due_at);
		sqlite3_bind_int(q, 7, add->closes);
		store_bind_id(q, 8, add->undoes);
	}
	e = store_run(st, q, e);
	return e == AM_OK ? alert_drop(st, actor, ALERT_OWED, REF_ENTITY, id, now) : e;
}

/* sql: ?1 the row, then a number and texts, "" and 0 as NULL. */
static enum err put(struct store *st, const char *sql, int64_t id, int64_t n, int64_t m,
    const char *a, const char *b)
{
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK) {
		const int places = sqlite3_bind_parameter_count(q);

		sqlite3_bind_int64(q, 1, id);
		if (places > 1)
			store_bind_id(q, 2, n);
		if (places > 2)
			store_bind_id(q, 3, m);
		if (places > 3)
			store_bind_text(q, 4, a);
		if (places > 4)
			store_bind_text(q, 5, b);
	}
	return store_run(st, q, e);
}

static bool is_blank(const char *s)
{
	return s[strspn(s, " \t\n")] == '\0';
}

/* Read it, and ask whether the actor may. */
static enum err enter(struct store *st, const struct actor *actor, int64_t id,
    int64_t now, struct referral *r)
{
	enum err e;

	if (!role_may(actor->role, ACT_REFERRAL) || actor->operator_id == 0)
		return AM_DENIED;
	e = ref_fetch(st, id, r);
	return e == AM_OK ? ref_may(st, actor, r, now) : e;
}

static enum err touch(struct store *st, const struct referral *r, int64_t now)
{
	return r->case_id != 0 ? case_touch(st, r->case_id, now) : AM_OK;
}

/* --- sending --- */

struct sending {
	int64_t copy_id, at;
	const char *means, *to;
	enum ref_refusal refusal;
};

enum err ref_still_right(struct store *st, const struct actor *actor,
    const struct referral *r, int64_t institution_id, int64_t now,
    enum ref_refusal *refusal)
{
	struct ref_about about;
	struct ref_gate gate = { .open = true };
	bool implicated = false;
	enum err e = ref_about_of(st, actor, r, now, &about);

	if (e == AM_OK)
		e = ref_is_implicated(st, &about, institution_id, &implicated);
	if (e == AM_OK && !r->consult)
		e = ref_gate(st, actor, &about, now, &gate);
	if (e != AM_OK)
		return e;
	if (implicated)
		*refusal = REF_IS_IMPLICATED;
	else if (!gate.open)
		*refusal = REF_NO_CONSENT;
	return *refusal == REF_FINE ? AM_OK : AM_INVALID;
}

static enum err check_means(struct store *st, const struct sending *s, int64_t now)
{
	const struct code_list *list;
	enum err e = code_list(st, "refmeans", &list);

	if (e != AM_OK)
		return e;
	if (code_find(list, s->means) == NULL || is_blank(s->to) ||
	    strlen(s->to) > REF_TO_MAX || s->at > now || s->at < now - LATE_MOST)
		return AM_INVALID;
	return AM_OK;
}

static enum err tell_sent(struct store *st, const struct actor *actor,
    const struct referral *r, const struct sending *s, int64_t now)
{
	struct buf detail = { 0 };
	enum err e;

	buf_byte(&detail, '{');
	json_pair(&detail, "means", s->means);
	json_pair(&detail, "to", s->to);
	json_number(&detail, "at", s->at);
	if (s->copy_id != 0)
		json_number(&detail, "copy", s->copy_id);
	buf_byte(&detail, '}');
	e = audit_add(st, actor, now, "send", REF_ENTITY, r->id, buf_text(&detail));
	buf_fini(&detail);
	return e;
}

static enum err send_it(struct store *st, const struct actor *actor,
    const struct referral *r, struct sending *s, int64_t now)
{
	static const char sql[] = "UPDATE referral SET sent_at = ?2, sent_by = ?3, "
				  "sent_means = 'refmeans.' || ?4,"
				  " sent_to = ?5 WHERE id = ?1";
	enum err e;

	if (r->state != REF_DRAFT)
		return AM_CONFLICT;
	e = ref_still_right(st, actor, r, r->institution_id, now, &s->refusal);
	if (e == AM_OK)
		e = put(st, sql, r->id, s->at, actor->operator_id, s->means, s->to);
	return e == AM_OK ? ref_add_event(st, actor, r->id,
				&(struct ref_add){ .state = REF_SENT,
				    .at = s->at,
				    .note = s->to,
				    .due_at = s->at + r->ack_hours * HOUR },
				now)
			  : e;
}

static enum err copy_of(struct store *st, int64_t id, int64_t copy_id,
    int64_t *institution_id, bool *sent, bool *received)
{
	static const char sql[] =
	    "SELECT institution_id, sent_at IS NOT NULL, received_at IS NOT NULL"
	    " FROM referral_copy WHERE id = ?2 AND referral_id = ?1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	sqlite3_bind_int64(q, 2, copy_id);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	if (e == AM_OK) {
		*institution_id = sqlite3_column_int64(q, 0);
		*sent = sqlite3_column_int(q, 1) != 0;
		*received = sqlite3_column_int(q, 2) != 0;
	}
	store_done(st, q);
	return e;
}

/* After the body itself, and not once it is cancelled. */
static enum err send_copy(struct store *st, const struct actor *actor,
    const struct referral *r, struct sending *s, int64_t now)
{
	static const char sql[] =
	    "UPDATE referral_copy SET dropped_at = NULL, dropped_by = NULL,"
	    " sent_at = ?2, sent_by = ?3,"
	    " sent_means = 'refmeans.' || ?4, sent_to = ?5 WHERE id = ?1";
	int64_t institution_id = 0;
	bool sent = false, received = false;
	enum err e = copy_of(st, r->id, s->copy_id, &institution_id, &sent, &received);

	if (e == AM_OK && (sent || r->state == REF_DRAFT || r->state == REF_CANCEL))
		e = AM_CONFLICT;
	if (e == AM_OK)
		e = ref_still_right(st, actor, r, institution_id, now, &s->refusal);
	return e == AM_OK
		   ? put(st, sql, s->copy_id, s->at, actor->operator_id, s->means, s->to)
		   : e;
}

static enum err send_in(struct store *st, const struct actor *actor, int64_t id,
    struct sending *s, int64_t now)
{
	struct referral r;
	enum err e = enter(st, actor, id, now, &r);

	if (e == AM_OK)
		e = check_means(st, s, now);
	if (e == AM_OK)
		e = s->copy_id != 0 ? send_copy(st, actor, &r, s, now)
				    : send_it(st, actor, &r, s, now);
	if (e == AM_OK)
		e = tell_sent(st, actor, &r, s, now);
	return e == AM_OK ? touch(st, &r, now) : e;
}

enum err ref_send(struct store *st, const struct actor *actor, int64_t id,
    int64_t copy_id, const char *means, const char *to, int64_t at, int64_t now,
    enum ref_refusal *refusal)
{
	struct sending s = {
		.copy_id = copy_id, .at = at != 0 ? at : now, .means = means, .to = to
	};
	enum err e = store_begin(st);

	if (e == AM_OK)
		e = store_end(st, send_in(st, actor, id, &s, now));
	*refusal = s.refusal;
	return e;
}

static enum err copy_received(
    struct store *st, const struct actor *actor, int64_t id, int64_t copy_id, int64_t now)
{
	struct referral r;
	int64_t institution_id = 0;
	bool sent = false, received = false;
	enum err e = enter(st, actor, id, now, &r);

	if (e == AM_OK)
		e = copy_of(st, id, copy_id, &institution_id, &sent, &received);
	if (e == AM_OK && (!sent || received))
		e = AM_CONFLICT;
	if (e == AM_OK)
		e = put(st, "UPDATE referral_copy SET received_at = ?2 WHERE id = ?1",
		    copy_id, now, 0, "", "");
	return e == AM_OK ? audit_add(st, actor, now, "update", "referral_copy", copy_id,
				"{\"old\":{\"received_at\":null}}")
			  : e;
}

enum err ref_copy_received(
    struct store *st, const struct actor *actor, int64_t id, int64_t copy_id, int64_t now)
{
	const enum err e = store_begin(st);

	return e == AM_OK ? store_end(st, copy_received(st, actor, id, copy_id, now)) : e;
}

static enum err set_dropped(struct store *st, const struct actor *actor, int64_t copy_id,
    bool give_up, int64_t now)
{
	static const char sql[] =
	    "UPDATE referral_copy SET dropped_at = ?2, dropped_by = ?3 WHERE id = ?1"
	    " AND sent_at IS NULL AND (dropped_at IS NULL) = (?2 IS NOT NULL)";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, copy_id);
		store_bind_id(q, 2, give_up ? now : 0);
		store_bind_id(q, 3, give_up ? actor->operator_id : 0);
	}
	e = store_run(st, q, e);
	return e == AM_OK && store_changes(st) == 0 ? AM_CONFLICT : e;
}

static enum err copy_give_up(struct store *st, const struct actor *actor, int64_t id,
    int64_t copy_id, bool give_up, int64_t now)
{
	struct referral r;
	int64_t institution_id = 0;
	bool sent, received;
	enum err e = enter(st, actor, id, now, &r);

	if (e == AM_OK)
		e = copy_of(st, id, copy_id, &institution_id, &sent, &received);
	if (e == AM_OK)
		e = set_dropped(st, actor, copy_id, give_up, now);
	if (e == AM_OK)
		e = audit_add(st, actor, now, "update", "referral_copy", copy_id,
		    give_up ? "{\"dropped\":true}" : "{\"dropped\":false}");
	return e == AM_OK ? touch(st, &r, now) : e;
}

enum err ref_copy_give_up(struct store *st, const struct actor *actor, int64_t id,
    int64_t copy_id, bool give_up, int64_t now)
{
	const enum err e = store_begin(st);

	return e == AM_OK
		   ? store_end(st, copy_give_up(st, actor, id, copy_id, give_up, now))
		   : e;
}

/* --- from state to state --- */

static bool reason_enough(const struct ref_step *step, const char *note)
{
	if (strlen(note) > REF_NOTE_MAX)
		return false;
	if (!step->why)
		return true;
	/* what a body or she says may be short; what the line decides is explained */
	if (step->closes || step->to == REF_CANCEL || step->action == ACT_REFERRAL_CLOSE)
		return ref_is_reason(note);
	return !is_blank(note);
}

/* When to look at it again. */
static enum err next_due(struct store *st, const struct referral *r,
    const struct ref_step *step, int64_t now, int64_t *due_at)
{
	int64_t days = 0;
	enum err e = setting_number(st, SET_REMIND, &days);

	*due_at = step->to == REF_NOREPLY ? r->due_at : now + days * DAY;
	return e;
}

static enum err tell_state(struct store *st, const struct actor *actor, int64_t id,
    const char *what, enum ref_state was, enum ref_state is, int64_t now)
{
	struct buf detail = { 0 };
	enum err e;

	buf_str(&detail, "{\"old\":{");
	json_pair(&detail, "status", ref_state_word(was));
	buf_byte(&detail, '}');
	json_pair(&detail, "status", ref_state_word(is));
	buf_byte(&detail, '}');
	e = audit_add(st, actor, now, what, REF_ENTITY, id, buf_text(&detail));
	buf_fini(&detail);
	return e;
}

/* The reason stands at the referral while it is in that state. */
static enum err put_why(struct store *st, int64_t id, bool has, const char *why)
{
	return put(st, "UPDATE referral SET declined_why = ?4 WHERE id = ?1", id, 0, 0,
	    has ? why : "", "");
}

static enum err go(struct store *st, const struct actor *actor, int64_t id,
    enum ref_state to, bool closes, const char *note, int64_t now)
{
	const struct ref_step *step;
	struct referral r;
	int64_t due_at = 0;
	enum err e = enter(st, actor, id, now, &r);

	if (e != AM_OK)
		return e;
	step = ref_step(r.state, to, closes);
	if (step == NULL || to == REF_SENT || (closes && !r.open))
		return AM_CONFLICT;
	if (!role_may(actor->role, step->action))
		return AM_DENIED;
	if (!reason_enough(step, note))
		return AM_INVALID;
	e = next_due(st, &r, step, now, &due_at);
	if (e == AM_OK)
		e = ref_add_event(st, actor, id,
		    &(struct ref_add){ .state = to,
			.at = now,
			.note = note,
			.due_at = due_at,
			.closes = closes },
		    now);
	if (e == AM_OK)
		e = put_why(st, id, ref_state_ended(to) || closes, note);
	if (e == AM_OK)
		e = tell_state(
		    st, actor, id, closes ? "close" : "state", r.state, to, now);
	return e == AM_OK ? touch(st, &r, now) : e;
}

enum err ref_go(struct store *st, const struct actor *actor, int64_t id,
    enum ref_state to, bool closes, const char *note, int64_t now)
{
	const enum err e = store_begin(st);

	return e == AM_OK ? store_end(st, go(st, actor, id, to, closes, note, now)) : e;
}

/* --- taking back a state --- */

struct last_two {
	int64_t id, at, operator_id, undoes;
	enum ref_state state, before;
	int64_t due_before;
	bool closed_before;
};

/* The last event, and the one that stood before it. */
static enum err read_last(struct store *st, int64_t id, struct last_two *out)
{
	static const char sql[] =
	    "SELECT id, at, operator_id, coalesce(undoes, 0), status, coalesce(due_at, "
	    "0),"
	    " closes FROM referral_event e WHERE referral_id = ?1 AND NOT EXISTS (SELECT "
	    "1"
	    " FROM referral_event u WHERE u.undoes = e.id) ORDER BY id DESC LIMIT 2";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	rc = sqlite3_step(q);
	if (rc == SQLITE_ROW) {
		*out = (struct last_two){ .id = sqlite3_column_int64(q, 0),
			.at = sqlite3_column_int64(q, 1),
			.operator_id = sqlite3_column_int64(q, 2),
			.undoes = sqlite3_column_int64(q, 3),
			.state = ref_state_find(store_text(q, 4)) };
		rc = sqlite3_step(q);
	}
	e = rc == SQLITE_DONE ? AM_CONFLICT : store_err(rc);
	if (e == AM_OK) {
		out->before = ref_state_find(store_text(q, 4));
		out->due_before = sqlite3_column_int64(q, 5);
		out->closed_before = sqlite3_column_int(q, 6) != 0;
	}
	store_done(st, q);
	return e;
}

/* When it was first answered, by what still counts. */
static enum err mend_answer(struct store *st, int64_t id)
{
	static const char sql[] =
	    "UPDATE referral SET answered_at = (SELECT min(at) FROM referral_event e "
	    "WHERE"
	    " referral_id = ?1 AND undoes IS NULL AND status IN ('received', 'accepted',"
	    " 'inprog', 'done', 'partial', 'declinst', 'unavail') AND NOT EXISTS (SELECT "
	    "1"
	    " FROM referral_event u WHERE u.undoes = e.id)) WHERE id = ?1";

	return put(st, sql, id, 0, 0, "", "");
}

static enum err undo(struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	struct last_two last = { 0 };
	struct referral r;
	enum err e = enter(st, actor, id, now, &r);

	if (e == AM_OK)
		e = read_last(st, id, &last);
	if (e != AM_OK)
		return e;
	if (last.operator_id != actor->operator_id || last.undoes != 0 ||
	    last.state == REF_DRAFT || last.state == REF_SENT)
		return AM_CONFLICT;
	if (now - last.at > STORE_GRACE)
		return AM_DENIED;
	e = ref_add_event(st, actor, id,
	    &(struct ref_add){ .state = last.before,
		.at = now,
		.due_at = last.due_before != 0 ? last.due_before : now,
		.closes = last.closed_before,
		.undoes = last.id },
	    now);
	if (e == AM_OK)
		e = mend_answer(st, id);
	if (e == AM_OK && last.due_before != 0 && last.due_before <= now)
		e = alert_back(st, actor, ALERT_OWED, REF_ENTITY, id, now);
	if (e == AM_OK)
		e = put_why(st, id, false, "");
	return e == AM_OK
		   ? tell_state(st, actor, id, "undo", last.state, last.before, now)
		   : e;
}

enum err ref_undo(struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	const enum err e = store_begin(st);

	return e == AM_OK ? store_end(st, undo(st, actor, id, now)) : e;
}

/* --- when, and who --- */

static enum err postpone(struct store *st, const struct actor *actor, int64_t id,
    int64_t due_at, int64_t responsible, int64_t now)
{
	static const char sql[] = "UPDATE referral SET due_at = coalesce(?2, due_at),"
				  " responsible = coalesce(?3, responsible), version = "
				  "version + 1 WHERE id = ?1";
	struct buf detail = { 0 };
	struct referral r = { 0 };
	enum err e = enter(st, actor, id, now, &r);

	if (e == AM_OK && !r.open)
		e = AM_CONFLICT;
	if (e == AM_OK && due_at != 0 && due_at <= now)
		e = AM_INVALID;
	if (e == AM_OK)
		e = put(st, sql, id, due_at, responsible, "", "");
	buf_str(&detail, "{\"old\":{");
	json_number(&detail, "due_at", r.due_at);
	json_number(&detail, "responsible", r.responsible_id);
	buf_str(&detail, "}}");
	if (e == AM_OK)
		e = audit_add(
		    st, actor, now, "update", REF_ENTITY, id, buf_text(&detail));
	buf_fini(&detail);
	if (e == AM_OK && due_at != 0)
		e = alert_drop(st, actor, ALERT_OWED, REF_ENTITY, id, now);
	return e == AM_OK ? touch(st, &r, now) : e;
}

enum err ref_postpone(struct store *st, const struct actor *actor, int64_t id,
    int64_t due_at, int64_t responsible, int64_t now)
{
	const enum err e = store_begin(st);

	return e == AM_OK
		   ? store_end(st, postpone(st, actor, id, due_at, responsible, now))
		   : e;
}
