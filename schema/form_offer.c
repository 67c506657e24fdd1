/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fields of an offer in the register. */
#include "schema/base/mem.h"
#include "schema/offer.h"

/* clang-format off */
static const struct field fields[] = {
	{ .id = "by_name", .label = N_("Offered by"), .type = FIELD_TEXT, .max_len = 120,
	  .cols = 40, .flags = FIELD_SENSITIVE | FIELD_EMPTY,
	  .help = N_("Person, agency or advert.") },
	{ .id = "phone", .label = N_("Telephone"), .type = FIELD_PHONE, .max_len = 20,
	  .cols = 14, .flags = FIELD_SENSITIVE, .help = N_("Telephone given in the offer.") },
	{ .id = "kind", .label = N_("Kind of offer"), .type = FIELD_CODE, .list = "offerkind",
	  .max_len = 16, .cols = 22, .help = N_("What is offered.") },
	{ .id = "paper", .label = N_("Advertised in"), .type = FIELD_TEXT, .max_len = 120,
	  .cols = 40, .flags = FIELD_EMPTY,
	  .help = N_("Newspaper, radio, site or wall where it was advertised.") },
	{ .id = "seen_on", .label = N_("on"), .type = FIELD_DATE, .max_len = 10, .cols = 10,
	  .help = N_("Day of the advert.") },
	{ .id = "place_from", .label = N_("Made in"), .type = FIELD_PLACE, .list = "region",
	  .max_len = 11, .cols = 18, .help = N_("Department in which the offer is made.") },
	{ .id = "place_to", .label = N_("To"), .type = FIELD_PLACE, .list = "any",
	  .max_len = 11, .cols = 20, .help = N_("Place or country the offer is for.") },
	{ .id = "pay", .label = N_("Pay"), .type = FIELD_TEXT, .max_len = 60, .cols = 20,
	  .flags = FIELD_EMPTY, .help = N_("What is promised as pay, as it was said.") },
	{ .id = "text", .label = N_("What it says"), .type = FIELD_NOTES, .max_len = 2000,
	  .cols = 76, .flags = FIELD_EMPTY,
	  .help = N_("The offer in its own words. Nothing of the caller: everybody reads this.") },
};
/* clang-format on */

const struct form offer_form = {
	.name = "offeredit",
	.table = "offer",
	.fields = fields,
	.count = COUNT(fields),
};
