/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search line taken apart: its words, its number, its telephone. */
#include <ctype.h>
#include <string.h>

#include "schema/base/mem.h"
#include "schema/base/text.h"
#include "schema/number.h"
#include "schema/search_priv.h"

#define TYPED_MAX 300 /* bytes that are looked at */
#define TEXT_LEAST 2  /* letters; one alone would read the whole index */
#define PHONE_LEAST 3 /* digits */

bool search_one_of(const char *word, const char *const *words, size_t count)
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

void search_drop_words(struct search_plan *plan, size_t at, size_t count)
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
			search_drop_words(plan, i + 1, n - 1);
		}
	}
}

/* --- a number --- */

static bool looks_like_number(const char *s)
{
	static const char digits[] = "0123456789";
	size_t n;

	s += strspn(s, " ");
	s += *s != '\0' && strchr("LlCc", *s) != NULL;
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

/* With its letter it is a call's or a case's; without one it may be both. */
static void read_number(struct search_plan *plan, const char *typed)
{
	const int first = toupper((unsigned char)typed[strspn(typed, " ")]);

	if (number_parse(typed, &plan->number) != AM_OK) {
		plan->number = 0;
		if (looks_like_number(typed))
			plan->said = SEARCH_CHECK_DIGIT;
	} else if (first == NUMBER_CALL) {
		plan->kinds = 1U << SEARCH_CALL;
	} else if (first == NUMBER_CASE) {
		plan->kinds = 1U << SEARCH_CASE;
	}
}

/* --- all of it --- */

/* Words of one letter say nothing, and as a beginning they fit everything.  Neither does
 * a word without a sound ("hh"). */
static bool says_nothing(const struct search_word *w)
{
	return strlen(w->fold) < TEXT_LEAST || (*w->phon == '\0' && w->facet_count == 0);
}

static void drop_short(struct search_plan *plan)
{
	for (size_t i = 0; i < plan->count;)
		if (says_nothing(&plan->words[i]))
			search_drop_words(plan, i, 1);
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

	*plan = (struct search_plan){ .said = SEARCH_FINE,
		.kinds = (1U << SEARCH_KINDS) - 1 };
	read_number(plan, typed);
	split(plan, typed);
	search_read_dates(plan, now);
	join_digits(plan);
	e = search_read_filters(st, actor, plan);
	drop_short(plan);
	find_phone(plan);
	if (plan->said == SEARCH_FINE && plan->count == 0 && plan->number == 0 &&
	    plan->to == 0 && !plan->open && !plan->all)
		plan->said = SEARCH_SHORT;
	return e;
}
