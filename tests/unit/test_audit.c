/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>
#include <sodium.h>

#include "schema/audit_priv.h"
#include "tests/unit/temp.h"

#define ROWS 40

static const struct actor rosa = {
	.operator_id = 7, .session_id = 9, .role = ROLE_OPERATOR, .name = "rosa"
};
static const struct actor server = { .role = ROLE_SYSTEM, .name = NULL };

static void add(struct temp *t, const struct actor *who, int64_t at, const char *what,
    const char *entity, int64_t id, const char *detail)
{
	assert_int_equal(AM_OK, store_begin(t->st));
	assert_int_equal(
	    AM_OK, store_end(t->st, audit_add(t->st, who, at, what, entity, id, detail)));
}

static int chain(void **state)
{
	struct temp *t;

	temp_open(state);
	t = *state;
	for (int i = 1; i <= ROWS; i++)
		add(t, i % 3 == 0 ? &server : &rosa, 1000 + i,
		    i % 2 == 0 ? "view" : "update", i % 5 == 0 ? "" : "call",
		    i % 5 == 0 ? 0 : i, i % 4 == 0 ? "{\"ñ\":\"1\"}" : "");
	return 0;
}

static struct audit_report verify(struct temp *t, const unsigned char *key)
{
	struct audit_report report;

	assert_int_equal(AM_OK, audit_verify(t->st, key, &report));
	return report;
}

static void an_untouched_chain_verifies(void **state)
{
	const struct audit_report r = verify(*state, NULL);

	assert_int_equal(ROWS, r.rows);
	assert_int_equal(0, r.first_bad);
}

/* As many at once as one by one: the same hashes, and the chain goes on after them. */
static void rows_that_are_written_at_once_are_the_same_chain(void **state)
{
	struct temp *t = *state;
	struct audit_writer w;
	struct audit_report r;
	void *other;

	assert_int_equal(AM_OK, store_begin(t->st));
	assert_int_equal(AM_OK, audit_open(t->st, &w));
	for (int i = 0; i < 3; i++)
		assert_int_equal(
		    AM_OK, audit_write(&w, i == 1 ? &server : &rosa, 2000 + i, "view",
			       "call", i, ""));
	audit_close(&w);
	audit_close(&w);
	assert_int_equal(AM_OK, store_end(t->st, AM_OK));
	add(t, &rosa, 2003, "view", "call", 3, "");
	r = verify(t, NULL);
	assert_int_equal(ROWS + 4, r.rows);
	assert_int_equal(0, r.first_bad);

	chain(&other);
	for (int i = 0; i < 4; i++)
		add(other, i == 1 ? &server : &rosa, 2000 + i, "view", "call", i, "");
	assert_memory_equal(verify(other, NULL).head, r.head, AUDIT_HASH_LEN);
	temp_close(&other);
}

static void an_empty_chain_verifies(void **state)
{
	static const unsigned char zero[AUDIT_HASH_LEN];
	const struct audit_report r = verify(*state, NULL);

	assert_int_equal(0, r.rows);
	assert_int_equal(0, r.first_bad);
	assert_memory_equal(zero, r.head, AUDIT_HASH_LEN);
}

/* What an outsider computes with nothing but the rows and the header's words. */
static void the_first_hash_is_what_the_header_says(void **state)
{
	static const unsigned char text[] =
	    "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
	    "\0\0\0\0"
	    "\0\0\0\1"
	    "1"
	    "\0\0\0\4"
	    "1234"
	    "\0\0\0\1"
	    "7"
	    "\0\0\0\1"
	    "9"
	    "\0\0\0\4"
	    "rosa"
	    "\0\0\0\4"
	    "view"
	    "\0\0\0\4"
	    "call"
	    "\xff\xff\xff\xff"
	    "\0\0\0";
	unsigned char hash[AUDIT_HASH_LEN];
	struct temp *t = *state;

	add(t, &rosa, 1234, "view", "call", 0, "");
	crypto_generichash(hash, sizeof(hash), text, sizeof(text), NULL, 0);
	assert_int_equal(AM_OK, audit_contains(t->st, 1, hash));
}

/* Each of these by somebody who has the file and takes the triggers away. */
static void every_kind_of_tampering_is_found_at_its_row(void **state)
{
	static const struct {
		const char *sql;
		int64_t first_bad;
	} deeds[] = {
		{ "UPDATE audit SET at = at + 1 WHERE id = 17", 17 },
		{ "UPDATE audit SET detail = '{}' WHERE id = 1", 1 },
		{ "UPDATE audit SET who = 'luz' WHERE id = 20", 20 },
		{ "UPDATE audit SET operator_id = NULL WHERE id = 22", 22 },
		{ "UPDATE audit SET operator_id = 0 WHERE id = 21", 21 },
		{ "UPDATE audit SET session_id = 8 WHERE id = 2", 2 },
		{ "UPDATE audit SET action = 'create' WHERE id = 40", 40 },
		{ "UPDATE audit SET entity = 'calle', entity_id = NULL WHERE id = 11",
		    11 },
		{ "UPDATE audit SET entity = 'cal', detail = 'l' WHERE id = 7", 7 },
		{ "UPDATE audit SET hash = zeroblob(32) WHERE id = 12", 12 },
		{ "DELETE FROM audit WHERE id = 25", 25 },
		{ "DELETE FROM audit WHERE id = 1", 1 },
		{ "DELETE FROM audit WHERE id = 25; UPDATE audit SET id = id - 1 WHERE "
		  "id > 25",
		    25 },
		{ "INSERT INTO audit (id, at, action, hash) VALUES (41, 9, 'x', "
		  "zeroblob(32))",
		    41 },
		{ "INSERT INTO audit (id, at, action, hash) VALUES (0, 9, 'x', "
		  "zeroblob(32))",
		    1 },
		{ "INSERT INTO audit (id, at, action, hash) SELECT 41, at, action, hash "
		  "FROM audit"
		  " WHERE id = 40",
		    41 },
		{ "UPDATE audit SET id = -5 WHERE id = 5; UPDATE audit SET id = 5 WHERE "
		  "id = 6;"
		  " UPDATE audit SET id = 6 WHERE id = -5",
		    5 },
	};

	for (size_t i = 0; i < COUNT(deeds); i++) {
		struct temp *t;

		chain(state);
		t = *state;
		temp_meddle(t, "DROP TRIGGER audit_bu; DROP TRIGGER audit_bd; DROP "
			       "TRIGGER audit_bi");
		temp_meddle(t, deeds[i].sql);
		if (verify(t, NULL).first_bad != deeds[i].first_bad)
			fail_msg(
			    "%s: row %" PRId64, deeds[i].sql, verify(t, NULL).first_bad);
		temp_close(state);
	}
}

static void a_tail_that_was_cut_is_missed_by_a_head_kept_outside(void **state)
{
	struct temp *t = *state;
	const struct audit_report before = verify(t, NULL);

	assert_int_equal(AM_OK, audit_contains(t->st, before.rows, before.head));
	temp_meddle(t, "DROP TRIGGER audit_bd; DELETE FROM audit WHERE id > 35");
	assert_int_equal(0, verify(t, NULL).first_bad); /* nothing left inside tells it */
	assert_int_equal(AM_CORRUPT, audit_contains(t->st, before.rows, before.head));
}

static void a_tail_that_was_cut_is_found_by_a_signed_head(void **state)
{
	unsigned char pk[AUDIT_PUBLIC_KEY_LEN], sk[AUDIT_SIGN_KEY_LEN],
	    hash[AUDIT_HASH_LEN];
	struct temp *t = *state;
	int64_t id = 0;

	crypto_sign_keypair(pk, sk);
	assert_int_equal(AM_OK, audit_sign(t->st, 2000, sk, &id, hash));
	assert_int_equal(ROWS, id);
	assert_int_equal(1, verify(t, pk).heads);
	temp_meddle(t, "DROP TRIGGER audit_bd; DELETE FROM audit WHERE id > 35");
	assert_int_equal(36, verify(t, pk).first_bad);
}

static void a_chain_that_was_made_anew_is_found_by_its_signed_head(void **state)
{
	unsigned char pk[AUDIT_PUBLIC_KEY_LEN], sk[AUDIT_SIGN_KEY_LEN],
	    hash[AUDIT_HASH_LEN];
	struct temp *t = *state;
	int64_t id = 0;

	crypto_sign_keypair(pk, sk);
	assert_int_equal(AM_OK, audit_sign(t->st, 2000, sk, &id, hash));
	temp_meddle(
	    t, "DROP TRIGGER audit_bd; DROP TRIGGER anchor_bu; DELETE FROM audit");
	for (int i = 1; i <= ROWS; i++)
		add(t, &server, 1, "view", "", 0, "");
	assert_int_equal(ROWS, verify(t, pk).first_bad);
	assert_int_equal(ROWS, verify(t, NULL).first_bad); /* without the key as well */
	/* even with the head's hash put right, its signature is not */
	temp_meddle(
	    t, "UPDATE audit_anchor SET hash = (SELECT hash FROM audit WHERE id = 40)");
	assert_int_equal(ROWS, verify(t, pk).first_bad);
	assert_int_equal(0, verify(t, NULL).first_bad);
}

static void a_head_is_signed_once_and_by_the_right_key(void **state)
{
	unsigned char pk[AUDIT_PUBLIC_KEY_LEN], sk[AUDIT_SIGN_KEY_LEN],
	    hash[AUDIT_HASH_LEN];
	struct temp *t = *state;
	int64_t id = 0;

	crypto_sign_keypair(pk, sk);
	assert_int_equal(AM_OK, audit_sign(t->st, 2000, sk, &id, hash));
	assert_int_equal(AM_OK, audit_sign(t->st, 2001, sk, &id, hash));
	assert_int_equal(1, temp_number(t, "SELECT count(*) FROM audit_anchor"));
	assert_int_equal(0, verify(t, pk).first_bad);
	crypto_sign_keypair(pk, sk); /* another one */
	assert_int_equal(ROWS, verify(t, pk).first_bad);
}

static void an_empty_chain_has_no_head(void **state)
{
	unsigned char pk[AUDIT_PUBLIC_KEY_LEN], sk[AUDIT_SIGN_KEY_LEN],
	    hash[AUDIT_HASH_LEN];
	struct temp *t = *state;
	int64_t id = 5;

	crypto_sign_keypair(pk, sk);
	assert_int_equal(AM_OK, audit_sign(t->st, 2000, sk, &id, hash));
	assert_int_equal(0, id);
	assert_int_equal(0, temp_number(t, "SELECT count(*) FROM audit_anchor"));
}

static void the_database_itself_guards_the_chain(void **state)
{
	static const char *const deeds[] = {
		"UPDATE audit SET at = 0 WHERE id = 1",
		"DELETE FROM audit WHERE id = 40",
		"INSERT INTO audit (id, at, action, hash) VALUES (42, 9, 'x', "
		"zeroblob(32))",
		"INSERT INTO audit (at, action, hash) VALUES (9, 'x', zeroblob(32))",
		"INSERT INTO audit (id, at, action, hash) VALUES (41, 9, 'x', "
		"zeroblob(31))",
		"INSERT OR REPLACE INTO audit (id, at, action, hash) VALUES (3, 9, 'x', "
		"zeroblob(32))",
	};
	struct temp *t = *state;
	sqlite3 *db = temp_raw(t);

	for (size_t i = 0; i < COUNT(deeds); i++)
		assert_int_equal(SQLITE_CONSTRAINT, temp_sql(db, deeds[i]) & 0xff);
	sqlite3_close(db);
	assert_int_equal(0, verify(t, NULL).first_bad);
}

static void what_is_rolled_back_leaves_no_row(void **state)
{
	struct temp *t = *state;

	assert_int_equal(AM_OK, store_begin(t->st));
	assert_int_equal(AM_OK, audit_add(t->st, &rosa, 5000, "view", "call", 1, ""));
	assert_int_equal(AM_STOPPED, store_end(t->st, AM_STOPPED));
	assert_int_equal(ROWS, verify(t, NULL).rows);
	add(t, &rosa, 5001, "view", "call", 1, "");
	assert_int_equal(0, verify(t, NULL).first_bad);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    an_untouched_chain_verifies, chain, temp_close),
		cmocka_unit_test_setup_teardown(
		    an_empty_chain_verifies, temp_open, temp_close),
		cmocka_unit_test_setup_teardown(
		    the_first_hash_is_what_the_header_says, temp_open, temp_close),
		cmocka_unit_test_setup_teardown(
		    rows_that_are_written_at_once_are_the_same_chain, chain, temp_close),
		cmocka_unit_test(every_kind_of_tampering_is_found_at_its_row),
		cmocka_unit_test_setup_teardown(
		    a_tail_that_was_cut_is_missed_by_a_head_kept_outside, chain,
		    temp_close),
		cmocka_unit_test_setup_teardown(
		    a_tail_that_was_cut_is_found_by_a_signed_head, chain, temp_close),
		cmocka_unit_test_setup_teardown(
		    a_chain_that_was_made_anew_is_found_by_its_signed_head, chain,
		    temp_close),
		cmocka_unit_test_setup_teardown(
		    a_head_is_signed_once_and_by_the_right_key, chain, temp_close),
		cmocka_unit_test_setup_teardown(
		    an_empty_chain_has_no_head, temp_open, temp_close),
		cmocka_unit_test_setup_teardown(
		    the_database_itself_guards_the_chain, chain, temp_close),
		cmocka_unit_test_setup_teardown(
		    what_is_rolled_back_leaves_no_row, chain, temp_close),
	};

	return sodium_init() < 0 ? 1 : cmocka_run_group_tests(tests, NULL, NULL);
}
