/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What arrives from terminals, however it is cut into packets. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "tui/key.h"

struct sent {
	const char *bytes;
	enum key_code code;
};

/* clang-format off */
static const struct sent keyboard[] = {
	{ "\033OP", KEY_F1 }, { "\033[11~", KEY_F1 }, { "\033[[A", KEY_F1 }, { "\033[M", KEY_F1 },
	{ "\033OQ", KEY_F2 }, { "\033[12~", KEY_F2 }, { "\033[[B", KEY_F2 }, { "\033[N", KEY_F2 },
	{ "\033OR", KEY_F3 }, { "\033[13~", KEY_F3 }, { "\033[[C", KEY_F3 }, { "\033[O", KEY_F3 },
	{ "\033OS", KEY_F4 }, { "\033[14~", KEY_F4 }, { "\033[[D", KEY_F4 }, { "\033[P", KEY_F4 },
	{ "\033[15~", KEY_F5 }, { "\033[[E", KEY_F5 }, { "\033Ot", KEY_F5 }, { "\033OT", KEY_F5 },
	{ "\033[Q", KEY_F5 },
	{ "\033[17~", KEY_F6 }, { "\033Ou", KEY_F6 }, { "\033OU", KEY_F6 }, { "\033[R", KEY_F6 },
	{ "\033[18~", KEY_F7 }, { "\033Ov", KEY_F7 }, { "\033OV", KEY_F7 }, { "\033[S", KEY_F7 },
	{ "\033[19~", KEY_F8 }, { "\033Ol", KEY_F8 }, { "\033OW", KEY_F8 }, { "\033[T", KEY_F8 },
	{ "\033[20~", KEY_F9 }, { "\033Ow", KEY_F9 }, { "\033OX", KEY_F9 }, { "\033[U", KEY_F9 },
	{ "\033[21~", KEY_F10 }, { "\033Ox", KEY_F10 }, { "\033OY", KEY_F10 }, { "\033[V", KEY_F10 },
	{ "\033[24~", KEY_F12 }, { "\033[X", KEY_F12 }, { "\030", KEY_F12 },
	{ "\033[H", KEY_HOME }, { "\033OH", KEY_HOME }, { "\033[1~", KEY_HOME }, { "\033[7~", KEY_HOME },
	{ "\033[F", KEY_END }, { "\033OF", KEY_END }, { "\033[4~", KEY_END }, { "\033[8~", KEY_END },
	{ "\005", KEY_END },
	{ "\033[5~", KEY_PAGE_UP }, { "\033[I", KEY_PAGE_UP },
	{ "\033[6~", KEY_PAGE_DOWN }, { "\033[G", KEY_PAGE_DOWN },
	{ "\033[A", KEY_UP }, { "\033OA", KEY_UP }, { "\020", KEY_UP },
	{ "\033[B", KEY_DOWN }, { "\033OB", KEY_DOWN }, { "\016", KEY_DOWN },
	{ "\033[C", KEY_RIGHT }, { "\033OC", KEY_RIGHT },
	{ "\033[D", KEY_LEFT }, { "\033OD", KEY_LEFT },
	{ "\033[Z", KEY_BACKTAB }, { "\033\t", KEY_BACKTAB },
	{ "\033[3~", KEY_DELETE }, { "\177", KEY_BACKSPACE }, { "\b", KEY_BACKSPACE },
	{ "\t", KEY_TAB }, { "\r", KEY_ENTER }, { "\n", KEY_ENTER }, { "\033OM", KEY_ENTER },
	{ "\0331", KEY_F1 }, { "\0332", KEY_F2 }, { "\0333", KEY_F3 }, { "\0334", KEY_F4 },
	{ "\0335", KEY_F5 }, { "\0336", KEY_F6 }, { "\0337", KEY_F7 }, { "\0338", KEY_F8 },
	{ "\0339", KEY_F9 }, { "\0330", KEY_F10 },
	{ "\003", KEY_ESCAPE }, { "\007", KEY_ESCAPE },
	{ "\025", KEY_CLEAR }, { "\027", KEY_WORD }, { "\014", KEY_REPAINT },
	{ "\023", KEY_STOP }, { "\021", KEY_STOP }, { "\033[0n", KEY_READY },
};

/* What no key of ours sends, and what must leave nothing behind. */
static const char *const unknown[] = {
	"\033[1;5A", "\033[1;2R", "\033[2;3R", "\033[23~", "\033[2~", "\033[25;2~", "\033O5P", "\033Op",
	"\033[?1;2c", "\033[>0;276;0c", "\033[3n", "\033[201~", "\033[<0;10;10M", "\033[200 q",
	"\033]0;title\007", "\033]11;rgb:0/0/0\033\\", "\033P1$r0m\033\\", "\033_x\033\\", "\033^x\033\\",
	"\033Xx\033\\", "\033[[Z", "\x01", "\x02", "\x1a", "\x1c", "\x1d",
};
/* clang-format on */

static int start(void **state)
{
	*state = keys_new();
	return 0;
}

static int stop(void **state)
{
	keys_free(*state);
	return 0;
}

static void feed(struct keys *k, const char *bytes, size_t len, int64_t now)
{
	assert_true(keys_feed(k, bytes, len, false, now));
}

static void feed_bare(struct keys *k, const char *bytes, int64_t now)
{
	assert_true(keys_feed(k, bytes, strlen(bytes), true, now));
}

static void feed_text(struct keys *k, const char *bytes, int64_t now)
{
	feed(k, bytes, strlen(bytes), now);
}

static void expect(struct keys *k, enum key_code code, int64_t now)
{
	struct key key;

	assert_true(keys_next(k, now, &key));
	assert_int_equal(code, key.code);
}

static void expect_text(struct keys *k, const char *ascii, int64_t now)
{
	struct key key;

	for (; *ascii != '\0'; ascii++) {
		assert_true(keys_next(k, now, &key));
		assert_int_equal(KEY_TEXT, key.code);
		assert_int_equal((unsigned char)*ascii, key.c);
	}
}

static void expect_paste(struct keys *k, const char *text, size_t len, int64_t now)
{
	struct key key;

	assert_true(keys_next(k, now, &key));
	assert_int_equal(KEY_PASTE, key.code);
	assert_int_equal(len, key.paste_len);
	assert_memory_equal(text, key.paste, len);
}

static void expect_nothing(struct keys *k, int64_t now)
{
	struct key key;

	assert_false(keys_next(k, now, &key));
}

static void every_key_is_known_however_it_is_split(void **state)
{
	struct keys *k = *state;

	for (size_t i = 0; i < COUNT(keyboard); i++) {
		const char *bytes = keyboard[i].bytes;
		const size_t len = strlen(bytes);

		for (size_t cut = 0; cut < len; cut++) {
			feed(k, bytes, cut, 1000);
			expect_nothing(k, 1000);
			feed(k, bytes + cut, len - cut, 1100);
			feed_text(k, "x", 1100);
			expect(k, keyboard[i].code, 1100);
			expect_text(k, "x", 1100);
			expect_nothing(k, 1100);
			assert_int_equal(-1, keys_deadline(k));
		}
	}
}

static void every_key_is_known_byte_by_byte(void **state)
{
	struct keys *k = *state;

	for (size_t i = 0; i < COUNT(keyboard); i++) {
		const size_t len = strlen(keyboard[i].bytes);

		for (size_t at = 0; at < len; at++) {
			expect_nothing(k, (int64_t)at);
			feed(k, keyboard[i].bytes + at, 1, (int64_t)at);
		}
		expect(k, keyboard[i].code, (int64_t)len);
		expect_nothing(k, (int64_t)len);
	}
}

static void unknown_sequences_leave_nothing_behind(void **state)
{
	struct keys *k = *state;

	for (size_t i = 0; i < COUNT(unknown); i++) {
		const size_t len = strlen(unknown[i]);

		for (size_t cut = 0; cut < len; cut++) {
			feed(k, unknown[i], cut, 1000);
			expect_nothing(k, 1000);
			feed(k, unknown[i] + cut, len - cut, 1100);
			feed_text(k, "x", 1100);
			expect_text(k, "x", 1100);
			expect_nothing(k, 1100);
		}
	}
}

static void a_lone_esc_acts_after_a_second(void **state)
{
	struct keys *k = *state;

	feed_text(k, "\033", 1000);
	expect_nothing(k, 1000);
	assert_int_equal(2000, keys_deadline(k));
	expect_nothing(k, 1999);
	expect(k, KEY_ESCAPE, 2000);
	expect_nothing(k, 2000);
	assert_int_equal(-1, keys_deadline(k));
}

static void a_lone_esc_acts_at_the_next_key(void **state)
{
	struct keys *k = *state;

	feed_text(k, "\033", 1000);
	expect_nothing(k, 1000);
	feed_text(k, "x\033", 1200);
	expect(k, KEY_ESCAPE, 1200);
	expect_text(k, "x", 1200);
	expect_nothing(k, 1200);
	feed_text(k, "\r", 1300);
	expect(k, KEY_ESCAPE, 1300);
	expect(k, KEY_ENTER, 1300);
	feed_text(k, "\033", 1400);
	expect_nothing(k, 1400);
	feed_text(k, "\033[A", 1500);
	expect(k, KEY_ESCAPE, 1500);
	expect(k, KEY_UP, 1500);
}

static void a_digit_is_a_function_key_within_the_second_only(void **state)
{
	struct keys *k = *state;

	feed_text(k, "\033", 1000);
	expect_nothing(k, 1000);
	feed_text(k, "9", 1999);
	expect(k, KEY_F9, 1999);
	feed_text(k, "\033", 3000);
	expect_nothing(k, 3000);
	feed_text(
	    k, "9", 4000); /* the loop was late: the second has passed all the same */
	expect(k, KEY_ESCAPE, 4000);
	expect_text(k, "9", 4000);
}

static void a_bracket_typed_after_esc_is_text(void **state)
{
	struct keys *k = *state;

	feed_text(k, "\033", 1000);
	expect_nothing(k, 1000);
	feed_text(k, "Oscar", 1400);
	expect(k, KEY_ESCAPE, 1400);
	expect_text(k, "Oscar", 1400);
}

static void three_escs_hide_and_an_arrow_behind_them_is_swallowed(void **state)
{
	static const char *const tails[] = { "", "[A", "OP", "[24~" };
	struct keys *k = *state;

	for (size_t i = 0; i < COUNT(tails); i++) {
		feed_text(k, "\033", 1000);
		expect_nothing(k, 1000);
		feed_text(k, "\033", 1100);
		expect_nothing(k, 1100);
		feed_text(k, "\033", 1200);
		expect(k, KEY_F12, 1200);
		feed_text(k, tails[i], 1200);
		feed_text(k, "1", 1200); /* a PIN may follow at once: no function key */
		expect_text(k, "1", 1200);
		expect_nothing(k, 1200);
	}
	feed_text(k, "\033\033\033\033\033\033", 2000);
	expect(k, KEY_F12, 2000);
	expect(k, KEY_F12, 2000);
	expect_nothing(k, 2000);
	expect_nothing(k, 3000);
	assert_int_equal(-1, keys_deadline(k));
}

static void two_escs_are_two_escs(void **state)
{
	struct keys *k = *state;

	feed_text(k, "\033\033", 1000);
	expect_nothing(k, 1999);
	expect_nothing(k, 2000); /* it waits since it was asked first */
	expect(k, KEY_ESCAPE, 2999);
	expect(k, KEY_ESCAPE, 2999);
	expect_nothing(k, 2999);
}

static void an_endless_title_does_not_eat_typing_for_ever(void **state)
{
	struct keys *k = *state;
	char long_title[6000];

	feed_text(k, "\033]0;evil", 1000);
	expect_nothing(k, 1000);
	expect_nothing(k, 2000);
	feed_text(k, "x", 2001);
	expect_text(k, "x", 2001);
	feed_text(k, "\033]0;evil", 3000);
	expect_nothing(k, 3000);
	feed_text(k, "\r", 3001);
	expect(k, KEY_ENTER, 3001);
	memset(long_title, 'a', sizeof(long_title));
	memcpy(long_title, "\033P", 2);
	feed(k, long_title, sizeof(long_title), 4000);
	expect_text(k, "aaaa", 4000);
}

static void half_a_sequence_is_forgotten_after_a_second(void **state)
{
	struct keys *k = *state;

	feed_text(k, "\033[1", 1000);
	expect_nothing(k, 1000);
	assert_int_equal(2000, keys_deadline(k));
	feed_text(k, "x", 2500);
	expect_text(k, "x", 2500);
	expect_nothing(k, 2500);
}

static void characters_are_whole_however_they_are_split(void **state)
{
	static const struct {
		const char *bytes;
		uint32_t c;
	} characters[] = { { "ñ", 0xf1 }, { "’", 0x2019 }, { "€", 0x20ac },
		{ "\xef\xbf\xbd", 0xfffd }, { "\xf0\x9f\x98\x80", 0x1f600 } };
	struct keys *k = *state;
	struct key key;

	for (size_t i = 0; i < COUNT(characters); i++) {
		const size_t len = strlen(characters[i].bytes);

		for (size_t cut = 0; cut < len; cut++) {
			feed(k, characters[i].bytes, cut, 1000);
			expect_nothing(k, 1000);
			feed(k, characters[i].bytes + cut, len - cut, 1100);
			assert_true(keys_next(k, 1100, &key));
			assert_int_equal(KEY_TEXT, key.code);
			assert_int_equal(characters[i].c, key.c);
			expect_nothing(k, 1100);
		}
	}
}

static void bytes_that_are_not_utf8_are_latin1(void **state)
{
	struct keys *k = *state;
	struct key key;

	feed_text(k,
	    "ma\xf1"
	    "ana",
	    1000);
	expect_text(k, "ma", 1000);
	assert_true(keys_next(k, 1000, &key));
	assert_int_equal(0xf1, key.c);
	expect_text(k, "ana", 1000);
	feed_text(
	    k, "\xf1", 2000); /* at the end of a word it shows after half a second */
	expect_nothing(k, 2000);
	assert_int_equal(2500, keys_deadline(k));
	assert_true(keys_next(k, 2500, &key));
	assert_int_equal(0xf1, key.c);
	feed_text(k, "\xc3\033[A", 3000);
	assert_true(keys_next(k, 3000, &key));
	assert_int_equal(0xc3, key.c);
	expect(k, KEY_UP, 3000);
	feed_text(k, "\x9b\x85x", 4000); /* controls of the upper half are no text */
	expect_text(k, "x", 4000);
}

static void eight_bit_terminals_type_in_their_charset(void **state)
{
	struct keys *k = *state;
	struct key key;

	keys_charset(k, KEYS_LATIN1);
	feed_text(k, "\xf1\xc3", 1000);
	assert_true(keys_next(k, 1000, &key));
	assert_int_equal(0xf1, key.c);
	assert_true(keys_next(k, 1000, &key));
	assert_int_equal(0xc3, key.c);
	keys_charset(k, KEYS_CP850);
	feed_text(k, "\xa4\xa0", 1000);
	assert_true(keys_next(k, 1000, &key));
	assert_int_equal(0xf1, key.c);
	assert_true(keys_next(k, 1000, &key));
	assert_int_equal(0xe1, key.c);
	feed_text(k, "\033[200~\xa4o\033[201~", 1000);
	expect_paste(k, "ño", 3, 1000);
}

static void the_cursor_answers_only_when_it_was_asked(void **state)
{
	struct keys *k = *state;
	struct key key;

	feed_text(k, "\033[1;2Rx", 1000);
	expect_text(k, "x", 1000);
	keys_expect_cursor(k, true);
	feed_text(k, "\033[24;3R", 1000);
	assert_true(keys_next(k, 1000, &key));
	assert_int_equal(KEY_CURSOR, key.code);
	assert_int_equal(24, key.row);
	assert_int_equal(3, key.col);
	feed_text(k, "\033[R\033[0;0R\033[5;99999999999R\033[1;2;3Rx", 1000);
	expect(k, KEY_F6, 1000);
	expect_text(k, "x", 1000);
}

#define PASTED "linea 1\r\n\033[A\x03 \033[20 fin\r"

static void pasted_text_is_never_a_key_however_it_is_split(void **state)
{
	static const char sent[] = "a\033[200~" PASTED "\033[201~b";
	const size_t len = sizeof(sent) - 1;
	struct keys *k = *state;

	for (size_t cut = 0; cut <= len; cut++) {
		feed(k, sent, cut, 1000);
		if (cut > 0)
			expect_text(k, "a", 1000);
		if (cut < len - 1)
			expect_nothing(k, 1000);
		feed(k, sent + cut, len - cut, 1100);
		if (cut == 0)
			expect_text(k, "a", 1100);
		expect_paste(k, PASTED, sizeof(PASTED) - 1, 1100);
		expect_text(k, "b", 1100);
		expect_nothing(k, 1100);
	}
}

static void an_empty_paste_is_nothing(void **state)
{
	struct keys *k = *state;

	feed_text(k, "\033[200~\033[201~x", 1000);
	expect_text(k, "x", 1000);
	expect_nothing(k, 1000);
}

static void a_long_paste_comes_in_pieces_and_whole(void **state)
{
	enum { SIZE = 400000, PACKET = 30000 };
	struct keys *k = *state;
	struct buf sent = { 0 }, got = { 0 };
	struct key key;

	while (sent.len < SIZE)
		buf_str(&sent, "¿Qué dijo? Ñandú\r\n");
	feed_text(k, "\033[200~", 1000);
	for (size_t at = 0; at < sent.len; at += PACKET) {
		feed(k, sent.data + at, sent.len - at < PACKET ? sent.len - at : PACKET,
		    1000);
		while (keys_next(k, 1000, &key)) {
			assert_int_equal(KEY_PASTE, key.code);
			assert_true(key.paste_len <= 16384);
			assert_int_not_equal(0x80, key.paste[0] & 0xc0);
			assert_int_not_equal('\r', key.paste[key.paste_len - 1]);
			buf_add(&got, key.paste, key.paste_len);
		}
	}
	feed_text(k, "\033[201~x", 1000);
	while (keys_next(k, 1000, &key) && key.code == KEY_PASTE)
		buf_add(&got, key.paste, key.paste_len);
	assert_int_equal('x', key.c);
	assert_int_equal(sent.len, got.len);
	assert_memory_equal(sent.data, got.data, got.len);
	buf_fini(&sent);
	buf_fini(&got);
}

static void a_paste_without_end_is_shown_and_ends_after_a_while(void **state)
{
	struct keys *k = *state;

	feed_text(k, "\033[200~lleg\xc3\xb3\033[2", 1000);
	expect_nothing(k, 1000);
	assert_int_equal(1500, keys_deadline(k));
	expect_paste(k, "llegó", 6, 1500);
	expect_nothing(k, 1500);
	assert_int_equal(6000, keys_deadline(k));
	feed_text(k, "01~x", 1600); /* here it is after all */
	expect_text(k, "x", 1600);
	feed_text(k, "\033[200~otra", 2000);
	expect_paste(k, "otra", 4, 2500);
	expect_nothing(k, 7000);
	assert_int_equal(-1, keys_deadline(k));
	feed_text(k, "\r", 9000);
	expect(k, KEY_ENTER, 9000);
}

static void a_packet_that_nobody_typed_is_a_paste(void **state)
{
	static const char text[] =
	    "Una carta larga de la madre,\rcon ñ y con dos líneas\r";
	static const char longer[] =
	    "Una carta larga de la madre que sigue y sigue sin fin de linea";
	struct keys *k = *state;

	feed_bare(k, text, 1000);
	expect_paste(k, text, sizeof(text) - 1, 1000);
	feed_text(k, "o\xc3", 1050);
	expect_text(k, "o", 1050);
	expect_nothing(k, 1050);
	feed_text(k, "\xb3 aqui\r", 1100); /* its last packet, half a letter before it */
	expect_paste(k, "ó aqui\r", 8, 1100);
	feed_text(k, "\r", 1400);
	expect(k, KEY_ENTER, 1400);
	feed_bare(k, longer, 2000); /* no line end: as good as typed */
	expect_text(k, longer, 2000);
	feed_text(k, " hasta aqui\r", 2050);
	expect_paste(k, " hasta aqui\r", 12, 2050);
}

static void an_end_marker_inside_a_packet_that_nobody_typed_ends_nothing(void **state)
{
	static const char text[] =
	    "Una carta larga de la madre con trampa\033[201~\r\033[20~y mas";
	struct keys *k = *state;
	struct key key;

	feed_bare(k, text, 1000);
	assert_true(keys_next(k, 1000, &key));
	assert_int_equal(KEY_PASTE, key.code);
	assert_int_equal(sizeof(text) - 1, key.paste_len);
	assert_null(memchr(key.paste, '\033', key.paste_len));
	expect_nothing(k, 1000);
}

static void typing_ahead_is_no_paste(void **state)
{
	static const char down[] =
	    "\033[B\033[B\033[B\033[B\033[B\033[B\033[B\033[B\033[B"
	    "\033[B\033[B\033[B\033[B\033[B\r";
	static const char call[] =
	    "2s961555877\rla madre\r3\run bar de la carretera en Mazuko\r\033[20~";
	struct keys *k = *state;

	feed_text(k, "\r1lo\033[20~", 1000);
	expect(k, KEY_ENTER, 1000);
	expect_text(k, "1lo", 1000);
	expect(k, KEY_F9, 1000);
	feed_bare(k, down, 1000);
	for (int i = 0; i < 14; i++)
		expect(k, KEY_DOWN, 1000);
	expect(k, KEY_ENTER, 1000);
	feed_text(k, call, 1000); /* a whole call that came at once after a stall */
	expect_text(k, "2s961555877", 1000);
	expect(k, KEY_ENTER, 1000);
	expect_text(k, "la madre", 1000);
	expect(k, KEY_ENTER, 1000);
	expect_text(k, "3", 1000);
	expect(k, KEY_ENTER, 1000);
	expect_text(k, "un bar de la carretera en Mazuko", 1000);
	expect(k, KEY_ENTER, 1000);
	expect(k, KEY_F9, 1000);
}

static void what_is_over_the_bound_is_refused(void **state)
{
	struct keys *k = *state;
	char *much = mem_new(1, 70000);
	size_t count = 0;
	struct key key;

	memset(much, 'a', 70000);
	assert_false(keys_feed(k, much, 70000, false, 1000));
	assert_false(keys_feed(k, much, 1, false, 1000));
	while (keys_next(k, 1000, &key))
		count++;
	assert_int_equal(65536, count);
	feed_text(k, "x", 1000);
	expect_text(k, "x", 1000);
	free(much);
}

static void a_dropped_line_loses_no_word_and_leaves_no_half_key(void **state)
{
	struct keys *k = *state;

	feed_text(k, "no colg\033", 1000);
	keys_reset(k);
	expect_text(k, "no colg", 1000);
	expect_nothing(k, 1000);
	assert_int_equal(-1, keys_deadline(k));
	feed_text(k, "\033[200~una carta a medi\033[20", 1000);
	expect_nothing(k, 1000);
	keys_reset(k);
	expect_paste(k, "una carta a medi", 16, 1000);
	feed_text(k, "\033", 2000);
	expect_nothing(k, 2000);
	expect(k, KEY_ESCAPE, 3000);
	keys_reset(k);
	feed_text(k, "\033", 4000);
	expect_nothing(k, 4000);
	expect(k, KEY_ESCAPE, 5000);
}

static void a_paste_right_after_hiding_is_still_a_paste(void **state)
{
	struct keys *k = *state;

	feed_text(k, "\033\033\033[200~1234\r\033[201~", 1000);
	expect(k, KEY_F12, 1000);
	expect_paste(k, "1234\r", 5, 1000);
	expect_nothing(k, 1000);
}

int main(void)
{
#define STORY(f) cmocka_unit_test_setup_teardown(f, start, stop)
	static const struct CMUnitTest tests[] = {
		STORY(every_key_is_known_however_it_is_split),
		STORY(every_key_is_known_byte_by_byte),
		STORY(unknown_sequences_leave_nothing_behind),
		STORY(a_lone_esc_acts_after_a_second),
		STORY(a_lone_esc_acts_at_the_next_key),
		STORY(a_digit_is_a_function_key_within_the_second_only),
		STORY(a_bracket_typed_after_esc_is_text),
		STORY(three_escs_hide_and_an_arrow_behind_them_is_swallowed),
		STORY(two_escs_are_two_escs),
		STORY(an_endless_title_does_not_eat_typing_for_ever),
		STORY(half_a_sequence_is_forgotten_after_a_second),
		STORY(characters_are_whole_however_they_are_split),
		STORY(bytes_that_are_not_utf8_are_latin1),
		STORY(eight_bit_terminals_type_in_their_charset),
		STORY(the_cursor_answers_only_when_it_was_asked),
		STORY(pasted_text_is_never_a_key_however_it_is_split),
		STORY(an_empty_paste_is_nothing),
		STORY(a_long_paste_comes_in_pieces_and_whole),
		STORY(a_paste_without_end_is_shown_and_ends_after_a_while),
		STORY(a_packet_that_nobody_typed_is_a_paste),
		STORY(an_end_marker_inside_a_packet_that_nobody_typed_ends_nothing),
		STORY(typing_ahead_is_no_paste),
		STORY(what_is_over_the_bound_is_refused),
		STORY(a_dropped_line_loses_no_word_and_leaves_no_half_key),
		STORY(a_paste_right_after_hiding_is_still_a_paste),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
