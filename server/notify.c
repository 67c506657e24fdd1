/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/notify.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "schema/base/buf.h"

void notify(const char *text)
{
	const char *path = getenv("NOTIFY_SOCKET");
	struct sockaddr_un to = { .sun_family = AF_UNIX };
	size_t len;
	int s;

	if (path == NULL || (*path != '/' && *path != '@'))
		return;
	len = strlen(path);
	if (len >= sizeof(to.sun_path))
		return;
	memcpy(to.sun_path, path, len);
	if (*path == '@')
		to.sun_path[0] = '\0';
	s = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (s < 0)
		return;
	/* Whether anybody hears it makes no difference to us. */
	(void)!sendto(s, text, strlen(text), MSG_NOSIGNAL | MSG_DONTWAIT,
	    (struct sockaddr *)&to,
	    (socklen_t)(offsetof(struct sockaddr_un, sun_path) + len));
	close(s);
}

/* Half the time that systemd waits, 0: there is no watchdog. */
static int64_t interval_ms(void)
{
	const char *usec = getenv("WATCHDOG_USEC");

	return usec == NULL ? 0 : strtoll(usec, NULL, 10) / 2000;
}

/* Whole intervals of the monotonic clock, so that nothing has to be remembered. */
void notify_watchdog(int64_t now_ms)
{
	if (interval_ms() > 0 && now_ms >= 0)
		notify("WATCHDOG=1");
}

int64_t notify_next(int64_t now_ms)
{
	const int64_t every = interval_ms();

	return every > 0 ? (now_ms / every + 1) * every : INT64_MAX;
}
