/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the screens of offers share: columns of the register, and taking back. */
#pragma once

#include "schema/offer.h"
#include "tui/list.h"
#include "tui/view.h"

/* Columns and cells of a row of the register. */
extern const struct column offer_columns[];
void offer_cell(struct ui *ui, const struct offer_row *row, size_t col, struct buf *out,
    enum cell_role *role);

/* "Agencia Lucero", else the telephone, else where it was advertised; never empty. */
const char *offer_called(const struct offer_row *row);

/* The last thing done to offer id is taken back: for struct ui_undo. */
MUST_CHECK enum err offer_undo_last(struct ui *ui, int64_t id);

/* If the page of offer id is on top and there is no such offer any more: it goes. */
void offer_page_leave(struct ui *ui, int64_t id);
