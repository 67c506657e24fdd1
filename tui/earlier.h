/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The line of the call form that says what is known already: "May be the same (F5):
 * C 26-00942-9  woman 17, bar, Loreto, 03 nov     2 more".
 *
 * It is looked for after a field was left, and in between when typing pauses; never while
 * a key waits, and nothing of it moves the cursor.  F5 lists all of it.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "schema/earlier.h"
#include "tui/view.h"

struct buf;
struct record;

struct earlier_line {
	struct earlier found;
	uint64_t key; /* what the form held when it was looked for */
	bool asked;
	int64_t due_ms; /* when it is to be looked for, -1: not */
	uint64_t told;  /* what the audit was told last */
};

void earlier_line_init(struct earlier_line *l);
void earlier_line_fini(struct earlier_line *l);

/* The form of call_id took a key (did: enum form_did), or was opened (FORM_LEFT). */
void earlier_line_did(
    struct earlier_line *l, struct ui *ui, const struct record *rec, unsigned did);

/* A case may have been linked meanwhile: look again. */
void earlier_line_again(struct earlier_line *l, struct ui *ui);

/* Look for it if it is time. */
void earlier_line_tick(struct earlier_line *l, struct ui *ui, int64_t call_id,
    const struct record *rec, int64_t now_ms);

/* What is known of what the form holds at this moment. */
const struct earlier *earlier_line_now(
    struct earlier_line *l, struct ui *ui, int64_t call_id, const struct record *rec);

/* The line of cols columns; nothing if nothing is known.  Added to out. */
void earlier_line_text(
    const struct earlier_line *l, struct ui *ui, size_t cols, struct buf *out);

/*
 * The warning of the form (msgid, NULL: none) and that earlier calls are not mentioned,
 * translated, in cols columns.  Added to out.
 */
void earlier_line_warning(
    const struct earlier_line *l, const char *warning, size_t cols, struct buf *out);
