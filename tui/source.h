/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a form on the screen asks of the world (struct form_source): the lists, places,
 * language and clock of a console.
 */
#pragma once

#include "tui/form.h"

struct ui;

/* ui outlives the form.  There is no record before this one: "=" copies nothing. */
struct form_source source_of(struct ui *ui);
