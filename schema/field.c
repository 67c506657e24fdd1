/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/field.h"

#include <stdlib.h>
#include <string.h>

#include "schema/age.h"
#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/mem.h"
#include "schema/base/text.h"
#include "schema/field_priv.h"

#define NUMBER_DIGITS 15 /* fits an int64_t with room */
#define PHONE_DIGITS 15  /* E.164, 6.2.1 */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* --- one reader a type --- */

static enum err read_as_typed(struct buf *out, const char *typed, int64_t now)
{
	(void)now;
	buf_str(out, typed);
	return AM_OK;
}

static enum err read_line(struct buf *out, const char *typed, int64_t now)
{
	(void)now;
	for (; *typed != '\0'; typed++)
		buf_byte(out, is_blank(*typed) ? ' ' : (unsigned char)*typed);
	return AM_OK;
}

static enum err read_number(struct buf *out, const char *typed, int64_t now)
{
	const size_t digits = strspn(typed, "0123456789");

	(void)now;
	if (typed[digits] != '\0')
		return AM_INVALID;
	while (typed[0] == '0' && typed[1] != '\0')
		typed++;
	if (strlen(typed) > NUMBER_DIGITS)
		return AM_TOO_LONG;
	buf_str(out, typed);
	return AM_OK;
}

/* An age at *p, which is moved behind it and the blanks that follow; -1 if none. */
static int take_age(const char **p)
{
	int age = 0, digits = 0;

	for (; is_digit(**p) && digits < 4; digits++)
		age = age * 10 + (*(*p)++ - '0');
	while (is_blank(**p))
		(*p)++;
	return digits == 0 || age > AGE_OLDEST ? -1 : age;
}

/* 16 | 16? | 15-17 | 15 a 17; whoever types 17-15 means 15-17. */
static enum err read_age(struct buf *out, const char *typed, int64_t now)
{
	int first = take_age(&typed), last;

	(void)now;
	if (first < 0)
		return AM_INVALID;
	if (*typed == '\0' || strcmp(typed, "?") == 0) {
		buf_printf(out, "%d%s", first, typed);
		return AM_OK;
	}
	if (*typed != '-' && *typed != 'a')
		return AM_INVALID;
	for (typed++; is_blank(*typed);)
		typed++;
	last = take_age(&typed);
	if (last < 0 || *typed != '\0')
		return AM_INVALID;
	if (first == last)
		buf_printf(out, "%d", first);
	else if (first < last)
		buf_printf(out, "%d-%d", first, last);
	else
		buf_printf(out, "%d-%d", last, first);
	return AM_OK;
}

/* 961 555 877 | (01) 441-2345 | +49 151 ... | 00 49 151 ... : digits, perhaps with + */
static enum err read_phone(struct buf *out, const char *typed, int64_t now)
{
	size_t digits;

	(void)now;
	for (; *typed != '\0'; typed++) {
		if (is_digit(*typed) || (*typed == '+' && out->len == 0))
			buf_byte(out, (unsigned char)*typed);
		else if (strchr(" \t-./()", *typed) == NULL)
			return AM_INVALID;
	}
	if (out->len > 8 && strncmp(out->data, "00", 2) == 0) {
		buf_drop(out, 1);
		out->data[0] = '+';
	}
	digits = strspn(buf_text(out), "0123456789+") - (*buf_text(out) == '+');
	if (digits == 0)
		return AM_INVALID;
	return digits <= PHONE_DIGITS ? AM_OK : AM_TOO_LONG;
}

/* "y" or "n" for what was typed, 0 if it is neither. */
static char yes_or_no(const char *typed)
{
	static const struct {
		const char *word;
		char answer;
	} words[] = { { "s", 'y' }, { "si", 'y' }, { "y", 'y' }, { "yes", 'y' },
		{ "n", 'n' }, { "no", 'n' } };
	struct buf folded = { 0 };
	char answer = 0;

	txt_fold(&folded, typed);
	for (size_t i = 0; i < COUNT(words); i++)
		if (strcmp(buf_text(&folded), words[i].word) == 0)
			answer = words[i].answer;
	buf_fini(&folded);
	return answer;
}

static enum err read_yesno(struct buf *out, const char *typed, int64_t now)
{
	const char answer = yes_or_no(typed);

	(void)now;
	if (answer == 0)
		return AM_INVALID;
	buf_byte(out, (unsigned char)answer);
	return AM_OK;
}

/* s | n, answered now; or "y 03:41" as it was kept. */
static enum err read_signal(struct buf *out, const char *typed, int64_t now)
{
	char hm[6];

	if ((typed[0] == 'y' || typed[0] == 'n') && typed[1] == ' ') {
		buf_printf(out, "%c ", typed[0]);
		return strlen(typed) == 7 && typed[4] == ':'
			   ? field_read_time(out, typed + 2, now)
			   : AM_INVALID;
	}
	if (read_yesno(out, typed, now) != AM_OK)
		return AM_INVALID;
	buf_printf(out, " %s", clock_hm(hm, now));
	return AM_OK;
}

/* clang-format off */
static const struct {
	field_reader *read;
	bool whole; /* blanks at the ends belong to it, and "-" is nothing special */
	const char *rule;
} types[FIELD_TYPES] = {
	[FIELD_CODE]   = { read_as_typed, false, N_("One of the list: its digit or first letters; F4 shows it.") },
	[FIELD_CODES]  = { read_as_typed, false, N_("Several of the list: digit or first letters; Enter goes on; F4 shows it.") },
	[FIELD_PLACE]  = { read_as_typed, false, N_("A place: type its first letters; F4 shows them.") },
	[FIELD_TEXT]   = { read_line, false, N_("One line of text.") },
	[FIELD_NOTES]  = { read_as_typed, true, N_("Free text.") },
	[FIELD_NUMBER] = { read_number, false, N_("A number: digits only, or - if it was not said.") },
	[FIELD_AGE]    = { read_age, false, N_("An age: 16, 16? if it is not certain, 15-17, or - if it was not said.") },
	[FIELD_DATE]   = { field_read_date, false, N_("A date: 23, 23 11, 23-11-2004, 2004-11, 2004, today, +3 or -2.") },
	[FIELD_TIME]   = { field_read_time, false, N_("A time of 24 hours: 17, 1730, 17:30 or 17-18.") },
	[FIELD_MOMENT] = { field_read_moment, false, N_("A date and a time of 24 hours: 23 11 17:30; the time alone means today.") },
	[FIELD_SPAN]   = { field_read_span, false, N_("When: 17, 17-18, tomorrow 9, fri 17-18, +3, 23 nov 9.") },
	[FIELD_PHONE]  = { read_phone, false, N_("A telephone number: digits, with + before one from abroad.") },
	[FIELD_YESNO]  = { read_yesno, false, N_("y or s for yes, n for no, - if it was not said.") },
	[FIELD_SIGNAL] = { read_signal, false, N_("y or s for yes, n for no, - if there was no answer.") },
};
/* clang-format on */

size_t form_find(const struct form *form, const char *id)
{
	size_t i = 0;

	while (i < form->count && strcmp(form->fields[i].id, id) != 0)
		i++;
	return i;
}

/* typed without the blanks at its ends; the caller frees it. */
static char *trimmed(const char *typed)
{
	size_t len;
	char *copy;

	while (is_blank(*typed))
		typed++;
	copy = mem_dup(typed);
	for (len = strlen(copy); len > 0 && is_blank(copy[len - 1]); len--)
		copy[len - 1] = '\0';
	return copy;
}

static enum err read_value(
    const struct field *f, const char *typed, int64_t now, struct buf *value)
{
	const bool silent = strcmp(typed, "-") == 0 && !types[f->type].whole;

	if (*typed == '\0' || silent) {
		buf_str(value, typed);
		return AM_OK;
	}
	return types[f->type].read(value, typed, now);
}

enum err field_check(
    const struct field *f, const char *typed, int64_t now, char *out, size_t size)
{
	char *text = types[f->type].whole ? mem_dup(typed) : trimmed(typed);
	struct buf value = { 0 };
	enum err e = read_value(f, text, now, &value);

	if (e == AM_OK && (f->flags & FIELD_PAST) != 0 && field_is_ahead(buf_text(&value), now))
		e = AM_INVALID;
	if (e == AM_OK && (value.len > f->max_len || value.len >= size))
		e = AM_TOO_LONG;
	if (e == AM_OK)
		str_copy(out, size, buf_text(&value));
	if (value.data != NULL)
		explicit_bzero(value.data, value.cap);
	buf_fini(&value);
	explicit_bzero(text, strlen(text));
	free(text);
	return e;
}

const char *field_rule(const struct field *f)
{
	return f->rule != NULL ? f->rule : types[f->type].rule;
}
