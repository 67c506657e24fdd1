/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A call in danger, or a threat: every supervisor's console says so at once, on
 * whatever screen she is, with the bell.
 */
#include <stdlib.h>

#include "schema/base/mem.h"
#include "schema/call.h"
#include "schema/number.h"
#include "tui/show.h"
#include "tui/tui_priv.h"
#include "tui/ui_priv.h"

#define RECENT 100 /* calls that are looked through */
#define DAY 86400

/* Looked up in the list: an alert is not a view of the call's contents. */
static bool find(struct ui *ui, int64_t id, struct call_row *out)
{
	struct call_row *rows = mem_new(RECENT, sizeof(*rows));
	size_t count = 0;
	bool found = false;

	if (call_list(ui_store(ui), ui_actor(ui), false, ui_now(ui) - DAY, 0, rows,
		RECENT, &count) != AM_OK)
		count = 0;
	for (size_t i = 0; i < count && !found; i++) {
		found = rows[i].call.id == id;
		if (found)
			*out = rows[i];
	}
	free(rows);
	return found;
}

void alert_show(struct ui *ui, int64_t id)
{
	char number[NUMBER_LEN], when[40];
	struct call_row row;

	if (ui_operator(ui)->role != ROLE_SUPERVISOR || !find(ui, id, &row) ||
	    row.call.operator_id == ui_operator(ui)->id)
		return;
	ui_message(ui, MESSAGE_ALARM,
	    _("Danger or threat: %s, %s, since %s. l: the calls."),
	    number_show(number, NUMBER_CALL, row.call.number), row.operator_name,
	    show_moment(ui, row.call.started_at, when));
}
