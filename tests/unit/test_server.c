/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small parts of amparod: bus, held, hand, sshkey, secret, sentence. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/wire.h"
#include "server/bus.h"
#include "server/hand.h"
#include "server/held.h"
#include "server/secret.h"
#include "server/sentence.h"
#include "server/sshkey.h"

/* --- the bus --- */

static void ten_commits_on_one_row_are_one_event(void **state)
{
	struct bus b = { 0 };
	struct bus_change c;

	(void)state;
	for (int i = 0; i < 10; i++)
		bus_add(&b, TOPIC_CALL, 7, 3);
	bus_add(&b, TOPIC_CALL, 8, 3);
	assert_true(bus_take(&b, &c));
	assert_int_equal(TOPIC_CALL, c.topic);
	assert_int_equal(7, c.id);
	assert_int_equal(3, c.from);
	assert_true(bus_take(&b, &c));
	assert_int_equal(8, c.id);
	assert_false(bus_take(&b, &c));
}

static void what_two_changed_both_hear(void **state)
{
	struct bus b = { 0 };
	struct bus_change c;

	(void)state;
	bus_add(&b, TOPIC_CALL, 7, 3);
	bus_add(&b, TOPIC_CALL, 7, 4);
	assert_true(bus_take(&b, &c));
	assert_int_equal(0, c.from);
}

static void several_topics_are_several_events(void **state)
{
	struct bus b = { 0 };
	struct bus_change c;

	(void)state;
	bus_add(&b, TOPIC_USER | TOPIC_SETTING, 0, 0);
	assert_true(bus_take(&b, &c));
	assert_int_equal(TOPIC_USER, c.topic);
	assert_true(bus_take(&b, &c));
	assert_int_equal(TOPIC_SETTING, c.topic);
	assert_false(bus_take(&b, &c));
}

static void a_flood_of_rows_becomes_any_row(void **state)
{
	struct bus b = { 0 };
	struct bus_change c;
	int calls = 0, drafts = 0;

	(void)state;
	bus_add(&b, TOPIC_DRAFT, 5, 1);
	for (uint64_t id = 1; id <= 1000; id++)
		bus_add(&b, TOPIC_CALL, id, 1);
	while (bus_take(&b, &c)) {
		calls += c.topic == TOPIC_CALL && c.id == 0 && c.from == 0;
		drafts += c.topic == TOPIC_DRAFT && c.id == 5;
		assert_true(c.topic != TOPIC_CALL || c.id == 0);
	}
	assert_int_equal(1, calls);
	assert_int_equal(1, drafts);
}

/* --- what the keeper holds --- */

static void a_state_comes_back_as_it_went(void **state)
{
	struct held a = { .kind = HELD_CONSOLE, .operator_id = 5, .call = 4711 }, b;
	struct hand h;

	(void)state;
	str_copy(a.login, sizeof(a.login), "rosa");
	hand_init(&h, HAND_HOLD, 9);
	held_write(&h, &a);
	assert_true(held_read(&h, &b));
	assert_memory_equal(&a, &b, sizeof(a));
}

static void a_state_of_another_version_is_not_understood(void **state)
{
	struct held a = { .kind = HELD_LINE }, b;
	struct hand h;

	(void)state;
	hand_init(&h, HAND_HOLD, 9);
	assert_false(held_read(&h, &b));
	held_write(&h, &a);
	h.len--;
	assert_false(held_read(&h, &b));
	held_write(&h, &a);
	h.state[0] ^= 1;
	assert_false(held_read(&h, &b));
	held_write(&h, &a);
	memset(a.screen, 'x', sizeof(a.screen));
	held_write(&h, &a);
	assert_false(held_read(&h, &b));
}

static void a_message_carries_two_descriptors(void **state)
{
	struct hand out, in;
	int pair[2], pipe_ends[2];
	char c = 0;

	(void)state;
	assert_int_equal(AM_OK, wire_pair(pair));
	assert_int_equal(0, pipe(pipe_ends));
	hand_init(&out, HAND_HOLD, 77);
	out.fds[0] = pipe_ends[0];
	out.fds[1] = pipe_ends[1];
	out.len = 3;
	memcpy(out.state, "abc", 3);
	assert_int_equal(AM_OK, hand_send(pair[0], &out));
	assert_int_equal(AM_OK, hand_recv(pair[1], &in));
	assert_int_equal(HAND_HOLD, in.verb);
	assert_int_equal(77, in.key);
	assert_memory_equal("abc", in.state, 3);
	assert_int_equal(1, write(in.fds[1], "x", 1));
	assert_int_equal(1, read(pipe_ends[0], &c, 1));
	assert_int_equal('x', c);
	assert_int_equal(AM_AGAIN, hand_recv(pair[1], &in));
	close(pair[0]);
	assert_int_equal(AM_CLOSED, hand_recv(pair[1], &in));
	close(pair[1]);
	close(pipe_ends[0]);
	close(pipe_ends[1]);
}

static void a_message_that_lies_is_refused(void **state)
{
	struct hand in;
	int pair[2];

	(void)state;
	assert_int_equal(AM_OK, wire_pair(pair));
	assert_int_equal(5, write(pair[0], "short", 5));
	assert_int_equal(AM_PROTOCOL, hand_recv(pair[1], &in));
	assert_int_equal(16, write(pair[0], "\1\0\0\0\377\0\0\0\0\0\0\0\0\0\0\0", 16));
	assert_int_equal(AM_PROTOCOL, hand_recv(pair[1], &in));
	assert_int_equal(16, write(pair[0], "\377\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 16));
	assert_int_equal(AM_PROTOCOL, hand_recv(pair[1], &in));
	close(pair[0]);
	close(pair[1]);
}

/* --- keys --- */

static void a_key_is_read_back(void **state)
{
	struct buf private_text = { 0 }, line = { 0 }, again = { 0 };
	char fingerprint[64];

	(void)state;
	sshkey_make("amparo", &private_text, &line);
	assert_int_equal(
	    AM_OK, sshkey_public(buf_text(&private_text), &again, fingerprint));
	assert_string_equal(buf_text(&line), buf_text(&again));
	assert_memory_equal("SHA256:", fingerprint, 7);
	assert_int_equal(AM_INVALID, sshkey_public("nonsense", &again, fingerprint));
	private_text.data[40] ^= 1;
	assert_int_equal(
	    AM_INVALID, sshkey_public(buf_text(&private_text), &again, fingerprint));
	buf_fini(&private_text);
	buf_fini(&line);
	buf_fini(&again);
}

static void a_secret_is_never_overwritten_nor_shared(void **state)
{
	char dir[] = "/tmp/amparo-secret-XXXXXX", path[64];
	unsigned char key[2][AUDIT_SIGN_KEY_LEN], public_key[AUDIT_PUBLIC_KEY_LEN];
	struct stat st;
	struct buf b = { 0 };

	(void)state;
	assert_non_null(mkdtemp(dir));
	str_printf(path, sizeof(path), "%s/db", dir);
	umask(0);
	assert_int_equal(AM_OK, secret_sign_key(path, key[0], public_key));
	assert_int_equal(AM_OK, secret_sign_key(path, key[1], public_key));
	assert_memory_equal(key[0], key[1], sizeof(key[0]));
	str_printf(path, sizeof(path), "%s/db.audit_key", dir);
	assert_int_equal(0, stat(path, &st));
	assert_int_equal(0600, st.st_mode & 0777);
	assert_int_equal(AM_EXISTS, secret_write(path, "x", 1));
	assert_int_equal(AM_OK, secret_read(path, &b));
	assert_int_equal(AUDIT_SIGN_KEY_LEN, b.len);
	secret_forget(&b);
	unlink(path);
	assert_int_equal(AM_MISSING, secret_read(path, &b));
	assert_int_equal(0, rmdir(dir));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ten_commits_on_one_row_are_one_event),
		cmocka_unit_test(what_two_changed_both_hear),
		cmocka_unit_test(several_topics_are_several_events),
		cmocka_unit_test(a_flood_of_rows_becomes_any_row),
		cmocka_unit_test(a_state_comes_back_as_it_went),
		cmocka_unit_test(a_state_of_another_version_is_not_understood),
		cmocka_unit_test(a_message_carries_two_descriptors),
		cmocka_unit_test(a_message_that_lies_is_refused),
		cmocka_unit_test(a_key_is_read_back),
		cmocka_unit_test(a_secret_is_never_overwritten_nor_shared),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
