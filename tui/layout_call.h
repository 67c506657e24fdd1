/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The layouts of the call form: what of a call is asked for which motive, where
 * it stands, and what is filled in beforehand.  Tables only; tui/form.h explains
 * the rows, schema/form_call.c has the fields.
 *
 * A layout is made for an area of 79 columns and 21 rows (80x24 without title,
 * message line and key bar), labels in two languages: what stands between a
 * label's column and its box must hold the longer one.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "tui/form.h"

struct code;

/* A row: for this motive (""; still unknown), and a result with this flag (0: any other). */
struct layout_call {
	const char *motive;
	char flag;         /* of the result's code: L listening, T threat */
	bool out;          /* only for a call that goes out */
	bool listens;      /* the call is a silent one that is listened to */
	const char *alert; /* supervision is told at once: kind of alert.h, or NULL */
	bool closes;       /* a result with flag Q saves the call at once */
	const char *said;  /* topic that such a call has unless another one is picked, NULL */
	struct layout layout;
};

extern const struct layout_call layout_calls[];
extern const size_t layout_call_count;

/* The layout for a motive and its result (NULL: none yet); out: the line calls.  Never
 * NULL. */
const struct layout_call *layout_call_for(
    const char *motive, const struct code *dispo, bool out);

/* Where a call taken on paper says when that was. */
extern const struct layout_call layout_call_late;
