/* SPDX-License-Identifier: GPL-3.0-or-later */
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

#include "schema/base/mem.h"
#include "server/conf.h"

struct place {
	char dir[64], path[80];
	struct buf said;
	struct conf *conf;
};

static int begin(void **state)
{
	struct place *p = mem_new(1, sizeof(*p));

	str_copy(p->dir, sizeof(p->dir), "/tmp/amparo-conf-XXXXXX");
	assert_non_null(mkdtemp(p->dir));
	str_printf(p->path, sizeof(p->path), "%s/amparo.conf", p->dir);
	*state = p;
	return 0;
}

static int end(void **state)
{
	struct place *p = *state;

	conf_free(p->conf);
	buf_fini(&p->said);
	unlink(p->path);
	rmdir(p->dir);
	free(p);
	return 0;
}

static enum err read_text(struct place *p, const char *text, size_t len)
{
	FILE *f = fopen(p->path, "w");

	assert_non_null(f);
	assert_int_equal(len, fwrite(text, 1, len, f));
	fclose(f);
	conf_free(p->conf);
	buf_clear(&p->said);
	return conf_read(p->path, &p->conf, &p->said);
}

static enum err read_file(struct place *p, const char *text)
{
	return read_text(p, text, strlen(text));
}

static int lines_of(const char *text)
{
	int n = 0;

	for (; *text != '\0'; text++)
		n += *text == '\n';
	return n;
}

/* The mistakes without the file's name in front, each line's number first. */
static void assert_mistakes(struct place *p, const char *const *lines)
{
	char *text = mem_dup(buf_text(&p->said)), *rest = NULL;
	char *line = strtok_r(text, "\n", &rest);

	for (; *lines != NULL; lines++) {
		assert_non_null(line);
		assert_memory_equal(p->path, line, strlen(p->path));
		assert_string_equal(*lines, line + strlen(p->path) + 1);
		line = strtok_r(NULL, "\n", &rest);
	}
	assert_null(line);
	free(text);
}

static void five_mistakes_are_five_lines(void **state)
{
	struct place *p = *state;
	const char *const lines[] = {
		"2: There is no key prot in [ssh].",
		"3: ssh.port: This is more than allowed.",
		"4: ssh.port stands in line 3 already.",
		"5: This is neither [section] nor key = value.",
		"7: There is no section [shh].",
		NULL,
	};

	assert_int_equal(
	    AM_INVALID, read_file(p, "[ssh]\nprot = 1\nport = 70000\nport = 22\nport\n"
				     "# fine\n[shh]\nport = 3\n"));
	assert_mistakes(p, lines);
	assert_null(p->conf);
}

static void what_is_said_stays_what_was_said(void **state)
{
	struct place *p = *state;

	assert_int_equal(
	    AM_OK, read_file(p, "[ssh]\nport = 2022 ; comment\nlegacy=yes\r\n"
				"[limits]\n  exempt = 10.0.0.0/8 ::1\n"));
	assert_string_equal("", buf_text(&p->said));
	assert_int_equal(2022, conf_number(p->conf, SET_PORT));
	assert_int_equal(2, conf_line(p->conf, SET_PORT));
	assert_int_equal(1, conf_number(p->conf, SET_LEGACY));
	assert_string_equal("10.0.0.0/8 ::1", conf_text(p->conf, SET_EXEMPT));
	assert_int_equal(60, conf_number(p->conf, SET_GRACE));
	assert_int_equal(0, conf_line(p->conf, SET_GRACE));
}

static void a_relative_path_begins_at_the_file(void **state)
{
	struct place *p = *state;
	char wanted[160];

	assert_int_equal(AM_OK, read_file(p, "[data]\ndatabase = a b/c.db\nrun = .\n"));
	str_printf(wanted, sizeof(wanted), "%s/a b/c.db", p->dir);
	assert_string_equal(wanted, conf_text(p->conf, SET_DATABASE));
	assert_string_equal(p->dir, conf_text(p->conf, SET_RUN_DIR));
	str_printf(wanted, sizeof(wanted), "%s/control.sock", p->dir);
	assert_string_equal(wanted, conf_control(p->conf));
	assert_string_equal(p->path, conf_path(p->conf));
}

static void an_indented_line_is_a_line_of_its_own(void **state)
{
	struct place *p = *state;

	assert_int_equal(AM_OK, read_file(p, "[ssh]\nlisten = ::1\n  port = 2022\n"));
	assert_string_equal("::1", conf_text(p->conf, SET_LISTEN));
	assert_int_equal(2022, conf_number(p->conf, SET_PORT));
}

static void a_long_line_is_said_once_and_the_count_stays_right(void **state)
{
	struct place *p = *state;
	struct buf text = { 0 };
	const char *const lines[] = {
		"2: This line is longer than 190 bytes.",
		"3: There is no key nix in [data].",
		NULL,
	};

	buf_str(&text, "[data]\ndatabase = /");
	for (int i = 0; i < 3000; i++)
		buf_byte(&text, 'x');
	buf_str(&text, "\nnix = 1\n");
	assert_int_equal(AM_INVALID, read_file(p, buf_text(&text)));
	assert_mistakes(p, lines);
	buf_fini(&text);
}

static void a_line_of_the_greatest_length_is_fine(void **state)
{
	struct place *p = *state;
	struct buf text = { 0 };

	buf_str(&text, "[data]\ndatabase = /");
	while (text.len < strlen("[data]\n") + CONF_LINE_MAX)
		buf_byte(&text, 'x');
	buf_str(&text, "\n");
	assert_int_equal(AM_OK, read_file(p, buf_text(&text)));
	assert_int_equal(CONF_LINE_MAX - strlen("database = "),
	    strlen(conf_text(p->conf, SET_DATABASE)));
	buf_fini(&text);
}

static void what_is_no_text_is_said(void **state)
{
	struct place *p = *state;
	static const char text[] = "[ssh]\nport = 20\00022\nlisten = \xff\n";
	const char *const lines[] = {
		"2: This line is not text in UTF-8.",
		"3: This line is not text in UTF-8.",
		NULL,
	};

	assert_int_equal(AM_INVALID, read_text(p, text, sizeof(text) - 1));
	assert_mistakes(p, lines);
}

static void a_directory_too_long_for_a_socket_is_refused(void **state)
{
	struct place *p = *state;
	struct buf text = { 0 };

	buf_str(&text, "[data]\nrun = /");
	for (int i = 0; i < 93; i++)
		buf_byte(&text, 'x');
	assert_int_equal(AM_OK, read_file(p, buf_text(&text)));
	buf_str(&text, "x");
	assert_int_equal(AM_INVALID, read_file(p, buf_text(&text)));
	assert_non_null(
	    strstr(buf_text(&p->said), ":2: The directory's name is too long"));
	buf_fini(&text);
}

static void limits_that_contradict_each_other_are_said(void **state)
{
	struct place *p = *state;

	assert_int_equal(
	    AM_INVALID, read_file(p, "[limits]\nstrangers = 10\ndrop_from = 11\n"));
	assert_int_equal(
	    AM_OK, read_file(p, "[limits]\nstrangers = 10\ndrop_from = 10\n"));
	assert_int_equal(AM_INVALID, read_file(p, "[limits]\nexempt = localhost\n"));
}

static void a_missing_file_is_missing(void **state)
{
	struct place *p = *state;

	assert_int_equal(
	    AM_MISSING, conf_read("/nowhere/amparo.conf", &p->conf, &p->said));
	assert_int_equal(1, lines_of(buf_text(&p->said)));
}

static void a_key_that_others_may_read_is_a_mistake(void **state)
{
	struct place *p = *state;
	struct buf said = { 0 };
	char key[80];
	FILE *f;

	assert_int_equal(AM_OK,
	    read_file(p, "[data]\ndatabase = d.db\nrun = .\n[ssh]\nhost_key = key\n"));
	assert_int_equal(AM_OK, conf_check_files(p->conf, &said));
	str_printf(key, sizeof(key), "%s/key", p->dir);
	f = fopen(key, "w");
	assert_non_null(f);
	fclose(f);
	chmod(key, 0644);
	assert_int_equal(AM_INVALID, conf_check_files(p->conf, &said));
	assert_non_null(strstr(buf_text(&said), ":5: ssh.host_key = "));
	chmod(key, 0600);
	assert_int_equal(AM_OK, conf_check_files(p->conf, &said));
	unlink(key);
	buf_fini(&said);
}

/* The lines of a setting in amparo.conf(5). */
static void expect(struct buf *b, const struct setting *s)
{
	buf_printf(b, ".TP\n.B %s\n%s\n", strchr(s->name, '.') + 1, s->text);
	if (s->type == SETTING_NUMBER)
		buf_printf(b, "From %lld to %lld%s%s; default %s.\n", (long long)s->least,
		    (long long)s->greatest, *s->unit == '\0' ? "" : " ", s->unit,
		    s->value);
	else if (s->type == SETTING_YESNO)
		buf_printf(b, "yes or no; default %s.\n", s->value);
	else if (*s->value == '\0')
		buf_str(b, "Default: none.\n");
	else
		buf_printf(b, "Default %s.\n", s->value);
}

static void the_manual_tells_every_setting(void **state)
{
	const char *top = getenv("TOP_SRCDIR");
	struct buf path = { 0 }, manual = { 0 }, wanted = { 0 };
	char section[32] = "";
	int c;
	FILE *f;

	(void)state;
	buf_printf(&path, "%s/doc/amparo.conf.5", top == NULL ? "." : top);
	f = fopen(buf_text(&path), "r");
	assert_non_null(f);
	while ((c = getc(f)) != EOF)
		buf_byte(&manual, (unsigned char)c);
	fclose(f);
	for (enum setting_id id = 0; id < SETTING_COUNT; id++) {
		const struct setting *s = setting_get(id);
		char name[32];

		if (s->place != SETTING_FILE)
			continue;
		*strchr(str_copy(name, sizeof(name), s->name), '.') = '\0';
		if (strcmp(name, section) != 0)
			buf_printf(&wanted, ".SS [%s]\n", name);
		str_copy(section, sizeof(section), name);
		expect(&wanted, s);
	}
	if (strstr(buf_text(&manual), buf_text(&wanted)) == NULL)
		fail_msg(
		    "amparo.conf(5) wants this under SETTINGS:\n%s", buf_text(&wanted));
	buf_fini(&path);
	buf_fini(&manual);
	buf_fini(&wanted);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(five_mistakes_are_five_lines, begin, end),
		cmocka_unit_test_setup_teardown(
		    what_is_said_stays_what_was_said, begin, end),
		cmocka_unit_test_setup_teardown(
		    a_relative_path_begins_at_the_file, begin, end),
		cmocka_unit_test_setup_teardown(
		    an_indented_line_is_a_line_of_its_own, begin, end),
		cmocka_unit_test_setup_teardown(
		    a_long_line_is_said_once_and_the_count_stays_right, begin, end),
		cmocka_unit_test_setup_teardown(
		    a_line_of_the_greatest_length_is_fine, begin, end),
		cmocka_unit_test_setup_teardown(what_is_no_text_is_said, begin, end),
		cmocka_unit_test_setup_teardown(
		    a_directory_too_long_for_a_socket_is_refused, begin, end),
		cmocka_unit_test_setup_teardown(
		    limits_that_contradict_each_other_are_said, begin, end),
		cmocka_unit_test_setup_teardown(a_missing_file_is_missing, begin, end),
		cmocka_unit_test_setup_teardown(
		    a_key_that_others_may_read_is_a_mistake, begin, end),
		cmocka_unit_test(the_manual_tells_every_setting),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
