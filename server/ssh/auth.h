/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Log-in: each key that the client shows is a question to amparod.
 *
 * Only public keys; the answer to anything else is the list of methods.  What
 * amparod says of a key holds for the user name that came with it and for no other.
 */
#pragma once

#include "server/ssh/conn.h"

/* Fill in the callbacks of the log-in. */
void auth_init(struct conn *c);

/*
 * After libssh has handled what came: if it left something of the client's
 * unanswered, begin to lose patience; it never answers keys it cannot read and
 * signatures that are wrong.  A stranger who only keeps this process busy (each new
 * key exchange costs some milliseconds) is shown out as well.
 */
void auth_watch(struct conn *c);

/* Nothing was answered for too long: say what may be the matter. */
void auth_stalled(struct conn *c);
