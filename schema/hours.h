/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Opening hours as people write them on a door:
 *
 *   24 h                       always
 *   L-V 8-16                   Monday to Friday; lun-vie and mon-fri are the same
 *   L-V 8-13 15-18, S 9-13     parts of the day, then other days
 *   8:30-20                    every day
 *   V-S 20-6                   over midnight
 *
 * Spanish days are L M X J V S D (X or mi is Wednesday) or their first three letters,
 * English ones their first three letters.  What is not written so is kept as it is and
 * counts as not known: nobody is sent to a closed door, or kept from an open one, by a
 * guess.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum hours_now { HOURS_UNKNOWN, HOURS_CLOSED, HOURS_OPEN };

/* Is it open at this moment, in the hotline's zone? */
enum hours_now hours_at(const char *text, int64_t at);

/* Can it be understood? */
bool hours_clear(const char *text);
