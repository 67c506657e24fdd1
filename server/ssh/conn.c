/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The loop.  It polls by itself, not with libssh's event: what arrives from
 * amparod and the console is then never handled in the middle of a write to the
 * client, and reading from the client can be stopped.
 */
#include "server/ssh/conn.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "schema/base/clock.h"
#include "schema/base/log.h"
#include "schema/base/mem.h"
#include "server/ssh/auth.h"
#include "server/ssh/channel.h"
#include "server/ssh/leave.h"
#include "server/ssh/relay.h"
#include "server/ssh/sandbox.h"

#define KEEPALIVES 2 /* without an answer, then the client has gone */
#define REST_MS 2000 /* after so long without anything memory is given back */

enum { POLL_TCP, POLL_CORE, POLL_DATA, POLL_COUNT };

/* --- timers --- */

void conn_after(struct conn *c, enum timer timer, int64_t ms)
{
	c->timers[timer] = clock_ms() + ms;
}

void conn_cancel(struct conn *c, enum timer timer)
{
	c->timers[timer] = 0;
}

static void on_grace(struct conn *c)
{
	if (c->phase < PHASE_READY)
		leave_soon(c, BYE_SLOW, SAY_GRACE);
	else
		leave_soon(c, BYE_ASKED, SAY_NO_ASK);
}

static void on_console_late(struct conn *c)
{
	leave_soon(c, BYE_FAULT, SAY_NO_CONSOLE);
}

static void on_backlog(struct conn *c)
{
	log_info("the client reads nothing; ended");
	leave_soon(c, BYE_STALLED, SAY_STALLED);
}

/* The first call only fetches the answer to the keepalive before, if there was one. */
static void send_keepalive(struct conn *c)
{
	const uint64_t sent = c->packets.out_packets;

	ssh_send_keepalive(c->session);
	if (c->packets.out_packets == sent)
		ssh_send_keepalive(c->session);
}

static void on_silence(struct conn *c)
{
	if (c->misses == KEEPALIVES) {
		leave_soon(c, BYE_SILENT, SAY_SILENT);
		return;
	}
	c->misses++;
	conn_after(c, TIMER_KEEPALIVE, c->keepalive_ms);
	send_keepalive(c);
}

/* Timers without a function only wake the loop, which looks for itself. */
static void run_timers(struct conn *c)
{
	static void (*const handlers[TIMER_COUNT])(struct conn *) = {
		[TIMER_GRACE] = on_grace,
		[TIMER_STALL] = auth_stalled,
		[TIMER_CONSOLE] = on_console_late,
		[TIMER_BACKLOG] = on_backlog,
		[TIMER_KEEPALIVE] = on_silence,
		[TIMER_LEAVE] = leave_now,
	};

	for (int i = 0; i < TIMER_COUNT && c->phase != PHASE_OVER; i++) {
		if (c->timers[i] == 0 || c->timers[i] > c->now)
			continue;
		c->timers[i] = 0;
		if (handlers[i] != NULL)
			handlers[i](c);
	}
}

static int next_wait(const struct conn *c)
{
	int64_t next = INT64_MAX, left;

	for (int i = 0; i < TIMER_COUNT; i++) {
		if (c->timers[i] != 0 && c->timers[i] < next)
			next = c->timers[i];
	}
	if (next == INT64_MAX)
		return -1;
	left = next - clock_ms();
	return left < 0 ? 0 : left > INT_MAX ? INT_MAX : (int)left;
}

/* --- amparod --- */

void conn_tell_core(struct conn *c, const struct wire *m)
{
	enum err e;

	if (c->core == -1)
		return;
	e = wire_send(c->core, m);
	if (e == AM_OK)
		return;
	if (e != AM_CLOSED)
		log_err("%s could not be sent to amparod: %s", wire_name(m->type),
		    err_name(e));
	close(c->core);
	c->core = -1;
}

static void on_kill(struct conn *c, const struct wire *m)
{
	leave_told(c, m->kill.reason);
}

static void on_data(struct conn *c, const struct wire *m)
{
	if (m->fd != -1 && (c->phase == PHASE_ASKED || c->phase == PHASE_RELAY))
		relay_attach(c, m->fd);
	else if (m->fd != -1)
		close(m->fd);
}

void conn_from_core(struct conn *c, const struct wire *m)
{
	static void (*const handlers[WIRE_TYPES])(struct conn *, const struct wire *) = {
		[WIRE_KILL] = on_kill,
		[WIRE_DATA] = on_data,
	};

	if (handlers[m->type] != NULL) {
		handlers[m->type](c, m);
		return;
	}
	if (m->fd != -1)
		close(m->fd);
	log_err("unexpected %s from amparod", wire_name(m->type));
	leave_soon(c, BYE_FAULT, SAY_FAULT);
}

/* Without amparod a console goes on; there is none yet: nothing to wait for. */
static void core_gone(struct conn *c)
{
	close(c->core);
	c->core = -1;
	if (c->data == -1)
		leave_soon(c, BYE_FAULT, SAY_NO_CORE);
}

static void serve_core(struct conn *c)
{
	struct wire m;
	const enum err e = wire_recv(c->core, &m, c->packet);

	if (e == AM_OK)
		conn_from_core(c, &m);
	else if (e != AM_AGAIN)
		core_gone(c);
}

/* --- the client --- */

/* A text of libssh's, without what the client may have sent. */
static void log_kex(struct conn *c)
{
	const char *why = ssh_get_error(c->session);

	if (strncmp(why, "kex error", 9) == 0)
		log_info("%.200s", why);
}

static void exchange_keys(struct conn *c)
{
	const int rc = ssh_handle_key_exchange(c->session);

	if (rc == SSH_AGAIN)
		return;
	if (rc != SSH_OK) {
		log_kex(c);
		leave_lost(c, BYE_LOST);
		return;
	}
	/* Not earlier: before the first exchange libssh fails to do so, silently. */
	if (ssh_event_add_session(c->event, c->session) != SSH_OK) {
		leave_lost(c, BYE_FAULT);
		return;
	}
	c->phase = PHASE_LOGIN;
}

static void serve_client(struct conn *c)
{
	const int closed = SSH_CLOSED | SSH_CLOSED_ERROR;

	if (c->phase == PHASE_KEX) {
		exchange_keys(c);
		return;
	}
	if (ssh_event_dopoll(c->event, 0) == SSH_ERROR ||
	    (ssh_get_status(c->session) & closed) != 0)
		leave_lost(c, c->relay.ends ? BYE_HUNG_UP : BYE_LOST);
}

/* Whatever the client sends shows that it is there. */
static void note_life(struct conn *c)
{
	if (c->phase < PHASE_READY || c->phase > PHASE_RELAY || c->keepalive_ms == 0)
		return;
	if (c->bytes.in_bytes == c->heard_bytes && c->timers[TIMER_KEEPALIVE] != 0)
		return;
	c->heard_bytes = c->bytes.in_bytes;
	c->misses = 0;
	conn_after(c, TIMER_KEEPALIVE, c->keepalive_ms);
}

/* --- the loop --- */

/*
 * libssh answers requests into a buffer without end, so nothing is read from a client
 * that does not read.
 */
static bool wants_to_read(const struct conn *c)
{
	if (c->phase == PHASE_LEAVING)
		return true;
	return !relay_full(c) && (ssh_get_status(c->session) & SSH_WRITE_PENDING) == 0;
}

static short client_events(const struct conn *c)
{
	const bool reads = wants_to_read(c);
	const bool writes = (ssh_get_poll_flags(c->session) & SSH_WRITE_PENDING) != 0;

	return (short)((reads ? POLLIN : 0) | (writes ? POLLOUT : 0));
}

/* poll(), and a rest when nothing comes for a while. */
static int wait_or_rest(struct pollfd p[POLL_COUNT], int ms)
{
	const bool resting = ms < 0 || ms > REST_MS;
	const int n = poll(p, POLL_COUNT, resting ? REST_MS : ms);

	if (n != 0 || !resting)
		return n;
	mem_rest();
	return poll(p, POLL_COUNT, ms < 0 ? ms : ms - REST_MS);
}

static bool wait_for_something(struct conn *c, struct pollfd p[POLL_COUNT])
{
	p[POLL_TCP] = (struct pollfd){ .fd = c->tcp, .events = client_events(c) };
	p[POLL_CORE] = (struct pollfd){ .fd = c->core, .events = POLLIN };
	p[POLL_DATA] = (struct pollfd){ .fd = c->data, .events = relay_events(c) };
	if (wait_or_rest(p, next_wait(c)) < 0 && errno != EINTR)
		return false;
	c->now = clock_ms();
	return true;
}

static void act(struct conn *c)
{
	auth_watch(c);
	channel_act(c);
	note_life(c);
	if (c->phase == PHASE_RELAY && !c->leaving.wanted)
		relay_turn(c);
	else if (c->relay.ends && c->phase < PHASE_RELAY && !c->leaving.wanted)
		leave_hung_up(c);
	if (c->leaving.wanted && c->phase < PHASE_LEAVING)
		leave_begin(c);
	else if (c->phase == PHASE_LEAVING)
		leave_turn(c);
}

static void turn(struct conn *c, const struct pollfd p[POLL_COUNT])
{
	if (p[POLL_CORE].revents != 0)
		serve_core(c);
	if (p[POLL_DATA].revents != 0)
		relay_down(c);
	if (p[POLL_TCP].revents != 0)
		serve_client(c);
	if (c->phase != PHASE_OVER)
		run_timers(c);
	if (c->phase != PHASE_OVER)
		act(c);
}

void conn_run(struct conn *c)
{
	struct pollfd p[POLL_COUNT] = { { 0 } };

	sandbox_turn();
	if (c->grace_ms != 0)
		conn_after(c, TIMER_GRACE, c->grace_ms);
	exchange_keys(c);
	while (c->phase != PHASE_OVER) {
		if (!wait_for_something(c, p))
			break;
		sandbox_turn();
		turn(c, p);
	}
}

void conn_close(struct conn *c)
{
	static const char *const words[] = {
#define BYE_WORD(code, word) [code] = word,
		BYE_TABLE(BYE_WORD)
#undef BYE_WORD
	};
	const struct wire bye = {
		.type = WIRE_BYE, .fd = -1, .bye.reason = words[c->leaving.bye]
	};

	if (c->session != NULL)
		conn_tell_core(c, &bye);
	ssh_event_free(c->event);
	ssh_free(c->session);
	ssh_bind_free(c->bind);
	buf_fini(&c->relay.keys);
	buf_fini(&c->relay.runs);
	buf_fini(&c->relay.frame);
	buf_fini(&c->relay.out);
}
