/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/base/err.h"

#include <libintl.h>
#include <stddef.h>

static const struct {
	const char *name;
	const char *text;
} errors[] = {
#define ERR_ROW(code, sentence) [code] = { .name = #code, .text = sentence },
	ERR_TABLE(ERR_ROW)
#undef ERR_ROW
};

const char *err_msgid(enum err e)
{
	return (unsigned)e < ERR_COUNT ? errors[e].text : "?";
}

const char *err_text(enum err e)
{
	return gettext(err_msgid(e));
}

const char *err_name(enum err e)
{
	return (unsigned)e < ERR_COUNT ? errors[e].name : "?";
}
