/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/audit.h"
#include "schema/setting.h"
#include "tests/unit/temp.h"

static const struct actor admin = { .role = ROLE_ADMIN, .name = "ana" };
static const struct actor operator_ = { .role = ROLE_OPERATOR, .name = "rosa" };

static void every_setting_is_found_and_its_default_is_allowed(void **state)
{
	const char *why = NULL;

	(void)state;
	for (int i = 0; i < SETTING_COUNT; i++) {
		const struct setting *s = setting_get((enum setting_id)i);

		assert_int_equal(i, setting_find(s->name));
		assert_non_null(strchr(s->name, '.'));
		assert_true(strlen(s->text) > 10);
		if (setting_check((enum setting_id)i, s->value, &why) != AM_OK)
			fail_msg("%s: %s", s->name, why);
	}
	assert_int_equal(SETTING_COUNT, setting_find("ssh.colour"));
}

static void what_is_not_allowed_is_said(void **state)
{
	static const struct {
		enum setting_id id;
		const char *value;
	} wrong[] = {
		{ SET_PORT, "0" },
		{ SET_PORT, "65536" },
		{ SET_PORT, "22 " },
		{ SET_PORT, " 22" },
		{ SET_PORT, "+22" },
		{ SET_PORT, "" },
		{ SET_PORT, "99999999999999999999" },
		{ SET_LEGACY, "maybe" },
		{ SET_LEGACY, "YES" },
		{ SET_LISTEN, "localhost" },
		{ SET_LISTEN, "127.0.0.256" },
		{ SET_DATABASE, "amparo.db" },
		{ SET_DATABASE, "" },
		{ SET_NAME, "" },
		{ SET_NAME, "two\nlines" },
		{ SET_NAME, "not \xff UTF-8" },
		{ SET_NAME, "\033[2J" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(wrong); i++) {
		const char *why = NULL;

		assert_int_equal(
		    AM_INVALID, setting_check(wrong[i].id, wrong[i].value, &why));
		assert_non_null(why);
	}
}

static void what_is_allowed_passes(void **state)
{
	const char *why = NULL;

	(void)state;
	assert_int_equal(AM_OK, setting_check(SET_LISTEN, "::1", &why));
	assert_int_equal(AM_OK, setting_check(SET_LISTEN, "127.0.0.1", &why));
	assert_int_equal(AM_OK, setting_check(SET_PORT, "22", &why));
	assert_int_equal(AM_OK, setting_check(SET_NAME, "Línea Amparo", &why));
	assert_null(why);
}

static void a_database_that_says_nothing_gives_the_defaults(void **state)
{
	struct temp *t = *state;
	char zone[64];
	int64_t n = 0;

	assert_int_equal(AM_OK, setting_text(t->st, SET_ZONE, zone, sizeof(zone)));
	assert_string_equal("America/Lima", zone);
	assert_int_equal(AM_OK, setting_number(t->st, SET_LOCK, &n));
	assert_int_equal(300, n);
	assert_int_equal(AM_OK, setting_number(t->st, SET_MODE, &n));
	assert_int_equal(0, n);
}

static void an_admin_changes_a_setting_and_it_is_audited(void **state)
{
	struct temp *t = *state;
	const char *why = NULL;
	int64_t n = 0;

	assert_int_equal(AM_OK, setting_put(t->st, &admin, SET_LOCK, "60", 1000, &why));
	assert_int_equal(AM_OK, setting_number(t->st, SET_LOCK, &n));
	assert_int_equal(60, n);
	assert_int_equal(AM_OK, setting_put(t->st, &admin, SET_LOCK, "90", 1001, &why));
	assert_int_equal(
	    2, temp_number(t, "SELECT count(*) FROM audit WHERE action = 'setting'"));
}

static void nobody_else_does_and_nothing_wrong_gets_in(void **state)
{
	struct temp *t = *state;
	const char *why = NULL;

	assert_int_equal(
	    AM_DENIED, setting_put(t->st, &operator_, SET_LOCK, "60", 1000, &why));
	assert_int_equal(
	    AM_INVALID, setting_put(t->st, &admin, SET_LOCK, "5", 1000, &why));
	assert_int_equal(
	    AM_INVALID, setting_put(t->st, &admin, SET_PORT, "22", 1000, &why));
	assert_int_equal(0, temp_number(t, "SELECT count(*) FROM setting"));
}

static void a_bad_value_written_by_hand_counts_as_none(void **state)
{
	struct temp *t = *state;
	int64_t n = 0;

	temp_meddle(
	    t, "INSERT INTO setting (name, value) VALUES ('session.lock', 'never')");
	assert_int_equal(AM_OK, setting_number(t->st, SET_LOCK, &n));
	assert_int_equal(300, n);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_setting_is_found_and_its_default_is_allowed),
		cmocka_unit_test(what_is_not_allowed_is_said),
		cmocka_unit_test(what_is_allowed_passes),
		cmocka_unit_test_setup_teardown(
		    a_database_that_says_nothing_gives_the_defaults, temp_open,
		    temp_close),
		cmocka_unit_test_setup_teardown(
		    an_admin_changes_a_setting_and_it_is_audited, temp_open, temp_close),
		cmocka_unit_test_setup_teardown(
		    nobody_else_does_and_nothing_wrong_gets_in, temp_open, temp_close),
		cmocka_unit_test_setup_teardown(
		    a_bad_value_written_by_hand_counts_as_none, temp_open, temp_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
