/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the view "history" wants to know: whose changes, and what they are called above. */
#pragma once

#include <stdint.h>

enum history_of { HISTORY_CALL, HISTORY_OFFER };

struct history_arg {
	enum history_of of;
	int64_t id;
	char subject[64];
};
