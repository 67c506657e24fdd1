/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bytes from the terminal become keys.
 *
 * ncurses never reads: its input loses halves of UTF-8 characters and blocks on
 * ESC.  This decoder knows the union of the sequences of 34 terminals whatever
 * TERM says, keeps what is incomplete, swallows whole what it does not know, and
 * never lets pasted text become a key.
 *
 * Esc followed within a second by a digit is that function key (Esc 0 is F10);
 * a lone Esc acts when that second has passed or the next key comes; three of
 * them are F12 (hide).
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum key_code {
	KEY_NONE,
	KEY_TEXT,  /* a character: key.c */
	KEY_PASTE, /* pasted text: key.paste, key.paste_len */
	KEY_ENTER,
	KEY_TAB,
	KEY_BACKTAB,
	KEY_BACKSPACE,
	KEY_DELETE,
	KEY_UP,
	KEY_DOWN,
	KEY_LEFT,
	KEY_RIGHT,
	KEY_HOME,
	KEY_END,
	KEY_PAGE_UP,
	KEY_PAGE_DOWN,
	KEY_ESCAPE, /* also Ctrl-G and Ctrl-C */
	KEY_F1,
	KEY_F2,
	KEY_F3,
	KEY_F4,
	KEY_F5,
	KEY_F6,
	KEY_F7,
	KEY_F8,
	KEY_F9,
	KEY_F10,
	KEY_F12,     /* also Ctrl-X and Esc Esc Esc */
	KEY_CLEAR,   /* Ctrl-U: clear the field */
	KEY_WORD,    /* Ctrl-W: delete the word before the caret */
	KEY_REDIAL,  /* Ctrl-R: the call before, of a caller who was cut off */
	KEY_NUMBER,  /* Ctrl-T: the telephone */
	KEY_PROOF,   /* Ctrl-O: the ten questions about an offer */
	KEY_REPAINT, /* Ctrl-L */
	KEY_STOP,    /* Ctrl-S or Ctrl-Q arrived: there is nothing to stop */
	/* answers of the terminal, not keys of a person */
	KEY_READY,  /* ESC[0n: it has drawn what was sent before ESC[5n */
	KEY_CURSOR, /* ESC[row;colR: key.row, key.col */
};

struct key {
	enum key_code code;
	uint32_t c; /* KEY_TEXT: code point */
	const char
	    *paste; /* KEY_PASTE: UTF-8, lent until the next call; raw, see txt_paste() */
	size_t paste_len;
	int row, col; /* KEY_CURSOR, from 1 */
};

enum key_charset { KEYS_UTF8, KEYS_LATIN1, KEYS_CP850 };

struct keys;

struct keys *keys_new(void);
void keys_free(struct keys *k);

/* In which charset text arrives (invalid UTF-8 is taken as Latin-1 byte by byte). */
void keys_charset(struct keys *k, enum key_charset charset);

/*
 * True while an answer of ESC[6n is awaited: only then is ESC[r;cR an answer;
 * otherwise ESC[1;2R and its like are Shift-F3 and are swallowed.
 */
void keys_expect_cursor(struct keys *k, bool expected);

/*
 * Take len bytes that arrived at now_ms (clock_ms()).  More than 64 KiB waiting are
 * refused: returns false, and the rest is dropped.
 *
 * bare: they are one packet of the client that nobody typed, and the terminal puts
 * no brackets around a paste: much text with the end of a line in it is then a paste.
 * Never else: somebody who types ahead over a line that hangs means every key.
 */
bool keys_feed(struct keys *k, const void *bytes, size_t len, bool bare, int64_t now_ms);

/* The next key, if one is complete at now_ms. */
bool keys_next(struct keys *k, int64_t now_ms, struct key *out);

/* True if bytes wait that keys_next() was not asked about yet. */
bool keys_waiting(const struct keys *k);

/* When keys_next() should be asked again although nothing arrived; -1: no need. */
int64_t keys_deadline(const struct keys *k);

/* The connection has gone: forget halves of sequences. */
void keys_reset(struct keys *k);
