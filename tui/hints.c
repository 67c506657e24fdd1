/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/hints.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/err.h"
#include "schema/base/mem.h"
#include "schema/base/utf8.h"
#include "schema/record.h"
#include "tui/tui_priv.h"

#define ADULT 18

enum test {
	ALWAYS,
	IS,    /* value is one of the words */
	MINOR, /* the person concerned, or one of them, is or may be under 18 */
	ADULT_FOR_CERTAIN,
	FILLED,
};

struct condition {
	enum test test;
	const char *id;
	const char *words; /* IS: separated by blanks */
};

struct rule {
	const char *risk;
	const char *why; /* N_() */
	struct condition all[3];
};

/* From the gravest to the least; the first that holds gives the risk. */
/* clang-format off */
static const struct rule rules[] = {
	{ "1", N_("danger, or help for herself"), { { IS, "motive", "danger" } } },
	{ "1", N_("threat"), { { IS, "dispo", "threat" } } },
	{ "1", N_("says that she is in danger"), { { IS, "listen_danger", "y" } } },
	{ "1", N_("says that she is held"), { { IS, "listen_held", "y" } } },
	{ "1", N_("a minor who cannot leave"), { { MINOR, NULL, NULL }, { IS, "situation", "held watched" } } },
	{ "1", N_("threats, and she cannot speak"), { { IS, "situation", "threat" }, { IS, "speak", "n" } } },
	{ "2", N_("minor"), { { MINOR, NULL, NULL } } },
	{ "2", N_("cannot leave"), { { IS, "situation", "held watched" } } },
	{ "2", N_("threats"), { { IS, "situation", "threat" } } },
	{ "2", N_("asks for the police"), { { IS, "listen_police", "y" } } },
	{ "2", N_("cannot speak without danger"), { { IS, "speak", "n" } } },
	{ "2", N_("sexual exploitation"), { { IS, "venue", "brothel" } } },
	{ "3", N_("on the way"), { { IS, "situation", "travel" } } },
	{ "3", N_("whereabouts unknown"), { { IS, "situation", "lost" } } },
	{ "3", N_("exploited"), { { IS, "situation", "free" } } },
	{ "3", N_("has not left yet"), { { IS, "situation", "risk" } } },
	{ "4", N_("an adult who is out of it and can speak"),
	  { { ADULT_FOR_CERTAIN, NULL, NULL }, { IS, "situation", "escaped back" }, { IS, "speak", "y" } } },
};

/* Without these nothing is low. */
static const struct {
	const char *ids;
	const char *name; /* N_() */
} needed[] = {
	{ "age minors listen_minor", N_("age") },
	{ "situation", N_("situation") },
	{ "speak", N_("whether she can speak") },
};

/* What shows act, means and purpose; any of the fields covers it. */
static const struct {
	const char *ids;
	const char *question; /* N_() */
} questions[] = {
	{ "recruiter", N_("who controls her") },
	{ "situation", N_("if she can leave") },
	{ "victims", N_("if there are others") },
	{ "age minors", N_("her age") },
	{ "venue", N_("what she is made to do") },
	{ "recruit", N_("how she was recruited") },
	{ "promise", N_("what she was promised") },
	{ "place_left place_from", N_("where she left from") },
};

static const struct {
	const char *text; /* N_() */
	struct condition all[3];
} warnings[] = {
	{ N_("!! Minor in danger: protocol F1. Do not mention earlier calls."),
	  { { MINOR, NULL, NULL }, { IS, "motive", "report danger other follow none" } } },
	{ N_("!! A minor: no journey without both parents' permission. Protocol F1."),
	  { { MINOR, NULL, NULL } } },
	{ N_("!  She cannot speak without danger: questions for yes and no only."),
	  { { IS, "speak", "n" } } },
	{ N_("!  For an adult only she herself can accept a referral."),
	  { { IS, "consent_refer", "y" }, { ADULT_FOR_CERTAIN, NULL, NULL }, { FILLED, "consent_by", NULL } } },
};

/* The cards of a situation, the first of them first; each is named once. */
static const struct {
	const char *card;
	struct condition all[3];
} situations[] = {
	{ "threat", { { IS, "dispo", "threat" } } },
	{ "silent", { { IS, "dispo", "silent listened" } } },
	{ "abusive", { { IS, "dispo", "abusive sexual prank" } } },
	{ "minor", { { MINOR, NULL, NULL } } },
	{ "speak", { { IS, "speak", "n" } } },
	{ "lang", { { IS, "lang", "que aym" } } },
	{ "service", { { IS, "motive", "service" } } },
	{ "abroad", { { IS, "motive", "offer" } } },
	{ "papers", { { IS, "motive", "offer" } } },
	{ "silent", { { IS, "motive", "none" } } },
	{ "abusive", { { IS, "motive", "none" } } },
	{ "threat", { { IS, "motive", "none" } } },
	{ "speak", { { IS, "motive", "report danger" } } },
	{ "medical", { { IS, "motive", "danger" } } },
	{ "suicide", { { IS, "motive", "danger other" } } },
	{ "traffick", { { IS, "motive", "report" } } },
	{ "medical", { { IS, "motive", "other" } } },
	{ "data", { { IS, "motive", "other" } } },
	{ "speak", { { IS, "motive", "follow" } } },
	{ "closing", { { IS, "motive", "report danger other follow" } } },
	{ "data", { { IS, "motive", "follow" } } },
	{ "closing", { { IS, "dispo", "threat" } } },
	{ "speak", { { ALWAYS, NULL, NULL } } },
};
/* clang-format on */

/* Is the first word of value (a signal has a time behind it) one of words? */
static bool one_of(const char *value, const char *words)
{
	const size_t len = strcspn(value, " ");

	if (len == 0)
		return false;
	for (const char *p = words; *p != '\0'; p += strspn(p, " ")) {
		const size_t word = strcspn(p, " ");

		if (word == len && strncmp(p, value, len) == 0)
			return true;
		p += word;
	}
	return false;
}

static bool known(const char *value)
{
	return *value != '\0' && strcmp(value, "-") != 0;
}

/* The number that value begins with; none gives 0. */
static long number(const char *value)
{
	return strtol(value, NULL, 10);
}

/* "" while it is no age yet (1616). */
static const char *age_of(const struct record *rec)
{
	const size_t i = form_find(record_form(rec), "age");
	const char *age = record_get_id(rec, "age");
	char kept[32];

	return i < record_form(rec)->count &&
		       field_check(&record_form(rec)->fields[i], age, 0, kept,
			   sizeof(kept)) == AM_OK
		   ? age
		   : "";
}

/* The careful reading: the lower end of a range, also of "about 17". */
static bool is_minor(const struct record *rec)
{
	const char *age = age_of(rec);

	return (known(age) && number(age) < ADULT) ||
	       number(record_get_id(rec, "minors")) > 0 ||
	       one_of(record_get_id(rec, "listen_minor"), "y");
}

static bool is_adult(const struct record *rec)
{
	const char *age = age_of(rec);

	return known(age) && strchr(age, '?') == NULL && number(age) >= ADULT &&
	       !is_minor(rec);
}

static bool holds(const struct record *rec, const struct condition *c)
{
	switch (c->test) {
	case IS:
		return one_of(record_get_id(rec, c->id), c->words);
	case MINOR:
		return is_minor(rec);
	case ADULT_FOR_CERTAIN:
		return is_adult(rec);
	case FILLED:
		return known(record_get_id(rec, c->id));
	case ALWAYS:
		break;
	}
	return true;
}

static bool all_hold(const struct record *rec, const struct condition all[3])
{
	return holds(rec, &all[0]) && holds(rec, &all[1]) && holds(rec, &all[2]);
}

/* Is any of the fields filled?  "-" counts: it was asked. */
static bool covered(const struct record *rec, const char *ids)
{
	for (size_t i = 0; i < record_form(rec)->count; i++)
		if (*record_get(rec, i) != '\0' &&
		    one_of(record_form(rec)->fields[i].id, ids))
			return true;
	return false;
}

/* Add an item behind a comma if it fits into cols columns; false if it does not. */
static bool add_item(struct buf *out, size_t start, size_t cols, const char *item)
{
	const char *so_far = buf_text(out) + start;
	const size_t comma = *so_far != '\0' ? 2 : 0;

	if (utf8_cols(so_far) + comma + utf8_cols(item) > cols)
		return false;
	buf_printf(out, "%s%s", comma > 0 ? ", " : "", item);
	return true;
}

static void why_not_assessed(const struct record *rec, size_t cols, struct buf *why)
{
	const size_t start = why->len;

	for (size_t i = 0; i < COUNT(needed); i++) {
		struct buf item = { 0 };

		if (!covered(rec, needed[i].ids)) {
			buf_printf(&item, _("%s not asked"), _(needed[i].name));
			(void)add_item(why, start, cols, buf_text(&item));
		}
		buf_fini(&item);
	}
}

const char *hint_risk(const struct record *rec, size_t cols, struct buf *why)
{
	const size_t start = why->len;
	const char *risk = NULL;

	for (size_t i = 0; i < COUNT(rules); i++) {
		if (!all_hold(rec, rules[i].all))
			continue;
		if (risk == NULL)
			risk = rules[i].risk;
		if (strcmp(risk, rules[i].risk) == 0)
			(void)add_item(why, start, cols, _(rules[i].why));
	}
	if (risk != NULL)
		return risk;
	why_not_assessed(rec, cols, why);
	return "9";
}

void hint_missing(const struct record *rec, size_t cols, struct buf *out)
{
	const size_t start = out->len;

	for (size_t i = 0; i < COUNT(questions); i++)
		if (!covered(rec, questions[i].ids) &&
		    !add_item(out, start, cols, _(questions[i].question)))
			return;
}

const char *hint_warning(const struct record *rec)
{
	for (size_t i = 0; i < COUNT(warnings); i++)
		if (all_hold(rec, warnings[i].all))
			return warnings[i].text;
	return NULL;
}

size_t hint_cards(const struct record *rec, const char *out[], size_t max)
{
	size_t n = 0;

	for (size_t i = 0; n < max && i < COUNT(situations); i++) {
		bool named = false;

		for (size_t k = 0; k < n; k++)
			named = named || strcmp(out[k], situations[i].card) == 0;
		if (!named && all_hold(rec, situations[i].all))
			out[n++] = situations[i].card;
	}
	return n;
}
