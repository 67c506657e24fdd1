/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A referral is prepared: consent, whom it goes to, what it shares; and taken back. */
#include <string.h>

#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/json.h"
#include "schema/base/mem.h"
#include "schema/casefile.h"
#include "schema/code.h"
#include "schema/institution_priv.h"
#include "schema/referral_priv.h"

#define FACTS "facts"

bool ref_is_reason(const char *s)
{
	return case_is_reason(s);
}

enum err ref_gate(struct store *st, const struct actor *actor,
    const struct ref_about *about, int64_t now, struct ref_gate *out)
{
	const struct consent_about whom = { .case_id = about->case_id,
		.call_id = about->call_id,
		.person_id = about->person_id };
	enum err e = consent_in_hand(st, actor, &whom, CONSENT_REFER, now, &out->answer);

	if (e == AM_OK)
		out->open = out->answer.stands;
	return e;
}

/* --- one making --- */

struct making {
	struct store *st;
	const struct actor *actor;
	const struct ref_plan *plan;
	int64_t now;
	struct ref_about about;
	enum consent_basis basis;
	int64_t consent_id;
	enum ref_refusal refusal;
};

/* Nothing is made, for a reason that is said. */
static enum err refuse(struct making *m, enum ref_refusal why)
{
	m->refusal = why;
	return AM_INVALID;
}

/* --- is the plan right? --- */

static bool is_twice(const struct ref_plan *plan, size_t t, size_t c)
{
	const struct ref_target *target = &plan->targets[t];
	const int64_t id = target->copies[c];

	if (id == target->institution_id)
		return true;
	for (size_t i = 0; i < c; i++)
		if (target->copies[i] == id)
			return true;
	return false;
}

static enum err check_body(struct making *m, int64_t id, bool copy)
{
	struct institution inst;
	bool implicated = false;
	enum err e = inst_read(m->st, id, false, m->now, &inst);

	if (e == AM_OK)
		e = ref_is_implicated(m->st, &m->about, id, &implicated);
	if (e != AM_OK)
		return e;
	if (!inst.active)
		return refuse(m, REF_RETIRED);
	if (implicated)
		return refuse(m, REF_IS_IMPLICATED);
	return copy && inst.shelter ? refuse(m, REF_SHELTER_COPY) : AM_OK;
}

static enum err check_target(struct making *m, size_t t)
{
	const struct ref_target *target = &m->plan->targets[t];
	enum err e = check_body(m, target->institution_id, false);

	for (size_t c = 0; e == AM_OK && c < target->copy_count; c++)
		e = is_twice(m->plan, t, c) ? refuse(m, REF_COPY_TWICE)
					    : check_body(m, target->copies[c], true);
	return e;
}

static enum err check_words(struct making *m)
{
	bool names = false;
	enum err e = AM_OK;

	if (strlen(m->plan->detail) > REF_DETAIL_MAX)
		return refuse(m, REF_DETAIL_LONG);
	if (m->plan->ack_hours < REF_HOURS_LEAST || m->plan->ack_hours > REF_HOURS_MOST)
		return refuse(m, REF_HOURS);
	if (m->plan->consult)
		e = ref_names_her(m->st, m->actor, &m->about, m->plan->detail, &names);
	return e == AM_OK && names ? refuse(m, REF_NAMES_HER) : e;
}

static enum err check(struct making *m)
{
	enum err e = m->plan->count > 0 ? check_words(m) : refuse(m, REF_NOBODY);

	for (size_t t = 0; e == AM_OK && t < m->plan->count; t++)
		e = check_target(m, t);
	return e;
}

/* --- on what ground --- */

static enum err use_exception(struct making *m, const struct ref_gate *gate)
{
	const struct consent_about whom = { .case_id = m->about.case_id,
		.call_id = m->about.call_id,
		.person_id = m->about.person_id };
	const enum consent_basis basis = m->plan->exception;
	enum err e;

	if (basis == CONSENT_NO_BASIS)
		return refuse(m, REF_NO_CONSENT);
	if (!(basis == CONSENT_MINOR ? gate->answer.may_minor : gate->answer.may_danger))
		return refuse(m, REF_NO_EXCEPTION);
	e = consent_override(m->st, m->actor, &whom, CONSENT_REFER, basis,
	    m->plan->reason, m->now, &m->consent_id);
	m->basis = basis;
	if (e == AM_INVALID)
		return refuse(m, REF_REASON_SHORT);
	return e == AM_DENIED ? refuse(m, REF_NO_EXCEPTION) : e;
}

static enum err pass_gate(struct making *m)
{
	struct ref_gate gate;
	enum err e;

	if (m->plan->consult)
		return AM_OK;
	e = ref_gate(m->st, m->actor, &m->about, m->now, &gate);
	if (e != AM_OK)
		return e;
	if (!gate.open)
		return use_exception(m, &gate);
	m->basis = gate.answer.basis;
	m->consent_id = gate.answer.newest.id;
	return AM_OK;
}

/* --- rows --- */

/* The first of her needs that the body gives; else the first thing it gives. */
static enum err service_of(struct making *m, int64_t id, char out[16])
{
	struct institution inst;
	enum err e = inst_read(m->st, id, false, m->now, &inst);
	size_t len;

	*out = '\0';
	for (const char *p = m->about.needs; e == AM_OK && *p != '\0' && *out == '\0';
	     p += len) {
		char need[16];

		p += strspn(p, " ");
		len = strcspn(p, " ");
		str_printf(need, sizeof(need), "%.*s", (int)len, p);
		if (len > 0 && code_set_has(inst.services, need))
			str_copy(out, 16, need);
	}
	if (e == AM_OK && *out == '\0')
		str_printf(
		    out, 16, "%.*s", (int)strcspn(inst.services, " "), inst.services);
	return e;
}

static const char *reason_of(const struct making *m, const char *service)
{
	static const char *const law[] = { "police", "prosec", "rescue", "forensic" };

	if (m->basis == CONSENT_DANGER || m->about.danger)
		return "danger";
	if (m->about.minors)
		return "minor";
	for (size_t i = 0; i < COUNT(law); i++)
		if (strcmp(law[i], service) == 0)
			return "law";
	return "services";
}

static void bind_listed(sqlite3_stmt *q, int i, const char *list, const char *code)
{
	struct buf id = { 0 };

	if (*code != '\0')
		buf_printf(&id, "%s.%s", list, code);
	if (id.len > 0)
		sqlite3_bind_text(q, i, buf_text(&id), -1, SQLITE_TRANSIENT);
	buf_fini(&id);
}

static enum err insert(
    struct making *m, const struct ref_target *target, const char *service, int64_t *id)
{
	static const char sql[] =
	    "INSERT INTO referral (case_id, call_id, person_id, institution_id, kind,"
	    " service, reason, consent_id, basis, made_at, made_by, responsible, "
	    "ack_hours,"
	    " due_at, detail) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12,"
	    " ?13, ?10, ?14)";
	const struct ref_plan *plan = m->plan;
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(m->st, sql, &q);

	if (e == AM_OK) {
		store_bind_id(q, 1, m->about.case_id);
		store_bind_id(q, 2, m->about.call_id);
		store_bind_id(q, 3, plan->consult ? 0 : m->about.person_id);
		sqlite3_bind_int64(q, 4, target->institution_id);
		sqlite3_bind_text(
		    q, 5, plan->consult ? "consult" : "referral", -1, SQLITE_STATIC);
		bind_listed(q, 6, "service", service);
		bind_listed(q, 7, "refreason", reason_of(m, service));
		store_bind_id(q, 8, m->consent_id);
		store_bind_text(q, 9, consent_basis_word(m->basis));
		sqlite3_bind_int64(q, 10, m->now);
		sqlite3_bind_int64(q, 11, m->actor->operator_id);
		sqlite3_bind_int64(q, 12,
		    plan->responsible != 0 ? plan->responsible : m->actor->operator_id);
		sqlite3_bind_int64(q, 13, plan->ack_hours);
		sqlite3_bind_text(q, 14, plan->detail, -1, SQLITE_STATIC);
	}
	e = store_run(m->st, q, e);
	if (e == AM_OK)
		*id = store_last_id(m->st);
	return e;
}

static enum err share_one(struct making *m, int64_t id, const char *code, size_t len)
{
	static const char sql[] = "INSERT OR IGNORE INTO pick (entity, entity_id, code)"
				  " VALUES ('referral', ?1, 'shared.' || ?2)";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(m->st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, id);
		sqlite3_bind_text(q, 2, code, (int)len, SQLITE_STATIC);
	}
	return store_run(m->st, q, e);
}

/* Facts are always shared; of a consultation nothing else. */
static enum err share(struct making *m, int64_t id)
{
	enum err e = share_one(m, id, FACTS, strlen(FACTS));
	size_t len;

	for (const char *p = m->plan->consult ? "" : m->plan->shared;
	     e == AM_OK && *p != '\0'; p += len) {
		p += strspn(p, " ");
		len = strcspn(p, " ");
		if (len > 0)
			e = share_one(m, id, p, len);
	}
	return e;
}

static enum err add_copies(struct making *m, int64_t id, const struct ref_target *target)
{
	static const char sql[] =
	    "INSERT INTO referral_copy (referral_id, institution_id, shows)"
	    " VALUES (?1, ?2, ?3)";
	const bool identity = m->plan->copies_identity && !m->plan->consult;
	enum err e = AM_OK;

	for (size_t c = 0; e == AM_OK && c < target->copy_count; c++) {
		sqlite3_stmt *q = NULL;

		e = store_prepare(m->st, sql, &q);
		if (e == AM_OK) {
			sqlite3_bind_int64(q, 1, id);
			sqlite3_bind_int64(q, 2, target->copies[c]);
			sqlite3_bind_text(
			    q, 3, identity ? "identity" : FACTS, -1, SQLITE_STATIC);
		}
		e = store_run(m->st, q, e);
	}
	return e;
}

static enum err tell(struct making *m, int64_t id, const struct ref_target *target)
{
	struct buf detail = { 0 };
	enum err e;

	buf_byte(&detail, '{');
	json_number(&detail, "institution", target->institution_id);
	json_number(&detail, "copies", (int64_t)target->copy_count);
	if (m->about.case_id != 0)
		json_number(&detail, "case", m->about.case_id);
	if (m->about.call_id != 0)
		json_number(&detail, "call", m->about.call_id);
	json_pair(&detail, "shared", m->plan->consult ? FACTS : m->plan->shared);
	if (m->basis != CONSENT_NO_BASIS)
		json_pair(&detail, "basis", consent_basis_word(m->basis));
	buf_byte(&detail, '}');
	e = audit_add(m->st, m->actor, m->now, m->plan->consult ? "consult" : "create",
	    REF_ENTITY, id, buf_text(&detail));
	buf_fini(&detail);
	return e;
}

static enum err make_one(struct making *m, const struct ref_target *target, int64_t *id)
{
	char service[16];
	enum err e = service_of(m, target->institution_id, service);

	if (e == AM_OK)
		e = insert(m, target, service, id);
	if (e == AM_OK)
		e = share(m, *id);
	if (e == AM_OK)
		e = add_copies(m, *id, target);
	if (e == AM_OK)
		e = ref_add_event(m->st, m->actor, *id,
		    &(struct ref_add){
			.state = REF_DRAFT, .at = m->now, .due_at = m->now },
		    m->now);
	return e == AM_OK ? tell(m, *id, target) : e;
}

static enum err make_all(struct making *m, int64_t ids[REF_TARGETS_MAX])
{
	enum err e = ref_about(
	    m->st, m->actor, m->plan->call_id, m->plan->case_id, m->now, &m->about);

	if (e == AM_OK && m->plan->person_id != 0)
		m->about.person_id = m->plan->person_id;
	if (e == AM_OK)
		e = check(m);
	if (e == AM_OK)
		e = pass_gate(m);
	for (size_t t = 0; e == AM_OK && t < m->plan->count; t++)
		e = make_one(m, &m->plan->targets[t], &ids[t]);
	if (e == AM_OK && m->about.case_id != 0)
		e = case_touch(m->st, m->about.case_id, m->now);
	return e;
}

/* A referral that was refused for want of consent is on record. */
static enum err tell_refused(const struct making *m)
{
	const bool of_case = m->about.case_id != 0;
	enum err e = store_begin(m->st);

	if (e != AM_OK)
		return e;
	e = audit_add(m->st, m->actor, m->now, "refused", of_case ? "casefile" : "call",
	    of_case ? m->about.case_id : m->about.call_id,
	    "{\"what\":\"referral\",\"why\":\"consent\"}");
	return store_end(m->st, e);
}

enum err ref_make(struct store *st, const struct actor *actor,
    const struct ref_plan *plan, int64_t now, int64_t ids[REF_TARGETS_MAX],
    enum ref_refusal *refusal)
{
	struct making m = { .st = st, .actor = actor, .plan = plan, .now = now };
	enum err e;

	*refusal = REF_FINE;
	if (!role_may(actor->role, ACT_REFERRAL) || actor->operator_id == 0)
		return AM_DENIED;
	e = store_begin(st);
	if (e == AM_OK)
		e = store_end(st, make_all(&m, ids));
	if (e == AM_INVALID && m.refusal == REF_NO_CONSENT && tell_refused(&m) != AM_OK)
		return AM_STORAGE;
	*refusal = m.refusal;
	return e;
}

/* --- taking back --- */

/* What was prepared in one go with r and is not sent. */
static enum err siblings(struct store *st, const struct referral *r,
    int64_t ids[REF_TARGETS_MAX], size_t *count)
{
	static const char sql[] =
	    "SELECT id FROM referral WHERE made_at = ?1 AND made_by = ?2 AND status ="
	    " 'draft' AND coalesce(call_id, 0) = ?3 AND coalesce(case_id, 0) = ?4"
	    " AND (case_id = ?4 OR call_id = ?3) ORDER BY id LIMIT ?5";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc = SQLITE_DONE;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, r->made_at);
	sqlite3_bind_int64(q, 2, r->made_by_id);
	sqlite3_bind_int64(q, 3, r->call_id);
	sqlite3_bind_int64(q, 4, r->case_id);
	sqlite3_bind_int64(q, 5, REF_TARGETS_MAX);
	for (*count = 0;
	     *count < REF_TARGETS_MAX && (rc = sqlite3_step(q)) == SQLITE_ROW;)
		ids[(*count)++] = sqlite3_column_int64(q, 0);
	store_done(st, q);
	return store_err(rc);
}

/* The exception that was used for nothing that still stands. */
static enum err end_exception(
    struct store *st, const struct actor *actor, const struct referral *r, int64_t now)
{
	static const char sql[] =
	    "SELECT c.id FROM referral r JOIN consent c ON c.id = r.consent_id"
	    " WHERE r.id = ?1 AND c.exception IS NOT NULL AND c.at = r.made_at"
	    " AND c.operator_id = r.made_by AND c.taken_back_at IS NULL AND NOT EXISTS"
	    " (SELECT 1 FROM referral x WHERE (x.case_id = r.case_id OR x.call_id ="
	    " r.call_id) AND x.consent_id = c.id AND x.status <> 'cancel')";
	sqlite3_stmt *q = NULL;
	int64_t id = 0;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, r->id);
	rc = sqlite3_step(q);
	if (rc == SQLITE_ROW)
		id = sqlite3_column_int64(q, 0);
	store_done(st, q);
	e = store_err(rc);
	return e == AM_OK && id != 0 ? consent_take_back(st, actor, id, now) : e;
}

static enum err take_back(
    struct store *st, const struct actor *actor, int64_t id, int64_t now, size_t *count)
{
	int64_t ids[REF_TARGETS_MAX];
	struct referral r;
	enum err e = ref_fetch(st, id, &r);

	if (e == AM_OK)
		e = ref_may(st, actor, &r, now);
	if (e != AM_OK)
		return e;
	if (r.state != REF_DRAFT)
		return AM_CONFLICT;
	if (r.made_by_id != actor->operator_id || now - r.made_at > STORE_GRACE)
		return AM_DENIED;
	e = siblings(st, &r, ids, count);
	for (size_t i = 0; e == AM_OK && i < *count; i++)
		e = ref_add_event(st, actor, ids[i],
		    &(struct ref_add){ .state = REF_CANCEL, .at = now }, now);
	for (size_t i = 0; e == AM_OK && i < *count; i++)
		e = audit_add(st, actor, now, "undo", REF_ENTITY, ids[i], "");
	return e == AM_OK ? end_exception(st, actor, &r, now) : e;
}

enum err ref_take_back(
    struct store *st, const struct actor *actor, int64_t id, int64_t now, size_t *count)
{
	size_t n = 0;
	enum err e;

	if (!role_may(actor->role, ACT_REFERRAL) || actor->operator_id == 0)
		return AM_DENIED;
	e = store_begin(st);
	if (e == AM_OK)
		e = store_end(st, take_back(st, actor, id, now, &n));
	if (e == AM_OK)
		*count = n;
	return e;
}
