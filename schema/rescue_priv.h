/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rescues from the inside, for rescue*.c. */
#pragma once

#include "schema/rescue.h"
#include "schema/store_priv.h"

#define RESCUE_ENTITY "rescue"

/* The row as the actor sees it.  AM_MISSING: it does not concern her, and she does not come
 * to its case (case_check()). */
MUST_CHECK enum err rescue_fetch(struct store *st, const struct actor *actor, int64_t id,
    int64_t now, struct rescue *out);
