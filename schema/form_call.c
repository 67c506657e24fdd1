/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The fields of a call.  What of it is asked for which motive: tui/layout_call.c.
 *
 * This is the order of the form on paper (paper_call.h), and in it a call that was taken on
 * paper is typed in.
 */
#include "schema/base/mem.h"
#include "schema/call.h"

/* clang-format off */
static const struct field fields[] = {
	/* Of a call taken on paper and typed in later. */
	{ .id = "taken_at", .label = N_("Taken on paper"), .type = FIELD_MOMENT, .max_len = 20,
	  .cols = 20, .help = N_("Day and time at which the call was taken, as the paper says.") },

	{ .id = "motive", .label = N_("Motive"), .type = FIELD_CODE, .list = "motive",
	  .max_len = 16, .cols = 40, .flags = FIELD_REQUIRED,
	  .help = N_("What the caller wants. It decides which questions follow; changing it keeps everything.") },

	/* If the line drops in ten seconds: this first (report, danger). */
	{ .id = "speak", .label = N_("Can she speak without danger?"), .type = FIELD_YESNO,
	  .max_len = 1, .cols = 1,
	  .help = N_("If she cannot: yes and no questions only.") },
	{ .id = "phone", .label = N_("Call back to"), .type = FIELD_PHONE, .max_len = 20,
	  .cols = 14, .flags = FIELD_SENSITIVE,
	  .help = N_("The number to call back, digits only.") },
	{ .id = "phone_of", .label = N_("whose"), .type = FIELD_TEXT, .max_len = 60, .cols = 12,
	  .help = N_("Whose telephone it is: hers, the aunt's, a shop's, shared.") },
	{ .id = "safe_hours", .label = N_("safe time"), .type = FIELD_TIME, .max_len = 11, .cols = 11,
	  .help = N_("When it is safe to call, as in 17-18.") },
	{ .id = "where_is", .label = N_("Where she is"), .type = FIELD_TEXT, .max_len = 240,
	  .cols = 62, .flags = FIELD_SENSITIVE,
	  .help = N_("The place in the caller's own words.") },
	{ .id = "notes", .label = N_("Notes"), .type = FIELD_NOTES, .max_len = 8192, .cols = 76,
	  .flags = FIELD_SENSITIVE,
	  .help = N_("Free text; it saves itself. Tab goes to the next field.") },
	{ .id = "topic", .label = N_("What was said"), .type = FIELD_CODE, .list = "topic",
	  .max_len = 16, .cols = 36, .help = N_("The topic in the caller's words; what the line decides is another field.") },

	/* Places: where the call comes from, where she is, where she left from. */
	{ .id = "place_from", .label = N_("Calls from"), .type = FIELD_PLACE, .list = "region",
	  .max_len = 11, .cols = 18, .help = N_("Department from which the caller calls.") },
	{ .id = "province", .label = N_("Province"), .type = FIELD_PLACE, .list = "province",
	  .max_len = 11, .cols = 20, .help = N_("Province within the department.") },
	{ .id = "place_now", .label = N_("Is now in"), .type = FIELD_PLACE, .list = "region",
	  .max_len = 11, .cols = 18, .help = N_("Department where the person concerned is now.") },
	{ .id = "place_left", .label = N_("Left from"), .type = FIELD_PLACE, .list = "region",
	  .max_len = 11, .cols = 18, .help = N_("Department from which she left.") },

	{ .id = "relation", .label = N_("Who calls"), .type = FIELD_CODE, .list = "relation",
	  .max_len = 16, .cols = 22, .help = N_("What the caller is to the person concerned.") },
	{ .id = "lang", .label = N_("Language"), .type = FIELD_CODE, .list = "lang",
	  .max_len = 16, .cols = 16, .help = N_("Language of the caller.") },
	{ .id = "interpreter", .label = N_("Interpreter"), .type = FIELD_YESNO, .max_len = 1,
	  .cols = 1, .help = N_("Is an interpreter needed?") },
	{ .id = "victims", .label = N_("Victims"), .type = FIELD_NUMBER, .max_len = 3, .cols = 3,
	  .help = N_("How many people are concerned.") },
	{ .id = "minors", .label = N_("minors"), .type = FIELD_NUMBER, .max_len = 3, .cols = 3,
	  .part_of = "victims",
	  .help = N_("How many of them are under 18.") },
	{ .id = "sex", .label = N_("Sex"), .type = FIELD_CODE, .list = "gender", .max_len = 16,
	  .cols = 12, .help = N_("Sex or gender of the person concerned.") },
	{ .id = "age", .label = N_("Age"), .type = FIELD_AGE, .max_len = 8, .cols = 5,
	  .help = N_("Age: 16, about 16 as 16?, or a range as 15-17.") },
	{ .id = "venue", .label = N_("Venue"), .type = FIELD_CODE, .list = "venue", .max_len = 16,
	  .cols = 22, .help = N_("Kind of place where she is held or works.") },
	{ .id = "situation", .label = N_("Situation"), .type = FIELD_CODE, .list = "situation",
	  .max_len = 16, .cols = 22, .help = N_("In what situation the person concerned is.") },

	/* Recruitment: channel, relationship, promise (three questions, three fields). */
	{ .id = "recruit", .label = N_("Recruited: by"), .type = FIELD_CODE, .list = "recruit",
	  .max_len = 16, .cols = 20, .help = N_("Through which channel she was recruited.") },
	{ .id = "recruiter", .label = N_("relation"), .type = FIELD_CODE, .list = "trafrel",
	  .max_len = 16, .cols = 16, .help = N_("What the recruiter is to her.") },
	{ .id = "promise", .label = N_("promise"), .type = FIELD_CODE, .list = "promise",
	  .max_len = 16, .cols = 14, .help = N_("What she was promised.") },

	/* Consent, per purpose, and who gave it. */
	{ .id = "consent_record", .label = N_("Accepts: record"), .type = FIELD_YESNO,
	  .max_len = 1, .cols = 1, .help = N_("May what was said be recorded?") },
	{ .id = "consent_refer", .label = N_("referral"), .type = FIELD_YESNO, .max_len = 1,
	  .cols = 1, .help = N_("May other bodies be told?") },
	{ .id = "consent_callback", .label = N_("call back"), .type = FIELD_YESNO, .max_len = 1,
	  .cols = 1, .help = N_("May we call back?") },
	{ .id = "consent_research", .label = N_("research"), .type = FIELD_YESNO, .max_len = 1,
	  .cols = 1, .help = N_("May it be used for research, without names?") },
	{ .id = "consent_by", .label = N_("given by"), .type = FIELD_TEXT, .max_len = 60, .cols = 10,
	  .help = N_("Who gave the consent. An aunt cannot consent for an adult.") },

	{ .id = "heard", .label = N_("Heard of us"), .type = FIELD_CODE, .list = "heard",
	  .max_len = 16, .cols = 20, .help = N_("How the caller heard of the line.") },
	{ .id = "about", .label = N_("About"), .type = FIELD_TEXT, .max_len = 24, .cols = 16,
	  .help = N_("Number of the call or case it is about, as in L 26-00417-3.") },

	/* An offer of work or study (motive 3). */
	{ .id = "offer_country", .label = N_("To"), .type = FIELD_PLACE, .list = "country",
	  .max_len = 11, .cols = 20, .help = N_("Country the offer is for; Peru if it is within the country.") },
	{ .id = "offer_kind", .label = N_("Kind of offer"), .type = FIELD_CODE, .list = "offerkind",
	  .max_len = 16, .cols = 22, .help = N_("What is offered.") },
	{ .id = "offer_by", .label = N_("Offered by"), .type = FIELD_TEXT, .max_len = 120, .cols = 40,
	  .flags = FIELD_SENSITIVE, .help = N_("Person, agency or advert.") },
	{ .id = "offer_phone", .label = N_("telephone"), .type = FIELD_PHONE, .max_len = 20,
	  .cols = 14, .flags = FIELD_SENSITIVE, .help = N_("Telephone given in the offer.") },
	{ .id = "offer_paper", .label = N_("Advertised in"), .type = FIELD_TEXT, .max_len = 120,
	  .cols = 20, .help = N_("Newspaper, radio, site or wall where it was advertised.") },
	{ .id = "offer_seen", .label = N_("on"), .type = FIELD_DATE, .max_len = 10, .cols = 10,
	  .help = N_("Day of the advert.") },
	{ .id = "offer_pay", .label = N_("Pay"), .type = FIELD_TEXT, .max_len = 60, .cols = 20,
	  .help = N_("What is promised as pay, as it was said.") },
	{ .id = "offer_text", .label = N_("What it says"), .type = FIELD_TEXT, .max_len = 240,
	  .cols = 62, .help = N_("The offer in its own words. Nothing of the caller: everybody reads this.") },
	{ .id = "offer_contract", .label = N_("Written contract seen"), .type = FIELD_CODE,
	  .list = "answer", .max_len = 16, .cols = 10, .help = N_("Has she seen a written contract?") },
	{ .id = "offer_met", .label = N_("Met in person"), .type = FIELD_CODE, .list = "answer",
	  .max_len = 16, .cols = 10, .help = N_("Has she met whoever makes the offer?") },
	{ .id = "offer_fare", .label = N_("They pay the fare"), .type = FIELD_CODE,
	  .list = "answer", .max_len = 16, .cols = 10, .help = N_("Do they pay the journey? A debt may follow.") },
	{ .id = "advice", .label = N_("Advice given"), .type = FIELD_CODE, .list = "advice",
	  .max_len = 16, .cols = 30, .help = N_("What was advised.") },

	/* Listening: a caller who is there and silent. */
	{ .id = "listen_danger", .label = N_("Are you in danger?"), .type = FIELD_SIGNAL,
	  .max_len = 7, .cols = 1, .help = N_("One tap yes, two taps no.") },
	{ .id = "listen_someone", .label = N_("Is somebody with you?"), .type = FIELD_SIGNAL,
	  .max_len = 7, .cols = 1, .help = N_("One tap yes, two taps no.") },
	{ .id = "listen_held", .label = N_("Are you held?"), .type = FIELD_SIGNAL,
	  .max_len = 7, .cols = 1, .help = N_("One tap yes, two taps no.") },
	{ .id = "listen_police", .label = N_("Do you need the police?"), .type = FIELD_SIGNAL,
	  .max_len = 7, .cols = 1, .help = N_("One tap yes, two taps no.") },
	{ .id = "listen_again", .label = N_("Can you call again?"), .type = FIELD_SIGNAL,
	  .max_len = 7, .cols = 1, .help = N_("One tap yes, two taps no.") },
	{ .id = "listen_callus", .label = N_("Shall we call you?"), .type = FIELD_SIGNAL,
	  .max_len = 7, .cols = 1, .help = N_("One tap yes, two taps no.") },
	{ .id = "listen_minor", .label = N_("Are you under 18?"), .type = FIELD_SIGNAL,
	  .max_len = 7, .cols = 1, .help = N_("One tap yes, two taps no.") },
	{ .id = "listen_write", .label = N_("Can you write?"), .type = FIELD_SIGNAL,
	  .max_len = 7, .cols = 1, .help = N_("One tap yes, two taps no.") },
	{ .id = "hears", .label = N_("What is heard"), .type = FIELD_TEXT, .max_len = 240, .cols = 62,
	  .flags = FIELD_SENSITIVE, .help = N_("Voices, music, traffic: what is heard.") },

	/* What the line decides. */
	{ .id = "dispo", .label = N_("Result"), .type = FIELD_CODE, .list = "dispo",
	  .max_len = 16, .cols = 24, .flags = FIELD_REQUIRED, .help = N_("How the call ended.") },
	{ .id = "risk", .label = N_("Risk"), .type = FIELD_CODE, .list = "risk", .max_len = 16,
	  .cols = 18, .help = N_("1 immediate danger, 2 high, 3 medium, 4 low, 9 not assessed.") },
};
/* clang-format on */

const struct form call_form = {
	.name = "call",
	.table = "call",
	.fields = fields,
	.count = COUNT(fields),
};
