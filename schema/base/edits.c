/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * All places of the word at once, one bit each: H. Hyyro, "A bit-vector algorithm for
 * computing Levenshtein and Damerau edit distances", Nordic Journal of Computing 10 (2003).
 */
#include "schema/base/edits.h"

#include <string.h>

void edits_of(struct edits *word, const char *text)
{
	memset(word, 0, sizeof(*word));
	word->len = strnlen(text, EDITS_MAX);
	for (size_t i = 0; i < word->len; i++)
		word->places[(unsigned char)text[i]] |= (uint64_t)1 << i;
}

int edits_to(const struct edits *word, const char *other)
{
	const size_t len = strnlen(other, EDITS_MAX);
	const uint64_t last = word->len > 0 ? (uint64_t)1 << (word->len - 1) : 0;
	/* one more, one less than above; the same as diagonally above; the byte before */
	uint64_t more = ~(uint64_t)0, less = 0, same = 0, before = 0;
	int edits = (int)word->len;

	if (word->len == 0)
		return (int)len;
	for (size_t i = 0; i < len; i++) {
		const uint64_t here = word->places[(unsigned char)other[i]];
		const uint64_t swapped = ((~same & here) << 1) & before;
		uint64_t right, left;

		same = ((((here & more) + more) ^ more) | here | less) | swapped;
		right = less | ~(same | more);
		left = same & more;
		edits += (right & last) != 0;
		edits -= (left & last) != 0;
		right = right << 1 | 1;
		more = left << 1 | ~(same | right);
		less = right & same;
		before = here;
	}
	return edits;
}
