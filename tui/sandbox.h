/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a console may do once it has started: its sockets, its database, and
 * reading the descriptions of terminals and the translations.  No new socket, no
 * program, no other file (where the kernel has Landlock), no core file.
 */
#pragma once

#include "schema/base/err.h"

/*
 * From here on.  database is the path of the database, locale the directory of the
 * catalogues.  Builds with sanitizers leave out what these need.  AM_OK or AM_IO.
 */
MUST_CHECK enum err sandbox_enter(const char *database, const char *locale);
