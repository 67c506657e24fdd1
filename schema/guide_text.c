/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cards as text: "=== minor 60 2026-11-27", "--- es", title, source, a blank line, body. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/base/utf8.h"
#include "schema/guide_priv.h"

#define HEAD "=== "
#define TEXT "--- "
#define MARK_LEN 4

/* A text being read line by line. */
struct reader {
	const char *at;
	size_t line; /* of at, from 1 */
};

/* The next line into out (without its end), false: there is none. */
static bool next_line(struct reader *r, struct buf *out)
{
	size_t n;

	buf_clear(out);
	if (*r->at == '\0')
		return false;
	n = strcspn(r->at, "\n");
	buf_add(out, r->at, n > 0 && r->at[n - 1] == '\r' ? n - 1 : n);
	r->at += n;
	r->at += *r->at == '\n';
	r->line++;
	return true;
}

static bool begins(const char *line, const char *mark)
{
	return strncmp(line, mark, MARK_LEN) == 0;
}

static bool at_mark(const struct reader *r)
{
	return begins(r->at, HEAD) || begins(r->at, TEXT);
}

static bool is_word(const char *s)
{
	const char *p = s;

	while (*p >= 'a' && *p <= 'z')
		p++;
	return p > s && *p == '\0';
}

static bool is_date(const char *s)
{
	static const char shape[] = "dddd-dd-dd";

	for (size_t i = 0; i < sizeof(shape) - 1; i++)
		if (shape[i] == 'd' ? !isdigit((unsigned char)s[i]) : s[i] != shape[i])
			return false;
	return s[sizeof(shape) - 1] == '\0';
}

/* "=== minor 60 2026-11-27" */
static bool read_head(const char *line, struct guide_text *t)
{
	char *end, *copy = mem_dup(line + MARK_LEN), *rest = copy;
	const char *card = strsep(&rest, " "), *sort = strsep(&rest, " ");
	bool good = sort != NULL && rest != NULL && is_word(card) && is_date(rest) &&
		    strlen(card) < sizeof(t->card);

	if (good) {
		t->sort = strtol(sort, &end, 10);
		good = *end == '\0' && end != sort;
		str_copy(t->card, sizeof(t->card), card);
		str_copy(t->dated_on, sizeof(t->dated_on), rest);
	}
	free(copy);
	return good;
}

static bool read_lang(const char *line, struct guide_text *t)
{
	str_copy(t->lang, sizeof(t->lang), line + MARK_LEN);
	return *t->card != '\0' && strlen(line) == MARK_LEN + 2 &&
	       (strcmp(t->lang, "es") == 0 || strcmp(t->lang, "en") == 0);
}

/* One line that has to fit; the columns it may have are its bytes at most. */
static bool read_one(struct reader *r, struct buf *line, char *out, size_t size)
{
	if (at_mark(r) || !next_line(r, line) || line->len == 0 || line->len >= size)
		return false;
	str_copy(out, size, buf_text(line));
	return true;
}

static void read_body(struct reader *r, struct buf *line, struct buf *body)
{
	while (!at_mark(r) && next_line(r, line)) {
		buf_str(body, buf_text(line));
		buf_byte(body, '\n');
	}
	while (body->len > 0 && body->data[body->len - 1] == '\n')
		body->data[--body->len] = '\0';
}

static enum err read_text(struct reader *r, struct buf *line, struct guide_text *t,
    enum err (*take)(void *data, const struct guide_text *t), void *data)
{
	struct buf body = { 0 };
	enum err e = AM_INVALID;

	t->line = r->line;
	if (read_one(r, line, t->title, sizeof(t->title)) &&
	    read_one(r, line, t->source, sizeof(t->source)) && next_line(r, line) &&
	    line->len == 0) {
		read_body(r, line, &body);
		t->body = buf_text(&body);
		e = body.len > 0 ? take(data, t) : AM_INVALID;
	}
	buf_fini(&body);
	return e;
}

enum err guide_read(const char *text,
    enum err (*take)(void *data, const struct guide_text *t), void *data, size_t *line)
{
	struct reader r = { .at = text };
	struct guide_text t = { .card = "" };
	struct buf row = { 0 };
	enum err e = utf8_valid(text, strlen(text)) ? AM_OK : AM_INVALID;

	while (e == AM_OK && next_line(&r, &row)) {
		const char *now = buf_text(&row);

		*line = r.line;
		if (begins(now, HEAD))
			e = read_head(now, &t) ? AM_OK : AM_INVALID;
		else if (begins(now, TEXT))
			e = read_lang(now, &t) ? read_text(&r, &row, &t, take, data)
					       : AM_INVALID;
		else if (*now != '\0' && *now != '#')
			e = AM_INVALID;
	}
	buf_fini(&row);
	return e;
}

void guide_write(struct buf *out, const struct guide *g, long sort, bool head)
{
	if (head)
		buf_printf(out, "%s" HEAD "%s %ld %s\n", out->len > 0 ? "\n" : "",
		    g->card, sort, g->dated_on);
	buf_printf(out, TEXT "%s\n%s\n%s\n\n%s\n", g->lang, g->title, g->source, g->body);
}
