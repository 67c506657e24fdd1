/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/pending.h"

#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/mem.h"
#include "schema/number.h"
#include "schema/referral.h"
#include "tui/followups.h"
#include "tui/list.h"
#include "tui/rescues.h"
#include "tui/show.h"
#include "tui/tui_priv.h"
#include "tui/when.h"

#define DAY 86400

/* --- reading --- */

static struct pending_row *add_row(struct pending *p)
{
	struct pending_row *row;

	if (p->count == PENDING_MAX)
		return NULL;
	row = &p->rows[p->count++];
	*row = (struct pending_row){ .at = 0 };
	return row;
}

/* The screen tells something else by itself from then on. */
static void look_at(struct pending *p, int64_t at)
{
	const int64_t now = ui_now(p->ui);

	if (at >= now)
		p->look_ms =
		    ui_sooner(p->look_ms, ui_now_ms(p->ui) + (at - now + 1) * 1000);
}

static enum err read_followups(struct pending *p)
{
	struct followups f = { .look_ms = -1 };
	const enum err e = followups_read(&f, p->ui, FOLLOWUP_MINE, PENDING_MAX);

	for (size_t i = 0; e == AM_OK && i < f.count; i++) {
		struct pending_row *row = add_row(p);
		struct buf what = { 0 };

		if (row == NULL)
			break;
		row->at = f.rows[i].due_at;
		row->until = f.rows[i].until_at;
		row->late = followup_is_late(&f.rows[i], ui_now(p->ui));
		followups_number(&f.rows[i], row->number);
		followups_what(p->ui, &f.rows[i], &what);
		str_copy(row->what, sizeof(row->what), buf_text(&what));
		buf_fini(&what);
	}
	p->due += f.numbers.late + f.numbers.today;
	if (f.count > 0) /* an empty list says the same tomorrow */
		p->look_ms = ui_sooner(p->look_ms, f.look_ms);
	followups_fini(&f);
	return e;
}

static struct pending_row *add_about(struct pending *p, const struct ref_row *r)
{
	struct pending_row *row = add_row(p);

	if (row != NULL)
		number_show(
		    row->number, r->of_case ? NUMBER_CASE : NUMBER_CALL, r->number);
	return row;
}

static void add_copy(struct pending *p, const struct ref_row *r, const char *body)
{
	struct pending_row *row = add_about(p, r);

	p->due++;
	if (row != NULL)
		str_printf(row->what, sizeof(row->what), _("Copy unsent of: %s"), body);
}

static void add_referral(struct pending *p, const struct ref_row *r)
{
	const int64_t now = ui_now(p->ui), tomorrow = clock_day_start(now) + DAY;
	const bool draft = r->state == REF_DRAFT;
	const char *body =
	    r->hidden ? show_code(p->ui, "inst", r->body_kind) : r->body;
	struct pending_row *row;

	if (r->owes_copy)
		add_copy(p, r, body);
	if (!r->open)
		return;
	if (draft || r->due_at < tomorrow)
		p->due++;
	if (!draft)
		look_at(p, r->due_at);
	row = add_about(p, r);
	if (row == NULL)
		return;
	row->at = draft ? 0 : r->due_at;
	row->late = !draft && r->due_at < now;
	str_printf(row->what, sizeof(row->what),
	    draft ? _("To be sent: %s") : _("Answer of %s"), body);
}

static enum err read_referrals(struct pending *p)
{
	struct ref_row *rows;
	size_t count = 0;
	enum err e;

	if (!ui_may(p->ui, ACT_REFERRAL))
		return AM_OK;
	rows = mem_new(PENDING_MAX, sizeof(*rows));
	e = ref_list(ui_store(p->ui), ui_actor(p->ui), REF_MINE, ui_now(p->ui), rows,
	    PENDING_MAX, &count);
	for (size_t i = 0; e == AM_OK && i < count; i++)
		add_referral(p, &rows[i]);
	free(rows);
	return e;
}

/* "Rescue C 26-00031-3, rosa: check in by 14:51. R opens it." */
static void add_rescue(struct pending *p, const struct rescue *r)
{
	const size_t i = p->rescue_count++;
	enum cell_role role = CELL_PLAIN;
	struct buf state = { 0 };
	char number[NUMBER_LEN];

	rescues_state(p->ui, r, &state, &role);
	p->alarms[i] = role == CELL_ALARM;
	str_printf(p->rescues[i], sizeof(p->rescues[i]), _("Rescue %s, %s: %s. R opens it."),
	    number_show(number, NUMBER_CASE, r->case_number), r->lead, buf_text(&state));
	look_at(p, r->check_at);
	buf_fini(&state);
}

static enum err read_rescues(struct pending *p)
{
	struct rescue *rows;
	size_t count = 0;
	enum err e;

	if (!ui_may(p->ui, ACT_RESCUE))
		return AM_OK;
	rows = mem_new(PENDING_RESCUES, sizeof(*rows));
	e = rescue_list(
	    ui_store(p->ui), ui_actor(p->ui), rows, PENDING_RESCUES, &count);
	for (size_t i = 0; e == AM_OK && i < count; i++)
		add_rescue(p, &rows[i]);
	free(rows);
	return e;
}

static int by_time(const void *a, const void *b)
{
	const int64_t x = ((const struct pending_row *)a)->at,
		      y = ((const struct pending_row *)b)->at;

	return (x > y) - (x < y);
}

enum err pending_read(struct pending *p, struct ui *ui)
{
	enum err e;

	p->rows = mem_resize(p->rows, PENDING_MAX * sizeof(*p->rows));
	p->count = p->rescue_count = 0;
	p->due = 0;
	p->look_ms = -1;
	p->ui = ui;
	e = read_rescues(p);
	if (e == AM_OK)
		e = read_followups(p);
	if (e == AM_OK)
		e = read_referrals(p);
	qsort(p->rows, p->count, sizeof(*p->rows), by_time);
	return e;
}

void pending_fini(struct pending *p)
{
	free(p->rows);
	*p = (struct pending){ .look_ms = -1 };
}

/* --- drawing --- */

enum { COL_LATE, COL_WHEN, COL_ABOUT, COL_WHAT };

/* clang-format off */
static const struct column columns[] = {
	[COL_LATE] = { NULL, 1, 0, 0, 0 },
	[COL_WHEN] = { "", WHEN_COLS, 0, 0, 0 },
	[COL_ABOUT] = { "", 12, 0, 0, 0 },
	[COL_WHAT] = { "", 20, 0, 0, COLUMN_GROWS },
	{ .width = 0 },
};
/* clang-format on */

static void cell(
    const void *state, size_t row, size_t col, struct buf *out, enum cell_role *role)
{
	const struct pending *p = state;
	const struct pending_row *r = &p->rows[row];

	switch (col) {
	case COL_LATE:
		if (r->late) {
			*role = CELL_WARN;
			buf_byte(out, '!');
		}
		break;
	case COL_WHEN:
		if (r->at != 0)
			when_column(out, r->at, r->until, ui_now(p->ui));
		else
			buf_str(out, _("now"));
		break;
	case COL_ABOUT:
		buf_str(out, r->number);
		break;
	case COL_WHAT:
		buf_str(out, r->what);
		break;
	}
}

void pending_draw_due(
    const struct pending *p, struct cells *g, int row, int col, int cols)
{
	if (p->due > 0)
		cells_printf(
		    g, row, col, cols, CELL_WARN, _("Due today %lld !"), (long long)p->due);
}

size_t pending_rows(const struct pending *p)
{
	return p->rescue_count + p->count;
}

void pending_draw(struct pending *p, struct cells *g, struct area a)
{
	struct list list = { 0 };

	for (size_t i = 0; i < p->rescue_count && a.rows > 0; i++) {
		cells_text(g, a.row, 3, a.cols - 3,
		    p->alarms[i] ? CELL_ALARM : CELL_WARN, p->rescues[i]);
		a.row++;
		a.rows--;
	}
	list_count(&list, p->count);
	if (a.rows > 0)
		list_draw(&list, columns, cell, p, g, a, false,
		    p->rescue_count > 0 ? "" : _("Nothing is to be done."));
}
