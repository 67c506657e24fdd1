/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who was let into a case by name, and who came in by a reason of her own: a supervisor
 * lets somebody in until a day, and shows out whoever has no need any more.
 */
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/case_grant.h"
#include "schema/casefile.h"
#include "schema/code.h"
#include "schema/wire.h"
#include "tui/list.h"
#include "tui/pick.h"
#include "tui/show.h"
#include "tui/timeline.h"
#include "tui/tui_priv.h"
#include "tui/views.h"
#include "tui/when.h"

#define ROWS_MAX 60
#define DAY_LEN 16

struct state {
	struct ui *ui;
	int64_t case_id;
	struct case_access rows[ROWS_MAX];
	size_t count;
	struct list list;
	int64_t whom; /* who is being let in, and why */
	char why[CASE_GRANT_WHY_MAX + 1];
};

static enum err read_again(struct state *s)
{
	const enum err e = case_access_list(ui_store(s->ui), ui_actor(s->ui), s->case_id,
	    ui_now(s->ui), s->rows, ROWS_MAX, &s->count);

	if (e != AM_OK)
		s->count = 0;
	list_count(&s->list, s->count);
	return e;
}

static enum err access_open(struct ui *ui, void *state, const void *arg)
{
	const struct ui_about *about = arg;
	struct state *s = state;

	if (about == NULL || about->case_id == 0)
		return AM_MISSING;
	s->ui = ui;
	s->case_id = about->case_id;
	return read_again(s);
}

static void access_shown(struct ui *ui, void *state)
{
	ui_error(ui, read_again(state));
}

static void access_event(struct ui *ui, void *state, unsigned topic, int64_t id)
{
	(void)topic, (void)id;
	access_shown(ui, state);
	ui_touch(ui);
}

/* --- taking back --- */

static enum err undo(struct ui *ui, int64_t id)
{
	return ui_after(
	    ui, TOPIC_CASE, 0, case_let_undo(ui_store(ui), ui_actor(ui), id, ui_now(ui)));
}

static void changed(struct state *s)
{
	ui_changed(s->ui, TOPIC_CASE, s->case_id);
	ui_error(s->ui, read_again(s));
}

/* --- letting in --- */

static void ask_until(struct state *s, const char *sentence, const char *typed);

static void say_in(struct state *s, int64_t grant_id, int64_t until)
{
	const struct ui_undo how = { .run = undo, .id = grant_id };
	char id[24], when[40];
	const char *who = show_code(
	    s->ui, CODE_PEOPLE, str_printf(id, sizeof(id), "%lld", (long long)s->whom));

	if (until != 0)
		ui_saved(s->ui, &how, _("%s is let in until %s"), who,
		    show_moment(s->ui, until, when));
	else
		ui_saved(s->ui, &how, _("%s is let in"), who);
}

static void let_until(struct ui *ui, void *state, const char *day)
{
	struct state *s = state;
	int64_t until = 0, id = 0;
	enum err e;

	if (day == NULL)
		return;
	until = when_day_ends(day, ui_now(ui));
	if (until < 0) {
		ask_until(s, _("A day to come, as in 30 11 or +7:"), day);
		return;
	}
	e = case_let(ui_store(ui), ui_actor(ui), s->case_id, s->whom, s->why, until,
	    ui_now(ui), &id);
	if (e == AM_OK) {
		changed(s);
		say_in(s, id, until);
	} else if (e == AM_EXISTS) {
		ui_message(ui, MESSAGE_WARN, "%s", _("She is let in already."));
	} else if (e == AM_INVALID) {
		ui_message(ui, MESSAGE_WARN, "%s",
		    _("Supervisors may open every case; others open none."));
	} else {
		ui_error(ui, e);
	}
}

static void ask_until(struct state *s, const char *sentence, const char *typed)
{
	ui_ask(s->ui, sentence, typed, DAY_LEN - 1, let_until);
}

static void take_why(struct ui *ui, void *state, const char *why)
{
	struct state *s = state;

	if (why == NULL)
		return;
	if (!case_is_reason(why)) { /* what was typed is not lost */
		ui_ask(ui, _("Ten letters or more. What for?"), why, CASE_GRANT_WHY_MAX,
		    take_why);
		return;
	}
	str_copy(s->why, sizeof(s->why), why);
	ask_until(s, _("Until which day? (empty: no end)"), "+7");
}

static size_t people(void *data, const char *typed, struct form_option *out, size_t max)
{
	const struct state *s = data;

	return show_options(s->ui, CODE_PEOPLE, NULL, typed, out, max);
}

static void chose(struct ui *ui, void *data, const char *value)
{
	struct state *s = data;

	s->whom = strtoll(value, NULL, 10);
	ui_ask(ui, _("What for?"), "", CASE_GRANT_WHY_MAX, take_why);
}

static void let_in(struct ui *ui, void *state)
{
	const struct pick_request request = {
		.title = _("Who"), .data = state, .options = people, .choose = chose
	};

	(void)ui_push(ui, &view_pick, &request);
}

/* --- showing out --- */

static bool stands(struct ui *ui, const void *state)
{
	const struct state *s = state;

	(void)ui;
	return s->count > 0 && s->rows[s->list.at].stands;
}

static void show_out(struct ui *ui, void *state)
{
	struct state *s = state;
	const struct case_access row = s->rows[s->list.at];
	const enum err e = case_let_end(ui_store(ui), ui_actor(ui), row.id, ui_now(ui));

	if (e != AM_OK) {
		ui_error(ui, e);
		return;
	}
	changed(s);
	ui_saved(ui, &(struct ui_undo){ .run = undo, .id = row.id },
	    _("%s has to give a reason from now on"), row.name);
}

static bool access_key(struct ui *ui, void *state, const struct key *key)
{
	(void)ui;
	return list_key(&((struct state *)state)->list, key);
}

/* --- drawing --- */

/* clang-format off */
static const struct column columns[] = {
	{ N_("Who"), 10, 16, 0, false },
	{ N_("From"), 12, 0, 0, false },
	{ N_("Until"), 12, 0, 0, false },
	{ N_("By"), 10, 16, 0, false },
	{ N_("What for"), 27, 60, 0, false },
	{ .width = 0 },
};
/* clang-format on */

static void access_cell(
    const void *state, size_t i, size_t col, struct buf *out, enum cell_role *role)
{
	const struct state *s = state;
	const struct case_access *a = &s->rows[i];
	char when[40];

	if (!a->stands)
		*role = CELL_OTHER;
	switch (col) {
	case 0:
		buf_str(out, a->name);
		break;
	case 1:
		buf_str(out, timeline_when(s->ui, a->from_at, when));
		break;
	case 2:
		buf_str(out, a->until_at != 0 ? timeline_when(s->ui, a->until_at, when)
					      : _("no end"));
		break;
	case 3:
		buf_str(out, *a->by != '\0' ? a->by : _("herself"));
		break;
	default:
		buf_str(out, a->why);
		break;
	}
}

static void access_draw(
    struct ui *ui, void *state, struct cells *g, struct area a, bool top)
{
	struct state *s = state;
	const struct area rest = { a.row + 1, a.col, a.rows - 1, a.cols };

	(void)ui;
	list_draw(&s->list, columns, access_cell, s, g, rest, top,
	    _("Nobody from outside. + lets somebody in."));
}

/* clang-format off */
static const struct key_row keys[] = {
	{ KEY_NONE, '+', N_("Let in"), N_("Let somebody into the case, until a day"), ACT_CASE_GRANT, let_in, NULL },
	{ KEY_NONE, 'd', N_("Show out"), N_("She has to give a reason from now on"), ACT_CASE_GRANT, show_out, stands },
	{ .help = NULL },
};
/* clang-format on */

const struct view_class view_access = {
	.name = "access",
	.title = N_("Who may read the case"),
	.action = ACT_CASE_GRANT,
	.topics = TOPIC_CASE,
	.flags = VIEW_LETTERS | VIEW_PART,
	.state_size = sizeof(struct state),
	.keys = keys,
	.open = access_open,
	.shown = access_shown,
	.event = access_event,
	.key = access_key,
	.draw = access_draw,
};
