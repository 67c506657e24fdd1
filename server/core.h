/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The core of amparod: who may come in, who is there, who hears of what.
 *
 * A child of the keeper (keeper.h), on libuv.  It accepts connections, starts one
 * amparo-ssh for each and one amparo-tui for each operator, joins the two by a
 * socket on which keys and frames pass it by, carries events between consoles,
 * checks PINs, records sessions and answers the amparo command.  It never waits:
 * what is written to the database, and every hash, is done in the thread pool.
 */
#pragma once

struct core_setup {
	const char *conf; /* path of amparo.conf, NULL: the default one */
	const char
	    *programs; /* directory of amparo-ssh and amparo-tui, NULL: the usual */
};

/* Run with the keeper at descriptor HAND_FD.  Returns the exit code. */
int core_run(const struct core_setup *setup);
