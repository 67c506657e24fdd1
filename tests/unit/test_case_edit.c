/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is written into a case, and how it reads afterwards. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "schema/alert.h"
#include "schema/case_edit.h"
#include "schema/case_event.h"
#include "schema/call.h"
#include "schema/casefile.h"
#include "schema/flag.h"
#include "schema/record.h"
#include "schema/yield.h"
#include "tests/unit/house.h"

#define REASON "La madre llama por este caso."

static int64_t new_case(struct house *h, const struct actor *who, const char *title)
{
	int64_t id = 0;

	assert_int_equal(AM_OK, case_new(h->st, who, title, 0, NOW, &id));
	return id;
}

static void run(struct house *h, const char *sql, int64_t a)
{
	sqlite3_stmt *q = NULL;
	enum err e;

	assert_int_equal(AM_OK, store_begin(h->st));
	e = store_prepare(h->st, sql, &q);
	assert_int_equal(AM_OK, e);
	sqlite3_bind_int64(q, 1, a);
	e = store_run(h->st, q, e);
	assert_int_equal(AM_OK, store_end(h->st, e));
}

/* A case as one of two editors has it on her screen. */
struct edit {
	struct house *h;
	const struct actor *who;
	int64_t id;
	struct record *before, *after;
	struct case_save save;
};

static void begin(struct edit *ed, struct house *h, const struct actor *who, int64_t id)
{
	*ed = (struct edit){ .h = h,
		.who = who,
		.id = id,
		.before = record_new(&case_form),
		.after = record_new(&case_form) };
	assert_int_equal(
	    AM_OK, case_load(h->st, who, id, NOW, ed->before, &ed->save.version));
	record_copy(ed->after, ed->before);
}

static enum err end(struct edit *ed, const char *reason, int64_t now)
{
	enum err e;

	ed->save.before = ed->before;
	ed->save.after = ed->after;
	ed->save.reason = reason;
	e = case_save(ed->h->st, ed->who, ed->id, &ed->save, now);
	record_free(ed->before);
	record_free(ed->after);
	return e;
}

/* Set one field and save. */
static enum err set(struct house *h, const struct actor *who, int64_t id,
    const char *field, const char *value, int64_t now)
{
	struct edit ed;

	begin(&ed, h, who, id);
	record_set_id(ed.after, field, value);
	return end(&ed, "", now);
}

static size_t alerts_of(struct house *h, const char *kind)
{
	struct alert alerts[64];
	size_t count = 0, n = 0;

	assert_int_equal(AM_OK, alert_list(h->st, &h->marta, alerts, 64, &count));
	for (size_t i = 0; i < count; i++)
		n += strcmp(alerts[i].kind, kind) == 0;
	return n;
}

/* --- who answers for it --- */

static void who_is_in_for_a_while_does_not_make_the_case_her_own(void **state)
{
	struct house *h = *state;
	const int64_t id = new_case(h, &h->luz, "De Luz");
	struct casefile c;

	assert_int_equal(AM_OK,
	    case_open(h->st, &h->rosa, id, "La madre llama por ella.", 0, NOW, &c));
	assert_int_equal(
	    AM_DENIED, case_assign(h->st, &h->rosa, id, h->rosa.operator_id, NOW));
	assert_int_equal(AM_DENIED, case_assign(h->st, &h->rosa, id, 0, NOW));
	assert_int_equal(AM_DENIED, set(h, &h->rosa, id, "assigned_to", "", NOW));
	assert_int_equal(
	    AM_OK, set(h, &h->rosa, id, "risk", "2", NOW)); /* the rest she may */
	assert_int_equal(AM_OK, case_assign(h->st, &h->luz, id, 0, NOW));
	/* nobody's: whoever sees to it may take it */
	assert_int_equal(
	    AM_OK, case_assign(h->st, &h->rosa, id, h->rosa.operator_id, NOW));
	assert_int_equal(
	    AM_OK, case_assign(h->st, &h->marta, id, h->luz.operator_id, NOW));
}

/* --- status --- */

static void a_status_goes_only_where_it_may(void **state)
{
	static const char *const words[] = { "new", "active", "waiting", "follow",
		"closed" };
	static const char may[5][6] = {
		/* to: new active waiting follow closed */
		"yyyyy", /* new */
		"nyyyy", /* active */
		"nyyyy", /* waiting */
		"nyyyy", /* follow */
		"nynny", /* closed */
	};

	(void)state;
	for (size_t a = 0; a < 5; a++)
		for (size_t b = 0; b < 5; b++)
			if (case_status_may(words[a], words[b]) != (may[a][b] == 'y'))
				fail_msg("%s to %s", words[a], words[b]);
	assert_false(case_status_may("new", "nothing"));
}

static void a_case_that_is_closed_says_how_it_ended(void **state)
{
	struct house *h = *state;
	const int64_t id = new_case(h, &h->rosa, "Caso");
	struct edit ed;

	begin(&ed, h, &h->rosa, id);
	record_set_id(ed.after, "status", "closed");
	assert_int_equal(AM_INVALID, end(&ed, "", NOW));
	assert_string_equal("outcome", case_form.fields[ed.save.field].id);
	begin(&ed, h, &h->rosa, id);
	record_set_id(ed.after, "status", "closed");
	record_set_id(ed.after, "outcome", "safe");
	assert_int_equal(AM_OK, end(&ed, "", NOW + 5));
	assert_int_equal(NOW + 5, house_counts(h, "SELECT closed_at FROM casefile"));
	/* opening it again needs a reason */
	assert_int_equal(AM_AGAIN, set(h, &h->rosa, id, "status", "active", NOW + 6));
	begin(&ed, h, &h->rosa, id);
	record_set_id(ed.after, "status", "follow");
	assert_int_equal(AM_INVALID, end(&ed, REASON, NOW + 6));
	begin(&ed, h, &h->rosa, id);
	record_set_id(ed.after, "status", "active");
	assert_int_equal(AM_OK, end(&ed, REASON, NOW + 6));
	assert_string_equal("", house_sees(h, "SELECT closed_at FROM casefile"));
}

/* --- risk --- */

static void a_risk_says_who_decided_it_and_alerts(void **state)
{
	struct house *h = *state;
	const int64_t id = new_case(h, &h->rosa, "Caso");
	struct casefile c;

	assert_int_equal(AM_OK, set(h, &h->rosa, id, "risk", "3", NOW));
	assert_int_equal(0, alerts_of(h, ALERT_RISK));
	assert_int_equal(AM_OK, set(h, &h->marta, id, "risk", "1", NOW + 9));
	assert_int_equal(AM_OK, case_read(h->st, &h->rosa, id, NOW, &c));
	assert_string_equal("1", c.risk);
	assert_string_equal("Marta", c.risk_name);
	assert_int_equal(NOW + 9, c.risk_at);
	assert_int_equal(1, alerts_of(h, ALERT_RISK));
	/* another change does not alert anew once supervision has seen it */
	assert_int_equal(AM_OK, alert_see(h->st, &h->marta, 1, NOW));
	assert_int_equal(AM_OK, set(h, &h->rosa, id, "title", "Otro", NOW + 10));
	assert_int_equal(0, alerts_of(h, ALERT_RISK));
}

static void does_not_accept_with_a_safety_plan_ends_the_alert(void **state)
{
	struct house *h = *state;
	const int64_t id = new_case(h, &h->rosa, "Caso");

	assert_int_equal(AM_OK, set(h, &h->rosa, id, "risk", "2", NOW));
	assert_int_equal(1, alerts_of(h, ALERT_RISK));
	assert_int_equal(AM_OK, set(h, &h->rosa, id, "safety_plan", "y", NOW + 1));
	assert_int_equal(0, alerts_of(h, ALERT_RISK));
	assert_string_equal("risk.2", house_sees(h, "SELECT risk FROM casefile"));
	assert_int_equal(AM_OK, case_save_undo(h->st, &h->rosa, id, NOW + 2));
	assert_string_equal("0", house_sees(h, "SELECT safety_plan FROM casefile"));
	assert_int_equal(AM_OK, set(h, &h->rosa, id, "safety_plan", "y", NOW + 3));
	assert_int_equal(AM_OK, set(h, &h->rosa, id, "safety_plan", "n", NOW + 4));
	assert_int_equal(1, alerts_of(h, ALERT_RISK));
}

/* --- two editors --- */

static void the_second_editor_is_told_and_joins(void **state)
{
	struct house *h = *state;
	const int64_t id = new_case(h, &h->rosa, "Caso");
	struct edit rosa, marta;

	begin(&rosa, h, &h->rosa, id);
	begin(&marta, h, &h->marta, id);
	record_set_id(rosa.after, "risk", "3");
	record_set_id(marta.after, "scope", "int");
	assert_int_equal(AM_OK, end(&rosa, "", NOW));
	assert_int_equal(AM_CONFLICT, end(&marta, "", NOW));
	assert_string_equal("", house_sees(h, "SELECT scope FROM casefile"));
}

/* What Marta gave up stands in the audit, and does not stand in the way of Rosa's undo. */
static void what_is_given_up_is_kept_and_undoes_nothing(void **state)
{
	struct house *h = *state;
	const int64_t id = new_case(h, &h->rosa, "Caso");
	struct record *mine = record_new(&case_form), *theirs = record_new(&case_form);
	bool *which = mem_new(case_form.count, sizeof(*which));

	assert_int_equal(AM_OK, set(h, &h->rosa, id, "risk", "3", NOW));
	record_set_id(theirs, "risk", "3");
	record_set_id(mine, "risk", "2");
	record_set_id(mine, "scope", "int"); /* not given up */
	which[form_find(&case_form, "risk")] = true;
	assert_int_equal(AM_DENIED,
	    yield_keep(h->st, &h->julia, ACT_CASE_EDIT, id, mine, theirs, which, NOW));
	assert_int_equal(AM_OK,
	    yield_keep(h->st, &h->marta, ACT_CASE_EDIT, id, mine, theirs, which, NOW));
	assert_string_equal("yield {\"old\":{\"risk\":\"2\"}}",
	    house_sees(h, "SELECT action || ' ' || detail FROM audit WHERE entity ="
			  " 'casefile' ORDER BY id DESC LIMIT 1"));
	assert_int_equal(AM_OK, case_save_undo(h->st, &h->rosa, id, NOW + 1));
	record_free(mine);
	record_free(theirs);
	free(which);
}

/* Closed by mistake, or said by mistake to have a plan: supervision has it again. */
static void the_alert_is_back_when_what_ended_it_is_taken_back(void **state)
{
	struct house *h = *state;
	const int64_t id = new_case(h, &h->rosa, "Caso");
	struct edit ed;

	assert_int_equal(AM_OK, set(h, &h->rosa, id, "risk", "1", NOW));
	assert_int_equal(1, alerts_of(h, ALERT_RISK));
	begin(&ed, h, &h->rosa, id);
	record_set_id(ed.after, "status", "closed");
	record_set_id(ed.after, "outcome", "safe");
	assert_int_equal(AM_OK, end(&ed, "", NOW + 1));
	assert_int_equal(0, alerts_of(h, ALERT_RISK));
	assert_int_equal(AM_OK, case_save_undo(h->st, &h->rosa, id, NOW + 2));
	assert_int_equal(1, alerts_of(h, ALERT_RISK));
	assert_int_equal(AM_OK, set(h, &h->rosa, id, "safety_plan", "y", NOW + 3));
	assert_int_equal(0, alerts_of(h, ALERT_RISK));
	assert_int_equal(AM_OK, case_save_undo(h->st, &h->rosa, id, NOW + 4));
	assert_int_equal(1, alerts_of(h, ALERT_RISK));
}

static void a_dispute_is_an_alert_with_both_versions(void **state)
{
	struct house *h = *state;
	const int64_t id = new_case(h, &h->rosa, "Caso");
	struct alert a[4];
	size_t count = 0;

	assert_int_equal(
	    AM_OK, case_dispute(h->st, &h->rosa, id, "Riesgo", "Alto", "Medio", NOW));
	assert_int_equal(
	    AM_MISSING, case_dispute(h->st, &h->luz, id, "Riesgo", "Alto", "Medio", NOW));
	assert_int_equal(AM_OK, alert_list(h->st, &h->marta, a, 4, &count));
	assert_int_equal(1, count);
	assert_string_equal("Riesgo: 1 Alto / 2 Medio", a[0].note);
	assert_int_equal(260000001, a[0].number);
	/* each of two is told, and none twice */
	for (int i = 0; i < 2; i++)
		assert_int_equal(AM_OK, case_dispute(h->st, &h->rosa, id, "Ámbito",
					    "Interna", "Externa", NOW + 1));
	assert_int_equal(AM_OK, alert_list(h->st, &h->marta, a, 4, &count));
	assert_int_equal(2, count);
	assert_string_equal("Ámbito: 1 Interna / 2 Externa", a[0].note);
	assert_string_equal("Riesgo: 1 Alto / 2 Medio", a[1].note);
}

/* --- taking back --- */

static void what_was_saved_is_taken_back_by_whoever_did_it(void **state)
{
	struct house *h = *state;
	const int64_t id = new_case(h, &h->rosa, "Caso");
	struct casefile c;

	assert_int_equal(AM_OK, set(h, &h->marta, id, "risk", "3", NOW));
	assert_int_equal(AM_OK, set(h, &h->rosa, id, "risk", "1", NOW + 1));
	assert_int_equal(AM_CONFLICT, case_save_undo(h->st, &h->marta, id, NOW + 2));
	assert_int_equal(AM_DENIED, case_save_undo(h->st, &h->rosa, id, NOW + 602));
	assert_int_equal(AM_OK, case_save_undo(h->st, &h->rosa, id, NOW + 600));
	assert_int_equal(AM_OK, case_read(h->st, &h->rosa, id, NOW, &c));
	assert_string_equal("3", c.risk);
	assert_string_equal("Marta", c.risk_name); /* it is her decision again */
	assert_int_equal(NOW, c.risk_at);
	assert_int_equal(0, alerts_of(h, ALERT_RISK));
	assert_int_equal(AM_CONFLICT, case_save_undo(h->st, &h->rosa, id, NOW + 600));
}

/* The rows of the audit about opening and giving up hold no detail at all. */
static void where_nothing_was_changed_nothing_is_taken_back(void **state)
{
	struct house *h = *state;
	const int64_t id = new_case(h, &h->rosa, "Caso");
	struct case_event *events = NULL;
	size_t count = 0;

	assert_int_equal(AM_MISSING, case_save_undo(h->st, &h->rosa, id, NOW));
	assert_int_equal(AM_OK, case_give_up(h->st, &h->rosa, id, NOW));
	assert_int_equal(AM_MISSING, case_save_undo(h->st, &h->rosa, id, NOW));
	assert_int_equal(AM_OK, case_events(h->st, &h->rosa, id, NOW, &events, &count));
	assert_int_equal(1, count);
	case_events_free(events, count);
}

static void closing_is_taken_back_whole(void **state)
{
	struct house *h = *state;
	const int64_t id = new_case(h, &h->rosa, "Caso");
	struct edit ed;

	begin(&ed, h, &h->rosa, id);
	record_set_id(ed.after, "status", "closed");
	record_set_id(ed.after, "outcome", "safe");
	assert_int_equal(AM_OK, end(&ed, "", NOW));
	assert_int_equal(AM_OK, case_save_undo(h->st, &h->rosa, id, NOW + 1));
	assert_string_equal("casestatus.new||",
	    house_sees(h, "SELECT status || '|' || coalesce(outcome, '') || '|' ||"
			  " coalesce(closed_at, '') FROM casefile"));
}

static void another_one_answers_for_it_and_that_is_taken_back(void **state)
{
	struct house *h = *state;
	const int64_t id = new_case(h, &h->rosa, "Caso");
	const int64_t luz = h->luz.operator_id;
	struct casefile c;

	assert_int_equal(AM_MISSING, case_assign(h->st, &h->luz, id, luz, NOW));
	assert_int_equal(
	    AM_INVALID, case_assign(h->st, &h->rosa, id, h->ana.operator_id, NOW));
	assert_int_equal(AM_OK, case_assign(h->st, &h->rosa, id, luz, NOW));
	assert_int_equal(AM_OK, case_read(h->st, &h->luz, id, NOW, &c));
	assert_string_equal("Luz", c.assigned_name);
	assert_int_equal(CASE_OWN, c.way);
	assert_int_equal(AM_OK, case_save_undo(h->st, &h->rosa, id, NOW + 1));
	assert_int_equal(AM_MISSING, case_read(h->st, &h->luz, id, NOW, &c));
	assert_int_equal(AM_OK, case_assign(h->st, &h->marta, id, 0, NOW));
}

/* --- notes --- */

static int64_t write_note(
    struct house *h, const struct actor *who, int64_t id, const char *body, enum err want)
{
	struct record *rec = record_new(&note_form);
	int64_t note = 0;
	size_t field = 99;

	record_set_id(rec, "body", body);
	assert_int_equal(want, case_note(h->st, who, id, rec, 0, NOW, &note, &field));
	record_free(rec);
	return note;
}

static void a_note_is_withdrawn_not_deleted(void **state)
{
	struct house *h = *state;
	const int64_t id = new_case(h, &h->rosa, "Caso");
	const int64_t note = write_note(h, &h->rosa, id, "La tía llamó.", AM_OK);

	(void)write_note(h, &h->rosa, id, "", AM_INVALID);
	(void)write_note(h, &h->luz, id, "Otra", AM_MISSING);
	(void)write_note(h, &h->julia, id, "Otra", AM_DENIED);
	assert_string_equal("{\"old\":{\"body\":\"\"},\"case\":1}",
	    house_sees(h, "SELECT detail FROM audit WHERE entity = 'note'"));
	assert_int_equal(AM_MISSING, case_note_withdraw(h->st, &h->luz, note, NOW));
	assert_int_equal(AM_DENIED, case_note_withdraw(h->st, &h->marta, note, NOW));
	assert_int_equal(AM_DENIED, case_note_withdraw(h->st, &h->rosa, note, NOW + 601));
	assert_int_equal(AM_OK, case_note_withdraw(h->st, &h->rosa, note, NOW + 600));
	assert_int_equal(AM_CONFLICT, case_note_withdraw(h->st, &h->rosa, note, NOW));
	assert_string_equal("La tía llamó.", house_sees(h, "SELECT body FROM note"));
	assert_int_equal(2, house_counts(h, "SELECT count(*) FROM note"));
}

/* --- two cases are one --- */

static size_t events_of(
    struct house *h, const struct actor *who, int64_t id, struct case_event **out)
{
	size_t count = 0;

	assert_int_equal(AM_OK, case_events(h->st, who, id, NOW, out, &count));
	return count;
}

static void merged_cases_read_as_one_and_come_apart_again(void **state)
{
	struct house *h = *state;
	const int64_t a = new_case(h, &h->rosa, "A"), b = new_case(h, &h->rosa, "B");
	const int64_t foreign = new_case(h, &h->luz, "C");
	struct case_event *events;
	struct casefile c;
	size_t count;

	(void)write_note(h, &h->rosa, b, "De B.", AM_OK);
	assert_int_equal(AM_AGAIN, case_merge(h->st, &h->rosa, b, a, "si", NOW));
	assert_int_equal(AM_INVALID, case_merge(h->st, &h->rosa, a, a, REASON, NOW));
	assert_int_equal(
	    AM_MISSING, case_merge(h->st, &h->rosa, foreign, a, REASON, NOW));
	/* in for this shift, by a reason: the case of somebody else would be hers for good */
	assert_int_equal(AM_OK, case_open(h->st, &h->rosa, foreign, REASON, 0, NOW, &c));
	assert_int_equal(AM_DENIED, case_merge(h->st, &h->rosa, foreign, a, REASON, NOW));
	assert_int_equal(AM_DENIED, case_merge(h->st, &h->rosa, a, foreign, REASON, NOW));
	assert_int_equal(AM_OK, case_merge(h->st, &h->rosa, b, a, REASON, NOW));
	assert_int_equal(AM_INVALID, case_merge(h->st, &h->rosa, b, a, REASON, NOW));
	/* the number of B opens A */
	assert_int_equal(AM_OK, case_open(h->st, &h->rosa, b, NULL, 0, NOW, &c));
	assert_int_equal(a, c.id);
	assert_int_equal(1, c.merged);
	count = events_of(h, &h->rosa, a, &events);
	assert_int_equal(4, count); /* opened twice, note, merged */
	case_events_free(events, count);
	/* a note written by B's number belongs to A */
	(void)write_note(h, &h->rosa, b, "De los dos.", AM_OK);
	assert_int_equal(AM_OK, case_unmerge(h->st, &h->rosa, b, NOW));
	assert_int_equal(AM_MISSING, case_unmerge(h->st, &h->rosa, b, NOW));
	assert_int_equal(AM_OK, case_open(h->st, &h->rosa, b, NULL, 0, NOW, &c));
	assert_int_equal(b, c.id);
	count = events_of(h, &h->rosa, b, &events);
	assert_int_equal(2, count);
	case_events_free(events, count);
	assert_int_equal(AM_DENIED, case_unmerge_undo(h->st, &h->marta, b, NOW));
	assert_int_equal(AM_OK, case_unmerge_undo(h->st, &h->rosa, b, NOW + 600));
	assert_int_equal(AM_CONFLICT, case_unmerge_undo(h->st, &h->rosa, b, NOW));
	assert_int_equal(AM_OK, case_open(h->st, &h->rosa, b, NULL, 0, NOW, &c));
	assert_int_equal(a, c.id);
}

/* What is on a screen as one of the two is not saved over the other. */
static void an_edit_of_a_merged_case_does_not_overwrite_the_other(void **state)
{
	struct house *h = *state;
	const int64_t a = new_case(h, &h->rosa, "A"), b = new_case(h, &h->rosa, "B");
	struct edit ed;

	begin(&ed, h, &h->rosa, b);
	assert_int_equal(AM_OK, case_merge(h->st, &h->marta, b, a, REASON, NOW));
	record_set_id(ed.after, "risk", "3");
	assert_int_equal(AM_CONFLICT, end(&ed, "", NOW));
	assert_int_equal(
	    1, house_counts(h, "SELECT count(*) FROM casefile WHERE title = 'A'"));
	/* and the other way: opened by the number of B while it was A */
	begin(&ed, h, &h->rosa, b);
	assert_string_equal("A", record_get_id(ed.before, "title"));
	assert_int_equal(AM_OK, case_unmerge(h->st, &h->marta, b, NOW));
	record_set_id(ed.after, "risk", "3");
	assert_int_equal(AM_CONFLICT, end(&ed, "", NOW));
	assert_int_equal(
	    1, house_counts(h, "SELECT count(*) FROM casefile WHERE title = 'B'"));
}

static void who_is_in_one_of_two_merged_cases_is_in_both(void **state)
{
	struct house *h = *state;
	const int64_t a = new_case(h, &h->rosa, "A"), b = new_case(h, &h->luz, "B");
	struct casefile c;

	assert_int_equal(AM_OK, case_merge(h->st, &h->marta, b, a, REASON, NOW));
	assert_int_equal(AM_OK, case_open(h->st, &h->luz, a, NULL, 0, NOW, &c));
	assert_int_equal(CASE_OWN, c.way);
	assert_int_equal(AM_OK, case_unmerge(h->st, &h->marta, b, NOW));
	assert_int_equal(AM_AGAIN, case_open(h->st, &h->luz, a, NULL, 0, NOW, &c));
}

static void a_restricted_case_is_not_merged_into_an_open_one(void **state)
{
	struct house *h = *state;
	const int64_t a = new_case(h, &h->rosa, "A"), b = new_case(h, &h->luz, "B");

	assert_int_equal(AM_OK,
	    flag_add(h->st, &h->marta, "casefile", b, FLAG_RESTRICT, "", "", NOW, NULL));
	assert_int_equal(AM_CONFLICT, case_merge(h->st, &h->marta, b, a, REASON, NOW));
	assert_int_equal(AM_CONFLICT, case_merge(h->st, &h->marta, a, b, REASON, NOW));
}

/* --- the timeline --- */

static const struct case_event *find(
    const struct case_event *events, size_t count, enum case_event_kind kind)
{
	for (size_t i = 0; i < count; i++)
		if (events[i].kind == kind)
			return &events[i];
	fail_msg("no event of kind %d", (int)kind);
	return NULL;
}

/* One row of everything that a case can have. */
static void fill(struct house *h, int64_t id)
{
	static const char *const rows[] = {
		"INSERT INTO person (id, names, surnames, fold, phon) VALUES (7, 'Mari',"
		" 'Quishpe', '', '')",
		"INSERT INTO case_person (id, case_id, person_id, role, added_at, "
		"added_by)"
		" VALUES (1, ?1, 7, 'victim', 500, 1)",
		"INSERT INTO institution (id, name, fold, kind) SELECT 1, 'Fiscalía', "
		"'', id"
		" FROM code WHERE list = 'inst' LIMIT 1",
		"INSERT INTO institution (id, name, fold, kind, confidential) SELECT 2, "
		"'Casa', '',"
		" id, 1 FROM code WHERE list = 'inst' LIMIT 1",
		"INSERT INTO referral (id, case_id, institution_id, made_at, made_by)"
		" VALUES (1, ?1, 1, 1000, 1), (2, ?1, 2, 1000, 1)",
		"INSERT INTO referral_event (referral_id, at, operator_id, status, note)"
		" VALUES (1, 1000, 1, 'draft', 'a'), (1, 2000, 1, 'sent', 'b'),"
		" (2, 3000, 1, 'draft', '')",
		"INSERT INTO followup (case_id, due_at, kind, note, made_at, made_by, "
		"done_at,"
		" done_by, result) VALUES (?1, 9000, 'check', 'ver', 4000, 1, 5000, 2, "
		"'visto')",
		"INSERT INTO rescue (id, case_id, lead_id, started_at) VALUES (1, ?1, 1, "
		"6000)",
		"INSERT INTO rescue_event (rescue_id, at, operator_id, kind) VALUES (1, "
		"6000, 1,"
		" 'start')",
		"INSERT INTO consent (case_id, purpose, consent, given_by, at, "
		"operator_id)"
		" VALUES (?1, 'refer', 'consent.verbal', 'ella', 7000, 1)",
		"INSERT INTO assistance (case_id, kind, payer, in_budget, from_on, unit,"
		" operator_id) VALUES (?1, 'assist.legal', 'payer.ngo', 0, '1970-01-02',"
		" 'unit.session', 1)",
		"INSERT INTO proceeding (case_id, stage, happened_on, at, operator_id)"
		" VALUES (?1, 'proc.complaint', '1970', 8000, 1)",
		"INSERT INTO screening (case_id, indic, answer, at, operator_id) SELECT "
		"?1, id,"
		" 'y', 9000, 1 FROM code WHERE list = 'indic' LIMIT 3",
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		run(h, rows[i], id);
}

static void the_timeline_has_everything_in_the_order_of_time(void **state)
{
	struct house *h = *state;
	const int64_t id = new_case(h, &h->rosa, "Caso");
	struct case_event *events;
	struct casefile c;
	size_t count;
	const struct case_event *e;

	fill(h, id);
	assert_int_equal(AM_OK, set(h, &h->rosa, id, "risk", "3", NOW + 1));
	assert_int_equal(AM_OK, set(h, &h->marta, id, "risk", "2", NOW + 2));
	assert_int_equal(AM_OK, set(h, &h->rosa, id, "status", "active", NOW + 3));
	assert_int_equal(AM_OK, case_assign(h->st, &h->rosa, id, 2, NOW + 4));
	assert_int_equal(AM_OK, set(h, &h->rosa, id, "title", "Otro", NOW + 5));
	assert_int_equal(AM_OK, case_open(h->st, &h->marta, id, NULL, 0, NOW, &c));
	assert_int_equal(
	    AM_OK, case_export(h->st, &h->rosa, id, "Lo pide la fiscalía", NOW + 6));
	count = events_of(h, &h->rosa, id, &events);
	for (size_t i = 1; i < count; i++)
		assert_true(events[i - 1].at <= events[i].at);
	assert_int_equal(18, count);
	e = find(events, count, EVENT_RISK);
	assert_string_equal("9", e->a);
	assert_string_equal("3", e->b);
	assert_string_equal("Rosa", e->who);
	assert_string_equal("3", (e + 1)->a);
	assert_string_equal("2", (e + 1)->b);
	assert_string_equal("Marta", (e + 1)->who);
	e = find(events, count, EVENT_STATUS);
	assert_string_equal("new", e->a);
	assert_string_equal("active", e->b);
	e = find(events, count, EVENT_ASSIGNED);
	assert_string_equal("1", e->a);
	assert_string_equal("2", e->b);
	assert_string_equal("title", find(events, count, EVENT_CHANGED)->text);
	e = find(events, count, EVENT_REFERRAL);
	assert_string_equal("Fiscalía", e->text);
	assert_string_equal("draft", e->a);
	assert_string_equal("sent", (e + 1)->a);
	assert_string_equal("", (e + 2)->text); /* the body is confidential */
	assert_string_equal("visto\nver", find(events, count, EVENT_DONE)->body);
	assert_int_equal(7, find(events, count, EVENT_PERSON)->ref); /* not her link */
	assert_int_equal(3, find(events, count, EVENT_SCREENED)->n);
	assert_string_equal(
	    "Lo pide la fiscalía", find(events, count, EVENT_EXPORTED)->body);
	case_events_free(events, count);
	assert_int_equal(
	    AM_MISSING, case_events(h->st, &h->ana, id, NOW, &events, &count));
}

/* Neither its name nor the telephone or address that something was sent to. */
static void a_shelter_has_no_name_on_the_timeline(void **state)
{
	static const char *const rows[] = {
		"INSERT INTO institution (id, name, fold, kind) VALUES"
		" (9, 'Casa Rosada', '', 'inst.shelter'), (?1 + 20, 'PNP', '', 'inst.police')",
		"INSERT INTO referral (id, case_id, institution_id, made_at, made_by)"
		" VALUES (9, ?1, 9, 1000, 1)",
		"INSERT INTO referral_event (referral_id, at, operator_id, status, note)"
		" VALUES (9, 2000, 1, 'sent', 'Jr. Lima 3'), (9, 3000, 1, 'unavail',"
		" 'sin cupo')",
	};
	struct house *h = *state;
	const int64_t id = new_case(h, &h->rosa, "Caso");
	const struct case_event *e;
	struct case_event *events;
	size_t count;

	for (size_t i = 0; i < COUNT(rows); i++)
		run(h, rows[i], id);
	count = events_of(h, &h->rosa, id, &events);
	e = find(events, count, EVENT_REFERRAL);
	assert_string_equal("", e->text);
	assert_string_equal("", e->body);
	assert_string_equal("sin cupo", (e + 1)->body);
	case_events_free(events, count);
}

static void a_reason_given_and_a_flag_are_on_the_timeline(void **state)
{
	struct house *h = *state;
	const int64_t id = new_case(h, &h->luz, "Caso");
	struct case_event *events;
	struct casefile c;
	size_t count;
	int64_t flag;

	assert_int_equal(AM_OK, case_open(h->st, &h->rosa, id, REASON, 0, NOW, &c));
	assert_int_equal(AM_OK,
	    flag_add(h->st, &h->luz, "casefile", id, "review", "", "mirar", NOW, &flag));
	assert_int_equal(AM_OK, flag_solve(h->st, &h->luz, flag, "visto", NOW));
	count = events_of(h, &h->luz, id, &events);
	assert_int_equal(4, count);
	assert_string_equal(REASON, find(events, count, EVENT_READ)->body);
	assert_string_equal("Rosa", find(events, count, EVENT_READ)->who);
	assert_string_equal("mirar", find(events, count, EVENT_FLAGGED)->body);
	assert_string_equal("visto", find(events, count, EVENT_SOLVED)->body);
	case_events_free(events, count);
}

/* --- above it --- */

static void above_it_stands_who_it_is_about_and_what_is_due(void **state)
{
	struct house *h = *state;
	const int64_t id = new_case(h, &h->rosa, "Caso");
	struct case_head head;
	struct call call;

	assert_int_equal(AM_OK, case_head(h->st, &h->rosa, id, NOW, &head));
	assert_int_equal(0, head.person_id);
	assert_int_equal(AGE_NOT_KNOWN, head.age.group);
	assert_string_equal("", head.consent[CONSENT_REFER].consent);
	fill(h, id);
	run(h,
	    "UPDATE person SET age_said = '16', age_on = '2026-11-01', safe_note ="
	    " '17-18, la tía' WHERE id = ?1",
	    7);
	assert_int_equal(AM_OK, case_head(h->st, &h->rosa, id, NOW, &head));
	assert_string_equal("Quishpe, Mari", head.name);
	assert_int_equal(16, head.age.from);
	assert_true(age_counts_as_minor(&head.age));
	assert_string_equal("17-18, la tía", head.safe);
	assert_string_equal("", head.where_is);
	assert_string_equal("verbal", head.consent[CONSENT_REFER].consent);
	assert_false(head.consent[CONSENT_REFER].stands); /* a minor's own */
	assert_int_equal(6000, head.rescue_check_at);
	assert_string_equal("Rosa", head.rescue_lead);
	assert_int_equal(0, head.due_at); /* what there was is done */
	assert_int_equal(1, head.people);
	run(h, "UPDATE followup SET done_at = NULL, done_by = NULL WHERE case_id = ?1",
	    id);
	assert_int_equal(AM_OK, call_new(h->st, &h->rosa, NOW, &call));
	assert_int_equal(AM_OK,
	    case_link(h->st, &h->rosa, call.id, id, CASE_CONFIRMED, "", NOW, NULL));
	run(h, "UPDATE call SET where_is = 'Delta 1, cerca de Mazuko' WHERE id = ?1",
	    call.id);
	assert_int_equal(AM_OK, case_head(h->st, &h->rosa, id, NOW, &head));
	assert_string_equal("Delta 1, cerca de Mazuko", head.where_is);
	assert_int_equal(9000, head.due_at);
	assert_string_equal("ver", head.due_note);
	assert_int_equal(AM_MISSING, case_head(h->st, &h->luz, id, NOW, &head));
}

#define IN_HOUSE(test) cmocka_unit_test_setup_teardown(test, house_open, house_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_HOUSE(who_is_in_for_a_while_does_not_make_the_case_her_own),
		cmocka_unit_test(a_status_goes_only_where_it_may),
		IN_HOUSE(a_case_that_is_closed_says_how_it_ended),
		IN_HOUSE(a_risk_says_who_decided_it_and_alerts),
		IN_HOUSE(does_not_accept_with_a_safety_plan_ends_the_alert),
		IN_HOUSE(the_second_editor_is_told_and_joins),
		IN_HOUSE(what_is_given_up_is_kept_and_undoes_nothing),
		IN_HOUSE(the_alert_is_back_when_what_ended_it_is_taken_back),
		IN_HOUSE(a_dispute_is_an_alert_with_both_versions),
		IN_HOUSE(what_was_saved_is_taken_back_by_whoever_did_it),
		IN_HOUSE(where_nothing_was_changed_nothing_is_taken_back),
		IN_HOUSE(closing_is_taken_back_whole),
		IN_HOUSE(another_one_answers_for_it_and_that_is_taken_back),
		IN_HOUSE(a_note_is_withdrawn_not_deleted),
		IN_HOUSE(merged_cases_read_as_one_and_come_apart_again),
		IN_HOUSE(an_edit_of_a_merged_case_does_not_overwrite_the_other),
		IN_HOUSE(who_is_in_one_of_two_merged_cases_is_in_both),
		IN_HOUSE(a_restricted_case_is_not_merged_into_an_open_one),
		IN_HOUSE(the_timeline_has_everything_in_the_order_of_time),
		IN_HOUSE(a_shelter_has_no_name_on_the_timeline),
		IN_HOUSE(a_reason_given_and_a_flag_are_on_the_timeline),
		IN_HOUSE(above_it_stands_who_it_is_about_and_what_is_due),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
