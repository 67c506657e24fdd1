/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/layout_call.h"

#include <string.h>

#include "schema/alert.h"
#include "schema/base/mem.h"
#include "schema/code.h"

#define ROWS 21

#define V SLOT_VISIT

/* Left labels stand at 1 with their box at 15, right ones at 41 with their box at 53. */
/* clang-format off */

#define MOTIVE_SLOT { "motive", 1, 1, 15, 25, .flags = V }
#define MOTIVE_ALONE { "motive", 1, 1, 15, 50, .flags = V }

/* Call back to [             ] it is of [          ] safe time [           ] */
#define PHONE_SLOTS(row, visit)                                                          \
	{ "phone", row, 1, 15, 16, .flags = visit },                                     \
	{ "phone_of", row, 32, 41, 12, .flags = visit, .after = "phone" },               \
	{ "safe_hours", row, 54, 66, 13, .flags = visit, .after = "phone" }

#define NOTES_SLOT(row, visit)                                                           \
	{ "notes", row, 1, 1, 39, .flags = visit,                                        \
	  .label = N_("Notes  (free text; it saves itself)") }

/* What the caller said, on the row of the notes' label. */
#define TOPIC_SLOT(row, of)                                                              \
	{ "topic", row, 41, 53, 26, .flags = 0, .group = of, .label = N_("Said") }

static const struct slot start_slots[] = {
	MOTIVE_ALONE,
};
static const struct fixed start_fixed[] = {
	{ 3, 1, 77, .list = "motive", .rows = 3 },
	{ 7, 1, 77, .text = N_("One key. It may be changed at any time; nothing that was typed is lost.") },
};

static const struct slot service_slots[] = {
	MOTIVE_ALONE,
	{ "place_from", 2, 1, 15, 24, .flags = V },
	{ "province", 2, 41, 53, 26, .within = "place_from" },
	{ "heard", 3, 1, 15, 24, .flags = V },
	{ "relation", 3, 41, 53, 26, .flags = V },
	{ "dispo", 4, 1, 15, 24, .flags = V, .group = "data", .value = "info" },
	{ "lang", 4, 41, 53, 26, .flags = 0 },
	PHONE_SLOTS(5, 0),
	NOTES_SLOT(7, V),
	TOPIC_SLOT(7, NULL),
};
static const struct fixed motive_fixed[] = {
	{ 16, 1, 77, .list = "motive", .rows = 3 },
};

/* What matters if the line drops in ten seconds stands first. */
static const struct slot report_slots[] = {
	MOTIVE_SLOT,
	{ "speak", 1, 41, 71, 3, .flags = V },
	PHONE_SLOTS(2, V),
	{ "where_is", 3, 1, 15, 64, .flags = V },
	NOTES_SLOT(4, V),
	TOPIC_SLOT(4, "report"),
	{ "place_from", 10, 1, 15, 16, .flags = V },
	{ "place_now", 10, 32, 42, 15, .flags = V },
	{ "place_left", 10, 58, 68, 11, .flags = V },
	{ "relation", 11, 1, 15, 22, .flags = V },
	{ "lang", 11, 38, 47, 14, .flags = 0 },
	{ "interpreter", 11, 62, 74, 3, .flags = 0 },
	{ "victims", 12, 1, 15, 5, .flags = 0 },
	{ "minors", 12, 21, 29, 5, .flags = 0 },
	{ "sex", 12, 35, 40, 12, .flags = V },
	{ "age", 12, 53, 58, 7, .flags = V },
	{ "venue", 13, 1, 15, 20, .flags = V },
	{ "situation", 13, 36, 46, 33, .flags = V },
	{ "recruit", 14, 1, 18, 20, .flags = V },
	{ "recruiter", 14, 39, 48, 12, .flags = 0 },
	{ "promise", 14, 61, 69, 10, .flags = 0 },
	{ "consent_record", 15, 1, 18, 3, .flags = V },
	{ "consent_refer", 15, 22, 33, 3, .flags = V },
	{ "consent_callback", 15, 37, 54, 3, .flags = 0 },
	{ "consent_by", 15, 58, 67, 12, .flags = 0 },
	{ "heard", 16, 1, 15, 14, .flags = V },
	{ "dispo", 16, 30, 41, 15, .flags = V, .group = "data" },
	{ "risk", 16, 57, 64, 15, .flags = V },
};

static const struct slot offer_slots[] = {
	MOTIVE_ALONE,
	{ "place_from", 2, 1, 19, 20, .flags = V },
	{ "offer_country", 2, 41, 53, 26, .flags = V },
	{ "offer_kind", 3, 1, 19, 20, .flags = V },
	{ "offer_contract", 3, 41, 63, 16, .flags = V },
	{ "offer_met", 4, 1, 19, 20, .flags = V },
	{ "offer_fare", 4, 41, 63, 16, .flags = V },
	{ "advice", 5, 1, 19, 50, .flags = V },
	{ "heard", 6, 1, 19, 20, .flags = V },
	{ "relation", 6, 41, 53, 26, .flags = V },
	{ "offer_by", 7, 1, 19, 20, .flags = V },
	{ "offer_phone", 7, 41, 55, 16, .flags = V },
	{ "age", 8, 1, 19, 7, .flags = V },
	{ "dispo", 8, 41, 53, 26, .flags = V, .group = "data", .value = "guide" },
	PHONE_SLOTS(9, 0),
	{ "offer_paper", 10, 1, 19, 20, .flags = 0 },
	{ "offer_seen", 10, 41, 45, 12, .flags = 0 },
	{ "offer_pay", 10, 59, 64, 15, .flags = 0 },
	{ "offer_text", 11, 1, 19, 60, .flags = 0 },
	NOTES_SLOT(12, V),
	TOPIC_SLOT(12, "offer"),
};

static const struct slot follow_slots[] = {
	MOTIVE_SLOT,
	{ "speak", 1, 41, 71, 3, .flags = 0 },
	{ "about", 2, 1, 15, 18, .flags = V },
	{ "relation", 2, 41, 53, 26, .flags = V },
	PHONE_SLOTS(3, 0),
	{ "place_from", 4, 1, 15, 24, .flags = 0 },
	{ "place_now", 4, 41, 53, 26, .flags = 0 },
	{ "dispo", 5, 1, 15, 24, .flags = V, .group = "data", .value = "follow" },
	{ "risk", 5, 41, 53, 26, .flags = 0 },
	NOTES_SLOT(7, V),
};

/* Danger, or help for herself: the first key that is typed lands in the notes. */
static const struct slot danger_slots[] = {
	MOTIVE_ALONE,
	{ "notes", 2, 1, 1, 39, .flags = V },
	TOPIC_SLOT(2, NULL),
	{ "speak", 9, 1, 31, 3, .flags = V },
	{ "where_is", 9, 35, 48, 31, .flags = V },
	PHONE_SLOTS(10, V),
	{ "dispo", 11, 1, 15, 24, .flags = V, .group = "data" },
	{ "risk", 11, 41, 53, 26, .flags = V },
	{ "lang", 12, 1, 15, 14, .flags = 0 },
	{ "interpreter", 12, 31, 43, 3, .flags = 0 },
	{ "age", 12, 48, 53, 7, .flags = 0 },
	{ "minors", 12, 62, 71, 5, .flags = 0 },
};
static const struct fixed danger_fixed[] = {
	{ 13, 1, 77, .text = N_("Ask: is she hurt? alone? minors there? can she leave? which way?") },
	{ 15, 1, 77, .text = N_("Emergency: police, ambulance, prosecutor on duty (whatever she accepts).") },
};

static const struct slot other_slots[] = {
	MOTIVE_SLOT,
	{ "speak", 1, 41, 71, 3, .flags = V },
	PHONE_SLOTS(2, V),
	{ "topic", 3, 1, 15, 50, .flags = V },
	{ "place_from", 4, 1, 15, 24, .flags = V },
	{ "place_now", 4, 41, 53, 26, .flags = 0 },
	{ "relation", 5, 1, 15, 24, .flags = V },
	{ "lang", 5, 41, 53, 26, .flags = 0 },
	{ "heard", 6, 1, 15, 24, .flags = V },
	{ "age", 6, 41, 53, 7, .flags = V },
	{ "dispo", 7, 1, 15, 24, .flags = V, .group = "data", .value = "guide" },
	{ "risk", 7, 41, 53, 26, .flags = 0 },
	NOTES_SLOT(8, V),
};

/* No content: the digit of the result closes. */
static const struct slot none_slots[] = {
	MOTIVE_ALONE,
	{ "dispo", 2, 1, 15, 40, .flags = V, .group = "nodata" },
	PHONE_SLOTS(8, 0),
	NOTES_SLOT(9, 0),
};
static const struct fixed none_fixed[] = {
	{ 4, 1, 77, .list = "dispo", .group = "nodata", .rows = 4 },
};

static const struct slot threat_slots[] = {
	MOTIVE_SLOT,
	{ "dispo", 1, 41, 53, 26, .flags = V, .group = "nodata" },
	PHONE_SLOTS(2, V),
	NOTES_SLOT(3, V),
	{ "hears", 10, 1, 15, 64, .flags = V },
	{ "place_from", 11, 1, 15, 24, .flags = 0 },
	{ "risk", 11, 41, 53, 26, .flags = 0 },
};
static const struct fixed threat_fixed[] = {
	{ 13, 1, 77, .text = N_("Write the words as they were said: who is threatened, by whom, how, when.") },
	{ 14, 1, 77, .text = N_("Do not argue; give no name, place or shift of anybody. You may hang up.") },
	{ 15, 1, 77, .text = N_("You are not alone with it: ask for a pause, or for somebody beside you.") },
};

/* A call that goes out: the number, and whether anybody is there. */
static const struct slot out_slots[] = {
	MOTIVE_ALONE,
	PHONE_SLOTS(2, 0),
};
static const struct fixed out_fixed[] = {
	{ 4, 1, 77, .list = "motive", .rows = 3 },
	{ 8, 1, 77, .text = N_("Nobody answers, or it is not safe to talk: 0, and then 1 or 2.") },
};
static const struct slot nobody_slots[] = {
	MOTIVE_ALONE,
	{ "dispo", 2, 1, 15, 40, .flags = V, .group = "out" },
	PHONE_SLOTS(6, 0),
	NOTES_SLOT(7, 0),
};
static const struct fixed nobody_fixed[] = {
	{ 4, 1, 77, .list = "dispo", .group = "out", .rows = 1 },
};

/* Taken on paper: when, and then as every call. */
static const struct slot late_slots[] = {
	{ "taken_at", 1, 1, 19, 22, .flags = V | SLOT_ASK },
	{ "motive", 2, 1, 19, 50, .flags = V },
};
static const struct fixed late_fixed[] = {
	{ 4, 1, 77, .list = "motive", .rows = 3 },
	{ 8, 1, 77, .text = N_("Day and time as on the paper: 23 11 22:30, yesterday 22:30. The time alone") },
	{ 9, 1, 77, .text = N_("means today.  The call is marked as entered late and counts on its own day.") },
};

/* A caller who is there and silent. */
static const struct slot listen_slots[] = {
	{ "motive", 1, 1, 15, 24, .flags = 0 },
	{ "listen_danger", 4, 1, 28, 11, .flags = V, .label = N_("1 Are you in danger?") },
	{ "listen_someone", 5, 1, 28, 11, .flags = V, .label = N_("2 Is somebody with you?") },
	{ "listen_held", 6, 1, 28, 11, .flags = V, .label = N_("3 Are you held?") },
	{ "listen_police", 7, 1, 28, 11, .flags = V, .label = N_("4 Do you need the police?") },
	{ "listen_again", 4, 42, 68, 11, .flags = V, .label = N_("5 Can you call again?") },
	{ "listen_callus", 5, 42, 68, 11, .flags = V, .label = N_("6 Shall we call you?") },
	{ "listen_minor", 6, 42, 68, 11, .flags = V, .label = N_("7 Are you under 18?") },
	{ "listen_write", 7, 42, 68, 11, .flags = V, .label = N_("8 Can you write?") },
	{ "hears", 9, 1, 15, 64, .flags = V },
	{ "phone", 10, 1, 15, 16, .flags = V, .label = N_("Number") },
	{ "phone_of", 10, 32, 41, 20, .flags = V, .after = "phone" },
	NOTES_SLOT(11, V),
};
static const struct fixed listen_fixed[] = {
	{ 1, 41, 38, .text = N_("Listening") },
	{ 2, 1, 77, .text = N_("Still on the line. Speak slowly; ask for one tap for yes, two for no.") },
};
/* clang-format on */

#undef V

#define SLOTS(name) .slots = name##_slots, .slot_count = COUNT(name##_slots), .rows = ROWS
#define FIXED(name) .fixed = name##_fixed, .fixed_count = COUNT(name##_fixed)

/* clang-format off */
const struct layout_call layout_calls[] = {
	{ .motive = "", .layout = { .name = "start", SLOTS(start), FIXED(start) } },
	{ .motive = "service", .said = "service",
	  .layout = { .name = "service", SLOTS(service), FIXED(motive),
	  .notes_row = 8, .notes_rows = 6, .earlier_row = 19, .warn_row = 20 } },
	{ .motive = "report",
	  .layout = { .name = "report", SLOTS(report),
	  .notes_row = 5, .notes_rows = 5, .ask_row = 17, .earlier_row = 18, .why_row = 19,
	  .warn_row = 20 } },
	{ .motive = "offer",
	  .layout = { .name = "offer", SLOTS(offer),
	  .notes_row = 13, .notes_rows = 5, .proof_row = 18, .earlier_row = 19,
	  .warn_row = 20 } },
	{ .motive = "follow",
	  .layout = { .name = "follow", SLOTS(follow),
	  .notes_row = 8, .notes_rows = 9, .earlier_row = 18, .why_row = 19, .warn_row = 20 } },
	{ .motive = "danger", .alert = ALERT_DANGER, .said = "selfhelp",
	  .layout = { .name = "danger", SLOTS(danger), FIXED(danger), .start = "notes",
	  .notes_row = 3, .notes_rows = 6, .told_row = 16, .earlier_row = 18, .why_row = 19,
	  .warn_row = 20 } },
	{ .motive = "other",
	  .layout = { .name = "other", SLOTS(other),
	  .notes_row = 9, .notes_rows = 8, .earlier_row = 18, .why_row = 19, .warn_row = 20 } },
	{ .motive = "none", .closes = true,
	  .layout = { .name = "none", SLOTS(none), FIXED(none), .start = "dispo",
	  .notes_row = 10, .notes_rows = 6, .earlier_row = 19, .warn_row = 20 } },
	{ .motive = "", .out = true, .layout = { .name = "out", SLOTS(out), FIXED(out) } },
	{ .motive = "none", .out = true, .closes = true,
	  .layout = { .name = "nobody", SLOTS(nobody), FIXED(nobody), .start = "dispo",
	  .notes_row = 8, .notes_rows = 6, .earlier_row = 19, .warn_row = 20 } },
	{ .motive = "none", .flag = 'L', .listens = true,
	  .layout = { .name = "listen", SLOTS(listen), FIXED(listen), .start = "listen_danger",
	  .notes_row = 12, .notes_rows = 6, .earlier_row = 18, .why_row = 19, .warn_row = 20 } },
	{ .motive = "none", .flag = 'T', .alert = ALERT_THREAT,
	  .layout = { .name = "threat", SLOTS(threat), FIXED(threat), .start = "notes",
	  .notes_row = 4, .notes_rows = 6, .told_row = 16, .earlier_row = 18, .why_row = 19,
	  .warn_row = 20 } },
};
/* clang-format on */
const size_t layout_call_count = COUNT(layout_calls);

const struct layout_call layout_call_late = { .motive = "",
	.layout = { .name = "late", SLOTS(late), FIXED(late) } };

/* The group of codes that close a call that was listened to. */
static bool listened(const struct code *dispo)
{
	return strcmp(dispo->group, "listen") == 0;
}

static bool fits(const struct layout_call *l, const struct code *dispo, bool out)
{
	if (l->out && !out)
		return false;
	if (l->flag == 0)
		return true;
	return dispo != NULL &&
	       (code_has(dispo, l->flag) || (l->listens && listened(dispo)));
}

const struct layout_call *layout_call_for(
    const char *motive, const struct code *dispo, bool out)
{
	const struct layout_call *best = &layout_calls[0];

	/* The rows with a flag come after the one without: the last that fits is it. */
	for (size_t i = 0; i < COUNT(layout_calls); i++)
		if (strcmp(layout_calls[i].motive, motive) == 0 &&
		    fits(&layout_calls[i], dispo, out))
			best = &layout_calls[i];
	return best;
}
