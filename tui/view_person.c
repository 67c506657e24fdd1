/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A person of a case: who she is and what she is in it; F8 turns to what was done to her.
 * Once a name, a document or a telephone is typed, whoever of the register it may be is
 * listed: the digit in front takes her.
 */
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/number.h"
#include "schema/person.h"
#include "schema/record.h"
#include "schema/wire.h"
#include "tui/layout_person.h"
#include "tui/sheet.h"
#include "tui/show.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

struct own {
	struct person_offer offers[PERSON_OFFERS];
	size_t count;
	char *asked;  /* what they were asked for */
	bool context; /* the second page */
};

static struct own *own_of(struct sheet *s)
{
	if (s->own == NULL)
		s->own = mem_new(1, sizeof(struct own));
	return s->own;
}

static enum err load(struct ui *ui, const struct ui_about *about, struct record *rec,
    int64_t *version, bool *readonly)
{
	*readonly = !ui_may(ui, ACT_CASE_EDIT);
	if (about->id == 0)
		return about->case_id != 0 ? AM_OK : AM_MISSING;
	return person_load(ui_store(ui), ui_actor(ui), about->case_id, about->id,
	    ui_now(ui), rec, version);
}

static enum err save(struct ui *ui, struct ui_about *about, struct sheet_save *s)
{
	return person_save(ui_store(ui), ui_actor(ui), about->case_id, &about->id,
	    s->before, s->after, s->version, s->draft_id, ui_now(ui), &s->field);
}

static enum err undo(struct ui *ui, int64_t id)
{
	return ui_after(ui, TOPIC_CASE, 0,
	    person_undo(ui_store(ui), ui_actor(ui), 0, id, ui_now(ui)));
}

/* --- the register --- */

static char *asked_for(const struct record *rec)
{
	static const char *const ids[] = { "names", "surnames", "alias", "doc_no",
		"phone" };
	struct buf text = { 0 };

	for (size_t i = 0; i < COUNT(ids); i++)
		buf_printf(&text, "%s\n", record_get_id(rec, ids[i]));
	return buf_give(&text);
}

static void ask_register(struct sheet *s)
{
	struct own *own = own_of(s);
	char *asked = asked_for(s->rec);

	if (own->asked != NULL && strcmp(own->asked, asked) == 0) {
		free(asked);
		return;
	}
	free(own->asked);
	own->asked = asked;
	own->count = 0;
	if (s->about.id == 0)
		ui_error(s->ui, person_offers(ui_store(s->ui), ui_actor(s->ui),
				    s->about.case_id, s->rec, 0, ui_now(s->ui),
				    own->offers, PERSON_OFFERS, &own->count));
}

/* Her entry is what the sheet is about from now on; what was typed besides her names stays. */
static void take(struct sheet *s, const struct person_offer *offer)
{
	static const char *const names[] = { "names", "surnames", "alias" };
	const int64_t before = s->about.id;
	enum err e;

	s->about.id = offer->person_id;
	e = s->class->load(s->ui, &s->about, s->as_read, &s->version, &s->readonly);
	if (e != AM_OK) {
		s->about.id = before;
		ui_error(s->ui, e);
		return;
	}
	for (size_t i = 0; i < COUNT(names); i++)
		record_set_id(s->rec, names[i], record_get_id(s->as_read, names[i]));
	for (size_t i = 0; i < person_form.count; i++)
		if (*record_get(s->rec, i) == '\0')
			record_set(s->rec, i, record_get(s->as_read, i));
	own_of(s)->count = 0;
	ui_message(s->ui, MESSAGE_DONE, "%s",
	    _("It is her. What you typed besides stays; F9 saves."));
}

static void choose(struct sheet *s)
{
	struct own *own = own_of(s);
	const char *typed = record_get_id(s->rec, "same");
	const size_t which = (size_t)(*typed - '1');
	char number[NUMBER_LEN];

	if (*typed == '\0')
		return;
	record_set_id(s->rec, "same", "");
	if (which >= own->count)
		ui_message(
		    s->ui, MESSAGE_WARN, "%s", _("The digit in front of one of them."));
	else if (!own->offers[which].whole)
		ui_message(s->ui, MESSAGE_WARN,
		    _("She is in %s, which is not yours: open it first, with a reason."),
		    number_show(number, NUMBER_CASE, own->offers[which].case_number));
	else
		take(s, &own->offers[which]);
	form_reload(s->form);
}

static void changed(struct sheet *s)
{
	struct own *own = own_of(s);
	const struct layout *layout = &layout_person;

	if (own->context)
		return;
	choose(s);
	ask_register(s);
	if (own->count > 0)
		layout = &layout_person_same;
	form_layout(s->form, layout);
}

/* --- drawing --- */

static void add_kind(const struct person_offer *o, struct buf *out)
{
	static const struct {
		unsigned kind;
		const char *text;
	} kinds[] = { { PERSON_SAME_DOC, N_("same document") },
		{ PERSON_SAME_PHONE, N_("same telephone") },
		{ PERSON_SAME_NAME, N_("same name") },
		{ PERSON_LIKE_NAME, N_("name alike") } };
	const char *between = "  ";

	for (size_t i = 0; i < COUNT(kinds); i++) {
		if ((o->kind & kinds[i].kind) == 0)
			continue;
		buf_printf(out, "%s%s", between, _(kinds[i].text));
		between = ", ";
	}
}

static void add_offer(const struct person_offer *o, struct buf *out)
{
	char number[NUMBER_LEN];

	if (o->whole) {
		person_show(&o->name, out);
		if (o->age.group != AGE_NOT_KNOWN)
			buf_str(out, "  ");
		age_years(&o->age, out);
		buf_str(out, "  ");
	}
	buf_str(out, number_show(number, NUMBER_CASE, o->case_number));
	add_kind(o, out);
	if (!o->whole)
		buf_printf(out, "  %s", _("(not yours)"));
	else if (o->in_case)
		buf_printf(out, "  %s", _("(in this case)"));
}

static void draw_offers(struct own *own, struct cells *g, struct area a)
{
	for (size_t i = 0; i < own->count; i++) {
		struct buf text = { 0 };

		buf_printf(&text, "%zu  ", i + 1);
		add_offer(&own->offers[i], &text);
		cells_text(g, a.row + PERSON_OFFERS_ROW + (int)i, a.col + 3, a.cols - 3,
		    CELL_PLAIN, buf_text(&text));
		buf_fini(&text);
	}
}

/* "Now 15-18 years: not certain, so she counts as a MINOR." */
static void add_age(const struct age *age, struct buf *out)
{
	static const char *const means[] = {
		[AGE_NOT_KNOWN] = "",
		[AGE_MINOR] = N_("MINOR"),
		[AGE_MAYBE_MINOR] = N_("not certain, so she counts as a MINOR"),
		[AGE_ADULT] = N_("of age"),
	};

	if (age->group == AGE_NOT_KNOWN)
		return;
	buf_printf(out, "%s ", _("Age now:"));
	age_years(age, out);
	buf_printf(out, ", %s.", _(means[age->group]));
}

static void draw_age(struct sheet *s, struct cells *g, struct area a)
{
	const struct age age =
	    age_now(record_get_id(s->rec, "born_on"), record_get_id(s->rec, "age_said"),
		age_said_at(record_get_id(s->rec, "age_on")), ui_now(s->ui));
	struct buf text = { 0 };

	add_age(&age, &text);
	cells_text(g, a.row + PERSON_AGE_ROW, a.col + 1, a.cols - 1, CELL_PLAIN,
	    buf_text(&text));
	buf_fini(&text);
	if (own_of(s)->context && age_counts_as_minor(&age))
		cells_text(g, a.row + PERSON_AGE_ROW - 1, a.col + 1, a.cols - 1,
		    CELL_PLAIN, _("Under 18 the means need not be asked for."));
}

static void draw(struct sheet *s, struct cells *g, struct area a)
{
	if (!own_of(s)->context)
		draw_offers(own_of(s), g, a);
	draw_age(s, g, a);
}

/* --- keys --- */

static const struct sheet_class class = {
	.form = &person_form,
	.layout = &layout_person,
	.action = ACT_CASE_EDIT,
	.topic = TOPIC_CASE,
	.load = load,
	.save = save,
	.said = N_("Person saved"),
	.undo = undo,
	.changed = changed,
	.draw = draw,
};

static enum err person_open(struct ui *ui, void *state, const void *arg)
{
	return sheet_open(state, ui, &class, arg);
}

static void person_close(struct ui *ui, void *state)
{
	struct sheet *s = state;

	if (s->own != NULL)
		free(own_of(s)->asked);
	sheet_close(ui, state);
}

static void turn(struct ui *ui, void *state)
{
	struct sheet *s = state;
	struct own *own = own_of(s);

	(void)ui;
	form_settle(s->form);
	own->context = !own->context;
	if (own->context)
		form_layout(s->form, &layout_person_context);
	else
		changed(s);
}

static void person_subject(struct ui *ui, const void *state, struct buf *out)
{
	const struct sheet *s = state;

	(void)ui;
	if (s->own != NULL && ((const struct own *)s->own)->context)
		buf_str(out, _("what was done to her"));
}

/* clang-format off */
static const struct key_row keys[] = {
	SHEET_KEYS(ACT_CASE_EDIT),
	{ KEY_F8, 0, N_("Other page"), N_("Turn to what was done to her, and back"), ACT_CASE_VIEW, turn, NULL },
	{ .help = NULL },
};
/* clang-format on */

const struct view_class view_person = {
	.name = "person",
	.title = N_("Person"),
	.action = ACT_CASE_VIEW,
	.flags = VIEW_PART,
	.keys = keys,
	.open = person_open,
	.subject = person_subject,
	.close = person_close,
	.state_size = sizeof(struct sheet),
	.key = sheet_key,
	.draw = sheet_draw,
	.deadline = sheet_deadline,
	.tick = sheet_tick,
	.save_draft = sheet_save_draft,
	.help = sheet_help,
	.letters = sheet_shown,
};
