/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two people have set the same field: which version stays?  Only such fields are listed;
 * everything else is joined already.  The last answer closes the screen.
 */
#include <stdlib.h>
#include <string.h>

#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/mem.h"
#include "schema/operator.h"
#include "schema/record.h"
#include "tui/conflict.h"
#include "tui/form.h"
#include "tui/list.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

struct clash {
	size_t field;
	int choice; /* 0: not decided, else 1 to 3 */
};

struct state {
	struct ui *ui;
	struct conflict_request request;
	const struct form *shape;
	struct record *base, *theirs, *mine; /* as they were when it was asked */
	struct clash *rows;
	struct list list;
	char who[NAME_LEN];
	int64_t at;
};

/* --- life --- */

static struct record *copy_of(const struct record *rec)
{
	struct record *copy = record_new(record_form(rec));

	record_copy(copy, rec);
	return copy;
}

static void add_rows(struct state *s, const bool *clash)
{
	size_t count = 0;

	s->rows = mem_new(s->shape->count, sizeof(*s->rows));
	for (size_t i = 0; i < s->shape->count; i++)
		if (clash[i])
			s->rows[count++].field = i;
	list_count(&s->list, count);
}

static enum err conflict_open(struct ui *ui, void *state, const void *arg)
{
	const struct conflict_request *request = arg;
	struct state *s = state;

	if (request == NULL)
		return AM_INVALID;
	*s = (struct state){ .ui = ui,
		.request = *request,
		.shape = record_form(request->mine),
		.base = copy_of(request->base),
		.theirs = copy_of(request->theirs),
		.mine = copy_of(request->mine) };
	add_rows(s, request->clash);
	if (audit_last_change(ui_store(ui), s->shape->table, request->entity_id, s->who,
		sizeof(s->who), &s->at) != AM_OK)
		str_copy(s->who, sizeof(s->who), _("somebody else"));
	return AM_OK;
}

static void conflict_close(struct ui *ui, void *state)
{
	struct state *s = state;

	(void)ui;
	record_free(s->base);
	record_free(s->theirs);
	record_free(s->mine);
	free(s->rows);
}

/* --- deciding --- */

static struct clash *in_focus(struct state *s)
{
	return &s->rows[s->list.at];
}

static const struct field *field_of(const struct state *s, const struct clash *row)
{
	return &s->shape->fields[row->field];
}

static void show(const struct state *s, const struct record *rec, const struct clash *row,
    struct buf *out)
{
	form_show(s->request.form, row->field, record_get(rec, row->field), out);
}

/* "theirs / mine", if it fits. */
static bool both_fit(const struct state *s, const struct clash *row, struct buf *text)
{
	if (field_of(s, row)->type != FIELD_TEXT)
		return false;
	buf_printf(text, "%s / %s", record_get(s->theirs, row->field),
	    record_get(s->mine, row->field));
	return text->len <= field_of(s, row)->max_len;
}

static enum err hand_over(const struct state *s, const struct clash *row)
{
	struct buf theirs = { 0 }, mine = { 0 };
	enum err e;

	show(s, s->theirs, row, &theirs);
	show(s, s->mine, row, &mine);
	e = s->request.dispute(s->request.data, _(field_of(s, row)->label),
	    buf_text(&theirs), buf_text(&mine));
	buf_fini(&theirs);
	buf_fini(&mine);
	return e;
}

static bool has_both(struct ui *ui, const void *state)
{
	const struct state *s = state;
	struct buf text = { 0 };
	bool fit;

	(void)ui;
	if (s->list.count == 0)
		return false;
	fit = both_fit(s, &s->rows[s->list.at], &text);
	buf_fini(&text);
	return fit || s->request.dispute != NULL;
}

static void next_or_done(struct state *s)
{
	const struct conflict_request request = s->request;
	struct ui *ui = s->ui;

	for (size_t i = 0; i < s->list.count; i++)
		if (s->rows[i].choice == 0) {
			s->list.at = i;
			return;
		}
	if (ui_pop(ui) == AM_OK)
		request.decided(ui, request.data);
}

static void decide(struct state *s, int choice, const char *value)
{
	record_set(s->request.mine, in_focus(s)->field, value);
	in_focus(s)->choice = choice;
	next_or_done(s);
}

static void theirs(struct ui *ui, void *state)
{
	struct state *s = state;

	(void)ui;
	decide(s, 1, record_get(s->theirs, in_focus(s)->field));
}

static void mine(struct ui *ui, void *state)
{
	struct state *s = state;

	(void)ui;
	decide(s, 2, record_get(s->mine, in_focus(s)->field));
}

/* Two texts stand side by side; of two codes theirs stays and supervision decides. */
static void both(struct ui *ui, void *state)
{
	struct state *s = state;
	struct buf text = { 0 };
	enum err e = AM_OK;

	if (!both_fit(s, in_focus(s), &text)) {
		buf_clear(&text);
		buf_str(&text, record_get(s->theirs, in_focus(s)->field));
		e = hand_over(s, in_focus(s));
	}
	if (e == AM_OK)
		decide(s, 3, buf_text(&text));
	else
		ui_error(ui, e);
	buf_fini(&text);
}

static bool some(struct ui *ui, const void *state)
{
	(void)ui;
	return ((const struct state *)state)->list.count > 0;
}

static bool conflict_key(struct ui *ui, void *state, const struct key *key)
{
	struct state *s = state;

	(void)ui;
	return list_key(&s->list, key);
}

/* --- drawing --- */

enum column_id { COL_FIELD, COL_BASE, COL_THEIRS, COL_MINE, COL_CHOICE };

/* clang-format off */
static const struct column columns[] = {
	[COL_FIELD] = { N_("Field"), 16, 20, 0, 0 },
	[COL_BASE] = { N_("Before"), 16, 24, 0, 0 },
	[COL_THEIRS] = { N_("1 Theirs"), 17, 24, 0, 0 },
	[COL_MINE] = { N_("2 Yours"), 17, 24, 0, 0 },
	[COL_CHOICE] = { "", 3, 0, 0, 0 },
	{ .width = 0 },
};
/* clang-format on */

static void conflict_cell(
    const void *state, size_t row, size_t col, struct buf *out, enum cell_role *role)
{
	const struct state *s = state;
	const struct clash *c = &s->rows[row];

	(void)role;
	if (col == COL_FIELD)
		buf_str(out, _(field_of(s, c)->label));
	else if (col == COL_BASE)
		show(s, s->base, c, out);
	else if (col == COL_THEIRS)
		show(s, s->theirs, c, out);
	else if (col == COL_MINE)
		show(s, s->mine, c, out);
	else if (c->choice != 0)
		buf_printf(out, "[%d]", c->choice);
	else
		buf_str(out, "[ ]");
}

static void conflict_draw(
    struct ui *ui, void *state, struct cells *g, struct area a, bool top)
{
	struct state *s = state;
	const struct area rest = { a.row + 3, a.col, a.rows - 3, a.cols };
	char hm[6];

	(void)ui;
	cells_printf(g, a.row, a.col + 1, a.cols - 2, CELL_PLAIN, _("%s saved at %s."),
	    s->who, s->at != 0 ? clock_hm(hm, s->at) : "-");
	cells_text(g, a.row + 1, a.col + 1, a.cols - 2, CELL_PLAIN,
	    _("What only one of you changed is joined already. Still to decide:"));
	if (rest.rows > 0)
		list_draw(&s->list, columns, conflict_cell, s, g, rest, top, "");
}

/* clang-format off */
static const struct key_row keys[] = {
	{ KEY_NONE, '1', N_("Theirs"), N_("Keep what the other one wrote"), ACT_CONSOLE, theirs, some },
	{ KEY_NONE, '2', N_("Mine"), N_("Keep what you wrote"), ACT_CONSOLE, mine, some },
	{ KEY_NONE, '3', N_("Both"), N_("Keep both; where that cannot be, supervision decides"), ACT_CONSOLE, both, has_both },
	{ .help = NULL },
};
/* clang-format on */

const struct view_class view_conflict = {
	.name = "conflict",
	.title = N_("It changed while you edited"),
	.action = ACT_CONSOLE,
	.flags = VIEW_LETTERS,
	.state_size = sizeof(struct state),
	.keys = keys,
	.open = conflict_open,
	.close = conflict_close,
	.key = conflict_key,
	.draw = conflict_draw,
};
