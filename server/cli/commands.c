/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every command of amparo: to add one, a row here and its function. */
#include "schema/base/mem.h"
#include "server/cli/cli.h"

/* clang-format off */
static const struct option_row init_options[] = {
	{ "admin", N_("LOGIN"), N_("make this admin account; needs --key") },
	{ "key", N_("FILE"), N_("its public key, - for standard input") },
	{ NULL, NULL, NULL },
};

static const struct option_row user_add_options[] = {
	{ "name", N_("NAME"), N_("work name that others see; without it the login") },
	{ "role", N_("ROLE"), N_("operator (as without it), supervisor, admin or auditor") },
	{ "lang", N_("LANGUAGE"), N_("es (as without it) or en") },
	{ "key", N_("FILE"), N_("public key, - for standard input") },
	{ NULL, NULL, NULL },
};

static const struct option_row key_add_options[] = {
	{ "label", N_("TEXT"), N_("which key it is; without it the comment in the key") },
	{ NULL, NULL, NULL },
};

static const struct option_row audit_options[] = {
	{ "head", N_("ROW:HASH"), N_("also look for this head, kept outside") },
	{ "public-key", N_("HEX"), N_("check the signed heads with this key, not the one beside the database") },
	{ NULL, NULL, NULL },
};

static const struct option_row push_options[] = {
	{ "line", N_("LINE"), N_("which of the line's numbers rang") },
	{ "region", N_("PLACE"), N_("region as PE16; without it what the area code tells") },
	{ "priority", N_("NUMBER"), N_("1 first, 2 usual, 3 last") },
	{ "note", N_("TEXT"), N_("a few words for the operators") },
	{ NULL, NULL, NULL },
};

static const struct option_row sheet_options[] = {
	{ "as", N_("LOGIN"), N_("for this operator, who has the right to read it; needed") },
	{ "copy", N_("NUMBER"), N_("the sheet of the first, second ... copy") },
	{ "html", NULL, N_("as one HTML file instead of text") },
	{ "lang", N_("LANGUAGE"), N_("es or en, for who receives it; without it the operator's own") },
	{ NULL, NULL, NULL },
};

static const struct option_row form_options[] = {
	{ "lang", N_("LANGUAGE"), N_("es (as without it) or en") },
	{ "html", NULL, N_("as one HTML file instead of text") },
	{ NULL, NULL, NULL },
};

static const struct option_row demo_options[] = {
	{ "calls", N_("NUMBER"), N_("how many calls; without it the demo year") },
	{ "seed", N_("NUMBER"), N_("the same seed gives the same data") },
	{ NULL, NULL, NULL },
};

static const struct command table[] = {
	{ "init", "", 0, 0, ACT_SETTING_EDIT, NEEDS_CONF, init_options,
	  N_("make database, host key and first admin"), init_run },

	{ "user add", "LOGIN", 1, 1, ACT_USER_EDIT, NEEDS_STORE, user_add_options,
	  N_("make an account"), user_add },
	{ "user list", "", 0, 0, ACT_USER_LIST, NEEDS_STORE, NULL,
	  N_("show all accounts"), user_list },
	{ "user show", "LOGIN", 1, 1, ACT_USER_LIST, NEEDS_STORE, NULL,
	  N_("show one account"), user_show },
	{ "user disable", "LOGIN", 1, 1, ACT_USER_EDIT, NEEDS_STORE, NULL,
	  N_("close an account; its session ends at once"), user_disable },
	{ "user enable", "LOGIN", 1, 1, ACT_USER_EDIT, NEEDS_STORE, NULL,
	  N_("open a closed account again"), user_enable },
	{ "user role", "LOGIN ROLE", 2, 2, ACT_USER_EDIT, NEEDS_STORE, NULL,
	  N_("give an account another role"), user_role },
	{ "user pin", "LOGIN", 1, 1, ACT_USER_EDIT, NEEDS_STORE, NULL,
	  N_("set the PIN that unlocks the console"), user_pin },

	{ "key add", "LOGIN [FILE]", 1, 2, ACT_USER_EDIT, NEEDS_STORE, key_add_options,
	  N_("give an account a public key (.pub file)"), key_add },
	{ "key list", "LOGIN", 1, 1, ACT_USER_LIST, NEEDS_STORE, NULL,
	  N_("show the keys of an account"), key_list },
	{ "key remove", "LOGIN FINGERPRINT", 2, 2, ACT_USER_EDIT, NEEDS_STORE, NULL,
	  N_("revoke a key for ever"), key_remove },

	{ "status", "", 0, 0, ACT_STATUS, NEEDS_SERVER, NULL,
	  N_("show how the running server is"), server_status },
	{ "who", "", 0, 0, ACT_SESSION_LIST, NEEDS_SERVER, NULL,
	  N_("show who is logged in"), server_who },
	{ "kick", "LOGIN", 1, 1, ACT_SESSION_KICK, NEEDS_SERVER, NULL,
	  N_("end somebody's session; what was typed is kept"), server_kick },
	{ "reload", "", 0, 0, ACT_SETTING_EDIT, NEEDS_SERVER, NULL,
	  N_("let the server read amparo.conf again"), server_reload },

	{ "queue push", "[PHONE]", 0, 1, ACT_QUEUE_FEED, NEEDS_STORE, push_options,
	  N_("somebody waits to be answered; prints the row"), queue_add },
	{ "queue leave", "ROW", 1, 1, ACT_QUEUE_FEED, NEEDS_STORE, NULL,
	  N_("she hung up: call her back if nobody answered"), queue_left },
	{ "queue signal", "[up|down]", 0, 1, ACT_QUEUE_FEED, NEEDS_STORE, NULL,
	  N_("the exchange is there or not; every five minutes"), queue_sign },

	{ "referral sheet", "NUMBER", 1, 1, ACT_REFERRAL_PRINT, NEEDS_STORE, sheet_options,
	  N_("print a sheet; of a case or call the newest one"), referral_sheet },

	{ "form call", "", 0, 0, ANYBODY, NEEDS_STORE, form_options,
	  N_("print the empty form of a call, to fill by hand"), form_print },

	{ "audit verify", "", 0, 0, ACT_AUDIT_VERIFY, NEEDS_STORE, audit_options,
	  N_("check that no audit row was changed or cut"), audit_check },
	{ "demo-data", "", 0, 0, ACT_DEMO_DATA, NEEDS_STORE, demo_options,
	  N_("fill an empty database with invented calls"), demo_data },

	{ "help", "[COMMAND...]", 0, 2, ANYBODY, NEEDS_NOTHING, NULL,
	  N_("show this page, or one command and its options"), help_run },
	{ "completion", "SHELL", 1, 1, ANYBODY, NEEDS_NOTHING, NULL,
	  N_("print what lets bash complete commands"), help_completion },
	{ "version", "", 0, 0, ANYBODY, NEEDS_NOTHING, NULL,
	  N_("show the version"), help_version },
};
/* clang-format on */

static const struct command_group groups[] = {
	{ "user", N_("accounts") },
	{ "key", N_("keys of an account") },
	{ "queue", N_("callers who wait") },
};

const struct command_group *command_groups(size_t *count)
{
	*count = COUNT(groups);
	return groups;
}

const struct command *commands(size_t *count)
{
	*count = COUNT(table);
	return table;
}
