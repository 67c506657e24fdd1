/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a card looks: title, text, and a last row that says which version it is and whence. */
#pragma once

#include "schema/guide.h"
#include "tui/view.h"

#define CARD_ROWS (GUIDE_ROWS + 2)

void card_draw(struct ui *ui, const struct guide *card, struct cells *g, struct area a);

/* "Version 2, 24 Nov, Marta." added to out. */
void card_version(struct ui *ui, const struct guide *card, struct buf *out);

/* Version id is taken back, the one before it counts again: for struct ui_undo. */
MUST_CHECK enum err card_take_back(struct ui *ui, int64_t id);
