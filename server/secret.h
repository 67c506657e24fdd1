/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that nobody else may read: the host key and the key that signs the audit. */
#pragma once

#include <stddef.h>

#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/err.h"

/*
 * Write len bytes to a new file of mode 0600, on disk when it returns, all or
 * nothing.  AM_OK, AM_EXISTS, AM_DENIED or AM_STORAGE.
 */
MUST_CHECK enum err secret_write(const char *path, const void *bytes, size_t len);

/* The whole file (at most 64 KiB) added to out.  AM_OK, AM_MISSING, AM_DENIED, AM_TOO_LONG. */
MUST_CHECK enum err secret_read(const char *path, struct buf *out);

/* Empty the buffer and leave nothing of it in memory. */
void secret_forget(struct buf *b);

/*
 * The key that signs the head of the audit, beside the database: made if it is not
 * there.  AM_OK, AM_INVALID (not such a file), or what secret_read/write say.
 */
MUST_CHECK enum err secret_sign_key(const char *database,
    unsigned char secret_key[AUDIT_SIGN_KEY_LEN],
    unsigned char public_key[AUDIT_PUBLIC_KEY_LEN]);
