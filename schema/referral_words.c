/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Does a text say who it is about?  Looked for are the names of the people of the case,
 * telephones of the call and of these people, and the place in the caller's words.  It
 * cannot find what nobody has written down: whoever reads the text out decides.
 */
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/base/text.h"
#include "schema/call_priv.h"
#include "schema/person_priv.h"
#include "schema/record.h"
#include "schema/referral_priv.h"

#define NAME_LEAST 3  /* letters of a name that is looked for */
#define PHONE_LEAST 6 /* digits of a telephone, counted from its end */
#define PLACE_LEAST 8 /* characters of a place in the caller's words */
#define DIGITS_MAX 511

struct text {
	struct buf fold;             /* " quispe de pucallpa " */
	char digits[DIGITS_MAX + 1]; /* of the text, without what stands between */
	bool names;
};

static void keep_digits(char *out, size_t size, const char *s)
{
	size_t n = 0;

	for (; *s != '\0' && n + 1 < size; s++)
		if (*s >= '0' && *s <= '9')
			out[n++] = *s;
	out[n] = '\0';
}

static void look_for_word(struct text *t, const char *word, size_t len)
{
	struct buf padded = { 0 };

	buf_printf(&padded, " %.*s ", (int)len, word);
	if (len >= NAME_LEAST && strstr(buf_text(&t->fold), buf_text(&padded)) != NULL)
		t->names = true;
	buf_fini(&padded);
}

/* Words that are part of many names and say nothing. */
static bool says_nothing(const char *word, size_t len)
{
	static const char *const small[] = { "del", "los", "las", "san", "santa", "von",
		"van", "dos" };

	for (size_t i = 0; i < COUNT(small); i++)
		if (strlen(small[i]) == len && strncmp(small[i], word, len) == 0)
			return true;
	return false;
}

/* names is folded. */
static void look_for_names(struct text *t, const char *names)
{
	size_t len;

	for (const char *p = names; *p != '\0'; p += len) {
		p += strspn(p, " ");
		len = strcspn(p, " ");
		if (!says_nothing(p, len))
			look_for_word(t, p, len);
	}
}

static void look_for_phone(struct text *t, const char *phone)
{
	char digits[32];
	size_t len;

	keep_digits(digits, sizeof(digits), phone);
	len = strlen(digits);
	if (len >= PHONE_LEAST && strstr(t->digits, digits + len - PHONE_LEAST) != NULL)
		t->names = true;
}

static void look_for_place(struct text *t, const char *place)
{
	struct buf fold = { 0 };

	txt_fold(&fold, place);
	if (fold.len >= PLACE_LEAST &&
	    strstr(buf_text(&t->fold), buf_text(&fold)) != NULL)
		t->names = true;
	buf_fini(&fold);
}

/* As it is saved, or as its form has it by now. */
static enum err look_at_call(
    struct store *st, const struct actor *actor, int64_t call_id, struct text *t)
{
	struct record *rec = record_new(&call_form);
	struct call call;
	enum err e = case_call_said(st, actor, call_id, rec);

	if (e == AM_MISSING)
		e = call_fetch(st, call_id, &call, rec);

	if (e == AM_OK) {
		look_for_phone(t, record_get_id(rec, "phone"));
		look_for_phone(t, record_get_id(rec, "offer_phone"));
		look_for_place(t, record_get_id(rec, "where_is"));
	}
	record_free(rec);
	return e;
}

static enum err look_at_people(struct store *st, int64_t case_id, struct text *t)
{
	static const char sql[] =
	    "SELECT p.fold, coalesce(p.phone, ''), coalesce(p.doc_no, '') FROM "
	    "case_person"
	    " cp JOIN person p ON p.id IN (cp.person_id, " PERSON_ROOT(
		"cp.person_id") ") WHERE cp.case_id IN " CASE_FAMILY("?1");
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, case_id);
	while ((rc = sqlite3_step(q)) == SQLITE_ROW) {
		look_for_names(t, store_text(q, 0));
		look_for_phone(t, store_text(q, 1));
		look_for_phone(t, store_text(q, 2));
	}
	store_done(st, q);
	return store_err(rc);
}

enum err ref_names_her(struct store *st, const struct actor *actor,
    const struct ref_about *about, const char *text, bool *names)
{
	struct text t = { .names = false };
	enum err e = AM_OK;

	buf_byte(&t.fold, ' ');
	txt_fold(&t.fold, text);
	buf_byte(&t.fold, ' ');
	keep_digits(t.digits, sizeof(t.digits), text);
	if (about->call_id != 0)
		e = look_at_call(st, actor, about->call_id, &t);
	if (e == AM_OK && about->case_id != 0)
		e = look_at_people(st, about->case_id, &t);
	buf_fini(&t.fold);
	*names = t.names;
	return e;
}
