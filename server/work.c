/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/core_priv.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/log.h"
#include "schema/base/mem.h"
#include "schema/store.h"

#define QUEUE_MAX 10000   /* the disk stands still: nothing more is worth queueing */
#define REFUSED_QUEUE 200 /* a flood of wrong log-ins gets no more than this */
#define BUSY_TRIES 5      /* each waits two seconds for the other writer */
#define PINS_AT_ONCE 2    /* 64 MiB each */

struct queued {
	struct queued *next;
	struct job job;
};

struct pin {
	struct pin *next;
	struct core *core;
	uv_work_t request;
	uint64_t console;
	char text[65];
	char hash[PIN_HASH_LEN];
	bool right;
};

struct work {
	struct core *core;
	struct store *st; /* of the thread that runs the job */
	uv_work_t request, check;
	struct queued *first, **last;
	int count;
	bool running;
	struct job now;
	struct pin *pins; /* that wait */
	int pins_running;
	bool checking;
	enum err checked;
	atomic_bool stop;
};

/* --- the jobs: in a thread of the pool, with a connection of their own --- */

static enum err do_start(struct store *st, struct job *j)
{
	struct session_last last = { 0 };
	enum err e = session_start(
	    st, j->operator_id, j->fingerprint, j->peer, j->term, j->at, &j->session_id);

	if (e == AM_OK && session_last(st, j->operator_id, j->session_id, &last) == AM_OK)
		j->failed = last.failed;
	return e;
}

static enum err do_attach(struct store *st, struct job *j)
{
	return session_attached(
	    st, j->session_id, j->fingerprint, j->peer, j->term, j->at);
}

static enum err do_detach(struct store *st, struct job *j)
{
	return session_detached(st, j->session_id, j->at);
}

static enum err do_end(struct store *st, struct job *j)
{
	return session_end(st, j->session_id, j->reason, j->at);
}

static enum err do_refused(struct store *st, struct job *j)
{
	return session_refused(st, j->login, j->peer, j->at);
}

static enum err add_row(struct store *st, const struct job *j, const char *what,
    const char *entity, int64_t id, const char *detail)
{
	const struct actor actor = {
		.operator_id = j->operator_id,
		.session_id = j->session_id,
		.role = ROLE_SYSTEM,
		.name = "amparod",
	};
	enum err e = store_begin(st);

	if (e != AM_OK)
		return e;
	e = audit_add(st, &actor, j->at, what, entity, id, detail);
	return store_end(st, e);
}

static enum err do_pin_wrong(struct store *st, struct job *j)
{
	return add_row(st, j, "refused", "pin", j->operator_id, "");
}

static enum err do_clock(struct store *st, struct job *j)
{
	char detail[64];

	str_printf(detail, sizeof(detail), "{\"seconds\":%lld}", (long long)j->jump);
	return add_row(st, j, "set", "clock", 0, detail);
}

/* session_id and hash take the head that was signed. */
static enum err do_sign(struct store *st, struct job *j)
{
	return audit_sign(st, j->at, j->sign_key, &j->session_id, j->hash);
}

static enum err do_due(struct store *st, struct job *j)
{
	return due_check(st, j->at, j->told, &j->told_count);
}

static enum err (*const doers[JOB_KINDS])(struct store *, struct job *) = {
	[JOB_START] = do_start,
	[JOB_ATTACH] = do_attach,
	[JOB_DETACH] = do_detach,
	[JOB_END] = do_end,
	[JOB_REFUSED] = do_refused,
	[JOB_PIN_WRONG] = do_pin_wrong,
	[JOB_SIGN] = do_sign,
	[JOB_DUE] = do_due,
	[JOB_CLOCK] = do_clock,
};

static void run_job(uv_work_t *request)
{
	struct work *w = request->data;
	struct job *j = &w->now;

	for (int i = 0; i < BUSY_TRIES; i++) {
		j->err = doers[j->kind](w->st, j);
		if (j->err != AM_BUSY)
			return;
	}
}

/* --- the queue --- */

static void signed_head(struct core *c, const struct job *j)
{
	char hex[2 * AUDIT_HASH_LEN + 1] = "";

	c->signing = false;
	c->signed_ms = clock_ms();
	c->changes_since_sign = 0;
	if (j->err != AM_OK || j->session_id == 0 || j->session_id == c->signed_id)
		return;
	c->signed_id = j->session_id;
	memcpy(c->signed_hash, j->hash, sizeof(c->signed_hash));
	for (size_t i = 0; i < AUDIT_HASH_LEN; i++)
		str_printf(hex + 2 * i, 3, "%02x", j->hash[i]);
	/* The journal is what leaves the machine: a cut tail is found against it. */
	log_info("audit head %lld %s", (long long)c->signed_id, hex);
}

/* What has become due is on disk: whoever shows it reads again. */
static void told_due(struct core *c, const struct job *j)
{
	c->looking = false;
	for (size_t i = 0; j->err == AM_OK && i < j->told_count; i++) {
		/* lists of alerts read again; which one it is tells the row it is about */
		const bool alert = j->told[i].topic == TOPIC_ALERT;

		core_changed(c, j->told[i].topic, alert ? 0 : (uint64_t)j->told[i].id, 0);
	}
}

static void run_next(struct work *w);

static void on_done(uv_work_t *request, int status)
{
	struct work *w = request->data;
	struct core *c = w->core;
	const struct job done = w->now;

	(void)status;
	w->running = false;
	if (done.err != AM_OK)
		log_err("job %d, session %lld: %s", (int)done.kind,
		    (long long)done.session_id, err_name(done.err));
	if (done.kind == JOB_START || done.kind == JOB_ATTACH)
		console_job_done(c, &done);
	if (done.kind == JOB_SIGN)
		signed_head(c, &done);
	if (done.kind == JOB_DUE)
		told_due(c, &done);
	run_next(w);
	core_check_end(c);
}

static void run_next(struct work *w)
{
	struct queued *q = w->first;

	if (w->running || q == NULL)
		return;
	w->first = q->next;
	if (w->first == NULL)
		w->last = &w->first;
	w->count--;
	w->now = q->job;
	free(q);
	w->running = true;
	w->request.data = w;
	uv_queue_work(&w->core->loop, &w->request, run_job, on_done);
}

void work_add(struct core *c, const struct job *job)
{
	struct work *w = c->work;
	struct queued *q;

	if (w->count >= (job->kind == JOB_REFUSED ? REFUSED_QUEUE : QUEUE_MAX)) {
		log_warn("job %d is left out: too many wait", (int)job->kind);
		return;
	}
	q = mem_new(1, sizeof(*q));
	q->job = *job;
	*w->last = q;
	w->last = &q->next;
	w->count++;
	run_next(w);
}

/* --- PINs --- */

static void hash_pin(uv_work_t *request)
{
	struct pin *p = request->data;

	p->right = pin_matches(p->text, p->hash);
}

static void start_pin(struct work *w);

static void on_hashed(uv_work_t *request, int status)
{
	struct pin *p = request->data;
	struct core *c = p->core;
	const bool right = status == 0 && p->right;
	const uint64_t console = p->console;

	explicit_bzero(p, sizeof(*p));
	free(p);
	c->work->pins_running--;
	console_pin_done(c, console, right ? PIN_RIGHT : PIN_WRONG);
	start_pin(c->work);
	core_check_end(c);
}

static void start_pin(struct work *w)
{
	struct pin *p = w->pins;

	if (p == NULL || w->pins_running >= PINS_AT_ONCE)
		return;
	w->pins = p->next;
	w->pins_running++;
	uv_queue_work(&w->core->loop, &p->request, hash_pin, on_hashed);
}

void work_pin(struct console *k, const char *pin)
{
	struct core *c = k->p.core;
	struct pin *p = mem_new(1, sizeof(*p)), **at = &c->work->pins;
	const enum err e = operator_pin_hash(c->st, k->p.held.operator_id, p->hash);

	k->pin_working = true;
	if (e != AM_OK) {
		free(p);
		if (e != AM_MISSING)
			log_err("PIN of operator %lld: %s",
			    (long long)k->p.held.operator_id, err_name(e));
		console_pin_done(c, k->p.key, PIN_UNSET);
		return;
	}
	p->core = c;
	p->console = k->p.key;
	p->request.data = p;
	str_copy(p->text, sizeof(p->text), pin);
	while (*at != NULL)
		at = &(*at)->next;
	*at = p;
	start_pin(c->work);
}

/* --- checking the file, once, beside everything else --- */

static bool told_to_stop(void *data)
{
	struct work *w = data;

	return atomic_load(&w->stop);
}

static void check_file(uv_work_t *request)
{
	struct work *w = request->data;
	struct store *st = NULL;

	w->checked =
	    store_open(conf_text(w->core->conf, SET_DATABASE), STORE_READ_WRITE, &st);
	if (w->checked == AM_OK) {
		store_give_up(st, told_to_stop, w);
		w->checked = store_check(st);
	}
	store_close(st);
}

static void on_checked(uv_work_t *request, int status)
{
	struct work *w = request->data;
	struct core *c = w->core;

	w->checking = false;
	if (status == 0 && w->checked != AM_OK && w->checked != AM_STOPPED) {
		c->damaged = w->checked == AM_CORRUPT;
		log_err("the check of the database says %s", err_name(w->checked));
	}
	core_check_end(c);
}

/* --- life --- */

enum err work_start(struct core *c)
{
	struct work *w = mem_new(1, sizeof(*w));
	const enum err e =
	    store_open(conf_text(c->conf, SET_DATABASE), STORE_READ_WRITE, &w->st);

	w->core = c;
	w->last = &w->first;
	c->work = w;
	if (e != AM_OK)
		return e;
	w->checking = true;
	w->check.data = w;
	uv_queue_work(&c->loop, &w->check, check_file, on_checked);
	return AM_OK;
}

bool work_idle(const struct core *c)
{
	const struct work *w = c->work;

	return !w->running && w->first == NULL && w->pins_running == 0 && !w->checking;
}

void work_stop(struct core *c)
{
	struct work *w = c->work;

	if (w != NULL)
		atomic_store(&w->stop, true);
}

void work_close(struct core *c)
{
	if (c->work != NULL)
		store_close(c->work->st);
}
