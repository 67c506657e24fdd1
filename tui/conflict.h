/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two people have changed the same field: which version stays?  view_conflict shows each
 * such field with what it was, what the other one wrote and what is typed here, and takes
 * 1 (theirs), 2 (mine) or 3 (both).  Of long texts the rows show where they begin to
 * differ, and the whole ones of the row in focus stand below.
 * Pushed with a struct conflict_request.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "schema/base/err.h"

struct form_fill;
struct record;
struct ui;

struct conflict_request {
	struct form_fill *form;             /* shows the values */
	const struct record *base, *theirs; /* copied */
	struct record *mine; /* gets what is decided; lives longer than the view */
	const bool *clash;   /* by field; copied */
	int64_t entity_id;   /* row of the form's table: who was it? */
	void *data;
	/* Both are to stay, but the field is no text; NULL: not offered. */
	enum err (*dispute)(
	    void *data, const char *label, const char *theirs, const char *mine);
	/* The fields which[] of what was typed (mine) are given up for theirs, before
	 * decided is called; NULL: nobody keeps them. */
	enum err (*yield)(void *data, const struct record *mine, const bool *which);
	/* All is decided; the view is gone. */
	void (*decided)(struct ui *ui, void *data);
};
