/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rescues in progress as home and their own screen show them, and what is said of them
 * while another screen is open.
 */
#pragma once

#include <stdint.h>

#include "schema/rescue.h"
#include "tui/view.h"

struct buf;

/* Add how it stands: "check in at 14:51", "!! no check-in since 14:51"; *role as well. */
void rescues_state(
    struct ui *ui, const struct rescue *r, struct buf *out, enum cell_role *role);

/* "15 min", "1 h", "20 s" into out; returns out. */
#define RESCUES_EVERY_LEN 24
char *rescues_every(int64_t every_s, char out[RESCUES_EVERY_LEN]);

/* Open the one that concerns the operator; of several she picks. */
void rescues_open(struct ui *ui);

/* Rescue id has changed (0: any): the lead whose check-in is missed, supervisors, and who
 * is asked to take over, read it on whatever screen they are. */
void rescues_say(struct ui *ui, int64_t id);
