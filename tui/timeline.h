/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How an event of a case reads: one line for the list, and all of it. */
#pragma once

#include "schema/case_event.h"
#include "tui/cells.h"

struct buf;
struct ui;

/* "Risk: Medium -> High" added to out. */
void timeline_line(
    struct ui *ui, const struct case_event *e, struct buf *out, enum cell_role *role);

/* What was written, "" if nothing: the text under "Detail". */
void timeline_detail(struct ui *ui, const struct case_event *e, struct buf *out);

/* "22 nov 14:20", in another year than this one "22 nov 2004". */
char *timeline_when(struct ui *ui, int64_t at, char out[40]);
