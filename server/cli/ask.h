/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Talking with a running amparod over its control socket. */
#pragma once

#include "schema/base/buf.h"
#include "schema/base/err.h"
#include "schema/wire.h"

/* Called for each row of the answer: columns between TABs. */
typedef void ask_row(void *data, char *text);

/*
 * Ask amparod and hand out the rows of its answer.  Returns AM_OK with the exit code
 * in *status and a sentence (msgid) or nothing in text, AM_CLOSED if no amparod is
 * there, AM_DENIED, AM_AGAIN if it does not answer for ten seconds, AM_PROTOCOL or AM_IO.
 */
MUST_CHECK enum err ask(const char *socket_path, const char *verb, const char *argument,
    ask_row *row, void *data, int *status, struct buf *text);

/* Tell amparod what was committed.  AM_OK, or as above. */
MUST_CHECK enum err ask_changed(
    const char *socket_path, enum wire_topic topic, int64_t id);
