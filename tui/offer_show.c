/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/offer_show.h"

#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/offer_link.h"
#include "schema/wire.h"
#include "tui/show.h"
#include "tui/tui_priv.h"

enum { COL_MARK, COL_SEEN, COL_BY, COL_PHONE, COL_KIND, COL_TO, COL_CALLS, COL_CASES,
	COL_BAD };

/* clang-format off */
const struct column offer_columns[] = {
	[COL_MARK] = { "", 1, 0, 0, 0 },
	[COL_SEEN] = { N_("Seen"), 6, 12, 0, 0 },
	[COL_BY] = { N_("Offered by"), 19, 40, 0, 0 },
	[COL_PHONE] = { N_("Telephone"), 12, 14, 0, 0 },
	[COL_KIND] = { N_("Kind"), 13, 24, 0, 0 },
	[COL_TO] = { N_("To"), 9, 14, 0, 0 },
	[COL_CALLS] = { N_("Cls"), 3, 0, 0, COLUMN_RIGHT },
	[COL_CASES] = { N_("Cs"), 2, 0, 0, COLUMN_RIGHT },
	[COL_BAD] = { N_("Bad"), 3, 0, 0, COLUMN_RIGHT },
	{ .width = 0 },
};
/* clang-format on */

const char *offer_called(const struct offer_row *row)
{
	const char *const names[] = { row->by, row->phone, row->paper };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (*names[i] != '\0')
			return names[i];
	return _("(no name)");
}

static void add_count(struct buf *out, int n)
{
	if (n > 0)
		buf_printf(out, "%d", n);
}

void offer_cell(struct ui *ui, const struct offer_row *row, size_t col, struct buf *out,
    enum cell_role *role)
{
	char text[64];

	if (col == COL_MARK && offer_again(row)) {
		buf_str(out, "!");
		*role = CELL_WARN;
	} else if (col == COL_SEEN) {
		buf_str(out, clock_day(text, row->last_at, ui_now(ui)));
	} else if (col == COL_BY) {
		buf_str(out, *row->by != '\0' ? row->by : row->paper);
	} else if (col == COL_PHONE) {
		buf_str(out, row->phone);
	} else if (col == COL_KIND) {
		buf_str(out, show_code(ui, "offerkind", row->kind));
	} else if (col == COL_TO) {
		buf_str(out, show_place(ui, row->place_to, text));
	} else if (col == COL_CALLS) {
		add_count(out, row->calls);
	} else if (col == COL_CASES) {
		add_count(out, row->cases);
	} else if (col == COL_BAD) {
		add_count(out, row->bad);
	}
}

enum err offer_undo_last(struct ui *ui, int64_t id)
{
	const enum err e = offer_take_back(ui_store(ui), ui_actor(ui), id, ui_now(ui));

	if (e == AM_OK)
		offer_page_leave(ui, id);
	return ui_after(ui, TOPIC_OFFER, id, e);
}
