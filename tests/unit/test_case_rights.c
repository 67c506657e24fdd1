/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Everything that reads the contents of a case: who is shown something, what the audit
 * knows of it, and that a case which was merged into another one is read there.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "schema/call.h"
#include "schema/case_edit.h"
#include "schema/case_event.h"
#include "schema/case_grant.h"
#include "schema/casefile.h"
#include "schema/consent.h"
#include "schema/dial.h"
#include "schema/flag.h"
#include "schema/followup.h"
#include "schema/number.h"
#include "schema/offer.h"
#include "schema/person.h"
#include "schema/record.h"
#include "schema/referral.h"
#include "schema/referral_about.h"
#include "schema/referral_sheet.h"
#include "schema/rescue.h"
#include "schema/route.h"
#include "schema/screening.h"
#include "tests/unit/house.h"

#define REASON "La madre llama por este caso."
#define HOUR 3600
#define SOME 8 /* rows are enough */

/* A case of luz with one row of everything; ids of the rows. */
struct world {
	struct house *h;
	int64_t id, person, leg, referral, followup, rescue;
};

/* sql: ?1 is the case, ?2 luz, ?3 now.  Returns the new row's id. */
static int64_t put(struct world *w, const char *sql)
{
	sqlite3_stmt *q = NULL;
	struct store *st = w->h->st;
	enum err e;

	assert_int_equal(AM_OK, store_begin(st));
	e = store_prepare(st, sql, &q);
	assert_int_equal(AM_OK, e);
	sqlite3_bind_int64(q, 1, w->id);
	sqlite3_bind_int64(q, 2, w->h->luz.operator_id);
	sqlite3_bind_int64(q, 3, NOW);
	e = store_run(st, q, e);
	assert_int_equal(AM_OK, store_end(st, e));
	return store_last_id(st);
}

/* Luz took a call before the case was opened. */
static int64_t her_call(struct world *w)
{
	struct record *rec = record_new(&call_form);
	struct call call;

	record_set_id(rec, "motive", "report");
	record_set_id(rec, "dispo", "info");
	record_set_id(rec, "phone", "961555877");
	assert_int_equal(AM_OK, call_new(w->h->st, &w->h->luz, NOW - HOUR, &call));
	assert_int_equal(
	    AM_OK, call_close(w->h->st, &w->h->luz, &call, rec, 0, NOW - HOUR + 60));
	record_free(rec);
	return call.id;
}

static void fill(struct world *w)
{
	struct house *h = w->h;

	assert_int_equal(
	    AM_OK, case_new(h->st, &h->luz, "Nauta", her_call(w), NOW - HOUR, &w->id));
	put(w, "DELETE FROM case_person WHERE case_id = ?1");
	w->person = put(w, "INSERT INTO person (names, fold, phon, phone)"
			   " VALUES ('Mari', 'mari', 'MR', '51961555001')");
	put(w, "INSERT INTO case_person (case_id, person_id, role)"
	       " SELECT ?1, max(id), 'victim' FROM person");
	w->leg = put(w, "INSERT INTO incident (case_id, seq, stage, place_said)"
			" VALUES (?1, 1, 'origin', 'Nauta')");
	put(w, "INSERT INTO consent (case_id, purpose, consent, relation, words, at,"
	       " operator_id) VALUES (?1, 'refer', 'consent.verbal', 'relation.self',"
	       " 'que sí', ?3, ?2)");
	put(w, "INSERT INTO note (case_id, at, operator_id, body)"
	       " VALUES (?1, ?3, ?2, 'La tía refiere')");
	assert_int_equal(
	    AM_OK, screening_answer(h->st, &h->luz, w->id, w->person, "D2.01", 'y', NOW));
	put(w,
	    "INSERT INTO record_flag (entity, entity_id, flag, message, set_at, set_by)"
	    " SELECT 'casefile', ?1, min(id), 'mirar', ?3, ?2 FROM code"
	    " WHERE list = 'flag' AND id <> 'flag.restrict'");
	put(w, "INSERT INTO institution (name, fold, kind)"
	       " SELECT 'PNP', 'pnp', min(id) FROM code WHERE list = 'inst'");
	put(w, "INSERT INTO implicated (case_id, institution_id, why, set_at, set_by)"
	       " SELECT ?1, max(id), 'lo dijo ella', ?3, ?2 FROM institution");
	put(w, "INSERT INTO institution (name, fold, kind)"
	       " SELECT 'DEMUNA', 'demuna', min(id) FROM code WHERE list = 'inst'");
	w->referral = put(w, "INSERT INTO referral (case_id, institution_id, made_at,"
			     " made_by, responsible, due_at, detail, sent_at,"
			     " sent_by, sent_means) SELECT ?1, max(id), ?3, ?2, ?2, ?3,"
			     " 'albergue', ?3, ?2, 'refmeans.letter'"
			     " FROM institution");
	put(w, "INSERT INTO referral_event (referral_id, at, operator_id, status)"
	       " SELECT max(id), ?3, ?2, 'sent' FROM referral");
	put(w, "INSERT INTO referral_copy (referral_id, institution_id)"
	       " SELECT max(r.id), max(i.id) FROM referral r, institution i");
	w->followup =
	    put(w, "INSERT INTO followup (case_id, due_at, operator_id, kind,"
		   " phone, note, made_at, made_by)"
		   " VALUES (?1, ?3, ?2, 'check', '51961555001', 'la tía', ?3, ?2)");
	w->rescue = put(w, "INSERT INTO rescue (case_id, lead_id, started_at, check_at)"
			   " VALUES (?1, ?2, ?3, ?3)");
	put(w, "INSERT INTO offer (by_name, fold, made_at, made_by, last_at)"
	       " VALUES ('Lucero', 'lucero', ?3, ?2, ?3)");
	put(w, "INSERT INTO offer_case (offer_id, case_id, certainty)"
	       " SELECT max(id), ?1, 'possible' FROM offer");
	put(w, "INSERT INTO rescue_event (rescue_id, at, operator_id, kind, note)"
	       " SELECT max(id), ?3, ?2, 'start', 'en Pucallpa' FROM rescue");
}

/* --- what reads it: the answer, and how many things were seen --- */

#define READER(name) \
	static enum err name(struct world *w, const struct actor *who, size_t *seen)

READER(the_case)
{
	struct casefile c = { 0 };
	const enum err e = case_read(w->h->st, who, w->id, NOW, &c);

	*seen = strcmp(c.title, "Nauta") == 0;
	return e;
}

READER(its_form)
{
	struct record *rec = record_new(&case_form);
	int64_t version;
	const enum err e = case_load(w->h->st, who, w->id, NOW, rec, &version);

	*seen = *record_get_id(rec, "title") != '\0';
	record_free(rec);
	return e;
}

READER(its_row)
{
	struct case_row row = { 0 };
	const enum err e = case_row_get(w->h->st, who, w->id, NOW, &row);

	*seen = row.whole;
	return e;
}

READER(its_history)
{
	struct case_event *events = NULL;
	size_t n = 0;
	const enum err e = case_events(w->h->st, who, w->id, NOW, &events, &n);

	for (size_t i = 0; i < n; i++)
		*seen += events[i].kind == EVENT_NOTE;
	case_events_free(events, n);
	return e;
}

READER(its_head)
{
	struct case_head head = { 0 };
	const enum err e = case_head(w->h->st, who, w->id, NOW, &head);

	*seen = head.people == 1 && head.referrals == 1 && head.flags == 1 &&
		head.due_at != 0 && head.rescue_check_at != 0 &&
		head.consent[CONSENT_REFER].at != 0;
	return e;
}

READER(its_calls)
{
	struct case_linked calls[SOME];

	return case_calls(w->h->st, who, w->id, NOW, calls, SOME, seen);
}

READER(a_part)
{
	const enum err e = case_part(w->h->st, who, w->id, "route", NOW);

	*seen = e == AM_OK;
	return e;
}

READER(the_sheet_for_outside)
{
	const enum err e = case_export(w->h->st, who, w->id, REASON, NOW);

	*seen = e == AM_OK;
	return e;
}

READER(people)
{
	struct person_row rows[SOME];

	return person_list(w->h->st, who, w->id, NOW, rows, SOME, seen);
}

READER(a_person)
{
	struct record *rec = record_new(&person_form);
	int64_t version;
	const enum err e =
	    person_load(w->h->st, who, w->id, w->person, NOW, rec, &version);

	*seen = strcmp(record_get_id(rec, "names"), "Mari") == 0;
	record_free(rec);
	return e;
}

READER(the_route)
{
	struct leg legs[SOME];

	return route_list(w->h->st, who, w->id, NOW, legs, SOME, seen);
}

READER(a_leg)
{
	struct record *rec = record_new(&leg_form);
	int64_t version;
	const enum err e = leg_load(w->h->st, who, w->leg, NOW, rec, &version);

	*seen = !record_empty(rec);
	record_free(rec);
	return e;
}

READER(the_screening)
{
	struct screening s = { .person_id = 0 };
	const enum err e = screening_read(w->h->st, who, w->id, 0, NOW, &s);

	*seen = s.person_id == w->person;
	return e;
}

READER(its_answers)
{
	char answers[SCREENING_INDICATORS] = "";
	size_t count = 0;
	const enum err e =
	    screening_answers(w->h->st, who, w->id, w->person, NOW, answers, &count);

	for (size_t i = 0; i < SCREENING_INDICATORS; i++)
		*seen += answers[i] == 'y';
	return e;
}

READER(a_screen_of_consents)
{
	const struct consent_about about = { .case_id = w->id };
	const enum err e = consent_view(w->h->st, who, &about, NOW);

	*seen = e == AM_OK;
	return e;
}

READER(consents)
{
	const struct consent_about about = { .case_id = w->id };
	struct consent_given words[SOME];

	return consent_list(w->h->st, who, &about, CONSENT_REFER, NOW, words, SOME, seen);
}

READER(flags)
{
	struct flag rows[SOME];

	return flag_list(w->h->st, who, "casefile", w->id, NOW, rows, SOME, seen);
}

READER(a_followup)
{
	struct record *rec = record_new(&followup_form);
	struct followup f;
	const enum err e = followup_load(w->h->st, who, w->followup, NOW, rec, &f);

	*seen = *record_get_id(rec, "note") != '\0';
	record_free(rec);
	return e;
}

READER(the_agenda)
{
	struct followup rows[SOME];
	size_t n = 0, all;
	const enum err e =
	    followup_list(w->h->st, who, FOLLOWUP_ALL, NOW, rows, SOME, &n, &all);

	for (size_t i = 0; i < n; i++)
		*seen += rows[i].may && *rows[i].note != '\0';
	return e;
}

READER(its_agenda)
{
	struct followup rows[SOME];
	size_t n = 0;
	const enum err e =
	    followup_of_case(w->h->st, who, w->id, NOW, rows, SOME, &n);

	for (size_t i = 0; i < n; i++)
		*seen += rows[i].may && *rows[i].note != '\0';
	return e;
}

READER(its_offers)
{
	struct offer_row rows[SOME];

	return offer_of_case(w->h->st, who, w->id, NOW, rows, SOME, seen);
}

READER(whom_to_ring_for_a_followup)
{
	const struct dial_to to = { .from = DIAL_FOLLOWUP, .id = w->followup };
	struct dial_choice choices[SOME];

	return dial_choices(w->h->st, who, &to, NOW, choices, SOME, seen);
}

READER(whom_to_ring)
{
	const struct dial_to to = { .from = DIAL_CASE, .id = w->id };
	struct dial_choice choices[SOME];

	return dial_choices(w->h->st, who, &to, NOW, choices, SOME, seen);
}

READER(referrals)
{
	const struct ref_about about = { .case_id = w->id };
	struct ref_row rows[SOME];

	return ref_list_about(w->h->st, who, &about, NOW, rows, SOME, seen);
}

READER(all_referrals)
{
	struct ref_row rows[SOME];
	size_t n = 0;
	const enum err e = ref_list(w->h->st, who, REF_ALL, NOW, rows, SOME, &n);

	for (size_t i = 0; i < n; i++)
		*seen += rows[i].may;
	return e;
}

READER(a_referral)
{
	struct referral r;
	const enum err e = ref_open(w->h->st, who, w->referral, NOW, &r);

	*seen = e == AM_OK;
	return e;
}

READER(its_copies)
{
	struct ref_copy copies[SOME];

	return ref_copies(w->h->st, who, w->referral, NOW, copies, SOME, seen);
}

READER(its_steps)
{
	struct ref_event events[SOME];

	return ref_events(w->h->st, who, w->referral, NOW, events, SOME, seen);
}

READER(its_sheet)
{
	struct buf sheet = { 0 };
	enum ref_refusal refusal;
	const enum err e = ref_sheet(w->h->st, who, w->referral, 0, REF_SHEET_TEXT, "es",
	    NOW, &sheet, &refusal);

	*seen = sheet.len > 0;
	buf_fini(&sheet);
	return e;
}

READER(what_is_known_for_one)
{
	struct ref_about about;
	const enum err e = ref_about(w->h->st, who, 0, w->id, NOW, &about);

	*seen = e == AM_OK && about.victims == 1;
	return e;
}

READER(implicated_bodies)
{
	const struct ref_about about = { .case_id = w->id };
	struct ref_implicated marks[SOME];

	return ref_implicated(w->h->st, who, &about, NOW, marks, SOME, seen);
}

READER(its_rescue)
{
	int64_t id = 0;
	const enum err e = rescue_of_case(w->h->st, who, w->id, NOW, &id);

	*seen = id == w->rescue;
	return e;
}

READER(a_rescue)
{
	struct rescue r;
	const enum err e = rescue_open(w->h->st, who, w->rescue, NOW, &r);

	*seen = e == AM_OK;
	return e;
}

READER(what_happened_in_it)
{
	struct rescue_event events[SOME];

	return rescue_events(w->h->st, who, w->rescue, NOW, events, SOME, seen);
}

/* clang-format off */
/*
 * Every one of them.  what: the row that the audit gets when it is shown, NULL: it is part
 * of a screen that has one already (case_open(), case_part(), ref_open(), rescue_open()).
 */
static const struct {
	const char *name;
	enum err (*read)(struct world *w, const struct actor *who, size_t *seen);
	const char *what, *entity;
} readers[] = {
	{ "the case", the_case, NULL, NULL },
	{ "its form", its_form, NULL, NULL },
	{ "its row", its_row, NULL, NULL },
	{ "its history", its_history, NULL, NULL },
	{ "its head", its_head, NULL, NULL },
	{ "its calls", its_calls, NULL, NULL },
	{ "a part", a_part, "view", "casefile" },
	{ "the sheet for outside", the_sheet_for_outside, "export", "casefile" },
	{ "people", people, NULL, NULL },
	{ "a person", a_person, "view", "person" },
	{ "the route", the_route, NULL, NULL },
	{ "a leg", a_leg, "view", "incident" },
	{ "the screening", the_screening, NULL, NULL },
	{ "its answers", its_answers, NULL, NULL },
	{ "a screen of consents", a_screen_of_consents, "view", "casefile" },
	{ "consents", consents, NULL, NULL },
	{ "flags", flags, NULL, NULL },
	{ "a follow-up", a_followup, "view", "followup" },
	{ "the agenda", the_agenda, NULL, NULL },
	{ "its agenda", its_agenda, NULL, NULL },
	{ "its offers", its_offers, NULL, NULL },
	{ "whom to ring for a follow-up", whom_to_ring_for_a_followup, "view", "followup" },
	{ "whom to ring", whom_to_ring, "view", "casefile" },
	{ "referrals", referrals, NULL, NULL },
	{ "all referrals", all_referrals, NULL, NULL },
	{ "a referral", a_referral, "view", "referral" },
	{ "its copies", its_copies, NULL, NULL },
	{ "its steps", its_steps, NULL, NULL },
	{ "its sheet", its_sheet, "sheet", "referral" },
	{ "what is known for one", what_is_known_for_one, NULL, NULL },
	{ "implicated bodies", implicated_bodies, NULL, NULL },
	{ "its rescue", its_rescue, NULL, NULL },
	{ "a rescue", a_rescue, "view", "rescue" },
	{ "what happened in it", what_happened_in_it, NULL, NULL },
};
/* clang-format on */

static long told(
    struct world *w, const struct actor *who, const char *what, const char *entity)
{
	char sql[240];

	str_printf(sql, sizeof(sql),
	    "SELECT count(*) FROM audit WHERE operator_id = %lld AND action = '%s'"
	    " AND entity = '%s'",
	    (long long)who->operator_id, what, entity);
	return house_counts(w->h, sql);
}

/* Each of them shows something, or nothing at all, and the audit tells what was shown. */
static void all_show(
    struct world *w, const struct actor *who, bool something, const char *how)
{
	for (size_t i = 0; i < COUNT(readers); i++) {
		const char *what = readers[i].what;
		const long before =
		    what != NULL ? told(w, who, what, readers[i].entity) : 0;
		size_t seen = 0;
		const enum err e = readers[i].read(w, who, &seen);

		if (something ? e != AM_OK || seen == 0 : seen != 0)
			fail_msg("%s, %s: %s, %zu seen", how, readers[i].name,
			    err_text(e), seen);
		if (what != NULL &&
		    told(w, who, what, readers[i].entity) != before + something)
			fail_msg("%s, %s: audit", how, readers[i].name);
	}
}

static struct world *of(void **state, struct world *w)
{
	*w = (struct world){ .h = *state };
	fill(w);
	return w;
}

/* --- who --- */

static void a_stranger_is_shown_nothing(void **state)
{
	struct world w;

	of(state, &w);
	all_show(&w, &w.h->rosa, false, "a stranger");
	all_show(&w, &w.h->ana, false, "the admin");
	all_show(&w, &w.h->julia, false, "the auditor");
}

static void whose_case_it_is_and_supervision_are_shown_everything(void **state)
{
	struct world w;

	of(state, &w);
	all_show(&w, &w.h->luz, true, "hers");
	all_show(&w, &w.h->marta, true, "supervision");
}

static void a_reason_a_grant_and_the_call_in_hand_show_everything(void **state)
{
	struct world w;
	struct ref_numbers numbers;
	struct casefile c;
	struct call call;

	of(state, &w);
	assert_int_equal(AM_OK, case_open(w.h->st, &w.h->rosa, w.id, REASON, 0, NOW, &c));
	all_show(&w, &w.h->rosa, true, "a reason");
	put(&w, "UPDATE case_grant SET kind = 'granted'");
	all_show(&w, &w.h->rosa, true, "a grant");
	put(&w, "UPDATE case_grant SET until_at = 1");
	all_show(&w, &w.h->rosa, false, "a grant that has ended");
	assert_int_equal(AM_OK, call_new(w.h->st, &w.h->rosa, NOW, &call));
	put(&w,
	    "INSERT INTO call_case (call_id, case_id, certainty, linked_at, linked_by)"
	    " SELECT max(id), ?1, 'confirmed', ?3, ?2 FROM call");
	all_show(&w, &w.h->rosa, true, "the call in hand");
	assert_int_equal(
	    AM_OK, ref_count(w.h->st, &w.h->rosa, REF_ALL, NOW + 1, &numbers));
	assert_int_equal(1, numbers.open);
	put(&w, "UPDATE casefile SET restricted = 1");
	all_show(&w, &w.h->rosa, false, "restricted");
	assert_int_equal(
	    AM_OK, ref_count(w.h->st, &w.h->rosa, REF_ALL, NOW + 1, &numbers));
	assert_int_equal(0, numbers.open);
	assert_int_equal(0, numbers.overdue);
	assert_int_equal(
	    AM_OK, ref_count(w.h->st, &w.h->luz, REF_ALL, NOW + 1, &numbers));
	assert_int_equal(1, numbers.overdue);
	all_show(&w, &w.h->luz, true, "restricted, hers");
}

static void a_supervisor_lets_somebody_in_by_name_and_shows_her_out(void **state)
{
	struct world w;
	struct case_access rows[SOME];
	struct casefile c;
	struct house *h;
	size_t count = 0;
	int64_t id = 0;

	h = of(state, &w)->h;
	assert_int_equal(AM_DENIED, case_let(h->st, &h->luz, w.id, h->rosa.operator_id,
					REASON, 0, NOW, &id));
	assert_int_equal(AM_DENIED,
	    case_access_list(h->st, &h->luz, w.id, NOW, rows, SOME, &count));
	assert_int_equal(AM_AGAIN, case_let(h->st, &h->marta, w.id, h->rosa.operator_id,
				       "corto", 0, NOW, &id));
	assert_int_equal(AM_INVALID, case_let(h->st, &h->marta, w.id, h->ana.operator_id,
					 REASON, 0, NOW, &id));
	assert_int_equal(AM_INVALID, case_let(h->st, &h->marta, w.id, h->rosa.operator_id,
					 REASON, NOW, NOW, &id));
	assert_int_equal(AM_MISSING, case_let(h->st, &h->marta, 999, h->rosa.operator_id,
					 REASON, 0, NOW, &id));
	put(&w, "UPDATE casefile SET restricted = 1 WHERE id = ?1");
	assert_int_equal(AM_OK, case_let(h->st, &h->marta, w.id, h->rosa.operator_id,
				    REASON, NOW + HOUR, NOW, &id));
	assert_int_equal(AM_EXISTS, case_let(h->st, &h->marta, w.id, h->rosa.operator_id,
					REASON, 0, NOW, &id));
	all_show(&w, &h->rosa, true, "let in");
	assert_int_equal(AM_MISSING,
	    case_open(h->st, &h->rosa, w.id, NULL, 0, NOW + HOUR, &c)); /* it is over */

	assert_int_equal(AM_OK, case_let_end(h->st, &h->marta, id, NOW));
	assert_int_equal(AM_CONFLICT, case_let_end(h->st, &h->marta, id, NOW));
	all_show(&w, &h->rosa, false, "shown out");
	assert_int_equal(AM_OK, case_let_undo(h->st, &h->marta, id, NOW));
	all_show(&w, &h->rosa, true, "in again");
	assert_int_equal(AM_MISSING, case_let_undo(h->st, &h->marta, id, NOW));
	assert_int_equal(AM_OK,
	    case_access_list(h->st, &h->marta, w.id, NOW, rows, SOME, &count));
	assert_int_equal(1, count);
	assert_true(rows[0].stands);
	assert_string_equal("Rosa", rows[0].name);
	assert_string_equal("Marta", rows[0].by);
	assert_int_equal(NOW + HOUR, rows[0].until_at);
	assert_string_equal("grant revoke undo",
	    house_sees(h, "SELECT group_concat(action, ' ') FROM audit"
			  " WHERE entity = 'case_grant'"));
}

static void who_came_in_by_a_reason_is_shown_out(void **state)
{
	struct world w;
	struct case_access rows[SOME];
	struct casefile c;
	size_t count = 0;

	of(state, &w);
	assert_int_equal(
	    AM_OK, case_open(w.h->st, &w.h->rosa, w.id, REASON, 0, NOW - 60, &c));
	assert_int_equal(AM_OK,
	    case_access_list(w.h->st, &w.h->marta, w.id, NOW, rows, SOME, &count));
	assert_int_equal(1, count);
	assert_string_equal("", rows[0].by);
	assert_int_equal(AM_OK, case_let_end(w.h->st, &w.h->marta, rows[0].id, NOW));
	all_show(&w, &w.h->rosa, false, "shown out");
}

/* Also where the case has become part of another one: that is the one on the lists. */
static void a_consent_that_comes_or_goes_moves_its_case_to_the_top(void **state)
{
	struct world w;
	struct consent_given given = { .purpose = CONSENT_CALLBACK, .consent = "verbal" };
	struct house *h;
	int64_t other = 0;

	h = of(state, &w)->h;
	const struct consent_about about = { .case_id = w.id };

	assert_int_equal(AM_OK, consent_add(h->st, &h->luz, &about, &given, NOW + 5));
	assert_int_equal(NOW + 5, house_counts(h, "SELECT touched_at FROM casefile"));
	assert_int_equal(AM_OK, case_new(h->st, &h->luz, "Otra", 0, NOW + 6, &other));
	assert_int_equal(
	    AM_OK, case_merge(h->st, &h->luz, w.id, other, REASON, NOW + 7));
	assert_int_equal(
	    AM_OK, consent_take_back(h->st, &h->luz, given.id, NOW + 8));
	assert_int_equal(NOW + 8,
	    house_counts(h, "SELECT touched_at FROM casefile WHERE merged_into IS NULL"));
}

/* The lists say the number that the case has now. */
static void what_was_merged_has_the_number_of_its_case(void **state)
{
	struct world w;
	struct house *h;
	struct followup f;
	struct rescue r;
	struct ref_row rows[SOME];
	int64_t other = 0, number, found = 0;
	char typed[NUMBER_LEN];
	size_t count = 0;

	h = of(state, &w)->h;
	assert_int_equal(AM_OK, case_new(h->st, &h->luz, "Nauta", 0, NOW, &other));
	assert_int_equal(AM_OK, case_merge(h->st, &h->luz, w.id, other, REASON, NOW));
	number =
	    house_counts(h, "SELECT number FROM casefile WHERE merged_into IS NULL");
	assert_int_equal(AM_OK, followup_get(h->st, &h->luz, w.followup, NOW, &f));
	assert_int_equal(number, f.case_number);
	assert_int_equal(AM_OK, rescue_read(h->st, &h->luz, w.rescue, NOW, &r));
	assert_int_equal(other, r.case_id);
	assert_int_equal(number, r.case_number);
	assert_int_equal(
	    AM_OK, ref_list(h->st, &h->luz, REF_ALL, NOW, rows, SOME, &count));
	assert_int_equal(1, count);
	assert_int_equal(number, rows[0].number);
	number_show(typed, NUMBER_CASE, number);
	assert_int_equal(AM_OK, ref_find(h->st, typed, &found));
	assert_int_equal(w.referral, found);
}

static void what_was_merged_is_read_where_it_belongs_now(void **state)
{
	struct world w;
	int64_t other = 0;

	of(state, &w);
	assert_int_equal(AM_OK, case_new(w.h->st, &w.h->luz, "Nauta", 0, NOW, &other));
	assert_int_equal(AM_OK, case_merge(w.h->st, &w.h->luz, w.id, other, REASON, NOW));
	all_show(&w, &w.h->luz, true, "by the old id");
	w.id = other;
	all_show(&w, &w.h->luz, true, "where it is now");
	all_show(&w, &w.h->marta, true, "supervision, where it is now");
	all_show(&w, &w.h->rosa, false, "a stranger, where it is now");
	put(&w, "UPDATE casefile SET restricted = 1 WHERE id = ?1");
	put(&w, "UPDATE casefile SET assigned_to = NULL");
	put(&w,
	    "INSERT INTO case_grant (case_id, operator_id, why, kind, from_at,"
	    " until_at) SELECT ?1, id, 'reason', 'reason', 0, 9999999999 FROM operator"
	    " WHERE login = 'rosa'");
	all_show(&w, &w.h->rosa, false, "restricted, where it is now");
}

int main(void)
{
#define STORY(f) cmocka_unit_test_setup_teardown(f, house_open, house_close)
	const struct CMUnitTest tests[] = {
		STORY(a_stranger_is_shown_nothing),
		STORY(whose_case_it_is_and_supervision_are_shown_everything),
		STORY(a_reason_a_grant_and_the_call_in_hand_show_everything),
		STORY(a_supervisor_lets_somebody_in_by_name_and_shows_her_out),
		STORY(who_came_in_by_a_reason_is_shown_out),
		STORY(a_consent_that_comes_or_goes_moves_its_case_to_the_top),
		STORY(what_was_merged_has_the_number_of_its_case),
		STORY(what_was_merged_is_read_where_it_belongs_now),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
