/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Code lists: the bilingual lists that an admin may edit (table code).
 *
 * A list is loaded whole and kept by the process until code_forget().  The
 * short code ("radio") is the value of a field; labels are Spanish and English.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "schema/base/err.h"

struct buf;
struct store;

/* A list of people instead of the table: those who take calls, the id as code and the
 * work name as label.  A FIELD_CODE of it is FIELD_BARE. */
#define CODE_PEOPLE "people"

struct code {
	const char *code; /* "radio" */
	const char *es, *en;
	const char *group; /* column grp: groups of one list, or "" */
	const char *flags; /* one letter each, one meaning in all lists: B may block the
			      number, C may open a case, F offers a follow-up, L opens Listening,
			      M keeps the least, N keeps no text, Q closes with one key, S shelter,
			      T threat, U urgent, X a no and Y a yes speak against it */
	const char
	    *keys; /* the digits and letters that pick it ("1sy"), "" : type its name */
	char key;  /* the first of them, which is shown; 0: none */
};

struct code_list {
	const struct code *codes;
	size_t count;
};

/*
 * The active codes of a list in their order; lent until code_forget().
 * Returns AM_OK, AM_MISSING (no such list) or a storage error.
 */
MUST_CHECK enum err code_list(
    struct store *st, const char *list, const struct code_list **out);

/* The label in a language ("es", "en"). */
const char *code_label(const struct code *c, const char *lang);

/* The code called name in the list, or NULL. */
const struct code *code_find(const struct code_list *list, const char *name);

bool code_has(const struct code *c, char flag);

/*
 * A set of codes, the value of a FIELD_CODES: "fraud threat", a blank between two, in
 * the order of the list.  code_set_toggle() adds set with code put in or taken out; codes that
 * the list no longer has stay behind the others.
 */
bool code_set_has(const char *set, const char *code);
void code_set_toggle(struct buf *out, const char *set, const char *code,
    const struct code_list *list);

/* Forget what was loaded: the lists were edited. */
void code_forget(struct store *st);
