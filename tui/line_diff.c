/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/line_diff.h"

#include <stdbool.h>
#include <string.h>

#include "schema/base/buf.h"

struct line {
	const char *p;
	size_t len;
};

static size_t split(const char *text, struct line lines[LINE_DIFF_MAX])
{
	size_t n = 0;

	while (*text != '\0' && n < LINE_DIFF_MAX) {
		lines[n] = (struct line){ text, strcspn(text, "\n") };
		text += lines[n++].len;
		text += *text == '\n';
	}
	return n;
}

static bool same(const struct line *a, const struct line *b)
{
	return a->len == b->len && memcmp(a->p, b->p, a->len) == 0;
}

static void add(struct buf *out, const char *mark, const struct line *line)
{
	buf_str(out, mark);
	buf_add(out, line->p, line->len);
	buf_byte(out, '\n');
}

/* The longest common subsequence, from the ends (Hunt and McIlroy, 1976). */
void line_diff(struct buf *out, const char *mine, const char *theirs)
{
	struct line a[LINE_DIFF_MAX], b[LINE_DIFF_MAX];
	unsigned char common[LINE_DIFF_MAX + 1][LINE_DIFF_MAX + 1] = { { 0 } };
	const size_t n = split(mine, a), m = split(theirs, b);
	size_t i, k;

	for (i = n; i-- > 0;)
		for (k = m; k-- > 0;)
			if (same(&a[i], &b[k]))
				common[i][k] = (unsigned char)(common[i + 1][k + 1] + 1);
			else
				common[i][k] = common[i + 1][k] > common[i][k + 1]
						   ? common[i + 1][k]
						   : common[i][k + 1];
	for (i = k = 0; i < n || k < m;) {
		if (i < n && k < m && same(&a[i], &b[k])) {
			add(out, "  ", &a[i++]);
			k++;
		} else if (k >= m || (i < n && common[i + 1][k] >= common[i][k + 1])) {
			add(out, "- ", &a[i++]);
		} else {
			add(out, "+ ", &b[k++]);
		}
	}
}
