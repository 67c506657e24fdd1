/* SPDX-License-Identifier: GPL-3.0-or-later */
/* amparod: see doc/amparod.8. */
#include <errno.h>
#include <getopt.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "schema/base/log.h"
#include "schema/base/mem.h"
#include "schema/store.h"
#include "server/conf.h"
#include "server/core.h"
#include "server/demo.h"
#include "server/keeper.h"
#include "server/place.h"
#include "server/text.h"

#define STATUS_FAILED 1
#define STATUS_USAGE 2

struct options {
	const char *conf, *programs;
	struct demo_options demo;
	bool test, show, run_demo, core, help, version;
};

/* --- -t and -T --- */

/* Every mistake of the file and of what it names, on standard error. */
static struct conf *read_all(const struct options *o, enum err *e)
{
	struct buf mistakes = { 0 };
	struct conf *c = NULL;

	*e = conf_read(o->conf, &c, &mistakes);
	if (*e == AM_OK)
		*e = conf_check_files(c, &mistakes);
	fputs(buf_text(&mistakes), stderr);
	buf_fini(&mistakes);
	return c;
}

static int test(const struct options *o)
{
	enum err e;
	struct conf *c = read_all(o, &e);

	conf_free(c);
	if (e == AM_OK)
		puts(_("The configuration is in order."));
	return e == AM_OK ? 0 : CONF_STATUS;
}

static void show_file_setting(const struct conf *c, enum setting_id id)
{
	const struct setting *s = setting_get(id);

	if (conf_line(c, id) != 0)
		printf("%s = %s\t(%s:%d)\n", s->name, conf_text(c, id), conf_path(c),
		    conf_line(c, id));
	else
		printf("%s = %s\t(%s)\n", s->name, conf_text(c, id), _("default"));
}

static void show_stored_setting(struct store *st, enum setting_id id)
{
	const struct setting *s = setting_get(id);
	char value[256];
	bool known = st != NULL && setting_text(st, id, value, sizeof(value)) == AM_OK;
	bool stored = known && strcmp(value, s->value) != 0;

	printf("%s = %s\t(%s)\n", s->name, known ? value : s->value,
	    stored ? _("database") : _("default"));
}

static int show(const struct options *o)
{
	enum err e;
	struct conf *c = read_all(o, &e);
	struct store *st = NULL;

	if (c == NULL)
		return CONF_STATUS;
	if (store_open(conf_text(c, SET_DATABASE), STORE_READ_WRITE, &st) != AM_OK)
		fprintf(stderr, "%s: %s\n", conf_text(c, SET_DATABASE),
		    _("the database cannot be opened; its settings are shown as "
		      "defaults."));
	for (enum setting_id id = 0; id < SETTING_COUNT; id++) {
		if (setting_get(id)->place == SETTING_FILE)
			show_file_setting(c, id);
		else
			show_stored_setting(st, id);
	}
	store_close(st);
	conf_free(c);
	return e == AM_OK ? 0 : CONF_STATUS;
}

/* --- running --- */

static void no_core_files(void)
{
	const struct rlimit none = { 0, 0 };

	setrlimit(RLIMIT_CORE, &none);
}

static int run(const struct options *o)
{
	char self[4096];
	char *conf = o->conf == NULL ? NULL : realpath(o->conf, NULL);
	struct keeper_setup setup = {
		.program = self,
		/* Absolute, for the core; a file that is missing keeps its name for the message. */
		.conf = conf == NULL ? o->conf : conf,
		.programs = o->programs,
		.listener = -1,
	};
	int status;

	place_self(self, sizeof(self));
	no_core_files();
	status = keeper_run(&setup);
	free(conf);
	return status;
}

static int run_core(const struct options *o)
{
	const struct core_setup setup = { .conf = o->conf, .programs = o->programs };

	return core_run(&setup);
}

/* --- the command line --- */

enum {
	OPT_DEMO = 256,
	OPT_DIR,
	OPT_PORT,
	OPT_CALLS,
	OPT_NO_CALLERS,
	OPT_CORE,
	OPT_PROGRAMS
};

static const struct option words[] = {
	{ "demo", no_argument, NULL, OPT_DEMO },
	{ "dir", required_argument, NULL, OPT_DIR },
	{ "port", required_argument, NULL, OPT_PORT },
	{ "calls", required_argument, NULL, OPT_CALLS },
	{ "no-callers", no_argument, NULL, OPT_NO_CALLERS },
	{ "core", no_argument, NULL, OPT_CORE },               /* the keeper's own use */
	{ "programs", required_argument, NULL, OPT_PROGRAMS }, /* for tests */
	{ "help", no_argument, NULL, 'h' },
	{ "version", no_argument, NULL, 'V' },
	{ NULL, 0, NULL, 0 },
};

static int usage(FILE *to)
{
	fprintf(to, "%s\n",
	    _("amparod [-c FILE]       serve until SIGTERM\n"
	      "amparod -t [-c FILE]    check the configuration, say every mistake\n"
	      "amparod -T [-c FILE]    show every setting and where it comes from\n"
	      "amparod --demo [--dir DIR] [--port N] [--calls N] [--no-callers]\n"
	      "                        invented data on this machine only"));
	return STATUS_USAGE;
}

/* A whole number between least and most, else -1. */
static int64_t whole(const char *text, int64_t least, int64_t most)
{
	char *end;
	long long n;

	errno = 0;
	n = strtoll(text, &end, 10);
	return errno != 0 || end == text || *end != '\0' || n < least || n > most ? -1
										  : n;
}

static bool take_option(struct options *o, int which)
{
	switch (which) {
	case 'c':
		o->conf = optarg;
		return true;
	case 't':
		return o->test = true;
	case 'T':
		return o->show = true;
	case 'h':
		return o->help = true;
	case 'V':
		return o->version = true;
	case OPT_DEMO:
		return o->run_demo = true;
	case OPT_DIR:
		o->demo.dir = optarg;
		return true;
	case OPT_PORT:
		o->demo.port = whole(optarg, 0, 65535);
		return o->demo.port >= 0;
	case OPT_CALLS:
		o->demo.calls = whole(optarg, 0, 1000000);
		return o->demo.calls >= 0;
	case OPT_NO_CALLERS:
		return o->demo.no_callers = true;
	case OPT_CORE:
		return o->core = true;
	case OPT_PROGRAMS:
		o->programs = optarg;
		return true;
	default:
		return false;
	}
}

static bool read_options(struct options *o, int argc, char **argv)
{
	int which;

	while ((which = getopt_long(argc, argv, "c:tThV", words, NULL)) != -1) {
		if (!take_option(o, which))
			return false;
	}
	return optind == argc;
}

static int act(const struct options *o)
{
	if (o->help) {
		usage(stdout);
		return 0;
	}
	if (o->version) {
		puts("amparod " AMPARO_VERSION);
		return 0;
	}
	if (o->test)
		return test(o);
	if (o->show)
		return show(o);
	if (o->core)
		return run_core(o);
	return o->run_demo ? demo_run(&o->demo, o->programs) : run(o);
}

/* The locale is C.UTF-8 for everybody; whoever has a Spanish one reads Spanish. */
static void speak(void)
{
	const char *lang = getenv("LC_ALL");
	char locale[4096];

	if (lang == NULL || *lang == '\0')
		lang = getenv("LC_MESSAGES");
	if (lang == NULL || *lang == '\0')
		lang = getenv("LANG");
	if (lang != NULL && strncmp(lang, "es", 2) == 0)
		setenv("LANGUAGE", "es", 0);
	if (setlocale(LC_ALL, "C.UTF-8") == NULL)
		log_warn("there is no locale C.UTF-8: everything will be in English");
	bindtextdomain("amparo", place_locale(locale, sizeof(locale)));
	textdomain("amparo");
}

int main(int argc, char **argv)
{
	struct options o = { .demo = { .port = DEMO_PORT_ANY, .calls = DEMO_THE_YEAR } };

	log_start("amparod");
	speak();
	umask(077);
	if (!read_options(&o, argc, argv))
		return usage(stderr);
	return act(&o);
}
