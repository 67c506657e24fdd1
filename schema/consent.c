/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules of consent: what a word is worth, without any database. */
#include "schema/consent.h"

#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/base/text.h"
#include "schema/consent_priv.h"
#include "schema/record.h"

static const struct {
	const char *word, *label;
} purposes[CONSENT_PURPOSES] = {
#define CONSENT_PURPOSE_ROW(code, word, label) [code] = { word, label },
	CONSENT_PURPOSE_TABLE(CONSENT_PURPOSE_ROW)
#undef CONSENT_PURPOSE_ROW
};

static const struct {
	bool stands;
	const char *sentence;
} whys[CONSENT_WHYS] = {
#define CONSENT_WHY_ROW(code, stands, sentence) [code] = { stands, sentence },
	CONSENT_WHY_TABLE(CONSENT_WHY_ROW)
#undef CONSENT_WHY_ROW
};

const char *consent_purpose_word(enum consent_purpose purpose)
{
	return (unsigned)purpose < CONSENT_PURPOSES ? purposes[purpose].word : "";
}

const char *consent_purpose_label(enum consent_purpose purpose)
{
	return (unsigned)purpose < CONSENT_PURPOSES ? purposes[purpose].label : "";
}

enum consent_purpose consent_purpose_find(const char *word)
{
	for (size_t i = 0; i < COUNT(purposes); i++)
		if (strcmp(purposes[i].word, word) == 0)
			return (enum consent_purpose)i;
	return CONSENT_PURPOSES;
}

bool consent_why_stands(enum consent_why why)
{
	return (unsigned)why < CONSENT_WHYS && whys[why].stands;
}

const char *consent_why_sentence(enum consent_why why)
{
	return (unsigned)why < CONSENT_WHYS ? whys[why].sentence : "";
}

const char *consent_basis_word(enum consent_basis basis)
{
	static const char *const words[] = { "", "consent", "minor", "danger" };

	return (unsigned)basis < COUNT(words) ? words[basis] : "";
}

/* --- who gave it --- */

/* What a relation (list relation) may be: of her family; able to be her guardian. */
enum kin { KIN_FAMILY = 1 << 0, KIN_GUARDIAN = 1 << 1, KIN_PARENT = 1 << 2 };

static const struct {
	const char *relation;
	unsigned kin;
} kins[] = {
	{ "mother", KIN_FAMILY | KIN_GUARDIAN | KIN_PARENT },
	{ "father", KIN_FAMILY | KIN_GUARDIAN | KIN_PARENT },
	{ "kin", KIN_FAMILY | KIN_GUARDIAN },
	{ "sibling", KIN_FAMILY | KIN_GUARDIAN },
	{ "child", KIN_FAMILY },
	{ "partner", KIN_FAMILY },
	{ "social", KIN_GUARDIAN }, /* a ward of the State */
	{ "ngo", KIN_GUARDIAN },
};

static unsigned kin_of(const char *relation)
{
	for (size_t i = 0; i < COUNT(kins); i++)
		if (strcmp(kins[i].relation, relation) == 0)
			return kins[i].kin;
	return 0;
}

static bool is(const struct consent_given *g, const char *consent)
{
	return strcmp(g->consent, consent) == 0;
}

static bool by_herself(const struct consent_given *g)
{
	return strcmp(g->relation, "self") == 0 && !is(g, "guardian");
}

static bool by_whom_is_written(const struct consent_given *g)
{
	return is(g, "guardian") || g->by_person_id != 0 ||
	       (*g->relation != '\0' && strcmp(g->relation, "-") != 0);
}

/* A parent by relation; anybody who is said to be the guardian and may be one. */
static bool by_guardian(const struct consent_given *g)
{
	const unsigned kin = kin_of(g->relation);

	if (is(g, "guardian"))
		return *g->relation == '\0' || (kin & KIN_GUARDIAN) != 0;
	return (kin & KIN_PARENT) != 0;
}

/* --- the rules --- */

/* To be called back and to be recorded concern whoever speaks. */
static bool own_affair(enum consent_purpose purpose)
{
	return purpose == CONSENT_CALLBACK || purpose == CONSENT_RECORD;
}

static enum consent_why judge_override(
    const struct consent_given *g, const struct consent_facts *f)
{
	if (g->exception == CONSENT_MINOR)
		return age_counts_as_minor(&f->age) ? CONSENT_UNDER_18
						    : CONSENT_NO_LONGER_MINOR;
	return f->danger ? CONSENT_IN_DANGER : CONSENT_NO_LONGER_DANGER;
}

static enum consent_why judge_hers(
    const struct consent_given *g, const struct consent_facts *f)
{
	if (f->several)
		return CONSENT_WHOSE;
	if (age_counts_as_minor(&f->age) && !own_affair(g->purpose))
		return CONSENT_MINORS_OWN;
	return CONSENT_HERS;
}

static enum consent_why judge_others(
    const struct consent_given *g, const struct consent_facts *f)
{
	if (!by_whom_is_written(g))
		return CONSENT_BY_WHOM;
	if (f->giver_suspect)
		return CONSENT_SUSPECT;
	if (f->age.group == AGE_ADULT)
		return CONSENT_NOT_HERS;
	if (f->age.group == AGE_NOT_KNOWN)
		return CONSENT_AGE_NOT_KNOWN;
	if (f->family_recruited && kin_of(g->relation) & KIN_FAMILY)
		return CONSENT_FAMILY;
	if (!by_guardian(g))
		return CONSENT_NO_GUARDIAN;
	return f->several ? CONSENT_WHOSE : CONSENT_GUARDIANS;
}

static enum consent_why judge_yes(
    const struct consent_given *g, const struct consent_facts *f)
{
	if (by_herself(g))
		return judge_hers(g, f);
	if (own_affair(g->purpose) && g->call_id != 0)
		return CONSENT_CALLERS;
	return judge_others(g, f);
}

enum consent_why consent_judge(
    const struct consent_given *given, const struct consent_facts *facts)
{
	if (*given->consent == '\0' || is(given, "none") || is(given, "-") ||
	    given->taken_back)
		return CONSENT_NOT_ASKED;
	if (*given->void_why != '\0')
		return CONSENT_VOID;
	if (is(given, "no"))
		return by_herself(given) || !by_whom_is_written(given)
			   ? CONSENT_REFUSED
			   : CONSENT_REFUSED_FOR_HER;
	if (is(given, "withdrawn"))
		return CONSENT_WITHDRAWN;
	if (is(given, "override"))
		return judge_override(given, facts);
	return judge_yes(given, facts);
}

/* --- what follows --- */

static enum consent_basis basis_of(enum consent_why why)
{
	if (!consent_why_stands(why))
		return CONSENT_NO_BASIS;
	if (why == CONSENT_UNDER_18)
		return CONSENT_MINOR;
	return why == CONSENT_IN_DANGER ? CONSENT_DANGER : CONSENT_GIVEN;
}

/* She said no, or took her yes back: for whoever is not known to be a minor that is the end. */
static bool is_her_no(const struct consent_facts *facts, enum consent_why why)
{
	return !age_counts_as_minor(&facts->age) &&
	       (why == CONSENT_REFUSED || why == CONSENT_WITHDRAWN);
}

void consent_conclude(const struct consent_facts *facts, enum consent_purpose purpose,
    struct consent_answer *answer)
{
	const enum consent_why why = consent_judge(&answer->newest, facts);

	answer->why = answer->newest.why = why;
	answer->stands = consent_why_stands(why);
	answer->basis = basis_of(why);
	answer->may_minor = !answer->stands && age_counts_as_minor(&facts->age);
	answer->may_danger = !answer->stands && facts->danger && !is_her_no(facts, why);
	answer->safety_plan = purpose == CONSENT_REFER && is_her_no(facts, why);
}

/* --- the fields of a call --- */

/* Who gave it, in the words of an operator: the first that is found counts, so that "the
 * aunt of the girl herself" is the aunt. */
/* clang-format off */
static const struct {
	const char *word, *relation;
	bool guardian;
} givers[] = {
	{ "madre", "mother", false }, { "mama", "mother", false }, { "mami", "mother", false },
	{ "mother", "mother", false }, { "mum", "mother", false }, { "mom", "mother", false },
	{ "padre", "father", false }, { "papa", "father", false }, { "father", "father", false },
	{ "dad", "father", false },
	{ "tutor", "kin", true }, { "tutora", "kin", true }, { "apoderado", "kin", true },
	{ "apoderada", "kin", true }, { "guardian", "kin", true },
	{ "madrastra", "kin", false }, { "padrastro", "kin", false }, { "tia", "kin", false },
	{ "tio", "kin", false }, { "abuela", "kin", false }, { "abuelo", "kin", false },
	{ "prima", "kin", false }, { "primo", "kin", false }, { "madrina", "kin", false },
	{ "padrino", "kin", false }, { "aunt", "kin", false }, { "uncle", "kin", false },
	{ "grandmother", "kin", false }, { "grandfather", "kin", false },
	{ "cousin", "kin", false },
	{ "hermana", "sibling", false }, { "hermano", "sibling", false },
	{ "sister", "sibling", false }, { "brother", "sibling", false },
	{ "hija", "child", false }, { "hijo", "child", false },
	{ "daughter", "child", false }, { "son", "child", false },
	{ "esposo", "partner", false }, { "marido", "partner", false },
	{ "enamorado", "partner", false }, { "novio", "partner", false },
	{ "pareja", "partner", false }, { "conviviente", "partner", false },
	{ "husband", "partner", false }, { "boyfriend", "partner", false },
	{ "amiga", "friend", false }, { "amigo", "friend", false }, { "friend", "friend", false },
	{ "vecina", "neighbour", false }, { "vecino", "neighbour", false },
	{ "neighbour", "neighbour", false },
	{ "profesora", "teacher", false }, { "profesor", "teacher", false },
	{ "teacher", "teacher", false }, { "policia", "police", false },
	{ "police", "police", false },
	{ "ella", "self", false }, { "misma", "self", false }, { "mismo", "self", false },
	{ "propia", "self", false }, { "victima", "self", false }, { "herself", "self", false },
	{ "himself", "self", false }, { "she", "self", false }, { "victim", "self", false },
};
/* clang-format on */

static bool has_word(const char *folded, const char *word)
{
	const size_t len = strlen(word);

	for (const char *p = folded; (p = strstr(p, word)) != NULL; p += len)
		if ((p == folded || p[-1] == ' ') && (p[len] == '\0' || p[len] == ' '))
			return true;
	return false;
}

/* Nothing that is known: who called, if she is the one; else nobody knows who. */
static void read_giver(struct consent_given *g, const char *relation)
{
	struct buf folded = { 0 };
	size_t i = 0;

	txt_fold(&folded, g->given_by);
	while (i < COUNT(givers) && !has_word(buf_text(&folded), givers[i].word))
		i++;
	if (i < COUNT(givers)) {
		str_copy(g->relation, sizeof(g->relation), givers[i].relation);
		if (givers[i].guardian && is(g, "verbal"))
			str_copy(g->consent, sizeof(g->consent), "guardian");
	} else if (folded.len == 0 || strcmp(relation, "self") == 0) {
		str_copy(g->relation, sizeof(g->relation), relation);
	}
	buf_fini(&folded);
}

void consent_of_call(struct consent_given *given, const char *yes_or_no,
    const char *consent_by, const char *relation)
{
	const char *consent = "none";

	if (strcmp(yes_or_no, "y") == 0)
		consent = "verbal";
	else if (strcmp(yes_or_no, "n") == 0)
		consent = "no";
	str_copy(given->consent, sizeof(given->consent), consent);
	str_copy(given->given_by, sizeof(given->given_by),
	    strcmp(consent_by, "-") == 0 ? "" : consent_by);
	read_giver(given, relation);
}
