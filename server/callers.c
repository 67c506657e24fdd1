/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/callers.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/log.h"
#include "schema/base/mem.h"
#include "schema/demo.h"
#include "schema/queue.h"
#include "schema/store.h"
#include "schema/wire.h"
#include "server/cli/ask.h"
#include "server/conf.h"

#define FIRST_S 20 /* a newcomer has looked around */
#define GAP_LEAST_S 60
#define GAP_RANGE_S 61
#define SIGN_S 240 /* the exchange is heard, also where nobody rings */
#define LOST_MAX 6 /* so many in a row that nobody answered: nobody is there */
#define SELDOM_S 1800

static const struct actor self = { .role = ROLE_SYSTEM, .name = "demo" };

/* Who is on the line. */
struct ringing {
	int64_t id;      /* row of the queue, 0: none */
	int64_t until_s; /* hangs up then */
};

struct callers {
	struct store *st;
	struct conf *conf;
	uint64_t seed;
	struct ringing ringing[CALLERS_MAX];
	struct caller next;
	int64_t next_s, sign_s; /* seconds of the monotonic clock */
	int lost;               /* in a row */
};

/* Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014. */
static uint64_t dice(uint64_t *seed)
{
	uint64_t z = (*seed += UINT64_C(0x9e3779b97f4a7c15));

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

struct caller callers_next(uint64_t *seed)
{
	struct caller c = { .gap_s = GAP_LEAST_S + (int64_t)(dice(seed) % GAP_RANGE_S) };
	const bool hurried = dice(seed) % 3 == 0;

	c.patience_s =
	    hurried ? 15 + (int64_t)(dice(seed) % 30) : 120 + (int64_t)(dice(seed) % 180);
	c.who = dice(seed);
	c.trunk[0] = (char)('1' + dice(seed) % 2);
	return c;
}

static int64_t seconds(void)
{
	return clock_ms() / 1000;
}

static void tell(const struct callers *c, int64_t id)
{
	const enum err e = ask_changed(conf_control(c->conf), TOPIC_QUEUE, id);

	if (e != AM_OK && e != AM_CLOSED)
		log_warn("callers: amparod was not told: %s", err_name(e));
}

static void plan(struct callers *c)
{
	c->next = callers_next(&c->seed);
	c->next_s = seconds() + (c->lost < LOST_MAX ? c->next.gap_s : SELDOM_S);
}

static void ring(struct callers *c, struct ringing *r)
{
	char phone[24];
	struct queue_contact contact = { .phone = phone, .trunk = c->next.trunk };
	enum err e = demo_caller(c->st, c->next.who, phone);

	if (e == AM_OK)
		e = queue_push(c->st, &self, &contact, clock_now(), &r->id);
	if (e != AM_OK) {
		log_warn("callers: %s", err_name(e));
		return;
	}
	r->until_s = seconds() + c->next.patience_s;
	tell(c, r->id);
}

static void hang_up(struct callers *c, struct ringing *r)
{
	bool lost = false;

	if (queue_leave(c->st, &self, r->id, clock_now(), &lost) == AM_OK && lost)
		tell(c, r->id);
	c->lost = lost ? c->lost + 1 : 0;
	r->id = 0;
}

static void sign(struct callers *c)
{
	bool changed = false;

	if (queue_signal(c->st, &self, true, clock_now(), &changed) == AM_OK && changed)
		tell(c, 0);
	c->sign_s = seconds() + SIGN_S;
}

static struct ringing *free_line(struct callers *c)
{
	for (size_t i = 0; i < COUNT(c->ringing); i++)
		if (c->ringing[i].id == 0)
			return &c->ringing[i];
	return NULL;
}

/* Do what is due. */
static void turn(struct callers *c, int64_t now_s)
{
	for (size_t i = 0; i < COUNT(c->ringing); i++)
		if (c->ringing[i].id != 0 && now_s >= c->ringing[i].until_s)
			hang_up(c, &c->ringing[i]);
	if (now_s >= c->next_s) {
		if (free_line(c) != NULL)
			ring(c, free_line(c));
		plan(c);
	}
	if (now_s >= c->sign_s)
		sign(c);
}

static int64_t next_turn(const struct callers *c)
{
	int64_t at = c->next_s < c->sign_s ? c->next_s : c->sign_s;

	for (size_t i = 0; i < COUNT(c->ringing); i++)
		if (c->ringing[i].id != 0 && c->ringing[i].until_s < at)
			at = c->ringing[i].until_s;
	return at;
}

static void live(struct callers *c)
{
	c->next = callers_next(&c->seed);
	c->next_s = seconds() + FIRST_S;
	sign(c);
	for (;;) {
		const int64_t wait = next_turn(c) - seconds();
		const struct timespec rest = { .tv_sec = wait > 0 ? (time_t)wait : 0 };

		clock_nanosleep(CLOCK_MONOTONIC, 0, &rest, NULL);
		turn(c, seconds());
	}
}

static void run(const struct callers_setup *setup)
{
	struct callers c = { .seed = setup->seed };
	struct buf mistakes = { 0 };

	if (conf_read(setup->conf, &c.conf, &mistakes) == AM_OK &&
	    store_open(setup->database, STORE_READ_WRITE, &c.st) == AM_OK)
		live(&c);
	buf_fini(&mistakes);
}

pid_t callers_start(const struct callers_setup *setup)
{
	const pid_t parent = getpid();
	const pid_t pid = fork();

	if (pid != 0)
		return pid;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(0);
	if (setup->listener >= 0)
		close(setup->listener);
	run(setup);
	_exit(1);
}
