/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Referrals: those that somebody has to see to, the longest overdue first; or those of
 * one call or case.
 */
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/followup.h"
#include "schema/number.h"
#include "schema/referral.h"
#include "schema/wire.h"
#include "tui/list.h"
#include "tui/show.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

#define ROWS_MAX 200

struct state {
	struct ui *ui;
	struct ref_row *rows;
	size_t count;
	enum ref_whose whose;
	struct ref_numbers numbers;
	int64_t call_id, case_id, number; /* of these only; 0: of all */
	struct list list;
};

static bool is_about(const struct state *s)
{
	return s->call_id != 0 || s->case_id != 0;
}

static enum err read_rows(struct state *s)
{
	struct store *st = ui_store(s->ui);
	const struct actor *actor = ui_actor(s->ui);
	const struct ref_about about = { .call_id = s->call_id, .case_id = s->case_id };
	const int64_t now = ui_now(s->ui);
	enum err e;

	if (is_about(s))
		return ref_list_about(
		    st, actor, &about, now, s->rows, ROWS_MAX, &s->count);
	e = ref_list(st, actor, s->whose, now, s->rows, ROWS_MAX, &s->count);
	return e == AM_OK ? ref_count(st, actor, s->whose, now, &s->numbers) : e;
}

static int64_t row_id(const void *state, size_t row)
{
	return ((const struct state *)state)->rows[row].id;
}

static enum err read_again(struct state *s)
{
	const int64_t id = list_held(&s->list, row_id, s);
	const enum err e = read_rows(s);

	list_hold(&s->list, s->count, row_id, s, id);
	return e;
}

static enum err referrals_open(struct ui *ui, void *state, const void *arg)
{
	const struct ui_about *about = arg;
	struct state *s = state;
	enum err e;

	s->ui = ui;
	s->rows = mem_new(ROWS_MAX, sizeof(*s->rows));
	if (about != NULL) {
		s->call_id = about->call_id;
		s->case_id = about->case_id;
	}
	e = is_about(s) ? followup_number(
			      ui_store(ui), s->call_id, s->case_id, &s->number)
			: AM_OK;
	if (e == AM_OK)
		e = read_again(s);
	if (e != AM_OK)
		free(s->rows);
	return e;
}

static void referrals_close(struct ui *ui, void *state)
{
	struct state *s = state;

	(void)ui;
	free(s->rows);
	s->rows = NULL;
	s->count = 0;
}

static void referrals_shown(struct ui *ui, void *state)
{
	ui_error(ui, read_again(state));
}

static void referrals_event(struct ui *ui, void *state, unsigned topic, int64_t id)
{
	(void)topic, (void)id;
	ui_error(ui, read_again(state));
	ui_touch(ui);
}

/* --- keys --- */

static void open_row(struct ui *ui, void *state)
{
	const struct state *s = state;

	if (s->count == 0)
		return;
	if (!s->rows[s->list.at].may)
		ui_message(ui, MESSAGE_WARN, "%s",
		    _("It belongs to a case that is not yours to open."));
	else
		(void)ui_push(ui, &view_referral,
		    &(struct ui_about){ .id = s->rows[s->list.at].id });
}

static void next_list(struct ui *ui, void *state)
{
	struct state *s = state;

	s->whose = s->whose == REF_ALL ? REF_MINE : s->whose + 1;
	s->list = (struct list){ .count = 0 };
	s->count = 0;
	ui_error(ui, read_again(s));
}

static bool has_lists(struct ui *ui, const void *state)
{
	(void)ui;
	return !is_about(state);
}

static bool has_rows(struct ui *ui, const void *state)
{
	(void)ui;
	return ((const struct state *)state)->count > 0;
}

static bool referrals_key(struct ui *ui, void *state, const struct key *key)
{
	(void)ui;
	return list_key(&((struct state *)state)->list, key);
}

/* --- drawing --- */

enum column_id { COL_DUE, COL_ABOUT, COL_BODY, COL_STATE, COL_WHO, COL_SERVICE };

/* clang-format off */
static const struct column columns[] = {
	[COL_DUE] = { N_("Due"), 14, 18, 0, 0 },
	[COL_ABOUT] = { N_("About"), 13, 0, 0, 0 },
	[COL_BODY] = { N_("Body"), 20, 0, 0, COLUMN_GROWS },
	[COL_STATE] = { N_("State"), 17, 20, 0, 0 },
	[COL_WHO] = { N_("Who"), 7, 10, 0, 0 },
	[COL_SERVICE] = { N_("Service"), 25, 0, 132, 0 },
	{ .width = 0 },
};
/* clang-format on */

static void add_due(const struct state *s, const struct ref_row *row, struct buf *out,
    enum cell_role *role)
{
	char when[40];

	const bool late = row->open && row->due_at < ui_now(s->ui);

	if (row->owes_copy && !late) {
		buf_str(out, _("copy unsent"));
		return;
	}
	if (!row->open) {
		buf_byte(out, '-');
		return;
	}
	if (late) {
		*role = CELL_WARN;
		buf_str(out, "! ");
	}
	buf_str(out, row->state == REF_DRAFT ? _("to be sent")
					     : show_moment(s->ui, row->due_at, when));
}

static void add_body(const struct state *s, const struct ref_row *row, struct buf *out)
{
	char place[64];

	if (!row->hidden) {
		buf_str(out, row->body);
		return;
	}
	buf_str(out, show_code(s->ui, "inst", row->body_kind));
	if (*row->body_place != '\0')
		buf_printf(out, ", %s", show_place(s->ui, row->body_place, place));
}

static void add_state(const struct state *s, const struct ref_row *row, struct buf *out)
{
	buf_str(out, show_code(s->ui, "refstatus", ref_state_word(row->state)));
	if (row->copies > 0)
		buf_printf(out, " +%zu", row->copies);
}

static void cell(
    const void *state, size_t row, size_t col, struct buf *out, enum cell_role *role)
{
	const struct state *s = state;
	const struct ref_row *r = &s->rows[row];
	char number[NUMBER_LEN];

	switch ((enum column_id)col) {
	case COL_DUE:
		add_due(s, r, out, role);
		break;
	case COL_ABOUT:
		buf_str(out, number_show(number, r->of_case ? NUMBER_CASE : NUMBER_CALL,
				 r->number));
		break;
	case COL_BODY:
		add_body(s, r, out);
		break;
	case COL_STATE:
		add_state(s, r, out);
		break;
	case COL_WHO:
		buf_str(out, r->responsible);
		break;
	case COL_SERVICE:
		buf_str(out, r->consult ? _("consultation")
					: show_code(s->ui, "service", r->service));
		break;
	}
}

static const char *whose_name(const struct state *s)
{
	static const char *const names[] = { [REF_MINE] = N_("mine"),
		[REF_TEAM] = N_("the team's"),
		[REF_ALL] = N_("all, also those that ended") };

	return _(names[s->whose]);
}

static void referrals_subject(struct ui *ui, const void *state, struct buf *out)
{
	const struct state *s = state;
	char number[NUMBER_LEN];

	(void)ui;
	if (!is_about(s))
		buf_printf(out, " %s", whose_name(s));
	else
		buf_printf(out, " %s",
		    number_show(number, s->case_id != 0 ? NUMBER_CASE : NUMBER_CALL,
			s->number));
}

static void referrals_draw(
    struct ui *ui, void *state, struct cells *g, struct area a, bool top)
{
	struct state *s = state;
	const struct area rest = { a.row + 2, a.col, a.rows - 2, a.cols };

	(void)ui;
	if (!is_about(s))
		cells_printf(g, a.row, a.col + 1, a.cols - 2, CELL_PLAIN,
		    s->whose == REF_ALL ? _("%lld in all, %lld overdue")
					: _("%lld to see to, %lld overdue"),
		    (long long)s->numbers.open, (long long)s->numbers.overdue);
	list_draw(&s->list, columns, cell, s, g, rest, top, _("No referrals."));
}

/* clang-format off */
static const struct key_row keys[] = {
	{ KEY_ENTER, 0, N_("Open"), N_("Open the referral: send it, write down the answer"), ACT_REFERRAL, open_row, has_rows },
	{ KEY_F4, 0, N_("Mine/team/all"), N_("Mine, the team's, all of them"), ACT_REFERRAL, next_list, has_lists },
	{ .help = NULL },
};
/* clang-format on */

const struct view_class view_referrals = {
	.name = "referrals",
	.title = N_("Referrals"),
	.action = ACT_REFERRAL,
	.topics = TOPIC_REFERRAL,
	.flags = VIEW_LETTERS | VIEW_LISTED,
	.state_size = sizeof(struct state),
	.keys = keys,
	.open = referrals_open,
	.close = referrals_close,
	.shown = referrals_shown,
	.event = referrals_event,
	.subject = referrals_subject,
	.key = referrals_key,
	.draw = referrals_draw,
};
