/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What u does after something was done to a call: for ui_undoable(). */
#pragma once

#include "tui/view.h"

/* Takes back the last thing that was done to call id, and says so; a call that is open
 * again by it comes onto the desk. */
void call_take_back(struct ui *ui, int64_t id);
