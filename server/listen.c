/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define BACKLOG 512 /* a flood fills 10 (libssh) or 128 (sshd) in a moment */

union address {
	struct sockaddr any;
	struct sockaddr_in four;
	struct sockaddr_in6 six;
};

static socklen_t read_address(union address *a, const char *text, int port)
{
	memset(a, 0, sizeof(*a));
	if (inet_pton(AF_INET, text, &a->four.sin_addr) == 1) {
		a->four.sin_family = AF_INET;
		a->four.sin_port = htons((uint16_t)port);
		return sizeof(a->four);
	}
	if (inet_pton(AF_INET6, text, &a->six.sin6_addr) == 1) {
		a->six.sin6_family = AF_INET6;
		a->six.sin6_port = htons((uint16_t)port);
		return sizeof(a->six);
	}
	return 0;
}

static enum err error_of(int number)
{
	if (number == EADDRINUSE)
		return AM_EXISTS;
	return number == EACCES || number == EPERM ? AM_DENIED : AM_INVALID;
}

enum err listen_open(const char *address, int port, int *fd)
{
	union address a;
	socklen_t len = read_address(&a, address, port);
	const int on = 1, off = 0;
	int s;

	if (len == 0)
		return AM_INVALID;
	s = socket(a.any.sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (s < 0)
		return AM_IO;
	setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	if (a.any.sa_family == AF_INET6)
		setsockopt(s, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof(off));
	if (bind(s, &a.any, len) != 0 || listen(s, BACKLOG) != 0) {
		const int number = errno;

		close(s);
		return error_of(number);
	}
	*fd = s;
	return AM_OK;
}

int listen_port(int fd)
{
	union address a = { 0 };
	socklen_t len = sizeof(a);

	if (getsockname(fd, &a.any, &len) != 0)
		return 0;
	return ntohs(a.any.sa_family == AF_INET6 ? a.six.sin6_port : a.four.sin_port);
}
