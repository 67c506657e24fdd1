/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The keeper: the parent process of amparod, small enough not to fail.
 *
 * It owns the listening socket, starts the core (core.h), and starts it again
 * when it dies.  It holds duplicates of the core's sockets to amparo-ssh and
 * amparo-tui with a small state each and hands them to the next core.  Keys and
 * frames travel between amparo-ssh and amparo-tui directly, so whoever works at a
 * console does not notice.  It opens no database and reads nothing from outside
 * but amparo.conf and the core's messages.
 *
 * A core that hangs (no HAND_ALIVE for KEEPER_PATIENCE_MS) is killed.  A core that
 * keeps dying right after its start is started ever more slowly and at last given
 * up; then everything ends, which each console survives as a draft.
 *
 * If the keeper itself is killed, the core notices the end of its socket, says
 * goodbye to everybody and ends; if both are gone, each amparo-tui and amparo-ssh
 * sees the end of its socket, keeps what was typed as a draft and ends readable.
 */
#pragma once

#include <stdbool.h>

#define KEEPER_PATIENCE_MS 10000

struct keeper_setup {
	const char *program; /* absolute path of amparod, started as the core */
	const char *conf;    /* path of amparo.conf as given, NULL: the default one */
	const char
	    *programs; /* directory of amparo-ssh and amparo-tui, NULL: the usual */
	int listener;  /* or -1: made from amparo.conf */
	void (*ready)(void *data); /* the first core serves; may be NULL */
	void *data;
};

/*
 * Run until SIGTERM or SIGINT.  Returns the exit code of the program: 0, 1, or
 * CONF_STATUS if the core cannot begin with this configuration or database.
 */
int keeper_run(const struct keeper_setup *setup);
