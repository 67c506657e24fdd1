/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the screen that refers is drawn. */
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/base/utf8.h"
#include "schema/number.h"
#include "tui/refer.h"
#include "tui/show.h"
#include "tui/tui_priv.h"

#define BLOCK_ROWS 9 /* below the list */
#define LABEL_COLS 17
#define RIGHT_COL 41
#define NAME_COLS_MIN 6 /* of a marked body, where many are */

enum column_id { COL_MARK, COL_NAME, COL_PLACE, COL_HOURS, COL_ANSWERS, COL_SERVICES };

/* clang-format off */
static const struct column columns[] = {
	[COL_MARK] = { "", 3, 0, 0, 0 },
	[COL_NAME] = { N_("Body"), 31, 40, 0, 0 },
	[COL_PLACE] = { N_("Place"), 9, 14, 0, 0 },
	[COL_HOURS] = { N_("Hours"), 11, 16, 0, 0 },
	[COL_ANSWERS] = { N_("Answers (90 d)"), 18, 19, 0, 0 },
	[COL_SERVICES] = { N_("Services"), 60, 0, 132, 0 },
	{ .width = 0 },
};
/* clang-format on */

static void add_mark(struct refer *s, const struct body *body, struct buf *out)
{
	const struct refer_mark *mark = refer_mark_of(s, body->inst.id);

	if (mark == NULL)
		return;
	if (mark->copy_of == 0)
		buf_printf(out, "%zu", refer_order(s, mark));
	else if (mark->copy_of == REFER_COPY_OF_ALL)
		buf_str(out, "c*");
	else
		buf_printf(out, "c%d", mark->copy_of);
}

static void cell(
    const void *state, size_t row, size_t col, struct buf *out, enum cell_role *role)
{
	static const enum body_col shared[] = { [COL_NAME] = BODY_NAME,
		[COL_PLACE] = BODY_PLACE,
		[COL_HOURS] = BODY_HOURS,
		[COL_ANSWERS] = BODY_ANSWERS,
		[COL_SERVICES] = BODY_SERVICES };
	struct refer *s = (struct refer *)(uintptr_t)state;
	const struct body *body = bodies_at(&s->bodies, row);

	if (col == COL_MARK)
		add_mark(s, body, out);
	else if (col == COL_HOURS && refer_is_implicated(s, body->inst.id)) {
		*role = CELL_WARN;
		buf_printf(out, "! %s", _("implicated"));
	} else if (col == COL_ANSWERS && body >= s->bodies.rows + s->fits)
		buf_str(out, _("does not serve"));
	else
		body_cell(s->ui, body, shared[col], out, role);
}

/* --- the head --- */

static void draw_about(const struct refer *s, struct cells *g, struct area a)
{
	char place[64];
	int col = a.col + 1;

	if (*s->about.place != '\0')
		col += cells_printf(g, a.row, col, a.cols - 2, CELL_PLAIN, "%s   ",
		    show_place(s->ui, s->about.place, place));
	else if (*s->about.calls_from != '\0')
		col += cells_printf(g, a.row, col, a.cols - 2, CELL_PLAIN,
		    _("%s (who calls)   "), show_place(s->ui, s->about.calls_from, place));
	if (s->about.minors)
		col += cells_printf(
		    g, a.row, col, a.cols - col, CELL_WARN, "! %s   ", _("under 18"));
	if (s->about.danger)
		col += cells_printf(g, a.row, col, a.cols - col, CELL_ALARM, "!! %s   ",
		    _("immediate danger"));
	if (s->implicated_count > 0)
		cells_printf(g, a.row, col, a.cols - col, CELL_PLAIN,
		    _("Implicated, not offered: %zu"), s->implicated_count);
}

static int draw_filter(const struct refer *s, struct cells *g, struct area a)
{
	int col = a.col + 1;

	if (!s->typing && s->filter.len == 0) {
		cells_printf(g, a.row + 1, col, a.cols - 2, CELL_PLAIN,
		    _("%zu fit; first by service, place, hours, answers"), s->fits);
		return col;
	}
	col += cells_text(g, a.row + 1, col, a.cols - 2, CELL_TITLE, _("Filter:")) + 1;
	cells_text(g, a.row + 1, col, a.cols - col, CELL_PLAIN, s->filter.text);
	return col;
}

/* --- the block below --- */

static void add_name(const struct refer_mark *mark, size_t cols, struct buf *out)
{
	struct buf shown = { 0 };

	buf_str(out, show_fit(mark->name, (int)cols, &shown));
	buf_fini(&shown);
}

static void add_copies(const struct refer *s, size_t order, size_t cols, struct buf *out)
{
	const char *between = " (";

	for (size_t i = 0; i < s->mark_count; i++) {
		const int of = s->marks[i].copy_of;

		if (of != (int)order && of != REFER_COPY_OF_ALL)
			continue;
		if (between[1] == '(')
			buf_printf(out, " (%s ", _("copy:"));
		else
			buf_str(out, between);
		add_name(&s->marks[i], cols, out);
		between = ", ";
	}
	if (between[0] == ',')
		buf_byte(out, ')');
}

/* Each name in cols columns at most. */
static void add_marks(const struct refer *s, size_t cols, struct buf *out)
{
	for (size_t i = 0, order = 0; i < s->mark_count; i++) {
		if (s->marks[i].copy_of != 0)
			continue;
		order++;
		buf_printf(out, "%s%zu ", order > 1 ? ", " : "", order);
		add_name(&s->marks[i], cols, out);
		add_copies(s, order, cols, out);
	}
}

/* All of them: where the row is too short, each name gives way. */
static void add_marked(const struct refer *s, size_t cols, struct buf *out)
{
	size_t each = sizeof(s->marks[0].name);

	if (s->mark_count == 0)
		buf_str(out, _("nobody yet (space marks, c a copy)"));
	else
		add_marks(s, each, out);
	while (utf8_cols(buf_text(out)) > cols && each > NAME_COLS_MIN) {
		buf_clear(out);
		add_marks(s, --each, out);
	}
}

static void draw_pair(struct cells *g, int row, int col, int cols, const char *key,
    const char *label, const char *value, enum cell_role role)
{
	if (*key != '\0')
		cells_printf(
		    g, row, col, LABEL_COLS - 1, CELL_PLAIN, "%s %s", key, label);
	else
		cells_text(g, row, col, LABEL_COLS - 1, CELL_PLAIN, label);
	cells_text(g, row, col + LABEL_COLS, cols - LABEL_COLS, role, value);
}

/* Who gave it stands in front if both fit: without the reason nobody knows what to do. */
static void add_consent(
    const struct refer *s, size_t cols, struct buf *out, enum cell_role *role)
{
	const struct consent_given *newest = &s->gate.answer.newest;
	const char *why = _(consent_why_sentence(s->gate.answer.why));
	struct buf by = { 0 };

	if (s->consult) {
		buf_str(out, _("not needed: it says nothing of her"));
		return;
	}
	if (!s->gate.open) {
		*role = CELL_WARN;
		buf_str(out, "! ");
	}
	if (*newest->given_by != '\0')
		buf_printf(&by, _("by %s: "), newest->given_by);
	if (utf8_cols(buf_text(out)) + utf8_cols(buf_text(&by)) + utf8_cols(why) <= cols)
		buf_str(out, buf_text(&by));
	buf_str(out, why);
	buf_fini(&by);
}

/* One of the bodies that have to be told of minors, and whether one of them is marked. */
static void add_told(struct refer *s, struct buf *out, enum cell_role *role)
{
	bool met = false;

	for (size_t i = 0; i < s->clean; i++) {
		const struct institution *inst = &s->bodies.rows[i].inst;
		const struct refer_mark *mark = refer_mark_of(s, inst->id);

		if (!inst->told)
			continue;
		buf_str(out, out->len > 0 ? ", " : "");
		body_name(s->ui, inst, out);
		met |= mark != NULL && mark->copy_of == 0;
	}
	for (size_t i = 0; i < s->made_count; i++)
		for (size_t k = 0; k < s->clean; k++)
			met |= s->bodies.rows[k].inst.told && !s->made[i].consult &&
			       s->made[i].state != REF_CANCEL &&
			       strcmp(s->made[i].body, s->bodies.rows[k].inst.name) == 0;
	if (out->len == 0)
		buf_str(out, _("none is named in the directory"));
	else if (met)
		buf_printf(out, ": %s", _("done"));
	if (!met)
		*role = CELL_WARN;
}

static void add_made(const struct refer *s, struct buf *out)
{
	for (size_t i = 0; i < s->made_count && i < 4; i++) {
		const struct ref_row *row = &s->made[i];

		buf_printf(out, "%s%s: %s", i > 0 ? "; " : "",
		    row->hidden ? show_code(s->ui, "inst", row->body_kind) : row->body,
		    show_code(s->ui, "refstatus", ref_state_word(row->state)));
	}
	if (s->made_count == 0)
		buf_str(out, "-");
}

static void draw_options(struct refer *s, struct cells *g, struct area a, int row)
{
	struct buf text = { 0 };
	char hours[24];

	body_codes(s->ui, "shared", s->consult ? "facts" : s->shared, &text);
	draw_pair(
	    g, row, a.col + 1, a.cols - 2, "1", _("Shared"), buf_text(&text), CELL_PLAIN);
	draw_pair(g, row + 1, a.col + 1, RIGHT_COL - 2, "2", _("Copies see"),
	    s->copies_identity ? _("facts and identity") : _("facts only"), CELL_PLAIN);
	str_printf(hours, sizeof(hours), "%lld h", (long long)s->ack_hours);
	draw_pair(g, row + 1, a.col + RIGHT_COL, a.cols - RIGHT_COL - 1, "3",
	    _("Receipt in"), hours, CELL_PLAIN);
	draw_pair(g, row + 2, a.col + 1, RIGHT_COL - 2, "4", _("Responsible"),
	    s->responsible_name, CELL_PLAIN);
	draw_pair(g, row + 2, a.col + RIGHT_COL, a.cols - RIGHT_COL - 1, "5", _("As"),
	    s->consult ? _("consultation") : _("referral"),
	    s->consult ? CELL_WARN : CELL_PLAIN);
	draw_pair(g, row + 3, a.col + 1, a.cols - 2, "6", _("What is asked"), s->detail,
	    CELL_PLAIN);
	buf_fini(&text);
}

static void draw_state(struct refer *s, struct cells *g, struct area a, int row)
{
	struct buf text = { 0 };
	enum cell_role role = CELL_PLAIN;

	add_consent(s, (size_t)(a.cols - 2 - LABEL_COLS), &text, &role);
	draw_pair(g, row, a.col + 1, a.cols - 2, "", _("Consent"), buf_text(&text), role);
	if (s->about.minors) {
		buf_clear(&text);
		role = CELL_PLAIN;
		add_told(s, &text, &role);
		draw_pair(g, row + 1, a.col + 1, a.cols - 2, "", _("Tell of minors"),
		    buf_text(&text), role);
	}
	buf_clear(&text);
	add_made(s, &text);
	draw_pair(g, row + 2, a.col + 1, a.cols - 2, "h", _("Made before"),
	    buf_text(&text), CELL_PLAIN);
	buf_fini(&text);
}

void refer_draw(struct ui *ui, void *state, struct cells *g, struct area a, bool top)
{
	struct refer *s = state;
	const int block = a.row + a.rows - BLOCK_ROWS;
	const struct area rest = { a.row + 2, a.col, a.rows - 2 - BLOCK_ROWS, a.cols };
	struct buf text = { 0 };
	int col;

	(void)ui;
	draw_about(s, g, a);
	col = draw_filter(s, g, a);
	cells_cursor(g, a.row + 1, col);
	if (rest.rows > 1) {
		list_draw(&s->list, columns, cell, s, g, rest, top, _("No body fits."));
		add_marked(s, (size_t)(a.cols - 2 - LABEL_COLS), &text);
		draw_pair(g, block + 1, a.col + 1, a.cols - 2, "", _("Marked"),
		    buf_text(&text), CELL_TITLE);
		draw_options(s, g, a, block + 2);
		draw_state(s, g, a, block + 6);
	} else { /* a small window has the list only */
		list_draw(&s->list, columns, cell, s, g,
		    (struct area){ a.row + 2, a.col, a.rows - 2, a.cols }, top,
		    _("No body fits."));
	}
	if (s->typing && top)
		line_draw(&s->filter, g, a.row + 1, col, a.cols - col);
	buf_fini(&text);
}
