/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/demo.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <sodium.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/mem.h"
#include "schema/demo.h"
#include "schema/operator.h"
#include "schema/setting.h"
#include "schema/store.h"
#include "server/callers.h"
#include "server/conf.h"
#include "server/keeper.h"
#include "server/listen.h"
#include "server/place.h"
#include "server/secret.h"
#include "server/sshkey.h"
#include "server/text.h"

#define ADDRESS "127.0.0.1"
#define PORT_USUAL 2222
#define SEED 2004

extern char **environ;

struct demo {
	const struct demo_options *options;
	const char *programs; /* directory of the other programs */
	char dir[PATH_MAX];
	char conf[PATH_MAX + 16];
	int listener, port;
	char fingerprint[FINGERPRINT_LEN]; /* of the host key */
};

static const struct person {
	const char *login, *name, *pin;
	enum role role;
} people[] = {
	{ "rosa", "Rosa", "200403", ROLE_OPERATOR },
	{ "luz", "Luz", "200404", ROLE_OPERATOR },
	{ "marta", "Marta", "200405", ROLE_SUPERVISOR },
	{ "julia", "Julia", "200406", ROLE_AUDITOR },
	{ "ana", "Ana", "200407", ROLE_ADMIN },
};

static const struct actor self = { .role = ROLE_SYSTEM, .name = "demo" };

static char *path_of(const struct demo *d, char out[PATH_MAX], const char *name)
{
	return str_printf(out, PATH_MAX, "%s/%s", d->dir, name);
}

/* --- the directory --- */

/* ssh_config(5) has no way to write these inside a quoted path. */
static bool can_be_quoted(const char *dir)
{
	return strpbrk(dir, "\"\\\n\r") == NULL && strstr(dir, "${") == NULL;
}

static bool make_fresh(struct demo *d)
{
	const char *tmp = getenv("TMPDIR");

	str_printf(d->dir, sizeof(d->dir), "%s/amparo-demo-XXXXXX",
	    tmp == NULL || *tmp != '/' ? "/tmp" : tmp);
	return mkdtemp(d->dir) != NULL;
}

static bool make_given(struct demo *d, const char *dir)
{
	if (mkdir(dir, 0700) != 0 && errno != EEXIST)
		return false;
	return realpath(dir, d->dir) != NULL && access(d->dir, W_OK | X_OK) == 0;
}

static bool make_directory(struct demo *d)
{
	const char *given = d->options->dir;

	if (!(given == NULL ? make_fresh(d) : make_given(d, given))) {
		fprintf(stderr, _("The directory %s cannot be used: %s\n"),
		    given == NULL ? d->dir : given, strerror(errno));
		return false;
	}
	if (can_be_quoted(d->dir))
		return true;
	fprintf(
	    stderr, _("%s: ssh cannot read a path with \", \\ or ${ in it.\n"), d->dir);
	return false;
}

static int erase_one(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	(void)st;
	(void)kind;
	(void)at;
	return remove(path) == 0 || errno == ENOENT ? 0 : -1;
}

static void erase(const struct demo *d)
{
	if (nftw(d->dir, erase_one, 16, FTW_DEPTH | FTW_PHYS | FTW_MOUNT) != 0)
		fprintf(stderr, _("The directory %s cannot be used: %s\n"), d->dir,
		    strerror(errno));
}

/* --- files --- */

/* Replace DIR/name by text. */
static bool write_file(const struct demo *d, const char *name, const struct buf *text)
{
	char path[PATH_MAX];
	enum err e;

	unlink(path_of(d, path, name));
	e = secret_write(path, buf_text(text), text->len);
	if (e != AM_OK)
		fprintf(stderr, "%s: %s\n", path, err_text(e));
	return e == AM_OK;
}

/* The file of an earlier start, which somebody may have changed, with another port. */
static void change_port(struct buf *out, char *text, int port)
{
	bool in_ssh = false;

	for (char *line = text, *next; line != NULL && *line != '\0'; line = next) {
		next = strchr(line, '\n');
		if (next != NULL)
			*next++ = '\0';
		if (*line == '[')
			in_ssh = strncmp(line, "[ssh]", 5) == 0;
		if (in_ssh && strncmp(line, "port", 4) == 0)
			buf_printf(out, "port = %d\n", port);
		else
			buf_printf(out, "%s\n", line);
	}
}

static bool write_conf(struct demo *d)
{
	struct buf old = { 0 }, b = { 0 };
	bool fine;

	str_printf(d->conf, sizeof(d->conf), "%s/amparo.conf", d->dir);
	if (secret_read(d->conf, &old) == AM_OK && old.len > 0)
		change_port(&b, old.data, d->port);
	else
		buf_printf(&b,
		    "# Written by amparod --demo; a later start changes the port only.\n"
		    "[data]\ndatabase = amparo.db\nrun = .\n"
		    "[ssh]\nhost_key = host_key\nlisten = " ADDRESS "\nport = %d\n"
		    "[limits]\nexempt = " ADDRESS "\n",
		    d->port);
	fine = write_file(d, "amparo.conf", &b);
	buf_fini(&b);
	buf_fini(&old);
	return fine;
}

static bool make_key(const struct demo *d, const char *name)
{
	char path[PATH_MAX];
	enum err e = sshkey_create(path_of(d, path, name), name);

	if (e == AM_OK || e == AM_EXISTS)
		return true;
	fprintf(stderr, "%s: %s\n", path, err_text(e));
	return false;
}

static bool make_keys(const struct demo *d)
{
	bool fine = make_key(d, "host_key");

	for (size_t i = 0; i < COUNT(people) && fine; i++)
		fine = make_key(d, people[i].login);
	return fine;
}

static bool write_known_hosts(struct demo *d)
{
	char path[PATH_MAX];
	struct buf key = { 0 }, line = { 0 }, b = { 0 };
	enum err e = secret_read(path_of(d, path, "host_key"), &key);
	bool fine;

	if (e == AM_OK)
		e = sshkey_public(buf_text(&key), &line, d->fingerprint);
	if (e != AM_OK)
		fprintf(stderr, "%s: %s\n", path, err_text(e));
	buf_printf(&b, "[" ADDRESS "]:%d %s", d->port, buf_text(&line));
	fine = e == AM_OK && write_file(d, "known_hosts", &b);
	secret_forget(&key);
	buf_fini(&line);
	buf_fini(&b);
	return fine;
}

/* DIR/name as ssh_config(5) reads it: '%' begins a token there. */
static void add_quoted(struct buf *b, const struct demo *d, const char *name)
{
	buf_byte(b, '"');
	for (const char *p = d->dir; *p != '\0'; p++) {
		if (*p == '%')
			buf_byte(b, '%');
		buf_byte(b, (unsigned char)*p);
	}
	buf_printf(b, "/%s\"", name);
}

static bool write_ssh_config(const struct demo *d)
{
	struct buf b = { 0 };
	bool fine;

	buf_str(&b, "# amparod --demo writes this file anew at every start.\n");
	for (size_t i = 0; i < COUNT(people); i++) {
		buf_printf(&b, "Host %s\n  User %s\n  IdentityFile ", people[i].login,
		    people[i].login);
		add_quoted(&b, d, people[i].login);
		buf_str(&b, "\n");
	}
	buf_printf(&b, "Host *\n  HostName " ADDRESS "\n  Port %d\n  UserKnownHostsFile ",
	    d->port);
	add_quoted(&b, d, "known_hosts");
	buf_str(&b, "\n  GlobalKnownHostsFile /dev/null\n  StrictHostKeyChecking yes\n"
		    "  IdentitiesOnly yes\n  IdentityAgent none\n"
		    "  PreferredAuthentications publickey\n  ForwardAgent no\n"
		    "  ForwardX11 no\n  ControlMaster no\n  ControlPath none\n");
	fine = write_file(d, "ssh_config", &b);
	buf_fini(&b);
	return fine;
}

/* PuTTY's format of the keys, where its puttygen is installed; else there is none. */
static void make_ppk(const struct demo *d, const char *login)
{
	char from[PATH_MAX], to[PATH_MAX + 8];
	const char *args[] = { "puttygen", from, "-O", "private", "-o", to, NULL };
	posix_spawn_file_actions_t files;
	pid_t pid;
	int status;

	path_of(d, from, login);
	str_printf(to, sizeof(to), "%s.ppk", from);
	if (access(to, F_OK) == 0)
		return;
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
	if (posix_spawnp(&pid, args[0], &files, NULL, (char *const *)args, environ) == 0)
		waitpid(pid, &status, 0);
	posix_spawn_file_actions_destroy(&files);
}

/* --- the data --- */

static enum err add_person(
    struct store *st, const struct demo *d, const struct person *p, int64_t now)
{
	char path[PATH_MAX], name[64], hash[PIN_HASH_LEN];
	struct buf line = { 0 };
	const char *why = "";
	int64_t id = 0;
	enum err e = operator_add(st, &self, p->login, p->name, p->role, "es", now, &id);

	if (e == AM_OK)
		e = pin_hash(p->pin, hash);
	if (e == AM_OK)
		e = operator_set_pin(st, &self, id, hash, now);
	str_printf(name, sizeof(name), "%s.pub", p->login);
	if (e == AM_OK)
		e = secret_read(path_of(d, path, name), &line);
	if (e == AM_OK)
		e = operator_key_add(st, &self, id, buf_text(&line), "demo", now, &why);
	buf_fini(&line);
	return e;
}

static enum err add_people(struct store *st, const struct demo *d, int64_t now)
{
	struct operator op;
	enum err e = AM_OK;

	for (size_t i = 0; i < COUNT(people) && e == AM_OK; i++) {
		e = operator_find(st, people[i].login, &op);
		if (e == AM_MISSING)
			e = add_person(st, d, &people[i], now);
	}
	return e;
}

/* Some seconds of writing want to be seen. */
static void show_progress(void *data, int64_t done, int64_t all)
{
	(void)data;
	if (isatty(STDERR_FILENO))
		fprintf(stderr, "\r%lld / %lld%s", (long long)done, (long long)all,
		    done >= all ? "\n" : "");
}

/* A database that has calls already keeps them. */
static enum err add_calls(struct store *st, const struct demo *d, int64_t now)
{
	const struct demo_plan plan = {
		.calls = d->options->calls == DEMO_THE_YEAR ? 0 : d->options->calls,
		.seed = SEED,
		.with_today = true,
		.now = now,
		.progress = show_progress,
	};
	enum err e;

	if (d->options->calls == 0)
		return AM_OK;
	e = demo_fill(st, &self, &plan);
	return e == AM_EXISTS ? AM_OK : e;
}

static enum err fill(struct store *st, const struct demo *d)
{
	const int64_t now = clock_now();
	const char *why = "";
	enum err e = setting_put(st, &self, SET_MODE, "yes", now, &why);

	if (e == AM_OK)
		e = add_people(st, d, now);
	if (e == AM_OK)
		e = add_calls(st, d, now);
	return e;
}

static bool make_database(const struct demo *d)
{
	char path[PATH_MAX];
	struct store *st = NULL;
	enum err e = store_open(path_of(d, path, "amparo.db"), STORE_MIGRATE, &st);

	if (e == AM_OK)
		e = fill(st, d);
	store_close(st);
	if (e != AM_OK)
		fprintf(stderr, "%s: %s\n", path, err_text(e));
	return e == AM_OK;
}

/* --- the port --- */

static bool listen_somewhere(struct demo *d)
{
	const int wanted = (int)d->options->port;
	enum err e = listen_open(
	    ADDRESS, wanted == DEMO_PORT_ANY ? PORT_USUAL : wanted, &d->listener);

	if (e != AM_OK && wanted == DEMO_PORT_ANY)
		e = listen_open(ADDRESS, 0, &d->listener);
	if (e != AM_OK) {
		fprintf(stderr, _("Cannot listen on port %d: %s\n"), wanted,
		    e == AM_EXISTS ? _("Another program listens there.") : err_text(e));
		return false;
	}
	d->port = listen_port(d->listener);
	return true;
}

/* --- saying it --- */

/* From a build tree the command is not on anybody's PATH. */
static void say_command(const struct demo *d)
{
	char path[1100];

	str_printf(path, sizeof(path), "%s/amparo", d->programs);
	if (access(path, X_OK) == 0)
		printf("\n  '%s' -c '%s' status\n", path, d->conf);
	else
		printf("\n  amparo -c '%s' status\n", d->conf);
}

static void say(void *data)
{
	const struct demo *d = data;

	printf("%s\n\n",
	    _("Amparo, invented data, on this machine only. In another window:"));
	for (size_t i = 0; i < COUNT(people); i++)
		printf("  ssh -F '%s/ssh_config' %-6s # %s, PIN %s\n", d->dir,
		    people[i].login, role_name(people[i].role), people[i].pin);
	say_command(d);
	printf("  putty -ssh -P %d -hostkey %s -i '%s/rosa.ppk' rosa@" ADDRESS "\n\n",
	    d->port, d->fingerprint, d->dir);
	printf("%s\n", d->options->dir == NULL
			   ? _("Ctrl-C ends it and erases everything.")
			   : _("Ctrl-C ends it; the directory stays."));
	printf("ready\n");
	fflush(stdout);
}

static bool prepare(struct demo *d)
{
	if (!listen_somewhere(d) || !write_conf(d) || !make_keys(d) ||
	    !write_known_hosts(d) || !write_ssh_config(d) || !make_database(d))
		return false;
	for (size_t i = 0; i < COUNT(people); i++)
		make_ppk(d, people[i].login);
	return true;
}

/* They end with this process. */
static void start_callers(const struct demo *d)
{
	char path[PATH_MAX];
	const struct callers_setup setup = { .database = path_of(d, path, "amparo.db"),
		.conf = d->conf,
		.seed = SEED,
		.listener = d->listener };

	if (!d->options->no_callers && callers_start(&setup) < 0)
		perror("fork");
}

int demo_run(const struct demo_options *options, const char *programs)
{
	struct demo d = { .options = options, .programs = programs, .listener = -1 };
	const struct rlimit none = { 0, 0 };
	char self_path[PATH_MAX];
	struct keeper_setup setup = {
		.program = self_path,
		.conf = d.conf,
		.programs = programs,
		.ready = say,
		.data = &d,
	};
	int status = 1;

	setrlimit(RLIMIT_CORE, &none);
	place_self(self_path, sizeof(self_path));
	if (sodium_init() < 0 || !make_directory(&d))
		return status;
	if (prepare(&d)) {
		start_callers(&d);
		setup.listener = d.listener;
		status = keeper_run(&setup);
	}
	if (options->dir == NULL)
		erase(&d);
	return status;
}
