/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The data of a case: read, written, taken back. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "schema/alert.h"
#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/json.h"
#include "schema/base/mem.h"
#include "schema/case_edit.h"
#include "schema/casefile_priv.h"
#include "schema/draft.h"
#include "schema/form_priv.h"
#include "schema/record.h"

#define CLOSED "closed"

/* --- where a status may go --- */

static const struct {
	const char *from, *to;
} steps[] = {
	{ "new", "active" },
	{ "new", "waiting" },
	{ "new", "follow" },
	{ "new", CLOSED },
	{ "active", "waiting" },
	{ "active", "follow" },
	{ "active", CLOSED },
	{ "waiting", "active" },
	{ "waiting", "follow" },
	{ "waiting", CLOSED },
	{ "follow", "active" },
	{ "follow", "waiting" },
	{ "follow", CLOSED },
	{ CLOSED, "active" },
};

bool case_status_may(const char *from, const char *to)
{
	if (strcmp(from, to) == 0)
		return true;
	for (size_t i = 0; i < COUNT(steps); i++)
		if (strcmp(steps[i].from, from) == 0 && strcmp(steps[i].to, to) == 0)
			return true;
	return false;
}

/* --- reading --- */

enum err case_load(struct store *st, const struct actor *actor, int64_t id, int64_t now,
    struct record *rec, int64_t *version)
{
	int64_t root;
	enum err e = case_enter(st, actor, id, now, &root);

	return e == AM_OK ? form_load(st, root, rec, version) : e;
}

/* --- writing --- */

static bool differs(const struct record *a, const struct record *b, const char *id)
{
	return strcmp(record_get_id(a, id), record_get_id(b, id)) != 0;
}

static bool is_closed(const struct record *rec)
{
	return strcmp(record_get_id(rec, "status"), CLOSED) == 0;
}

static enum err wrong(struct case_save *s, const char *field)
{
	s->field = form_find(&case_form, field);
	return AM_INVALID;
}

static enum err check(struct case_save *s)
{
	if (!case_status_may(
		record_get_id(s->before, "status"), record_get_id(s->after, "status")))
		return wrong(s, "status");
	if (is_closed(s->after) && *record_get_id(s->after, "outcome") == '\0')
		return wrong(s, "outcome");
	if (is_closed(s->before) && !is_closed(s->after) && !case_is_reason(s->reason))
		return AM_AGAIN;
	return AM_OK;
}

/* The columns that no form shows: at most FIXED_MAX of them. */
#define FIXED_MAX 4

static void fix_one(struct form_fixed *out, size_t *n, const char *column, int64_t value)
{
	out[*n] = (struct form_fixed){ .column = column, .n = value };
	++*n;
}

static size_t fix(const struct actor *actor, const struct case_save *s, int64_t now,
    struct form_fixed out[FIXED_MAX])
{
	size_t n = 0;

	fix_one(out, &n, "touched_at", now);
	if (differs(s->before, s->after, "risk")) {
		fix_one(out, &n, "risk_by", actor->operator_id);
		fix_one(out, &n, "risk_at", now);
	}
	if (is_closed(s->before) != is_closed(s->after))
		fix_one(out, &n, "closed_at", is_closed(s->after) ? now : 0);
	return n;
}

/* What form_changes() does not tell, but taking back needs. */
static enum err say_before(
    struct store *st, int64_t id, const char *reason, struct buf *out)
{
	static const char sql[] =
	    "SELECT json_array(coalesce(risk_by, 0), coalesce(risk_at, 0),"
	    " coalesce(closed_at, 0)) FROM casefile WHERE id = ?1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	if (e == AM_OK)
		buf_printf(out, "\"was\":%s", store_text(q, 0));
	store_done(st, q);
	if (e == AM_OK && *reason != '\0')
		json_pair(out, "reason", reason);
	return e;
}

static bool raises_alert(const struct case_save *s)
{
	return differs(s->before, s->after, "risk") ||
	       (is_closed(s->before) && !is_closed(s->after)) ||
	       differs(s->before, s->after, "safety_plan");
}

static enum err write_in(struct store *st, const struct actor *actor, int64_t id,
    struct case_save *s, int64_t now)
{
	struct form_fixed fixed[FIXED_MAX];
	struct buf extra = { 0 };
	struct form_save save = { .actor = actor,
		.now = now,
		.version = s->version,
		.before = s->before,
		.after = s->after,
		.fixed = fixed,
		.fixed_count = fix(actor, s, now, fixed) };
	enum err e = say_before(st, id, s->reason, &extra);

	save.extra = buf_text(&extra);
	if (e == AM_OK)
		e = form_save(st, &save, &id, &s->field);
	buf_fini(&extra);
	if (e == AM_OK)
		e = case_alert_risk(st, actor, id, raises_alert(s), now);
	if (e == AM_OK && s->draft_id != 0)
		e = draft_delete(st, actor, s->draft_id);
	return e;
}

static enum err may_assign(struct store *st, const struct actor *actor, int64_t root,
    const struct case_save *s, int64_t now)
{
	const char *to = record_get_id(s->after, "assigned_to");
	struct casefile c;
	enum err e = case_read(st, actor, root, now, &c);

	if (e != AM_OK || strtoll(to, NULL, 10) == c.assigned_to)
		return e;
	return case_is_guest(&c) ? AM_DENIED : AM_OK;
}

static enum err save_in(struct store *st, const struct actor *actor, int64_t id,
    struct case_save *s, int64_t now)
{
	int64_t root;
	enum err e = case_enter(st, actor, id, now, &root);

	if (e == AM_OK)
		e = may_assign(st, actor, root, s, now);
	if (e == AM_OK)
		e = check(s);
	return e == AM_OK ? write_in(st, actor, root, s, now) : e;
}

enum err case_save(struct store *st, const struct actor *actor, int64_t id,
    struct case_save *save, int64_t now)
{
	enum err e;

	if (!role_may(actor->role, ACT_CASE_EDIT))
		return AM_DENIED;
	e = store_begin(st);
	return e == AM_OK ? store_end(st, save_in(st, actor, id, save, now)) : e;
}

/* --- who answers for it --- */

enum err case_assign(struct store *st, const struct actor *actor, int64_t id,
    int64_t operator_id, int64_t now)
{
	struct record *before = record_new(&case_form), *after = record_new(&case_form);
	struct case_save save = { .before = before, .after = after, .reason = "" };
	char text[24] = "";
	enum err e = case_load(st, actor, id, now, before, &save.version);

	if (operator_id != 0)
		str_printf(text, sizeof(text), "%" PRId64, operator_id);
	record_copy(after, before);
	record_set_id(after, "assigned_to", text);
	if (e == AM_OK)
		e = case_save(st, actor, id, &save, now);
	record_free(before);
	record_free(after);
	return e;
}

/* --- taking back --- */

struct last {
	int64_t audit_id, at, operator_id;
	char action[16];
};

/* The last row that changed the case's data; views and links change nothing of it. */
static enum err find_last(struct store *st, int64_t id, struct last *out)
{
	static const char sql[] =
	    "SELECT id, at, coalesce(operator_id, 0), action FROM audit"
	    " WHERE entity = 'casefile' AND entity_id = ?1 AND action <> 'yield'"
	    " AND (action = 'update' OR json_extract(nullif(detail, ''), '$.old') IS NOT "
	    "NULL"
	    "  OR action IN ('merge', 'unmerge'))"
	    " ORDER BY id DESC LIMIT 1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	if (e == AM_OK) {
		*out = (struct last){ .audit_id = sqlite3_column_int64(q, 0),
			.at = sqlite3_column_int64(q, 1),
			.operator_id = sqlite3_column_int64(q, 2) };
		str_copy(out->action, sizeof(out->action), store_text(q, 3));
	}
	store_done(st, q);
	return e;
}

/* The old values of that row into rec. */
static enum err put_back(struct store *st, int64_t audit_id, struct record *rec)
{
	static const char sql[] =
	    "SELECT j.key, j.value FROM audit a,"
	    " json_each(nullif(a.detail, ''), '$.old') j WHERE a.id = ?1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, audit_id);
	while ((rc = sqlite3_step(q)) == SQLITE_ROW)
		record_set_id(rec, store_text(q, 0), store_text(q, 1));
	store_done(st, q);
	return store_err(rc);
}

static enum err fix_back(
    struct store *st, int64_t audit_id, int64_t now, struct form_fixed out[FIXED_MAX])
{
	static const char sql[] =
	    "SELECT json_extract(nullif(detail, ''), '$.was[0]'), "
	    "json_extract(nullif(detail, ''), '$.was[1]'),"
	    " json_extract(nullif(detail, ''), '$.was[2]') FROM audit WHERE id = ?1";
	static const char *const columns[] = { "risk_by", "risk_at", "closed_at" };
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, audit_id);
	rc = sqlite3_step(q);
	for (int i = 0; i < 3; i++)
		out[i] = (struct form_fixed){ .column = columns[i],
			.n = sqlite3_column_int64(q, i) };
	out[3] = (struct form_fixed){ .column = "touched_at", .n = now };
	store_done(st, q);
	return store_err(rc);
}

static enum err tell_undo(struct store *st, const struct actor *actor, int64_t id,
    const struct record *before, const struct record *after, int64_t now)
{
	struct buf detail = { 0 };
	enum err e;

	buf_str(&detail, "{\"old\":");
	(void)form_changes(&detail, before, after, NULL);
	buf_byte(&detail, '}');
	e = audit_add(st, actor, now, "undo", CASE_ENTITY, id, buf_text(&detail));
	buf_fini(&detail);
	return e;
}

static enum err write_back(struct store *st, const struct actor *actor, int64_t id,
    int64_t audit_id, int64_t now)
{
	struct record *before = record_new(&case_form), *after = record_new(&case_form);
	const struct case_save undone = { .before = before, .after = after };
	struct form_fixed fixed[FIXED_MAX];
	int64_t version = 0;
	enum err e = form_load(st, id, before, &version);

	record_copy(after, before);
	if (e == AM_OK)
		e = put_back(st, audit_id, after);
	if (e == AM_OK)
		e = fix_back(st, audit_id, now, fixed);
	if (e == AM_OK)
		e = form_update(st, id, version, after, fixed, FIXED_MAX);
	if (e == AM_OK)
		e = tell_undo(st, actor, id, before, after, now);
	if (e == AM_OK)
		e = case_alert_risk(st, actor, id, raises_alert(&undone), now);
	record_free(before);
	record_free(after);
	return e;
}

static enum err undo_in(
    struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	struct last last;
	int64_t root;
	enum err e = case_enter(st, actor, id, now, &root);

	if (e == AM_OK)
		e = find_last(st, root, &last);
	if (e != AM_OK)
		return e;
	if (strcmp(last.action, "update") != 0 || last.operator_id != actor->operator_id)
		return AM_CONFLICT;
	if (now - last.at > STORE_GRACE)
		return AM_DENIED;
	return write_back(st, actor, root, last.audit_id, now);
}

enum err case_save_undo(
    struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	enum err e;

	if (!role_may(actor->role, ACT_CASE_EDIT))
		return AM_DENIED;
	e = store_begin(st);
	return e == AM_OK ? store_end(st, undo_in(st, actor, id, now)) : e;
}

/* --- two versions that supervision decides --- */

static enum err dispute_in(struct store *st, const struct actor *actor, int64_t id,
    const char *label, const char *theirs, const char *mine, int64_t now)
{
	struct buf note = { 0 };
	int64_t root;
	enum err e = case_enter(st, actor, id, now, &root);

	buf_printf(&note, "%s: 1 %s / 2 %s", label, theirs, mine);
	if (e == AM_OK)
		e = alert_add_each(
		    st, actor, ALERT_DISPUTE, CASE_ENTITY, root, buf_text(&note), now);
	if (e == AM_OK)
		e = case_touch(st, root, now);
	buf_fini(&note);
	return e;
}

enum err case_dispute(struct store *st, const struct actor *actor, int64_t id,
    const char *label, const char *theirs, const char *mine, int64_t now)
{
	enum err e;

	if (!role_may(actor->role, ACT_CASE_EDIT))
		return AM_DENIED;
	e = store_begin(st);
	return e == AM_OK
		   ? store_end(st, dispute_in(st, actor, id, label, theirs, mine, now))
		   : e;
}
