/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whom to ask: bodies in the order in which they may help. */
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/code.h"
#include "schema/hours.h"
#include "schema/institution_priv.h"
#include "schema/referral_about.h"

#define NO_NEED 99
#define ELSEWHERE 3
#define EVERYWHERE 2
#define DEPARTMENT 4 /* characters of "PE16" */
#define GIVEN_MAX 64
#define IMPLICATED_MAX 200

/* --- one body --- */

static int need_of(const char *needs, const char *service)
{
	const size_t len = strlen(service);
	int i = 0;

	for (const char *p = needs; *p != '\0'; i++) {
		const size_t word = strcspn(p, " ");

		if (word == len && strncmp(p, service, len) == 0)
			return i;
		p += word;
		p += strspn(p, " ");
	}
	return NO_NEED;
}

static int region_of(const char *she, const char *there)
{
	if (strcmp(there, "PE") == 0)
		return EVERYWHERE;
	if (*she == '\0' || *there == '\0')
		return ELSEWHERE;
	if (strcmp(she, there) == 0)
		return 0;
	if (strlen(she) >= DEPARTMENT && strncmp(she, there, DEPARTMENT) == 0)
		return 1;
	return ELSEWHERE;
}

static bool takes(const struct institution *i, const struct ref_about *about)
{
	const struct age *age = &about->age;

	if (*i->genders != '\0' && *about->sex != '\0' && strcmp(about->sex, "-") != 0 &&
	    !code_set_has(i->genders, about->sex))
		return false;
	if (age->group == AGE_NOT_KNOWN)
		return true;
	return (i->age_from < 0 || age->to >= i->age_from) &&
	       (i->age_to < 0 || age->from <= i->age_to);
}

static int64_t answer_of(const struct inst_answers *a)
{
	const int64_t hours = a->median_s / 3600;

	if (a->sent == 0)
		return 500000; /* nothing is known: between the good and the bad */
	return (a->sent - a->answered) * 1000 / a->sent * 1000 +
	       (hours < 999 ? hours : 999);
}

struct ref_fit ref_fit(const struct ref_about *about, const struct institution *i,
    const struct ref_given *gives, size_t count, int64_t now)
{
	static const int order[] = {
		[HOURS_OPEN] = 0, [HOURS_UNKNOWN] = 1, [HOURS_CLOSED] = 2
	};
	const char *near = *about->place != '\0' ? about->place : about->calls_from;
	struct ref_fit fit = { .service = NO_NEED, .region = ELSEWHERE };

	for (size_t k = 0; k < count; k++) {
		const int service = need_of(about->needs, gives[k].service);
		const int region = region_of(
		    near, *gives[k].place != '\0' ? gives[k].place : i->place);
		const bool better = (region < ELSEWHERE) > (fit.region < ELSEWHERE) ||
				    ((region < ELSEWHERE) == (fit.region < ELSEWHERE) &&
					service < fit.service);

		if (service == NO_NEED || !better)
			continue;
		fit.service = service;
		fit.region = region;
	}
	if (fit.service == NO_NEED)
		fit.region = region_of(near, i->place);
	fit.serves = fit.service < NO_NEED && fit.region < ELSEWHERE && takes(i, about);
	fit.hours = order[hours_at(i->hours, now)];
	fit.told = !(about->minors && i->told);
	fit.answer = answer_of(&i->answers);
	return fit;
}

int ref_fit_compare(const struct ref_fit *a, const struct ref_fit *b)
{
	const int64_t of_a[] = { !a->serves, a->service, a->region, a->told, a->hours,
		a->answer };
	const int64_t of_b[] = { !b->serves, b->service, b->region, b->told, b->hours,
		b->answer };

	for (size_t i = 0; i < COUNT(of_a); i++)
		if (of_a[i] != of_b[i])
			return of_a[i] < of_b[i] ? -1 : 1;
	return 0;
}

/* --- all of them --- */

struct ranked {
	struct institution inst;
	struct ref_fit fit;
	size_t at; /* where it stood: names stay in their order */
};

static int by_fit(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;
	const int order = ref_fit_compare(&x->fit, &y->fit);

	return order != 0 ? order : (x->at > y->at) - (x->at < y->at);
}

/* q gives service and place of body ?1; it is left ready for the next. */
static enum err rank(
    sqlite3_stmt *q, const struct ref_about *about, int64_t now, struct ranked *r)
{
	char texts[GIVEN_MAX][2][16];
	struct ref_given gives[GIVEN_MAX];
	size_t n = 0;
	int rc = SQLITE_DONE;

	sqlite3_bind_int64(q, 1, r->inst.id);
	while (n < GIVEN_MAX && (rc = sqlite3_step(q)) == SQLITE_ROW) {
		gives[n].service =
		    str_copy(texts[n][0], sizeof(texts[n][0]), store_text(q, 0));
		gives[n].place =
		    str_copy(texts[n][1], sizeof(texts[n][1]), store_text(q, 1));
		n++;
	}
	sqlite3_reset(q);
	r->fit = ref_fit(about, &r->inst, gives, n, now);
	return store_err(rc);
}

static enum err rank_all(struct store *st, const struct ref_about *about, int64_t now,
    struct ranked *all, size_t count)
{
	static const char sql[] =
	    "SELECT substr(service, 9), coalesce(place, '') FROM service"
	    " WHERE institution_id = ?1 AND ended_at IS NULL";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	for (size_t i = 0; e == AM_OK && i < count; i++)
		e = rank(q, about, now, &all[i]);
	store_done(st, q);
	return e;
}

static bool among(const struct ref_implicated *marks, size_t count, int64_t id)
{
	for (size_t i = 0; i < count; i++)
		if (marks[i].institution_id == id)
			return true;
	return false;
}

/* Leave out who is implicated, keep the order of names. */
static size_t keep_clean(struct institution *all, size_t count,
    const struct ref_implicated *marks, size_t mark_count, struct ranked *out)
{
	size_t n = 0;

	for (size_t i = 0; i < count; i++)
		if (!among(marks, mark_count, all[i].id))
			out[n++] = (struct ranked){ .inst = all[i], .at = i };
	return n;
}

enum err ref_suggest(struct store *st, const struct actor *actor,
    const struct ref_about *about, int64_t now, struct institution **out, size_t *count,
    size_t *fits)
{
	struct ref_implicated *marks = mem_new(IMPLICATED_MAX, sizeof(*marks));
	struct institution *all = NULL;
	struct ranked *ranked = NULL;
	size_t n = 0, mark_count = 0;
	enum err e = inst_list(st, actor, false, now, &all, &n);

	if (e == AM_OK)
		e = ref_implicated(
		    st, actor, about, now, marks, IMPLICATED_MAX, &mark_count);
	if (e == AM_OK) {
		ranked = mem_new(n + 1, sizeof(*ranked));
		n = keep_clean(all, n, marks, mark_count, ranked);
		e = rank_all(st, about, now, ranked, n);
	}
	if (e == AM_OK) {
		qsort(ranked, n, sizeof(*ranked), by_fit);
		*fits = 0;
		for (size_t i = 0; i < n; i++) {
			all[i] = ranked[i].inst;
			*fits += ranked[i].fit.serves;
		}
		*out = all;
		*count = n;
		all = NULL;
	}
	free(all);
	free(ranked);
	free(marks);
	return e;
}
