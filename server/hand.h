/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the keeper and the core of amparod say to each other.
 *
 * The keeper (keeper.h) outlives the core: it owns the listening socket and keeps
 * a duplicate of every socket on which the core talks with a logged-in amparo-ssh
 * or an amparo-tui, each with a small state.  The next core gets all of it back,
 * so consoles do not notice that a core died.
 *
 * One SOCK_SEQPACKET packet is one message.  Both ends are the same program, at
 * most of two versions (an upgrade between two cores): the core asks held.h
 * whether it understands a state.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "schema/base/err.h"

#define HAND_STATE_MAX 1024
#define HAND_FDS 2
#define HAND_FD 3 /* where a core finds its end of the socket */

enum hand_verb {
	/* keeper -> core */
	HAND_LISTEN = 1, /* fds[0]: listen on this from now on */
	HAND_HELD,       /* what an earlier core gave to hold */
	HAND_GO,         /* that was all of it: begin */
	HAND_STOP,       /* say goodbye to everybody and exit */
	/* both */
	HAND_RELOAD, /* read amparo.conf again (core -> keeper: please do) */
	/* core -> keeper */
	HAND_HOLD,  /* key, state; with the descriptors the first time, later without */
	HAND_DROP,  /* key: it has ended */
	HAND_READY, /* I serve */
	HAND_ALIVE, /* my loop turns and the database answers */
	HAND_VERBS
};

struct hand {
	enum hand_verb verb;
	uint64_t key;
	int fds[HAND_FDS]; /* -1: none; the receiver owns them */
	size_t len;
	unsigned char state[HAND_STATE_MAX];
};

/* An empty message. */
void hand_init(struct hand *h, enum hand_verb verb, uint64_t key);

/* Non-blocking.  Descriptors stay the sender's.  AM_AGAIN, AM_CLOSED, AM_IO. */
MUST_CHECK enum err hand_send(int sock, const struct hand *h);

/* Non-blocking.  AM_AGAIN, AM_CLOSED, AM_PROTOCOL, AM_IO. */
MUST_CHECK enum err hand_recv(int sock, struct hand *h);
