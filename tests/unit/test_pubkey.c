/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which keys an admin may give to an operator, and the PIN of a console. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/pubkey.h"
#include "schema/operator.h"
#include "tests/unit/keys.h"

static void sound_keys_are_accepted_with_openssh_s_fingerprint(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(good_keys); i++) {
		char fingerprint[FINGERPRINT_LEN];
		const char *why = NULL;
		struct pubkey key;

		assert_int_equal(AM_OK, pubkey_parse(&key, good_keys[i].line, &why));
		assert_string_equal(good_keys[i].name, key.algorithm);
		key_fingerprint(fingerprint, key.blob, key.len);
		assert_string_equal(good_keys[i].fingerprint, fingerprint);
		assert_true(*key.comment != '\0');
	}
}

/* clang-format off */
static const struct {
	const char *line;
	const char *says; /* a part of the sentence */
} refused[] = {
	{ "", "no public key" },
	{ "hola", "no public key" },
	{ "ssh-ed25519", "damaged" },
	{ "ssh-ed25519 ", "damaged" },
	{ "ssh-ed25519 AAAA", "damaged" },
	{ "ssh-ed25519 !!!! rosa", "damaged" },
	{ "command=\"x\" " KEY_ED25519, "no public key" },
	{ "restrict " KEY_ED25519, "no public key" },
	{ KEY_RSA2048, "3072 bits" },
	{ KEY_CERTIFICATE, "Certificates" },
	{ KEY_P521, "nistp521" },
	{ KEY_DSA, "DSA" },
	{ "ssh-ed448 AAAACXNzaC1lZDQ0OA==", "Ed448" },
	{ "-----BEGIN OPENSSH PRIVATE KEY-----", "private key" },
	{ "PuTTY-User-Key-File-3: ssh-ed25519", "PuTTY" },
	{ "---- BEGIN SSH2 PUBLIC KEY ----", "PuTTYgen" },
};
/* clang-format on */

static void other_keys_are_refused_with_a_sentence(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(refused); i++) {
		const char *why = NULL;
		struct pubkey key;

		assert_int_equal(AM_INVALID, pubkey_parse(&key, refused[i].line, &why));
		if (strstr(why, refused[i].says) == NULL)
			fail_msg("%s: %s", refused[i].line, why);
	}
}

static void the_type_of_the_line_and_of_the_key_are_the_same(void **state)
{
	const char *blob = strchr(KEY_ED25519, ' ');
	struct buf line = { 0 };
	const char *why;
	struct pubkey key;

	(void)state;
	buf_printf(&line, "ecdsa-sha2-nistp256%s", blob);
	assert_int_equal(AM_INVALID, pubkey_parse(&key, buf_text(&line), &why));
	buf_fini(&line);
}

static void blanks_and_line_ends_around_a_key_do_not_matter(void **state)
{
	struct buf line = { 0 };
	const char *why;
	struct pubkey key;

	(void)state;
	buf_printf(&line, " \n%s\r\nsecond line", KEY_ED25519);
	assert_int_equal(AM_OK, pubkey_parse(&key, buf_text(&line), &why));
	assert_string_equal("rosa@casa", key.comment);
	buf_fini(&line);
}

/* On the heap with its exact length, so that a sanitizer sees a byte too much. */
static void check_copy(const unsigned char *blob, size_t len)
{
	unsigned char *copy = mem_new(len + (len == 0), 1);
	const char *algorithm, *why;
	enum err e;

	memcpy(copy, blob, len);
	e = pubkey_check(copy, len, &algorithm, &why);
	assert_true(e == AM_OK || e == AM_INVALID);
	free(copy);
}

static void damaged_keys_never_trap(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(good_keys); i++) {
		const char *why;
		struct pubkey key;

		assert_int_equal(AM_OK, pubkey_parse(&key, good_keys[i].line, &why));
		for (size_t len = 0; len < key.len; len++) {
			const char *algorithm;

			check_copy(key.blob, len);
			assert_int_equal(
			    AM_INVALID, pubkey_check(key.blob, len, &algorithm, &why));
		}
		for (size_t bit = 0; bit < key.len * 8; bit++) {
			key.blob[bit / 8] ^= (unsigned char)(1 << bit % 8);
			check_copy(key.blob, key.len);
			key.blob[bit / 8] ^= (unsigned char)(1 << bit % 8);
		}
	}
}

static void a_byte_after_the_key_is_refused(void **state)
{
	const char *algorithm, *why;
	struct pubkey key;

	(void)state;
	for (size_t i = 0; i < COUNT(good_keys); i++) {
		assert_int_equal(AM_OK, pubkey_parse(&key, good_keys[i].line, &why));
		assert_int_equal(
		    AM_INVALID, pubkey_check(key.blob, key.len + 1, &algorithm, &why));
	}
}

static void a_pin_is_six_to_twelve_digits(void **state)
{
	static const char *const bad[] = { "", "12345", "1234567890123", "12345a",
		"12 456", "\xd9\xa1\xd9\xa2\xd9\xa3\xd9\xa4\xd9\xa5\xd9\xa6" };
	char hash[PIN_HASH_LEN];

	(void)state;
	for (size_t i = 0; i < COUNT(bad); i++)
		assert_int_equal(AM_INVALID, pin_hash(bad[i], hash));
}

static void only_the_right_pin_matches(void **state)
{
	char hash[PIN_HASH_LEN], other[PIN_HASH_LEN];

	(void)state;
	assert_int_equal(AM_OK, pin_hash("271828", hash));
	assert_int_equal(AM_OK, pin_hash("271828", other));
	assert_string_not_equal(hash, other); /* salted */
	assert_memory_equal("$argon2id$", hash, 10);
	assert_non_null(strstr(hash, "m=65536,t=2"));
	assert_true(pin_matches("271828", hash));
	assert_false(pin_matches("271829", hash));
	assert_false(pin_matches("", hash));
	assert_false(pin_matches("2718281828459045235360287471352662497757", hash));
	assert_false(pin_matches("271828", str_copy(other, sizeof(other), "")));
	str_copy(other, sizeof(other), "$argon2id$v=19$m=65536");
	assert_false(pin_matches("271828", other));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sound_keys_are_accepted_with_openssh_s_fingerprint),
		cmocka_unit_test(other_keys_are_refused_with_a_sentence),
		cmocka_unit_test(the_type_of_the_line_and_of_the_key_are_the_same),
		cmocka_unit_test(blanks_and_line_ends_around_a_key_do_not_matter),
		cmocka_unit_test(damaged_keys_never_trap),
		cmocka_unit_test(a_byte_after_the_key_is_refused),
		cmocka_unit_test(a_pin_is_six_to_twelve_digits),
		cmocka_unit_test(only_the_right_pin_matches),
	};

	if (sodium_init() < 0)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
