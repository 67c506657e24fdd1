/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fields of a consent that is written down. */
#include "schema/base/mem.h"
#include "schema/consent.h"

/* clang-format off */
static const struct field fields[] = {
	{ .id = "purpose", .label = N_("Accepts"), .type = FIELD_CODE, .list = "purpose",
	  .max_len = 16, .cols = 22, .flags = FIELD_REQUIRED | FIELD_BARE,
	  .help = N_("To what: each purpose is asked for by itself.") },
	{ .id = "consent", .label = N_("Reply"), .type = FIELD_CODE, .list = "consent", .max_len = 16,
	  .cols = 40, .flags = FIELD_REQUIRED,
	  .help = N_("What was answered; 5 acts without consent and asks for the reason.") },
	{ .id = "relation", .label = N_("Who answered"), .type = FIELD_CODE, .list = "relation",
	  .max_len = 16, .cols = 30,
	  .help = N_("The person concerned, or what whoever answered is to her.") },
	{ .id = "given_by", .label = N_("Name"), .type = FIELD_TEXT, .max_len = 60, .cols = 40,
	  .flags = FIELD_EMPTY, .help = N_("Name of whoever answered, if it was not she.") },
	{ .id = "words", .label = N_("In what words"), .type = FIELD_TEXT, .max_len = 240, .cols = 60,
	  .flags = FIELD_EMPTY, .help = N_("How it was asked and what she said to it.") },
};
/* clang-format on */

const struct form consent_form = {
	.name = "accept", .table = "consent", .fields = fields, .count = COUNT(fields)
};
