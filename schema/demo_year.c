/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The demo year, whose figures are those of the evaluation, and the calls of today. */
#include <stdlib.h>

#include "schema/base/mem.h"
#include "schema/demo_priv.h"

#define STUDY_CALLS 220 /* the study closed before the last relevant call */

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
	id = demo_call(d, &s, at, false);
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
			const int64_t at = demo_moment(
			    d, first, (end - first) / DEMO_DAY, k, months[m].calls);

			if (i * 54 / DEMO_CALLS > (size_t)made->others)
				other_case(d, made, at);
			year_call(d, y, made, i, at);
		}
	}
	while (made->others < 54 && d->e == AM_OK)
		other_case(d, made, demo_date(2005, 1, 31));
}

void demo_year(struct demo *d)
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

/* --- today --- */

void demo_today(struct demo *d, int64_t calls[DEMO_TODAY])
{
	static const enum demo_motive day[DEMO_TODAY] = { DEMO_SERVICE, DEMO_REPORT,
		DEMO_SERVICE, DEMO_OFFER, DEMO_SERVICE, DEMO_REPORT, DEMO_SERVICE,
		DEMO_SERVICE, DEMO_OFFER, DEMO_REPORT, DEMO_SERVICE, DEMO_REPORT };
	const int64_t now = d->plan->now;
	const int64_t midnight = now - (now - DEMO_LIMA) % DEMO_DAY;
	/* A call lasts half an hour at most: none is cut short unless the day is young. */
	const int64_t room =
	    now - midnight > 7200 ? now - midnight - 1800 : now - midnight;

	for (int64_t i = 0; i < DEMO_TODAY; i++) {
		struct demo_story s = { .motive = day[i],
			.weight = i % 5 == 1 ? DEMO_RELEVANT : DEMO_ORDINARY };

		demo_invent(d, &s);
		calls[i] = demo_call(d, &s, midnight + room * i / DEMO_TODAY, false);
	}
}
