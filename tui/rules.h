/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rules of a safe contact, as the screens before and during an outgoing call show
 * them: whose telephone, when, whether she can speak and wants to be called.
 */
#pragma once

#include "schema/dial.h"
#include "tui/view.h"

/* What an outgoing call is opened with (UI_CALL_OUT): about what, and which number. */
struct dial_order {
	struct dial_to to;
	struct dial_choice choice;
};

#define RULES_ROWS 6

/* Draw them from the first row of area on. */
void rules_draw(struct ui *ui, const struct dial_choice *choice, struct cells *g,
    struct area area);

/* The question that the gravest warning asks before the number is dialled, or NULL:
 * nothing speaks against calling. */
const char *rules_question(const struct dial_choice *choice);
