/* SPDX-License-Identifier: GPL-3.0-or-later */
/* amparo: read the command line, open what the command needs, run it. */
#include "config.h"

#include <libintl.h>
#include <locale.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "schema/base/buf.h"
#include "schema/base/clock.h"
#include "schema/base/log.h"
#include "schema/base/mem.h"
#include "schema/base/text.h"
#include "schema/setting.h"
#include "schema/store.h"
#include "server/cli/ask.h"
#include "server/cli/cli.h"
#include "server/conf.h"
#include "server/place.h"
#include "server/text.h"

#define WORDS_MAX 16

/* The command line without its options. */
struct words {
	const char *text[WORDS_MAX];
	size_t count;
	const char *given[WORDS_MAX]; /* "--role=x" or "--role" "x": name and value */
	const char *values[WORDS_MAX];
	size_t options;
	bool help;
};

/* --- what commands use --- */

const char *run_option(const struct run *r, const char *name)
{
	for (size_t i = 0; r->command->options[i].name != NULL; i++)
		if (strcmp(r->command->options[i].name, name) == 0)
			return r->values[i];
	return NULL;
}

int run_say(int code, const char *sentence)
{
	struct buf shown = { 0 };

	txt_show(&shown, sentence);
	fprintf(stderr, "amparo: %s\n", buf_text(&shown));
	buf_fini(&shown);
	return code;
}

bool is_language(const char *lang)
{
	return strcmp(lang, "es") == 0 || strcmp(lang, "en") == 0;
}

int run_no_language(void)
{
	return run_say(EXIT_USAGE, _("The language is es or en."));
}

int run_fail(enum err e, const char *subject)
{
	struct buf text = { 0 };

	if (subject != NULL)
		buf_printf(&text, "%s: ", subject);
	buf_str(&text, err_text(e));
	run_say(EXIT_FAILED, buf_text(&text));
	buf_fini(&text);
	if (e == AM_DENIED)
		return EXIT_DENIED;
	return e == AM_MISSING ? EXIT_MISSING : EXIT_FAILED;
}

int run_operator(struct run *r, const char *login, struct operator* op)
{
	const enum err e = operator_find(r->st, login, op);

	return e == AM_OK ? EXIT_DONE : run_fail(e, login);
}

void run_changed(const struct run *r, enum wire_topic topic, int64_t id)
{
	const enum err e = ask_changed(conf_control(r->conf), topic, id);

	if (e != AM_OK && e != AM_CLOSED)
		run_say(EXIT_DONE, _("It is saved, but the running server could not be "
				     "told; it will see "
				     "it at the next log-in."));
}

/* --- the command line --- */

static int usage(const char *format, const char *what)
{
	struct buf text = { 0 };

	buf_str(&text, format);
	if (what != NULL)
		buf_printf(&text, ": %s", what);
	run_say(EXIT_USAGE, buf_text(&text));
	buf_fini(&text);
	fputs(_("See: amparo help\n"), stderr);
	return EXIT_USAGE;
}

/* An option that stands alone is one in every command that has it ("html"). */
static bool stands_alone(const char *name)
{
	const struct command *c;
	size_t count;

	c = commands(&count);
	for (size_t i = 0; i < count; i++)
		for (const struct option_row *o = c[i].options;
		     o != NULL && o->name != NULL; o++)
			if (strcmp(o->name, name) == 0)
				return o->value == NULL;
	return false;
}

/*
 * Sort the arguments into words and options.  Whether the command has an option is known
 * only with the command: "--name value" is kept as two and joined in read_option().
 */
static int sort_arguments(struct run *r, struct words *w, int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		const char *a = argv[i];

		if (w->count == WORDS_MAX || w->options == WORDS_MAX)
			return usage(_("Too many arguments"), NULL);
		if (strcmp(a, "--json") == 0) {
			r->json = true;
		} else if (strcmp(a, "--help") == 0 || strcmp(a, "-h") == 0) {
			w->help = true;
		} else if (strcmp(a, "--version") == 0) {
			w->text[w->count++] = "version";
		} else if (strncmp(a, "-c", 2) == 0) {
			r->conf_path = a[2] != '\0' ? a + 2 : argv[++i];
			if (r->conf_path == NULL)
				return usage(_("A value is missing"), a);
		} else if (strncmp(a, "--", 2) == 0 && a[2] != '\0') {
			w->given[w->options] = a + 2;
			if (stands_alone(a + 2))
				w->values[w->options++] = "";
			else
				w->values[w->options++] =
				    strchr(a, '=') == NULL && i + 1 < argc ? argv[++i]
									   : NULL;
		} else if (*a == '-' && a[1] != '\0') {
			return usage(_("There is no such option"), a);
		} else {
			w->text[w->count++] = a;
		}
	}
	return EXIT_DONE;
}

/* How many of the words are those of the command; 0 if it is another. */
static size_t words_match(const struct command *c, const struct words *w)
{
	const size_t len = strcspn(c->words, " ");
	const char *second = c->words[len] == ' ' ? c->words + len + 1 : NULL;

	if (w->count == 0 || strlen(w->text[0]) != len ||
	    strncmp(w->text[0], c->words, len) != 0)
		return 0;
	if (second == NULL)
		return 1;
	return w->count > 1 && strcmp(w->text[1], second) == 0 ? 2 : 0;
}

static int find_command(struct run *r, const struct words *w)
{
	const struct command *c;
	size_t count, taken = 0;

	c = commands(&count);
	for (size_t i = 0; i < count && taken == 0; i++) {
		taken = words_match(&c[i], w);
		r->command = taken > 0 ? &c[i] : NULL;
	}
	if (r->command == NULL)
		return usage(_("There is no such command"), w->text[0]);
	for (size_t i = taken; i < w->count; i++) {
		if (r->count == ARGS_MAX || r->count == r->command->most)
			return usage(_("Too many arguments"), w->text[i]);
		r->args[r->count++] = w->text[i];
	}
	return EXIT_DONE;
}

static int read_option(struct run *r, const char *given, const char *value)
{
	const struct option_row *o = r->command->options;
	const size_t len = strcspn(given, "=");

	for (size_t i = 0; o != NULL && o[i].name != NULL; i++) {
		if (strlen(o[i].name) != len || strncmp(o[i].name, given, len) != 0)
			continue;
		r->values[i] = given[len] == '=' ? given + len + 1 : value;
		return r->values[i] != NULL ? EXIT_DONE
					    : usage(_("A value is missing"), given);
	}
	return usage(_("There is no such option"), given);
}

/* amparo user add --help is amparo help user add. */
static int help_instead(struct run *r)
{
	const struct words help = { .text = { "help" }, .count = 1 };
	const struct command *asked = r->command;

	r->count = 0;
	if (find_command(r, &help) != EXIT_DONE)
		return EXIT_USAGE;
	if (asked != NULL) {
		const size_t len = strcspn(asked->words, " ");

		r->args[r->count++] =
		    str_printf(r->word, sizeof(r->word), "%.*s", (int)len, asked->words);
		if (asked->words[len] == ' ')
			r->args[r->count++] = asked->words + len + 1;
	}
	return EXIT_DONE;
}

static int read_command_line(struct run *r, int argc, char **argv)
{
	struct words w = { 0 };
	int code = sort_arguments(r, &w, argc, argv);

	if (code != EXIT_DONE)
		return code;
	if (w.count == 0 && !w.help)
		return usage(_("Which command?"), NULL);
	if (w.count > 0)
		code = find_command(r, &w);
	if (code != EXIT_DONE)
		return code;
	if (w.help)
		return help_instead(r);
	for (size_t i = 0; code == EXIT_DONE && i < w.options; i++)
		code = read_option(r, w.given[i], w.values[i]);
	if (code == EXIT_DONE && r->count < r->command->least)
		code = usage(_("Something is missing"), r->command->args);
	return code;
}

/* --- what a command needs --- */

static int open_conf(struct run *r)
{
	struct buf mistakes = { 0 };
	const enum err e = conf_read(r->conf_path, &r->conf, &mistakes);

	if (e != AM_OK)
		fprintf(stderr, "%s%s", buf_text(&mistakes),
		    mistakes.len > 0 && mistakes.data[mistakes.len - 1] == '\n' ? ""
										: "\n");
	buf_fini(&mistakes);
	if (e == AM_DENIED)
		return EXIT_DENIED;
	return e == AM_OK ? EXIT_DONE : EXIT_CONFIG;
}

static int open_store(struct run *r)
{
	const char *path = conf_text(r->conf, SET_DATABASE);
	char zone[65];
	enum err e = store_open(path, STORE_READ_WRITE, &r->st);

	if (e == AM_MISSING) {
		run_say(EXIT_CONFIG, path);
		return run_say(
		    EXIT_CONFIG, _("There is no database. Make one: amparo init"));
	}
	if (e == AM_INVALID)
		return run_say(EXIT_CONFIG, _("This is no database of this version. "
					      "Start amparod, or: amparo init"));
	if (e == AM_OK)
		e = setting_text(r->st, SET_ZONE, zone, sizeof(zone));
	if (e != AM_OK)
		return run_fail(e, path);
	clock_zone(zone);
	return EXIT_DONE;
}

/* What a server says can be shown without its database, only not in its zone. */
static void learn_zone(struct run *r)
{
	char zone[65];

	if (store_open(conf_text(r->conf, SET_DATABASE), STORE_READ_WRITE, &r->st) ==
		AM_OK &&
	    setting_text(r->st, SET_ZONE, zone, sizeof(zone)) == AM_OK)
		clock_zone(zone);
}

static int prepare(struct run *r)
{
	const struct command *c = r->command;
	int code = EXIT_DONE;

	if (c->action != ANYBODY && !role_may(r->actor.role, c->action))
		return run_fail(AM_DENIED, c->words);
	if (c->needs >= NEEDS_CONF)
		code = open_conf(r);
	if (code == EXIT_DONE && c->needs == NEEDS_STORE)
		code = open_store(r);
	if (code == EXIT_DONE && c->needs == NEEDS_SERVER)
		learn_zone(r);
	return code;
}

/* Who may read the database may administer it: the file's mode is the gate. */
static void name_actor(struct run *r)
{
	const struct passwd *pw = getpwuid(geteuid());

	str_printf(r->actor_name, sizeof(r->actor_name), "local:%s",
	    pw != NULL ? pw->pw_name : "?");
	r->actor = (struct actor){ .role = ROLE_SYSTEM, .name = r->actor_name };
}

/* The language of the caller; the catalogue of the build tree, or the installed one. */
static void speak(void)
{
	static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
	char dir[4096], file[4200];
	const char *lang = NULL;

	for (size_t i = 0; i < COUNT(names) && (lang == NULL || *lang == '\0'); i++)
		lang = getenv(names[i]);
	if (lang != NULL && strncmp(lang, "es", 2) == 0)
		setenv("LANGUAGE", "es", 0);
	if (setlocale(LC_ALL, "C.UTF-8") == NULL)
		log_warn("there is no locale C.UTF-8: everything will be in English");
	place_locale(dir, sizeof(dir));
	str_printf(file, sizeof(file), "%s/es/LC_MESSAGES/amparo.mo", dir);
	bindtextdomain("amparo", access(file, R_OK) == 0 ? dir : AMPARO_LOCALEDIR);
	textdomain("amparo");
}

int main(int argc, char **argv)
{
	struct run r = { .now = clock_now() };
	int code;

	log_start("amparo");
	speak();
	umask(077);
	name_actor(&r);
	code = read_command_line(&r, argc, argv);
	if (code == EXIT_DONE)
		code = prepare(&r);
	if (code == EXIT_DONE)
		code = r.command->act(&r);
	store_close(r.st);
	conf_free(r.conf);
	if (fflush(stdout) != 0 || ferror(stdout))
		return EXIT_FAILED;
	return code;
}
