/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sshkey.h"

#include <arpa/inet.h>
#include <sodium.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "schema/base/mem.h"
#include "schema/operator.h"
#include "server/secret.h"

#define MAGIC "openssh-key-v1" /* with its NUL */
#define BEGIN "-----BEGIN OPENSSH PRIVATE KEY-----"
#define END "-----END OPENSSH PRIVATE KEY-----"
#define KIND "ssh-ed25519"
#define LINE_CHARS 70
#define BLOCK 8 /* of the cipher "none" */

/* --- writing --- */

static void add_u32(struct buf *b, uint32_t n)
{
	const uint32_t big = htonl(n);

	buf_add(b, &big, sizeof(big));
}

static void add_string(struct buf *b, const void *p, size_t len)
{
	add_u32(b, (uint32_t)len);
	buf_add(b, p, len);
}

static void add_base64(struct buf *out, const struct buf *bytes)
{
	const size_t size =
	    sodium_base64_ENCODED_LEN(bytes->len, sodium_base64_VARIANT_ORIGINAL);
	char *text = mem_new(1, size);

	sodium_bin2base64(text, size, (const unsigned char *)bytes->data, bytes->len,
	    sodium_base64_VARIANT_ORIGINAL);
	buf_str(out, text);
	explicit_bzero(text, size);
	free(text);
}

/* RFC 8709, 4: the public key blob. */
static void add_blob(struct buf *b, const unsigned char *public_key)
{
	add_string(b, KIND, strlen(KIND));
	add_string(b, public_key, crypto_sign_PUBLICKEYBYTES);
}

static void add_private_part(struct buf *b, const unsigned char *public_key,
    const unsigned char *secret_key, const char *comment)
{
	const uint32_t check = randombytes_random();

	add_u32(b, check);
	add_u32(b, check);
	add_blob(b, public_key);
	add_string(b, secret_key, crypto_sign_SECRETKEYBYTES);
	add_string(b, comment, strlen(comment));
	for (unsigned char pad = 1; b->len % BLOCK != 0; pad++)
		buf_byte(b, pad);
}

static void add_armour(struct buf *out, const struct buf *bytes)
{
	struct buf text = { 0 };

	add_base64(&text, bytes);
	buf_str(out, BEGIN "\n");
	for (size_t at = 0; at < text.len; at += LINE_CHARS) {
		const size_t rest = text.len - at;

		buf_add(out, text.data + at, rest < LINE_CHARS ? rest : LINE_CHARS);
		buf_byte(out, '\n');
	}
	buf_str(out, END "\n");
	secret_forget(&text);
}

static void add_public_line(
    struct buf *out, const unsigned char *public_key, const char *comment)
{
	struct buf blob = { 0 };

	add_blob(&blob, public_key);
	buf_str(out, KIND " ");
	add_base64(out, &blob);
	buf_printf(out, " %s\n", comment);
	buf_fini(&blob);
}

void sshkey_make(const char *comment, struct buf *private_text, struct buf *public_line)
{
	unsigned char public_key[crypto_sign_PUBLICKEYBYTES];
	unsigned char secret_key[crypto_sign_SECRETKEYBYTES];
	struct buf all = { 0 }, blob = { 0 }, part = { 0 };

	if (sodium_init() < 0)
		abort(); /* no random numbers: no key at all */
	crypto_sign_keypair(public_key, secret_key);
	add_blob(&blob, public_key);
	add_private_part(&part, public_key, secret_key, comment);
	buf_add(&all, MAGIC, sizeof(MAGIC));
	add_string(&all, "none", 4); /* cipher */
	add_string(&all, "none", 4); /* of a passphrase */
	add_string(&all, "", 0);
	add_u32(&all, 1);
	add_string(&all, blob.data, blob.len);
	add_string(&all, part.data, part.len);
	add_armour(private_text, &all);
	add_public_line(public_line, public_key, comment);
	explicit_bzero(secret_key, sizeof(secret_key));
	secret_forget(&part);
	secret_forget(&all);
	buf_fini(&blob);
}

enum err sshkey_create(const char *path, const char *comment)
{
	struct buf private_text = { 0 }, public_line = { 0 }, public_path = { 0 };
	enum err e;

	sshkey_make(comment, &private_text, &public_line);
	buf_printf(&public_path, "%s.pub", path);
	e = secret_write(path, private_text.data, private_text.len);
	if (e == AM_OK)
		e = secret_write(
		    buf_text(&public_path), public_line.data, public_line.len);
	secret_forget(&private_text);
	buf_fini(&public_line);
	buf_fini(&public_path);
	return e;
}

/* --- reading --- */

/* The bytes between the armour lines; false if there is no armour. */
static bool unarmour(const char *text, struct buf *out)
{
	const char *from = strstr(text, BEGIN), *to = strstr(text, END);
	size_t size, len = 0;
	bool fine;

	if (from == NULL || to == NULL || to < from)
		return false;
	from += strlen(BEGIN);
	size = (size_t)(to - from);
	buf_add(out, from, size + 1); /* room of at least as many bytes */
	fine = sodium_base642bin((unsigned char *)out->data, out->cap, from, size,
		   " \r\n", &len, NULL, sodium_base64_VARIANT_ORIGINAL) == 0;
	out->len = len;
	return fine;
}

/* The public key stands at a fixed place: everything in front of it is fixed. */
enum err sshkey_public(
    const char *private_text, struct buf *public_line, char fingerprint[FINGERPRINT_LEN])
{
	const size_t blob_at = sizeof(MAGIC) + 8 + 8 + 4 + 4 + 4;
	struct buf blob = { 0 }, all = { 0 };
	unsigned char public_key[crypto_sign_PUBLICKEYBYTES] = { 0 };
	enum err e = AM_INVALID;

	add_blob(&blob, public_key);
	if (unarmour(private_text, &all) && all.len > blob_at + blob.len &&
	    memcmp(all.data, MAGIC, sizeof(MAGIC)) == 0 &&
	    memcmp(all.data + blob_at, blob.data, blob.len - sizeof(public_key)) == 0) {
		memcpy(public_key, all.data + blob_at + blob.len - sizeof(public_key),
		    sizeof(public_key));
		add_public_line(public_line, public_key, "amparo");
		buf_clear(&blob);
		add_blob(&blob, public_key);
		key_fingerprint(fingerprint, blob.data, blob.len);
		e = AM_OK;
	}
	secret_forget(&all);
	buf_fini(&blob);
	return e;
}
