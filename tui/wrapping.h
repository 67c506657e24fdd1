/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the operator is doing, and what is left to do about the call that she just saved:
 * a row of home.  One key offers each thing that its result asks for, one says that she
 * is ready; times stand still, so the row costs no bytes.
 */
#pragma once

#include "schema/agent.h"
#include "schema/wrapup.h"
#include "tui/assess.h"
#include "tui/view.h"

struct wrapping {
	struct ui *ui;
	struct agent agent;   /* state "": signed off */
	struct wrapup wrapup; /* call_id 0: nothing to write up */
	struct assess assess; /* while it is asked */
};

MUST_CHECK enum err wrapping_read(struct wrapping *s, struct ui *ui);
void wrapping_draw(const struct wrapping *s, struct cells *g, struct area a);

/* For the key rows of a view whose state begins with a struct wrapping. */
bool wrapping_lasts(struct ui *ui, const void *state);
void wrapping_ready(struct ui *ui, void *state);
bool wrapping_has_followup(struct ui *ui, const void *state);
void wrapping_follow(struct ui *ui, void *state);
bool wrapping_has_case(struct ui *ui, const void *state);
void wrapping_case(struct ui *ui, void *state);
bool wrapping_has_referral(struct ui *ui, const void *state);
void wrapping_refer(struct ui *ui, void *state);
bool wrapping_has_assess(struct ui *ui, const void *state);
void wrapping_assess(struct ui *ui, void *state);
