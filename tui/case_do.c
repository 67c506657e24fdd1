/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/case_do.h"

#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/base/text.h"
#include "schema/case_edit.h"
#include "schema/casefile.h"
#include "schema/call.h"
#include "schema/number.h"
#include "schema/age.h"
#include "schema/record.h"
#include "schema/wire.h"
#include "tui/case_draw.h"
#include "tui/pick.h"
#include "tui/show.h"
#include "tui/tui_priv.h"
#include "tui/view.h"
#include "tui/views.h"

#define WHY_MAX 199 /* as in struct case_linked */

/* --- taking back --- */

enum err case_undo_link(struct ui *ui, int64_t link_id)
{
	return ui_after(ui, TOPIC_CASE, 0,
	    case_link_undo(ui_store(ui), ui_actor(ui), link_id, ui_now(ui)));
}

enum err case_undo_save(struct ui *ui, int64_t case_id)
{
	const enum err e =
	    case_save_undo(ui_store(ui), ui_actor(ui), case_id, ui_now(ui));

	if (e == AM_OK) /* the one for its risk may be back */
		ui_changed(ui, TOPIC_ALERT, 0);
	return ui_after(ui, TOPIC_CASE, case_id, e);
}

static enum err undo_new(struct ui *ui, int64_t case_id)
{
	return ui_after(ui, TOPIC_CASE, case_id,
	    case_give_up(ui_store(ui), ui_actor(ui), case_id, ui_now(ui)));
}

/* --- linking --- */

static const struct {
	char key;
	const char *value, *label; /* label: N_() */
} certainties[] = {
	[CASE_POSSIBLE] = { '1', "possible", N_("Possible") },
	[CASE_CONFIRMED] = { '2', "confirmed", N_("Confirmed") },
};

static size_t options(void *data, const char *typed, struct form_option *out, size_t max)
{
	size_t n = 0;

	(void)data;
	for (size_t i = 0; i < COUNT(certainties) && n < max; i++) {
		if (!txt_starts(_(certainties[i].label), typed))
			continue;
		out[n].key = certainties[i].key;
		str_copy(out[n].value, sizeof(out[n].value), certainties[i].value);
		str_copy(out[n].label, sizeof(out[n].label), _(certainties[i].label));
		n++;
	}
	return n;
}

static void say_linked(struct ui *ui, const struct case_do *what, int64_t link_id)
{
	char number[NUMBER_LEN];

	ui_changed(ui, TOPIC_CASE, what->case_id);
	if (what->linked != NULL)
		what->linked(ui, what->data);
	ui_saved(ui,
	    &(struct ui_undo){ .run = case_undo_link, .id = link_id, .more = what->more },
	    what->certainty == CASE_CONFIRMED ? _("Linked with %s, confirmed")
					      : _("Linked with %s as possible"),
	    number_show(number, NUMBER_CASE, what->case_number));
}

static void link_for(struct ui *ui, void *data, const char *why)
{
	const struct case_do *what = data;
	int64_t link = 0;
	enum err e;

	if (why == NULL)
		return;
	e = case_link(ui_store(ui), ui_actor(ui), what->call_id, what->case_id,
	    what->certainty, why, ui_now(ui), &link);
	if (e == AM_OK)
		say_linked(ui, what, link);
	else if (e == AM_EXISTS)
		ui_message(ui, MESSAGE_DONE, "%s", _("It is linked already."));
	else if (e == AM_AGAIN) /* what was typed is not lost */
		ui_ask_for(ui,
		    *why == '\0' ? _("Not your case: why link it?")
				 : _("Ten letters or more: why?"),
		    why, WHY_MAX, link_for, data);
	else
		ui_error(ui, e);
}

void case_do_link_as(struct ui *ui, struct case_do *what)
{
	link_for(ui, what, "");
}

static void link_as(struct ui *ui, void *data, const char *value)
{
	struct case_do *what = data;

	what->certainty = strcmp(value, certainties[CASE_CONFIRMED].value) == 0
			      ? CASE_CONFIRMED
			      : CASE_POSSIBLE;
	case_do_link_as(ui, what);
}

void case_do_link(struct ui *ui, struct case_do *what)
{
	const struct pick_request request = {
		.title = _("Link the call as"),
		.data = what,
		.options = options,
		.choose = link_as,
	};

	(void)ui_push(ui, &view_pick, &request);
}

/* --- a new case --- */

static void add(struct buf *out, const char *before, const char *text)
{
	if (*text != '\0')
		buf_printf(out, "%s%s", out->len > 0 ? before : "", text);
}

/* "Minor, 16: Loreto -> Ucayali": how it is called until somebody finds a better title. */
static void make_title(struct ui *ui, const struct record *rec, struct buf *out)
{
	const char *age = record_get_id(rec, "age");
	const struct age years = age_now("", age, 0, ui_now(ui));
	struct buf way = { 0 };

	if (years.group == AGE_MINOR)
		buf_str(out, _("Minor"));
	else if (strcmp(record_get_id(rec, "sex"), "-") != 0)
		buf_str(out, show_code(ui, "gender", record_get_id(rec, "sex")));
	if (strcmp(age, "-") != 0)
		add(out, ", ", age);
	case_way_text(
	    ui, record_get_id(rec, "place_left"), record_get_id(rec, "place_now"), &way);
	add(out, ": ", buf_text(&way));
	buf_fini(&way);
}

static enum err title_of(struct ui *ui, int64_t call_id, struct buf *out)
{
	struct record *rec = record_new(&call_form);
	enum err e = AM_OK;

	if (call_id != 0)
		e = case_call_said(ui_store(ui), ui_actor(ui), call_id, rec);
	if (e == AM_OK)
		make_title(ui, rec, out);
	record_free(rec);
	return e;
}

static void show_new(struct ui *ui, int64_t id, int64_t call_id)
{
	const struct ui_about about = { .id = id, .call_id = call_id };

	struct case_row row;

	ui_changed(ui, TOPIC_CASE, id);
	if (case_row_get(ui_store(ui), ui_actor(ui), id, ui_now(ui), &row) == AM_OK &&
	    case_is_urgent(row.risk, row.safety_plan, row.closed))
		ui_changed(ui, TOPIC_ALERT, 0);
	if (ui_push(ui, &view_case, &about) != AM_OK)
		return;
	ui_saved(ui,
	    &(struct ui_undo){ .run = undo_new,
		.id = id,
		.after = N_("Closed: opened by mistake.") },
	    _("New case opened"));
}

void case_do_new(struct ui *ui, int64_t call_id)
{
	struct buf title = { 0 };
	int64_t id = 0;
	enum err e;

	ui_save_drafts(ui); /* what is typed of the call goes into the case */
	e = title_of(ui, call_id, &title);
	if (e == AM_OK)
		e = case_new(ui_store(ui), ui_actor(ui), buf_text(&title), call_id,
		    ui_now(ui), &id);
	buf_fini(&title);
	if (e == AM_OK)
		show_new(ui, id, call_id);
	else
		ui_error(ui, e);
}
