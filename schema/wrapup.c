/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/wrapup.h"

#include <stddef.h>

#include "schema/store_priv.h"

enum err wrapup_get(struct store *st, const struct actor *actor, struct wrapup *out)
{
	static const char sql[] =
	    "SELECT c.id, c.number, instr(d.flags, 'F') > 0 AND NOT EXISTS"
	    " (SELECT 1 FROM followup w WHERE w.call_id = c.id AND w.void_at IS NULL),"
	    " (instr(coalesce(m.flags, '') || d.flags, 'C') > 0"
	    "  OR c.motive = 'motive.follow') AND NOT EXISTS"
	    " (SELECT 1 FROM call_case k WHERE k.call_id = c.id AND k.ended_at IS NULL),"
	    " instr(coalesce(m.flags, '') || d.flags, 'C') > 0 AND (NOT EXISTS"
	    " (SELECT 1 FROM referral r WHERE r.call_id = c.id) OR EXISTS"
	    " (SELECT 1 FROM referral r WHERE r.call_id = c.id AND r.status = 'draft')),"
	    " coalesce(c.assess = 'assess.pending', 0)"
	    " FROM agent_state s JOIN call c ON c.operator_id = s.operator_id"
	    " AND c.id IN (SELECT id FROM call WHERE operator_id = ?1"
	    "  ORDER BY id DESC LIMIT 20)"
	    " JOIN code d ON d.id = c.dispo LEFT JOIN code m ON m.id = c.motive"
	    " WHERE s.operator_id = ?1 AND s.to_at IS NULL AND s.state = 'state.wrap'"
	    " AND c.status = 'closed' AND c.ended_at >= s.from_at"
	    " AND instr(d.flags, 'N') = 0 AND instr(d.flags, 'M') = 0"
	    " ORDER BY c.ended_at DESC, c.id DESC LIMIT 1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, actor->operator_id);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	if (e == AM_OK)
		*out = (struct wrapup){ .call_id = sqlite3_column_int64(q, 0),
			.number = sqlite3_column_int64(q, 1),
			.followup = sqlite3_column_int(q, 2) != 0,
			.file = sqlite3_column_int(q, 3) != 0,
			.referral = sqlite3_column_int(q, 4) != 0,
			.assess = sqlite3_column_int(q, 5) != 0 };
	store_done(st, q);
	return e;
}
