/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/demo.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "schema/audit.h"
#include "schema/base/mem.h"
#include "schema/demo_priv.h"
#include "schema/number.h"
#include "schema/operator.h"
#include "schema/setting.h"

#define BATCH 10000       /* calls in one transaction of a larger set */
#define LARGE_CACHE 65536 /* KiB */
#define STUDY_CALLS 220   /* the study closed before the last relevant call */

/* --- chance --- */

/* Sebastiano Vigna's splitmix64. */
static uint64_t throw(struct demo * d)
{
	uint64_t z = d->dice += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

uint32_t demo_dice(struct demo *d, uint32_t sides)
{
	return (uint32_t)((throw(d) >> 32) * sides >> 32);
}

bool demo_chance(struct demo *d, uint32_t percent)
{
	return demo_dice(d, 100) < percent;
}

/* --- rows --- */

sqlite3_stmt *demo_statement(struct demo *d, const char *sql)
{
	struct demo_kept *k = d->kept;

	while (k < d->kept + d->kept_count && k->sql != sql)
		k++;
	if (k == d->kept + d->kept_count) {
		if (d->kept_count == DEMO_KEPT) {
			d->e = AM_TOO_LONG;
			return NULL;
		}
		d->e = store_prepare(d->st, sql, &k->q);
		if (d->e != AM_OK)
			return NULL;
		k->sql = sql;
		d->kept_count++;
	}
	return k->q;
}

void demo_forget_statements(struct demo *d)
{
	for (size_t i = 0; i < d->kept_count; i++)
		sqlite3_finalize(d->kept[i].q);
	d->kept_count = 0;
}

int64_t demo_put(struct demo *d, const char *sql, const char *types, ...)
{
	sqlite3_stmt *q = d->e == AM_OK ? demo_statement(d, sql) : NULL;
	va_list values;

	if (q == NULL)
		return 0;
	va_start(values, types);
	for (int i = 1; *types != '\0'; types++, i++) {
		if (*types == 'i')
			sqlite3_bind_int64(q, i, va_arg(values, int64_t));
		else if (*types == 'n')
			store_bind_id(q, i, va_arg(values, int64_t));
		else if (*types == 't')
			store_bind_text(q, i, va_arg(values, const char *));
		else
			sqlite3_bind_text(
			    q, i, va_arg(values, const char *), -1, SQLITE_STATIC);
	}
	va_end(values);
	d->e = store_err(sqlite3_step(q));
	sqlite3_reset(q);
	return d->e == AM_OK ? store_last_id(d->st) : 0;
}

static const struct {
	const char *login, *name;
	enum role role;
} people[DEMO_PEOPLE] = {
	[ROSA] = { "rosa", "Rosa", ROLE_OPERATOR },
	[LUZ] = { "luz", "Luz", ROLE_OPERATOR },
	[MARTA] = { "marta", "Marta", ROLE_SUPERVISOR },
	[JULIA] = { "julia", "Julia", ROLE_AUDITOR },
	[ANA] = { "ana", "Ana", ROLE_ADMIN },
};

void demo_audit(struct demo *d, enum demo_person who, int64_t at, const char *what,
    const char *entity, int64_t id)
{
	const struct actor actor = { .operator_id = d->person[who],
		.role = people[who].role,
		.name = people[who].login };

	if (d->e == AM_OK)
		d->e = audit_add(d->st, &actor, at, what, entity, id, "");
}

/* --- time --- */

/* Days since 1970-01-01 (Howard Hinnant, "chrono-compatible low-level date algorithms"). */
static int64_t days(int64_t year, int64_t month, int64_t day)
{
	const int64_t y = month <= 2 ? year - 1 : year, era = y / 400, of_era = y % 400;
	const int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

int64_t demo_date(int year, int month, int day)
{
	return days(year, month, day) * DEMO_DAY + DEMO_LIMA;
}

void demo_split(int64_t at, int64_t *year, int64_t *month, int64_t *day)
{
	const int64_t n = (at - DEMO_LIMA) / DEMO_DAY;
	int64_t y = 1970 + n / 366, m = 1;

	while (days(y + 1, 1, 1) <= n)
		y++;
	while (m < 12 && days(y, m + 1, 1) <= n)
		m++;
	*year = y;
	*month = m;
	*day = n - days(y, m, 1) + 1;
}

char *demo_on(char out[16], int64_t at)
{
	int64_t y, m, day;

	demo_split(at, &y, &m, &day);
	return str_printf(out, 16, "%04" PRId64 "-%02" PRId64 "-%02" PRId64, y, m, day);
}

/* How the calls of a day lie over its 24 hours: little at night, most in the evening. */
static const unsigned char by_hour[24] = { 2, 1, 1, 1, 1, 1, 2, 4, 8, 11, 12, 11, 10, 9,
	9, 10, 11, 12, 13, 14, 12, 9, 6, 4 };

/* Second of the day at part/2^20 of its calls. */
static int64_t second_of_day(int64_t part)
{
	int64_t all = 0, passed = 0;

	for (size_t h = 0; h < 24; h++)
		all += by_hour[h];
	for (int64_t h = 0; h < 24; h++) {
		const int64_t from = (passed << 20) / all;
		const int64_t to = ((passed + by_hour[h]) << 20) / all;

		if (part < to)
			return h * 3600 + (part - from) * 3600 / (to - from);
		passed += by_hour[h];
	}
	return DEMO_DAY - 1;
}

/* When call i of n in a run of whole days comes: later calls come later. */
static int64_t moment(
    struct demo *d, int64_t first_day, int64_t day_count, int64_t i, int64_t n)
{
	const int64_t place = (i << 10) + demo_dice(d, 1 << 10);
	const int64_t at = place * day_count * (1 << 10) / n; /* in 2^-20 days */

	return first_day + (at >> 20) * DEMO_DAY + second_of_day(at & ((1 << 20) - 1));
}

/* --- one call --- */

/* The numbers of a year begin at 1. */
static int64_t next_number(struct demo *d, int64_t at)
{
	int64_t year, month, day;

	demo_split(at, &year, &month, &day);
	if (year != d->call_year) {
		d->call_year = year;
		d->call_sequence = 0;
	}
	return year % 100 * NUMBER_YEAR + ++d->call_sequence;
}

static const char *const motives[] = { "motive.service", "motive.report",
	"motive.offer" };

static const char *topic(struct demo *d, const struct demo_story *s)
{
	static const char *const reports[] = { "topic.traffic", "topic.sexexp",
		"topic.sexexp", "topic.labour", "topic.traffic" };
	static const char *const offers[] = { "topic.joboffer", "topic.joboffer",
		"topic.joboffer", "topic.study" };

	if (s->motive == DEMO_SERVICE)
		return "topic.service";
	if (s->motive == DEMO_OFFER)
		return DEMO_PICK(d, offers);
	return s->weight == DEMO_ORDINARY ? DEMO_PICK(d, reports) : "topic.traffic";
}

static const char *result(struct demo *d, const struct demo_story *s)
{
	static const char *const ordinary[] = { "dispo.guide", "dispo.guide",
		"dispo.info", "dispo.guide", "dispo.callback" };

	if (s->weight == DEMO_CASE)
		return demo_chance(d, 12) ? "dispo.urgent" : "dispo.referral";
	if (s->motive == DEMO_SERVICE)
		return demo_chance(d, 80) ? "dispo.info" : "dispo.guide";
	return DEMO_PICK(d, ordinary);
}

static const char *assessment(struct demo *d, const struct demo_story *s)
{
	static const char *const relevant[] = { "assess.similar", "assess.possible",
		"assess.risk", "assess.possible" };
	static const char *const cases[] = { "assess.probable", "assess.probable",
		"assess.confirmed" };

	if (s->weight == DEMO_CASE)
		return DEMO_PICK(d, cases);
	return s->weight == DEMO_RELEVANT ? DEMO_PICK(d, relevant) : "assess.none";
}

static const char *risk(struct demo *d, const struct demo_story *s)
{
	static const char *const high[] = { "risk.1", "risk.2", "risk.2", "risk.3" };

	if (s->motive == DEMO_SERVICE)
		return "";
	if (s->weight == DEMO_CASE)
		return DEMO_PICK(d, high);
	return s->weight == DEMO_RELEVANT ? "risk.3" : "risk.9";
}

static const char *heard(struct demo *d)
{
	static const char *const ways[] = { "heard.radio", "heard.radio", "heard.radio",
		"heard.poster", "heard.poster", "heard.leaflet", "heard.tv", "heard.news",
		"heard.talk", "heard.friend", "heard.friend", "heard.fair", "", "",
		"heard.-" };

	return DEMO_PICK(d, ways);
}

/* clang-format off */
#define CALL_COLUMNS(X) \
	X(number) X(operator_id) X(started_at) X(ring_at) X(answered_at) X(ended_at) \
	X(motive) X(notes) X(place_from) X(province) X(topic) X(dispo) X(heard) X(relation) \
	X(lang) X(risk) X(assess) X(assess_by) X(assess_org) X(assessed_at) X(phone) \
	X(phone_of) X(speak) X(safe_hours) X(where_is) X(place_now) X(place_left) X(victims) \
	X(minors) X(sex) X(age) X(venue) X(recruit) X(recruiter) X(promise) X(situation) \
	X(consent_record) X(consent_refer) X(consent_callback) X(consent_by) X(offer_country) \
	X(offer_kind) X(offer_by) X(offer_contract) X(offer_met) X(offer_fare) X(advice)
/* clang-format on */

enum column {
#define COLUMN_CODE(name) COLUMN_##name,
	CALL_COLUMNS(COLUMN_CODE)
#undef COLUMN_CODE
	    COLUMN_COUNT
};

static const char insert_call[] =
#define COLUMN_NAME(name) ", " #name
#define COLUMN_VALUE(name) ", ?"
    "INSERT INTO call (status, mark" CALL_COLUMNS(
	COLUMN_NAME) ") VALUES ('closed', 'demo'" CALL_COLUMNS(COLUMN_VALUE) ")";
#undef COLUMN_NAME
#undef COLUMN_VALUE

/* A call while it is invented: constants, or what buf and the arrays here hold. */
struct draft_call {
	const char *text[COLUMN_COUNT];
	int64_t number[COLUMN_COUNT]; /* where there is no text */
	char phone[24], age[8];
	struct buf where, notes;
};

static void ask_report(struct demo *d, const struct demo_story *s, struct draft_call *c)
{
	static const char *const hours[] = { "17:00-18:00", "09:00-12:00", "", "20:00",
		"" };

	c->text[COLUMN_phone] = demo_phone(d, c->phone);
	c->text[COLUMN_phone_of] = s->kin;
	c->text[COLUMN_speak] = demo_chance(d, 80) ? "y" : "n";
	c->text[COLUMN_safe_hours] = DEMO_PICK(d, hours);
	c->text[COLUMN_place_left] = s->from->region;
	c->text[COLUMN_place_now] = s->abroad ? s->country : s->to->region;
	buf_printf(&c->where, "%s, %s", s->venue, s->abroad ? s->country : s->to->town);
	c->text[COLUMN_where_is] = buf_text(&c->where);
	c->text[COLUMN_sex] = demo_chance(d, 96) ? "gender.f" : "gender.m";
	str_printf(c->age, sizeof(c->age), "%u%s", s->age, demo_chance(d, 30) ? "?" : "");
	c->text[COLUMN_age] = c->age;
	c->text[COLUMN_venue] = demo_venue(s);
	c->number[COLUMN_victims] = 1 + (demo_chance(d, 20) ? demo_dice(d, 4) : 0);
	c->number[COLUMN_minors] = s->age < 18 ? 1 : 0;
	c->text[COLUMN_recruit] = s->recruit;
	c->text[COLUMN_recruiter] = s->recruiter;
	c->text[COLUMN_promise] = s->promise;
	c->text[COLUMN_situation] = s->situation;
	c->text[COLUMN_consent_record] = "y";
	c->text[COLUMN_consent_refer] =
	    s->weight == DEMO_CASE || demo_chance(d, 50) ? "y" : "-";
	c->text[COLUMN_consent_callback] = demo_chance(d, 70) ? "y" : "n";
	c->text[COLUMN_consent_by] = s->kin;
}

static void ask_offer(struct demo *d, const struct demo_story *s, struct draft_call *c)
{
	static const char *const answers[] = { "answer.yes", "answer.no",
		"answer.unknown" };
	static const char *const advices[] = { "advice.verify", "advice.wait",
		"advice.contract", "advice.papers", "advice.consul", "advice.family" };

	c->text[COLUMN_offer_country] = s->abroad ? s->country : "PE";
	c->text[COLUMN_offer_kind] = demo_offer_kind(s);
	c->text[COLUMN_offer_contract] = DEMO_PICK(d, answers);
	c->text[COLUMN_offer_met] = DEMO_PICK(d, answers);
	c->text[COLUMN_offer_fare] = DEMO_PICK(d, answers);
	c->text[COLUMN_advice] = DEMO_PICK(d, advices);
}

static void ask_everybody(
    struct demo *d, const struct demo_story *s, struct draft_call *c)
{
	c->text[COLUMN_motive] = motives[s->motive];
	c->text[COLUMN_place_from] = s->from->region;
	if (demo_chance(d, 60))
		c->text[COLUMN_province] = s->from->province;
	c->text[COLUMN_topic] = topic(d, s);
	c->text[COLUMN_dispo] = result(d, s);
	c->text[COLUMN_heard] = heard(d);
	c->text[COLUMN_relation] =
	    s->motive == DEMO_SERVICE ? "relation.public" : s->relation;
	c->text[COLUMN_lang] = demo_chance(d, 97) ? "lang.spa" : "lang.que";
	c->text[COLUMN_risk] = risk(d, s);
	c->text[COLUMN_assess] = assessment(d, s);
	c->text[COLUMN_assess_org] = "decidedby.ngo";
}

static void set_times(struct demo *d, const struct demo_story *s, enum demo_person who,
    int64_t at, struct draft_call *c)
{
	const int64_t answered = at + 4 + demo_dice(d, 40);
	const int64_t ended =
	    answered + 60 + demo_dice(d, s->motive == DEMO_REPORT ? 1500 : 400);

	c->number[COLUMN_number] = next_number(d, at);
	c->number[COLUMN_operator_id] = d->person[who];
	c->number[COLUMN_started_at] = answered;
	c->number[COLUMN_ring_at] = at;
	c->number[COLUMN_answered_at] = answered;
	c->number[COLUMN_ended_at] = ended;
	c->number[COLUMN_assess_by] = d->person[s->weight == DEMO_ORDINARY ? who : MARTA];
	c->number[COLUMN_assessed_at] = ended;
}

static bool is_count(int column)
{
	return column == COLUMN_victims || column == COLUMN_minors;
}

static int64_t insert(struct demo *d, const struct draft_call *c)
{
	sqlite3_stmt *q = d->e == AM_OK ? demo_statement(d, insert_call) : NULL;

	if (q == NULL)
		return 0;
	for (int i = 0; i < COLUMN_COUNT; i++) {
		if (c->text[i] != NULL)
			store_bind_text(q, i + 1, c->text[i]);
		else if (is_count(i) && c->text[COLUMN_sex] != NULL)
			sqlite3_bind_int64(q, i + 1, c->number[i]);
		else
			store_bind_id(q, i + 1, c->number[i]);
	}
	d->e = store_err(sqlite3_step(q));
	sqlite3_reset(q);
	return d->e == AM_OK ? store_last_id(d->st) : 0;
}

/* Write the call that began to ring at that time, and its audit row. */
static int64_t call(struct demo *d, const struct demo_story *s, int64_t at, bool lengthy)
{
	const enum demo_person who = demo_chance(d, 55) ? ROSA : LUZ;
	struct draft_call c = { .where = { 0 } };
	int64_t id;

	ask_everybody(d, s, &c);
	if (s->motive == DEMO_REPORT)
		ask_report(d, s, &c);
	if (s->motive == DEMO_OFFER)
		ask_offer(d, s, &c);
	demo_notes(d, s, lengthy, &c.notes);
	c.text[COLUMN_notes] = buf_text(&c.notes);
	set_times(d, s, who, at, &c);
	id = insert(d, &c);
	demo_audit(d, who, c.number[COLUMN_ended_at], "close", "call", id);
	buf_fini(&c.where);
	buf_fini(&c.notes);
	return id;
}

/* --- the demo year --- */

/* data of the evaluation: total, relevant and cases; the shape over the months is ours. */
static const struct {
	int year, month;
	int64_t calls, relevant, cases;
} months[] = {
	{ 2004, 3, 1377, 31, 5 },
	{ 2004, 4, 826, 24, 5 },
	{ 2004, 5, 648, 18, 3 },
	{ 2004, 6, 742, 21, 4 },
	{ 2004, 7, 689, 19, 4 },
	{ 2004, 8, 521, 14, 3 },
	{ 2004, 9, 604, 17, 3 },
	{ 2004, 10, 748, 23, 5 },
	{ 2004, 11, 633, 18, 4 },
	{ 2004, 12, 559, 15, 3 },
	{ 2005, 1, 748, 21, 4 },
};

#define SERVICE_CALLS 4209
#define REPORT_CALLS 2753
#define RELEVANT_CALLS 221
#define EXTERNAL_CASES 12
#define HOTLINE_CASES 43

/* How heavy each call of the year is, and for what reason it was made. */
struct year {
	unsigned char weight[DEMO_CALLS], motive[DEMO_CALLS];
};

/* Put n of the month's calls, drawn by chance among the ordinary ones, to a weight. */
static void weigh(struct demo *d, unsigned char *of_month, int64_t calls, int64_t n,
    enum demo_weight weight)
{
	while (n > 0) {
		unsigned char *at = &of_month[demo_dice(d, (uint32_t)calls)];

		if (*at != DEMO_ORDINARY)
			continue;
		*at = (unsigned char)weight;
		n--;
	}
}

/* 221 of the reports are the relevant calls; the other reasons are dealt out. */
static void deal_motives(struct demo *d, struct year *y)
{
	int64_t left[] = { [DEMO_SERVICE] = SERVICE_CALLS,
		[DEMO_REPORT] = REPORT_CALLS - RELEVANT_CALLS,
		[DEMO_OFFER] = DEMO_CALLS - SERVICE_CALLS - REPORT_CALLS };

	for (size_t i = 0; i < DEMO_CALLS; i++) {
		int64_t at;
		unsigned char m = DEMO_SERVICE;

		y->motive[i] = DEMO_REPORT;
		if (y->weight[i] != DEMO_ORDINARY)
			continue;
		at = demo_dice(d, (uint32_t)(left[0] + left[1] + left[2]));
		while (at >= left[m])
			at -= left[m++];
		left[m]--;
		y->motive[i] = m;
	}
}

static void plan_year(struct demo *d, struct year *y)
{
	unsigned char *of_month = y->weight;

	for (size_t m = 0; m < COUNT(months); m++) {
		weigh(d, of_month, months[m].calls, months[m].cases, DEMO_CASE);
		weigh(d, of_month, months[m].calls, months[m].relevant - months[m].cases,
		    DEMO_RELEVANT);
		of_month += months[m].calls;
	}
	deal_motives(d, y);
}

/* What has been made of the year so far. */
struct made {
	int64_t relevant[RELEVANT_CALLS];
	size_t relevant_count;
	int64_t hotline, others; /* cases */
};

/*
 * The 54 cases of other sources, spread over the year: 39 of fieldwork, 12 of the
 * press, 3 of institutions; 17 of the 54 external.
 */
static void other_case(struct demo *d, struct made *made, int64_t at)
{
	const int64_t n = made->others++;
	const enum demo_source source = n % 18 == 17     ? DEMO_INSTITUTION
					: n % 9 % 4 == 3 ? DEMO_PRESS
							 : DEMO_FIELD;
	struct demo_story s = { .motive = DEMO_REPORT, .weight = DEMO_CASE };

	demo_invent(d, &s);
	s.abroad = (n + 1) * 17 / 54 > n * 17 / 54;
	demo_case(d, &s, source, 0, at, true);
}

/* The hotline's own: 12 of 43 are external, and those the study left out. */
static void hotline_case(
    struct demo *d, struct made *made, const struct demo_story *s, int64_t id, int64_t at)
{
	made->hotline++;
	demo_case(d, s, DEMO_HOTLINE, id, at, !s->abroad);
}

static void year_call(
    struct demo *d, const struct year *y, struct made *made, size_t i, int64_t at)
{
	const int64_t n = made->hotline;
	struct demo_story s = { .motive = (enum demo_motive)y->motive[i],
		.weight = (enum demo_weight)y->weight[i] };
	int64_t id;

	demo_invent(d, &s);
	if (s.weight == DEMO_CASE)
		s.abroad = (n + 1) * EXTERNAL_CASES / HOTLINE_CASES >
			   n * EXTERNAL_CASES / HOTLINE_CASES;
	else
		s.abroad = s.motive == DEMO_OFFER && demo_chance(d, 60);
	id = call(d, &s, at, false);
	if (s.weight != DEMO_ORDINARY)
		made->relevant[made->relevant_count++] = id;
	if (s.weight == DEMO_CASE)
		hotline_case(d, made, &s, id, at);
}

static void year_calls(struct demo *d, const struct year *y, struct made *made)
{
	size_t i = 0;

	for (size_t m = 0; m < COUNT(months); m++) {
		const int64_t first = demo_date(months[m].year, months[m].month, 1);
		const int64_t end =
		    months[m].month < 12
			? demo_date(months[m].year, months[m].month + 1, 1)
			: demo_date(months[m].year + 1, 1, 1);

		for (int64_t k = 0; k < months[m].calls && d->e == AM_OK; k++, i++) {
			const int64_t at = moment(
			    d, first, (end - first) / DEMO_DAY, k, months[m].calls);

			if (i * 54 / DEMO_CALLS > (size_t)made->others)
				other_case(d, made, at);
			year_call(d, y, made, i, at);
		}
	}
	while (made->others < 54 && d->e == AM_OK)
		other_case(d, made, demo_date(2005, 1, 31));
}

static void demo_year(struct demo *d)
{
	struct year *y = mem_new(1, sizeof(*y));
	struct made made = { .relevant_count = 0 };

	plan_year(d, y);
	demo_bodies(d);
	demo_project(d);
	year_calls(d, y, &made);
	demo_evidence(d, made.relevant, STUDY_CALLS);
	free(y);
}

/* --- a larger set --- */

/* A tenth of the calls becomes a case; the shares of the reasons are the year's. */
static void measured_call(struct demo *d, int64_t at)
{
	const uint32_t reason = demo_dice(d, DEMO_CALLS);
	struct demo_story s = { .motive = reason < SERVICE_CALLS ? DEMO_SERVICE
					  : reason < SERVICE_CALLS + REPORT_CALLS
					      ? DEMO_REPORT
					      : DEMO_OFFER };
	int64_t id;

	if (s.motive == DEMO_REPORT && demo_chance(d, 29))
		s.weight = DEMO_CASE;
	demo_invent(d, &s);
	s.abroad = demo_chance(d, 20);
	id = call(d, &s, at, true);
	if (s.weight == DEMO_CASE)
		demo_case(d, &s, DEMO_HOTLINE, id, at, false);
}

static enum err measured_batch(struct demo *d, int64_t from, int64_t to)
{
	const int64_t first = demo_date(2004, 3, 1), all = d->plan->calls;
	const int64_t last = d->plan->now - (d->plan->now - DEMO_LIMA) % DEMO_DAY;
	const int64_t span = last > first + DEMO_DAY ? (last - first) / DEMO_DAY : 1;

	d->e = store_begin(d->st);
	if (d->e != AM_OK)
		return d->e;
	if (from == 0)
		demo_bodies(d);
	for (int64_t i = from; i < to && d->e == AM_OK; i++)
		measured_call(d, moment(d, first, span, i, all));
	demo_forget_statements(d);
	return d->e = store_end(d->st, d->e);
}

static void measured(struct demo *d)
{
	const int64_t all = d->plan->calls;

	for (int64_t i = 0; i < all && d->e == AM_OK; i += BATCH) {
		const int64_t to = i + BATCH < all ? i + BATCH : all;

		if (measured_batch(d, i, to) == AM_OK && d->plan->progress != NULL)
			d->plan->progress(d->plan->data, to, all);
	}
}

/* --- today --- */

/* Between midnight and now, so that home has something to show. */
static void today(struct demo *d)
{
	static const enum demo_motive day[DEMO_TODAY] = { DEMO_SERVICE, DEMO_REPORT,
		DEMO_SERVICE, DEMO_OFFER, DEMO_SERVICE, DEMO_REPORT, DEMO_SERVICE,
		DEMO_SERVICE, DEMO_OFFER, DEMO_REPORT, DEMO_SERVICE, DEMO_REPORT };
	const int64_t now = d->plan->now;
	const int64_t midnight = now - (now - DEMO_LIMA) % DEMO_DAY;
	/* A call lasts half an hour at most; none ends after now unless the day is young. */
	const int64_t room =
	    now - midnight > 7200 ? now - midnight - 1800 : now - midnight;

	for (int64_t i = 0; i < DEMO_TODAY; i++) {
		struct demo_story s = { .motive = day[i],
			.weight = i % 5 == 1 ? DEMO_RELEVANT : DEMO_ORDINARY };

		demo_invent(d, &s);
		call(d, &s, midnight + room * i / DEMO_TODAY, false);
	}
}

/* --- all of it --- */

static void hire(struct demo *d, const struct actor *actor)
{
	for (size_t i = 0; i < COUNT(people) && d->e == AM_OK; i++) {
		struct operator found;

		d->e = operator_find(d->st, people[i].login, &found);
		if (d->e == AM_OK)
			d->person[i] = found.id;
		else if (d->e == AM_MISSING)
			d->e = operator_add(d->st, actor, people[i].login, people[i].name,
			    people[i].role, "es", d->plan->now, &d->person[i]);
	}
}

static enum err is_empty(struct store *st)
{
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, "SELECT 1 FROM call LIMIT 1", &q);
	int rc;

	if (e != AM_OK)
		return e;
	rc = sqlite3_step(q);
	sqlite3_finalize(q);
	return rc == SQLITE_ROW ? AM_EXISTS : store_err(rc);
}

/* People, marks, and with them the demo year or the calls of today: one transaction. */
static void bracket(
    struct demo *d, const struct actor *actor, void (*fill)(struct demo *d))
{
	const char *why;

	d->e = store_begin(d->st);
	if (d->e != AM_OK)
		return;
	d->e = setting_put(d->st, actor, SET_MODE, "yes", d->plan->now, &why);
	hire(d, actor);
	if (fill != NULL)
		fill(d);
	demo_forget_statements(d);
	d->e = store_end(d->st, d->e);
}

static void year_and_today(struct demo *d)
{
	demo_year(d);
	if (d->plan->with_today)
		today(d);
}

enum err demo_fill(
    struct store *st, const struct actor *actor, const struct demo_plan *plan)
{
	struct demo d = { .st = st, .plan = plan, .dice = plan->seed };
	const bool large = plan->calls != 0 && plan->calls != DEMO_CALLS;
	enum err e;

	if (!role_may(actor->role, ACT_DEMO_DATA) ||
	    !role_may(actor->role, ACT_SETTING_EDIT))
		return AM_DENIED;
	if (plan->calls < 0 || plan->calls > DEMO_CALLS_MAX)
		return AM_INVALID;
	e = is_empty(st);
	if (e != AM_OK)
		return e;
	if (large)
		store_cache(st, LARGE_CACHE);
	bracket(&d, actor, large ? NULL : year_and_today);
	if (large && d.e == AM_OK)
		measured(&d);
	if (large && d.e == AM_OK && plan->with_today)
		bracket(&d, actor, today);
	if (large)
		store_cache(st, STORE_CACHE_KIB);
	return d.e;
}

/* The number of some call; "" where no call has one. */
static enum err known_number(struct store *st, uint64_t which, char out[24])
{
	static const char sql[] =
	    "SELECT phone FROM call WHERE phone IS NOT NULL ORDER BY id LIMIT 1"
	    " OFFSET ?1 % max(1, (SELECT count(*) FROM call WHERE phone IS NOT NULL))";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, (int64_t)(which >> 8));
	rc = sqlite3_step(q);
	e = store_err(rc);
	if (rc == SQLITE_ROW)
		str_copy(out, 24, store_text(q, 0));
	sqlite3_finalize(q);
	return e;
}

enum err demo_caller(struct store *st, uint64_t who, char out[24])
{
	enum err e = AM_OK;

	*out = '\0';
	if (who % 3 == 0)
		e = known_number(st, who, out);
	if (e == AM_OK && *out == '\0')
		str_printf(out, 24, "51261%06u", (unsigned)(who / 3 % 1000000));
	return e;
}
