/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/route.h"

#include <stdlib.h>
#include <string.h>

#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/json.h"
#include "schema/base/mem.h"
#include "schema/casefile_priv.h"
#include "schema/draft.h"
#include "schema/form_priv.h"
#include "schema/record.h"

#define LEG_ENTITY "incident"
#define LEGS_MAX 100 /* of one route */

/* One change of one route. */
struct change {
	struct store *st;
	const struct actor *actor;
	int64_t now, case_id;
};

/* --- reading --- */

static const char *code_of(sqlite3_stmt *q, int i)
{
	const char *dot = strchr(store_text(q, i), '.');

	return dot != NULL ? dot + 1 : "";
}

static void read_leg(sqlite3_stmt *q, struct leg *l)
{
	*l = (struct leg){ .id = sqlite3_column_int64(q, 0),
		.case_id = sqlite3_column_int64(q, 1) };
	str_copy(l->stage, sizeof(l->stage), store_text(q, 2));
	str_copy(l->place, sizeof(l->place), store_text(q, 3));
	str_copy(l->place_said, sizeof(l->place_said), store_text(q, 4));
	str_copy(l->happened_on, sizeof(l->happened_on), store_text(q, 5));
	str_copy(l->transp, sizeof(l->transp), code_of(q, 6));
	str_copy(l->route, sizeof(l->route), code_of(q, 7));
	str_copy(l->venue, sizeof(l->venue), code_of(q, 8));
	str_copy(l->act, sizeof(l->act), code_of(q, 9));
	str_copy(l->detail, sizeof(l->detail), store_text(q, 10));
}

static enum err read_legs(
    struct store *st, int64_t case_id, struct leg *out, size_t max, size_t *count)
{
	static const char sql[] = "SELECT id, case_id, stage, place, place_said, "
				  "happened_on, transp, route, venue,"
				  " act, detail FROM incident WHERE ended_at IS NULL AND "
				  "case_id IN " CASE_FAMILY("?1") " ORDER BY seq, id";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc = SQLITE_DONE;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, case_id);
	for (*count = 0; *count < max && (rc = sqlite3_step(q)) == SQLITE_ROW; ++*count)
		read_leg(q, &out[*count]);
	e = store_err(rc);
	store_done(st, q);
	return e;
}

enum err route_list(struct store *st, const struct actor *actor, int64_t case_id,
    int64_t now, struct leg *out, size_t max, size_t *count)
{
	const enum err e = case_check(st, actor, case_id, now);

	*count = 0;
	return e == AM_OK ? read_legs(st, case_id, out, max, count) : e;
}

/* The case that leg id belongs to, what that was merged into, and whether it was taken out. */
static enum err find_case(struct change *c, int64_t id, bool *out_of_it)
{
	static const char sql[] =
	    "SELECT case_id, ended_at IS NOT NULL FROM incident WHERE id = ?1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(c->st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	if (e == AM_OK) {
		c->case_id = sqlite3_column_int64(q, 0);
		*out_of_it = sqlite3_column_int(q, 1) != 0;
	}
	store_done(c->st, q);
	return e == AM_OK ? case_enter(c->st, c->actor, c->case_id, c->now, &c->case_id)
			  : e;
}

static enum err load_in(
    struct change *c, int64_t id, struct record *rec, int64_t *version)
{
	bool out_of_it = false;
	enum err e = find_case(c, id, &out_of_it);

	if (e == AM_OK && out_of_it)
		e = AM_MISSING;
	if (e == AM_OK)
		e = form_load(c->st, id, rec, version);
	return e;
}

enum err leg_load(struct store *st, const struct actor *actor, int64_t id, int64_t now,
    struct record *rec, int64_t *version)
{
	struct change c = { st, actor, now, 0 };
	enum err e = store_begin(st);

	if (e != AM_OK)
		return e;
	e = load_in(&c, id, rec, version);
	if (e == AM_OK)
		e = audit_add(st, actor, now, "view", LEG_ENTITY, id, "");
	return store_end(st, e);
}

/* --- the ends of the route, and those of the case --- */

struct ends {
	char origin[12], destination[12];
};

static enum err find_ends(const struct change *c, struct ends *out)
{
	struct leg *legs = mem_new(LEGS_MAX, sizeof(*legs));
	size_t count = 0;
	const enum err e = read_legs(c->st, c->case_id, legs, LEGS_MAX, &count);

	*out = (struct ends){ .origin = "" };
	for (size_t i = 0; i < count; i++) {
		if (strcmp(legs[i].stage, "origin") == 0 && *out->origin == '\0')
			str_copy(out->origin, sizeof(out->origin), legs[i].place);
		if (strcmp(legs[i].stage, "destination") == 0 && *legs[i].place != '\0')
			str_copy(
			    out->destination, sizeof(out->destination), legs[i].place);
	}
	free(legs);
	return e;
}

/* ?1 case; column of casefile, what the route said before and says now: does it follow?  Yes
 * where it still is what the route said, or the place that the new one lies in (a call
 * knows the department, the route the province).  What a person has set otherwise stays. */
#define FOLLOWS(column, before, after)                                     \
	"(" before " <> " after " AND (coalesce(" column ", '') = " before \
	" OR substr(" after ", 1, length(" column ")) = " column "))"

static enum err follow_in(
    const struct change *c, const struct ends *before, const struct ends *after)
{
	static const char sql[] =
	    "UPDATE casefile SET version = version + 1,"
	    " origin = iif(" FOLLOWS("origin", "?2",
		"?3") ", coalesce(nullif(?3, ''),"
		      " (SELECT k.place_left FROM call_case l JOIN call k ON k.id = "
		      "l.call_id"
		      "  WHERE l.case_id = ?1 AND l.ended_at IS NULL AND k.place_left "
		      "GLOB 'PE*'"
		      "  ORDER BY k.id LIMIT 1)), origin),"
		      " destination = iif(" FOLLOWS("destination", "?4",
			  "?5") ","
				" nullif(?5, ''), destination)"
				" WHERE id = ?1 AND (" FOLLOWS("origin", "?2",
				    "?3") " OR " FOLLOWS("destination", "?4", "?5") ")";
	sqlite3_stmt *q = NULL;
	const enum err e = store_prepare(c->st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, c->case_id);
		sqlite3_bind_text(q, 2, before->origin, -1, SQLITE_STATIC);
		sqlite3_bind_text(q, 3, after->origin, -1, SQLITE_STATIC);
		sqlite3_bind_text(q, 4, before->destination, -1, SQLITE_STATIC);
		sqlite3_bind_text(q, 5, after->destination, -1, SQLITE_STATIC);
	}
	return store_run(c->st, q, e);
}

static enum err case_ends(const struct change *c, struct ends *out)
{
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(
	    c->st, "SELECT origin, destination FROM casefile WHERE id = ?1", &q);

	*out = (struct ends){ .origin = "" };
	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, c->case_id);
	if (sqlite3_step(q) == SQLITE_ROW) {
		str_copy(out->origin, sizeof(out->origin), store_text(q, 0));
		str_copy(out->destination, sizeof(out->destination), store_text(q, 1));
	}
	store_done(c->st, q);
	return e;
}

/* The history of the case names the end that changed, and what it was. */
static enum err tell(
    const struct change *c, const struct ends *was, const struct ends *is)
{
	struct buf detail = { 0 };
	enum err e;

	buf_str(&detail, "{\"old\":{");
	if (strcmp(was->origin, is->origin) != 0)
		json_pair(&detail, "origin", was->origin);
	if (strcmp(was->destination, is->destination) != 0)
		json_pair(&detail, "destination", was->destination);
	buf_str(&detail, "},\"by\":\"route\"}");
	e = audit_add(c->st, c->actor, c->now, "update", CASE_ENTITY, c->case_id,
	    buf_text(&detail));
	buf_fini(&detail);
	return e;
}

static enum err follow(const struct change *c, const struct ends *before)
{
	struct ends after, was, is;
	enum err e = find_ends(c, &after);

	if (e == AM_OK)
		e = case_ends(c, &was);
	if (e == AM_OK)
		e = follow_in(c, before, &after);
	if (e == AM_OK)
		e = case_ends(c, &is);
	if (e != AM_OK || (strcmp(was.origin, is.origin) == 0 &&
			     strcmp(was.destination, is.destination) == 0))
		return e;
	return tell(c, &was, &is);
}

/* --- the order --- */

static int rank_of(const char *stage)
{
	static const char *const stages[] = { "origin", "transit", "destination",
		"escape", "return" };

	for (size_t i = 0; i < COUNT(stages); i++)
		if (strcmp(stages[i], stage) == 0)
			return (int)i;
	return COUNT(stages);
}

static enum err number(const struct change *c, int64_t id, size_t seq)
{
	static const char sql[] =
	    "UPDATE incident SET seq = ?2 WHERE id = ?1 AND seq <> ?2";

	return store_change(c->st, sql, id, (int64_t)seq);
}

/* Number the legs in this order from 1 on. */
static enum err number_all(const struct change *c, const int64_t *ids, size_t count)
{
	enum err e = AM_OK;

	for (size_t i = 0; e == AM_OK && i < count; i++)
		e = number(c, ids[i], i + 1);
	return e;
}

static enum err read_order(
    const struct change *c, int64_t ids[LEGS_MAX], int *ranks, size_t *count)
{
	struct leg *legs = mem_new(LEGS_MAX, sizeof(*legs));
	const enum err e = read_legs(c->st, c->case_id, legs, LEGS_MAX, count);

	for (size_t i = 0; e == AM_OK && i < *count; i++) {
		ids[i] = legs[i].id;
		if (ranks != NULL)
			ranks[i] = rank_of(legs[i].stage);
	}
	free(legs);
	return e;
}

/* A new leg stands last: it goes behind the last one that is not of a later stage. */
static enum err place_new(const struct change *c)
{
	int64_t ids[LEGS_MAX], id;
	int ranks[LEGS_MAX];
	size_t count = 0, at;
	enum err e = read_order(c, ids, ranks, &count);

	if (e != AM_OK || count == 0)
		return e;
	at = count - 1;
	id = ids[at];
	while (at > 0 && ranks[at - 1] > ranks[count - 1]) {
		ids[at] = ids[at - 1];
		at--;
	}
	ids[at] = id;
	return number_all(c, ids, count);
}

/* --- saving --- */

static enum err insert_last(
    const struct change *c, const struct form_save *save, int64_t *id, size_t *field)
{
	const struct form_fixed fixed[] = { { .column = "case_id", .n = c->case_id },
		{ .column = "seq", .n = LEGS_MAX * 2 } };
	struct form_save all = *save;
	enum err e;

	all.fixed = fixed;
	all.fixed_count = COUNT(fixed);
	e = form_save(c->st, &all, id, field);
	return e == AM_OK ? place_new(c) : e;
}

static enum err save_in(
    struct change *c, const struct form_save *save, int64_t *id, size_t *field)
{
	struct ends before;
	bool out_of_it = false;
	enum err e;

	if (*id != 0)
		e = find_case(c, *id, &out_of_it);
	else
		e = case_enter(c->st, c->actor, c->case_id, c->now, &c->case_id);
	if (e == AM_OK && out_of_it)
		e = AM_MISSING;
	if (e == AM_OK)
		e = find_ends(c, &before);
	if (e == AM_OK)
		e = *id == 0 ? insert_last(c, save, id, field)
			     : form_save(c->st, save, id, field);
	if (e == AM_OK)
		e = follow(c, &before);
	return e == AM_OK ? case_touch(c->st, c->case_id, c->now) : e;
}

enum err leg_save(struct store *st, const struct actor *actor, int64_t case_id,
    int64_t *id, const struct record *before, struct record *after, int64_t version,
    int64_t draft_id, int64_t now, size_t *field)
{
	struct change c = { st, actor, now, case_id };
	const struct form_save save = { .actor = actor,
		.now = now,
		.version = version,
		.before = before,
		.after = after };
	int64_t made = *id;
	enum err e = role_may(actor->role, ACT_CASE_EDIT) ? store_begin(st) : AM_DENIED;

	if (e != AM_OK)
		return e;
	e = save_in(&c, &save, &made, field);
	if (e == AM_OK && draft_id != 0)
		e = draft_delete(st, actor, draft_id);
	e = store_end(st, e);
	if (e == AM_OK)
		*id = made;
	return e;
}

/* --- moving --- */

static enum err move_in(struct change *c, int64_t id, bool earlier)
{
	struct buf detail = { 0 };
	struct ends before;
	int64_t ids[LEGS_MAX];
	size_t count = 0, at = 0, to;
	bool out_of_it = false;
	enum err e = find_case(c, id, &out_of_it);

	if (e == AM_OK)
		e = find_ends(c, &before);
	if (e == AM_OK)
		e = read_order(c, ids, NULL, &count);
	while (e == AM_OK && at < count && ids[at] != id)
		at++;
	if (e != AM_OK || at == count)
		return e != AM_OK ? e : AM_MISSING;
	if (earlier ? at == 0 : at + 1 == count)
		return AM_CONFLICT;
	to = earlier ? at - 1 : at + 1;
	ids[at] = ids[to];
	ids[to] = id;
	e = number_all(c, ids, count);
	buf_byte(&detail, '{');
	json_number(&detail, "seq", (int64_t)at + 1);
	buf_byte(&detail, '}');
	if (e == AM_OK)
		e = audit_add(
		    c->st, c->actor, c->now, "move", LEG_ENTITY, id, buf_text(&detail));
	buf_fini(&detail);
	if (e == AM_OK)
		e = follow(c, &before);
	return e == AM_OK ? case_touch(c->st, c->case_id, c->now) : e;
}

enum err leg_move(
    struct store *st, const struct actor *actor, int64_t id, bool earlier, int64_t now)
{
	struct change c = { st, actor, now, 0 };
	enum err e = role_may(actor->role, ACT_CASE_EDIT) ? store_begin(st) : AM_DENIED;

	return e == AM_OK ? store_end(st, move_in(&c, id, earlier)) : e;
}

/* --- taken out, put back, taken back --- */

static enum err end(const struct change *c, int64_t id, bool ended)
{
	static const char sql[] = "UPDATE incident SET ended_at = ?2, ended_by = ?3,"
				  " version = version + 1 WHERE id = ?1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(c->st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, id);
		store_bind_id(q, 2, ended ? c->now : 0);
		store_bind_id(q, 3, ended ? c->actor->operator_id : 0);
	}
	return store_run(c->st, q, e);
}

static enum err take_in(struct change *c, int64_t id, bool ended, const char *what)
{
	struct ends before;
	bool out_of_it = false;
	enum err e = find_case(c, id, &out_of_it);

	if (e == AM_OK && out_of_it == ended)
		e = AM_MISSING;
	if (e == AM_OK)
		e = find_ends(c, &before);
	if (e == AM_OK)
		e = end(c, id, ended);
	if (e == AM_OK)
		e = audit_add(c->st, c->actor, c->now, what, LEG_ENTITY, id, "");
	if (e == AM_OK)
		e = follow(c, &before);
	return e == AM_OK ? case_touch(c->st, c->case_id, c->now) : e;
}

enum err leg_take_out(
    struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	struct change c = { st, actor, now, 0 };
	enum err e = role_may(actor->role, ACT_CASE_EDIT) ? store_begin(st) : AM_DENIED;

	return e == AM_OK ? store_end(st, take_in(&c, id, true, "remove")) : e;
}

enum err leg_put_back(
    struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	struct change c = { st, actor, now, 0 };
	enum err e = role_may(actor->role, ACT_CASE_EDIT) ? store_begin(st) : AM_DENIED;

	return e == AM_OK ? store_end(st, take_in(&c, id, false, "restore")) : e;
}

static enum err undo_change(struct change *c, int64_t id, bool *created)
{
	struct record *was = record_new(&leg_form), *is = record_new(&leg_form);
	struct buf detail = { 0 };
	struct ends before;
	int64_t version = 0;
	enum err e = load_in(c, id, is, &version);

	record_copy(was, is);
	if (e == AM_OK)
		e = find_ends(c, &before);
	if (e == AM_OK)
		e = form_undo(c->st, c->actor, LEG_ENTITY, id, c->now, is, created);
	if (e == AM_OK && !*created) {
		e = form_update(c->st, id, version, is, NULL, 0);
		buf_str(&detail, "{\"old\":");
		(void)form_changes(&detail, was, is, NULL);
		buf_byte(&detail, '}');
		if (e == AM_OK)
			e = audit_add(c->st, c->actor, c->now, "undo", LEG_ENTITY, id,
			    buf_text(&detail));
		if (e == AM_OK)
			e = follow(c, &before);
	}
	buf_fini(&detail);
	record_free(was);
	record_free(is);
	return e;
}

static enum err undo_in(struct change *c, int64_t id)
{
	bool created = false;
	enum err e = undo_change(c, id, &created);

	if (e == AM_OK)
		e = created ? take_in(c, id, true, "undo")
			    : case_touch(c->st, c->case_id, c->now);
	return e;
}

enum err leg_undo(struct store *st, const struct actor *actor, int64_t id, int64_t now)
{
	struct change c = { st, actor, now, 0 };
	enum err e = role_may(actor->role, ACT_CASE_EDIT) ? store_begin(st) : AM_DENIED;

	return e == AM_OK ? store_end(st, undo_in(&c, id)) : e;
}
