/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/notes.h"

#include <stdint.h>
#include <string.h>

#include "schema/base/mem.h"
#include "schema/base/text.h"
#include "schema/base/utf8.h"

/* A line on the screen: bytes of the text, without the line feed that ends it. */
struct line {
	size_t start, end;
	bool hard; /* a line feed ends it */
};

/* A blank at which a line may be broken. */
static bool is_gap(char c)
{
	return c == ' ' || c == '\t';
}

/*
 * The line that starts at start: it ends at a line feed, behind the last blank
 * within cols cells, or in the middle of a word that is longer than that.
 */
static struct line line_at(const struct notes *n, size_t start)
{
	const char *text = buf_text(&n->text);
	const char *end = text + n->text.len;
	const char *p = text + start;
	const char *gap = NULL;

	for (size_t used = 0; p < end; used++) {
		const char *here = p;

		if (*p == '\n')
			return (struct line){ start, (size_t)(p - text), true };
		if (used == n->cols && !is_gap(*p)) {
			const char *stop = gap != NULL ? gap : here;

			return (struct line){ start, (size_t)(stop - text), false };
		}
		if (is_gap(*p))
			gap = p + 1;
		if (used == n->cols) /* the blank hangs behind the last cell */
			return (struct line){ start, (size_t)(gap - text), false };
		(void)utf8_next(&p, end);
	}
	return (struct line){ start, (size_t)(end - text), false };
}

/* Moves to the line after l; false if l is the last one. */
static bool next_line(const struct notes *n, struct line *l)
{
	if (!l->hard && l->end >= n->text.len)
		return false;
	*l = line_at(n, l->end + (l->hard ? 1 : 0));
	return true;
}

/* The line that holds byte at, and its number. */
static struct line line_of(const struct notes *n, size_t at, size_t *number)
{
	struct line l = line_at(n, 0);

	*number = 0;
	/* The end of a wrapped line is the beginning of the next one. */
	while ((l.hard ? at > l.end : at >= l.end) && next_line(n, &l))
		++*number;
	return l;
}

static struct line line_number(const struct notes *n, size_t number)
{
	struct line l = line_at(n, 0);

	while (number-- > 0 && next_line(n, &l))
		;
	return l;
}

static size_t cells_between(const struct notes *n, size_t from, size_t to)
{
	const char *p = buf_text(&n->text) + from;
	const char *end = buf_text(&n->text) + to;
	size_t used = 0;

	for (; p < end; used++)
		(void)utf8_next(&p, end);
	return used;
}

/* The byte of column col in a line, its last place if it is shorter. */
static size_t byte_of(const struct notes *n, struct line l, size_t col)
{
	const char *text = buf_text(&n->text);
	const char *p = text + l.start;
	const char *end = text + l.end;
	size_t last = l.end;

	/* Behind a wrapped line is the next line: stay before its last character. */
	if (!l.hard && l.end < n->text.len && l.end > l.start)
		last = l.start + utf8_back(text + l.start, l.end - l.start);
	while (col-- > 0 && p < end)
		(void)utf8_next(&p, end);
	return (size_t)(p - text) < last ? (size_t)(p - text) : last;
}

static void aim(struct notes *n)
{
	size_t line;

	notes_where(n, &line, &n->goal);
}

static void cut(struct notes *n, size_t from, size_t to)
{
	char *text = n->text.data;

	if (from >= to)
		return;
	memmove(text + from, text + to, n->text.len - to + 1);
	n->text.len -= to - from;
	n->caret = from;
}

/* Put len bytes in at the caret, as many whole characters as fit. */
static size_t insert(struct notes *n, const char *s, size_t len)
{
	const size_t room = n->max > n->text.len ? n->max - n->text.len : 0;
	const size_t tail = n->text.len - n->caret;

	if (len > room) {
		len = room;
		while (len > 0 && ((unsigned char)s[len] & 0xc0) == 0x80)
			len--;
	}
	if (len == 0)
		return 0;
	buf_add(&n->text, s, len); /* makes room; the bytes are put in place below */
	memmove(n->text.data + n->caret + len, n->text.data + n->caret, tail);
	memcpy(n->text.data + n->caret, s, len);
	n->caret += len;
	return len;
}

/* The limit is announced once: by what crosses the line before it. */
static enum notes_did typed(const struct notes *n, size_t before)
{
	const size_t line = n->max > NOTES_WARN ? n->max - NOTES_WARN : 0;

	return before < line && n->text.len >= line ? NOTES_NEAR : NOTES_TYPED;
}

static enum notes_did type(struct notes *n, const char *s, size_t len)
{
	const size_t before = n->text.len;

	if (insert(n, s, len) < len)
		return NOTES_FULL;
	return typed(n, before);
}

static enum notes_did paste(struct notes *n, const struct key *key)
{
	struct buf clean = { 0 };
	const bool replaced = txt_paste(&clean, key->paste, key->paste_len, true);
	enum notes_did did = type(n, buf_text(&clean), clean.len);

	if (did == NOTES_TYPED && replaced)
		did = NOTES_REPLACED;
	buf_fini(&clean);
	return did;
}

static enum notes_did move_to(struct notes *n, size_t at)
{
	n->caret = at;
	aim(n);
	return NOTES_MOVED;
}

/* Up or down by lines of the screen, towards the column aimed at. */
static enum notes_did move_lines(struct notes *n, bool down, size_t lines)
{
	size_t number;
	const size_t last = notes_lines(n) - 1;

	(void)line_of(n, n->caret, &number);
	if (down ? number == last : number == 0)
		return NOTES_NONE;
	if (down)
		number = number + lines < last ? number + lines : last;
	else
		number = number > lines ? number - lines : 0;
	n->caret = byte_of(n, line_number(n, number), n->goal);
	return NOTES_MOVED;
}

static size_t before(const struct notes *n)
{
	return n->caret > 0 ? utf8_back(buf_text(&n->text), n->caret) : 0;
}

static size_t after(const struct notes *n)
{
	const char *p = buf_text(&n->text) + n->caret;
	const char *end = buf_text(&n->text) + n->text.len;

	if (p < end)
		(void)utf8_next(&p, end);
	return (size_t)(p - buf_text(&n->text));
}

static size_t word_start(const struct notes *n)
{
	const char *text = buf_text(&n->text);
	size_t at = n->caret;

	while (at > 0 && (is_gap(text[at - 1]) || text[at - 1] == '\n'))
		at--;
	while (at > 0 && !is_gap(text[at - 1]) && text[at - 1] != '\n')
		at--;
	return at;
}

static enum notes_did erase(struct notes *n, size_t from, size_t to)
{
	cut(n, from, to);
	aim(n);
	return NOTES_TYPED;
}

/* A mark and the letter before the caret become one character. */
static uint32_t compose(struct notes *n, uint32_t c)
{
	const char *end = buf_text(&n->text) + n->caret;
	const char *p = buf_text(&n->text) + before(n);
	const uint32_t both = p < end ? txt_compose(utf8_next(&p, end), c) : 0;

	if (both != 0)
		cut(n, before(n), n->caret);
	return both != 0 ? both : c;
}

static enum notes_did type_char(struct notes *n, uint32_t c)
{
	char bytes[4];
	enum notes_did did;

	if (c == 0)
		return NOTES_NONE;
	c = compose(n, c);
	did = type(n, bytes, utf8_put(bytes, c));
	aim(n);
	return did;
}

static size_t page(const struct notes *n)
{
	return n->rows > 1 ? n->rows - 1 : 1;
}

void notes_init(struct notes *n, size_t max, size_t cols)
{
	*n = (struct notes){ .max = max, .cols = cols, .rows = 1 };
	/* As large as it may become, at once: growing would leave copies in free memory. */
	n->text = (struct buf){ .data = mem_new(max + 1, 1), .cap = max + 1 };
}

void notes_fini(struct notes *n)
{
	explicit_bzero(n->text.data, n->text.cap);
	buf_fini(&n->text);
}

void notes_set(struct notes *n, const char *text)
{
	buf_clear(&n->text);
	n->caret = n->top = 0;
	insert(n, text, strlen(text));
	aim(n);
}

const char *notes_get(const struct notes *n)
{
	return buf_text(&n->text);
}

void notes_caret(struct notes *n, size_t at)
{
	const char *text = buf_text(&n->text);

	n->caret = at < n->text.len ? at : n->text.len;
	while (n->caret > 0 && ((unsigned char)text[n->caret] & 0xc0) == 0x80)
		n->caret--;
	aim(n);
}

enum notes_did notes_key(struct notes *n, const struct key *key)
{
	size_t number;

	switch (key->code) {
	case KEY_TEXT:
		return type_char(n, key->c);
	case KEY_ENTER:
		return type_char(n, '\n');
	case KEY_PASTE: {
		const enum notes_did did = paste(n, key);

		aim(n);
		return did;
	}
	case KEY_LEFT:
		return move_to(n, before(n));
	case KEY_RIGHT:
		return move_to(n, after(n));
	case KEY_HOME:
		return move_to(n, line_of(n, n->caret, &number).start);
	case KEY_END:
		return move_to(n, byte_of(n, line_of(n, n->caret, &number), n->text.len));
	case KEY_UP:
	case KEY_DOWN:
		return move_lines(n, key->code == KEY_DOWN, 1);
	case KEY_PAGE_UP:
	case KEY_PAGE_DOWN:
	case KEY_F7:
	case KEY_F8:
		(void)move_lines(
		    n, key->code == KEY_PAGE_DOWN || key->code == KEY_F8, page(n));
		return NOTES_MOVED;
	case KEY_BACKSPACE:
		return erase(n, before(n), n->caret);
	case KEY_DELETE:
		return erase(n, n->caret, after(n));
	case KEY_WORD:
		return erase(n, word_start(n), n->caret);
	case KEY_CLEAR: /* the line: a whole note never goes by one key */
		return erase(n, line_of(n, n->caret, &number).start, n->caret);
	default:
		return NOTES_NONE;
	}
}

size_t notes_lines(const struct notes *n)
{
	struct line l = line_at(n, 0);
	size_t count = 1;

	while (next_line(n, &l))
		count++;
	return count;
}

void notes_where(const struct notes *n, size_t *line, size_t *col)
{
	const struct line l = line_of(n, n->caret, line);

	*col = cells_between(n, l.start, n->caret);
}

static void follow_caret(struct notes *n)
{
	size_t line, col;
	const size_t lines = notes_lines(n);

	notes_where(n, &line, &col);
	if (line < n->top)
		n->top = line;
	if (line >= n->top + n->rows)
		n->top = line + 1 - n->rows;
	if (n->top > 0 && n->top + n->rows > lines)
		n->top = lines > n->rows ? lines - n->rows : 0;
}

static void draw_line(
    const struct notes *n, struct line l, struct cells *g, int row, int col)
{
	struct buf shown = { 0 };

	buf_add(&shown, buf_text(&n->text) + l.start, l.end - l.start);
	cells_text(g, row, col, (int)n->cols, CELL_PLAIN, buf_text(&shown));
	buf_fini(&shown);
}

void notes_draw(
    struct notes *n, struct cells *g, int row, int col, int rows, bool focused)
{
	struct line l;
	bool more = true;
	size_t line, at;

	n->rows = rows > 0 ? (size_t)rows : 1;
	follow_caret(n);
	l = line_number(n, n->top);
	for (int i = 0; i < rows; i++) {
		if (more)
			draw_line(n, l, g, row + i, col);
		else
			cells_text(g, row + i, col, 1, CELL_PLAIN, ".");
		more = more && next_line(n, &l);
	}
	if (!focused)
		return;
	notes_where(n, &line, &at);
	cells_cursor(g, row + (int)(line - n->top), col + (int)at);
}
