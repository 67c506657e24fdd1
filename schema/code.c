/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/code.h"

#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/store_priv.h"

/* A list in two blocks: many small ones would hold on to a page of memory each. */
struct loaded {
	struct loaded *next;
	char *name;
	struct code_list list;
	struct code *codes;
	char *text; /* what the codes point to */
};

struct code_cache {
	struct loaded *first;
};

#define TEXTS 6 /* of a code: the columns of a row */

static void free_loaded(struct loaded *l)
{
	free(l->name);
	free(l->codes);
	free(l->text);
	free(l);
}

static const char *next_text(const char **text)
{
	const char *this = *text;

	*text += strlen(this) + 1;
	return this;
}

static struct code next_code(const char **text)
{
	struct code c;

	c.code = next_text(text);
	c.es = next_text(text);
	c.en = next_text(text);
	c.group = next_text(text);
	c.flags = next_text(text);
	c.keys = next_text(text);
	c.key = c.keys[0];
	return c;
}

/* '-' (did not say) is an answer to every question, so it is not of the list. */
static const char from_codes[] =
    "SELECT substr(id, length(list) + 2), es, en, grp, flags, key FROM code"
    " WHERE list = ?1 AND active = 1 AND id <> list || '.-' ORDER BY sort, id";

/* Who may be given work: the code is the id, the label the work name. */
static const char from_people[] =
    "SELECT CAST(id AS TEXT), name, name, '', '', '' FROM operator"
    " WHERE active = 1 AND role IN ('operator','supervisor')"
    " ORDER BY name, id";

static enum err read_texts(
    struct store *st, const char *list, struct buf *texts, size_t *count)
{
	const char *sql = strcmp(list, CODE_PEOPLE) == 0 ? from_people : from_codes;
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	if (sqlite3_bind_parameter_count(q) > 0)
		sqlite3_bind_text(q, 1, list, -1, SQLITE_STATIC);
	while ((rc = sqlite3_step(q)) == SQLITE_ROW) {
		for (int i = 0; i < TEXTS; i++) {
			buf_str(texts, store_text(q, i));
			buf_byte(texts, '\0');
		}
		++*count;
	}
	store_done(st, q);
	e = store_err(rc);
	return e == AM_OK && *count == 0 ? AM_MISSING : e;
}

static const struct loaded *kept(const struct code_cache *cache, const char *list)
{
	const struct loaded *l = cache != NULL ? cache->first : NULL;

	while (l != NULL && strcmp(l->name, list) != 0)
		l = l->next;
	return l;
}

static const struct loaded *keep(
    struct code_cache **cache, const char *list, const struct buf *texts, size_t count)
{
	struct loaded *l = mem_new(1, sizeof(*l));
	const char *text;

	if (*cache == NULL)
		*cache = mem_new(1, sizeof(**cache));
	l->name = mem_dup(list);
	l->codes = mem_new(count, sizeof(*l->codes));
	text = l->text = mem_new(texts->len, 1);
	memcpy(l->text, buf_text(texts), texts->len);
	for (size_t i = 0; i < count; i++)
		l->codes[i] = next_code(&text);
	l->list = (struct code_list){ .codes = l->codes, .count = count };
	l->next = (*cache)->first;
	(*cache)->first = l;
	return l;
}

enum err code_list(struct store *st, const char *list, const struct code_list **out)
{
	struct code_cache **cache = store_codes(st);
	const struct loaded *l = kept(*cache, list);
	struct buf texts = { 0 };
	size_t count = 0;
	enum err e = AM_OK;

	if (l == NULL)
		e = read_texts(st, list, &texts, &count);
	if (l == NULL && e == AM_OK)
		l = keep(cache, list, &texts, count);
	buf_fini(&texts);
	if (e == AM_OK)
		*out = &l->list;
	return e;
}

const char *code_label(const struct code *c, const char *lang)
{
	return strcmp(lang, "en") == 0 ? c->en : c->es;
}

const struct code *code_find(const struct code_list *list, const char *name)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->codes[i].code, name) == 0)
			return &list->codes[i];
	return NULL;
}

bool code_has(const struct code *c, char flag)
{
	return flag != '\0' && strchr(c->flags, flag) != NULL;
}

/* The word of set that begins at *p, its length; 0 at the end. */
static size_t set_word(const char **p)
{
	*p += strspn(*p, " ");
	return strcspn(*p, " ");
}

static bool is_word(const char *word, size_t len, const char *code)
{
	return strlen(code) == len && strncmp(word, code, len) == 0;
}

bool code_set_has(const char *set, const char *code)
{
	size_t len;

	for (const char *p = set; (len = set_word(&p)) > 0; p += len)
		if (is_word(p, len, code))
			return true;
	return false;
}

static void set_add(struct buf *out, size_t start, const char *word, size_t len)
{
	buf_printf(out, "%s%.*s", out->len > start ? " " : "", (int)len, word);
}

void code_set_toggle(struct buf *out, const char *set, const char *code,
    const struct code_list *list)
{
	const size_t start = out->len;
	size_t len;

	for (size_t i = 0; i < list->count; i++) {
		const char *listed = list->codes[i].code;

		if (code_set_has(set, listed) != (strcmp(listed, code) == 0))
			set_add(out, start, listed, strlen(listed));
	}
	for (const char *p = set; (len = set_word(&p)) > 0; p += len) {
		char word[32];

		str_printf(word, sizeof(word), "%.*s", (int)len, p);
		if (strcmp(word, "-") != 0 && strcmp(word, code) != 0 &&
		    code_find(list, word) == NULL)
			set_add(out, start, p, len);
	}
}

void code_forget(struct store *st)
{
	struct code_cache **cache = store_codes(st);
	struct loaded *next;

	if (*cache == NULL)
		return;
	for (struct loaded *l = (*cache)->first; l != NULL; l = next) {
		next = l->next;
		free_loaded(l);
	}
	free(*cache);
	*cache = NULL;
}
