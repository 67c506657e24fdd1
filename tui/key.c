/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/key.h"

#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/base/utf8.h"
#include "tui/charset.h"

#define ESC 0x1b
#define WAITING_MAX 65536
#define CHUNK 16384     /* a longer paste comes in pieces of this size */
#define CSI_MAX 64      /* no sequence is longer: what follows is typing again */
#define STRING_MAX 4096 /* the same for OSC, DCS, PM, APC, SOS */
#define PASTE_MIN 40    /* characters in one packet that nobody has typed */

#define ESC_MS 1000        /* a lone Esc, half a sequence */
#define ESC_BRACKET_MS 300 /* "[" or "O" so long after Esc was typed by hand */
#define HALF_MS 500        /* half a UTF-8 character */
#define PASTE_SHOW_MS 500  /* pasted text whose end does not come is shown */
#define PASTE_END_MS 5000  /* and no longer waited for */
#define PASTE_NEXT_MS 200  /* next packet of a paste without brackets */

#define PASTE_START "\033[200~"
#define PASTE_END "\033[201~"
#define MARKER_LEN 6

struct keys {
	struct buf in;       /* bytes that arrived */
	size_t at;           /* the first of them that is not decoded yet */
	size_t expired;      /* so many from there have waited too long for their rest */
	int64_t waits_since; /* since when only half of something is there, or -1 */
	int64_t fed_at;
	int64_t burst_at; /* when the last packet came that nobody can have typed */
	bool pasting;     /* between the brackets */
	bool hidden;      /* the Esc that is next made F12: no key any more */
	bool lost;        /* the connection has gone: an expired Esc was no key */
	bool expects_cursor;
	enum key_charset charset;
	struct buf paste; /* what the last KEY_PASTE lent */
};

struct sequence {
	const char *bytes;
	enum key_code code;
};

/*
 * The union of what 34 terminals send, none of which is the beginning of another.
 * xterm and VT: "O" and "[..~"; linux: "[["; SCO, cons25: "[M" to "[X";
 * vt52-like keypads: "Ot" to "Ox" and "Ol"; rxvt: "[7~" and "[8~".
 */
/* clang-format off */
static const struct sequence sequences[] = {
	{ "OP", KEY_F1 }, { "[11~", KEY_F1 }, { "[[A", KEY_F1 }, { "[M", KEY_F1 },
	{ "OQ", KEY_F2 }, { "[12~", KEY_F2 }, { "[[B", KEY_F2 }, { "[N", KEY_F2 },
	{ "OR", KEY_F3 }, { "[13~", KEY_F3 }, { "[[C", KEY_F3 }, { "[O", KEY_F3 },
	{ "OS", KEY_F4 }, { "[14~", KEY_F4 }, { "[[D", KEY_F4 }, { "[P", KEY_F4 },
	{ "[15~", KEY_F5 }, { "[[E", KEY_F5 }, { "Ot", KEY_F5 }, { "OT", KEY_F5 },
	{ "[Q", KEY_F5 },
	{ "[17~", KEY_F6 }, { "Ou", KEY_F6 }, { "OU", KEY_F6 }, { "[R", KEY_F6 },
	{ "[18~", KEY_F7 }, { "Ov", KEY_F7 }, { "OV", KEY_F7 }, { "[S", KEY_F7 },
	{ "[19~", KEY_F8 }, { "Ol", KEY_F8 }, { "OW", KEY_F8 }, { "[T", KEY_F8 },
	{ "[20~", KEY_F9 }, { "Ow", KEY_F9 }, { "OX", KEY_F9 }, { "[U", KEY_F9 },
	{ "[21~", KEY_F10 }, { "Ox", KEY_F10 }, { "OY", KEY_F10 }, { "[V", KEY_F10 },
	{ "[24~", KEY_F12 }, { "[X", KEY_F12 },
	{ "OH", KEY_HOME }, { "[H", KEY_HOME }, { "[1~", KEY_HOME }, { "[7~", KEY_HOME },
	{ "OF", KEY_END }, { "[F", KEY_END }, { "[4~", KEY_END }, { "[8~", KEY_END },
	{ "[5~", KEY_PAGE_UP }, { "[I", KEY_PAGE_UP },
	{ "[6~", KEY_PAGE_DOWN }, { "[G", KEY_PAGE_DOWN },
	{ "OA", KEY_UP }, { "[A", KEY_UP },
	{ "OB", KEY_DOWN }, { "[B", KEY_DOWN },
	{ "OC", KEY_RIGHT }, { "[C", KEY_RIGHT },
	{ "OD", KEY_LEFT }, { "[D", KEY_LEFT },
	{ "[Z", KEY_BACKTAB }, { "\t", KEY_BACKTAB },
	{ "[3~", KEY_DELETE },
	{ "OM", KEY_ENTER },
	{ "0", KEY_F10 }, { "1", KEY_F1 }, { "2", KEY_F2 }, { "3", KEY_F3 },
	{ "4", KEY_F4 }, { "5", KEY_F5 }, { "6", KEY_F6 }, { "7", KEY_F7 },
	{ "8", KEY_F8 }, { "9", KEY_F9 },
	{ "[0n", KEY_READY },
};

/* Control characters; those not named do nothing. */
static const enum key_code controls[0x20] = {
	['C' & 0x1f] = KEY_ESCAPE,
	['E' & 0x1f] = KEY_END,
	['G' & 0x1f] = KEY_ESCAPE,
	['H' & 0x1f] = KEY_BACKSPACE,
	['I' & 0x1f] = KEY_TAB,
	['J' & 0x1f] = KEY_ENTER,
	['L' & 0x1f] = KEY_REPAINT,
	['M' & 0x1f] = KEY_ENTER,
	['N' & 0x1f] = KEY_DOWN,
	['O' & 0x1f] = KEY_PROOF,
	['P' & 0x1f] = KEY_UP,
	['Q' & 0x1f] = KEY_STOP,
	['R' & 0x1f] = KEY_REDIAL,
	['S' & 0x1f] = KEY_STOP,
	['T' & 0x1f] = KEY_NUMBER,
	['U' & 0x1f] = KEY_CLEAR,
	['W' & 0x1f] = KEY_WORD,
	['X' & 0x1f] = KEY_F12,
};
/* clang-format on */

struct keys *keys_new(void)
{
	struct keys *k = mem_new(1, sizeof(*k));

	k->waits_since = -1;
	k->burst_at = INT64_MIN / 2;
	return k;
}

void keys_free(struct keys *k)
{
	if (k == NULL)
		return;
	buf_fini(&k->in);
	buf_fini(&k->paste);
	free(k);
}

void keys_charset(struct keys *k, enum key_charset charset)
{
	k->charset = charset;
}

void keys_expect_cursor(struct keys *k, bool expected)
{
	k->expects_cursor = expected;
}

/* --- sequences: every *_len() gives the bytes of the whole, 0 if more must come --- */

/* ECMA-48, 5.4: parameters, intermediates, one final byte.  Anything else ends it early
 * and is not part of it. */
static size_t csi_len(const unsigned char *s, size_t n)
{
	size_t i = 2;

	if (n > 2 && s[2] == '[') /* linux: ESC [ [ A */
		i = 3;
	for (; i < n; i++) {
		if (s[i] >= 0x40 && s[i] <= 0x7e)
			return i + 1;
		if (s[i] < 0x20 || s[i] > 0x3f || i >= CSI_MAX)
			return i;
	}
	return 0;
}

/* ESC O and a letter; some put digits between (modifiers of old xterm). */
static size_t ss3_len(const unsigned char *s, size_t n)
{
	for (size_t i = 2; i < n; i++) {
		if (s[i] >= 0x40 && s[i] <= 0x7e)
			return i + 1;
		if (s[i] < '0' || s[i] > ';' || i >= CSI_MAX)
			return i;
	}
	return 0;
}

/* OSC, DCS, PM, APC, SOS: to BEL or ESC \.  Nothing of ours asks for one. */
static size_t string_len(const unsigned char *s, size_t n)
{
	for (size_t i = 2; i < n; i++) {
		if (s[i] == '\a')
			return i + 1;
		if (s[i] == ESC) {
			if (i + 1 == n)
				return 0;
			return s[i + 1] == '\\' ? i + 2 : i;
		}
		if (s[i] < 0x20 || i >= STRING_MAX)
			return i;
	}
	return 0;
}

/* s[0] is ESC and n > 1.  1: it is a lone Esc. */
static size_t sequence_len(const unsigned char *s, size_t n)
{
	switch (s[1]) {
	case '[':
		return csi_len(s, n);
	case 'O':
		return ss3_len(s, n);
	case ']':
	case 'P':
	case 'X':
	case '^':
	case '_':
		return string_len(s, n);
	case '\t':
		return 2;
	default:
		return s[1] >= '0' && s[1] <= '9' ? 2 : 1;
	}
}

/* ESC [ row ; col R */
static bool is_cursor(const unsigned char *s, size_t len, struct key *out)
{
	int number[2] = { 0, 0 }, which = 0;

	if (len < 6 || s[len - 1] != 'R')
		return false;
	for (size_t i = 2; i < len - 1; i++) {
		if (s[i] == ';' && which == 0)
			which = 1;
		else if (s[i] >= '0' && s[i] <= '9' && number[which] < 10000)
			number[which] = number[which] * 10 + (s[i] - '0');
		else
			return false;
	}
	out->row = number[0];
	out->col = number[1];
	return number[0] > 0 && number[1] > 0;
}

static enum key_code known(const unsigned char *s, size_t len)
{
	for (size_t i = 0; i < COUNT(sequences); i++) {
		const char *bytes = sequences[i].bytes;

		if (strlen(bytes) == len - 1 && memcmp(bytes, s + 1, len - 1) == 0)
			return sequences[i].code;
	}
	return KEY_NONE;
}

static void take_sequence(
    struct keys *k, const unsigned char *s, size_t len, struct key *out)
{
	if (len == MARKER_LEN && memcmp(s, PASTE_START, MARKER_LEN) == 0)
		k->pasting = true;
	else if (k->expects_cursor && is_cursor(s, len, out))
		out->code = KEY_CURSOR;
	else
		out->code = known(s, len);
}

/*
 * The third Esc in a row hides at once.  It stays here without being a key, so
 * that "[A" behind it is swallowed should it have been the first byte of an arrow.
 */
static size_t after_hide(struct keys *k, const unsigned char *s, size_t n)
{
	struct key no_key = { .code = KEY_NONE };
	size_t len;

	if (n < 2)
		return 0;
	len = s[1] == '[' || s[1] == 'O' ? sequence_len(s, n) : 1;
	if (len > 0)
		k->hidden = false;
	if (len > 1) /* a paste begins all the same */
		take_sequence(k, s, len, &no_key);
	return len;
}

static size_t escape(struct keys *k, const unsigned char *s, size_t n, struct key *out)
{
	size_t len;

	if (k->hidden)
		return after_hide(k, s, n);
	if (n < 2 || (n < 3 && s[1] == ESC))
		return 0;
	if (s[1] == ESC && s[2] == ESC) {
		k->hidden = true;
		out->code = KEY_F12;
		return 2;
	}
	len = sequence_len(s, n);
	if (len == 1)
		out->code = KEY_ESCAPE;
	else if (len > 1)
		take_sequence(k, s, len, out);
	return len;
}

/* --- text --- */

/* Controls are no text; everything else is, and is stored as it came. */
static void text_key(uint32_t c, struct key *out)
{
	if (c < 0x20 || (c >= 0x7f && c < 0xa0))
		return;
	out->code = KEY_TEXT;
	out->c = c;
}

/* True if n bytes of s are the beginning of a character and no more. */
static bool half_character(const unsigned char *s, size_t n)
{
	const size_t whole = s[0] >= 0xf0 ? 4 : s[0] >= 0xe0 ? 3 : 2;
	char bytes[4] = { '\x80', '\x80', '\x80', '\x80' };
	const char *p = bytes;

	if (s[0] < 0xc2 || s[0] > 0xf4 || n >= whole)
		return false;
	if (n == 1)
		return true;
	memcpy(bytes, s, n);
	utf8_next(&p, bytes + whole);
	return p > bytes + 1;
}

static uint32_t eight_bit(enum key_charset charset, unsigned char byte)
{
	return charset_code(charset == KEYS_CP850 ? CHARSET_CP850 : CHARSET_LATIN1, byte);
}

static size_t character(
    const struct keys *k, const unsigned char *s, size_t n, struct key *out)
{
	const char *p = (const char *)s;
	uint32_t c;

	if (k->charset != KEYS_UTF8) {
		text_key(eight_bit(k->charset, s[0]), out);
		return 1;
	}
	if (half_character(s, n))
		return 0;
	c = utf8_next(&p, (const char *)s + n);
	if (c == UTF8_BAD && p == (const char *)s + 1)
		c = s[0]; /* not UTF-8: Latin-1 */
	text_key(c, out);
	return (size_t)(p - (const char *)s);
}

/* Decode what stands first; gives the bytes it takes (*out may stay KEY_NONE), 0 if more
 * must come. */
static size_t decode(struct keys *k, const unsigned char *s, size_t n, struct key *out)
{
	if (s[0] == ESC)
		return escape(k, s, n, out);
	if (s[0] < 0x20) {
		out->code = controls[s[0]];
		return 1;
	}
	if (s[0] == 0x7f) {
		out->code = KEY_BACKSPACE;
		return 1;
	}
	return character(k, s, n, out);
}

/* The rest did not come: a lone Esc acts, half a sequence goes, bytes are Latin-1. */
static size_t give_up(struct keys *k, const unsigned char *s, size_t n, struct key *out)
{
	if (k->lost)
		return n;
	if (s[0] != ESC) {
		text_key(s[0], out);
		return 1;
	}
	if (k->hidden) {
		k->hidden = false;
		return n == 1 || s[1] == ESC ? 1 : n;
	}
	if (n > 1 && s[1] != ESC)
		return n;
	out->code = KEY_ESCAPE;
	return 1;
}

/* --- paste --- */

/* How many of the last bytes of s may be the beginning of the end marker. */
static size_t marker_begun(const unsigned char *s, size_t n)
{
	size_t len = n < MARKER_LEN - 1 ? n : MARKER_LEN - 1;

	while (len > 0 && memcmp(s + n - len, PASTE_END, len) != 0)
		len--;
	return len;
}

/* The greatest length <= n at which a pasted text may be cut: not in a character. */
static size_t cut_at(const struct keys *k, const unsigned char *s, size_t n)
{
	for (size_t back = 1; k->charset == KEYS_UTF8 && back < 4 && back < n; back++) {
		if (half_character(s + n - back, back))
			return n - back;
	}
	return n > 1 && s[n - 1] == '\r' ? n - 1 : n;
}

static void lend_paste(struct keys *k, const unsigned char *s, size_t n, struct key *out)
{
	char bytes[4];

	if (k->charset == KEYS_UTF8)
		buf_add(&k->paste, s, n);
	for (size_t i = 0; k->charset != KEYS_UTF8 && i < n; i++)
		buf_add(&k->paste, bytes, utf8_put(bytes, eight_bit(k->charset, s[i])));
	out->code = KEY_PASTE;
	out->paste = buf_text(&k->paste);
	out->paste_len = k->paste.len;
}

/* Like decode(), between the brackets. */
static size_t decode_paste(
    struct keys *k, const unsigned char *s, size_t n, int64_t now_ms, struct key *out)
{
	const unsigned char *end = memmem(s, n, PASTE_END, MARKER_LEN);
	size_t len = end != NULL ? (size_t)(end - s) : n - marker_begun(s, n);
	size_t taken = len;

	if (len > CHUNK) {
		len = taken = cut_at(k, s, CHUNK);
	} else if (end != NULL) {
		k->pasting = false;
		taken += MARKER_LEN;
	} else if (now_ms - k->fed_at >= PASTE_SHOW_MS && len > 0) {
		len = taken = cut_at(k, s, len);
	} else {
		return 0;
	}
	if (len > 0)
		lend_paste(k, s, len, out);
	return taken;
}

/* As if the end marker had come. */
static void end_paste(struct keys *k)
{
	const size_t waiting = k->in.len - k->at;

	if (waiting > 0)
		k->in.len -=
		    marker_begun((const unsigned char *)k->in.data + k->at, waiting);
	buf_str(&k->in, PASTE_END);
}

/* --- a paste without brackets --- */

struct look {
	size_t characters; /* text, without what belongs to sequences */
	bool line_end;
};

static struct look look_at(const unsigned char *s, size_t n)
{
	struct look seen = { 0 };

	for (size_t i = 0; i < n;) {
		size_t len = 1;

		if (s[i] == ESC && i + 1 < n)
			len = sequence_len(s + i, n - i);
		else if (s[i] == '\r' || s[i] == '\n')
			seen.line_end = true;
		else if (s[i] >= 0x20 && s[i] != 0x7f && (s[i] & 0xc0) != 0x80)
			seen.characters++;
		i += len > 0 ? len : n - i;
	}
	return seen;
}

/* True if a bracket opens in what waits, or where it and s meet. */
static bool bracket_waits(const struct keys *k, const unsigned char *s, size_t n)
{
	enum { PART = MARKER_LEN - 1 };
	const char *waiting = buf_text(&k->in) + k->at;
	const size_t len = k->in.len - k->at;
	const size_t before = len < PART ? len : PART, behind = n < PART ? n : PART;
	char seam[2 * PART];

	memcpy(seam, waiting + len - before, before);
	memcpy(seam + before, s, behind);
	return memmem(waiting, len, PASTE_START, MARKER_LEN) != NULL ||
	       memmem(seam, before + behind, PASTE_START, MARKER_LEN) != NULL;
}

/* How many of the n bytes of a packet are a paste that has no brackets. */
static size_t bare_paste(
    struct keys *k, const unsigned char *s, size_t n, bool bare, int64_t now_ms)
{
	const unsigned char *bracket = memmem(s, n, PASTE_START, MARKER_LEN);
	const size_t len = bracket != NULL ? (size_t)(bracket - s) : n;
	const bool goes_on = now_ms - k->burst_at < PASTE_NEXT_MS;
	struct look seen;

	if (k->pasting || (!bare && !goes_on) || bracket_waits(k, s, n))
		return 0;
	seen = look_at(s, len);
	if ((bare && seen.characters >= PASTE_MIN) || (goes_on && seen.line_end))
		k->burst_at = now_ms;
	return seen.line_end && k->burst_at == now_ms ? len : 0;
}

/*
 * Put brackets around it, so that there is one way for every paste.  Half a
 * character before it goes inside (it is the end of the paste's last packet), half
 * a character at its end waits outside for the next one.
 */
static size_t add_bare_paste(struct keys *k, const unsigned char *s, size_t n)
{
	const unsigned char *waiting = (const unsigned char *)buf_text(&k->in) + k->at;
	const size_t half = k->in.len - k->at;
	unsigned char before[4];
	size_t before_len = 0;

	if (half > 0 && half < sizeof(before) && half_character(waiting, half)) {
		memcpy(before, waiting, half);
		before_len = half;
		k->in.len -= half;
	}
	for (size_t back = 1; k->charset == KEYS_UTF8 && back < 4 && back < n; back++) {
		if (half_character(s + n - back, back)) {
			n -= back;
			break;
		}
	}
	buf_str(&k->in, PASTE_START);
	buf_add(&k->in, before, before_len);
	for (size_t i = 0; i < n; i++)
		buf_byte(&k->in, s[i] == ESC ? ' ' : s[i]);
	buf_str(&k->in, PASTE_END);
	return n;
}

/* --- in and out --- */

static int64_t patience(const struct keys *k)
{
	return k->in.data[k->at] == ESC ? ESC_MS : HALF_MS;
}

/* Bytes come; did what waits for its rest wait too long for it to be these? */
static void expire(struct keys *k, unsigned char first, int64_t now_ms)
{
	const int64_t waited = now_ms - k->waits_since;
	const char last = k->in.data[k->in.len - 1];
	const bool by_hand = last == ESC && waited >= ESC_BRACKET_MS && first != ESC &&
			     !(first >= '0' && first <= '9');

	if (waited >= patience(k) || by_hand)
		k->expired = k->in.len - k->at;
	if (k->expired > 0)
		k->waits_since = -1;
}

/* Nothing waits: give the memory back. */
static void drained(struct keys *k)
{
	buf_fini(&k->in);
	k->at = k->expired = 0;
	k->waits_since = -1;
	k->lost = false;
}

bool keys_feed(struct keys *k, const void *bytes, size_t len, bool bare, int64_t now_ms)
{
	const unsigned char *s = bytes;
	const size_t waiting = k->in.len - k->at;
	const size_t room = waiting < WAITING_MAX ? WAITING_MAX - waiting : 0;
	const size_t n = len < room ? len : room;
	size_t pasted;

	if (n == 0)
		return len == 0;
	buf_drop(&k->in, k->at);
	k->at = 0;
	if (k->pasting && now_ms - k->fed_at >= PASTE_END_MS)
		end_paste(k);
	else if (k->waits_since >= 0 && k->in.len > 0)
		expire(k, s[0], now_ms);
	pasted = bare_paste(k, s, n, bare, now_ms);
	if (pasted > 0)
		pasted = add_bare_paste(k, s, pasted);
	buf_add(&k->in, s + pasted, n - pasted);
	k->fed_at = now_ms;
	return n == len;
}

static size_t step(struct keys *k, int64_t now_ms, struct key *out)
{
	const unsigned char *s = (const unsigned char *)k->in.data + k->at;
	const size_t waiting = k->in.len - k->at;
	const size_t n = k->expired > 0 ? k->expired : waiting;
	size_t len;

	if (k->pasting)
		return decode_paste(k, s, waiting, now_ms, out);
	len = decode(k, s, n, out);
	if (len == 0 && k->waits_since >= 0 && now_ms - k->waits_since >= patience(k))
		k->expired = n;
	if (len == 0 && k->expired > 0)
		len = give_up(k, s, n, out);
	return len;
}

bool keys_next(struct keys *k, int64_t now_ms, struct key *out)
{
	buf_fini(&k->paste);
	if (k->pasting && now_ms - k->fed_at >= PASTE_END_MS)
		end_paste(k);
	while (k->at < k->in.len) {
		struct key key = { .code = KEY_NONE };
		const size_t len = step(k, now_ms, &key);

		if (len == 0) {
			if (k->waits_since < 0)
				k->waits_since = now_ms;
			return false;
		}
		k->at += len;
		k->expired = k->expired > len ? k->expired - len : 0;
		k->lost = k->lost && k->expired > 0;
		k->waits_since = -1;
		if (key.code != KEY_NONE) {
			*out = key;
			return true;
		}
	}
	drained(k);
	return false;
}

bool keys_waiting(const struct keys *k)
{
	return k->in.len > k->at && k->waits_since < 0 && !k->pasting;
}

int64_t keys_deadline(const struct keys *k)
{
	const size_t waiting = k->in.len - k->at;

	if (k->pasting) {
		const bool text =
		    waiting >
		    (waiting > 0 ? marker_begun(
				       (const unsigned char *)k->in.data + k->at, waiting)
				 : 0);

		return k->fed_at + (text ? PASTE_SHOW_MS : PASTE_END_MS);
	}
	if (waiting == 0 || k->waits_since < 0)
		return -1;
	return k->waits_since + patience(k);
}

void keys_reset(struct keys *k)
{
	if (k->pasting) {
		end_paste(k);
		return;
	}
	k->expired = k->in.len - k->at;
	k->lost = k->expired > 0;
	k->burst_at = INT64_MIN / 2;
}
