/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/core_priv.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/log.h"
#include "schema/base/mem.h"

#define CHILD_FD 3
#define MESSAGES_A_TURN 32

/* --- starting --- */

/* What a child may see of our environment: no NOTIFY_SOCKET, nothing of a user's. */
static const char *const kept_variables[] = { "PATH", "TERMINFO", "TERMINFO_DIRS",
	"ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "GCOV_PREFIX" };

static char **child_environment(void)
{
	char **env = mem_new(COUNT(kept_variables) + 3, sizeof(*env));
	size_t n = 0;

	env[n++] = mem_dup("LC_ALL=C.UTF-8");
	/* What glibc caches of freed memory keeps whole pages from going back: a fifth of a
	 * console. */
	env[n++] = mem_dup("GLIBC_TUNABLES=glibc.malloc.tcache_count=0");
	for (size_t i = 0; i < COUNT(kept_variables); i++) {
		const char *value = getenv(kept_variables[i]);
		struct buf b = { 0 };

		if (value == NULL)
			continue;
		buf_printf(&b, "%s=%s", kept_variables[i], value);
		env[n++] = buf_give(&b);
	}
	return env;
}

static void free_environment(char **env)
{
	for (size_t i = 0; env[i] != NULL; i++)
		free(env[i]);
	free(env);
}

/* libuv blocks nothing, but ignores SIGPIPE nowhere either: say what a child gets. */
static void usual_signals(posix_spawnattr_t *attr)
{
	sigset_t none, usual;

	sigemptyset(&none);
	sigemptyset(&usual);
	sigaddset(&usual, SIGPIPE);
	sigaddset(&usual, SIGINT);
	posix_spawnattr_setsigmask(attr, &none);
	posix_spawnattr_setsigdefault(attr, &usual);
	posix_spawnattr_setflags(attr, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
}

static int spawn_with(const char *path, const char *name, int sock, pid_t *pid)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attr;
	char **env = child_environment();
	char *args[] = { (char *)name, NULL };
	int fault;

	posix_spawnattr_init(&attr);
	usual_signals(&attr);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_adddup2(&files, sock, CHILD_FD);
	fault = posix_spawn(pid, path, &files, &attr, args, env);
	posix_spawn_file_actions_destroy(&files);
	posix_spawnattr_destroy(&attr);
	free_environment(env);
	return fault;
}

enum err party_spawn(
    struct core *c, const char *program, pid_t *pid, int *sock, int *pidfd)
{
	char path[1100];
	int pair[2], fault;

	str_printf(path, sizeof(path), "%s/%s", c->programs, program);
	if (wire_pair(pair) != AM_OK) {
		log_err("no socket for %s: %s", program, strerror(errno));
		return AM_IO;
	}
	fault = spawn_with(path, program, pair[1], pid);
	close(pair[1]);
	if (fault != 0) {
		log_err("%s cannot be started: %s", path, strerror(fault));
		close(pair[0]);
		return AM_IO;
	}
	/* Nobody reaps before the loop turns, so the number is still this process. */
	*pidfd = (int)syscall(SYS_pidfd_open, *pid, 0);
	if (*pidfd >= 0)
		fcntl(*pidfd, F_SETFD, FD_CLOEXEC);
	*sock = pair[0];
	return AM_OK;
}

void party_kill(struct party *p)
{
	if (p->pidfd >= 0)
		syscall(SYS_pidfd_send_signal, p->pidfd, SIGKILL, NULL, 0);
	p->end_at_ms = 0;
}

/* --- hearing --- */

static void hear(struct party *p, const struct wire *m)
{
	if (p->held.kind == HELD_LINE)
		line_message((struct line *)p, m);
	else
		console_message((struct console *)p, m);
	if (m->fd != -1)
		close(m->fd); /* no message to us carries one */
}

static void on_readable(uv_poll_t *poll, int status, int events)
{
	struct party *p = poll->data;
	const bool ended =
	    status < 0; /* with packets of ours unread: libuv asks no more */
	struct wire m;
	enum err e = AM_OK;

	(void)events;
	for (int i = 0; (ended || i < MESSAGES_A_TURN) && e == AM_OK && !p->gone; i++) {
		e = wire_recv(p->sock, &m, p->core->packet);
		if (e == AM_OK)
			hear(p, &m);
	}
	if (e == AM_AGAIN && ended)
		e = AM_IO;
	if (e == AM_OK || e == AM_AGAIN || p->gone)
		return;
	if (e != AM_CLOSED) {
		log_err("party %llu: %s", (unsigned long long)p->key, err_name(e));
		party_kill(p);
	}
	party_gone(p);
}

/* --- life --- */

void party_add(struct core *c, struct party *p, uint64_t key, int sock, int pidfd)
{
	p->core = c;
	p->key = key;
	p->sock = sock;
	p->pidfd = pidfd;
	p->next = c->parties;
	c->parties = p;
	if (c->last_key < key)
		c->last_key = key;
	uv_poll_init(&c->loop, &p->poll, sock);
	p->poll.data = p;
	uv_poll_start(&p->poll, UV_READABLE | UV_DISCONNECT, on_readable);
}

bool party_send(struct party *p, const struct wire *m)
{
	enum err e;

	if (p->gone)
		return false;
	e = wire_send(p->sock, m);
	if (e == AM_OK)
		return true;
	if (e != AM_CLOSED && e != AM_AGAIN)
		log_err("party %llu: %s not sent: %s", (unsigned long long)p->key,
		    wire_name(m->type), err_name(e));
	return false;
}

void party_end(struct party *p, const char *reason)
{
	const struct wire kill = { .type = WIRE_KILL, .fd = -1, .kill.reason = reason };

	if (p->gone || p->ending)
		return;
	p->ending = true;
	p->end_at_ms = clock_ms() + END_MS;
	if (!party_send(p, &kill))
		p->end_at_ms = clock_ms();
}

static void on_closed(uv_handle_t *handle)
{
	free(handle->data);
}

static void forget_leaver(uv_handle_t *handle)
{
	free(handle->data);
}

static void on_ended(uv_poll_t *poll, int status, int events)
{
	struct leaver *v = poll->data;
	struct core *c = v->core;

	(void)status;
	(void)events;
	for (struct leaver **at = &c->leavers; *at != NULL; at = &(*at)->next) {
		if (*at == v) {
			*at = v->next;
			break;
		}
	}
	uv_poll_stop(poll);
	close(v->pidfd);
	uv_close((uv_handle_t *)poll, forget_leaver);
	core_check_end(c);
}

static void watch_leaver(const struct party *p)
{
	struct leaver *v = mem_new(1, sizeof(*v));

	v->core = p->core;
	v->pid = (pid_t)p->held.pid;
	v->pidfd = p->pidfd;
	v->end_at_ms = clock_ms() + END_MS;
	v->next = p->core->leavers;
	p->core->leavers = v;
	uv_poll_init(&p->core->loop, &v->poll, v->pidfd);
	v->poll.data = v;
	uv_poll_start(&v->poll, UV_READABLE, on_ended);
}

void party_kill_leavers(struct core *c, int64_t now_ms, bool all)
{
	for (struct leaver *v = c->leavers; v != NULL; v = v->next) {
		if (v->gone || (!all && now_ms < v->end_at_ms))
			continue;
		v->gone = true;
		log_warn("process %d does not end: killed", (int)v->pid);
		syscall(SYS_pidfd_send_signal, v->pidfd, SIGKILL, NULL, 0);
	}
}

static void unlink_party(struct core *c, const struct party *p)
{
	for (struct party **at = &c->parties; *at != NULL; at = &(*at)->next) {
		if (*at == p) {
			*at = p->next;
			return;
		}
	}
}

void party_gone(struct party *p)
{
	struct core *c = p->core;

	if (p->gone)
		return;
	p->gone = true;
	uv_poll_stop(&p->poll);
	close(p->sock);
	if (p->pidfd >= 0)
		watch_leaver(p);
	unlink_party(c, p);
	if (p->given)
		link_drop(c, p->key);
	if (p->held.kind == HELD_LINE)
		line_gone((struct line *)p);
	else
		console_gone((struct console *)p);
	uv_close((uv_handle_t *)&p->poll, on_closed);
	core_check_end(c);
}

void party_changed(struct party *p)
{
	p->dirty = true;
	link_flush(p->core);
}

/* --- finding --- */

static struct party *next_of(struct party *from, enum held_kind kind)
{
	while (from != NULL && (from->held.kind != kind || from->gone))
		from = from->next;
	return from;
}

struct line *line_next(struct core *c, struct line *after)
{
	return (struct line *)next_of(
	    after == NULL ? c->parties : after->p.next, HELD_LINE);
}

struct console *console_next(struct core *c, struct console *after)
{
	return (struct console *)next_of(
	    after == NULL ? c->parties : after->p.next, HELD_CONSOLE);
}

struct line *line_get(struct core *c, uint64_t key)
{
	struct line *l = NULL;

	while ((l = line_next(c, l)) != NULL && l->p.key != key)
		;
	return l;
}

struct console *console_get(struct core *c, uint64_t key)
{
	struct console *k = NULL;

	while ((k = console_next(c, k)) != NULL && k->p.key != key)
		;
	return k;
}

/* One that was told to end is not hers any more: she gets a new one. */
struct console *console_of(struct core *c, int64_t operator_id)
{
	struct console *k = NULL;

	while ((k = console_next(c, k)) != NULL &&
	       (k->p.held.operator_id != operator_id || k->p.ending || k->orderly))
		;
	return k;
}
