/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk from the inside, for desk*.c. */
#pragma once

#include "tui/desk.h"

const struct code_list *desk_codes(const struct desk *d, const char *list);

/* What the form of this desk asks of the world (desk_open.c). */
struct form_source desk_source(struct desk *d);

/* The call is there: lay out its form. */
void desk_begin(struct desk *d);
