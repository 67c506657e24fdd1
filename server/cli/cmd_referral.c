/* SPDX-License-Identifier: GPL-3.0-or-later */
/* amparo referral: a sheet on paper for an operator, whose console writes no files. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/referral.h"
#include "schema/referral_sheet.h"
#include "server/cli/cli.h"
#include "server/text.h"

/* The n-th copy as --copy says it; 0: none is asked for. */
static int find_copy(struct run *r, const struct actor *reader, int64_t id, int64_t *copy)
{
	const char *given = run_option(r, "copy");
	struct ref_copy copies[REF_COPIES_MAX];
	size_t count = 0;
	char *end;
	long n;
	enum err e;

	*copy = 0;
	if (given == NULL)
		return EXIT_DONE;
	n = strtol(given, &end, 10);
	if (end == given || *end != '\0' || n < 1)
		return run_say(EXIT_USAGE, _("A copy is 1, 2 ..."));
	e = ref_copies(r->st, reader, id, r->now, copies, COUNT(copies), &count);
	if (e == AM_OK && (size_t)n > count)
		e = AM_MISSING;
	if (e != AM_OK)
		return run_fail(e, given);
	*copy = copies[n - 1].id;
	return EXIT_DONE;
}

static int print(struct run *r, const struct actor *reader, const char *lang, int64_t id)
{
	const enum ref_sheet_form form =
	    run_option(r, "html") != NULL ? REF_SHEET_HTML : REF_SHEET_TEXT;
	struct buf out = { 0 };
	int64_t copy = 0;
	int code = find_copy(r, reader, id, &copy);
	enum ref_refusal refusal = REF_FINE;
	enum err e;

	if (code != EXIT_DONE)
		return code;
	e = ref_sheet_for(
	    r->st, &r->actor, reader, id, copy, form, lang, r->now, &out, &refusal);
	if (e == AM_OK)
		fwrite(buf_text(&out), 1, out.len, stdout);
	if (out.data != NULL)
		explicit_bzero(out.data, out.cap);
	buf_fini(&out);
	if (refusal != REF_FINE)
		return run_say(EXIT_DENIED, _(ref_refusal_text(refusal)));
	return e == AM_OK ? EXIT_DONE : run_fail(e, r->args[0]);
}

int referral_sheet(struct run *r)
{
	const char *login = run_option(r, "as"), *lang = run_option(r, "lang");
	struct operator op;
	int64_t id = 0;
	int code;
	enum err e;

	if (login == NULL)
		return run_say(EXIT_USAGE,
		    _("Say for whom: --as LOGIN, an operator who may read it."));
	if (lang != NULL && !is_language(lang))
		return run_no_language();
	code = run_operator(r, login, &op);
	if (code != EXIT_DONE)
		return code;
	if (!op.active)
		return run_fail(AM_DENIED, login);
	e = ref_find(r->st, r->args[0], &id);
	if (e != AM_OK)
		return run_fail(e, r->args[0]);
	return print(r,
	    &(struct actor){ .operator_id = op.id, .role = op.role, .name = op.login },
	    lang != NULL ? lang : op.lang, id);
}
