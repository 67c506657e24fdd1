/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/cli/ask.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "schema/base/clock.h"
#include "schema/base/mem.h"

#define PATIENCE_MS 10000

static enum err connect_err(int error)
{
	switch (error) {
	case ENOENT:
	case ECONNREFUSED:
	case ENOTDIR:
		return AM_CLOSED;
	case EACCES:
	case EPERM:
		return AM_DENIED;
	default:
		return AM_IO;
	}
}

static enum err open_socket(const char *path, int *sock)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd;
	enum err e = AM_OK;

	if (strlen(path) >= sizeof(address.sun_path))
		return AM_TOO_LONG;
	memcpy(address.sun_path, path, strlen(path) + 1);
	fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return AM_IO;
	if (connect(fd, (const struct sockaddr *)&address, sizeof(address)) != 0)
		e = connect_err(errno);
	if (e != AM_OK)
		close(fd);
	else
		*sock = fd;
	return e;
}

/* Wait until the socket can be read or written, or patience is at its end. */
static enum err wait_for(int sock, short events, int64_t until_ms)
{
	struct pollfd p = { .fd = sock, .events = events };
	const int64_t left = until_ms - clock_ms();
	const int ready = left > 0 ? poll(&p, 1, (int)left) : 0;

	if (ready < 0 && errno != EINTR)
		return AM_IO;
	return ready == 0 ? AM_AGAIN : AM_OK;
}

static enum err send_all(int sock, const struct wire *m)
{
	const int64_t until_ms = clock_ms() + PATIENCE_MS;
	enum err e;

	while ((e = wire_send(sock, m)) == AM_AGAIN) {
		e = wait_for(sock, POLLOUT, until_ms);
		if (e != AM_OK)
			return e;
	}
	return e;
}

/* The next message, into packet. */
static enum err receive(int sock, struct wire *m, void *packet)
{
	const int64_t until_ms = clock_ms() + PATIENCE_MS;
	enum err e;

	while ((e = wire_recv(sock, m, packet)) == AM_AGAIN) {
		e = wait_for(sock, POLLIN, until_ms);
		if (e != AM_OK)
			return e;
	}
	if (e == AM_OK && m->fd != -1)
		close(m->fd);
	return e == AM_CLOSED ? AM_IO : e; /* in the middle of an answer */
}

static void hand_out(ask_row *row, void *data, const char *text)
{
	char *copy = mem_dup(text);

	if (row != NULL)
		row(data, copy);
	free(copy);
}

static enum err read_answer(
    int sock, ask_row *row, void *data, int *status, struct buf *text)
{
	void *packet = mem_new(1, WIRE_MAX);
	struct wire m;
	enum err e;

	while ((e = receive(sock, &m, packet)) == AM_OK && m.type == WIRE_ROW)
		hand_out(row, data, m.row.text);
	if (e == AM_OK && m.type != WIRE_END)
		e = AM_PROTOCOL;
	if (e == AM_OK) {
		*status = (int)m.end.status;
		buf_str(text, m.end.text);
	}
	free(packet);
	return e;
}

enum err ask(const char *socket_path, const char *verb, const char *argument,
    ask_row *row, void *data, int *status, struct buf *text)
{
	const struct wire m = {
		.type = WIRE_ASK, .fd = -1, .ask = { .verb = verb, .argument = argument }
	};
	int sock;
	enum err e = open_socket(socket_path, &sock);

	if (e != AM_OK)
		return e;
	e = send_all(sock, &m);
	if (e == AM_OK)
		e = read_answer(sock, row, data, status, text);
	close(sock);
	return e;
}

enum err ask_changed(const char *socket_path, enum wire_topic topic, int64_t id)
{
	const struct wire m = { .type = WIRE_CHANGED,
		.fd = -1,
		.event = { .topic = topic, .id = (uint64_t)id } };
	int sock;
	enum err e = open_socket(socket_path, &sock);

	if (e != AM_OK)
		return e;
	e = send_all(sock, &m);
	close(sock);
	return e;
}
