/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/proof.h"

#include <string.h>

#include "schema/audit.h"
#include "schema/base/buf.h"
#include "schema/base/json.h"
#include "schema/base/mem.h"
#include "schema/call_priv.h"
#include "schema/casefile.h"
#include "schema/code.h"
#include "schema/offer_priv.h"
#include "schema/record.h"

#define CODE_LEN 16

/* --- questions and answers --- */

/* clang-format off */
static const struct {
	char letter;
	const char *code; /* of list answer */
} answers[] = { { 'y', "yes" }, { 'n', "no" }, { '?', "unknown" }, { '-', "-" } };

/* What the form of the call asks as well; the same in OFFER_SAID(). */
static const struct {
	const char *question, *field;
} in_form[] = { { "c3", "offer_contract" }, { "c7", "offer_fare" } };
/* clang-format on */

static char letter_of(const char *code)
{
	for (size_t i = 0; i < COUNT(answers); i++)
		if (strcmp(answers[i].code, code) == 0)
			return answers[i].letter;
	return 0;
}

static const char *code_of(char letter)
{
	for (size_t i = 0; i < COUNT(answers); i++)
		if (answers[i].letter == letter)
			return answers[i].code;
	return NULL;
}

static bool speaks_against(const struct code *question, char answer)
{
	return (answer == 'y' && code_has(question, 'Y')) ||
	       (answer == 'n' && code_has(question, 'X'));
}

static enum err questions_of(struct store *st, const struct code_list **list)
{
	const enum err e = code_list(st, "proof", list);

	return e == AM_OK && (*list)->count > PROOF_MAX ? AM_CORRUPT : e;
}

static void conclude(struct proof *p, const struct code_list *list)
{
	p->count = list->count;
	p->asked = p->unsaid = p->bad_count = 0;
	for (size_t i = 0; i < list->count; i++) {
		p->bad[i] = speaks_against(&list->codes[i], p->answer[i]);
		p->asked += p->answer[i] != 0;
		p->unsaid += p->answer[i] == '-';
		p->bad_count += p->bad[i];
	}
}

/* --- reading --- */

/* Takes question and answer of a row over; a bad answer stays. */
static void take(struct proof *p, const struct code_list *list, const char *question,
    const char *answer)
{
	const struct code *c = code_find(list, question);
	const char letter = letter_of(answer);

	if (c != NULL && letter != 0 && !speaks_against(c, p->answer[c - list->codes]))
		p->answer[c - list->codes] = letter;
}

/* sql gives question and answer, the oldest first, of ?1. */
static enum err read_by(
    struct store *st, const char *sql, int64_t id, struct proof *out)
{
	const struct code_list *list = NULL;
	sqlite3_stmt *q = NULL;
	enum err e = questions_of(st, &list);
	int rc;

	*out = (struct proof){ .count = 0 };
	if (e == AM_OK)
		e = store_prepare(st, sql, &q);
	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, id);
	while ((rc = sqlite3_step(q)) == SQLITE_ROW)
		take(out, list, store_text(q, 0), store_text(q, 1));
	store_done(st, q);
	conclude(out, list);
	return store_err(rc);
}

enum err proof_join(struct store *st, const struct record *rec, struct proof *p)
{
	const struct code_list *list = NULL;
	const enum err e = questions_of(st, &list);

	if (e != AM_OK)
		return e;
	for (size_t i = 0; i < COUNT(in_form); i++) {
		const struct code *c = code_find(list, in_form[i].question);

		if (c != NULL && p->answer[c - list->codes] == 0)
			p->answer[c - list->codes] =
			    letter_of(record_get_id(rec, in_form[i].field));
	}
	conclude(p, list);
	return AM_OK;
}

bool proof_shared(struct store *st, const struct proof *p, size_t i, const char **field,
    const char **answer)
{
	const struct code_list *list = NULL;
	const struct code *c = NULL;

	if (i >= COUNT(in_form))
		return false;
	if (questions_of(st, &list) == AM_OK)
		c = code_find(list, in_form[i].question);
	*field = in_form[i].field;
	*answer = c != NULL && p->answer[c - list->codes] != 0
		      ? code_of(p->answer[c - list->codes])
		      : "";
	return true;
}

static enum err may_see(struct store *st, const struct actor *actor, int64_t call_id)
{
	struct call call;
	const enum err e = call_fetch(st, call_id, &call, NULL);

	if (e == AM_OK && !call_may(actor, &call, ACT_CALL_VIEW, ACT_CALL_VIEW_ANY))
		return AM_MISSING;
	return e;
}

enum err proof_read(
    struct store *st, const struct actor *actor, int64_t call_id, struct proof *out)
{
	static const char sql[] = "SELECT substr(p.id, 7), substr(" OFFER_SAID(
	    "?1", "p.id") ", 8) AS said FROM code p WHERE p.list = 'proof'"
			  " AND said IS NOT NULL";
	const enum err e = may_see(st, actor, call_id);

	return e == AM_OK ? read_by(st, sql, call_id, out) : e;
}

enum err proof_in_hand(
    struct store *st, const struct actor *actor, int64_t call_id, struct proof *out)
{
	struct record *rec = record_new(&call_form);
	enum err e = proof_read(st, actor, call_id, out);

	if (e == AM_OK)
		e = case_call_said(st, actor, call_id, rec);
	if (e == AM_OK)
		e = proof_join(st, rec, out);
	record_free(rec);
	return e;
}

enum err proof_of_offer(
    struct store *st, const struct actor *actor, int64_t offer_id, struct proof *out)
{
	static const char sql[] =
	    "SELECT substr(p.id, 7), substr(" OFFER_SAID("l.call_id", "p.id")
	    ", 8) AS said FROM offer_call l JOIN code p ON p.list = 'proof'"
	    " WHERE l.certainty <> 'no' AND l.offer_id IN " OFFER_GROUP("?1")
	    " AND said IS NOT NULL ORDER BY l.call_id";

	return role_may(actor->role, ACT_OFFER_VIEW) ? read_by(st, sql, offer_id, out)
						     : AM_DENIED;
}

/* --- answering --- */

/* The answer that is stored and the one before it, "" if there is none. */
static enum err stored(struct store *st, int64_t call_id, const char *question,
    char out[CODE_LEN], char was[CODE_LEN])
{
	static const char sql[] =
	    "SELECT substr(answer, 8), substr(was, 8) FROM offer_answer"
	    " WHERE call_id = ?1 AND proof = 'proof.' || ?2";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	*out = *was = '\0';
	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, call_id);
	sqlite3_bind_text(q, 2, question, -1, SQLITE_STATIC);
	rc = sqlite3_step(q);
	if (rc == SQLITE_ROW) {
		str_copy(out, CODE_LEN, store_text(q, 0));
		str_copy(was, CODE_LEN, store_text(q, 1));
	}
	store_done(st, q);
	return store_err(rc);
}

/* answer is a code of list answer, "": there is none any more. */
static enum err put(
    struct store *st, int64_t call_id, const char *question, const char *answer)
{
	static const char sql[] =
	    "INSERT INTO offer_answer (call_id, proof, answer) VALUES (?1, 'proof.' || "
	    "?2,"
	    " 'answer.' || ?3) ON CONFLICT (call_id, proof) DO UPDATE SET was = answer,"
	    " answer = excluded.answer";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);

	if (e == AM_OK) {
		sqlite3_bind_int64(q, 1, call_id);
		sqlite3_bind_text(q, 2, question, -1, SQLITE_STATIC);
		store_bind_text(q, 3, answer);
	}
	return store_run(st, q, e);
}

/*
 * As with the fields of the form: the audit keeps the old value of what was saved with the
 * call, and none of what is typed while it is open; she may still decline.
 */
static enum err tell(struct store *st, const struct actor *actor, const struct call *call,
    const char *question, const char *old, int64_t now)
{
	struct buf detail = { 0 };
	enum err e;

	buf_str(&detail, "{\"old\":{");
	json_key(&detail, question);
	if (call->status == CALL_OPEN)
		buf_str(&detail, "null");
	else
		json_text(&detail, old);
	buf_str(&detail, "}}");
	e = audit_add(
	    st, actor, now, "answer", PROOF_ENTITY, call->id, buf_text(&detail));
	buf_fini(&detail);
	return e;
}

static enum err may_answer(
    struct store *st, const struct actor *actor, int64_t call_id, struct call *call)
{
	bool declined = false;
	enum err e = call_fetch(st, call_id, call, NULL);

	if (e == AM_OK && !call_may(actor, call, ACT_CALL_VIEW, ACT_CALL_VIEW_ANY))
		e = AM_MISSING;
	if (e == AM_OK)
		e = call_declined(st, call_id, &declined);
	if (e != AM_OK)
		return e;
	return call->status != CALL_VOID && !declined &&
		       call_may(actor, call, ACT_CALL_EDIT, ACT_CALL_EDIT_ANY)
		   ? AM_OK
		   : AM_DENIED;
}

static enum err change(struct store *st, const struct actor *actor, int64_t call_id,
    const char *question, const char *answer, int64_t now)
{
	const struct code_list *list = NULL;
	char old[CODE_LEN] = "", was[CODE_LEN];
	struct call call;
	enum err e = may_answer(st, actor, call_id, &call);

	if (e == AM_OK)
		e = questions_of(st, &list);
	if (e == AM_OK && code_find(list, question) == NULL)
		e = AM_INVALID;
	if (e == AM_OK)
		e = stored(st, call_id, question, old, was);
	if (e != AM_OK || strcmp(old, answer) == 0)
		return e;
	e = put(st, call_id, question, answer);
	return e == AM_OK ? tell(st, actor, &call, question, old, now) : e;
}

enum err proof_answer(struct store *st, const struct actor *actor, int64_t call_id,
    const char *question, char answer, int64_t now)
{
	const char *code = answer == 0 ? "" : code_of(answer);
	enum err e;

	if (code == NULL)
		return AM_INVALID;
	e = store_begin(st);
	return e == AM_OK ? store_end(st, change(st, actor, call_id, question, code, now))
			  : e;
}

/* --- taking back --- */

/* The last answer: by whom, when, which question. */
static enum err last_answer(
    struct store *st, int64_t call_id, int64_t *by, int64_t *at, char question[CODE_LEN])
{
	static const char sql[] =
	    "SELECT coalesce(a.operator_id, 0), a.at, j.key FROM audit a,"
	    " json_each(a.detail, '$.old') j WHERE a.entity = '" PROOF_ENTITY "'"
	    " AND a.entity_id = ?1 ORDER BY a.id DESC LIMIT 1";
	sqlite3_stmt *q = NULL;
	enum err e = store_prepare(st, sql, &q);
	int rc;

	if (e != AM_OK)
		return e;
	sqlite3_bind_int64(q, 1, call_id);
	rc = sqlite3_step(q);
	e = rc == SQLITE_DONE ? AM_MISSING : store_err(rc);
	if (e == AM_OK) {
		*by = sqlite3_column_int64(q, 0);
		*at = sqlite3_column_int64(q, 1);
		str_copy(question, CODE_LEN, store_text(q, 2));
	}
	store_done(st, q);
	return e;
}

static enum err take_back_in(
    struct store *st, const struct actor *actor, int64_t call_id, int64_t now)
{
	char question[CODE_LEN] = "", answer[CODE_LEN], was[CODE_LEN] = "";
	int64_t by = 0, at = 0;
	enum err e = last_answer(st, call_id, &by, &at, question);

	if (e == AM_OK && (by != actor->operator_id || now - at > STORE_GRACE))
		e = AM_DENIED;
	if (e == AM_OK)
		e = stored(st, call_id, question, answer, was);
	return e == AM_OK ? change(st, actor, call_id, question, was, now) : e;
}

enum err proof_take_back(
    struct store *st, const struct actor *actor, int64_t call_id, int64_t now)
{
	const enum err e = store_begin(st);

	return e == AM_OK ? store_end(st, take_back_in(st, actor, call_id, now)) : e;
}

enum err proof_forget(struct store *st, int64_t call_id)
{
	return store_change(
	    st, "DELETE FROM offer_answer WHERE call_id = ?1", call_id, 0);
}
