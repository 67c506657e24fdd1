/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Preferences, over the screen they change: each takes effect at once and is
 * remembered (the characters for this kind of terminal).
 */
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/operator.h"
#include "tui/list.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

struct state {
	struct list list;
	struct ui *ui; /* for the cells */
};

struct value {
	const char *value, *label; /* label: msgid */
};

struct option {
	const char *label; /* msgid */
	const struct value *values;
	size_t count;
	const char *(*get)(const struct ui *ui);
	void (*set)(struct ui *ui, const char *value);
};

/* clang-format off */
static const struct value langs[] = {
	{ "es", N_("Español") },
	{ "en", N_("English") },
};
static const struct value charsets[] = {
	{ "utf-8", "UTF-8" },
	{ "latin-1", N_("Latin-1") },
	{ "cp850", "CP850" },
	{ "ascii", "ASCII" },
};
static const struct value yesno[] = {
	{ "yes", N_("Yes") },
	{ "no", N_("No") },
};
/* clang-format on */

static const char *get_charset(const struct ui *ui)
{
	return ui_line(ui)->charset;
}

static const char *get_colour(const struct ui *ui)
{
	return ui_operator(ui)->colour ? "yes" : "no";
}

static void set_colour(struct ui *ui, const char *value)
{
	ui_set_colour(ui, strcmp(value, "yes") == 0);
}

static const char *get_bell(const struct ui *ui)
{
	return ui_operator(ui)->bell ? "yes" : "no";
}

static void set_bell(struct ui *ui, const char *value)
{
	ui_set_bell(ui, strcmp(value, "yes") == 0);
}

/* clang-format off */
static const struct option options[] = {
	{ N_("Language"), langs, COUNT(langs), ui_lang, ui_set_lang },
	{ N_("Characters"), charsets, COUNT(charsets), get_charset, ui_set_charset },
	{ N_("Colours"), yesno, COUNT(yesno), get_colour, set_colour },
	{ N_("Bell with an alarm"), yesno, COUNT(yesno), get_bell, set_bell },
};
/* clang-format on */

static size_t index_of(const struct option *o, const char *value)
{
	for (size_t i = 0; i < o->count; i++)
		if (strcmp(o->values[i].value, value) == 0)
			return i;
	return o->count - 1;
}

static void step(struct ui *ui, struct state *s, size_t by)
{
	const struct option *o = &options[s->list.at];
	const size_t i = index_of(o, o->get(ui));

	o->set(ui, o->values[(i + by) % o->count].value);
}

static void next(struct ui *ui, void *state)
{
	step(ui, state, 1);
}

static void previous(struct ui *ui, void *state)
{
	struct state *s = state;

	step(ui, s, options[s->list.at].count - 1);
}

static void leave(struct ui *ui, void *state)
{
	(void)state;
	(void)ui_pop(ui);
}

static enum err options_open(struct ui *ui, void *state, const void *arg)
{
	struct state *s = state;

	(void)arg;
	s->ui = ui;
	list_count(&s->list, COUNT(options));
	return AM_OK;
}

static bool options_key(struct ui *ui, void *state, const struct key *key)
{
	struct state *s = state;

	(void)ui;
	return list_key(&s->list, key);
}

/* clang-format off */
static const struct column columns[] = {
	{ NULL, 20, 0, 0, 0 },
	{ "", 20, 0, 0, 0 },
	{ .width = 0 },
};
/* clang-format on */

static void options_cell(
    const void *state, size_t row, size_t col, struct buf *out, enum cell_role *role)
{
	const struct state *s = state;
	const struct option *o = &options[row];

	(void)role;
	buf_str(
	    out, _(col == 0 ? o->label : o->values[index_of(o, o->get(s->ui))].label));
}

static void options_draw(
    struct ui *ui, void *state, struct cells *g, struct area a, bool top)
{
	struct state *s = state;
	const struct area rest = { a.row + 1, a.col, a.rows - 1, a.cols };

	(void)ui;
	cells_text(g, a.row, 1, a.cols - 1, CELL_TITLE, _("Options"));
	list_draw(&s->list, columns, options_cell, s, g, rest, top, "");
}

/* clang-format off */
static const struct key_row keys[] = {
	{ KEY_ENTER, ' ', N_("Change"), N_("Change to the next one"), ACT_CONSOLE, next, NULL },
	{ KEY_RIGHT, 0, NULL, N_("Change to the next one"), ACT_CONSOLE, next, NULL },
	{ KEY_LEFT, 0, NULL, N_("Change to the one before"), ACT_CONSOLE, previous, NULL },
	{ KEY_F3, 'q', N_("Back"), N_("Back to where you were"), ACT_CONSOLE, leave, NULL },
	{ KEY_F4, 0, NULL, N_("Back to where you were"), ACT_CONSOLE, leave, NULL },
	{ .help = NULL },
};
/* clang-format on */

const struct view_class view_options = {
	.name = "options",
	.title = N_("Language, characters, colours, bell"),
	.action = ACT_CONSOLE,
	.place = VIEW_STRIP,
	.flags = VIEW_LETTERS | VIEW_LISTED,
	.state_size = sizeof(struct state),
	.keys = keys,
	.open = options_open,
	.key = options_key,
	.draw = options_draw,
};
