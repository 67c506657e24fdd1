/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A console on a stage: a small database, a clock that stands still, keys from a
 * script, cells to look at.  No terminal, no server.  For show.c and for the unit
 * tests of tui/.
 *
 * It is Tuesday 24 November 2026, 14:36 in Lima.  rosa and luz are operators,
 * marta supervises, julia audits, ana is the admin; rosa's PIN is 123456, luz has
 * none.  The names, numbers and calls are invented.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "tui/cells.h"
#include "tui/ui.h"

struct stage {
	char dir[64];
	struct store *st;
	struct ui *ui;
	struct cells g;
	int64_t now, ms;     /* Unix seconds, monotonic milliseconds */
	unsigned topics;     /* committed since the last key */
	int bells, repaints; /* so far */
	int paints;          /* frames drawn so far */
	bool colour;         /* what the ui last asked for */
	bool key_waits;      /* what the ui is told when it asks */
	char charset[16];
	char pin[16]; /* typed into the locked screen, not yet answered */
	unsigned pin_tries;
	const char *hung_up; /* reason, NULL: no */
};

/* The database with its people and calls, and login's console in lang, not attached. */
struct stage *stage_open(const char *login, const char *lang, int rows, int cols);
void stage_close(struct stage *s);

/* A new console over the same database: the operator has logged in again. */
void stage_again(struct stage *s);

/*
 * Play a script: characters are typed; <Enter>, <F9>, <Ctrl-U> ... are keys, <lt> is
 * '<'.  <wait 300> lets seconds pass, <size 40x132> resizes, <paste TEXT> pastes,
 * <attach> connects, <detach> hangs up, <say TEXT> is the server's, <setting NAME VALUE>
 * changes a setting, <event> tells that calls and drafts have changed,
 * <queue PHONE NOTE> somebody waits, <left ROW> hung up, <signal> and <signal down>,
 * <calls N> adds closed calls, <offer WHO/PHONE/COUNTRY> one of luz about an offer,
 * <follow LOGIN CALL WHEN;NOTE> a follow-up of a call, <agenda> four of them,
 * <case LOGIN CALL TITLE> opens a case, <note LOGIN CASE TEXT> adds a note to it.
 * <people> two cases with people and a route, <about NAME CASE> opens a screen of one.
 * Returns false at a word it does not know.
 */
bool stage_play(struct stage *s, const char *script);

/* One key as the decoder would give it. */
void stage_key(struct stage *s, const struct key *key);

/* Let ms milliseconds pass, with every tick the ui wants on the way. */
void stage_pass(struct stage *s, int64_t ms);

/* Draw if the ui has something new. */
void stage_paint(struct stage *s);

/* The rows, then the cursor and what else happened. */
void stage_print(struct stage *s, FILE *to);

/* Which parts of the rows stand out: "2:10-22 alarm". */
void stage_print_roles(const struct stage *s, FILE *to);

/* The first row that has something in the last column, -1: none has. */
int stage_overflow(const struct stage *s);
