/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/ssh/leave.h"

#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "schema/base/clock.h"
#include "schema/base/log.h"
#include "server/ssh/relay.h"

#define WRITE_MS 5000  /* for the last bytes to be taken */
#define CLIENT_MS 2000 /* for the client to close after the channel has */
#define LINGER_MS 1000 /* for the disconnect message to arrive */
#define STATUS_DONE 0
#define STATUS_ENDED 1
#define STATUS_REFUSED 3 /* as the amparo command: not allowed */

/*
 * Whatever the console had set: bracketed paste, application keys and scroll
 * region off, colours and cursor as usual, back from the alternate screen.
 */
static const char terminal_reset[] =
    "\033[?2004l\033[?1l\033>\033[r\033[0m\033[?25h\033[?1049l\r\n";

static bool note(struct conn *c, enum bye bye, uint32_t status, const char *sentence)
{
	struct leaving *l = &c->leaving;

	if (l->wanted || c->phase >= PHASE_LEAVING)
		return false;
	l->wanted = true;
	l->bye = bye;
	l->status = status;
	say_ascii(l->sentence, sizeof(l->sentence), sentence);
	return true;
}

void leave_soon(struct conn *c, enum bye bye, enum say sentence)
{
	note(c, bye, STATUS_ENDED, say_text(sentence));
}

void leave_refusing(struct conn *c, enum say sentence)
{
	if (note(c, BYE_ASKED, STATUS_REFUSED, say_text(sentence)))
		c->leaving.to_stderr = true;
}

void leave_told(struct conn *c, const char *reason)
{
	note(c, BYE_TOLD, STATUS_ENDED, reason);
}

/* A frame that has not left completely is finished first: the bytes build on it. */
void leave_last(struct conn *c, struct wire_bytes bytes, const char *reason)
{
	if (!note(c, BYE_DONE, STATUS_DONE, reason))
		return;
	if (bytes.len > 0)
		buf_add(&c->relay.out, bytes.p, bytes.len);
}

void leave_hung_up(struct conn *c)
{
	note(c, BYE_HUNG_UP, STATUS_DONE, "");
}

void leave_lost(struct conn *c, enum bye bye)
{
	c->leaving.bye = c->phase == PHASE_LEAVING ? c->leaving.bye : bye;
	relay_close(c);
	c->phase = PHASE_OVER;
}

/* --- words --- */

static void write_stderr(struct conn *c)
{
	struct buf b = { 0 };

	buf_printf(&b, "%s\n", c->leaving.sentence);
	if (ssh_channel_write_stderr(c->channel, b.data, (uint32_t)b.len) < 0)
		log_warn("the refusal was not sent");
	buf_fini(&b);
}

/* The screen of the console is given up; the sentence stays on the usual one. */
static void write_terminal(struct conn *c, enum phase before)
{
	struct buf *out = &c->relay.out;

	buf_clear(out);
	if (before == PHASE_RELAY)
		buf_add(out, terminal_reset, sizeof(terminal_reset) - 1);
	if (c->leaving.sentence[0] != '\0')
		buf_printf(out, "%s\r\n", c->leaving.sentence);
}

static bool can_be_told(const struct conn *c)
{
	return c->channel != NULL && c->leaving.bye != BYE_STALLED &&
	       c->leaving.bye != BYE_SILENT;
}

void leave_begin(struct conn *c)
{
	const enum phase before = c->phase;

	relay_close(c);
	c->phase = PHASE_LEAVING;
	for (int i = 0; i < TIMER_COUNT; i++)
		conn_cancel(c, (enum timer)i);
	conn_after(c, TIMER_LEAVE, WRITE_MS);
	if (!can_be_told(c)) {
		leave_now(c);
		return;
	}
	if (c->leaving.to_stderr)
		write_stderr(c);
	else if (c->leaving.bye != BYE_DONE)
		write_terminal(c, before);
	leave_turn(c);
}

void leave_turn(struct conn *c)
{
	struct leaving *l = &c->leaving;

	if (l->closed)
		return;
	relay_push(c);
	if (c->relay.out.len > 0 || (ssh_get_status(c->session) & SSH_WRITE_PENDING) != 0)
		return;
	l->closed = true;
	conn_after(c, TIMER_LEAVE, CLIENT_MS);
	ssh_channel_request_send_exit_status(c->channel, (int)l->status);
	ssh_channel_close(c->channel);
}

/* --- the end --- */

/*
 * Read and forget until the client closes: closing a socket with unread bytes in
 * it sends a reset, which takes the disconnect message away from the client.
 */
static void linger(struct conn *c)
{
	const int64_t until = clock_ms() + LINGER_MS;
	struct pollfd p = { .fd = c->tcp, .events = POLLIN };
	char nothing[1024];

	shutdown(c->tcp, SHUT_WR);
	for (;;) {
		const int64_t left = until - clock_ms();

		if (left <= 0 || poll(&p, 1, (int)left) <= 0 ||
		    recv(c->tcp, nothing, sizeof(nothing), MSG_DONTWAIT) <= 0)
			return;
	}
}

/*
 * ssh_disconnect() drops what the socket does not take at once, so libssh first
 * has a look whether the socket takes anything.
 */
void leave_now(struct conn *c)
{
	const char *sentence = c->leaving.sentence;

	c->phase = PHASE_OVER;
	if (!ssh_is_connected(c->session))
		return;
	if (c->event != NULL)
		ssh_event_dopoll(c->event, 0);
	ssh_session_set_disconnect_message(
	    c->session, sentence[0] != '\0' ? sentence : "Amparo");
	ssh_disconnect(c->session);
	c->channel = NULL; /* freed with the session's channels */
	linger(c);
}
