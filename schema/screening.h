/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Screening: which of act, means and purpose are covered by what is known, and what is
 * still to be asked (Palermo Protocol, art. 3 a).  Under 18 the means do not matter
 * (art. 3 c) and are not asked for.  It is advice; a person decides.
 *
 * What is known comes from wherever it was written down: the indicators answered here, what
 * was done to her (person.h), the legs of the route, the calls of the case.
 *
 * The indicators are those of ILO's "Operational indicators of trafficking in human
 * beings" (2009), and their strengths those of its profile of labour exploitation, of
 * adults and of children.  A dimension is scored only where the case is one of labour;
 * for sexual exploitation the strengths of that profile are not here, and there is no score.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "schema/age.h"
#include "schema/base/err.h"
#include "schema/role.h"

struct store;

#define SCREENING_MISSING 16    /* questions at most */
#define SCREENING_DIMENSIONS 6  /* D1 ... D6: list dim of the codes */
#define SCREENING_INDICATORS 80 /* of list indic, at most */

enum screening_element {
	SCREENING_ACT,
	SCREENING_MEANS,
	SCREENING_PURPOSE,
	SCREENING_ELEMENTS
};

enum screening_state {
	SCREENING_NOT_ASKED,
	SCREENING_NOT_FOUND, /* it was asked, and nothing speaks for it so far */
	SCREENING_COVERED,
	SCREENING_NOT_NEEDED, /* the means, under 18 */
};

enum screening_score { SCREENING_NO_SCORE, SCREENING_NEGATIVE, SCREENING_POSITIVE };

struct screening {
	int64_t person_id; /* whom it is about, 0: the case has no victim yet */
	struct age age;
	enum screening_state state[SCREENING_ELEMENTS];
	bool scored; /* the strengths are those of this case's profile */
	struct screening_dimension {
		size_t yes, no, unsaid, all;
		enum screening_score score; /* SCREENING_NO_SCORE unless scored */
	} dimensions[SCREENING_DIMENSIONS];
	const char *missing[SCREENING_MISSING]; /* msgids: "who controls her" */
	size_t missing_count;
};

/*
 * What is covered and what is missing about the victim person_id, 0: the first of the
 * case.  The rights are asked.  AM_OK, AM_MISSING or a storage error.
 */
MUST_CHECK enum err screening_read(struct store *st, const struct actor *actor,
    int64_t case_id, int64_t person_id, int64_t now, struct screening *out);

/* The answers to the indicators of list indic, in its order: 'y', 'n', '-' or 0 for not
 * asked.  AM_OK, AM_MISSING or a storage error. */
MUST_CHECK enum err screening_answers(struct store *st, const struct actor *actor,
    int64_t case_id, int64_t person_id, int64_t now, char out[SCREENING_INDICATORS],
    size_t *count);

/*
 * Answer an indicator ("D2.01"): 'y', 'n', '-', or 0 to take the answer back.  Earlier answers
 * stay; the newest counts.  AM_OK, AM_INVALID (no such indicator or answer), AM_MISSING,
 * AM_DENIED or a storage error.
 */
MUST_CHECK enum err screening_answer(struct store *st, const struct actor *actor,
    int64_t case_id, int64_t person_id, const char *indicator, char answer, int64_t now);
