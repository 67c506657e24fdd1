/* SPDX-License-Identifier: GPL-3.0-or-later */
/* amparo key ... */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "server/cli/cli.h"
#include "server/cli/rows.h"
#include "server/text.h"

#define KEY_LINE_MAX 16384 /* an RSA key of 16384 bits has some 2900 characters */

static const struct column columns[] = {
	{ "fingerprint", N_("FINGERPRINT"), CELL_TEXT },
	{ "algorithm", N_("KIND"), CELL_TEXT },
	{ "label", N_("LABEL"), CELL_TEXT },
	{ "added", N_("ADDED"), CELL_TIME },
	{ "last_used", N_("LAST USED"), CELL_TIME },
	{ "revoked", N_("REVOKED"), CELL_TIME },
};

static int list(struct run *r, int64_t id)
{
	struct operator_key *keys = NULL;
	struct rows *t;
	size_t count = 0;
	const enum err e = operator_key_list(r->st, &r->actor, id, &keys, &count);

	if (e != AM_OK)
		return run_fail(e, NULL);
	t = rows_new(columns, COUNT(columns));
	for (size_t i = 0; i < count; i++) {
		rows_text(t, keys[i].fingerprint);
		rows_text(t, keys[i].algorithm);
		rows_text(t, keys[i].label);
		rows_number(t, keys[i].added_at);
		rows_number(t, keys[i].last_used_at);
		rows_number(t, keys[i].revoked_at);
	}
	rows_print(t, r->json);
	rows_free(t);
	free(keys);
	return EXIT_DONE;
}

int key_list(struct run *r)
{
	struct operator op;
	const int code = run_operator(r, r->args[0], &op);

	return code == EXIT_DONE ? list(r, op.id) : code;
}

/* The first KEY_LINE_MAX bytes of the file; NULL and a sentence if there are none. */
static char *read_line(const char *file)
{
	FILE *f = strcmp(file, "-") == 0 ? stdin : fopen(file, "re");
	char *text;
	size_t len;

	if (f == NULL) {
		run_say(EXIT_FAILED, file);
		run_say(EXIT_FAILED, _("This file cannot be read."));
		return NULL;
	}
	text = mem_new(KEY_LINE_MAX, 1);
	len = fread(text, 1, KEY_LINE_MAX - 1, f);
	text[len] = '\0';
	if (f != stdin)
		fclose(f);
	return text;
}

int key_give(struct run *r, int64_t id, const char *file, const char *label)
{
	char *line = read_line(file);
	const char *why = "";
	enum err e;

	if (line == NULL)
		return EXIT_FAILED;
	e = operator_key_add(r->st, &r->actor, id, line, label, r->now, &why);
	explicit_bzero(line, KEY_LINE_MAX); /* somebody may have given a private key */
	free(line);
	if (e == AM_INVALID)
		return run_say(EXIT_FAILED, _(why));
	if (e == AM_EXISTS)
		return run_say(EXIT_FAILED, _("This key is on record already, perhaps as "
					      "a revoked one. Make a new key."));
	return e == AM_OK ? EXIT_DONE : run_fail(e, NULL);
}

int key_add(struct run *r)
{
	const char *label = run_option(r, "label");
	struct operator op;
	int code = run_operator(r, r->args[0], &op);

	if (code == EXIT_DONE)
		code = key_give(r, op.id, r->count > 1 ? r->args[1] : "-",
		    label != NULL ? label : "");
	if (code != EXIT_DONE)
		return code;
	run_changed(r, TOPIC_USER, op.id);
	return list(r, op.id);
}

int key_remove(struct run *r)
{
	struct operator op;
	const int code = run_operator(r, r->args[0], &op);
	enum err e;

	if (code != EXIT_DONE)
		return code;
	e = operator_key_revoke(r->st, &r->actor, op.id, r->args[1], r->now);
	if (e != AM_OK)
		return run_fail(e, r->args[1]);
	run_changed(r, TOPIC_USER, op.id);
	return list(r, op.id);
}
