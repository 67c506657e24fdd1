/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tui/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "schema/base/buf.h"
#include "schema/base/log.h"
#include "schema/base/mem.h"

#define FILES_MOST 32
#define MEMORY_MOST (512UL << 20) /* address space; a console needs some 30 MiB */

static enum err limit(void)
{
	static const struct {
		int what;
		rlim_t most;
	} limits[] = {
		{ RLIMIT_CORE, 0 },
		{ RLIMIT_NOFILE, FILES_MOST },
#ifndef AMPARO_SANITIZERS
		{ RLIMIT_AS, MEMORY_MOST },
#endif
	};

	for (size_t i = 0; i < COUNT(limits); i++) {
		const struct rlimit l = { limits[i].most, limits[i].most };

		if (setrlimit((__rlimit_resource_t)limits[i].what, &l) != 0)
			return AM_IO;
	}
	if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0 ||
	    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return AM_IO;
	return AM_OK;
}

#ifdef AMPARO_SANITIZERS
enum err sandbox_enter(const char *database, const char *locale)
{
	(void)database;
	(void)locale;
	return limit();
}
#else

/* --- files: landlock(7) --- */

#ifndef LANDLOCK_ACCESS_FS_REFER /* the headers may be older than the kernel */
#define LANDLOCK_ACCESS_FS_REFER (1ULL << 13)
#endif
#ifndef LANDLOCK_ACCESS_FS_TRUNCATE
#define LANDLOCK_ACCESS_FS_TRUNCATE (1ULL << 14)
#endif

#define MAY_READ (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define MAY_KEEP                                                                  \
	(MAY_READ | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG | \
	    LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_TRUNCATE)
#define OF_A_FILE                                                       \
	(LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | \
	    LANDLOCK_ACCESS_FS_TRUNCATE)

/* Where terminfo(5) looks on Debian, and what SQLite asks for chance. */
static const char *const readable[] = { "/etc/terminfo", "/lib/terminfo",
	"/usr/lib/terminfo", "/usr/share/terminfo", "/usr/share/zoneinfo",
	"/etc/localtime", "/dev/urandom" };

/* Rights that versions of the kernel's Landlock know: each adds to the one before. */
static uint64_t known_rights(long version)
{
	uint64_t rights = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;

	if (version >= 2)
		rights |= LANDLOCK_ACCESS_FS_REFER;
	if (version >= 3)
		rights |= LANDLOCK_ACCESS_FS_TRUNCATE;
	return rights;
}

/* A path that does not exist needs no rule. */
static bool allow(int rules, const char *path, uint64_t rights)
{
	struct landlock_path_beneath_attr beneath = { .allowed_access = rights };
	bool is_dir, done;

	beneath.parent_fd = open(path, O_PATH | O_CLOEXEC);
	if (beneath.parent_fd < 0)
		return true;
	is_dir = faccessat(beneath.parent_fd, ".", F_OK, 0) == 0;
	if (!is_dir)
		beneath.allowed_access &= OF_A_FILE;
	done = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath,
		   0) == 0;
	close(beneath.parent_fd);
	return done;
}

static char *directory_of(const char *path)
{
	char *dir = mem_dup(path);
	char *slash = strrchr(dir, '/');

	if (slash == NULL)
		str_copy(dir, strlen(dir) + 1, ".");
	else
		slash[slash == dir] = '\0';
	return dir;
}

/* Descriptions of terminals in places of the admin's own: terminfo(5), TERMINFO_DIRS. */
static bool allow_list(int rules, const char *paths, uint64_t rights)
{
	char *list = mem_dup(paths != NULL ? paths : ""), *rest = list;
	const char *path;
	bool done = true;

	while (done && (path = strsep(&rest, ":")) != NULL)
		done = *path == '\0' || allow(rules, path, rights);
	free(list);
	return done;
}

static bool add_rules(int rules, uint64_t known, const char *database, const char *locale)
{
	char *dir = directory_of(database);
	bool done = allow(rules, dir, MAY_KEEP & known) &&
		    allow(rules, locale, MAY_READ & known) &&
		    allow_list(rules, getenv("TERMINFO"), MAY_READ & known) &&
		    allow_list(rules, getenv("TERMINFO_DIRS"), MAY_READ & known);

	for (size_t i = 0; done && i < COUNT(readable); i++)
		done = allow(rules, readable[i], MAY_READ & known);
	free(dir);
	return done;
}

static enum err shut_files(const char *database, const char *locale)
{
	const long version = syscall(
	    SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
	const uint64_t known = known_rights(version);
	const struct landlock_ruleset_attr handled = { .handled_access_fs = known };
	int rules;
	bool done;

	if (version < 1) {
		log_info("this kernel has no Landlock");
		return AM_OK;
	}
	rules = (int)syscall(SYS_landlock_create_ruleset, &handled, sizeof(handled), 0);
	if (rules < 0)
		return AM_IO;
	done = add_rules(rules, known, database, locale) &&
	       syscall(SYS_landlock_restrict_self, rules, 0) == 0;
	close(rules);
	return done ? AM_OK : AM_IO;
}

/* clang-format off */
/* --- system calls: what is not here fails with EPERM --- */

static const int allowed[] = {
	/* sockets that are there, time, waiting */
	SCMP_SYS(poll), SCMP_SYS(ppoll), SCMP_SYS(recvmsg), SCMP_SYS(recvfrom),
	SCMP_SYS(sendmsg), SCMP_SYS(sendto), SCMP_SYS(close), SCMP_SYS(clock_gettime),
	SCMP_SYS(gettimeofday), SCMP_SYS(time), SCMP_SYS(nanosleep),
	SCMP_SYS(clock_nanosleep), SCMP_SYS(restart_syscall),
	/* files: which ones, Landlock and the file system say */
	SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(readv), SCMP_SYS(writev),
	SCMP_SYS(pread64), SCMP_SYS(pwrite64), SCMP_SYS(lseek), SCMP_SYS(ftruncate),
	SCMP_SYS(fsync), SCMP_SYS(fdatasync), SCMP_SYS(open), SCMP_SYS(openat),
	SCMP_SYS(fstat), SCMP_SYS(stat), SCMP_SYS(lstat), SCMP_SYS(newfstatat),
	SCMP_SYS(statx), SCMP_SYS(access), SCMP_SYS(faccessat), SCMP_SYS(faccessat2),
	SCMP_SYS(unlink), SCMP_SYS(unlinkat), SCMP_SYS(fchmod), SCMP_SYS(fchown),
	SCMP_SYS(fcntl), SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(getcwd),
	SCMP_SYS(getdents64), SCMP_SYS(fallocate), SCMP_SYS(fadvise64),
	/* memory */
	SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise),
	SCMP_SYS(futex), SCMP_SYS(getrandom), SCMP_SYS(sysinfo),
	/* itself */
	SCMP_SYS(getpid), SCMP_SYS(gettid), SCMP_SYS(getuid), SCMP_SYS(geteuid),
	SCMP_SYS(getgid), SCMP_SYS(getegid), SCMP_SYS(getrusage), SCMP_SYS(sched_yield),
	SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn),
	SCMP_SYS(exit), SCMP_SYS(exit_group),
};

/* Nothing of ours ever calls these: whoever does has taken the process over. */
static const int deadly[] = {
	SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(fork), SCMP_SYS(vfork),
	SCMP_SYS(socket), SCMP_SYS(connect), SCMP_SYS(bind), SCMP_SYS(listen),
	SCMP_SYS(accept), SCMP_SYS(accept4), SCMP_SYS(ptrace), SCMP_SYS(process_vm_readv),
	SCMP_SYS(process_vm_writev), SCMP_SYS(kill),
};
/* clang-format on */

/* Memory is never made executable. */
static const struct {
	int call;
	unsigned argument;
	uint64_t mask, value;
} restricted[] = {
	{ SCMP_SYS(mmap), 2, PROT_EXEC, 0 },
	{ SCMP_SYS(mprotect), 2, PROT_EXEC, 0 },
};

static int add_filters(scmp_filter_ctx filter)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < COUNT(allowed); i++)
		rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0);
	for (size_t i = 0; rc == 0 && i < COUNT(deadly); i++)
		rc = seccomp_rule_add(filter, SCMP_ACT_KILL_PROCESS, deadly[i], 0);
	for (size_t i = 0; rc == 0 && i < COUNT(restricted); i++) {
		const struct scmp_arg_cmp only = SCMP_CMP(restricted[i].argument,
		    SCMP_CMP_MASKED_EQ, restricted[i].mask, restricted[i].value);

		rc = seccomp_rule_add_array(
		    filter, SCMP_ACT_ALLOW, restricted[i].call, 1, &only);
	}
	/* abort() after memory ran out: a signal to itself only. */
	if (rc == 0)
		rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
		    SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid(), 0));
	return rc;
}

static enum err shut_calls(void)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	int rc;

	if (filter == NULL)
		return AM_IO;
	rc = add_filters(filter);
	if (rc == 0)
		rc = seccomp_load(filter);
	seccomp_release(filter);
	if (rc != 0)
		log_err("seccomp: %s", strerror(-rc));
	return rc == 0 ? AM_OK : AM_IO;
}

enum err sandbox_enter(const char *database, const char *locale)
{
	enum err e = limit();

	if (e == AM_OK)
		e = shut_files(database, locale);
	if (e != AM_OK)
		log_err("limits or Landlock: %s", strerror(errno));
	return e == AM_OK ? shut_calls() : e;
}
#endif
