/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fields of a leg of a route. */
#include "schema/base/mem.h"
#include "schema/route.h"

/* clang-format off */
static const struct field fields[] = {
	{ .id = "stage", .label = N_("Stage"), .type = FIELD_CODE, .list = "stage", .max_len = 16,
	  .cols = 16, .flags = FIELD_REQUIRED | FIELD_BARE,
	  .help = N_("Origin, transit, destination, escape or return. The order follows from it and can be changed.") },
	{ .id = "place", .label = N_("Place"), .type = FIELD_PLACE, .list = "any", .max_len = 11, .cols = 28,
	  .help = N_("Department, province or country, by its first letters.") },
	{ .id = "place_said", .label = N_("in words"), .type = FIELD_TEXT, .max_len = 120, .cols = 60,
	  .flags = FIELD_EMPTY | FIELD_SENSITIVE,
	  .help = N_("The place as it was said: a bar near the bus station, two hours up the river.") },
	{ .id = "happened_on", .label = N_("When"), .type = FIELD_DATE, .max_len = 10, .cols = 10,
	  .help = N_("Day, month or year: 23 11, 2004-11 or 2004.") },
	{ .id = "transp", .label = N_("Transport"), .type = FIELD_CODE, .list = "transp", .max_len = 16,
	  .cols = 20, .help = N_("How she came there.") },
	{ .id = "route", .label = N_("Kind of route"), .type = FIELD_CODE, .list = "route", .max_len = 16,
	  .cols = 24, .help = N_("What kind of way it is: to the city, to a mine, abroad.") },
	{ .id = "venue", .label = N_("Venue"), .type = FIELD_CODE, .list = "venue", .max_len = 16,
	  .cols = 28, .help = N_("What kind of place it is.") },
	{ .id = "act", .label = N_("Act"), .type = FIELD_CODE, .list = "act", .max_len = 16, .cols = 24,
	  .help = N_("What was done there: recruited, carried, harboured, exploited.") },
	{ .id = "detail", .label = N_("Detail"), .type = FIELD_TEXT, .max_len = 240, .cols = 60,
	  .flags = FIELD_EMPTY | FIELD_SENSITIVE,
	  .help = N_("What else was said: who went with her, name of the boat, of the bar.") },
};
/* clang-format on */

const struct form leg_form = {
	.name = "leg", .table = "incident", .fields = fields, .count = COUNT(fields)
};
