/* SPDX-License-Identifier: GPL-3.0-or-later */
/* amparo form: what is filled in with a pen when there is no power or no line. */
#include <libintl.h>
#include <stdio.h>
#include <stdlib.h>

#include "schema/base/buf.h"
#include "schema/paper_call.h"
#include "server/cli/cli.h"
#include "server/text.h"

int form_print(struct run *r)
{
	const enum paper_form form =
	    run_option(r, "html") != NULL ? PAPER_HTML : PAPER_TEXT;
	const char *lang = run_option(r, "lang");
	struct buf out = { 0 };
	enum err e;

	if (lang == NULL)
		lang = "es";
	if (!is_language(lang))
		return run_no_language();
	/* Whoever prints it may speak another language than whoever writes on it. */
	(void)setenv("LANGUAGE", lang, 1);
	(void)textdomain("amparo");
	e = paper_call(r->st, form, lang, &out);
	if (e == AM_OK)
		fwrite(buf_text(&out), 1, out.len, stdout);
	buf_fini(&out);
	return e == AM_OK ? EXIT_DONE : run_fail(e, NULL);
}
