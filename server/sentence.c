/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sentence.h"

#include <libintl.h>
#include <stdlib.h>
#include <string.h>

const char *sentence_msgid(enum sentence s)
{
#define SENTENCE_TEXT(code, text) [code] = (text),
	static const char *const texts[] = { SENTENCE_TABLE(SENTENCE_TEXT) };

	return texts[s];
}

const char *sentence_in(const char *lang, const char *msgid)
{
	const char *domain = textdomain(NULL);

	/* gettext looks at LANGUAGE again only after textdomain(). */
	setenv("LANGUAGE", lang, 1);
	if (domain != NULL)
		textdomain(domain);
	return gettext(msgid);
}
