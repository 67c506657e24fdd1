/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Consent from the inside, for consent*.c. */
#pragma once

#include "schema/consent.h"
#include "schema/store_priv.h"

#define CONSENT_ENTITY "consent"

/* May the actor read or write what it is about?  AM_OK, AM_INVALID (about nothing),
 * AM_MISSING, AM_DENIED or a storage error. */
MUST_CHECK enum err consent_may(struct store *st, const struct actor *actor,
    const struct consent_about *about, int64_t now);

/* The words about one purpose (CONSENT_PURPOSES: all), newest first, not judged yet. */
MUST_CHECK enum err consent_read(struct store *st, const struct consent_about *about,
    enum consent_purpose purpose, struct consent_given *out, size_t max, size_t *count);

/* What is known of whom a word is about. */
MUST_CHECK enum err consent_facts_read(struct store *st,
    const struct consent_about *about, const struct consent_given *given, int64_t now,
    struct consent_facts *out);

/* The same of a call whose form is not saved yet: rec is a record of call_form. */
void consent_facts_in_call(
    const struct record *rec, int64_t now, struct consent_facts *out);

/* The word itself and who gave it, as the fields of a call say it. */
void consent_of_call(struct consent_given *given, const char *yes_or_no,
    const char *consent_by, const char *relation);

/* What follows from a judged word: the answer's other members. */
void consent_conclude(const struct consent_facts *facts, enum consent_purpose purpose,
    struct consent_answer *answer);

/*
 * Was it written down since that time that she (person_id 0: whoever) is not to be called
 * back?  The newest word of the call, of the case and of the cases that the call belongs to
 * decides; by (of size bytes): who said so.
 */
MUST_CHECK enum err consent_no_callback(struct store *st,
    const struct consent_about *about, int64_t since, bool *refused, char *by, size_t size);

/* Does every victim of the case refuse to be referred for herself?  *any: one of them has
 * said something that decides it. */
MUST_CHECK enum err consent_all_refuse(
    struct store *st, int64_t case_id, int64_t now, bool *all, bool *any);
