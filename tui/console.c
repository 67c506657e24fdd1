/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/console.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/log.h"
#include "schema/base/mem.h"
#include "schema/operator.h"
#include "schema/store.h"
#include "schema/wire.h"
#include "tui/link.h"
#include "tui/tui_priv.h"
#include "tui/ui.h"

#define PACKETS_A_TURN 64
#define SEND_MS 1000 /* how long a PIN waits for a full socket to amparod */
#define SHOWN_LEN 64
#define REST_MS 2000 /* after so long without a key or an event she rests */

/* What amparod was told last by STATE. */
struct shown {
	char screen[SHOWN_LEN];
	int64_t call;
	bool attached, locked;
};

struct console {
	int control, signals;
	struct store *st;
	struct operator op;
	struct ui *ui; /* NULL: trouble says why */
	enum err trouble;
	struct link *link;
	char term[SHOWN_LEN]; /* TERM of the connection */
	struct actor actor;
	struct shown shown;
	unsigned owed; /* topics of which amparod could not be told yet */
	bool owes_state;
	bool rested; /* nothing happened since rest() */
	bool over;
};

/* --- to amparod --- */

/* False if the socket is full: the caller remembers what it owes. */
static bool tell(struct console *c, const struct wire *m)
{
	const enum err e = wire_send(c->control, m);

	if (e != AM_OK && e != AM_AGAIN) {
		log_warn("%s to amparod: %s", wire_name(m->type), err_name(e));
		return true; /* it has gone; reading will say so */
	}
	return e == AM_OK;
}

static void tell_changed(struct console *c, unsigned topic, int64_t id)
{
	const struct wire m = { .type = WIRE_CHANGED,
		.fd = -1,
		.event = { .topic = topic, .id = (uint64_t)id } };

	if (!tell(c, &m))
		c->owed |= topic;
}

static void tell_state(struct console *c)
{
	struct shown now = { .attached = link_fd(c->link) != -1 };
	struct wire m = { .type = WIRE_STATE, .fd = -1 };

	if (c->ui == NULL)
		return;
	str_copy(now.screen, sizeof(now.screen), ui_screen(c->ui));
	now.call = ui_call(c->ui);
	now.locked = ui_locked(c->ui);
	if (strcmp(now.screen, c->shown.screen) == 0 && now.call == c->shown.call &&
	    now.attached == c->shown.attached && now.locked == c->shown.locked) {
		c->owes_state = false; /* it became again what amparod knows */
		return;
	}
	m.state.screen = now.screen;
	m.state.call = (uint64_t)now.call;
	m.state.attached = now.attached;
	m.state.locked = now.locked;
	c->owes_state = !tell(c, &m);
	if (!c->owes_state)
		c->shown = now;
}

static void pay_debts(struct console *c)
{
	const unsigned owed = c->owed;

	c->owed = 0;
	for (unsigned topic = 1; topic != 0 && topic <= owed; topic <<= 1) {
		if ((owed & topic) != 0)
			tell_changed(c, topic, 0);
	}
	tell_state(c);
}

/* --- what the ui asks of the world --- */

static int64_t world_now(void *data)
{
	(void)data;
	return clock_now();
}

static int64_t world_now_ms(void *data)
{
	(void)data;
	return clock_ms();
}

static void world_changed(void *data, unsigned topic, int64_t id)
{
	tell_changed(data, topic, id);
}

static void world_check_pin(void *data, const char *pin)
{
	struct console *c = data;
	const struct wire m = { .type = WIRE_PIN, .fd = -1, .pin.pin = pin };
	struct pollfd room = { .fd = c->control, .events = POLLOUT };

	if (tell(c, &m))
		return;
	if (poll(&room, 1, SEND_MS) != 1 || !tell(c, &m))
		log_err("a PIN could not be asked about");
}

static bool world_key_waits(void *data)
{
	const struct console *c = data;

	return link_key_waits(c->link);
}

static void world_charset(void *data, const char *charset)
{
	struct console *c = data;

	link_set_charset(c->link, charset_find(charset));
}

static void world_colour(void *data, bool on)
{
	struct console *c = data;

	link_set_colour(c->link, on);
}

static void world_bell(void *data)
{
	struct console *c = data;

	link_ring(c->link);
}

/* --- the end --- */

static void quit(struct console *c, const char *reason)
{
	const struct wire m = { .type = WIRE_QUIT, .fd = -1, .quit.reason = reason };

	(void)tell(c, &m);
	c->over = true;
}

static void save(struct console *c)
{
	if (c->ui != NULL)
		ui_save_drafts(c->ui);
}

/* --- connections --- */

/*
 * Memory is per operator, so a console at rest keeps little: the schema and ncurses'
 * screens go, and pages that queries and pictures left behind.
 */
static void rest(struct console *c)
{
	if (c->st != NULL)
		store_rest(c->st);
	link_rest(c->link);
	mem_rest();
	c->rested = true;
}

/* The line has gone, or we closed it: every word that came is kept. */
static void detached(struct console *c)
{
	struct key key;

	link_close(c->link);
	while (c->ui != NULL && link_key(c->link, clock_ms(), &key))
		ui_key(c->ui, &key);
	if (c->ui != NULL)
		ui_detach(c->ui);
	rest(c);
	tell_state(c);
}

static void hang_up(struct console *c, const char *sentence)
{
	if (link_fd(c->link) == -1)
		return;
	link_last(c->link, sentence);
	detached(c);
}

static enum charset remembered(struct console *c, const char *term)
{
	char name[16] = "";

	if (operator_charset(c->st, c->op.id, term, name) != AM_OK)
		return CHARSET_COUNT;
	return charset_find(name);
}

static void told_terminal(struct console *c, bool known)
{
	ui_terminal(c->ui, known ? charset_name(link_charset(c->link)) : "",
	    link_colours(c->link));
}

static void attach_ui(struct console *c, const struct wire *m, enum charset set)
{
	struct ui_attach with = { .session_id = (int64_t)m->attach.session,
		.peer = m->attach.peer,
		.term = c->term,
		.charset = charset_name(set),
		.resumed = m->attach.resumed != 0,
		.failed = m->attach.failed };

	link_size(c->link, &with.rows, &with.cols);
	c->actor = (struct actor){ .operator_id = c->op.id,
		.session_id = with.session_id,
		.role = c->op.role,
		.name = c->op.login };
	ui_attach(c->ui, &with);
	told_terminal(c, false);
}

static void on_attach(struct console *c, const struct wire *m)
{
	struct link_terminal with = { .type = c->term,
		.rows = m->attach.rows > CELLS_ROWS_MAX ? CELLS_ROWS_MAX
							: (int)m->attach.rows,
		.cols = m->attach.cols > CELLS_COLS_MAX ? CELLS_COLS_MAX
							: (int)m->attach.cols,
		.set = CHARSET_ASCII };
	enum err e;

	if (m->fd == -1) {
		log_err("ATTACH without a socket");
		return;
	}
	hang_up(c, _("Your session was opened from another place and goes on there."));
	str_copy(c->term, sizeof(c->term), m->attach.term);
	if (c->ui != NULL) {
		struct operator op; /* what she prefers may have changed */

		if (operator_get(c->st, c->op.id, &op) == AM_OK)
			c->op = op;
		with.set = remembered(c, c->term);
		with.colour = c->op.colour;
	}
	e = link_open(c->link, m->fd, &with);
	if (c->ui == NULL || e != AM_OK) {
		link_last(c->link, err_text(c->ui == NULL ? c->trouble : e));
		quit(c, "fault");
		return;
	}
	attach_ui(c, m, with.set);
	c->shown.attached = false; /* amparod waits for this answer */
	tell_state(c);
}

/* --- from amparod --- */

static void on_event(struct console *c, const struct wire *m)
{
	if (c->ui != NULL)
		ui_event(c->ui, m->event.topic, (int64_t)m->event.id);
}

static void on_pin_answer(struct console *c, const struct wire *m)
{
	if (c->ui != NULL)
		ui_pin_answer(c->ui, m->pin_answer.answer, m->pin_answer.left);
}

static void on_kill(struct console *c, const struct wire *m)
{
	save(c);
	hang_up(c, m->kill.reason[0] != '\0' ? gettext(m->kill.reason) : "");
	quit(c, "");
}

static void on_control(struct console *c, const struct wire *m)
{
	static void (*const handlers[WIRE_TYPES])(
	    struct console *, const struct wire *) = {
		[WIRE_ATTACH] = on_attach,
		[WIRE_EVENT] = on_event,
		[WIRE_PIN_ANSWER] = on_pin_answer,
		[WIRE_KILL] = on_kill,
	};

	if (handlers[m->type] != NULL)
		handlers[m->type](c, m);
	else
		log_warn("%s is nothing for a console", wire_name(m->type));
	if (m->fd != -1 && m->type != WIRE_ATTACH)
		close(m->fd);
}

static void read_control(struct console *c)
{
	unsigned char *buffer = mem_resize(NULL, WIRE_MAX);
	enum err e = AM_OK;

	for (int i = 0; e == AM_OK && !c->over && i < PACKETS_A_TURN; i++) {
		struct wire m = { .fd = -1 };

		e = wire_recv(c->control, &m, buffer);
		if (e == AM_OK)
			on_control(c, &m);
	}
	free(buffer);
	if (e == AM_OK || e == AM_AGAIN)
		return;
	log_warn("amparod: %s", err_name(e));
	save(c);
	hang_up(c, _("The server was stopped. What you typed is kept."));
	c->over = true;
}

/* --- from the terminal --- */

static void read_keys(struct console *c)
{
	struct key key;

	while (!ui_ended(c->ui, NULL) && link_key(c->link, clock_ms(), &key))
		ui_key(c->ui, &key);
}

/* Told at once, in its place among the keys. */
static void told_size(struct console *c)
{
	int rows, cols;

	link_size(c->link, &rows, &cols);
	ui_size(c->ui, rows, cols);
}

static void read_link(struct console *c)
{
	enum err e = AM_OK;

	for (int i = 0; e == AM_OK && i < PACKETS_A_TURN; i++) {
		e = link_receive(c->link, clock_ms());
		told_size(c);
		read_keys(c);
	}
	if (e == AM_OK || e == AM_AGAIN)
		return;
	if (e != AM_CLOSED)
		log_warn("amparo-ssh: %s", err_name(e));
	detached(c);
}

static void learn(struct console *c)
{
	bool sure;
	enum err e;

	if (!link_learned(c->link, &sure))
		return;
	told_terminal(c, true);
	if (!sure)
		return;
	e = operator_set_charset(
	    c->st, &c->actor, c->term, charset_name(link_charset(c->link)), clock_now());
	if (e != AM_OK)
		log_warn("the charset is not remembered: %s", err_name(e));
}

/* --- the loop --- */

static void paint(struct console *c)
{
	if (link_fd(c->link) == -1)
		return;
	if (ui_wants_repaint(c->ui))
		link_repaint(c->link);
	if (!link_may_paint(c->link) || !(ui_dirty(c->ui) || link_wants_frame(c->link)))
		return;
	ui_draw(c->ui, link_cells(c->link));
	if (link_paint(c->link, clock_ms()) != AM_OK)
		detached(c);
}

static int wait_ms(const struct console *c)
{
	const int64_t link = link_deadline(c->link), now_ms = clock_ms();
	int64_t when = c->ui != NULL ? ui_deadline(c->ui) : -1;

	if (when < 0 || (link >= 0 && link < when))
		when = link;
	if (when < 0)
		return -1;
	if (when <= now_ms)
		return 0;
	return when - now_ms > 3600000 ? 3600000 : (int)(when - now_ms);
}

static void ticks(struct console *c)
{
	const int64_t when = ui_deadline(c->ui), now_ms = clock_ms();

	link_tick(c->link, now_ms);
	read_keys(c); /* a lone Esc may have become one */
	if (when >= 0 && when <= now_ms)
		ui_tick(c->ui);
	learn(c);
}

/* Did what happened end the connection, or the console? */
static void endings(struct console *c)
{
	const char *reason = "";

	if (ui_hangs_up(c->ui, &reason))
		hang_up(c, reason);
	if (c->over || !ui_ended(c->ui, &reason))
		return;
	save(c);
	hang_up(c, reason);
	quit(c, "logout");
}

static void on_signal(struct console *c)
{
	save(c);
	hang_up(c, _("The server was stopped. What you typed is kept."));
	quit(c, "");
}

/* False if there is nothing to do now: it was time to rest, or poll() failed. */
static bool wait_for(struct console *c, struct pollfd *fds, size_t count)
{
	const int due = wait_ms(c);
	const bool resting = !c->rested && (due < 0 || due > REST_MS);
	const int n = poll(fds, count, resting ? REST_MS : due);

	if (n == 0 && resting) {
		rest(c);
		return false;
	}
	c->rested = false;
	return n >= 0;
}

static void turn(struct console *c)
{
	struct pollfd fds[] = {
		{ .fd = c->control, .events = POLLIN },
		{ .fd = c->signals, .events = POLLIN },
		{ .fd = link_fd(c->link), .events = POLLIN },
	};

	if (c->owed != 0 || c->owes_state)
		fds[0].events |= POLLOUT;
	if (c->st != NULL)
		store_release_memory(c->st);
	if (!wait_for(c, fds, COUNT(fds)))
		return;
	if (fds[1].revents != 0) {
		on_signal(c);
		return;
	}
	/* What she typed comes before what others did: the order in which it happened
	 * on her screen. */
	if (fds[2].revents != 0 && c->ui != NULL)
		read_link(c);
	if ((fds[0].revents & POLLOUT) != 0)
		pay_debts(c);
	if ((fds[0].revents & ~POLLOUT) != 0)
		read_control(c);
	if (c->ui == NULL || c->over)
		return;
	ticks(c);
	endings(c);
	if (c->over)
		return;
	paint(c);
	tell_state(c);
}

void console_run(struct console *c)
{
	while (!c->over)
		turn(c);
}

/* --- life --- */

static enum err open_ui(struct console *c, const struct wire *first)
{
	const struct ui_world world = { .data = c,
		.now = world_now,
		.now_ms = world_now_ms,
		.changed = world_changed,
		.check_pin = world_check_pin,
		.key_waits = world_key_waits,
		.charset = world_charset,
		.colour = world_colour,
		.bell = world_bell };
	enum err e = store_open(first->console.database, STORE_READ_WRITE, &c->st);

	if (e == AM_OK)
		e = operator_get(c->st, (int64_t)first->console.operator_id, &c->op);
	if (e == AM_OK)
		c->ui = ui_new(c->st, &c->op, &world);
	return e;
}

enum err console_new(
    int control, int signals, const struct wire *first, struct console **c)
{
	struct console *new = mem_new(1, sizeof(*new));
	const enum err e = link_new(&new->link);

	if (e != AM_OK) {
		free(new);
		return e;
	}
	new->control = control;
	new->signals = signals;
	new->trouble = open_ui(new, first);
	if (new->trouble != AM_OK)
		log_err("no console for operator %lld: %s",
		    (long long)first->console.operator_id, err_name(new->trouble));
	*c = new;
	return AM_OK;
}

void console_free(struct console *c)
{
	if (c == NULL)
		return;
	ui_free(c->ui);
	store_close(c->st);
	link_free(c->link);
	free(c);
}
