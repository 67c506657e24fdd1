/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the keys of a case do: most of them open another screen about it. */
#include "tui/case_keys.h"

#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/base/text.h"
#include "schema/case_edit.h"
#include "schema/code.h"
#include "schema/wire.h"
#include "tui/page.h"
#include "tui/pick.h"
#include "tui/show.h"
#include "tui/timeline.h"
#include "tui/tui_priv.h"
#include "tui/view.h"
#include "tui/views.h"

const struct case_event *case_view_event_in_focus(const struct case_view *s)
{
	return s->list.at < s->count ? &s->events[s->list.at] : NULL;
}

/* A screen about the case: a new row of it, or the list of them. */
static void open_of_case(
    struct ui *ui, const struct case_view *s, const struct view_class *view)
{
	const struct ui_about about = { .case_id = s->file.id, .call_id = s->call_id };

	(void)ui_push(ui, view, &about);
}

void case_key_refer(struct ui *ui, void *state)
{
	open_of_case(ui, state, &view_refer);
}

void case_key_note(struct ui *ui, void *state)
{
	open_of_case(ui, state, &view_note);
}

void case_key_followup(struct ui *ui, void *state)
{
	open_of_case(ui, state, &view_followup);
}

void case_key_flags(struct ui *ui, void *state)
{
	open_of_case(ui, state, &view_flags);
}

void case_key_edit(struct ui *ui, void *state)
{
	const struct case_view *s = state;
	const struct ui_about about = { .id = s->file.id };

	(void)ui_push(ui, &view_casefile, &about);
}

/* --- the parts of a case --- */

/* clang-format off */
static const struct {
	char key;
	const struct view_class *view;
	const char *label; /* N_() */
} parts[] = {
	{ '1', &view_people, N_("People") },
	{ '2', &view_route, N_("Route") },
	{ '3', &view_screening, N_("Screening") },
	{ '4', &view_consent, N_("Consent") },
	{ '5', &view_referrals, N_("Referrals") },
	{ '6', &view_agenda, N_("Follow-ups") },
	{ '7', &view_rescue, N_("Rescue operation") },
	{ '8', &view_offers, N_("Offers") },
	{ '9', &view_flags, N_("Flags") },
	{ '0', &view_access, N_("Who may read it") },
};
/* clang-format on */

static size_t part_options(
    void *data, const char *typed, struct form_option *out, size_t max)
{
	const struct case_view *s = data;
	size_t n = 0;

	for (size_t i = 0; i < COUNT(parts) && n < max; i++) {
		if (!txt_starts(_(parts[i].label), typed) ||
		    !ui_may(s->ui, parts[i].view->action))
			continue;
		out[n].key = parts[i].key;
		str_copy(out[n].value, sizeof(out[n].value), parts[i].view->name);
		str_copy(out[n].label, sizeof(out[n].label), _(parts[i].label));
		n++;
	}
	return n;
}

static void open_part(struct ui *ui, void *data, const char *value)
{
	open_of_case(ui, data, ui_view(value));
}

void case_key_parts(struct ui *ui, void *state)
{
	const struct pick_request request = { .title = _("Parts of the case"),
		.data = state,
		.options = part_options,
		.choose = open_part };

	(void)ui_push(ui, &view_pick, &request);
}

/* --- the row in focus --- */

static void read_whole(struct ui *ui, const struct case_event *e)
{
	struct buf subject = { 0 }, text = { 0 };
	enum cell_role role = CELL_PLAIN;
	char when[40];

	buf_printf(&subject, "%s  %s", timeline_when(ui, e->at, when), e->who);
	timeline_line(ui, e, &text, &role);
	if (*e->body != '\0') {
		buf_clear(&text);
		timeline_detail(ui, e, &text);
	}
	(void)ui_push(ui, &view_page,
	    &(struct page){ .subject = buf_text(&subject), .text = buf_text(&text) });
	buf_fini(&subject);
	if (text.data != NULL)
		explicit_bzero(text.data, text.cap);
	buf_fini(&text);
}

/* A call that she may open by itself, unless one is on the desk: that stays there. */
static void open_call(
    struct ui *ui, const struct case_view *s, const struct case_event *e)
{
	const struct view_class *class = &view_call;
	const struct ui_call_arg arg = { .what = UI_CALL_SHOW, .id = e->ref };

	(void)s;
	if (ui_state_of(ui, class) != NULL || ui_push(ui, class, &arg) != AM_OK) {
		ui_message_clear(ui);
		read_whole(ui, e);
	}
}

static void open_row(struct ui *ui, const struct case_view *s, const struct case_event *e,
    const struct view_class *view)
{
	const struct ui_about about = { .id = e->ref, .case_id = s->file.id };

	(void)ui_push(ui, view, &about);
}

void case_key_open(struct ui *ui, void *state)
{
	/* what opens the row of a kind; the others are read as a text */
	static const struct view_class *const views[EVENT_KINDS] = {
		[EVENT_REFERRAL] = &view_referral,
		[EVENT_PROMISED] = &view_followup,
		[EVENT_DONE] = &view_followup,
		[EVENT_RESCUE] = &view_rescue,
		[EVENT_PERSON] = &view_person,
	};
	const struct case_view *s = state;
	const struct case_event *e = case_view_event_in_focus(s);

	if (e == NULL)
		return;
	if (e->kind == EVENT_CALL)
		open_call(ui, s, e);
	else if (views[e->kind] != NULL)
		open_row(ui, s, e, views[e->kind]);
	else
		read_whole(ui, e);
}

/* --- who answers for it --- */

static size_t people_options(
    void *data, const char *typed, struct form_option *out, size_t max)
{
	const struct case_view *s = data;

	return show_options(s->ui, CODE_PEOPLE, NULL, typed, out, max);
}

static void assign_to(struct ui *ui, void *data, const char *value)
{
	const struct case_view *s = data;
	const enum err e = case_assign(
	    ui_store(ui), ui_actor(ui), s->file.id, strtoll(value, NULL, 10), ui_now(ui));

	if (e == AM_DENIED)
		ui_message(ui, MESSAGE_WARN, "%s",
		    _("Only who answers for it, and supervision, give the case on."));
	else
		ui_error(ui, e);
	if (e != AM_OK)
		return;
	ui_changed(ui, TOPIC_CASE, s->file.id);
	ui_saved(ui, &(struct ui_undo){ .run = case_undo_save, .id = s->file.id },
	    _("%s answers for the case"), show_code(ui, CODE_PEOPLE, value));
}

void case_key_assign(struct ui *ui, void *state)
{
	const struct pick_request request = { .title = _("Responsible"),
		.data = state,
		.options = people_options,
		.choose = assign_to };

	(void)ui_push(ui, &view_pick, &request);
}

/* --- who changed what --- */

static bool is_change(const struct case_event *e)
{
	static const bool changes[EVENT_KINDS] = {
		[EVENT_OPENED] = true,
		[EVENT_UNLINKED] = true,
		[EVENT_STATUS] = true,
		[EVENT_RISK] = true,
		[EVENT_ASSIGNED] = true,
		[EVENT_CHANGED] = true,
		[EVENT_READ] = true,
		[EVENT_MERGED] = true,
		[EVENT_EXPORTED] = true,
	};

	return changes[e->kind];
}

static void add_change(struct ui *ui, const struct case_event *e, struct buf *out)
{
	enum cell_role role = CELL_PLAIN;
	char when[40];

	buf_printf(out, "%s  %s  ", timeline_when(ui, e->at, when), e->who);
	if (e->kind == EVENT_CHANGED) {
		timeline_detail(ui, e, out);
	} else {
		timeline_line(ui, e, out, &role);
		buf_byte(out, '\n');
	}
}

/* Newest first, as histories are. */
void case_key_history(struct ui *ui, void *state)
{
	const struct case_view *s = state;
	struct buf subject = { 0 }, text = { 0 };

	for (size_t i = s->count; i > 0; i--)
		if (is_change(&s->events[i - 1]))
			add_change(ui, &s->events[i - 1], &text);
	buf_str(&subject, _("Who changed what"));
	(void)ui_push(ui, &view_page,
	    &(struct page){ .subject = buf_text(&subject), .text = buf_text(&text) });
	buf_fini(&subject);
	buf_fini(&text);
}
