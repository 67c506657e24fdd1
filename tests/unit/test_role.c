/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "schema/role.h"

/* Written a second time, as people read it: o operator, s supervisor, a admin,
 * j auditor, y system. */
static const struct {
	const char *action, *who;
} expected[] = {
	{ "call.create", "os" },
	{ "call.edit", "os" },
	{ "call.edit-any", "s" },
	{ "call.view", "os" },
	{ "call.view-any", "s" },
	{ "call.list", "os" },
	{ "call.assess", "os" },
	{ "call.assess-any", "s" },
	{ "alert.see", "s" },
	{ "offer.view", "os" },
	{ "offer.edit", "os" },
	{ "guide.read", "osajy" },
	{ "guide.edit", "sy" },
	{ "followup", "os" },
	{ "followup.any", "s" },
	{ "rescue", "os" },
	{ "rescue.any", "s" },
	{ "queue.list", "os" },
	{ "queue.feed", "y" },
	{ "number.flag", "os" },
	{ "case.list", "os" },
	{ "case.view", "os" },
	{ "case.view-any", "s" },
	{ "case.edit", "os" },
	{ "case.grant", "s" },
	{ "case.export", "os" },
	{ "referral", "os" },
	{ "referral.close", "s" },
	{ "referral.print", "y" },
	{ "directory.read", "os" },
	{ "directory.edit", "s" },
	{ "console", "osaj" },
	{ "user.list", "sajy" },
	{ "user.edit", "ay" },
	{ "session.list", "sajy" },
	{ "session.kick", "say" },
	{ "status", "sajy" },
	{ "audit.read", "sj" },
	{ "audit.verify", "sajy" },
	{ "setting.edit", "ay" },
	{ "demo.data", "y" },
};

static void every_cell_of_the_table_is_as_it_was_decided(void **state)
{
	static const char letters[ROLE_COUNT] = { 'o', 's', 'a', 'j', 'y' };

	(void)state;
	assert_int_equal(ACTION_COUNT, sizeof(expected) / sizeof(expected[0]));
	for (int a = 0; a < ACTION_COUNT; a++) {
		assert_string_equal(expected[a].action, action_name((enum action)a));
		for (int r = 0; r < ROLE_COUNT; r++) {
			const bool want = strchr(expected[a].who, letters[r]) != NULL;

			if (role_may((enum role)r, (enum action)a) != want)
				fail_msg(
				    "%s %s", role_name((enum role)r), expected[a].action);
		}
	}
}

static void nobody_has_both_accounts_and_contents(void **state)
{
	(void)state;
	for (int r = 0; r < ROLE_COUNT; r++)
		assert_false(role_may((enum role)r, ACT_USER_EDIT) &&
			     (role_may((enum role)r, ACT_CALL_VIEW) ||
				 role_may((enum role)r, ACT_CALL_VIEW_ANY) ||
				 role_may((enum role)r, ACT_CALL_LIST) ||
				 role_may((enum role)r, ACT_CASE_LIST) ||
				 role_may((enum role)r, ACT_CASE_VIEW) ||
				 role_may((enum role)r, ACT_CASE_VIEW_ANY)));
}

static void an_auditor_writes_nothing(void **state)
{
	static const enum action writing[] = { ACT_CALL_CREATE, ACT_CALL_EDIT,
		ACT_CALL_EDIT_ANY, ACT_CASE_EDIT, ACT_CASE_GRANT, ACT_USER_EDIT,
		ACT_SESSION_KICK, ACT_SETTING_EDIT, ACT_DEMO_DATA };

	(void)state;
	for (size_t i = 0; i < sizeof(writing) / sizeof(writing[0]); i++)
		assert_false(role_may(ROLE_AUDITOR, writing[i]));
}

static void what_is_no_role_may_nothing(void **state)
{
	(void)state;
	for (int a = 0; a < ACTION_COUNT; a++) {
		assert_false(role_may(ROLE_COUNT, (enum action)a));
		assert_false(role_may((enum role) - 1, (enum action)a));
	}
	assert_false(role_may(ROLE_SYSTEM, ACTION_COUNT));
}

static void a_role_is_found_by_its_name(void **state)
{
	(void)state;
	for (int r = 0; r < ROLE_COUNT; r++)
		assert_int_equal(r, role_find(role_name((enum role)r)));
	assert_int_equal(ROLE_COUNT, role_find("root"));
	assert_int_equal(ROLE_COUNT, role_find(""));
}

static void every_action_says_what_it_means(void **state)
{
	(void)state;
	for (int a = 0; a < ACTION_COUNT; a++)
		assert_true(strlen(action_text((enum action)a)) > 5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_cell_of_the_table_is_as_it_was_decided),
		cmocka_unit_test(nobody_has_both_accounts_and_contents),
		cmocka_unit_test(an_auditor_writes_nothing),
		cmocka_unit_test(what_is_no_role_may_nothing),
		cmocka_unit_test(a_role_is_found_by_its_name),
		cmocka_unit_test(every_action_says_what_it_means),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
