/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The state of a line or a console that the keeper holds for the next core: all
 * that the core knows of it and cannot read again from the database.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "schema/operator.h"
#include "server/hand.h"

#define PEER_LEN 64
#define TERM_LEN 33
#define SCREEN_LEN 65

enum held_kind { HELD_LINE = 1, HELD_CONSOLE };

struct held {
	uint32_t kind; /* enum held_kind */
	int32_t pid;
	int64_t operator_id;
	int64_t session_id;
	int64_t since;       /* log-in, Unix seconds */
	int64_t detached_ms; /* of the monotonic clock, 0: attached */
	uint64_t other; /* key of the console's line, of the line's console; 0: none */
	uint64_t call;  /* number of the open call, 0: none */
	uint32_t locked;
	uint32_t pin_tries;
	char login[LOGIN_LEN];
	char lang[3];
	char fingerprint[FINGERPRINT_LEN];
	char peer[PEER_LEN];
	char term[TERM_LEN];
	char screen[SCREEN_LEN];
};

/* Put s into the message's state. */
void held_write(struct hand *h, const struct held *s);

/* False if another version wrote it, or it is not in order. */
bool held_read(const struct hand *h, struct held *s);
