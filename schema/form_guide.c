/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fields of a card. */
#include "schema/base/mem.h"
#include "schema/guide.h"

/* clang-format off */
static const struct field fields[] = {
	{ .id = "title", .label = N_("Title"), .type = FIELD_TEXT, .max_len = 76, .cols = 60,
	  .flags = FIELD_REQUIRED, .help = N_("What the card is about, in the words of the team.") },
	{ .id = "source", .label = N_("Source"), .type = FIELD_TEXT, .max_len = 120, .cols = 60,
	  .flags = FIELD_REQUIRED,
	  .help = N_("Where it comes from, and who approved it: operators read it on the card.") },
	{ .id = "body", .label = N_("Text"), .type = FIELD_NOTES, .max_len = GUIDE_BODY_MAX,
	  .cols = GUIDE_COLS, .flags = FIELD_REQUIRED,
	  .help = N_("At most 18 lines: what to say, what to ask, what not to do.") },
};
/* clang-format on */

const struct form guide_form = {
	.name = "cardedit",
	.table = "guide",
	.fields = fields,
	.count = COUNT(fields),
};
