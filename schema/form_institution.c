/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fields of a body of the directory, and of one thing that it gives. */
#include "schema/base/mem.h"
#include "schema/institution.h"

/* clang-format off */
static const struct field body_fields[] = {
	{ .id = "name", .label = N_("Name"), .type = FIELD_TEXT, .max_len = INST_NAME_MAX,
	  .cols = 60, .flags = FIELD_REQUIRED | FIELD_EMPTY,
	  .help = N_("As the body calls itself, with its office.") },
	{ .id = "kind", .label = N_("Kind"), .type = FIELD_CODE, .list = "inst", .max_len = 16,
	  .cols = 24, .flags = FIELD_REQUIRED,
	  .help = N_("A shelter is shown by its kind only, and is never sent a copy.") },
	{ .id = "place", .label = N_("Place"), .type = FIELD_PLACE, .list = "any", .max_len = 11,
	  .cols = 24, .help = N_("Where it is: department, province or country.") },
	{ .id = "address", .label = N_("Address"), .type = FIELD_TEXT, .max_len = INST_TEXT_MAX,
	  .cols = 60, .flags = FIELD_SENSITIVE | FIELD_EMPTY, .help = N_("Street and number.") },
	{ .id = "phones", .label = N_("Telephones"), .type = FIELD_TEXT, .max_len = INST_TEXT_MAX,
	  .cols = 60, .flags = FIELD_EMPTY,
	  .help = N_("Dial each once before you write it down: a wrong number can kill.") },
	{ .id = "contact", .label = N_("Ask for"), .type = FIELD_TEXT, .max_len = INST_NAME_MAX,
	  .cols = 40, .flags = FIELD_EMPTY, .help = N_("Person or desk that takes referrals.") },
	{ .id = "hours", .label = N_("Opening hours"), .type = FIELD_TEXT, .max_len = 80, .cols = 28,
	  .flags = FIELD_EMPTY,
	  .help = N_("As in: 24 h; L-V 8-16; L-V 8-13 15-18, S 9-13."),
	  .rule = N_("As in: 24 h; L-V 8-16; L-V 8-13 15-18, S 9-13.") },
	{ .id = "languages", .label = N_("Languages"), .type = FIELD_CODES, .list = "lang",
	  .max_len = 63, .cols = 24, .help = N_("Languages in which it attends.") },
	{ .id = "age_from", .label = N_("Age from"), .type = FIELD_NUMBER, .max_len = 3, .cols = 3,
	  .help = N_("The youngest it takes; empty: no limit.") },
	{ .id = "age_to", .label = N_("Age up to"), .type = FIELD_NUMBER, .max_len = 3, .cols = 3,
	  .help = N_("The oldest it takes; empty: no limit.") },
	{ .id = "genders", .label = N_("Takes"), .type = FIELD_CODES, .list = "gender",
	  .max_len = 63, .cols = 24, .help = N_("Whom it takes; empty: everybody.") },
	{ .id = "must_be_told_of_minors", .label = N_("Told of minors"), .type = FIELD_YESNO,
	  .max_len = 1, .cols = 1, .flags = FIELD_BOOL,
	  .help = N_("One of the bodies so marked has to be told when a minor is concerned.") },
	{ .id = "confidential", .label = N_("Confidential"), .type = FIELD_YESNO, .max_len = 1,
	  .cols = 1, .flags = FIELD_BOOL,
	  .help = N_("Shown by its kind until somebody reveals it on purpose.") },
	{ .id = "note", .label = N_("Note"), .type = FIELD_TEXT, .max_len = INST_TEXT_MAX,
	  .cols = 60, .flags = FIELD_EMPTY, .help = N_("What who refers has to know.") },
};

static const struct field service_fields[] = {
	{ .id = "service", .label = N_("Service"), .type = FIELD_CODE, .list = "service",
	  .max_len = 16, .cols = 40, .flags = FIELD_REQUIRED, .help = N_("What the body gives.") },
	{ .id = "place", .label = N_("Given in"), .type = FIELD_PLACE, .list = "any",
	  .max_len = 11, .cols = 24,
	  .help = N_("Where it is given; empty: where the body is. Peru: everywhere.") },
	{ .id = "note", .label = N_("Note"), .type = FIELD_TEXT, .max_len = INST_TEXT_MAX,
	  .cols = 60, .flags = FIELD_EMPTY, .help = N_("What who refers has to know.") },
};
/* clang-format on */

const struct form body_form = {
	.name = "body",
	.table = "institution",
	.fields = body_fields,
	.count = COUNT(body_fields),
};

const struct form service_form = {
	.name = "service",
	.table = "service",
	.fields = service_fields,
	.count = COUNT(service_fields),
};
