/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The palette (F10): every action by its name.  It is made from the key rows of
 * the screen below, those of everywhere, and the screens that may be opened; who
 * knows no key types what she wants to do and sees the key for the next time.
 */
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/base/text.h"
#include "tui/line.h"
#include "tui/list.h"
#include "tui/tui_priv.h"
#include "tui/ui_priv.h"
#include "tui/views.h"

#define ENTRIES_MAX 64

struct entry {
	const char *name;          /* msgid */
	const struct key_row *row; /* NULL: opens class */
	const struct view_class *class;
};

struct palette {
	struct line_edit typed;
	struct entry all[ENTRIES_MAX];
	size_t count;
	size_t fits[ENTRIES_MAX]; /* indices into all, best first */
	struct list list;
	bool letters; /* letters are keys in the view below: show them */
};

/* --- what there is --- */

static bool known(const struct palette *p, const char *name)
{
	for (size_t i = 0; i < p->count; i++)
		if (strcmp(p->all[i].name, name) == 0)
			return true;
	return false;
}

static void add(struct palette *p, struct entry e)
{
	if (p->count < ENTRIES_MAX && !known(p, e.name))
		p->all[p->count++] = e;
}

static void add_rows(struct palette *p, struct ui *ui, const struct view *v,
    const struct key_row *row, bool own)
{
	for (; row != NULL && row->help != NULL; row++)
		if (row->key != KEY_F10 && row_usable(ui, v, row) &&
		    (own || !row_hidden(ui, v, row)))
			add(p, (struct entry){ .name = row->help, .row = row });
}

static void add_views(struct palette *p, struct ui *ui)
{
#define VIEW_ADDRESS(word) &view_##word,
	static const struct view_class *const all[] = { VIEW_TABLE(VIEW_ADDRESS) };
#undef VIEW_ADDRESS

	for (size_t i = 0; i < COUNT(all); i++)
		if ((all[i]->flags & VIEW_LISTED) && ui_may(ui, all[i]->action))
			add(p, (struct entry){ .name = all[i]->title, .class = all[i] });
}

/* --- what fits what is typed --- */

/* 2: the name starts with it, 1: a word of the name does, 0: neither.  Both folded. */
static int rank(const char *name, const char *typed)
{
	const size_t len = strlen(typed);

	if (strncmp(name, typed, len) == 0)
		return 2;
	for (const char *p = strchr(name, ' '); p != NULL; p = strchr(p + 1, ' '))
		if (strncmp(p + 1, typed, len) == 0)
			return 1;
	return 0;
}

static int rank_of(const struct entry *e, const char *typed)
{
	struct buf name = { 0 };
	int r;

	txt_fold(&name, _(e->name));
	r = rank(buf_text(&name), typed);
	buf_fini(&name);
	return r;
}

static void narrow(struct palette *p)
{
	struct buf typed = { 0 };
	size_t n = 0;

	txt_fold(&typed, p->typed.text);
	for (int wanted = 2; wanted > 0; wanted--)
		for (size_t i = 0; i < p->count; i++)
			if (rank_of(&p->all[i], buf_text(&typed)) == wanted)
				p->fits[n++] = i;
	buf_fini(&typed);
	p->list.at = p->list.top = 0;
	list_count(&p->list, n);
}

/* --- the view --- */

static enum err open_palette(struct ui *ui, void *state, const void *arg)
{
	struct palette *p = state;
	const struct view *v = ui_body(ui);

	(void)arg;
	p->letters = view_letters(v);
	line_start(&p->typed, "", 60);
	add_rows(p, ui, v, v->class->keys, true);
	add_views(p, ui);
	add_rows(p, ui, v, ui_keys, false);
	narrow(p);
	return AM_OK;
}

/* The palette goes first, so that the action meets the screen it belongs to. */
static void do_it(struct ui *ui, void *state)
{
	const struct palette *p = state;
	const struct entry *e;

	if (p->list.count == 0)
		return;
	e = &p->all[p->fits[p->list.at]];
	if (ui_pop(ui) != AM_OK)
		return;
	if (e->row == NULL)
		(void)ui_go(ui, e->class);
	else if (row_usable(ui, ui->top, e->row))
		e->row->run(ui, ui->top->state);
}

static void leave(struct ui *ui, void *state)
{
	(void)state;
	(void)ui_pop(ui);
}

static void more(struct ui *ui, void *state)
{
	struct palette *p = state;

	(void)ui;
	(void)list_key(&p->list, &(struct key){ .code = KEY_F8 });
}

static bool has_more(struct ui *ui, const void *state)
{
	const struct palette *p = state;

	(void)ui;
	return p->list.count > p->list.page;
}

static bool palette_key(struct ui *ui, void *state, const struct key *key)
{
	struct palette *p = state;

	(void)ui;
	if (list_key(&p->list, key))
		return true;
	if (!line_key(&p->typed, key))
		return false;
	narrow(p);
	return true;
}

static const struct column columns[] = {
	{ NULL, 52, 0, 0, 0 },
	{ "", 16, 0, 0, 0 },
	{ .width = 0 },
};

static void palette_cell(
    const void *state, size_t row, size_t col, struct buf *out, enum cell_role *role)
{
	const struct palette *p = state;
	const struct entry *e = &p->all[p->fits[row]];

	(void)role;
	if (col == 0)
		buf_str(out, _(e->name));
	else if (e->row != NULL)
		row_key_names(e->row, p->letters, out);
}

static void palette_draw(
    struct ui *ui, void *state, struct cells *g, struct area a, bool top)
{
	struct palette *p = state;
	const struct area rest = { a.row + 1, a.col, a.rows - 1, a.cols };

	(void)ui, (void)top;
	cells_text(g, a.row, 1, 1, CELL_PLAIN, ":");
	list_draw(&p->list, columns, palette_cell, p, g, rest, false,
	    _("Nothing is called that."));
	if (p->list.count > 0)
		cells_text(
		    g, rest.row + (int)(p->list.at - p->list.top), 1, 1, CELL_PLAIN, ">");
	line_draw(&p->typed, g, a.row, 3, a.cols - 4);
}

/* clang-format off */
static const struct key_row keys[] = {
	{ KEY_ENTER, 0, N_("Do it"), N_("Do it"), ACT_CONSOLE, do_it, NULL },
	{ KEY_F8, 0, N_("More"), N_("Next page"), ACT_CONSOLE, more, has_more },
	{ KEY_ESCAPE, 0, N_("Close"), N_("Close the menu"), ACT_CONSOLE, leave, NULL },
	{ KEY_F10, 0, NULL, N_("Close the menu"), ACT_CONSOLE, leave, NULL },
	{ .help = NULL },
};
/* clang-format on */

const struct view_class view_palette = {
	.name = "palette",
	.title = N_("Menu"),
	.action = ACT_CONSOLE,
	.place = VIEW_STRIP,
	.state_size = sizeof(struct palette),
	.keys = keys,
	.open = open_palette,
	.key = palette_key,
	.draw = palette_draw,
};

void palette_open(struct ui *ui)
{
	(void)ui_push(ui, &view_palette, NULL);
}
