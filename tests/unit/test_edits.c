/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The distance of two words: beside the same, counted letter by letter. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "schema/base/edits.h"
#include "schema/base/mem.h"

static int apart(const char *a, const char *b)
{
	struct edits word;

	edits_of(&word, a);
	return edits_to(&word, b);
}

static void known_words_are_so_far_apart(void **state)
{
	static const struct {
		const char *a, *b;
		int edits;
	} known[] = {
		{ "", "", 0 },
		{ "", "luz", 3 },
		{ "luz", "", 3 },
		{ "quispe", "quispe", 0 },
		{ "quispe", "qiuspe", 1 },    /* a swap of neighbours */
		{ "quispe", "quispee", 1 },
		{ "quispe", "uispe", 1 },
		{ "quispe", "quizpe", 1 },
		{ "ca", "abc", 3 },           /* nothing is edited that was swapped */
		{ "kitten", "sitting", 3 },
		{ "mamani", "condori", 6 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(known); i++) {
		assert_int_equal(known[i].edits, apart(known[i].a, known[i].b));
		assert_int_equal(known[i].edits, apart(known[i].b, known[i].a));
	}
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

/* Row by row, as the textbooks have it. */
static int letter_by_letter(const char *a, const char *b)
{
	int d[EDITS_MAX + 1][EDITS_MAX + 1];
	const size_t n = strlen(a), m = strlen(b);

	for (size_t i = 0; i <= n; i++)
		for (size_t j = 0; j <= m; j++) {
			if (i == 0 || j == 0) {
				d[i][j] = (int)(i + j);
				continue;
			}
			d[i][j] = least(least(d[i - 1][j], d[i][j - 1]) + 1,
			    d[i - 1][j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1])
				d[i][j] = least(d[i][j], d[i - 2][j - 2] + 1);
		}
	return d[n][m];
}

static uint64_t next_random(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed;
}

/* Few letters, so that much is alike. */
static void make_word(char word[EDITS_MAX + 1], uint64_t *seed)
{
	const size_t len = next_random(seed) % (EDITS_MAX + 1);

	for (size_t i = 0; i < len; i++)
		word[i] = "abcd\xc3\xb1"[next_random(seed) % 6];
	word[len] = '\0';
}

static void any_words_are_as_far_apart_as_counted(void **state)
{
	uint64_t seed = 20261127;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		char a[EDITS_MAX + 1], b[EDITS_MAX + 1];

		make_word(a, &seed);
		make_word(b, &seed);
		if (letter_by_letter(a, b) != apart(a, b))
			fail_msg("\"%s\" and \"%s\": %d", a, b, apart(a, b));
	}
}

static void what_is_longer_is_cut(void **state)
{
	char longer[EDITS_MAX + 10], word[EDITS_MAX + 1];

	(void)state;
	memset(longer, 'a', sizeof(longer));
	longer[sizeof(longer) - 1] = '\0';
	memset(word, 'a', sizeof(word));
	word[EDITS_MAX] = '\0';
	assert_int_equal(0, apart(longer, word));
	assert_int_equal(0, apart(word, longer));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(known_words_are_so_far_apart),
		cmocka_unit_test(any_words_are_as_far_apart_as_counted),
		cmocka_unit_test(what_is_longer_is_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
