/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a form is drawn: labels, boxes, the cursor in the field in focus. */
#include "tui/form_priv.h"

#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/base/text.h"
#include "schema/base/utf8.h"
#include "schema/record.h"
#include "tui/show.h"
#include "tui/tui_priv.h"

/* --- drawing --- */

/* Rows that a taller window gives to the notes. */
static int extra_rows(const struct form_fill *f, int rows)
{
	return rows > f->layout->rows ? rows - f->layout->rows : 0;
}

static int shifted(const struct form_fill *f, int row, int extra)
{
	const bool below = f->layout->notes_rows > 0 &&
			   row >= f->layout->notes_row + f->layout->notes_rows;

	return below ? row + extra : row;
}

/* An option of a list as it is offered on the screen: with its digit, if it has one. */
static void add_option(struct buf *out, const struct code *c, const char *lang)
{
	if (c->key != 0)
		buf_printf(out, "%c ", c->key);
	buf_str(out, code_label(c, lang));
}

/* The options of a list, as many to a row as fit. */
static void draw_options(
    struct form_fill *f, const struct fixed *fixed, struct cells *g, int row, int col)
{
	const struct code_list *list = f->source.codes(f->source.data, fixed->list);
	const struct slot group = { .group = fixed->group };
	const int last = row + fixed->rows;
	int at = 0;

	for (size_t i = 0; list != NULL && i < list->count; i++) {
		struct buf text = { 0 };

		if (!fill_in_group(&list->codes[i], &group))
			continue;
		add_option(&text, &list->codes[i], f->source.lang(f->source.data));
		if (at > 0 && at + (int)utf8_cols(buf_text(&text)) > fixed->cols) {
			row++;
			at = 0;
		}
		if (row < last)
			at += 2 + cells_text(g, row, col + at, fixed->cols - at,
				      CELL_PLAIN, buf_text(&text));
		buf_fini(&text);
	}
}

/* The part of a line that is seen: from which byte on. */
static size_t window(const struct form_fill *f, size_t inner)
{
	const size_t before = utf8_cols(f->line) - utf8_cols(f->line + f->caret);

	/* What fits is seen whole, with the cursor on the bracket behind its last cell.  Else
	 * half a box further at a time, so that typing does not shift every cell. */
	if (before < inner || inner < 2 || utf8_cols(f->line) <= inner)
		return 0;
	return utf8_cut(f->line, (before - inner / 2) / (inner / 2) * (inner / 2));
}

/* "[961555877 ]"; text that is hidden on a side is told by "<" and ">", a wrong value by "!". */
static void draw_box(struct form_fill *f, const struct slot *slot, size_t field,
    struct cells *g, int row, int col)
{
	const bool active = field == fill_here(f) && f->len > 0;
	const size_t inner = (size_t)slot->cols - 2;
	const size_t from = active ? window(f, inner) : 0;
	const char *end = "]";
	struct buf shown = { 0 };

	if (active)
		buf_str(&shown, f->line + from);
	else
		fill_kind(fill_field(f, field)->type)
		    ->show(f, field, fill_value(f, field), &shown);
	if (f->wrong[field])
		end = "!";
	else if (utf8_cols(buf_text(&shown)) > inner)
		end = ">";
	cells_text(g, row, col, 1, CELL_PLAIN, from > 0 ? "<" : "[");
	cells_text(g, row, col + 1, (int)inner, CELL_PLAIN, buf_text(&shown));
	cells_text(g, row, col + 1 + (int)inner, 1, CELL_PLAIN, end);
	buf_fini(&shown);
}

static void draw_choice(struct form_fill *f, const struct slot *slot, size_t field,
    struct cells *g, int row, int col)
{
	struct form_option option;
	struct buf shown = { 0 }, fits = { 0 };

	if (field == fill_here(f) && f->len > 0) {
		buf_printf(&shown, "[%s]", f->line);
		if (fill_first_option(f, &option))
			buf_printf(&shown, " %s", option.label);
	} else {
		fill_kind(fill_field(f, field)->type)
		    ->show(f, field, fill_value(f, field), &shown);
	}
	cells_text(g, row, col, slot->cols, CELL_PLAIN,
	    show_fit(buf_text(&shown), slot->cols, &fits));
	buf_fini(&shown);
	buf_fini(&fits);
}

static void draw_cursor(
    struct form_fill *f, const struct slot *slot, struct cells *g, int row, int col)
{
	const size_t from =
	    fill_kind_here(f)->boxed ? window(f, (size_t)slot->cols - 2) : 0;
	const char *seen = f->line + from;

	cells_cursor(
	    g, row, col + 1 + (int)(utf8_cols(seen) - utf8_cols(f->line + f->caret)));
}

static void draw_slot(struct form_fill *f, size_t i, struct cells *g, int row, int col,
    int extra, bool focused)
{
	const struct slot *slot = &f->layout->slots[i];
	const size_t field = fill_slot_field(f, i);
	const int at = row + shifted(f, slot->row, extra);
	const enum field_type type = fill_field(f, field)->type;

	cells_printf(g, at, col + slot->col,
	    slot->box > slot->col ? slot->box - slot->col : slot->cols, CELL_PLAIN,
	    "%s%s", fill_label(f, slot), fill_required(f, slot) ? "*" : "");
	if (type == FIELD_NOTES)
		return;
	if (fill_kind(type)->boxed)
		draw_box(f, slot, field, g, at, col + slot->box);
	else
		draw_choice(f, slot, field, g, at, col + slot->box);
	if (focused && i == f->slot)
		draw_cursor(f, slot, g, at, col + slot->box);
}
int form_row(const struct form_fill *f, int row, int rows)
{
	return shifted(f, row, extra_rows(f, rows));
}

void form_draw(
    struct form_fill *f, struct cells *g, int row, int col, int rows, bool focused)
{
	const struct layout *l = f->layout;
	const int extra = extra_rows(f, rows);

	for (size_t i = 0; i < l->fixed_count; i++) {
		const struct fixed *fixed = &l->fixed[i];
		const int at = row + shifted(f, fixed->row, extra);

		if (fixed->list != NULL)
			draw_options(f, fixed, g, at, col + fixed->col);
		else
			cells_text(g, at, col + fixed->col, fixed->cols, CELL_PLAIN,
			    _(fixed->text));
	}
	for (size_t i = 0; i < l->slot_count; i++)
		draw_slot(f, i, g, row, col, extra, focused);
	if (l->notes_rows > 0 && f->notes_field < f->form->count)
		notes_draw(&f->notes, g, row + l->notes_row, col + 1,
		    l->notes_rows + extra, focused && fill_here(f) == f->notes_field);
}

void form_show(struct form_fill *f, size_t field, const char *value, struct buf *out)
{
	fill_kind(fill_field(f, field)->type)->show(f, field, value, out);
}
