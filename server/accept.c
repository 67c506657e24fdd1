/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/core_priv.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "schema/base/clock.h"
#include "schema/base/log.h"
#include "schema/base/mem.h"

#define ACCEPTS_A_TURN 64
#define FDS_KEPT 16         /* for consoles, commands and the database */
#define UNANSWERED_MS 90000 /* TCP_USER_TIMEOUT: nobody acknowledges: the line is dead */

/* Before log-in nobody's language is known and nobody reads the name of the organisation. */
static const char banner[] =
    "Acceso restringido. Solo personal autorizado. Toda actividad queda registrada.\r\n"
    "Restricted access. Authorised staff only. All activity is recorded.\r\n";

union peer {
	struct sockaddr any;
	struct sockaddr_in four;
	struct sockaddr_in6 six;
};

static void peer_text(const union peer *peer, char out[PEER_LEN])
{
	*out = '\0';
	if (peer->any.sa_family == AF_INET)
		inet_ntop(AF_INET, &peer->four.sin_addr, out, PEER_LEN);
	else if (IN6_IS_ADDR_V4MAPPED(&peer->six.sin6_addr))
		inet_ntop(AF_INET, &peer->six.sin6_addr.s6_addr[12], out, PEER_LEN);
	else
		inet_ntop(AF_INET6, &peer->six.sin6_addr, out, PEER_LEN);
}

static void set_options(int fd)
{
	const int on = 1;
	const unsigned unanswered = UNANSWERED_MS;

	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	setsockopt(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &unanswered, sizeof(unanswered));
	setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof(on));
}

/* Hand the connection to the new amparo-ssh; from then on it is not ours. */
static bool start_line(struct line *l, int fd)
{
	const struct core *c = l->p.core;
	const struct wire start = {
		.type = WIRE_START,
		.fd = fd,
		.start = {
			.host_key = c->host_key,
			.peer = l->p.held.peer,
			.banner = conf_number(c->conf, SET_BANNER) ? banner : "",
			.legacy = (uint32_t)conf_number(c->conf, SET_LEGACY),
			.grace_ms = (uint32_t)conf_number(c->conf, SET_GRACE) * 1000,
			.keepalive_ms = (uint32_t)conf_number(c->conf, SET_KEEPALIVE) * 1000,
		},
	};

	return party_send(&l->p, &start);
}

static void new_line(
    struct core *c, int fd, const union peer *peer, const struct limit_address *address)
{
	int sock = -1, pidfd = -1;
	pid_t pid = 0;
	struct line *l;

	if (party_spawn(c, PROGRAM_SSH, &pid, &sock, &pidfd) != AM_OK)
		return;
	l = mem_new(1, sizeof(*l));
	l->p.held.kind = HELD_LINE;
	l->p.held.pid = (int32_t)pid;
	peer_text(peer, l->p.held.peer);
	l->address = *address;
	l->counted = true;
	l->came_ms = clock_ms();
	limit_enter(c->limit, address);
	c->served++;
	party_add(c, &l->p, c->last_key + 1, sock, pidfd);
	if (!start_line(l, fd))
		party_gone(&l->p);
}

static void say_starved(struct core *c)
{
	if (!c->starved)
		log_err("no descriptors left for connections");
	c->starved = true;
}

/* Those who are here need some of the descriptors that strangers would use up. */
static bool too_few_left(struct core *c, int fd)
{
	struct rlimit most;

	if (getrlimit(RLIMIT_NOFILE, &most) != 0 || (rlim_t)fd + FDS_KEPT < most.rlim_cur)
		return false;
	say_starved(c);
	return true;
}

/*
 * No descriptor is left for a connection: it would wait in the queue, and the loop
 * would turn round it without end.  The spare one lets it in, to be closed.
 */
bool accept_turn_away(struct core *c, int listener)
{
	int fd;

	say_starved(c);
	if (c->spare_fd == -1)
		return false;
	close(c->spare_fd);
	fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
	if (fd >= 0)
		close(fd);
	c->spare_fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
	c->refused++;
	return fd >= 0;
}

static void look_at(struct core *c, int fd, const union peer *peer)
{
	struct limit_address address;
	int dice = (int)randombytes_uniform(100);

	if (too_few_left(c, fd) || !limit_address(&peer->any, &address) ||
	    limit_ask(c->limit, &address, clock_ms(), dice) != LIMIT_COME_IN) {
		c->refused++;
		return;
	}
	set_options(fd);
	new_line(c, fd, peer, &address);
}

static void on_connection(uv_poll_t *poll, int status, int events)
{
	struct core *c = poll->data;

	(void)events;
	for (int i = 0; i < ACCEPTS_A_TURN && status >= 0 && c->listening; i++) {
		union peer peer = { 0 };
		socklen_t len = sizeof(peer);
		int fd =
		    accept4(c->listener, &peer.any, &len, SOCK_NONBLOCK | SOCK_CLOEXEC);

		if (fd >= 0) {
			look_at(c, fd, &peer);
			close(fd);
		} else if (errno != ECONNABORTED && errno != EINTR) {
			if ((errno != EMFILE && errno != ENFILE) ||
			    !accept_turn_away(c, c->listener))
				return;
		}
	}
}

static void on_closed(uv_handle_t *handle)
{
	struct core *c = handle->data;

	if (core_stopping(c))
		return;
	uv_poll_init(&c->loop, &c->listener_poll, c->listener);
	c->listener_poll.data = c;
	uv_poll_start(&c->listener_poll, UV_READABLE, on_connection);
	c->listening = true;
}

void accept_listen(struct core *c, int fd)
{
	const int old = c->listener;

	c->listener = fd;
	if (old == -1) {
		c->listener_poll.data = c;
		on_closed((uv_handle_t *)&c->listener_poll);
		return;
	}
	c->listening = false;
	uv_poll_stop(&c->listener_poll);
	uv_close((uv_handle_t *)&c->listener_poll, on_closed);
	close(old);
}

static void on_stopped(uv_handle_t *handle)
{
	(void)handle;
}

void accept_stop(struct core *c)
{
	if (!c->listening)
		return;
	c->listening = false;
	uv_poll_stop(&c->listener_poll);
	uv_close((uv_handle_t *)&c->listener_poll, on_stopped);
	close(c->listener);
	c->listener = -1;
}

/*
 * A process ended: was it a stranger's amparo-ssh that died of a signal (a bug of
 * the library that somebody found)?  Its socket may have been seen to end before.
 */
void accept_reaped(struct core *c, pid_t pid, int status)
{
	struct line *l = NULL;

	if (!WIFSIGNALED(status))
		return;
	log_warn("process %d died of signal %d", (int)pid, WTERMSIG(status));
	while ((l = line_next(c, l)) != NULL) {
		if (l->p.held.pid == (int32_t)pid && l->counted && !l->p.ending)
			limit_penalty(c->limit, &l->address, LIMIT_CRASH, clock_ms());
	}
	for (unsigned i = 0; i < RECENT_MAX; i++) {
		if (c->recent[i].pid != pid)
			continue;
		limit_penalty(c->limit, &c->recent[i].address, LIMIT_CRASH, clock_ms());
		c->recent[i].pid = 0;
	}
}
