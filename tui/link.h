/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The connection that is there now: a socket to amparo-ssh with the operator's
 * terminal behind it.  Keys come out of it, frames go into it.
 *
 * At most one frame is under way: the next one waits until amparo-ssh says that
 * the last has left (DRAINED), and after every 2 KiB until the terminal itself
 * says so (ESC[5n, ESC[0n), because a client that stopped reading hides 138 KB of
 * old frames in its kernel.  What changes meanwhile is painted once, later.
 *
 * A link without a connection is quiet; connections come and go.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "schema/base/err.h"
#include "tui/cells.h"
#include "tui/charset.h"
#include "tui/key.h"

struct link;

/* AM_OK or AM_IO. */
MUST_CHECK enum err link_new(struct link **l);
void link_free(struct link *l);

struct link_terminal {
	const char *type; /* TERM */
	int rows, cols;
	enum charset set; /* remembered of this type; CHARSET_COUNT: nothing.  It is asked in
			     any case, and painted in ASCII until it has answered. */
	bool colour;
};

/*
 * A connection has come; fd becomes the link's.  Returns AM_OK, or AM_MISSING if no
 * terminal can be painted on (link_last() works all the same).
 */
MUST_CHECK enum err link_open(struct link *l, int fd, const struct link_terminal *with);

/* It has gone.  Complete keys that came stay to be read; memory is given back. */
void link_close(struct link *l);

/* The socket to wait for, -1 if there is none. */
int link_fd(const struct link *l);

/*
 * Take one packet.  Returns AM_OK, AM_AGAIN if nothing waits, AM_CLOSED, AM_PROTOCOL or
 * AM_IO.  Read all keys after each one.
 */
MUST_CHECK enum err link_receive(struct link *l, int64_t now_ms);

/* The next key of the person; what the terminal answers is dealt with here. */
bool link_key(struct link *l, int64_t now_ms, struct key *key);

/* True if a key has arrived that was not read yet. */
bool link_key_waits(const struct link *l);

/* When link_tick() is wanted (ms of the monotonic clock), -1: not at all. */
int64_t link_deadline(const struct link *l);
void link_tick(struct link *l, int64_t now_ms);

/* True once after the terminal's charset became known; *sure is false if it did not
 * answer. */
bool link_learned(struct link *l, bool *sure);

enum charset link_charset(const struct link *l);
int link_colours(const struct link *l);
void link_set_charset(struct link *l, enum charset set);
void link_set_colour(struct link *l, bool on);

/* The size that the window was last said to have. */
void link_size(const struct link *l, int *rows, int *cols);

/* The cells to draw the next frame into.  They hold the last one: draw before link_paint()
 * and at no other time. */
struct cells *link_cells(struct link *l);

/* Nothing happens for a while: keep no memory that the next frame can make again. */
void link_rest(struct link *l);

/* Something but the ui asks for a frame: a new size, a new charset, a repaint, the bell. */
bool link_wants_frame(const struct link *l);

/* The next frame may go now. */
bool link_may_paint(const struct link *l);

/* The next frame clears the screen; the next frame rings. */
void link_repaint(struct link *l);
void link_ring(struct link *l);

/* Send what makes the terminal show the cells.  Returns AM_OK, AM_CLOSED or AM_IO. */
MUST_CHECK enum err link_paint(struct link *l, int64_t now_ms);

/* Leave nothing on the terminal but sentence, and close the connection. */
void link_last(struct link *l, const char *sentence);
