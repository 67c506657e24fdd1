/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/line.h"

#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/err.h"
#include "schema/base/text.h"
#include "schema/base/utf8.h"

void line_start(struct line_edit *l, const char *value, size_t max)
{
	l->max = max < LINE_BYTES - 1 ? max : LINE_BYTES - 1;
	l->said = NULL;
	str_copy(l->text, l->max + 1, value);
	l->len = l->caret = strlen(l->text);
}

static bool insert(struct line_edit *l, const char *text, size_t len)
{
	if (l->len + len > l->max)
		return false;
	memmove(l->text + l->caret + len, l->text + l->caret, l->len - l->caret + 1);
	memcpy(l->text + l->caret, text, len);
	l->len += len;
	l->caret += len;
	return true;
}

static void cut(struct line_edit *l, size_t from, size_t to)
{
	memmove(l->text + from, l->text + to, l->len - to + 1);
	l->len -= to - from;
	l->caret = from;
}

static size_t next_char(const struct line_edit *l)
{
	return l->caret + utf8_cut(l->text + l->caret, 1);
}

static size_t word_start(const struct line_edit *l)
{
	size_t at = l->caret;

	while (at > 0 && l->text[at - 1] == ' ')
		at--;
	while (at > 0 && l->text[at - 1] != ' ')
		at--;
	return at;
}

static uint32_t char_before(const struct line_edit *l)
{
	const char *end = l->text + l->caret;
	const char *p = l->caret > 0 ? l->text + utf8_back(l->text, l->caret) : end;

	return p < end ? utf8_next(&p, end) : 0;
}

static bool insert_char(struct line_edit *l, uint32_t c)
{
	const uint32_t both = txt_compose(char_before(l), c);
	char bytes[4] = { 0 };

	if (both != 0)
		cut(l, utf8_back(l->text, l->caret), l->caret);
	return insert(l, bytes, utf8_put(bytes, both != 0 ? both : c));
}

/* As much of it as fits. */
static void insert_paste(struct line_edit *l, const struct key *key)
{
	struct buf text = { 0 };
	const char *p, *end;
	bool fits = true;

	if (txt_paste(&text, key->paste, key->paste_len, false))
		l->said = N_("Pasted; control characters became blanks.");
	p = buf_text(&text);
	end = p + text.len;
	while (p < end && fits)
		fits = insert_char(l, utf8_next(&p, end));
	if (!fits)
		l->said = N_("Nothing more fits here. The rest was left out.");
	buf_fini(&text);
}

bool line_key(struct line_edit *l, const struct key *key)
{
	l->said = NULL;
	switch (key->code) {
	case KEY_TEXT:
		(void)insert_char(l, key->c);
		return true;
	case KEY_PASTE:
		insert_paste(l, key);
		return true;
	case KEY_BACKSPACE:
		if (l->caret > 0)
			cut(l, utf8_back(l->text, l->caret), l->caret);
		return true;
	case KEY_DELETE:
		if (l->caret < l->len)
			cut(l, l->caret, next_char(l));
		return true;
	case KEY_WORD:
		cut(l, word_start(l), l->caret);
		return true;
	case KEY_CLEAR:
		cut(l, 0, l->len);
		return true;
	case KEY_LEFT:
		if (l->caret > 0)
			l->caret = utf8_back(l->text, l->caret);
		return true;
	case KEY_RIGHT:
		if (l->caret < l->len)
			l->caret = next_char(l);
		return true;
	case KEY_HOME:
		l->caret = 0;
		return true;
	case KEY_END:
		l->caret = l->len;
		return true;
	default:
		return false;
	}
}

static size_t cols_before(const struct line_edit *l)
{
	size_t cols = 0;
	const char *p = l->text, *caret = l->text + l->caret;

	while (p < caret) {
		(void)utf8_next(&p, caret);
		cols++;
	}
	return cols;
}

void line_draw(const struct line_edit *l, struct cells *g, int row, int col, int width)
{
	const size_t before = cols_before(l), room = width > 1 ? (size_t)width - 1 : 0;
	const size_t skip = before > room ? before - room : 0;

	cells_text(g, row, col, width, CELL_PLAIN, l->text + utf8_cut(l->text, skip));
	cells_cursor(g, row, col + (int)(before - skip));
}

void line_wipe(struct line_edit *l)
{
	explicit_bzero(l->text, sizeof(l->text));
	l->len = l->caret = 0;
}
