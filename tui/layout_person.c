/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/layout_person.h"

#include "schema/base/mem.h"

#define ROWS 21
#define V SLOT_VISIT

/* clang-format off */
#define NAME_SLOTS                                  \
	{ "roles", 1, 1, 18, 60, .flags = V },      \
	{ "names", 2, 1, 18, 22, .flags = V },      \
	{ "surnames", 2, 41, 53, 26, .flags = V },  \
	{ "alias", 3, 1, 18, 22, .flags = V }

#define OTHER_SLOTS                                  \
	{ "gender", 3, 41, 53, 26, .flags = V },     \
	{ "age_said", 9, 1, 18, 8, .flags = V, .label = N_("Age") },           \
	{ "age_on", 9, 28, 37, 12, .flags = 0 },                               \
	{ "born_on", 9, 51, 63, 12, .flags = V, .label = N_("or born on") },   \
	{ "doc_kind", 10, 1, 18, 22, .flags = 0 },               \
	{ "doc_no", 10, 41, 53, 18, .flags = 0 },                \
	{ "phone", 11, 1, 18, 16, .flags = 0 },                  \
	{ "safe_note", 12, 1, 18, 60, .flags = 0 },              \
	{ "country", 13, 1, 18, 22, .flags = 0 },                \
	{ "home", 13, 41, 53, 26, .flags = 0 },                  \
	{ "lang", 14, 1, 18, 22, .flags = 0 },                   \
	{ "educ", 14, 41, 53, 26, .flags = 0 },                  \
	{ "marital", 15, 1, 18, 22, .flags = 0 },                \
	{ "relation", 16, 1, 18, 22, .flags = V },   \
	{ "perprole", 16, 41, 53, 26, .flags = V },  \
	{ "note", 17, 1, 18, 60, .flags = 0 }

static const struct slot plain_slots[] = { NAME_SLOTS, OTHER_SLOTS };
static const struct slot same_slots[] = {
	NAME_SLOTS,
	{ "same", 4, 1, 23, 3, .flags = V },
	OTHER_SLOTS,
};

static const struct slot context_slots[] = {
	{ "vicstatus", 1, 1, 24, 28, .flags = V },
	{ "vicstatus_on", 1, 54, 66, 12, .flags = V, .after = "vicstatus" },
	{ "vicstatus_org", 2, 1, 24, 28, .flags = V, .after = "vicstatus" },
	{ "vicstatus_who", 2, 54, 61, 17, .flags = V, .after = "vicstatus" },
	{ "age_then", 3, 1, 24, 8, .flags = V },
	{ "recruiter", 3, 36, 54, 24, .flags = V },
	{ "recruit", 5, 1, 24, 54, .flags = V },
	{ "promise", 6, 1, 24, 54, .flags = V },
	{ "act", 7, 1, 24, 54, .flags = V },
	{ "means", 8, 1, 24, 54, .flags = V },
	{ "exploit", 9, 1, 24, 54, .flags = V },
	{ "sexkind", 10, 1, 24, 54, .flags = V },
	{ "control", 11, 1, 24, 54, .flags = V },
	{ "vuln", 12, 1, 24, 54, .flags = V },
};
/* clang-format on */

#define SLOTS(array) .slots = array, .slot_count = COUNT(array), .rows = ROWS

const struct layout layout_person = { .name = "person", SLOTS(plain_slots) };
const struct layout layout_person_same = { .name = "person-same", SLOTS(same_slots) };
const struct layout layout_person_context = { .name = "person-context",
	SLOTS(context_slots) };
