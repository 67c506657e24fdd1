/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The people of a case: who they are, what they are in it, whether they are minors.  A
 * duplicate that was merged into somebody stands behind her.
 */
#include <stdlib.h>
#include <string.h>

#include "schema/casefile.h"
#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/person.h"
#include "schema/wire.h"
#include "tui/list.h"
#include "tui/pick.h"
#include "tui/show.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

#define ROWS_MAX 64
#define WHY_MAX 120

struct state {
	struct ui *ui;
	int64_t case_id;
	struct person_row rows[ROWS_MAX];
	size_t count;
	struct list list;
};

/* --- reading --- */

static int64_t row_id(const void *state, size_t row)
{
	return ((const struct state *)state)->rows[row].id;
}

static enum err read_again(struct state *s)
{
	const int64_t id = list_held(&s->list, row_id, s);
	size_t count = 0;
	const enum err e = person_list(ui_store(s->ui), ui_actor(s->ui), s->case_id,
	    ui_now(s->ui), s->rows, ROWS_MAX, &count);

	s->count = e == AM_OK ? count : 0;
	list_hold(&s->list, s->count, row_id, s, id);
	return e;
}

static enum err people_open(struct ui *ui, void *state, const void *arg)
{
	const struct ui_about *about = arg;
	struct state *s = state;
	enum err e;

	if (about == NULL || about->case_id == 0)
		return AM_MISSING;
	s->ui = ui;
	s->case_id = about->case_id;
	e = case_part(ui_store(ui), ui_actor(ui), s->case_id, "people", ui_now(ui));
	return e == AM_OK ? read_again(s) : e;
}

static void people_shown(struct ui *ui, void *state)
{
	ui_error(ui, read_again(state));
}

static void people_event(struct ui *ui, void *state, unsigned topic, int64_t id)
{
	(void)topic, (void)id;
	people_shown(ui, state);
	ui_touch(ui);
}

static bool people_key(struct ui *ui, void *state, const struct key *key)
{
	(void)ui;
	return list_key(&((struct state *)state)->list, key);
}

static const struct person_row *in_focus(const struct state *s)
{
	return s->count > 0 ? &s->rows[s->list.at] : NULL;
}

/* --- keys --- */

static void open_person(struct ui *ui, void *state)
{
	const struct state *s = state;
	const struct person_row *r = in_focus(s);
	struct ui_about about = { .case_id = s->case_id };

	if (r == NULL)
		return;
	about.id = r->merged_into != 0 ? r->merged_into : r->id;
	(void)ui_push(ui, &view_person, &about);
}

static void add_person(struct ui *ui, void *state)
{
	const struct ui_about about = { .case_id = ((struct state *)state)->case_id };

	(void)ui_push(ui, &view_person, &about);
}

static void say_done(
    struct ui *ui, enum err e, const struct ui_undo *undo, const char *sentence)
{
	if (e != AM_OK) {
		ui_error(ui, e);
		return;
	}
	ui_changed(ui, TOPIC_CASE, 0);
	ui_saved(ui, undo, "%s", sentence);
}

static enum err undo_taking(struct ui *ui, int64_t id)
{
	return ui_after(ui, TOPIC_CASE, 0,
	    person_undo(ui_store(ui), ui_actor(ui), 0, id, ui_now(ui)));
}

static void taken_out(struct ui *ui, void *state, const char *why)
{
	struct state *s = state;
	const struct person_row *r = in_focus(s);
	const int64_t id = r == NULL ? 0 : r->merged_into != 0 ? r->merged_into : r->id;
	enum err e;

	if (why == NULL || id == 0)
		return;
	e = person_take_out(ui_store(ui), ui_actor(ui), s->case_id, id, why, ui_now(ui));
	say_done(ui, e, &(struct ui_undo){ .run = undo_taking, .id = id },
	    _("Taken out of the case"));
}

static void take_out(struct ui *ui, void *state)
{
	if (in_focus(state) != NULL)
		ui_ask(ui, _("Why does she not belong here?"), "", WHY_MAX, taken_out);
}

/* --- two entries of one person --- */

static enum err undo_merge(struct ui *ui, int64_t id)
{
	return ui_after(ui, TOPIC_CASE, 0,
	    person_unmerge(ui_store(ui), ui_actor(ui), id, ui_now(ui)));
}

static void part(struct ui *ui, int64_t id)
{
	const enum err e = undo_merge(ui, id);

	ui_error(ui, e);
	if (e == AM_OK)
		ui_message(ui, MESSAGE_DONE, "%s", _("They are two again."));
}

static size_t others(void *data, const char *typed, struct form_option *out, size_t max)
{
	const struct state *s = data;
	const struct person_row *from = in_focus(s);
	size_t n = 0;

	for (size_t i = 0; i < s->count; i++) {
		struct buf name = { 0 };

		if (s->rows[i].merged_into != 0 || &s->rows[i] == from)
			continue;
		person_show(&s->rows[i].name, &name);
		if (name.len == 0)
			buf_str(&name, _("(no name)"));
		if (*typed == '\0' || strstr(buf_text(&name), typed) != NULL) {
			if (n < max) {
				out[n].key = n < 9 ? (char)('1' + n) : 0;
				str_printf(out[n].value, sizeof(out->value), "%zu", i);
				str_copy(
				    out[n].label, sizeof(out->label), buf_text(&name));
			}
			n++;
		}
		buf_fini(&name);
	}
	return n;
}

static void merge_with(struct ui *ui, void *data, const char *value)
{
	struct state *s = data;
	const size_t i = (size_t)strtoul(value, NULL, 10);
	const struct person_row *from = in_focus(s);
	const int64_t id = from != NULL ? from->id : 0;
	enum err e;

	if (from == NULL || i >= s->count)
		return;
	e = person_merge(ui_store(ui), ui_actor(ui), id, s->rows[i].id, ui_now(ui));
	say_done(ui, e,
	    &(struct ui_undo){ .run = undo_merge,
		.id = id,
		.more = _("j on the duplicate parts them, too.") },
	    _("They are one person now"));
}

static void join(struct ui *ui, void *state)
{
	struct state *s = state;
	const struct person_row *r = in_focus(s);
	const struct pick_request request = { .title = _(
						  "The duplicate is the same person as"),
		.data = s,
		.options = others,
		.choose = merge_with };

	if (r == NULL)
		return;
	if (r->merged_into != 0)
		part(ui, r->id);
	else if (others(s, "", NULL, 0) == 0)
		ui_message(
		    ui, MESSAGE_WARN, "%s", _("There is nobody else in this case."));
	else
		(void)ui_push(ui, &view_pick, &request);
}

/* --- drawing --- */

enum { COL_NAME, COL_ROLES, COL_AGE, COL_WHAT, COL_SAFE };

/* clang-format off */
static const struct column columns[] = {
	[COL_NAME] = { N_("Person"), 24, 32, 0, 0 },
	[COL_ROLES] = { N_("Role"), 20, 28, 0, 0 },
	[COL_AGE] = { N_("Age"), 12, 0, 0, 0 },
	[COL_WHAT] = { N_("Is"), 16, 24, 0, 0 },
	[COL_SAFE] = { N_("Safe contact"), 24, 0, 120, 0 },
	{ .width = 0 },
};
/* clang-format on */

static void add_roles(struct ui *ui, const struct person_row *r, struct buf *out)
{
	const char *between = "";

	for (int i = 0; i < PERSON_ROLE_COUNT; i++) {
		if ((r->roles & 1U << i) == 0)
			continue;
		buf_printf(out, "%s%s", between,
		    show_code(ui, "role", person_role_code((enum person_role)i)));
		between = ", ";
	}
}

static void add_age(const struct person_row *r, struct buf *out, enum cell_role *role)
{
	age_years(&r->age, out);
	if (!age_counts_as_minor(&r->age))
		return;
	buf_printf(out, " %s%s", _("MINOR"), r->age.group == AGE_MAYBE_MINOR ? "?" : "");
	*role = CELL_WARN;
}

static void people_cell(
    const void *state, size_t row, size_t col, struct buf *out, enum cell_role *role)
{
	const struct state *s = state;
	const struct person_row *r = &s->rows[row];

	switch (col) {
	case COL_NAME:
		buf_str(out, r->merged_into != 0 ? "= " : "");
		if (*r->name.names == '\0' && *r->name.surnames == '\0' &&
		    *r->name.alias == '\0')
			buf_str(out, _("(no name)"));
		person_show(&r->name, out);
		break;
	case COL_ROLES:
		if (r->merged_into != 0)
			buf_str(out, _("the same person"));
		add_roles(s->ui, r, out);
		break;
	case COL_AGE:
		add_age(r, out, role);
		break;
	case COL_WHAT:
		buf_str(out,
		    *r->perprole != '\0'   ? show_code(s->ui, "perprole", r->perprole)
		    : *r->relation != '\0' ? show_code(s->ui, "relation", r->relation)
					   : show_code(s->ui, "vicstatus", r->vicstatus));
		break;
	default:
		buf_str(out, r->safe_note);
		break;
	}
}

static void people_draw(
    struct ui *ui, void *state, struct cells *g, struct area a, bool top)
{
	struct state *s = state;
	const struct area rest = { a.row + 1, a.col, a.rows - 1, a.cols };

	(void)ui;
	list_draw(&s->list, columns, people_cell, s, g, rest, top,
	    _("Nobody yet. + adds a person."));
}

/* clang-format off */
static const struct key_row keys[] = {
	{ KEY_ENTER, 0, N_("Open"), N_("Open the person"), ACT_CASE_VIEW, open_person, NULL },
	{ KEY_NONE, '+', N_("Add"), N_("Add a person to the case"), ACT_CASE_EDIT, add_person, NULL },
	{ KEY_NONE, 'j', N_("Join"), N_("Two entries are one person, or two after all"), ACT_CASE_EDIT, join, NULL },
	{ KEY_NONE, '-', N_("Take out"), N_("She does not belong to this case"), ACT_CASE_EDIT, take_out, NULL },
	{ .help = NULL },
};
/* clang-format on */

const struct view_class view_people = {
	.name = "people",
	.title = N_("People of the case"),
	.action = ACT_CASE_VIEW,
	.topics = TOPIC_CASE,
	.flags = VIEW_LETTERS | VIEW_PART,
	.state_size = sizeof(struct state),
	.keys = keys,
	.open = people_open,
	.shown = people_shown,
	.event = people_event,
	.key = people_key,
	.draw = people_draw,
};
