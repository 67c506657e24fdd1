/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rows of the queue as home and the queue's own screen show them: when it rang,
 * on which line, the masked number, where from, how many earlier calls, and what to
 * know.  Who hung up stands behind those who wait, to be called back.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "schema/queue.h"
#include "tui/list.h"
#include "tui/view.h"

#define WAITING_MAX 100

struct waiting_row {
	struct queue_row row;
	char place[64];
};

struct waiting {
	struct waiting_row *rows;
	size_t count;
	size_t waits;    /* of all: how many wait */
	bool signal;     /* the exchange is heard */
	int64_t look_ms; /* when that may have changed by itself (monotonic), -1: never */
};

MUST_CHECK enum err waiting_read(struct waiting *w, struct ui *ui);
void waiting_fini(struct waiting *w);

/* Columns without a row of titles, and their cells. */
extern const struct column waiting_columns[];
void waiting_cell(struct ui *ui, const struct waiting_row *row, size_t col,
    struct buf *out, enum cell_role *role);

/* Answer who waits (id 0: the first), or call her back: the form opens, or the message
 * line says why not. */
void waiting_answer(struct ui *ui, int64_t id);
void waiting_call_back(struct ui *ui, int64_t id);

/* The sentence where nobody waits. */
const char *waiting_none(const struct waiting *w);
