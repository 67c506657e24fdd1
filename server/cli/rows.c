/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/cli/rows.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/err.h"
#include "schema/base/json.h"
#include "schema/base/mem.h"
#include "schema/base/text.h"
#include "schema/base/utf8.h"
#include "server/text.h"

#define GAP 2 /* blanks between columns */

struct rows {
	const struct column *columns;
	size_t width; /* columns */
	char **cells; /* as given; numbers in digits */
	size_t count; /* cells */
};

struct rows *rows_new(const struct column *columns, size_t count)
{
	struct rows *t = mem_new(1, sizeof(*t));

	t->columns = columns;
	t->width = count;
	return t;
}

void rows_free(struct rows *t)
{
	if (t == NULL)
		return;
	for (size_t i = 0; i < t->count; i++)
		free(t->cells[i]);
	free(t->cells);
	free(t);
}

void rows_text(struct rows *t, const char *text)
{
	t->cells = mem_resize(t->cells, (t->count + 1) * sizeof(*t->cells));
	t->cells[t->count++] = mem_dup(text);
}

void rows_number(struct rows *t, int64_t number)
{
	char digits[24];

	rows_text(t, str_printf(digits, sizeof(digits), "%" PRId64, number));
}

void rows_read(struct rows *t, const char *text)
{
	rows_number(t, strtoll(text, NULL, 10));
}

size_t rows_count(const struct rows *t)
{
	return t->count / t->width;
}

static const char *cell(const struct rows *t, size_t row, size_t column)
{
	return t->cells[row * t->width + column];
}

/* --- for a person --- */

static void show_time(struct buf *out, int64_t at)
{
	const struct clock_parts p = clock_split(at);

	if (at == 0)
		buf_byte(out, '-');
	else
		buf_printf(out, "%04d-%02d-%02d %02d:%02d", p.year, p.month, p.day,
		    p.hour, p.minute);
}

static void show(struct buf *out, enum cell kind, const char *text)
{
	if (kind == CELL_TIME)
		show_time(out, strtoll(text, NULL, 10));
	else if (kind == CELL_YESNO)
		buf_str(out, strcmp(text, "0") == 0 ? _("no") : _("yes"));
	else
		txt_show(out, text);
}

static size_t cols_of(const struct rows *t, size_t row, size_t column)
{
	struct buf shown = { 0 };
	size_t cols;

	show(&shown, t->columns[column].kind, cell(t, row, column));
	cols = utf8_cols(buf_text(&shown));
	buf_fini(&shown);
	return cols;
}

static size_t widest(const struct rows *t, size_t column)
{
	size_t cols = utf8_cols(_(t->columns[column].title));

	for (size_t row = 0; row < rows_count(t); row++)
		if (cols_of(t, row, column) > cols)
			cols = cols_of(t, row, column);
	return cols;
}

static void pad(struct buf *line, const char *text, size_t cols)
{
	buf_str(line, text);
	for (size_t n = utf8_cols(text); n < cols; n++)
		buf_byte(line, ' ');
}

static void put_line(struct buf *line)
{
	while (line->len > 0 && line->data[line->len - 1] == ' ')
		line->data[--line->len] = '\0';
	puts(buf_text(line));
	buf_clear(line);
}

static void print_table(const struct rows *t)
{
	size_t *cols = mem_new(t->width, sizeof(*cols));
	struct buf line = { 0 }, shown = { 0 };

	for (size_t i = 0; i < t->width; i++) {
		cols[i] = widest(t, i) + GAP;
		pad(&line, _(t->columns[i].title), cols[i]);
	}
	put_line(&line);
	for (size_t row = 0; row < rows_count(t); row++) {
		for (size_t i = 0; i < t->width; i++) {
			buf_clear(&shown);
			show(&shown, t->columns[i].kind, cell(t, row, i));
			pad(&line, buf_text(&shown), cols[i]);
		}
		put_line(&line);
	}
	buf_fini(&line);
	buf_fini(&shown);
	free(cols);
}

static void print_list(const struct rows *t)
{
	struct buf line = { 0 };
	size_t cols = 0;

	for (size_t i = 0; i < t->width; i++)
		if (utf8_cols(_(t->columns[i].title)) > cols)
			cols = utf8_cols(_(t->columns[i].title));
	for (size_t i = 0; i < t->width; i++) {
		pad(&line, _(t->columns[i].title), cols + GAP);
		show(&line, t->columns[i].kind, cell(t, 0, i));
		put_line(&line);
	}
	buf_fini(&line);
}

/* --- for a program --- */

/* ISO 8601, UTC; null for never. */
static void json_time(struct buf *out, int64_t at)
{
	const time_t t = (time_t)at;
	struct tm tm = { 0 };
	char text[32];

	if (at == 0) {
		buf_str(out, "null");
		return;
	}
	gmtime_r(&t, &tm);
	strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &tm);
	json_text(out, text);
}

static void json_cell(struct buf *out, enum cell kind, const char *text)
{
	switch (kind) {
	case CELL_NUMBER:
		buf_str(out, text);
		break;
	case CELL_TIME:
		json_time(out, strtoll(text, NULL, 10));
		break;
	case CELL_YESNO:
		buf_str(out, strcmp(text, "0") == 0 ? "false" : "true");
		break;
	default:
		json_text(out, text);
	}
}

static void json_row(struct buf *out, const struct rows *t, size_t row)
{
	buf_byte(out, '{');
	for (size_t i = 0; i < t->width; i++) {
		json_key(out, t->columns[i].key);
		json_cell(out, t->columns[i].kind, cell(t, row, i));
	}
	buf_byte(out, '}');
}

void rows_print(const struct rows *t, bool json)
{
	struct buf out = { 0 };

	if (!json) {
		print_table(t);
		return;
	}
	buf_byte(&out, '[');
	for (size_t row = 0; row < rows_count(t); row++) {
		json_next(&out);
		json_row(&out, t, row);
	}
	buf_byte(&out, ']');
	puts(buf_text(&out));
	buf_fini(&out);
}

void rows_print_one(const struct rows *t, bool json)
{
	struct buf out = { 0 };

	if (!json) {
		print_list(t);
		return;
	}
	json_row(&out, t, 0);
	puts(buf_text(&out));
	buf_fini(&out);
}
