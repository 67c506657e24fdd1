/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/term.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* It has a struct of our name. */
#define term terminfo_term
#include <term.h>
#undef term

#include "schema/base/buf.h"
#include "schema/base/log.h"
#include "schema/base/mem.h"
#include "schema/base/utf8.h"

#define NAME_SIZE 64

enum pair { PAIR_DEFAULT, PAIR_ALARM, PAIR_OTHER };

struct term {
	FILE *out, *in; /* memory file, /dev/null */
	SCREEN *screen; /* NULL: none attached, or at rest */
	WINDOW *strip;  /* one row, moved down the screen; goes with the SCREEN */
	char entry[NAME_SIZE];
	int rows, cols;
	int colours;   /* it has */
	bool attached;
	bool colour;   /* wanted */
	bool coloured; /* start_color() was called */
	bool fresh;    /* nothing was painted yet */
	bool repaint;
	bool
	    recode; /* the charset has changed: paint rows again that hold more than ASCII */
	bool brackets; /* it brackets what is pasted */
	enum charset set;
};

/* The first entry that terminfo has stands for a name that it lacks. */
/* clang-format off */
static const struct relative {
	const char *prefix;
	const char *entries[3];
} relatives[] = {
	{ "xterm", { "xterm-256color", "xterm", "vt100" } },
	{ "putty", { "putty", "xterm", "vt100" } },
	{ "screen", { "screen", "xterm", "vt100" } },
	{ "tmux", { "tmux", "screen", "vt100" } },
	{ "rxvt", { "rxvt", "xterm", "vt100" } },
	{ "linux", { "linux", "vt100" } },
	{ "ansi", { "ansi", "vt100" } },
	{ "cygwin", { "cygwin", "ansi", "vt100" } },
	{ "", { "vt100", "xterm" } },
};
/* clang-format on */

/* Terminals of these families bracket a paste even where terminfo does not say so. */
static const char *const bracketing[] = { "xterm", "putty", "screen", "tmux", "rxvt" };

static const struct {
	attr_t colour, mono; /* with and without colours */
	short pair;
} looks[] = {
	[CELL_PLAIN] = { A_NORMAL, A_NORMAL, PAIR_DEFAULT },
	[CELL_TITLE] = { A_BOLD, A_BOLD, PAIR_DEFAULT },
	[CELL_ALARM] = { A_BOLD, A_REVERSE, PAIR_ALARM },
	[CELL_WARN] = { A_BOLD, A_BOLD, PAIR_DEFAULT },
	[CELL_OTHER] = { A_NORMAL, A_NORMAL, PAIR_OTHER },
};

/* --- life --- */

static FILE *memory_file(void)
{
	const int fd = memfd_create("screen", MFD_CLOEXEC);
	FILE *file = fd >= 0 ? fdopen(fd, "w+") : NULL;

	if (file == NULL && fd >= 0)
		close(fd);
	return file;
}

enum err term_new(struct term **t)
{
	struct term *new = mem_new(1, sizeof(*new));

	new->out = memory_file();
	new->in = fopen("/dev/null", "re");
	if (new->out == NULL || new->in == NULL) {
		log_err("memory file or /dev/null: %s", strerror(errno));
		term_free(new);
		return AM_IO;
	}
	setenv("NCURSES_NO_PADDING", "1", 1);
	*t = new;
	return AM_OK;
}

void term_free(struct term *t)
{
	if (t == NULL)
		return;
	term_detach(t);
	if (t->out != NULL)
		fclose(t->out);
	if (t->in != NULL)
		fclose(t->in);
	free(t);
}

/* --- terminfo --- */

static bool begins(const char *name, const char *prefix)
{
	return strncmp(name, prefix, strlen(prefix)) == 0;
}

/* The text of a capability, NULL if the entry lacks it. */
static const char *capability(const char *name)
{
	const char *text = tigetstr(name);

	return text == NULL || text == (const char *)-1 ? NULL : text;
}

/* Add a capability without its padding ("$<5>"): that is for lines without flow control. */
static void add_capability(struct buf *out, const char *text)
{
	while (text != NULL && *text != '\0') {
		const char *end = begins(text, "$<") ? strchr(text, '>') : NULL;

		if (end == NULL)
			buf_byte(out, (unsigned char)*text);
		text = end != NULL ? end + 1 : text + 1;
	}
}

static void add_named(struct buf *out, const char *name)
{
	add_capability(out, capability(name));
}

static void add_move(struct buf *out, int row, int col)
{
	add_capability(out, tiparm(capability("cup"), row, col));
}

/* A name may come from a stranger's client: no path, nothing long. */
static bool is_name(const char *name)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ+-._";
	const size_t len = strlen(name);

	return len > 0 && len < NAME_SIZE && name[0] != '.' &&
	       strspn(name, letters) == len;
}

/*
 * The size goes in by the environment: there is no terminal to ask, and with
 * use_env(FALSE) an entry without a size of its own ("linux") fails.
 */
static void tell_size(int rows, int cols)
{
	char text[16];

	setenv("LINES", str_printf(text, sizeof(text), "%d", rows), 1);
	setenv("COLUMNS", str_printf(text, sizeof(text), "%d", cols), 1);
}

/* Asked first because newterm() leaks 1.6 KB with every name it does not find. */
static bool is_described(const struct term *t, const char *name)
{
	int fault = 0;

	if (!is_name(name) || setupterm(name, fileno(t->out), &fault) != OK)
		return false;
	del_curterm(cur_term);
	return true;
}

/* Without cursor addressing ("dumb") there is nothing to paint on. */
static SCREEN *open_entry(struct term *t, const char *name)
{
	SCREEN *screen = is_described(t, name) ? newterm(name, t->out, t->in) : NULL;

	if (screen != NULL && capability("cup") == NULL) {
		delscreen(screen);
		screen = NULL;
	}
	if (screen != NULL)
		str_copy(t->entry, sizeof(t->entry), name);
	return screen;
}

static SCREEN *open_relative(struct term *t, const char *name)
{
	const struct relative *r = relatives;
	SCREEN *screen = NULL;

	while (!begins(name, r->prefix))
		r++;
	for (size_t i = 0; screen == NULL && i < COUNT(r->entries); i++) {
		if (r->entries[i] != NULL)
			screen = open_entry(t, r->entries[i]);
	}
	return screen;
}

static bool brackets_paste(const char *name)
{
	bool is = capability("BE") != NULL;

	for (size_t i = 0; i < COUNT(bracketing); i++)
		is = is || begins(name, bracketing[i]);
	return is;
}

/* --- attach and detach --- */

static void forget_output(struct term *t)
{
	rewind(t->out);
	if (ftruncate(fileno(t->out), 0) != 0)
		log_err("memory file: %s", strerror(errno));
}

/*
 * Every cell is 28 bytes to ncurses, and it keeps two screens of its own.  The third,
 * stdscr, is not needed to paint: cells go through a window of one row.
 */
static bool open_strip(struct term *t, int cols)
{
	t->strip = newwin(1, cols, 0, 0);
	if (t->strip == NULL || wresize(stdscr, 1, 1) != OK)
		return false;
	idlok(t->strip, TRUE);
	return true;
}

/* ncurses' part of it: what is given back at rest and made again. */
static void let_go(struct term *t)
{
	if (t->screen == NULL)
		return;
	delscreen(t->screen);
	t->screen = NULL;
	t->strip = NULL;
}

static bool begin(struct term *t, SCREEN *screen)
{
	t->screen = screen;
	t->coloured = false;
	if (screen == NULL)
		return false;
	if (!open_strip(t, t->cols)) {
		let_go(t);
		return false;
	}
	typeahead(-1);
	nonl();
	return true;
}

enum err term_attach(struct term *t, const char *name, int rows, int cols)
{
	SCREEN *screen;

	term_detach(t);
	forget_output(t);
	tell_size(rows, cols);
	screen = open_entry(t, name);
	if (screen == NULL)
		screen = open_relative(t, name);
	if (screen == NULL) {
		log_err("terminfo lacks even vt100");
		return AM_MISSING;
	}
	t->rows = rows;
	t->cols = cols;
	if (!begin(t, screen)) {
		log_err("no window for the screen");
		return AM_STORAGE;
	}
	t->attached = true;
	t->colours = tigetnum("colors");
	t->set = CHARSET_ASCII;
	t->recode = false;
	t->fresh = true;
	t->brackets = brackets_paste(name);
	t->repaint = true;
	return AM_OK;
}

void term_detach(struct term *t)
{
	let_go(t);
	t->attached = false;
}

const char *term_entry(const struct term *t)
{
	return t->entry;
}

bool term_brackets(const struct term *t)
{
	return t->attached && t->brackets;
}

int term_colours(const struct term *t)
{
	return t->attached && t->colours > 0 ? t->colours : 0;
}

void term_charset(struct term *t, enum charset set)
{
	t->recode = t->recode || (t->set != set && !t->fresh);
	t->set = set;
}

void term_colour(struct term *t, bool on)
{
	/* At rest nobody knows any more in which colours it was painted. */
	t->repaint = t->repaint || (t->screen == NULL && t->colour != on);
	t->colour = on;
}

void term_resize(struct term *t, int rows, int cols)
{
	if (!t->attached)
		return;
	if (t->screen != NULL && (rows != t->rows || cols != t->cols)) {
		mvwin(t->strip, 0, 0);
		resize_term(rows, cols);
		wresize(t->strip, 1, cols);
	}
	t->rows = rows;
	t->cols = cols;
	t->repaint = true;
}

void term_repaint(struct term *t)
{
	t->repaint = true;
}

/* --- painting --- */

/* The terminal's own colours stay in front and behind; only two are ours. */
static bool colours_ready(struct term *t)
{
	if (!t->colour || term_colours(t) < 8)
		return false;
	if (!t->coloured) {
		start_color();
		use_default_colors();
		init_pair(PAIR_ALARM, COLOR_YELLOW, -1);
		init_pair(PAIR_OTHER, COLOR_CYAN, -1);
		t->coloured = true;
	}
	return true;
}

static void put_row(const struct term *t, const struct cells *g, int row, bool colours)
{
	const struct cell *at = &g->at[(size_t)row * (size_t)g->cols];
	cchar_t line[CELLS_COLS_MAX];
	const int cols = g->cols < t->cols ? g->cols : t->cols;
	bool plain = true;

	for (int col = 0; col < cols; col++) {
		const bool corner = row == t->rows - 1 && col == t->cols - 1;
		const enum cell_role role = corner ? CELL_PLAIN : at[col].role;
		const wchar_t c[2] = { corner ? L' ' : (wchar_t)at[col].c, L'\0' };

		setcchar(&line[col], c, colours ? looks[role].colour : looks[role].mono,
		    colours ? looks[role].pair : PAIR_DEFAULT, NULL);
		plain = plain && c[0] < 0x80;
	}
	mvwin(t->strip, row, 0);
	mvwadd_wchnstr(t->strip, 0, 0, line, cols);
	if (t->recode && !plain)
		wredrawln(t->strip, 0, 1);
	wmove(t->strip, 0, g->cursor_col);
	wnoutrefresh(t->strip);
}

/* What ncurses has written since last time, in the terminal's charset. */
static void take_output(struct term *t, struct buf *out)
{
	const int fd = fileno(t->out);
	const off_t size = lseek(fd, 0, SEEK_END);
	struct buf frame = { 0 };
	char part[4096];
	ssize_t len;

	for (off_t at = 0; at < size; at += len) {
		len = pread(fd, part, sizeof(part), at);
		if (len <= 0)
			break;
		buf_add(&frame, part, (size_t)len);
	}
	charset_add(out, t->set, buf_text(&frame), frame.len);
	buf_fini(&frame);
	forget_output(t);
}

static void paint(struct term *t, const struct cells *g)
{
	const bool colours = colours_ready(t);

	if (t->repaint)
		wclear(t->strip);
	/* The row with the cursor is the last one: the cursor stays there. */
	for (int i = 1; i <= t->rows; i++)
		put_row(t, g, (g->cursor_row + i) % t->rows, colours);
	doupdate();
}

/* --- rest --- */

/* Before the first frame there is no picture to come back to. */
void term_rest(struct term *t)
{
	if (!t->fresh)
		let_go(t);
}

/*
 * What shown holds is painted for ncurses alone: it then knows what the terminal shows,
 * and what it wrote to make it so, from the very beginning, is thrown away.
 */
static void recall(struct term *t, const struct cells *shown)
{
	const bool repaint = t->repaint;

	t->repaint = false;
	paint(t, shown);
	t->repaint = repaint;
}

void term_wake(struct term *t, const struct cells *shown)
{
	if (!t->attached || t->screen != NULL)
		return;
	tell_size(t->rows, t->cols);
	if (!begin(t, newterm(t->entry, t->out, t->in))) {
		log_err("the screen could not be made again");
		return;
	}
	if (shown != NULL && shown->rows == t->rows && shown->cols == t->cols) {
		recall(t, shown);
	} else {
		doupdate();
		t->repaint = true;
	}
	forget_output(t);
}

/* --- frames --- */

void term_frame(struct term *t, const struct cells *g, struct buf *out)
{
	term_wake(t, NULL);
	if (t->screen == NULL)
		return;
	if (g->rows != t->rows || g->cols != t->cols)
		term_resize(t, g->rows, g->cols);
	paint(t, g);
	take_output(t, out);
	if (t->fresh && t->brackets)
		buf_str(out, "\033[?2004h");
	t->fresh = t->repaint = t->recode = false;
}

void term_probe(struct term *t, const struct cells *g, struct buf *out)
{
	char bytes[4];

	term_wake(t, g);
	if (t->screen == NULL)
		return;
	add_move(out, 1, 0);
	buf_str(out, "\xc3\xa1\033[6n");
	add_move(out, 1, 0);
	for (int col = 0; col < 2; col++)
		charset_add(out, t->set, bytes, utf8_put(bytes, g->at[g->cols + col].c));
	add_move(out, g->cursor_row, g->cursor_col);
}

/*
 * Without an alternate screen every row is blanked by itself: clearing the whole
 * screen makes some terminals move what was on it into their scrollback.
 */
static void blank_rows(const struct term *t, struct buf *out)
{
	for (int row = t->rows - 1; row >= 0; row--) {
		add_move(out, row, 0);
		add_named(out, "el");
	}
}

void term_leave(struct term *t, struct buf *out)
{
	term_wake(t, NULL);
	if (t->screen == NULL)
		return;
	if (t->brackets)
		buf_str(out, "\033[?2004l");
	add_named(out, "sgr0");
	if (capability("smcup") != NULL) {
		add_named(out, "clear");
		add_named(out, "rmcup");
		add_named(out, "clear");
	} else {
		blank_rows(t, out);
	}
	add_named(out, "E3");
}
