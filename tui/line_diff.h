/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two short texts beside each other, line by line. */
#pragma once

#include <stddef.h>

struct buf;

#define LINE_DIFF_MAX 64 /* lines of a text; more are cut */

/*
 * Add the lines of both to out, each behind "- " (only in mine), "+ " (only in theirs) or
 * two blanks (in both), as few of the first two as can be.  Lines end with a line feed.
 */
void line_diff(struct buf *out, const char *mine, const char *theirs);
