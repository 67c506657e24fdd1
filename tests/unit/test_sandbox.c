/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody who has taken a console over can still do: each try is a child's. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "config.h"
#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "tui/sandbox.h"
#include "tui/term.h"

#ifdef AMPARO_SANITIZERS
int main(void)
{
	return 77; /* these builds have no sandbox */
}
#else

#define DONE 42
#define NO_SANDBOX 43
#define NO_LANDLOCK 44

static int start(void **state)
{
	static char dir[] = "/tmp/amparo-sandbox-XXXXXX";

	*state = mkdtemp(dir);
	return *state == NULL ? -1 : 0;
}

static int stop(void **state)
{
	char path[128];

	unlink(str_printf(path, sizeof(path), "%s/amparo.db-wal", (char *)*state));
	return rmdir(*state);
}

/* Exit code of try() in a sandboxed child, or minus the signal that ended it. */
static int in_sandbox(const char *dir, int (*try)(const char *dir))
{
	const pid_t pid = fork();
	int status = 0;

	if (pid == 0) {
		char database[128];

		str_printf(database, sizeof(database), "%s/amparo.db", dir);
		if (sandbox_enter(database, "/nowhere/locale") != AM_OK)
			_exit(NO_SANDBOX);
		_exit(try(dir));
	}
	assert_int_equal(pid, waitpid(pid, &status, 0));
	return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static int makes_a_socket(const char *dir)
{
	(void)dir;
	return socket(AF_INET, SOCK_STREAM, 0);
}

static int starts_a_program(const char *dir)
{
	char *const args[] = { (char *)"true", NULL };

	(void)dir;
	return execv("/bin/true", args);
}

static int forks(const char *dir)
{
	(void)dir;
	return (int)syscall(SYS_fork);
}

static int clones(const char *dir)
{
	(void)dir;
	return syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0) < 0 ? DONE : 1;
}

static int maps_code(const char *dir)
{
	(void)dir;
	return mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
		   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED
		   ? DONE
		   : 1;
}

static int reads_elsewhere(const char *dir)
{
	(void)dir;
	if (syscall(SYS_landlock_create_ruleset, NULL, 0, 1) < 0 &&
	    access("/etc", X_OK) == 0 && open("/etc/passwd", O_RDONLY) >= 0)
		return NO_LANDLOCK;
	return open("/etc/passwd", O_RDONLY) < 0 ? DONE : 1;
}

static int works_on_the_database(const char *dir)
{
	char path[128];
	const int fd = open(str_printf(path, sizeof(path), "%s/amparo.db-wal", dir),
	    O_RDWR | O_CREAT, 0600);

	if (fd < 0 || write(fd, "x", 1) != 1 || ftruncate(fd, 0) != 0 || fsync(fd) != 0)
		return 1;
	close(fd);
	return unlink(path) == 0 ? DONE : 2;
}

static struct term *ready(void)
{
	struct term *t = NULL;

	return term_new(&t) == AM_OK ? t : NULL;
}

static void whoever_opens_a_socket_or_starts_a_program_ends(void **state)
{
	assert_int_equal(-SIGSYS, in_sandbox(*state, makes_a_socket));
	assert_int_equal(-SIGSYS, in_sandbox(*state, starts_a_program));
	assert_int_equal(-SIGSYS, in_sandbox(*state, forks));
	assert_int_equal(DONE, in_sandbox(*state, clones));
	assert_int_equal(DONE, in_sandbox(*state, maps_code));
}

static void no_file_but_the_database_is_open_to_it(void **state)
{
	const int code = in_sandbox(*state, reads_elsewhere);

	assert_int_equal(DONE, in_sandbox(*state, works_on_the_database));
	if (code == NO_LANDLOCK)
		skip();
	assert_int_equal(DONE, code);
}

/* A connection with another TERM comes while it is shut in. */
static void a_new_terminal_is_still_found(void **state)
{
	const pid_t pid = fork();
	int status = 0;

	if (pid == 0) {
		struct term *t = ready();
		char database[128];

		str_printf(database, sizeof(database), "%s/amparo.db", (char *)*state);
		if (t == NULL || sandbox_enter(database, "/nowhere") != AM_OK)
			_exit(NO_SANDBOX);
		if (term_attach(t, "xterm-256color", 24, 80) != AM_OK)
			_exit(1);
		if (term_attach(t, "linux", 24, 80) != AM_OK)
			_exit(2);
		_exit(strcmp(term_entry(t), "linux") == 0 ? DONE : 3);
	}
	assert_int_equal(pid, waitpid(pid, &status, 0));
	assert_true(WIFEXITED(status));
	assert_int_equal(DONE, WEXITSTATUS(status));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(whoever_opens_a_socket_or_starts_a_program_ends),
		cmocka_unit_test(no_file_but_the_database_is_open_to_it),
		cmocka_unit_test(a_new_terminal_is_still_found),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
#endif
