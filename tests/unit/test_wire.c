/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The messages between the programs: whole or not at all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "schema/base/mem.h"
#include "schema/wire.h"

#define BYTES(text)                                  \
	{                                            \
		.p = (text), .len = sizeof(text) - 1 \
	}

/* clang-format off */
static const struct wire samples[] = {
	{ .type = WIRE_KEY, .fd = -1, .key = { "rosa", "ssh-ed25519", BYTES("\0\1\2"), 3072, 1 } },
	{ .type = WIRE_OPEN, .fd = -1, .open = { 24, 80, "xterm", "SSH-2.0-x" } },
	{ .type = WIRE_BYE, .fd = -1, .bye = { "lost" } },
	{ .type = WIRE_START, .fd = -1, .start = { "key", "10.0.2.15", "banner", 1, 60000, 61000 } },
	{ .type = WIRE_AUTH, .fd = -1, .auth = { VERDICT_PARTIAL, "no" } },
	{ .type = WIRE_DATA, .fd = -1, .data = { UINT64_MAX } },
	{ .type = WIRE_KILL, .fd = -1, .kill = { "ended" } },
	{ .type = WIRE_CONSOLE, .fd = -1, .console = { "/var/x.db", "/l", "America/Lima", 7 } },
	{ .type = WIRE_ATTACH, .fd = -1, .attach = { 7, 24, 80, "vt100", "::1", 1, 3 } },
	{ .type = WIRE_EVENT, .fd = -1, .event = { TOPIC_CALL, 8114 } },
	{ .type = WIRE_PIN_ANSWER, .fd = -1, .pin_answer = { PIN_WRONG, 2 } },
	{ .type = WIRE_CHANGED, .fd = -1, .event = { TOPIC_MINUTE, 1 } },
	{ .type = WIRE_STATE, .fd = -1, .state = { "home", 8114, 1, 1 } },
	{ .type = WIRE_PIN, .fd = -1, .pin = { "200403" } },
	{ .type = WIRE_QUIT, .fd = -1, .quit = { "logout" } },
	{ .type = WIRE_KEYS, .fd = -1, .keys = { BYTES("a\0\033[A"), 1 } },
	{ .type = WIRE_SIZE, .fd = -1, .size = { UINT32_MAX, 0 } },
	{ .type = WIRE_DRAINED, .fd = -1 },
	{ .type = WIRE_FRAME, .fd = -1, .frame = { 1, BYTES("\033[H") } },
	{ .type = WIRE_LAST, .fd = -1, .last = { BYTES("bye"), "adiós" } },
	{ .type = WIRE_ASK, .fd = -1, .ask = { "status", "x y" } },
	{ .type = WIRE_ROW, .fd = -1, .row = { "a\tb" } },
	{ .type = WIRE_END, .fd = -1, .end = { 4, "none" } },
};
/* clang-format on */

static size_t encode(const struct wire *m, unsigned char *packet)
{
	size_t len = 0;

	assert_int_equal(AM_OK, wire_encode(m, packet, WIRE_MAX, &len));
	return len;
}

static void every_message_comes_back(void **state)
{
	static unsigned char packet[WIRE_MAX], again[WIRE_MAX];

	(void)state;
	assert_int_equal(WIRE_TYPES - 1, COUNT(samples));
	for (size_t i = 0; i < COUNT(samples); i++) {
		const size_t len = encode(&samples[i], packet);
		struct wire m;

		assert_int_equal(i + 1, samples[i].type);
		assert_string_not_equal("?", wire_name(samples[i].type));
		assert_int_equal(AM_OK, wire_decode(&m, packet, len));
		assert_int_equal(samples[i].type, m.type);
		assert_int_equal(-1, m.fd);
		assert_int_equal(len, encode(&m, again));
		assert_memory_equal(packet, again, len);
	}
}

static void fields_come_back_as_they_were(void **state)
{
	static unsigned char packet[WIRE_MAX];
	struct wire m;
	size_t len = encode(&samples[0], packet);

	(void)state;
	assert_int_equal(AM_OK, wire_decode(&m, packet, len));
	assert_string_equal("rosa", m.key.user);
	assert_string_equal("ssh-ed25519", m.key.algorithm);
	assert_int_equal(3, m.key.blob.len);
	assert_memory_equal("\0\1\2", m.key.blob.p, 3);
	assert_int_equal(3072, m.key.bits);
	assert_int_equal(1, m.key.proven);
	len = encode(&samples[WIRE_ATTACH - 1], packet);
	assert_int_equal(AM_OK, wire_decode(&m, packet, len));
	assert_int_equal(7, m.attach.session);
	assert_int_equal(24, m.attach.rows);
	assert_string_equal("::1", m.attach.peer);
	assert_int_equal(3, m.attach.failed);
	len = encode(&(struct wire){ .type = WIRE_BYE, .fd = -1 }, packet);
	assert_int_equal(AM_OK, wire_decode(&m, packet, len));
	assert_string_equal("", m.bye.reason);
}

static void a_packet_cut_anywhere_or_longer_is_refused(void **state)
{
	static unsigned char packet[WIRE_MAX];
	struct wire m = { .fd = 77 };

	(void)state;
	for (size_t i = 0; i < COUNT(samples); i++) {
		const size_t len = encode(&samples[i], packet);

		for (size_t cut = 0; cut < len; cut++) {
			unsigned char *exact = mem_new(1, cut);

			memcpy(exact, packet, cut);
			assert_int_equal(AM_PROTOCOL, wire_decode(&m, exact, cut));
			free(exact);
		}
		packet[len] = 0;
		assert_int_equal(AM_PROTOCOL, wire_decode(&m, packet, len + 1));
		assert_int_equal(77, m.fd); /* untouched */
	}
}

static void what_nobody_may_send_is_refused(void **state)
{
	/* clang-format off */
	static const struct {
		const char *bytes;
		size_t len;
	} rows[] = {
		{ "", 0 }, { "\1", 1 },
		{ "\2\3\0\0\0\1\0", 7 },             /* another version */
		{ "\1\0", 2 }, { "\1\x18", 2 }, { "\1\xff", 2 }, /* no such type */
		{ "\1\3\0\0\0\0", 6 },               /* a text without its NUL */
		{ "\1\3\0\0\0\1x", 7 },
		{ "\1\3\0\0\0\3a\0\0", 9 },          /* one inside */
		{ "\1\3\0\0\0\4a\0b\0", 10 },
		{ "\1\3\xff\xff\xff\xff", 6 },       /* lengths beyond the packet */
		{ "\1\3\x80\0\0\0a", 7 },
		{ "\1\x10\x7f\xff\xff\xff", 6 },
	};
	/* clang-format on */
	struct wire m;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_int_equal(
		    AM_PROTOCOL, wire_decode(&m, rows[i].bytes, rows[i].len));
}

static void limits_hold_on_both_sides(void **state)
{
	static unsigned char packet[WIRE_MAX + 64];
	static char run[WIRE_BYTES_MAX + 1];
	struct wire m = {
		.type = WIRE_KEYS, .fd = -1, .keys.bytes = { run, WIRE_BYTES_MAX }
	};
	char user[WIRE_USER_MAX + 2];
	size_t len = 0;

	(void)state;
	len = encode(&m, packet);
	assert_int_equal(AM_OK, wire_decode(&m, packet, len));
	m.keys.bytes.len++;
	assert_int_equal(AM_TOO_LONG, wire_encode(&m, packet, sizeof(packet), &len));
	memset(user, 'u', sizeof(user));
	user[WIRE_USER_MAX + 1] = '\0';
	m = samples[0];
	m.key.user = user;
	assert_int_equal(AM_TOO_LONG, wire_encode(&m, packet, sizeof(packet), &len));
	user[WIRE_USER_MAX] = '\0';
	assert_int_equal(AM_OK, wire_encode(&m, packet, sizeof(packet), &len));
	assert_int_equal(AM_TOO_LONG, wire_encode(&m, packet, 10, &len));
}

static void a_descriptor_travels_with_its_message(void **state)
{
	unsigned char *buffer = mem_new(1, WIRE_MAX);
	struct wire sent = samples[WIRE_ATTACH - 1], got;
	int pair[2], other[2];

	(void)state;
	assert_int_equal(AM_OK, wire_pair(pair));
	assert_int_equal(AM_OK, wire_pair(other));
	sent.fd = other[0];
	assert_int_equal(AM_OK, wire_send(pair[0], &sent));
	close(other[0]);
	assert_int_equal(AM_OK, wire_recv(pair[1], &got, buffer));
	assert_int_equal(WIRE_ATTACH, got.type);
	assert_true(got.fd >= 0);
	assert_int_equal(FD_CLOEXEC, fcntl(got.fd, F_GETFD));
	assert_int_equal(AM_OK, wire_send(got.fd, &samples[WIRE_DRAINED - 1]));
	close(got.fd);
	assert_int_equal(AM_OK, wire_recv(other[1], &got, buffer));
	assert_int_equal(WIRE_DRAINED, got.type);
	assert_int_equal(AM_CLOSED, wire_recv(other[1], &got, buffer));
	close(other[1]);
	close(pair[0]);
	close(pair[1]);
	free(buffer);
}

static void a_full_socket_takes_nothing_and_an_empty_one_gives_nothing(void **state)
{
	unsigned char *buffer = mem_new(1, WIRE_MAX);
	struct wire m;
	int pair[2], sent = 0;

	(void)state;
	assert_int_equal(AM_OK, wire_pair(pair));
	assert_int_equal(AM_AGAIN, wire_recv(pair[1], &m, buffer));
	while (wire_send(pair[0], &samples[WIRE_SIZE - 1]) == AM_OK)
		sent++;
	assert_int_equal(AM_AGAIN, wire_send(pair[0], &samples[WIRE_SIZE - 1]));
	for (int i = 0; i < sent; i++)
		assert_int_equal(AM_OK, wire_recv(pair[1], &m, buffer));
	assert_int_equal(AM_AGAIN, wire_recv(pair[1], &m, buffer));
	close(pair[1]);
	assert_int_equal(AM_CLOSED, wire_send(pair[0], &samples[WIRE_SIZE - 1]));
	close(pair[0]);
	free(buffer);
}

static void the_last_words_of_a_peer_that_read_nothing_arrive(void **state)
{
	unsigned char *buffer = mem_new(1, WIRE_MAX);
	struct wire m;
	int pair[2];

	(void)state;
	assert_int_equal(AM_OK, wire_pair(pair));
	assert_int_equal(AM_OK, wire_send(pair[0], &samples[WIRE_SIZE - 1]));
	assert_int_equal(AM_OK, wire_send(pair[1], &samples[WIRE_LAST - 1]));
	close(pair[1]);
	assert_int_equal(AM_OK, wire_recv(pair[0], &m, buffer));
	assert_int_equal(WIRE_LAST, m.type);
	assert_int_equal(AM_CLOSED, wire_recv(pair[0], &m, buffer));
	close(pair[0]);
	free(buffer);
}

static void a_packet_of_rubbish_is_refused_and_its_descriptor_closed(void **state)
{
	unsigned char *buffer = mem_new(1, WIRE_MAX);
	char *huge = mem_new(1, WIRE_MAX + 1);
	struct wire m;
	int pair[2];

	(void)state;
	assert_int_equal(AM_OK, wire_pair(pair));
	assert_int_equal(3, send(pair[0], "abc", 3, 0));
	assert_int_equal(AM_PROTOCOL, wire_recv(pair[1], &m, buffer));
	assert_int_equal(WIRE_MAX + 1, send(pair[0], huge, WIRE_MAX + 1, 0));
	assert_int_equal(AM_PROTOCOL, wire_recv(pair[1], &m, buffer));
	close(pair[0]);
	close(pair[1]);
	free(huge);
	free(buffer);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_message_comes_back),
		cmocka_unit_test(fields_come_back_as_they_were),
		cmocka_unit_test(a_packet_cut_anywhere_or_longer_is_refused),
		cmocka_unit_test(what_nobody_may_send_is_refused),
		cmocka_unit_test(limits_hold_on_both_sides),
		cmocka_unit_test(a_descriptor_travels_with_its_message),
		cmocka_unit_test(
		    a_full_socket_takes_nothing_and_an_empty_one_gives_nothing),
		cmocka_unit_test(the_last_words_of_a_peer_that_read_nothing_arrive),
		cmocka_unit_test(
		    a_packet_of_rubbish_is_refused_and_its_descriptor_closed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
