/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The control socket: the amparo command asks, amparod answers in rows.
 *
 * Whoever runs as the same user as amparod, or as root, may ask.  A question is
 * one WIRE_ASK, the answer some WIRE_ROW (columns between TABs) and a WIRE_END
 * with the exit code of the command.  WIRE_CHANGED tells what a command committed.
 */
#include "server/core_priv.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/log.h"
#include "schema/base/mem.h"
#include "server/hand.h"

#define CLIENTS_MAX 16
#define STATUS_USAGE 2 /* exit codes of the command */
#define STATUS_MISSING 4

struct client {
	struct client *next;
	struct core *core;
	int sock;
	uv_poll_t poll;
	struct buf *rows; /* of the answer under way */
	size_t row_count, row_sent;
	uint32_t status;
	const char *text;
	bool answering, gone;
};

struct control {
	struct core *core;
	int listener;
	uv_poll_t poll;
	struct client *clients;
	int count;
};

/* --- rows --- */

static struct buf *add_row(struct client *q)
{
	q->rows = mem_resize(q->rows, (q->row_count + 1) * sizeof(*q->rows));
	q->rows[q->row_count] = (struct buf){ 0 };
	return &q->rows[q->row_count++];
}

static void add_hex(struct buf *b, const unsigned char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		buf_printf(b, "%02x", bytes[i]);
}

/* --- status --- */

static int64_t count_consoles(struct core *c, bool (*fits)(const struct console *))
{
	struct console *k = NULL;
	int64_t n = 0;

	while ((k = console_next(c, k)) != NULL)
		n += fits(k);
	return n;
}

static bool any(const struct console *k)
{
	(void)k;
	return true;
}

static bool is_detached(const struct console *k)
{
	return k->p.held.detached_ms != 0;
}

static bool has_call(const struct console *k)
{
	return k->p.held.call != 0;
}

static void number(struct client *q, const char *name, int64_t value)
{
	buf_printf(add_row(q), "%s\t%lld", name, (long long)value);
}

static void text(struct client *q, const char *name, const char *value)
{
	buf_printf(add_row(q), "%s\t%s", name, value);
}

static void do_status(struct client *q, const char *argument)
{
	struct core *c = q->core;
	struct buf *row;

	(void)argument;
	text(q, "version", AMPARO_VERSION);
	number(q, "pid", getpid());
	number(q, "since", c->started_at);
	number(q, "consoles", count_consoles(c, any));
	number(q, "detached", count_consoles(c, is_detached));
	number(q, "calls", count_consoles(c, has_call));
	number(q, "strangers", limit_count(c->limit));
	number(q, "connections", c->served);
	number(q, "refused", c->refused);
	text(q, "listen", conf_text(c->conf, SET_LISTEN));
	number(q, "port", conf_number(c->conf, SET_PORT));
	text(q, "database", conf_text(c->conf, SET_DATABASE));
	text(q, "damaged", c->damaged ? "yes" : "no");
	text(q, "configuration", conf_path(c->conf));
	number(q, "audit_row", c->signed_id);
	row = add_row(q);
	buf_str(row, "audit_head\t");
	add_hex(row, c->signed_hash, sizeof(c->signed_hash));
	row = add_row(q);
	buf_str(row, "audit_public_key\t");
	add_hex(row, c->public_key, sizeof(c->public_key));
}

/* --- who, kick, reload --- */

static const char *state_of(const struct held *h)
{
	if (h->detached_ms != 0)
		return "detached";
	return h->locked ? "locked" : "attached";
}

static void do_who(struct client *q, const char *argument)
{
	struct console *k = NULL;
	struct operator op;

	(void)argument;
	while ((k = console_next(q->core, k)) != NULL) {
		const struct held *h = &k->p.held;

		if (operator_get(q->core->st, h->operator_id, &op) != AM_OK)
			continue;
		buf_printf(add_row(q), "%s\t%s\t%s\t%lld\t%s\t%s\t%s\t%llu\t%lld",
		    op.login, op.name, state_of(h), (long long)h->since, h->peer, h->term,
		    h->screen, (unsigned long long)h->call, (long long)h->session_id);
	}
}

static void do_kick(struct client *q, const char *login)
{
	struct console *k = NULL;
	struct line *l = NULL;
	int ended = 0;

	while ((k = console_next(q->core, k)) != NULL) {
		if (strcmp(k->p.held.login, login) != 0 || k->orderly)
			continue;
		console_end(k, SESSION_KICKED, SAY_KICKED);
		ended++;
	}
	while ((l = line_next(q->core, l)) != NULL) {
		if ((l->phase == LINE_KNOWN || l->phase == LINE_WAITING) &&
		    strcmp(l->p.held.login, login) == 0)
			line_end(l, sentence_msgid(SAY_KICKED));
	}
	if (ended == 0) {
		q->status = STATUS_MISSING;
		q->text = N_("Nobody of this name is logged in.");
	}
}

static void do_reload(struct client *q, const char *argument)
{
	struct buf mistakes = { 0 };
	struct conf *fresh = NULL;
	char *lines, *rest = NULL;
	const enum err e = conf_read(q->core->setup->conf, &fresh, &mistakes);

	(void)argument;
	lines = buf_give(&mistakes);
	for (char *line = strtok_r(lines, "\n", &rest); line != NULL;
	     line = strtok_r(NULL, "\n", &rest))
		buf_str(add_row(q), line);
	free(lines);
	conf_free(fresh);
	if (e == AM_OK) {
		link_say(q->core, HAND_RELOAD);
		return;
	}
	q->status = CONF_STATUS;
	q->text = N_("The configuration has mistakes; everything stays as it was.");
}

static const struct verb {
	const char *name;
	void (*act)(struct client *q, const char *argument);
} verbs[] = {
	{ "status", do_status },
	{ "who", do_who },
	{ "kick", do_kick },
	{ "reload", do_reload },
};

/* --- one client --- */

static void forget_answer(struct client *q)
{
	for (size_t i = 0; i < q->row_count; i++)
		buf_fini(&q->rows[i]);
	free(q->rows);
	q->rows = NULL;
	q->row_count = q->row_sent = 0;
	q->answering = false;
}

static void on_closed(uv_handle_t *handle)
{
	free(handle->data);
}

static void client_gone(struct client *q)
{
	struct control *control = q->core->control;

	if (q->gone)
		return;
	q->gone = true;
	for (struct client **at = &control->clients; *at != NULL; at = &(*at)->next) {
		if (*at == q) {
			*at = q->next;
			break;
		}
	}
	control->count--;
	forget_answer(q);
	uv_poll_stop(&q->poll);
	close(q->sock);
	uv_close((uv_handle_t *)&q->poll, on_closed);
}

static void on_ready(uv_poll_t *poll, int status, int events);

static enum err send_rows(struct client *q)
{
	enum err e = AM_OK;

	while (q->row_sent < q->row_count && e == AM_OK) {
		const struct wire row = {
			.type = WIRE_ROW,
			.fd = -1,
			.row.text = buf_text(&q->rows[q->row_sent]),
		};

		e = wire_send(q->sock, &row);
		if (e == AM_OK)
			q->row_sent++;
	}
	return e;
}

/* As much of the answer as the socket takes; the rest when it takes more. */
static void go_on(struct client *q)
{
	const struct wire end = {
		.type = WIRE_END,
		.fd = -1,
		.end = { q->status, q->text == NULL ? "" : q->text },
	};
	enum err e = send_rows(q);

	if (e == AM_OK)
		e = wire_send(q->sock, &end);
	if (e == AM_OK)
		forget_answer(q);
	if (e == AM_OK || e == AM_AGAIN)
		uv_poll_start(
		    &q->poll, UV_READABLE | (e == AM_AGAIN ? UV_WRITABLE : 0), on_ready);
	else
		client_gone(q);
}

static void ask(struct client *q, const struct wire *m)
{
	q->answering = true;
	q->status = STATUS_USAGE;
	q->text = N_("The server does not know this request.");
	for (size_t i = 0; i < COUNT(verbs); i++) {
		if (strcmp(verbs[i].name, m->ask.verb) != 0)
			continue;
		q->status = 0;
		q->text = NULL;
		verbs[i].act(q, m->ask.argument);
	}
	go_on(q);
}

static void on_ready(uv_poll_t *poll, int status, int events)
{
	struct client *q = poll->data;
	struct wire m;
	enum err e = AM_OK;

	if ((events & UV_WRITABLE) != 0 && q->answering)
		go_on(q);
	while (e == AM_OK && !q->answering && !q->gone) {
		e = status < 0 ? AM_IO : wire_recv(q->sock, &m, q->core->packet);
		if (e != AM_OK)
			break;
		if (m.fd != -1)
			close(m.fd);
		if (m.type == WIRE_ASK)
			ask(q, &m);
		else if (m.type == WIRE_CHANGED)
			core_changed(q->core, m.event.topic, m.event.id, 0);
		else
			e = AM_PROTOCOL;
	}
	if (e != AM_OK && e != AM_AGAIN && !q->gone)
		client_gone(q);
}

/* --- the socket --- */

static bool allowed(int sock)
{
	struct ucred who;
	socklen_t len = sizeof(who);

	return getsockopt(sock, SOL_SOCKET, SO_PEERCRED, &who, &len) == 0 &&
	       (who.uid == geteuid() || who.uid == 0);
}

static void on_client(uv_poll_t *poll, int status, int events)
{
	struct control *control = poll->data;
	struct client *q;
	int sock;

	(void)status;
	(void)events;
	sock = accept4(control->listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
	if (sock < 0) {
		if (errno == EMFILE || errno == ENFILE)
			accept_turn_away(control->core, control->listener);
		return;
	}
	if (!allowed(sock) || control->count >= CLIENTS_MAX) {
		close(sock);
		return;
	}
	q = mem_new(1, sizeof(*q));
	q->core = control->core;
	q->sock = sock;
	q->next = control->clients;
	control->clients = q;
	control->count++;
	uv_poll_init(&q->core->loop, &q->poll, sock);
	q->poll.data = q;
	uv_poll_start(&q->poll, UV_READABLE, on_ready);
}

/* A socket file without anybody behind it is left over from a core that died. */
static enum err make_way(const struct sockaddr_un *name)
{
	int s = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
	enum err e = AM_OK;

	if (s < 0)
		return AM_IO;
	if (connect(s, (const struct sockaddr *)name, sizeof(*name)) == 0) {
		log_err("%s: another amparod is running", name->sun_path);
		e = AM_EXISTS;
	} else if (errno == ECONNREFUSED) {
		unlink(name->sun_path);
	}
	close(s);
	return e;
}

static enum err open_socket(const char *path, int *out)
{
	struct sockaddr_un name = { .sun_family = AF_UNIX };
	enum err e;
	mode_t mask;
	int s, fault;

	if (strlen(path) >= sizeof(name.sun_path))
		return AM_TOO_LONG;
	str_copy(name.sun_path, sizeof(name.sun_path), path);
	e = make_way(&name);
	s = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (e != AM_OK || s < 0) {
		if (s >= 0)
			close(s);
		return e != AM_OK ? e : AM_IO;
	}
	mask = umask(0177);
	fault = bind(s, (struct sockaddr *)&name, sizeof(name));
	umask(mask);
	if (fault != 0 || listen(s, CLIENTS_MAX) != 0) {
		log_err("%s: %s", path, strerror(errno));
		close(s);
		return AM_DENIED;
	}
	*out = s;
	return AM_OK;
}

enum err control_start(struct core *c)
{
	struct control *control = mem_new(1, sizeof(*control));
	const enum err e = open_socket(conf_control(c->conf), &control->listener);

	if (e != AM_OK) {
		free(control);
		return e;
	}
	control->core = c;
	c->control = control;
	uv_poll_init(&c->loop, &control->poll, control->listener);
	control->poll.data = control;
	uv_poll_start(&control->poll, UV_READABLE, on_client);
	return AM_OK;
}

void control_stop(struct core *c)
{
	if (c->control == NULL)
		return;
	while (c->control->clients != NULL)
		client_gone(c->control->clients);
	uv_poll_stop(&c->control->poll);
	close(c->control->listener);
	/* The next core has nobody's name in its way. */
	unlink(conf_control(c->conf));
}
