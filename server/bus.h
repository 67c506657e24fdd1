/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Changes on their way to the consoles.
 *
 * A change is a topic and a row.  Changes are gathered for a moment
 * (BUS_GATHER_MS), so that ten commits on one row are one event, and given to
 * every console but the one that made them all.  Too many different rows become
 * "any row of this topic".
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#define BUS_GATHER_MS 200
#define BUS_MAX 64 /* different changes that are gathered */

struct bus_change {
	uint32_t topic; /* enum wire_topic: one bit */
	uint64_t id;    /* 0: any row */
	uint64_t from;  /* key of the console that made it; 0: several, or a command */
};

struct bus {
	struct bus_change changes[BUS_MAX];
	int count;
	unsigned broad; /* topics that are "any row" */
};

/* Add a change.  topic may hold several bits. */
void bus_add(struct bus *b, uint32_t topic, uint64_t id, uint64_t from);

/* What has gathered, one at a time; false when there is no more. */
bool bus_take(struct bus *b, struct bus_change *out);
