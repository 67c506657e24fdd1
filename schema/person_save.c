/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People of a case: saved, taken back, taken out of it. */
#include <string.h>

#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/json.h"
#include "schema/base/mem.h"
#include "schema/base/text.h"
#include "schema/casefile_priv.h"
#include "schema/code.h"
#include "schema/draft.h"
#include "schema/form_priv.h"
#include "schema/person_priv.h"
#include "schema/record.h"

/* One save of one person in one case. */
struct save {
	struct store *st;
	const struct actor *actor;
	int64_t now, case_id, id;
	const struct record *before;
	struct record *after;
};

/* --- her names, as they are searched --- */

/* What was typed of all entries that are one person, apart by blanks. */
static enum err gather_names(struct store *st, int64_t id, struct buf *out)
{
	static const char sql[] =
	    PERSON_WITH_SAME("?1") "SELECT names, surnames, alias FROM person WHERE id IN"
				   " (SELECT id FROM same) ORDER BY id <> ?1, id";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	while ((rc = sqlite3_step(q)) == SQLITE_ROW)
		buf_printf(out, "%s %s %s ", store_text(q, 0), store_text(q, 1),
		    store_text(q, 2));
	store_done(st, q);
	return store_err(rc);
}

enum err person_index(struct store *st, int64_t id)
{
	static const char sql[] = "UPDATE person SET fold = ?2, phon = ?3 WHERE id = ?1"
				  " AND (fold <> ?2 OR phon <> ?3)";
	struct buf names = { 0 }, fold = { 0 }, phon = { 0 };
	sqlite3_stmt *q = NULL;
	enum err e = gather_names(st, id, &names);

	txt_fold(&fold, buf_text(&names));
	txt_phon(&phon, buf_text(&names));
	if (e == AM_OK)
		e = store_prepare(st, sql, &q);
	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, id);
		sqlite3_bind_text(q, 2, buf_text(&fold), -1, SQLITE_STATIC);
		sqlite3_bind_text(q, 3, buf_text(&phon), -1, SQLITE_STATIC);
	}
	e = store_run(st, q, e);
	buf_fini(&names);
	buf_fini(&fold);
	buf_fini(&phon);
	return e;
}

/* --- the entry of the register --- */

static bool same_values(const struct record *a, const struct record *b)
{
	for (size_t i = 0; i < record_form(a)->count; i++)
		if (strcmp(record_get(a, i), record_get(b, i)) != 0)
			return false;
	return true;
}

static struct record *part_of(const struct form *form, const struct record *whole)
{
	struct record *part = record_new(form);

	for (size_t i = 0; i < form->count; i++)
		record_set(part, i, record_get_id(whole, form->fields[i].id));
	return part;
}

static enum err version_of(
    struct store *st, const char *table, int64_t id, int64_t *version)
{
	struct buf sql = { 0 };
	enum err e;

	buf_printf(&sql, "SELECT version FROM %s WHERE id = ?1", table);
	e = store_number(st, buf_text(&sql), id, 0, version);
	buf_fini(&sql);
	return e;
}

enum err person_write_identity(
    struct store *st, int64_t id, const struct record *before, const struct record *after)
{
	struct record *was = part_of(&person_identity, before);
	struct record *is = part_of(&person_identity, after);
	int64_t version = 0;
	enum err e = AM_OK;

	if (!same_values(was, is)) {
		e = version_of(st, "person", id, &version);
		if (e == AM_OK)
			e = form_update(st, id, version, is, NULL, 0);
		if (e == AM_OK)
			e = person_index(st, id);
	}
	record_free(was);
	record_free(is);
	return e;
}

static enum err add_identity(struct save *s)
{
	static const struct form_fixed none[] = { { .column = "fold", .text = "" },
		{ .column = "phon", .text = "" } };
	struct record *is = part_of(&person_identity, s->after);
	enum err e = form_insert(s->st, is, none, COUNT(none), &s->id);

	if (e == AM_OK)
		e = person_index(s->st, s->id);
	record_free(is);
	return e;
}

/* --- her roles in the case --- */

static const struct form *form_of(const char *role)
{
	if (strcmp(role, "victim") == 0)
		return &person_victim;
	return strcmp(role, "suspect") == 0 ? &person_suspect : &person_part;
}

static enum err find_role(const struct save *s, const char *role, int64_t *row)
{
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(s->st, PERSON_ROLES_OF, &q);
	int rc = SQLITE_DONE;

	*row = 0;
	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, s->id);
	sqlite3_bind_int64(q, 2, s->case_id);
	while (*row == 0 && (rc = sqlite3_step(q)) == SQLITE_ROW)
		if (strcmp(store_text(q, 1), role) == 0)
			*row = sqlite3_column_int64(q, 0);
	e = store_err(rc);
	store_done(s->st, q);
	return e;
}

static enum err add_role(const struct save *s, const char *role, const struct record *is)
{
	const struct form_fixed fixed[] = { { .column = "case_id", .n = s->case_id },
		{ .column = "person_id", .n = s->id }, { .column = "role", .text = role },
		{ .column = "added_at", .n = s->now },
		{ .column = "added_by", .n = s->actor->operator_id },
		{ .column = "vicstatus_by", .n = s->actor->operator_id },
		{ .column = "vicstatus_at", .n = s->now } };
	const bool decided = *record_get_id(is, "vicstatus") != '\0';
	int64_t row = 0;

	return form_insert(
	    s->st, is, fixed, decided ? COUNT(fixed) : COUNT(fixed) - 2, &row);
}

/* Who wrote down what was decided, and when, stands beside who decided it. */
static enum err change_role(
    const struct save *s, int64_t row, const struct record *was, const struct record *is)
{
	const struct form_fixed decided[] = { { .column = "vicstatus_by",
						  .n = s->actor->operator_id },
		{ .column = "vicstatus_at", .n = s->now } };
	const bool anew =
	    strcmp(record_get_id(was, "vicstatus"), record_get_id(is, "vicstatus")) != 0;
	int64_t version = 0;
	enum err e;

	if (same_values(was, is))
		return AM_OK;
	e = version_of(s->st, "case_person", row, &version);
	if (e != AM_OK)
		return e;
	return form_update(s->st, row, version, is, decided, anew ? COUNT(decided) : 0);
}

static enum err end_role(const struct save *s, int64_t row, const char *why)
{
	static const char sql[] = "UPDATE case_person SET ended_at = ?2, ended_by = ?3,"
				  " ended_why = ?4, version = version + 1 WHERE id = ?1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(s->st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, row);
		sqlite3_bind_int64(q, 2, s->now);
		sqlite3_bind_int64(q, 3, s->actor->operator_id);
		sqlite3_bind_text(q, 4, why, -1, SQLITE_STATIC);
	}
	return store_run(s->st, q, e);
}

static enum err write_role(struct save *s, const char *role)
{
	const bool wanted = code_set_has(record_get(s->after, PERSON_ROLES), role);
	struct record *was, *is;
	int64_t row = 0;
	enum err e = find_role(s, role, &row);

	if (e != AM_OK || (row == 0 && !wanted))
		return e;
	if (!wanted)
		return end_role(s, row, "");
	was = part_of(form_of(role), s->before);
	is = part_of(form_of(role), s->after);
	e = row == 0 ? add_role(s, role, is) : change_role(s, row, was, is);
	record_free(was);
	record_free(is);
	return e;
}

static enum err write_roles(struct save *s)
{
	enum err e = AM_OK;

	for (int i = 0; e == AM_OK && i < PERSON_ROLE_COUNT; i++)
		e = write_role(s, person_role_code((enum person_role)i));
	return e;
}

/* --- all of it --- */

/* An age is said today, unless it says when; a new age is said anew. */
static void date_the_age(struct save *s)
{
	const struct clock_parts p = clock_split(s->now);
	const char *said = record_get_id(s->after, "age_said");
	const bool anew = strcmp(record_get_id(s->before, "age_said"), said) != 0;
	const bool dated = strcmp(record_get_id(s->before, "age_on"),
			       record_get_id(s->after, "age_on")) != 0;
	char today[12];

	if (*said == '\0' || strcmp(said, "-") == 0)
		record_set_id(s->after, "age_on", "");
	else if (*record_get_id(s->after, "age_on") == '\0' || (anew && !dated))
		record_set_id(s->after, "age_on",
		    str_printf(
			today, sizeof(today), "%04d-%02d-%02d", p.year, p.month, p.day));
}

static enum err tell(const struct save *s, const char *what, const char *why)
{
	struct buf detail = { 0 };
	enum err e;

	buf_byte(&detail, '{');
	json_number(&detail, "case", s->case_id);
	json_key(&detail, "old");
	(void)form_changes(&detail, s->before, s->after, NULL);
	if (*why != '\0')
		json_pair(&detail, "reason", why);
	buf_byte(&detail, '}');
	e = audit_add(
	    s->st, s->actor, s->now, what, PERSON_ENTITY, s->id, buf_text(&detail));
	explicit_bzero(detail.data, detail.cap);
	buf_fini(&detail);
	return e;
}

static enum err check(struct save *s, size_t *field)
{
	enum err e;

	record_set(s->after, PERSON_SAME, "");
	e = form_check(s->st, s->after, s->before, s->now, field);
	if (e == AM_OK && *record_get(s->after, PERSON_ROLES) == '\0') {
		*field = PERSON_ROLES;
		e = AM_INVALID;
	}
	if (e == AM_OK)
		date_the_age(s);
	return e;
}

static enum err write(struct save *s, const char *what)
{
	const bool made = s->id == 0;
	enum err e;

	if (!made && same_values(s->before, s->after))
		return AM_OK;
	e = made ? add_identity(s)
		 : person_write_identity(s->st, s->id, s->before, s->after);
	if (e == AM_OK)
		e = write_roles(s);
	if (e == AM_OK)
		e = case_touch(s->st, s->case_id, s->now);
	return e == AM_OK ? tell(s, made ? "create" : what, "") : e;
}

static enum err save_in(struct save *s, int64_t version, size_t *field)
{
	struct record *now = record_new(&person_form);
	int64_t its = 0;
	enum err e = case_check(s->st, s->actor, s->case_id, s->now);

	if (e == AM_OK && s->id != 0)
		e = person_read(s->st, s->actor, s->case_id, s->id, s->now, now, &its);
	if (e == AM_OK && its != version && s->id != 0)
		e = AM_CONFLICT;
	if (e == AM_OK)
		e = check(s, field);
	if (e == AM_OK)
		e = write(s, "update");
	record_free(now);
	return e;
}

enum err person_save(struct store *st, const struct actor *actor, int64_t case_id,
    int64_t *id, const struct record *before, struct record *after, int64_t version,
    int64_t draft_id, int64_t now, size_t *field)
{
	struct record *nothing = record_new(&person_form);
	struct save s = { .st = st,
		.actor = actor,
		.now = now,
		.case_id = case_id,
		.id = *id,
		.before = before != NULL ? before : nothing,
		.after = after };
	enum err e = role_may(actor->role, ACT_CASE_EDIT) ? store_begin(st) : AM_DENIED;

	if (e == AM_OK) {
		e = save_in(&s, version, field);
		if (e == AM_OK && draft_id != 0)
			e = draft_delete(st, actor, draft_id);
		e = store_end(st, e);
	}
	if (e == AM_OK)
		*id = s.id;
	record_free(nothing);
	return e;
}

/* --- taken out, taken back --- */

static enum err end_roles(struct save *s, const char *why)
{
	enum err e = AM_OK;

	for (int i = 0; e == AM_OK && i < PERSON_ROLE_COUNT; i++) {
		int64_t row = 0;

		e = find_role(s, person_role_code((enum person_role)i), &row);
		if (e == AM_OK && row != 0)
			e = end_role(s, row, why);
	}
	return e;
}

/* Leaves the case: what she is in it is gone, the register keeps her. */
static enum err leave(struct save *s, const char *what, const char *why)
{
	struct record *rec = record_new(&person_form);
	struct record *bare = record_new(&person_form);
	int64_t version = 0;
	enum err e =
	    person_read(s->st, s->actor, s->case_id, s->id, s->now, rec, &version);

	if (e == AM_OK && *record_get(rec, PERSON_ROLES) == '\0')
		e = AM_MISSING;
	record_copy(bare, rec);
	record_set(bare, PERSON_ROLES, "");
	for (size_t i = PERSON_PERPROLE; i < PERSON_FIELDS; i++)
		record_set(bare, i, "");
	s->before = rec;
	s->after = bare;
	if (e == AM_OK)
		e = end_roles(s, why);
	if (e == AM_OK)
		e = case_touch(s->st, s->case_id, s->now);
	if (e == AM_OK)
		e = tell(s, what, why);
	record_free(rec);
	record_free(bare);
	return e;
}

enum err person_take_out(struct store *st, const struct actor *actor, int64_t case_id,
    int64_t id, const char *why, int64_t now)
{
	struct save s = {
		.st = st, .actor = actor, .now = now, .case_id = case_id, .id = id
	};
	enum err e = role_may(actor->role, ACT_CASE_EDIT) ? store_begin(st) : AM_DENIED;

	return e == AM_OK ? store_end(st, leave(&s, "update", why)) : e;
}

/* The case in which her newest change was made. */
static enum err find_case(struct save *s)
{
	static const char sql[] =
	    "SELECT coalesce(json_extract(detail, '$.case'), 0) FROM audit"
	    " WHERE entity = 'person' AND entity_id = ?1 AND json_valid(detail)"
	    " AND action IN ('create', 'update', 'undo') ORDER BY id DESC LIMIT 1";

	return store_number(s->st, sql, s->id, 0, &s->case_id);
}

static enum err undo_in(struct save *s)
{
	struct record *was = record_new(&person_form);
	struct record *is = record_new(&person_form);
	bool created = false;
	int64_t version = 0;
	bool any = false;
	enum err e = s->case_id == 0 ? find_case(s) : AM_OK;

	if (e == AM_OK)
		e = case_check(s->st, s->actor, s->case_id, s->now);
	if (e == AM_OK)
		e = person_read_in(s->st, s->case_id, s->id, was, &version, &any);
	record_copy(is, was);
	s->before = was;
	s->after = is;
	if (e == AM_OK)
		e = form_undo(
		    s->st, s->actor, PERSON_ENTITY, s->id, s->now, is, &created);
	if (e == AM_OK)
		e = created ? leave(s, "undo", "") : write(s, "undo");
	record_free(was);
	record_free(is);
	return e;
}

enum err person_undo(
    struct store *st, const struct actor *actor, int64_t case_id, int64_t id, int64_t now)
{
	struct save s = {
		.st = st, .actor = actor, .now = now, .case_id = case_id, .id = id
	};
	enum err e = role_may(actor->role, ACT_CASE_EDIT) ? store_begin(st) : AM_DENIED;

	return e == AM_OK ? store_end(st, undo_in(&s)) : e;
}
