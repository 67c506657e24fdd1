/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the table of commands says about itself: help, completion, version. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/base/utf8.h"
#include "server/cli/cli.h"
#include "server/text.h"

static const struct option_row general[] = {
	{ "c", N_("FILE"), N_("configuration instead of /etc/amparo/amparo.conf") },
	{ "json", NULL, N_("answer in JSON") },
	{ NULL, NULL, NULL },
};

static void pad_to(struct buf *line, size_t cols)
{
	for (size_t n = utf8_cols(buf_text(line)); n < cols; n++)
		buf_byte(line, ' ');
}

/* "  left   right", the right part at a column of its own */
static void put_pair(const char *left, size_t cols, const char *right)
{
	struct buf line = { 0 };

	buf_printf(&line, "  %s ", left);
	pad_to(&line, cols);
	buf_str(&line, right);
	puts(buf_text(&line));
	buf_fini(&line);
}

/* What is an option as well (--version) need not stand here. */
static bool is_option_too(const struct command *c)
{
	return c->needs == NEEDS_NOTHING && *c->args == '\0';
}

static bool in_group(const struct command *c, const struct command_group *g)
{
	const size_t len = strlen(g->word);

	return strncmp(c->words, g->word, len) == 0 && c->words[len] == ' ';
}

static const struct command_group *group_of(const struct command *c)
{
	const struct command_group *g;
	size_t count;

	g = command_groups(&count);
	for (size_t i = 0; i < count; i++)
		if (in_group(c, &g[i]))
			return &g[i];
	return NULL;
}

static void show_command(const struct command *c)
{
	struct buf left = { 0 };

	buf_printf(&left, "%s%s%s", c->words, *c->args != '\0' ? " " : "", c->args);
	put_pair(buf_text(&left), 31, _(c->text));
	buf_fini(&left);
}

/* "user ...   accounts: add list show" */
static void show_group(const struct command_group *g)
{
	const struct command *c;
	struct buf left = { 0 }, right = { 0 };
	const char *before = ": ";
	size_t count;

	buf_printf(&left, "%s ...", g->word);
	buf_str(&right, _(g->text));
	c = commands(&count);
	for (size_t i = 0; i < count; i++) {
		if (!in_group(&c[i], g))
			continue;
		buf_printf(&right, "%s%s", before, c[i].words + strlen(g->word) + 1);
		before = " ";
	}
	put_pair(buf_text(&left), 31, buf_text(&right));
	buf_fini(&left);
	buf_fini(&right);
}

/* At most 24 lines, one a command or a group of them: a screen. */
static int show_all(void)
{
	const struct command_group *shown = NULL;
	const struct command *c;
	size_t count;

	puts(_("amparo [-c FILE] [--json] COMMAND: administer the hotline's console"));
	c = commands(&count);
	for (size_t i = 0; i < count; i++) {
		const struct command_group *g = group_of(&c[i]);

		if (g == NULL && !is_option_too(&c[i]))
			show_command(&c[i]);
		else if (g != NULL && g != shown)
			show_group(g);
		shown = g;
	}
	return EXIT_DONE;
}

/* The commands whose first word it is; false if there are none. */
static bool show_beginning(const char *word)
{
	const struct command_group with = { word, NULL };
	const struct command *c;
	size_t count, shown = 0;

	c = commands(&count);
	for (size_t i = 0; i < count; i++) {
		if (in_group(&c[i], &with)) {
			show_command(&c[i]);
			shown++;
		}
	}
	return shown > 0;
}

static void show_options(const struct option_row *options)
{
	struct buf left = { 0 };

	for (; options != NULL && options->name != NULL; options++) {
		buf_clear(&left);
		buf_printf(&left, "%s%s", strlen(options->name) == 1 ? "-" : "--",
		    options->name);
		if (options->value != NULL)
			buf_printf(&left, " %s", _(options->value));
		put_pair(buf_text(&left), 22, _(options->text));
	}
	buf_fini(&left);
}

static int show_one(const struct command *c)
{
	printf("amparo %s%s%s\n", c->words, *c->args != '\0' ? " " : "", c->args);
	printf("  %s\n", _(c->text));
	if (c->action != ANYBODY)
		printf(_("  It needs the right to %s.\n"), _(action_text(c->action)));
	show_options(c->options);
	show_options(general);
	return EXIT_DONE;
}

int help_run(struct run *r)
{
	const struct command *c;
	struct buf words = { 0 };
	size_t count, i = 0;

	if (r->count == 0)
		return show_all();
	buf_str(&words, r->args[0]);
	if (r->count > 1)
		buf_printf(&words, " %s", r->args[1]);
	c = commands(&count);
	while (i < count && strcmp(c[i].words, buf_text(&words)) != 0)
		i++;
	buf_fini(&words);
	if (i == count && r->count == 1 && show_beginning(r->args[0]))
		return EXIT_DONE;
	if (i == count)
		return run_say(EXIT_USAGE, _("There is no such command."));
	return show_one(&c[i]);
}

int help_version(struct run *r)
{
	if (r->json)
		puts("{\"version\":\"" PACKAGE_VERSION "\"}");
	else
		puts("amparo " PACKAGE_VERSION);
	return EXIT_DONE;
}

/* --- completion --- */

static bool is_new(const struct command *c, size_t i)
{
	const size_t len = strcspn(c[i].words, " ");

	for (size_t k = 0; k < i; k++)
		if (strcspn(c[k].words, " ") == len &&
		    strncmp(c[k].words, c[i].words, len) == 0)
			return false;
	return true;
}

static void put_second_words(const struct command *c, size_t count, size_t first)
{
	const size_t len = strcspn(c[first].words, " ");

	printf("\t\t%.*s) words=\"", (int)len, c[first].words);
	for (size_t i = first; i < count; i++)
		if (strncmp(c[i].words, c[first].words, len + 1) == 0)
			printf("%s ", c[i].words + len + 1);
	puts("\" ;;");
}

static void put_options(const struct command *c)
{
	printf("\t\t\"%s\") words=\"--json --help", c->words);
	for (const struct option_row *o = c->options; o != NULL && o->name != NULL; o++)
		printf(" --%s", o->name);
	puts("\" ;;");
}

int help_completion(struct run *r)
{
	const struct command *c;
	size_t count;

	if (strcmp(r->args[0], "bash") != 0)
		return run_say(EXIT_USAGE, _("Only bash is known."));
	c = commands(&count);
	puts("# source <(amparo completion bash)");
	puts("_amparo() {\n\tlocal cur=${COMP_WORDS[COMP_CWORD]} words=");
	puts("\tif [[ $cur == -* ]]; then\n\t\tcase \"${COMP_WORDS[1]} "
	     "${COMP_WORDS[2]}\" in");
	for (size_t i = 0; i < count; i++)
		if (strchr(c[i].words, ' ') != NULL)
			put_options(&c[i]);
	puts("\t\t*) case \"${COMP_WORDS[1]}\" in");
	for (size_t i = 0; i < count; i++)
		if (strchr(c[i].words, ' ') == NULL)
			put_options(&c[i]);
	puts("\t\t*) words=\"-c --json --help\" ;;\n\t\tesac ;;\n\t\tesac");
	puts("\telif ((COMP_CWORD == 2)); then\n\t\tcase \"${COMP_WORDS[1]}\" in");
	for (size_t i = 0; i < count; i++)
		if (strchr(c[i].words, ' ') != NULL && is_new(c, i))
			put_second_words(c, count, i);
	puts("\t\tesac\n\telif ((COMP_CWORD == 1)); then");
	printf("\t\twords=\"");
	for (size_t i = 0; i < count; i++)
		if (is_new(c, i))
			printf("%.*s ", (int)strcspn(c[i].words, " "), c[i].words);
	puts("\"\n\tfi");
	puts("\tmapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$cur\")");
	puts("}\ncomplete -o default -F _amparo amparo");
	return EXIT_DONE;
}
