/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is typed into a form goes to disk as a draft: at every field exit, and while
 * typing after 20 characters or 2 seconds.  A draft that cannot be written is said in
 * the note line and tried again; what is typed stays where it is.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "schema/base/err.h"
#include "schema/draft.h"
#include "tui/form.h"

#define TYPED_DRAFT_CHARS 20
#define TYPED_DRAFT_MS 2000

struct ui;

/* The owner of rec and form fills in ui, rec, form and draft.ref, base, call_id, case_id. */
struct typed {
	struct ui *ui;
	struct record *rec;
	struct form_fill *form;
	struct draft draft;
	bool always;  /* a draft is wanted in any case, so that the form is found again */
	bool dirty;   /* typed since the last draft */
	size_t chars; /* characters of it */
	int64_t due_ms;   /* when the draft is to be written, -1: nothing to write */
	int64_t noted_at; /* the minute that "Draft saved" shows */
};

/* Write the draft if something was typed, or the cursor moved, since the last time. */
MUST_CHECK enum err typed_write(struct typed *t);

/* The form took a key (did: enum form_did; chars: how many characters it brought). */
void typed_did(struct typed *t, unsigned did, size_t chars);

/* It was changed otherwise than by a key. */
void typed_touch(struct typed *t);

/* It is saved: nothing is left to write.  The draft's row is the saver's to delete. */
void typed_done(struct typed *t);
