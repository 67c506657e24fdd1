/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/code.h"

#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/store_priv.h"

struct loaded {
	struct loaded *next;
	char *name;
	struct code_list list;
	struct code *codes;
};

struct code_cache {
	struct loaded *first;
};

static void free_codes(struct code *codes, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free((char *)codes[i].code);
		free((char *)codes[i].es);
		free((char *)codes[i].en);
		free((char *)codes[i].group);
		free((char *)codes[i].flags);
		free((char *)codes[i].keys);
	}
	free(codes);
}

static struct code read_code(sqlite3_stmt *q)
{
	struct code c = {
		.code = mem_dup(store_text(q, 0)),
		.es = mem_dup(store_text(q, 1)),
		.en = mem_dup(store_text(q, 2)),
		.group = mem_dup(store_text(q, 3)),
		.flags = mem_dup(store_text(q, 4)),
		.keys = mem_dup(store_text(q, 5)),
	};

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

static enum err read_list(
    struct store *st, const char *list, struct code **codes, size_t *count)
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
		*codes = mem_resize(*codes, (*count + 1) * sizeof(**codes));
		(*codes)[(*count)++] = read_code(q);
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
    struct code_cache **cache, const char *list, struct code *codes, size_t count)
{
	struct loaded *l = mem_new(1, sizeof(*l));

	if (*cache == NULL)
		*cache = mem_new(1, sizeof(**cache));
	l->name = mem_dup(list);
	l->codes = codes;
	l->list = (struct code_list){ .codes = codes, .count = count };
	l->next = (*cache)->first;
	(*cache)->first = l;
	return l;
}

enum err code_list(struct store *st, const char *list, const struct code_list **out)
{
	struct code_cache **cache = store_codes(st);
	const struct loaded *l = kept(*cache, list);
	struct code *codes = NULL;
	size_t count = 0;

	if (l == NULL) {
		enum err e = read_list(st, list, &codes, &count);

		if (e != AM_OK) {
			free_codes(codes, count);
			return e;
		}
		l = keep(cache, list, codes, count);
	}
	*out = &l->list;
	return AM_OK;
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
		free_codes(l->codes, l->list.count);
		free(l->name);
		free(l);
	}
	free(*cache);
	*cache = NULL;
}
