/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The parts of the demo's generator: chance, writing rows, texts, cases, and what
 * stands around the calls (bodies, money, campaign, evidence).
 */
#pragma once

#include "schema/audit_priv.h"
#include "schema/base/buf.h"
#include "schema/demo.h"
#include "schema/store_priv.h"

#define DEMO_PEOPLE 5
#define DEMO_KEPT 64

enum demo_person { ROSA, LUZ, MARTA, JULIA, ANA };

struct demo_hired {
	const char *login, *name;
	enum role role;
};
extern const struct demo_hired demo_people[DEMO_PEOPLE];

/* What the index of search is made of. */
enum demo_indexed {
	INDEXED_CALLS,
	INDEXED_PERSONS,
	INDEXED_SOUNDS,
	INDEXED_NAMES,
	INDEXED_CASES,
	INDEXED_OFFERS,
	INDEXED_OFFER_NAMES,
	INDEXED_COUNT
};

struct demo {
	struct store *st;
	const struct demo_plan *plan;
	uint64_t dice;
	enum err e; /* the first error; nothing is written after it */
	int64_t person[DEMO_PEOPLE];
	struct demo_kept {
		const char *sql; /* compared by address */
		sqlite3_stmt *q;
	} kept[DEMO_KEPT];
	size_t kept_count;
	struct audit_writer audit;
	int64_t case_year, case_sequence; /* of the last number given */
	int64_t call_year, call_sequence;
	int64_t indexed[INDEXED_COUNT]; /* up to this id */
};

/* --- chance: the same for one seed, on every machine --- */

uint32_t demo_dice(struct demo *d, uint32_t sides); /* 0 to sides - 1 */
bool demo_chance(struct demo *d, uint32_t percent);

/* One of an array of texts. */
#define DEMO_PICK(d, array) ((array)[demo_dice((d), (uint32_t)COUNT(array))])

/* --- rows --- */

/*
 * Run one INSERT or UPDATE.  types has a letter for each value: i a number, n an id
 * or time (0 is NULL), t a text ("" is NULL), s a text as it is.  sql is a constant:
 * its statement is kept.  Returns the id of the new row; after an error nothing.
 */
int64_t demo_put(struct demo *d, const char *sql, const char *types, ...);

/* The kept statement of sql, or NULL after an error (d->e). */
sqlite3_stmt *demo_statement(struct demo *d, const char *sql);

void demo_forget_statements(struct demo *d);

/* An audit row by a person of the demo. */
void demo_audit(struct demo *d, enum demo_person who, int64_t at, const char *what,
    const char *entity, int64_t id);

/* --- time: Lima has no summer time, so its days are counted here --- */

#define DEMO_DAY INT64_C(86400)
#define DEMO_LIMA (5 * INT64_C(3600)) /* behind UTC */

/* Midnight in Lima of a date. */
int64_t demo_date(int year, int month, int day);

/* Year, month and day in Lima. */
void demo_split(int64_t at, int64_t *year, int64_t *month, int64_t *day);

/* When call i of n in a run of whole days comes: later calls come later. */
int64_t demo_moment(
    struct demo *d, int64_t first_day, int64_t day_count, int64_t i, int64_t n);

/* "2004-03-17" */
char *demo_on(char out[16], int64_t at);

/* --- one contact --- */

enum demo_motive { DEMO_SERVICE, DEMO_REPORT, DEMO_OFFER };
enum demo_weight { DEMO_ORDINARY, DEMO_RELEVANT, DEMO_CASE };

/* What is invented of a call or case.  Texts are constants; "" is not asked. */
struct demo_story {
	enum demo_motive motive;
	enum demo_weight weight;
	bool abroad; /* external: the person is taken out of Peru, or into it */
	const struct demo_place *from, *to;
	const char *country; /* ISO 3166 where abroad */
	const char *name, *surname; /* and, of a larger set, another of each */
	const char *name2, *surname2;
	const char *kin, *venue, *job, *promise;
	const char *relation, *recruit, *recruiter, *situation;
	uint32_t age;
};

struct demo_place {
	const char *region, *province, *town;
	uint32_t weight;
};

void demo_invent(struct demo *d, struct demo_story *s);

/* An operator's notes; long ones (200 to 1,500 characters) for measuring. */
void demo_notes(
    struct demo *d, const struct demo_story *s, bool lengthy, struct buf *out);

/* What happened since, in a sentence or two: a note of the case. */
void demo_case_note(struct demo *d, const struct demo_story *s, struct buf *out);

/* Another given name and surname: the register of a larger set has many people. */
void demo_name_fully(struct demo *d, struct demo_story *s);

/* The codes of what is said: "venue.bar", "offerkind.care". */
const char *demo_venue(const struct demo_story *s);
const char *demo_offer_kind(const struct demo_story *s);

/* "51261555877": nine digits that do not begin with 9 cannot ring in Peru. */
char *demo_phone(struct demo *d, char out[24]);

/* Several words that are rare as words are (Zipf), until out has size bytes. */
void demo_babble(struct demo *d, struct buf *out, size_t size);

/* Who makes an offer: an agency's name made of two words. */
void demo_agency(struct demo *d, struct buf *out);

/* --- calls --- */

/* Write the call that began to ring at that time, and its audit row.  Returns its id. */
int64_t demo_call(struct demo *d, const struct demo_story *s, int64_t at, bool lengthy);

/* The whole year of the evaluation. */
void demo_year(struct demo *d);

/* Calls between midnight and now, so that home has something to show; their ids. */
void demo_today(struct demo *d, int64_t calls[DEMO_TODAY]);

/* Follow-ups, offers and referrals about today's calls and the open cases of the year. */
void demo_desk(struct demo *d, const int64_t calls[DEMO_TODAY]);

/* A larger set, in transactions of its own. */
void demo_large(struct demo *d);

/* What was written since the last time goes into the index of search, at once. */
void demo_index(struct demo *d);

/* --- cases --- */

enum demo_source { DEMO_HOTLINE, DEMO_FIELD, DEMO_PRESS, DEMO_INSTITUTION };

/* A case about s; call_id 0 where it came in another way.  Returns its id. */
int64_t demo_case(struct demo *d, const struct demo_story *s, enum demo_source source,
    int64_t call_id, int64_t at, bool in_study);

/* --- what stands around the calls --- */

/* Ids of bodies that referrals go to. */
enum demo_body {
	BODY_POLICE = 1,
	BODY_INTERIOR,
	BODY_MINISTRY,
	BODY_POZO,
	BODY_IOM,
	BODY_SHELTER,
	BODY_PROSECUTION,
	BODY_MIGRATION,
	BODY_CONSULAR
};

void demo_bodies(struct demo *d);
void demo_project(struct demo *d);
void demo_evidence(struct demo *d, const int64_t *relevant_calls, size_t count);

/* The embassy or consulate for a country. */
int64_t demo_embassy(const char *country);
