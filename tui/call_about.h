/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What can be done about the call on the desk besides filling in its form: go on with
 * the one before, its telephone, referral, case, follow-up, assessment, calling back.
 * Functions for the key rows of view_call.c; state is the desk.
 */
#pragma once

#include "tui/view.h"

/* The call before: taken as the same contact, then shown. */
bool about_has_before(struct ui *ui, const void *state);
void about_before(struct ui *ui, void *state);

bool about_has_number(struct ui *ui, const void *state);
void about_number(struct ui *ui, void *state);

/* Other screens about this call; they work where there is such a screen. */
bool about_can_refer(struct ui *ui, const void *state);
void about_refer(struct ui *ui, void *state);
bool about_has_proof(struct ui *ui, const void *state);
void about_proof(struct ui *ui, void *state);
bool about_can_file(struct ui *ui, const void *state);
void about_link(struct ui *ui, void *state);
void about_open_case(struct ui *ui, void *state);
bool about_can_follow(struct ui *ui, const void *state);
void about_follow(struct ui *ui, void *state);

bool about_can_assess(struct ui *ui, const void *state);
void about_assess(struct ui *ui, void *state);

bool about_not_hard(struct ui *ui, const void *state);
bool about_hard(struct ui *ui, const void *state);
void about_mark_hard(struct ui *ui, void *state);

bool about_on_paper(struct ui *ui, const void *state);
void about_when(struct ui *ui, void *state);

bool about_can_call(struct ui *ui, const void *state);
void about_call(struct ui *ui, void *state);

/* May this operator open the screen? */
bool about_is_there(struct ui *ui, const struct view_class *view);

/* Open the screen about a call. */
void about_open(struct ui *ui, const struct view_class *view, int64_t call_id);
