/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/dial.h"

#include <stdlib.h>
#include <string.h>

#include "schema/agent.h"
#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/json.h"
#include "schema/base/mem.h"
#include "schema/call_priv.h"
#include "schema/casefile_priv.h"
#include "schema/consent_priv.h"
#include "schema/followup.h"
#include "schema/number.h"
#include "schema/person_priv.h"
#include "schema/queue.h"
#include "schema/telephone_priv.h"

#define TAIL 3
#define DAY_MINUTES 1440
#define HOUR_MINUTES 60

/* --- is it a safe hour? --- */

static int minutes_of(const char *text)
{
	return ((text[0] - '0') * 10 + text[1] - '0') * 60 + (text[3] - '0') * 10 +
	       text[4] - '0';
}

bool dial_is_safe(const char *hours, int64_t at)
{
	const struct clock_parts p = clock_split(at);
	const int now = p.hour * 60 + p.minute;
	int from, to;

	if (strlen(hours) < strlen("17:00"))
		return true;
	from = minutes_of(hours);
	to = strlen(hours) == strlen("17:00-18:00")
		 ? minutes_of(hours + strlen("17:00-"))
		 : (from + HOUR_MINUTES) % DAY_MINUTES;
	return from <= to ? now >= from && now < to : now >= from || now < to;
}

/* --- where numbers come from --- */

/*
 * Every way gives the same columns: kind and id of the source, the number as it is kept,
 * whose, safe hours, safe note of the person, speak, consent, who gave it, number of the
 * call and its time, name of the person.  ?1 is what is called about, ?2 the actor, ?3
 * whether she may see what is not hers, ?4 now.  Of a person whose entry was merged both
 * telephones count, and what is noted where she is kept up to date; who is a suspect is not
 * rung, whatever else she is, unless she is a victim as well.
 */
#define CALL_COLS                                                                  \
	"2, c.id, c.phone, coalesce(c.phone_of, ''), coalesce(c.safe_hours, ''),"  \
	" '', coalesce(c.speak, ''), coalesce(c.consent_callback, ''),"            \
	" coalesce(c.consent_by, ''), c.number, c.started_at, ''"

static const struct {
	const char *entity; /* in the audit */
	const char *sql;
} ways[] = {
	[DIAL_QUEUE] = { "queue",
	    "SELECT 0, q.id, q.phone, '', '', '', '', '', '', 0, q.at, '' FROM queue q"
	    " WHERE q.id = ?1 AND q.phone IS NOT NULL AND q.left_at IS NOT NULL"
	    " AND ?2 <> 0 AND ?3 IS NOT NULL AND ?4 > 0" },
	[DIAL_FOLLOWUP] = { "followup",
	    "SELECT 1, w.id, coalesce(w.phone, c.phone), coalesce(c.phone_of, ''),"
	    " coalesce(c.safe_hours, ''), '', coalesce(c.speak, ''),"
	    " coalesce(c.consent_callback, ''), coalesce(c.consent_by, ''),"
	    " coalesce(c.number, 0), coalesce(c.started_at, 0), ''"
	    " FROM followup w LEFT JOIN call c ON c.id = w.call_id"
	    " WHERE w.id = ?1 AND coalesce(w.phone, c.phone) IS NOT NULL"
	    " AND ?2 <> 0 AND ?3 IS NOT NULL AND ?4 > 0" },
	[DIAL_CALL] = { "call",
	    "SELECT " CALL_COLS " FROM call c WHERE c.id = ?1 AND c.phone IS NOT NULL"
	    " AND c.status <> 'void' AND (c.operator_id = ?2 OR ?3) AND ?4 > 0" },
	[DIAL_CASE] = { "casefile",
	    "SELECT " CALL_COLS " FROM call_case k JOIN call c ON c.id = k.call_id"
	    " WHERE k.case_id IN " CASE_FAMILY("?1") " AND k.ended_at IS NULL"
	    " AND c.phone IS NOT NULL AND c.status = 'closed' AND ?2 <> 0"
	    " AND ?3 IS NOT NULL AND ?4 > 0"
	    " UNION ALL SELECT DISTINCT 4, p.id, p.phone, '', '',"
	    " coalesce(nullif(r.safe_note, ''), p.safe_note), '', '', '', 0, 0,"
	    " trim(p.names || ' ' || p.surnames) FROM case_person cp"
	    " JOIN person r ON r.id = " PERSON_ROOT("cp.person_id")
	    " JOIN person p ON p.id IN (cp.person_id, r.id)"
	    " WHERE cp.case_id IN " CASE_FAMILY("?1")
	    " AND cp.ended_at IS NULL AND p.phone IS NOT NULL AND (cp.role = 'victim'"
	    " OR r.id NOT IN (SELECT " PERSON_ROOT("s.person_id") " FROM case_person s"
	    " WHERE s.case_id IN " CASE_FAMILY("?1")
	    " AND s.ended_at IS NULL AND s.role = 'suspect'))"
	    " ORDER BY 11 DESC" },
};

/* A choice, and what is not shown yet. */
struct found {
	struct dial_choice choice;
	char phone[PHONE_LEN];
};

static void read_way(sqlite3_stmt *q, struct found *out)
{
	struct dial_choice *c = &out->choice;

	*out = (struct found){ .phone = "" };
	c->source.from = (enum dial_from)sqlite3_column_int(q, 0);
	c->source.id = sqlite3_column_int64(q, 1);
	str_copy(out->phone, sizeof(out->phone), store_text(q, 2));
	str_copy(c->whose, sizeof(c->whose), store_text(q, 3));
	str_copy(c->safe_hours, sizeof(c->safe_hours), store_text(q, 4));
	str_copy(c->safe_note, sizeof(c->safe_note), store_text(q, 5));
	str_copy(c->speak, sizeof(c->speak), store_text(q, 6));
	str_copy(c->consent, sizeof(c->consent), store_text(q, 7));
	str_copy(c->consent_by, sizeof(c->consent_by), store_text(q, 8));
	c->call_number = sqlite3_column_int64(q, 9);
	c->call_at = sqlite3_column_int64(q, 10);
	str_copy(c->person, sizeof(c->person), store_text(q, 11));
	if (strlen(out->phone) >= TAIL)
		str_copy(c->tail, sizeof(c->tail),
		    out->phone + strlen(out->phone) - TAIL);
}

/* What is noted of the line itself counts where the call told nothing. */
static enum err add_line(struct store *st, int64_t now, struct found *f)
{
	static const char sql[] =
	    "SELECT l.owner, coalesce(l.shared, ''), l.safe_note, coalesce((SELECT"
	    " substr(g.flag, 9) FROM line_flag g JOIN code k ON k.id = g.flag"
	    " WHERE g.line_id = l.id AND g.cleared_at IS NULL"
	    " AND coalesce(g.expires_at, ?2 + 1) > ?2 ORDER BY k.sort LIMIT 1), '')"
	    " FROM line l WHERE l.phone = ?1";
	struct dial_choice *c = &f->choice;
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_text(q, 1, f->phone, -1, SQLITE_STATIC);
	sqlite3_bind_int64(q, 2, now);
	rc = sqlite3_step(q);
	if (rc == SQLITE_ROW) {
		if (*c->whose == '\0')
			str_copy(c->whose, sizeof(c->whose), store_text(q, 0));
		str_copy(c->shared, sizeof(c->shared), store_text(q, 1));
		if (*c->safe_note == '\0')
			str_copy(c->safe_note, sizeof(c->safe_note), store_text(q, 2));
		str_copy(c->flag, sizeof(c->flag), store_text(q, 3));
	}
	store_done(st, q);
	return store_err(rc);
}

/*
 * What somebody said in an earlier call from this number holds until it is known better:
 * safe hours, and what speaks against calling.  A yes was about that call, and is not
 * taken over.
 */
static enum err add_earlier(struct store *st, struct found *f)
{
#define SAID(column, when)                                                         \
	"coalesce((SELECT " column " FROM call WHERE phone IS NOT NULL"            \
	" AND +phone = ?1 AND substr(phone, -4) = substr(?1, -4)"                  \
	" AND status = 'closed' AND " when                                         \
	" ORDER BY id DESC LIMIT 1), '')"
	static const char sql[] = "SELECT " SAID("safe_hours", "safe_hours <> ''") ", "
		SAID("speak", "speak IN ('y', 'n')") ", "
		SAID("consent_callback", "consent_callback IN ('y', 'n')") ", "
		SAID("consent_by", "consent_callback IN ('y', 'n')");
#undef SAID
	struct dial_choice *c = &f->choice;
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_text(q, 1, f->phone, -1, SQLITE_STATIC);
	rc = sqlite3_step(q);
	if (rc == SQLITE_ROW) {
		if (*c->safe_hours == '\0')
			str_copy(c->safe_hours, sizeof(c->safe_hours), store_text(q, 0));
		if (*c->speak == '\0' && strcmp(store_text(q, 1), "n") == 0)
			str_copy(c->speak, sizeof(c->speak), "n");
		if (*c->consent == '\0' && strcmp(store_text(q, 2), "n") == 0) {
			str_copy(c->consent, sizeof(c->consent), "n");
			str_copy(
			    c->consent_by, sizeof(c->consent_by), store_text(q, 3));
		}
	}
	store_done(st, q);
	return store_err(rc);
}

/* What it is called about, as far as consent was written down for it. */
static enum err find_about(struct store *st, const struct dial_to *to, int64_t id,
    struct consent_about *out)
{
	static const char case_of[] = "SELECT coalesce(case_id, 0) FROM followup WHERE id = ?1";
	static const char call_of[] = "SELECT coalesce(call_id, 0) FROM followup WHERE id = ?1";
	enum err e = AM_OK;

	*out = (struct consent_about){ .case_id = to->from == DIAL_CASE ? id : 0,
		.call_id = to->from == DIAL_CALL ? id : 0 };
	if (to->from == DIAL_FOLLOWUP)
		e = store_number(st, case_of, id, 0, &out->case_id);
	if (e == AM_OK && to->from == DIAL_FOLLOWUP)
		e = store_number(st, call_of, id, 0, &out->call_id);
	return e;
}

/* She took back after the call what she had said in it, or said it in the case. */
static enum err add_written(
    struct store *st, const struct consent_about *about, struct found *f)
{
	struct dial_choice *c = &f->choice;
	struct consent_about whose = *about;
	char by[sizeof(c->consent_by)];
	bool refused = false;
	enum err e;

	if (c->source.from == DIAL_CALL)
		whose.call_id = c->source.id;
	if (c->source.from == DIAL_PERSON)
		whose.person_id = c->source.id;
	e = consent_no_callback(st, &whose, c->call_at, &refused, by, sizeof(by));
	if (e == AM_OK && refused) {
		str_copy(c->consent, sizeof(c->consent), "n");
		str_copy(c->consent_by, sizeof(c->consent_by), by);
	}
	return e;
}

static unsigned warn(const struct dial_choice *c, int64_t now)
{
	unsigned w = 0;

	if (!dial_is_safe(c->safe_hours, now))
		w |= DIAL_OUTSIDE_HOURS;
	if (strcmp(c->consent, "n") == 0)
		w |= DIAL_REFUSED;
	else if (strcmp(c->consent, "y") != 0 && c->source.from != DIAL_QUEUE)
		w |= DIAL_NOT_ASKED;
	if (strcmp(c->speak, "n") == 0)
		w |= DIAL_NO_SPEAKING;
	if (strcmp(c->shared, "shared") == 0 || strcmp(c->shared, "public") == 0)
		w |= DIAL_SHARED;
	return w;
}

static bool may(const struct actor *actor, const struct dial_to *to)
{
	return actor->operator_id != 0 && role_may(actor->role, ACT_CALL_CREATE) &&
	       (to->from != DIAL_QUEUE || role_may(actor->role, ACT_QUEUE_LIST)) &&
	       (unsigned)to->from < COUNT(ways);
}

static enum err find(struct store *st, const struct actor *actor,
    const struct dial_to *to, int64_t now, struct found *out, size_t max, size_t *count)
{
	struct consent_about about;
	sqlite3_stmt *q = NULL;
	int64_t id = to->id;
	size_t n = 0;
	enum err e = AM_OK;
	int rc = SQLITE_DONE;

	if (to->from == DIAL_CASE)
		e = case_enter(st, actor, to->id, now, &id);
	if (to->from == DIAL_FOLLOWUP)
		e = followup_check(st, actor, to->id, now);
	if (e == AM_OK)
		e = store_prepare(st, ways[to->from].sql, &q);
	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	sqlite3_bind_int64(q, 2, actor->operator_id);
	sqlite3_bind_int(q, 3, role_may(actor->role, ACT_CALL_VIEW_ANY));
	sqlite3_bind_int64(q, 4, now);
	while (n < max && (rc = sqlite3_step(q)) == SQLITE_ROW)
		read_way(q, &out[n++]);
	store_done(st, q);
	e = store_err(rc);
	if (e == AM_OK && n > 0)
		e = find_about(st, to, id, &about);
	for (size_t i = 0; e == AM_OK && i < n; i++) {
		e = add_line(st, now, &out[i]);
		if (e == AM_OK)
			e = add_earlier(st, &out[i]);
		if (e == AM_OK && to->from != DIAL_QUEUE)
			e = add_written(st, &about, &out[i]);
		out[i].choice.warnings = warn(&out[i].choice, now);
	}
	*count = n;
	return e == AM_OK && n == 0 ? AM_MISSING : e;
}

static enum err look(struct store *st, const struct actor *actor,
    const struct dial_to *to, int64_t now, struct found *out, size_t max, size_t *count)
{
	enum err e = find(st, actor, to, now, out, max, count);

	if (e == AM_OK)
		e = audit_add(
		    st, actor, now, "view", ways[to->from].entity, to->id, "");
	return e;
}

enum err dial_choices(struct store *st, const struct actor *actor,
    const struct dial_to *to, int64_t now, struct dial_choice *out, size_t max,
    size_t *count)
{
	struct found *found;
	size_t n = 0;
	enum err e;

	if (!may(actor, to))
		return AM_DENIED;
	e = store_begin(st);
	if (e != AM_OK)
		return e;
	found = mem_new(max, sizeof(*found));
	e = store_end(st, look(st, actor, to, now, found, max, &n));
	for (size_t i = 0; e == AM_OK && i < n; i++)
		out[i] = found[i].choice;
	if (e == AM_OK)
		*count = n;
	explicit_bzero(found, max * sizeof(*found));
	free(found);
	return e;
}

/* --- calling --- */

/* The case in *out, 0 if there is none that the actor may know of. */
static enum err known_case(struct store *st, const struct actor *actor, int64_t id,
    int64_t now, int64_t *out)
{
	enum case_way way;
	bool hidden = true;
	int64_t root = 0;
	enum err e = AM_OK;

	if (id != 0)
		e = case_way_to(st, actor, id, now, &root, &way, &hidden);
	if (e == AM_OK)
		*out = hidden ? 0 : root;
	return e;
}

/* What the new call is about: number of the call or case as it is said. */
static enum err about(struct store *st, const struct actor *actor,
    const struct dial_to *to, int64_t now, int64_t *case_id, char out[NUMBER_LEN])
{
	static const char *const sql[] = {
		[DIAL_QUEUE] = "SELECT 0, 0, 0 WHERE ?1 <> 0",
		[DIAL_FOLLOWUP] =
		    "SELECT coalesce(c.number, 0), coalesce(f.number, 0), coalesce(f.id, 0)"
		    " FROM followup w LEFT JOIN call c ON c.id = w.call_id"
		    " LEFT JOIN casefile f ON f.id = " CASE_ROOT("w.case_id")
		    " WHERE w.id = ?1",
		[DIAL_CALL] = "SELECT number, 0, 0 FROM call WHERE id = ?1",
		[DIAL_CASE] = "SELECT 0, number, id FROM casefile WHERE id = ?1",
	};
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql[to->from], &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, to->id);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	*out = '\0';
	if (e == AM_OK)
		e = known_case(st, actor, sqlite3_column_int64(q, 2), now, case_id);
	if (e == AM_OK && *case_id != 0)
		number_show(out, NUMBER_CASE, sqlite3_column_int64(q, 1));
	else if (e == AM_OK && sqlite3_column_int64(q, 0) != 0)
		number_show(out, NUMBER_CALL, sqlite3_column_int64(q, 0));
	store_done(st, q);
	return e;
}

static enum err fill(struct store *st, const struct call *call, const struct found *f,
    const char *what)
{
	static const char sql[] =
	    "UPDATE call SET direction = 'out', phone = ?2, phone_of = ?3,"
	    " safe_hours = ?4, about = ?5,"
	    " line_id = (SELECT id FROM line WHERE phone = ?2) WHERE id = ?1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, call->id);
		sqlite3_bind_text(q, 2, f->phone, -1, SQLITE_STATIC);
		store_bind_text(q, 3, f->choice.whose);
		store_bind_text(q, 4, f->choice.safe_hours);
		store_bind_text(q, 5, what);
	}
	return store_run(st, q, e);
}

/* The follow-up knows what was done for it; its case is linked with the call. */
static enum err link_up(struct store *st, const struct actor *actor,
    const struct dial_to *to, int64_t case_id, const struct call *call, int64_t now)
{
	enum err e = AM_OK;

	if (to->from == DIAL_FOLLOWUP)
		e = followup_rings(st, actor, to->id, call->id, now);
	if (e == AM_OK && case_id != 0)
		e = case_link_rung(st, actor, call->id, case_id, now);
	return e;
}

static enum err tell(struct store *st, const struct actor *actor,
    const struct dial_to *to, const struct found *f, const struct call *call, int64_t now)
{
	struct buf detail = { 0 };
	enum err e;

	buf_byte(&detail, '{');
	json_number(&detail, ways[to->from].entity, to->id);
	json_number(&detail, "warnings", f->choice.warnings);
	buf_byte(&detail, '}');
	e = call_tell(st, actor, "dial", call->id, buf_text(&detail), now);
	buf_fini(&detail);
	return e;
}

static enum err open_out(struct store *st, const struct actor *actor,
    const struct dial_to *to, const struct found *f, int64_t now, struct call *call)
{
	char what[NUMBER_LEN] = "";
	int64_t case_id = 0;
	enum err e = about(st, actor, to, now, &case_id, what);

	if (e == AM_OK)
		e = to->from == DIAL_QUEUE
			? queue_call_back(st, actor, to->id, now, call)
			: call_new(st, actor, now, call);
	if (e == AM_OK && to->from != DIAL_QUEUE)
		e = agent_is(st, actor, AGENT_CALLING_BACK, now);
	if (e == AM_OK)
		e = fill(st, call, f, what);
	if (e == AM_OK)
		e = link_up(st, actor, to, case_id, call, now);
	if (e == AM_OK)
		e = tell(st, actor, to, f, call, now);
	return e == AM_OK ? call_fetch(st, call->id, call, NULL) : e;
}

/* The choice, as it is now. */
static enum err find_choice(struct store *st, const struct actor *actor,
    const struct dial_to *to, const struct dial_choice *choice, int64_t now,
    struct found *out)
{
	struct found all[DIAL_MAX];
	size_t count = 0;
	enum err e = find(st, actor, to, now, all, DIAL_MAX, &count);

	if (e == AM_OK)
		e = AM_MISSING;
	for (size_t i = 0; e == AM_MISSING && i < count; i++)
		if (all[i].choice.source.from == choice->source.from &&
		    all[i].choice.source.id == choice->source.id) {
			*out = all[i];
			e = AM_OK;
		}
	explicit_bzero(all, sizeof(all));
	return e;
}

enum err dial(struct store *st, const struct actor *actor, const struct dial_to *to,
    const struct dial_choice *choice, int64_t now, struct call *call)
{
	struct found f;
	struct call made;
	enum err e;

	if (!may(actor, to))
		return AM_DENIED;
	e = store_begin(st);
	if (e != AM_OK)
		return e;
	e = find_choice(st, actor, to, choice, now, &f);
	if (e == AM_OK)
		e = open_out(st, actor, to, &f, now, &made);
	e = store_end(st, e);
	if (e == AM_OK)
		*call = made;
	explicit_bzero(&f, sizeof(f));
	return e;
}
