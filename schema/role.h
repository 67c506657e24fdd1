/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who may do what: one table of role x action, deny by default.
 *
 * It is asked where data is read or written (in schema/), so no screen and no
 * command can forget it; screens ask it too, to show only keys that work.
 * No role holds both the accounts and the contents of cases.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum role {
	ROLE_OPERATOR,
	ROLE_SUPERVISOR,
	ROLE_ADMIN,   /* accounts, settings, backups; no call or case text */
	ROLE_AUDITOR, /* reads the audit, writes nothing */
	ROLE_SYSTEM,  /* amparod itself and the local command (local:<unix user>) */
	ROLE_COUNT
};

/* X(action, name in the audit and in "amparo role", what it means) */
#define ACTION_TABLE(X)                                                                  \
	X(ACT_CALL_CREATE, "call.create", N_("log a call"))                              \
	X(ACT_CALL_EDIT, "call.edit", N_("correct a call of one's own"))                 \
	X(ACT_CALL_EDIT_ANY, "call.edit-any", N_("correct a call of somebody else"))     \
	X(ACT_CALL_VIEW, "call.view", N_("open a call of one's own"))                    \
	X(ACT_CALL_VIEW_ANY, "call.view-any", N_("open a call of somebody else"))        \
	X(ACT_CALL_LIST, "call.list", N_("see the list of today's calls"))               \
	X(ACT_CALL_ASSESS, "call.assess", N_("assess a call of one's own"))              \
	X(ACT_CALL_ASSESS_ANY, "call.assess-any", N_("assess a call of somebody else"))  \
	X(ACT_ALERT_SEE, "alert.see", N_("see alerts and say so"))                       \
	X(ACT_OFFER_VIEW, "offer.view", N_("see the register of offers"))                \
	X(ACT_OFFER_EDIT, "offer.edit", N_("enter, join and link offers"))               \
	X(ACT_GUIDE_READ, "guide.read", N_("read the cards"))                            \
	X(ACT_GUIDE_EDIT, "guide.edit", N_("write a new version of a card"))             \
	X(ACT_FOLLOWUP, "followup", N_("keep follow-ups of one's own"))                  \
	X(ACT_FOLLOWUP_ANY, "followup.any", N_("open and change everybody's follow-ups")) \
	X(ACT_RESCUE, "rescue", N_("lead a rescue operation"))                           \
	X(ACT_RESCUE_ANY, "rescue.any", N_("see and change every rescue operation"))     \
	X(ACT_QUEUE_LIST, "queue.list", N_("see who waits"))                             \
	X(ACT_QUEUE_FEED, "queue.feed", N_("tell who waits, as the exchange does"))      \
	X(ACT_NUMBER_FLAG, "number.flag", N_("mark a telephone number"))                 \
	X(ACT_CASE_LIST, "case.list", N_("see the list of cases"))                       \
	X(ACT_CASE_VIEW, "case.view", N_("open a case of one's own, others with a reason")) \
	X(ACT_CASE_VIEW_ANY, "case.view-any", N_("open every case"))                     \
	X(ACT_CASE_EDIT, "case.edit", N_("open, change and link cases"))                 \
	X(ACT_CASE_GRANT, "case.grant", N_("let somebody into a case, restrict it"))     \
	X(ACT_CASE_EXPORT, "case.export", N_("make the sheet of a case for a prosecutor")) \
	X(ACT_REFERRAL, "referral", N_("refer, and follow referrals"))                   \
	X(ACT_REFERRAL_CLOSE, "referral.close", N_("close and reopen referrals"))                 \
	X(ACT_REFERRAL_PRINT, "referral.print", N_("print a referral sheet for an operator")) \
	X(ACT_DIRECTORY, "directory.read", N_("read the directory of bodies"))           \
	X(ACT_DIRECTORY_EDIT, "directory.edit", N_("change the directory of bodies"))    \
	X(ACT_CONSOLE, "console", N_("use the console"))                                 \
	X(ACT_USER_LIST, "user.list", N_("see the accounts"))                            \
	X(ACT_USER_EDIT, "user.edit", N_("make and change accounts and keys"))           \
	X(ACT_SESSION_LIST, "session.list", N_("see who is logged in"))                  \
	X(ACT_SESSION_KICK, "session.kick", N_("end somebody's session"))                \
	X(ACT_STATUS, "status", N_("see the state of the server"))                       \
	X(ACT_AUDIT_READ, "audit.read", N_("read the audit"))                            \
	X(ACT_AUDIT_VERIFY, "audit.verify", N_("verify the audit"))                      \
	X(ACT_SETTING_EDIT, "setting.edit", N_("change settings"))                       \
	X(ACT_DEMO_DATA, "demo.data", N_("fill an empty database with invented data"))

enum action {
#define ACTION_CODE(code, name, text) code,
	ACTION_TABLE(ACTION_CODE)
#undef ACTION_CODE
	ACTION_COUNT
};

/* Who acts: goes into every function that reads or writes data. */
struct actor {
	int64_t operator_id; /* 0: the server, or a local command */
	int64_t session_id;  /* 0: none */
	enum role role;
	const char *name; /* login, or "local:root"; lent, for the audit's detail only */
};

bool role_may(enum role role, enum action action);

/* "operator": as it stands in the database and on the command line. */
const char *role_name(enum role role);

/* The role called name, ROLE_COUNT if there is none. */
enum role role_find(const char *name);

/* "call.create". */
const char *action_name(enum action action);

/* What it means, untranslated (a msgid). */
const char *action_text(enum action action);
