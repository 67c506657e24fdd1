/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/secret.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "schema/base/log.h"

#define SECRET_MAX 65536

static enum err error_of(int number)
{
	if (number == EEXIST)
		return AM_EXISTS;
	if (number == ENOENT)
		return AM_MISSING;
	if (number == ENOSPC || number == EDQUOT)
		return AM_FULL;
	return number == EACCES || number == EPERM || number == EROFS ? AM_DENIED
								      : AM_STORAGE;
}

static bool write_all(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		const ssize_t n = write(fd, bytes, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		bytes += n;
		len -= (size_t)n;
	}
	return fsync(fd) == 0;
}

enum err secret_write(const char *path, const void *bytes, size_t len)
{
	struct buf fresh = { 0 };
	enum err e = AM_OK;
	int fd;

	/* Written aside and then linked: a file that is there is whole. */
	buf_printf(&fresh, "%s.%d.new", path, (int)getpid());
	fd = open(
	    buf_text(&fresh), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0) {
		e = error_of(errno);
	} else {
		if (!write_all(fd, bytes, len) || link(buf_text(&fresh), path) != 0)
			e = error_of(errno);
		close(fd);
		unlink(buf_text(&fresh));
	}
	buf_fini(&fresh);
	return e;
}

enum err secret_read(const char *path, struct buf *out)
{
	char part[4096];
	const size_t before = out->len;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n = 1;

	if (fd < 0)
		return error_of(errno);
	while (n > 0 && out->len - before <= SECRET_MAX) {
		n = read(fd, part, sizeof(part));
		if (n > 0)
			buf_add(out, part, (size_t)n);
	}
	explicit_bzero(part, sizeof(part));
	close(fd);
	if (n < 0)
		return AM_STORAGE;
	return n == 0 ? AM_OK : AM_TOO_LONG;
}

void secret_forget(struct buf *b)
{
	if (b->data != NULL)
		explicit_bzero(b->data, b->cap);
	buf_fini(b);
}

static enum err make_sign_key(const char *path)
{
	unsigned char secret_key[AUDIT_SIGN_KEY_LEN], public_key[AUDIT_PUBLIC_KEY_LEN];
	enum err e;

	crypto_sign_keypair(public_key, secret_key);
	e = secret_write(path, secret_key, sizeof(secret_key));
	explicit_bzero(secret_key, sizeof(secret_key));
	if (e == AM_OK)
		log_info("a new key to sign the audit was made");
	return e;
}

enum err secret_sign_key(const char *database,
    unsigned char secret_key[AUDIT_SIGN_KEY_LEN],
    unsigned char public_key[AUDIT_PUBLIC_KEY_LEN])
{
	struct buf path = { 0 }, key = { 0 };
	enum err e;

	buf_printf(&path, "%s.audit_key", database);
	e = secret_read(buf_text(&path), &key);
	if (e == AM_MISSING) {
		e = make_sign_key(buf_text(&path));
		if (e == AM_OK)
			e = secret_read(buf_text(&path), &key);
	}
	if (e == AM_OK && key.len != AUDIT_SIGN_KEY_LEN)
		e = AM_INVALID;
	if (e == AM_OK) {
		memcpy(secret_key, key.data, AUDIT_SIGN_KEY_LEN);
		crypto_sign_ed25519_sk_to_pk(public_key, secret_key);
	}
	secret_forget(&key);
	buf_fini(&path);
	return e;
}
