/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/keeper.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "schema/base/clock.h"
#include "schema/base/log.h"
#include "schema/base/mem.h"
#include "schema/wire.h"
#include "server/conf.h"
#include "server/hand.h"
#include "server/listen.h"
#include "server/notify.h"

#define QUICK_MS 10000     /* a core that lived shorter died quickly */
#define QUICK_DEATHS_MAX 8 /* in a row, and no core was ever ready: given up */
#define PAUSE_MAX_MS 5000  /* before the next core, when the last did not get ready */
#define PAUSE_READY_MS 500 /* when it did: somebody waits to log in */
#define STOP_MS 10000      /* for the core's goodbye */
#define HELD_MAX 4096
#define LISTENERS_MAX 2
#define FDS_MOST 16384

extern char **environ;

struct keeper {
	const struct keeper_setup *setup;
	struct conf *conf;
	int signals;
	int listener;
	int core;       /* our end of the socket, -1: no core */
	pid_t core_pid; /* 0: none */
	int64_t started_ms, alive_ms;
	int64_t start_at_ms; /* start the next core then, 0: not planned */
	int64_t stop_at_ms;  /* kill the core then, 0: not stopping */
	int quick_deaths;
	bool stopping, handing;
	bool ready, was_ready; /* the present core said so; some core did */
	int status;            /* exit code once done */
	bool done;
	struct hand *held[HELD_MAX];
	size_t held_count, handed; /* handed: how many the present core was given */
};

/* --- what is held --- */

static void release(struct keeper *k, size_t at)
{
	for (int i = 0; i < HAND_FDS; i++) {
		if (k->held[at]->fds[i] != -1)
			close(k->held[at]->fds[i]);
	}
	free(k->held[at]);
	k->held[at] = k->held[--k->held_count];
}

static size_t find(const struct keeper *k, uint64_t key)
{
	size_t at = 0;

	while (at < k->held_count && k->held[at]->key != key)
		at++;
	return at;
}

static void hold(struct keeper *k, const struct hand *h)
{
	size_t at = find(k, h->key);

	if (at < k->held_count) {
		/* A new state: the descriptors stay, those that came again go. */
		memcpy(k->held[at]->state, h->state, h->len);
		k->held[at]->len = h->len;
	} else if (h->fds[0] != -1 && k->held_count < HELD_MAX) {
		k->held[k->held_count] = mem_new(1, sizeof(*h));
		*k->held[k->held_count] = *h;
		k->held[k->held_count++]->verb = HAND_HELD;
		return;
	}
	for (int i = 0; i < HAND_FDS; i++) {
		if (h->fds[i] != -1)
			close(h->fds[i]);
	}
}

static void drop(struct keeper *k, uint64_t key)
{
	size_t at = find(k, key);

	if (at < k->held_count)
		release(k, at);
}

/* --- the core --- */

static bool tell(struct keeper *k, enum hand_verb verb, int fd)
{
	struct hand h;

	hand_init(&h, verb, 0);
	h.fds[0] = fd;
	return k->core != -1 && hand_send(k->core, &h) == AM_OK;
}

/* Hand over what is held, as fast as the core takes it. */
static void hand_over(struct keeper *k)
{
	while (k->handing && k->handed < k->held_count) {
		if (hand_send(k->core, k->held[k->handed]) != AM_OK)
			return;
		k->handed++;
	}
	if (k->handing && tell(k, HAND_GO, -1))
		k->handing = false;
}

static char **core_arguments(const struct keeper_setup *s)
{
	char **args = mem_new(8, sizeof(*args));
	int n = 0;

	args[n++] = mem_dup(s->program);
	args[n++] = mem_dup("--core");
	if (s->conf != NULL) {
		args[n++] = mem_dup("-c");
		args[n++] = mem_dup(s->conf);
	}
	if (s->programs != NULL) {
		args[n++] = mem_dup("--programs");
		args[n++] = mem_dup(s->programs);
	}
	return args;
}

/*
 * In a session of its own, so that Ctrl-C at the terminal of a demo reaches only
 * the keeper, which then stops everything in order.
 */
static int spawn_core(const struct keeper *k, int sock, pid_t *pid)
{
	char **args = core_arguments(k->setup);
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attr;
	sigset_t none, usual;
	int fault;

	sigemptyset(&none);
	sigemptyset(&usual);
	sigaddset(&usual, SIGPIPE);
	posix_spawnattr_init(&attr);
	posix_spawnattr_setsigmask(&attr, &none);
	posix_spawnattr_setsigdefault(&attr, &usual);
	posix_spawnattr_setflags(
	    &attr, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSID);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, sock, HAND_FD);
	fault = posix_spawn(pid, k->setup->program, &files, &attr, args, environ);
	posix_spawn_file_actions_destroy(&files);
	posix_spawnattr_destroy(&attr);
	for (int i = 0; args[i] != NULL; i++)
		free(args[i]);
	free(args);
	return fault;
}

static void plan_start(struct keeper *k, int64_t now_ms);

static void start_core(struct keeper *k, int64_t now_ms)
{
	int pair[2], fault;

	k->start_at_ms = 0;
	if (wire_pair(pair) != AM_OK) {
		log_err("no socket for the core: %s", strerror(errno));
		plan_start(k, now_ms);
		return;
	}
	fault = spawn_core(k, pair[1], &k->core_pid);
	close(pair[1]);
	if (fault != 0) {
		log_err("the core cannot be started: %s", strerror(fault));
		close(pair[0]);
		k->core_pid = 0;
		plan_start(k, now_ms);
		return;
	}
	k->core = pair[0];
	k->started_ms = k->alive_ms = now_ms;
	k->ready = false;
	k->handed = 0;
	k->handing = true;
	if (!tell(k, HAND_LISTEN, k->listener))
		log_err("the core does not take its listener");
	hand_over(k);
}

static void give_up(struct keeper *k, int status)
{
	k->done = true;
	k->status = status;
}

/*
 * After a death: at once the first time, then ever later.  Given up is only a
 * server that never got ready; once one was, consoles may be running.
 */
static void plan_start(struct keeper *k, int64_t now_ms)
{
	const int64_t longest = k->ready ? PAUSE_READY_MS : PAUSE_MAX_MS;
	int64_t pause = 0;

	if (now_ms - k->started_ms >= QUICK_MS)
		k->quick_deaths = 0;
	else if (k->quick_deaths < QUICK_DEATHS_MAX)
		k->quick_deaths++;
	if (k->quick_deaths >= QUICK_DEATHS_MAX && !k->was_ready) {
		log_err("the core died %d times at its start; given up", k->quick_deaths);
		give_up(k, 1);
		return;
	}
	if (k->quick_deaths > 1)
		pause = 100LL << k->quick_deaths;
	k->start_at_ms = now_ms + (pause < longest ? pause : longest);
}

/*
 * A configuration or a database that cannot be worked with: at the first start
 * that is all; later, consoles are running that need none of it, so the keeper
 * waits for somebody to put it right.
 */
static void core_refused(struct keeper *k, int64_t now_ms)
{
	if (!k->was_ready) {
		give_up(k, CONF_STATUS);
		return;
	}
	log_err("the core refuses the configuration or the database; trying on");
	k->start_at_ms = now_ms + PAUSE_MAX_MS;
}

static void hear_core(struct keeper *k, int64_t now_ms);

static void core_died(struct keeper *k, int status, int64_t now_ms)
{
	hear_core(k, now_ms); /* what it still gave to hold */
	if (k->core != -1)
		close(k->core);
	k->core = -1;
	k->core_pid = 0;
	if (k->stopping) {
		give_up(k, 0);
		return;
	}
	if (WIFSIGNALED(status))
		log_err(
		    "the core died of signal %d; starting it again", WTERMSIG(status));
	else
		log_warn("the core ended with %d", WEXITSTATUS(status));
	if (WIFEXITED(status) && WEXITSTATUS(status) == CONF_STATUS)
		core_refused(k, now_ms);
	else
		plan_start(k, now_ms);
}

/* Reap: the core, and the children of earlier cores. */
static void reap(struct keeper *k, int64_t now_ms)
{
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		if (pid == k->core_pid)
			core_died(k, status, now_ms);
	}
}

/* --- requests --- */

/* A new address or port: listen there before the old one is left. */
static void listen_anew(struct keeper *k, const struct conf *fresh)
{
	const char *address = conf_text(fresh, SET_LISTEN);
	const int port = (int)conf_number(fresh, SET_PORT);
	int fd = -1;
	enum err e;

	if (strcmp(address, conf_text(k->conf, SET_LISTEN)) == 0 &&
	    port == conf_number(k->conf, SET_PORT))
		return;
	e = listen_open(address, port, &fd);
	if (e != AM_OK) {
		log_err(
		    "ssh.listen, ssh.port: cannot listen there (%s); the old ones stay",
		    err_name(e));
		return;
	}
	close(k->listener);
	k->listener = fd;
	if (!tell(k, HAND_LISTEN, fd))
		log_warn("the core will hear of the new port when it starts");
}

static void log_mistakes(struct buf *mistakes)
{
	char *rest = NULL;
	char *text = buf_give(mistakes);

	for (char *line = strtok_r(text, "\n", &rest); line != NULL;
	     line = strtok_r(NULL, "\n", &rest))
		log_err("%s", line);
	free(text);
}

static void reload(struct keeper *k)
{
	struct buf mistakes = { 0 };
	struct conf *fresh = NULL;
	enum err e = conf_read(k->setup->conf, &fresh, &mistakes);

	if (e != AM_OK) {
		log_mistakes(&mistakes);
		log_err("amparo.conf has mistakes: everything stays as it was");
	} else {
		listen_anew(k, fresh);
		conf_free(k->conf);
		k->conf = fresh;
		if (!tell(k, HAND_RELOAD, -1))
			log_warn("no core to reload; the next one reads the new file");
	}
	buf_fini(&mistakes);
}

static void stop(struct keeper *k, int64_t now_ms)
{
	notify("STOPPING=1");
	k->stopping = true;
	k->start_at_ms = 0;
	if (k->core_pid == 0)
		give_up(k, 0);
	else if (!tell(k, HAND_STOP, -1))
		kill(k->core_pid, SIGKILL);
	k->stop_at_ms = now_ms + STOP_MS;
}

static void core_ready(struct keeper *k)
{
	notify("READY=1");
	if (!k->was_ready && k->setup->ready != NULL)
		k->setup->ready(k->setup->data);
	k->ready = k->was_ready = true;
}

static void obey(struct keeper *k, const struct hand *h, int64_t now_ms)
{
	k->alive_ms = now_ms;
	switch (h->verb) {
	case HAND_HOLD:
		hold(k, h);
		return;
	case HAND_DROP:
		drop(k, h->key);
		break;
	case HAND_READY:
		core_ready(k);
		break;
	case HAND_RELOAD:
		reload(k);
		break;
	default:
		break;
	}
	for (int i = 0; i < HAND_FDS; i++) {
		if (h->fds[i] != -1)
			close(h->fds[i]);
	}
}

static void hear_core(struct keeper *k, int64_t now_ms)
{
	struct hand h;
	enum err e = AM_OK;

	for (int i = 0; i < 256 && k->core != -1 && e == AM_OK; i++) {
		e = hand_recv(k->core, &h);
		if (e == AM_OK)
			obey(k, &h, now_ms);
	}
	if (k->core == -1 || e == AM_OK || e == AM_AGAIN)
		return;
	/* It is ending (then SIGCHLD follows) or out of its mind: make sure. */
	close(k->core);
	k->core = -1;
	if (e == AM_PROTOCOL)
		kill(k->core_pid, SIGKILL);
}

static void hear_signal(struct keeper *k, int64_t now_ms)
{
	struct signalfd_siginfo info;

	while (read(k->signals, &info, sizeof(info)) == (ssize_t)sizeof(info)) {
		if (info.ssi_signo == SIGHUP)
			reload(k);
		else if (info.ssi_signo == SIGTERM || info.ssi_signo == SIGINT)
			stop(k, now_ms);
	}
	reap(k, now_ms);
}

/* --- the loop --- */

/* What is due; returns how long the loop may wait for the next. */
static int tick(struct keeper *k, int64_t now_ms)
{
	int64_t next = now_ms + 60000;

	if (k->start_at_ms != 0 && now_ms >= k->start_at_ms)
		start_core(k, now_ms);
	if (k->core_pid != 0 && !k->stopping &&
	    now_ms - k->alive_ms >= KEEPER_PATIENCE_MS) {
		log_err("the core has not answered for %d s: killed",
		    KEEPER_PATIENCE_MS / 1000);
		kill(k->core_pid, SIGKILL);
		k->alive_ms = now_ms;
	}
	if (k->stopping && now_ms >= k->stop_at_ms && k->core_pid != 0) {
		log_err("the core does not stop: killed");
		kill(k->core_pid, SIGKILL);
		k->stop_at_ms = now_ms + STOP_MS;
	}
	notify_watchdog(now_ms);
	if (k->core_pid != 0 && !k->stopping)
		next = k->alive_ms + KEEPER_PATIENCE_MS;
	if (k->stopping)
		next = k->stop_at_ms;
	if (k->start_at_ms != 0)
		next = k->start_at_ms;
	next = next < notify_next(now_ms) ? next : notify_next(now_ms);
	return next <= now_ms ? 0 : (int)(next - now_ms);
}

static void turn(struct keeper *k)
{
	const int wait_ms = tick(k, clock_ms());
	struct pollfd fds[] = {
		{ .fd = k->signals, .events = POLLIN },
		{ .fd = k->core, .events = (short)(POLLIN | (k->handing ? POLLOUT : 0)) },
	};

	if (k->done || poll(fds, COUNT(fds), wait_ms) <= 0)
		return;
	/* First what the core still says, then that it died. */
	if (fds[1].revents != 0 && k->core != -1)
		hear_core(k, clock_ms());
	if ((fds[1].revents & POLLOUT) != 0 && k->core != -1)
		hand_over(k);
	if (fds[0].revents != 0)
		hear_signal(k, clock_ms());
}

static int open_signals(void)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGHUP);
	sigaddset(&set, SIGCHLD);
	sigprocmask(SIG_BLOCK, &set, NULL);
	return signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

static enum err listen_first(struct keeper *k)
{
	const char *address = conf_text(k->conf, SET_LISTEN);
	const int port = (int)conf_number(k->conf, SET_PORT);
	const enum err e = listen_open(address, port, &k->listener);

	if (e != AM_OK)
		log_err("cannot listen on %s port %d: %s", address, port,
		    e == AM_EXISTS ? "somebody does already" : err_name(e));
	return e;
}

static enum err begin(struct keeper *k)
{
	struct buf mistakes = { 0 };
	enum err e = conf_read(k->setup->conf, &k->conf, &mistakes);

	if (e == AM_OK)
		e = conf_check_files(k->conf, &mistakes);
	log_mistakes(&mistakes);
	buf_fini(&mistakes);
	if (e == AM_OK && k->listener == -1)
		e = listen_first(k);
	return e;
}

/* Four descriptors for each operator: the usual 1024 are few. */
static void raise_descriptors(void)
{
	struct rlimit files;

	if (getrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur >= FDS_MOST)
		return;
	files.rlim_cur = files.rlim_max < FDS_MOST ? files.rlim_max : FDS_MOST;
	if (setrlimit(RLIMIT_NOFILE, &files) != 0)
		log_warn("the limit of descriptors stays: %s", strerror(errno));
}

int keeper_run(const struct keeper_setup *setup)
{
	struct keeper *k = mem_new(1, sizeof(*k));
	enum err e;
	int status;

	k->setup = setup;
	k->core = -1;
	k->listener = setup->listener;
	k->signals = open_signals();
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	prctl(PR_SET_DUMPABLE, 0);
	raise_descriptors();
	e = begin(k);
	if (e == AM_OK)
		start_core(k, clock_ms());
	else
		give_up(k, e == AM_EXISTS ? 1 : CONF_STATUS);
	while (!k->done)
		turn(k);
	while (k->held_count > 0)
		release(k, 0);
	if (k->listener != -1)
		close(k->listener);
	close(k->signals);
	conf_free(k->conf);
	status = k->status;
	free(k);
	return status;
}
