/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The console of one operator, without its terminal: a stack of views, the
 * message line, the language, the lock.  main.c feeds it keys and events and has
 * it drawn into cells; tests do the same without any terminal.
 *
 * Nothing here blocks but the store, and nothing here keeps a window: the same
 * ui is drawn on whatever terminal is there now.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "schema/base/err.h"
#include "schema/role.h"
#include "tui/cells.h"
#include "tui/key.h"

struct store;
struct operator;
struct ui;

/* What the ui needs of the world around it; main.c fills it, tests fake it. */
struct ui_world {
	void *data;
	int64_t (*now)(void *data);                              /* Unix seconds */
	int64_t (*now_ms)(void *data);                           /* monotonic */
	void (*changed)(void *data, unsigned topic, int64_t id); /* after a commit */
	void (*check_pin)(
	    void *data, const char *pin); /* answer comes by ui_pin_answer() */
	bool (*key_waits)(void *data);    /* true if a key has arrived meanwhile */
	void (*charset)(
	    void *data, const char *charset); /* "utf-8", "latin-1", "cp850", "ascii" */
	void (*colour)(void *data, bool on);
	void (*bell)(void *data); /* BEL with the next frame */
};

/*
 * A console for operator op.  st stays the caller's and outlives the ui.  The
 * language of the process is set to the operator's.
 */
struct ui *ui_new(
    struct store *st, const struct operator* op, const struct ui_world *world);
void ui_free(struct ui *ui);

/* A connection has come (again): shows the login page on top of what was open. */
struct ui_attach {
	int64_t session_id;
	const char *peer, *term, *charset;
	bool resumed;
	int64_t failed;
	int rows, cols; /* of the window, 0: not known */
};
void ui_attach(struct ui *ui, const struct ui_attach *with);

/* The window has another size from now on: keys that come next were typed there.  In one
 * that is too small to draw in no key acts but those that hide and repaint. */
void ui_size(struct ui *ui, int rows, int cols);

/* What was found out about the terminal since (the charset probe was answered); colours
 * as terminfo says. */
void ui_terminal(struct ui *ui, const char *charset, int colours);

/* The connection has gone: drafts go to disk. */
void ui_detach(struct ui *ui);

void ui_key(struct ui *ui, const struct key *key);
void ui_event(struct ui *ui, unsigned topic, int64_t id);
void ui_pin_answer(struct ui *ui, uint32_t answer, uint32_t left); /* enum wire_pin */

/* Let time-driven things happen (draft, lock, lone timers). */
void ui_tick(struct ui *ui);

/* When ui_tick() is wanted next (monotonic ms), -1: not at all.  An idle ui wants none
 * before its lock. */
int64_t ui_deadline(const struct ui *ui);

/* True if ui_draw() would draw something else than last time. */
bool ui_dirty(const struct ui *ui);
void ui_draw(struct ui *ui, struct cells *g);

/* True after a repaint of everything was asked for (Ctrl-L, hide); reading clears it. */
bool ui_wants_repaint(struct ui *ui);

/* True when the operator has logged out, or too many PINs were wrong. */
bool ui_ended(const struct ui *ui, const char **reason);

/*
 * True when this connection is to be closed with a sentence for the person while the
 * console stays for the next one (a locked console whose operator has no PIN).
 * Reading clears it.
 */
bool ui_hangs_up(struct ui *ui, const char **reason);

/* A sentence on the message line that came from the server (restart, alert). */
void ui_say(struct ui *ui, const char *sentence);

/* For STATE: name of the view on top, number of the open call (0: none), locked. */
const char *ui_screen(const struct ui *ui);
int64_t ui_call(const struct ui *ui);
bool ui_locked(const struct ui *ui);

/* Everything typed is on disk after this (SIGTERM, KILL, detach). */
void ui_save_drafts(struct ui *ui);
