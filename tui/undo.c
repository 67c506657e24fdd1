/* SPDX-License-Identifier: GPL-3.0-or-later */
/* u: what was saved last, and how it is taken back. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "tui/tui_priv.h"
#include "tui/ui_priv.h"

#define STANDS_S 600
#define WHAT_BYTES 300

/* The number of the screen, as its title has it. */
static void add_of(const struct ui *ui, const struct ui_undo *undo, struct buf *what)
{
	const struct view *v = ui_body(ui);
	struct buf of = { 0 };

	if (undo->of != NULL)
		buf_str(&of, undo->of);
	while (undo->of == NULL && v != NULL) {
		if (v->class->number != NULL)
			v->class->number(v->state, &of);
		v = v->class->number == NULL && (v->class->flags & VIEW_PART) != 0
			? v->below
			: NULL;
	}
	if (of.len > 0)
		buf_printf(what, ", %s", buf_text(&of));
	buf_fini(&of);
}

static void offer(struct ui *ui, const struct ui_undo *undo, const char *said)
{
	struct buf what = { 0 };

	buf_str(&what, said);
	add_of(ui, undo, &what);
	undo_end(ui);
	ui->undo = (struct undo){ .run = undo->run,
		.id = undo->id,
		.until = ui_now(ui) + STANDS_S,
		.after = undo->after,
		.what = mem_dup(buf_text(&what)) };
	buf_fini(&what);
}

void ui_undoable(struct ui *ui, const struct ui_undo *undo, const char *format, ...)
{
	char said[WHAT_BYTES];
	va_list list;

	va_start(list, format);
	str_vprintf(said, sizeof(said), format, list);
	va_end(list);
	offer(ui, undo, said);
}

void ui_saved(struct ui *ui, const struct ui_undo *undo, const char *format, ...)
{
	char said[WHAT_BYTES];
	va_list list;

	va_start(list, format);
	str_vprintf(said, sizeof(said), format, list);
	va_end(list);
	offer(ui, undo, said);
	if (undo->more != NULL)
		ui_message(ui, undo->kind, "%s. %s", said, undo->more);
	else
		ui_message(ui, undo->kind, "%s.", said);
	ui->message.offers = true;
}

void undo_end(struct ui *ui)
{
	free(ui->undo.what);
	ui->undo = (struct undo){ .run = NULL };
}

bool undo_stands(const struct ui *ui)
{
	return ui->undo.run != NULL && ui_now(ui) <= ui->undo.until;
}

static void say_taken_back(struct ui *ui, const struct undo *last)
{
	if (last->after != NULL)
		ui_message(ui, MESSAGE_DONE, _("Taken back: %s. %s"), last->what,
		    _(last->after));
	else
		ui_message(ui, MESSAGE_DONE, _("Taken back: %s."), last->what);
}

static void say_why_not(struct ui *ui, enum err e)
{
	if (e == AM_MISSING)
		ui_message(ui, MESSAGE_DONE, "%s", _("There is nothing to take back."));
	else if (e == AM_CONFLICT)
		ui_message(ui, MESSAGE_WARN, "%s",
		    _("Somebody has worked on it since: change it by hand."));
	else if (e == AM_DENIED)
		ui_message(ui, MESSAGE_WARN, "%s", _("It is too late to take it back."));
	else
		ui_error(ui, e);
}

void undo_last(struct ui *ui)
{
	struct undo last;
	enum err e;

	if (!undo_stands(ui)) {
		say_why_not(ui, AM_MISSING);
		return;
	}
	last = ui->undo;
	ui->undo = (struct undo){ .run = NULL };
	e = last.run(ui, last.id);
	if (e == AM_OK)
		say_taken_back(ui, &last);
	else if (!ui->message.fresh)
		say_why_not(ui, e);
	if (e == AM_BUSY) /* nothing is lost */
		ui->undo = last;
	else
		free(last.what);
}

bool ui_undo_key(struct ui *ui, const struct key *key)
{
	const bool is = key->code == KEY_TEXT && key->c == 'u';

	if (is)
		undo_last(ui);
	return is;
}
