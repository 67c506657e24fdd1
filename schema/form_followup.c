/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fields of a follow-up.  "when" is two columns, so followup.c writes the row. */
#include "schema/base/mem.h"
#include "schema/code.h"
#include "schema/followup.h"

/* clang-format off */
static const struct field fields[] = {
	{ .id = "kind", .label = N_("What"), .type = FIELD_CODE, .list = "followup",
	  .max_len = 16, .cols = 24, .flags = FIELD_REQUIRED | FIELD_BARE,
	  .help = N_("What is to be done: ring back, check something, go to a hearing.") },
	{ .id = "when", .label = N_("When"), .type = FIELD_SPAN, .max_len = 22, .cols = 24,
	  .flags = FIELD_REQUIRED,
	  .help = N_("17 is the next 17:00; 17-18 from 17 to 18; a day in front: tomorrow 9, fri 17-18, +3.") },
	{ .id = "whom", .label = N_("Who"), .type = FIELD_CODE, .list = CODE_PEOPLE,
	  .max_len = 16, .cols = 24, .flags = FIELD_BARE,
	  .help = N_("Who is to do it; empty: whoever is on shift.") },
	{ .id = "phone", .label = N_("Telephone"), .type = FIELD_PHONE, .max_len = 20, .cols = 16,
	  .flags = FIELD_SENSITIVE, .help = N_("The number to ring.") },
	{ .id = "note", .label = N_("Note"), .type = FIELD_TEXT, .max_len = FOLLOWUP_NOTE_MAX,
	  .cols = 62, .flags = FIELD_SENSITIVE | FIELD_EMPTY,
	  .help = N_("What for, and what to mind; only who may open it reads this.") },
};
/* clang-format on */

const struct form followup_form = {
	.name = "followup",
	.table = "followup",
	.fields = fields,
	.count = COUNT(fields),
};
