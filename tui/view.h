/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A view is one screen, or one question on top of a screen: constant data (a
 * struct view_class, in the file view_X.c) and a small state.  It is called with
 * a key or an event, changes its state and returns; it keeps no window, reads no
 * key itself and never waits but for the store.
 *
 * Views lie on a stack (ui.c).  A question or a list of choices is a view pushed
 * on top while the one below stays visible.  A key goes
 *
 *   1. to what works everywhere and at once: F12 hides, Ctrl-L repaints;
 *   2. to the key rows of the view on top;
 *   3. to its key() function, if no row took it;
 *   4. to the key rows that work everywhere (ui_keys[]): F1 help, F2 new
 *      call, F3 back, F10 palette ... unless the view is a question (place is not
 *      VIEW_BODY), which gets F3 as "back" but nothing else.
 *
 * From the key rows also come the function bar on the last row, the help page
 * and the palette, so a key stands in one place only.
 *
 * ui.h is the console as the program sees it; this is the console as a view sees it.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "schema/base/err.h"
#include "schema/role.h"
#include "tui/cells.h"
#include "tui/key.h"
#include "tui/ui.h"

struct buf;

/* A key of a view.  The table ends with an empty row (help is NULL). */
struct key_row {
	enum key_code key; /* KEY_NONE: by its letter or from the palette only */
	char letter;       /* works where letters are keys (VIEW_LETTERS), 0: none */
	const char *label; /* one or two words for the function bar; NULL: not there */
	const char
	    *help; /* what it does, for the help page and, as its name, the palette */
	enum action action; /* the right it needs; ACT_CONSOLE: everybody's */
	void (*run)(struct ui *ui, void *state);
	bool (*works)(struct ui *ui, const void *state); /* NULL: always */
};

/* The keys that work everywhere (keys.c). */
extern const struct key_row ui_keys[];

/* Where a view is drawn. */
enum view_place {
	VIEW_BODY,  /* the frame's rows 2-22 */
	VIEW_STRIP, /* the lowest five of them (18-22 of 24); above stays what was there */
	VIEW_QUESTION, /* the message line (row 23) */
	VIEW_ALL,      /* everything, without frame: the locked screen */
};

enum view_flag {
	VIEW_LETTERS = 1 << 0, /* a letter is a key here; otherwise it is text */
	VIEW_LISTED = 1 << 1,  /* the palette may open it by its title, with arg NULL */
	VIEW_PART = 1 << 2,    /* its title has the number() of the view it was opened from */
};

/* Part of the grid: rows and columns from 0; never its last column. */
struct area {
	int row, col, rows, cols;
};

/*
 * state points to state_size zeroed bytes.  Every function but draw may be NULL.
 */
struct view_class {
	const char *name;   /* "home": for STATE and tests */
	const char *title;  /* N_(), in the title row */
	enum action action; /* the right that opening it needs */
	unsigned topics;    /* enum wire_topic: the events it wants */
	enum view_place place;
	unsigned flags; /* enum view_flag */
	size_t state_size;
	const struct key_row *keys;

	/* Not AM_OK: it is not opened, and the message line says err_text().  arg is
	 * the caller's, lent for this call; each view says in views.h what it wants. */
	enum err (*open)(struct ui *ui, void *state, const void *arg);

	/* It leaves the stack; save_draft() has succeeded just before. */
	void (*close)(struct ui *ui, void *state);

	/* It is on top again, or the language or the rights changed: read again what it
	 * shows. */
	void (*shown)(struct ui *ui, void *state);

	/* A key that no row took.  False: not mine. */
	bool (*key)(struct ui *ui, void *state, const struct key *key);

	/* Something was committed: id 0 means any. */
	void (*event)(struct ui *ui, void *state, unsigned topic, int64_t id);

	/* Draw into area; the cells are blank already.  top is false while another view
	 * lies on it.  The cursor belongs where the focus is (cells_cursor()).  Only what
	 * scrolls may change in the state. */
	void (*draw)(
	    struct ui *ui, void *state, struct cells *g, struct area area, bool top);

	/* When tick() is wanted (monotonic ms), -1: not at all.  An idle view wants none. */
	int64_t (*deadline)(const void *state);
	void (*tick)(struct ui *ui, void *state, int64_t now_ms);

	/* Put on disk what was typed (detach, SIGTERM, before it leaves the stack).  Not
	 * AM_OK: it is not on disk, and the view stays where it is. */
	enum err (*save_draft)(struct ui *ui, void *state);

	/* Add the subject to the title row: "L 26-08115-3   since 14:33". */
	void (*subject)(struct ui *ui, const void *state, struct buf *out);

	/* Add the number of the case or call, or the name, of what it is about: for the title
	 * of VIEW_PART views above it, and for what is taken back. */
	void (*number)(const void *state, struct buf *out);

	/* Add what helps at the focus (name and help of the field) to the help page:
	 * paragraphs separated by line feeds. */
	void (*help)(struct ui *ui, const void *state, struct buf *out);

	/* The cards (schema/guide.h) that fit what is done here, the first one first, at most
	 * max in out: F1 begins with them. */
	size_t (*cards)(struct ui *ui, const void *state, const char *out[], size_t max);

	/* True while letters are keys although the class lacks VIEW_LETTERS: a form that is
	 * only shown. */
	bool (*letters)(const void *state);

	/* Number of the call that is being taken here, 0: none.  While there is one
	 * anywhere on the stack the console never locks by itself. */
	int64_t (*call)(const void *state);
};

/* --- the stack --- */

/* Open a view on top.  What opening it needs is checked.  AM_OK, or what open()
 * said (the message line says it already). */
enum err ui_push(struct ui *ui, const struct view_class *class, const void *arg);

/*
 * Take the view on top away: save_draft(), then close(); its state stays readable
 * until the key that was pressed is done with, so a view may pop itself.  If its
 * draft cannot be written it stays, the message line says why, and so does the
 * value.  Home is never taken away.
 */
enum err ui_pop(struct ui *ui);

/* Take away everything above home, forms are parked; stops like ui_pop(). */
enum err ui_home(struct ui *ui);

/* Back to the view of this class if it is open, else open it (arg NULL). */
enum err ui_go(struct ui *ui, const struct view_class *class);

/* The class on top; and the state of the uppermost view of a class, or NULL. */
const struct view_class *ui_top(const struct ui *ui);
void *ui_state_of(const struct ui *ui, const struct view_class *class);

/* The view called name in views.h, or NULL. */
const struct view_class *ui_view(const char *name);

/*
 * A call form: a new call (id 0), a draft, a closed call, a call that was reopened, the
 * call made of a row of the queue, one taken on paper, or one that goes out.  Parks a
 * form that is open and puts the new one on top of home (of the list below it for
 * UI_CALL_SHOW).
 */
enum ui_call_what {
	UI_CALL_NEW,
	UI_CALL_DRAFT,
	UI_CALL_SHOW,
	UI_CALL_REOPENED,
	UI_CALL_ANSWER, /* who waits in the queue; id 0: the first */
	UI_CALL_LATE,   /* one that was taken on paper */
	UI_CALL_OUT,    /* one that goes out; view "dial" comes before it */
};
struct dial_order;
struct ui_call_arg { /* what the view "call" is opened with; NULL: UI_CALL_NEW */
	enum ui_call_what what;
	int64_t id; /* of the draft, of the call, of the row of the queue */
	const struct dial_order *order; /* UI_CALL_OUT, see rules.h; lent */
};
enum err ui_open_call(struct ui *ui, enum ui_call_what what, int64_t id);
enum err ui_open_call_with(struct ui *ui, const struct ui_call_arg *arg);

/*
 * Call out: about who hung up, a follow-up, a call, a case (schema/dial.h).  Shows whose
 * telephone it is, when it is safe and whether she wants it, before the number.
 */
struct dial_to;
enum err ui_call_out(struct ui *ui, const struct dial_to *to);

/* What the view "search" is opened with from the form of a call: what may be meant is
 * listed, and a case can be linked. */
struct record;
struct ui_search_arg {
	const char *typed; /* what is typed already, NULL: nothing */
	int64_t call_id;   /* 0: from no call */
	const struct record *rec; /* what its form holds, NULL */
};

/*
 * What a screen about something is opened with: the row itself (id, 0: a new one), the
 * call and the case it belongs to (0: none), or the draft of it that goes on.  What of it
 * a screen needs says views.h.
 */
struct ui_about {
	int64_t id;
	int64_t call_id, case_id;
	int64_t draft_id;
};

/* --- what a view may ask for --- */

struct store *ui_store(const struct ui *ui);
const struct actor *ui_actor(const struct ui *ui);
const struct operator* ui_operator(const struct ui *ui);
bool ui_may(const struct ui *ui, enum action action);
const char *ui_lang(const struct ui *ui); /* "es", "en" */
int64_t ui_now(const struct ui *ui);      /* Unix seconds */
int64_t ui_now_ms(const struct ui *ui);   /* monotonic */

/* Something that is shown has changed: draw again.  A key that was taken does it
 * by itself. */
void ui_touch(struct ui *ui);

/* After a commit: every console that cares reads again, this one too.  Something was
 * done: what was done before it is no longer what u takes back. */
void ui_changed(struct ui *ui, unsigned topic, int64_t id);

/* The same where nothing was done: a draft was written, somebody came in or went. */
void ui_news(struct ui *ui, unsigned topic, int64_t id);

/* ui_changed() if e is AM_OK; returns e. */
MUST_CHECK enum err ui_after(struct ui *ui, unsigned topic, int64_t id, enum err e);

/* The sooner of two deadlines; -1 is none. */
int64_t ui_sooner(int64_t a, int64_t b);

/* True if a key waits already: leave out what is slow. */
bool ui_hurry(const struct ui *ui);

/* The bell, unless she wants none, at most once a minute for a class of alarm ("danger"). */
void ui_ring(struct ui *ui, const char *class);

/* A name was chosen by its letters and the screen goes: letters that only go on spelling it
 * are no keys of the one that follows. */
struct spelt;
void ui_spelt(struct ui *ui, const struct spelt *spelt);

/* --- the message line (row 23) --- */

enum message_kind {
	MESSAGE_DONE,  /* "It is linked already." */
	MESSAGE_WARN,  /* drawn behind "! " */
	MESSAGE_ALARM, /* drawn behind "!! "; ui_ring() goes with it */
};

/* Say a sentence (already translated).  It stays until the next key that does
 * something (moving and typing text do not count). */
void ui_message(struct ui *ui, enum message_kind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void ui_error(
    struct ui *ui, enum err e); /* err_text(e) as a warning; AM_OK says nothing */
void ui_message_clear(struct ui *ui);

/* What a form says (NULL: nothing) to a key that was typed in a field.  It goes as soon as
 * another field accepts a key. */
void ui_form_said(struct ui *ui, const char *said, size_t field, bool accepted);

/* What stands there while there is no message, until the view goes ("Draft saved
 * 14:36."): replaced, never cleared by a key.  It belongs to the uppermost body view. */
void ui_note(struct ui *ui, const char *sentence);

/* --- questions --- */

/*
 * Ask "sentence? s/n" on the message line.  answer() is called with the state of
 * the view that is on top now; F3, Esc and Enter are no (the safe answer).
 */
void ui_confirm(struct ui *ui, const char *sentence,
    void (*answer)(struct ui *ui, void *state, bool yes));

/*
 * Ask for one line of text of at most max_len bytes; F3 and Esc give it up (then
 * answer() is called with NULL).
 */
void ui_ask(struct ui *ui, const char *sentence, const char *value, size_t max_len,
    void (*answer)(struct ui *ui, void *state, const char *text));

/* The same; answer() is called with data, which lies in the state of the view on top. */
void ui_ask_for(struct ui *ui, const char *sentence, const char *value, size_t max_len,
    void (*answer)(struct ui *ui, void *data, const char *text), void *data);

/* The question again, with what was typed, because that does not do: why_not is an N_()
 * sentence, shown above it until the next key. */
void ui_ask_again(struct ui *ui, const char *why_not, const char *sentence,
    const char *value, size_t max_len,
    void (*answer)(struct ui *ui, void *state, const char *text));

/* Show the help of the view on top (F1): its cards, then the page of its keys.  With "?"
 * in an empty field a form asks for that page at once. */
void ui_help(struct ui *ui);
void ui_help_keys(struct ui *ui);

/* --- undo --- */

/*
 * How what was just saved is taken back: by run(ui, id), for ten minutes, with u from any
 * screen where u is a key, elsewhere from the menu.  run() writes a compensating record
 * and tells the others; what it returns is said for it (AM_MISSING: nothing to take back,
 * AM_CONFLICT: somebody has worked on it since, AM_DENIED: too late), unless it has said
 * something itself.  What is done next ends it (ui_changed()); leaving the screen does not.
 */
struct ui_undo {
	enum err (*run)(struct ui *ui, int64_t id);
	int64_t id;
	const char *of;   /* of what it was; NULL: of the number() of this screen, "": the
			 * words say it */
	const char *more; /* a sentence to follow what was saved, NULL */
	const char *after; /* N_(): a sentence to follow when it is taken back, NULL */
	enum message_kind kind;
};

/*
 * Say what was saved, without a full stop ("Linked with C 26-00417-3"): the words that
 * offer u follow it.  When it is taken back, the same words say what was.  After
 * ui_changed().
 */
void ui_saved(struct ui *ui, const struct ui_undo *undo, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same without a message: the screen shows what was saved, or another one is due. */
void ui_undoable(struct ui *ui, const struct ui_undo *undo, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* For a view where letters are answers: u is u there, too.  False: it is another key. */
bool ui_undo_key(struct ui *ui, const struct key *key);

/* --- the connection and the session --- */

/* The connection that is there, or was last. */
struct ui_line {
	int64_t session_id;
	int64_t failed; /* tries to log in since the last time */
	bool attached;
	bool resumed; /* the console was there before the connection */
	char peer[64], term[64], charset[16];
	int colours;    /* 0: not known yet */
	int rows, cols; /* of the window */
};
const struct ui_line *ui_line(const struct ui *ui);

/* Add title and subject of the screen under the one on top.  False: that is home. */
bool ui_describe_below(struct ui *ui, struct buf *out);

/* Log out, unless something typed cannot be written. */
void ui_log_out(struct ui *ui);

/* --- preferences: written to the account at once --- */

void ui_set_lang(struct ui *ui, const char *lang);
void ui_set_colour(struct ui *ui, bool on);
void ui_set_bell(struct ui *ui, bool on);
void ui_set_charset(struct ui *ui, const char *charset);
