/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/place.h"

#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "schema/base/buf.h"

#ifndef AMPARO_SBINDIR
#define AMPARO_SBINDIR "/usr/sbin"
#endif
#ifndef AMPARO_LIBEXECDIR
#define AMPARO_LIBEXECDIR "/usr/libexec"
#endif
#ifndef AMPARO_LOCALEDIR
#define AMPARO_LOCALEDIR "/usr/share/locale"
#endif

void place_self(char *out, size_t size)
{
	char path[PATH_MAX];
	const ssize_t len = readlink("/proc/self/exe", path, sizeof(path) - 1);

	path[len < 0 ? 0 : len] = '\0';
	str_copy(out, size, path);
}

/* Directory of the running program. */
static void here(char *out, size_t size)
{
	char *slash;

	place_self(out, size);
	slash = strrchr(out, '/');
	if (slash != NULL)
		*slash = '\0';
}

static int installed(void)
{
	char dir[PATH_MAX];

	here(dir, sizeof(dir));
	return strcmp(dir, AMPARO_SBINDIR) == 0;
}

void place_programs(char *out, size_t size)
{
	if (installed())
		str_copy(out, size, AMPARO_LIBEXECDIR);
	else
		here(out, size);
}

char *place_locale(char *out, size_t size)
{
	char dir[PATH_MAX];

	if (installed())
		return str_copy(out, size, AMPARO_LOCALEDIR);
	here(dir, sizeof(dir));
	return str_printf(out, size, "%s/locale", dir);
}
