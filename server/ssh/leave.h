/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How a connection ends: the last words, the exit status, the close.
 *
 * With a terminal open the sentence is written there, after the screen has been
 * put back; without one it is the text of SSH_MSG_DISCONNECT (RFC 4253, 11.1).
 * After the close of the channel the client gets a moment to go by itself:
 * OpenSSH that reads a disconnect message exits with 255, whatever the status.
 *
 * leave_soon(), leave_refusing(), leave_told() and leave_last() only note it, so
 * callbacks may call them; the first one counts.
 */
#pragma once

#include "server/ssh/conn.h"

/* End with a sentence of this process. */
void leave_soon(struct conn *c, enum bye bye, enum say sentence);

/* The same for what a client asked on its channel: on its standard error, status 3. */
void leave_refusing(struct conn *c, enum say sentence);

/* amparod says so; reason is UTF-8. */
void leave_told(struct conn *c, const char *reason);

/* The console says goodbye: its last bytes (which show the reason) go out first. */
void leave_last(struct conn *c, struct wire_bytes bytes, const char *reason);

/* The client has ended its side of the channel: it types nothing any more. */
void leave_hung_up(struct conn *c);

/* The client has gone, politely or not: nobody is there to read anything. */
void leave_lost(struct conn *c, enum bye bye);

/* Called by the loop: begin what was noted; bring it forward; cut it short. */
void leave_begin(struct conn *c);
void leave_turn(struct conn *c);
void leave_now(struct conn *c);
