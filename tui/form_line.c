/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A field of one line: text, numbers, dates, telephones. */
#include "tui/form_priv.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/base/text.h"
#include "schema/base/utf8.h"
#include "schema/record.h"
#include "tui/tui_priv.h"

/* --- one line of text --- */

static unsigned line_changed(struct form_fill *f)
{
	f->line[f->len] = '\0';
	return fill_set_value(f, f->line);
}

static bool line_insert(struct form_fill *f, const char *s, size_t len)
{
	const size_t max = fill_field(f, fill_here(f))->max_len;
	const size_t room = max > f->len ? max - f->len : 0;
	const bool fits = len <= room;

	assert(max < sizeof(f->line));
	if (!fits) {
		len = room;
		while (len > 0 && ((unsigned char)s[len] & 0xc0) == 0x80)
			len--;
		fill_say(f, "%s", _("Nothing more fits here. The rest was left out."));
	}
	memmove(f->line + f->caret + len, f->line + f->caret, f->len - f->caret);
	memcpy(f->line + f->caret, s, len);
	f->len += len;
	f->caret += len;
	return fits;
}

static void line_cut(struct form_fill *f, size_t from, size_t to)
{
	memmove(f->line + from, f->line + to, f->len - to);
	f->len -= to - from;
	f->caret = from;
	f->line[f->len] = '\0';
}

size_t fill_line_back(const struct form_fill *f)
{
	return f->caret > 0 ? utf8_back(f->line, f->caret) : 0;
}

static size_t line_forward(const struct form_fill *f)
{
	const char *p = f->line + f->caret;

	if (f->caret < f->len)
		(void)utf8_next(&p, f->line + f->len);
	return (size_t)(p - f->line);
}

static size_t line_word(const struct form_fill *f)
{
	size_t at = f->caret;

	while (at > 0 && f->line[at - 1] == ' ')
		at--;
	while (at > 0 && f->line[at - 1] != ' ')
		at--;
	return at;
}

/* An age is complete with its second digit. */
static bool line_complete(const struct form_fill *f)
{
	return fill_field(f, fill_here(f))->type == FIELD_AGE && f->len == 2 &&
	       f->caret == 2 && strspn(f->line, "0123456789") == 2;
}

/* A mark and the letter before the caret become one character. */
static uint32_t line_compose(struct form_fill *f, uint32_t c)
{
	const char *end = f->line + f->caret;
	const char *p = f->line + fill_line_back(f);
	const uint32_t both = p < end ? txt_compose(utf8_next(&p, end), c) : 0;

	if (both != 0)
		line_cut(f, fill_line_back(f), f->caret);
	return both != 0 ? both : c;
}

/* Fields of one short value: the first character typed into one replaces what it holds. */
static const bool replaced[FIELD_TYPES] = {
	[FIELD_NUMBER] = true,
	[FIELD_AGE] = true,
	[FIELD_DATE] = true,
	[FIELD_TIME] = true,
	[FIELD_MOMENT] = true,
	[FIELD_SPAN] = true,
	[FIELD_PHONE] = true,
};

/* The characters of a value, where nothing else is taken. */
static const char *const alphabet[FIELD_TYPES] = {
	[FIELD_NUMBER] = "0123456789",
	[FIELD_AGE] = "0123456789?- ",
};

/* A mark behind an age goes on in it, and so does what is typed where one moved to. */
static void replace(struct form_fill *f, uint32_t c)
{
	if (!f->first || f->len == 0 || c == '?' || c == '-' ||
	    !replaced[fill_field(f, fill_here(f))->type])
		return;
	fill_say(f, _("It said %s. Right or End goes into it."), f->line);
	fill_set_line(f, "");
}

static bool is_foreign(const struct form_fill *f, uint32_t c)
{
	const char *taken = alphabet[fill_field(f, fill_here(f))->type];

	return taken != NULL && (c > '~' || strchr(taken, (int)c) == NULL);
}

static unsigned line_text(struct form_fill *f, uint32_t c)
{
	char bytes[4];
	size_t slot;
	unsigned did;

	if (f->len == 0 && (did = fill_special(f, c)) != 0)
		return did;
	if (is_foreign(f, c)) {
		fill_say(f, "%s", _(field_rule(fill_field(f, fill_here(f)))));
		return FORM_TOOK;
	}
	replace(f, c);
	c = line_compose(f, c);
	line_insert(f, bytes, utf8_put(bytes, c));
	did = line_changed(f);
	if (!line_complete(f))
		return did;
	slot = f->slot;
	did |= fill_go_next(f, false);
	f->left = slot;
	return did;
}

static unsigned line_paste(struct form_fill *f, const struct key *key)
{
	struct buf clean = { 0 };
	const bool mended = txt_paste(&clean, key->paste, key->paste_len, false);

	if (clean.len > 0)
		replace(f, ' ');
	if (line_insert(f, buf_text(&clean), clean.len) && mended)
		fill_say(f, "%s", _("Pasted; control characters became blanks."));
	buf_fini(&clean);
	return line_changed(f);
}

/* Right and End go into a default to change it; anything else replaces it. */
static void take_default(struct form_fill *f)
{
	if (!fill_shows_default(f))
		return;
	fill_set_line(f, fill_default(f, fill_here(f)));
	(void)line_changed(f);
}

static unsigned line_move(struct form_fill *f, size_t at)
{
	f->caret = at;
	return FORM_TOOK;
}

static unsigned line_erase(struct form_fill *f, size_t from, size_t to)
{
	if (from < to)
		line_cut(f, from, to);
	return line_changed(f);
}

static unsigned line_key(struct form_fill *f, const struct key *key)
{
	switch (key->code) {
	case KEY_TEXT:
		return line_text(f, key->c);
	case KEY_PASTE:
		return line_paste(f, key);
	case KEY_LEFT:
		return line_move(f, fill_line_back(f));
	case KEY_RIGHT:
		take_default(f);
		return line_move(f, line_forward(f));
	case KEY_HOME:
		return line_move(f, 0);
	case KEY_END:
		take_default(f);
		return line_move(f, f->len);
	case KEY_BACKSPACE:
		return line_erase(f, fill_line_back(f), f->caret);
	case KEY_DELETE:
		return line_erase(f, f->caret, line_forward(f));
	case KEY_WORD:
		return line_erase(f, line_word(f), f->caret);
	case KEY_CLEAR:
		return line_erase(f, 0, f->len);
	default:
		return 0;
	}
}

bool fill_whole(struct form_fill *f, size_t field)
{
	const struct field *what = fill_field(f, field);
	size_t whole;

	if (!record_exceeds(f->rec, field))
		return true;
	whole = form_find(f->form, what->part_of);
	fill_say(f, _("%s: no more than %s (%s)."), _(what->label),
	    _(fill_field(f, whole)->label), record_get(f->rec, whole));
	return false;
}

static void line_leave(struct form_fill *f)
{
	const size_t field = fill_here(f);
	const struct field *what = fill_field(f, field);
	char value[FORM_LINE_BYTES];

	if (*record_get(f->rec, field) == '\0')
		return;
	if (field_check(what, record_get(f->rec, field), f->source.now(f->source.data),
		value, sizeof(value)) == AM_OK) {
		record_set(f->rec, field, value);
		f->wrong[field] = false;
		(void)fill_whole(f, field);
	} else {
		f->wrong[field] = true;
		fill_say(f, "%s", _(field_rule(what)));
	}
}

static void line_show(
    struct form_fill *f, size_t field, const char *value, struct buf *out)
{
	(void)f;
	(void)field;
	buf_str(out, value);
}

/* 961 555 877 can be read aloud; other lengths stay as they are. */
static void phone_show(
    struct form_fill *f, size_t field, const char *value, struct buf *out)
{
	(void)f;
	(void)field;
	if (strlen(value) == 9 && strspn(value, "0123456789") == 9)
		buf_printf(out, "%.3s %.3s %s", value, value + 3, value + 6);
	else
		buf_str(out, value);
}

const struct kind kind_line = { line_key, line_leave, line_show, true };
const struct kind kind_phone = { line_key, line_leave, phone_show, true };
