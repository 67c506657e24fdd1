/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The fields of a person of a case.  One sheet, three tables: who she is (person), what she
 * is in this case (case_person, one row a role), and what was done to her (the row of the
 * victim, its sets in table pick).
 */
#include "schema/base/mem.h"
#include "schema/person_priv.h"

/* clang-format off */
static const struct field fields[PERSON_FIELDS] = {
	[PERSON_ROLES] = { .id = "roles", .label = N_("Role"), .type = FIELD_CODES, .list = "role",
	  .max_len = 48, .cols = 60, .flags = FIELD_REQUIRED,
	  .help = N_("What she is in this case; several are possible: the digit of each.") },

	/* Who she is. */
	[PERSON_NAMES] = { .id = "names", .label = N_("Names"), .type = FIELD_TEXT, .max_len = 60,
	  .cols = 24, .flags = FIELD_EMPTY | FIELD_SENSITIVE,
	  .help = N_("Her given names, as far as they are known; one name is enough.") },
	{ .id = "surnames", .label = N_("Surnames"), .type = FIELD_TEXT, .max_len = 60, .cols = 24,
	  .flags = FIELD_EMPTY | FIELD_SENSITIVE, .help = N_("One or two; empty if nobody knows them.") },
	{ .id = "alias", .label = N_("Also called"), .type = FIELD_TEXT, .max_len = 60, .cols = 24,
	  .flags = FIELD_EMPTY | FIELD_SENSITIVE, .help = N_("Nickname, other spelling, name used at work.") },
	{ .id = "doc_kind", .label = N_("Document"), .type = FIELD_CODE, .list = "dockind", .max_len = 16,
	  .cols = 14, .flags = FIELD_BARE, .help = N_("Kind of identity document.") },
	{ .id = "doc_no", .label = N_("number"), .type = FIELD_TEXT, .max_len = 24, .cols = 14,
	  .flags = FIELD_SENSITIVE, .help = N_("Number of the document, as it is written.") },
	{ .id = "born_on", .label = N_("Born on"), .type = FIELD_DATE, .max_len = 10, .cols = 10,
	  .flags = FIELD_PAST, .rule = N_("A date of birth that is past: 23-11-2004, 2004-11 or 2004."),
	  .help = N_("Date of birth, or its month or year. Whether she is a minor is computed from it.") },
	{ .id = "age_said", .label = N_("or age"), .type = FIELD_AGE, .max_len = 8, .cols = 5,
	  .help = N_("Age as it was said: 16, about 16 as 16?, or 15-17. In doubt she counts as a minor.") },
	{ .id = "age_on", .label = N_("said on"), .type = FIELD_DATE, .max_len = 10, .cols = 10,
	  .flags = FIELD_PAST, .rule = N_("The day it was said, today at the latest: 23, 23 11, 23-11-2004."),
	  .help = N_("When that age was said: she grows older since.") },
	{ .id = "gender", .label = N_("Gender"), .type = FIELD_CODE, .list = "gender", .max_len = 16,
	  .cols = 14, .help = N_("Sex or gender.") },
	{ .id = "country", .label = N_("Nationality"), .type = FIELD_PLACE, .list = "country", .max_len = 11,
	  .cols = 20, .help = N_("Country she is a citizen of.") },
	{ .id = "home", .label = N_("Comes from"), .type = FIELD_PLACE, .list = "any", .max_len = 11, .cols = 22,
	  .help = N_("Where she lives or comes from: department, province or country.") },
	{ .id = "lang", .label = N_("Language"), .type = FIELD_CODE, .list = "lang", .max_len = 16,
	  .cols = 16, .help = N_("Her first language.") },
	{ .id = "educ", .label = N_("Schooling"), .type = FIELD_CODE, .list = "educ", .max_len = 16,
	  .cols = 22, .help = N_("Highest level she has reached.") },
	{ .id = "marital", .label = N_("Marital status"), .type = FIELD_CODE, .list = "marital",
	  .max_len = 16, .cols = 16, .help = N_("Marital status.") },
	{ .id = "phone", .label = N_("Telephone"), .type = FIELD_PHONE, .max_len = 20, .cols = 14,
	  .flags = FIELD_SENSITIVE, .help = N_("A number of her own. What is safe stands beside it.") },
	{ .id = "safe_note", .label = N_("Safe contact"), .type = FIELD_TEXT, .max_len = 120, .cols = 60,
	  .flags = FIELD_EMPTY, .help = N_("How and when it is safe: ask for the aunt, 17-18, text only.") },

	/* What she is in this case. */
	[PERSON_PERPROLE] = { .id = "perprole", .label = N_("Part in it"), .type = FIELD_CODE,
	  .list = "perprole", .max_len = 16, .cols = 28,
	  .help = N_("What a suspect did: recruiter, carrier, exploiter.") },
	[PERSON_RELATION] = { .id = "relation", .label = N_("Is to her"), .type = FIELD_CODE,
	  .list = "relation", .max_len = 16, .cols = 24,
	  .help = N_("What this person is to the victim. The consent of a suspect is void.") },
	{ .id = "note", .label = N_("Remark"), .type = FIELD_TEXT, .max_len = 160, .cols = 60,
	  .flags = FIELD_EMPTY, .help = N_("One line about her part in this case.") },

	/* What was done to her. */
	[PERSON_VICSTATUS] = { .id = "vicstatus", .label = N_("Victim of trafficking"), .type = FIELD_CODE,
	  .list = "vicstatus", .max_len = 16, .cols = 28,
	  .help = N_("Possible until somebody has decided. A person decides, not the indicators.") },
	{ .id = "vicstatus_org", .label = N_("Decided by"), .type = FIELD_CODE, .list = "decidedby",
	  .max_len = 16, .cols = 24, .help = N_("What kind of body has decided it.") },
	{ .id = "vicstatus_who", .label = N_("who"), .type = FIELD_TEXT, .max_len = 60, .cols = 16,
	  .flags = FIELD_EMPTY, .help = N_("The person or the office that decided.") },
	{ .id = "vicstatus_on", .label = N_("decided on"), .type = FIELD_DATE, .max_len = 10, .cols = 10,
	  .help = N_("When it was decided.") },
	{ .id = "age_then", .label = N_("Age when taken"), .type = FIELD_AGE, .max_len = 8, .cols = 5,
	  .help = N_("Her age when it began: 15, 15? or 14-16.") },
	{ .id = "recruiter", .label = N_("Recruiter is her"), .type = FIELD_CODE, .list = "trafrel",
	  .max_len = 16, .cols = 26, .help = N_("What the recruiter is to her.") },
	{ .id = "recruit", .label = N_("Recruited by way of"), .type = FIELD_CODES, .list = "recruit",
	  .max_len = 120, .cols = 56, .help = N_("Through which channels she was recruited.") },
	{ .id = "promise", .label = N_("Promised"), .type = FIELD_CODES, .list = "promise",
	  .max_len = 120, .cols = 56, .help = N_("What she was promised.") },
	{ .id = "act", .label = N_("Act"), .type = FIELD_CODES, .list = "act", .max_len = 120, .cols = 56,
	  .help = N_("What was done with her: recruited, carried, harboured. Palermo Protocol, art. 3.") },
	{ .id = "means", .label = N_("Means"), .type = FIELD_CODES, .list = "means", .max_len = 120, .cols = 56,
	  .help = N_("By what means. Not asked under 18: then they do not matter.") },
	{ .id = "exploit", .label = N_("Exploitation"), .type = FIELD_CODES, .list = "exploit",
	  .max_len = 160, .cols = 56, .help = N_("The purpose: how she is or was to be exploited.") },
	{ .id = "sexkind", .label = N_("of which sexual"), .type = FIELD_CODES, .list = "sexkind",
	  .max_len = 120, .cols = 56, .help = N_("Kind of sexual exploitation.") },
	{ .id = "control", .label = N_("Controlled by"), .type = FIELD_CODES, .list = "control",
	  .max_len = 200, .cols = 56, .help = N_("How she is kept from leaving.") },
	{ .id = "vuln", .label = N_("Vulnerable by"), .type = FIELD_CODES, .list = "vuln",
	  .max_len = 200, .cols = 56, .help = N_("What was taken advantage of.") },

	/* Which person of the register it is: a digit, kept nowhere. */
	[PERSON_SAME] = { .id = "same", .label = N_("Is it one of these?"), .type = FIELD_TEXT,
	  .max_len = 1, .cols = 1,
	  .help = N_("The digit in front takes that person; Enter goes on with a new one.") },
};
/* clang-format on */

#define SLICE(from, to) .fields = fields + (from), .count = (to) - (from)

const struct form person_form = {
	.name = "person", .table = "person", SLICE(0, PERSON_FIELDS)
};
const struct form person_identity = {
	.name = "person", .table = "person", SLICE(PERSON_NAMES, PERSON_PERPROLE)
};
const struct form person_suspect = {
	.name = "person", .table = "case_person", SLICE(PERSON_PERPROLE, PERSON_VICSTATUS)
};
const struct form person_part = {
	.name = "person", .table = "case_person", SLICE(PERSON_RELATION, PERSON_VICSTATUS)
};
const struct form person_victim = {
	.name = "person", .table = "case_person", SLICE(PERSON_RELATION, PERSON_SAME)
};
