/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * amparo-tui: the console of one operator.  amparod starts it with a socket as
 * descriptor 3; there is nothing on the command line and nothing in a file.
 */
#include <errno.h>
#include <libintl.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "schema/base/clock.h"
#include "schema/base/log.h"
#include "schema/base/mem.h"
#include "schema/wire.h"
#include "tui/console.h"
#include "tui/sandbox.h"

#define CONTROL 3
#define FIRST_MS 10000 /* CONSOLE comes right after the start */
#define EX_FAILED 1

static void nothing(int number)
{
	(void)number;
}

/*
 * All signals are set before ncurses looks: it takes over what it finds untouched.
 * What ends a console is blocked and comes by descriptor.
 */
static int set_signals(void)
{
	static const int ending[] = { SIGTERM, SIGINT, SIGHUP };
	static const int ignored[] = { SIGPIPE, SIGTSTP, SIGTTIN, SIGTTOU, SIGWINCH,
		SIGQUIT, SIGXFSZ };
	struct sigaction act = { .sa_handler = nothing };
	sigset_t set;

	sigemptyset(&set);
	for (size_t i = 0; i < COUNT(ending); i++) {
		sigaction(ending[i], &act, NULL);
		sigaddset(&set, ending[i]);
	}
	act.sa_handler = SIG_IGN;
	for (size_t i = 0; i < COUNT(ignored); i++)
		sigaction(ignored[i], &act, NULL);
	if (sigprocmask(SIG_BLOCK, &set, NULL) != 0)
		return -1;
	return signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

/*
 * In locale "C" nothing would ever be translated and no accent drawn.  The other
 * categories of C.UTF-8 are those of "C": they would only take memory.
 */
static enum err set_language(const char *directory)
{
	const char *sentence = N_("Done.");

	if (setlocale(LC_CTYPE, "C.UTF-8") == NULL ||
	    setlocale(LC_MESSAGES, "C.UTF-8") == NULL) {
		log_err("the locale C.UTF-8 is missing");
		return AM_MISSING;
	}
	setenv("LANGUAGE", "es", 1);
	if (bindtextdomain("amparo", directory) == NULL ||
	    bind_textdomain_codeset("amparo", "UTF-8") == NULL ||
	    textdomain("amparo") == NULL)
		return AM_IO;
	if (gettext(sentence) == sentence) {
		log_err("no Spanish catalogue in %s", directory);
		return AM_MISSING;
	}
	return AM_OK;
}

static enum err first_message(struct wire *m, void *buffer)
{
	struct pollfd waiting = { .fd = CONTROL, .events = POLLIN };
	enum err e;

	if (poll(&waiting, 1, FIRST_MS) != 1)
		return AM_IO;
	e = wire_recv(CONTROL, m, buffer);
	if (e == AM_OK && m->fd != -1)
		close(m->fd);
	if (e == AM_OK && m->type != WIRE_CONSOLE)
		e = AM_PROTOCOL;
	return e;
}

static enum err start(int signals, struct console **c)
{
	unsigned char *buffer = mem_new(1, WIRE_MAX);
	struct wire first = { .fd = -1 };
	enum err e = first_message(&first, buffer);

	if (e == AM_OK)
		e = set_language(first.console.locale);
	if (e == AM_OK) {
		clock_zone(first.console.zone);
		e = console_new(CONTROL, signals, &first, c);
	}
	if (e == AM_OK)
		e = sandbox_enter(first.console.database, first.console.locale);
	free(buffer);
	mem_rest(); /* what only the start needed */
	return e;
}

int main(void)
{
	struct console *c = NULL;
	int signals;
	enum err e;

	log_start("amparo-tui");
	signals = set_signals();
	if (signals < 0) {
		log_err("signals: %s", strerror(errno));
		return EX_FAILED;
	}
	e = start(signals, &c);
	if (e == AM_OK)
		console_run(c);
	else
		log_err("no start: %s", err_name(e));
	console_free(c);
	return e == AM_OK ? EXIT_SUCCESS : EX_FAILED;
}
