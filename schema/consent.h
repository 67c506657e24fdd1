/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Consent: per purpose (to be recorded, referred, called back, for research), by whom it was
 * given, in what words.  The newest word counts; nothing is overwritten.  What a call's form
 * says under "Accepts" is the consent given in that call, for the case it is confirmed to
 * belong to as well.
 *
 * Whether it stands is computed anew each time it is asked, for what is known changes: a
 * mother turns out to be a suspect, a girl of "18?" is of age by now.
 *
 *   adult           she consents herself; no aunt, no police officer can do it for her
 *   minor           mother, father or guardian; her own word is heard and kept, but it is
 *   (or perhaps)    the exception that lets one act
 *   age not known   her own word stands, nobody else's
 *   under suspicion the consent of a suspect of the case, or of the parent who is one, is void;
 *                   that of any relative is where her own family recruited or sold her
 *   her own affair  who may be called back, or recorded, says who speaks: for these two
 *                   purposes a call's consent stands whoever gave it
 *
 * Two exceptions let one act without consent, each with a reason of 10 characters or more
 * that supervisors are told at once: she is under 18 (the best interests prevail), or she is
 * in immediate danger and could not be asked.  An adult who said no is not overridden, in
 * danger or not: the case says "does not accept; safety plan", which ends its alert.
 *
 * Sources: Palermo Protocol (2000), art. 3 c and d, 6; Convention on the Rights of the
 * Child, art. 3 and 12.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "schema/age.h"
#include "schema/base/err.h"
#include "schema/field.h"
#include "schema/role.h"

struct record;
struct store;

extern const struct form consent_form; /* what is written down of a consent */

#define CONSENT_REASON_LEAST 10 /* characters */

/* X(code, word in the database, label) */
#define CONSENT_PURPOSE_TABLE(X)                                 \
	X(CONSENT_RECORD, "record", N_("to be recorded"))        \
	X(CONSENT_REFER, "refer", N_("to be referred"))          \
	X(CONSENT_CALLBACK, "callback", N_("to be called back")) \
	X(CONSENT_RESEARCH, "research", N_("for research"))

enum consent_purpose {
#define CONSENT_PURPOSE_CODE(code, word, label) code,
	CONSENT_PURPOSE_TABLE(CONSENT_PURPOSE_CODE)
#undef CONSENT_PURPOSE_CODE
	    CONSENT_PURPOSES
};

const char *consent_purpose_word(enum consent_purpose purpose);
const char *consent_purpose_label(enum consent_purpose purpose); /* msgid */
enum consent_purpose consent_purpose_find(const char *word); /* CONSENT_PURPOSES: none */

/* X(code, does it stand, sentence): why it stands or not.  The sentence is a msgid. */
#define CONSENT_WHY_TABLE(X)                                                             \
	X(CONSENT_NOT_ASKED, false, N_("Nobody has asked her yet."))                     \
	X(CONSENT_HERS, true, N_("She accepts."))                                        \
	X(CONSENT_CALLERS, true, N_("Who called accepts."))                              \
	X(CONSENT_GUARDIANS, true, N_("Her mother, father or guardian accepts."))        \
	X(CONSENT_UNDER_18, true, N_("Under 18: her best interests prevail."))           \
	X(CONSENT_IN_DANGER, true, N_("Immediate danger, and she could not be asked."))  \
	X(CONSENT_REFUSED, false, N_("She does not accept."))                            \
	X(CONSENT_REFUSED_FOR_HER, false, N_("It was not accepted on her behalf."))      \
	X(CONSENT_WITHDRAWN, false, N_("It was withdrawn."))                             \
	X(CONSENT_BY_WHOM, false,                                                        \
	    N_("Not written down who accepted: ask, and write it down."))                \
	X(CONSENT_NOT_HERS, false, N_("Nobody can consent for an adult: ask her."))      \
	X(CONSENT_AGE_NOT_KNOWN, false,                                                  \
	    N_("Somebody else accepted, age not known: ask it, or ask her."))            \
	X(CONSENT_NO_GUARDIAN, false,                                                    \
	    N_("A minor's parent or guardian accepts; else the exception."))             \
	X(CONSENT_MINORS_OWN, false,                                                     \
	    N_("She accepts and is under 18: the exception, with a reason."))            \
	X(CONSENT_SUSPECT, false,                                                        \
	    N_("Who accepted is a suspect of this case: it does not count."))            \
	X(CONSENT_FAMILY, false,                                                         \
	    N_("Her family recruited or sold her: no relative can accept."))             \
	X(CONSENT_WHOSE, false,                                                          \
	    N_("Several victims, not known who accepted: ask each of them."))            \
	X(CONSENT_NO_LONGER_MINOR, false,                                                \
	    N_("The exception was for a minor; she is of age now: ask her."))            \
	X(CONSENT_NO_LONGER_DANGER, false,                                               \
	    N_("The exception was for a danger that is over: ask her."))                 \
	X(CONSENT_VOID, false, N_("It was declared void."))

enum consent_why {
#define CONSENT_WHY_CODE(code, stands, sentence) code,
	CONSENT_WHY_TABLE(CONSENT_WHY_CODE)
#undef CONSENT_WHY_CODE
	    CONSENT_WHYS
};

/* The exceptions, as referral.basis has them. */
enum consent_basis { CONSENT_NO_BASIS, CONSENT_GIVEN, CONSENT_MINOR, CONSENT_DANGER };
const char *consent_basis_word(
    enum consent_basis basis); /* "", "consent", "minor", "danger" */

/* --- one word of somebody, and what is known of whom it is about --- */

struct consent_given {
	int64_t id;        /* of table consent; 0: from a call's form, or none at all */
	int64_t call_id;   /* the call it was given in, 0: not in a call */
	int64_t person_id; /* whom it is about, 0: the person concerned */
	int64_t by_person_id; /* who gave it if she is of the case, else 0 */
	int64_t at, operator_id;
	enum consent_purpose purpose;
	enum consent_basis exception; /* of an override */
	char consent[16];  /* code: "verbal", "written", "guardian", "no", "override",
			      "withdrawn", "none" */
	char relation[16]; /* code of who gave it: "self", "mother", "kin", "" */
	char given_by[64], words[244], reason[244], void_why[124];
	char operator_name[32];
	bool taken_back;      /* typed by mistake: as if it had not been said */
	enum consent_why why; /* judged with what is known now */
};

struct consent_facts {
	struct age age;
	bool danger;  /* risk 1 */
	bool several; /* victims of the case, and nobody was named */
	bool family_recruited;
	bool giver_suspect; /* who gave it, or the one of that relation, is a suspect */
};

/* The rules above as a function of nothing else: what a given word is worth. */
enum consent_why consent_judge(
    const struct consent_given *given, const struct consent_facts *facts);

bool consent_why_stands(enum consent_why why);
const char *consent_why_sentence(enum consent_why why); /* msgid */

/* --- asking --- */

/* What it is about: a case, a call without one (case_id 0), or a call of a case. */
struct consent_about {
	int64_t case_id, call_id;
	int64_t person_id; /* 0: the person concerned, whoever that is */
};

struct consent_answer {
	bool stands;
	enum consent_why why;
	enum consent_basis basis;    /* CONSENT_NO_BASIS unless it stands */
	struct consent_given newest; /* the word that counts; its consent is "" if none */
	bool may_minor, may_danger;  /* the exceptions that are open now */
	bool
	    safety_plan; /* an adult who does not accept: nothing is sent, nobody brought in */
};

/*
 * Does consent stand for purpose?  Asked before something is sent or somebody brought into
 * the call.  The rights are the caller's (it is asked inside of what needs it); it writes
 * nothing.  AM_OK, AM_INVALID (about nothing) or a storage error.
 */
MUST_CHECK enum err consent_stands(struct store *st, const struct consent_about *about,
    enum consent_purpose purpose, int64_t now, struct consent_answer *answer);

/* The same for a call in hand whose form is not saved yet: rec is a record of call_form. */
void consent_stands_in_call(const struct record *rec, enum consent_purpose purpose,
    int64_t now, struct consent_answer *answer);

/*
 * The same for what the actor is at work on: while about->call_id is open, what its form
 * holds so far counts as said in it, and so do the age and the danger it tells of.
 */
MUST_CHECK enum err consent_in_hand(struct store *st, const struct actor *actor,
    const struct consent_about *about, enum consent_purpose purpose, int64_t now,
    struct consent_answer *answer);

/*
 * Act without consent: exception is CONSENT_MINOR or CONSENT_DANGER.  A row of the consent
 * with the reason, an alert for supervisors, the audit; *id is the row.  Returns AM_OK,
 * AM_INVALID (the reason is shorter than CONSENT_REASON_LEAST), AM_DENIED (the exception is not
 * open, see struct consent_answer, or no right) or a storage error.
 */
MUST_CHECK enum err consent_override(struct store *st, const struct actor *actor,
    const struct consent_about *about, enum consent_purpose purpose,
    enum consent_basis exception, const char *reason, int64_t now, int64_t *id);

/* --- writing down --- */

/*
 * Write down what somebody said: purpose, consent, relation, given_by, words, person_id,
 * by_person_id of given are looked at (an override goes through consent_override()).  An adult's no
 * to being referred puts the case on its safety plan, her yes takes it off.  given->id
 * and given->why are filled.  Returns AM_OK (also for a consent that does not stand: it was
 * said all the same), AM_INVALID, AM_DENIED, AM_MISSING or a storage error.
 */
MUST_CHECK enum err consent_add(struct store *st, const struct actor *actor,
    const struct consent_about *about, struct consent_given *given, int64_t now);

/* It was typed by mistake: the row stays, marked, and the word before it counts again. For ten
 * minutes, by who wrote it.  AM_OK, AM_DENIED, AM_MISSING, AM_CONFLICT (already) or a
 * storage error. */
MUST_CHECK enum err consent_take_back(
    struct store *st, const struct actor *actor, int64_t id, int64_t now);

/* --- reading --- */

/* A screen with the words opens: the view is audited.  AM_OK, AM_INVALID (about nothing),
 * AM_MISSING, AM_DENIED or a storage error. */
MUST_CHECK enum err consent_view(struct store *st, const struct actor *actor,
    const struct consent_about *about, int64_t now);

/* What consent_view() has opened, read (again); not a new view.
 * All words, newest first, of one purpose (CONSENT_PURPOSES: of all), judged as of now; at
 * most max.  AM_OK, AM_MISSING (also where the actor may not see the case), or a storage
 * error. */
MUST_CHECK enum err consent_list(struct store *st, const struct actor *actor,
    const struct consent_about *about, enum consent_purpose purpose, int64_t now,
    struct consent_given *out, size_t max, size_t *count);
