/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "tui/tui_priv.h"
#include "tui/ui_priv.h"

/* glibc looks at LANGUAGE again only after textdomain(). */
void lang_set(const char *lang)
{
	(void)setenv("LANGUAGE", lang, 1);
	(void)textdomain("amparo");
}
