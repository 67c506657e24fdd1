/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The call on paper, for a night without power or line: the questions of call_form in
 * their order, with room for the answers.  In the same order the console takes a call that
 * is entered late.  It is empty, so nobody needs a right to print it.
 */
#pragma once

#include "schema/base/err.h"

struct buf;
struct store;

enum paper_form { PAPER_TEXT, PAPER_HTML };

/*
 * Add the form to out.  lang is "es" or "en" for the labels of codes; the rest is in the
 * language of the process.  Returns AM_OK or a storage error.
 */
MUST_CHECK enum err paper_call(
    struct store *st, enum paper_form form, const char *lang, struct buf *out);
