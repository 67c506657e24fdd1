/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The operator's parked drafts as rows to show: for their own list and for home.
 * Telephone numbers and notes are not shown in lists.
 */
#pragma once

#include "schema/draft.h"
#include "tui/list.h"
#include "tui/view.h"

struct drafts_row {
	struct draft draft;
	int64_t number; /* of its call, 0: not known */
	bool fresh;     /* of a call that is still open, not of a correction */
	char motive[16];
	char place[64];
};

struct drafts {
	struct drafts_row *rows;
	size_t count;
};

/* Read them, newest first; what they are about only of the first so many.  AM_OK or a
 * storage error. */
MUST_CHECK enum err drafts_read(struct drafts *d, struct ui *ui, size_t known);
void drafts_fini(struct drafts *d);

/* Columns and cells of a row. */
extern const struct column drafts_columns[];
void drafts_cell(
    struct ui *ui, const struct drafts_row *row, size_t col, struct buf *out);

/* Go on with it: the call, or the sheet whose view is named like its form. */
void drafts_resume(struct ui *ui, const struct drafts_row *row);

/*
 * Discard a draft: the number of a call that is still open becomes void.  It can be
 * brought back, and its call with it.
 */
MUST_CHECK enum err drafts_discard(struct ui *ui, const struct drafts_row *row);
MUST_CHECK enum err drafts_bring_back(struct ui *ui, int64_t draft_id);
