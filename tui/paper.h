/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the view "paper" is opened with: the sheet of a referral, or of one of its copies. */
#pragma once

#include <stdint.h>

struct paper_request {
	int64_t id;      /* of the referral */
	int64_t copy_id; /* 0: for the body itself */
};
