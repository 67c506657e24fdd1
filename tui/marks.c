/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/marks.h"

#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/wire.h"
#include "tui/pick.h"
#include "tui/show.h"
#include "tui/tui_priv.h"
#include "tui/views.h"
#include "tui/when.h"

#define DAY 86400
#define MARK_DAYS 30

void marks_of(struct marks *m, struct ui *ui, const struct telephone_who *who,
    void (*after)(struct ui *ui, void *data), void *data)
{
	*m = (struct marks){ .ui = ui, .who = *who, .after = after, .data = data };
	if (who->dialled != NULL)
		m->who.dialled = str_copy(m->dialled, sizeof(m->dialled), who->dialled);
}

static enum err take_back(struct ui *ui, int64_t line_id)
{
	return ui_after(ui, TOPIC_QUEUE, 0,
	    telephone_undo(ui_store(ui), ui_actor(ui), line_id, ui_now(ui)));
}

void marks_saved(struct ui *ui, const struct telephone_who *who, const char *said)
{
	int64_t line = 0;
	const enum err e = telephone_line(ui_store(ui), ui_actor(ui), who, &line);

	ui_changed(ui, TOPIC_QUEUE, 0);
	ui_error(ui, e);
	if (e == AM_OK)
		ui_saved(
		    ui, &(struct ui_undo){ .run = take_back, .id = line }, "%s", said);
}

static void set(struct marks *m, const char *flag, int64_t until)
{
	char when[40], said[200];
	int64_t id = 0;
	const enum err e = telephone_mark(ui_store(m->ui), ui_actor(m->ui), &m->who, flag,
	    until, "", ui_now(m->ui), &id);

	ui_error(m->ui, e);
	if (e != AM_OK)
		return;
	if (m->after != NULL)
		m->after(m->ui, m->data);
	if (id != 0 && until != 0)
		str_printf(said, sizeof(said), _("The number is marked until %s"),
		    show_moment(m->ui, until, when));
	else
		str_copy(said, sizeof(said),
		    id != 0 ? _("The number is marked") : _("The number has no mark"));
	marks_saved(m->ui, &m->who, said);
}

/* Behaviour changes: such a mark ends by itself. */
static bool is_for_good(const char *flag)
{
	return strcmp(flag, "prank") != 0 && strcmp(flag, "abusive") != 0 &&
	       strcmp(flag, "block") != 0;
}

static void picked(struct ui *ui, void *data, const char *flag)
{
	set(data, flag, is_for_good(flag) ? 0 : ui_now(ui) + (int64_t)MARK_DAYS * DAY);
}

static size_t flags(void *data, const char *typed, struct form_option *out, size_t max)
{
	const struct marks *m = data;

	return show_options(m->ui, "numflag", NULL, typed, out, max);
}

void marks_pick(struct marks *m)
{
	const struct pick_request request = { .title = _("Mark of the number"),
		.data = m,
		.options = flags,
		.choose = picked };

	(void)ui_push(m->ui, &view_pick, &request);
}

void marks_until(struct marks *m, const char *flag, const char *day)
{
	int64_t until;

	if (day == NULL)
		return;
	until = when_day_ends(day, ui_now(m->ui));
	if (until < 0)
		ui_message(m->ui, MESSAGE_WARN, "%s",
		    _("A day to come, as in 30 11 or +7; empty: no end."));
	else
		set(m, flag, until);
}

void marks_end(struct ui *ui, const struct telephone_who *who, int64_t mark_id)
{
	const enum err e =
	    telephone_unmark(ui_store(ui), ui_actor(ui), mark_id, ui_now(ui));

	ui_error(ui, e);
	if (e != AM_OK)
		return;
	marks_saved(ui, who, _("The mark has ended"));
}
