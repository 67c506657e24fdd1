/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/drafts.h"

#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/call.h"
#include "schema/number.h"
#include "schema/record.h"
#include "schema/store.h"
#include "schema/wire.h"
#include "tui/show.h"
#include "tui/tui_priv.h"

#define DRAFTS_MAX 100
#define CALLS_MAX 400
#define DAY 86400

/* clang-format off */
const struct column drafts_columns[] = {
	{ N_("Saved"), 12, 0, 0, 0 },
	{ N_("Call"), 11, 0, 0, 0 },
	{ N_("Motive"), 28, 36, 0, 0 },
	{ N_("Place"), 20, 28, 0, 0 },
	{ .width = 0 },
};
/* clang-format on */

void drafts_fini(struct drafts *d)
{
	free(d->rows);
	*d = (struct drafts){ 0 };
}

static bool is_call(const struct draft *d)
{
	return strcmp(d->form, call_form.name) == 0;
}

static void read_text(struct ui *ui, struct drafts_row *row)
{
	struct record *rec;
	struct draft d;

	if (!is_call(&row->draft))
		return;
	rec = record_new(&call_form);
	if (draft_load(ui_store(ui), ui_actor(ui), row->draft.id, &d, rec) == AM_OK) {
		str_copy(row->motive, sizeof(row->motive), record_get_id(rec, "motive"));
		(void)show_place(ui, record_get_id(rec, "place_from"), row->place);
	}
	record_free(rec);
}

static void match(struct drafts *d, const struct call_row *calls, size_t count)
{
	for (size_t i = 0; i < d->count; i++)
		for (size_t k = 0; k < count; k++)
			if (is_call(&d->rows[i].draft) &&
			    calls[k].call.id == d->rows[i].draft.ref) {
				d->rows[i].number = calls[k].call.number;
				d->rows[i].fresh = calls[k].call.status == CALL_OPEN;
			}
}

static int64_t oldest(const struct drafts *d)
{
	int64_t at = INT64_MAX;

	for (size_t i = 0; i < d->count; i++)
		if (d->rows[i].draft.saved_at < at)
			at = d->rows[i].draft.saved_at;
	return at;
}

/* The numbers of their calls, from the list of the operator's calls. */
static void read_numbers(struct ui *ui, struct drafts *d)
{
	struct call_row *calls;
	size_t count = 0;

	if (d->count == 0)
		return;
	calls = mem_new(CALLS_MAX, sizeof(*calls));
	if (call_list(ui_store(ui), ui_actor(ui), true, oldest(d) - DAY, 0, ui_now(ui),
		calls, CALLS_MAX, &count) == AM_OK)
		match(d, calls, count);
	free(calls);
}

enum err drafts_read(struct drafts *d, struct ui *ui, size_t known)
{
	struct draft *found = mem_new(DRAFTS_MAX, sizeof(*found));
	size_t count = 0;
	enum err e = draft_list(ui_store(ui), ui_actor(ui), found, DRAFTS_MAX, &count);

	if (e == AM_OK) {
		drafts_fini(d);
		d->count = count;
		d->rows = mem_new(count + 1, sizeof(*d->rows));
		for (size_t i = 0; i < count; i++) {
			d->rows[i].draft = found[i];
			if (i < known)
				read_text(ui, &d->rows[i]);
		}
		read_numbers(ui, d);
	}
	free(found);
	return e;
}

/* "Report"; of a sheet its title, "Leg of the route". */
static const char *what_of(struct ui *ui, const struct drafts_row *row)
{
	const struct view_class *view = ui_view(row->draft.form);

	if (!is_call(&row->draft))
		return view != NULL ? _(view->title) : row->draft.form;
	return *row->motive != '\0' ? show_code(ui, "motive", row->motive)
				    : _("(no motive yet)");
}

void drafts_resume(struct ui *ui, const struct drafts_row *row)
{
	const struct ui_about about = { .draft_id = row->draft.id };
	const struct view_class *view = ui_view(row->draft.form);

	if (is_call(&row->draft))
		(void)ui_open_call(ui, UI_CALL_DRAFT, row->draft.id);
	else if (view != NULL)
		(void)ui_push(ui, view, &about);
	else
		ui_error(ui, AM_MISSING); /* of a newer version */
}

void drafts_cell(struct ui *ui, const struct drafts_row *row, size_t col, struct buf *out)
{
	char text[NUMBER_LEN + 40];

	switch (col) {
	case 0:
		buf_str(out, show_moment(ui, row->draft.saved_at, text));
		break;
	case 1:
		if (row->number != 0)
			buf_str(out, number_short(text, row->number));
		break;
	case 2:
		buf_str(out, what_of(ui, row));
		break;
	default:
		buf_str(out, row->place);
		break;
	}
}

static enum err make_void(struct ui *ui, int64_t id)
{
	struct record *rec = record_new(&call_form);
	struct call call;
	enum err e = call_load(ui_store(ui), ui_actor(ui), id, ui_now(ui), &call, rec);

	if (e == AM_OK && call.status == CALL_OPEN)
		e = call_void(ui_store(ui), ui_actor(ui), &call, ui_now(ui));
	record_free(rec);
	return e;
}

enum err drafts_discard(struct ui *ui, const struct drafts_row *row)
{
	struct store *st = ui_store(ui);
	enum err e = store_begin(st);

	if (e != AM_OK)
		return e;
	e = draft_discard(st, ui_actor(ui), row->draft.id, ui_now(ui));
	if (e == AM_OK && row->fresh)
		e = make_void(ui, row->draft.ref);
	e = store_end(st, e);
	if (e == AM_OK) {
		ui_changed(ui, TOPIC_DRAFT, row->draft.id);
		if (is_call(&row->draft))
			ui_changed(ui, TOPIC_CALL, row->draft.ref);
	}
	return e;
}

static enum err make_open(struct ui *ui, int64_t draft_id, int64_t *ref)
{
	struct store *st = ui_store(ui);
	struct record *rec = record_new(&call_form);
	struct call call;
	struct draft d;
	enum err e = draft_find(st, ui_actor(ui), draft_id, &d);

	*ref = e == AM_OK && is_call(&d) ? d.ref : 0;
	if (*ref != 0)
		e = call_load(st, ui_actor(ui), *ref, ui_now(ui), &call, rec);
	if (e == AM_OK && *ref != 0 && call.status == CALL_VOID)
		e = call_reopen(st, ui_actor(ui), &call, ui_now(ui));
	record_free(rec);
	return e;
}

enum err drafts_bring_back(struct ui *ui, int64_t draft_id)
{
	struct store *st = ui_store(ui);
	int64_t ref = 0;
	enum err e = store_begin(st);

	if (e != AM_OK)
		return e;
	e = draft_restore(st, ui_actor(ui), draft_id);
	if (e == AM_OK)
		e = make_open(ui, draft_id, &ref);
	e = store_end(st, e);
	if (e == AM_OK) {
		ui_changed(ui, TOPIC_DRAFT, draft_id);
		if (ref != 0)
			ui_changed(ui, TOPIC_CALL, ref);
	}
	return e;
}
