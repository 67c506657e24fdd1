/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The states of a referral, and the steps between them: what is no row here is refused. */
#include <string.h>

#include "schema/base/mem.h"
#include "schema/referral.h"

static const struct {
	const char *word;
	bool ended;
} states[REF_STATES] = {
#define REF_STATE_ROW(state, word, ended) [state] = { word, ended },
	REF_STATE_TABLE(REF_STATE_ROW)
#undef REF_STATE_ROW
};

#define MAKE ACT_REFERRAL
#define CLOSE ACT_REFERRAL_CLOSE

/* clang-format off */
static const struct ref_step steps[] = {
	/* from         to            why    closes */
	{ REF_DRAFT,    REF_SENT,     false, false, MAKE },
	{ REF_DRAFT,    REF_CANCEL,   false, false, MAKE },

	{ REF_SENT,     REF_RECEIVED, false, false, MAKE },
	{ REF_SENT,     REF_ACCEPTED, false, false, MAKE },
	{ REF_SENT,     REF_INPROG,   false, false, MAKE },
	{ REF_SENT,     REF_DECLINST, true,  false, MAKE },
	{ REF_SENT,     REF_DECLPERS, true,  false, MAKE },
	{ REF_SENT,     REF_UNAVAIL,  true,  false, MAKE },
	{ REF_SENT,     REF_NOREPLY,  false, false, MAKE },
	{ REF_SENT,     REF_CANCEL,   true,  false, MAKE },

	{ REF_RECEIVED, REF_ACCEPTED, false, false, MAKE },
	{ REF_RECEIVED, REF_INPROG,   false, false, MAKE },
	{ REF_RECEIVED, REF_DONE,     false, false, MAKE },
	{ REF_RECEIVED, REF_PARTIAL,  true,  false, MAKE },
	{ REF_RECEIVED, REF_DECLINST, true,  false, MAKE },
	{ REF_RECEIVED, REF_DECLPERS, true,  false, MAKE },
	{ REF_RECEIVED, REF_UNAVAIL,  true,  false, MAKE },
	{ REF_RECEIVED, REF_NOREPLY,  false, false, MAKE },
	{ REF_RECEIVED, REF_CANCEL,   true,  false, MAKE },

	{ REF_ACCEPTED, REF_INPROG,   false, false, MAKE },
	{ REF_ACCEPTED, REF_DONE,     false, false, MAKE },
	{ REF_ACCEPTED, REF_PARTIAL,  true,  false, MAKE },
	{ REF_ACCEPTED, REF_DECLINST, true,  false, MAKE },
	{ REF_ACCEPTED, REF_DECLPERS, true,  false, MAKE },
	{ REF_ACCEPTED, REF_UNAVAIL,  true,  false, MAKE },
	{ REF_ACCEPTED, REF_NOREPLY,  false, false, MAKE },
	{ REF_ACCEPTED, REF_CANCEL,   true,  false, MAKE },

	{ REF_INPROG,   REF_DONE,     false, false, MAKE },
	{ REF_INPROG,   REF_PARTIAL,  true,  false, MAKE },
	{ REF_INPROG,   REF_DECLINST, true,  false, MAKE },
	{ REF_INPROG,   REF_DECLPERS, true,  false, MAKE },
	{ REF_INPROG,   REF_UNAVAIL,  true,  false, MAKE },
	{ REF_INPROG,   REF_NOREPLY,  false, false, MAKE },
	{ REF_INPROG,   REF_CANCEL,   true,  false, MAKE },

	/* it may still answer, until a supervisor gives it up */
	{ REF_NOREPLY,  REF_RECEIVED, false, false, MAKE },
	{ REF_NOREPLY,  REF_ACCEPTED, false, false, MAKE },
	{ REF_NOREPLY,  REF_INPROG,   false, false, MAKE },
	{ REF_NOREPLY,  REF_DECLINST, true,  false, MAKE },
	{ REF_NOREPLY,  REF_DECLPERS, true,  false, MAKE },
	{ REF_NOREPLY,  REF_UNAVAIL,  true,  false, MAKE },
	{ REF_NOREPLY,  REF_CANCEL,   true,  false, MAKE },
	{ REF_NOREPLY,  REF_NOREPLY,  true,  true,  CLOSE },

	/* it was not the end after all */
	{ REF_DONE,     REF_INPROG,   true,  false, CLOSE },
	{ REF_PARTIAL,  REF_INPROG,   true,  false, CLOSE },
	{ REF_DECLINST, REF_RECEIVED, true,  false, CLOSE },
	{ REF_DECLPERS, REF_RECEIVED, true,  false, CLOSE },
	{ REF_UNAVAIL,  REF_RECEIVED, true,  false, CLOSE },
};
/* clang-format on */

const char *ref_state_word(enum ref_state state)
{
	return (unsigned)state < REF_STATES ? states[state].word : "";
}

enum ref_state ref_state_find(const char *word)
{
	for (size_t i = 0; i < COUNT(states); i++)
		if (strcmp(states[i].word, word) == 0)
			return (enum ref_state)i;
	return REF_STATES;
}

bool ref_state_ended(enum ref_state state)
{
	return (unsigned)state < REF_STATES && states[state].ended;
}

const struct ref_step *ref_steps(size_t *count)
{
	*count = COUNT(steps);
	return steps;
}

const struct ref_step *ref_step(enum ref_state from, enum ref_state to, bool closes)
{
	for (size_t i = 0; i < COUNT(steps); i++)
		if (steps[i].from == from && steps[i].to == to &&
		    steps[i].closes == closes)
			return &steps[i];
	return NULL;
}

static const char *const refusals[REF_REFUSALS] = {
#define REF_REFUSAL_ROW(code, sentence) [code] = sentence,
	REF_REFUSAL_TABLE(REF_REFUSAL_ROW)
#undef REF_REFUSAL_ROW
};

const char *ref_refusal_text(enum ref_refusal refusal)
{
	return (unsigned)refusal < REF_REFUSALS ? refusals[refusal] : "";
}
