/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What amparo-ssh makes of public keys and of sentences, without a connection. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "schema/base/mem.h"
#include "server/ssh/key.h"
#include "server/ssh/say.h"

static void base64_is_read_with_and_without_padding(void **state)
{
	static const struct {
		const char *text, *bytes;
	} cases[] = {
		{ "", "" },
		{ "YQ==", "a" },
		{ "YQ", "a" },
		{ "YWI=", "ab" },
		{ "YWJj", "abc" },
		{ "YWJjZA==", "abcd" },
		{ "+/+/", "\xfb\xff\xbf" },
	};
	unsigned char out[8];

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const size_t len = strlen(cases[i].bytes);

		assert_int_equal(len, key_base64(cases[i].text, out, sizeof(out)));
		assert_memory_equal(cases[i].bytes, out, len);
	}
}

static void what_is_not_base64_is_nothing(void **state)
{
	static const char *const cases[] = { "Y", "YWJjZ", "YW Jj", "YQ==YQ==", "Y-_j",
		"\xc3\xb1YWJ", "YWJjYWJjYWJjYWJj" };
	unsigned char out[8];

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_int_equal(0, key_base64(cases[i], out, sizeof(out)));
}

static void the_bits_of_an_RSA_key_are_those_of_its_modulus(void **state)
{
	static const unsigned char blob[] = "\0\0\0\7ssh-rsa"
					    "\0\0\0\3\1\0\1"
					    "\0\0\0\5\0\x80\0\0\1";
	unsigned char small[sizeof(blob)];

	(void)state;
	assert_int_equal(32, key_rsa_bits(blob, sizeof(blob) - 1));
	memcpy(small, blob, sizeof(blob));
	small[sizeof(blob) - 5] = 0x01;
	assert_int_equal(25, key_rsa_bits(small, sizeof(blob) - 1));
}

static void an_RSA_key_that_is_cut_anywhere_has_no_bits(void **state)
{
	static const unsigned char blob[] = "\0\0\0\7ssh-rsa"
					    "\0\0\0\3\1\0\1"
					    "\0\0\0\5\0\x80\0\0\1";

	(void)state;
	for (size_t len = 0; len < sizeof(blob) - 1; len++) {
		unsigned char *cut = mem_new(len + 1, 1);

		memcpy(cut, blob, len);
		assert_int_equal(0, key_rsa_bits(cut, len));
		free(cut);
	}
}

static void lengths_that_lie_are_not_believed(void **state)
{
	static const unsigned char huge[] = "\xff\xff\xff\xffssh-rsa\0\0\0\1\3\0\0\0\1\3";
	static const unsigned char zero[] = "\0\0\0\0\0\0\0\0\0\0\0\0";
	static const unsigned char zeros[] = "\0\0\0\0\0\0\0\0\0\0\0\3\0\0\0";

	(void)state;
	assert_int_equal(0, key_rsa_bits(huge, sizeof(huge) - 1));
	assert_int_equal(0, key_rsa_bits(zero, sizeof(zero) - 1));
	assert_int_equal(0, key_rsa_bits(zeros, sizeof(zeros) - 1));
}

static void a_sentence_for_an_ssh_client_is_plain_ASCII(void **state)
{
	static const struct {
		const char *text, *shown;
	} cases[] = {
		{ "Sesi\xc3\xb3n tomada \xc2\xbf"
		  "d\xc3\xb3nde?",
		    "Sesion tomada ?donde?" },
		{ "A\xc3\xb1o \xc3\x91"
		  "and\xc3\xba",
		    "Ano Nandu" },
		{ "a\033[2Jb\r\n", "a?[2Jb??" },
		{ "\xe2\x82\xac \xff", "? ?" },
	};
	char out[64];

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		say_ascii(out, sizeof(out), cases[i].text);
		assert_string_equal(cases[i].shown, out);
	}
}

static void a_long_sentence_is_cut(void **state)
{
	char out[5];

	(void)state;
	say_ascii(out, sizeof(out), "\xc3\xb1\xc3\xb1\xc3\xb1\xc3\xb1\xc3\xb1\xc3\xb1");
	assert_string_equal("nnnn", out);
}

static void each_sentence_is_there_in_both_languages_and_fits(void **state)
{
	char shown[1025];

	(void)state;
	for (int i = 0; i < SAY_COUNT; i++) {
		const char *text = say_text((enum say)i);

		assert_non_null(strstr(text, " / "));
		say_ascii(shown, sizeof(shown), text);
		assert_string_equal(text, shown);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(base64_is_read_with_and_without_padding),
		cmocka_unit_test(what_is_not_base64_is_nothing),
		cmocka_unit_test(the_bits_of_an_RSA_key_are_those_of_its_modulus),
		cmocka_unit_test(an_RSA_key_that_is_cut_anywhere_has_no_bits),
		cmocka_unit_test(lengths_that_lie_are_not_believed),
		cmocka_unit_test(a_sentence_for_an_ssh_client_is_plain_ASCII),
		cmocka_unit_test(a_long_sentence_is_cut),
		cmocka_unit_test(each_sentence_is_there_in_both_languages_and_fits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
