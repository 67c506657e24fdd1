/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text that came from somebody else.
 *
 * Rule: text is stored as it was received; what a screen, a report or a log
 * shows of it goes through txt_show() or txt_glyph().  An escape sequence in a
 * stored note then never reaches a colleague's terminal, and a bidirectional
 * override never turns a telephone number round.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;

/*
 * What stands for code point c in one terminal cell: c itself if it is a
 * printable character of one column, '?' for everything else (control, C1,
 * bidirectional, right-to-left, zero-width, combining, wide, East Asian,
 * unassigned, UTF8_BAD).
 * Blanks of any width (U+00A0, U+2003, TAB, line feed ...) become ' '.
 */
uint32_t txt_glyph(uint32_t c);

/*
 * The letter under the diacritics of c: 'n' for U+00F1, 'A' for U+00C1; c itself
 * if there are none.  For terminals and formats that know ASCII only.
 */
uint32_t txt_letter(uint32_t c);

/*
 * Add to out what a screen may show of s: composed to NFC, then each code point
 * through txt_glyph().  Marks that compose with nothing are '?' each.
 */
void txt_show(struct buf *out, const char *s);

/*
 * Add len bytes of pasted text to out, composed (NFC): CR LF and CR become line
 * feeds; control characters (C0, DEL, C1) become blanks; without keep_lines also
 * line feeds and tabs.  Invalid UTF-8 bytes are taken as Latin-1.  Returns true if
 * a control character was replaced, so that the screen can say so.
 */
bool txt_paste(struct buf *out, const char *s, size_t len, bool keep_lines);

/*
 * A mark that is typed behind a letter: the one character that both are (e and U+0301
 * are U+00E9), 0 if there is none.  Text that is typed is kept composed, because on the
 * screen a letter with its mark is one cell, and the cursor counts cells.
 */
uint32_t txt_compose(uint32_t letter, uint32_t mark);

/*
 * The form in which text is searched and compared: lower case, without
 * diacritics, everything but a-z and 0-9 as one blank, none at the ends
 * ("  María-Elena QUISPE" gives "maria elena quispe").  Added to out.
 */
void txt_fold(struct buf *out, const char *s);

/*
 * Spanish and Andean spellings of the same sound made equal, over txt_fold():
 * k=q=c, s=z=c(e,i), b=v, ll=y, silent h, q' qh k' kh -> k, sh -> s, so that
 * Quispe, Quishpe and Kispi have the same keys.  One key a word.
 */
void txt_phon(struct buf *out, const char *s);

/*
 * True if s, folded, starts with prefix, folded, at its beginning.  An empty
 * prefix fits everything.  For type-ahead in lists.
 */
bool txt_starts(const char *s, const char *prefix);
