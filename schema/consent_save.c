/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Consent written down, overridden, taken back. */
#include <string.h>

#include "schema/alert.h"
#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/json.h"
#include "schema/base/mem.h"
#include "schema/call_priv.h"
#include "schema/casefile_priv.h"
#include "schema/consent_priv.h"

/* --- rights --- */

static enum err may_call(struct store *st, const struct actor *actor, int64_t call_id)
{
	struct call call;
	enum err e = call_fetch(st, call_id, &call, NULL);

	if (e != AM_OK)
		return e;
	return call_may(actor, &call, ACT_CALL_EDIT, ACT_CALL_EDIT_ANY) ? AM_OK
									: AM_MISSING;
}

enum err consent_may(struct store *st, const struct actor *actor,
    const struct consent_about *about, int64_t now)
{
	if (!role_may(actor->role, ACT_CALL_EDIT))
		return AM_DENIED;
	if (about->case_id != 0)
		return case_check(st, actor, about->case_id, now);
	return about->call_id != 0 ? may_call(st, actor, about->call_id) : AM_INVALID;
}

/* --- one row --- */

static void bind_code(sqlite3_stmt *q, int i, const char *list, const char *code)
{
	struct buf id = { 0 };

	if (*code != '\0')
		buf_printf(&id, "%s.%s", list, code);
	if (id.len > 0)
		sqlite3_bind_text(q, i, buf_text(&id), -1, SQLITE_TRANSIENT);
	buf_fini(&id);
}

static enum err insert(struct store *st, const struct actor *actor,
    const struct consent_about *about, struct consent_given *g)
{
	static const char sql[] =
	    "INSERT INTO consent (call_id, case_id, person_id, by_person_id, purpose,"
	    " consent, relation, given_by, words, reason, exception, at, operator_id)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK) {
		store_bind_id(q, 1, about->call_id);
		store_bind_id(q, 2, about->case_id);
		store_bind_id(q, 3, about->person_id);
		store_bind_id(q, 4, g->by_person_id);
		sqlite3_bind_text(
		    q, 5, consent_purpose_word(g->purpose), -1, SQLITE_STATIC);
		bind_code(q, 6, "consent", g->consent);
		bind_code(q, 7, "relation", g->relation);
		sqlite3_bind_text(q, 8, g->given_by, -1, SQLITE_STATIC);
		sqlite3_bind_text(q, 9, g->words, -1, SQLITE_STATIC);
		sqlite3_bind_text(q, 10, g->reason, -1, SQLITE_STATIC);
		store_bind_text(q, 11, consent_basis_word(g->exception));
		sqlite3_bind_int64(q, 12, g->at);
		sqlite3_bind_int64(q, 13, actor->operator_id);
	}
	e = store_run(st, q, e);
	if (e == AM_OK)
		g->id = store_last_id(st);
	return e;
}

static enum err tell(struct store *st, const struct actor *actor, const char *what,
    const struct consent_about *about, const struct consent_given *g)
{
	struct buf detail = { 0 };
	enum err e;

	buf_byte(&detail, '{');
	json_pair(&detail, "purpose", consent_purpose_word(g->purpose));
	json_pair(&detail, "consent", g->consent);
	if (about->case_id != 0)
		json_number(&detail, "case", about->case_id);
	if (about->call_id != 0)
		json_number(&detail, "call", about->call_id);
	if (g->exception != CONSENT_NO_BASIS)
		json_pair(&detail, "exception", consent_basis_word(g->exception));
	if (*g->reason != '\0')
		json_pair(&detail, "reason", g->reason);
	buf_byte(&detail, '}');
	e = audit_add(st, actor, g->at, what, CONSENT_ENTITY, g->id, buf_text(&detail));
	buf_fini(&detail);
	return e;
}

/* --- the safety plan of a case --- */

/* Adults who do not accept to be referred: the case says so, and its alert ends.  A yes or
 * an exception takes the case off it; so does a no that was a mistake. */
static enum err plan(struct store *st, const struct actor *actor,
    const struct consent_about *about, int64_t now, bool mistake)
{
	static const char sql[] =
	    "UPDATE casefile SET safety_plan = ?2, version = version + 1"
	    " WHERE id = ?1 AND safety_plan <> ?2";
	bool refuse = false, any = false;
	int64_t case_id = 0;
	sqlite3_stmt *q = NULL;
	enum err e;

	if (about->case_id == 0)
		return AM_OK;
	e = case_root(st, about->case_id, &case_id);
	if (e == AM_OK)
		e = consent_all_refuse(st, case_id, now, &refuse, &any);
	if (e != AM_OK || (!any && !mistake))
		return e;
	e = store_prepare(st, sql, &q);
	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, case_id);
		sqlite3_bind_int(q, 2, refuse);
	}
	e = store_run(st, q, e);
	if (e != AM_OK || store_changes(st) == 0)
		return e;
	e = audit_add(st, actor, now, "update", "casefile", case_id,
	    refuse ? "{\"old\":{\"safety_plan\":\"n\"}}"
		   : "{\"old\":{\"safety_plan\":\"y\"}}");
	return e == AM_OK ? case_alert_risk(st, actor, case_id, !refuse, now) : e;
}

/* --- writing down --- */

/* What this word is worth, judged with itself as the newest. */
static enum err judge(struct store *st, const struct consent_about *about,
    struct consent_given *g, int64_t now)
{
	struct consent_facts facts;
	enum err e = consent_facts_read(st, about, g, now, &facts);

	if (e == AM_OK)
		g->why = consent_judge(g, &facts);
	return e;
}

/* Its case, if it is about one, has something new; e: so far. */
static enum err touch(
    struct store *st, const struct consent_about *about, enum err e, int64_t now)
{
	return e == AM_OK && about->case_id != 0 ? case_touch(st, about->case_id, now)
						 : e;
}

static enum err add_in(struct store *st, const struct actor *actor,
    const struct consent_about *about, struct consent_given *g, const char *what)
{
	enum err e = insert(st, actor, about, g);

	if (e == AM_OK)
		e = tell(st, actor, what, about, g);
	if (e == AM_OK)
		e = judge(st, about, g, g->at);
	if (e == AM_OK && g->purpose == CONSENT_REFER)
		e = plan(st, actor, about, g->at, false);
	return touch(st, about, e, g->at);
}

static bool is_word(const char *consent)
{
	static const char *const words[] = { "verbal", "written", "guardian", "no",
		"withdrawn", "none" };

	for (size_t i = 0; i < COUNT(words); i++)
		if (strcmp(words[i], consent) == 0)
			return true;
	return false;
}

enum err consent_add(struct store *st, const struct actor *actor,
    const struct consent_about *about, struct consent_given *given, int64_t now)
{
	struct consent_given g = *given;
	struct consent_about whose = *about;
	enum err e;

	if ((unsigned)g.purpose >= CONSENT_PURPOSES || !is_word(g.consent))
		return AM_INVALID;
	if (g.person_id != 0)
		whose.person_id = g.person_id;
	g.person_id = whose.person_id;
	g.call_id = whose.call_id;
	g.exception = CONSENT_NO_BASIS;
	g.at = now;
	e = store_begin(st);
	if (e != AM_OK)
		return e;
	e = consent_may(st, actor, &whose, now);
	if (e == AM_OK)
		e = add_in(st, actor, &whose, &g, "create");
	e = store_end(st, e);
	if (e == AM_OK)
		*given = g;
	return e;
}

/* --- the exceptions --- */

static bool long_enough(const char *reason)
{
	size_t letters = 0;

	for (const char *p = reason; *p != '\0'; p++)
		letters += *p != ' ' && ((unsigned char)*p & 0xc0) != 0x80;
	return letters >= CONSENT_REASON_LEAST;
}

static bool is_open(const struct consent_answer *answer, enum consent_basis exception)
{
	return exception == CONSENT_MINOR
		   ? answer->may_minor
		   : exception == CONSENT_DANGER && answer->may_danger;
}

static enum err override_in(struct store *st, const struct actor *actor,
    const struct consent_about *about, struct consent_given *g)
{
	const bool of_case = about->case_id != 0;
	struct consent_answer answer;
	enum err e = consent_may(st, actor, about, g->at);

	if (e == AM_OK)
		e = consent_in_hand(st, actor, about, g->purpose, g->at, &answer);
	if (e == AM_OK && !is_open(&answer, g->exception))
		e = AM_DENIED;
	if (e == AM_OK)
		e = add_in(st, actor, about, g, "override");
	if (e != AM_OK)
		return e;
	return alert_add_each(st, actor, ALERT_CONSENT, of_case ? "casefile" : "call",
	    of_case ? about->case_id : about->call_id, g->reason, g->at);
}

enum err consent_override(struct store *st, const struct actor *actor,
    const struct consent_about *about, enum consent_purpose purpose,
    enum consent_basis exception, const char *reason, int64_t now, int64_t *id)
{
	struct consent_given g = { .purpose = purpose,
		.exception = exception,
		.call_id = about->call_id,
		.person_id = about->person_id,
		.consent = "override",
		.at = now };
	enum err e;

	str_copy(g.reason, sizeof(g.reason), reason);
	if (!long_enough(g.reason))
		return AM_INVALID;
	e = store_begin(st);
	if (e == AM_OK)
		e = store_end(st, override_in(st, actor, about, &g));
	if (e == AM_OK)
		*id = g.id;
	return e;
}

/* --- taking back --- */

static enum err fetch(struct store *st, int64_t id, struct consent_about *about,
    int64_t *at, int64_t *operator_id, bool *taken_back)
{
	static const char sql[] =
	    "SELECT coalesce(case_id, 0), coalesce(call_id, 0), coalesce(person_id, 0), "
	    "at,"
	    " operator_id, taken_back_at IS NOT NULL FROM consent WHERE id = ?1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	if (e == AM_OK) {
		about->case_id = sqlite3_column_int64(q, 0);
		about->call_id = sqlite3_column_int64(q, 1);
		about->person_id = sqlite3_column_int64(q, 2);
		*at = sqlite3_column_int64(q, 3);
		*operator_id = sqlite3_column_int64(q, 4);
		*taken_back = sqlite3_column_int(q, 5) != 0;
	}
	store_done(st, q);
	return e;
}

static enum err mark(struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	static const char sql[] = "UPDATE consent SET taken_back_at = ?2,"
				  " taken_back_by = ?3 WHERE id = ?1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, id);
		sqlite3_bind_int64(q, 2, now);
		sqlite3_bind_int64(q, 3, actor->operator_id);
	}
	return store_run(st, q, e);
}

static enum err take_back_in(
    struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	struct consent_about about = { 0 };
	int64_t at = 0, operator_id = 0;
	bool already = false;
	enum err e = fetch(st, id, &about, &at, &operator_id, &already);

	if (e == AM_OK)
		e = consent_may(st, actor, &about, now);
	if (e == AM_OK && (operator_id != actor->operator_id || now - at > STORE_GRACE))
		e = AM_DENIED;
	if (e == AM_OK && already)
		e = AM_CONFLICT;
	if (e == AM_OK)
		e = mark(st, actor, id, now);
	if (e == AM_OK)
		e = audit_add(st, actor, now, "undo", CONSENT_ENTITY, id, "");
	if (e == AM_OK)
		e = plan(st, actor, &about, now, true);
	return touch(st, &about, e, now);
}

enum err consent_take_back(
    struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	const enum err e = store_begin(st);

	return e == AM_OK ? store_end(st, take_back_in(st, actor, id, now)) : e;
}
