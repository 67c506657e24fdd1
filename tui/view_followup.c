/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A follow-up on the screen: a new one about a call or a case, or one of the agenda.
 *
 * About a call only its time is asked: "17" and Enter save it, Tab goes on to the note.
 * What speaks against the time (outside of the safe hours, another one then) is said
 * once; F9 or Enter saves it all the same.
 */
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/followup.h"
#include "schema/number.h"
#include "schema/record.h"
#include "schema/wire.h"
#include "tui/followups.h"
#include "tui/sheet.h"
#include "tui/show.h"
#include "tui/tui_priv.h"
#include "tui/views.h"
#include "tui/when.h"

#define WORDS_COL 43
#define SAFE_ROW 4
#define WORDS_ROW 3
#define PAST_ROW 7

#define V SLOT_VISIT

/* clang-format off */
static const struct slot slots[] = {
	{ "kind", 1, 1, 15, 24, .flags = 0 },
	{ "whom", 1, 43, 52, 26, .flags = 0 },
	{ "when", 3, 1, 15, 26, .flags = V },
	{ "phone", 4, 1, 15, 18, .flags = 0 },
	{ "note", 5, 1, 15, 63, .flags = V },
};

static const struct layout layout = { .name = "followup", .slots = slots, .slot_count = COUNT(slots), .rows = 21 };
/* clang-format on */

/* What the sheet knows besides. */
struct own {
	struct followup row;             /* as it was read; id 0: a new one */
	struct followup_advice told;     /* what was said already */
	char told_of[FOLLOWUP_NOTE_MAX]; /* ... about this */
	int64_t number;                  /* of the call or case it is about */
	bool is_case;
};

/* --- reading and writing --- */

static enum err load(struct ui *ui, const struct ui_about *about, struct record *rec,
    int64_t *version, bool *readonly)
{
	struct followup f;
	enum err e;

	if (about->id == 0)
		return followup_propose(ui_store(ui), ui_actor(ui), about->call_id,
		    about->case_id, ui_now(ui), rec);
	e = followup_load(ui_store(ui), ui_actor(ui), about->id, ui_now(ui), rec, &f);
	if (e == AM_OK) {
		*version = f.version;
		*readonly = !f.open;
	}
	return e;
}

static enum err write(struct ui *ui, struct ui_about *about, struct sheet_save *s)
{
	struct followup_save save = { .actor = ui_actor(ui),
		.now = ui_now(ui),
		.id = about->id,
		.call_id = about->call_id,
		.case_id = about->case_id,
		.version = s->version,
		.draft_id = s->draft_id,
		.after = s->after,
		.before = s->before };
	const enum err e = followup_save(ui_store(ui), &save);

	about->id = save.id;
	s->field = save.field;
	return e;
}

static void say_saved(struct ui *ui, const struct ui_about *about)
{
	char number[FOLLOWUPS_NUMBER_LEN];
	struct buf words = { 0 };
	struct followup f;

	if (followup_get(ui_store(ui), ui_actor(ui), about->id, ui_now(ui), &f) != AM_OK)
		return;
	when_words(&words, f.due_at, f.until_at, ui_now(ui));
	ui_saved(ui,
	    &(struct ui_undo){ .run = followups_undo,
		.id = about->id,
		.of = followups_number(&f, number) },
	    _("Follow-up: %s, %s"), buf_text(&words),
	    *f.who != '\0' ? f.who : _("whoever is on shift"));
	buf_fini(&words);
}

/* --- what it is about --- */

static void read_own(struct sheet *s)
{
	struct own *own = s->own;

	if (s->about.id != 0 && followup_get(ui_store(s->ui), ui_actor(s->ui),
				    s->about.id, ui_now(s->ui), &own->row) == AM_OK) {
		s->about.call_id = own->row.call_id;
		s->about.case_id = own->row.case_id;
	}
	own->is_case = s->about.case_id != 0;
	ui_error(s->ui, followup_number(ui_store(s->ui), s->about.call_id,
			    s->about.case_id, &own->number));
}

/* --- what speaks against it --- */

static void key_of(const struct sheet *s, char *out, size_t size)
{
	str_printf(out, size, "%s|%s|%s", form_value(s->form, "kind"),
	    form_value(s->form, "when"), form_value(s->form, "whom"));
}

static bool advise(struct sheet *s, struct followup_advice *a)
{
	const enum err e = followup_advise(ui_store(s->ui), ui_actor(s->ui), s->rec,
	    s->about.id, s->about.call_id, s->about.case_id, ui_now(s->ui), a);

	ui_error(s->ui, e);
	return e == AM_OK;
}

/* Nothing against it, or it was said already of just this: then it is saved. */
static void save(struct ui *ui, void *state)
{
	struct sheet *s = state;
	struct own *own = s->own;
	struct followup_advice a = { .past = false };
	char about[FOLLOWUP_NOTE_MAX];

	form_settle(s->form);
	key_of(s, about, sizeof(about));
	if (!advise(s, &a))
		return;
	if ((a.past || strcmp(about, own->told_of) != 0) &&
	    followups_advice(ui, &a, true)) {
		str_copy(own->told_of, sizeof(own->told_of), about);
		return;
	}
	sheet_save(ui, s);
}

/* --- keys --- */

/* The last field; of a new one about a call its time is the last that is asked. */
static bool is_asked_last(const struct sheet *s)
{
	const bool quick = s->about.id == 0 && s->about.call_id != 0;

	return form_last(s->form) ||
	       (quick && form_at(s->form) == form_find(&followup_form, "when"));
}

static bool followup_key(struct ui *ui, void *state, const struct key *key)
{
	struct sheet *s = state;

	if (key->code == KEY_ENTER && !s->readonly && is_asked_last(s) &&
	    *form_value(s->form, "when") != '\0') {
		save(ui, s);
		return true;
	}
	return sheet_key(ui, s, key);
}

static bool is_there(struct ui *ui, const void *state)
{
	const struct own *own = ((const struct sheet *)state)->own;

	(void)ui;
	return own->row.id != 0;
}

static void open_about(struct ui *ui, void *state)
{
	const struct own *own = ((const struct sheet *)state)->own;

	followups_open_about(ui, &own->row);
}

static void ring(struct ui *ui, void *state)
{
	const struct own *own = ((const struct sheet *)state)->own;

	followups_ring(ui, &own->row);
}

static bool may_ring(struct ui *ui, const void *state)
{
	const struct own *own = ((const struct sheet *)state)->own;

	return is_there(ui, state) && own->row.open;
}

/* --- drawing --- */

static void draw_words(struct sheet *s, struct cells *g, struct area a)
{
	const char *typed = form_value(s->form, "when");
	const struct own *own = s->own;
	char span[24];
	struct buf words = { 0 };
	int64_t due, until;

	if (field_check(&followup_form.fields[form_find(&followup_form, "when")], typed,
		ui_now(s->ui), span, sizeof(span)) == AM_OK &&
	    followup_moments(span, own->told.safe, &due, &until)) {
		when_words(&words, due, until, ui_now(s->ui));
		cells_text(g, a.row + WORDS_ROW, WORDS_COL, a.cols - WORDS_COL,
		    CELL_PLAIN, buf_text(&words));
	}
	buf_fini(&words);
}

static void draw_past(const struct sheet *s, struct cells *g, struct area a)
{
	const struct own *own = s->own;
	const struct followup *f = &own->row;
	char when[40], number[NUMBER_LEN];
	int row = a.row + PAST_ROW;

	if (f->id == 0)
		return;
	cells_printf(g, row++, 1, a.cols - 1, CELL_PLAIN, _("Noted by %s, %s."),
	    f->made_by, show_moment(s->ui, f->made_at, when));
	if (f->tries > 0)
		cells_printf(g, row++, 1, a.cols - 1, CELL_PLAIN,
		    _("Put off %lld times."), (long long)f->tries);
	if (f->done_at == 0)
		return;
	cells_printf(g, row++, 1, a.cols - 1, CELL_PLAIN, _("Done by %s, %s%s%s:"),
	    f->done_by, show_moment(s->ui, f->done_at, when),
	    f->done_call_number != 0 ? ", " : "",
	    f->done_call_number != 0
		? number_show(number, NUMBER_CALL, f->done_call_number)
		: "");
	cells_text(g, row, 1, a.cols - 1, CELL_PLAIN, f->result);
}

static void draw(struct sheet *s, struct cells *g, struct area a)
{
	const struct own *own = s->own;

	draw_words(s, g, a);
	if (*own->told.safe != '\0')
		cells_printf(g, a.row + SAFE_ROW, WORDS_COL, a.cols - WORDS_COL,
		    CELL_PLAIN, _("Safe hours %s"), own->told.safe);
	draw_past(s, g, a);
}

/* --- the view --- */

static const struct sheet_class class = {
	.form = &followup_form,
	.layout = &layout,
	.action = ACT_FOLLOWUP,
	.topic = TOPIC_FOLLOWUP,
	.load = load,
	.save = write,
	.saved = say_saved,
	.draw = draw,
};

static enum err followup_open(struct ui *ui, void *state, const void *arg)
{
	const struct ui_about *about = arg;
	struct sheet *s = state;
	const enum err e = sheet_open(s, ui, &class, about);

	if (e != AM_OK)
		return e;
	s->own = mem_new(1, sizeof(struct own));
	read_own(s);
	(void)advise(s, &((struct own *)s->own)->told);
	if (s->typed.draft.id == 0)
		form_focus(s->form, form_find(&followup_form, "when"), SIZE_MAX);
	return AM_OK;
}

static void followup_subject(struct ui *ui, const void *state, struct buf *out)
{
	const struct own *own = ((const struct sheet *)state)->own;
	char number[NUMBER_LEN];

	(void)ui;
	if (own->number != 0)
		buf_str(out, number_show(number, own->is_case ? NUMBER_CASE : NUMBER_CALL,
				 own->number));
}

/* clang-format off */
static const struct key_row keys[] = {
	{ KEY_F9, 0, N_("Save"), N_("Save what was typed"), ACT_FOLLOWUP, save, sheet_writable },
	{ KEY_F4, 0, N_("Options"), N_("Show the list of the field"), ACT_CONSOLE, sheet_pick, sheet_writable },
	{ KEY_F3, 0, N_("Back (draft)"), N_("Leave it as a draft; nothing is lost"), ACT_CONSOLE, sheet_park, sheet_has_typed },
	{ KEY_NONE, 0, NULL, N_("Ring back; what to mind is shown first"), ACT_FOLLOWUP, ring, may_ring },
	{ KEY_NONE, 0, NULL, N_("Open the call or case it is about"), ACT_FOLLOWUP, open_about, is_there },
	{ .help = NULL },
};
/* clang-format on */

const struct view_class view_followup = {
	.name = "followup",
	.title = N_("Follow-up"),
	.action = ACT_FOLLOWUP,
	.state_size = sizeof(struct sheet),
	.keys = keys,
	.open = followup_open,
	.close = sheet_close,
	.key = followup_key,
	.draw = sheet_draw,
	.deadline = sheet_deadline,
	.tick = sheet_tick,
	.save_draft = sheet_save_draft,
	.help = sheet_help,
	.letters = sheet_shown,
	.subject = followup_subject,
};
