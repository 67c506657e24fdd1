/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * amparo-ssh: started by amparod for one connection, see conn.h.
 */
#include "config.h"

#include <malloc.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "schema/base/log.h"
#include "schema/base/mem.h"
#include "server/ssh/conn.h"
#include "server/ssh/sandbox.h"

#define START_MS 30000 /* for amparod to say what is to be done */

/* The first message of amparod; its host key is wiped when it has been taken. */
static enum err begin(struct conn *c)
{
	struct pollfd p = { .fd = CORE_FD, .events = POLLIN };
	struct wire m;
	enum err e = poll(&p, 1, START_MS) > 0 ? AM_OK : AM_AGAIN;

	if (e == AM_OK)
		e = wire_recv(CORE_FD, &m, c->packet);
	if (e == AM_OK)
		e = m.type == WIRE_START && m.fd != -1 ? conn_open(c, &m) : AM_PROTOCOL;
	explicit_bzero(c->packet, sizeof(c->packet));
	return e;
}

int main(void)
{
	struct conn *c = mem_new(1, sizeof(*c));
	enum err e;

	log_start("amparo-ssh");
	e = sandbox_limit();
	if (e == AM_OK)
		e = begin(c);
	if (e == AM_OK)
		e = sandbox_enter();
	if (e == AM_OK) {
		malloc_trim(0);
		conn_run(c);
	} else {
		log_err("not started: %s", err_name(e));
	}
	conn_close(c);
	free(c);
	return e == AM_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}
