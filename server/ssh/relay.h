/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Between the client and the console.
 *
 * Up: each packet of the client is a message to the console, as long as that takes
 * them; else they wait in a queue.  There typed keys are put together, but what came
 * in one packet of WIRE_BURST bytes or more stays by itself and says so: the console
 * tells pasting from keys that were typed ahead by it.  When the queue is long,
 * nothing more is read from the client until the console has caught up: SSH and TCP
 * then hold the client back, and a paste of any size arrives whole.
 *
 * Down: the parts of a frame are collected, and the frame is one write.  It is
 * handed to libssh only when next to nothing is under way to the client, and when
 * it has left the console is told (WIRE_DRAINED) and may send the next.  It has
 * one frame to begin with.  So on a slow line frames are never made, instead of
 * being queued.
 */
#pragma once

#include "server/ssh/conn.h"

/* From the callback of libssh: the client sent these bytes. */
void relay_typed(struct conn *c, const void *bytes, size_t len);

/* Here is a console, the first or another one; fd now belongs to c. */
void relay_attach(struct conn *c, int fd);

/* True while nothing is to be read from the client. */
bool relay_full(const struct conn *c);

/* What to poll(2) for on the console's socket. */
short relay_events(const struct conn *c);

/* Take what the console has sent. */
void relay_down(struct conn *c);

/* Hand libssh what is to go to the terminal, if the line is free. */
void relay_push(struct conn *c);

/* Once a turn: send up what waits, push, see what has left. */
void relay_turn(struct conn *c);

/* What was typed still goes to the console, if it takes it; then it is let go. */
void relay_close(struct conn *c);
