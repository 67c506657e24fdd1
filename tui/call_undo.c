/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/call_undo.h"

#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/call.h"
#include "schema/number.h"
#include "schema/wire.h"
#include "tui/desk.h"
#include "tui/known.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

/* clang-format off */
static const struct {
	const char *what, *said; /* N_() */
} sentences[] = {
	{ "close", N_("open again.") },
	{ "void", N_("open again.") },
	{ "update", N_("the correction is taken back.") },
	{ "assess", N_("the assessment is taken back.") },
	{ "continue", N_("a contact of its own again.") },
	{ "hard", N_("what was said of a hard call is taken back.") },
};
/* clang-format on */

static void say(struct ui *ui, const struct call *call, const char *what)
{
	char number[NUMBER_LEN];

	number_show(number, NUMBER_CALL, call->number);
	for (size_t i = 0; i < COUNT(sentences); i++)
		if (strcmp(sentences[i].what, what) == 0)
			ui_message(ui, MESSAGE_DONE, "%s: %s", number, _(sentences[i].said));
}

static void say_why_not(struct ui *ui, enum err e)
{
	if (e == AM_INVALID)
		ui_message(ui, MESSAGE_WARN, "%s",
		    _("What was not kept cannot be brought back. e corrects."));
	else if (e == AM_DENIED)
		ui_message(ui, MESSAGE_WARN, "%s",
		    _("Ten minutes have passed; e corrects it with a reason."));
	else
		ui_error(ui, e);
}

/* The desk on which the call lies, NULL: on none. */
static struct desk *desk_with(struct ui *ui, int64_t id)
{
	struct desk *d = ui_state_of(ui, &view_call);

	return d != NULL && d->call.id == id ? d : NULL;
}

void call_take_back(struct ui *ui, int64_t id)
{
	struct desk *d = desk_with(ui, id);
	struct call call;
	char what[16];
	const enum err e =
	    call_undo(ui_store(ui), ui_actor(ui), id, ui_now(ui), &call, what);

	if (e != AM_OK) {
		say_why_not(ui, e);
		return;
	}
	ui_changed(ui, TOPIC_CALL, id);
	if (call.alert_id != 0)
		ui_changed(ui, TOPIC_ALERT, call.alert_id);
	if (call.status == CALL_OPEN && d == NULL &&
	    ui_open_call(ui, UI_CALL_REOPENED, id) != AM_OK)
		return;
	if (d != NULL)
		desk_read_again(d);
	say(ui, &call, what);
}
