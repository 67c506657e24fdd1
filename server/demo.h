/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * amparod --demo: a whole Amparo with invented data, for one person on one machine.
 *
 * Everything lies in one directory: the database, the keys of the five people of
 * the demo, amparo.conf, and an ssh_config with which "ssh -F DIR/ssh_config rosa"
 * opens Rosa's console and asks nothing.  Loopback only, no privileges, nothing
 * outside the directory is read or written.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#define DEMO_THE_YEAR -1
#define DEMO_PORT_ANY -2 /* none was given: 2222, or any free one */

struct demo_options {
	const char *dir; /* NULL: a fresh one, erased at the end */
	int64_t port;    /* 0: any free one */
	int64_t calls;   /* so many instead of the demo year; or DEMO_THE_YEAR */
	bool no_callers; /* nobody rings by herself */
};

/* Returns the exit code. */
int demo_run(const struct demo_options *options, const char *programs);
