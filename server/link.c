/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/core_priv.h"

#include <poll.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "schema/base/clock.h"
#include "schema/base/log.h"
#include "schema/base/mem.h"

#define BEGIN_MS 5000 /* for the keeper to hand everything over */

/* --- what an earlier core left --- */

static struct party *revive_line(const struct held *held)
{
	struct line *l = mem_new(1, sizeof(*l));

	l->phase = LINE_SERVED;
	l->came_ms = clock_ms();
	l->p.held = *held;
	return &l->p;
}

static struct party *revive_console(const struct held *held)
{
	struct console *k = mem_new(1, sizeof(*k));

	k->reason = SESSION_CRASHED;
	k->p.held = *held;
	return &k->p;
}

static void close_all(struct hand *h)
{
	for (int i = 0; i < HAND_FDS; i++) {
		if (h->fds[i] != -1)
			close(h->fds[i]);
	}
}

static void revive(struct core *c, struct hand *h)
{
	struct held held;
	struct party *p;

	if (!held_read(h, &held) || h->fds[0] == -1) {
		/* Without the sockets its process ends by itself, drafts kept. */
		log_warn("party %llu was left by another version: closed",
		    (unsigned long long)h->key);
		close_all(h);
		link_drop(c, h->key);
		return;
	}
	p = held.kind == HELD_LINE ? revive_line(&held) : revive_console(&held);
	p->holding = p->given = true;
	party_add(c, p, h->key, h->fds[0], h->fds[1]);
}

/* Consoles whose line did not survive are detached, lines without console end. */
static void join(struct core *c)
{
	struct console *k = NULL;
	struct line *l = NULL;

	while ((k = console_next(c, k)) != NULL) {
		if (k->p.held.other != 0 && line_get(c, k->p.held.other) == NULL) {
			k->p.held.other = 0;
			k->p.held.detached_ms = clock_ms();
			k->p.dirty = true;
		}
	}
	while ((l = line_next(c, l)) != NULL) {
		if (console_get(c, l->p.held.other) == NULL)
			line_end(l, sentence_msgid(SAY_CONSOLE_ENDED));
	}
}

/* --- listening to the keeper --- */

/* False: it is not for a running core. */
static bool obey(struct core *c, struct hand *h)
{
	switch (h->verb) {
	case HAND_LISTEN:
		accept_listen(c, h->fds[0]);
		return true;
	case HAND_RELOAD:
		core_reload(c);
		return true;
	case HAND_STOP:
		core_stop(c);
		return true;
	default:
		return false;
	}
}

static void keeper_died(struct core *c)
{
	if (c->broken_link)
		return;
	c->broken_link = true;
	uv_poll_stop(&c->keeper_poll);
	if (c->leaving || c->finished)
		return;
	log_err("the keeper has ended: saying goodbye to everybody");
	core_stop(c);
}

static void on_keeper(uv_poll_t *poll, int status, int events)
{
	struct core *c = poll->data;
	struct hand h;
	enum err e = AM_OK;

	if ((events & UV_WRITABLE) != 0)
		link_flush(c);
	while (e == AM_OK && !c->broken_link) {
		e = status < 0 ? AM_IO : hand_recv(c->keeper, &h);
		if (e == AM_OK && !obey(c, &h))
			close_all(&h);
	}
	if (e != AM_OK && e != AM_AGAIN)
		keeper_died(c);
}

static bool take_all(struct core *c)
{
	const int64_t until_ms = clock_ms() + BEGIN_MS;
	struct hand h;
	enum err e;

	while (clock_ms() < until_ms) {
		struct pollfd wait = { .fd = c->keeper, .events = POLLIN };

		e = hand_recv(c->keeper, &h);
		if (e == AM_AGAIN)
			poll(&wait, 1, 100);
		else if (e != AM_OK)
			return false;
		else if (h.verb == HAND_GO)
			return true;
		else if (h.verb == HAND_HELD)
			revive(c, &h);
		else if (!obey(c, &h))
			close_all(&h);
	}
	return false;
}

bool link_begin(struct core *c)
{
	if (!take_all(c)) {
		log_err("no keeper at descriptor %d", HAND_FD);
		return false;
	}
	uv_poll_init(&c->loop, &c->keeper_poll, c->keeper);
	c->keeper_poll.data = c;
	uv_poll_start(&c->keeper_poll, UV_READABLE, on_keeper);
	join(c);
	link_flush(c);
	return true;
}

/* --- telling the keeper --- */

static enum err tell_dropped(struct core *c)
{
	struct hand h;
	enum err e = AM_OK;

	while (c->dropped_count > 0 && e == AM_OK) {
		hand_init(&h, HAND_DROP, c->dropped[c->dropped_count - 1]);
		e = hand_send(c->keeper, &h);
		if (e == AM_OK)
			c->dropped_count--;
	}
	return e;
}

static enum err tell_state(struct core *c, struct party *p)
{
	struct hand h;
	enum err e;

	hand_init(&h, HAND_HOLD, p->key);
	held_write(&h, &p->held);
	if (!p->given) {
		h.fds[0] = p->sock;
		h.fds[1] = p->pidfd;
	}
	e = hand_send(c->keeper, &h);
	if (e == AM_OK) {
		p->given = true;
		p->dirty = false;
	}
	return e;
}

void link_flush(struct core *c)
{
	enum err e = AM_OK;

	if (c->broken_link)
		return;
	e = tell_dropped(c);
	for (struct party *p = c->parties; p != NULL && e == AM_OK; p = p->next) {
		if (p->holding && p->dirty && !p->gone)
			e = tell_state(c, p);
	}
	if (e == AM_OK || e == AM_AGAIN)
		uv_poll_start(&c->keeper_poll,
		    UV_READABLE | (e == AM_AGAIN ? UV_WRITABLE : 0), on_keeper);
}

void link_drop(struct core *c, uint64_t key)
{
	if (c->dropped_count == (int)COUNT(c->dropped)) {
		/* The keeper does not listen; its patience with us ends as ours does. */
		log_err("the keeper takes nothing");
		return;
	}
	c->dropped[c->dropped_count++] = key;
	if (c->keeper_poll.data != NULL)
		link_flush(c);
}

void link_say(struct core *c, int verb)
{
	struct hand h;

	hand_init(&h, (enum hand_verb)verb, 0);
	if (!c->broken_link && hand_send(c->keeper, &h) != AM_OK)
		log_warn("the keeper did not take message %d", verb);
}
