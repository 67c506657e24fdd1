/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/role.h"

#include <string.h>

#include "schema/base/err.h"
#include "schema/base/mem.h"

static const char *const roles[ROLE_COUNT] = {
	[ROLE_OPERATOR] = "operator",
	[ROLE_SUPERVISOR] = "supervisor",
	[ROLE_ADMIN] = "admin",
	[ROLE_AUDITOR] = "auditor",
	[ROLE_SYSTEM] = "system",
};

static const struct {
	const char *name, *text;
} actions[ACTION_COUNT] = {
#define ACTION_ROW(code, name, text) [code] = { name, text },
	ACTION_TABLE(ACTION_ROW)
#undef ACTION_ROW
};

#define O (1U << ROLE_OPERATOR)
#define S (1U << ROLE_SUPERVISOR)
#define A (1U << ROLE_ADMIN)
#define J (1U << ROLE_AUDITOR)
#define Y (1U << ROLE_SYSTEM)

/* clang-format off */
/* Nobody may what is not here.  The admin's and the system's rows hold no contents. */
static const unsigned may[ACTION_COUNT] = {
	[ACT_CALL_CREATE]   = O | S,
	[ACT_CALL_EDIT]     = O | S,
	[ACT_CALL_EDIT_ANY] =     S,
	[ACT_CALL_VIEW]     = O | S,
	[ACT_CALL_VIEW_ANY] =     S,
	[ACT_CALL_LIST]     = O | S,
	[ACT_CALL_ASSESS]   = O | S,
	[ACT_CALL_ASSESS_ANY] =   S,
	[ACT_ALERT_SEE]     =     S,
	[ACT_OFFER_VIEW]    = O | S,
	[ACT_OFFER_EDIT]    = O | S,
	[ACT_GUIDE_READ]    = O | S | A | J | Y,
	[ACT_GUIDE_EDIT]    =     S         | Y,
	[ACT_FOLLOWUP]      = O | S,
	[ACT_FOLLOWUP_ANY]  =     S,
	[ACT_RESCUE]        = O | S,
	[ACT_RESCUE_ANY]    =     S,
	[ACT_QUEUE_LIST]    = O | S,
	[ACT_QUEUE_FEED]    =                 Y,
	[ACT_NUMBER_FLAG]   = O | S,
	[ACT_CASE_LIST]     = O | S,
	[ACT_CASE_VIEW]     = O | S,
	[ACT_CASE_VIEW_ANY] =     S,
	[ACT_CASE_EDIT]     = O | S,
	[ACT_CASE_GRANT]    =     S,
	[ACT_CASE_EXPORT]   = O | S,
	[ACT_REFERRAL]      = O | S,
	[ACT_REFERRAL_CLOSE] =    S,
	[ACT_REFERRAL_PRINT] =                Y,
	[ACT_DIRECTORY]     = O | S,
	[ACT_DIRECTORY_EDIT] =    S,
	[ACT_CONSOLE]       = O | S | A | J,
	[ACT_USER_LIST]     =     S | A | J | Y,
	[ACT_USER_EDIT]     =         A     | Y,
	[ACT_SESSION_LIST]  =     S | A | J | Y,
	[ACT_SESSION_KICK]  =     S | A     | Y,
	[ACT_STATUS]        =     S | A | J | Y,
	[ACT_AUDIT_READ]    =     S     | J,
	[ACT_AUDIT_VERIFY]  =     S | A | J | Y,
	[ACT_SETTING_EDIT]  =         A     | Y,
	[ACT_DEMO_DATA]     =                 Y,
};
/* clang-format on */

bool role_may(enum role role, enum action action)
{
	if ((unsigned)role >= ROLE_COUNT || (unsigned)action >= ACTION_COUNT)
		return false;
	return (may[action] & 1U << role) != 0;
}

const char *role_name(enum role role)
{
	return (unsigned)role < ROLE_COUNT ? roles[role] : "?";
}

enum role role_find(const char *name)
{
	for (size_t i = 0; i < COUNT(roles); i++)
		if (strcmp(roles[i], name) == 0)
			return (enum role)i;
	return ROLE_COUNT;
}

const char *action_name(enum action action)
{
	return (unsigned)action < ACTION_COUNT ? actions[action].name : "?";
}

const char *action_text(enum action action)
{
	return (unsigned)action < ACTION_COUNT ? actions[action].text : "?";
}
