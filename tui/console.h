/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The program amparo-tui behind its main(): one operator's ui, the link to her
 * terminal, the socket to amparod, and the loop between them.
 *
 * It outlives connections: while none is there it waits for the next one with
 * the ui in memory and the drafts on disk.  It ends when the operator logs out,
 * when amparod says so or has gone, and on SIGTERM; each time what was typed is
 * on disk first.
 *
 * An idle console waits in poll(2) without a timeout until its lock is due.
 */
#pragma once

#include "schema/base/err.h"

struct console;
struct wire;

/*
 * A console for the operator of first (CONSOLE), over the socket control to amparod;
 * signals is a signalfd(2) of what ends it.  If the database cannot be opened there is a
 * console all the same: it says why to the first connection, and ends.
 * AM_OK or AM_IO.
 */
MUST_CHECK enum err console_new(
    int control, int signals, const struct wire *first, struct console **c);
void console_free(struct console *c);

/* Until it ends. */
void console_run(struct console *c);
