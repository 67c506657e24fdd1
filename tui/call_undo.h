/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What u does after something was done to a call: for struct ui_undo. */
#pragma once

#include "tui/view.h"

/* Takes back the last thing that was done to call id; a call that is open again by it
 * comes onto the desk. */
MUST_CHECK enum err call_take_back(struct ui *ui, int64_t id);
