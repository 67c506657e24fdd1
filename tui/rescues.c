/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/rescues.h"

#include <stdlib.h>

#include "schema/alert.h"
#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/base/text.h"
#include "schema/number.h"
#include "tui/pick.h"
#include "tui/show.h"
#include "tui/tui_priv.h"
#include "tui/ui_priv.h"
#include "tui/views.h"

#define RESCUES_MAX 20

void rescues_state(
    struct ui *ui, const struct rescue *r, struct buf *out, enum cell_role *role)
{
	char when[40];

	if (r->ended_at != 0) {
		buf_printf(out, _("over since %s"), show_moment(ui, r->ended_at, when));
	} else if (rescue_is_late(r, ui_now(ui))) {
		*role = CELL_ALARM;
		buf_printf(out, _("!! no check-in since %s"),
		    show_moment(ui, r->check_at, when));
	} else {
		buf_printf(out, _("check in by %s"), show_moment(ui, r->check_at, when));
	}
}

char *rescues_every(int64_t every_s, char out[RESCUES_EVERY_LEN])
{
	static const struct {
		int64_t seconds;
		const char *unit;
	} units[] = { { 3600, "h" }, { 60, "min" }, { 1, "s" } };
	size_t i = 0;

	while (every_s % units[i].seconds != 0)
		i++;
	return str_printf(out, RESCUES_EVERY_LEN, "%lld %s",
	    (long long)(every_s / units[i].seconds), units[i].unit);
}

/* --- opening --- */

static enum err read(struct ui *ui, struct rescue out[RESCUES_MAX], size_t *count)
{
	*count = 0;
	return rescue_list(ui_store(ui), ui_actor(ui), out, RESCUES_MAX, count);
}

static void open_one(struct ui *ui, int64_t id)
{
	const struct ui_about about = { .id = id };

	(void)ui_push(ui, &view_rescue, &about);
}

static void chose(struct ui *ui, void *data, const char *value)
{
	(void)data;
	open_one(ui, strtoll(value, NULL, 10));
}

static size_t options(void *data, const char *typed, struct form_option *out, size_t max)
{
	struct ui *ui = data;
	struct rescue *rows = mem_new(RESCUES_MAX, sizeof(*rows));
	size_t count, n = 0;

	if (read(ui, rows, &count) != AM_OK)
		count = 0;
	for (size_t i = 0; i < count && n < max; i++) {
		char number[NUMBER_LEN];

		out[n].key = n < 9 ? (char)('1' + n) : 0;
		str_printf(
		    out[n].value, sizeof(out[n].value), "%lld", (long long)rows[i].id);
		str_printf(out[n].label, sizeof(out[n].label), "%s  %s%s",
		    number_show(number, NUMBER_CASE, rows[i].case_number),
		    rescue_is_late(&rows[i], ui_now(ui)) ? "!! " : "", rows[i].lead);
		if (txt_starts(out[n].label, typed) ||
		    (*typed == out[n].key && typed[1] == '\0'))
			n++;
	}
	free(rows);
	return n;
}

void rescues_open(struct ui *ui)
{
	struct rescue *rows = mem_new(RESCUES_MAX, sizeof(*rows));
	const struct pick_request request = {
		.title = _("Rescue"), .data = ui, .options = options, .choose = chose
	};
	size_t count;
	const enum err e = read(ui, rows, &count);
	const int64_t first = count > 0 ? rows[0].id : 0;

	free(rows);
	ui_error(ui, e);
	if (e != AM_OK)
		return;
	if (count == 0)
		ui_message(ui, MESSAGE_DONE, "%s", _("No rescue is in progress."));
	else if (count == 1)
		open_one(ui, first);
	else
		(void)ui_push(ui, &view_pick, &request);
}

/* --- on whatever screen --- */

static void say(struct ui *ui, const struct rescue *r)
{
	char number[NUMBER_LEN], when[40];

	number_show(number, NUMBER_CASE, r->case_number);
	if ((r->leads || ui_may(ui, ACT_RESCUE_ANY)) && rescue_is_late(r, ui_now(ui))) {
		ui_message(ui, MESSAGE_ALARM,
		    _("Rescue %s: no check-in since %s. Home, R opens it."), number,
		    show_moment(ui, r->check_at, when));
		ui_ring(ui, ALERT_RESCUE);
	} else if (r->asked) {
		ui_message(ui, MESSAGE_WARN,
		    _("%s asks you to lead the rescue %s. Home, R: answer."), r->lead,
		    number);
	}
}

void rescues_say(struct ui *ui, int64_t id)
{
	struct rescue r;

	if (id != 0 && ui_may(ui, ACT_RESCUE) &&
	    rescue_read(ui_store(ui), ui_actor(ui), id, ui_now(ui), &r) == AM_OK)
		say(ui, &r);
}
