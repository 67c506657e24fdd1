/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the view "call" looks: the functions of its class that change nothing. */
#pragma once

#include "tui/view.h"

void call_draw(struct ui *ui, void *state, struct cells *g, struct area a, bool top);
void call_subject(struct ui *ui, const void *state, struct buf *out);
void call_help(struct ui *ui, const void *state, struct buf *out);
size_t call_cards(struct ui *ui, const void *state, const char *out[], size_t max);
