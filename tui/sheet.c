/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/sheet.h"

#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/record.h"
#include "schema/wire.h"
#include "schema/yield.h"
#include "tui/conflict.h"
#include "tui/pick.h"
#include "tui/source.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

#define REASON_MAX 200
#define JOINS_MAX 5 /* times that somebody else may be faster in one save */

/* --- opening --- */

static enum err load(struct sheet *s, struct record *rec)
{
	return s->class->load(s->ui, &s->about, rec, &s->version, &s->readonly);
}

static enum err load_draft(struct sheet *s)
{
	struct draft *d = &s->typed.draft;
	enum err e =
	    draft_load(ui_store(s->ui), ui_actor(s->ui), s->about.draft_id, d, s->rec);

	if (e == AM_OK)
		s->about = (struct ui_about){ .id = d->ref,
			.call_id = d->call_id,
			.case_id = d->case_id,
			.draft_id = d->id };
	return e;
}

/* The row as it is now, then what was typed of it before. */
static enum err read(struct sheet *s)
{
	enum err e = s->about.draft_id != 0 ? load_draft(s) : AM_OK;

	if (e == AM_OK)
		e = load(s, s->as_read);
	if (e == AM_OK && s->about.draft_id == 0)
		record_copy(s->rec, s->as_read);
	return e;
}

static void begin_form(struct sheet *s)
{
	const struct form_source source = source_of(s->ui);
	const struct draft *d = &s->typed.draft;

	s->form = form_new(s->rec, s->class->layout, &source);
	if (d->id != 0)
		form_focus(s->form, d->focus, d->caret);
	else if (s->class->layout->start != NULL)
		form_focus(s->form,
		    form_find(s->class->form, s->class->layout->start), SIZE_MAX);
	form_readonly(s->form, s->readonly);
	s->typed.rec = s->rec;
	s->typed.form = s->form;
	if (d->id != 0 && s->about.id != 0 && d->base != s->version)
		ui_message(s->ui, MESSAGE_WARN, "%s",
		    _("Somebody else has changed it since. Look at every field."));
}

static void free_all(struct sheet *s)
{
	form_free(s->form);
	record_free(s->rec);
	record_free(s->as_read);
	free(s->clash);
	free(s->own);
	s->form = NULL;
	s->rec = s->as_read = NULL;
	s->clash = NULL;
	s->own = NULL;
}

enum err sheet_open(struct sheet *s, struct ui *ui, const struct sheet_class *class,
    const struct ui_about *about)
{
	enum err e;

	*s = (struct sheet){ .ui = ui,
		.class = class,
		.about = about != NULL ? *about : (struct ui_about){ 0 },
		.typed = { .ui = ui, .due_ms = -1 },
		.rec = record_new(class->form),
		.as_read = record_new(class->form),
		.clash = mem_new(class->form->count, sizeof(bool)) };
	e = read(s);
	if (e != AM_OK) {
		free_all(s);
		return e;
	}
	begin_form(s);
	if (class->changed != NULL)
		class->changed(s);
	return AM_OK;
}

void sheet_close(struct ui *ui, void *state)
{
	(void)ui;
	free_all(state);
}

/* --- drafts --- */

enum err sheet_save_draft(struct ui *ui, void *state)
{
	struct sheet *s = state;

	(void)ui;
	if (s->done || s->readonly)
		return AM_OK;
	s->typed.draft.ref = s->about.id;
	s->typed.draft.base = s->version;
	s->typed.draft.call_id = s->about.call_id;
	s->typed.draft.case_id = s->about.case_id;
	return typed_write(&s->typed);
}

int64_t sheet_deadline(const void *state)
{
	return ((const struct sheet *)state)->typed.due_ms;
}

void sheet_tick(struct ui *ui, void *state, int64_t now_ms)
{
	const struct sheet *s = state;

	if (s->typed.due_ms >= 0 && now_ms >= s->typed.due_ms)
		ui_error(ui, sheet_save_draft(ui, state));
}

/* --- saving --- */

static void say_form(struct sheet *s)
{
	if (form_said(s->form) != NULL)
		ui_message(s->ui, MESSAGE_WARN, "%s", form_said(s->form));
}

/* After somebody else was faster: is what would be saved what is there?  What supervision
 * is to decide is not given up. */
static bool gave_all_up(const struct sheet *s)
{
	if (!s->asked || s->disputed)
		return false;
	for (size_t i = 0; i < s->class->form->count; i++)
		if (strcmp(record_get(s->rec, i), record_get(s->as_read, i)) != 0)
			return false;
	return true;
}

static void saved(struct sheet *s)
{
	const struct sheet_class *class = s->class;
	const struct ui_about about = s->about;
	const bool nothing = gave_all_up(s);
	struct ui *ui = s->ui;

	s->done = true;
	typed_done(&s->typed);
	ui_changed(ui, class->topic, about.id);
	if (s->typed.draft.id != 0)
		ui_changed(ui, TOPIC_DRAFT, s->typed.draft.id);
	if (ui_pop(ui) != AM_OK)
		return;
	if (nothing) {
		ui_message(ui, MESSAGE_WARN, "%s",
		    _("Nothing of yours was saved; theirs stays."));
		return;
	}
	if (class->saved != NULL)
		class->saved(ui, &about);
	if (class->said != NULL)
		ui_saved(ui,
		    &(struct ui_undo){
			.run = class->undo, .id = about.id, .after = class->undone },
		    "%s", _(class->said));
}

static enum err write_with(struct sheet *s, const char *reason, size_t *field)
{
	struct sheet_save save = { .before = s->about.id != 0 ? s->as_read : NULL,
		.after = s->rec,
		.version = s->version,
		.reason = reason,
		.draft_id = s->typed.draft.id };
	const enum err e = s->class->save(s->ui, &s->about, &save);

	*field = save.field;
	return e;
}

static void save_with(struct ui *ui, void *state, const char *reason);

/* The last question of view_conflict is answered: F9 goes on. */
static void decided(struct ui *ui, void *state)
{
	struct sheet *s = state;

	s->asked = true;
	form_reload(s->form);
	typed_touch(&s->typed);
	save_with(ui, s, "");
}

static enum err dispute(
    void *state, const char *label, const char *theirs, const char *mine)
{
	struct sheet *s = state;

	s->disputed = true;
	return s->class->dispute(s->ui, &s->about, label, theirs, mine);
}

static enum err yield(void *state, const struct record *mine, const bool *which)
{
	const struct sheet *s = state;

	return yield_keep(ui_store(s->ui), ui_actor(s->ui), s->class->action, s->about.id,
	    mine, s->as_read, which, ui_now(s->ui));
}

static void ask_which(struct sheet *s, const struct record *base)
{
	const struct conflict_request request = {
		.form = s->form,
		.base = base,
		.theirs = s->as_read,
		.mine = s->rec,
		.clash = s->clash,
		.entity_id = s->about.id,
		.data = s,
		.dispute = s->class->dispute != NULL ? dispute : NULL,
		.yield = yield,
		.decided = decided,
	};

	(void)ui_push(s->ui, &view_conflict, &request);
}

/* Somebody else was faster.  AM_OK: joined, save again; AM_CONFLICT: a person is asked. */
static enum err join(struct sheet *s)
{
	struct record *base = record_new(s->class->form);
	size_t clashes;
	enum err e;

	record_copy(base, s->as_read);
	e = load(s, s->as_read);
	if (e == AM_OK) {
		clashes = record_join(s->rec, base, s->as_read, s->clash);
		s->typed.dirty = true;
		form_reload(s->form);
		if (clashes > 0) {
			ask_which(s, base);
			e = AM_CONFLICT;
		}
	}
	record_free(base);
	return e;
}

static void point_at(struct sheet *s, size_t field)
{
	if (field >= s->class->form->count)
		return;
	form_focus(s->form, field, 0);
	ui_message(s->ui, MESSAGE_WARN, "%s: %s", _(s->class->form->fields[field].label),
	    _(field_rule(&s->class->form->fields[field])));
}

static void save_with(struct ui *ui, void *state, const char *reason)
{
	struct sheet *s = state;
	size_t field = 0;
	enum err e;

	if (reason == NULL) {
		ui_message(ui, MESSAGE_WARN, "%s", _("Not saved yet. F9 saves."));
		return;
	}
	e = write_with(s, reason, &field);
	for (int i = 0; e == AM_CONFLICT && i < JOINS_MAX; i++) {
		e = join(s);
		if (e == AM_CONFLICT)
			return; /* view_conflict asks */
		if (e == AM_OK)
			e = write_with(s, reason, &field);
	}
	if (e == AM_OK)
		saved(s);
	else if (e == AM_AGAIN)
		ui_ask(ui, _("Reason:"), "", REASON_MAX, save_with);
	else if (e == AM_INVALID || e == AM_TOO_LONG)
		point_at(s, field);
	else
		ui_error(ui, e);
}

void sheet_save(struct ui *ui, void *state)
{
	struct sheet *s = state;

	if (!form_ready(s->form))
		say_form(s);
	else
		save_with(ui, s, "");
}

/* --- keys --- */

static void after_key(struct sheet *s, size_t field, unsigned did, size_t chars)
{
	ui_form_said(
	    s->ui, form_said(s->form), field, (did & (FORM_TYPED | FORM_CHOSE)) != 0);
	if (s->class->changed != NULL && did & (FORM_TYPED | FORM_LEFT))
		s->class->changed(s);
	s->typed.draft.ref = s->about.id;
	s->typed.draft.base = s->version;
	s->typed.draft.call_id = s->about.call_id;
	s->typed.draft.case_id = s->about.case_id;
	typed_did(&s->typed, did, chars);
}

bool sheet_key(struct ui *ui, void *state, const struct key *key)
{
	struct sheet *s = state;
	const size_t field = form_at(s->form);
	const unsigned did = form_key(s->form, key);

	if (did == 0)
		return false;
	if (did & FORM_HELP)
		ui_help_keys(ui);
	after_key(s, field, did, key->code == KEY_PASTE ? key->paste_len : 1);
	return true;
}

static void picked(struct ui *ui, void *data, const char *value)
{
	struct sheet *s = data;
	const size_t field = form_at(s->form);

	(void)ui;
	after_key(s, field, form_choose(s->form, value), 1);
}

static size_t options(void *data, const char *typed, struct form_option *out, size_t max)
{
	const struct sheet *s = data;

	return form_options(s->form, typed, true, out, max);
}

static bool has_options(const struct sheet *s)
{
	const enum field_type type = s->class->form->fields[form_at(s->form)].type;

	return type == FIELD_CODE || type == FIELD_CODES || type == FIELD_PLACE;
}

/* F4 stays in the bar, or every step between two fields would redraw it. */
void sheet_pick(struct ui *ui, void *state)
{
	struct sheet *s = state;
	const struct pick_request request = {
		.title = _(s->class->form->fields[form_at(s->form)].label),
		.data = s,
		.options = options,
		.choose = picked,
	};

	if (has_options(s))
		(void)ui_push(ui, &view_pick, &request);
	else
		ui_message(ui, MESSAGE_WARN, "%s",
		    _(field_rule(&s->class->form->fields[form_at(s->form)])));
}

void sheet_park(struct ui *ui, void *state)
{
	(void)state;
	if (ui_pop(ui) == AM_OK)
		ui_message(ui, MESSAGE_DONE, "%s", _("It stays as a draft."));
}

bool sheet_shown(const void *state)
{
	return ((const struct sheet *)state)->readonly;
}

bool sheet_writable(struct ui *ui, const void *state)
{
	(void)ui;
	return !((const struct sheet *)state)->readonly;
}

bool sheet_has_typed(struct ui *ui, const void *state)
{
	const struct sheet *s = state;

	(void)ui;
	return !s->readonly && (s->typed.dirty || s->typed.draft.id != 0);
}

/* --- drawing, help --- */

void sheet_draw(struct ui *ui, void *state, struct cells *g, struct area a, bool top)
{
	struct sheet *s = state;

	(void)ui;
	form_draw(s->form, g, a.row, a.col, a.rows, top);
	if (s->class->draw != NULL)
		s->class->draw(s, g, a);
}

void sheet_help(struct ui *ui, const void *state, struct buf *out)
{
	const struct sheet *s = state;
	const struct field *f = &s->class->form->fields[form_at(s->form)];

	(void)ui;
	buf_printf(out, "%s: %s\n%s\n", _(f->label), f->help != NULL ? _(f->help) : "",
	    _(field_rule(f)));
}
