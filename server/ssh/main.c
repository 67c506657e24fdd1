/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * amparo-ssh: started by amparod for one connection, see conn.h.
 */
#include "config.h"

#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "schema/base/log.h"
#include "schema/base/mem.h"
#include "server/ssh/conn.h"
#include "server/ssh/sandbox.h"

#define START_MS 30000 /* for amparod to say what is to be done */

/* libssh has its own copy now, wiped by the library that holds it. */
static void wipe(const char *text)
{
	explicit_bzero((char *)(uintptr_t)text, strlen(text));
}

/*
 * The first message of amparod.  Only the key is wiped, not all of the buffer: most
 * of that was never touched and takes no memory.
 */
static enum err begin(struct conn *c)
{
	struct pollfd p = { .fd = CORE_FD, .events = POLLIN };
	struct wire m;
	enum err e = poll(&p, 1, START_MS) > 0 ? AM_OK : AM_AGAIN;

	if (e == AM_OK)
		e = wire_recv(CORE_FD, &m, c->packet);
	if (e != AM_OK)
		return e;
	if (m.type != WIRE_START || m.fd == -1)
		return AM_PROTOCOL;
	e = conn_open(c, &m);
	wipe(m.start.host_key);
	return e;
}

/*
 * Pages of its own for the state: of its great buffer only what is touched takes
 * memory then, which a heap that was used before does not give.
 */
static struct conn *conn_memory(void)
{
	void *p = mmap(NULL, sizeof(struct conn), PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (p == MAP_FAILED)
		abort();
	return p;
}

int main(void)
{
	struct conn *c = conn_memory();
	enum err e;

	log_start("amparo-ssh");
	e = sandbox_limit();
	if (e == AM_OK)
		e = begin(c);
	if (e == AM_OK)
		e = sandbox_enter();
	if (e == AM_OK) {
		mem_rest();
		conn_run(c);
	} else {
		log_err("not started: %s", err_name(e));
	}
	conn_close(c);
	return e == AM_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}
