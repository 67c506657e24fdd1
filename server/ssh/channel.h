/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The one channel, and what a client may ask on it (RFC 4254, 6).
 *
 * A terminal, a shell on it, and changes of its size.  A command and a shell
 * without a terminal get a sentence and an exit status.  For everything else
 * (a second channel, subsystems, environment, X11, agents, forwarding, signals)
 * no callback is registered, which libssh answers with a refusal.
 *
 * Commands ("ssh host report ...") will begin in on_exec().
 */
#pragma once

#include "server/ssh/conn.h"

/* Fill in the callbacks of the channel. */
void channel_init(struct conn *c);

/* The callback for a session channel: a new channel the first time, else NULL. */
ssh_channel channel_opened(ssh_session session, void *userdata);

/* After libssh has returned: if a shell was asked for, ask amparod for the console. */
void channel_act(struct conn *c);
