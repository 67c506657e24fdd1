/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/ssh/relay.h"

#include <linux/sockios.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "schema/base/clock.h"
#include "schema/base/log.h"
#include "server/ssh/leave.h"

#define KEYS_HIGH 32768       /* bytes typed ahead, then reading stops */
#define KEYS_MOST (8 << 20)   /* one read of compressed input may be this much more */
#define KEYS_BATCH 8192       /* bytes in one message */
#define FRAME_MOST (1 << 20)  /* bytes of a frame: 300x120 cells, each with colours */
#define LINE_FREE 1024        /* bytes under way with which the line counts as free */
#define MESSAGES_A_TURN 32    /* from the console, before the client's turn comes */
#define SIZE_EVERY_MS 100     /* between two changes of size */
#define BACKLOG_MS 60000      /* without the client taking anything */
#define OTHER_CONSOLE_MS 3000 /* for amparod to send another console or a reason */
#define LAST_KEYS_MS 3000     /* for the console to take the last keys */
#define DRAIN_LEAST_MS 4
#define DRAIN_MOST_MS 128

void relay_attach(struct conn *c, int fd)
{
	struct relay *r = &c->relay;

	if (c->data != -1)
		close(c->data);
	if (c->phase == PHASE_RELAY)
		r->new_size = true; /* it may have changed since OPEN */
	c->data = fd;
	c->phase = PHASE_RELAY;
	buf_clear(&r->frame);
	r->frame_out = r->out.len > 0;
	r->owes_drained = false;
	conn_cancel(c, TIMER_CONSOLE);
}

bool relay_full(const struct conn *c)
{
	return c->relay.keys.len >= KEYS_HIGH;
}

static bool size_due(const struct conn *c)
{
	return c->relay.new_size && c->timers[TIMER_SIZE] == 0;
}

short relay_events(const struct conn *c)
{
	const struct relay *r = &c->relay;
	const bool up = r->keys.len > 0 || r->owes_drained || size_due(c);

	return (short)(up ? POLLIN | POLLOUT : POLLIN);
}

/* The console has gone without a goodbye: amparod knows more. */
static void console_lost(struct conn *c)
{
	close(c->data);
	c->data = -1;
	if (c->core == -1)
		leave_soon(c, BYE_FAULT, SAY_NO_CONSOLE);
	else
		conn_after(c, TIMER_CONSOLE, OTHER_CONSOLE_MS);
}

/* --- up --- */

/* True if it was sent; a console that has ended is let go. */
static bool send_up(struct conn *c, const struct wire *m)
{
	const enum err e = wire_send(c->data, m);

	if (e != AM_OK && e != AM_AGAIN)
		console_lost(c);
	return e == AM_OK;
}

static bool send_size(struct conn *c)
{
	const struct wire m = { .type = WIRE_SIZE,
		.fd = -1,
		.size = { c->terminal.rows, c->terminal.cols } };

	if (!size_due(c))
		return true;
	if (!send_up(c, &m))
		return false;
	c->relay.new_size = false;
	conn_after(c, TIMER_SIZE, SIZE_EVERY_MS);
	return true;
}

static bool send_drained(struct conn *c)
{
	const struct wire m = { .type = WIRE_DRAINED, .fd = -1 };

	if (!c->relay.owes_drained)
		return true;
	if (!send_up(c, &m))
		return false;
	c->relay.owes_drained = false;
	return true;
}

static bool send_run(struct conn *c, const void *bytes, size_t len, bool burst)
{
	const struct wire m = {
		.type = WIRE_KEYS,
		.fd = -1,
		.keys = { .bytes = { bytes, len }, .burst = burst },
	};

	return send_up(c, &m);
}

static bool send_keys(struct conn *c)
{
	struct relay *r = &c->relay;

	while (r->keys.len > 0) {
		const struct run *first = (const void *)r->runs.data;
		const size_t len = first->len;

		if (!send_run(c, r->keys.data, len, first->burst != 0))
			return false;
		buf_drop(&r->keys, len);
		buf_drop(&r->runs, sizeof(*first));
	}
	if (r->keys.cap > KEYS_BATCH) { /* a paste need not be remembered */
		buf_fini(&r->keys);
		buf_fini(&r->runs);
	}
	return true;
}

static void relay_up(struct conn *c)
{
	if (c->data != -1 && send_size(c) && send_drained(c))
		send_keys(c);
}

/* Typed keys that have to wait go up together; each pasted packet by itself. */
static void queue_run(struct relay *r, uint32_t len, bool burst)
{
	const struct run one = { len, burst };
	const size_t count = r->runs.len / sizeof(struct run);
	struct run *last =
	    count > 0 ? (struct run *)(void *)r->runs.data + count - 1 : NULL;

	if (last != NULL && !burst && last->burst == 0 && last->len + len <= KEYS_BATCH)
		last->len += len;
	else
		buf_add(&r->runs, &one, sizeof(one));
}

static void queue(struct relay *r, const void *bytes, size_t len, bool burst)
{
	buf_add(&r->keys, bytes, len);
	for (size_t n; len > 0; len -= n) {
		n = len < KEYS_BATCH ? len : KEYS_BATCH;
		queue_run(r, (uint32_t)n, burst);
	}
}

void relay_typed(struct conn *c, const void *bytes, size_t len)
{
	struct relay *r = &c->relay;
	const bool burst = len >= WIRE_BURST;

	if (c->phase == PHASE_LEAVING || len == 0)
		return;
	if (r->keys.len == 0 && c->data != -1 && len <= KEYS_BATCH &&
	    send_run(c, bytes, len, burst))
		return;
	if (r->keys.len + len > KEYS_MOST)
		leave_soon(c, BYE_FAULT, SAY_FAULT);
	else
		queue(r, bytes, len, burst);
}

/* --- down --- */

static uint32_t unread(const struct conn *c)
{
	int n = 0;

	return ioctl(c->tcp, SIOCOUTQ, &n) == 0 && n > 0 ? (uint32_t)n : 0;
}

static bool line_is_free(const struct conn *c)
{
	return (ssh_get_status(c->session) & SSH_WRITE_PENDING) == 0 &&
	       unread(c) <= LINE_FREE;
}

void relay_push(struct conn *c)
{
	struct relay *r = &c->relay;
	int n;

	if (r->out.len == 0 || c->channel == NULL)
		return;
	if (ssh_channel_is_open(c->channel) == 0) {
		buf_clear(&r->out); /* the client has closed it */
		return;
	}
	if (!line_is_free(c) || ssh_channel_window_size(c->channel) == 0)
		return;
	n = ssh_channel_write(c->channel, r->out.data, (uint32_t)r->out.len);
	if (n < 0) {
		leave_lost(c, BYE_LOST);
		return;
	}
	buf_drop(&r->out, (size_t)n);
	r->frame_out = true;
}

/*
 * Does the client take anything?  Bytes that its channel window let pass count, and
 * when all have passed, bytes that it has acknowledged; keepalives that it answers
 * while its window is closed do not.
 */
static bool takes_some(struct conn *c)
{
	struct relay *r = &c->relay;
	const uint64_t acked = c->bytes.out_bytes - unread(c);
	const bool some =
	    r->out.len < r->seen_out || (r->out.len == 0 && acked > r->seen_acked);

	r->seen_out = r->out.len;
	r->seen_acked = acked;
	return some;
}

/* No more patience than with a client that is silent, and 60 seconds at most. */
static int64_t patience_ms(const struct conn *c)
{
	const int64_t silent = (int64_t)c->keepalive_ms * 3;

	return silent > 0 && silent < BACKLOG_MS ? silent : BACKLOG_MS;
}

static void see_what_left(struct conn *c)
{
	struct relay *r = &c->relay;

	if (!r->frame_out)
		return;
	if (r->out.len == 0 && line_is_free(c)) {
		r->frame_out = false;
		r->owes_drained = true;
		r->drain_wait = 0;
		conn_cancel(c, TIMER_DRAIN);
		conn_cancel(c, TIMER_BACKLOG);
		return;
	}
	if (takes_some(c) || c->timers[TIMER_BACKLOG] == 0)
		conn_after(c, TIMER_BACKLOG, patience_ms(c));
	if (c->timers[TIMER_DRAIN] != 0)
		return;
	r->drain_wait = r->drain_wait == 0 ? DRAIN_LEAST_MS : 2 * r->drain_wait;
	if (r->drain_wait > DRAIN_MOST_MS)
		r->drain_wait = DRAIN_MOST_MS;
	conn_after(c, TIMER_DRAIN, r->drain_wait);
}

static void on_frame(struct conn *c, const struct wire *m)
{
	struct relay *r = &c->relay;

	buf_add(&r->frame, m->frame.bytes.p, m->frame.bytes.len);
	if (r->frame.len + r->out.len > FRAME_MOST) {
		log_err("the console sends more than a frame");
		leave_soon(c, BYE_FAULT, SAY_FAULT);
		return;
	}
	if (!m->frame.end)
		return;
	buf_add(&r->out, r->frame.data, r->frame.len);
	buf_clear(&r->frame);
	r->frame_out = true;
}

static void on_last(struct conn *c, const struct wire *m)
{
	leave_last(c, m->last.bytes, m->last.reason);
}

static void from_console(struct conn *c, const struct wire *m)
{
	static void (*const handlers[WIRE_TYPES])(struct conn *, const struct wire *) = {
		[WIRE_FRAME] = on_frame,
		[WIRE_LAST] = on_last,
	};

	if (m->fd != -1)
		close(m->fd);
	if (handlers[m->type] != NULL) {
		handlers[m->type](c, m);
		return;
	}
	log_err("unexpected %s from the console", wire_name(m->type));
	console_lost(c);
}

void relay_down(struct conn *c)
{
	struct wire m;

	for (int i = 0; i < MESSAGES_A_TURN && c->data != -1 && !c->leaving.wanted; i++) {
		const enum err e = wire_recv(c->data, &m, c->packet);

		if (e == AM_AGAIN)
			return;
		if (e == AM_OK)
			from_console(c, &m);
		else
			console_lost(c);
	}
}

void relay_turn(struct conn *c)
{
	relay_push(c);
	if (c->phase != PHASE_RELAY)
		return;
	see_what_left(c);
	relay_up(c);
	if (c->relay.ends && (c->relay.keys.len == 0 || c->data == -1))
		leave_hung_up(c);
}

void relay_close(struct conn *c)
{
	const int64_t until = clock_ms() + LAST_KEYS_MS;

	while (c->data != -1 && c->relay.keys.len > 0 && !send_keys(c) && c->data != -1) {
		struct pollfd p = { .fd = c->data, .events = POLLOUT };
		const int64_t left = until - clock_ms();

		if (left <= 0 || poll(&p, 1, (int)left) <= 0)
			break;
	}
	if (c->data != -1)
		close(c->data);
	c->data = -1;
}
