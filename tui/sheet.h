/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A sheet: the screen on which one record other than a call is filled in or changed (a
 * person, a leg of a route, a referral, a follow-up).  What it is says a struct
 * sheet_class, constant data; the view around it is a table:
 *
 *   static enum err leg_open(struct ui *ui, void *state, const void *arg)
 *   {
 *           return sheet_open(state, ui, &leg_class, arg);
 *   }
 *   static const struct key_row keys[] = {
 *           SHEET_KEYS(ACT_CASE_EDIT),
 *           { .help = NULL },
 *   };
 *   const struct view_class view_leg = {
 *           .name = "leg", .title = N_("Leg of the route"), .action = ACT_CASE_EDIT,
 *           .keys = keys, .open = leg_open, SHEET_VIEW,
 *   };
 *
 * It is opened with a struct ui_about.  What is typed goes to disk as a draft of the form's
 * name, which has to be the name of the view: so the list of drafts finds it again.
 *
 * Two people in one record: fields that only one of them changed are joined in silence;
 * where both changed the same field, view_conflict asks (1 theirs, 2 mine, 3 both).  What is
 * given up is kept in the audit (yield.h).
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "schema/base/err.h"
#include "schema/role.h"
#include "tui/typed.h"
#include "tui/view.h"

struct record;
struct sheet;

/* What save() gets; before is NULL for a new row. */
struct sheet_save {
	const struct record *before;
	struct record *after; /* save() may normalise it */
	int64_t version;
	const char *reason; /* "" until save() has asked for one */
	int64_t draft_id;   /* to be deleted in the same transaction, 0: none */
	size_t field;       /* out: the field that is wrong */
};

struct sheet_class {
	const struct form *form;
	const struct layout *layout;
	enum action action; /* what writing it takes */
	unsigned topic; /* enum wire_topic: told after saving, with the row's id */

	/* Fill rec with the row, or with what is known beforehand of a new one; *version and
	 * *readonly (false already) are set.  Not AM_OK: the sheet is not opened.  The rights
	 * are asked, and the view audited, in schema/. */
	enum err (*load)(struct ui *ui, const struct ui_about *about, struct record *rec,
	    int64_t *version, bool *readonly);

	/* Write it; about->id gets the id of a new row.  AM_OK only if it is on disk.
	 * AM_CONFLICT: the version is another one by now.  AM_INVALID: s->field is wrong.
	 * AM_AGAIN: a reason is needed, it is asked for and save() called once more. */
	enum err (*save)(struct ui *ui, struct ui_about *about, struct sheet_save *s);

	/* --- all that follows may be NULL --- */

	/* It is saved and the sheet gone: go on.  Without said it says so, too. */
	void (*saved)(struct ui *ui, const struct ui_about *about);

	/* N_(): what is said then; how u takes it back (NULL: it does not) and what else is
	 * said of that, see struct ui_undo. */
	const char *said;
	enum err (*undo)(struct ui *ui, int64_t id);
	const char *undone;

	/* A code was picked, a field left or typed into: defaults, another layout. */
	void (*changed)(struct sheet *s);

	/* Draw what the layout leaves free. */
	void (*draw)(struct sheet *s, struct cells *g, struct area area);

	/* Both values of a field that two people have set are to stay (3 in view_conflict)
	 * but the field is no text: hand it to supervision.  NULL: 3 is not offered there. */
	enum err (*dispute)(struct ui *ui, const struct ui_about *about,
	    const char *label, const char *theirs, const char *mine);
};

struct sheet {
	struct ui *ui;
	const struct sheet_class *class;
	struct ui_about about;
	int64_t version;
	struct record *rec;     /* what is typed */
	struct record *as_read; /* what was there when it was opened */
	struct form_fill *form;
	struct typed typed;
	bool readonly; /* it is shown only */
	bool done;     /* saved: nothing is left to park */
	bool asked, disputed; /* view_conflict has asked; both stay, supervision decides */
	bool *clash;   /* by field: both have changed it */
	void *own;     /* the class's, freed with free() */
};

enum err sheet_open(struct sheet *s, struct ui *ui, const struct sheet_class *class,
    const struct ui_about *about);

/* Save it now, as F9 does. */
void sheet_save(struct ui *ui, void *state);

/* --- for the tables of its view --- */

void sheet_close(struct ui *ui, void *state);
bool sheet_key(struct ui *ui, void *state, const struct key *key);
void sheet_draw(
    struct ui *ui, void *state, struct cells *g, struct area area, bool top);
int64_t sheet_deadline(const void *state);
void sheet_tick(struct ui *ui, void *state, int64_t now_ms);
enum err sheet_save_draft(struct ui *ui, void *state);
void sheet_help(struct ui *ui, const void *state, struct buf *out);
bool sheet_shown(const void *state); /* it is shown only: letters are keys */
void sheet_pick(struct ui *ui, void *state);
void sheet_park(struct ui *ui, void *state);
bool sheet_writable(struct ui *ui, const void *state);
bool sheet_has_typed(struct ui *ui, const void *state);

#define SHEET_KEYS(act)                                                                  \
	{ KEY_F9, 0, N_("Save"), N_("Save what was typed"), act, sheet_save,             \
		sheet_writable },                                                        \
	    { KEY_F4, 0, N_("Options"), N_("Show the list of the field"), ACT_CONSOLE,   \
		    sheet_pick, sheet_writable },                                     \
	{                                                                                \
		KEY_F3, 0, N_("Back (draft)"),                                           \
		    N_("Leave it as a draft; nothing is lost"), ACT_CONSOLE, sheet_park, \
		    sheet_has_typed                                                      \
	}

#define SHEET_VIEW                                                                 \
	.state_size = sizeof(struct sheet), .close = sheet_close, .key = sheet_key, \
	.draw = sheet_draw, .deadline = sheet_deadline, .tick = sheet_tick,         \
	.save_draft = sheet_save_draft, .help = sheet_help, .letters = sheet_shown
