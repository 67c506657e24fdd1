/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A form on the screen: a record that is being filled in.
 *
 * What fields there are says schema/field.h; where they stand, which of them
 * Enter visits and what they start with says a layout, a constant table.  The
 * engine here draws the layout, takes keys, checks what was typed when a field is
 * left, and never holds the cursor: what is wrong is said and may be mended later.
 * It knows no store and no terminal; lists, places and the clock come through
 * struct form_source, so tests need neither.
 *
 * The record always holds what is typed, also half a telephone number, so that a
 * draft of it loses nothing.  Only the letters typed ahead in a list are not
 * there until they have found their code.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "schema/code.h"
#include "schema/field.h"
#include "schema/place.h"
#include "tui/cells.h"
#include "tui/key.h"

struct record;

/* --- layouts: constant data --- */

enum slot_flag {
	SLOT_VISIT = 1 << 0, /* in the order of Enter and Tab; arrows reach every slot */
	SLOT_ASK = 1 << 1,   /* saving asks for it here, besides FIELD_REQUIRED */
};

/* A field on the screen; rows count from the top of the view's area. */
struct slot {
	const char *id;
	int row, col;      /* of the label */
	int box;           /* column of "[" */
	int cols;          /* from "[" on: "[value]", of a code "[3] Radio" */
	unsigned flags;    /* enum slot_flag */
	const char *label; /* N_(), NULL: the field's own */
	const char *group; /* FIELD_CODE: only codes of this group; NULL: all */
	const char *after; /* visited only if this field is filled, NULL: always */
	const char
	    *within; /* FIELD_PLACE: the field whose place limits this one, or NULL */
	const char *value; /* default: stands there until something is typed, or NULL */
};

/* A fixed line: a text, or the options of a list, in front of each its digit. */
struct fixed {
	int row, col, cols;
	const char *text;  /* N_() */
	const char *list;  /* instead of text: its codes ... */
	const char *group; /* ... of this group, or all */
	int rows;          /* rows the options may take */
};

struct layout {
	const char *name;
	const struct slot *slots; /* in the order in which they are filled in */
	size_t slot_count;
	const struct fixed *fixed;
	size_t fixed_count;
	const char *start; /* field that has the cursor first, NULL: the first slot */
	int rows;          /* rows of an area of 80x24; a taller one goes to the notes */
	int notes_row,
	    notes_rows; /* where the text of FIELD_NOTES stands; 0 rows: nowhere */
	/* Rows that the view fills: warning, what is still to be asked, why the risk is
	 * proposed, to whom it was told, what is known already; 0: none. */
	int warn_row, ask_row, why_row, told_row, earlier_row, proof_row;
};

/* --- what a form asks of the world --- */

struct form_source {
	void *data;
	const struct code_list *(*codes)(void *data, const char *list); /* NULL: none */
	/* Places that begin with prefix: at most max of them in out; how many these are. */
	size_t (*places)(void *data, const char *kind, const char *within,
	    const char *prefix, struct place *out, size_t max);
	bool (*place)(void *data, const char *id, struct place *out);
	/* Value for "=", "" or NULL; previous NULL: there is none. */
	const char *(*previous)(void *previous_data, const char *id);
	void *previous_data;
	const char *(*lang)(void *data); /* "es", "en" */
	int64_t (*now)(void *data);
};

/* --- filling in --- */

struct form_fill;

/* What a key did; several at once. */
enum form_did {
	FORM_TOOK = 1 << 0,  /* it was a key of the form */
	FORM_TYPED = 1 << 1, /* a value has changed */
	FORM_LEFT = 1 << 2,  /* a field was left: time for a draft */
	FORM_CHOSE = 1 << 3, /* a code was picked or cleared, see form_chosen() */
	FORM_HELP = 1 << 4,  /* "?" in an empty field */
};

/* Fills in rec with the fields of layout.  rec, layout and what source points to stay
 * the caller's and outlive it. */
struct form_fill *form_new(
    struct record *rec, const struct layout *layout, const struct form_source *source);
void form_free(struct form_fill *f);

/* Another layout: what is typed stays, and so does the field if the new one has it. */
void form_layout(struct form_fill *f, const struct layout *layout);

/* The record was changed from outside: read it again, the focus stays. */
void form_reload(struct form_fill *f);

/* A value that stands in field id until something is typed; "" takes it away. */
void form_default(struct form_fill *f, const char *id, const char *value);

/* Put the cursor into a field (index in the form) at a byte; a field that the layout
 * does not have is passed over. */
void form_focus(struct form_fill *f, size_t field, size_t caret);

/* A form that is copied from paper: every field of the layout is visited, in the order of
 * the form's table. */
void form_from_paper(struct form_fill *f, bool paper);

/* A form that was filled in before: behind the last field Tab goes on with the one that
 * follows the first, which decides what the others are. */
void form_in_round(struct form_fill *f);

/* Nothing can be changed: keys move only. */
void form_readonly(struct form_fill *f, bool readonly);

/* A key; returns enum form_did.  What there is to say about it: form_said(). */
unsigned form_key(struct form_fill *f, const struct key *key);

/* Go to the next field as Enter does. */
unsigned form_advance(struct form_fill *f);

/* Is the field in focus the last that Enter visits? */
bool form_last(const struct form_fill *f);

/* A sentence (translated) about the last key, or NULL. */
const char *form_said(const struct form_fill *f);

/* The field whose code the last key picked (FORM_CHOSE): its id. */
const char *form_chosen(const struct form_fill *f);

/* The field in focus: index, byte of the caret, slot. */
size_t form_at(const struct form_fill *f);
size_t form_caret(const struct form_fill *f);
const struct slot *form_slot(const struct form_fill *f);

/* The value of field id: what was typed, else its default. */
const char *form_value(const struct form_fill *f, const char *id);

/*
 * Ready to be saved?  Leaves the field in focus; defaults go into the record.  If
 * a value is wrong or a required one is missing the cursor goes there,
 * form_said() asks for it, and false is returned.
 */
bool form_ready(struct form_fill *f);

/* Leave the field in focus as an arrow does, without moving (before parking). */
void form_settle(struct form_fill *f);

/* The name that the last key has chosen by its letters, while more of it may follow. */
struct spelt;
const struct spelt *form_spelt(const struct form_fill *f);

/* Another screen lay on it: letters typed from now on belong to no choice made before. */
void form_shown(struct form_fill *f);

/* --- the list of options of the field in focus (F4) --- */

struct form_option {
	char key;       /* its digit or letter, 0: none */
	char value[16]; /* what choosing it sets */
	char label[96]; /* in the operator's language */
};

/* Options that begin with prefix (also behind the first word with words): at most max
 * of them in out; returns how many there are, as far as max lets it know. */
size_t form_options(struct form_fill *f, const char *prefix, bool words,
    struct form_option *out, size_t max);

/* Set the field in focus to an option's value and go on, as if it had been typed; of a set
 * put it in, or take it out. */
unsigned form_choose(struct form_fill *f, const char *value);

/* The row of a layout in an area of rows rows: a taller one has more notes. */
int form_row(const struct form_fill *f, int row, int rows);

/* Draw into rows x cols from row, col on; the cursor goes to the focus if focused. */
void form_draw(
    struct form_fill *f, struct cells *g, int row, int col, int rows, bool focused);

/* What a field shows for its value ("Radio", "Loreto", "s 03:41"); added to out. */
struct buf;
void form_show(struct form_fill *f, size_t field, const char *value, struct buf *out);
