/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text to be read whole (page.h). */
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "tui/page.h"
#include "tui/prose.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

#define COLS_MAX 78 /* prose is never wider */

struct state {
	char *text, *subject;
	size_t top;         /* lines above the first that is shown */
	size_t rows, lines; /* as drawn last */
};

static enum err page_open(struct ui *ui, void *state, const void *arg)
{
	const struct page *page = arg;
	struct state *s = state;

	(void)ui;
	if (page == NULL)
		return AM_MISSING;
	s->text = mem_dup(page->text);
	s->subject = mem_dup(page->subject);
	return AM_OK;
}

static void page_close(struct ui *ui, void *state)
{
	struct state *s = state;

	(void)ui;
	explicit_bzero(s->text, strlen(s->text));
	free(s->text);
	free(s->subject);
	s->text = s->subject = NULL;
}

static size_t last_top(const struct state *s)
{
	return s->lines > s->rows ? s->lines - s->rows : 0;
}

static bool page_key(struct ui *ui, void *state, const struct key *key)
{
	struct state *s = state;
	const size_t page = s->rows > 1 ? s->rows - 1 : 1;

	(void)ui;
	switch (key->code) {
	case KEY_UP:
		s->top -= s->top > 0;
		return true;
	case KEY_DOWN:
		s->top += s->top < last_top(s);
		return true;
	case KEY_F7:
	case KEY_PAGE_UP:
		s->top = s->top > page ? s->top - page : 0;
		return true;
	case KEY_F8:
	case KEY_PAGE_DOWN:
		s->top = s->top + page < last_top(s) ? s->top + page : last_top(s);
		return true;
	case KEY_HOME:
		s->top = 0;
		return true;
	case KEY_END:
		s->top = last_top(s);
		return true;
	default:
		return false;
	}
}

static void page_subject(struct ui *ui, const void *state, struct buf *out)
{
	const struct state *s = state;

	(void)ui;
	buf_printf(out, " %s", s->subject);
}

static void page_draw(
    struct ui *ui, void *state, struct cells *g, struct area a, bool top)
{
	struct state *s = state;
	const int cols = a.cols - 2 < COLS_MAX ? a.cols - 2 : COLS_MAX;

	(void)ui, (void)top;
	s->rows = a.rows > 2 ? (size_t)a.rows - 2 : 1;
	s->lines = prose_lines(s->text, cols);
	if (s->top > last_top(s))
		s->top = last_top(s);
	prose_draw(s->text, s->top, g, a.row + 1, a.col + 1, (int)s->rows, cols);
	if (s->top + s->rows < s->lines)
		cells_text(
		    g, a.row + a.rows - 1, a.col + 1, cols, CELL_PLAIN, _("F8 goes on."));
	cells_cursor(g, a.row + 1, a.col + 1);
}

const struct view_class view_page = {
	.name = "page",
	.title = N_("To read"),
	.action = ACT_CONSOLE,
	.flags = VIEW_LETTERS | VIEW_PART,
	.state_size = sizeof(struct state),
	.open = page_open,
	.close = page_close,
	.key = page_key,
	.subject = page_subject,
	.draw = page_draw,
};
