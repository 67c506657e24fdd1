/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/prose.h"

#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/wrap.h"

static void wrapped(const char *text, int cols, struct buf *out)
{
	wrap_lines(out, text, cols > 1 ? (size_t)cols : 1);
	while (out->len > 0 && out->data[out->len - 1] == '\n')
		out->data[--out->len] = '\0';
}

static void wipe(struct buf *text)
{
	if (text->data != NULL)
		explicit_bzero(text->data, text->cap);
	buf_fini(text);
}

size_t prose_lines(const char *text, int cols)
{
	struct buf lines = { 0 };
	size_t n = 0;

	wrapped(text, cols, &lines);
	for (size_t i = 0; i < lines.len; i++)
		n += lines.data[i] == '\n';
	n += lines.len > 0;
	wipe(&lines);
	return n;
}

void prose_draw(
    const char *text, size_t skip, struct cells *g, int row, int col, int rows, int cols)
{
	struct buf lines = { 0 }, line = { 0 };
	const char *p;

	wrapped(text, cols, &lines);
	p = buf_text(&lines);
	for (int i = 0; *p != '\0' && i < rows;) {
		const size_t len = strcspn(p, "\n");

		if (skip > 0) {
			skip--;
		} else {
			buf_clear(&line);
			buf_add(&line, p, len);
			(void)cells_text(
			    g, row + i++, col, cols, CELL_PLAIN, buf_text(&line));
		}
		p += len + (p[len] == '\n');
	}
	wipe(&lines);
	wipe(&line);
}
