/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fields that one key answers, and the notes. */
#include "tui/form_priv.h"

#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/base/text.h"
#include "schema/base/utf8.h"
#include "schema/record.h"
#include "tui/tui_priv.h"

/* --- yes and no --- */

static const char *yes_letter(const struct form_fill *f)
{
	return strcmp(f->source.lang(f->source.data), "es") == 0 ? "s" : "y";
}

static unsigned answer(struct form_fill *f, const char *typed)
{
	const struct field *what = fill_field(f, fill_here(f));
	char value[16];

	if (field_check(what, typed, f->source.now(f->source.data), value,
		sizeof(value)) != AM_OK) {
		fill_say(f, "%s", _(field_rule(what)));
		return FORM_TOOK;
	}
	return fill_choose(f, value) | fill_go_next(f, false);
}

/* 1 to 9 go to that signal: the digits stand before the questions. */
static unsigned go_signal(struct form_fill *f, uint32_t number)
{
	for (size_t i = 0; i < f->layout->slot_count; i++)
		if (fill_field(f, fill_slot_field(f, i))->type == FIELD_SIGNAL &&
		    --number == 0)
			return fill_go(f, i);
	return FORM_TOOK;
}

static unsigned answer_text(struct form_fill *f, uint32_t c)
{
	const unsigned did = fill_special(f, c);
	char typed[5] = "";

	if (did != 0)
		return did;
	if (c >= '1' && c <= '9' && fill_field(f, fill_here(f))->type == FIELD_SIGNAL)
		return go_signal(f, c - '0');
	typed[utf8_put(typed, c)] = '\0';
	return answer(f, typed);
}

static unsigned answer_key(struct form_fill *f, const struct key *key)
{
	switch (key->code) {
	case KEY_TEXT:
		return answer_text(f, key->c);
	case KEY_PASTE: /* pasted text is never an answer */
		fill_say(f, "%s", _(field_rule(fill_field(f, fill_here(f)))));
		return FORM_TOOK;
	case KEY_BACKSPACE:
	case KEY_DELETE:
	case KEY_CLEAR:
	case KEY_WORD:
		return *fill_value(f, fill_here(f)) == '\0' ? FORM_TOOK
							    : fill_choose(f, "");
	case KEY_LEFT:
	case KEY_RIGHT:
	case KEY_HOME:
	case KEY_END:
		return FORM_TOOK;
	default:
		return 0;
	}
}

/* "[s]", "[n]", "[-]"; of a signal with the time of the answer behind it. */
static void answer_show(
    struct form_fill *f, size_t field, const char *value, struct buf *out)
{
	(void)field;
	if (*value == '\0')
		buf_str(out, "[ ]");
	else if (*value == 'y')
		buf_printf(out, "[%s]%s", yes_letter(f), value + 1);
	else
		buf_printf(out, "[%c]%s", *value, value + 1);
}
/* --- notes --- */

static unsigned notes_typed(struct form_fill *f, const struct key *key)
{
	switch (notes_key(&f->notes, key)) {
	case NOTES_NONE:
		return 0;
	case NOTES_MOVED:
		return FORM_TOOK;
	case NOTES_NEAR:
		fill_say(f, _("The notes are nearly full: some %zu letters are left."),
		    f->notes.max - f->notes.text.len);
		break;
	case NOTES_FULL:
		fill_say(f, "%s", _("The notes are full. The rest was left out."));
		break;
	case NOTES_REPLACED:
		fill_say(f, "%s", _("Pasted; control characters became blanks."));
		break;
	case NOTES_TYPED:
		break;
	}
	return fill_set_value(f, notes_get(&f->notes));
}

/* The text lies below its label, form_draw() draws it. */
static void notes_show(
    struct form_fill *f, size_t field, const char *value, struct buf *out)
{
	(void)f;
	(void)field;
	(void)value;
	(void)out;
}

const struct kind kind_answer = { answer_key, NULL, answer_show, false };
const struct kind kind_notes = { notes_typed, NULL, notes_show, false };
