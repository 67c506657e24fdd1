/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of table operator (alias o), for operator.c and operator_key.c. */
#pragma once

#include "schema/operator.h"
#include "schema/store_priv.h"

#define OPERATOR_COLUMNS                                             \
	"o.id, o.login, o.name, o.role, o.lang, o.colour, o.active," \
	" o.pin_hash IS NOT NULL,"                                   \
	" (SELECT count(*) FROM operator_key k"                      \
	"  WHERE k.operator_id = o.id AND k.revoked_at IS NULL),"    \
	" coalesce(o.last_login_at, 0), o.bell"
#define OPERATOR_COLUMN_COUNT 11

void operator_read(sqlite3_stmt *q, struct operator* out);
