/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The parked drafts of the operator: forms she left or lost.  Enter goes on with
 * one; D discards it, and u brings it back.
 */
#include <stdint.h>
#include <stdlib.h>

#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/mem.h"
#include "schema/call.h"
#include "schema/draft.h"
#include "schema/number.h"
#include "schema/record.h"
#include "schema/wire.h"
#include "tui/drafts.h"
#include "tui/list.h"
#include "tui/show.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

struct state {
	struct drafts drafts;
	struct list list;
	struct ui *ui; /* for the cells */
};

static enum err read_again(struct state *s)
{
	enum err e = drafts_read(&s->drafts, s->ui, SIZE_MAX);

	list_count(&s->list, s->drafts.count);
	return e;
}

static enum err drafts_open(struct ui *ui, void *state, const void *arg)
{
	struct state *s = state;

	(void)arg;
	s->ui = ui;
	return read_again(s);
}

static void drafts_close(struct ui *ui, void *state)
{
	struct state *s = state;

	(void)ui;
	drafts_fini(&s->drafts);
}

static void drafts_shown(struct ui *ui, void *state)
{
	ui_error(ui, read_again(state));
}

static void drafts_event(struct ui *ui, void *state, unsigned topic, int64_t id)
{
	(void)topic, (void)id;
	drafts_shown(ui, state);
	ui_touch(ui);
}

/* --- keys --- */

static bool some(struct ui *ui, const void *state)
{
	const struct state *s = state;

	(void)ui;
	return s->drafts.count > 0;
}

static const struct drafts_row *in_focus(const struct state *s)
{
	return &s->drafts.rows[s->list.at];
}

static void resume(struct ui *ui, void *state)
{
	drafts_resume(ui, in_focus(state));
}

static enum err bring_back(struct ui *ui, int64_t id)
{
	const enum err e = drafts_bring_back(ui, id);
	struct state *s = ui_state_of(ui, &view_drafts);

	if (s != NULL)
		(void)read_again(s);
	return e;
}

static void discard(struct ui *ui, void *state, bool yes)
{
	struct state *s = state;
	int64_t id;
	enum err e;

	if (!yes || !some(ui, state))
		return;
	id = in_focus(s)->draft.id;
	e = drafts_discard(ui, in_focus(s));
	if (e != AM_OK) {
		ui_error(ui, e);
		return;
	}
	ui_saved(
	    ui, &(struct ui_undo){ .run = bring_back, .id = id }, _("Draft discarded"));
	ui_error(ui, read_again(s));
}

static void ask_discard(struct ui *ui, void *state)
{
	const int64_t call = in_focus(state)->number;
	char number[NUMBER_LEN], sentence[80];

	if (call == 0)
		str_copy(sentence, sizeof(sentence), _("Discard this draft?"));
	else
		str_printf(sentence, sizeof(sentence), _("Discard the draft of %s?"),
		    number_show(number, NUMBER_CALL, call));
	ui_confirm(ui, sentence, discard);
}

static bool drafts_key(struct ui *ui, void *state, const struct key *key)
{
	struct state *s = state;

	(void)ui;
	return list_key(&s->list, key);
}

/* --- drawing --- */

static void drafts_view_cell(
    const void *state, size_t row, size_t col, struct buf *out, enum cell_role *role)
{
	const struct state *s = state;

	(void)role;
	drafts_cell(s->ui, &s->drafts.rows[row], col, out);
}

static void drafts_draw(
    struct ui *ui, void *state, struct cells *g, struct area a, bool top)
{
	struct state *s = state;
	const struct area rest = { a.row + 1, a.col, a.rows - 1, a.cols };

	(void)ui, (void)top;
	list_draw(&s->list, drafts_columns, drafts_view_cell, s, g, rest, true,
	    _("No parked drafts."));
}

/* clang-format off */
static const struct key_row keys[] = {
	{ KEY_ENTER, 0, N_("Go on"), N_("Go on with the draft"), ACT_CALL_CREATE, resume, some },
	{ KEY_NONE, 'D', N_("Discard"), N_("Discard the draft; u brings it back"), ACT_CALL_CREATE, ask_discard, some },
	{ .help = NULL },
};
/* clang-format on */

const struct view_class view_drafts = {
	.name = "drafts",
	.title = N_("My drafts"),
	.action = ACT_CALL_CREATE,
	.topics = TOPIC_DRAFT,
	.flags = VIEW_LETTERS | VIEW_LISTED,
	.state_size = sizeof(struct state),
	.keys = keys,
	.open = drafts_open,
	.close = drafts_close,
	.shown = drafts_shown,
	.event = drafts_event,
	.key = drafts_key,
	.draw = drafts_draw,
};
