/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Consent as it stands in the tables: what was said, and what is known of whom. */
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/base/text.h"
#include "schema/call_priv.h"
#include "schema/casefile_priv.h"
#include "schema/consent_priv.h"
#include "schema/person_priv.h"
#include "schema/record.h"

#define VICTIMS_MAX 1000 /* as many as a case can say it has */

/* The calls whose words count: the one in hand, and those that surely belong to the case. */
#define ITS_CALLS                                                                       \
	"(SELECT ?2 UNION SELECT call_id FROM call_case WHERE case_id IN " CASE_FAMILY( \
	    "?1") " AND ended_at IS NULL AND certainty = 'confirmed')"

static void bind_about(sqlite3_stmt *q, const struct consent_about *about)
{
	sqlite3_bind_int64(q, 1, about->case_id);
	sqlite3_bind_int64(q, 2, about->call_id);
	sqlite3_bind_int64(q, 3, about->person_id);
}

/* --- words --- */

static void add_written(struct buf *sql)
{
	buf_str(sql,
	    PERSON_WITH_SAME(
		"?3") "SELECT c.id, coalesce(c.call_id, 0), coalesce(c.person_id, 0),"
		      " coalesce(c.by_person_id, 0), c.at AS at, c.operator_id, "
		      "c.purpose,"
		      " coalesce(c.exception, ''), substr(c.consent, 9),"
		      " coalesce(substr(c.relation, 10), ''), c.given_by, c.words, "
		      "c.reason,"
		      " coalesce(c.void_why, ''), o.name, c.taken_back_at IS NOT NULL"
		      " FROM consent c JOIN operator o ON o.id = c.operator_id"
		      " WHERE (?4 = '' OR c.purpose = ?4)"
		      " AND (?1 <> 0 AND c.case_id IN " CASE_FAMILY(
			  "?1") " OR c.call_id IN " ITS_CALLS ")"
				" AND (?3 = 0 OR c.person_id IS NULL OR c.person_id IN "
				"(SELECT id FROM "
				"same))");
}

/* What the form of a call says was said when the call began: whatever was written down
 * during the call or after it is newer.  While the call is open its draft says it. */
static void add_said_in_calls(struct buf *sql, enum consent_purpose purpose)
{
	const char *word = consent_purpose_word(purpose);

	buf_printf(sql,
	    " UNION ALL SELECT 0, k.id, 0, 0, k.at, k.operator_id, '%s', '', k.said,"
	    " coalesce(k.relation, ''), coalesce(k.consent_by, ''), '', '', '', o.name, 0"
	    " FROM (SELECT id, started_at AS at, operator_id, consent_%s AS said,"
	    " substr(relation, 10) AS relation, consent_by FROM call WHERE status = "
	    "'closed'"
	    " AND id IN " ITS_CALLS " UNION ALL SELECT c.id, c.started_at, c.operator_id,"
	    " json_extract(d.body, '$.consent_%s'), json_extract(d.body, '$.relation'),"
	    " json_extract(d.body, '$.consent_by') FROM call c JOIN draft d"
	    " ON d.form = 'call' AND d.ref = c.id AND d.operator_id = c.operator_id"
	    " WHERE c.status = 'open' AND json_valid(d.body) AND c.id IN " ITS_CALLS
	    ") k JOIN operator o ON o.id = k.operator_id WHERE k.said IS NOT NULL",
	    word, word, word);
}

static enum consent_basis exception_of(const char *word)
{
	if (strcmp(word, "minor") == 0)
		return CONSENT_MINOR;
	return strcmp(word, "danger") == 0 ? CONSENT_DANGER : CONSENT_NO_BASIS;
}

static void read_word(sqlite3_stmt *q, struct consent_given *g)
{
	*g = (struct consent_given){
		.id = sqlite3_column_int64(q, 0),
		.call_id = sqlite3_column_int64(q, 1),
		.person_id = sqlite3_column_int64(q, 2),
		.by_person_id = sqlite3_column_int64(q, 3),
		.at = sqlite3_column_int64(q, 4),
		.operator_id = sqlite3_column_int64(q, 5),
		.purpose = consent_purpose_find(store_text(q, 6)),
		.exception = exception_of(store_text(q, 7)),
		.taken_back = sqlite3_column_int(q, 15) != 0,
	};
	str_copy(g->operator_name, sizeof(g->operator_name), store_text(q, 14));
	if (g->id == 0) {
		consent_of_call(g, store_text(q, 8), store_text(q, 10), store_text(q, 9));
		return;
	}
	str_copy(g->consent, sizeof(g->consent), store_text(q, 8));
	str_copy(g->relation, sizeof(g->relation), store_text(q, 9));
	str_copy(g->given_by, sizeof(g->given_by), store_text(q, 10));
	str_copy(g->words, sizeof(g->words), store_text(q, 11));
	str_copy(g->reason, sizeof(g->reason), store_text(q, 12));
	str_copy(g->void_why, sizeof(g->void_why), store_text(q, 13));
}

enum err consent_read(struct store *st, const struct consent_about *about,
    enum consent_purpose purpose, struct consent_given *out, size_t max, size_t *count)
{
	struct buf sql = { 0 };
	sqlite3_stmt *q = NULL;
	enum err e;
	int rc = SQLITE_DONE;

	add_written(&sql);
	for (size_t i = 0; i < CONSENT_PURPOSES; i++)
		if (purpose == CONSENT_PURPOSES || purpose == i)
			add_said_in_calls(&sql, (enum consent_purpose)i);
	buf_str(&sql, " ORDER BY at DESC, 1 DESC LIMIT ?5");
	e = store_prepare(st, buf_text(&sql), &q);
	buf_fini(&sql);
	if (e != AM_OK)
		return e;
	bind_about(q, about);
	sqlite3_bind_text(q, 4, consent_purpose_word(purpose), -1, SQLITE_STATIC);
	sqlite3_bind_int64(q, 5, (int64_t)max);
	for (*count = 0; *count < max && (rc = sqlite3_step(q)) == SQLITE_ROW; ++*count)
		read_word(q, &out[*count]);
	e = store_err(rc);
	store_done(st, q);
	return e;
}

/* --- what is known --- */

/* sql uses of ?1 case, ?2 call and ?3 person what it needs. */
static int64_t first_of(
    struct store *st, const char *sql, const struct consent_about *about, enum err *e)
{
	sqlite3_stmt *q = NULL;
	int64_t n = 0;

	if (*e == AM_OK)
		*e = store_prepare(st, sql, &q);
	if (*e == AM_OK)
		bind_about(q, about);
	*e = store_if_any(store_first(st, q, *e, &n));
	return n;
}

/* Birth date, or age and when it was said, of the first row of sql. */
static struct age age_of(struct store *st, const char *sql,
    const struct consent_about *about, int64_t now, enum err *e)
{
	struct age age = { .group = AGE_NOT_KNOWN };
	sqlite3_stmt *q = NULL;
	int rc;

	if (*e == AM_OK)
		*e = store_prepare(st, sql, &q);
	if (*e != AM_OK)
		return age;
	bind_about(q, about);
	rc = sqlite3_step(q);
	if (rc == SQLITE_ROW)
		age = age_now(store_text(q, 0), store_text(q, 1),
		    age_said_at(store_text(q, 2)), now);
	*e = store_err(rc);
	store_done(st, q);
	return age;
}

/* As the register has it, else as the newest of the calls said it. */
static struct age find_age(struct store *st, const struct consent_about *about,
    bool several, int64_t now, enum err *e)
{
	static const char of_person[] =
	    "SELECT born_on, age_said, age_on FROM person WHERE id = ?3";
	static const char of_call[] =
	    "SELECT '', age, date(started_at, 'unixepoch', 'localtime') FROM call WHERE "
	    "id IN " ITS_CALLS " AND age IS NOT NULL ORDER BY started_at DESC LIMIT 1";
	struct age age = { .group = AGE_NOT_KNOWN };

	if (about->person_id != 0)
		age = age_of(st, of_person, about, now, e);
	if (age.group == AGE_NOT_KNOWN && !several)
		age = age_of(st, of_call, about, now, e);
	return age;
}

static bool find_danger(struct store *st, const struct consent_about *about, enum err *e)
{
	static const char danger[] =
	    "SELECT EXISTS (SELECT 1 FROM casefile WHERE risk = 'risk.1' AND id "
	    "= " CASE_ROOT(
		"?1") ")"
		      " OR EXISTS (SELECT 1 FROM call WHERE id = ?2 AND risk = 'risk.1')";

	return first_of(st, danger, about, e) != 0;
}

static bool find_recruiter(
    struct store *st, const struct consent_about *about, enum err *e)
{
	static const char family[] = PERSON_WITH_SAME(
	    "?3") "SELECT EXISTS (SELECT 1 FROM case_person cp WHERE cp.case_id "
		  "IN " CASE_FAMILY("?1") ""
					  " AND cp.role = 'victim' AND cp.ended_at IS "
					  "NULL"
					  " AND (?3 = 0 OR cp.person_id IN (SELECT id "
					  "FROM same))"
					  " AND (cp.recruiter = 'trafrel.family' OR "
					  "EXISTS (SELECT 1 FROM pick"
					  "   WHERE entity = 'case_person' AND entity_id "
					  "= cp.id"
					  "   AND code IN ('recruit.family', "
					  "'recruit.sold'))))"
					  " OR EXISTS (SELECT 1 FROM call WHERE id "
					  "IN " ITS_CALLS
					  " AND (recruiter = 'trafrel.family' OR recruit "
					  "IN ('recruit.family', "
					  "'recruit.sold')))";

	return first_of(st, family, about, e) != 0;
}

/* --- is who gave it a suspect? --- */

/* The name that was written down is the suspect's: two words of it at least, or all. */
static bool same_name(const char *given_by, const char *suspect)
{
	struct buf folded = { 0 }, whole = { 0 };
	size_t words = 0, found = 0, len;

	txt_fold(&folded, given_by);
	buf_printf(&whole, " %s ", suspect);
	for (const char *p = buf_text(&folded); *p != '\0'; p += len) {
		struct buf word = { 0 };

		p += strspn(p, " ");
		len = strcspn(p, " ");
		if (len == 0)
			break;
		buf_printf(&word, " %.*s ", (int)len, p);
		words++;
		found += strstr(buf_text(&whole), buf_text(&word)) != NULL;
		buf_fini(&word);
	}
	buf_fini(&whole);
	buf_fini(&folded);
	return found >= 2 && found == words;
}

/* Of the same relation to her: her mother is one person. */
static bool same_relation(const char *given, const char *suspect)
{
	static const char *const one[] = { "mother", "father", "kin", "sibling",
		"partner" };

	for (size_t i = 0; i < COUNT(one); i++)
		if (strcmp(given, one[i]) == 0)
			return strcmp(given, suspect) == 0;
	return false;
}

static bool find_suspect(struct store *st, const struct consent_about *about,
    const struct consent_given *given, enum err *e)
{
	static const char sql[] = PERSON_WITH_SAME(
	    "?3") "SELECT cp.person_id IN (SELECT id FROM same),"
		  " coalesce(substr(cp.relation, 10), ''), p.fold FROM case_person cp"
		  " JOIN person p ON p.id = " PERSON_ROOT("cp.person_id") " WHERE cp.case_id "
		  "IN " CASE_FAMILY(
		      "?1") ""
			    " AND cp.role = 'suspect' AND cp.ended_at IS NULL";
	const struct consent_about giver = { .case_id = about->case_id,
		.person_id = given->by_person_id };
	sqlite3_stmt *q = NULL;
	bool suspect = false;
	int rc;

	if (*e == AM_OK)
		*e = store_prepare(st, sql, &q);
	if (*e != AM_OK)
		return false;
	bind_about(q, &giver);
	while ((rc = sqlite3_step(q)) == SQLITE_ROW)
		if (sqlite3_column_int(q, 0) != 0 ||
		    same_relation(given->relation, store_text(q, 1)) ||
		    same_name(given->given_by, store_text(q, 2)))
			suspect = true;
	*e = store_err(rc);
	store_done(st, q);
	return suspect;
}

/* The victims of the case, as they are after merging: who was merged into an entry that is
 * not of this case is a victim of it all the same. */
static enum err read_victims(
    struct store *st, int64_t case_id, int64_t *ids, size_t max, size_t *count)
{
	static const char sql[] =
	    "SELECT root FROM (SELECT cp.id, " PERSON_ROOT("cp.person_id") " AS root"
	    " FROM case_person cp WHERE cp.case_id IN " CASE_FAMILY("?1")
	    " AND cp.role = 'victim' AND cp.ended_at IS NULL)"
	    " GROUP BY root ORDER BY min(id)";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc = SQLITE_DONE;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, case_id);
	for (*count = 0; *count < max && (rc = sqlite3_step(q)) == SQLITE_ROW; ++*count)
		ids[*count] = sqlite3_column_int64(q, 0);
	e = store_err(rc);
	store_done(st, q);
	return e;
}

enum err consent_facts_read(struct store *st, const struct consent_about *about,
    const struct consent_given *given, int64_t now, struct consent_facts *out)
{
	struct consent_about whose = *about;
	int64_t victims[2] = { 0 };
	size_t count = 0;
	enum err e = AM_OK;

	if (about->case_id != 0)
		e = read_victims(st, about->case_id, victims, COUNT(victims), &count);
	if (whose.person_id == 0)
		whose.person_id = given->person_id;
	if (whose.person_id == 0 && count == 1)
		whose.person_id = victims[0];
	*out = (struct consent_facts){ .several = count > 1 && given->person_id == 0 };
	out->age = find_age(st, &whose, count > 1, now, &e);
	out->danger = find_danger(st, &whose, &e);
	out->family_recruited = find_recruiter(st, &whose, &e);
	out->giver_suspect = find_suspect(st, about, given, &e);
	return e;
}

/* --- asking --- */

static enum err ask_one(struct store *st, const struct consent_about *about,
    enum consent_purpose purpose, int64_t now, struct consent_answer *answer)
{
	struct consent_given words[8];
	struct consent_facts facts;
	size_t count = 0, i = 0;
	enum err e = consent_read(st, about, purpose, words, COUNT(words), &count);

	*answer = (struct consent_answer){ .newest = { .purpose = purpose } };
	while (i < count && words[i].taken_back)
		i++;
	if (i < count)
		answer->newest = words[i];
	if (e == AM_OK)
		e = consent_facts_read(st, about, &answer->newest, now, &facts);
	if (e == AM_OK)
		consent_conclude(&facts, purpose, answer);
	return e;
}

/* Nobody was named: it stands if it stands for each of them. */
enum err consent_stands(struct store *st, const struct consent_about *about,
    enum consent_purpose purpose, int64_t now, struct consent_answer *answer)
{
	struct consent_about one = *about;
	int64_t victims[VICTIMS_MAX];
	size_t count = 0;
	enum err e = AM_OK;

	if (about->case_id == 0 && about->call_id == 0)
		return AM_INVALID;
	if (about->person_id == 0 && about->case_id != 0)
		e = read_victims(st, about->case_id, victims, COUNT(victims), &count);
	if (e == AM_OK && count == 0)
		return ask_one(st, about, purpose, now, answer);
	for (size_t i = 0; e == AM_OK && i < count; i++) {
		one.person_id = victims[i];
		e = ask_one(st, &one, purpose, now, answer);
		answer->newest.person_id = victims[i];
		if (e == AM_OK && !answer->stands)
			break;
	}
	return e;
}

enum err consent_no_callback(struct store *st, const struct consent_about *about,
    int64_t since, bool *refused, char *by, size_t size)
{
	static const char sql[] = PERSON_WITH_SAME(
	    "?3") "SELECT c.consent IN ('consent.no', 'consent.withdrawn'), c.given_by"
		  " FROM consent c WHERE c.purpose = 'callback'"
		  " AND c.taken_back_at IS NULL AND c.void_why IS NULL AND c.at >= ?4"
		  " AND c.consent <> 'consent.none'"
		  " AND (c.case_id IN " CASE_FAMILY(CASE_ROOT("?1")) " OR c.call_id = ?2"
		  " OR c.case_id IN (SELECT " CASE_ROOT("l.case_id") " FROM call_case l"
		  "  WHERE l.call_id = ?2 AND l.ended_at IS NULL"
		  "  AND l.certainty = 'confirmed' UNION SELECT l.case_id FROM call_case l"
		  "  WHERE l.call_id = ?2 AND l.ended_at IS NULL"
		  "  AND l.certainty = 'confirmed'))"
		  " AND (?3 = 0 OR c.person_id IS NULL"
		  "  OR c.person_id IN (SELECT id FROM same))"
		  " ORDER BY c.at DESC, c.id DESC LIMIT 1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	*refused = false;
	if (e != AM_OK)
		return e;
	bind_about(q, about);
	sqlite3_bind_int64(q, 4, since);
	rc = sqlite3_step(q);
	if (rc == SQLITE_ROW) {
		*refused = sqlite3_column_int(q, 0) != 0;
		str_copy(by, size, store_text(q, 1));
	}
	e = store_err(rc);
	store_done(st, q);
	return e;
}

enum err consent_all_refuse(
    struct store *st, int64_t case_id, int64_t now, bool *all, bool *any)
{
	struct consent_about one = { .case_id = case_id };
	struct consent_answer answer;
	int64_t victims[VICTIMS_MAX] = { 0 };
	size_t count = 0;
	enum err e = read_victims(st, case_id, victims, COUNT(victims), &count);

	*all = true;
	*any = false;
	for (size_t i = 0; e == AM_OK && (i < count || i == 0); i++) {
		one.person_id = victims[i];
		e = ask_one(st, &one, CONSENT_REFER, now, &answer);
		*all = *all && answer.safety_plan;
		*any = *any || answer.safety_plan || answer.stands;
	}
	return e;
}

/* A call about danger is at risk 1 unless its operator says otherwise. */
static bool danger_in_call(const struct record *rec)
{
	const char *risk = record_get_id(rec, "risk");

	return strcmp(risk, "1") == 0 ||
	       (*risk == '\0' && strcmp(record_get_id(rec, "motive"), "danger") == 0);
}

void consent_facts_in_call(
    const struct record *rec, int64_t now, struct consent_facts *out)
{
	const char *recruit = record_get_id(rec, "recruit");

	*out = (struct consent_facts){
		.age = age_now("", record_get_id(rec, "age"), 0, now),
		.danger = danger_in_call(rec),
		.family_recruited =
		    strcmp(record_get_id(rec, "recruiter"), "family") == 0 ||
		    strcmp(recruit, "family") == 0 || strcmp(recruit, "sold") == 0,
	};
}

void consent_stands_in_call(const struct record *rec, enum consent_purpose purpose,
    int64_t now, struct consent_answer *answer)
{
	struct consent_facts facts;
	char field[24];

	consent_facts_in_call(rec, now, &facts);
	str_printf(field, sizeof(field), "consent_%s", consent_purpose_word(purpose));
	*answer = (struct consent_answer){ .newest = { .purpose = purpose, .at = now } };
	answer->newest.call_id = -1; /* it has no row yet, but it is a call */
	consent_of_call(&answer->newest, record_get_id(rec, field),
	    record_get_id(rec, "consent_by"), record_get_id(rec, "relation"));
	consent_conclude(&facts, purpose, answer);
	answer->newest.call_id = 0;
}

static enum err view_of_call(
    struct store *st, const struct actor *actor, int64_t call_id, int64_t now)
{
	enum err e = store_begin(st);

	if (e != AM_OK)
		return e;
	return store_end(
	    st, call_tell(st, actor, "view", call_id, "{\"part\":\"consent\"}", now));
}

enum err consent_view(struct store *st, const struct actor *actor,
    const struct consent_about *about, int64_t now)
{
	const enum err e = consent_may(st, actor, about, now);

	if (e == AM_DENIED || e == AM_INVALID)
		return e;
	if (about->case_id != 0)
		return case_part(st, actor, about->case_id, "consent", now);
	return e == AM_OK ? view_of_call(st, actor, about->call_id, now) : e;
}

enum err consent_list(struct store *st, const struct actor *actor,
    const struct consent_about *about, enum consent_purpose purpose, int64_t now,
    struct consent_given *out, size_t max, size_t *count)
{
	struct consent_facts facts;
	enum err e = consent_may(st, actor, about, now);

	if (e == AM_OK)
		e = consent_read(st, about, purpose, out, max, count);
	for (size_t i = 0; e == AM_OK && i < *count; i++) {
		e = consent_facts_read(st, about, &out[i], now, &facts);
		if (e == AM_OK)
			out[i].why = consent_judge(&out[i], &facts);
	}
	return e;
}
