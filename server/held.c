/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/held.h"

#include <string.h>

#include "schema/base/mem.h"

#define HELD_VERSION 2 /* another one for every change of struct held */

struct packed {
	uint32_t version;
	struct held held;
};
_Static_assert(sizeof(struct packed) <= HAND_STATE_MAX, "a state fits into a message");

void held_write(struct hand *h, const struct held *s)
{
	struct packed p;

	memset(&p, 0, sizeof(p));
	p.version = HELD_VERSION;
	p.held = *s;
	memcpy(h->state, &p, sizeof(p));
	h->len = sizeof(p);
}

static bool ends(const char *text, size_t size)
{
	return memchr(text, '\0', size) != NULL;
}

bool held_read(const struct hand *h, struct held *s)
{
	struct packed p;

	if (h->len != sizeof(p))
		return false;
	memcpy(&p, h->state, sizeof(p));
	if (p.version != HELD_VERSION || p.held.kind < HELD_LINE ||
	    p.held.kind > HELD_CONSOLE)
		return false;
	if (!ends(p.held.login, LOGIN_LEN) || !ends(p.held.lang, 3) ||
	    !ends(p.held.fingerprint, FINGERPRINT_LEN) || !ends(p.held.peer, PEER_LEN) ||
	    !ends(p.held.term, TERM_LEN) || !ends(p.held.screen, SCREEN_LEN))
		return false;
	*s = p.held;
	return true;
}
