/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server/ssh/sandbox.h"

#include <errno.h>
#include <linux/sockios.h>
#include <netinet/in.h>
#include <seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

#include "schema/base/log.h"
#include "schema/base/mem.h"

#define MEMORY_MOST (128UL << 20) /* address space; some 30 MiB are used */
#define FILES_MOST 16
#define SPIN_SECONDS 1

/* --- limits --- */

struct limit {
	int what;
	rlim_t most;
};

static const struct limit limits[] = {
	{ RLIMIT_CORE, 0 },
	{ RLIMIT_NOFILE, FILES_MOST },
#ifndef AMPARO_SANITIZERS
	{ RLIMIT_AS, MEMORY_MOST },
#endif
};

/* Leak detection looks into the process from outside at its end. */
#ifdef AMPARO_SANITIZERS
#define DUMPABLE 1
#else
#define DUMPABLE 0
#endif

/* The name of no one and nothing is in this line; only write() is safe here. */
static void on_spin(int signal)
{
	static const char line[] =
	    "<4>amparo-ssh: a turn took a second of processor time; ended\n";

	(void)signal;
	if (write(STDERR_FILENO, line, sizeof(line) - 1) < 0)
		_exit(SANDBOX_SPUN); /* nobody to tell */
	_exit(SANDBOX_SPUN);
}

enum err sandbox_limit(void)
{
	const struct sigaction spin = { .sa_handler = on_spin };
	const struct sigaction ignore = { .sa_handler = SIG_IGN };

	for (size_t i = 0; i < COUNT(limits); i++) {
		const struct rlimit l = { limits[i].most, limits[i].most };

		if (setrlimit((__rlimit_resource_t)limits[i].what, &l) != 0)
			return AM_IO;
	}
	if (prctl(PR_SET_DUMPABLE, DUMPABLE, 0, 0, 0) != 0 ||
	    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
	    sigaction(SIGPIPE, &ignore, NULL) != 0 ||
	    sigaction(SIGPROF, &spin, NULL) != 0)
		return AM_IO;
	return AM_OK;
}

void sandbox_turn(void)
{
	const struct itimerval once = { .it_value.tv_sec = SPIN_SECONDS };

	setitimer(ITIMER_PROF, &once, NULL);
}

/* --- system calls --- */

#ifdef AMPARO_SANITIZERS
enum err sandbox_enter(void)
{
	return AM_OK;
}
#else
/* clang-format off */
static const int allowed[] = {
	SCMP_SYS(poll), SCMP_SYS(ppoll), SCMP_SYS(restart_syscall),
	SCMP_SYS(read), SCMP_SYS(recvmsg), SCMP_SYS(recvfrom),
	SCMP_SYS(write), SCMP_SYS(sendmsg), SCMP_SYS(sendto),
	SCMP_SYS(shutdown), SCMP_SYS(close), SCMP_SYS(getsockopt),
	SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise),
	SCMP_SYS(futex), SCMP_SYS(getrandom), SCMP_SYS(getpid), SCMP_SYS(getrusage),
	SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday), SCMP_SYS(setitimer),
	SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigaction),
	SCMP_SYS(exit), SCMP_SYS(exit_group),
};

/* Libraries that look for a file are told that they may not, and do without. */
static const int denied[] = {
	SCMP_SYS(openat), SCMP_SYS(open), SCMP_SYS(newfstatat), SCMP_SYS(stat),
	SCMP_SYS(access),
};

/* Allowed with certain arguments only: the bits of mask in the argument are value. */
static const struct {
	int call;
	unsigned argument;
	uint64_t mask, value;
} restricted[] = {
	{ SCMP_SYS(mmap), 2, PROT_EXEC, 0 },
	{ SCMP_SYS(mprotect), 2, PROT_EXEC, 0 },
	{ SCMP_SYS(ioctl), 1, UINT32_MAX, SIOCOUTQ },
	{ SCMP_SYS(setsockopt), 1, UINT32_MAX, IPPROTO_TCP },
};
/* clang-format on */

static int add_rules(scmp_filter_ctx filter)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < COUNT(allowed); i++)
		rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0);
	for (size_t i = 0; rc == 0 && i < COUNT(denied); i++)
		rc = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), denied[i], 0);
	for (size_t i = 0; rc == 0 && i < COUNT(restricted); i++) {
		const struct scmp_arg_cmp only = SCMP_CMP(restricted[i].argument,
		    SCMP_CMP_MASKED_EQ, restricted[i].mask, restricted[i].value);

		rc = seccomp_rule_add_array(
		    filter, SCMP_ACT_ALLOW, restricted[i].call, 1, &only);
	}
	return rc;
}

enum err sandbox_enter(void)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
	int rc = filter != NULL ? add_rules(filter) : -ENOMEM;

	if (rc == 0)
		rc = seccomp_load(filter);
	seccomp_release(filter);
	if (rc != 0)
		log_err("the system call filter was not loaded: error %d", -rc);
	return rc == 0 ? AM_OK : AM_IO;
}
#endif
