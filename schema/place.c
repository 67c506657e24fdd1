/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/place.h"

#include <stdbool.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/text.h"
#include "schema/store_priv.h"

static void read_place(sqlite3_stmt *q, struct place *out)
{
	str_copy(out->id, sizeof(out->id), store_text(q, 0));
	str_copy(out->name, sizeof(out->name), store_text(q, 1));
	str_copy(out->parent, sizeof(out->parent), store_text(q, 2));
}

/*
 * The table is small (some hundred rows of a kind): the index gives the kind in
 * the order of offering, and the prefix is looked at row by row.
 */
static const char search[] =
    "SELECT p.id, p.name, coalesce(o.name, '') FROM place p LEFT JOIN place o ON"
    " o.id = p.parent WHERE p.kind <> 'none' AND (?1 = 'any' OR p.kind = ?1)"
    " AND (?2 = '' OR p.id = ?2 OR substr(p.id, 1, length(?2)) = ?2)"
    " AND (substr(p.fold, 1, length(?3)) = ?3 OR substr(lower(CASE WHEN p.kind = "
    "'country'"
    " THEN p.id ELSE substr(p.id, 3) END), 1, length(?3)) = ?3)"
    " ORDER BY CASE p.kind WHEN 'region' THEN 1 WHEN 'province' THEN 2 WHEN 'district'"
    " THEN 3 ELSE 4 END, p.sort, p.fold LIMIT ?4";

enum err place_search(struct store *st, const char *kind, const char *within,
    const char *prefix, struct place *out, size_t max, size_t *count)
{
	struct buf fold = { 0 };
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, search, &q);
	size_t n = 0;
	int rc = SQLITE_DONE;

	if (e != AM_OK)
		return e;
	txt_fold(&fold, prefix);
	sqlite3_bind_text(q, 1, kind, -1, SQLITE_STATIC);
	sqlite3_bind_text(q, 2, within, -1, SQLITE_STATIC);
	sqlite3_bind_text(q, 3, buf_text(&fold), -1, SQLITE_STATIC);
	sqlite3_bind_int64(q, 4, (int64_t)max);
	while (n < max && (rc = sqlite3_step(q)) == SQLITE_ROW)
		read_place(q, &out[n++]);
	store_done(st, q);
	buf_fini(&fold);
	e = store_err(rc);
	if (e == AM_OK)
		*count = n;
	return e;
}

enum err place_get(struct store *st, const char *id, struct place *out)
{
	static const char sql[] =
	    "SELECT p.id, p.name, coalesce(o.name, '') FROM place p LEFT JOIN place o ON"
	    " o.id = p.parent WHERE p.id = ?1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_text(q, 1, id, -1, SQLITE_STATIC);
	rc = sqlite3_step(q);
	if (rc == SQLITE_ROW)
		read_place(q, out);
	store_done(st, q);
	if (rc == SQLITE_DONE)
		return AM_MISSING;
	return store_err(rc);
}
