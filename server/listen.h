/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The listening TCP socket. */
#pragma once

#include "schema/base/err.h"

/*
 * Listen on address ("0.0.0.0", "::", "10.0.0.5"), port 0 for any free one.  The
 * socket is non-blocking and close-on-exec.  Returns AM_OK, AM_EXISTS (somebody
 * listens there already), AM_DENIED (a port below 1024 without the right) or
 * AM_INVALID (no such address here).
 */
MUST_CHECK enum err listen_open(const char *address, int port, int *fd);

/* The port it listens on. */
int listen_port(int fd);
