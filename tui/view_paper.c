/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The referral sheet on the screen, ready to be read aloud or copied: exactly what a body
 * or a copy is to know.  Every time it is shown it is in the audit.
 */
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/referral_sheet.h"
#include "tui/paper.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

struct state {
	char *text;   /* its lines, each ended by a NUL */
	char **lines; /* into text */
	size_t count, top, page;
};

/* Take the text apart; what only a printer needs goes. */
static void split(struct state *s)
{
	size_t room = 1;

	for (const char *p = s->text; *p != '\0'; p++)
		room += *p == '\n';
	s->lines = mem_new(room, sizeof(*s->lines));
	for (char *p = s->text; p != NULL && *p != '\0';) {
		char *end = strchr(p, '\n');

		s->lines[s->count++] = *p == '\f' ? p + 1 : p;
		if (end != NULL)
			*end++ = '\0';
		p = end;
	}
}

static enum err paper_open(struct ui *ui, void *state, const void *arg)
{
	const struct paper_request *request = arg;
	struct state *s = state;
	struct buf text = { 0 };
	enum err e;

	if (request == NULL)
		return AM_MISSING;
	e = ref_sheet(ui_store(ui), ui_actor(ui), request->id, request->copy_id,
	    REF_SHEET_TEXT, ui_lang(ui), ui_now(ui), &text);
	if (e == AM_OK) {
		s->text = buf_give(&text);
		split(s);
	}
	buf_fini(&text);
	return e;
}

static void paper_close(struct ui *ui, void *state)
{
	struct state *s = state;

	(void)ui;
	for (size_t i = 0; i < s->count; i++)
		explicit_bzero(s->lines[i], strlen(s->lines[i]));
	free(s->lines);
	free(s->text);
	*s = (struct state){ .count = 0 };
}

static void scroll(struct state *s, long by)
{
	const long last = s->count > s->page ? (long)(s->count - s->page) : 0;
	const long to = (long)s->top + by;

	s->top = (size_t)(to < 0 ? 0 : to > last ? last : to);
}

static bool paper_key(struct ui *ui, void *state, const struct key *key)
{
	struct state *s = state;
	const long page = s->page > 1 ? (long)s->page - 1 : 1;

	(void)ui;
	switch (key->code) {
	case KEY_DOWN:
	case KEY_ENTER:
		scroll(s, 1);
		return true;
	case KEY_UP:
		scroll(s, -1);
		return true;
	case KEY_F8:
	case KEY_PAGE_DOWN:
		scroll(s, page);
		return true;
	case KEY_F7:
	case KEY_PAGE_UP:
		scroll(s, -page);
		return true;
	default:
		return false;
	}
}

static void forth(struct ui *ui, void *state)
{
	(void)paper_key(ui, state, &(struct key){ .code = KEY_F8 });
}

static void back(struct ui *ui, void *state)
{
	(void)paper_key(ui, state, &(struct key){ .code = KEY_F7 });
}

static bool has_more(struct ui *ui, const void *state)
{
	const struct state *s = state;

	(void)ui;
	return s->top + s->page < s->count;
}

static bool has_before(struct ui *ui, const void *state)
{
	(void)ui;
	return ((const struct state *)state)->top > 0;
}

static void paper_draw(
    struct ui *ui, void *state, struct cells *g, struct area a, bool top)
{
	struct state *s = state;

	(void)ui, (void)top;
	s->page = (size_t)a.rows;
	scroll(s, 0);
	for (size_t i = 0; i < s->page && s->top + i < s->count; i++)
		cells_text(
		    g, a.row + (int)i, a.col, a.cols, CELL_PLAIN, s->lines[s->top + i]);
	cells_cursor(g, a.row, a.col);
}

/* clang-format off */
static const struct key_row keys[] = {
	{ KEY_F8, 0, N_("More"), N_("Next page"), ACT_REFERRAL, forth, has_more },
	{ KEY_F7, 0, N_("Page back"), N_("Previous page"), ACT_REFERRAL, back, has_before },
	{ .help = NULL },
};
/* clang-format on */

const struct view_class view_paper = {
	.name = "paper",
	.title = N_("Referral sheet"),
	.action = ACT_REFERRAL,
	.flags = VIEW_LETTERS,
	.state_size = sizeof(struct state),
	.keys = keys,
	.open = paper_open,
	.close = paper_close,
	.key = paper_key,
	.draw = paper_draw,
};
