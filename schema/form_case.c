/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The data of a case, and a note. */
#include "schema/base/mem.h"
#include "schema/case_edit.h"
#include "schema/code.h"

/* clang-format off */
static const struct field fields[] = {
	{ .id = "title", .label = N_("Title"), .type = FIELD_TEXT, .max_len = 160, .cols = 60,
	  .flags = FIELD_EMPTY,
	  .help = N_("How the case is called in lists: who, how old, from where to where. No full name.") },
	{ .id = "status", .label = N_("Status"), .type = FIELD_CODE, .list = "casestatus",
	  .max_len = 16, .cols = 20, .flags = FIELD_REQUIRED,
	  .help = N_("Where the work on it stands. A closed case says how it ended.") },
	{ .id = "risk", .label = N_("Risk"), .type = FIELD_CODE, .list = "risk", .max_len = 16,
	  .cols = 20, .flags = FIELD_REQUIRED,
	  .help = N_("1 immediate danger, 2 high, 3 medium, 4 low, 9 not assessed. A person decides.") },
	{ .id = "safety_plan", .label = N_("Does not accept; safety plan"), .type = FIELD_YESNO,
	  .max_len = 1, .cols = 1, .flags = FIELD_BOOL,
	  .help = N_("An adult who does not accept: a safety plan was agreed. It ends the high-risk alert.") },
	{ .id = "assigned_to", .label = N_("Responsible"), .type = FIELD_CODE, .list = CODE_PEOPLE,
	  .max_len = 16, .cols = 20, .flags = FIELD_BARE,
	  .help = N_("Who answers for the case.") },
	{ .id = "source", .label = N_("Source"), .type = FIELD_CODE, .list = "source",
	  .max_len = 16, .cols = 24, .flags = FIELD_REQUIRED,
	  .help = N_("How the line came to know of it.") },
	{ .id = "scope", .label = N_("Scope"), .type = FIELD_CODE, .list = "scope", .max_len = 16,
	  .cols = 24, .help = N_("Within the country, or across its borders.") },
	{ .id = "exploit", .label = N_("Exploitation"), .type = FIELD_CODE, .list = "exploit",
	  .max_len = 16, .cols = 30, .help = N_("The main purpose.") },
	{ .id = "place_now", .label = N_("Is now in"), .type = FIELD_PLACE, .list = "any",
	  .max_len = 11, .cols = 24, .help = N_("Where the person concerned is now.") },
	{ .id = "origin", .label = N_("Origin"), .type = FIELD_PLACE, .list = "any",
	  .max_len = 11, .cols = 24, .help = N_("Where she was recruited.") },
	{ .id = "destination", .label = N_("Destination"), .type = FIELD_PLACE, .list = "any",
	  .max_len = 11, .cols = 24, .help = N_("Where she was, or was to be, exploited.") },
	{ .id = "victims", .label = N_("Victims"), .type = FIELD_NUMBER, .max_len = 3, .cols = 3,
	  .help = N_("How many people are concerned.") },
	{ .id = "minors", .label = N_("minors"), .type = FIELD_NUMBER, .max_len = 3, .cols = 3,
	  .part_of = "victims",
	  .help = N_("How many of them are under 18.") },
	{ .id = "outcome", .label = N_("For the person"), .type = FIELD_CODE, .list = "outcome",
	  .max_len = 16, .cols = 30, .help = N_("How it ended for her. Closing asks for it.") },
	{ .id = "outcome_legal", .label = N_("Before the law"), .type = FIELD_CODE,
	  .list = "outlegal", .max_len = 16, .cols = 30, .help = N_("How the legal track ended.") },
	{ .id = "outcome_admin", .label = N_("For the line"), .type = FIELD_CODE,
	  .list = "outadmin", .max_len = 16, .cols = 30, .help = N_("How the line's work ended.") },
	{ .id = "retention", .label = N_("Kept as"), .type = FIELD_CODE, .list = "retention",
	  .max_len = 16, .cols = 24, .help = N_("The class that says how long it is kept.") },
};

static const struct field note_fields[] = {
	{ .id = "body", .label = N_("Note"), .type = FIELD_NOTES, .max_len = 8192, .cols = 76,
	  .flags = FIELD_REQUIRED | FIELD_SENSITIVE,
	  .help = N_("It stays as it is written: a wrong one is withdrawn, not changed.") },
};
/* clang-format on */

const struct form case_form = {
	.name = "casefile",
	.table = "casefile",
	.fields = fields,
	.count = COUNT(fields),
};

const struct form note_form = {
	.name = "note",
	.table = "note",
	.fields = note_fields,
	.count = COUNT(note_fields),
};
