/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A paper: a sheet that leaves the house, as text of 77 columns (so it fits every screen),
 * ready to be read aloud or printed, and as one HTML file with nothing outside of it.  It
 * is put together once, of headings, fields and paragraphs, and written in either form, so
 * that both say the same.
 *
 * Whatever is put in is shown as it may be shown (txt_show()): no control character and
 * no markup of a record reaches the paper.
 */
#pragma once

#include <stddef.h>

struct buf;
struct paper;

#define PAPER_COLS 77
#define PAPER_ROWS 60 /* lines of a page of text */

/* house stands at the top of every page on the left, title on the right; lang is "es" or
 * "en".  Never NULL. */
struct paper *paper_new(const char *house, const char *title, const char *lang);
void paper_free(struct paper *p);

void paper_heading(struct paper *p, const char *text);

/* Nothing is added for an empty value. */
void paper_field(struct paper *p, const char *label, const char *value);
void paper_text(struct paper *p, const char *text);

/* Room to write in: a label, and so many lines to the edge. */
void paper_blank(struct paper *p, const char *label, size_t lines);

/* A choice to be ticked: a label, and then its options, each with a box before it. */
void paper_pick(struct paper *p, const char *label);
void paper_option(struct paper *p, const char *text);

/* A blank line, or some room. */
void paper_gap(struct paper *p);

/* How many headings, fields and paragraphs there are. */
size_t paper_count(const struct paper *p);

/* Add the paper to out.  Pages of text are separated by form feeds. */
void paper_as_text(const struct paper *p, struct buf *out);
void paper_as_html(const struct paper *p, struct buf *out);
