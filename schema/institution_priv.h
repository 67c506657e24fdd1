/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The directory from the inside: for institution*.c and what suggests bodies. */
#pragma once

#include "schema/institution.h"
#include "schema/store_priv.h"

#define INST_ENTITY "institution"

/* True where the row i of institution is shown by its kind; c is the row of its code. */
#define INST_HIDDEN "(i.confidential = 1 OR instr(c.flags, 'S') > 0)"

/* The same as inst_get() and inst_list(), without asking for rights; show: as if it were
 * revealed. */
MUST_CHECK enum err inst_read(struct store *st, int64_t id, bool show, int64_t now,
    struct institution *out);
MUST_CHECK enum err inst_read_all(struct store *st, bool retired, int64_t now,
    struct institution **out, size_t *count);
