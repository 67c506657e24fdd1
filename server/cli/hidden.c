/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/cli/hidden.h"

#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

bool hidden_read(const char *question, char *out, size_t size)
{
	const bool terminal = isatty(STDIN_FILENO) != 0;
	struct termios as_it_was, silent;
	bool read;

	if (terminal) {
		if (tcgetattr(STDIN_FILENO, &as_it_was) != 0)
			return false;
		silent = as_it_was;
		silent.c_lflag &= ~(tcflag_t)ECHO;
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
		fprintf(stderr, "%s ", question); /* last: who sees it may type unseen */
		fflush(stderr);
	}
	read = fgets(out, (int)size, stdin) != NULL;
	if (terminal) {
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &as_it_was);
		fputc('\n', stderr);
	}
	if (read)
		out[strcspn(out, "\r\n")] = '\0';
	return read;
}
