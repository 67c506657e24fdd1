/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/hand.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* In front of the state in a packet; both ends run on one machine. */
struct head {
	uint32_t verb;
	uint32_t len;
	uint64_t key;
};

void hand_init(struct hand *h, enum hand_verb verb, uint64_t key)
{
	h->verb = verb;
	h->key = key;
	h->fds[0] = h->fds[1] = -1;
	h->len = 0;
}

static void add_descriptors(struct msghdr *m, const struct hand *h)
{
	struct cmsghdr *c;
	size_t count = h->fds[0] == -1 ? 0 : h->fds[1] == -1 ? 1 : 2;

	if (count == 0) {
		m->msg_control = NULL;
		m->msg_controllen = 0;
		return;
	}
	m->msg_controllen = CMSG_SPACE(count * sizeof(int));
	c = CMSG_FIRSTHDR(m);
	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_RIGHTS;
	c->cmsg_len = CMSG_LEN(count * sizeof(int));
	memcpy(CMSG_DATA(c), h->fds, count * sizeof(int));
}

static enum err error_of(int number)
{
	if (number == EAGAIN || number == EWOULDBLOCK || number == EINTR)
		return AM_AGAIN;
	return number == EPIPE || number == ECONNRESET ? AM_CLOSED : AM_IO;
}

enum err hand_send(int sock, const struct hand *h)
{
	struct head head = { h->verb, (uint32_t)h->len, h->key };
	union {
		struct cmsghdr align;
		char room[CMSG_SPACE(HAND_FDS * sizeof(int))];
	} control = { 0 };
	struct iovec parts[] = {
		{ &head, sizeof(head) },
		{ (void *)h->state, h->len },
	};
	struct msghdr m = {
		.msg_iov = parts,
		.msg_iovlen = 2,
		.msg_control = control.room,
	};

	add_descriptors(&m, h);
	if (sendmsg(sock, &m, MSG_DONTWAIT | MSG_NOSIGNAL) < 0)
		return error_of(errno);
	return AM_OK;
}

/* The descriptors that came along into h; more than fit are closed. */
static void take_descriptors(struct msghdr *m, struct hand *h)
{
	for (struct cmsghdr *c = CMSG_FIRSTHDR(m); c != NULL; c = CMSG_NXTHDR(m, c)) {
		size_t count = (c->cmsg_len - CMSG_LEN(0)) / sizeof(int);
		int fds[HAND_FDS];

		if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS)
			continue;
		memcpy(fds, CMSG_DATA(c),
		    (count < HAND_FDS ? count : HAND_FDS) * sizeof(int));
		for (size_t i = 0; i < count && i < HAND_FDS; i++)
			h->fds[i] = fds[i];
	}
}

static void close_both(struct hand *h)
{
	for (size_t i = 0; i < HAND_FDS; i++) {
		if (h->fds[i] != -1)
			close(h->fds[i]);
		h->fds[i] = -1;
	}
}

enum err hand_recv(int sock, struct hand *h)
{
	struct head head = { 0 };
	union {
		struct cmsghdr align;
		char room[CMSG_SPACE(HAND_FDS * sizeof(int))];
	} control = { 0 };
	struct iovec parts[] = {
		{ &head, sizeof(head) },
		{ h->state, sizeof(h->state) },
	};
	struct msghdr m = {
		.msg_iov = parts,
		.msg_iovlen = 2,
		.msg_control = control.room,
		.msg_controllen = sizeof(control.room),
	};
	ssize_t got = recvmsg(sock, &m, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);

	hand_init(h, 0, 0);
	if (got < 0)
		return error_of(errno);
	if (got == 0)
		return AM_CLOSED;
	take_descriptors(&m, h);
	if ((size_t)got < sizeof(head) || (size_t)got != sizeof(head) + head.len ||
	    head.verb == 0 || head.verb >= HAND_VERBS) {
		close_both(h);
		return AM_PROTOCOL;
	}
	h->verb = head.verb;
	h->key = head.key;
	h->len = head.len;
	return AM_OK;
}
