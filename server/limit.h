/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Limits for strangers: connections that have not logged in.
 *
 * So many in all; from a lower count on, new ones are dropped at random, so that
 * a flood cannot shut everybody else out; so many from one address; and addresses
 * that fail to log in wait.  Addresses of the exempt list (the hotline's own
 * office behind one NAT address) have neither limit nor wait of their own, are not
 * dropped at random, and find a quarter more room than others when all is full.
 *
 * An IPv6 customer has 2^64 addresses, so a /64 counts as one.  Time comes in as
 * an argument: milliseconds of the monotonic clock.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>

struct limit;

struct limit_address {
	unsigned char bytes[16]; /* IPv4 as ::ffff:a.b.c.d */
};

struct limit_rule {
	int64_t strangers, drop_from, per_address;
	const char *exempt; /* addresses, each perhaps with /bits, between blanks */
};

enum limit_answer { LIMIT_COME_IN, LIMIT_FULL, LIMIT_UNLUCKY, LIMIT_ADDRESS, LIMIT_WAIT };

/* X(code, how long this puts an address off) after sshd's PerSourcePenalties. */
#define LIMIT_FAULT_TABLE(X)                                        \
	X(LIMIT_NO_LOGIN, 1000)  /* came and went */                \
	X(LIMIT_REFUSED, 5000)   /* tried keys that nobody knows */ \
	X(LIMIT_TOO_SLOW, 10000) /* used up the time to log in */   \
	X(LIMIT_CRASH, 90000)    /* its amparo-ssh died of a signal */

enum limit_fault {
#define LIMIT_FAULT_CODE(code, ms) code,
	LIMIT_FAULT_TABLE(LIMIT_FAULT_CODE)
#undef LIMIT_FAULT_CODE
};

#define LIMIT_WAIT_FROM 15000 /* shorter sums of penalties have no effect (ms) */
#define LIMIT_WAIT_MAX 600000

struct limit *limit_new(void);
void limit_free(struct limit *l);

/* From now on these rules; who is inside stays.  Wrong exempt addresses are passed over. */
void limit_rule(struct limit *l, const struct limit_rule *rule);

/* True if every address of the list can be read. */
bool limit_exempt_valid(const char *exempt);

/* The address behind sa; false if it is neither IPv4 nor IPv6. */
bool limit_address(const struct sockaddr *sa, struct limit_address *out);

/* May one more come in?  dice: 0 to 99, thrown by the caller. */
enum limit_answer limit_ask(
    const struct limit *l, const struct limit_address *a, int64_t now_ms, int dice);

/* A stranger came in; she left or logged in. */
void limit_enter(struct limit *l, const struct limit_address *a);
void limit_leave(struct limit *l, const struct limit_address *a);

void limit_penalty(struct limit *l, const struct limit_address *a, enum limit_fault fault,
    int64_t now_ms);

/* Strangers inside. */
int64_t limit_count(const struct limit *l);
