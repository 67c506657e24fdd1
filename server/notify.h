/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What systemd wants to hear (sd_notify(3)), without its library.  Elsewhere: nothing. */
#pragma once

#include <stdint.h>

/* "READY=1", "STOPPING=1". */
void notify(const char *text);

/* Tell the watchdog, if there is one and it is time, that the loop turns. */
void notify_watchdog(int64_t now_ms);

/* When notify_watchdog() wants to be called again; INT64_MAX: never. */
int64_t notify_next(int64_t now_ms);
