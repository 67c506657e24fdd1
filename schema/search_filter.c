/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a word of the search line may stand for: an operator, a status, a place, a code. */
#include <ctype.h>
#include <inttypes.h>
#include <string.h>

#include "schema/base/mem.h"
#include "schema/base/text.h"
#include "schema/code.h"
#include "schema/operator.h"
#include "schema/search_priv.h"
#include "schema/store_priv.h"

#define REGION_LEAST 3 /* letters that begin a department's name */
#define PLACE_WORDS 4  /* of the longest name: "madre de dios" */
#define LABEL_LEAST 4  /* letters of the first long word of a code's name */

/* clang-format off */
static const struct {
	const char *list;
	char facet;
	enum search_match kind;
} lists[] = {
	{ "motive", 'm', SEARCH_MOTIVE },
	{ "dispo", 'r', SEARCH_RESULT },
	{ "risk", 'k', SEARCH_RISK },
	{ "topic", 't', SEARCH_TOPIC },
	{ "casestatus", 's', SEARCH_STATUS },
	{ "exploit", 'e', SEARCH_TOPIC },
	{ "offerkind", 'f', SEARCH_TOPIC },
};

static const struct {
	const char *word;
	enum search_kind kind;
} kinds[] = {
	{ "llamadas", SEARCH_CALL }, { "calls", SEARCH_CALL },
	{ "casos", SEARCH_CASE }, { "cases", SEARCH_CASE },
	{ "ofertas", SEARCH_OFFER }, { "offers", SEARCH_OFFER },
};

static const char *const open_words[] = { "abierta", "abiertas", "abierto", "abiertos", "open" };
static const char *const closed_words[] = { "cerrada", "cerradas", "cerrado", "cerrados", "closed" };
static const char *const mine_words[] = { "mias", "mios", "mine" };
static const char *const operator_words[] = { "operadora", "operador", "operator" };
/* clang-format on */

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
			 search_one_of(
			     plan->words[i].fold, operator_words, COUNT(operator_words)))
			e = add_operator(st, plan, i, plan->words[i + 1].raw, &is);
		else
			continue;
		if (is && plan->words[i].raw[0] != '@')
			search_drop_words(plan, i + 1, 1);
	}
	return e;
}

static void read_mine(struct search_plan *plan, const struct actor *actor)
{
	char id[24];

	str_printf(id, sizeof(id), "%" PRId64, actor->operator_id);
	for (size_t i = 0; i < plan->count; i++)
		if (search_one_of(plan->words[i].fold, mine_words, COUNT(mine_words))) {
			add_facet(&plan->words[i], SEARCH_OPERATOR, 'o', id);
			plan->words[i].only_facet = true;
		}
}

/* "casos", "llamadas", "ofertas" in front: that and nothing else is looked for. */
static void read_kind(struct search_plan *plan)
{
	for (size_t i = 0; i < COUNT(kinds) && plan->count > 0; i++) {
		if (strcmp(plan->words[0].fold, kinds[i].word) != 0)
			continue;
		plan->kinds = 1U << kinds[i].kind;
		plan->all = plan->count == 1;
		search_drop_words(plan, 0, 1);
	}
}

static void read_open(struct search_plan *plan)
{
	if (plan->count == 1 &&
	    search_one_of(plan->words[0].fold, open_words, COUNT(open_words))) {
		plan->open = true;
		plan->count = 0;
	}
}

/* With other words "open" is every status of a case but closed. */
static enum err read_status(struct store *st, struct search_plan *plan)
{
	const struct code_list *codes;
	enum err e = code_list(st, "casestatus", &codes);

	for (size_t i = 0; e == AM_OK && i < plan->count; i++) {
		struct search_word *w = &plan->words[i];
		const bool open = search_one_of(w->fold, open_words, COUNT(open_words));

		if (!open && !search_one_of(w->fold, closed_words, COUNT(closed_words)))
			continue;
		for (size_t c = 0; c < codes->count; c++)
			if ((strcmp(codes->codes[c].code, "closed") == 0) != open)
				add_facet(w, SEARCH_STATUS, 's', codes->codes[c].code);
	}
	return e;
}

/* Two digits may be an age. */
static void read_ages(struct search_plan *plan)
{
	for (size_t i = 0; i < plan->count; i++) {
		struct search_word *w = &plan->words[i];

		if (strlen(w->fold) == 2 && strcmp(w->fold, w->digits) == 0)
			add_facet(w, SEARCH_AGE, 'y', w->fold);
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
	store_done(st, q);
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
		search_drop_words(plan, i + 1, n - 1);
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

/* Behind the short words that name begins with: "seguimiento" of "en seguimiento". */
static const char *long_word(const char *name)
{
	for (size_t len; (len = strcspn(name, " ")) < LABEL_LEAST && name[len] == ' ';)
		name += len + 1;
	return name;
}

/* Is word the short code, or the first long word of the name in one of the languages? */
static bool names(const struct code *c, const char *word)
{
	const char *const labels[] = { c->es, c->en };
	const size_t len = strlen(word);

	if (strcmp(c->code, word) == 0)
		return !isdigit((unsigned char)*word);
	for (size_t i = 0; len >= LABEL_LEAST && i < COUNT(labels); i++) {
		struct buf folded = { 0 };
		const char *name;
		bool is;

		txt_fold(&folded, labels[i]);
		name = long_word(buf_text(&folded));
		is = strncmp(name, word, len) == 0 && strchr(" ", name[len]) != NULL;
		buf_fini(&folded);
		if (is)
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

enum err search_read_filters(
    struct store *st, const struct actor *actor, struct search_plan *plan)
{
	enum err e;

	read_kind(plan);
	read_open(plan);
	read_mine(plan, actor);
	read_ages(plan);
	e = read_operators(st, plan);
	if (e == AM_OK)
		e = read_status(st, plan);
	if (e == AM_OK)
		e = read_places(st, plan);
	if (e == AM_OK)
		e = read_codes(st, plan);
	return e;
}
