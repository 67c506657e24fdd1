/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/core_priv.h"

#include <string.h>
#include <sys/syscall.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#include "schema/base/clock.h"
#include "schema/base/log.h"
#include "server/hand.h"

#define TICK_MS 1000
#define ALIVE_TICKS 3
#define REVIEW_TICKS 10
#define HOT_MS 5000 /* of processor in REVIEW_TICKS seconds, on a busy machine too */
#define HOT_LOOKS 2 /* in a row: it spins */
#define DUE_TICKS 10 /* a missed check-in is told within so many seconds */
#define SIGN_MS 300000
#define SIGN_CHANGES 500   /* each change is about two rows of the audit */
#define MISSED_MS 120000   /* a console that takes no event for so long hangs */
#define HANGS_MS 10000     /* a console that takes so long to look up hangs */
#define GRACE_MORE_MS 5000 /* amparo-ssh itself ends a stranger at the end of her time */
#define REFUSED_LOG_TICKS 60
#define JUMP 5 /* seconds of the wall clock at once; more than any leap second */

/* --- events to the consoles --- */

static void tell(struct console *k, uint32_t topic, uint64_t id)
{
	const struct wire m = { .type = WIRE_EVENT, .fd = -1, .event = { topic, id } };

	if (k->missed == 0 && party_send(&k->p, &m))
		return;
	/* Its socket is full: it is told "any row" of all it missed, later. */
	if (k->missed == 0)
		k->missed_ms = clock_ms();
	k->missed |= topic;
}

static void tell_missed(struct console *k, int64_t now_ms)
{
	const unsigned missed = k->missed;

	if (missed == 0)
		return;
	k->missed = 0;
	for (uint32_t bit = 1; bit != 0 && bit <= missed; bit <<= 1) {
		const int64_t since_ms = k->missed_ms;

		if ((missed & bit) != 0)
			tell(k, bit, 0);
		if (k->missed != 0)
			k->missed_ms = since_ms;
	}
	if (k->missed != 0 && now_ms - k->missed_ms >= MISSED_MS && !k->p.ending) {
		log_err(
		    "console %llu takes no events: ended", (unsigned long long)k->p.key);
		party_end(&k->p, sentence_msgid(SAY_CONSOLE_ENDED));
	}
}

static void on_gathered(uv_timer_t *timer)
{
	struct core *c = timer->data;
	struct bus_change change;

	while (bus_take(&c->bus, &change)) {
		struct console *k = NULL;

		while ((k = console_next(c, k)) != NULL) {
			if (k->p.key != change.from)
				tell(k, change.topic, change.id);
		}
	}
}

void core_changed(struct core *c, uint32_t topic, uint64_t id, uint64_t from)
{
	bus_add(&c->bus, topic, id, from);
	if (!uv_is_active((uv_handle_t *)&c->gather))
		uv_timer_start(&c->gather, on_gathered, BUS_GATHER_MS, 0);
	if ((topic & TOPIC_SETTING) != 0)
		core_settings(c);
	if ((topic & TOPIC_USER) != 0)
		console_review(c);
	if (topic != TOPIC_SESSION && ++c->changes_since_sign >= SIGN_CHANGES)
		watch_sign(c);
}

/* --- processes --- */

static void end_the_late(struct core *c, int64_t now_ms)
{
	for (struct party *p = c->parties; p != NULL; p = p->next) {
		if (p->end_at_ms != 0 && now_ms >= p->end_at_ms) {
			log_warn("process %d does not end: killed", (int)p->held.pid);
			party_kill(p);
		}
	}
}

/* Milliseconds of processor that the process has used, -1 if it is gone. */
static int64_t cpu_of(pid_t pid)
{
	struct timespec t;
	clockid_t clock;

	if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &t) != 0)
		return -1;
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* A channel with a certain packet size makes libssh 0.10 spin for ever. */
static void look_for_spinning(struct line *l)
{
	const int64_t used = cpu_of((pid_t)l->p.held.pid);

	l->p.hot = used - l->p.cpu_ms >= HOT_MS && l->p.cpu_ms > 0 ? l->p.hot + 1 : 0;
	l->p.cpu_ms = used > 0 ? used : 1;
	if (l->p.hot >= HOT_LOOKS) {
		log_err("process %d spins: killed", (int)l->p.held.pid);
		party_kill(&l->p);
	}
}

static void look_at_lines(struct core *c, int64_t now_ms)
{
	const int64_t grace_ms = conf_number(c->conf, SET_GRACE) * 1000 + GRACE_MORE_MS;
	struct line *l = NULL;

	while ((l = line_next(c, l)) != NULL) {
		if (l->taken_ms != 0 && now_ms - l->taken_ms >= TICK_MS)
			line_taken(l);
		if (l->phase < LINE_WAITING && now_ms - l->came_ms >= grace_ms)
			line_end(l, sentence_msgid(SAY_TOO_SLOW));
		if (c->ticks % REVIEW_TICKS == 0)
			look_for_spinning(l);
	}
}

static void look_at_consoles(struct core *c, int64_t now_ms)
{
	struct console *k = NULL;

	while ((k = console_next(c, k)) != NULL) {
		const struct held *h = &k->p.held;

		tell_missed(k, now_ms);
		if (k->asked_ms != 0 && now_ms - k->asked_ms >= HANGS_MS &&
		    !k->p.ending) {
			console_hangs(k);
			continue;
		}
		if (h->detached_ms == 0 || k->wanted != 0)
			continue;
		if (now_ms - h->detached_ms >= c->detached_s * 1000)
			console_end(k, SESSION_LOST, SAY_DETACHED);
	}
}

/* --- every second --- */

void watch_sign(struct core *c)
{
	const struct job job = {
		.kind = JOB_SIGN, .at = clock_now(), .sign_key = c->sign_key
	};

	if (c->signing)
		return;
	c->signing = true;
	work_add(c, &job);
}

/* Follow-ups that are late, check-ins that were missed: whoever is logged in or not. */
static void look_for_due(struct core *c)
{
	const struct job job = { .kind = JOB_DUE, .at = clock_now() };

	if (c->looking)
		return;
	c->looking = true;
	work_add(c, &job);
}

static void log_refused(struct core *c)
{
	if (c->refused != c->refused_logged)
		log_warn("%lld connections refused in the last minute",
		    (long long)(c->refused - c->refused_logged));
	c->refused_logged = c->refused;
	c->starved = false;
}

/*
 * Nothing here waits by the clock on the wall, but every row has its time from it: that
 * it was set is part of the audit.
 */
static void look_at_clock(struct core *c, int64_t now_ms)
{
	const int64_t now = clock_now(), ahead = now - now_ms / 1000;
	const int64_t jump = ahead - c->clock_ahead;
	const struct job job = { .kind = JOB_CLOCK, .at = now, .jump = jump };

	c->clock_ahead = ahead;
	if (jump > -JUMP && jump < JUMP)
		return;
	log_warn("the clock was set by %lld seconds", (long long)jump);
	work_add(c, &job);
}

static void on_tick(uv_timer_t *timer)
{
	struct core *c = timer->data;
	const int64_t now_ms = clock_ms();

	c->ticks++;
	look_at_clock(c, now_ms);
	end_the_late(c, now_ms);
	party_kill_leavers(c, now_ms, false);
	look_at_lines(c, now_ms);
	look_at_consoles(c, now_ms);
	link_flush(c);
	if (c->ticks % ALIVE_TICKS == 0) {
		core_settings(c); /* asks the database */
		link_say(c, HAND_ALIVE);
	}
	if (c->ticks % REVIEW_TICKS == 0)
		console_review(c); /* what nobody told us of */
	if (c->ticks % DUE_TICKS == 0 && !core_stopping(c))
		look_for_due(c);
	if (c->ticks % REFUSED_LOG_TICKS == 0)
		log_refused(c);
	if (now_ms - c->signed_ms >= SIGN_MS && !core_stopping(c))
		watch_sign(c);
	core_check_end(c);
}

void watch_start(struct core *c)
{
	uv_timer_init(&c->loop, &c->tick);
	uv_timer_init(&c->loop, &c->gather);
	c->tick.data = c->gather.data = c;
	uv_timer_start(&c->tick, on_tick, TICK_MS, TICK_MS);
}
