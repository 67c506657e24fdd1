/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/base/wrap.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/base/utf8.h"

#define INDENT_MOST 8 /* columns; on a narrow screen words need them more */

size_t wrap_fits(const char *text, size_t cols)
{
	const size_t line = strcspn(text, "\n");
	const size_t n = utf8_cut(text, cols);
	size_t at = n;

	if (line <= n)
		return line;
	if (text[n] == ' ')
		return n;
	while (at > 0 && text[at - 1] != ' ')
		at--;
	return at > 0 ? at : n;
}

void wrap_add(struct buf *out, const char *text, size_t cols, size_t first, size_t indent)
{
	size_t room = cols > first ? cols - first : 1;

	for (;;) {
		const size_t n = wrap_fits(text, room);
		size_t shown = n;

		while (shown > 0 && text[shown - 1] == ' ')
			shown--;
		buf_add(out, text, shown);
		buf_byte(out, '\n');
		text += n;
		while (*text == ' ')
			text++;
		if (*text == '\0')
			return;
		for (size_t i = 0; i < indent; i++)
			buf_byte(out, ' ');
		room = cols > indent ? cols - indent : 1;
	}
}

/* Where the first word stands behind blanks and a "1 " or "- ". */
static size_t hanging(const char *line)
{
	size_t at = strspn(line, " ");

	if ((isdigit((unsigned char)line[at]) || line[at] == '-') && line[at + 1] == ' ')
		at += 2;
	return at <= INDENT_MOST ? at : 0;
}

void wrap_lines(struct buf *out, const char *text, size_t cols)
{
	while (*text != '\0') {
		const size_t n = strcspn(text, "\n");
		char *one = mem_dup(text);

		one[n] = '\0';
		wrap_add(out, one, cols, 0, hanging(one));
		free(one);
		text += n;
		text += *text == '\n';
	}
}
