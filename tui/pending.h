/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What waits for the operator, as home shows it: the rescues that concern her, and below
 * them her follow-ups, the answers owed to her and the copies not sent, the earliest first.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tui/view.h"

#define PENDING_MAX 40    /* rows that are kept */
#define PENDING_RESCUES 4 /* rescues that are told apart */

struct pending_row {
	int64_t at, until; /* 0: as soon as she can; until 0: a moment */
	bool late;
	char number[24];
	char what[120];
};

struct pending {
	char rescues[PENDING_RESCUES][120]; /* a sentence each */
	bool alarms[PENDING_RESCUES];       /* a check-in is missed */
	size_t rescue_count;
	struct pending_row *rows;
	size_t count;
	int64_t due;     /* to be done by the end of today, late ones with them */
	int64_t look_ms; /* when something becomes late, or the day ends; -1: never */
	struct ui *ui;
};

MUST_CHECK enum err pending_read(struct pending *p, struct ui *ui);
void pending_fini(struct pending *p);

/* "Due today 2 !" from col on; nothing where nothing is due. */
void pending_draw_due(
    const struct pending *p, struct cells *g, int row, int col, int cols);
size_t pending_rows(const struct pending *p); /* rows that it fills */
void pending_draw(struct pending *p, struct cells *g, struct area a);
