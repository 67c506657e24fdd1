/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk from the inside, for desk*.c. */
#pragma once

#include "tui/desk.h"

const struct code_list *desk_codes(const struct desk *d, const char *list);

/* What the form of this desk asks of the world (desk_open.c). */
struct form_source desk_source(struct desk *d);

/* The call is there: lay out its form. */
void desk_begin(struct desk *d);

/* The code of its result, NULL: none yet. */
const struct code *desk_result(const struct desk *d);

/* Lay it out anew if motive or result ask for it; false: it is as it was. */
bool desk_relayout(struct desk *d);

/* A call taken on paper that does not say when, or in the future; and the sentence. */
bool desk_wants_when(const struct desk *d);
void desk_say_when(const struct desk *d);
