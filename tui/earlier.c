/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/earlier.h"

#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/utf8.h"
#include "schema/store.h"
#include "tui/form.h"
#include "tui/hit.h"
#include "tui/tui_priv.h"

#define PAUSE_MS 700 /* without a key: typing pauses */

void earlier_line_init(struct earlier_line *l)
{
	*l = (struct earlier_line){ .due_ms = -1 };
}

void earlier_line_fini(struct earlier_line *l)
{
	explicit_bzero(&l->found, sizeof(l->found));
	l->due_ms = -1;
}

/* --- when --- */

void earlier_line_did(
    struct earlier_line *l, struct ui *ui, const struct record *rec, unsigned did)
{
	if (l->asked && l->key == earlier_key(rec)) {
		l->due_ms = -1;
		return;
	}
	if ((did & FORM_LEFT) != 0)
		l->due_ms = ui_now_ms(ui);
	else if ((did & FORM_TYPED) != 0)
		l->due_ms = ui_now_ms(ui) + PAUSE_MS;
}

void earlier_line_again(struct earlier_line *l, struct ui *ui)
{
	l->asked = false;
	l->due_ms = ui_now_ms(ui);
}

/* --- looking --- */

/* What stands in the line, as one number. */
static uint64_t shown(const struct earlier *found)
{
	uint64_t key = (uint64_t)found->calls << 8 | found->count;

	if (found->count > 0)
		key ^= (uint64_t)found->hits[0].id << 16 | (uint64_t)found->hits[0].kind
							       << 15;
	return key;
}

/* The audit keeps what she saw of others' work: once for each other answer. */
static void tell(struct earlier_line *l, struct ui *ui, int64_t call_id)
{
	const uint64_t key = shown(&l->found);

	if (key == l->told)
		return;
	l->told = key;
	ui_error(ui,
	    earlier_shown(ui_store(ui), ui_actor(ui), call_id, &l->found, ui_now(ui)));
}

static enum err look(
    struct earlier_line *l, struct ui *ui, int64_t call_id, const struct record *rec)
{
	const enum err e =
	    earlier_find(ui_store(ui), ui_actor(ui), call_id, rec, ui_now(ui), &l->found);

	if (e == AM_STOPPED)
		return e;
	l->key = earlier_key(rec);
	l->asked = true;
	l->due_ms = -1;
	if (e == AM_OK)
		tell(l, ui, call_id);
	return e;
}

static bool key_waits(void *data)
{
	return ui_hurry(data);
}

void earlier_line_tick(struct earlier_line *l, struct ui *ui, int64_t call_id,
    const struct record *rec, int64_t now_ms)
{
	enum err e;

	if (l->due_ms < 0 || now_ms < l->due_ms || ui_hurry(ui))
		return;
	store_give_up(ui_store(ui), key_waits, ui);
	e = look(l, ui, call_id, rec);
	store_give_up(ui_store(ui), NULL, NULL);
	if (e == AM_OK)
		ui_touch(ui);
}

const struct earlier *earlier_line_now(
    struct earlier_line *l, struct ui *ui, int64_t call_id, const struct record *rec)
{
	if (!l->asked || l->key != earlier_key(rec))
		ui_error(ui, look(l, ui, call_id, rec));
	return &l->found;
}

/* --- what is shown --- */

void earlier_line_text(
    const struct earlier_line *l, struct ui *ui, size_t cols, struct buf *out)
{
	const struct earlier *found = &l->found;
	struct buf more = { 0 };
	const char *head;
	size_t left;

	if (found->count == 0)
		return;
	head = (found->hits[0].matched & SEARCH_LINKED) != 0
		   ? _("Linked (F5): ")
		   : _("May be the same (F5): ");
	if (found->count > 1)
		buf_printf(&more, _("%zu more"), found->count - 1);
	left = cols - utf8_cols(head) - utf8_cols(buf_text(&more)) - 2;
	buf_str(out, head);
	hit_line(ui, &found->hits[0], left, out);
	if (more.len > 0)
		buf_printf(out, "%*s%s",
		    (int)(cols - utf8_cols(buf_text(out)) - utf8_cols(buf_text(&more))),
		    "", buf_text(&more));
	buf_fini(&more);
}

void earlier_line_warning(
    const struct earlier_line *l, const char *warning, size_t cols, struct buf *out)
{
	const char *quiet = _("Do not mention earlier calls.");

	if (warning != NULL)
		buf_str(out, _(warning));
	if (l->found.calls == 0 || strstr(buf_text(out), quiet) != NULL)
		return;
	if (out->len == 0)
		buf_printf(out, "!  ");
	else
		buf_byte(out, ' ');
	if (utf8_cols(buf_text(out)) + utf8_cols(quiet) <= cols)
		buf_str(out, quiet);
}
