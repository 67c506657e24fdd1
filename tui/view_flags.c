/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The flags of a case, or of a call: what somebody should look at, until it is settled. */
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/flag.h"
#include "schema/wire.h"
#include "tui/list.h"
#include "tui/pick.h"
#include "tui/show.h"
#include "tui/timeline.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

#define FLAGS_MAX 60

struct state {
	struct ui *ui;
	const char *entity;
	int64_t id;
	struct flag rows[FLAGS_MAX];
	size_t count;
	struct list list;
	char flag[16]; /* that is being set */
};

static enum err read_again(struct state *s)
{
	const enum err e = flag_list(ui_store(s->ui), ui_actor(s->ui), s->entity, s->id,
	    ui_now(s->ui), s->rows, FLAGS_MAX, &s->count);

	list_count(&s->list, s->count);
	return e;
}

static enum err flags_open(struct ui *ui, void *state, const void *arg)
{
	const struct ui_about *about = arg;
	struct state *s = state;

	if (about == NULL || (about->case_id == 0 && about->call_id == 0))
		return AM_MISSING;
	s->ui = ui;
	s->entity = about->case_id != 0 ? "casefile" : "call";
	s->id = about->case_id != 0 ? about->case_id : about->call_id;
	return read_again(s);
}

static void flags_shown(struct ui *ui, void *state)
{
	ui_error(ui, read_again(state));
}

static void flags_event(struct ui *ui, void *state, unsigned topic, int64_t id)
{
	(void)topic, (void)id;
	ui_error(ui, read_again(state));
	ui_touch(ui);
}

static void changed(struct ui *ui, const struct state *s)
{
	ui_changed(ui, strcmp(s->entity, "call") == 0 ? TOPIC_CALL : TOPIC_CASE, s->id);
}

/* --- setting --- */

/* u after setting: it is settled without a word. */
static enum err undo_set(struct ui *ui, int64_t id)
{
	return ui_after(ui, TOPIC_CASE, 0,
	    flag_solve(ui_store(ui), ui_actor(ui), id, "", ui_now(ui)));
}

static void set_with(struct ui *ui, void *state, const char *message)
{
	struct state *s = state;
	int64_t id = 0;
	enum err e;

	if (message == NULL)
		return;
	e = flag_add(ui_store(ui), ui_actor(ui), s->entity, s->id, s->flag, "", message,
	    ui_now(ui), &id);
	if (e == AM_EXISTS)
		ui_message(ui, MESSAGE_WARN, "%s", _("This flag is set already."));
	else if (e == AM_DENIED)
		ui_message(
		    ui, MESSAGE_WARN, "%s", _("Only supervisors restrict a case."));
	else
		ui_error(ui, e);
	if (e != AM_OK)
		return;
	changed(ui, s);
	ui_saved(ui, &(struct ui_undo){ .run = undo_set, .id = id }, _("Flag set"));
}

static size_t options(void *data, const char *typed, struct form_option *out, size_t max)
{
	const struct state *s = data;

	return show_options(s->ui, "flag", NULL, typed, out, max);
}

static void chosen(struct ui *ui, void *data, const char *value)
{
	struct state *s = data;

	str_copy(s->flag, sizeof(s->flag), value);
	ui_ask(ui, _("What is to be looked at?"), "", FLAG_MESSAGE_MAX, set_with);
}

static void set_flag(struct ui *ui, void *state)
{
	const struct pick_request request = {
		.title = _("Flag"), .data = state, .options = options, .choose = chosen
	};

	(void)ui_push(ui, &view_pick, &request);
}

/* --- settling --- */

static enum err undo_solve(struct ui *ui, int64_t id)
{
	return ui_after(
	    ui, TOPIC_CASE, 0, flag_reopen(ui_store(ui), ui_actor(ui), id, ui_now(ui)));
}

static void solve_with(struct ui *ui, void *state, const char *solution)
{
	struct state *s = state;
	const int64_t id = s->count > 0 ? s->rows[s->list.at].id : 0;
	enum err e;

	if (solution == NULL)
		return;
	e = flag_solve(ui_store(ui), ui_actor(ui), id, solution, ui_now(ui));
	if (e == AM_DENIED)
		ui_message(
		    ui, MESSAGE_WARN, "%s", _("Only supervisors restrict a case."));
	else
		ui_error(ui, e);
	if (e != AM_OK)
		return;
	changed(ui, s);
	ui_saved(ui, &(struct ui_undo){ .run = undo_solve, .id = id }, _("Flag settled"));
}

static void solve(struct ui *ui, void *state)
{
	(void)state;
	ui_ask(ui, _("How was it settled?"), "", FLAG_MESSAGE_MAX, solve_with);
}

static bool is_open(struct ui *ui, const void *state)
{
	const struct state *s = state;

	(void)ui;
	return s->count > 0 && s->rows[s->list.at].solved_at == 0;
}

static bool flags_key(struct ui *ui, void *state, const struct key *key)
{
	(void)ui;
	return list_key(&((struct state *)state)->list, key);
}

/* --- drawing --- */

/* clang-format off */
static const struct column columns[] = {
	{ N_("Flag"), 18, 28, 0, 0 },
	{ N_("Since"), 12, 0, 0, 0 },
	{ N_("Who"), 7, 12, 0, 0 },
	{ N_("What"), 34, 60, 0, 0 },
	{ .width = 0 },
};
/* clang-format on */

static void flags_cell(
    const void *state, size_t i, size_t col, struct buf *out, enum cell_role *role)
{
	const struct state *s = state;
	const struct flag *f = &s->rows[i];
	char when[40];

	switch (col) {
	case 0:
		if (f->solved_at == 0) {
			*role = CELL_WARN;
			buf_str(out, "! ");
		} else {
			buf_str(out, "  ");
		}
		buf_str(out, show_code(s->ui, "flag", f->flag));
		break;
	case 1:
		buf_str(out, timeline_when(s->ui, f->set_at, when));
		break;
	case 2:
		buf_str(out, f->set_by);
		break;
	default:
		buf_str(out, f->message);
		if (f->solved_at != 0)
			buf_printf(out, _(" (settled: %s)"), f->solution);
		break;
	}
}

static void flags_draw(
    struct ui *ui, void *state, struct cells *g, struct area a, bool top)
{
	struct state *s = state;
	const struct area rest = { a.row + 1, a.col, a.rows - 1, a.cols };

	(void)ui;
	list_draw(
	    &s->list, columns, flags_cell, s, g, rest, top, _("No flags. + sets one."));
}

/* clang-format off */
static const struct key_row keys[] = {
	{ KEY_NONE, '+', N_("Set"), N_("Set a flag"), ACT_CASE_EDIT, set_flag, NULL },
	{ KEY_NONE, 'd', N_("Settled"), N_("The flag is settled"), ACT_CASE_EDIT, solve, is_open },
	{ .help = NULL },
};
/* clang-format on */

const struct view_class view_flags = {
	.name = "flags",
	.title = N_("Flags"),
	.action = ACT_CASE_EDIT,
	.topics = TOPIC_CASE | TOPIC_CALL,
	.flags = VIEW_LETTERS | VIEW_PART,
	.state_size = sizeof(struct state),
	.keys = keys,
	.open = flags_open,
	.shown = flags_shown,
	.event = flags_event,
	.key = flags_key,
	.draw = flags_draw,
};
