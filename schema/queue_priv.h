/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the queue share. */
#pragma once

/*
 * True for row q of queue, who hung up, if that number was called back since.  A call that
 * was given up was none, and one that ended with a result of group "out" (nobody answered,
 * it was not safe to talk) reached nobody: she is still to be called back.  Who hung up
 * twice is called back once.
 */
#define QUEUE_CALLED_BACK                                                              \
	"EXISTS (SELECT 1 FROM queue b JOIN call c ON c.id = b.called_back_by"         \
	" LEFT JOIN code d ON d.id = c.dispo WHERE b.phone = q.phone"                  \
	" AND b.left_at > q.left_at - 86400 AND c.started_at >= q.left_at"             \
	" AND c.status <> 'void' AND coalesce(d.grp, '') <> 'out')"

/* True for row q if she hung up, can be called, and was neither heard of nor called since. */
#define QUEUE_OWED                                                             \
	"q.left_at IS NOT NULL AND q.phone IS NOT NULL AND q.taken_at IS NULL" \
	" AND NOT " QUEUE_CALLED_BACK                                          \
	" AND NOT EXISTS (SELECT 1 FROM queue t WHERE t.phone = q.phone"       \
	"  AND t.taken_at >= q.left_at)"
