/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/link.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "schema/base/buf.h"
#include "schema/base/log.h"
#include "schema/base/mem.h"
#include "schema/wire.h"
#include "tui/term.h"

#define ASK_EVERY 2048 /* bytes painted between two questions to the terminal */
#define ANSWER_MS 3000 /* a terminal that takes longer is not asked again */
#define PROBE_MS 2000  /* after this it is taken for one that knows ASCII only */
#define SETTLE_MS 200  /* a window that is being dragged sends many sizes */
#define NEVER INT64_C(-1)

struct link {
	int fd; /* -1: no connection */
	struct term *term;
	struct keys *keys;
	struct cells cells;
	bool credit; /* the last frame has left */
	bool wants_frame;
	bool rings;
	size_t painted;   /* bytes since the terminal was asked last */
	int64_t asked_at; /* the terminal has yet to answer ESC[5n, or NEVER */
	bool mute;        /* it does not answer */
	enum charset
	    remembered;    /* of this type of terminal, CHARSET_COUNT: nothing yet */
	bool probes;       /* send the probe with the next frame */
	int64_t probed_at; /* no answer and no verdict yet, or NEVER */
	bool learned, sure;
	enum charset set;
	int rows, cols;   /* of the window */
	int64_t sized_at; /* it changed and may change again, or NEVER */
};

enum err link_new(struct link **l)
{
	struct link *new = mem_new(1, sizeof(*new));
	const enum err e = term_new(&new->term);

	if (e != AM_OK) {
		free(new);
		return e;
	}
	new->fd = -1;
	new->keys = keys_new();
	new->asked_at = new->probed_at = new->sized_at = NEVER;
	*l = new;
	return AM_OK;
}

void link_free(struct link *l)
{
	if (l == NULL)
		return;
	link_close(l);
	term_free(l->term);
	keys_free(l->keys);
	free(l);
}

static void tell_charset(struct link *l)
{
	static const enum key_charset typed[CHARSET_COUNT] = {
		[CHARSET_LATIN1] = KEYS_LATIN1, [CHARSET_CP850] = KEYS_CP850
	};

	term_charset(l->term, l->set);
	keys_charset(l->keys, typed[l->set]);
}

static void start_probe(struct link *l, bool wanted)
{
	l->probes = wanted;
	l->probed_at = NEVER;
	keys_expect_cursor(l->keys, wanted);
}

enum err link_open(struct link *l, int fd, const struct link_terminal *with)
{
	enum err e;

	link_close(l);
	l->fd = fd;
	cells_init(&l->cells, with->rows, with->cols);
	l->rows = l->cells.rows;
	l->cols = l->cells.cols;
	l->credit = l->wants_frame = true;
	l->rings = l->mute = l->learned = false;
	l->painted = 0;
	l->asked_at = l->sized_at = NEVER;
	e = term_attach(l->term, with->type, l->rows, l->cols);
	l->remembered = with->set;
	l->set = CHARSET_ASCII;
	tell_charset(l);
	term_colour(l->term, with->colour);
	start_probe(l, true);
	return e;
}

void link_close(struct link *l)
{
	if (l->fd == -1)
		return;
	close(l->fd);
	l->fd = -1;
	keys_reset(l->keys);
	term_detach(l->term);
	cells_fini(&l->cells);
	l->asked_at = l->probed_at = l->sized_at = NEVER;
}

int link_fd(const struct link *l)
{
	return l->fd;
}

/* --- what arrives --- */

static void new_size(struct link *l, uint32_t rows, uint32_t cols, int64_t now_ms)
{
	l->rows = rows > CELLS_ROWS_MAX ? CELLS_ROWS_MAX : (int)rows;
	l->cols = cols > CELLS_COLS_MAX ? CELLS_COLS_MAX : (int)cols;
	if (l->sized_at == NEVER)
		l->sized_at = now_ms;
}

enum err link_receive(struct link *l, int64_t now_ms)
{
	unsigned char *buffer =
	    mem_resize(NULL, WIRE_MAX); /* not touched but by what comes */
	struct wire m = { .fd = -1 };
	enum err e = wire_recv(l->fd, &m, buffer);

	if (e == AM_OK && m.fd != -1)
		close(m.fd);
	if (e == AM_OK && m.type == WIRE_KEYS) {
		const bool bare = m.keys.burst != 0 && !term_brackets(l->term);

		if (!keys_feed(l->keys, m.keys.bytes.p, m.keys.bytes.len, bare, now_ms))
			log_warn("more keys than fit");
	} else if (e == AM_OK && m.type == WIRE_SIZE) {
		new_size(l, m.size.rows, m.size.cols, now_ms);
	} else if (e == AM_OK && m.type == WIRE_DRAINED) {
		l->credit = true;
	} else if (e == AM_OK) {
		e = AM_PROTOCOL;
	}
	free(buffer);
	return e;
}

/*
 * What the terminal speaks, as its answer says, unless what was chosen or learned on
 * this type of terminal fits it: another desk may have the same TERM and another
 * charset, but which 8-bit one, and that she wants no accents, only a person knows.
 */
static enum charset charset_fits(enum charset remembered, bool utf8)
{
	if (remembered == CHARSET_ASCII)
		return remembered;
	if (utf8)
		return CHARSET_UTF8;
	return remembered == CHARSET_CP850 ? remembered : CHARSET_LATIN1;
}

/* The probe was painted on the second row: Shift-F3 and its like say row 1. */
static void cursor_answer(struct link *l, const struct key *key)
{
	if (key->row != 2 || key->col < 2 || key->col > 3)
		return;
	start_probe(l, false);
	l->learned = l->sure = l->wants_frame = true;
	l->set = charset_fits(l->remembered, key->col == 2);
	tell_charset(l);
}

bool link_key(struct link *l, int64_t now_ms, struct key *key)
{
	while (keys_next(l->keys, now_ms, key)) {
		if (key->code == KEY_READY)
			l->asked_at = NEVER;
		else if (key->code == KEY_CURSOR)
			cursor_answer(l, key);
		else
			return true;
	}
	return false;
}

bool link_key_waits(const struct link *l)
{
	unsigned char head[2] = { 0 };

	if (keys_waiting(l->keys))
		return true;
	return l->fd != -1 &&
	       recv(l->fd, head, sizeof(head), MSG_PEEK | MSG_DONTWAIT) > 1 &&
	       head[1] == WIRE_KEYS;
}

/* --- time --- */

static int64_t sooner(int64_t a, int64_t b)
{
	if (a < 0 || b < 0)
		return a < 0 ? b : a;
	return a < b ? a : b;
}

static int64_t after(int64_t at, int64_t ms)
{
	return at == NEVER ? NEVER : at + ms;
}

int64_t link_deadline(const struct link *l)
{
	const int64_t terminal =
	    sooner(after(l->asked_at, ANSWER_MS), after(l->probed_at, PROBE_MS));

	return sooner(
	    keys_deadline(l->keys), sooner(terminal, after(l->sized_at, SETTLE_MS)));
}

static bool is_over(int64_t at, int64_t ms, int64_t now_ms)
{
	return at != NEVER && now_ms >= at + ms;
}

void link_tick(struct link *l, int64_t now_ms)
{
	if (is_over(l->asked_at, ANSWER_MS, now_ms)) {
		l->asked_at = NEVER;
		l->mute = true;
	}
	if (is_over(l->probed_at, PROBE_MS, now_ms)) {
		l->probed_at = NEVER; /* a late answer still counts */
		l->learned = l->wants_frame = true;
		l->sure = false;
		if (l->remembered != CHARSET_COUNT)
			l->set = l->remembered;
		tell_charset(l);
	}
	if (is_over(l->sized_at, SETTLE_MS, now_ms)) {
		l->sized_at = NEVER;
		term_wake(l->term, &l->cells); /* these cells are all that knows */
		cells_resize(&l->cells, l->rows, l->cols);
		l->wants_frame = true;
	}
}

bool link_learned(struct link *l, bool *sure)
{
	const bool learned = l->learned;

	*sure = l->sure;
	l->learned = false;
	return learned;
}

/* --- what the terminal is --- */

enum charset link_charset(const struct link *l)
{
	return l->set;
}

int link_colours(const struct link *l)
{
	return term_colours(l->term);
}

void link_size(const struct link *l, int *rows, int *cols)
{
	*rows = l->rows;
	*cols = l->cols;
}

void link_set_charset(struct link *l, enum charset set)
{
	start_probe(l, set == CHARSET_COUNT);
	l->remembered = set;
	l->set = set != CHARSET_COUNT ? set : CHARSET_ASCII;
	tell_charset(l);
	l->wants_frame = true;
}

void link_set_colour(struct link *l, bool on)
{
	term_colour(l->term, on);
	l->wants_frame = true;
}

/* --- painting --- */

struct cells *link_cells(struct link *l)
{
	term_wake(l->term, &l->cells);
	return &l->cells;
}

void link_rest(struct link *l)
{
	if (l->fd != -1)
		term_rest(l->term);
}

bool link_wants_frame(const struct link *l)
{
	return l->wants_frame;
}

bool link_may_paint(const struct link *l)
{
	return l->fd != -1 && l->credit && l->asked_at == NEVER && l->sized_at == NEVER;
}

void link_repaint(struct link *l)
{
	term_repaint(l->term);
	l->wants_frame = true;
}

void link_ring(struct link *l)
{
	l->rings = l->wants_frame = true;
}

static enum err send_frame(struct link *l, const struct buf *bytes)
{
	struct wire m = { .type = WIRE_FRAME, .fd = -1 };
	enum err e = AM_OK;

	for (size_t at = 0; e == AM_OK && at < bytes->len; at += m.frame.bytes.len) {
		const size_t left = bytes->len - at;

		m.frame.bytes.p = bytes->data + at;
		m.frame.bytes.len = left < WIRE_BYTES_MAX ? left : WIRE_BYTES_MAX;
		m.frame.end = left <= WIRE_BYTES_MAX;
		e = wire_send(l->fd, &m);
	}
	return e == AM_AGAIN ? AM_IO : e; /* it had room: the last frame has left */
}

static void add_questions(struct link *l, struct buf *out, int64_t now_ms)
{
	if (l->probes) {
		term_probe(l->term, &l->cells, out);
		l->probes = false;
		l->probed_at = now_ms;
	}
	l->painted += out->len;
	if (l->painted >= ASK_EVERY && !l->mute) {
		buf_str(out, "\033[5n");
		l->painted = 0;
		l->asked_at = now_ms;
	}
}

enum err link_paint(struct link *l, int64_t now_ms)
{
	struct buf out = { 0 };
	enum err e = AM_OK;

	if (l->rings)
		buf_byte(&out, '\a');
	term_frame(l->term, &l->cells, &out);
	if (out.len > 0 || l->probes)
		add_questions(l, &out, now_ms);
	if (out.len > 0) {
		l->credit = false;
		e = send_frame(l, &out);
	}
	l->rings = l->wants_frame = false;
	buf_fini(&out);
	return e;
}

void link_last(struct link *l, const char *sentence)
{
	struct wire m = { .type = WIRE_LAST, .fd = -1, .last.reason = sentence };
	struct buf out = { 0 };

	if (l->fd == -1)
		return;
	term_leave(l->term, &out);
	charset_add(&out, l->set, sentence, strlen(sentence));
	buf_str(&out, "\r\n");
	m.last.bytes = (struct wire_bytes){ .p = out.data, .len = out.len };
	if (wire_send(l->fd, &m) != AM_OK)
		log_warn("the last words did not go out");
	buf_fini(&out);
	link_close(l);
}
