/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One call of the demo: what is asked, what is said, how it ended. */
#include "schema/base/mem.h"
#include "schema/demo_priv.h"
#include "schema/number.h"

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

static int64_t past(const struct demo *d, int64_t at)
{
	return at < d->plan->now ? at : d->plan->now;
}

static void set_times(struct demo *d, const struct demo_story *s, enum demo_person who,
    int64_t at, struct draft_call *c)
{
	/* Nothing has ended later than now, also while the day is young. */
	const int64_t answered = past(d, at + 4 + demo_dice(d, 40));
	const int64_t ended = past(
	    d, answered + 60 + demo_dice(d, s->motive == DEMO_REPORT ? 1500 : 400));

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

int64_t demo_call(struct demo *d, const struct demo_story *s, int64_t at, bool lengthy)
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
