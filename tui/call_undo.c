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

static enum err say_why_not(struct ui *ui, enum err e)
{
	if (e == AM_INVALID)
		ui_message(ui, MESSAGE_WARN, "%s",
		    _("What was not kept cannot be brought back. e corrects."));
	else if (e == AM_DENIED)
		ui_message(ui, MESSAGE_WARN, "%s",
		    _("Ten minutes have passed; e corrects it with a reason."));
	return e;
}

/* The desk on which the call lies, NULL: on none. */
static struct desk *desk_with(struct ui *ui, int64_t id)
{
	struct desk *d = ui_state_of(ui, &view_call);

	return d != NULL && d->call.id == id ? d : NULL;
}

enum err call_take_back(struct ui *ui, int64_t id)
{
	struct desk *d = desk_with(ui, id);
	struct call call;
	char what[16];
	enum err e = call_undo(ui_store(ui), ui_actor(ui), id, ui_now(ui), &call, what);

	if (e != AM_OK)
		return say_why_not(ui, e);
	ui_changed(ui, TOPIC_CALL, id);
	if (call.alert_id != 0)
		ui_changed(ui, TOPIC_ALERT, call.alert_id);
	if (d != NULL)
		desk_read_again(d);
	else if (call.status == CALL_OPEN)
		e = ui_open_call(ui, UI_CALL_REOPENED, id);
	return e;
}
