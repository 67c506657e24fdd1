/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/bus.h"

#include <stddef.h>
#include <string.h>

static void forget(struct bus *b, int at)
{
	b->count--;
	memmove(&b->changes[at], &b->changes[at + 1],
	    (size_t)(b->count - at) * sizeof(b->changes[0]));
}

/* All changes of the topic become one of any row, from nobody in particular. */
static void broaden(struct bus *b, uint32_t topic)
{
	for (int i = b->count - 1; i >= 0; i--) {
		if (b->changes[i].topic == topic)
			forget(b, i);
	}
	b->broad |= topic;
}

static struct bus_change *find(struct bus *b, uint32_t topic, uint64_t id)
{
	for (int i = 0; i < b->count; i++) {
		if (b->changes[i].topic == topic && b->changes[i].id == id)
			return &b->changes[i];
	}
	return NULL;
}

static void add_one(struct bus *b, uint32_t topic, uint64_t id, uint64_t from)
{
	struct bus_change *c = find(b, topic, id);

	if ((b->broad & topic) != 0)
		return;
	if (c != NULL) {
		if (c->from != from)
			c->from = 0;
	} else if (b->count < BUS_MAX) {
		b->changes[b->count++] = (struct bus_change){ topic, id, from };
	} else {
		broaden(b, topic);
	}
}

void bus_add(struct bus *b, uint32_t topic, uint64_t id, uint64_t from)
{
	for (uint32_t bit = 1; bit != 0 && bit <= topic; bit <<= 1) {
		if ((topic & bit) != 0)
			add_one(b, bit, id, from);
	}
}

bool bus_take(struct bus *b, struct bus_change *out)
{
	if (b->broad != 0) {
		const uint32_t bit = b->broad & -b->broad;

		*out = (struct bus_change){ .topic = bit };
		b->broad &= ~bit;
		return true;
	}
	if (b->count == 0)
		return false;
	*out = b->changes[0];
	forget(b, 0);
	return true;
}
