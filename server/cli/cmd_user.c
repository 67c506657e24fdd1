/* SPDX-License-Identifier: GPL-3.0-or-later */
/* amparo user ... */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/store.h"
#include "server/cli/cli.h"
#include "server/cli/hidden.h"
#include "server/cli/rows.h"
#include "server/text.h"

static const struct column columns[] = {
	{ "login", N_("LOGIN"), CELL_TEXT },
	{ "name", N_("NAME"), CELL_TEXT },
	{ "role", N_("ROLE"), CELL_TEXT },
	{ "lang", N_("LANGUAGE"), CELL_TEXT },
	{ "active", N_("ACTIVE"), CELL_YESNO },
	{ "pin", N_("PIN"), CELL_YESNO },
	{ "keys", N_("KEYS"), CELL_NUMBER },
	{ "last_login", N_("LAST LOG-IN"), CELL_TIME },
};

static void add_row(struct rows *t, const struct operator* op)
{
	rows_text(t, op->login);
	rows_text(t, op->name);
	rows_text(t, role_name(op->role));
	rows_text(t, op->lang);
	rows_number(t, op->active);
	rows_number(t, op->has_pin);
	rows_number(t, op->keys);
	rows_number(t, op->last_login_at);
}

/* The account as it is now. */
static int show(struct run *r, const char *login)
{
	struct operator op;
	struct rows *t;
	const int code = run_operator(r, login, &op);

	if (code != EXIT_DONE)
		return code;
	t = rows_new(columns, COUNT(columns));
	add_row(t, &op);
	rows_print_one(t, r->json);
	rows_free(t);
	return EXIT_DONE;
}

int user_show(struct run *r)
{
	return show(r, r->args[0]);
}

int user_list(struct run *r)
{
	struct operator* all = NULL;
	struct rows *t;
	size_t count = 0;
	const enum err e = operator_list(r->st, &r->actor, &all, &count);

	if (e != AM_OK)
		return run_fail(e, NULL);
	t = rows_new(columns, COUNT(columns));
	for (size_t i = 0; i < count; i++)
		add_row(t, &all[i]);
	rows_print(t, r->json);
	rows_free(t);
	free(all);
	return EXIT_DONE;
}

/* --- making and changing --- */

static const char *or_else(const char *value, const char *usual)
{
	return value != NULL ? value : usual;
}

static int say_roles(void)
{
	return run_say(
	    EXIT_USAGE, _("The role is operator, supervisor, admin or auditor."));
}

static int why_invalid(const struct new_user *u)
{
	if (role_find(u->role) >= ROLE_SYSTEM)
		return say_roles();
	if (!is_language(u->lang))
		return run_no_language();
	return run_say(EXIT_USAGE,
	    _("A login has 2 to 32 of a-z 0-9 . _ - and a name 1 to 64 printable "
	      "characters."));
}

/* The account and its key, or neither. */
int user_make(struct run *r, const struct new_user *u, int64_t *id)
{
	int code = EXIT_DONE;
	enum err e = store_begin(r->st);

	if (e != AM_OK)
		return run_fail(e, u->login);
	e = operator_add(
	    r->st, &r->actor, u->login, u->name, role_find(u->role), u->lang, r->now, id);
	if (e == AM_INVALID)
		code = why_invalid(u);
	else if (e != AM_OK)
		code = run_fail(e, u->login);
	else if (u->key != NULL)
		code = key_give(r, *id, u->key, "");
	e = store_end(r->st, code == EXIT_DONE ? AM_OK : AM_INVALID);
	return code == EXIT_DONE && e != AM_OK ? run_fail(e, u->login) : code;
}

int user_add(struct run *r)
{
	const char *login = r->args[0];
	const struct new_user u = { .login = login,
		.name = or_else(run_option(r, "name"), login),
		.role = or_else(run_option(r, "role"), "operator"),
		.lang = or_else(run_option(r, "lang"), "es"),
		.key = run_option(r, "key") };
	int64_t id = 0;
	const int code = user_make(r, &u, &id);

	if (code != EXIT_DONE)
		return code;
	run_changed(r, TOPIC_USER, id);
	return show(r, login);
}

static int set_active(struct run *r, bool active)
{
	struct operator op;
	int code = run_operator(r, r->args[0], &op);
	enum err e;

	if (code != EXIT_DONE)
		return code;
	e = operator_set_active(r->st, &r->actor, op.id, active, r->now);
	if (e != AM_OK)
		return run_fail(e, op.login);
	run_changed(r, TOPIC_USER, op.id);
	return show(r, op.login);
}

int user_disable(struct run *r)
{
	return set_active(r, false);
}

int user_enable(struct run *r)
{
	return set_active(r, true);
}

int user_role(struct run *r)
{
	struct operator op;
	int code = run_operator(r, r->args[0], &op);
	enum err e;

	if (code != EXIT_DONE)
		return code;
	e = operator_set_role(r->st, &r->actor, op.id, role_find(r->args[1]), r->now);
	if (e == AM_INVALID)
		return say_roles();
	if (e != AM_OK)
		return run_fail(e, op.login);
	run_changed(r, TOPIC_USER, op.id);
	return show(r, op.login);
}

/* --- PIN --- */

/* Asked twice at a terminal, where a slip is not seen. */
static int ask_pin(char *pin, size_t size)
{
	char again[32] = "";
	int code = EXIT_DONE;

	if (!hidden_read(_("New PIN (6 to 12 digits):"), pin, size))
		return run_say(EXIT_USAGE, _("There is no PIN on standard input."));
	if (isatty(STDIN_FILENO) &&
	    (!hidden_read(_("Once more:"), again, sizeof(again)) ||
		strcmp(pin, again) != 0))
		code = run_say(
		    EXIT_FAILED, _("The two are not the same; nothing is changed."));
	explicit_bzero(again, sizeof(again));
	return code;
}

int user_pin(struct run *r)
{
	char pin[32] = "", hash[PIN_HASH_LEN];
	struct operator op;
	int code = run_operator(r, r->args[0], &op);
	enum err e;

	if (code == EXIT_DONE)
		code = ask_pin(pin, sizeof(pin));
	if (code != EXIT_DONE)
		return code;
	e = pin_hash(pin, hash);
	explicit_bzero(pin, sizeof(pin));
	if (e == AM_INVALID)
		return run_say(EXIT_USAGE, _("A PIN has 6 to 12 digits."));
	if (e == AM_OK)
		e = operator_set_pin(r->st, &r->actor, op.id, hash, r->now);
	if (e != AM_OK)
		return run_fail(e, op.login);
	run_changed(r, TOPIC_USER, op.id);
	return show(r, op.login);
}
