/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every sentence with which amparod ends something for a person.
 *
 * An amparo-tui gets the English msgid and translates it; an amparo-ssh has no
 * catalogue, so amparod translates for it, or says both languages to a stranger.
 */
#pragma once

#include "schema/base/err.h"

#define SENTENCE_TABLE(X)                                                                \
	X(SAY_STOP, N_("The server stops. What you typed is kept; log in again in a "    \
		       "minute."))                                                       \
	X(SAY_KICKED, N_("The administration has ended this session. What you typed is " \
			 "kept."))                                                       \
	X(SAY_DISABLED, N_("This account has been disabled. What you typed is kept."))   \
	X(SAY_KEY_REVOKED, N_("The key of this connection has been revoked."))           \
	X(SAY_PIN, N_("Too many wrong PINs. What you typed is kept; log in again."))     \
	X(SAY_DETACHED, N_("Nobody came back to this console. What was typed is kept.")) \
	X(SAY_TAKEN, N_("Session taken over from %s."))                                  \
	X(SAY_CONSOLE_ENDED, N_("The console ended. What you typed is kept; log in "     \
				"again."))                                               \
	X(SAY_NO_CONSOLE, N_("The console could not be started. Tell the admin."))       \
	X(SAY_TOO_SLOW, N_("The time to log in is over."))                               \
	X(SAY_TOO_MANY, N_("Too many tries."))

enum sentence {
#define SENTENCE_CODE(code, text) code,
	SENTENCE_TABLE(SENTENCE_CODE)
#undef SENTENCE_CODE
	    SENTENCE_COUNT
};

/* The English msgid. */
const char *sentence_msgid(enum sentence s);

/* A msgid in the language ("es", "en").  Lent until the next call. */
const char *sentence_in(const char *lang, const char *msgid);
