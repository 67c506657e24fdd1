/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/paper_call.h"

#include <libintl.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/call.h"
#include "schema/code.h"
#include "schema/paper.h"
#include "schema/setting.h"

#define _(text) gettext(text)

#define PICK_MOST 10  /* a longer list is answered in words, and typed by its name */
#define LINE_BYTES 120 /* a longer answer has two lines */
#define NOTES_LINES 8

/* What stands above a field of the form. */
static const struct {
	const char *field;
	const char *heading; /* N_() msgid */
} headings[] = {
	{ "speak", N_("If the line drops in ten seconds: this first") },
	{ "place_from", N_("In any order; what was not asked stays empty, - is: did not say") },
	{ "offer_country", N_("An offer of work or study (motive 3)") },
	{ "listen_danger", N_("She is there and silent: one tap is yes, two are no") },
	{ "dispo", N_("When she has hung up") },
};

static void add_heading(struct paper *p, const char *field)
{
	for (size_t i = 0; i < COUNT(headings); i++)
		if (strcmp(headings[i].field, field) == 0)
			paper_heading(p, _(headings[i].heading));
}

static void add_answers(struct paper *p, const struct field *f)
{
	paper_pick(p, _(f->label));
	paper_option(p, _("yes"));
	paper_option(p, _("no"));
}

/* A code as it is typed: "2 Report". */
static enum err add_codes(
    struct store *st, struct paper *p, const struct field *f, const char *lang)
{
	const struct code_list *list;
	const enum err e = code_list(st, f->list, &list);

	if (e != AM_OK)
		return e;
	if (list->count > PICK_MOST) {
		paper_blank(p, _(f->label), 1);
		return AM_OK;
	}
	paper_pick(p, _(f->label));
	for (size_t i = 0; i < list->count; i++) {
		const struct code *c = &list->codes[i];
		struct buf text = { 0 };

		if (c->key != 0)
			buf_printf(&text, "%c ", c->key);
		buf_str(&text, code_label(c, lang));
		if (strcmp(c->code, "-") != 0)
			paper_option(p, buf_text(&text));
		buf_fini(&text);
	}
	return AM_OK;
}

static enum err add_field(
    struct store *st, struct paper *p, const struct field *f, const char *lang)
{
	size_t lines = f->max_len > LINE_BYTES ? 2 : 1;

	switch (f->type) {
	case FIELD_YESNO:
	case FIELD_SIGNAL:
		add_answers(p, f);
		return AM_OK;
	case FIELD_CODE:
	case FIELD_CODES:
		return add_codes(st, p, f, lang);
	case FIELD_NOTES:
		lines = NOTES_LINES;
		break;
	default:
		break;
	}
	paper_blank(p, _(f->label), lines);
	return AM_OK;
}

static enum err add_fields(struct store *st, struct paper *p, const char *lang)
{
	enum err e = AM_OK;

	for (size_t i = 0; i < call_form.count && e == AM_OK; i++) {
		add_heading(p, call_form.fields[i].id);
		e = add_field(st, p, &call_form.fields[i], lang);
	}
	return e;
}

enum err paper_call(
    struct store *st, enum paper_form form, const char *lang, struct buf *out)
{
	char house[64];
	enum err e = setting_text(st, SET_NAME, house, sizeof(house));
	struct paper *p;

	if (e != AM_OK)
		return e;
	p = paper_new(house, _("Call on paper"), lang);
	paper_text(p, _("For a night without power or line.  Type it in as soon as the console "
			"is there again: P on the home page; the questions come in the order of "
			"this sheet.  Until then it is under lock and key, and then it is "
			"destroyed."));
	paper_gap(p);
	e = add_fields(st, p, lang);
	if (e == AM_OK)
		(form == PAPER_HTML ? paper_as_html : paper_as_text)(p, out);
	paper_free(p);
	return e;
}
