/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The inside of the console, for the files of the kit (ui.c, frame.c, keys.c,
 * message.c, undo.c, question.c, palette.c, help.c, lock.c).  Screens use view.h only.
 */
#pragma once

#include "schema/operator.h"
#include "tui/spelt.h"
#include "tui/view.h"

/* An open view. */
struct view {
	const struct view_class *class;
	void *state;
	char *note;         /* stands on the message line while there is no message */
	struct view *below; /* the next one of the stack, or of the graveyard */
};

struct message {
	enum message_kind kind;
	char *text;  /* NULL: none */
	bool fresh;  /* said while the present key is being handled */
	bool offers; /* words behind it say that u takes it back, while u does */
	size_t of;   /* the field it is about, counted from 1; 0: it is about none */
};

/* What u takes back, see ui_saved(). */
struct undo {
	enum err (*run)(struct ui *ui, int64_t id); /* NULL: there is nothing */
	int64_t id;
	int64_t until;     /* Unix seconds */
	char *what;        /* "Flag set, C 26-00417-3" */
	const char *after; /* msgid, NULL */
};

#define BELL_CLASSES 16
#define BELL_MS 60000

/* A class of alarm that has rung, and from when on it may ring again. */
struct bell {
	char class[16];
	int64_t next_ms;
};

struct ui {
	struct store *st;
	struct ui_world world;
	struct operator op;
	struct actor actor;
	struct view *top;
	struct view *graves; /* popped while the present key is being handled */
	struct message message;
	struct undo undo;
	struct bell bells[BELL_CLASSES];
	struct ui_line line;
	struct spelt spelt; /* a name of which the rest is still typed */
	int64_t key_ms;  /* the last key */
	int64_t lock_ms; /* settings */
	int64_t idle_ms;
	bool demo;
	unsigned told; /* topics that the present key has changed */
	bool dirty;
	bool repaint;
	bool ended;
	const char *ended_why; /* msgid */
	const char *hang_up;   /* msgid, NULL: no */
};

/* --- ui.c --- */

/* The uppermost view with a body: what the frame shows. */
struct view *ui_body(const struct ui *ui);
void ui_end(struct ui *ui, const char *why); /* log out; why is a msgid */
void ui_read_operator(struct ui *ui);        /* rights, name, language may have changed */

/* --- keys.c: finding a row --- */

/* True if a letter is a key in the view now. */
bool view_letters(const struct view *view);

/* May the row be used now? */
bool row_usable(struct ui *ui, const struct view *view, const struct key_row *row);

/* The row of the table that this key means in view, and that works now, or NULL.  The
 * right it needs is not asked. */
const struct key_row *row_find(struct ui *ui, const struct view *view,
    const struct key_row *rows, const struct key *key);

/* True if a row of view that works now has the same key as this one (which is then
 * hidden by it). */
bool row_hidden(struct ui *ui, const struct view *view, const struct key_row *row);

/* "F9", "Enter", "u": for the bar; with both ("F2  n") for help. */
const char *row_key_name(const struct key_row *row, bool letters, char out[16]);
void row_key_names(const struct key_row *row, bool letters, struct buf *out);

/* --- frame.c --- */

void frame_draw(struct ui *ui, struct cells *g);

/* The window is too small for the screen that is open: nothing of it is drawn. */
bool frame_is_small(const struct ui *ui);

/* --- message.c --- */

bool message_clears(const struct ui *ui, const struct key *key);
void message_draw(struct ui *ui, struct cells *g);

/* --- undo.c --- */

void undo_last(struct ui *ui);         /* u: take it back, or say why not */
bool undo_stands(const struct ui *ui); /* is there something to take back? */
void undo_end(struct ui *ui);          /* from now on there is nothing */

/* --- lang.c --- */

/* Texts of this process are in this language from now on ("es", "en"). */
void lang_set(const char *lang);

/* --- lock.c --- */

void lock_now(struct ui *ui);
void lock_answer(struct ui *ui, uint32_t answer, uint32_t left);
void lock_open(struct ui *ui); /* it is unlocked */

/* --- alert.c --- */

/* Call id is one in danger: says so if this is a supervisor's console. */
void alert_show(struct ui *ui, int64_t id);

/* --- palette.c --- */

void palette_open(struct ui *ui);
