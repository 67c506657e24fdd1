/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/typed.h"

#include "schema/base/clock.h"
#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/record.h"
#include "schema/wire.h"
#include "tui/tui_priv.h"
#include "tui/view.h"

#define RETRY_MS 5000 /* after a draft that could not be written */

static void note_saved(struct typed *t)
{
	const int64_t minute = t->draft.saved_at / 60;
	char hm[6], text[80];

	if (minute == t->noted_at)
		return;
	t->noted_at = minute;
	str_printf(
	    text, sizeof(text), _("Draft saved %s."), clock_hm(hm, t->draft.saved_at));
	ui_note(t->ui, text);
}

/* The note of an earlier draft would be believed of what stands on the screen now. */
static void note_not_saved(struct typed *t, enum err e)
{
	t->noted_at = 0;
	ui_note(t->ui, err_text(e));
}

static bool moved(const struct typed *t)
{
	return t->draft.focus != form_at(t->form) ||
	       t->draft.caret != form_caret(t->form);
}

static bool wanted(const struct typed *t)
{
	return t->dirty || (t->always && t->draft.id == 0) ||
	       (t->draft.id != 0 && moved(t));
}

enum err typed_write(struct typed *t)
{
	const bool fresh = t->draft.id == 0;
	enum err e;

	if (!wanted(t))
		return AM_OK;
	t->draft.focus = form_at(t->form);
	t->draft.caret = form_caret(t->form);
	e = draft_save(
	    ui_store(t->ui), ui_actor(t->ui), &t->draft, t->rec, ui_now(t->ui));
	if (e != AM_OK) {
		t->due_ms = ui_now_ms(t->ui) + RETRY_MS;
		t->chars = 0; /* not with every key */
		note_not_saved(t, e);
		return e;
	}
	t->dirty = false;
	t->chars = 0;
	t->due_ms = -1;
	note_saved(t);
	if (fresh)
		ui_news(t->ui, TOPIC_DRAFT, t->draft.id);
	return AM_OK;
}

static void in_time(struct typed *t, bool left)
{
	if (!t->dirty)
		return;
	if (t->due_ms < 0)
		t->due_ms = ui_now_ms(t->ui) + TYPED_DRAFT_MS;
	if (t->chars >= TYPED_DRAFT_CHARS || (left && !ui_hurry(t->ui)))
		ui_error(t->ui, typed_write(t));
}

void typed_did(struct typed *t, unsigned did, size_t chars)
{
	if (did & FORM_TYPED) {
		t->dirty = true;
		t->chars += chars;
	}
	in_time(t, (did & FORM_LEFT) != 0);
}

void typed_touch(struct typed *t)
{
	t->dirty = true;
	in_time(t, true);
}

void typed_done(struct typed *t)
{
	t->always = false;
	t->dirty = false;
	t->due_ms = -1;
}
