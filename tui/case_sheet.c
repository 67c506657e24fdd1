/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The sheet of one case for a prosecutor: a text to be copied from the screen or read
 * aloud.  A reason is asked first, and the making is audited.
 *
 * Who called the line, and from which number, is never on it; nor where a confidential
 * place is.  The notes are left out unless they are asked for.
 */
#include <inttypes.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/base/text.h"
#include "schema/case_edit.h"
#include "schema/number.h"
#include "schema/operator.h"
#include "schema/wire.h"
#include "tui/case_draw.h"
#include "tui/case_keys.h"
#include "tui/page.h"
#include "tui/pick.h"
#include "tui/show.h"
#include "tui/timeline.h"
#include "tui/tui_priv.h"
#include "tui/view.h"
#include "tui/views.h"

#define REASON_MAX 200

/* --- the text --- */

static void add_line(struct buf *out, const char *label, const char *value)
{
	if (*value != '\0')
		buf_printf(out, "%s: %s\n", label, value);
}

static void add_top(
    struct ui *ui, const struct case_view *s, const char *reason, struct buf *out)
{
	char number[NUMBER_LEN], when[40];

	buf_printf(out, "%s %s\n", _("Sheet of the case"),
	    number_show(number, NUMBER_CASE, s->file.number));
	buf_printf(out, _("Made %s by %s. Reason: %s\n"),
	    timeline_when(ui, ui_now(ui), when), ui_operator(ui)->name, reason);
	buf_str(
	    out, _("Who called the line, telephone numbers and confidential places are "
		   "left out.\n"));
	buf_byte(out, '\n');
}

static void add_data(struct ui *ui, const struct case_view *s, struct buf *out)
{
	const struct casefile *f = &s->file;
	struct buf text = { 0 };
	char when[40];

	add_line(out, _("Opened"), timeline_when(ui, f->opened_at, when));
	add_line(out, _("Source"), show_code(ui, "source", f->source));
	add_line(out, _("Status"), show_code(ui, "casestatus", f->status));
	add_line(out, _("Risk"), show_code(ui, "risk", f->risk));
	add_line(out, _("Scope"), show_code(ui, "scope", f->scope));
	add_line(out, _("Exploitation"), show_code(ui, "exploit", f->exploit));
	case_route(ui, f, &text);
	add_line(out, _("Place"), buf_text(&text));
	if (f->victims >= 0)
		buf_printf(out, "%s: %" PRId64 "\n", _("Victims"), f->victims);
	if (f->minors >= 0)
		buf_printf(out, "%s: %" PRId64 "\n", _("Minors"), f->minors);
	buf_fini(&text);
}

static void add_person(struct ui *ui, const struct case_view *s, struct buf *out)
{
	const struct case_head *h = &s->head;
	struct buf years = { 0 };

	if (h->person_id == 0)
		return;
	age_years(&h->age, &years);
	buf_printf(out, "%s: %s", _("Person"), *h->name != '\0' ? h->name : "-");
	if (*h->gender != '\0')
		buf_printf(out, ", %s", show_code(ui, "gender", h->gender));
	if (years.len > 0)
		buf_printf(out, ", %s %s", buf_text(&years), _("years"));
	if (age_counts_as_minor(&h->age))
		buf_printf(out, ", %s", _("under 18"));
	buf_byte(out, '\n');
	buf_fini(&years);
}

/* What of the timeline a prosecutor is given. */
static bool goes_out(const struct case_view *s, const struct case_event *e)
{
	static const bool facts[EVENT_KINDS] = {
		[EVENT_OPENED] = true,
		[EVENT_CALL] = true,
		[EVENT_REFERRAL] = true,
		[EVENT_STATUS] = true,
		[EVENT_RISK] = true,
		[EVENT_RESCUE] = true,
		[EVENT_CONSENT] = true,
		[EVENT_ASSISTED] = true,
		[EVENT_LEGAL] = true,
		[EVENT_PERSON] = true,
	};

	if (e->kind == EVENT_NOTE)
		return s->with_notes && *e->a == '\0';
	return facts[e->kind];
}

/* One line of it: never what a call or a consent says about who spoke. */
static void add_event(struct ui *ui, const struct case_event *e, struct buf *out)
{
	struct case_event bare = *e;
	enum cell_role role = CELL_PLAIN;
	char when[40], nothing[1] = "";

	if (e->kind != EVENT_NOTE)
		bare.body = nothing;
	if (e->kind == EVENT_CONSENT)
		*bare.text = '\0';
	buf_printf(out, "%s  ", timeline_when(ui, e->at, when));
	if (e->kind == EVENT_NOTE)
		buf_printf(out, "%s: %s", _("Note"), e->body);
	else
		timeline_line(ui, &bare, out, &role);
	buf_byte(out, '\n');
}

static void add_events(struct ui *ui, const struct case_view *s, struct buf *out)
{
	buf_printf(out, "\n%s\n", _("What happened"));
	for (size_t i = 0; i < s->count; i++)
		if (goes_out(s, &s->events[i]))
			add_event(ui, &s->events[i], out);
}

static void show_sheet(struct ui *ui, const struct case_view *s, const char *reason)
{
	struct buf text = { 0 };

	add_top(ui, s, reason, &text);
	add_data(ui, s, &text);
	add_person(ui, s, &text);
	add_events(ui, s, &text);
	(void)ui_push(ui, &view_page,
	    &(struct page){ .subject = _("Sheet of the case"), .text = buf_text(&text) });
	if (text.data != NULL)
		explicit_bzero(text.data, text.cap);
	buf_fini(&text);
}

/* --- asking --- */

#define WHO_WHY N_("Who asks for it, and why?")

static void make_for(struct ui *ui, void *state, const char *reason)
{
	const struct case_view *s = state;
	enum err e;

	if (reason == NULL)
		return;
	e = case_export(ui_store(ui), ui_actor(ui), s->file.id, reason, ui_now(ui));
	if (e == AM_OK) {
		ui_changed(ui, TOPIC_CASE, s->file.id);
		show_sheet(ui, s, reason);
	} else if (e == AM_AGAIN) {
		ui_ask_again(ui, N_("Write the reason in ten letters or more."), _(WHO_WHY),
		    reason, REASON_MAX, make_for);
	} else {
		ui_error(ui, e);
	}
}

/* clang-format off */
static const struct {
	char key;
	const char *value, *label; /* label: N_() */
} kinds[] = {
	{ '1', "facts", N_("Without the notes") },
	{ '2', "notes", N_("With the notes") },
};
/* clang-format on */

static size_t options(void *data, const char *typed, struct form_option *out, size_t max)
{
	size_t n = 0;

	(void)data;
	for (size_t i = 0; i < COUNT(kinds) && n < max; i++) {
		if (!txt_starts(_(kinds[i].label), typed))
			continue;
		out[n].key = kinds[i].key;
		str_copy(out[n].value, sizeof(out[n].value), kinds[i].value);
		str_copy(out[n].label, sizeof(out[n].label), _(kinds[i].label));
		n++;
	}
	return n;
}

static void chosen(struct ui *ui, void *data, const char *value)
{
	struct case_view *s = data;

	s->with_notes = strcmp(value, "notes") == 0;
	ui_ask(ui, _(WHO_WHY), "", REASON_MAX, make_for);
}

void case_key_sheet(struct ui *ui, void *state)
{
	const struct pick_request request = { .title = _("Sheet of the case"),
		.data = state,
		.options = options,
		.choose = chosen };

	(void)ui_push(ui, &view_pick, &request);
}
