/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The messages between the programs.
 *
 * All sockets between them are AF_UNIX SOCK_SEQPACKET (unix(7)): one packet is
 * one message, it arrives whole or not at all, and a send that would block has
 * sent nothing.  A packet is a version byte, a type byte and the fields of the
 * type in the order of the table in wire.c: numbers big-endian, texts and bytes
 * behind their length (32 bits), texts with a NUL at the end that the length
 * counts.  One message may carry one file descriptor (SCM_RIGHTS).
 *
 * A packet of an unknown version or type, with a wrong length, a text without
 * its NUL or with one inside, is AM_PROTOCOL: the reader ends its peer.
 *
 * Traps: a packet of length zero looks like the end of the connection, so
 * nothing ever sends one; some 280 small packets fill a socket, so keys travel
 * in batches.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "schema/base/err.h"

#define WIRE_VERSION 1
#define WIRE_MAX 36864        /* bytes of the greatest packet */
#define WIRE_BYTES_MAX 32768  /* bytes of the greatest run of screen bytes or keys */
#define WIRE_BURST 40         /* bytes of one SSH packet that nobody types at once */
#define WIRE_USER_MAX 64      /* bytes of a user name, as typed into the SSH client */

enum wire_type {
	/* amparo-ssh -> amparod */
	WIRE_KEY = 1,    /* this user shows this key: may she log in? */
	WIRE_OPEN,       /* logged in, wants her console */
	WIRE_BYE,        /* the connection has ended */
	/* amparod -> amparo-ssh */
	WIRE_START,      /* first message: host key, limits; carries the TCP socket */
	WIRE_AUTH,       /* answer to KEY */
	WIRE_DATA,       /* here is the console; carries the socket to amparo-tui */
	/* amparod -> amparo-ssh and amparo-tui */
	WIRE_KILL,       /* end; reason is a sentence for the person */
	/* amparod -> amparo-tui */
	WIRE_CONSOLE,    /* first message: whose console, which database */
	WIRE_ATTACH,     /* a connection for you; carries the socket to amparo-ssh */
	WIRE_EVENT,      /* something was committed */
	WIRE_PIN_ANSWER, /* answer to PIN */
	/* amparo-tui -> amparod */
	WIRE_CHANGED,    /* I committed something (also from the amparo command) */
	WIRE_STATE,      /* what this console shows now */
	WIRE_PIN,        /* the operator typed this PIN to unlock */
	WIRE_QUIT,       /* the operator logged out, or the console ends */
	/* amparo-ssh -> amparo-tui */
	WIRE_KEYS,       /* bytes that the client typed */
	WIRE_SIZE,       /* the window has changed */
	WIRE_DRAINED,    /* the last frame has left; the next may come */
	/* amparo-tui -> amparo-ssh */
	WIRE_FRAME,      /* bytes for the terminal; end = 1 with the last part */
	WIRE_LAST,       /* last bytes, then close the connection with reason */
	/* amparo (the command) <-> amparod, on the control socket */
	WIRE_ASK,        /* do this */
	WIRE_ROW,        /* one row of the answer: columns separated by TAB */
	WIRE_END,        /* the answer is complete */
	WIRE_TYPES
};

/* What a change or an event is about; bits, so that a view can care for several. */
enum wire_topic {
	TOPIC_CALL = 1 << 0,
	TOPIC_CASE = 1 << 1,
	TOPIC_QUEUE = 1 << 2,
	TOPIC_REFERRAL = 1 << 3,
	TOPIC_FOLLOWUP = 1 << 4,
	TOPIC_USER = 1 << 5,
	TOPIC_SETTING = 1 << 6,
	TOPIC_DRAFT = 1 << 7,
	TOPIC_SESSION = 1 << 8,
	TOPIC_ALERT = 1 << 9,
	TOPIC_OFFER = 1 << 12,
	TOPIC_GUIDE = 1 << 13,
	TOPIC_MINUTE = 1 << 10, /* the minute has changed (made by the console itself) */
	TOPIC_RESCUE = 1 << 11,
};

enum wire_verdict { VERDICT_NO, VERDICT_YES, VERDICT_PARTIAL };

/* Answers to PIN. */
enum wire_pin { PIN_WRONG, PIN_RIGHT, PIN_UNSET, PIN_LOCKED };

/* len bytes at p: in a received message they lie in the reader's buffer. */
struct wire_bytes {
	const void *p;
	size_t len;
};

/*
 * One message.  Only the member named like the type is meaningful.  Texts are
 * never NULL after wire_decode(); a NULL text is sent as "".
 */
struct wire {
	enum wire_type type;
	int fd; /* the descriptor that travels with it, or -1; the receiver owns it */
	union {
		struct {
			const char *user;       /* as typed, not yet checked */
			const char *algorithm;  /* "ssh-ed25519": ssh_key_type_to_char() */
			struct wire_bytes blob; /* public key blob, RFC 4253, 6.6 */
			uint32_t bits;          /* of an RSA key, else 0 */
			uint32_t proven;        /* 0: only asked about, 1: signature is good */
		} key;
		struct {
			uint32_t rows, cols; /* as the client said, not yet clamped */
			const char *term;    /* as the client said */
			const char *client;  /* its version string, RFC 4253, 4.2 */
		} open;
		struct {
			const char *reason;
		} bye;
		struct {
			const char *host_key; /* private, OpenSSH or PEM text */
			const char *peer;     /* address of the client, for nothing but checks */
			const char *banner;   /* shown before login, or "" */
			uint32_t legacy;      /* 1: old algorithms too */
			uint32_t grace_ms;    /* time to log in */
			uint32_t keepalive_ms;
		} start;
		struct {
			uint32_t verdict; /* enum wire_verdict */
			const char *text; /* a sentence when a "no" has one to say, else "" */
		} auth;
		struct {
			uint64_t session;
		} data;
		struct {
			const char *reason;
		} kill;
		struct {
			const char *database; /* path */
			const char *locale;   /* directory of the catalogues */
			const char *zone;     /* "America/Lima" */
			uint64_t operator_id;
		} console;
		struct {
			uint64_t session;     /* row of table session of this connection */
			uint32_t rows, cols;  /* clamped */
			const char *term;     /* cleaned */
			const char *peer;     /* address, to be shown to the operator only */
			uint32_t resumed;     /* 1: the console was there already */
			uint32_t failed;      /* failed tries since the last login */
		} attach;
		struct {
			uint32_t topic; /* enum wire_topic */
			uint64_t id;    /* row, 0: any */
		} event;                /* also for CHANGED */
		struct {
			uint32_t answer; /* enum wire_pin */
			uint32_t left;   /* tries that are left, when wrong */
		} pin_answer;
		struct {
			const char *screen; /* name of the view on top */
			uint64_t call;      /* number of the open call, 0: none */
			uint32_t attached;  /* 1: a connection is there */
			uint32_t locked;
		} state;
		struct {
			const char *pin;
		} pin;
		struct {
			const char *reason;
		} quit;
		struct {
			struct wire_bytes bytes;
			/* 1: (a part of) one SSH packet of WIRE_BURST bytes or more, which
			 * nobody types; 0: typed, however many keys waited somewhere */
			uint32_t burst;
		} keys;
		struct {
			uint32_t rows, cols; /* as the client said, not yet clamped */
		} size;
		struct {
			uint32_t end; /* 1: the frame is complete */
			struct wire_bytes bytes;
		} frame;
		struct {
			struct wire_bytes bytes;
			const char *reason; /* a sentence for the person, or "" */
		} last;
		struct {
			const char *verb;
			const char *argument;
		} ask;
		struct {
			const char *text;
		} row;
		struct {
			uint32_t status;  /* exit code of the command */
			const char *text; /* a sentence, or "" */
		} end;
	};
};

/*
 * Write message m (without its descriptor) to out, which holds size bytes, and
 * its length to *len.  Returns AM_OK, or AM_TOO_LONG if a field or the packet is
 * over its limit.
 */
MUST_CHECK enum err wire_encode(const struct wire *m, void *out, size_t size, size_t *len);

/*
 * Read a packet of len bytes.  Texts and bytes of *m point into packet.  m->fd
 * is -1.  Returns AM_OK or AM_PROTOCOL; *m is then untouched.
 */
MUST_CHECK enum err wire_decode(struct wire *m, const void *packet, size_t len);

/*
 * Send m over the socket without blocking (never raises SIGPIPE).  m->fd is
 * sent along if it is not -1, and stays the caller's.  Returns AM_OK, AM_AGAIN
 * if the socket is full (nothing was sent), AM_CLOSED, AM_TOO_LONG or AM_IO.
 */
MUST_CHECK enum err wire_send(int sock, const struct wire *m);

/*
 * Receive one message without blocking into buffer (WIRE_MAX bytes), to which
 * texts and bytes of *m point.  A descriptor that came along is in m->fd (close
 * it), with close-on-exec set.  Returns AM_OK, AM_AGAIN if nothing waits,
 * AM_CLOSED at the end, AM_PROTOCOL or AM_IO.
 */
MUST_CHECK enum err wire_recv(int sock, struct wire *m, void *buffer);

/*
 * A connected pair of such sockets, both non-blocking and close-on-exec.
 * Returns AM_OK or AM_IO.
 */
MUST_CHECK enum err wire_pair(int pair[2]);

/* "KEY": for logs.  "?" if there is no such type. */
const char *wire_name(enum wire_type type);
