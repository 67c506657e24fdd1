/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/paper.h"

#include <libintl.h>
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/base/text.h"
#include "schema/base/utf8.h"

#define _(text) gettext(text)

#define LABEL_COLS 22
#define TOP_ROWS 3 /* header, rule, blank */
#define OPTION_COLS 4 /* "[ ] " */

enum piece_kind {
	PIECE_HEADING,
	PIECE_FIELD,
	PIECE_TEXT,
	PIECE_BLANK,
	PIECE_PICK,
	PIECE_GAP,
};

struct piece {
	enum piece_kind kind;
	char *label, *text; /* as they may be shown; NULL: none; options between '\n' */
	size_t lines;       /* PIECE_BLANK */
};

struct paper {
	char *house, *title;
	char lang[3];
	struct piece *pieces;
	size_t count;
};

static char *shown(const char *text)
{
	struct buf out = { 0 };

	txt_show(&out, text);
	return out.data != NULL ? buf_give(&out) : mem_dup("");
}

struct paper *paper_new(const char *house, const char *title, const char *lang)
{
	struct paper *p = mem_new(1, sizeof(*p));

	p->house = shown(house);
	p->title = shown(title);
	str_copy(p->lang, sizeof(p->lang), lang);
	return p;
}

static void wipe(char *text)
{
	if (text != NULL)
		explicit_bzero(text, strlen(text));
	free(text);
}

void paper_free(struct paper *p)
{
	if (p == NULL)
		return;
	for (size_t i = 0; i < p->count; i++) {
		wipe(p->pieces[i].label);
		wipe(p->pieces[i].text);
	}
	free(p->pieces);
	free(p->house);
	free(p->title);
	free(p);
}

static void add(
    struct paper *p, enum piece_kind kind, const char *label, const char *text)
{
	p->pieces = mem_resize(p->pieces, (p->count + 1) * sizeof(*p->pieces));
	p->pieces[p->count++] = (struct piece){ kind, label != NULL ? shown(label) : NULL,
		text != NULL ? shown(text) : NULL, 0 };
}

void paper_heading(struct paper *p, const char *text)
{
	add(p, PIECE_HEADING, NULL, text);
}

void paper_field(struct paper *p, const char *label, const char *value)
{
	if (value[strspn(value, " ")] != '\0')
		add(p, PIECE_FIELD, label, value);
}

void paper_text(struct paper *p, const char *text)
{
	add(p, PIECE_TEXT, NULL, text);
}

void paper_blank(struct paper *p, const char *label, size_t lines)
{
	add(p, PIECE_BLANK, label, NULL);
	p->pieces[p->count - 1].lines = lines;
}

void paper_pick(struct paper *p, const char *label)
{
	add(p, PIECE_PICK, label, "");
}

void paper_option(struct paper *p, const char *text)
{
	struct piece *pick = &p->pieces[p->count - 1];
	char *option = shown(text);
	struct buf all = { 0 };

	buf_printf(&all, "%s%s%s", pick->text, *pick->text != '\0' ? "\n" : "", option);
	free(option);
	free(pick->text);
	pick->text = buf_give(&all);
}

void paper_gap(struct paper *p)
{
	add(p, PIECE_GAP, NULL, NULL);
}

size_t paper_count(const struct paper *p)
{
	return p->count;
}

/* --- text --- */

/* How many of the first n bytes of p are whole words; n if they are one long word. */
static size_t whole_words(const char *p, size_t n)
{
	size_t end = n;

	if (p[n] == '\0' || p[n] == ' ')
		return n;
	while (end > 0 && p[end] != ' ')
		end--;
	return end > 0 ? end : n;
}

/* Add text in lines of whole words, from column indent on; the first line is begun. */
static void wrap(struct buf *out, const char *text, size_t indent)
{
	const char *p = text;

	for (bool first = true; *p != '\0'; first = false) {
		const size_t n = whole_words(p, utf8_cut(p, PAPER_COLS - indent));

		if (!first)
			buf_printf(out, "%*s", (int)indent, "");
		buf_add(out, p, n);
		buf_byte(out, '\n');
		p += n;
		p += strspn(p, " ");
	}
}

static void pad(struct buf *out, const char *text, size_t cols)
{
	const size_t used = utf8_cols(text);

	buf_str(out, text);
	buf_printf(out, "%*s", used < cols ? (int)(cols - used) : 1, "");
}

static size_t indent_of(const char *label)
{
	return utf8_cols(label) < LABEL_COLS ? LABEL_COLS : utf8_cols(label) + 1;
}

static void write_blank(struct buf *out, const struct piece *piece)
{
	size_t col = indent_of(piece->label);

	pad(out, piece->label, LABEL_COLS);
	for (size_t n = 0; n < piece->lines; n++, col = 0) {
		for (; col < PAPER_COLS; col++)
			buf_byte(out, '_');
		buf_byte(out, '\n');
	}
}

/* Each option whole, two blanks between them. */
static void write_pick(struct buf *out, const struct piece *piece)
{
	const size_t indent = indent_of(piece->label);
	const char *p = piece->text;
	size_t col = indent;

	pad(out, piece->label, LABEL_COLS);
	while (*p != '\0') {
		const size_t len = strcspn(p, "\n");
		struct buf option = { 0 };
		size_t cols;

		buf_add(&option, p, len);
		cols = utf8_cols(buf_text(&option)) + OPTION_COLS;
		if (col > indent && col + cols > PAPER_COLS) {
			buf_printf(out, "\n%*s", (int)indent, "");
			col = indent;
		}
		buf_printf(out, "%s[ ] %s", col > indent ? "  " : "", buf_text(&option));
		col += cols + 2;
		buf_fini(&option);
		p += len + (p[len] != '\0');
	}
	buf_byte(out, '\n');
}

static void write_piece(struct buf *out, const struct piece *piece)
{
	switch (piece->kind) {
	case PIECE_HEADING:
		buf_printf(out, "\n%s\n", piece->text);
		break;
	case PIECE_FIELD:
		pad(out, piece->label, LABEL_COLS);
		wrap(out, piece->text, indent_of(piece->label));
		break;
	case PIECE_TEXT:
		wrap(out, piece->text, 0);
		break;
	case PIECE_BLANK:
		write_blank(out, piece);
		break;
	case PIECE_PICK:
		write_pick(out, piece);
		break;
	case PIECE_GAP:
		buf_byte(out, '\n');
		break;
	}
}

static size_t lines_of(const char *text)
{
	size_t n = 0;

	for (; *text != '\0'; text++)
		n += *text == '\n';
	return n;
}

static void write_top(const struct paper *p, struct buf *out, size_t page, size_t pages)
{
	struct buf right = { 0 };

	buf_printf(&right, "%s  ", p->title);
	buf_printf(&right, _("page %zu of %zu"), page, pages);
	pad(out, p->house, PAPER_COLS - utf8_cols(buf_text(&right)));
	buf_printf(out, "%s\n", buf_text(&right));
	buf_fini(&right);
	for (size_t i = 0; i < PAPER_COLS; i++)
		buf_byte(out, '=');
	buf_str(out, "\n\n");
}

void paper_as_text(const struct paper *p, struct buf *out)
{
	struct buf body = { 0 };
	const size_t room = PAPER_ROWS - TOP_ROWS;
	const char *line;
	size_t pages, row = 0;

	for (size_t i = 0; i < p->count; i++)
		write_piece(&body, &p->pieces[i]);
	pages = (lines_of(buf_text(&body)) + room - 1) / room;
	line = buf_text(&body);
	for (; *line != '\0'; row++) {
		const size_t len = (size_t)(strchr(line, '\n') - line) + 1;

		if (row % room == 0) {
			if (row > 0)
				buf_byte(out, '\f');
			write_top(p, out, row / room + 1, pages);
		}
		buf_add(out, line, len);
		line += len;
	}
	if (body.data != NULL)
		explicit_bzero(body.data, body.cap);
	buf_fini(&body);
}

/* --- HTML --- */

static void escape(struct buf *out, const char *s)
{
	static const struct {
		char c;
		const char *entity;
	} entities[] = { { '&', "&amp;" }, { '<', "&lt;" }, { '>', "&gt;" },
		{ '"', "&quot;" }, { '\'', "&#39;" } };

	for (; *s != '\0'; s++) {
		size_t i = 0;

		while (i < COUNT(entities) && entities[i].c != *s)
			i++;
		if (i < COUNT(entities))
			buf_str(out, entities[i].entity);
		else
			buf_byte(out, (unsigned char)*s);
	}
}

static void tagged(struct buf *out, const char *open, const char *text, const char *close)
{
	buf_str(out, open);
	escape(out, text);
	buf_str(out, close);
}

static void blank_markup(struct buf *out, const struct piece *piece)
{
	tagged(out, "<p class=\"f\"><b>", piece->label, "</b> <span class=\"w\"></span></p>\n");
	for (size_t n = 1; n < piece->lines; n++)
		buf_str(out, "<p class=\"f\"><span class=\"w\">&nbsp;</span></p>\n");
}

static void pick_markup(struct buf *out, const struct piece *piece)
{
	const char *p = piece->text;

	tagged(out, "<p class=\"f\"><b>", piece->label, "</b> <span>");
	while (*p != '\0') {
		const size_t len = strcspn(p, "\n");
		struct buf option = { 0 };

		buf_add(&option, p, len);
		tagged(out, "<span class=\"o\">&#9744; ", buf_text(&option), "</span> ");
		buf_fini(&option);
		p += len + (p[len] != '\0');
	}
	buf_str(out, "</span></p>\n");
}

static void write_markup(struct buf *out, const struct piece *piece)
{
	switch (piece->kind) {
	case PIECE_HEADING:
		tagged(out, "<h2>", piece->text, "</h2>\n");
		break;
	case PIECE_FIELD:
		tagged(out, "<p class=\"f\"><b>", piece->label, "</b> ");
		tagged(out, "<span>", piece->text, "</span></p>\n");
		break;
	case PIECE_TEXT:
		tagged(out, "<p>", piece->text, "</p>\n");
		break;
	case PIECE_BLANK:
		blank_markup(out, piece);
		break;
	case PIECE_PICK:
		pick_markup(out, piece);
		break;
	case PIECE_GAP:
		buf_str(out, "<p class=\"g\"></p>\n");
		break;
	}
}

/* The head of the table is printed again at the top of every page. */
void paper_as_html(const struct paper *p, struct buf *out)
{
	buf_printf(out,
	    "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
	    "<meta name=\"robots\" content=\"noindex\">\n",
	    p->lang);
	tagged(out, "<title>", p->title, "</title>\n");
	buf_str(out,
	    "<style>\n@page{size:A4;margin:18mm}\n"
	    "body{font:11pt/1.4 serif;max-width:170mm;margin:0 auto;color:#000;"
	    "background:#fff}\n"
	    "table{width:100%;border-collapse:collapse}\n"
	    "th{text-align:left;font-weight:bold;border-bottom:1px solid #000;"
	    "padding:0 0 2mm}\nth.r{text-align:right}\ntd{padding:3mm 0 0}\n"
	    "h2{font-size:11pt;margin:5mm 0 1mm;border-bottom:1px dotted #000}\n"
	    "p{margin:1mm 0}\np.f{display:flex}\np.f b{flex:0 0 45mm;font-weight:normal;"
	    "font-style:italic}\np.g{height:3mm}\nh2,p{break-inside:avoid}\n"
	    "span.w{flex:1;border-bottom:1px solid #000;min-height:7mm}\n"
	    "span.o{white-space:nowrap;margin-right:4mm}\n"
	    "</style>\n</head>\n<body>\n<table>\n<thead><tr>");
	tagged(out, "<th>", p->house, "</th>");
	tagged(out, "<th class=\"r\">", p->title, "</th></tr></thead>\n");
	buf_str(out, "<tbody><tr><td colspan=\"2\">\n");
	for (size_t i = 0; i < p->count; i++)
		write_markup(out, &p->pieces[i]);
	buf_str(out, "</td></tr></tbody>\n</table>\n</body>\n</html>\n");
}
