/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The telephone of a call or of a row of the queue: whose it is, whether others use it,
 * how it is called safely, its marks and when they end, the calls and cases linked with
 * it.  The number itself is masked here.
 */
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/mem.h"
#include "schema/field.h"
#include "schema/number.h"
#include "schema/operator.h"
#include "schema/telephone.h"
#include "schema/wire.h"
#include "tui/list.h"
#include "tui/marks.h"
#include "tui/pick.h"
#include "tui/show.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

/* Rows of the screen: three facts that can be changed, then marks, cases, calls. */
enum kind { OWNER, SHARED, CARE, MARK, CASE, CALL };

struct row {
	enum kind kind;
	size_t i; /* of the mark, case, call */
};

#define FACTS 3
#define ROWS_MAX (FACTS + TELEPHONE_MARKS + TELEPHONE_CASES + TELEPHONE_CALLS)

struct state {
	struct ui *ui;
	struct telephone_who who;
	char dialled[PHONE_LEN];
	struct telephone known;
	struct show_call *calls;
	size_t call_count;
	struct marks marks;
	struct row rows[ROWS_MAX];
	size_t count;
	struct list list;
};

/* --- reading --- */

static void add_rows(struct state *s, enum kind kind, size_t count)
{
	for (size_t i = 0; i < count; i++)
		s->rows[s->count++] = (struct row){ kind, i };
}

static enum err read_calls(struct state *s)
{
	struct call_row *rows = mem_new(TELEPHONE_CALLS, sizeof(*rows));
	size_t count = 0;
	enum err e = telephone_calls(ui_store(s->ui), ui_actor(s->ui), &s->who,
	    ui_now(s->ui), rows, TELEPHONE_CALLS, &count);

	s->call_count = e == AM_OK ? count : 0;
	s->calls = mem_resize(s->calls, (s->call_count + 1) * sizeof(*s->calls));
	for (size_t i = 0; i < s->call_count; i++) {
		s->calls[i].row = rows[i];
		show_call_read(s->ui, &s->calls[i]);
	}
	free(rows);
	return e;
}

static enum err read_again(struct state *s)
{
	struct telephone known;
	enum err e = telephone_read(
	    ui_store(s->ui), ui_actor(s->ui), &s->who, ui_now(s->ui), &known);

	if (e == AM_OK)
		e = read_calls(s);
	if (e != AM_OK)
		return e;
	s->known = known;
	s->count = 0;
	add_rows(s, OWNER, 1);
	add_rows(s, SHARED, 1);
	add_rows(s, CARE, 1);
	add_rows(s, MARK, known.mark_count);
	add_rows(s, CASE, known.case_count);
	add_rows(s, CALL, s->call_count);
	list_count(&s->list, s->count);
	return AM_OK;
}

static enum err number_open(struct ui *ui, void *state, const void *arg)
{
	struct state *s = state;
	enum err e;

	if (arg == NULL)
		return AM_MISSING;
	s->ui = ui;
	s->who = *(const struct telephone_who *)arg;
	if (s->who.dialled != NULL)
		s->who.dialled = str_copy(s->dialled, sizeof(s->dialled), s->who.dialled);
	e = read_again(s);
	if (e != AM_OK)
		free(s->calls);
	return e;
}

static void number_close(struct ui *ui, void *state)
{
	struct state *s = state;

	(void)ui;
	free(s->calls);
	s->calls = NULL;
	explicit_bzero(s->dialled, sizeof(s->dialled));
}

static void number_shown(struct ui *ui, void *state)
{
	ui_error(ui, read_again(state));
}

static void number_event(struct ui *ui, void *state, unsigned topic, int64_t id)
{
	(void)topic, (void)id;
	number_shown(ui, state);
	ui_touch(ui);
}

/* A mark ends while it is looked at. */
static int64_t number_deadline(const void *state)
{
	const struct state *s = state;
	int64_t first = -1;

	for (size_t i = 0; i < s->known.mark_count; i++) {
		const int64_t left = s->known.marks[i].expires_at - ui_now(s->ui);
		const int64_t ms = ui_now_ms(s->ui) + (left + 1) * 1000;

		if (left >= 0 && (first < 0 || ms < first))
			first = ms;
	}
	return first;
}

static void number_tick(struct ui *ui, void *state, int64_t now_ms)
{
	(void)now_ms;
	number_event(ui, state, 0, 0);
}

/* --- changing what is noted --- */

static const struct row *in_focus(const struct state *s)
{
	return &s->rows[s->list.at];
}

static void note(struct state *s, const char *owner, const char *shared, const char *care)
{
	const enum err e = telephone_set(ui_store(s->ui), ui_actor(s->ui), &s->who, owner,
	    shared, care, ui_now(s->ui));

	ui_error(s->ui, e);
	if (e != AM_OK)
		return;
	marks_saved(s->ui, &s->who, _("Noted"));
	number_shown(s->ui, s);
}

static void take_owner(struct ui *ui, void *state, const char *text)
{
	struct state *s = state;

	(void)ui;
	if (text != NULL)
		note(s, text, s->known.shared, s->known.safe_note);
}

static void take_care(struct ui *ui, void *state, const char *text)
{
	struct state *s = state;

	(void)ui;
	if (text != NULL)
		note(s, s->known.owner, s->known.shared, text);
}

static void take_shared(struct ui *ui, void *data, const char *value)
{
	struct state *s = data;

	(void)ui;
	note(s, s->known.owner, value, s->known.safe_note);
}

static size_t uses(void *data, const char *typed, struct form_option *out, size_t max)
{
	struct state *s = data;

	return show_options(s->ui, "phoneuse", NULL, typed, out, max);
}

static void pick_shared(struct ui *ui, struct state *s)
{
	const struct pick_request request = { .title = _("Who uses this telephone"),
		.data = s,
		.options = uses,
		.choose = take_shared };

	(void)ui_push(ui, &view_pick, &request);
}

static void open_call(struct ui *ui, const struct state *s, size_t i)
{
	const struct call *c = &s->calls[i].row.call;
	const struct ui_call_arg arg = { .what = UI_CALL_SHOW, .id = c->id };

	if (c->operator_id != ui_operator(ui)->id && !ui_may(ui, ACT_CALL_VIEW_ANY))
		ui_message(ui, MESSAGE_WARN, "%s",
		    _("Only who took a call, and supervisors, may open it."));
	else
		(void)ui_push(ui, &view_call, &arg);
}

static void open_case(struct ui *ui, const struct state *s, size_t i)
{
	const struct ui_about about = { .id = s->known.cases[i].id,
		.case_id = s->known.cases[i].id,
		.call_id = s->who.call_id };

	(void)ui_push(ui, &view_case, &about);
}

static void open_row(struct ui *ui, void *state)
{
	struct state *s = state;
	const struct row *r = in_focus(s);

	switch (r->kind) {
	case OWNER:
		ui_ask(ui, _("Whose telephone is it?"), s->known.owner,
		    TELEPHONE_OWNER_MAX, take_owner);
		break;
	case SHARED:
		pick_shared(ui, s);
		break;
	case CARE:
		ui_ask(ui, _("How is it called safely?"), s->known.safe_note,
		    TELEPHONE_NOTE_MAX, take_care);
		break;
	case MARK:
		break;
	case CASE:
		open_case(ui, s, r->i);
		break;
	case CALL:
		open_call(ui, s, r->i);
		break;
	}
}

static bool opens(struct ui *ui, const void *state)
{
	const struct state *s = state;

	(void)ui;
	return s->count > 0 && in_focus(s)->kind != MARK;
}

/* --- marks --- */

static void add_mark(struct ui *ui, void *state)
{
	struct state *s = state;

	marks_of(&s->marks, ui, &s->who, number_shown, s);
	marks_pick(&s->marks);
}

static bool on_mark(struct ui *ui, const void *state)
{
	const struct state *s = state;

	(void)ui;
	return s->count > 0 && in_focus(s)->kind == MARK;
}

static void end_mark(struct ui *ui, void *state)
{
	struct state *s = state;

	marks_end(ui, &s->who, s->known.marks[in_focus(s)->i].id);
	number_shown(ui, s);
}

static void take_end(struct ui *ui, void *state, const char *text)
{
	struct state *s = state;

	if (!on_mark(ui, s))
		return;
	marks_of(&s->marks, ui, &s->who, number_shown, s);
	marks_until(&s->marks, s->known.marks[in_focus(s)->i].flag, text);
}

static void ask_end(struct ui *ui, void *state)
{
	(void)state;
	ui_ask(ui, _("Until which day? (empty: no end)"), "", 15, take_end);
}

static bool number_key(struct ui *ui, void *state, const struct key *key)
{
	(void)ui;
	return list_key(&((struct state *)state)->list, key);
}

/* --- drawing --- */

/* clang-format off */
static const struct column columns[] = {
	{ NULL, 18, 24, 0, 0 },
	{ "", 12, 0, 0, 0 },
	{ "", 44, 90, 0, 0 },
	{ .width = 0 },
};

static const char *const names[] = {
	[OWNER] = N_("Whose telephone"),
	[SHARED] = N_("Who uses it"),
	[CARE] = N_("Take care"),
	[MARK] = N_("Mark of the number"),
	[CASE] = N_("Case"),
	[CALL] = N_("Call"),
};
/* clang-format on */

static void fact(const char *value, struct buf *out)
{
	buf_str(out, *value != '\0' ? value : _("not known"));
}

static void mark_cell(
    const struct state *s, const struct telephone_mark *m, size_t col, struct buf *out)
{
	char when[40];

	if (col == 1) {
		buf_str(out, show_moment(s->ui, m->set_at, when));
		return;
	}
	buf_printf(out, "%s (%s)", show_code(s->ui, "numflag", m->flag), m->set_by);
	if (m->expires_at != 0)
		buf_printf(out, _(" until %s"), show_moment(s->ui, m->expires_at, when));
}

static void call_cell(
    const struct state *s, const struct call_row *r, size_t col, struct buf *out)
{
	char text[NUMBER_LEN], day[24];

	if (col == 1)
		buf_str(out, clock_day(day, r->call.started_at, ui_now(s->ui)));
	else
		buf_printf(out, "%s  %s  %s  %s",
		    number_show(text, NUMBER_CALL, r->call.number),
		    show_code(s->ui, "motive", r->motive),
		    show_code(s->ui, "dispo", r->dispo), r->operator_name);
}

static void number_cell(
    const void *state, size_t row, size_t col, struct buf *out, enum cell_role *role)
{
	const struct state *s = state;
	const struct row *r = &s->rows[row];
	char text[NUMBER_LEN];

	(void)role;
	if (col == 0) {
		buf_str(out, _(names[r->kind]));
		return;
	}
	if (r->kind == MARK)
		mark_cell(s, &s->known.marks[r->i], col, out);
	else if (r->kind == CALL)
		call_cell(s, &s->calls[r->i].row, col, out);
	else if (col == 1)
		return;
	else if (r->kind == CASE)
		buf_str(
		    out, number_show(text, NUMBER_CASE, s->known.cases[r->i].number));
	else if (r->kind == OWNER)
		fact(s->known.owner, out);
	else if (r->kind == SHARED)
		fact(show_code(s->ui, "phoneuse", s->known.shared), out);
	else
		fact(s->known.safe_note, out);
}

static void number_draw(
    struct ui *ui, void *state, struct cells *g, struct area a, bool top)
{
	struct state *s = state;
	const struct area rest = { a.row + 1, a.col, a.rows - 3, a.cols };

	(void)ui;
	list_draw(&s->list, columns, number_cell, s, g, rest, top, "");
	cells_text(g, a.row + a.rows - 1, a.col + 1, a.cols - 2, CELL_PLAIN,
	    _("A number is a line's, not a person's. Do not mention earlier calls."));
}

static void number_masked(const void *state, struct buf *out)
{
	char mask[TELEPHONE_MASK_LEN];

	buf_str(out, telephone_mask(mask, ((const struct state *)state)->known.tail));
}

static void number_subject(struct ui *ui, const void *state, struct buf *out)
{
	(void)ui;
	buf_str(out, "  ");
	number_masked(state, out);
}

/* clang-format off */
static const struct key_row keys[] = {
	{ KEY_ENTER, 0, N_("Change, open"), N_("Change what is noted; open the call or the case"), ACT_CALL_LIST, open_row, opens },
	{ KEY_F4, 0, N_("Mark"), N_("Mark the number: at risk, frequent, prank"), ACT_NUMBER_FLAG, add_mark, NULL },
	{ KEY_NONE, 'p', N_("Other end"), N_("Let the mark end on another day"), ACT_NUMBER_FLAG, ask_end, on_mark },
	{ KEY_NONE, 'd', N_("End the mark"), N_("End the mark"), ACT_NUMBER_FLAG, end_mark, on_mark },
	{ .help = NULL },
};
/* clang-format on */

const struct view_class view_number = {
	.name = "number",
	.title = N_("Telephone"),
	.action = ACT_CALL_LIST,
	.topics = TOPIC_QUEUE,
	.flags = VIEW_LETTERS,
	.state_size = sizeof(struct state),
	.keys = keys,
	.open = number_open,
	.close = number_close,
	.shown = number_shown,
	.event = number_event,
	.key = number_key,
	.draw = number_draw,
	.subject = number_subject,
	.number = number_masked,
	.deadline = number_deadline,
	.tick = number_tick,
};
