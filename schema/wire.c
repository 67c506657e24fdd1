/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/wire.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "schema/base/log.h"
#include "schema/base/mem.h"

/*
 * The compilers' option to zero every automatic variable would touch all of a great
 * buffer: 36 KiB of memory in each process, and a microsecond in each message.
 */
#if defined(__has_attribute)
#if __has_attribute(uninitialized)
#define UNTOUCHED __attribute__((uninitialized))
#endif
#endif
#ifndef UNTOUCHED
#define UNTOUCHED
#endif

#define TEXT_MAX 8192 /* with the NUL */
#define FIELDS_MAX 8
#define SMALL 2048 /* bytes of most packets */

enum kind { END_OF_FIELDS, U32, U64, TEXT, BYTES };

struct part {
	enum kind kind;
	size_t at;  /* offset in struct wire */
	size_t max; /* of TEXT (with its NUL) and BYTES */
};

struct shape {
	const char *name;
	struct part parts[FIELDS_MAX];
};

#define AT(member) offsetof(struct wire, member)
#define NUMBER(member)                        \
	{                                     \
		.kind = U32, .at = AT(member) \
	}
#define LONG(member)                          \
	{                                     \
		.kind = U64, .at = AT(member) \
	}
#define STRING(member)                                          \
	{                                                       \
		.kind = TEXT, .at = AT(member), .max = TEXT_MAX \
	}
#define LIMITED(member, size)                                     \
	{                                                         \
		.kind = TEXT, .at = AT(member), .max = (size) + 1 \
	}
#define RUN(member)                                                    \
	{                                                              \
		.kind = BYTES, .at = AT(member), .max = WIRE_BYTES_MAX \
	}

/* clang-format off */
static const struct shape shapes[WIRE_TYPES] = {
	[WIRE_KEY] = { "KEY", { LIMITED(key.user, WIRE_USER_MAX), LIMITED(key.algorithm, 64),
		RUN(key.blob), NUMBER(key.bits), NUMBER(key.proven) } },
	[WIRE_OPEN] = { "OPEN", { NUMBER(open.rows), NUMBER(open.cols),
		LIMITED(open.term, 64), LIMITED(open.client, 255) } },
	[WIRE_BYE] = { "BYE", { STRING(bye.reason) } },
	[WIRE_START] = { "START", { STRING(start.host_key), STRING(start.peer),
		STRING(start.banner), NUMBER(start.legacy), NUMBER(start.grace_ms),
		NUMBER(start.keepalive_ms) } },
	[WIRE_AUTH] = { "AUTH", { NUMBER(auth.verdict), STRING(auth.text) } },
	[WIRE_DATA] = { "DATA", { LONG(data.session) } },
	[WIRE_KILL] = { "KILL", { STRING(kill.reason) } },
	[WIRE_CONSOLE] = { "CONSOLE", { STRING(console.database), STRING(console.locale),
		STRING(console.zone), LONG(console.operator_id) } },
	[WIRE_ATTACH] = { "ATTACH", { LONG(attach.session), NUMBER(attach.rows),
		NUMBER(attach.cols), LIMITED(attach.term, 64), STRING(attach.peer),
		NUMBER(attach.resumed), NUMBER(attach.failed) } },
	[WIRE_EVENT] = { "EVENT", { NUMBER(event.topic), LONG(event.id) } },
	[WIRE_PIN_ANSWER] = { "PIN_ANSWER", { NUMBER(pin_answer.answer),
		NUMBER(pin_answer.left) } },
	[WIRE_CHANGED] = { "CHANGED", { NUMBER(event.topic), LONG(event.id) } },
	[WIRE_STATE] = { "STATE", { LIMITED(state.screen, 64), LONG(state.call),
		NUMBER(state.attached), NUMBER(state.locked) } },
	[WIRE_PIN] = { "PIN", { LIMITED(pin.pin, 64) } },
	[WIRE_QUIT] = { "QUIT", { STRING(quit.reason) } },
	[WIRE_KEYS] = { "KEYS", { NUMBER(keys.burst), RUN(keys.bytes) } },
	[WIRE_SIZE] = { "SIZE", { NUMBER(size.rows), NUMBER(size.cols) } },
	[WIRE_DRAINED] = { "DRAINED", { { .kind = END_OF_FIELDS } } },
	[WIRE_FRAME] = { "FRAME", { NUMBER(frame.end), RUN(frame.bytes) } },
	[WIRE_LAST] = { "LAST", { RUN(last.bytes), LIMITED(last.reason, 1024) } },
	[WIRE_ASK] = { "ASK", { LIMITED(ask.verb, 64), STRING(ask.argument) } },
	[WIRE_ROW] = { "ROW", { STRING(row.text) } },
	[WIRE_END] = { "END", { NUMBER(end.status), STRING(end.text) } },
};
/* clang-format on */

const char *wire_name(enum wire_type type)
{
	if ((unsigned)type >= WIRE_TYPES || shapes[type].name == NULL)
		return "?";
	return shapes[type].name;
}

/* --- writing --- */

struct writer {
	unsigned char *out;
	size_t size, len;
	bool full;
};

static void put(struct writer *w, const void *p, size_t len)
{
	if (w->size - w->len < len) {
		w->full = true;
		return;
	}
	if (len > 0)
		memcpy(w->out + w->len, p, len);
	w->len += len;
}

static void put_number(struct writer *w, uint64_t n, size_t bytes)
{
	unsigned char be[8];

	for (size_t i = 0; i < bytes; i++)
		be[i] = (unsigned char)(n >> (8 * (bytes - 1 - i)));
	put(w, be, bytes);
}

static void put_run(struct writer *w, const void *p, size_t len, size_t max)
{
	if (len > max) {
		w->full = true;
		return;
	}
	put_number(w, len, 4);
	put(w, p, len);
}

static void put_part(struct writer *w, const struct part *part, const struct wire *m)
{
	const void *at = (const char *)m + part->at;
	const char *text;
	const struct wire_bytes *run;

	switch (part->kind) {
	case U32:
		put_number(w, *(const uint32_t *)at, 4);
		break;
	case U64:
		put_number(w, *(const uint64_t *)at, 8);
		break;
	case TEXT:
		text = *(const char *const *)at;
		text = text != NULL ? text : "";
		put_run(w, text, strlen(text) + 1, part->max);
		break;
	case BYTES:
		run = at;
		put_run(w, run->p, run->len, part->max);
		break;
	case END_OF_FIELDS:
		break;
	}
}

enum err wire_encode(const struct wire *m, void *out, size_t size, size_t *len)
{
	struct writer w = { .out = out, .size = size };

	put_number(&w, WIRE_VERSION, 1);
	put_number(&w, m->type, 1);
	for (const struct part *p = shapes[m->type].parts; p->kind != END_OF_FIELDS; p++)
		put_part(&w, p, m);
	if (w.full)
		return AM_TOO_LONG;
	*len = w.len;
	return AM_OK;
}

/* --- reading --- */

struct reader {
	const unsigned char *at, *end;
	bool bad;
};

static uint64_t take_number(struct reader *r, size_t bytes)
{
	uint64_t n = 0;

	if ((size_t)(r->end - r->at) < bytes) {
		r->bad = true;
		return 0;
	}
	for (size_t i = 0; i < bytes; i++)
		n = n << 8 | *r->at++;
	return n;
}

static struct wire_bytes take_run(struct reader *r, size_t max)
{
	struct wire_bytes run = { .len = (size_t)take_number(r, 4) };

	if (r->bad || run.len > max || (size_t)(r->end - r->at) < run.len) {
		r->bad = true;
		return (struct wire_bytes){ 0 };
	}
	run.p = r->at;
	r->at += run.len;
	return run;
}

static const char *take_text(struct reader *r, size_t max)
{
	const struct wire_bytes run = take_run(r, max);

	if (r->bad || run.len == 0 ||
	    memchr(run.p, '\0', run.len) != (const char *)run.p + run.len - 1) {
		r->bad = true;
		return "";
	}
	return run.p;
}

static void take_part(struct reader *r, const struct part *part, struct wire *m)
{
	void *at = (char *)m + part->at;

	switch (part->kind) {
	case U32:
		*(uint32_t *)at = (uint32_t)take_number(r, 4);
		break;
	case U64:
		*(uint64_t *)at = take_number(r, 8);
		break;
	case TEXT:
		*(const char **)at = take_text(r, part->max);
		break;
	case BYTES:
		*(struct wire_bytes *)at = take_run(r, part->max);
		break;
	case END_OF_FIELDS:
		break;
	}
}

enum err wire_decode(struct wire *m, const void *packet, size_t len)
{
	struct reader r = { .at = packet, .end = (const unsigned char *)packet + len };
	struct wire got = { .fd = -1 };
	const uint64_t version = take_number(&r, 1), type = take_number(&r, 1);

	if (r.bad || version != WIRE_VERSION || type >= WIRE_TYPES ||
	    shapes[type].name == NULL)
		return AM_PROTOCOL;
	got.type = (enum wire_type)type;
	for (const struct part *p = shapes[type].parts; p->kind != END_OF_FIELDS; p++)
		take_part(&r, p, &got);
	if (r.bad || r.at != r.end)
		return AM_PROTOCOL;
	*m = got;
	return AM_OK;
}

/* --- sockets --- */

union one_fd {
	struct cmsghdr align;
	char space[CMSG_SPACE(sizeof(int))];
};

static void attach_fd(struct msghdr *head, union one_fd *control, int fd)
{
	struct cmsghdr *c;

	head->msg_control = control->space;
	head->msg_controllen = sizeof(control->space);
	c = CMSG_FIRSTHDR(head);
	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_RIGHTS;
	c->cmsg_len = CMSG_LEN(sizeof(int));
	memcpy(CMSG_DATA(c), &fd, sizeof(fd));
}

static enum err socket_err(int error)
{
	switch (error) {
	case EAGAIN:
	case EINTR:
	case ENOBUFS:
		return AM_AGAIN;
	case EPIPE:
	case ECONNRESET:
	case ENOTCONN:
		return AM_CLOSED;
	default:
		return AM_IO;
	}
}

static enum err send_packet(int sock, const struct wire *m, void *packet, size_t size)
{
	union one_fd control = { .space = { 0 } };
	struct iovec part = { .iov_base = packet };
	struct msghdr head = { .msg_iov = &part, .msg_iovlen = 1 };
	const enum err e = wire_encode(m, packet, size, &part.iov_len);

	if (e != AM_OK)
		return e;
	if (m->fd != -1)
		attach_fd(&head, &control, m->fd);
	if (sendmsg(sock, &head, MSG_DONTWAIT | MSG_NOSIGNAL) < 0)
		return socket_err(errno);
	return AM_OK;
}

/* Most are small: a process per operator should not touch 36 KiB of stack for them. */
enum err wire_send(int sock, const struct wire *m)
{
	unsigned char small[SMALL];
	enum err e = send_packet(sock, m, small, sizeof(small));
	void *packet;

	if (e == AM_TOO_LONG) {
		packet = mem_resize(NULL, WIRE_MAX);
		e = send_packet(sock, m, packet, WIRE_MAX);
		free(packet);
	}
	explicit_bzero(small, sizeof(small)); /* it may have been a PIN */
	return e;
}

/* The descriptor that came along, or -1; should there be more, they are closed. */
static int received_fd(struct msghdr *head)
{
	int kept = -1;

	for (struct cmsghdr *c = CMSG_FIRSTHDR(head); c != NULL;
	     c = CMSG_NXTHDR(head, c)) {
		size_t n;

		if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS)
			continue;
		n = (c->cmsg_len - CMSG_LEN(0)) / sizeof(int);
		for (size_t i = 0; i < n; i++) {
			int fd;

			memcpy(&fd, CMSG_DATA(c) + i * sizeof(int), sizeof(fd));
			if (kept == -1)
				kept = fd;
			else
				close(fd);
		}
	}
	return kept;
}

/*
 * A peer that goes without having read everything: the kernel says ECONNRESET once, and
 * only then gives what the peer had sent before.  Its last words are among that.
 */
static ssize_t receive(int sock, struct msghdr *head)
{
	const struct msghdr fresh = *head;
	ssize_t len = recvmsg(sock, head, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);

	if (len < 0 && errno == ECONNRESET) {
		*head = fresh;
		len = recvmsg(sock, head, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
	}
	return len;
}

enum err wire_recv(int sock, struct wire *m, void *buffer)
{
	union one_fd control = { .space = { 0 } };
	struct iovec part = { .iov_base = buffer, .iov_len = WIRE_MAX };
	struct msghdr head = { .msg_iov = &part,
		.msg_iovlen = 1,
		.msg_control = control.space,
		.msg_controllen = sizeof(control.space) };
	const ssize_t len = receive(sock, &head);
	enum err e;
	int fd;

	if (len < 0)
		return socket_err(errno);
	fd = received_fd(&head);
	if (len == 0)
		e = AM_CLOSED;
	else if ((head.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) != 0)
		e = AM_PROTOCOL;
	else
		e = wire_decode(m, buffer, (size_t)len);
	if (e == AM_OK)
		m->fd = fd;
	else if (fd != -1)
		close(fd);
	return e;
}

enum err wire_pair(int pair[2])
{
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, pair) ==
	    0)
		return AM_OK;
	log_err("socketpair: %s", strerror(errno));
	return AM_IO;
}
