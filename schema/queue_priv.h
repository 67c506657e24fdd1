/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the queue share. */
#pragma once

/*
 * True for row q of queue that was called back.  A call that was given up was none, and one
 * that ended with a result of group "out" (nobody answered, it was not safe to talk) reached
 * nobody: she is still to be called back.
 */
#define QUEUE_CALLED_BACK                                                       \
	"EXISTS (SELECT 1 FROM call c LEFT JOIN code d ON d.id = c.dispo WHERE" \
	" c.id = q.called_back_by AND c.status <> 'void'"                       \
	" AND coalesce(d.grp, '') <> 'out')"
