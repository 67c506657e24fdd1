/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/waiting.h"

#include <stdlib.h>

#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/mem.h"
#include "schema/code.h"
#include "schema/dial.h"
#include "schema/number.h"
#include "schema/wire.h"
#include "tui/show.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

enum {
	COL_TIME,
	COL_TRUNK,
	COL_NUMBER,
	COL_PLACE,
	COL_EARLIER,
	COL_NOTE,
};

/* clang-format off */
const struct column waiting_columns[] = {
	[COL_TIME] = { NULL, 5, 0, 0, 0 },
	[COL_TRUNK] = { "", 8, 0, 0, 0 },
	[COL_NUMBER] = { "", 7, 0, 0, 0 },
	[COL_PLACE] = { "", 13, 20, 0, 0 },
	[COL_EARLIER] = { "", 9, 0, 0, 0 },
	[COL_NOTE] = { "", 29, 70, 0, 0 },
	{ .width = 0 },
};
/* clang-format on */

/* --- reading --- */

static void look_in(struct waiting *w, struct ui *ui, int64_t seconds)
{
	const int64_t ms = ui_now_ms(ui) + (seconds + 1) * 1000;

	if (seconds > 0 && (w->look_ms < 0 || ms < w->look_ms))
		w->look_ms = ms;
}

/* What changes by itself: the signal goes, a mark ends. */
static void read_signal(struct waiting *w, struct ui *ui, int64_t until)
{
	const int64_t now = ui_now(ui);

	w->signal = until > now;
	w->look_ms = -1;
	look_in(w, ui, until - now);
	for (size_t i = 0; i < w->count; i++)
		look_in(w, ui, w->rows[i].row.flag_until - now);
}

enum err waiting_read(struct waiting *w, struct ui *ui)
{
	struct queue_row *rows = mem_new(WAITING_MAX, sizeof(*rows));
	size_t count = 0;
	int64_t until = 0;
	enum err e = queue_list(
	    ui_store(ui), ui_actor(ui), ui_now(ui), rows, WAITING_MAX, &count, &w->waits);

	if (e == AM_OK)
		e = queue_heard_until(ui_store(ui), &until);
	w->count = e == AM_OK ? count : 0;
	if (e != AM_OK)
		w->waits = 0;
	w->rows = mem_resize(w->rows, (w->count + 1) * sizeof(*w->rows));
	for (size_t i = 0; i < w->count; i++) {
		w->rows[i].row = rows[i];
		show_place(ui, rows[i].place, w->rows[i].place);
	}
	read_signal(w, ui, until);
	free(rows);
	return e;
}

void waiting_fini(struct waiting *w)
{
	free(w->rows);
	*w = (struct waiting){ .look_ms = -1 };
}

const char *waiting_none(const struct waiting *w)
{
	return w->signal ? _("Nobody waits. Enter opens a new call.")
			 : _("No signal from the exchange. Enter opens a new call.");
}

/* --- cells --- */

static bool is_urgent(struct ui *ui, const char *flag)
{
	const struct code_list *list;
	const struct code *c = NULL;

	if (code_list(ui_store(ui), "numflag", &list) == AM_OK)
		c = code_find(list, flag);
	return c != NULL && code_has(c, 'U');
}

static void show_flag(
    struct ui *ui, const struct queue_row *r, struct buf *out, enum cell_role *role)
{
	char when[40];

	if (is_urgent(ui, r->flag)) {
		buf_str(out, "!! ");
		*role = CELL_ALARM;
	}
	buf_str(out, show_code(ui, "numflag", r->flag));
	if (r->flag_until != 0)
		buf_printf(out, _(" until %s"), show_moment(ui, r->flag_until, when));
}

static void show_note(
    struct ui *ui, const struct queue_row *r, struct buf *out, enum cell_role *role)
{
	char when[40], number[NUMBER_LEN];

	if (r->left_at != 0)
		buf_printf(
		    out, _("call back, left %s"), show_moment(ui, r->left_at, when));
	if (*r->flag != '\0' && (r->flag_until == 0 || r->flag_until > ui_now(ui))) {
		buf_str(out, out->len > 0 ? "; " : "");
		show_flag(ui, r, out, role);
	}
	if (r->cut_number != 0) {
		buf_str(out, out->len > 0 ? "; " : "");
		buf_printf(out, _("cut off %s (%s)"), show_moment(ui, r->cut_at, when),
		    r->cut_by);
	}
	if (r->case_number != 0) {
		buf_str(out, out->len > 0 ? "; " : "");
		buf_printf(out, "%s %s", _("case"),
		    number_show(number, NUMBER_CASE, r->case_number));
	}
	if (*r->note != '\0')
		buf_printf(out, "%s%s", out->len > 0 ? "; " : "", r->note);
}

void waiting_cell(struct ui *ui, const struct waiting_row *row, size_t col,
    struct buf *out, enum cell_role *role)
{
	const struct queue_row *r = &row->row;
	char hm[6];

	switch (col) {
	case COL_TIME:
		buf_str(out, clock_hm(hm, r->at));
		break;
	case COL_TRUNK:
		if (*r->trunk != '\0')
			buf_printf(out, _("line %s"), r->trunk);
		break;
	case COL_NUMBER:
		buf_printf(out, "%s%s", *r->tail != '\0' ? "***-" : "",
		    *r->tail != '\0' ? r->tail : _("hidden"));
		break;
	case COL_PLACE:
		buf_str(out, row->place);
		break;
	case COL_EARLIER:
		if (r->earlier > 0)
			buf_printf(out, _("before %lld"), (long long)r->earlier);
		break;
	case COL_NOTE:
		show_note(ui, r, out, role);
		break;
	}
}

/* --- taking --- */

static void open_form(struct ui *ui, enum ui_call_what what, int64_t id)
{
	const enum err e = ui_open_call(ui, what, id);

	if (e == AM_CONFLICT || e == AM_MISSING)
		ui_message(ui, MESSAGE_WARN, "%s",
		    _("Somebody else was faster, or the caller has hung up."));
}

void waiting_answer(struct ui *ui, int64_t id)
{
	open_form(ui, UI_CALL_ANSWER, id);
}

void waiting_call_back(struct ui *ui, int64_t id)
{
	const struct dial_to to = { DIAL_QUEUE, id };

	if (ui_call_out(ui, &to) == AM_MISSING)
		ui_message(ui, MESSAGE_WARN, "%s",
		    _("Somebody else was faster, or the caller has hung up."));
}
