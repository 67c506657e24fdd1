/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A form is a table of fields; entry, checks, help, masking, storage and audit
 * are made from the row.  To add a field: a column in a migration and a row in
 * schema/form_*.c.
 *
 * A value is always text, as the operator reads it back: "" means "not asked",
 * "-" means "did not say"; both are answers and different ones.  The form of
 * each type:
 *
 *   FIELD_CODE    a code of the list: "radio"; stored as "heard.radio"
 *   FIELD_CODES   several codes of the list: "fraud threat"; rows of table pick
 *   FIELD_PLACE   a place: "PE16"; stored as it is
 *   FIELD_TEXT    one line
 *   FIELD_NOTES   lines separated by line feeds
 *   FIELD_NUMBER  digits; stored as an integer ("-" as -1)
 *   FIELD_AGE     "16", "16?" (about) or "15-17"
 *   FIELD_DATE    ISO 8601, partial allowed: "2004", "2004-03", "2004-03-17"
 *   FIELD_TIME    "17:00", or a range "17:00-18:00"
 *   FIELD_MOMENT  "2026-11-24 14:36", stored as Unix seconds
 *   FIELD_SPAN    when something is to be done: "2026-11-24 17:00-18:00",
 *                 "2026-11-24 17:00", or the day alone; no column of its own
 *   FIELD_PHONE   digits as they are dialled, stored as E.164 without the plus
 *   FIELD_YESNO   "y" or "n" (typed s or y for yes)
 *   FIELD_SIGNAL  a yes or no with the time of the answer: "y 03:41"
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "schema/base/err.h"

enum field_type {
	FIELD_CODE,
	FIELD_CODES,
	FIELD_PLACE,
	FIELD_TEXT,
	FIELD_NOTES,
	FIELD_NUMBER,
	FIELD_AGE,
	FIELD_DATE,
	FIELD_TIME,
	FIELD_MOMENT,
	FIELD_SPAN,
	FIELD_PHONE,
	FIELD_YESNO,
	FIELD_SIGNAL,
	FIELD_TYPES
};

enum field_flag {
	FIELD_REQUIRED = 1 << 0,  /* saving asks for it */
	FIELD_SENSITIVE = 1 << 1, /* masked in lists, never logged */
	FIELD_READONLY = 1 << 2,
	FIELD_BARE = 1 << 3,      /* FIELD_CODE: stored without its list, "victim" */
	FIELD_BOOL = 1 << 4,      /* FIELD_YESNO: stored as 1 or 0, nothing is 0 */
	FIELD_EMPTY = 1 << 5,     /* stored as '' where nothing was said, not as NULL */
	FIELD_PAST = 1 << 6,      /* FIELD_DATE: not behind the day of now */
};

struct field {
	const char *id;     /* key in drafts and in the audit; also its column */
	const char *label;  /* N_() msgid */
	const char *help;   /* N_() msgid: one sentence, or NULL */
	const char *rule;   /* what it accepts, where that is more than its type says; or NULL */
	const char *list;   /* FIELD_CODE(S): list of codes; FIELD_PLACE: kind, see place.h */
	enum field_type type;
	unsigned flags;     /* enum field_flag */
	const char *part_of; /* FIELD_NUMBER: not more than this field of the form; or NULL */
	size_t max_len;     /* bytes of the value */
	size_t cols;        /* cells on the screen (FIELD_NOTES: of a line) */
};

struct form {
	const char *name;   /* "call": key in drafts */
	const char *table;  /* its table in the database */
	const struct field *fields;
	size_t count;
};

/* Index of the field called id, or form->count. */
size_t form_find(const struct form *form, const char *id);

/*
 * Check and normalise what was typed into a field: "17" in a FIELD_TIME gives
 * "17:00", "16 ?" gives "16?", dates may be "hoy", "today", "ayer", "vie",
 * "fri", "23", "23 11", "+3".  now is Unix time.  out holds size bytes, which
 * must be max_len + 1 or more.  Code and place fields are not touched (code.h,
 * place.h know them).  Returns AM_OK, AM_INVALID or AM_TOO_LONG; the caller
 * shows field_rule() then.
 */
MUST_CHECK enum err field_check(
    const struct field *f, const char *typed, int64_t now, char *out, size_t size);

/* What the field accepts: one sentence (msgid) for the message line. */
const char *field_rule(const struct field *f);
