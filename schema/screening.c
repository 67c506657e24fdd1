/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/screening.h"

#include <stdlib.h>
#include <string.h>

#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/json.h"
#include "schema/base/mem.h"
#include "schema/casefile_priv.h"
#include "schema/code.h"
#include "schema/person_priv.h"

/*
 * All that is known, one word a fact, each between blanks: " act.recruit D2.01=y
 * leg.origin call.now venue.bar age ".
 */
struct known {
	struct buf words;
	int64_t case_id, person_id;
	struct age age;
};

/* --- the tables --- */

/* clang-format off */
/* What speaks for an element, and what shows that it was asked for: beginnings of facts. */
static const struct {
	const char *yes, *asked;
} elements[SCREENING_ELEMENTS] = {
	[SCREENING_ACT] = {
		"act.recruit act.transport act.transfer act.harbour act.receive act.retain recruit. "
		"D1=y D2=y D3=y leg.moved",
		"act recruit D1= D2= D3= leg." },
	[SCREENING_MEANS] = {
		"means. control. D1=y D2=y D3=y D5=y D6=y recruit.abduct recruit.sold",
		"means control D1= D2= D3= D5= D6=" },
	[SCREENING_PURPOSE] = {
		"exploit. sexkind. act.exploit D4=y D5.07=y",
		"exploit D4= sexkind" },
};

/* What is to be asked, what matters most for her first; answered by any of these facts. */
static const struct {
	const char *question, *answered;
	bool minors; /* asked under 18 as well */
} questions[] = {
	{ N_("where she is"), "leg.destination call.now case.now", true },
	{ N_("whether she can leave"), "situation control.confine D2.06= D5.03=", true },
	{ N_("who controls her"), "control D5.", true },
	{ N_("whether there are others"), "victims", true },
	{ N_("how old she is"), "age", true },
	{ N_("what she is made to do"), "exploit D4. act.exploit sexkind", true },
	{ N_("who recruited her"), "recruiter perprole.recruiter", true },
	{ N_("how she was recruited"), "recruit. recruit?", true },
	{ N_("where she left from"), "leg.origin call.left case.origin", true },
	{ N_("how she travelled"), "transp", true },
	{ N_("in what kind of place she is"), "venue", true },
	{ N_("what she was promised"), "promise D1.", false },
	{ N_("whether she is threatened or beaten"),
	  "control.threat control.phys control.famthreat D2.01= D2.02= D5.04= D5.05=", false },
	{ N_("whether she owes money"), "control.debt D2.04= D5.02=", false },
	{ N_("who has her papers"), "control.docs D2.05= D5.01=", false },
};
_Static_assert(COUNT(questions) <= SCREENING_MISSING, "all may be missing");

/* Forms of exploitation that the strengths in the list belong to. */
static const char *const labour[] = { "exploit.labour", "exploit.domestic",
	"exploit.childlab" };
static const char *const other[] = { "exploit.sex", "sexkind." };
/* clang-format on */

/* --- facts --- */

/* Where nobody knows, it was asked, but nothing is known: "act?" for "act.-" and "act.unk". */
static void add_fact(struct known *k, const char *fact)
{
	const char *dot = strchr(fact, '.');
	const char *value = dot != NULL ? dot + 1 : "";

	if (strcmp(value, "-") == 0 || strcmp(value, "unk") == 0 ||
	    strcmp(value, "none") == 0 || strcmp(value, "na18") == 0)
		buf_printf(&k->words, "%.*s? ", (int)(dot - fact), fact);
	else
		buf_printf(&k->words, "%s ", fact);
	/* An answer counts for its dimension as well: D2.01=y, D2=y. */
	if (fact[0] == 'D' && dot != NULL && strchr(fact, '=') != NULL)
		buf_printf(
		    &k->words, "%.*s%s ", (int)(dot - fact), fact, strchr(fact, '='));
}

static bool says(const struct known *k, const char *beginnings)
{
	size_t len;

	for (const char *p = beginnings; *p != '\0'; p += len) {
		struct buf word = { 0 };
		bool found;

		p += strspn(p, " ");
		len = strcspn(p, " ");
		buf_printf(&word, " %.*s", (int)len, p);
		found = len > 0 && strstr(buf_text(&k->words), buf_text(&word)) != NULL;
		buf_fini(&word);
		if (found)
			return true;
	}
	return false;
}

/* ?1 case, ?2 person. */
#define HER_ROWS                                                                 \
	"(SELECT id FROM case_person WHERE role = 'victim' AND ended_at IS NULL" \
	" AND case_id IN " CASE_FAMILY("?1") " AND person_id IN (SELECT id FROM same))"
#define ITS_CALLS                                                         \
	"(SELECT l.call_id FROM call_case l WHERE l.ended_at IS NULL AND" \
	" l.certainty = 'confirmed' AND l.case_id IN " CASE_FAMILY("?1") ")"
#define ITS_LEGS                                                                      \
	"(SELECT * FROM incident WHERE ended_at IS NULL AND case_id IN " CASE_FAMILY( \
	    "?1") ")"
#define NEWEST_ANSWERS                                                             \
	"(SELECT max(id) FROM screening WHERE case_id IN " CASE_FAMILY(            \
	    "?1") " AND (person_id IS NULL OR person_id IN (SELECT id FROM same))" \
		  " GROUP BY indic)"

/* clang-format off */
static const char *const facts[] = {
	/* of her */
	PERSON_WITH_SAME("?2")
	"SELECT code FROM pick WHERE entity = 'case_person' AND entity_id IN " HER_ROWS
	" UNION SELECT replace(recruiter, 'trafrel', 'recruiter') FROM case_person WHERE id IN "
	HER_ROWS
	" UNION SELECT substr(indic, 7) || '=' || answer FROM screening WHERE answer <> ''"
	" AND id IN " NEWEST_ANSWERS,
	/* of the case and its route */
	"SELECT exploit FROM casefile WHERE id = ?1"
	" UNION SELECT 'case.now' FROM casefile WHERE id = ?1 AND place_now IS NOT NULL"
	" UNION SELECT 'case.origin' FROM casefile WHERE id = ?1 AND origin IS NOT NULL"
	" UNION SELECT 'victims' FROM casefile WHERE id = ?1 AND victims IS NOT NULL"
	" UNION SELECT perprole FROM case_person WHERE role = 'suspect' AND ended_at IS NULL"
	" AND case_id IN " CASE_FAMILY("?1"),
	"SELECT 'leg.' || stage FROM " ITS_LEGS
	" UNION SELECT 'leg.moved' FROM " ITS_LEGS " WHERE stage <> 'origin'"
	" UNION SELECT act FROM " ITS_LEGS " UNION SELECT venue FROM " ITS_LEGS
	" UNION SELECT transp FROM " ITS_LEGS,
	/* of its calls */
	"SELECT 'victims' FROM call WHERE id IN " ITS_CALLS " AND victims IS NOT NULL"
	" UNION SELECT 'call.now' FROM call WHERE id IN " ITS_CALLS
	" AND (place_now IS NOT NULL OR coalesce(where_is, '') <> '')"
	" UNION SELECT 'call.left' FROM call WHERE id IN " ITS_CALLS " AND place_left IS NOT NULL"
	" UNION SELECT situation FROM call WHERE id IN " ITS_CALLS
	" UNION SELECT recruit FROM call WHERE id IN " ITS_CALLS,
	"SELECT promise FROM call WHERE id IN " ITS_CALLS
	" UNION SELECT venue FROM call WHERE id IN " ITS_CALLS
	" UNION SELECT replace(recruiter, 'trafrel', 'recruiter') FROM call WHERE id IN "
	ITS_CALLS,
};
/* clang-format on */

static enum err gather_by(struct store *st, struct known *k, const char *sql)
{
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, k->case_id);
	sqlite3_bind_int64(q, 2, k->person_id);
	while ((rc = sqlite3_step(q)) == SQLITE_ROW)
		if (*store_text(q, 0) != '\0')
			add_fact(k, store_text(q, 0));
	store_done(st, q);
	return store_err(rc);
}

static enum err gather(struct store *st, struct known *k)
{
	enum err e = AM_OK;

	buf_byte(&k->words, ' ');
	for (size_t i = 0; e == AM_OK && i < COUNT(facts); i++)
		e = gather_by(st, k, facts[i]);
	if (k->age.group != AGE_NOT_KNOWN)
		add_fact(k, "age");
	return e;
}

/* Whom it is about: person_id, or the first victim of the case; her age. */
static enum err find_victim(
    struct store *st, const struct actor *actor, struct known *k, int64_t now)
{
	struct person_row rows[16];
	size_t count = 0;
	enum err e = person_list(st, actor, k->case_id, now, rows, COUNT(rows), &count);

	for (size_t i = 0; e == AM_OK && i < count; i++) {
		const bool victim = (rows[i].roles & 1U << PERSON_VICTIM) != 0;

		if (k->person_id == 0 ? victim : rows[i].id == k->person_id) {
			k->person_id = rows[i].id;
			k->age = rows[i].age;
			break;
		}
	}
	return e;
}

/* --- what follows --- */

static enum screening_state state_of(const struct known *k, size_t element)
{
	if (element == SCREENING_MEANS && age_counts_as_minor(&k->age))
		return SCREENING_NOT_NEEDED;
	if (says(k, elements[element].yes))
		return SCREENING_COVERED;
	return says(k, elements[element].asked) ? SCREENING_NOT_FOUND
						: SCREENING_NOT_ASKED;
}

static void find_missing(const struct known *k, struct screening *out)
{
	const bool minor = age_counts_as_minor(&k->age);

	for (size_t i = 0; i < COUNT(questions); i++)
		if ((questions[i].minors || !minor) && !says(k, questions[i].answered))
			out->missing[out->missing_count++] = questions[i].question;
}

/* Only labour, and nothing that the profile does not know. */
static bool has_strengths(const struct known *k)
{
	bool yes = false;

	for (size_t i = 0; i < COUNT(labour); i++)
		yes = yes || says(k, labour[i]);
	for (size_t i = 0; i < COUNT(other); i++)
		yes = yes && !says(k, other[i]);
	return yes;
}

/* Two strong; one strong and another; three medium; two medium and a weak one. */
static enum screening_score score(size_t strong, size_t medium, size_t weak)
{
	if (strong >= 2 || (strong == 1 && medium + weak >= 1) || medium >= 3 ||
	    (medium == 2 && weak >= 1))
		return SCREENING_POSITIVE;
	return SCREENING_NEGATIVE;
}

/* "D2" gives 1; no dimension gives SCREENING_DIMENSIONS. */
static size_t dimension_of(const struct code *c)
{
	const size_t d = (size_t)strtol(c->group + (*c->group != '\0'), NULL, 10) - 1;

	return d < SCREENING_DIMENSIONS ? d : SCREENING_DIMENSIONS;
}

static void count_answers(
    const struct code_list *list, const char *answers, bool minor, struct screening *out)
{
	size_t by_strength[SCREENING_DIMENSIONS][4] = { { 0 } };

	for (size_t i = 0; i < list->count; i++) {
		const struct code *c = &list->codes[i];
		const size_t d = dimension_of(c);
		const char strength = strlen(c->flags) == 2 ? c->flags[minor] : '0';

		if (d == SCREENING_DIMENSIONS)
			continue;
		out->dimensions[d].all++;
		out->dimensions[d].yes += answers[i] == 'y';
		out->dimensions[d].no += answers[i] == 'n';
		out->dimensions[d].unsaid += answers[i] == '-';
		if (answers[i] == 'y' && strength >= '1' && strength <= '3')
			by_strength[d][strength - '0']++;
	}
	for (size_t d = 0; out->scored && d < SCREENING_DIMENSIONS; d++)
		out->dimensions[d].score =
		    score(by_strength[d][3], by_strength[d][2], by_strength[d][1]);
}

static enum err read_answers(
    struct store *st, const struct known *k, const struct code_list *list, char *out)
{
	static const char sql[] =
	    PERSON_WITH_SAME("?2") "SELECT substr(indic, 7), answer FROM screening WHERE "
				   "id IN " NEWEST_ANSWERS;
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, k->case_id);
	sqlite3_bind_int64(q, 2, k->person_id);
	while ((rc = sqlite3_step(q)) == SQLITE_ROW) {
		const struct code *c = code_find(list, store_text(q, 0));

		if (c != NULL)
			out[c - list->codes] = *store_text(q, 1);
	}
	store_done(st, q);
	return store_err(rc);
}

/* --- reading --- */

static enum err list_of(struct store *st, const struct code_list **list)
{
	const enum err e = code_list(st, "indic", list);

	return e == AM_OK && (*list)->count > SCREENING_INDICATORS ? AM_CORRUPT : e;
}

static void conclude(const struct known *k, struct screening *out)
{
	out->person_id = k->person_id;
	out->age = k->age;
	for (size_t i = 0; i < SCREENING_ELEMENTS; i++)
		out->state[i] = state_of(k, i);
	find_missing(k, out);
	out->scored = has_strengths(k);
}

enum err screening_read(struct store *st, const struct actor *actor, int64_t case_id,
    int64_t person_id, int64_t now, struct screening *out)
{
	struct known k = { .case_id = case_id, .person_id = person_id };
	char answers[SCREENING_INDICATORS] = { 0 };
	const struct code_list *list = NULL;
	enum err e = find_victim(st, actor, &k, now);

	*out = (struct screening){ .person_id = 0 };
	if (e == AM_OK)
		e = gather(st, &k);
	if (e == AM_OK)
		e = list_of(st, &list);
	if (e == AM_OK)
		e = read_answers(st, &k, list, answers);
	if (e == AM_OK) {
		conclude(&k, out);
		count_answers(list, answers, age_counts_as_minor(&k.age), out);
	}
	buf_fini(&k.words);
	return e;
}

enum err screening_answers(struct store *st, const struct actor *actor, int64_t case_id,
    int64_t person_id, int64_t now, char out[SCREENING_INDICATORS], size_t *count)
{
	const struct known k = { .case_id = case_id, .person_id = person_id };
	const struct code_list *list = NULL;
	enum err e = case_check(st, actor, case_id, now);

	memset(out, 0, SCREENING_INDICATORS);
	if (e == AM_OK)
		e = list_of(st, &list);
	if (e == AM_OK)
		e = read_answers(st, &k, list, out);
	if (e == AM_OK)
		*count = list->count;
	return e;
}

/* --- answering --- */

static enum err insert(struct store *st, const struct actor *actor, const struct known *k,
    const char *indicator, const char *answer, int64_t now)
{
	static const char sql[] =
	    "INSERT INTO screening (case_id, person_id, indic, answer,"
	    " at, operator_id) VALUES (?1, ?2, 'indic.' || ?3, ?4,"
	    " ?5, ?6)";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, k->case_id);
		store_bind_id(q, 2, k->person_id);
		sqlite3_bind_text(q, 3, indicator, -1, SQLITE_STATIC);
		sqlite3_bind_text(q, 4, answer, -1, SQLITE_STATIC);
		sqlite3_bind_int64(q, 5, now);
		sqlite3_bind_int64(q, 6, actor->operator_id);
	}
	return store_run(st, q, e);
}

static enum err answer_in(struct store *st, const struct actor *actor,
    const struct known *k, const char *indicator, const char *answer, int64_t now)
{
	struct buf detail = { 0 };
	const struct code_list *list = NULL;
	enum err e = case_check(st, actor, k->case_id, now);

	if (e == AM_OK)
		e = list_of(st, &list);
	if (e == AM_OK && code_find(list, indicator) == NULL)
		e = AM_INVALID;
	if (e == AM_OK)
		e = insert(st, actor, k, indicator, answer, now);
	buf_byte(&detail, '{');
	json_pair(&detail, "indic", indicator);
	json_pair(&detail, "answer", answer);
	buf_byte(&detail, '}');
	if (e == AM_OK)
		e = audit_add(
		    st, actor, now, "screen", CASE_ENTITY, k->case_id, buf_text(&detail));
	if (e == AM_OK)
		e = case_touch(st, k->case_id, now);
	buf_fini(&detail);
	return e;
}

enum err screening_answer(struct store *st, const struct actor *actor, int64_t case_id,
    int64_t person_id, const char *indicator, char answer, int64_t now)
{
	const struct known k = { .case_id = case_id, .person_id = person_id };
	const char text[2] = { answer, '\0' };
	enum err e;

	if (answer != 0 && strchr("yn-", answer) == NULL)
		return AM_INVALID;
	e = role_may(actor->role, ACT_CASE_EDIT) ? store_begin(st) : AM_DENIED;
	return e == AM_OK ? store_end(st, answer_in(st, actor, &k, indicator, text, now))
			  : e;
}
