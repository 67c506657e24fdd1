/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drafts for the other modules of schema/, which ask the rights themselves. */
#pragma once

#include "schema/draft.h"

/*
 * Copy what operator_id's draft of row ref holds into rec, whose form it has.  Returns
 * AM_OK, AM_MISSING or a storage error.
 */
MUST_CHECK enum err draft_peek(
    struct store *st, int64_t operator_id, int64_t ref, struct record *rec);
