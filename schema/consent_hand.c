/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Consent as it is said in a call whose form is still open. */
#include <string.h>

#include "schema/call_priv.h"
#include "schema/casefile.h"
#include "schema/consent_priv.h"
#include "schema/record.h"

/* What the case does not know the form may. */
static void join(struct consent_facts *facts, const struct consent_facts *form)
{
	if (facts->age.group == AGE_NOT_KNOWN)
		facts->age = form->age;
	facts->danger |= form->danger;
	facts->family_recruited |= form->family_recruited;
}

/* Whoever said something in this call said it after all that was written before it. */
static bool counts(const struct consent_given *said, const struct consent_given *written,
    int64_t began_at)
{
	if (strcmp(said->consent, "none") == 0)
		return false;
	return *written->consent == '\0' || written->at < began_at;
}

static enum err conclude(struct store *st, const struct consent_about *about,
    const struct record *rec, const struct call *call, int64_t now,
    struct consent_answer *answer)
{
	const enum consent_purpose purpose = answer->newest.purpose;
	struct consent_answer said;
	struct consent_facts facts = { 0 }, form;
	enum err e = AM_OK;

	consent_stands_in_call(rec, purpose, now, &said);
	if (counts(&said.newest, &answer->newest, call->started_at)) {
		answer->newest = said.newest;
		answer->newest.call_id = call->id;
		answer->newest.at = call->started_at;
	}
	if (about->case_id != 0)
		e = consent_facts_read(st, about, &answer->newest, now, &facts);
	consent_facts_in_call(rec, now, &form);
	join(&facts, &form);
	if (e == AM_OK)
		consent_conclude(&facts, purpose, answer);
	return e;
}

enum err consent_in_hand(struct store *st, const struct actor *actor,
    const struct consent_about *about, enum consent_purpose purpose, int64_t now,
    struct consent_answer *answer)
{
	struct call call = { .status = CALL_CLOSED };
	struct record *rec;
	enum err e = consent_stands(st, about, purpose, now, answer);

	if (e == AM_OK && about->call_id != 0)
		e = call_fetch(st, about->call_id, &call, NULL);
	if (e != AM_OK || call.status != CALL_OPEN)
		return e;
	rec = record_new(&call_form);
	e = case_call_said(st, actor, about->call_id, rec);
	if (e == AM_OK)
		e = conclude(st, about, rec, &call, now, answer);
	record_free(rec);
	return e == AM_MISSING ? AM_OK : e; /* somebody else's: what is saved counts */
}
