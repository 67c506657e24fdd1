/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/core_priv.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "schema/base/clock.h"
#include "schema/base/log.h"
#include "schema/base/mem.h"
#include "schema/store.h"
#include "server/hand.h"
#include "server/place.h"
#include "server/secret.h"
#include "server/sshkey.h"

/* --- settings --- */

void core_settings(struct core *c)
{
	int64_t n;
	enum err e = setting_number(c->st, SET_DETACHED, &n);

	if (e == AM_OK)
		c->detached_s = n;
	if (e == AM_OK)
		e = setting_number(c->st, SET_PIN_TRIES, &n);
	if (e == AM_OK)
		c->pin_tries = n;
	if (e == AM_OK)
		e = setting_text(c->st, SET_ZONE, c->zone, sizeof(c->zone));
	if (e != AM_OK)
		log_err("the settings cannot be read: %s", err_name(e));
}

static void take_rules(struct core *c)
{
	const struct limit_rule rule = {
		.strangers = conf_number(c->conf, SET_MAX_STRANGERS),
		.drop_from = conf_number(c->conf, SET_DROP_FROM),
		.per_address = conf_number(c->conf, SET_PER_ADDRESS),
		.exempt = conf_text(c->conf, SET_EXEMPT),
	};

	limit_rule(c->limit, &rule);
}

static void wipe(char *text)
{
	if (text != NULL)
		explicit_bzero(text, strlen(text));
	free(text);
}

static enum err take_host_key(struct core *c, const struct conf *conf)
{
	struct buf text = { 0 }, line = { 0 };
	char fingerprint[FINGERPRINT_LEN] = "of another kind than Ed25519";
	enum err e = secret_read(conf_text(conf, SET_HOST_KEY), &text);

	if (e != AM_OK) {
		log_err("the host key cannot be read: %s", err_name(e));
	} else {
		if (sshkey_public(buf_text(&text), &line, fingerprint) != AM_OK)
			log_warn("the host key was not made by amparod");
		log_info("host key %s", fingerprint);
		wipe(c->host_key);
		c->host_key = mem_dup(buf_text(&text));
	}
	secret_forget(&text);
	buf_fini(&line);
	return e;
}

/* The database and the socket's place stay until the next start: both are in use. */
static bool same_places(const struct conf *a, const struct conf *b)
{
	return strcmp(conf_text(a, SET_DATABASE), conf_text(b, SET_DATABASE)) == 0 &&
	       strcmp(conf_text(a, SET_RUN_DIR), conf_text(b, SET_RUN_DIR)) == 0;
}

void core_reload(struct core *c)
{
	struct buf mistakes = { 0 };
	struct conf *fresh = NULL;
	enum err e = conf_read(c->setup->conf, &fresh, &mistakes);

	if (e == AM_OK && !same_places(c->conf, fresh)) {
		log_err("data.database and data.run need a restart: everything stays as "
			"it was");
		e = AM_INVALID;
	}
	if (e == AM_OK)
		e = take_host_key(c, fresh);
	if (e == AM_OK) {
		conf_free(c->conf);
		c->conf = fresh;
		fresh = NULL;
		take_rules(c);
		log_info("amparo.conf was read again; it holds for new connections");
	}
	conf_free(fresh);
	buf_fini(&mistakes);
}

/* --- the end --- */

bool core_stopping(const struct core *c)
{
	return c->stop_at_ms != 0 || c->leaving;
}

void core_stop(struct core *c)
{
	struct console *k = NULL;
	struct line *l = NULL;

	if (core_stopping(c))
		return;
	log_info("stopping");
	c->stop_at_ms = clock_ms() + STOP_WAIT_MS;
	accept_stop(c);
	work_stop(c);
	while ((k = console_next(c, k)) != NULL)
		console_end(k, SESSION_RESTART, SAY_STOP);
	while ((l = line_next(c, l)) != NULL) {
		if (l->phase != LINE_SERVED)
			line_end(l, sentence_msgid(SAY_STOP));
	}
	core_check_end(c);
}

/* Consoles and lines stay with the keeper. */
void core_leave(struct core *c)
{
	if (core_stopping(c))
		return;
	log_info("leaving; the next core goes on");
	c->leaving = true;
	accept_stop(c);
	work_stop(c);
	link_flush(c);
	core_check_end(c);
}

static void kill_the_rest(struct core *c)
{
	const int64_t now_ms = clock_ms();

	while (c->parties != NULL)
		party_gone(c->parties);
	party_kill_leavers(c, now_ms, true);
}

void core_check_end(struct core *c)
{
	if (!core_stopping(c) || c->finished)
		return;
	if (c->stop_at_ms != 0 && (c->parties != NULL || c->leavers != NULL)) {
		if (clock_ms() < c->stop_at_ms)
			return;
		c->stop_at_ms = INT64_MAX; /* once: this function comes in again */
		kill_the_rest(c);
		return;
	}
	if (!work_idle(c))
		return;
	if (!c->leaving && !c->last_signed) {
		c->last_signed = true;
		watch_sign(c);
		return;
	}
	c->finished = true;
	uv_stop(&c->loop);
}

/* --- signals --- */

static void on_term(uv_signal_t *handle, int number)
{
	(void)number;
	core_leave(handle->data);
}

static void on_hup(uv_signal_t *handle, int number)
{
	(void)number;
	core_reload(handle->data);
}

static void on_chld(uv_signal_t *handle, int number)
{
	int status;
	pid_t pid;

	(void)number;
	while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
		accept_reaped(handle->data, pid, status);
}

static void watch_signals(struct core *c)
{
	const struct sigaction ignore = { .sa_handler = SIG_IGN };
	const struct {
		uv_signal_t *handle;
		uv_signal_cb act;
		int number;
	} wanted[] = {
		{ &c->on_term, on_term, SIGTERM },
		{ &c->on_hup, on_hup, SIGHUP },
		{ &c->on_chld, on_chld, SIGCHLD },
	};

	sigaction(SIGPIPE, &ignore, NULL);
	sigaction(SIGINT, &ignore, NULL);
	sigaction(
	    SIGXFSZ, &ignore, NULL); /* a limit is an error of write(2) like others */
	for (size_t i = 0; i < COUNT(wanted); i++) {
		uv_signal_init(&c->loop, wanted[i].handle);
		wanted[i].handle->data = c;
		uv_signal_start(wanted[i].handle, wanted[i].act, wanted[i].number);
	}
}

/* --- the beginning --- */

/* The first start makes the host key; one that got lost is never replaced in silence. */
static enum err make_host_key(struct core *c)
{
	const char *path = conf_text(c->conf, SET_HOST_KEY);

	if (access(path, F_OK) == 0 ||
	    access(conf_text(c->conf, SET_DATABASE), F_OK) == 0)
		return AM_OK;
	log_info("making the host key");
	return sshkey_create(path, "amparo");
}

static enum err open_database(struct core *c)
{
	const char *path = conf_text(c->conf, SET_DATABASE);
	enum err e = store_open(path, STORE_UPGRADE, &c->st);

	if (e == AM_OK)
		e = secret_sign_key(path, c->sign_key, c->public_key);
	if (e == AM_MISSING)
		log_err("%s: there is no database; \"amparo init\" makes one", path);
	else if (e != AM_OK)
		log_err("%s: %s", path, err_text(e));
	return e;
}

static void log_public_key(const struct core *c)
{
	char hex[2 * AUDIT_PUBLIC_KEY_LEN + 1];

	sodium_bin2hex(hex, sizeof(hex), c->public_key, sizeof(c->public_key));
	log_info("audit public key %s", hex);
}

static enum err open_all(struct core *c)
{
	struct buf mistakes = { 0 };
	enum err e = conf_read(c->setup->conf, &c->conf, &mistakes);

	if (e != AM_OK)
		log_err("%s", buf_text(&mistakes));
	buf_fini(&mistakes);
	if (e == AM_OK)
		e = make_host_key(c);
	if (e == AM_OK)
		e = open_database(c);
	if (e == AM_OK)
		e = take_host_key(c, c->conf);
	if (e == AM_OK)
		e = control_start(c);
	if (e == AM_OK)
		e = work_start(c);
	return e;
}

/* Sessions that no console holds any more have ended while nobody was there. */
static enum err close_old_sessions(struct core *c)
{
	int64_t *kept;
	int64_t count = 0;
	struct console *k = NULL;
	enum err e;

	for (k = NULL; (k = console_next(c, k)) != NULL;)
		count++;
	kept = mem_new((size_t)count + 1, sizeof(*kept));
	count = 0;
	while ((k = console_next(c, k)) != NULL) {
		if (k->p.held.session_id != 0)
			kept[count++] = k->p.held.session_id;
	}
	e = session_end_all_but(c->st, kept, count, clock_now());
	free(kept);
	if (e != AM_OK)
		log_err("old sessions cannot be closed: %s", err_name(e));
	return e;
}

static enum err begin(struct core *c)
{
	enum err e = open_all(c);

	if (e != AM_OK)
		return e;
	core_settings(c);
	clock_zone(c->zone);
	take_rules(c);
	watch_signals(c);
	watch_start(c);
	if (!link_begin(c))
		return AM_CLOSED;
	if (close_old_sessions(c) != AM_OK)
		return AM_BUSY;
	log_public_key(c);
	console_review(c);
	watch_sign(c);
	link_say(c, HAND_READY);
	return AM_OK;
}

/* What cannot get better by starting again. */
static int status_of(enum err e)
{
	/* AM_EXISTS: another amparod, which may just be saying goodbye. */
	if (e == AM_OK || e == AM_BUSY || e == AM_CLOSED || e == AM_IO || e == AM_EXISTS)
		return 1;
	return CONF_STATUS;
}

static void set_up(struct core *c, const struct core_setup *setup)
{
	c->setup = setup;
	c->listener = -1;
	c->keeper = HAND_FD;
	c->spare_fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
	fcntl(HAND_FD, F_SETFD, FD_CLOEXEC);
	c->started_at = clock_now();
	c->started_ms = c->signed_ms = clock_ms();
	c->clock_ahead = clock_now() - c->started_ms / 1000;
	c->detached_s = 1800;
	c->pin_tries = 3;
	str_copy(c->zone, sizeof(c->zone), "America/Lima");
	c->limit = limit_new();
	if (setup->programs != NULL)
		str_copy(c->programs, sizeof(c->programs), setup->programs);
	else
		place_programs(c->programs, sizeof(c->programs));
	place_locale(c->locale, sizeof(c->locale));
}

static void tear_down(struct core *c)
{
	control_stop(c);
	work_close(c);
	store_close(c->st);
	wipe(c->host_key);
	explicit_bzero(c->sign_key, sizeof(c->sign_key));
	conf_free(c->conf);
	limit_free(c->limit);
}

int core_run(const struct core_setup *setup)
{
	struct core *c = mem_new(1, sizeof(*c));
	enum err e;

	prctl(PR_SET_NAME, "amparod-core");
	prctl(PR_SET_DUMPABLE, 0);
	log_start("amparod-core");
	if (sodium_init() < 0 || uv_loop_init(&c->loop) != 0)
		return 1;
	set_up(c, setup);
	e = begin(c);
	if (e == AM_OK)
		uv_run(&c->loop, UV_RUN_DEFAULT);
	tear_down(c);
	/* A core that has begun holds handles that libuv still knows: the process ends. */
	if (uv_loop_close(&c->loop) == 0)
		free(c);
	return e == AM_OK ? 0 : status_of(e);
}
