/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Consent in a case or a call, purpose by purpose: whether it stands and why, and below the
 * list every word that was said, the newest first.
 */
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/consent.h"
#include "schema/wire.h"
#include "tui/list.h"
#include "tui/show.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

#define WORDS_MAX 40
#define LIST_ROWS 5 /* title and four purposes */

struct state {
	struct ui *ui;
	struct ui_about about;
	struct consent_answer answers[CONSENT_PURPOSES];
	struct consent_given words[WORDS_MAX];
	size_t count; /* words about the purpose in focus */
	struct list list;
};

/* --- reading --- */

static struct consent_about whom(const struct state *s)
{
	return (struct consent_about){ .case_id = s->about.case_id,
		.call_id = s->about.call_id,
		.person_id = s->about.id };
}

static enum err read_again(struct state *s)
{
	const struct consent_about about = whom(s);
	enum err e = consent_list(ui_store(s->ui), ui_actor(s->ui), &about,
	    (enum consent_purpose)s->list.at, ui_now(s->ui), s->words, WORDS_MAX,
	    &s->count);

	if (e != AM_OK)
		s->count = 0;
	for (int i = 0; e == AM_OK && i < CONSENT_PURPOSES; i++)
		e = consent_stands(ui_store(s->ui), &about, (enum consent_purpose)i,
		    ui_now(s->ui), &s->answers[i]);
	return e;
}

static enum err consent_open(struct ui *ui, void *state, const void *arg)
{
	const struct ui_about *about = arg;
	struct state *s = state;
	struct consent_about look;
	enum err e;

	if (about == NULL || (about->case_id == 0 && about->call_id == 0))
		return AM_MISSING;
	s->ui = ui;
	s->about = *about;
	list_count(&s->list, CONSENT_PURPOSES);
	s->list.at = CONSENT_REFER;
	look = whom(s);
	e = consent_view(ui_store(ui), ui_actor(ui), &look, ui_now(ui));
	return e == AM_OK ? read_again(s) : e;
}

static void consent_shown(struct ui *ui, void *state)
{
	ui_error(ui, read_again(state));
}

static void consent_event(struct ui *ui, void *state, unsigned topic, int64_t id)
{
	(void)topic, (void)id;
	consent_shown(ui, state);
	ui_touch(ui);
}

static bool consent_key(struct ui *ui, void *state, const struct key *key)
{
	struct state *s = state;

	if (!list_key(&s->list, key))
		return false;
	ui_error(ui, read_again(s));
	return true;
}

static void add_word(struct ui *ui, void *state)
{
	const struct state *s = state;

	(void)ui_push(ui, &view_accept, &s->about);
}

/* --- drawing --- */

/* clang-format off */
static const struct column columns[] = {
	{ N_("For"), 18, 0, 0, 0 },
	{ N_("Stands"), 6, 0, 0, 0 },
	{ N_("Why"), 50, 70, 0, 0 },
	{ .width = 0 },
};
/* clang-format on */

static void consent_cell(
    const void *state, size_t row, size_t col, struct buf *out, enum cell_role *role)
{
	const struct state *s = state;
	const struct consent_answer *a = &s->answers[row];

	(void)role;
	if (col == 0)
		buf_str(out, _(consent_purpose_label((enum consent_purpose)row)));
	else if (col == 1)
		buf_str(out, a->stands ? _("yes") : _("no"));
	else
		buf_str(out, _(consent_why_sentence(a->why)));
}

/* "24 nov 14:36 Rosa  Verbal, Madre (la tía): words" */
static void add_line(struct state *s, const struct consent_given *g, struct buf *out)
{
	char when[40];

	buf_printf(out, "%s %s  %s", show_moment(s->ui, g->at, when), g->operator_name,
	    show_code(s->ui, "consent", g->consent));
	if (*g->relation != '\0')
		buf_printf(out, ", %s", show_code(s->ui, "relation", g->relation));
	if (*g->given_by != '\0')
		buf_printf(out, " (%s)", g->given_by);
	if (*g->words != '\0' || *g->reason != '\0')
		buf_printf(out, ": %s", *g->reason != '\0' ? g->reason : g->words);
	if (g->call_id != 0 && g->id == 0)
		buf_printf(out, "  %s", _("(in a call)"));
	if (g->taken_back)
		buf_printf(out, "  %s", _("(taken back)"));
}

static void draw_words(struct state *s, struct cells *g, struct area a)
{
	for (size_t i = 0; i < s->count && (int)i < a.rows; i++) {
		struct buf line = { 0 };

		add_line(s, &s->words[i], &line);
		cells_text(g, a.row + (int)i, a.col + 1, a.cols - 1, CELL_PLAIN,
		    buf_text(&line));
		buf_fini(&line);
	}
}

static void consent_draw(
    struct ui *ui, void *state, struct cells *g, struct area a, bool top)
{
	struct state *s = state;
	const struct area list = { a.row + 1, a.col, LIST_ROWS, a.cols };
	const struct area words = { a.row + LIST_ROWS + 5, a.col, a.rows - LIST_ROWS - 5,
		a.cols };
	const struct consent_answer *at = &s->answers[s->list.at];

	(void)ui;
	list_draw(&s->list, columns, consent_cell, s, g, list, top, "");
	cells_text(g, a.row + LIST_ROWS + 2, a.col + 1, a.cols - 1, CELL_PLAIN,
	    _(consent_why_sentence(at->why)));
	if (at->safety_plan)
		cells_text(g, a.row + LIST_ROWS + 3, a.col + 1, a.cols - 1, CELL_WARN,
		    _("Does not accept; safety plan. Nothing is sent, nobody is brought "
		      "in."));
	else if (at->may_minor || at->may_danger)
		cells_text(g, a.row + LIST_ROWS + 3, a.col + 1, a.cols - 1, CELL_PLAIN,
		    at->may_minor ? _("Exception open: under 18, with a reason; "
				      "supervisors are told.")
				  : _("Exception open: immediate danger, with a reason; "
				      "supervisors are told."));
	draw_words(s, g, words);
}

/* clang-format off */
static const struct key_row keys[] = {
	{ KEY_NONE, '+', N_("Write down"), N_("Write down what was answered"), ACT_CASE_EDIT, add_word, NULL },
	{ .help = NULL },
};
/* clang-format on */

const struct view_class view_consent = {
	.name = "consent",
	.title = N_("Consent"),
	.action = ACT_CASE_VIEW,
	.topics = TOPIC_CASE | TOPIC_CALL,
	.flags = VIEW_LETTERS | VIEW_PART,
	.state_size = sizeof(struct state),
	.keys = keys,
	.open = consent_open,
	.shown = consent_shown,
	.event = consent_event,
	.key = consent_key,
	.draw = consent_draw,
};
