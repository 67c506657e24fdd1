/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A larger set, for measuring: as many calls as were asked for, up to today. */
#include "schema/base/mem.h"
#include "schema/base/text.h"
#include "schema/demo_priv.h"
#include "schema/offer_priv.h"

#define BATCH 50000  /* calls in one transaction */
#define REASONS 8095 /* of the demo year; the shares of a larger set are the same */
#define SERVICE 4209 /* of them: about the service */
#define REPORTS 2753 /* of them: reports */
#define OFFER_REGISTERED 15 /* per cent of the calls about an offer */

/* An offer that somebody asked about enters the register. */
static void register_offer(
    struct demo *d, const struct demo_story *s, int64_t call_id, int64_t at)
{
	static const char sql[] =
	    "INSERT INTO offer (kind, by_name, fold, phone, paper, place_from, place_to, "
	    "pay,"
	    " text, made_at, made_by, last_at)"
	    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?10, ?11, ?10)";
	static const char link[] = "INSERT INTO offer_call (offer_id, call_id, "
				   "certainty) VALUES (?, ?, 'confirmed')";
	static const char *const papers[] = { "", "aviso del domingo",
		"afiche del mercado", "red social", "volante" };
	static const char *const pays[] = { "", "1500 soles", "800 dólares", "por día" };
	struct buf name = { 0 }, fold = { 0 };
	char phone[24];
	int64_t id;

	demo_agency(d, &name);
	offer_key(&fold, buf_text(&name));
	id = demo_put(d, sql, "tssssssssii", demo_offer_kind(s), buf_text(&name),
	    buf_text(&fold), demo_phone(d, phone), DEMO_PICK(d, papers), s->from->region,
	    s->abroad ? s->country : s->to->region, DEMO_PICK(d, pays), s->job, at,
	    d->person[ROSA]);
	demo_put(d, link, "ii", id, call_id);
	buf_fini(&name);
	buf_fini(&fold);
}

/* A tenth of the calls becomes a case; the shares of the reasons are the year's. */
static void one(struct demo *d, int64_t at)
{
	const uint32_t reason = demo_dice(d, REASONS);
	struct demo_story s = { .motive = reason < SERVICE             ? DEMO_SERVICE
					  : reason < SERVICE + REPORTS ? DEMO_REPORT
								       : DEMO_OFFER };
	int64_t id;

	if (s.motive == DEMO_REPORT && demo_chance(d, 29))
		s.weight = DEMO_CASE;
	demo_invent(d, &s);
	demo_name_fully(d, &s);
	s.abroad = demo_chance(d, 20);
	id = demo_call(d, &s, at, true);
	if (s.weight == DEMO_CASE)
		demo_case(d, &s, DEMO_HOTLINE, id, at, false);
	if (s.motive == DEMO_OFFER && demo_chance(d, OFFER_REGISTERED))
		register_offer(d, &s, id, at);
}

static enum err batch(struct demo *d, int64_t from, int64_t to)
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
		one(d, demo_moment(d, first, span, i, all));
	demo_index(d);
	demo_forget_statements(d);
	return d->e = store_end(d->st, d->e);
}

void demo_large(struct demo *d)
{
	const int64_t all = d->plan->calls;

	for (int64_t i = 0; i < all && d->e == AM_OK; i += BATCH) {
		const int64_t to = i + BATCH < all ? i + BATCH : all;

		if (batch(d, i, to) == AM_OK && d->plan->progress != NULL)
			d->plan->progress(d->plan->data, to, all);
	}
}
