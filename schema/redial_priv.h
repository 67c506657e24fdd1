/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Redial for the other modules of schema/, which ask the rights themselves. */
#pragma once

#include "schema/redial.h"
#include "schema/store_priv.h"

/*
 * The call that a contact of this number (as it is kept), which began at `at`, may go on
 * with: of those before the call with this id, 0: of all.
 */
MUST_CHECK enum err redial_of(struct store *st, const char *phone, int64_t before,
    int64_t at, struct redial *out);
