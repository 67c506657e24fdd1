/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys that work everywhere, and how a key finds its row. */
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "tui/tui_priv.h"
#include "tui/ui_priv.h"
#include "tui/views.h"

static void new_call(struct ui *ui, void *state)
{
	(void)state;
	(void)ui_open_call(ui, UI_CALL_NEW, 0);
}

static void back(struct ui *ui, void *state)
{
	(void)state;
	(void)ui_pop(ui);
}

static void help(struct ui *ui, void *state)
{
	(void)state;
	ui_help(ui);
}

static void search(struct ui *ui, void *state)
{
	(void)state;
	(void)ui_push(ui, &view_search, NULL);
}

static void palette(struct ui *ui, void *state)
{
	(void)state;
	palette_open(ui);
}

static void hide(struct ui *ui, void *state)
{
	(void)state;
	lock_now(ui);
}

static void repaint(struct ui *ui, void *state)
{
	(void)state;
	ui->repaint = true;
}

static void undo(struct ui *ui, void *state)
{
	(void)state;
	undo_last(ui);
}

static void spanish(struct ui *ui, void *state)
{
	(void)state;
	ui_set_lang(ui, "es");
}

static void english(struct ui *ui, void *state)
{
	(void)state;
	ui_set_lang(ui, "en");
}

static void colours(struct ui *ui, void *state)
{
	(void)state;
	ui_set_colour(ui, true);
}

static void no_colours(struct ui *ui, void *state)
{
	(void)state;
	ui_set_colour(ui, false);
}

static void home(struct ui *ui, void *state)
{
	(void)state;
	(void)ui_home(ui);
}

static void log_out(struct ui *ui, void *state)
{
	(void)state;
	ui_log_out(ui);
}

/* clang-format off */
const struct key_row ui_keys[] = {
	{ KEY_F2, 'n', N_("New"), N_("New call"), ACT_CALL_CREATE, new_call, NULL },
	{ KEY_F5, '/', N_("Search"), N_("Search calls: number, telephone, name, words"), ACT_CALL_LIST, search, NULL },
	{ KEY_F3, 'q', N_("Back"), N_("Back; nothing is lost"), ACT_CONSOLE, back, NULL },
	{ KEY_F10, ':', N_("Menu"), N_("Menu: type what you want to do"), ACT_CONSOLE, palette, NULL },
	{ KEY_F1, '?', N_("Help"), N_("Help on this screen and field"), ACT_CONSOLE, help, NULL },
	{ KEY_F12, 0, NULL, N_("Hide the screen now"), ACT_CONSOLE, hide, NULL },
	{ KEY_REPAINT, 0, NULL, N_("Draw the screen again"), ACT_CONSOLE, repaint, NULL },
	{ KEY_NONE, 'u', NULL, N_("Undo the last thing saved"), ACT_CONSOLE, undo, NULL },
	{ KEY_NONE, 0, NULL, N_("Home"), ACT_CONSOLE, home, NULL },
	{ KEY_NONE, 0, NULL, N_("Español"), ACT_CONSOLE, spanish, NULL },
	{ KEY_NONE, 0, NULL, N_("English"), ACT_CONSOLE, english, NULL },
	{ KEY_NONE, 0, NULL, N_("Colours"), ACT_CONSOLE, colours, NULL },
	{ KEY_NONE, 0, NULL, N_("No colours"), ACT_CONSOLE, no_colours, NULL },
	{ KEY_NONE, 0, NULL, N_("Log out"), ACT_CONSOLE, log_out, NULL },
	{ .help = NULL },
};

/* How a key is called on the bar and in help. */
static const struct {
	enum key_code key;
	const char *name;
} names[] = {
	{ KEY_ENTER, N_("Enter") },
	{ KEY_TAB, N_("Tab") },
	{ KEY_ESCAPE, N_("Esc") },
	{ KEY_BACKSPACE, N_("Backspace") },
	{ KEY_DELETE, N_("Del") },
	{ KEY_UP, N_("Up") },
	{ KEY_DOWN, N_("Down") },
	{ KEY_LEFT, N_("Left") },
	{ KEY_RIGHT, N_("Right") },
	{ KEY_HOME, N_("Home key") },
	{ KEY_END, N_("End key") },
	{ KEY_F1, "F1" }, { KEY_F2, "F2" }, { KEY_F3, "F3" }, { KEY_F4, "F4" },
	{ KEY_F5, "F5" }, { KEY_F6, "F6" }, { KEY_F7, "F7" }, { KEY_F8, "F8" },
	{ KEY_F9, "F9" }, { KEY_F10, "F10" }, { KEY_F12, "F12" },
	{ KEY_PAGE_UP, "F7" }, { KEY_PAGE_DOWN, "F8" },
	{ KEY_CLEAR, N_("Ctrl-U") }, { KEY_WORD, N_("Ctrl-W") }, { KEY_REDIAL, N_("Ctrl-R") },
	{ KEY_NUMBER, N_("Ctrl-T") }, { KEY_PROOF, N_("Ctrl-O") }, { KEY_REPAINT, N_("Ctrl-L") },
};
/* clang-format on */

bool view_letters(const struct view *view)
{
	const struct view_class *class = view->class;

	return (class->flags & VIEW_LETTERS) != 0 ||
	       (class->letters != NULL && class->letters(view->state));
}

static bool row_works(struct ui *ui, const struct view *view, const struct key_row *row)
{
	return row->works == NULL || row->works(ui, view->state);
}

bool row_usable(struct ui *ui, const struct view *view, const struct key_row *row)
{
	return ui_may(ui, row->action) && row_works(ui, view, row);
}

static bool row_means(const struct key_row *row, const struct key *key, bool letters)
{
	if (key->code != KEY_TEXT)
		return row->key != KEY_NONE && row->key == key->code;
	return letters && row->letter != 0 && key->c == (unsigned char)row->letter;
}

const struct key_row *row_find(struct ui *ui, const struct view *view,
    const struct key_row *rows, const struct key *key)
{
	const bool letters = view_letters(view);

	for (; rows != NULL && rows->help != NULL; rows++)
		if (row_means(rows, key, letters) && row_works(ui, view, rows))
			return rows;
	return NULL;
}

static bool same_key(const struct key_row *a, const struct key_row *b)
{
	if (a->key != KEY_NONE)
		return a->key == b->key;
	return a->letter != 0 && a->letter == b->letter;
}

bool row_hidden(struct ui *ui, const struct view *view, const struct key_row *row)
{
	const struct key_row *own = view->class->keys;

	for (; own != NULL && own->help != NULL; own++)
		if (same_key(row, own) && row_works(ui, view, own))
			return true;
	return false;
}

static const char *key_name(enum key_code key)
{
	for (size_t i = 0; i < COUNT(names); i++)
		if (names[i].key == key)
			return names[i].name[0] == 'F' ? names[i].name : _(names[i].name);
	return "";
}

const char *row_key_name(const struct key_row *row, bool letters, char out[16])
{
	if (row->key != KEY_NONE)
		return str_copy(out, 16, key_name(row->key));
	if (!letters || row->letter == 0)
		return str_copy(out, 16, "");
	if (row->letter == ' ')
		return str_copy(out, 16, _("space"));
	return str_printf(out, 16, "%c", row->letter);
}

void row_key_names(const struct key_row *row, bool letters, struct buf *out)
{
	char name[16];

	buf_str(out, row_key_name(row, letters, name));
	if (row->key == KEY_F12)
		buf_str(out, " Ctrl-X");
	if (letters && row->key != KEY_NONE && row->letter != 0)
		buf_printf(out, " %c", row->letter);
}
