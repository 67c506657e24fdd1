/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/base/lang.h"

#include <libintl.h>
#include <stdlib.h>

#include "schema/base/buf.h"

/* glibc looks at LANGUAGE again only after textdomain(). */
static void look_again(void)
{
	const char *domain = textdomain(NULL);

	if (domain != NULL)
		(void)textdomain(domain);
}

void lang_speak(struct lang_kept *kept, const char *lang)
{
	const char *before = getenv("LANGUAGE");

	kept->was_set = before != NULL;
	str_copy(kept->before, sizeof(kept->before), before != NULL ? before : "");
	(void)setenv("LANGUAGE", lang, 1);
	look_again();
}

void lang_back(const struct lang_kept *kept)
{
	if (kept->was_set)
		(void)setenv("LANGUAGE", kept->before, 1);
	else
		(void)unsetenv("LANGUAGE");
	look_again();
}
