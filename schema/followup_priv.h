/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Follow-ups from the inside, for followup*.c. */
#pragma once

#include "schema/casefile_priv.h"
#include "schema/followup.h"
#include "schema/store_priv.h"

#define FOLLOWUP_ENTITY "followup"

/* Columns of struct followup; the row is f, its joins FOLLOWUP_FROM, and ?2 the actor. */
#define FOLLOWUP_COLUMNS                                                               \
	"f.id, f.version, coalesce(f.call_id, 0), coalesce(f.case_id, 0),"             \
	" coalesce(c.number, 0), coalesce(k.number, 0), f.due_at,"                     \
	" coalesce(f.until_at, 0), coalesce(f.operator_id, 0), f.tries, f.made_at,"    \
	" coalesce(f.done_at, 0), coalesce(f.done_call_id, 0), coalesce(d.number, 0)," \
	" coalesce(f.rings_call_id, 0),"                                               \
	" coalesce(CAST(substr(coalesce(k.risk, c.risk), 6) AS INTEGER), 0),"          \
	" f.done_at IS NULL AND f.void_at IS NULL, f.kind, coalesce(o.name, ''),"      \
	" coalesce(m.name, ''), coalesce(e.name, ''),"                                 \
	" coalesce(substr(f.phone, -3), ''), f.note, f.result,"                        \
	" f.operator_id IS NULL OR f.operator_id = ?2 OR f.made_by = ?2"               \
	"  OR c.operator_id IS ?2,"                                                    \
	" coalesce(r.grp IN ('out', 'nodata'), 0)"
#define FOLLOWUP_FROM                                                    \
	" FROM followup f LEFT JOIN call c ON c.id = f.call_id"          \
	" LEFT JOIN casefile k ON k.id = " CASE_ROOT(                    \
	    "f.case_id") " LEFT JOIN call d ON d.id = f.done_call_id"    \
			 " LEFT JOIN call x ON x.id = f.rings_call_id"   \
			 " LEFT JOIN code r ON r.id = x.dispo"           \
			 " LEFT JOIN operator o ON o.id = f.operator_id" \
			 " LEFT JOIN operator m ON m.id = f.made_by"     \
			 " LEFT JOIN operator e ON e.id = f.done_by"

/* The row, "may" says whether she may open it (else note and result are left out);
 * AM_MISSING also where it was taken back, or is of a case that is hidden from her. */
MUST_CHECK enum err followup_fetch(struct store *st, const struct actor *actor,
    int64_t id, int64_t now, struct followup *out);

/* The safe hours known of what it is about, "" if there are none, and whether she does
 * not want to be called back. */
MUST_CHECK enum err followup_safe_hours(
    struct store *st, int64_t call_id, int64_t case_id, char safe[12], bool *refuses);

/* May the actor make one about these?  AM_OK, AM_MISSING or a storage error. */
MUST_CHECK enum err followup_about(struct store *st, const struct actor *actor,
    int64_t call_id, int64_t case_id, int64_t now);

/* "2026-11-24 17:00-18:00" of two moments. */
#define FOLLOWUP_SPAN_LEN 24
char *followup_span(char out[FOLLOWUP_SPAN_LEN], int64_t due, int64_t until);
