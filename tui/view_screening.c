/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Screening: above what is covered of act, means and purpose and what is still to be asked,
 * below the indicators of one dimension.  Each is answered by one key and saved at once; it
 * is advice, a person decides.
 */
#include <stdio.h>
#include <string.h>

#include "schema/casefile.h"
#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/code.h"
#include "schema/screening.h"
#include "schema/wire.h"
#include "tui/list.h"
#include "tui/prose.h"
#include "tui/screening_show.h"
#include "tui/show.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

#define HEAD_ROWS 5
#define KEYS_ROW 4
#define LINE_MAX 76
#define LINE_SLACK 16

struct state {
	struct ui *ui;
	int64_t case_id, person_id;
	struct screening sum;
	char answers[SCREENING_INDICATORS];
	const struct code_list *indicators;
	size_t dimension; /* 0: D1 */
	size_t rows[SCREENING_INDICATORS];
	struct list list;
};

/* --- reading --- */

static enum err read_again(struct state *s)
{
	size_t count = 0;
	enum err e = screening_read(ui_store(s->ui), ui_actor(s->ui), s->case_id,
	    s->person_id, ui_now(s->ui), &s->sum);

	if (e == AM_OK)
		e = screening_answers(ui_store(s->ui), ui_actor(s->ui), s->case_id,
		    s->sum.person_id, ui_now(s->ui), s->answers, &count);
	return e == AM_OK ? code_list(ui_store(s->ui), "indic", &s->indicators) : e;
}

static void show_dimension(struct state *s, size_t dimension)
{
	char group[8];
	size_t count = 0;

	s->dimension = dimension;
	str_printf(group, sizeof(group), "D%zu", dimension + 1);
	for (size_t i = 0; i < s->indicators->count; i++)
		if (strcmp(s->indicators->codes[i].group, group) == 0)
			s->rows[count++] = i;
	s->list.at = s->list.top = 0;
	list_count(&s->list, count);
}

static enum err screening_open(struct ui *ui, void *state, const void *arg)
{
	const struct ui_about *about = arg;
	struct state *s = state;
	enum err e;

	if (about == NULL || about->case_id == 0)
		return AM_MISSING;
	s->ui = ui;
	s->case_id = about->case_id;
	s->person_id = about->id;
	e = case_part(ui_store(ui), ui_actor(ui), s->case_id, "screening", ui_now(ui));
	if (e == AM_OK)
		e = read_again(s);
	/* Of a minor what was done to her is asked, not by what means. */
	if (e == AM_OK)
		show_dimension(s, age_counts_as_minor(&s->sum.age) ? 3 : 0);
	return e;
}

static void screening_shown(struct ui *ui, void *state)
{
	struct state *s = state;
	const size_t at = s->list.at;

	ui_error(ui, read_again(s));
	if (s->indicators == NULL)
		return;
	show_dimension(s, s->dimension);
	s->list.at = at < s->list.count ? at : 0;
}

static void screening_event(struct ui *ui, void *state, unsigned topic, int64_t id)
{
	(void)topic, (void)id;
	screening_shown(ui, state);
	ui_touch(ui);
}

/* --- answering --- */

static void answer(struct state *s, char letter)
{
	const struct code *c = &s->indicators->codes[s->rows[s->list.at]];
	const enum err e = screening_answer(ui_store(s->ui), ui_actor(s->ui), s->case_id,
	    s->sum.person_id, c->code, letter, ui_now(s->ui));

	if (e != AM_OK) {
		ui_error(s->ui, e);
		return;
	}
	if (letter != 0 && s->list.at + 1 < s->list.count)
		s->list.at++;
	ui_error(s->ui, read_again(s));
	ui_changed(s->ui, TOPIC_CASE, s->case_id);
}

static const char keys_words[] =
    N_("s or y yes, n no, - did not say; Backspace clears. Saved at once.");

/* s and y mean yes, n no, - did not say; Backspace takes the answer back. */
static bool answer_key(struct state *s, const struct key *key)
{
	static const char keys[] = "sSyYnN-", answers[] = "yyyynn-";
	const char *found = NULL;

	if (s->list.count == 0 || !ui_may(s->ui, ACT_CASE_EDIT))
		return false;
	if (key->code == KEY_BACKSPACE || key->code == KEY_DELETE) {
		answer(s, 0);
		return true;
	}
	if (key->code == KEY_TEXT && key->c > ' ' && key->c < 0x7f)
		found = strchr(keys, (int)key->c);
	if (found == NULL)
		return false;
	answer(s, answers[found - keys]);
	return true;
}

static bool screening_key(struct ui *ui, void *state, const struct key *key)
{
	struct state *s = state;

	return answer_key(s, key) || list_key(&s->list, key) || ui_undo_key(ui, key);
}

static void next_dimension(struct ui *ui, void *state)
{
	struct state *s = state;

	(void)ui;
	show_dimension(s, (s->dimension + 1) % SCREENING_DIMENSIONS);
}

static void dimension_before(struct ui *ui, void *state)
{
	struct state *s = state;

	(void)ui;
	show_dimension(
	    s, (s->dimension + SCREENING_DIMENSIONS - 1) % SCREENING_DIMENSIONS);
}

/* --- drawing --- */

static const char *state_word(enum screening_state state)
{
	static const char *const words[] = {
		[SCREENING_NOT_ASKED] = N_("not asked"),
		[SCREENING_NOT_FOUND] = N_("not found"),
		[SCREENING_COVERED] = N_("covered"),
		[SCREENING_NOT_NEEDED] = N_("not needed, under 18"),
	};

	return _(words[state]);
}

static void draw_missing(const struct state *s, struct cells *g, struct area a)
{
	struct buf text = { 0 };

	/* a break between words may leave some columns of the first line empty */
	screening_show_missing(&s->sum, 2 * LINE_MAX - LINE_SLACK, &text);
	if (text.len == 0)
		buf_str(&text, _("Nothing of it is still to be asked."));
	prose_draw(buf_text(&text), 0, g, a.row + 2, a.col + 1, 2, LINE_MAX);
	buf_fini(&text);
}

static void draw_head(const struct state *s, struct cells *g, struct area a)
{
	const struct screening_dimension *d = &s->sum.dimensions[s->dimension];
	const char *score = "", *name;
	char group[8];

	cells_printf(g, a.row, a.col + 1, a.cols - 1, CELL_PLAIN,
	    _("Act: %s.  Means: %s.  Purpose: %s."),
	    state_word(s->sum.state[SCREENING_ACT]),
	    state_word(s->sum.state[SCREENING_MEANS]),
	    state_word(s->sum.state[SCREENING_PURPOSE]));
	cells_text(g, a.row + 1, a.col + 1, a.cols - 1, CELL_PLAIN,
	    s->sum.scored ? _("Advice; a person decides. Strengths: labour exploitation.")
			  : _("Advice; a person decides. No score: the strengths are "
			      "those of labour."));
	draw_missing(s, g, a);
	if (ui_may(s->ui, ACT_CASE_EDIT))
		cells_text(g, a.row + KEYS_ROW, a.col + 1, a.cols - 1, CELL_PLAIN,
		    _(keys_words));
	str_printf(group, sizeof(group), "D%zu", s->dimension + 1);
	name = show_code(s->ui, "dim", group);
	if (d->score != SCREENING_NO_SCORE)
		score =
		    d->score == SCREENING_POSITIVE ? _("positive") : _("not positive");
	cells_printf(g, a.row + HEAD_ROWS, a.col + 1, a.cols - 1, CELL_WARN,
	    _("%zu of %d  %s  (%zu yes, %zu no, of %zu)  %s"), s->dimension + 1,
	    SCREENING_DIMENSIONS, name, d->yes, d->no, d->all, score);
}

static const struct column columns[] = {
	{ NULL, 3, 0, 0, 0 },
	{ "", 66, 80, 0, 0 },
	{ .width = 0 },
};

static void screening_cell(
    const void *state, size_t row, size_t col, struct buf *out, enum cell_role *role)
{
	const struct state *s = state;
	const size_t i = s->rows[row];
	const char given = s->answers[i];

	(void)role;
	if (col == 1)
		buf_str(out, code_label(&s->indicators->codes[i], ui_lang(s->ui)));
	else
		buf_printf(out, "[%c]",
		    given == 0                                          ? ' '
		    : given == 'y' && strcmp(ui_lang(s->ui), "es") == 0 ? 's'
									: given);
}

static void screening_draw(
    struct ui *ui, void *state, struct cells *g, struct area a, bool top)
{
	struct state *s = state;
	const struct area rest = { a.row + HEAD_ROWS + 1, a.col, a.rows - HEAD_ROWS - 1,
		a.cols };

	(void)ui;
	draw_head(s, g, a);
	list_draw(&s->list, columns, screening_cell, s, g, rest, top, "");
}

static void screening_help(struct ui *ui, const void *state, struct buf *out)
{
	(void)state;
	if (ui_may(ui, ACT_CASE_EDIT))
		buf_printf(out, "%s\n%s\n", _(keys_words),
		    _("The answer is that of the indicator marked >, then comes the next "
		      "one; the arrows reach any of them."));
}

/* clang-format off */
static const struct key_row keys[] = {
	{ KEY_F8, 0, N_("Next"), N_("The next group of indicators"), ACT_CASE_VIEW, next_dimension, NULL },
	{ KEY_F7, 0, N_("Before"), N_("The group before"), ACT_CASE_VIEW, dimension_before, NULL },
	{ .help = NULL },
};
/* clang-format on */

const struct view_class view_screening = {
	.name = "screening",
	.title = N_("Screening"),
	.action = ACT_CASE_VIEW,
	.topics = TOPIC_CASE,
	.flags = VIEW_PART,
	.state_size = sizeof(struct state),
	.keys = keys,
	.open = screening_open,
	.shown = screening_shown,
	.event = screening_event,
	.key = screening_key,
	.draw = screening_draw,
	.help = screening_help,
};
