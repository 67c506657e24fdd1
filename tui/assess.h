/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the line decides about a call: two lists, what and whose decision it was.  Saved
 * with the second; u takes it back.
 */
#pragma once

#include "schema/call.h"
#include "tui/view.h"

/* Part of the state of a screen: it lives as long as the lists are open. */
struct assess {
	struct ui *ui;
	struct call call;
	char code[16];
	void (*after)(struct ui *ui, void *data); /* it is saved */
	void *data;
};

/* Ask about a call as it was read. */
void assess_pick(struct assess *a, struct ui *ui, const struct call *call,
    void (*after)(struct ui *ui, void *data), void *data);

/* The same about a call by its id; reads it first. */
void assess_pick_id(struct assess *a, struct ui *ui, int64_t id,
    void (*after)(struct ui *ui, void *data), void *data);
