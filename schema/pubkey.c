/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/pubkey.h"

#include <sodium.h>
#include <stdint.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/operator.h"

#define RSA_BITS_MIN 3072
#define RSA_BITS_MAX 16384 /* OpenSSH's own limit */

/* What is left of a blob: strings behind their length (RFC 4251, 5). */
struct reader {
	const unsigned char *p;
	size_t left;
};

struct bytes {
	const unsigned char *p;
	size_t len;
};

static bool take(struct reader *r, struct bytes *out)
{
	size_t len;

	if (r->left < 4)
		return false;
	len = (size_t)r->p[0] << 24 | (size_t)r->p[1] << 16 | (size_t)r->p[2] << 8 |
	      r->p[3];
	if (len > r->left - 4)
		return false;
	*out = (struct bytes){ r->p + 4, len };
	r->p += 4 + len;
	r->left -= 4 + len;
	return true;
}

static bool is_text(const struct bytes *b, const char *text)
{
	return b->len == strlen(text) && memcmp(b->p, text, b->len) == 0;
}

/* Bits of a positive mpint (RFC 4251, 5), 0 if it is none. */
static size_t mpint_bits(const struct bytes *b)
{
	const unsigned char *p = b->p;
	size_t len = b->len, bits;

	if (len == 0 || p[0] & 0x80)
		return 0;
	if (p[0] == 0) {
		p++;
		len--;
	}
	if (len == 0 || p[0] == 0)
		return 0;
	bits = len * 8;
	for (unsigned char top = p[0]; !(top & 0x80); top = (unsigned char)(top << 1))
		bits--;
	return bits;
}

/* --- one check a type: what follows its name in the blob --- */

struct type;
typedef bool key_body(const struct type *t, struct reader *r, const char **why);

struct type {
	const char *name;
	key_body *body;
	const char *curve;
	size_t point; /* bytes of the public point */
	bool token;   /* a security key: its application follows */
};

static bool token_ends(const struct type *t, struct reader *r)
{
	struct bytes application;

	if (t->token && (!take(r, &application) || application.len == 0))
		return false;
	return r->left == 0;
}

/* RFC 8709; PROTOCOL.u2f of OpenSSH */
static bool ed25519_body(const struct type *t, struct reader *r, const char **why)
{
	struct bytes point;

	(void)why;
	return take(r, &point) && point.len == t->point && token_ends(t, r);
}

/* RFC 5656, 3.1; the point is uncompressed */
static bool ecdsa_body(const struct type *t, struct reader *r, const char **why)
{
	struct bytes curve, point;

	(void)why;
	return take(r, &curve) && is_text(&curve, t->curve) && take(r, &point) &&
	       point.len == t->point && point.p[0] == 4 && token_ends(t, r);
}

/* RFC 4253, 6.6 */
static bool rsa_body(const struct type *t, struct reader *r, const char **why)
{
	struct bytes e, n;
	size_t bits;

	(void)t;
	if (!take(r, &e) || !take(r, &n) || r->left != 0 || mpint_bits(&e) == 0)
		return false;
	bits = mpint_bits(&n);
	if (bits > 0 && bits < RSA_BITS_MIN)
		*why = N_("This RSA key is too short: it needs 3072 bits or more.");
	return bits >= RSA_BITS_MIN && bits <= RSA_BITS_MAX;
}

/* clang-format off */
static const struct type types[] = {
	{ "ssh-ed25519", ed25519_body, NULL, 32, false },
	{ "sk-ssh-ed25519@openssh.com", ed25519_body, NULL, 32, true },
	{ "ecdsa-sha2-nistp256", ecdsa_body, "nistp256", 65, false },
	{ "ecdsa-sha2-nistp384", ecdsa_body, "nistp384", 97, false },
	{ "sk-ecdsa-sha2-nistp256@openssh.com", ecdsa_body, "nistp256", 65, true },
	{ "ssh-rsa", rsa_body, NULL, 0, false },
};

/* What people paste instead, by how it begins. */
static const struct {
	const char *start;
	const char *why;
} mistakes[] = {
	{ "-----BEGIN", N_("This is a private key or a file of another format. Never send a private key; take the line of the .pub file.") },
	{ "PuTTY-User-Key-File", N_("This is PuTTY's private key. Copy the public key from the upper field of PuTTYgen.") },
	{ "---- BEGIN SSH2", N_("This is another format. Copy the public key from the upper field of PuTTYgen: one line.") },
	{ "ssh-dss", N_("DSA keys are broken. Make an Ed25519 key.") },
	{ "ssh-ed448", N_("Ed448 keys are not supported. Make an Ed25519 key.") },
	{ "ecdsa-sha2-nistp521", N_("Keys on the curve nistp521 are not supported. Make an Ed25519 key.") },
};
/* clang-format on */

static const struct type *type_find(const void *name, size_t len)
{
	for (size_t i = 0; i < COUNT(types); i++)
		if (strlen(types[i].name) == len && memcmp(types[i].name, name, len) == 0)
			return &types[i];
	return NULL;
}

enum err pubkey_check(
    const void *blob, size_t len, const char **algorithm, const char **why)
{
	struct reader r = { blob, len };
	const struct type *t;
	struct bytes name;

	*why = N_("This key is damaged: copy the whole line again.");
	if (len > PUBKEY_BLOB_MAX || !take(&r, &name))
		return AM_INVALID;
	t = type_find(name.p, name.len);
	if (t == NULL || !t->body(t, &r, why))
		return AM_INVALID;
	*algorithm = t->name;
	return AM_OK;
}

/* The sentence for a line that does not begin with an accepted type. */
static const char *why_not(const char *line, size_t word)
{
	static const char certificate[] = "-cert-v01@openssh.com";
	const size_t tail = sizeof(certificate) - 1;

	for (size_t i = 0; i < COUNT(mistakes); i++)
		if (strncmp(line, mistakes[i].start, strlen(mistakes[i].start)) == 0)
			return mistakes[i].why;
	if (word > tail && strncmp(line + word - tail, certificate, tail) == 0)
		return N_("Certificates are not accepted: give the key itself.");
	return N_("This is no public key: it begins with ssh-ed25519, "
		  "ecdsa-sha2-nistp256 or ssh-rsa.");
}

static void copy_comment(struct pubkey *out, const char *s)
{
	s += strspn(s, " \t");
	str_copy(out->comment, sizeof(out->comment), s);
	out->comment[strcspn(out->comment, "\r\n")] = '\0';
}

enum err pubkey_parse(struct pubkey *out, const char *line, const char **why)
{
	const char *base64, *named, *algorithm;
	const struct type *t;
	size_t word;

	line += strspn(line, " \t\r\n");
	word = strcspn(line, " \t\r\n");
	t = type_find(line, word);
	if (t == NULL) {
		*why = why_not(line, word);
		return AM_INVALID;
	}
	named = t->name;
	base64 = line + word + strspn(line + word, " \t");
	word = strcspn(base64, " \t\r\n");
	*why = N_("This key is damaged: copy the whole line again.");
	if (sodium_base642bin(out->blob, sizeof(out->blob), base64, word, NULL, &out->len,
		NULL, sodium_base64_VARIANT_ORIGINAL) != 0)
		return AM_INVALID;
	if (pubkey_check(out->blob, out->len, &algorithm, why) != AM_OK)
		return AM_INVALID;
	if (algorithm != named)
		return AM_INVALID; /* the line says one type and the key another */
	out->algorithm = algorithm;
	copy_comment(out, base64 + word);
	return AM_OK;
}

char *key_fingerprint(char out[FINGERPRINT_LEN], const void *blob, size_t len)
{
	static const char prefix[] = "SHA256:";
	const size_t start = sizeof(prefix) - 1;
	unsigned char hash[crypto_hash_sha256_BYTES];

	crypto_hash_sha256(hash, blob, len);
	str_copy(out, FINGERPRINT_LEN, prefix);
	sodium_bin2base64(out + start, FINGERPRINT_LEN - start, hash, sizeof(hash),
	    sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
	return out;
}
