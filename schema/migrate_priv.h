/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Making and upgrading the database: numbered SQL files, each raising
 * user_version by one, all that are missing in one transaction.  A process that
 * is killed in the middle leaves the old version.
 */
#pragma once

#include "schema/embedded_priv.h"
#include "schema/store_priv.h"

#define MIGRATE_APPLICATION 0x414d5052 /* "AMPR": PRAGMA application_id */

/* The version that the files (embedded[]) make. */
int migrate_version(const struct embedded *files, size_t count);

/*
 * The version of db: 0 for an empty file.  Returns AM_OK, AM_INVALID (not a
 * database of Amparo) or a storage error.
 */
MUST_CHECK enum err migrate_found(sqlite3 *db, int *version);

/*
 * Bring db, the file at path, to the newest version of files.  Where something
 * is in it already, it is copied to PATH.before-NNNN first.  Returns AM_OK,
 * AM_NEWER, AM_INVALID, AM_FULL or another storage error.
 */
MUST_CHECK enum err migrate_run(
    sqlite3 *db, const char *path, const struct embedded *files, size_t count);
