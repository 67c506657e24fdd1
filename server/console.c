/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/core_priv.h"

#include <errno.h>
#include <string.h>
#include <stdlib.h>
#include <unistd.h>

#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/log.h"
#include "schema/base/mem.h"

#define QUIT_MS 5000 /* from QUIT to the end of the process */

/* --- a line and a console come together --- */

static struct console *new_console(struct core *c, const struct line *l)
{
	const struct wire first = {
		.type = WIRE_CONSOLE,
		.fd = -1,
		.console = {
			.database = conf_text(c->conf, SET_DATABASE),
			.locale = c->locale,
			.zone = c->zone,
			.operator_id = (uint64_t)l->p.held.operator_id,
		},
	};
	int sock = -1, pidfd = -1;
	pid_t pid = 0;
	struct console *k;

	if (party_spawn(c, PROGRAM_TUI, &pid, &sock, &pidfd) != AM_OK)
		return NULL;
	k = mem_new(1, sizeof(*k));
	k->p.held = l->p.held;
	k->p.held.kind = HELD_CONSOLE;
	k->p.held.pid = (int32_t)pid;
	k->p.held.other = 0;
	k->reason = SESSION_CRASHED;
	party_add(c, &k->p, c->last_key + 1, sock, pidfd);
	if (!party_send(&k->p, &first)) {
		party_gone(&k->p);
		return NULL;
	}
	return k;
}

/*
 * The newer line wins (tmux attach -d).  The console itself says goodbye on the
 * older one, in its language and with the terminal tidied up; line_taken() is for
 * a console that does not come to it.
 */
static void take_from(struct line *old, const struct line *by)
{
	if (old == NULL || old == by || old->taken_ms != 0)
		return;
	old->taken_ms = clock_ms();
	str_copy(old->taken_by, sizeof(old->taken_by), by->p.held.peer);
	old->p.held.other = 0;
}

/* Have the session's row made or continued for the line that wants the console. */
static void begin_session(struct console *k)
{
	struct core *c = k->p.core;
	struct line *l = line_get(c, k->wanted);
	struct job job = { .console = k->p.key, .line = k->wanted, .at = clock_now() };

	if (k->working || l == NULL)
		return;
	job.kind = k->p.held.session_id == 0 ? JOB_START : JOB_ATTACH;
	job.session_id = k->p.held.session_id;
	job.operator_id = k->p.held.operator_id;
	str_copy(job.fingerprint, sizeof(job.fingerprint), l->p.held.fingerprint);
	str_copy(job.peer, sizeof(job.peer), l->p.held.peer);
	str_copy(job.term, sizeof(job.term), l->p.held.term);
	k->working = true;
	work_add(c, &job);
}

void console_serve(struct core *c, struct line *l)
{
	struct console *k = console_of(c, l->p.held.operator_id);

	if (k == NULL)
		k = new_console(c, l);
	if (k == NULL) {
		line_end(l, sentence_msgid(SAY_NO_CONSOLE));
		return;
	}
	take_from(line_get(c, k->wanted), l);
	k->wanted = l->p.key;
	l->p.held.other = k->p.key;
	begin_session(k);
}

/*
 * The console takes no notice of the line.  It is killed, and the line gets a new one,
 * which finds what the old one kept; else its operator could not work until somebody
 * came who knows about processes.  Once only: two that hang have a reason in common.
 */
static void replace(struct console *k, struct line *l)
{
	log_err("console %llu does not answer: killed", (unsigned long long)k->p.key);
	k->p.ending = true; /* it is nobody's any more */
	k->p.held.other = k->wanted = 0;
	party_kill(&k->p);
	l->p.held.other = 0;
	l->p.held.session_id = 0; /* ends with the old one */
	if (l->replaced) {
		line_end(l, sentence_msgid(SAY_NO_CONSOLE));
		return;
	}
	l->replaced = true;
	l->phase = LINE_WAITING;
	console_serve(k->p.core, l);
}

static bool send_ends(
    struct console *k, struct line *l, const int pair[2], int64_t failed)
{
	const struct wire attach = {
		.type = WIRE_ATTACH,
		.fd = pair[0],
		.attach = {
			.session = (uint64_t)k->p.held.session_id,
			.rows = l->rows,
			.cols = l->cols,
			.term = l->p.held.term,
			.peer = l->p.held.peer,
			.resumed = k->p.given,
			.failed = (uint32_t)failed,
		},
	};
	const struct wire data = {
		.type = WIRE_DATA,
		.fd = pair[1],
		.data.session = (uint64_t)k->p.held.session_id,
	};

	return party_send(&k->p, &attach) && party_send(&l->p, &data);
}

static void now_together(struct console *k, struct line *l)
{
	struct held *h = &k->p.held;

	take_from(line_get(k->p.core, h->other), l);
	h->other = l->p.key;
	h->detached_ms = 0;
	h->since = h->since == 0 ? clock_now() : h->since;
	memcpy(h->fingerprint, l->p.held.fingerprint, sizeof(h->fingerprint));
	memcpy(h->peer, l->p.held.peer, sizeof(h->peer));
	memcpy(h->term, l->p.held.term, sizeof(h->term));
	l->p.held.session_id = h->session_id;
	l->p.held.other = k->p.key;
	l->phase = LINE_SERVED;
	k->wanted = 0;
	k->asked_ms = clock_ms();
	k->p.holding = l->p.holding = true;
	party_changed(&k->p);
	party_changed(&l->p);
	core_changed(k->p.core, TOPIC_SESSION, (uint64_t)h->session_id, k->p.key);
	log_info("session %lld: operator %lld attached", (long long)h->session_id,
	    (long long)h->operator_id);
}

static void attach(struct console *k, struct line *l, int64_t failed)
{
	int pair[2];

	if (wire_pair(pair) != AM_OK) {
		log_err("no socket for a console: %s", strerror(errno));
		line_end(l, sentence_msgid(SAY_NO_CONSOLE));
		return;
	}
	if (send_ends(k, l, pair, failed))
		now_together(k, l);
	else
		replace(k, l);
	close(pair[0]);
	close(pair[1]);
}

void console_hangs(struct console *k)
{
	struct line *l = line_get(k->p.core, k->p.held.other);

	k->asked_ms = 0;
	if (l != NULL)
		replace(k, l);
}

/* --- and apart --- */

static void end_session(struct console *k, enum session_end reason)
{
	struct job job = {
		.kind = JOB_END,
		.session_id = k->p.held.session_id,
		.reason = reason,
		.at = clock_now(),
	};

	if (job.session_id == 0)
		return;
	k->p.held.session_id = 0;
	work_add(k->p.core, &job);
	core_changed(k->p.core, TOPIC_SESSION, (uint64_t)job.session_id, 0);
	log_info("session %lld: ended", (long long)job.session_id);
}

static void detach(struct console *k)
{
	struct job job = {
		.kind = JOB_DETACH,
		.session_id = k->p.held.session_id,
		.at = clock_now(),
	};

	k->p.held.other = 0;
	k->p.held.detached_ms = clock_ms();
	party_changed(&k->p);
	if (job.session_id == 0)
		return;
	work_add(k->p.core, &job);
	core_changed(k->p.core, TOPIC_SESSION, (uint64_t)job.session_id, k->p.key);
	log_info("session %lld: detached", (long long)job.session_id);
}

void console_lost(struct console *k, const struct line *l)
{
	if (k->wanted == l->p.key)
		k->wanted = 0;
	if (k->p.held.other == l->p.key && !k->orderly)
		detach(k);
}

/* Nobody is left who could have this session. */
static void session_of_nobody(struct core *c, const struct job *job)
{
	struct job end = {
		.kind = JOB_END,
		.session_id = job->session_id,
		.reason = SESSION_CRASHED,
		.at = clock_now(),
	};

	if (job->kind == JOB_START && job->err == AM_OK)
		work_add(c, &end);
}

/*
 * That she is back could not be written (the disk is full, or may only be read): she
 * gets her console all the same, for it has the text that no disk has.
 */
static bool comes_back(const struct console *k, const struct job *job)
{
	return job->kind == JOB_ATTACH && k->p.held.session_id == job->session_id &&
	       (job->err == AM_FULL || job->err == AM_STORAGE ||
		   job->err == AM_READONLY || job->err == AM_BUSY);
}

void console_job_done(struct core *c, const struct job *job)
{
	struct console *k = console_get(c, job->console);
	struct line *l = line_get(c, job->line);

	if (k == NULL) {
		session_of_nobody(c, job);
		return;
	}
	const bool fine = job->err == AM_OK || comes_back(k, job);

	k->working = false;
	if (job->err == AM_OK)
		k->p.held.session_id = job->session_id;
	else if (l != NULL && !fine)
		line_end(l, err_msgid(job->err));
	if (!fine && k->p.held.session_id == 0 && k->wanted == job->line) {
		k->orderly = true;
		party_end(&k->p, "");
	} else if (fine && l != NULL && k->wanted == job->line) {
		attach(k, l, job->failed);
	} else if (k->wanted != 0 && k->wanted != job->line) {
		begin_session(k);
	} else if (k->p.held.other == 0) {
		k->p.holding = true;
		detach(k);
	}
}

void console_end(struct console *k, enum session_end reason, enum sentence why)
{
	struct line *l = line_get(k->p.core, k->wanted);

	if (k->orderly)
		return;
	k->orderly = true;
	k->reason = reason;
	if (l != NULL)
		line_end(l, sentence_msgid(why));
	party_end(&k->p, sentence_msgid(why));
}

void console_gone(struct console *k)
{
	struct core *c = k->p.core;
	struct line *wanted = line_get(c, k->wanted);
	struct line *served = line_get(c, k->p.held.other);

	end_session(k, k->orderly ? k->reason : SESSION_CRASHED);
	if (wanted != NULL)
		line_end(wanted, sentence_msgid(SAY_CONSOLE_ENDED));
	if (served == NULL)
		return;
	served->p.held.other = 0;
	/* In order: the console has told it to close, with its own words. */
	if (k->orderly && served->p.end_at_ms == 0)
		served->p.end_at_ms = clock_ms() + END_MS;
	else
		line_end(served, sentence_msgid(SAY_CONSOLE_ENDED));
}

/* --- what it says --- */

static void on_changed(struct console *k, const struct wire *m)
{
	core_changed(k->p.core, m->event.topic, m->event.id, k->p.key);
}

static void on_state(struct console *k, const struct wire *m)
{
	struct held *h = &k->p.held;

	str_copy(h->screen, sizeof(h->screen), m->state.screen);
	h->call = m->state.call;
	h->locked = m->state.locked != 0;
	if (m->state.attached != 0)
		k->asked_ms = 0;
	party_changed(&k->p);
	core_changed(k->p.core, TOPIC_SESSION, (uint64_t)h->session_id, k->p.key);
}

static void answer_pin(struct console *k, enum wire_pin answer)
{
	const int64_t left = k->p.core->pin_tries - k->p.held.pin_tries;
	const struct wire m = {
		.type = WIRE_PIN_ANSWER,
		.fd = -1,
		.pin_answer = { answer, left < 0 ? 0 : (uint32_t)left },
	};

	party_send(&k->p, &m);
}

static void on_pin(struct console *k, const struct wire *m)
{
	/* One at a time: who sends faster than it is checked guesses. */
	if (!k->pin_working)
		work_pin(k, m->pin.pin);
}

void console_pin_done(struct core *c, uint64_t console, enum wire_pin answer)
{
	struct console *k = console_get(c, console);
	struct job job = { .kind = JOB_PIN_WRONG, .at = clock_now() };

	if (k == NULL)
		return;
	k->pin_working = false;
	if (answer == PIN_WRONG) {
		k->p.held.pin_tries++;
		job.operator_id = k->p.held.operator_id;
		job.session_id = k->p.held.session_id;
		work_add(c, &job);
		if (k->p.held.pin_tries >= c->pin_tries)
			answer = PIN_LOCKED;
	} else if (answer == PIN_RIGHT) {
		k->p.held.pin_tries = 0;
	}
	party_changed(&k->p);
	answer_pin(k, answer);
	if (answer == PIN_LOCKED)
		console_end(k, SESSION_KICKED, SAY_PIN);
}

/* QUIT's reason is a word of SESSION_END_TABLE; any other is a log-out. */
static enum session_end reason_of(const char *word)
{
#define SESSION_END_WORD(code, text) text,
	static const char *const words[] = { SESSION_END_TABLE(SESSION_END_WORD) };

	for (size_t i = 0; i < COUNT(words); i++) {
		if (strcmp(words[i], word) == 0)
			return (enum session_end)i;
	}
	return SESSION_LOGOUT;
}

static void on_quit(struct console *k, const struct wire *m)
{
	if (!k->orderly)
		k->reason = reason_of(m->quit.reason);
	k->orderly = true;
	end_session(k, k->reason);
	if (k->p.end_at_ms == 0)
		k->p.end_at_ms = clock_ms() + QUIT_MS;
}

void console_message(struct console *k, const struct wire *m)
{
	static void (*const handlers[WIRE_TYPES])(
	    struct console *, const struct wire *) = {
		[WIRE_CHANGED] = on_changed,
		[WIRE_STATE] = on_state,
		[WIRE_PIN] = on_pin,
		[WIRE_QUIT] = on_quit,
	};

	if (handlers[m->type] != NULL) {
		handlers[m->type](k, m);
		return;
	}
	log_err("console %llu: unexpected %s", (unsigned long long)k->p.key,
	    wire_name(m->type));
	party_end(&k->p, "");
}

/* --- who may no longer --- */

static bool key_revoked(struct core *c, const struct held *h)
{
	const struct actor self = { .role = ROLE_SYSTEM, .name = "amparod" };
	struct operator_key *keys = NULL;
	size_t count = 0;
	bool revoked = false;

	if (operator_key_list(c->st, &self, h->operator_id, &keys, &count) != AM_OK)
		return false;
	for (size_t i = 0; i < count; i++) {
		if (strcmp(keys[i].fingerprint, h->fingerprint) == 0)
			revoked = keys[i].revoked_at != 0;
	}
	free(keys);
	return revoked;
}

/* Whether this operator, by this key, may still be here; else what to say. */
static bool may_stay(struct core *c, const struct held *h, enum sentence *why)
{
	struct operator op;
	const enum err e = operator_get(c->st, h->operator_id, &op);

	*why = SAY_DISABLED;
	if (e == AM_MISSING ||
	    (e == AM_OK && (!op.active || !role_may(op.role, ACT_CONSOLE))))
		return false;
	*why = SAY_KEY_REVOKED;
	return e != AM_OK || !key_revoked(c, h);
}

void console_review(struct core *c)
{
	struct console *k = NULL;
	struct line *l = NULL;
	enum sentence why;

	while ((k = console_next(c, k)) != NULL) {
		if (!k->orderly && !may_stay(c, &k->p.held, &why))
			console_end(k, SESSION_DISABLED, why);
	}
	while ((l = line_next(c, l)) != NULL) {
		if ((l->phase == LINE_KNOWN || l->phase == LINE_WAITING) &&
		    !may_stay(c, &l->p.held, &why))
			line_end(l, sentence_msgid(why));
	}
}
