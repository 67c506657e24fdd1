/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Referrals: whom to ask, may it be sent, what becomes of it, what is on its sheet. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "schema/call.h"
#include "schema/casefile.h"
#include "schema/draft.h"
#include "schema/institution.h"
#include "schema/record.h"
#include "schema/referral.h"
#include "schema/referral_about.h"
#include "schema/referral_sheet.h"
#include "tests/unit/house.h"

#define HOUR INT64_C(3600)
#define DAY (24 * HOUR)

/* What must not be where it was not chosen to be. */
#define CANARY_NAME "Zulema"
#define CANARY_SURNAME "Yaranga"
#define CANARY_PHONE "961555877"
#define CANARY_PLACE "bar El Delfin Rosado"
#define CANARY_NOTES "nota que nadie mas debe leer"
#define CANARY_CALLER "Hermelinda"
#define CANARY_SUSPECT "Rigoberto"
#define CANARY_SHELTER "Casa Amancay"

enum { PNP, CEM, MINISTRY, SHELTER, LIMA, GONE, BODIES };

struct world {
	struct house *h;
	int64_t body[BODIES];
	int64_t case_id, call_id, girl;
};

/* --- the world --- */

/* sql may use ?1. */
static void runs(struct house *h, const char *sql, int64_t id)
{
	sqlite3_stmt *q = NULL;
	enum err e;

	assert_int_equal(AM_OK, store_begin(h->st));
	e = store_prepare(h->st, sql, &q);
	if (e == AM_OK)
		sqlite3_bind_int64(q, 1, id);
	assert_int_equal(AM_OK, store_end(h->st, store_run(h->st, q, e)));
}

static void run(struct house *h, const char *sql)
{
	runs(h, sql, 0);
}

static int64_t body(struct house *h, const char *name, const char *kind,
    const char *place, const char *told, const char *services, const char *in)
{
	struct record *rec = record_new(&body_form), *service;
	size_t field = 0, len;
	int64_t id = 0, row;

	record_set_id(rec, "name", name);
	record_set_id(rec, "kind", kind);
	record_set_id(rec, "place", place);
	record_set_id(rec, "must_be_told_of_minors", told);
	record_set_id(rec, "hours", "L-V 8-16");
	assert_int_equal(
	    AM_OK, inst_save(h->st, &h->marta, &id, 0, NULL, rec, NOW, &field));
	record_free(rec);
	for (const char *p = services; *p != '\0'; p += len) {
		char code[16];

		p += strspn(p, " ");
		len = strcspn(p, " ");
		service = record_new(&service_form);
		record_set_id(service, "service",
		    str_printf(code, sizeof(code), "%.*s", (int)len, p));
		record_set_id(service, "place", in);
		row = 0;
		assert_int_equal(AM_OK, inst_service_save(h->st, &h->marta, id, &row, 0,
					    NULL, service, NOW, &field));
		record_free(service);
	}
	return id;
}

/* age: "" not known. */
static void a_case(struct world *w, const char *age)
{
	struct house *h = w->h;

	assert_int_equal(AM_OK, case_new(h->st, &h->rosa, "Caso", 0, NOW, &w->case_id));
	runs(h, "UPDATE casefile SET place_now = 'PE2501', risk = 'risk.2' WHERE id = ?1",
	    w->case_id);
	run(h, "INSERT INTO person (names, surnames, fold, phon, phone, safe_note) VALUES"
	       " ('" CANARY_NAME "', '" CANARY_SURNAME "', 'zulema yaranga', '',"
	       " '51" CANARY_PHONE "', 'preguntar por la tia')");
	w->girl = house_counts(h, "SELECT max(id) FROM person");
	if (*age != '\0') {
		char sql[200];

		str_printf(sql, sizeof(sql),
		    "UPDATE person SET age_said = '%s', age_on = '2026-11-24' WHERE id = "
		    "%lld",
		    age, (long long)w->girl);
		run(h, sql);
	}
	runs(h,
	    "INSERT INTO case_person (case_id, person_id, role) SELECT ?1, max(id),"
	    " 'victim' FROM person",
	    w->case_id);
	run(h, "INSERT INTO person (names, fold, phon) VALUES"
	       " ('" CANARY_SUSPECT "', 'rigoberto', '')");
	runs(h,
	    "INSERT INTO case_person (case_id, person_id, role) SELECT ?1, max(id),"
	    " 'suspect' FROM person",
	    w->case_id);
	run(h, "INSERT INTO person (names, fold, phon) VALUES"
	       " ('" CANARY_CALLER "', 'hermelinda', '')");
	runs(h,
	    "INSERT INTO case_person (case_id, person_id, role) SELECT ?1, max(id),"
	    " 'reporter' FROM person",
	    w->case_id);
}

static void says(struct record *rec, const char *pairs[][2], size_t count)
{
	for (size_t i = 0; i < count; i++)
		record_set_id(rec, pairs[i][0], pairs[i][1]);
}

/* A call of rosa that is closed, with what must not leak. */
static int64_t a_call(struct world *w, const char *age, const char *refer)
{
	const char *pairs[][2] = { { "motive", "report" }, { "dispo", "referral" },
		{ "phone", CANARY_PHONE }, { "phone_of", CANARY_CALLER },
		{ "where_is", CANARY_PLACE }, { "notes", CANARY_NOTES },
		{ "place_now", "PE25" }, { "relation", "self" }, { "age", age },
		{ "consent_refer", refer }, { "situation", "held" }, { "sex", "f" } };
	struct record *rec = record_new(&call_form);
	struct call call;

	says(rec, pairs, COUNT(pairs));
	assert_int_equal(AM_OK, call_new(w->h->st, &w->h->rosa, NOW, &call));
	assert_int_equal(AM_OK, call_close(w->h->st, &w->h->rosa, &call, rec, 0, NOW));
	record_free(rec);
	return call.id;
}

static int world_open(void **state)
{
	struct world *w = mem_new(1, sizeof(*w));

	house_open((void **)&w->h);
	w->body[PNP] =
	    body(w->h, "PNP Trata", "police", "PE15", "y", "police rescue", "PE");
	w->body[CEM] =
	    body(w->h, "CEM Pucallpa", "wec", "PE2501", "n", "psych legal", "");
	w->body[MINISTRY] =
	    body(w->h, "Ministerio", "ministry", "PE15", "n", "social", "PE");
	w->body[SHELTER] =
	    body(w->h, CANARY_SHELTER, "shelter", "PE2501", "n", "lodging", "");
	w->body[LIMA] = body(w->h, "CEM Lima", "wec", "PE15", "n", "psych", "");
	w->body[GONE] = body(w->h, "Cerrado", "ngo", "PE25", "n", "psych", "");
	assert_int_equal(
	    AM_OK, inst_retire(w->h->st, &w->h->marta, w->body[GONE], true, NOW));
	*state = w;
	return 0;
}

static int world_close(void **state)
{
	struct world *w = *state;
	void *house = w->h;

	house_close(&house);
	free(w);
	return 0;
}

static void consents(struct world *w, const char *consent, const char *relation)
{
	struct consent_given given = { .purpose = CONSENT_REFER };

	str_copy(given.consent, sizeof(given.consent), consent);
	str_copy(given.relation, sizeof(given.relation), relation);
	assert_int_equal(AM_OK,
	    consent_add(w->h->st, &w->h->rosa,
		&(struct consent_about){ .case_id = w->case_id, .person_id = w->girl },
		&given, NOW));
}

static struct ref_plan plan_for(struct world *w, size_t target)
{
	return (struct ref_plan){ .call_id = w->call_id,
		.case_id = w->case_id,
		.shared = "identity place",
		.ack_hours = 24,
		.detail = "",
		.reason = "",
		.targets = { { .institution_id = w->body[target] } },
		.count = 1 };
}

static enum err makes(
    struct world *w, const struct ref_plan *plan, int64_t *id, enum ref_refusal *refusal)
{
	int64_t ids[REF_TARGETS_MAX] = { 0 };
	const enum err e = ref_make(w->h->st, &w->h->rosa, plan, NOW, ids, refusal);

	*id = ids[0];
	return e;
}

static int64_t prepared(struct world *w, size_t target)
{
	const struct ref_plan plan = plan_for(w, target);
	enum ref_refusal refusal;
	int64_t id;

	assert_int_equal(AM_OK, makes(w, &plan, &id, &refusal));
	return id;
}

static int64_t sent(struct world *w, size_t target)
{
	const int64_t id = prepared(w, target);
	enum ref_refusal refusal;

	assert_int_equal(AM_OK, ref_send(w->h->st, &w->h->rosa, id, 0, "phone",
				    "SO Ramos", 0, NOW, &refusal));
	return id;
}

static struct referral reads(struct world *w, int64_t id)
{
	struct referral r;

	assert_int_equal(AM_OK, ref_read(w->h->st, &w->h->rosa, id, NOW, &r));
	return r;
}

/* --- the table of steps --- */

static void every_step_is_a_row_and_nothing_else_is_one(void **state)
{
	/* by state: the states it may go to; c a supervisor's only, w with a reason */
	static const char *const to[REF_STATES] = {
		[REF_DRAFT] = "sent cancel",
		[REF_SENT] = "received accepted inprog declinst:w declpers:w unavail:w "
			     "noreply cancel:w",
		[REF_RECEIVED] = "accepted inprog done partial:w declinst:w declpers:w "
				 "unavail:w noreply cancel:w",
		[REF_ACCEPTED] = "inprog done partial:w declinst:w declpers:w unavail:w "
				 "noreply cancel:w",
		[REF_INPROG] = "done partial:w declinst:w declpers:w unavail:w noreply "
			       "cancel:w",
		[REF_DONE] = "inprog:cw",
		[REF_PARTIAL] = "inprog:cw",
		[REF_DECLINST] = "received:cw",
		[REF_DECLPERS] = "received:cw",
		[REF_UNAVAIL] = "received:cw",
		[REF_NOREPLY] =
		    "received accepted inprog declinst:w declpers:w unavail:w "
		    "cancel:w",
		[REF_CANCEL] = "",
	};
	char found[32];

	(void)state;
	for (int from = 0; from < REF_STATES; from++)
		for (int there = 0; there < REF_STATES; there++) {
			const struct ref_step *step =
			    ref_step((enum ref_state)from, (enum ref_state)there, false);
			struct buf padded = { 0 };
			bool expected;

			str_printf(found, sizeof(found), "%s",
			    ref_state_word((enum ref_state)there));
			if (step != NULL && (step->why || step->action != ACT_REFERRAL))
				str_printf(found, sizeof(found), "%s:%s%s",
				    ref_state_word((enum ref_state)there),
				    step->action == ACT_REFERRAL_CLOSE ? "c" : "",
				    step->why ? "w" : "");
			buf_printf(&padded, " %s ", to[from]);
			if (step != NULL) {
				char word[40];

				str_printf(word, sizeof(word), " %s ", found);
				expected = strstr(buf_text(&padded), word) != NULL;
			} else {
				char word[40], with[40];

				str_printf(word, sizeof(word), " %s ", found);
				str_printf(with, sizeof(with), " %s:", found);
				expected = strstr(buf_text(&padded), word) == NULL &&
					   strstr(buf_text(&padded), with) == NULL;
			}
			if (!expected)
				fail_msg("%s to %s", ref_state_word((enum ref_state)from),
				    found);
			buf_fini(&padded);
		}
	assert_non_null(ref_step(REF_NOREPLY, REF_NOREPLY, true));
}

/* --- may it be made? --- */

/* age and consent (who gave it), risk 1 or not; what is answered to a plain try, with the
 * exception for minors, with the one for danger. */
static const struct {
	const char *age, *consent, *relation;
	bool danger;
	enum ref_refusal plain, minor, in_danger;
} gate[] = {
	{ "25", "", "", false, REF_NO_CONSENT, REF_NO_EXCEPTION, REF_NO_EXCEPTION },
	{ "25", "verbal", "self", false, REF_FINE, REF_FINE, REF_FINE },
	{ "25", "no", "self", false, REF_NO_CONSENT, REF_NO_EXCEPTION, REF_NO_EXCEPTION },
	{ "25", "no", "self", true, REF_NO_CONSENT, REF_NO_EXCEPTION, REF_NO_EXCEPTION },
	{ "25", "", "", true, REF_NO_CONSENT, REF_NO_EXCEPTION, REF_FINE },
	{ "25", "verbal", "kin", false, REF_NO_CONSENT, REF_NO_EXCEPTION,
	    REF_NO_EXCEPTION },
	{ "16", "", "", false, REF_NO_CONSENT, REF_FINE, REF_NO_EXCEPTION },
	{ "16", "no", "self", false, REF_NO_CONSENT, REF_FINE, REF_NO_EXCEPTION },
	{ "16", "guardian", "mother", false, REF_FINE, REF_FINE, REF_FINE },
	{ "", "", "", false, REF_NO_CONSENT, REF_NO_EXCEPTION, REF_NO_EXCEPTION },
	{ "", "", "", true, REF_NO_CONSENT, REF_NO_EXCEPTION, REF_FINE },
	{ "", "verbal", "self", false, REF_FINE, REF_FINE, REF_FINE },
};

static void try_gate(
    struct world *w, size_t i, enum consent_basis exception, enum ref_refusal expected)
{
	struct ref_plan plan = plan_for(w, PNP);
	enum ref_refusal refusal;
	int64_t id;
	enum err e;

	a_case(w, gate[i].age);
	plan.case_id = w->case_id;
	if (*gate[i].consent != '\0')
		consents(w, gate[i].consent, gate[i].relation);
	if (gate[i].danger)
		runs(w->h, "UPDATE casefile SET risk = 'risk.1' WHERE id = ?1",
		    w->case_id);
	plan.exception = exception;
	plan.reason = "La golpean ahora mismo.";
	e = makes(w, &plan, &id, &refusal);
	if (refusal != expected || (e == AM_OK) != (expected == REF_FINE))
		fail_msg("row %zu, exception %d: %s", i, (int)exception,
		    ref_refusal_text(refusal));
}

static void the_gate_opens_by_her_consent_or_one_of_two_exceptions(void **state)
{
	struct world *w = *state;

	for (size_t i = 0; i < COUNT(gate); i++) {
		try_gate(w, i, CONSENT_NO_BASIS, gate[i].plain);
		try_gate(w, i, CONSENT_MINOR, gate[i].minor);
		try_gate(w, i, CONSENT_DANGER, gate[i].in_danger);
	}
}

static void without_consent_nothing_is_written_but_the_refusal(void **state)
{
	struct world *w = *state;
	struct ref_plan plan;
	enum ref_refusal refusal;
	int64_t id;

	a_case(w, "25");
	plan = plan_for(w, PNP);
	assert_int_equal(AM_INVALID, makes(w, &plan, &id, &refusal));
	assert_int_equal(REF_NO_CONSENT, refusal);
	assert_int_equal(0, house_counts(w->h, "SELECT count(*) FROM referral"));
	assert_int_equal(0, house_counts(w->h, "SELECT count(*) FROM alert"));
	assert_int_equal(1, house_counts(w->h, "SELECT count(*) FROM audit WHERE action ="
					       " 'refused' AND entity = 'casefile'"));
}

static void an_exception_needs_a_reason_and_alerts_supervision(void **state)
{
	struct world *w = *state;
	struct ref_plan plan;
	enum ref_refusal refusal;
	int64_t id;

	a_case(w, "16");
	plan = plan_for(w, PNP);
	plan.exception = CONSENT_MINOR;
	plan.reason = "es menor";
	assert_int_equal(AM_INVALID, makes(w, &plan, &id, &refusal));
	assert_int_equal(REF_REASON_SHORT, refusal);
	plan.reason = "Tiene 16 años y la retienen.";
	assert_int_equal(AM_OK, makes(w, &plan, &id, &refusal));
	assert_string_equal("minor", reads(w, id).basis);
	assert_string_equal("Tiene 16 años y la retienen.",
	    house_sees(w->h, "SELECT note FROM alert WHERE seen_at IS NULL"));
	assert_int_equal(1,
	    house_counts(w->h, "SELECT count(*) FROM consent WHERE exception = 'minor'"));
}

/* A call whose form is still open has said it, too. */
static void what_is_typed_in_the_open_call_counts(void **state)
{
	struct world *w = *state;
	struct record *rec = record_new(&call_form);
	struct draft draft = { .form = "call" };
	struct ref_plan plan;
	enum ref_refusal refusal;
	struct call call;
	int64_t id;

	assert_int_equal(AM_OK, call_new(w->h->st, &w->h->rosa, NOW, &call));
	w->call_id = call.id;
	plan = plan_for(w, PNP);
	record_set_id(rec, "motive", "report");
	record_set_id(rec, "age", "16");
	draft.ref = call.id;
	assert_int_equal(AM_OK, draft_save(w->h->st, &w->h->rosa, &draft, rec, NOW));
	assert_int_equal(AM_INVALID, makes(w, &plan, &id, &refusal));
	plan.exception = CONSENT_MINOR;
	plan.reason = "Tiene 16 años y la retienen.";
	assert_int_equal(AM_OK, makes(w, &plan, &id, &refusal));
	assert_int_equal(call.id, reads(w, id).call_id);
	/* the exception stands for the next one as well */
	plan = plan_for(w, CEM);
	assert_int_equal(AM_OK, makes(w, &plan, &id, &refusal));
	record_set_id(rec, "age", "30");
	record_set_id(rec, "relation", "self");
	record_set_id(rec, "consent_refer", "y");
	assert_int_equal(AM_OK, draft_save(w->h->st, &w->h->rosa, &draft, rec, NOW));
	record_free(rec);
}

static void consent_that_was_withdrawn_stops_what_is_prepared(void **state)
{
	struct world *w = *state;
	enum ref_refusal refusal;
	int64_t id;

	a_case(w, "25");
	consents(w, "verbal", "self");
	id = prepared(w, PNP);
	consents(w, "withdrawn", "self");
	assert_int_equal(AM_INVALID, ref_send(w->h->st, &w->h->rosa, id, 0, "phone",
					 "SO Ramos", 0, NOW, &refusal));
	assert_int_equal(REF_NO_CONSENT, refusal);
	assert_int_equal(REF_DRAFT, reads(w, id).state);
}

/* --- what is made --- */

static void several_at_once_with_a_copy(void **state)
{
	struct world *w = *state;
	struct ref_plan plan;
	enum ref_refusal refusal;
	int64_t ids[REF_TARGETS_MAX] = { 0 };
	struct ref_copy copies[4];
	size_t count = 0;

	a_case(w, "25");
	consents(w, "verbal", "self");
	plan = plan_for(w, PNP);
	plan.targets[0].copies[0] = w->body[MINISTRY];
	plan.targets[0].copy_count = 1;
	plan.targets[1].institution_id = w->body[CEM];
	plan.targets[2].institution_id = w->body[SHELTER];
	plan.count = 3;
	assert_int_equal(
	    AM_OK, ref_make(w->h->st, &w->h->rosa, &plan, NOW, ids, &refusal));
	assert_int_equal(3, house_counts(w->h, "SELECT count(*) FROM referral"));
	assert_string_equal("police", reads(w, ids[0]).service);
	assert_string_equal("psych", reads(w, ids[1]).service);
	assert_string_equal("lodging", reads(w, ids[2]).service);
	assert_true(reads(w, ids[2]).hidden);
	assert_string_equal("", reads(w, ids[2]).body);
	assert_string_equal("facts identity place", reads(w, ids[0]).shared);
	assert_string_equal("consent", reads(w, ids[0]).basis);
	assert_int_equal(
	    AM_OK, ref_copies(w->h->st, &w->h->rosa, ids[0], NOW, copies, 4, &count));
	assert_int_equal(1, count);
	assert_string_equal("Ministerio", copies[0].body);
	assert_false(copies[0].identity);
	/* all of them go back in one step */
	assert_int_equal(
	    AM_OK, ref_take_back(w->h->st, &w->h->rosa, ids[0], NOW + 600, &count));
	assert_int_equal(3, count);
	assert_int_equal(
	    3, house_counts(w->h, "SELECT count(*) FROM referral WHERE status = 'cancel'"
				  " AND due_at IS NULL"));
}

/* What is refused, and why; nothing is made then, not even the part that was right. */
static void a_plan_that_is_not_right_makes_nothing(void **state)
{
	struct world *w = *state;
	struct ref_plan plan;
	enum ref_refusal refusal;
	struct ref_about about = { 0 };
	int64_t id, mark;

	a_case(w, "25");
	consents(w, "verbal", "self");
	about.case_id = w->case_id;
	plan = plan_for(w, PNP);
	plan.count = 0;
	assert_int_equal(AM_INVALID, makes(w, &plan, &id, &refusal));
	assert_int_equal(REF_NOBODY, refusal);
	plan = plan_for(w, GONE);
	assert_int_equal(AM_INVALID, makes(w, &plan, &id, &refusal));
	assert_int_equal(REF_RETIRED, refusal);
	plan = plan_for(w, PNP);
	plan.targets[0].copies[0] = w->body[SHELTER];
	plan.targets[0].copy_count = 1;
	assert_int_equal(AM_INVALID, makes(w, &plan, &id, &refusal));
	assert_int_equal(REF_SHELTER_COPY, refusal);
	plan.targets[0].copies[0] = w->body[PNP];
	assert_int_equal(AM_INVALID, makes(w, &plan, &id, &refusal));
	assert_int_equal(REF_COPY_TWICE, refusal);
	assert_int_equal(AM_OK, ref_implicate(w->h->st, &w->h->rosa, &about, w->body[CEM],
				    "Un efectivo cobra.", NOW, &mark));
	plan.targets[0].copies[0] = w->body[CEM];
	assert_int_equal(AM_INVALID, makes(w, &plan, &id, &refusal));
	assert_int_equal(REF_IS_IMPLICATED, refusal);
	plan = plan_for(w, PNP);
	plan.ack_hours = 0;
	assert_int_equal(AM_INVALID, makes(w, &plan, &id, &refusal));
	assert_int_equal(REF_HOURS, refusal);
	assert_int_equal(0, house_counts(w->h, "SELECT count(*) FROM referral"));
}

static void who_may_not_open_the_case_refers_nobody(void **state)
{
	struct world *w = *state;
	struct actor *const others[] = { &w->h->luz, &w->h->julia, &w->h->ana,
		&w->h->local };
	struct ref_plan plan;
	enum ref_refusal refusal;
	int64_t ids[REF_TARGETS_MAX], id;
	struct referral r;

	a_case(w, "25");
	consents(w, "verbal", "self");
	plan = plan_for(w, PNP);
	id = prepared(w, PNP);
	for (size_t i = 0; i < COUNT(others); i++) {
		assert_int_not_equal(
		    AM_OK, ref_make(w->h->st, others[i], &plan, NOW, ids, &refusal));
		assert_int_not_equal(AM_OK, ref_read(w->h->st, others[i], id, NOW, &r));
		assert_int_not_equal(AM_OK,
		    ref_send(w->h->st, others[i], id, 0, "phone", "x", 0, NOW, &refusal));
		assert_int_not_equal(
		    AM_OK, ref_go(w->h->st, others[i], id, REF_CANCEL, false, "", NOW));
	}
	assert_int_equal(AM_MISSING, ref_open(w->h->st, &w->h->luz, id, NOW, &r));
	assert_int_equal(1, house_counts(w->h, "SELECT count(*) FROM audit WHERE action ="
					       " 'refused' AND entity = 'referral'"));
	assert_int_equal(AM_OK, ref_open(w->h->st, &w->h->marta, id, NOW, &r));
}

/* --- what becomes of it --- */

static void sending_says_by_what_to_whom_and_when(void **state)
{
	static const struct {
		const char *means, *to;
		int64_t at;
	} wrong[] = { { "", "SO Ramos", 0 }, { "pigeon", "SO Ramos", 0 },
		{ "phone", " ", 0 }, { "phone", "SO Ramos", NOW + 60 },
		{ "phone", "SO Ramos", NOW - 31 * DAY } };
	struct world *w = *state;
	enum ref_refusal refusal;
	struct referral r;
	int64_t id;

	a_case(w, "25");
	consents(w, "verbal", "self");
	id = prepared(w, PNP);
	for (size_t i = 0; i < COUNT(wrong); i++)
		assert_int_equal(
		    AM_INVALID, ref_send(w->h->st, &w->h->rosa, id, 0, wrong[i].means,
				    wrong[i].to, wrong[i].at, NOW, &refusal));
	assert_int_equal(AM_OK, ref_send(w->h->st, &w->h->rosa, id, 0, "letter",
				    "SO Ramos", NOW - HOUR, NOW, &refusal));
	r = reads(w, id);
	assert_int_equal(REF_SENT, r.state);
	assert_string_equal("letter", r.sent_means);
	assert_string_equal("SO Ramos", r.sent_to);
	assert_string_equal("Rosa", r.sent_by);
	assert_int_equal(NOW - HOUR, r.sent_at);
	assert_int_equal(NOW + 23 * HOUR, r.due_at);
	assert_int_equal(AM_CONFLICT, ref_send(w->h->st, &w->h->rosa, id, 0, "letter",
					  "SO Ramos", 0, NOW, &refusal));
}

static void a_copy_is_sent_and_received_by_itself(void **state)
{
	struct world *w = *state;
	struct ref_plan plan;
	struct ref_copy copies[2];
	enum ref_refusal refusal;
	size_t count = 0;
	int64_t id;

	a_case(w, "25");
	consents(w, "verbal", "self");
	plan = plan_for(w, PNP);
	plan.targets[0].copies[0] = w->body[MINISTRY];
	plan.targets[0].copy_count = 1;
	assert_int_equal(AM_OK, makes(w, &plan, &id, &refusal));
	assert_int_equal(
	    AM_OK, ref_copies(w->h->st, &w->h->rosa, id, NOW, copies, 2, &count));
	/* not before the body itself */
	assert_int_equal(AM_CONFLICT, ref_send(w->h->st, &w->h->rosa, id, copies[0].id,
					  "letter", "Mesa", 0, NOW, &refusal));
	assert_int_equal(AM_OK, ref_send(w->h->st, &w->h->rosa, id, 0, "phone",
				    "SO Ramos", 0, NOW, &refusal));
	assert_int_equal(
	    AM_CONFLICT, ref_copy_received(w->h->st, &w->h->rosa, id, copies[0].id, NOW));
	assert_int_equal(AM_OK, ref_send(w->h->st, &w->h->rosa, id, copies[0].id,
				    "letter", "Mesa", 0, NOW, &refusal));
	assert_int_equal(AM_OK,
	    ref_copy_received(w->h->st, &w->h->rosa, id, copies[0].id, NOW + HOUR));
	assert_int_equal(
	    AM_OK, ref_copies(w->h->st, &w->h->rosa, id, NOW, copies, 2, &count));
	assert_string_equal("letter", copies[0].sent_means);
	assert_string_equal("Mesa", copies[0].sent_to);
	assert_int_equal(NOW + HOUR, copies[0].received_at);
	assert_int_equal(REF_SENT, reads(w, id).state);
}

/* How many of hers are to be seen to; *row: the first. */
static size_t to_do(struct world *w, struct ref_row *row)
{
	struct ref_row rows[4];
	struct ref_numbers numbers;
	size_t count = 0;

	assert_int_equal(AM_OK,
	    ref_list(w->h->st, &w->h->rosa, REF_MINE, NOW, rows, COUNT(rows), &count));
	assert_int_equal(
	    AM_OK, ref_count(w->h->st, &w->h->rosa, REF_MINE, NOW, &numbers));
	assert_int_equal(numbers.open, count);
	*row = rows[0];
	return count;
}

static void a_copy_that_was_not_sent_is_to_be_seen_to_until_it_is_given_up(void **state)
{
	struct world *w = *state;
	struct ref_plan plan;
	struct ref_copy copies[2];
	struct ref_row row;
	enum ref_refusal refusal;
	size_t count = 0;
	int64_t id, copy;

	a_case(w, "25");
	consents(w, "verbal", "self");
	plan = plan_for(w, PNP);
	plan.targets[0].copies[0] = w->body[MINISTRY];
	plan.targets[0].copy_count = 1;
	assert_int_equal(AM_OK, makes(w, &plan, &id, &refusal));
	assert_int_equal(
	    AM_OK, ref_copies(w->h->st, &w->h->rosa, id, NOW, copies, 2, &count));
	copy = copies[0].id;
	assert_int_equal(1, to_do(w, &row));
	assert_false(row.owes_copy); /* it is prepared only */
	assert_int_equal(AM_OK, ref_send(w->h->st, &w->h->rosa, id, 0, "phone",
				    "SO Ramos", 0, NOW, &refusal));
	assert_int_equal(
	    AM_OK, ref_go(w->h->st, &w->h->rosa, id, REF_RECEIVED, false, "", NOW));
	assert_int_equal(
	    AM_OK, ref_go(w->h->st, &w->h->rosa, id, REF_DONE, false, "", NOW));
	assert_int_equal(1, to_do(w, &row)); /* done, but for the copy */
	assert_false(row.open);
	assert_true(row.owes_copy);
	assert_int_equal(
	    AM_MISSING, ref_copy_give_up(w->h->st, &w->h->luz, id, copy, true, NOW));
	assert_int_equal(
	    AM_OK, ref_copy_give_up(w->h->st, &w->h->rosa, id, copy, true, NOW));
	assert_int_equal(
	    AM_CONFLICT, ref_copy_give_up(w->h->st, &w->h->rosa, id, copy, true, NOW));
	assert_int_equal(0, to_do(w, &row));
	assert_string_equal("{\"dropped\":true}",
	    house_sees(w->h, "SELECT detail FROM audit ORDER BY id DESC LIMIT 1"));
	assert_int_equal(
	    AM_OK, ref_copy_give_up(w->h->st, &w->h->rosa, id, copy, false, NOW));
	assert_int_equal(1, to_do(w, &row));
	assert_int_equal(AM_OK, ref_send(w->h->st, &w->h->rosa, id, copy, "letter",
				    "Mesa", 0, NOW, &refusal));
	assert_int_equal(0, to_do(w, &row));
	assert_int_equal(
	    AM_CONFLICT, ref_copy_give_up(w->h->st, &w->h->rosa, id, copy, true, NOW));
}

static void its_history_is_kept_and_what_is_owed_moves_on(void **state)
{
	struct world *w = *state;
	struct ref_event events[8];
	size_t count = 0;
	int64_t id;

	a_case(w, "25");
	consents(w, "verbal", "self");
	id = sent(w, PNP);
	assert_int_equal(AM_OK,
	    ref_go(w->h->st, &w->h->rosa, id, REF_RECEIVED, false, "", NOW + HOUR));
	assert_int_equal(NOW + HOUR, reads(w, id).answered_at);
	assert_int_equal(NOW + HOUR + 7 * DAY, reads(w, id).due_at);
	assert_int_equal(AM_CONFLICT,
	    ref_go(w->h->st, &w->h->rosa, id, REF_RECEIVED, false, "", NOW + HOUR));
	assert_int_equal(AM_INVALID,
	    ref_go(w->h->st, &w->h->rosa, id, REF_DECLINST, false, " ", NOW + HOUR));
	assert_int_equal(AM_OK, ref_go(w->h->st, &w->h->rosa, id, REF_DECLINST, false,
				    "sin cupo", NOW + 2 * HOUR));
	assert_string_equal("sin cupo", reads(w, id).why);
	assert_false(reads(w, id).open);
	assert_int_equal(AM_DENIED, ref_go(w->h->st, &w->h->rosa, id, REF_RECEIVED, false,
					"Volvieron a aceptar.", NOW + 2 * HOUR));
	assert_int_equal(AM_OK, ref_go(w->h->st, &w->h->marta, id, REF_RECEIVED, false,
				    "Volvieron a aceptar.", NOW + 2 * HOUR));
	assert_true(reads(w, id).open);
	assert_int_equal(
	    AM_OK, ref_events(w->h->st, &w->h->rosa, id, NOW, events, 8, &count));
	assert_int_equal(5, count);
	assert_int_equal(REF_DRAFT, events[0].state);
	assert_int_equal(REF_SENT, events[1].state);
	assert_string_equal("SO Ramos", events[1].note);
	assert_int_equal(REF_DECLINST, events[3].state);
	assert_string_equal("Marta", events[4].who);
}

static void no_reply_stays_open_until_a_supervisor_closes_it(void **state)
{
	struct world *w = *state;
	int64_t id;

	a_case(w, "25");
	consents(w, "verbal", "self");
	id = sent(w, PNP);
	assert_int_equal(
	    AM_OK, ref_go(w->h->st, &w->h->rosa, id, REF_NOREPLY, false, "", NOW + DAY));
	assert_true(reads(w, id).open);
	assert_int_equal(NOW + DAY, reads(w, id).due_at); /* overdue as before */
	assert_int_equal(0, reads(w, id).answered_at);
	assert_int_equal(AM_DENIED, ref_go(w->h->st, &w->h->rosa, id, REF_NOREPLY, true,
					"Nadie contesta nunca.", NOW + DAY));
	assert_int_equal(AM_INVALID,
	    ref_go(w->h->st, &w->h->marta, id, REF_NOREPLY, true, "nada", NOW + DAY));
	assert_int_equal(AM_OK, ref_go(w->h->st, &w->h->marta, id, REF_NOREPLY, true,
				    "Nadie contesta nunca.", NOW + DAY));
	assert_false(reads(w, id).open);
	assert_int_equal(REF_NOREPLY, reads(w, id).state);
	/* a late answer is still an answer */
	assert_int_equal(AM_OK,
	    ref_go(w->h->st, &w->h->rosa, id, REF_ACCEPTED, false, "", NOW + 2 * DAY));
	assert_true(reads(w, id).open);
}

static void a_state_is_taken_back_but_what_was_sent_is_not(void **state)
{
	struct world *w = *state;
	size_t count;
	int64_t id;

	a_case(w, "25");
	consents(w, "verbal", "self");
	id = sent(w, PNP);
	assert_int_equal(
	    AM_CONFLICT, ref_take_back(w->h->st, &w->h->rosa, id, NOW, &count));
	assert_int_equal(AM_CONFLICT, ref_undo(w->h->st, &w->h->rosa, id, NOW));
	assert_int_equal(AM_OK,
	    ref_go(w->h->st, &w->h->rosa, id, REF_UNAVAIL, false, "sin cupo", NOW));
	assert_int_equal(AM_CONFLICT, ref_undo(w->h->st, &w->h->marta, id, NOW));
	assert_int_equal(AM_DENIED, ref_undo(w->h->st, &w->h->rosa, id, NOW + 601));
	assert_int_equal(AM_OK, ref_undo(w->h->st, &w->h->rosa, id, NOW + 600));
	assert_int_equal(REF_SENT, reads(w, id).state);
	assert_int_equal(0, reads(w, id).answered_at);
	assert_string_equal("", reads(w, id).why);
	assert_int_equal(NOW + DAY, reads(w, id).due_at);
	assert_int_equal(AM_CONFLICT, ref_undo(w->h->st, &w->h->rosa, id, NOW + 600));
	assert_int_equal(4, house_counts(w->h, "SELECT count(*) FROM referral_event"));
	/* what was sent is cancelled, with a reason, and stays sent */
	assert_int_equal(AM_INVALID,
	    ref_go(w->h->st, &w->h->rosa, id, REF_CANCEL, false, "error", NOW));
	assert_int_equal(AM_OK, ref_go(w->h->st, &w->h->rosa, id, REF_CANCEL, false,
				    "Se envió a otra entidad.", NOW));
	assert_int_equal(NOW, reads(w, id).sent_at);
}

static void an_exception_used_for_nothing_ends_with_what_was_taken_back(void **state)
{
	struct world *w = *state;
	struct ref_plan plan;
	enum ref_refusal refusal;
	size_t count;
	int64_t id;

	a_case(w, "16");
	plan = plan_for(w, PNP);
	plan.exception = CONSENT_MINOR;
	plan.reason = "Tiene 16 años y la retienen.";
	assert_int_equal(AM_OK, makes(w, &plan, &id, &refusal));
	assert_int_equal(AM_OK, ref_take_back(w->h->st, &w->h->rosa, id, NOW, &count));
	plan.exception = CONSENT_NO_BASIS;
	assert_int_equal(AM_INVALID, makes(w, &plan, &id, &refusal));
	assert_int_equal(REF_NO_CONSENT, refusal);
}

static void it_is_put_off_and_given_to_somebody_else(void **state)
{
	struct world *w = *state;
	struct ref_row rows[4];
	struct ref_numbers n;
	size_t count = 0;
	int64_t id;

	a_case(w, "25");
	consents(w, "verbal", "self");
	id = sent(w, PNP);
	assert_int_equal(
	    AM_INVALID, ref_postpone(w->h->st, &w->h->rosa, id, NOW, 0, NOW));
	assert_int_equal(AM_OK, ref_postpone(w->h->st, &w->h->rosa, id, NOW + 3 * DAY,
				    w->h->luz.operator_id, NOW));
	assert_string_equal("Luz", reads(w, id).responsible);
	assert_int_equal(
	    AM_OK, ref_list(w->h->st, &w->h->luz, REF_MINE, NOW, rows, 4, &count));
	assert_int_equal(1, count);
	assert_true(rows[0].may); /* it is hers to see to */
	assert_string_equal("PNP Trata", rows[0].body);
	assert_int_equal(
	    AM_OK, ref_count(w->h->st, &w->h->luz, REF_MINE, NOW + 4 * DAY, &n));
	assert_int_equal(1, n.open);
	assert_int_equal(1, n.overdue);
}

/* --- lists --- */

static void the_longest_overdue_is_first_and_others_show_little(void **state)
{
	struct world *w = *state;
	struct ref_row rows[8];
	size_t count = 0;
	int64_t first, second, third;

	a_case(w, "25");
	consents(w, "verbal", "self");
	first = sent(w, PNP);
	second = sent(w, CEM);
	third = prepared(w, SHELTER);
	runs(w->h, "UPDATE referral SET due_at = 1000 WHERE id = ?1", second);
	assert_int_equal(
	    AM_OK, ref_list(w->h->st, &w->h->rosa, REF_MINE, NOW, rows, 8, &count));
	assert_int_equal(3, count);
	assert_int_equal(second, rows[0].id);
	assert_int_equal(third, rows[1].id); /* prepared: to be sent now */
	assert_int_equal(first, rows[2].id);
	assert_true(rows[1].hidden);
	assert_int_equal(
	    AM_OK, ref_list(w->h->st, &w->h->luz, REF_TEAM, NOW, rows, 8, &count));
	assert_int_equal(3, count);
	assert_false(rows[0].may);
	assert_string_equal("", rows[0].body);
	assert_string_equal("", rows[0].service);
	assert_int_equal(
	    AM_OK, ref_list(w->h->st, &w->h->marta, REF_TEAM, NOW, rows, 8, &count));
	assert_true(rows[0].may);
	runs(w->h, "UPDATE casefile SET restricted = 1 WHERE id = ?1", w->case_id);
	assert_int_equal(
	    AM_OK, ref_list(w->h->st, &w->h->luz, REF_TEAM, NOW, rows, 8, &count));
	assert_int_equal(0, count); /* for her the case does not exist */
	assert_int_equal(
	    AM_DENIED, ref_list(w->h->st, &w->h->ana, REF_TEAM, NOW, rows, 8, &count));
}

/* --- whom to ask --- */

static void bodies_that_serve_her_come_first_and_implicated_ones_not_at_all(void **state)
{
	struct world *w = *state;
	struct ref_about about;
	struct institution *all = NULL;
	size_t count = 0, fits = 0;
	int64_t mark;

	a_case(w, "16");
	assert_int_equal(
	    AM_OK, ref_about(w->h->st, &w->h->rosa, 0, w->case_id, NOW, &about));
	assert_true(about.minors);
	assert_int_equal(w->girl, about.person_id);
	assert_int_equal(
	    AM_OK, ref_suggest(w->h->st, &w->h->rosa, &about, NOW, &all, &count, &fits));
	assert_int_equal(5, count);
	assert_int_equal(3, fits);
	assert_int_equal(w->body[PNP], all[0].id);      /* police, everywhere */
	assert_int_equal(w->body[CEM], all[1].id);      /* psych, her province */
	assert_int_equal(w->body[MINISTRY], all[2].id); /* social, everywhere */
	free(all);
	assert_int_equal(AM_OK, ref_implicate(w->h->st, &w->h->rosa, &about, w->body[PNP],
				    "Un efectivo cobra.", NOW, &mark));
	assert_int_equal(AM_EXISTS, ref_implicate(w->h->st, &w->h->rosa, &about,
					w->body[PNP], "Un efectivo cobra.", NOW, &mark));
	assert_int_equal(
	    AM_OK, ref_suggest(w->h->st, &w->h->rosa, &about, NOW, &all, &count, &fits));
	assert_int_equal(w->body[CEM], all[0].id);
	assert_int_equal(4, count);
	free(all);
	assert_int_equal(AM_OK, ref_acquit(w->h->st, &w->h->rosa, mark, NOW));
	assert_int_equal(
	    AM_OK, ref_suggest(w->h->st, &w->h->rosa, &about, NOW, &all, &count, &fits));
	assert_int_equal(5, count);
	free(all);
}

/* Rows: the better one first. */
static void service_then_region_then_hours_then_answers_decide(void **state)
{
	const struct ref_about about = {
		.needs = "police psych", .place = "PE2501", .minors = true
	};
	const struct institution open = { .hours = "24 h", .age_from = -1, .age_to = -1 };
	const struct institution shut = {
		.hours = "D 3-4", .age_from = -1, .age_to = -1
	};
	const struct institution slow = { .hours = "24 h",
		.age_from = -1,
		.age_to = -1,
		.answers = { 10, 5, 9 * DAY } };
	const struct institution quick = {
		.hours = "24 h", .age_from = -1, .age_to = -1, .answers = { 10, 9, HOUR }
	};
	const struct institution told = {
		.hours = "D 3-4", .told = true, .age_from = -1, .age_to = -1
	};
	const struct ref_given police = { "police", "PE25" }, psych = { "psych", "PE25" };
	const struct ref_given far = { "police", "PE15" }, all = { "police", "PE" };
	const struct ref_given near = { "police", "PE2501" },
			       other = { "food", "PE2501" };
	const struct {
		const struct institution *better, *worse;
		const struct ref_given *gives, *gives_worse;
	} rows[] = {
		{ &shut, &open, &police, &psych },
		{ &shut, &open, &near, &police },
		{ &shut, &open, &police, &all },
		{ &open, &shut, &all, &all },
		{ &quick, &slow, &all, &all },
		{ &shut, &open, &psych, &far },
		{ &shut, &open, &psych, &other },
		{ &told, &open, &all, &all },
		{ &quick, &open, &all, &all },
		{ &open, &slow, &all, &all },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct ref_fit a =
		    ref_fit(&about, rows[i].better, rows[i].gives, 1, NOW);
		const struct ref_fit b =
		    ref_fit(&about, rows[i].worse, rows[i].gives_worse, 1, NOW);

		if (ref_fit_compare(&a, &b) >= 0)
			fail_msg("row %zu", i);
	}
}

static void a_body_that_does_not_take_her_age_or_sex_comes_last(void **state)
{
	struct ref_about about = { .needs = "lodging",
		.place = "PE25",
		.sex = "f",
		.age = { .group = AGE_MINOR, .from = 16, .to = 16 } };
	const struct ref_given lodging = { "lodging", "PE25" };
	struct institution i = { .age_from = 18, .age_to = -1 };

	(void)state;
	assert_false(ref_fit(&about, &i, &lodging, 1, NOW).serves);
	i.age_from = 12;
	assert_true(ref_fit(&about, &i, &lodging, 1, NOW).serves);
	i.age_to = 15;
	assert_false(ref_fit(&about, &i, &lodging, 1, NOW).serves);
	i.age_to = -1;
	str_copy(i.genders, sizeof(i.genders), "m tm");
	assert_false(ref_fit(&about, &i, &lodging, 1, NOW).serves);
	about.age.group = AGE_NOT_KNOWN;
	*about.sex = '\0';
	assert_true(ref_fit(&about, &i, &lodging, 1, NOW).serves);
}

/* --- consultations and sheets: what is not chosen is nowhere --- */

static const char *const canaries[] = { CANARY_NAME, CANARY_SURNAME, "961", "555",
	"Delfin", "nadie mas", CANARY_CALLER, CANARY_SUSPECT, CANARY_SHELTER, "tia" };

static void sheet(
    struct world *w, int64_t id, int64_t copy, enum ref_sheet_form form, struct buf *out)
{
	enum ref_refusal refusal;

	buf_clear(out);
	assert_int_equal(AM_OK, ref_sheet(w->h->st, &w->h->rosa, id, copy, form, "es",
				    NOW, out, &refusal));
}

/* Only these of the canaries may be in it. */
static void only(const struct buf *sheet, const char *const *allowed, size_t count)
{
	for (size_t i = 0; i < COUNT(canaries); i++) {
		bool may = false;

		for (size_t k = 0; k < count; k++)
			may |= strcmp(allowed[k], canaries[i]) == 0;
		if (!may && strstr(buf_text(sheet), canaries[i]) != NULL)
			fail_msg("%s is in the sheet:\n%s", canaries[i], buf_text(sheet));
		if (may && strstr(buf_text(sheet), canaries[i]) == NULL)
			fail_msg(
			    "%s is not in the sheet:\n%s", canaries[i], buf_text(sheet));
	}
}

/* The sheet leaves the house: what could not be sent now is not printed either. */
static void what_she_took_back_is_not_printed(void **state)
{
	struct world *w = *state;
	struct ref_plan plan;
	struct ref_copy copies[2];
	enum ref_refusal refusal;
	struct buf out = { 0 };
	struct ref_about of_case = { .case_id = 0 };
	size_t count = 0;
	int64_t id, mark;

	a_case(w, "25");
	consents(w, "verbal", "self");
	plan = plan_for(w, PNP);
	plan.copies_identity = true;
	plan.targets[0].copies[0] = w->body[MINISTRY];
	plan.targets[0].copy_count = 1;
	assert_int_equal(AM_OK, makes(w, &plan, &id, &refusal));
	assert_int_equal(
	    AM_OK, ref_copies(w->h->st, &w->h->rosa, id, NOW, copies, 2, &count));
	sheet(w, id, copies[0].id, REF_SHEET_TEXT, &out);
	of_case.case_id = w->case_id;
	assert_int_equal(AM_OK, ref_implicate(w->h->st, &w->h->rosa, &of_case,
				    w->body[MINISTRY], "lo dijo ella misma", NOW, &mark));
	buf_clear(&out);
	assert_int_equal(AM_INVALID, ref_sheet(w->h->st, &w->h->rosa, id, copies[0].id,
					 REF_SHEET_TEXT, "es", NOW, &out, &refusal));
	assert_int_equal(REF_IS_IMPLICATED, refusal);
	sheet(w, id, 0, REF_SHEET_TEXT, &out);
	consents(w, "withdrawn", "self");
	buf_clear(&out);
	assert_int_equal(AM_INVALID, ref_sheet(w->h->st, &w->h->rosa, id, 0,
					 REF_SHEET_HTML, "es", NOW, &out, &refusal));
	assert_int_equal(REF_NO_CONSENT, refusal);
	assert_int_equal(AM_INVALID, ref_sheet_for(w->h->st, &w->h->local, &w->h->rosa,
					 id, 0, REF_SHEET_TEXT, "es", NOW, &out,
					 &refusal));
	assert_int_equal(0, out.len);
	buf_fini(&out);
}

static void a_consultation_needs_no_consent_and_says_nothing_of_her(void **state)
{
	struct world *w = *state;
	struct ref_plan plan;
	enum ref_refusal refusal;
	struct buf out = { 0 };
	static const char *const leaks[] = { "Se llama ZULEMA.", "De apellido Yaranga",
		"llamar al 961-555-877", "está en el bar el Delfín Rosado" };
	int64_t id;

	a_case(w, "25");
	consents(w, "no", "self");
	w->call_id = a_call(w, "25", "n");
	plan = plan_for(w, PNP);
	plan.consult = true;
	plan.shared = "identity phone place caller suspect docs";
	plan.copies_identity = true;
	plan.targets[0].copies[0] = w->body[MINISTRY];
	plan.targets[0].copy_count = 1;
	for (size_t i = 0; i < COUNT(leaks); i++) {
		plan.detail = leaks[i];
		if (makes(w, &plan, &id, &refusal) != AM_INVALID ||
		    refusal != REF_NAMES_HER)
			fail_msg("%s", leaks[i]);
	}
	plan.detail = "¿Hay cupo para una mujer en Pucallpa?";
	assert_int_equal(AM_OK, makes(w, &plan, &id, &refusal));
	assert_true(reads(w, id).consult);
	assert_int_equal(0, reads(w, id).person_id);
	assert_string_equal("facts", reads(w, id).shared);
	sheet(w, id, 0, REF_SHEET_TEXT, &out);
	only(&out, NULL, 0);
	assert_non_null(strstr(buf_text(&out), "¿Hay cupo"));
	assert_non_null(strstr(buf_text(&out), "Retenida"));
	sheet(w, id, 0, REF_SHEET_HTML, &out);
	only(&out, NULL, 0);
	assert_int_equal(AM_OK, ref_send(w->h->st, &w->h->rosa, id, 0, "phone",
				    "SO Ramos", 0, NOW, &refusal));
	buf_fini(&out);
}

/* What is chosen, and which canaries are then in the sheet, in both forms. */
static void on_the_sheet_is_what_was_chosen_and_nothing_else(void **state)
{
	static const struct {
		const char *shared;
		const char *allowed[6];
	} rows[] = {
		{ "", { NULL } },
		{ "facts", { NULL } },
		{ "place", { "Delfin" } },
		{ "identity", { CANARY_NAME, CANARY_SURNAME } },
		{ "phone", { "961", "555", "tia", CANARY_CALLER } },
		{ "caller", { CANARY_CALLER } },
		{ "suspect", { CANARY_SUSPECT } },
		{ "identity place", { CANARY_NAME, CANARY_SURNAME, "Delfin" } },
	};
	struct world *w = *state;
	struct buf out = { 0 };

	a_case(w, "25");
	consents(w, "verbal", "self");
	w->call_id = a_call(w, "25", "y");
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct ref_plan plan = plan_for(w, PNP);
		enum ref_refusal refusal;
		size_t n = 0;
		int64_t id;

		plan.shared = rows[i].shared;
		assert_int_equal(AM_OK, makes(w, &plan, &id, &refusal));
		while (n < COUNT(rows[i].allowed) && rows[i].allowed[n] != NULL)
			n++;
		sheet(w, id, 0, REF_SHEET_TEXT, &out);
		only(&out, rows[i].allowed, n);
		sheet(w, id, 0, REF_SHEET_HTML, &out);
		only(&out, rows[i].allowed, n);
	}
	buf_fini(&out);
}

/* Her entry was merged into that of another case: she is on the sheet, and a minor. */
static void a_victim_whose_entry_was_merged_away_is_on_the_sheet(void **state)
{
	static const char *const identity[] = { CANARY_NAME, CANARY_SURNAME };
	struct world *w = *state;
	struct ref_plan plan;
	struct ref_about about;
	enum ref_refusal refusal;
	struct buf out = { 0 };
	int64_t id;

	a_case(w, "16");
	consents(w, "guardian", "mother");
	run(w->h, "INSERT INTO person (names, surnames, alias, fold, phon, age_said, age_on)"
		  " VALUES ('" CANARY_NAME "', '" CANARY_SURNAME "', 'Zuli',"
		  " 'zulema yaranga zuli', '', '16', '2026-11-24')");
	runs(w->h, "UPDATE person SET merged_into = (SELECT max(id) FROM person) WHERE id = ?1",
	    w->girl);
	assert_int_equal(
	    AM_OK, ref_about(w->h->st, &w->h->rosa, 0, w->case_id, NOW, &about));
	assert_int_equal(1, about.victims);
	assert_true(about.minors);
	plan = plan_for(w, PNP);
	plan.consult = true;
	plan.detail = "¿Conocen a la que llaman Zuli?";
	assert_int_equal(AM_INVALID, makes(w, &plan, &id, &refusal));
	assert_int_equal(REF_NAMES_HER, refusal);
	plan = plan_for(w, PNP);
	plan.shared = "identity";
	assert_int_equal(AM_OK, makes(w, &plan, &id, &refusal));
	sheet(w, id, 0, REF_SHEET_TEXT, &out);
	only(&out, identity, COUNT(identity));
	buf_fini(&out);
}

static void a_copy_sees_facts_and_no_shelter(void **state)
{
	static const char *const identity[] = { CANARY_NAME, CANARY_SURNAME };
	struct world *w = *state;
	struct ref_plan plan;
	struct ref_copy copies[2];
	enum ref_refusal refusal;
	struct buf out = { 0 };
	size_t count = 0;
	int64_t id;

	a_case(w, "25");
	consents(w, "verbal", "self");
	w->call_id = a_call(w, "25", "y");
	plan = plan_for(w, SHELTER);
	plan.shared = "identity phone place";
	plan.detail = "Cupo para Zulema desde el martes";
	plan.targets[0].copies[0] = w->body[MINISTRY];
	plan.targets[0].copy_count = 1;
	assert_int_equal(AM_OK, makes(w, &plan, &id, &refusal));
	assert_int_equal(
	    AM_OK, ref_copies(w->h->st, &w->h->rosa, id, NOW, copies, 2, &count));
	sheet(w, id, copies[0].id, REF_SHEET_TEXT, &out);
	only(&out, NULL, 0);
	assert_non_null(strstr(buf_text(&out), "Casa de acogida"));
	assert_non_null(strstr(buf_text(&out), "Ministerio"));
	/* not even on its own sheet, which may be lost on the way */
	sheet(w, id, 0, REF_SHEET_TEXT, &out);
	assert_null(strstr(buf_text(&out), CANARY_SHELTER));
	plan.copies_identity = true;
	assert_int_equal(AM_OK, makes(w, &plan, &id, &refusal));
	assert_int_equal(
	    AM_OK, ref_copies(w->h->st, &w->h->rosa, id, NOW, copies, 2, &count));
	sheet(w, id, copies[0].id, REF_SHEET_HTML, &out);
	only(&out, identity, COUNT(identity));
	buf_fini(&out);
}

static void a_sheet_fits_79_columns_and_in_the_audit(void **state)
{
	struct world *w = *state;
	struct ref_plan plan;
	enum ref_refusal refusal;
	struct buf out = { 0 };
	int64_t id;

	a_case(w, "25");
	consents(w, "verbal", "self");
	w->call_id = a_call(w, "25", "y");
	plan = plan_for(w, PNP);
	plan.shared = "identity phone place caller suspect docs";
	plan.detail =
	    "Una <b>frase</b> larga & \"rara\" \x1b[31m que sigue y sigue y sigue y "
	    "sigue y sigue y sigue hasta que no cabe en una sola línea de la hoja";
	assert_int_equal(AM_OK, makes(w, &plan, &id, &refusal));
	sheet(w, id, 0, REF_SHEET_TEXT, &out);
	for (const char *p = buf_text(&out); *p != '\0';) {
		const char *end = strchr(p, '\n');
		size_t cols = 0;

		assert_non_null(end);
		for (const char *c = p; c < end; c++) {
			cols += ((unsigned char)*c & 0xc0) != 0x80;
			assert_true((unsigned char)*c >= 0x20 || *c == '\f');
		}
		if (cols > 80) /* a form feed takes no column */
			fail_msg("%zu columns: %.*s", cols, (int)(end - p), p);
		p = end + 1;
	}
	sheet(w, id, 0, REF_SHEET_HTML, &out);
	assert_null(strstr(buf_text(&out), "<b>frase"));
	assert_non_null(strstr(buf_text(&out), "&lt;b&gt;frase"));
	assert_null(strstr(buf_text(&out), "http"));
	assert_null(strstr(buf_text(&out), "<script"));
	assert_null(strchr(buf_text(&out), '\x1b'));
	assert_int_equal(2, house_counts(w->h, "SELECT count(*) FROM audit WHERE action ="
					       " 'sheet' AND entity = 'referral'"));
	buf_fini(&out);
}

static void the_system_prints_only_for_who_may_read_it(void **state)
{
	struct world *w = *state;
	struct buf out = { 0 };
	enum ref_refusal refusal;
	int64_t id;

	a_case(w, "25");
	consents(w, "verbal", "self");
	id = prepared(w, PNP);
	assert_int_equal(AM_OK, ref_sheet_for(w->h->st, &w->h->local, &w->h->rosa, id, 0,
				    REF_SHEET_TEXT, "es", NOW, &out, &refusal));
	assert_string_equal("local:root",
	    house_sees(w->h, "SELECT who FROM audit WHERE action = 'sheet'"));
	assert_string_equal(
	    "rosa", house_sees(w->h, "SELECT detail ->> '$.for' FROM audit"
				     " WHERE action = 'sheet'"));
	assert_int_equal(AM_MISSING, ref_sheet_for(w->h->st, &w->h->local, &w->h->luz, id,
					 0, REF_SHEET_TEXT, "es", NOW, &out, &refusal));
	assert_int_equal(AM_DENIED, ref_sheet_for(w->h->st, &w->h->local, &w->h->ana, id,
					0, REF_SHEET_TEXT, "es", NOW, &out, &refusal));
	assert_int_equal(AM_DENIED, ref_sheet_for(w->h->st, &w->h->ana, &w->h->rosa, id,
					0, REF_SHEET_TEXT, "es", NOW, &out, &refusal));
	buf_fini(&out);
}

/* Made for the call alone, before anybody knew that it belongs to a restricted case. */
static void a_referral_of_a_call_of_a_restricted_case_is_not_listed_for_others(
    void **state)
{
	struct world *w = *state;
	struct house *h = w->h;
	const struct {
		const struct actor *who;
		size_t sees;
	} rows[] = { { &h->rosa, 1 }, { &h->luz, 0 }, { &h->marta, 1 } };
	struct ref_row list[4];
	struct ref_numbers n;
	size_t count = 0;

	w->call_id = a_call(w, "25", "y");
	(void)sent(w, PNP);
	assert_int_equal(AM_OK, ref_list(h->st, &h->luz, REF_ALL, NOW, list, 4, &count));
	assert_int_equal(1, count);
	run(h, "INSERT INTO casefile (id, number, title, source, opened_at, opened_by,"
	       " assigned_to, touched_at, restricted) VALUES (7, 260000031, 'Nauta',"
	       " 'source.hotline', 1, 1, 1, 1, 1)");
	runs(h,
	    "INSERT INTO call_case (call_id, case_id, certainty, linked_at, linked_by)"
	    " VALUES (?1, 7, 'confirmed', 1, 1)",
	    w->call_id);
	for (size_t i = 0; i < COUNT(rows); i++) {
		assert_int_equal(AM_OK,
		    ref_list(h->st, rows[i].who, REF_ALL, NOW, list, 4, &count));
		assert_int_equal(rows[i].sees, count);
		assert_int_equal(
		    AM_OK, ref_count(h->st, rows[i].who, REF_ALL, NOW, &n));
		assert_int_equal(rows[i].sees, n.open);
	}
}

static void where_somebody_calls_from_is_not_where_she_is(void **state)
{
	struct world *w = *state;
	struct ref_about about;

	w->call_id = a_call(w, "25", "y");
	runs(w->h,
	    "UPDATE call SET place_now = NULL, place_from = 'PE15', relation ="
	    " 'relation.kin' WHERE id = ?1",
	    w->call_id);
	assert_int_equal(
	    AM_OK, ref_about(w->h->st, &w->h->rosa, w->call_id, 0, NOW, &about));
	assert_string_equal("", about.place);
	assert_string_equal("PE15", about.calls_from);
	runs(w->h, "UPDATE call SET relation = 'relation.self' WHERE id = ?1", w->call_id);
	assert_int_equal(
	    AM_OK, ref_about(w->h->st, &w->h->rosa, w->call_id, 0, NOW, &about));
	assert_string_equal("PE15", about.place);
}

/* --- implicated bodies --- */

static void a_mark_counts_for_the_call_and_the_cases_it_is_linked_with(void **state)
{
	struct world *w = *state;
	struct ref_about about;
	struct ref_plan plan;
	enum ref_refusal refusal;
	int64_t id, mark, prepared_id;

	w->call_id = a_call(w, "25", "y");
	assert_int_equal(
	    AM_OK, ref_about(w->h->st, &w->h->rosa, w->call_id, 0, NOW, &about));
	prepared_id = prepared(w, PNP);
	assert_int_equal(AM_INVALID, ref_implicate(w->h->st, &w->h->rosa, &about,
					 w->body[PNP], "cobra", NOW, &mark));
	assert_int_equal(AM_OK, ref_implicate(w->h->st, &w->h->rosa, &about, w->body[PNP],
				    "Un efectivo cobra.", NOW, &mark));
	assert_int_equal(REF_CANCEL, reads(w, prepared_id).state);
	a_case(w, "25");
	consents(w, "verbal", "self");
	assert_int_equal(AM_OK, case_link(w->h->st, &w->h->rosa, w->call_id, w->case_id,
				    CASE_CONFIRMED, "", NOW, NULL));
	w->call_id = 0;
	plan = plan_for(w, PNP);
	assert_int_equal(AM_INVALID, makes(w, &plan, &id, &refusal));
	assert_int_equal(REF_IS_IMPLICATED, refusal);
}

#define WORLD(test) cmocka_unit_test_setup_teardown(test, world_open, world_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_step_is_a_row_and_nothing_else_is_one),
		WORLD(the_gate_opens_by_her_consent_or_one_of_two_exceptions),
		WORLD(without_consent_nothing_is_written_but_the_refusal),
		WORLD(an_exception_needs_a_reason_and_alerts_supervision),
		WORLD(what_is_typed_in_the_open_call_counts),
		WORLD(consent_that_was_withdrawn_stops_what_is_prepared),
		WORLD(several_at_once_with_a_copy),
		WORLD(a_plan_that_is_not_right_makes_nothing),
		WORLD(who_may_not_open_the_case_refers_nobody),
		WORLD(sending_says_by_what_to_whom_and_when),
		WORLD(a_copy_is_sent_and_received_by_itself),
		WORLD(a_copy_that_was_not_sent_is_to_be_seen_to_until_it_is_given_up),
		WORLD(its_history_is_kept_and_what_is_owed_moves_on),
		WORLD(no_reply_stays_open_until_a_supervisor_closes_it),
		WORLD(a_state_is_taken_back_but_what_was_sent_is_not),
		WORLD(an_exception_used_for_nothing_ends_with_what_was_taken_back),
		WORLD(it_is_put_off_and_given_to_somebody_else),
		WORLD(the_longest_overdue_is_first_and_others_show_little),
		WORLD(bodies_that_serve_her_come_first_and_implicated_ones_not_at_all),
		cmocka_unit_test(service_then_region_then_hours_then_answers_decide),
		cmocka_unit_test(a_body_that_does_not_take_her_age_or_sex_comes_last),
		WORLD(a_consultation_needs_no_consent_and_says_nothing_of_her),
		WORLD(what_she_took_back_is_not_printed),
		WORLD(a_referral_of_a_call_of_a_restricted_case_is_not_listed_for_others),
		WORLD(on_the_sheet_is_what_was_chosen_and_nothing_else),
		WORLD(a_victim_whose_entry_was_merged_away_is_on_the_sheet),
		WORLD(a_copy_sees_facts_and_no_shelter),
		WORLD(a_sheet_fits_79_columns_and_in_the_audit),
		WORLD(the_system_prints_only_for_who_may_read_it),
		WORLD(where_somebody_calls_from_is_not_where_she_is),
		WORLD(a_mark_counts_for_the_call_and_the_cases_it_is_linked_with),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
