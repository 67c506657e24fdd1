/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The screen of a case from the inside: its state, and what its keys do. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "schema/case_event.h"
#include "schema/casefile.h"
#include "schema/screening.h"
#include "tui/case_do.h"
#include "tui/line.h"
#include "tui/list.h"

struct ui;

#define CASE_READERS 3

struct case_view {
	struct ui *ui;
	int64_t call_id; /* the call in hand, 0: none */
	bool inside;     /* else it asks for the reason */
	struct line_edit reason;
	struct casefile file; /* only id while she is outside */
	struct case_head head;
	struct screening screening; /* of the first victim */
	struct case_event *events;
	size_t count;
	struct list list;
	struct case_reader readers[CASE_READERS];
	size_t reader_count;
	bool cut; /* the detail shows a part of the text only */
	/* what a question is about while it is asked */
	struct case_do link; /* the call in hand and this case */
	int64_t link_id;     /* of the call in focus */
	int64_t other_case;  /* to which it moves, or which is joined; 0: none */
	bool with_notes;     /* the sheet */
};

/* True once she is in the case: what every key but the reason's needs. */
bool case_view_inside(struct ui *ui, const void *state);

/* The event in focus, NULL if there is none. */
const struct case_event *case_view_event_in_focus(const struct case_view *s);

void case_key_refer(struct ui *ui, void *state);
void case_key_note(struct ui *ui, void *state);
void case_key_followup(struct ui *ui, void *state);
void case_key_edit(struct ui *ui, void *state);
void case_key_parts(struct ui *ui, void *state);
void case_key_open(struct ui *ui, void *state);
void case_key_join(struct ui *ui, void *state); /* case_join.c */
void case_key_assign(struct ui *ui, void *state);
void case_key_flags(struct ui *ui, void *state);
void case_key_sheet(struct ui *ui, void *state); /* case_sheet.c */
void case_key_history(struct ui *ui, void *state);
