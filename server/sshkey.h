/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Ed25519 keys as OpenSSH keeps them ("openssh-key-v1", PROTOCOL.key of OpenSSH),
 * without a passphrase: the server's own host key, and the keys of the demo.
 */
#pragma once

#include "schema/base/buf.h"
#include "schema/base/err.h"

/* A new pair: the text of the private file, and the line of the .pub file, added. */
void sshkey_make(const char *comment, struct buf *private_text, struct buf *public_line);

/*
 * Make a key pair in path (mode 0600) and path.pub.  AM_OK, AM_EXISTS, AM_DENIED,
 * AM_STORAGE.
 */
MUST_CHECK enum err sshkey_create(const char *path, const char *comment);

/*
 * The .pub line and the "SHA256:..." fingerprint of a private file that
 * sshkey_make() could have made.  AM_OK or AM_INVALID (another format).
 */
MUST_CHECK enum err sshkey_public(
    const char *private_text, struct buf *public_line, char fingerprint[64]);
