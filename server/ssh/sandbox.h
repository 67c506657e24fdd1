/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What this process may still do when a stranger's first byte is read: compute,
 * use the descriptors it has, and end.
 *
 * A build with AMPARO_SANITIZERS leaves out the system call filter, the limit of
 * memory and the ban on looking in.  A process that the filter ends dies of SIGSYS;
 * amparod logs that, and the kernel's log names the call ("type=1326 ... syscall=N").
 */
#pragma once

#include "schema/base/err.h"

#define SANDBOX_SPUN 70 /* exit status */

/* Before anything is read: no core file, no tracing, no new rights, small limits. */
MUST_CHECK enum err sandbox_limit(void);

/* Before the first byte of the client: no call but those of the list. */
MUST_CHECK enum err sandbox_enter(void);

/*
 * A turn of the loop begins: libssh 0.10 computes for ever over a channel with a
 * greatest packet of 10 bytes.  A turn that uses a second of processor time ends
 * the process with a line in the log and SANDBOX_SPUN.
 */
void sandbox_turn(void);
