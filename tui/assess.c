/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/assess.h"

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/number.h"
#include "schema/record.h"
#include "schema/wire.h"
#include "tui/call_undo.h"
#include "tui/pick.h"
#include "tui/show.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

static void save(struct assess *a, const char *org)
{
	const char *name = show_code(a->ui, "assess", a->code);
	char number[NUMBER_LEN];
	const enum err e = call_assess(ui_store(a->ui), ui_actor(a->ui), &a->call, a->code,
	    org, ui_now(a->ui));

	ui_error(a->ui, e);
	if (e != AM_OK)
		return;
	ui_changed(a->ui, TOPIC_CALL, a->call.id);
	if (a->after != NULL)
		a->after(a->ui, a->data);
	ui_saved(a->ui,
	    &(struct ui_undo){ .run = call_take_back, .id = a->call.id, .of = "" },
	    "%s: %s", number_show(number, NUMBER_CALL, a->call.number), name);
}

static void chose_org(struct ui *ui, void *data, const char *value)
{
	(void)ui;
	save(data, value);
}

static size_t orgs(void *data, const char *typed, struct form_option *out, size_t max)
{
	const struct assess *a = data;

	return show_options(a->ui, "decidedby", NULL, typed, out, max);
}

static void chose(struct ui *ui, void *data, const char *value)
{
	struct assess *a = data;
	const struct pick_request request = {
		.title = _("Who decided"), .data = a, .options = orgs, .choose = chose_org
	};

	str_copy(a->code, sizeof(a->code), value);
	(void)ui_push(ui, &view_pick, &request);
}

static size_t codes(void *data, const char *typed, struct form_option *out, size_t max)
{
	const struct assess *a = data;

	return show_options(a->ui, "assess", NULL, typed, out, max);
}

void assess_pick(struct assess *a, struct ui *ui, const struct call *call,
    void (*after)(struct ui *ui, void *data), void *data)
{
	const struct pick_request request = { .title = _("What the line decides"),
		.data = a,
		.options = codes,
		.choose = chose };

	*a = (struct assess){ .ui = ui, .call = *call, .after = after, .data = data };
	(void)ui_push(ui, &view_pick, &request);
}

void assess_pick_id(struct assess *a, struct ui *ui, int64_t id,
    void (*after)(struct ui *ui, void *data), void *data)
{
	struct record *rec = record_new(&call_form);
	struct call call;
	const enum err e =
	    call_load(ui_store(ui), ui_actor(ui), id, ui_now(ui), &call, rec);

	record_free(rec);
	ui_error(ui, e);
	if (e == AM_OK)
		assess_pick(a, ui, &call, after, data);
}
