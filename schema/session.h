/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sessions: one row from log-in to log-out of an operator, whatever happens to
 * her line in between.  Failed tries are counted per login, also for logins
 * that do not exist (nothing tells them apart).
 */
#pragma once

#include <stdint.h>

#include "schema/base/err.h"
#include "schema/role.h"

struct store;

/* X(code, word in the database) */
#define SESSION_END_TABLE(X)                                                             \
	X(SESSION_LOGOUT, "logout")                                                      \
	X(SESSION_IDLE, "idle")                                                          \
	X(SESSION_LOST, "lost")                                                          \
	X(SESSION_TAKEN, "taken")                                                        \
	X(SESSION_KICKED, "kicked")                                                      \
	X(SESSION_DISABLED, "disabled")                                                  \
	X(SESSION_CRASHED, "crashed")                                                    \
	X(SESSION_RESTART, "restart")

enum session_end {
#define SESSION_END_CODE(code, word) code,
	SESSION_END_TABLE(SESSION_END_CODE)
#undef SESSION_END_CODE
};

/* Log-in: makes the row, marks the key as used, audits.  Gives the session's id. */
MUST_CHECK enum err session_start(struct store *st, int64_t operator_id,
    const char *fingerprint, const char *peer, const char *term, int64_t now, int64_t *id);

/* A lost connection, and the next one that took the console over.  Both audited. */
MUST_CHECK enum err session_detached(struct store *st, int64_t id, int64_t now);
MUST_CHECK enum err session_attached(struct store *st, int64_t id, const char *fingerprint,
    const char *peer, const char *term, int64_t now);

MUST_CHECK enum err session_end(
    struct store *st, int64_t id, enum session_end reason, int64_t now);

/* At the start of amparod: sessions that nothing holds any more end as "restart". */
MUST_CHECK enum err session_end_all_but(
    struct store *st, const int64_t *kept, int64_t count, int64_t now);

/* A refused log-in. */
MUST_CHECK enum err session_refused(
    struct store *st, const char *login, const char *peer, int64_t now);

/* For the login page. */
struct session_last {
	int64_t at;     /* of the log-in before this session, 0: none */
	char peer[64];
	int64_t failed; /* refused tries since then */
};
MUST_CHECK enum err session_last(
    struct store *st, int64_t operator_id, int64_t this_session, struct session_last *out);
