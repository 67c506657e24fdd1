/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/source.h"

#include "tui/view.h"

static const struct code_list *codes(void *data, const char *list)
{
	const struct code_list *found = NULL;

	return code_list(ui_store(data), list, &found) == AM_OK ? found : NULL;
}

static size_t places(void *data, const char *kind, const char *within, const char *prefix,
    struct place *out, size_t max)
{
	size_t count = 0;

	if (place_search(ui_store(data), kind, within, prefix, out, max, &count) != AM_OK)
		return 0;
	return count;
}

static bool place(void *data, const char *id, struct place *out)
{
	return place_get(ui_store(data), id, out) == AM_OK;
}

static const char *lang(void *data)
{
	return ui_lang(data);
}

static int64_t now(void *data)
{
	return ui_now(data);
}

struct form_source source_of(struct ui *ui)
{
	return (struct form_source){ .data = ui,
		.codes = codes,
		.places = places,
		.place = place,
		.lang = lang,
		.now = now };
}
