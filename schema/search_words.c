/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search line taken apart: words, numbers, dates, and what a word may stand for. */
#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/mem.h"
#include "schema/base/text.h"
#include "schema/code.h"
#include "schema/number.h"
#include "schema/operator.h"
#include "schema/search_priv.h"
#include "schema/store_priv.h"

#define TYPED_MAX 300  /* bytes that are looked at */
#define TEXT_LEAST 2   /* letters; one alone would read the whole index */
#define PHONE_LEAST 3  /* digits */
#define REGION_LEAST 3 /* letters that begin a department's name */
#define PLACE_WORDS 4  /* of the longest name: "madre de dios" */
#define LABEL_LEAST 4  /* letters of the first word of a code's name */
#define DAY 86400

/* clang-format off */
static const struct {
	const char *list;
	char facet;
	enum search_match kind;
} lists[] = {
	{ "motive", 'm', SEARCH_MOTIVE },
	{ "dispo", 'r', SEARCH_RESULT },
	{ "risk", 'k', SEARCH_RISK },
};

static const char *const months[][2] = { /* folded */
	{ "enero", "january" }, { "febrero", "february" }, { "marzo", "march" },
	{ "abril", "april" }, { "mayo", "may" }, { "junio", "june" }, { "julio", "july" },
	{ "agosto", "august" }, { "setiembre", "september" }, { "octubre", "october" },
	{ "noviembre", "november" }, { "diciembre", "december" },
};

static const struct {
	const char *word;
	int days_ago;
} days[] = {
	{ "hoy", 0 }, { "today", 0 }, { "ayer", 1 }, { "yesterday", 1 },
};

static const char *const open_words[] = { "abierta", "abiertas", "abierto", "open" };
static const char *const mine_words[] = { "mias", "mine" };
static const char *const operator_words[] = { "operadora", "operador", "operator" };
static const char *const month_words[] = { "en", "in", "de", "of" };
/* clang-format on */

static bool one_of(const char *word, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(word, words[i]) == 0)
			return true;
	return false;
}

/* --- words --- */

static void fold_into(
    char out[WORD_BYTES], const char *s, void (*way)(struct buf *out, const char *s))
{
	struct buf text = { 0 };

	way(&text, s);
	str_copy(out, WORD_BYTES, buf_text(&text));
	buf_fini(&text);
}

/* The digits of s into out if it holds nothing but a number as people write it. */
static void digits_into(char out[16], const char *s)
{
	size_t len = 0;

	out[0] = '\0';
	if (s[strspn(s, "+0123456789-().")] != '\0')
		return;
	for (; *s != '\0' && len < 15; s++)
		if (isdigit((unsigned char)*s))
			out[len++] = *s;
	out[len] = '\0';
}

static void read_word(struct search_word *w, const char *text, size_t len)
{
	*w = (struct search_word){ .last = false };
	str_printf(w->raw, sizeof(w->raw), "%.*s", (int)len, text);
	fold_into(w->fold, w->raw, txt_fold);
	fold_into(w->phon, w->raw, txt_phon);
	digits_into(w->digits, w->raw);
}

/* Words between blanks; what is only signs is none. */
static void split(struct search_plan *plan, const char *typed)
{
	const char *p = typed;

	while (*p != '\0' && plan->count < WORDS_MAX && p - typed < TYPED_MAX) {
		const size_t len = strcspn(p, " \t\n");

		if (len > 0 && len < WORD_BYTES) {
			read_word(&plan->words[plan->count], p, len);
			if (*plan->words[plan->count].fold != '\0')
				plan->count++;
		}
		p += len + strspn(p + len, " \t\n");
	}
	if (plan->count > 0 && *typed != '\0' && typed[strlen(typed) - 1] != ' ')
		plan->words[plan->count - 1].last = true;
}

static void drop(struct search_plan *plan, size_t at, size_t count)
{
	memmove(&plan->words[at], &plan->words[at + count],
	    (plan->count - at - count) * sizeof(plan->words[0]));
	plan->count -= count;
}

/* "961 555 877" is one number: pieces of two digits or more, seven together at least. */
static void join_digits(struct search_plan *plan)
{
	for (size_t i = 0; i < plan->count; i++) {
		char whole[64] = "";
		size_t n = 0, len = 0;

		while (i + n < plan->count && strlen(plan->words[i + n].digits) >= 2 &&
		       len + strlen(plan->words[i + n].digits) < 16) {
			str_printf(whole + len, sizeof(whole) - len, "%s",
			    plan->words[i + n].digits);
			len = strlen(whole);
			n++;
		}
		if (n > 1 && len >= 7) {
			const bool last = plan->words[i + n - 1].last;

			read_word(&plan->words[i], whole, len);
			plan->words[i].last = last;
			drop(plan, i + 1, n - 1);
		}
	}
}

static void add_facet(
    struct search_word *w, enum search_match kind, char letter, const char *value)
{
	if (w->facet_count == FACETS_MAX)
		return;
	str_printf(w->facets[w->facet_count], FACET_BYTES, "x%c%s", letter, value);
	for (char *c = w->facets[w->facet_count]; *c != '\0'; c++)
		*c = (char)tolower((unsigned char)*c);
	w->kinds[w->facet_count++] = (unsigned)kind;
}

/* --- a number --- */

static bool looks_like_number(const char *s)
{
	static const char digits[] = "0123456789";
	size_t n;

	s += strspn(s, " ");
	s += *s == 'L' || *s == 'l';
	s += strspn(s, " ");
	n = strspn(s, digits);
	if (n != 2 || s[2] != '-')
		return false;
	s += 3;
	n = strspn(s, digits);
	if (n < 5 || n > 7 || s[n] != '-')
		return false;
	return isdigit((unsigned char)s[n + 1]) &&
	       s[n + 2 + strspn(s + n + 2, " ")] == '\0';
}

/* A C in front is a case: no call has its number. */
static void read_number(struct search_plan *plan, const char *typed)
{
	const char first = typed[strspn(typed, " ")];

	if (first == 'C' || first == 'c')
		return;
	if (number_parse(typed, &plan->number) != AM_OK) {
		plan->number = 0;
		if (looks_like_number(typed))
			plan->said = SEARCH_CHECK_DIGIT;
	}
}

/* --- dates --- */

/* The month that a word names, 1 to 12, with three letters at least; 0: none. */
static int month_of(const char *word)
{
	const size_t len = strlen(word);

	if (strcmp(word, "set") == 0 || strcmp(word, "sep") == 0 ||
	    strcmp(word, "septiembre") == 0)
		return 9;
	for (size_t i = 0; len >= 3 && i < COUNT(months); i++)
		for (size_t k = 0; k < 2; k++)
			if ((len == 3 && strncmp(months[i][k], word, 3) == 0) ||
			    strcmp(months[i][k], word) == 0)
				return (int)i + 1;
	return 0;
}

/* A whole number of so many digits at most, -1 if word is something else. */
static int small_number(const char *word, size_t max_len)
{
	const size_t len = strlen(word);

	if (len == 0 || len > max_len || word[strspn(word, "0123456789")] != '\0')
		return -1;
	return (int)strtol(word, NULL, 10);
}

/* Midnight of a day; month 13 is January of the next year. */
static int64_t start_of(int year, int month, int day)
{
	const struct clock_parts p = {
		.year = year + (month > 12), .month = month > 12 ? 1 : month, .day = day
	};

	return clock_join(&p);
}

static bool set_month(struct search_plan *plan, int year, int month)
{
	plan->from = start_of(year, month, 1);
	plan->to = start_of(year, month + 1, 1);
	return plan->from >= 0;
}

static bool set_day(struct search_plan *plan, int year, int month, int day)
{
	const int64_t from = month >= 1 && month <= 12 && day >= 1 && day <= 31
				 ? start_of(year, month, day)
				 : -1;

	if (from < 0 || clock_split(from).day != day)
		return false;
	plan->from = from;
	plan->to = clock_day_start(from + DAY + DAY / 2);
	return true;
}

/* The year of a month without one: the latest that has begun. */
static int year_of(int month, int day, int64_t now)
{
	const struct clock_parts today = clock_split(now);
	const bool ahead =
	    month > today.month || (month == today.month && day > today.day);

	return ahead ? today.year - 1 : today.year;
}

/* "2026-11-22", "2026-11", "22/11/2026", "22/11". */
static bool read_date(struct search_plan *plan, const char *raw, int64_t now)
{
	int part[3] = { 0, 0, 0 }, n = 0;
	const char sign = strchr(raw, '/') != NULL ? '/' : '-';
	const char *p = raw;
	char *end;

	while (n < 3 && isdigit((unsigned char)*p)) {
		const long value = strtol(p, &end, 10);

		if (end - p > 4)
			return false;
		part[n++] = (int)value;
		if (*end == '\0')
			break;
		if (*end != sign)
			return false;
		p = end + 1;
	}
	if (n < 2 || *end != '\0')
		return false;
	if (sign == '/')
		return set_day(plan, n == 3 ? part[2] : year_of(part[1], part[0], now),
		    part[1], part[0]);
	if (part[0] < 1900 || part[1] < 1 || part[1] > 12)
		return false;
	return n == 3 ? set_day(plan, part[0], part[1], part[2])
		      : set_month(plan, part[0], part[1]);
}

static bool read_days_ago(struct search_plan *plan, const char *word, int64_t now)
{
	for (size_t i = 0; i < COUNT(days); i++) {
		if (strcmp(word, days[i].word) != 0)
			continue;
		plan->from = clock_day_start(now);
		if (days[i].days_ago > 0)
			plan->from = clock_day_start(plan->from - DAY / 2);
		plan->to = clock_day_start(plan->from + DAY + DAY / 2);
		return true;
	}
	return false;
}

/* The folded word at place i, "" beyond the ends. */
static const char *word_at(const struct search_plan *plan, size_t i)
{
	return i < plan->count ? plan->words[i].fold : "";
}

/*
 * A month with a day before it, a year behind it, or "en" in front.  Alone it is a
 * name: Julio, Abril.  How many words from i on; 0: no date.
 */
static size_t read_month(struct search_plan *plan, size_t i, int64_t now)
{
	const int day = small_number(word_at(plan, i), 2);
	const bool linked =
	    one_of(word_at(plan, i + (day > 0)), month_words, COUNT(month_words));
	const size_t at = i + (day > 0) + linked;
	const int month = month_of(word_at(plan, at));
	const size_t link2 =
	    one_of(word_at(plan, at + 1), month_words, COUNT(month_words)) ? 1 : 0;
	const int year = small_number(word_at(plan, at + 1 + link2), 4);
	const bool with_year = year >= 1990 && year < 2200;
	const size_t taken = at + 1 - i + (with_year ? 1 + link2 : 0);

	if (month == 0)
		return 0;
	if (day > 0)
		return set_day(
			   plan, with_year ? year : year_of(month, day, now), month, day)
			   ? taken
			   : 0;
	if (!with_year && !linked)
		return 0;
	return set_month(plan, with_year ? year : year_of(month, 1, now), month) ? taken
										 : 0;
}

static void read_dates(struct search_plan *plan, int64_t now)
{
	for (size_t i = 0; i < plan->count && plan->to == 0;) {
		size_t taken = read_month(plan, i, now);

		if (taken == 0 && (read_days_ago(plan, plan->words[i].fold, now) ||
				      read_date(plan, plan->words[i].raw, now)))
			taken = 1;
		if (taken > 0)
			drop(plan, i, taken);
		else
			i++;
	}
}

/* --- operators and status --- */

static enum err add_operator(
    struct store *st, struct search_plan *plan, size_t i, const char *login, bool *is)
{
	struct operator op;
	char id[24];
	enum err e = operator_find(st, login, &op);

	*is = e == AM_OK;
	if (*is) {
		str_printf(id, sizeof(id), "%" PRId64, op.id);
		add_facet(&plan->words[i], SEARCH_OPERATOR, 'o', id);
		plan->words[i].only_facet = true;
	}
	return e == AM_MISSING ? AM_OK : e;
}

static enum err read_operators(struct store *st, struct search_plan *plan)
{
	enum err e = AM_OK;

	for (size_t i = 0; e == AM_OK && i < plan->count; i++) {
		bool is = false;

		if (plan->words[i].raw[0] == '@')
			e = add_operator(st, plan, i, plan->words[i].raw + 1, &is);
		else if (i + 1 < plan->count &&
			 one_of(
			     plan->words[i].fold, operator_words, COUNT(operator_words)))
			e = add_operator(st, plan, i, plan->words[i + 1].raw, &is);
		else
			continue;
		if (is && plan->words[i].raw[0] != '@')
			drop(plan, i + 1, 1);
	}
	return e;
}

static void read_mine(struct search_plan *plan, const struct actor *actor)
{
	char id[24];

	str_printf(id, sizeof(id), "%" PRId64, actor->operator_id);
	for (size_t i = 0; i < plan->count; i++)
		if (one_of(plan->words[i].fold, mine_words, COUNT(mine_words))) {
			add_facet(&plan->words[i], SEARCH_OPERATOR, 'o', id);
			plan->words[i].only_facet = true;
		}
}

static void read_status(struct search_plan *plan)
{
	if (plan->count == 1 &&
	    one_of(plan->words[0].fold, open_words, COUNT(open_words))) {
		plan->open = true;
		plan->count = 0;
	}
}

/* --- places and codes: the word as such, or as it was written down --- */

/* Places whose folded name is name; departments and countries also by its beginning. */
static enum err add_places(struct store *st, struct search_word *w, const char *name)
{
	static const char sql[] =
	    "SELECT id, kind FROM place WHERE kind IN ('region', 'country', 'province')"
	    " AND (fold = ?1 OR (kind = 'region' AND ?2 AND substr(fold, 1, length(?1)) "
	    "= ?1))"
	    " ORDER BY sort LIMIT 3";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_text(q, 1, name, -1, SQLITE_STATIC);
	sqlite3_bind_int(q, 2, strlen(name) >= REGION_LEAST);
	while ((rc = sqlite3_step(q)) == SQLITE_ROW) {
		const char *id = store_text(q, 0);

		if (strcmp(store_text(q, 1), "province") == 0) {
			add_facet(w, SEARCH_PLACE, 'p', id);
		} else {
			add_facet(w, SEARCH_PLACE, 'd', id);
			add_facet(w, SEARCH_PLACE, 'n', id);
			if (strcmp(store_text(q, 1), "country") == 0)
				add_facet(w, SEARCH_PLACE, 'c', id);
		}
	}
	sqlite3_finalize(q);
	return store_err(rc);
}

/* A place of several words: they become one word, found as a phrase or as the place. */
static enum err join_place(struct store *st, struct search_plan *plan, size_t i, size_t n)
{
	struct search_word whole = plan->words[i];
	enum err e;

	for (size_t k = 1; k < n; k++) {
		const size_t fold = strlen(whole.fold), phon = strlen(whole.phon);

		str_printf(whole.fold + fold, sizeof(whole.fold) - fold, " %s",
		    plan->words[i + k].fold);
		str_printf(whole.phon + phon, sizeof(whole.phon) - phon, " %s",
		    plan->words[i + k].phon);
	}
	whole.last = plan->words[i + n - 1].last;
	e = add_places(st, &whole, whole.fold);
	if (e == AM_OK && whole.facet_count > 0) {
		plan->words[i] = whole;
		drop(plan, i + 1, n - 1);
	}
	return e;
}

static enum err read_places(struct store *st, struct search_plan *plan)
{
	enum err e = AM_OK;

	for (size_t i = 0; e == AM_OK && i < plan->count; i++) {
		struct search_word *w = &plan->words[i];

		if (w->only_facet || isdigit((unsigned char)w->fold[0]))
			continue;
		for (size_t n = PLACE_WORDS; e == AM_OK && n > 1 && w->facet_count == 0;
		     n--)
			if (i + n <= plan->count)
				e = join_place(st, plan, i, n);
		if (e == AM_OK && w->facet_count == 0 && strlen(w->fold) >= REGION_LEAST)
			e = add_places(st, w, w->fold);
	}
	return e;
}

/* Is word the short code, or the first word of the name in one of the languages? */
static bool names(const struct code *c, const char *word)
{
	const char *const labels[] = { c->es, c->en };
	const size_t len = strlen(word);

	if (strcmp(c->code, word) == 0)
		return !isdigit((unsigned char)*word);
	for (size_t i = 0; len >= LABEL_LEAST && i < COUNT(labels); i++) {
		char folded[WORD_BYTES];

		fold_into(folded, labels[i], txt_fold);
		if (strncmp(folded, word, len) == 0 && strchr(" ", folded[len]) != NULL)
			return true;
	}
	return false;
}

static enum err read_codes(struct store *st, struct search_plan *plan)
{
	for (size_t k = 0; k < COUNT(lists); k++) {
		const struct code_list *codes;
		enum err e = code_list(st, lists[k].list, &codes);

		if (e != AM_OK)
			return e;
		for (size_t i = 0; i < plan->count; i++)
			for (size_t c = 0; c < codes->count; c++)
				if (!plan->words[i].only_facet &&
				    names(&codes->codes[c], plan->words[i].fold))
					add_facet(&plan->words[i], lists[k].kind,
					    lists[k].facet, codes->codes[c].code);
	}
	return AM_OK;
}

/* --- all of it --- */

/* Words of one letter say nothing, and as a beginning they fit everything. */
static void drop_short(struct search_plan *plan)
{
	for (size_t i = 0; i < plan->count;)
		if (strlen(plan->words[i].fold) < TEXT_LEAST)
			drop(plan, i, 1);
		else
			i++;
}

static void find_phone(struct search_plan *plan)
{
	plan->phone = plan->count;
	for (size_t i = 0; i < plan->count; i++)
		if (strlen(plan->words[i].digits) >= PHONE_LEAST &&
		    plan->phone == plan->count)
			plan->phone = i;
}

enum err search_read(struct store *st, const struct actor *actor, const char *typed,
    int64_t now, struct search_plan *plan)
{
	enum err e;

	*plan = (struct search_plan){ .said = SEARCH_FINE };
	read_number(plan, typed);
	split(plan, typed);
	read_dates(plan, now);
	join_digits(plan);
	read_status(plan);
	read_mine(plan, actor);
	e = read_operators(st, plan);
	if (e == AM_OK)
		e = read_places(st, plan);
	if (e == AM_OK)
		e = read_codes(st, plan);
	drop_short(plan);
	find_phone(plan);
	if (plan->said == SEARCH_FINE && plan->count == 0 && plan->number == 0 &&
	    plan->to == 0 && !plan->open)
		plan->said = SEARCH_SHORT;
	return e;
}

/* --- the expression --- */

/* The last part of a phrase is what a prefix would be: one letter of it is too little. */
static bool may_be_unfinished(const struct search_word *w, const char *text)
{
	const char *blank = strrchr(text, ' ');

	return w->last && strlen(blank != NULL ? blank + 1 : text) >= TEXT_LEAST;
}

static void add_text(struct buf *out, const struct search_word *w)
{
	buf_printf(out, "{notes said} : \"%s\"%s", w->fold,
	    may_be_unfinished(w, w->fold) ? " *" : "");
	if (strlen(w->phon) >= TEXT_LEAST && isalpha((unsigned char)w->phon[0]))
		buf_printf(out, " OR phon : \"%s\"%s", w->phon,
		    may_be_unfinished(w, w->phon) ? " *" : "");
}

static void add_word(struct buf *out, const struct search_word *w)
{
	const char * or = "";

	buf_str(out, "(");
	if (!w->only_facet) {
		add_text(out, w);
		or = " OR ";
	}
	for (size_t i = 0; i < w->facet_count; i++, or = " OR ")
		buf_printf(out, "%sfacet : \"%s\"", or, w->facets[i]);
	buf_str(out, ")");
}

void search_expression(const struct search_plan *plan, size_t leave_out, struct buf *out)
{
	for (size_t i = 0; i < plan->count; i++) {
		if (i == leave_out)
			continue;
		if (out->len > 0)
			buf_str(out, " AND ");
		add_word(out, &plan->words[i]);
	}
}
