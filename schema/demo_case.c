/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases of the demo: who, where, to whom they were sent, what was done. */
#include <string.h>

#include "schema/base/mem.h"
#include "schema/base/text.h"
#include "schema/demo_priv.h"
#include "schema/number.h"
#include "schema/place.h"

static const char *const sources[] = { [DEMO_HOTLINE] = "source.hotline",
	[DEMO_FIELD] = "source.field",
	[DEMO_PRESS] = "source.press",
	[DEMO_INSTITUTION] = "source.inst" };

static int64_t next_number(struct demo *d, int64_t at)
{
	int64_t year, month, day;

	demo_split(at, &year, &month, &day);
	if (year != d->case_year) {
		d->case_year = year;
		d->case_sequence = 0;
	}
	return year % 100 * NUMBER_YEAR + ++d->case_sequence;
}

/* "Quispe", "Quispe Tuanama" */
static void two_words(struct buf *out, const char *first, const char *second)
{
	buf_printf(out, "%s%s%s", first, second != NULL ? " " : "",
	    second != NULL ? second : "");
}

static int64_t add_person(
    struct demo *d, const char *name, const char *surname, const char *age, int64_t at)
{
	static const char sql[] =
	    "INSERT INTO person (names, surnames, fold, phon, age_said,"
	    " age_on, gender, country) VALUES (?, ?, ?, ?, ?, ?,"
	    " 'gender.f', 'PE')";
	struct buf whole = { 0 }, fold = { 0 }, phon = { 0 };
	char on[16];
	int64_t id;

	demo_on(on, at);
	buf_printf(&whole, "%s %s", name, surname);
	txt_fold(&fold, buf_text(&whole));
	txt_phon(&phon, buf_text(&whole));
	id = demo_put(
	    d, sql, "ssssts", name, surname, buf_text(&fold), buf_text(&phon), age, on);
	buf_fini(&whole);
	buf_fini(&fold);
	buf_fini(&phon);
	return id;
}

static void add_victim(struct demo *d, const struct demo_story *s, int64_t case_id,
    int64_t at, int64_t *person)
{
	static const char sql[] =
	    "INSERT INTO case_person (case_id, person_id, role, vicstatus, vicstatus_org,"
	    " vicstatus_by, vicstatus_at, age_then, recruiter) VALUES (?, ?, 'victim',"
	    " 'vicstatus.possible', 'decidedby.ngo', ?, ?, ?, ?)";
	struct buf names = { 0 }, surnames = { 0 };
	char age[8];

	str_printf(age, sizeof(age), "%u", s->age);
	two_words(&names, s->name, s->name2);
	two_words(&surnames, s->surname, s->surname2);
	*person = add_person(d, buf_text(&names), buf_text(&surnames), age, at);
	demo_put(
	    d, sql, "iiiist", case_id, *person, d->person[MARTA], at, age, s->recruiter);
	buf_fini(&names);
	buf_fini(&surnames);
}

/* Who looks for her: of a larger set half of the cases know it. */
static void add_relative(
    struct demo *d, const struct demo_story *s, int64_t case_id, int64_t at)
{
	static const char sql[] =
	    "INSERT INTO case_person (case_id, person_id, role, relation)"
	    " VALUES (?, ?, 'relative', ?)";
	struct demo_story other;
	struct buf names = { 0 }, surnames = { 0 };
	int64_t person;

	demo_invent(d, &other);
	demo_name_fully(d, &other);
	two_words(&names, other.name, other.name2);
	two_words(&surnames, s->surname, other.surname2);
	person = add_person(d, buf_text(&names), buf_text(&surnames), "", at);
	demo_put(d, sql, "iis", case_id, person, s->relation);
	buf_fini(&names);
	buf_fini(&surnames);
}

/* How she was taken: the route is what a report on zones is made of. */
static void add_route(
    struct demo *d, const struct demo_story *s, int64_t case_id, int64_t at)
{
	static const char sql[] = "INSERT INTO incident (case_id, seq, stage, act, "
				  "place, happened_on, transp, route)"
				  " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
	static const char *const ways[] = { "transp.bus", "transp.bus", "transp.boat",
		"transp.truck", "transp.unk" };
	char on[16];

	demo_on(on, at - (20 + demo_dice(d, 120)) * DEMO_DAY);
	on[7] = '\0'; /* the month is what people remember */
	demo_put(d, sql, "iisssstt", case_id, INT64_C(1), "origin", "act.recruit",
	    s->from->province, on, "", "");
	demo_put(d, sql, "iisssstt", case_id, INT64_C(2), "destination", "act.exploit",
	    s->abroad ? s->country : s->to->province, on,
	    s->abroad ? "transp.air" : DEMO_PICK(d, ways),
	    s->abroad ? "route.out" : "route.city");
}

static void add_consent(struct demo *d, const struct demo_story *s, int64_t case_id,
    int64_t call_id, int64_t person, int64_t at, int64_t *consent)
{
	static const char sql[] = "INSERT INTO consent (case_id, call_id, person_id, "
				  "purpose, consent, given_by,"
				  " relation, reason, at, operator_id, exception)"
				  " VALUES (?, ?, ?, 'refer', ?, ?, ?, ?, ?, ?, ?)";
	const bool minor = s->age < 18;

	*consent = demo_put(d, sql, "inissssiit", case_id, call_id, person,
	    minor ? "consent.override" : "consent.verbal",
	    minor ? "" : "la propia persona", minor ? s->relation : "relation.self",
	    minor ? "Menor de edad: prima el interés superior." : "", at,
	    d->person[ROSA], minor ? "minor" : "");
}

static void add_event(
    struct demo *d, int64_t referral, int64_t at, const char *status, const char *note)
{
	static const char sql[] =
	    "INSERT INTO referral_event (referral_id, at, operator_id,"
	    " status, note) VALUES (?, ?, ?, ?, ?)";

	demo_put(d, sql, "iiiss", referral, at, d->person[ROSA], status, note);
}

/* After two months nothing is left open: it was done, or supervision closed it. */
static void settle(struct demo *d, int64_t referral, int64_t at, const char *status)
{
	static const char close[] =
	    "INSERT INTO referral_event (referral_id, at, operator_id, status, closes,"
	    " note) VALUES (?, ?, ?, 'noreply', 1, 'Cerrada: nadie contestó.')";

	if (at > d->plan->now)
		return;
	if (strcmp(status, "noreply") == 0)
		demo_put(d, close, "iii", referral, at, d->person[MARTA]);
	else if (strcmp(status, "done") != 0 && strcmp(status, "partial") != 0)
		add_event(d, referral, at, "done", "");
}

/* Prepared, sent, and what came back. */
static void add_answers(struct demo *d, int64_t referral, int64_t at)
{
	static const char *const last[] = { "done", "inprog", "accepted", "received",
		"noreply", "partial" };
	const char *status;

	add_event(d, referral, at, "draft", "");
	add_event(d, referral, at + 600, "sent", "Por oficio y teléfono.");
	if (demo_chance(d, 80))
		add_event(
		    d, referral, at + (1 + demo_dice(d, 6)) * DEMO_DAY, "received", "");
	status = DEMO_PICK(d, last);
	add_event(d, referral, at + (8 + demo_dice(d, 30)) * DEMO_DAY, status, "");
	settle(d, referral, at + 60 * DEMO_DAY, status);
}

/*
 * A case of the hotline goes to the police's department against trafficking, with
 * copy to the Ministry of Interior; an external one to the embassy or consulate.
 */
static void refer(struct demo *d, const struct demo_story *s, int64_t case_id,
    int64_t call_id, int64_t person, int64_t at)
{
	static const char sql[] = "INSERT INTO referral (case_id, call_id, person_id, "
				  "institution_id, service, status,"
				  " reason, consent_id, basis, made_at, made_by, "
				  "sent_at, sent_by, sent_means, sent_to,"
				  " due_at, responsible) VALUES (?, ?, ?, ?, ?, "
				  "'draft', 'refreason.law', ?, ?, ?, ?, ?, ?,"
				  " 'refmeans.letter', 'mesa de partes', ?, ?)";
	static const char shared[] = "INSERT INTO pick (entity, entity_id, code)"
				     " VALUES ('referral', ?, ?)";
	static const char copy[] =
	    "INSERT INTO referral_copy (referral_id, institution_id,"
	    " sent_at, sent_means) VALUES (?, ?, ?, 'refmeans.letter')";
	int64_t referral, consent = 0;

	add_consent(d, s, case_id, call_id, person, at, &consent);
	referral = demo_put(d, sql, "iiiisisiiiiii", case_id, call_id, person,
	    s->abroad ? demo_embassy(s->country) : (int64_t)BODY_POLICE,
	    s->abroad ? "service.consular" : "service.police", consent,
	    s->age < 18 ? "minor" : "consent", at, d->person[ROSA], at + 600,
	    d->person[ROSA], at + 10 * DEMO_DAY, d->person[ROSA]);
	demo_put(d, shared, "is", referral, "shared.facts");
	demo_put(d, shared, "is", referral, "shared.identity");
	if (!s->abroad)
		demo_put(d, copy, "iii", referral, (int64_t)BODY_INTERIOR, at + 600);
	add_answers(d, referral, at);
}

static void link(struct demo *d, int64_t call_id, int64_t case_id, int64_t at)
{
	static const char sql[] =
	    "INSERT INTO call_case (call_id, case_id, certainty, linked_at, linked_by, "
	    "why)"
	    " VALUES (?, ?, 'confirmed', ?, ?, 'La llamada abrió el caso.')";

	demo_put(d, sql, "iiii", call_id, case_id, at, d->person[ROSA]);
}

static void add_note(
    struct demo *d, const struct demo_story *s, int64_t case_id, int64_t at)
{
	static const char sql[] =
	    "INSERT INTO note (case_id, at, operator_id, body) VALUES (?, ?, ?, ?)";
	struct buf body = { 0 };

	demo_case_note(d, s, &body);
	demo_put(d, sql, "iiis", case_id, at, d->person[demo_chance(d, 50) ? ROSA : LUZ],
	    buf_text(&body));
	buf_fini(&body);
}

/* Who paid, and whether it was in the project's budget, are two things. */
static void assist(struct demo *d, const struct demo_story *s, int64_t case_id,
    int64_t person, int64_t at)
{
	static const char sql[] = "INSERT INTO assistance (case_id, person_id, kind, "
				  "plan, institution_id, payer,"
				  " in_budget, from_on, qty, unit, cost, currency, "
				  "operator_id) VALUES (?, ?, ?, 'done',"
				  " ?, ?, ?, ?, ?, ?, ?, 'USD', ?)";
	static const struct {
		const char *kind, *payer, *unit;
		int64_t in_budget, qty, cost, body;
	} help[] = {
		{ "assist.psych", "payer.project", "unit.session", 1, 6, 9000,
		    BODY_POZO },
		{ "assist.legal", "payer.project", "unit.session", 1, 3, 6000,
		    BODY_POZO },
		{ "assist.lodging", "payer.ngo", "unit.night", 0, 12, 7200,
		    BODY_SHELTER },
		{ "assist.transport", "payer.project", "unit.journey", 1, 1, 3500,
		    BODY_POZO },
		{ "assist.repat", "payer.iom", "unit.journey", 0, 1, 82000, BODY_IOM },
	};
	const size_t which = s->abroad ? 4 : demo_dice(d, 4);
	char on[16];

	demo_on(on, at + 9 * DEMO_DAY);
	demo_put(d, sql, "iisisisisii", case_id, person, help[which].kind,
	    help[which].body, help[which].payer, help[which].in_budget, on,
	    help[which].qty, help[which].unit, help[which].cost, d->person[MARTA]);
}

/* No conviction: that is what the evaluation found. */
static void go_to_law(struct demo *d, const struct demo_story *s, int64_t case_id,
    int64_t person, int64_t at)
{
	static const char sql[] = "INSERT INTO proceeding (case_id, person_id, stage, "
				  "happened_on, institution_id, at,"
				  " operator_id) VALUES (?, ?, ?, ?, ?, ?, ?)";
	static const char *const stages[] = { "proc.complaint", "proc.investig",
		"proc.refusal", "proc.refusal", "proc.prosec", "proc.shelved",
		"proc.none" };
	char on[16];

	(void)s;
	demo_on(on, at + 15 * DEMO_DAY);
	demo_put(d, sql, "iissiii", case_id, person, DEMO_PICK(d, stages), on,
	    (int64_t)BODY_PROSECUTION, at + 15 * DEMO_DAY, d->person[MARTA]);
}

static int64_t open_case(struct demo *d, const struct demo_story *s,
    enum demo_source source, int64_t at, bool in_study)
{
	static const char sql[] = "INSERT INTO casefile (number, title, status, risk, "
				  "risk_by, risk_at, source, scope,"
				  " exploit, place_now, origin, destination, victims, "
				  "minors, in_study, mark, opened_at,"
				  " opened_by, assigned_to, closed_at, outcome, "
				  "outcome_legal, retention, touched_at)"
				  " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, "
				  "'demo', ?, ?, ?, ?, ?, ?, ?, ?)";
	static const char *const exploits[] = { "exploit.sex", "exploit.sex",
		"exploit.sex", "exploit.domestic", "exploit.labour" };
	static const char *const risks[] = { "risk.1", "risk.2", "risk.2", "risk.3",
		"risk.9" };
	static const char *const outcomes[] = { "outcome.safe", "outcome.returned",
		"outcome.refused", "outcome.nocontact", "outcome.services" };
	const enum demo_person who = demo_chance(d, 50) ? ROSA : LUZ;
	const bool closed = demo_chance(d, 60);
	const int64_t end = at + (30 + demo_dice(d, 90)) * DEMO_DAY;
	const char *risk = DEMO_PICK(d, risks), *exploit = DEMO_PICK(d, exploits);
	const char *outcome = s->abroad ? "outcome.repatriated" : DEMO_PICK(d, outcomes);
	const char *to = s->abroad ? s->country : s->to->province;
	const int64_t number = next_number(d, at);
	struct buf title = { 0 };
	struct place country;
	int64_t id;

	if (!s->abroad || place_get(d->st, s->country, &country) != AM_OK)
		str_copy(country.name, sizeof(country.name), s->to->town);
	buf_printf(&title, "%s, %u años: de %s a %s", s->age < 18 ? "Menor" : "Mujer",
	    s->age, s->from->town, country.name);
	id = demo_put(d, sql, "isssiissstssiiiiinttsi", number, buf_text(&title),
	    closed ? "casestatus.closed" : "casestatus.follow", risk, d->person[MARTA],
	    at, sources[source], s->abroad ? "scope.out" : "scope.int", exploit,
	    s->abroad ? "" : s->to->region, s->from->province, to,
	    (int64_t)(s->age < 18 ? 1 : 0), (int64_t)in_study, at, d->person[who],
	    d->person[who], closed ? end : INT64_C(0), closed ? outcome : "",
	    closed ? "outlegal.police" : "",
	    s->age < 18 ? "retention.minor" : "retention.case",
	    closed ? end : at + 20 * DEMO_DAY);
	demo_audit(d, who, at, "create", "casefile", id);
	buf_fini(&title);
	return id;
}

int64_t demo_case(struct demo *d, const struct demo_story *s, enum demo_source source,
    int64_t call_id, int64_t at, bool in_study)
{
	const int64_t opened = at + 2400;
	const int64_t id = open_case(d, s, source, opened, in_study);
	int64_t person = 0;

	add_victim(d, s, id, opened, &person);
	if (s->surname2 != NULL && demo_chance(d, 50))
		add_relative(d, s, id, opened);
	add_route(d, s, id, opened);
	add_note(d, s, id, opened + 2 * DEMO_DAY);
	if (call_id != 0)
		link(d, call_id, id, opened);
	if (source == DEMO_HOTLINE)
		refer(d, s, id, call_id, person, opened);
	if (demo_chance(d, 40))
		add_note(d, s, id, opened + 12 * DEMO_DAY);
	if (s->abroad || demo_chance(d, 35))
		assist(d, s, id, person, opened);
	if (demo_chance(d, 45))
		go_to_law(d, s, id, person, opened);
	return id;
}
