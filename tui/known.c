/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/known.h"

#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/base/utf8.h"
#include "schema/call.h"
#include "schema/code.h"
#include "schema/number.h"
#include "schema/record.h"
#include "schema/wire.h"
#include "tui/call_undo.h"
#include "tui/desk.h"
#include "tui/show.h"
#include "tui/tui_priv.h"

#define LINE_COLS 77
#define TEXT_ROW 9 /* of an empty form: below its list */
#define TEXT_COLS 76

/* --- looking --- */

static bool is_half(const struct desk *d, const char *phone)
{
	return *phone != '\0' && !d->readonly &&
	       form_at(d->form) == form_find(&call_form, "phone") &&
	       strcmp(record_get_id(d->as_read, "phone"), phone) != 0;
}

static void look_number(struct desk *d, struct known *k)
{
	const struct telephone_who who = { .dialled = k->phone, .call_id = d->call.id };
	const enum err e = telephone_read(
	    ui_store(d->ui), ui_actor(d->ui), &who, ui_now(d->ui), &k->number);

	k->found = e == AM_OK;
	if (e != AM_OK && e != AM_MISSING)
		ui_error(d->ui, e);
}

static void look_before(struct desk *d, struct known *k)
{
	struct store *st = ui_store(d->ui);

	k->goes_on = d->call.continues_id != 0 &&
		     redial_before(st, ui_actor(d->ui), d->call.id, &k->before) == AM_OK;
	k->offered = !k->goes_on && desk_is_open(d) && d->call.entered_at == 0 &&
		     redial_find(st, ui_actor(d->ui), d->call.id, k->phone,
			 ui_now(d->ui), &k->before) == AM_OK;
}

static void forget_text(struct known *k)
{
	record_free(k->text);
	k->text = NULL;
}

/* What was written of the call it goes on with. */
static void read_text(struct desk *d, struct known *k)
{
	struct call call;

	forget_text(k);
	if (!k->goes_on || !desk_is_open(d))
		return;
	k->text = record_new(&call_form);
	if (call_load(ui_store(d->ui), ui_actor(d->ui), k->before.call_id, ui_now(d->ui),
		&call, k->text) != AM_OK)
		forget_text(k);
}

void known_look(struct desk *d, bool again)
{
	struct known *k = &d->known;
	const char *phone = record_get_id(d->rec, "phone");

	if (!again && (strcmp(k->phone, phone) == 0 || is_half(d, phone)))
		return;
	str_copy(k->phone, sizeof(k->phone), phone);
	k->found = false;
	if (desk_is_open(d) && *phone != '\0')
		look_number(d, k);
	look_before(d, k);
	read_text(d, k);
}

void known_fini(struct known *k)
{
	forget_text(k);
	explicit_bzero(k, sizeof(*k));
}

void known_go_on(struct desk *d)
{
	struct known *k = &d->known;
	char number[NUMBER_LEN];
	const enum err e = redial_continue(ui_store(d->ui), ui_actor(d->ui), d->call.id,
	    k->phone, ui_now(d->ui), &k->before);

	if (e != AM_OK) {
		ui_error(d->ui, e);
		return;
	}
	d->call.continues_id = k->before.call_id;
	known_look(d, true);
	ui_changed(d->ui, TOPIC_CALL, k->before.call_id);
	ui_saved(d->ui, &(struct ui_undo){ .run = call_take_back, .id = d->call.id },
	    _("Goes on with %s of %s: one contact, two calls"),
	    number_show(number, NUMBER_CALL, k->before.number), k->before.operator_name);
}

/* --- the row above the form --- */

/* Parts of a line that fit: what comes first matters most. */
struct parts {
	struct buf text;
	enum cell_role role;
};

static void add(struct parts *p, const char *part)
{
	const size_t blank = p->text.len > 0 ? 1 : 0;

	if (utf8_cols(buf_text(&p->text)) + blank + utf8_cols(part) <= LINE_COLS)
		buf_printf(&p->text, "%s%s", blank > 0 ? " " : "", part);
}

static bool is_urgent(struct ui *ui, const char *flag)
{
	const struct code_list *list;
	const struct code *c = NULL;

	if (code_list(ui_store(ui), "numflag", &list) == AM_OK)
		c = code_find(list, flag);
	return c != NULL && code_has(c, 'U');
}

static void add_marks(struct ui *ui, const struct telephone *t, struct parts *p)
{
	for (size_t i = 0; i < t->mark_count; i++) {
		const struct telephone_mark *m = &t->marks[i];
		struct buf one = { 0 };
		char when[40];

		if (m->expires_at != 0 && m->expires_at <= ui_now(ui))
			continue;
		if (is_urgent(ui, m->flag)) {
			buf_str(&one, "!! ");
			p->role = CELL_ALARM;
		}
		buf_str(&one, show_code(ui, "numflag", m->flag));
		if (m->expires_at != 0)
			buf_printf(
			    &one, _(" until %s"), show_moment(ui, m->expires_at, when));
		buf_byte(&one, '.');
		add(p, buf_text(&one));
		buf_fini(&one);
	}
}

static void add_before(struct ui *ui, const struct known *k, struct parts *p)
{
	struct buf one = { 0 };
	char number[NUMBER_LEN], when[40];

	if (!k->offered && !k->goes_on)
		return;
	number_show(number, NUMBER_CALL, k->before.number);
	show_moment(ui, k->before.started_at, when);
	if (k->offered)
		buf_printf(&one, _("Cut off? %s, %s %s. Ctrl-R goes on with it."), number,
		    k->before.operator_name, when);
	else
		buf_printf(&one, _("Goes on with %s, %s %s. Ctrl-R shows it."), number,
		    k->before.operator_name, when);
	add(p, buf_text(&one));
	buf_fini(&one);
}

/* "2 earlier calls, case C 26-00031-3." */
static void add_links(const struct telephone *t, struct parts *p)
{
	struct buf one = { 0 };
	char number[NUMBER_LEN];

	if (t->earlier > 0)
		buf_printf(&one,
		    ngettext("%lld earlier call", "%lld earlier calls",
			(unsigned long)t->earlier),
		    (long long)t->earlier);
	if (t->case_count > 0)
		buf_printf(&one, "%s%s %s", one.len > 0 ? ", " : "", _("case"),
		    number_show(number, NUMBER_CASE, t->cases[0].number));
	if (t->case_count > 1)
		buf_printf(&one, " +%zu", t->case_count - 1);
	if (one.len > 0) {
		buf_byte(&one, '.');
		add(p, buf_text(&one));
		add(p, _("Do not mention earlier calls."));
	}
	buf_fini(&one);
}

static void add_owner(struct ui *ui, const struct desk *d, struct parts *p)
{
	const struct telephone *t = &d->known.number;
	struct buf one = { 0 };

	if (*t->shared != '\0' && strcmp(t->shared, "own") != 0)
		buf_printf(&one, _("Telephone: %s."), show_code(ui, "phoneuse", t->shared));
	if (one.len > 0)
		add(p, buf_text(&one));
	buf_clear(&one);
	if (*t->owner != '\0' && *record_get_id(d->rec, "phone_of") == '\0')
		buf_printf(&one, _("Of: %s."), t->owner);
	if (one.len > 0)
		add(p, buf_text(&one));
	buf_clear(&one);
	if (*t->safe_note != '\0')
		buf_printf(&one, _("Care: %s."), t->safe_note);
	if (one.len > 0)
		add(p, buf_text(&one));
	buf_fini(&one);
}

/* What the line decided about a call that is shown, and by whom. */
static void add_decision(struct ui *ui, const struct desk *d, struct parts *p)
{
	const struct call *c = &d->call;
	struct buf one = { 0 };
	char when[40];

	if (*c->assess == '\0')
		return;
	buf_printf(&one, _("Assessment: %s"), show_code(ui, "assess", c->assess));
	if (c->assessed_at != 0)
		buf_printf(&one, " (%s, %s, %s)", show_code(ui, "decidedby", c->assess_org),
		    c->assess_by, show_moment(ui, c->assessed_at, when));
	buf_byte(&one, '.');
	add(p, buf_text(&one));
	buf_fini(&one);
}

static void add_paper(struct ui *ui, const struct desk *d, struct parts *p)
{
	const int64_t at = call_taken_at(record_get_id(d->rec, "taken_at"));
	struct buf one = { 0 };
	char when[40];

	if (d->call.entered_at == 0 || d->asks_when || at < 0)
		return;
	buf_printf(&one, _("Taken on paper %s."), show_moment(ui, at, when));
	add(p, buf_text(&one));
	buf_fini(&one);
}

void known_draw(struct desk *d, struct cells *g, struct area a)
{
	const struct known *k = &d->known;
	struct parts p = { .role = CELL_PLAIN };

	if (k->found)
		add_marks(d->ui, &k->number, &p);
	add_paper(d->ui, d, &p);
	add_before(d->ui, k, &p);
	if (d->readonly)
		add_decision(d->ui, d, &p);
	if (d->call.hard && d->readonly)
		add(&p, _("A hard call."));
	if (k->found) {
		add_links(&k->number, &p);
		add_owner(d->ui, d, &p);
	}
	if (p.text.len > 0)
		cells_text(
		    g, a.row, a.col + 1, LINE_COLS, p.role, buf_text(&p.text));
	buf_fini(&p.text);
}

/* --- what the operator before wrote --- */

/* Fields that tell most in few words. */
static const char *const telling[] = { "motive", "speak", "phone_of", "safe_hours",
	"where_is", "age", "situation", "risk", "dispo" };

static void add_telling(const struct desk *d, struct buf *out)
{
	for (size_t i = 0; i < COUNT(telling); i++) {
		const size_t field = form_find(&call_form, telling[i]);
		const struct field *f = &call_form.fields[field];
		const char *label = _(f->label), *value = record_get(d->known.text, field);
		const size_t len = strlen(label);

		if (*value == '\0')
			continue;
		buf_printf(out, "%s%s%s ", out->len > 0 ? "  " : "", label,
		    len > 0 && label[len - 1] == '?' ? "" : ":");
		form_show(d->form, field, value, out);
	}
}

/* Draw text over at most rows rows; returns how many it took. */
static int draw_wrapped(
    struct cells *g, int row, int col, int rows, const char *text)
{
	int used = 0;

	while (*text != '\0' && used < rows) {
		const size_t n = show_line(text, TEXT_COLS);
		char *line = mem_dup(text);

		line[n] = '\0';
		cells_text(g, row + used, col, TEXT_COLS, CELL_PLAIN, line);
		free(line);
		text += n;
		text += strspn(text, " \n");
		used++;
	}
	return used;
}

void known_draw_text(struct desk *d, struct cells *g, struct area a)
{
	const struct known *k = &d->known;
	struct buf head = { 0 }, facts = { 0 };
	char number[NUMBER_LEN], when[40];
	int row = TEXT_ROW;

	if (k->text == NULL || strcmp(d->layout->motive, "") != 0)
		return;
	buf_printf(&head, _("%s wrote, %s, %s:"), k->before.operator_name,
	    number_show(number, NUMBER_CALL, k->before.number),
	    show_moment(d->ui, k->before.started_at, when));
	cells_text(g, a.row + row++, a.col + 1, LINE_COLS, CELL_TITLE, buf_text(&head));
	add_telling(d, &facts);
	row += draw_wrapped(g, a.row + row, a.col + 1, a.rows - row - 2, buf_text(&facts));
	row += draw_wrapped(g, a.row + row, a.col + 1, a.rows - row - 2,
	    record_get_id(k->text, "notes"));
	buf_fini(&head);
	buf_fini(&facts);
}
