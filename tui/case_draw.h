/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What stands above a case: who it is about, where, what was accepted, what is due, what
 * is still to be asked.  Five rows; the last one is empty unless something has to be seen
 * at once (a rescue in progress, a flag, a restriction).
 */
#pragma once

#include "schema/case_event.h"
#include "schema/casefile.h"
#include "schema/screening.h"
#include "tui/view.h"

#define CASE_HEAD_ROWS 5

void case_draw_head(struct ui *ui, const struct casefile *file,
    const struct case_head *head, const struct screening *screening, struct cells *g,
    struct area area);

/* "C 26-00031-3  ACTIVE  !! High" into out: number, status, risk. */
void case_subject(struct ui *ui, const struct casefile *file, struct buf *out);

/* "Cusco -> Lima", "from Cusco", "Lima" into out: two places, each of which may be "". */
void case_way_text(struct ui *ui, const char *from, const char *to, struct buf *out);

/* The same of where she left and where she is, or is to go. */
void case_route(struct ui *ui, const struct casefile *file, struct buf *out);

/* True for risk 1 and 2, unless a safety plan was agreed on or the case is closed. */
bool case_is_urgent(const char *risk, bool safety_plan, bool closed);
