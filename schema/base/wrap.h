/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prose broken into lines of a width, for what is read and not typed (notes.h is for that). */
#pragma once

#include <stddef.h>

struct buf;

/* The bytes of text that fit into cols columns: up to its line feed, else cut at a blank
 * where there is one. */
size_t wrap_fits(const char *text, size_t cols);

/*
 * Add one paragraph (no line feeds) in lines of cols columns, each ended by a line feed.
 * The first begins at column first, where something stands already; the others at column
 * indent.
 */
void wrap_add(
    struct buf *out, const char *text, size_t cols, size_t first, size_t indent);

/* The same for paragraphs between line feeds; an empty one is an empty line.  A line that
 * begins with blanks or with "1 ", "- ", goes on under its first word. */
void wrap_lines(struct buf *out, const char *text, size_t cols);
