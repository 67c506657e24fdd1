/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * amparo-ssh: one SSH connection, from the first byte to the last.
 *
 * amparod accepts a TCP connection and starts this program with one end of a
 * SOCK_SEQPACKET pair as descriptor CORE_FD.  The first message there is
 * WIRE_START with the connection and the host key.  From then on this process
 * reads no file and opens no socket (sandbox.h): it speaks SSH with a stranger,
 * asks amparod whether a key may log in, is handed the socket to the operator's
 * console (amparo-tui) and carries bytes between the two.  It ends with the
 * connection, so whatever a client manages to do to libssh, it does to itself.
 *
 *   KEX      the key exchange
 *   LOGIN    keys are offered: auth.c asks amparod about each
 *   READY    logged in; waits for a channel, a terminal and a shell: channel.c
 *   ASKED    WIRE_OPEN was sent, amparod looks for the console
 *   RELAY    keys go up, frames come down: relay.c
 *   LEAVING  the last bytes are on their way to the terminal: leave.c
 *   OVER     nothing is left to do
 *
 * An end of the control socket ends a connection that has no console.  One that
 * has goes on: amparod may be starting anew, and the operator notices nothing.
 *
 * libssh calls back while it reads, and reads while it writes.  So a callback
 * only notes what was asked (a flag, bytes in a queue); what follows from it is
 * done by the loop in conn.c, after libssh has returned.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include <libssh/callbacks.h>
#include <libssh/libssh.h>
#include <libssh/server.h>

#include "schema/base/buf.h"
#include "schema/base/err.h"
#include "schema/wire.h"
#include "server/ssh/say.h"

#define CORE_FD 3

enum phase {
	PHASE_KEX,
	PHASE_LOGIN,
	PHASE_READY,
	PHASE_ASKED,
	PHASE_RELAY,
	PHASE_LEAVING,
	PHASE_OVER
};

/* Why the connection ended: the word that WIRE_BYE carries. */
#define BYE_TABLE(X)                                                                 \
	X(BYE_LOST, "lost")       /* the client or the line went away */             \
	X(BYE_HUNG_UP, "hung up") /* the client closed its channel */                \
	X(BYE_SLOW, "slow")       /* did not log in within the time */               \
	X(BYE_REFUSED, "refused") /* too many tries, or a key that cannot be read */ \
	X(BYE_SILENT, "silent")   /* did not answer keepalives */                    \
	X(BYE_STALLED, "stalled") /* did not read what it was sent */                \
	X(BYE_ASKED, "asked")     /* asked for something that is not offered */      \
	X(BYE_DONE, "done")       /* the console said goodbye */                     \
	X(BYE_TOLD, "told")       /* amparod said to end */                          \
	X(BYE_FAULT, "fault")     /* libssh, amparod or the console failed */

enum bye {
#define BYE_CODE(code, word) code,
	BYE_TABLE(BYE_CODE)
#undef BYE_CODE
};

/*
 * Points in time of the monotonic clock (ms) at which something has to happen,
 * whoever asked for it; 0: not set.  conn.c sleeps until the earliest.
 */
enum timer {
	TIMER_GRACE,     /* time to log in and to ask for a console */
	TIMER_STALL,     /* libssh has not answered what the client sent */
	TIMER_CONSOLE,   /* amparod has not sent the console, or no other one */
	TIMER_SIZE,      /* the next change of size may go up */
	TIMER_DRAIN,     /* look again whether the frame has left */
	TIMER_BACKLOG,   /* the client reads nothing */
	TIMER_KEEPALIVE, /* the client has been silent */
	TIMER_LEAVE,     /* it has had its time to read the last bytes */
	TIMER_COUNT
};

/* What the client told of its terminal (RFC 4254, 6.2). */
struct terminal {
	bool known;
	char name[65];
	uint32_t rows, cols; /* as received, 0 and nonsense included */
};

struct run {
	uint32_t len;
	uint32_t burst; /* as in WIRE_KEYS */
};

/* Keys on their way up, frames on their way down: relay.c. */
struct relay {
	struct buf keys;   /* typed, not yet taken by the console */
	struct buf runs;   /* struct run each: how keys is divided into messages */
	struct buf frame;  /* parts of the frame that is not yet complete */
	struct buf out;    /* complete, not yet taken by libssh */
	bool frame_out;    /* a frame has been handed to libssh and not left yet */
	bool owes_drained; /* the console is to be told that it left */
	bool new_size;     /* the size has changed and the console does not know */
	bool ends;         /* the client closes when the keys are with the console */
	int64_t drain_wait;
	size_t seen_out;     /* bytes of out, and bytes that the client had taken */
	uint64_t seen_acked; /* over the connection, at the last look */
};

/* What is known while the client proves who it is: auth.c. */
struct login {
	bool greeted;     /* the banner was sent */
	bool service;     /* the client has begun to log in */
	bool asked_right; /* the last key it asked about would do: a proof is next */
	bool told_type;   /* it was told which keys will do */
	unsigned refused; /* keys and passwords that were refused */
	unsigned asked;   /* requests of any kind */
	uint64_t in_packets, out_packets; /* counters at the last look */
};

/* What the last words are: leave.c. */
struct leaving {
	bool wanted; /* noted by a callback, to be begun by the loop */
	enum bye bye;
	uint32_t status;     /* exit status for the client */
	bool to_stderr;      /* the sentence is for a client without a terminal */
	bool closed;         /* exit status and close were sent */
	char sentence[1025]; /* ASCII */
};

struct conn {
	enum phase phase;
	int64_t now; /* ms, at the beginning of this turn of the loop */
	int64_t timers[TIMER_COUNT];
	int core; /* amparod, or -1 */
	int data; /* amparo-tui, or -1 */
	int tcp;  /* a duplicate of the connection's descriptor: libssh closes its own */

	ssh_bind bind;
	ssh_session session;
	ssh_event event;
	ssh_channel channel; /* the only one there ever is, or NULL */
	struct ssh_server_callbacks_struct server_callbacks;
	struct ssh_channel_callbacks_struct channel_callbacks;
	struct ssh_counter_struct bytes;   /* on the connection */
	struct ssh_counter_struct packets; /* SSH packets */

	uint32_t keepalive_ms, grace_ms; /* 0: none */
	char banner[1025];
	uint64_t heard_bytes; /* bytes.in_bytes at the last look */
	unsigned misses;      /* keepalives without an answer */
	bool shell;           /* a shell was asked for */
	struct terminal terminal;
	struct login login;
	struct relay relay;
	struct leaving leaving;
	unsigned char packet[WIRE_MAX]; /* what wire_recv() reads into */
};

/*
 * Take the connection of m (WIRE_START), whose descriptor now belongs to c.  The
 * host key is in m until the caller wipes it.  Returns AM_OK or AM_INVALID (a host
 * key that cannot be read), AM_IO.
 */
MUST_CHECK enum err conn_open(struct conn *c, const struct wire *m);

/* Serve the connection until it ends. */
void conn_run(struct conn *c);

void conn_close(struct conn *c);

/* Let timer go off in ms, or not at all. */
void conn_after(struct conn *c, enum timer timer, int64_t ms);
void conn_cancel(struct conn *c, enum timer timer);

/* Send m to amparod; if that fails the control socket is given up. */
void conn_tell_core(struct conn *c, const struct wire *m);

/* Act on a message of amparod, except for the answer to KEY. */
void conn_from_core(struct conn *c, const struct wire *m);
