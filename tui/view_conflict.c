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
#include "schema/base/utf8.h"
#include "schema/operator.h"
#include "schema/record.h"
#include "tui/conflict.h"
#include "tui/form.h"
#include "tui/list.h"
#include "tui/prose.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

static int min_of(int a, int b)
{
	return a < b ? a : b;
}

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

static const struct clash *in_focus_of(const struct state *s)
{
	return &s->rows[s->list.at];
}

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
	if (field_of(s, row)->type == FIELD_NOTES) /* a form shows them elsewhere */
		buf_str(out, record_get(rec, row->field));
	else
		form_show(s->request.form, row->field, record_get(rec, row->field), out);
}

static bool is_words(const struct state *s, const struct clash *row)
{
	const enum field_type type = field_of(s, row)->type;

	return type == FIELD_TEXT || type == FIELD_NOTES;
}

/* "theirs / mine", of notes one below the other, if it fits. */
static bool both_fit(const struct state *s, const struct clash *row, struct buf *text)
{
	if (!is_words(s, row))
		return false;
	buf_printf(text, "%s%s%s", record_get(s->theirs, row->field),
	    field_of(s, row)->type == FIELD_NOTES ? "\n" : " / ",
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

/* What was typed and is given up is kept by whoever asked. */
static enum err yield(const struct state *s)
{
	bool *which, any = false;
	enum err e = AM_OK;

	if (s->request.yield == NULL)
		return AM_OK;
	which = mem_new(s->shape->count, sizeof(*which));
	for (size_t i = 0; i < s->list.count; i++) {
		which[s->rows[i].field] = s->rows[i].choice == 1;
		any = any || s->rows[i].choice == 1;
	}
	if (any)
		e = s->request.yield(s->request.data, s->mine, which);
	free(which);
	return e;
}

static void next_or_done(struct state *s)
{
	const struct conflict_request request = s->request;
	struct ui *ui = s->ui;
	enum err e;

	for (size_t i = 0; i < s->list.count; i++)
		if (s->rows[i].choice == 0) {
			s->list.at = i;
			return;
		}
	e = yield(s);
	if (e == AM_OK)
		e = ui_pop(ui);
	if (e == AM_OK)
		request.decided(ui, request.data);
	else
		ui_error(ui, e);
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

#define CELL_COLS 16 /* the narrowest column of a version */

/* Where the three versions begin to differ: the start of that word. */
static size_t differ_at(const struct state *s, const struct clash *row)
{
	const char *base = record_get(s->base, row->field);
	const char *other = record_get(s->theirs, row->field);
	const char *own = record_get(s->mine, row->field);
	size_t at = 0;

	while (base[at] != '\0' && base[at] == other[at] && base[at] == own[at])
		at++;
	while (at > 0 && base[at - 1] != ' ' && base[at - 1] != '\n')
		at--;
	return at;
}

static bool is_long(const struct state *s, const struct clash *row)
{
	return is_words(s, row) &&
	       (utf8_cols(record_get(s->base, row->field)) > CELL_COLS ||
		   utf8_cols(record_get(s->theirs, row->field)) > CELL_COLS ||
		   utf8_cols(record_get(s->mine, row->field)) > CELL_COLS);
}

/* Of a long text the beginning of what differs, on one line; of one that ends there its
 * own beginning. */
static void show_short(const struct state *s, const struct record *rec,
    const struct clash *row, struct buf *out)
{
	const size_t differs = is_long(s, row) ? differ_at(s, row) : 0;
	const char *p = record_get(rec, row->field);
	const size_t at = p[differs] != '\0' ? differs : 0;

	if (!is_words(s, row)) {
		show(s, rec, row, out);
		return;
	}
	if (at > 0)
		buf_str(out, "..");
	for (p += at; *p != '\0'; p++)
		buf_byte(out, *p == '\n' ? ' ' : (unsigned char)*p);
}

static void conflict_cell(
    const void *state, size_t row, size_t col, struct buf *out, enum cell_role *role)
{
	const struct state *s = state;
	const struct clash *c = &s->rows[row];

	(void)role;
	if (col == COL_FIELD)
		buf_str(out, _(field_of(s, c)->label));
	else if (col == COL_BASE)
		show_short(s, s->base, c, out);
	else if (col == COL_THEIRS)
		show_short(s, s->theirs, c, out);
	else if (col == COL_MINE)
		show_short(s, s->mine, c, out);
	else if (c->choice != 0)
		buf_printf(out, "[%d]", c->choice);
	else
		buf_str(out, "[ ]");
}

/* A version behind its name; from what differs on if there is no room for all of it. */
static void version(const struct state *s, const struct record *rec, const char *name,
    size_t skip, struct buf *out)
{
	buf_printf(out, "%s: %s%s", name, skip > 0 ? ".. " : "",
	    record_get(rec, in_focus_of(s)->field) + skip);
}

static void wipe(struct buf *text)
{
	if (text->data != NULL)
		explicit_bzero(text->data, text->cap);
	buf_fini(text);
}

/* Both texts of the row in focus, as many lines as fit. */
static void draw_texts(const struct state *s, struct cells *g, struct area a)
{
	struct buf other = { 0 }, own = { 0 };
	const int cols = a.cols - 2;
	size_t skip = 0;
	int first, second;

	for (;;) {
		version(s, s->theirs, _("1 Theirs"), skip, &other);
		version(s, s->mine, _("2 Yours"), skip, &own);
		first = (int)prose_lines(buf_text(&other), cols);
		second = (int)prose_lines(buf_text(&own), cols);
		if (first + second <= a.rows || skip == differ_at(s, in_focus_of(s)))
			break;
		skip = differ_at(s, in_focus_of(s));
		buf_clear(&other);
		buf_clear(&own);
	}
	if (first + second > a.rows)
		first = second >= a.rows - a.rows / 2 ? min_of(first, a.rows / 2)
						      : a.rows - second;
	prose_draw(buf_text(&other), 0, g, a.row, a.col + 1, first, cols);
	prose_draw(buf_text(&own), 0, g, a.row + first, a.col + 1, a.rows - first, cols);
	wipe(&other);
	wipe(&own);
}

static void conflict_draw(
    struct ui *ui, void *state, struct cells *g, struct area a, bool top)
{
	struct state *s = state;
	const int most = (int)s->list.count + 1, half = (a.rows - 3) / 2;
	const bool texts = s->list.count > 0 && is_long(s, in_focus_of(s));
	const int least = half < 2 ? 2 : half;
	struct area rest = { a.row + 3, a.col, a.rows - 3, a.cols };
	char hm[6];

	(void)ui;
	cells_printf(g, a.row, a.col + 1, a.cols - 2, CELL_PLAIN, _("%s saved at %s."),
	    s->who, s->at != 0 ? clock_hm(hm, s->at) : "-");
	cells_text(g, a.row + 1, a.col + 1, a.cols - 2, CELL_PLAIN,
	    _("What only one of you changed is joined already. Still to decide:"));
	if (texts)
		rest.rows = min_of(rest.rows, min_of(most, least));
	if (rest.rows > 0)
		list_draw(&s->list, columns, conflict_cell, s, g, rest, top, "");
	rest.row += rest.rows;
	rest.rows = a.row + a.rows - rest.row;
	if (texts && rest.rows > 0)
		draw_texts(s, g, rest);
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
