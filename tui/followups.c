/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/followups.h"

#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/mem.h"
#include "schema/dial.h"
#include "schema/number.h"
#include "tui/show.h"
#include "tui/tui_priv.h"
#include "tui/views.h"
#include "tui/when.h"

#define RISK_HIGH 2
#define DAY 86400
#define WEEK 7 /* days */

enum {
	COL_LATE,
	COL_WHEN,
	COL_ABOUT,
	COL_RISK,
	COL_WHAT,
	COL_WHO,
	COL_TRIES,
	COL_PHONE,
	COL_MADE,
};

/* clang-format off */
const struct column followups_columns[] = {
	[COL_LATE] = { "", 1, 0, 0, 0 },
	[COL_WHEN] = { N_("When"), WHEN_COLS, 0, 0, 0 },
	[COL_ABOUT] = { N_("About"), 12, 0, 0, 0 },
	[COL_RISK] = { N_("Risk"), 12, 0, 0, 0 },
	[COL_WHAT] = { N_("What"), 20, 0, 0, COLUMN_GROWS },
	[COL_WHO] = { N_("Who"), 8, 13, 0, 0 },
	[COL_TRIES] = { N_("Tries"), 9, 0, 112, 0 },
	[COL_PHONE] = { N_("Telephone"), 9, 0, 122, 0 },
	[COL_MADE] = { N_("Noted by"), 12, 0, 140, 0 },
	{ .width = 0 },
};
/* clang-format on */

/* --- reading --- */

/* The next moment at which the screen tells something else by itself. */
static int64_t next_look(const struct followups *f, struct ui *ui)
{
	const int64_t now = ui_now(ui);
	int64_t at = clock_day_start(now) + DAY;

	for (size_t i = 0; i < f->count; i++) {
		const int64_t late =
		    (f->rows[i].until_at != 0 ? f->rows[i].until_at : f->rows[i].due_at);

		if (late >= now && late < at)
			at = late;
	}
	return ui_now_ms(ui) + (at - now + 1) * 1000;
}

enum err followups_read(
    struct followups *f, struct ui *ui, enum followup_whose whose, size_t max)
{
	enum err e;

	f->rows = mem_resize(f->rows, (max + 1) * sizeof(*f->rows));
	f->count = f->all = 0;
	f->look_ms = -1;
	if (!ui_may(ui, ACT_FOLLOWUP))
		return AM_OK;
	e = followup_list(ui_store(ui), ui_actor(ui), whose, ui_now(ui), f->rows, max,
	    &f->count, &f->all);
	if (e == AM_OK)
		e = followup_count(
		    ui_store(ui), ui_actor(ui), whose, ui_now(ui), &f->numbers);
	if (e == AM_OK)
		f->look_ms = next_look(f, ui);
	return e;
}

static void count_row(struct followups *f, const struct followup *row, int64_t now)
{
	const int64_t midnight = clock_day_start(now);

	if (followup_is_late(row, now))
		f->numbers.late++;
	else if (row->due_at < midnight + DAY)
		f->numbers.today++;
	if (!followup_is_late(row, now) && row->due_at < midnight + WEEK * DAY)
		f->numbers.week++;
}

enum err followups_read_case(
    struct followups *f, struct ui *ui, int64_t case_id, size_t max)
{
	enum err e;

	f->rows = mem_resize(f->rows, (max + 1) * sizeof(*f->rows));
	f->count = f->all = 0;
	f->look_ms = -1;
	f->numbers = (struct followup_numbers){ 0 };
	e = followup_of_case(
	    ui_store(ui), ui_actor(ui), case_id, ui_now(ui), f->rows, max, &f->count);
	f->all = f->count;
	for (size_t i = 0; i < f->count; i++)
		count_row(f, &f->rows[i], ui_now(ui));
	if (e == AM_OK)
		f->look_ms = next_look(f, ui);
	return e;
}

void followups_fini(struct followups *f)
{
	free(f->rows);
	*f = (struct followups){ .look_ms = -1 };
}

/* --- cells --- */

char *followups_number(const struct followup *f, char out[FOLLOWUPS_NUMBER_LEN])
{
	if (f->case_number != 0)
		return number_show(out, NUMBER_CASE, f->case_number);
	return number_show(out, NUMBER_CALL, f->call_number);
}

void followups_what(struct ui *ui, const struct followup *f, struct buf *out)
{
	const bool other = strcmp(f->kind, "other") == 0 && *f->note != '\0';

	if (!other)
		buf_str(out, show_code(ui, "followup", f->kind));
	if (*f->note != '\0')
		buf_printf(out, "%s%s", other ? "" : ": ", f->note);
}

static void add_risk(
    struct ui *ui, const struct followup *f, struct buf *out, enum cell_role *role)
{
	char code[8];

	if (f->risk <= 0)
		return;
	if (f->risk <= RISK_HIGH) {
		*role = CELL_ALARM;
		buf_str(out, "!! ");
	}
	buf_str(
	    out, show_code(ui, "risk", str_printf(code, sizeof(code), "%d", f->risk)));
}

void followups_cell(struct ui *ui, const struct followup *f, size_t col, struct buf *out,
    enum cell_role *role)
{
	char number[FOLLOWUPS_NUMBER_LEN];

	switch (col) {
	case COL_LATE:
		if (followup_is_late(f, ui_now(ui))) {
			*role = CELL_WARN;
			buf_byte(out, '!');
		}
		break;
	case COL_WHEN:
		when_column(out, f->due_at, f->until_at, ui_now(ui));
		break;
	case COL_ABOUT:
		buf_str(out, followups_number(f, number));
		break;
	case COL_RISK:
		add_risk(ui, f, out, role);
		break;
	case COL_WHAT:
		followups_what(ui, f, out);
		break;
	case COL_WHO:
		buf_str(out, *f->who != '\0' ? f->who : _("on shift"));
		break;
	case COL_TRIES:
		if (f->tries > 0)
			buf_printf(out, "%lld", (long long)f->tries);
		break;
	case COL_PHONE:
		if (*f->tail != '\0')
			buf_printf(out, "***-%s", f->tail);
		break;
	case COL_MADE:
		buf_str(out, f->made_by);
		break;
	}
}

/* --- what one is about --- */

void followups_open_about(struct ui *ui, const struct followup *f)
{
	const struct ui_about about = { .id = f->case_id, .case_id = f->case_id };

	if (f->case_id != 0)
		(void)ui_push(ui, &view_case, &about);
	else if (f->call_id != 0 && f->may)
		(void)ui_open_call(ui, UI_CALL_SHOW, f->call_id);
	else
		ui_error(ui, AM_DENIED);
}

void followups_ring(struct ui *ui, const struct followup *f)
{
	const struct dial_to to = { .from = DIAL_FOLLOWUP, .id = f->id };

	if (ui_push(ui, &view_dial, &to) == AM_MISSING)
		ui_message(ui, MESSAGE_WARN, "%s", _("There is no number to ring."));
}
