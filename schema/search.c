/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/search.h"

#include <stdlib.h>
#include <string.h>

#include "schema/audit.h"
#include "schema/base/json.h"
#include "schema/base/mem.h"
#include "schema/search_priv.h"
#include "schema/store_priv.h"

/* --- what is searched --- */

static const struct search_source *const sources[SEARCH_KINDS] = {
	[SEARCH_CALL] = &search_calls,
	[SEARCH_CASE] = &search_cases,
	[SEARCH_OFFER] = &search_offers,
};

/* The hits of one kind, and how far the page has got in them. */
struct pile {
	struct search_ids ids;
	size_t at;
	int64_t when; /* time of the one at the top */
};

static bool is_asked(const struct search_query *q, size_t kind)
{
	return (q->plan->kinds & 1U << kind) != 0 &&
	       role_may(q->actor->role, sources[kind]->action);
}

static enum err find_all(
    struct search_query *q, const struct search_after *after, struct pile *piles)
{
	enum err e = AM_OK;

	for (size_t k = 0; e == AM_OK && k < SEARCH_KINDS; k++) {
		if (is_asked(q, k))
			e = sources[k]->find(
			    q, after != NULL ? after->id[k] : 0, &piles[k].ids);
		q->found += piles[k].ids.count;
	}
	return e;
}

/* --- the newest of all piles, one after the other --- */

static enum err look_at_top(const struct search_query *q, size_t kind, struct pile *p)
{
	if (p->at == p->ids.count)
		return AM_OK;
	p->when = 0;
	return store_if_any(
	    store_number(q->st, sources[kind]->when, p->ids.id[p->at], 0, &p->when));
}

static size_t newest(const struct pile *piles)
{
	size_t best = SEARCH_KINDS;

	for (size_t k = 0; k < SEARCH_KINDS; k++)
		if (piles[k].at < piles[k].ids.count &&
		    (best == SEARCH_KINDS || piles[k].when > piles[best].when))
			best = k;
	return best;
}

static enum err add_page(const struct search_query *q, struct pile *piles,
    struct search_hit *hits, size_t max, struct search_found *found)
{
	enum err e = AM_OK;
	size_t k;

	for (k = 0; e == AM_OK && k < SEARCH_KINDS; k++)
		e = look_at_top(q, k, &piles[k]);
	while (e == AM_OK && found->count < max && (k = newest(piles)) < SEARCH_KINDS) {
		struct pile *p = &piles[k];

		found->next.id[k] = p->ids.id[p->at];
		e = sources[k]->show(q, p->ids.id[p->at++], &hits[found->count]);
		if (e == AM_OK)
			found->count++;
		if (e == AM_OK)
			e = look_at_top(q, k, p);
	}
	return e;
}

static enum err run_query(struct search_query *q, const struct search_after *after,
    struct search_hit *hits, size_t max, struct search_found *found)
{
	struct pile *piles = mem_new(SEARCH_KINDS, sizeof(*piles));
	size_t all = 0;
	enum err e;

	q->near = after != NULL && after->near;
	if (after != NULL)
		found->next = *after;
	e = find_all(q, after, piles);
	found->next.near = q->near;
	found->rest = q->rest;
	if (e == AM_OK)
		e = add_page(q, piles, hits, max, found);
	for (size_t k = 0; k < SEARCH_KINDS; k++)
		all += piles[k].ids.count;
	found->capped = all > SEARCH_COUNTED;
	found->total = found->capped ? SEARCH_COUNTED : (int64_t)all;
	found->more = all > found->count;
	free(piles);
	return e;
}

enum err search_run(struct store *st, const struct actor *actor, const char *typed,
    int64_t now, bool similar, const struct search_after *after, struct search_hit *hits,
    size_t max, struct search_found *found)
{
	struct search_found answer = { .count = 0 };
	struct search_plan plan;
	struct search_query q = {
		.st = st, .actor = actor, .plan = &plan, .now = now, .similar = similar
	};
	enum err e;

	if (!role_may(actor->role, ACT_CALL_LIST))
		return AM_DENIED;
	e = store_look(st);
	if (e != AM_OK)
		return e;
	e = search_read(st, actor, typed, now, &plan);
	answer.said = plan.said;
	if (e == AM_OK && plan.said == SEARCH_FINE)
		e = run_query(&q, after, hits, max, &answer);
	e = store_looked(st, e);
	if (e == AM_OK)
		*found = answer;
	explicit_bzero(&plan, sizeof(plan));
	return e;
}

enum err search_settled(struct store *st, const struct actor *actor, const char *typed,
    const struct search_found *found, int64_t now)
{
	struct buf detail = { 0 };
	enum err e = store_begin(st);

	if (e != AM_OK)
		return e;
	buf_byte(&detail, '{');
	json_pair(&detail, "query", typed);
	json_number(&detail, "found", found->total);
	buf_byte(&detail, '}');
	e = store_end(
	    st, audit_add(st, actor, now, "search", "call", 0, buf_text(&detail)));
	explicit_bzero(detail.data, detail.cap);
	buf_fini(&detail);
	return e;
}
