/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Accounts, keys and sessions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "schema/audit.h"
#include "schema/pubkey.h"
#include "schema/session.h"
#include "tests/unit/house.h"
#include "tests/unit/keys.h"

static void give_key(struct house *h, const struct actor *who, const char *line)
{
	const char *why = NULL;

	assert_int_equal(AM_OK,
	    operator_key_add(h->st, &h->ana, who->operator_id, line, "", NOW, &why));
}

static enum err log_in(struct house *h, const char *login, const char *line)
{
	struct operator op;
	struct pubkey key;
	const char *why;

	assert_int_equal(AM_OK, pubkey_parse(&key, line, &why));
	return operator_may_log_in(h->st, login, key.algorithm, key.blob, key.len, &op);
}

static void an_account_is_made_and_found(void **state)
{
	struct house *h = *state;
	struct operator op, *all;
	size_t count;

	assert_int_equal(AM_OK, operator_find(h->st, "rosa", &op));
	assert_string_equal("Rosa", op.name);
	assert_int_equal(ROLE_OPERATOR, op.role);
	assert_true(op.active && op.colour && op.bell && !op.has_pin && op.keys == 0);
	assert_int_equal(AM_MISSING, operator_find(h->st, "nobody", &op));
	assert_int_equal(AM_MISSING, operator_find(h->st, "rosa' OR 1=1 --", &op));
	assert_int_equal(AM_OK, operator_list(h->st, &h->ana, &all, &count));
	assert_int_equal(5, count);
	assert_string_equal("ana", all[0].login);
	free(all);
	assert_int_equal(AM_DENIED, operator_list(h->st, &h->rosa, &all, &count));
}

static void a_login_is_simple_and_taken_once(void **state)
{
	static const char *const bad[] = { "", "r", "Rosa", "rosa luz", "ñusta", "-rosa",
		"rosa;", "abcdefghijklmnopqrstuvwxyz0123456" };
	struct house *h = *state;
	int64_t id;

	for (size_t i = 0; i < COUNT(bad); i++)
		assert_int_equal(AM_INVALID, operator_add(h->st, &h->ana, bad[i], "X",
						 ROLE_OPERATOR, "es", NOW, &id));
	assert_int_equal(AM_EXISTS,
	    operator_add(h->st, &h->ana, "rosa", "X", ROLE_OPERATOR, "es", NOW, &id));
	assert_int_equal(AM_INVALID,
	    operator_add(h->st, &h->ana, "nora", "X", ROLE_SYSTEM, "es", NOW, &id));
	assert_int_equal(AM_INVALID,
	    operator_add(h->st, &h->ana, "nora", "X", ROLE_ADMIN, "fr", NOW, &id));
	assert_int_equal(AM_INVALID,
	    operator_add(h->st, &h->ana, "nora", "", ROLE_ADMIN, "es", NOW, &id));
	assert_int_equal(AM_INVALID,
	    operator_add(h->st, &h->ana, "nora", "N\n", ROLE_ADMIN, "es", NOW, &id));
	assert_int_equal(AM_INVALID,
	    operator_add(h->st, &h->ana, "nora", "N\x1b[2J", ROLE_ADMIN, "es", NOW, &id));
	assert_int_equal(5, house_counts(h, "SELECT count(*) FROM operator"));
}

static void only_an_admin_changes_accounts(void **state)
{
	struct house *h = *state;
	const struct actor *const others[] = { &h->rosa, &h->marta, &h->julia };
	const char *why;
	int64_t id;

	for (size_t i = 0; i < COUNT(others); i++) {
		const struct actor *a = others[i];

		assert_int_equal(AM_DENIED,
		    operator_add(h->st, a, "nora", "N", ROLE_ADMIN, "es", NOW, &id));
		assert_int_equal(AM_DENIED,
		    operator_set_role(h->st, a, a->operator_id, ROLE_ADMIN, NOW));
		assert_int_equal(AM_DENIED,
		    operator_set_active(h->st, a, h->ana.operator_id, false, NOW));
		assert_int_equal(AM_DENIED,
		    operator_key_add(h->st, a, a->operator_id, KEY_P256, "", NOW, &why));
		assert_int_equal(AM_DENIED,
		    operator_key_revoke(h->st, a, a->operator_id, "SHA256:x", NOW));
	}
}

static void a_change_of_rights_is_audited_with_what_was_before(void **state)
{
	struct house *h = *state;
	const int64_t luz = h->luz.operator_id;

	assert_int_equal(
	    AM_OK, operator_set_role(h->st, &h->ana, luz, ROLE_SUPERVISOR, NOW));
	assert_string_equal("{\"old\":{\"role\":\"operator\"}}",
	    house_sees(h, "SELECT detail FROM audit ORDER BY id DESC LIMIT 1"));
	assert_string_equal("ana", house_sees(h, "SELECT who FROM audit"
						 " ORDER BY id DESC LIMIT 1"));
	assert_int_equal(AM_OK, operator_set_active(h->st, &h->ana, luz, false, NOW));
	assert_string_equal("{\"old\":{\"active\":\"1\"}}",
	    house_sees(h, "SELECT detail FROM audit ORDER BY id DESC LIMIT 1"));
	assert_int_equal(
	    3, house_counts(h, "SELECT epoch FROM operator WHERE login='luz'"));
	assert_int_equal(
	    AM_MISSING, operator_set_active(h->st, &h->ana, 999, false, NOW));
}

static void the_holder_of_a_key_logs_in_and_nobody_else(void **state)
{
	struct house *h = *state;

	give_key(h, &h->rosa, KEY_ED25519);
	give_key(h, &h->rosa, KEY_RSA3072);
	give_key(h, &h->luz, KEY_P256);
	assert_int_equal(AM_OK, log_in(h, "rosa", KEY_ED25519));
	assert_int_equal(AM_OK, log_in(h, "rosa", KEY_RSA3072));
	assert_int_equal(AM_DENIED, log_in(h, "rosa", KEY_P256)); /* Luz's */
	assert_int_equal(AM_DENIED, log_in(h, "rosa", KEY_P384)); /* nobody's */
	assert_int_equal(AM_DENIED, log_in(h, "marta", KEY_ED25519));
	assert_int_equal(AM_DENIED, log_in(h, "nobody", KEY_ED25519));
	assert_int_equal(AM_DENIED, log_in(h, "", KEY_ED25519));
	assert_int_equal(AM_DENIED, log_in(h, "ROSA", KEY_ED25519));
}

static void a_disabled_account_and_a_revoked_key_are_out_at_once(void **state)
{
	struct house *h = *state;
	char fingerprint[FINGERPRINT_LEN];
	struct operator_key *keys;
	size_t count;
	const char *why;

	give_key(h, &h->rosa, KEY_ED25519);
	give_key(h, &h->luz, KEY_P256);
	assert_int_equal(
	    AM_OK, operator_set_active(h->st, &h->ana, h->luz.operator_id, false, NOW));
	assert_int_equal(AM_DENIED, log_in(h, "luz", KEY_P256));
	assert_int_equal(
	    AM_OK, operator_set_active(h->st, &h->ana, h->luz.operator_id, true, NOW));
	assert_int_equal(AM_OK, log_in(h, "luz", KEY_P256));
	assert_int_equal(AM_OK,
	    operator_key_list(h->st, &h->rosa, h->rosa.operator_id, &keys, &count));
	assert_int_equal(1, count);
	assert_string_equal("rosa@casa", keys[0].label);
	str_copy(fingerprint, sizeof(fingerprint), keys[0].fingerprint);
	free(keys);
	assert_int_equal(AM_MISSING,
	    operator_key_revoke(h->st, &h->ana, h->luz.operator_id, fingerprint, NOW));
	assert_int_equal(AM_OK,
	    operator_key_revoke(h->st, &h->ana, h->rosa.operator_id, fingerprint, NOW));
	assert_int_equal(AM_DENIED, log_in(h, "rosa", KEY_ED25519));
	assert_int_equal(AM_EXISTS, operator_key_add(h->st, &h->ana, h->luz.operator_id,
					KEY_ED25519, "", NOW, &why));
}

static void a_key_belongs_to_one_operator(void **state)
{
	struct house *h = *state;
	const char *why;

	give_key(h, &h->rosa, KEY_ED25519);
	assert_int_equal(AM_EXISTS, operator_key_add(h->st, &h->ana, h->luz.operator_id,
					KEY_ED25519, "", NOW, &why));
	assert_int_equal(
	    AM_MISSING, operator_key_add(h->st, &h->ana, 999, KEY_P256, "", NOW, &why));
	assert_int_equal(AM_INVALID, operator_key_add(h->st, &h->ana, h->luz.operator_id,
					 KEY_RSA2048, "", NOW, &why));
	assert_non_null(strstr(why, "3072"));
	assert_int_equal(1, house_counts(h, "SELECT count(*) FROM operator_key"));
}

static void an_operator_sets_her_own_preferences(void **state)
{
	struct house *h = *state;
	struct operator op;
	char charset[16] = "?";

	assert_int_equal(AM_OK, operator_set_lang(h->st, &h->rosa, "en", NOW));
	assert_int_equal(AM_INVALID, operator_set_lang(h->st, &h->rosa, "fr", NOW));
	assert_int_equal(AM_OK, operator_set_colour(h->st, &h->rosa, false, NOW));
	assert_int_equal(AM_OK, operator_get(h->st, h->rosa.operator_id, &op));
	assert_string_equal("en", op.lang);
	assert_false(op.colour);
	assert_int_equal(AM_OK, operator_set_bell(h->st, &h->rosa, false, NOW));
	assert_int_equal(AM_OK, operator_get(h->st, h->rosa.operator_id, &op));
	assert_false(op.bell);
	assert_int_equal(
	    AM_OK, operator_charset(h->st, h->rosa.operator_id, "putty", charset));
	assert_string_equal("", charset);
	assert_int_equal(
	    AM_OK, operator_set_charset(h->st, &h->rosa, "putty", "latin-1", NOW));
	assert_int_equal(
	    AM_OK, operator_set_charset(h->st, &h->rosa, "putty", "cp850", NOW));
	assert_int_equal(
	    AM_INVALID, operator_set_charset(h->st, &h->rosa, "putty", "klingon", NOW));
	assert_int_equal(
	    AM_OK, operator_charset(h->st, h->rosa.operator_id, "putty", charset));
	assert_string_equal("cp850", charset);
}

static void a_pin_is_kept_as_a_hash_that_no_audit_row_shows(void **state)
{
	struct house *h = *state;
	const int64_t rosa = h->rosa.operator_id;
	char hash[PIN_HASH_LEN], kept[PIN_HASH_LEN];

	assert_int_equal(AM_OK, pin_hash("314159", hash));
	assert_int_equal(AM_MISSING, operator_pin_hash(h->st, rosa, kept));
	assert_int_equal(AM_DENIED, operator_set_pin(h->st, &h->luz, rosa, hash, NOW));
	assert_int_equal(AM_OK, operator_set_pin(h->st, &h->rosa, rosa, hash, NOW));
	assert_int_equal(AM_OK, operator_pin_hash(h->st, rosa, kept));
	assert_true(pin_matches("314159", kept));
	assert_int_equal(
	    0, house_counts(h, "SELECT count(*) FROM audit WHERE detail LIKE '%argon%'"));
}

/* --- sessions --- */

static void a_session_runs_from_log_in_to_log_out(void **state)
{
	struct house *h = *state;
	struct operator op;
	int64_t id = 0;

	give_key(h, &h->rosa, KEY_ED25519);
	assert_int_equal(
	    AM_OK, session_start(h->st, h->rosa.operator_id, good_keys[0].fingerprint,
		       "10.0.0.7:5000", "putty", NOW, &id));
	assert_int_equal(AM_OK, session_detached(h->st, id, NOW + 10));
	assert_int_equal(NOW + 10, house_counts(h, "SELECT detached_at FROM session"));
	assert_int_equal(AM_OK, session_attached(h->st, id, good_keys[0].fingerprint,
				    "10.0.0.8:1", "xterm", NOW + 20));
	assert_string_equal("xterm", house_sees(h, "SELECT term FROM session"
						   " WHERE detached_at IS NULL"));
	assert_int_equal(AM_OK, session_end(h->st, id, SESSION_LOGOUT, NOW + 30));
	assert_int_equal(AM_MISSING, session_end(h->st, id, SESSION_LOGOUT, NOW + 31));
	assert_int_equal(AM_MISSING, session_detached(h->st, id, NOW + 31));
	assert_string_equal("logout", house_sees(h, "SELECT end_reason FROM session"));
	assert_string_equal("login detach attach logout",
	    house_sees(h,
		"SELECT group_concat(action, ' ') FROM (SELECT action FROM audit"
		" WHERE entity = 'session' AND who = 'rosa' ORDER BY id)"));
	assert_int_equal(AM_OK, operator_find(h->st, "rosa", &op));
	assert_int_equal(NOW, op.last_login_at);
	assert_int_equal(
	    NOW + 20, house_counts(h, "SELECT last_used_at FROM operator_key"));
}

static void the_login_page_knows_the_last_time_and_the_failed_tries(void **state)
{
	struct house *h = *state;
	const int64_t rosa = h->rosa.operator_id;
	struct session_last last;
	int64_t first, second;

	assert_int_equal(AM_OK, session_refused(h->st, "rosa", "10.9.9.9", NOW - 50));
	assert_int_equal(
	    AM_OK, session_start(h->st, rosa, "", "10.0.0.7", "xterm", NOW, &first));
	assert_int_equal(AM_OK, session_last(h->st, rosa, first, &last));
	assert_int_equal(0, last.at);
	assert_int_equal(1, last.failed);
	assert_int_equal(AM_OK, session_refused(h->st, "rosa", "10.9.9.9", NOW + 5));
	assert_int_equal(AM_OK, session_refused(h->st, "rosa", "10.9.9.9", NOW + 6));
	assert_int_equal(AM_OK, session_refused(h->st, "luz", "10.9.9.9", NOW + 7));
	assert_int_equal(
	    AM_OK, session_start(h->st, rosa, "", "10.0.0.8", "xterm", NOW + 9, &second));
	assert_int_equal(AM_OK, session_last(h->st, rosa, second, &last));
	assert_int_equal(NOW, last.at);
	assert_string_equal("10.0.0.7", last.peer);
	assert_int_equal(2, last.failed);
}

static void a_password_typed_as_a_login_is_not_kept(void **state)
{
	struct house *h = *state;

	assert_int_equal(
	    AM_OK, session_refused(h->st, "S3creto! de Rosa", "10.9.9.9", NOW));
	assert_int_equal(AM_OK, session_refused(h->st, "nobody", "10.9.9.9", NOW));
	assert_int_equal(
	    0, house_counts(h, "SELECT count(*) FROM audit WHERE detail LIKE '%creto%'"));
	assert_int_equal(
	    1, house_counts(h, "SELECT count(*) FROM login_try WHERE login = '?'"));
	assert_int_equal(
	    1, house_counts(h, "SELECT count(*) FROM login_try WHERE login = 'nobody'"));
}

static void what_nobody_holds_after_a_restart_is_ended(void **state)
{
	struct house *h = *state;
	struct audit_report report;
	int64_t ids[3];

	for (int i = 0; i < 3; i++)
		assert_int_equal(AM_OK, session_start(h->st, h->rosa.operator_id, "", "p",
					    "t", NOW, &ids[i]));
	assert_int_equal(AM_OK, session_end_all_but(h->st, &ids[1], 1, NOW + 60));
	assert_int_equal(ids[1],
	    house_counts(h, "SELECT sum(id) FROM session WHERE ended_at IS NULL"));
	assert_int_equal(2,
	    house_counts(h, "SELECT count(*) FROM session WHERE end_reason = 'restart'"));
	assert_int_equal(AM_OK, session_end_all_but(h->st, NULL, 0, NOW + 61));
	assert_int_equal(
	    0, house_counts(h, "SELECT count(*) FROM session WHERE ended_at IS NULL"));
	assert_int_equal(AM_OK, audit_verify(h->st, NULL, &report));
	assert_int_equal(0, report.first_bad);
}

int main(void)
{
#define STORY(f) cmocka_unit_test_setup_teardown(f, house_open, house_close)
	const struct CMUnitTest tests[] = {
		STORY(an_account_is_made_and_found),
		STORY(a_login_is_simple_and_taken_once),
		STORY(only_an_admin_changes_accounts),
		STORY(a_change_of_rights_is_audited_with_what_was_before),
		STORY(the_holder_of_a_key_logs_in_and_nobody_else),
		STORY(a_disabled_account_and_a_revoked_key_are_out_at_once),
		STORY(a_key_belongs_to_one_operator),
		STORY(an_operator_sets_her_own_preferences),
		STORY(a_pin_is_kept_as_a_hash_that_no_audit_row_shows),
		STORY(a_session_runs_from_log_in_to_log_out),
		STORY(the_login_page_knows_the_last_time_and_the_failed_tries),
		STORY(a_password_typed_as_a_login_is_not_kept),
		STORY(what_nobody_holds_after_a_restart_is_ended),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
