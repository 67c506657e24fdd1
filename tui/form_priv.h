/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The inside of a form that is being filled in.  form.c moves from field to field and
 * keeps the values; how a type of field takes keys and shows its value is a struct
 * kind, in form_line.c, form_list.c and form_answer.c; form_draw.c draws.
 */
#pragma once

#include "schema/record.h"
#include "tui/form.h"
#include "tui/notes.h"
#include "tui/spelt.h"

struct buf;

#define FORM_LINE_BYTES 1024 /* longer than any value of one line */
#define FORM_SAID_MAX 160

/* Letters typed one after the other, from those on that have chosen a place. */
#define RUN_PLACES 4
struct place_run {
	char typed[SPELT_MAX]; /* "pucal" */
	size_t len, own;       /* the bytes up to own belong to the place */
	size_t begun[RUN_PLACES], places; /* where the letters of each place begin */
	char place[SPELT_MAX]; /* its name; "": none was chosen yet */
};

struct form_fill {
	struct record *rec;
	const struct form *form;
	const struct layout *layout;
	struct form_source source;
	size_t slot; /* in focus */
	size_t left; /* the slot that its last character has left, SIZE_MAX: none */

	/* The text of the field in focus if it has one line; the letters typed ahead if
	 * it is picked from a list. */
	char line[FORM_LINE_BYTES];
	size_t len, caret;
	bool fresh; /* no key came since the field was entered */
	bool first; /* the key that is being taken is the first one there */

	struct spelt spelt; /* what letters have just chosen */
	char refused[SPELT_MAX]; /* a word that no entry of the list begins with, "": none */
	bool went_on;       /* that choice went on to the next field by itself */
	bool named;         /* and the last key went on spelling its name */
	struct place_run run;

	struct notes notes; /* of the only FIELD_NOTES */
	size_t notes_field; /* form->count: there is none */

	bool *wrong;          /* by field: what was typed is not valid */
	bool *dropped;        /* by field: its default was rubbed out */
	char **defaults;      /* by field: set by form_default(), or NULL */
	struct place *places; /* by field: the place shown last */

	char said[FORM_SAID_MAX];
	const char *chosen;
	bool readonly;
	bool paper; /* visited in the order of the form */
	bool round; /* behind the last field comes the second one */
};

/* How a type is edited and shown. */
struct kind {
	unsigned (*key)(struct form_fill *f, const struct key *key);
	void (*leave)(struct form_fill *f);
	void (*show)(
	    struct form_fill *f, size_t field, const char *value, struct buf *out);
	bool boxed; /* the whole value stands in the box; otherwise "[3] Radio" */
};
extern const struct kind kind_line, kind_phone;             /* form_line.c */
extern const struct kind kind_code, kind_codes, kind_place; /* form_list.c */
extern const struct kind kind_answer, kind_notes;           /* form_answer.c */
const struct kind *fill_kind(enum field_type type);

/* --- fields, slots, values (form.c) --- */

const struct field *fill_field(const struct form_fill *f, size_t field);
size_t fill_slot_field(const struct form_fill *f, size_t slot);
size_t fill_here(const struct form_fill *f);
const struct kind *fill_kind_here(const struct form_fill *f);
const char *fill_default(const struct form_fill *f, size_t field);
const char *fill_value(const struct form_fill *f, size_t field);
bool fill_shows_default(const struct form_fill *f);
bool fill_required(const struct form_fill *f, const struct slot *slot);
bool fill_filled(const char *value);
const char *fill_label(const struct form_fill *f, const struct slot *slot);
void fill_say(struct form_fill *f, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void fill_set_line(struct form_fill *f, const char *text);

unsigned fill_go(struct form_fill *f, size_t slot);
unsigned fill_go_next(struct form_fill *f, bool by_key);
unsigned fill_set_value(struct form_fill *f, const char *value);
unsigned fill_choose(struct form_fill *f, const char *value);

/* "-", "=" and "?" in an empty field; 0 if the character is none of them. */
unsigned fill_special(struct form_fill *f, uint32_t c);

/* Does a field hold no more than the one that it is a part of?  Says so if not. */
bool fill_whole(struct form_fill *f, size_t field);

/* --- the types --- */

size_t fill_line_back(const struct form_fill *f);
bool fill_in_group(const struct code *c, const struct slot *slot);
bool fill_first_option(struct form_fill *f, struct form_option *out);

/*
 * Does the key only go on spelling what letters have just chosen?  A field of text takes
 * its letters all the same.  If what came after the two letters that the box shows turns
 * out to be another word ("TA", Tacna, and then "CU": the C was not Tacna's) it is given
 * to the field in focus.
 */
bool fill_spells_on(struct form_fill *f, const struct key *key);

/* A letter of a word whose first letter is in no entry of the list: the rest of the word
 * is dropped, up to a key that is no letter; it answers no other field. */
bool fill_refuses(struct form_fill *f, const struct key *key);

/* Tab or Enter behind a name that was typed out ("LORETO" has left the field with "LO"):
 * it ends the name, and skips no field. */
bool fill_confirms(struct form_fill *f, const struct key *key);

/*
 * Behind a place that letters have chosen more of them are another place or none: is the
 * key such a letter, and the field in focus one that would take it for an answer of its own?
 * Says so; any other key ends it.
 */
bool fill_strays(struct form_fill *f, const struct key *key);

/* Put a code into the set of FIELD_CODES in focus, or take it out; the focus stays. */
unsigned fill_toggle(struct form_fill *f, const char *code);
