/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The screen that refers, in its parts: what is marked (refer_marks.c), what is chosen
 * besides (refer_options.c), how it is drawn (refer_draw.c), its keys (view_refer.c).
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "schema/referral.h"
#include "tui/bodies.h"
#include "tui/line.h"
#include "tui/list.h"
#include "tui/view.h"

#define REFER_FILTER_MAX 60
#define REFER_REASON_MAX 240
#define REFER_IMPLICATED_MAX 40
#define REFER_MADE_MAX 20
#define REFER_COPY_OF_ALL (-1)

/* A body that is marked: the n-th addressee, or to get a copy of one or of all. */
struct refer_mark {
	int64_t id;
	char name[64];
	int copy_of; /* 0: an addressee; n: of the n-th; REFER_COPY_OF_ALL */
};

struct refer {
	struct ui *ui;
	struct ref_about about;
	struct ref_gate gate;
	struct bodies bodies; /* those that serve her first; implicated ones last */
	size_t fits, clean;   /* how many serve her; how many are not implicated */
	struct ref_implicated implicated[REFER_IMPLICATED_MAX];
	size_t implicated_count;
	struct ref_row made[REFER_MADE_MAX]; /* about the same, before */
	size_t made_count;
	struct list list;
	struct line_edit filter;
	bool typing; /* the cursor is in the filter */

	struct refer_mark marks[REF_TARGETS_MAX + REF_COPIES_MAX];
	size_t mark_count;

	char shared[64]; /* a set of codes */
	bool consult, copies_identity;
	int64_t ack_hours, responsible;
	char responsible_name[32];
	char detail[REF_DETAIL_MAX + 1];
	enum consent_basis exception; /* whose reason is being asked for */
	char reason[REFER_REASON_MAX + 1]; /* as it was typed last */
};

/* --- marks --- */

/* The mark of a body, NULL: it has none. */
struct refer_mark *refer_mark_of(struct refer *s, int64_t id);

/* Which addressee it is, from 1; 0: none. */
size_t refer_order(const struct refer *s, const struct refer_mark *mark);
size_t refer_addressees(const struct refer *s);

/* Mark the body in focus as an addressee, or take its mark away. */
void refer_toggle(struct ui *ui, void *state);

/* Make it a copy of the last addressee, of the one before ..., of all, of none. */
void refer_copy(struct ui *ui, void *state);

/* Is the body in focus (or row) implicated? */
bool refer_is_implicated(const struct refer *s, int64_t id);

/* The targets of a plan, as they are marked. */
void refer_targets(const struct refer *s, struct ref_plan *plan);

/* --- options: 1 to 6 --- */

void refer_ask_shared(struct ui *ui, void *state);
void refer_ask_copies(struct ui *ui, void *state);
void refer_ask_hours(struct ui *ui, void *state);
void refer_ask_responsible(struct ui *ui, void *state);
void refer_ask_kind(struct ui *ui, void *state);
void refer_ask_detail(struct ui *ui, void *state);

/* --- drawing --- */

void refer_draw(struct ui *ui, void *state, struct cells *g, struct area a, bool top);
